"""The letterhead of a text copy put together again: what a narrow column of a web page broke, and what strokes part.

Copies of published plans have the two columns of the letterhead one below the other, each broken at its own width
("ỦY / BAN NHÂN DÂN", "Cà / Mau, ngày 21 …"), or side by side with strokes ("ỦY BAN NHÂN DÂN | CỘNG HÒA … |").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.importing.flat_text import flat, is_capital
from cchc_draft.importing.printed_lines import MOTTO, NATION
from cchc_draft.importing.text_tables import TextLine

FARTHEST = 60
"""Lines, empty ones counted, among which the title is looked for."""
MOST_PIECES = 3
"""Lines over which one part of the letterhead may be broken."""


class Head(NamedTuple):
    """All lines of a text with its letterhead mended."""

    lines: list[TextLine]
    joins: list[tuple[TextLine, TextLine]]
    """Lines that became one with the line above them."""


def mended(lines: Sequence[TextLine]) -> Head:
    """Return the lines of a text with the letterhead put together; without a title in sight they stay as they are."""
    end = next((at for at, line in enumerate(lines[:FARTHEST]) if TITLE.match(flat(line.text).strip(" *#|"))), 0)
    if not end:
        return Head(list(lines), [])
    head = [part for line in lines[:end] for part in _parted(line)]
    joins: list[tuple[TextLine, TextLine]] = []
    index = 0
    while index < len(head):
        size = _pieces(head, index)
        for _ in range(size - 1):
            joins.append((head[index], head[index + 1]))
            head[index] = head[index]._replace(text=f"{head[index].text.rstrip()} {head[index + 1].text.strip()}")
            head[index + 1 : index + 2] = []
        index += size == 1
    return Head([*head, *lines[end:]], joins)


TITLE = re.compile(r"k\s?e\s{0,2}h\s?o\s?a\s?c\s?h\b")
STROKE = re.compile(r"\s*\|\s*")


def _parted(line: TextLine) -> list[TextLine]:
    """Return the cells of a line with strokes, and quốc hiệu and tiêu ngữ apart, as lines."""
    words = line.text.strip()
    if not words.startswith("|") and words.count("|") and words.count("|") <= MOST_PIECES:
        cells = [cell for cell in STROKE.split(words) if cell]
        if cells and (words.endswith("|") or any(SIGN.match(flat(cell)) for cell in cells)):
            return [part for cell in cells for part in _parted(line._replace(text=cell))]
    nation = NATION.search(flat(words))
    if nation and MOTTO.fullmatch(flat(words[nation.end() :]).strip()):
        return [line._replace(text=words[: nation.end()]), line._replace(text=words[nation.end() :].strip())]
    return [line]


SIGN = re.compile(rf"{NATION.pattern}|{MOTTO.pattern}|s[o6]\s?[:.]?.{{0,30}}/|.{{2,40}}, ?ngay\b")
WHOLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"cong hoa xa hoi chu nghia viet nam",
        r"dang cong san viet nam",
        r"doc lap ?[-–—] ?tu do ?[-–—] ?hanh phuc",
        r"s[o6] ?: ?\d{0,6} ?/ ?[a-z]{1,5}-[\w&-]{1,30}",
        r"(?:tp\. ?)?\w[^,;:|]{1,50}, ngay \d{1,2} thang \d{1,2} nam \d{4}",
        r"u[yỷ] ban nhan dan(?: (?:tinh|thanh pho|phuong|xa|dac khu|quan|huyen|thi xa|thi tran)\b.{0,40})?",
    )
)
"""Parts of the letterhead as they are when whole."""


def _pieces(head: Sequence[TextLine], index: int) -> int:
    """Return how many lines from *index* on are one broken part of the letterhead; 1 for a line of its own."""
    first = head[index].text.strip()
    if not first or _is_whole(first):
        return 1
    for size in range(2, MOST_PIECES + 1):
        parts = [line.text.strip() for line in head[index : index + size]]
        if len(parts) < size or not all(parts):
            return 1
        words = " ".join(parts)
        if _is_whole(words) and not any(map(_is_whole, parts[:-1])) and _is_even(parts):
            return size
    return 1


def _is_whole(words: str) -> bool:
    flats = " ".join(flat(words).split())
    return any(pattern.fullmatch(flats) for pattern in WHOLES)


def _is_even(parts: Sequence[str]) -> bool:
    """Tell whether lines can be pieces of one: all in capitals, or none of them a name of several words."""
    if all(map(is_capital, parts)):
        return True
    return not any(is_capital(part) and len(part.split()) > 1 for part in parts)
