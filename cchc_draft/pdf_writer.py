"""A .docx as PDF through LibreOffice, which must be installed; nothing of the user's own settings is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cchc_draft.errors import OutputError, Problem
from cchc_draft.language import N_

TIME_LIMIT = 180
"""Seconds; a plan of 2,000 rows takes about ten."""
PROGRAM_VARIABLE = "CCHC_DRAFT_SOFFICE"
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)


def find_program() -> str:
    """Return the path of LibreOffice: the one that CCHC_DRAFT_SOFFICE names, on PATH, or where it is usually put.

    Raises OutputError where there is none.
    """
    for name in _candidates():
        found = shutil.which(name)
        if found:
            return found
    raise OutputError([Problem("no-libreoffice", ABSENT, {"variable": PROGRAM_VARIABLE})])


def _candidates() -> Iterator[str]:
    named = os.environ.get(PROGRAM_VARIABLE)
    if named:
        yield named
        return
    yield from ("soffice", "libreoffice", *PLACES)


def write(docx: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return the PDF of a .docx. Raises OutputError when LibreOffice is absent, fails or takes too long."""
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / "ke-hoach.docx"
        source.write_bytes(docx)
        _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(source)),
            ],
            time_limit,
        )
        try:
            return source.with_suffix(".pdf").read_bytes()
        except OSError as error:
            raise OutputError([Problem("pdf-failed", FAILED, {"program": program})]) from error


def _run(command: list[str], time_limit: float) -> None:
    """Run a program to its end, and end all that it started when it takes too long or is interrupted."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise OutputError([Problem("pdf-failed", FAILED, {"program": command[0]})]) from error
    try:
        process.wait(time_limit)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise OutputError([Problem("pdf-timeout", TOO_SLOW, {"seconds": round(time_limit)})]) from error
    except BaseException:
        _stop(process)
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program with everything that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


ABSENT = N_(
    "không tìm thấy LibreOffice để làm tệp PDF; hãy cài LibreOffice (hoặc đặt biến {variable}), "
    "hoặc ghi ra .docx rồi xuất PDF bằng Word"
)
FAILED = N_("LibreOffice ({program}) không làm được tệp PDF")
TOO_SLOW = N_("LibreOffice chưa làm xong tệp PDF sau {seconds} giây nên đã dừng lại")
