"""The command `next-year`: what moves, what stays, what is asked; nothing of last year's plan passes unseen."""

import json
import re
import shutil
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from conftest import BODY, FRONT, some
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_once import draft_of

from cchc_draft import api, open_points, plan_folder
from cchc_draft.blanks import BLANK
from cchc_draft.carrying import source_files
from cchc_draft.carrying.document_facts import Documents
from cchc_draft.carrying.facts import YEAR
from cchc_draft.carrying.moved_dates import Years
from cchc_draft.carrying.next_year import carried_texts
from cchc_draft.carrying.register import open_register
from cchc_draft.profile_store import ProfileStore

ROOT = Path(__file__).parent.parent
PROFILES = ROOT / "profiles"
SAMPLES = ROOT.parent / "shared" / "samples"
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir())
SAMPLE_YEARS = {
    "bac-ninh-so-vhttdl-2026.txt": 2026,
    "ha-noi-phuong-ngoc-ha-2026.txt": 2026,
    "ha-noi-so-vhtt-2025.ocr.txt": 2025,
    "ha-noi-so-vhtt-2026.txt": 2026,
    "lai-chau-so-vhttdl-2026.txt": 2026,
}
SOURCES = [*(f"examples/{name}" for name in EXAMPLES), *SAMPLE_YEARS]


@pytest.fixture
def run(run_command):
    """Return a function that runs the command in a folder of its own."""
    return partial(run_command, "next-year")


def last_plan(name):
    """Return an example or a sample, and its year."""
    if name.startswith("examples/"):
        return ROOT / name, int(name[-4:])
    if not (SAMPLES / name).is_file():
        pytest.skip(f"the samples folder {SAMPLES} is not here")
    return SAMPLES / name, SAMPLE_YEARS[name]


def written(made, folder):
    for name, text in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def entries(folder):
    return json.loads((folder / "nhat-ky.json").read_text(encoding="utf-8"))


# Nothing passes unseen.


@pytest.mark.parametrize("name", SOURCES)
def test_every_year_of_a_plan_is_moved_kept_with_a_reason_or_asked(name):
    last, year = last_plan(name)
    plan = source_files.open_last(last, ProfileStore.beside(last, PROFILES))
    documents = Documents(year, year + 1, open_register([]))

    for text in carried_texts(plan, Years(year, year + 1), documents):
        text.finish()
        spans = [*((fate.start, fate.end) for fate in text.fates), *text.covered]
        assert all(fate.decision.reason for fate in text.fates)
        for match in YEAR.finditer(text.text):
            told = sum(start <= match.start() < end for start, end in spans)
            assert told == 1, (text.name, text.text[match.start() - 60 : match.end() + 20])


@pytest.mark.parametrize("name", some(SOURCES, 2))
def test_documents_that_stand_and_ids_are_left_alone(name):
    last, year = last_plan(name)
    plan = source_files.open_last(last, ProfileStore.beside(last, PROFILES))
    documents = Documents(year, year + 1, open_register([]))

    for text in carried_texts(plan, Years(year, year + 1), documents):
        new, _ = text.finish()
        kept = [fate for fate in text.fates if fate.decision.state == "kept"]
        _, places = text.edited.finish()
        for fate in kept:
            start, end = places.span(fate.start, fate.end)
            assert new[start:end] == text.text[fate.start : fate.end]
        for start, end in text.covered:
            assert not text.text[start:end].startswith("ve:")
        assert re.findall(r"(?m)^\s*-? ma: .*$", new) == re.findall(r"(?m)^\s*-? ma: .*$", text.text)


@pytest.mark.parametrize("name", some(SOURCES, 2))
def test_open_values_stand_in_the_new_files_where_the_list_says(name, tmp_path):
    last, year = last_plan(name)

    made = api.next_year(last, year + 1, profiles=PROFILES)
    folder = written(made, tmp_path / "moi")
    found = open_points.read_folder(folder)

    assert not found.edited
    assert len(found.open) == made.count("open")
    for one in found.open:
        assert not one.point.words or one.text[one.span.start : one.span.end].split() == one.point.words.split()
        assert not one.point.words or one.place.line == one.point.line


