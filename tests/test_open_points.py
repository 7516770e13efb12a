"""Open points: their list, finding their words again, answers, and what a draft does with them."""

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from conftest import tries
from docx_reading import W
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_draft import api, open_marks, open_points
from cchc_draft.blanks import CLOSE, OPEN, unmarked
from cchc_draft.carrying import open_points as carried
from cchc_draft.carrying.change_log import Entry, numbered
from cchc_draft.errors import CchcDraftError, InputError
from cchc_draft.model import NoteRef, Run
from cchc_draft.open_answers import accept, set_value
from cchc_draft.open_points import FILE, Point, Span, context_of, dump, locate, parse
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore

HEAD = "---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2027\ntrich_yeu: Cải cách hành chính năm 2027\n---\n"


def point(text, words, number=1, nth=0, **changes):
    """Return an open point at the nth place of *words* in a text."""
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    context = context_of(text, Span(start, start + len(words)), 20)
    line = text.count("\n", 0, start) + 1
    return Point(**{
        "id": f"{number:02}", "kind": "tỷ lệ", "file": "ke-hoach.md", "line": line, "context": context, "words": words,
        "reason": "của năm trước", **changes,
    })  # fmt: skip


def found(text, points):
    """Return the words where each point stands, None where they are gone, with the offset."""
    return [one.span and (text[one.span.start : one.span.end], one.span.start) for one in locate(text, points)]


# The list.


def test_the_list_is_for_people_to_read_and_edit():
    text = HEAD + "Đạt 95% hồ sơ.\n"
    listed = dump([point(text, "95%", proposal="97%")])

    assert listed == (
        "# Những chỗ của kế hoạch phải xác nhận trước khi ra bản chính thức. "
        "Trả lời bằng lệnh: cchc-draft confirm\n"
        "# (hoặc sửa ngay trong tệp; hoặc ghi trang_thai: da_xac_nhan cho điểm giữ nguyên).\n\n"
        "- ma: 01\n  loai: tỷ lệ\n  tep: ke-hoach.md\n  dong: 6\n  cau: Đạt 95% hồ sơ.\n  gia_tri: 95%\n"
        "  de_nghi: 97%\n  ly_do: của năm trước\n  trang_thai: mo\n"
    )


lines = st.text(st.sampled_from("aĐ 9%:#'\"-|[…]{}\\"), max_size=12).map(str.strip)


@given(
    st.lists(st.tuples(lines, lines, lines, st.sampled_from(["open", "confirmed", "changed", "dropped"])), max_size=4)
)
def test_a_list_is_read_as_it_was_written(values):
    points = [
        Point(f"{number:02}", before, "a.md", number, f"{before} x {after}".strip(), "x", after, before, state)
        for number, (before, after, _, state) in enumerate(values, 1)
    ]

    assert parse(dump(points), FILE) == points


def test_an_empty_list_is_no_fault():
    assert parse(dump([]), FILE) == parse("", FILE) == []


