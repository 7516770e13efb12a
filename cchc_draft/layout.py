"""A .docx layout that a secretary can restyle in Word, compiled once into something that fills fast.

docxtpl prepares the tags that Word has scattered over runs; what it would do again for every document (open, patch,
parse, save) is done here once. The result is a Jinja template of ``word/document.xml`` and a zip of all parts that
stay as they are. A compiled layout is kept in the user's cache folder under the hash of its file.

A layout has two sections: the plan, and after a section break one sample page of an appendix.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import jinja2

from cchc_draft import compile_cache
from cchc_draft.errors import LayoutError, NotFoundError, Place, Problem, nearest
from cchc_draft.language import N_
from cchc_draft.letter_widths import Face
from cchc_draft.shipped import folders
from cchc_draft.source_text import reason
from cchc_draft.templating import EMPTY_WORD, WORD, compiled

DEFAULT = "ke-hoach"

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

DOCUMENT = "word/document.xml"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
FOOTNOTES = "word/footnotes.xml"
CORE = "docProps/core.xml"


RULES = {
    "ke_co_quan": "co_quan",
    "ke_tieu_ngu": "tieu_ngu",
    "ke_trich_yeu": "trich_yeu",
    "ke_phu_luc": "phu_luc.kem_theo",
}
"""Tags of drawn lines, and the tag of the text above that decides their length."""
FITTED = (*RULES.values(), "co_quan_tren", "phu_luc.trich_yeu", "khan", "luu_hanh")
"""Tags whose paragraph gets indents, so that a long text breaks into even lines."""


class Measure(NamedTuple):
    """Where a measured text stands: its room in twips, type size in half-points, and face."""

    room: int
    size: int
    face: Face


@dataclass(frozen=True, eq=False, repr=False)
class Layout:
    """A compiled layout; all fields are plain data and can be kept in a file."""

    name: str
    document: str
    """Jinja source of word/document.xml."""
    table_page: str
    """Jinja source of word/document.xml for a task table alone."""
    parts: dict[str, str]
    """Jinja sources of headers and footers that hold tags."""
    unchanged: bytes
    """Zip of the parts that no draft changes."""
    relations: str
    """word/_rels/document.xml.rels without its closing tag."""
    footnotes: str
    """word/footnotes.xml without its closing tag."""
    first_note: int
    """First free footnote id."""
    styles: dict[str, str]
    """Style name to style id."""
    measures: dict[str, Measure]
    text_width: int
    """Room between the margins of an appendix page, upright, in twips."""
    landscape_width: int
    body_width: int
    """Room between the margins of the plan's own pages."""

    @cached_property
    def unchanged_without_notes(self) -> bytes:
        """Zip of what stays as it is in a draft that has neither footnotes nor links."""
        buffer = io.BytesIO()
        buffer.write(self.unchanged)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
            for name, text in (
                (FOOTNOTES, self.footnotes + "</w:footnotes>"),
                (DOCUMENT_RELATIONS, self.relations + "</Relationships>"),
            ):
                package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    @cached_property
    def template(self) -> jinja2.Template:
        """The document, ready to fill."""
        return compiled(self.document, WORD, lambda _tree: ())[0]

    @cached_property
    def table_template(self) -> jinja2.Template:
        """A page for a task table alone, ready to fill."""
        return compiled(self.table_page, WORD, lambda _tree: ())[0]

    @cached_property
    def empty_parts(self) -> dict[str, str]:
        """Headers and footers with nothing in their tags."""
        return {name: EMPTY_WORD.from_string(source).render() for name, source in self.parts.items()}

    @cached_property
    def part_templates(self) -> dict[str, jinja2.Template]:
        """Headers and footers with tags, ready to fill."""
        return {name: compiled(source, WORD, lambda _tree: ())[0] for name, source in self.parts.items()}


def find(name: str, option: Path | None = None) -> Path:
    """Return the path of a layout given by path or by its name in a templates folder, with or without .docx.

    A name without an extension is never a path: a draft in the working folder does not stand in for the layout.
    Raises NotFoundError naming the folders searched and the nearest name.
    """
    given = Path(name)
    if given.suffix and given.is_file():
        return given
    searched = folders("templates", option)
    for folder in searched:
        for candidate in (folder / name, folder / f"{name}.docx"):
            if candidate.is_file():
                return candidate
    known = [path.name for folder in searched for path in folder.glob("*.docx")]
    facts = {"name": name, "folders": ", ".join(map(str, searched))}
    raise NotFoundError([Problem("unknown-layout", UNKNOWN_LAYOUT, facts, None, nearest(name, known))])


def read(path: Path) -> bytes:
    """Return the bytes of a layout file. Raises LayoutError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        facts = {"reason": reason(error)}
        raise LayoutError([Problem("unreadable-layout", UNREADABLE, facts, Place(str(path)))]) from error


def load(path: Path) -> Layout:
    """Return the compiled layout of a .docx file, from the cache where its content is known.

    Raises LayoutError naming every missing tag and style.
    """
    data = read(path)
    entry = compile_cache.key(__file__, data)
    kept = compile_cache.load(entry)
    with contextlib.suppress(TypeError, KeyError, AttributeError):  # an entry of another shape is made anew
        measures = {tag: Measure(*measure) for tag, measure in kept.pop("measures").items()}
        return Layout(**kept, measures=measures)
    from cchc_draft.layout_compiler import compile_layout

    layout = compile_layout(data, str(path))
    values = {declared.name: getattr(layout, declared.name) for declared in fields(layout)}
    compile_cache.keep(entry, {**values, "measures": {tag: (*one,) for tag, one in layout.measures.items()}})
    return layout


UNKNOWN_LAYOUT = N_("không có mẫu trình bày «{name}»; đã tìm trong: {folders}")
UNREADABLE = N_("không đọc được mẫu trình bày: {reason}")
