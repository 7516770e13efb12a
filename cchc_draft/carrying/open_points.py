"""What a carry-over leaves to be confirmed: its open entries as points, and answers that were given before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cchc_draft import open_points
from cchc_draft.carrying.change_log import KIND_NAMES, Entry
from cchc_draft.open_answers import accept, drop, set_value
from cchc_draft.open_points import FILE, Point, Span, context_of, load, parse

__all__ = [
    "FILE", "Point", "Span", "accept", "carried_answers", "context_of", "dump", "load", "parse", "points", "set_value",
]  # fmt: skip


def points(entries: Iterable[Entry]) -> list[Point]:
    """Return the open ones of numbered entries as points.

    Words that stand in a file are found by ``entry.context``, which holds ``entry.new``; make it with
    :func:`context_of`. A key of the head that was left out has its name as context and nothing as ``new``
    (``context="so"``, ``new=""``): an answer writes it there. Where both are empty, an answer adds the proposal.
    """
    return [
        Point(
            entry.id, str(KIND_NAMES[entry.kind]), entry.file, entry.line, entry.context, entry.new, entry.proposal,
            entry.reason,
        )
        for entry in entries
        if entry.state == "open"
    ]  # fmt: skip


def dump(found: Iterable[Entry | Point]) -> str:
    """Return can-xac-nhan.yaml for the open ones of numbered entries, or for points."""
    listed = [points([one]) if isinstance(one, Entry) else [one] for one in found]
    return open_points.dump(point for one in listed for point in one)


class Carried(NamedTuple):
    """The files and points of a new carry-over, with the answers of an earlier one in them."""

    files: dict[str, str]
    points: list[Point]
    entries: list[Entry]
    """The log with what was answered before told as such."""


def carried_answers(old: Sequence[Point], entries: Sequence[Entry], files: Mapping[str, str]) -> Carried:
    """Return *files* and the points of numbered *entries* with the answers of *old* to the same questions kept.

    What the office had put in is put in again; nothing that was answered is asked twice.
    """
    answers = {point.question: point for point in old if not point.is_open}
    found, texts, told = points(entries), dict(files), {}
    for point in list(found):
        answer = answers.get(point.question)
        if answer is None:
            continue
        if answer.state == "changed" and answer.words and answer.words != point.words and point.file in texts:
            texts[point.file], found = set_value(texts[point.file], found, point.id, answer.words, is_strict=False)
        elif answer.state == "dropped" and point.file in texts:
            texts[point.file], found, _ = drop(texts[point.file], found, point.id)
        else:
            found = [replace(one, state=answer.state) if one.id == point.id else one for one in found]
        told[point.id] = answer
    return Carried(texts, found, [_told(entry, told) for entry in entries])


def _told(entry: Entry, answers: Mapping[str, Point]) -> Entry:
    """Return an entry of the log as it was answered."""
    answer = answers.get(entry.id) if entry.state == "open" else None
    if answer is None:
        return entry
    if answer.state == "confirmed":
        return replace(entry, state="kept")
    if answer.state == "dropped":
        return replace(entry, state="changed", new="")
    return replace(entry, state="changed", new=answer.words or entry.new)
