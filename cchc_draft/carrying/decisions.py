"""What becomes of a fact in the plan of another year: it moves, it stays, or the office is asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc_draft.carrying import document_decisions
from cchc_draft.carrying.change_log import FactKind, State
from cchc_draft.carrying.facts import YEAR, Fact, Form
from cchc_draft.carrying.moved_dates import Years, is_day_off, moved_date
from cchc_draft.checking.dates_in_text import DUE, PAST, WEEKDAY_NAMES, clause_before
from cchc_draft.formats import short_date
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_, translate
from cchc_draft.numbering import APPENDIX, label, number


class Edit(NamedTuple):
    """Words of a passage, from and to, and what comes in their place."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a fact."""

    kind: FactKind
    state: State
    reason: str
    edits: tuple[Edit, ...] = ()
    proposal: str = ""
    same: str = ""
    """What it asks about, where one answer holds for all that ask about the same."""


def decide(fact: Fact, years: Years) -> Decision:
    """Return what becomes of a fact."""
    decision = DECIDERS[fact.form](fact, years)
    if decision.state != "open":
        return decision
    return replace(decision, same=_asked_about(fact))


def _asked_about(fact: Fact) -> str:
    """Return what a fact is about, where it is the same wherever it stands: a document, a name, an event."""
    if fact.cited is not None:
        return document_decisions.asked_about(fact.cited)
    return flat(one_line(f"{fact.known} {fact.words}")) if fact.form in ONCE else ""


ONCE: tuple[Form, ...] = (
    "person", "contact", "agency", "place", "edition", "ordinal", "event", "anniversary", "period", "school_year",
)  # fmt: skip
"""Forms of which an answer at one place holds at all others; figures may mean something else at each."""


def _said(message: str, **facts: object) -> str:
    return translate(message).format(**facts)


# Years, periods and parts of years.


def _year(fact: Fact, years: Years) -> Decision:
    year = fact.years[0]
    before = flat(fact.passage.words[max(0, fact.start - 60) : fact.start])
    moved = (Edit(fact.start, fact.end, str(year + years.step)),)
    if fact.passage.role == "comment":
        if abs(year - years.old) <= 1:
            return Decision("year", "changed", _said(MOVED), moved)
        return Decision("year", "kept", _said(IN_COMMENT))
    if abs(year - years.old) > 1:
        return _far_year(year, before, years)
    if DONE.search(before):
        return Decision("year", "open", _said(OF_AN_ACT), proposal="")
    if SINCE.search(before) or (MILESTONE.search(before) and not WITHIN.search(before)):
        return Decision("year", "open", _said(BOUND), proposal=str(year + years.step))
    return Decision("year", "changed", _said(MOVED if year == years.old else MOVED_WITH), moved)


def _far_year(year: int, before: str, years: Years) -> Decision:
    """Return what becomes of a year that is neither the plan's own nor next to it."""
    if year < HISTORY:
        return Decision("year", "kept", _said(LONG_PAST))
    if year > years.new or (year == years.new and MILESTONE.search(before)):
        return Decision("year", "kept", _said(FAR_AHEAD))
    if year > years.old or MILESTONE.search(before):
        return Decision("year", "open", _said(REACHED, year=years.new))
    if SINCE.search(before) or DONE.search(before):
        return Decision("year", "kept", _said(LONG_PAST))
    return Decision("year", "open", _said(FAR_BACK))


HISTORY = 2000
"""Years before this one are told of, never planned for."""
DONE = re.compile(
    r"\b(?:thanh lap|sap nhap|hop nhat|khanh thanh|ban hanh|phe duyet|cong nhan|sinh|ra doi)\s+"
    r"(?:(?:vao|trong|tu)\s+)?(?:nam\s+)?$"
)
"""What was done in a year and stays done."""
SINCE = re.compile(r"\b(?:tu|ke tu|truoc|sau)\s+(?:nam\s+)?$")
MILESTONE = re.compile(r"\b(?:den|tam nhin|huong toi|muc tieu)\s+(?:het\s+|cuoi\s+)?(?:nam\s+)?$")
WITHIN = re.compile(r"\b(?:het|cuoi)\s+(?:nam\s+)?$")


