"""A plan folder (ke-hoach.md, nhiem-vu.yaml) to a plan, for any agency.

What does not depend on the agency (YAML, Jinja and task files) is read once into a :class:`PlanFolder`;
:meth:`PlanFolder.plan` fills it in for one profile.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cchc_draft import citations, content
from cchc_draft.context import ShortForms, plan_context
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import PartialDate, sentence_start, short_date
from cchc_draft.language import N_, translate
from cchc_draft.model import Appendix, Block, Letterhead, Paragraph, Plan, Run, Signature, Table, Task, plain, walk
from cchc_draft.outline import Line, lines
from cchc_draft.profile import (
    EXTENSION_KEYS,
    SYMBOL,
    WRONG_SYMBOL,
    Profile,
    ProfileStore,
    SignatureRecord,
    check_archive,
    check_recipients,
    merge,
    sign,
)
from cchc_draft.records import (
    BLOCK,
    BOOLEAN,
    DOCUMENT_DATE,
    EMPTY,
    NAMES,
    TEXT,
    WHOLE_DATE,
    WHOLE_NUMBER,
    YEAR,
    Record,
    any_of,
    bind,
    choice,
    extension_schema,
    key,
    list_of,
    mapping_of,
    record_of,
    record_schema,
    text_or,
    texts_schema,
)
from cchc_draft.source_text import read_text
from cchc_draft.tasks import DEFAULT_COLUMNS, IDENTIFIER, WRONG_ID, TaskReader, TaskRecord, columns
from cchc_draft.templating import LINE_MARK, PLAIN, Source
from cchc_draft.yaml_text import Node, load

PLAN_FILE = "ke-hoach.md"
OWN_KEYS = ("so", "ky_hieu", "ngay", "dia_danh", "noi_nhan", "luu", "ky", "dong_ban_hanh")
"""What one agency's plan has for itself: left out when the text is drafted for another agency."""


class CitationRecord(Record):
    """A document that the plan names."""

    kind: str = key("loai", TEXT)
    symbol: str | None = key("ky_hieu", TEXT, default=None)
    date: datetime.date | None = key("ngay", WHOLE_DATE, default=None)
    issuer: str | None = key("co_quan", TEXT, default=None)
    subject: str | None = key("ve", TEXT, default=None)
    name: str | None = key("ten", TEXT, default=None)
    """Name of a law."""


class AppendixRecord(Record):
    """One appendix with a task table."""

    title: str = key("trich_yeu", TEXT)
    tasks: Node = key("nhiem_vu", any_of({"type": "string"}, list_of(record_of(TaskRecord)).schema()))
    columns: tuple[str | Mapping[str, str], ...] = key(
        "cot", list_of(text_or(mapping_of(TEXT))), default=DEFAULT_COLUMNS
    )
    orientation: str = key("huong", choice("doc", "ngang"), default="doc")


class CoIssuerRecord(Record):
    """A second agency that issues the plan too."""

    profile: str = key("ho_so", TEXT)
    signature: SignatureRecord | None = key("ky", record_of(SignatureRecord), default=None)


class FrontMatter(Record):
    """The head of ke-hoach.md."""

    profile: str = key("ho_so", TEXT)
    year: int = key("nam", YEAR)
    subject: str = key("trich_yeu", BLOCK)
    number: int | None = key("so", WHOLE_NUMBER, default=None)
    date: PartialDate | None = key("ngay", DOCUMENT_DATE, default=None)
    symbol: str | None = key("ky_hieu", TEXT, default=None)
    place: str | None = key("dia_danh", TEXT, default=None)
    documents: Mapping[str, CitationRecord] = key(
        "van_ban", mapping_of(record_of(CitationRecord)), default=MappingProxyType({})
    )
    legal_bases: tuple[str, ...] = key("can_cu", NAMES, default=())
    recipients: Node | None = key("noi_nhan", any_of(texts_schema(), extension_schema(EXTENSION_KEYS)), default=None)
    archive: str | None = key("luu", TEXT, default=None)
    signature: SignatureRecord | None = key("ky", record_of(SignatureRecord), default=None)
    appendices: tuple[AppendixRecord, ...] = key("phu_luc", list_of(record_of(AppendixRecord)), default=())
    short_forms: Mapping[str, str] = key("viet_tat", mapping_of(TEXT), default=MappingProxyType({}))
    wording: Mapping[str, str] = key("tu_ngu", mapping_of(TEXT), default=MappingProxyType({}))
    is_draft: bool = key("du_thao", BOOLEAN, default=False)
    urgency: str | None = key("khan", choice("khẩn", "thượng khẩn", "hỏa tốc"), default=None)
    circulation: str | None = key("luu_hanh", choice("xem xong trả lại", "lưu hành nội bộ"), default=None)
    co_issuers: tuple[CoIssuerRecord, ...] = key("dong_ban_hanh", list_of(record_of(CoIssuerRecord)), default=())


