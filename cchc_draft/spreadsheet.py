"""Tables of other programs: .xlsx and .csv files as rows of text, and .xlsx forms to fill in.

A cell's text is what the sheet shows, in Vietnamese form. What has no text to show (a formula that failed or was
never calculated, a character that Word cannot hold) is a fault of its cell; whoever reads the sheet says which cells
matter.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import textwrap
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from cchc_draft.cell_text import UnclearFormatError, shown_month, shown_number, shown_time
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.excel_file import ROW_LIMIT, TOO_MANY_ROWS, Cell, Kind, Range, RawCell, read_source
from cchc_draft.formats import decimal
from cchc_draft.language import N_, Message
from cchc_draft.office_files import OLE
from cchc_draft.source_text import CONTROL, FORBIDDEN, NOT_REGULAR, SIZE_LIMIT, TOO_LARGE, UNREADABLE, reason

WORKBOOK_LIMIT = 32_000_000
"""Bytes of an Excel file; pictures may be in it."""
COLUMN_LIMIT = 200
TEXT_FILES = (".csv", ".tsv", ".txt")
DELIMITERS = ("\t", ";", ",")
SEEN_FOR_DELIMITER = 40
"""Rows among which the header is looked for."""

Rank = Callable[[Sequence[str]], int]
"""How much a row looks like the header of the table."""


class Row(NamedTuple):
    """A row that holds text; all rows of a sheet have the same width."""

    number: int
    """Counted from 1, as spreadsheets do."""
    cells: tuple[str, ...]
    """What each cell shows, "" for nothing."""


class Sheet(NamedTuple):
    """One sheet of a workbook, or a CSV file."""

    file: str
    name: str
    """Empty for a CSV file."""
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()
    dates: Mapping[Cell, datetime.date] = {}
    """Cells that hold a date; their text is the date as 2026-03-08."""
    faults: Mapping[Cell, Problem] = {}
    """Cells that have no text although something stands in them."""
    others: tuple[str, ...] = ()
    """Visible sheets that hold something too, where nobody chose this one."""

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return the place of a cell, of a row or of the sheet."""
        return Place(self.file, row, column, self.name, is_cell=bool(row or self.name))


def read_sheet(path: Path, file: str = "", name: str = "", rank: Rank = lambda _: 0) -> Sheet:
    """Return one sheet: the one of this *name*, else the first visible one; *file* is the file's name in messages.

    *rank* tells the delimiter of a CSV file: the one that gives the best header. Raises InputError for a file that
    cannot be read, an unknown name, and a sheet that holds nothing or far too much.
    """
    file = file or str(path)
    data = _bytes(path, file)
    if path.suffix.lower() not in TEXT_FILES or data.startswith((b"PK", OLE)):
        return _read_workbook(data, file, name)
    if name:
        raise _fault("unknown-sheet", NO_SHEETS_IN_TEXT, Place(file), name=name)
    return _read_csv(data, file, rank)


