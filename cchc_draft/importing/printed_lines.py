"""A document as lines in reading order: tables that only arrange text are opened, tables of data stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc_draft.errors import Place
from cchc_draft.importing.flat_text import flat, is_capital
from cchc_draft.importing.written import Block, Paragraph, Table, Written, text
from cchc_draft.model import Content, LineBreak, NoteRef, Run


class Cell(NamedTuple):
    """Where a line stands in a table that arranges text."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, the automatic label in front of it, and the paragraph that it comes from."""

    content: Content
    paragraph: Paragraph
    label: str = ""
    cell: Cell | None = None
    starts_section: bool = False
    """A section of other pages begins with it."""
    is_landscape: bool = False

    @property
    def text(self) -> str:
        """Its text without form and label."""
        return text(self.content)

    @property
    def flat(self) -> str:
        """Its text in small letters without marks."""
        return flat(self.text)

    @property
    def place(self) -> Place | None:
        """Where it stands in the file."""
        return self.paragraph.place

    @property
    def is_bold(self) -> bool:
        """All of it is bold."""
        runs = [run for run in self.content if isinstance(run, Run) and run.text.strip()]
        return bool(runs) and all(run.bold for run in runs)

    @property
    def is_italic(self) -> bool:
        """All of it is italic."""
        runs = [run for run in self.content if isinstance(run, Run) and run.text.strip()]
        return bool(runs) and all(run.italic for run in runs)

    @property
    def is_capital(self) -> bool:
        """All of it is in capitals."""
        return is_capital(self.text)

    @property
    def whole(self) -> str:
        """Its text with the label."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data among the lines."""

    table: Table
    starts_section: bool = False
    is_landscape: bool = False

    @property
    def place(self) -> Place | None:
        """Where it stands in the file."""
        return self.table.place or next((line.place for line in table_lines(self.table)), None)


Item = Line | DataTable


def items(written: Written) -> list[Item]:
    """Return lines and data tables of a document in reading order."""
    landscape = {section.start: section.is_landscape for section in written.sections}
    found: list[Item] = []
    is_landscape = False
    for index, block in enumerate(written.blocks):
        starts = index in landscape
        is_landscape = landscape.get(index, is_landscape)
        for item in _opened(block, index):
            found.append(replace(item, starts_section=starts and index > 0, is_landscape=is_landscape))
            starts = False
    return found


def _opened(block: Block, index: int) -> Iterator[Item]:
    if isinstance(block, Paragraph):
        yield from line(block)
    elif is_arrangement(block):
        for row_number, row in enumerate(block.rows):
            for cell in row:
                for paragraph in paragraphs(cell.blocks):
                    yield from line(paragraph, Cell(index, row_number, cell.column))
    elif any(text(line.content).strip() for line in table_lines(block)):
        yield DataTable(block)


def line(paragraph: Paragraph, cell: Cell | None = None) -> Iterator[Line]:
    """Yield the line of a paragraph, nothing for an empty one."""
    content = trimmed(paragraph.content)
    if content or paragraph.label.strip():
        yield Line(content, paragraph, " ".join(paragraph.label.split()), cell)


