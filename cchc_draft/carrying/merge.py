"""A three-way merge by item: what a source gave last time, what the office has made of it, what the source gives now.

An item that one side left alone follows the other; one that both changed is a conflict. Nothing of either side is
lost: what is not in the result is named as dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, NamedTuple, TypeVar

from cchc_draft.carrying.items import Item, key, likeness
from cchc_draft.language import N_, Message

Class = Literal["carried", "updated", "new", "dropped", "conflict"]
CLASS_NAMES: Mapping[Class, Message] = {
    "carried": N_("giữ của cơ quan"),
    "updated": N_("cập nhật theo nguồn mới"),
    "new": N_("mới"),
    "dropped": N_("bỏ"),
    "conflict": N_("hai bên ghi khác nhau"),
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one item."""

    kind: Class
    base: T | None
    own: T | None
    new: T | None

    @property
    def is_own(self) -> bool:
        """Tell whether the office's words stand in the result (of a conflict too, where it has any)."""
        return self.kind in ("carried", "conflict") and self.own is not None

    @property
    def stands(self) -> bool:
        """Tell whether the item has a place in the result."""
        return self.kind != "dropped" and (self.is_own or self.kind in ("updated", "new"))


def judge(base: T | None, own: T | None, new: T | None, same: Callable[[T, T], bool]) -> Class:
    """Return the class of an item with its three forms; None for a side that does not have it."""

    def equal(one: T | None, other: T | None) -> bool:
        return (one is None) == (other is None) and (one is None or other is None or same(one, other))

    if own is None and new is None:
        return "dropped"
    if equal(own, new) or equal(base, new):
        return "carried" if own is not None else "dropped"
    if equal(base, own):
        return "updated" if base is not None and new is not None else "new" if new is not None else "dropped"
    return "conflict"


def merge(
    base: Sequence[T],
    own: Sequence[T],
    new: Sequence[T],
    matched: Callable[[Sequence[T], Sequence[T], bool], Mapping[int, int]],
    same: Callable[[T, T], bool],
) -> list[Outcome[T]]:
    """Return what becomes of all items, in the order of the result.

    *matched* pairs the items of two sides, index to index, and is told whether both are additions, which have to be
    much alike to be one; *same* tells whether a pair is unchanged.
    """
    of_own = {after: before for before, after in matched(base, own, False).items()}
    of_new = {after: before for before, after in matched(base, new, False).items()}
    news = {before: after for after, before in of_new.items()}
    partner = {index: news[before] for index, before in of_own.items() if before in news}
    left_own = [index for index in range(len(own)) if index not in of_own]
    left_new = [index for index in range(len(new)) if index not in of_new]
    both = matched([own[index] for index in left_own], [new[index] for index in left_new], True)
    partner |= {left_own[one]: left_new[other] for one, other in both.items()}

    placed: list[_Placed[T]] = []
    for index, item in enumerate(own):
        before = base[of_own[index]] if index in of_own else None
        after = new[partner[index]] if index in partner else None
        placed.append(_Placed(Outcome(judge(before, item, after, same), before, item, after), partner.get(index, -1)))
    taken = set(partner.values())
    for index, item in enumerate(new):
        if index not in taken:
            before = base[of_new[index]] if index in of_new else None
            outcome = Outcome(judge(before, None, item, same), before, None, item)
            placed.insert(_place(placed, index), _Placed(outcome, index))
    known = {*of_own.values(), *of_new.values()}
    gone: list[Outcome[T]] = [
        Outcome("dropped", item, None, None) for index, item in enumerate(base) if index not in known
    ]
    return [*(one.outcome for one in placed), *gone]


class _Placed(NamedTuple, Generic[T]):
    """An outcome at its place, and the index of its item on the new side, -1 for none."""

    outcome: Outcome[T]
    at: int


def _place(placed: Sequence[_Placed[T]], index: int) -> int:
    """Return where an item of the new side belongs: behind the nearest one before it that has a place."""
    before = {one.at: place for place, one in enumerate(placed) if 0 <= one.at < index}
    if before:
        return before[max(before)] + 1
    after = {one.at: place for place, one in enumerate(placed) if one.at > index}
    return after[min(after)] if after else len(placed)


# Pairs.

LIKE_TITLES = 0.6
LIKE_TEXTS = 0.5
LIKE_ADDITIONS = 0.8


