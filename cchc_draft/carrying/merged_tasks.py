"""A task list with what a source has changed in its own: tasks by id, then by likeness; a task value by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_draft.carrying.change_log import Entry, State
from cchc_draft.carrying.items import TaskItem, compared_tasks, key, likeness, tasks
from cchc_draft.carrying.merge import CLASS_NAMES, LIKE_ADDITIONS, Outcome, judge
from cchc_draft.carrying.merge import merge as merge_items
from cchc_draft.carrying.quotes import choice, printed
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, Message, translate
from cchc_draft.yaml_text import dump

LIKE_TASKS = 0.6


def matched(one: Sequence[TaskItem], other: Sequence[TaskItem], are_additions: bool = False) -> dict[int, int]:
    """Pair tasks of the same id, then those whose words are most alike."""
    ids = {task.id: index for index, task in enumerate(other) if task.id}
    found = {index: ids[task.id] for index, task in enumerate(one) if task.id in ids}
    taken = set(found.values())
    keys = {index: key(task.text) for index, task in enumerate(other) if index not in taken}
    pairs = [
        (likeness(key(task.text), words), -abs(a - b), a, b)
        for a, task in enumerate(one)
        if a not in found
        for b, words in keys.items()
    ]
    for share, _, a, b in sorted(pairs, reverse=True):
        if share >= (LIKE_ADDITIONS if are_additions else LIKE_TASKS) and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _same(one: TaskItem, other: TaskItem) -> bool:
    """Tell whether a task is unchanged; its id is the office's own."""
    return {**one.compared, "ma": ""} == {**other.compared, "ma": ""}


def merge(
    base: tuple[str, str], own: tuple[str, str], new: tuple[str, str], file: str, source: Message
) -> tuple[str, list[Entry]]:
    """Return the office's list with the changes from *base* to *new*, and an entry for each task.

    Each side is a file's text, and the same in the year in which sides are compared.
    """
    before, ours, theirs = (compared_tasks(tasks(text), tasks(compared)) for text, compared in (base, own, new))
    outcomes = _without_empty_groups(merge_items(before, ours, theirs, matched, _same))
    edited = _EditedList(own[0])
    entries: list[Entry] = []
    behind: TaskItem | None = None
    for outcome in outcomes:
        if outcome.own is None and outcome.kind == "new" and outcome.new:
            edited.insert(behind, outcome.new)
        elif outcome.kind == "dropped" and outcome.own:
            edited.drop(outcome.own)
        elif outcome.own and outcome.kind in ("updated", "conflict") and outcome.new:
            edited.change(outcome.own, _values(outcome, source))
        elif outcome.own and outcome.kind == "conflict":
            edited.change(outcome.own, {"nhiem_vu": f"{outcome.own.text} {choice(source, None)}"})
        behind = outcome.own or behind
        entries.append(_entry(outcome, file, source))
    text = edited.finish()
    return text, list(_placed(entries, text, file))


def _without_empty_groups(outcomes: Sequence[Outcome[TaskItem]]) -> list[Outcome[TaskItem]]:
    """Return outcomes in which no group loses its last task: the office is asked about that one."""
    left = {one.own.group for one in outcomes if one.own and one.kind != "dropped"}
    left |= {one.new.group for one in outcomes if one.new and one.kind == "new"}
    return [
        replace(one, kind="conflict") if one.kind == "dropped" and one.own and one.own.group not in left else one
        for one in outcomes
    ]


def _values(outcome: Outcome[TaskItem], source: Message) -> dict[str, Any]:
    """Return the values of a task that are no longer the office's alone."""
    own, new = outcome.own, outcome.new
    assert own is not None and new is not None
    before = outcome.base.compared if outcome.base else {}
    changed: dict[str, Any] = {}
    for name in dict.fromkeys([*own.values, *new.values]):
        if name == "ma":
            continue
        forms = (before.get(name), own.compared.get(name), new.compared.get(name))
        kind = judge(*forms, lambda one, other: one == other)
        if kind in ("updated", "new"):
            changed[name] = new.values[name]
        elif kind == "dropped" and name in own.values:
            changed[name] = None
        elif kind == "conflict" and name in own.values:
            changed[name] = _both(own.values[name], new.values.get(name), source)
    return changed


def _both(own: Any, new: Any, source: Message) -> Any:
    """Return a value that shows both sides."""
    mark = choice(source, printed(new) if new else None)
    if isinstance(own, list):
        return [*own[:-1], f"{own[-1]} {mark}"]
    return f"{printed(own)} {mark}"


