"""The texts of a plan's files, piece by piece, each letter knowing its place in the file.

A :class:`Passage` is a paragraph, a heading, a cell, a value of the head or a comment, read as its reader reads it: on
one line, without emphasis and escapes. What Jinja fills in stands as one letter, since it is code and no text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cchc_draft.blanks import BLANK
from cchc_draft.open_marks import TAG
from cchc_draft.yaml_text import Node, Path

Role = Literal["text", "heading", "comment", "value"]
"""Running text, a heading, a comment of the file, a value that is no sentence (a number, a date, a name)."""
Quoting = Literal["", "plain", "flow", "quoted", "block"]
"""How a value stands in YAML; empty outside of it."""

ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>)]+>?|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
FILLED, LEFT_OUT = "Đ", "…"
"""What stands for an expression of Jinja (a capital, as most of them print a name), and for a blank or an address."""
ESCAPED = re.compile(r"\\[\\`*_{}\[\]()<>#+\-.!|~&^=:$/]")
BREAK = re.compile(r"\s*\n\s*")
ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,3}[.)]|[a-zđ]\)|\||#{1,6}|\[\^[^\]]*\]:)[ \t|]|\*{3}\s*$|-{3}\s*$")
"""How a line starts that is not the continuation of the one above."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text."""

    file: str
    role: Role
    path: Path
    """Where a value stands in its YAML; empty in the body and in comments."""
    words: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Where each letter of the words starts and ends in the text of the file."""
    quoting: Quoting = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where words stand in the file."""
        return self.starts[start], self.ends[end - 1]


def body(file: str, text: str, start: int) -> Iterator[Passage]:
    """Yield the paragraphs, headings, points and rows of Markdown that begins at *start* of a file."""
    hidden = [match.span() for match in TAG.finditer(text, start)]
    firsts = [first for first, _ in hidden]

    def is_hidden(position: int) -> bool:
        index = bisect_right(firsts, position) - 1
        return index >= 0 and position < hidden[index][1]

    begun = start
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end + 1
        line = text[position:end]
        is_new = not is_hidden(position) and (not line.strip() or ITEM.match(line) is not None)
        if is_new and begun < position:
            yield from _paragraph(file, text, begun, position)
            begun = position
        position = end
    yield from _paragraph(file, text, begun, len(text))


def _paragraph(file: str, text: str, start: int, end: int) -> Iterator[Passage]:
    if text[start:end].strip():
        role: Role = "heading" if text[start:end].lstrip().startswith("#") else "text"
        yield passage(file, role, (), text, start, end)


@lru_cache(maxsize=4096)
def passage(file: str, role: Role, path: Path, text: str, start: int, end: int, quoting: Quoting = "") -> Passage:
    """Return a stretch of a file as its reader reads it."""
    if not SPECIAL.search(text, start, end):
        places = range(start, end)
        return Passage(file, role, path, text[start:end], tuple(places), tuple(range(start + 1, end + 1)), quoting)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = start
    while position < end:
        letter, last = _letter(text, position, end)
        if letter:
            words.append(letter)
            starts.append(position if letter != text[last - 1 : last] else last - 1)
            ends.append(last)
        position = last
    return Passage(file, role, path, "".join(words), tuple(starts), tuple(ends), quoting)


def _letter(text: str, position: int, end: int) -> tuple[str, int]:
    """Return what is read at a place, and where the next letter is; nothing for a sign of emphasis."""
    if SPECIAL.match(text, position) or text[position].isalnum() or text[position].isspace():
        for pattern, letter in SINGLE:
            match = pattern.match(text, position, end)
            if match:
                return letter or match[0][-1], match.end()
    return text[position].replace("*", ""), position + 1


SPECIAL = re.compile(r"[{\[*\\\n@<]|https?:|www\.")
"""What may begin something that is not read letter by letter."""
SINGLE = ((TAG, FILLED), (BLANK, LEFT_OUT), (ADDRESS, LEFT_OUT), (BREAK, " "), (ESCAPED, ""))
"""What is read as one letter; empty for the last letter of what is found."""


