"""Who issues a plan: one agency, or several together, each with its profile and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.importing import agency_match, agency_names, agency_proposal, unit_names
from cchc_draft.importing.agency_proposal import Proposal
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.plan_values import sound_symbol
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.signature_keys import in_one_line
from cchc_draft.language import N_
from cchc_draft.model import Signature
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore


class Issuer(NamedTuple):
    """One agency that issues the plan."""

    id: str
    profile: Profile
    signature: Signature | None
    proposal: Proposal | None = None
    """The profile as it is to be written; None for an existing one."""


def issuers(plan: Recognised, store: ProfileStore, profile_id: str | None) -> tuple[list[Issuer], list[Problem]]:
    """Return the agencies that issue a plan, the leading one first, and what of its signatures is left over.

    *profile_id* is the leading agency's profile where it is known. Raises InputError where the document names no
    agency, NotFoundError for an unknown profile.
    """
    names = parted(plan.letterhead.agencies)
    signatures = list(_matched(names, plan.signatures))
    symbols = _symbols(plan, names)
    found = []
    for index, agencies in enumerate(names):
        signed = tuple(filter(None, (signatures[index],)))
        head = replace(plan.letterhead, agencies=agencies, symbol=symbols[index])
        own = replace(plan, letterhead=head, signatures=signed)
        is_first = not index
        found.append(_issuer(own if is_first else _partner(own), store, profile_id if is_first else None, is_first))
    taken = [one for one in signatures if one]
    problems = [
        Problem("co-signer", CO_SIGNER, {"signer": in_one_line(one)}, level="warning")
        for one in plan.signatures
        if one not in taken
    ]
    return found, problems


def _partner(plan: Recognised) -> Recognised:
    """Return the plan as that of an agency which issues it with another: text and recipients are the leader's."""
    return replace(plan, recipients=(), archive="", appendices=())


def _issuer(plan: Recognised, store: ProfileStore, profile_id: str | None, is_first: bool) -> Issuer:
    signature = plan.signatures[0] if plan.signatures else None
    if profile_id:
        return Issuer(profile_id, store.load(profile_id), signature)
    if known := agency_match.find(plan, store):
        return Issuer(*known, signature)
    made = agency_proposal.propose(plan, store, has_units=is_first)
    return Issuer(made.id, made.profile, signature, made)


JOINT = re.compile(r"\s+[-–]\s+")


def parted(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the lines of each agency in a letterhead: "SỞ NỘI VỤ - SỞ TƯ PHÁP" names two.

    A dash parts agencies only where the name of another one begins behind it.
    """
    pieces = [piece for line in lines for piece in _pieces(line)]
    found: list[list[str]] = [[]]
    for index, piece in enumerate(pieces):
        found[-1].append(piece.rstrip(" -–"))
        behind = pieces[index + 1] if index + 1 < len(pieces) else ""
        if piece.endswith(("-", "–")) and agency_names.kind_of(behind):
            found.append([])
    return [tuple(names) for names in found]


def _pieces(line: str) -> Iterator[str]:
    """Yield a line's parts, each with the dash that parts it from an agency behind it."""
    line, start = one_line(line), 0
    for match in JOINT.finditer(line):
        if agency_names.kind_of(line[match.end() :]):
            yield f"{line[start : match.start()]} -"
            start = match.end()
    yield line[start:]


def _matched(names: Sequence[Sequence[str]], signatures: Sequence[Signature]) -> Iterator[Signature | None]:
    """Yield each agency's signature: the one that names it, else the next one that names no other."""
    if len(names) == 1:
        yield signatures[0] if signatures else None
        return
    wanted = [flat(" ".join(lines)) for lines in names]
    said = {index: one for one in signatures for index, name in enumerate(wanted) if name and name in _flat(one)}
    rest = iter([one for one in signatures if one not in said.values()])
    for index in range(len(names)):
        yield said[index] if index in said else next(rest, None)


def _flat(signature: Signature) -> str:
    return flat(one_line(" ".join(signature.lines)))


def _symbols(plan: Recognised, names: Sequence[Sequence[str]]) -> list[str]:
    """Return each agency's own symbol: of KH-SNV-STP those are KH-SNV and KH-STP."""
    written = plan.letterhead.symbol
    if len(names) == 1:
        return [written]
    parts = sound_symbol(written).split("-")[1:]
    if len(parts) == len(names):
        return [f"KH-{part}" for part in parts]
    return [f"KH-{unit_names.initials(' '.join(lines))}" for lines in names]


CO_SIGNER = N_("chữ ký «{signer}» không đưa vào kế hoạch: mỗi cơ quan ban hành chỉ in một chữ ký; hãy xem lại phần ký")
