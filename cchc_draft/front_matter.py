"""The head of ke-hoach.md: its records, how it is read, and what is checked without a profile."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cchc_draft import citations, tasks
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import PartialDate, sentence_start, short_date
from cchc_draft.inheritance import EXTENSION_KEYS
from cchc_draft.language import N_, translate
from cchc_draft.model import TaskNumbering
from cchc_draft.profile import SignatureRecord
from cchc_draft.records import (
    BLOCK,
    BOOLEAN,
    DATE_OR_BLANK,
    DOCUMENT_DATE,
    NAMES,
    TEXT,
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
from cchc_draft.tasks import IDENTIFIER, WRONG_ID
from cchc_draft.yaml_text import Node, load


class CitationRecord(Record):
    """A document that the plan names."""

    kind: str = key("loai", TEXT)
    symbol: str | None = key("ky_hieu", TEXT, default=None)
    date_or_blank: datetime.date | str | None = key("ngay", DATE_OR_BLANK, default=None)
    issuer: str | None = key("co_quan", TEXT, default=None)
    subject: str | None = key("ve", TEXT, default=None)
    name: str | None = key("ten", TEXT, default=None)
    """Name of a law."""

    @property
    def date(self) -> datetime.date | None:
        """The date, where it is known."""
        return self.date_or_blank if isinstance(self.date_or_blank, datetime.date) else None

    @property
    def open_date(self) -> str:
        """The mark in place of a date that is not known yet."""
        return self.date_or_blank if isinstance(self.date_or_blank, str) else ""


NUMBERINGS: dict[str, TaskNumbering] = {"lien_tuc": "running", "theo_nhom": "by_group", "nhieu_cap": "nested"}


class AppendixRecord(Record):
    """One appendix with a task table."""

    title: str = key("trich_yeu", TEXT)
    tasks: Node = key("nhiem_vu", any_of({"type": "string"}, tasks.schema()))
    columns: tuple[str | Mapping[str, str], ...] | None = key("cot", list_of(text_or(mapping_of(TEXT))), default=None)
    orientation: str = key("huong", choice("doc", "ngang"), default="doc")
    merged: tuple[str, ...] = key("gop", NAMES, default=())
    """Columns whose equal neighbouring cells are merged."""
    numbering: str = key("danh_so", choice(*NUMBERINGS), default="lien_tuc")


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
    has_chart: bool = key("bieu_do", BOOLEAN, default=False)
    """A chart of the tasks follows the appendices."""
    urgency: str | None = key("khan", choice("khẩn", "thượng khẩn", "hỏa tốc"), default=None)
    circulation: str | None = key("luu_hanh", choice("xem xong trả lại", "lưu hành nội bộ"), default=None)
    co_issuers: tuple[CoIssuerRecord, ...] = key("dong_ban_hanh", list_of(record_of(CoIssuerRecord)), default=())


def split(text: str, file: str) -> tuple[str, str, int]:
    """Return YAML head, body, and the line on which the body starts. Raises InputError without a head."""
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        message = OPEN_HEAD if re.match(r"---[ \t]*\n", text) else NO_HEAD
        raise InputError([Problem("no-front-matter", message, {}, Place(file, 1, 1))])
    return match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1


def read_head(head: str, file: str, problems: list[Problem]) -> tuple[Node, FrontMatter | None]:
    """Return the tree and the record of a head; the record is None where *problems* got errors."""
    tree = Node({}, Place(file, 1, 1))
    name = translate(N_("phần đầu kế hoạch"))
    try:
        tree = load(head, file, 2)
        front = bind(FrontMatter, tree, name)
    except InputError as error:
        problems += error.problems
        problems += _faults_of_the_rest(tree, {problem.place for problem in error.problems if problem.place}, name)
        return tree, None
    problems += _check_documents(front, tree)
    return tree, front


def _faults_of_the_rest(tree: Node, places: set[Place], name: str) -> list[Problem]:
    """Return what is wrong in a head beside the entries that could not be read, so that all is said at once."""
    try:
        rest = bind(FrontMatter, tree.without(places), name)
    except InputError:
        return []
    return [problem for problem in _check_documents(rest, tree) if problem.code != "missing-key"]


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
        known = tree.find(("van_ban",)).value
        if name not in (known if isinstance(known, dict) else {}):
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


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the head of ke-hoach.md."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": translate(N_("Phần đầu của ke-hoach.md")),
        **record_schema(FrontMatter),
    }


OPEN_HEAD = N_("phần đầu chưa đóng: thiếu dòng «---» thứ hai")
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
CITED_MARK = N_("«{key}»: «{found}» không được kết thúc bằng dấu câu")
UNKNOWN_CITATION = N_("căn cứ «{id}» không có trong van_ban")
