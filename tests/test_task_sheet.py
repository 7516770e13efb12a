"""Task lists of spreadsheets: the same tree as YAML gives, whatever the sheet looks like."""

import datetime
import unicodedata

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.content import parse_inline
from cchc_draft.errors import InputError, Place
from cchc_draft.model import Column, plain
from cchc_draft.sheet_header import TITLES, Titles, folded
from cchc_draft.task_sheet import read as read_tasks
from cchc_draft.tasks import COLUMN_TITLES
from cchc_draft.yaml_text import load

HEADER = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
KNOWN = (
    "tiêu đề hiểu được: «Nhiệm vụ», «Nội dung công việc», «Sản phẩm», «Đơn vị chủ trì», «Đơn vị phối hợp», "
    "«Thời gian hoàn thành», «Kinh phí», «Ghi chú», «Nhóm», «Mã» và cách viết tương tự [no-header]"
)


def workbook(rows, merged=(), name="T"):
    """Return a workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = name
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column).value = value
    for cells in merged:
        book.active.merge_cells(cells)
    return book


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a sheet and reads its tasks."""

    def write_and_read(rows, merged=(), own=None, wanted=(), sheet="", file="x.xlsx"):
        path = tmp_path / file
        if isinstance(rows, str):
            path.write_text(rows, encoding="utf-8")
        else:
            (rows if isinstance(rows, openpyxl.Workbook) else workbook(rows, merged)).save(path)
        return read_tasks(path, file, own or {}, wanted, sheet)

    return write_and_read


@pytest.fixture
def faults(read):
    """Return a function that gives what is said of a sheet that cannot be used."""

    def said(rows, *arguments, **options):
        with pytest.raises(InputError) as caught:
            read(rows, *arguments, **options)
        return str(caught.value).splitlines()

    return said


@pytest.fixture
def tasks(read):
    """Return a function that gives the tasks of a sheet without faults and warnings."""

    def of(rows, *arguments, **options):
        found = read(rows, *arguments, **options)
        assert [str(problem) for problem in found.problems] == []
        return found.tasks.plain()

    return of


@pytest.fixture
def warnings(read):
    """Return a function that gives the warnings of a sheet."""

    def of(rows, *arguments, **options):
        return [str(problem) for problem in read(rows, *arguments, **options).problems]

    return of


# The tree.

FULL = [
    ["STT", "Mã", "Nhiệm vụ", "Sản phẩm", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian hoàn thành",
     "Kinh phí (triệu đồng)", "Ghi chú", "Nhóm", "Nhóm con", "Lĩnh vực"],
    [1, "kh", "Ban hành Kế hoạch", "Kế hoạch", "vhxh", "Văn phòng; Công an phường", datetime.date(2026, 3, 8), 5.5,
     "Gấp", "Chỉ đạo", "Điều hành", "Thể chế"],
    [2, None, "Họp", None, "Phòng Văn hóa - Xã hội", None, "Quý III/2026", None, None, "Chỉ đạo", None, None],
]  # fmt: skip
SAME = """\
- ma: kh
  nhiem_vu: Ban hành Kế hoạch
  san_pham: Kế hoạch
  chu_tri: vhxh
  phoi_hop: [Văn phòng, Công an phường]
  thoi_han: 2026-03-08
  kinh_phi: 5,5
  ghi_chu: Gấp
  linh_vuc: Thể chế
  nhom: [Chỉ đạo, Điều hành]
- nhiem_vu: Họp
  chu_tri: Phòng Văn hóa - Xã hội
  thoi_han: Quý III/2026
  nhom: Chỉ đạo
"""


def test_a_sheet_gives_the_tree_of_a_yaml_list(tasks):
    assert tasks(FULL, own={"linh_vuc": "Lĩnh vực"}) == load(SAME, "nhiem-vu.yaml").plain()


def test_every_value_knows_its_cell(read):
    node = read(FULL, own={"linh_vuc": "Lĩnh vực"}).tasks

    places = {path: str(node.find(path).place) for path in [(0,), (0, "nhiem_vu"), (0, "phoi_hop", 1), (0, "nhom", 1)]}
    assert places == {
        (0,): "x.xlsx:T!A2",
        (0, "nhiem_vu"): "x.xlsx:T!C2",
        (0, "phoi_hop", 1): "x.xlsx:T!F2",
        (0, "nhom", 1): "x.xlsx:T!K2",
    }
    assert node.find((1,)).place == Place("x.xlsx", 3, 1, "T", is_cell=True)


def test_a_csv_file_knows_its_cells_too(read):
    node = read("TT;Nhiệm vụ;Chủ trì\n1;Họp, bàn;vhxh\n", file="x.csv").tasks

    assert node.plain() == [{"nhiem_vu": "Họp, bàn", "chu_tri": "vhxh"}]
    assert str(node.find((0, "chu_tri")).place) == "x.csv:C2"


