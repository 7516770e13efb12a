"""The form that is in effect: what a run or paragraph says itself, its styles, the table's style, the defaults.

The nearest statement counts; switches such as bold turn each other around from one kind of style to the next
(ISO 29500-1, 17.7.3). Conditional parts of table styles (first row, bands) are not read. What is worked out once is
kept: a document has few different forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cchc_draft.importing.word_numbering import Indent, Numbering, indent
from cchc_draft.importing.word_symbols import is_symbol_font
from cchc_draft.importing.word_xml import OFF, VAL, A, Element, W, integer, is_on, twips, value_of
from cchc_draft.importing.written import Align

CHAIN_LIMIT = 20
"""Styles that are based on each other; Word allows about ten."""
DEFAULT_SIZE = 20
LEGACY = (".vn", "vni")
ALIGNMENTS: Mapping[str, Align] = {
    "center": "center", "right": "right", "end": "right", "both": "both", "distribute": "both",
    "thaiDistribute": "both", "lowKashida": "both", "mediumKashida": "both", "highKashida": "both",
}  # fmt: skip
SWITCHES = {W + name: name for name in ("b", "i", "caps", "smallCaps", "vanish", "strike", "dstrike")}
HEADING = re.compile(r"heading ([1-9])")

Properties = tuple[tuple[str, object], ...]
"""Names and values, in a form that can be a key."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How letters look."""

    is_bold: bool
    is_italic: bool
    is_caps: bool
    is_hidden: bool
    is_struck: bool
    size: int
    """Half-points."""
    font: str
    """The font, where its letters are not Unicode (legacy Vietnamese and symbol fonts); else empty."""


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphForm:
    """How a paragraph looks."""

    style_id: str | None
    style: str
    level: int
    align: Align
    indent: int
    breaks_page: bool
    list: tuple[str, int] | None
    """List and level of its automatic number."""
    mark: Properties
    """What the paragraph's mark says of its letters; the label looks so."""


class _Level(NamedTuple):
    """What one source says of paragraphs."""

    values: Mapping[str, object]
    indent: Indent


