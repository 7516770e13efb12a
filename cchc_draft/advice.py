"""What a finished plan should be looked at for: structure that cannot be printed, tasks and citations in doubt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from cchc_draft import citations, content
from cchc_draft.blanks import BLANK, has_blank
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.front_matter import FrontMatter
from cchc_draft.language import N_
from cchc_draft.model import Block, Column, Plan, Table, Task, plain, walk
from cchc_draft.outline import Line, lines
from cchc_draft.source_text import place_of
from cchc_draft.tasks import COLUMN_TITLES
from cchc_draft.templating import Source
from cchc_draft.yaml_text import Node


def doubtful_tasks(
    tasks: tuple[Task, ...], plan_year: int | None = None, issued: datetime.date | None = None
) -> Iterator[Problem]:
    """Yield warnings about tasks that contradict themselves, or the year and the date of their plan."""
    group: tuple[str, ...] = ()
    closed: set[tuple[str, ...]] = set()
    for task in tasks:
        facts: dict[str, object] = {"task": plain(task.text)[:60]}
        for unit in task.lead:
            if unit in task.support:
                yield Problem("lead-in-support", LEAD_IN_SUPPORT, {**facts, "unit": unit}, task.place, level="warning")
        date = task.deadline.date if task.deadline else None
        year = date.year if date else task.deadline.year if task.deadline else 0
        if date and issued and date < issued:
            yield Problem("deadline-before-plan", DEADLINE_BEFORE, facts, task.place, level="warning")
        elif year and plan_year and year != plan_year:
            facts = {**facts, "year": plan_year}
            yield Problem("deadline-outside-year", DEADLINE_OUTSIDE, facts, task.place, level="warning")
        if task.group != group:
            if len(task.group) < len(group) and task.group == group[: len(task.group)]:
                message = NO_SUBGROUP if task.group else NO_GROUP
                yield Problem("group-order", message, facts, task.place, level="warning")
            elif not closed.isdisjoint(_levels(task.group)):
                facts = {**facts, "group": " - ".join(group)}
                message = GROUP_ORDER if group else GROUP_AGAIN
                yield Problem("group-order", message, facts, task.place, level="warning")
            closed |= set(_levels(group)) - set(_levels(task.group))
            group = task.group


def _levels(group: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the group, and the groups around it."""
    return (group[:length] for length in range(1, len(group) + 1))


def incomplete_tasks(tasks: tuple[Task, ...], shown: Sequence[Column]) -> Iterator[Problem]:
    """Yield warnings about what a shown column lacks, and about what no column shows."""
    keys = {column.key for column in shown}
    for task in tasks:
        if "chu_tri" in keys and not task.lead:
            yield Problem("lead-missing", NO_LEAD, {"task": plain(task.text)[:60]}, task.place, level="warning")
        if "thoi_han" in keys and task.deadline is None:
            yield Problem("deadline-missing", NO_DEADLINE, {"task": plain(task.text)[:60]}, task.place, level="warning")
    unshown = {
        "nhiem_vu": list(tasks),
        "phoi_hop": [task for task in tasks if task.support],
        "san_pham": [task for task in tasks if task.product],
        "kinh_phi": [task for task in tasks if task.cost],
        "ghi_chu": [task for task in tasks if task.note],
        "chu_tri": [task for task in tasks if task.lead],
        "thoi_han": [task for task in tasks if task.deadline],
    }
    for name, having in unshown.items():
        if name not in keys and having:
            yield Problem(
                "column-unshown",
                NOT_SHOWN,
                {"key": name, "count": len(having)},
                having[0].place,
                level="warning",
            )
    for name in (column.key for column in shown if column.key not in COLUMN_TITLES):
        if tasks and not any(name in task.own for task in tasks):
            facts = {"key": name}
            yield Problem("column-empty", COLUMN_EMPTY, facts, tasks[0].place, level="warning")


def structure_faults(parsed: content.Parsed, start: Place) -> Iterator[Problem]:
    """Yield what keeps a text from being printed as a plan."""
    if not parsed.body and not parsed.problems:
        yield Problem("empty-body", EMPTY_BODY, {}, start)
        return
    try:
        printed = [*lines(parsed.body), *lines(parsed.closing)]
        if not printed or parsed.problems:
            return
        last = printed[-1]
        if isinstance(last, Line) and plain(last.content).rstrip().endswith((";", ",", ":")):
            yield Problem("end-mark", WRONG_END, {"found": plain(last.content).rstrip()[-1]}, last.place)
        if isinstance(last, Line) and last.kind.startswith("heading"):
            yield Problem("end-mark", ENDS_WITH_HEADING, {}, last.place)
        if isinstance(last, Table):
            yield Problem("end-mark", ENDS_WITH_TABLE, {}, last.place)
    except InputError as error:
        yield from error.problems


def advice(plan: Plan, front: FrontMatter, tree: Node) -> Iterator[Problem]:
    """Yield warnings: the draft is written, but its author should look."""
    text = " ".join(_texts((*plan.body, *plan.closing)))
    if plan.appendices and "phụ lục" not in text.casefold():
        yield Problem("appendix-referenced", NOT_REFERENCED, {}, tree.find(("phu_luc",)).place, level="warning")
    for name, record in front.documents.items():
        if record.kind in citations.NAMED_ONLY:
            continue
        missing = [
            key
            for key, value in (("ngay", record.date_or_blank), ("co_quan", record.issuer), ("ve", record.subject))
            if not value and not (key == "ngay" and has_blank(record.symbol or ""))
        ]
        if missing:
            facts = {"id": name, "missing": ", ".join(missing)}
            yield Problem("cite-first", INCOMPLETE_CITATION, facts, tree.find(("van_ban", name)).place, level="warning")


