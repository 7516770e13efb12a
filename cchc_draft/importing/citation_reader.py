"""Documents that a text cites: type, number and symbol, date, issuer and subject at the first mention of each."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cchc_draft.citations import NAMED_ONLY, PARTY_SYMBOL, STATE_SYMBOL, SUBJECT_STARTS, Citation, subject_phrase
from cchc_draft.errors import Place
from cchc_draft.formats import parse_date
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.recognised import Document

KINDS = [
    "Nghị quyết liên tịch",
    "Thông tư liên tịch",
    "Kế hoạch liên tịch",
    "Kế hoạch hành động",
    "Kế hoạch phối hợp",
    "Chương trình hành động",
    "Chương trình công tác",
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Kế hoạch",
    "Chỉ thị",
    "Kết luận",
    "Công văn",
    "Công điện",
    "Hướng dẫn",
    "Chương trình",
    "Thông báo",
    "Báo cáo",
    "Tờ trình",
    "Đề án",
    "Quy định",
    "Quy chế",
    "Văn bản",
    "Lệnh",
    "Thông tri",
    "Quy chế phối hợp",
    "Bộ luật",
    "Pháp lệnh",
]
INITIALS = {
    "Chương trình": "ctr", "Chương trình hành động": "ctr", "Chương trình công tác": "ctr", "Tờ trình": "ttr",
    "Công điện": "cd", "Kế hoạch hành động": "kh", "Kế hoạch liên tịch": "kh", "Kế hoạch phối hợp": "kh",
    "Nghị quyết liên tịch": "nq", "Thông tư liên tịch": "tt", "Quy chế": "qc",
}  # fmt: skip
"""Beginnings of ids that are not the first letters of the type."""
LONGEST = 1_500
"""Letters of a citation that are looked at."""

DATE = (
    r"(?:,?\s{1,3}(?:(?:ký\s{1,3})?ngày\s{1,3}(?P<short>\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4})"
    r"|(?P<long>ngày\s{1,3}\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\d{4})))?"
)
CITED = re.compile(
    rf"\b(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})(?:\s{{1,3}}số)?\s?:?\s{{1,3}}"
    rf"(?P<symbol>\d{{1,6}}[a-z]?(?:/\d{{4}})?\s?[-/]\s?[A-ZĐ][\w&]{{0,15}}(?:[-/][A-ZĐ][\w&]{{0,15}}){{0,4}}){DATE}",
)
LAW = re.compile(
    r"\b(?P<kind>Luật|Bộ luật|Pháp lệnh)\s{1,3}(?P<name>[A-ZĐ][^;:.()\d\n]{3,120}?)"
    r"(?:,?\s{1,3}(?:số\s{1,3})?(?P<symbol>\d{1,4}/\d{4}/[A-ZĐ]{2,6}\d{0,3}))?"
    rf"{DATE}(?P<year>\s{{1,3}}năm\s\d{{4}})?(?=\s{{0,3}}(?:[;:.()]|$)|(?<=\d)[\s,])"
)
STARTS = "|".join(sorted(SUBJECT_STARTS, key=len, reverse=True))
FIELDS = (
    "Thể thao|Du lịch|Gia đình|Thông tin|Báo chí|Hạ tầng|Lao động|Thương binh|Khoa học|Nông nghiệp|Văn hóa"
    "|Chủ nhiệm|chống"
)
"""Words behind a comma that still belong to the name of an agency."""
ISSUER = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}của\s{{1,3}}(?P<issuer>[A-ZĐÂÔƯỦ][^\s;:.,()]{{0,30}}"
    rf"(?:(?:\s{{1,3}}|,\s{{1,3}}(?={FIELDS}))[^\s;:.,()]{{1,30}}){{0,20}}?)(?=,?\s{{1,3}}(?:{STARTS})\b|,\s(?!{FIELDS})|[;:.)(]|$)"
)
BARE_ISSUER = re.compile(
    r"\s{1,3}(?P<issuer>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chính phủ|Bộ|Thủ tướng|HĐND)\b"
    r"(?:\s{1,3}[^\s;:.,()]{1,30}){0,8}?)(?=\s{1,3}về\b)"
)
SUBJECT = re.compile(rf"\s{{0,3}},?\s{{0,3}}(?P<subject>(?:{STARTS})\b.{{2,1500}})")
NEXT = rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})\s{{1,3}}(?:số\s{{1,3}})?\d"
STOP = re.compile(
    rf"[;:\n]|\.(?:\s|$)|,?\s{{1,3}}và\s{{1,3}}(?={NEXT})|,\s{{1,3}}(?=(?:{'|'.join(KINDS)})\b)|\((?=sau đây)"
)
"""Where a citation ends in any case."""
ASIDE = re.compile(
    r",\s{1,3}(?=(?:trong đó|cụ thể|đồng thời|nhằm|để|gồm|bao gồm|và các|như|nay|căn cứ|trên cơ sở)\b)"
    r"|,\s{1,3}(?=(?:UBND|Ủy ban|Uỷ ban|Sở|Phòng|Trường|Ban|Bộ|Cục|Chi cục|Trung tâm|Đảng ủy|Đảng uỷ|Văn phòng|Hội"
    r"|Công an|Bệnh viện)\b[^;.]{0,160}\b(?:ban hành|xây dựng|triển khai|tổ chức)\b)"
)
"""Where the subject of a document is over and the sentence goes on."""


class Text(NamedTuple):
    """A paragraph of the document, and where it stands."""

    words: str
    place: Place | None


def read(texts: Iterable[Text]) -> tuple[Document, ...]:
    """Return the documents that texts cite, each at its first mention."""
    found: list[Document] = []
    known: set[tuple[str, str, int]] = set()
    ids = _Ids()
    for text in texts:
        if not STARTS_WITH.search(text.words):
            continue
        for mention in _mentions(text.words):
            key = (mention.kind, mention.name, mention.date.year if mention.date else 0)
            if key in known or (not key[2] and (*key[:2], -1) in known):
                continue
            known |= {key, (*key[:2], -1)}
            end, citation = mention.read(text.words)
            written = one_line(text.words[mention.start : end])
            found.append(Document(ids.new(citation), citation, written, text.place))
    return tuple(found)


STARTS_WITH = re.compile(r"\d[-/]|Luật|Pháp lệnh")
"""What a text must hold to cite anything."""


class _Mention(NamedTuple):
    """Where a document is cited, and what names it."""

    start: int
    end: int
    kind: str
    name: str
    symbol: str
    date: datetime.date | None
    in_words: bool

    def read(self, words: str) -> tuple[int, Citation]:
        """Return where the whole citation ends, and what it says."""
        if not self.symbol or self.name != self.symbol:
            return self.end, Citation(self.kind, self.symbol, self.date, "", self.name, self.in_words)
        end, issuer, subject = _rest(words, self.end)
        return end, Citation(self.kind, self.symbol, self.date, issuer, subject, self.in_words)


def citations(words: str) -> list[tuple[int, int, Citation]]:
    """Return start, end and meaning of every citation in a text, in order."""
    return [(mention.start, *mention.read(words)) for mention in _mentions(words)]


def _mentions(words: str) -> list[_Mention]:
    """Return the documents that a text names, in order."""
    return sorted([*_numbered(words), *_laws(words)], key=lambda mention: mention.start)


def _numbered(words: str) -> Iterator[_Mention]:
    for match in CITED.finditer(words):
        symbol = re.sub(r"\s", "", match["symbol"])
        if STATE_SYMBOL.fullmatch(symbol) or PARTY_SYMBOL.fullmatch(symbol):
            yield _Mention(match.start(), match.end(), match["kind"], symbol, symbol, *_date(match))


def _laws(words: str) -> Iterator[_Mention]:
    """Yield laws that are named with number or date, or by name alone in a Căn cứ line."""
    for match in LAW.finditer(words):
        is_basis = words[max(0, match.start() - 20) : match.start()].strip().casefold() == "căn cứ"
        if match["symbol"] or match["short"] or match["long"] or is_basis:
            name = one_line(match["name"]).rstrip(" ,")
            yield _Mention(match.start(), match.end(), match["kind"], name, match["symbol"] or "", *_date(match))


def _date(match: re.Match[str]) -> tuple[datetime.date | None, bool]:
    """Return the date of a citation, and whether it is written in words; None for one that does not exist."""
    written = match["short"] or match["long"]
    if not written:
        return None, False
    try:
        return parse_date(re.sub(r"\s?/\s?", "/", one_line(written))).date, bool(match["long"])
    except ValueError:
        return None, False


def _rest(words: str, start: int) -> tuple[int, str, str]:
    """Return where a citation ends, its issuer, and what it is about."""
    window = words[start : start + LONGEST]
    stop = STOP.search(window)
    window = window[: stop.start()] if stop else window
    match = ISSUER.match(window) or BARE_ISSUER.match(window)
    issuer, end = (one_line(match["issuer"]), match.end()) if match else ("", 0)
    subject = SUBJECT.match(window, end)
    if not subject:
        return start + end, issuer, ""
    aside = ASIDE.search(window, subject.start("subject"))
    about = window[subject.start("subject") : aside.start() if aside else len(window)].rstrip(" ,.")
    return start + subject.start("subject") + len(about), issuer, _bare_subject(one_line(about))


def _bare_subject(about: str) -> str:
    """Return a subject without the "về" that is printed in front of it anyway: "về ban hành …" keeps it."""
    bare = about.removeprefix("về ")
    return bare if subject_phrase(bare) == about else about


class _Ids:
    """Gives every document a name of its own, such as kh75."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def new(self, citation: Citation) -> str:
        """Return a name: first letters of the type and the number, and the year or a count where that is taken."""
        base = _base(citation)
        if base in self.taken and citation.date:
            base = f"{base}_{citation.date.year}"
        self.taken[base] += 1
        count = self.taken[base]
        return base if count == 1 else f"{base}_{count}"


def _base(citation: Citation) -> str:
    """Return first letters of the type, and the number or the first words of a law's name."""
    base = INITIALS.get(citation.kind) or "".join(word[0] for word in flat(citation.kind).split())
    if citation.kind in NAMED_ONLY:
        base = "luat" if citation.kind == "Luật" else base
        return "_".join([base, *re.findall(r"[a-z0-9]+", flat(citation.subject))[:4]])
    number = re.match(r"\d+", citation.symbol)
    return base + (number[0].lstrip("0") if number else "")
