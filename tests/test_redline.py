"""Two plans compared: tracked changes that give back both drafts, the page side by side, the report, the command."""

import datetime
import io
import re
import time
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import made_once
import pytest
from click.testing import CliRunner
from conftest import some, tries
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_recognise import COLUMNS, plans
from tracked_changes import W, accepted, plain, rejected

from cchc_draft import api, cli, docx_writer, layout
from cchc_draft.deadlines import Deadline
from cchc_draft.model import (
    Appendix,
    Column,
    Heading,
    LineBreak,
    NoteRef,
    Paragraph,
    Run,
    Signature,
    Table,
    Task,
)
from cchc_draft.redline import alignment, package, plan_changes, side_by_side
from cchc_draft.redline.blocks import item
from cchc_draft.redline.marks import Marks

EXAMPLES = sorted(path for path in (Path(__file__).parent.parent / "examples").iterdir() if path.is_dir())
LOOK = layout.load(layout.find("ke-hoach.docx"))
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def drafted(plan):
    return docx_writer.write(plan, LOOK, NOW)


def redline(old, new, **facts):
    """Return the document that tracks how a plan became another, and hold it against both drafts."""
    before, after = drafted(old), drafted(new)
    made = package.compare(before, after, Marks(**facts))
    assert accepted(made.data) == plain(after)
    assert rejected(made.data) == plain(before)
    return made


def xml(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return etree.fromstring(opened.read(part))


def text(element):
    return "".join(one.text or "" for one in element.iter(W + "t", W + "delText"))


def marked(data, name, part="word/document.xml"):
    """Return the texts inside all marks of one name."""
    return [text(one) for one in xml(data, part).iter(W + name) if text(one)]


def body(*words):
    return tuple(Paragraph(one if isinstance(one, tuple) else (Run(one),)) for one in words)


@pytest.fixture(scope="module")
def base():
    """Return a plan of an example, with a body and appendices to be filled in."""
    plan = made_once.drafted(EXAMPLES[0].name).plan
    return replace(plan, body=body("Sở ban hành Kế hoạch như sau:"), closing=(), notes=(), appendices=())


def task(words, lead="Văn phòng", deadline="Quý II/2026", **facts):
    return Task("", (Run(words),), (lead,), ("Sở Nội vụ",), Deadline.parse(deadline), **facts)


def appendix(*tasks, columns=COLUMNS, **facts):
    return Appendix("Danh mục nhiệm vụ", tuple(Column(*one) for one in columns), tuple(tasks), **facts)


TASKS = tuple(
    task(words)
    for words in (
        "Rà soát văn bản quy phạm pháp luật",
        "Mở lớp tập huấn nghiệp vụ",
        "Kiểm tra công vụ tại các đơn vị",
        "Số hóa hồ sơ thủ tục hành chính",
    )
)


# Accepted it is the new draft, rejected the old one.


@pytest.mark.parametrize(("old", "new"), some(pairwise([*EXAMPLES, EXAMPLES[0]]), 3), ids=lambda path: path.name)
def test_an_example_becomes_another(old, new):
    before, after = made_once.drafted(old.name).plan, made_once.drafted(new.name).plan

    redline(before, after)
    redline(after, before)


@pytest.mark.parametrize("folder", some(EXAMPLES, 3), ids=lambda path: path.name)
def test_the_same_plan_twice_has_no_mark(folder):
    plan = made_once.drafted(folder.name).plan

    made = redline(plan, plan)

    assert made.is_equal
    assert plan_changes.compare(plan, plan) == []


WORDS = st.sampled_from(["Báo cáo", "năm 2027", "rà soát", "kế hoạch", "«R&D»", "[…]", "a) và"])
EXTRA = st.sampled_from(
    [
        *body(
            "Cấp kinh phí năm 2027.",
            (Run("Theo "), Run("Cổng", link="https://a.vn/?a=1&b=2"), Run(", chậm nhất"), LineBreak(), Run("30/6.")),
            (Run("Chi tiết", bold=True), Run(" xem "), Run("trang khác", link="https://b.vn")),
        ),
        Heading(1, (Run("Kinh phí"),)),
        Heading(2, (Run("Nguồn"),)),
        Table(((Run("Năm"),), (Run("Tiền"),)), (((Run("2026"),), (Run("5 tỷ"),)), ((Run("2027"),), ())), ("", "right")),
        Table(((Run("Nơi"),),), (((Run("Huế"),),),), ("",)),
    ]
)
NOTES = st.sampled_from(["Có hiệu lực đến 2026.", "Sửa đổi năm 2027.", "Xem Phụ lục."])


def changed_words(draw, content):
    """Return a text in which a word is another, was put in or cut."""
    run = content[0]
    words = run.text.split(" ")
    at = draw(st.integers(0, len(words)))
    words[at : at + draw(st.integers(0, 2))] = [draw(WORDS)] if draw(st.booleans()) else []
    return (replace(run, text=" ".join(words)), *content[1:]) if words else content


@st.composite
def edited(draw, plan):
    """Make a plan out of another by a few edits."""
    blocks = list(plan.body)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(blocks) - 1))
        kind = draw(st.sampled_from(["words", "cut", "add", "move", "bold"]))
        if kind == "add" or len(blocks) < 3:
            blocks.insert(at + 1, draw(EXTRA))
        elif kind == "cut":
            del blocks[at]
        elif kind == "move":
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
        elif hasattr(blocks[at], "content") and isinstance(blocks[at].content[0], Run):
            content = blocks[at].content
            content = (
                changed_words(draw, content) if kind == "words" else (replace(content[0], bold=True), *content[1:])
            )
            blocks[at] = replace(blocks[at], content=content)
    body, notes = with_notes(draw, blocks)
    return replace(
        plan,
        body=body,
        notes=notes,
        letterhead=replace(plan.letterhead, **draw(letterheads)),
        recipients=tuple(
            draw(st.lists(st.sampled_from(["Các phòng", "UBND tỉnh", "Lãnh đạo Sở"]), min_size=1, max_size=3))
        ),
        signatures=draw(signatures),
        appendices=tuple(changed_appendix(draw, one) for one in plan.appendices[: draw(st.integers(0, 2))]),
    )


