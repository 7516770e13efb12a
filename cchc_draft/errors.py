"""What stops a run, and what is only reported.

    CchcDraftError          base: meant for the user; anything else is a bug and keeps its traceback
    ├── InputError          faults in files that the user wrote: profile, plan, tasks
    ├── NotFoundError       a profile, layout or folder that is nowhere; names where it was looked for
    ├── LayoutError         a .docx layout that cannot be used
    └── OutputError         the result cannot be written, or would replace something

Every error carries its :class:`Problem` records; the text shown is built from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.language import N_, Message, translate

Level = Literal["error", "warning"]

LEVEL_NAMES: dict[Level, str] = {"error": N_("lỗi"), "warning": N_("cảnh báo")}


DID_YOU_MEAN = N_("; có phải ý là «{name}»?")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file: line and column count from 1, 0 means the whole file.

    >>> str(Place("nhiem-vu.xlsx", 5, 3, "Phụ lục", is_cell=True))
    'nhiem-vu.xlsx:Phụ lục!C5'
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    """Sheet of a workbook; empty in files that have none."""
    is_cell: bool = False
    """Line and column are those of a table's cell, shown as spreadsheets do."""
    is_paragraph: bool = False
    """The line is the number of a paragraph in a Word file."""

    def __str__(self) -> str:
        if self.is_cell:
            cell = f"{_letters(self.column)}{self.line or ''}"
            return f"{self.file}:{'!'.join(part for part in (self.sheet, cell) if part)}"
        if self.is_paragraph:
            return f"{self.file}:{translate(PARAGRAPH).format(number=self.line)}"
        return ":".join([self.file, *(str(part) for part in (self.line, self.column) if part)])


PARAGRAPH = N_("đoạn {number}")


def _letters(column: int) -> str:
    """Return a column's name in a spreadsheet: A, …, Z, AA; empty for 0."""
    return _letters((column - 1) // 26) + chr(ord("A") + (column - 1) % 26) if column else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a stable code, a Vietnamese message with named gaps, and the facts that fill them."""

    code: str
    message: str
    """Message catalogue key: Vietnamese text with ``{name}`` gaps."""
    facts: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None
    suggestion: str = ""
    """The nearest name that would have been right, or empty."""
    level: Level = "error"

    @property
    def text(self) -> str:
        """Message in the language in use, without place and level."""
        facts = {name: translate(fact) if isinstance(fact, Message) else fact for name, fact in self.facts.items()}
        text = translate(self.message).format(**facts)
        if self.suggestion:
            text += translate(DID_YOU_MEAN).format(name=self.suggestion)
        return text

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{translate(LEVEL_NAMES[self.level])}: {self.text} [{self.code}]"


class CchcDraftError(Exception):
    """Base of all errors that tell the user something."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        unplaced = Place("")
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place or unplaced))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InputError(CchcDraftError):
    """A profile, plan or task list is faulty."""


class NotFoundError(CchcDraftError):
    """Something that was named is nowhere to be found."""


class LayoutError(CchcDraftError):
    """A .docx layout lacks something or cannot be read."""


class OutputError(CchcDraftError):
    """The output cannot be written."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like *name*, or "" if none comes near.

    >>> nearest("trich_yue", ["trich_yeu", "van_ban"])
    'trich_yeu'
    """
    import difflib

    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
