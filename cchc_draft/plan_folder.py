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
from cchc_draft.formats import PartialDate
from cchc_draft.language import N_, translate
from cchc_draft.model import Appendix, Block, Letterhead, Paragraph, Plan, Run, Signature, Table, Task, plain, walk
from cchc_draft.outline import lines
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
    BOOLEAN,
    DOCUMENT_DATE,
    NAMES,
    TEXT,
    WHOLE_DATE,
    WHOLE_NUMBER,
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
    year: int = key("nam", WHOLE_NUMBER)
    subject: str = key("trich_yeu", TEXT)
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
        identifier = profile_id or self.front.profile
        profile = store.load(identifier, self.place("ho_so"))
        return _Assembly(self, store, identifier, profile, is_draft).drafted()

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
        if record.kind in citations.NAMED_ONLY:
            if not record.name and not record.subject:
                yield Problem("missing-key", MISSING_NAME, {"kind": record.kind}, node.place)
            continue
        if record.symbol is None:
            yield Problem("missing-key", MISSING_SYMBOL, {"id": name}, node.place)
            continue
        try:
            citations.symbol_year(record.symbol)
        except ValueError:
            facts = {"found": record.symbol}
            yield Problem("cite-symbol", WRONG_CITED, facts, node.find(("ky_hieu",)).place)
    for index, name in enumerate(front.legal_bases):
        if name not in front.documents:
            facts = {"id": name}
            hint = nearest(name, front.documents)
            yield Problem("unknown-citation", UNKNOWN_CITATION, facts, tree.find(("can_cu", index)).place, hint)


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
        subject = self.rendered(self.source.subject, context)
        titles = [self.rendered(title, context) for title in self.source.titles]
        self.check_subject(subject)
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
        return bind(SignatureRecord, merge(self.store.tree(identifier).child("ky"), changes), "ky")

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
            tasks = reader.read(node)
            if not tasks:
                place = self.source.place("phu_luc", index, "nhiem_vu")
                self.problems.append(Problem("no-tasks", NO_TASKS, {}, place, level="warning"))
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

    def rendered(self, source: Source, context: dict[str, object]) -> str:
        """Return a one-paragraph template's text; "" where names are missing, which is already reported."""
        if any(problem.level == "error" and problem.code == "undefined-name" for problem in self.problems):
            return ""
        try:
            return source.render(context)
        except InputError as error:
            self.problems += error.problems
            return ""

    def body(self, context: dict[str, object]) -> content.Parsed:
        text = self.rendered(self.source.body, context)
        if not text:
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

    def check_subject(self, subject: str) -> None:
        place = self.source.place("trich_yeu")
        if re.match(r"v/v\b", subject.strip(), re.IGNORECASE):
            self.problems.append(Problem("trich-yeu-no-vv", SUBJECT_VV, {}, place))
        if subject.isupper():
            self.problems.append(Problem("trich-yeu", SUBJECT_CAPITALS, {}, place))
        if subject.rstrip().endswith((".", ";", ":")):
            self.problems.append(Problem("trich-yeu-no-period", SUBJECT_MARK, {}, place, level="warning"))


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
    if not parsed.body:
        yield Problem("empty-body", EMPTY_BODY, {}, Place(source.file, source.body.first_line, 1))
        return
    try:
        last = [*lines(parsed.body), *lines(parsed.closing)][-1]
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

NO_HEAD = N_("tệp phải mở đầu bằng phần YAML giữa hai dòng «---»")
MISSING_NAME = N_("{kind} phải có tên (khóa «ten»)")
MISSING_SYMBOL = N_("văn bản «{id}» thiếu số và ký hiệu (khóa «ky_hieu»)")
WRONG_CITED = N_("số và ký hiệu «{found}» không đúng mẫu; ví dụ 75/KH-UBND, 30/2020/NĐ-CP, 57-NQ/TW")
UNKNOWN_CITATION = N_("căn cứ «{id}» không có trong van_ban")
OUTSIDE = N_("tệp «{name}» phải nằm trong thư mục kế hoạch")
MISSING_FILE = N_("không có tệp «{name}» trong thư mục kế hoạch")
RECIPIENTS_WANTED = N_("«noi_nhan» phải là danh sách, hoặc bảng với các khóa them_truoc, them, bo")
SUBJECT_VV = N_("trích yếu của kế hoạch không ghi «V/v»")
SUBJECT_CAPITALS = N_("trích yếu viết chữ thường, không viết hoa toàn bộ")
SUBJECT_MARK = N_("trích yếu không kết thúc bằng dấu câu")
NO_TASKS = N_("danh sách nhiệm vụ của phụ lục này đang trống")
NO_LEAD = N_("nhiệm vụ «{task}» chưa có đơn vị chủ trì (chu_tri)")
NO_DEADLINE = N_("nhiệm vụ «{task}» chưa có thời hạn (thoi_han)")
NOT_SHOWN = N_("{count} nhiệm vụ có «{key}» nhưng bảng không có cột này")
EMPTY_BODY = N_("kế hoạch chưa có nội dung")
ENDS_WITH_TABLE = N_("kế hoạch kết thúc bằng bảng; hãy thêm dòng *** và một đoạn kết để có dấu ./.")
NOT_REFERENCED = N_(
    "kế hoạch có phụ lục nhưng trong bài không nhắc đến; hãy thêm, ví dụ «(Chi tiết tại Phụ lục kèm theo)»"
)
INCOMPLETE_CITATION = N_("văn bản «{id}» thiếu {missing}: khi viện dẫn lần đầu phải ghi đủ")
