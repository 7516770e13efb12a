"""The mark of what only the office knows: ``[…]``, or with a hint ``[… số phiếu khảo sát]``.

Drafts show the marks highlighted; a final draft refuses them.
"""

from __future__ import annotations

import re

BLANK = re.compile(r"\[(?:…|\.\.\.)[^\[\]\n]*\]")
PLAIN_BLANK = "[…]"


def has_blank(text: str) -> bool:
    """Tell whether *text* holds a mark.

    >>> has_blank("Kế hoạch số […]/KH-UBND"), has_blank("điểm [1]")
    (True, False)
    """
    return "[" in text and BLANK.search(text) is not None
