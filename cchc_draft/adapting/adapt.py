"""The plan of the agency above made the lower agency's own: its files, a log of every name, what is to be confirmed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path

from cchc_draft import content_template
from cchc_draft.adapting import additions, dropping, plan_head, sections
from cchc_draft.adapting.adapted_text import AdaptedText, Arranged
from cchc_draft.adapting.answers import Change
from cchc_draft.adapting.names import Names
from cchc_draft.adapting.shown import UNIT_IN_TAG
from cchc_draft.adapting.steps import LEADING_ROLE, PRESS_ROLE, Step, step
from cchc_draft.adapting.task_lists import FOREIGN, TaskLists
from cchc_draft.adapting.units import Units
from cchc_draft.carrying import change_log, open_points, source_files
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.passages import Passage, body, yaml_passages
from cchc_draft.carrying.source_files import LastPlan
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing.trial import refused
from cchc_draft.language import N_, translate
from cchc_draft.model import Plan
from cchc_draft.plan_folder import PLAN_FILE, PlanFolder
from cchc_draft.printed_words import EXPRESSION, Printer
from cchc_draft.profile_store import ProfileStore
from cchc_draft.yaml_text import Node, load


@dataclass(frozen=True, slots=True)
class Adapted:
    """The lower agency's plan folder, to be written."""

    files: dict[str, str]
    """All files by name, the log and the open points among them."""
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    """What to look at; nothing that stops."""
    upper: Plan
    lower: Plan | None
    """What the files say; None where they cannot be drafted yet."""
    step: Step
    printer: Printer
    """Prints the tags of the plan for the lower agency."""

    def count(self, state: change_log.State) -> int:
        """Return how many names came to a state."""
        return sum(entry.state == state for entry in self.entries)


@dataclass(frozen=True, slots=True)
class UpperSource:
    """The plan of the agency above, read once: for one lower agency or for many."""

    city: Path
    plan: LastPlan
    tree: Node
    body: int
    """Where the text below the head begins."""
    drafted: Plan
    store: ProfileStore


def read(city: Path, store: ProfileStore, profile_id: str | None = None) -> UpperSource:
    """Return the plan of the agency above: a plan folder, or a document that can be imported.

    Raises InputError with every fault, NotFoundError for an unknown profile.
    """
    plan = source_files.open_last(city, store, profile_id)
    store = with_profiles(store, plan.files)
    tree, end = plan.head()
    return UpperSource(city, plan, tree, end, _drafted(plan.files, store, city), store)


def with_profiles(store: ProfileStore, files: Mapping[str, str]) -> ProfileStore:
    """Return a store that knows the profiles that travel with a plan too."""
    for name, text in files.items():
        if name.startswith("profiles/"):
            identifier = name.removeprefix("profiles/").removesuffix(".yaml")
            store = store if identifier in store.ids() else store.with_text(identifier, text)
    return store


def _drafted(files: dict[str, str], store: ProfileStore, place: Path) -> Plan:
    """Return the plan of files that are in no folder yet. Raises InputError with what is wrong in them."""
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        try:
            return PlanFolder.open(folder).plan(store).plan
        except InputError as error:
            raise InputError(_placed(error, folder, place)) from error


def _placed(error: InputError, scratch: Path, place: Path) -> Iterator[Problem]:
    """Yield problems with places in the user's own files."""
    folder = place if place.is_dir() else place.parent
    for problem in error.problems:
        where = problem.place
        if where and Path(where.file).is_relative_to(scratch):
            name = Path(where.file).relative_to(scratch)
            problem = replace(problem, place=replace(where, file=str(folder / name if place.is_dir() else place)))
        yield problem