class _EditedList:
    """The lines of a task list, with edits of whole lines."""

    def __init__(self, text: str) -> None:
        self.rows = text.split("\n")
        self.edits: list[tuple[int, int, bool, list[str]]] = []
        """First line, line behind the last, whether it is a whole new task, and the lines that come in."""
        self.tasks = tasks(text)

    def change(self, task: TaskItem, values: Mapping[str, Any]) -> None:
        """Give a task new values; None takes a key away."""
        if not values:
            return
        if len(set(task.lines.values())) < len(task.lines):  # several keys on one line
            whole = {name: value for name, value in {**task.values, **values}.items() if value is not None}
            self.edits.append((task.first, task.last, False, self.written(whole, task)))
            return
        for name, value in values.items():
            if name in task.lines:
                first = task.lines[name]
                later = [line for line in task.lines.values() if line > first]
                lines = [] if value is None else self.key_lines(name, value, first)
                self.edits.append((first, min(later, default=task.last), False, lines))
            elif value is not None:
                room = self.rows[task.first].index("- ") + 2
                lines = [" " * room + line for line in dump({name: value}).splitlines()]
                self.edits.append((task.last, task.last, False, lines))

    def key_lines(self, name: str, value: Any, row: int) -> list[str]:
        """Return the lines of a key, with what stands before it on its own line."""
        start = self.rows[row].index(name)
        lines = dump({name: value}).splitlines()
        return [self.rows[row][:start] + lines[0], *(" " * start + line for line in lines[1:])]

    def written(self, values: Mapping[str, Any], like: TaskItem | None) -> list[str]:
        """Return the lines of a whole task, as far to the right as another one."""
        row = self.rows[like.first] if like else ""
        room = " " * (len(row) - len(row.lstrip()))
        return [room + line for line in dump([dict(values)]).splitlines()]

    def drop(self, task: TaskItem) -> None:
        """Take a task away, and the empty line above it."""
        is_parted = task.first > 0 and not self.rows[task.first - 1].strip()
        self.edits.append((task.first - is_parted, task.last, False, []))

    def insert(self, behind: TaskItem | None, task: TaskItem) -> None:
        """Put a task behind another one, or at the end where its group is another."""
        values = dict(task.values)
        same = [one for one in self.tasks if one.group == task.group]
        if behind and behind.group == task.group:
            self.add(behind.last, ["", *self.written(values, behind)])
        elif same and behind is None:
            self.add(same[0].first, [*self.written(values, same[0]), ""])
        elif same:
            self.add(same[-1].last, ["", *self.written(values, same[-1])])
        else:
            entry: Any = values
            for name in reversed(task.group):
                entry = {"nhom": name, "nhiem_vu": [entry]}
            self.add(max([one.last for one in self.tasks], default=0), ["", *dump([entry]).splitlines()])

    def add(self, row: int, lines: list[str]) -> None:
        """Put the lines of a whole task before a row."""
        self.edits.append((row, row, True, lines))

    def finish(self) -> str:
        """Return the text with all edits; those at one place in the order in which they came."""
        rows = list(self.rows)
        for first, last, _, lines in sorted(self.edits, key=lambda edit: edit[:3])[::-1]:
            rows[first:last] = lines
        text = "\n".join(rows)
        return text if text.endswith("\n") or not text else f"{text}\n"


def _entry(outcome: Outcome[TaskItem], file: str, source: Message) -> Entry:
    task = outcome.own or outcome.new or outcome.base
    assert task is not None
    old = outcome.base.text if outcome.base else ""
    name = f"{translate(CLASS_NAMES[outcome.kind])} ({translate(source)})"
    reason = f"{name}: {task.id}" if task.id else name
    if outcome.kind == "conflict" and outcome.own is None and outcome.new:
        proposal = dump([dict(outcome.new.values)]).strip()
        return Entry("task", "open", file, 0, "", old, "", f"{reason}; {translate(GONE_HERE)}", proposal=proposal)
    if outcome.kind == "dropped":
        return Entry("task", "changed", file, 0, "", task.text, "", reason)
    states: dict[str, State] = {"carried": "kept", "updated": "changed", "new": "open", "conflict": "open"}
    text = outcome.own.text if outcome.own else task.text
    text = outcome.new.text if outcome.kind in ("updated", "new") and outcome.new else text
    return Entry("task", states[outcome.kind], file, 0, text, old, text, reason)


def _placed(entries: Sequence[Entry], text: str, file: str) -> Iterator[Entry]:
    """Yield entries with the lines of their tasks in the new file; a conflict as one for each value in doubt."""
    found = {task.text: task for task in reversed(tasks(text, file))}
    for entry in entries:
        task = found.get(entry.context) or next(
            (one for text, one in found.items() if text.startswith(entry.context)), None
        )
        if not entry.context or task is None:
            yield entry
            continue
        line = task.lines.get("nhiem_vu", task.first) + 1
        marked = [value for value in _texts(task.values) if MARK.search(value)] if entry.state == "open" else []
        for value in marked:
            mark = MARK.search(value)
            proposal = mark[1] or "" if mark else ""
            yield replace(entry, line=line, context=value, new=value, proposal=proposal)
        if not marked:
            yield replace(entry, line=line)


MARK = re.compile(r"\[… [^\[\]]*?(?:ghi: “(.*)”; hãy chọn một|; hãy giữ hoặc bỏ)\]")


def _texts(values: Mapping[str, Any]) -> list[str]:
    return [one_line(str(one)) for value in values.values() for one in (value if isinstance(value, list) else [value])]


GONE_HERE = N_("cơ quan đã bỏ")
