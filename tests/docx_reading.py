"""Reads a .docx as Word shows it: text, form in effect, sections, widths of lines. Knows nothing of cchc_draft."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

OFF = ("0", "false", "off", "none")
DEFAULT_CELL_MARGIN = 108


def repacked(parts: dict[str, bytes]) -> bytes:
    """Return the bytes of a package of *parts*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


class Docx:
    """One document; paragraphs and tables are made once, so that what is read is read once."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            self.parts = {name: package.read(name) for name in self.names}
        self.read_parts: dict[str, Any] = {}
        self._made: dict[Any, Any] = {}
        self.body = self.xml("word/document.xml").find(W + "body")
        self.styles = {style.get(W + "styleId"): style for style in self.xml("word/styles.xml").iter(W + "style")}
        self.defaults = self.xml("word/styles.xml").find(W + "docDefaults")

    def xml(self, name: str) -> Any:
        """Return the root of a part, always the same one."""
        if name not in self.read_parts:
            self.read_parts[name] = etree.fromstring(self.parts[name])
        return self.read_parts[name]

    def relations(self, part: str = "word/document.xml") -> dict[str, tuple[str, str, str]]:
        """Return id to (kind, target, mode) of the relations of a part; "" is the package."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if part else "_rels/.rels"
        if path.strip("/") not in self.parts:
            return {}
        return {
            relation.get("Id"): (
                relation.get("Type").rpartition("/")[2],
                relation.get("Target"),
                relation.get("TargetMode", "Internal"),
            )
            for relation in self.xml(path.strip("/"))
        }

    def part_of(self, element: Any) -> str:
        """Return the name of the part that holds *element*."""
        root = element.getroottree().getroot()
        return next(name for name, known in self.read_parts.items() if known is root)

    def chain(self, identifier: str | None) -> list[Any]:
        """Return a style and all that it is based on."""
        found = []
        while identifier and identifier in self.styles and len(found) < 20:
            found.append(self.styles[identifier])
            base = found[-1].find(W + "basedOn")
            identifier = base.get(W + "val") if base is not None else None
        return found

    @cached_property
    def default_paragraph_style(self) -> str | None:
        return next(
            (
                identifier
                for identifier, style in self.styles.items()
                if style.get(W + "type") == "paragraph" and style.get(W + "default") == "1"
            ),
            None,
        )

    def paragraph(self, element: Any) -> "Paragraph":
        return self._once(Paragraph, element)

    def table(self, element: Any) -> "Table":
        return self._once(Table, element)

    def _once(self, kind: type, element: Any) -> Any:
        if element not in self._made:
            self._made[element] = kind(self, element)
        return self._made[element]

    def block(self, element: Any) -> "Paragraph | Table":
        return self.table(element) if element.tag == W + "tbl" else self.paragraph(element)

    def paragraphs(self, root: Any = None) -> list["Paragraph"]:
        """Return all paragraphs below *root* (the body), those in tables too."""
        return [self.paragraph(element) for element in (self.body if root is None else root).iter(W + "p")]

    @cached_property
    def sections(self) -> list["Section"]:
        sections, blocks = [], []
        for element in self.body:
            if element.tag == W + "sectPr":
                sections.append(Section(self, element, blocks))
                continue
            if element.tag not in (W + "p", W + "tbl"):
                continue
            blocks.append(self.block(element))
            inner = element.find(f"{W}pPr/{W}sectPr")
            if inner is not None:
                sections.append(Section(self, inner, blocks))
                blocks = []
        return sections

    @cached_property
    def notes(self) -> dict[int, list["Paragraph"]]:
        """Return footnote id to its paragraphs, separators left out."""
        return {
            int(note.get(W + "id")): [self.paragraph(element) for element in note.iter(W + "p")]
            for note in self.xml("word/footnotes.xml")
            if note.get(W + "type") in (None, "normal")
        }


