"""A plan as meaning: what it says and who issues it, never how Word stores it.

Readers make a :class:`Plan`, writers and rules use it. All records are frozen and compare by value; places are
kept out of equality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.deadlines import Deadline
from cchc_draft.errors import Place
from cchc_draft.formats import PartialDate

ListKind = Literal["numbered", "point", "dash"]
Alignment = Literal["", "left", "center", "right"]
TaskNumbering = Literal["running", "by_group", "nested"]
"""1, 2, 3 … through the whole table; from 1 in each group; 1.1, 1.2 … by the subgroup's number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one form; a link keeps its address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The mark of a footnote; ``Plan.notes[number - 1]`` is its text."""

    number: int


Inline = Run | LineBreak | NoteRef
Content = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A titled level of the plan: 1 is a section (I.), 2 a titled khoản (1.), 3 the level below (1.1.)."""

    level: int
    content: Content
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without a label."""

    content: Content
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its first block carries the label."""

    blocks: tuple[Block, ...]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """Numbered paragraphs (1.), points (a) or dashes (-); dashes inside dashes print as +."""

    kind: ListKind
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the body: one header row, rows of the same length, one alignment a column."""

    header: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]
    alignments: tuple[Alignment, ...]
    place: Place | None = field(default=None, compare=False)


Block = Heading | Paragraph | ItemList | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of page 1 (ô 1-4): texts as data, capitals are put on by the writer."""

    parents: tuple[str, ...]
    """Lines of the agency above; empty for a committee that has none."""
    agencies: tuple[str, ...]
    """Lines of the issuing agency's official name."""
    number: int | None
    symbol: str
    place: str
    date: PartialDate
    is_draft: bool = False
    """Print DỰ THẢO."""
    urgency: str = ""
    """KHẨN, THƯỢNG KHẨN, HỎA TỐC or empty."""
    circulation: str = ""
    """XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ or empty."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Authority and position lines above the signature (ô 7a), and the signer's name (ô 7b, may be empty)."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task table; units are printed names."""

    id: str
    text: Content
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()
    deadline: Deadline | None = None
    product: Content = ()
    cost: Content = ()
    note: Content = ()
    group: tuple[str, ...] = ()
    """Title of the group that the task stands in, and of the subgroup inside it, if any."""
    answers: tuple[str, ...] = ()
    """Ids of the tasks, in the plan of the agency above, that this one carries out."""
    own: Mapping[str, Content] = field(default_factory=dict)
    """Cells of the columns that the plan itself declares, by column key."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a task table: which field of the task it prints, under which title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """A task table after the signature, on pages of its own."""

    title: str
    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    is_landscape: bool = False
    merged: tuple[str, ...] = ()
    """Keys of the columns whose equal neighbouring cells become one."""
    numbering: TaskNumbering = "running"


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole document."""

    year: int
    agency: str
    """Official full name of the issuing agency (both names, joined by "và", when two issue it)."""
    letterhead: Letterhead
    subject: tuple[str, ...]
    """Trích yếu; more than one line only where the author broke it."""
    body: tuple[Block, ...]
    closing: tuple[Block, ...]
    recipients: tuple[str, ...]
    archive: str
    """What follows "Lưu: "."""
    signatures: tuple[Signature, ...]
    """The issuing agency first, co-issuers after it."""
    legal_bases: tuple[str, ...] = ()
    """Căn cứ lines without their closing mark."""
    notes: tuple[Content, ...] = ()
    appendices: tuple[Appendix, ...] = ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in document order, those inside list items too."""
    for block in blocks:
        yield block
        if isinstance(block, ItemList):
            for item in block.items:
                yield from walk(item.blocks)


def plain(content: Content) -> str:
    """Return the text of *content* without its form; a line break becomes a space, a note mark nothing."""
    if len(content) == 1 and isinstance(content[0], Run):
        return content[0].text
    return "".join(
        inline.text if isinstance(inline, Run) else " " if isinstance(inline, LineBreak) else "" for inline in content
    )
