"""README is held to the program: every command in it runs, every option and key of the program is in it."""

import os
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from made_once import draft_of

import cchc_draft
from cchc_draft import api
from cchc_draft.cli import cli
from cchc_draft.front_matter import AppendixRecord, CitationRecord, FrontMatter
from cchc_draft.profile import ChecksRecord, Profile, SignatureRecord, UnitRecord
from cchc_draft.profile_store import ProfileStore
from cchc_draft.tasks import COLUMN_TITLES, TaskRecord
from cchc_draft.templating import FILTERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
EXAMPLE = str(ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026")
DRAFT = "cchc-draft draft KẾ_HOẠCH -o OUT.docx"


def command_lines():
    """Yield the command lines of README: whole ones, and those that only add options to `draft`."""
    for line in re.findall(r"`(cchc-draft [^`]+)`", README):
        if "…" not in line and line != "cchc-draft draft":
            yield line
    for options in re.findall(r"`… (--[^`]+)`", README):
        yield f"{DRAFT} {options}"
    for language, block in BLOCKS:
        if language == "console":
            yield from re.findall(r"^cchc-draft .*", block, re.MULTILINE)


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_every_command_line_runs(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", str(ROOT / "profiles"))
    shutil.copy(ROOT / "templates" / "ke-hoach.docx", tmp_path / "mau-rieng.docx")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(Path(EXAMPLE) / "nhiem-vu.yaml", tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "ke-hoach-2027")
    words = {"KẾ_HOẠCH": EXAMPLE, "DIR": str(tmp_path), "NHIỆM_VỤ": "nhiem-vu.yaml"}
    (tmp_path / "ke-hoach-cu.docx").write_bytes(draft_of(Path(EXAMPLE).name))
    words |= {"KẾ_HOẠCH_CŨ": "ke-hoach-cu.docx", "KẾ_HOẠCH_CẤP_TRÊN": str(ROOT / "examples" / "ha-noi-ubnd-2026")}
    words |= {"MẪU": "cchc-nam", "ID": "lai-chau/ubnd", "NĂM": "2027"}
    if line.startswith(("cchc-draft new ", "cchc-draft import", "cchc-draft next-year", "cchc-draft adapt")):
        words["DIR"] = str(tmp_path / "moi")
        shutil.rmtree(tmp_path / "ke-hoach-2027")
    if line.startswith("cchc-draft confirm"):
        words["DIR"] = str(tmp_path / "nam-sau")
        made = CliRunner().invoke(cli, ["next-year", EXAMPLE, "--year", "2027", "-o", words["DIR"]])
        assert made.exit_code == 0, made.output
    if "--profile " in line:
        words["KẾ_HOẠCH"] = str(ROOT / "examples" / "lai-chau-so-vhttdl-2026")
        line = line.replace("ha-noi/so-vhtt", "bac-ninh/so-vhttdl")
    arguments = [words.get(word, word) for word in shlex.split(line)[1:]]

    result = CliRunner().invoke(cli, arguments, input="q\n")

    assert result.exit_code == 0, result.output
    assert result.output


RULES = re.compile(r"(<!-- quy-tac: do chương trình ghi -->\n).*?(<!-- het-quy-tac -->)", re.DOTALL)
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}


def test_the_rules_of_readme_are_those_of_the_program():
    rows = [
        f"| `{rule.code}` | {SEVERITIES[rule.severity]} | {rule.clause} | {rule.summary.replace('|', '&#124;')} |"
        for rule in api.rules().values()
    ]
    made = "\n".join(["| Mã | Mức | Căn cứ | Nội dung |", "|---|---|---|---|", *rows, ""])
    wanted = RULES.sub(lambda match: match[1] + made + match[2], README)
    if os.environ.get("GOLDEN_UPDATE"):
        (ROOT / "README.md").write_text(wanted, encoding="utf-8")

    assert wanted == README


def options(command):
    """Yield every option of a command and of the commands below it."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield max(parameter.opts, key=len)
    for inner in getattr(command, "commands", {}).values():
        yield from options(inner)


@pytest.mark.parametrize("name", sorted(set(options(cli))))
def test_every_option_is_named(name):
    assert name in README


@pytest.mark.parametrize(
    "key",
    sorted(
        {
            declared.name
            for record in (
                FrontMatter,
                AppendixRecord,
                CitationRecord,
                ChecksRecord,
                Profile,
                UnitRecord,
                SignatureRecord,
                TaskRecord,
            )
            for declared in record.keys.values()
        }
        | set(COLUMN_TITLES)
        | set(FILTERS)
    ),
)
def test_every_key_column_and_filter_is_named(key):
    assert re.search(rf"(?<![a-z_]){key}(?![a-z_])", README)


def test_the_plan_and_the_tasks_of_readme_draft(tmp_path):
    plan = next(block for _, block in BLOCKS if block.startswith("---\nho_so"))
    tasks = next(block for _, block in BLOCKS if block.startswith("- ma:"))
    (tmp_path / "ke-hoach.md").write_text(plan, encoding="utf-8")
    (tmp_path / "nhiem-vu.yaml").write_text(tasks, encoding="utf-8")

    result = cchc_draft.draft(tmp_path, profiles=ROOT / "profiles")

    assert result.plan.letterhead.number == 115
    assert result.plan.appendices[0].tasks[0].id == "kh"
    assert result.warnings == ()


def test_the_profile_of_readme_loads(tmp_path):
    profile = next(block for _, block in BLOCKS if block.startswith("ke_thua: phuong"))
    (tmp_path / "xa.yaml").write_text(profile, encoding="utf-8")

    store = ProfileStore((tmp_path, ROOT / "profiles"))

    assert store.load("xa").recipients[-1] == "Trung tâm Y tế xã"
    assert "tt_hcc" not in store.load("xa").units


def test_the_department_of_readme_loads(tmp_path):
    profile = next(block for _, block in BLOCKS if block.startswith("ke_thua: so"))
    (tmp_path / "so.yaml").write_text(profile.replace("ke_thua: so", "ke_thua: cap/so"), encoding="utf-8")
    (tmp_path / "cap").mkdir()
    shutil.copy(ROOT / "profiles" / "so.yaml", tmp_path / "cap" / "so.yaml")

    assert ProfileStore((tmp_path, ROOT / "profiles")).load("so").symbol == "KH-SNV"


def test_the_python_of_readme_runs(tmp_path, monkeypatch):
    source = next(block for language, block in BLOCKS if language == "python")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", str(ROOT / "profiles"))

    exec(compile(source, "README.md", "exec"), {})

    assert (tmp_path / "ke-hoach.docx").stat().st_size > 5000


def test_every_make_target_of_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"make (\w+)", README)) <= targets