def _bytes(path: Path, file: str) -> bytes:
    limit = SIZE_LIMIT if path.suffix.lower() in TEXT_FILES else WORKBOOK_LIMIT
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise _fault("unreadable-file", NOT_REGULAR, Place(file))
        if path.is_file() and path.stat().st_size > limit:
            raise _fault("file-too-large", TOO_LARGE, Place(file), limit=limit // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise _fault("unreadable-file", UNREADABLE, Place(file), reason=reason(error)) from error


class _Cells:
    """Collects the texts of a sheet's cells, and what is wrong with them."""

    def __init__(self, file: str, name: str = "") -> None:
        self.sheet = Sheet(file, name, ())
        self.rows: list[tuple[int, list[str]]] = []
        self.dates: dict[Cell, datetime.date] = {}
        self.faults: dict[Cell, Problem] = {}
        self.known: dict[str, str] = {}

    def add(self, number: int, cells: Iterable[tuple[int, str]]) -> None:
        """Take in one row: columns, from the left, and what they show."""
        texts: list[str] = []
        for column, text in cells:
            if text:
                if column > COLUMN_LIMIT:
                    place = self.sheet.place(number, column)
                    raise _fault("too-many-columns", TOO_MANY_COLUMNS, place, limit=COLUMN_LIMIT)
                if column > len(texts) + 1:
                    texts += [""] * (column - len(texts) - 1)
                texts.append(text)
        if len(self.rows) == ROW_LIMIT:
            raise _fault("too-many-rows", TOO_MANY_ROWS, Place(self.sheet.file), limit=decimal(ROW_LIMIT))
        if texts:
            self.rows.append((number, texts))

    def text(self, written: str, row: int, column: int) -> str:
        """Return what a cell with a text shows; a text that is right is remembered."""
        text = written.replace("\r\n", "\n").replace("\r", "\n") if "\r" in written else written
        match = FORBIDDEN.search(text)
        if match:
            return self.report("control-character", CONTROL, (row, column), character=f"U+{ord(match[0]):04X}")
        text = unicodedata.normalize("NFC", text.strip())
        if text in FAILED:
            return self.report("formula-error", FORMULA_FAILED, (row, column), found=text)
        self.known[written] = text
        return text

    def report(self, code: str, message: Message, cell: Cell, **facts: object) -> str:
        """Note what is wrong with a cell; it has no text."""
        self.faults[cell] = Problem(code, message, facts, self.sheet.place(*cell))
        return ""

    def finished(self, merged: tuple[Range, ...] = (), others: tuple[str, ...] = ()) -> Sheet:
        """Return the sheet. Raises InputError when it holds nothing."""
        if not self.rows and not self.faults:
            listed = ", ".join(f"«{name}»" for name in others)
            raise _fault("empty-sheet", EMPTY_BUT_OTHERS if others else EMPTY, self.sheet.place(), others=listed)
        width = max((len(texts) for _, texts in self.rows), default=0)
        rows = tuple([Row(number, (*texts, *[""] * (width - len(texts)))) for number, texts in self.rows])
        return self.sheet._replace(rows=rows, merged=merged, dates=self.dates, faults=self.faults, others=others)


FAILED = frozenset(
    (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
    )
)
"""What cells show whose formula failed."""


# Workbooks.


def _read_workbook(data: bytes, file: str, name: str) -> Sheet:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    source = read_source(data, file, BUILTIN_FORMATS, name)
    values = _Values(_Cells(file, source.name), has_1904=source.has_1904)
    for number, cells in source.rows:
        values.cells.add(number, values.shown(number, cells))
    return values.cells.finished(source.merged, source.others)


class _Values:
    """Says what the cells of a workbook show that hold more than a text."""

    def __init__(self, cells: _Cells, *, has_1904: bool) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

        self.cells = cells
        self.epoch = CALENDAR_MAC_1904 if has_1904 else WINDOWS_EPOCH

    def shown(self, row: int, cells: Iterable[RawCell]) -> Iterator[tuple[int, str]]:
        """Yield columns of a row and what they show."""
        known = self.cells.known
        for column, kind, value, number_format in cells:
            if kind == "text":
                yield column, known[value] if value in known else self.cells.text(value, row, column)
            elif kind == "number" and not number_format and value.isdecimal():
                yield column, value
            else:
                yield column, self.other(kind, value, number_format, (row, column))

    def other(self, kind: Kind, value: str, number_format: str, cell: Cell) -> str:
        """Return what a cell shows that holds no text and no plain number."""
        report = self.cells.report
        if kind == "open":
            return report("formula-uncalculated", UNCALCULATED, cell)
        if kind == "error":
            return report("formula-error", FORMULA_FAILED, cell, found=value)
        if kind == "boolean":
            return report("cell-kind", BOOLEAN_CELL, cell, found="TRUE" if value == "1" else "FALSE")
        try:
            if kind == "number" and not _is_date(number_format):
                return shown_number(_number(value), number_format)
            return self.time(kind, value, number_format, cell)
        except (UnclearFormatError, OverflowError, ValueError):
            return report("cell-kind", UNCLEAR_NUMBER, cell, found=value, format=number_format)

    def time(self, kind: Kind, value: str, number_format: str, cell: Cell) -> str:
        """Return what a cell with a date or a time shows. Raises OverflowError, ValueError for what is neither."""
        from openpyxl.styles.numbers import is_timedelta_format
        from openpyxl.utils.datetime import from_excel, from_ISO8601

        if kind == "number":
            time = from_excel(_number(value), self.epoch, timedelta=is_timedelta_format(number_format))
        else:
            time = from_ISO8601(value)
        if isinstance(time, (datetime.time, datetime.timedelta)):
            return shown_time(time)
        date = time.date() if isinstance(time, datetime.datetime) else time
        month = shown_month(date, number_format)
        if not month:
            self.cells.dates[cell] = date
        return month or date.isoformat()


def _number(value: str) -> int | float:
    return int(value) if value.isdecimal() else float(value)


@lru_cache(maxsize=500)
def _is_date(number_format: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(number_format))


# CSV.


def _read_csv(data: bytes, file: str, rank: Rank) -> Sheet:
    text = _decoded(data, file)
    told = TOLD_DELIMITER.match(text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(text, rank)
    cells = _Cells(file, "")
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    number = first_line = 0
    try:
        for number, record in enumerate(reader, 1):
            cells.add(number, [(column, cells.text(cell, number, column)) for column, cell in enumerate(record, 1)])
            first_line = reader.line_num
    except csv.Error as error:
        rest = "\n".join(text.split("\n")[first_line:])
        raise InputError([_quoting_problem(rest, delimiter, cells.sheet, number + 1)]) from error
    return cells.finished()


def _decoded(data: bytes, file: str) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault("not-utf-8", NOT_UNICODE, Place(file)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(text: str, rank: Rank) -> str:
    """Return the delimiter that gives the best header, or else the most cells in a row."""

    def best(delimiter: str) -> tuple[int, int]:
        seen = [(0, 0)]
        try:
            for record in islice(csv.reader(io.StringIO(text), delimiter=delimiter), SEEN_FOR_DELIMITER):
                seen.append((rank(record), sum(1 for cell in record if cell.strip())))
        except csv.Error:
            pass
        return max(seen)

    return max(DELIMITERS, key=best)


def _quoting_problem(rest: str, delimiter: str, sheet: Sheet, row: int) -> Problem:
    """Return what is wrong in the record that *rest* starts with."""
    cell = re.compile(rf'"[^"]*(?:""[^"]*)*(?P<closed>"?)|[^{delimiter}\n]*')
    position, column = 0, 1
    while True:
        match = cell.match(rest, position)
        assert match is not None
        after = rest[match.end() : match.end() + 1]
        if match["closed"] == "" or after not in (delimiter, "\n", ""):
            message = AFTER_QUOTE if match["closed"] else OPEN_QUOTE
            return Problem("csv-quote", message, {}, sheet.place(row, column))
        if after != delimiter:
            return Problem("csv-quote", LONG_CELL, {}, sheet.place(row))
        position, column = match.end() + 1, column + 1


TOLD_DELIMITER = re.compile(r"sep=(.)\n")
"""First line with which Excel is told the delimiter; it shows no row for it."""


# Forms to fill in.


class FormColumn(NamedTuple):
    """A column of a form."""

    title: str
    width: int
    """In letters."""
    example: str = ""
    hint: str = ""
    """What is shown beside a cell that is being filled in."""
    choices: Sequence[str] = ()
    """What the cell's list offers; anything else may be typed."""
    doubt: str = ""
    """What is asked before a text is taken that is not among the choices; nothing is asked where this is empty."""


FORM_ROWS = 2_000
"""Rows that have hints and lists."""
FONT = "Times New Roman"
LINE_HEIGHT = 16
"""Points."""
MARGIN = 0.6
"""Inches."""
GREY = "FF595959"
LISTS = "Danh mục"
FORMULA_SIGNS = ("=", "+", "-", "@")
"""Signs that make a formula of what is typed into a cell."""


def write_form(name: str, columns: Sequence[FormColumn], title: str, now: datetime.datetime) -> bytes:
    """Return an .xlsx with one visible sheet: a header, an example row, hints and lists for the rows below.

    The same *now* gives the same bytes.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.page import PageMargins

    book = Workbook()
    book.properties.title, book.properties.creator = title, "cchc-draft"
    book.properties.created = now.astimezone(datetime.UTC).replace(tzinfo=None)
    sheet = book.active
    sheet.title = name
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, 1):
        _form_column(sheet, lists, number, column)
    sheet.row_dimensions[1].height = LINE_HEIGHT * max(_lines(column.title, column.width - 2) for column in columns)
    sheet.row_dimensions[2].height = LINE_HEIGHT * max(_lines(column.example, column.width - 2) for column in columns)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(*[MARGIN] * 4)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return _saved(book)


def _form_column(sheet: Any, lists: Any, number: int, column: FormColumn) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(number)
    side = Side("thin")
    border = Border(side, side, side, side)
    wrapped = Alignment(vertical="top", wrap_text=True)
    whole = sheet.column_dimensions[letter]
    whole.width, whole.font, whole.alignment, whole.number_format = column.width, Font(FONT, 12), wrapped, "@"
    header = _write(sheet, 1, number, column.title)
    header.font, header.border = Font(FONT, 12, bold=True), border
    header.alignment = Alignment("center", "center", wrap_text=True)
    header.fill = PatternFill("solid", "FFE7E6E6")
    example = _write(sheet, 2, number, column.example)
    example.font, example.alignment, example.border = Font(FONT, 12, italic=True, color=GREY), wrapped, border
    for row, choice in enumerate(column.choices, 1):
        _write(lists, row, number, choice)
    _add_help(sheet, column, letter)


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text that stays one, whatever it begins with."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(FORMULA_SIGNS)
    return cell


def _add_help(sheet: Any, column: FormColumn, letter: str) -> None:
    """Add a column's hint and list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = f"'{LISTS}'!${letter}$1:${letter}${len(column.choices)}"
    rule = DataValidation(
        type="list" if column.choices else None,
        formula1=listed if column.choices else None,
        allow_blank=True,
        showErrorMessage=bool(column.doubt),
        errorStyle="warning",
        errorTitle=column.title[:32],
        error=column.doubt,
        showInputMessage=bool(column.hint),
        promptTitle=column.title[:32],
        prompt=column.hint[:255],
    )
    rule.add(f"{letter}2:{letter}{FORM_ROWS}")
    sheet.add_data_validation(rule)


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column."""
    return len(textwrap.wrap(text, width)) or 1


def _saved(book: Any) -> bytes:
    """Return the bytes of a workbook, with the time of its making as the only time in it.

    Heights of rows are first guesses: programs may fit them again when something is typed.
    """
    from openpyxl.xml.functions import tostring

    buffer, saved = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    made = book.properties.created
    book.properties.modified = made
    with zipfile.ZipFile(buffer) as package, zipfile.ZipFile(saved, "w") as copy:
        for name in package.namelist():
            part = tostring(book.properties.to_tree()) if name == "docProps/core.xml" else package.read(name)
            part = part.replace(b' customHeight="1"', b"")
            copy.writestr(zipfile.ZipInfo(name, made.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


def _fault(code: str, message: Message, place: Place, **facts: object) -> InputError:
    return InputError([Problem(code, message, facts, place)])


EMPTY = N_("không có chữ nào")
EMPTY_BUT_OTHERS = N_("trang này không có chữ nào; các trang có chữ: {others}; hãy ghi tên trang sau tên tệp và dấu #")
FORMULA_FAILED = N_("công thức báo lỗi {found}; hãy sửa công thức trong bảng tính")
UNCALCULATED = N_("công thức chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại")
BOOLEAN_CELL = N_("ô chứa giá trị {found}, không phải chữ; hãy gõ chữ cần in")
UNCLEAR_NUMBER = N_("không rõ số {found} hiện ra thế nào theo định dạng «{format}»; hãy gõ chữ cần in")
TOO_MANY_COLUMNS = N_("có chữ ở ngoài {limit} cột đầu; hãy xóa, hoặc chép riêng bảng nhiệm vụ sang một tệp mới")
NO_SHEETS_IN_TEXT = N_("tệp CSV không có trang «{name}»; hãy bỏ phần «#{name}»")
NOT_UNICODE = N_("tệp không phải UTF-8; trong Excel hãy lưu lại dạng «CSV UTF-8 (Comma delimited)»")
OPEN_QUOTE = N_("ô mở dấu ngoặc kép mà không đóng")
AFTER_QUOTE = N_('sau dấu ngoặc kép đóng còn chữ; dấu ngoặc kép trong ô phải viết hai lần ("")')
LONG_CELL = N_("dòng này có ô quá dài")
