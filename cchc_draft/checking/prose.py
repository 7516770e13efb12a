"""The running text of a plan as rules about language see it: words apart from addresses, symbols and formulas.

Every rule looks at the same view, made once for a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from cchc_draft.checking import syllables
from cchc_draft.checking.document import SENTENCES, Document, Line, kept
from cchc_draft.importing import label_reader, odd_text

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(
    r"<?(?:https?://|www\.)[^\s<>“”\"()]+>?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]{2,}\.){1,5}(?:vn|com|net|org|gov|edu|info)\b(?:/[^\s<>“”\"()]*)?|\b\w+\.(?:docx?"
    r"|xlsx?|pdf|pptx?|zip)\b",
    re.IGNORECASE,
)
MAY_ADDRESS = re.compile(r"[\w-]\.\w|://|@")
"""What every address holds."""
SYMBOL = re.compile(r"(?<![\w/-])\d+[a-z]?(?:/\d{4})?(?:\s?/\s?|-)[A-ZĐ][\w&]*(?:[-/][A-ZĐ][\w&]*)*")
CITED = re.compile(r"/[A-ZĐ]{2,}[\w&]*(?:-[A-ZĐ][\w&]*)+")
SMALL = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
"""Letters for character classes of patterns."""
HIDDEN = "\ue000"
"""Stands for every letter of what is no text."""


class Word(NamedTuple):
    """One word of a paragraph."""

    text: str
    start: int
    end: int


class Passage:
    """One paragraph of running text."""

    def __init__(self, line: Line) -> None:
        self.line = line
        words = unicodedata.normalize("NFC", as_written(line))
        label = label_reader.read(words) if line.role in TYPED_LABELS and not line.is_automatic else None
        self.raw = words[label.length if label and label.label else 0 :]
        """Its words without a label."""

    @cached_property
    def text(self) -> str:
        """The words, with addresses and symbols of documents hidden letter by letter."""
        text = self.raw
        if MAY_ADDRESS.search(text):
            text = ADDRESS.sub(_hidden, text)
        if "/" in text or "-" in text:
            text = CITED.sub(_hidden, SYMBOL.sub(_hidden, text))
        return text

    @cached_property
    def words(self) -> Sequence[Word]:
        """Its words in order."""
        return [Word(match[0], *match.span()) for match in WORD.finditer(self.text)]

    @cached_property
    def texts(self) -> Sequence[str]:
        """Its words in order, without their places."""
        return WORD.findall(self.text)

    @cached_property
    def even(self) -> Sequence[str]:
        """Its words in small letters, with tones of oa, oe, uy in one place."""
        return list(map(syllables.even, self.texts))

    @cached_property
    def small(self) -> str:
        """The text in small letters, letter by letter, with "uỷ", "hoà" as "ủy", "hòa"."""
        return SHIFTED.sub(lambda match: SHIFTS[match[0]], self.text.lower())

    def found(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where some words in small letters stand, in whatever case."""
        start = self.small.find(words)
        while start >= 0:
            end = start + len(words)
            if not (self.small[start - 1 : start].isalnum() or self.small[end : end + 1].isalnum()):
                yield start, end
            start = self.small.find(words, end)

    @cached_property
    def is_capital(self) -> bool:
        """It is written in capitals, as section titles are."""
        return sum(map(str.isupper, self.raw)) * 10 > sum(map(str.isalpha, self.raw)) * 7

    def around(self, start: int, end: int, width: int = 24) -> str:
        """Return the words from *start* to *end* with some whole words on both sides."""
        left = self.raw.rfind(" ", 0, max(start - width, 0)) + 1 if start > width else 0
        right = self.raw.find(" ", end + width)
        return " ".join(self.raw[left : right if right >= 0 else len(self.raw)].split())

    def starts_sentence(self, start: int) -> bool:
        """Tell whether a sentence, a heading or a quotation begins at *start*."""
        before = self.text[:start].rstrip()
        return not before or before[-1] in STARTING or (before[-1] == "-" and len(before) == 1)


def as_written(line: Line) -> str:
    """Return the words of a line without its label, every space as it was written."""
    wanted = line.words.split()
    rest = line.text.strip()
    for _ in range(LONGEST_LABEL):
        if rest.split() == wanted:
            return rest
        rest = rest.partition(" ")[2].lstrip()
    return line.words


LONGEST_LABEL = 4
"""Words that a label may have: "Mục 1 .", and the text behind it."""
SHIFTS = {
    old + new: done
    for old, new, done in zip(
        "o" * 10 + "u" * 5,
        "àáảãạèéẻẽẹỳýỷỹỵ",
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
}
SHIFTED = re.compile(r"o[àáảãạèéẻẽẹ](?![a-z])|(?<!q)u[ỳýỷỹỵ](?![a-z])")
TYPED_LABELS = ("cell", "note", "appendix_text", "subject", "recipient")
STARTING = ".?!:“\"‘'(…<["


class Prose:
    """All running text of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Every paragraph of running text in printed order."""
        return [Passage(line) for line in self.document.of(*SENTENCES) if line.words]

    @cached_property
    def named(self) -> Sequence[Passage]:
        """Running text, and the lines that name agencies: recipients and the reference of an appendix."""
        extra = self.document.of("recipient", "archive", "reference")
        return [*self.passages, *(Passage(line) for line in extra if line.words)]

    @cached_property
    def small(self) -> str:
        """All of it in small letters."""
        return "\n".join(passage.small for passage in self.named)

    def holding(self, *parts: str) -> Iterator[Passage]:
        """Yield readable text, title lines in capitals left out, that holds any of some words in small letters."""
        present = [part for part in parts if part in self.small]
        if present and self.is_readable:
            for passage in self.named:
                if any(part in passage.small for part in present) and not passage.is_capital:
                    yield passage

    @cached_property
    def is_readable(self) -> bool:
        """Its words are Vietnamese with all their signs: no scan read badly, no text typed without signs."""
        text = "\n".join(passage.raw for passage in self.passages)
        if not odd_text.has_diacritics(text) or odd_text.is_ocr_like(text):
            return False
        texts = chain.from_iterable(passage.texts for passage in self.passages[:400])
        words = {word: count for word, count in Counter(texts).items() if word.islower()}
        total = sum(words.values())
        wrong = sum(
            count for word, count in words.items() if not syllables.is_right(word) and not syllables.parted_words(word)
        )
        return wrong * 25 <= total or total < 60


@kept
def of(document: Document) -> Prose:
    """Return the view of a document, made at the first call."""
    return Prose(document)


def holding(document: Document, *parts: str) -> Iterator[Passage]:
    """Yield readable text, title lines in capitals left out, that holds any of some words in small letters."""
    yield from of(document).holding(*parts)


def readable(document: Document) -> Iterator[Passage]:
    """Yield all running text of a document whose words can be judged."""
    prose = of(document)
    if prose.is_readable:
        yield from prose.passages


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])
