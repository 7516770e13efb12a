"""A preview page says what the .docx says, in the same order, and is safe to open: it loads and runs nothing."""

import re
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import tries
from docx_reading import Docx
from hypothesis import HealthCheck, given, settings
from made_once import drafted
from test_docx_writer import (
    EVERYTHING,
    EXAMPLES,
    LAYOUT,
    LINK,
    NOW,
    SOURCES,
    appendices,
    items,
    paragraph,
    plan_of,
    plans,
    table_plan,
    text,
)

from cchc_draft import docx_writer, html_writer, layout, model
from cchc_draft.deadlines import Deadline
from cchc_draft.formats import PartialDate
from cchc_draft.letter_widths import line_widths
from cchc_draft.model import Run
from cchc_draft.task_table import GroupRow, TaskRow, table_rows

PRINTED = ("h1", "h2", "h3", "h4", "p", "th", "td")
"""Elements that hold text and no other such element."""
EMPTY = ("br", "col", "meta")


class Element:
    """One element of a page."""

    def __init__(self, tag, attributes, parents):
        self.tag, self.attributes, self.parents, self.text = tag, dict(attributes), parents, ""
        assert len(self.attributes) == len(attributes), f"an attribute is repeated in <{tag}>"

    def __repr__(self):
        return f"<{self.tag} {self.attributes}: {self.text!r}>"

    @property
    def classes(self):
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """A page as elements in reading order; every element must be closed, and in its place."""

    def __init__(self, data):
        super().__init__()
        self.source = data.decode()
        self.elements, self._open, self.doctype = [], [], ""
        self.feed(self.source)
        self.close()
        assert not self._open

    def handle_decl(self, decl):
        self.doctype = decl

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, tuple(self._open))
        self.elements.append(element)
        if tag == "br":
            self.handle_data("\n")
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop().tag == tag

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_pi(self, data):
        raise AssertionError(data)

    def find(self, *tags, **attributes):
        """Return the elements of these tags with these attributes ("class_" is one of the classes)."""
        wanted = attributes.pop("class_", None)
        return [
            one
            for one in self.elements
            if one.tag in tags
            and (wanted is None or wanted in one.classes)
            and all(one.attributes.get(name) == value for name, value in attributes.items())
        ]

    @property
    def lines(self):
        """Return the texts of paragraphs and cells, empty ones left out."""
        return [one.text for one in self.find(*PRINTED) if one.text.strip()]

    @property
    def sheets(self):
        return self.find("article", "section", class_="sheet")


def written(plan):
    return Page(html_writer.write(plan))


def docx_lines(plan):
    document = Docx(docx_writer.write(plan, layout.load(LAYOUT), NOW))
    return [one.text for one in document.paragraphs() if one.text.strip()]


@pytest.fixture(scope="module")
def example_plans():
    """Return a plan by the name of its source."""
    made = {"everything": EVERYTHING}

    def plan(name):
        if name not in made:
            made[name] = drafted(name).plan
        return made[name]

    return plan


# What it says.


@settings(
    max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plan=plans)
def test_the_page_says_what_the_docx_says_in_the_same_order(plan):
    assert written(plan).lines == docx_lines(plan)