letterheads = st.fixed_dictionaries(
    {}, optional={"urgency": st.just("KHẨN"), "is_draft": st.just(True), "circulation": st.just("LƯU HÀNH NỘI BỘ")}
)
signatures = st.lists(
    st.sampled_from([Signature(("GIÁM ĐỐC",), "Lê Văn An"), Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))]),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip


def with_notes(draw, blocks):
    """Return blocks some of which refer to footnotes, and the notes."""
    notes, made = [], []
    for block in blocks:
        if isinstance(block, Paragraph) and draw(st.integers(0, 4)) == 0:
            notes.append((Run(draw(NOTES)), Run("tra cứu", link="https://c.vn")))
            block = replace(block, content=(*block.content, NoteRef(len(notes))))
        made.append(block)
    return tuple(made), tuple(notes)


def changed_appendix(draw, made):
    tasks = list(made.tasks)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(tasks) - 1))
        kind = draw(st.sampled_from(["words", "cut", "add", "move", "lead", "group"]))
        if kind == "add" or len(tasks) < 2:
            tasks.insert(at, draw(st.sampled_from(TASKS)))
        elif kind == "cut":
            del tasks[at]
        elif kind == "move":
            tasks.insert(draw(st.integers(0, len(tasks) - 1)), tasks.pop(at))
        elif kind == "lead":
            tasks[at] = replace(tasks[at], lead=("Phòng Tổ chức",))
        elif kind == "group":
            group = draw(st.sampled_from([("Cải cách thể chế",), ("Cải cách thể chế", "Rà soát"), ("Khác",)]))
            tasks[at:] = [replace(one, group=group) for one in tasks[at:]]
        else:
            tasks[at] = replace(tasks[at], text=changed_words(draw, tasks[at].text))
    if len({one.group for one in tasks}) > 1:
        tasks.sort(key=lambda one: one.group)
    columns = draw(st.sampled_from([made.columns, made.columns, made.columns[:4]]))
    merged = draw(st.sampled_from([(), ("chu_tri", "phoi_hop")]))
    return replace(made, tasks=tuple(tasks), columns=columns, merged=merged, is_landscape=draw(st.booleans()))