def test_columns_that_can_be_printed_are_told_under_the_titles_of_the_sheet(read):
    found = read(FULL, own={"linh_vuc": "Lĩnh vực"}, wanted=["stt", "kinh_phi", "linh_vuc"])

    assert found.columns == (
        Column("stt", "STT"),
        Column("nhiem_vu", "Nhiệm vụ"),
        Column("san_pham", "Sản phẩm"),
        Column("chu_tri", "Cơ quan, đơn vị chủ trì"),
        Column("phoi_hop", "Cơ quan, đơn vị phối hợp"),
        Column("thoi_han", "Thời gian hoàn thành"),
        Column("kinh_phi", "Kinh phí (triệu đồng)"),
        Column("ghi_chu", "Ghi chú"),
        Column("linh_vuc", "Lĩnh vực"),
    )


def test_a_header_without_tasks_is_an_empty_list(tasks):
    assert tasks([HEADER]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vhxh", "vhxh"),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng A; Phòng B", ["Phòng A", "Phòng B"]),
        ("- Phòng A;\n- Phòng B\n+ Phòng C", ["Phòng A", "Phòng B", "Phòng C"]),
        ("Sở Văn hóa,  \nThể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Phòng A;", "Phòng A"),
        ("Phòng A, Phòng B", "Phòng A, Phòng B"),
        ("UBND các\txã", "UBND các xã"),
        (";", ";"),
    ],
)
@pytest.mark.parametrize("title", ["Chủ trì", "Phối hợp"])
def test_units_stand_one_in_a_line_or_between_semicolons(tasks, title, text, names):
    (task,) = tasks([["Nhiệm vụ", title], ["Họp", text]])

    assert list(task.values()) == ["Họp", names]


@pytest.mark.parametrize(
    ("title", "text"),
    [("Thời hạn", "2026-03-08"), ("Ghi chú", "08/3/2026"), ("Chủ trì", "08/3/2026"), ("x", "08/3/2026")],
)
def test_a_cell_with_a_date_is_a_deadline_or_printed_as_in_running_text(tasks, title, text):
    (task,) = tasks([["Nhiệm vụ", title], ["Họp", datetime.date(2026, 3, 8)]], own={"x": "x"})

    assert plain(parse_inline(list(task.values())[1])[0]) == text


def test_a_date_that_was_typed_as_text_stays(tasks):
    assert tasks([["Nhiệm vụ", "Ghi chú"], ["Họp", "2026-03-08"]]) == [{"nhiem_vu": "Họp", "ghi_chu": "2026-03-08"}]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("*_[]()<>&#`~^!\\-+.|{}"), max_size=20)


@given(st.lists(lines.map(str.strip).filter(bool), min_size=1, max_size=3))
def test_text_of_a_cell_is_data_and_keeps_its_lines(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("o") / "x.csv"
    text = unicodedata.normalize("NFC", "\n".join(written))
    quoted = text.replace('"', '""')
    path.write_text(f'Nhiệm vụ;Chủ trì\n"{quoted}";vhxh\n', encoding="utf-8")
    try:
        (task,) = read_tasks(path, "x.csv", {}).tasks.plain()
    except (InputError, ValueError):
        return  # a character that no Word file holds, or a title of a group

    shown = [plain(parse_inline(line)[0]) for line in task["nhiem_vu"].split("\n")]

    assert shown == text.split("\n")


def test_markup_in_units_groups_and_deadlines_is_left_to_whoever_prints_them(tasks):
    rows = [["Nhiệm vụ", "Chủ trì", "Thời hạn", "Nhóm"], ["a*b*", "*A*", "*T*", "*N*"]]

    assert tasks(rows) == [{"nhiem_vu": "a\\*b\\*", "chu_tri": "*A*", "thoi_han": "*T*", "nhom": "*N*"}]


def test_what_looks_like_a_formula_in_a_csv_file_is_data(tasks):
    assert tasks('Nhiệm vụ,Ghi chú\n"=HYPERLINK(""x"")",=1+1\n', file="x.csv") == [
        {"nhiem_vu": '=HYPERLINK("x")', "ghi_chu": "=1+1"}
    ]


# The header.


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("STT", "stt"),
        ("TT", "stt"),
        ("Số TT", "stt"),
        ("NỘI DUNG CÔNG VIỆC", "nhiem_vu"),
        ("Nội dung nhiệm vụ", "nhiem_vu"),
        ("Nhiệm vụ, giải pháp", "nhiem_vu"),
        ("Nhiệm vụ năm 2026", "nhiem_vu"),
        ("Nội dung (theo Kế hoạch số 75)", "nhiem_vu"),
        ("nhiem_vu", "nhiem_vu"),
        ("Noi dung cong viec", "nhiem_vu"),
        ("Sản phẩm đầu ra", "san_pham"),
        ("Kết quả/Sản phẩm", "san_pham"),
        ("Đơn vị\nchủ trì", "chu_tri"),
        ("Cơ quan, đơn vị chủ trì thực hiện", "chu_tri"),
        ("Cơ quan/đơn vị chủ trì", "chu_tri"),
        ("Đơn vị thực hiện", "chu_tri"),
        ("Đơn vị phối hợp", "phoi_hop"),
        ("Cơ quan, đơn vị phối hợp thực hiện", "phoi_hop"),
        ("Thời gian hoàn thành", "thoi_han"),
        ("Thời hạn (ngày/tháng)", "thoi_han"),
        ("Tiến độ", "thoi_han"),
        ("Dự kiến kinh phí [triệu đồng]", "kinh_phi"),
        ("Ghi chú *", "ghi_chu"),
        ("Nhóm", "nhom"),
        ("Nhóm con", "nhom_con"),
        ("Mã", "ma"),
        ("Lĩnh vực", ""),
        ("Nhiệm vụ của Phòng Văn hóa", ""),
        ("(1)", ""),
        ("", ""),
    ],
)
def test_a_title_is_known_however_it_is_written(title, field):
    assert Titles({}).field(title) == field
    assert Titles({}).field(unicodedata.normalize("NFD", title)) == field


