"""Lines drawn under text: shapes, borders of paragraphs and cells, underscores; how long they are, and whether solid.

The decree wants a solid line under Tiêu ngữ as long as the text, and under agency, trích yếu (and the reference line of
an appendix) one of a third to a half of it. Word's users draw it in many ways; all that look like a line are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cchc_draft.checking.document import Document, Line, Role, kept
from cchc_draft.checking.measures import printed_widths, room, width
from cchc_draft.checking.rule import Finding, Severity, at, quoting
from cchc_draft.checking.shapes import Shape, shapes
from cchc_draft.checking.word_form import Form, WordForm
from cchc_draft.effective_properties import Paragraph, Run
from cchc_draft.language import N_, Message, translate
from cchc_draft.style_sheet import OFF, Element, W

SOLID_SIGNS, BROKEN_SIGNS = "_─━⎯¯‾▁", "-‐‑–—=*~.·•"
SIGNS = re.compile(rf"[{re.escape(SOLID_SIGNS + BROKEN_SIGNS)}\s]{{3,}}")
GAP = re.compile(r"\t|\s{3,}")
WHOLE_LINES = ("single", "thick", "double", "thinThickSmallGap", "thickThinSmallGap", "triple")
"""Kinds of borders that are solid."""


@dataclass(frozen=True)
class Drawn:
    """One line as it was found."""

    length: int | None
    """Twips; None where the file does not say."""
    is_solid: bool = True
    signs: str = ""
    """What it is written with, for a line of hyphens and the like."""


class Below:
    """What is drawn under one text: the lines of *lines* stand directly above it."""

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        self.word: WordForm = document.word  # type: ignore[assignment]
        self.lines = [line for line in lines if line.place]
        self.last = max(line.place.line for line in self.lines if line.place)
        self.first = min(line.place.line for line in self.lines if line.place)

    @cached_property
    def paragraph(self) -> Paragraph:
        """The last paragraph of the text."""
        return self.word.paragraph(self.last)

    @property
    def numbers(self) -> list[int]:
        """Numbers of the paragraphs of the text and of those under it."""
        return [*range(self.first, self.last + 1), *(one.number for one in self.following)]

    @cached_property
    def forms(self) -> list[tuple[Line, Form]]:
        """The lines with their look."""
        return [(line, form) for line in self.lines if (form := self.word.of(line))]

    @cached_property
    def room(self) -> int:
        """Width that text and line have."""
        return room(self.word, self.paragraph)

    @cached_property
    def widths(self) -> list[int]:
        """Widths of the printed lines of the text."""
        found = []
        for line, form in self.forms:
            indents = sum(form.paragraph.indent(side) for side in ("left", "right"))
            found += printed_widths(line, form, max(0, self.room - indents))
        return found

    @cached_property
    def following(self) -> list[Paragraph]:
        """Paragraphs under the text up to the next text, that one included; of a cell, those of the cell below too."""
        numbers = range(self.last + 1, min(self.last + LONGEST_GAP, len(self.word.elements)) + 1)
        inside = [one for one in map(self.word.paragraph, numbers) if one.cell is self.paragraph.cell]
        below = [self.word.paragraph(number) for number in self._numbers_below()[:LONGEST_GAP]]
        found: list[Paragraph] = []
        for paragraph in (*inside, *below):
            found.append(paragraph)
            if _is_text(paragraph):
                break
        return found

    def _numbers_below(self) -> list[int]:
        """Return the numbers of the paragraphs in the cell below that of the text."""
        cell = self.paragraph.cell
        row = cell.getparent() if cell is not None else None
        following = row.getnext() if row is not None else None
        if cell is None or row is None or following is None:
            return []
        at = row.findall(W + "tc").index(cell) if cell in row.findall(W + "tc") else 0
        cells = following.findall(W + "tc")
        found = cells[at].iter(W + "p") if at < len(cells) else ()
        return [self.word.numbers[one] for one in found if one in self.word.numbers]

    @cached_property
    def shapes(self) -> list[Drawn]:
        """The shapes that hang at the text or under it."""
        texts = [self.word.paragraph(number) for number in range(self.first, self.last + 1)]
        return [_drawn(shape) for one in (*texts, *self.following) for shape in shapes(one.element)]

    @cached_property
    def others(self) -> list[Drawn]:
        """All other lines that stand there."""
        return [*self._borders(), *self._signs(), *self._cells(), *self._tables()]

    def _borders(self) -> Iterator[Drawn]:
        below = self.following
        sides = [(self.paragraph, "bottom"), *((one, side) for one in below for side in ("top", "bottom"))]
        for paragraph, side in sides:
            kind = paragraph.borders().get(side)
            if kind is None or (side == "bottom" and paragraph is not self.paragraph and _is_text(paragraph)):
                continue
            taken = sum(paragraph.indent(one) for one in ("left", "right"))
            yield Drawn(self.room - taken if self.room else None, kind in WHOLE_LINES)

    def _signs(self) -> Iterator[Drawn]:
        """Yield lines that are written, in the paragraph itself behind a forced line end or in those below."""
        for paragraph in (self.paragraph, *self.following):
            for part in Form(paragraph).parts:
                yield from _written(part)

    def _cells(self) -> Iterator[Drawn]:
        """Yield borders under the cell of the text, and over cells below it."""
        cell = self.paragraph.cell
        if cell is None:
            return
        if _border(cell, "bottom"):
            yield Drawn(self.room or None)
        following = cell.getparent().getnext()
        if following is not None and following.tag == W + "tr":
            for one in following.iterchildren(W + "tc"):
                if _border(one, "top"):
                    yield Drawn(_cell_width(one))

    def _tables(self) -> Iterator[Drawn]:
        """Yield borders of empty tables that stand under the text."""
        following = islice(self.paragraph.element.itersiblings(W + "p", W + "tbl"), LONGEST_GAP)
        for one in following:
            if any(map(str.strip, one.itertext(W + "t"))):
                return
            if one.tag == W + "tbl":
                yield from _table_borders(one)


LONGEST_GAP = 6
"""Paragraphs under a text in which its line is looked for."""


def _is_text(paragraph: Paragraph) -> bool:
    return bool(paragraph.text.strip()) and not SIGNS.fullmatch(paragraph.text)


def _drawn(shape: Shape) -> Drawn:
    return Drawn(shape.length, shape.is_solid)


def _written(part: Sequence[tuple[Run, str]]) -> Iterator[Drawn]:
    """Yield the lines that signs or underlined blanks make; wide gaps part them."""
    text = "".join(words for _, words in part)
    if not text:
        return
    run = next((one for one, words in part if words.strip()), part[0][0])
    if SIGNS.fullmatch(text) and text.strip():
        for signs in filter(None, map(str.strip, GAP.split(text))):
            yield Drawn(width(run, signs), signs[0] in SOLID_SIGNS, signs)
    elif not text.strip() and any(_is_underlined(one) for one, _ in part):
        yield Drawn(None if "\t" in text else width(run, text))


def _is_underlined(run: Run) -> bool:
    found = run.value("u")
    return found is not None and found.value not in OFF


def _border(cell: Element, side: str) -> bool:
    found = cell.find(f"{W}tcPr/{W}tcBorders/{W}{side}")
    return found is not None and found.get(W + "val") not in (None, "nil", *OFF)


def _table_borders(table: Element) -> Iterator[Drawn]:
    """Yield the lines that the upper and lower borders of an empty table make."""
    first = table.find(f".//{W}tc")
    if first is None:
        return
    for side in ("top", "bottom"):
        own = table.find(f"{W}tblPr/{W}tblBorders/{W}{side}")
        kind = own.get(W + "val") if own is not None else None
        if _border(first, side) or kind not in (None, "nil", *OFF):
            yield Drawn(_cell_width(first))


def _cell_width(cell: Element) -> int | None:
    found = cell.find(f"{W}tcPr/{W}tcW")
    if found is None or found.get(W + "type", "dxa") != "dxa":
        return None
    try:
        return int(found.get(W + "w", ""))
    except ValueError:
        return None


# What is wrong with the line under a text.


@dataclass(frozen=True)
class Wanted:
    """The line that a text must have."""

    what: Message
    """The text, for messages."""
    least: float
    most: float
    """Its length as shares of the text."""
    words: Message
    """The same in words."""

    def fits(self, below: Below, one: Drawn) -> bool:
        """Tell whether a line is as long as it must be, of the last printed line of the text or of the longest."""
        if one.length is None:
            return True
        widths = {below.widths[-1], max(below.widths)} if below.widths else set()
        return any(self.least * text <= one.length <= self.most * text for text in widths if text)


def faults(
    document: Document, lines: Sequence[Line], wanted: Wanted, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the line under a text; nothing where the file is no Word file."""
    placed = [line for line in lines if document.form(line)]
    if placed and document.word is not None:
        yield from (quoting(one, placed) for one in _faults(document, placed, wanted, severity))


