"""What the new plan of the agency above asks of the office: its tasks, and which of them the office's plan answers.

Nothing is added by itself: a task that no task of the office answers is proposed, as an open point with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_draft.carrying.change_log import Entry, FactKind
from cchc_draft.carrying.items import TaskItem, blocks, key, likeness, tasks
from cchc_draft.carrying.merged_plan import task_files
from cchc_draft.carrying.quotes import printed, quoted
from cchc_draft.errors import Problem
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate
from cchc_draft.open_points import head_end
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.yaml_text import dump

LIKE_ANSWER = 0.62
"""How much of a task's words an answer to it has in common with it."""
ASKING = re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE)
FOLLOWED = ("thoi_han", "nhiem_vu", "san_pham")
"""Values of a task that follow those of the task above."""


@dataclass(frozen=True, slots=True)
class _Own:
    """A task of the office, and its file."""

    file: str
    task: TaskItem

    @property
    def answers(self) -> tuple[str, ...]:
        found = self.task.values.get("thuc_hien") or ()
        return (found,) if isinstance(found, str) else tuple(found)


class Judge:
    """Tells which tasks of the plan above are the office's: all of them, where the two agencies are not known."""

    doubts: tuple[Problem, ...] = ()
    """Why it cannot tell."""

    def left_out(self, _task: Mapping[str, Any]) -> str:
        """Return why a task, as its file has it, is not one of the office's; empty where it is."""
        return ""

    def named(self, body: str) -> str:
        """Return the printed name of a body that a task names by id or role."""
        return body


EVERYTHING = Judge()


def compare(
    own: Mapping[str, str],
    base: Mapping[str, str] | None,
    new: Mapping[str, str],
    judge: Judge = EVERYTHING,
) -> list[Entry]:
    """Return an entry for each task of the new plan above, and for each of the office's that follows one.

    *base* are the files of the plan above of last time, None where nobody kept them. Tasks that *judge*
    leaves out are told with its reason, and not proposed.
    """
    ours = [_Own(name, task) for name in task_files(own) for task in tasks(own[name], name)]
    before = _asked(base) if base is not None else []
    asked = _asked(new)
    known = {task.id: task for task in asked if task.id}
    entries: list[Entry] = []
    for one in ours:
        for identifier in one.answers:
            entries += _followed(one, known.get(identifier), _of(before, identifier))
    named = {identifier for one in ours for identifier in one.answers}
    free = [key(text) for text in [one.task.text for one in ours] + _paragraphs(own)]
    earlier = [key(task.text) for task in before]
    file = next(iter(task_files(own)), PLAN_FILE)
    behind = _last_clause(own) if file == PLAN_FILE else ""
    taken = {one.task.id for one in ours}
    for task in asked:
        if task.id and task.id in named:
            continue
        words = key(task.text)
        if any(likeness(words, other) >= LIKE_ANSWER for other in free):
            reason = translate(ANSWERED).format(id=_name(task))
            entries.append(Entry("task", "kept", file, 0, "", task.text, "", reason))
        elif any(likeness(words, other) >= LIKE_ANSWER for other in earlier):
            reason = translate(NOT_BEFORE).format(id=_name(task))
            entries.append(Entry("task", "kept", file, 0, "", task.text, "", reason))
        elif others := judge.left_out(task.values):
            reason = translate(NOT_OURS).format(id=_name(task), reason=others)
            entries.append(Entry("task", "kept", file, 0, "", task.text, "", reason))
        else:
            leads = ", ".join(map(judge.named, _listed(task.values.get("chu_tri"))))
            reason = translate(UNANSWERED).format(id=_name(task), lead=leads or "…")
            proposal = _proposal(task, file, taken)
            entries.append(Entry("task", "open", file, 0, behind, "", "", reason, proposal=proposal))
    return entries


def _asked(files: Mapping[str, str]) -> list[TaskItem]:
    """Return the tasks of a plan; where it has no list of them, the clauses of its sections about tasks."""
    found = [task for name in task_files(files) for task in tasks(files[name], name)]
    if found:
        return found
    text = files[PLAN_FILE]
    asked, is_asking = [], False
    for item in blocks(text[text.find("\n", head_end(text)) + 1 :])[0]:
        if item.level == 1:
            is_asking = ASKING.search(item.words) is not None and "tổ chức thực hiện" not in item.words.casefold()
        elif is_asking and not item.level and len(item.words) > SHORTEST:
            values: dict[str, Any] = {"nhiem_vu": one_line(quoted(item.words))}
            asked.append(TaskItem("", (), values, values))
    return asked


