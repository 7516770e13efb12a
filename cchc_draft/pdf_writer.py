"""A .docx as PDF through LibreOffice, which must be installed."""

from __future__ import annotations

from cchc_draft import libreoffice
from cchc_draft.errors import OutputError, Problem
from cchc_draft.language import N_

TIME_LIMIT = libreoffice.TIME_LIMIT


def find_program() -> str:
    """Return the path of LibreOffice. Raises OutputError where there is none."""
    try:
        return libreoffice.find_program()
    except libreoffice.ProgramError as error:
        raise _fault(error) from error


def write(docx: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return the PDF of a .docx. Raises OutputError when LibreOffice is absent, fails or takes too long."""
    try:
        made = libreoffice.convert(docx, ".docx", "pdf", time_limit=time_limit)
        if not (made.startswith(b"%PDF-") and b"%%EOF" in made[-1024:]):
            raise libreoffice.ProgramError("failed", libreoffice.find_program())
    except libreoffice.ProgramError as error:
        raise _fault(error) from error
    return made


def _fault(error: libreoffice.ProgramError) -> OutputError:
    code, message = FAULTS[error.cause]
    facts = {"variable": libreoffice.PROGRAM_VARIABLE, "program": error.program, "seconds": error.seconds}
    return OutputError([Problem(code, message, facts)])


ABSENT = N_(
    "không tìm thấy LibreOffice để làm tệp PDF; hãy cài LibreOffice (hoặc đặt biến {variable}), "
    "hoặc ghi ra .docx rồi xuất PDF bằng Word"
)
FAILED = N_("LibreOffice ({program}) không làm được tệp PDF")
TOO_SLOW = N_("LibreOffice chưa làm xong tệp PDF sau {seconds} giây nên đã dừng lại")
FAULTS = {
    "absent": ("no-libreoffice", ABSENT),
    "failed": ("pdf-failed", FAILED),
    "too-large": ("pdf-failed", FAILED),
    "too-slow": ("pdf-timeout", TOO_SLOW),
}
