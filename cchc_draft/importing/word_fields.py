"""Fields of a Word file: their codes, what they show without a stored result, and where one was never closed."""

from __future__ import annotations

import re

from cchc_draft.importing.word_xml import BOX, DELETIONS, FALLBACK, VAL, Element, W, integer, is_on, value_of

CHARACTER, DATA = W + "fldChar", W + "ffData"
PAGE_NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
SILENT = frozenset(("", "XE", "TC", "TA", "RD", "SET", "PRIVATE", "ADDIN", "PRINT", "ADVANCE", "ASK", "NEXT"))
"""Fields that show nothing by right."""
LONGEST_ADDRESS = 10_000
DEPTH_LIMIT = 20
"""Fields inside each other."""
TOKEN = re.compile(r'\\\w|"[^"]*"|[^\s"]+')
SWITCHES_WITH_VALUE = ("\\l", "\\o", "\\t")


class Field:
    """One field: first its code is read, then its result."""

    __slots__ = ("_link", "_parts", "code", "data", "has_result", "in_code", "name", "stray")

    def __init__(self, data: Element | None = None) -> None:
        self.data = data
        """What a form field holds."""
        self.in_code = True
        self.has_result = False
        self.stray: list[str] = []
        """Text that stands in the code and is not shown."""
        self.code = ""
        """Known when the result begins."""
        self.name = ""
        """First word of the code, in capitals."""
        self._parts: list[str] = []
        self._link: str | None = None

    def add_code(self, text: str) -> None:
        """Take in a part of the code."""
        self._parts.append(text)

    def end_code(self) -> None:
        """Let the result begin."""
        if self.in_code:
            self.in_code, self.code = False, "".join(self._parts).strip()
            self.name = (self.code.split(maxsplit=1) or [""])[0].upper()

    @property
    def link(self) -> str:
        """Address of a link; empty for other fields and for places inside the document."""
        if self._link is None:
            self._link = _address(self.code) if self.name == "HYPERLINK" else ""
        return self._link

    @property
    def shown(self) -> str:
        """What a form field shows without a result."""
        box, choices = (None if self.data is None else self.data.find(W + name) for name in ("checkBox", "ddList"))
        if box is not None:
            states = [is_on(state) for name in ("checked", "default") if (state := box.find(W + name)) is not None]
            return "☒" if states and states[0] else "☐"
        if choices is not None:
            entries = [entry.get(VAL, "") for entry in choices.findall(W + "listEntry")]
            at = integer(value_of(choices, "result") or value_of(choices, "default") or "0") or 0
            return entries[at] if at < len(entries) else ""
        return ""


def _address(code: str) -> str:
    """Return the address in the code of a link, such as ``HYPERLINK "https://a.vn/b"``; switches may stand around."""
    tokens = iter(TOKEN.findall(code[:LONGEST_ADDRESS])[1:])
    for token in tokens:
        if token in SWITCHES_WITH_VALUE:
            next(tokens, None)
        elif not token.startswith("\\"):
            return str(token).strip('"').replace("\\\\", "\\")
    return ""


class Fields:
    """The fields that are open at one point of a text."""

    def __init__(self) -> None:
        self.open: list[Field] = []
        self._too_deep = 0
        """Open fields beyond the limit; they belong to the last one that counts."""

    def begin(self, field: Field) -> None:
        """Open a field."""
        if len(self.open) == DEPTH_LIMIT:
            self._too_deep += 1
        else:
            self.open.append(field)

    def separate(self) -> None:
        """Go from code to result."""
        if self.open and not self._too_deep:
            self.open[-1].end_code()

    def end(self) -> Field | None:
        """Close the last field and return it; None where there is none."""
        if self._too_deep:
            self._too_deep -= 1
            return None
        if not self.open:
            return None
        self.open[-1].end_code()
        return self.open.pop()

    @property
    def in_code(self) -> bool:
        """Text at this point belongs to a code, not to what is shown."""
        return any(field.in_code for field in self.open)

    @property
    def link(self) -> str:
        """Address of the innermost link around this point."""
        return next((field.link for field in reversed(self.open) if field.link), "")

    @property
    def is_page_number(self) -> bool:
        """What stands at this point counts pages."""
        return any(field.name in PAGE_NUMBERS for field in self.open)

    def note_result(self) -> None:
        """Something is shown at this point."""
        for field in self.open:
            field.has_result = True

    def add_code(self, text: str) -> None:
        """Take in text of a code; the result of a field inside a code belongs to the code around."""
        around = next((field for field in reversed(self.open) if field.in_code), None)
        if around is not None:
            around.add_code(text)

    def add_stray(self, text: str) -> None:
        """Take in text that stands among codes."""
        if self.open[-1].in_code:
            self.open[-1].stray.append(text)
        else:
            self.add_code(text)


def unclosed(root: Element) -> frozenset[Element]:
    """Return the starts of fields that are never closed: what follows them is no code but text."""
    opened: dict[Element | None, list[Element]] = {}
    known: dict[Element, Element | None] = {}
    for character in root.iter(CHARACTER):
        around = _story_of(character, known)
        if around is not None:
            kind, starts = character.get(W + "fldCharType"), opened.setdefault(around, [])
            if kind == "begin":
                starts.append(character)
            elif kind == "end" and starts:
                starts.pop()
    return frozenset(start for starts in opened.values() for start in starts)


def _story_of(element: Element, known: dict[Element, Element | None]) -> Element | None:
    """Return the text box around, or the root; None for what is deleted or not shown.

    *known* is what was found before for the elements around, so that nobody climbs the same way twice.
    """
    climbed: list[Element] = []
    story = element
    for around in element.iterancestors():
        if around in known:
            story = known[around]
            break
        climbed.append(around)
        story = None if around.tag in NOT_SHOWN else around
        if story is None or around.tag in STORIES:
            break
    known.update(dict.fromkeys(climbed, story))
    return story


NOT_SHOWN = frozenset((*DELETIONS, FALLBACK))
STORIES = (BOX, W + "footnote", W + "endnote")