SHORTEST = 40
"""Letters of a clause that may ask for something."""


def _paragraphs(files: Mapping[str, str]) -> list[str]:
    text = files[PLAN_FILE]
    return [item.words for item in blocks(text[text.find("\n", head_end(text)) + 1 :])[0] if not item.level]


def _last_clause(files: Mapping[str, str]) -> str:
    """Return the words of the last clause of the sections about tasks, behind which new ones belong."""
    text, last, is_asking = files[PLAN_FILE], "", False
    for item in blocks(text[text.find("\n", head_end(text)) + 1 :])[0]:
        if item.level == 1:
            is_asking = ASKING.search(item.words) is not None
        elif is_asking and not item.level:
            last = one_line(item.words)
    return last


def _of(found: Sequence[TaskItem], identifier: str) -> TaskItem | None:
    return next((task for task in found if task.id == identifier), None)


def _name(task: TaskItem) -> str:
    if task.id:
        return task.id
    return f"«{task.text}»" if len(task.text) <= LONGEST else f"«{task.text[:LONGEST].rsplit(' ', 1)[0]} …»"


LONGEST = 60
"""Letters of a task that stand for its id."""


def _followed(one: _Own, asked: TaskItem | None, before: TaskItem | None) -> Iterator[Entry]:
    """Yield what the task above means for one of the office's that carries it out."""
    text = one.task.text
    line = one.task.lines.get("nhiem_vu", one.task.first) + 1
    if asked is None:
        reason = translate(ASKED_NO_LONGER).format(id=", ".join(one.answers))
        yield Entry("task", "open", one.file, line, text, text, text, reason)
        return
    is_told = False
    for name in FOLLOWED:
        theirs, ours = asked.values.get(name), one.task.values.get(name)
        if not theirs or not ours or _plain(theirs) == _plain(ours):
            continue
        if before is not None and _plain(before.values.get(name)) == _plain(theirs):
            continue
        if before is None and name != "thoi_han":
            continue
        words = _plain(ours)
        row = one.task.lines.get(name, one.task.first) + 1
        reason = translate(ASKED_OTHERWISE).format(id=_name(asked), theirs=_plain(theirs))
        kind: FactKind = "deadline" if name == "thoi_han" else "task"
        context = f"{name}: {words}" if name == "thoi_han" else words
        yield Entry(kind, "open", one.file, row, context, words, words, reason, proposal=_plain(theirs))
        is_told = True
    if not is_told:
        yield Entry("task", "kept", one.file, line, text, text, text, translate(AS_ASKED).format(id=_name(asked)))


def _listed(value: object) -> list[str]:
    return [one_line(str(one)) for one in (value if isinstance(value, list) else [value] if value else [])]


def _plain(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value or ""))


def _proposal(task: TaskItem, file: str, taken: set[str]) -> str:
    """Return what would be added: a task of the list, or a paragraph where the office has no list."""
    if file == PLAN_FILE:
        parts = [task.text.rstrip(".;"), printed(task.values.get("thoi_han") or "")]
        return f"{'; '.join(part for part in parts if part)}."
    name = task.id
    while name and name in taken:
        name += "_cap_tren"
    taken.add(name)
    values = {
        "ma": name,
        "nhiem_vu": task.values["nhiem_vu"],
        "san_pham": task.values.get("san_pham"),
        "chu_tri": "[… đơn vị chủ trì]",
        "thoi_han": task.values.get("thoi_han") or "[… thời hạn]",
        "thuc_hien": task.id,
    }
    return dump([{key: value for key, value in values.items() if value}]).strip()


ANSWERED = N_("nhiệm vụ {id} của kế hoạch cấp trên: kế hoạch của cơ quan đã có việc tương ứng")
NOT_BEFORE = N_("nhiệm vụ {id} của kế hoạch cấp trên: năm trước đã có và cơ quan không giao việc")
NOT_OURS = N_("nhiệm vụ {id} của kế hoạch cấp trên: không đề nghị đưa vào, vì {reason}")
UNANSWERED = N_(
    "nhiệm vụ mới {id} của kế hoạch cấp trên (chủ trì: {lead}), kế hoạch của cơ quan chưa có việc tương ứng"
)
ASKED_NO_LONGER = N_("nhiệm vụ {id} không còn trong kế hoạch mới của cấp trên")
ASKED_OTHERWISE = N_("nhiệm vụ {id} của kế hoạch cấp trên nay ghi «{theirs}»")
AS_ASKED = N_("theo nhiệm vụ {id} của kế hoạch cấp trên, không đổi")
