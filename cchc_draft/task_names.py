"""The task list as a plan's text sees it: one task by its id, or the tasks of a unit, a group, a month.

    {{ nhiem_vu | cua(don_vi.vhxh) }}       the tasks that the unit leads, as a list with dashes
    {{ nhiem_vu | count }}                  how many there are
    {{ nhiem_vu.t3.thoi_han | giua_cau }}   a deadline inside a sentence

Body and appendix print the same tasks, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cchc_draft.content import paragraph
from cchc_draft.errors import Problem, nearest
from cchc_draft.formats import inside_sentence
from cchc_draft.language import N_
from cchc_draft.model import Content, LineBreak, Run, Task, plain
from cchc_draft.profile import Profile
from cchc_draft.templating import Blocks, Record, TemplateFault, escape_markdown


class TaskNames(Record):
    """One task; it prints its text."""

    __slots__ = ("appendix", "task")

    def __init__(self, task: Task, appendix: int) -> None:
        """Serve the task of the appendix with this number."""
        self.task, self.appendix = task, appendix
        super().__init__(
            plain(task.text),
            {
                "ma": task.id,
                "nhiem_vu": plain(task.text),
                "san_pham": plain(task.product) or None,
                "chu_tri": "; ".join(task.lead) or None,
                "phoi_hop": "; ".join(task.support) or None,
                "thoi_han": task.deadline,
                "kinh_phi": plain(task.cost) or None,
                "ghi_chu": plain(task.note) or None,
                "nhom": task.group[0] if task.group else None,
                "nhom_nho": task.group[1] if len(task.group) > 1 else None,
                **{key: plain(cell) or None for key, cell in task.own.items()},
            },
        )


class TaskSelection(Blocks):
    """Some of the tasks, in the order of the appendix; it prints as a list with dashes."""

    __slots__ = ("appendices", "chosen", "units")

    def __init__(
        self, chosen: Sequence[TaskNames], units: Mapping[str, str] = MappingProxyType({}), appendices: int = 1
    ) -> None:
        """Serve *chosen* by id, and in order to loops; *units* gives the printed name for an id, role or name."""
        self.chosen, self.units, self.appendices = chosen, units, appendices
        super().__init__({names.task.id: names for names in chosen}, chosen)

    def markdown(self) -> str:
        """Return the tasks as dashes. Raises TemplateFault where there are none."""
        if not self.chosen:
            raise TemplateFault(Problem("no-tasks", NOTHING_TO_PRINT))
        return "\n".join(map(task_line, self.chosen))

    def where(self, is_wanted: Callable[[Task], bool]) -> TaskSelection:
        """Return the tasks for which *is_wanted* is true."""
        return self.of([names for names in self.chosen if is_wanted(names.task)])

    def of(self, chosen: Sequence[TaskNames]) -> TaskSelection:
        """Return a selection of the same list."""
        return TaskSelection(chosen, self.units, self.appendices)

    def led_by(self, unit: object) -> TaskSelection:
        """Return the tasks that a unit (or the unit of that name) leads. Raises TemplateFault for an unknown one."""
        name = self.unit_name(unit)
        return self.where(lambda task: name in task.lead)

    def supported_by(self, unit: object) -> TaskSelection:
        """Return the tasks that a unit supports. Raises TemplateFault for an unknown one."""
        name = self.unit_name(unit)
        return self.where(lambda task: name in task.support)

    def unit_name(self, unit: object) -> str:
        """Return the printed name of a unit given by record, id, role or name."""
        name = str(unit)
        if name not in self.units:
            hint = nearest(name, self.units)
            raise TemplateFault(Problem("unknown-unit", UNKNOWN_UNIT, {"name": name}, None, hint))
        return self.units[name]

    def in_group(self, title: str) -> TaskSelection:
        """Return the tasks of a group or subgroup. Raises TemplateFault where no task is in it."""
        found = self.where(lambda task: title in task.group)
        if not found.chosen:
            raise TemplateFault(Problem("unknown-group", UNKNOWN_GROUP, {"group": title}))
        return found

    def in_month(self, month: int) -> TaskSelection:
        """Return the tasks that are due in a month (1-12)."""
        _check_part(month, 12)
        return self.where(lambda task: task.deadline is not None and task.deadline.month == month)

    def in_quarter(self, quarter: int) -> TaskSelection:
        """Return the tasks that are due in a quarter (1-4)."""
        _check_part(quarter, 4)
        return self.where(lambda task: task.deadline is not None and task.deadline.quarter == quarter)

    def of_appendix(self, number: int) -> TaskSelection:
        """Return the tasks of the appendix with this number."""
        _check_part(number, self.appendices)
        return self.of([names for names in self.chosen if names.appendix == number])

    def by_unit(self) -> list[tuple[str, TaskSelection]]:
        """Return each lead with its tasks, in the order of first mention."""
        return self.divided(lambda task: task.lead)

    def by_group(self) -> list[tuple[str, TaskSelection]]:
        """Return each group with its tasks, in the order of the table."""
        return self.divided(lambda task: task.group[:1])

    def by_month(self) -> list[tuple[int, TaskSelection]]:
        """Return each month in which tasks are due with those tasks, in order."""
        months = sorted({names.task.deadline.month for names in self.chosen if names.task.deadline} - {0})
        return [(month, self.in_month(month)) for month in months]

    def divided(self, titles: Callable[[Task], Iterable[str]]) -> list[tuple[str, TaskSelection]]:
        """Return the tasks under each of the titles that a task has."""
        found = dict.fromkeys(title for names in self.chosen for title in titles(names.task))
        return [(title, self.of([names for names in self.chosen if title in titles(names.task)])) for title in found]


def _check_part(part: object, most: int) -> None:
    if not isinstance(part, int) or isinstance(part, bool) or not 1 <= part <= most:
        raise TemplateFault(Problem("wrong-part", WRONG_PART, {"found": part, "most": most}))


def task_line(names: TaskNames) -> str:
    """Return a task with its deadline as a dash in Markdown."""
    content = (Run(" ") if isinstance(part, LineBreak) else part for part in _without_stop(names.task.text))
    text = paragraph(tuple(content))
    deadline = str(names.task.deadline or "")
    when = f" ({escape_markdown(inside_sentence(deadline))})" if deadline else ""
    return f"- {text}{when}."


class Organisation(Blocks):
    """The clauses of "Tổ chức thực hiện": each unit with its duties from the profile and the tasks that it leads."""

    __slots__ = ("_clauses",)

    def __init__(self, profile: Profile, tasks: TaskSelection) -> None:
        """Collect the clauses: the profile's units in their order, then other leads."""
        leads: Mapping[str, TaskSelection] = dict(tasks.by_unit())
        clauses: dict[str, list[str]] = {}
        for unit in profile.units.values():
            duties = unit.duties or [profile.roles[role] for role in unit.roles if role in profile.roles]
            led = [task_line(names) for names in leads[unit.name].chosen] if unit.name in leads else []
            asked = f"Đề nghị {unit.name}" if "mat_tran" in unit.roles else unit.name
            clauses.setdefault(asked, []).extend([*map(_duty_line, duties), *led])
        own = {unit.name for unit in profile.units.values()}
        for lead, led_tasks in leads.items():
            if lead not in own:
                clauses.setdefault(lead, []).extend(task_line(names) for names in led_tasks.chosen)
        self._clauses = {title: entries for title, entries in clauses.items() if entries}
        super().__init__(self._clauses)

    def markdown(self) -> str:
        """Return a titled clause for each unit that has something to do. Raises TemplateFault where none has."""
        if not self._clauses:
            raise TemplateFault(Problem("no-tasks", NOTHING_TO_PRINT))
        return "\n\n".join(
            "\n".join((f"## {escape_markdown(title)}", "", *entries)) for title, entries in self._clauses.items()
        )


def _duty_line(duty: str) -> str:
    return f"- {escape_markdown(duty.strip().rstrip(STOPS))}."


STOPS = " .;"
"""What ends a text before the full stop that every printed entry gets."""


def _without_stop(content: Content) -> Content:
    """Return a text without the marks at its end."""
    kept = list(content)
    while kept:
        last = kept.pop()
        if isinstance(last, Run) and last.text.rstrip(STOPS):
            return (*kept, replace(last, text=last.text.rstrip(STOPS)))
    return ()


NOTHING_TO_PRINT = N_("không có nhiệm vụ nào để in ở đây; hãy đặt trong {{% if … %}} nếu có thể không có")
UNKNOWN_UNIT = N_("không có đơn vị «{name}» trong hồ sơ và trong danh sách nhiệm vụ")
UNKNOWN_GROUP = N_("không có nhóm nhiệm vụ «{group}»")
WRONG_PART = N_("«{found}» không phải là số từ 1 đến {most}")