def _period(fact: Fact, years: Years) -> Decision:
    spoken = [int(year) for year in re.findall(r"(?:19|20)\d\d", fact.words)]
    first, last = spoken[0], spoken[-1]
    if last >= years.new:
        return Decision("period", "kept", _said(PERIOD_STANDS))
    length = last - first + 1
    if first < HISTORY:  # an anniversary: "1945 - 2025"
        first, length = 0, years.step
    following = fact.words.replace(str(last), str(last + length))
    following = following.replace(str(first), str(first + length), 1) if first else following
    return Decision("period", "open", _said(PERIOD_OVER, last=last, year=years.new), proposal=following)


def _school_year(fact: Fact, years: Years) -> Decision:
    return Decision("period", "open", _said(SCHOOL_YEAR), proposal=_shifted(fact.words, years))


def _shifted(words: str, years: Years) -> str:
    """Return words with every year moved."""
    return YEAR.sub(lambda match: str(int(match[0]) + years.step), words)


def _term(_fact: Fact, _years: Years) -> Decision:
    return Decision("period", "kept", _said(TERM))


def _part(fact: Fact, years: Years) -> Decision:
    kind: FactKind = "deadline" if _is_due(fact) else "quarter"
    if not fact.years:
        return Decision(kind, "kept", _said(EVERY_YEAR))
    year = fact.years[-1]
    position = fact.start + fact.words.rfind(str(year))
    edits = (Edit(position, position + 4, str(year + years.step)),)
    return _moved_time(kind, year, fact, years, edits, _shifted(fact.words, years), _said(MOVED))


def _moved_time(
    kind: FactKind, year: int, fact: Fact, years: Years, edits: tuple[Edit, ...], proposal: str, reason: str
) -> Decision:
    """Return the decision on a date, a month or a quarter whose year and words in front say what it is."""
    if fact.passage.role == "comment":
        return Decision(kind, "kept", _said(IN_COMMENT))
    words, is_due = fact.passage.words, kind == "deadline"
    if not is_due and PAST.search(clause_before(words, fact.start)):
        is_near = abs(year - years.old) <= 1
        of_a_span = _is_range(fact) or SPAN_END.search(words[max(0, fact.start - 16) : fact.start])
        return Decision(
            kind, "open" if is_near else "kept", _said(PAST_DATE), proposal=proposal if is_near and of_a_span else ""
        )
    if year in (years.old, years.old + 1):
        starts = STARTS.search(words[max(0, fact.start - 12) : fact.start])
        if not is_due and starts and not (fact.form == "days" or _is_range(fact)):
            return Decision(kind, "open", _said(BOUND), proposal=proposal)
        return Decision(kind, "changed", reason, edits)
    if year == years.old - 1:
        if _is_range(fact):
            return Decision(kind, "changed", reason, edits)
        return Decision(kind, "open", _said(YEAR_BEFORE), proposal=proposal)
    if year > years.new:
        return Decision(kind, "kept", _said(FAR_AHEAD))
    return Decision(kind, "open", _said(FAR_BACK))


STARTS = re.compile(r"\b(?:[Tt]ừ|[Kk]ể từ|[Ss]au|[Tt]rước đây)\s+$")
SPAN_END = re.compile(r"\d\s*(?:[-–]|đến|đến hết)\s*(?:ngày\s*)?$")
RANGE = re.compile(r"^\s*(?:[-–]|đến|cho đến)(?:\s+hết)?\s*(?:ngày|tháng|quý|[\dI])", re.IGNORECASE)


def _is_range(fact: Fact) -> bool:
    """Tell whether a time is the first of "từ … đến …"."""
    words = fact.passage.words
    return RANGE.match(words, fact.end) is not None or RANGE.match(words[fact.end : fact.end + 20]) is not None


def _is_due(fact: Fact) -> bool:
    """Tell whether a time is a deadline: of a task, or by the words in front of it."""
    words = fact.passage.words
    return (
        fact.passage.path[-1:] == ("thoi_han",) or DUE.search(words[max(0, fact.start - 60) : fact.start]) is not None
    )


# Dates.


