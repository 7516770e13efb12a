"""LibreOffice, started without a window, turns one kind of file into another.

It must be installed. Every run has a profile of its own: nothing of the user's settings is read or touched, macros do
not run, and nothing that a document links to is fetched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

TIME_LIMIT = 180
"""Seconds; a plan of 2,000 rows takes about ten."""
PROGRAM_VARIABLE = "CCHC_DRAFT_SOFFICE"
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
Cause = Literal["absent", "failed", "too-slow", "too-large"]


class ProgramError(Exception):
    """A program is absent, fails, takes too long or writes too much; who called it knows what to tell the user."""

    def __init__(self, cause: Cause, program: str = "", seconds: float = 0) -> None:
        self.cause, self.program, self.seconds = cause, program, round(seconds)
        super().__init__(cause, program, seconds)


def find_program() -> str:
    """Return the path of LibreOffice: the one that CCHC_DRAFT_SOFFICE names, on PATH, or where it is usually put.

    Raises ProgramError where there is none.
    """
    for name in _candidates():
        found = shutil.which(name)
        if found:
            return found
    raise ProgramError("absent")


def _candidates() -> Iterator[str]:
    named = os.environ.get(PROGRAM_VARIABLE)
    if named:
        yield named
        return
    yield from ("soffice", "libreoffice", *PLACES)


def convert(data: bytes, from_suffix: str, to_kind: str, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return a file such as ".doc" as another kind, such as "docx" or "pdf". Raises ProgramError."""
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / f"ke-hoach{from_suffix}"
        source.write_bytes(data)
        _write_settings(folder / "profile")
        run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--norestore", "--convert-to", to_kind, "--outdir", str(folder / "out"), str(source)),
            ],
            time_limit,
        )
        try:
            return (folder / "out" / source.with_suffix(f".{to_kind}").name).read_bytes()
        except OSError as error:
            raise ProgramError("failed", program) from error


SETTINGS = {
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "Office.Writer/Content/Update": {"Link": "0"},
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetNoProxy": "",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
"""No macros, no linked pictures or texts, and a proxy that nobody serves for whatever still asks."""


def _write_settings(profile: Path) -> None:
    """Write what LibreOffice reads on its first start with a profile."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, entries in SETTINGS.items()
        for name, value in entries.items()
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def run(
    command: list[str],
    time_limit: float,
    *,
    errors: Path | None = None,
    is_too_large: Callable[[], bool] = lambda: False,
) -> int:
    """Run a program to its end and return its exit status; what it says on stderr goes to *errors*.

    All that it started is ended with it, also when it takes too long, writes too much or is interrupted. Raises
    ProgramError.
    """
    with (errors or Path(os.devnull)).open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramError("failed", command[0]) from error
    try:
        return _wait(process, command[0], time_limit, is_too_large)
    finally:
        _stop(process)


PAUSE = 0.1
"""Seconds between two looks at a running program."""


def _wait(process: subprocess.Popen[bytes], name: str, time_limit: float, is_too_large: Callable[[], bool]) -> int:
    end = time.monotonic() + time_limit
    while True:
        try:
            return process.wait(max(0.0, min(PAUSE, end - time.monotonic())))
        except subprocess.TimeoutExpired as error:
            if is_too_large():
                raise ProgramError("too-large", name) from error
            if time.monotonic() >= end:
                raise ProgramError("too-slow", name, time_limit) from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program, where it still runs, and everything that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
