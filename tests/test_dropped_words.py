"""Leaving out what a point asks about: a task, a paragraph, a clause; and what cannot be left out."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from cchc_draft import open_points
from cchc_draft.carrying import open_points as carried
from cchc_draft.carrying.change_log import Entry, numbered
from cchc_draft.cli import cli
from cchc_draft.errors import InputError
from cchc_draft.open_answers import drop, set_value
from cchc_draft.open_points import Point

TASKS = """\
# Nhiệm vụ
- nhom: Chỉ đạo
  nhiem_vu:
    - ma: kh
      nhiem_vu: Ban hành Kế hoạch
        của cơ quan
      chu_tri: vp

    - nhiem_vu: Định hướng báo chí
      phoi_hop:
        - Báo
        - Đài

    - {nhiem_vu: Chấm thi}

- nhom: Khác
  nhiem_vu:
    - nhiem_vu: Sơ kết
"""
BODY = """\
# Nhiệm vụ

- Quản trị Trang thông tin; tiếp nhận tin, bài.

- Tổ chức Cuộc thi, hướng dẫn các xã; báo cáo. Kiểm tra. Tổng kết.
- Định hướng báo chí.

1) Việc chung:

   - Việc con.

Đoạn dài
hai dòng.

{% if nam %}
Có điều kiện.
{% endif %}
"""


def point(words, file):
    return Point("01", "đoạn văn", file, 0, words, words)


def after(text, words, file):
    return drop(text, [point(words, file)], "1").text


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("Ban hành Kế hoạch của cơ quan", "    - ma: kh\n      nhiem_vu: Ban hành Kế hoạch\n        của cơ quan\n      chu_tri: vp\n\n"),
        ("của cơ quan", "    - ma: kh\n      nhiem_vu: Ban hành Kế hoạch\n        của cơ quan\n      chu_tri: vp\n\n"),
        ("Định hướng báo chí", "    - nhiem_vu: Định hướng báo chí\n      phoi_hop:\n        - Báo\n        - Đài\n\n"),
        ("Chấm thi", "    - {nhiem_vu: Chấm thi}\n\n"),
        ("Sơ kết", "- nhom: Khác\n  nhiem_vu:\n    - nhiem_vu: Sơ kết\n"),  # a group would have no task
    ],
)  # fmt: skip
def test_a_task_goes_whole(words, gone):
    assert gone in TASKS
    assert after(TASKS, words, "nhiem-vu.yaml") == TASKS.replace(gone, "")


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("Quản trị Trang thông tin", "Quản trị Trang thông tin; tiếp", "Tiếp"),
        ("tiếp nhận tin, bài", "; tiếp nhận tin, bài", ""),
        ("Tổ chức Cuộc thi", "Tổ chức Cuộc thi, hướng dẫn các xã; báo", "Báo"),
        ("báo cáo", "; báo cáo", ""),
        ("Kiểm tra", "Kiểm tra. ", ""),
        ("Định hướng báo chí", "- Định hướng báo chí.\n\n", ""),
        ("Việc con", "   - Việc con.\n\n", ""),
        ("Đoạn dài", "Đoạn dài\nhai dòng.\n\n", ""),
    ],
)
def test_a_paragraph_or_a_clause_goes(words, old, new):
    assert BODY.count(old) == 1
    assert after(BODY, words, "ke-hoach.md") == BODY.replace(old, new)


@pytest.mark.parametrize(
    ("text", "words", "file"),
    [
        ("- nhiem_vu: Sơ kết\n", "Sơ kết", "nhiem-vu.yaml"),  # the plan would have no task
        ("- {nhiem_vu: Thi, chu_tri: Báo}\n- {nhiem_vu: Dự}\n", "Báo", "nhiem-vu.yaml"),
        ("---\nphu_luc:\n  - trich_yeu: Việc\n    nhiem_vu:\n      - nhiem_vu: Sơ kết\n---\n", "Sơ kết", "ke-hoach.md"),
        (TASKS, "Báo", "nhiem-vu.yaml"),  # no words of a task
        (BODY, "Nhiệm vụ", "ke-hoach.md"),
        (BODY, "Trang thông tin", "ke-hoach.md"),
        (BODY, "hướng dẫn các xã", "ke-hoach.md"),
        (BODY, "Việc chung", "ke-hoach.md"),  # others stand below it
        (BODY, "Có điều kiện", "ke-hoach.md"),
    ],
)
def test_what_would_leave_no_sentence_and_no_list_stays(text, words, file):
    with pytest.raises(InputError) as caught:
        after(text, words, file)

    assert str(caught.value) == (
        f"lỗi: điểm 01: «{words}» không phải đầu một vế câu hay một nhiệm vụ bỏ gọn được; hãy sửa thẳng trong {file} "
        "[point-part]"
    )


def entries():
    told = (("paragraph", "Định hướng báo chí", "Đề nghị bỏ"), ("paragraph", "tiếp nhận tin, bài", ""))
    return numbered([
        Entry(kind, "open", "ke-hoach.md", 1, words, words, words, reason) for kind, words, reason in told
    ])  # fmt: skip


def test_what_was_left_out_stays_out_when_the_plan_is_made_again():
    answered = drop(BODY, carried.points(entries()), "1")

    again = carried.carried_answers(answered.points, entries(), {"ke-hoach.md": BODY})

    assert again.files == {"ke-hoach.md": answered.text}
    assert [one.state for one in again.points] == ["dropped", "open"]
    assert [(one.state, one.new) for one in again.entries] == [("changed", ""), ("open", "tiếp nhận tin, bài")]
    assert open_points.parse(open_points.dump(again.points), "x") == again.points


def test_points_of_a_task_that_goes_are_answered_with_it(plan_folder):
    tasks = "- nhiem_vu: Tổ chức thi\n  thoi_han: Quý II/2026\n\n- nhiem_vu: Kiểm tra 03 đơn vị\n"
    plan = plan_folder(tasks=tasks)
    words = ("Tổ chức thi", "Quý II/2026", "03 đơn vị")
    points = [
        Point(f"{number:02}", "nhiệm vụ", "nhiem-vu.yaml", (1, 2, 4)[number - 1], one, one)
        for number, one in enumerate(words, 1)
    ]
    (plan / open_points.FILE).write_text(open_points.dump(points), encoding="utf-8")

    done = CliRunner().invoke(cli, ["confirm", str(plan)], input="x\n\n")

    assert "   Đã bỏ: nhiệm vụ «Tổ chức thi»\n" in done.stdout
    assert (done.exit_code, done.stderr) == (0, "mọi điểm đã được trả lời (3 điểm)\n")
    assert (plan / "nhiem-vu.yaml").read_text(encoding="utf-8") == "- nhiem_vu: Kiểm tra 03 đơn vị\n"
    assert [one.state for one in open_points.load(plan)] == ["dropped", "dropped", "confirmed"]


def test_a_group_that_goes_with_its_last_task_is_told():
    dropped = drop(TASKS, [point("Sơ kết", "nhiem-vu.yaml")], "1")

    assert dropped.words == "nhóm «Khác», nhiệm vụ «Sơ kết»"


def test_words_that_begin_the_sentence_now_stay_open():
    points = [point("Quản trị Trang thông tin", "ke-hoach.md"), replace(point("tiếp nhận", "ke-hoach.md"), id="02")]

    left = drop(BODY, points, "1")

    assert [(one.words, one.state) for one in left.points][1] == ("Tiếp nhận", "open")
    assert open_points.locate(left.text, left.points)[1].span


def test_what_went_with_another_answer_is_no_question_again():
    told = (("paragraph", "Quản trị"), ("person", "Trang thông tin"))
    listed = numbered([Entry(kind, "open", "ke-hoach.md", 1, words, words, words, "") for kind, words in told])
    answered = drop(BODY, carried.points(listed), "1")

    again = carried.carried_answers(answered.points, listed, {"ke-hoach.md": BODY})

    assert again.files == {"ke-hoach.md": answered.text}
    assert [one.state for one in again.points] == ["dropped", "dropped"]


def test_an_answer_without_a_place_in_the_new_words_is_asked_again():
    answered = [replace(one, state="dropped") for one in carried.points(entries())]
    body = "- Việc: Định hướng báo chí.\n- Việc: tiếp nhận tin, bài.\n"

    again = carried.carried_answers(answered, entries(), {"ke-hoach.md": body})

    assert again.files == {"ke-hoach.md": body}
    assert [one.state for one in again.points] == ["open", "open"]


@pytest.mark.parametrize("answer", ["12/KH-UBND ngày 05/01/2027", "Chương trình số 12/CTr-UBND ngày […]"])
def test_a_document_keeps_its_date_when_the_plan_is_made_again(tmp_path, answer):
    head = "---\nvan_ban:\n  kh:\n    loai: Kế hoạch\n    ky_hieu: '[…]/KH-UBND'\n---\nMở đầu.\n"
    listed = numbered([
        Entry("legal_basis", "open", "ke-hoach.md", 5, "ky_hieu: '[…]/KH-UBND'", "", "[…]/KH-UBND", "")
    ])  # fmt: skip
    text, points = set_value(head, carried.points(listed), "1", answer)
    (tmp_path / "ke-hoach.md").write_text(text, encoding="utf-8")

    again = carried.carried_answers(points, listed, {"ke-hoach.md": head}, tmp_path)

    assert again.files == {"ke-hoach.md": text}
    assert not again.points[0].is_open


@pytest.mark.parametrize(("number", "is_taken"), [(1, True), (2, False), (3, False)])
def test_a_task_before_one_that_the_text_prints_by_its_number_stays(plan_folder, number, is_taken):
    body = f"Mở đầu.\n\n# Việc\n\n- Thi {{{{ nhiem_vu.t{number}.thoi_han }}}}.\n"
    tasks = "".join(f"- nhiem_vu: {name}\n  thoi_han: Trong năm\n" for name in ("Thi", "Kiểm tra", "Sơ kết"))
    plan = plan_folder(tasks=tasks, body=body)
    listed = open_points.dump([point("Kiểm tra", "nhiem-vu.yaml")])
    (plan / open_points.FILE).write_text(listed, encoding="utf-8")

    done = CliRunner().invoke(cli, ["confirm", str(plan), "--drop", "1"])

    assert (done.exit_code == 0) == is_taken
    if not is_taken:
        assert done.stderr == (
            f"{plan}/ke-hoach.md:10:10: lỗi: điểm 01: ở đây in «nhiem_vu.t{number}» theo thứ tự, bỏ bớt thì thành nhiệm "
            "vụ khác; hãy ghi «ma» cho nhiệm vụ đó rồi gọi theo mã [task-used]\n"
        )


def test_a_task_that_the_text_prints_stays(plan_folder):
    body = "Mở đầu.\n\n# Việc\n\n- Thi {{ nhiem_vu.thi.thoi_han | giua_cau }}.\n"
    plan = plan_folder(tasks="- ma: thi\n  nhiem_vu: Tổ chức thi\n\n- nhiem_vu: Kiểm tra\n", body=body)
    listed = open_points.dump([point("Tổ chức thi", "nhiem-vu.yaml")])
    (plan / open_points.FILE).write_text(listed, encoding="utf-8")

    done = CliRunner().invoke(cli, ["confirm", str(plan), "--drop", "1"])

    assert done.exit_code == 2
    assert done.stderr == (
        f"{plan}/ke-hoach.md:10:10: lỗi: điểm 01: nhiệm vụ «thi» còn được in ở đây; hãy bỏ hoặc sửa chỗ này trước "
        "[task-used]\n"
    )


def test_what_cannot_go_is_told_in_the_words_that_are_printed(plan_folder):
    body = "Mở đầu.\n\n# Việc\n\n- Báo cáo {{ co_quan.tu_goi }} xem xét.\n"
    plan = plan_folder(body=body)
    asked = Point("01", "cơ quan", "ke-hoach.md", 10, body.splitlines()[4], "{{ co_quan.tu_goi }} xem xét")
    empty = Point("02", "số, ký hiệu", "ke-hoach.md", 0, "so:", "")
    (plan / open_points.FILE).write_text(open_points.dump([asked, empty]), encoding="utf-8")

    done = CliRunner().invoke(cli, ["confirm", str(plan), "--drop", "1", "--drop", "2"])

    assert done.stderr.splitlines() == [
        "lỗi: điểm 01: «UBND phường xem xét» không phải đầu một vế câu hay một nhiệm vụ bỏ gọn được; hãy sửa thẳng trong "
        "ke-hoach.md [point-part]",
        "lỗi: điểm 02 chưa có chữ nào trong kế hoạch để bỏ; để như hiện nay thì giữ nguyên (--accept 02) "
        "[nothing-to-drop]",
    ]
