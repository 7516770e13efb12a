"""Markdown to blocks: rendered text in, body, closing and footnotes out.

Every token of the Markdown parser has an entry in a table here; one without is a problem with its line, never
skipped. Inline text is parsed once per distinct text, since drafts for many agencies share most paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from cchc_draft.errors import Place, Problem
from cchc_draft.language import N_, Message
from cchc_draft.model import (
    Alignment,
    Block,
    Content,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    ListKind,
    NoteRef,
    Paragraph,
    Run,
    Table,
    plain,
)
from cchc_draft.source_text import FORBIDDEN
from cchc_draft.templating import escape_markdown, untagged

LineMap = list[int]
"""Source line of each line of the rendered text."""

DEEPEST_HEADING = 3
NESTING: dict[ListKind | None, tuple[ListKind, ...]] = {
    None: ("numbered", "point", "dash"),
    "numbered": ("numbered", "point", "dash"),
    "point": ("dash",),
    "dash": ("dash",),
}
"""Which list may stand inside which: from large to small (PL I.II.6c)."""
DEEPEST_NUMBER = 3
DEEPEST_DASH = 2

TYPED_LABEL = re.compile(r"(?:[IVXLC]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[./)]|[A-Za-zđĐ][.)/]|\([a-zđ\d]\)|[–—•·])\s")
"""A label typed by hand where only structure gives labels."""
INNER_LABEL = re.compile(r"\s*((?:\d{1,2}|[a-zđ]|[IVX]+)[.)]|[-–—•])\s")
GLUED_LABEL = re.compile(r"(?:[IVX]+\.|\d{1,2}[.)]|[a-zđ]\)|[-–—•+])(?=[^\W\d_])")
"""A label without the space that would make it one: "a)Hai", "-Bốn"."""
FOREIGN_BLOCK = re.compile(r"\s*(```|~~~|>)")
DELIMITER_ROW = re.compile(r"\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|[\s:|-]*")
LOST_NOTE = re.compile(r"\[\^([^\]]*)\]")


@cache
def _parser(*, has_tables: bool, has_notes: bool) -> MarkdownIt:
    """Return a parser with only the rules that a text can need: rules cost time on every line."""
    markdown = MarkdownIt("commonmark", {"html": False})
    if has_tables:
        markdown.enable("table")
    if has_notes:
        from mdit_py_plugins.footnote import footnote_plugin

        markdown.use(footnote_plugin)
    markdown.disable(["code", "fence", "blockquote", "lheading", "reference", "html_block"])
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


class Parsed(NamedTuple):
    """What a text holds, and what is wrong with it."""

    body: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = ()
    notes: tuple[Content, ...] = ()
    problems: Sequence[Problem] = ()


def parse(text: str, file: str, line_map: LineMap) -> Parsed:
    """Return the blocks of a rendered text; ``line_map[i]`` is the source line of its line i."""
    return _Builder(text, file, line_map).build()


def parse_inline(text: str) -> tuple[Content, tuple[str, ...]]:
    """Return one paragraph's text as content, and the names of what it holds that plans do not have."""
    return _inline(" ".join(text.split("\n")).strip())


@lru_cache(maxsize=50_000)
def _inline(text: str) -> tuple[Content, tuple[str, ...]]:
    content, unsupported, note_ids = _read_inline(text, {})
    if note_ids or ("[^" in text and LOST_NOTE.search(plain(content))):
        content = tuple(inline for inline in content if not isinstance(inline, NoteRef))
        unsupported = (*unsupported, UNSUPPORTED["note"])
    return content, unsupported


def _read_inline(text: str, env: dict[str, Any]) -> tuple[Content, tuple[str, ...], list[int]]:
    """Return content, names of unsupported constructs, and the note ids referred to."""
    tokens: list[Token] = []
    markdown = _parser(has_tables=False, has_notes="[^" in text or "^[" in text)
    markdown.inline.parse(text, markdown, env, tokens)
    reader = _InlineReader()
    for token in tokens:
        reader.read(token)
    if FORBIDDEN.search(plain(tuple(reader.content))):
        reader.unsupported.append(UNSUPPORTED["control"])
    return tuple(reader.content), tuple(reader.unsupported), reader.note_ids


