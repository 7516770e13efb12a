"""Task lists: units by id, role or name; deadlines as values; columns; rows of the table."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.advice import doubtful_tasks
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError, Place
from cchc_draft.model import Appendix, Column, LineBreak, Run, Task
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped
from cchc_draft.task_table import GroupRow, table_rows
from cchc_draft.tasks import COLUMN_TITLES, USUAL_COLUMNS, TaskReader, columns
from cchc_draft.yaml_text import load

UNITS = "vhxh, van_phong, kinh_te, tt_van_hoa, mttq, moi_don_vi"


@pytest.fixture(scope="module")
def profile():
    """Return the profile of phường Ngọc Hà."""
    return ProfileStore((shipped("profiles"),)).load("ha-noi/phuong-ngoc-ha")


@pytest.fixture
def read(profile):
    """Return a function that reads task lists one after another, and gives tasks and faults."""
    reader = TaskReader(profile)

    def tasks_and_faults(*texts):
        tasks = [task for text in texts for task in reader.read(load(text, "nhiem-vu.yaml"))]
        return tasks, [str(problem) for problem in reader.problems]

    return tasks_and_faults


def one(read, keys):
    """Return the only task of a list without faults."""
    ((task,), faults) = read(f"- {{nhiem_vu: Họp, chu_tri: vhxh, {keys}}}\n")
    assert faults == []
    return task


def test_a_task_holds_what_its_row_prints(read):
    text = """\
- ma: kh
  nhiem_vu: Ban hành *Kế hoạch*
  san_pham: Kế hoạch
  chu_tri: vhxh
  phoi_hop: [van_phong, Công an phường]
  thoi_han: 2026-03-08
  kinh_phi: 5 triệu đồng
  ghi_chu: Gấp
  nhom: Chỉ đạo
