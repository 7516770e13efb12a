"""What a carry-over leaves to be confirmed: its open entries as points, and answers that were given before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_draft import cited_answers, open_points
from cchc_draft.carrying.change_log import KIND_NAMES, Entry
from cchc_draft.errors import InputError
from cchc_draft.open_answers import accept, drop, set_value
from cchc_draft.open_points import FILE, Point, Span, context_of, load, locate, parse
from cchc_draft.source_text import read_text

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


def carried_answers(
    old: Sequence[Point], entries: Sequence[Entry], files: Mapping[str, str], folder: Path | None = None
) -> Carried:
    """Return *files* and the points of numbered *entries* with the answers of *old* to the same questions kept.

    *folder* is where *old* was answered: dates of documents stand in its files.

    What the office had put in is put in again; nothing that was answered is asked twice, but for an answer that the
    new words have no place for.
    """
    answers = {point.question: point for point in _dated(old, folder) if not point.is_open}
    found, texts, told = points(entries), dict(files), {}
    for number, asked in enumerate(found):
        point, answer = found[number], answers.get(asked.question)
        if answer is None:
            continue
        if point.is_open:  # not gone with what another answer left out
            try:
                texts, found = _again(texts, found, point, answer)
            except InputError:
                continue
        told[point.id] = answer
    return Carried(texts, found, [_told(entry, told) for entry in entries])


def _again(
    texts: Mapping[str, str], found: Sequence[Point], point: Point, answer: Point
) -> tuple[dict[str, str], list[Point]]:
    """Return the files and points with an earlier answer to *point*. Raises InputError where it has no place now."""
    if point.file in texts and answer.state == "changed" and answer.words and answer.words != point.words:
        text, known = set_value(texts[point.file], found, point.id, answer.words, is_strict=False)
    elif point.file in texts and answer.state == "dropped":
        text, known, *_ = drop(texts[point.file], found, point.id)
    else:
        return dict(texts), [replace(one, state=answer.state) if one.id == point.id else one for one in found]
    return {**texts, point.file: text}, known


def _dated(old: Sequence[Point], folder: Path | None) -> list[Point]:
    """Return points with the whole answer where a record of the head took it apart."""
    listed = []
    for point in old:
        path = folder / point.file if folder and point.state == "changed" else None
        text = read_text(path) if path and path.suffix == ".md" and path.is_file() else ""
        span = locate(text, [point])[0].span if text and point.words else None
        listed.append(replace(point, words=said) if span and (said := cited_answers.said(text, span)) else point)
    return listed


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
