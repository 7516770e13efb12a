"""Task lists: rows of YAML to tasks with printed unit names and deadlines as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cchc_draft.content import parse_inline
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import LONG_DATE, SHORT_DATE, parse_date
from cchc_draft.language import N_, translate
from cchc_draft.model import Column, Content, Inline, LineBreak, Task
from cchc_draft.profile import Profile
from cchc_draft.records import BLOCK, NAMES, TEXT, WRONG_DATE, Record, bind, key, parse_partial_date
from cchc_draft.yaml_text import Node

COLUMN_TITLES = {
    "stt": "STT",
    "nhiem_vu": "Nhiệm vụ",
    "san_pham": "Sản phẩm",
    "chu_tri": "Cơ quan, đơn vị chủ trì",
    "phoi_hop": "Cơ quan, đơn vị phối hợp",
    "thoi_han": "Thời gian hoàn thành",
    "kinh_phi": "Kinh phí",
    "ghi_chu": "Ghi chú",
}
"""Columns that a task table can have, with their usual titles."""
DEFAULT_COLUMNS = ("stt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han")


class TaskRecord(Record):
    """One task as the file has it."""

    text: str = key("nhiem_vu", BLOCK)
    id: str | None = key("ma", TEXT, default=None)
    product: str | None = key("san_pham", BLOCK, default=None)
    lead: tuple[str, ...] = key("chu_tri", NAMES, default=())
    support: tuple[str, ...] = key("phoi_hop", NAMES, default=())
    deadline: str | None = key("thoi_han", TEXT, default=None)
    cost: str | None = key("kinh_phi", BLOCK, default=None)
    note: str | None = key("ghi_chu", BLOCK, default=None)
    group: str | None = key("nhom", TEXT, default=None)


class TaskReader:
    """Reads the task lists of one plan for one agency; ids are unique over all of them."""

    def __init__(self, profile: Profile) -> None:
        """Resolve units by *profile*."""
        self.profile = profile
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.count = 0

    def read(self, node: Node) -> tuple[Task, ...]:
        """Return the tasks of a YAML list; faults are added to :attr:`problems`."""
        if not isinstance(node.value, list):
            self.problems.append(Problem("list-wanted", NOT_A_LIST, {}, node.place))
            return ()
        tasks = []
        for item in node.value:
            self.count += 1
            try:
                tasks.append(self.task(item))
            except InputError as error:
                self.problems += error.problems
        return tuple(tasks)

    def task(self, node: Node) -> Task:
        """Return one task. Raises InputError when its keys are wrong; other faults are added."""
        if not isinstance(node.value, dict):
            raise InputError([Problem("mapping-wanted", NOT_A_TASK, {}, node.place)])
        name = translate(N_("nhiệm vụ {number}")).format(number=self.count)
        try:
            record = bind(TaskRecord, node, name)
        except InputError as error:
            self.problems += error.problems
            places = {problem.place for problem in error.problems if problem.place} - {node.place}
            record = self.rest(node.without(places), name)
        return Task(
            id=self.identifier(record, node),
            text=self.content(record.text, node, "nhiem_vu"),
            lead=self.units(record.lead, node, "chu_tri"),
            support=self.units(record.support, node, "phoi_hop"),
            deadline=self.deadline(record.deadline, node),
            product=self.content(record.product, node, "san_pham"),
            cost=self.content(record.cost, node, "kinh_phi"),
            note=self.content(record.note, node, "ghi_chu"),
            group=record.group or "",
            place=node.place,
        )

    def rest(self, node: Node, name: str) -> TaskRecord:
        """Return a task without its faulty entries, to look at the others; their faults are already told."""
        try:
            return bind(TaskRecord, node, name)
        except InputError:
            raise InputError([]) from None

    def identifier(self, record: TaskRecord, node: Node) -> str:
        """Return the task's own id, or t1, t2 … by its position in the plan."""
        identifier = record.id or f"t{self.count}"
        place = node.find(("ma",)).place
        if not IDENTIFIER.fullmatch(identifier):
            self.problems.append(Problem("wrong-id", WRONG_ID, {"id": identifier}, place))
        if identifier in self.places:
            facts = {"id": identifier, "first": str(self.places[identifier])}
            self.problems.append(Problem("repeated-task", REPEATED_ID, facts, place))
        self.places.setdefault(identifier, place)
        return identifier

    def content(self, text: str | None, node: Node, field: str) -> Content:
        """Return a cell's text with its emphasis."""
        if not text:
            return ()
        found: list[Inline] = []
        for line in text.strip().split("\n"):
            content, unsupported = parse_inline(line)
            found += [LineBreak(), *content] if found else content
            for name in unsupported:
                place = node.find((field,)).place
                self.problems.append(Problem("markdown-unsupported", NOT_IN_CELLS, {"name": name}, place))
        return tuple(found)

    def units(self, names: tuple[str, ...], node: Node, field: str) -> tuple[str, ...]:
        """Return printed names. A lead must be a unit of the agency; support may be anyone outside it."""
        printed = []
        for index, name in enumerate(names):
            unit = self.profile.unit_id(name)
            if unit:
                printed.append(self.profile.units[unit].name)
                continue
            printed.append(name)
            listed = _listed_ids(name, self.profile)
            if listed:
                facts = {"found": name, "right": ", ".join(listed)}
                self.problems.append(Problem("list-wanted", LIST_OF_UNITS, facts, node.find((field, index)).place))
            elif field == "chu_tri" or _looks_like_id(name):
                found = node.find((field, index))
                hint = nearest(name, self.profile.unit_names)
                facts = {
                    "name": name,
                    "agency": self.profile.short_name,
                    "units": _first(self.profile.units),
                }
                self.problems.append(Problem("unknown-unit", UNKNOWN_UNIT, facts, found.place, hint))
        return tuple(dict.fromkeys(printed))

    def deadline(self, text: str | None, node: Node) -> Deadline | None:
        """Return the deadline; an ISO date is the last day."""
        if not text:
            return None
        try:
            if ISO_DATE.fullmatch(text):
                date = parse_partial_date(text).date
                if date is None:
                    raise ValueError(text)
                return Deadline.on_or_before(date)
            deadline = Deadline.parse(text)
            if deadline.kind == "free":
                _check_free(text)
            return deadline
        except ValueError:
            facts = {"key": "thoi_han", "found": f"«{text}»"}
            self.problems.append(Problem("wrong-date", WRONG_DATE, facts, node.find(("thoi_han",)).place))
            return None


