"""Coverage as tables: what the workbook and the page both show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.adapting.coverage import STATES, Coverage
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate
from cchc_draft.model import plain


class Table(NamedTuple):
    """A table with its titles."""

    name: str
    titles: list[str]
    rows: list[list[str]]
    states: list[str]
    """State of each row; empty where rows have none."""


def assignment(covered: Sequence[Coverage]) -> Table:
    """Return each task above with what answers it, agency by agency."""
    is_one = len(covered) == 1
    titles = [N_("STT"), N_("Nhiệm vụ của cấp trên"), N_("Chủ trì (cấp trên)"), N_("Thời hạn (cấp trên)")]
    titles += [N_("Nhiệm vụ thực hiện"), N_("Chủ trì"), N_("Thời hạn"), N_("Tình trạng")]
    rows: list[list[str]] = []
    states: list[str] = []
    for one in covered:
        for number, answer in enumerate(one.answers, 1):
            task = answer.task
            row = [str(number), one_line(plain(task.text)), "; ".join(task.lead), str(task.deadline or "")]
            row += [_joined([one_line(plain(own.text)) for own in answer.tasks])]
            row += [_joined(["; ".join(own.lead) for own in answer.tasks])]
            row += [_joined([str(own.deadline or "") for own in answer.tasks])]
            letter, meaning = STATES[answer.state]
            row += [f"{letter}  {translate(meaning)}"]
            rows.append(row if is_one else [one.agency, *row])
            states.append(answer.state)
    shown = [translate(title) for title in titles]
    return Table(translate(ASSIGNMENT), shown if is_one else [translate(AGENCY), *shown], rows, states)


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def findings(covered: Sequence[Coverage]) -> Table:
    """Return what is to be put right, agency by agency."""
    rows = [[one.agency, finding.text] for one in covered for finding in one.findings]
    states = [finding.state for one in covered for finding in one.findings]
    return Table(translate(FINDINGS), [translate(AGENCY), translate(FINDING)], rows, list(states))


def heat_map(covered: Sequence[Coverage]) -> Table:
    """Return agencies against tasks: a letter for each, and totals at both ends."""
    tasks = covered[0].answers
    titles = [translate(AGENCY), *(str(number) for number in range(1, len(tasks) + 1)), translate(DONE)]
    rows, states = [], []
    for one in covered:
        done = one.count("answered", "guessed", "twice")
        rows.append([one.agency, *(answer.letter for answer in one.answers), f"{done}/{len(tasks)}"])
        states.append("")
    if len(covered) > 1:
        totals = [
            sum(one.answers[at].state in ("answered", "guessed", "twice") for one in covered)
            for at in range(len(tasks))
        ]
        rows.append([translate(TOTAL), *map(str, totals), str(sum(totals))])
        states.append("")
    return Table(translate(HEAT_MAP), titles, rows, states)


def tasks(covered: Sequence[Coverage]) -> Table:
    """Return the tasks above with their numbers and how many agencies answer each."""
    rows = []
    for at, answer in enumerate(covered[0].answers):
        done = sum(one.answers[at].state in ("answered", "guessed", "twice") for one in covered)
        text, due = one_line(plain(answer.task.text)), str(answer.task.deadline or "")
        rows.append([str(at + 1), text, "; ".join(answer.task.lead), due, f"{done}/{len(covered)}"])
    titles = [N_("Số"), N_("Nhiệm vụ của cấp trên"), N_("Chủ trì"), N_("Thời hạn"), N_("Cơ quan đã có")]
    return Table(translate(TASKS), [translate(title) for title in titles], rows, [""] * len(rows))


def markdown(table: Table) -> str:
    """Return a table for the log."""
    rows = [table.titles, ["---"] * len(table.titles), *table.rows]
    lines = ["| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([f"## {table.name}", "", *lines, ""])


def legend() -> list[tuple[str, str, str]]:
    """Return state, letter and meaning of each."""
    return [(state, letter, translate(meaning)) for state, (letter, meaning) in STATES.items()]


AGENCY = N_("Cơ quan")
ASSIGNMENT = N_("Phân công")
FINDING = N_("Chỗ cần xem")
FINDINGS = N_("Cần xem")
HEAT_MAP = N_("Bản đồ")
TASKS = N_("Nhiệm vụ cấp trên")
DONE = N_("Đã có")
TOTAL = N_("Số cơ quan đã có")
