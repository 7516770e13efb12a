"""Task lists from spreadsheets: the rows of a sheet to the tree that a YAML task list gives.

Every value knows its cell. What stands in cells is data: where tasks may have emphasis, it is escaped. Groups are read
from a column of their own, or from rows that hold nothing but a title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, Level, Place, Problem
from cchc_draft.excel_file import NOT_WORKBOOK, Cell, Range
from cchc_draft.formats import short_date
from cchc_draft.language import N_, Message
from cchc_draft.model import Column
from cchc_draft.numbering import SECTION, number
from cchc_draft.sheet_header import (
    UNPRINTED,
    Header,
    Titles,
    find_header,
    folded,
    near_title,
)
from cchc_draft.spreadsheet import Row, Sheet, read_sheet
from cchc_draft.task_table import DEEPEST_GROUP
from cchc_draft.templating import escape_markdown
from cchc_draft.yaml_text import Node

UNIT_FIELDS = ("chu_tri", "phoi_hop")
PLAIN_FIELDS = ("ma", "thoi_han", "nhom", "nhom_con")
"""Fields in which nothing is emphasis."""
QUOTED = 300
"""Characters of text that a message quotes."""


class TaskSheet(NamedTuple):
    """What a sheet says of tasks."""

    tasks: Node
    """As a YAML task list gives it."""
    columns: tuple[Column, ...]
    """The columns that a table can print, in the sheet's order and under its titles."""
    problems: list[Problem]
    """What is only reported."""


def read(
    path: Path, file: str, own_titles: Mapping[str, str], wanted: Collection[str] = (), sheet: str = ""
) -> TaskSheet:
    """Return the tasks of a sheet: the one of this name, else the first visible one.

    *own_titles* are the plan's own columns, key to title; *wanted* are the columns that the table will print. Raises
    InputError with every fault.
    """
    known = Titles(own_titles)
    source = read_sheet(path, file, sheet, known.rank)
    problems = [_others(source)] if source.others else []
    header, found = find_header(source, known)
    problems += found
    if header is None:
        raise InputError([*problems, *source.faults.values()])
    rows = _Rows(source, header)
    tasks = rows.read()
    problems += [*_missing(source, header, known, wanted), *_faults(source, header), *rows.problems]
    problems += _unprinted(source, header, rows.merged.wide)
    if any(problem.level == "error" for problem in problems):
        raise InputError(problems)
    return TaskSheet(tasks, tuple(_columns(header)), problems)


def _columns(header: Header) -> Iterator[Column]:
    for column, field in sorted((column, field) for field, column in header.fields.items()):
        if field not in UNPRINTED:
            yield Column(field, header.titles[column])


# What is said of the sheet as a whole.


def _others(sheet: Sheet) -> Problem:
    facts = {"read": sheet.name, "others": _listed(sheet.others), "example": f"{sheet.file}#{sheet.others[0]}"}
    return Problem("sheets-unread", OTHER_SHEETS, facts, Place(sheet.file), level="warning")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _missing(sheet: Sheet, header: Header, known: Titles, wanted: Collection[str]) -> Iterator[Problem]:
    place = sheet.place(header.rows[0].number)
    for field in dict.fromkeys(wanted):
        if field not in header.fields and field != "stt":
            unknown = [title for column, title in header.titles.items() if column not in header.recognised]
            hint = near_title(known, field, unknown)
            facts = {"title": known.names.get(field, field), "field": field}
            yield Problem("missing-column", MISSING, facts, place, hint)


def _unprinted(sheet: Sheet, header: Header, titles: Collection[Cell]) -> Iterator[Problem]:
    """Yield what stands in the sheet and not in the table: rows above the header, columns that nobody knows.

    *titles* are cells that may name groups wherever they begin.
    """
    if header.above:
        text = " / ".join(cell for row in header.above for cell in row.cells if cell)
        place = _first_place(sheet, header.above[0])
        yield Problem("rows-above", ABOVE, {"text": _quoted(text)}, place, level="warning")
    for column in range(1, len(header.rows[0].cells) + 1):
        below = () if column in header.recognised else header.below
        filled = [row for row in below if row.cells[column - 1] and (row.number, column) not in titles]
        if filled:
            title = header.titles.get(column, "")
            place = sheet.place(header.rows[-1].number if title else filled[0].number, column)
            facts = {
                "title": title,
                "count": len(filled),
                "key": _key(title),
                "text": _quoted(filled[0].cells[column - 1]),
            }
            yield Problem("unknown-column", UNKNOWN if title else UNTITLED, facts, place, level="warning")


