"""A copy of a .docx with a Word comment at each place where something was found; its text stays as it is."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from cchc_draft.checking.rule import SEVERITY_NAMES, Reported
from cchc_draft.checking.word_form import WordForm
from cchc_draft.formats import sentence_start
from cchc_draft.importing.word_package import WordPackage
from cchc_draft.language import translate
from cchc_draft.style_sheet import DOCUMENT, Element, W

AUTHOR, INITIALS = "cchc-draft", "CC"
WORD = W[1:-1]
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
TYPES_PART, COMMENTS_PART = "[Content_Types].xml", "comments.xml"
BOX = W + "txbxContent"


class _Names(NamedTuple):
    """Parts that change, by their names in the package."""

    document: str
    comments: str
    relations: str


def write(form: WordForm, found: Sequence[Reported], now: datetime.datetime) -> bytes:
    """Return a copy of a .docx with comments made at *now*; parts that need no change are copied as they are.

    The trees of the package are changed: it is not to be read again.
    """
    package = form.package
    names = _names(package)
    comments = package.root(names.comments.lower())
    is_new = comments is None
    root = etree.Element(W + "comments", nsmap={"w": WORD}) if comments is None else comments
    taken = [int(one.get(W + "id", "-1")) for one in root if one.get(W + "id", "").isdecimal()]
    start = max(taken, default=-1) + 1
    for number, one in enumerate(found, start):
        anchored = _anchor(form, one)
        if anchored is not None:
            root.append(_comment(number, one, now))
            _mark(anchored, number)
    changed = {names.document: _bytes(form.root(DOCUMENT)), names.comments: _bytes(root)}
    if is_new:
        changed |= _announced(package, names)
    if package.is_strict:
        changed = {name: TRANSITIONAL.sub(STRICT, part) for name, part in changed.items()}
    return _rewritten(package.data, changed)


TRANSITIONAL = re.compile(
    rb"(xmlns(?::[\w.-]+)?=\"|Type=\")http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/"
)
STRICT = rb"\1http://purl.oclc.org/ooxml/\2/"
"""Names of the strict form of .docx (ISO/IEC 29500), which is read as the usual one."""


def _names(package: WordPackage) -> _Names:
    document = package.parts[package.main].filename
    folder, name = posixpath.split(document)
    related = (one.target for one in package.relations(package.main).values() if one.kind == "comments")
    known = next((target for target in related if target in package.parts), "")
    comments = package.parts[known].filename if known else posixpath.join(folder, COMMENTS_PART)
    return _Names(document, comments, posixpath.join(folder, "_rels", f"{name}.rels"))


def _anchor(form: WordForm, one: Reported) -> Element | None:
    """Return the paragraph that a comment hangs on: for text boxes the one around, for the whole file the first."""
    if not form.elements:
        return None
    number = one.place.line if one.place and one.place.is_paragraph else 1
    paragraph = form.elements[min(max(number, 1), len(form.elements)) - 1]
    boxes = list(paragraph.iterancestors(BOX))
    return next(boxes[-1].iterancestors(W + "p"), paragraph) if boxes else paragraph


def _mark(paragraph: Element, number: int) -> None:
    """Put a comment's range around what a paragraph says."""
    start, end = (etree.Element(W + name, {W + "id": str(number)}) for name in ("commentRangeStart", "commentRangeEnd"))
    first = 1 if len(paragraph) and paragraph[0].tag == W + "pPr" else 0
    paragraph.insert(first, start)
    reference = etree.Element(W + "r")
    etree.SubElement(reference, W + "commentReference", {W + "id": str(number)})
    paragraph.extend([end, reference])


def _comment(number: int, one: Reported, now: datetime.datetime) -> Element:
    facts = {"id": str(number), "author": AUTHOR, "initials": INITIALS, "date": f"{now:%Y-%m-%dT%H:%M:%S}Z"}
    comment = etree.Element(W + "comment", {W + name: value for name, value in facts.items()})
    paragraph = etree.SubElement(comment, W + "p")
    source = ", ".join(filter(None, (one.rule, one.clause)))
    words = f"{sentence_start(translate(SEVERITY_NAMES[one.severity]))}: {one.message} [{source}]"
    text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
    text.text = "".join(letter for letter in words if letter.isprintable() or letter == " ")
    return comment


def _announced(package: WordPackage, names: _Names) -> dict[str, bytes]:
    """Return the parts that say that there are comments."""
    types = package.root(TYPES_PART.lower())
    relations = package.root(names.relations.lower())
    if types is None:
        types = etree.Element(f"{TYPES}Types")
    if relations is None:
        relations = etree.Element(f"{{{RELATIONS}}}Relationships")
    name = f"/{names.comments}"
    if not any(one.get("PartName") == name for one in types):
        etree.SubElement(types, f"{TYPES}Override", PartName=name, ContentType=COMMENTS_TYPE)
    taken = {one.get("Id") for one in relations}
    identifier = next(name for name in (f"rIdCchc{number}" for number in range(len(taken) + 1)) if name not in taken)
    target = posixpath.basename(names.comments)
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=identifier, Type=RELATION, Target=target)
    return {TYPES_PART: _bytes(types), names.relations: _bytes(relations)}


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a package with some parts replaced or added."""
    made = io.BytesIO()
    left = dict(changed)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            name = entry.filename.replace("\\", "/")
            new.writestr(entry, left.pop(name) if name in left else old.read(entry))
        for name, part in left.items():
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
