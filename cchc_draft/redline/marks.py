"""The marks of tracked changes: who made them and when, and properties that remember what they were (17.13.5)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from cchc_draft.style_sheet import Element, W

AUTHOR = "cchc-draft"
NO_DATE = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""The date of changes when none is given: what other programs write when they hide it."""

OUTSIDE_BASE = {
    "pPr": ("rPr", "sectPr", "pPrChange"),
    "rPr": ("ins", "del", "moveFrom", "moveTo", "rPrChange"),
    "tcPr": ("tcPrChange",),
    "trPr": ("ins", "del", "trPrChange"),
    "tblPr": ("tblPrChange",),
    "tblGrid": ("tblGridChange",),
    "sectPr": ("headerReference", "footerReference", "sectPrChange"),
}
"""What properties hold that their former state does not (CT_PPrBase and the like)."""


def xml(element: Element) -> str:
    """Return an element as text that equal elements share."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


class Marks:
    """Makes marks of one author and one time, each with a number of its own."""

    def __init__(self, author: str = AUTHOR, date: datetime.datetime = NO_DATE) -> None:
        self.author, self.date = author, f"{date:%Y-%m-%dT%H:%M:%SZ}"
        self.count = 0

    def number(self) -> str:
        """Return the next number."""
        self.count += 1
        return str(self.count)

    def make(self, name: str, /, **facts: str) -> Element:
        """Return a mark such as w:ins."""
        known = {"id": self.number(), "author": self.author, "date": self.date, **facts}
        return etree.Element(W + name, {W + key: value for key, value in known.items()})

    def paragraph(self, old: Element | None, new: Element | None, mark: str) -> Element | None:
        """Return the properties of a paragraph that was *old* and is *new*; *mark* says what became of its end."""
        made = self.changed("pPr", old, new)
        if mark or differs(_child(old, "rPr"), _child(new, "rPr"), "rPr"):
            made = made if made is not None else etree.Element(W + "pPr")
            ending = made.find(W + "rPr")
            if ending is None:
                ending = etree.Element(W + "rPr")
                _insert(made, ending, ("sectPr", "pPrChange"))
            if mark:
                ending.insert(0, self.make(mark))
            else:
                self.remember("rPr", _child(old, "rPr"), ending)
        section = made.find(W + "sectPr") if made is not None else None
        if section is not None and not mark and differs(_child(old, "sectPr"), section, "sectPr"):
            self.remember("sectPr", _child(old, "sectPr"), section)
        return made

    def row(self, old: Element | None, new: Element | None, mark: str) -> Element | None:
        """Return the properties of a row; *mark* says what became of it."""
        made = self.changed("trPr", old, new)
        if mark:
            made = made if made is not None else etree.Element(W + "trPr")
            _insert(made, self.make(mark), ("trPrChange",))
        return made

    def changed(self, name: str, old: Element | None, new: Element | None) -> Element | None:
        """Return properties as they are, with what they were where that differs."""
        made = deepcopy(new) if new is not None else None
        if differs(old, new, name):
            made = made if made is not None else etree.Element(W + name)
            self.remember(name, old, made)
        return made

    def remember(self, name: str, old: Element | None, made: Element) -> None:
        """Put what properties were into what they are."""
        change = self.make(f"{name}Change")
        if name == "tblGrid":
            change.attrib.pop(W + "author")
            change.attrib.pop(W + "date")
        before = etree.SubElement(change, W + name)
        if old is not None:
            before.attrib.update(old.attrib)
            before.extend([deepcopy(one) for one in _base(old, name)])
        made.append(change)


def differs(old: Element | None, new: Element | None, name: str) -> bool:
    """Tell whether properties were something else."""
    return _said(old, name) != _said(new, name)


def _said(properties: Element | None, name: str) -> list[str]:
    if properties is None:
        return []
    own = [f"{key}={value}" for key, value in sorted(properties.attrib.items())]
    return own + [xml(one) for one in _base(properties, name)]


def _base(properties: Element, name: str) -> Sequence[Element]:
    left_out = {W + one for one in OUTSIDE_BASE[name]}
    return [one for one in properties if one.tag not in left_out]


def _child(properties: Element | None, name: str) -> Element | None:
    return properties.find(W + name) if properties is not None else None


def _insert(holder: Element, element: Element, followers: Sequence[str]) -> None:
    """Put an element into its place in a fixed order: before the first of *followers*, else at the end."""
    at = next((i for i, one in enumerate(holder) if one.tag in {W + name for name in followers}), len(holder))
    holder.insert(at, element)
