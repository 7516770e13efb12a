"""PDF by way of LibreOffice: absent, failing, hanging; and the user's own LibreOffice is left alone."""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cchc_draft import api, pdf_writer
from cchc_draft.cli import cli
from cchc_draft.errors import OutputError

EXAMPLE = Path(__file__).parents[1] / "examples" / "ha-noi-so-vhtt-2026"
ABSENT = (
    "lỗi: không tìm thấy LibreOffice để làm tệp PDF; hãy cài LibreOffice (hoặc đặt biến CCHC_DRAFT_SOFFICE), "
    "hoặc ghi ra .docx rồi xuất PDF bằng Word [no-libreoffice]"
)
RESULT = (
    'while [ $# -gt 1 ]; do if [ "$1" = --outdir ]; then out=$2; fi; shift; done\n'
    'last=$1; mkdir -p "$out"; result="$out/ke-hoach.pdf"'
)
"""Shell: the file that LibreOffice is given, and where it would put the PDF."""
WHOLE = 'printf "%%PDF-1.7 x\\n%%%%EOF\\n" > "$result"'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stands in for LibreOffice with a shell script")


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """Let temporary files go to a folder that can be looked at, and return it."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return a function that puts a shell script in the place of LibreOffice and returns its path."""

    def write(*commands):
        path = tmp_path / "soffice"
        path.write_text("\n".join(["#!/bin/sh", *commands]) + "\n")
        path.chmod(0o755)
        monkeypatch.setenv("CCHC_DRAFT_SOFFICE", str(path))
        return path

    return write


def fault(**options):
    with pytest.raises(OutputError) as caught:
        pdf_writer.write(b"docx", **options)
    return str(caught.value)


def is_running(identifier):
    """Tell whether a process still does something; one that has ended and waits for its parent does not."""
    try:
        os.kill(identifier, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{identifier}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] not in ("Z", "X")


def has_ended(identifier):
    """Tell whether a process ends within a moment."""
    for _ in range(100):
        if not is_running(identifier):
            return True
        time.sleep(0.02)
    return False


def number_in(file):
    """Return the process number that a script wrote, once it has."""
    for _ in range(100):
        if file.exists() and file.read_text().strip():
            break
        time.sleep(0.02)
    return int(file.read_text())


# Which program.


