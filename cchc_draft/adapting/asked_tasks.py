"""Which tasks of the agency above a lower one has to carry out: those that name it, alone or among others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cchc_draft.adapting import dropping
from cchc_draft.adapting.adapt import with_profiles
from cchc_draft.adapting.steps import Step, step
from cchc_draft.adapting.units import Units
from cchc_draft.carrying.parent_plan import Judge
from cchc_draft.carrying.source_files import LastPlan
from cchc_draft.errors import InputError, NotFoundError, Problem
from cchc_draft.language import N_, translate
from cchc_draft.profile_store import ProfileStore


def judge(above: LastPlan, lower_id: str, store: ProfileStore) -> Judge:
    """Return what tells which tasks of a plan are those of the agency *lower_id*.

    All are, where the two agencies are not known to stand one below the other.
    """
    try:
        return OneStep(step(with_profiles(store, above.files), above.profile_id, lower_id))
    except (InputError, NotFoundError) as error:
        return _Everything(error.problems)


class _Everything(Judge):
    """Takes all tasks for the office's, since the two agencies are not known to stand one below the other."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        reason = "; ".join(problem.text for problem in problems if problem.code not in NO_PARENT)
        message = UNKNOWN if reason else NOT_ABOVE
        self.doubts = (Problem("all-tasks-asked", message, {"reason": reason}, level="warning"),)


NO_PARENT = ("not-below", "same-agency")
NOT_ABOVE = N_("kế hoạch này không phải của cơ quan cấp trên của mình, nên mọi nhiệm vụ trong đó đều được đề nghị")
UNKNOWN = N_("không rõ việc nào trong kế hoạch cấp trên là của mình, nên mọi nhiệm vụ đều được đề nghị: {reason}")


class OneStep(Judge):
    """Judges tasks for one step down."""

    def __init__(self, taken: Step) -> None:
        """Know both agencies."""
        self.step, self.units = taken, Units(taken)

    def named(self, body: str) -> str:
        """Return the printed name of a body of the agency above."""
        upper, unit = self.step.upper.units, self.units.upper_id(body)
        return upper[unit].name if unit in upper else body

    def left_out(self, task: Mapping[str, Any]) -> str:
        """Return why the lower agency has no part in a task; empty where it has, or where nobody is named."""
        work = dropping.find(str(task.get("nhiem_vu", "")), self.step.kind)
        if work:
            return work.reason
        leads, others = (_names(task.get(key)) for key in ("chu_tri", "phoi_hop"))
        if not leads or any(self._is_given(name) for name in (*leads, *others)):
            return ""
        return translate(OF_OTHERS).format(lead=", ".join(map(self.named, leads)), agency=self.step.lower.short_name)

    def _is_given(self, name: str) -> bool:
        """Tell whether a body of a task means the lower agency, alone or among others."""
        unit = self.units.upper_id(name)
        small = name.casefold()
        return unit in self.step.addressees or any(word in small for word in MEANT[self.step.kind])


def _names(value: object) -> Sequence[str]:
    found = value if isinstance(value, list) else [value] if value else []
    return [str(one).strip() for one in found]


MEANT = {
    "commune": ("xã, phường", "phường, xã", "cấp xã", "các xã", "các phường", "địa phương"),
    "department": ("các sở", "sở, ban", "sở, ngành", "cơ quan, đơn vị", "các cơ quan"),
    "unit": ("đơn vị trực thuộc", "các đơn vị", "các phòng", "phòng, ban", "phòng, đơn vị"),
}
"""Words for all agencies of a kind, in small letters."""
OF_OTHERS = N_("do {lead} chủ trì; {agency} không được giao chủ trì hay phối hợp")
