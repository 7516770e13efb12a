"""Automatic numbers as Word prints them: definitions of lists, and counters that run through the document.

Lists made from one definition (abstractNum) share their counters; an override of the start restarts them where the
list is used first (ISO 29500-1, 17.9). A level that is used before the ones above it makes them count as used, as
Word does: "1.1" and then "2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cchc_draft.importing.word_xml import ALTERNATE, CHOICE, VAL, Element, W, integer, is_on, twips, value_of
from cchc_draft.numbering import APPENDIX, label

TEXT_LIMIT = 100
"""Characters of a label's pattern."""
LETTER_LIMIT = 780
"""Word writes "z" 30 times at most."""
LEVELS = 9
GAP = re.compile(r"%([1-9])")
PLUS_SIGNS = ("+", "\uf02b")
"""The second one is the sign in a symbol font."""


class Indent(NamedTuple):
    """Where text starts: all lines, and the first line beyond them, in twips; None where nothing is said."""

    left: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    text: str = ""
    """Pattern of the label: "%1.%2."."""
    format: str = "decimal"
    width: int = 0
    """Least number of digits."""
    start: int = 0
    restart: int | None = None
    """The level is restarted by this level (from 1) and those above; None: by any above; 0: by none."""
    is_legal: bool = False
    """All numbers of the label are Arabic."""
    style: str | None = None
    """Paragraphs in this style stand on this level."""
    indent: Indent = Indent()
    element: Element | None = None
    """The level itself, which says how the label looks."""


class List(NamedTuple):
    """One list."""

    definition: str
    """What lists with common counters have in common."""
    levels: Mapping[int, Level]
    """Levels from 0."""
    starts: Mapping[int, int]
    """Where its levels start instead."""


class Numbering:
    """The lists of a document."""

    def __init__(self, root: Element | None) -> None:
        self._nums: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        self._linked: dict[str, str] = {}
        """Definitions by the list style that they belong to."""
        self._links: dict[str, str] = {}
        """List styles by the definitions that refer to them."""
        self._lists: dict[str, List] = {}
        self._levels: dict[str, Mapping[int, Level]] = {}
        """Levels by definition: many lists may come from one."""
        for element in () if root is None else root:
            if element.tag == W + "num":
                self._nums[element.get(W + "numId", "")] = element
            elif element.tag == W + "abstractNum":
                identifier = element.get(W + "abstractNumId", "")
                self._abstracts[identifier] = element
                self._links[identifier] = value_of(element, "numStyleLink") or ""
                if style := value_of(element, "styleLink"):
                    self._linked[style] = identifier

    def list(self, num: str) -> List:
        """Return a list; one without levels where there is none of this id."""
        if num not in self._lists:
            definition = self._definition(num)
            levels = dict(self._levels_of(definition)) if num in self._nums else {}
            starts: dict[int, int] = {}
            for override in self._nums[num].findall(W + "lvlOverride") if num in self._nums else ():
                depth, start = _depth(override), integer(value_of(override, "startOverride"))
                levels |= _levels(override)
                starts |= {depth: start} if depth is not None and start is not None else {}
            self._lists[num] = List(definition, levels, starts)
        return self._lists[num]

    def _levels_of(self, definition: str) -> Mapping[int, Level]:
        if definition not in self._levels:
            self._levels[definition] = _levels(self._abstracts.get(definition))
        return self._levels[definition]

    def _definition(self, num: str) -> str:
        """Return the id of the definition behind a list."""
        identifier = value_of(self._nums.get(num), "abstractNumId") or ""
        return self._linked.get(self._links.get(identifier, ""), identifier)

    def depth_of_style(self, num: str, style: str) -> int | None:
        """Return the level that a paragraph style stands on."""
        return next((depth for depth, level in self.list(num).levels.items() if level.style == style), None)


def _levels(parent: Element | None) -> dict[int, Level]:
    found = [] if parent is None else parent.findall(W + "lvl")
    last = {depth: one for one in found if (depth := _depth(one)) is not None}
    return {depth: _level(one) for depth, one in last.items()}


