"""The facts of a text that may be stale next year, each with its kind and where it stands.

``facts(passage)`` gives years, dates, quarters and months, periods, ordinals, shares, counts, amounts, persons, events,
abolished agencies, documents and their symbols, in order and without overlap. What they become is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_draft.carrying import document_facts, named_facts
from cchc_draft.carrying.document_facts import Cited
from cchc_draft.carrying.passages import Passage
from cchc_draft.importing.flat_text import flat

Form = Literal[
    "year", "date", "days", "day", "weekday", "iso", "part", "period", "school_year", "term", "ordinal", "edition",
    "anniversary", "citation", "symbol", "law", "share", "count", "rank", "money", "contact", "person", "event",
    "agency", "place", "code", "address", "name",
]  # fmt: skip
"""What a fact looks like; decisions go by it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a passage."""

    form: Form
    passage: Passage
    start: int
    end: int
    years: tuple[int, ...] = ()
    """The years that it names, in order."""
    cited: Cited | None = None
    """Of documents: what is cited."""
    known: str = ""
    """Of agencies and places: what they are called now. Of events and ordinals: the word that names the event."""

    @property
    def words(self) -> str:
        """The fact as it stands."""
        return self.passage.words[self.start : self.end]


class _Finder:
    """Finds facts from the surest to the vaguest; what is taken once is not looked at again."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.words = passage, passage.words
        self.flat = flat(passage.words)
        self.found: list[Fact] = []
        self.cited: list[tuple[int, int]] = []
        """Where the names of documents stand: times in them are theirs."""

    def take(self, form: Form, start: int, end: int, **more: object) -> None:
        """Keep a fact where nothing was found yet."""
        if start < end and not any(start < one.end and one.start < end for one in self.found):
            self.found.append(Fact(form, self.passage, start, end, **more))  # type: ignore[arg-type]

    def is_cited(self, start: int) -> bool:
        return any(first <= start < last for first, last in self.cited)


def facts(passage: Passage, documents: document_facts.Documents) -> list[Fact]:
    """Return the facts of a passage in order; *documents* are those that the plan names anywhere."""
    if not MAY_HOLD.search(passage.words):
        return []
    finder = _Finder(passage)
    if passage.role != "comment":
        _documents(finder, documents)
        _named(finder)
    _times(finder)
    if passage.role != "comment":
        _amounts(finder)
    _years(finder)
    return sorted(finder.found, key=lambda one: one.start)


MAY_HOLD = re.compile(
    r"\d|lần thứ|khóa|khoá|đồng chí|đ/c|\bông |\bbà |sở |bộ |phòng |huyện|quận|thị |tỉnh |ủy ban|đại hội|thứ |chủ nhật"
    r"|tháng |qu[ýí] |ít nhất|tối thiểu|tối đa|không quá",
    re.IGNORECASE,
)


def _documents(finder: _Finder, documents: document_facts.Documents) -> None:
    for one in document_facts.mentions(finder.words, documents):
        if one.is_yearly:
            finder.take("citation", one.start, one.end, cited=one, years=_years_in(finder.words[one.start : one.end]))
            continue
        form: Form = "law" if one.is_law else "citation" if one.kind else "symbol"
        finder.take(form, one.start, one.whole_end, cited=one, years=_years_in(finder.words[one.start : one.whole_end]))
        finder.cited.append((one.start, one.whole_end))


def _named(finder: _Finder) -> None:
    """Take persons, agencies and places that are no more, events and their ordinals."""
    for name in named_facts.persons(finder.words):
        finder.take("person", *name)
    for start, end, now in named_facts.former_agencies(finder.words):
        finder.take("agency", start, end, known=now)
    for start, end, now in named_facts.former_places(finder.words):
        finder.take("place", start, end, known=now)
    for one in named_facts.events(finder.flat):
        form: Form = "edition" if one.is_edition else "anniversary" if one.is_anniversary else "event"
        finder.take(form, one.start, one.end, years=_years_in(finder.words[one.start : one.end]), known=one.word)


def _times(finder: _Finder) -> None:
    for form, pattern in TIMES:
        for match in pattern.finditer(finder.flat):
            years = _years_in(match[0])
            finder.take(form, match.start("it"), match.end("it"), years=years)
    for match in WEEKDAY_ALONE.finditer(finder.words):
        finder.take("weekday", match.start(), match.end())


def _amounts(finder: _Finder) -> None:
    for form, pattern in AMOUNTS:
        for match in pattern.finditer(finder.flat):
            if _is_amount(finder, form, match):
                finder.take(form, match.start("it"), match.end("it"))


