"""The use cases, for programs: values in, values out; only files that are named are read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cchc_draft import docx_writer, layout, plan_folder
from cchc_draft.errors import CchcDraftError, InputError, NotFoundError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.model import Appendix, Plan
from cchc_draft.profile_store import ProfileStore

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from cchc_draft import content_template
    from cchc_draft.adapting import batch as batching
    from cchc_draft.adapting.adapt import Adapted
    from cchc_draft.adapting.coverage import Coverage
    from cchc_draft.adapting.summary import Summary
    from cchc_draft.carrying.next_year import NextYear
    from cchc_draft.checking.checker import Settings
    from cchc_draft.checking.document import Document
    from cchc_draft.checking.rule import Reported, Rule, Severity
    from cchc_draft.importing import old_plan
    from cchc_draft.open_points import FolderPoints
    from cchc_draft.printed_form import LastPage
    from cchc_draft.redline import comparison


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
    has_chart: bool = False,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> Draft:
    """Return a plan folder as a document: .docx, .html, .md or .pdf by *kind*.

    *profile_id* drafts the same text for another agency; *is_draft* prints DỰ THẢO; *is_final* refuses blank marks;
    *has_chart* adds a chart of the tasks after the appendices; *profiles* and *templates* are folders searched first.
    Raises CchcDraftError with every fault found.
    """
    store = ProfileStore.beside(plan, profiles)
    folder = plan_folder.PlanFolder.open(plan)
    drafted = folder.plan(store, profile_id, is_draft=is_draft, is_final=is_final)
    has_chart = has_chart or folder.front.has_chart
    warnings = _chart_warnings(drafted, kind) if has_chart else ()
    if kind == ".html":
        from cchc_draft import html_writer

        data = html_writer.write(drafted.shown, _last_pages(drafted.plan) if has_chart else ())
    elif kind == ".md":
        from cchc_draft import plan_source

        data = plan_source.write(drafted).encode()
    else:
        look = layout.load(layout.find(layout_name, templates))
        pages = _last_pages(drafted.plan, look) if has_chart else ()
        data = _printed(docx_writer.write(drafted.shown, look, now, pages), kind)
    return Draft(data, drafted.plan, (*drafted.warnings, *warnings), drafted.profile_id)


def _last_pages(plan: Plan, look: layout.Layout | None = None) -> list[LastPage]:
    """Return the chart of a plan, for Word in a layout, else for the preview."""
    from cchc_draft.overview import chart_table

    return chart_table.pages(plan, look)


def _chart_warnings(drafted: plan_folder.Drafted, kind: str) -> Sequence[Problem]:
    """Return why a draft has no chart although one was wanted."""
    if kind == ".md":
        return () if drafted.folder.front.has_chart else [Problem("no-chart", CHART_AS_TEXT, level="warning")]
    has_tasks = any(appendix.tasks for appendix in drafted.plan.appendices)
    return () if has_tasks else [Problem("no-chart", CHART_WITHOUT_TASKS, level="warning")]


CHART_AS_TEXT = N_("bản .md không có biểu đồ; hãy ghi «bieu_do: true» ở phần đầu ke-hoach.md")
CHART_WITHOUT_TASKS = N_("không vẽ được biểu đồ vì phụ lục không có nhiệm vụ nào")


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


def next_year(
    last: Path,
    year: int,
    *,
    profile_id: str | None = None,
    profiles: Path | None = None,
    output: Path | None = None,
    is_forced: bool = False,
    template: str = "",
    templates: Path | None = None,
    parent_plan: Path | None = None,
) -> NextYear:
    """Return the plan folder of *year* from last year's plan: a plan folder, or a document that can be imported.

    *output* is the folder that is to hold it: answers given there before are kept. A plan with points that nobody has
    confirmed is refused unless *is_forced*. The content template *template* (*templates* is searched first) and the new
    plan of the agency above, *parent_plan*, are merged in by item. Raises InputError with every fault, NotFoundError
    for an unknown profile or template.
    """
    from cchc_draft.adapting import asked_tasks
    from cchc_draft.carrying import next_year, register, sources
    from cchc_draft.shipped import folders

    beside = [folder / register.NAME for folder in reversed(folders("profiles", profiles))]
    return next_year.next_year(
        last,
        year,
        ProfileStore.beside(last, profiles),
        profile_id=profile_id,
        registers=[path for path in beside if path.is_file()],
        output=output,
        is_forced=is_forced,
        request=sources.Request(template, templates, parent_plan, asked_tasks.judge),
    )


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
    """Return why what was found in a file is not to be trusted: a bad scan, a form that is not filled in."""
    return list(checked.document.doubts)


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

    form = checked.document.word
    if form is None:
        raise ValueError("not a Word file")
    at = now or datetime.datetime.now(datetime.UTC)
    return word_comments.write(form, checked.found, at)


def diff(
    old: Path,
    new: Path,
    *,
    kind: str = "",
    author: str = "",
    date: datetime.datetime | None = None,
    layout_name: str = layout.DEFAULT,
    profiles: Path | None = None,
    templates: Path | None = None,
) -> comparison.Comparison:
    """Return what differs between two plans, each a plan folder or a document that can be imported.

    *kind* .docx gives the new draft with tracked changes of *author* at *date*: accepted it is the new draft, rejected
    the old one; .html gives both side by side. Raises CchcDraftError with every fault found.
    """
    from cchc_draft.redline import comparison
    from cchc_draft.redline.marks import AUTHOR, NO_DATE, Marks

    marks = Marks(author or AUTHOR, date or NO_DATE)

    def draw(drafted: plan_folder.Drafted) -> bytes:
        look = layout.load(layout.find(layout_name, templates))
        pages = _last_pages(drafted.plan, look) if drafted.folder.front.has_chart else ()
        return docx_writer.write(drafted.shown, look, date or NO_DATE, pages)

    return comparison.compare(old, new, profiles, kind, draw, marks)


class AdaptedPlan(NamedTuple):
    """The plan folder of a lower agency: its files, and what became of each name."""

    files: dict[str, bytes]
    adapted: Adapted
    covered: Coverage | None
    """Which tasks of the agency above it carries out; None where it cannot be drafted yet."""


def adapt(
    city: Path,
    profile_id: str,
    *,
    template: str = "",
    output: Path | None = None,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> AdaptedPlan:
    """Return the plan of the agency above, a plan folder or a document, as the plan folder of a lower agency.

    A content template adds what agencies of that level always have; answers given before in the folder *output* are
    kept. Raises InputError for an agency that does not stand below, and for a faulty plan; NotFoundError for an
    unknown profile or template.
    """
    from cchc_draft.adapting import adapt as adapting
    from cchc_draft.adapting import coverage, coverage_tables
    from cchc_draft.carrying import change_log

    source = adapting.read(city, ProfileStore.beside(city, profiles))
    made = adapting.adapt(source, profile_id, template=template, templates=templates, output=output)
    files = {name: text.encode() for name, text in made.files.items()}
    if made.lower is None or not coverage.tasks_of(made.upper):
        return AdaptedPlan(files, made, None)
    covered = coverage.compare(made.upper, made.lower, made.step.lower)
    tables = [coverage_tables.assignment([covered]), coverage_tables.findings([covered])]
    matrix = "\n".join(coverage_tables.markdown(table) for table in tables if table.rows)
    files[change_log.FILE] += f"\n{matrix}".encode()
    for kind in COVERAGE_KINDS:
        files[f"phan-cong{kind}"] = _coverage(made.upper, [covered], kind, now)
    return AdaptedPlan(files, made, covered)


class Covered(NamedTuple):
    """How plans below cover the plan of the agency above."""

    upper: Plan
    plans: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    """Why some of the plans are not among them."""

    def file(self, kind: str, now: datetime.datetime | None = None) -> bytes:
        """Return the matrix as .xlsx or .html."""
        return _coverage(self.upper, self.plans, kind, now)


def coverage(city: Path, wards: Sequence[Path], *, profiles: Path | None = None) -> Covered:
    """Return which tasks of the plan above are carried out by which tasks of the plans below.

    Each is a plan folder or a document that can be imported. Plans below that cannot be read are told and left out.
    Raises InputError for a faulty plan above, or where no plan is left; NotFoundError for an unknown profile.
    """
    from cchc_draft.adapting import coverage as covering
    from cchc_draft.adapting import plans, steps

    above = plans.read(city, profiles)
    if not covering.tasks_of(above.plan):
        raise InputError([Problem("no-tasks-above", NO_TASKS_ABOVE, {}, Place(str(city)))])
    found: list[Coverage] = []
    problems: list[Problem] = []
    for ward in wards:
        try:
            below = plans.read(ward, profiles)
            steps.check_below(above.profile, below.store, below.profile_id, Place(str(ward)))
            found.append(covering.compare(above.plan, below.plan, below.profile))
        except CchcDraftError as error:
            problems += error.problems
    if not found:
        raise InputError(problems)
    return Covered(above.plan, tuple(found), tuple(problems))


COVERAGE_KINDS = (".xlsx", ".html")


def _coverage(upper: Plan, covered: Sequence[Coverage], kind: str, now: datetime.datetime | None) -> bytes:
    if kind == ".xlsx":
        from cchc_draft.adapting import coverage_book

        return coverage_book.write(covered, now)
    from cchc_draft.adapting import coverage_page

    return coverage_page.write(covered, upper)


NO_TASKS_ABOVE = N_("kế hoạch cấp trên không có danh mục nhiệm vụ, không có gì để đối chiếu")


def prepare_batch(
    city: Path,
    output: Path,
    *,
    communes: str = "",
    data: Path | None = None,
    has_draft: bool = True,
    has_folder: bool = False,
    is_forced: bool = False,
    template: str = "",
    layout_name: str = layout.DEFAULT,
    profiles: Path | None = None,
    templates: Path | None = None,
    now: datetime.datetime | None = None,
) -> batching.Prepared:
    """Return a batch that is ready to run: the city's plan for many communes. Nothing is written yet.

    *communes* is ``ca-nuoc``, a province, or a file with a list; *data* an .xlsx or .csv with signer, number, date,
    recipients and units by commune. Raises CchcDraftError with every fault of the input.
    """
    import os

    from cchc_draft.adapting import batch as batching
    from cchc_draft.adapting.commune_work import Settings

    settings = Settings(
        city,
        profiles,
        templates,
        template,
        layout_name,
        has_draft=has_draft,
        has_folder=has_folder,
        now=now or datetime.datetime.now(datetime.UTC),
        language=os.environ.get("LANGUAGE", "vi"),
    )
    return batching.prepare(batching.Request(settings, output, communes, data, is_forced))


def batch(
    prepared: batching.Prepared,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    dask: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Make what is missing or out of date of a batch, and return what came of each commune.

    The work goes to *executor*, to a Dask cluster at the address *dask*, or to *jobs* processes on this machine, by
    default one for each core. Raises OutputError where the folder cannot be written; ``batch.StoppedError`` on Ctrl-C.
    """
    from cchc_draft.adapting import batch as batching
    from cchc_draft.adapting.batch_workers import workers

    if executor is not None:
        return batching.run(prepared, executor, workers=jobs or 4, progress=progress)
    with workers(prepared.request.settings, len(prepared.communes), jobs, dask) as found:
        return batching.run(prepared, found.executor, workers=found.at_once, progress=progress)