def _depth(element: Element) -> int | None:
    depth = integer(element.get(W + "ilvl"))
    return depth if depth is not None and depth < LEVELS else None


def _level(element: Element) -> Level:
    kind, width = _format(element)
    legal = element.find(W + "isLgl")
    return Level(
        text=(value_of(element, "lvlText") or "")[:TEXT_LIMIT],
        format=kind,
        width=width,
        start=integer(value_of(element, "start")) or 0,
        restart=integer(value_of(element, "lvlRestart")),
        is_legal=legal is not None and is_on(legal),
        style=value_of(element, "pStyle"),
        indent=indent(element.find(W + "pPr")),
        element=element,
    )


def _format(level: Element) -> tuple[str, int]:
    """Return the kind of numbers, and their least number of digits."""
    own = level.find(f"{ALTERNATE}/{CHOICE}/{W}numFmt")
    if own is not None and own.get(VAL) == "custom":  # "001, 002, 003, ...": what newer programs add to the standard
        return "decimal", len(own.get(W + "format", "").partition(",")[0].strip()[:10])
    kind = value_of(level, "numFmt") or value_of(level.find(f"{ALTERNATE}/{CHOICE}"), "numFmt") or "decimal"
    return ("decimal", 2) if kind == "decimalZero" else (kind, 0)


def indent(properties: Element | None) -> Indent:
    """Return what paragraph properties say of the indent; a hanging first line starts left of the others."""
    found = None if properties is None else properties.find(W + "ind")
    if found is None:
        return Indent()
    left = twips(found.get(W + "left", found.get(W + "start")))
    hanging = twips(found.get(W + "hanging"))
    return Indent(left, -hanging if hanging is not None else twips(found.get(W + "firstLine")))


class Counters:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        """Last number of each level, by definition; None for a level that starts anew."""
        self._started: set[tuple[str, int]] = set()
        """Lists and levels whose own start has been used."""
        self.unknown: set[str] = set()
        """Kinds of numbers that were met and are not known."""

    def next(self, num: str, depth: int) -> str:
        """Return the label of the next paragraph of a list on a level; "" where the list has no such level."""
        one = self._numbering.list(num)
        level = one.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(one.definition, [None] * LEVELS)
        for above in range(depth):
            if counts[above] is None:
                counts[above] = self._first(num, above)
        is_new = depth in one.starts and (num, depth) not in self._started
        last = None if is_new else counts[depth]
        counts[depth] = self._first(num, depth) if last is None else last + 1
        for below in range(depth + 1, LEVELS):
            restart = one.levels[below].restart if below in one.levels else None
            if restart is None or depth < restart:
                counts[below] = None
        return self._label(level, one.levels, counts)

    def _first(self, num: str, depth: int) -> int:
        """Return where a level starts, now that it does."""
        self._started.add((num, depth))
        one = self._numbering.list(num)
        return one.starts.get(depth, one.levels[depth].start if depth in one.levels else 1)

    def _label(self, level: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
        if level.format == "bullet":
            return "" if not level.text.strip() else "+" if level.text.strip() in PLUS_SIGNS else "-"

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other, count = levels.get(depth), counts[depth]
            return "" if other is None or count is None else self._number(count, other, is_legal=level.is_legal)

        return GAP.sub(shown, level.text).strip()

    def _number(self, count: int, level: Level, *, is_legal: bool) -> str:
        kind = "decimal" if is_legal and level.format not in NO_NUMBER else level.format
        write = FORMATS.get(kind)
        if write is None:
            self.unknown.add(kind)
            write = str
        return write(count).zfill(level.width)


NO_NUMBER = ("none", "bullet")


def _letters(count: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts."""
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if 1 <= count <= LETTER_LIMIT else str(count)


def _roman(count: int) -> str:
    return label(count, APPENDIX) if 1 <= count <= APPENDIX.last else str(count)


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count // 10 % 10 != 1 else "th"
    return f"{count}{ending}"


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "hex": lambda count: f"{count:X}",
}
