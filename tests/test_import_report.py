"""The report of an import reads well to a secretary: few words about much, every place somewhere, no codes."""

import ast
import re
from pathlib import Path

import pytest
from made_once import draft_of

from cchc_draft import api
from cchc_draft.errors import Place, Problem
from cchc_draft.importing import import_report, odd_text
from cchc_draft.importing.report_kinds import KINDS, OTHER, grouped
from cchc_draft.language import N_

ROOT = Path(__file__).parent.parent
IMPORTING = ROOT / "cchc_draft" / "importing"


def warning_codes():
    """Yield the code of every warning that a module of the importer can give."""
    for path in IMPORTING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_warning = any(word.arg == "level" for word in node.keywords)
            if (name == "Problem" and is_warning) or name in ("Told", "tell", "report", "_told"):
                yield node.args[0].value
    yield from odd_text.MESSAGES


def test_every_warning_of_an_import_has_its_kind():
    codes = {code for code in warning_codes() if isinstance(code, str)}

    assert len(codes) > 60
    assert codes - set(KINDS) == set()


def test_a_kind_has_one_heading_and_an_unknown_code_is_serious():
    assert len({kind.title for kind in KINDS.values()}) == len(set(KINDS.values()))
    assert grouped([Problem("never-heard-of", N_("x"))])[0].kind == OTHER
    assert OTHER.weight == "serious"


def renumbered(line):
    facts = {"old": f"{line}.", "new": f"{line + 1}."}
    return Problem("renumbered", "số thứ tự «{old}» thành «{new}»", facts, Place("kh.txt", line), level="warning")


MISSING = Problem("signature-missing", "không thấy phần ký", level="warning")
LONG = [*map(renumbered, range(1, 151)), MISSING]


def test_many_small_changes_do_not_hide_the_few_that_matter():
    assert import_report.summary(LONG) == [
        "cảnh báo: không thấy phần ký [signature-missing]",
        "Đánh lại số thứ tự: 150 chỗ",
        "Xem đủ từng chỗ và việc cần làm tiếp trong bao-cao.md",
    ]


def test_a_fine_import_says_nothing_on_the_terminal():
    assert import_report.summary([]) == []


def test_a_remark_counts_the_places_it_is_about():
    joined = Problem("joined-lines", "đã nối {count} dòng", {"count": 154}, level="warning")

    assert [(group.places, len(group.problems)) for group in grouped([joined])] == [(154, 1)]


@pytest.fixture
def drafted(tmp_path):
    """Return a draft of an example as a Word file."""
    path = tmp_path / "cu.docx"
    path.write_bytes(draft_of("ha-noi-phuong-ngoc-ha-2026"))
    return path


@pytest.fixture
def imported(drafted):
    """Return that draft as it was imported."""
    return api.import_plan(drafted)


def report_of(made, problems, drafted):
    """Return the report of an import with other remarks."""
    issuers = import_report_issuers(made, drafted)
    return import_report.write(import_report.Told("cu.docx", made.plan, issuers, tuple(made.files), problems))


def import_report_issuers(made, drafted):
    from cchc_draft.importing import joint_issuers
    from cchc_draft.profile_store import ProfileStore

    return joint_issuers.issuers(made.plan, ProfileStore.open(ROOT / "profiles"), made.profile_id)[0]


def test_every_place_of_many_changes_stands_at_the_end(imported, drafted):
    report = report_of(imported, LONG, drafted)

    assert "Có 1 chỗ phải xem lại trước khi dùng (mục 2)." in report
    assert (
        "- Đánh lại số thứ tự: 150 chỗ\n  - Dòng 1: số thứ tự «1.» thành «2.».\n  - và 149 ý nữa, xem đủ ở mục 5\n"
    ) in report
    chapter = report[report.index("## 5. Từng chỗ của các thay đổi ở mục 3") :]
    assert all(f"- Dòng {line}: " in chapter for line in range(1, 151))


def test_a_remark_without_a_place_is_a_sentence(imported, drafted):
    report = report_of(imported, [MISSING], drafted)

    assert "## 2. Phải xem lại (1)\n\nNơi nhận và người ký:\n\n- Không thấy phần ký.\n" in report
    assert "- :" not in report


