"""Text for comparing: small letters without marks, one letter for each letter, so that what is found has its place.

>>> flat("KẾ HOẠCH"), flat("Đã ký")
('ke hoach', 'da ky')
"""

from __future__ import annotations

import re
import unicodedata


class _Letters(dict[int, int]):
    """Letter to letter without marks; filled as letters are met."""

    def __missing__(self, code: int) -> int:
        first = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
        self[code] = ord("d" if first == "đ" else first)
        return self[code]


_LETTERS = _Letters()

RULE = re.compile(r"[\s\-_–—=*~.─━…oO°0]{0,200}")
"""A drawn line, or the asterisk of the Party's letterhead."""


def flat(text: str) -> str:
    """Return *text* in small letters without marks, letter by letter."""
    return text.translate(_LETTERS)


def is_drawn_line(text: str) -> bool:
    """Tell whether *text* is only a line made of signs: "-----", "*", "___"."""
    return RULE.fullmatch(text) is not None and not text.strip().isalnum()


def is_capital(text: str) -> bool:
    """Tell whether the letters of *text* are capitals; a few small ones that a scan misread do no harm."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return bool(letters) and small * 8 <= len(letters)


def one_line(text: str) -> str:
    """Return *text* with every run of white space as one space."""
    return " ".join(text.split())
