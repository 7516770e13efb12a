"""A profile for an agency that has none, made of what its plan says; what the plan does not say is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from cchc_draft import communes
from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.errors import InputError, Problem
from cchc_draft.importing import agency_names, plan_values, signature_keys, unit_names
from cchc_draft.importing.agency_match import folded, profiles
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.recognised import Recognised
from cchc_draft.inheritance import split_locality
from cchc_draft.language import N_, translate
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore
from cchc_draft.yaml_text import dump, load


class Proposal(NamedTuple):
    """A profile made from a document: its id, its text, and what its owner has to look at."""

    id: str
    text: str
    profile: Profile
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Source:
    """What a profile is made of."""

    plan: Recognised
    store: ProfileStore
    words: str
    """The running text, in which the agency calls itself by name."""
    province: str
    agency: str = ""
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, message: str, **facts: object) -> None:
        """Add a warning."""
        self.problems.append(Problem(code, message, facts, level="warning"))

    def lines(self, names: Sequence[str]) -> list[str]:
        """Return the lines of a letterhead in sentence case, as one name that goes on from line to line."""
        whole = agency_names.sentence_case(" ".join(names), self.words)
        if not whole.is_known:
            return [self.cased(line) for line in names]
        tokens = iter(whole.text.split())
        return [" ".join(islice(tokens, len(line.split()))) for line in names]

    def cased(self, line: str) -> str:
        """Return a name in sentence case; one that nobody writes so is told."""
        name = agency_names.sentence_case(line, self.words)
        if not name.is_known:
            self.tell("name-in-capitals", IN_CAPITALS, name=name.text)
        return name.text


def propose(plan: Recognised, store: ProfileStore, *, has_units: bool = True) -> Proposal:
    """Return a profile for an agency that has none; what the document does not say stays as the level has it.

    *has_units* tells whether the units that the plan speaks of are this agency's.

    Raises InputError where the document names no agency.
    """
    agency = one_line(" ".join(plan.letterhead.agencies))
    if not agency:
        raise InputError([Problem("no-agency", NO_AGENCY)])
    head = plan.letterhead
    words = plan_values.running_text(plan)
    above = [one_line(" ".join(head.parents)), *head.parents]
    named = agency_names.province_named([*above, agency]) or agency_names.province_named([words])
    province = _province(above, named) or _province_of(head.place)
    source = _Source(plan, store, words, province, agency)
    committee = COMMITTEE.fullmatch(agency)
    locality = agency_names.locality(committee["rest"], province) if committee else None
    if locality:
        identifier, keys = communes.profile_id(locality), _committee(locality, source)
    else:
        identifier, keys = _department(source)
    if not has_units:
        source.plan = replace(plan, body=())
    return _completed(_free(identifier, store), keys, source, is_committee=locality is not None)


COMMITTEE = re.compile(r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s*(?P<rest>.*)", re.IGNORECASE)


def _province(lines: Sequence[str], named: str) -> str:
    """Return the province that the letterhead names, else the one of a commune in it, else *named*."""
    found = [one for line in lines if (one := agency_names.locality(line, named))]
    own = next((one.name for one in found if not one.province), "")
    return own or next((one.province for one in found), named)


def _province_of(place: str) -> str:
    """Return the province that the place in front of the date is, or lies in; empty where that is not clear."""
    found = _called(re.sub(r"TP\.?\s+", "", place))
    return (found.province or found.name) if found else ""


def _called(place: str) -> communes.Locality | None:
    """Return the only province, else the only commune, of a name."""
    for called in (communes.provinces_called(place), communes.communes_called(place)):
        if len(called) == 1:
            return called[0]
    return None


def _free(identifier: str, store: ProfileStore) -> str:
    """Return an id that no profile has."""
    known, free, rank = set(store.ids()), identifier, 1
    while free in known:
        rank += 1
        free = f"{identifier}-{rank}"
    return free


# The agency.


def _committee(locality: communes.Locality, source: _Source) -> dict[str, Any]:
    """Return the keys of a People's Committee, whose names follow from its place."""
    parent = communes.profile_id(communes.Locality(locality.province)) if locality.province else ""
    text = communes.profile_text(locality, parent if parent in source.store.ids() else "")
    keys: dict[str, Any] = load(text, "").plain()
    head = source.plan.letterhead
    printed = _folded_case(head.agencies)
    if printed != _folded_case(["Ủy ban nhân dân", locality.name]):
        keys["tieu_de"] = source.lines(head.agencies)
    if head.parents:
        keys["co_quan_tren"] = source.lines(head.parents)
    if head.place and head.place != keys.get("dia_danh", locality.proper_name):
        keys["dia_danh"] = head.place
    return keys


