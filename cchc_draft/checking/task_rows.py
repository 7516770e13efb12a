"""The tasks of a plan's task tables, each with the row it stands in, and names of units as they are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.errors import Place
from cchc_draft.importing import unit_names
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.task_table_reader import TableReader
from cchc_draft.importing.written import text


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table in the body or in an appendix."""

    task: Task
    line: Line
    """The first line of the task's text, or of its row."""
    table: int
    row: int
    columns: frozenset[str]
    """Keys of the columns of its table."""

    @property
    def words(self) -> str:
        """The task's text on one line."""
        return one_line(text(self.task.text))


@kept
def task_rows(document: Document) -> Sequence[TaskRow]:
    """Return the tasks of all task tables in printed order."""
    return tuple(
        one for index, table in enumerate(document.tables) if table.columns for one in _of_table(document, index)
    )


@kept
def cells(document: Document) -> Mapping[tuple[int, int, int], Line]:
    """Return the first line of each cell by table, row and column."""
    found: dict[tuple[int, int, int], Line] = {}
    for line in document.of("cell"):
        found.setdefault((line.table, line.row, line.column), line)
    return found


def line_of(document: Document, table: int, row: int) -> Line | None:
    """Return the line that stands for a row: its task, else its first cell."""
    lines = cells(document)
    columns = document.tables[table].columns
    key = next((column for column, name in columns.items() if name == "nhiem_vu"), -1)
    first = lines.get((table, row, key))
    if first is not None:
        return first
    grid = document.tables[table].grid
    return next((lines[table, row, at] for at in sorted(grid.rows[row].cells) if (table, row, at) in lines), None)


@kept
def _known(document: Document) -> Mapping[Place | None, Task]:
    """Return the tasks that were read with the plan, by the place of their rows."""
    return {
        task.place: task for appendix in document.plan.appendices for task in appendix.tasks if task.place is not None
    }


def _of_table(document: Document, index: int) -> list[TaskRow]:
    rows = document.tables[index].grid.rows
    known = _known(document)
    tasks = [(at, known[row.place]) for at, row in enumerate(rows) if row.place in known] or _read(document, index)
    columns = frozenset(document.tables[index].columns.values())
    lines = ((task, line_of(document, index, at), at) for at, task in tasks)
    return [TaskRow(task, line, index, at, columns) for task, line, at in lines if line is not None]


def _read(document: Document, index: int) -> list[tuple[int, Task]]:
    """Return the tasks of a table that is no part of the plan, such as one in the body, with their rows."""
    found = document.tables[index].grid
    header = document.tables[index].header
    if header is None:
        return []
    reader = TableReader(header)
    numbers: list[int] = []
    shown = [(at, row) for at, row in enumerate(found.rows) if at >= header.first_row and not row.is_empty]
    for position, (at, row) in enumerate(shown):
        below = shown[position + 1][1] if position + 1 < len(shown) else None
        reader.row(row, below, found)
        if len(reader.rows.tasks) > len(numbers):
            numbers.append(at)
    return list(zip(numbers, reader.rows.tasks, strict=True))


# Names of units.


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a unit's name as it is compared: small letters without marks, signs, and "và".

    >>> folded("Phòng Giáo dục - Y tế") == folded("Phòng giáo dục và Y tế")
    True
    """
    return " ".join(word for word in re.findall(r"[a-z0-9]+", flat(name)) if word != "va")


def is_unit(name: str) -> bool:
    """Tell whether a text can be the name of one unit, and not a task that begins like one ("Tổ chức hội nghị")."""
    return unit_names.is_unit_name(name) and NO_UNIT.match(flat(name)) is None


NO_UNIT = re.compile(
    r"(?:to chuc (?!can bo|hanh chinh|phap che|[-–])|ban hanh|bao (?:cao|dam|gom|ton|ve)\b|hoi (?:nghi|thi|thao|dam)\b"
    r"|doan ket|cac (?:noi dung|nhiem vu|hoat dong|quan diem|chu truong|ke hoach|mo hinh|van ban|giai phap|co che)\b)"
)


def is_same_unit(name: str, other: str) -> bool:
    """Tell whether two names mean the same unit, the agency behind it said or not."""
    short, long = sorted((folded(name), folded(other)), key=len)
    return bool(short) and long.startswith(short) and OWNER.fullmatch(long[len(short) :]) is not None


OWNER = re.compile(
    r"|(?: (?:thuoc|truc thuoc))?(?: (?:ubnd|uy ban nhan dan))?"
    r"(?: (?:phuong|xa|dac khu|so|tinh|thanh pho)(?: \w+){0,6})?"
)
"""What may follow the name of a unit: the agency that it belongs to."""


SHOWN = 90


def short(words: str) -> str:
    """Return the first words of a task, for a message."""
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + "…"
