"""Which task of the agency above is carried out by which of a plan below, and what is missing or does not fit."""

from __future__ import annotations

import calendar
import datetime
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cchc_draft.checking.task_matches import grams
from cchc_draft.deadlines import Deadline
from cchc_draft.language import N_, Message, translate
from cchc_draft.model import Plan, Task, plain
from cchc_draft.profile import Profile

State = Literal["missing", "late", "lead", "twice", "guessed", "answered"]
"""How a task of the agency above stands in a plan below, the worst first."""
STATES: Mapping[State, tuple[str, Message]] = {
    "missing": ("T", N_("thiếu: không có nhiệm vụ nào thực hiện")),
    "late": ("M", N_("muộn: thời hạn sau thời hạn của cấp trên")),
    "lead": ("C", N_("chủ trì không có trong hồ sơ cơ quan")),
    "twice": ("H", N_("hai nhiệm vụ cùng thực hiện")),
    "guessed": ("Đ", N_("đoán theo lời văn, chưa ghi thuc_hien")),
    "answered": ("+", N_("đã có nhiệm vụ thực hiện")),
}
"""Letter and meaning of each."""


class Finding(NamedTuple):
    """One thing to put right in a plan below."""

    state: State | Literal["unknown"]
    task: Task
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A task of the agency above and the tasks below that carry it out."""

    task: Task
    tasks: tuple[Task, ...]
    is_guessed: bool
    state: State

    @property
    def letter(self) -> str:
        """The sign for its state."""
        return STATES[self.state][0]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one plan below covers the plan above."""

    agency: str
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]

    def count(self, *states: State) -> int:
        """Return how many tasks of the agency above are in one of these states."""
        return sum(answer.state in states for answer in self.answers)


def tasks_of(plan: Plan) -> list[Task]:
    """Return all tasks of a plan in order."""
    return [task for appendix in plan.appendices for task in appendix.tasks]


def compare(upper: Plan, lower: Plan, profile: Profile) -> Coverage:
    """Return how the plan below, of the agency with this profile, covers the plan above."""
    wanted, own = tasks_of(upper), tasks_of(lower)
    linked: dict[str, list[Task]] = {task.id: [] for task in wanted}
    for task in own:
        for identifier in dict.fromkeys(task.answers):
            if identifier in linked:
                linked[identifier].append(task)
    # A plan that was imported, or made from an imported one, has other ids for the same tasks.
    free = [task for task in own if not any(identifier in linked for identifier in task.answers)]
    guesses = dict(_guessed([task for task in wanted if not linked[task.id]], free))
    unknown = [
        Finding("unknown", task, _said(UNKNOWN, task, id=identifier))
        for task in own
        for identifier in dict.fromkeys(task.answers)
        if identifier not in linked and task not in guesses.values()
    ]
    answers: list[Answer] = []
    findings: list[Finding] = []
    for task in wanted:
        guess = guesses.get(task.id)
        tasks = linked[task.id] or ([guess] if guess else [])
        found = list(_findings(task, tasks, profile, (upper.year, lower.year)))
        states = [one.state for one in found if one.state != "unknown"]
        state: State = "guessed" if guess else "answered"
        state = next((one for one in STATES if one in states), state)
        answers.append(Answer(task, tuple(tasks), guess is not None, state))
        findings += found
    return Coverage(profile.short_name, tuple(answers), (*findings, *unknown))


def _findings(task: Task, tasks: Sequence[Task], profile: Profile, years: tuple[int, int]) -> Iterator[Finding]:
    if not tasks:
        yield Finding("missing", task, _said(MISSING, task))
        return
    due = last_day(task.deadline, years[0])
    for one in tasks:
        own = last_day(one.deadline, years[1])
        if due and own and own > due:
            yield Finding("late", task, _said(LATE, task, own=one.deadline, due=task.deadline))
        for lead in one.lead:
            if profile.unit_id(lead) is None:
                yield Finding("lead", task, _said(LEAD, task, lead=lead, agency=profile.short_name))
        if not one.lead:
            yield Finding("lead", task, _said(NO_LEAD, task))
    if len(tasks) > 1:
        yield Finding("twice", task, _said(TWICE, task, ids=", ".join(one.id for one in tasks)))


def _said(message: str, task: Task, **facts: object) -> str:
    return translate(message).format(task=short(task), **facts)


