"""A task list alone as a table: columns, units, groups, merged cells, paper; what is refused and what is told."""

import datetime
import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx_reading import Docx, W, repacked

from cchc_draft import api
from cchc_draft.cli import cli
from cchc_draft.errors import CchcDraftError
from cchc_draft.model import Column
from cchc_draft.task_appendix import read
from cchc_draft.tasks import COLUMN_TITLES

ROOT = Path(__file__).parents[1]
LAYOUT = ROOT / "templates" / "ke-hoach.docx"
NGOC_HA = "ha-noi/phuong-ngoc-ha"
TASKS = """\
- {nhiem_vu: Ban hành Kế hoạch, chu_tri: vhxh, thoi_han: 2026-03-08}
- {nhiem_vu: Họp, chu_tri: vhxh, phoi_hop: [van_phong, Công an], thoi_han: 2026-03-08}
"""
OWN = "- {nhiem_vu: Ban hành, kq: Kế hoạch}\n- {nhiem_vu: Họp}\n"
GROUPS = """\
- nhom: Chỉ đạo
  nhiem_vu:
    - nhom: Văn bản
      nhiem_vu: [{nhiem_vu: a}, {nhiem_vu: b}]
    - nhom: Họp
      nhiem_vu: [{nhiem_vu: c}]
- nhom: Thể chế
  nhiem_vu: [{nhiem_vu: d}]
"""