def by_name(one: Sequence[Item], other: Sequence[Item], _are_additions: bool = False) -> dict[int, int]:
    """Pair items of the same name."""
    names = {item.name: index for index, item in enumerate(other)}
    return {index: names[item.name] for index, item in enumerate(one) if item.name in names}


def by_section(one: Sequence[Item], other: Sequence[Item], are_additions: bool = False) -> dict[int, int]:
    """Pair blocks of two bodies: headings by their titles, what stands below them by likeness, equal text anywhere."""
    found = _headings(one, other)
    sections = {**found, -1: -1}
    above_one, above_other = _sections(one), _sections(other)
    texts = [index for index, item in enumerate(one) if not item.level]
    free = [index for index, item in enumerate(other) if not item.level]
    found |= _equal(one, other, texts, free, lambda a, b: sections.get(above_one[a]) == above_other[b])
    found |= _equal(one, other, _left(texts, found), _left(free, found.values()), lambda _a, _b: True)
    keys_one = {index: key(one[index].compared) for index in _left(texts, found)}
    keys_other = {index: key(other[index].compared) for index in _left(free, found.values())}
    pairs = [
        (likeness(words, keys_other[b]), -abs(a - b), a, b)
        for a, words in keys_one.items()
        for b in keys_other
        if sections.get(above_one[a]) == above_other[b]
    ]
    return found | _best(pairs, LIKE_ADDITIONS if are_additions else LIKE_TEXTS)


def _sections(items: Sequence[Item]) -> list[int]:
    """Return for each block the index of the heading above it, -1 for none."""
    found, current = [], -1
    for index, item in enumerate(items):
        current = index if item.level else current
        found.append(current)
    return found


def _headings(one: Sequence[Item], other: Sequence[Item]) -> dict[int, int]:
    titles = [index for index, item in enumerate(one) if item.level]
    free = [index for index, item in enumerate(other) if item.level]
    found = _equal(one, other, titles, free, lambda a, b: one[a].level == other[b].level)
    left, open_ones = _left(titles, found), _left(free, found.values())
    pairs = [
        (likeness(key(one[a].compared), key(other[b].compared)), -abs(a - b), a, b)
        for a in left
        for b in open_ones
        if one[a].level == other[b].level
    ]
    return found | _best(pairs, LIKE_TITLES)


def _left(indices: Iterable[int], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [index for index in indices if index not in known]


def _equal(
    one: Sequence[Item],
    other: Sequence[Item],
    indices: Iterable[int],
    free: Sequence[int],
    fits: Callable[[int, int], bool],
) -> dict[int, int]:
    """Pair items of the same words, in order."""
    found: dict[int, int] = {}
    by_text: dict[str, list[int]] = {}
    for index in free:
        by_text.setdefault(one_text(other[index]), []).append(index)
    for index in indices:
        candidates = by_text.get(one_text(one[index]), [])
        match = next((candidate for candidate in candidates if fits(index, candidate)), None)
        if match is not None:
            candidates.remove(match)
            found[index] = match
    return found


def one_text(item: Item) -> str:
    """Return what makes two blocks equal."""
    return item.compared


def _best(pairs: Iterable[tuple[float, int, int, int]], least: float) -> dict[int, int]:
    """Return pairs one to one, those most alike first."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for share, _, a, b in sorted(pairs, reverse=True):
        if share >= least and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def same_text(one: Item, other: Item) -> bool:
    """Tell whether an item is unchanged."""
    return one.compared == other.compared


def merge_blocks(base: Sequence[Item], own: Sequence[Item], new: Sequence[Item]) -> list[Outcome[Item]]:
    """Return what becomes of the blocks of a body."""
    return merge(base, own, new, by_section, same_text)


def merge_names(base: Sequence[Item], own: Sequence[Item], new: Sequence[Item]) -> list[Outcome[Item]]:
    """Return what becomes of items that have names."""
    return merge(base, own, new, by_name, same_text)


def written(outcome: Outcome[Item], conflict: Callable[[Outcome[Item]], str]) -> Item | None:
    """Return the item as it stands in the result, None where it does not; *conflict* writes both sides of one."""
    if not outcome.stands:
        return None
    if outcome.kind == "conflict" and outcome.own is not None:
        return replace(outcome.own, text=conflict(outcome))
    if outcome.kind == "updated" and outcome.own is not None and outcome.new is not None:
        return replace(outcome.new, before=outcome.own.before)
    return outcome.own if outcome.is_own else outcome.new
