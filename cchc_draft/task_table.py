"""A task list as the rows of its table: what stands in each cell, numbers and group rows included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cchc_draft.model import Appendix, Content, Run, Task
from cchc_draft.numbering import SECTION, label


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row over the whole width that names the group of the tasks below it."""

    label: str
    content: Content


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
"""Column key to what it prints of a task; "stt" is the running number."""


def table_rows(appendix: Appendix) -> Iterator[tuple[Content, ...] | GroupRow]:
    """Yield the rows below the header: a group row wherever the group changes, numbers running on throughout."""
    group, groups = "", 0
    readers = [CELLS.get(column.key) for column in appendix.columns]
    for number, task in enumerate(appendix.tasks, 1):
        if task.group != group:
            group = task.group
            if group:
                groups += 1
                yield GroupRow(label(groups, SECTION), (Run(group),))
        running = (Run(str(number)),)
        yield tuple([read(task) if read else running for read in readers])