def test_no_title_stands_for_two_fields():
    titles = [(folded(title), key) for key, listed in TITLES.items() for title in (key, *listed)]
    titles += [(folded(title), key) for key, title in COLUMN_TITLES.items()]

    assert len({title for title, _ in titles}) == len(set(titles))


def test_a_column_of_the_plans_own_goes_by_its_title_or_its_key():
    known = Titles({"nguon": "Kinh phí (xã hội hóa)", "thoi_gian": "Thời gian thực hiện"})

    found = [known.field(title) for title in ("Kinh phí (xã hội hóa)", "nguon", "Kinh phí", "Thời gian thực hiện")]

    assert found == ["nguon", "nguon", "kinh_phi", "thoi_gian"]


def test_rows_above_the_header_are_told(warnings):
    rows = [["UBND PHƯỜNG", None, None, "Mẫu 01"], ["DANH MỤC\nNHIỆM VỤ"], [], HEADER, [1, "Họp", "A", "Quý I"]]

    assert warnings(rows, ["A2:D2"]) == [
        "x.xlsx:T!A1: cảnh báo: chữ ở trên dòng tiêu đề không in trong bảng: «UBND PHƯỜNG / Mẫu 01 / DANH MỤC NHIỆM VỤ» "
        "[rows-above]"
    ]


def test_a_header_below_thirty_rows_is_not_found(faults):
    rows = [[f"dòng {number}"] for number in range(30)]

    assert faults([*rows, HEADER, [1, "Họp"]]) == [
        f"x.xlsx:T: lỗi: không thấy dòng tiêu đề có cột nhiệm vụ trong 30 dòng đầu; {KNOWN}"
    ]


def test_a_row_that_counts_the_columns_and_a_repeated_header_are_left_out(tasks):
    rows = [HEADER, ["(1)", "(2)", "(3)", "(4)"], [1, "Họp", "A", "Quý I"], HEADER, [2, "Rà soát", "B", "Quý I"]]

    assert [task["nhiem_vu"] for task in tasks(rows)] == ["Họp", "Rà soát"]


@pytest.mark.parametrize("counted", [["1", "2", "3", "4"], [1, 2, 3, 4], ["(1)", None, "(2)", "(3)"]])
def test_columns_are_counted_in_several_ways(tasks, counted):
    assert len(tasks([HEADER, counted, [1, "Họp"]])) == 1


TWO_ROWS = [
    ["TT", "Nội dung", "Đơn vị thực hiện", None, "Thời hạn"],
    [None, None, "Chủ trì", "Phối hợp", None],
    [1, "Họp", "A", "B", "Quý I"],
]