def _date(fact: Fact, years: Years) -> Decision:
    weekdays = list(WEEKDAY.finditer(fact.words))
    digits = [one for one in re.finditer(r"\d+", fact.words) if not any(_holds(day, one) for day in weekdays)]
    try:
        day, month, year = (int(match[0]) for match in digits)
        old = datetime.date(year, month, day)
    except ValueError:
        return Decision("date", "open", _said(NO_DATE))
    if year < HISTORY:
        return Decision("date", "kept", _said(LONG_PAST))
    is_due = _is_due(fact)
    is_anniversary = SAME_DAY.search(fact.passage.words[max(0, fact.start - 16) : fact.start]) is not None
    new, steps = moved_date(old, years, to_working_day=is_due or not (is_anniversary or is_day_off(old)))
    written = [_like(digits[0][0], new.day), _like(digits[1][0], new.month), str(new.year)]
    edits = [
        Edit(fact.start + match.start(), fact.start + match.end(), text)
        for match, text in zip(digits, written, strict=True)
        if match[0] != text
    ]
    edits += _weekday_edits(fact, weekdays, new)
    kind: FactKind = "deadline" if is_due else "date"
    if is_anniversary and year == years.old:
        return Decision(kind, "changed", steps, tuple(edits))
    return _moved_time(kind, year, fact, years, tuple(edits), short_date(new), steps)


def _holds(outer: re.Match[str], inner: re.Match[str]) -> bool:
    return outer.start() <= inner.start() < outer.end()


SAME_DAY = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:ngày\s)?$")
"""In front of a date: the same day of the year that is remembered."""


def _weekday_edits(fact: Fact, weekdays: list[re.Match[str]], date: datetime.date) -> Iterator[Edit]:
    """Yield the edits that make the weekdays around a date those of another one, written as they were."""
    name = WEEKDAY_NAMES[date.weekday()]
    for match in weekdays:
        words = match[0]
        new = name
        if words[-1:].isdigit() and date.weekday() < SUNDAY:
            new = f"{words[:-1]}{date.weekday() + 2}"
        elif words[-1:].isdigit() or flat(words) != flat(name):
            new = name if words[:1].islower() else name[:1].upper() + name[1:]
        if flat(words) != flat(new):
            yield Edit(fact.start + match.start(), fact.start + match.end(), new)


SUNDAY = 6


def _days(fact: Fact, years: Years) -> Decision:
    """Return what becomes of several days of one month: the year moves; days on which offices are closed are asked."""
    *days, month, year = (int(match[0]) for match in re.finditer(r"\d+", fact.words))
    position = fact.start + fact.words.rfind(str(year))
    edits = (Edit(position, position + 4, str(year + years.step)),)
    kind: FactKind = "deadline" if _is_due(fact) else "date"
    found = _moved_time(kind, year, fact, years, edits, _shifted(fact.words, years), _said(MOVED))
    if found.state != "changed":
        return found
    ends = days if "," in fact.words or " và " in fact.words or ";" in fact.words else [days[0], days[-1]]
    for day in ends:
        try:
            old, new = datetime.date(year, month, day), datetime.date(year + years.step, month, day)
        except ValueError:
            return Decision(kind, "open", _said(NO_DATE), edits)
        if is_day_off(new) and not is_day_off(old):
            return Decision(kind, "open", _said(DAYS_OFF, date=short_date(new)), edits)
    return found


def _day(fact: Fact, years: Years) -> Decision:
    """Return what becomes of a day without a year: it stays, unless offices are closed on it in the new year."""
    kind: FactKind = "deadline" if _is_due(fact) else "date"
    weekdays = list(WEEKDAY.finditer(fact.words))
    digits = [one for one in re.finditer(r"\d+", fact.words) if not any(_holds(day, one) for day in weekdays)]
    if len(digits) < DAY_AND_MONTH:
        return Decision(kind, "kept", _said(EVERY_YEAR))
    day, month = (int(match[0]) for match in digits)
    try:
        old = datetime.date(years.old, month, day)
    except ValueError:
        return Decision(kind, "kept", _said(EVERY_YEAR))
    new, steps = moved_date(old, years, to_working_day=kind == "deadline")
    edits = tuple(_weekday_edits(fact, weekdays, new))
    if (new.day, new.month) == (day, month):
        if edits:
            return Decision(kind, "changed", _said(WEEKDAY_MOVED, date=short_date(new)), edits)
        return Decision(kind, "kept", _said(EVERY_YEAR))
    word = "ngày " if fact.words.lower().startswith("ngày") else ""
    return Decision(kind, "open", steps, proposal=f"{word}{short_date(new)}")


