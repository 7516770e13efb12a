"""How the lines of a plan look in Word: properties in effect, found by the place that reading gave a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cchc_draft.checking.document import Line
from cchc_draft.effective_properties import DOCUMENT, OFF, Element, Paragraph, Run, W, WordFile
from cchc_draft.importing.word_package import WordPackage
from cchc_draft.importing.word_xml import PARAGRAPH, visible

BREAKS = (W + "br", W + "cr")
PAGE_BREAKS = ("page", "column")
SHOWN = (W + "t", W + "sym", W + "noBreakHyphen")


class WordForm(WordFile):
    """A Word file that was read, with the look of its paragraphs; nothing is parsed twice."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        super().__init__({entry.filename.replace("\\", "/"): b"" for entry in package.parts.values()})

    def root(self, name: str) -> Element:
        """Return the root of a part; of an absent or damaged part, an empty element."""
        if name not in self._roots:
            part = self.package.main if name == DOCUMENT else name.lower()
            found = self.package.document if name == DOCUMENT else self.package.root(part)
            self._roots[name] = super().root(name) if found is None else found
        return self._roots[name]

    @cached_property
    def elements(self) -> list[Element]:
        """The paragraphs of the document as reading counted them."""
        body = self.root(DOCUMENT).find(W + "body")
        return [node for node in visible(body) if node.tag == PARAGRAPH]

    @cached_property
    def _forms(self) -> dict[tuple[int, int], Form | None]:
        return {}

    def of(self, line: Line) -> Form | None:
        """Return how a line looks, None for one that is no paragraph of the document."""
        place = line.place
        if place is None or not place.is_paragraph or not 0 < place.line <= len(self.elements):
            return None
        key = (place.line, -1 if line.is_whole else line.part)
        if key not in self._forms:
            self._forms[key] = Form(self.paragraph(place.line), key[1])
        return self._forms[key]

    @cached_property
    def _paragraphs(self) -> dict[int, Paragraph]:
        return {}

    def paragraph(self, number: int) -> Paragraph:
        """Return a paragraph of the document by its number, from 1."""
        if number not in self._paragraphs:
            self._paragraphs[number] = Paragraph(self, self.elements[number - 1], DOCUMENT, number)
        return self._paragraphs[number]


class Form:
    """How one line looks."""

    def __init__(self, paragraph: Paragraph, part: int = -1) -> None:
        self.paragraph = paragraph
        self.part = part
        """Which part of the paragraph between forced line ends; -1 for the whole."""

    @cached_property
    def runs(self) -> list[Run]:
        """The runs of the line in which something is printed."""
        at = 0
        found: list[Run] = []
        for run in self.paragraph.runs:
            for child in run.element:
                if child.tag in BREAKS and child.get(W + "type") not in PAGE_BREAKS:
                    at += 1
                elif self.part in (-1, at) and _is_printed(child) and run not in found[-1:]:
                    found.append(run)
        return found

    @cached_property
    def sizes(self) -> list[float]:
        """Type sizes in half-points, each once, in the order of the text."""
        return list(dict.fromkeys(float(run.size.value) for run in self.runs))

    def is_all(self, name: str) -> bool:
        """Tell whether all that is printed has a switch such as b or i."""
        return bool(self.runs) and all(run.is_on(name) for run in self.runs)

    def is_any(self, name: str) -> bool:
        """Tell whether anything printed has a switch such as b or i."""
        return any(run.is_on(name) for run in self.runs)

    @cached_property
    def is_underlined(self) -> bool:
        """Anything printed is underlined."""
        found = (run.value("u") for run in self.runs)
        return any(one is not None and one.value not in OFF for one in found)

    @property
    def align(self) -> str:
        """left, center, right or both."""
        return self.paragraph.align.value

    @property
    def cell(self) -> Element | None:
        """The table cell around."""
        return self.paragraph.cell

    @property
    def row(self) -> Element | None:
        """The table row around."""
        return self.cell.getparent() if self.cell is not None else None


def _is_printed(element: Element) -> bool:
    return element.tag in SHOWN and (element.tag != W + "t" or bool((element.text or "").strip()))


def between(form: WordForm, first: int, last: int) -> Iterator[Paragraph]:
    """Yield the paragraphs between two paragraphs, by their numbers, empty ones too."""
    for number in range(first + 1, last):
        yield form.paragraph(number)