@pytest.mark.parametrize("source", EXAMPLES)
def test_the_page_of_an_example_says_what_its_docx_says(source, example_plans):
    assert written(example_plans(source)).lines == docx_lines(example_plans(source))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_any_number_of_signers_stand_as_in_the_docx(count):
    signers = tuple(model.Signature(("KT. GIÁM ĐỐC", f"PHÓ GIÁM ĐỐC {name}"), f"Lê {name}") for name in "ABCDE"[:count])
    plan = plan_of(paragraph("Đoạn."), signatures=signers)

    page = written(plan)

    assert page.lines == docx_lines(plan)
    assert len(page.find("div", class_="pair")) == (0 if count == 1 else (count + 1) // 2)


@pytest.mark.parametrize("awkward", ["R&D <x>", "\"nháy\" & 'nháy'", "</title></style><script>", "&amp;", "{{ 7*7 }}"])
def test_special_letters_stay_letters_everywhere(awkward):
    letterhead = model.Letterhead((awkward,), (awkward,), 1, awkward, awkward, PartialDate(2026), circulation=awkward)
    address = f"https://a.vn/?x={awkward}"
    plan = plan_of(
        model.Paragraph((Run(awkward, link=address),)),
        letterhead=letterhead,
        subject=(awkward,),
        legal_bases=(awkward,),
        recipients=(awkward,),
        signatures=(model.Signature((awkward,), awkward),),
        appendices=(model.Appendix(awkward, (model.Column("stt", awkward),), ()),),
    )

    page = written(plan)

    assert page.lines == docx_lines(plan)
    assert page.find("title")[0].text == awkward
    assert [one.attributes["href"] for one in page.find("a")] == [address]


def test_the_title_of_the_page_is_the_trich_yeu():
    page = written(plan_of(paragraph("Đoạn."), subject=("Cải cách hành chính", "năm 2026")))

    assert [one.text for one in page.find("title")] == ["Cải cách hành chính năm 2026"]


def test_runs_keep_their_form():
    runs = (Run("thường "), Run("đậm", bold=True), Run("nghiêng", italic=True), Run("cả hai", True, True, LINK))

    page = written(plan_of(model.Paragraph(runs)))

    assert [one.text for one in page.find("strong")] == ["đậm", "cả hai"]
    assert [one.text for one in page.find("em")] == ["nghiêng", "cả hai"]
    assert [(one.text, one.attributes) for one in page.find("a")] == [("cả hai", {"href": LINK, "rel": "noopener"})]


@pytest.mark.parametrize("link", ["http://a.vn", "https://a.vn/x", "HTTPS://A.VN", "mailto:cchc@hanoi.gov.vn"])
def test_links_to_pages_and_letters_can_be_followed(link):
    page = written(plan_of(model.Paragraph((Run("cổng", link=link),))))

    assert [(one.text, one.attributes["href"]) for one in page.find("a")] == [("cổng", link)]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", " https://a.vn", "java\nscript:x", "data:text/html,x", "file:///c:/", "//a.vn", "a", "#b"],
)
def test_any_other_link_is_text_alone(link):
    page = written(plan_of(model.Paragraph((Run("cổng", link=link),))))

    assert page.find("a") == []
    assert "cổng" in page.lines


def test_footnotes_stand_below_the_signature_and_mark_and_note_lead_to_each_other():
    plan = plan_of(
        model.Paragraph((Run("Đoạn"), model.NoteRef(1), Run(" và"), model.NoteRef(2))),
        notes=((Run("Một "), Run("đậm", bold=True)), text("Hai […]")),
    )

    page = written(plan)

    (body,) = [one for one in page.find("p") if one.text.startswith("Đoạn")]
    assert body.text == "Đoạn1 và2"
    assert page.lines[-2:] == ["1 Một đậm", "2 Hai […]"]
    ids = {one.attributes["id"]: one for one in page.elements if "id" in one.attributes}
    targets = [ids[one.attributes["href"].removeprefix("#")] for one in page.find("a")]
    assert [one.tag for one in targets] == ["p", "p", "a", "a"]


def test_what_is_still_to_be_filled_in_is_marked_wherever_it_stands():
    blank = "[… số phiếu]"
    plan = plan_of(
        model.Heading(1, text(f"Mục {blank}")),
        model.Table((text(blank),), ((text("[...] và […]"),),), ("",)),
        subject=(f"Năm {blank}",),
        legal_bases=(f"Căn cứ {blank}",),
        recipients=(blank,),
        signatures=(model.Signature(("CHỦ TỊCH",), blank),),
    )

    page = written(plan)

    found = [one.text for one in page.find("mark")]
    assert found == [blank, blank, blank.upper(), blank, "[...]", "[…]", blank, blank]


def test_brackets_that_are_no_blank_are_not_marked():
    assert written(plan_of(paragraph("Điểm [1] và [x … y]."))).find("mark") == []


# How it stands.


def test_sections_are_headings_by_level_and_everything_else_paragraphs():
    plan = plan_of(
        model.Heading(1, text("Mục")),
        model.Heading(2, text("Khoản")),
        model.Heading(3, text("Tiết")),
        items("point", "một"),
        legal_bases=("Căn cứ",),
        appendices=EVERYTHING.appendices,
    )

    page = written(plan)

    assert [(one.tag, one.text) for one in page.find("h1", "h2", "h3", "h4")] == [
        ("h1", "KẾ HOẠCH"),
        ("h2", "I. MỤC"),
        ("h3", "1. Khoản"),
        ("h4", "1.1. Tiết"),
        ("h2", "Phụ lục I"),
        ("h2", "Phụ lục II"),
    ]
    assert [one.text for one in page.find("p", class_="basis")] == ["Căn cứ."]


