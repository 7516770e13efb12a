"""Blocks as the Markdown of a ke-hoach.md: what :func:`cchc_draft.content.parse` reads as the same blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cchc_draft.content import paragraph
from cchc_draft.model import (
    Alignment,
    Block,
    Content,
    Heading,
    ItemList,
    LineBreak,
    ListKind,
    Paragraph,
    Run,
    Table,
)

CLOSING_RULE = "***"
MARKS: dict[ListKind, str] = {"numbered": "{}.", "point": "{})", "dash": "-"}


def write(body: Sequence[Block], closing: Sequence[Block] = (), notes: Sequence[Content] = ()) -> str:
    """Return body, closing and footnotes as one text."""
    parts = list(_blocks(body))
    if closing:
        parts += [CLOSING_RULE, *_blocks(closing)]
    parts += [f"[^{number}]: {paragraph(note)}" for number, note in enumerate(notes, 1)]
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * block.level} {_one_line(block.content)}"
            case Paragraph():
                yield paragraph(block.content)
            case ItemList():
                yield _item_list(block)
            case Table():
                yield _table(block)


def _item_list(block: ItemList) -> str:
    items = []
    for number, item in enumerate(block.items, 1):
        mark = MARKS[block.kind].format(number) + " "
        indented = "\n\n".join(_blocks(item.blocks)).replace("\n", "\n" + " " * len(mark))
        items.append(mark + "\n".join(line.rstrip() for line in indented.split("\n")))
    return "\n\n".join(items)


def _table(block: Table) -> str:
    rules: dict[Alignment, str] = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
    rows = [
        [_table_cell(cell) for cell in block.header],
        [rules[alignment] for alignment in block.alignments],
        *([_table_cell(cell) for cell in row] for row in block.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _one_line(content: Content) -> str:
    return paragraph(tuple(Run(" ") if isinstance(part, LineBreak) else part for part in content))


def _table_cell(content: Content) -> str:
    """Return a cell; the reader takes one backslash from before every bar, whatever stands before that."""
    return _one_line(content).replace("|", r"\|")
