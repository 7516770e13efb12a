"""Plans to be compared: a plan folder as it stands, any other document by way of the importer."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cchc_draft.adapting import adapt
from cchc_draft.model import Plan
from cchc_draft.plan_folder import PLAN_FILE, PlanFolder
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore


class Read(NamedTuple):
    """A plan and whose it is."""

    plan: Plan
    profile_id: str
    profile: Profile
    store: ProfileStore


def read(path: Path, profiles: Path | None) -> Read:
    """Return a plan. Raises InputError for what cannot be read or is no plan, NotFoundError for an unknown profile."""
    store = ProfileStore.beside(path, profiles)
    if path.is_dir() or path.name == PLAN_FILE:
        drafted = PlanFolder.open(path).plan(store)
        return Read(drafted.plan, drafted.profile_id, store.load(drafted.profile_id), store)
    source = adapt.read(path, store)
    identifier = source.plan.profile_id
    return Read(source.drafted, identifier, source.store.load(identifier), source.store)