def rules() -> Mapping[str, Rule]:
    """Return the rules of checking by code."""
    from cchc_draft.checking import checker

    return checker.all_rules()


def keep_text(document: Path) -> dict[str, str]:
    """Return the plain text of a document, and what was left out, as files. Raises InputError for an unreadable one."""
    from cchc_draft.importing import old_plan

    return old_plan.plain_text(document)


def points(folder: Path) -> FolderPoints:
    """Return what of a plan folder is still to be confirmed, and where it stands.

    Raises InputError for a folder without a list of points, or with a faulty one.
    """
    from cchc_draft import open_points

    if not (folder / open_points.FILE).is_file():
        raise InputError([Problem("no-points", NO_POINTS, {"name": open_points.FILE}, Place(str(folder)))])
    return open_points.read_folder(folder)


def printer(folder: Path) -> Callable[[str], str]:
    """Return what prints words of a plan's files as its agency does; of a faulty plan they stay as they are."""
    from cchc_draft.printed_words import Printer

    try:
        front = plan_folder.PlanFolder.open(folder).front
        store = ProfileStore.beside(folder)
        return Printer(store.load(front.profile), store.parent(front.profile), front.year, front.wording).text
    except CchcDraftError:
        return str


def confirm(folder: Path, identifier: str, value: str | None = None) -> FolderPoints:
    """Answer a point of a plan folder, with a new value or, by None, as it stands; return the points left.

    Points that ask about the same are answered with it. The files and the list are written at once. Raises InputError
    where the answer cannot be taken.
    """
    from cchc_draft import open_answers, open_points, output
    from cchc_draft.source_text import read_text

    with output.held(folder):
        found = points(folder).all
        wanted = open_answers.of_group(found, identifier)
        value = open_answers.without_choice(wanted[0]) or None if value is None else value
        if value is None:
            found = open_answers.accept_all(found, wanted)
        else:
            before = {point.file: read_text(folder / point.file) for point in wanted}
            texts, found = open_answers.set_all(before, found, wanted, value)
            for name, text in texts.items():
                _check_head(before[name], text, folder / name)
            for name, text in texts.items():
                output.replace_text(folder / name, text)
        output.replace_text(folder / open_points.FILE, open_points.dump(found))
    return points(folder)


