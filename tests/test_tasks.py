"""Task lists: units by id, role or name; deadlines as values; columns; rows of the table."""

import datetime

import pytest

from cchc_draft.deadlines import Deadline
from cchc_draft.errors import Place
from cchc_draft.model import Appendix, Column, LineBreak, Run, Task
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
