"""Lines to sections, khoản, điểm and dashes: by their labels first, by form and wording where labels do not say.

The labels make a tree: a label of a kind that is open goes on there, a new kind opens a level below. What of the tree
becomes a heading, a numbered paragraph or a point is said once for all entries of one list, so that the program can
number them; where its label differs from the one in the document, a warning says both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.body_table import body_table
from cchc_draft.importing.label_reader import Label, candidates
from cchc_draft.importing.printed_lines import DataTable, Item, Line, broken, cut, trimmed, unformed, whole
from cchc_draft.language import N_
from cchc_draft.model import (
    Block,
    Content,
    Heading,
    ItemList,
    LineBreak,
    ListKind,
    Paragraph,
    Run,
    Table,
    plain,
)
from cchc_draft.model import Item as ListItem
from cchc_draft.numbering import POINT, SECTION
from cchc_draft.outline import lines as printed_lines

LONGEST_TITLE = 250
"""Letters of a heading; what is longer is text."""
LONGEST_BOLD_TITLE = 400
DEEPEST_HEADING = 3
DEEPEST_NUMBER = 3
DEEPEST_DASH = 2

Style = Literal["heading", "numbered", "point", "dash"]


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


class Outline(NamedTuple):
    """Blocks of the model, and what was changed on the way."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def read(items: Sequence[Item], has_form: bool = True) -> Outline:
    """Return the blocks of the body."""
    tree = _tree(_titled(_entries(items)))
    told: list[Problem] = []
    _filled([tree], told)
    kinds: tuple[ListKind, ...] = ("point", "dash")
    for points in kinds:
        maker = _Maker(has_form, points)
        blocks = tuple(maker.blocks(tree, 0))
        try:
            labels = [line.label for line in printed_lines(blocks) if not isinstance(line, Table)]
        except InputError:
            continue
        return Outline(blocks, (*told, *maker.problems, *_renumbered(maker.sources, labels)))
    raise AssertionError("dashes have no end")


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
        if opened is None or (not opened.above and sections == SECTION.last):
            _wait(entry, stack, pending)
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
    for node in _below(nodes):
        if not isinstance(node, Node):
            continue
        kept: list[Node | Line | DataTable] = []
        for child in node.children:
            if not isinstance(child, Node) or child.content:
                kept.append(child)
                continue
            facts = {"label": child.label.written if child.label else ""}
            if child.label and child.label.is_sign and not child.children:
                problems.append(Problem("empty-entry", LEFT_OUT, facts, _place(child), level="warning"))
                continue
            problems.append(Problem("empty-entry", LEFT_BLANK, facts, _place(child), level="warning"))
            child.content = (Run(PLAIN_BLANK),)
            kept.append(child)
        node.children = kept


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


def _is_second_line(line: Line, title: Node) -> bool:
    """Tell whether a line goes on with the title of a section, in capitals as the title is."""
    first = title.line
    if first is None or title.label is None or title.label.rank > label_reader.RANKS["roman"] or title.is_followed:
        return False
    if first.text.endswith((".", ":", ";")) or len(line.text) > LONGEST_TITLE // 2:
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


# The tree to blocks.


class Source(NamedTuple):
    """What the document has as label of a printed line."""

    label: str
    place: Place | None
    title: str
    """The text, where it has no label at all."""