def markdown(content: Content) -> str:
    """Return one line of text that :func:`parse_inline` reads as *content*; a forced line end becomes a space.

    Text is escaped only where it would be misread, and form that Markdown cannot hold at its place is left out; no
    word ever is.
    """
    if _is_safe(content):
        return plain(content)
    line = joined(Run(" ") if isinstance(part, LineBreak) else part for part in content)
    plain_line = joined(Run(part.text) if isinstance(part, Run) else part for part in line)
    for candidate in dict.fromkeys((line, plain_line)):
        for escape in (escape_stars, escape_markdown):
            text = written(candidate, escape)
            found, unsupported = parse_inline(text)
            if not unsupported and unspaced(found) == unspaced(candidate):
                return text
    return written(plain_line, escape_markdown)


def paragraph(content: Content) -> str:
    """Return a paragraph's text that :func:`parse` reads as *content*, for a file that Jinja reads too.

    As :func:`markdown`, but nothing at its start makes a list or a heading of it, and nothing in it is a tag.
    """
    if _is_safe(content):
        return plain(content)
    line = joined(content)
    plain_line = joined(replace(part, bold=False, italic=False) if isinstance(part, Run) else part for part in line)
    for candidate in dict.fromkeys((line, plain_line)):
        for escape in (escape_stars, escape_markdown):
            if _is_read_back(candidate, escape):
                return untagged(written(candidate, escape))
    return untagged(written(plain_line, escape_markdown))


SAFE = re.compile(r"[^\W\d_]{2}[^\\`*_<>\[\]{}#|~&^=!$+\n\ue000\x00-\x1f]*(?<=\S)")
"""Text that begins with a word and holds nothing that Markdown could read: it need not be tried."""


def _is_safe(content: Content) -> bool:
    match content:
        case (Run(text, False, False, ""),):
            return SAFE.fullmatch(text) is not None and not TYPED_LABEL.match(text) and not GLUED_LABEL.match(text)
    return False


def _is_read_back(content: Content, escape: Callable[[str], str]) -> bool:
    """Tell whether a paragraph is read as it was; marks of notes, whose text stands elsewhere, are not looked at."""
    kept = joined(part for part in content if not isinstance(part, NoteRef))
    text = written(kept, escape)
    parsed = parse(text, "", [1] * (text.count("\n") + 1))
    if parsed.problems or len(parsed.body) != (1 if kept else 0):
        return False
    found = parsed.body[0].content if parsed.body and isinstance(parsed.body[0], Paragraph) else ()
    return unspaced(found) == unspaced(kept)


def joined(content: Iterable[Inline]) -> Content:
    """Return the content with neighbouring runs of one form as one run, and none that is empty."""
    found: list[Inline] = []
    for part in content:
        last = found[-1] if found else None
        if isinstance(part, Run) and isinstance(last, Run) and _form(last) == _form(part):
            found[-1] = Run(last.text + part.text, *_form(last))
        elif not isinstance(part, Run) or part.text:
            found.append(part)
    return tuple(found)


