"""The command `check` and what it prints; the rules have tests of their own."""

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx_reading import Docx
from made_once import draft_of

from cchc_draft.cli import cli

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"


def run(*arguments):
    result = CliRunner().invoke(cli, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def changed(data, old, new):
    """Return a .docx with a text of its document replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            target.writestr(entry, part)
    return made.getvalue()


@pytest.fixture(scope="module")
def right():
    return draft_of(EXAMPLE.name)


@pytest.fixture
def wrong(right, tmp_path):
    path = tmp_path / "kh.docx"
    path.write_bytes(changed(right, "Ngọc Hà, ngày 04 tháng 3 năm 2026", "Ngọc Hà, ngày 4 tháng 3 năm 2026"))
    return path


ONLY = ("--only", "date-leading-zero")


@pytest.mark.parametrize("form", ["folder", "file"])
def test_a_right_plan(form, right, tmp_path):
    path = EXAMPLE
    if form == "file":
        path = tmp_path / "kh.docx"
        path.write_bytes(right)

    result = run(path)

    assert (result.exit_code, result.output) == (0, f"{path}: không thấy gì sai\n")


def test_a_fault_as_text(wrong):
    result = run(wrong, *ONLY)

    assert result.exit_code == 1
    assert result.output == (
        f"{wrong}\n  Lỗi (1)\n    đoạn 7 «Ngọc Hà, ngày 4 tháng 3 năm 2026»: "
        "thiếu số 0 ở «ngày 4»; phải ghi «ngày 04» [date-leading-zero, PL I.II.4b]\n"
        "1 lỗi, 0 cảnh báo, 0 lưu ý\n"
    )


def test_a_fault_as_json(wrong):
    (found,) = json.loads(run(wrong, *ONLY, "--format", "json").output)

    assert found == {
        "rule": "date-leading-zero",
        "severity": "error",
        "message": "thiếu số 0 ở «ngày 4»; phải ghi «ngày 04»",
        "where": f"{wrong}:đoạn 7 «Ngọc Hà, ngày 4 tháng 3 năm 2026»",
        "found": "ngày 4",
        "expected": "ngày 04",
        "clause": "PL I.II.4b",
    }


def test_a_fault_as_sarif(wrong):
    log = json.loads(run(wrong, *ONLY, "--format", "sarif").output)

    (made,) = log["runs"]
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["date-leading-zero"]
    (result,) = made["results"]
    assert (result["ruleId"], result["level"]) == ("date-leading-zero", "error")
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith(f"{wrong}:đoạn 7")


def test_a_copy_with_comments_keeps_every_text(wrong, tmp_path):
    out = tmp_path / "chu-thich.docx"

    result = run(wrong, *ONLY, "--format", "docx", "-o", out)

    assert (result.exit_code, result.output) == (1, f"{out}\n")
    old_texts, new_texts = (list(Docx(path.read_bytes()).body.itertext()) for path in (wrong, out))
    assert new_texts == old_texts
    (comment,) = docx.Document(str(out)).comments
    assert comment.text == "Lỗi: thiếu số 0 ở «ngày 4»; phải ghi «ngày 04» [date-leading-zero, PL I.II.4b]"
    with zipfile.ZipFile(wrong) as old, zipfile.ZipFile(out) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        assert set(old.namelist()) - same == {
            "[Content_Types].xml",
            "word/document.xml",
            "word/_rels/document.xml.rels",
        }


def test_comments_are_added_to_those_that_are_there(wrong, tmp_path):
    once, twice = tmp_path / "1.docx", tmp_path / "2.docx"
    run(wrong, *ONLY, "--format", "docx", "-o", once)

    run(once, *ONLY, "--format", "docx", "-o", twice)

    assert [one.comment_id for one in docx.Document(str(twice)).comments] == [0, 1]


def test_a_copy_of_a_strict_file_is_strict(wrong, tmp_path):
    usual = re.compile(rb"http://schemas.openxmlformats.org/(wordprocessingml|officeDocument)/2006/")
    strict, copy = tmp_path / "s.docx", tmp_path / "c.docx"
    with zipfile.ZipFile(wrong) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            target.writestr(name, usual.sub(rb"http://purl.oclc.org/ooxml/\1/", source.read(name)))

    run(strict, *ONLY, "--format", "docx", "-o", copy)

    with zipfile.ZipFile(copy) as package:
        assert b"date-leading-zero" in package.read("word/comments.xml")
        assert [name for name in package.namelist() if usual.search(package.read(name))] == []


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--severity", "date-leading-zero=warning"), 0),
        (("--severity", "date-leading-zero=warning", "--fail-on", "warning"), 1),
        (("--severity", "date-leading-zero=off", "--fail-on", "info"), 0),
        (("--ignore", "date-leading-zero"), 0),
    ],
)
def test_the_exit_status(options, status, wrong):
    only = () if "--ignore" in options else ONLY

    assert run(wrong, *only, *options).exit_code == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--only", "date-leding-zero"),
            "lỗi: không có quy tắc «date-leding-zero»; danh sách: cchc-draft rules; "
            "có phải ý là «date-leading-zero»? [unknown-rule]",
        ),
        (
            ("--severity", "date-line"),
            "lỗi: «date-line» không đúng dạng MÃ=MỨC; mức là error, warning, info hoặc off [wrong-severity]",
        ),
        (("--format", "docx"), "lỗi: --format docx cần đúng một tệp .docx và -o OUT.docx [comments-target]"),
    ],
)
def test_wrong_options(arguments, said, wrong):
    result = run(wrong, *arguments)

    assert (result.exit_code, result.output) == (2, f"{said}\n")


def test_comments_only_go_into_word_files(wrong, tmp_path):
    result = run(EXAMPLE, "--format", "docx", "-o", tmp_path / "x.docx")

    assert result.exit_code == 2
    assert "chú thích Word chỉ ghi được từ tệp .docx sang tệp .docx" in result.output


def test_what_cannot_be_checked_does_not_stop_the_rest(wrong, tmp_path):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK nothing")

    result = run(broken, wrong, *ONLY)

    assert result.exit_code == 2
    assert "hong.docx: lỗi: tệp Word bị hỏng" in result.stderr
    assert "date-leading-zero" in result.stdout


def test_a_profile_sets_severities(wrong, tmp_path):
    own = tmp_path / "profiles" / "rieng"
    own.mkdir(parents=True)
    text = (ROOT / "profiles" / "ha-noi" / "phuong-ngoc-ha.yaml").read_text(encoding="utf-8")
    (own / "ngoc-ha.yaml").write_text(text + "\nkiem_tra: {muc_do: {date-leading-zero: luu_y}}\n", encoding="utf-8")

    result = run(wrong, *ONLY, "--profile", "rieng/ngoc-ha", "--profiles", tmp_path / "profiles")

    assert result.exit_code == 0
    assert "Lưu ý (1)" in result.output


def test_an_existing_output_is_kept(wrong, tmp_path):
    out = tmp_path / "bao-cao.json"
    out.write_text("cũ", encoding="utf-8")

    result = run(wrong, "--format", "json", "-o", out)

    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "cũ"
    assert run(wrong, *ONLY, "--format", "json", "-o", out, "--force").exit_code == 1
    assert json.loads(out.read_text(encoding="utf-8"))[0]["rule"] == "date-leading-zero"


def test_rules_are_listed_and_explained():
    listed = CliRunner().invoke(cli, ["rules"]).output
    explained = CliRunner().invoke(cli, ["rules", "date-leading-zero"]).output

    assert "date-leading-zero          lỗi" in listed
    assert explained.startswith("date-leading-zero (lỗi; PL I.II.4b)\n\nỞ dòng địa danh")
    assert "Sai: Huế, ngày 5 tháng 3 năm 2026" in explained


@pytest.mark.parametrize(("body", "options", "told"), [
    ("Các nghành phối hợp.", (), "kiểm tra: 0 lỗi, 1 cảnh báo, 0 lưu ý; xem bằng lệnh: cchc-draft check {plan}\n"),
    ("Các nghành phối hợp.", ("--no-check",), ""),
    ("Các ngành phối hợp.", (), ""),
])  # fmt: skip
def test_a_draft_says_how_many_faults_it_has(body, options, told, plan_folder, tmp_path):
    plan = plan_folder(body=f"UBND phường ban hành Kế hoạch như sau:\n\n# Mục đích\n\n{body}\n")
    arguments = ("draft", plan, "-o", tmp_path / "kh.docx", "--profiles", ROOT / "profiles", *options)

    result = CliRunner().invoke(cli, [*map(str, arguments)])

    assert (result.exit_code, result.stderr) == (0, told.format(plan=plan))


@pytest.mark.parametrize("title", ["TÊN LOẠI VĂN BẢN6", "KẾ HOẠCH"])
def test_the_form_of_the_decree_is_no_faulty_plan(title, tmp_path):
    path = tmp_path / "mau.txt"
    path.write_text(FORM.format(title=title), encoding="utf-8")

    result = run(path, "--format", "json")

    assert result.exit_code == 0
    assert result.stderr == (
        f"{path}:1: cảnh báo: văn bản là mẫu trình bày chưa điền («TÊN CƠ QUAN, TỔ CHỨC2»), "
        "nên kết quả kiểm tra chỉ để tham khảo [blank-form]\n"
    )
    assert {one["severity"] for one in json.loads(result.stdout)} == {"info"}


def test_the_form_of_the_decree_cannot_be_imported(tmp_path):
    path = tmp_path / "mau.txt"
    path.write_text(FORM.format(title="TÊN LOẠI VĂN BẢN6"), encoding="utf-8")

    result = CliRunner().invoke(cli, ["import", str(path), "-o", str(tmp_path / "kh")])

    assert result.exit_code == 2
    assert result.output == (
        f"{path}:1: lỗi: đây là mẫu trình bày chưa điền, không phải kế hoạch: "
        "không thấy dòng «KẾ HOẠCH» ở đầu văn bản [not-a-plan]\n"
    )


FORM = """\
TÊN CƠ QUAN, TỔ CHỨC2
Số:        /…3...-...4...
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
....... 5 ......., ngày …… tháng …… năm ……

{title}
......... 7 ........

..................................................8 ........................./.

Nơi nhận:
- ...............;
- Lưu: VT, ...9. … 10.
QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ
Họ và tên
"""
