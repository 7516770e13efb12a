"""Tasks of the agency above as tasks of the lower one: each says which it carries out, who leads and who supports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_draft.adapting import dropping
from cchc_draft.adapting.adapted_text import AdaptedText, Fate
from cchc_draft.adapting.answers import Change
from cchc_draft.adapting.steps import EVERYONE
from cchc_draft.adapting.units import Counterpart
from cchc_draft.blanks import has_blank
from cchc_draft.carrying.change_log import State
from cchc_draft.carrying.passages import Passage, offset
from cchc_draft.language import N_, translate
from cchc_draft.yaml_text import Node
from cchc_draft.yaml_text import Path as NodePath

UNREAD = ("ma", "chu_tri", "phoi_hop", "thuc_hien")


class _Unit(NamedTuple):
    """One of the bodies of a task: what the lower agency writes in its place."""

    written: str
    unit: str
    """Id of the lower unit, or the name of a body outside."""
    is_known: bool
    reason: str


class TaskLists:
    """Adapts the tasks of one plan, list by list; their ids are unique over all lists."""

    def __init__(self) -> None:
        """Start before the first task."""
        self.count = 0
        self.ids: list[str] = []

    def adapt(self, adapted: AdaptedText, root: Node, passages: Sequence[Passage], path: NodePath = ()) -> None:
        """Adapt the list that stands at *path* of a file; *passages* are those of the whole file."""
        own = {passage.path: passage for passage in passages if passage.path[: len(path)] == path}
        below = _by_start(own)
        handled: set[NodePath] = {()}
        for at, node in _tasks(root.find(path), path):
            self.count += 1
            identifier = str(node.find(("ma",)).value) if node.child("ma") else f"t{self.count}"
            self.ids.append(identifier)
            of_task = below.get(at, {})
            _Task(adapted, node, at, identifier, of_task).adapt()
            handled.update(of_task)
        for passage in passages:
            is_comment = passage.role == "comment" and not path
            if is_comment or (passage.path in own and passage.path not in handled):
                adapted.adapt(passage)


def _by_start(own: Mapping[NodePath, Passage]) -> dict[NodePath, dict[NodePath, Passage]]:
    """Return the passages below each path that something stands below."""
    found: dict[NodePath, dict[NodePath, Passage]] = {}
    for path, passage in own.items():
        for length in range(len(path) + 1):
            found.setdefault(path[:length], {})[path] = passage
    return found


def _tasks(node: Node, path: NodePath) -> Iterator[tuple[NodePath, Node]]:
    """Yield the tasks of a list with their paths, in order, those of its groups too."""
    for index, item in enumerate(node.value if isinstance(node.value, list) else ()):
        inner = item.child("nhiem_vu")
        if inner is not None and isinstance(inner.value, list):
            yield from _tasks(inner, (*path, index, "nhiem_vu"))
        elif isinstance(item.value, dict):
            yield (*path, index), item


class _Task:
    """One task."""

    def __init__(
        self, adapted: AdaptedText, node: Node, path: NodePath, identifier: str, own: dict[NodePath, Passage]
    ) -> None:
        self.adapted, self.node, self.path, self.identifier, self.own = adapted, node, path, identifier, own
        self.units = adapted.names.units
        self.step = adapted.names.step
        text = own.get((*path, "nhiem_vu"))
        self.text = adapted.shown(text) if text else None
        self.words = self.text.words if self.text else ""

    def adapt(self) -> None:
        """Adapt its texts, its bodies and its link."""
        swapped: list[Change] = []
        for path, passage in self.own.items():
            if path[len(self.path)] not in UNREAD:
                _, changed = self.adapted.adapt(passage)
                swapped = changed if path[len(self.path) :] == ("nhiem_vu",) else swapped
        self._link()
        lead = self._lead()
        self._support(lead)
        self._propose_dropping(swapped)

    # The link.

    def _link(self) -> None:
        """Say which task of the agency above this one carries out."""
        text, answered = self.adapted.text, self.node.child("thuc_hien")
        if answered is not None:
            start, end = self._value(answered, "thuc_hien")
            reason = translate(LINKED)
            fate = Fate(start, end, "task", "changed", reason, text[start:end].strip(" :"), self.identifier)
            self.adapted.put(start, end, f" {self.identifier}", fate)
            return
        assert isinstance(self.node.value, dict)
        keys = [node.key_place for node in self.node.value.values() if node.key_place]
        place = keys[1] if len(keys) > 1 and "ma" in list(self.node.value)[:1] else keys[0]
        start = offset(text, place.line, place.column)
        is_flow = text[offset(text, self.node.place.line, self.node.place.column)] == "{"
        gap = ", " if is_flow else "\n" + " " * (place.column - 1)
        self.adapted.edited.replace(start, start, f"thuc_hien: {self.identifier}{gap}")
        key = len("thuc_hien: ")
        inserted = (key, key + len(self.identifier))
        self.adapted.fates.append(
            Fate(start, start, "task", "changed", translate(LINKED), self._name, self.identifier, inserted=inserted)
        )

    @property
    def _name(self) -> str:
        return self.words if len(self.words) <= LONGEST else f"{self.words[:LONGEST].rsplit(' ', 1)[0]} …"

    def _value(self, node: Node, name: str) -> tuple[int, int]:
        """Return where the value of a key stands, from behind the colon to its end."""
        text = self.adapted.text
        assert node.key_place is not None
        start = offset(text, node.key_place.line, node.key_place.column) + len(name) + 1
        leaves = [(*self.path, name, *path) for path, leaf in node.leaves() if isinstance(leaf.value, str)]
        last = max((self._end(self.own[path]) for path in leaves if path in self.own), default=start)
        begun = offset(text, node.place.line, node.place.column)
        if isinstance(node.value, list) and text[begun] == "[":
            last = text.index("]", last) + 1
        return start, last

    @staticmethod
    def _end(passage: Passage) -> int:
        return passage.ends[-1] + int(passage.quoting == "quoted") if passage.ends else 0

    # Bodies.

    def _names(self, key: str) -> list[str]:
        node = self.node.child(key)
        if node is None or node.value is None:
            return []
        listed = node.value if isinstance(node.value, list) else [node]
        return [one.value for one in listed if isinstance(one.value, str)]

    def _lead(self) -> list[_Unit]:
        names = self._names("chu_tri")
        uppers = {self.units.upper_id(name) for name in names}
        addressed = uppers & self.step.addressees
        found: list[_Unit] = []
        for name in names:
            is_shared = self.units.upper_id(name) in addressed - {self.step.own_unit}
            one = self._addressed_lead(name) if is_shared else self._unit(name)
            if self.step.kind != "commune" and one.unit not in self.step.lower.units:
                one = self._addressed_lead(name)
            if one.unit not in [other.unit for other in found]:
                found.append(one)
        self._write("chu_tri", names, found)
        if self.step.kind != "commune" and names and not addressed:
            self._ask_foreign(names)
        return found

    def _addressed_lead(self, name: str) -> _Unit:
        """Return who leads what the agency above has given to all: the unit of that work, else all units."""
        other = self.units.of_work(self.words)
        if other is None:
            everyone = self.units.everyone or self.units.leading
            other = everyone._replace(reason=translate(TO_ALL))
        return self._of(other, name)

    def _of(self, other: Counterpart, name: str) -> _Unit:
        same = self.step.lower.unit_id(name) == other.unit and name not in self.step.upper.units_by_name
        return _Unit(name if same else other.key, other.unit, is_known=True, reason=other.reason)

    def _unit(self, name: str) -> _Unit:
        """Return what stands in place of a body that supports or leads."""
        upper = self.units.upper_id(name)
        own = self.units.by_name(name) if upper and upper == self.step.own_unit else None
        if upper and upper in self.step.addressees and own is None:
            everyone = self.units.everyone or self.units.leading
            return self._of(everyone._replace(reason=translate(BY_ALL)), name)
        other = own or self.units.by_name(name)
        if other is not None:
            return self._of(other, name)
        record = self.step.upper.units.get(upper)
        printed = record.name if record else name
        if self.step.kind != "commune":  # a body beside the lower agency, which works with it as with the upper one
            return _Unit(printed, printed, is_known=True, reason=translate(PARTNER))
        return _Unit(printed, printed, is_known=not (upper or self._is_upper(name)), reason="")

    def _is_upper(self, name: str) -> bool:
        """Tell whether a body outside of the profile belongs to the agency above."""
        changes = self.adapted.names.changes(name, lambda _start, _end: name)
        return any(change.state != "kept" or change.is_firm for change in changes)

    def _support(self, lead: Sequence[_Unit]) -> None:
        names = self._names("phoi_hop")
        taken = {one.unit for one in lead}
        found: list[_Unit] = []
        for name in names:
            one = self._unit(name)
            if one.unit not in taken:
                taken.add(one.unit)
                found.append(one)
        everyone = self.units.everyone
        was_for_all = any(EVERYONE in self._roles(name) for name in self._names("chu_tri"))
        if everyone and was_for_all and lead and lead[0].unit != everyone.unit and everyone.unit not in taken:
            found.append(_Unit(everyone.key, everyone.unit, is_known=True, reason=translate(BY_ALL)))
        self._write("phoi_hop", names, found, {one.unit for one in lead})

    def _roles(self, name: str) -> tuple[str, ...]:
        record = self.step.upper.units.get(self.units.upper_id(name))
        return record.roles if record else ()

    def _write(self, key: str, names: Sequence[str], found: Sequence[_Unit], lead: Collection[str] = ()) -> None:
        """Write the bodies of a task, and keep what became of each."""
        node, text = self.node.child(key), self.adapted.text
        if node is None or node.key_place is None:
            if found:
                self._add_support(found)
            return
        start, end = self._value(node, key)
        unknown = [one for one in found if not one.is_known and not has_blank(one.written)]
        told = "; ".join(
            self.step.lower.units[one.unit].name if one.unit in self.step.lower.units else one.unit for one in found
        )
        before = "; ".join(self._printed(name) for name in names)
        reasons = "; ".join(dict.fromkeys(one.reason for one in found if one.reason)) or translate(SAME_AS_LEAD)
        if key == "phoi_hop" and any(self._unit(name).unit in lead for name in names):
            reasons = "; ".join(dict.fromkeys([*filter(None, [reasons]), translate(SAME_AS_LEAD)]))
        state: State = "changed" if told != before else "kept"
        if unknown:
            state = "open"
            reasons = translate(LEAD_UNKNOWN if key == "chu_tri" else SUPPORT_UNKNOWN).format(
                agency=self.step.lower.short_name
            )
        new = _listed([one.written for one in found])
        if [one.written for one in found] == list(names):
            new = text[start:end]
        written = new if found else ""
        if not found:
            start = offset(text, node.key_place.line, node.key_place.column)
            self._take_away(start, end, before)
            return
        proposal = self.units.leading.name if unknown and key == "chu_tri" else ""
        shown = unknown[0].written if unknown else ""
        at = written.find(shown) if shown else -1
        inserted = (at, at + len(shown)) if at >= 0 and new != text[start:end] else None
        fate = Fate(start, end, "unit", state, reasons, before, told, proposal, inserted=inserted)
        if new != text[start:end]:
            self.adapted.put(start, end, new, fate)
        else:
            spaces = len(new) - len(new.lstrip())
            self.adapted.fates.append(
                fate if not unknown else _narrowed(fate, start + (at if at >= 0 else spaces), len(shown))
            )

    def _take_away(self, start: int, end: int, before: str) -> None:
        """Take the key away where nobody is left to support."""
        text = self.adapted.text
        row = text.rfind("\n", 0, start) + 1
        after = text.find("\n", end) + 1 or len(text)
        if text[row:start].strip():  # among others on its line
            self.adapted.put(
                start, end, "phoi_hop: null", Fate(start, end, "unit", "changed", translate(SAME_AS_LEAD), before, "-")
            )
            return
        self.adapted.put(row, after, "", Fate(row, row, "unit", "changed", translate(SAME_AS_LEAD), before, "-"))

    def _add_support(self, found: Sequence[_Unit]) -> None:
        """Add the key for those who support, where the task had none."""
        lead = self.node.child("chu_tri")
        if lead is None or lead.key_place is None:
            return
        _, end = self._value(lead, "chu_tri")
        text = self.adapted.text
        begun = offset(text, self.node.place.line, self.node.place.column)
        gap = ", " if text[begun] == "{" else "\n" + " " * (lead.key_place.column - 1)
        self.adapted.edited.replace(end, end, f"{gap}phoi_hop:{_listed([one.written for one in found])}")

    def _printed(self, name: str) -> str:
        record = self.step.upper.units.get(self.units.upper_id(name))
        return record.name if record else name

    # Questions.

    def _ask_foreign(self, names: Sequence[str]) -> None:
        """Ask about a task that the agency above gives to another body."""
        support = {self.units.upper_id(name) for name in self._names("phoi_hop")}
        if not support & self.step.addressees:
            who = "; ".join(self._printed(name) for name in names)
            self._ask(translate(FOREIGN).format(unit=who))

    def _propose_dropping(self, swapped: Sequence[Change]) -> None:
        work = dropping.find(self.words, self.step.kind, [(one.start, one.end) for one in swapped])
        if work:
            self._ask(translate(DROP).format(reason=work.reason, task=self.identifier))

    def _ask(self, reason: str) -> None:
        if self.text and self.words:
            first = re.match(rf"[^\n(*]{{1,{ASKED}}}(?=[\s,;:(*]|$)", self.words)
            self.adapted.ask(self.text, 0, first.end() if first else len(self.words), "task", reason)


def _narrowed(fate: Fate, start: int, length: int) -> Fate:
    return replace(fate, start=start, end=start + length)


def _listed(names: Sequence[str]) -> str:
    """Return names as a YAML value behind its colon."""
    written = [_scalar(name) for name in names]
    return f" {written[0]}" if len(written) == 1 else f" [{', '.join(written)}]"


def _scalar(name: str) -> str:
    is_plain = re.fullmatch(r"[^\W\d_][^,:#\[\]{}\"'\\&*!|>%@`\n]*", name) is not None
    return name if is_plain else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


ASKED = 160
"""Letters of a task's text at which it is asked."""
LONGEST = 90
"""Letters of a task's text in the log."""
LINKED = N_("thực hiện nhiệm vụ này của kế hoạch cấp trên")
TO_ALL = N_("việc giao chung cho mọi cơ quan")
BY_ALL = N_("các đơn vị của cơ quan mình")
SAME_AS_LEAD = N_("đơn vị phối hợp trùng đơn vị chủ trì")
LEAD_UNKNOWN = N_(
    "{agency} không có đơn vị tương ứng để chủ trì; hãy giao đơn vị khác, hoặc bỏ nhiệm vụ nếu chỉ cấp trên làm"
)
SUPPORT_UNKNOWN = N_("{agency} không có đơn vị tương ứng; giữ tên cơ quan cấp trên, hãy xem có phối hợp không")
DROP = N_("đề nghị bỏ nhiệm vụ «{task}» (xóa cả mục) hoặc sửa: {reason}")
FOREIGN = N_("kế hoạch cấp trên giao việc này cho {unit}; đề nghị bỏ nếu cơ quan mình không làm")
PARTNER = N_("cơ quan phối hợp ngoài cơ quan mình")
