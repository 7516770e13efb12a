"""A document as it is written: paragraphs with their form and printed labels, tables with merged cells; no meaning yet.

Readers of Word files and of plain text make a :class:`Written`; recognition works on it alone and never knows which
reader it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.errors import Place, Problem
from cchc_draft.model import Content, LineBreak, Run

Align = Literal["", "left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed: capitals are put on, tracked insertions are in, deletions are out."""

    content: Content
    """Runs with bold, italic and links; forced line ends; marks of footnotes. Without an automatic label."""
    label: str = ""
    """The automatic number or bullet as printed ("I.", "1.1.", "a)", "-"); empty where there is none."""
    style: str = ""
    """Name of the style, in small letters; empty in plain text."""
    level: int = 0
    """Outline level of the paragraph (1-9), 0 for body text."""
    align: Align = ""
    size: int = 0
    """Type size of its first text in half-points, 0 where unknown."""
    indent: int = 0
    """Where its first line starts, in twips from the margin."""
    breaks_page: bool = False
    """A page break stands before it."""
    is_box: bool = False
    """It stands in a text box or shape."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a cell that another one covers is not in the row."""

    blocks: tuple[Block, ...]
    column: int
    """Index of its first grid column."""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    width: int
    """Number of grid columns."""
    has_borders: bool = True
    """Lines are drawn between its cells; without them it only arranges text (letterhead, signature)."""
    place: Place | None = field(default=None, compare=False)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one form: the blocks from *start* on."""

    start: int
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A whole document."""

    blocks: tuple[Block, ...]
    notes: tuple[Content, ...] = ()
    """Footnotes and endnotes in the order of their marks; ``NoteRef(n)`` is ``notes[n - 1]``."""
    sections: tuple[Section, ...] = (Section(0),)
    margins: tuple[str, ...] = ()
    """Text of headers and footers, page numbers left out."""
    has_form: bool = True
    """Bold, italic, alignment and sizes are known; plain text has none."""
    problems: tuple[Problem, ...] = ()
    """What was found and is not in the blocks: deleted text, comments, pictures, macros …, and what is doubtful."""


def text(content: Content) -> str:
    """Return the text of *content*; a forced line end is a line end."""
    return "".join(
        inline.text if isinstance(inline, Run) else "\n" if isinstance(inline, LineBreak) else "" for inline in content
    )