class Drafted(NamedTuple):
    """A plan, and what its author should look at before signing."""

    plan: Plan
    warnings: tuple[Problem, ...] = ()


class PlanFolder(NamedTuple):
    """A plan's files, read once."""

    folder: Path
    file: str
    tree: Node
    front: FrontMatter
    body: Source
    subject: Source
    titles: tuple[Source, ...]
    tasks: tuple[Node, ...]
    """One task list for each appendix."""

    @classmethod
    def open(cls, path: Path) -> PlanFolder:
        """Return the plan in a folder, or of a file that lies in it.

        Raises InputError with every fault that can be seen without a profile.
        """
        path = path / PLAN_FILE if path.is_dir() else path
        file = path.name if path.parent == Path() else str(path)
        head, body, body_line = split(read_text(path, file), file)
        problems: list[Problem] = []
        tree, front = _front_matter(head, file, problems)
        source = _compiled(body, file, body_line, problems)
        folder = path.parent
        tasks = tuple(_task_nodes(front, tree, folder, problems)) if front else ()
        subject = _compiled_value(front.subject if front else "", tree, ("trich_yeu",), problems)
        titles = [
            _compiled_value(appendix.title, tree, ("phu_luc", index, "trich_yeu"), problems)
            for index, appendix in enumerate(front.appendices if front else [])
        ]
        if problems or front is None or source is None or subject is None:
            raise InputError(problems)
        return cls(folder, file, tree, front, source, subject, tuple(filter(None, titles)), tasks)

    def plan(self, store: ProfileStore, profile_id: str | None = None, *, is_draft: bool = False) -> Drafted:
        """Return the plan for *profile_id*, by default the one that the front matter names; *is_draft* marks it so.

        Raises InputError with every fault, NotFoundError for an unknown profile.
        """
        if profile_id is None or profile_id == self.front.profile:
            profile = store.load(self.front.profile, self.place("ho_so"))
            return _Assembly(self, store, self.front.profile, profile, is_draft).drafted()
        other, dropped = self.without_own_keys()
        drafted = _Assembly(other, store, profile_id, store.load(profile_id), is_draft).drafted()
        if not dropped:
            return drafted
        facts = {"keys": ", ".join(dropped), "profile": self.front.profile}
        warning = Problem("other-agency", OTHER_AGENCY, facts, self.place("ho_so"), level="warning")
        return Drafted(drafted.plan, (warning, *drafted.warnings))

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


def split(text: str, file: str) -> tuple[str, str, int]:
    """Return YAML head, body, and the line on which the body starts. Raises InputError without a head."""
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        raise InputError([Problem("no-front-matter", NO_HEAD, {}, Place(file, 1, 1))])
    return match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1


def _front_matter(head: str, file: str, problems: list[Problem]) -> tuple[Node, FrontMatter | None]:
    tree = Node({}, Place(file, 1, 1))
    try:
        tree = load(head, file, 2)
        front = bind(FrontMatter, tree, "phần đầu kế hoạch")
    except InputError as error:
        problems += error.problems
        return tree, None
    problems += _check_documents(front, tree)
    return tree, front


