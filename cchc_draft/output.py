"""Files appear whole or not at all, and nothing is replaced unless the user says so."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cchc_draft.errors import OutputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.source_text import reason

WRITERS = (".docx", ".html", ".md", ".pdf")
"""Kinds of output, by extension."""
TABLE_WRITERS = (".docx", ".html", ".pdf")
"""Kinds of output of a task table alone."""
DOCUMENTS = frozenset((*WRITERS, ".doc", ".odt", ".txt", ".xlsx", ".yaml"))
"""How names of files end: a new folder of such a name would be taken for a document."""
OVERVIEW_WRITERS = (".ics", ".xlsx", ".html", ".svg")
"""Kinds of output of an overview of tasks."""


def default_target(plan: Path) -> Path:
    """Return where a draft goes when nothing is said: a .docx in the working folder, named after the plan folder."""
    folder = plan if plan.is_dir() or plan.suffix != ".md" else plan.parent
    return Path(f"{folder.absolute().resolve().name}.docx")


def check_extension(path: Path, kinds: Sequence[str] = WRITERS) -> None:
    """Raise OutputError for an extension that is none of *kinds*."""
    if path.is_dir():
        raise _fault("output-is-folder", IS_FOLDER, path)
    if path.suffix.lower() not in kinds:
        known = ", ".join(kinds)
        raise _fault("output-kind", UNKNOWN_KIND, path, found=path.suffix or path.name, known=known)


def check_target(path: Path, *, force: bool = False) -> None:
    """Raise OutputError when *path* cannot become a new file: told before any work is done."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise _fault("output-failed", FAILED, path, reason=reason(error)) from error
    if path.is_dir():
        raise _fault("output-is-folder", IS_FOLDER, path)
    if not path.parent.is_dir():
        raise _fault("output-folder-missing", NO_FOLDER, path, folder=path.parent)
    if path.exists() and not force:
        raise _fault("output-exists", EXISTS, path)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Let one process at a time change the files of a folder; others wait, where the system has such a lock."""
    descriptor = None
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write *data* to *path* in one move; an existing file is kept unless *force*.

    Raises OutputError when the file exists, appears meanwhile, or cannot be written.
    """
    check_target(path, force=force)
    scratch = None
    try:
        scratch = path.with_name(f".cchc-{os.getpid()}-{id(data):x}.tmp")
        with scratch.open("xb") as file:
            file.write(data)
        if force:
            scratch.replace(path)
        else:
            _place_new(scratch, path)
    except FileExistsError as error:
        raise _fault("output-exists", EXISTS, path) from error
    except OSError as error:
        raise _fault("output-failed", FAILED, path, reason=reason(error)) from error
    finally:
        if scratch is not None:
            with contextlib.suppress(OSError):  # a read-only disk refuses this too, even where nothing was written
                scratch.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write *files*, by name, into a new folder that appears in one move; with *force* into an existing one.

    Raises OutputError when the folder exists and is not empty, is named like a document, or cannot be written.
    """
    try:
        if path.is_file():
            raise _fault("output-is-file", IS_FILE, path)
        if path.is_dir():
            _fill_folder(path, files, force=force)
        elif path.suffix.lower() in DOCUMENTS:
            raise _fault("output-is-folder-name", NAMED_AS_FILE, path, found=path.suffix)
        else:
            _make_folder(path, files)
    except OSError as error:
        raise _fault("output-failed", FAILED, path, reason=reason(error)) from error


def replace_text(path: Path, text: str) -> None:
    """Write *text* over a file that is there, in one move, with the line ends and the mark that the file had.

    Raises OutputError when it cannot be written.
    """
    try:
        before = path.read_bytes()
    except OSError as error:
        raise _fault("output-failed", FAILED, path, reason=reason(error)) from error
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    write_whole(path, mark + text.encode(), force=True)


def _make_folder(path: Path, files: Mapping[str, bytes]) -> None:
    parent = path.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cchc-", dir=parent) as scratch:
        made = Path(scratch) / "moi"
        for name, data in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(data)
        try:
            made.rename(path)
        except OSError as error:
            if isinstance(error, FileExistsError) or error.errno == errno.ENOTEMPTY:  # another run was faster
                raise _fault("output-exists", FOLDER_EXISTS, path) from error
            raise


def _fill_folder(path: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write into a folder that is there: into an empty one, or over the files of the same names with *force*."""
    if any(path.iterdir()) and not force:
        raise _fault("output-exists", FOLDER_EXISTS, path)
    for name in files:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        check_target(path / name, force=force)
    for name, data in files.items():
        write_whole(path / name, data, force=force)


def _place_new(scratch: Path, path: Path) -> None:
    """Give the finished file its name; FileExistsError if somebody was faster."""
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        scratch.replace(path)


def _fault(code: str, message: str, path: Path, **facts: object) -> OutputError:
    return OutputError([Problem(code, message, facts, Place(str(path)))])


EXISTS = N_("tệp đã có và được giữ nguyên; thêm --force để ghi đè, hoặc chọn tên khác bằng -o")
IS_FOLDER = N_("đây là thư mục; -o phải là tên tệp")
FOLDER_EXISTS = N_("thư mục đã có tệp và được giữ nguyên; thêm --force để ghi đè, hoặc chọn tên khác bằng -o")
NAMED_AS_FILE = N_("lệnh này làm ra một thư mục, không phải một tệp; hãy bỏ đuôi «{found}» ở -o")
IS_FILE = N_("đây là tệp; -o phải là tên thư mục")
NO_FOLDER = N_("không có thư mục «{folder}»")
FAILED = N_("không ghi được tệp: {reason}")
UNKNOWN_KIND = N_("không ghi được loại tệp «{found}»; dùng được: {known}")
