"""Task lists: rows of YAML or of a sheet to tasks with printed unit names and deadlines as values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cchc_draft.blanks import has_blank
from cchc_draft.content import parse_inline
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError, Level, Place, Problem, nearest
from cchc_draft.formats import LONG_DATE, SHORT_DATE, parse_date
from cchc_draft.language import N_, translate
from cchc_draft.model import Column, Content, Inline, LineBreak, Task
from cchc_draft.profile import Profile
from cchc_draft.records import (
    BLOCK,
    NAMES,
    TEXT,
    WRONG_DATE,
    Record,
    Schema,
    bind,
    key,
    one_of,
    parse_partial_date,
    record_schema,
)
from cchc_draft.task_table import DEEPEST_GROUP
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
"""Columns that every task table can have, with their usual titles."""
USUAL_COLUMNS = tuple(Column(key, COLUMN_TITLES[key]) for key in ("stt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han"))
"""The columns of a table where nobody chose."""


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
    group: tuple[str, ...] = key("nhom", NAMES, default=())
    answers: tuple[str, ...] = key("thuc_hien", NAMES, default=())


TASK_KEYS = tuple(TaskRecord.by_key())


def schema() -> Schema:
    """Return the JSON Schema of a task list: tasks with the plan's own columns, and groups of tasks."""
    task = {**record_schema(TaskRecord), "additionalProperties": {"type": "string"}}
    entry = task
    for _ in range(DEEPEST_GROUP):
        group = {
            "type": "object",
            "properties": {"nhom": TEXT.schema(), "nhiem_vu": {"type": "array", "items": entry}},
            "required": ["nhom", "nhiem_vu"],
            "additionalProperties": False,
        }
        entry = one_of(task, group)
    return {"type": "array", "items": entry}


class TaskReader:
    """Reads the task lists of one plan for one agency; ids are unique over all of them."""

    def __init__(self, profile: Profile | None) -> None:
        """Resolve units by *profile*; without one, names are taken as they stand."""
        self.profile = profile
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.count = 0
        self.own: Collection[str] = ()
        self.unresolved: set[str] = set()
        self.hints: dict[str, str] = {}
        """The nearest known name of each unknown one, which is costly to find."""

    def read(self, node: Node, own: Collection[str] = ()) -> tuple[Task, ...]:
        """Return the tasks of a list; *own* are the keys of its own columns. Faults go to :attr:`problems`."""
        self.own = own
        return tuple(self.entries(node, ()))

    def entries(self, node: Node, group: tuple[str, ...]) -> list[Task]:
        """Return the tasks of a list inside *group*."""
        if not isinstance(node.value, list):
            self.report("list-wanted", NOT_A_LIST, node.place)
            return []
        tasks = []
        for item in node.value:
            inner = item.child("nhiem_vu")
            if inner is not None and isinstance(inner.value, list):
                tasks += self.group(item, inner, group)
                continue
            self.count += 1
            try:
                tasks.append(self.task(item, group))
            except InputError as error:
                self.problems += error.problems
        return tasks

    def group(self, node: Node, tasks: Node, outer: tuple[str, ...]) -> list[Task]:
        """Return the tasks of a list entry that names a group and holds its tasks."""
        assert isinstance(node.value, dict)
        title = node.value.get("nhom")
        name = " ".join(title.value.split()) if title is not None and isinstance(title.value, str) else ""
        if title is not None and isinstance(title.value, (list, dict)):
            self.report("text-wanted", GROUP_NAME_NOT_TEXT, title.place)
        elif not name:
            self.report("missing-key", GROUP_WITHOUT_NAME, node.place)
        for found, unknown in node.value.items():
            if found not in ("nhom", "nhiem_vu"):
                self.report("unknown-key", NOT_IN_GROUP, unknown.key_place or unknown.place, key=found)
        if len(outer) == DEEPEST_GROUP:
            self.report("group-depth", GROUP_DEPTH, node.place)
        if not tasks.value:
            self.report("group-unused", GROUP_UNUSED, title.place if title else node.place, group=name)
        return self.entries(tasks, (*outer, name))

    def task(self, node: Node, group: tuple[str, ...]) -> Task:
        """Return one task. Raises InputError when its keys are wrong; other faults are added."""
        if not isinstance(node.value, dict):
            raise InputError([Problem("mapping-wanted", NOT_A_TASK, {}, node.place)])
        name = translate(N_("nhiệm vụ {number}")).format(number=self.count)
        own = {field: entry for field, entry in node.value.items() if field in self.own}
        if own:
            node = Node({field: entry for field, entry in node.value.items() if field not in own}, node.place)
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
            group=self.group_of(record, node, group),
            answers=record.answers,
            own={field: self.own_cell(field, entry) for field, entry in own.items() if entry.value is not None},
            place=node.place,
        )

    def rest(self, node: Node, name: str) -> TaskRecord:
        """Return a task without its faulty entries, to look at the others; their faults are already told."""
        try:
            return bind(TaskRecord, node, name)
        except InputError:
            raise InputError([]) from None

    def own_cell(self, field: str, entry: Node) -> Content:
        """Return what stands in a column of the plan's own."""
        if isinstance(entry.value, str):
            return self.content(entry.value, Node({field: entry}, entry.place), field)
        self.report("text-wanted", OWN_NOT_TEXT, entry.place, key=field)
        return ()

    def group_of(self, record: TaskRecord, node: Node, outer: tuple[str, ...]) -> tuple[str, ...]:
        """Return the group around the task, or the one that it names itself."""
        if outer and record.group:
            self.report("group-twice", GROUP_TWICE, node.find(("nhom",)).place, group=outer[-1])
        group = outer or record.group
        if len(group) > DEEPEST_GROUP and not outer:
            self.report("group-depth", GROUP_DEPTH, node.find(("nhom",)).place)
        return group

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
        """Return printed names. An id must be one of the agency's, and so should a lead; support may be anyone."""
        printed = []
        for index, name in enumerate(names):
            unit = self.profile.unit_id(name) if self.profile else None
            printed.append(self.profile.units[unit].name if self.profile and unit else name)
            if not unit and not has_blank(name):
                self.check_unit(name, node.find((field, index)).place, is_lead=field == "chu_tri")
        return tuple(dict.fromkeys(printed))

    def check_unit(self, name: str, place: Place, *, is_lead: bool) -> None:
        """Report a name that no unit of the agency has, where it had to be one."""
        if self.profile is None:
            if _looks_like_id(name) and name not in self.unresolved:
                self.unresolved.add(name)
                self.report("unknown-unit", ID_WITHOUT_PROFILE, place, level="warning", name=name)
            return
        listed = _listed_ids(name, self.profile)
        if not (listed or is_lead or _looks_like_id(name)):
            return
        if name not in self.hints:
            self.hints[name] = nearest(name, self.profile.unit_names)
        hint = self.hints[name]
        agency, units = self.profile.short_name, _first(self.profile.units)
        if listed:
            self.report("list-wanted", LIST_OF_UNITS, place, found=name, right=", ".join(listed))
        elif _looks_like_id(name):
            self.report("unknown-unit", UNKNOWN_UNIT, place, hint, name=name, agency=agency, units=units)
        elif is_lead:
            self.report("lead-unknown", UNKNOWN_UNIT, place, hint, "warning", name=name, agency=agency, units=units)

    def report(
        self, code: str, message: str, place: Place, hint: str = "", level: Level = "error", **facts: object
    ) -> None:
        """Add a fault."""
        self.problems.append(Problem(code, message, facts, place, hint, level))

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
            is_own = bool(title) and name not in TASK_KEYS and IDENTIFIER.fullmatch(name)
            if name not in COLUMN_TITLES and not is_own:
                facts = {"name": name, "known": ", ".join(COLUMN_TITLES)}
                problems.append(Problem("unknown-column", UNKNOWN_COLUMN, facts, place, nearest(name, COLUMN_TITLES)))
            elif any(column.key == name for column in found):
                problems.append(Problem("repeated-column", REPEATED_COLUMN, {"name": name}, place))
            else:
                found.append(Column(name, title or COLUMN_TITLES[name]))
    return tuple(found), problems