def _form(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.link


def unspaced(content: Content) -> Content:
    """Return the content with every space in plain form: whether a space is bold cannot be seen."""
    pieces: list[Inline] = []
    for part in content:
        if isinstance(part, Run) and any(_form(part)):
            parts = re.split(r"(\s+)", part.text)
            pieces += [Run(piece) if piece.isspace() else Run(piece, *_form(part)) for piece in parts]
        else:
            pieces.append(part)
    return joined(pieces)


def escape_stars(text: str) -> str:
    """Return text with escapes only where any text would be misread: what else it may mean has to be tried."""
    return re.sub(r"[\\`*]", r"\\\g<0>", text)


def written(content: Content, escape: Callable[[str], str]) -> str:
    """Return content in Markdown: forms that go on over several runs are opened once, spaces stand outside of them."""
    writer = _InlineWriter(escape)
    for index, part in enumerate(content):
        writer.add(part, content[index + 1 :])
    return writer.end()


Form = Literal["link", "italic", "bold"]
FORMS: tuple[Form, ...] = ("link", "italic", "bold")
STARS: dict[Form, str] = {"italic": "*", "bold": "**"}


class _InlineWriter:
    """Writes runs one after another; a stack holds the forms that are open."""

    def __init__(self, escape: Callable[[str], str]) -> None:
        self.escape = escape
        self.parts: list[str] = []
        self.open: list[tuple[Form, object]] = []
        self.spaces = ""

    def add(self, part: Inline, following: Sequence[Inline]) -> None:
        if not isinstance(part, Run):
            self.close_to({})
            self.parts.append(self.take_spaces() + ("\\\n" if isinstance(part, LineBreak) else f"[^{part.number}]"))
            return
        text = part.text.strip(" ") if part.bold or part.italic else part.text
        before, _, after = part.text.partition(text) if text else (part.text, "", "")
        if not text:
            self.spaces += part.text
            return
        wanted = {form: getattr(part, form) for form in FORMS if getattr(part, form)}
        self.close_to(wanted)
        self.parts.append(self.take_spaces() + before)
        opened = dict(self.open)
        for form in sorted(wanted.keys() - opened.keys(), key=lambda form: (-_lasting(form, part, following), form)):
            self.open.append((form, wanted[form]))
            self.parts.append(STARS.get(form, "["))
        self.parts.append(self.escape(text))
        self.spaces = after

    def close_to(self, wanted: Mapping[Form, object]) -> None:
        """Close forms from the inmost one until all that are open are wanted."""
        while any(wanted.get(form) != value for form, value in self.open):
            form, value = self.open.pop()
            self.parts.append(STARS.get(form) or f"](<{value}>)")

    def take_spaces(self) -> str:
        spaces, self.spaces = self.spaces, ""
        return spaces

    def end(self) -> str:
        self.close_to({})
        return "".join(self.parts) + self.take_spaces()


def _lasting(form: Form, part: Run, following: Sequence[Inline]) -> int:
    """Return for how many of the runs that follow a form goes on: what lasts longest is opened first."""
    value = getattr(part, form)
    going_on = takewhile(lambda other: isinstance(other, Run) and getattr(other, form) == value, following)
    return sum(1 for _ in going_on)


BUILT_ADDRESS = re.compile(r"(?<!\\)<(?:https?|mailto)\\:")
"""An address in < > that an expression gave: its escapes keep it from being a link."""
ESCAPED = re.compile(r"\\.")
LEFT_OVERS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(
            r"</?(?:br|u|b|i|p|s|em|strong|span|div|font|center|sup|sub|table|tr|td|th|ul|ol|li|a|img|h[1-6]|hr)\b[^<>]*>|<!--",
            re.I,
        ),
        N_("thẻ HTML"),
    ),
    (re.compile(r"\*\*"), N_("dấu ** không thành chữ đậm (thừa, thiếu, hoặc dính dấu câu)")),
    (re.compile(r"\]\(|\]\[|^\[(?!…|\.\.\.)[^\]]+\]:"), N_("liên kết này (viết [chữ](https://địa-chỉ))")),
    (re.compile(r"~~"), N_("chữ gạch ngang ~~ ~~")),
    (re.compile(r"^\[[ xX]\]\s"), N_("ô đánh dấu [ ]")),
    (re.compile(r"^#{1,6}[^#\s]"), N_("dòng # thiếu dấu cách trước tên đề mục")),
    (re.compile(r"(?:^|\s)={3,}\s*$"), N_("dòng === (đề mục viết bằng #)")),
)
"""Markdown that did not become anything and would be printed as it stands."""


def _left_over(text: str, content: Content) -> Iterator[str]:
    """Yield names of constructs that would be printed as they stand; what the author escaped is meant so."""
    printed = plain(content)
    if BUILT_ADDRESS.search(text):
        yield UNSUPPORTED["link_address"]
    if not LEFT_OVER_SIGNS.intersection(printed):
        return
    if "\\" in text:
        printed = plain(_read_inline(ESCAPED.sub("\ue000", text), {})[0])
    for pattern, name in LEFT_OVERS:
        if pattern.search(printed):
            yield name


LEFT_OVER_SIGNS = frozenset("<*]~#=")