def _check_documents(front: FrontMatter, tree: Node) -> Iterator[Problem]:
    for name, record in front.documents.items():
        node = tree.find(("van_ban", name))
        if not IDENTIFIER.fullmatch(name):
            yield Problem("wrong-id", WRONG_ID, {"id": name}, node.key_place)
        yield from _check_wording(record, node)
        if record.kind in citations.NAMED_ONLY:
            if not record.name and not record.subject:
                yield Problem("missing-key", MISSING_NAME, {"kind": record.kind}, node.place)
            for alias, value in (
                ("ky_hieu", record.symbol),
                ("co_quan", record.issuer),
                ("ve", record.name and record.subject),
            ):
                if value:
                    facts = {"kind": record.kind, "key": alias}
                    yield Problem("cite-law", LAW_BY_NAME, facts, node.find((alias,)).place)
            continue
        if record.name:
            yield Problem("unknown-key", NAME_OF_LAW, {}, node.find(("ten",)).place)
        if record.symbol is None:
            yield Problem("missing-key", MISSING_SYMBOL, {"id": name}, node.place)
            continue
        try:
            year = citations.symbol_year(record.symbol)
        except ValueError:
            facts = {"found": record.symbol}
            yield Problem("cite-symbol", WRONG_CITED, facts, node.find(("ky_hieu",)).place)
            continue
        if year and record.date and year != record.date.year:
            facts = {"found": record.symbol, "date": short_date(record.date)}
            yield Problem("cite-year", CITED_YEAR, facts, node.find(("ngay",)).place)
    for index, name in enumerate(front.legal_bases):
        if name in front.legal_bases[:index]:
            place = tree.find(("can_cu", index)).place
            yield Problem("repeated-citation", CITED_TWICE, {"id": name}, place)
        if name not in front.documents:
            facts = {"id": name}
            hint = nearest(name, front.documents)
            yield Problem("unknown-citation", UNKNOWN_CITATION, facts, tree.find(("can_cu", index)).place, hint)


def _check_wording(record: CitationRecord, node: Node) -> Iterator[Problem]:
    """Yield words that the program writes itself, or that break a citation (`cap-doc-type`, `cite-first`)."""
    if record.kind[:1].islower():
        hint = sentence_start(record.kind)
        yield Problem("cap-doc-type", SMALL_KIND, {"found": record.kind}, node.find(("loai",)).place, hint)
    if record.issuer and record.issuer.casefold().startswith("của "):
        yield Problem("cite-words", ISSUER_WORD, {"found": record.issuer}, node.find(("co_quan",)).place)
    for alias, value in (("ve", record.subject), ("ten", record.name)):
        if value and value.rstrip().endswith((".", ";", ",", ":")):
            yield Problem("cite-words", CITED_MARK, {"key": alias, "found": value}, node.find((alias,)).place)


def _compiled(text: str, file: str, line: int, problems: list[Problem], **environment: Any) -> Source | None:
    try:
        return Source.compile(text, file, line, **environment)
    except InputError as error:
        problems += error.problems
        return None


def _compiled_value(text: str, tree: Node, path: tuple[str | int, ...], problems: list[Problem]) -> Source | None:
    """Compile a front matter value that is a template; its faults stand at the value's place."""
    place = tree.find(path).place
    return _compiled(text.strip(), place.file, place.line, problems, environment=PLAIN)


def _task_nodes(front: FrontMatter, tree: Node, folder: Path, problems: list[Problem]) -> Iterator[Node]:
    for index in range(len(front.appendices)):
        node = tree.find(("phu_luc", index, "nhiem_vu"))
        if not isinstance(node.value, str):
            yield node
            continue
        try:
            path = _inside(folder, node.value, node.place)
            yield load(read_text(path), str(path))
        except InputError as error:
            problems += error.problems
            yield Node([], node.place)


def _inside(folder: Path, name: str, place: Place) -> Path:
    """Return a file of the plan folder. Raises InputError for one outside it or one that is missing."""
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise InputError([Problem("file-outside", OUTSIDE, {"name": name}, place)])
    if not path.is_file():
        found = [entry.name for entry in folder.iterdir() if entry.is_file()]
        raise InputError([Problem("missing-file", MISSING_FILE, {"name": name}, place, nearest(name, found))])
    return path


