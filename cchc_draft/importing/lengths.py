"""How long the texts of a plan may be: what is longer is no plan, and would take minutes to write down as one."""

from __future__ import annotations

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.formats import decimal
from cchc_draft.language import N_

PARAGRAPH_LIMIT = 200_000
"""Letters of one paragraph; a whole plan has some 60,000."""
TEXT_LIMIT = 8_000_000
"""Letters of a document."""


def check_paragraph(letters: int, place: Place) -> None:
    """Raise InputError for a paragraph that is too long."""
    if letters > PARAGRAPH_LIMIT:
        facts = {"limit": decimal(PARAGRAPH_LIMIT)}
        raise InputError([Problem("paragraph-too-long", LONG_PARAGRAPH, facts, place)])


def check_text(letters: int, place: Place) -> None:
    """Raise InputError for a document that is too long."""
    if letters > TEXT_LIMIT:
        raise InputError([Problem("text-too-long", LONG_TEXT, {"limit": decimal(TEXT_LIMIT)}, place)])


LONG_PARAGRAPH = N_("đoạn này dài hơn {limit} ký tự, không phải một đoạn của kế hoạch; hãy ngắt thành nhiều đoạn")
LONG_TEXT = N_("văn bản dài hơn {limit} ký tự; hãy chia thành nhiều tệp nhỏ hơn")
