"""A plan folder (ke-hoach.md, nhiem-vu.yaml) to a plan, for any agency.

What does not depend on the agency (YAML, Jinja and task files) is read once into a :class:`PlanFolder`;
:meth:`PlanFolder.plan` fills it in for one profile.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cchc_draft import citations, content, open_marks, open_points, task_files
from cchc_draft.advice import advice, blanks_left, doubtful_tasks, incomplete_tasks, open_blanks, structure_faults
from cchc_draft.context import ShortForms, plan_context
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import PartialDate
from cchc_draft.front_matter import NUMBERINGS, AppendixRecord, FrontMatter, read_head, split
from cchc_draft.inheritance import merge
from cchc_draft.language import N_
from cchc_draft.model import Appendix, Column, Letterhead, Plan, Signature
from cchc_draft.printed_words import Printer
from cchc_draft.profile import SYMBOL, WRONG_SYMBOL, Profile, SignatureRecord, check_archive, check_recipients, sign
from cchc_draft.profile_store import ProfileStore
from cchc_draft.records import EMPTY, bind
from cchc_draft.source_text import existing, read_text
from cchc_draft.task_files import TaskList
from cchc_draft.tasks import NOT_MERGEABLE, USUAL_COLUMNS, TaskReader, columns, own_titles
from cchc_draft.templating import PLAIN, Source, unmarked
from cchc_draft.yaml_text import Node

PLAN_FILE = "ke-hoach.md"
OWN_KEYS = ("so", "ky_hieu", "ngay", "dia_danh", "noi_nhan", "luu", "ky", "dong_ban_hanh")
"""What one agency's plan has for itself: left out when the text is drafted for another agency."""


class Drafted(NamedTuple):
    """A plan, and what its author should look at before signing."""

    plan: Plan
    warnings: tuple[Problem, ...]
    folder: PlanFolder
    """The files as they were used: without another agency's own keys."""
    profile_id: str
    text: str
    """The body with every expression filled in, still Markdown."""
    shown: Plan
    """The plan for writers: with signs around what is still to be confirmed."""


class State(NamedTuple):
    """How far a plan has come: a draft for comment, a plan to be signed, or neither said."""

    is_draft: bool
    is_final: bool


class PlanFolder(NamedTuple):
    """A plan's files, read once."""

    folder: Path
    file: str
    tree: Node
    front: FrontMatter
    body: Source
    subject: Source
    titles: tuple[Source, ...]
    tasks: tuple[TaskList, ...]
    """One for each appendix."""
    points: open_points.FolderPoints = open_points.NONE
    """What is still to be confirmed."""

    @classmethod
    def open(cls, path: Path) -> PlanFolder:
        """Return the plan in a folder, or of a file that lies in it.

        Raises InputError with every fault that can be seen without a profile.
        """
        path = path / PLAN_FILE if path.is_dir() else path
        file = path.name if path.parent == Path() else str(path)
        head, body, body_line = split(read_text(path, file), file)
        problems: list[Problem] = []
        tree, front = read_head(head, file, problems)
        source = _compiled(body, file, body_line, problems)
        folder = path.parent
        tasks = tuple(_task_lists(front, tree, folder, problems)) if front else ()
        rows = ["", *head.split("\n"), ""]
        subject = _compiled_value(front.subject if front else "", rows, tree, ("trich_yeu",), problems)
        titles = [
            _compiled_value(appendix.title, rows, tree, ("phu_luc", index, "trich_yeu"), problems)
            for index, appendix in enumerate(front.appendices if front else [])
        ]
        try:
            points = open_points.read_folder(folder)
        except InputError as error:
            problems += error.problems
        if problems or front is None or source is None or subject is None:
            raise InputError(problems)
        return cls(folder, file, tree, front, source, subject, tuple(filter(None, titles)), tasks, points)

    def plan(
        self,
        store: ProfileStore,
        profile_id: str | None = None,
        *,
        is_draft: bool = False,
        is_final: bool = False,
    ) -> Drafted:
        """Return the plan for *profile_id*, by default the one that the front matter names.

        *is_draft* prints DỰ THẢO; *is_final* lets no blank mark pass. Raises InputError with every fault,
        NotFoundError for an unknown profile.
        """
        state = State(is_draft or self.front.is_draft, is_final)
        if profile_id is None or profile_id == self.front.profile:
            profile = store.load(self.front.profile, self.place("ho_so"))
            return self.assembled(store, self.front.profile, profile, state)
        other, dropped = self.without_own_keys()
        drafted = other.assembled(store, profile_id, store.load(profile_id), state)
        if not dropped:
            return drafted
        facts = {"keys": ", ".join(dropped), "profile": self.front.profile}
        warning = Problem("other-agency", OTHER_AGENCY, facts, self.place("ho_so"), level="warning")
        return drafted._replace(warnings=(warning, *drafted.warnings))

    def assembled(self, store: ProfileStore, identifier: str, profile: Profile, state: State) -> Drafted:
        """Return the plan for a profile, as it is and with signs around what is still to be confirmed."""
        drafted = _Assembly(self, store, identifier, profile, state).drafted()
        tasks = [listed.tasks for listed in self.tasks]
        marks = open_marks.find(self.points, self.file, self.tree, self.body.text, tasks)
        if not marks:
            return drafted

        def draw(spans: Sequence[open_points.Span]) -> Plan | None:
            text = open_marks.marked_text(self.body.text, spans)
            try:
                body = Source.compile(text, self.body.file, self.body.first_line)
                other = self._replace(body=body, points=open_points.NONE)
                draft = State(state.is_draft, is_final=False)
                return _Assembly(other, store, identifier, profile, draft, marks.documents).drafted().plan
            except InputError:
                return None

        shown = open_marks.with_body(open_marks.on_values(drafted.plan, marks), marks, draw)
        return drafted._replace(shown=shown)

    def without_own_keys(self) -> tuple[PlanFolder, list[str]]:
        """Return the plan without what belongs to the agency that it names, and the keys left out."""
        entries = self.tree.value if isinstance(self.tree.value, dict) else {}
        dropped = [name for name in OWN_KEYS if name in entries]
        if not dropped:
            return self, []
        tree = Node({name: node for name, node in entries.items() if name not in OWN_KEYS}, self.tree.place)
        return self._replace(tree=tree, front=bind(FrontMatter, tree, "")), dropped

    def place(self, *path: str | int) -> Place:
        """Return the place of a front matter value."""
        return self.tree.find(path).place