def _faults(document: Document, placed: Sequence[Line], wanted: Wanted, severity: Severity | None) -> Iterator[Finding]:
    below = Below(document, placed)
    if not below.widths:
        return
    found = [*below.shapes, *below.others]
    solid = [one for one in found if one.is_solid]
    spare = _spare(document, below)
    line = placed[-1]
    if any(form.is_underlined for _, form in below.forms):
        yield at(line, UNDERLINED, translate(UNDERLINE), translate(SOLID), "warning", what=wanted.what)
    elif (spare and not found) or any(one.is_solid and wanted.fits(below, one) for one in (*found, *spare)):
        return
    elif solid:
        shares = [(one.length or 0) / max(below.widths) for one in solid]
        share = min(shares, key=lambda one: abs(one - (wanted.least + wanted.most) / 2))
        yield at(line, WRONG_LENGTH, f"{round(share * 100)}%", translate(wanted.words), severity, what=wanted.what)
    elif found:
        signs = next((one.signs for one in found if one.signs), "")
        message = BROKEN_SIGNS_USED if signs else BROKEN
        yield at(line, message, signs[:10], translate(SOLID), severity, what=wanted.what)
    else:
        yield at(line, MISSING, translate(NOTHING), translate(wanted.words), severity, what=wanted.what)


