"""Lines to sections, khoản, điểm and dashes: by their labels first, by form and wording where labels do not say.

The labels make a tree: a label of a kind that is open goes on there, a new kind opens a level below. What of the tree
becomes a heading, a numbered paragraph or a point is said once for all entries of one list, so that the program can
number them; where its label differs from the one in the document, a warning says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.body_table import body_table
from cchc_draft.importing.outline_tree import LONGEST_TITLE, Node, below, is_column_title, place_of, tree
from cchc_draft.importing.printed_lines import DataTable, Item, Line, trimmed, unformed
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
from cchc_draft.numbering import POINT
from cchc_draft.outline import lines as printed_lines

LONGEST_BOLD_TITLE = 400
DEEPEST_HEADING = 3
DEEPEST_NUMBER = 3
DEEPEST_DASH = 2

Style = Literal["heading", "numbered", "point", "dash"]


class Outline(NamedTuple):
    """Blocks of the model, and what was changed on the way."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def read(items: Sequence[Item], has_form: bool = True) -> Outline:
    """Return the blocks of the body."""
    root, told = tree(items)
    told += _lost_tables(items)
    kinds: tuple[ListKind, ...] = ("point", "dash")
    for points in kinds:
        maker = _Maker(has_form, points)
        blocks = tuple(maker.blocks(root, 0))
        try:
            labels = [line.label for line in printed_lines(blocks) if not isinstance(line, Table)]
        except InputError:
            continue
        return Outline(blocks, (*told, *maker.problems, *_renumbered(maker.sources, labels)))
    raise AssertionError("dashes have no end")


FEWEST_CELLS = 4


def _lost_tables(items: Sequence[Item]) -> Iterator[Problem]:
    """Tell of tables of which only lines are left: "TT", and titles without a label below it."""
    for index, item in enumerate(items):
        if isinstance(item, Line) and is_column_title(item):
            below_it = [line for line in items[index + 1 : index + 1 + FEWEST_CELLS] if isinstance(line, Line)]
            if len(below_it) == FEWEST_CELLS and all(len(line.text) <= LONGEST_CELL_TITLE for line in below_it):
                words = " | ".join(plain(line.content) for line in (item, *below_it))
                yield Problem("broken-table", LOST_TABLE, {"text": words}, item.place, level="warning")


LONGEST_CELL_TITLE = 60


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
        yield Heading(level, content, place_of(node))
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
        blocks: list[Block] = [Paragraph(node.content, place_of(node))]
        styles = self.styles(node, DEEPEST_HEADING, inner)
        for run in _runs(node.children, styles):
            if not isinstance(run, list):
                blocks += self.text(run)
            elif inner.count("dash") >= DEEPEST_DASH and styles[_kind(run[0])] == "dash":
                blocks += self.too_deep(run)
            else:
                blocks.append(self.list(run, styles[_kind(run[0])], inner))
        return ListItem(tuple(blocks), place_of(node))

    def too_deep(self, nodes: Sequence[Node]) -> Iterator[Block]:
        """Yield entries that no list can hold any more as paragraphs with their labels."""
        for node in below(nodes):
            if isinstance(node, Node):
                written = node.label.written if node.label else ""
                facts = {"label": written, "text": _short(node.content)}
                self.problems.append(Problem("label-kept", TOO_DEEP, facts, place_of(node), level="warning"))
                self.sources.append(Source("", None, ""))
                yield Paragraph(trimmed((Run(f"{written} "), *node.content)), place_of(node))
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
        self.sources.append(Source(written, place_of(node), _short(node.content) if node.is_titled else ""))

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


class _Change(NamedTuple):
    """A line of which the program prints another label than the document has."""

    source: Source
    label: str

    @property
    def levels(self) -> tuple[str, str] | None:
        """The kinds of both labels, where they count alike and only stand on another level: "A." and "I."."""
        old, new = (label_reader.automatic(label) for label in (self.source.label, self.label))
        return (old.kind, new.kind) if old and new and old.number == new.number else None


def _renumbered(sources: Sequence[Source], labels: Sequence[str]) -> Iterator[Problem]:
    """Yield one warning for every number that changes, and one for every level or way of writing them that does."""
    written: dict[tuple[str, str], list[_Change]] = {}
    levels: dict[tuple[str, str], list[_Change]] = {}
    for source, label in zip(sources, labels, strict=True):
        if source.label == label:
            continue
        change = _Change(source, label)
        if source.title and not source.label:
            facts: dict[str, object] = {"text": source.title, "new": label}
            yield Problem("renumbered", NUMBERED_NOW, facts, source.place, level="warning")
        elif _symbols(source.label) == _symbols(label):
            written.setdefault((_marks(source.label), _marks(label)), []).append(change)
        elif kinds := change.levels:
            levels.setdefault(kinds, []).append(change)
        else:
            yield _new_number(change)
    yield from map(_new_level, levels.values())
    for (_, form), changes in written.items():
        facts = {"old": changes[0].source.label, "count": len(changes), "form": form}
        yield Problem("label-form", REWRITTEN, facts, changes[0].source.place, level="warning")


def _new_number(change: _Change) -> Problem:
    facts = {"old": change.source.label, "new": change.label}
    return Problem("renumbered", RENUMBERED, facts, change.source.place, level="warning")


def _new_level(changes: Sequence[_Change]) -> Problem:
    """Return what is told of labels that all move to another level."""
    if len(changes) == 1:
        return _new_number(changes[0])
    shown = ", ".join(f"«{change.source.label}» → «{change.label}»" for change in changes)
    return Problem("renumbered-level", NEW_LEVEL, {"changes": shown}, changes[0].source.place, level="warning")


SYMBOLS = re.compile(r"\w+")


def _symbols(label: str) -> list[str]:
    """Return numbers and letters of a label; a bullet may be a letter of another font."""
    if len(label) == 1:
        return []
    return [part.lstrip("0") if part.isdecimal() else part for part in SYMBOLS.findall(label)]


def _marks(label: str) -> str:
    """Return how a label is written: the first number of its kind with the same marks."""
    return SYMBOLS.sub(lambda match: "1" if match[0].isdecimal() else "I" if match[0].isupper() else "a", label)


RENUMBERED = N_("số thứ tự «{old}» thành «{new}»: chương trình đánh số theo thứ tự")
NUMBERED_NOW = N_("mục «{text}» không có số thứ tự; chương trình đánh «{new}»")
NEW_LEVEL = N_("văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: {changes}")
REWRITTEN = N_("cách viết số thứ tự «{old}» thành «{form}» ({count} chỗ)")
TOO_DEEP = N_("ý «{label}» nằm quá sâu để đánh dấu; giữ thành đoạn văn có sẵn dấu: «{text}»")
TOO_MANY_POINTS = N_("có khoản quá {last} điểm: hết chữ cái để đánh thứ tự; các điểm a), b) … thành gạch đầu dòng")
LOST_TABLE = N_("bảng bắt đầu bằng «{text} …» chỉ còn từng dòng chữ; giữ nguyên thành các đoạn văn, hãy lập lại bảng")
