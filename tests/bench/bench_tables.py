"""Speed of reading tables, as ratios to a floor measured in the same run: `python tests/bench/bench_tables.py`.

The floor of a task list in a workbook is what openpyxl needs to go through the values of the sheet, row by row. Two
kinds of files are measured: as openpyxl writes them, with each text in its cell, and as Excel and LibreOffice do, with
the texts in a part of their own.
"""

from __future__ import annotations

import datetime
import io
import re
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, unescape

import openpyxl
from bench_draft import compare, sentence

from cchc_draft import task_sheet

ROWS = 2_000
SHEET, STRINGS, TYPES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TITLES = (
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Cơ quan, đơn vị chủ trì",
    "Cơ quan, đơn vị phối hợp",
    "Thời gian hoàn thành",
    "Kinh phí",
    "Ghi chú",
)


def task_list(rows: int = ROWS) -> bytes:
    """Return a workbook of tasks in 8 columns, of which that of the leads is merged over five rows each."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(TITLES)
    for number in range(1, rows + 1):
        lead = f"Phòng Số {number}" if number % 5 == 1 else None
        deadline = datetime.date(2026, 3, 8) if number % 3 == 0 else "Quý III/2026"
        support = "Các phòng, ban; Công an phường"
        sheet.append([number, sentence(20), sentence(4), lead, support, deadline, number * 1_000, sentence(3)])
        sheet.cell(number + 1, 7).number_format = "#,##0"
    for first in range(2, rows + 2, 5):
        sheet.merge_cells(start_row=first, end_row=first + 4, start_column=4, end_column=4)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_shared_texts(data: bytes) -> bytes:
    """Return a workbook as Excel writes it: texts in a part of their own, in UTF-8."""
    texts: dict[str, int] = {}

    def shared(cell: re.Match[str]) -> str:
        return f'{cell[1]}t="s"><v>{texts.setdefault(unescape(cell[2]), len(texts))}</v></c>'

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), parts[SHEET].decode())
    parts[SHEET] = re.sub(r'(<c [^>]*)t="inlineStr"><is><t>(.*?)</t></is></c>', shared, xml).encode()
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts[STRINGS] = f'<sst xmlns="{MAIN}">{items}</sst>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/{STRINGS}" ContentType="{kind}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def read_values(path: Path) -> int:
    """Go through a sheet as openpyxl does, and return how many rows there are."""
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True))


def workbooks(folder: Path) -> None:
    """Time a task list of a workbook against openpyxl."""
    data = task_list()
    for name, content in (("texts in cells", data), ("texts apart", with_shared_texts(data))):
        path = folder / f"{name}.xlsx"
        path.write_bytes(content)
        assert len(task_sheet.read(path, path.name, {}).tasks.value) + 1 == read_values(path)  # type: ignore[arg-type]
        compare(
            f"{ROWS:,} rows of .xlsx to tasks, {name}",
            lambda _, path=path: task_sheet.read(path, path.name, {}),  # type: ignore[misc]
            lambda _, path=path: read_values(path),  # type: ignore[misc]
            1.5,
            15,
        )


def main() -> None:
    """Measure everything that the project promises about reading tables."""
    with tempfile.TemporaryDirectory() as name:
        workbooks(Path(name))


if __name__ == "__main__":
    main()
