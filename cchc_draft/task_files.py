"""Where an appendix's tasks come from: the plan's own head, a YAML file, a workbook or a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.model import Column
from cchc_draft.source_text import read_text
from cchc_draft.tasks import own_titles
from cchc_draft.yaml_text import Node, load

YAML_FILES = (".yaml", ".yml")
SHEET_FILES = (".xlsx", ".xlsm", ".csv", ".txt")


class TaskList(NamedTuple):
    """The tasks of one appendix, not yet bound to an agency."""

    tasks: Node
    columns: tuple[Column, ...]
    """What the table shows; of a sheet, where nobody chose, what the sheet shows; empty where that is open."""
    warnings: Sequence[Problem] = ()


def split_name(name: str) -> tuple[str, str]:
    """Return the file and the sheet of a name such as "nhiem-vu.xlsx#Phụ lục II"."""
    file, _, sheet = name.partition("#")
    return file, sheet


def read(path: Path, file: str, sheet: str, columns: tuple[Column, ...]) -> TaskList:
    """Return the tasks of a file, for a table of *columns*. Raises InputError with every fault that is seen so far."""
    suffix = path.suffix.lower()
    if suffix in YAML_FILES:
        return TaskList(load(read_text(path, file), file), columns)
    if suffix not in SHEET_FILES and not path.exists():
        read_text(path, file)
    if suffix not in SHEET_FILES:
        facts = {"found": path.suffix or path.name, "known": ", ".join([*YAML_FILES, *SHEET_FILES])}
        raise InputError([Problem("tasks-kind", UNKNOWN_KIND, facts, Place(file))])
    from cchc_draft import task_sheet

    wanted = [column.key for column in columns]
    found = task_sheet.read(path, file, own_titles(columns), wanted, sheet)
    return TaskList(found.tasks, columns or found.columns, found.problems)


UNKNOWN_KIND = N_("không đọc được danh sách nhiệm vụ từ loại tệp «{found}»; dùng được: {known}")