class _InlineReader:
    """Collects inline tokens as runs; neighbours of the same form become one."""

    def __init__(self) -> None:
        self.content: list[Inline] = []
        self.unsupported: list[str] = []
        self.note_ids: list[int] = []
        self.bold = self.italic = 0
        self.link = ""

    def read(self, token: Token) -> None:
        handler = INLINE.get(token.type)
        if handler is None:
            self.unsupported.append(UNSUPPORTED.get(token.type, token.type))
            if token.content:
                self.text(token)
        else:
            handler(self, token)

    def text(self, token: Token) -> None:
        if token.content:
            self.add(Run(token.content, self.bold > 0, self.italic > 0, self.link))

    def add(self, run: Run) -> None:
        last = self.content[-1] if self.content else None
        if isinstance(last, Run) and _form(last) == _form(run):
            self.content[-1] = Run(last.text + run.text, *_form(last))
        else:
            self.content.append(run)

    def space(self, token: Token) -> None:
        self.add(Run(" ", self.bold > 0, self.italic > 0, self.link))

    def line_break(self, token: Token) -> None:
        self.content.append(LineBreak())

    def emphasis(self, token: Token) -> None:
        self.check_glued(token)
        self.italic += token.nesting

    def strong(self, token: Token) -> None:
        self.check_glued(token)
        self.bold += token.nesting

    def check_glued(self, token: Token) -> None:
        """Report a star between letters or digits: "5*6*7" is meant as it stands."""
        last = self.content[-1] if self.content else None
        if token.nesting == 1 and isinstance(last, Run) and last.text[-1:].isalnum():
            self.unsupported.append(UNSUPPORTED["glued_star"])

    def link_open(self, token: Token) -> None:
        self.link = str(token.attrs.get("href", ""))
        if "title" in token.attrs:
            self.unsupported.append(UNSUPPORTED["link_title"])
        if not self.link or "\\" in self.link or "%5C" in self.link:
            self.unsupported.append(UNSUPPORTED["link_address"])

    def link_close(self, token: Token) -> None:
        self.link = ""

    def note(self, token: Token) -> None:
        self.note_ids.append(token.meta["id"])
        self.content.append(NoteRef(token.meta["id"] + 1))


INLINE: dict[str, Callable[[_InlineReader, Token], None]] = {
    "text": _InlineReader.text,
    "text_special": _InlineReader.text,
    "softbreak": _InlineReader.space,
    "hardbreak": _InlineReader.line_break,
    "em_open": _InlineReader.emphasis,
    "em_close": _InlineReader.emphasis,
    "strong_open": _InlineReader.strong,
    "strong_close": _InlineReader.strong,
    "link_open": _InlineReader.link_open,
    "link_close": _InlineReader.link_close,
    "footnote_ref": _InlineReader.note,
}

UNSUPPORTED = {
    "code_inline": N_("chữ trong dấu ` `"),
    "image": N_("hình ảnh"),
    "```": N_("khối mã ```"),
    "~~~": N_("khối mã ~~~"),
    ">": N_("đoạn trích (dòng bắt đầu bằng >)"),
    "link_title": N_("chú giải của liên kết"),
    "link_address": N_("liên kết không có địa chỉ, hoặc địa chỉ trong < > có biểu thức (viết [chữ](địa chỉ))"),
    "glued_star": N_("dấu * dính liền chữ phía trước (viết \\* nếu đúng là nội dung)"),
    "control": N_("ký tự điều khiển (viết bằng &#…;)"),
    "note": N_("chú thích cuối trang ở đây"),
}
"""What Markdown has and plans do not, by token."""