DAY_AND_MONTH = 2
WEEKDAY = re.compile(r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật", re.IGNORECASE)


def _like(old: str, new: int) -> str:
    """Return a number with as many zeros in front as the old one would have."""
    return f"{new:02}" if len(old) == 2 and (new > 9 or old.startswith("0") or int(old) > 9) else str(new)


def _iso(fact: Fact, years: Years) -> Decision:
    parts = fact.words.split("-")
    if len(parts) == 2:
        edits = (Edit(fact.start, fact.start + 4, str(int(parts[0]) + years.step)),)
        return _moved_time("deadline", int(parts[0]), fact, years, edits, _shifted(fact.words, years), _said(MOVED))
    try:
        old = datetime.date.fromisoformat(fact.words)
    except ValueError:
        return Decision("date", "open", _said(NO_DATE))
    new, steps = moved_date(old, years, to_working_day=True)
    edits = (Edit(fact.start, fact.end, new.isoformat()),)
    return _moved_time("deadline", old.year, fact, years, edits, new.isoformat(), steps)


# Events, amounts, names.


def _edition(fact: Fact, years: Years) -> Decision:
    if fact.known == "nghi quyet dai hoi":
        return Decision("ordinal", "kept", _said(RESOLUTION))
    if fact.known in RARE:
        return Decision("ordinal", "open", _said(EVENT))
    return Decision("ordinal", "open", _said(SERIES), proposal=_next_edition(fact.words, years))


ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
RARE = ("dai hoi", "bau cu")
"""Events of several years: the next one has no number yet."""


def _next_edition(words: str, years: Years) -> str:
    """Return "lần thứ IV - năm 2027" for "lần thứ III - năm 2026"; empty for an ordinal that nothing follows."""
    match = re.match(rf"(lần thứ\s+)([IVXLC]+|\d{{1,3}}|{'|'.join(ORDINALS)})\b", words, re.IGNORECASE)
    if not match:
        return ""
    if match[2].isdigit():
        following = str(int(match[2]) + years.step)
    elif match[2].lower() in ORDINALS:
        place = ORDINALS.index(match[2].lower()) + years.step
        following = ORDINALS[place] if place < len(ORDINALS) else ""
        following = following.capitalize() if match[2][0].isupper() else following
        if not following:
            return ""
    else:
        try:
            following = label(number(match[2].upper(), APPENDIX) + years.step, APPENDIX)
        except ValueError:
            return ""
    return match[1] + following + _shifted(words[match.end() :], years)


def _event(fact: Fact, years: Years) -> Decision:
    proposal = _shifted(fact.words, years) if fact.years and fact.known not in RARE else ""
    return Decision("event", "open", _said(EVENT), proposal=proposal)


def _anniversary(fact: Fact, years: Years) -> Decision:
    proposal = re.sub(r"\d+", lambda match: str(int(match[0]) + years.step), fact.words, count=1)
    return Decision("event", "open", _said(ANNIVERSARY), proposal=proposal)


def _asked(kind: FactKind, reason: str) -> Callable[[Fact, Years], Decision]:
    return lambda fact, _: Decision(kind, "open", _said(reason, now=fact.known), proposal=_one_name(fact.known))


def _one_name(known: str) -> str:
    """Return what can stand in the text: nothing where several bodies share the work of a former one."""
    return "" if re.search(r"\bhoặc\b|[(;]|…", known) else known


def _document(fact: Fact, years: Years) -> Decision:
    assert fact.cited is not None
    cited = fact.cited if DATED.search(fact.words) or not fact.cited.is_yearly else replace(fact.cited, date=None)
    outcome = document_decisions.outcome(cited, years.old, years.new)
    edits = (Edit(fact.start, fact.end, outcome.blank),) if outcome.blank else ()
    return Decision(outcome.kind, outcome.state, outcome.reason, edits, outcome.proposal)


DATED = re.compile(r"\d\s?/\s?\d{1,2}\s?/\s?\d{4}|tháng\s+\d", re.IGNORECASE)
MOVED = N_("theo năm của kế hoạch")
MOVED_WITH = N_("năm liền kề, chuyển cùng năm của kế hoạch")
IN_COMMENT = N_("ghi chú trong tệp, không in ra")
FAR_AHEAD = N_("mốc xa hơn năm mới")
REACHED = N_("mốc này đã đến hoặc đã qua trong năm {year}")
LONG_PAST = N_("mốc đã qua, không theo năm của kế hoạch")
FAR_BACK = N_("năm xa hơn năm liền trước; chưa rõ có còn đúng không")
YEAR_BEFORE = N_("thời điểm của năm liền trước; có thể phải chuyển cùng năm")
OF_AN_ACT = N_("năm của một việc đã làm; chuyển năm có thể sai")
BOUND = N_("mốc thời gian (từ, đến, trước, sau …): có thể theo năm mới, có thể đứng yên")
PAST_DATE = N_("ngày của việc đã qua")
PERIOD_STANDS = N_("giai đoạn, nhiệm kỳ chưa hết")
PERIOD_OVER = N_("giai đoạn hết năm {last}, trước năm {year}")
SCHOOL_YEAR = N_("năm học: hãy xác nhận năm học mới")
TERM = N_("khóa, nhiệm kỳ không theo năm của kế hoạch")
EVERY_YEAR = N_("ngày không ghi năm, năm nào cũng như nhau")
NO_DATE = N_("không phải một ngày có thật")
RESOLUTION = N_("nghị quyết, văn kiện đại hội dùng cho cả nhiệm kỳ")
SERIES = N_("lần thứ mấy của năm mới phải xác nhận")
EVENT = N_("sự kiện của năm cũ: hãy xác nhận còn phù hợp với năm mới")
ANNIVERSARY = N_("dịp kỷ niệm của năm cũ")
FIGURE = N_("số liệu, chỉ tiêu của năm cũ")
IN_CODE = N_("năm viết thẳng trong biểu thức; hãy xem lại")
IN_ADDRESS = N_("năm trong đường dẫn, tên tệp; hãy xem lại")
IN_NAME = N_("mã, tên khóa hoặc chỗ trống, không in ra như năm")
DAYS_OFF = N_("chuyển sang năm mới, nhưng ngày {date} là ngày nghỉ; hãy xem lại các ngày này")
WEEKDAY_MOVED = N_("ngày không ghi năm; thứ trong tuần theo ngày {date}")
WEEKDAY_ASKED = N_("thứ trong tuần theo lịch của năm cũ")
CONTACT = N_("số liên hệ của năm cũ, có thể đã đổi")
PERSON = N_("người có thể đã thôi giữ việc này")
FORMER = N_("tên này không còn dùng từ năm 2025; nay là {now}")

DECIDERS: Mapping[Form, Callable[[Fact, Years], Decision]] = {
    "year": _year,
    "date": _date,
    "days": _days,
    "day": _day,
    "weekday": _asked("date", WEEKDAY_ASKED),
    "iso": _iso,
    "part": _part,
    "period": _period,
    "school_year": _school_year,
    "term": _term,
    "ordinal": lambda _fact, _years: Decision("ordinal", "open", _said(SERIES)),
    "edition": _edition,
    "anniversary": _anniversary,
    "event": _event,
    "citation": _document,
    "symbol": _document,
    "law": _document,
    "share": _asked("share", FIGURE),
    "count": _asked("count", FIGURE),
    "rank": _asked("count", FIGURE),
    "money": _asked("money", FIGURE),
    "person": _asked("person", PERSON),
    "contact": _asked("person", CONTACT),
    "agency": _asked("agency", FORMER),
    "place": _asked("place", FORMER),
    "code": lambda _fact, _years: Decision("year", "open", _said(IN_CODE)),
    "address": lambda _fact, _years: Decision("year", "open", _said(IN_ADDRESS)),
    "name": lambda _fact, _years: Decision("year", "kept", _said(IN_NAME)),
}
