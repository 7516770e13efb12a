"""Coverage as an Excel workbook: the map, the assignment, what is to be put right, the tasks; a sheet for each."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from cchc_draft.adapting import coverage_tables
from cchc_draft.adapting.coverage import STATES, Coverage
from cchc_draft.adapting.coverage_tables import Table
from cchc_draft.source_text import FORBIDDEN

COLOURS = {
    "missing": "F4B6AE",
    "late": "F9D9A0",
    "lead": "F5EBA0",
    "twice": "CFD8F0",
    "guessed": "E3F0D0",
    "answered": "BFE0C2",
}
LETTERS = {letter: state for state, (letter, _) in STATES.items()}
WIDTHS = {
    "Cơ quan": 28,
    "Nhiệm vụ của cấp trên": 52,
    "Nhiệm vụ thực hiện": 52,
    "Chỗ cần xem": 110,
    "Tình trạng": 34,
    "STT": 6,
    "Số": 6,
}
USUAL_WIDTH = 26


def write(covered: Sequence[Coverage], now: datetime.datetime | None = None) -> bytes:
    """Return the workbook; *now* is the time of making in it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    several = len(covered) > 1
    tables = [coverage_tables.assignment(covered), coverage_tables.findings(covered), coverage_tables.tasks(covered)]
    for table in [coverage_tables.heat_map(covered), *tables] if several else tables:
        sheet.title = table.name
        _fill(sheet, table, is_map=several and table.name == coverage_tables.heat_map(covered).name)
        sheet = book.create_sheet()
    sheet.title = "Chú giải"
    for state, letter, meaning in coverage_tables.legend():
        sheet.append([letter, meaning])
        sheet.cell(sheet.max_row, 1).fill = _fill_of(state)
    sheet.column_dimensions["B"].width = 60
    at = now or datetime.datetime.now(datetime.UTC)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: Any, table: Table, *, is_map: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    usual = Alignment(vertical="top", wrap_text=True)
    for row, values in enumerate([table.titles, *table.rows], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.border = border
            is_letter = is_map and column > 1
            cell.alignment = middle if row == 1 or is_letter else usual
            cell.font = Font(bold=row == 1 or (is_map and row == len(table.rows) + 1), name="Times New Roman", size=11)
            state = LETTERS.get(value, "") if is_letter and row > 1 else ""
            if not is_map and row > 1 and column == len(values):
                state = table.states[row - 2]
            if state in COLOURS:
                cell.fill = _fill_of(state)
    for column, title in enumerate(table.titles, 1):
        is_narrow = is_map and 1 < column < len(table.titles)
        sheet.column_dimensions[get_column_letter(column)].width = 4.5 if is_narrow else WIDTHS.get(title, USUAL_WIDTH)
    sheet.freeze_panes = "B2" if is_map else "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _put(cell: Any, value: str) -> None:
    """Write text as text: nothing that starts with "=" becomes a formula."""
    cell.value = FORBIDDEN.sub("", value)
    cell.data_type = "s"


def _fill_of(state: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=COLOURS[state])