@dataclass(frozen=True, eq=False)
class Run:
    """Letters of one form."""

    paragraph: "Paragraph"
    element: Any
    text: str
    link: str = ""

    def value(self, name: str, attribute: str = "val") -> str | None:
        """Return an attribute of a run property in effect."""
        for properties in self._levels:
            found = properties.find(W + name)
            if found is not None and found.get(W + attribute) is not None:
                return found.get(W + attribute)
        return None

    @cached_property
    def _levels(self) -> list[Any]:
        own = self.element.find(W + "rPr")
        named = own.find(W + "rStyle") if own is not None else None
        document = self.paragraph.document
        chain = [
            *document.chain(named.get(W + "val") if named is not None else None),
            *self.paragraph.style_chain,
            *self.paragraph.table_chain,
        ]
        levels = [own, *(style.find(W + "rPr") for style in chain)]
        levels.append(document.defaults.find(f"{W}rPrDefault/{W}rPr"))
        return [level for level in levels if level is not None]

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as b or i is on: the run's own word counts, styles turn each other around."""
        own = self.element.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return own.get(W + "val") not in OFF
        named = self.element.find(f"{W}rPr/{W}rStyle")
        chains = [
            self.paragraph.document.chain(named.get(W + "val") if named is not None else None),
            self.paragraph.style_chain,
            self.paragraph.table_chain,
        ]
        states = [_first_state(chain, name) for chain in chains]
        if any(state is not None for state in states):
            return sum(state is True for state in states) % 2 == 1
        default = self.paragraph.document.defaults.find(f"{W}rPrDefault/{W}rPr/{W}{name}")
        return default is not None and default.get(W + "val") not in OFF

    @property
    def bold(self) -> bool:
        return self.is_on("b")

    @property
    def italic(self) -> bool:
        return self.is_on("i")

    @property
    def size(self) -> int:
        """Half-points."""
        return int(self.value("sz") or 20)

    @property
    def fonts(self) -> set[str]:
        attributes = ("ascii", "hAnsi", "cs", "asciiTheme", "hAnsiTheme", "cstheme")
        return {font for attribute in attributes if (font := self.value("rFonts", attribute))}

    @property
    def color(self) -> str:
        return (self.value("color") or "auto").upper()


def _first_state(chain: list[Any], name: str) -> bool | None:
    for style in chain:
        found = style.find(f"{W}rPr/{W}{name}")
        if found is not None:
            return found.get(W + "val") not in OFF
    return None


class Paragraph:
    """A paragraph with its form in effect."""

    def __init__(self, document: Docx, element: Any) -> None:
        self.document, self.element = document, element

    def __repr__(self) -> str:
        return f"<{self.style_name}: {self.text[:60]!r}>"

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def lines(self) -> list[str]:
        """Lines that the author broke by hand."""
        return self.text.split("\n")

    @cached_property
    def runs(self) -> list[Run]:
        relations = self.document.relations(self.document.part_of(self.element))
        found = []
        for element in self.element.iter(W + "r"):
            link = next(element.iterancestors(W + "hyperlink"), None)
            target = relations[link.get(R + "id")][1] if link is not None else ""
            found.append(Run(self, element, "".join(map(_letters, element)), target))
        return found

    @property
    def printed(self) -> list[Run]:
        """Runs that show something."""
        return [run for run in self.runs if run.text.strip()]

    @cached_property
    def style_chain(self) -> list[Any]:
        named = self.element.find(f"{W}pPr/{W}pStyle")
        identifier = named.get(W + "val") if named is not None else self.document.default_paragraph_style
        return self.document.chain(identifier)

    @cached_property
    def table_chain(self) -> list[Any]:
        table = next(self.element.iterancestors(W + "tbl"), None)
        named = table.find(f"{W}tblPr/{W}tblStyle") if table is not None else None
        return self.document.chain(named.get(W + "val") if named is not None else None)

    @property
    def style_name(self) -> str:
        return self.style_chain[0].find(W + "name").get(W + "val") if self.style_chain else ""

    @cached_property
    def _levels(self) -> list[Any]:
        chain = [*self.style_chain, *self.table_chain]
        levels = [self.element.find(W + "pPr"), *(style.find(W + "pPr") for style in chain)]
        levels.append(self.document.defaults.find(f"{W}pPrDefault/{W}pPr"))
        return [level for level in levels if level is not None]

    def attribute(self, name: str, attribute: str = "val") -> str | None:
        """Return an attribute of a paragraph property in effect."""
        for level in self._levels:
            found = level.find(W + name)
            if found is not None and found.get(W + attribute) is not None:
                return found.get(W + attribute)
        return None

    def is_on(self, name: str) -> bool:
        """Tell whether a switch such as keepNext is on."""
        for level in self._levels:
            found = level.find(W + name)
            if found is not None:
                return found.get(W + "val") not in OFF
        return False

    def border(self, side: str) -> Any:
        """Return the border in effect on one side, or None."""
        for level in self._levels:
            borders = level.find(W + "pBdr")
            if borders is not None:
                found = borders.find(W + side)
                return found if found is not None and found.get(W + "val") not in ("nil", "none") else None
        return None

    @property
    def align(self) -> str:
        found = self.attribute("jc") or "left"
        return {"start": "left", "end": "right"}.get(found, found)

    def indent(self, side: str) -> int:
        """Return left, right, firstLine or hanging, in twips."""
        newer = {"left": "start", "right": "end"}.get(side, side)
        return int(self.attribute("ind", side) or self.attribute("ind", newer) or 0)

    def space(self, side: str) -> int:
        """Return the room before or after, in twips."""
        return int(self.attribute("spacing", side) or 0)

    @property
    def line(self) -> tuple[int, str]:
        """Line spacing and its rule."""
        return int(self.attribute("spacing", "line") or 240), self.attribute("spacing", "lineRule") or "auto"

    @property
    def fields(self) -> str:
        """Instructions of the fields inside."""
        simple = [element.get(W + "instr", "") for element in self.element.iter(W + "fldSimple")]
        return " ".join([*simple, *(element.text or "" for element in self.element.iter(W + "instrText"))])

    @property
    def cell(self) -> "Cell | None":
        element = next(self.element.iterancestors(W + "tc"), None)
        if element is None:
            return None
        return Cell(self.document.table(next(element.iterancestors(W + "tbl"))), element)


