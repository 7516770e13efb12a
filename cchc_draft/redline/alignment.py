"""Which entries of two sequences belong together: equal ones, and between those the ones that are most alike.

Small stretches are paired for the greatest likeness in all. Long ones are first divided where an entry occurs once on
either side, so that the time grows with their length and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

Pair = tuple[int, int]

SMALL = 20_000
"""Products of lengths up to which a stretch is weighed entry against entry."""
LONG_WORDS = 300_000
"""The same for words, which are only equal or not."""
RARE = 8
"""A word that occurs in no more entries than this says which entries are alike."""


class Item(NamedTuple):
    """What is known of an entry: only entries of one kind are paired."""

    kind: Hashable
    keys: tuple[str, ...]
    """Texts that tell whether two entries are the same, the strictest first."""
    words: frozenset[str]
    least: float = 0.5
    """Likeness below which two entries are not paired."""


class Span(NamedTuple):
    """A stretch of both sequences: where it starts and ends in the old one, and in the new one."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def size(self) -> int:
        """How many pairs are possible."""
        return (self.old_end - self.old) * (self.new_end - self.new)


def likeness(old: Item, new: Item) -> float:
    """Return how alike two entries are, from 0 to 1; 0 for those that must not be paired."""
    if old.kind != new.kind:
        return 0.0
    if old.keys[0] == new.keys[0]:
        return 1.0
    found = share(old, new)
    return found if found >= max(old.least, new.least) else 0.0


def share(old: Item, new: Item) -> float:
    """Return the share of common words."""
    both = len(old.words) + len(new.words)
    return 2 * len(old.words & new.words) / both if both else 0.0