def test_the_rooms_are_those_of_the_layout():
    look = layout.load(LAYOUT)

    assert look.measures["co_quan"].room == look.measures["khan"].room == html_writer.LEFT_ROOM
    assert look.measures["tieu_ngu"].room == look.measures["luu_hanh"].room == html_writer.RIGHT_ROOM
    assert look.body_width == look.text_width == html_writer.ROOM
    assert look.landscape_width == html_writer.LANDSCAPE_ROOM


def test_the_style_knows_the_same_rooms():
    source = written(EVERYTHING).source
    left, right, room, landscape = (
        round(room / html_writer.TWIPS_PER_MILLIMETRE)
        for room in (html_writer.LEFT_ROOM, html_writer.RIGHT_ROOM, html_writer.ROOM, html_writer.LANDSCAPE_ROOM)
    )

    assert f"grid-template-columns: {left}mm {right}mm" in source
    assert source.count("20mm 15mm 20mm 30mm") == 2
    assert (room, landscape) == (210 - 15 - 30, 297 - 15 - 30)


FACES = {"reference": "italic"}


def twips(element, name):
    """Return a length that an element declares."""
    (length,) = re.findall(rf"{name}: ([\d.]+)mm", element.attributes["style"])
    return round(float(length) * html_writer.TWIPS_PER_MILLIMETRE)


@pytest.mark.parametrize("name", ["agency", "subject", "reference"])
def test_a_drawn_line_is_a_third_to_a_half_of_the_text_above(name):
    page = written(EVERYTHING)

    element = page.find("p", class_=name)[0]

    ruled = next(one for one in reversed(element.parents) if "ruled" in one.classes)
    room, size, face = twips(element, "max-width"), 26 if name == "agency" else 28, FACES.get(name, "bold")
    widths = [width for line in element.text.split("\n") for width in line_widths(line, room, size, face)]
    assert 0.33 <= twips(ruled, "--rule") / max(widths) <= 0.5


@pytest.mark.parametrize(
    ("urgency", "width"), [("KHẨN", "20.0mm"), ("THƯỢNG KHẨN", "40.0mm"), ("HỎA TỐC", "30.0mm"), ("", None)]
)
def test_the_frame_of_an_urgency_mark_has_its_size(urgency, width):
    letterhead = model.Letterhead((), ("UBND",), 1, "KH-UBND", "Ngọc Hà", PartialDate(2026), urgency=urgency)

    page = written(plan_of(paragraph("Đoạn."), letterhead=letterhead))

    assert [one.attributes["style"] for one in page.find("p", class_="urgency")] == (
        [f"width: {width}"] if width else []
    )


@pytest.mark.parametrize(("closing", "kept"), [("Hết.", ["Trước.", "Hết./."]), ("Hết " * 30, ["Hết " * 29 + "Hết./."])])
def test_what_the_docx_keeps_with_the_signature_stands_with_it(closing, kept):
    page = written(plan_of(paragraph("Đầu."), paragraph("Trước."), closing=(paragraph(closing),)))

    with_signature = [
        one.text for one in page.find("p") if {"ending", "text"} <= {name for up in one.parents for name in up.classes}
    ]
    assert with_signature == kept


def test_a_table_that_ends_the_plan_may_break_from_the_signature():
    table = model.Table((text("A"),), ((text("1"),),), ("",))

    page = written(plan_of(paragraph("Đầu."), table, closing=()))

    assert not any("ending" in up.classes for up in page.find("table")[0].parents)


def test_every_appendix_has_a_sheet_and_a_page_of_its_own():
    page = written(EVERYTHING)

    assert [(one.classes, one.attributes.get("style")) for one in page.sheets] == [
        (["sheet"], None),
        (["sheet"], "page: appendix-1"),
        (["sheet", "landscape"], "page: appendix-2"),
    ]
    assert "size: A4 portrait;\n  counter-increment: appendix-1;" in page.source
    assert "size: A4 landscape;\n  counter-increment: appendix-2;" in page.source


# Tables.