def _letters(element: Any) -> str:
    if element.tag == W + "t":
        return element.text or ""
    if element.tag == W + "br":
        return "\n" if element.get(W + "type") in (None, "textWrapping") else "\f"
    return {W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}.get(element.tag, "")


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a table."""

    table: "Table"
    element: Any

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [self.table.document.paragraph(element) for element in self.element.findall(W + "p")]

    @property
    def printed(self) -> list[Paragraph]:
        """Paragraphs with text."""
        return [paragraph for paragraph in self.paragraphs if paragraph.text.strip()]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def width(self) -> int:
        return int(self.element.find(f"{W}tcPr/{W}tcW").get(W + "w"))

    @property
    def span(self) -> int:
        found = self.element.find(f"{W}tcPr/{W}gridSpan")
        return int(found.get(W + "val")) if found is not None else 1

    @property
    def align(self) -> str:
        found = self.element.find(f"{W}tcPr/{W}vAlign")
        return found.get(W + "val") if found is not None else "top"

    @property
    def room(self) -> int:
        """Width left for text, in twips."""
        sources = [self.element.find(f"{W}tcPr/{W}tcMar"), self.table.element.find(f"{W}tblPr/{W}tblCellMar")]
        sources += [style.find(f"{W}tblPr/{W}tblCellMar") for style in self.table.style_chain]
        room = self.width
        for names in (("left", "start"), ("right", "end")):
            margins = [source.find(W + side) for source in sources if source is not None for side in names]
            known = [int(margin.get(W + "w")) for margin in margins if margin is not None]
            room -= known[0] if known else DEFAULT_CELL_MARGIN
        return room


class Table:
    """A table as rows of cells."""

    def __init__(self, document: Docx, element: Any) -> None:
        self.document, self.element = document, element

    @cached_property
    def rows(self) -> list[list[Cell]]:
        return [[Cell(self, cell) for cell in row.findall(W + "tc")] for row in self.row_elements]

    @cached_property
    def row_elements(self) -> list[Any]:
        return self.element.findall(W + "tr")

    def row_is(self, index: int, name: str) -> bool:
        """Tell whether a row has a switch such as tblHeader or cantSplit."""
        found = self.row_elements[index].find(f"{W}trPr/{W}{name}")
        return found is not None and found.get(W + "val") not in OFF

    @property
    def grid(self) -> list[int]:
        return [int(column.get(W + "w")) for column in self.element.iterfind(f"{W}tblGrid/{W}gridCol")]

    @cached_property
    def style_chain(self) -> list[Any]:
        named = self.element.find(f"{W}tblPr/{W}tblStyle")
        return self.document.chain(named.get(W + "val") if named is not None else None)

    @property
    def has_borders(self) -> bool:
        levels = [self.element, *self.style_chain]
        borders = [level.find(f"{W}tblPr/{W}tblBorders") for level in levels]
        drawn = [border for found in borders if found is not None for border in found]
        drawn += [border for found in self.element.iter(W + "tcBorders") for border in found]
        return any(border.get(W + "val") not in ("nil", "none") for border in drawn)

    @property
    def text(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self.rows]


@dataclass(frozen=True, eq=False)
class Section:
    """Pages of one form."""

    document: Docx
    element: Any
    blocks: list[Paragraph | Table]

    def value(self, name: str, attribute: str, default: int = 0) -> int:
        found = self.element.find(W + name)
        return int(found.get(W + attribute, default)) if found is not None else default

    def text_value(self, name: str, attribute: str) -> str | None:
        found = self.element.find(W + name)
        return found.get(W + attribute) if found is not None else None

    @property
    def page(self) -> tuple[int, int]:
        return self.value("pgSz", "w"), self.value("pgSz", "h")

    @property
    def is_landscape(self) -> bool:
        return self.page[0] > self.page[1]

    def margin(self, side: str) -> int:
        return self.value("pgMar", side)

    @property
    def room(self) -> int:
        """Width between the margins, in twips."""
        return self.page[0] - sum(self.margin(side) for side in ("left", "right", "gutter"))

    @property
    def has_title_page(self) -> bool:
        found = self.element.find(W + "titlePg")
        return found is not None and found.get(W + "val") not in OFF

    def _part(self, kind: str, which: str) -> list[Paragraph]:
        for reference in self.element.findall(W + kind + "Reference"):
            if reference.get(W + "type") == which:
                target = self.document.relations()[reference.get(R + "id")][1]
                return self.document.paragraphs(self.document.xml(f"word/{target}"))
        return []

    def header(self, which: str = "default") -> list[Paragraph]:
        return self._part("header", which)

    def footer(self, which: str = "default") -> list[Paragraph]:
        return self._part("footer", which)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return all paragraphs, those in tables too."""
        found = []
        for block in self.blocks:
            found += [block] if isinstance(block, Paragraph) else self.document.paragraphs(block.element)
        return found