@pytest.mark.parametrize("named", ["/none", "khong-co-chuong-trinh", "/tmp", __file__])
def test_a_named_program_that_is_none_is_told_and_no_other_is_taken(named, monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_SOFFICE", named)

    assert fault() == ABSENT


@pytest.mark.skipif(sys.platform == "darwin", reason="LibreOffice is looked for among the applications too")
def test_a_machine_without_libreoffice_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("CCHC_DRAFT_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert fault() == ABSENT


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
@pytest.mark.parametrize("named", ["", None])
def test_the_program_is_found_on_path(named, name, program, monkeypatch, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    found = shutil.copy(program(), folder / name)
    if named is None:
        monkeypatch.delenv("CCHC_DRAFT_SOFFICE")
    else:
        monkeypatch.setenv("CCHC_DRAFT_SOFFICE", named)
    monkeypatch.setenv("PATH", str(folder))

    assert pdf_writer.find_program() == str(found)


# What it is given, and what it gives.


def test_the_program_gets_the_document_and_settings_of_its_own(program, tmp_path, scratch):
    program(
        f'printf "%s\\n" "$@" > {tmp_path}/args',
        RESULT,
        f'cp "$last" {tmp_path}/given',
        WHOLE,
    )

    assert pdf_writer.write(b"docx") == b"%PDF-1.7 x\n%%EOF\n"

    arguments = (tmp_path / "args").read_text().splitlines()
    assert (tmp_path / "given").read_bytes() == b"docx"
    assert [one.partition("=")[0] for one in arguments if one.startswith("-env")] == ["-env:UserInstallation"]
    assert {"--headless", "--norestore", "--convert-to", "pdf"} <= set(arguments)
    assert str(scratch) in arguments[0]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    "commands",
    [
        ("exit 1",),
        ("exit 0",),
        ("kill -9 $$",),
        (RESULT, 'mkdir "$result"'),
        (RESULT, ': > "$result"'),
        (RESULT, 'printf "Error: source file could not be loaded" > "$result"'),
        (RESULT, 'printf "%%PDF-1.7 half" > "$result"', "exit 3"),
    ],
    ids=["status 1", "no file", "killed", "a folder", "an empty file", "no PDF", "status 3"],
)
def test_a_program_that_fails_is_told(commands, program, scratch):
    path = program(*commands)

    assert fault() == f"lỗi: LibreOffice ({path}) không làm được tệp PDF [pdf-failed]"
    assert list(scratch.iterdir()) == []


def test_a_program_that_cannot_be_started_is_told(program):
    path = program()
    path.write_bytes(b"\x7fELF is no program")

    assert fault() == f"lỗi: LibreOffice ({path}) không làm được tệp PDF [pdf-failed]"


def test_words_of_the_program_are_not_ours(program, capfd):
    program("echo ra", "echo lỗi >&2", "cat", RESULT, WHOLE)

    pdf_writer.write(b"docx")

    assert capfd.readouterr() == ("", "")


# A program that hangs.


def test_a_program_that_hangs_is_stopped_with_all_that_it_started(program, tmp_path, scratch):
    program("trap '' TERM", f"sleep 60 & echo $! > {tmp_path}/child", f"echo $$ > {tmp_path}/self", "wait", "sleep 60")

    start = time.monotonic()
    said = fault(time_limit=1)

    assert said == "lỗi: LibreOffice chưa làm xong tệp PDF sau 1 giây nên đã dừng lại [pdf-timeout]"
    assert time.monotonic() - start < 10
    assert [has_ended(number_in(tmp_path / name)) for name in ("self", "child")] == [True, True]
    assert list(scratch.iterdir()) == []


@pytest.fixture
def ctrl_c():
    """Make Ctrl-C work where the tests were started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_stops_the_program_too(program, tmp_path, scratch):
    program(f"sleep 60 & echo $! > {tmp_path}/child", "sleep 0.5", f"kill -INT {os.getpid()}", "sleep 60")

    with pytest.raises(KeyboardInterrupt):
        pdf_writer.write(b"docx", time_limit=20)

    assert has_ended(number_in(tmp_path / "child"))
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("status", [0, 1])
def test_a_program_that_ends_leaves_nothing_running(status, program, tmp_path):
    program(f"sleep 60 & echo $! > {tmp_path}/child", RESULT, WHOLE, f"exit {status}")

    try:
        pdf_writer.write(b"docx", time_limit=20)
    except OutputError:
        assert status == 1
    child = number_in(tmp_path / "child")
    ended = has_ended(child)
    if not ended:
        os.kill(child, 9)

    assert ended


# From the command line, and for real.


def test_a_pdf_that_cannot_be_made_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_SOFFICE", "/none")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())

    result = CliRunner().invoke(cli, ["draft", str(EXAMPLE), "-o", "x.pdf"])

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{ABSENT}\n")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_makes_a_pdf_and_the_users_own_settings_are_untouched(tmp_path, monkeypatch, scratch):
    monkeypatch.delenv("CCHC_DRAFT_SOFFICE", raising=False)
    own = tmp_path / ".config" / "libreoffice" / "4" / "user" / "registrymodifications.xcu"
    own.parent.mkdir(parents=True)
    own.write_text("của tôi")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    result = api.draft(EXAMPLE, kind=".pdf")

    assert result.data.startswith(b"%PDF-")
    assert result.data.rstrip().endswith(b"%%EOF")
    assert own.read_text() == "của tôi"
    assert [path.name for path in own.parents[2].rglob("*")] == ["4", "user", own.name]
    assert list(scratch.iterdir()) == []
