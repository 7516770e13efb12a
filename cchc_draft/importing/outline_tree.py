"""Lines as a tree by their labels: what has a label of a kind that is open goes on there, a new kind opens a level.

Text without a label goes where the next label leaves it, so that numbers run on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.errors import Place, Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.label_reader import Label, candidates
from cchc_draft.importing.printed_lines import DataTable, Item, Line, broken, cut, trimmed, whole
from cchc_draft.language import N_
from cchc_draft.model import Content, LineBreak, Run, plain
from cchc_draft.numbering import SECTION

LONGEST_TITLE = 250
"""Letters of a heading; what is longer is text."""


@dataclass(slots=True)
class Node:
    """An entry with a label, and what stands below it."""

    label: Label | None
    line: Line | None
    content: Content = ()
    children: list[Node | Line | DataTable] = field(default_factory=list)
    is_followed: bool = False
    """Something that belongs to it follows."""
    is_titled: bool = False
    """It is a heading by itself: it has no label."""


def tree(items: Iterable[Item]) -> tuple[Node, list[Problem]]:
    """Return lines as the children of a root without a label, and what is told of entries without text."""
    root = _tree(_titled(_entries(items)))
    problems: list[Problem] = []
    _filled([root], problems)
    return root, problems


# Lines to entries: the label taken off, lists inside one paragraph parted.


class Entry(NamedTuple):
    """A line without its label, or a table."""

    item: Item
    label: Label | None
    content: Content
    is_titled: bool = False


def _entries(items: Iterable[Item]) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, DataTable):
            yield Entry(item, None, ())
        else:
            for part in _parted(item):
                yield labelled(part)


def labelled(line: Line) -> Entry:
    """Return a line with its label, automatic or typed, taken off."""
    automatic = label_reader.automatic(line.label)
    typed = label_reader.read(line.text)
    if automatic is None:
        return Entry(line, typed.label, cut(line.content, typed.length) if typed.label else line.content)
    if typed.label and (typed.label.kind, typed.label.number) == (automatic.kind, automatic.number):
        both = automatic._replace(written=f"{automatic.written} {typed.label.written}")
        return Entry(line, both, cut(line.content, typed.length))
    return Entry(line, automatic, line.content)


def _parted(line: Line) -> Iterator[Line]:
    """Yield the entries of a list that forced line ends part inside one paragraph, or the line as it is."""
    if not any(isinstance(inline, LineBreak) for inline in line.content):
        yield line
        return
    kept: list[Line] = []
    for part in broken(line):
        if kept and label_reader.read(part.text).label:
            yield whole(kept)
            kept = []
        kept.append(part)
    if kept:
        yield whole(kept)


# Headings without labels.


def _titled(entries: Iterable[Entry]) -> list[Entry]:
    """Mark the headings that have no label: where all sections are so, and where one is left out between others."""
    found = list(entries)
    has_sections = any(entry.label and entry.label.rank <= label_reader.RANKS["roman"] for entry in found)
    marked = []
    gaps = _gaps(found) if has_sections else set()
    for index, entry in enumerate(found):
        is_title = entry.label is None and isinstance(entry.item, Line) and is_section_title(entry.item)
        marked.append(entry._replace(is_titled=is_title and (index in gaps or not has_sections)))
    if not has_sections and sum(entry.is_titled for entry in marked) < 2:
        return found
    return marked


def is_section_title(line: Line) -> bool:
    """Tell whether a line without a label can be the title of a section."""
    words = line.text
    if len(words) > LONGEST_TITLE or words.endswith((".", ";", ",")) or not any(map(str.isalpha, words)):
        return False
    return (line.is_capital and len(words) > 3) or (line.paragraph.level == 1 and len(words) < LONGEST_TITLE // 2)


def _gaps(entries: Sequence[Entry]) -> set[int]:
    """Return the places of unlabelled capitals where the Roman numbers around leave out exactly one."""
    places: set[int] = set()
    before = 0
    waiting: list[int] = []
    for index, entry in enumerate(entries):
        if entry.label and entry.label.kind == "roman":
            if before and entry.label.number == before + 2 and len(waiting) == 1:
                places.add(waiting[0])
            before = entry.label.number
            waiting = []
        elif entry.label is None and isinstance(entry.item, Line) and is_section_title(entry.item):
            waiting.append(index)
    return places


# The tree.


class _Open(NamedTuple):
    """A level of the tree that is open: its last entry and what its labels are."""

    kind: str
    rank: int
    number: int
    node: Node


def _tree(entries: Iterable[Entry]) -> Node:
    """Return the entries as a tree; text without a label goes where the next label leaves it."""
    root = Node(None, None)
    stack: list[_Open] = []
    pending: list[Line | DataTable] = []
    sections = 0
    for entry in entries:
        label = TITLE_LABEL if entry.is_titled else entry.label
        opened = _opened(stack, label) if label else None
        if opened is None:
            _wait(entry, stack, pending)
            continue
        if not opened.above and sections == SECTION.last:
            pending.append(_with_label(entry))
            continue
        assert isinstance(entry.item, Line)
        sections += not opened.above
        parent = opened.above[-1].node if opened.above else root
        parent.children += pending
        parent.is_followed = True
        pending.clear()
        node = Node(opened.label, entry.item, entry.content, is_titled=entry.is_titled)
        parent.children.append(node)
        stack = [*opened.above, _Open(opened.label.kind, opened.rank, opened.label.number, node)]
    root.children += pending
    return root


TITLE_LABEL = Label("roman", 0, "")


def _filled(nodes: Iterable[Node | Line | DataTable], problems: list[Problem]) -> None:
    """Give every entry a text: a dash that has none is left out, for others a blank is left to be filled in."""
    for node in below(nodes):
        if not isinstance(node, Node):
            continue
        kept: list[Node | Line | DataTable] = []
        for child in node.children:
            if not isinstance(child, Node) or child.content:
                kept.append(child)
                continue
            facts = {"label": child.label.written if child.label else ""}
            if child.label and child.label.is_sign and not child.children:
                problems.append(Problem("empty-entry", LEFT_OUT, facts, place_of(child), level="warning"))
                continue
            problems.append(Problem("empty-entry", LEFT_BLANK, facts, place_of(child), level="warning"))
            child.content = (Run(PLAIN_BLANK),)
            kept.append(child)
        node.children = kept


def _with_label(entry: Entry) -> Line | DataTable:
    """Return a line with its label as text: no number is left for it."""
    item = entry.item
    if isinstance(item, DataTable) or not item.label:
        return item
    return replace(item, content=trimmed((Run(f"{item.label} "), *item.content)), label="")


def _wait(entry: Entry, stack: list[_Open], pending: list[Line | DataTable]) -> None:
    """Keep what has no label until the next one says where it belongs; it may be the title of a bare label."""
    item = entry.item
    last = stack[-1].node if stack else None
    if isinstance(item, Line) and last is not None and not (last.content or last.children or pending):
        last.content, last.line = item.content, item
        return
    if isinstance(item, Line) and last is not None and not (last.children or pending) and _is_second_line(item, last):
        last.content = trimmed((*last.content, Run(" "), *item.content))
        return
    if last is not None:
        last.is_followed = True
    pending.append(item)


COLUMN_TITLES = ("stt", "tt", "so tt", "s.tt")
"""How a table begins of which plain text kept only lines."""


def is_column_title(line: Line) -> bool:
    """Tell whether a line is the title of a column of numbers: "STT"."""
    return line.flat.strip(" .") in COLUMN_TITLES


def _is_second_line(line: Line, title: Node) -> bool:
    """Tell whether a line goes on with the title of a section, in capitals as the title is."""
    first = title.line
    if first is None or title.label is None or title.label.rank > label_reader.RANKS["roman"] or title.is_followed:
        return False
    if first.text.endswith((".", ":", ";")) or len(plain(title.content)) + len(line.text) > LONGEST_TITLE:
        return False
    if is_column_title(line):
        return False
    same_form = line.is_bold == first.is_bold and line.paragraph.align == first.paragraph.align
    return line.is_capital and first.is_capital and same_form and any(map(str.isalpha, line.text))


class _Opened(NamedTuple):
    """What an entry with a label means where it stands."""

    above: list[_Open]
    """The levels that stay open above it."""
    label: Label
    rank: int


def _opened(stack: list[_Open], label: Label) -> _Opened:
    """Return where an entry with this label belongs: to an open list of its kind, or below the smallest larger one."""
    kinds = {level.kind: index for index, level in enumerate(stack)}
    kind, number = _meant({level.kind: level.number for level in stack}, label)
    label = label._replace(kind=kind, number=number)
    index = kinds.get(kind, _sister(stack, label))
    if index is not None:
        level = stack[index]
        return _Opened(stack[:index], label._replace(kind=level.kind), level.rank)
    rank = label.rank
    if kind == "bracket" and "letter" not in kinds:
        rank = label_reader.RANKS["arabic3"]
    above = list(stack)
    while above and above[-1].rank > rank:
        above.pop()
    return _Opened(above, label, rank)


LARGE_ROMAN = (50, 100, 500, 1000)
"""L, C, D and M: letters, where no plan counts so far."""
ITH_POINT = 9


def _meant(open_numbers: Mapping[str, int], label: Label) -> tuple[str, int]:
    """Return kind and number of a label that may be two things: "C." is a letter, "i)" the first of i, ii, iii."""
    options = list(candidates(label))
    for kind, number in options:
        if open_numbers.get(kind) == number - 1:
            return kind, number
    if label.others and ((label.kind == "roman" and label.number in LARGE_ROMAN) or label.number == ITH_POINT):
        return options[-1]
    return options[0]


SISTERS = {"arabic": "bracket", "bracket": "arabic", "letter": "letters", "letters": "letter"}
"""Kinds that are mixed up in one list: 1. 2) 3."""


def _sister(stack: Sequence[_Open], label: Label) -> int | None:
    """Return the open level that this label goes on although it is written otherwise."""
    for index, level in enumerate(stack):
        if level.kind == SISTERS.get(label.kind) and 1 < label.number == level.number + 1:
            return index
    return None


def below(nodes: Iterable[Node | Line | DataTable]) -> Iterator[Node | Line | DataTable]:
    """Yield entries with all that stands below them, in order."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Node):
            stack += node.children[::-1]


def place_of(node: Node) -> Place | None:
    """Return where an entry stands."""
    return node.line.place if node.line else None


LEFT_OUT = N_("dấu «{label}» đứng một mình, không có chữ, nên bỏ")
LEFT_BLANK = N_("sau «{label}» không có chữ; chỗ này để «[…]» chờ điền")
