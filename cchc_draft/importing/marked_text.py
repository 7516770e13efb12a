"""Text with marks for its form (`**bold**`, `*italic*`, <i>, links) as content, the marks taken out.

>>> read("*Mục đích*: rà soát").lines
(((Run(text='Mục đích', bold=False, italic=True, link=''), Run(text=': rà soát', bold=False, italic=False, link='')),),)

A mark without its partner is text and stays. Copies of web pages put marks where a line ended and lose the line end:
"Phụ lục**MỘT SỐ NHIỆM VỤ**" becomes two paragraphs again, and is counted as glued.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_draft.model import Content, Inline, LineBreak, Run

TOKEN = re.compile(
    r"""
    (?P<stars>\*+)
    | </?(?P<tag>br|b|strong|i|em|u|sup|sub|span|font)\b[^<>]{0,200}>
    | <(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>
    | (?P<entity>&(?:nbsp|amp|lt|gt|quot|\#\d{1,6});)
    """,
    re.VERBOSE | re.IGNORECASE,
)
MARKDOWN_TOKEN = re.compile(
    TOKEN.pattern
    + r"""
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | \[(?P<shown>[^\[\]\n]{1,1000})\]\(<?(?P<link>[^()<>\s]{1,2000})>?\)
    | (?P<lines>(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)
MOST_MARKS = 10_000
"""Marks between two empty lines; more of them are signs that mean something else."""
TAGS = {"strong": "b", "em": "i"}
SHOWN = 15
"""Letters on each side of a place that a message shows."""


class Marked(NamedTuple):
    """The lines of a text, where marks hid a line end, and whether anything was marked."""

    lines: tuple[tuple[Content, ...], ...]
    """Each line as one paragraph, or as several where marks had glued them."""
    glued: tuple[str, ...]
    """A few letters around each place where a line end or a space was put back."""
    has_marks: bool


class _Token(NamedTuple):
    """A mark at a place of the text, and what it does: stars and tags change the form, others write something."""

    start: int
    end: int
    stars: int = 0
    tag: str = ""
    is_end: bool = False
    """It is the closing tag."""
    shown: str = ""
    link: str = ""


def read(text: str, *, is_markdown: bool = False) -> Marked:
    """Return the lines of *text* without the marks; form runs on over line ends."""
    tokens = list(itertools.islice(_tokens(text, is_markdown=is_markdown), MOST_MARKS + 1))
    if not 0 < len(tokens) <= MOST_MARKS:
        return Marked(tuple(((Run(line),) if line else (),) for line in text.split("\n")), (), has_marks=False)
    return _Writer(text).write(_paired(text, tokens))


def _tokens(text: str, *, is_markdown: bool) -> Iterator[_Token]:
    for match in (MARKDOWN_TOKEN if is_markdown else TOKEN).finditer(text):
        groups = match.groupdict()
        stars = groups["stars"] or groups.get("lines")
        tag = (groups["tag"] or "").lower()
        if stars:
            yield _Token(*match.span(), stars=len(stars))
        elif tag:
            yield _Token(*match.span(), tag=TAGS.get(tag, tag), is_end=match[0][1] == "/")
        elif groups.get("link"):
            yield _Token(*match.span(), shown=groups["shown"], link=groups["link"])
        else:
            entity = html.unescape(groups["entity"] or "").replace("\u00a0", " ")
            yield _Token(*match.span(), shown=groups["address"] or groups.get("escaped") or entity)


class _Step(NamedTuple):
    """A token and the form of the text behind it."""

    token: _Token
    bold: bool
    italic: bool
    is_text: bool = False
    """The mark has no partner and is printed."""


def _paired(text: str, tokens: list[_Token]) -> list[_Step]:
    """Return what each token does; stars that are never closed are text."""
    steps = list(_steps(text, tokens, frozenset()))
    unclosed = frozenset(_unclosed(steps))
    return list(_steps(text, tokens, unclosed)) if unclosed else steps


def _unclosed(steps: list[_Step]) -> Iterator[int]:
    """Yield the places of the marks that opened what is still open at the end."""
    for form in ("bold", "italic"):
        opened = len(steps)
        while opened and getattr(steps[opened - 1], form):
            opened -= 1
        if opened < len(steps):
            yield steps[opened].token.start


def _steps(text: str, tokens: list[_Token], literal: frozenset[int]) -> Iterator[_Step]:
    bold = italic = False
    doubles_left = sum(token.stars == 2 for token in tokens)
    for token in tokens:
        doubles_left -= token.stars == 2
        before = (bold, italic)
        is_text = token.start in literal or token.stars > 3
        if token.tag in ("b", "i") and not is_text:
            bold, italic = (not token.is_end, italic) if token.tag == "b" else (bold, not token.is_end)
        elif token.stars and not is_text and not _is_seam(text, token, *before, doubles_left):
            bold, italic = _turned(text, token, bold, italic)
            is_text = (bold, italic) == before
        yield _Step(token, bold, italic, is_text)


def _turned(text: str, token: _Token, bold: bool, italic: bool) -> tuple[bool, bool]:
    """Return the form of the text behind one to three stars; the same form where they can neither open nor close."""
    before, behind = _around(text, token)
    opens, closes = bool(behind.strip()), bool(before.strip())
    if token.stars == 1:
        opens = opens and not before.isalnum() and (behind.isalnum() or behind in OPENING)
        return bold, not italic if (closes if italic else opens) else italic
    if token.stars == 2:
        return not bold if (closes if bold else opens) else bold, italic
    if bold != italic:
        return (not bold, not italic) if closes else (bold, italic)
    return (not bold, not italic) if (closes if bold else opens) else (bold, italic)


OPENING = frozenset("“\"'([«")


def _is_seam(text: str, token: _Token, bold: bool, italic: bool, doubles_left: int) -> bool:
    """Tell whether two stars are the end of one italic piece and the start of the next: "*năm 2026**của phường*"."""
    around = "".join(_around(text, token))
    return token.stars == 2 and italic and not bold and not doubles_left and len(around) == 2 and " " not in around


def _around(text: str, token: _Token) -> tuple[str, str]:
    """Return the letters before and behind a mark, "" at the ends of the text."""
    return text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]


class _Piece(NamedTuple):
    """Text in one form, in parts; None is a forced line end."""

    parts: list[str] | None
    bold: bool = False
    italic: bool = False
    link: str = ""

    @property
    def inline(self) -> Inline:
        """The piece as a run."""
        return LineBreak() if self.parts is None else Run("".join(self.parts), self.bold, self.italic, self.link)


class _Writer:
    """Collects the text between the marks as runs; neighbours of the same form become one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[list[list[_Piece]]] = [[[]]]
        self.glued: list[str] = []
        self.bold = self.italic = False
        self.has_marks = False

    def write(self, steps: list[_Step]) -> Marked:
        position = 0
        for step in steps:
            token = step.token
            self.add(self.text[position : token.start])
            position = token.end
            if step.is_text:
                self.add(self.text[token.start : token.end])
            elif token.tag == "br":
                self.lines[-1][-1].append(_Piece(None))
            elif token.stars or token.tag:
                self.turn(step)
            else:
                self.add(token.shown, token.link)
        self.add(self.text[position:])
        lines = tuple(tuple(tuple(piece.inline for piece in content) for content in line) for line in self.lines)
        return Marked(lines, tuple(self.glued), self.has_marks)

    def turn(self, step: _Step) -> None:
        """Go on in another form, on a new line where the text shows that one ended here."""
        token = step.token
        self.bold, self.italic, self.has_marks = step.bold, step.italic, True
        seam = _seam(*_around(self.text, token)) if token.stars else ""
        if seam:
            before, behind = (
                self.text[max(0, token.start - SHOWN) : token.start],
                self.text[token.end : token.end + SHOWN],
            )
            self.glued.append(f"{before} | {behind}")
            if seam == "\n":
                self.lines[-1].append([])
            else:
                self.add(seam)

    def add(self, text: str, link: str = "") -> None:
        """Add text in the form of now."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.lines.append([[]])
            if line:
                self.add_piece(_Piece([line], self.bold, self.italic, link))

    def add_piece(self, piece: _Piece) -> None:
        content = self.lines[-1][-1]
        last = content[-1].parts if content and content[-1][1:] == piece[1:] else None
        if last is None:
            content.append(piece)
        else:
            last += piece.parts or []


def _seam(before: str, behind: str) -> str:
    """Return what a mark between two letters hides: a line end, a space, or nothing (a first letter in bold)."""
    if not (before.islower() or before.isdigit() or before == ")"):
        return ""
    if behind.isupper() or (behind == "(" and before != ")"):
        return "\n"
    return " " if behind.isalpha() and before.isdigit() else ""


def trimmed(content: Content) -> Content:
    """Return *content* without spaces at its ends."""
    inlines = list(content)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while inlines:
            inline = inlines[end]
            text = strip(inline.text) if isinstance(inline, Run) else ""
            if isinstance(inline, Run) and text:
                inlines[end] = Run(text, inline.bold, inline.italic, inline.link)
                break
            inlines.pop(end)
    return tuple(inlines)


def plain(text: str) -> str:
    """Return *text* without stars and tags, quick and rough: to look at a line, not to print it."""
    return text if "*" not in text and "<" not in text else ROUGH.sub("", text)


ROUGH = re.compile(r"\*+|</?(?:b|strong|i|em|u|sup|sub|span|font)\b[^<>]{0,200}>", re.IGNORECASE)
