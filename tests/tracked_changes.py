"""Accepts and rejects tracked changes in a .docx as ECMA-376, 17.13.5 says; knows nothing of cchc_draft.

:func:`accepted` and :func:`rejected` give a document as plain data: runs of one form joined, notes and links in their
places, so that two documents that say and look the same are equal.
"""

import io
import zipfile
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTENT = {"accept": {"ins": True, "moveTo": True, "del": False, "moveFrom": False}}
CONTENT["reject"] = {name: not stays for name, stays in CONTENT["accept"].items()}
KEPT_BESIDE = {"pPr": ("rPr", "sectPr"), "rPr": (), "tcPr": (), "trPr": (), "tblPr": (), "tblGrid": ()}
KEPT_BESIDE["sectPr"] = ("headerReference", "footerReference")
ORDER = {"headerReference": -1, "footerReference": -1, "rPr": 1, "sectPr": 2}
MARKS = {W + name for name in CONTENT["accept"]}


class Docx:
    """A .docx whose changes are accepted, rejected or left as they are ("")."""

    def __init__(self, data, way=""):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.way = way
        self.notes = self.root("word/footnotes.xml")
        self.links = {part: self.targets(part) for part in ("document", "footnotes")}

    def root(self, name):
        root = etree.fromstring(self.parts[name])
        return resolved(root, self.way) if self.way else root

    def targets(self, part):
        name = f"word/_rels/{part}.xml.rels"
        relations = etree.fromstring(self.parts[name]) if name in self.parts else ()
        return {one.get("Id"): one.get("Target") for one in relations}

    @property
    def said(self):
        """The whole document as plain data."""
        body = self.root("word/document.xml").find(W + "body")
        margins = sorted(name for name in self.parts if name.startswith(("word/header", "word/footer")))
        return [said(body, self.links["document"], self), *(said(self.root(name), {}, self) for name in margins)]

    def note(self, identifier):
        """What a footnote says."""
        found = [note for note in self.notes if note.get(W + "id") == identifier]
        assert len(found) == 1, f"{len(found)} footnotes {identifier}"
        return tuple(said(one, self.links["footnotes"], self) for one in found[0])


def plain(data):
    """Return a document without changes as data."""
    return Docx(data).said


def accepted(data):
    """Return a document as data, its changes accepted."""
    return Docx(data, "accept").said


def rejected(data):
    """Return a document as data, its changes rejected."""
    return Docx(data, "reject").said


# Changes.


def resolved(root, way):
    """Return a tree without tracked changes."""
    stays = CONTENT[way]
    for row in list(root.iter(W + "tr")):
        properties = row.find(W + "trPr")
        for name in ("ins", "del"):
            mark = properties.find(W + name) if properties is not None else None
            if mark is not None:
                properties.remove(mark)
                if not stays[name]:
                    row.getparent().remove(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            table.getparent().remove(table)
    for change in list(root.iter("{*}*")):
        if etree.QName(change).localname.endswith("Change"):
            resolve_form(change, way)
    for paragraph in list(root.iter(W + "p")):
        resolve_paragraph(paragraph, stays)
    for one in list(root.iter(W + "delText", W + "delInstrText")):
        assert way == "reject", "deleted text is left"
        one.tag = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}[one.tag]
    for one in list(root.iter()):
        if etree.QName(one).localname in (
            "moveFromRangeStart",
            "moveFromRangeEnd",
            "moveToRangeStart",
            "moveToRangeEnd",
        ):
            one.getparent().remove(one)
    return root


def resolve_form(change, way):
    properties = change.getparent()
    properties.remove(change)
    if way == "accept":
        return
    name = etree.QName(properties).localname
    before = change[0]
    beside = [one for one in properties if etree.QName(one).localname in (*KEPT_BESIDE[name], *CONTENT["accept"])]
    children = [*before, *beside]
    for key in list(properties.attrib):
        del properties.attrib[key]
    properties.attrib.update(before.attrib)
    properties[:] = sorted(children, key=lambda one: ORDER.get(etree.QName(one).localname, 0))


def resolve_paragraph(paragraph, stays):
    for holder in list(paragraph.iter(*MARKS)):
        if holder.getparent().tag in (W + "rPr", W + "trPr"):
            continue
        parent, at = holder.getparent(), holder.getparent().index(holder)
        parent[at : at + 1] = list(holder) if stays[etree.QName(holder).localname] else []
    marks = [one for one in paragraph.findall(f"{W}pPr/{W}rPr/*") if one.tag in MARKS]
    goes = [one for one in marks if not stays[etree.QName(one).localname]]
    for one in marks:
        one.getparent().remove(one)
    if not goes:
        return
    rest = [one for one in paragraph if one.tag != W + "pPr" and not one.tag.endswith(("RangeStart", "RangeEnd"))]
    rest = [one for one in rest if not (one.tag == W + "hyperlink" and len(one) == 0)]
    following = paragraph.getnext()
    while following is not None and following.tag.endswith(("RangeStart", "RangeEnd")):
        following = following.getnext()
    assert following is not None and following.tag != W + "sectPr", "the end of the last paragraph goes"
    if rest:
        assert following.tag == W + "p", "the end of a paragraph before a table goes but not its words"
        at = 1 if len(following) and following[0].tag == W + "pPr" else 0
        following[at:at] = rest
    paragraph.getparent().remove(paragraph)


# Data.


def said(element, links, document):
    """Return an element as nested tuples."""
    element = deepcopy(element)
    if element.tag == W + "p":
        return paragraph_said(element, links, document)
    name = etree.QName(element).localname
    children = [said(one, links, document) for one in element]
    children = [one for one in children if one[0] not in ("pPr", "rPr", "trPr") or one[1] or one[2]]
    return name, tuple(sorted(element.attrib.items())), tuple(children)


def paragraph_said(element, links, document):
    properties = element.find(W + "pPr")
    found = []
    for child in element:
        if child.tag == W + "pPr":
            continue
        runs = child if child.tag == W + "hyperlink" else [child]
        link = links[child.get(R + "id")] if child.tag == W + "hyperlink" else ""
        for run in runs:
            assert run.tag == W + "r", run.tag
            form = run.find(W + "rPr")
            form = said(form, links, document)[2] if form is not None else ()
            for one in run:
                if one.tag == W + "rPr":
                    continue
                if one.tag == W + "t":
                    what = one.text or ""
                elif one.tag == W + "footnoteReference":
                    what = ("note", document.note(one.get(W + "id")))
                else:
                    what = said(one, links, document)
                if found and isinstance(what, str) and isinstance(found[-1][2], str) and found[-1][:2] == (link, form):
                    found[-1] = (link, form, found[-1][2] + what)
                else:
                    found.append((link, form, what))
    found = [one for one in found if one[2] != ""]
    form = said(properties, links, document)[1:] if properties is not None else ((), ())
    return "p", form, tuple(found)
