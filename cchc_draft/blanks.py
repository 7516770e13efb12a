"""The mark of what only the office knows: ``[…]``, or with a hint ``[… số phiếu khảo sát]``.

Drafts show the marks highlighted; a final draft refuses them. Beside them stand the signs for words that are there but
still to be confirmed: no file holds these, only what is on its way to a writer.
"""

from __future__ import annotations

import re

BLANK = re.compile(r"\[(?:…|\.\.\.)[^\[\]\n]*\]")
PLAIN_BLANK = "[…]"

OPEN, CLOSE = "\ue010", "\ue011"
"""Stand, in what is about to be written as a document, around words that are still to be confirmed."""
SHOWN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}|{BLANK.pattern}")
"""What a draft highlights."""


def has_blank(text: str) -> bool:
    """Tell whether *text* holds a mark.

    >>> has_blank("Kế hoạch số […]/KH-UBND"), has_blank("điểm [1]")
    (True, False)
    """
    return "[" in text and BLANK.search(text) is not None


def has_shown(text: str) -> bool:
    """Tell whether *text* holds anything that a draft highlights."""
    return OPEN in text or has_blank(text)


def marked(words: str) -> str:
    """Return words as those still to be confirmed."""
    return f"{OPEN}{words}{CLOSE}"


def unmarked(text: str) -> str:
    """Return *text* without the signs around what is still to be confirmed."""
    return text.replace(OPEN, "").replace(CLOSE, "")
