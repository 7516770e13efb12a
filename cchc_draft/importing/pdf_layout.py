"""The words of a PDF with their places, as text: lines with their indents, tables as rows of cells parted by tabs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_draft.importing import pdf_words
from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.pdf_tables import Table, find_head
from cchc_draft.importing.pdf_words import Line, Scale, Word, is_number


class Read(NamedTuple):
    """The text of a PDF, a form feed after each page, and how many tables were put together in it."""

    text: str
    tables: int
    pages: int
    empty: tuple[int, ...]
    """Numbers of the pages without a letter."""


def read(listing: str) -> Read:
    """Return the text of what ``pdftotext -bbox`` lists."""
    pages = list(pdf_words.pages(listing))
    scale = pdf_words.scale(pages)
    made: list[list[str | Table]] = []
    table: Table | None = None
    for page in pages:
        if sum(map(len, page)) > MOST_WORDS:
            made.append(["\n".join(_spaced(line, scale) for line in page)])
            continue
        parts, table = _parts(page, table, scale)
        made.append(parts)
    tables = {id(part) for parts in made for part in parts if isinstance(part, Table)}
    empty = [number for number, page in enumerate(pages, 1) if not any(map(_has_letter, page))]
    return Read("".join(_shown(parts) for parts in made), len(tables), len(pages), tuple(empty))


def _has_letter(line: Line) -> bool:
    return any(letter.isalpha() for word in line for letter in word.text)


MOST_WORDS = 2_000
"""Words of a page that is looked at closely; a full page has 600."""


def _shown(parts: list[str | Table]) -> str:
    return "\n".join(part if isinstance(part, str) else part.text() for part in parts) + "\n\f"


def _parts(page: list[Line], table: Table | None, scale: Scale) -> tuple[list[str | Table], Table | None]:
    """Return a page as text and tables in order, and the table that may go on behind its end.

    *table* is the one that reached the end of the page before; its rows here are added to it.
    """
    parts: list[str | Table] = []
    start = 1 if page and is_number(page[0]) else 0
    parts.append(_text(page[:start], scale))
    if table and start < len(page):
        head = find_head(page, start, scale)
        is_same = head is not None and head.start == start and head.table.titles == table.titles
        first = head.end if head and is_same else start
        start = table.take(page, first, scale) if is_same or (not head and table.fits(page[first:])) else start
    while start < len(page):
        head = find_head(page, start, scale)
        if not head:
            break
        end = head.table.take(page, head.end, scale)
        is_table = len(head.table.rows) > 0
        parts.append(_text(page[start : head.start if is_table else head.end], scale))
        parts += [head.table] if is_table else []
        start = end if is_table else head.end
        table = head.table if is_table else table
    parts.append(_text(page[start:], scale))
    is_open = start >= len(page) or (start == len(page) - 1 and is_number(page[start]))
    return parts, table if is_open else None


# Text.

FEWEST_SPACES, MOST_SPACES = 3, 120
MOST_EMPTY = 5


def _text(lines: Sequence[Line], scale: Scale) -> str:
    """Return lines with blanks and empty lines as they stand on the page."""
    made: list[str] = []
    index = 0
    while index < len(lines):
        if index:
            steps = round((lines[index][0].bottom - lines[index - 1][0].bottom) / scale.pitch - 0.4)
            made += [""] * min(MOST_EMPTY, max(0, steps - 1))
        sides = _sides(lines, index)
        if sides:
            made += _beside(sides, scale)
            index = sides.end
        else:
            indent = round((lines[index][0].left - scale.margin) / scale.letter)
            made.append(" " * min(max(0, indent), MOST_SPACES) + _spaced(lines[index], scale))
            index += 1
    return "\n".join(made)


def _spaced(line: Line, scale: Scale) -> str:
    """Return the words of a line; a gap that is wider than a space shows its width."""
    pieces = [line[0].text]
    for before, word in itertools.pairwise(line):
        gap = word.left - before.right
        is_wide = gap > FEWEST_SPACES * scale.letter * 0.7
        pieces.append(" " * min(max(FEWEST_SPACES, round(gap / scale.letter)), MOST_SPACES) if is_wide else " ")
        pieces.append(word.text)
    return "".join(pieces)


# Text side by side: the letterhead and the signature.

NATION = re.compile(r"cong hoa xa hoi|dang cong san viet nam")
DATE = re.compile(r"ngay.*thang.*nam")
RECIPIENTS = re.compile(r"noi nhan\s?:")
MOST_HEAD_LINES = 14
LEAST_GUTTER = 8.0
"""Points between two texts side by side."""


class _Sides(NamedTuple):
    """Lines that stand left and right of a blank strip."""

    left: list[Line]
    right: list[Line]
    end: int
    """Index behind the last line of the page's that belongs to them."""


def _sides(lines: Sequence[Line], start: int) -> _Sides | None:
    """Return the texts side by side that begin at a line."""
    words = _flat(lines[start])
    if RECIPIENTS.match(words):
        return _parted(lines, start, len(lines))
    if NATION.search(words) or (start + 1 < len(lines) and NATION.search(_flat(lines[start + 1]))):
        reach = range(start, min(start + MOST_HEAD_LINES, len(lines)))
        date = next((index for index in reach if DATE.search(_flat(lines[index]))), None)
        return _parted(lines, start, date + 1) if date is not None else None
    return None


def _flat(line: Line) -> str:
    return flat(" ".join(word.text for word in line))


def _parted(lines: Sequence[Line], start: int, end: int) -> _Sides | None:
    """Return the words of lines left and right of the widest blank strip; lines that run across it end them."""
    first = [word for line in lines[start : start + 2] for word in line]
    strips = [(min(word.left for word in first), max(word.right for word in first))]
    last = start
    for index in range(start, end):
        left = strips
        for word in lines[index]:
            left = [strip for one in left for strip in _without(one, word)]
        if not left:
            break
        strips, last = left, index + 1
    widest = max(strips, key=lambda strip: strip[1] - strip[0])
    middle = (widest[0] + widest[1]) / 2
    kept = [word for line in lines[start:last] for word in line]
    sides = [pdf_words.lines(word for word in kept if is_left == (word.right < middle)) for is_left in (True, False)]
    return _Sides(sides[0], sides[1], last) if all(sides) and last - start > 1 else None


def _without(strip: tuple[float, float], word: Word) -> Iterator[tuple[float, float]]:
    """Yield what a word leaves of a blank strip, where that is wide enough to part two texts."""
    left, right = strip
    for one, other in ((left, min(right, word.left)), (max(left, word.right), right)):
        if other - one >= LEAST_GUTTER and not (word.right <= left or word.left >= right):
            yield one, other
    if word.right <= left or word.left >= right:
        yield strip


def _beside(sides: _Sides, scale: Scale) -> list[str]:
    """Return two texts side by side in lines of text, with the same blank strip in all."""
    left = [_spaced(line, scale) for line in sides.left]
    right = [_spaced(line, scale) for line in sides.right]
    width = max(map(len, left)) + 2 * FEWEST_SPACES
    pairs = itertools.zip_longest(left, right, fillvalue="")
    return [f"{one:<{width}}{other}".rstrip() for one, other in pairs]
