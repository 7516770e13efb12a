"""What Word shows of a .docx: properties in effect, and the style that each of them comes from.

The nearest statement counts: run, character style, paragraph style and what it is based on, table style, document
defaults; switches such as bold turn each other around from one kind of style to the next (ISO 29500-1, 17.7.3). Theme
fonts are resolved, and so are the conditional parts of table styles (first row, bands), bands of one row or column.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from lxml import etree

from cchc_draft import table_conditions
from cchc_draft.style_sheet import (
    ALIASES,
    DEFAULTS,
    DOCUMENT,
    FALLBACK,
    OFF,
    RELATION_ID,
    STYLES,
    Element,
    Found,
    Level,
    StyleSheet,
    W,
    is_on,
    nearest_value,
    twips,
    value_of,
)

DEFAULT_FONT, DEFAULT_SIZE, DEFAULT_CELL_MARGIN = "Times New Roman", 20, 108
AUTOMATIC_SPACE = 280
"""Twips that Word takes for automatic space before and after."""
PARAGRAPH, RUN, PROPERTIES, RUN_PROPERTIES = W + "p", W + "r", W + "pPr", W + "rPr"
Shared = dict[object, Any]
"""What was worked out once, by a name."""
T = TypeVar("T")


def once(shared: Shared, key: object, made: Callable[[], T]) -> T:
    """Return what is known under a name, made at the first call."""
    if key not in shared:
        shared[key] = made()
    found: T = shared[key]
    return found


class WordFile(StyleSheet):
    """A .docx with its paragraphs and sections. Raises SyntaxError for a part that is no XML."""

    @cached_property
    def table_rows(self) -> dict[Element, tuple[frozenset[str], table_conditions.Rows]]:
        """Tables whose style has conditions: their switches and rows; filled as they are met."""
        return {}

    @cached_property
    def shared(self) -> dict[object, Shared]:
        """What is known of paragraphs and runs, by their styles and all that they say themselves."""
        return {}

    @cached_property
    def table_styles(self) -> dict[Element, str | None]:
        """Ids of the styles of tables; filled as they are met."""
        return {}

    def table_style(self, table: Element) -> str | None:
        """Return the id of a table's style."""
        if table not in self.table_styles:
            properties = table.find(W + "tblPr")
            named = properties.find(W + "tblStyle") if properties is not None else None
            self.table_styles[table] = named.get(W + "val") if named is not None else self.default_style("table")
        return self.table_styles[table]

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
        own = self.element.iter(RUN)
        if next(self.element.iterdescendants(PARAGRAPH), None) is not None:
            own = (one for one in own if next(one.iterancestors(PARAGRAPH)) is self.element)
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
        properties = next(self.element.iterchildren(PROPERTIES), None)
        identifier = None if properties is None else value_of(properties, "pStyle")
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
        return None if table is None else self.file.table_style(table)

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Conditional parts of the table style that hold here, nearest first."""
        if not self.file.has_conditions(self.table_style_id) or self.cell is None:
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
    def shared(self) -> Shared:
        """What is known of all paragraphs that say the same in the same style."""
        said = tuple(etree.tostring(one, with_tail=False) for one in self.element.iterchildren(PROPERTIES))
        key = (said, self.style_id, self.table_style_id, self.conditions)
        return self.file.shared.setdefault(key, {})

    @cached_property
    def levels(self) -> list[Level]:
        """Paragraph properties, nearest first."""
        own = [Level("", found) for found in self.element.findall(W + "pPr")]
        own += [Level("", found) for level in own for found in self.file.list_level(level.properties)]
        named = self.file.chain(self.style_id, "pPr")
        return [*own, *named, *self.of_table_style("pPr"), *self.file.defaults["pPr"]]

    def value(self, name: str, attribute: str = "val") -> Found | None:
        """Return an attribute of a paragraph property in effect."""
        return once(self.shared, (name, attribute), lambda: nearest_value(self.levels, name, attribute))

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
    def shared(self) -> Shared:
        """What is known of all runs that say the same in the same styles."""
        paragraph = self.paragraph
        said = tuple(etree.tostring(one, with_tail=False) for one in self.element.iterchildren(RUN_PROPERTIES))
        key = (said, paragraph.style_id, paragraph.table_style_id, paragraph.conditions, "letters")
        return paragraph.file.shared.setdefault(key, {})

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
        return once(self.shared, (name, attribute), lambda: nearest_value(self.levels, name, attribute))

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as b, i or caps is on."""
        return once(self.shared, name, lambda: self._is_on(name))

    def _is_on(self, name: str) -> bool:
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
        return once(self.shared, "size", self._size)

    def _size(self) -> Found:
        found = self.value("sz")
        matched = re.fullmatch(r"(\d{1,7}(?:\.\d{1,7})?)(pt)?", found.value) if found else None
        if not found or not matched:
            return Found(str(DEFAULT_SIZE), DEFAULTS)
        return found._replace(value=f"{float(matched[1]) * (2 if matched[2] else 1):g}")

    @property
    def fonts(self) -> list[Found]:
        """Fonts of Latin and Vietnamese letters, each once."""
        kinds = ("ascii", "hAnsi")
        return once(self.shared, "fonts", lambda: list(dict.fromkeys(map(self._font, kinds))))

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
