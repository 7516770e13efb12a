"""Units of an agency: which unit of a profile a name in the text means, and which units a plan speaks of.

>>> initials("Văn hóa - Xã hội")
'VHXH'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from cchc_draft import communes
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.recognised import Recognised
from cchc_draft.model import Block, Heading, ItemList, Paragraph, Run, plain
from cchc_draft.profile import Profile

# Which unit a name means.


def unit_of(name: str, profile: Profile) -> str | None:
    """Return the id of the unit that *name* means for sure; None for a name that fits none, or more than one."""
    return Units(profile).find(name)


class Units:
    """The units of a profile, to be found by the names that a document has for them."""

    def __init__(self, profile: Profile) -> None:
        """Prepare every unit's readings once, so that a long table asks for thousands of names."""
        self.by_name: dict[str, str] = {}
        self.by_reading: dict[_Reading, set[str]] = {}
        self.by_short_name: dict[str, set[str]] = {}
        for unit, record in profile.units.items():
            self.by_name.setdefault(record.name, unit)
            self.by_short_name.setdefault(record.short_name or "", set()).add(unit)
            for reading in _readings_of_unit(record.name, record.abbreviation or ""):
                self.by_reading.setdefault(reading, set()).add(unit)

    def find(self, name: str) -> str | None:
        """Return the id of the unit that *name* means for sure; None for a name that fits none, or more than one."""
        name = one_line(name)
        if name in self.by_name:
            return self.by_name[name]
        found = {unit for reading in _readings(name) for unit in self.by_reading.get(reading, ())}
        found = found or self.by_short_name.get(name, set())
        return next(iter(found)) if len(found) == 1 else None


_Reading = tuple[str, str, bool]
"""Kind of a unit, its own name or its initials, and whether it is the initials."""


def is_meant(name: str, known: str, abbreviation: str) -> bool:
    """Tell whether two names are the same up to signs, the agency behind them, and short forms."""
    return not _readings(name).isdisjoint(_readings_of_unit(known, abbreviation))


def _readings(name: str) -> set[_Reading]:
    """Return what a name in a document can mean: a unit's own name, or its initials."""
    head, rest = _parted(name)
    short = re.sub(r"[\s\-–.,&]", "", rest)
    is_short = len(short) > 1 and short.isupper()
    return {(head, _folded(rest), False), *([(head, short, True)] if is_short else [])}


def _readings_of_unit(name: str, abbreviation: str) -> set[_Reading]:
    """Return what a unit may be called."""
    head, rest = _parted(name)
    shorts = {initials(rest), re.sub(r"\W", "", abbreviation)} if rest else set()
    return {(head, _folded(rest), False), *((head, short, True) for short in shorts)}


OWNER = re.compile(r"\s+(?:thuộc|trực thuộc)\s.+$", re.IGNORECASE)
SHORT_HEADS = {"vp": "văn phòng", "p": "phòng", "p.": "phòng", "tt": "trung tâm", "ttra": "thanh tra"}
HEADS = re.compile(
    r"(văn phòng|phòng|trung tâm|thanh tra|chi cục|sở|ban|tổ|khoa|trạm|vp|p\.|p|tt|các)(?=\s|$)\s*", re.IGNORECASE
)
AGENCY = re.compile(r"\s*(?:sở|tỉnh|thành phố|phường|xã|đặc khu|trường|cơ quan)$", re.IGNORECASE)
OFFICE = re.compile(r"(?:hđnd\s*(?:và|,|-|&)\s*)?ubnd(?:\s+(?:tỉnh|thành phố|phường|xã|đặc khu))?", re.IGNORECASE)


def _parted(name: str) -> tuple[str, str]:
    """Return the kind of a unit and its own name, without the agency that it belongs to."""
    name = OWNER.sub("", name)
    head = HEADS.match(name)
    if not head:
        return "", name
    kind = head[1].casefold()
    rest = name[head.end() :]
    if not OFFICE.fullmatch(rest):
        rest = AGENCY.sub("", rest) if len(rest.split()) > 1 else re.sub(r"^sở$", "", rest, flags=re.IGNORECASE)
    elif re.match(r"văn phòng|vp", kind):
        rest = ""
    return SHORT_HEADS.get(kind, kind), rest


def _folded(name: str) -> str:
    """Return a name in small letters without signs and "và"; the place of the tone mark does not count."""
    words = re.split(r"[\s\-–,.&/]+", _even_tones(name.casefold()))
    return " ".join(word for word in words if word and word != "và")