ENTRY = "- {ma: 1, tep: a.md, cau: a 95% b, gia_tri: 95%, trang_thai: mo}\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: b\n", ["x:1:1: lỗi: «can-xac-nhan.yaml» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy một nhóm khóa [list-wanted]"]),
        ("- a\n", ["x:1:3: lỗi: «điểm thứ 1» phải là nhóm «khóa: giá trị», thấy «a» [mapping-wanted]"]),
        (
            "- {ma: 1, tep: a.md, trang_thai: xong}\n",
            ["x:1:34: lỗi: «trang_thai»: «xong» không dùng được; chỉ dùng: mo, da_xac_nhan, da_sua, da_bo [unknown-word]"],
        ),
        (
            "- {ma: 1, tep: a.md, trang_thai: mo, gia_trj: a}\n",
            ["x:1:38: lỗi: không có khóa «gia_trj» (điểm thứ 1); có phải ý là «gia_tri»? [unknown-key]"],
        ),
        ("- {tep: a.md, trang_thai: mo}\n", ["x:1:3: lỗi: thiếu khóa «ma» (điểm thứ 1) [missing-key]"]),
        (ENTRY + ENTRY, ["x:2:3: lỗi: mã «1» dùng hai lần (lần đầu ở dòng 1) [repeated-point]"]),
        (ENTRY.replace("a 95% b", "a b"), ["x:1:41: lỗi: «gia_tri» («95%») không có trong «cau» [point-words]"]),
        (ENTRY.replace("a.md", "../a.md"), ["x:1:16: lỗi: tệp «../a.md» phải nằm trong thư mục kế hoạch [file-outside]"]),
        (
            ENTRY.replace("trang", "dong: ba, trang"),
            ["x:1:56: lỗi: «dong» phải là số dòng, thấy «ba» [not-a-number]"],
        ),
    ],
)  # fmt: skip
def test_every_fault_of_the_list_is_told_with_its_place(text, faults):
    with pytest.raises(InputError) as caught:
        parse(text, "x")

    assert str(caught.value).splitlines() == faults


# Finding the words again.

TEXT = (
    HEAD + "Đạt 95% hồ sơ đúng hạn, 95% hồ sơ trực tuyến và 02 tin, bài mỗi tháng.\n\nGửi 02 tin, bài về Thành phố.\n"
)


def test_points_are_found_where_they_stand():
    points = [point(TEXT, "95%"), point(TEXT, "95%", 2, 1), point(TEXT, "02 tin, bài", 3, 1)]

    assert found(TEXT, points) == [("95%", TEXT.index("95%")), ("95%", TEXT.rindex("95%")), ("02 tin, bài", TEXT.rindex("02"))]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nĐạt", "---\n# Mục mới\n\nMột đoạn mới, 95% của việc khác.\n\nĐạt"),
        ("hồ sơ đúng", "hồ sơ\nđúng"),
        ("Đạt", "Phấn đấu đạt"),
        ("hồ sơ đúng hạn", "hồ sơ giải quyết đúng hạn"),
    ],
)
def test_a_point_is_found_after_edits_around_it(before, after):
    first = point(TEXT, "95%")
    edited = TEXT.replace(before, after, 1)

    expected = edited.rindex("95%", 0, edited.rindex("95%"))
    assert found(edited, [first]) == [("95%", expected)]


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("Gửi 02 tin, bài", "Gửi 03 tin, bài"),
        TEXT.replace("Gửi 02 tin, bài về Thành phố.", ""),
        TEXT.replace("Gửi 02 tin, bài về Thành phố.", "Một đoạn khác có 02 tin, bài."),
        "",
    ],
)
def test_a_point_whose_words_are_gone_is_answered(edited):
    assert found(edited, [point(TEXT, "02 tin, bài", 1, 1)]) == [None]


def test_equal_sentences_are_told_apart_by_their_lines():
    text = "Đạt 95%.\n\nĐạt 95%.\n\nĐạt 95%.\n"
    points = [point(text, "95%", number, nth) for number, nth in ((1, 2), (2, 0), (3, 1))]

    assert [start for _, start in found(text, points)] == [24, 4, 14]


def test_a_number_is_not_found_inside_another():
    text = "Năm 2026 có 2 việc: gửi 12 bài.\n"

    assert found(text, [replace(point(text, "2 việc"), words="2")]) == [("2", 12)]


@given(st.lists(st.sampled_from(["95%", "02", "hồ sơ", "năm", "đạt", "\n\n", "- ", "2026"]), max_size=30), st.data())
def test_every_point_of_an_unchanged_text_is_found_at_a_place_of_its_own(words, data):
    text = " ".join(words)
    spans = [Span(*match.span()) for match in re.finditer(r"95%|02\b|2026", text)]
    chosen = data.draw(st.lists(st.sampled_from(spans), unique=True)) if spans else []
    points = [
        Point(f"{number:02}", "x", "a.md", text.count("\n", 0, span.start) + 1, context_of(text, span), text[slice(*span)])
        for number, span in enumerate(chosen, 1)
    ]  # fmt: skip

    located = locate(text, points)

    assert len({one.span for one in located}) == len(points)
    assert [text[slice(*one.span)] for one in located] == [one.words for one in points]


