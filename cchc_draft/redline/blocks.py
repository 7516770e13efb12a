"""Paragraphs, tables and rows of two documents side by side: which belong together, which were put in, cut or moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cchc_draft.redline.alignment import Item, kept_share, moved, pairs
from cchc_draft.redline.marks import xml
from cchc_draft.style_sheet import Element, W

PARAGRAPH, TABLE, ROW, CELL = W + "p", W + "tbl", W + "tr", W + "tc"
LABEL = re.compile(r"(?:[IVXLC]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|[-+•–])\s+")
NUMBER = re.compile(r"\s*\d+(?:\.\d+)*\.?\s*")
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"\w+")


def item(kind: object, text: str, least: float = 0.5, other: str = "") -> Item:
    """Return what is compared of a text: numbers of points and rows do not count, other numbers only a little."""
    said = text.strip()
    keys = (said, other or said, DIGITS.sub("0", other or said))
    return Item(kind, keys, frozenset(WORD.findall(said.casefold())), least)


def unlabelled(text: str) -> str:
    """Return a text without the label that it begins with."""
    found = LABEL.match(text)
    return text[found.end() :] if found else text


TEXTS = tuple(W + name for name in ("t", "br", "tab"))


def text_of(element: Element) -> str:
    """Return what an element says; breaks are spaces."""
    return "".join([(one.text or "") if one.tag == TEXTS[0] else " " for one in element.iter(*TEXTS)])


class Paragraph:
    """One paragraph."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def text(self) -> str:
        """What it says."""
        return text_of(self.element)

    @cached_property
    def style(self) -> str:
        """Id of its style."""
        named = self.element.find(f"{W}pPr/{W}pStyle")
        return str(named.get(W + "val")) if named is not None else ""

    @cached_property
    def ends_section(self) -> bool:
        """Tell whether a section ends with it."""
        return self.element.find(f"{W}pPr/{W}sectPr") is not None

    @cached_property
    def item(self) -> Item:
        """What it is compared by; of an empty paragraph its style."""
        text = unlabelled(self.text)
        ends = xml_references(self.element.find(f"{W}pPr/{W}sectPr"))
        return item((PARAGRAPH, ends, "" if text.strip() else self.style), text)


def xml_references(section: Element | None) -> str:
    """Return the headers and footers of a section, which no mark can change; "" for no section."""
    if section is None:
        return ""
    found = section.findall(W + "headerReference") + section.findall(W + "footerReference")
    return "sectPr " + " ".join(map(xml, found))


class Table:
    """One table."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows."""
        is_layout = self.element.find(f"{W}tblPr/{W}tblStyle") is None
        return [Row(one, 0.0 if is_layout else 0.4) for one in self.element.findall(ROW)]

    @cached_property
    def item(self) -> Item:
        """What it is compared by: tables with the same number of columns are always alike enough."""
        style = self.element.find(f"{W}tblPr/{W}tblStyle")
        columns = len(self.element.findall(f"{W}tblGrid/{W}gridCol"))
        others = {one.tag for one in self.element} - {W + "tblPr", W + "tblGrid", ROW}
        kind = (TABLE, columns, style.get(W + "val") if style is not None else "", bool(others))
        text = " ".join(row.text for row in self.rows)
        return item(kind, text, least=0.0, other=self.rows[0].text if self.rows else "")


class Row:
    """One row of a table."""

    def __init__(self, element: Element, least: float) -> None:
        self.element, self.least = element, least

    @cached_property
    def cells(self) -> list[Cell]:
        """Its cells."""
        return [Cell(one) for one in self.element.findall(CELL)]

    @cached_property
    def text(self) -> str:
        """What its cells say, numbers alone left out."""
        return " | ".join(cell.text for cell in self.cells if not NUMBER.fullmatch(cell.text))

    @cached_property
    def item(self) -> Item:
        """What it is compared by: rows of the same build, their longest text above all."""
        longest = max((cell.text for cell in self.cells), key=len, default="")
        others = {one.tag for one in self.element} - {W + "trPr", W + "tblPrEx", CELL}
        kind = (ROW, tuple(cell.build for cell in self.cells), bool(others))
        return item(kind, self.text, self.least, other=unlabelled(longest))


class Cell:
    """One cell of a row."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def blocks(self) -> list[Block]:
        """What stands in it."""
        return blocks(self.element)

    @cached_property
    def text(self) -> str:
        """What it says."""
        return text_of(self.element)

    @cached_property
    def build(self) -> tuple[str, ...]:
        """How many columns it covers, and how it is merged with the cells above and below."""
        properties = self.element.find(W + "tcPr")
        found = [one for one in properties if one.tag in BUILD] if properties is not None else []
        return tuple(xml(one) for one in found)


class Other:
    """Something else that stands between paragraphs."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def item(self) -> Item:
        """What it is compared by: all of it."""
        return Item(self.element.tag, (xml(self.element),) * 3, frozenset())


Block = Paragraph | Table | Other
BUILD = (W + "gridSpan", W + "vMerge")
KINDS: dict[str, Callable[[Element], Block]] = {PARAGRAPH: Paragraph, TABLE: Table}
FORMS = {W + name for name in ("tcPr", "sectPr")}


def blocks(holder: Element) -> list[Block]:
    """Return what stands in a body, cell, note or header."""
    return [KINDS.get(one.tag, Other)(one) for one in holder if one.tag not in FORMS]