def _compiled(text: str, file: str, line: int, problems: list[Problem], **environment: Any) -> Source | None:
    try:
        return Source.compile(text, file, line, **environment)
    except InputError as error:
        problems += error.problems
        return None


def _compiled_value(
    text: str, rows: list[str], tree: Node, path: tuple[str | int, ...], problems: list[Problem]
) -> Source | None:
    """Compile a front matter value that is a template; *rows* of the file tell where its text starts."""
    place = tree.find(path).place
    text = text.strip()
    start = text.split("\n")[0]
    for line in (place.line, place.line + 1):
        column = rows[line - 1].find(start) if line <= len(rows) else -1
        if start and column >= 0:
            return _compiled(text, place.file, line, problems, environment=PLAIN, first_column=column)
    return _compiled(text, place.file, place.line, problems, environment=PLAIN)


def _task_lists(front: FrontMatter, tree: Node, folder: Path, problems: list[Problem]) -> Iterator[TaskList]:
    for index, record in enumerate(front.appendices):
        chosen = _columns(record, tree.find(("phu_luc", index)), problems)
        node = tree.find(("phu_luc", index, "nhiem_vu"))
        if not isinstance(node.value, str):
            yield TaskList(node, chosen)
            continue
        earlier = [tree.find(("phu_luc", before, "nhiem_vu")).value for before in range(index)]
        if node.value in earlier:
            facts = {"name": node.value, "number": earlier.index(node.value) + 1}
            problems.append(Problem("file-twice", FILE_TWICE, facts, node.place))
        name, sheet = task_files.split_name(node.value)
        try:
            path = _inside(folder, name, node.place)
            yield task_files.read(path, str(path), sheet, chosen)
        except InputError as error:
            problems += error.problems
            yield TaskList(Node([], node.place), chosen)


def _columns(record: AppendixRecord, node: Node, problems: list[Problem]) -> tuple[Column, ...]:
    """Return the columns that an appendix names; () where it leaves them open."""
    if record.columns is None:
        return ()
    if not record.columns:
        problems.append(Problem("empty-value", EMPTY, {"key": "cot"}, node.find(("cot",)).place))
    places = [node.find(("cot", index)).place for index in range(len(record.columns))]
    chosen, faults = columns(record.columns, places)
    problems += faults
    return chosen


