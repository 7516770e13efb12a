"""What the styles, lists, defaults and theme of a .docx say, each for itself; what is in effect is worked out above."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

Element = Any
"""An lxml element."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
OFF = ("0", "false", "off", "none")
DEFAULTS = "*"
"""The source of what the document's defaults say; no style has this name."""
TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
ALIASES = {"left": "start", "right": "end"}
"""Sides by the names that newer files give them (LibreOffice writes these)."""


class Found(NamedTuple):
    """A value in effect, and where it was said: "" on the paragraph itself, a style's name, or DEFAULTS."""

    value: str
    source: str


class Level(NamedTuple):
    """Properties of one source."""

    source: str
    properties: Element


def twips(text: str | None) -> int:
    """Return a measure in twips; 0 for what is none.

    >>> twips("120"), twips("6pt"), twips(None)
    (120, 120, 0)
    """
    matched = re.fullmatch(r"(-?\d{1,7}(?:\.\d{1,7})?)([a-z]*)", text or "")
    return round(float(matched[1]) * TWIPS.get(matched[2], 0)) if matched else 0


def is_on(element: Element) -> bool:
    """Tell whether a switch that is there is on."""
    return element.get(W + "val") not in OFF


class StyleSheet:
    """The parts of a .docx, read once, with what its styles say. Raises SyntaxError for a part that is no XML."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._roots: dict[str, Element] = {}
        root = self.root(STYLES)
        self.styles: dict[str, Element] = {style.get(W + "styleId"): style for style in root.iter(W + "style")}
        self.style_ids = {self.style_name(style).casefold(): name for name, style in self.styles.items()}
        self.defaults = {
            kind: [Level(DEFAULTS, found) for found in root.iterfind(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")]
            for kind in ("pPr", "rPr")
        }

    def root(self, name: str) -> Element:
        """Return the root of a part; of an absent part, an empty element."""
        if name not in self._roots:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self._roots[name] = etree.fromstring(self.parts.get(name) or b"<absent/>", parser)
        return self._roots[name]

    @staticmethod
    def style_name(style: Element) -> str:
        """Return the name that Word shows for a style."""
        name = style.find(W + "name")
        return str(name.get(W + "val", "")) if name is not None else ""

    def based_on(self, identifier: str | None) -> Iterator[Element]:
        """Yield a style and all that it is based on."""
        seen: set[str] = set()
        while identifier and identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = value_of(self.styles[identifier], "basedOn")

    def chain(self, identifier: str | None, kind: str) -> list[Level]:
        """Return the properties (pPr, rPr, tblPr) of a style and of all that it is based on, nearest first."""
        key = identifier, kind
        if key not in self._chains:
            levels: list[Level] = []
            for style in self.based_on(identifier):
                for found in style.findall(W + kind):
                    levels += [Level(self.style_name(style), one) for one in (found, *self.list_level(found))]
            self._chains[key] = levels
        return self._chains[key]

    @cached_property
    def _chains(self) -> dict[tuple[str | None, str], list[Level]]:
        return {}

    def conditional(self, identifier: str | None, parts: tuple[str, ...], kind: str) -> list[Level]:
        """Return the properties of conditional parts of a table style, and of the styles that it is based on."""
        return [
            Level(self.style_name(style), properties)
            for style in self.based_on(identifier)
            for part in parts
            for found in style.findall(W + "tblStylePr")
            if found.get(W + "type") == part
            for properties in found.findall(W + kind)
        ]

    def has_conditions(self, identifier: str | None) -> bool:
        """Tell whether a table style has conditional parts at all."""
        if identifier not in self._conditional_styles:
            styles = self.based_on(identifier)
            self._conditional_styles[identifier] = any(one.find(W + "tblStylePr") is not None for one in styles)
        return self._conditional_styles[identifier]

    @cached_property
    def _conditional_styles(self) -> dict[str | None, bool]:
        return {}

    def list_level(self, properties: Element) -> list[Element]:
        """Return the paragraph properties of the list level that *properties* name."""
        number = properties.find(W + "numPr")
        if number is None:
            return []
        key = value_of(number, "numId"), value_of(number, "ilvl") or "0"
        if key not in self._list_levels:
            self._list_levels[key] = self._list_level(*key)
        return self._list_levels[key]

    @cached_property
    def _list_levels(self) -> dict[tuple[str | None, str], list[Element]]:
        return {}

    def _list_level(self, wanted: str | None, depth: str) -> list[Element]:
        numbering = self.root(NUMBERING)
        abstract = [
            value_of(one, "abstractNumId") for one in numbering.findall(W + "num") if one.get(W + "numId") == wanted
        ]
        return [
            found
            for one in numbering.findall(W + "abstractNum")
            if one.get(W + "abstractNumId") in abstract
            for level in one.findall(W + "lvl")
            if level.get(W + "ilvl") == depth
            for found in level.findall(W + "pPr")
        ]

    def default_style(self, kind: str) -> str | None:
        """Return the id of the style that counts where none is named."""
        return self._default_styles.get(kind)

    @cached_property
    def _default_styles(self) -> dict[str, str]:
        """Kind to the first style that says it is the default of its kind."""
        found: dict[str, str] = {}
        for identifier, style in self.styles.items():
            if style.get(W + "default") not in (None, *OFF):
                found.setdefault(str(style.get(W + "type")), identifier)
        return found

    def relations(self, part: str = DOCUMENT) -> dict[str, str]:
        """Return id to target of the relations of a part, targets by their names in the package."""
        folder, name = posixpath.split(part)
        found = self.root(f"{folder}/_rels/{name}.rels")
        return {one.get("Id"): posixpath.join("/", folder, one.get("Target", "")).lstrip("/") for one in found}

    @cached_property
    def theme_fonts(self) -> dict[str, str]:
        """Return the fonts behind minorHAnsi, majorAscii and so on."""
        fonts: dict[str, str] = {}
        themes = [self.root(part) for part in self.parts if re.fullmatch(r"word/theme/theme\d*\.xml", part)]
        for kind, theme in itertools.product(("major", "minor"), themes):
            for found in theme.iterfind(f".//{DRAWING}{kind}Font/{DRAWING}latin"):
                fonts |= dict.fromkeys((f"{kind}Ascii", f"{kind}HAnsi"), found.get("typeface", ""))
        return fonts


def value_of(element: Element, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, None where either is absent."""
    child = element.find(W + name)
    return child.get(W + attribute) if child is not None else None


def nearest_value(levels: list[Level], name: str, attribute: str = "val") -> Found | None:
    """Return the first value of an attribute in *levels*; sides by either of their names."""
    children = dict.fromkeys((name, ALIASES.get(name, name)))
    attributes = dict.fromkeys((attribute, ALIASES.get(attribute, attribute)))
    for level in levels:
        for child in children:
            for one in attributes:
                found = value_of(level.properties, child, one)
                if found is not None:
                    return Found(found, level.source)
    return None