class _Maker:
    """Makes blocks of a tree, and remembers the document's label of every printed line in order."""

    def __init__(self, has_form: bool, points: ListKind) -> None:
        self.has_form = has_form
        self.points = points
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        if points == "dash":
            self.problems.append(Problem("too-many-points", TOO_MANY_POINTS, {"last": POINT.last}, level="warning"))

    def blocks(self, parent: Node, level: int) -> Iterator[Block]:
        """Yield what stands below a heading of *level*, headings below it included."""
        styles = self.styles(parent, level, ())
        for run in _runs(parent.children, styles):
            if isinstance(run, list):
                if styles[_kind(run[0])] == "heading":
                    for node in run:
                        yield from self.heading(node, level + 1)
                else:
                    yield self.list(run, styles[_kind(run[0])], ())
            else:
                yield from self.text(run)

    def heading(self, node: Node, level: int) -> Iterator[Block]:
        """Yield a heading and what belongs to it."""
        content = unformed(one_line(node.content))
        if level == 1:
            content = _without_mark(content)
        self.note(node)
        yield Heading(level, content, _place(node))
        yield from self.blocks(node, level)

    def list(self, nodes: Sequence[Node], style: Style, outer: tuple[Style, ...]) -> ItemList:
        """Return entries of one list."""
        kind: ListKind = "numbered" if style == "heading" else style
        if kind == "point":
            kind = self.points
        return ItemList(kind, tuple(self.item(node, kind, outer) for node in nodes))

    def item(self, node: Node, kind: ListKind, outer: tuple[Style, ...]) -> ListItem:
        """Return one entry with the lists inside it."""
        self.note(node)
        inner: tuple[Style, ...] = (*outer, kind)
        blocks: list[Block] = [Paragraph(node.content, _place(node))]
        styles = self.styles(node, DEEPEST_HEADING, inner)
        for run in _runs(node.children, styles):
            if not isinstance(run, list):
                blocks += self.text(run)
            elif inner.count("dash") >= DEEPEST_DASH and styles[_kind(run[0])] == "dash":
                blocks += self.too_deep(run)
            else:
                blocks.append(self.list(run, styles[_kind(run[0])], inner))
        return ListItem(tuple(blocks), _place(node))

    def too_deep(self, nodes: Sequence[Node]) -> Iterator[Block]:
        """Yield entries that no list can hold any more as paragraphs with their labels."""
        for node in _below(nodes):
            if isinstance(node, Node):
                written = node.label.written if node.label else ""
                facts = {"label": written, "text": _short(node.content)}
                self.problems.append(Problem("label-kept", TOO_DEEP, facts, _place(node), level="warning"))
                self.sources.append(Source("", None, ""))
                yield Paragraph(trimmed((Run(f"{written} "), *node.content)), _place(node))
            else:
                yield from self.text(node)

    def text(self, item: Line | DataTable) -> Iterator[Block]:
        """Yield a paragraph or a table."""
        if isinstance(item, DataTable):
            table, problems = body_table(item.table)
            self.problems += problems
            yield table
        else:
            self.sources.append(Source("", None, ""))
            yield Paragraph(item.content, item.place)

    def note(self, node: Node) -> None:
        """Remember the label that the document has."""
        written = node.label.written if node.label else ""
        self.sources.append(Source(written, _place(node), _short(node.content) if node.is_titled else ""))

    def styles(self, parent: Node, level: int, outer: tuple[Style, ...]) -> dict[str, Style]:
        """Return what each kind of label below *parent* becomes."""
        groups: dict[str, list[Node]] = {}
        for child in parent.children:
            if isinstance(child, Node):
                groups.setdefault(_kind(child), []).append(child)
        return {kind: self.style(kind, nodes, level, outer) for kind, nodes in groups.items()}

    def style(self, kind: str, nodes: Sequence[Node], level: int, outer: tuple[Style, ...]) -> Style:
        """Return what a list becomes: *level* is that of the heading around it, *outer* the lists around it."""
        rank = label_reader.RANKS.get(kind, label_reader.SIGN_RANK)
        if rank >= label_reader.SIGN_RANK or "dash" in outer or "point" in outer:
            return "dash"
        if rank in POINT_RANKS:
            return "point"
        can_be_heading = level < DEEPEST_HEADING and not outer
        if can_be_heading and (self.are_sections(kind, nodes) or self.are_titles(nodes)):
            return "heading"
        if outer.count("numbered") >= DEEPEST_NUMBER:
            return "point"
        return "numbered"

    def are_sections(self, kind: str, nodes: Sequence[Node]) -> bool:
        """Tell whether a list holds sections by its labels alone: I., A., Phần."""
        if label_reader.RANKS[kind] > label_reader.RANKS["roman"]:
            return False
        return all(len(plain(node.content)) <= LONGEST_BOLD_TITLE for node in nodes)

    def are_titles(self, nodes: Sequence[Node]) -> bool:
        """Tell whether every entry of a list is a title on a line of its own."""
        if self.has_form and any(node.line and (node.line.is_bold or node.line.paragraph.level) for node in nodes):
            return all(_is_formed_title(node) for node in nodes)
        followed = sum(node.is_followed for node in nodes)
        return 2 * followed >= len(nodes) and followed > 0 and all(_is_worded_title(node) for node in nodes)


POINT_RANKS = (label_reader.RANKS["letter"], label_reader.RANKS["letters"])


def _kind(node: Node) -> str:
    return node.label.kind if node.label else "roman"


def _runs(
    children: Iterable[Node | Line | DataTable], styles: dict[str, Style]
) -> Iterator[list[Node] | Line | DataTable]:
    """Yield neighbours of one style as a list, text and tables one by one."""
    run: list[Node] = []
    for child in children:
        if isinstance(child, Node) and run and styles[_kind(run[0])] == styles[_kind(child)]:
            run.append(child)
            continue
        if run:
            yield run
            run = []
        if isinstance(child, Node):
            run = [child]
        else:
            yield child
    if run:
        yield run