class Styles:
    """The styles of a document; *theme* gives the theme part when a style asks for it."""

    def __init__(self, root: Element | None, numbering: Numbering, theme: Callable[[], Element | None]) -> None:
        self._numbering, self._theme = numbering, theme
        self._fonts: Mapping[str, str] | None = None
        styles = [] if root is None else root.findall(W + "style")
        self._styles: dict[str, Element] = {style.get(W + "styleId", ""): style for style in styles}
        self._default = {
            style.get(W + "type", ""): style.get(W + "styleId", "")
            for style in reversed(styles)
            if style.get(W + "default", "0") not in OFF
        }
        defaults = None if root is None else root.find(W + "docDefaults")
        self._run_defaults = dict(self.run_properties(_inside(defaults, "rPrDefault", "rPr")))
        self._paragraph_defaults = _paragraph_level(_inside(defaults, "pPrDefault", "pPr"))
        self._forms: dict[object, Form] = {}
        self._paragraphs: dict[object, ParagraphForm] = {}
        self._run_chains: dict[str, Mapping[str, object]] = {}
        self._said: dict[Element, Properties] = {}
        """What styles and levels of lists say of letters; many others may be based on one."""
        self._levels: dict[str, _Level] = {}
        self._bases: dict[str, str | None] = {}
        self._names: dict[str | None, str] = {}
        self._lines: dict[str | None, Mapping[str, bool]] = {}

    def style_of_table(self, named: str | None) -> str | None:
        """Return the style of a table that names one or none."""
        return named if named in self._styles else self._default.get("table")

    def table_lines(self, style: str | None) -> Mapping[str, bool]:
        """Return which lines of a table a style draws, and which it leaves out."""
        if style not in self._lines:
            found: dict[str, bool] = {}
            for one in self.based_on(style):
                found = lines(_inside(one, "tblPr", "tblBorders")) | found
            self._lines[style] = found
        return self._lines[style]

    def _name(self, identifier: str | None) -> str:
        if identifier not in self._names:
            self._names[identifier] = (value_of(self._styles.get(identifier or ""), "name") or "").casefold()
        return self._names[identifier]

    def based_on(self, identifier: str | None) -> Iterator[Element]:
        """Yield a style and all that it is based on."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen and len(seen) < CHAIN_LIMIT:
            seen.add(identifier)
            style = self._styles[identifier]
            yield style
            if identifier not in self._bases:
                self._bases[identifier] = value_of(style, "basedOn")
            identifier = self._bases[identifier]

    def form(self, own: Properties, style: str | None, table: str | None) -> Form:
        """Return the form of a run in a paragraph of a style, in a table of a style."""
        key = (own, style, table)
        if key not in self._forms:
            self._forms[key] = self._form(dict(own), style, table)
        return self._forms[key]

    def _form(self, own: Mapping[str, object], style: str | None, table: str | None) -> Form:
        named = own.get("rStyle") or self._default.get("character")
        chains = [self._run_chain(one) for one in (str(named or ""), style, table)]

        def is_on_(name: str) -> bool:
            if name in own:
                return bool(own[name])
            return bool(self._run_defaults.get(name)) or sum(bool(chain.get(name)) for chain in chains) % 2 == 1

        def nearest(name: str) -> str:
            levels = (own, *chains, self._run_defaults)
            return next((str(level[name]) for level in levels if level.get(name)), "")

        fonts = [font for font in (nearest("ascii"), nearest("hAnsi")) if _is_odd(font)]
        return Form(
            is_bold=is_on_("b"),
            is_italic=is_on_("i"),
            is_caps=is_on_("caps") or is_on_("smallCaps"),
            is_hidden=is_on_("vanish"),
            is_struck=is_on_("strike") or is_on_("dstrike"),
            size=_half_points(nearest("sz")),
            font=fonts[0] if fonts else "",
        )

    def _run_chain(self, identifier: str | None) -> Mapping[str, object]:
        """Return what a style and all that it is based on say of letters."""
        if not identifier:
            return {}
        if identifier not in self._run_chains:
            found: dict[str, object] = {}
            for style in self.based_on(identifier):
                found = dict(self.letters(style)) | found
            self._run_chains[identifier] = found
        return self._run_chains[identifier]

    def letters(self, element: Element) -> Properties:
        """Return what a style, or a level of a list, says of its letters."""
        if element not in self._said:
            self._said[element] = self.run_properties(element.find(W + "rPr"))
        return self._said[element]

    def run_properties(self, element: Element | None) -> Properties:
        """Return what run properties say, as far as it is read; of what they say twice, the last."""
        found: list[tuple[str, object]] = []
        for child in () if element is None else element:
            tag = child.tag
            if tag in SWITCHES:
                found.append((SWITCHES[tag], is_on(child)))
            elif tag == SIZE:
                found.append(("sz", child.get(VAL)))
            elif tag == FONTS:
                found += self._font_names(child)
            elif tag == RUN_STYLE:
                found.append(("rStyle", child.get(VAL)))
        return tuple(dict(found).items()) if len(found) > 1 else tuple(found)

    def _font_names(self, element: Element) -> Iterator[tuple[str, object]]:
        for kind in ("ascii", "hAnsi"):
            theme = element.get(f"{W}{kind}Theme")
            font = (self._theme_fonts().get(theme) if theme else None) or element.get(W + kind)
            if font:
                yield kind, font if _is_odd(font) else USUAL_FONT

    def _theme_fonts(self) -> Mapping[str, str]:
        if self._fonts is None:
            root = self._theme()
            self._fonts = {}
            for kind in ("major", "minor"):
                latin = None if root is None else root.find(f".//{A}{kind}Font/{A}latin")
                self._fonts |= dict.fromkeys(
                    (f"{kind}Ascii", f"{kind}HAnsi"), "" if latin is None else latin.get("typeface", "")
                )
        return self._fonts

    def paragraph(self, properties: Element | None, table: str | None) -> ParagraphForm:
        """Return the form of a paragraph with these properties, in a table of a style."""
        own = _paragraph_properties(properties)
        mark = self.run_properties(None if properties is None else properties.find(W + "rPr"))
        said = indent(properties)
        key = (own, said, mark, table)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(_Level(dict(own), said), mark, table)
        return self._paragraphs[key]

    def _paragraph(self, own: _Level, mark: Properties, table: str | None) -> ParagraphForm:
        named = str(own.values.get("pStyle") or "")
        style = named if named in self._styles else self._default.get("paragraph")
        chain = self._paragraph_chain(style)
        place = self._place_in_list(own, chain)
        levels = list(self._with_lists([own, *(level for _, level in chain)], place))
        levels += [level for _, level in self._paragraph_chain(table)]
        levels.append(self._paragraph_defaults)

        def nearest(name: str) -> object:
            return next((level.values[name] for level in levels if level.values.get(name) is not None), None)

        name = self._name(style)
        return ParagraphForm(
            style_id=style,
            style=name,
            level=_outline_level(nearest("outlineLvl"), name),
            align=ALIGNMENTS.get(str(nearest("jc")), "left"),
            indent=sum(
                next((found for level in levels if (found := getattr(level.indent, side)) is not None), 0)
                for side in ("left", "first")
            ),
            breaks_page=bool(nearest("pageBreakBefore")),
            list=place,
            mark=mark,
        )

    def _paragraph_chain(self, identifier: str | None) -> list[tuple[str, _Level]]:
        """Return what a style and all that it is based on say of paragraphs, by the ids of the styles."""
        found = []
        for style in self.based_on(identifier):
            name = style.get(W + "styleId", "")
            if name not in self._levels:
                self._levels[name] = _paragraph_level(style.find(W + "pPr"))
            found.append((name, self._levels[name]))
        return found

    def _place_in_list(self, own: _Level, chain: list[tuple[str, _Level]]) -> tuple[str, int] | None:
        """Return list and level of a paragraph: each from the nearest source that says it."""
        sources = [("", own), *chain]
        origin, num = next(
            ((style, str(level.values["numId"])) for style, level in sources if level.values.get("numId")), ("", "0")
        )
        if num == "0":
            return None
        depth = next((level.values["ilvl"] for _, level in sources if level.values.get("ilvl") is not None), None)
        if origin and own.values.get("ilvl") is None:
            linked = [self._numbering.depth_of_style(num, style) for style, _ in chain]
            depth = next((one for one in linked if one is not None), depth)
        return num, depth if isinstance(depth, int) else 0

    def _with_lists(self, levels: list[_Level], place: tuple[str, int] | None) -> Iterator[_Level]:
        """Yield *levels*, behind each that names the list what the list's level says of the indent."""
        for level in levels:
            yield level
            if place and level.values.get("numId") == place[0]:
                found = self._numbering.list(place[0]).levels.get(place[1])
                if found:
                    yield _Level({}, found.indent)


