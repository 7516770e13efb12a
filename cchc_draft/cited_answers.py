"""Answers that name a document: its number and symbol with its date, put where a plan cites it.

A document stands in running text behind its type, or as a record in the head of a plan, with keys of its own for type,
number and symbol, date, agency and subject.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_draft.blanks import BLANK, PLAIN_BLANK
from cchc_draft.errors import InputError, Problem
from cchc_draft.formats import parse_date, short_date
from cchc_draft.language import N_
from cchc_draft.open_points import HEAD_MARK, Point, Span, head_end, item_key
from cchc_draft.yaml_text import Node
from cchc_draft.yaml_text import load as load_yaml

HINT = re.compile(
    r"\[(?:…|\.\.\.)\s*thay\s+(?P<kind>\D*?)\s*(?:số\s+)?(?P<number>\d+[a-z]?)(?P<year>/20\d\d)?(?P<rest>[-/][^\s\]]+)"
    r"(?:\s+ngày\s+(?P<date>[^\]]+))?\]"
)
"""The blank for a document, last year's one in it."""
DATE = (
    r"(?:ngày\s+)?\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|ngày\s+\[(?:…|\.\.\.)[^\[\]]*\]"
)
DOCUMENT = re.compile(
    r"(?:(?P<kind>[^\W\d_][^\d:;/\[\]]{1,40}?)\s+)??(?:[Ss]ố\s*:?\s*)?(?P<number>\d{1,6}[a-z]?)(?P<year>/20\d\d)?"
    rf"(?P<rest>[-/][A-ZĐ][\w&]*(?:[-/][A-ZĐ][\w&]*)*)?(?:,?\s+(?:ký\s+)?(?P<date>{DATE}))?"
    r"(?:,?\s+của\s+(?P<issuer>[^;]+?))??(?:,?\s+(?P<subject>(?:về|ban hành|phê duyệt|quy định)\s.+))?"
)
LAW = re.compile(rf"(?P<kind>Luật|Bộ luật|Pháp lệnh)\s+(?P<name>[^\d;:]+?)(?:,?\s+(?P<date>{DATE}))?")
HAS_SYMBOL = re.compile(r"\d\s?[-/]\s?[A-ZĐ]")


class Document(NamedTuple):
    """A document as an answer names it; what the answer does not say is empty."""

    kind: str
    symbol: str
    date: datetime.date | None
    blank_date: str
    """The mark of a date that is not known yet."""
    issuer: str = ""
    subject: str = ""
    name: str = ""
    """Of laws: the name."""

    @property
    def is_dated(self) -> bool:
        """Tell whether the date, or its blank, is there."""
        return bool(self.date or self.blank_date)

    @property
    def date_words(self) -> str:
        """Return "ngày 04/3/2027", a blank included; nothing for no date."""
        return f"ngày {short_date(self.date) if self.date else self.blank_date}" if self.is_dated else ""


def read(answer: str, point: Point) -> Document | None:
    """Return the document that an answer names, None for other text.

    A number alone takes the symbol of last year's document, which the blank of *point* tells.
    """
    answer = " ".join(answer.split())
    law = LAW.fullmatch(answer)
    match = law or DOCUMENT.fullmatch(answer)
    if match is None:
        return None
    date, blank = _date(match["date"] or "")
    if match["date"] and not (date or blank):
        return None
    if law:
        return Document(law["kind"], "", date, blank, name=law["name"])
    hint = HINT.search(point.words)
    rest, year = match["rest"] or "", match["year"] or ""
    if not rest:
        if hint is None:
            return None
        year = year or (f"/{date.year}" if hint["year"] and date else "")
        rest = hint["rest"]
        if hint["year"] and not year:
            return None
    kind = match["kind"] or ""
    return Document(
        "" if kind.casefold() == "số" else kind, f"{match['number']}{year}{rest}", date, blank,
        match["issuer"] or "", match["subject"] or "",
    )  # fmt: skip


def _date(words: str) -> tuple[datetime.date | None, str]:
    """Return the date of "ngày 04/3/2027" or "04/3/2027", or its blank mark."""
    blank = BLANK.search(words)
    if blank:
        return None, blank[0]
    words = re.sub(r"\s?/\s?", "/", words)
    try:
        return parse_date(words if "tháng" in words else words.removeprefix("ngày").strip()).date, ""
    except ValueError:
        return None, ""


def wants_date(point: Point, text: str, span: Span) -> bool:
    """Tell whether the document of a point stands, or has to stand, with its date."""
    hint = HINT.fullmatch(point.words)
    return is_record(text, span) if hint is None else hint["date"] is not None


def asks_document(point: Point, text: str, span: Span) -> bool:
    """Tell whether only a document can answer a point: it is a blank for one, or a record of the head."""
    return HINT.fullmatch(point.words) is not None or (not item_key(point) and is_record(text, span))