@settings(max_examples=tries(8))
@given(st.data())
def test_a_plan_becomes_any_other(data):
    redline(data.draw(plans()), data.draw(plans()))


@settings(max_examples=tries(10))
@given(st.data())
def test_a_plan_becomes_an_edited_one(data):
    plan = data.draw(plans())
    old, new = data.draw(edited(plan)), data.draw(edited(plan))

    made = redline(old, new)

    same = plain(drafted(old)) == plain(drafted(new))
    assert made.is_equal == same
    if not same:
        assert plan_changes.compare(old, new)
    page = side_by_side.write(drafted(old), drafted(new), ("cũ", "mới"), [])
    etree.fromstring(
        re.sub(rb"<(meta|col)\b([^>]*)>|<br>", rb"<\1\2 />", page.replace(b"<!DOCTYPE html>\n", b"")).replace(
            b"< />", b"<br />"
        )
    )


# What is marked, and how.


def test_words_change_inside_a_paragraph(base):
    old = replace(base, body=body("Báo cáo kết quả trước ngày 30/6/2026 về Sở Nội vụ."))
    new = replace(base, body=body("Báo cáo kết quả trước ngày 30/6/2027 về Sở Nội vụ."))

    made = redline(old, new).data

    assert marked(made, "del") == ["30/6/2026"]
    assert marked(made, "ins") == ["30/6/2027"]


def test_a_changed_label_is_a_changed_word(base):
    one, two, three = (
        Heading(1, (Run(words),)) for words in ("Mục đích", "Kinh phí thực hiện", "Tổ chức thực hiện kế hoạch")
    )
    made = redline(replace(base, body=(one, two, three)), replace(base, body=(one, three))).data

    assert marked(made, "del") == ["II. KINH PHÍ THỰC HIỆN", "III."]
    assert marked(made, "ins") == ["II."]


def test_a_sentence_of_other_words_is_cut_and_put_in(base):
    said = ["Trên đây là kế hoạch.", "Mở ba lớp tập huấn cho công chức.", "Cấp đủ kinh phí theo dự toán được giao."]

    made = redline(replace(base, body=body(*said[:2])), replace(base, body=body(said[0], said[2]))).data

    ends = [
        (text(one), one.find(f"{W}pPr/{W}rPr")[0].tag)
        for one in xml(made).iter(W + "p")
        if one.find(f"{W}pPr/{W}rPr/*") is not None
    ]
    assert (said[1], W + "del") not in ends  # the last paragraph before the signature keeps its end
    assert marked(made, "del")[0].startswith("Mở ba lớp tập huấn")


def test_words_that_only_change_their_form_stay(base):
    plan = replace(base, body=body("Báo cáo trước ngày 30/6/2026 về Sở Nội vụ.", "Hết phần này."))
    bold = body((Run("Báo cáo "), Run("trước ngày 30/6/2026", bold=True), Run(" về Sở Nội vụ.")), "Hết phần này.")

    made = redline(plan, replace(plan, body=bold)).data

    assert (marked(made, "del"), marked(made, "ins")) == ([], [])
    assert [text(one.getparent().getparent()) for one in xml(made).iter(W + "rPrChange")] == ["trước ngày 30/6/2026"]


def test_a_clause_that_moved_is_marked_as_moved(base):
    said = [f"Nội dung thứ {word} của kế hoạch cải cách hành chính." for word in ("nhất", "hai", "ba", "bốn")]
    moved = "Công khai, minh bạch kết quả giải quyết thủ tục cho người dân."

    made = redline(replace(base, body=body(moved, *said)), replace(base, body=body(*said, moved, "Hết phần này."))).data

    assert marked(made, "moveFrom") == [moved]
    assert marked(made, "moveTo") == [moved]
    names = [
        one.get(W + "name") for tag in ("moveFromRangeStart", "moveToRangeStart") for one in xml(made).iter(W + tag)
    ]
    assert names == ["chuyen1", "chuyen1"]
    starts = [one.get(W + "id") for one in xml(made).iter(W + "moveFromRangeStart", W + "moveToRangeStart")]
    assert starts == [one.get(W + "id") for one in xml(made).iter(W + "moveFromRangeEnd", W + "moveToRangeEnd")]


