"""Whose plan it is: the existing profile that has the same names as the letterhead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_draft.errors import CchcDraftError
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.recognised import Recognised
from cchc_draft.model import Heading, plain
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore


def find(plan: Recognised, store: ProfileStore) -> tuple[str, Profile] | None:
    """Return the profile whose printed names are those of the letterhead; of several, the one with most else alike."""
    found = [
        (_likeness(plan, profile), identifier, profile)
        for identifier, profile in profiles(store)
        if _is_named(plan, profile)
    ]
    if not found:
        return None
    _, identifier, profile = max(found, key=lambda one: (one[0], -len(one[1])))
    return identifier, profile


def _is_named(plan: Recognised, profile: Profile) -> bool:
    """Tell whether a letterhead is a profile's; one without names (published copies) by its symbol and place."""
    head = plan.letterhead
    wanted = folded(head.agencies)
    if wanted:
        return folded(profile.agency_lines) == wanted and _agrees(folded(head.parents), profile)
    return bool(head.place) and head.symbol == profile.symbol and head.place.casefold() == profile.place.casefold()


def profiles(store: ProfileStore) -> Iterator[tuple[str, Profile]]:
    """Yield every profile that can be read."""
    for identifier in store.ids():
        try:
            yield identifier, store.load(identifier)
        except CchcDraftError:
            continue


def _agrees(parents: str, profile: Profile) -> bool:
    own = folded(profile.parent_lines)
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


def folded(lines: Sequence[str]) -> str:
    """Return lines as one text in small letters; "UBND" is the same as "Ủy ban nhân dân"."""
    text = one_line(" ".join(lines)).casefold().replace("uỷ ban", "ủy ban")
    return text.replace("ubnd", "ủy ban nhân dân")