class _Builder:
    """Turns the token stream of one text into blocks; a position runs through the list of tokens."""

    def __init__(self, text: str, file: str, line_map: LineMap) -> None:
        self.env: dict[str, Any] = {}
        self.rows = text.split("\n")
        self.file = file
        self.line_map = line_map
        self.tokens = _parser(has_tables="|" in text, has_notes="[^" in text).parse(text, self.env)
        self.position = 0
        self.problems: list[Problem] = []
        self.definitions: dict[str, tuple[Content, Place]] = {}
        self.note_ids: list[int] = []
        self.last_level = 0
        self.is_in_note = False

    def build(self) -> Parsed:
        body: list[Block] = []
        closing: list[Block] | None = None
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.type == "hr":
                self.position += 1
                if closing is not None:
                    self.report("closing-twice", CLOSING_TWICE, token)
                closing = closing or []
                continue
            blocks = self.block(None, 0)
            if closing is None:
                body += blocks
            else:
                self.check_closing(blocks, token)
                closing += blocks
        notes = self.notes()
        return Parsed(tuple(body), tuple(closing or ()), notes, self.problems)

    def check_closing(self, blocks: list[Block], token: Token) -> None:
        if not all(isinstance(block, Paragraph) for block in blocks):
            self.report("closing-not-text", CLOSING_NOT_TEXT, token)

    # One handler a token type; each reads up to and including its closing token and returns blocks.

    def block(self, kind: ListKind | None, depth: int) -> list[Block]:
        """Read the block at the position; *kind* and *depth* are those of the list around it."""
        token = self.tokens[self.position]
        self.position += 1
        match token.type:
            case "heading_open":
                return self.heading(token, kind)
            case "paragraph_open":
                return self.paragraph(token)
            case "ordered_list_open" | "bullet_list_open":
                return self.item_list(token, kind, depth)
            case "table_open":
                return self.table(token)
            case "footnote_reference_open":
                return self.definition(token)
            case _:
                return self.unsupported(token)

    def unsupported(self, token: Token) -> list[Block]:
        name = UNSUPPORTED.get(token.type, token.type)
        self.report("markdown-unsupported", NOT_SUPPORTED, token, name=name)
        if token.nesting == 1:
            close = token.type.replace("_open", "_close")
            while self.tokens[self.position].type != close or self.tokens[self.position].level != token.level:
                self.position += 1
            self.position += 1
        return []

    def heading(self, token: Token, kind: ListKind | None) -> list[Block]:
        level = int(token.tag[1:])
        inline = self.tokens[self.position]
        self.position += 2
        content = self.inline(inline)
        text = plain(content)
        if kind is not None:
            self.report("heading-in-list", HEADING_IN_LIST, token)
        elif level > DEEPEST_HEADING:
            self.report("heading-too-deep", HEADING_TOO_DEEP, token, marks="#" * level)
        elif level > self.last_level + 1:
            self.report("structure", HEADING_SKIPPED, token, found="#" * level, right="#" * (self.last_level + 1))
        elif not text.strip():
            self.report("heading-required-title", EMPTY_HEADING, token)
        elif level == 1 and text.rstrip().endswith((".", ":")):
            self.report("heading-roman", HEADING_MARK, token, found=text)
        self.check_label(inline)
        self.last_level = min(level, DEEPEST_HEADING)
        return [Heading(self.last_level, content, self.place(token))]

    def paragraph(self, token: Token) -> list[Block]:
        inline = self.tokens[self.position]
        self.position += 2
        block = FOREIGN_BLOCK.match(inline.content)
        if block:
            self.report("markdown-unsupported", NOT_SUPPORTED, token, name=UNSUPPORTED[block[1]])
            return [Paragraph((), self.place(token))]
        self.check_label(inline)
        if "\n" in inline.content:
            self.check_inner_rows(inline)
        return [Paragraph(self.inline(inline), self.place(token))]

    def check_inner_rows(self, inline: Token) -> None:
        """Report what a line inside a paragraph was meant to be: an entry, a table, a quotation, code."""
        for offset, row in enumerate(inline.content.split("\n")[1:], 1):
            label, block = INNER_LABEL.match(row), FOREIGN_BLOCK.match(row)
            if label:
                self.report("typed-label", LABEL_INSIDE, inline, offset, label=label[1])
            elif DELIMITER_ROW.fullmatch(row):
                self.report("table-uneven", BROKEN_TABLE, inline, offset)
            elif block:
                self.report("markdown-unsupported", NOT_SUPPORTED, inline, offset, name=UNSUPPORTED[block[1]])

    def item_list(self, token: Token, outer: ListKind | None, depth: int) -> list[Block]:
        kind: ListKind = "dash"
        if token.type == "ordered_list_open":
            kind = "point" if token.markup == ")" else "numbered"
            start = int(token.attrs.get("start", 1))
            if start > 99:
                self.report("typed-label", NUMBER_READ_AS_LIST, token, found=f"{start}{token.markup}")
        if kind not in NESTING[outer]:
            names = KIND_NAMES[kind], KIND_NAMES[outer or kind]
            self.report("structure", WRONG_NESTING, token, inner=names[0], outer=names[1])
        inner_depth = depth + 1 if kind == outer else 1
        deepest = {"numbered": DEEPEST_NUMBER, "dash": DEEPEST_DASH, "point": 1}[kind]
        if inner_depth > deepest:
            self.report("structure", LIST_TOO_DEEP, token, inner=KIND_NAMES[kind], deepest=deepest)
        items = []
        while self.tokens[self.position].type == "list_item_open":
            items.append(self.item(kind, inner_depth))
        self.position += 1
        return [ItemList(kind, tuple(items))]

    def item(self, kind: ListKind, depth: int) -> Item:
        token = self.tokens[self.position]
        self.position += 1
        blocks: list[Block] = []
        while self.tokens[self.position].type != "list_item_close":
            if self.tokens[self.position].type == "hr":
                self.report("closing-in-list", CLOSING_IN_LIST, self.tokens[self.position])
                self.position += 1
                continue
            blocks += self.block(kind, depth)
        self.position += 1
        if not blocks or not isinstance(blocks[0], Paragraph):
            self.report("empty-item", EMPTY_ITEM, token)
            blocks.insert(0, Paragraph((), self.place(token)))
        return Item(tuple(blocks), self.place(token))

    def table(self, token: Token) -> list[Block]:
        rows: list[tuple[Content, ...]] = []
        alignments: list[Alignment] = []
        width = 0
        while self.tokens[self.position].type != "table_close":
            current = self.tokens[self.position]
            self.position += 1
            if current.type == "tr_open":
                width = width or self.cells_of(current)
                found = self.cells_of(current)
                if found != width:
                    self.report("table-uneven", UNEVEN_ROW, current, found=found, width=width)
                rows.append(())
            elif current.type in ("th_open", "td_open"):
                if current.type == "th_open":
                    alignments.append(ALIGNMENTS.get(str(current.attrs.get("style", "")), ""))
                rows[-1] = (*rows[-1], self.inline(self.tokens[self.position]))
        self.position += 1
        return [Table(rows[0], tuple(rows[1:]), tuple(alignments), self.place(token))]

    def cells_of(self, row: Token) -> int:
        start = row.map[0] if row.map else 0
        cells = escapedSplit(self.rows[start].strip())
        if cells and not cells[0]:
            cells.pop(0)
        if cells and not cells[-1]:
            cells.pop()
        return len(cells)

    def definition(self, token: Token) -> list[Block]:
        name = str(token.meta["label"])
        if name in self.definitions:
            self.report("footnote-twice", NOTE_DEFINED_TWICE, token, name=name)
        self.is_in_note = True
        contents: list[Content] = []
        while self.tokens[self.position].type != "footnote_reference_close":
            inner = self.tokens[self.position]
            for block in self.block("dash", 1):
                if isinstance(block, Paragraph):
                    contents.append(block.content)
                else:
                    self.report("markdown-unsupported", NOT_SUPPORTED, inner, name=NOTE_BLOCK)
        self.position += 1
        joined: list[Inline] = []
        for content in contents:
            joined += [LineBreak(), *content] if joined else content
        self.is_in_note = False
        self.definitions[name] = (tuple(joined), self.place(token))
        return []

    def notes(self) -> tuple[Content, ...]:
        """Return the footnotes in the order of their marks; report those that are never or doubly used."""
        notes: list[Content] = []
        entries = self.env.get("footnotes", {}).get("list", {})
        used: set[str] = set()
        for identifier in sorted(entries):
            entry = entries[identifier]
            if "label" in entry:
                used.add(entry["label"])
                notes.append(self.definitions.get(entry["label"], ((), Place(self.file)))[0])
            else:
                inner, unsupported = parse_inline(entry.get("content", ""))
                notes.append(inner)
                place = Place(self.file, self.line_map[0])
                self.problems += [
                    Problem("markdown-unsupported", NOT_SUPPORTED, {"name": name}, place) for name in unsupported
                ]
        for name, (_, place) in self.definitions.items():
            if name not in used:
                self.problems.append(Problem("footnote-unused", NOTE_UNUSED, {"name": name}, place))
        for identifier in set(self.note_ids):
            if self.note_ids.count(identifier) > 1:
                name = entries[identifier].get("label", "")
                self.problems.append(Problem("footnote-twice", NOTE_TWICE, {"name": name}, self.definitions[name][1]))
        return tuple(notes)

    def inline(self, token: Token) -> Content:
        text = token.content
        if "[^" in text or "^[" in text:
            content, unsupported, note_ids = _read_inline(text.strip(), self.env)
            self.note_ids += note_ids
            if note_ids and self.is_in_note:
                self.report("footnote-nested", NOTE_NESTED, token)
            for lost in LOST_NOTE.finditer(plain(content)):
                if f"\\[^{lost[1]}" not in text and f"[\\^{lost[1]}" not in text:
                    self.report("footnote-missing", NOTE_MISSING, token, name=lost[1])
        else:
            content, unsupported = _inline(text.strip())
        for name in (*unsupported, *_left_over(text, content)):
            self.report("markdown-unsupported", NOT_SUPPORTED, token, name=name)
        return content

    def check_label(self, inline: Token) -> None:
        match = TYPED_LABEL.match(inline.content)
        glued = GLUED_LABEL.match(inline.content)
        if match:
            message = TYPED_SIGN if match[0][0] in "–—•·" else TYPED
            self.report("typed-label", message, inline, label=match[0].strip())
        elif glued:
            self.report("typed-label", GLUED, inline, label=glued[0])

    def place(self, token: Token, offset: int = 0) -> Place:
        """Return where *token* starts in the source, or the line *offset* lines below."""
        row = min((token.map[0] if token.map else 0) + offset, len(self.rows) - 1)
        text = self.rows[row]
        indent = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
        return Place(self.file, self.line_map[row], indent + 1)

    def report(self, code: str, message: str, token: Token, offset: int = 0, **facts: object) -> None:
        self.problems.append(Problem(code, message, facts, self.place(token, offset)))


ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
KIND_NAMES: dict[ListKind, str] = {
    "numbered": N_("khoản «1.»"),
    "point": N_("điểm «1)»"),
    "dash": N_("gạch đầu dòng «-»"),
}
NOTE_BLOCK = N_("danh sách, bảng hoặc tiêu đề trong chú thích")

