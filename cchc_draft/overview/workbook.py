"""Tasks as an Excel workbook: all of them, by unit, and by month; dates are dates, and no text is ever a formula."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.formats import decimal
from cchc_draft.language import N_
from cchc_draft.model import plain
from cchc_draft.overview.grouping import Month, by_month, by_unit
from cchc_draft.overview.listing import ListedPlan, ListedTask
from cchc_draft.source_text import FORBIDDEN
from cchc_draft.spreadsheet import FONT, FORMULA_SIGNS, MARGIN

ROW_LIMIT = 1_048_576
"""Rows of a sheet, the header among them."""
TEXT_LIMIT = 32_767
"""Letters of a cell."""
FIRST_YEAR = 1900
"""Excel knows no date before."""


class Column(NamedTuple):
    """A column of a sheet."""

    title: str
    width: int
    """In letters."""


class MonthDate(NamedTuple):
    """A month as a value that sorts."""

    first: datetime.date


Value = str | int | datetime.date | MonthDate


def write(plans: Sequence[ListedPlan], problems: list[Problem]) -> bytes:
    """Return the .xlsx of *plans*; what does not fit into it goes to *problems*."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = TITLE, "cchc-draft"
    writer = _Writer(book, problems)
    own = tuple(dict.fromkeys(title for plan in plans for task in plan.tasks for title, _ in task.own))
    writer.sheet(TASKS, [*TASK_COLUMNS, *(Column(title, 20) for title in own)], _task_rows(plans, own))
    writer.sheet(BY_UNIT, UNIT_COLUMNS, _unit_rows(plans))
    writer.sheet(BY_MONTH, MONTH_COLUMNS, _month_rows(plans))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


Rows = Iterator[tuple[Value, ...]]


def _task_rows(plans: Sequence[ListedPlan], own: Sequence[str]) -> Rows:
    number = 0
    for plan in plans:
        for task in plan.tasks:
            number += 1
            one, cells = task.task, dict(task.own)
            yield (
                number,
                plan.agency,
                _name(plan),
                " / ".join(one.group),
                task.text,
                plain(one.product),
                "; ".join(one.lead),
                "; ".join(one.support),
                task.deadline,
                _last_day(task),
                plain(one.cost),
                plain(one.note),
                *(cells.get(title, "") for title in own),
            )


def _unit_rows(plans: Sequence[ListedPlan]) -> Rows:
    for unit in by_unit(plans):
        for entry in unit.entries:
            role = LEADS if entry.is_lead else SUPPORTS
            task = entry.task
            yield unit.agency, unit.name, role, task.text, task.deadline, _last_day(task), _name(entry.plan)


def _month_rows(plans: Sequence[ListedPlan]) -> Rows:
    for month in by_month(plans):
        for entry in month.entries:
            leads = "; ".join(entry.task.task.lead)
            task, plan = entry.task, entry.plan
            yield _month(month), entry.day or "", task.text, leads, task.deadline, plan.agency, _name(plan)


def _name(plan: ListedPlan) -> str:
    return f"{plan.title} ({plan.number})" if plan.number else plan.title


def _last_day(task: ListedTask) -> Value:
    return task.due.days[-1] if task.due.days else ""


def _month(month: Month) -> Value:
    return MonthDate(datetime.date(month.year, month.number, 1)) if month.number else month.title


