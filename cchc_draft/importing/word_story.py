"""A story of a Word file (the body, a header, a note, a text box) as blocks in the order of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cchc_draft.errors import Place
from cchc_draft.importing import word_messages as told
from cchc_draft.importing import word_tables
from cchc_draft.importing.word_fields import Fields, unclosed
from cchc_draft.importing.word_inlines import NAME_SHOWN, SHOWS_NOTHING, Inlines, Piece, Pieces, content
from cchc_draft.importing.word_source import Source
from cchc_draft.importing.word_styles import ParagraphForm
from cchc_draft.importing.word_xml import (
    ALTERNATE,
    DELETIONS,
    PARAGRAPH,
    RELATION_ID,
    TABLE,
    WRAPPERS,
    Element,
    W,
    chosen,
    integer,
    is_on,
    one_line,
    value_of,
)
from cchc_draft.importing.written import Block, Paragraph, Section
from cchc_draft.model import NoteRef


class Held(NamedTuple):
    """A paragraph whose end is not shown: the next one goes on in its line."""

    segments: list[Pieces]
    form: ParagraphForm
    label: str
    place: Place
    is_first: bool
    """The joined paragraph looks like this one, not like the next."""


class Flow:
    """Blocks of one container (a story, a cell, a box) as they are read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.held: Held | None = None


