"""A task list alone as a table, for a document that is made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cchc_draft import task_files
from cchc_draft.advice import blanks_left, doubtful_tasks, incomplete_tasks, marks_in
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.front_matter import NUMBERINGS
from cchc_draft.language import N_
from cchc_draft.model import Appendix, Column, Task
from cchc_draft.profile import Profile
from cchc_draft.task_table import CELLS
from cchc_draft.tasks import COLUMN_TITLES, NOT_MERGEABLE, TaskReader, columns, own_titles


class Made(NamedTuple):
    """A table, and what its author should look at."""

    appendix: Appendix
    warnings: tuple[Problem, ...]


def read(
    path: Path,
    sheet: str,
    profile: Profile | None,
    entries: Sequence[str | Mapping[str, str]] = (),
    merged: Sequence[str] = (),
    numbering: str = "lien_tuc",
    *,
    is_landscape: bool = False,
) -> Made:
    """Return the table of a task file; without *entries* its columns are those that the file has.

    Raises InputError with every fault found.
    """
    file = str(path)
    chosen, problems = columns(entries, [Place("--columns")] * len(entries))
    listed = task_files.read(path, file, sheet, chosen) if not problems else None
    if listed is None:
        raise InputError(problems)
    reader = TaskReader(profile)
    tasks = reader.read(listed.tasks, own_titles(listed.columns))
    shown = listed.columns or _used_columns(tasks)
    problems += [*listed.warnings, *reader.problems]
    known = [column.key for column in shown]
    for name in merged:
        if name not in known:
            facts = {"name": name, "known": ", ".join(known)}
            problems.append(Problem("unknown-column", NOT_MERGEABLE, facts, Place("--merge"), nearest(name, known)))
    if not tasks and not problems:
        problems.append(Problem("no-tasks", EMPTY_LIST, {}, Place(file)))
    problems += [*doubtful_tasks(tasks), *incomplete_tasks(tasks, shown)]
    problems += blanks_left(marks_in([listed.tasks]), is_final=False)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise InputError(errors)
    table = Appendix(path.stem, shown, tasks, is_landscape, tuple(merged), NUMBERINGS[numbering])
    return Made(table, tuple(sorted(problems, key=lambda problem: problem.place or Place(""))))


def _used_columns(tasks: Sequence[Task]) -> tuple[Column, ...]:
    """Return the columns in which some task has something, in their usual order."""
    return tuple(
        Column(key, title)
        for key, title in COLUMN_TITLES.items()
        if key in ("stt", "nhiem_vu") or any(CELLS[key](task) for task in tasks)
    )


EMPTY_LIST = N_("danh sách không có nhiệm vụ nào")