class _Writer:
    """Writes sheets row by row, so that no more than one row is ever in memory."""

    def __init__(self, book: Any, problems: list[Problem]) -> None:
        from openpyxl.cell import WriteOnlyCell

        self.book, self.problems = book, problems
        self.make = WriteOnlyCell
        self.sheet_of: Any = None
        self.looks: dict[str, Any] = {}

    def sheet(self, name: str, columns: Sequence[Column], rows: Rows) -> None:
        """Add a sheet with a header that stays in view, and filters over all rows."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.page import PageMargins

        sheet = self.book.create_sheet(name)
        self.sheet_of = sheet
        letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        for letter, column in zip(letters, columns, strict=True):
            sheet.column_dimensions[letter].width = column.width
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins = PageMargins(*[MARGIN] * 4)
        sheet.append([self.cell(column.title, "header", is_header=True) for column in columns])
        count = 1
        for row in islice(rows, ROW_LIMIT - 1):
            sheet.append([self.value(value) for value in row])
            count += 1
        left = sum(1 for _ in rows)
        if left:
            facts = {"sheet": name, "count": decimal(left)}
            self.problems.append(Problem("sheet-full", FULL, facts, level="warning"))
        sheet.auto_filter.ref = f"A1:{letters[-1]}{count}"

    def value(self, value: Value) -> Any:
        """Return the cell of a value."""
        if isinstance(value, MonthDate):
            return self.date(value.first, MONTH_FORM, f"Tháng {value.first.month}/{value.first.year}")
        if isinstance(value, datetime.date):
            return self.date(value, DAY_FORM, value.isoformat())
        if isinstance(value, int):
            return self.cell(value, "number")
        return self.text(value)

    def date(self, day: datetime.date, form: str, text: str) -> Any:
        return self.cell(day, form, form=form) if day.year >= FIRST_YEAR else self.text(text)

    def text(self, text: str) -> Any:
        """Return a cell that holds a text, whatever it begins with."""
        text = FORBIDDEN.sub(" ", text)
        if len(text) > TEXT_LIMIT:
            facts = {"begins": text[:60], "limit": decimal(TEXT_LIMIT)}
            self.problems.append(Problem("text-too-long", TOO_LONG, facts, level="warning"))
            text = f"{text[: TEXT_LIMIT - 1]}…"
        is_quoted = text.startswith(FORMULA_SIGNS)
        cell = self.cell(text or None, "quoted" if is_quoted else "text", is_quoted=is_quoted)
        if text:
            cell.data_type = "s"
        return cell

    def cell(self, value: object, name: str, **look: Any) -> Any:
        """Return a cell in one of the looks, each of which is made once."""
        if name not in self.looks:
            self.looks[name] = self.look(**look)
        cell = self.make(self.sheet_of, value)
        cell._style = self.looks[name]._style
        return cell

    def look(self, *, is_header: bool = False, form: str = "General", is_quoted: bool = False) -> Any:
        """Return an empty cell that has a look."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell = self.make(self.sheet_of)
        side = Side("thin", LINE)
        cell.font, cell.border, cell.number_format = Font(FONT, 12, bold=is_header), Border(*[side] * 4), form
        cell.alignment = Alignment("center" if is_header else None, "center" if is_header else "top", wrap_text=True)
        cell.quotePrefix = is_quoted
        if is_header:
            cell.fill = PatternFill("solid", HEADER)
        return cell


LINE, HEADER = "FFB7B7B7", "FFDCE6F1"
DAY_FORM = "dd/mm/yyyy"
MONTH_FORM = '"Tháng "m/yyyy'

# The workbook is a Vietnamese document, whatever the language of messages.

TITLE = "Nhiệm vụ cải cách hành chính"
TASKS, BY_UNIT, BY_MONTH = "Nhiệm vụ", "Theo đơn vị", "Theo tháng"
LEADS, SUPPORTS = "Chủ trì", "Phối hợp"
AGENCY, PLAN = Column("Cơ quan", 26), Column("Kế hoạch", 30)
TASK, DEADLINE, LAST_DAY = Column("Nhiệm vụ", 52), Column("Thời hạn", 20), Column("Ngày đến hạn", 14)
TASK_COLUMNS = (
    Column("STT", 7), AGENCY, PLAN, Column("Nhóm", 22), TASK, Column("Sản phẩm", 22), Column("Đơn vị chủ trì", 26),
    Column("Đơn vị phối hợp", 26), DEADLINE, LAST_DAY, Column("Kinh phí", 14), Column("Ghi chú", 18),
)  # fmt: skip
UNIT_COLUMNS = (AGENCY, Column("Đơn vị", 28), Column("Vai trò", 12), TASK, DEADLINE, LAST_DAY, PLAN)
MONTH_COLUMNS = (
    Column("Tháng", 16), Column("Ngày", 14), TASK, Column("Đơn vị chủ trì", 28), DEADLINE, AGENCY, PLAN,
)  # fmt: skip

FULL = N_("trang «{sheet}» đã đầy, còn {count} dòng không ghi được; hãy tổng hợp ít kế hoạch hơn trong một tệp")
TOO_LONG = N_("ô chỉ chứa được {limit} ký tự nên phần cuối của «{begins}…» không ghi được")