# Answers.


def test_an_answer_replaces_its_words_only():
    points = [point(TEXT, "95%"), point(TEXT, "95%", 2, 1), point(TEXT, "02 tin, bài", 3)]

    text, points = set_value(TEXT, points, "2", "97%")

    assert text == TEXT.replace("95% hồ sơ trực", "97% hồ sơ trực")
    assert [(one.words, one.state) for one in points] == [("95%", "open"), ("97%", "changed"), ("02 tin, bài", "open")]
    assert found(text, points)[0] == ("95%", TEXT.index("95%"))


@given(st.permutations([1, 2, 3]), st.lists(st.sampled_from(["97%", "95%", "02", "x y"]), min_size=3, max_size=3))
def test_answers_may_come_in_any_order(order, values):
    points = [point(TEXT, "95%"), point(TEXT, "95%", 2, 1), point(TEXT, "02 tin, bài", 3)]
    text = TEXT

    for number in order:
        text, points = set_value(text, points, str(number), values[number - 1])

    first, second, third = values
    assert text == HEAD + (
        f"Đạt {first} hồ sơ đúng hạn, {second} hồ sơ trực tuyến và {third} mỗi tháng.\n\nGửi 02 tin, bài về Thành phố.\n"
    )
    assert [one.words for one in points] == values
    assert parse(dump(points), FILE) == points


