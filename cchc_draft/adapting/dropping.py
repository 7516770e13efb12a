"""What only the agency above does: proposed for dropping, with the reason, and never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from cchc_draft.adapting.steps import KEYS, Kind
from cchc_draft.adapting.words import entries


class UpperWork(NamedTuple):
    """Words of a text that tell of work of the agency above only."""

    start: int
    end: int
    reason: str


def find(words: str, kind: Kind, swapped: Sequence[tuple[int, int]] = ()) -> UpperWork | None:
    """Return the first words that tell of such work, None where there are none.

    *swapped* are the stretches in which other bodies have become the lower agency's own units.
    """
    for work, is_open in _all(words, kind):
        if is_open or not any(start < work.end <= end for start, end in swapped):
            return work
    return None


@lru_cache(maxsize=1_024)
def _all(words: str, kind: Kind) -> list[tuple[UpperWork, bool]]:
    """Return all words that tell of such work, and whether other bodies in them change nothing."""
    small = words.lower()
    if len(small) != len(words):  # a letter whose small form is longer; none is Vietnamese
        small = words
    return [
        (UpperWork(*match.span(), reason), is_open)
        for pattern, reason, is_open in _patterns(kind)
        for match in pattern.finditer(small)
    ]


@cache
def _patterns(kind: Kind) -> list[tuple[re.Pattern[str], str, bool]]:
    listed = [entry for entry in entries("viec-cap-tren") if KEYS[kind] in entry.get("cap", KEYS.values())]
    return [(re.compile(rf"(?<!\w)(?:{entry['mau']})"), entry["ly_do"], "tru_khi_doi" not in entry) for entry in listed]