@pytest.fixture
def listed(tmp_path):
    """Return a function that writes a task list and returns its path."""

    def write(text, name="nhiem-vu.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def made(listed):
    """Return a function that gives the table of a task list without warnings."""

    def table(text, name="nhiem-vu.yaml", **options):
        result = api.appendix(listed(text, name), **options)
        assert [str(warning) for warning in result.warnings] == []
        return result

    return table


@pytest.fixture
def fault_of(listed, tmp_path):
    """Return a function that gives what is wrong with a task list or with what is asked of it."""

    def fault(text, name="nhiem-vu.yaml", **options):
        with pytest.raises(CchcDraftError) as caught:
            api.appendix(listed(text, name), **options)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return fault


def rows(result):
    """Return the text of each row's cells as Word shows them; merged cells show their text in each row."""
    (table,) = docx.Document(io.BytesIO(result.data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


# What the table holds.


def test_the_columns_are_those_that_the_list_has(made):
    assert rows(made(TASKS, profile_id=NGOC_HA)) == [
        ["STT", "Nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian hoàn thành"],
        ["1", "Ban hành Kế hoạch", "Phòng Văn hóa - Xã hội", "", "Chậm nhất ngày 08/3/2026"],
        ["2", "Họp", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND phường; Công an", "Chậm nhất ngày 08/3/2026"],
    ]


def test_a_list_with_nothing_but_tasks_has_two_columns(made):
    assert rows(made("- {nhiem_vu: a}\n- {nhiem_vu: b}\n")) == [["STT", "Nhiệm vụ"], ["1", "a"], ["2", "b"]]


def test_every_field_that_is_used_gets_its_column_in_the_usual_order(made):
    text = "- {ghi_chu: g, kinh_phi: k, thoi_han: Tháng 3, phoi_hop: B, chu_tri: A, san_pham: s, nhiem_vu: a}\n"

    assert rows(made(text)) == [list(COLUMN_TITLES.values()), ["1", "a", "s", "A", "B", "Tháng 3", "k", "g"]]


def test_columns_are_chosen_with_titles_and_columns_of_the_lists_own(made):
    assert rows(made(OWN, columns=["stt", {"nhiem_vu": "Nội dung {{ x }} <&>"}, {"kq": "Kết quả"}])) == [
        ["STT", "Nội dung {{ x }} <&>", "Kết quả"],
        ["1", "Ban hành", "Kế hoạch"],
        ["2", "Họp", ""],
    ]


def test_without_a_profile_names_are_taken_as_they_stand(listed):
    result = api.appendix(listed(TASKS.replace("vhxh", "Phòng Văn hóa")))

    assert rows(result)[2][2:4] == ["Phòng Văn hóa", "van_phong; Công an"]
    assert [warning.text for warning in result.warnings] == [
        "«van_phong» có vẻ là mã đơn vị; thêm --profile để in tên đơn vị"
    ]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("lien_tuc", ["I. Chỉ đạo", "1. Văn bản", "1", "2", "2. Họp", "3", "II. Thể chế", "4"]),
        ("theo_nhom", ["I. Chỉ đạo", "1. Văn bản", "1", "2", "2. Họp", "1", "II. Thể chế", "1"]),
        ("nhieu_cap", ["I. Chỉ đạo", "1. Văn bản", "1.1", "1.2", "2. Họp", "2.1", "II. Thể chế", "1"]),
    ],
)
def test_groups_and_subgroups_are_rows_and_numbers_follow(numbering, expected, made):
    assert [row[0] for row in rows(made(GROUPS, numbering=numbering))[1:]] == expected


def test_equal_neighbours_become_one_cell(made):
    document = Docx(made(TASKS, profile_id=NGOC_HA, merged=["chu_tri", "thoi_han"]).data)

    cells = [list(row.iter(W + "tc")) for row in document.body.iter(W + "tr")][1:]
    merges = [[cell.find(f"{W}tcPr/{W}vMerge") for cell in row] for row in cells]
    assert [[None if merge is None else merge.get(W + "val", "") for merge in row] for row in merges] == [
        [None, None, "restart", None, "restart"],
        [None, None, "", None, ""],
    ]
    assert "".join(cells[1][2].itertext()) == ""


def test_a_sheet_shows_its_own_columns(made):
    sheet = "STT,Nội dung công việc,Đơn vị chủ trì\n1,Họp,Văn phòng\n"

    assert rows(made(sheet, "nhiem-vu.csv")) == [
        ["STT", "Nội dung công việc", "Đơn vị chủ trì"],
        ["1", "Họp", "Văn phòng"],
    ]


def test_what_looks_like_an_expression_or_markup_is_data(made):
    text = "- {nhiem_vu: 'R&D <x> {{ 7*7 }} {% y %} *a* [b](https://x.vn)', ghi_chu: '{{ phu_luc.bang }}'}\n"

    assert rows(made(text))[1] == ["1", "R&D <x> {{ 7*7 }} {% y %} a b", "{{ phu_luc.bang }}"]


# What the document is.


@pytest.mark.parametrize("is_landscape", [False, True])
def test_the_page_has_the_table_and_nothing_else(is_landscape, made):
    result = made(TASKS, profile_id=NGOC_HA, is_landscape=is_landscape)

    document = Docx(result.data)
    (section,) = document.sections
    assert section.is_landscape == is_landscape
    assert [paragraph.text for paragraph in document.paragraphs() if paragraph.cell is None] == [""]
    (table,) = document.body.iter(W + "tbl")
    assert sum(int(column.get(W + "w")) for column in table.iter(W + "gridCol")) == section.room
    assert docx.Document(io.BytesIO(result.data)).core_properties.author == "Ủy ban nhân dân phường Ngọc Hà"


def test_the_header_row_comes_again_on_every_page(made):
    document = Docx(made(TASKS, profile_id=NGOC_HA).data)

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in document.body.iter(W + "tr")] == [
        True,
        False,
        False,
    ]


def test_a_link_is_one_and_the_package_is_whole(made):
    result = made("- {nhiem_vu: '[a](https://x.vn/?b=1&c=2)'}\n")

    document = Docx(result.data)
    (link,) = document.body.iter(W + "hyperlink")
    targets = [target for kind, target, _ in document.relations().values() if kind == "hyperlink"]
    assert ("".join(link.itertext()), targets) == ("a", ["https://x.vn/?b=1&c=2"])
    with zipfile.ZipFile(io.BytesIO(result.data)) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == len(set(package.namelist()))


def test_the_same_table_is_the_same_bytes(listed):
    path, now = listed("- {nhiem_vu: a}\n"), datetime.datetime(2026, 3, 4)

    assert api.appendix(path, now=now).data == api.appendix(path, now=now).data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ so_ky_hieu }}", ""),
        ("{{ trich_yeu }} - {{ ten_loai }}", " - "),
        ("{% if du_thao %}DỰ THẢO{% endif %}", ""),
        ("{% if khan %}{{ khan }}{% else %}Thường{% endif %}", "Thường"),
        ("{% for ten in noi_nhan %}{{ ten }}, {% endfor %}", ""),
    ],
)
def test_a_layout_whose_header_holds_tags_prints_none_of_a_plan(text, expected, made, tmp_path):
    parts = Docx(LAYOUT.read_bytes()).parts
    header = parts["word/header1.xml"].decode()
    changed = header.replace("</w:hdr>", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>")
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked({**parts, "word/header1.xml": changed.encode()}))

    document = Docx(made("- {nhiem_vu: a}\n", layout_name=str(path)).data)

    assert document.sections[0].header()[-1].text == expected