def _folded_case(lines: Sequence[str]) -> list[str]:
    return [one_line(line).casefold() for line in lines]


def _department(source: _Source) -> tuple[str, dict[str, Any]]:
    """Return id and keys of an agency that is no committee: a Sở, a school, a centre, a Party committee."""
    head = source.plan.letterhead
    name = source.cased(source.agency)
    kind = agency_names.kind_of(source.agency)
    place = _locality(source)
    is_collective = any(line.upper().startswith(COLLECTIVE) for one in source.plan.signatures for line in one.lines)
    level = ("phuong" if place.province else "tinh") if is_collective else "so"
    keys: dict[str, Any] = {
        "ke_thua": level,
        "cap": communes.LEVELS.get(place.word, "") if level == "phuong" else "",
        "dia_ban": place.name,
        "tinh": place.province,
        "ten": name,
        "ten_ngan": name,
        "tu_goi": kind.self_name if kind else name,
        "tieu_de": source.lines(head.agencies) if len(head.agencies) > 1 else [name],
        "co_quan_tren": source.lines(head.parents),
        "cap_tren": _parent(source),
        "ky_hieu": _symbol(source, name),
        "dia_danh": head.place,
        "ky": {"nguoi_dung_dau": kind.head, "cap_pho": f"Phó {kind.head}"} if kind else {},
    }
    return _identifier(name, source.province), {key: value for key, value in keys.items() if value}


def _identifier(name: str, province: str) -> str:
    """Return the id of an agency below its province, which the name need not say again: ca-mau/so-noi-vu."""
    folder = communes.slug(split_locality(province)[1]) if province else "rieng"
    own = re.sub(rf"-(?:tinh|thanh-pho|tp)-{folder}$", "", communes.slug(name))
    return f"{folder}/{own or 'co-quan'}"


COLLECTIVE = ("TM.", "TM ", "T/M")


def _locality(source: _Source) -> communes.Locality:
    """Return the place that an agency works for, by its letterhead; a blank where nothing tells it."""
    head = source.plan.letterhead
    for line in (source.agency, *reversed(head.parents), one_line(" ".join(head.parents))):
        if found := agency_names.locality(line, source.province):
            return found
    if source.province:
        return communes.Locality(source.province)
    source.tell("locality-unknown", NO_LOCALITY, blank=BLANK_LOCALITY)
    return communes.Locality(BLANK_LOCALITY)


BLANK_LOCALITY = "tỉnh […]"


def _parent(source: _Source) -> str | dict[str, str]:
    """Return the agency above: its profile, or its names where it is no People's Committee, whose names are usual."""
    parents = source.plan.letterhead.parents
    wanted = folded(parents)
    for identifier, profile in profiles(source.store):
        own = folded((*profile.parent_lines, *profile.agency_lines))
        if wanted and wanted in (own, folded(profile.agency_lines)):
            return identifier
    kind = agency_names.kind_of(parents[-1]) if parents else None
    if kind is None or kind.self_name == "UBND":
        return ""
    name = source.cased(parents[-1])
    return {"ten": name, "ten_ngan": name, "tu_goi": kind.self_name, "dia_phuong": _locality(source).word}


def _symbol(source: _Source, name: str) -> str:
    """Return the symbol as the decree has it; one that had to be made is told."""
    if symbol := plan_values.sound_symbol(source.plan.letterhead.symbol):
        return symbol
    letters = (letter if letter == "Đ" else flat(letter).upper() for letter in unit_names.initials(name))
    made = plan_values.sound_symbol(f"KH-{''.join(letters)}") or "KH-CQ"
    if not source.plan.letterhead.symbol:
        source.tell("symbol-proposed", SYMBOL_PROPOSED, right=made)
    return made


# Signer and units.


