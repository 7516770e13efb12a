"""The head of page 1: agencies, number and symbol, place and date, marks; and the title with the trích yếu."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cchc_draft.errors import Place, Problem
from cchc_draft.formats import PartialDate
from cchc_draft.importing.flat_text import flat, is_drawn_line, one_line
from cchc_draft.importing.printed_lines import MOTTO, NATION, REFERENCE, Line, broken, raw_columns, up_to
from cchc_draft.importing.recognised import Letterhead
from cchc_draft.language import N_
from cchc_draft.model import Run

LONGEST_HEAD = 20
"""Lines of a letterhead, where no title says that it ends."""


@dataclass(slots=True)
class Head:
    """What was found so far."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    names: list[Line] = field(default_factory=list)
    """Lines of the agencies' names."""
    printed_anew: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    number_place: Place | None = None


def read(lines: Iterable[Line], is_joint: bool = False) -> Head:
    """Return the letterhead of lines; what cannot be understood is told and quoted."""
    head = Head()
    parts = [part for line in lines for piece in broken(line) for part in raw_columns(piece)]
    for part in _mended(parts):
        _read(part, head)
    _agencies(head, is_joint)
    return head


BROKEN = tuple(
    (re.compile(start), re.compile(end))
    for start, end in (
        (r"cong hoa xa hoi(?: chu(?: nghia(?: viet)?)?)?", r"(?:chu )?(?:nghia )?(?:viet )?nam"),
        (r"dang cong san(?: viet)?", r"(?:viet )?nam"),
        (r"doc lap\s?[-–—]\s?tu do(?:\s?[-–—])?", r"(?:[-–—]\s?)?hanh phuc"),
        (r"[^;:]{2,60},\s?ngay[\s\d.…]{0,40}thang[\s\d.…]{0,40}(?:nam)?", r"(?:nam )?(?:19|20)\d\d"),
    )
)
"""Lines that a narrow column breaks: how they begin and how they end."""
FARTHEST_END = 3


def _mended(parts: Sequence[Line]) -> list[Line]:
    """Return the lines with quốc hiệu, tiêu ngữ and date whole again that are broken into two."""
    found = list(parts)
    for index, part in enumerate(parts):
        end = next((end for start, end in BROKEN if start.fullmatch(part.flat.strip())), None)
        below = parts[index + 1 : index + 1 + FARTHEST_END]
        rest = next((line for line in below if end and end.fullmatch(line.flat.strip())), None)
        if rest and rest in found:
            found[found.index(part)] = replace(part, content=(*part.content, Run(" "), *rest.content))
            found.remove(rest)
    return found


def _read(line: Line, head: Head) -> None:
    """Add one line to the head: the first reader that knows it takes it."""
    words = line.whole
    if is_drawn_line(words):
        head.printed_anew.append(words)
        return
    if line.label:
        head.problems.append(Problem("letterhead-text", UNKNOWN, {"text": line.label}, line.place, level="warning"))
        line = replace(line, label="")
        if not line.text:
            return
    drawn = DRAWN_END.search(line.text)
    if drawn:
        head.printed_anew.append(drawn[0])
        line = replace(line, content=up_to(line.content, drawn.start()))
    for reader in READERS:
        if reader(line, head):
            return
    if _is_name(line):
        head.names.append(line)
    else:
        head.problems.append(Problem("letterhead-text", UNKNOWN, {"text": words}, line.place, level="warning"))


DRAWN_END = re.compile(r"(?<=\w)\s{1,3}[_—–]{3,200}$")


def _nation(line: Line, head: Head) -> bool:
    """Take quốc hiệu and tiêu ngữ; a name that stands in front of them on the same line stays."""
    flats = line.flat
    match = NATION.search(flats) or MOTTO.search(flats)
    if not match:
        return False
    head.printed_anew.append(line.text[match.start() : match.end()])
    for rest in (line.text[: match.start()], line.text[match.end() :]):
        if rest.strip():
            _read(_with_text(line, rest), head)
    return True


def _with_text(line: Line, words: str) -> Line:
    """Return a line that says only *words*, in the form of the whole line."""
    run = Run(words.strip(), bold=line.is_bold, italic=line.is_italic)
    return replace(line, content=(run,), label="")


STATE_NUMBER = re.compile(
    r"s[oố6]\s{0,3}[:.]?(?P<number>[\s\d.…_\[\]x\-]{0,60}?)(?P<year>/\s?(?:19|20)\d\d\s?)?"
    r"/\s?(?P<symbol>[a-zđ][\w&]{0,9}(?:\s?[-–]\s?[\w&]{1,20}){1,5})(?P<rest>.{0,200})"
)
PARTY_NUMBER = re.compile(
    r"s[oố6]\s{0,3}[:.]?(?P<number>[\s\d.…_\[\]x]{0,60}?)(?:[-–]\s?|(?<=\d)\s)(?P<symbol>[a-z]{1,6}\s?/\s?[\w&]{1,20}(?:\s?[-–]\s?[\w&]{1,20}){0,4})"
    r"(?P<rest>.{0,200})"
)


