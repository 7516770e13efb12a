"""The words of a PDF with their places, as ``pdftotext -bbox`` lists them: pages, lines, and the sizes of the text."""

from __future__ import annotations

import html
import itertools
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

PLACE = r'"(-?\d+(?:\.\d+)?)"'
WORD = re.compile(f"<word xMin={PLACE} yMin={PLACE} xMax={PLACE} yMax={PLACE}>([^<]*)</word>")


class Word(NamedTuple):
    """A word and where it stands, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


Line = list[Word]
"""The words of one line from left to right."""


def pages(listing: str) -> Iterator[list[Line]]:
    """Yield the lines of each page from top to bottom."""
    for page in listing.split("<page ")[1:]:
        yield lines(word for match in WORD.finditer(page) if (word := _word(match)).text)


def _word(match: re.Match[str]) -> Word:
    left, top, right, bottom = (min(max(float(place), 0), LARGEST_PAGE) for place in match.groups()[:4])
    return Word(left, top, right, bottom, html.unescape(match[5]).strip())


LARGEST_PAGE = 14_400.0
"""Points; the largest page that a PDF may have."""


def lines(words: Iterable[Word]) -> list[Line]:
    """Return words as lines from top to bottom."""
    found: list[Line] = []
    for word in sorted(words, key=lambda word: word.bottom):
        if found and word.bottom - found[-1][0].bottom < SAME_LINE * (word.bottom - word.top):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line) for line in found]


SAME_LINE = 0.25
"""Share of a word's height by which its foot may be off the line's: sub- and superscripts."""


class Scale(NamedTuple):
    """Sizes of the text, in points."""

    margin: float
    letter: float
    pitch: float
    """From the foot of one line to the next."""


def scale(pages: Sequence[Sequence[Line]]) -> Scale:
    """Return the sizes of most of the text."""
    rows = [line for page in pages for line in page]
    starts = statistics.multimode(round(line[0].left) for line in rows)
    letters = [(word.right - word.left) / len(word.text) for line in rows for word in line if len(word.text) > 2]
    pitches = [
        distance
        for page in pages
        for above, below in itertools.pairwise(page)
        if 8 < (distance := below[0].bottom - above[0].bottom) < 30
    ]
    letter = max(1.0, statistics.median(letters)) if letters else 6.0
    return Scale(float(min(starts, default=0)), letter, statistics.median(pitches or [15.0]))


def is_number(line: Line) -> bool:
    """Tell whether a line is only a number, as page numbers are."""
    return len(line) == 1 and line[0].text.strip("-–").isdigit()
