"""Who does in the lower agency what a body of the upper one does: by role, for a commune also by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cchc_draft.adapting.steps import COMMUNE_ROLE, EVERYONE, LEADING_ROLE, PRESS_ROLE, Step
from cchc_draft.adapting.words import entries
from cchc_draft.language import N_, translate

DEPARTMENT = "Sở "


class Counterpart(NamedTuple):
    """A unit of the lower agency."""

    key: str
    """Role or id, as task lists and ``don_vi`` name it."""
    unit: str
    name: str
    reason: str


class Units:
    """The bodies of the upper agency and the units of the lower one that stand for them."""

    def __init__(self, step: Step) -> None:
        """Know both profiles."""
        self.step = step

    @cached_property
    def names(self) -> dict[str, str]:
        """Printed names of the bodies above to their ids, longest first; departments outside the profile too."""
        found: dict[str, str] = {}
        for unit, record in self.step.upper.units.items():
            for name in filter(None, (record.name, record.short_name)):
                found.setdefault(name, unit)
        if self.step.kind != "unit":
            for entry in entries("linh-vuc"):
                found.setdefault(DEPARTMENT + entry["so"], "")
        return dict(sorted(found.items(), key=lambda one: -len(one[0])))

    def by_name(self, name: str) -> Counterpart | None:
        """Return who stands for the body above of this id, role or printed name."""
        upper, lower = self.step.upper, self.step.lower
        if name in lower.units_by_role and name in upper.units_by_role:
            return self._of_role(name)
        unit = upper.unit_id(name) or self.names.get(name)
        if unit is None:
            return None
        record = upper.units.get(unit)
        for role in record.roles if record else ():
            if role in lower.units_by_role:
                return self._of_role(role)
        own = lower.units.get(unit)
        if record and own and own.name.casefold() == record.name.casefold():
            return Counterpart(unit, unit, own.name, translate(SAME_NAME))
        return self._of_field(record.name if record else name)

    def upper_id(self, name: str) -> str:
        """Return the id of the body above with this id, role or printed name, empty for another name."""
        return self.step.upper.unit_id(name) or self.names.get(name, "")

    def of_work(self, words: str) -> Counterpart | None:
        """Return the unit whose role a task's words name, for tasks that the upper agency gives to all."""
        words = words.casefold()
        for entry in entries("viec-vai-tro"):
            role = entry["vai_tro"]
            if role in self.step.lower.units_by_role and re.search(entry["mau"], words):
                found = self._of_role(role)
                return found._replace(reason=translate(BY_WORK).format(role=role_name(role)))
        return None

    @cached_property
    def leading(self) -> Counterpart:
        """The unit that leads administrative reform."""
        return self._of_role(LEADING_ROLE)

    @cached_property
    def everyone(self) -> Counterpart | None:
        """All units of the lower agency."""
        return self._of_role(EVERYONE) if EVERYONE in self.step.lower.units_by_role else None

    @cached_property
    def all_units(self) -> str:
        """How a text names all units: "phòng, ban, đơn vị"."""
        name = self.everyone.name if self.everyone else USUAL
        bare = re.sub(r"\s+(?:trực\s+)?thuộc\s.*$", "", name)
        return re.sub(r"^các\s+", "", bare, flags=re.IGNORECASE)

    def roles_left_open(self) -> Iterator[str]:
        """Yield the roles of the upper agency's bodies that no unit of the lower one has."""
        for role in self.step.upper.units_by_role:
            is_none = role in NO_UNIT.get(self.step.kind, ())
            if role not in self.step.lower.units_by_role and not is_none:
                yield role

    def _of_role(self, role: str) -> Counterpart:
        unit = self.step.lower.units_by_role[role]
        reason = translate(BY_ROLE).format(role=role_name(role))
        return Counterpart(role, unit, self.step.lower.units[unit].name, reason)

    def _of_field(self, name: str) -> Counterpart | None:
        """Return the unit of a commune that works in a department's field."""
        if self.step.kind != "commune" or not name.startswith(DEPARTMENT):
            return None
        entry = next((one for one in entries("linh-vuc") if one["so"] == name.removeprefix(DEPARTMENT)), None)
        if entry is None:
            return None
        for role in entry["vai_tro"]:
            if role in self.step.lower.units_by_role:
                found = self._of_role(role)
                return found._replace(reason=translate(BY_FIELD).format(field=entry["so"]))
        for unit, record in self.step.lower.units.items():
            if entry["ten"] in record.name:
                return Counterpart(unit, unit, record.name, translate(BY_FIELD).format(field=entry["so"]))
        return None


def role_name(role: str) -> str:
    """Return what officials call a role: "thường trực cải cách hành chính"; its code where they have no word for it."""
    return next((str(entry["ten"]) for entry in entries("ten-vai-tro") if entry["vai_tro"] == role), role)


NO_UNIT: dict[str, tuple[str, ...]] = {
    "commune": (COMMUNE_ROLE, EVERYONE, PRESS_ROLE),
    "department": (COMMUNE_ROLE, EVERYONE, "mat_tran"),
    "unit": (COMMUNE_ROLE, EVERYONE, "mat_tran", PRESS_ROLE),
}
"""Roles that agencies of a kind do not have."""
USUAL = "các phòng, ban, đơn vị"
SAME_NAME = N_("hai cơ quan có đơn vị cùng tên")
BY_ROLE = N_("theo vai trò {role}")
BY_FIELD = N_("theo lĩnh vực {field}")
BY_WORK = N_("việc giao chung; đơn vị giữ vai trò {role} theo nội dung việc")
