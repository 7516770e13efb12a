"""The command line: results on stdout, all else on stderr, files whole or not at all, never a traceback."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from conftest import FRONT, thorough_only
from docx_reading import Docx

from cchc_draft import __version__
from cchc_draft.cli import cli
from cchc_draft.language import use_language
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
TARGET = "ha-noi-phuong-ngoc-ha-2026.docx"
COMMAND = (sys.executable, "-m", "cchc_draft")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Work in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(here):
    """Return a function that runs a command in this process, in an empty folder."""
    runner = CliRunner()

    def invoke(*arguments):
        return runner.invoke(cli, [str(argument) for argument in arguments], prog_name="cchc-draft")

    yield invoke
    use_language("vi")


@pytest.fixture
def spawn(here):
    """Return a function that runs a command as a process of its own."""

    def start(*arguments, **options):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60, **options)

    return start


def validator(schema):
    """Return what holds values against a schema; the schema itself is checked once."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def texts(data: bytes) -> list[str]:
    return [one.text for one in Docx(data).paragraphs()]


def assert_refused(result, *pieces, code=""):
    """Assert that a command says what is wrong on stderr, and nothing else anywhere."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for piece in pieces:
        assert piece in result.stderr
    if code:
        assert result.stderr.rstrip().endswith(f"[{code}]")


# draft: where the file goes.


def test_a_draft_lands_in_the_working_folder_under_the_name_of_the_plan(run, here):
    result = run("draft", EXAMPLE)

    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{TARGET}\n", "")
    assert [path.name for path in here.iterdir()] == [TARGET]
    assert "KẾ HOẠCH" in texts((here / TARGET).read_bytes())


@pytest.mark.parametrize("plan", [EXAMPLE / "ke-hoach.md", f"{EXAMPLE}/", EXAMPLE / ".." / EXAMPLE.name])
def test_the_plan_may_be_named_in_other_ways(plan, run, here):
    result = run("draft", plan)

    assert result.stdout == f"{TARGET}\n"
    assert (here / TARGET).is_file()


def test_a_plan_is_drafted_from_inside_its_folder(run, here, monkeypatch, plan_folder):
    folder = plan_folder()
    monkeypatch.chdir(folder)

    assert run("draft", ".").stdout == f"{folder.name}.docx\n"
    assert run("draft", "ke-hoach.md", "--force").stdout == f"{folder.name}.docx\n"
    assert sorted(path.name for path in folder.iterdir()) == [f"{folder.name}.docx", "ke-hoach.md"]


@pytest.mark.parametrize("name", ["Kế hoạch số 115.docx", "KE-HOACH.DOCX", "a.b.docx"])
def test_the_target_is_the_one_that_is_named(name, run, here):
    result = run("draft", EXAMPLE, "-o", name)

    assert result.stdout == f"{name}\n"
    assert zipfile.is_zipfile(here / name)


def test_a_dash_writes_the_document_to_stdout_and_nothing_else(run, here):
    result = run("draft", EXAMPLE, "-o", "-")

    assert result.exit_code == 0
    assert "KẾ HOẠCH" in texts(result.stdout_bytes)
    assert result.stderr == ""
    assert not list(here.iterdir())


def test_an_existing_file_is_kept_without_force(run, here):
    (here / TARGET).write_text("của tôi")

    result = run("draft", EXAMPLE)

    assert_refused(result, f"{TARGET}: lỗi: tệp đã có và được giữ nguyên; thêm --force để ghi đè", code="output-exists")
    assert (here / TARGET).read_text() == "của tôi"


def test_force_replaces_an_existing_file(run, here):
    (here / TARGET).write_text("của tôi")

    result = run("draft", EXAMPLE, "--force")

    assert result.exit_code == 0
    assert zipfile.is_zipfile(here / TARGET)
    assert len(list(here.iterdir())) == 1


def test_a_failed_draft_leaves_the_existing_file_even_with_force(run, here, plan_folder):
    (here / "ke-hoach-1.docx").write_text("của tôi")

    result = run("draft", plan_folder(body="{{ khong_co }}\n"), "--force")

    assert_refused(result)
    assert (here / "ke-hoach-1.docx").read_text() == "của tôi"
    assert [path.name for path in here.iterdir()] == ["ke-hoach-1.docx"]


@pytest.mark.parametrize(
    ("target", "message", "code"),
    [
        (
            "ke-hoach.odt",
            "ke-hoach.odt: lỗi: không ghi được loại tệp «.odt»; dùng được: .docx, .html, .md, .pdf",
            "output-kind",
        ),
        ("ke-hoach.doc", "không ghi được loại tệp «.doc»", "output-kind"),
        ("ke-hoach", "không ghi được loại tệp «ke-hoach»", "output-kind"),
        ("khong/co/x.docx", "x.docx: lỗi: không có thư mục «khong/co»", "output-folder-missing"),
        ("folder.docx", "folder.docx: lỗi: đây là thư mục; -o phải là tên tệp", "output-is-folder"),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_any_work(target, message, code, run, here):
    (here / "folder.docx").mkdir()

    assert_refused(run("draft", EXAMPLE, "-o", target), message, code=code)
    assert [path.name for path in here.iterdir()] == ["folder.docx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_right_to_write_is_told(run, here):
    here.chmod(0o500)
    try:
        result = run("draft", EXAMPLE)
    finally:
        here.chmod(0o700)

    assert_refused(result, f"{TARGET}: lỗi: không ghi được tệp: không có quyền truy cập", code="output-failed")
    assert not list(here.iterdir())


# draft: what is in it.


def test_another_profile_drafts_the_same_text_for_another_agency(run, plan_folder):
    result = run("draft", plan_folder(), "--profile", "ha-noi/ubnd", "-o", "-")

    found = texts(result.stdout_bytes)
    assert "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI" in found
    assert "ỦY BAN NHÂN DÂN\nPHƯỜNG NGỌC HÀ" not in found


def test_an_unknown_profile_is_refused_with_the_nearest_one_and_the_folders(run):
    result = run("draft", EXAMPLE, "--profile", "ha-noi/phuong-ngoc-haa")

    assert_refused(
        result,
        "không có hồ sơ «ha-noi/phuong-ngoc-haa»; đã tìm trong: ",
        str(ROOT / "profiles"),
        "có phải ý là «ha-noi/phuong-ngoc-ha»?",
        code="unknown-profile",
    )


def test_an_own_folder_of_profiles_wins(run, here):
    (here / "own" / "ha-noi").mkdir(parents=True)
    own = (ROOT / "profiles/ha-noi/phuong-ngoc-ha.yaml").read_text().replace("Nguyễn Văn Hưng", "Đỗ Thị Ước")
    (here / "own/ha-noi/phuong-ngoc-ha.yaml").write_text(own)

    result = run("draft", EXAMPLE, "--profiles", "own", "-o", "-")

    assert "Đỗ Thị Ước" in texts(result.stdout_bytes)


@pytest.fixture
def restyled(here):
    """Return a folder with an own layout that says so."""
    folder = here / "mau"
    folder.mkdir()
    with (
        zipfile.ZipFile(ROOT / "templates" / "ke-hoach.docx") as usual,
        zipfile.ZipFile(folder / "rieng.docx", "w") as own,
    ):
        for name in usual.namelist():
            own.writestr(name, usual.read(name).replace("Nơi nhận:".encode(), "Nơi nhận (mẫu riêng):".encode()))
    return folder


def test_an_own_layout_is_used_by_path_and_by_name(restyled, run):
    by_path = run("draft", EXAMPLE, "--layout", restyled / "rieng.docx", "-o", "-")
    by_name = run("draft", EXAMPLE, "--layout", "rieng", "--templates", restyled, "-o", "-")

    assert "Nơi nhận (mẫu riêng):" in texts(by_path.stdout_bytes)
    assert texts(by_name.stdout_bytes) == texts(by_path.stdout_bytes)


def test_an_unknown_or_broken_layout_is_refused(run, here):
    (here / "hong.docx").write_text("không phải Word")

    assert_refused(run("draft", EXAMPLE, "--layout", "khong-co"), "không có mẫu trình bày", code="unknown-layout")
    assert_refused(
        run("draft", EXAMPLE, "--layout", "hong.docx"), "hong.docx: lỗi: không phải tệp Word", code="unreadable-layout"
    )
    assert [path.name for path in here.iterdir()] == ["hong.docx"]


def test_the_draft_mark_is_printed_only_when_asked_for(run):
    usual, marked = run("draft", EXAMPLE, "-o", "-"), run("draft", EXAMPLE, "--du-thao", "-o", "-")

    assert texts(marked.stdout_bytes).count("DỰ THẢO") == 1
    assert "DỰ THẢO" not in texts(usual.stdout_bytes)


def test_warnings_go_to_stderr_and_the_draft_is_made(run, here, plan_folder):
    plan = plan_folder(
        front="ho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\ntrich_yeu: Cải cách hành chính năm 2026.\n",
    )

    result = run("draft", plan, "-o", "x.docx")

    assert result.exit_code == 0
    assert result.stdout == "x.docx\n"
    assert (
        "ke-hoach.md:4:12: cảnh báo: trích yếu không được kết thúc bằng dấu câu [trich-yeu-no-period]" in result.stderr
    )
    assert (here / "x.docx").is_file()


def test_all_faults_of_a_plan_are_told_at_once_with_their_places(run, plan_folder):
    plan = plan_folder(
        front="ho_so: ha-noi/phuong-ngoc-ha\nnam: hai nghìn\ntrich_yue: A\ntrich_yeu: B\nluu: VT\n",
        body="# Mục\n\n{{ nam }\n",
    )

    result = run("draft", plan)

    assert_refused(result, "ke-hoach.md:3:6: lỗi:", "ke-hoach.md:4:1: lỗi:", "có phải ý là «trich_yeu»?")
    assert len(result.stderr.splitlines()) >= 3


def test_the_schema_of_a_plan_is_printed_and_fits_the_examples(run):
    result = run("draft", "--schema")

    assert (result.exit_code, result.stderr) == (0, "")
    schema = validator(json.loads(result.stdout))
    for folder in sorted((ROOT / "examples").iterdir()):
        head = yaml.safe_load((folder / "ke-hoach.md").read_text().split("---\n")[1])
        schema.validate(json.loads(json.dumps(head, default=str)))
    with pytest.raises(jsonschema.ValidationError):
        schema.validate({"ho_so": "a", "nam": 2026, "trich_yeu": "b", "trich_yue": "c"})


# Other kinds of output, final plans.


@pytest.mark.parametrize(("name", "start"), [("x.md", b"---\nho_so: "), ("x.html", b"<!"), ("x.MD", b"---\n")])
def test_the_extension_chooses_the_kind(name, start, run, here):
    result = run("draft", EXAMPLE, "-o", name)

    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{name}\n", "")
    assert (here / name).read_bytes().startswith(start)


def test_a_draft_as_text_is_drafted_again(run, here):
    run("draft", EXAMPLE, "-o", "mot.md")
    second, third = run("draft", "mot.md", "-o", "hai.md"), run("draft", "mot.md", "-o", "-")

    assert (second.exit_code, third.exit_code) == (0, 0)
    assert (here / "hai.md").read_bytes() == (here / "mot.md").read_bytes()
    assert texts(third.stdout_bytes) == texts(run("draft", EXAMPLE, "-o", "-").stdout_bytes)


def test_a_final_plan_has_no_open_mark(run, here, plan_folder):
    plan = plan_folder(body="# Mục\n\nKhảo sát […] phiếu.\n")

    assert_refused(
        run("draft", plan, "--final"),
        "ke-hoach.md:8:10: lỗi: chỗ «[…]» chưa điền; bản chính thức không được còn chỗ trống",
        code="placeholder-left",
    )
    assert not list(here.iterdir())
    drafted = run("draft", plan)
    assert (drafted.exit_code, drafted.stdout) == (0, f"{plan.name}.docx\n")
    assert "còn 1 chỗ chưa điền" in drafted.stderr


def test_a_final_plan_is_not_marked_as_a_draft(run, plan_folder):
    assert_refused(
        run("draft", plan_folder(), "--final", "--du-thao"), "bản chính thức không in chữ DỰ THẢO", code="draft-mark"
    )
    assert run("draft", EXAMPLE, "--final").stderr == ""


def test_a_pdf_without_libreoffice_is_told(run, here, monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_SOFFICE", "/none")

    assert_refused(run("draft", EXAMPLE, "-o", "x.pdf"), "không tìm thấy LibreOffice", code="no-libreoffice")
    assert not list(here.iterdir())


# new and templates.

NEW = ("--profile", "ha-noi/phuong-ngoc-ha", "--year", "2027")


def test_templates_lists_what_new_takes(run):
    result = run("templates")

    assert (result.exit_code, result.stderr) == (0, "")
    listed = [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert listed == sorted(path.parent.name for path in (ROOT / "templates").glob("*/mau.yaml"))


@pytest.mark.parametrize("template", sorted(path.parent.name for path in (ROOT / "templates").glob("*/mau.yaml")))
def test_a_new_plan_can_be_drafted_at_once(template, run, here):
    result = run("new", template, *NEW)

    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{template}-2027\n", "")
    drafted = run("draft", f"{template}-2027")
    assert (drafted.exit_code, drafted.stdout) == (0, f"{template}-2027.docx\n")
    assert {line.rpartition("[")[2] for line in drafted.stderr.splitlines()} <= {"placeholder-left]"}


def test_a_new_plan_goes_where_it_is_told_and_keeps_what_is_there(run, here):
    (here / "co").mkdir()
    (here / "co" / "cua-toi.txt").write_text("của tôi")

    assert run("new", "tuyen-truyen", *NEW, "-o", "a/b").stdout == "a/b\n"
    assert_refused(run("new", "tuyen-truyen", *NEW, "-o", "co"), "thư mục đã có tệp", code="output-exists")
    assert [path.name for path in (here / "co").iterdir()] == ["cua-toi.txt"]
    assert run("new", "tuyen-truyen", *NEW, "-o", "co", "--force").exit_code == 0
    assert {"cua-toi.txt", "ke-hoach.md"} < {path.name for path in (here / "co").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("khong-co", *NEW), "không có mẫu nội dung «khong-co»"),
        (("../cchc-nam", *NEW), "không có mẫu nội dung «../cchc-nam»"),
        (("tuyen-truyen", "--profile", "khong-co", "--year", "2027"), "không có hồ sơ «khong-co»"),
        (("tuyen-truyen", "--year", "2027"), "--profile"),
        (("tuyen-truyen", *NEW[:2]), "--year"),
        (("tuyen-truyen", *NEW[:3], "1990"), "'--year' không đúng"),
        (("tuyen-truyen", *NEW[:3], "nay"), "'--year' không đúng"),
        (("tuyen-truyen", *NEW, "-o", "tep"), "đây là tệp; -o phải là tên thư mục"),
        ((*NEW,), "TEMPLATE"),
    ],
)
def test_a_new_plan_that_cannot_be_is_refused_and_nothing_made(arguments, message, run, here):
    (here / "tep").touch()

    result = run("new", *arguments)

    assert_refused(result, message)
    assert "is not in the range" not in result.stderr
    assert [path.name for path in here.iterdir()] == ["tep"]


# profiles.


def test_profiles_lists_every_profile_with_its_name(run):
    result = run("profiles")

    listed = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(listed) == sorted(listed)
    assert listed["ha-noi/phuong-ngoc-ha"] == "Ủy ban nhân dân phường Ngọc Hà"
    assert listed["phuong"] == "(hồ sơ cấp, để kế thừa)"
    files = (ROOT / "profiles").rglob("*.yaml")
    assert set(listed) == {path.relative_to(ROOT / "profiles").with_suffix("").as_posix() for path in files}


def test_profiles_of_an_own_folder_are_listed_too(run, here):
    (here / "own").mkdir()
    (here / "own/phuong-thu.yaml").write_text("ke_thua: phuong\ndia_ban: phường Thử\ntinh: thành phố Hà Nội\n")

    assert "Ủy ban nhân dân phường Thử" in run("profiles", "--profiles", "own").stdout
    assert "phường Thử" not in run("profiles").stdout


PROFILES = sorted(
    path.relative_to(ROOT / "profiles").with_suffix("").as_posix() for path in (ROOT / "profiles").rglob("*.yaml")
)


@pytest.mark.parametrize("identifier", PROFILES)
def test_a_shown_profile_is_yaml_that_reads_back_to_the_same_values(identifier, run):
    result = run("profiles", "show", identifier)

    assert (result.exit_code, result.stderr) == (0, "")
    shown = yaml.load(result.stdout, Loader=yaml.BaseLoader)
    assert shown == ProfileStore((ROOT / "profiles",)).tree(identifier).plain()


AWKWARD = ["yes", "no", "012", "1e3", "null", "~", "a: b", "a #b", "#a", "'nháy'", '"kép"', "- gạch", "[x]", "*sao"]
AWKWARD += ["&neo", "!thẻ", "%x", "@a", "`b`", "kết thúc:", "dấu, phẩy", "C:\\thư mục", "😀", "2026-03-04", "|", ">"]


def test_awkward_values_of_a_profile_read_back_the_same(run, here):
    (here / "own").mkdir()
    profile = {
        "ke_thua": "phuong",
        "dia_ban": "phường Thử",
        "tinh": "thành phố Hà Nội",
        "tu_ngu": {f"k{number}": value for number, value in enumerate(AWKWARD)},
        "noi_nhan": [],
    }
    (here / "own/thu.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True, sort_keys=False))

    result = run("profiles", "--profiles", "own", "show", "thu")

    shown = yaml.load(result.stdout, Loader=yaml.BaseLoader)
    assert list(shown["tu_ngu"].values()) == AWKWARD
    assert shown["noi_nhan"] == []


def test_a_shown_value_names_the_file_and_line_it_comes_from(run):
    shown = run("profiles", "show", "ha-noi/phuong-ngoc-ha").stdout.splitlines()

    name = next(line for line in shown if line.startswith("  ho_ten:"))
    value, _, origin = name.partition("  # ")
    file, _, number = origin.rpartition(":")
    assert value == "  ho_ten: Nguyễn Văn Hưng"
    assert "Nguyễn Văn Hưng" in Path(file).read_text().splitlines()[int(number) - 1]
    assert any(line.startswith("ky_hieu: KH-UBND") and "phuong.yaml:" in line for line in shown)


@pytest.mark.parametrize("identifier", ["khong-co", "../profiles/chung", "/etc/passwd", ""])
def test_an_unknown_profile_is_not_shown(identifier, run):
    assert_refused(run("profiles", "show", identifier), f"không có hồ sơ «{identifier}»", "[unknown-profile]")


def test_a_faulty_profile_is_not_shown(run, here):
    (here / "own").mkdir()
    (here / "own/thu.yaml").write_text("ke_thua: phuong\ndia_ban: làng Thử\n")

    assert_refused(run("profiles", "--profiles", "own", "show", "thu"), "thu.yaml:2:10: lỗi:", "thấy «làng Thử»")


@pytest.mark.parametrize(
    ("options", "target", "agency"),
    [
        (("--commune", "Móng Cái 2"), "profiles/quang-ninh/phuong-mong-cai-2.yaml", "PHƯỜNG MÓNG CÁI 2"),
        (("--commune", "xã Ba Vì", "--province", "Hà Nội"), "profiles/ha-noi/xa-ba-vi.yaml", "XÃ BA VÌ"),
        (("--commune", "van don"), "profiles/quang-ninh/dac-khu-van-don.yaml", "ĐẶC KHU VÂN ĐỒN"),
        (("--province", "Cà Mau"), "profiles/ca-mau/ubnd.yaml", "TỈNH CÀ MAU"),
    ],
)
def test_a_new_profile_can_draft_at_once(options, target, agency, run, here, plan_folder):
    made = run("profiles", "new", *options)

    assert (made.exit_code, made.stdout, made.stderr) == (0, f"{target}\n", "")
    identifier = target.removeprefix("profiles/").removesuffix(".yaml")
    drafted = run("draft", plan_folder(), "--profile", identifier, "-o", "-")
    assert drafted.stderr == ""
    assert f"ỦY BAN NHÂN DÂN\n{agency}" in texts(drafted.stdout_bytes)


def test_a_new_profile_goes_where_it_is_told(run, here):
    run("profiles", "new", "--province", "Cà Mau", "-o", "p.yaml")
    printed = run("profiles", "new", "--province", "Cà Mau", "-o", "-")

    assert printed.stdout == (here / "p.yaml").read_text()
    assert yaml.safe_load(printed.stdout)["dia_ban"] == "tỉnh Cà Mau"
    assert [path.name for path in here.iterdir()] == ["p.yaml"]


def test_a_new_profile_does_not_replace_one_that_is_there(run, here):
    (here / "p.yaml").write_text("của tôi")

    assert_refused(run("profiles", "new", "--province", "Cà Mau", "-o", "p.yaml"), code="output-exists")
    assert (here / "p.yaml").read_text() == "của tôi"
    assert run("profiles", "new", "--province", "Cà Mau", "-o", "p.yaml", "--force").exit_code == 0
    assert "tỉnh Cà Mau" in (here / "p.yaml").read_text()


@pytest.mark.parametrize(
    ("options", "pieces"),
    [
        ((), ("--commune, --province",)),
        (("--commune", "Ba Vì"), ("có nhiều nơi tên «Ba Vì»", "xã Ba Vì", "tỉnh Quảng Ngãi", "--province")),
        (("--commune", "Ngọc Hàa"), ("không có «Ngọc Hàa»", "phường Ngọc Hà")),
        (("--commune", "xyzxyz"), ("không có «xyzxyz»",)),
        (("--province", "Hà Tây"), ("không có «Hà Tây»",)),
        (("--commune", "Ngọc Hà", "--province", "Cà Mau"), ("không có «Ngọc Hà»",)),
        (("--province", "Cà Mau", "-o", "khong/co.yaml"), ("không có thư mục «khong»",)),
    ],
)
def test_a_new_profile_of_an_unknown_or_unclear_place_is_refused(options, pieces, run, here):
    assert_refused(run("profiles", "new", *options), *pieces)
    assert not list(here.iterdir())


def test_the_schema_of_profiles_is_printed_and_fits_the_shipped_ones(run):
    result = run("profiles", "schema")

    assert (result.exit_code, result.stderr) == (0, "")
    schema = validator(json.loads(result.stdout))
    for path in shipped("profiles").rglob("*.yaml"):
        schema.validate(yaml.safe_load(path.read_text()))
    with pytest.raises(jsonschema.ValidationError):
        schema.validate({"dia_bna": "phường Thử"})


# Wrong use.


def test_the_version_is_told(run):
    assert run("--version").stdout == f"cchc-draft {__version__}\n"


@pytest.mark.parametrize("arguments", [("--help",), ("draft", "-h"), ("profiles", "-h"), ("profiles", "new", "--help")])
def test_help_goes_to_stdout_and_is_vietnamese(arguments, run):
    result = run(*arguments)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Cách dùng: cchc-draft")
    assert "Tùy chọn:" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("dratf", "x"),
        ("draft",),
        ("draft", EXAMPLE, "--khong-co"),
        ("draft", EXAMPLE, EXAMPLE),
        ("draft", EXAMPLE, "-o"),
        ("draft", EXAMPLE, "--profiles", "khong-co"),
        ("draft", EXAMPLE, "--templates", "khong-co"),
        ("profiles", "show"),
        ("profiles", "khong-co"),
        ("--lang", "fr", "profiles"),
    ],
)
def test_wrong_use_is_status_2_on_stderr(arguments, run, here):
    assert_refused(run(*arguments), "Lỗi: ")
    assert not list(here.iterdir())


def test_messages_are_english_on_request(run):
    english, vietnamese = run("--lang", "en", "draft", "khong-co"), run("draft", "khong-co")

    assert_refused(english, "khong-co: ", code="unreadable-file")
    assert_refused(vietnamese, "khong-co: lỗi: không đọc được tệp: không có tệp này", code="unreadable-file")


BAD_PLANS = {
    "nothing": None,
    "empty": b"",
    "no head": "# Mục\n\nĐoạn.\n".encode(),
    "no end of head": b"---\nho_so: a\n",
    "list as head": b"---\n- a\n---\nx\n",
    "broken yaml": b"---\nho_so: [a\n---\nx\n",
    "tab in yaml": b"---\nho_so:\n\t- a\n---\nx\n",
    "alias": b"---\nho_so: &a x\nnam: *a\n---\nx\n",
    "tag": b"---\nho_so: !!python/object/apply:os.system [ls]\n---\nx\n",
    "legacy letters": "---\nho_so: thành\n---\n".encode("cp1258", "replace"),
    "utf-16": "---\nho_so: a\n---\n".encode("utf-16"),
    "control letter": b"---\nho_so: a\n---\nx\x07y\n",
    "zero bytes": bytes(1000),
    "word file": (ROOT / "templates" / "ke-hoach.docx").read_bytes(),
    "unknown profile": b"---\nho_so: khong/co\nnam: 2026\ntrich_yeu: A\n---\nx\n",
    "cycle of braces": b"---\nho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: A\n---\n{{ {{ }} }}\n",
    "endless text": b"---\nho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: A\n---\n{{ 'a' * 10 ** 9 }}\n",
    "reach into python": b"---\nho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: A\n---\n{{ nam.__class__.__mro__ }}\n",
    "no body": b"---\nho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: A\n---\n",
    "year out of range": b"---\nho_so: ha-noi/ubnd\nnam: 99999\ntrich_yeu: A\n---\nx\n",
    "deep yaml": b"---\nho_so: " + b"[" * 2000 + b"]" * 2000 + b"\n---\nx\n",
}


@pytest.mark.parametrize("name", BAD_PLANS)
def test_a_bad_plan_is_told_without_a_traceback(name, run, here):
    (here / "plan").mkdir()
    if BAD_PLANS[name] is not None:
        (here / "plan" / "ke-hoach.md").write_bytes(BAD_PLANS[name])

    result = run("draft", "plan")

    assert isinstance(result.exception, SystemExit), result.exception
    assert_refused(result, "lỗi: ")
    assert [path.name for path in here.iterdir()] == ["plan"]


# As a process.


def test_the_module_runs_as_a_program(spawn, here):
    result = spawn("draft", EXAMPLE)

    assert (result.returncode, result.stdout.decode(), result.stderr.decode()) == (0, f"{TARGET}{os.linesep}", "")
    assert zipfile.is_zipfile(here / TARGET)


def test_a_refused_run_ends_with_status_2(spawn, here):
    result = spawn("draft", "khong-co")

    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith("khong-co: lỗi: ")
    assert not list(here.iterdir())


@thorough_only
def test_the_document_on_stdout_is_whole(spawn):
    result = spawn("draft", EXAMPLE, "-o", "-")

    assert zipfile.ZipFile(io.BytesIO(result.stdout)).testzip() is None


def test_plain_terminals_do_not_stop_a_run(spawn):
    environment = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    result = spawn("draft", EXAMPLE, "-o", "Kế hoạch.docx", env=environment)

    assert result.returncode == 0
    assert b"Traceback" not in result.stderr


def started(here, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here, env=environment)


def test_of_two_runs_at_once_one_makes_the_file_and_the_other_is_told(here):
    runs = [started(here, "draft", EXAMPLE, "-o", "x.docx") for _ in range(2)]
    outputs = [one.communicate(timeout=60) for one in runs]

    assert sorted(one.returncode for one in runs) == [0, 2]
    assert sum(b"[output-exists]" in errors for _, errors in outputs) == 1
    assert [path.name for path in here.iterdir()] == ["x.docx"]
    assert zipfile.ZipFile(here / "x.docx").testzip() is None


@thorough_only
def test_two_runs_at_once_with_force_leave_one_whole_file(here):
    runs = [started(here, "draft", EXAMPLE, "-o", "x.docx", "--force") for _ in range(2)]
    outputs = [one.communicate(timeout=60) for one in runs]

    assert [one.returncode for one in runs] == [0, 0], outputs
    assert [path.name for path in here.iterdir()] == ["x.docx"]
    assert zipfile.ZipFile(here / "x.docx").testzip() is None


def test_two_first_runs_at_once_share_an_empty_cache(here, monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_CACHE", str(here / "cache"))
    runs = [started(here, "draft", EXAMPLE, "-o", f"{number}.docx") for number in range(2)]
    outputs = [one.communicate(timeout=60) for one in runs]

    assert [one.returncode for one in runs] == [0, 0], outputs
    assert texts((here / "0.docx").read_bytes()) == texts((here / "1.docx").read_bytes())
    assert not [path for path in (here / "cache").iterdir() if "." in path.name]


@pytest.mark.parametrize(
    "command",
    [
        ("draft", ".", "-o", "ke-hoach.md"),
        ("draft", "ke-hoach.md", "-o", "./ke-hoach.md"),
        ("draft", ".", "--layout", "mau.docx", "-o", "mau.docx"),
        ("tasks", ".", "-o", "nhiem-vu.xlsx"),
        ("import", "noi-dung.txt", "--keep", "-o", "."),
        ("check", "mau.docx", "--format", "docx", "-o", "mau.docx"),
        ("diff", ".", "mau.docx", "-o", "mau.docx"),
    ],
)
def test_what_a_command_reads_is_not_written_over_even_by_force(run, here, plan_folder, command, monkeypatch):
    front = FRONT + "phu_luc: [{trich_yeu: Danh mục, nhiem_vu: nhiem-vu.xlsx}]\n"
    monkeypatch.chdir(plan_folder(front=front))
    form = run("appendix", "--template-xlsx", "-o", "nhiem-vu.xlsx")
    assert form.exit_code == 0
    shutil.copy(ROOT / "templates" / "ke-hoach.docx", "mau.docx")
    Path("noi-dung.txt").write_text("Họp giao ban lúc tám giờ.\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}

    done = run(*command, "--force")

    assert (done.exit_code, done.stderr.split(" [")[-1]) == (2, "output-is-source]\n")
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_a_plan_is_drafted_in_its_own_folder_with_the_profiles_beside_it(run, here, plan_folder, monkeypatch):
    folder = plan_folder(front=FRONT.replace("ha-noi/phuong-ngoc-ha", "nghe-an/xa-nam-can"))
    assert run("profiles", "new", "--commune", "Xã Nậm Cắn", "--province", "Nghệ An").exit_code == 0
    shutil.move("profiles", folder.parent / "profiles")
    monkeypatch.chdir(folder)

    assert run("draft", ".", "-o", "ra.html", "--no-check").exit_code == 0
    assert "XÃ NẬM CẮN" in Path("ra.html").read_text(encoding="utf-8")


def test_commands_to_type_next_have_quotation_marks_around_names_with_spaces(run, here, plan_folder):
    plan_folder(front=FRONT + "so: 115\n").rename("Kế hoạch cũ")

    done = run("next-year", "Kế hoạch cũ", "--year", "2027", "-o", "Kế hoạch mới")

    assert 'cchc-draft confirm "Kế hoạch mới"' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("confirm", "khong-co"), "Giá trị của 'DIR' không đúng: không có thư mục «khong-co»"),
        (("confirm", "tep.txt"), "Giá trị của 'DIR' không đúng: «tep.txt» không phải là thư mục"),
        (("next-year", "a", "--year", "x", "-o", "b"), "Giá trị của '--year' không đúng: 'x' không phải là số nguyên hợp lệ."),
        (("new", "tuyen-truyen", "--profile", "ha-noi/ubnd", "--year", "2027", "-o", "kh.docx"), "kh.docx: lỗi: lệnh này làm ra một thư mục, không phải một tệp; hãy bỏ đuôi «.docx» ở -o [output-is-folder-name]"),
        (("import", "khong-co", "-o", "b"), "khong-co: lỗi: không đọc được tệp: không có tệp này [unreadable-file]"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_vietnamese_words(run, here, arguments, fault):
    (here / "tep.txt").touch()

    done = run(*arguments)

    assert (done.exit_code, done.stderr.splitlines()[-1].removeprefix("Lỗi: ")) == (2, fault)
