"""Tables of tasks: which column holds what, which rows name groups, and how the rows are numbered.

Titles are understood as in spreadsheets (:mod:`cchc_draft.sheet_header`), and by their main words where a title is
written in a way of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from cchc_draft.errors import Place, Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.body_table import header_depth
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.printed_lines import cut, merged, unformed
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.table_grid import Grid, GridCell, GridRow
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Appendix, Column, Content, Inline, LineBreak, Run, TaskNumbering
from cchc_draft.model import Task as ModelTask
from cchc_draft.sheet_header import UNPRINTED, Titles, folded
from cchc_draft.task_table import DEEPEST_GROUP, GroupRow, TaskRow, table_rows
from cchc_draft.tasks import TASK_KEYS

HEADER_ROWS = 4
"""Rows among which the header is looked for."""
FEWEST_FIELDS = 2

TASK_WORDS = re.compile(r"nhiemvu|congviec|hoatdong|noidung")
KEYWORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phoi_hop", re.compile(r"ph[oô]ihop|phoi h")),
    ("chu_tri", re.compile(r"ch[uủ]tri|phutrach|donvithuchien|coquanthuchien|phanconglam")),
    ("thoi_han", re.compile(r"thoigian|thoihan|thoidiem|tiendo|truocngay|^han")),
    ("san_pham", re.compile(r"sanpham|ketqua|daura")),
    ("thoi_han", re.compile(r"hoanthanh")),
    ("kinh_phi", re.compile(r"kinhphi|dutoan")),
    ("ghi_chu", re.compile(r"ghichu")),
    ("nhiem_vu", TASK_WORDS),
    ("chu_tri", re.compile(r"thuchien$|^coquandonvi")),
)
"""Main words of titles, in folded letters; tried in this order where a title as a whole is unknown."""


class Header(NamedTuple):
    """Which column holds what, and where the rows of tasks begin."""

    keys: Mapping[int, str]
    """Column of the grid to the key of its field or own column."""
    titles: Mapping[int, str]
    first_row: int


@cache
def _titles() -> Titles:
    return Titles({})


def find_header(found: Grid) -> Header | None:
    """Return the header of a task table, None for another table."""
    best: Header | None = None
    for start in range(min(HEADER_ROWS, len(found.rows))):
        depth = _depth(found, start)
        titles = _joined_titles(found, start, depth)
        keys = _with_group_column(column_keys(titles), titles, found, start + depth)
        known = {key for key in keys.values() if key in (*TASK_KEYS, "stt")}
        if "nhiem_vu" in known and len(known) >= FEWEST_FIELDS and (best is None or len(keys) > len(best.keys)):
            best = Header(keys, titles, start + depth)
    return best


def _depth(found: Grid, start: int) -> int:
    """Return how many rows the titles take that begin in row *start*."""
    rows = found.rows[start:]
    depth = header_depth(replace(found, rows=rows)) if rows else 1
    has_wide = any(1 < cell.columns < len(found.columns) for cell in rows[0].cells.values() if cell.is_first)
    if depth == 1 and has_wide and len(rows) > 1:
        lower = [cell.text for cell in rows[1].cells.values() if cell.is_first and cell.text]
        depth = 2 if lower and all(_titles().field(one_line(words)) or len(words) < 40 for words in lower) else 1
    return max(depth, 1)


def _joined_titles(found: Grid, start: int, depth: int) -> dict[int, str]:
    """Return the title of each column: the lowest one that is understood, or all that stand above each other."""
    titles: dict[int, str] = {}
    for column in range(len(found.columns)):
        parts = []
        for row in found.rows[start : start + depth]:
            cell = _covering(row, column)
            if cell and cell.is_first and cell.text:
                parts.append(one_line(cell.text))
        if parts:
            titles[column] = parts[-1] if len(parts) > 1 and _titles().field(parts[-1]) else " ".join(parts)
    return titles


def _covering(row: GridRow, column: int) -> GridCell | None:
    """Return the cell that covers a column of a row."""
    for start in range(column, -1, -1):
        cell = row.cells.get(start)
        if cell is not None:
            return cell if start + cell.columns > column else None
    return None


def column_keys(titles: Mapping[int, str]) -> dict[int, str]:
    """Return the key of each column with a title: fields first as wholes, then by their main words, then own ones."""
    keys: dict[int, str] = {}
    for column, title in titles.items():
        key = _titles().field(title)
        if key and key not in keys.values() and key not in UNPRINTED:
            keys[column] = key
    for key, pattern in KEYWORDS:
        for column, title in titles.items():
            if column not in keys and key not in keys.values() and pattern.search(folded(title)):
                keys[column] = key
    for column, title in titles.items():
        if column not in keys:
            keys[column] = own_key(title, keys.values())
    return dict(sorted(keys.items()))


GROUP = "nhom"
"""Key of a column whose cells name the group of the rows beside them."""


def _with_group_column(keys: dict[int, str], titles: Mapping[int, str], found: Grid, first_row: int) -> dict[int, str]:
    """Return the keys where two columns could hold the tasks: one whose cells reach over rows names groups."""
    column = next((at for at, key in keys.items() if key == "nhiem_vu"), None)
    if column is None:
        return keys
    rows = found.rows[first_row:]
    tall = sum(row.cells[column].source.rows > 1 for row in rows if column in row.cells and row.cells[column].is_first)
    others = [at for at in keys if at > column and TASK_WORDS.search(folded(titles[at])) and keys[at] not in TASK_KEYS]
    if not (tall and others):
        return keys
    return {**keys, column: GROUP, others[0]: "nhiem_vu"}


def own_key(title: str, taken: object) -> str:
    """Return a key for a column that is no field of a task: its title in small letters without marks."""
    words = re.findall(r"[a-z0-9]+", flat(title))
    base = "_".join(words)[:40].strip("_") or "cot"
    if not base[0].isalpha():
        base = f"cot_{base}"
    reserved = {*TASK_KEYS, *UNPRINTED, "stt", *taken}  # type: ignore[misc]
    key, number = base, 1
    while key in reserved:
        number += 1
        key = f"{base}_{number}"
    return key


# Rows.


@dataclass(slots=True)
class Rows:
    """What the rows of a table hold."""

    tasks: list[Task] = field(default_factory=list)
    groups: list[tuple[int, str, tuple[str, ...], Place | None]] = field(default_factory=list)
    """Where a group begins (index of its first task), its label, its titles."""
    merged: dict[str, None] = field(default_factory=dict)
    printed_anew: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """A group that is open: the kinds of its own label and of the first number in it, and its title."""

    kind: str
    title: str
    inner: str = ""


class TableReader:
    """Reads tables of one appendix that have the same columns, one after the other."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.rows = Rows()
        self.group: list[_Group] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as the program names them."""
        named = [(column, key) for column, key in self.header.keys.items() if key != GROUP]
        return tuple(Column(key, one_line(self.header.titles[column])) for column, key in named)

    def finish(self) -> None:
        """Tell of a last group that nothing follows."""
        groups = self.rows.groups
        while groups and groups[-1][0] == len(self.rows.tasks):
            self.tell_empty(groups.pop())

    def tell_empty(self, group: tuple[int, str, tuple[str, ...], Place | None]) -> None:
        """Tell of a group without tasks."""
        facts = {"text": f"{group[1]} {group[2][-1]}".strip()}
        self.rows.problems.append(Problem("group-unused", EMPTY_GROUP, facts, group[3], level="warning"))

    def read(self, found: Grid, first_row: int) -> None:
        """Read the rows of a table from *first_row* on."""
        self.skip(found.rows[:first_row])
        rows = [row for row in found.rows[first_row:] if not row.is_empty]
        for index, row in enumerate(rows):
            below = rows[index + 1] if index + 1 < len(rows) else None
            self.row(row, below, found)

    def skip(self, rows: Sequence[GridRow]) -> None:
        """Remember the titles, which the program prints itself."""
        for row in rows:
            self.rows.printed_anew += [cell.text for cell in row.cells.values() if cell.is_first and cell.text]

    def row(self, row: GridRow, below: GridRow | None, found: Grid) -> None:
        """Read one row: titles once more, a group, the rest of a task, or a task."""
        if self.is_header(row) or is_count(row):
            self.skip([row])
            return
        beside = self.value(row, GROUP)
        if beside and beside.is_first and beside.content:
            self.enter(*_label_of(beside.content), row.place)
        if group := self.group_of(row, below, found):
            self.enter(*group, row.place)
        elif self.is_rest(row):
            self.go_on(row)
        elif self.is_total(row):
            words = " | ".join(one_line(cell.text) for cell in row.cells.values() if cell.is_first and cell.text)
            self.rows.problems.append(Problem("total-row", TOTAL, {"text": words}, row.place, level="warning"))
        else:
            self.task(row)

    # What a row is.

    def value(self, row: GridRow, key: str) -> GridCell | None:
        """Return the cell of a column in a row."""
        column = next((column for column, name in self.header.keys.items() if name == key), None)
        return _covering(row, column) if column is not None else None

    def words(self, row: GridRow, key: str) -> str:
        """Return the text that begins in this row in a column."""
        cell = self.value(row, key)
        return one_line(cell.text) if cell and cell.is_first else ""

    def is_header(self, row: GridRow) -> bool:
        """Tell whether a row is the header once more, as behind a page break."""
        titles = self.header.titles
        shown = {column: one_line(cell.text) for column, cell in row.cells.items() if cell.is_first and cell.text}
        same = sum(folded(title) == folded(titles.get(column, "")) for column, title in shown.items())
        return len(shown) > 1 and same == len(shown)

    def group_of(self, row: GridRow, below: GridRow | None, found: Grid) -> tuple[str, Content] | None:
        """Return label and title of a row that names a group."""
        cells = [cell for cell in row.cells.values() if cell.is_first and cell.content]
        widths = {column: cell for column, cell in row.cells.items() if cell.is_first}
        is_alone = len(cells) == 1 and (cells[0].columns > 1 or len(widths) == 1)
        if is_alone and cells[0].columns >= max(2, len(found.columns) - 2):
            return _label_of(cells[0].content)
        stt, title = self.words(row, "stt"), self.value(row, "nhiem_vu")
        if title is None or not title.is_first or not title.content:
            if len(cells) == 1 and not stt and self.has_group_label(one_line(cells[0].text)):
                return _label_of(cells[0].content)
            return None
        others = [cell for cell in cells if cell is not title and one_line(cell.text) != stt]
        if others or (title.columns == 1 and not self.names_group(stt, title, below)):
            return None
        if stt:
            return stt, title.content
        return _label_of(title.content)

    def has_group_label(self, words: str) -> bool:
        """Tell whether a text starts with a label of groups: "I. …", "A. …"."""
        found = label_reader.read(words).label
        return found is not None and found.rank <= label_reader.RANKS["roman"]

    def names_group(self, stt: str, title: GridCell, below: GridRow | None) -> bool:
        """Tell whether a row without anything but number and text names a group."""
        kind = kind_of_number(stt)
        if kind in ("roman", "upper", "part"):
            return True
        inner = kind_of_number(self.words(below, "stt")) if below else ""
        if kind == "arabic" and inner in ("arabic2", "letter", "mixed2", "-"):
            return True
        if kind == "arabic2" and inner in ("arabic3", "letter", "-"):
            return True
        if stt:
            return False
        runs = [run for run in title.content if isinstance(run, Run) and run.text.strip()]
        is_marked = all(run.bold for run in runs) or title.text.isupper() or self.has_group_label(title.text)
        return is_marked and below is not None and not title.text.strip().startswith(("-", "+"))

    def is_rest(self, row: GridRow) -> bool:
        """Tell whether a row goes on with the task above: its text reaches down, or only a part of it stands here."""
        if not self.rows.tasks or self.words(row, "stt"):
            return False
        task, number = self.value(row, "nhiem_vu"), self.value(row, "stt")
        if task is None or not task.is_first or not task.content:
            return True
        shown = [cell for cell in row.cells.values() if cell.is_first and cell.content]
        begins = task.text.strip()[:1]
        return number is not None and shown == [task] and (begins in "-+*" or begins.islower())

    def is_total(self, row: GridRow) -> bool:
        """Tell whether a row adds up the rows above."""
        words = flat(self.words(row, "nhiem_vu") or self.words(row, "stt"))
        return re.match(r"(?:tong(?: cong)?|cong)\b\W{0,3}(?:\d|$)", words) is not None

    # What is made of it.

    def enter(self, number: str, title: Content, place: Place | None) -> None:
        """Open a group: below the open ones where its label is of a smaller kind, beside them otherwise."""
        kind = kind_of_number(number)
        self.begin(kind)
        kinds = [group.kind for group in self.group]
        if kind in kinds:
            self.group = self.group[: kinds.index(kind)]
        while self.group and _rank(self.group[-1].kind) > _rank(kind):
            self.group.pop()
        words = one_line(text(unformed(title)))
        if len(self.group) == DEEPEST_GROUP:
            above = self.group.pop()
            facts = {"text": words, "above": above.title}
            self.rows.problems.append(Problem("group-depth", TOO_DEEP, facts, place, level="warning"))
            words = f"{above.title} - {words}"
            if self.rows.groups and self.rows.groups[-1][0] == len(self.rows.tasks):
                number = f"{self.rows.groups.pop()[1]} {number}".strip()
        self.group.append(_Group(kind, words))
        titles = tuple(group.title for group in self.group)
        groups = self.rows.groups
        if groups and groups[-1][0] == len(self.rows.tasks) and len(groups[-1][2]) >= len(titles):
            self.tell_empty(groups.pop())
        groups.append((len(self.rows.tasks), number, titles, place))

    def begin(self, kind: str) -> None:
        """Remember how the innermost group counts; close groups that a number of their own kind stands beside."""
        for at, group in enumerate(self.group):
            if kind and group.inner and kind == group.kind != group.inner:
                self.group = self.group[:at]
                break
        if self.group and not self.group[-1].inner:
            self.group[-1].inner = kind

    def task(self, row: GridRow) -> None:
        """Add a task."""
        self.begin(kind_of_number(self.words(row, "stt")))
        cells: dict[str, Content] = {}
        for column, key in self.header.keys.items():
            cell = _covering(row, column)
            if cell is None or key == GROUP or (key == "stt" and not cell.is_first):
                continue
            cells[key] = cell.content
            if (not cell.is_first or cell.source.rows > 1) and key not in ("stt", "nhiem_vu"):
                self.rows.merged[key] = None
        self.rows.tasks.append(made(cells, tuple(group.title for group in self.group), row.place))

    def go_on(self, row: GridRow) -> None:
        """Add the cells that begin in this row to the task above."""
        cells = {
            key: cell.content
            for column, key in self.header.keys.items()
            if key != GROUP and (cell := _covering(row, column)) is not None and cell.is_first and cell.content
        }
        above = self.rows.tasks[-1]
        self.rows.tasks[-1] = added(above, made(cells, above.group, above.place))


def _rank(kind: str) -> int:
    return label_reader.RANKS.get(kind, label_reader.SIGN_RANK)


def _label_of(content: Content) -> tuple[str, Content]:
    """Return label and title of a group row that is one cell."""
    found = label_reader.read(text(content).replace("\n", " "))
    if found.label and not found.label.is_sign and found.length < len(text(content)):
        return found.label.written, cut(content, found.length)
    return "", content


def kind_of_number(number: str) -> str:
    """Return the kind of label that a cell of the STT column holds, "" for none."""
    words = number.strip()
    if not words:
        return ""
    if words in ("-", "+", "–"):
        return "-"
    found = label_reader.read(f"{words} Abc").label or label_reader.read(f"{words}. Abc").label
    if found is None:
        return "other"
    if found.kind == "bracket":
        return "arabic"
    return "upper" if found.kind == "roman" and found.number in (50, 100, 500) else found.kind


def is_count(row: GridRow) -> bool:
    """Tell whether a row only counts the columns: (1) (2) (3), or A B 1 2."""
    shown = [one_line(cell.text) for cell in row.cells.values() if cell.is_first and cell.text]
    numbers = [match for words in shown if (match := COUNT.fullmatch(words))]
    return len(shown) >= 3 and len(numbers) == len(shown) and not all(words == shown[0] for words in shown)


COUNT = re.compile(r"\(?(?:\d{1,2}|[A-E])\)?(?:\s?=.{1,20})?")


def made(cells: Mapping[str, Content], group: tuple[str, ...], place: Place | None) -> Task:
    """Return a task of its cells."""
    return Task(
        text=cells.get("nhiem_vu", ()),
        lead=names(cells.get("chu_tri", ())),
        support=names(cells.get("phoi_hop", ())),
        deadline=one_line(text(cells.get("thoi_han", ()))),
        product=cells.get("san_pham", ()),
        cost=cells.get("kinh_phi", ()),
        note=cells.get("ghi_chu", ()),
        group=group,
        own={key: content for key, content in cells.items() if key not in (*TASK_KEYS, "stt") and content},
        number=one_line(text(cells.get("stt", ()))),
        place=place,
    )


def added(task: Task, rest: Task) -> Task:
    """Return a task with what stands in a row below it."""
    own = {key: stacked(task.own.get(key, ()), rest.own.get(key, ())) for key in {**task.own, **rest.own}}
    return replace(
        task,
        text=stacked(task.text, rest.text),
        lead=(*task.lead, *(name for name in rest.lead if name not in task.lead)),
        support=(*task.support, *(name for name in rest.support if name not in task.support)),
        deadline=" ".join(part for part in (task.deadline, rest.deadline) if part),
        product=stacked(task.product, rest.product),
        cost=stacked(task.cost, rest.cost),
        note=stacked(task.note, rest.note),
        own=own,
    )


def stacked(above: Content, below: Content) -> Content:
    """Return two contents as lines of one."""
    if not (above and below):
        return above or below
    parts: list[Inline] = [*above, LineBreak(), *below]
    return merged(parts)


LIST_MARK = re.compile(r"[-–+•*]\s{0,2}")


def names(content: Content) -> tuple[str, ...]:
    """Return the units that a cell names: parted by lines, by ";", or by dashes in front.

    >>> names((Run("Phòng Văn hóa - Xã hội; Văn phòng"),))
    ('Phòng Văn hóa - Xã hội', 'Văn phòng')
    """
    lines = [one_line(words) for words in text(content).split("\n")]
    is_list = bool(lines) and LIST_MARK.match(lines[0]) is not None
    found: list[str] = []
    for words in lines:
        mark = LIST_MARK.match(words)
        if mark and is_list:
            words = words[mark.end() :]
        elif found and _is_broken(found[-1], words, has_mark=mark is not None):
            found[-1] = f"{found[-1]} {words}".strip()
            continue
        found += [part.strip() for part in words.split(";")] if words else []
    return tuple(name for one in found for part in one.split(";") if (name := part.strip(" ;.,").strip()))


def _is_broken(above: str, words: str, has_mark: bool) -> bool:
    """Tell whether a line goes on with the name in the line above."""
    if not words or not above:
        return False
    last = flat(above).rstrip()
    return has_mark or words[0].islower() or last.endswith((",", "-", " va", "(", "/"))


# How the program will number it.

NUMBERINGS: tuple[TaskNumbering, ...] = ("running", "by_group", "nested")


def numbering_of(rows: Rows) -> TaskNumbering:
    """Return the way of numbering that comes nearest to the document's."""
    if not rows.groups:
        return "running"
    wrong = {numbering: len(list(_differences(rows, numbering))) for numbering in NUMBERINGS}
    return min(NUMBERINGS, key=lambda numbering: wrong[numbering])