class Story:
    """Reads one story; *part* is the part of the package that it stands in."""

    def __init__(
        self, source: Source, part: str, root: Element, *, is_counted: bool = False, is_margin: bool = False
    ) -> None:
        self.source, self.part = source, part
        self.relations = source.relations(part)
        self.unclosed = unclosed(root)
        self.is_counted, self.is_margin = is_counted, is_margin
        """Paragraphs have numbers as places; page numbers are left out."""
        self.is_box = False
        self.fields = Fields()
        self.table_style: str | None = None
        self.ends: list[tuple[int, bool]] = []
        """Where sections end, and whether they are landscape."""
        self._breaks_page = False
        """A page break stands before the next paragraph."""
        self._top: Flow | None = None

    def read(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks of the whole story."""
        self._top = Flow()
        return self._filled(element, self._top)

    def flow(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks of a cell."""
        return self._filled(element, Flow())

    def box(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks of a text box, after which the story goes on as before."""
        place, around = self.source.place, (self.fields, self.table_style, self._breaks_page, self.is_box)
        self.fields, self.table_style, self._breaks_page, self.is_box = Fields(), None, False, True
        blocks = self._filled(element, Flow())
        self._tell_open_fields()
        self.fields, self.table_style, self._breaks_page, self.is_box = around
        self.source.place = place
        return blocks

    def _filled(self, element: Element, flow: Flow) -> tuple[Block, ...]:
        self._fill(element, flow)
        self._release(flow)
        if flow is self._top:
            self._tell_open_fields()
        return tuple(flow.blocks)

    def _fill(self, element: Element, flow: Flow) -> None:
        for child in element:
            handler = BLOCKS.get(child.tag)
            if handler is not None:
                handler(self, child, flow)
            elif child.tag in WRAPPERS:
                self._inside(child, flow)
            else:
                self.stray(child)

    def _inside(self, element: Element, flow: Flow) -> None:
        self.source.deeper(lambda: self._fill(element, flow))

    def _branch(self, element: Element, flow: Flow) -> None:
        branch = chosen(element)
        if branch is not None:
            self._inside(branch, flow)

    def stray(self, element: Element) -> None:
        """Report the words of what stands where nothing can stand."""
        if element.tag in SHOWS_NOTHING:
            return
        self.source.tell_text(told.MISPLACED, element)
        self.source.skip(element)

    def deleted(self, element: Element) -> None:
        """Report the words of what a tracked change deleted."""
        self.source.tell_text(told.DELETED, element)
        self.source.skip(element)

    def _deleted(self, element: Element, flow: Flow) -> None:
        self.deleted(element)

    def _embedded(self, element: Element, flow: Flow) -> None:
        relation = self.relations.get(element.get(RELATION_ID, ""))
        self.source.tell(told.EMBEDDED, text=relation.target[:NAME_SHOWN] if relation else "?")

    def _section(self, element: Element, flow: Flow) -> None:
        if flow is self._top:
            self._release(flow)
            self.ends.append((len(flow.blocks), _is_landscape(element)))

    def _table(self, element: Element, flow: Flow) -> None:
        self._release(flow)
        around = self.table_style
        named = value_of(element.find(W + "tblPr"), "tblStyle")
        self.table_style = self.source.styles.style_of_table(named)
        place, style = self.source.next_place if self.is_counted else self.source.place, self.table_style
        table = self.source.deeper(lambda: word_tables.read(self, element, place, style))
        self.table_style = around
        if table.rows:
            flow.blocks.append(table)

    def _paragraph(self, element: Element, flow: Flow) -> None:
        place = self.source.step() if self.is_counted else self.source.place
        properties = element.find(W + "pPr")
        form = self.source.styles.paragraph(properties, self.table_style)
        inlines = Inlines(self, form)
        inlines.read(element)
        inlines.finish()
        flow.blocks += inlines.before
        self._take(Held(inlines.segments, form, "", place, is_first=False), properties, flow)
        flow.blocks += inlines.after
        section = None if properties is None else properties.find(W + "sectPr")
        if section is not None:
            self._section(section, flow)

    def _take(self, one: Held, properties: Element | None, flow: Flow) -> None:
        """Put a paragraph into the flow, or hold it where its end is not shown."""
        end = _end(properties)
        is_shown = any(map(_is_shown, one.segments))
        if end == "hidden" and not is_shown:
            return
        if end != "deleted":
            label = self.source.label(one.form, self.table_style)
            one = one._replace(label=label, is_first=end == "hidden")
        one = _joined(flow.held, one) if flow.held else one
        flow.held = one if end else None
        if not end:
            self._put(one, flow, is_box=self.is_box or _is_framed(properties))

    def _release(self, flow: Flow) -> None:
        """Put a held paragraph into the flow where no other follows."""
        held, flow.held = flow.held, None
        if held and any(map(_is_shown, held.segments)):
            self._put(held, flow, is_box=self.is_box)

    def _put(self, one: Held, flow: Flow, *, is_box: bool) -> None:
        """Add a paragraph to the flow; a page break in the middle makes two of it."""
        segments = one.segments
        breaks = one.form.breaks_page or self._breaks_page
        self._breaks_page = False
        if len(segments) > 1:
            shown = [segment for segment in segments if _is_shown(segment)]
            breaks = breaks or (bool(shown) and not _is_shown(segments[0]))
            self._breaks_page = not _is_shown(segments[-1])
            segments = shown or segments[:1]
        label = one.label
        for segment in segments:
            flow.blocks.append(self._made(segment, one, label, breaks_page=breaks, is_box=is_box))
            label, breaks = "", True

    def _made(self, pieces: Pieces, one: Held, label: str, *, breaks_page: bool, is_box: bool) -> Paragraph:
        form = one.form
        self.source.measure(sum(len(piece.text) for piece in pieces if isinstance(piece, Piece)), one.place)
        sizes = (piece.form.size for piece in pieces if isinstance(piece, Piece) and not piece.text.isspace())
        return Paragraph(
            content(pieces, self.source.words),
            label,
            form.style,
            form.level,
            form.align,
            next(sizes, 0),
            form.indent,
            breaks_page,
            is_box,
            one.place,
        )

    def _tell_open_fields(self) -> None:
        for field in self.fields.open:
            if text := one_line("".join(field.stray)):
                self.source.tell(told.FIELD_CODE, text=text)


BLOCKS: Mapping[str, Callable[[Story, Element, Flow], None]] = {
    PARAGRAPH: Story._paragraph,
    TABLE: Story._table,
    ALTERNATE: Story._branch,
    W + "altChunk": Story._embedded,
    W + "subDoc": Story._embedded,
    W + "sectPr": Story._section,
    **dict.fromkeys(DELETIONS, Story._deleted),
}


def _is_shown(segment: Pieces) -> bool:
    return any(
        isinstance(piece, NoteRef) or (isinstance(piece, Piece) and not piece.text.isspace()) for piece in segment
    )


def _end(properties: Element | None) -> str:
    """Return why the end of a paragraph is not shown: "deleted" or "hidden"; empty where it is shown."""
    if properties is None:
        return ""
    frame, mark = properties.find(W + "framePr"), properties.find(W + "rPr")
    if frame is not None and frame.get(W + "dropCap", "none") != "none":  # the large first letter of the next paragraph
        return "deleted"
    if mark is None:
        return ""
    if any(mark.find(tag) is not None for tag in DELETIONS):
        return "deleted"
    hidden = mark.find(W + "vanish")
    return "hidden" if hidden is not None and is_on(hidden) else ""


def _is_framed(properties: Element | None) -> bool:
    return properties is not None and properties.find(W + "framePr") is not None


def _joined(first: Held, second: Held) -> Held:
    """Return two paragraphs that stand in one line as one; the first is used up."""
    first.segments[-1].extend(second.segments[0])
    first.segments.extend(second.segments[1:])
    look = first if first.is_first else second
    return Held(first.segments, look.form, first.label or second.label, first.place, look.is_first)


def _is_landscape(section: Element) -> bool:
    size = section.find(W + "pgSz")
    if size is None:
        return False
    width, height = (integer(size.get(W + name), most=100_000) for name in ("w", "h"))
    return width > height if width and height else size.get(W + "orient") == "landscape"


def sections(ends: list[tuple[int, bool]], count: int) -> Iterator[Section]:
    """Yield the sections of *count* blocks."""
    start = 0
    for end, is_landscape in [*ends, (count, False)]:
        if end > start:
            yield Section(start, is_landscape)
            start = end
