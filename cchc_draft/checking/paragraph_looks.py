"""The measures of paragraphs in Word, worked out once for all paragraphs that say the same."""

from __future__ import annotations

from typing import NamedTuple

from cchc_draft.checking.document import Document
from cchc_draft.checking.word_form import Form
from cchc_draft.effective_properties import Paragraph, W


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


def measures(document: Document, form: Form) -> Measures:
    """Return the measures of the paragraph of a line."""
    kept: dict[object, Measures] = document.__dict__.setdefault("_measures", {})
    paragraph = form.paragraph
    own = paragraph.element.find(W + "pPr")
    said = () if own is None else tuple((one.tag, *one.attrib.items()) for one in own.iter())
    key = (paragraph.style_id, paragraph.table_style_id, said)
    if key not in kept:
        kept[key] = _measures(paragraph)
    return kept[key]


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