def test_accepting_changes_the_list_only():
    points = [point(TEXT, "95%"), point(TEXT, "95%", 2, 1)]

    assert [one.state for one in accept(points, "02")] == ["open", "confirmed"]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda points: accept(points, "9"), "lỗi: không có điểm «9»; các điểm còn mở: 01 [unknown-point]"),
        (lambda points: set_value(TEXT, points, "1", " "), "lỗi: điểm 01: giá trị mới đang để trống [empty-value]"),
        (
            lambda points: set_value("", points, "1", "97%"),
            "lỗi: điểm 01: không còn «95%» trong ke-hoach.md, chỗ này đã được sửa trong tệp [point-gone]",
        ),
        (
            lambda _: accept([point("a [… số] b", "[… số]")], "1"),
            "lỗi: điểm 01 còn để trống «[… số]»: phải điền, không giữ nguyên được [point-blank]",
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told(answer, fault):
    with pytest.raises(InputError) as caught:
        answer([point(TEXT, "95%")])

    assert str(caught.value) == fault


TASKS = "- ma: a\n  nhiem_vu: Đạt 95% hồ sơ  # ghi chú\n  chu_tri: 'Phòng A'\n  thoi_han: \"Quý III/2026\"\n"


@pytest.mark.parametrize(
    ("words", "value", "line"),
    [
        ("95%", "97%", "  nhiem_vu: Đạt 97% hồ sơ  # ghi chú"),
        ("Quý III/2026", 'Quý "IV"', '  thoi_han: "Quý \\"IV\\""'),
        ("Phòng A", "Phòng A'B", "  chu_tri: 'Phòng A''B'"),
    ],
)
def test_a_value_in_yaml_is_written_so_that_it_can_be_read(words, value, line):
    text, _ = set_value(TASKS, [point(TASKS, words, file="nhiem-vu.yaml")], "1", value)

    assert line in text.splitlines()


def test_a_value_that_yaml_would_misread_is_quoted_or_refused():
    text = "- nhiem_vu: Họp\n"
    quoted, _ = set_value(text, [point(text, "Họp", file="nhiem-vu.yaml")], "1", "Họp: lần 1 #2")
    with pytest.raises(InputError) as caught:
        set_value(TASKS, [point(TASKS, "95%", file="nhiem-vu.yaml")], "1", "95%: a")

    assert quoted == '- nhiem_vu: "Họp: lần 1 #2"\n'
    assert str(caught.value) == (
        "lỗi: điểm 01: không ghi được «95%: a» vào nhiem-vu.yaml; hãy sửa thẳng trong tệp [point-value]"
    )


@pytest.mark.parametrize("rest", ["", "so:\n", "so: # năm trước 75\n", "so: null\n"])
def test_a_key_that_was_left_out_is_put_in(rest):
    text = HEAD.replace("trich_yeu", f"{rest}trich_yeu")
    number = Point("01", "số, ký hiệu", "ke-hoach.md", 0, "so", "")

    assert locate(text, [number])[0].span is not None
    edited, (answered,) = set_value(text, [number], "1", "115")

    assert re.search(r"^so: 115", edited, re.MULTILINE)
    assert "null" not in edited
    assert answered.state == "changed"
    assert locate(edited, [number])[0].span is None


def test_a_proposal_is_put_in_once():
    task = '- ma: moi\n  nhiem_vu: "Khảo sát"\n  thuc_hien: ks'
    proposed = Point("01", "nhiệm vụ", "nhiem-vu.yaml", 0, "", "", task)

    edited, _ = set_value(TASKS, [proposed], "1", task)

    assert edited == f"{TASKS}\n{task}\n"
    assert locate(edited, [proposed])[0].span is None


# Asked once.


def entries(text, *words):
    return numbered([
        Entry("share", "open", "ke-hoach.md", 6, point(text, one).context, one, one, "của năm trước") for one in words
    ])  # fmt: skip


def test_answers_are_kept_when_the_same_is_asked_again():
    first = carried.points(entries(TEXT, "95%", "02 tin, bài"))
    text, answered = set_value(TEXT, first, "1", "97%")
    answered = accept(answered, "2")

    again = carried.carried_answers(answered, entries(TEXT, "hạn", "02 tin, bài", "95%"), {"ke-hoach.md": TEXT})

    assert again.files == {"ke-hoach.md": text}
    assert [(one.words, one.state) for one in again.points] == [
        ("hạn", "open"), ("02 tin, bài", "confirmed"), ("97%", "changed"),
    ]  # fmt: skip
    assert [(entry.state, entry.new) for entry in again.entries] == [
        ("open", "hạn"), ("kept", "02 tin, bài"), ("changed", "97%"),
    ]  # fmt: skip


def test_another_question_is_asked():
    answered = accept(carried.points(entries(TEXT, "95%")), "1")
    other = TEXT.replace("Đạt 95% hồ sơ", "Đạt 95% dịch vụ")

    assert [one.state for one in carried.carried_answers(answered, entries(other, "95%"), {}).points] == ["open"]


# Drafts.

FRONT = """\
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
luu: VT, VHXH
noi_nhan: [Sở Nội vụ, Sở Nội vụ và 2 nơi]
ky: {ho_ten: Nguyễn Văn A}
van_ban:
  k: {loai: Kế hoạch, ky_hieu: 75/KH-UBND, ngay: 2026-02-27, co_quan: UBND Thành phố, ve: tuyên truyền}
can_cu: [k]
phu_luc:
  - {trich_yeu: Nhiệm vụ năm 2026, nhiem_vu: nhiem-vu.yaml, cot: [stt, nhiem_vu, chu_tri, thoi_han, {kq: Kết quả}]}
"""
BODY = """\
Theo {{ van_ban.k }}, năm {{ nam }} đạt **95%** hồ sơ, 95% *dịch vụ* 95%[^1] (Phụ lục kèm theo).

# Năm 2026

| Cột | Số |
|---|---|
| 95% | 95% |

- Năm {{ nam }} và năm 2026.

[^1]: Đạt 95% ở đây.
"""
ROWS = """\
- {ma: a, nhiem_vu: 'Đạt 95%, **95%** tin', chu_tri: vhxh, thoi_han: Quý III/2026, kq: 95%}
- {ma: b, nhiem_vu: 'Đạt 95%', chu_tri: [van_phong, vhxh], thoi_han: 2026-03-06, kq: 95%}
"""


@pytest.fixture
def folder(plan_folder):
    """Return a function that writes a plan folder with open points at words of its files, each at its nth place."""

    def write(*wanted, front=FRONT, body=BODY, tasks=ROWS):
        path = plan_folder(front, body, tasks)
        points = []
        for number, (file, words, nth) in enumerate(wanted, 1):
            text = (path / file).read_text(encoding="utf-8")
            points.append(point(text, words, number, nth, file=file))
        (path / FILE).write_text(dump(points), encoding="utf-8")
        return path

    return write


def yellow(data):
    """Return the highlighted texts of a document, in order, neighbours apart; notes come last."""
    package = docx.Document(io.BytesIO(data)).part.package
    xml = {str(part.partname): part.blob for part in package.iter_parts()}
    texts = []
    for name in ("/word/document.xml", "/word/footnotes.xml"):
        for run in docx.oxml.parse_xml(xml[name]).iter(W + "r") if name in xml else ():
            if run.find(f"{W}rPr/{W}highlight") is not None:
                texts.append("".join(piece.text or "" for piece in run.iter(W + "t")))
    assert not any(sign.encode() in blob for blob in xml.values() for sign in (OPEN, CLOSE))
    return texts


@pytest.mark.parametrize(
    ("file", "words", "nth", "shown", "before"),
    [
        ("ke-hoach.md", "95%", 0, "95%", ""),
        ("ke-hoach.md", "95%", 1, "95%", "hồ sơ, "),
        ("ke-hoach.md", "95%", 2, "95%", " "),
        ("ke-hoach.md", "95%", 4, "95%", ""),
        ("ke-hoach.md", "95%", 5, "95%", "Đạt "),
        ("ke-hoach.md", "năm {{ nam }}", 0, "năm 2026", "75/KH-UBND, "),
        ("ke-hoach.md", "{{ nam }} và năm 2026", 0, "2026 và năm 2026", "Năm "),
        ("ke-hoach.md", "Năm 2026", 0, "NĂM 2026", ""),
        ("ke-hoach.md", "2026-02-27", 0, "27/02/2026", " ngày "),
        ("ke-hoach.md", "VHXH", 0, "VHXH", "Lưu: VT, "),
        ("ke-hoach.md", "2 nơi", 0, "2 nơi", "Sở Nội vụ và "),
        ("ke-hoach.md", "Nguyễn Văn A", 0, "Nguyễn Văn A", ""),
        ("ke-hoach.md", "năm 2026", 0, "năm 2026", "Cải cách hành chính "),
        ("ke-hoach.md", "năm 2026", 1, "NĂM 2026", "NHIỆM VỤ "),
        ("nhiem-vu.yaml", "95%", 0, "95%", "Đạt "),
        ("nhiem-vu.yaml", "95%", 4, "95%", ""),
        ("nhiem-vu.yaml", "Quý III/2026", 0, "Quý III/2026", ""),
        ("nhiem-vu.yaml", "2026-03-06", 0, "06/3/2026", "Chậm nhất ngày "),
        ("nhiem-vu.yaml", "vhxh", 1, "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND phường; "),
    ],
)
def test_a_draft_shows_the_very_words_that_are_open(file, words, nth, shown, before, folder):
    path = folder((file, words, nth))

    data = api.draft(path).data
    page = api.draft(path, kind=".html").data.decode()

    assert yellow(data) == [shown]
    ((ahead, marked),) = re.findall(r"([^<>]*)<mark>(.*?)</mark>", page)
    assert marked == shown
    assert ahead.endswith(before)


def test_a_document_is_shown_as_open_wherever_it_is_cited(folder):
    assert yellow(api.draft(folder(("ke-hoach.md", "75/KH-UBND", 0))).data) == ["75/KH-UBND", "75/KH-UBND"]
    assert yellow(api.draft(folder(("ke-hoach.md", "k", 3))).data) == [
        "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về tuyên truyền", "Kế hoạch số 75/KH-UBND",
    ]  # fmt: skip


def test_all_open_words_are_shown_together_and_the_plan_is_the_same(folder):
    wanted = [("ke-hoach.md", "95%", nth) for nth in range(6)] + [("ke-hoach.md", "2026", nth) for nth in (3, 4, 5)]
    path = folder(*wanted, ("nhiem-vu.yaml", "95%", 1), ("nhiem-vu.yaml", "vhxh", 0))
    marked = api.draft(path)
    (path / FILE).unlink()
    plain = api.draft(path)

    assert marked.plan == plain.plan
    assert yellow(plain.data) == []
    assert len(yellow(marked.data)) == 11
    assert api.draft(path, kind=".md").data == api.draft(path, kind=".md").data


def test_the_source_form_of_a_draft_has_no_signs(folder):
    path = folder(("ke-hoach.md", "95%", 0), ("nhiem-vu.yaml", "95%", 0))

    assert not {OPEN, CLOSE} & set(api.draft(path, kind=".md").data.decode())


def test_what_is_open_inside_an_expression_is_shown_by_what_it_prints(folder):
    path = folder(
        ("ke-hoach.md", "95", 0), ("ke-hoach.md", "2026 %", 0), ("ke-hoach.md", "Hai", 0),
        body="Một {{ '95' ~ '%' }} (Phụ lục).\n\n{% if nam == 2026 %}Ba{% endif %} việc.\n\n- Hai.\n",
    )  # fmt: skip

    assert yellow(api.draft(path).data) == ["95%", "Ba", "Hai"]


def test_signs_that_would_change_the_text_are_left_out(folder):
    path = folder(
        ("ke-hoach.md", "95", 0), ("ke-hoach.md", "Hai", 0),
        body="{% set a = '95' %}Một (Phụ lục).\n\n- Hai.\n",
    )  # fmt: skip
    drafted = api.draft(path)

    assert yellow(drafted.data) == ["Hai"]
    assert [str(one).partition(": ")[2] for one in drafted.warnings if one.code == "open-point"] == [
        f"cảnh báo: còn 2 điểm cần xác nhận, đầu tiên là điểm 01 «95»; trả lời bằng lệnh: cchc-draft confirm {path} "
        "[open-point]"
    ]


def test_a_final_draft_is_refused_with_every_point(folder):
    path = folder(("ke-hoach.md", "95%", 0), ("nhiem-vu.yaml", "2026-03-06", 0))

    with pytest.raises(CchcDraftError) as caught:
        api.draft(path, is_final=True)

    end = "(của năm trước); bản chính thức không được còn điểm chưa xác nhận [open-point]"
    assert str(caught.value).splitlines() == [
        f"{path}/ke-hoach.md:14:43: lỗi: điểm 01 chưa xác nhận: «95%» {end}",
        f"{path}/nhiem-vu.yaml:2:70: lỗi: điểm 02 chưa xác nhận: «2026-03-06» {end}",
    ]


def test_a_blank_that_is_a_point_is_told_once(folder):
    path = folder(("ke-hoach.md", "[… số]", 0), body="Một [… số] và […] (Phụ lục).\n")

    with pytest.raises(CchcDraftError) as caught:
        api.draft(path, is_final=True)

    assert [problem.code for problem in caught.value.problems] == ["open-point", "placeholder-left"]
    assert yellow(api.draft(path).data) == ["[… số]", "[…]"]


def test_a_final_draft_goes_out_when_all_is_answered(folder):
    path = folder(("ke-hoach.md", "95%", 0), ("ke-hoach.md", "95%", 1))
    api.confirm(path, "1")
    api.confirm(path, "2", "96%")

    drafted = api.draft(path, is_final=True)

    assert "96% dịch vụ" in "".join(part.text for part in drafted.plan.body[0].content if isinstance(part, Run))
    assert [one.code for one in drafted.warnings if one.code.startswith(("open", "point"))] == []


def test_words_edited_by_hand_are_told_and_count_as_answered(folder):
    path = folder(("ke-hoach.md", "Cột", 0))
    file = path / "ke-hoach.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Cột", "Hàng"), encoding="utf-8")

    warnings = api.draft(path, is_final=True).warnings

    assert [str(one) for one in warnings if one.code == "point-edited"] == [
        f"{path}/can-xac-nhan.yaml: cảnh báo: điểm 01: đã sửa trong tệp, coi như đã trả lời [point-edited]"
    ]


