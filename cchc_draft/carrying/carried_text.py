"""One file carried into another year: its edits, and what each fact in it has become."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from cchc_draft.blanks import BLANK
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.decisions import Decision, Edit, decide
from cchc_draft.carrying.document_facts import Documents
from cchc_draft.carrying.edited_text import EditedText
from cchc_draft.carrying.facts import YEAR, Fact, Form, facts
from cchc_draft.carrying.moved_dates import Years
from cchc_draft.carrying.passages import ADDRESS, Passage
from cchc_draft.importing.flat_text import one_line
from cchc_draft.open_marks import TAG
from cchc_draft.open_points import Span, context_of


@dataclass(frozen=True, slots=True)
class Fate:
    """A stretch of the old text and what was decided on it."""

    start: int
    end: int
    decision: Decision
    key: str = ""
    """Name of a key of the head that was left out with its value."""
    old: str = ""
    """What the log calls it; empty for its own words."""


class CarriedText:
    """A file on its way into another year."""

    def __init__(self, name: str, text: str, years: Years, documents: Documents) -> None:
        """Start with the text as it is."""
        self.name, self.text, self.years, self.documents = name, text, years, documents
        self.edited = EditedText(text)
        self.fates: list[Fate] = []
        self.covered: list[tuple[int, int]] = []
        """What an entry speaks of beside the words that it names."""
        self.read: list[tuple[int, int]] = []
        """What was looked at as text."""

    def carry(self, passages: Iterable[Passage]) -> None:
        """Decide on every fact of running text."""
        for passage in passages:
            if passage.words:
                self.read.append((passage.starts[0], passage.ends[-1]))
                for fact in facts(passage, self.documents):
                    self.settle(fact, decide(fact, self.years))

    def settle(self, fact: Fact, decision: Decision) -> None:
        """Carry out what was decided on a fact."""
        passage = fact.passage
        start, end = passage.span(fact.start, fact.end)
        for edit in decision.edits:
            self._edit(passage, edit)
        self.fates.append(Fate(start, end, decision))

    def _edit(self, passage: Passage, edit: Edit) -> None:
        start, end = passage.span(edit.start, edit.end)
        stars = "*" * (self.text.count("*", start, end) % 2)  # emphasis that ends or starts inside stays closed
        self.edited.replace(start, end, edit.new + stars)
        is_first = start == passage.starts[0]
        if "[" in edit.new and (passage.quoting == "flow" or (passage.quoting == "plain" and is_first)):
            self._quote(passage)

    def _quote(self, passage: Passage) -> None:
        """Put a YAML value into quotes, where signs come into it that YAML takes for its own."""
        first, last = passage.starts[0], passage.ends[-1]
        quote = "'" if '"' in self.text[first:last] or "\\" in self.text[first:last] else '"'
        if (first, first, quote) not in self.edited.edits:
            self.edited.replace(first, first, quote)
            self.edited.replace(last, last, quote)

    def put(self, start: int, end: int, new: str, decision: Decision, *, key: str = "", old: str = "") -> None:
        """Replace a stretch of the file and keep what was decided on it."""
        self.edited.replace(start, end, new)
        self.fates.append(Fate(start, end, decision, key, old))

    def keep(self, start: int, end: int, decision: Decision, old: str = "") -> None:
        """Keep a stretch of the file as it is, with what was decided on it."""
        self.fates.append(Fate(start, end, decision, old=old))

    def finish(self) -> tuple[str, list[Entry]]:
        """Return the new text and an entry for every fact, in order."""
        self._sweep()
        new, places = self.edited.finish()
        breaks = [place for place, letter in enumerate(new) if letter == "\n"]
        entries = []
        for fate in sorted(self.fates, key=lambda fate: (fate.start, fate.end)):
            start, end = places.span(fate.start, fate.end)
            entries.append(self._entry(fate, new, Span(start, end), bisect_left(breaks, start) + 1))
        return new, entries

    def _entry(self, fate: Fate, new: str, span: Span, line: int) -> Entry:
        decision, old = fate.decision, one_line(self.text[fate.start : fate.end])
        if fate.key:
            value = old.partition(":")[2].partition(" #")[0].strip(" \"'")
            return Entry(decision.kind, decision.state, self.name, line, fate.key, value, "", decision.reason)
        words = new[span.start : span.end]
        blank = BLANK.search(words) if decision.state == "open" and one_line(words) != old else None
        if blank:
            span = Span(span.start + blank.start(), span.start + blank.end())
            words = blank[0]
        return Entry(
            decision.kind, decision.state, self.name, line, context_of(new, span), fate.old or old, one_line(words),
            decision.reason, proposal=decision.proposal, same=decision.same,
        )  # fmt: skip

    # What no reader of facts took: years in code, in addresses, in ids and keys.

    def _sweep(self) -> None:
        taken = Spans([*((fate.start, fate.end) for fate in self.fates), *self.covered])
        left = [match for match in YEAR.finditer(self.text) if match.start() not in taken]
        if not left:
            return
        tags, marks, addresses = (
            Spans(match.span() for match in pattern.finditer(self.text)) for pattern in (TAG, BLANK, ADDRESS)
        )
        read = Spans(self.read)
        for match in left:
            start = match.start()
            is_name = self.text[start - 1 : start] in ("_", "-") and start in tags
            form: Form = "code" if start in tags and start not in addresses else "address"
            if is_name or start in marks or start not in read:
                form = "name"
            self.fates.append(Fate(start, match.end(), _of_form(form, self.years)))


class Spans:
    """Stretches of a text."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Keep them in order, those that overlap as one."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def __contains__(self, place: int) -> bool:
        """Tell whether a place stands in one of them."""
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.ends[index]


def _of_form(form: Form, years: Years) -> Decision:
    empty = Passage("", "value", (), "", (), ())
    return decide(Fact(form, empty, 0, 0), years)