def test_titles_below_a_title_that_spans_them_count(read):
    found = read(TWO_ROWS, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"])

    assert found.tasks.plain() == [{"nhiem_vu": "Họp", "chu_tri": "A", "phoi_hop": "B", "thoi_han": "Quý I"}]
    assert [column.title for column in found.columns] == ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"]
    assert found.problems == []


def test_a_csv_file_may_have_a_header_of_two_rows(tasks):
    text = "TT;Nội dung;Đơn vị thực hiện;;Thời hạn\n;;Chủ trì;Phối hợp;\n1;Họp;A;B;Quý I\n"

    assert tasks(text, file="x.csv") == [{"nhiem_vu": "Họp", "chu_tri": "A", "phoi_hop": "B", "thoi_han": "Quý I"}]


def test_the_tasks_themselves_may_stand_below_a_title_that_spans_them(tasks):
    rows = [["TT", "Công tác năm", None, "Chủ trì"], [None, "Nhóm", "Nhiệm vụ", None], [1, "Chỉ đạo", "Họp", "A"]]

    assert tasks(rows, ["A1:A2", "B1:C1", "D1:D2"]) == [{"nhiem_vu": "Họp", "chu_tri": "A", "nhom": "Chỉ đạo"}]


def test_a_title_over_two_columns_of_which_one_is_used_is_no_fault(tasks):
    rows = [["TT", "Nhiệm vụ", None, "Chủ trì"], [1, "Họp", None, "A"]]

    assert tasks(rows, ["B1:C1", "B2:C2"]) == [{"nhiem_vu": "Họp", "chu_tri": "A"}]


@pytest.mark.parametrize(
    ("rows", "merged", "said"),
    [
        (
            [["TT", "Chủ đề", "Chủ trì", "Thời hạn"], [1, "Họp", "A", "B"]],
            [],
            [f"x.xlsx:T!1: lỗi: dòng tiêu đề không có cột nhiệm vụ; {KNOWN}"],
        ),
        (
            [["TT", "Nhiệm vu CCHC", "Chủ trì", "Thời hạn"], [1, "Họp", "A", "B"]],
            [],
            [
                f"x.xlsx:T!1: lỗi: dòng tiêu đề không có cột nhiệm vụ; {KNOWN}".replace(
                    " [no-header]", "; có phải ý là «Nhiệm vu CCHC»? [no-header]"
                )
            ],
        ),
        (
            [["Một", "Hai"], ["x", "y"]],
            [],
            [f"x.xlsx:T: lỗi: không thấy dòng tiêu đề có cột nhiệm vụ trong 30 dòng đầu; {KNOWN}"],
        ),
        (
            [["Nhiệm vụ", "Thời gian thực hiện", "Thời gian hoàn thành"], ["Họp", "a", "b"]],
            [],
            [
                "x.xlsx:T!C1: lỗi: tiêu đề «Thời gian hoàn thành» và «Thời gian thực hiện» (T!B1) đều được hiểu là cột "
                "«Thời gian hoàn thành»; hãy đổi tiêu đề một cột [repeated-column]"
            ],
        ),
        (
            [["Nhiệm vụ", "Kinh phí", None], [None, "Ngân sách", "Xã hội hóa"], ["Họp", "1", "2"]],
            ["A1:A2", "B1:C1"],
            [
                "x.xlsx:T!B1: lỗi: tiêu đề «Kinh phí» gộp các ô B1:C1 nhưng dòng dưới không có tiêu đề hiểu được cho "
                "từng cột; hãy tách ô [merged-header]",
                "x.xlsx:T!C2: cảnh báo: cột không có tiêu đề này không in trong bảng (2 ô có chữ, ô đầu: «Xã hội hóa»); "
                "muốn in thì đặt tiêu đề [unknown-column]",
                "x.xlsx:T!A2: lỗi: dòng này có chữ («Ngân sách») nhưng ô của cột «Nhiệm vụ» để trống [empty-value]",
            ],
        ),
    ],
)
def test_a_header_that_cannot_be_understood_is_told(faults, rows, merged, said):
    assert sorted(faults(rows, merged)) == sorted(said)


def test_columns_of_the_plan_that_stand_below_one_title_are_no_fault(tasks):
    rows = [["Nhiệm vụ", "Kinh phí", None], [None, "Ngân sách", "Xã hội hóa"], ["Họp", "1", "2"]]
    own = {"ngan_sach": "Ngân sách", "xa_hoi": "Xã hội hóa"}

    assert tasks(rows, ["A1:A2", "B1:C1"], own=own) == [{"nhiem_vu": "Họp", "ngan_sach": "1", "xa_hoi": "2"}]


def test_a_column_that_the_table_needs_must_be_there(faults):
    rows = [["Danh mục"], ["TT", "Nhiệm vụ", "Sn phẩm", "Lĩnh vực"], [1, "Họp", "x", "y"]]

    said = faults(rows, own={"nguon": "Nguồn vốn"}, wanted=["stt", "nhiem_vu", "san_pham", "nguon", "thoi_han"])

    assert [line for line in said if "missing-column" in line] == [
        "x.xlsx:T!2: lỗi: dòng tiêu đề không có cột «Sản phẩm» (san_pham) mà bảng cần in; có phải ý là «Sn phẩm»? "
        "[missing-column]",
        "x.xlsx:T!2: lỗi: dòng tiêu đề không có cột «Nguồn vốn» (nguon) mà bảng cần in [missing-column]",
        "x.xlsx:T!2: lỗi: dòng tiêu đề không có cột «Thời gian hoàn thành» (thoi_han) mà bảng cần in [missing-column]",
    ]


def test_a_number_column_need_not_be_there(tasks):
    assert tasks([["Nhiệm vụ"], ["Họp"]], wanted=["stt", "nhiem_vu"]) == [{"nhiem_vu": "Họp"}]


def test_columns_that_are_not_printed_are_told(warnings):
    rows = [
        ["TT", "Nhiệm vụ", "Lĩnh vực (CCHC)", "Trống", "5 rõ"],
        [1, "Họp", "Thể chế", None, "x"],
        [2, "Bàn", "Bộ máy", None, None, "ghi thêm"],
    ]

    assert warnings(rows) == [
        "x.xlsx:T!C1: cảnh báo: cột «Lĩnh vực (CCHC)» không in trong bảng (2 ô có chữ); muốn in thì ghi cột riêng "
        "cot: [..., {linh_vuc_cchc: Lĩnh vực (CCHC)}] [unknown-column]",
        "x.xlsx:T!E1: cảnh báo: cột «5 rõ» không in trong bảng (1 ô có chữ); muốn in thì ghi cột riêng "
        "cot: [..., {cot_5_ro: 5 rõ}] [unknown-column]",
        "x.xlsx:T!F3: cảnh báo: cột không có tiêu đề này không in trong bảng (1 ô có chữ, ô đầu: «ghi thêm»); "
        "muốn in thì đặt tiêu đề [unknown-column]",
    ]


def test_other_sheets_that_hold_something_are_told(read, warnings):
    book = workbook([HEADER, [1, "Họp"]], name="Phụ lục I")
    for name in ("Phụ lục II", "Trống", "Kho"):
        book.create_sheet(name)
    book["Phụ lục II"].append(HEADER)
    book["Phụ lục II"].append([1, "Rà soát"])
    book["Kho"].append(["x"])
    book["Kho"].sheet_state = "hidden"

    assert warnings(book) == [
        "x.xlsx: cảnh báo: chỉ đọc trang «Phụ lục I»; các trang khác cũng có chữ: «Phụ lục II»; chọn trang bằng cách viết "
        "x.xlsx#Phụ lục II [sheets-unread]"
    ]
    chosen = read(book, sheet="Phụ lục II")
    assert (chosen.tasks.plain(), chosen.problems) == ([{"nhiem_vu": "Rà soát"}], [])


# Rows.


def test_a_row_with_text_and_no_task_is_a_fault(faults):
    rows = [HEADER, [1, "Họp"], [2, None, "Phòng A"], [3], [4, " ", None, "Quý I"]]

    assert faults(rows) == [
        "x.xlsx:T!B3: lỗi: dòng này có chữ («Phòng A») nhưng ô của cột «Nhiệm vụ» để trống [empty-value]",
        "x.xlsx:T!B5: lỗi: dòng này có chữ («Quý I») nhưng ô của cột «Nhiệm vụ» để trống [empty-value]",
    ]


def test_a_cell_over_several_rows_counts_for_each(read):
    rows = [HEADER, [1, "Họp", "A", "Quý I"], [2, "Bàn", None, "Quý II"], [3, "Rà soát", None, None], [4, "Báo cáo"]]

    found = read(rows, ["A2:A3", "C2:C4", "D3:D4"]).tasks

    assert found.plain() == [
        {"nhiem_vu": "Họp", "chu_tri": "A", "thoi_han": "Quý I"},
        {"nhiem_vu": "Bàn", "chu_tri": "A", "thoi_han": "Quý II"},
        {"nhiem_vu": "Rà soát", "chu_tri": "A", "thoi_han": "Quý II"},
        {"nhiem_vu": "Báo cáo"},
    ]
    assert str(found.find((2, "chu_tri")).place) == "x.xlsx:T!C2"


def test_a_task_over_several_rows_is_repeated_where_something_else_stands_beside_it(tasks):
    rows = [HEADER, [1, "Họp", "A"], [None, None, "B"], [None, None, None]]

    assert tasks(rows, ["A2:A4", "B2:B4"]) == [
        {"nhiem_vu": "Họp", "chu_tri": "A"},
        {"nhiem_vu": "Họp", "chu_tri": "B"},
    ]


def test_a_cell_over_several_columns_of_a_task_belongs_to_the_first(tasks):
    assert tasks([HEADER, [1, "Họp", "A"]], ["C2:D2"]) == [{"nhiem_vu": "Họp", "chu_tri": "A"}]


def test_text_that_a_merged_cell_hides_is_told(read, tmp_path):
    path = tmp_path / "x.xlsx"
    book = workbook([HEADER, [1, "Họp", "A"], [2, "Bàn", "ẩn"], [3, "Rà", "A"]])
    book.active.merged_cells.add("C2:C4")  # the cells below keep their text
    book.save(path)

    found = read_tasks(path, "x.xlsx", {})

    assert [task["chu_tri"] for task in found.tasks.plain()] == ["A", "A", "A"]
    assert [str(problem) for problem in found.problems] == [
        "x.xlsx:T!C3: cảnh báo: chữ «ẩn» bị ô gộp C2:C4 che nên không in [hidden-text]"
    ]


def test_merged_cells_that_overlap_are_refused(tmp_path, faults):
    book = workbook([HEADER, *[[number, "Họp"] for number in range(50)]])
    for last in range(3, 50):
        book.active.merged_cells.add(f"A2:D{last}")

    assert faults(book)[0].startswith("x.xlsx: lỗi: tệp hỏng hoặc không phải sổ tính Excel")


# Groups.


def grouped(found):
    return [(task.get("nhom"), task["nhiem_vu"]) for task in found]


@pytest.mark.parametrize(
    ("rows", "merged", "groups"),
    [
        ([["I", "Thể chế"], [1, "a", "A"], ["II.", "Bộ máy"], [2, "b", "A"]], [], ["Thể chế", "Bộ máy"]),
        ([["A", "Thể chế"], [1, "a", "A"], ["B)", "Bộ máy"], [2, "b", "A"]], [], ["Thể chế", "Bộ máy"]),
        ([["I. Thể chế"], [1, "a", "A"], ["Bộ máy"], [2, "b", "A"]], ["A2:D2", "A4:D4"], ["Thể chế", "Bộ máy"]),
        ([["I.Thể chế"], [1, "a", "A"], ["II - Bộ máy"], [2, "b"]], ["A2:D2", "A4:D4"], ["Thể chế", "Bộ máy"]),
        ([[None, "I. Thể chế"], [1, "a", "A"], [None, "B. Bộ máy"], [2, "b"]], [], ["Thể chế", "Bộ máy"]),
        ([["Thể chế"], [1, "a", "A"], ["II. Bộ máy"], [2, "b"]], [], ["Thể chế", "Bộ máy"]),
        ([["I", "Thể chế"], [1, "a", "A"], ["II", "Bộ máy"], [2, "b"]], ["B2:D2", "B4:D4"], ["Thể chế", "Bộ máy"]),
        ([["Nhóm 1", "Thể chế"], [1, "a", "A"], [2, "b"]], ["B2:D2"], ["Nhóm 1 Thể chế", "Nhóm 1 Thể chế"]),
        ([[1, "a"], ["I", "Thể chế"], [2, "b"]], [], [None, "Thể chế"]),
        ([[1, "a"], [2, "b"]], [], [None, None]),
        ([[1, "a"], [None, "V/v b"]], [], [None, None]),
        ([["-", "a"], ["", "1.500 lượt b"]], [], [None, None]),
        ([["", "IIII. a"], ["", "CĐ. b"]], [], [None, None]),
        (
            [["I", "Một"], ["1", "Hai"], ["1.1", "a", "A"], ["2", "Ba"], ["2.1", "b"]],
            [],
            [["Một", "Hai"], ["Một", "Ba"]],
        ),
        ([["I", "Một"], [1, "Hai"], [1.1, "a", "A"], [2, "Ba"], [2.1, "b"]], [], [["Một", "Hai"], ["Một", "Ba"]]),
        (
            [["I", "Một"], ["1", "Hai"], ["1", "a", "A"], ["2", "Ba"], ["1", "b"]],
            ["B3:D3", "B5:D5"],
            [["Một", "Hai"], ["Một", "Ba"]],
        ),
        ([["I", "Một"], ["1", "Hai"], ["1", "a", "A"], ["2", "b"]], [], [["Một", "Hai"], ["Một", "Hai"]]),
        ([["A", "Một"], ["I", "Hai"], [1, "a"], ["B", "Ba"], ["I", "Bốn"], [1, "b"]], [], [["Một", "Hai"], ["Ba", "Bốn"]]),
        ([["A", "Một"], ["I", "Hai"], [1, "a"], ["B", "Ba"], [1, "b"]], [], [["Một", "Hai"], "Ba"]),
        ([["1", "Một"], ["1.1", "a", "A"], ["2", "Hai"], ["2.1", "b"]], [], ["Một", "Hai"]),
        (
            [["1", "Một"], ["1.1", "Hai"], ["1.1.1", "a"], ["2", "Ba"], ["2.1", "Bốn"], ["2.1.1", "b"]],
            [],
            [["Một", "Hai"], ["Ba", "Bốn"]],
        ),
        ([["I", "Một"], ["I.1", "Hai"], [1, "a"], ["II", "Ba"], [2, "b"]], ["B3:D3"], [["Một", "Hai"], "Ba"]),
        ([["I. Một"], ["1. Hai"], [1, "a"], ["2. Ba"], [2, "b"]], ["A2:D2", "A3:D3", "A5:D5"], [["Một", "Hai"], ["Một", "Ba"]]),
        ([["I", "Một"], ["a)", "Hai"], [1, "a"], [2, "b"]], ["B3:D3"], [["Một", "Hai"], ["Một", "Hai"]]),
        ([["I", "Một", "A"], [1, "a"], [2, "b"]], ["C2:C4"], ["Một", "Một"]),
    ],
)  # fmt: skip
def test_rows_that_hold_only_a_title_name_groups(tasks, rows, merged, groups):
    assert [task.get("nhom") for task in tasks([HEADER, *rows], merged)] == groups


def test_a_group_without_a_label_ends_the_groups_before_it(tasks):
    rows = [HEADER, ["I. Một"], ["1. Hai"], [1, "a"], ["Ba"], [2, "b"]]

    assert grouped(tasks(rows, ["A2:D2", "A3:D3", "A5:D5"])) == [(["Một", "Hai"], "a"), ("Ba", "b")]


def test_a_group_may_begin_in_a_column_without_a_title(tasks):
    rows = [[None, *HEADER], ["Thể chế"], [None, 1, "a", "A"]]

    assert grouped(tasks(rows, ["A2:E2"])) == [("Thể chế", "a")]


def test_a_group_knows_its_cell(read):
    node = read([HEADER, ["I", "Thể chế"], [1, "a", "A"]]).tasks.find((0, "nhom"))

    assert (node.value, str(node.place)) == ("Thể chế", "x.xlsx:T!B2")


UNUSED = (
    "nhóm «{}» không có nhiệm vụ nào bên dưới; nếu dòng này không phải tên nhóm, hãy đưa ra ngoài bảng [group-unused]"
)


@pytest.mark.parametrize(
    ("rows", "merged", "said"),
    [
        (
            [["I", "Thể chế"], ["II", "Bộ máy"], [1, "a"], ["Người lập biểu"]],
            [],
            ["x.xlsx:T!B2: lỗi: " + UNUSED.format("Thể chế"), "x.xlsx:T!A5: lỗi: " + UNUSED.format("Người lập biểu")],
        ),
        (
            [["A", "Một"], ["I", "Hai"], ["1", "Ba"], ["1.1", "a", "A"]],
            [],
            ["x.xlsx:T!B4: lỗi: nhóm «Ba» nằm ở cấp thứ ba; bảng chỉ có hai cấp nhóm [group-depth]"],
        ),
        (
            [["IV"], [1, "a"]],
            [],
            ["x.xlsx:T!A2: lỗi: dòng nhóm chỉ có số thứ tự, chưa có tên nhóm [group-unnamed]"],
        ),
    ],
)
def test_a_faulty_group_is_told(faults, rows, merged, said):
    assert faults([HEADER, *rows], merged) == said


def test_a_column_of_groups_wins_over_rows_that_name_them(warnings, read):
    rows = [
        [*HEADER, "Nhóm"],
        ["I", "Một"],
        [1, "a", "A", None, "Hai"],
        [2, "b"],
        ["II", "Ba"],
        [3, "c", "A", None, "Hai"],
    ]

    assert grouped(read(rows).tasks.plain()) == [("Hai", "a"), ("Một", "b"), ("Hai", "c")]
    assert warnings(rows) == [
        "x.xlsx:T!B5: cảnh báo: dòng nhóm «Ba» không dùng vì các nhiệm vụ bên dưới đã ghi nhóm ở cột riêng "
        "[group-unused]"
    ]


def test_a_subgroup_needs_its_group(faults):
    assert faults([["Nhiệm vụ", "Nhóm", "Nhóm con"], ["a", "Một", "Hai"], ["b", None, "Ba"]]) == [
        "x.xlsx:T!C3: lỗi: nhóm con «Ba» chưa có nhóm bao ngoài [group-missing]"
    ]


def test_text_where_the_number_of_a_task_stands_is_told(warnings):
    rows = [HEADER, ["Mới", "Họp"], ["1", "Bàn"], ["2.1", "Rà"], ["a)", "Soát"], ["*", "Xem"], ["3 (mới)", "Sửa"]]

    assert warnings(rows) == [
        "x.xlsx:T!A2: cảnh báo: chữ «Mới» ở cột số thứ tự không in; số thứ tự do chương trình đánh [number-text]",
        "x.xlsx:T!A7: cảnh báo: chữ «3 (mới)» ở cột số thứ tự không in; số thứ tự do chương trình đánh [number-text]",
    ]


# Faults of cells.


def test_faults_count_only_in_columns_that_are_printed(faults):
    book = workbook([[*HEADER, "Lĩnh vực"], ["=A1", "Họp", "A", "Quý I", "=1/0"], [2, "=B2", True, "Quý I", None]])

    assert faults(book) == [
        "x.xlsx:T!B3: lỗi: công thức chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại "
        "[formula-uncalculated]",
        "x.xlsx:T!C3: lỗi: ô chứa giá trị TRUE, không phải chữ; hãy gõ chữ cần in [cell-kind]",
    ]


@pytest.mark.parametrize("title", ["Nhiệm vụ", '="Nhiệm vụ"'])
def test_a_title_that_cannot_be_read_is_told(faults, title):
    said = faults([["TT", title, '="Chủ trì"'], [1, "Họp", "A"]])

    assert [line for line in said if "C1" in line] == [
        "x.xlsx:T!C1: lỗi: công thức chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại "
        "[formula-uncalculated]"
    ]


def test_all_faults_are_told_at_once(faults):
    rows = [
        ["Danh mục"],
        ["TT", "Nhiệm vụ", "Chủ trì", "Đơn vị chủ trì", "Lĩnh vực"],
        ["I", "Thể chế"],
        ["II", "Bộ máy"],
        [1, None, "A", None, "x"],
        [2, "=B4", "A"],
    ]

    codes = [line.rpartition(" ")[2] for line in faults(rows, wanted=["nhiem_vu", "thoi_han"])]

    assert codes == [
        "[rows-above]",
        "[missing-column]",
        "[repeated-column]",
        "[unknown-column]",
        "[group-unused]",
        "[group-unused]",
        "[empty-value]",
        "[formula-uncalculated]",
    ]


# Any order, any spelling.

FIELDS = ("ma", "nhiem_vu", "san_pham", "chu_tri", "phoi_hop", "thoi_han", "kinh_phi", "ghi_chu", "nhom")
words = st.text("abcđêưộ ()-/*", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(
    lambda text: text and text[0] not in "-*"
)  # fmt: skip
values = st.fixed_dictionaries({"nhiem_vu": words}, optional={field: words for field in FIELDS if field != "nhiem_vu"})


def spelled(title, how):
    """Return a title as somebody else writes it."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", title) if not unicodedata.combining(letter))
    return {
        "same": title,
        "capitals": title.upper(),
        "no accents": bare.replace("đ", "d").replace("Đ", "D"),
        "decomposed": unicodedata.normalize("NFD", title),
        "broken": title.replace(" ", "\n"),
        "remark": f"{title} (*)",
    }[how]


HOW = st.sampled_from(["same", "capitals", "no accents", "decomposed", "broken", "remark"])


@given(
    st.lists(values, min_size=1, max_size=6),
    st.permutations(["stt", *FIELDS]),
    st.lists(HOW, min_size=10, max_size=10),
    st.data(),
)
def test_tasks_are_read_back_from_columns_in_any_order(tmp_path_factory, written, order, spelling, data):
    titles = [
        spelled(data.draw(st.sampled_from(TITLES[field])), how) for field, how in zip(order, spelling, strict=True)
    ]
    rows = [
        [task.get(field, str(number) if field == "stt" else None) for field in order]
        for number, task in enumerate(written, 1)
    ]
    path = tmp_path_factory.mktemp("thu-tu") / "x.xlsx"
    workbook([titles, *rows]).save(path)

    found = read_tasks(path, "x.xlsx", {})

    assert [
        {
            field: plain(parse_inline(value)[0]) if field in ("nhiem_vu", "san_pham", "kinh_phi", "ghi_chu") else value
            for field, value in task.items()
        }
        for task in found.tasks.plain()
    ] == written
    assert [column.key for column in found.columns] == [field for field in order if field not in ("ma", "nhom")]
    assert found.problems == []


# Whatever a sheet holds, nothing breaks and nothing is lost.

CELLS = st.sampled_from([
    None, None, "I", "II.", "A", "1", "1.1", 1, 2, 1.1, "a)", "I. Một", "1. Hai", "Họp", "x; y", "#REF!", "(1)", "(2)", True,
    datetime.date(2026, 3, 8), "=A1", "Nhiệm vụ", "Chủ trì", "TT", "Đơn vị thực hiện", "Nhóm", "Phối hợp", "Lạ",
])  # fmt: skip
MERGED = st.lists(st.sampled_from(["A1:D1", "B1:C1", "A2:A3", "A3:D3", "B4:D4", "B5:B6", "C5:D6", "A6:D8", "D2:D9"]))


@given(st.lists(st.lists(CELLS, min_size=4, max_size=5), min_size=1, max_size=8), MERGED, st.booleans())
def test_any_sheet_is_read_or_its_faults_are_told(tmp_path_factory, rows, merged, has_header):
    path = tmp_path_factory.mktemp("la") / "x.xlsx"
    book = workbook([HEADER, *rows] if has_header else rows)
    for cells in merged:
        book.active.merged_cells.add(cells)
    book.save(path)

    try:
        read_tasks(path, "x.xlsx", {}, ["nhiem_vu"])
    except InputError as error:
        assert "lỗi: " in str(error)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=5), min_size=1, max_size=8), st.data())
def test_no_text_below_a_header_is_lost(tmp_path_factory, rows, data):
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row][column] = "Dấu riêng"
    path = tmp_path_factory.mktemp("mat") / "x.xlsx"
    workbook([["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Nhóm", "Ghi chú", "Mã"], *rows]).save(path)

    try:
        found = read_tasks(path, "x.xlsx", {})
    except InputError:
        return
    assert "Dấu riêng" in f"{found.tasks.plain()} {[str(problem) for problem in found.problems]}"
