"""Answers to open points: confirmed as they stand, or replaced in their files.

Every answer gives the file with its words in place, and all points of the folder as they then stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_draft import cited_answers, dropped_words
from cchc_draft.blanks import has_blank
from cchc_draft.errors import InputError, Problem
from cchc_draft.language import N_, translate
from cchc_draft.open_points import (
    HEAD_KEY,
    HEAD_MARK,
    Located,
    Point,
    Span,
    head_end,
    item_key,
    line_end,
    locate,
    span_of,
)
from cchc_draft.source_text import place_of
from cchc_draft.yaml_text import load as load_yaml


class Answered(NamedTuple):
    """A file and the points of its folder after an answer."""

    text: str
    points: list[Point]


def point_of(points: Sequence[Point], identifier: str) -> Point:
    """Return the point asked for; "3" finds "03". Raises InputError for one that is not there."""
    for point in points:
        if identifier.strip().lstrip("0") == point.id.lstrip("0"):
            return point
    known = ", ".join(point.id for point in points if point.is_open) or translate(N_("không có"))
    raise InputError([Problem("unknown-point", UNKNOWN_POINT, {"id": identifier, "known": known})])


def accept(points: Sequence[Point], identifier: str) -> list[Point]:
    """Return the points with one confirmed as it stands. Raises InputError for a blank: only words can fill it."""
    wanted = point_of(points, identifier)
    if has_blank(wanted.words):
        facts = {"id": wanted.id, "words": wanted.words}
        raise InputError([Problem("point-blank", STILL_BLANK, facts)])
    return [replace(point, state="confirmed") if point == wanted else point for point in points]


class AllAnswered(NamedTuple):
    """Files by name, and the points of their folder after an answer."""

    texts: dict[str, str]
    points: list[Point]


def of_group(points: Sequence[Point], identifier: str) -> list[Point]:
    """Return the point asked for, and the open ones that ask about the same, if it is the first of them.

    Raises InputError for one that is not there.
    """
    wanted = point_of(points, identifier)
    group = [point for point in points if point.group == wanted.group]
    place = group.index(wanted)
    is_first = not any(point.is_open for point in group[:place])
    return [wanted, *(point for point in group[place + 1 :] if is_first and point.is_open)]


def accept_all(points: Sequence[Point], wanted: Sequence[Point]) -> list[Point]:
    """Return the points with all of *wanted* confirmed as they stand. Raises InputError for a blank."""
    found = list(points)
    for point in wanted:
        found = accept(found, point.id)
    return found


def set_all(texts: Mapping[str, str], points: Sequence[Point], wanted: Sequence[Point], value: str) -> AllAnswered:
    """Return the files of *wanted* with *value* in place of the words of each, and the points as they then are.

    *value* was given for the first; those that ask about the same and are no longer there are left as they are. Raises
    InputError where it cannot be taken; nothing is written then.
    """
    found = AllAnswered(dict(texts), list(points))
    first, *others = wanted
    for point in (first, *others):
        text = found.texts[point.file]
        is_gone = _found(text, found.points, point.id).located[point.id].span is None
        if is_gone and point != first:
            continue
        answered = set_value(text, found.points, point.id, value)
        found = AllAnswered({**found.texts, point.file: answered.text}, answered.points)
    return found


def set_value(text: str, points: Sequence[Point], identifier: str, value: str, *, is_strict: bool = True) -> Answered:
    """Return the text of the point's file with *value* in place of its words, and the points as they then are.

    A document may come without its date unless *is_strict*. Raises InputError where the words are gone, or the file
    could not be read with the value in it.
    """
    wanted, located, facts = _found(text, points, identifier)
    span = located[wanted.id].span
    if span is None:
        raise InputError([Problem("point-gone", GONE, facts)])
    if not value.strip():
        raise InputError([Problem("empty-value", NO_VALUE, facts)])
    if item_key(wanted):
        put = _with_item(text, wanted, span, value.strip())
        return _answered(put, wanted, located, points, facts, value)
    document = cited_answers.check(value.strip(), wanted, text, span, is_strict=is_strict)
    if document:
        put = _with_document(text, wanted, span, document)
    else:
        put = _written(text, wanted, cited_answers.words_instead(value.strip(), wanted, text, span), value.strip())
    return _answered(put, wanted, located, points, facts, value)


class _Found(NamedTuple):
    """A point that is asked for, where all points of its file stand by their ids, and what messages say of it."""

    wanted: Point
    located: dict[str, Located]
    facts: dict[str, object]


def _found(text: str, points: Sequence[Point], identifier: str) -> _Found:
    """Return a point with its file. Raises InputError for one that is not there."""
    wanted = point_of(points, identifier)
    own = [point for point in points if point.file == wanted.file]
    located = {one.point.id: one for one in locate(text, own)}
    return _Found(wanted, located, {"id": wanted.id, "words": wanted.words, "file": wanted.file})


class Task(NamedTuple):
    """A task of a list: its own id, which may be missing, and how many tasks of its file stand before it."""

    id: str
    before: int


class Dropped(NamedTuple):
    """A file and the points of its folder after something was left out."""

    text: str
    points: list[Point]
    words: str
    """What was left out, on one line; of tasks their names."""
    task: Task | None = None
    """The task that went."""


def drop(text: str, points: Sequence[Point], identifier: str) -> Dropped:
    """Return the text of the point's file without what it asks about, and the points as they then are.

    A task goes whole, of a paragraph the clause that begins with the point. Raises InputError where the words are
    gone, and where what is left would be no sentence or no list.
    """
    wanted, located, facts = _found(text, points, identifier)
    span = located[wanted.id].span
    if not wanted.words:
        raise InputError([Problem("nothing-to-drop", NOTHING_THERE, facts)])
    if span is None:
        raise InputError([Problem("point-gone", GONE, facts)])
    is_yaml = _is_yaml(text, wanted, span)
    cut = dropped_words.task(text, span.start) if is_yaml else dropped_words.clause(text, span.start)
    put = _edited(text, [cut]) if cut else None
    if cut is None or put is None or (is_yaml and not _is_less(text, put.text, wanted)):
        raise InputError([Problem("point-part", PART, facts)])
    away = Span(cut.start, cut.end - len(cut.left))
    gone = {id for id, one in located.items() if one.span and one.span.overlaps(away)}
    moved = {id: one.point if id in gone else _after_edit(put, one, wanted) for id, one in located.items() if one.span}
    found = [moved.get(point.id, point) if point.file == wanted.file else point for point in points]
    states = [replace(one, state="dropped") if one.id in gone else one for one in found]
    if is_yaml:
        return Dropped(put.text, states, *_task_facts(text, cut, wanted.file))
    gone_words = dropped_words.MARKER.sub("", text[cut.start : cut.end - len(cut.left)], count=1)
    return Dropped(put.text, states, " ".join(gone_words.split()).strip("; "))


def _task_facts(text: str, cut: dropped_words.Cut, file: str) -> tuple[str, Task]:
    """Return how an entry that was cut is told, with the group that went with it, and its task."""
    lines = [text.count("\n", 0, place) + 1 for place in (cut.start, cut.end)]
    source = text if file.endswith((".yaml", ".yml")) else text[len(HEAD_MARK) : head_end(text)]
    found = dict(load_yaml(source, file).leaves())
    inside = {path: node for path, node in found.items() if lines[0] <= node.place.line < lines[1]}
    named = [path for path in inside if path[-1] == "nhiem_vu"]
    groups = [
        path
        for path in inside
        if path[-1] == "nhom" and any(path[:-1] == one[: len(path) - 1] and len(path) < len(one) for one in named)
    ]
    told = [translate(GROUP_NAME).format(name=inside[path].value) for path in groups]
    told += [translate(TASK_NAME).format(name=" ".join(str(inside[path].value).split())) for path in named]
    ids = [str(node.value) for path, node in inside.items() if path[-1] == "ma"]
    before = sum(path[-1] == "nhiem_vu" and node.place.line < lines[0] for path, node in found.items())
    return ", ".join(told), Task(ids[0] if ids else "", before)


GROUP_NAME = N_("nhóm «{name}»")
TASK_NAME = N_("nhiệm vụ «{name}»")


def check_unused(task: Task, identifier: str, text: str, file: str) -> None:
    """Raise InputError where the text of a plan prints a task that is left out, or one behind it by its number."""
    for used in re.finditer(r"\bnhiem_vu\.(\w+)", text):
        number = re.fullmatch(r"t([1-9]\d*)", used[1])
        is_shifted = number is not None and int(number[1]) > task.before
        if used[1] == task.id or is_shifted:
            message = TASK_USED if used[1] == task.id else TASK_NUMBERED
            facts = {"id": identifier, "task": used[1]}
            raise InputError([Problem("task-used", message, facts, place_of(text, used.start(), file))])


def _is_less(before: str, after: str, point: Point) -> bool:
    """Tell whether YAML can be read after a cut, and holds nothing that it did not hold before."""
    old, new = _leaves(before, point.file), _leaves(after, point.file)
    return old is not None and new is not None and not Counter(new.values()) - Counter(old.values())


def _answered(
    put: _Put | None,
    wanted: Point,
    located: Mapping[str, Located],
    points: Sequence[Point],
    facts: Mapping[str, object],
    value: str,
) -> Answered:
    """Return the answered file and the points as they then are. Raises InputError where nothing could be put in."""
    if put is None:
        raise InputError([Problem("point-value", BREAKS_FILE, {**facts, "value": value})])
    own = [point for point in points if point.file == wanted.file]
    moved = {point.id: _after_edit(put, one, wanted) for point in own if (one := located[point.id]).span}
    answered = replace(moved[wanted.id], state="changed")
    return Answered(put.text, [answered if point == wanted else moved.get(point.id, point) for point in points])


CHOICE = re.compile(r"\s*\[… [^\[\]\n]*; hãy (?:chọn một|giữ hoặc bỏ)\]")
"""The mark of a choice between two sides, behind the words of the office."""


def without_choice(point: Point) -> str:
    """Return the office's own words of a point that asks to choose, "" for any other point."""
    if item_key(point):
        return point.words
    own = CHOICE.sub("", point.words)
    return own if own != point.words and not has_blank(own) else ""


