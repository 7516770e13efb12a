"""Files of other kinds, turned into what the readers read: .doc, .odt and .rtf into .docx, PDF into text.

The work is done by programs that must be installed (LibreOffice, pdftotext of poppler). They run without a shell, in a
folder of their own, within a time limit, and fetch nothing from a network.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from cchc_draft import libreoffice
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import legacy_fonts, pdf_layout
from cchc_draft.language import N_, Message
from cchc_draft.libreoffice import ProgramError
from cchc_draft.source_text import TOO_LARGE

SIZE_LIMIT = 64_000_000
"""Bytes of a file that is given to another program."""
UNPACKED_LIMIT = 300_000_000
ENTRY_LIMIT = 5_000
LISTING_LIMIT = 20_000_000
"""Bytes of the list of words of a PDF, about a hundred for each word; plans have less than one million."""
TIME_LIMIT = 120
"""Seconds."""
PDF_PROGRAM_VARIABLE = "CCHC_DRAFT_PDFTOTEXT"

OLE, RTF, ZIP, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rt", b"PK\x03\x04", b"%PDF-"

WORD_SUFFIXES = {".doc": ("doc", "rtf"), ".odt": ("odt",), ".rtf": ("rtf",)}
"""Suffixes that LibreOffice turns into .docx, and what such files may really be."""


def to_docx(data: bytes, file: str, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return a .doc, .odt or .rtf file as .docx; one that is a .docx under another name is returned as it is.

    Raises InputError when the file is of another kind, protected or damaged, or when LibreOffice does not do it.
    """
    _check_size(data, file)
    kind = kind_of(data)
    if kind == "docx":
        return data
    suffix = PurePath(file).suffix.casefold()
    if kind not in WORD_SUFFIXES.get(suffix, ()):
        raise _wrong_kind(kind, suffix, file)
    if _is_protected(data, kind, file):
        raise _fault("encrypted", ENCRYPTED, file)
    try:
        docx = libreoffice.convert(data, f".{kind}", "docx", time_limit=time_limit)
    except ProgramError as error:
        raise _program_fault(error, LIBREOFFICE, file) from error
    if kind_of(docx) != "docx":
        raise _fault("conversion-failed", LIBREOFFICE["failed"].message, file)
    return docx


def kind_of(data: bytes) -> str:
    """Return what a file is by its first bytes: "doc", "rtf", "docx", "odt", "zip", "pdf", "html", or "" for others."""
    if data.startswith(OLE):
        return "doc"
    if data.startswith(RTF):
        return "rtf"
    if data.startswith(ZIP):
        return _kind_of_archive(data)
    if PDF in data[:1024]:
        return "pdf"
    return "html" if HTML.search(data[:2048]) else ""


HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|\?xml)|^MIME-Version:", re.IGNORECASE)


def _kind_of_archive(data: bytes) -> str:
    names = data[:4096]
    if b"application/vnd.oasis.opendocument.text" in names:
        return "odt"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    return "docx" if "word/document.xml" in entries else "odt" if "content.xml" in entries else "zip"


def _is_protected(data: bytes, kind: str, file: str) -> bool:
    """Tell whether a file needs a password; an .rtf never does."""
    return _is_protected_doc(data) if kind == "doc" else kind == "odt" and _is_protected_odt(data, file)


def _is_protected_doc(data: bytes) -> bool:
    """Tell whether a .doc needs a password ([MS-DOC] 2.5.2: fEncrypted), or is a protected file of newer Word."""
    start = -1
    while (start := data.find(b"\xec\xa5", start + 1)) >= 0:
        if start % 512 == 0:
            return bool(data[start + 11 : start + 12] and data[start + 11] & 0x01)
    return "EncryptedPackage".encode("utf-16-le") in data


