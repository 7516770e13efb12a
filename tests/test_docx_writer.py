"""A draft is a sound package, says what the plan says and nothing else, and is the same every time.

With GOLDEN_UPDATE=1 in the environment the golden files are written anew.
"""

import dataclasses
import datetime
import difflib
import io
import os
import posixpath
import re
import time
import unicodedata
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from conftest import tries
from docx_reading import Docx, Paragraph, R, Run, Table, W, has_fonts, printed_lines, text_width
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from made_once import NOW, draft_of, drafted

from cchc_draft import api, docx_writer, layout, letter_widths, model, numbering
from cchc_draft.column_widths import CELL_PADDING, CELL_SIZE, column_widths
from cchc_draft.deadlines import Deadline
from cchc_draft.formats import PartialDate, long_date
from cchc_draft.outline import lines

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir() if (folder / "ke-hoach.md").is_file())
LAYOUT = ROOT / "templates" / "ke-hoach.docx"
GOLDEN = Path(__file__).parent / "golden"

LINK = "https://ngocha.hanoi.gov.vn/cchc?nam=2026&loai=kh"


@pytest.fixture(scope="module")
def look():
    return layout.load(LAYOUT)


def written(plan: model.Plan, look) -> Docx:
    return Docx(docx_writer.write(plan, look, NOW))


def text(*words: str) -> model.Content:
    return tuple(map(model.Run, words))


def paragraph(*words: str) -> model.Paragraph:
    return model.Paragraph(text(*words))


def items(kind: model.ListKind, *contents: str) -> model.ItemList:
    return model.ItemList(kind, tuple(model.Item((paragraph(content),)) for content in contents))


def plan_of(*body: model.Block, **changes: object) -> model.Plan:
    """Return a small plan with this body."""
    usual: dict[str, object] = {
        "year": 2026,
        "agency": "Ủy ban nhân dân phường Ngọc Hà",
        "letterhead": model.Letterhead(
            (), ("Ủy ban nhân dân", "phường Ngọc Hà"), 115, "KH-UBND", "Ngọc Hà", PartialDate(2026, 3, 4)
        ),
        "subject": ("Cải cách hành chính năm 2026",),
        "closing": (paragraph("Trên đây là Kế hoạch."),),
        "recipients": ("UBND Thành phố",),
        "archive": "VT, VHXH",
        "signatures": (model.Signature(("CHỦ TỊCH",), "Nguyễn Văn Hưng"),),
    }
    return model.Plan(body=body, **{**usual, **changes})


def table_plan(*tasks: model.Task, keys: tuple[str, ...] = ("stt", "nhiem_vu", "chu_tri", "thoi_han")) -> model.Plan:
    columns = tuple(model.Column(key, key.upper()) for key in keys)
    appendix = model.Appendix("Nhiệm vụ năm 2026", columns, tasks)
    return plan_of(paragraph("Xem Phụ lục."), appendices=(appendix,))