def _number(line: Line, head: Head) -> bool:
    """Take number and symbol; a date that stands behind them on the same line is read too."""
    words = line.text
    match = STATE_NUMBER.fullmatch(flat(words)) or PARTY_NUMBER.fullmatch(flat(words))
    if not match or head.letterhead.symbol:
        return False
    start, end = match.span("symbol")
    digits = re.sub(r"\D", "", match["number"])
    symbol = re.sub(r"\s*([-–/])\s*", _plain_mark, words[start:end])
    head.letterhead = replace(
        head.letterhead,
        number=int(digits) if digits and int(digits) else None,
        symbol=symbol,
        is_party_form=match.re is PARTY_NUMBER,
    )
    head.printed_anew.append(words[: match.start("number")])
    if digits and not int(digits):
        head.printed_anew.append(digits)
    head.number_place = line.place
    if match.re is STATE_NUMBER and match["year"]:
        facts = {"year": match["year"].strip(" /"), "text": words}
        head.problems.append(Problem("number-year", NUMBER_YEAR, facts, line.place, level="warning"))
    rest = words[match.start("rest") :].strip(" ,;.")
    if rest:
        _read(_with_text(line, rest), head)
    return True


def _plain_mark(match: re.Match[str]) -> str:
    return "-" if match[1] == "–" else match[1]


DATE = re.compile(
    r"(?:(?P<place>[^;:]{2,60}?)\s?,\s{0,3})?ngay(?P<day>[\s\d.…_/\[\]]{0,40})thang(?P<month>[\s\d.…_/\[\]]{0,40})"
    r"nam(?P<year>[\s\d.…_/\[\]]{0,40})"
)
SHORT = re.compile(
    r"(?P<place>[^,;:]{2,60}?)\s?,\s{0,3}(?:ngay\s{0,3})?(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})\s?/\s?(?P<year>\d{4})"
)


def is_date(line: Line) -> bool:
    """Tell whether a line is place and date, as a whole."""
    words = line.flat.strip()
    return DATE.fullmatch(words) is not None or SHORT.fullmatch(words) is not None


def _date(line: Line, head: Head) -> bool:
    """Take place and date; what is blank stays open."""
    words = line.text
    match = DATE.fullmatch(flat(words).strip()) or SHORT.fullmatch(flat(words).strip())
    if not match or head.letterhead.date or head.letterhead.place:
        return False
    words = words.strip()
    start, end = match.span("place")
    year, month, day = (int(re.sub(r"\D", "", match[part]) or 0) for part in ("year", "month", "day"))
    date = _partial_date(year, month, day)
    place = one_line(words[start:end]) if match["place"] else ""
    head.letterhead = replace(head.letterhead, place=place, date=date)
    head.printed_anew.append(" ".join(re.findall(r"[^\W\d_]+", words[max(end, 0) :])))
    if date is None or (date.month, date.day) != (month, day):
        head.problems.append(Problem("document-date", WRONG_DATE, {"text": words}, line.place, level="warning"))
    return True


def _partial_date(year: int, month: int, day: int) -> PartialDate | None:
    """Return the date as far as it exists; None without a year of four digits."""
    if not 1900 <= year <= 2199:
        return None
    for known in ((year, month, day), (year, month), (year,)):
        try:
            return PartialDate(*known)
        except (ValueError, OverflowError):
            continue
    return None


DRAFT = re.compile(r"[\s(*\[\"“]{0,3}(?:ban\s{1,3})?du thao(?P<rest>.{0,60})")
URGENCIES = {"khan": "KHẨN", "thuong khan": "THƯỢNG KHẨN", "hoa toc": "HỎA TỐC"}
CIRCULATIONS = {"xem xong tra lai": "XEM XONG TRẢ LẠI", "luu hanh noi bo": "LƯU HÀNH NỘI BỘ"}
SECRETS = ("mat", "toi mat", "tuyet mat")


def _mark(line: Line, head: Head) -> bool:
    """Take DỰ THẢO, KHẨN, LƯU HÀNH NỘI BỘ and the like."""
    words = flat(line.text).strip(' .()[]*"“”')
    draft = DRAFT.fullmatch(flat(line.text))
    if draft and (line.is_capital or len(line.text) < 40):
        head.letterhead = replace(head.letterhead, is_draft=True)
        head.printed_anew.append("DỰ THẢO")
        if draft["rest"].strip(' .()[]*"“”-_'):
            facts = {"text": line.text}
            head.problems.append(Problem("draft-mark", DRAFT_NUMBER, facts, line.place, level="warning"))
    elif words in URGENCIES:
        head.letterhead = replace(head.letterhead, urgency=URGENCIES[words])
        head.printed_anew.append(line.text)
    elif words in CIRCULATIONS:
        head.letterhead = replace(head.letterhead, circulation=CIRCULATIONS[words])
        head.printed_anew.append(line.text)
    elif words in SECRETS and line.is_capital:
        head.problems.append(Problem("secret-mark", SECRET, {"text": line.text}, line.place, level="warning"))
    else:
        return False
    return True


YOUTH = re.compile(r"doan (?:tncs|thanh nien cong san) ho chi minh")


