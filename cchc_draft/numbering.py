"""Labels from structure: I. / 1. / 1.1. / a) / - / +, and back.

A scheme is data (system, symbols, prefix, suffix, range); :func:`label` and :func:`number` are inverse over its
whole range. Typed numbers never count, so a plan cannot jump from III to V (PL I.II.6c-đ of Decree 30/2020/NĐ-CP).
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

VIETNAMESE_POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in the decree's order: without ă â ê ô ơ ư and without f j w z."""

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class Scheme(NamedTuple):
    """How numbers 1 to *last* are written."""

    system: Literal["roman", "letters", "arabic"]
    suffix: str
    last: int


SECTION = Scheme("roman", ".", 3999)
APPENDIX = Scheme("roman", "", 3999)
CLAUSE = Scheme("arabic", ".", 9999)
POINT = Scheme("letters", ")", len(VIETNAMESE_POINTS))


@cache
def label(number: int, scheme: Scheme) -> str:
    """Return the label of the *number*-th entry.

    >>> label(4, SECTION), label(5, POINT)
    ('IV.', 'đ)')

    Raises ValueError outside 1 to ``scheme.last``.
    """
    if not 1 <= number <= scheme.last:
        raise ValueError(f"{number} is outside 1-{scheme.last}")
    if scheme.system == "roman":
        return _roman(number) + scheme.suffix
    if scheme.system == "letters":
        return VIETNAMESE_POINTS[number - 1] + scheme.suffix
    return str(number) + scheme.suffix


def number(text: str, scheme: Scheme) -> int:
    """Return which entry *text* labels: the inverse of :func:`label`.

    Raises ValueError for text that :func:`label` never gives.
    """
    symbols = text.removesuffix(scheme.suffix)
    if scheme.system == "roman":
        value = _roman_value(symbols)
    elif scheme.system == "letters":
        value = VIETNAMESE_POINTS.find(symbols) + 1 if len(symbols) == 1 else 0
    else:
        value = int(symbols) if symbols.isascii() and symbols.isdigit() else 0
    if not 1 <= value <= scheme.last or label(value, scheme) != text:
        raise ValueError(f"{text!r} is not a label of this scheme")
    return value


def _roman(value: int) -> str:
    digits = []
    for weight, symbol in ROMAN:
        count, value = divmod(value, weight)
        digits.append(symbol * count)
    return "".join(digits)


def _roman_value(symbols: str) -> int:
    weights = {symbol: weight for weight, symbol in ROMAN}
    values = [weights.get(symbol, 0) for symbol in symbols]
    if not all(values):
        return 0
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


class Outline:
    """Counters of sections and khoản, fed with levels; knows nothing of blocks or Word."""

    def __init__(self) -> None:
        """Start before section I."""
        self.section = 0
        self.path: list[int] = []
        """Numbers of the open khoản levels: [2, 1] inside 2.1."""
        self.counts: dict[tuple[int, ...], int] = {}

    def enter(self, level: int) -> str:
        """Open the next heading of *level* (1 to 3) and return its label."""
        if level == 1:
            self.section += 1
            self.path, self.counts = [], {}
            return label(self.section, SECTION)
        return self.next(self.path[: level - 2])

    def next(self, prefix: list[int]) -> str:
        """Open the next khoản below *prefix* and return its label: "3." or "2.3."."""
        key = tuple(prefix)
        self.counts[key] = self.counts.get(key, 0) + 1
        self.path = [*prefix, self.counts[key]]
        return ".".join(map(str, self.path)) + "."