SIZE, FONTS, RUN_STYLE = W + "sz", W + "rFonts", W + "rStyle"
USUAL_FONT = "-"
"""Stands for every font whose letters are Unicode."""


NOT_DRAWN = ("nil", "none")
LINES = {W + side: side for side in ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")}


def lines(borders: Element | None) -> dict[str, bool]:
    """Return which sides have a line, of those that are spoken of."""
    found = () if borders is None else borders
    return {LINES[one.tag]: one.get(VAL) not in NOT_DRAWN for one in found if one.tag in LINES}


def _inside(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else element.find(W + name)
    return element


@lru_cache(maxsize=1_000)
def _is_odd(font: str) -> bool:
    """Tell whether letters of a font are not Unicode."""
    return font.strip().casefold().startswith(LEGACY) or is_symbol_font(font)


def _half_points(text: str) -> int:
    size = twips(text)
    if size is None or size <= 0:
        return DEFAULT_SIZE
    return round(size / 10) if text[-1:].isalpha() else size


def _paragraph_level(properties: Element | None) -> _Level:
    return _Level(dict(_paragraph_properties(properties)), indent(properties))


def _paragraph_properties(element: Element | None) -> Properties:
    """Return what paragraph properties say, as far as it is read, but for the indent."""
    found: list[tuple[str, object]] = []
    for child in () if element is None else element:
        tag = child.tag
        if tag in PLAIN_VALUES:
            found.append((PLAIN_VALUES[tag], child.get(VAL)))
        elif tag == BREAK_BEFORE:
            found.append(("pageBreakBefore", is_on(child)))
        elif tag == NUMBER:
            found += [("numId", value_of(child, "numId")), ("ilvl", integer(value_of(child, "ilvl")))]
    return tuple(found)


PLAIN_VALUES = {W + name: name for name in ("pStyle", "jc", "outlineLvl")}
BREAK_BEFORE, NUMBER = W + "pageBreakBefore", W + "numPr"


def _outline_level(said: object, style: str) -> int:
    """Return 1-9, 0 for body text; Word's own heading styles have a level without saying so."""
    level = integer(str(said)) if said is not None else None
    if level is not None:
        return level + 1 if level < 9 else 0
    matched = HEADING.fullmatch(style)
    return int(matched[1]) if matched else 0