def check(value: str, point: Point, text: str, span: Span, *, is_strict: bool = True) -> Document | None:
    """Return the document that answers a point, None where the point takes any text.

    Raises InputError for an answer that names no document where one is asked for, or that leaves its date out.
    """
    if not asks_document(point, text, span):
        return None
    found = read(value, point)
    facts = {"id": point.id, "value": value, "example": example(point)}
    if found is None:
        if is_strict and (is_record(text, span) or HAS_SYMBOL.search(value) or not re.search(r"[^\W\d_]", value)):
            raise InputError([Problem("document-wanted", DOCUMENT_WANTED, facts)])
        return None
    if is_strict and not found.is_dated and wants_date(point, text, span):
        raise InputError([Problem("document-date-wanted", DATE_WANTED, {**facts, "example": example(point, found)})])
    return found


def example(point: Point, document: Document | None = None) -> str:
    """Return how an answer may look: "115/KH-UBND ngày 04/3/2027"."""
    hint = HINT.search(point.words)
    symbol = document.symbol if document else f"115{hint['rest']}" if hint else "115/KH-UBND"
    year = re.search(r"20\d\d\b(?!/)", hint["date"]) if hint and hint["date"] else None
    return f"{symbol} ngày 04/3/{int(year[0]) + 1 if year else 2027}"


# Running text.

KIND_BEFORE = r"{kind}(?P<so>\s+số)?\s+$"


def in_text(document: Document, point: Point, text: str, span: Span) -> list[tuple[int, int, str]]:
    """Return the edits that put a document in place of its blank, or of a whole citation, in running text.

    The last edit is that of the words of the point.
    """
    hint = HINT.fullmatch(point.words)
    if hint is None:
        return [(span.start, span.end, " ".join(filter(None, (full_name(document), document.date_words))))]
    words = document.symbol
    if hint["date"] and document.is_dated:
        words = f"{words} {document.date_words}"
    room = max(0, span.start - 60)
    before = re.search(KIND_BEFORE.format(kind=f"(?P<kind>{re.escape(hint['kind'])})"), text[room : span.start], re.I)
    if before is None:
        is_named = re.search(r"[Ss]ố\s+$", text[room : span.start]) is not None
        return [(span.start, span.end, words if is_named else f"{document.kind or hint['kind']} số {words}")]
    edits = []
    if document.kind and document.kind.casefold() != before["kind"].casefold():
        edits.append((room + before.start("kind"), room + before.end("kind"), document.kind))
    edits.append((span.start, span.end, words if before["so"] else f"số {words}"))
    return edits


def words_instead(value: str, point: Point, text: str, span: Span) -> Span:
    """Return what other words replace that stand for a blank: its label too, which would have no number to go with."""
    hint = HINT.fullmatch(point.words)
    if hint is None:
        return span
    room = max(0, span.start - 60)
    kind = re.escape(hint["kind"])
    is_named = value.casefold().startswith(hint["kind"].casefold())
    label = re.search(rf"{kind}\s+(?:số\s+)?$" if is_named else r"số\s+$", text[room : span.start], re.IGNORECASE)
    return Span(room + label.start(), span.end) if label else span


def full_name(document: Document) -> str:
    """Return type with number and symbol, or the name of a law."""
    if document.name:
        return f"{document.kind} {document.name}"
    return f"{document.kind} số {document.symbol}" if document.kind else document.symbol


# Records of the head.


def is_record(text: str, span: Span) -> bool:
    """Tell whether a span stands in a document's record in the head of a plan."""
    return bool(_path(text, span))


def _path(text: str, span: Span) -> tuple[str, ...]:
    """Return where in the head a document's number, or the name of a law, stands: ("van_ban", "kh75", "ky_hieu")."""
    if span.start >= head_end(text) or head_end(text) == len(text):
        return ()
    tree = _head(text)
    line = text.count("\n", 0, span.start) + 1
    column = span.start - text.rfind("\n", 0, span.start)
    best: tuple[str, ...] = ()
    for path, leaf in tree.leaves() if tree else ():
        if (leaf.place.line, leaf.place.column) <= (line, column):
            best = tuple(map(str, path))
    return best if len(best) == len(RECORD_PATH) and best[0] == "van_ban" and best[2] in ("ky_hieu", "ten") else ()


RECORD_PATH = ("van_ban", "kh75", "ky_hieu")


def _head(text: str) -> Node | None:
    try:
        return load_yaml(text[len(HEAD_MARK) : head_end(text)], "")
    except InputError:
        return None