def _differences(rows: Rows, numbering: TaskNumbering) -> Iterator[tuple[str, str, Place | None]]:
    """Yield number in the document, number that is printed, and place of every task where they differ."""
    numbers = (text(row.cells[0]) for row in _printed(rows, numbering) if not isinstance(row, GroupRow))
    for task, number in zip(rows.tasks, numbers, strict=True):
        if _plain_number(task.number) != number:
            yield task.number, number, task.place


def _printed(rows: Rows, numbering: TaskNumbering) -> Iterator[TaskRow | GroupRow]:
    """Yield the rows as the program will print them."""
    tasks = tuple(ModelTask("", (), (), group=task.group) for task in rows.tasks)
    return table_rows(Appendix("", (Column("stt", ""),), tasks, numbering=numbering))


def _plain_number(number: str) -> str:
    return ".".join(part.lstrip("0") if part.isdecimal() else part for part in number.strip(" .)(").split("."))


def renumbered(rows: Rows, numbering: TaskNumbering, has_numbers: bool) -> Iterator[Problem]:
    """Yield what is told of numbers that change: of tasks in one warning, of groups one by one."""
    wrong = list(_differences(rows, numbering)) if has_numbers else []
    if wrong:
        shown = ", ".join(f"«{old}» → «{new}»" for old, new, _ in wrong)
        yield Problem("renumbered-tasks", RENUMBERED, {"changes": shown}, wrong[0][2], level="warning")
    printed = [row for row in _printed(rows, numbering) if isinstance(row, GroupRow)]
    for group, row in zip(rows.groups, printed, strict=False):
        _, number, titles, place = group
        if number.strip(" .)/") != row.label.strip("."):
            facts = {"old": number, "new": row.label, "text": titles[-1]}
            message = GROUP_NUMBER if number else GROUP_NUMBERED
            yield Problem("renumbered-group", message, facts, place, level="warning")


TOTAL = N_("dòng cộng của bảng không phải là nhiệm vụ nên không đưa vào: «{text}»")
TOO_DEEP = N_("nhóm «{text}» nằm trong hai cấp nhóm; bảng chỉ có hai cấp nên tên nhóm được ghép với «{above}»")
EMPTY_GROUP = N_("nhóm «{text}» không có nhiệm vụ nào nên không đưa vào bảng")
RENUMBERED = N_("số thứ tự của nhiệm vụ trong bảng được đánh lại: {changes}")
GROUP_NUMBERED = N_("nhóm «{text}» không có số thứ tự; chương trình đánh «{new}»")
GROUP_NUMBER = N_("số thứ tự «{old}» của nhóm «{text}» thành «{new}»")
