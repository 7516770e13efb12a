"""What rules about the letterhead share: whose form it is, which lines stand together, and how far apart they stand."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.rule import Finding, at, quoting
from cchc_draft.checking.word_form import WordForm
from cchc_draft.effective_properties import Paragraph
from cchc_draft.formats import decimal
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_, Message, translate

SINGLE, ROUNDING, POINT = 240, 6, 20
TIGHT_LINE, WIDE_LINE = 0.95, 1.3
"""Single spacing as shares of the type size, where it is given in points."""
OUTER_GAP = 120
"""Twips above or below lines that stand together from which on a gap is told."""


def is_party(document: Document) -> bool:
    """Tell whether it is a document of the Party, which the decree does not rule."""
    nations = document.of("nation")
    return any("dang cong san" in flat(line.words) for line in nations) or (
        not nations and document.plan.letterhead.is_party_form
    )


UNSURE = ("no-diacritics", "ocr-text", "lost-letters")
"""Problems of reading after which single letters say nothing about the plan."""


def is_exempt(document: Document) -> bool:
    """Tell whether the decree's letterhead cannot be asked of a document: of the Party, or a poorly scanned text."""
    return is_party(document) or any(one.code in UNSURE for one in document.written.problems)


def words_of(line: Line) -> str:
    """Return the words of a line with single spaces, hyphens of every width that prints as one as "-"."""
    return unicodedata.normalize("NFC", one_line(line.words)).replace("\u2011", "-")


def has_letterhead(document: Document) -> bool:
    """Tell whether a Word file has a letterhead; published copies often have none, and that is no fault."""
    return document.word is not None and not is_exempt(document) and bool(document.of("nation", "motto", "number"))


def is_in_margin(document: Document, words: str) -> bool:
    """Tell whether some words stand in a header or footer."""
    return any(words in flat(line.text) for line in document.of("margin"))


# Spacing.


def spacing_faults(document: Document, lines: Sequence[Line], what: Message, *, is_tight: bool) -> Iterator[Finding]:
    """Yield what parts lines that must be single-spaced; *is_tight*: no empty paragraph may stand between them."""
    word = document.word
    placed = [line for line in lines if document.form(line)]
    if word is None or not placed:
        return
    numbers = list(dict.fromkeys(line.place.line for line in placed if line.place))
    by_number = {line.place.line: line for line in reversed(placed) if line.place}
    if len(placed) > 1:
        yield from itertools.islice(
            (one for number in numbers for one in _line_faults(word, by_number[number], word.paragraph(number), what)),
            1,
        )
    pairs = [one for one in itertools.pairwise(numbers) if word.paragraph(one[0]).cell is word.paragraph(one[1]).cell]
    gaps = [
        quoting(one, (by_number[upper], by_number[lower]))
        for upper, lower in pairs
        for one in _gap_faults(word, upper, lower, by_number[lower], what, is_tight)
    ]
    yield from {one.message: one for one in reversed(gaps)}.values()
    if gaps:
        return
    first, last = word.paragraph(numbers[0]), word.paragraph(numbers[-1])
    outer = max(first.space("before"), last.space("after"))
    if outer >= OUTER_GAP:
        is_above = first.space("before") == outer
        line = by_number[numbers[0] if is_above else numbers[-1]]
        yield at(line, OUTER, _points(outer), "0 pt", "warning", what=what, side=ABOVE if is_above else BELOW)


def _points(amount: int) -> str:
    return f"{decimal(amount / POINT)} pt"


def _line_faults(word: WordForm, line: Line, paragraph: Paragraph, what: Message) -> Iterator[Finding]:
    amount, rule = paragraph.line
    form = word.of(line)
    if rule == "auto":
        if abs(amount - SINGLE) > ROUNDING:
            found = translate(LINES).format(lines=decimal(amount / SINGLE))
            yield at(line, NOT_SINGLE, found, translate(ONE_LINE), None if amount > SINGLE else "warning", what=what)
    elif form and form.sizes:
        share = amount / (max(form.sizes) / 2 * POINT)
        if share > WIDE_LINE or (share < TIGHT_LINE and rule == "exact"):
            severity = None if share > WIDE_LINE else "warning"
            yield at(line, NOT_SINGLE, _points(amount), translate(ONE_LINE), severity, what=what)  # type: ignore[arg-type]


def _gap_faults(word: WordForm, upper: int, lower: int, line: Line, what: Message, is_tight: bool) -> Iterator[Finding]:
    above, below = word.paragraph(upper), word.paragraph(lower)
    gap = max(above.space("after"), below.space("before"))
    if above.is_on("contextualSpacing") and above.style_id == below.style_id:
        gap = 0
    if gap > ROUNDING:
        yield at(line, APART, _points(gap), "0 pt", what=what)
    if is_tight and any(not word.paragraph(number).text.strip() for number in range(upper + 1, lower)):
        yield at(line, EMPTY_BETWEEN, translate(EMPTY), translate(NONE), what=what)


LINES, ONE_LINE = N_("{lines} dòng"), N_("1 dòng")
EMPTY, NONE = N_("có đoạn trống"), N_("không có")
ABOVE, BELOW = N_("phía trên"), N_("phía dưới")
NOT_SINGLE = N_("{what} giãn dòng {found}; phải là {expected}")
APART = N_("{what} cách nhau {found}; phải là {expected}")
OUTER = N_("{what} có khoảng cách {side} {found}; nên là {expected}")
EMPTY_BETWEEN = N_("giữa các dòng của {what} {found}; phải {expected}")
