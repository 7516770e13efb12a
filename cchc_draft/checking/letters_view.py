"""The letters of a plan in Word, paragraph by paragraph: fonts, colour and ground, fast enough for long tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cchc_draft.checking.document import QUOTED, Document, kept
from cchc_draft.checking.word_form import WordForm
from cchc_draft.effective_properties import Paragraph, Run, once
from cchc_draft.errors import Place
from cchc_draft.style_sheet import OFF


class Letters(NamedTuple):
    """How letters look."""

    fonts: tuple[str, ...]
    color: str
    """auto, or six hexadecimal digits, in small letters."""
    ground: str
    """Colour behind the letters; empty for none."""


class Printed(NamedTuple):
    """A paragraph with something printed in it."""

    place: Place
    runs: list[tuple[Letters, str]]
    """Its letters as runs have them."""

    @property
    def quote(self) -> str:
        """Its first words, for a message."""
        words = " ".join("".join(text for _, text in self.runs).split())
        return words if len(words) <= QUOTED else words[:QUOTED].rstrip() + "…"


@kept
def printed(document: Document) -> list[Printed]:
    """Return all paragraphs of a plan in Word, its headers, footers and notes too, with their letters."""
    return list(_printed(document, document.word)) if document.word else []


def _printed(document: Document, word: WordForm) -> Iterator[Printed]:
    file = document.start.file
    for number in range(1, len(word.elements) + 1):
        yield from _of(word.paragraph(number), Place(file, number, is_paragraph=True))
    for part in word.parts:
        if part.startswith(AROUND) and part.endswith(".xml"):
            for paragraph in word.paragraphs(part):
                yield from _of(paragraph, document.start)


AROUND = ("word/header", "word/footer", "word/footnotes", "word/endnotes")


def _of(paragraph: Paragraph, place: Place) -> Iterator[Printed]:
    runs = [(run, run.text) for run in paragraph.runs if not run.text.isspace() and run.text]
    if runs:
        yield Printed(place, [(letters_of(run), text) for run, text in runs])


def letters_of(run: Run) -> Letters:
    """Return how the letters of a run look."""
    return once(run.shared, Letters, lambda: _read(run))


def _read(run: Run) -> Letters:
    highlight, shade = run.value("highlight"), run.value("shd", "fill")
    ground = highlight.value if highlight and highlight.value not in (*OFF, "white") else ""
    if shade and shade.value.lower() not in ("auto", "ffffff", ""):
        ground = ground or shade.value.upper()
    return Letters(tuple(font.value for font in run.fonts), run.color.value.lower(), ground)
