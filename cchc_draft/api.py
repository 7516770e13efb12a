"""The use cases, for programs: values in, values out; only files that are named are read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cchc_draft import docx_writer, layout, plan_folder
from cchc_draft.errors import NotFoundError, Problem
from cchc_draft.model import Appendix, Plan
from cchc_draft.profile_store import ProfileStore

if TYPE_CHECKING:
    from cchc_draft import content_template
    from cchc_draft.checking.checker import Settings
    from cchc_draft.checking.document import Document
    from cchc_draft.checking.rule import Reported, Rule, Severity
    from cchc_draft.importing import old_plan


class Draft(NamedTuple):
    """A finished document: its bytes, the plan it says, and what to look at before signing."""

    data: bytes
    plan: Plan
    warnings: tuple[Problem, ...]
    profile_id: str


def draft(
    plan: Path,
    *,
    kind: str = ".docx",
    profile_id: str | None = None,
    layout_name: str = layout.DEFAULT,
    is_draft: bool = False,
    is_final: bool = False,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> Draft:
    """Return a plan folder as a document: .docx, .html, .md or .pdf by *kind*.

    *profile_id* drafts the same text for another agency; *is_draft* prints DỰ THẢO; *is_final* refuses blank marks;
    *profiles* and *templates* are folders searched first. Raises CchcDraftError with every fault found.
    """
    store = ProfileStore.beside(plan, profiles)
    folder = plan_folder.PlanFolder.open(plan)
    drafted = folder.plan(store, profile_id, is_draft=is_draft, is_final=is_final)
    if kind == ".html":
        from cchc_draft import html_writer

        data = html_writer.write(drafted.plan)
    elif kind == ".md":
        from cchc_draft import plan_source

        data = plan_source.write(drafted).encode()
    else:
        look = layout.load(layout.find(layout_name, templates))
        data = _printed(docx_writer.write(drafted.plan, look, now), kind)
    return Draft(data, drafted.plan, drafted.warnings, drafted.profile_id)


def _printed(docx: bytes, kind: str) -> bytes:
    """Return a .docx as it is, or as .pdf."""
    if kind != ".pdf":
        return docx
    from cchc_draft import pdf_writer

    return pdf_writer.write(docx)


class Table(NamedTuple):
    """A finished task table: its bytes, what it says, and what to look at."""

    data: bytes
    appendix: Appendix
    warnings: tuple[Problem, ...]


def appendix(
    tasks: Path,
    *,
    kind: str = ".docx",
    profile_id: str | None = None,
    columns: Sequence[str | Mapping[str, str]] = (),
    merged: Sequence[str] = (),
    numbering: str = "lien_tuc",
    is_landscape: bool = False,
    sheet: str = "",
    layout_name: str = layout.DEFAULT,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> Table:
    """Return the table of a task list (.yaml, .xlsx, .csv) alone, for a document made elsewhere.

    *columns* are keys, or a key with a title of its own; without any, the table shows what the list has. *profile_id*
    turns unit ids into names. Raises CchcDraftError with every fault found.
    """
    from cchc_draft import task_appendix

    profile = ProfileStore.open(profiles).load(profile_id) if profile_id else None
    made = task_appendix.read(tasks, sheet, profile, columns, merged, numbering, is_landscape=is_landscape)
    if kind == ".html":
        from cchc_draft import html_writer

        return Table(html_writer.table(made.appendix), made.appendix, made.warnings)
    look = layout.load(layout.find(layout_name, templates))
    data = docx_writer.write_table(made.appendix, profile.name if profile else "", look, now)
    return Table(_printed(data, kind), made.appendix, made.warnings)


def task_form(*, profile_id: str | None = None, profiles: Path | None = None, year: int | None = None) -> bytes:
    """Return an Excel form (.xlsx) for a task list, with drop-downs of the profile's units."""
    from cchc_draft import task_form as form

    return form.write(ProfileStore.open(profiles).load(profile_id) if profile_id else None, year)