def errors_of(folder):
    return [one for one in api.check(folder, profiles=PROFILES).found if one.severity == "error"]


@pytest.mark.parametrize("name", some(SOURCES, 2))
def test_the_result_drafts_and_has_no_new_errors_beside_its_blanks(name, tmp_path):
    last, year = last_plan(name)
    before = tmp_path / "cu"
    if last.is_dir():
        shutil.copytree(last, before)
    else:
        made = api.import_plan(last, profiles=PROFILES)
        written(made, before)
    made = api.next_year(last, year + 1, profiles=PROFILES)
    folder = written(made, tmp_path / "moi")

    drafted = plan_folder.PlanFolder.open(folder).plan(ProfileStore.beside(folder, PROFILES))

    blanks = " ".join(match[0] for text in made.files.values() for match in BLANK.finditer(text))
    known = {one.rule for one in errors_of(before)}
    left = [one for one in errors_of(folder) if one.rule not in known and one.rule != "placeholder-left"]
    hinted = [one for one in left if one.found in blanks or (one.rule == "can-cu-full" and "[…" in one.quote)]
    assert drafted.plan.year == year + 1
    assert [one for one in left if one not in hinted] == []


RECORDS = st.fixed_dictionaries({
    "loai": st.sampled_from(["Kế hoạch", "Quyết định", "Chỉ thị"]),
    "ky_hieu": st.sampled_from(["75/KH-UBND", "20-KH/BCĐ", "01/2026/QĐ-UBND", "23/CT-TTg"]),
    "co_quan": st.sampled_from(["UBND Thành phố", "Sở: Nội vụ", "Bộ #1", 'Ban "57"']),
    "ve": st.sampled_from([
        "CCHC năm 2026", "thực hiện Kế hoạch số 20-KH/BCĐ ngày 19/01/2026", "Kế hoạch số 9/KH-BQL: năm 2026",
        "giai đoạn 2021-2025", "20-KH/BCĐ và 75/KH-UBND ngày 27/02/2026", 'về "năm 2026" # và 75/KH-UBND',
    ]),
})  # fmt: skip
STYLES = {
    "block": lambda text: text if text[:1] not in "\"'" and ": " not in text and " #" not in text else quoted(text),
    "double": lambda text: quoted(text),
    "single": lambda text: "'" + text.replace("'", "''") + "'",
}


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


