"""A plan's source as items: blocks of its body under their headings, keys of its head, tasks of its lists.

Every item keeps its text as it stands, so that items that nobody changes are written back letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cchc_draft.importing.flat_text import one_line
from cchc_draft.open_points import head_end
from cchc_draft.yaml_text import Node, load

YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
MARKER = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|-[ \t]+|\d+[.)][ \t]+|\[\^[^\]]+\]:[ \t]*)?")
HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
LIST_LINE = re.compile(r"[ \t]*(?:-|\d+[.)])[ \t]+\S")
CLOSING = re.compile(r"\*\*\*[ \t]*")
BLOCK_TAG = re.compile(r"\{%-?\s*(end)?(for|if)\b")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a merge."""

    text: str
    """As it stands, its label included."""
    before: str = ""
    """Line ends and spaces between the item before and this one."""
    level: int = 0
    """Of a heading; 0 for anything else."""
    name: str = ""
    """What it is known by: a key of the head, the id of a task or document; empty where only likeness tells."""
    compared: str = ""
    """What tells whether it was changed: its text in words of one year for all sides."""

    @property
    def words(self) -> str:
        """Return the text without its label."""
        return self.text[self.label_end :]

    @property
    def label_end(self) -> int:
        """Return where the words start."""
        match = MARKER.match(self.text)
        return match.end() if match and not CLOSING.fullmatch(self.text) else 0


def made(text: str, before: str = "", level: int = 0, name: str = "") -> Item:
    """Return an item that is compared as it stands."""
    return Item(text, before, level, name, one_line(text))


def as_compared(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Return *items* to be compared by *others*: the same plan in another year, item by item.

    Where the two do not agree in number, years are all that is left out of account.
    """
    if len(items) == len(others):
        return [replace(item, compared=other.compared) for item, other in zip(items, others, strict=True)]
    return list(items)


# The body.


def blocks(body: str) -> tuple[list[Item], str]:
    """Return the blocks of a body, and what stands behind the last one.

    A block is a heading, a paragraph, an entry of a list, a table, or all between the tags of a loop.
    """
    found: list[Item] = []
    position = 0
    for start, end in _spans(body):
        text = body[start:end]
        heading = HEADING.match(text)
        found.append(made(text, body[position:start], len(heading[1]) if heading else 0))
        position = end
    return found, body[position:]


def _spans(body: str) -> Iterator[tuple[int, int]]:
    """Yield where blocks start and end, line ends left out."""
    comments = [match.span() for match in COMMENT.finditer(body)]
    depth, start, end, offset = 0, -1, 0, 0
    is_in_comment = False
    for line in body.split("\n"):
        first, last = offset, offset + len(line)
        offset = last + 1
        is_held = depth > 0 or is_in_comment
        if start >= 0 and not is_held and (not line.strip() or _starts_block(line, body[start:end])):
            yield start, end
            start = -1
        if line.strip() and start < 0:
            start = first
        if line.strip():
            end = last
        depth += sum(-1 if match[1] else 1 for match in BLOCK_TAG.finditer(line))
        is_in_comment = any(begin < last < stop for begin, stop in comments)
    if start >= 0:
        yield start, end


def _starts_block(line: str, before: str) -> bool:
    """Tell whether a line begins something new below the lines of a block."""
    return bool(
        HEADING.match(line)
        or HEADING.match(before)
        or LIST_LINE.match(line)
        or CLOSING.fullmatch(line)
        or CLOSING.fullmatch(before)
        or line.startswith("[^")
    )


# The head.


def head_items(text: str) -> tuple[list[Item], list[Item]]:
    """Return the keys of a head as items, and the documents of its key van_ban; the latter without that key's line."""
    keys, documents = [], []
    for item in _entries(text[text.find("\n") + 1 : head_end(text)], re.compile(r"([a-z_]+):.*")):
        if item.name == "van_ban" and "\n" in item.text:
            inner = item.text.split("\n", 1)[1]
            room = re.match(r"[ ]*", inner)
            width = len(room[0]) if room else 0
            documents = _entries(inner + "\n", re.compile(rf"[ ]{{{width}}}([a-z][a-z0-9_]*):.*")) if width else []
        keys.append(item)
    return keys, documents


def _entries(text: str, start: re.Pattern[str]) -> list[Item]:
    """Return lines that begin with a key, each with what stands below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.removesuffix("\n").split("\n"):
        match = start.fullmatch(line)
        if match:
            found.append((match[1], [line]))
        elif found:
            found[-1][1].append(line)
    return [made("\n".join(lines), name=name) for name, lines in found]


# Tasks.


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task of a list."""

    id: str
    group: tuple[str, ...]
    values: Mapping[str, Any]
    """Its keys as the file has them."""
    compared: Mapping[str, Any]
    first: int = 0
    """Its first line in the file, from 0, and the one behind its last."""
    last: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each of its keys."""

    @property
    def text(self) -> str:
        """Return what is to be done."""
        return one_line(str(self.values.get("nhiem_vu", "")))


def tasks(text: str, file: str = "nhiem-vu.yaml") -> list[TaskItem]:
    """Return the tasks of a YAML list, those inside groups too. Raises InputError for text that is no YAML."""
    tree = load(text, file)
    rows = text.split("\n")
    return list(_tasks(tree, (), rows, _end(rows, len(rows))))


def _tasks(node: Node, group: tuple[str, ...], rows: Sequence[str], end: int) -> Iterator[TaskItem]:
    entries = node.value if isinstance(node.value, list) else []
    for index, entry in enumerate(entries):
        first = entry.place.line - 1
        last = _end(rows, entries[index + 1].place.line - 1) if index + 1 < len(entries) else end
        inner = entry.child("nhiem_vu")
        if inner is not None and isinstance(inner.value, list):
            title = entry.child("nhom")
            yield from _tasks(inner, (*group, one_line(str(title.value) if title else "")), rows, last)
        elif isinstance(entry.value, dict):
            values = entry.plain()
            lines = {key: found.key_place.line - 1 for key, found in entry.value.items() if found.key_place}
            yield TaskItem(str(values.get("ma") or ""), group, values, values, first, last, lines)


def _end(rows: Sequence[str], line: int) -> int:
    """Return the line behind the last one above *line* that says something; comments belong to what follows."""
    while line > 0 and (not rows[line - 1].strip() or rows[line - 1].lstrip().startswith("#")):
        line -= 1
    return line


def compared_tasks(items: Sequence[TaskItem], others: Sequence[TaskItem]) -> list[TaskItem]:
    """Return tasks to be compared by those of another year, one by one."""
    if len(items) != len(others):
        return list(items)
    return [replace(item, compared=other.values) for item, other in zip(items, others, strict=True)]


# Likeness.

WORD = re.compile(r"\w+")
TAG = re.compile(r"\{\{[-\s]*([\w.]+)(?:\('([^']*)'\))?.*?\}\}")


def key(text: str) -> Counter[str]:
    """Return the words of a text, years and the names of expressions made plain."""
    plain = TAG.sub(lambda tag: f" {tag[2] or tag[1].replace('.', '_')} ", text)
    return Counter(WORD.findall(YEAR.sub("0000", plain.casefold())))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two texts is the same, from 0 to 1, words counted as often as they stand."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
