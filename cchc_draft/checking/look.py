"""What lines must look like: size, bold, italic, place on the line; with the findings that many rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.line_form import points
from cchc_draft.checking.measures import is_centred
from cchc_draft.checking.rule import Finding, Severity, at
from cchc_draft.checking.word_form import Form
from cchc_draft.effective_properties import Run
from cchc_draft.language import N_, Message, translate


class Look(NamedTuple):
    """What a line must look like; None for what does not matter."""

    what: Message
    """What the line is, for messages."""
    sizes: tuple[int, int] | None = None
    """Least and largest type size in half-points."""
    bold: bool | None = None
    italic: bool | None = None
    is_centred: bool = False


def faults(document: Document, line: Line, look: Look, severity: Severity | None = None) -> Iterator[Finding]:
    """Yield what a line has that its look must not have; nothing in text."""
    form = document.form(line)
    if form is None or not form.runs:
        return
    yield from _sizes(line, form, look, severity)
    for name, wanted, words in (("b", look.bold, BOLD), ("i", look.italic, ITALIC)):
        if wanted is not None:
            yield from _face(line, form, look, name, wanted, words, severity)
    if look.is_centred and document.word and not is_centred(document.word, line, form):
        found = ALIGNED.get(form.align, ALIGNED["off"])
        yield at(line, NOT_ALIGNED, translate(found), translate(ALIGNED["center"]), severity, what=look.what)


def looked(
    document: Document, lines: Iterable[Line], look: Look, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield how lines differ from a look; nothing in text."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for finding in faults(document, line, look, severity):
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


def size_range(least: int, most: int) -> str:
    """Return sizes that are allowed, in points."""
    return points(least) if least == most else f"{points(least)}-{points(most)}"


def _sizes(line: Line, form: Form, look: Look, severity: Severity | None) -> Iterator[Finding]:
    if look.sizes is None:
        return
    least, most = look.sizes
    wrong = where(form, lambda run: not least <= float(run.size.value) <= most)
    if wrong:
        sizes = ", ".join(dict.fromkeys(points(float(run.size.value)) for run in wrong.runs))
        yield at(line, WRONG_SIZE, sizes + wrong.words, size_range(least, most), severity, what=look.what)


def _face(
    line: Line,
    form: Form,
    look: Look,
    name: str,
    wanted: bool,
    words: tuple[Message, Message],
    severity: Severity | None,
) -> Iterator[Finding]:
    wrong = where(form, lambda run: run.is_on(name) != wanted)
    if wrong:
        found, expected = words[not wanted], words[wanted]
        yield at(line, WRONG_FACE, translate(found) + wrong.words, translate(expected), severity, what=look.what)


class Wrong(NamedTuple):
    """The runs of a line that look wrong."""

    runs: list[Run]
    words: str
    """Their words, ready to stand behind what is wrong; empty where it is all of the line."""


def where(form: Form, is_wrong: Callable[[Run], bool]) -> Wrong | None:
    """Return the runs with letters or digits of which something is true; None for none."""
    marked = [(run, text) for run, text in form.pieces if any(map(str.isalnum, text))]
    wrong = [(run, text) for run, text in marked if is_wrong(run)]
    if not wrong:
        return None
    words = " ".join("".join(text for _, text in wrong).split())
    return Wrong([run for run, _ in wrong], "" if len(wrong) == len(marked) else f" ({shortened(words)})")


def shortened(words: str) -> str:
    """Return words in quotation marks, not too many."""
    return f"«{words if len(words) <= SHOWN else words[:SHOWN].rstrip() + '…'}»"


SHOWN = 60
FURTHEST = 227
"""Twips (4 mm) from the edge that are not seen yet."""
BOLD = (N_("không đậm"), N_("đậm"))
ITALIC = (N_("đứng"), N_("nghiêng"))
ALIGNED = {
    "left": N_("căn trái"),
    "right": N_("căn phải"),
    "both": N_("căn đều hai lề"),
    "center": N_("căn giữa"),
    "off": N_("lệch khỏi giữa"),
}
WRONG_SIZE = N_("{what} có cỡ chữ {found}; phải là {expected}")
WRONG_FACE = N_("{what} là chữ {found}; phải là chữ {expected}")
NOT_ALIGNED = N_("{what} {found}; phải {expected}")
NOT_LEFT = N_("{what} phải đặt sát lề trái: «{found}»")