def in_record(document: Document, text: str, span: Span) -> list[tuple[int, int, str]] | None:
    """Return the edits that make a record of the head that of another document; None where it cannot be written.

    The last edit is that of the words of the point.
    """
    path = _path(text, span)
    start, end, is_flow = _record(text, span)
    wanted = {"ky_hieu": document.symbol, "ten": document.name}
    values = {
        "loai": document.kind,
        "ngay": document.date.isoformat() if document.date else document.blank_date or PLAIN_BLANK,
        "co_quan": document.issuer,
        "ve": document.subject,
    }
    main = _value(text, start, end, path[2], is_flow=is_flow)
    if main is None or not wanted[path[2]]:
        return None
    edits: list[tuple[int, int, str]] = []
    for name, value in values.items():
        found = _value(text, start, end, name, is_flow=is_flow)
        if not value or (found and _plain(text[found.start : found.end]) == value):
            continue
        if found:
            edits.append((found.start, found.end, _scalar(value, is_flow=is_flow)))
        elif name == "ngay":
            edits.append((main.end, main.end, _added(text, main, name, value, is_flow=is_flow)))
    return [*edits, (main.start, main.end, _scalar(wanted[path[2]], is_flow=is_flow))]


def _record(text: str, span: Span) -> tuple[int, int, bool]:
    """Return where the record starts and ends in which a span stands, and whether it is written in braces."""
    row = text.rfind("\n", 0, span.start) + 1
    brace = text.rfind("{", 0, span.start)
    is_flow = brace > text.rfind("}", 0, span.start) and brace > text.rfind("van_ban:", 0, span.start)
    if is_flow:
        return brace, text.find("}", span.end), True
    room = len(text[row:]) - len(text[row:].lstrip(" "))
    first, last = row, text.find("\n", span.end) + 1
    while first > 0:
        above = text.rfind("\n", 0, first - 1) + 1
        if _room(text[above:first]) < room:
            break
        first = above
    limit = head_end(text)
    while last < limit:
        below = text.find("\n", last) + 1
        if _room(text[last:below]) < room:
            break
        last = below
    return first, last, False


def _room(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 999


def _value(text: str, start: int, end: int, name: str, *, is_flow: bool) -> Span | None:
    """Return where the value of a key stands in a record, quotes included."""
    plain = (
        r"[^\s,{}\"'#][^,{}\n]*?(?=\s*(?:[,}\n]|$))" if is_flow else r"[^\s\"'#][^\n]*?(?=[ \t]*(?:\s#[^\n]*)?(?:\n|$))"
    )
    first = r"[{,]\s*" if is_flow else r"^[ ]*"
    pattern = rf"{first}{name}:[ \t]*(?P<it>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|{plain})"
    match = re.compile(pattern, re.MULTILINE).search(text, start, end)
    return Span(*match.span("it")) if match else None


def _added(text: str, behind: Span, name: str, value: str, *, is_flow: bool) -> str:
    """Return a key with its value, to be put behind another one."""
    if is_flow:
        return f", {name}: {_scalar(value, is_flow=True)}"
    row = text.rfind("\n", 0, behind.start) + 1
    return f"\n{' ' * _room(text[row : behind.end])}{name}: {_scalar(value, is_flow=False)}"


def _scalar(value: str, *, is_flow: bool) -> str:
    """Return a value as YAML has it, in quotes where it needs them."""
    if re.fullmatch(r"[\w/.&-]+", value) or (re.fullmatch(r"[\w/.& -]+", value) and not is_flow):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(scalar: str) -> str:
    return scalar[1:-1] if scalar[:1] in "\"'" else scalar


def record_values(document: Document, text: str, span: Span) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the values of the head that must have changed when a document was put in, with their paths."""
    path = _path(text, span)
    yield path, document.name or document.symbol
    if document.date or document.blank_date:
        yield (*path[:2], "ngay"), document.date.isoformat() if document.date else document.blank_date


def said(text: str, span: Span) -> str:
    """Return the answer that makes a record of the head as it stands: type, number and symbol, date; "" elsewhere."""
    path = _path(text, span)
    head = _head(text) if path else None
    record = head.find(path[:2]).plain() if head else {}
    if not record.get("ky_hieu"):
        return ""
    written = record.get("ngay") or ""
    date, blank = _date(f"ngày {written}")
    with contextlib.suppress(ValueError):
        date = datetime.date.fromisoformat(written)
    document = Document(record.get("loai") or "", record["ky_hieu"], date, blank)
    return " ".join(filter(None, (full_name(document), document.date_words)))


DOCUMENT_WANTED = N_("điểm {id}: «{value}» không phải số, ký hiệu và ngày của một văn bản; ví dụ: {example}")
DATE_WANTED = N_('điểm {id}: văn bản cần cả ngày ký, ví dụ: --set {id}="{example}"; chưa biết ngày thì ghi «ngày […]»')
