"""Names: another agency's name left standing, a unit written in two ways, units without duties or unknown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cchc_draft.checking.dates_in_text import is_cited
from cchc_draft.checking.document import Document, Line, Role
from cchc_draft.checking.plan_year import announcements
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.checking.task_rows import folded, is_same_unit, is_unit, task_rows
from cchc_draft.importing import unit_names
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_
from cchc_draft.profile import UnitRecord


@rule("other-agency", "", "warning", at="closing")
def other_agency(document: Document) -> Iterator[Finding]:
    """Chỗ cơ quan ban hành tự xưng tên phải ghi đúng tên mình, không để sót tên cơ quan khác.

    Sai: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Nội vụ./.
    Đúng: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp./.
    """
    own = _own_names(document)
    kind = next((word for word in KINDS if any(name.startswith(f"{word} ") for name in own)), "")
    if not kind:
        return
    starts = {line.index: start for line, start in announcements(document)}
    for line in document.of("subject", "text", "item", "closing", "appendix_name", "heading", "cell"):
        if kind in WIDE and line.role not in ("subject", "closing", "appendix_name") and line.index not in starts:
            continue
        found = _department(document, line, starts, own) if kind == "so" else _commune(document, line, kind, own)
        for words in dict.fromkeys(found):
            yield at(line, OTHER_AGENCY, words, _own_shown(document))


KINDS = ("phuong", "xa", "dac khu", "so", "tinh", "thanh pho")
WIDE = ("tinh", "thanh pho")
"""Kinds whose plans name others of their kind for many reasons: only the title and the ends of the text count."""


def _own_names(document: Document) -> list[str]:
    """Return the agency's names as they are compared: with and without Ủy ban nhân dân, from letterhead and profile."""
    names = [" ".join(document.plan.letterhead.agencies)]
    if document.profile:
        names += [document.profile.name, document.profile.short_name, document.profile.locality]
    found = [folded(re.sub(r"[-–]+", " ", name)) for name in names]
    return [name for one in found for name in (one, re.sub(r"^(?:uy ban nhan dan|ubnd) ", "", one)) if name]


def _own_shown(document: Document) -> str:
    return document.profile.short_name if document.profile else one_line(" ".join(document.plan.letterhead.agencies))


def _commune(document: Document, line: Line, kind: str, own: Sequence[str]) -> Iterator[str]:
    """Yield names of other communes where a commune names itself."""
    mine = [name.removeprefix(f"{kind} ") for name in own if name.startswith(f"{kind} ")]
    for match in COMMUNE.finditer(line.text):
        name = folded(match["name"])
        if folded(match["kind"]) != kind or ACRONYM.search(match["name"]) or is_cited(document, line, match.start()):
            continue
        if not any(name == one or name.startswith(f"{one} ") or one.startswith(f"{name} ") for one in mine):
            body = match["body"] if match["body"] in BODIES else ""
            yield one_line(f"{body} {match['kind']} {match['name']}")


def _department(document: Document, line: Line, starts: dict[int, int], own: Sequence[str]) -> Iterator[str]:
    """Yield names of other sở where a sở names itself: who issues the plan, and whose plan it is."""
    patterns = []
    if line.role == "subject":
        patterns.append(WHOSE_SUBJECT)
    if line.role == "closing":
        patterns.append(WHOSE)
    if line.index in starts:
        patterns += [WHOSE, ISSUES]
    for pattern in patterns:
        for match in pattern.finditer(line.text):
            name = folded(match["name"])
            if is_cited(document, line, match.start("name")) or _is_mine(name, own):
                continue
            yield one_line(match["name"])


def _is_mine(name: str, own: Sequence[str]) -> bool:
    """Tell whether a name is the agency's, shortened or with its locality."""
    if name in ("so", "so nganh") or any(name.startswith(one) or name in one for one in own):
        return True
    short = name.removeprefix("so ").replace(" ", "")
    return any(short == "".join(word[0] for word in one.removeprefix("so ").split()) for one in own)