# What is refused.


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (
            {"columns": ["stt", "nhiemvu"]},
            "--columns: lỗi: không có cột «nhiemvu»; dùng được: stt, nhiem_vu, san_pham, chu_tri, phoi_hop, thoi_han, "
            "kinh_phi, ghi_chu, hoặc cột riêng kèm tiêu đề {ten_cot: Tiêu đề}; có phải ý là «nhiem_vu»? [unknown-column]",
        ),
        ({"columns": ["stt", "stt"]}, "--columns: lỗi: cột «stt» ghi hai lần [repeated-column]"),
        (
            {"merged": ["kq"]},
            "--merge: lỗi: không gộp được cột «kq» vì bảng không có cột này; "
            "các cột: stt, nhiem_vu, chu_tri, phoi_hop, thoi_han [unknown-column]",
        ),
        (
            {"profile_id": "khong-co"},
            f"lỗi: không có hồ sơ «khong-co»; đã tìm trong: profiles, {ROOT / 'profiles'} [unknown-profile]",
        ),
    ],
)
def test_what_the_list_does_not_have_is_refused(options, fault, fault_of, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert fault_of(TASKS, **options) == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]\n", "nhiem-vu.yaml: lỗi: danh sách không có nhiệm vụ nào [no-tasks]"),
        ("- nhom: A\n  nhiem_vu: []\n", "nhiem-vu.yaml:1:9: lỗi: nhóm «A» không có nhiệm vụ nào [group-unused]"),
        (
            "nhiem_vu: a\n",
            "nhiem-vu.yaml:1:1: lỗi: các nhiệm vụ phải ghi thành danh sách (mỗi nhiệm vụ bắt đầu bằng «- ») [list-wanted]",
        ),
        (OWN, "nhiem-vu.yaml:1:24: lỗi: không có khóa «kq» (nhiệm vụ 1) [unknown-key]"),
    ],
)
def test_a_faulty_list_is_refused(text, fault, fault_of):
    assert fault_of(text) == fault


def test_all_faults_are_told_in_one_run(fault_of):
    said = fault_of("- {nhiem_vu: a, xx: b}\n- {nhiem_vu: c, thoi_han: 31/02/2026}\n", merged=["kq"])

    assert [line.rpartition("[")[2] for line in said.splitlines()] == ["unknown-column]", "unknown-key]", "wrong-date]"]


@pytest.mark.parametrize("name", ["nhiem-vu.md", "nhiem-vu", "nhiem-vu.docx"])
def test_another_kind_of_file_is_refused(name, fault_of):
    found = Path(name).suffix or name

    assert fault_of(TASKS, name) == (
        f"{name}: lỗi: không đọc được danh sách nhiệm vụ từ loại tệp «{found}»; "
        "dùng được: .yaml, .yml, .xlsx, .xlsm, .csv, .txt [tasks-kind]"
    )


# What is told.


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        (TASKS.replace("vhxh", "A").replace("van_phong", "B"), ["stt", "nhiem_vu", "chu_tri", "thoi_han"], [
            "1 nhiệm vụ có «phoi_hop» nhưng bảng không có cột này"
        ]),
        ("- {nhiem_vu: a, chu_tri: A}\n- {nhiem_vu: b}\n", [], ["nhiệm vụ «b» chưa có đơn vị chủ trì (chu_tri)"]),
        ("- {nhiem_vu: a}\n", ["stt", "nhiem_vu", {"kq": "K"}], ["bảng có cột riêng «kq» nhưng không nhiệm vụ nào ghi cột này"]),
        ("- {nhiem_vu: a, chu_tri: A, phoi_hop: A}\n", [], ["nhiệm vụ «a»: «A» vừa chủ trì vừa phối hợp"]),
        ("- {nhiem_vu: a, nhom: A}\n- {nhiem_vu: b, nhom: B}\n- {nhiem_vu: c, nhom: A}\n", [], [
            "nhiệm vụ «c» không xếp liền nhóm của mình (đứng sau nhóm «B»)"
        ]),
        ("- {nhiem_vu: a, chu_tri: A}\n", ["stt", "chu_tri"], ["1 nhiệm vụ có «nhiem_vu» nhưng bảng không có cột này"]),
    ],
)  # fmt: skip
def test_what_should_be_looked_at_is_told_and_the_table_made(text, columns, told, listed):
    result = api.appendix(listed(text), columns=columns)

    assert [warning.text for warning in result.warnings] == told
    assert len(rows(result)) > 1