def drop(folder: Path, identifier: str) -> str:
    """Leave out of a plan folder what a point asks about; return what was left out.

    Raises InputError where what is left would be no sentence or no list; nothing is written then.
    """
    from cchc_draft import open_answers, open_points, output
    from cchc_draft.source_text import read_text

    with output.held(folder):
        found = points(folder).all
        path = folder / open_answers.point_of(found, identifier).file
        gone = open_answers.drop(read_text(path), found, identifier)
        if gone.task:
            plan = folder / plan_folder.PLAN_FILE
            open_answers.check_unused(gone.task, identifier, read_text(plan) if plan.is_file() else "", str(plan))
        output.replace_text(path, gone.text)
        output.replace_text(folder / open_points.FILE, open_points.dump(gone.points))
    return gone.words


def _check_head(before: str, after: str, path: Path) -> None:
    """Raise InputError for faults that an answer would bring into the head of a plan."""
    if path.name == plan_folder.PLAN_FILE:
        faults = {str(problem) for problem in _head_faults(before, path)}
        new = [problem for problem in _head_faults(after, path) if str(problem) not in faults]
        if new:
            raise InputError(new)


def _head_faults(text: str, path: Path) -> list[Problem]:
    from cchc_draft import front_matter

    problems: list[Problem] = []
    try:
        head, _, _ = front_matter.split(text, str(path))
        front_matter.read_head(head, str(path), problems)
    except InputError as error:
        problems += error.problems
    return problems


