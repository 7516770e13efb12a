"""Speed of drafting, as ratios to a floor measured in the same run: `python tests/bench/bench_draft.py`.

The floor is what filling a Word file costs at least: a Jinja template of word/document.xml compiled beforehand, given
flat strings, and one zip write with the unchanged parts copied still compressed. Each pair is timed in turn, so that
a machine that changes its speed changes both; the median of the ratios counts.
"""

from __future__ import annotations

import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docxtpl
import jinja2

from cchc_draft import docx_body, docx_writer, layout
from cchc_draft.deadlines import Deadline
from cchc_draft.formats import PartialDate
from cchc_draft.model import (
    Appendix,
    Heading,
    Item,
    ItemList,
    Letterhead,
    Paragraph,
    Plan,
    Run,
    Signature,
    Task,
    plain,
)
from cchc_draft.outline import Line, lines
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.tasks import USUAL_COLUMNS

WORDS = [
    "đẩy",
    "mạnh",
    "thông",
    "tin",
    "tuyên",
    "truyền",
    "về",
    "cải",
    "cách",
    "hành",
    "chính",
    "nâng",
    "cao",
    "nhận",
    "thức",
    "trách",
    "nhiệm",
    "của",
    "cán",
    "bộ",
    "công",
    "chức",
    "viên",
    "chức",
    "sự",
    "đồng",
    "thuận",
    "người",
    "dân",
    "doanh",
    "nghiệp",
    "trên",
    "địa",
    "bàn",
    "trong",
    "quá",
    "trình",
    "thực",
    "hiện",
    "nhiệm",
    "vụ",
    "tổ",
    "chức",
    "bộ",
    "máy",
    "chế",
    "độ",
    "công",
    "vụ",
    "tài",
    "chính",
    "chuyển",
    "đổi",
    "số",
    "thủ",
    "tục",
    "giải",
    "quyết",
    "hồ",
    "sơ",
    "trực",
    "tuyến",
    "kiểm",
    "tra",
    "giám",
    "sát",
    "đánh",
    "giá",
    "kết",
    "quả",
    "phối",
    "hợp",
]
RANDOM = random.Random(2026)


def sentence(words: int = 45) -> str:
    """Return running text that compresses like real text, not like one sentence repeated."""
    return " ".join(RANDOM.choices(WORDS, k=words)).capitalize() + " năm 2026."


AGENCIES = [f"phường Số {number}" for number in range(1, 41)]
DOCUMENT = "word/document.xml"


def body(agency: str) -> tuple[Heading | Paragraph | ItemList, ...]:
    """Return 110 paragraphs: 5 sections of 2 titled khoản with 10 points each."""
    blocks: list[Heading | Paragraph | ItemList] = []
    for section in range(5):
        blocks.append(Heading(1, (Run(f"Nội dung phần {section} của {agency}"),)))
        for _ in range(2):
            items = tuple(Item((Paragraph((Run(sentence()),)),)) for _ in range(10))
            blocks += [Heading(2, (Run("Nhiệm vụ trọng tâm"),)), ItemList("point", items)]
    return (*blocks[:-1], ItemList("point", blocks[-1].items[:5]))  # type: ignore[union-attr]


