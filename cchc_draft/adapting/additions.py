"""What an agency of this level always adds, from a content template: tasks and clauses that the plan does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cchc_draft.adapting.coverage import tasks_of, unlike
from cchc_draft.carrying.change_log import Entry
from cchc_draft.errors import Problem
from cchc_draft.language import N_, translate
from cchc_draft.model import Plan
from cchc_draft.open_marks import TAG
from cchc_draft.open_points import Span, context_of
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.source_text import place_of
from cchc_draft.yaml_text import Node, dump, load

TASK_FILE = "nhiem-vu.yaml"
CHAPTER = re.compile(r"^# [^\n]*tổ chức thực hiện[^\n]*\n", re.MULTILINE | re.IGNORECASE)
CLAUSE = re.compile(r"^## (?P<title>[^\n]+)\n", re.MULTILINE)
CLAUSES_END = re.compile(r"^(?:# |\*{3}[ \t]*$|## Đề nghị )", re.MULTILINE)
USED = re.compile(r"\b(?P<root>nhiem_vu|van_ban|tu_ngu)\.(?P<name>[a-z][a-z0-9_]*)")


class Added(NamedTuple):
    """Files with what was added, and what is told of it."""

    files: dict[str, str]
    entries: list[Entry]
    problems: list[Problem]


class Template(NamedTuple):
    """A content template made for the agency."""

    name: str
    files: Mapping[str, str]
    plan: Plan
    """What its files say."""


def add(files: Mapping[str, str], own: Plan, source: Template, target: str) -> Added:
    """Return the files of a plan with the tasks and clauses of a template that it lacks.

    *target* is the file for new tasks.
    """
    texts, template, made, drafted = dict(files), *source
    entries: list[Entry] = []
    problems: list[Problem] = []
    reason = translate(FROM_TEMPLATE).format(template=template)
    known = {task.id for task in tasks_of(own)}
    if TASK_FILE in made and target:
        missing = _missing(own, drafted)
        rows = [row for row in _rows(load(made[TASK_FILE], TASK_FILE)) if row.get("ma") in missing]
        renamed = _renamed(rows, known)
        if rows:
            start = len(texts[target].rstrip()) + 2
            texts[target] = texts[target].rstrip() + "\n\n" + _written(rows, texts[target])
            entries += _task_entries(rows, texts[target], target, start, reason)
        known |= set(renamed.values())
    clauses = list(_clauses(made[PLAN_FILE], texts[PLAN_FILE]))
    for title, text in clauses:
        lost = [match[0] for match in USED.finditer(text) if match["root"] != "nhiem_vu" or match["name"] not in known]
        if lost:
            facts = {"title": title, "names": ", ".join(lost), "template": template}
            problems.append(Problem("clause-left", CLAUSE_LEFT, facts, level="warning"))
            continue
        texts[PLAN_FILE], start = _with_clause(texts[PLAN_FILE], text)
        line, span = place_of(texts[PLAN_FILE], start, "").line, Span(start, start + text.index("\n"))
        context = context_of(texts[PLAN_FILE], span)
        entries.append(Entry("paragraph", "changed", PLAN_FILE, line, context, "-", title, reason))
    return Added(texts, entries, problems)


def _missing(own: Plan, drafted: Plan) -> set[str]:
    """Return the ids of the template's tasks that no task of the plan is like."""
    return {task.id for task in unlike(tasks_of(drafted), tasks_of(own))}


def _rows(node: Node) -> Iterator[dict[str, object]]:
    for item in node.value if isinstance(node.value, list) else ():
        inner = item.child("nhiem_vu")
        if inner is not None and isinstance(inner.value, list):
            yield from _rows(inner)
        elif isinstance(item.value, dict):
            yield item.plain()


def _renamed(rows: list[dict[str, object]], known: Collection[str]) -> dict[str, str]:
    """Give tasks whose ids are taken others; return old id to new one."""
    found: dict[str, str] = {}
    for row in rows:
        identifier = str(row["ma"])
        names = [identifier, *(f"{identifier}_{count}" for count in range(2, len(known) + 3))]
        new = next(name for name in names if name not in known and name not in found.values())
        found[identifier] = new
        row["ma"] = new
    return found


def _written(rows: list[dict[str, object]], text: str) -> str:
    """Return tasks as YAML: in a group of their own where the list has groups."""
    is_grouped = re.search(r"^- nhom:", text, re.MULTILINE) is not None
    return dump([{"nhom": OWN_GROUP, "nhiem_vu": rows}] if is_grouped else rows)


def _task_entries(rows: list[dict[str, object]], text: str, file: str, start: int, reason: str) -> Iterator[Entry]:
    for row in rows:
        at = text.find(f"ma: {row['ma']}\n", start)
        span = Span(at, at + len(f"ma: {row['ma']}"))
        told = str(row["nhiem_vu"])
        yield Entry("task", "changed", file, place_of(text, at, "").line, context_of(text, span), "-", told, reason)


def _clauses(template: str, own: str) -> Iterator[tuple[str, str]]:
    """Yield title and text of the clauses on organisation that only the template has, those of no unit."""
    chapter = CHAPTER.search(template)
    if chapter is None or CHAPTER.search(own) is None:
        return
    end = re.compile(r"^(?:# |\*{3}[ \t]*$)", re.MULTILINE).search(template, chapter.end())
    part = template[chapter.end() : end.start() if end else len(template)]
    titles = list(CLAUSE.finditer(part))
    known = {match["title"].strip() for match in CLAUSE.finditer(own)}
    for index, match in enumerate(titles):
        last = titles[index + 1].start() if index + 1 < len(titles) else len(part)
        if match["title"].strip() not in known and not TAG.search(match["title"]):
            yield match["title"].strip(), part[match.start() : last].strip() + "\n"


def _with_clause(text: str, clause: str) -> tuple[str, int]:
    """Return a plan with a clause at the end of those on organisation, and where it stands."""
    chapter = CHAPTER.search(text)
    end = CLAUSES_END.search(text, chapter.end() if chapter else 0)
    at = end.start() if end else len(text)
    before = text[:at].rstrip("\n") + "\n\n"
    return f"{before}{clause}\n{text[at:]}", len(before)


OWN_GROUP = "Nhiệm vụ khác của cơ quan"
FROM_TEMPLATE = N_("thêm từ mẫu {template}")
CLAUSE_LEFT = N_("không thêm mục «{title}» của mẫu {template}: kế hoạch không có {names}")
