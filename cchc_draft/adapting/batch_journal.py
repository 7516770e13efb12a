"""What a batch has made, so that the next run goes on from there: lines of JSON that people can read.

A line is added before its files are written, so that a run that is killed leaves no file that nobody knows; a file
counts as made when its bytes are those of the line. The folder is held by one run at a time, by a lock that ends with
the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Any

from cchc_draft.errors import OutputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.output import write_whole
from cchc_draft.source_text import reason

FOLDER = ".cchc"
NAME = "da-lam.jsonl"
LOCK = "dang-chay"
SCRATCH = re.compile(r"\.cchc-.+")
"""Files and folders that a killed run was still writing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made for a commune, and from what."""

    ma: str
    """Id of its profile."""
    nguon: str
    """Digest of all that it was made from."""
    tep: Mapping[str, str] = field(default_factory=dict)
    """Files by name in the folder, to the digests of their bytes."""
    can_xac_nhan: int = 0
    canh_bao: int = 0
    ly_do: Sequence[str] = ()


def digest(data: bytes) -> str:
    """Return what tells bytes apart."""
    return hashlib.sha256(data).hexdigest()[:24]


class Journal:
    """The journal of a folder, held by this run."""

    def __init__(self, folder: Path, entries: dict[str, Entry], known: dict[str, set[str]], file: IO[bytes]) -> None:
        """Go on from the entries that are there."""
        self.folder, self.entries, self.known, self.file = folder, entries, known, file

    @classmethod
    @contextlib.contextmanager
    def open(cls, folder: Path) -> Iterator[Journal]:
        """Hold the journal of a folder, which is made where it is missing.

        Raises OutputError where another run holds it, or where nothing can be written.
        """
        with contextlib.ExitStack() as stack:
            try:
                (folder / FOLDER).mkdir(parents=True, exist_ok=True)
                stack.enter_context(_held(folder))
                _sweep(folder)
                entries, known = _read(folder / FOLDER / NAME)
                file = stack.enter_context((folder / FOLDER / NAME).open("ab"))
                if file.tell() and not _ends_line(folder / FOLDER / NAME):
                    file.write(b"\n")
            except OSError as error:
                raise failed(folder, error) from error
            yield cls(folder, entries, known, file)

    def state(self, identifier: str, source: str, names: Sequence[str]) -> str:
        """Return whether the files of a commune are "made" from this source, "changed" by hand, "foreign" or "due"."""
        entry = self.entries.get(identifier)
        found = {name: self._bytes(name) for name in names}
        if any(data is not None and digest(data) not in self.known.get(name, ()) for name, data in found.items()):
            return "changed" if entry else "foreign"
        is_whole = entry is not None and set(names) <= set(entry.tep)
        if not is_whole or entry is None or entry.nguon != source:
            return "due"
        same = all(data is not None and digest(data) == entry.tep[name] for name, data in found.items())
        return "made" if same else "due"

    def _bytes(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:  # a folder of that name, a file of somebody else
            return b""

    def add(self, entry: Entry) -> None:
        """Note what is about to be written. Raises OSError."""
        self.file.write(_line(entry).encode())
        self.file.flush()
        self.entries[entry.ma] = entry
        for name, value in entry.tep.items():
            self.known.setdefault(name, set()).add(value)

    def finish(self) -> None:
        """Keep one line for each commune."""
        lines = b"".join(_line(self.entries[name]).encode() for name in sorted(self.entries))
        self.file.close()
        write_whole(self.folder / FOLDER / NAME, lines or b"\n", force=True)


def _line(entry: Entry) -> str:
    return json.dumps({one.name: getattr(entry, one.name) for one in fields(entry)}, ensure_ascii=False) + "\n"


def failed(folder: Path, error: OSError) -> OutputError:
    """Return what is told when the folder cannot be written."""
    return OutputError([Problem("output-failed", FAILED, {"reason": reason(error)}, Place(str(folder)))])


def _read(path: Path) -> tuple[dict[str, Entry], dict[str, set[str]]]:
    """Return the last entry of each commune, and all digests that files ever had; lines cut short are left out."""
    entries: dict[str, Entry] = {}
    known: dict[str, set[str]] = {}
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return entries, known
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            entry = Entry(**json.loads(line))
            entries[entry.ma] = entry
            for name, value in entry.tep.items():
                known.setdefault(name, set()).add(value)
    return entries, known


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _sweep(folder: Path) -> None:
    """Take away what a killed run was still writing."""
    for path in [*folder.iterdir(), *(folder / FOLDER).iterdir()]:
        if SCRATCH.fullmatch(path.name) and path.name != FOLDER:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the folder for this process. Raises OutputError where another process holds it."""
    with (folder / FOLDER / LOCK).open("ab") as file:
        try:
            _lock(file)
        except OSError as error:
            raise OutputError([Problem("folder-in-use", IN_USE, {}, Place(str(folder)))]) from error
        yield


def _lock(file: IO[Any]) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


IN_USE = N_("một lần chạy khác đang ghi vào thư mục này; hãy đợi nó xong rồi chạy lại")
FAILED = N_("không ghi được vào thư mục này: {reason}; những tệp đã ghi đều đủ, lần chạy sau làm tiếp")