def rows(data, mark):
    return [text(row) for row in xml(data).iter(W + "tr") if row.find(f"{W}trPr/{W}{mark}") is not None]


def test_rows_are_cut_and_put_in_as_rows(base):
    old = replace(base, appendices=(appendix(*TASKS[:3]),))
    new = replace(base, appendices=(appendix(TASKS[0], TASKS[2], TASKS[3]),))

    made = redline(old, new).data

    assert rows(made, "del") == ["2Mở lớp tập huấn nghiệp vụVăn phòngSở Nội vụQuý II/2026"]
    assert rows(made, "ins") == ["3Số hóa hồ sơ thủ tục hành chínhVăn phòngSở Nội vụQuý II/2026"]


def test_a_cell_changes_by_words(base):
    old = replace(base, appendices=(appendix(*TASKS),))
    new = replace(base, appendices=(appendix(replace(TASKS[0], lead=("Văn phòng Sở",)), *TASKS[1:]),))

    made = redline(old, new).data

    assert (marked(made, "del"), marked(made, "ins")) == ([], [" Sở"])


def test_a_table_with_other_columns_is_cut_and_put_in_apart(base):
    old = replace(base, appendices=(appendix(*TASKS),))
    new = replace(base, appendices=(appendix(*TASKS, columns=COLUMNS[:3]),))

    made = redline(old, new).data

    assert (len(rows(made, "del")), len(rows(made, "ins"))) == (5, 5)
    neighbours = [table.getnext().tag for table in xml(made).iter(W + "tbl") if table.getparent().tag == W + "body"]
    assert W + "tbl" not in neighbours


@pytest.mark.parametrize("is_new", [True, False])
def test_a_landscape_appendix_comes_or_goes_with_its_section(base, is_new):
    with_one = replace(base, appendices=(appendix(*TASKS, is_landscape=True),))
    old, new = (base, with_one) if is_new else (with_one, base)

    made = redline(old, new).data

    section = xml(made).find(f"{W}body/{W}sectPr")
    before = section.find(f"{W}sectPrChange/{W}sectPr/{W}pgSz").get(W + "orient")
    assert (before == "landscape") == (not is_new)
    assert (section.find(W + "pgSz").get(W + "orient") == "landscape") == is_new


def test_footnotes_change_come_and_go(base):
    def noted(*notes):
        said = [(Run(f"Nội dung thứ {at} của kế hoạch"), NoteRef(at), Run(".")) for at in range(1, len(notes) + 1)]
        return replace(base, body=body(*said), notes=tuple((Run(note),) for note in notes))

    made = redline(noted("Có hiệu lực đến 2026.", "Xem Phụ lục."), noted("Có hiệu lực đến 2027.")).data

    part = "word/footnotes.xml"
    assert marked(made, "del", part) == ["2026", " Xem Phụ lục."]
    assert marked(made, "ins", part) == ["2027"]


def test_author_and_date_are_as_given_and_every_mark_has_its_number():
    old, new = (api.draft(path).plan for path in EXAMPLES[:2])

    made = redline(old, new, author="Nguyễn Văn A", date=datetime.datetime(2026, 3, 4, 5, 6, tzinfo=datetime.UTC))

    marks = [one for one in xml(made.data).iter() if one.get(W + "author")]
    assert {one.get(W + "author") for one in marks} == {"Nguyễn Văn A"}
    assert {one.get(W + "date") for one in marks} == {"2026-03-04T05:06:00Z"}
    numbers = [one.get(W + "id") for one in marks]
    assert len(numbers) == len(set(numbers)) > 100


def test_the_file_is_the_same_every_time():
    found = [api.diff(*EXAMPLES[:2], kind=".docx").data for _ in range(2)]

    assert found[0] == found[1]
    assert b"1970-01-01T00:00:00Z" in etree.tostring(xml(found[0]))