def plan(agency: str, tasks: int = 13) -> Plan:
    """Return a plan of *agency* with 110 paragraphs and a table of *tasks* rows."""
    rows = tuple(
        Task(
            f"t{number}",
            (Run(sentence(20)),),
            (f"Phòng Văn hóa - Xã hội {agency}",),
            (f"Các phòng, ban, đơn vị thuộc {agency}",),
            Deadline("quarter", part=number % 4 + 1, year=2026),
        )
        for number in range(tasks)
    )
    columns = USUAL_COLUMNS
    return Plan(
        year=2026,
        agency=f"Ủy ban nhân dân {agency}",
        letterhead=Letterhead((), ("Ủy ban nhân dân", agency), 12, "KH-UBND", agency, PartialDate(2026, 3, 4)),
        subject=(f"Cải cách hành chính của {agency} năm 2026",),
        body=body(agency),
        closing=(Paragraph((Run("Trên đây là Kế hoạch; chi tiết tại Phụ lục kèm theo."),)),),
        recipients=("Sở Nội vụ", "Các phòng, ban, đơn vị"),
        archive="VT, VHXH",
        signatures=(Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn A"),),
        appendices=(Appendix("Danh mục nhiệm vụ", columns, rows),),
    )


class Floor:
    """The least that filling a file costs, for plans already turned into flat strings."""

    def __init__(self, look: layout.Layout, sample: bytes) -> None:
        """Take the frame of the document, and all other parts, from a finished *sample*."""
        with zipfile.ZipFile(io.BytesIO(sample)) as package:
            document = package.read(DOCUMENT).decode()
            others = {name: package.read(name) for name in package.namelist() if name != DOCUMENT}
        style = {kind: look.styles[name] for kind, name in docx_body.LINE_STYLES.items()}
        first = document.index(f'<w:p><w:pPr><w:pStyle w:val="{style["heading1"]}"/>')
        last = document.index("<w:tbl>", first)
        table = document.index(f'<w:tbl><w:tblPr><w:tblStyle w:val="{look.styles["Bảng"]}"/>')
        rows_start = document.index("<w:tr>", document.index("</w:tr>", table))
        table_end = document.index("</w:tbl>", table)
        cell = look.styles["Bảng: nội dung"]
        source = (
            document[:first].replace("{", "(")
            + '{% for p in paragraphs %}<w:p><w:pPr><w:pStyle w:val="{{ p.0 }}"/></w:pPr><w:r>'
            '<w:t xml:space="preserve">{{ p.1 }}</w:t></w:r></w:p>{% endfor %}'
            + document[last:rows_start].replace("{", "(")
            + "{% for row in rows %}<w:tr><w:trPr><w:cantSplit/></w:trPr>{% for c in row %}<w:tc><w:tcPr>"
            '<w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="' + cell + '"/></w:pPr><w:r>'
            '<w:t xml:space="preserve">{{ c }}</w:t></w:r></w:p></w:tc>{% endfor %}</w:tr>{% endfor %}'
            + document[table_end:].replace("{", "(")
        )
        self.styles = style
        self.template = jinja2.Environment(autoescape=True).from_string(source)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in others.items():
                package.writestr(name, data)
        self.unchanged = buffer.getvalue()

    def flat(self, one: Plan) -> dict[str, object]:
        """Return the strings of a plan, which is not part of the floor's time."""
        printed = [line for line in (*lines(one.body), *lines(one.closing)) if isinstance(line, Line)]
        return {
            "paragraphs": [(self.styles[line.kind], f"{line.label} {plain(line.content)}") for line in printed],
            "rows": [
                (str(number), plain(task.text), task.lead[0], task.support[0], str(task.deadline))
                for number, task in enumerate(one.appendices[0].tasks, 1)
            ],
        }

    def fill(self, values: dict[str, object]) -> bytes:
        """Return a finished file."""
        buffer = io.BytesIO()
        buffer.write(self.unchanged)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(zipfile.ZipInfo(DOCUMENT), self.template.render(values).encode(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def compare(name: str, ours: Callable[[int], object], floor: Callable[[int], object], limit: float, times: int) -> None:
    """Time both in turn and print medians and the ratio, with the limit that the project promises."""
    ratios, own, least = [], [], []
    for number in range(times + 2):
        start = time.perf_counter()
        ours(number)
        middle = time.perf_counter()
        floor(number)
        end = time.perf_counter()
        if number >= 2:
            own.append((middle - start) * 1000)
            least.append((end - middle) * 1000)
            ratios.append(own[-1] / least[-1])
    ratio = statistics.median(ratios)
    verdict = "ok" if ratio <= limit else "TOO SLOW"
    print(
        f"{name:44} {statistics.median(own):8.2f} ms   floor {statistics.median(least):8.2f} ms   "
        f"ratio {ratio:5.2f}  (at most {limit})  {verdict}"
    )


def write_plan_folder(folder: Path) -> None:
    """Write the same plan as text: front matter, Markdown with expressions, task list."""
    text = [
        "---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\nso: 12\nngay: 2026-03-04\n"
        'trich_yeu: "Cải cách hành chính của {{ co_quan.dia_ban }} năm {{ nam }}"\n'
        'phu_luc:\n  - {trich_yeu: "Danh mục nhiệm vụ", nhiem_vu: nhiem-vu.yaml}\n---\n'
    ]
    for section in range(5):
        text.append(f"# Nội dung phần {section} của {{{{ co_quan.ten_ngan }}}}\n")
        for khoan in range(2):
            text.append("## Nhiệm vụ trọng tâm\n")
            count = 5 if (section, khoan) == (4, 1) else 10
            text += ["1) " + sentence().replace("2026", "{{ nam }}") + "\n" for _ in range(count)]
    text.append("***\nTrên đây là Kế hoạch của {{ co_quan.tu_goi }}; chi tiết tại Phụ lục kèm theo.\n")
    (folder / "ke-hoach.md").write_text("\n".join(text), encoding="utf-8")
    tasks = [
        {"nhiem_vu": sentence(20), "chu_tri": "vhxh", "phoi_hop": "moi_don_vi", "thoi_han": "Quý III/2026"}
        for _ in range(13)
    ]
    (folder / "nhiem-vu.yaml").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")


def whole_process(folder: Path) -> None:
    """Time one draft as a process against a bare docxtpl script that fills the same amount of text."""
    document = docx.Document()
    for text in ("{{ tieu_de }}", "{%p for x in doan %}", "{{ x }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=5)
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for number, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{number}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(folder / "bare.docx"))
    values = {"tieu_de": "x", "doan": [sentence() for _ in range(110)], "rows": [["Phòng Văn hóa - Xã hội"] * 5] * 13}
    (folder / "bare.json").write_text(json.dumps(values), encoding="utf-8")
    script = (
        "import json, docxtpl; t = docxtpl.DocxTemplate('bare.docx'); "
        "t.render(json.load(open('bare.json'))); t.save('bare-out.docx')"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(*arguments: str) -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)

    draft = ("-m", "cchc_draft", "draft", ".", "-o", "out.docx", "--force", "--no-check")
    compare("one draft as a process / bare docxtpl", lambda _: run(*draft), lambda _: run("-c", script), 1.0, 15)
    for option in ("--help", "--version"):
        compare(
            f"{option} / import click",
            lambda _, option=option: run("-m", "cchc_draft", option),  # type: ignore[misc]
            lambda _: run("-c", "import click"),
            1.5,
            15,
        )


def main() -> None:
    """Measure everything that the project promises about drafting."""
    look = layout.load(layout.find(layout.DEFAULT))
    plans = [plan(agency) for agency in AGENCIES]
    floor = Floor(look, docx_writer.write(plans[0], look))
    flat = [floor.flat(one) for one in plans]
    count = len(plans)
    compare(
        "plan in memory to bytes",
        lambda n: docx_writer.write(plans[n % count], look),
        lambda n: floor.fill(flat[n % count]),
        1.5,
        200,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plan_folder(folder)
        store = ProfileStore.open()
        source = PlanFolder.open(folder)
        base = store.load("ha-noi/phuong-ngoc-ha")
        for number, agency in enumerate(AGENCIES):
            short = f"UBND {agency}"
            store._profiles[f"p{number}"] = base.replaced(locality=agency, short_name=short)
            store._trees[f"p{number}"] = store.tree("ha-noi/phuong-ngoc-ha")
        compare(
            "plan folder to bytes, another agency each",
            lambda n: docx_writer.write(source.plan(store, f"p{n % count}").plan, look),
            lambda n: floor.fill(flat[n % count]),
            4.0,
            100,
        )
        large = plan("phường Lớn", 2000)
        large_flat = floor.flat(large)
        compare(
            "2,000-row appendix", lambda _: docx_writer.write(large, look), lambda _: floor.fill(large_flat), 2.0, 15
        )
        docxtpl_times(folder, look, floor)
        memory(look)
        whole_process(folder)


def docxtpl_times(folder: Path, look: layout.Layout, floor: Floor) -> None:
    """Print how long docxtpl takes with a new DocxTemplate for each document, for scale."""
    whole_process_layout = docx.Document()
    for text in ("{%p for p in paragraphs %}", "{{ p.1 }}", "{%p endfor %}"):
        whole_process_layout.add_paragraph(text)
    whole_process_layout.save(str(folder / "scale.docx"))
    one = plan("phường X")
    values = floor.flat(one)

    def render(_: int) -> None:
        template = docxtpl.DocxTemplate(folder / "scale.docx")
        template.render(values, autoescape=True)
        template.save(io.BytesIO())

    compare("docxtpl, new template each / ours", render, lambda _: docx_writer.write(one, look), float("inf"), 30)


def memory(look: layout.Layout) -> None:
    """Print peak memory of the writer for growing tables: it must grow in proportion."""
    for rows in (2_000, 20_000):
        one = plan("phường Lớn", rows)
        tracemalloc.start()
        data = docx_writer.write(one, look)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(
            f"{rows:,} rows: peak {peak / 1e6:.0f} MB, {peak / rows / 1000:.1f} kB a row, file {len(data) / 1e6:.2f} MB"
        )


if __name__ == "__main__":
    main()
