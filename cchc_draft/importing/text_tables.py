"""Tables of plain text: rows of Markdown, columns parted by tabs, and two columns side by side.

What was a table and cannot be put together again (columns of blanks, strokes that a scan left) stays as single lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_draft.importing import label_reader
from cchc_draft.importing.flat_text import flat


class TextLine(NamedTuple):
    """One line of a file, with its tabs."""

    number: int
    text: str
    page: int = 0


class Region(NamedTuple):
    """Lines that are a table: ``lines[start:end]``."""

    start: int
    end: int
    rows: list[Row]
    has_borders: bool


class Row(NamedTuple):
    """One row: its first line, and the text of its cells; a row of one cell may span the table."""

    number: int
    cells: list[list[TextLine]]


def find_tables(lines: Sequence[TextLine]) -> list[Region]:
    """Return the tables among *lines* in order, none overlapping another."""
    found: list[Region] = []
    index = 0
    while index < len(lines):
        region = _region(lines, index)
        if region and region.rows:
            found.append(region)
        index = region.end if region else index + 1
    return found


def _region(lines: Sequence[TextLine], index: int) -> Region | None:
    """Return the table at *index*; one without rows says that the lines up to its end are none."""
    text = lines[index].text
    if "|" in text:
        return _stroke_table(lines, index)
    if _has_tabs(text):
        return _tab_table(lines, index)
    return _two_columns(lines, index) if GAP.search(text) else None


MOST_COLUMNS = 60


def _has_tabs(text: str) -> bool:
    """Tell whether tabs part a line into columns."""
    return 0 < text.strip().count("\t") <= MOST_COLUMNS


# Markdown.

RULE_ROW = re.compile(r"\s*+\|?\s*+:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)*+\|?\s*+")
STROKE = re.compile(r"(?<!\\)\|")


def _stroke_table(lines: Sequence[TextLine], start: int) -> Region:
    """Return a table of rows with "|": a header and a row of dashes, or rows that start and end with "|"."""
    end = start
    while end < len(lines) and 0 < lines[end].text.count("|") <= MOST_COLUMNS:
        end += 1
    end = max(end, start + 1)
    part = lines[start:end]
    rule = next((index for index, line in enumerate(part) if index and RULE_ROW.fullmatch(line.text)), 0)
    if not rule and not (len(part) > 1 and all(_is_framed(line.text) for line in part)):
        return Region(start, end, [], has_borders=True)
    first = max(0, rule - 1)
    rows = [_stroke_row(line) for line in part[first:] if not RULE_ROW.fullmatch(line.text)]
    return Region(start + first, end, rows, has_borders=True)


def _is_framed(text: str) -> bool:
    text = text.strip()
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def _stroke_row(line: TextLine) -> Row:
    text = line.text.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return Row(line.number, [_cell(line, cell.replace("\\|", "|")) for cell in STROKE.split(text)])


def _cell(line: TextLine, text: str) -> list[TextLine]:
    return [TextLine(line.number, text.strip(), line.page)] if text.strip() else []


# Tabs.


def _tab_table(lines: Sequence[TextLine], start: int) -> Region:
    """Return a table whose columns are parted by tabs; lines without one between its rows belong to it."""
    end = _tab_end(lines, start)
    rows: list[Row] = []
    for line in lines[start:end]:
        cells = [_cell(line, cell) for cell in line.text.rstrip(" ").split("\t")]
        if len(cells) > 1 or not rows or not line.text.strip()[:1].islower():
            rows += [Row(line.number, cells)] if line.text.strip() else []
        else:
            _last_cell(rows[-1]).extend(cells[0])
    rows = _without_empty_columns(rows)
    wide = [row for row in rows if len(row.cells) > 1]
    if len(wide) < 2 or all(_is_label(row.cells[0]) and len(row.cells) == 2 for row in wide):
        return Region(start, end, [], has_borders=False)
    return Region(start, end, rows, has_borders=len(wide[0].cells) > 2 or _is_number_title(wide[0].cells[0]))


def _tab_end(lines: Sequence[TextLine], start: int) -> int:
    """Return the index behind the last line of a table that starts at *start*."""
    end = start + 1
    index = end
    while index < len(lines) and index - end <= 1 + (end - start > 1):
        if 0 < lines[index].text.lstrip().count("\t") <= MOST_COLUMNS:
            end = index + 1
        index += 1
    return end


def _last_cell(row: Row) -> list[TextLine]:
    return next((cell for cell in reversed(row.cells) if cell), row.cells[-1])


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    """Return rows without the columns that two tabs in a row made."""
    width = max((len(row.cells) for row in rows), default=0)
    used = [any(column < len(row.cells) and row.cells[column] for row in rows) for column in range(width)]
    if width and sum(used) == width:
        return rows
    return [
        Row(row.number, [cell for cell, is_used in zip(row.cells, used, strict=False) if is_used] or row.cells[:1])
        for row in rows
    ]


def _is_label(cell: list[TextLine]) -> bool:
    """Tell whether a cell holds only a label such as "1." or "-": the tab behind it is an indent."""
    text = cell[0].text if cell else ""
    return not text or (label_reader.read(f"{text} Abc").length >= len(text) and not text[-1:].isalnum())


def _is_number_title(cell: list[TextLine]) -> bool:
    return bool(cell) and flat(cell[0].text).strip(" .") in ("stt", "tt", "so tt")


# Two columns.

GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
PEN_BLANK = re.compile(r"(?<=\S)(?: {2,}(?=/|tháng\b|năm\b)|(?<=:) {2,}(?=/)|(?<=ngày) {2,}|(?<=tháng) {2,})")
"""Room for the pen in "Số:      /KH-UBND" and "ngày      tháng      năm 2026", which parts no columns."""
SIDE = re.compile(r"noi n[hb]an\s?:|cong hoa xa hoi|doc lap\s?-|so\s?:|tm\.|kt\.")
FEWEST_COLUMNS = 2
MOST_LINES = 80
LONGEST_PAUSE = 6
"""Empty lines inside a signature, where the hand signs."""


class _Sides(NamedTuple):
    """A line with a wide gap: where its left part ends and its right part starts."""

    left: int
    right: int


def _sides(text: str) -> _Sides | None:
    gaps = list(GAP.finditer(PEN_BLANK.sub(lambda match: "_" * len(match[0]), text)))
    return _Sides(gaps[0].start(), gaps[0].end()) if len(gaps) == 1 else None


def _two_columns(lines: Sequence[TextLine], start: int) -> Region | None:
    """Return the letterhead or the signature of a printed page: text left and right of one gap."""
    sides = _sides(lines[start].text)
    if not sides:
        return None
    is_signature = flat(lines[start].text).lstrip().startswith("noi nhan")
    left: list[TextLine] = []
    right: list[TextLine] = []
    kept = (0, 0, start)
    wide = pause = 0
    for index in range(start, min(start + MOST_LINES, len(lines))):
        line = lines[index]
        if line.page != lines[start].page or pause > (LONGEST_PAUSE if is_signature else 1):
            break
        if not line.text.strip():
            pause += 1
            continue
        parted = _sides(line.text)
        halves = _halves(line, parted, sides)
        if not halves:
            break
        sides = _Sides(max(sides.left, halves[2]), min(sides.right, halves[3]))
        pause = 0
        wide += parted is not None
        left += _cell(line, halves[0])
        right += _cell(line, halves[1])
        if parted or is_signature:
            kept = (len(left), len(right), index + 1)
    has_sign = any(SIDE.match(flat(line.text)) for line in (*left[:4], *right[:4]))
    if wide < FEWEST_COLUMNS or not has_sign:
        return None
    return Region(start, kept[2], [Row(lines[start].number, [left[: kept[0]], right[: kept[1]]])], has_borders=False)


def _halves(line: TextLine, parted: _Sides | None, sides: _Sides) -> tuple[str, str, int, int] | None:
    """Return the left and right part of a line and where they end and start; None where it crosses the gap."""
    text = line.text
    indent, end = len(text) - len(text.lstrip()), len(text)
    if parted and parted.left < sides.right and parted.right > sides.left:
        return text[: parted.left], text[parted.right :], parted.left, parted.right
    if parted:
        return None
    if end < sides.right and indent < sides.left:
        return text, "", end, sides.right
    return ("", text, sides.left, indent) if indent > sides.left else None


# What is left of a table.

FEWEST_BROKEN = 3
FARTHEST = 8
"""Lines between two lines that show columns."""


def broken_lines(lines: Sequence[TextLine]) -> Iterator[range]:
    """Yield the runs of lines that were a table, as indices: several with strokes or with three columns of blanks."""
    marks = [index for index, line in enumerate(lines) if _shows_columns(line.text)]
    run: list[int] = []
    for index in [*marks, -1]:
        if run and (index < 0 or _filled(lines, run[-1], index) > FARTHEST):
            if len(run) >= FEWEST_BROKEN:
                yield _whole(lines, run)
            run = []
        run.append(index)


def _shows_columns(text: str) -> bool:
    return "|" in text or len(GAP.findall(text)) >= 2


def _filled(lines: Sequence[TextLine], start: int, end: int) -> int:
    """Count the lines between two that are not empty, as far as it matters."""
    count = 0
    for line in lines[start + 1 : end]:
        count += bool(line.text.strip())
        if count > FARTHEST:
            break
    return count


def _whole(lines: Sequence[TextLine], run: list[int]) -> range:
    """Return a run with the rest of the blocks that it starts and ends in."""
    start, end = run[0], run[-1] + 1
    while start and lines[start - 1].text.strip() and lines[start - 1].page == lines[run[0]].page:
        start -= 1
    while end < len(lines) and lines[end].text.strip() and lines[end].page == lines[run[-1]].page:
        end += 1
    return range(start, end)
