"""How the rows of a task table are numbered, and what the program will number otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc_draft.errors import Place, Problem
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Appendix, Column, TaskNumbering
from cchc_draft.model import Task as ModelTask
from cchc_draft.task_table import GroupRow, TaskRow, table_rows


@dataclass(slots=True)
class Rows:
    """What the rows of a table hold."""

    tasks: list[Task] = field(default_factory=list)
    groups: list[tuple[int, str, tuple[str, ...], Place | None]] = field(default_factory=list)
    """Where a group begins (index of its first task), its label, its titles."""
    headings: list[str] = field(default_factory=list)
    """Text in rows above the titles."""
    merged: dict[str, None] = field(default_factory=dict)
    printed_anew: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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


RENUMBERED = N_("số thứ tự của nhiệm vụ trong bảng được đánh lại: {changes}")
GROUP_NUMBERED = N_("nhóm «{text}» không có số thứ tự; chương trình đánh «{new}»")
GROUP_NUMBER = N_("số thứ tự «{old}» của nhóm «{text}» thành «{new}»")