ISO_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
WRONG_PART = re.compile(r"(?:trong )?(?:tháng \d+|quý (?:\d+|[IVX]+))(?:\s*/\s*\d{4}| năm \d{4})?", re.IGNORECASE)


def _check_free(text: str) -> None:
    """Raise ValueError for free text with a date, month or quarter that does not exist."""
    if WRONG_PART.fullmatch(text):
        raise ValueError(text)
    for date in (*SHORT_DATE.finditer(text), *LONG_DATE.finditer(text)):
        parse_date(date[0])


def _listed_ids(name: str, profile: Profile) -> list[str]:
    """Return the ids in a text such as "vhxh, van_phong" that should have been a list."""
    parts = re.split(r"\s*[,;]\s*", name.casefold())
    return [part for part in parts if part in profile.units or part in profile.units_by_role] if len(parts) > 1 else []


def _first(names: Iterable[str], most: int = 8) -> str:
    listed = list(names)
    return ", ".join([*listed[:most], *(["…"] if len(listed) > most else [])])


def _looks_like_id(name: str) -> bool:
    return name.isascii() and " " not in name and (name.islower() or "_" in name)


def columns(
    entries: Sequence[str | Mapping[str, str]], places: Sequence[Place]
) -> tuple[tuple[Column, ...], list[Problem]]:
    """Return the columns of a table and what is wrong with their names."""
    found: list[Column] = []
    problems = []
    for entry, place in zip(entries, places, strict=True):
        pairs: Any = entry.items() if not isinstance(entry, str) else [(entry, "")]
        for name, title in pairs:
            if name not in COLUMN_TITLES:
                facts = {"name": name, "known": ", ".join(COLUMN_TITLES)}
                problems.append(Problem("unknown-column", UNKNOWN_COLUMN, facts, place, nearest(name, COLUMN_TITLES)))
            elif any(column.key == name for column in found):
                problems.append(Problem("repeated-column", REPEATED_COLUMN, {"name": name}, place))
            else:
                found.append(Column(name, title or COLUMN_TITLES[name]))
    return tuple(found), problems


IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
WRONG_ID = N_("mã «{id}» chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ")
LIST_OF_UNITS = N_("«{found}»: nhiều đơn vị thì viết thành danh sách [{right}]")
NOT_A_LIST = N_("các nhiệm vụ phải ghi thành danh sách (mỗi nhiệm vụ bắt đầu bằng «- »)")
NOT_A_TASK = N_("mỗi nhiệm vụ phải gồm các dòng «khóa: giá trị», ít nhất có «nhiem_vu»")
REPEATED_ID = N_("mã nhiệm vụ «{id}» dùng hai lần (lần đầu ở {first})")
NOT_IN_CELLS = N_("không dùng được trong ô của bảng: {name}")
UNKNOWN_UNIT = N_("{agency} không có đơn vị hay vai trò «{name}»; các đơn vị: {units}")
UNKNOWN_COLUMN = N_("không có cột «{name}»; dùng được: {known}")
REPEATED_COLUMN = N_("cột «{name}» ghi hai lần")
