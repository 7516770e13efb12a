"""Clauses of a plan that have come to the same unit: the later ones join the first, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from cchc_draft.adapting.adapted_text import Arranged
from cchc_draft.importing.flat_text import one_line
from cchc_draft.open_marks import TAG

HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<title>[^\n]+)\n?", re.MULTILINE)
END = re.compile(r"^\*{3}[ \t]*$|^\[\^[^\]]+\]:", re.MULTILINE)
"""Where the body ends: before its closing, before its notes."""


@dataclass
class _Section:
    level: int
    title: str
    start: int
    body: int
    end: int = 0
    others: list[_Section] = field(default_factory=list)


def joined(text: str, start: int, printed: Callable[[str], str], units: set[str]) -> tuple[Arranged, list[str]]:
    """Return a text in which clauses under the same unit's name stand together, and the names that were joined.

    *start* is where the body begins; only leaf sections whose printed title is one of *units* are joined.
    """
    sections = _sections(text, start, printed)
    first: dict[tuple[int, str], _Section] = {}
    parent = 0
    for index, section in enumerate(sections):
        if section.level == 1:
            parent = index
        is_leaf = index + 1 == len(sections) or sections[index + 1].level <= section.level
        if section.title not in units or not is_leaf:
            continue
        known = first.setdefault((parent, section.title), section)
        if known is not section:
            known.others.append(section)
    moved = [one for section in first.values() for one in section.others]
    if not moved:
        return Arranged(text, [(0, len(text), 0)]), []
    return _arranged(text, [one for one in first.values() if one.others], moved), [one.title for one in moved]


def _sections(text: str, start: int, printed: Callable[[str], str]) -> list[_Section]:
    hidden = [match.span() for match in TAG.finditer(text, start)]
    last = END.search(text, start)
    found: list[_Section] = []
    for match in HEADING.finditer(text, start, last.start() if last else len(text)):
        if any(first < match.start() < end for first, end in hidden):
            continue
        if found:
            found[-1].end = match.start()
        found.append(_Section(len(match["signs"]), one_line(printed(match["title"])), match.start(), match.end()))
    if found:
        found[-1].end = last.start() if last else len(text)
    return found


def _arranged(text: str, firsts: list[_Section], moved: list[_Section]) -> Arranged:
    """Return the text with the bodies of *moved* behind those that they join; their headings are gone."""
    joins = {section.end: section for section in firsts}
    cuts = sorted({0, len(text), *joins, *(edge for one in moved for edge in (one.start, one.body, one.end))})
    parts: list[str] = []
    places: dict[int, tuple[int, int, int]] = {}
    length = 0

    def put(start: int, end: int) -> None:
        nonlocal length
        while parts and parts[-1].endswith("\n\n") and text[start:end].startswith("\n"):
            start += 1
        piece = text[start:end]
        if parts and not (parts[-1].endswith("\n\n") or piece.startswith("\n")):
            gap = "\n" if parts[-1].endswith("\n") else "\n\n"
            parts.append(gap)
            length += len(gap)
        places[start] = (start, end, length)
        parts.append(piece)
        length += len(piece)

    for start, end in pairwise(cuts):
        if any(one.start <= start < one.end for one in moved):
            continue
        put(start, end)
        for one in joins[end].others if end in joins else ():
            places[one.start] = (one.start, one.body, length)
            put(one.body, one.end)
    return Arranged("".join(parts), [places[start] for start in sorted(places)])
