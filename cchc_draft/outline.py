"""A plan's blocks as printed paragraphs: every label computed, in order, by structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.model import Block, Content, Heading, Inline, ItemList, NoteRef, Paragraph, Run, Table
from cchc_draft.numbering import POINT, Outline, label

LineKind = Literal["heading1", "heading2", "heading3", "paragraph", "numbered", "point", "dash", "plus"]


class Line(NamedTuple):
    """A paragraph as it is printed: its kind, its label ("" for none) and its text."""

    kind: LineKind
    label: str
    content: Content
    place: Place | None = None


HEADINGS: tuple[LineKind, ...] = ("heading1", "heading2", "heading3")


def lines(blocks: tuple[Block, ...]) -> Iterator[Line | Table]:
    """Yield the plan's paragraphs with their labels, and its tables, in printed order.

    Within one section, khoản or item numbers run on even where a paragraph stands between two lists, so every label
    there occurs once. Raises InputError when a khoản has more points than the alphabet has letters.
    """
    outline = Outline()
    points: list[int] = [0]
    for block in blocks:
        if isinstance(block, Heading):
            points[0] = 0
            yield Line(HEADINGS[block.level - 1], outline.enter(block.level), block.content, block.place)
        else:
            yield from _lines(block, outline, outline.path, points, "-")


def _lines(block: Block, outline: Outline, prefix: list[int], points: list[int], sign: str) -> Iterator[Line | Table]:
    match block:
        case Table():
            yield block
        case Paragraph() | Heading():
            yield Line("paragraph", "", block.content, block.place)
        case ItemList():
            yield from _list_lines(block, outline, prefix, points, sign)


def _list_lines(
    block: ItemList, outline: Outline, prefix: list[int], points: list[int], sign: str
) -> Iterator[Line | Table]:
    for item in block.items:
        inner_prefix, inner_points, inner_sign = prefix, [0], sign
        kind: LineKind
        if block.kind == "numbered":
            kind, text = "numbered", outline.next(prefix)
            points[0] = 0
            inner_prefix = outline.path
        elif block.kind == "point":
            kind, text = "point", _next_point(points, item.place)
        else:
            kind, text = ("dash", "-") if sign == "-" else ("plus", "+")
            inner_sign = "+"
        first, rest = item.blocks[0], item.blocks[1:]
        if isinstance(first, Paragraph):
            yield Line(kind, text, first.content, first.place)
        else:
            yield Line(kind, text, (), item.place)
            rest = item.blocks
        for inner in rest:
            yield from _lines(inner, outline, inner_prefix, inner_points, inner_sign)
        if block.kind == "numbered":
            outline.path = prefix


def _next_point(points: list[int], place: Place | None) -> str:
    points[0] += 1
    try:
        return label(points[0], POINT)
    except ValueError:
        raise InputError([Problem("too-many-points", TOO_MANY_POINTS, {"last": POINT.last}, place)]) from None


TOO_MANY_POINTS = N_("quá {last} điểm trong một khoản: hết chữ cái để đánh thứ tự (a đến y); hãy tách thành hai khoản")


END_MARK = "./."


def ended(content: Content) -> Content:
    """Return the last paragraph's text with "./." in place of its full stop (Mẫu 1.4)."""
    kept = list(content)
    marks: list[Inline] = []
    stop: Run | None = None
    while kept and isinstance(kept[-1], NoteRef):
        marks.insert(0, kept.pop())
    while kept:
        last = kept.pop()
        if not isinstance(last, Run):
            kept.append(last)
            break
        text = last.text.rstrip().removesuffix(END_MARK).rstrip().rstrip(".").rstrip()
        if text and (marks or last.link or stop):
            kept.append(replace(last, text=text))
            break
        if text:
            return (*kept, replace(last, text=text + END_MARK))
        stop = stop or last
    return (*kept, *marks, replace(stop, text=END_MARK, link="") if stop else Run(END_MARK))
