"""What every test can use: a cache of its own, and small plan folders."""

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.dont_write_bytecode:  # where none may lie beside the sources: all modules would be compiled in every process
    BYTECODE = Path(__file__).parents[1] / ".pytest_cache" / "bytecode"
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(BYTECODE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from made_once import EXAMPLES, draft_of

from cchc_draft.cli import cli

settings.register_profile("quick", max_examples=15, deadline=None, database=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=2000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("quick")  # pytest --hypothesis-profile=thorough looks further

THOROUGH = bool(os.environ.get("CCHC_DRAFT_THOROUGH"))
"""Whether all is tried; else, of large tables, a part that has every kind."""
thorough_only = pytest.mark.skipif(not THOROUGH, reason="takes long: CCHC_DRAFT_THOROUGH=1 runs it")


def tries(count):
    """Return how many examples a slow property tries: *count*, or as many as a larger profile asks for."""
    return count if settings.get_current_profile_name() == "quick" else settings.default.max_examples


def some(cases, every, kind=lambda _case: ""):
    """Return every so many of *cases* and the first of each kind, in order; all in a thorough run."""
    cases, seen = list(cases), set()
    firsts = [not (kind(case) in seen or seen.add(kind(case))) for case in cases]
    return [case for at, case in enumerate(cases) if THOROUGH or at % every == 0 or firsts[at]]


def pytest_collection_modifyitems(config, items):
    """Leave of cases that are tried in several ways (*way* among their parameters) one way each, in turn.

    A thorough run has all.
    """
    groups = {}
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if "way" in given and len(given) > 1 and not THOROUGH:
            rest = repr([(name, value) for name, value in given.items() if name != "way"])
            groups.setdefault((item.path, item.originalname, rest), []).append(item)
    kept = {ways[index % len(ways)] for index, ways in enumerate(groups.values())}
    left = [item for ways in groups.values() for item in ways if item not in kept]
    if left:
        config.hook.pytest_deselected(items=left)
        dropped = set(left)
        items[:] = [item for item in items if item not in dropped]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """Let the garbage collector pass over what lives as long as the run: modules, and twelve thousand tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 10)


FRONT = """\
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
"""
BODY = """\
UBND phường ban hành Kế hoạch như sau:

# Mục đích

Nâng cao hiểu biết.
"""


@pytest.fixture(autouse=True, scope="session")
def own_settings(tmp_path_factory):
    """Compile into an empty cache, and see nothing of the user's own profiles, layouts and language."""
    names = ("CCHC_DRAFT_CACHE", "CCHC_DRAFT_PROFILES", "CCHC_DRAFT_TEMPLATES", "CCHC_DRAFT_LANG")
    before = {name: os.environ.pop(name, None) for name in names}
    os.environ["CCHC_DRAFT_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def plan_folder(tmp_path):
    """Return a function that writes a plan folder and returns its path.

    *front* is the YAML between the dashes, *body* the Markdown below, *tasks* the text of nhiem-vu.yaml.
    """
    count = 0

    def write(front=FRONT, body=BODY, tasks=None):
        nonlocal count
        count += 1
        folder = tmp_path / f"ke-hoach-{count}"
        folder.mkdir()
        (folder / "ke-hoach.md").write_text(f"---\n{front}---\n{body}", encoding="utf-8")
        if tasks is not None:
            (folder / "nhiem-vu.yaml").write_text(tasks, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def resaved(tmp_path_factory):
    """Return the folder of what LibreOffice saves of the shipped layout and of examples, all saved in one run."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("resaved")
    files = [EXAMPLES.parent / "templates" / "ke-hoach.docx"]
    for name in ("ha-noi-phuong-ngoc-ha-2026", "ha-noi-ubnd-2026"):
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(draft_of(name))
    command = [soffice, f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", folder / "out", *files], check=True, capture_output=True, timeout=120)
    return folder / "out"


@pytest.fixture
def run_command(tmp_path, monkeypatch):
    """Return a function that runs a command in a folder of its own, and expects an exit status."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", str(EXAMPLES.parent / "profiles"))

    def command(*arguments, code=0):
        result = CliRunner().invoke(cli, list(map(str, arguments)))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code == code, result.output
        return result

    return command
