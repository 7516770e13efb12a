"""Marks of footnotes: counted anew in the order of the text, and taken out where a plan folder has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cchc_draft.errors import Problem
from cchc_draft.importing.recognised import Attachment, Recognised, Task
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Block, Content, Heading, Inline, ItemList, NoteRef, Paragraph, Table


def counted_anew(plan: Recognised) -> tuple[Recognised, list[Problem]]:
    """Return the plan with notes and marks that belong together, and a warning for every note without a mark."""
    if not plan.notes and not any(True for _ in _marks(_all_contents(plan))):
        return plan, []
    used = dict.fromkeys(mark.number for mark in _marks(_text(plan)) if 0 < mark.number <= len(plan.notes))
    numbers = {old: new for new, old in enumerate(used, 1)}
    marker = _Marker(numbers)
    body = marker.blocks(plan.body)
    closing = marker.blocks(plan.closing)
    attachments = tuple(replace(one, blocks=marker.blocks(one.blocks)) for one in plan.attachments)
    appendices = tuple(replace(one, tasks=tuple(_without_marks(task) for task in one.tasks)) for one in plan.appendices)
    lost = [text(note) for number, note in enumerate(plan.notes, 1) if number not in numbers]
    problems = [Problem("note-left-out", LEFT_OUT, {"text": words}, level="warning") for words in lost]
    notes = tuple(plan.notes[number - 1] for number in numbers)
    return (
        replace(plan, body=body, closing=closing, attachments=attachments, appendices=appendices, notes=notes),
        problems,
    )


def _text(plan: Recognised) -> Iterator[Content]:
    """Yield the contents that can have marks, in order."""
    yield from _contents((*plan.body, *plan.closing))
    for attachment in plan.attachments:
        yield from _attachment(attachment)


def _attachment(attachment: Attachment) -> Iterator[Content]:
    yield from _contents(attachment.blocks)


def _all_contents(plan: Recognised) -> Iterator[Content]:
    yield from _text(plan)
    for appendix in plan.appendices:
        for task in appendix.tasks:
            yield from (task.text, task.product, task.cost, task.note, *task.own.values())


def _marks(contents: Iterable[Content]) -> Iterator[NoteRef]:
    for content in contents:
        yield from (inline for inline in content if isinstance(inline, NoteRef))


def _contents(blocks: Iterable[Block]) -> Iterator[Content]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.content
            case ItemList():
                for item in block.items:
                    yield from _contents(item.blocks)
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row


class _Marker:
    """Writes new numbers into marks; every note is marked once."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self.numbers = dict(numbers)

    def content(self, content: Content) -> Content:
        if not any(isinstance(inline, NoteRef) for inline in content):
            return content
        marked: list[Inline] = []
        for inline in content:
            if not isinstance(inline, NoteRef):
                marked.append(inline)
            elif number := self.numbers.pop(inline.number, None):
                marked.append(NoteRef(number))
        return tuple(marked)

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, content=self.content(block.content))
            case ItemList():
                items = tuple(replace(item, blocks=self.blocks(item.blocks)) for item in block.items)
                return replace(block, items=items)
            case Table():
                header = tuple(map(self.content, block.header))
                return replace(block, header=header, rows=tuple(tuple(map(self.content, row)) for row in block.rows))


def _without_marks(task: Task) -> Task:
    """Return a task whose cells have no marks."""
    own = {key: _unmarked(content) for key, content in task.own.items()}
    return replace(
        task,
        text=_unmarked(task.text),
        product=_unmarked(task.product),
        cost=_unmarked(task.cost),
        note=_unmarked(task.note),
        own=own,
    )


def _unmarked(content: Content) -> Content:
    return tuple(inline for inline in content if not isinstance(inline, NoteRef))


LEFT_OUT = N_("chú thích cuối trang không có chỗ đặt dấu trong kế hoạch nên không đưa vào: «{text}»")