class _Assembly:
    """One draft: a plan folder and a profile on their way to a plan."""

    def __init__(
        self, source: PlanFolder, store: ProfileStore, identifier: str, profile: Profile, is_draft: bool
    ) -> None:
        self.source, self.store, self.identifier, self.profile = source, store, identifier, profile
        self.front = source.front
        self.is_draft = is_draft or source.front.is_draft
        self.problems: list[Problem] = []

    def drafted(self) -> Drafted:
        front, profile, place = self.front, self.profile, self.source.place
        appendices = self.appendices()
        documents = self.documents()
        short_forms = ShortForms({**profile.short_forms, **front.short_forms})
        tasks = [task for appendix in appendices for task in appendix.tasks]
        wording = {**profile.wording, **front.wording}
        context = plan_context(
            front.year, profile, self.store.parent(self.identifier), documents, tasks, short_forms, wording
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
                Appendix(title, appendix.columns, appendix.tasks, appendix.is_landscape)
                for title, appendix in zip(titles, appendices, strict=True)
            ),
        )
        self.problems += advice(plan, front, self.source.tree)
        return Drafted(plan, tuple(sorted(self.problems, key=lambda problem: problem.place or Place(""))))

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
            is_draft=self.is_draft,
            urgency=(front.urgency or "").upper(),
            circulation=(front.circulation or "").upper(),
        )

    def signatures(self) -> tuple[Signature, ...]:
        tree = self.source.tree
        records = [(self.profile, self.overridden(self.identifier, tree.child("ky")), self.source.place("ky"))]
        for index, co_issuer in enumerate(self.front.co_issuers):
            node = tree.find(("dong_ban_hanh", index))
            profile = self.store.load(co_issuer.profile, node.place)
            records.append((profile, self.overridden(co_issuer.profile, node.child("ky")), node.place))
        found = []
        for profile, override, place in records:
            signature, problems = sign(override or profile.signature, profile.level, place)
            self.problems += problems
            found.append(signature)
        return tuple(found)

    def overridden(self, identifier: str, changes: Node | None) -> SignatureRecord | None:
        """Return a profile's signature with the plan's own keys laid on it, None where there are none."""
        if changes is None:
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
        if node is None:
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
        for index, (record, node) in enumerate(zip(self.front.appendices, self.source.tasks, strict=True)):
            places = [self.source.place("phu_luc", index, "cot", column) for column in range(len(record.columns))]
            table_columns, problems = columns(record.columns, places)
            self.problems += problems
            if not record.columns:
                place = self.source.place("phu_luc", index, "cot")
                self.problems.append(Problem("empty-value", EMPTY, {"key": "cot"}, place))
            tasks = reader.read(node)
            if not tasks:
                place = self.source.place("phu_luc", index, "nhiem_vu")
                self.problems.append(Problem("no-tasks", NO_TASKS, {}, place, level="warning"))
            self.problems += _doubtful(tasks, self.front)
            self.problems += _incomplete(tasks, {column.key for column in table_columns})
            found.append(Appendix("", table_columns, tasks, record.orientation == "ngang"))
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
                )
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
            return content.Parsed()
        rows = [row.partition(LINE_MARK) for row in text.split("\n")]
        first = self.source.body.first_line - 1
        line_map: list[int] = []
        for _, _, mark in rows:
            line_map.append(int(mark) + first if mark else (line_map[-1] + 1 if line_map else first + 1))
        parsed = content.parse("\n".join(row for row, _, _ in rows), self.source.file, line_map)
        self.problems += parsed.problems
        self.problems += _structure_problems(parsed, self.source)
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