def yaml_passages(file: str, text: str, tree: Node, end: int) -> Iterator[Passage]:
    """Yield the values and comments of YAML that ends at *end* of a file, in order."""
    rows = _row_starts(text)
    places = sorted({_offset(rows, node) for node in _nodes(tree)} | {*_key_offsets(rows, tree)} | {end})
    position = 0
    for path, node in tree.leaves():
        if not isinstance(node.value, str):
            continue
        start = _offset(rows, node)
        bound = places[bisect_right(places, start)] if start < end else end
        yield from _comments(file, text, position, start)
        first, last, quoting = _value(text, start, bound, node.value)
        yield passage(file, "value", path, text, first, last, quoting)
        position = last
    yield from _comments(file, text, position, end)


@lru_cache(maxsize=8)
def _row_starts(text: str) -> list[int]:
    starts = [0]
    for match in re.finditer("\n", text):
        starts.append(match.end())
    return starts


def offset(text: str, line: int, column: int) -> int:
    """Return the position in a text of a line and column, both from 1."""
    return _row_starts(text)[line - 1] + max(column, 1) - 1


def _offset(rows: list[int], node: Node) -> int:
    return rows[node.place.line - 1] + node.place.column - 1


def _nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all below it that have places of their own."""
    yield node
    children = node.value.values() if isinstance(node.value, dict) else node.value
    if isinstance(node.value, (dict, list)):
        for child in children or ():
            yield from _nodes(child)  # type: ignore[arg-type]


def _key_offsets(rows: list[int], tree: Node) -> Iterator[int]:
    for node in _nodes(tree):
        if node.key_place:
            yield rows[node.key_place.line - 1] + node.key_place.column - 1


def _value(text: str, start: int, bound: int, value: str) -> tuple[int, int, Quoting]:
    """Return where the text of a scalar starts and ends, and how it is written."""
    sign = text[start : start + 1]
    if sign == '"':
        return start + 1, _closing(DOUBLE, text, start, bound), "quoted"
    if sign == "'":
        return start + 1, _closing(SINGLE_QUOTED, text, start, bound), "quoted"
    if sign in ("|", ">"):
        first = text.find("\n", start) + 1 or bound
        return first, max(first, first + len(text[first:bound].rstrip())), "block"
    last = start + len(value) if text.startswith(value, start) else start + len(_plain(text[start:bound]))
    before, behind = text[:start].rstrip(" \t\n")[-1:], text[last : last + 40].lstrip()[:1]
    row = text.rfind("\n", 0, start) + 1
    is_flow = FLOW.search(text[row:start]) is not None or (before in ("[", "{", ",") and behind in (",", "]", "}"))
    return start, last, "flow" if is_flow else "plain"


DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*'")
FLOW = re.compile(r"(?:^|[:\-\s])[\[{](?![^\]}]*[\]}]\s*$)")


def _closing(pattern: re.Pattern[str], text: str, start: int, bound: int) -> int:
    match = pattern.match(text, start)
    return match.end() - 1 if match else bound


def _plain(raw: str) -> str:
    """Return a plain scalar without the comment, the list sign and the spaces behind it."""
    comment = re.search(r"\s#", raw)
    raw = raw[: comment.start()] if comment else raw
    return re.sub(r"(?:\s+-|\s)*$", "", raw)


def _comments(file: str, text: str, start: int, end: int) -> Iterator[Passage]:
    """Yield the comments between two values."""
    for match in COMMENT.finditer(text, max(0, start), max(start, end)):
        yield passage(file, "comment", (), text, match.start("words"), match.end())


COMMENT = re.compile(r"(?:^|(?<=\s))#(?P<words>[^\n]*)", re.MULTILINE)