TONES = str.maketrans(
    {"à": "a\u0300", "á": "a\u0301", "ả": "a\u0309", "ã": "a\u0303", "ạ": "a\u0323"}
    | {"è": "e\u0300", "é": "e\u0301", "ẻ": "e\u0309", "ẽ": "e\u0303", "ẹ": "e\u0323"}
    | {"ò": "o\u0300", "ó": "o\u0301", "ỏ": "o\u0309", "õ": "o\u0303", "ọ": "o\u0323"}
    | {"ù": "u\u0300", "ú": "u\u0301", "ủ": "u\u0309", "ũ": "u\u0303", "ụ": "u\u0323"}
    | {"ỳ": "y\u0300", "ý": "y\u0301", "ỷ": "y\u0309", "ỹ": "y\u0303", "ỵ": "y\u0323"}
)


def _even_tones(text: str) -> str:
    """Return *text* with the tone of oa, oe, uy on its first vowel: "hoá" and "hóa" are one word."""
    return re.sub(r"([ou])([\u0300-\u0323])?([aey])([\u0300-\u0323])?", _toned, text.translate(TONES))


def _toned(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2] or match[4] or ''}{match[3]}"


def initials(name: str) -> str:
    """Return the first letters of a name's words, "và" left out."""
    words = re.split(r"[\s\-–,.&/]+", name)
    return "".join(word[0] for word in words if word and word.casefold() != "và").upper()


# Which units a plan speaks of.

UNIT_WORD = re.compile(
    r"(?:các|văn phòng|phòng|ban|sở|tổ|khoa|trung tâm|thanh tra|chi cục|cục|ủy ban|uỷ ban|ubnd|hội|đoàn|công an"
    r"|ban chỉ huy|trường|trạm|bộ phận|đảng ủy|đảng uỷ|mặt trận|đài|báo|công chức|kế toán|thôn|chi bộ|hđnd)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 90
MOST_WORDS = 16
DUTY = re.compile(r"to chuc thuc hien|phan cong|trach nhiem|to chuc, thuc hien")
SEVERAL = re.compile(
    r"[;:]|,\s*(?:văn phòng|phòng|trung tâm|thanh tra)\b|\s(?:và|,)\s+(?:văn phòng|phòng|trung tâm)\b", re.I
)


def units_named(plan: Recognised) -> list[str]:
    """Return the units that a plan gives something to do, as it names them, each once."""
    leads = (name for appendix in plan.appendices for task in appendix.tasks for name in task.lead)
    return [name for name in dict.fromkeys(map(one_line, (*leads, *organised(plan.body)))) if is_unit_name(name)]


def is_unit_name(name: str) -> bool:
    """Tell whether a text can be the name of one unit."""
    is_short = len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS
    return is_short and not name.isupper() and bool(UNIT_WORD.match(name)) and not SEVERAL.search(name)


def organised(body: Sequence[Block]) -> Iterator[str]:
    """Yield what stands over or in front of the duties in "Tổ chức thực hiện"."""
    is_inside = False
    for block, below in pairwise((*body, Paragraph(()))):
        if isinstance(block, Heading) and block.level == 1:
            is_inside = bool(DUTY.search(flat(plain(block.content))))
        elif is_inside and isinstance(block, Heading):
            yield _bare(plain(block.content))
        elif is_inside and isinstance(block, ItemList):
            yield from (name for item in block.items for name in _in_front(item.blocks))
        elif is_inside and isinstance(block, Paragraph):
            yield from _in_front((block, below))


def _in_front(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the name in front of a colon, or the whole of a line over its duties."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return
    text = one_line(plain(first.content))
    name, colon, _ = text.partition(":")
    is_over = len(blocks) > 1 and isinstance(blocks[1], ItemList)
    if colon or is_over or all(part.bold for part in first.content if isinstance(part, Run)):
        yield _bare(name)


def _bare(name: str) -> str:
    return re.sub(r"^(?:giao|đề nghị)\s+", "", one_line(name).rstrip(" :.;,"), flags=re.IGNORECASE)


def proposed(names: Iterable[str], taken: Mapping[str, Any], roles: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return units for *names*, each under an id made from its name; short names of others among them are left out.

    *taken* are the ids that mean something else already; *roles* no unit may have as id.
    """
    found: dict[str, dict[str, str]] = {}
    for name in _longest(dict.fromkeys(names)):
        identifier = re.sub(r"[^a-z0-9]+", "_", communes.slug(name)).strip("_") or "don_vi"
        if not identifier[0].isalpha() or identifier in roles:
            identifier = f"dv_{identifier}"
        while identifier in found or identifier in taken:
            identifier += "_2"
        found[identifier] = {"ten": name}
    return found


def _longest(names: Collection[str]) -> Iterator[str]:
    """Return the names that are no short form of a longer one."""
    kept: set[str] = set()
    readings: set[_Reading] = set()
    for name in sorted(names, key=len, reverse=True):
        if readings.isdisjoint(_readings(name)):
            kept.add(name)
            readings |= _readings_of_unit(name, "")
    return (name for name in names if name in kept)