def _doubtful(tasks: tuple[Task, ...], front: FrontMatter) -> Iterator[Problem]:
    """Yield warnings about tasks that contradict themselves or the plan."""
    issued = front.date.date if front.date else None
    group, closed = "", set()
    for task in tasks:
        facts = {"task": plain(task.text)[:60]}
        for unit in task.lead:
            if unit in task.support:
                yield Problem("lead-in-support", LEAD_IN_SUPPORT, {**facts, "unit": unit}, task.place, level="warning")
        date = task.deadline.date if task.deadline else None
        year = date.year if date else task.deadline.year if task.deadline else 0
        if date and issued and date < issued:
            yield Problem("deadline-before-plan", DEADLINE_BEFORE, facts, task.place, level="warning")
        elif year and year != front.year:
            yield Problem(
                "deadline-outside-year", DEADLINE_OUTSIDE, {**facts, "year": front.year}, task.place, level="warning"
            )
        if task.group != group:
            if not task.group or task.group in closed:
                yield Problem("group-order", GROUP_ORDER, {**facts, "group": group}, task.place, level="warning")
            closed.add(group)
            group = task.group


def _incomplete(tasks: tuple[Task, ...], keys: set[str]) -> Iterator[Problem]:
    for task in tasks:
        if "chu_tri" in keys and not task.lead:
            yield Problem("lead-missing", NO_LEAD, {"task": plain(task.text)[:60]}, task.place, level="warning")
        if "thoi_han" in keys and task.deadline is None:
            yield Problem("deadline-missing", NO_DEADLINE, {"task": plain(task.text)[:60]}, task.place, level="warning")
    unshown = {
        "phoi_hop": [task for task in tasks if task.support],
        "san_pham": [task for task in tasks if task.product],
        "kinh_phi": [task for task in tasks if task.cost],
        "ghi_chu": [task for task in tasks if task.note],
        "chu_tri": [task for task in tasks if task.lead],
        "thoi_han": [task for task in tasks if task.deadline],
    }
    for name, having in unshown.items():
        if name not in keys and having:
            yield Problem(
                "column-unshown",
                NOT_SHOWN,
                {"key": name, "count": len(having)},
                having[0].place,
                level="warning",
            )


def _structure_problems(parsed: content.Parsed, source: PlanFolder) -> Iterator[Problem]:
    if not parsed.body and not parsed.problems:
        yield Problem("empty-body", EMPTY_BODY, {}, Place(source.file, source.body.first_line, 1))
        return
    try:
        printed = [*lines(parsed.body), *lines(parsed.closing)]
        if not printed:
            return
        last = printed[-1]
        if isinstance(last, Line) and plain(last.content).rstrip().endswith((";", ",", ":")):
            yield Problem("end-mark", WRONG_END, {"found": plain(last.content).rstrip()[-1]}, last.place)
        if isinstance(last, Table):
            yield Problem("end-mark", ENDS_WITH_TABLE, {}, last.place)
    except InputError as error:
        yield from error.problems


def advice(plan: Plan, front: FrontMatter, tree: Node) -> Iterator[Problem]:
    """Yield warnings: the draft is written, but its author should look."""
    text = " ".join(_texts((*plan.body, *plan.closing)))
    if plan.appendices and "phụ lục" not in text.casefold():
        yield Problem("appendix-referenced", NOT_REFERENCED, {}, tree.find(("phu_luc",)).place, level="warning")
    for name, record in front.documents.items():
        if record.kind in citations.NAMED_ONLY:
            continue
        missing = [
            key
            for key, value in (("ngay", record.date), ("co_quan", record.issuer), ("ve", record.subject))
            if not value
        ]
        if missing:
            facts = {"id": name, "missing": ", ".join(missing)}
            yield Problem("cite-first", INCOMPLETE_CITATION, facts, tree.find(("van_ban", name)).place, level="warning")


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from map(plain, row)
        elif hasattr(block, "content"):
            yield plain(block.content)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the head of ke-hoach.md."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": translate(N_("Phần đầu của ke-hoach.md")),
        **record_schema(FrontMatter),
    }


__all__ = ["Drafted", "FrontMatter", "Paragraph", "PlanFolder", "Run", "schema"]

