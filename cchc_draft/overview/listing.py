"""The tasks of plans, with the days on which they are due: from plan folders, and from documents by import."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cchc_draft.deadlines import Deadline
from cchc_draft.errors import CchcDraftError, InputError, Place, Problem
from cchc_draft.formats import inside_sentence, number_line
from cchc_draft.importing import joint_issuers, old_plan, recognise
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.recognised import Task as WrittenTask
from cchc_draft.importing.unit_names import unit_of
from cchc_draft.language import N_
from cchc_draft.model import Column, Content, Plan, Task, plain
from cchc_draft.overview.due_days import Due, due
from cchc_draft.plan_folder import PLAN_FILE, PlanFolder
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import typed
from cchc_draft.task_table import CELLS

DOCUMENTS = (*old_plan.WORD, *old_plan.OTHER_WORD, *old_plan.TEXT, *old_plan.PDF)


@dataclass(frozen=True, slots=True)
class ListedTask:
    """One task as overviews show it."""

    number: int
    """Counted from 1 through all tables of the plan."""
    task: Task
    due: Due
    own: tuple[tuple[str, str], ...] = ()
    """Title and text of the columns that only this plan has."""

    @property
    def text(self) -> str:
        """What is to be done, on one line."""
        return " ".join(plain(self.task.text).split())

    @property
    def deadline(self) -> str:
        """The deadline as it is printed."""
        return str(self.task.deadline or "")

    @property
    def lead(self) -> str:
        """The unit under which the task stands."""
        return self.task.lead[0] if self.task.lead else NO_LEAD


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """One plan with its tasks."""

    file: str
    agency: str
    year: int
    subject: str
    key: str
    """What tells the agency from others: the id of its profile."""
    number: str = ""
    """Number and symbol, "115/KH-UBND"; empty for a plan without a number."""
    tasks: tuple[ListedTask, ...] = ()

    @property
    def title(self) -> str:
        """What the plan is called."""
        return f"{KIND} {inside_sentence(self.subject)}" if self.subject else KIND


class Listing(NamedTuple):
    """Plans that could be read, and what is to be told."""

    plans: tuple[ListedPlan, ...]
    warnings: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    """Why other plans could not be read."""


def read(paths: Sequence[Path], profiles: Path | None = None) -> Listing:
    """Return the plans of plan folders and documents; one that cannot be read does not stop the others.

    Raises InputError when no plan has a task.
    """
    plans: list[ListedPlan] = []
    warnings: list[Problem] = []
    unread: list[Problem] = []
    shared = ProfileStore.open(profiles)
    for path in paths:
        try:
            plan = _document(path, shared, warnings) if _is_document(path) else _folder(path, shared, profiles)
        except CchcDraftError as error:
            unread += error.problems
            continue
        if not plan.tasks:
            warnings.append(Problem("no-tasks", NO_TASKS, {}, Place(plan.file), level="warning"))
        elif twin := next((one for one in plans if _is_same(one, plan)), None):
            warnings.append(Problem("plan-twice", TWICE, {"first": twin.file}, Place(plan.file), level="warning"))
        else:
            plans.append(plan)
    if not plans:
        raise InputError([*unread, *(_as_error(problem) for problem in warnings if problem.code == "no-tasks")])
    return Listing(tuple(plans), tuple(warnings), tuple(unread))


def of_plan(plan: Plan, file: str = "", key: str = "") -> ListedPlan:
    """Return a plan of the model with its tasks."""
    head = plan.letterhead
    start = head.date.date or (datetime.date(head.date.year, head.date.month, 1) if head.date.month else None)
    tasks = [(task, _own_cells(appendix.columns, task.own)) for appendix in plan.appendices for task in appendix.tasks]
    return ListedPlan(
        file=file,
        agency=plan.agency,
        year=plan.year,
        subject=" ".join(plan.subject),
        key=key or plan.agency,
        number=_number(head.number, head.symbol),
        tasks=tuple(_listed(tasks, plan.year, start)),
    )


def _listed(
    tasks: Sequence[tuple[Task, tuple[tuple[str, str], ...]]], year: int, start: datetime.date | None
) -> Iterator[ListedTask]:
    for number, (task, own) in enumerate(tasks, 1):
        yield ListedTask(number, task, due(task.deadline, year, start), own)


def _own_cells(columns: Sequence[Column], own: Mapping[str, Content]) -> tuple[tuple[str, str], ...]:
    titles = {column.key: column.title for column in columns if column.key not in CELLS}
    return tuple((titles.get(key, key), plain(content)) for key, content in own.items() if plain(content).strip())


def _number(number: int | None, symbol: str) -> str:
    return number_line(number, symbol).removeprefix("Số: ") if number is not None else ""


def _is_same(one: ListedPlan, other: ListedPlan) -> bool:
    """Tell whether two are one plan, such as a plan folder and the document made of it."""
    return (one.key, one.year, one.subject, len(one.tasks)) == (
        other.key,
        other.year,
        other.subject,
        len(other.tasks),
    ) and all(_shown(first) == _shown(second) for first, second in zip(one.tasks, other.tasks, strict=True))


def _shown(task: ListedTask) -> tuple[object, ...]:
    return task.text, task.task.lead, task.task.deadline


def _as_error(problem: Problem) -> Problem:
    return Problem(problem.code, problem.message, problem.facts, problem.place)


# Plan folders.


def _is_document(path: Path) -> bool:
    return not path.is_dir() and path.name != PLAN_FILE and path.suffix.lower() in DOCUMENTS


def _folder(path: Path, shared: ProfileStore, profiles: Path | None) -> ListedPlan:
    own = ProfileStore.beside(path, profiles)
    store = own if own.folders != shared.folders else shared
    drafted = PlanFolder.open(path).plan(store)
    return of_plan(drafted.plan, drafted.folder.file, drafted.profile_id)


# Documents.


def _document(path: Path, store: ProfileStore, warnings: list[Problem]) -> ListedPlan:
    """Return the plan that a document is. Raises InputError for one that cannot be read or is no plan."""
    file = str(path)
    found = recognise.recognise(old_plan.read(path))
    issuer = joint_issuers.issuers(found, store, None)[0][0]
    tasks = [
        (_task(task, issuer.profile, warnings), _own_cells(appendix.columns, task.own))
        for appendix in found.appendices
        for task in appendix.tasks
    ]
    head = found.letterhead
    year = found.year or (head.date.year if head.date else 0) or _year_of([task for task, _ in tasks], file)
    if found.problems:
        facts = {"count": len(found.problems), "file": typed(path)}
        warnings.append(Problem("import-doubts", DOUBTS, facts, Place(file), level="warning"))
    return ListedPlan(
        file=file,
        agency=issuer.profile.name,
        year=year,
        subject=" ".join(found.subject),
        key=issuer.id,
        number=_number(head.number, head.symbol),
        tasks=tuple(_listed(tasks, year, _start(found))),
    )


def _start(found: Recognised) -> datetime.date | None:
    date = found.letterhead.date
    return (date.date or (datetime.date(date.year, date.month, 1) if date.month else None)) if date else None


def _year_of(tasks: Sequence[Task], file: str) -> int:
    """Return the year that all deadlines name. Raises InputError where they name none or several."""
    deadlines = [task.deadline for task in tasks if task.deadline]
    years = {one.date.year if one.date else one.year for one in deadlines} - {0}
    if len(years) > 1 or (tasks and not years):
        raise InputError([Problem("no-year", NO_YEAR, {}, Place(file))])
    return years.pop() if years else 0


def _task(task: WrittenTask, profile: Profile, warnings: list[Problem]) -> Task:
    """Return a task of a document with the names that its units have in the profile."""
    return Task(
        id="",
        text=task.text,
        lead=_units(task.lead, profile),
        support=_units(task.support, profile),
        deadline=_deadline(task, warnings),
        product=task.product,
        cost=task.cost,
        note=task.note,
        group=task.group,
        own=task.own,
        place=task.place,
    )


def _units(names: Sequence[str], profile: Profile) -> tuple[str, ...]:
    found = [(name, unit_of(name, profile)) for name in names]
    return tuple(dict.fromkeys(profile.units[unit].name if unit else name for name, unit in found))


def _deadline(task: WrittenTask, warnings: list[Problem]) -> Deadline | None:
    """Return a deadline; a date that no calendar has stays text and is told."""
    text = " ".join(task.deadline.split())
    if not text:
        return None
    try:
        return Deadline.parse(text)
    except ValueError:
        warnings.append(Problem("wrong-date", NO_SUCH_DATE, {"found": text}, task.place, level="warning"))
        return Deadline("free", free=text)


# The overview is a Vietnamese document, whatever the language of messages.

KIND = "Kế hoạch"
NO_LEAD = "Chưa ghi đơn vị chủ trì"

NO_TASKS = N_("kế hoạch không có bảng nhiệm vụ nào trong phụ lục nên không có gì để tổng hợp")
TWICE = N_("kế hoạch này giống hệt {first} nên chỉ tính một lần")
DOUBTS = N_("khi đọc văn bản có {count} chỗ cần xem lại; xem bằng lệnh: cchc-draft import {file} -o <thư mục mới>")
NO_YEAR = N_("văn bản không cho biết kế hoạch của năm nào; hãy nhập thành thư mục kế hoạch rồi ghi «nam»")
NO_SUCH_DATE = N_("thời hạn «{found}» không có trong lịch; giữ nguyên chữ")
