"""Every mention of a document in a plan, with its parts and its place; read by rules about citations and agreement.

``mentions(document)`` gives them in printed order, found once per document. A :class:`Mention` stands in one line, from
``start`` to ``end`` of ``line.text``; its parts are as the text has them, empty where the text has none:

    Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về thông tin, tuyên truyền
    kind       symbol      date            issuer           subject

* ``symbol`` is written one way ("75/KH-UBND", "57-NQ/TW"), ``number`` is its number. A mention that has a number
  without a symbol ("Kế hoạch số 75") or a date without either ("Kế hoạch ngày 27/02/2026") has no symbol.
* ``date`` is None for no date and for one that does not exist or is not filled in; ``date_text`` has it as written.
* ``is_law``: Luật, Bộ luật, Pháp lệnh; ``name`` is the law's name, ``law_year`` the year of "Luật Đất đai năm 2024".
* ``is_own``: the number and symbol of the plan itself, as in the line "(Kèm theo Kế hoạch số …)".
* ``is_inside``: it stands in the trích yếu of another document that is cited, and so is part of that one's name.
* ``kind`` is empty for "số 75/KH-UBND" alone.

Lines of the letterhead, the cover and the foot are not looked at; the trích yếu, cells, notes and the "(Kèm theo …)"
line are, so see ``mention.line.role`` and ``mention.line.appendix``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc_draft import citations
from cchc_draft.blanks import BLANK
from cchc_draft.checking.document import SENTENCES, Document, Line, Role, kept
from cchc_draft.formats import parse_date
from cchc_draft.importing.citation_reader import ASIDE, FIELDS, KINDS, LONGEST, STARTS, STOP
from cchc_draft.importing.flat_text import flat, one_line

ROLES: tuple[Role, ...] = (*SENTENCES, "reference")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a document."""

    line: Line
    start: int
    end: int
    """The whole mention in ``line.text``, trích yếu included."""
    kind: str
    """Type, with one capital: "Kế hoạch"; empty where none stands in front of the number."""
    number: str = ""
    symbol: str = ""
    date: datetime.date | None = None
    date_text: str = ""
    issuer: str = ""
    subject: str = ""
    has_so: bool = False
    """The word "số" stands in front of the number."""
    name: str = ""
    """Of laws: the name."""
    law_year: int = 0
    is_law: bool = False
    is_own: bool = False
    is_inside: bool = False

    @property
    def words(self) -> str:
        """The mention as written, on one line."""
        return one_line(self.line.text[self.start : self.end])

    @property
    def before(self) -> str:
        """What stands in front of it in its line."""
        return self.line.text[: self.start]

    @property
    def symbol_year(self) -> int | None:
        """The year inside the symbol (30/2020/NĐ-CP)."""
        try:
            return citations.symbol_year(self.symbol) if self.symbol else None
        except ValueError:
            return None


@kept
def mentions(document: Document) -> Sequence[Mention]:
    """Return all mentions of documents in printed order."""
    return tuple(_all(document))


def in_text(line: Line) -> list[Mention]:
    """Return the mentions of one line, whose own plan is not known."""
    return _of_line(line, Own())


class Own(NamedTuple):
    """The plan's own number and date."""

    number: int | None = None
    symbol: str = ""
    date: datetime.date | None = None


def _all(document: Document) -> Iterator[Mention]:
    head = document.plan.letterhead
    own = Own(head.number, head.symbol, head.date.date if head.date else None)
    for line in document.of(*ROLES):
        if MENTIONED.search(line.text):
            yield from _of_line(line, own)


MENTIONED = re.compile(r"\d\s?[-/–]|[/–-]\s?[A-ZĐ]{2}|[Ll]uật |Pháp lệnh|(?:số|Số|ngày) {1,3}\d")
"""What a line must hold to name a document."""

