"""Persons, events, counted things, and agencies and places that are no more, as a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cchc_draft.carrying.words import entries
from cchc_draft.checking import wording

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
PERSON = re.compile(
    rf"(?:\b[Đđ]ồng chí|\b[Đđ]/c|\b[ÔôOo]ng|\b[Bb]à)\s+(?P<name>[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,4}})"
)
POSITIONS = ("Trưởng", "Phó", "Chủ", "Bí", "Giám", "Ủy", "Chánh", "Thủ", "Thường", "Lãnh", "Cục", "Bộ", "Tổng", "Viện")
"""First words of positions: "đồng chí Trưởng Ban Chỉ đạo" names nobody."""


def persons(words: str) -> Iterator[tuple[int, int]]:
    """Yield where persons are named, without the word in front."""
    for match in PERSON.finditer(words):
        if not match["name"].startswith(POSITIONS):
            yield match.span("name")


class Event(NamedTuple):
    """What names one event among others of its kind."""

    start: int
    end: int
    word: str
    """The word for the event: "cuoc thi", in small letters without marks."""
    is_edition: bool = False
    """It is an ordinal: "lần thứ III - năm 2026"."""
    is_anniversary: bool = False


NUMERAL = r"(?:[ivxlc]+|\d{1,3}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)"
ORDINAL = rf"lan thu\s+{NUMERAL}\b(?:\s?[-–,]?\s?\(?nam\s+20\d\d\)?|\s?[-–(/,]\s?20\d\d\)?)?"
"""In small letters without marks."""
KINDS = (
    "cuoc thi", "hoi thi", "dai hoi", "lien hoan", "le hoi", "ngay hoi", "hoi cho", "hoi dien", "festival",
    "giai thuong", "tuan le", "bau cu", "hoi khoe", "sea games", "giai bao chi", "giai dau", "ky thi",
)  # fmt: skip
EVENT = re.compile(rf"\b(?P<event>{'|'.join(KINDS)})\b(?P<between>[^.;:\n]{{0,140}}?)")
MARK = re.compile(
    rf"\b(?P<edition>{ORDINAL}|(?<=dai hoi )[xvi]{{2,6}}\b|(?<=toan quoc )[xvi]{{2,6}}\b)"
    r"|\b(?P<term>khoa\s+[ivxlc]+)\b|(?P<year>\bnam\s+20\d\d)(?!\s?[-–]\s?20)"
)
OWN_YEAR = re.compile(r"(?:\btrong|\bden|\btu|\bdau|\bcuoi|\bhet|,|\btruoc|\bthang\s\d+|\bquy\s\S+)\s*$")
"""Words that make the year behind an event a time, not the name of the event."""
ANNIVERSARY = re.compile(r"\bky niem\s+(?:lan thu\s+|\w+\s+lan thu\s+)?(?P<it>\d{1,3}(?:\s+nam\b)?)")
REACH = 140


def events(flat_words: str) -> Iterator[Event]:
    """Yield ordinals, terms and years that name an event, and anniversaries."""
    for match in EVENT.finditer(flat_words):
        stop = re.search(r"[.;:\n]", flat_words[match.end("event") : match.end("event") + REACH])
        last = match.end("event") + (stop.start() if stop else REACH)
        mark = MARK.search(flat_words, match.end("event"), last)
        if mark is None or (mark["year"] and OWN_YEAR.search(flat_words, match.end("event"), mark.start())):
            continue
        yield Event(mark.start(), mark.end(), _whole_word(flat_words, match), bool(mark["edition"]))
    for match in ANNIVERSARY.finditer(flat_words):
        yield Event(match.start("it"), match.end("it"), "ky niem", is_anniversary=True)


def _whole_word(flat_words: str, match: re.Match[str]) -> str:
    """Return the word for an event; of a congress also that a resolution of it is meant."""
    before = flat_words[max(0, match.start() - 40) : match.start()]
    is_resolution = re.search(r"\b(?:nghi quyet|van kien)\s+(?:cua\s+)?$", before) is not None
    return "nghi quyet dai hoi" if is_resolution and match["event"] == "dai hoi" else match["event"]


NOUNS = (
    r"(?:tin\s?[,/]\s?bai|bai\s?[,/]\s?tin|(?:can bo|thu tuc|nhiem vu|diem nghen|bang ron|pa[- ]no|don vi|cong chuc"
    r"|vien chuc|van ban|sang kien|mo hinh|chuyen muc|chuyen de|chuyen trang|phong su|hoi nghi|chi tieu|chi so|tieu chi"
    r"|linh vuc|ho so|doanh nghiep|san pham|hoc vien|co quan|dich vu|to chuc|ca nhan|giai phap|thanh vien|noi dung"
    r"|doan vien|dang vien|nguoi dan|lop tap huan|luot nguoi|video clip|tinh|thanh pho|dia phuong|diem|bac|phieu)\b)"
)
"""What numbers of such plans count, in small letters without marks."""
COUNTED = (
    r"(?!(?:gio|phut|giay|ngay|tuan|thang|quy|nam|cap|ro|de|va|den|hoac|thang|dong|hang|moi)\b)"
    rf"(?:{NOUNS}|[a-z]\w*)"
)
"""What is counted: no time, in small letters without marks."""
LABELS = re.compile(
    r"\b(?:so|de an|dieu|khoan|diem|muc|phu luc|chuong|phan|bang|bieu|mau|thu|ngay|thang|nam|quy|nhom|buoc|chuyen de"
    r"|cap do|muc do|khoa|dot|noi dung|nhiem vu|tieu chi|ban chi dao|to|quy iv|quyet dinh)\s+$"
)
"""What stands in front of a number that counts nothing."""


def is_label(flat_words: str, start: int) -> bool:
    """Tell whether a number is a label: "Đề án 06", "điểm 2 Mục II"."""
    return LABELS.search(flat_words, max(0, start - 20), start) is not None


def former_agencies(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield where agencies and levels of government that are no more are named, and who does their work now."""
    for match in _agencies().finditer(words):
        yield match.start(), match.end(), _now(match[0])


def former_places(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield where provinces that were merged are named, with the word "tỉnh"."""
    for match in _places().finditer(words):
        yield match.start(), match.end(), str(wording.shipped().of("tinh-cu")[match["name"]])


def _now(words: str) -> str:
    return str({**wording.shipped().of("co-quan-cu"), **entries("cap-cu")}[words])


@cache
def _agencies() -> re.Pattern[str]:
    names = {*wording.shipped().of("co-quan-cu"), *entries("cap-cu")}
    return re.compile(rf"\b(?:{_any(names)})\b")


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]ỉnh\s+(?P<name>{_any(set(wording.shipped().of('tinh-cu')))})\b")


def _any(names: set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