def _spare(document: Document, below: Below) -> list[Drawn]:
    """Return the shapes near the top that no text needs for its own: what hangs anywhere may be drawn anywhere."""
    word = below.word
    homes = _homes(document)
    own = {number for home in homes for number in home.numbers} | set(below.numbers)
    last = min(max((home.last for home in homes), default=0) + LONGEST_GAP, len(word.elements))
    places = range(1, last + 1) if below.last <= last else range(max(1, below.first - 3), below.first)
    found = [_drawn(one) for number in places if number not in own for one in shapes(word.elements[number - 1])]
    if below.last <= last:
        found += [one for home in homes if home.last != below.last for one in home.shapes[1:]]
        found += _in_headers(word)
    return found


@kept
def _homes(document: Document) -> list[Below]:
    """Return the texts of the first page that have a line of their own."""
    roles: tuple[Role, ...] = ("agency", "motto", "subject")
    groups = [[line for line in document.of(role) if document.form(line)] for role in roles]
    return [Below(document, lines) for lines in groups if lines]


def _in_headers(word: WordForm) -> list[Drawn]:
    section = word.section(1)
    parts = {section.part("header", which) for which in ("default", "first")} if section else set()
    return [_drawn(one) for part in parts if part for root in word.paragraphs(part) for one in shapes(root.element)]


NOTHING, UNDERLINE, SOLID = N_("không có"), N_("gạch chân"), N_("nét liền")
MISSING = N_("không có đường kẻ dưới {what}; phải kẻ nét liền, dài {expected}")
WRONG_LENGTH = N_("đường kẻ dưới {what} dài bằng {found} dòng chữ; phải dài {expected}")
BROKEN_SIGNS_USED = N_("đường kẻ dưới {what} gõ bằng «{found}»; phải là {expected}")
BROKEN = N_("đường kẻ dưới {what} là nét đứt; phải là {expected}")
UNDERLINED = N_("{what} bị {found}; dưới chữ phải kẻ {expected}, không dùng lệnh gạch chân")
AS_LONG = N_("bằng độ dài dòng chữ")
A_THIRD_TO_A_HALF = N_("từ 1/3 đến 1/2 độ dài dòng chữ")
SHORT_LINE = (0.30, 0.55)
LONG_LINE = (0.90, 1.10)
