"""A paragraph of Word as words that can be compared one by one, and words as runs again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from cchc_draft.redline.marks import Marks, xml
from cchc_draft.style_sheet import RELATION_ID, Element, W

WORDS = re.compile(
    r"\s+|^(?:[IVXLC]+|\d+(?:\.\d+)*)\.(?=\s)|(?<![\w(])[a-zđ]\)|\w+(?:[/.,\-]\w+)*|[^\w\s]", re.IGNORECASE
)
"""Dates, numbers of documents and labels are words as a whole."""
TEXT, SPACE, OTHER, BARE = "text", "space", "other", "bare"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEXT_TAG, RUN, LINK, NOTE = W + "t", W + "r", W + "hyperlink", W + "footnoteReference"
DELETED_TAGS = {TEXT_TAG: W + "delText", W + "instrText": W + "delInstrText"}


Renumber = Callable[[str, str, str], str]
"""From a mark, the id of a footnote and the id that it had before to the id that it gets."""


class Token(NamedTuple):
    """A word, a space or something else that a run holds, with the form that it has."""

    kind: str
    text: str
    """The word; of other things what they are equal by."""
    form: str
    """Properties of the run, as XML."""
    link: str
    """Id of the relation that it links to."""
    properties: Element | None = None
    element: Element | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What two tokens are equal by: their form may change."""
        return self.kind, self.text, self.link

    @property
    def note(self) -> str:
        """Id of the footnote that it is the mark of; "" for everything else."""
        is_note = self.element is not None and self.element.tag == NOTE
        return str(self.element.get(W + "id")) if self.element is not None and is_note else ""


class Marking(NamedTuple):
    """A token and what became of it: "" for kept, else ins, del, moveFrom or moveTo."""

    mark: str
    token: Token
    before: Token | None = None
    """Of a token that is kept: the same in the old document."""

    @property
    def group(self) -> tuple[str, str, str]:
        """What neighbours in one run share: their form, and that which they had."""
        return self.mark, self.token.form, self.before.form if self.before else self.token.form


def tokens(paragraph: Element, notes: Mapping[str, str]) -> list[Token]:
    """Return what a paragraph holds; *notes* are the texts that footnotes are compared by, by their ids."""
    found: list[Token] = []
    for child in paragraph:
        if child.tag == RUN:
            found += _of_run(child, "", notes)
        elif child.tag == LINK:
            link = child.get(RELATION_ID, "")
            for inner in child:
                found += _of_run(inner, link, notes) if inner.tag == RUN else [_bare(inner, link)]
        elif child.tag != W + "pPr":
            found.append(_bare(child, ""))
    return found


def _bare(element: Element, link: str) -> Token:
    return Token(BARE, xml(element), "", link, None, element)


def _of_run(run: Element, link: str, notes: Mapping[str, str]) -> Iterator[Token]:
    properties = run.find(W + "rPr")
    form = xml(properties) if properties is not None else ""
    for child in run:
        if child.tag == TEXT_TAG:
            for word in WORDS.findall(child.text or ""):
                yield Token(SPACE if word.isspace() else TEXT, word, form, link, properties)
        elif child is not properties:
            known = f"note {notes.get(child.get(W + 'id', ''), '')}" if child.tag == NOTE else xml(child)
            yield Token(OTHER, known, form, link, properties, child)


class RunWriter:
    """Writes runs; *marks* says what became of them, *renumber* gives notes their ids."""

    def __init__(self, marks: Marks, renumber: Renumber) -> None:
        self.marks, self.renumber = marks, renumber

    def write(self, markings: Iterable[Marking]) -> Iterator[Element]:
        """Yield the children of a paragraph that say these tokens."""
        link: Element | None = None
        for one in _grouped(markings):
            first = one[0]
            name = first.token.link
            if link is not None and link.get(RELATION_ID) != name:
                yield link
                link = None
            made = self.marked(one)
            if not name:
                yield from made
                continue
            if link is None:
                link = etree.Element(LINK, {RELATION_ID: name})
            link.extend(list(made))
        if link is not None:
            yield link

    def marked(self, group: list[Marking]) -> Iterator[Element]:
        """Yield the elements of tokens with one link and one mark, as runs or what holds them."""
        mark = group[0].mark
        made = list(self.runs(group))
        if not mark:
            yield from made
            return
        inside = [one for one in made if one.tag == RUN or one.find(f".//{RUN}") is not None]
        if inside:
            holder = self.marks.make(mark)
            holder.extend(inside)
            yield holder
        if mark in ("ins", "moveTo"):
            yield from (one for one in made if one.tag != RUN and one.find(f".//{RUN}") is None)

    def runs(self, group: list[Marking]) -> Iterator[Element]:
        """Yield runs, one for all neighbours of the same form."""
        for form, found in groupby(group, key=lambda one: (one.group, one.token.kind == BARE)):
            if form[1]:
                yield from (_copied(one.token.element, one.mark) for one in found)
            else:
                yield self.run(list(found))

    def run(self, found: list[Marking]) -> Element:
        """Return the run of neighbours of one form."""
        mark, token, before = found[0]
        run = etree.Element(RUN)
        was = before.properties if before else None
        if token.properties is not None:
            run.append(deepcopy(token.properties))
        if before and before.form != token.form:
            form = run[0] if len(run) else etree.SubElement(run, W + "rPr")
            self.marks.remember("rPr", was, form)
        words: list[str] = []
        for one in found:
            if one.token.kind != OTHER:
                words.append(one.token.text)
                continue
            _say(run, words, mark)
            child = _copied(one.token.element, mark)
            if child.tag == NOTE:
                child.set(W + "id", self.renumber(mark, child.get(W + "id", ""), one.before.note if one.before else ""))
            run.append(child)
        _say(run, words, mark)
        return run


def _grouped(markings: Iterable[Marking]) -> Iterator[list[Marking]]:
    group: list[Marking] = []
    for one in markings:
        if group and (group[0].mark, group[0].token.link) != (one.mark, one.token.link):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _say(run: Element, words: list[str], mark: str) -> None:
    """Put the words that were collected into a run."""
    if words:
        text = etree.SubElement(run, DELETED_TAGS[TEXT_TAG] if mark == "del" else TEXT_TAG)
        text.text = "".join(words)
        text.set(XML_SPACE, "preserve")
        words.clear()


def _copied(element: Element | None, mark: str) -> Element:
    """Return a copy of what a run holds, in deleted text under the names that it has there."""
    made = deepcopy(element)
    assert made is not None
    made.tail = None
    if mark == "del":
        for one in made.iter(*DELETED_TAGS):
            one.tag = DELETED_TAGS[one.tag]
    return made