def test_header_cells_name_their_columns_and_cells_are_aligned_as_in_the_text():
    alignments = ("", "left", "center", "right")
    cells = tuple(text(str(number)) for number in range(4))

    page = written(plan_of(model.Table(cells, (cells,), alignments)))

    assert [one.attributes for one in page.find("th")] == [{"scope": "col"}] * 4
    assert [one.classes for one in page.find("td")] == [[], ["left"], ["center"], ["right"]]


def test_the_running_number_stands_in_the_middle_of_its_cell():
    page = written(table_plan(model.Task("t", text("Việc"), ("A",))))

    assert [one.classes for one in page.find("td")] == [["center"], [], [], []]


def test_groups_are_headers_over_the_whole_width():
    groups = (("Chỉ đạo", "Giao ban"), ("Chỉ đạo", "Kiểm tra"), ("Tin bài",))
    plan = table_plan(*(model.Task(f"t{i}", text(f"Việc {i}"), ("A",), group=group) for i, group in enumerate(groups)))

    page = written(plan)

    found = [(one.text, one.parents[-1].classes, one.attributes) for one in page.find("th", scope="colgroup")]
    wide = {"colspan": "4", "scope": "colgroup"}
    assert found == [
        ("I. Chỉ đạo", ["group", "level-1"], wide),
        ("1. Giao ban", ["group", "level-2"], wide),
        ("2. Kiểm tra", ["group", "level-2"], wide),
        ("II. Tin bài", ["group", "level-1"], wide),
    ]


