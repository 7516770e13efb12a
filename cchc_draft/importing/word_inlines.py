"""The inside of a paragraph: runs, links, fields, tracked changes, notes, drawings; a small method for each element.

What is shown is kept in order; what is not shown (deleted and hidden text, codes of fields) is reported where it
stands, neighbouring pieces together. Elements that are not known are looked into, so that no text is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cchc_draft.importing import word_drawings
from cchc_draft.importing import word_messages as told
from cchc_draft.importing.word_fields import PAGE_NUMBERS, SILENT, Field
from cchc_draft.importing.word_messages import Told
from cchc_draft.importing.word_styles import Form, ParagraphForm
from cchc_draft.importing.word_xml import (
    ALTERNATE,
    DELETED_TEXT,
    DELETIONS,
    RELATION_ID,
    TEXT,
    Element,
    M,
    W,
    chosen,
    one_line,
)
from cchc_draft.importing.written import Block, Paragraph
from cchc_draft.model import Content, Inline, LineBreak, NoteRef, Run

if TYPE_CHECKING:
    from cchc_draft.importing.word_story import Story

RUN_PROPERTIES = W + "rPr"
BLANKS = " \t\r"
NAME_SHOWN = 200
"""Letters of the name of a part that a message shows."""


class Piece(NamedTuple):
    """Text of one form."""

    form: Form
    text: str
    link: str


Pieces = list[Piece | Inline]


class Inlines:
    """Reads one paragraph."""

    def __init__(self, story: Story, paragraph: ParagraphForm) -> None:
        self.story, self.source, self.paragraph = story, story.source, paragraph
        self.segments: list[Pieces] = [[]]
        """What is shown, parted by page breaks."""
        self.before: list[Block] = []
        """Text boxes anchored before the first word …"""
        self.after: list[Block] = []
        """… and those anchored later."""
        self._form = self.source.styles.form((), paragraph.style_id, story.table_style)
        self._link = ""
        self._has_begun = False
        self._left_out: list[str] = []
        self._why = told.HIDDEN

    def read(self, element: Element) -> None:
        """Take in the children of an element."""
        for child in element:
            handler = HANDLERS.get(child.tag, Inlines.inside)
            if handler is not None:
                handler(self, child)

    def finish(self) -> None:
        """Report what is still to be said."""
        self._tell_left_out()
        for segment in self.segments:
            self._tell_struck(segment)

    def inside(self, element: Element) -> None:
        """Take in what stands in an element that means nothing by itself."""
        self.source.deeper(lambda: self.read(element))

    def branch(self, element: Element) -> None:
        """Take in one branch of alternative content."""
        branch = chosen(element)
        if branch is not None:
            self.inside(branch)

    # What is shown.

    def run(self, element: Element) -> None:
        """Take in a run."""
        styles, around = self.source.styles, self._form
        own = styles.run_properties(element.find(RUN_PROPERTIES))
        self._form = styles.form(own, self.paragraph.style_id, self.story.table_style)
        self.inside(element)
        self._form = around

    def text(self, element: Element) -> None:
        """Take in letters."""
        text = element.text or ""
        self.source.taken.add(element)
        if "\n" in text:  # ends of lines in the XML, which Word shows as a space
            text = " ".join(line.lstrip(BLANKS) if at else line for at, line in enumerate(text.split("\n")))
        self.add(text)

    def add(self, text: str) -> None:
        """Take in text at this point, wherever it belongs."""
        fields = self.story.fields
        if not text or (fields.open and self._is_in_field(text)):
            return
        if self._form.is_hidden:
            self._leave_out(told.HIDDEN, self.source.words(self._form, text))
            return
        self._tell_left_out()
        self._has_begun = self._has_begun or not text.isspace()
        self.segments[-1].append(Piece(self._form, text, self.source.address(self._link or fields.link)))

    def _is_in_field(self, text: str) -> bool:
        """Tell whether text belongs to a field and is not shown."""
        fields = self.story.fields
        if fields.in_code:
            fields.add_stray(text)
            return True
        fields.note_result()
        return self.story.is_margin and fields.is_page_number

    def put(self, inline: Inline) -> None:
        """Take in a line break or the mark of a note."""
        fields = self.story.fields
        if self._form.is_hidden or fields.in_code:
            return
        fields.note_result()
        self._tell_left_out()
        self.segments[-1].append(inline)

    def line_break(self, element: Element) -> None:
        """Take in the end of a line or page."""
        if element.get(W + "type") != "page":
            self.put(LineBreak())
        elif not (self._form.is_hidden or self.story.fields.in_code):
            self.segments.append([])

    def sign(self, element: Element) -> None:
        """Take in a character of a symbol font."""
        self.add(self.source.sign(element))

    def link(self, element: Element) -> None:
        """Take in a link; one inside the document has no address."""
        relation = self.story.relations.get(element.get(RELATION_ID, ""))
        around = self._link
        if relation is not None and relation.is_external:
            anchor = element.get(W + "anchor", "")
            self._link = relation.target + (f"#{anchor}" if anchor else "")
        self.inside(element)
        self._link = around

    def note(self, element: Element) -> None:
        """Take in the mark of a footnote or endnote."""
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        if not self._form.is_hidden and not self.story.fields.in_code:
            self.put(NoteRef(self.source.note(kind, element.get(W + "id", ""))))

    def formula(self, element: Element) -> None:
        """Take in the letters of a formula."""
        text = "".join(node.text or "" for node in element.iter(M + "t"))
        self.add(text)
        if text.strip():
            self.source.tell(told.FORMULA, text=one_line(text))

    def ruby(self, element: Element) -> None:
        """Take in the text below small letters."""
        for child in element:
            if child.tag == W + "rt":
                self.source.tell_text(told.RUBY, child)
            elif child.tag == W + "rubyBase":
                self.inside(child)

    # Fields.

    def field_character(self, element: Element) -> None:
        """Open a field, go from code to result, or close it."""
        kind, fields = element.get(W + "fldCharType"), self.story.fields
        if kind == "begin" and element not in self.story.unclosed:
            fields.begin(Field(element.find(W + "ffData")))
        elif kind == "separate":
            fields.separate()
        elif kind == "end":
            self._closed(fields.end())

    def field_code(self, element: Element) -> None:
        """Take in a part of a code."""
        self.story.fields.add_code(element.text or "")

    def simple_field(self, element: Element) -> None:
        """Take in a field whose code is an attribute."""
        field = Field()
        field.add_code(element.get(W + "instr", ""))
        fields = self.story.fields
        fields.begin(field)
        fields.separate()
        self.inside(element)
        self._closed(fields.end())

    def _closed(self, field: Field | None) -> None:
        if field is None:
            return
        if text := one_line("".join(field.stray)):
            self.source.tell(told.FIELD_CODE, text=text)
        if field.has_result or self.story.fields.in_code or field.name in SILENT:
            return
        if self.story.is_margin and field.name in PAGE_NUMBERS:
            return
        shown = field.shown
        self.add(shown) if shown else self.source.tell(told.EMPTY_FIELD, text=one_line(field.code))

    def date_block(self, element: Element) -> None:
        """Report a part of today's date, which Word fills in when it prints."""
        self.source.tell(told.EMPTY_FIELD, text=element.tag.removeprefix(W))

    # What is left out.

    def deleted(self, element: Element) -> None:
        """Leave out what a tracked change deleted or moved away."""
        moved = element.tag == W + "moveFrom"
        self._leave_out(told.MOVED if moved else told.DELETED, self.source.raw(element))
        self.source.skip(element)

    def deleted_text(self, element: Element) -> None:
        """Leave out deleted letters."""
        self.source.taken.add(element)
        self._leave_out(told.DELETED, element.text or "")

    def _leave_out(self, why: Told, text: str) -> None:
        if why is not self._why:
            self._tell_left_out()
        self._why = why
        self._left_out.append(text)

    def _tell_left_out(self) -> None:
        if self._left_out:
            text = one_line("".join(self._left_out))
            self._left_out = []
            if text:
                self.source.tell(self._why, text=text)

    def _tell_struck(self, segment: Pieces) -> None:
        struck: list[str] = []
        for piece in (*segment, None):
            if isinstance(piece, Piece) and piece.form.is_struck:
                struck.append(self.source.words(piece.form, piece.text))
            elif struck:
                if text := one_line("".join(struck)):
                    self.source.tell(told.STRUCK, text=text)
                struck = []

    def soft_hyphen(self, _element: Element) -> None:
        """Take in a soft hyphen where a legacy font shows a letter in its place (.VnTime: "ư")."""
        if self._form.font:
            self.add("\u00ad")

    def comment(self, element: Element) -> None:
        """Report a comment."""
        self.source.comment(element.get(W + "id", ""))

    def embedded(self, element: Element) -> None:
        """Report a document inside the document."""
        relation = self.story.relations.get(element.get(RELATION_ID, ""))
        self.source.tell(told.EMBEDDED, text=relation.target[:NAME_SHOWN] if relation else "?")

    def drawing(self, element: Element) -> None:
        """Take in the text boxes of a drawing, and report its pictures."""
        if self._form.is_hidden:
            self._leave_out(told.HIDDEN, self.source.raw(element))
            self.source.skip(element)
            return
        self.story.fields.note_result()
        drawn = word_drawings.read(self.source, element, self.story.part)
        blocks = self.after if self._has_begun else self.before
        for words in drawn.words:
            content = (Run(words, self._form.is_bold, self._form.is_italic),)
            blocks.append(Paragraph(content, is_box=True, place=self.source.place))
        for box in drawn.boxes:
            blocks += self.source.deeper(lambda box=box: self.story.box(box))  # type: ignore[misc]