EVERYTHING = plan_of(
    model.Heading(1, text("Mục đích")),
    model.Heading(2, text("Yêu cầu")),
    model.Paragraph((model.Run("Xem "), model.Run("cổng", link=LINK), model.NoteRef(1), model.LineBreak(), *text("!"))),
    items("point", "một", "hai"),
    items("dash", "gạch"),
    model.Table((text("A"), text("B")), ((text("1"), text("2")),), ("", "right")),
    legal_bases=("Căn cứ Luật Thủ đô", "Căn cứ Nghị định số 30/2020/NĐ-CP"),
    notes=((model.Run("Chú thích R&D <x> "), model.Run("đậm", bold=True), model.Run("cổng", link=LINK)),),
    appendices=(
        model.Appendix("Nhiệm vụ", (model.Column("stt", "STT"), model.Column("nhiem_vu", "Việc")), ()),
        model.Appendix(
            "Nhiệm vụ",
            (model.Column("stt", "STT"), model.Column("nhiem_vu", "Việc")),
            (model.Task("t1", text("Viết tin"), ("Văn phòng",), group=("Tin",)),),
            is_landscape=True,
        ),
    ),
    signatures=(model.Signature(("GIÁM ĐỐC",)), model.Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê An")),
)
SOURCES = ["everything", *EXAMPLES]


@pytest.fixture(scope="module")
def drafts(look):
    """Return the bytes of a draft by the name of its source."""
    made = {"everything": docx_writer.write(EVERYTHING, look, NOW)}

    def draft(name):
        if name not in made:
            made[name] = draft_of(name)
        return made[name]

    return draft


# The package.


@pytest.mark.parametrize("source", SOURCES)
def test_python_docx_opens_the_draft(source, drafts):
    opened = docx.Document(io.BytesIO(drafts(source)))

    assert "KẾ HOẠCH" in [one.text for one in opened.paragraphs]


@pytest.mark.parametrize("source", SOURCES)
def test_every_part_is_stored_once_and_has_a_content_type(source, drafts):
    with zipfile.ZipFile(io.BytesIO(drafts(source))) as package:
        assert package.testzip() is None
        names = package.namelist()
        types = etree.fromstring(package.read("[Content_Types].xml"))

    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = [one.get("PartName").lstrip("/") for one in types if one.tag.endswith("Override")]
    assert len(names) == len(set(names))
    assert len(overrides) == len(set(overrides))
    assert set(overrides) <= set(names)
    for name in set(names) - set(overrides):
        assert name == "[Content_Types].xml" or name.rpartition(".")[2] in defaults, name


@pytest.mark.parametrize("source", SOURCES)
def test_every_relation_leads_to_a_part_and_every_reference_to_a_relation(source, drafts):
    document = Docx(drafts(source))
    for part in [name for name in document.names if name.endswith(".xml") and "_rels" not in name]:
        relations = document.relations(part)

        for kind, target, mode in relations.values():
            if mode != "External":
                assert posixpath.join(posixpath.dirname(part), target) in document.names, (kind, target)
        used = [
            value
            for element in document.xml(part).iter()
            for name, value in element.attrib.items()
            if name.startswith(R)
        ]
        assert set(used) <= set(relations), part
    for kind, target, _ in document.relations("").values():
        assert target.lstrip("/") in document.names, kind


def test_relation_ids_are_unique(drafts):
    document = Docx(drafts("everything"))

    identifiers = [relation.get("Id") for relation in document.xml("word/_rels/document.xml.rels")]

    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("source", SOURCES)
def test_every_footnote_mark_has_its_note_and_every_note_its_mark(source, drafts):
    document = Docx(drafts(source))

    marks = [int(mark.get(W + "id")) for mark in document.body.iter(W + "footnoteReference")]

    assert marks == sorted(document.notes)
    assert len(marks) == len(set(marks))
    separators = [note.get(W + "type") for note in document.xml("word/footnotes.xml") if note.get(W + "type")]
    assert separators == ["separator", "continuationSeparator"]


@pytest.mark.parametrize("source", SOURCES)
def test_every_style_that_is_used_exists_and_fits(source, drafts):
    document = Docx(drafts(source))
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}

    for name, kind in kinds.items():
        for part in ("word/document.xml", "word/footnotes.xml", "word/header1.xml"):
            for used in document.xml(part).iter(W + name):
                assert document.styles[used.get(W + "val")].get(W + "type") == kind


@pytest.mark.parametrize("source", SOURCES)
def test_the_language_is_vietnamese(source, drafts):
    document = Docx(drafts(source))

    shown = [one for one in document.paragraphs() if one.text.strip()]

    assert {run.value("lang") for one in shown for run in one.printed} == {"vi-VN"}


@pytest.mark.parametrize("source", EXAMPLES)
def test_title_and_author_are_trich_yeu_and_agency(source, drafts):
    plan = drafted(source).plan

    properties = docx.Document(io.BytesIO(drafts(source))).core_properties

    assert properties.title == " ".join(plan.subject)
    assert properties.author == plan.agency
    assert properties.language == "vi-VN"
    assert properties.created.replace(tzinfo=datetime.UTC) == NOW


def test_special_letters_in_title_and_author_stay_as_they_are(look):
    plan = plan_of(paragraph("Đoạn."), agency='Ban "R&D" <x>', subject=("Kế hoạch R&D", "<năm> 2026"))

    properties = docx.Document(io.BytesIO(docx_writer.write(plan, look, NOW))).core_properties

    assert properties.title == "Kế hoạch R&D <năm> 2026"
    assert properties.author == 'Ban "R&D" <x>'


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgNumType cols vAlign titlePg docGrid",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}
"""Children in the order in which ISO 29500 wants them; Word refuses some files that have another."""


