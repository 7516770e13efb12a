"""Communes as people write them ("P. Ngọc Hà", "UBND xã Sóc Sơn", "phuong ngoc ha, ha noi"), and names of their files.

A name is looked up in tables, so that thousands of names among thousands of communes cost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from cchc_draft.communes import READINGS, Locality, communes, profile_id, slug
from cchc_draft.errors import nearest

HEAD = re.compile(r"^(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
SHORT_WORDS = (
    (re.compile(r"^(?:P|Ph)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE), "phường "),
    (re.compile(r"^X(?:\.\s*|\s+)(?=\S)", re.IGNORECASE), "xã "),
    (re.compile(r"^(?:ĐK|Đ\.K)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE), "đặc khu "),
)
PROVINCE_SHORT = ((re.compile(r"^(?:TP|T\.P|Tp)(?:\.\s*|\s+)", re.IGNORECASE), "thành phố "),)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-"})


def _cleaned(name: str, short_words: Sequence[tuple[re.Pattern[str], str]]) -> str:
    name = " ".join(unicodedata.normalize("NFC", name).split()).translate(APOSTROPHES)
    name = HEAD.sub("", name)
    for pattern, word in short_words:
        name = pattern.sub(word, name)
    return name


class Lookup:
    """The communes of a list, found by name and, where it is said, by province."""

    def __init__(self, pool: Sequence[Locality]) -> None:
        """Know the communes of *pool*."""
        self.pool = pool
        self.tables = [_table(pool, reading) for reading in READINGS]
        self.provinces = [
            _table([Locality(name) for name in dict.fromkeys(one.province for one in pool)], reading)
            for reading in READINGS
        ]

    def find(self, name: str, province: str = "") -> list[Locality]:
        """Return the communes called *name*, by the strictest reading that knows it; none, one, or several."""
        if not province and "," in name and not _called(self.tables, _cleaned(name, SHORT_WORDS)):
            name, _, province = name.rpartition(",")
        found = _called(self.tables, _cleaned(name, SHORT_WORDS))
        if province.strip():
            wanted = {one.name for one in _called(self.provinces, _cleaned(province, PROVINCE_SHORT))}
            found = [one for one in found if one.province in wanted]
        return found

    def near(self, name: str) -> str:
        """Return the commune whose name looks most like *name*, or ""."""
        cleaned = READINGS[-1](_cleaned(name.partition(",")[0], SHORT_WORDS))
        key = nearest(cleaned, self.tables[-1])
        return self.tables[-1][key][0].name if key else ""


def _table(pool: Sequence[Locality], reading: object) -> dict[str, list[Locality]]:
    table: dict[str, list[Locality]] = defaultdict(list)
    for one in pool:
        for name in dict.fromkeys((one.name, one.proper_name)):
            table[reading(name.translate(APOSTROPHES))].append(one)  # type: ignore[operator]
    return dict(table)


def _called(tables: Sequence[dict[str, list[Locality]]], name: str) -> list[Locality]:
    for reading, table in zip(READINGS, tables, strict=True):
        if found := table.get(reading(name)):
            return found
    return []


# Names of files.

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
LONGEST = 100


def safe_name(name: str) -> str:
    """Return a name of small ASCII letters that every system takes: "Đặc khu Vân Đồn" gives "dac-khu-van-don"."""
    short = slug(name)[:LONGEST].strip("-") or "ke-hoach"
    return f"{short}-kh" if RESERVED.match(short) else short


def file_names(communes: Sequence[Locality]) -> list[str]:
    """Return a name of a file for each commune: its own; of several with one name, with the province; else numbered."""
    own = [safe_name(one.name) for one in communes]
    count = Counter(own)
    named = [
        name if count[name] == 1 else safe_name(f"{one.name} {Locality(one.province).proper_name}")
        for one, name in zip(communes, own, strict=True)
    ]
    seen: Counter[str] = Counter()
    taken = set(named)
    found = []
    for name in named:
        seen[name] += 1
        number = seen[name]
        while number > 1 and f"{name[: LONGEST - 4]}-{number}" in taken:
            number += 1
        found.append(name if seen[name] == 1 else f"{name[: LONGEST - 4]}-{number}")
        taken.add(found[-1])
    return found


# Ids of profiles.


@cache
def _ids() -> dict[Locality, str]:
    """Return the ids of all communes, as :func:`profile_id` gives them one by one."""
    seen: Counter[str] = Counter()
    found = {}
    for one in communes():
        name = f"{slug(Locality(one.province).proper_name)}/{slug(one.name)}"
        seen[name] += 1
        found[one] = f"{name}-{seen[name]}" if seen[name] > 1 else name
    return found


def profile_ids(localities: Sequence[Locality]) -> list[str]:
    """Return the usual ids of communes: for thousands at once."""
    known = _ids()
    return [known.get(one) or profile_id(one) for one in localities]