def test_warnings_come_in_the_same_order_every_time(listed):
    columns = ["nhiem_vu", *({f"{key}_x": key.upper()} for key in "bdface")]

    result = api.appendix(listed("- {nhiem_vu: a}\n"), columns=columns)

    assert [warning.facts["key"] for warning in result.warnings] == ["b_x", "d_x", "f_x", "a_x", "c_x", "e_x"]


def test_an_id_without_a_profile_is_told_once_however_often_it_stands(listed):
    result = api.appendix(listed(TASKS))

    assert len([warning for warning in result.warnings if "«vhxh»" in warning.text]) == 1


def test_open_marks_are_told(listed):
    result = api.appendix(listed("- {nhiem_vu: 'Họp […]', chu_tri: '[… đơn vị]'}\n"))

    assert [warning.code for warning in result.warnings] == ["placeholder-left"]


def test_an_open_mark_of_a_cell_is_told_as_it_is_typed(tmp_path):
    path = tmp_path / "viec.csv"
    path.write_text("Nhiệm vụ,Sản phẩm\nHọp […] *hai* lần,\n", encoding="utf-8")

    result = api.appendix(path)

    assert [warning.facts["mark"] for warning in result.warnings] == ["[…]"]


def test_the_reader_gives_the_table_as_meaning(listed):
    table = read(listed(OWN), "", None, ["stt", {"kq": "K"}], ["kq"], "theo_nhom", is_landscape=True).appendix

    assert (table.title, table.columns, table.merged) == (
        "nhiem-vu",
        (Column("stt", "STT"), Column("kq", "K")),
        ("kq",),
    )
    assert (table.is_landscape, table.numbering, len(table.tasks)) == (True, "by_group", 2)


# From the command line.


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs cchc-draft appendix on a task list in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, tasks=TASKS):
        Path("nhiem-vu.yaml").write_text(tasks, encoding="utf-8")
        return CliRunner().invoke(cli, ["appendix", *arguments], prog_name="cchc-draft")

    return invoke


def test_the_command_writes_the_table_and_says_where(run):
    result = run(
        *("nhiem-vu.yaml", "-o", "bang.docx", "--profile", NGOC_HA, "--landscape"),
        *("--columns", " stt, nhiem_vu=Nội dung, chu_tri=,thoi_han=Hạn, ", "--merge", "chu_tri, thoi_han"),
    )

    assert (result.exit_code, result.stdout) == (0, "bang.docx\n")
    (table,) = docx.Document("bang.docx").tables
    assert [cell.text for cell in table.rows[0].cells] == ["STT", "Nội dung", "Cơ quan, đơn vị chủ trì", "Hạn"]
    assert "«phoi_hop»" in result.stderr


def test_a_dash_writes_the_table_to_stdout(run):
    result = run("nhiem-vu.yaml", "-o", "-", "--profile", NGOC_HA)

    assert (result.exit_code, result.stderr) == (0, "")
    assert len(docx.Document(io.BytesIO(result.stdout_bytes)).tables) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "x.docx"), "hãy ghi tệp nhiệm vụ TASKS, hoặc --template-xlsx để lấy mẫu Excel"),
        (("nhiem-vu.yaml", "-o", "x.xlsx", "--template-xlsx"), "hãy ghi tệp nhiệm vụ TASKS, hoặc --template-xlsx để lấy mẫu Excel"),
        (("nhiem-vu.yaml",), "Thiếu tùy chọn '-o' / '--output'."),
        (("nhiem-vu.yaml", "-o", "x.md"), "không ghi được loại tệp «.md»; dùng được: .docx, .html, .pdf [output-kind]"),
        (("nhiem-vu.yaml", "-o", "x.xlsx"), "không ghi được loại tệp «.xlsx»; dùng được: .docx, .html, .pdf [output-kind]"),
        (("nhiem-vu.yaml", "-o", "khong/x.docx"), "không có thư mục «khong» [output-folder-missing]"),
        (("nhiem-vu.yaml", "-o", "co.docx"), "tệp đã có và được giữ nguyên"),
        (("khong-co.yaml", "-o", "x.docx"), "khong-co.yaml: lỗi: không đọc được tệp: không có tệp này [unreadable-file]"),
        ((".", "-o", "x.docx"), "[tasks-kind]"),
        (("nhiem-vu.yaml", "-o", "x.docx", "--numbering", "abc"), "--numbering"),
        (("nhiem-vu.yaml", "-o", "x.docx", "--columns", "stt,x="), "không có cột «x»"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_writes_nothing(arguments, message, run, tmp_path):
    (tmp_path / "co.docx").write_text("của tôi")

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["co.docx", "nhiem-vu.yaml"]
    assert (tmp_path / "co.docx").read_text() == "của tôi"
