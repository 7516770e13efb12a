"""Next year's plan from last year's: its files with what moves moved, and an entry for every inherited fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_draft.carrying import body_names, change_log, open_points, plan_head, register, source_files, sources
from cchc_draft.carrying.carried_text import CarriedText
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.decisions import PERSON, Decision
from cchc_draft.carrying.document_facts import Documents
from cchc_draft.carrying.moved_dates import Years
from cchc_draft.carrying.passages import Passage, body, yaml_passages
from cchc_draft.carrying.source_files import LastPlan
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_, translate
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import typed
from cchc_draft.yaml_text import load


@dataclass(frozen=True, slots=True)
class NextYear:
    """A plan folder of the new year, to be written."""

    files: dict[str, str]
    """All files by name, the log and the open points among them."""
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    """What to look at; nothing that stops."""
    years: Years
    is_update: bool = False
    """Merged into a folder that an earlier run made."""

    def count(self, state: change_log.State) -> int:
        """Return how many facts came to a state; of those to be confirmed, how many nobody has answered."""
        if state == "open":
            listed = open_points.parse(self.files[open_points.FILE], open_points.FILE)
            return sum(point.is_open for point in listed)
        return sum(entry.state == state for entry in self.entries)


def next_year(
    last: Path,
    year: int,
    store: ProfileStore,
    *,
    profile_id: str | None = None,
    registers: Sequence[Path] = (),
    output: Path | None = None,
    is_forced: bool = False,
    request: sources.Request = sources.NOTHING,
) -> NextYear:
    """Return the plan folder of *year* from last year's plan.

    *registers* are the office's own registers of documents; answers already given in the folder *output* are kept.
    A plan with points still open is refused unless *is_forced*. *request* names sources that are merged in; what they
    say now is kept in the folder for the next time, and a second run is merged into what stands there. Raises
    InputError with every fault, NotFoundError for an unknown profile or template.
    """
    plan = source_files.open_last(last, store, profile_id)
    if profile_id:
        store.load(profile_id)
    years = _years(plan, year, last)
    if plan.base and output and output.resolve() == plan.base.resolve():
        raise InputError([Problem("same-folder", SAME_FOLDER, {}, Place(str(output)))])
    if plan.base and not is_forced:
        _check_confirmed(plan.base)
    documents = Documents(years.old, years.new, register.open_register([*registers, *plan.register_files]))
    texts = carried_texts(plan, years, documents, profile_id)
    finished = [(text.name, *text.finish()) for text in texts]
    entries = [entry for _, _, found in finished for entry in found]
    files = {name: text for name, text, _ in finished}
    wanted, doubts = sources.wanted(request, store, profile_id or plan.profile_id, years.old, years.new)
    made = sources.combine(plan.files, plan.base, files, entries, wanted)
    return _finished(plan, made._replace(entries=change_log.numbered(made.entries)), years, output, doubts)


def _years(plan: LastPlan, year: int, last: Path) -> Years:
    node = plan.head()[0].child("nam")
    old = int(str(node.value)) if node else 0
    if year <= old:
        facts = {"year": year, "old": old}
        raise InputError([Problem("year-not-after", NOT_AFTER, facts, Place(str(last)))])
    if year - old > FARTHEST:
        raise InputError([Problem("year-too-far", TOO_FAR, {"year": year, "old": old}, Place(str(last)))])
    return Years(old, year)


FARTHEST = 5
"""Years between two plans; more is a mistake."""


def _check_confirmed(folder: Path) -> None:
    found = open_points.load(folder)
    count = sum(point.is_open for point in found)
    if count:
        facts = {"count": count, "folder": typed(folder)}
        raise InputError([Problem("last-year-open", STILL_OPEN, facts, Place(str(folder / open_points.FILE)))])


def carried_texts(
    plan: LastPlan, years: Years, documents: Documents, profile_id: str | None = None
) -> list[CarriedText]:
    """Return the files of last year's plan with all that was decided on them."""
    tree, head_end = plan.head()
    plan_text = plan.files[PLAN_FILE]
    head = list(yaml_passages(PLAN_FILE, plan_text, tree, head_end))
    paragraphs = list(body(PLAN_FILE, plan_text, head_end))
    lists = {name: _tasks(name, plan.files[name]) for name in plan.task_files}
    plan_head.learn(tree, documents)
    for passages in (paragraphs, *lists.values()):
        for passage in passages:
            documents.learn(passage.words)
    texts = [CarriedText(name, text, years, documents) for name, text in plan.files.items()]
    named: list[tuple[CarriedText, list[Passage]]] = []
    for text in texts:
        if text.name == PLAN_FILE:
            plan_head.carry(text, tree, head, profile_id)
            text.carry(paragraphs)
            named.append((text, [*(one for one in head if one.path[:1] == ("noi_nhan",)), *paragraphs]))
        elif text.name in lists:
            text.carry(lists[text.name])
            named.append((text, lists[text.name]))
        else:
            _keep_profile(text)
    body_names.keep(named)
    return texts