def settle(folder: Path) -> None:
    """Note in the list of a plan folder what was answered by editing its files."""
    from cchc_draft import open_answers, open_points, output

    with output.held(folder):
        found = points(folder)
        if found.edited:
            listed = open_points.dump(open_answers.settled(found.all, found.edited))
            output.replace_text(folder / open_points.FILE, listed)


NO_POINTS = N_("không có {name}: thư mục này không có gì phải xác nhận")


class Overview(NamedTuple):
    """Tasks of plans at a glance: the bytes of a file, and what is to be told."""

    data: bytes
    plans: int
    tasks: int
    warnings: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    """Why some of the plans are not in it."""


def tasks_overview(plans: Sequence[Path], *, kind: str = ".xlsx", profiles: Path | None = None) -> Overview:
    """Return the tasks of plan folders and documents as a calendar (.ics), workbook, page (.html) or picture (.svg).

    A plan that cannot be read is told, and the others are done. Raises InputError when no plan has a task.
    """
    from cchc_draft.overview import files, listing

    listed = listing.read(plans, profiles)
    data, problems = files.WRITERS[kind](listed.plans)
    count = sum(len(plan.tasks) for plan in listed.plans)
    return Overview(data, len(listed.plans), count, (*listed.warnings, *problems), listed.unread)


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
