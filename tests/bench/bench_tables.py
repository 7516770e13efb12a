"""Speed of tables, as ratios to a floor measured in the same run: `python tests/bench/bench_tables.py`.

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
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape, unescape

import openpyxl
from bench_draft import compare, plan, sentence

from cchc_draft import docx_writer, layout, task_sheet
from cchc_draft.model import Plan

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


def in_groups(one: Plan) -> Plan:
    """Return the plan with its tasks in two levels of groups and three columns merged."""
    (appendix,) = one.appendices
    tasks = tuple(
        replace(task, group=(f"Nhóm {number // 100}", f"Nhóm nhỏ {number // 20}"), lead=(f"Phòng {number // 3}",))
        for number, task in enumerate(appendix.tasks)
    )
    merged = ("chu_tri", "phoi_hop", "thoi_han")
    return replace(one, appendices=(replace(appendix, tasks=tasks, merged=merged, numbering="nested"),))


def grouped_tables() -> None:
    """Compare a table with groups and merged cells with a plain one, and ten times the rows with ten tables."""
    look = layout.load(layout.find(layout.DEFAULT))
    bare = plan("phường Lớn", ROWS)
    grouped, long = in_groups(bare), in_groups(plan("phường Lớn", 10 * ROWS))
    compare(
        "2,000 rows, two group levels, merged cells / plain",
        lambda _: docx_writer.write(grouped, look),
        lambda _: docx_writer.write(bare, look),
        2.5,
        15,
    )
    compare(
        "20,000 rows / ten times 2,000 rows",
        lambda _: docx_writer.write(long, look),
        lambda _: [docx_writer.write(grouped, look) for _ in range(10)],
        1.5,
        3,
    )


def main() -> None:
    """Measure everything that the project promises about tables."""
    grouped_tables()
    with tempfile.TemporaryDirectory() as name:
        workbooks(Path(name))


if __name__ == "__main__":
    main()