"""

    tasks, faults = read(text)

    assert (tasks, faults) == (
        [
            Task(
                id="kh",
                text=(Run("Ban hành "), Run("Kế hoạch", italic=True)),
                lead=("Phòng Văn hóa - Xã hội",),
                support=("Văn phòng HĐND và UBND phường", "Công an phường"),
                deadline=Deadline.on_or_before(datetime.date(2026, 3, 8)),
                product=(Run("Kế hoạch"),),
                cost=(Run("5 triệu đồng"),),
                note=(Run("Gấp"),),
                group=("Chỉ đạo",),
            )
        ],
        [],
    )
    assert tasks[0].place == Place("nhiem-vu.yaml", 1, 3)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("vhxh", "Phòng Văn hóa - Xã hội"),
        ("tuyen_truyen", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Ủy ban MTTQ Việt Nam phường", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("moi_don_vi", "Các phòng, ban, đơn vị thuộc phường"),
    ],
)
def test_a_unit_is_printed_by_its_official_name_however_it_is_named(read, name, printed):
    assert one(read, f"phoi_hop: {name}").support == (printed,)


@pytest.mark.parametrize("name", ["Công an phường", "Trường THCS Ngọc Hà", "UBMTTQ", "Điện lực"])
def test_whoever_is_outside_the_agency_may_support(read, name):
    assert one(read, f"phoi_hop: {name}").support == (name,)


@pytest.mark.parametrize(
    ("written", "deadline"),
    [
        ("2026-03-08", Deadline.on_or_before(datetime.date(2026, 3, 8))),
        ("08/3/2026", Deadline("day", date=datetime.date(2026, 3, 8))),
        ("Quý III/2026", Deadline("quarter", part=3, year=2026)),
        ("Định kỳ hàng tháng", Deadline("monthly")),
        ("2026-2030", Deadline("free", free="2026-2030")),
        ("Theo kế hoạch của Thành phố", Deadline("free", free="Theo kế hoạch của Thành phố")),
        ("", None),
    ],
)
def test_a_deadline_is_read_as_a_value(read, written, deadline):
    assert one(read, f"thoi_han: {written}").deadline == deadline


def test_text_of_several_lines_keeps_its_lines(read):
    tasks, _ = read("- chu_tri: vhxh\n  nhiem_vu: |\n    một\n    **hai**\n")

    assert tasks[0].text == (Run("một"), LineBreak(), Run("hai", bold=True))


def test_what_looks_like_jinja_or_html_in_a_task_is_data(read):
    tasks, faults = read("- nhiem_vu: R&D <x> {{ 7*7 }} {% x %}\n  chu_tri: vhxh\n")

    assert (tasks[0].text, faults) == ((Run("R&D <x> {{ 7*7 }} {% x %}"),), [])


def test_tasks_without_an_id_are_counted_over_all_lists(read):
    tasks, faults = read(
        "- {nhiem_vu: a, chu_tri: vhxh}\n- {ma: kh, nhiem_vu: b, chu_tri: vhxh}\n",
        "- {nhiem_vu: c, chu_tri: vhxh}\n",
    )

    assert ([task.id for task in tasks], faults) == (["t1", "kh", "t3"], [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "nhiem_vu: a\n",
            "1:1: lỗi: các nhiệm vụ phải ghi thành danh sách (mỗi nhiệm vụ bắt đầu bằng «- ») [list-wanted]",
        ),
        ("", "1:1: lỗi: các nhiệm vụ phải ghi thành danh sách (mỗi nhiệm vụ bắt đầu bằng «- ») [list-wanted]"),
        (
            "- Họp\n",
            "1:3: lỗi: mỗi nhiệm vụ phải gồm các dòng «khóa: giá trị», ít nhất có «nhiem_vu» [mapping-wanted]",
        ),
        ("- {chu_tri: vhxh}\n", "1:3: lỗi: thiếu khóa «nhiem_vu» (nhiệm vụ 1) [missing-key]"),
        ("- {nhiem_vu: , chu_tri: vhxh}\n", "1:14: lỗi: «nhiem_vu» đang để trống [empty-value]"),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  san_phm: b\n",
            "3:3: lỗi: không có khóa «san_phm» (nhiệm vụ 1); có phải ý là «san_pham»? [unknown-key]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhx\n",
            f"2:12: lỗi: UBND phường Ngọc Hà không có đơn vị hay vai trò «vhx»; các đơn vị: {UNITS}; "
            "có phải ý là «vhxh»? [unknown-unit]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: Sở Nội vụ\n",
            f"2:12: cảnh báo: UBND phường Ngọc Hà không có đơn vị hay vai trò «Sở Nội vụ»; "
            f"các đơn vị: {UNITS} [lead-unknown]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: [vhxh, tuyen_truyenn]\n",
            f"2:19: lỗi: UBND phường Ngọc Hà không có đơn vị hay vai trò «tuyen_truyenn»; các đơn vị: {UNITS}; "
            "có phải ý là «tuyen_truyen»? [unknown-unit]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  phoi_hop: mot_cuaa\n",
            f"3:13: lỗi: UBND phường Ngọc Hà không có đơn vị hay vai trò «mot_cuaa»; các đơn vị: {UNITS}; "
            "có phải ý là «mot_cua»? [unknown-unit]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh, van_phong\n",
            "2:12: lỗi: «vhxh, van_phong»: nhiều đơn vị thì viết thành danh sách [vhxh, van_phong] [list-wanted]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  thoi_han: 31/02/2026\n",
            "3:13: lỗi: «thoi_han»: «31/02/2026» không phải là một ngày đủ và có thật; "
            "viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  thoi_han: 2026-02-31\n",
            "3:13: lỗi: «thoi_han»: «2026-02-31» không phải là một ngày đủ và có thật; "
            "viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  thoi_han: 2026-03\n",
            "3:13: lỗi: «thoi_han»: «2026-03» không phải là một ngày đủ và có thật; "
            "viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "- nhiem_vu: a\n  chu_tri: vhxh\n  thoi_han: Báo cáo trước ngày 31/9/2026\n",
            "3:13: lỗi: «thoi_han»: «Báo cáo trước ngày 31/9/2026» không phải là một ngày đủ và có thật; "
            "viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "- ma: Kế-hoạch\n  nhiem_vu: a\n  chu_tri: vhxh\n",
            "1:7: lỗi: mã «Kế-hoạch» chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, "
            "bắt đầu bằng chữ [wrong-id]",
        ),
        (
            "- {ma: a, nhiem_vu: a, chu_tri: vhxh}\n- {ma: a, nhiem_vu: b, chu_tri: vhxh}\n",
            "2:8: lỗi: mã nhiệm vụ «a» dùng hai lần (lần đầu ở nhiem-vu.yaml:1:8) [repeated-task]",
        ),
        (
            "- {nhiem_vu: a, chu_tri: vhxh}\n- {ma: t1, nhiem_vu: b, chu_tri: vhxh}\n",
            "2:8: lỗi: mã nhiệm vụ «t1» dùng hai lần (lần đầu ở nhiem-vu.yaml:1:3) [repeated-task]",
        ),
        (
            "- nhiem_vu: a `b`\n  chu_tri: vhxh\n",
            "1:13: lỗi: không dùng được trong ô của bảng: chữ trong dấu ` ` [markdown-unsupported]",
        ),
    ],
)
def test_a_fault_in_a_task_is_told_with_its_place(read, text, fault):
    _, faults = read(text)

    assert faults == [f"nhiem-vu.yaml:{fault}"]


def test_a_repeated_id_is_told_across_lists(profile):
    reader = TaskReader(profile)
    reader.read(load("- {ma: a, nhiem_vu: a, chu_tri: vhxh}\n", "mot.yaml"))
    reader.read(load("- {ma: a, nhiem_vu: b, chu_tri: vhxh}\n", "hai.yaml"))

    assert [str(problem) for problem in reader.problems] == [
        "hai.yaml:1:8: lỗi: mã nhiệm vụ «a» dùng hai lần (lần đầu ở mot.yaml:1:8) [repeated-task]"
    ]


def test_faults_of_all_tasks_are_told_and_the_others_still_read(read):
    tasks, faults = read("- Họp\n- {nhiem_vu: a, chu_tri: x}\n- {nhiem_vu: b, chu_tri: vhxh}\n- {chu_tri: vhxh}\n")

    assert [fault.split(":")[1] for fault in faults] == ["1", "2", "4"]
    assert tasks[-1].id == "t3"


def table_columns(yaml):
    node = load(yaml, "x")
    return columns(node.plain(), [item.place for item in node.value])


def test_columns_have_their_usual_titles_or_the_authors_own():
    found, problems = table_columns("[stt, nhiem_vu: Nội dung công việc, thoi_han]")

    assert (found, problems) == (
        (Column("stt", "STT"), Column("nhiem_vu", "Nội dung công việc"), Column("thoi_han", "Thời gian hoàn thành")),
        [],
    )


def test_the_usual_columns_all_have_titles():
    assert all(COLUMN_TITLES[column.key] == column.title for column in USUAL_COLUMNS)


def test_wrong_columns_are_told_where_they_stand():
    found, problems = table_columns("[stt, nhiemvu, stt, {Xyz: a}]")

    known = f"dùng được: {', '.join(COLUMN_TITLES)}, hoặc cột riêng kèm tiêu đề {{ten_cot: Tiêu đề}}"
    assert [column.key for column in found] == ["stt"]
    assert [str(problem) for problem in problems] == [
        f"x:1:7: lỗi: không có cột «nhiemvu»; {known}; có phải ý là «nhiem_vu»? [unknown-column]",
        "x:1:16: lỗi: cột «stt» ghi hai lần [repeated-column]",
        f"x:1:21: lỗi: không có cột «Xyz»; {known} [unknown-column]",
    ]


def rows(tasks, *keys):
    found = table_rows(Appendix("", tuple(Column(key, "") for key in keys), tuple(tasks)))
    return [
        (row.label, row.content[0].text)
        if isinstance(row, GroupRow)
        else [cell[0].text if cell else "" for cell in row.cells]
        for row in found
    ]


def task(text, **parts):
    return Task(text, (Run(text),), ("Văn phòng",), **parts)


def test_rows_print_the_columns_asked_for_and_number_themselves():
    deadline = Deadline("ongoing")
    tasks = [task("a", deadline=deadline, support=("B", "C")), task("b", product=(Run("p"),))]

    assert rows(tasks, "stt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "kinh_phi", "ghi_chu") == [
        ["1", "a", "Văn phòng", "B; C", "Thường xuyên", "", "", ""],
        ["2", "b", "Văn phòng", "", "", "p", "", ""],
    ]


def test_a_group_row_stands_wherever_the_group_changes_and_numbers_run_on():
    tasks = [
        task("a"),
        task("b", group=("X",)),
        task("c", group=("X",)),
        task("d", group=("Y",)),
        task("e", group=("X",)),
    ]

    assert rows(tasks, "stt", "nhiem_vu") == [
        ["1", "a"], ("I.", "X"), ["2", "b"], ["3", "c"], ("II.", "Y"), ["4", "d"], ("III.", "X"), ["5", "e"],
    ]  # fmt: skip


def test_a_task_without_a_group_ends_the_group_above_it():
    tasks = [task("a", group=("X",)), task("b"), task("c", group=("X",))]

    assert rows(tasks, "stt", "nhiem_vu") == [("I.", "X"), ["1", "a"], ["2", "b"], ("II.", "X"), ["3", "c"]]


def test_an_empty_list_has_no_rows(read):
    tasks, faults = read("[]")

    assert (rows(tasks, "stt"), faults) == ([], [])


# Groups, and columns of the plan's own.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- nhom: A\n  nhiem_vu: [{nhiem_vu: a}, {nhiem_vu: b}]\n", [("a", ("A",)), ("b", ("A",))]),
        (
            "- nhom: A\n  nhiem_vu:\n  - {nhiem_vu: a}\n  - nhom: A1\n    nhiem_vu: [{nhiem_vu: b}]\n  - {nhiem_vu: c}\n"
            "- {nhiem_vu: d}\n",
            [("a", ("A",)), ("b", ("A", "A1")), ("c", ("A",)), ("d", ())],
        ),
        (
            "- {nhiem_vu: a, nhom: A}\n- {nhiem_vu: b, nhom: [A, A1]}\n- {nhiem_vu: c, nhom: []}\n",
            [("a", ("A",)), ("b", ("A", "A1")), ("c", ())],
        ),
        ("- nhom: ' A '\n  nhiem_vu: [{nhiem_vu: a}]\n", [("a", ("A",))]),
        ("- nhom: |\n    A\n    B\n  nhiem_vu: [{nhiem_vu: a}]\n", [("a", ("A B",))]),
        ("- nhom: 2026\n  nhiem_vu: [{nhiem_vu: a}]\n", [("a", ("2026",))]),
    ],
)
def test_a_group_holds_tasks_and_one_level_of_groups(read, text, expected):
    tasks, faults = read(text)

    assert ([(task.text[0].text, task.group) for task in tasks], faults) == (expected, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- nhom:\n  nhiem_vu: [{nhiem_vu: a}]\n", "1:3: lỗi: nhóm nhiệm vụ chưa có tên (khóa «nhom») [missing-key]"),
        ("- nhiem_vu: [{nhiem_vu: a}]\n", "1:3: lỗi: nhóm nhiệm vụ chưa có tên (khóa «nhom») [missing-key]"),
        (
            "- nhom: A\n  chu_tri: vhxh\n  nhiem_vu: [{nhiem_vu: a}]\n",
            "2:3: lỗi: nhóm nhiệm vụ chỉ có «nhom» và «nhiem_vu», thấy «chu_tri» [unknown-key]",
        ),
        (
            "- nhom: A\n  nhiem_vu: [{nhiem_vu: a, nhom: B}]\n",
            "2:34: lỗi: nhiệm vụ đã nằm trong nhóm «A», không ghi thêm «nhom» [group-twice]",
        ),
        ("- nhom: A\n  nhiem_vu: []\n", "1:9: lỗi: nhóm «A» không có nhiệm vụ nào [group-unused]"),
        ("- nhom: A\n  nhiem_vu:\n", "2:12: lỗi: «nhiem_vu» đang để trống [empty-value]"),
        ("- nhom: A\n", "1:3: lỗi: thiếu khóa «nhiem_vu» (nhiệm vụ 1) [missing-key]"),
        ("- nhom: A\n  nhiem_vu: {a: b}\n", "2:13: lỗi: «nhiem_vu» phải là chữ, thấy một nhóm khóa [text-wanted]"),
        (
            "- nhom: A\n  nhiem_vu: [Họp]\n",
            "2:14: lỗi: mỗi nhiệm vụ phải gồm các dòng «khóa: giá trị», ít nhất có «nhiem_vu» [mapping-wanted]",
        ),
        (
            "- nhom: A\n  nhiem_vu:\n  - nhom: B\n    nhiem_vu:\n    - nhom: C\n      nhiem_vu: [{nhiem_vu: a}]\n",
            "5:7: lỗi: nhóm nhiệm vụ quá hai cấp [group-depth]",
        ),
        ("- {nhiem_vu: a, nhom: [A, B, C]}\n", "1:23: lỗi: nhóm nhiệm vụ quá hai cấp [group-depth]"),
    ],
)
def test_a_fault_of_a_group_is_told_once_with_its_place(read, text, fault):
    _, faults = read(text)

    assert faults == [f"nhiem-vu.yaml:{fault}"]


@pytest.mark.parametrize("name", ["[A, B]", "{a: b}"])
def test_a_group_has_one_name(read, name):
    _, (fault,) = read(f"- nhom: {name}\n  nhiem_vu: [{{nhiem_vu: a}}]\n")

    assert fault.startswith("nhiem-vu.yaml:1:9: lỗi: ")
    assert "chưa có tên" not in fault


def own_columns(profile, text):
    reader = TaskReader(profile)
    tasks = reader.read(load(text, "nhiem-vu.yaml"), {"kq": "Kết quả"})
    return tasks, [str(problem) for problem in reader.problems]


def test_a_column_of_the_plans_own_holds_text_with_emphasis(profile):
    (task, without), faults = own_columns(
        profile, "- nhiem_vu: a\n  kq: |\n    một\n    **hai**\n- {nhiem_vu: b, kq: }\n"
    )

    assert (task.own, without.own, faults) == (
        {"kq": (Run("một"), LineBreak(), Run("hai", bold=True))},
        {},
        [],
    )


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("kq: [x]", "1:21: lỗi: «kq» phải là chữ [text-wanted]"),
        ("kq: {x: y}", "1:21: lỗi: «kq» phải là chữ [text-wanted]"),
        ("kq: '`x`'", "1:21: lỗi: không dùng được trong ô của bảng: chữ trong dấu ` ` [markdown-unsupported]"),
        ("kqq: x", "1:17: lỗi: không có khóa «kqq» (nhiệm vụ 1) [unknown-key]"),
    ],
)
def test_a_faulty_cell_of_an_own_column_is_told(profile, cell, fault):
    _, faults = own_columns(profile, f"- {{nhiem_vu: a, {cell}}}\n")

    assert faults == [f"nhiem-vu.yaml:{fault}"]


def test_own_columns_need_a_title_and_a_key_that_is_no_other():
    found, problems = table_columns(
        "[{ket_qua: Kết quả}, {nhiem_vu: Việc}, {ma: Mã}, {nhom: Nhóm}, {'1a': B}, {x_1: ''}]"
    )

    assert found == (Column("ket_qua", "Kết quả"), Column("nhiem_vu", "Việc"))
    assert [str(problem.place) for problem in problems] == ["x:1:40", "x:1:50", "x:1:64", "x:1:75"]


TWO_LEVELS = [
    task("a"),
    task("b", group=("A",)),
    task("c", group=("A", "A1")),
    task("d", group=("A", "A1")),
    task("e", group=("A", "A2")),
    task("f", group=("B",)),
    task("g", group=("B", "A1")),
    task("h", group=("A", "A1")),
]


@pytest.mark.parametrize(
    ("numbering", "numbers"),
    [
        ("running", ["1", "I.", "2", "1.", "3", "4", "2.", "5", "II.", "6", "1.", "7", "III.", "1.", "8"]),
        ("by_group", ["1", "I.", "1", "1.", "1", "2", "2.", "1", "II.", "1", "1.", "1", "III.", "1.", "1"]),
        ("nested", ["1", "I.", "1", "1.", "1.1", "1.2", "2.", "2.1", "II.", "1", "1.", "1.1", "III.", "1.", "1.1"]),
    ],
)
def test_groups_and_tasks_are_numbered_as_the_appendix_says(numbering, numbers):
    found = table_rows(Appendix("", (Column("stt", ""),), tuple(TWO_LEVELS), numbering=numbering))

    assert [row.label if isinstance(row, GroupRow) else row.cells[0][0].text for row in found] == numbers


def test_a_number_stands_wherever_its_column_stands():
    assert rows(TWO_LEVELS[:2], "nhiem_vu", "stt") == [["a", "1"], ("I.", "A"), ["b", "2"]]


def spans(tasks, *merged):
    appendix = Appendix(
        "", tuple(Column(key, "") for key in ("stt", "nhiem_vu", "chu_tri", "kq")), tuple(tasks), merged=merged
    )
    return [row.spans for row in table_rows(appendix) if not isinstance(row, GroupRow)]


def test_equal_neighbours_are_one_cell_down_to_the_next_group():
    tasks = [
        task("a"),
        task("a"),
        task("b"),
        task("b", group=("X",)),
        task("b", group=("X",)),
        task("b", group=("X", "Y")),
    ]

    assert spans(tasks, "nhiem_vu", "chu_tri", "stt") == [
        (1, 2, 3, 1), (1, 0, 0, 1), (1, 1, 0, 1), (1, 2, 2, 1), (1, 0, 0, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def test_empty_cells_are_not_merged_and_form_counts():
    bold = (Run("x", bold=True),)
    tasks = [
        task("a"),
        task("b"),
        task("c", own={"kq": (Run("x"),)}),
        task("d", own={"kq": bold}),
        task("e", own={"kq": bold}),
    ]

    assert [span[3] for span in spans(tasks, "kq")] == [1, 1, 1, 2, 0]


def test_without_merging_no_row_has_spans():
    assert spans([task("a"), task("a")]) == [(), ()]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "X", "Y"])), max_size=12))
def test_merged_cells_cover_every_row_once(cells):
    tasks = [task(text, group=(group,) if group else ()) for text, group in cells]

    covered = [span[1] for span in spans(tasks, "nhiem_vu")]

    heights = [height for height in covered if height]
    assert sum(heights) == len(tasks)
    starts = [sum(heights[:index]) for index in range(len(heights))]
    assert [index for index, height in enumerate(covered) if height] == starts
    for start, height in zip(starts, heights, strict=True):
        assert len({(one.text, one.group) for one in tasks[start : start + height]}) == 1


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (["A", "B"], []),
        (["", "A"], []),
        (["A", "AX"], []),
        (["AX", "AY", "B", "BX"], []),
        (["A", "B", "A"], ["t2 không xếp liền nhóm của mình (đứng sau nhóm «B»)"]),
        (["AX", "AY", "AX"], ["t2 không xếp liền nhóm của mình (đứng sau nhóm «A - Y»)"]),
        (["AX", "B", "AY"], ["t2 không xếp liền nhóm của mình (đứng sau nhóm «B»)"]),
        (["A", ""], ["t1 chưa ghi «nhom», sẽ in dưới nhóm đứng trước"]),
        (["A", "B", "A", "B"], [
            "t2 không xếp liền nhóm của mình (đứng sau nhóm «B»)", "t3 không xếp liền nhóm của mình (đứng sau nhóm «A»)"
        ]),
    ],
)  # fmt: skip
def test_a_task_outside_its_group_is_told(groups, told):
    tasks = tuple(task(f"t{index}", group=tuple(group)) for index, group in enumerate(groups))

    found = [problem.text for problem in doubtful_tasks(tasks)]

    assert [text.replace("nhiệm vụ «", "").replace("» ", " ", 1) for text in found] == told


@pytest.mark.parametrize("groups", [["A", "", "A"], ["A", "AX", "A"], ["AX", "A", "AX"]])
def test_a_task_below_another_group_is_told_with_that_groups_name(groups):
    tasks = tuple(task(f"t{index}", group=tuple(group)) for index, group in enumerate(groups))

    found = [problem for problem in doubtful_tasks(tasks) if problem.code == "group-order"]

    assert found
    assert not [problem.text for problem in found if "«»" in problem.text]
    if "" not in groups:
        assert not [problem.text for problem in found if "chưa ghi «nhom»" in problem.text]


def appendix_of(plan_folder, monkeypatch, keys):
    """Return the appendix of a plan whose head says *keys* of it."""
    front = f"ho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\ntrich_yeu: Cải cách\nphu_luc: [{{trich_yeu: B, nhiem_vu: nhiem-vu.yaml, {keys}}}]\n"
    tasks = "- {nhiem_vu: a, chu_tri: vhxh, thoi_han: Tháng 3}\n"
    monkeypatch.chdir(plan_folder(front, "Phụ lục.\n", tasks))
    return PlanFolder.open(Path("ke-hoach.md")).plan(ProfileStore.open()).plan.appendices[0]


@pytest.mark.parametrize(
    ("keys", "merged", "numbering"),
    [
        ("huong: doc", (), "running"),
        ("gop: chu_tri", ("chu_tri",), "running"),
        ("gop: [thoi_han, chu_tri], danh_so: theo_nhom", ("thoi_han", "chu_tri"), "by_group"),
        ("gop: , danh_so: NHIEU_CAP", (), "nested"),
        ("gop: [], danh_so: ", (), "running"),
        ("gop: [kq], cot: [stt, {kq: K}, chu_tri, thoi_han, nhiem_vu]", ("kq",), "running"),
    ],
)
def test_the_head_says_what_is_merged_and_how_rows_are_numbered(plan_folder, monkeypatch, keys, merged, numbering):
    appendix = appendix_of(plan_folder, monkeypatch, keys)

    assert (appendix.merged, appendix.numbering) == (merged, numbering)


SHOWN = "stt, nhiem_vu, chu_tri, phoi_hop, thoi_han"


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            "gop: [chu_tri, chu_trii]",
            f"66: lỗi: không gộp được cột «chu_trii» vì bảng không có cột này; các cột: {SHOWN}; "
            "có phải ý là «chu_tri»? [unknown-column]",
        ),
        ("gop: kq", f"56: lỗi: không gộp được cột «kq» vì bảng không có cột này; các cột: {SHOWN} [unknown-column]"),
        (
            "gop: {a: b}",
            "56: lỗi: «gop» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy một nhóm khóa [list-wanted]",
        ),
        (
            "danh_so: nhieucap",
            "60: lỗi: «danh_so»: «nhieucap» không dùng được; chỉ dùng: lien_tuc, theo_nhom, nhieu_cap; "
            "có phải ý là «nhieu_cap»? [unknown-word]",
        ),
        ("cot: []", "56: lỗi: «cot» đang để trống [empty-value]"),
        ("cot: [stt, {kq: }]", "67: lỗi: «kq» đang để trống [empty-value]"),
    ],
)
def test_a_faulty_table_in_the_head_is_told(plan_folder, monkeypatch, keys, fault):
    with pytest.raises(InputError) as caught:
        appendix_of(plan_folder, monkeypatch, keys)

    assert str(caught.value) == f"ke-hoach.md:5:{fault}"
