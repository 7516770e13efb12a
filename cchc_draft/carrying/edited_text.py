"""A text under edit: all edits are said in places of the old text, and places of it are found again in the new one."""

from __future__ import annotations

from bisect import bisect_right


class EditedText:
    """Collects edits of one text; they may not overlap."""

    def __init__(self, text: str) -> None:
        """Start with no edits."""
        self.old = text
        self.edits: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put *new* in place of a stretch of the old text."""
        self.edits.append((start, end, new))

    def finish(self) -> tuple[str, Places]:
        """Return the new text, and where the places of the old one are in it."""
        parts: list[str] = []
        position = 0
        firsts, shifts, shift = [], [], 0
        for start, end, new in sorted(self.edits):
            parts += [self.old[position:start], new]
            position = end
            firsts.append(start)
            shifts.append((end, shift, shift + len(new) - (end - start)))
            shift += len(new) - (end - start)
        parts.append(self.old[position:])
        return "".join(parts), Places(firsts, shifts)


class Places:
    """Where places of an old text are in the new one."""

    def __init__(self, firsts: list[int], shifts: list[tuple[int, int, int]]) -> None:
        """Keep where edits start, and for each its end with the shift before and behind it."""
        self.firsts, self.shifts = firsts, shifts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of the old text in the new one, edits inside included."""
        return self._at(start, is_end=False), self._at(end, is_end=True)

    def _at(self, place: int, *, is_end: bool) -> int:
        index = bisect_right(self.firsts, place - is_end) - 1
        if index < 0:
            return place
        end, before, behind = self.shifts[index]
        if place >= end:
            return place + behind
        return self.firsts[index] + before