def _first_place(sheet: Sheet, row: Row) -> Place:
    return sheet.place(row.number, next(column for column, cell in enumerate(row.cells, 1) if cell))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


def _key(title: str) -> str:
    """Return a key for a column of this title: "linh_vuc" for "Lĩnh vực"."""
    words = [folded(word) for word in re.split(r"[\W_]+", title)]
    key = "_".join(word for word in words if word)[:30].strip("_")
    return key if key[:1].isalpha() else f"cot_{key}"


def _faults(sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Yield the faults of titles, and of cells that the table prints."""
    used = {column for field, column in header.fields.items() if field != "stt"}
    titles = [row.number for row in header.rows]
    for (row, column), problem in sheet.faults.items():
        if row in titles or (column in used and row > titles[-1]):
            yield problem


# Rows.


class _Label(NamedTuple):
    """What stands before a group's title: how high its kind ranks, and its numbers where it has some."""

    rank: int
    numbers: tuple[int, ...] = ()


LETTER, ROMAN, ARABIC, OTHER = 1, 2, 3, 99
"""Ranks: A stands above I, I above 1, 1 above 1.1; a group without a label is as I and opens anew."""


class _Title(NamedTuple):
    """The title of a group, as its row gives it."""

    label: _Label | None
    text: str
    column: int


class _Group:
    """A group that is open while rows are read."""

    def __init__(self, rank: int, node: Node) -> None:
        self.rank, self.node = rank, node
        self.tasks = 0
        self.others = 0
        """Tasks below that name another group themselves."""


class _Rows:
    """Reads the rows below a header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet, self.header = sheet, header
        self.problems: list[Problem] = []
        self.groups: list[_Group] = []
        self.task, self.stt = header.fields["nhiem_vu"], header.fields.get("stt", 0)
        self.fields = {column: field for field, column in header.fields.items()}
        self.merged = _Merged(sheet, header)
        self.nodes: dict[Cell, Node] = {}
        """Values that stand in several rows."""

    def read(self) -> Node:
        """Return the tasks; faults go to :attr:`problems`."""
        tasks = []
        repeated = {row.cells for row in self.header.rows}
        below = [row for row in self.header.below if row.cells not in repeated]
        for index, row in enumerate(below, 1):
            following = below[index] if index < len(below) else None
            own = self.own(row)
            title = self.title(row, own, following)
            if title:
                self.enter(title, row.number)
            elif len(own) > (self.stt in own):
                tasks += self.entries(row, own)
        self.leave(0)
        self.problems += self.merged.hidden
        return Node(tasks, self.sheet.place(self.header.rows[0].number))

    def own(self, row: Row) -> dict[int, str]:
        """Return the texts of a row in the columns that are understood."""
        cells = row.cells
        own = {column: cells[column - 1] for column in self.fields if cells[column - 1]}
        for column in self.merged.covered.get(row.number, ()):
            own.pop(column, None)
        return own

    # Tasks.

    def entries(self, row: Row, own: Mapping[int, str]) -> list[Node]:
        """Return the task of a row, as a list that is empty where the row is faulty."""
        number, fields, tall = row.number, self.fields, self.merged.tall
        entries: dict[str, Node] = {}
        for column, text in own.items():
            is_shared = tall and (number, column) in tall
            entries[fields[column]] = (
                self.shared_value(column, number) if is_shared else self.value(column, text, number)
            )
        for column, anchor in self.merged.shared.get(number, {}).items():
            entries[fields[column]] = self.shared_value(column, anchor)
        entries.pop("stt", None)
        if "nhiem_vu" not in entries:
            if (number, self.task) not in self.sheet.faults:
                text = _quoted(next(text for column, text in own.items() if column != self.stt))
                title = self.header.titles[self.task]
                self.report("empty-value", NO_TASK, self.sheet.place(number, self.task), title=title, text=text)
            return []
        self.name_group(entries)
        self.check_number(own.get(self.stt, ""), number)
        return [Node(entries, self.sheet.place(number, 1))]

    def check_number(self, text: str, row: int) -> None:
        """Report what stands where a task's number stands, and is none: numbers are made anew."""
        if not text.isdecimal() and any(map(str.isalnum, text)):
            label, rest = _split(text)
            if label is None or rest:
                place = self.sheet.place(row, self.stt)
                self.report("number-text", NOT_A_NUMBER, place, "warning", text=_quoted(text))

    def value(self, column: int, text: str, row: int) -> Node:
        """Return what a cell says in its column."""
        sheet, field = self.sheet, self.fields[column]
        place = Place(sheet.file, row, column, sheet.name, True)
        if sheet.dates and field != "thoi_han" and (row, column) in sheet.dates:
            return Node(short_date(sheet.dates[row, column]), place)
        if field in UNIT_FIELDS:
            names = _names(text)
            return Node([Node(name, place) for name in names] if len(names) > 1 else "".join(names) or text, place)
        is_plain = field in PLAIN_FIELDS or not SIGN.search(text)
        return Node(text if is_plain else _escaped(text), place)

    def shared_value(self, column: int, row: int) -> Node:
        """Return what a cell says that stands in several rows and begins in this one."""
        cell = (row, column)
        if cell not in self.nodes:
            self.nodes[cell] = self.value(column, self.merged.text(row, column), row)
        return self.nodes[cell]

    def name_group(self, entries: dict[str, Node]) -> None:
        """Put a task into the group that it names, or into the one that is open."""
        named, inner = entries.pop("nhom", None), entries.pop("nhom_con", None)
        if inner and not named:
            self.report("group-missing", NO_OUTER_GROUP, inner.place, group=inner.value)
        for group in self.groups:
            group.others += named is not None
            group.tasks += named is None
        if named:
            entries["nhom"] = Node([named, inner], named.place) if inner else named
        elif self.groups:
            nodes = [group.node for group in self.groups[:DEEPEST_GROUP]]
            entries["nhom"] = Node(nodes, nodes[0].place) if len(nodes) > 1 else nodes[0]

    # Groups.

    def title(self, row: Row, own: Mapping[int, str], following: Row | None) -> _Title | None:
        """Return the title of a row that only names a group, None for any other row."""
        stt, task, tall = self.stt, self.task, self.merged.tall
        if len(own) > 1 and any(column not in (stt, task) and (row.number, column) not in tall for column in own):
            return None
        alone = {
            column: text for column, text in own.items() if column in (stt, task) or (row.number, column) not in tall
        }
        if not alone:
            return self.title_elsewhere(row)
        if len(alone) == 1:
            return self.single(row, *next(iter(alone.items())), following)
        return self.labelled(row, alone[stt], alone[task], following)

    def title_elsewhere(self, row: Row) -> _Title | None:
        """Return the title in a merged cell that begins in a column without a meaning."""
        filled = [(column, text) for column, text in enumerate(row.cells, 1) if text]
        if len(filled) == 1 and (row.number, filled[0][0]) in self.merged.wide:
            column, text = filled[0]
            return _Title(*_split(text), column)
        return None

    def single(self, row: Row, column: int, text: str, following: Row | None) -> _Title | None:
        """Return the title of a row in which one cell says something."""
        title = _Title(*_split(text), column)
        if (row.number, column) in self.merged.wide:
            return title
        if column == self.stt:
            is_number = title.label is not None and title.label.rank >= ARABIC and not title.text
            return None if is_number else title
        if column != self.task or title.label is None:
            return None
        return title if title.label.rank < ARABIC or self.is_above(title.label, following) else None

    def labelled(self, row: Row, label: str, text: str, following: Row | None) -> _Title | None:
        """Return the title of a row that has a label in the STT column and a text."""
        is_wide = (row.number, self.task) in self.merged.wide
        found, rest = _split(label)
        if found is None or rest:
            name = f"{label} {text}" if any(map(str.isalnum, label)) else text
            return _Title(_Label(OTHER), name, self.task) if is_wide else None
        is_group = found.rank < ARABIC or is_wide or self.is_above(found, following)
        return _Title(found, text, self.task) if is_group else None

    def is_above(self, label: _Label, following: Row | None) -> bool:
        """Tell whether the next row is numbered as the first below *label*: 1.1 below 1, or anew from 1."""
        if following is None:
            return False
        texts = [following.cells[column - 1] for column in (self.stt, self.task) if column]
        below = next((found for found, _ in map(_split, texts) if found), None)
        if below is None or not below.numbers or not label.numbers:
            return False
        is_inner = below.numbers[: len(label.numbers)] == label.numbers and len(below.numbers) > len(label.numbers)
        return is_inner or below.numbers == (1,)

    def enter(self, title: _Title, row: int) -> None:
        """Open a group, and close those that end here."""
        self.leave(title.label.rank if title.label else 0)
        node = Node(title.text, self.sheet.place(row, title.column))
        if not title.text:
            self.report("group-unnamed", NO_GROUP_NAME, node.place)
        if len(self.groups) == DEEPEST_GROUP:
            self.report("group-depth", TOO_DEEP, node.place, group=title.text)
        self.groups.append(_Group(title.label.rank if title.label else ROMAN, node))

    def leave(self, rank: int) -> None:
        """Close the groups of this rank and below, and report those that hold nothing."""
        while self.groups and self.groups[-1].rank >= rank:
            group = self.groups.pop()
            if not group.tasks:
                level: Level = "warning" if group.others else "error"
                message = GROUP_NOT_USED if group.others else GROUP_UNUSED
                self.report("group-unused", message, group.node.place, level, group=group.node.value)

    def report(self, code: str, message: Message, place: Place, level: Level = "error", **facts: object) -> None:
        """Add a fault."""
        self.problems.append(Problem(code, message, facts, place, level=level))


class _Merged:
    """The merged cells below a header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.tall: set[Cell] = set()
        """Cells that belong to several rows, by their first."""
        self.wide: set[Cell] = set()
        """Cells that span several titled columns, by their first."""
        self.shared: dict[int, dict[int, int]] = {}
        """Row to column to the row above where the cell's text stands."""
        self.covered: dict[int, set[int]] = {}
        """Row to columns in which a text is hidden by a merged cell."""
        self.hidden: list[Problem] = []
        self.sheet, self.titles = sheet, header.titles
        self.rows = {row.number: row for row in header.below}
        self.used = {column for field, column in header.fields.items() if field != "stt"}
        numbers, width = list(self.rows), len(header.rows[0].cells)
        room = len(numbers) * width
        for merged in sheet.merged:
            rows = numbers[bisect_left(numbers, merged.first_row) : bisect_right(numbers, merged.last_row)]
            columns = range(merged.first_column, min(merged.last_column, width) + 1)
            room -= len(rows) * len(columns)
            if room < 0:  # ranges that overlap: no program writes this
                raise InputError([Problem("unreadable-workbook", NOT_WORKBOOK, {}, Place(sheet.file))])
            if rows and merged.first_row >= numbers[0]:
                self.note(merged, rows, columns)

    def note(self, merged: Range, rows: list[int], columns: range) -> None:
        """Note what a merged range means; *rows* and *columns* are those of it that are used."""
        first = (merged.first_row, merged.first_column)
        shown = self.text(*first)
        if sum(column in self.titles for column in columns) > 1:
            self.wide.add(first)
        elif len(rows) > 1 and shown and merged.first_column in self.used:
            self.tall.add(first)
            for row in rows[1:]:
                self.shared.setdefault(row, {})[merged.first_column] = merged.first_row
        for row in rows:
            for column in columns:
                text = self.text(row, column)
                if text and (row, column) != first:
                    self.covered.setdefault(row, set()).add(column)
                    if text != shown:
                        facts = {"text": _quoted(text), "cells": merged.name}
                        place = self.sheet.place(row, column)
                        self.hidden.append(Problem("hidden-text", HIDDEN, facts, place, level="warning"))

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, "" where the row is empty."""
        return self.rows[row].cells[column - 1] if row in self.rows else ""


KINDS = (
    (ARABIC, r"(?:(?:[IVXL]+|[A-ZĐ])\.)?\d{1,2}(?:[.,]\d{1,2})+", r"[.)]?\s+"),
    (ARABIC, r"(?:[IVXL]+|[A-ZĐ])\.\d{1,2}", r"[.)]?\s+"),
    (ARABIC, r"\d+", r"[.)]\s+"),
    (ROMAN, r"[IVXL]{2,}|[IVX]", r"(?:[.)]\s*|\s*[-–/:]\s+)"),
    (LETTER, r"[A-ZĐ]", r"(?:[.)]\s+|\s*[-–/:]\s+)"),
    (OTHER, r"[a-zđ]", r"\)\s+"),
)
"""Rank of a label, how it is written, and what parts it from a title."""
LABELS = [
    (rank, re.compile(rf"\(?(?P<label>{label})(?:{end}(?=\S)(?P<text>.*)|[.)/]?$)", re.DOTALL))
    for rank, label, end in KINDS
]


def _split(text: str) -> tuple[_Label | None, str]:
    """Return the label at the start of a text, None if there is none, and what follows it.

    >>> _split("II. Cải cách thể chế")
    (_Label(rank=2, numbers=()), 'Cải cách thể chế')
    """
    for rank, pattern in LABELS:
        match = pattern.match(text)
        if match:
            numbers = tuple(map(int, re.findall(r"\d+", match["label"])))
            if rank != ROMAN or _is_roman(match["label"]):
                return _Label(rank + max(len(numbers) - 1, 0), numbers), match["text"] or ""
    return None, text


def _is_roman(label: str) -> bool:
    try:
        return bool(number(f"{label}.", SECTION))
    except ValueError:
        return False


BULLET = re.compile(r"^[-–+•*]\s+")
SEPARATOR = re.compile(r";|(?<!,)\n")
"""Between units; a line that ends in a comma goes on in the next one."""


@lru_cache(maxsize=2_000)
def _names(text: str) -> tuple[str, ...]:
    """Return the units that a cell names."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    parts = [BULLET.sub("", part.strip()) for part in SEPARATOR.split(lines)]
    return tuple(" ".join(part.split()) for part in parts if part)


SIGN = re.compile(r"[\\`*_\[\]<&!~^]")
"""What means something to Markdown inside a line."""


def _escaped(text: str) -> str:
    """Return a text so that Markdown prints it as it is, line by line."""
    return "\n".join([escape_markdown(line) for line in text.split("\n")])


OTHER_SHEETS = N_("chỉ đọc trang «{read}»; các trang khác cũng có chữ: {others}; chọn trang bằng cách viết {example}")
MISSING = N_("dòng tiêu đề không có cột «{title}» ({field}) mà bảng cần in")
ABOVE = N_("chữ ở trên dòng tiêu đề không in trong bảng: «{text}»")
UNKNOWN = N_(
    "cột «{title}» không in trong bảng ({count} ô có chữ); muốn in thì ghi cột riêng cot: [..., {{{key}: {title}}}]"
)
UNTITLED = N_(
    "cột không có tiêu đề này không in trong bảng ({count} ô có chữ, ô đầu: «{text}»); muốn in thì đặt tiêu đề"
)
NO_TASK = N_("dòng này có chữ («{text}») nhưng ô của cột «{title}» để trống")
NOT_A_NUMBER = N_("chữ «{text}» ở cột số thứ tự không in; số thứ tự do chương trình đánh")
NO_OUTER_GROUP = N_("nhóm con «{group}» chưa có nhóm bao ngoài")
NO_GROUP_NAME = N_("dòng nhóm chỉ có số thứ tự, chưa có tên nhóm")
TOO_DEEP = N_("nhóm «{group}» nằm ở cấp thứ ba; bảng chỉ có hai cấp nhóm")
GROUP_UNUSED = N_(
    "nhóm «{group}» không có nhiệm vụ nào bên dưới; nếu dòng này không phải tên nhóm, hãy đưa ra ngoài bảng"
)
GROUP_NOT_USED = N_("dòng nhóm «{group}» không dùng vì các nhiệm vụ bên dưới đã ghi nhóm ở cột riêng")
HIDDEN = N_("chữ «{text}» bị ô gộp {cells} che nên không in")