def _is_protected_odt(data: bytes, file: str) -> bool:
    """Tell whether an .odt needs a password. Raises InputError when it is damaged or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise _fault("file-too-large", UNPACKS_TOO_LARGE, file, limit=UNPACKED_LIMIT // 1_000_000)
            with archive.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(1_000_000)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, KeyError, OSError, EOFError) as error:
        raise _fault("damaged", DAMAGED, file) from error


class PdfText(NamedTuple):
    """The text of a PDF, a form feed after each page, and what is doubtful or missing in it."""

    text: str
    problems: tuple[Problem, ...] = ()


def pdf_text(data: bytes, file: str, *, time_limit: float = TIME_LIMIT) -> PdfText:
    """Return the text of a PDF as it is laid out on its pages.

    Raises InputError when it needs a password, is damaged or holds only pictures, or when pdftotext does not do it.
    """
    _check_size(data, file)
    kind = kind_of(data)
    if kind != "pdf":
        raise _wrong_kind(kind, ".pdf", file)
    try:
        read = pdf_layout.read(_run_pdftotext(data, file, time_limit))
    except ProgramError as error:
        raise _program_fault(error, PDFTOTEXT, file) from error
    if len(read.empty) == read.pages:
        raise _fault("photo-pdf", PHOTO, file, pages=read.pages)
    text, problems = legacy_fonts.from_legacy(read.text, file)
    return PdfText(text, (*problems, *_doubts(read, file)))


def _run_pdftotext(data: bytes, file: str, time_limit: float) -> str:
    """Return the words of a PDF with their places.

    Raises ProgramError, and InputError for a protected or damaged PDF.
    """
    program = shutil.which(os.environ.get(PDF_PROGRAM_VARIABLE) or "pdftotext")
    if not program:
        raise ProgramError("absent")
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source, listing, errors = folder / "ke-hoach.pdf", folder / "ke-hoach.html", folder / "errors"
        source.write_bytes(data)
        status = libreoffice.run(
            [program, "-bbox", "-enc", "UTF-8", str(source), str(listing)],
            time_limit,
            errors=errors,
            is_too_large=lambda: _size(listing) > LISTING_LIMIT,
        )
        if _size(listing) > LISTING_LIMIT:
            raise ProgramError("too-large")
        if status:
            is_protected = status == NO_PERMISSION or b"assword" in errors.read_bytes()
            raise _fault("encrypted", ENCRYPTED, file) if is_protected else _fault("damaged", DAMAGED, file)
        try:
            return listing.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise ProgramError("failed", program) from error


NO_PERMISSION = 3
"""Exit status of pdftotext for a PDF whose author forbids to copy text."""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _doubts(read: pdf_layout.Read, file: str) -> Iterator[Problem]:
    """Yield a warning for pages that hold only pictures, and for tables that were put together from places."""
    if read.empty:
        numbers = ", ".join(map(str, read.empty[:MOST_NUMBERS])) + ("…" if len(read.empty) > MOST_NUMBERS else "")
        facts = {"pages": numbers, "count": len(read.empty), "all": read.pages}
        yield Problem("photo-pages", PHOTO_PAGES, facts, Place(file), level="warning")
    if read.tables:
        yield Problem("pdf-tables", PDF_TABLES, {"count": read.tables}, Place(file), level="warning")


MOST_NUMBERS = 20


def _check_size(data: bytes, file: str) -> None:
    if not data:
        raise _fault("empty-file", EMPTY, file)
    if len(data) > SIZE_LIMIT:
        raise _fault("file-too-large", TOO_LARGE, file, limit=SIZE_LIMIT // 1_000_000)


class _Fault(NamedTuple):
    """How a failed program is told."""

    code: str
    message: Message


def _program_fault(error: ProgramError, faults: dict[str, _Fault], file: str) -> InputError:
    fault = faults[error.cause]
    facts = {"variable": libreoffice.PROGRAM_VARIABLE, "pdf_variable": PDF_PROGRAM_VARIABLE}
    return _fault(fault.code, fault.message, file, **facts, program=error.program, seconds=error.seconds)


def _wrong_kind(kind: str, suffix: str, file: str) -> InputError:
    if kind in KIND_NAMES:
        facts = {"suffix": suffix, "kind": KIND_NAMES[kind], "advice": ADVICE[kind]}
        return _fault("wrong-file-kind", WRONG_KIND, file, **facts)
    return _fault("wrong-file-kind", UNKNOWN_KIND, file, suffix=suffix)


def _fault(code: str, message: str, file: str, **facts: object) -> InputError:
    return InputError([Problem(code, message, facts, Place(file))])


KIND_NAMES = {
    "doc": N_("tệp Word 97-2003 (.doc) hoặc tệp Office có mật khẩu"),
    "docx": N_("tệp Word (.docx)"),
    "odt": N_("tệp văn bản OpenDocument (.odt)"),
    "rtf": N_("tệp RTF (.rtf)"),
    "pdf": N_("tệp PDF (.pdf)"),
    "zip": N_("tệp nén (.zip)"),
    "html": N_("trang web (HTML)"),
}
RENAME = N_("hãy đổi đuôi tệp cho đúng")
SAVE_AGAIN = N_("hãy mở bằng Word và lưu lại thành .docx")
ADVICE = {kind: SAVE_AGAIN if kind in ("html", "zip") else RENAME for kind in KIND_NAMES}
WRONG_KIND = N_("tệp có đuôi {suffix} nhưng thật ra là {kind}; {advice}")
UNKNOWN_KIND = N_("đây không phải là tệp {suffix}, hoặc tệp đã hỏng phần đầu")
EMPTY = N_("tệp trống")
UNPACKS_TOO_LARGE = N_("tệp giải nén ra hơn {limit} MB hoặc quá nhiều phần, không phải tệp kế hoạch")
ENCRYPTED = N_("tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại")
DAMAGED = N_("tệp bị hỏng hoặc bị cắt cụt, không đọc được")
PHOTO = N_(
    "tệp PDF ({pages} trang) chỉ có ảnh chụp, ảnh quét, không có chữ; hãy dùng tệp Word gốc, "
    "hoặc nhận dạng chữ (OCR) rồi lưu thành .docx hay .txt"
)
PDF_TABLES = N_(
    "{count} bảng được dựng lại theo vị trí của chữ trên trang PDF; ô gộp theo chiều dọc chỉ có chữ ở một hàng: "
    "hãy đối chiếu từng hàng với bản gốc"
)
PHOTO_PAGES = N_(
    "{count} trong {all} trang không có chữ, chỉ có ảnh: trang {pages}; nội dung các trang này chưa được đọc"
)
LIBREOFFICE: dict[str, _Fault] = {
    "absent": _Fault(
        "no-libreoffice",
        N_(
            "cần LibreOffice để đọc tệp này mà máy chưa có; hãy cài LibreOffice (hoặc đặt biến {variable}), "
            "hoặc mở tệp bằng Word và lưu lại thành .docx"
        ),
    ),
    "failed": _Fault(
        "conversion-failed", N_("LibreOffice không đọc được tệp này; hãy mở bằng Word và lưu lại thành .docx")
    ),
    "too-slow": _Fault(
        "conversion-timeout",
        N_("LibreOffice chưa đọc xong tệp sau {seconds} giây nên đã dừng lại; hãy mở bằng Word và lưu lại thành .docx"),
    ),
}
LIBREOFFICE["too-large"] = LIBREOFFICE["failed"]
PDFTOTEXT: dict[str, _Fault] = {
    "absent": _Fault(
        "no-pdftotext",
        N_(
            "cần chương trình pdftotext để đọc tệp PDF mà máy chưa có; hãy cài poppler-utils (hoặc đặt biến "
            "{pdf_variable}), hoặc dùng tệp Word gốc"
        ),
    ),
    "failed": _Fault("conversion-failed", N_("pdftotext không đọc được tệp PDF này; hãy dùng tệp Word gốc")),
    "too-slow": _Fault(
        "conversion-timeout",
        N_("pdftotext chưa đọc xong tệp PDF sau {seconds} giây nên đã dừng lại; hãy dùng tệp Word gốc"),
    ),
    "too-large": _Fault(
        "file-too-large", N_("tệp PDF có quá nhiều chữ, không phải tệp kế hoạch; hãy dùng tệp Word gốc")
    ),
}
