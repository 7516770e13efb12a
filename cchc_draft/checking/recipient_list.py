"""Nơi nhận as rules see it: its entries, each put together from the lines that it goes over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.checking.signatures import kind_of
from cchc_draft.importing.flat_text import one_line
from cchc_draft.printed_form import MOTTO

MARK = re.compile(r"(?P<mark>[-–—−‐‑+•*·●▪○◦➢✓]|\d{1,2}[.)](?!\d)|[a-zđ]\))(?P<gap>\s*)")
"""What stands in front of a recipient."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient, or the Lưu line."""

    line: Line
    """The line that it begins in."""
    mark: str
    """Its hyphen, or what stands for it; empty for none."""
    gap: str
    """The white space behind the mark."""
    words: str
    """The recipient with the mark at its end."""
    last: Line
    """The line that it ends in."""

    @property
    def is_archive(self) -> bool:
        """It is the Lưu line."""
        return self.line.role == "archive"

    @property
    def whole(self) -> str:
        """The entry with its hyphen, in one line."""
        return f"{self.mark}{' ' if self.gap else ''}{self.words}"


@kept
def entries(document: Document) -> list[Entry]:
    """Return the entries of Nơi nhận in printed order, the Lưu line among them."""
    return list(_entries(document))


def _entries(document: Document) -> Iterator[Entry]:
    entry: Entry | None = None
    for line in document.of("recipient", "archive"):
        made = _entry(line)
        if entry is not None and _goes_on(entry, made):
            words = f"{entry.words} {made.whole}"
            entry = Entry(entry.line, entry.mark, entry.gap, words, line)
            continue
        if entry is not None:
            yield entry
        entry = made
    if entry is not None:
        yield entry


def _entry(line: Line) -> Entry:
    raw = line.text.strip()
    mark = MARK.match(raw)
    words = one_line(raw[mark.end() :] if mark else raw)
    return Entry(line, mark["mark"] if mark else "", mark["gap"] if mark else "", words, line)


def _goes_on(entry: Entry, made: Entry) -> bool:
    """Tell whether a line only goes on with the entry above: without a mark, below one that is not closed."""
    if made.mark or entry.words.endswith((";", ".")) or (made.is_archive and not entry.is_archive):
        return False
    return bool(entry.mark) or made.words[:1].islower() or made.words[:1] == "("


def is_readable(document: Document) -> bool:
    """Tell whether signs and small words can be trusted: not in Party papers, nor in a scan that was misread."""
    if kind_of(document) == "party":
        return False
    motto = document.first("motto")
    return document.written.has_form or motto is None or one_line(motto.words).casefold() == MOTTO.casefold()
