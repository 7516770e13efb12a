"""How the lines of a plan look in Word: properties in effect, found by the place that reading gave a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cchc_draft.checking.document import Line
from cchc_draft.effective_properties import Paragraph, Run, Section, WordFile
from cchc_draft.importing.word_package import WordPackage
from cchc_draft.importing.word_xml import PARAGRAPH, visible
from cchc_draft.style_sheet import DOCUMENT, OFF, Element, W

BREAKS = (W + "br", W + "cr")
PAGE_BREAKS = ("page", "column")
SHOWN = {W + "tab": "\t", W + "sym": "•", W + "noBreakHyphen": "-"}


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
    def _forms(self) -> dict[tuple[int, int, tuple[int, int] | None], Form | None]:
        return {}

    def of(self, line: Line) -> Form | None:
        """Return how a line looks, None for one that is no paragraph of the document."""
        place = line.place
        if place is None or not place.is_paragraph or not 0 < place.line <= len(self.elements):
            return None
        key = (place.line, -1 if line.is_whole else line.part, line.span)
        if key not in self._forms:
            self._forms[key] = Form(self.paragraph(place.line), key[1], line.span)
        return self._forms[key]

    @cached_property
    def numbers(self) -> dict[Element, int]:
        """Paragraph to its number."""
        return {element: number for number, element in enumerate(self.elements, 1)}

    @cached_property
    def spans(self) -> list[tuple[int, int, Section]]:
        """First and last paragraph of every section, by their numbers."""
        ends = [
            self.numbers.get(section.element.getparent().getparent(), len(self.elements)) for section in self.sections
        ]
        return list(zip([1, *(end + 1 for end in ends)], ends, self.sections, strict=False))

    def section(self, number: int) -> Section | None:
        """Return the section of a paragraph, None in a file that names none."""
        return next((section for first, last, section in self.spans if first <= number <= last), None)

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

    def __init__(self, paragraph: Paragraph, part: int = -1, span: tuple[int, int] | None = None) -> None:
        self.paragraph = paragraph
        self.part = part
        """Which part of the paragraph between forced line ends; -1 for the whole."""
        self.span = span
        """Which letters of that part; None for all."""

    @cached_property
    def parts(self) -> list[list[tuple[Run, str]]]:
        """All text of the paragraph as its runs have it, one list for each part between forced line ends."""
        found: list[list[tuple[Run, str]]] = [[]]
        for run in self.paragraph.runs:
            for child in run.element:
                if child.tag in BREAKS and child.get(W + "type") not in PAGE_BREAKS:
                    found.append([])
                elif text := _shown(child):
                    found[-1].append((run, text))
        return found

    @cached_property
    def pieces(self) -> list[tuple[Run, str]]:
        """The text of the line as its runs have it."""
        if self.part < 0:
            return [piece for part in self.parts for piece in part]
        inside = self.parts[self.part] if self.part < len(self.parts) else []
        return inside if self.span is None else list(_cut(inside, *self.span))

    @cached_property
    def runs(self) -> list[Run]:
        """The runs of the line in which something is printed."""
        found: list[Run] = []
        for run, text in self.pieces:
            if text.strip() and run not in found[-1:]:
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


def _cut(pieces: list[tuple[Run, str]], start: int, end: int) -> Iterator[tuple[Run, str]]:
    """Yield what stands between two letters."""
    for run, text in pieces:
        inside = text[max(start, 0) : max(end, 0)]
        start, end = start - len(text), end - len(text)
        if inside:
            yield run, inside


def _shown(element: Element) -> str:
    """Return what a part of a run prints, one letter for each sign."""
    return str(element.text or "") if element.tag == W + "t" else SHOWN.get(element.tag, "")


def between(form: WordForm, first: int, last: int) -> Iterator[Paragraph]:
    """Yield the paragraphs between two paragraphs, by their numbers, empty ones too."""
    for number in range(first + 1, last):
        yield form.paragraph(number)
