"""What an existing plan was recognised as: everything a plan folder needs, in the words of the document.

Nothing is improved here: names, titles and deadlines stay as they were written, and what was doubtful, changed or left
out is a warning with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_draft.citations import Citation
from cchc_draft.errors import Place, Problem
from cchc_draft.formats import PartialDate
from cchc_draft.model import Block, Column, Content, Heading, Run, Signature, TaskNumbering


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of page 1 as printed."""

    parents: tuple[str, ...] = ()
    """Lines of the agency above, empty where there is none."""
    agencies: tuple[str, ...] = ()
    """Lines of the issuing agency's name; of all issuing agencies in a joint plan."""
    number: int | None = None
    symbol: str = ""
    """What follows the number and its sign: "KH-UBND", "KH/ĐU"; empty where the document has none."""
    is_party_form: bool = False
    """Number and symbol are joined as the Party does: "12-KH/ĐU"."""
    place: str = ""
    date: PartialDate | None = None
    """None where not even the year is known."""
    is_draft: bool = False
    urgency: str = ""
    circulation: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One Căn cứ line without its closing mark."""

    text: str
    document: str = ""
    """Id of the document whose ``Citation.legal_basis`` is this very line; empty where the line says more or less."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the plan cites, as it is cited first."""

    id: str
    citation: Citation
    written: str
    """The citation in the words of the text."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task table; every cell in its own words."""

    text: Content
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: str = ""
    product: Content = ()
    cost: Content = ()
    note: Content = ()
    group: tuple[str, ...] = ()
    """Title of the group that the task stands in, and of the subgroup inside it, if any."""
    own: Mapping[str, Content] = field(default_factory=dict)
    """Cells of columns that are no field of a task, by column key."""
    number: str = ""
    """What the document has in the STT column."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Appendix:
    """A task table with its title."""

    title: str
    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    is_landscape: bool = False
    merged: tuple[str, ...] = ()
    """Keys of columns in which one cell stands for several tasks."""
    numbering: TaskNumbering = "running"
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Pages after the signature that are no task table: a form, a list, another table."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A plan as it was understood."""

    letterhead: Letterhead
    kind: str
    """Type of document, "Kế hoạch"."""
    subject: tuple[str, ...]
    """Trích yếu, line by line."""
    year: int | None
    legal_bases: tuple[LegalBasis, ...]
    """The Căn cứ lines that open the text; others stay in the body."""
    body: tuple[Block, ...]
    closing: tuple[Block, ...]
    """The last paragraphs, with a full stop in place of "./."."""
    recipients: tuple[str, ...]
    archive: str
    """What follows "Lưu:"."""
    signatures: tuple[Signature, ...]
    """The leading agency first."""
    appendices: tuple[Appendix, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: tuple[Content, ...] = ()
    printed_anew: tuple[str, ...] = ()
    """Text of the document that the program prints by itself: quốc hiệu, "Nơi nhận:", "(Kèm theo …)", headers."""
    problems: tuple[Problem, ...] = ()

    @property
    def whole_body(self) -> tuple[Block, ...]:
        """The body and, each under a heading of its own, the attachments: all that has to be kept as text."""
        blocks = list(self.body)
        for attachment in self.attachments:
            blocks += [Heading(1, (Run(attachment.title),), attachment.place), *attachment.blocks]
        return tuple(blocks)