@settings(max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(appendix=appendices)
def test_a_page_with_one_table_says_what_the_tasks_say_and_leaves_no_hole(appendix):
    page = Page(html_writer.table(appendix))

    (title,) = page.find("title")
    assert title.text == appendix.title
    assert page.lines[0] == appendix.title.upper()
    open_spans, rows = [0] * len(appendix.columns), page.find("tr")[1:]
    for row, expected in zip(rows, table_rows(appendix), strict=True):
        cells = [one for one in page.find("th", "td") if one.parents[-1] is row]
        if isinstance(expected, GroupRow):
            assert not any(open_spans)
            assert [(one.tag, one.attributes["colspan"]) for one in cells] == [("th", str(len(appendix.columns)))]
            continue
        assert isinstance(expected, TaskRow)
        left = iter(cells)
        for index, content in enumerate(expected.cells):
            if open_spans[index]:
                open_spans[index] -= 1
                continue
            cell = next(left)
            open_spans[index] = int(cell.attributes.get("rowspan", 1)) - 1
            assert cell.text == "".join(one.text if isinstance(one, Run) else "\n" for one in content)
        assert not list(left)
    assert not any(open_spans)


def test_equal_cells_that_the_appendix_merges_are_written_once():
    tasks = [model.Task(f"t{index}", text(f"Việc {index}"), ("Văn phòng",)) for index in range(3)]
    columns = tuple(model.Column(key, key) for key in ("stt", "nhiem_vu", "chu_tri"))

    page = Page(html_writer.table(model.Appendix("Nhiệm vụ", columns, tuple(tasks), merged=("chu_tri",))))

    assert [(one.text, one.attributes.get("rowspan")) for one in page.find("td")] == [
        *(("1", None), ("Việc 0", None), ("Văn phòng", "3")),
        *(("2", None), ("Việc 1", None), ("3", None), ("Việc 2", None)),
    ]


@pytest.mark.parametrize(("count", "style"), [(2, None), (5, None), (6, "break-inside: auto")])
def test_a_small_merged_block_stays_on_one_page(count, style):
    tasks = [model.Task(f"t{index}", text(f"Việc {index}"), ("Văn phòng",)) for index in range(count)]
    appendix = model.Appendix("Nhiệm vụ", (model.Column("chu_tri", "Chủ trì"),), tuple(tasks), merged=("chu_tri",))

    page = Page(html_writer.table(appendix))

    (cell,) = page.find("td")
    assert (cell.attributes["rowspan"], cell.attributes.get("style")) == (str(count), style)


def test_columns_are_as_wide_as_in_the_docx():
    tasks = [
        model.Task(f"t{index}", text(f"Việc thứ {index}"), ("Văn phòng UBND thành phố",), ("Sở Nội vụ; các Sở, ngành",))
        for index in range(9)
    ]
    columns = tuple(model.Column(key, key) for key in ("stt", "nhiem_vu", "chu_tri", "phoi_hop"))
    appendix = model.Appendix("Nhiệm vụ", columns, tuple(tasks), merged=("chu_tri",))
    plan = plan_of(paragraph("Xem Phụ lục."), appendices=(appendix,))
    document = Docx(docx_writer.write(plan, layout.load(LAYOUT), NOW))

    page = written(plan)

    grid = document.sections[1].blocks[4].grid
    assert [one.attributes["style"] for one in page.find("col")] == [
        f"width: {width / sum(grid):.2%}" for width in grid
    ]


@pytest.mark.parametrize(("is_landscape", "classes"), [(False, ["sheet"]), (True, ["sheet", "landscape"])])
def test_a_page_with_one_table_is_one_sheet(is_landscape, classes):
    appendix = model.Appendix("Nhiệm vụ R&D", (model.Column("stt", "STT"),), (), is_landscape)

    page = Page(html_writer.table(appendix))

    assert [one.classes for one in page.sheets] == [classes]
    assert page.lines == ["NHIỆM VỤ R&D", "STT"]
    assert [one.text for one in page.find("h1")] == ["NHIỆM VỤ R&D"]


def test_a_table_without_a_title_still_names_its_page():
    page = Page(html_writer.table(model.Appendix("", (model.Column("stt", "STT"),), ())))

    assert page.find("title")[0].text == "Phụ lục"
    assert page.lines == ["STT"]


@pytest.mark.parametrize("source", SOURCES)
def test_columns_share_the_whole_width(source, example_plans):
    page = written(example_plans(source))
    for table in page.find("table"):
        shares = [one.attributes["style"] for one in page.find("col") if table in one.parents]
        assert sum(float(share.removeprefix("width: ").removesuffix("%")) for share in shares) == pytest.approx(
            100, 0.001
        )
        header = [one for one in page.find("th", scope="col") if table in one.parents]
        assert len(shares) == len(header)


def test_an_appendix_of_two_thousand_tasks_is_whole_and_quick():
    many = [
        model.Task(
            f"t{number}",
            text(f"Nhiệm vụ thứ {number}: tuyên truyền cải cách hành chính trên địa bàn phường"),
            (f"Phòng số {number // 7}",),
            deadline=Deadline.parse("Quý III/2026"),
            group=(f"Nhóm {number // 100}",),
        )
        for number in range(2000)
    ]
    plan = table_plan(*many)
    started = time.perf_counter()
    data = html_writer.write(plan)
    taken = time.perf_counter() - started

    page = Page(data)
    assert [one.text for one in page.find("td")][1::4] == [model.plain(task.text) for task in many]
    assert taken < 1


# Safe, whole and the same every time.


@pytest.mark.parametrize("source", SOURCES)
def test_the_page_loads_nothing_and_runs_nothing(source, example_plans):
    page = written(example_plans(source))

    loading = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "source", "video", "audio"}
    assert not loading & {one.tag for one in page.elements}
    names = {name for one in page.elements for name in one.attributes}
    assert names <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "style", "id", "href", "rel"),
        *("scope", "colspan", "rowspan", "aria-label"),
    }
    assert not re.search(r"url\(|@import|expression", page.find("style")[0].text)
    policy = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    assert [one.attributes["content"] for one in policy] == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("source", SOURCES)
def test_the_page_has_the_parts_of_a_sound_document(source, example_plans):
    data = html_writer.write(example_plans(source))
    page = Page(data)

    assert page.doctype == "DOCTYPE html"
    assert data.startswith(b"<!DOCTYPE html>")
    assert page.elements[0].attributes == {"lang": "vi"}
    assert page.find("meta")[0].attributes == {"charset": "utf-8"}
    assert data.index(b'charset="utf-8"') < 1024
    assert [len(page.find(tag)) for tag in ("title", "main", "h1")] == [1, 1, 1]
    ids = Counter(one.attributes["id"] for one in page.elements if "id" in one.attributes)
    assert set(ids.values()) <= {1}
    for one in page.find(*PRINTED):
        assert not {up.tag for up in one.parents} & set(PRINTED)


@pytest.mark.parametrize("source", SOURCES)
def test_two_pages_of_the_same_plan_are_the_same_bytes(source, example_plans):
    assert html_writer.write(example_plans(source)) == html_writer.write(example_plans(source))


def test_the_form_of_the_page_is_inside_the_package():
    assert Path(html_writer.__file__).parent == html_writer.SOURCE.parent