ORDER = ("pStyle", "rPr", "sectPr", "pPrChange")


def test_properties_stand_in_their_order():
    made = redline(*(api.draft(path).plan for path in EXAMPLES[1:3])).data

    for properties in xml(made).iter(W + "pPr"):
        names = [etree.QName(one).localname for one in properties]
        ranks = [ORDER.index(name) for name in names if name in ORDER]
        assert ranks == sorted(ranks)
        assert "pPrChange" not in names[:-1]


# Alignment.


def test_two_thousand_rows_are_compared_in_time_that_grows_with_them():
    def times(count):
        old = [
            item("row", f"Nhiệm vụ {at * 7919 % count} của phòng {at % 7} hạn {at % 12}/2026") for at in range(count)
        ]
        new = [item("row", one.keys[0].replace("2026", "2027")) for one in old]
        start = time.process_time()
        found = alignment.pairs(old, new)
        return len(found), time.process_time() - start

    (small, _), (large, spent) = times(500), times(4000)

    assert (small, large) == (500, 4000)
    assert spent < 5


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30), st.lists(st.sampled_from("abcdefgh"), max_size=30))
def test_pairs_rise_on_both_sides(old, new):
    items = [[item("", " ".join(word * at for at in range(1, 4))) for word in side] for side in (old, new)]

    found = alignment.pairs(*items)

    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(found))
    assert [old[at] for at, _ in found] == [new[place] for _, place in found]


@given(st.text("ab c", max_size=40), st.text("ab c", max_size=40))
def test_changes_of_words_cover_both_texts(old, new):
    found = alignment.changes(old, new, frozenset(" "))

    assert "".join(old[one.old : one.old_end] for one in found) == old
    assert "".join(new[one.new : one.new_end] for one in found) == new
    assert all(old[one.old : one.old_end] == new[one.new : one.new_end] for one in found if one.is_equal)


# The report.


def report(old, new):
    return [str(one) for one in plan_changes.compare(old, new)]


REPORTS = {
    "subject": (
        lambda plan: replace(plan, subject=("Cải cách hành chính năm 2027",)),
        ["sửa trích yếu «Cải cách hành chính năm 2026» → «Cải cách hành chính năm 2027»"],
    ),
    "number": (
        lambda plan: replace(plan, letterhead=replace(plan.letterhead, number=5)),
        ["sửa số, ký hiệu «Số: /KH-SVHTTDL» → «Số: 05/KH-SVHTTDL»"],
    ),
    "draft": (
        lambda plan: replace(plan, letterhead=replace(plan.letterhead, is_draft=True)),
        ["thêm chữ DỰ THẢO «có in»"],
    ),
    "recipient": (
        lambda plan: replace(plan, recipients=(*plan.recipients, "Sở Nội vụ tỉnh")),
        ["thêm nơi nhận «Sở Nội vụ tỉnh»"],
    ),
    "signer": (
        lambda plan: replace(plan, signatures=(replace(plan.signatures[0], name="Lê Văn An"),)),
        ["sửa chữ ký «KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Lê Văn An»: «Khổng Đức Thanh» → «Lê Văn An»"],
    ),
    "sentence": (
        lambda plan: replace(plan, body=body("Sở ban hành Kế hoạch năm 2027 như sau:")),
        ["sửa đoạn mở đầu: thêm «năm 2027»"],
    ),
    "section": (
        lambda plan: replace(plan, body=(*plan.body, Heading(1, (Run("Kinh phí"),)), *body("Theo dự toán."))),
        ["thêm mục I «KINH PHÍ»", "thêm đoạn trong mục I «Theo dự toán.»"],
    ),
    "form": (
        lambda plan: replace(plan, body=body((Run("Sở ban hành Kế hoạch như sau:", italic=True),))),
        ["sửa đoạn mở đầu «Sở ban hành Kế hoạch như sau:»: chỉ đổi kiểu đoạn hoặc dạng chữ"],
    ),
    "deadline and lead": (
        lambda plan: with_task(plan, lead=("Phòng Tổ chức",), deadline=Deadline.parse("Quý III/2026")),
        [
            "sửa Phụ lục, nhiệm vụ 2 «Mở lớp tập huấn nghiệp vụ»: chủ trì «Văn phòng» → «Phòng Tổ chức»; "
            "thời hạn «Quý II/2026» → «Quý III/2026»"
        ],
    ),
    "task": (
        lambda plan: replace(plan, appendices=(appendix(*TASKS[:2], *TASKS[3:]),)),
        ["bỏ Phụ lục, nhiệm vụ 3 «Kiểm tra công vụ tại các đơn vị»"],
    ),
    "moved task": (
        lambda plan: replace(plan, appendices=(appendix(*TASKS[1:], TASKS[0]),)),
        ["chuyển Phụ lục, nhiệm vụ 4 «Rà soát văn bản quy phạm pháp luật» (trước là số 1)"],
    ),
    "group": (
        lambda plan: with_task(plan, group=("Cải cách thể chế",)),
        ["sửa Phụ lục, nhiệm vụ 2 «Mở lớp tập huấn nghiệp vụ»: nhóm «» → «Cải cách thể chế»"],
    ),
    "page": (
        lambda plan: replace(plan, appendices=(appendix(*TASKS, is_landscape=True),)),
        ["sửa Phụ lục, khổ giấy «đứng» → «ngang»"],
    ),
    "appendix": (lambda plan: replace(plan, appendices=()), ["bỏ Phụ lục «DANH MỤC NHIỆM VỤ» (4 nhiệm vụ)"]),
}


