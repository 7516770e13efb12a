"""Tables with merged cells as rows of texts: which cell stands in which column of which row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc_draft.errors import Place
from cchc_draft.importing.printed_lines import line, merged, paragraphs, trimmed
from cchc_draft.importing.written import Cell, Table, text
from cchc_draft.model import Content, Inline, LineBreak, Run


@dataclass(frozen=True)
class GridCell:
    """A cell as one column of one row sees it."""

    content: Content
    source: Cell
    is_first: bool
    """It begins in this row; otherwise it reaches down from a row above."""
    columns: int
    """Columns of the grid that it covers here."""

    @cached_property
    def text(self) -> str:
        """Its text, lines parted by line ends."""
        return text(self.content)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: the cells by the column in which they begin."""

    cells: dict[int, GridCell]
    place: Place | None

    @property
    def is_empty(self) -> bool:
        """Nothing stands in it."""
        return not any(cell.content for cell in self.cells.values() if cell.is_first)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows over columns; a column is where any cell of the table begins."""

    columns: tuple[int, ...]
    rows: tuple[GridRow, ...]
    has_merged: bool

    def column(self, position: int) -> int:
        """Return the index of the column that holds a position of the grid."""
        return max(bisect_right(self.columns, position) - 1, 0)


def grid(table: Table) -> Grid:
    """Return a table's cells by column and row."""
    starts = sorted({cell.column for row in table.rows for cell in row})
    position = {start: index for index, start in enumerate(starts)}
    open_cells: dict[int, tuple[GridCell, int]] = {}
    rows: list[GridRow] = []
    has_merged = False
    for row in table.rows:
        cells = {column: _below(cell) for column, (cell, left) in open_cells.items() if left > 0}
        open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
        for cell in row:
            column = position[cell.column]
            end = bisect_right(starts, cell.column + max(cell.columns, 1) - 1)
            found = GridCell(content(cell), cell, True, max(end - column, 1))
            has_merged |= found.columns > 1 or cell.rows > 1
            cells[column] = found
            if cell.rows > 1:
                open_cells[column] = (found, cell.rows - 1)
        rows.append(GridRow(cells, _place(row)))
    return Grid(tuple(starts), tuple(rows), has_merged)


def _below(cell: GridCell) -> GridCell:
    return GridCell(cell.content, cell.source, False, cell.columns)


def _place(row: Sequence[Cell]) -> Place | None:
    found = (paragraph.place for cell in row for paragraph in paragraphs(cell.blocks))
    return next((place for place in found if place), None)


def content(cell: Cell) -> Content:
    """Return what a cell holds as one content: a line for each paragraph, automatic labels in front."""
    return joined(_lines(cell))


def _lines(cell: Cell) -> Iterator[Content]:
    for paragraph in paragraphs(cell.blocks):
        for found in line(paragraph):
            label = (Run(f"{found.label} "),) if found.label else ()
            yield trimmed((*label, *found.content))


def joined(contents: Iterable[Content]) -> Content:
    """Return contents as one, each on a line of its own."""
    parts: list[Inline] = []
    for part in contents:
        if part:
            parts += [LineBreak(), *part] if parts else part
    return merged(parts)


def covering(row: GridRow, column: int) -> GridCell | None:
    """Return the cell that covers a column of a row."""
    for start in range(column, -1, -1):
        cell = row.cells.get(start)
        if cell is not None:
            return cell if start + cell.columns > column else None
    return None