def _below(nodes: Iterable[Node | Line | DataTable]) -> Iterator[Node | Line | DataTable]:
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Node):
            stack += node.children[::-1]


def _place(node: Node) -> Place | None:
    return node.line.place if node.line else None


def _is_formed_title(node: Node) -> bool:
    """Tell whether an entry is a title by its form: all bold, or in a heading style."""
    words = plain(node.content)
    line = node.line
    if line is None or len(words) > LONGEST_BOLD_TITLE:
        return False
    is_bold = all(run.bold for run in node.content if isinstance(run, Run) and any(map(str.isalnum, run.text)))
    return is_bold or (line.paragraph.level > 0 and _is_worded_title(node))


RUN_IN = re.compile(r": \s*\S")


def _is_worded_title(node: Node) -> bool:
    """Tell whether an entry reads as a title: short, without a full stop, nothing said behind a colon."""
    words = plain(node.content).strip()
    if not words or len(words) > LONGEST_TITLE or words.endswith((".", ";", ",")):
        return False
    if words.endswith(":"):
        return len(words) <= LONGEST_TITLE // 3
    return not RUN_IN.search(words) and not words[0].islower()


def one_line(content: Content) -> Content:
    """Return *content* with spaces for forced line ends."""
    return trimmed(tuple(Run(" ") if isinstance(inline, LineBreak) else inline for inline in content))


def _without_mark(content: Content) -> Content:
    """Return a section's title without the stop or colon at its end, which the program does not print."""
    words = plain(content)
    kept = words.rstrip(" .:;")
    if not kept or kept == words:
        return content
    last = content[-1]
    if isinstance(last, Run) and len(last.text) > len(words) - len(kept):
        return (*content[:-1], replace(last, text=last.text[: len(last.text) - len(words) + len(kept)]))
    return content


def _short(content: Content) -> str:
    words = plain(content)
    return words if len(words) <= 60 else words[:57] + "…"


# What the program numbers otherwise.


def _renumbered(sources: Sequence[Source], labels: Sequence[str]) -> Iterator[Problem]:
    """Yield one warning for every number that changes, and one for every way of writing them that does."""
    rewritten: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], Source] = {}
    for source, label in zip(sources, labels, strict=True):
        if source.label == label:
            continue
        if source.title and not source.label:
            facts: dict[str, object] = {"text": source.title, "new": label}
            yield Problem("renumbered", NUMBERED_NOW, facts, source.place, level="warning")
        elif _symbols(source.label) != _symbols(label):
            facts = {"old": source.label, "new": label}
            yield Problem("renumbered", RENUMBERED, facts, source.place, level="warning")
        else:
            change = _marks(source.label), _marks(label)
            places.setdefault(change, source)
            rewritten[change] += 1
    for change, count in rewritten.items():
        source = places[change]
        facts = {"old": source.label, "count": count, "form": change[1]}
        yield Problem("label-form", REWRITTEN, facts, source.place, level="warning")


SYMBOLS = re.compile(r"\w+")


def _symbols(label: str) -> list[str]:
    """Return numbers and letters of a label; a bullet may be a letter of another font."""
    if len(label) == 1:
        return []
    return [part.lstrip("0") if part.isdecimal() else part for part in SYMBOLS.findall(label)]


def _marks(label: str) -> str:
    """Return how a label is written: the first number of its kind with the same marks."""
    return SYMBOLS.sub(lambda match: "1" if match[0].isdecimal() else "I" if match[0].isupper() else "a", label)


LEFT_OUT = N_("dấu «{label}» đứng một mình, không có chữ, nên bỏ")
LEFT_BLANK = N_("sau «{label}» không có chữ; chỗ này để «[…]» chờ điền")
RENUMBERED = N_("số thứ tự «{old}» thành «{new}»: chương trình đánh số theo thứ tự")
NUMBERED_NOW = N_("mục «{text}» không có số thứ tự; chương trình đánh «{new}»")
REWRITTEN = N_("cách viết số thứ tự «{old}» thành «{form}» ({count} chỗ)")
TOO_DEEP = N_("ý «{label}» nằm quá sâu để đánh dấu; giữ thành đoạn văn có sẵn dấu: «{text}»")
TOO_MANY_POINTS = N_("có khoản quá {last} điểm: hết chữ cái để đánh thứ tự; các điểm a), b) … thành gạch đầu dòng")
