"""The pages of a plan: its sections, which of them are appendices, and the page numbers in their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_draft.checking.document import Document, kept
from cchc_draft.checking.word_form import WordForm
from cchc_draft.effective_properties import Paragraph, Run, Section
from cchc_draft.errors import Place
from cchc_draft.style_sheet import Element, W, is_on

PAGE_FIELD = re.compile(r"(?<!\w)PAGE(?!\w)")


@dataclass(frozen=True)
class Pages:
    """The pages of one section."""

    section: Section
    first: int
    """Number of its first paragraph."""
    last: int
    is_appendix: bool
    """An appendix stands in it, or one begins in front of it."""
    place: Place
    quote: str
    """How its text begins."""

    @property
    def is_turned(self) -> bool:
        """The pages are wider than high."""
        return self.section.twips("pgSz", "w") > self.section.twips("pgSz", "h")


@kept
def pages(document: Document) -> list[Pages]:
    """Return the sections of a plan in Word; of other documents, none."""
    return list(_pages(document, document.word)) if document.word else []


def _pages(document: Document, word: WordForm) -> Iterator[Pages]:
    texts: dict[int, tuple[str, Place]] = {}
    for line in document.lines:
        if line.place and line.place.is_paragraph:
            texts.setdefault(line.place.line, (line.quote, line.place))
    starts = [line.place.line for line in document.of("appendix") if line.place]
    numbers = sorted(texts)
    for first, last, section in word.spans:
        inside = next((number for number in numbers if first <= number <= last), None)
        if inside is None and first > 1:
            continue
        quote, place = texts[inside] if inside is not None else ("", document.start)
        is_appendix = bool(starts) and min(starts) <= (inside or first)
        yield Pages(section, first, last, is_appendix, place, quote)


def is_page_number(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph prints the page number."""
    return PAGE_FIELD.search(paragraph.fields) is not None or paragraph.element.find(f".//{W}pgNum") is not None


def number_paragraphs(section: Section, kind: str, which: str) -> list[Paragraph]:
    """Return the paragraphs of a header or footer that print the page number."""
    part = section.part(kind, which)
    return [one for one in section.file.paragraphs(part) if is_page_number(one)] if part else []


def has_number(section: Section, kind: str, which: str) -> bool:
    """Tell whether a header or footer prints the page number."""
    return bool(number_paragraphs(section, kind, which))


def sides(section: Section) -> tuple[str, ...]:
    """Return the kinds of headers that the pages behind the first one have."""
    two_sided = section.file.root("word/settings.xml").find(W + "evenAndOddHeaders")
    return ("default", "even") if two_sided is not None and is_on(two_sided) else ("default",)


def field_runs(paragraph: Paragraph) -> list[Run]:
    """Return the runs that print the page number: what the field gave last, or the field itself."""
    shown = [run for run in paragraph.runs if run.text.strip()]
    marks = (W + "instrText", W + "pgNum", W + "fldChar")
    return shown or [run for run in paragraph.runs if any(child.tag in marks for child in run.element)]


def is_in_middle(paragraph: Paragraph) -> bool:
    """Tell whether a page number stands in the middle: by its alignment, a frame or a tab stop."""
    frame = paragraph.value("framePr", "xAlign")
    if frame is not None:
        return frame.value == "center"
    if _aligned_tab(paragraph.element):
        return True
    return paragraph.align.value == "center"


def _aligned_tab(element: Element) -> bool:
    """Tell whether one tab leads to the middle."""
    marks = [one for one in element.iter(W + "tab", W + "ptab", W + "instrText") if one.getparent().tag == W + "r"]
    before: list[Element] = []
    for one in marks:
        if one.tag == W + "instrText":
            break
        before.append(one)
    if len(before) != 1:
        return False
    return bool(before[0].tag == W + "tab" or before[0].get(W + "alignment") == "center")
