"""The Excel form of a task list: it is read back as it is, offers the agency's units, and holds no formula."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest

from cchc_draft.blanks import has_blank
from cchc_draft.model import plain
from cchc_draft.profile import UnitRecord
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped
from cchc_draft.task_form import write
from cchc_draft.task_sheet import read as read_tasks
from cchc_draft.tasks import COLUMN_TITLES, TaskReader

NOW = datetime.datetime(2026, 1, 5, 8, 30, tzinfo=datetime.UTC)
TITLES = [
    "STT",
    "Nhóm",
    "Nhiệm vụ",
    "Sản phẩm",
    "Cơ quan, đơn vị chủ trì",
    "Cơ quan, đơn vị phối hợp",
    "Thời gian hoàn thành",
    "Kinh phí",
    "Ghi chú",
]


@pytest.fixture(scope="module")
def profile():
    """Return the profile of phường Ngọc Hà."""
    return ProfileStore((shipped("profiles"),)).load("ha-noi/phuong-ngoc-ha")


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def rules(data):
    """Return the rules of a form by the column they are for."""
    return {str(rule.sqref)[0]: rule for rule in opened(data)["Nhiệm vụ"].data_validations.dataValidation}


def with_units(profile, names):
    return profile.replaced(units={f"u{number}": UnitRecord(name=name) for number, name in enumerate(names)})


@pytest.mark.parametrize("year", [None, 2026])
@pytest.mark.parametrize("has_profile", [True, False])
def test_a_form_is_read_back_without_a_word(tmp_path, profile, year, has_profile):
    path = tmp_path / "mau.xlsx"
    path.write_bytes(write(profile if has_profile else None, year, NOW))

    found = read_tasks(path, "mau.xlsx", {}, tuple(COLUMN_TITLES))
    reader = TaskReader(profile if has_profile else None)
    tasks = reader.read(found.tasks)

    assert [str(problem) for problem in (*found.problems, *reader.problems)] == []
    assert {column.key: column.title for column in found.columns} == COLUMN_TITLES
    assert [task.group for task in tasks] == [("Công tác chỉ đạo, điều hành",)]


def test_the_example_cannot_be_printed_by_mistake(tmp_path):
    path = tmp_path / "mau.xlsx"
    path.write_bytes(write(None, 2026, NOW))

    (task,) = TaskReader(None).read(read_tasks(path, "mau.xlsx", {}).tasks)

    assert has_blank(plain(task.text))
    assert plain(task.text) == (
        "[…] VÍ DỤ, hãy sửa hoặc xóa cả dòng này: Ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2026"
    )


def test_a_form_has_one_visible_sheet_with_a_header_that_stays():
    book = opened(write(None, 2026, NOW))
    sheet = book["Nhiệm vụ"]

    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Nhiệm vụ", "visible"), ("Danh mục", "hidden")]
    assert [cell.value for cell in sheet[1]] == TITLES
    assert sheet.max_row == 2
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")


def test_a_form_prints_on_a4_across_with_text_that_wraps():
    sheet = opened(write(None, 2026, NOW))["Nhiệm vụ"]

    page = sheet.page_setup
    assert (page.orientation, int(page.paperSize), page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHI") <= 145
    for cell in (*sheet[1], *sheet[2]):
        assert (cell.font.name, cell.font.sz, cell.alignment.wrap_text) == ("Times New Roman", 12, True)


def test_rows_may_grow_with_their_text():
    assert "customHeight" not in parts(write(None, 2026, NOW))["xl/worksheets/sheet1.xml"]


def test_units_are_offered_and_others_are_asked_about(profile):
    data = write(profile, 2026, NOW)
    units = [unit.name for unit in profile.units.values()]

    listed = opened(data)["Danh mục"]
    for letter in "EF":
        rule = rules(data)[letter]
        assert (rule.type, rule.formula1) == ("list", f"'Danh mục'!${letter}$1:${letter}${len(units)}")
        assert (rule.errorStyle, rule.showErrorMessage) == ("warning", True)
        assert [cell.value for cell in listed[letter] if cell.value] == units


def test_without_a_profile_any_unit_may_be_typed():
    for letter in "EF":
        rule = rules(write(None, 2026, NOW))[letter]
        assert (rule.type, rule.showErrorMessage) == (None, False)


@pytest.mark.parametrize(("year", "end"), [(2026, "/2026"), (None, "")])
def test_usual_deadlines_are_offered_and_others_may_be_typed(year, end):
    data = write(None, year, NOW)
    offered = [cell.value for cell in opened(data)["Danh mục"]["G"]]

    assert offered[:5] == [f"Quý I{end}", f"Quý II{end}", f"Quý III{end}", f"Quý IV{end}", f"Tháng 1{end}"]
    assert offered[-4:] == [
        f"Trong năm{' 2026' if year else ''}",
        "Định kỳ hàng tháng",
        "Định kỳ hàng quý",
        "Thường xuyên",
    ]
    assert rules(data)["G"].showErrorMessage is False


def test_every_column_says_what_it_is_for(profile):
    hints = {letter: rule.prompt for letter, rule in rules(write(profile, 2026, NOW)).items()}

    assert list(hints) == list("ABCDEFGHI")
    assert all(0 < len(hint) <= 255 for hint in hints.values())
    assert hints["G"] == "Chọn trong danh sách hoặc gõ, ví dụ 08/3/2026, Quý III/2026, Thường xuyên."


NAMES = ['=HYPERLINK("http://x","y")', "+84", "-phòng", "@phòng", "Phòng A & B <x>", "Phòng " + "rất dài " * 60]


def test_no_name_becomes_a_formula(tmp_path, profile):
    data = write(with_units(profile, NAMES), 2026, NOW)
    path = tmp_path / "mau.xlsx"
    path.write_bytes(data)

    assert not any(re.search(r"<f[\s/>]", part) for name, part in parts(data).items() if "worksheets" in name)
    assert [cell.value for cell in opened(data)["Danh mục"]["E"] if cell.value] == NAMES
    assert read_tasks(path, "mau.xlsx", {}).tasks.plain()[0]["chu_tri"] == NAMES[0]


def test_the_same_time_gives_the_same_bytes(profile):
    assert write(profile, 2026, NOW) == write(profile, 2026, NOW)


def test_the_only_time_in_a_form_is_the_one_that_is_given():
    data = write(None, 2026, NOW)

    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(2026, 1, 5, 8, 30, 0)}
    core = parts(data)["docProps/core.xml"]
    assert core.count("2026-01-05T08:30:00Z") == 2
    assert "<dc:creator" in core
    assert "openpyxl" not in core
