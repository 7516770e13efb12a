"""Speed of reading Word files, as ratios to python-docx in the same run: `python tests/bench/bench_import.py`.

The floor opens the file with python-docx and takes the text of all paragraphs and cells; it sees no text boxes, no
tracked changes and no automatic numbers. Files are drafts of this project, and one table as Word writes it, with the
form of every run spelt out.
"""

from __future__ import annotations

import copy
import io
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from bench_draft import compare, plan, sentence

from cchc_draft import api, docx_writer, layout
from cchc_draft.importing import word_reader

EXAMPLE = Path(__file__).parents[2] / "examples" / "ha-noi-ubnd-2026"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN_FORM = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:color w:val="000000"/><w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>'
)
CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/><w:tcBorders><w:top w:val="single"/><w:left w:val="single"/>'
    '</w:tcBorders></w:tcPr><w:p w:rsidR="00A77B3E"><w:pPr><w:spacing w:before="60"/><w:jc w:val="both"/>{form}</w:pPr>'
    '<w:r>{form}<w:t xml:space="preserve">{first} </w:t></w:r><w:r w:rsidR="00C1">{form}<w:t>{second}</w:t></w:r></w:p></w:tc>'
)


def floor(data: bytes) -> list[str]:
    """Return the texts of a file as python-docx sees them."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def wordy(rows: int) -> bytes:
    """Return a .docx with a table of *rows* rows and six columns as Word writes it."""
    cells = (CELL.format(form=RUN_FORM, first=sentence(8), second=sentence(4)) for _ in range(rows * 6))
    made = "".join(f"<w:tr>{''.join(next(cells) for _ in range(6))}</w:tr>" for _ in range(rows))
    grid = '<w:gridCol w:w="1800"/>' * 6
    body = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    buffer = io.BytesIO()
    document = docx.Document()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{W}"><w:body>{body}<w:p/></w:body></w:document>'.encode()
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def measure(name: str, data: bytes, times: int) -> None:
    """Print the ratio for one file."""
    compare(name, lambda _: word_reader.read(data, "kh.docx"), lambda _: floor(data), 3.0, times)


def typed(rows: int) -> bytes:
    """Return a whole plan as a department types it, with a table of *rows* tasks for 300 units of many names."""
    document = docx.Document()
    for left, right in (HEAD_CELLS, FOOT_CELLS):
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = left, right
        for text in TEXT if left == HEAD_CELLS[0] else ():
            document.add_paragraph(text)
    for text in ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ NĂM 2026", "(Kèm theo Kế hoạch số 12/KH-SNV ngày 05/01/2026)"):
        document.add_paragraph(text)
    table = document.add_table(1, len(TITLES))
    for cell, text in zip(table.rows[0].cells, TITLES, strict=True):
        cell.text = text
    model = table.rows[0]._tr
    for number in range(1, rows + 1):
        row = copy.deepcopy(model)
        for leaf, text in zip(row.iter(f"{{{W}}}t"), _task(number), strict=True):
            leaf.text = text
        table._tbl.append(row)
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def _task(number: int) -> tuple[str, ...]:
    """Return the cells of one task; units, deadlines and cited documents vary as in a long real table."""
    units = [f"Phòng Nghiệp vụ số {number * step % 300}" for step in (1, 7, 13)]
    deadline = DEADLINES[number % len(DEADLINES)] + (f" đợt {number}" if number % 9 == 0 else "")
    text = (
        f"{sentence(12)} theo Quyết định số {number}/QĐ-UBND ngày 02/02/2026 của UBND tỉnh về việc phê duyệt phương án"
    )
    return str(number), text, units[0], f"{units[1]}, {units[2]}", deadline, f"Báo cáo số {number}"


HEAD_CELLS = (
    "UBND TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ\n\nSố: 12/KH-SNV",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nQuảng Trị, ngày 05 tháng 01 năm 2026",
)
FOOT_CELLS = ("Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT, CCHC.", "GIÁM ĐỐC\n\n\nNguyễn Văn An")
TEXT = (
    "KẾ HOẠCH", "Cải cách hành chính năm 2026 của Sở Nội vụ", "Sở Nội vụ ban hành Kế hoạch như sau:", "I. MỤC ĐÍCH",
    "1. Nâng cao chất lượng.", "II. TỔ CHỨC THỰC HIỆN", "1. Văn phòng Sở: chủ trì.", "2. Các phòng: phối hợp.",
    "Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Nội vụ./.",
)  # fmt: skip
TITLES = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")
DEADLINES = ("Quý II/2026", "Trước ngày 30/6/2026", "Thường xuyên", "Tháng 3/2026", "Quý II, III/2026", "Theo kế hoạch")


def whole(name: str, data: bytes, times: int) -> None:
    """Print the ratio for a whole import: recognised, its agency found or proposed, and the files written."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "kh.docx"
        document.write_bytes(data)
        compare(name, lambda _: api.import_plan(document), lambda _: floor(data), 3.0, times)


def whole_growth() -> None:
    """Print the time of whole imports of growing tables: a row of a long table may cost no more than one of a short."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (800, 2_000, 8_000):
            document = Path(folder) / "kh.docx"
            document.write_bytes(typed(rows))
            start = time.perf_counter()
            api.import_plan(document)
            print(f"whole import, {rows:,} rows: {(time.perf_counter() - start) * 1e6 / rows:.0f} µs a row")


def growth(make: Callable[[int], bytes]) -> None:
    """Print time and peak memory for growing tables: both must grow in proportion."""
    for rows in (500, 1_000, 2_000, 4_000):
        data = make(rows)
        start = time.perf_counter()
        word_reader.read(data, "kh.docx")
        seconds = time.perf_counter() - start
        tracemalloc.start()
        word_reader.read(data, "kh.docx")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{rows:,} rows: {seconds * 1e6 / rows:.0f} µs a row, peak {peak / 1e6:.0f} MB besides the XML tree")


def main() -> None:
    """Measure everything that the project promises about reading Word files."""
    look = layout.load(layout.find(layout.DEFAULT))
    measure("draft of 110 paragraphs and 13 rows", docx_writer.write(plan("phường X"), look), 60)
    measure("draft with 2,000 rows", docx_writer.write(plan("phường Lớn", 2_000), look), 10)
    measure("table of Word, 2,000 rows", wordy(2_000), 6)
    whole("whole import, 43 tasks", api.draft(EXAMPLE).data, 20)
    whole("whole import, 2,000 rows", typed(2_000), 6)
    whole_growth()
    growth(lambda rows: docx_writer.write(plan("phường Lớn", rows), look))


if __name__ == "__main__":
    main()
