"""The command `coverage`: which task of the plan above is carried out by which task below, and what does not fit."""

import io
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from cchc_draft import api
from cchc_draft.adapting.coverage import STATES, last_day
from cchc_draft.deadlines import Deadline

ROOT = Path(__file__).parent.parent
PROFILES = ROOT / "profiles"
CITY = ROOT / "examples" / "ha-noi-ubnd-2026"
WARD = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
UPPER = """\
- {ma: mot, nhiem_vu: Ban hành Kế hoạch tuyên truyền cải cách hành chính, chu_tri: so_noi_vu, thoi_han: 2026-03-10}
- {ma: hai, nhiem_vu: Tổ chức đối thoại với người dân về thủ tục hành chính, chu_tri: tt_hcc, thoi_han: Quý III/2026}
- {ma: ba, nhiem_vu: Rà soát văn bản quy phạm pháp luật, chu_tri: phap_che, thoi_han: Thường xuyên}
"""


@pytest.fixture
def plans(plan_folder):
    """Return a function that writes a city's plan and wards' plans and returns their folders."""

    def write(*lists, upper=UPPER):
        found = []
        for index, tasks in enumerate([upper, *lists]):
            agency = "ha-noi/phuong-ngoc-ha" if index else "ha-noi/ubnd"
            front = (
                f"ho_so: {agency}\nnam: 2026\ntrich_yeu: Cải cách hành chính\n"
                "phu_luc: [{trich_yeu: Danh mục, nhiem_vu: nhiem-vu.yaml}]\n"
            )
            found.append(plan_folder(front, "Ban hành Kế hoạch như sau.\n", tasks))
        return found

    return write


@pytest.fixture
def run(run_command):
    """Return a function that runs the command in a folder of its own."""
    return partial(run_command, "coverage")


def states(city, *wards):
    return [[answer.state for answer in one.answers] for one in api.coverage(city, wards, profiles=PROFILES).plans]


WHOLE = """\
- {ma: a, nhiem_vu: Soạn thảo, thuc_hien: mot, chu_tri: vhxh, thoi_han: 2026-03-06}
- {ma: b, nhiem_vu: Gặp gỡ người dân, thuc_hien: hai, chu_tri: van_phong, thoi_han: Tháng 9/2026}
- {ma: c, nhiem_vu: Xem lại quy định, thuc_hien: ba, chu_tri: van_phong}
"""


@pytest.mark.parametrize(
    ("tasks", "wanted"),
    [
        (WHOLE, ["answered", "answered", "answered"]),
        (WHOLE.replace("2026-03-06", "2026-03-11"), ["late", "answered", "answered"]),
        (WHOLE.replace("Tháng 9/2026", "Quý IV/2026"), ["answered", "late", "answered"]),
        (WHOLE.replace("Tháng 9/2026", "Trong năm"), ["answered", "late", "answered"]),
        (WHOLE.replace("Tháng 9/2026", "Thường xuyên"), ["answered", "answered", "answered"]),
        (WHOLE.replace("chu_tri: vhxh", "chu_tri: Sở Nội vụ"), ["lead", "answered", "answered"]),
        (WHOLE.replace("thuc_hien: ba", "thuc_hien: hai"), ["answered", "twice", "missing"]),
        (WHOLE.replace("thuc_hien: mot", "thuc_hien: [mot, hai, ba]"), ["answered", "twice", "twice"]),
        ("- {nhiem_vu: Ban hành Kế hoạch tuyên truyền cải cách hành chính của phường, chu_tri: vhxh}\n",
         ["guessed", "missing", "missing"]),
        ("- {nhiem_vu: Ban hành Kế hoạch tuyên truyền cải cách hành chính của phường, thuc_hien: t1, chu_tri: vhxh}\n",
         ["guessed", "missing", "missing"]),
        ("- {nhiem_vu: Làm việc khác hẳn trên địa bàn phường, chu_tri: vhxh}\n", ["missing", "missing", "missing"]),
    ],
)  # fmt: skip
def test_each_task_above_has_one_state(tasks, wanted, plans):
    assert states(*plans(tasks)) == [wanted]


def test_findings_are_told_word_for_word(run, plans):
    tasks = (
        "- {ma: a, nhiem_vu: Soạn thảo, thuc_hien: mot, chu_tri: Sở Nội vụ, thoi_han: 2026-03-11}\n"
        "- {ma: b, nhiem_vu: Gặp gỡ, thuc_hien: hai, chu_tri: vhxh}\n"
        "- {ma: c, nhiem_vu: Gặp lại, thuc_hien: [hai, khong], chu_tri: vhxh}\n"
    )

    result = run(*plans(tasks))

    assert result.stdout.splitlines() == [
        "UBND phường Ngọc Hà: «Ban hành Kế hoạch tuyên truyền cải cách hành chính»: thời hạn Chậm nhất ngày 11/3/2026 "
        "muộn hơn thời hạn của cấp trên (Chậm nhất ngày 10/3/2026)",
        "UBND phường Ngọc Hà: «Ban hành Kế hoạch tuyên truyền cải cách hành chính»: đơn vị chủ trì «Sở Nội vụ» không có "
        "trong hồ sơ UBND phường Ngọc Hà",
        "UBND phường Ngọc Hà: «Tổ chức đối thoại với người dân về thủ tục hành chính»: nhiều nhiệm vụ cùng thực hiện "
        "(b, c)",
        "UBND phường Ngọc Hà: «Rà soát văn bản quy phạm pháp luật»: không có nhiệm vụ nào thực hiện",
        "UBND phường Ngọc Hà: «Gặp lại» ghi thuc_hien: khong, nhưng kế hoạch cấp trên không có nhiệm vụ này",
    ]
    assert result.stderr == ("UBND phường Ngọc Hà: thực hiện 1/3 nhiệm vụ của cấp trên, thiếu 1, muộn 1, 1 trùng\n")


