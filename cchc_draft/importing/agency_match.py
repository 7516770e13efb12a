"""Whose plan it is: an existing profile that has the same names, or a new one made from what the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cchc_draft import communes
from cchc_draft.errors import CchcDraftError, InputError, Problem
from cchc_draft.importing.recognised import Recognised
from cchc_draft.language import N_
from cchc_draft.model import Heading, Paragraph, plain, walk
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore
from cchc_draft.yaml_text import dump


class Proposal(NamedTuple):
    """A profile made from a document: its id and its keys."""

    id: str
    text: str


def find(plan: Recognised, store: ProfileStore) -> tuple[str, Profile] | None:
    """Return the profile whose printed names are those of the letterhead; of several, the one with most else alike."""
    found = [
        (_likeness(plan, profile), identifier, profile)
        for identifier, profile in _profiles(store)
        if _is_named(plan, profile)
    ]
    if not found:
        return None
    _, identifier, profile = max(found, key=lambda one: (one[0], -len(one[1])))
    return identifier, profile


def _is_named(plan: Recognised, profile: Profile) -> bool:
    """Tell whether a letterhead is a profile's; one without names (published copies) by its symbol and place."""
    head = plan.letterhead
    wanted = _folded(head.agencies)
    if wanted:
        return _folded(profile.agency_lines) == wanted and _agrees(_folded(head.parents), profile)
    return bool(head.place) and head.symbol == profile.symbol and head.place.casefold() == profile.place.casefold()


def _profiles(store: ProfileStore) -> Iterator[tuple[str, Profile]]:
    for identifier in store.ids():
        try:
            yield identifier, store.load(identifier)
        except CchcDraftError:
            continue


def _agrees(parents: str, profile: Profile) -> bool:
    own = _folded(profile.parent_lines)
    return own == parents or not own or not parents


def _likeness(plan: Recognised, profile: Profile) -> int:
    """Return how much of signer, units and recipients a profile shares with a plan."""
    signers = {signature.name for signature in plan.signatures}
    named = {name for appendix in plan.appendices for task in appendix.tasks for name in task.lead}
    named |= {plain(block.content) for block in plan.body if isinstance(block, Heading)}
    units = {record.name for record in profile.units.values()}
    return (
        3 * (profile.signature.name in signers) + len(units & named) + len({*profile.recipients} & {*plan.recipients})
    )


def _folded(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split()).casefold()


# A new profile.

LOCALITY = re.compile(r"(?P<word>tỉnh|thành phố|phường|xã|đặc khu)\s+(?P<name>\S.*)", re.IGNORECASE)
COMMITTEE = re.compile(r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s*(?P<rest>.*)", re.IGNORECASE)


def propose(plan: Recognised) -> Proposal:
    """Return a profile for an agency that has none; what the document does not say stays as the level has it.

    Raises InputError where the document names no agency.
    """
    agency = " ".join(" ".join(plan.letterhead.agencies).split())
    if not agency:
        raise InputError([Problem("no-agency", NO_AGENCY)])
    committee = COMMITTEE.fullmatch(agency)
    if committee and (locality := _locality(committee["rest"])):
        return Proposal(communes.profile_id(locality), _committee(locality, plan))
    return Proposal(f"rieng/{communes.slug(agency) or 'co-quan'}", dump(_department(agency, plan)))


def _locality(name: str) -> communes.Locality | None:
    """Return the commune or province of that name; None where it is unknown or not clear."""
    try:
        match = LOCALITY.fullmatch(name)
        if not match:
            return None
        if match["word"].casefold() in ("tỉnh", "thành phố"):
            return communes.find_province(name)
        return communes.find_commune(name)
    except InputError:
        return None


def _committee(locality: communes.Locality, plan: Recognised) -> str:
    return communes.profile_text(locality) + dump({key: value for key, value in _own(plan).items() if value})


def _department(agency: str, plan: Recognised) -> dict[str, Any]:
    """Return the keys of an agency that works under one head: a Sở, a school, a centre."""
    head, words = plan.letterhead, _words(plan)
    parent = " ".join(" ".join(head.parents).split())
    locality = LOCALITY.search(parent) or LOCALITY.search(agency)
    place = (
        f"{locality['word'].lower()} {_title(locality['name'], words)}" if locality else f"tỉnh {head.place or '[…]'}"
    )
    keys = {
        "ke_thua": "so",
        "dia_ban": place,
        "ten": _title(agency, words),
        "ten_ngan": _title(agency, words),
        "tu_goi": _title(agency, words),
        "tieu_de": [_title(line, words) for line in head.agencies],
        "co_quan_tren": [_title(line, words) for line in head.parents],
        "ky_hieu": head.symbol if head.symbol.startswith("KH-") else "",
        "dia_danh": head.place,
        **_own(plan),
    }
    return {key: value for key, value in keys.items() if value}


def _own(plan: Recognised) -> dict[str, Any]:
    """Return units, recipients and archive as the document has them."""
    return {"don_vi": _units(plan), "noi_nhan": list(plan.recipients), "luu": plan.archive}


def _units(plan: Recognised) -> dict[str, Any]:
    """Return the leads of the tasks as units, each under an id made from its name."""
    names = dict.fromkeys(name for appendix in plan.appendices for task in appendix.tasks for name in task.lead)
    found: dict[str, Any] = {}
    for name in names:
        identifier = re.sub(r"[^a-z0-9]+", "_", communes.slug(name)).strip("_") or "don_vi"
        identifier = identifier if identifier[0].isalpha() else f"dv_{identifier}"
        while identifier in found:
            identifier += "_2"
        found[identifier] = {"ten": name}
    return found


def _title(text: str, words: str = "") -> str:
    """Return a name in capitals as the text writes it elsewhere, or in small letters where it never does."""
    if not text.isupper():
        return text
    found = re.search(re.escape(text), words, re.IGNORECASE) if words else None
    return found[0] if found and not found[0].isupper() else text[:1] + text[1:].lower()


def _words(plan: Recognised) -> str:
    """Return the running text of a plan, in which its agency calls itself by name."""
    blocks = walk((*plan.body, *plan.closing))
    texts = [plain(block.content) for block in blocks if isinstance(block, (Heading, Paragraph))]
    return " ".join(" ".join([*texts, *plan.recipients]).split())


NO_AGENCY = N_("không thấy tên cơ quan ban hành ở đầu văn bản; hãy chọn hồ sơ bằng --profile")