def open_blanks(plan: Plan, tree: Node, body: Source, tasks: Iterable[Node]) -> list[tuple[str, Place]]:
    """Return every blank mark of a plan's files with its place.

    *tasks* are the lists that do not stand in the head. Where the files have none, marks that are printed all the same
    come from the profile or from expressions, and stand at "ho_so".
    """
    found = marks_in((tree, *tasks))
    text = JINJA_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), body.text)
    for mark in BLANK.finditer(text):
        place = place_of(text, mark.start(), body.file)
        found.append((mark[0], Place(body.file, place.line + body.first_line - 1, place.column)))
    if not found:
        place = tree.find(("ho_so",)).place
        found = [(mark[0], place) for text in _printed(plan) if "[" in text for mark in BLANK.finditer(text)]
    return sorted(found, key=lambda one: one[1])


def _printed(plan: Plan) -> Iterator[str]:
    """Yield all that a plan prints."""
    head = plan.letterhead
    yield from (*head.parents, *head.agencies, head.symbol, head.place, plan.agency, *plan.subject, *plan.legal_bases)
    yield from _texts((*plan.body, *plan.closing))
    yield from (*plan.recipients, plan.archive)
    for signature in plan.signatures:
        yield from (*signature.lines, signature.name)
    for note in plan.notes:
        yield plain(note)
    for appendix in plan.appendices:
        yield from (appendix.title, *(column.title for column in appendix.columns))
        for task in appendix.tasks:
            yield from (*map(plain, (task.text, task.product, task.cost, task.note, *task.own.values())), *task.group)
            yield from (*task.lead, *task.support, str(task.deadline or ""))


def marks_in(nodes: Iterable[Node]) -> list[tuple[str, Place]]:
    """Return the blank marks in values of YAML or of a sheet, each with its place."""
    return [
        (ESCAPED.sub(r"\1", mark[0]), leaf.place)
        for node in nodes
        for _, leaf in node.leaves()
        if isinstance(leaf.value, str) and has_blank(leaf.value)
        for mark in BLANK.finditer(leaf.value)
    ]


def blanks_left(found: Sequence[tuple[str, Place]], *, is_final: bool) -> Iterator[Problem]:
    """Yield each blank as an error in a final draft, else one warning that counts them."""
    if is_final:
        for mark, place in found:
            yield Problem("placeholder-left", BLANK_LEFT, {"mark": mark}, place)
    elif found:
        facts = {"count": len(found), "mark": found[0][0]}
        yield Problem("placeholder-left", BLANKS_LEFT, facts, found[0][1], level="warning")


ESCAPED = re.compile(r"\\([^\w\s])")
"""A sign that a cell of a sheet was read with, so that it means nothing in Markdown."""
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from map(plain, row)
        elif hasattr(block, "content"):
            yield plain(block.content)


LEAD_IN_SUPPORT = N_("nhiệm vụ «{task}»: «{unit}» vừa chủ trì vừa phối hợp")
DEADLINE_BEFORE = N_("nhiệm vụ «{task}»: thời hạn trước ngày ban hành kế hoạch")
DEADLINE_OUTSIDE = N_("nhiệm vụ «{task}»: thời hạn không thuộc năm {year}")
NO_GROUP = N_("nhiệm vụ «{task}» chưa ghi «nhom», sẽ in dưới nhóm đứng trước")
GROUP_ORDER = N_("nhiệm vụ «{task}» không xếp liền nhóm của mình (đứng sau nhóm «{group}»)")
GROUP_AGAIN = N_("nhiệm vụ «{task}» không xếp liền nhóm của mình")
NO_SUBGROUP = N_("nhiệm vụ «{task}» không thuộc nhóm nhỏ nào, sẽ in dưới nhóm nhỏ đứng trước")
NO_LEAD = N_("nhiệm vụ «{task}» chưa có đơn vị chủ trì (chu_tri)")
NO_DEADLINE = N_("nhiệm vụ «{task}» chưa có thời hạn (thoi_han)")
NOT_SHOWN = N_("{count} nhiệm vụ có «{key}» nhưng bảng không có cột này")
COLUMN_EMPTY = N_("bảng có cột riêng «{key}» nhưng không nhiệm vụ nào ghi cột này")
BLANK_LEFT = N_("chỗ «{mark}» chưa điền; bản chính thức không được còn chỗ trống")
BLANKS_LEFT = N_("còn {count} chỗ chưa điền, đầu tiên là «{mark}»; các chỗ này được tô vàng trong bản soạn")
EMPTY_BODY = N_("kế hoạch chưa có nội dung")
WRONG_END = N_("đoạn cuối của kế hoạch kết thúc bằng «{found}»; hãy kết thúc bằng dấu chấm")
ENDS_WITH_HEADING = N_("kế hoạch kết thúc bằng một đề mục; hãy viết nội dung cho đề mục này hoặc thêm đoạn kết")
ENDS_WITH_TABLE = N_("kế hoạch kết thúc bằng bảng; hãy thêm dòng *** và một đoạn kết để có dấu ./.")
NOT_REFERENCED = N_(
    "kế hoạch có phụ lục nhưng trong bài không nhắc đến; hãy thêm, ví dụ «(Chi tiết tại Phụ lục kèm theo)»"
)
INCOMPLETE_CITATION = N_("văn bản «{id}» thiếu {missing}: khi viện dẫn lần đầu phải ghi đủ")