Handler = Callable[[Inlines, Element], None]

NOTHING = (
    "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr",
    "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeEnd", "permStart", "permEnd", "lastRenderedPageBreak",
    "annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum",
    "delInstrText", "fldData", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
)  # fmt: skip
"""Elements that show nothing."""
SHOWS_NOTHING = frozenset(W + name for name in NOTHING)
HANDLERS: Mapping[str, Handler | None] = {
    **dict.fromkeys(SHOWS_NOTHING),
    W + "r": Inlines.run,
    TEXT: Inlines.text,
    W + "tab": lambda inlines, _: inlines.add("\t"),
    W + "ptab": lambda inlines, _: inlines.add("\t"),
    W + "softHyphen": Inlines.soft_hyphen,
    W + "noBreakHyphen": lambda inlines, _: inlines.add("-"),
    W + "br": Inlines.line_break,
    W + "cr": lambda inlines, _: inlines.put(LineBreak()),
    W + "sym": Inlines.sign,
    W + "hyperlink": Inlines.link,
    W + "footnoteReference": Inlines.note,
    W + "endnoteReference": Inlines.note,
    M + "oMath": Inlines.formula,
    W + "ruby": Inlines.ruby,
    W + "fldChar": Inlines.field_character,
    W + "instrText": Inlines.field_code,
    W + "fldSimple": Inlines.simple_field,
    **dict.fromkeys(
        (W + f"{part}{length}" for part in ("day", "month", "year") for length in ("Short", "Long")), Inlines.date_block
    ),
    **dict.fromkeys(DELETIONS, Inlines.deleted),
    DELETED_TEXT: Inlines.deleted_text,
    W + "commentRangeStart": Inlines.comment,
    W + "commentReference": Inlines.comment,
    W + "subDoc": Inlines.embedded,
    W + "altChunk": Inlines.embedded,
    **dict.fromkeys((W + name for name in ("drawing", "pict", "object", "contentPart")), Inlines.drawing),
    ALTERNATE: Inlines.branch,
}


def content(pieces: Iterable[Piece | Inline], words: Callable[[Form, str], str]) -> Content:
    """Return pieces as printed, neighbours of one form as one run; *words* gives text as it is printed."""
    inlines: list[Inline] = []
    for look, group in groupby(pieces, _look):
        if look is None:
            inlines += [one for one in group if not isinstance(one, Piece)]
            continue
        same = groupby((one for one in group if isinstance(one, Piece)), lambda piece: piece.form)
        text = "".join(words(form, "".join(one.text for one in pieces)) for form, pieces in same)
        if text:
            inlines.append(Run(text, *look))
    return tuple(inlines)


def _look(piece: Piece | Inline) -> tuple[bool, bool, str] | None:
    """Return bold, italic and link of text; None for what is no text."""
    return (piece.form.is_bold, piece.form.is_italic, piece.link) if isinstance(piece, Piece) else None