def _inside(folder: Path, name: str, place: Place) -> Path:
    """Return a file of the plan folder. Raises InputError for one outside it or one that is missing."""
    path = existing(folder / name)
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise InputError([Problem("file-outside", OUTSIDE, {"name": name}, place)])
    if not path.is_file():
        found = [entry.name for entry in folder.iterdir() if entry.is_file()]
        raise InputError([Problem("missing-file", MISSING_FILE, {"name": name}, place, nearest(name, found))])
    return path


class _Assembly:
    """One draft: a plan folder and a profile on their way to a plan."""

    def __init__(
        self,
        source: PlanFolder,
        store: ProfileStore,
        identifier: str,
        profile: Profile,
        state: State,
        open_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Take also the words of documents, by their ids, that get signs where they are printed."""
        self.source, self.store, self.identifier, self.profile = source, store, identifier, profile
        self.open_words = open_words
        self.front = source.front
        self.state = state
        self.problems: list[Problem] = []
        self.text = ""

    def drafted(self) -> Drafted:
        front, profile, place = self.front, self.profile, self.source.place
        appendices = self.appendices()
        documents = self.documents()
        short_forms = ShortForms({**profile.short_forms, **front.short_forms})
        wording = {**profile.wording, **front.wording}
        context = plan_context(
            front.year, profile, self.store.parent(self.identifier), documents, appendices, short_forms, wording
        )
        functions = {"viet_tat": short_forms.known()}
        sources = [self.source.body, self.source.subject, *self.source.titles]
        self.problems += [fault for source in sources for fault in source.faults(context, functions)]
        signatures = self.signatures()
        recipients, archive = self.recipients(), front.archive or profile.archive
        self.problems += check_archive(archive, place("luu"))
        subject = self.rendered(self.source.subject, context) or ""
        titles = [self.rendered(title, context) or "" for title in self.source.titles]
        if not any(problem.code in UNRENDERABLE for problem in self.problems):
            self.check_titles(subject, titles)
        legal_bases = tuple(documents[name].legal_basis() for name in front.legal_bases if name in documents)
        body = self.body(context)
        letterhead = self.letterhead()
        errors = [problem for problem in self.problems if problem.level == "error"]
        if errors:
            raise InputError(errors)
        plan = Plan(
            year=front.year,
            agency=" và ".join(record.name for record in self.issuers()),
            letterhead=letterhead,
            subject=tuple(line.strip() for line in subject.split("\n")),
            body=body.body,
            closing=body.closing,
            recipients=recipients,
            archive=archive,
            signatures=signatures,
            legal_bases=legal_bases,
            notes=body.notes,
            appendices=tuple(
                dataclasses.replace(appendix, title=title) for title, appendix in zip(titles, appendices, strict=True)
            ),
        )
        self.problems += advice(plan, front, self.source.tree)
        self.check_state(plan)
        warnings = tuple(sorted(self.problems, key=lambda problem: problem.place or Place("")))
        return Drafted(plan, warnings, self.source, self.identifier, self.text, plan)

    def check_state(self, plan: Plan) -> None:
        """Report blank marks, and what else a final plan may not have. Raises InputError for a final one."""
        inline = [self.source.tree.find(("phu_luc", index, "nhiem_vu")) for index in range(len(self.source.tasks))]
        tasks = [
            listed.tasks for listed, node in zip(self.source.tasks, inline, strict=True) if listed.tasks is not node
        ]
        points, is_final = self.source.points, self.state.is_final
        blanks = open_blanks(plan, self.source.tree, self.source.body, tasks)
        told = [blank for blank in blanks if not (is_final and open_points.is_told_by(*blank, points))]
        self.problems += blanks_left(told, is_final=is_final)
        self.problems += open_points.left(points, self.source.folder, is_final=is_final, shown=self.printed)
        if self.state.is_final and self.state.is_draft:
            self.problems.append(Problem("draft-mark", STILL_DRAFT, {}, self.source.place("du_thao")))
        if any(problem.level == "error" for problem in self.problems):
            raise InputError(problem for problem in self.problems if problem.level == "error")

    def printed(self, words: str) -> str:
        """Return words of the files as they are printed."""
        return self.printer.text(words) if "{{" in words else words

    @cached_property
    def printer(self) -> Printer:
        """What prints words of the files."""
        return Printer(self.profile, self.store.parent(self.identifier), self.front.year, self.front.wording)

    def issuers(self) -> list[Profile]:
        """Return the profiles of all agencies that issue the plan, the first one leading."""
        others = []
        for index, record in enumerate(self.front.co_issuers):
            others.append(self.store.load(record.profile, self.source.place("dong_ban_hanh", index, "ho_so")))
        return [self.profile, *others]

    def letterhead(self) -> Letterhead:
        front, profile = self.front, self.profile
        issuers = self.issuers()
        agencies = [list(issuer.agency_lines) for issuer in issuers]
        for names in agencies[:-1]:
            names[-1] += " -"
        names = [issuer.name for issuer in issuers]
        for index, name in enumerate(names[1:], 1):
            if name in names[:index]:
                place = self.source.place("dong_ban_hanh", index - 1)
                self.problems.append(Problem("issuer-twice", ISSUER_TWICE, {"name": name}, place))
        same_parent = all(issuer.parent_lines == profile.parent_lines for issuer in issuers)
        symbols = [issuer.symbol.removeprefix("KH-") for issuer in issuers]
        symbol = front.symbol or "-".join(["KH", *symbols])
        if not SYMBOL.fullmatch(symbol):
            place = self.source.place("ky_hieu")
            self.problems.append(Problem("symbol-type", WRONG_SYMBOL, {"found": symbol}, place))
        return Letterhead(
            parents=tuple(profile.parent_lines) if same_parent else (),
            agencies=tuple(line for names in agencies for line in names),
            number=front.number,
            symbol=symbol,
            place=front.place or profile.place,
            date=front.date or PartialDate(front.year),
            is_draft=self.state.is_draft,
            urgency=(front.urgency or "").upper(),
            circulation=(front.circulation or "").upper(),
        )

    def signatures(self) -> tuple[Signature, ...]:
        tree = self.source.tree
        records = [(self.profile, self.overridden(self.identifier, tree.child("ky")), self.source.place("ky"))]
        for index, co_issuer in enumerate(self.front.co_issuers):
            node = tree.find(("dong_ban_hanh", index))
            profile = self.store.load(co_issuer.profile, node.find(("ho_so",)).place)
            records.append((profile, self.overridden(co_issuer.profile, node.child("ky")), node.place))
        found = []
        for profile, override, place in records:
            signature, problems = sign(override or profile.signature, profile.level, place)
            self.problems += problems
            found.append(signature)
        return tuple(found)

    def overridden(self, identifier: str, changes: Node | None) -> SignatureRecord | None:
        """Return a profile's signature with the plan's own keys laid on it, None where there are none."""
        if changes is None or changes.value is None:
            return None
        record = bind(SignatureRecord, merge(self.store.tree(identifier).child("ky"), changes), "ky")
        changed = set(changes.value) if isinstance(changes.value, dict) else set()
        if record.name and changed - {"ho_ten"} and "ho_ten" not in changed:
            facts = {"name": record.name}
            self.problems.append(Problem("signer-unnamed", SIGNER_UNNAMED, facts, changes.place, level="warning"))
            return record.replaced(name=None)
        return record

    def recipients(self) -> tuple[str, ...]:
        node = self.source.tree.child("noi_nhan")
        inherited = Node([Node(text, self.source.place()) for text in self.profile.recipients], self.source.place())
        if node is None or node.value is None:
            return tuple(self.profile.recipients)
        try:
            merged = merge(inherited, node)
        except InputError as error:
            self.problems += error.problems
            return ()
        entries = merged.value if isinstance(merged.value, list) else []
        texts = [entry.value for entry in entries if isinstance(entry.value, str)]
        if len(texts) != len(entries) or not isinstance(merged.value, list):
            self.problems.append(Problem("list-wanted", RECIPIENTS_WANTED, {}, node.place))
            return ()
        self.problems += check_recipients(texts, [entry.place for entry in entries])
        return tuple(texts)

    def appendices(self) -> list[Appendix]:
        reader = TaskReader(self.profile)
        found = []
        for index, (record, listed) in enumerate(zip(self.front.appendices, self.source.tasks, strict=True)):
            shown = listed.columns or USUAL_COLUMNS
            self.problems += listed.warnings
            tasks = reader.read(listed.tasks, own_titles(shown))
            if not tasks:
                place = self.source.place("phu_luc", index, "nhiem_vu")
                self.problems.append(Problem("no-tasks", NO_TASKS, {}, place, level="warning"))
            self.problems += doubtful_tasks(tasks, self.front.year, self.front.date.date if self.front.date else None)
            self.problems += incomplete_tasks(tasks, shown)
            known = [column.key for column in shown]
            for column, name in enumerate(record.merged):
                if name not in known:
                    place = self.source.place("phu_luc", index, "gop", column)
                    facts = {"name": name, "known": ", ".join(known)}
                    self.problems.append(Problem("unknown-column", NOT_MERGEABLE, facts, place, nearest(name, known)))
            numbering = NUMBERINGS[record.numbering]
            found.append(Appendix("", shown, tasks, record.orientation == "ngang", record.merged, numbering))
        self.problems += reader.problems
        return found

    def documents(self) -> dict[str, Any]:
        from cchc_draft.context import Mention

        in_words = self.profile.date_form == "chu"
        return {
            name: Mention(
                citations.Citation(
                    record.kind,
                    record.symbol or "",
                    record.date,
                    record.issuer or "",
                    record.name or record.subject or "",
                    in_words,
                    record.open_date,
                ),
                partial(open_marks.in_text, words=self.open_words.get(name, ())),
            )
            for name, record in self.front.documents.items()
        }

    def rendered(self, source: Source, context: dict[str, object]) -> str | None:
        """Return a template's text; None where it cannot be made, which is then reported."""
        if any(problem.code in UNRENDERABLE for problem in self.problems):
            return None
        try:
            return source.render(context)
        except InputError as error:
            self.problems += error.problems
            return None

    def body(self, context: dict[str, object]) -> content.Parsed:
        text = self.rendered(self.source.body, context)
        if text is None:
            text = self.source.body.outline({**context, "viet_tat": str})
        if text is None:
            return content.Parsed()
        self.text, lines = unmarked(text)
        first = self.source.body.first_line - 1
        parsed = content.parse(self.text, self.source.file, [first + line for line in lines])
        self.problems += parsed.problems
        self.problems += structure_faults(parsed, Place(self.source.file, self.source.body.first_line, 1))
        return parsed

    def check_titles(self, subject: str, titles: list[str]) -> None:
        """Report what trích yếu and appendix names may not be (PL I.II.5)."""
        for index, title in enumerate(titles):
            place = self.source.place("phu_luc", index, "trich_yeu")
            if not title.strip():
                self.problems.append(Problem("empty-value", EMPTY, {"key": "trich_yeu"}, place))
            if title.rstrip().endswith((".", ";", ":")):
                self.problems.append(Problem("trich-yeu-no-period", SUBJECT_MARK, {}, place, level="warning"))
        place = self.source.place("trich_yeu")
        if not subject.strip():
            self.problems.append(Problem("empty-value", EMPTY, {"key": "trich_yeu"}, place))
        if subject.strip().casefold().startswith("kế hoạch "):
            self.problems.append(Problem("trich-yeu", SUBJECT_KIND, {}, place, level="warning"))
        if re.match(r"v/v\b", subject.strip(), re.IGNORECASE):
            self.problems.append(Problem("trich-yeu-no-vv", SUBJECT_VV, {}, place))
        if subject.isupper():
            self.problems.append(Problem("trich-yeu", SUBJECT_CAPITALS, {}, place))
        if subject.rstrip().endswith((".", ";", ":")):
            self.problems.append(Problem("trich-yeu-no-period", SUBJECT_MARK, {}, place, level="warning"))


UNRENDERABLE = ("undefined-name", "unknown-short-form")
OTHER_AGENCY = N_("soạn cho cơ quan khác: bỏ qua {keys} của {profile}; hãy điền cho cơ quan mới")
ISSUER_TWICE = N_("cơ quan «{name}» được ghi hai lần trong số cơ quan ban hành")
OUTSIDE = N_("tệp «{name}» phải nằm trong thư mục kế hoạch")
FILE_TWICE = N_("tệp «{name}» đã dùng ở phụ lục thứ {number}; mỗi phụ lục có danh sách riêng")
MISSING_FILE = N_("không có tệp «{name}» trong thư mục kế hoạch")
RECIPIENTS_WANTED = N_("«noi_nhan» phải là danh sách, hoặc nhóm khóa them_truoc, them, bo")
SIGNER_UNNAMED = N_("chức vụ ký đã đổi nên không in họ tên «{name}» của hồ sơ; hãy ghi «ho_ten» của người ký")
SUBJECT_VV = N_("trích yếu của kế hoạch không được ghi «V/v»")
SUBJECT_CAPITALS = N_("trích yếu viết chữ thường, không viết hoa toàn bộ")
SUBJECT_KIND = N_("trích yếu lặp lại chữ «Kế hoạch» đã in ở dòng trên")
SUBJECT_MARK = N_("trích yếu không được kết thúc bằng dấu câu")
STILL_DRAFT = N_("bản chính thức không in chữ DỰ THẢO; hãy bỏ «du_thao»")
NO_TASKS = N_("danh sách nhiệm vụ của phụ lục này đang trống")