@pytest.mark.parametrize("source", SOURCES)
def test_properties_stand_in_the_order_that_the_standard_wants(source, drafts):
    document = Docx(drafts(source))
    for part in ("word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/header1.xml"):
        for element in document.xml(part).iter(*(W + name for name in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            children = [order.index(etree.QName(child).localname) for child in element]
            assert children == sorted(children), etree.tostring(element)[:300]


@pytest.mark.parametrize("source", SOURCES)
def test_a_cell_ends_with_a_paragraph_and_tables_do_not_touch(source, drafts):
    document = Docx(drafts(source))
    for cell in document.body.iter(W + "tc"):
        assert cell[-1].tag == W + "p"
    for table in document.body.iter(W + "tbl"):
        assert table.getnext().tag == W + "p"


@pytest.mark.parametrize("source", EXAMPLES)
def test_no_tag_of_layout_or_text_is_left(source, drafts):
    document = Docx(drafts(source))
    for name, part in document.parts.items():
        assert not re.search(rb"\{\{|\{%|%\}|\}\}|cchc:", part), name


# The text.

AWKWARD = (
    "R&D <x>",
    "{{ 7*7 }}",
    "{% x %}",
    "{# y #}",
    "</w:t></w:r>",
    "&amp; &#60;",
    "]]>",
    "%}",
    "\"nháy\" và 'nháy'",
    "  hai  dấu cách  ",
    "2025. Năm",
    "*đậm* _nghiêng_ `mã`",
    unicodedata.normalize("NFD", "Đỗ Thị Ước, Hoàng Đình Đệ"),
    "đ Đ ĐẶNG",
    "./.",
    "a\u00a0b\u200bc\u202fd",
    "😀 中文",
)
letters = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
words = st.one_of(st.sampled_from(AWKWARD), st.text(letters, min_size=1, max_size=12))
names = words.filter(lambda word: word.strip())
links = st.sampled_from(["", "", "", LINK, "https://a.vn/%C4%91?x=1&y='2'", "mailto:cchc@hanoi.gov.vn"])
runs = st.builds(model.Run, words, st.booleans(), st.booleans(), links)
contents = st.lists(st.one_of(runs, runs, runs, st.just(model.LineBreak())), min_size=1, max_size=4).map(tuple)
END = "Các đơn vị thực hiện"
endings = st.builds(
    lambda content, mark: model.Paragraph((*content, model.Run(END + mark))), contents, st.sampled_from(["", "."])
)
paragraphs = st.builds(model.Paragraph, contents)


def item_lists(inner) -> st.SearchStrategy[model.ItemList]:
    item = st.builds(
        lambda first, rest: model.Item((first, *rest)), paragraphs, st.lists(st.one_of(paragraphs, inner), max_size=2)
    )
    kinds = st.sampled_from(["numbered", "point", "dash"])
    return st.builds(model.ItemList, kinds, st.lists(item, min_size=1, max_size=2).map(tuple))


@st.composite
def tables(draw) -> model.Table:
    width = draw(st.integers(1, 4))
    row = st.lists(st.one_of(st.just(()), contents), min_size=width, max_size=width).map(tuple)
    alignments = st.lists(st.sampled_from(["", "left", "center", "right"]), min_size=width, max_size=width)
    return model.Table(draw(row), tuple(draw(st.lists(row, max_size=3))), tuple(draw(alignments)))


blocks = st.one_of(
    st.builds(model.Heading, st.integers(1, 3), contents),
    paragraphs,
    item_lists(item_lists(st.nothing())),
    tables(),
)
deadlines = st.sampled_from([None, *map(Deadline.parse, ("Quý III/2026", "Thường xuyên", "Khi có R&D <x>"))])
cells = st.one_of(st.just(()), contents)
tasks = st.builds(
    model.Task,
    st.just("t"),
    contents,
    st.lists(names, min_size=1, max_size=2).map(tuple),
    st.lists(names, max_size=2).map(tuple),
    deadlines,
    cells,
    cells,
    cells,
    st.sampled_from([(), (), ("Nhóm R&D",), ("{{ nhóm }}",), ("Nhóm R&D", "Một"), ("Nhóm R&D", "Hai")]),
    st.dictionaries(st.just("dia_diem"), cells),
)
KEYS = ("stt", "nhiem_vu", "san_pham", "chu_tri", "phoi_hop", "thoi_han", "kinh_phi", "ghi_chu", "dia_diem")
columns = st.lists(st.sampled_from(KEYS), min_size=1, unique=True).flatmap(
    lambda keys: st.tuples(*(st.builds(model.Column, st.just(key), names) for key in keys))
)
appendices = st.builds(
    model.Appendix,
    names,
    columns,
    st.lists(tasks, max_size=4).map(tuple),
    st.booleans(),
    st.sampled_from([(), ("chu_tri", "thoi_han", "san_pham")]),
    st.sampled_from(["running", "by_group", "nested"]),
)
several_names = st.lists(names, min_size=1, max_size=3).map(tuple)
letterheads = st.builds(
    model.Letterhead,
    st.lists(names, max_size=2).map(tuple),
    several_names,
    st.none() | st.integers(1, 9999),
    st.sampled_from(["KH-UBND", "KH-SVHTTDL", "KH-R&D"]),
    names,
    st.sampled_from([PartialDate(2026), PartialDate(2026, 6), PartialDate(2026, 2, 1)]),
    st.booleans(),
    st.sampled_from(["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]),
    st.sampled_from(["", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"]),
)
signatures = st.builds(model.Signature, several_names, st.just("") | names)
plans = st.builds(
    model.Plan,
    st.just(2026),
    names,
    letterheads,
    several_names,
    st.lists(blocks, max_size=5).map(tuple),
    st.tuples(endings),
    st.lists(names, max_size=3).map(tuple),
    names,
    st.lists(signatures, min_size=1, max_size=3).map(tuple),
    st.lists(names, max_size=2).map(tuple),
    st.just(()),
    st.lists(appendices, max_size=2).map(tuple),
)

Piece = tuple[str, bool, bool, str]
"""Text, bold, italic and link."""


def joined(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with neighbours of the same form as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1][1:] == piece[1:]:
            found[-1] = (found[-1][0] + piece[0], *piece[1:])
        elif piece[0]:
            found.append(piece)
    return found


def said(content: model.Content, *, bold: bool = False) -> list[Piece]:
    """Return what Word must show of a content; *bold* where the style makes all of it so."""
    pieces = [
        (one.text, bold or one.bold, one.italic, one.link) if isinstance(one, model.Run) else ("\n", bold, False, "")
        for one in content
    ]
    return joined(pieces)


def shown(one: Paragraph) -> list[Piece]:
    def piece(run: Run) -> Piece:
        return run.text, run.bold, run.italic, run.link

    return joined([piece(run) for run in one.runs])


def letters_of(pieces: list[Piece]) -> str:
    return "".join(piece[0] for piece in pieces)


def form_of(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with line breaks taken out: a break has no form of its own."""
    return joined([(letters, *rest) for letters, *rest in pieces if letters != "\n"])


def assert_same(one: Paragraph, expected: list[Piece]) -> None:
    assert one.text == letters_of(expected)
    assert form_of(shown(one)) == form_of(expected)


def main_blocks(document: Docx) -> list[Paragraph | Table]:
    """Return the blocks between the trích yếu's line and the signature, empty paragraphs beside tables left out."""
    blocks = document.sections[0].blocks
    places = [index for index, block in enumerate(blocks) if isinstance(block, Table)]
    between = blocks[places[0] + 4 : places[-1]]
    return [block for block in between if isinstance(block, Table) or block.style_name != "Ngắt phần"]


@settings(
    max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans)
def test_the_body_says_what_the_plan_says(plan):
    document = written(plan, layout.load(LAYOUT))

    found = main_blocks(document)
    bases = [text + mark for text, mark in zip(plan.legal_bases, [";"] * len(plan.legal_bases), strict=True)]
    if bases:
        bases[-1] = bases[-1][:-1] + "."
    assert [block.text for block in found[: len(bases)]] == bases
    expected = [*lines(plan.body), *lines(plan.closing)]
    found = found[len(bases) :]
    assert len(found) == len(expected)
    for block, line in zip(found[:-1], expected[:-1], strict=True):
        if isinstance(line, model.Table):
            rows = [(line.header, True), *((row, False) for row in line.rows)]
            assert_rows(block, [([said(cell, bold=bold) for cell in row]) for row, bold in rows])
            continue
        is_heading = line.kind.startswith("heading")
        content = line.content
        if line.kind == "heading1":
            content = tuple(
                model.Run(one.text.upper(), one.bold, one.italic, one.link) if isinstance(one, model.Run) else one
                for one in content
            )
        label = text(line.label + " ") if line.label else ()
        assert_same(block, said((*label, *content), bold=is_heading))
    assert found[-1].text == letters_of(said(expected[-1].content[:-1])) + END + "./."


def assert_rows(table: Table, expected: list[list[list[Piece]]]) -> None:
    assert len(table.rows) == len(expected)
    for row, pieces in zip(table.rows, expected, strict=True):
        assert len(row) == len(pieces)
        for cell, cell_pieces in zip(row, pieces, strict=True):
            (one,) = cell.paragraphs
            assert_same(one, cell_pieces)


@settings(
    max_examples=tries(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans)
def test_letterhead_signature_and_recipients_say_what_the_plan_says(plan):
    document = written(plan, layout.load(LAYOUT))

    tables = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    letterhead = plan.letterhead
    parents, agencies = ("\n".join(names).upper() for names in (letterhead.parents, letterhead.agencies))
    number = f"{letterhead.number:02}" if letterhead.number else " " * 6
    expected = [
        letterhead.circulation,
        *(parents, agencies, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        *(f"Số: {number}/{letterhead.symbol}", f"{letterhead.place}, {long_date(letterhead.date)}"),
        *("DỰ THẢO" * letterhead.is_draft, letterhead.urgency),
    ]
    found = [one.text for row in tables[0].rows for cell in row for one in cell.printed]
    assert found == [text for text in expected if text]
    subject = document.sections[0].blocks[2]
    assert subject.lines == [line for one in plan.subject for line in one.split("\n")]
    cells = [cell for row in tables[-1].rows for cell in row]
    signed = [one.text for cell in cells for one in cell.printed]
    for signature in plan.signatures:
        assert "\n".join(signature.lines) in signed
        assert not signature.name or signature.name in signed
    received = signed[signed.index("Nơi nhận:") + 1 :]
    expected = [*(f"- {name};" for name in plan.recipients), f"- Lưu: {plan.archive}."]
    assert received[: len(expected)] == expected


@settings(
    max_examples=tries(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans.filter(lambda plan: plan.appendices))
def test_an_appendix_says_what_its_tasks_say(plan):
    document = written(plan, layout.load(LAYOUT))

    assert len(document.sections) == 1 + len(plan.appendices)
    for section, appendix in zip(document.sections[1:], plan.appendices, strict=True):
        _title, name, _reference, _line, table, *_ = section.blocks
        assert name.text == appendix.title.upper()
        header, *rows = table.rows
        for cell, column in zip(header, appendix.columns, strict=True):
            assert_same(cell.paragraphs[0], said(text(column.title), bold=True))
        expected = expected_rows(appendix)
        assert len(rows) == len(expected)
        above = {}
        for row, values in zip(rows, expected, strict=True):
            if isinstance(values, str):
                assert ([cell.text for cell in row], row[0].span) == ([values], len(appendix.columns))
                above = {}
                continue
            for cell, column in zip(row, appendix.columns, strict=True):
                value = values[column.key]
                is_merged = column.key in appendix.merged and above.get("group") == values["group"]
                is_covered = is_merged and value and value == above[column.key]
                assert merge_mark(cell) == "continue" if is_covered else merge_mark(cell) in ("", "restart")
                assert_same(cell.paragraphs[0], said(() if is_covered else value))
            above = values


def merge_mark(cell):
    mark = cell.element.find(f"{W}tcPr/{W}vMerge")
    return "" if mark is None else mark.get(W + "val", "continue")


def expected_rows(appendix):
    """Return what stands below the header: the text of a group row, or a task's values by column key."""
    expected, group, counts, number = [], (), [0, 0], 0
    for task in appendix.tasks:
        for length in range(1, len(task.group) + 1):
            if task.group[:length] != group[:length]:
                counts = [counts[0] + 1, 0] if length == 1 else [counts[0], counts[1] + 1]
                label = numbering.label(counts[0], numbering.SECTION) if length == 1 else f"{counts[1]}."
                expected.append(f"{label} {task.group[length - 1]}")
                number = 0 if appendix.numbering != "running" else number
        group = task.group
        number += 1
        nested = f"{counts[1]}." if appendix.numbering == "nested" and len(group) == 2 else ""
        expected.append(
            {
                "stt": text(f"{nested}{number}"),
                "nhiem_vu": task.text,
                "san_pham": task.product,
                "chu_tri": text("; ".join(task.lead)),
                "phoi_hop": text("; ".join(task.support)),
                "thoi_han": text(str(task.deadline or "")),
                "kinh_phi": task.cost,
                "ghi_chu": task.note,
                "dia_diem": task.own.get("dia_diem", ()),
                "group": group,
            }
        )
    return expected


def test_groups_are_rows_over_the_whole_width_with_roman_numbers(look):
    groups = (("Chỉ đạo",), ("Chỉ đạo",), (), ("Chỉ đạo",), ("Tin bài",))
    plan = table_plan(*(model.Task(f"t{i}", text(f"Việc {i}"), ("A",), group=group) for i, group in enumerate(groups)))

    table = written(plan, look).sections[1].blocks[4]

    assert [row[0].text for row in table.rows] == [
        *("STT", "I. Chỉ đạo", "1", "2", "3", "II. Chỉ đạo", "4", "III. Tin bài", "5")
    ]
    spans = [row[0].span for row in table.rows if len(row) == 1]
    assert spans == [4, 4, 4]
    assert all(row[0].width == sum(table.grid) for row in table.rows if len(row) == 1)


def test_co_signers_stand_two_by_two_and_the_leading_agency_first_on_the_right(look):
    signers = tuple(model.Signature((f"GIÁM ĐỐC {name}",), f"Lê {name}") for name in "ABC")

    table = written(plan_of(paragraph("Đoạn."), signatures=signers), look).sections[0].blocks[-2]

    *rows, (left, right) = [[" ".join(cell.text.split()) for cell in row] for row in table.rows]
    assert rows == [["GIÁM ĐỐC B", "GIÁM ĐỐC A"], ["Lê B", "Lê A"], ["", "GIÁM ĐỐC C"], ["", "Lê C"]]
    assert left.startswith("Nơi nhận:")
    assert right == ""


def test_a_footnote_keeps_its_text_and_form_in_the_order_of_the_marks(look):
    notes = ((model.Run("Một R&D "), model.Run("đậm", bold=True)), text("{{ 2 }}"))
    plan = plan_of(
        model.Heading(1, (*text("Mục"), model.NoteRef(1))),
        model.Table((text("A"),), (((*text("ô"), model.NoteRef(2)),),), ("",)),
        notes=notes,
    )

    document = written(plan, look)

    found = [[one.text for one in note] for _, note in sorted(document.notes.items())]
    assert found == [[" Một R&D đậm"], [" {{ 2 }}"]]
    bold = [run.text for note in document.notes.values() for one in note for run in one.runs if run.bold]
    assert bold == ["đậm"]
    mark = next(document.body.iter(W + "footnoteReference")).getparent()
    style = mark.find(f"{W}rPr/{W}rStyle").get(W + "val")
    assert document.styles[style].find(f"{W}rPr/{W}vertAlign").get(W + "val") == "superscript"


def test_a_link_in_a_footnote_keeps_its_address(look):
    link = model.Run("cổng", link=LINK)
    plan = plan_of(model.Paragraph((*text("Đoạn"), model.NoteRef(1), link)), notes=((*text("Xem "), link),))

    (note,) = written(plan, look).notes.values()

    assert [(run.text.strip(), run.link) for run in note[0].printed] == [("Xem", ""), ("cổng", LINK)]


def test_a_link_that_occurs_twice_is_one_relation(look):
    link = model.Run("cổng", link=LINK)
    plan = plan_of(model.Paragraph((link, *text(" và "), link)), model.Paragraph((model.Run("khác", link=LINK + "1"),)))

    document = written(plan, look)

    targets = [target for kind, target, mode in document.relations().values() if kind == "hyperlink"]
    assert targets == [LINK, LINK + "1"]
    assert [run.link for one in document.paragraphs() for run in one.runs if run.link] == [LINK, LINK, LINK + "1"]


@pytest.mark.parametrize(
    ("written_end", "printed"),
    [
        ("Kế hoạch.", "Kế hoạch./."),
        ("Kế hoạch", "Kế hoạch./."),
        ("Kế hoạch./.", "Kế hoạch./."),
        ("Kế hoạch. ", "Kế hoạch./."),
        ("v.v...", "v.v./."),
    ],
)
def test_the_end_mark_is_put_on_once(written_end, printed, look):
    document = written(plan_of(closing=(paragraph(written_end),)), look)

    assert main_blocks(document)[-1].text == printed


def test_without_a_closing_the_last_item_of_the_body_ends_the_plan(look):
    document = written(plan_of(items("dash", "một;", "hai."), closing=()), look)

    assert [block.text for block in main_blocks(document)] == ["- một;", "- hai./."]


def test_names_written_with_combining_marks_come_out_composed(plan_folder):
    front = (
        "ho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\ntrich_yeu: Đẩy mạnh cải cách hành chính\n"
        "ky: {ho_ten: Đặng Thị Hường}\nnoi_nhan: [Thường trực Đảng ủy]\n"
    )
    body = "Đoạn mở đầu của đồng chí Đỗ Thị Ước.\n"
    composed = plan_folder(front=front, body=body)
    decomposed = plan_folder(front=unicodedata.normalize("NFD", front), body=unicodedata.normalize("NFD", body))

    assert api.draft(decomposed, now=NOW).data == api.draft(composed, now=NOW).data


@pytest.mark.skipif(not has_fonts(), reason="no font with the widths of Times New Roman is installed")
@pytest.mark.parametrize("number", [None, 115])
def test_the_reference_of_an_appendix_breaks_into_even_lines(number, look):
    letterhead = model.Letterhead(
        (), ("Ủy ban nhân dân",), number, "KH-UBND", "Ngọc Hà", PartialDate(2026, *([3, 4] if number else []))
    )
    appendix = model.Appendix("Nhiệm vụ", (model.Column("stt", "STT"),), ())
    plan = plan_of(paragraph("Xem Phụ lục."), letterhead=letterhead, appendices=(appendix,))

    section = written(plan, look).sections[1]

    widths = printed_lines(section.blocks[2], section.room)
    assert len(widths) == 2
    assert min(widths) / max(widths) > 0.8


# Tables.

WORDS = st.sampled_from(["", "Việc", "Ban hành Kế hoạch tuyên truyền", "12.000.000 đồng", "Trách" * 30])


@settings(max_examples=tries(15), deadline=None)
@given(st.integers(1, 9).flatmap(lambda width: st.lists(st.tuples(*[WORDS] * width), min_size=1, max_size=6)))
def test_columns_fill_the_room_between_the_margins_exactly(rows):
    header, *others = (tuple(map(text, row)) for row in rows)
    plan = plan_of(model.Table(header, tuple(others), ("",) * len(header)))

    document = written(plan, layout.load(LAYOUT))

    grid = main_blocks(document)[0].grid
    assert sum(grid) == document.sections[0].room
    assert all(width > 0 for width in grid)


@pytest.mark.parametrize("source", EXAMPLES)
def test_every_word_of_a_task_table_fits_its_column(source, drafts):
    document = Docx(drafts(source))
    for table in document.body.iter(W + "tbl"):
        for row in document.table(table).rows:
            for cell in row:
                for run in (run for one in cell.paragraphs for run in one.printed if document.table(table).has_borders):
                    wide = max(
                        text_width(word, run.size, bold=run.bold, italic=run.italic) for word in run.text.split()
                    )
                    assert wide <= cell.room, run.text


@pytest.mark.parametrize("source", ["everything", "ha-noi-ubnd-2026", "ha-noi-phuong-ngoc-ha-2026"])
def test_a_table_is_as_wide_as_its_page_repeats_its_header_and_splits_no_row(source, drafts):
    document = Docx(drafts(source))
    found = 0
    for section in document.sections:
        for table in section.blocks:
            if not isinstance(table, Table) or not table.has_borders:
                continue
            found += 1
            assert sum(table.grid) == section.room
            assert all(sum(cell.width for cell in row) == section.room for row in table.rows)
            assert [table.row_is(index, "tblHeader") for index in range(len(table.rows))] == [
                index == 0 for index in range(len(table.rows))
            ]
            assert all(table.row_is(index, "cantSplit") for index in range(len(table.rows)))
    assert found


def test_a_table_of_the_body_stands_off_the_text_around_it(look):
    table = model.Table((text("A"),), ((text("1"),),), ("",))
    blocks = written(plan_of(paragraph("Trước."), table, table, paragraph("Sau.")), look).sections[0].blocks
    places = [index for index, block in enumerate(blocks) if isinstance(block, Table)][1:-1]

    def gap(between: list[Paragraph]) -> int:
        return sum(max(upper.space("after"), lower.space("before")) for upper, lower in pairwise(between))

    first, second = places
    assert gap(blocks[first - 2 : first]) >= 120
    assert gap(blocks[first + 1 : second]) >= 120
    assert gap(blocks[second + 1 : second + 3]) >= 120


def test_alignments_of_the_text_are_those_of_the_cells(look):
    alignments = ("", "left", "center", "right")
    cells = tuple(text(str(number)) for number in range(4))

    (table,) = main_blocks(written(plan_of(model.Table(cells, (cells,), alignments)), look))[:1]

    assert [cell.paragraphs[0].align for cell in table.rows[1]] == ["left", "left", "center", "right"]
    assert [cell.paragraphs[0].align for cell in table.rows[0]] == ["center"] * 4


def test_the_running_number_stands_in_the_middle_of_its_cell(look):
    table = written(table_plan(model.Task("t", text("Việc"), ("A",))), look).sections[1].blocks[4]

    assert [cell.paragraphs[0].align for cell in table.rows[1]] == ["center", "left", "left", "left"]


def test_an_appendix_of_two_thousand_tasks_is_whole_and_quick(look):
    units = tuple(f"Phòng số {number}" for number in range(40))
    many = [
        model.Task(
            f"t{number}",
            text(f"Nhiệm vụ thứ {number}: tuyên truyền cải cách hành chính trên địa bàn phường"),
            (units[number % 40],),
            deadline=Deadline.parse("Quý III/2026"),
            group=(f"Nhóm {number // 100}",),
        )
        for number in range(2000)
    ]
    started = time.perf_counter()
    data = docx_writer.write(table_plan(*many), look, NOW)
    taken = time.perf_counter() - started

    table = Docx(data).sections[1].blocks[4]
    assert len(table.rows) == 1 + 2000 + 20
    tasks_shown = [[cell.text for cell in row] for row in table.rows[1:] if len(row) > 1]
    assert [row[0] for row in tasks_shown] == [str(number) for number in range(1, 2001)]
    assert [row[1] for row in tasks_shown] == [model.plain(task.text) for task in many]
    assert taken < 3


# The same every time.


@pytest.mark.parametrize("source", EXAMPLES)
def test_two_drafts_of_the_same_plan_are_the_same_bytes(source, drafts):
    assert api.draft(ROOT / "examples" / source, now=NOW).data == drafts(source)


def test_another_time_of_making_changes_the_properties_alone(drafts):
    later = NOW + datetime.timedelta(days=3)
    first, second = Docx(drafts(EXAMPLES[0])), Docx(api.draft(ROOT / "examples" / EXAMPLES[0], now=later).data)

    assert first.names == second.names
    changed = [name for name in first.names if first.parts[name] != second.parts[name]]
    assert changed == ["docProps/core.xml"]


GOLDEN_SOURCE = "ha-noi-phuong-ngoc-ha-2026"


def golden_text(part: bytes) -> str:
    """Return a part as lines that can be compared, dates left out."""
    root = etree.fromstring(part)
    for stamp in root.iter("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"):
        stamp.text = "…"
    return etree.tostring(root, pretty_print=True, encoding="unicode")


def test_the_draft_of_an_example_is_the_golden_one(drafts):
    folder = GOLDEN / GOLDEN_SOURCE
    document = Docx(drafts(GOLDEN_SOURCE))
    made = {name.replace("/", "__"): golden_text(part) for name, part in document.parts.items()}
    if os.environ.get("GOLDEN_UPDATE") == "1":
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text_made in made.items():
            (folder / name).write_text(text_made, encoding="utf-8")

    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    assert sorted(made) == sorted(kept)
    differences = [
        line
        for name in sorted(made)
        for line in difflib.unified_diff(
            kept[name].splitlines(), made[name].splitlines(), f"golden/{name}", f"draft/{name}", lineterm="", n=1
        )
    ]
    if differences:
        pytest.fail("\n".join([*differences[:60], "GOLDEN_UPDATE=1 takes the draft as the golden one"]), pytrace=False)


@pytest.mark.parametrize(("words", "may_break"), [(20, False), (60, False), (400, True)])
def test_only_a_row_too_high_for_a_page_may_break(look, words, may_break):
    table = written(table_plan(model.Task("t", text("việc " * words), ("A",))), look).sections[1].blocks[4]

    assert table.row_is(1, "cantSplit") is not may_break


@pytest.mark.parametrize(("count", "kept"), [(1, []), (3, [1, 2]), (5, [1, 2, 3, 4]), (6, [])])
def test_a_small_merged_block_stays_on_one_page(look, count, kept):
    tasks = [model.Task(f"t{i}", text(f"Việc {i}"), ("A",)) for i in range(count)]
    plan = table_plan(*tasks, model.Task("b", text("Việc khác"), ("B",)))
    plan = dataclasses.replace(plan, appendices=(dataclasses.replace(plan.appendices[0], merged=("chu_tri",)),))

    table = written(plan, look).sections[1].blocks[4]

    rows = enumerate(table.rows[1:], 1)
    assert [number for number, row in rows if all(cell.paragraphs[0].is_on("keepNext") for cell in row)] == kept


def test_of_words_with_as_many_letters_the_widest_is_sure_to_fit():
    narrow = [f"lilit{letter}" for letter in "abcdeghijklmnopqrstuvxy"]

    widths = column_widths([["Cột", "Cột"], [" ".join([*narrow, "ưưưưưư"]), "lời " * 400]], 9_000)

    assert widths[0] >= letter_widths.text_width("ưưưưưư", CELL_SIZE, "bold") + CELL_PADDING
