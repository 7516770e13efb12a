"""Many lines against one look: each difference is told once, at the first line that has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_draft.checking import look as looks
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.look import Look
from cchc_draft.checking.rule import Finding, Severity, at
from cchc_draft.language import N_


def looked(
    document: Document, lines: Iterable[Line], look: Look, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield how lines differ from a look; nothing in text."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for finding in looks.faults(document, line, look, severity):
            if (finding.message, finding.found) not in seen:
                seen.add((finding.message, finding.found))
                yield finding


def flush_left(document: Document, lines: Iterable[Line], look: Look) -> Iterator[Finding]:
    """Yield the first of the lines that does not begin at the left edge; labels that Word sets itself may be moved."""
    for line in lines:
        form = document.form(line)
        if form is None or not form.runs:
            continue
        start = form.paragraph.indent("left") + form.paragraph.indent("firstLine")
        is_moved = not line.is_automatic and (start > FURTHEST or line.text[:1] in "\t ")
        is_aside = form.align in ("center", "right")
        if is_aside or is_moved:
            is_sure = is_aside or start > FURTHEST
            yield at(line, NOT_LEFT, line.quote, severity=None if is_sure else "warning", what=look.what)
            return


FURTHEST = 227
"""Twips (4 mm) from the edge that are not seen yet."""
NOT_LEFT = N_("{what} phải đặt sát lề trái: «{found}»")
