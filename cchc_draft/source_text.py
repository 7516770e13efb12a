"""Text files as the user wrote them: UTF-8 or a clear error, NFC, no characters that Word files cannot hold."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from pathlib import Path

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_

SIZE_LIMIT = 8_000_000
"""Bytes; no plan or profile is near it, and a mistaken file stops here."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 forbids, and DEL."""


SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML, and not to an editor."""


OFFICE_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How files of Word, Excel, LibreOffice and PDF begin."""


def typed(path: Path) -> str:
    """Return a path as it is typed on a command line: in quotation marks when it has spaces or signs.

    >>> typed(Path("ke hoach 2027"))
    '"ke hoach 2027"'
    """
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:+-]+", text) else f'"{text}"'


def existing(path: Path) -> Path:
    """Return *path* as the disk spells it, where a name is there in the other way of writing Vietnamese letters.

    Letters with their marks apart (from macOS, from archives) look the same, and are another name to the system.
    """
    if os.path.lexists(path) or str(path).isascii():
        return path
    found = Path(path.anchor)
    for part in path.parts[1:] if path.anchor else path.parts:
        found /= part if os.path.lexists(found / part) else _same_letters(found, part)
    return found


def _same_letters(folder: Path, name: str) -> str:
    """Return the name in *folder* that reads like *name*, *name* itself if there is none."""
    wanted = unicodedata.normalize("NFC", name)
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError:
        return name
    return next((one for one in names if unicodedata.normalize("NFC", one) == wanted), name)


def read_text(path: Path, file: str = "") -> str:
    """Return the text of *path* in NFC with plain line ends; *file* is its name in messages.

    Raises InputError when the file is missing, too large, not UTF-8, or holds control characters.
    """
    file = file or str(path)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise _fault("unreadable-file", NOT_REGULAR, Place(file))
        if path.is_file() and path.stat().st_size > SIZE_LIMIT:
            raise _fault("file-too-large", TOO_LARGE, Place(file), limit=SIZE_LIMIT // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        raise _fault("unreadable-file", UNREADABLE, Place(file), reason=reason(error)) from error
    return decode(data, file)


def decode(data: bytes, file: str) -> str:
    """Return *data* as text, as :func:`read_text` does."""
    if data.startswith(OFFICE_MARKS):
        raise _fault("not-a-text", NOT_A_TEXT, Place(file), name=typed(Path(file)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault("not-utf-8", NOT_UTF8, Place(file, line)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", SEPARATORS.sub(" ", text))
    problems = [
        Problem(
            "control-character",
            CONTROL,
            {"character": f"U+{ord(match[0]):04X}"},
            place_of(text, match.start(), file),
        )
        for match in FORBIDDEN.finditer(text)
    ]
    if problems:
        raise InputError(problems)
    return text


def place_of(text: str, offset: int, file: str) -> Place:
    """Return line and column of the character at *offset*."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)


REASONS: dict[type[OSError], str] = {
    FileNotFoundError: N_("không có tệp này"),
    IsADirectoryError: N_("đây là thư mục, không phải tệp"),
    NotADirectoryError: N_("một phần của đường dẫn không phải là thư mục"),
    PermissionError: N_("không có quyền truy cập"),
    FileExistsError: N_("tên này đã có"),
}


ERRNO_REASONS = {
    errno.ENAMETOOLONG: N_("tên tệp quá dài"),
    errno.ENOSPC: N_("đĩa đã đầy"),
    errno.ELOOP: N_("liên kết trỏ vòng tròn"),
    errno.EROFS: N_("ổ đĩa chỉ cho phép đọc"),
    errno.EIO: N_("thiết bị lỗi"),
}


def reason(error: OSError) -> str:
    """Return in Vietnamese why the system refused."""
    from cchc_draft.language import translate

    return (
        translate(REASONS.get(type(error)) or ERRNO_REASONS.get(error.errno or 0) or "") or error.strerror or str(error)
    )


def _fault(code: str, message: str, place: Place, **facts: object) -> InputError:
    return InputError([Problem(code, message, facts, place)])


UNREADABLE = N_("không đọc được tệp: {reason}")
NOT_REGULAR = N_("đây không phải là tệp thường")
TOO_LARGE = N_("tệp lớn hơn {limit} MB, không phải tệp kế hoạch")
NOT_A_TEXT = N_(
    "đây là tệp Word, Excel hoặc PDF, không phải tệp chữ; nếu là kế hoạch thì nhập trước bằng lệnh: "
    "cchc-draft import {name} -o <thư mục mới>"
)
NOT_UTF8 = N_("tệp không phải UTF-8; hãy mở tệp và lưu lại với bảng mã UTF-8")
CONTROL = N_("có ký tự điều khiển {character} mà tệp Word không chứa được; hãy xóa ký tự này")