_NAME = r"[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÉÈÍÌÓÒÚÙÝỶ][\wÀ-ỹ]*"
COMMUNE = re.compile(
    r"\b(?P<body>UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|địa bàn|của|Nhân dân|nhân dân|tại)\s+"
    rf"(?P<kind>(?i:phường|xã|đặc khu|tỉnh|thành phố))\s+(?P<name>{_NAME}(?:\s+{_NAME}){{1,3}}|{_NAME}(?=[.,;/)]|$))"
)
BODIES = ("UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "HĐND")
ACRONYM = re.compile(r"\b[A-ZĐ]{2,}\b")
WHOSE = re.compile(
    r"\bKế hoạch\b[^.;]{0,160}?\bcủa\s+(?P<name>Sở\s+[A-ZĐ][^.;,()]{1,60}?)(?=\s*(?:[.;,()/]|$|năm\b|ban hành|trên))"
)
WHOSE_SUBJECT = re.compile(r"^(?!.*[Kk]ế hoạch).*\bcủa\s+(?P<name>Sở\s+[A-ZĐ][^.;()]{1,60}?)(?=\s*(?:$|năm\b))")
ISSUES = re.compile(
    r"(?P<name>Sở\s+[A-ZĐ](?:(?!Sở\s)[\wÀ-ỹ ,]){1,60}?)\s+(?:thống nhất\s+|phối hợp\s+)?"
    r"(?:ban hành|xây dựng|đề ra|triển khai)\s+(?:và triển khai\s+)?Kế hoạch"
)


@rule("name-variant", "", "warning", at="body")
def name_variant(document: Document) -> Iterator[Finding]:
    """Tên một đơn vị phải viết một cách trong cả văn bản.

    Sai: I. TỔ CHỨC THỰC HIỆN
        1. Phòng Giáo dục - Y tế
        Chủ trì các nhiệm vụ tại Phụ lục.
        2. Văn phòng Sở
        Phối hợp với Phòng Giáo dục và Y tế thực hiện.
    Đúng: I. TỔ CHỨC THỰC HIỆN
        1. Phòng Giáo dục - Y tế
        Chủ trì các nhiệm vụ tại Phụ lục.
        2. Văn phòng Sở
        Phối hợp với Phòng Giáo dục - Y tế thực hiện.
    """
    names = {folded(name): name for name in _unit_names(document) if len(folded(name).split()) > SHORTEST}
    if not names:
        return
    heads = "|".join(sorted({re.escape(name.split()[0]) for name in names.values()}))
    patterns = {key: _pattern(name) for key, name in names.items()}
    seen: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    searched = re.compile(rf"\b(?:{heads})\b", re.IGNORECASE)
    for line in document.of(*READ):
        if searched.search(line.text):
            flats = folded(line.text)
            for key, pattern in patterns.items():
                if key in flats:
                    seen[key] += [(line, _form(match[0])) for match in pattern.finditer(line.text)]
    for key, found in seen.items():
        yield from _variants(key, found, document)


SHORTEST = 2
READ: tuple[Role, ...] = ("heading", "item", "text", "closing", "cell", "recipient", "appendix_text")


def _unit_names(document: Document) -> list[str]:
    """Return the names of units that titles, leads, supports and the profile have."""
    names = [name for name in unit_names.organised(document.plan.whole_body) if is_unit(name)]
    for row in task_rows(document):
        names += [name for name in (*row.task.lead, *row.task.support) if is_unit(name)]
    if document.profile:
        names += [record.name for record in document.profile.units.values()]
    names += [
        one_line(match[0])
        for line in document.of("item", "text", "recipient")
        for match in COMPOUND.finditer(line.text)
        if not is_cited(document, line, match.start())
    ]
    return [name for name in dict.fromkeys(names) if folded(name).split()[0] != "cac"]


_PART = r"(?!(?:Phòng|Sở|Ban|Trung|Văn phòng|UBND|HĐND|Ủy|Hội|Đảng|Thanh tra|Chi|Công an)\b)[A-ZĐÂĂÊÔƠƯ][a-zà-ỹđ]{1,6}"
COMPOUND = re.compile(
    rf"(?<![Cc]ác )\b(?:Phòng|Trung tâm|Sở|Ban)\s{_PART}(?:\s[a-zà-ỹđ]{{1,7}})?"
    rf"(?:(?:\s[-–]\s|,\s|\svà\s){_PART}\s[a-zà-ỹđ]{{1,7}}){{1,3}}"
)
"""A unit whose name has several fields: "Phòng Kinh tế, Hạ tầng và Đô thị"."""


def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name with any signs or "và" between its words."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() != "và"]
    between = r"[-–—,&/\s]{1,3}(?:và\s+)?"
    return re.compile(r"\b" + between.join(map(re.escape, words)) + r"\b", re.IGNORECASE)


def _form(words: str) -> str:
    return one_line(words).replace("—", "–")


def _variants(key: str, found: Sequence[tuple[Line, str]], document: Document) -> Iterator[Finding]:
    """Yield the places where a name has another form than most, or than the profile says."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for line, form in found:
        if not form.isupper():
            forms[form.casefold()][form] += TITLE if line.role == "heading" else 1
    if len(forms) < 2:
        yield from _letters(forms, found)
        yield from _unlike_profile(key, found, document)
        return
    counts = {form: sum(all_.values()) for form, all_ in forms.items()}
    own = next((record.name.casefold() for record in _records(document) if folded(record.name) == key), "")
    right = own if own in counts else max(counts, key=lambda form: counts[form])
    shown = forms[right].most_common(1)[0][0]
    for line, form in found:
        if form.casefold() != right and not form.isupper():
            yield at(line, VARIANT, form, shown)


TITLE = 2
"""How much a title counts against a mention in the text."""


def _records(document: Document) -> Sequence[UnitRecord]:
    return list(document.profile.units.values()) if document.profile else []


def _unlike_profile(key: str, found: Sequence[tuple[Line, str]], document: Document) -> Iterator[Finding]:
    """Yield the first place of a name that the profile writes in another way: for information."""
    own = next((record.name for record in _records(document) if folded(record.name) == key), "")
    line, form = next(((line, form) for line, form in found if not form.isupper()), (None, ""))
    if own and line is not None and own.casefold() != form.casefold():
        yield at(line, UNLIKE_PROFILE, form, own, "info")


def _letters(forms: dict[str, Counter[str]], found: Sequence[tuple[Line, str]]) -> Iterator[Finding]:
    """Yield the places where a name has other capitals than most: for information."""
    for all_ in forms.values():
        right = all_.most_common(1)[0][0]
        for line, form in found:
            if len(all_) > 1 and form != right and not form.isupper():
                yield at(line, VARIANT, form, right, "info")


@rule("unit-unknown", "", "info", at="look:heading2")
def unit_unknown(document: Document) -> Iterator[Finding]:
    """Đơn vị được giao việc trong kế hoạch nên có trong hồ sơ cơ quan.

    Sai: thay «1. Văn phòng Sở» bằng «1. Phòng Quản lý đô thị»
    Đúng: thay «Theo dõi, đôn đốc» bằng «Đôn đốc»
    """
    profile = document.profile
    if profile is None or not profile.units:
        return
    lines = {one_line(line.words).rstrip(" :.;"): line for line in document.of("heading", "item")}
    for name in dict.fromkeys(unit_names.organised(document.plan.body)):
        if not is_unit(name) or GENERAL.match(folded(name)) or not ROOM.match(folded(name)):
            continue
        known = [one for record in profile.units.values() for one in (record.name, record.short_name) if one]
        if unit_names.unit_of(name, profile) is None and not any(is_same_unit(name, one) for one in known):
            line = lines.get(name) or next((one for words, one in lines.items() if name in words), None)
            if line is not None:
                yield at(line, UNKNOWN_UNIT, name, "", agency=profile.short_name)


ROOM = re.compile(r"(?:van phong|phong|trung tam|thanh tra|chi cuc|ban|to)\b")
GENERAL = re.compile(r"(?:cac|moi|tat ca|toan the)\b")


@rule("unit-without-duty", "", "info", at="look:heading2")
def unit_without_duty(document: Document) -> Iterator[Finding]:
    """Mỗi đơn vị trong hồ sơ cơ quan nên có việc trong kế hoạch, trừ khi kế hoạch giao việc chung cho các đơn vị.

    Sai: thay «Các phòng» bằng «Văn phòng»
    Đúng: thay «Theo dõi, đôn đốc» bằng «Đôn đốc»
    """
    profile = document.profile
    named = [folded(name) for name in unit_names.organised(document.plan.body)]
    if profile is None or not named or any(GENERAL.match(name) for name in named):
        return
    words = f" {' '.join(folded(line.text) for line in document.of('heading', 'item', 'text', 'cell'))} "
    for record in profile.units.values():
        names = [folded(name) for name in (record.name, record.short_name) if name]
        if GENERAL.match(names[0]) or any(f" {name} " in words for name in names):
            continue
        if unit_names.HEADS.match(record.name) and any(
            is_same_unit(record.name, name) for row in task_rows(document) for name in row.task.lead
        ):
            continue
        yield Finding(NO_DUTY, document.start, record.name, record.name)


OTHER_AGENCY = N_("ghi «{found}» ở chỗ cơ quan ban hành («{expected}») tự xưng tên")
VARIANT = N_("tên đơn vị ghi «{found}», chỗ khác ghi «{expected}»")
UNLIKE_PROFILE = N_("tên đơn vị ghi «{found}», hồ sơ cơ quan ghi «{expected}»")
UNKNOWN_UNIT = N_("hồ sơ của {agency} không có «{found}»")
NO_DUTY = N_("kế hoạch không giao việc cho «{found}» có trong hồ sơ cơ quan")