def pairs(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the indexes of the entries that belong together, rising on both sides."""
    found: list[Pair] = []
    waiting = [Span(0, len(old), 0, len(new))]
    while waiting:
        span = _trimmed(old, new, waiting.pop(), found)
        if not span.size:
            continue
        if span.size <= SMALL:
            found += _weighed(old, new, span)
            continue
        chain = _anchors(old, new, span)
        found += chain
        if chain:
            waiting += _between(span, chain)
    return sorted(found)


def _trimmed(old: Sequence[Item], new: Sequence[Item], span: Span, found: list[Pair]) -> Span:
    """Pair what is equal at both ends of a stretch, and return what is left."""
    start, end, first, last = span
    while start < end and first < last and _same(old[start], new[first]):
        found.append((start, first))
        start, first = start + 1, first + 1
    while start < end and first < last and _same(old[end - 1], new[last - 1]):
        end, last = end - 1, last - 1
        found.append((end, last))
    return Span(start, end, first, last)


def _same(old: Item, new: Item) -> bool:
    return old.kind == new.kind and old.keys[0] == new.keys[0]


def _between(span: Span, chain: Sequence[Pair]) -> Iterator[Span]:
    ends = [(span.old - 1, span.new - 1), *chain, (span.old_end, span.new_end)]
    for before, after in pairwise(ends):
        yield Span(before[0] + 1, after[0], before[1] + 1, after[1])


def _weighed(old: Sequence[Item], new: Sequence[Item], span: Span) -> list[Pair]:
    """Return the pairs whose common words are most in all."""
    width = span.new_end - span.new
    best: list[list[float]] = [[0.0] * (width + 1)]
    scores: list[list[float]] = []
    for one in old[span.old : span.old_end]:
        above = best[-1]
        row, marks = [0.0] * (width + 1), [0.0] * width
        for at in range(width):
            score = marks[at] = _score(one, new[span.new + at])
            row[at + 1] = max(row[at], above[at + 1], above[at] + score if score else 0.0)
        best.append(row)
        scores.append(marks)
    found = []
    line, at = len(scores), width
    while line and at:
        score = scores[line - 1][at - 1]
        if score and best[line][at] == best[line - 1][at - 1] + score:
            line, at = line - 1, at - 1
            found.append((span.old + line, span.new + at))
        elif best[line][at] == best[line - 1][at]:
            line -= 1
        else:
            at -= 1
    return found[::-1]


def _score(old: Item, new: Item) -> float:
    """Return what a pair is worth: equal and long entries are worth most, none is 0."""
    if old.kind != new.kind:
        return 0.0
    if old.keys[0] == new.keys[0]:
        return len(old.words) + 1.5
    common = len(old.words & new.words)
    both = len(old.words) + len(new.words)
    found = 2 * common / both if both else 0.0
    return common * found + 0.5 if found >= max(old.least, new.least) else 0.0


def _anchors(old: Sequence[Item], new: Sequence[Item], span: Span) -> list[Pair]:
    """Return pairs that divide a long stretch: equal and unique, else equal and as often before, else alike."""
    levels = len(old[span.old].keys)
    for level in range(levels):
        chain = _chain(_equal(old, new, span, level, is_unique=True), old)
        if chain:
            return chain
    for level in range(levels):
        chain = _chain(_equal(old, new, span, level, is_unique=False), old)
        if chain:
            return chain
    return _chain(_alike(old, new, span), old)


def _equal(old: Sequence[Item], new: Sequence[Item], span: Span, level: int, *, is_unique: bool) -> list[Pair]:
    """Return entries with the same text; of a text that occurs several times the first goes with the first."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(span.new, span.new_end):
        places[new[at].kind, new[at].keys[level]].append(at)
    earlier: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(span.old, span.old_end):
        earlier[old[at].kind, old[at].keys[level]].append(at)
    return sorted(
        pair
        for key, found in earlier.items()
        if key in places and not (is_unique and (len(found) > 1 or len(places[key]) > 1))
        for pair in zip(found, places[key], strict=False)
    )


def _alike(old: Sequence[Item], new: Sequence[Item], span: Span) -> list[Pair]:
    """Return entries that share rare words, each with the one that is most like it."""
    chosen: dict[int, tuple[float, int]] = {}
    for at, best, score in _nearest(old, new, range(span.old, span.old_end), range(span.new, span.new_end)):
        if score > chosen.get(best, (0.0, 0))[0]:
            chosen[best] = (score, at)
    return sorted((at, best) for best, (_, at) in chosen.items())


def _nearest(
    old: Sequence[Item], new: Sequence[Item], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Yield for old entries the new one that is most like it, and how much."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at in news:
        for word in new[at].words:
            holders[word].append(at)
    for at in olds:
        votes = Counter(
            one for word in old[at].words if len(holders.get(word, ())) <= RARE for one in holders.get(word, ())
        )
        likely = [(likeness(old[at], new[one]), -one) for one, _ in votes.most_common(5)]
        if likely and max(likely)[0]:
            score, best = max(likely)
            yield at, -best, score


def _chain(candidates: Sequence[Pair], old: Sequence[Item]) -> list[Pair]:
    """Return the heaviest pairs among *candidates* (rising by the old side) that rise on the new side too."""
    order = sorted({new for _, new in candidates})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(order) + 1)
    before: list[int] = []
    for index, (at, new) in enumerate(candidates):
        rank = bisect_left(order, new)
        weight, previous = 0.0, -1
        place = rank
        while place:
            if tree[place][0] > weight:
                weight, previous = tree[place]
            place &= place - 1
        before.append(previous)
        reached = (weight + len(old[at].words) + 1.0, index)
        place = rank + 1
        while place <= len(order):
            if reached[0] > tree[place][0]:
                tree[place] = reached
            place += place & -place
    last = max(tree, default=(0.0, -1))[1]
    chain = []
    while last >= 0:
        chain.append(candidates[last])
        last = before[last]
    return chain[::-1]


MOVED_LIKENESS = 0.8
MOVED_WORDS = 5
"""A moved entry has at least this many different words, unless it moves together with its neighbour."""


def moved(old: Sequence[Item], new: Sequence[Item], found: Sequence[Pair], least: float = MOVED_LIKENESS) -> list[Pair]:
    """Return the entries that stand elsewhere: what *found* leaves over, at least so alike; 1 for the same text."""
    olds = sorted(set(range(len(old))) - {one for one, _ in found})
    news = sorted(set(range(len(new))) - {one for _, one in found})
    long_olds = [at for at in olds if len(old[at].words) >= MOVED_WORDS]
    made: dict[int, int] = {}
    left, free = set(olds), set(news)
    for at, best, score in sorted(_nearest(old, new, long_olds, news), key=lambda one: (-one[2], one[0])):
        if best in free and (_same(old[at], new[best]) or least <= score < 1):
            made[at] = best
            left.discard(at)
            free.discard(best)
    for at, best in list(made.items()):
        for step in (-1, 1):
            one, other = at + step, best + step
            while one in left and other in free and _same(old[one], new[other]):
                made[one] = other
                left.discard(one)
                free.discard(other)
                one, other = one + step, other + step
    return sorted(made.items())


# Words.


class Change(NamedTuple):
    """A stretch of two token sequences: equal, or what was there and what is there instead."""

    is_equal: bool
    old: int
    old_end: int
    new: int
    new_end: int


def changes(old: Sequence[Hashable], new: Sequence[Hashable], spaces: frozenset[Hashable]) -> list[Change]:
    """Return how one sequence of words becomes another; *spaces* are tokens that part words.

    Few equal words between larger changes count as changed: a sentence is either kept or replaced.
    """
    old_words = [at for at, token in enumerate(old) if token not in spaces]
    new_words = [at for at, token in enumerate(new) if token not in spaces]
    found = _common([old[at] for at in old_words], [new[at] for at in new_words])
    words = _without_islands(found, len(old_words), len(new_words))
    matched = [(old_words[one], new_words[other]) for one, other in words]
    return _grouped(_with_spaces(matched, old, new, spaces), len(old), len(new))


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the indexes of equal words."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    found = [(at, at) for at in range(start)]
    found += [
        (start + one, start + other) for one, other in _inner(old[start : len(old) - end], new[start : len(new) - end])
    ]
    found += [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return found


def _inner(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    if len(old) * len(new) <= LONG_WORDS:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
    items = [[Item(None, (repr(token),), frozenset()) for token in tokens] for tokens in (old, new)]
    span = Span(0, len(old), 0, len(new))
    chain = _chain(_equal(items[0], items[1], span, 0, is_unique=True), items[0])
    if not chain:
        return []
    found = list(chain)
    for gap in _between(span, chain):
        if gap.size:
            inner = _common(old[gap.old : gap.old_end], new[gap.new : gap.new_end])
            found += [(gap.old + one, gap.new + other) for one, other in inner]
    return sorted(found)


def _without_islands(found: Sequence[Pair], old_size: int, new_size: int) -> list[Pair]:
    """Return the pairs without those few that stand between larger changes."""
    kept: list[list[Pair]] = []
    gaps = [0]
    last = (-1, -1)
    for pair in found:
        gap = max(pair[0] - last[0], pair[1] - last[1]) - 1
        if gap or not kept:
            kept.append([])
            gaps[-1] = gap
            gaps.append(0)
        kept[-1].append(pair)
        last = pair
    gaps[-1] = max(old_size - last[0], new_size - last[1]) - 1
    at = 0
    while at < len(kept):
        size = len(kept[at])
        if size <= gaps[at] and size <= gaps[at + 1]:
            gaps[at : at + 2] = [gaps[at] + size + gaps[at + 1]]
            del kept[at]
            at = max(at - 1, 0)
        else:
            at += 1
    return [pair for run in kept for pair in run]


def _with_spaces(
    matched: Sequence[Pair], old: Sequence[Hashable], new: Sequence[Hashable], spaces: frozenset[Hashable]
) -> list[Pair]:
    """Return the pairs with the equal spaces beside them."""
    found = dict(matched)
    taken = set(found.values())
    for step in (1, -1):
        for one, other in list(found.items()):
            at, place = one + step, other + step
            if not (0 <= at < len(old) and 0 <= place < len(new)) or at in found or place in taken:
                continue
            if old[at] == new[place] and old[at] in spaces:
                found[at] = place
                taken.add(place)
    if not matched and old and new and len(old) == len(new) and list(old) == list(new):
        return [(at, at) for at in range(len(old))]
    return sorted(found.items())


def kept_share(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """Return which share of the longer of two word sequences is kept when one becomes the other."""
    kept = sum(one.old_end - one.old for one in changes(old, new, frozenset()) if one.is_equal)
    return kept / max(len(old), len(new), 1)


def _grouped(found: Sequence[Pair], old_size: int, new_size: int) -> list[Change]:
    made: list[Change] = []
    at, place = 0, 0
    for one, other in (*found, (old_size, new_size)):
        if (one, other) != (at, place):
            made.append(Change(False, at, one, place, other))
        if one == old_size:
            break
        last = made[-1] if made else None
        if last and last.is_equal and (last.old_end, last.new_end) == (one, other):
            made[-1] = last._replace(old_end=one + 1, new_end=other + 1)
        else:
            made.append(Change(True, one, one + 1, other, other + 1))
        at, place = one + 1, other + 1
    return made
