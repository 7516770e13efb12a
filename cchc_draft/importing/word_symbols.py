"""Signs of symbol fonts (Symbol, Wingdings) in Unicode: what plans use, such as ticks, arrows and bullets."""

from __future__ import annotations

import re
from collections.abc import Mapping

PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Codes of symbol fonts as Word stores them in text."""
FIRST = 0xF000

GREEK = dict(
    zip("ABCDEFGHIKLMNOPQRSTUWXYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True),
) | dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
SYMBOL: Mapping[int, str] = {
    **{code: chr(code) for code in (*range(0x20, 0x40), 0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)},
    **{ord(letter): greek for letter, greek in GREEK.items()},
    0x2A: "∗", 0x2D: "−", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xBE: "⎯", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE0: "◊", 0xE5: "∑",
}  # fmt: skip
WINGDINGS: Mapping[int, str] = {
    0x20: " ", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x3F: "✍", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·",
    0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA6: "❍", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
WINGDINGS_2: Mapping[int, str] = {
    0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "●", 0xA3: "□", 0xA2: "■",
}  # fmt: skip
TABLES: Mapping[str, Mapping[int, str]] = {"symbol": SYMBOL, "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}
FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")


def is_symbol_font(font: str) -> bool:
    """Tell whether the letters of *font* are signs."""
    return font.strip().casefold() in FONTS


def sign(code: int, font: str) -> str | None:
    """Return the character that *font* shows for a code; None for one that is not known.

    >>> sign(0xF0FC, "Wingdings"), sign(0x2013, "Times New Roman"), sign(0xF0FC, "Webdings")
    ('✓', '–', None)
    """
    if is_symbol_font(font):
        return TABLES.get(font.strip().casefold(), {}).get(code & 0xFF if code >= FIRST else code)
    if FIRST <= code <= FIRST + 0xFF:
        return chr(code - FIRST) if 0x20 <= code - FIRST < 0x7F else SYMBOL.get(code - FIRST)
    is_printed = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE
    return chr(code) if is_printed else None


def signs(text: str, font: str) -> tuple[str, set[str]]:
    """Return *text* in a symbol font, or with codes of one, in Unicode, and the characters that are not known.

    Unknown characters stay as they are.
    """
    unknown: set[str] = set()

    def shown(letter: str) -> str:
        known = sign(ord(letter), font)
        if known is None:
            unknown.add(letter)
        return letter if known is None else known

    if is_symbol_font(font):
        return "".join(
            letter if letter.isspace() or ord(letter) > FIRST + 0xFF else shown(letter) for letter in text
        ), unknown
    return PRIVATE.sub(lambda match: shown(match[0]), text), unknown
