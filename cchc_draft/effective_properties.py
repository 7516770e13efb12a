"""What Word shows of a .docx: properties in effect, and the style that each of them comes from.

The nearest statement counts: run, character style, paragraph style and what it is based on, table style, document
defaults; switches such as bold turn each other around from one kind of style to the next (ISO 29500-1, 17.7.3). Theme
fonts are resolved, and so are the conditional parts of table styles (first row, bands), bands of one row or column.
"""

from __future__ import annotations

import copy
import itertools
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from cchc_draft import table_conditions

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
DEFAULT_FONT, DEFAULT_SIZE, DEFAULT_CELL_MARGIN = "Times New Roman", 20, 108
TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
ALIASES = {"left": "start", "right": "end"}
"""Sides by the names that newer files give them (LibreOffice writes these)."""
AUTOMATIC_SPACE = 280
"""Twips that Word takes for automatic space before and after."""


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


class WordFile:
    """The parts of a .docx, read once. Raises SyntaxError for a part that is no XML."""

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

    @cached_property
    def table_rows(self) -> dict[Element, tuple[frozenset[str], table_conditions.Rows]]:
        """Tables whose style has conditions: their switches and rows; filled as they are met."""
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

    def paragraphs(self, part: str = DOCUMENT) -> list[Paragraph]:
        """Return all paragraphs of a part in order, those in tables and text boxes too, numbered from 1."""
        elements = (one for one in self.root(part).iter(W + "p") if next(one.iterancestors(FALLBACK), None) is None)
        return [Paragraph(self, element, part, number) for number, element in enumerate(elements, 1)]

    def sample(self, style: str, table_style: str = "") -> Paragraph | None:
        """Return an empty paragraph as it looks in the style with this name; None where there is no such style."""
        identifier = self.style_ids.get(style.casefold())
        if identifier is None:
            return None
        table = etree.Element(W + "tbl")
        _named(table, "tblStyle", self.style_ids.get(table_style.casefold(), ""))
        paragraph = etree.SubElement(table, W + "p")
        is_of_letters = self.styles[identifier].get(W + "type") == "character"
        _named(paragraph, "pStyle", (self.default_style("paragraph") or "") if is_of_letters else identifier)
        run = etree.SubElement(paragraph, W + "r")
        _named(run, "rStyle", identifier if is_of_letters else "")
        return Paragraph(self, paragraph, STYLES)

    @cached_property
    def sections(self) -> list[Section]:
        """Return the sections of the document in order."""
        found: list[Section] = []
        for element in self.root(DOCUMENT).iter(W + "sectPr"):
            if element.getparent().tag in (W + "body", W + "pPr"):
                found.append(Section(self, element, found[-1] if found else None))
        return found


def _named(element: Element, kind: str, style: str) -> None:
    """Give a made element its style."""
    properties = {"tblStyle": "tblPr", "pStyle": "pPr", "rStyle": "rPr"}[kind]
    etree.SubElement(etree.SubElement(element, W + properties), W + kind).set(W + "val", style)