def test_a_faulty_list_stops_a_draft(folder):
    path = folder()
    (path / FILE).write_text("- ma: 1\n", encoding="utf-8")

    with pytest.raises(CchcDraftError) as caught:
        api.draft(path)

    assert [problem.code for problem in caught.value.problems] == ["missing-key", "missing-key"]


pieces = st.lists(st.sampled_from([OPEN, CLOSE, "a", "b c"]), max_size=5).map("".join)
contents = st.lists(st.one_of(st.builds(Run, pieces, st.booleans()), st.just(NoteRef(1))), max_size=5).map(tuple)


@given(contents)
def test_signs_are_closed_in_each_run(content):
    made = open_marks.spread(content)

    assert open_marks.joined_clean(made) == open_marks.joined_clean(content)
    for part in made:
        if isinstance(part, Run):
            assert re.fullmatch(f"(?:[^{OPEN}{CLOSE}]|{OPEN}[^{OPEN}{CLOSE}]+{CLOSE})*", part.text)
            assert unmarked(part.text)


def test_a_file_keeps_its_line_ends(folder):
    path = folder(("ke-hoach.md", "95%", 0))
    file = Path(path / "ke-hoach.md")
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)

    api.confirm(path, "1", "97%")

    assert file.read_bytes() == before.replace(b"95%", b"97%", 1)
    assert open_points.load(path)[0].words == "97%"