def _union(line: Line, head: Head) -> bool:
    """Take the line that the Youth Union's documents have in place of quốc hiệu."""
    if not YOUTH.fullmatch(line.flat.strip()) or not head.names:
        return False
    head.problems.append(Problem("letterhead-text", OTHER_NATION, {"text": line.text}, line.place, level="warning"))
    return True


READERS = (_number, _date, _mark, _nation, _union)
"""What is tried for a line of the letterhead, in this order."""


# Agencies.

HEAD = re.compile(
    r"(?:ubnd|uy ban|hdnd|hoi dong|so|ban|phong|truong|trung tam|chi cuc|cuc|tong cuc|bo|van phong|dang bo"
    r"|dang uy|dang doan|tinh uy|thanh uy|quan uy|huyen uy|thi uy|chi bo|chi uy|benh vien|tram|cong an"
    r"|cong ty|tong cong ty|hoi|lien doan|lien hiep|mat tran|doan|vien|hoc vien|dai hoc|thanh tra|kho bac"
    r"|chi nhanh|toa an|hat|dai|bao|quy|ngan hang|thu vien|bao tang|nha hat|nha van hoa|nha thieu nhi|khoa"
    r"|to cong tac|to giup viec|to chuyen mon|xi nghiep|hop tac xa|bao hiem|buu dien|cang|thue|hai quan"
    r"|cong doan|tap doan|tinh doan|thanh doan|huyen doan"
    r"|bo chi huy|bo tu lenh|vu|kiem toan|thong tan|tap chi)\b"
)
"""Words that agencies' names begin with."""
OPEN_END = re.compile(r"(?:\b(?:va|thuoc|cac|cua)|[-–,])$")
BARE = re.compile(
    r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong(?: nhan dan)?|cong an|uy ban mttq(?: viet nam)?|uy ban mat tran|so|phong"
    r"|uy ban mat tran to quoc(?: viet nam)?|trung tam|ban|ban chi dao|van phong"
    r"|truong(?: (?:tieu hoc|thcs|thpt|mam non|mn|th|trung hoc co so|trung hoc pho thong|dai hoc|cao dang))?)$"
)
"""Names that are not whole without the next line."""
COMMITTEES = ("ubnd", "uy ban", "dang bo", "dang uy", "hdnd", "hoi dong", "truong", "ban")
"""Words with which both the agency and the one above it may begin."""
LONGEST_NAME = 120


def _is_name(line: Line) -> bool:
    """Tell whether a line can be part of an agency's name."""
    words = line.text
    if len(words) > LONGEST_NAME or line.label or words.endswith((":", ";")) or REFERENCE.match(line.flat):
        return False
    return line.is_capital or (len(words) < LONGEST_NAME // 2 and words[0].isupper() and bool(HEAD.match(line.flat)))


def _agencies(head: Head, is_joint: bool) -> None:
    """Part the names into the agency and the one above it: by bold where it tells them apart, else by their words."""
    names = names_of(head.names)
    first = _first_issuer(names, is_joint)
    head.letterhead = replace(
        head.letterhead,
        parents=tuple(line.text for name in names[:first] for line in name),
        agencies=tuple(line.text for name in names[first:] for line in name),
    )


def _first_issuer(names: Sequence[Sequence[Line]], is_joint: bool) -> int:
    """Return the index of the first name that issues; those in front of it are above it."""
    bold = [all(line.is_bold for line in name) for name in names]
    last = len(names) - 1
    first = last
    while first > 0 and bold[first - 1] and bold[last] and not all(bold):
        first -= 1
    if first < last and first > 0:
        return first
    kinds = [HEAD.match(flat(name[0].text).strip()) for name in names]
    words = [kind[0] if kind else "" for kind in kinds]
    while first > 0 and words[last] == words[first - 1] and words[last] not in COMMITTEES:
        first -= 1
    return 0 if is_joint and (all(bold) or not any(bold)) else max(first, 0)


def names_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines as names: "ỦY BAN NHÂN DÂN" and "TỈNH BẮC NINH" are one, "UBND TỈNH" and "SỞ NỘI VỤ" are two."""
    names: list[list[Line]] = []
    for line in lines:
        above = flat(names[-1][-1].text).strip() if names else ""
        if names and (OPEN_END.search(above) or BARE.match(above) or not HEAD.match(line.flat)):
            names[-1].append(line)
        else:
            names.append([line])
    return names


UNKNOWN = N_("dòng «{text}» ở đầu văn bản không rõ là gì nên không đưa vào kế hoạch")
OTHER_NATION = N_("dòng «{text}» ở vị trí quốc hiệu không đưa vào: chương trình in quốc hiệu, tiêu ngữ")
NUMBER_YEAR = N_("năm «{year}» trong số ký hiệu «{text}» không đưa vào: số của kế hoạch không ghi năm")
WRONG_DATE = N_("ngày của văn bản «{text}» không đủ hoặc không có thật; phần không rõ để trống")
DRAFT_NUMBER = N_("dấu «{text}»: chương trình chỉ in «DỰ THẢO»")
SECRET = N_("dấu mật «{text}» không đưa vào kế hoạch: chương trình không soạn văn bản mật")