_KIND = "|".join(re.escape(one) for one in sorted({*KINDS, "Điều lệ", "Thông cáo"}, key=len, reverse=True))
KIND_NAMES = {flat(one): one for one in (*KINDS, "Điều lệ", "Thông cáo")}
_GROUP = r"[A-ZĐ][A-ZĐa-z0-9&]{0,15}"
_SPACED = r"\s?[-–/]\s{1,2}[A-ZĐ]{2,8}\d{0,2}|\s{1,2}[-–/]\s?[A-ZĐ]{2,8}\d{0,2}"
_SYMBOL = (
    rf"(?P<number>\d{{1,6}}[a-z]?)(?P<rest>(?:/(?:19|20)\d\d)?"
    rf"(?:[-/–]{_GROUP}|{_SPACED}|\s[A-ZĐ]{{2,5}}(?=/[A-ZĐ]))(?:[-/–]{_GROUP}|{_SPACED}){{0,4}}"
    r"(?:\([A-ZĐ\d]{1,6}\))?)(?!\w)"
)
NUMBERED = re.compile(rf"(?:\b(?P<kind>(?i:{_KIND}))\s{{1,3}})?(?:\b(?P<so>[Ss]ố)\s{{0,2}}:?\s{{0,3}})?{_SYMBOL}")
OPEN = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))\s{{1,3}}(?P<so>[Ss]ố)\s{{0,2}}:?(?P<number>[\s.…_\[\]]{{0,30}})"
    rf"(?P<rest>/(?:(?:19|20)\d\d/)?{_GROUP}(?:[-/–]{_GROUP}){{0,4}})(?!\w)"
)
"""A number that is still to be filled in."""
BARE = re.compile(
    rf"\b(?P<kind>(?i:{_KIND}))\s{{1,3}}(?P<so>[Ss]ố)\s{{0,2}}:?\s{{0,3}}(?P<number>\d{{1,5}})(?![\w/–-]|\s?/)"
)
"""A number without a symbol."""
DATED = re.compile(rf"\b(?P<kind>(?i:{_KIND}))\s{{1,3}}(?=ngày\s{{1,3}}\d)")
"""A date without number and symbol."""
DATE = re.compile(
    r"\s{0,3}[,(]?\s{0,3}(?:ký\s{1,3}|ban hành\s{1,3})?(?P<date>ngày(?:\s{0,3}"
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}(?:\s{1,3}năm\s{1,3}\d{4})?|"
    r"\d{1,2}\s?/\s?\d{1,2})(?!\d)"
    r"|[\s.…_/\[\]]{1,30}(?:tháng[\s.…_\d\[\]]{1,20}năm\s{0,3}\d{0,4}|\d{0,2}[\s/.…_]{1,12}\d{4}|(?=của\b))))\)?"
)

_VERBS = (
    "V/v|v/v|đẩy mạnh|tăng cường|nâng cao|cải cách|đổi mới|phát triển|xây dựng|tiếp tục|chỉ đạo|kiểm tra|phát động"
    "|quán triệt|đề ra|giao|cụ thể hóa|thí điểm|sắp xếp|đơn giản hóa|cắt giảm|phân cấp|phân công|ủy quyền|quy hoạch"
    "|chuyển đổi|tuyên truyền|khắc phục|rà soát|hỗ trợ|hợp nhất|chấn chỉnh|ứng dụng|quản lý|một số"
    "|[Kk]ết luận(?= của)|[Ýý] kiến"
    "|Ban hành|Phê duyệt|Quy định|Về|Hướng dẫn|Sửa đổi|Thành lập|Công bố|Triển khai|Thực hiện"
)
SUBJECT = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?P<subject>(?:{STARTS}|{_VERBS})\b.{{1,1500}}|[“\"«].{{2,300}})", re.DOTALL
)
BARE_SUBJECT = re.compile(
    r"\s{1,3}(?P<subject>(?!(?:của|và|hoặc|hay|thì|là|mà|được|đã|đang|sẽ|để|nhằm|theo|tại|trên|trong|với|cho|này|nêu|nói"
    r"|đến|tới|từ|khi|nếu|do|bằng|phải|cần|cũng|như|qua|nay|hằng|hàng|năm|ngày|có|gắn|bảo đảm|đảm bảo|trước|sau|kèm|gồm"
    r"|cùng|thuộc|hết|các|những|mọi|toàn|đơn vị|cơ quan|không|chưa|nên|vào|ở)\b)[a-zà-ỹđ]{2,}\s\w.{1,300})",
    re.DOTALL,
)
"""A subject that begins with a verb of its own, straight behind the date: "ngày 21/3/2022 chọn ngày …"."""
_SHORT = r"\s{1,3}\([“\"]?[A-ZĐ][A-ZĐ&-]{1,12}[”\"]?\)"
"""The short form of an agency that is introduced inside its name: "Ủy ban nhân dân (UBND) thành phố"."""
_NAME = rf"[^\s;:.,()]{{1,30}}(?:{_SHORT}|(?:\s{{1,3}}|,\s{{1,3}}(?={FIELDS}))[^\s;:.,()]{{1,30}}){{0,25}}"
ISSUER = re.compile(rf"\s{{0,3}},?\s{{0,3}}của\s{{1,3}}(?P<issuer>{_NAME})")
BARE_ISSUER = re.compile(
    r"\s{1,3}(?P<issuer>(?:UBND|Ủy ban|Uỷ ban|Chính phủ|Thủ tướng|HĐND|Hội đồng|Bộ|Sở|Tỉnh ủy|Thành ủy|Đảng ủy|Quốc hội"
    rf"|Ban|Chủ tịch)\b(?:{_SHORT}|\s{{1,3}}[^\s;:.,()]{{1,30}}){{0,20}})"
)
IN_SHORT = re.compile(_SHORT)
NOT_ISSUER = re.compile(
    rf"\s{{1,3}}(?:(?:{STARTS}|{_VERBS})\b|ngày\s{{1,3}}[\d.…_]|và\s(?!\s?[A-ZĐ])|và\s{{1,3}}(?:{_KIND})\b"
    r"|(?:trong|đến|tới|tại|theo|để|nhằm|cho|trên|đã|được|là|bảo đảm|đảm bảo|gắn|hoặc|có|khi|nếu|với|đối|thì|do|bằng"
    r"|phải|cần|sẽ|cũng|nêu|như|từ|qua|năm|giai đoạn|nói|nay|này|chậm|trước|hằng|hàng)\b)"
)
"""Where the name of an agency is over and the sentence goes on."""
PART_OF_NAME = re.compile(
    r"(?:thực hiện|triển khai|thi hành|sửa đổi|bổ sung|một số điều của|hướng dẫn|cụ thể hóa|kèm theo|ban hành theo"
    r"|quy định tại|quy định chi tiết|đính chính|thay thế|bãi bỏ|điều chỉnh|của|theo|tinh thần)\s{1,3}(?:các\s{1,3})?$"
)
"""In front of a document that is named inside the trích yếu of another."""


