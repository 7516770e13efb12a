"""Widths of a table's columns by what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_draft.letter_widths import MILLIMETRE, text_width

CELL_PADDING = 190
CELL_SIZE = 26
NARROW = 2.5
"""Weight up to which a column (running numbers) gets no more than it needs."""
SAMPLE_ROWS = 200
"""How many rows of a long table decide its widths."""


def column_widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return widths in twips that add up to *room*: every word fits, longer columns get more.

    The first row is the header, which gets room for at most three lines. A column's share grows with its usual text
    length, but less than in proportion.
    """
    wants = [_want(column) for column in zip(*rows, strict=True)]
    least = _capped([want.least for want in wants], room)
    weights = [want.weight for want in wants]
    spare = room - sum(least)
    if not any(weights):
        scaled = [round(width * room / sum(least)) for width in least]
    else:
        total = sum(weights)
        scaled = [round(width + spare * weight / total) for width, weight in zip(least, weights, strict=True)]
    scaled[-1] += room - sum(scaled)
    return scaled


class _Want(NamedTuple):
    """What a column needs, and its share of the rest."""

    least: int
    weight: float


@lru_cache(maxsize=64)
def _want(column: tuple[str, ...]) -> _Want:
    """Return what a column wants; kept, since the tables of a batch are alike."""
    least = max(_longest_word(column), text_width(column[0], CELL_SIZE, "bold") * 2 // 5) + CELL_PADDING
    weight = (sum(map(len, column[1:])) / max(1, len(column) - 1)) ** 0.9
    return _Want(least, weight if weight > NARROW else 0.0)


def _capped(least: list[int], room: int) -> list[int]:
    """Return the least widths with the largest ones cut until all fit: one long address breaks, not every column."""
    cap = max(least)
    while sum(min(width, cap) for width in least) > room:
        cap -= MILLIMETRE
    return [min(width, cap) for width in least]


def _longest_word(column: Sequence[str]) -> int:
    words = {word for text in set(column) for word in _long_words(text)}
    return max((text_width(word, CELL_SIZE, "bold") for word in _longest(words)), default=0)


@lru_cache(maxsize=4_096)
def _long_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that have most letters; kept, since the tables of a batch are alike."""
    return tuple(_longest(set(text.split())))


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (len(word), word))[-JUDGED_WORDS:]


JUDGED_WORDS = 5
"""Words of a column, those with most letters, of which the widest is looked for."""