def _is_yaml(text: str, point: Point, span: Span) -> bool:
    return Path(point.file).suffix in (".yaml", ".yml") or span.start < head_end(text) < len(text)


class _Put(NamedTuple):
    """A text with a value put in: what was written, and where the value itself stands."""

    text: str
    span: Span
    edits: tuple[tuple[int, int, int], ...]
    """Start and end of each edit in the text before, and by how much it grew there."""

    def moved(self, offset: int) -> int:
        """Return where a place of the text before is now."""
        inside = next((start for start, end, _ in self.edits if start < offset < end), offset)
        return min(inside + sum(growth for _, end, growth in self.edits if end <= inside), len(self.text))


def _with_item(text: str, point: Point, span: Span, value: str) -> _Put | None:
    """Return the text with a key of the head as chosen, without the comment that quotes the other side."""
    key = item_key(point)
    written = value if value.startswith(f"{key}:") else f"{key}: {value}"
    row = text.rfind("\n", 0, span.start) + 1
    start, first = row, row
    while first > 0 and text[:first].rsplit("\n", 2)[-2].lstrip().startswith("#"):
        first = text.rfind("\n", 0, first - 1) + 1
        start = first if QUOTED_SIDE.fullmatch(text[first : text.find("\n", first)]) else start
    edits = [(start, row, "")] if start < row else []
    put = _edited(text, [*edits, (span.start, span.end, written)])
    old, new = _leaves(text, point.file), _leaves(put.text, point.file)
    if new is None or old is None:
        return None
    others = [{path: leaf for path, leaf in side.items() if key not in path} for side in (old, new)]
    return put if others[0] == others[1] else None


