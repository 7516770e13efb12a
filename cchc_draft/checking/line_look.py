"""How letters of a line look, from Word where the file is known, else from the runs that reading gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cchc_draft.checking.document import Document, Line
from cchc_draft.model import Run

Share = Literal["all", "part", "none", "unknown"]


class Letters(NamedTuple):
    """Letters of one form."""

    text: str
    bold: bool
    italic: bool


def letters(document: Document, line: Line) -> Sequence[Letters]:
    """Return the letters of a line with their form, those without letters or digits left out; empty in plain text."""
    kept: dict[int, Sequence[Letters]] = document.__dict__.setdefault("_letters", {})
    if line.index not in kept:
        kept[line.index] = [one for one in _letters(document, line) if any(map(str.isalnum, one.text))]
    return kept[line.index]


def _letters(document: Document, line: Line) -> list[Letters]:
    form = document.form(line)
    if form is not None:
        return [Letters(text, run.is_on("b"), run.is_on("i")) for run, text in form.pieces]
    if not document.written.has_form:
        return []
    return [Letters(one.text, one.bold, one.italic) for one in line.content if isinstance(one, Run)]


def is_bold(document: Document, line: Line) -> Share:
    """Tell how much of a line is bold."""
    return _share([one.bold for one in letters(document, line)])


def is_italic(document: Document, line: Line) -> Share:
    """Tell how much of a line is italic."""
    return _share([one.italic for one in letters(document, line)])


def _share(states: Sequence[bool]) -> Share:
    if not states:
        return "unknown"
    return "all" if all(states) else "part" if any(states) else "none"


def points(half: float) -> str:
    """Return half-points as points are said: "13,5"."""
    return f"{half / 2:g}".replace(".", ",")
