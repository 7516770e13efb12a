"""A task list as the rows of its table: what stands in each cell, numbers, group rows and merged cells included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cchc_draft.model import Appendix, Content, Run, Task
from cchc_draft.numbering import SECTION, label

DEEPEST_GROUP = 2


class GroupRow(NamedTuple):
    """A row over the whole width that names the group (level 1) or subgroup (level 2) of the tasks below it."""

    level: int
    label: str
    content: Content


class TaskRow(NamedTuple):
    """A task's cells, one for each column."""

    cells: tuple[Content, ...]
    spans: tuple[int, ...] = ()
    """How many rows each cell covers, 0 where one above covers it; empty where every cell is its own."""


@lru_cache(maxsize=2_000)
def _text(text: str) -> Content:
    return (Run(text),) if text else ()


CELLS: dict[str, Callable[[Task], Content]] = {
    "nhiem_vu": lambda task: task.text,
    "san_pham": lambda task: task.product,
    "chu_tri": lambda task: _text("; ".join(task.lead)),
    "phoi_hop": lambda task: _text("; ".join(task.support)),
    "thoi_han": lambda task: _text(str(task.deadline or "")),
    "kinh_phi": lambda task: task.cost,
    "ghi_chu": lambda task: task.note,
}
"""Column key to what it prints of a task; "stt" is the task's number, any other key a column of the plan's own."""


def cell(key: str) -> Callable[[Task], Content]:
    """Return what a column prints of a task."""
    return CELLS.get(key) or (lambda task: task.own.get(key, ()))


def table_rows(appendix: Appendix) -> Iterator[TaskRow | GroupRow]:
    """Yield the rows below the header: a group row wherever a group begins, tasks numbered as the appendix says."""
    numbers = _Numbers(appendix)
    readers = [numbers.cell if column.key == "stt" else cell(column.key) for column in appendix.columns]
    spans = _spans(appendix)
    for index, task in enumerate(appendix.tasks):
        if task.group != numbers.group:
            yield from numbers.enter(task.group)
        numbers.task += 1
        yield TaskRow(tuple([read(task) for read in readers]), spans[index] if spans else ())


class _Numbers:
    """Where the numbering of a table stands."""

    def __init__(self, appendix: Appendix) -> None:
        self.numbering = appendix.numbering
        self.group: tuple[str, ...] = ()
        self.levels = [0] * DEEPEST_GROUP
        self.task = 0

    def enter(self, group: tuple[str, ...]) -> Iterator[GroupRow]:
        """Go on to another group, and yield the rows that name it."""
        level = next((at for at, (old, new) in enumerate(zip(self.group, group, strict=False)) if old != new), None)
        for at in range(min(len(self.group), len(group)) if level is None else level, len(group)):
            self.levels[at:] = [self.levels[at] + 1, *[0] * (DEEPEST_GROUP - at - 1)]
            text = label(self.levels[0], SECTION) if at == 0 else f"{self.levels[at]}."
            yield GroupRow(at + 1, text, _text(group[at]))
            if self.numbering != "running":
                self.task = 0
        self.group = group

    def cell(self, _task: Task) -> Content:
        """Return the number of the current task."""
        inner = f"{self.levels[1]}." if self.numbering == "nested" and len(self.group) > 1 else ""
        return _text(f"{inner}{self.task}")


def _spans(appendix: Appendix) -> list[tuple[int, ...]]:
    """Return for each task how many rows its cells cover; empty where the appendix merges nothing."""
    if not appendix.merged:
        return []
    tasks = appendix.tasks
    plain_column = [1] * len(tasks)
    breaks = [True, *(before.group != after.group for before, after in pairwise(tasks))]
    columns = [
        _column_spans([cell(column.key)(task) for task in tasks], breaks)
        if column.key in appendix.merged and column.key != "stt"
        else plain_column
        for column in appendix.columns
    ]
    return list(zip(*columns, strict=True))


def _column_spans(contents: Sequence[Content], breaks: Sequence[bool]) -> list[int]:
    """Return the spans of one column: equal neighbours are one cell, empty cells and groups stay apart."""
    spans: list[int] = []
    first = 0
    for index, content in enumerate(contents):
        if spans and not breaks[index] and content and content == contents[first]:
            spans[first] += 1
            spans.append(0)
        else:
            first = index
            spans.append(1)
    return spans