NOT_SUPPORTED = N_("không dùng được trong kế hoạch: {name}")
TYPED = N_(
    "số thứ tự «{label}» gõ tay: thứ tự do chương trình đánh; viết #, ##, 1), 1. hoặc - ở đầu dòng "
    "(hoặc \\ trước dấu nếu đúng là nội dung)"
)
TYPED_SIGN = N_("dấu «{label}» ở đầu dòng: ý gạch đầu dòng viết bằng «- »")
GLUED = N_("sau «{label}» thiếu dấu cách; nếu đúng là nội dung, hãy viết \\ trước dấu")
LABEL_INSIDE = N_("dòng bắt đầu bằng «{label}» bị dính vào đoạn trên; hãy chừa một dòng trống phía trước")
NUMBER_READ_AS_LIST = N_("«{found}» đầu dòng bị hiểu là danh sách; nếu là nội dung, hãy viết dấu \\ trước dấu đó")
HEADING_IN_LIST = N_("đề mục (#) không được đặt trong danh sách hay chú thích")
HEADING_TOO_DEEP = N_("đề mục «{marks}» quá sâu: chỉ có # (I.), ## (1.), ### (1.1.); ý nhỏ hơn dùng 1) hoặc -")
HEADING_SKIPPED = N_("đề mục «{found}» nhảy cấp; ở đây chỉ dùng được «{right}» trở lên")
EMPTY_HEADING = N_("đề mục không có tên")
HEADING_MARK = N_("tên mục «{found}» không được kết thúc bằng dấu chấm hay dấu hai chấm")
EMPTY_ITEM = N_("ý này không có nội dung")
WRONG_NESTING = N_("{inner} không được đặt trong {outer}; thứ tự từ lớn đến nhỏ là 1. rồi 1) rồi -")
LIST_TOO_DEEP = N_("{inner} lồng nhau quá {deepest} cấp")
UNEVEN_ROW = N_("hàng này của bảng có {found} ô, hàng đầu có {width} ô")
BROKEN_TABLE = N_("bảng không đọc được: hàng đầu và hàng gạch «|---|» phải có cùng số ô")
CLOSING_TWICE = N_("chỉ được có một dòng *** để ngăn phần kết")
CLOSING_NOT_TEXT = N_("sau dòng *** chỉ có đoạn văn kết thúc kế hoạch")
CLOSING_IN_LIST = N_("dòng *** ngăn phần kết phải đứng sát lề, ngoài danh sách")
NOTE_MISSING = N_("chú thích cuối trang «[^{name}]» không có nội dung; hãy viết «[^{name}]: …» thành một đoạn riêng")
NOTE_UNUSED = N_("chú thích cuối trang «[^{name}]» không được dùng ở đâu trong bài")
NOTE_DEFINED_TWICE = N_("chú thích cuối trang «[^{name}]» có hai nội dung")
NOTE_NESTED = N_("trong chú thích cuối trang không được đặt chú thích khác")
NOTE_TWICE = N_("chú thích cuối trang «[^{name}]» được dùng nhiều lần; mỗi chú thích dùng một lần")
