"""Tables of a Word file as rows of cells, merged cells as one, with the lines that are drawn in effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_draft.errors import Place
from cchc_draft.importing import word_messages as told
from cchc_draft.importing.word_styles import lines
from cchc_draft.importing.word_xml import CELL, DELETIONS, ROW, VAL, Element, W, children, integer, value_of
from cchc_draft.importing.written import Block, Cell, Table

if TYPE_CHECKING:
    from cchc_draft.importing.word_story import Story

SPAN_LIMIT = 63
"""Columns of a table in Word."""
SIDES = {
    "top": ("top", "insideH"),
    "bottom": ("bottom", "insideH"),
    "left": ("start", "insideV"),
    "right": ("end", "insideV"),
}
"""Sides of a cell, with their newer names and the lines between cells that may be drawn there."""
FRAMED_SIDES = 2
"""A cell with fewer lines is not framed: one line below a heading makes no table."""


@dataclass(slots=True)
class _Open:
    """A cell that may still grow."""

    blocks: tuple[Block, ...]
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class _Form:
    """What a cell says of itself."""

    columns: int = 1
    down: str = ""
    """"restart" or "continue" of cells merged downwards."""
    across: str = ""
    """The same for cells merged sideways, as old files have it."""
    borders: Element | None = None
    is_deleted: bool = False


def read(story: Story, element: Element, place: Place, style: str | None) -> Table:
    """Return a table; what stands where no text can stand is reported."""
    return _Reader(story, element, style).table(place)


class _Reader:
    """Reads one table row by row."""

    def __init__(self, story: Story, element: Element, style: str | None) -> None:
        self.story, self.source, self.element = story, story.source, element
        own = element.find(f"{W}tblPr/{W}tblBorders")
        self.lines = {**self.source.styles.table_lines(style), **lines(own)}
        """Lines that are drawn for the whole table, and lines that are not."""
        self.rows: list[list[_Open]] = []
        self.going_down: dict[int, _Open] = {}
        """Cells that the next row may continue, by column."""
        self.cells = self.framed = 0

    def table(self, place: Place) -> Table:
        for row, is_row in children(self.element, ROW):
            if not is_row:
                self.story.stray(row)
            elif _has(row, "trPr", DELETIONS):
                self.story.deleted(row)
            else:
                self.row(row)
        rows = tuple(tuple(Cell(one.blocks, one.column, one.columns, one.rows) for one in row) for row in self.rows)
        width = max((one.column + one.columns for row in rows for one in row), default=0)
        return Table(rows, width, has_borders=self.framed * 2 >= self.cells and self.framed > 0, place=place)

    def row(self, element: Element) -> None:
        row: list[_Open] = []
        going_down: dict[int, _Open] = {}
        column = integer(value_of(element.find(W + "trPr"), "gridBefore"), most=SPAN_LIMIT) or 0
        for cell, form in self.row_cells(element):
            above = self.going_down.get(column)
            if form.down == "continue" and above is not None and above.columns == form.columns:
                self.cover(cell)
                above.rows += 1
            else:
                above = _Open(self.story.flow(cell), column, form.columns)
                row.append(above)
                self.cells += 1
                self.framed += self.is_framed(form.borders)
            if form.down:
                going_down[column] = above
            column += form.columns
        self.rows.append(row)
        self.going_down = going_down

    def row_cells(self, element: Element) -> list[tuple[Element, _Form]]:
        """Return the cells of a row, those that are merged sideways as one."""
        found: list[tuple[Element, _Form]] = []
        for cell, is_cell in children(element, CELL):
            if not is_cell:
                self.story.stray(cell)
                continue
            form = _cell_form(cell)
            if form.is_deleted:
                self.story.deleted(cell)
            elif form.across == "continue" and found:
                self.cover(cell)
                first, before = found[-1]
                found[-1] = first, replace(before, columns=before.columns + form.columns)
            else:
                found.append((cell, form))
        return found

    def cover(self, element: Element) -> None:
        """Leave out a cell that another one covers."""
        self.source.tell_text(told.COVERED, element)
        self.source.skip(element)

    def is_framed(self, borders: Element | None) -> bool:
        """Tell whether lines are drawn around a cell."""
        own = lines(borders)
        drawn = 0
        for side, (newer, inside) in SIDES.items():
            said = own.get(side, own.get(newer))
            drawn += any(self.lines.get(line) for line in (side, newer, inside)) if said is None else said
        return drawn >= FRAMED_SIDES


def _has(element: Element, properties: str, names: Mapping[str, str]) -> bool:
    found = element.find(W + properties)
    return found is not None and any(child.tag in names for child in found)


def _cell_form(element: Element) -> _Form:
    properties = element.find(W + "tcPr")
    if properties is None:
        return _Form()
    found = {child.tag: child for child in properties}
    return _Form(
        columns=integer(value_of(properties, "gridSpan"), 1, SPAN_LIMIT) or 1,
        down=_merge(found.get(W + "vMerge")),
        across=_merge(found.get(W + "hMerge")),
        borders=found.get(W + "tcBorders"),
        is_deleted=W + "cellDel" in found,
    )


def _merge(element: Element | None) -> str:
    return "" if element is None else str(element.get(VAL, "continue"))