def _tasks(name: str, text: str) -> list[Passage]:
    return [one for one in yaml_passages(name, text, load(text, name), len(text)) if plan_head.is_text(one.path)]


def _keep_profile(carried: CarriedText) -> None:
    """Ask for the signer of a profile that travels with the plan."""
    tree = load(carried.text, carried.name)
    for passage in yaml_passages(carried.name, carried.text, tree, len(carried.text)):
        if passage.path[-1:] == ("ho_ten",):
            start, end = passage.span(0, len(passage.words))
            carried.keep(start, end, Decision("person", "open", translate(PERSON)))


def _finished(
    plan: LastPlan, made: sources.Combined, years: Years, output: Path | None, doubts: Sequence[Problem]
) -> NextYear:
    """Return the whole folder: the files with answers given before, the log and the open points."""
    files, entries, stored = made
    points: Sequence[open_points.Point] = open_points.points(entries)
    is_update = output is not None and sources.is_known(output)
    if output is not None and is_update:
        files, points, entries = sources.updated(output, made)
    elif output is not None:
        old = open_points.load(output)
        files, points, entries = open_points.carried_answers(old, entries, files, output)
    title = translate(TITLE).format(old=years.old, new=years.new)
    texts = {
        **stored,
        **files,
        **plan.others,
        open_points.FILE: open_points.dump(points),
        **change_log.files(title, entries),
    }
    return NextYear(texts, tuple(entries), (*_told(plan), *doubts), years, is_update)


def _told(plan: LastPlan) -> Iterator[Problem]:
    """Yield what the user is told beside the log: of an import only what is more than tidying."""
    from cchc_draft.importing import import_report, report_kinds

    groups = report_kinds.grouped(plan.problems) if plan.is_imported else []
    small = [group for group in groups if group.kind.weight != "serious" and group.places > FEW]
    quiet = {id(problem) for group in small for problem in group.problems}
    yield from (replace(problem, level="warning") for problem in plan.problems if id(problem) not in quiet)
    for group in small:
        facts = {"kind": group.kind.title, "count": group.places, "report": import_report.NAME}
        place = group.problems[0].place
        yield Problem("import-small", SMALL, facts, Place(place.file) if place else None, level="warning")


FEW = 3
"""Places of one small kind that are told one by one; more of them are told by their number."""


TITLE = N_("Nhật ký chuyển kế hoạch năm {old} sang năm {new}")
SMALL = N_("{kind}: {count} chỗ; xem từng chỗ trong {report}")
NOT_AFTER = N_("năm mới ({year}) phải sau năm của kế hoạch ({old})")
TOO_FAR = N_("năm mới ({year}) cách năm của kế hoạch ({old}) quá xa; hãy xem lại")
SAME_FOLDER = N_("thư mục mới phải khác thư mục của kế hoạch năm trước")
STILL_OPEN = N_(
    "kế hoạch năm trước còn {count} điểm chưa xác nhận; hãy xác nhận bằng «cchc-draft confirm {folder}», hoặc thêm "
    "--force để mang sang cả những điểm đó"
)