# Widths of printed text, by the font files of this machine that have the widths of Times New Roman.

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
FONT_FILES = {
    (False, False): ("LiberationSerif-Regular.ttf", "Tinos-Regular.ttf", "times.ttf", "Times New Roman.ttf"),
    (True, False): ("LiberationSerif-Bold.ttf", "Tinos-Bold.ttf", "timesbd.ttf", "Times New Roman Bold.ttf"),
    (False, True): ("LiberationSerif-Italic.ttf", "Tinos-Italic.ttf", "timesi.ttf", "Times New Roman Italic.ttf"),
    (True, True): ("LiberationSerif-BoldItalic.ttf", "Tinos-BoldItalic.ttf", "timesbi.ttf"),
}


@cache
def font(bold: bool, italic: bool) -> tuple[int, dict[str, int]] | None:
    """Return units per em and advance widths by letter, or None where no such font is installed."""
    from fontTools.ttLib import TTFont

    for folder in FONT_FOLDERS:
        for name in FONT_FILES[bold, italic]:
            for path in sorted(Path(folder).rglob(name)):
                with TTFont(path) as opened:
                    widths, letters = opened["hmtx"].metrics, opened.getBestCmap()
                    if ord("ữ") in letters:
                        table = {chr(code): widths[glyph][0] for code, glyph in letters.items()}
                        return opened["head"].unitsPerEm, table
    return None


def has_fonts() -> bool:
    """Tell whether widths can be measured here."""
    return all(font(bold, italic) for bold, italic in FONT_FILES)


def text_width(text: str, half_points: int, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of *text* in twips."""
    units, widths = font(bold, italic)
    return sum(widths.get(letter, units // 2) for letter in text) / units * half_points * 10


def printed_lines(paragraph: Paragraph, room: int) -> list[float]:
    """Return the widths of the lines that a paragraph takes in *room* twips, its indents taken off."""
    first = paragraph.printed[0]
    form = {"half_points": first.size, "bold": first.bold, "italic": first.italic}
    room -= paragraph.indent("left") + paragraph.indent("right")
    widths: list[float] = []
    for line in paragraph.lines:
        current = 0.0
        for gap, word in re.findall(r"(\s*)(\S+)", line):
            wider = current + text_width(gap + word, **form)
            if current and wider > room:
                widths.append(current)
                current = text_width(word, **form)
            else:
                current = wider
        widths.append(current)
    return widths
