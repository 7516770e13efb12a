"""From which agency to which a plan goes: one step down, from province to department or commune, or to a unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.profile import ParentRecord, Profile
from cchc_draft.profile_store import ProfileStore

Kind = Literal["commune", "department", "unit"]
"""What the lower agency is: a commune or a department of the province, or a unit of either."""
KEYS: dict[Kind, str] = {"commune": "xa", "department": "so", "unit": "don_vi"}
"""How the lists of words name it."""
COMMUNES = ("phuong", "xa", "dac_khu")
LEADING_ROLE = "thuong_truc_cchc"
EVERYONE, COMMUNE_ROLE, PRESS_ROLE = "moi_don_vi", "cap_xa", "bao_chi"


@dataclass(frozen=True)
class Step:
    """The agency whose plan it is, and the agency that makes it its own."""

    kind: Kind
    upper_id: str
    upper: Profile
    above: ParentRecord
    """The agency above the upper one."""
    lower_id: str
    lower: Profile
    parent: ParentRecord
    """How the lower agency calls the upper one."""

    @cached_property
    def own_unit(self) -> str:
        """Id of the unit of the upper agency that is the lower one; empty where none is."""
        names = (self.lower.short_name.casefold(), self.lower.name.casefold())
        for unit, record in self.upper.units.items():
            if any(name.startswith(record.name.casefold()) for name in names) and not record.name.startswith("Các "):
                return unit
        return ""

    @cached_property
    def addressees(self) -> frozenset[str]:
        """Ids of the units of the upper agency that mean the lower one, alone or among others."""
        everyone = self.upper.units_by_role.get(EVERYONE, "")
        communes = self.upper.units_by_role.get(COMMUNE_ROLE, "") if self.kind == "commune" else ""
        return frozenset(filter(None, (everyone, communes, self.own_unit)))


def step(store: ProfileStore, upper_id: str, lower_id: str, place: Place | None = None) -> Step:
    """Return the step from one agency to another.

    Raises InputError where the lower one does not stand below the other, or lacks the roles that a plan needs.
    """
    upper, lower = store.load(upper_id, place), store.load(lower_id)
    check_below(upper, store, lower_id, place, upper_id)
    if LEADING_ROLE not in lower.units_by_role:
        facts = {"profile": lower_id, "role": LEADING_ROLE, "units": ", ".join(lower.units) or "…"}
        raise InputError([Problem("role-missing", NO_LEAD, facts)])
    return Step(_kind(upper, lower), upper_id, upper, store.parent(upper_id), lower_id, lower, store.parent(lower_id))


def _kind(upper: Profile, lower: Profile) -> Kind:
    if upper.level != "tinh":
        return "unit"
    return "commune" if lower.level in COMMUNES else "department"


def check_below(
    upper: Profile, store: ProfileStore, lower_id: str, place: Place | None = None, upper_id: str = ""
) -> None:
    """Raise InputError where an agency does not stand below another; *store* knows the lower one."""
    lower = store.load(lower_id)
    facts = {"upper": upper.name, "lower": lower.name, "parent": store.parent(lower_id).name}
    if upper.name.casefold() == lower.name.casefold():
        raise InputError([Problem("same-agency", SAME, {"agency": lower.name}, place)])
    if not _is_below(store, lower_id, upper, upper_id):
        is_upward = isinstance(upper.parent, str) and upper.parent == lower_id
        raise InputError([Problem("not-below", UPWARD if is_upward else NOT_BELOW, facts, place)])


def _is_below(store: ProfileStore, lower_id: str, upper: Profile, upper_id: str) -> bool:
    """Tell whether one agency stands below another: by the profiles above it, by names, by its province."""
    lower = store.load(lower_id)
    seen: set[str] = set()
    current = lower_id
    while current not in seen:
        seen.add(current)
        if store.parent(current).name.casefold() == upper.name.casefold():
            return True
        above = store.load(current).parent
        if not isinstance(above, str):
            break
        current = above
        if upper_id and current == upper_id:
            return True
    is_commune_of = lower.level in COMMUNES and (lower.province or "").casefold() == upper.locality.casefold()
    return upper.level == "tinh" and is_commune_of


SAME = N_("kế hoạch này đã là của {agency}; hãy chọn hồ sơ của cơ quan cấp dưới")
NOT_BELOW = N_("{lower} không thuộc {upper} (cấp trên là {parent}), nên không chuyển được kế hoạch này")
UPWARD = N_("{lower} là cấp trên của {upper}: chỉ chuyển được kế hoạch của cấp trên cho cấp dưới")
NO_LEAD = N_("hồ sơ {profile} chưa có đơn vị giữ vai trò {role}; hãy ghi vai trò cho một trong các đơn vị: {units}")