def with_task(plan, **facts):
    return replace(plan, appendices=(appendix(TASKS[0], replace(TASKS[1], **facts), *TASKS[2:]),))


@pytest.mark.parametrize("name", REPORTS)
def test_a_change_is_told_in_one_line(base, name):
    plan = replace(base, subject=("Cải cách hành chính năm 2026",), appendices=(appendix(*TASKS),))
    change, told = REPORTS[name]

    assert report(plan, change(plan)) == told


def test_a_moved_clause_is_told_with_both_places(base):
    sections = [Heading(1, (Run(words),)) for words in ("Mục đích của kế hoạch", "Kinh phí")]
    said = body(
        "Công khai kết quả giải quyết thủ tục cho người dân.",
        "Bố trí đủ kinh phí theo phân cấp quản lý ngân sách.",
        "Lồng ghép với các chương trình, dự án khác.",
    )
    old = replace(base, body=(sections[0], said[0], sections[1], *said[1:]))
    new = replace(base, body=(sections[0], sections[1], *said[1:], said[0]))

    assert report(old, new) == [
        "chuyển đoạn trong mục II (trước là đoạn trong mục I) «Công khai kết quả giải quyết thủ tục cho người dân.»"
    ]


def test_counts_stand_at_the_end(base):
    new = replace(base, recipients=("Sở Nội vụ tỉnh",), archive="VT, CCHC")

    lines = plan_changes.report(plan_changes.compare(replace(base, recipients=("Các phòng",)), new))

    assert lines[0] == "Nơi nhận"
    assert lines[-1] == "tổng cộng 3 thay đổi: 1 thêm, 1 bỏ, 1 sửa"


# The page side by side.


def test_the_page_shows_both_sides_without_colour(base):
    old = replace(base, body=body("Báo cáo trước 30/6/2026 & sau."), appendices=(appendix(*TASKS[:3]),))
    new = replace(base, body=body("Báo cáo trước 30/6/2027 & sau."), appendices=(appendix(*TASKS[1:]),))

    page = side_by_side.write(
        drafted(old), drafted(new), ("ke-hoach-2026", "ke-hoach-2027"), ["sửa <một> chỗ"]
    ).decode()

    assert "<p>Báo cáo trước <del>30/6/2026</del> &amp; sau./.</p>" in page
    assert "<p>Báo cáo trước <ins>30/6/2027</ins> &amp; sau./.</p>" in page
    assert '<td class="mark">bỏ</td>' in page
    assert '<td class="mark">thêm</td>' in page
    assert "<li>sửa &lt;một&gt; chỗ</li>" in page
    assert "text-decoration: line-through" in page
    assert re.findall(r'(?:src|href)="', page) == []


# The command.