QUOTED_SIDE = re.compile(r"\s*# .* ghi:\s*")
"""The comment above the form that the other side gives a key."""


def _with_document(text: str, point: Point, span: Span, document: cited_answers.Document) -> _Put | None:
    """Return the text with a document put in; None where its record cannot be written."""
    if not cited_answers.is_record(text, span):
        written = _edited(text, cited_answers.in_text(document, point, text, span))
        return written if not _is_yaml(text, point, span) or _leaves(written.text, point.file) is not None else None
    edits = cited_answers.in_record(document, text, span)
    put = _edited(text, edits) if edits else None
    new = _leaves(put.text, point.file) if put else None
    if new is None or any(new.get(path) != value for path, value in cited_answers.record_values(document, text, span)):
        return None
    return put


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> _Put:
    """Return the text with all edits; the last one is that of the value itself."""
    start, end, value = edits[-1]
    grown = tuple((first, last, len(new) - (last - first)) for first, last, new in edits)
    at = start + sum(growth for first, last, growth in grown[:-1] if last <= start and (first, last) != (start, end))
    for first, last, new in sorted(edits, reverse=True):
        text = text[:first] + new + text[last:]
    return _Put(text, Span(at, at + len(value)), grown)


def _written(text: str, point: Point, span: Span, value: str) -> _Put | None:
    """Return the text with the value put in; quoted in YAML where it has to be; None where the file cannot hold it."""
    is_yaml = _is_yaml(text, point, span)
    for before, shown, after in _candidates(text, point, span, value, is_yaml=is_yaml):
        start = span.start + len(before)
        edited = text[: span.start] + before + shown + after + text[span.end :]
        if not is_yaml or _is_sound(text, edited, point, value):
            grown = len(edited) - len(text)
            return _Put(edited, Span(start, start + len(shown)), ((span.start, span.end, grown),))
    return None