class Step(NamedTuple):
    """One block of the comparison: in both, only in the old or only in the new document, or moved."""

    old: Block | None
    new: Block | None
    move: int = 0
    """Number of the move that it belongs to: its old block stands where it was, or its new block where it is."""
    is_source: bool = False
    """Of a move: this is where it was."""


def steps(old: Sequence[Block], new: Sequence[Block], *, is_body: bool = False) -> list[Step]:
    """Return both sequences as one. The last paragraphs go together, for the last of all can be neither cut nor new.

    In a body whole paragraphs may have moved. In a cell one paragraph instead of another is that one with other words.
    """
    old_items, new_items = [one.item for one in old], [one.item for one in new]
    last = [(len(old) - 1, len(new) - 1)] if _goes_together(old[-1:], new[-1:]) else []
    end = len(last)
    found = pairs(old_items[: len(old) - end], new_items[: len(new) - end])
    found = [pair for pair in found if _keeps_words(old[pair[0]], new[pair[1]])] if is_body else found
    found += last
    found = sorted([*found, *(_before_tables if is_body else _lone)(old, new, found)])
    moves = _moves(old, new, moved(old_items, new_items, found, least=1)) if is_body else {}
    sources = {place: at for at, (place, _) in moves.items()}
    made: list[Step] = []
    at, place = 0, 0
    for one, other in (*found, (len(old), len(new))):
        for i in range(at, one):
            where, number = moves.get(i, (-1, 0))
            made.append(Step(old[i], new[where], number, is_source=True) if number else Step(old[i], None))
        for j in range(place, other):
            made.append(Step(old[sources[j]], new[j], moves[sources[j]][1]) if j in sources else Step(None, new[j]))
        if one < len(old):
            made.append(Step(old[one], new[other]))
        at, place = one + 1, other + 1
    return _with_tables_apart(made)


def _before_tables(
    old: Sequence[Block], new: Sequence[Block], found: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the last paragraphs before tables that go together, where both are left over.

    What is neither cut nor new there keeps the place: the end of a paragraph cannot be joined with a table.
    """
    olds, news = {at for at, _ in found}, {place for _, place in found}
    for at, place in found:
        is_free = at and place and isinstance(old[at], Table) and at - 1 not in olds and place - 1 not in news
        if is_free and _goes_together(old[at - 1 : at], new[place - 1 : place]):
            yield at - 1, place - 1


def _keeps_words(old: Block, new: Block) -> bool:
    if not (isinstance(old, Paragraph) and isinstance(new, Paragraph)):
        return True
    return keeps_words(unlabelled(old.text), unlabelled(new.text))


def keeps_words(old: str, new: str) -> bool:
    """Tell whether enough words of a text stay; with fewer it is easier to read as cut and new."""
    return old == new or kept_share(WORD.findall(old), WORD.findall(new)) >= LEAST_KEPT


LEAST_KEPT = 0.25


def _lone(old: Sequence[Block], new: Sequence[Block], found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of one style that alone are left over between the same neighbours."""
    for (at, place), (one, other) in pairwise([(-1, -1), *found, (len(old), len(new))]):
        if one - at == other - place == 2:
            before, after = old[at + 1], new[place + 1]
            if isinstance(before, Paragraph) and isinstance(after, Paragraph) and before.style == after.style:
                yield at + 1, place + 1


def _goes_together(old: Sequence[Block], new: Sequence[Block]) -> bool:
    return all(isinstance(one, Paragraph) and not one.ends_section for one in (*old, *new)) and bool(old and new)


def _moves(old: Sequence[Block], new: Sequence[Block], found: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return old index to new index and number of the move; neighbours that moved together have one number."""
    made: dict[int, tuple[int, int]] = {}
    number = 0
    for at, place in found:
        one, other = old[at], new[place]
        if not (isinstance(one, Paragraph) and isinstance(other, Paragraph)) or one.ends_section or other.ends_section:
            continue
        if not one.text.strip():
            continue
        before = made.get(at - 1)
        if before is None or before[0] != place - 1:
            number += 1
        made[at] = (place, number)
    return made


def _with_tables_apart(found: Sequence[Step]) -> list[Step]:
    """Return the steps with a paragraph between a table that was cut and one that is new: Word would join them."""
    made = list(found)
    at = 1
    while at < len(made):
        before, after = made[at - 1 : at + 1]
        if at > 1 and _is_exchange(before, after) and isinstance(made[at - 2].old, Paragraph):
            first = made[at - 2]
            if first.new is not None and not first.move:
                cut, fresh = (before, after) if before.new is None else (after, before)
                made[at - 2 : at + 1] = [Step(first.old, None), cut, Step(None, first.new), fresh]
                at += 1
        at += 1
    return made


def _is_exchange(before: Step, after: Step) -> bool:
    return (
        isinstance(before.old or before.new, Table)
        and isinstance(after.old or after.new, Table)
        and (before.new is None) != (after.new is None)
        and (before.old is None) != (after.old is None)
    )


class RowStep(NamedTuple):
    """One row of the comparison of two tables."""

    old: Row | None
    new: Row | None


def row_steps(old: Table, new: Table) -> Iterator[RowStep]:
    """Yield the rows of both tables as one."""
    found = pairs([row.item for row in old.rows], [row.item for row in new.rows])
    ends = [(-1, -1), *found, (len(old.rows), len(new.rows))]
    for (at, place), (one, other) in pairwise(ends):
        yield from (RowStep(row, None) for row in old.rows[at + 1 : one])
        yield from (RowStep(None, row) for row in new.rows[place + 1 : other])
        if one < len(old.rows):
            yield RowStep(old.rows[one], new.rows[other])