@pytest.fixture
def run():
    """Return a function that runs the command line."""

    def invoke(*arguments):
        return CliRunner().invoke(cli.cli, ["diff", *map(str, arguments)])

    return invoke


OTHER = """\
UBND phường ban hành Kế hoạch như sau:

# Mục đích

Nâng cao hiểu biết của người dân.
"""


def test_the_command_prints_what_differs(run, plan_folder):
    result = run(plan_folder(), plan_folder(body=OTHER))

    assert result.exit_code == 0
    assert result.stdout == ("Nội dung\n  sửa đoạn trong mục I: thêm «của người dân»\ntổng cộng 1 thay đổi: 1 sửa\n")
    assert result.stderr == ""


def test_the_same_plan_twice_is_said_to_be_equal(run, plan_folder, tmp_path):
    folder, target = plan_folder(), tmp_path / "so-sanh.docx"

    assert run(folder, folder).stdout == "hai kế hoạch không có gì khác nhau\n"
    result = run(folder, folder, "-o", target)

    assert (result.stdout, result.stderr) == (f"{target}\n", "hai kế hoạch không có gì khác nhau\n")
    assert not list(xml(target.read_bytes()).iter(W + "ins", W + "del"))


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_the_command_writes_a_file(run, plan_folder, tmp_path, kind):
    target = tmp_path / f"so-sanh.{kind}"

    result = run(plan_folder(), plan_folder(body=OTHER), "-o", target, "--author", "Văn thư", "--date", "2026-01-15")

    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    if kind == "docx":
        inserted = next(xml(target.read_bytes()).iter(W + "ins"))
        assert (inserted.get(W + "author"), inserted.get(W + "date")) == ("Văn thư", "2026-01-15T00:00:00Z")
    else:
        assert "<ins> của người dân</ins>" in target.read_text(encoding="utf-8")


def test_documents_are_imported_on_the_way(run, plan_folder, tmp_path):
    old, document = plan_folder(), tmp_path / "moi.docx"
    document.write_bytes(api.draft(plan_folder(body=OTHER)).data)

    result = run(old, document)

    assert result.exit_code == 0
    assert "sửa đoạn trong mục I: thêm «của người dân»" in result.stdout


def test_an_existing_file_is_kept_unless_forced(run, plan_folder, tmp_path):
    target = tmp_path / "so-sanh.docx"
    target.write_bytes(b"giu")

    refused = run(plan_folder(), plan_folder(), "-o", target)

    assert (refused.exit_code, target.read_bytes()) == (2, b"giu")
    assert "tệp đã có và được giữ nguyên" in refused.stderr
    assert run(plan_folder(), plan_folder(), "-o", target, "--force").exit_code == 0
    assert target.read_bytes() != b"giu"


def test_wrong_use_is_said_in_vietnamese(run, plan_folder, tmp_path):
    folder = plan_folder()
    (tmp_path / "hong.docx").write_bytes(b"PK hong")
    (tmp_path / "thu.txt").write_text("Không phải kế hoạch.", encoding="utf-8")
    (tmp_path / "trong").mkdir()
    (tmp_path / "a.png").write_bytes(b"x")
    target = tmp_path / "so-sanh.docx"

    cases = {
        (
            folder,
            folder,
            "-o",
            tmp_path / "a.pdf",
        ): "không ghi được loại tệp «.pdf»; dùng được: .docx, .html [output-kind]",
        (folder, folder, "--date", "mai"): "«mai» không phải ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-01-15 [wrong-date]",
        (folder, tmp_path / "khong-co"): "khong-co",
        (folder, tmp_path / "khong-co.docx"): "không đọc được tệp",
        (folder, tmp_path / "trong", "-o", target): "trong",
        (folder, tmp_path / "hong.docx", "-o", target): "hong.docx",
        (tmp_path / "thu.txt", folder, "-o", target): "thu.txt",
        (folder, tmp_path / "a.png"): "không nhập được loại tệp «.png»",
    }
    for arguments, told in cases.items():
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert told in result.stderr
        assert "Traceback" not in result.stderr
        assert result.stdout == ""
    assert not target.exists()
