"""The labels of the body as lists: which line goes on which list, where a number or letter is left out or repeated.

``numbered(document)`` gives an :class:`Entry` for every line of the body with a number or letter (I., 1., 1.1., a) …;
not for dashes), found once per document. A label goes on the open list in which it is the next one; 1, I and a may open
a list; all else is a fault of its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.checking.line_form import is_bold
from cchc_draft.importing.label_reader import RANKS, Label, candidates

Fault = Literal["", "repeated", "left-out", "start"]


@dataclass(eq=False, slots=True)
class Entry:
    """A line with a number or letter."""

    line: Line
    label: Label
    kind: str
    number: int
    parent: Entry | None = None
    before: Entry | None = None
    """The entry in front of it in its list."""
    fault: Fault = ""
    expected: int = 0
    """The number that should stand here, where there is a fault."""
    is_followed: bool = False
    """Text, a dash or an entry of a smaller kind stands below it."""
    prefix: tuple[int, ...] = ()
    """Of decimal numbers: what stands in front of the last one."""

    @property
    def written(self) -> str:
        """The label as it stands there."""
        return self.label.written

    def above(self, *kinds: str) -> Entry | None:
        """Return the nearest entry of these kinds that it stands below."""
        found = self.parent
        while found is not None and found.kind not in kinds:
            found = found.parent
        return found


KINDS = {"letters": "letter", "bracket": "arabic", "brackets": "brackets"}
"""Ways of writing one kind: "1)" is a badly written "1.", "(a)" a badly written "a)"."""
LARGE = ("part", "chapter", "subpart", "upper", "roman", "article")


def rank(kind: str) -> int:
    """Return the size of a kind of labels, small numbers for large parts."""
    return RANKS.get(kind, 100)


@kept
def numbered(document: Document) -> Sequence[Entry]:
    """Return all numbered and lettered lines of the body in printed order."""
    return tuple(_Outline(document).entries())


@dataclass(slots=True)
class _List:
    """An open list."""

    kind: str
    prefix: tuple[int, ...]
    last: Entry


@dataclass(slots=True)
class _Outline:
    """Follows the labels of one document."""

    document: Document
    open: list[_List] = field(default_factory=list)
    closed: dict[str, Entry] = field(default_factory=dict)
    """The last entry of lists that were left, by kind."""
    text_since: bool = False
    """Something without a number stands behind the last entry."""
    is_announced: bool = False
    """The line in front ends with a colon."""

    def entries(self) -> Iterator[Entry]:
        for line in self.document.body:
            label = line.label or self._unmarked(line)
            if label is None or label.is_sign:
                self.text_since = True
                if self.open:
                    self.open[-1].last.is_followed = True
            else:
                entry = self._entry(line, label)
                self._place(entry)
                self.text_since = False
                yield entry
            self.is_announced = line.words.rstrip().endswith(":")

    def _unmarked(self, line: Line) -> Label | None:
        """Return the label of "II NỘI DUNG", "2 Yêu cầu", "Điều 2 Phạm vi", which lack the mark, where it is next."""
        match = UNMARKED.match(line.text)
        if match is None or line.role == "basis":
            return None
        kind = str(match.lastgroup)
        written = match[kind]
        number = int(written) if written.isdecimal() else ROMANS.index(written) if written in ROMANS else 0
        is_next = any(one.kind == kind and one.last.number == number - 1 for one in self.open)
        is_first = kind == "article" and number == 1 and is_bold(self.document, line) == "all"
        return Label(kind, number, match[0].strip()) if (is_next and number > 1) or is_first else None

    def _entry(self, line: Line, label: Label) -> Entry:
        kind, number = self._meant(label)
        prefix = tuple(map(int, DIGITS.findall(label.written)))[:-1] if kind.startswith("arabic") else ()
        kind = "arabic" if self._is_bracketed_khoan(kind, number) else KINDS.get(kind, kind)
        return Entry(line, label, kind, number, prefix=prefix if kind != "arabic" else ())

    def _is_bracketed_khoan(self, kind: str, number: int) -> bool:
        """Tell whether "(3)" goes on a list of khoản: behind "2.", where no list in brackets is open."""
        if kind != "brackets" or number == 1 or any(one.kind == kind for one in self.open):
            return False
        return any(one.kind == "arabic" and one.last.number == number - 1 for one in self.open)

    def _meant(self, label: Label) -> tuple[str, int]:
        options = list(candidates(label))
        last = {one.kind: one.last.number for one in self.open}
        for kind, number in options:
            if last.get(KINDS.get(kind, kind)) == number - 1:
                return kind, number
        is_large_roman = label.kind == "roman" and label.number >= 50
        is_first_i = label.written.strip("().").casefold() == "i" and last.get("letter", 0) < 6
        return (
            options[-1] if label.others and (is_large_roman or (label.kind != "roman" and is_first_i)) else options[0]
        )

    def _place(self, entry: Entry) -> None:
        """Put an entry into the list that it goes on, or into a new one."""
        same = [i for i, one in enumerate(self.open) if (one.kind, one.prefix) == (entry.kind, entry.prefix)]
        goes_on = next((i for i in reversed(same) if self.open[i].last.number == entry.number - 1), None)
        if goes_on is not None:
            self._go_on(goes_on, entry)
        elif not same:
            self._begin(entry)
            before = self.closed.get(entry.kind)
            if entry.kind == "article" and before:
                _count_on(entry, before)
            elif entry.number != 1 and not self._runs_on(entry):
                entry.fault, entry.expected = "start", 1
        elif entry.number == 1 and self._may_begin(entry, same[-1]):
            self.open.append(_List(entry.kind, entry.prefix, entry))
            self._adopt(entry, len(self.open) - 1)
        else:
            last = self.open[same[-1]].last.number
            entry.fault = "left-out" if entry.number > last + 1 else "repeated"
            entry.expected = last + 1
            entry.number = entry.number or last
            self._go_on(same[-1], entry)

    def _runs_on(self, entry: Entry) -> bool:
        """Tell whether khoản are counted on from one section to the next."""
        before = self.closed.get("arabic")
        return entry.kind == "arabic" and before is not None and before.number == entry.number - 1

    def _may_begin(self, entry: Entry, index: int) -> bool:
        """Tell whether 1 or a begins a list inside the open one of its kind; 1 behind 1 is repeated."""
        if entry.kind in LARGE or is_title(self.document, entry.line):
            return False
        is_apart = self.text_since or index < len(self.open) - 1
        return is_apart and (self.open[index].last.number > 1 or self.is_announced)

    def _begin(self, entry: Entry) -> None:
        """Open a list below the smallest larger one; numbers that begin below a điểm belong to it."""
        is_inside = entry.number == 1 and entry.kind == "arabic" and bool(self.open) and self.open[-1].kind == "letter"
        while not is_inside and self.open and rank(self.open[-1].kind) > rank(entry.kind):
            self._close()
        self.open.append(_List(entry.kind, entry.prefix, entry))
        self._adopt(entry, len(self.open) - 1)

    def _go_on(self, index: int, entry: Entry) -> None:
        while len(self.open) > index + 1:
            self._close()
        entry.before = self.open[index].last
        self.open[index].last = entry
        self._adopt(entry, index)

    def _adopt(self, entry: Entry, index: int) -> None:
        if index:
            entry.parent = self.open[index - 1].last
            entry.parent.is_followed = True

    def _close(self) -> None:
        left = self.open.pop()
        self.closed[left.kind] = left.last


def _count_on(entry: Entry, before: Entry) -> None:
    """Hold Điều against those of the chapter in front: they are counted through the whole document."""
    entry.before, entry.expected = before, before.number + 1
    if entry.number != entry.expected:
        entry.fault = "left-out" if entry.number > entry.expected else "repeated"
        entry.number = max(entry.number, entry.expected)


def is_title(document: Document, line: Line) -> bool:
    """Tell whether a line is a title: taken for one by its form or wording, or bold and short."""
    return line.role == "heading" or (len(line.words) <= LONGEST_TITLE and is_bold(document, line) == "all")


def reads_as_title(words: str) -> bool:
    """Tell whether words can be a title: short, no mark at the end, nothing said behind a colon or a full stop."""
    return (
        0 < len(words) <= LONGEST_TITLE
        and words[-1] not in ".;:,!?…"
        and not words[0].islower()
        and RUN_ON.search(words) is None
    )


LONGEST_TITLE = 150
RUN_ON = re.compile(r"[:.;]\s")
DIGITS = re.compile(r"\d+")
ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
UNMARKED = re.compile(
    r"\s{0,8}(?:(?P<roman>[IVX]{1,5})\s{1,3}(?=[A-ZĐÀ-Ỹ]{2,})|(?P<arabic>\d{1,2})\s{1,3}(?=[A-ZĐÀ-Ỹ])"
    r"|Điều\s{1,3}(?P<article>\d{1,2})\s{0,2}[-–—]?\s{1,3}(?=[A-ZĐÀ-Ỹ]))"
)
