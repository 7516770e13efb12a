"""Leaving out what a point asks about: a task, a paragraph, a clause; and what cannot be left out."""

import pytest
from click.testing import CliRunner

from cchc_draft import open_points
from cchc_draft.carrying import open_points as carried
from cchc_draft.carrying.change_log import Entry, numbered
from cchc_draft.cli import cli
from cchc_draft.errors import InputError
from cchc_draft.open_answers import drop
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
        (TASKS, "Sơ kết", "nhiem-vu.yaml"),  # a group would have no task
        (TASKS, "Chấm thi", "nhiem-vu.yaml"),  # a task on one line
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

    assert "   Đã bỏ: - nhiem_vu: Tổ chức thi thoi_han: Quý II/2026\n" in done.stdout
    assert (done.exit_code, done.stderr) == (0, "mọi điểm đã được trả lời (3 điểm)\n")
    assert (plan / "nhiem-vu.yaml").read_text(encoding="utf-8") == "- nhiem_vu: Kiểm tra 03 đơn vị\n"
    assert [one.state for one in open_points.load(plan)] == ["dropped", "dropped", "confirmed"]


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