EXAMPLES = sorted((Path(__file__).parent.parent / "examples").iterdir())


@settings(max_examples=tries(8))
@given(st.sampled_from(EXAMPLES), st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.integers(1, 4)), max_size=12))
def test_any_words_may_be_open_and_the_plan_stays_the_same(example, places):
    points = []
    for number, (is_task, share, length) in enumerate(places, 1):
        name = "nhiem-vu.yaml" if is_task and (example / "nhiem-vu.yaml").is_file() else "ke-hoach.md"
        text = (example / name).read_text(encoding="utf-8")
        words = list(re.finditer(r"\S+", text))
        first = int(share * (len(words) - length))
        span = Span(words[first].start(), words[first + length - 1].end())
        line = text.count("\n", 0, span.start) + 1
        points.append(Point(f"{number}", "x", name, line, text[slice(*span)], text[slice(*span)]))
    with TemporaryDirectory() as folder:
        path = Path(folder, "ke-hoach")
        shutil.copytree(example, path)
        (path / FILE).write_text(dump(points), encoding="utf-8")
        drafted = PlanFolder.open(path).plan(ProfileStore.beside(path))

    shown, plan = str(drafted.shown), str(drafted.plan)
    assert unmarked(eval_marks(shown)) == eval_marks(plan)


def eval_marks(text):
    """Return the written form of a plan without what marks split, and with the signs as they are."""
    text = text.replace("\\ue010", OPEN).replace("\\ue011", CLOSE)
    return re.sub(r"written='[^']*'", "", text)
