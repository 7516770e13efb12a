"""Two .docx files made in one layout, as one with tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from cchc_draft.layout import DOCUMENT, DOCUMENT_RELATIONS, FOOTNOTES
from cchc_draft.redline.blocks import blocks, xml_references
from cchc_draft.redline.marks import Marks, differs
from cchc_draft.redline.merged_blocks import Merger
from cchc_draft.style_sheet import RELATION_ID, Element, W

NOTE_RELATIONS = "word/_rels/footnotes.xml.rels"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MARGIN_PART = re.compile(r"word/(?:header|footer)\d*\.xml")


class Package(NamedTuple):
    """The parts of a .docx by name."""

    parts: dict[str, bytes]

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Return the parts of a file that this program made."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def root(self, name: str) -> Element:
        """Return a part as a tree."""
        return etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))

    @property
    def body(self) -> Element:
        """The body of the document."""
        return self.root(DOCUMENT).find(W + "body")


class Sides:
    """Two packages made in one layout, and what their footnotes are compared by."""

    def __init__(self, old: bytes, new: bytes) -> None:
        self.old, self.new = Package.open(old), Package.open(new)
        self.old_notes, self.new_notes = _notes(self.old), _notes(self.new)
        texts = [{key: _text(note) for key, note in notes.items()} for notes in (self.old_notes, self.new_notes)]
        known = set(texts[0].values()) & set(texts[1].values())
        self.old_keys, self.new_keys = (
            {key: text if text in known else "" for key, text in one.items()} for one in texts
        )


class Compared(NamedTuple):
    """A document with tracked changes."""

    data: bytes
    is_equal: bool
    """Nothing in it is marked."""
    has_untracked_sections: bool
    """Headers or footers of the last section differ, for which Word has no mark: those of the new document stand."""


def compare(old: bytes, new: bytes, marks: Marks) -> Compared:
    """Return two drafts of one layout as one document: accepted it is *new*, rejected it is *old*."""
    made = _Comparison(Sides(old, new), marks)
    parts = made.parts()
    return Compared(_zipped({**made.new.parts, **parts}), marks.count == 0, made.has_untracked_sections)


class _Comparison:
    """One comparison: the parts that change."""

    def __init__(self, sides: Sides, marks: Marks) -> None:
        self.sides, self.old, self.new, self.marks = sides, sides.old, sides.new, marks
        self.has_untracked_sections = False
        self.merger = Merger(marks, sides.old_keys, sides.new_keys, _first_free(sides.new))

    def parts(self) -> dict[str, bytes]:
        relations, renamed = _relations(self.old, self.new, DOCUMENT_RELATIONS)
        made = {DOCUMENT: self.document(renamed), DOCUMENT_RELATIONS: relations}
        if self.merger.notes:
            relations, renamed = _relations(self.old, self.new, NOTE_RELATIONS)
            made[FOOTNOTES] = self.footnotes(renamed)
            if relations:
                made[NOTE_RELATIONS] = relations
        for name in self.new.parts:
            if MARGIN_PART.fullmatch(name) and name in self.old.parts and self.old.parts[name] != self.new.parts[name]:
                made[name] = self.margin(name)
        return {name: part for name, part in made.items() if part}

    def document(self, renamed: Mapping[str, str]) -> bytes:
        root = self.new.root(DOCUMENT)
        body, old = root.find(W + "body"), self.old.body
        _rename(old, renamed)
        section, before = body.find(W + "sectPr"), old.find(W + "sectPr")
        merged = self.merger.holder(blocks(old), blocks(body), is_body=True)
        body[:] = merged
        if section is not None:
            self.has_untracked_sections = xml_references(section) != xml_references(before)
            if differs(before, section, "sectPr"):
                self.marks.remember("sectPr", before, section)
            body.append(section)
        return _bytes(root)

    def footnotes(self, renamed: Mapping[str, str]) -> bytes:
        root = self.new.root(FOOTNOTES)
        for note in list(root):
            if note.get(W + "type") in (None, "normal"):
                root.remove(note)
        for note in self.sides.old_notes.values():
            _rename(note, renamed)
        for number, (old, new) in enumerate(list(self.merger.notes), self.merger.first):
            before = self.sides.old_notes.get(old) if old is not None else None
            after = self.sides.new_notes.get(new) if new is not None else None
            made = etree.SubElement(root, W + "footnote", {W + "id": str(number)})
            made.extend(self.merger.note(before, after))
        return _bytes(root)

    def margin(self, name: str) -> bytes:
        root = self.new.root(name)
        root[:] = self.merger.holder(blocks(self.old.root(name)), blocks(root))
        return _bytes(root)


def _notes(package: Package) -> dict[str, Element]:
    """Return the footnotes by id, separators left out."""
    if FOOTNOTES not in package.parts:
        return {}
    notes = package.root(FOOTNOTES)
    return {note.get(W + "id", ""): note for note in notes if note.get(W + "type") in (None, "normal")}


def _text(note: Element) -> str:
    return "".join(one.text or "" for one in note.iter(W + "t"))


def _first_free(package: Package) -> int:
    if FOOTNOTES not in package.parts:
        return 1
    kept = [int(one.get(W + "id", "0")) for one in package.root(FOOTNOTES) if one.get(W + "type", "normal") != "normal"]
    return max(kept, default=0) + 1


def _relations(old: Package, new: Package, name: str) -> tuple[bytes, dict[str, str]]:
    """Return the relations of both files as one part, and the new ids of those of the old file."""
    if name not in old.parts:
        return new.parts.get(name, b""), {}
    root = new.root(name) if name in new.parts else etree.Element(f"{RELATIONS}Relationships")
    known = {_target(one): one.get("Id", "") for one in root}
    taken = set(known.values())
    renamed: dict[str, str] = {}
    for one in old.root(name):
        target = _target(one)
        if target not in known:
            number = len(taken) + 1
            while f"rIdOld{number}" in taken:
                number += 1
            added = deepcopy(one)
            added.set("Id", f"rIdOld{number}")
            root.append(added)
            taken.add(added.get("Id"))
            known[target] = added.get("Id")
        renamed[one.get("Id", "")] = known[target]
    return _bytes(root), {old_id: new_id for old_id, new_id in renamed.items() if old_id != new_id}


def _target(relation: Element) -> tuple[str, str, str]:
    return relation.get("Type", ""), relation.get("Target", ""), relation.get("TargetMode", "")


def _rename(root: Element, renamed: Mapping[str, str]) -> None:
    if renamed:
        for one in root.iter():
            known = one.get(RELATION_ID)
            if known in renamed:
                one.set(RELATION_ID, renamed[known])


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