def adapt(
    source: UpperSource,
    lower_id: str,
    *,
    template: str = "",
    templates: Path | None = None,
    output: Path | None = None,
) -> Adapted:
    """Return the plan folder of *lower_id*; answers already given in the folder *output* are kept.

    A content template gives what agencies of this level always add. Raises InputError for an agency that does not
    stand below the other one, NotFoundError for an unknown profile or template.
    """
    made = undrafted(source, lower_id, template=template, templates=templates, output=output)
    files = {name: text for name, text in made.files.items() if name not in (*source.plan.others, open_points.FILE)}
    made = with_log(made)
    try:
        return replace(made, lower=_drafted(files, source.store, Path()))
    except InputError:
        faults = refused(files, source.store)
        return replace(made, problems=(*made.problems, *(replace(fault, level="warning") for fault in faults)))


def undrafted(
    source: UpperSource,
    lower_id: str,
    *,
    template: str = "",
    templates: Path | None = None,
    output: Path | None = None,
) -> Adapted:
    """Return the same without its log, and nobody has tried what its files say."""
    plan, store = source.plan, source.store
    if plan.base and output and output.resolve() == plan.base.resolve():
        raise InputError([Problem("same-folder", SAME_FOLDER, {}, Place(str(output)))])
    taken = step(store, plan.profile_id, lower_id, Place(str(source.city)))
    adaptation = _Adaptation(source, taken)
    files, entries = adaptation.files()
    problems = [*plan.problems, *_open_roles(taken)]
    if template:
        added = _with_template(source, taken, files, template, templates)
        files, entries, problems = added.files, [*entries, *added.entries], [*problems, *added.problems]
    return _finished(source, adaptation, files, change_log.numbered(entries), problems, output)


def _with_template(
    source: UpperSource, taken: Step, files: dict[str, str], name: str, templates: Path | None
) -> additions.Added:
    """Return the files with what a content template adds."""
    year, store = source.drafted.year, source.store
    made = content_template.make(name, taken.lower_id, taken.lower, taken.parent, year, templates)
    place = Path(name)
    given = additions.Template(name, made, _drafted(made, store, place))
    own = _drafted(files, store, place)
    target = source.plan.task_files[0] if source.plan.task_files else ""
    return additions.add(files, own, given, target)


def _open_roles(taken: Step) -> Iterator[Problem]:
    roles = list(Units(taken).roles_left_open())
    if roles:
        facts = {"profile": taken.lower_id, "roles": ", ".join(roles)}
        yield Problem("roles-missing", ROLES_MISSING, facts, level="warning")


@lru_cache(maxsize=4)
def _tree(text: str, name: str) -> Node:
    """Return the tree of a task list; kept, since all communes of a batch start from the same."""
    return load(text, name)


