"""One file made the lower agency's own: its edits, and what each name in it has become."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cchc_draft.adapting.answers import Change
from cchc_draft.adapting.names import Names
from cchc_draft.adapting.patterns import NAME_WORD
from cchc_draft.adapting.shown import ABOVE_IN_TAG, UNIT_IN_TAG, shown
from cchc_draft.carrying.change_log import Entry, FactKind, State
from cchc_draft.carrying.edited_text import EditedText, Places
from cchc_draft.carrying.passages import Passage
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate
from cchc_draft.open_marks import TAG
from cchc_draft.open_points import Span, context_of
from cchc_draft.printed_words import EXPRESSION, Printer
from cchc_draft.source_text import place_of
from cchc_draft.templating import escape_markdown


@dataclass(frozen=True, slots=True)
class Fate:
    """A stretch of the old text and what became of it."""

    start: int
    end: int
    kind: FactKind
    state: State
    reason: str
    old: str = ""
    """What the log calls it; empty for its own words."""
    new: str = ""
    """What stands there now, where that is not what the file says."""
    proposal: str = ""
    key: str = ""
    """Name of a key of the head that was left out with its value."""
    inserted: tuple[int, int] | None = None
    """Of what was put in: which letters of it are meant."""
    is_asking: bool = False
    """It asks for a whole clause or task: what is open inside it is not asked again."""


class AdaptedText:
    """A file on its way to the lower agency."""

    def __init__(self, name: str, text: str, names: Names, printers: tuple[Printer, Printer]) -> None:
        """Start with the text as it is; printers are those of the upper and the lower agency."""
        self.name, self.text, self.names = name, text, names
        self.old, self.new = printers
        self.edited = EditedText(text)
        self.fates: list[Fate] = []
        self.done: list[tuple[int, int]] = []
        """Where tags and words have been decided on."""

    def shown(self, passage: Passage) -> Passage:
        """Return a passage as the upper agency prints it."""
        return shown(passage, self.text, self.old)

    def adapt(self, passage: Passage) -> tuple[Passage, list[Change]]:
        """Decide on every name of a text; return it as the upper agency prints it, and what of it was swapped."""
        seen = self.shown(passage)

        def raw(start: int, end: int) -> str:
            return self.text[slice(*seen.span(start, end))]

        is_subject = passage.path[-1:] == ("trich_yeu",)
        is_heading = passage.role == "heading"
        changes = self.names.changes(seen.words, raw, is_heading=is_heading, is_subject=is_subject)
        for change in changes:
            self._settle(seen, _of_whole_tags(seen, change))
        return seen, [change for change in changes if change.state == "changed"]

    def _settle(self, seen: Passage, change: Change) -> None:
        start, end = seen.span(change.start, change.end)
        raw, words = self.text[start:end], seen.words[change.start : change.end]
        wanted, state, proposal = change.new, change.state, change.proposal
        if wanted is None and not change.is_firm and _is_tag_of(raw, "co_quan"):
            wanted, state, proposal = self.new(raw), "changed", ""
        source = self._kept(raw) if wanted is None else self._source(raw, wanted, change.key, seen)
        if seen.role == "comment" and state == "open":
            state = "kept"
        if source != raw:
            self.edited.replace(start, end, self._with_stars(seen, start, raw, source))
        self.done.append((start, end))
        told = one_line(words)
        fate = Fate(start, end, change.kind, state, change.reason, told, wanted or told, proposal)
        self.fates.append(fate)

    def _with_stars(self, seen: Passage, start: int, raw: str, source: str) -> str:
        """Return what comes into the file with the mark of emphasis that starts or ends within what was there."""
        within = STARS.findall(TAG.sub("", raw))
        if len(within) % 2 == 0 or "*" in source:
            return source
        is_inside = len(STARS.findall(TAG.sub("", self.text[seen.starts[0] : start]))) % 2 == 1
        mark = str(within[-1])
        return source + mark if is_inside else mark + source

    def _source(self, raw: str, wanted: str, key: str, seen: Passage) -> str:
        """Return what stands in the file for *wanted*: what stood there where it prints that, another tag, or words."""
        if self.new.text(raw) == wanted:
            return raw
        tag = TAG.fullmatch(raw)
        if tag and key:
            candidate = UNIT_IN_TAG.sub(f"don_vi.{key}", raw)
            if self.new(candidate) == wanted:
                return candidate
        if tag and _is_tag_of(raw, "co_quan"):
            for name in ("tu_goi", "ten_ngan", "dia_phuong", "dia_ban"):
                candidate = f"{{{{ co_quan.{name} }}}}"
                if self.new(candidate) == wanted:
                    return candidate
        return self._literal(wanted, seen)

    def _literal(self, words: str, seen: Passage) -> str:
        is_plain = bool(seen.path) or not any(sign in words for sign in "*_[]<>`#|~^=$")
        return words if is_plain else escape_markdown(words)

    def _kept(self, raw: str) -> str:
        """Return a stretch of the file so that the lower agency prints it as the upper one does."""
        return TAG.sub(lambda match: self._kept_tag(match[0]), raw)

    def _kept_tag(self, tag: str) -> str:
        before = self.old(tag)
        if before is None or self.new(tag) == before:
            return tag
        candidate = tag.replace("co_quan", "cap_tren")
        return candidate if self.new(candidate) == before else before

    def ask(self, seen: Passage, start: int, end: int, kind: FactKind, reason: str, proposal: str = "") -> None:
        """Ask whether a clause or a task is to stay, at the words that name it."""
        while start < end and seen.words[start].isspace():
            start += 1
        whole_name = NAME_BEHIND.match(seen.words, end) if seen.words[:end].endswith(("thành phố", "tỉnh")) else None
        end = whole_name.end() if whole_name else end
        end = start + len(LOOSE_END.sub("", seen.words[start:end])) or end
        first, last = seen.span(start, end)
        last = max([last, *(edge for begun, edge in self.done if begun < last < edge)])
        told = one_line("".join(seen.words[i] for i in range(len(seen.words)) if first <= seen.starts[i] < last))
        self.fates.append(Fate(first, last, kind, "open", reason, told, told, proposal, is_asking=True))

    def put(self, start: int, end: int, new: str, fate: Fate) -> None:
        """Replace a stretch of the file and keep what became of it."""
        self.edited.replace(start, end, new)
        self.done.append((start, end))
        self.fates.append(fate)

    # Tags that no text could print.

    def sweep(self) -> None:
        """Decide on the tags that nobody has looked at: what they name must mean the lower agency."""
        done = sorted(self.done)
        firsts = [start for start, _ in done]
        for match in TAG.finditer(self.text):
            index = bisect_right(firsts, match.start()) - 1
            if index >= 0 and done[index][1] > match.start():
                continue
            self._sweep_tag(match.start(), match[0])

    def _sweep_tag(self, start: int, tag: str) -> None:
        if tag.startswith("{#"):
            return
        end, before = start + len(tag), self.old(tag)
        if ABOVE_IN_TAG.search(tag) and (before is None or self.new(tag) != before):
            new = before if before is not None else self._with_literals(tag)
            told = before or tag
            self.put(start, end, new, Fate(start, end, "agency", "kept", translate(ABOVE_UPPER), told, told))
        elif UNIT_IN_TAG.search(tag):
            self._sweep_units(start, tag)
        elif before is not None and self.new(tag) != before and _is_tag_of(tag, "co_quan"):
            after = self.new(tag) or ""
            self.fates.append(Fate(start, end, "agency", "changed", translate(OF_PROFILE), before, after))

    def _with_literals(self, tag: str) -> str:
        """Return a tag in which the names of the agency above the upper one are text."""

        def literal(found: str) -> str:
            return _quoted(self.old(f"{{{{ {found} }}}}") or "")

        return ABOVE_IN_TAG.sub(lambda match: literal(match[0]), tag)

    def _sweep_units(self, start: int, tag: str) -> None:
        units, lower = self.names.units, self.names.step.lower
        new, state, reasons = tag, "changed", []
        for match in reversed(list(UNIT_IN_TAG.finditer(tag))):
            other = units.by_name(match["unit"])
            if other and lower.unit_id(match["unit"]) == other.unit:
                continue
            key = f"don_vi.{other.key}" if other else _quoted(self.names.step.upper.units[match["unit"]].name)
            if not other and match["unit"] in {*lower.units, *lower.units_by_role}:
                continue
            reasons.append(other.reason if other else translate(NO_UNIT).format(agency=lower.short_name))
            state = state if other else "open"
            new = new[: match.start()] + key + new[match.end() :]
        if new != tag:
            fate = Fate(start, start + len(tag), "unit", state, "; ".join(reversed(reasons)), tag)  # type: ignore[arg-type]
            self.put(start, start + len(tag), new, fate)

    # The end.

    def finish(self, arranged: Callable[[str], Arranged] | None = None) -> tuple[str, list[Entry]]:
        """Return the new text and an entry for everything, in order; *arranged* may put its parts in another order."""
        self.sweep()
        new, places = self.edited.finish()
        order = arranged(new) if arranged else Arranged(new, [(0, len(new), 0)])
        fates = [_placed(fate, order, places) for fate in _absorbed(self.fates)]
        entries = [self._entry(fate, order.text) for fate in sorted(fates, key=lambda fate: (fate.start, fate.end))]
        return order.text, entries

    def _entry(self, fate: Fate, new: str) -> Entry:
        span = Span(fate.start, fate.end)
        line = place_of(new, span.start, self.name).line
        if fate.key:
            return Entry(fate.kind, fate.state, self.name, line, fate.key, fate.old, "", fate.reason)
        words = one_line(new[span.start : span.end])
        told = words if fate.state == "open" else fate.new or words
        return Entry(
            fate.kind, fate.state, self.name, line, context_of(new, span), fate.old or words, told, fate.reason,
            proposal=fate.proposal,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arranged:
    """A text whose parts stand in another order."""

    text: str
    parts: list[tuple[int, int, int]]
    """Start and end of each part before, and its start now; in the order of before."""

    def at(self, place: int) -> int:
        """Return where a place of the old text is in the new one."""
        index = bisect_left([start for start, _, _ in self.parts], place + 1) - 1
        start, end, now = self.parts[max(index, 0)]
        return now + min(place, end) - start


def _placed(fate: Fate, order: Arranged, places: Places) -> Fate:
    """Return a fate with its place in the new text."""
    start, end = places.span(fate.start, fate.end)
    if fate.inserted:
        begun = places.span(fate.start, fate.start)[1]
        start, end = begun + fate.inserted[0], begun + fate.inserted[1]
    moved = order.at(start)
    return replace(fate, start=moved, end=moved + end - start)


def _of_whole_tags(seen: Passage, change: Change) -> Change:
    """Return a change that covers the tags in it whole, with what they print around it."""
    start, end = change.start, change.end
    while start > 0 and seen.starts[start - 1] == seen.starts[start] and seen.ends[start] - seen.starts[start] > 1:
        start -= 1
    while end < len(seen.words) and seen.starts[end] == seen.starts[end - 1] and seen.ends[end] - seen.starts[end] > 1:
        end += 1
    if (start, end) == (change.start, change.end):
        return change
    new = change.new
    if new is not None:
        new = seen.words[start : change.start] + new + seen.words[change.end : end]
    return replace(change, start=start, end=end, new=new)


def _is_tag_of(raw: str, name: str) -> bool:
    """Tell whether a stretch of a file is one tag that prints something of this name."""
    return TAG.fullmatch(raw) is not None and raw.startswith(EXPRESSION) and raw[2:].lstrip().startswith(name)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _absorbed(fates: Iterable[Fate]) -> list[Fate]:
    """Return the fates with those that stand inside a question asked by it."""
    listed = list(fates)
    asking = [fate for fate in listed if fate.is_asking]
    found: list[Fate] = []
    for fate in listed:
        is_inside = any(
            fate is not one and fate.start < one.end and one.start < fate.end
            and (not fate.is_asking or listed.index(one) < listed.index(fate))
            for one in asking
        )  # fmt: skip
        if is_inside and fate.state == "open":
            fate = replace(fate, state="kept", reason=translate(INSIDE).format(reason=fate.reason))
        found.append(fate)
    return found


NAME_BEHIND = re.compile(rf"(?:\s+{NAME_WORD}){{1,4}}")
LOOSE_END = re.compile(r"(?:\s+(?:của|về|cho|và|với|các|từng|những|trên|tại|theo|để|từ|trong|ở|đến|do|là))+\s*$")
"""Words that lead to others: no question ends with them."""
STARS = re.compile(r"(?<!\\)\*+")
OF_PROFILE = N_("theo hồ sơ của cơ quan mình")
ABOVE_UPPER = N_("cơ quan trên của cơ quan cấp trên")
NO_UNIT = N_("{agency} không có đơn vị tương ứng")
INSIDE = N_("{reason} (hỏi cùng cả câu)")