def _is_amount(finder: _Finder, form: Form, match: re.Match[str]) -> bool:
    """Tell whether a number counts something: "02 tin, bài", not "Đề án 06" or "57 Thành ủy"."""
    words = finder.words[match.start("it") : match.end("it")]
    if form == "money":
        return MONEY.search(words) is not None
    if form == "rank":
        return RANK.search(finder.words[max(0, match.start("it") - 16) : match.start("it")]) is not None
    if form != "count" or not words[:1].isdigit():
        return True
    noun = words.split()[-1]
    if noun[:1].isdigit():
        return True
    is_named = noun[:1].isupper() and not noun.isupper()
    is_label = "/" not in words and named_facts.is_label(finder.flat, match.start("it"))
    is_year = YEAR.match(words) and (words[:4] != "2000" or finder.flat.endswith("nam ", 0, match.start("it")))
    return not (is_named or is_label or is_year)


RANK = re.compile(r"(?:xếp|đứng|hạng|nhóm)\s", re.IGNORECASE)
MONEY = re.compile(r"(?:đồng|VNĐ|vnđ|[Đđ]|đồng[^()]{0,20}\))$")


def _years(finder: _Finder) -> None:
    for pattern in (YEAR, LONG_AGO):
        for match in pattern.finditer(finder.words):
            finder.take("year", match.start(), match.end(), years=(int(match[0]),))


def _years_in(words: str) -> tuple[int, ...]:
    return tuple(int(match[0]) for match in YEAR.finditer(words))


YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
LONG_AGO = re.compile(r"(?<=năm )19\d\d(?!\d)")
FULL = r"(?:19|20)\d\d(?!\d)"
WEEKDAY = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)"
WEEKDAY_ALONE = re.compile(
    r"(?<!lần )(?<!các )\b(?:[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|[Cc]hủ [Nn]hật)\b(?!\s+(?:hằng|hàng|mỗi)\b)"
)
"""A weekday that stands by no date; small letters would be an ordinal."""
WEEKDAY_BEHIND = rf"(?:\s?\(\s?{WEEKDAY}\s?\)|,\s{WEEKDAY}\b)"
SEVERAL = r"(?:\s?[,;\-–]\s?|\s+va\s+|\s+(?:den|toi)\s+(?:het\s+)?)(?:ngay\s+)?"
"""Between days of one month: "26, 27 và 28/6", "từ ngày 15 đến ngày 20/5"."""
BEFORE_A_DAY = r"(?:truoc|den|het|tu|dip|vao|le|sang|chieu|quoc khanh|thang tam)"
"""What tells that 31/12 is a day, and no share of something."""
DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
MONTHS = (
    r"\b(?:thang|qu[yi])\s+(?:\d{1,2}|i{1,3}|iv)(?!\w)(?:(?:\s?[,;\-–]\s?|\s+va\s+)(?:thang\s+|quy\s+)?"
    r"(?:\d{1,2}|i{1,3}|iv)(?!\w|/\d{1,2}/)){0,11}"
)
"""One month or quarter, or several: "tháng 3, 6 và 9", "quý I, II"."""
TIMES: Sequence[tuple[Form, re.Pattern[str]]] = (
    ("iso", re.compile(r"(?<![\d/-])(?P<it>20\d\d-\d{2}(?:-\d{2})?)(?![\d/]|-\d)")),
    (
        "days",
        re.compile(
            rf"(?<![\d/.,-])(?P<it>(?:\bngay\s+)?{DAY}(?:{SEVERAL}{DAY}(?![\d/])){{0,14}}{SEVERAL}{DAY}"
            rf"(?:\s?/\s?{MONTH}\s?/\s?{FULL}|\s+thang\s+{MONTH}\s+nam\s+{FULL}))"
        ),
    ),
    (
        "date",
        re.compile(
            rf"(?P<it>(?:\b{WEEKDAY}[\s,(]{{1,3}})?(?:(?<=\bngay )|\bngay\s+|(?<![\d/.-]))\d{{1,2}}"
            rf"(?:\s?/\s?\d{{1,2}}\s?/\s?{FULL}|\.\d{{1,2}}\.{FULL}|-\d{{1,2}}-{FULL}"
            rf"|\s+thang\s+\d{{1,2}}(?:\s+nam\s+|\s?/\s?){FULL}){WEEKDAY_BEHIND}?)"
        ),
    ),
    ("school_year", re.compile(r"\bnam hoc\s+(?P<it>20\d\d\s?[-–—]\s?20\d\d)(?!\d)")),
    (
        "period",
        re.compile(
            rf"(?P<it>(?:\b(?:giai doan|nhiem ky|thoi ky)\s+)?(?:\btu\s+)?(?:nam\s+)?(?<!\d){FULL}"
            rf"\s?[-–—]\s?(?:nam\s+)?{FULL})(?!\s?[-/]\d)"
        ),
    ),
    (
        "period",
        re.compile(
            rf"\b(?P<it>(?:giai doan\s+)?tu\s+(?:nam\s+)?{FULL}\s+(?:cho\s+)?den\s+(?:het\s+)?(?:nam\s+)?{FULL})"
        ),
    ),
    ("part", re.compile(rf"(?P<it>{MONTHS}(?:\s?[/\-–]\s?|,?\s+nam\s+|\s+){FULL})")),
    ("part", re.compile(rf"(?<![\d/.,-])(?P<it>(?:0?[1-9]|1[0-2])/{FULL})(?![\d/])")),
    ("term", re.compile(r"\b(?P<it>khoa\s+(?:[ivxlc]+|\d{1,2}))\b(?!\s*(?:hoc|luan))")),
    (
        "day",
        re.compile(
            r"\b(?P<it>ngay\s+\d{1,2}(?:\s?/\s?\d{1,2}(?![\d/])|\s+thang\s+\d{1,2}(?!\d|\s*(?:,?\s*nam\s|/)))"
            rf"{WEEKDAY_BEHIND}?)"
        ),
    ),
    ("day", re.compile(rf"\b{BEFORE_A_DAY}\s+(?P<it>{DAY}/{MONTH})(?![\d/%\w]|[.,]\d|\s?%|\s+{named_facts.NOUNS})")),
    (
        "day",
        re.compile(rf"(?<![\w/.,\-])(?!24/7)(?P<it>{DAY}/{MONTH})(?=\s+(?:hang|moi)\s+nam\b|\s?[,;()]|\s?\.?$|\.\s)"),
    ),
    ("day", re.compile(r"\b(?P<it>ngay\s+(?:mung\s+)?\d{1,2})(?![\w/]|[.,]\d|\s?[-–]\s?\d)")),
    ("part", re.compile(rf"(?P<it>{MONTHS})(?!\s?/|\s+nam\b|\s?[-–]?\s?\d)")),
    ("ordinal", re.compile(rf"\b(?P<it>{named_facts.ORDINAL})")),
    ("ordinal", re.compile(rf"\b(?P<it>(?:ky hop|phien hop)\s+(?:\w+\s+){{0,2}}?thu\s+{named_facts.NUMERAL})\b")),
    ("address", re.compile(rf"(?<!\S)(?P<it>\S{{0,60}}[a-z_]\d{{0,9}}{FULL}\S{{0,60}})")),
)
NUMBER = r"(?<![\w/.,\-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
CONTACT = r"dien thoai|so dt|sdt|dt|di dong|hotline|duong day nong|zalo|fax"
AMOUNTS: Sequence[tuple[Form, re.Pattern[str]]] = (
    (
        "money",
        re.compile(
            rf"(?P<it>{NUMBER}(?:\s(?:nghin|ngan|trieu|ty))*\s?(?:dong|vnd|d)\b(?!\s+(?:chi|bo|thoi)\b)"
            r"(?:\s?\([^()\d]{5,150}\bdong\b[^()\d]{0,20}\))?)"
        ),
    ),
    ("share", re.compile(r"(?P<it>(?<![\w/.,])\d+(?:[.,]\d+)?(?:\s?/\s?\d+)?\s?%)")),
    ("contact", re.compile(rf"\b(?:{CONTACT})[^\d\n]{{0,12}}(?P<it>\(?\d[\d ().\-]{{6,16}}\d)(?!\d)")),
    (
        "rank",
        re.compile(
            r"\bnhom\s+(?:cac\s+)?(?P<it>\d{1,3}(?:/\d{1,3})?\s+(?:tinh|thanh pho|dia phuong|don vi|so|xa|phuong))\b"
        ),
    ),
    ("rank", re.compile(r"\b(?:xep|dung|hang|thu hang)\s+(?:thu\s+|hang\s+)?(?P<it>\d{1,3}(?:/\d{1,3})?)(?![\d/%])")),
    ("count", re.compile(r"(?<![\w/.,\-])(?P<it>\d{1,4}(?:,\d+)?/\d{1,4}\s+" + named_facts.COUNTED + r")")),
    ("count", re.compile(r"(?<![\w/.,\-])(?P<it>\d{1,3},\d+/\d{1,4})(?![\w/])")),
    ("count", re.compile(rf"(?P<it>{NUMBER}\s+{named_facts.COUNTED})")),
    (
        "count",
        re.compile(
            r"\b(?:it nhat|toi thieu|toi da|khong qua)\s+(?P<it>(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s+"
            rf"{named_facts.COUNTED})"
        ),
    ),
)