def test_one_guess_is_not_given_to_two_tasks(plans):
    upper = UPPER.replace("Rà soát văn bản quy phạm pháp luật", "Ban hành Kế hoạch tuyên truyền cải cách hành chính")
    city, ward = plans("- {nhiem_vu: Ban hành Kế hoạch tuyên truyền cải cách hành chính, chu_tri: vhxh}\n", upper=upper)

    assert states(city, ward) == [["missing", "missing", "missing"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chậm nhất ngày 10/3/2026", "2026-03-10"),
        ("Trước ngày 15/12/2026", "2026-12-14"),
        ("Tháng 2/2026", "2026-02-28"),
        ("Tháng 4", "2026-04-30"),
        ("Quý III/2026", "2026-09-30"),
        ("Trong năm 2027", "2027-12-31"),
        ("Thường xuyên", "None"),
        ("Định kỳ hàng tháng", "None"),
        ("Sau khi có kết quả", "None"),
    ],
)
def test_a_deadline_has_a_last_day(text, wanted):
    assert str(last_day(Deadline.parse(text), 2026)) == wanted


def test_the_example_ward_answers_some_tasks_of_its_city_by_their_words():
    (one,) = api.coverage(CITY, [WARD], profiles=PROFILES).plans

    assert (one.count("guessed"), one.count("missing")) == (6, 36)


def test_the_workbook_has_a_sheet_for_each_kind(plans):
    city, first, second = plans(WHOLE, "- {nhiem_vu: =1+1, chu_tri: vhxh}\n")
    found = api.coverage(city, [first, second], profiles=PROFILES)

    book = openpyxl.load_workbook(io.BytesIO(found.file(".xlsx")))

    assert book.sheetnames == ["Bản đồ", "Phân công", "Cần xem", "Nhiệm vụ cấp trên", "Chú giải"]
    rows = [[cell.value for cell in row] for row in book["Bản đồ"].iter_rows()]
    assert rows == [
        ["Cơ quan", "1", "2", "3", "Đã có"],
        ["UBND phường Ngọc Hà", "+", "+", "+", "3/3"],
        ["UBND phường Ngọc Hà", "T", "T", "T", "0/3"],
        ["Số cơ quan đã có", "1", "1", "1", "3"],
    ]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    (one,) = [api.coverage(city, [first], profiles=PROFILES)]
    assert openpyxl.load_workbook(io.BytesIO(one.file(".xlsx"))).sheetnames[0] == "Phân công"


def test_the_page_shows_a_letter_for_each_cell_and_loads_nothing(plans):
    city, *wards = plans(WHOLE, WHOLE.replace("thuc_hien: ba", "thuc_hien: hai"))

    page = api.coverage(city, wards, profiles=PROFILES).file(".html").decode()

    assert page.count('<td class="answered"') == 4
    assert '<td class="missing" title="UBND phường Ngọc Hà: Rà soát văn bản quy phạm pháp luật">T</td>' in page
    assert "<h1>Phân công thực hiện Kế hoạch của Ủy ban nhân dân thành phố Hà Nội</h1>" in page
    assert not any(sign in page for sign in ("<script", "src=", "href=", "url("))
    assert len({letter for letter, _ in STATES.values()}) == len(STATES)


def test_what_is_in_plans_is_text_on_the_page(plans):
    page = api.coverage(*split(plans("- {nhiem_vu: Việc & 5 < 6, thuc_hien: mot, chu_tri: vhxh}\n")), profiles=PROFILES)

    assert "Việc &amp; 5 &lt; 6" in page.file(".html").decode()


def split(folders):
    return folders[0], folders[1:]


def test_a_plan_that_cannot_be_read_does_not_stop_the_others(run, plans, tmp_path):
    city, ward = plans(WHOLE)

    result = run(city, ward, tmp_path / "khong-co", "-o", "ra.html", code=2)

    assert f"{tmp_path / 'khong-co'}: lỗi: không đọc được tệp: không có tệp này [unreadable-file]" in result.stderr
    assert (tmp_path / "ra.html").is_file()


def test_bad_input_gets_clear_words(run, plans, plan_folder, tmp_path):
    city, ward = plans(WHOLE)

    assert "[not-below]" in run(ward, CITY, code=2).stderr
    assert "[same-agency]" in run(ward, WARD, code=2).stderr
    assert "[output-kind]" in run(city, ward, "-o", "ra.docx", code=2).stderr
    (tmp_path / "co.xlsx").write_bytes(b"")
    assert "[output-exists]" in run(city, ward, "-o", "co.xlsx", code=2).stderr
    bare = plan_folder("ho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: Một\n", "Ban hành.\n")
    result = run(bare, ward, code=2)
    assert result.stderr == (
        f"{bare}: lỗi: kế hoạch cấp trên không có danh mục nhiệm vụ, không có gì để đối chiếu [no-tasks-above]\n"
    )