def own_titles(columns: Iterable[Column]) -> dict[str, str]:
    """Return the columns that only this plan has, key to title."""
    return {column.key: column.title for column in columns if column.key not in COLUMN_TITLES}


IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
WRONG_ID = N_("mã «{id}» chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ")
LIST_OF_UNITS = N_("«{found}»: nhiều đơn vị thì viết thành danh sách [{right}]")
NOT_A_LIST = N_("các nhiệm vụ phải ghi thành danh sách (mỗi nhiệm vụ bắt đầu bằng «- »)")
NOT_A_TASK = N_("mỗi nhiệm vụ phải gồm các dòng «khóa: giá trị», ít nhất có «nhiem_vu»")
REPEATED_ID = N_("mã nhiệm vụ «{id}» dùng hai lần (lần đầu ở {first})")
NOT_IN_CELLS = N_("không dùng được trong ô của bảng: {name}")
UNKNOWN_UNIT = N_("{agency} không có đơn vị hay vai trò «{name}»; các đơn vị: {units}")
ID_WITHOUT_PROFILE = N_("«{name}» có vẻ là mã đơn vị; thêm --profile để in tên đơn vị")
UNKNOWN_COLUMN = N_("không có cột «{name}»; dùng được: {known}, hoặc cột riêng kèm tiêu đề {{ten_cot: Tiêu đề}}")
NOT_MERGEABLE = N_("không gộp được cột «{name}» vì bảng không có cột này; các cột: {known}")
GROUP_WITHOUT_NAME = N_("nhóm nhiệm vụ chưa có tên (khóa «nhom»)")
GROUP_NAME_NOT_TEXT = N_("tên nhóm nhiệm vụ (khóa «nhom») phải là một dòng chữ")
NOT_IN_GROUP = N_("nhóm nhiệm vụ chỉ có «nhom» và «nhiem_vu», thấy «{key}»")
GROUP_DEPTH = N_("nhóm nhiệm vụ quá hai cấp")
GROUP_TWICE = N_("nhiệm vụ đã nằm trong nhóm «{group}», không ghi thêm «nhom»")
GROUP_UNUSED = N_("nhóm «{group}» không có nhiệm vụ nào")
OWN_NOT_TEXT = N_("«{key}» phải là chữ")
REPEATED_COLUMN = N_("cột «{name}» ghi hai lần")
