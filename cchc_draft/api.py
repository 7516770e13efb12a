"""The use cases, for programs: values in, values out; only files that are named are read."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import NamedTuple

from cchc_draft import docx_writer, layout, plan_folder
from cchc_draft.errors import NotFoundError, Problem
from cchc_draft.model import Plan
from cchc_draft.profile_store import ProfileStore


class Draft(NamedTuple):
    """A finished document: its bytes, the plan it says, and what to look at before signing."""

    data: bytes
    plan: Plan
    warnings: tuple[Problem, ...]


def draft(
    plan: Path,
    *,
    profile_id: str | None = None,
    layout_name: str = layout.DEFAULT,
    is_draft: bool = False,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> Draft:
    """Return the .docx of a plan folder.

    *profile_id* drafts the same text for another agency; *is_draft* prints DỰ THẢO; *profiles* and *templates* are
    folders searched first. Raises CchcDraftError with every fault found.
    """
    store = ProfileStore.open(profiles)
    drafted = plan_folder.PlanFolder.open(plan).plan(store, profile_id, is_draft=is_draft)
    look = layout.load(layout.find(layout_name, templates))
    return Draft(docx_writer.write(drafted.plan, look, now), drafted.plan, drafted.warnings)


class ProfileSummary(NamedTuple):
    """One line of the list of profiles."""

    id: str
    name: str
    """Name of the agency; empty for a level profile."""


def list_profiles(profiles: Path | None = None) -> list[ProfileSummary]:
    """Return all profiles by id; files that are no profiles are left out."""
    store = ProfileStore.open(profiles)
    return [summary for identifier in store.ids() if (summary := _summary(store, identifier))]


def _summary(store: ProfileStore, identifier: str) -> ProfileSummary | None:
    from cchc_draft.errors import CchcDraftError

    try:
        tree = store.tree(identifier)
    except CchcDraftError:
        return ProfileSummary(identifier, "")
    if not (tree.child("ke_thua") or tree.child("vai_tro") or tree.child("cap")):
        return None
    name = tree.child("ten")
    is_agency = tree.child("dia_ban") is not None and name is not None
    return ProfileSummary(identifier, str(name.value) if is_agency and name else "")


def show_profile(identifier: str, profiles: Path | None = None) -> str:
    """Return a resolved profile as YAML with the origin of every value. Raises CchcDraftError for a faulty one."""
    from cchc_draft import profile_report

    store = ProfileStore.open(profiles)
    tree = store.tree(identifier)
    if tree.child("dia_ban"):
        store.load(identifier)
    return "\n".join(profile_report.lines(tree)) + "\n"


class NewProfile(NamedTuple):
    """A profile made for a locality: its usual id and its text."""

    id: str
    text: str
    hides: Path | None
    """The file of a profile that already has this id."""


def new_profile(*, commune: str = "", province: str = "", profiles: Path | None = None) -> NewProfile:
    """Return a profile for a commune, or for a province where no commune is named.

    Raises InputError with the candidates when the name is unknown or not clear.
    """
    from cchc_draft import communes

    locality = communes.find_commune(commune, province) if commune else communes.find_province(province)
    parent_id = communes.profile_id(communes.Locality(locality.province)) if locality.province else ""
    if parent_id and _path(parent_id, profiles) is None:
        parent_id = ""
    identifier = communes.profile_id(locality)
    return NewProfile(identifier, communes.profile_text(locality, parent_id), _path(identifier, profiles))


def _path(identifier: str, profiles: Path | None) -> Path | None:
    try:
        return ProfileStore.open(profiles).path(identifier)
    except NotFoundError:
        return None


def profile_schema() -> str:
    """Return the JSON Schema of profile files."""
    from cchc_draft.profile import schema

    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def plan_schema() -> str:
    """Return the JSON Schema of the head of ke-hoach.md."""
    from cchc_draft import front_matter

    return json.dumps(front_matter.schema(), ensure_ascii=False, indent=2) + "\n"