@given(RECORDS, st.sampled_from(sorted(STYLES)), st.booleans(), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_way_to_write_a_head_can_be_read_again(plan_folder, record, style, is_flow, is_dated):
    if is_dated and record["ky_hieu"] != "01/2026/QĐ-UBND":
        record = {**record, "ngay": "2026-01-19"}
    values = {key: STYLES["double" if is_flow and style == "block" else style](text) for key, text in record.items()}
    pairs = [f"{key}: {value}" for key, value in values.items()]
    written_as = "{" + ", ".join(pairs) + "}" if is_flow else "\n" + "\n".join(f"    {pair}" for pair in pairs)
    folder = plan_folder(front=FRONT + f"van_ban:\n  a: {written_as}\ncan_cu: [a]\n")

    made = api.next_year(folder, 2027, profiles=PROFILES)

    new = plan_folder(front=made.files["ke-hoach.md"].split("---\n")[1])
    drafted = api.draft(new, kind=".md", profiles=PROFILES)
    entry = next(one for one in made.entries if one.kind == "legal_basis")
    assert drafted.plan.legal_bases
    assert entry.new in made.files["ke-hoach.md"]


# What the files look like.


def test_the_plan_of_a_ward_goes_into_the_next_year(run, tmp_path):
    result = run(ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026", "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    tasks = (tmp_path / "moi" / "nhiem-vu.yaml").read_text(encoding="utf-8")
    assert text.startswith("---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2027\ntrich_yeu:")
    assert (
        "  kh75:\n    loai: Kế hoạch\n"
        '    ky_hieu: "[… thay Kế hoạch số 75/KH-UBND ngày 27/02/2026]/KH-UBND"\n'
        '    ngay: "[…]"\n'
        "    co_quan: UBND Thành phố\n"
        "    ve: thông tin, tuyên truyền về cải cách hành chính nhà nước của thành phố Hà Nội năm 2027\n"
    ) in text
    assert "    ky_hieu: 282/QĐ-TTg\n    ngay: 2026-02-12\n" in text
    assert "  thoi_han: 2027-03-05\n" in tasks
    assert "  thoi_han: Quý III/2027\n" in tasks
    assert result.stdout == "moi\n"
    assert result.stderr.splitlines() == [
        "Đã đổi: 8; giữ nguyên: 12; cần xác nhận: 16. Xem từng chỗ trong nhat-ky.md",
        "Xác nhận từng điểm bằng lệnh: cchc-draft confirm moi",
    ]


def test_the_folder_holds_the_log_and_the_open_points(run, tmp_path):
    run(ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026", "--year", "2027", "-o", "moi")

    folder = tmp_path / "moi"
    log = (folder / "nhat-ky.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == [
        ".cchc", "can-xac-nhan.yaml", "ke-hoach.md", "nhat-ky.json", "nhat-ky.md", "nhiem-vu.yaml",
    ]  # fmt: skip
    assert log.startswith("# Nhật ký chuyển kế hoạch năm 2026 sang năm 2027\n")
    assert (
        "| nhiem-vu.yaml:5 | thời hạn | 2026-03-06 | 2027-03-05 | chuyển sang năm mới là ngày 06/3/2027, ngày nghỉ "
        "(thứ Bảy); lấy ngày làm việc 05/3/2027 | đã đổi |"
    ) in log
    assert [one["old"] for one in entries(folder) if one["id"] in ("01", "02", "04")] == [
        "115", "2026-03-04", "Kế hoạch số 75/KH-UBND ngày 27/02/2026",
    ]  # fmt: skip
    assert len(open_points.load(folder)) == 16


def test_number_and_date_of_the_plan_are_left_open(run, plan_folder, tmp_path):
    folder = plan_folder(front=FRONT + "so: 12 # số cũ\nngay: '2026-03-04'\nky: {ho_ten: Trần Văn B}\n")

    run(folder, "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2027\ntrich_yeu: Cải cách hành chính năm 2027\n# số cũ\n"
        "ky: {ho_ten: Trần Văn B}\n---\n"
    )
    asked = [(one.kind, one.context, one.words) for one in open_points.load(tmp_path / "moi")]
    assert asked == [
        ("số, ký hiệu", "so", ""),
        ("ngày", "ngay", ""),
        ("người", "ky: {ho_ten: Trần Văn B}", "Trần Văn B"),
    ]


def test_documents_in_one_line_become_blanks_too(run, plan_folder, tmp_path):
    front = FRONT + (
        "van_ban:\n  kh75: {loai: Kế hoạch, ky_hieu: 75/KH-UBND, ngay: 2026-02-27, co_quan: UBND Thành phố, "
        "ve: CCHC năm 2026}\n"
    )
    folder = plan_folder(front=front, body=BODY + "\nThực hiện {{ van_ban.kh75 }}.\n")

    run(folder, "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert (
        '  kh75: {loai: Kế hoạch, ky_hieu: "[… thay Kế hoạch số 75/KH-UBND ngày 27/02/2026]/KH-UBND", ngay: "[…]", '
        "co_quan: UBND Thành phố, ve: CCHC năm 2027}\n"
    ) in text
    drafted = api.draft(tmp_path / "moi", kind=".md").data.decode()
    assert "[… thay Kế hoạch số 75/KH-UBND ngày 27/02/2026]/KH-UBND ngày […] của UBND Thành phố" in drafted.replace(
        "\\", ""
    )


def test_a_document_of_running_text_becomes_a_blank_behind_its_type(run, plan_folder, tmp_path):
    body = BODY + "\nThực hiện *Kế hoạch số 75/KH-UBND* ngày 27/02/2026 của\nUBND Thành phố về CCHC năm 2026.\n"

    run(plan_folder(body=body), "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert (
        "\nThực hiện *Kế hoạch số [… thay Kế hoạch số 75/KH-UBND ngày 27/02/2026]* của\nUBND Thành phố về CCHC năm 2027.\n"
    ) in text


def test_a_document_is_asked_once_wherever_it_stands(run, plan_folder, tmp_path):
    front = FRONT + "van_ban:\n  k: {loai: Kế hoạch, ky_hieu: 75/KH-UBND, ngay: 2026-02-27, ve: CCHC năm 2026}\n"
    body = BODY + "\nTheo {{ van_ban.k }} và Kế hoạch số 75/KH-UBND; đồng chí Lê Văn A; đồng chí Lê Văn A.\n"

    run(plan_folder(front=front, body=body), "--year", "2027", "-o", "moi")

    assert [one.id for one in open_points.load(tmp_path / "moi")] == ["01", "01.2", "02", "02.2"]
    assert [one.first.point.id for one in open_points.read_folder(tmp_path / "moi").questions] == ["01", "02"]
    api.confirm(tmp_path / "moi", "1", "8/KH-UBND ngày 26/02/2027")
    api.confirm(tmp_path / "moi", "02", "Lê Thị B")
    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert "  k: {loai: Kế hoạch, ky_hieu: 8/KH-UBND, ngay: 2027-02-26, ve: CCHC năm 2027}\n" in text
    assert "Theo {{ van_ban.k }} và Kế hoạch số 8/KH-UBND; đồng chí Lê Thị B; đồng chí Lê Thị B.\n" in text
    assert open_points.read_folder(tmp_path / "moi").open == []


def test_every_agency_that_is_named_has_one_line(run, plan_folder, tmp_path):
    body = BODY + "\nPhòng Văn hóa - Xã hội chủ trì với Sở Nội vụ; Phòng Văn hóa - Xã hội báo cáo UBND phường.\n"

    run(plan_folder(body=body), "--year", "2027", "-o", "moi")

    told = {one["old"]: one["reason"] for one in entries(tmp_path / "moi") if one["kind"] == "agency"}
    assert list(told) == ["UBND phường", "Phòng Văn hóa - Xã hội", "Sở Nội vụ"]
    assert told["Phòng Văn hóa - Xã hội"].startswith("tên cơ quan, đơn vị (2 chỗ)")


def test_comments_and_layout_of_the_files_stay(run, plan_folder, tmp_path):
    tasks = (
        "# của năm 2026\n- ma: hop_2026   # mã cũ\n  nhiem_vu: >-\n    Họp\n    năm 2026\n  thoi_han: '2026-03-06'\n"
    )
    front = FRONT + "phu_luc:\n  - {trich_yeu: Danh mục, nhiem_vu: nhiem-vu.yaml}\n"

    run(plan_folder(front=front, tasks=tasks), "--year", "2027", "-o", "moi")

    assert (tmp_path / "moi" / "nhiem-vu.yaml").read_text(encoding="utf-8") == (
        "# của năm 2027\n- ma: hop_2026   # mã cũ\n  nhiem_vu: >-\n    Họp\n    năm 2027\n  thoi_han: '2027-03-05'\n"
    )


def test_years_in_expressions_and_addresses_are_asked_and_ids_kept(run, plan_folder, tmp_path):
    body = BODY + "\nXem <https://hanoi.gov.vn/2026/cchc>{% if nam == 2026 %} năm nay{% endif %} và […năm 2026].\n"
    front = FRONT + "van_ban:\n  nq_2025: {loai: Luật, ten: Thủ đô, ngay: 2024-06-28}\n"

    run(plan_folder(front=front, body=body), "--year", "2027", "-o", "moi")

    assert [
        (one["state"], one["old"], one["reason"]) for one in entries(tmp_path / "moi")[2:] if one["kind"] != "agency"
    ] == [
        ("kept", "2025", "mã, tên khóa hoặc chỗ trống, không in ra như năm"),
        ("kept", "Luật Thủ đô ngày 28/6/2024", "còn hiệu lực theo danh mục văn bản"),
        ("open", "2026", "năm trong đường dẫn, tên tệp; hãy xem lại"),
        ("open", "2026", "năm viết thẳng trong biểu thức; hãy xem lại"),
        ("kept", "2026", "mã, tên khóa hoặc chỗ trống, không in ra như năm"),
    ]


def test_tasks_of_a_sheet_become_yaml_with_their_columns(run, plan_folder, tmp_path):
    front = FRONT + "phu_luc:\n  - trich_yeu: Danh mục năm 2026\n    nhiem_vu: nhiem-vu.xlsx#Bảng\n    huong: ngang\n"
    folder = plan_folder(front=front)
    book = openpyxl.Workbook()
    book.active.title = "Bảng"
    book.active.append(["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Mức độ"])
    book.active.append([1, "Ban hành Kế hoạch năm 2026", "Phòng Văn hóa - Xã hội", "06/3/2026", "Cao"])
    book.save(folder / "nhiem-vu.xlsx")

    result = run(folder, "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    tasks = (tmp_path / "moi" / "nhiem-vu.yaml").read_text(encoding="utf-8")
    assert (
        "danh sách nhiệm vụ nhiem-vu.xlsx ghi thành nhiem-vu.yaml trong thư mục mới [tasks-converted]" in result.stderr
    )
    assert "    nhiem_vu: nhiem-vu.yaml\n    cot:\n" in text
    assert "nhiem_vu: Ban hành Kế hoạch năm 2027\n" in tasks
    assert "05/3/2027" in tasks
    old, new = (api.draft(path).plan.appendices[0] for path in (folder, tmp_path / "moi"))
    assert old.columns == new.columns


def test_the_register_of_the_office_decides(run, plan_folder, tmp_path):
    body = BODY + "\nThực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 về CCHC năm 2026.\n"
    folder = plan_folder(body=body)
    (folder / "van-ban.yaml").write_text('"75/KH-UBND": {ngay: 2026-02-27, con_hieu_luc: có}\n', encoding="utf-8")

    run(folder, "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert "\nThực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 về CCHC năm 2026.\n" in text
    assert (tmp_path / "moi" / "van-ban.yaml").is_file()


def test_another_profile_may_be_named(run, tmp_path):
    example = ROOT / "examples" / "ha-noi-so-vhtt-2025"

    run(example, "--year", "2026", "--profile", "ha-noi/so-vhtt", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert text.startswith("---\nho_so: ha-noi/so-vhtt\nnam: 2026\n")


def test_a_word_file_is_imported_on_the_way(run, tmp_path):
    (tmp_path / "cu.docx").write_bytes(draft_of("ha-noi-phuong-ngoc-ha-2026"))

    run("cu.docx", "--year", "2027", "-o", "moi")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert "Kế hoạch số [… thay Kế hoạch số 75/KH-UBND ngày 27/02/2026] của UBND Thành phố về" in text
    assert (tmp_path / "moi" / "bao-cao.md").is_file()


def test_two_runs_give_the_same_files(tmp_path):
    example = ROOT / "examples" / "ha-noi-ubnd-2026"

    first, second = (api.next_year(example, 2027, profiles=PROFILES).files for _ in range(2))

    assert first == second


def test_answers_given_before_are_kept(run, tmp_path):
    example = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
    run(example, "--year", "2027", "-o", "moi")
    api.confirm(tmp_path / "moi", "04", "90 ngày 26/02/2027")
    api.confirm(tmp_path / "moi", "09", None)

    run(example, "--year", "2027", "-o", "moi", "--force")

    text = (tmp_path / "moi" / "ke-hoach.md").read_text(encoding="utf-8")
    assert "    ky_hieu: 90/KH-UBND\n    ngay: 2027-02-26\n" in text
    assert len(open_points.read_folder(tmp_path / "moi").open) == 14


# Bad input.


@pytest.mark.parametrize("year", [2026, 2025, 26])
def test_the_year_must_come_after_that_of_the_plan(run, tmp_path, year):
    example = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"

    result = run(example, "--year", year, "-o", "moi", code=2)

    assert result.output == f"{example}: lỗi: năm mới ({year}) phải sau năm của kế hoạch (2026) [year-not-after]\n"
    assert not (tmp_path / "moi").exists()


def test_a_year_far_away_is_a_slip(run):
    example = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"

    result = run(example, "--year", "2206", "-o", "moi", code=2)

    assert result.output == (
        f"{example}: lỗi: năm mới (2206) cách năm của kế hoạch (2026) quá xa; hãy xem lại [year-too-far]\n"
    )


def test_a_document_without_a_year_says_what_to_do(run, tmp_path):
    (tmp_path / "cu.txt").write_text(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG NGỌC HÀ\n\nKẾ HOẠCH\nCải cách hành chính nhà nước\n\nI. MỤC ĐÍCH\n"
        "Nâng cao hiểu biết của cán bộ.\nII. TỔ CHỨC THỰC HIỆN\nCác phòng thực hiện.\n",
        encoding="utf-8",
    )

    result = run("cu.txt", "--year", "2027", "-o", "moi", code=2)

    assert result.output.splitlines()[-1] == (
        "cu.txt: lỗi: văn bản không nói kế hoạch của năm nào; hãy nhập trước bằng «cchc-draft import», ghi «nam» vào "
        "ke-hoach.md rồi chạy lại với thư mục đó [plan-without-year]"
    )
    assert not (tmp_path / "moi").exists()


def test_a_folder_that_is_there_is_kept(run, tmp_path):
    (tmp_path / "moi").mkdir()
    (tmp_path / "moi" / "a.txt").write_text("a")

    result = run(ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026", "--year", "2027", "-o", "moi", code=2)

    assert "moi: lỗi: thư mục đã có tệp và được giữ nguyên" in result.output
    assert [path.name for path in (tmp_path / "moi").iterdir()] == ["a.txt"]


def test_last_years_folder_is_never_written_over(run, plan_folder):
    folder = plan_folder()

    result = run(folder, "--year", "2027", "-o", folder, "--force", code=2)

    assert result.output == (f"{folder}: lỗi: thư mục mới phải khác thư mục của kế hoạch năm trước [same-folder]\n")


def test_a_plan_that_nobody_confirmed_is_refused(run, tmp_path):
    run(ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026", "--year", "2027", "-o", "moi")

    result = run("moi", "--year", "2028", "-o", "moi-2", code=2)

    assert result.output == (
        "moi/can-xac-nhan.yaml: lỗi: kế hoạch năm trước còn 16 điểm chưa xác nhận; hãy xác nhận bằng «cchc-draft "
        "confirm moi», hoặc thêm --force để mang sang cả những điểm đó [last-year-open]\n"
    )
    assert not (tmp_path / "moi-2").exists()
    run("moi", "--year", "2028", "-o", "moi-2", "--force")


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "xa-1.docx"), (11, "xa-1.docx, xa-10.docx, xa-11.docx, xa-2.docx, xa-3.docx, xa-4.docx, xa-5.docx, xa-6.docx, và 3 tệp khác")],
)  # fmt: skip
def test_files_that_are_no_part_of_the_plan_are_named(run, plan_folder, count, told):
    folder = plan_folder()
    for number in range(1, count + 1):
        (folder / f"xa-{number}.docx").write_bytes(b"")

    run(folder, "--year", "2027", "-o", folder / "2027")
    result = run(folder, "--year", "2027", "-o", "moi")  # 2027 is a plan of its own, nothing that was forgotten

    assert f"{folder}: cảnh báo: không mang sang các tệp không thuộc kế hoạch: {told} [files-left]" in result.stderr


def test_a_faulty_plan_is_told_with_its_places(run, plan_folder, tmp_path):
    folder = plan_folder(front=FRONT + "la: 1\n", body="{{ nam \n")

    result = run(folder, "--year", "2027", "-o", "moi", code=2)

    assert "[unknown-key]" in result.output
    assert not (tmp_path / "moi").exists()