UNRENDERABLE = ("undefined-name", "unknown-short-form")
OTHER_AGENCY = N_("soạn cho cơ quan khác: bỏ qua {keys} của {profile}; hãy điền cho cơ quan mới")
NO_HEAD = N_("tệp phải mở đầu bằng phần YAML giữa hai dòng «---»")
MISSING_NAME = N_("{kind} phải có tên (khóa «ten»)")
MISSING_SYMBOL = N_("văn bản «{id}» thiếu số và ký hiệu (khóa «ky_hieu»)")
WRONG_CITED = N_("số và ký hiệu «{found}» không đúng mẫu; ví dụ 75/KH-UBND, 30/2020/NĐ-CP, 57-NQ/TW")
LAW_BY_NAME = N_("{kind} chỉ ghi tên (và ngày), không ghi «{key}»")
NAME_OF_LAW = N_("«ten» chỉ dùng cho luật, pháp lệnh; văn bản khác ghi nội dung ở «ve»")
CITED_YEAR = N_("năm trong ký hiệu {found} không khớp ngày {date}")
CITED_TWICE = N_("căn cứ «{id}» ghi hai lần")
SMALL_KIND = N_("loại văn bản «{found}» phải viết hoa chữ đầu")
ISSUER_WORD = N_("«{found}»: chỉ ghi tên cơ quan, chữ «của» do chương trình ghi")
CITED_MARK = N_("«{key}»: «{found}» không kết thúc bằng dấu câu")
UNKNOWN_CITATION = N_("căn cứ «{id}» không có trong van_ban")
ISSUER_TWICE = N_("cơ quan «{name}» được ghi hai lần trong số cơ quan ban hành")
OUTSIDE = N_("tệp «{name}» phải nằm trong thư mục kế hoạch")
MISSING_FILE = N_("không có tệp «{name}» trong thư mục kế hoạch")
RECIPIENTS_WANTED = N_("«noi_nhan» phải là danh sách, hoặc bảng với các khóa them_truoc, them, bo")
SIGNER_UNNAMED = N_("chức vụ ký đã đổi nên không in họ tên «{name}» của hồ sơ; hãy ghi «ho_ten» của người ký")
SUBJECT_VV = N_("trích yếu của kế hoạch không ghi «V/v»")
SUBJECT_CAPITALS = N_("trích yếu viết chữ thường, không viết hoa toàn bộ")
SUBJECT_KIND = N_("trích yếu lặp lại chữ «Kế hoạch» đã in ở dòng trên")
SUBJECT_MARK = N_("trích yếu không kết thúc bằng dấu câu")
LEAD_IN_SUPPORT = N_("nhiệm vụ «{task}»: «{unit}» vừa chủ trì vừa phối hợp")
DEADLINE_BEFORE = N_("nhiệm vụ «{task}»: thời hạn trước ngày ban hành kế hoạch")
DEADLINE_OUTSIDE = N_("nhiệm vụ «{task}»: thời hạn không thuộc năm {year}")
GROUP_ORDER = N_("nhiệm vụ «{task}» không xếp liền nhóm của mình (đứng sau nhóm «{group}»)")
NO_TASKS = N_("danh sách nhiệm vụ của phụ lục này đang trống")
NO_LEAD = N_("nhiệm vụ «{task}» chưa có đơn vị chủ trì (chu_tri)")
NO_DEADLINE = N_("nhiệm vụ «{task}» chưa có thời hạn (thoi_han)")
NOT_SHOWN = N_("{count} nhiệm vụ có «{key}» nhưng bảng không có cột này")
EMPTY_BODY = N_("kế hoạch chưa có nội dung")
WRONG_END = N_("đoạn cuối của kế hoạch kết thúc bằng «{found}»; hãy kết thúc bằng dấu chấm")
ENDS_WITH_TABLE = N_("kế hoạch kết thúc bằng bảng; hãy thêm dòng *** và một đoạn kết để có dấu ./.")
NOT_REFERENCED = N_(
    "kế hoạch có phụ lục nhưng trong bài không nhắc đến; hãy thêm, ví dụ «(Chi tiết tại Phụ lục kèm theo)»"
)
INCOMPLETE_CITATION = N_("văn bản «{id}» thiếu {missing}: khi viện dẫn lần đầu phải ghi đủ")