def value_of(element: Element, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, None where either is absent."""
    child = element.find(W + name)
    return child.get(W + attribute) if child is not None else None


def nearest_value(levels: list[Level], name: str, attribute: str = "val") -> Found | None:
    """Return the first value of an attribute in *levels*; sides by either of their names."""
    for level in levels:
        for child in (name, ALIASES.get(name, name)):
            for one in (attribute, ALIASES.get(attribute, attribute)):
                found = value_of(level.properties, child, one)
                if found is not None:
                    return Found(found, level.source)
    return None


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph with its form in effect."""

    file: WordFile
    element: Element
    part: str
    number: int = 0
    """Which paragraph of its part, from 1; 0 for one that stands in none."""

    @cached_property
    def text(self) -> str:
        """Text as written, tags included."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def runs(self) -> list[Run]:
        """Return the runs, those in links and content controls too; not those of a text box anchored here."""
        own = (one for one in self.element.iter(W + "r") if next(one.iterancestors(W + "p")) is self.element)
        return [Run(self, element) for element in own]

    @property
    def mark(self) -> Element:
        """A made run with the properties of the paragraph's end: what an empty paragraph is as high as."""
        run = etree.Element(W + "r")
        found = self.element.find(f"{W}pPr/{W}rPr")
        if found is not None:
            run.append(copy.deepcopy(found))
        return run

    @cached_property
    def style_id(self) -> str | None:
        """Id of the paragraph's style."""
        named = self.element.find(f"{W}pPr/{W}pStyle")
        identifier = str(named.get(W + "val")) if named is not None else None
        return identifier if identifier in self.file.styles else self.file.default_style("paragraph")

    @property
    def style_name(self) -> str:
        """Name of the paragraph's style, as Word shows it."""
        return self.file.style_name(self.file.styles[self.style_id]) if self.style_id else ""

    @property
    def style_names(self) -> list[str]:
        """Names of the paragraph's style and of those that it is based on."""
        return [self.file.style_name(style) for style in self.file.based_on(self.style_id)]

    @cached_property
    def table_style_id(self) -> str | None:
        """Id of the style of the table around."""
        table = next(self.element.iterancestors(W + "tbl"), None)
        if table is None:
            return None
        named = table.find(f"{W}tblPr/{W}tblStyle")
        return named.get(W + "val") if named is not None else self.file.default_style("table")

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Conditional parts of the table style that hold here, nearest first."""
        if self.cell is None or not self.file.has_conditions(self.table_style_id):
            return ()
        table = next(self.cell.iterancestors(W + "tbl"))
        if table not in self.file.table_rows:
            self.file.table_rows[table] = table_conditions.look_of(table), table_conditions.rows_of(table)
        return table_conditions.parts_of(self.cell, *self.file.table_rows[table])

    def of_table_style(self, kind: str) -> list[Level]:
        """Return the properties of the table style, conditional ones first."""
        conditional = self.file.conditional(self.table_style_id, self.conditions, kind) if self.conditions else []
        return [*conditional, *self.file.chain(self.table_style_id, kind)]

    @cached_property
    def levels(self) -> list[Level]:
        """Paragraph properties, nearest first."""
        own = [Level("", found) for found in self.element.findall(W + "pPr")]
        own += [Level("", found) for level in own for found in self.file.list_level(level.properties)]
        named = self.file.chain(self.style_id, "pPr")
        return [*own, *named, *self.of_table_style("pPr"), *self.file.defaults["pPr"]]

    def value(self, name: str, attribute: str = "val") -> Found | None:
        """Return an attribute of a paragraph property in effect."""
        return nearest_value(self.levels, name, attribute)

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as contextualSpacing is on."""
        found = next((one for level in self.levels if (one := level.properties.find(W + name)) is not None), None)
        return found is not None and is_on(found)

    @property
    def align(self) -> Found:
        """left, center, right or both."""
        found = self.value("jc") or Found("left", "")
        return found._replace(value={"start": "left", "end": "right"}.get(found.value, found.value))

    def indent(self, side: str) -> int:
        """Return left, right or firstLine, in twips; a hanging line is a negative firstLine."""
        if side != "firstLine":
            return self._twips("ind", side)
        for level in self.levels:
            hanging, first = (value_of(level.properties, "ind", name) for name in ("hanging", "firstLine"))
            if hanging is not None or first is not None:
                return -twips(hanging) if hanging is not None else twips(first)
        return 0

    def space(self, side: str) -> int:
        """Return the room before or after, in twips."""
        automatic = self.value("spacing", f"{side}Autospacing")
        if automatic is not None and automatic.value not in OFF:
            return AUTOMATIC_SPACE
        return self._twips("spacing", side)

    @property
    def line(self) -> tuple[int, str]:
        """Line spacing and its rule: auto (in 240ths of a line), exact or atLeast (in twips)."""
        found, rule = self.value("spacing", "line"), self.value("spacing", "lineRule")
        return twips(found.value) if found else 240, rule.value if rule else "auto"

    def borders(self) -> dict[str, str]:
        """Return side to kind of the borders drawn around the paragraph."""
        for level in self.levels:
            found = level.properties.find(W + "pBdr")
            if found is not None:
                sides = {etree.QName(side).localname: side.get(W + "val", "") for side in found}
                return {side: kind for side, kind in sides.items() if kind not in ("nil", "none")}
        return {}

    @property
    def fields(self) -> str:
        """Instructions of the fields inside."""
        simple = [one.get(W + "instr", "") for one in self.element.iter(W + "fldSimple")]
        return " ".join([*simple, "".join(one.text or "" for one in self.element.iter(W + "instrText"))])

    @cached_property
    def cell(self) -> Element | None:
        """The table cell around, or None."""
        return next(self.element.iterancestors(W + "tc"), None)

    @cached_property
    def position(self) -> tuple[int, int, int] | None:
        """Table, row and cell around, each counted from 1."""
        if self.cell is None:
            return None
        row, table = (next(self.cell.iterancestors(W + name), None) for name in ("tr", "tbl"))
        if row is None or table is None:
            return None
        tables = list(self.element.getroottree().getroot().iter(W + "tbl"))
        rows, cells = list(table.iter(W + "tr")), list(row.iter(W + "tc"))
        return tables.index(table) + 1, rows.index(row) + 1, cells.index(self.cell) + 1

    @property
    def has_table_borders(self) -> bool:
        """Tell whether the table around, or its style, draws borders."""
        table = next(self.element.iterancestors(W + "tbl"), None)
        if table is None:
            return False
        found = [*table.findall(f"{W}tblPr/{W}tblBorders"), *table.iter(W + "tcBorders")]
        found += [
            one
            for level in self.file.chain(self.table_style_id, "tblPr")
            for one in level.properties.findall(W + "tblBorders")
        ]
        return any(side.get(W + "val") not in (None, "nil", "none") for borders in found for side in borders)

    @property
    def room(self) -> int:
        """Width of the cell around that is left for text, in twips; 0 where it is not said."""
        if self.cell is None:
            return 0
        table = next(self.cell.iterancestors(W + "tbl"))
        width = self.cell.find(f"{W}tcPr/{W}tcW")
        if width is None or width.get(W + "type", "dxa") != "dxa":
            return 0
        sources = [self.cell.find(f"{W}tcPr/{W}tcMar"), table.find(f"{W}tblPr/{W}tblCellMar")]
        sources += [one.properties.find(W + "tblCellMar") for one in self.file.chain(self.table_style_id, "tblPr")]
        levels = [Level("", one) for one in sources if one is not None]
        margins = [nearest_value(levels, side, "w") for side in ALIASES]
        return twips(width.get(W + "w")) - sum(twips(one.value) if one else DEFAULT_CELL_MARGIN for one in margins)

    def _twips(self, name: str, attribute: str) -> int:
        found = self.value(name, attribute)
        return twips(found.value) if found else 0


@dataclass(frozen=True, eq=False)
class Run:
    """Letters of one form."""

    paragraph: Paragraph
    element: Element

    @cached_property
    def text(self) -> str:
        """Text as written."""
        return "".join(one.text or "" for one in self.element.iterchildren(W + "t"))

    @cached_property
    def chains(self) -> list[list[Level]]:
        """Properties of character style, paragraph style and table style, nearest first."""
        named = self.element.find(f"{W}rPr/{W}rStyle")
        identifier = named.get(W + "val") if named is not None else self.paragraph.file.default_style("character")
        named_chains = [self.paragraph.file.chain(one, "rPr") for one in (identifier, self.paragraph.style_id)]
        return [*named_chains, self.paragraph.of_table_style("rPr")]

    @cached_property
    def levels(self) -> list[Level]:
        """Run properties, nearest first."""
        own = [Level("", found) for found in self.element.findall(W + "rPr")]
        return [*own, *(level for chain in self.chains for level in chain), *self.paragraph.file.defaults["rPr"]]

    def value(self, name: str, attribute: str = "val") -> Found | None:
        """Return an attribute of a run property in effect."""
        return nearest_value(self.levels, name, attribute)

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as b, i or caps is on."""
        own = self.element.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return is_on(own)
        if any(
            is_on(found)
            for level in self.paragraph.file.defaults["rPr"]
            for found in level.properties.findall(W + name)
        ):
            return True
        states = [next(_states(chain, name), False) for chain in self.chains]
        return sum(states) % 2 == 1

    def origin(self, name: str) -> str:
        """Return the source of the nearest statement of a property, DEFAULTS where there is none."""
        return next((level.source for level in self.levels if level.properties.find(W + name) is not None), DEFAULTS)

    @property
    def size(self) -> Found:
        """Half-points, always a number."""
        found = self.value("sz")
        matched = re.fullmatch(r"(\d{1,7}(?:\.\d{1,7})?)(pt)?", found.value) if found else None
        if not found or not matched:
            return Found(str(DEFAULT_SIZE), DEFAULTS)
        return found._replace(value=f"{float(matched[1]) * (2 if matched[2] else 1):g}")

    @property
    def fonts(self) -> list[Found]:
        """Fonts of Latin and Vietnamese letters, each once."""
        return list(dict.fromkeys(self._font(kind) for kind in ("ascii", "hAnsi")))

    def _font(self, kind: str) -> Found:
        for level in self.levels:
            theme = value_of(level.properties, "rFonts", f"{kind}Theme")
            plain = value_of(level.properties, "rFonts", kind)
            font = self.paragraph.file.theme_fonts.get(theme or "") or plain
            if font:
                return Found(font, level.source)
        return Found(DEFAULT_FONT, DEFAULTS)

    @property
    def color(self) -> Found:
        """auto, or six hexadecimal digits."""
        return self.value("color") or Found("auto", DEFAULTS)


def _states(chain: list[Level], name: str) -> Iterator[bool]:
    for level in chain:
        found = level.properties.find(W + name)
        if found is not None:
            yield is_on(found)


@dataclass(frozen=True, eq=False)
class Section:
    """Pages of one form."""

    file: WordFile
    element: Element
    previous: Section | None

    def value(self, name: str, attribute: str = "val") -> str | None:
        """Return an attribute of a property of the pages."""
        return value_of(self.element, name, attribute)

    def twips(self, name: str, attribute: str) -> int:
        """Return a measure of the pages."""
        return twips(self.value(name, attribute))

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as titlePg is on."""
        found = self.element.find(W + name)
        return found is not None and is_on(found)

    def part(self, kind: str, which: str) -> str:
        """Return the part of a header or footer (default, first or even), maybe of the section before; "" for none."""
        for reference in self.element.findall(f"{W}{kind}Reference"):
            if reference.get(W + "type", "default") == which:
                return self.file.relations().get(reference.get(RELATION_ID), "")
        return self.previous.part(kind, which) if self.previous else ""