def short(task: Task) -> str:
    """Return the beginning of a task's text."""
    text = " ".join(plain(task.text).split())
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"


SHORT = 90


def last_day(deadline: Deadline | None, year: int) -> datetime.date | None:
    """Return the last day of a deadline; None for one that has no end, or is written freely."""
    if deadline is None:
        return None
    try:
        if deadline.date:
            return deadline.date - datetime.timedelta(days=deadline.kind == "before")
        month = {"month": deadline.part, "quarter": 3 * deadline.part, "in_year": 12}.get(deadline.kind, 0)
        if not month:
            return None
        of_year = deadline.year or year
        return datetime.date(of_year, month, calendar.monthrange(of_year, month)[1])
    except (ValueError, OverflowError):
        return None


# Likeness.

SURE, AHEAD = 0.5, 0.1
"""The likeness from which a task is taken for the answer to another, and its lead over the next best."""


def _guessed(wanted: Sequence[Task], own: Sequence[Task]) -> Iterator[tuple[str, Task]]:
    """Yield tasks of the agency above with the task below that is surely meant, each one once."""
    upper = [(task, grams(plain(task.text))) for task in wanted]
    lower = [(task, grams(plain(task.text))) for task in own]
    counts: Counter[str] = Counter(gram for _, found in (*upper, *lower) for gram in found)
    weight = {gram: math.log(1 + (len(upper) + len(lower)) / count) for gram, count in counts.items()}
    by_gram: dict[str, list[int]] = {}
    for index, (_, found) in enumerate(lower):
        for gram in found:
            by_gram.setdefault(gram, []).append(index)
    scored: list[tuple[float, int, int]] = []
    for at, (_, found) in enumerate(upper):
        near = {index for gram in found if len(by_gram.get(gram, ())) <= COMMON for index in by_gram.get(gram, ())}
        scored += [(_likeness(found, lower[index][1], weight), at, index) for index in near]
    best: dict[tuple[str, int], list[float]] = {}
    for score, at, index in scored:
        best.setdefault(("upper", at), []).append(score)
        best.setdefault(("lower", index), []).append(score)
    taken: set[int] = set()
    for score, at, index in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        rivals = [sorted(best[key], reverse=True)[1:2] for key in (("upper", at), ("lower", index))]
        is_ahead = all(not others or score - others[0] >= AHEAD for others in rivals)
        if score >= SURE and is_ahead and index not in taken:
            taken.add(index)
            yield upper[at][0].id, lower[index][0]


def unlike(tasks: Sequence[Task], own: Sequence[Task]) -> list[Task]:
    """Return those of *tasks* that none of *own* is likely to mean."""
    found = [(task, grams(plain(task.text))) for task in tasks]
    others = [grams(plain(task.text)) for task in own]
    counts: Counter[str] = Counter(gram for one in (*others, *(one for _, one in found)) for gram in one)
    weight = {gram: math.log(1 + (len(found) + len(others)) / count) for gram, count in counts.items()}
    return [task for task, one in found if all(_likeness(one, other, weight) < DIFFERENT for other in others)]


DIFFERENT = 0.3
"""The likeness below which two tasks are surely not the same."""
COMMON = 60
"""Tasks that share a pair of syllables for it to say nothing."""


def _likeness(one: Mapping[str, int], other: Mapping[str, int], weight: Mapping[str, float]) -> float:
    """Return the share of the words of two texts that both have, from 0 to 1."""
    common = sum(weight[gram] for gram in one if gram in other)
    total = sum(weight[gram] for gram in one) + sum(weight[gram] for gram in other)
    return 2 * common / total if total else 0.0


MISSING = N_("«{task}»: không có nhiệm vụ nào thực hiện")
LATE = N_("«{task}»: thời hạn {own} muộn hơn thời hạn của cấp trên ({due})")
LEAD = N_("«{task}»: đơn vị chủ trì «{lead}» không có trong hồ sơ {agency}")
NO_LEAD = N_("«{task}»: chưa có đơn vị chủ trì")
TWICE = N_("«{task}»: nhiều nhiệm vụ cùng thực hiện ({ids})")
UNKNOWN = N_("«{task}» ghi thuc_hien: {id}, nhưng kế hoạch cấp trên không có nhiệm vụ này")