def test_the_report_of_a_draft_names_all_that_was_recognised(imported):
    report = imported.files["bao-cao.md"]

    assert report.startswith(
        "# Báo cáo nhập kế hoạch từ cu.docx\n\n"
        "Văn bản đã được nhập thành thư mục kế hoạch, không có chỗ nào phải xem lại.\n"
    )
    for line in (
        "- Cơ quan ban hành: Ủy ban nhân dân phường Ngọc Hà",
        "- Hồ sơ: ha-noi/phuong-ngoc-ha",
        "- Số, ký hiệu: 115/KH-UBND",
        "- Địa danh, ngày: Ngọc Hà, 04/3/2026",
        "  - III. KINH PHÍ THỰC HIỆN: 1 đoạn",
        "- Lưu: VT, VHXH",
        "  - Nguyễn Văn Hưng (TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH)",
        "  - Phòng Văn hóa - Xã hội",
    ):
        assert f"{line}\n" in report, line
    assert re.search(r"^- Nơi nhận \(5\):$", report, re.MULTILINE)
    assert re.search(r"^  - .*: 9 nhiệm vụ, bảng 5 cột$", report, re.MULTILINE)


def test_the_report_says_what_to_do_next(imported):
    report = imported.files["bao-cao.md"]

    assert report[report.index("## 4. ") :].split("\n")[:7] == [
        "## 4. Việc cần làm tiếp",
        "",
        "1. Mở tệp ke-hoach.md bằng trình soạn thảo văn bản (Notepad cũng được), đọc lại cạnh cu.docx: tên mục, lời văn, "
        "nơi nhận, người ký.",
        "2. Mở nhiem-vu.yaml, đối chiếu từng nhiệm vụ: đơn vị chủ trì, đơn vị phối hợp, thời hạn.",
        "3. Trong thư mục này, chạy lệnh «cchc-draft draft ke-hoach.md -o ban-soan.docx» rồi mở ban-soan.docx bằng Word, "
        "so với bản gốc.",
        "4. Chạy lệnh «cchc-draft check ke-hoach.md» để xem các lỗi về thể thức, số thứ tự, viện dẫn, thời hạn và tên "
        "đơn vị còn lại.",
        "5. Khi bản soạn đã khớp, soạn kế hoạch năm sau bằng lệnh «cchc-draft next-year <thư mục này> --year 2027 "
        "-o <thư mục mới>»; lệnh nêu đủ từng năm, ngày, số, căn cứ, tên người phải xác nhận lại.",
    ]


def test_the_command_of_the_report_runs_in_the_folder(imported, tmp_path, monkeypatch):
    for name, text in imported.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert api.draft(Path("ke-hoach.md")).plan.letterhead.number == 115


def test_a_report_has_no_codes_and_no_paths(imported, drafted):
    text = import_report.write(
        import_report.Told(
            "cu.txt",
            imported.plan,
            import_report_issuers(imported, drafted),
            tuple(imported.files),
            [*LONG, Problem("ocr-text", "chữ do máy đọc", {}, Place("../thu muc/cu.txt", 4), level="warning")],
        )
    )

    assert "- Dòng 4: chữ do máy đọc.\n" in text
    assert not re.search(r"\[[a-z-]+\]|\.\./|ocr-text|renumbered", text)


def test_a_remark_of_several_lines_stays_one_item(imported, drafted):
    cover = Problem("cover-left-out", "nguyên văn: {text}", {"text": "SỞ NỘI VỤ\nSố: 1"}, level="warning")

    report = report_of(imported, [cover], drafted)

    assert "  - Nguyên văn: SỞ NỘI VỤ\n    Số: 1.\n" in report


def test_lines_of_a_broken_table_that_became_tasks_are_told_so():
    sample = ROOT.parent / "shared" / "samples" / "ha-noi-so-vhtt-2025.ocr.txt"
    if not sample.is_file():
        pytest.skip("the samples folder is not here")

    report = api.import_plan(sample, profiles=ROOT / "profiles").files["bao-cao.md"]

    assert (
        "- Dòng 285 đến 341 là bảng mà các cột không còn tách được; chương trình dựa vào số thứ tự để lập 9 nhiệm vụ, mỗi "
        "nhiệm vụ giữ đủ chữ của các dòng đó; hãy tách lại từng ô theo bản gốc.\n"
    ) in report
    assert "giữ nguyên như đoạn văn" not in report