def table_lines(table: Table) -> Iterator[Line]:
    """Yield every line of a table and of the tables inside it."""
    for row in table.rows:
        for cell in row:
            for paragraph in paragraphs(cell.blocks):
                yield from line(paragraph)


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks, those of tables cell by cell."""
    stack = list(blocks)[::-1]
    while stack:
        block = stack.pop()
        if isinstance(block, Paragraph):
            yield block
        else:
            stack += [inner for row in block.rows for cell in row for inner in cell.blocks][::-1]


NATION = re.compile(r"cong hoa xa h\S{1,3} chu nghia viet nam|dang cong san viet nam")
MOTTO = re.compile(r"\S{2,4} [l1i]ap\s?[-–—]\s?t\S{1,2} do\s?[-–—]\s?hanh ph\S{1,2}")
RECIPIENTS = re.compile(r"[\s\-*_]{0,4}noi n[hb]\wn\s{0,3}(?::|$)")
NUMBER = re.compile(r"s[o6ố]\s{0,3}[:.]?[\s.…_\[\]\-x]{0,60}\d{0,6}\s{0,30}[\w.…]{0,6}\s?[/-]\s?[a-z]{1,6}\s?[-/]")
POSITION = re.compile(
    r"(?:t\s?[./]?\s?m|k\s?[./]?\s?t|t\s?[./]?\s?l|tuq|q)\s?\.\s{0,3}[a-z]|[tk]/[tml]\.?\s"
    r"|(?:pho |quyen )?(?:tong )?"
    r"(?:giam doc|chu tich|hieu truong|truong (?:phong|ban)|bi thu|chanh|nguoi lap|dai dien)\b"
)
REFERENCE = re.compile(r"[\s(\[*]{0,3}(?:ban hanh\s{1,3})?k[eè]m theo\b")
MARKERS = (NATION, MOTTO, RECIPIENTS)
LARGEST_ARRANGEMENT = 40
"""Rows; a larger table holds data."""


def is_arrangement(table: Table) -> bool:
    """Tell whether a table only puts text side by side: letterhead, signature, a frame around text."""
    width = 1 + max((cell.column for row in table.rows for cell in row), default=0)
    if width == 1:
        return True
    if len(table.rows) > LARGEST_ARRANGEMENT or width > 6:
        return False
    flats = [line.flat.strip() for line in table_lines(table)]
    if any(marker.match(words) for words in flats for marker in MARKERS):
        return True
    if any(is_number(words) for words in flats):
        return True
    is_signed = any(POSITION.match(line.flat.strip()) and is_capital(line.text) for line in table_lines(table))
    return not table.has_borders and (is_signed or not _holds_data(table))


def is_number(words: str) -> bool:
    """Tell whether a line is the number of a document: "Số: 12/KH-UBND", "Số 12-KH/ĐU", "Số:     /KH-UBND"."""
    return NUMBER.match(flat(words).strip()) is not None


FEWEST_ROWS = 3


def _holds_data(table: Table) -> bool:
    """Tell whether a table without lines holds data: titles or numbers in front, or row after row of several cells."""
    firsts = [" ".join(text(p.content) for p in paragraphs(row[0].blocks)) for row in table.rows if row]
    numbers = sum(first.strip(" .)").isdecimal() for first in firsts)
    if numbers >= 2 or (firsts and flat(firsts[0]).strip(" .") in ("stt", "tt", "so tt", "s tt")):
        return True
    filled = [sum(_is_filled(cell.blocks) for cell in row) for row in table.rows]
    return len(filled) >= FEWEST_ROWS and all(count > 1 for count in filled)


def _is_filled(blocks: Iterable[Block]) -> bool:
    return any(text(paragraph.content).strip() for paragraph in paragraphs(blocks))


# Changing content.


def trimmed(content: Content) -> Content:
    """Return *content* without white space and forced line ends at its ends, and with single spaces inside."""
    if len(content) == 1 and isinstance(content[0], Run) and " ".join(content[0].text.split()) == content[0].text != "":
        return content
    kept: list[Run | LineBreak | NoteRef] = []
    has_space = True
    for inline in content:
        if isinstance(inline, Run):
            words = _single_spaces(inline.text, has_space)
            if words:
                has_space = words.endswith(" ")
                kept.append(replace(inline, text=words) if words != inline.text else inline)
        elif isinstance(inline, LineBreak):
            _strip_end(kept)
            if kept:
                kept.append(inline)
            has_space = True
        else:
            kept.append(inline)
            has_space = False
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    _strip_end(kept)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    return merged(kept)


def _single_spaces(words: str, has_space: bool) -> str:
    words = SPACES.sub(" ", words)
    return words.lstrip(" ") if has_space else words


SPACES = re.compile(r"[^\S\n]+|\n\s*")


def _strip_end(kept: list[Run | LineBreak | NoteRef]) -> None:
    while kept and isinstance(kept[-1], Run):
        last = kept[-1]
        words = last.text.rstrip()
        if words:
            if words != last.text:
                kept[-1] = replace(last, text=words)
            return
        kept.pop()


def merged(content: Iterable[Run | LineBreak | NoteRef]) -> Content:
    """Return *content* with neighbouring runs of one form as one run; a lone space takes the form beside it."""
    found: list[Run | LineBreak | NoteRef] = []
    for inline in content:
        last = found[-1] if found else None
        if isinstance(inline, Run) and isinstance(last, Run) and replace(last, text="") == replace(inline, text=""):
            found[-1] = replace(last, text=last.text + inline.text)
        else:
            found.append(inline)
    return tuple(found)


def cut(content: Content, length: int) -> Content:
    """Return *content* without its first *length* letters, a forced line end counting as one."""
    rest: list[Run | LineBreak | NoteRef] = []
    for inline in content:
        if length <= 0 or isinstance(inline, NoteRef):
            rest.append(inline)
        elif isinstance(inline, LineBreak):
            length -= 1
        elif len(inline.text) <= length:
            length -= len(inline.text)
        else:
            rest.append(replace(inline, text=inline.text[length:]))
            length = 0
    return trimmed(tuple(rest))


def up_to(content: Content, length: int) -> Content:
    """Return the first *length* letters of *content*."""
    kept: list[Run | LineBreak | NoteRef] = []
    for inline in content:
        if length <= 0:
            break
        if isinstance(inline, Run):
            kept.append(replace(inline, text=inline.text[:length]))
            length -= len(inline.text)
        else:
            kept.append(inline)
            length -= isinstance(inline, LineBreak)
    return trimmed(tuple(kept))


def unformed(content: Content) -> Content:
    """Return *content* without bold and italic where all of it has them: the form then belongs to its place."""
    runs = [inline for inline in content if isinstance(inline, Run) and inline.text.strip()]
    is_bold = all(run.bold for run in runs)
    is_italic = all(run.italic for run in runs)
    return merged(
        replace(inline, bold=inline.bold and not is_bold, italic=inline.italic and not is_italic)
        if isinstance(inline, Run)
        else inline
        for inline in content
    )


def broken(item: Line) -> list[Line]:
    """Return the lines of a paragraph that forced line ends part."""
    pieces: list[list[Run | LineBreak | NoteRef]] = [[]]
    for inline in item.content:
        if isinstance(inline, LineBreak):
            pieces.append([])
        else:
            pieces[-1].append(inline)
    contents = [trimmed(tuple(piece)) for piece in pieces]
    labels = [item.label] + [""] * (len(contents) - 1)
    return [
        replace(item, content=content, label=label, starts_section=item.starts_section and index == 0)
        for index, (content, label) in enumerate(zip(contents, labels, strict=True))
        if content or label
    ]


def whole(parts: Sequence[Line]) -> Line:
    """Return lines of one paragraph as one line again."""
    content = [inline for part in parts for inline in (LineBreak(), *part.content)]
    return parts[0] if len(parts) == 1 else replace(parts[0], content=trimmed(tuple(content[1:])))


GAP = re.compile(r"[^\S\n]*\t\s*|[^\S\n]{3,}")


def raw_columns(item: Line) -> list[Line]:
    """Return the columns of a line that tabs or wide gaps part; blanks to be filled in part nothing.

    The paragraph as it was read has the gaps, the line itself no more.
    """
    raw = "".join(inline.text if isinstance(inline, Run) else "\n" for inline in item.paragraph.content)
    starts = [match for match in GAP.finditer(raw) if raw[match.end() : match.end() + 1].isupper()]
    if not starts or item.label:
        return [item]
    return _columns(item, raw)


def _columns(item: Line, raw: str) -> list[Line]:
    """Part a line where its words stand apart in the raw text."""
    for raw_line in raw.split("\n"):
        if " ".join(raw_line.split()) == " ".join(item.text.split()):
            pieces = _pieces(raw_line)
            found = []
            rest = item.content
            for piece in pieces:
                length = len(" ".join(piece.split()))
                found.append(replace(item, content=up_to(rest, length)))
                rest = cut(rest, length)
            return found
    return [item]


def _pieces(raw_line: str) -> list[str]:
    pieces, start = [], 0
    for match in GAP.finditer(raw_line):
        if raw_line[match.end() : match.end() + 1].isupper() and raw_line[start : match.start()].strip():
            pieces.append(raw_line[start : match.start()])
            start = match.end()
    return [*pieces, raw_line[start:]]