def new_plan(
    template: str,
    *,
    profile_id: str,
    year: int,
    profiles: Path | None = None,
    templates: Path | None = None,
) -> dict[str, str]:
    """Return the files of a new plan folder, name to text, from a content template.

    Raises NotFoundError for an unknown template or profile, InputError for a faulty one.
    """
    from cchc_draft import content_template

    store = ProfileStore.open(profiles)
    profile, parent = store.load(profile_id), store.parent(profile_id)
    return content_template.make(template, profile_id, profile, parent, year, templates)


def import_plan(document: Path, *, profile_id: str | None = None, profiles: Path | None = None) -> old_plan.Imported:
    """Return the plan folder of an existing document (.docx, .txt, .md, .doc, .odt, .pdf), with a report.

    Raises InputError for a document that cannot be read or is no plan, NotFoundError for an unknown profile.
    """
    from cchc_draft.importing import old_plan

    return old_plan.plan_folder(document, ProfileStore.open(profiles), profile_id)


class Checked(NamedTuple):
    """One file, the plan that it holds as rules saw it, and what they found."""

    file: Path
    document: Document
    found: list[Reported]


def check_settings(
    *,
    only: Collection[str] = (),
    ignored: Collection[str] = (),
    severities: Mapping[str, Severity | None] | None = None,
) -> Settings:
    """Return which rules run and how severe they are, by their codes; None as severity leaves a rule out."""
    from cchc_draft.checking.checker import Settings

    return Settings(only, ignored, severities or {})


def check(
    document: Path,
    *,
    profile_id: str | None = None,
    profiles: Path | None = None,
    settings: Settings | None = None,
) -> Checked:
    """Return what is wrong with a plan folder, or with a document of any kind that can be imported.

    Raises InputError for what cannot be read or is no plan, NotFoundError for an unknown profile.
    """
    from cchc_draft.checking import checker

    read = checker.of_file(document, ProfileStore.beside(document, profiles), profile_id)
    return Checked(document, read, checker.check(read, settings))


def doubts(checked: Checked) -> list[Problem]:
    """Return why what was found in a file is not to be trusted: its letters are those of a bad scan."""
    from cchc_draft.checking.document import GARBLED

    return [problem for problem in checked.document.written.problems if problem.code in GARBLED]


def check_draft(draft: Draft, file: str, profiles: Path | None = None) -> list[Reported]:
    """Return what the rules about text find in a draft; places are those of its plan folder, else *file*."""
    from cchc_draft.checking import checker

    store = ProfileStore.beside(Path(file), profiles)
    return checker.check(checker.of_plan(draft.plan, file, store, draft.profile_id))


def findings(checked: Sequence[Checked], form: str = "text", *, is_coloured: bool = False) -> str:
    """Return what was found in files as text, json or sarif."""
    from cchc_draft.checking import reports

    results = [reports.Result(str(one.file), one.found) for one in checked]
    if form == "json":
        return reports.as_json(results)
    return reports.as_sarif(results, rules()) if form == "sarif" else reports.text(results, is_coloured=is_coloured)


def comments(checked: Checked, now: datetime.datetime | None = None) -> bytes:
    """Return a copy of a .docx that was checked, with a Word comment at each place; the text stays as it is."""
    from cchc_draft.checking import word_comments
    from cchc_draft.importing import old_plan

    form = checked.document.word
    if form is None:
        raise ValueError("not a Word file")
    at = now or datetime.datetime.now(datetime.UTC)
    return word_comments.write(old_plan.data_of(checked.file), form.package, form, checked.found, at)


def rules() -> Mapping[str, Rule]:
    """Return the rules of checking by code."""
    from cchc_draft.checking import checker

    return checker.all_rules()


def keep_text(document: Path) -> dict[str, str]:
    """Return the plain text of a document, and what was left out, as files. Raises InputError for an unreadable one."""
    from cchc_draft.importing import old_plan

    return old_plan.plain_text(document)


def list_templates(templates: Path | None = None) -> list[content_template.Summary]:
    """Return the content templates by id."""
    from cchc_draft import content_template

    return content_template.names(templates)


def check_layout(path: Path) -> list[Problem]:
    """Return what a .docx layout lacks or has broken, and where it does not follow Decree 30/2020/NĐ-CP."""
    from cchc_draft import layout_check

    return layout_check.check_file(path)


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
