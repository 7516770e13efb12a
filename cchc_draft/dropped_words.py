"""What goes when somebody leaves out what a point asks about: a task of a list, a paragraph, or a clause of one."""

from __future__ import annotations

import re
from typing import NamedTuple


class Cut(NamedTuple):
    """A stretch of a text, and what stands in its place."""

    start: int
    end: int
    left: str = ""


TASK_ROW = re.compile(r"( *)(- +)?nhiem_vu:(?=[ \n])")
ENTRY_ROW = re.compile(r"( *)- ")
FLOW_ROW = re.compile(r" *- \{(?:[^{}]*?,)? *nhiem_vu: *(?P<words>[^{}]*?) *(?:, *[a-z][a-z0-9_]*:[^{}]*)?\}\s*$")
"""A task on one line."""
GROUP_ROW = re.compile(r"( *)(?:- +)?nhiem_vu:\s*$")
GROUP_NAME = re.compile(r" *(?:- +)?nhom:")
KEY_ROW = re.compile(r" *(?:- +)?[a-z][a-z0-9_]*:(?=\s|$)")


def task(text: str, start: int) -> Cut | None:
    """Return the entry of a YAML list of tasks whose own words stand at *start*; None for other words."""
    rows = _Rows(text)
    at = rows.at(start)
    on_one_line = FLOW_ROW.match(rows[at])
    if on_one_line:
        place = start - rows.start(at)
        is_named = on_one_line.start("words") <= place < on_one_line.end("words")
        return _with_group(rows, at, _behind(rows, at)) if is_named else None
    while at > 0 and not KEY_ROW.match(rows[at]):
        at -= 1
    key = TASK_ROW.match(rows[at])
    if key is None:
        return None
    first = at
    while not (entry := ENTRY_ROW.match(rows[first])) or (first < at and len(entry[1]) >= len(key[1])):
        if first == 0:
            return None
        first -= 1
    return _with_group(rows, first, _behind(rows, first))


def _behind(rows: _Rows, first: int) -> int:
    """Return the row behind an entry that begins at one."""
    last = first + 1
    while last < len(rows) and (not rows[last].strip() or _indent(rows[last]) > _indent(rows[first])):
        last += 1
    return last


def _with_group(rows: _Rows, first: int, behind: int) -> Cut:
    """Return an entry as a stretch, with the group that would have no task left."""
    above = first - 1
    while above >= 0 and (not rows[above].strip() or rows[above].lstrip().startswith("#")):
        above -= 1
    group = GROUP_ROW.match(rows[above]) if above >= 0 else None
    is_last = behind == len(rows) or _indent(rows[behind]) < _indent(rows[first])
    if group and is_last:
        outer = above
        while outer > 0 and not (ENTRY_ROW.match(rows[outer]) and _indent(rows[outer]) <= len(group[1])):
            outer -= 1
        is_named = any(GROUP_NAME.match(rows[number]) for number in range(outer, first))
        if is_named and ENTRY_ROW.match(rows[outer]) and _behind(rows, outer) == behind:
            return _with_group(rows, outer, behind)
    return Cut(rows.start(first), rows.start(behind))


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


class _Rows:
    """The lines of a text, each with its end."""

    def __init__(self, text: str) -> None:
        self.rows = text.splitlines(keepends=True) or [""]
        self.starts = [0]
        for row in self.rows:
            self.starts.append(self.starts[-1] + len(row))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> str:
        return self.rows[number]

    def start(self, number: int) -> int:
        """Return where a line begins; for the one behind the last the end of the text."""
        return self.starts[number]

    def at(self, place: int) -> int:
        """Return the number of the line that holds a place."""
        return next(number for number in range(len(self.rows)) if place < self.starts[number + 1])


MARKER = re.compile(r" *(?:[-+*]|\d{1,3}[.)]|[a-zđ]\))[ \t]+")
"""What a list entry of Markdown begins with."""
STOP = re.compile(r"[;.](?=\s|$)|\./\.")
"""What ends a clause; commas part words of one as often."""


def clause(text: str, start: int) -> Cut | None:
    """Return the clause of a Markdown paragraph that begins at *start*, up to ";" or full stop; the only one with all.

    None for other places, and for headings, paragraphs with others below them, and those that Jinja statements part.
    """
    rows = _Rows(text)
    first = last = rows.at(start)
    while first > 0 and not MARKER.match(rows[first]) and rows[first - 1].strip():
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].strip() and not MARKER.match(rows[last + 1]):
        last += 1
    marker = MARKER.match(rows[first])
    begin = rows.start(first) + (marker.end() if marker else 0)
    end = begin + len(text[begin : rows.start(last + 1)].rstrip())
    if rows[first].startswith("#") or "{%" in text[begin:end]:
        return None
    stops = [match.span() for match in STOP.finditer(text, begin, end)]
    above = max((stop for stop in stops if stop[1] <= start), default=(begin, begin))
    stop = min((stop for stop in stops if stop[0] >= start), default=(end, end))
    if text[above[1] : start].strip():
        return None
    if above[1] == begin and stop[1] == end:
        return _whole(rows, first, last + 1)
    following = re.compile(r"\s*(\w?)").match(text, stop[1])
    if text[above[0] : above[1]] == ";":
        return Cut(above[0], stop[0])
    letter = following[1].upper() if following else ""
    return Cut(start, following.end() if following else stop[1], letter)


def _whole(rows: _Rows, first: int, behind: int) -> Cut | None:
    """Return a paragraph with the empty lines behind it; None for one that has others below it."""
    below = behind
    while below < len(rows) and not rows[below].strip():
        below += 1
    has_children = below < len(rows) and _indent(rows[below]) > _indent(rows[first])
    return None if has_children else Cut(rows.start(first), rows.start(below))