class _Adaptation:
    """One plan on its way to one lower agency."""

    def __init__(self, source: UpperSource, taken: Step) -> None:
        self.source, self.step = source, taken
        self.names = Names(taken, Units(taken))
        wording = source.tree.find(("tu_ngu",)).plain() if source.tree.child("tu_ngu") else {}
        year = source.drafted.year
        self.printers = (
            Printer(taken.upper, taken.above, year, wording),
            Printer(taken.lower, taken.parent, year, wording),
        )
        self.tasks = TaskLists()

    def files(self) -> tuple[dict[str, str], list[Entry]]:
        """Return the files of the lower agency's plan and the entries of all that is in them."""
        source = self.source
        files: dict[str, str] = {}
        entries: list[Entry] = []
        lists = list(self._lists())
        given = source.plan.files
        adapted = {name: AdaptedText(name, text, self.names, self.printers) for name, text in given.items()}
        head = list(yaml_passages(PLAN_FILE, source.plan.files[PLAN_FILE], source.tree, source.body))
        self._plan_file(adapted[PLAN_FILE], head)
        for name, path in lists:
            text = source.plan.files[name]
            root = source.tree if name == PLAN_FILE else _tree(text, name)
            passages = head if name == PLAN_FILE else list(yaml_passages(name, text, root, len(text)))
            self.tasks.adapt(adapted[name], root, passages, path)
        for name, one in adapted.items():
            if name.startswith("profiles/"):
                files[name] = one.text
                continue
            files[name], found = one.finish(self._joined if name == PLAN_FILE else None)
            entries += found
        return files, entries

    def _lists(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Yield file and path of each task list, in the order of the appendices."""
        appendices = self.source.tree.find(("phu_luc",)).value if self.source.tree.child("phu_luc") else ()
        for index, _ in enumerate(appendices if isinstance(appendices, list) else ()):
            path = ("phu_luc", index, "nhiem_vu")
            value = self.source.tree.find(path).value
            yield (value, ()) if isinstance(value, str) else (PLAN_FILE, path)

    def _plan_file(self, adapted: AdaptedText, head: Sequence[Passage]) -> None:
        source = self.source
        upper = self._upper_plan()
        end = adapted.text.rfind("---", 0, source.body)
        plan_head.adapt(adapted, source.tree, head, end, upper, source.body)
        clause = _Clause(self.names)
        for passage in body(PLAN_FILE, adapted.text, source.body):
            clause.look_at(adapted, passage, *adapted.adapt(passage))

    def _upper_plan(self) -> plan_head.UpperPlan:
        drafted, upper = self.source.drafted, self.step.upper
        subject = " ".join(drafted.subject)
        head = drafted.letterhead
        is_name = re.match(r"[A-ZĐ]{2}", subject)
        small = subject if is_name else subject[:1].lower() + subject[1:]
        return plan_head.UpperPlan(head.number, head.symbol, head.date, upper.short_name, small.rstrip(" .;,"))

    def _joined(self, text: str) -> Arranged:
        """Return the plan with clauses of the same unit joined."""
        start = text.find("\n---", 3) + 4
        units = {record.name for record in self.step.lower.units.values()}
        return sections.joined(text, start, self.printers[1].text, units)[0]


class _Clause:
    """Which clause of the plan the text has come to, and what in it is not for the lower agency to say."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.unit = ""
        """Id of the body above whose clause it is."""
        self.is_asked = False

    def look_at(self, adapted: AdaptedText, passage: Passage, seen: Passage, swapped: Sequence[Change]) -> None:
        """Ask about a paragraph that is not the lower agency's own."""
        if passage.role == "heading":
            title = re.sub(r"^#+\s*|\s*[:.;]\s*$", "", seen.words).strip()
            tag = UNIT_IN_TAG.search(adapted.text[slice(*seen.span(0, len(seen.words)))])
            self.unit = self.names.units.upper_id(tag["unit"] if tag else re.sub(r"^Đề nghị\s+", "", title))
            self.is_asked = False
            return
        if passage.role != "text" or passage.words.strip() == "***":
            self.unit = "" if passage.words.strip() == "***" else self.unit
            return
        begun = LABEL.match(seen.words)
        start = begun.end() if begun else 0
        reason = self._reason(seen)
        work = dropping.find(seen.words, self.names.step.kind, [(one.start, one.end) for one in swapped])
        if reason:
            adapted.ask(seen, start, _opening(seen.words, start), "paragraph", reason)
            return
        for one in swapped:
            self._look_at_own_unit(adapted, seen, one)
        if work:
            reason = translate(UPPER_WORK).format(reason=work.reason)
            adapted.ask(seen, max(start, work.start), work.end, "paragraph", reason)

    def _look_at_own_unit(self, adapted: AdaptedText, seen: Passage, change: Change) -> None:
        """Ask where a unit is to work with, or to report to, itself: two bodies have become one."""
        own = self.names.units.by_name(self.unit) if self.unit else None
        with_whom = TOGETHER.search(seen.words[: change.start])
        if own and with_whom and change.key and self.names.step.lower.unit_id(change.key) == own.unit:
            adapted.ask(seen, with_whom.start(), change.end, "unit", translate(WITH_ITSELF).format(unit=own.name))

    def _reason(self, seen: Passage) -> str:
        """Return why a clause is not the lower agency's own as a whole; empty where it is."""
        step = self.names.step
        roles = step.upper.units[self.unit].roles if self.unit in step.upper.units else ()
        if step.kind == "commune" and "cap_xa" in roles:
            other = self.names.units.of_work(seen.words) or self.names.units.leading
            return translate(FOR_COMMUNES).format(unit=other.name)
        own = self.names.units.by_name(self.unit) if self.unit else None
        if step.kind == "commune" and PRESS_ROLE in roles and PRESS_ROLE not in step.lower.units_by_role:
            name = (own or self.names.units.leading).name
            return translate(FOR_PRESS).format(press=step.upper.units[self.unit].name, unit=name)
        is_beside = step.kind != "commune" and self.unit in step.upper.units and self.unit not in step.addressees
        if is_beside and own and LEADING_ROLE not in roles:  # it joins another's clause: each paragraph stands alone
            return translate(FOREIGN).format(unit=step.upper.units[self.unit].name)
        if is_beside and not self.is_asked:
            self.is_asked = True
            return translate(FOR_OTHERS).format(unit=step.upper.units[self.unit].name)
        return ""


LABEL = re.compile(r"\s*(?:[-+*•]|\d{1,3}[.)]|[a-zđ]\)|#+)\s+")
SHORTEST, LONGEST, FEW = 5, 14, 8
"""How many words of a clause it is asked at: its first part where that is neither short nor long, else a few."""
TOGETHER = re.compile(r"(?:phối hợp(?:\s+chặt chẽ)?(?:\s+với)?|cùng(?:\s+với)?|gửi(?:\s+về)?)\s+$")


def _opening(words: str, start: int) -> int:
    found = list(islice(re.finditer(r"\S+", words[start:]), LONGEST + 1))
    for word, after in pairwise(found[SHORTEST - 1 :]):
        if word[0][-1] in ",;:.)" or after[0] in ("và", "để", "theo"):
            return start + word.end() - int(word[0][-1] in ",;:.)")
    return start + found[:FEW][-1].end() if found else len(words)


def _finished(
    source: UpperSource,
    adaptation: _Adaptation,
    files: dict[str, str],
    entries: Sequence[Entry],
    problems: Sequence[Problem],
    output: Path | None,
) -> Adapted:
    points: Sequence[open_points.Point] = open_points.points(entries)
    if output is not None:
        files, points, entries = open_points.carried_answers(open_points.load(output), entries, files, output)
    texts = {**files, **source.plan.others, open_points.FILE: open_points.dump(points)}
    told = tuple(replace(problem, level="warning") for problem in problems)
    return Adapted(texts, tuple(entries), told, source.drafted, None, adaptation.step, adaptation.printers[1])


def with_log(made: Adapted) -> Adapted:
    """Return an adapted plan with the log of its entries among its files."""
    title = translate(TITLE).format(upper=made.step.upper.name, lower=made.step.lower.name)
    shown = made.printer.text
    listed = [
        replace(entry, old=shown(entry.old), new=shown(entry.new)) if EXPRESSION in entry.old + entry.new else entry
        for entry in made.entries
    ]
    return replace(made, files={**made.files, **change_log.files(title, listed)})


TITLE = N_("Nhật ký chuyển kế hoạch của {upper} cho {lower}")
SAME_FOLDER = N_("thư mục mới phải khác thư mục của kế hoạch cấp trên")
ROLES_MISSING = N_("hồ sơ {profile} chưa có đơn vị giữ các vai trò: {roles}")
FOR_COMMUNES = N_("việc kế hoạch cấp trên giao cho cấp xã: hãy giao cho đơn vị cụ thể (có thể là {unit})")
FOR_PRESS = N_("kế hoạch cấp trên giao việc này cho {press}; hãy bỏ, hoặc sửa thành việc của {unit}")
WITH_ITSELF = N_("{unit} được nêu trong mục của chính mình; hãy bỏ hoặc thay")
FOR_OTHERS = N_("mục này kế hoạch cấp trên giao cho {unit}; đề nghị bỏ nếu cơ quan mình không làm")
UPPER_WORK = N_("đề nghị bỏ hoặc sửa: {reason}")
