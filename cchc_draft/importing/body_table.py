"""A table of data as a table of the body: one header row, rows of the same length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cchc_draft.errors import Problem
from cchc_draft.importing.printed_lines import unformed
from cchc_draft.importing.table_grid import Grid, GridRow, grid, joined
from cchc_draft.importing.written import Table as WrittenTable
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Alignment, Content, Table


def body_table(table: WrittenTable) -> tuple[Table, list[Problem]]:
    """Return the table with merged cells parted, and a warning where there were some."""
    found = grid(table)
    width = len(found.columns)
    depth = max(header_depth(found), 1)
    titles = [_cells(row, width) for row in found.rows[:depth] if not row.is_empty]
    rows = [_filled(row, width) for row in found.rows[depth:] if not row.is_empty]
    place = table.place or next((row.place for row in found.rows if row.place), None)
    header = _joined(titles, width)
    problems = [Problem("merged-cells", MERGED, {"text": _title(header)}, place, level="warning")]
    made = Table(header, tuple(rows), _alignments(found, depth), place)
    return made, problems if found.has_merged else []


def header_depth(found: Grid) -> int:
    """Return how many rows the header takes: the height of its highest cell, or two where titles are parted below."""
    first = found.rows[0].cells.values() if found.rows else ()
    tallest = max((cell.source.rows for cell in first if cell.columns < len(found.columns)), default=1)
    return min(tallest, 3, len(found.rows))


def _cells(row: GridRow, width: int) -> tuple[Content, ...]:
    """Return a row's contents; a cell that covers several places stands in the first, one from above in none."""
    cells = {column: cell.content for column, cell in row.cells.items() if cell.is_first}
    return tuple(cells.get(column, ()) for column in range(width))


LONGEST_NUMBER = 5


def _filled(row: GridRow, width: int) -> tuple[Content, ...]:
    """Return a row's contents, those of cells that reach down into it too; a number that does stands once."""
    above = {column: cell.content for column, cell in row.cells.items() if not cell.is_first}
    repeated = {column: words for column, words in above.items() if len(text(words)) > LONGEST_NUMBER}
    return tuple(repeated.get(column, own) for column, own in enumerate(_cells(row, width)))


def _joined(rows: Sequence[tuple[Content, ...]], width: int) -> tuple[Content, ...]:
    """Return several rows of titles as one, without the bold that a header has anyway."""
    return tuple(unformed(joined(row[column] for row in rows)) for column in range(width))


SIDES: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}


def _alignments(found: Grid, depth: int) -> tuple[Alignment, ...]:
    """Return for each column the side that most of its cells below the header stand on."""
    counts: list[Counter[Alignment]] = [Counter() for _ in found.columns]
    for row in found.rows[depth:]:
        for column, cell in row.cells.items():
            aligned = next((block.align for block in cell.source.blocks if not isinstance(block, WrittenTable)), "")
            counts[column][SIDES.get(aligned, "")] += bool(cell.content)
    return tuple(count.most_common(1)[0][0] if count else "" for count in counts)


def _title(header: Sequence[Content]) -> str:
    words = " | ".join(text(cell) for cell in header).replace("\n", " ")
    return words if len(words) <= 80 else words[:77] + "…"


MERGED = N_(
    "bảng «{text}» có ô gộp; bảng trong bài không gộp ô: chữ của ô gộp dọc ghi lại ở từng hàng, "
    "chữ của ô gộp ngang nằm ở ô đầu tiên"
)
