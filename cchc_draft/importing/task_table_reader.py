"""Rows of a task table: tasks, groups, the rest of a task that a page break or a merged cell parted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cchc_draft.errors import Place, Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.printed_lines import cut, merged, unformed
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.table_grid import Grid, GridCell, GridRow, covering
from cchc_draft.importing.task_header import GROUP, Header, is_count, kind_of_number
from cchc_draft.importing.task_numbers import Rows
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Column, Content, Inline, LineBreak, Run
from cchc_draft.sheet_header import folded
from cchc_draft.task_table import DEEPEST_GROUP
from cchc_draft.tasks import TASK_KEYS

LONGEST_HEADER = 120
"""Letters of a title of a column."""
LONGEST_NUMBER = 8
"""Letters of a number in the STT column; what is longer is a title."""


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

    def read(self, found: Grid, header: Header | None) -> None:
        """Read the rows of a table below its own header, all of them where it has none."""
        first_row = header.first_row if header else 0
        if header:
            self.heading(found.rows[: header.start])
            self.skip(found.rows[header.start : first_row])
        rows = [row for row in found.rows[first_row:] if not row.is_empty]
        for index, row in enumerate(rows):
            below = rows[index + 1] if index + 1 < len(rows) else None
            self.row(row, below, found)

    def heading(self, rows: Sequence[GridRow]) -> None:
        """Keep what stands above the titles: the name of the table."""
        words = [one_line(cell.text) for row in rows for cell in row.cells.values() if cell.is_first and cell.text]
        if words:
            self.rows.headings.append(" ".join(words))

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
        return covering(row, column) if column is not None else None

    def words(self, row: GridRow, key: str) -> str:
        """Return the text that begins in this row in a column."""
        cell = self.value(row, key)
        return one_line(cell.text) if cell and cell.is_first else ""

    def is_header(self, row: GridRow) -> bool:
        """Tell whether a row is the header once more, as behind a page break."""
        titles = self.header.titles
        shown = {column: cell.text for column, cell in row.cells.items() if cell.is_first and cell.text}
        if len(shown) < 2 or any(len(words) > LONGEST_HEADER for words in shown.values()):
            return False
        return all(folded(words) == folded(titles.get(column, "")) for column, words in shown.items())

    def group_of(self, row: GridRow, below: GridRow | None, found: Grid) -> tuple[str, Content] | None:
        """Return label and title of a row that names a group."""
        cells = [cell for cell in row.cells.values() if cell.is_first and cell.content]
        widths = {column: cell for column, cell in row.cells.items() if cell.is_first}
        is_alone = len(cells) == 1 and (cells[0].columns > 1 or len(widths) == 1)
        if is_alone and cells[0].columns >= max(2, len(found.columns) - 2):
            return _label_of(cells[0].content)
        stt, title = self.words(row, "stt"), self.value(row, "nhiem_vu")
        if len(cells) == 1 and one_line(cells[0].text) == stt and len(stt) > LONGEST_NUMBER:
            return _label_of(cells[0].content)
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
            cell = covering(row, column)
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
            if key != GROUP and (cell := covering(row, column)) is not None and cell.is_first and cell.content
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


TOTAL = N_("dòng cộng của bảng không phải là nhiệm vụ nên không đưa vào: «{text}»")
TOO_DEEP = N_("nhóm «{text}» nằm trong hai cấp nhóm; bảng chỉ có hai cấp nên tên nhóm được ghép với «{above}»")
EMPTY_GROUP = N_("nhóm «{text}» không có nhiệm vụ nào nên không đưa vào bảng")
