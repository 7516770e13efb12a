"""Two documents in one, with what differs marked as tracked changes: accepted it is the new one, rejected the old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from cchc_draft.redline.alignment import Change, changes
from cchc_draft.redline.blocks import (
    CELL,
    PARAGRAPH,
    ROW,
    TABLE,
    Block,
    Cell,
    Other,
    Paragraph,
    Row,
    Step,
    Table,
    blocks,
    row_steps,
    steps,
)
from cchc_draft.redline.marks import Marks, xml
from cchc_draft.redline.word_tokens import NOTE, SPACE, Marking, RunWriter, Token, tokens
from cchc_draft.style_sheet import Element, W

RANGES = {True: "moveFrom", False: "moveTo"}
NoteIds = tuple[str | None, str | None]


class Form(NamedTuple):
    """Properties of a paragraph as they were and as they are, and what became of its end."""

    old: Element | None
    new: Element | None
    mark: str


class Merger:
    """Merges the contents of parts; collects which footnotes the result refers to."""

    def __init__(self, marks: Marks, old_notes: Mapping[str, str], new_notes: Mapping[str, str], first: int) -> None:
        """Compare footnotes by the texts given by their ids; *first* is the first free id."""
        self.marks, self.first = marks, first
        self.old_notes, self.new_notes = old_notes, new_notes
        self.notes: list[NoteIds] = []
        self.runs = RunWriter(marks, self.note_id)

    def note_id(self, mark: str, identifier: str, was: str) -> str:
        """Return the id that a footnote has in the result."""
        if not mark:
            self.notes.append((was, identifier))
        elif mark in ("del", "moveFrom"):
            self.notes.append((identifier, None))
        else:
            self.notes.append((None, identifier))
        return str(self.first + len(self.notes) - 1)

    # Blocks.

    def holder(self, old: Sequence[Block], new: Sequence[Block], *, is_body: bool = False) -> list[Element]:
        """Return the blocks of a body, cell, note or header."""
        if len(old) == len(new) == 1 and isinstance(old[0], Paragraph) and isinstance(new[0], Paragraph):
            return [self.paragraph(old[0], new[0])]
        found = steps(old, new, is_body=is_body)
        made: list[Element] = []
        forms = dict(self.shifted(found))
        for at, step in enumerate(found):
            before, after = (found[one] if 0 <= one < len(found) else None for one in (at - 1, at + 1))
            follows_cut = before is not None and (before.new is None or before.is_source)
            written = self.block(step, forms.get(at), follows_cut=follows_cut)
            if step.move:
                if not _is_same_move(before, step):
                    _after_properties(written[0], self.range_start(step))
                if not _is_same_move(after, step):
                    written.append(self.range_end(step))
            made += written
        return made

    def range_start(self, step: Step) -> Element:
        """Return where the range of a move begins."""
        kind = RANGES[step.is_source]
        start = self.marks.make(f"{kind}RangeStart", name=f"chuyen{step.move}")
        self.open_range = start.get(W + "id")
        return start

    def range_end(self, step: Step) -> Element:
        """Return where the range of a move ends."""
        return etree.Element(f"{W}{RANGES[step.is_source]}RangeEnd", {W + "id": self.open_range})

    def shifted(self, found: Sequence[Step]) -> Iterator[tuple[int, Form]]:
        """Yield the forms of paragraphs that were put in or cut right before a table that stays, by their index.

        There the end of the paragraph before them is the one that is new or cut, as Word itself marks it, and the
        last of them keeps its end: the end of a paragraph before a table cannot be joined with anything.
        """
        for at, step in enumerate(found):
            if not (isinstance(step.old, Table) and isinstance(step.new, Table)):
                continue
            start = at
            while start and _only(found[start - 1]):
                start -= 1
            marks = {_only(one) for one in found[start:at]}
            before = found[start - 1] if start else None
            if len(marks) != 1 or before is None or before.move or not _is_pair(before):
                continue
            kept, last = _forms(before), _forms(found[at - 1])
            mark = marks.pop()
            if mark == "ins":
                yield start - 1, Form(kept[1], kept[1], mark)
                yield at - 1, Form(kept[0], last[1], "")
            else:
                yield start - 1, Form(kept[0], kept[0], mark)
                yield at - 1, Form(last[0], kept[1], "")

    def block(self, step: Step, form: Form | None = None, *, follows_cut: bool = False) -> list[Element]:
        """Return the elements of one step, a paragraph in *form*; *follows_cut* says that the block before was cut."""
        old, new = step.old, step.new
        if isinstance(old, Paragraph) and isinstance(new, Paragraph):
            if step.move:
                return [self.whole(old, "moveFrom") if step.is_source else self.whole(new, "moveTo")]
            return [self.paragraph(old, new, form, follows_cut=follows_cut)]
        if isinstance(old, Table) and isinstance(new, Table):
            return [self.table(old, new)]
        if isinstance(new, Other):
            return [deepcopy(new.element)]
        if new is not None:
            return [self.whole(new, "ins", form)]
        assert old is not None
        return [] if isinstance(old, Other) else [self.whole(old, "del", form)]

    def whole(self, block: Block, mark: str, form: Form | None = None) -> Element:
        """Return a block that was put in, cut or moved."""
        if isinstance(block, Table):
            made = _opened(TABLE, block.element.find(W + "tblPr"), block.element.find(W + "tblGrid"))
            made.extend([self.whole_row(row, mark) for row in block.rows])
            return made
        if isinstance(block, Other):
            return deepcopy(block.element)
        known = self.old_notes if mark in ("del", "moveFrom") else self.new_notes
        properties = block.element.find(W + "pPr")
        made = _opened(PARAGRAPH, self.marks.paragraph(*(form or Form(properties, properties, mark))))
        made.extend(self.runs.write(Marking(mark, token) for token in tokens(block.element, known)))
        return made

    # Paragraphs.

    def paragraph(
        self, old: Paragraph, new: Paragraph, form: Form | None = None, *, follows_cut: bool = False
    ) -> Element:
        """Return a paragraph that is in both documents, its words compared.

        After a paragraph that was cut its new first words come before the old ones: else programs take both cuts for
        one, and give what is left the form of the paragraph that goes.
        """
        if form is None and is_same(old.element, new.element):
            return deepcopy(new.element)
        made = _opened(PARAGRAPH, self.marks.paragraph(*(form or Form(*_parts(old, new, "pPr"), ""))))
        made.extend(self.runs.write(self.compared(old, new, follows_cut=follows_cut)))
        return made

    def compared(self, old: Paragraph, new: Paragraph, *, follows_cut: bool) -> Iterator[Marking]:
        """Yield the words of a paragraph as it was and as it is."""
        olds, news = tokens(old.element, self.old_notes), tokens(new.element, self.new_notes)
        for change in word_changes(olds, news):
            before, after = olds[change.old : change.old_end], news[change.new : change.new_end]
            if change.is_equal:
                yield from (Marking("", one, was) for was, one in zip(before, after, strict=True))
                continue
            cut, fresh = [Marking("del", one) for one in before], [Marking("ins", one) for one in after]
            yield from fresh + cut if follows_cut and change.old == 0 else cut + fresh

    # Tables.

    def table(self, old: Table, new: Table) -> Element:
        """Return a table that is in both documents: rows that were put in or cut, and the others cell by cell."""
        parts = [self.marks.changed(name, *_parts(old, new, name)) for name in ("tblPr", "tblGrid")]
        made = _opened(TABLE, *parts)
        widths = new.element.find(W + "tblGrid")
        for before, after in row_steps(old, new):
            if before is None:
                assert after is not None
                made.append(self.whole_row(after, "ins"))
            elif after is None:
                made.append(self.whole_row(before, "del", widths))
            else:
                made.append(self.row(before, after))
        made.extend([deepcopy(one) for one in new.element if one.tag not in (W + "tblPr", W + "tblGrid", ROW)])
        return made

    def row(self, old: Row, new: Row) -> Element:
        """Return a row that is in both tables."""
        if is_same(old.element, new.element):
            return deepcopy(new.element)
        properties = self.marks.row(*_parts(old, new, "trPr"), "")
        made = _opened(ROW, deepcopy(new.element.find(W + "tblPrEx")), properties)
        made.extend([self.cell(one, other) for one, other in zip(old.cells, new.cells, strict=True)])
        return made

    def cell(self, old: Cell, new: Cell) -> Element:
        """Return a cell that is in both tables."""
        if is_same(old.element, new.element):
            return deepcopy(new.element)
        made = _opened(CELL, self.marks.changed("tcPr", *_parts(old, new, "tcPr")))
        made.extend(self.holder(old.blocks, new.blocks))
        return made

    def whole_row(self, row: Row, mark: str, widths: Element | None = None) -> Element:
        """Return a row that was put in or cut; a cut one is shown in the *widths* of the table as it is now."""
        known = row.element.find(W + "trPr")
        made = _opened(ROW, deepcopy(row.element.find(W + "tblPrEx")), self.marks.row(known, known, mark))
        columns = list(widths) if widths is not None and len(widths) == len(row.cells) else []
        for at, cell in enumerate(row.cells):
            was = cell.element.find(W + "tcPr")
            shown = _as_wide(was, columns[at].get(W + "w")) if columns and was is not None else was
            made.append(_opened(CELL, self.marks.changed("tcPr", was, shown)))
            made[-1].extend([self.whole(block, mark) for block in cell.blocks])
        return made

    # Footnotes.

    def note(self, old: Element | None, new: Element | None) -> list[Element]:
        """Return what a footnote says."""
        if old is not None and new is not None:
            return self.holder(blocks(old), blocks(new))
        found, mark = (blocks(old), "del") if old is not None else (blocks(new), "ins")
        made = [self.whole(one, mark) for one in found[:-1]]
        for one in found[-1:]:
            properties = one.element.find(W + "pPr")
            made.append(self.whole(one, mark, Form(properties, properties, "")))
        return made


def is_same(old: Element, new: Element) -> bool:
    """Tell whether two elements are equal and refer to no footnote, which would be another one."""
    return xml(old) == xml(new) and next(new.iter(NOTE), None) is None


def word_changes(old: Sequence[Token], new: Sequence[Token]) -> list[Change]:
    """Return how the words of a paragraph changed."""
    olds, news = [token.key for token in old], [token.key for token in new]
    spaces = frozenset(token.key for token in (*old, *new) if token.kind == SPACE)
    return changes(olds, news, spaces)


def _is_pair(step: Step) -> bool:
    """Tell whether a step is a paragraph in both documents that ends no section."""
    both = (step.old, step.new)
    return all(isinstance(one, Paragraph) and not one.ends_section for one in both)


def _only(step: Step) -> str:
    """Return ins or del for a paragraph that is in one document only, else ""."""
    block = step.old or step.new
    if (step.old is not None and step.new is not None) or not isinstance(block, Paragraph) or block.ends_section:
        return ""
    return "ins" if step.old is None else "del"


def _forms(step: Step) -> tuple[Element | None, Element | None]:
    found = [one.element.find(W + "pPr") if one is not None else None for one in (step.old, step.new)]
    return found[0], found[1]


def _is_same_move(one: Step | None, other: Step) -> bool:
    return one is not None and (one.move, one.is_source) == (other.move, other.is_source)


def _after_properties(paragraph: Element, element: Element) -> None:
    at = 1 if len(paragraph) and paragraph[0].tag == W + "pPr" else 0
    paragraph.insert(at, element)


def _opened(tag: str, *properties: Element | None) -> Element:
    """Return a new element that begins with these properties."""
    made = etree.Element(tag)
    made.extend([deepcopy(one) for one in properties if one is not None])
    return made


def _parts(
    old: Paragraph | Table | Row | Cell, new: Paragraph | Table | Row | Cell, name: str
) -> tuple[Element | None, Element | None]:
    return old.element.find(W + name), new.element.find(W + name)


def _as_wide(properties: Element, width: str | None) -> Element:
    """Return the properties of a cell with another width."""
    made = deepcopy(properties)
    stated = made.find(W + "tcW")
    if stated is not None and stated.get(W + "type") == "dxa" and width:
        stated.set(W + "w", width)
    return made