def _candidates(text: str, point: Point, span: Span, value: str, *, is_yaml: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what may be written: something before the value, the value, something behind it."""
    line = " ".join(value.split())
    quoted = '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if point.words:
        yield "", line, ""
        if is_yaml:
            yield "", quoted, ""
            yield "", line.replace("'", "''"), ""
            yield "", quoted[1:-1], ""
    elif HEAD_KEY.fullmatch(point.context):
        name = point.context.rstrip(":")
        before, after = (f"{name}: ", "\n") if text[span.start - 1 : span.start] == "\n" else ("", "")
        if not before and text[span.start - 1 : span.start] == ":":
            before = " "
        yield before, line, after
        yield before, quoted, after
    elif is_yaml:
        entry = value if value.startswith("- ") else f"- nhiem_vu: {quoted}"
        yield ("\n" if text.endswith("\n") or not text else "\n\n"), entry, "\n"
    else:
        ahead, behind = text[: span.start], text[span.start :]
        before = "" if not ahead or ahead.endswith("\n\n") else "\n" if ahead.endswith("\n") else "\n\n"
        yield before, line, "\n" if not behind or behind.startswith("\n") else "\n\n"


def _is_sound(before: str, after: str, point: Point, value: str) -> bool:
    """Tell whether YAML can be read after an edit, and has but one value that differs from before."""
    old, new = _leaves(before, point.file), _leaves(after, point.file)
    if new is None:
        return False
    if old is None or not point.words:
        return True
    changed = [leaf for leaf in new.items() if old.get(leaf[0]) != leaf[1]]
    wanted = " ".join(value.split())
    return old.keys() == new.keys() and len(changed) <= 1 and all(wanted in str(leaf) for _, leaf in changed)


def _leaves(text: str, file: str) -> dict[tuple[str | int, ...], str] | None:
    """Return the values of a YAML file, or of a head; None where it cannot be read."""
    if not file.endswith((".yaml", ".yml")):
        text = text[len(HEAD_MARK) : head_end(text)]
    try:
        return {path: " ".join(str(node.value).split()) for path, node in load_yaml(text, file).leaves()}
    except InputError:
        return None


def _after_edit(put: _Put, located: Located, wanted: Point) -> Point:
    """Return a point of an edited file as it stands there now."""
    point, span, around = located
    assert span is not None
    text = put.text
    if point == wanted:
        span = put.span
        start = min(put.moved(around.start), span.start) if around else text.rfind("\n", 0, span.start) + 1
        end = max(put.moved(around.end), span.end) if around else line_end(text, span.end)
        context, words = text[start:end].strip(), text[span.start : span.end]
        return point.moved(context, words, place_of(text, span.start, "").line)
    line = place_of(text, put.moved(span.start), "").line
    now = text[put.moved(span.start) : put.moved(span.end)]
    if now != point.words and now.casefold() == point.words.casefold():  # a capital where another clause went
        around = around or Span(text.rfind("\n", 0, span.start) + 1, line_end(text, span.end))
        return point.moved(text[put.moved(around.start) : put.moved(around.end)].strip(), now, line)
    if around is None or not point.words:
        return replace(point, line=line)
    context = text[put.moved(around.start) : put.moved(around.end)].strip()
    inner = span_of(point.words, context)
    return point.moved(context, point.words, line) if inner else replace(point, line=line)


def settled(points: Sequence[Point], edited: Sequence[Point]) -> list[Point]:
    """Return the points with those that were edited by hand as answered."""
    ids = {point.id for point in edited}
    return [replace(point, state="changed") if point.id in ids else point for point in points]


UNKNOWN_POINT = N_("không có điểm «{id}»; các điểm còn mở: {known}")
STILL_BLANK = N_("điểm {id} còn để trống «{words}»: phải điền, không giữ nguyên được")
GONE = N_("điểm {id}: không còn «{words}» trong {file}, chỗ này đã được sửa trong tệp")
NOTHING_THERE = N_("điểm {id} chưa có chữ nào trong kế hoạch để bỏ; để như hiện nay thì giữ nguyên (--accept {id})")
NO_VALUE = N_("điểm {id}: giá trị mới đang để trống")
PART = N_("điểm {id}: «{words}» không phải đầu một vế câu hay một nhiệm vụ bỏ gọn được; hãy sửa thẳng trong {file}")
TASK_NUMBERED = N_(
    "điểm {id}: ở đây in «nhiem_vu.{task}» theo thứ tự, bỏ bớt thì thành nhiệm vụ khác; "
    "hãy ghi «ma» cho nhiệm vụ đó rồi gọi theo mã"
)
TASK_USED = N_("điểm {id}: nhiệm vụ «{task}» còn được in ở đây; hãy bỏ hoặc sửa chỗ này trước")
BREAKS_FILE = N_("điểm {id}: không ghi được «{value}» vào {file}; hãy sửa thẳng trong tệp")
