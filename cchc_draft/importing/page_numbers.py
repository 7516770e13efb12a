"""Page numbers among the lines of a text: a number alone on a line, where a page ends or starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_draft.importing.text_tables import TextLine

NUMBER = re.compile(
    r"(?P<word>trang|page)? {0,3}(?P<dash>[-–])? {0,3}(?P<number>\d{1,4}) {0,3}[-–]? {0,3}(?P<of>/ ?\d{1,4})?", re.I
)
LEAST_BEFORE = 40
"""Letters of a line that a page's end broke; shorter ones may be cells of a table."""


def without_page_numbers(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines with those emptied that are only a page number, and these."""
    has_pages = lines[-1].page > 0
    found = list(_between_pages(lines) if has_pages else _in_running_text(lines))
    dropped = set(found)
    return [line._replace(text="") if line in dropped else line for line in lines], found


def _between_pages(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield the numbers that stand first or last on their page and count on from the page before."""
    last = 0
    for page, part in enumerate(_pages(lines), 1):
        filled = [line for line in part if line.text.strip()]
        for line in (filled[:1] + filled[-1:]) if len(filled) > 1 else filled:
            match = NUMBER.fullmatch(line.text.strip())
            if match and int(match["number"]) in (page, last + 1, 2):
                last = int(match["number"])
                yield line
                break


def _pages(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    page: list[TextLine] = []
    for line in lines:
        if page and line.page != page[-1].page:
            yield page
            page = []
        page.append(line)
    yield page


def _in_running_text(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield the numbers that say that they are ("Trang 2", "- 2 -"), and those that stand in a broken sentence."""
    filled = [line for line in lines if line.text.strip()]
    for index, line in enumerate(filled):
        match = NUMBER.fullmatch(line.text.strip())
        if not match:
            continue
        says_so = match["word"] or (match["dash"] and line.text.rstrip().endswith(("-", "–")))
        before = filled[index - 1].text.strip() if index else ""
        behind = filled[index + 1].text.strip() if index + 1 < len(filled) else ""
        is_between = len(before) >= LEAST_BEFORE and before[-1].isalpha() | (before[-1] == ",") and behind[:1].islower()
        if says_so or (is_between and not match["of"]):
            yield line