def _of_line(line: Line, own: Own) -> list[Mention]:
    hints = [match.span() for match in BLANK.finditer(line.text)]
    found = [
        one
        for one in (*_laws(line), *_numbered(line, own))
        if not any(start < one.start < end for start, end in hints)  # what a blank stands for is a hint, no citation
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    outer: Mention | None = None
    for one in found:
        if kept and one.start < kept[-1].end and kept[-1].is_law:
            continue
        is_inside = outer is not None and _is_named_in(one, outer, kept[-1])
        kept.append(replace(one, is_inside=True) if is_inside else one)
        if not is_inside:
            outer = one
    return kept


def _is_named_in(mention: Mention, outer: Mention, last: Mention) -> bool:
    """Tell whether a document is part of the trích yếu of another: "… thực hiện Nghị quyết số …"."""
    if last.is_inside and mention.line.text[last.end : mention.start].strip() in ("và", "cùng", "và các"):
        return True
    return mention.start < outer.end and PART_OF_NAME.search(mention.before) is not None


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of documents that may be found in a text, by what each of them cannot do without."""
    if SIGNED.search(text):
        yield NUMBERED
    if "số" in text or "Số" in text:
        yield from (OPEN, BARE)
    if "ngày" in text:
        yield DATED


SIGNED = re.compile(r"\d[a-z]?(?:\s{0,2}[-/–]|\s[A-ZĐ]{2,5}/)")


def _numbered(line: Line, own: Own) -> Iterator[Mention]:
    """Yield documents that have a number, or a date where the number should stand."""
    taken = -1
    heads = [match for pattern in _patterns(line.text) for match in pattern.finditer(line.text)]
    for match in sorted(heads, key=lambda one: (one.start(), -one.end())):
        groups = match.groupdict()
        if match.start() < taken or not (groups["kind"] or groups["so"]):
            continue
        taken = match.end()
        written = one_line(groups.get("number") or "")
        number = written if written[:1].isdecimal() else ""
        rest = re.sub(r"\s", "", groups.get("rest") or "").replace("–", "-")
        kind = KIND_NAMES.get(flat(one_line(groups["kind"] or "")), "")
        if not rest and kind in ("", "Đề án", "Lệnh", "Văn bản") and match.re is BARE:
            continue
        symbol = f"{number}{rest}" if number and rest else ""
        parts = _parts(line.text, match.end())
        yield Mention(
            line, match.start(), parts.end, kind, number, symbol, parts.date, parts.date_text, parts.issuer,
            parts.subject, bool(groups.get("so")), is_own=_is_own(number, rest, kind, parts.date, own),
        )  # fmt: skip


def _is_own(number: str, rest: str, kind: str, date: datetime.date | None, own: Own) -> bool:
    """Tell whether number, symbol and date are the plan's own; a date that is not said, and a blank, may be."""
    if not own.symbol or rest[1:] != own.symbol or kind not in ("Kế hoạch", ""):
        return False
    is_number = own.number == int(re.sub(r"\D", "", number)) if number and own.number is not None else not number
    return is_number and (date is None or own.date is None or date == own.date)


class Parts(NamedTuple):
    """What follows number and symbol."""

    end: int
    date: datetime.date | None
    date_text: str
    issuer: str
    subject: str


def _parts(words: str, start: int) -> Parts:
    """Return date, issuer and subject behind a number, in whatever order they stand."""
    window = words[start : start + LONGEST]
    plain = window.replace("/.", "  ")
    stop = STOP.search(MIDDLE.sub(_blank, plain) if "(" in plain else plain)
    window = window[: stop.start()] if stop else window
    date_text, at = _date(window, 0)
    issuer, at = _issuer(window, _past_aside(window, at))
    at = _past_aside(window, at)
    if not date_text:
        date_text, at = _date(window, at)
    subject, end = _subject(window, at, is_dated=bool(date_text) and not issuer)
    return Parts(start + end, date_of(date_text), one_line(date_text), issuer, subject)


MIDDLE = re.compile(
    r"\s{0,3}\((?:[Kk]hóa|[Kk]hoá|nay là|sau đây|gọi tắt|viết tắt|gọi là)[^()]{0,120}\)"
    rf"(?=,?\s{{1,3}}(?:của|ngày|{STARTS})\b)"
)
"""An aside between the parts of a citation: "… của Ban Chấp hành Trung ương Đảng (khóa XII) về …"."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _past_aside(window: str, at: int) -> int:
    match = MIDDLE.match(window, at)
    return match.end() if match else at


def _date(window: str, at: int) -> tuple[str, int]:
    match = DATE.match(window, at)
    return (match["date"], match.end()) if match else ("", at)


def date_of(text: str) -> datetime.date | None:
    """Return the day of "ngày 27/02/2026" or "ngày 27 tháng 02 năm 2026"; None for one that does not exist."""
    words = re.sub(r"\s?[/.-]\s?", "/", one_line(text))
    try:
        return parse_date(words if "tháng" in words else words.removeprefix("ngày").strip()).date
    except ValueError:
        return None


def _issuer(window: str, at: int) -> tuple[str, int]:
    match = ISSUER.match(window, at) or BARE_ISSUER.match(window, at)
    if not match:
        return "", at
    over = NOT_ISSUER.search(window, match.start("issuer"), match.end())
    end = over.start() if over else match.end()
    return one_line(IN_SHORT.sub("", window[match.start("issuer") : end])), end


def _subject(window: str, at: int, *, is_dated: bool) -> tuple[str, int]:
    match = SUBJECT.match(window, at) or (BARE_SUBJECT.match(window, at) if is_dated else None)
    if not match:
        return "", at
    aside = ASIDE.search(window, match.start("subject"))
    about = window[match.start("subject") : aside.start() if aside else len(window)].rstrip(" ,.")
    return one_line(about), match.start("subject") + len(about)


# Laws.

LAW = re.compile(r"\b(?P<kind>Luật|Bộ luật|Bộ Luật|Pháp lệnh)\s{1,3}(?=[A-ZĐÂÔƯ]|số\s|sửa đổi)")
LAW_STOP = re.compile(
    r"[;:.()\n“”\"]|,?\s{1,3}(?:và\s{1,3})?(?=(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Thông tư|Chỉ thị|Kế hoạch)\b)"
    r"|\s{1,3}(?:và\s{1,3}(?:các|những)|được|đã|có|là|trong|tại|theo|từ|đến|cho|do|nhằm|để|khi|thì|bảo đảm|gắn)\b"
)
LAW_PART = re.compile(
    r",?\s{1,3}(?:(?:số|Số)\s{1,3}(?P<so>\d{1,4}/\d{4}/[A-ZĐ]{2,8}\d{0,3})|(?P<symbol>\d{1,4}/\d{4}/[A-ZĐ]{2,8}\d{0,3})"
    r"|(?P<date>ngày\s{1,3}(?:\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\d{4}))"
    r"|(?:năm\s{1,3})?(?P<year>(?:19|20)\d\d)(?!\s?[-–/]|\d)"
    r"|của\s{1,3}(?P<issuer>Quốc hội|(?:Ủy|Uỷ) ban Thường vụ Quốc hội))"
)
LONGEST_LAW = 250


def _laws(line: Line) -> Iterator[Mention]:
    """Yield laws, with whatever stands behind their names."""
    for match in LAW.finditer(line.text):
        start = match.end()
        window = line.text[start - 1 : start + LONGEST_LAW]
        first = LAW_PART.search(window)
        stop = LAW_STOP.search(window, 1)
        name_end = min(found.start() for found in (first, stop, END.search(window)) if found)
        facts: dict[str, str] = {}
        end = name_end
        while part := LAW_PART.match(window, end):
            facts |= {name: value for name, value in part.groupdict().items() if value}
            end = part.end()
        symbol = facts.get("so") or facts.get("symbol") or ""
        yield Mention(
            line, match.start(), start - 1 + end, match["kind"].capitalize(), symbol.partition("/")[0], symbol,
            date_of(facts.get("date", "")), one_line(facts.get("date", "")), facts.get("issuer", ""),
            has_so="so" in facts, name=one_line(window[:name_end]).strip(" ,"), law_year=int(facts.get("year", 0)),
            is_law=True,
        )  # fmt: skip


END = re.compile(r"$")
