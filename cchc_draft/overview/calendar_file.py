"""Deadlines as the entries of a calendar (.ics, RFC 5545): one all-day entry for each task that has a day.

The same plan gives the same bytes, and a task keeps its UID as long as its id stays (or its words, where it has no id
of its own), so that a calendar which reads the file again changes its entries and adds no others.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cchc_draft import __version__
from cchc_draft.errors import Place, Problem
from cchc_draft.formats import short_date
from cchc_draft.language import N_
from cchc_draft.model import plain
from cchc_draft.overview.due_days import last_weekday
from cchc_draft.overview.listing import ListedPlan, ListedTask

LINE_BYTES = 75
"""Longest line, its end not counted (RFC 5545, 3.1)."""


def write(plans: Sequence[ListedPlan]) -> bytes:
    """Return the calendar of the tasks of *plans* that have a day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//cchc-draft//{__version__}//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(_name(plans))}")
    known: Counter[str] = Counter()
    for plan in plans:
        for task in plan.tasks:
            if task.due.days:
                lines += _entries(plan, task, _uid(plan, task, known))
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def left_out(plans: Sequence[ListedPlan]) -> Iterator[Problem]:
    """Yield the tasks that have no day."""
    for plan in plans:
        for task in plan.tasks:
            if not task.due.days:
                place = task.task.place or Place(plan.file)
                message = NO_DAY if task.deadline else NO_DEADLINE
                facts = {"task": task.text, "deadline": task.deadline}
                yield Problem("no-day", message, facts, place, level="warning")


def _name(plans: Sequence[ListedPlan]) -> str:
    if len(plans) == 1:
        return f"{plans[0].title} ({plans[0].agency})"
    return f"{SEVERAL} {', '.join(map(str, sorted({plan.year for plan in plans})))}"


def _uid(plan: ListedPlan, task: ListedTask, known: Counter[str]) -> str:
    """Return an id that no other entry has, the same in every run."""
    identity = task.task.id if task.task.id and not GIVEN_BY_POSITION.fullmatch(task.task.id) else task.text
    text = "\n".join((plan.key, str(plan.year), plan.subject, identity))
    known[text] += 1
    if known[text] > 1:
        text += f"\n{known[text]}"
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@cchc-draft"


GIVEN_BY_POSITION = re.compile(r"t\d+")
"""Ids that the program gave by the place in the list: they move when a task is put in between."""


def _entries(plan: ListedPlan, task: ListedTask, uid: str) -> Iterator[str]:
    """Yield the lines of a task: one entry, and one more for each repetition that a holiday moves."""
    due = task.due
    if due.shape not in STEPS:
        yield from _entry(plan, task, uid, due.days[0])
        return
    by_rule = {day: last_weekday(day.year, day.month) for day in due.days}
    first, last = due.days[0], due.days[-1]
    until = datetime.date(last.year, 12, 31)
    rule = f"RRULE:FREQ=MONTHLY;INTERVAL={STEPS[due.shape]};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL={_day(until)}"
    yield from _entry(plan, task, uid, by_rule[first], (rule,))
    for day, usual in by_rule.items():
        if day != usual:
            yield from _entry(plan, task, uid, day, (f"RECURRENCE-ID;VALUE=DATE:{_day(usual)}",))


STEPS = {"monthly": 1, "quarterly": 3}


def _entry(plan: ListedPlan, task: ListedTask, uid: str, day: datetime.date, more: Sequence[str] = ()) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{plan.year:04}0101T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + datetime.timedelta(days=1))}"
    yield from more
    leads = "; ".join(task.task.lead)
    yield f"SUMMARY:{_escaped(f'{task.text} ({leads})' if leads else task.text)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(_description(plan, task)))}"
    if task.task.lead:
        yield f"CATEGORIES:{','.join(map(_escaped, task.task.lead))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(plan: ListedPlan, task: ListedTask) -> Iterator[str]:
    one = task.task
    told = (
        ("Đơn vị chủ trì", "; ".join(one.lead)),
        ("Đơn vị phối hợp", "; ".join(one.support)),
        ("Thời hạn", task.deadline),
        ("Sản phẩm", plain(one.product)),
        ("Kinh phí", plain(one.cost)),
        ("Ghi chú", plain(one.note)),
        *task.own,
        ("Nhóm", " / ".join(one.group)),
    )
    yield from (f"{name}: {text}" for name, text in told if text)
    if note := _note(task):
        yield note
    yield f"{plan.title}{f', số {plan.number}' if plan.number else ''} ({plan.agency})"


def _note(task: ListedTask) -> str:
    """Return why the entry stands on its day, where the deadline names another one or none."""
    due = task.due
    if due.shape == "span":
        return SPAN_NOTE.format(day=short_date(due.days[0]))
    if due.shape in STEPS:
        return RECURRING_NOTE[due.shape]
    return BEFORE_NOTE if task.task.deadline and task.task.deadline.kind == "before" else ""


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return CONTROL.sub(" ", LINE_END.sub("\\\\n", text))


LINE_END = re.compile(r"\r\n?|\n")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _folded(line: str) -> str:
    """Return a line with its end, broken so that no part is longer than LINE_BYTES and no letter is cut."""
    if len(line.encode()) <= LINE_BYTES:
        return f"{line}\r\n"
    parts = [""]
    size = 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE_BYTES:
            parts.append("")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n ".join(parts) + "\r\n"


# The calendar is a Vietnamese document, whatever the language of messages.

SEVERAL = "Nhiệm vụ cải cách hành chính năm"
SPAN_NOTE = "Lịch lấy ngày làm việc cuối cùng của thời hạn: {day}."
RECURRING_NOTE = {
    "monthly": "Lịch lấy ngày làm việc cuối cùng của mỗi tháng.",
    "quarterly": "Lịch lấy ngày làm việc cuối cùng của mỗi quý.",
}
BEFORE_NOTE = "Lịch lấy ngày liền trước, là ngày cuối cùng còn trong hạn."

NO_DAY = N_("không đưa vào lịch vì thời hạn «{deadline}» không có ngày: {task}")
NO_DEADLINE = N_("không đưa vào lịch vì không ghi thời hạn: {task}")
