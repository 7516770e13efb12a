"""One Word file that is being read: its parts, its styles and counters, and all that was met on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import lengths
from cchc_draft.importing import word_messages as told
from cchc_draft.importing.word_messages import Told
from cchc_draft.importing.word_numbering import Counters, Numbering
from cchc_draft.importing.word_package import Relation, WordPackage, related
from cchc_draft.importing.word_styles import Form, ParagraphForm, Styles
from cchc_draft.importing.word_symbols import PRIVATE, is_symbol_font, sign, signs
from cchc_draft.importing.word_xml import (
    ALTERNATE,
    BRANCHES,
    DELETED_TEXT,
    DRAWN_TEXT,
    MATH_TEXT,
    PARAGRAPH,
    RUN,
    TEXT,
    Element,
    W,
    chosen,
    one_line,
    visible,
)

LINK_LIMIT = 5_000_000
"""Letters of addresses, each counted as often as it is printed."""
DEPTH_LIMIT = 40
"""Tables, text boxes, content controls and links inside each other."""
GAPS = frozenset(W + name for name in ("tab", "ptab", "br", "cr", "p"))
HEXADECIMAL = 16
PILE = re.compile(r"[^\w\s\x00-\x7f]{50}")
"""Signs piled on one letter, which no text has; to put very many of them in order would take hours."""
Read = TypeVar("Read")


class Source:
    """What all stories of a document share."""

    def __init__(self, data: bytes, file: str) -> None:
        self.package = WordPackage(data, file)
        self.file = file
        self.leave()
        self.problems: list[Problem] = []
        self.notes: dict[tuple[str, str], int] = {}
        """Kind and id of each note with its number."""
        self.marks: list[tuple[tuple[str, str], Place]] = []
        """Kind and id of each note, and where its mark first stands, in order."""
        self.taken: set[Element] = set()
        """Texts that were read or told."""
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self._drawn: set[str] = set()
        self._letters = self._letters_of_links = 0
        self.numbering = Numbering(self._part("numbering"))
        self.counters = Counters(self.numbering)
        self.styles = Styles(self._part("styles"), self.numbering, lambda: self._part("theme"))
        self._number = 0
        self._depth = 0
        self._told: set[object] = set()
        self._seen_comments: set[str] = set()

    def step(self) -> Place:
        """Go to the next paragraph and return its place."""
        self.place = self.next_place
        self._number += 1
        return self.place

    @property
    def next_place(self) -> Place:
        """The place of the next paragraph."""
        return Place(self.file, self._number + 1, is_paragraph=True)

    def leave(self) -> None:
        """Go to no paragraph: what is reported from now on is about the whole file."""
        self.place = Place(self.file)
        """Where reading has come to."""

    def skip(self, element: Element) -> None:
        """Count the paragraphs of what is not read, so that later places are right."""
        self._number += sum(node.tag == PARAGRAPH for node in visible(element))

    def tell(self, what: Told, **facts: object) -> None:
        """Report something at the place that reading has come to."""
        self.problems.append(Problem(what.code, what.message, facts, self.place, level="warning"))

    def measure(self, letters: int, place: Place) -> None:
        """Count the letters of a paragraph. Raises InputError where there are too many."""
        self._letters += letters
        lengths.check_paragraph(letters, place)
        lengths.check_text(self._letters, place)

    def tell_once(self, what: Told, **facts: object) -> None:
        """Report something where it is met first."""
        key = (what, *sorted(facts.items()))
        if key not in self._told:
            self._told.add(key)
            self.tell(what, **facts)

    def tell_text(self, what: Told, element: Element) -> None:
        """Report the words below an element, if there are any."""
        if text := self.quote(element):
            self.tell(what, text=text)

    def deeper(self, read: Callable[[], Read]) -> Read:
        """Return what *read* gives one level further in. Raises InputError when that is too deep."""
        if self._depth == DEPTH_LIMIT:
            what = told.TOO_DEEP
            raise InputError([Problem(what.code, what.message, {"limit": DEPTH_LIMIT}, self.place)])
        self._depth += 1
        try:
            return read()
        finally:
            self._depth -= 1

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part refers to, by id."""
        if part not in self._relations:
            self._relations[part] = self.package.relations(part)
        return self._relations[part]

    def parts(self, kind: str) -> Iterator[tuple[str, Element]]:
        """Yield the parts of one kind and their roots."""
        for name in related(self.relations(self.package.main), kind):
            root = self.package.root(name)
            if root is not None:
                yield name, root

    def _part(self, kind: str) -> Element | None:
        return next((root for _, root in self.parts(kind)), None)

    def words(self, form: Form, text: str) -> str:
        """Return text as it is printed in a form: legacy letters and signs in Unicode, capitals put on."""
        if form.font and not is_symbol_font(form.font):
            text = self._from_legacy(text, form.font)
        elif form.font or (not text.isascii() and PRIVATE.search(text)):
            text, unknown = signs(text, form.font)
            for letter in unknown:
                self.tell_once(told.SIGN, sign=f"U+{ord(letter):04X}", font=form.font or "?")
        return text.upper() if form.is_caps else text

    def _from_legacy(self, text: str, font: str) -> str:
        from cchc_draft.importing.legacy_fonts import decode

        decoded = None if PILE.search(text) else decode(text, font)
        if decoded is None or decoded == text:
            return text
        self.tell_once(told.LEGACY, font=font.strip())
        return decoded

    def sign(self, element: Element) -> str:
        """Return the character of a w:sym element."""
        font, code = element.get(W + "font", ""), element.get(W + "char", "")
        try:
            shown = sign(int(code[:8], HEXADECIMAL), font)
        except ValueError:
            shown = None
        if shown is None:
            self.tell_once(told.SIGN, sign=f"U+{code.upper()}", font=font or "?")
        return shown or ""

    def quote(self, element: Element) -> str:
        """Return all words below an element, deleted ones too, on one line."""
        return one_line(self.raw(element))

    def raw(self, element: Element) -> str:
        """Return all text below an element, deleted text too."""
        found: list[str] = []
        for node in visible(element):
            if node.tag in (TEXT, DELETED_TEXT):
                self.taken.add(node)
                found.append(self.words(self._form_of(node), node.text or ""))
            elif node.tag in (MATH_TEXT, DRAWN_TEXT):
                found.append(node.text or "")
            elif node.tag in GAPS:
                found.append(" ")
            elif node.tag == W + "noBreakHyphen":
                found.append("-")
            elif node.tag == W + "sym":
                found.append(self.sign(node))
        return "".join(found)

    def tell_rest(self, root: Element) -> None:
        """Report the words of a part that stand where no text can stand, so that nobody came by them."""
        for alternate in root.iter(ALTERNATE):
            kept = chosen(alternate)
            for branch in alternate:
                if branch is not kept and branch.tag in BRANCHES:
                    self.taken.update(branch.iter(TEXT, DELETED_TEXT))
        for text in root.iter(TEXT, DELETED_TEXT):
            if text not in self.taken:
                self.tell_text(told.MISPLACED, text)

    def _form_of(self, text: Element) -> Form:
        run, paragraph = (next(text.iterancestors(tag), None) for tag in (RUN, PARAGRAPH))
        own = self.styles.run_properties(None if run is None else run.find(W + "rPr"))
        around = self.styles.paragraph(None if paragraph is None else paragraph.find(W + "pPr"), None)
        return self.styles.form(own, around.style_id, None)

    def label(self, form: ParagraphForm, table_style: str | None) -> str:
        """Return the automatic number of the next paragraph in a form."""
        if form.list is None:
            return ""
        label = self.counters.next(*form.list)
        for kind in self.counters.unknown:
            self.tell_once(told.NUMBERS, text=kind)
        if label in ("", "-", "+"):
            return label
        level = self.numbering.list(form.list[0]).levels[form.list[1]]
        own = (*form.mark, *(() if level.element is None else self.styles.letters(level.element)))
        return self.words(self.styles.form(own, form.style_id, table_style), label)

    def drawn_words(self, part: str, *tags: str) -> str:
        """Return the texts of a chart or diagram, each once; "" when it is met again."""
        root = None if part in self._drawn else self.package.root(part)
        self._drawn.add(part)
        texts = (one_line(node.text or "") for node in (() if root is None else root.iter(*tags)))
        return "; ".join(filter(None, dict.fromkeys(texts)))

    def note(self, kind: str, identifier: str) -> int:
        """Return the number of a footnote or endnote whose mark stands here."""
        key = (kind, identifier)
        if key not in self.notes:
            self.notes[key] = len(self.notes) + 1
            self.marks.append((key, self.place))
        return self.notes[key]

    def address(self, link: str) -> str:
        """Return the address of a link for one more piece of text; "" when the addresses get too long."""
        self._letters_of_links += len(link)
        if self._letters_of_links <= LINK_LIMIT:
            return link
        if link:
            self.tell_once(told.LINKS)
        return ""

    @cached_property
    def _comments(self) -> Mapping[str, Element]:
        root = self._part("comments")
        return {} if root is None else {one.get(W + "id", ""): one for one in root.iter(W + "comment")}

    def comment(self, identifier: str) -> None:
        """Report a comment where it is met first."""
        if identifier in self._comments and identifier not in self._seen_comments:
            self._seen_comments.add(identifier)
            element = self._comments[identifier]
            author, text = element.get(W + "author", "").strip(), self.quote(element)
            if text:
                self.tell(told.COMMENT_BY, author=author, text=text) if author else self.tell(told.COMMENT, text=text)

    def other_comments(self) -> None:
        """Report the comments that no text refers to."""
        for identifier in self._comments:
            self.comment(identifier)
