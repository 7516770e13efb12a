"""Tasks by unit and by month, for every kind of overview."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.overview.due_days import Shape
from cchc_draft.overview.listing import NO_LEAD, ListedPlan, ListedTask

FAR = datetime.date.max


class Entry(NamedTuple):
    """A task of a plan; *day* is one of its days, *is_lead* tells what a unit does in it."""

    plan: ListedPlan
    task: ListedTask
    day: datetime.date | None = None
    is_lead: bool = True


class Unit(NamedTuple):
    """A unit of an agency, and the tasks that it leads or supports."""

    agency: str
    name: str
    entries: tuple[Entry, ...]


class Month(NamedTuple):
    """A month, and what is due in it; tasks that have no day stand in two months without a number."""

    year: int
    number: int
    title: str
    entries: tuple[Entry, ...]


def by_unit(plans: Sequence[ListedPlan], *, with_support: bool = True) -> list[Unit]:
    """Return the units in the order in which the plans name them; what they lead comes first, then by day.

    Without support a task stands once: under the first unit that leads it.
    """
    units: dict[tuple[str, str], list[Entry]] = {}
    names: dict[str, str] = {}
    for plan in plans:
        names.setdefault(plan.key, plan.agency)
        for task in plan.tasks:
            one = task.task
            for name in (one.lead or (NO_LEAD,)) if with_support else (task.lead,):
                units.setdefault((plan.key, name), []).append(Entry(plan, task))
    for plan in plans if with_support else ():
        for task in plan.tasks:
            for name in task.task.support:
                units.setdefault((plan.key, name), []).append(Entry(plan, task, is_lead=False))
    order = {key: at for at, key in enumerate(names)}
    keyed = sorted(units.items(), key=lambda unit: order[unit[0][0]])
    return [Unit(names[key], name, tuple(sorted(entries, key=_rank))) for (key, name), entries in keyed]


def _rank(entry: Entry) -> tuple[bool, int, datetime.date, int]:
    due = entry.task.due
    return not entry.is_lead, SHAPE_ORDER[due.shape], due.days[0] if due.days else FAR, entry.task.number


SHAPE_ORDER: dict[Shape, int] = {"date": 0, "span": 0, "quarterly": 1, "monthly": 2, "ongoing": 3, "open": 4}


def by_month(plans: Sequence[ListedPlan]) -> list[Month]:
    """Return the months in which something is due, then what goes on all the time, then what has no day."""
    dated: defaultdict[tuple[int, int], list[Entry]] = defaultdict(list)
    ongoing: list[Entry] = []
    undated: list[Entry] = []
    for plan in plans:
        for task in plan.tasks:
            for day in task.due.days:
                dated[day.year, day.month].append(Entry(plan, task, day))
            if not task.due.days:
                (ongoing if task.due.shape == "ongoing" else undated).append(Entry(plan, task))
    months = [
        Month(year, month, f"Tháng {month}/{year}", tuple(sorted(entries, key=lambda entry: entry.day or FAR)))
        for (year, month), entries in sorted(dated.items())
    ]
    rest = ((ONGOING, ongoing), (UNDATED, undated))
    return [*months, *(Month(0, 0, title, tuple(entries)) for title, entries in rest if entries)]


ONGOING = "Thường xuyên"
UNDATED = "Không có ngày cụ thể"