def _completed(identifier: str, keys: dict[str, Any], source: _Source, *, is_committee: bool) -> Proposal:
    """Return the profile with recipients, signer and units of the plan; its text is read, so that it is sound."""
    plan, store = source.plan, source.store
    keys |= {"noi_nhan": list(plan.recipients), "luu": plan.archive or UNKNOWN_ARCHIVE}
    if plan_values.is_dated_in_words(plan):
        keys["dang_ngay"] = "chu"
    signer = plan.signatures[0] if plan.signatures else None
    if signer and not is_committee:
        keys["ky"] = {
            **USUAL_HEAD,
            **keys.get("ky", {}),
            **_head_printed(signature_keys.without_issuer(signer.lines, (source.agency,))),
        }
    profile = store.with_text(identifier, dump(keys)).load(identifier)
    found, _ = signature_keys.keys(signer, profile)
    keys["ky"] = {**keys.get("ky", {}), **found}
    keys["don_vi"] = _units(source, keys, profile, has_level_units=is_committee or _is_department(source.agency))
    text = translate(HEAD) + dump({key: keys[key] for key in ORDER if keys.get(key, {}) != {}})
    profile = store.with_text(identifier, text).load(identifier)
    return Proposal(identifier, text, profile, tuple(source.problems))


ORDER = ("ke_thua", "cap", "cap_tren", "dia_ban", "tinh", "ten", "ten_ngan", "tu_goi", "tieu_de", "co_quan_tren",
         "ky_hieu", "dia_danh", "dang_ngay", "ky", "don_vi", "noi_nhan", "luu")  # fmt: skip
"""The keys as a profile usually has them."""
USUAL_HEAD = {"nguoi_dung_dau": "Thủ trưởng", "cap_pho": "Phó Thủ trưởng"}
UNKNOWN_ARCHIVE = f"VT, {PLAIN_BLANK}"


def _is_department(agency: str) -> bool:
    kind = agency_names.kind_of(agency)
    return kind is not None and kind.start == "so"


def _units(source: _Source, keys: Mapping[str, Any], profile: Profile, *, has_level_units: bool) -> dict[str, Any]:
    """Return the plan's units beside those of the level; an agency of another kind has none of the level's."""
    named = unit_names.units_named(source.plan)
    if has_level_units:
        known = unit_names.Units(profile)
        unknown = [name for name in named if not known.find(name)]
        return {**keys.get("don_vi", {}), **unit_names.proposed(unknown, profile.units, profile.roles)}
    made = unit_names.proposed(named, {}, profile.roles)
    return {**{unit: None for unit in profile.units if unit not in made}, **made}


def _head_printed(lines: Sequence[str]) -> dict[str, str]:
    """Return the positions of head and deputy as a signature prints them: "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"."""
    positions = [line for line in map(one_line, lines) if not signature_keys.AUTHORITY.fullmatch(line)]
    for line in map(one_line, lines):
        match = signature_keys.AUTHORITY.fullmatch(line)
        if match and match[0].upper().startswith(("TL", "TUQ", "T/L")):
            return {}
        if match and match[0].upper().startswith(("KT", "K/T")) and len(positions) == 1:
            return {
                "nguoi_dung_dau": signature_keys.title(match["whom"]),
                "cap_pho": signature_keys.title(positions[0]),
            }
    if len(positions) == 1 and not positions[0].upper().startswith(("PHÓ", "Q.")):
        head = signature_keys.title(positions[0])
        return {"nguoi_dung_dau": head, "cap_pho": f"Phó {head}"}
    return {}


HEAD = N_(
    "# Hồ sơ này do lệnh «cchc-draft import» đề xuất theo văn bản được nhập. Hãy đối chiếu, sửa cho đúng với cơ quan.\n"
)
NO_AGENCY = N_("không thấy tên cơ quan ban hành ở đầu văn bản; hãy chọn hồ sơ bằng --profile")
IN_CAPITALS = N_(
    "tên «{name}» chỉ có dạng chữ in hoa trong văn bản; hồ sơ giữ nguyên chữ in hoa, hãy viết lại cho đúng"
)
NO_LOCALITY = N_("không rõ cơ quan ở tỉnh, thành phố nào; hồ sơ để trống chỗ này («{blank}»), hãy điền")
SYMBOL_PROPOSED = N_("văn bản không có ký hiệu; hồ sơ tạm ghi «{right}» theo chữ đầu của tên cơ quan, hãy sửa cho đúng")
