"""How lines look: their letters, from Word or from the runs that reading gave, and the measures of their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.word_form import Form
from cchc_draft.effective_properties import Paragraph, once
from cchc_draft.model import Run

Share = Literal["all", "part", "none", "unknown"]


class Letters(NamedTuple):
    """Letters of one form."""

    text: str
    bold: bool
    italic: bool


def letters(document: Document, line: Line) -> Sequence[Letters]:
    """Return the letters of a line with their form, those without letters or digits left out; empty in plain text."""
    known: dict[int, Sequence[Letters]] = document.views.setdefault(letters, {})
    if line.index not in known:
        known[line.index] = [one for one in _letters(document, line) if any(map(str.isalnum, one.text))]
    return known[line.index]


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
    return f"{half / 2:.10g}".replace(".", ",")


class Measures(NamedTuple):
    """Indents, gaps and lines of a paragraph, in twips."""

    align: str
    first: int
    """Indent of the first line; negative for a hanging one."""
    left: int
    before: int
    after: int
    line: int
    rule: str
    """auto (the line is in 240ths), exact or atLeast."""
    is_by_letters: bool
    """Its first line is moved by a number of letters, which is not known in twips."""
    is_by_lines: bool
    """Its gaps are numbers of lines."""
    is_contextual: bool
    """No gap to paragraphs of its own style."""
    style: str
    keeps_next: bool


def measures(form: Form) -> Measures:
    """Return the measures of the paragraph of a line."""
    paragraph = form.paragraph
    return once(paragraph.shared, Measures, lambda: _measures(paragraph))


def _measures(paragraph: Paragraph) -> Measures:
    line, rule = paragraph.line
    by_letters = paragraph.value("ind", "firstLineChars")
    by_lines = [paragraph.value("spacing", name) for name in ("beforeLines", "afterLines")]
    return Measures(
        paragraph.align.value, paragraph.indent("firstLine"), paragraph.indent("left"), paragraph.space("before"),
        paragraph.space("after"), line, rule, by_letters is not None and by_letters.value != "0",
        any(one is not None and one.value != "0" for one in by_lines), paragraph.is_on("contextualSpacing"),
        paragraph.style_id or "", paragraph.is_on("keepNext"),
    )  # fmt: skip
