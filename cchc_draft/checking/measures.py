"""How wide the printed lines of a plan are, and how much room they have, in twips."""

from __future__ import annotations

from cchc_draft.checking.document import Line
from cchc_draft.checking.word_form import Form, WordForm
from cchc_draft.decree_measures import MILLIMETRE
from cchc_draft.effective_properties import Paragraph, Run, Section
from cchc_draft.letter_widths import Face, line_widths, text_width
from cchc_draft.style_sheet import W, twips

TAB = 720
BOX = W + "txbxContent"


def page_room(section: Section | None) -> int:
    """Return the width for text between the margins; 0 where it is not said."""
    if section is None or not section.twips("pgSz", "w"):
        return 0
    taken = sum(section.twips("pgMar", side) for side in ("left", "right", "gutter"))
    return max(0, section.twips("pgSz", "w") - taken)


def room(word: WordForm, paragraph: Paragraph) -> int:
    """Return the width for text around a paragraph, its indents included; 0 where it is not known."""
    if next(paragraph.element.iterancestors(BOX), None) is not None:
        return 0
    if paragraph.cell is None:
        return page_room(word.section(paragraph.number))
    return paragraph.room or _grid_room(paragraph)


def _grid_room(paragraph: Paragraph) -> int:
    """Return the width of the grid columns that a cell without a width of its own takes."""
    if paragraph.cell is None:
        return 0
    row = paragraph.cell.getparent()
    table = next(paragraph.cell.iterancestors(W + "tbl"))
    widths = [twips(column.get(W + "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    at = 0
    for cell in row.iterchildren(W + "tc"):
        spanned = cell.find(f"{W}tcPr/{W}gridSpan")
        count = twips(spanned.get(W + "val")) if spanned is not None else 1
        if cell is paragraph.cell:
            return sum(widths[at : at + count])
        at += count
    return 0


def face(run: Run) -> Face:
    """Return the face whose letters are as wide as those of a run."""
    return "bold" if run.is_on("b") else "italic" if run.is_on("i") else "regular"


def _scale(run: Run) -> tuple[float, int]:
    """Return the share that letters are widened to, and what is added behind each."""
    scale, spacing, raised = run.value("w"), run.value("spacing"), run.value("vertAlign")
    share = (twips(scale.value.rstrip("%")) / 100 if scale else 0) or 1.0
    small = RAISED if raised and raised.value in ("superscript", "subscript") else 1.0
    return share * small, twips(spacing.value) if spacing else 0


RAISED = 0.65
"""Size of raised letters as a share of their type size; the decree's own files draw lines of raised underscores."""


def width(run: Run, text: str) -> int:
    """Return the width of some letters of a run on one line."""
    share, added = _scale(run)
    return round(text_width(text, int(float(run.size.value)), face(run)) * share) + added * len(text)


def printed_widths(line: Line, form: Form, available: int) -> list[int]:
    """Return the widths of the printed lines that a line takes where it has *available* room (0: all it needs)."""
    if not form.runs:
        return []
    words = " ".join(line.words.split())
    run = form.runs[0]
    share, added = _scale(run)
    whole = round(text_width(words, int(float(run.size.value)), face(run)) * share) + added * len(words)
    if not available or whole <= available:
        return [whole]
    found = line_widths(words, round(available / share), int(float(run.size.value)), face(run))
    return [round(one * share) for one in found]


SINGLE_LINE = 1.15
"""Height of a single line as a share of the type size."""


def line_height(paragraph: Paragraph, available: int) -> int:
    """Return about how high a paragraph is, its space before and after included, in twips."""
    amount, rule = paragraph.line
    runs = [run for run in paragraph.runs if run.text.strip()] or paragraph.runs
    usual = max([float(run.size.value) for run in runs] or [float(Run(paragraph, paragraph.mark).size.value)])
    taken = sum(paragraph.indent(side) for side in ("left", "right"))
    height = 0.0
    for part in Form(paragraph).parts:
        needed = sum(width(run, text) for run, text in part)
        rows = 1 + (needed - 1) // (available - taken) if available > taken and needed else 1
        natural = max((float(run.size.value) for run, text in part if text.strip()), default=usual) * 10 * SINGLE_LINE
        one = natural * amount / 240 if rule == "auto" else max(natural, amount) if rule == "atLeast" else amount
        height += rows * one
    return round(height) + paragraph.space("before") + paragraph.space("after")


def shift(line: Line, form: Form, available: int) -> int | None:
    """Return how far a line lies beside the middle of its room; None where nobody tried to put it there.

    Where tabs put it, that cannot be told, and it counts as being there.
    """
    paragraph = form.paragraph
    left, right, first = (paragraph.indent(side) for side in ("left", "right", "firstLine"))
    if form.align == "center":
        return abs(left + first - right) // 2
    needed = printed_widths(line, form, 0)
    if not available or not needed:
        return None
    blank = line.text[: len(line.text) - len(line.text.lstrip())]
    if "\t" in blank or line.span is not None:
        return 0
    is_tried = right > 0 if form.align == "right" else left + first > 0 or bool(blank)
    if not is_tried:
        return None
    start = left + first + sum(TAB if one == "\t" else width(form.runs[0], " ") for one in blank)
    if form.align == "right":
        start = available - right - needed[0]
    return abs(start - (available - needed[0]) // 2)


FURTHEST = round(6 * MILLIMETRE)
"""How far text may lie beside the middle before it is seen."""
FURTHEST_CENTRED = round(13 * MILLIMETRE)
"""The same of a centred line that only an inherited indent moves."""


def is_centred(word: WordForm, line: Line, form: Form) -> bool:
    """Tell whether a line stands in the middle of its cell or page, as far as can be seen."""
    moved = shift(line, form, room(word, form.paragraph))
    if moved is None:
        return False
    return moved <= (FURTHEST_CENTRED if form.align == "center" else FURTHEST)
