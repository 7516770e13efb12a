"""Task tables of which plain text kept only lines: one cell a line, or rows that a scan mixed up.

What cannot be parted into cells stays together as the text of its task, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.printed_lines import Line
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.task_header import Header, column_keys
from cchc_draft.importing.task_table_reader import made
from cchc_draft.language import N_
from cchc_draft.model import Column, Content, Inline, Run

FEWEST_TITLES = 3
MOST_TITLES = 10
LONGEST_TITLE = 60
FEWEST_STROKES = 3

NUMBER = re.compile(r"(?P<number>\d{1,3})\s?[.)]?")
ROW = re.compile(r"(?P<number>\d{1,3})\s?[.|)]?\s{0,2}\S")
STROKE = re.compile(r"\||\[|\]")


class LinesTable(NamedTuple):
    """A table that was put together from lines."""

    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    printed_anew: tuple[str, ...]
    problems: tuple[Problem, ...]


class _Titles(NamedTuple):
    """Titles that stand one below the other: ``lines[start:end]``."""

    start: int
    end: int
    header: Header


def read(lines: Sequence[Line]) -> LinesTable | None:
    """Return the table that lines hold, None for text that is no table."""
    titles = _find_titles(lines)
    is_mixed_up = sum(bool(STROKE.search(line.text)) for line in lines) >= FEWEST_STROKES
    if titles is None and not is_mixed_up:
        return None
    end = titles.start if titles else len(lines)
    mixed, heads, problems = _mixed_up(lines[:end]) if is_mixed_up else ([], list(lines[:end]), [])
    tasks = list(mixed)
    printed = [line.text for line in heads]
    columns: tuple[Column, ...] = (Column("stt", "STT"), Column("nhiem_vu", "Nhiệm vụ"))
    if titles:
        header = titles.header
        columns = tuple(Column(key, header.titles[column]) for column, key in header.keys.items())
        printed += [line.text for line in lines[titles.start : titles.end]]
        cells, told = _one_cell_a_line(lines[titles.end :], header)
        tasks += cells
        problems += told
    return LinesTable(columns, tuple(tasks), tuple(printed), tuple(problems)) if tasks else None


def _find_titles(lines: Sequence[Line]) -> _Titles | None:
    """Return titles one below the other, the row number below them: TT / Nhiệm vụ / Chủ trì / … / 1."""
    for start, line in enumerate(lines):
        if column_keys({0: one_line(line.text)}).get(0) != "stt":
            continue
        for end in range(start + FEWEST_TITLES, min(start + MOST_TITLES, len(lines))):
            if not NUMBER.fullmatch(lines[end].text):
                continue
            texts = {at: one_line(one.text) for at, one in enumerate(lines[start:end])}
            keys = column_keys(texts)
            if "nhiem_vu" in keys.values() and all(len(words) <= LONGEST_TITLE for words in texts.values()):
                return _Titles(start, end, Header(keys, texts))
            break
    return None


def _one_cell_a_line(lines: Sequence[Line], header: Header) -> tuple[list[Task], list[Problem]]:
    """Return the rows of lines that hold a cell each; surplus lines of a row belong to its text."""
    problems: list[Problem] = []
    tasks: list[Task] = []
    for row in _rows(lines):
        keys = list(header.keys.values())
        rest = len(keys) - 2
        cells = [line.content for line in row]
        if len(cells) < len(keys):
            cells = [cells[0], _together(cells[1:]), *[()] * rest]
            problems.append(_told(row))
        elif rest:
            cells = [cells[0], _together(cells[1:-rest]), *cells[-rest:]]
        else:
            cells = [cells[0], _together(cells[1:])]
        tasks.append(made(dict(zip(_in_order(keys), cells, strict=True)), (), row[0].place))
    return tasks, problems


def _in_order(keys: list[str]) -> list[str]:
    """Return the keys with number and text in front."""
    return ["stt", "nhiem_vu", *(key for key in keys if key not in ("stt", "nhiem_vu"))]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Part lines at the numbers that count on."""
    rows: list[list[Line]] = []
    last = 0
    for line in lines:
        match = NUMBER.fullmatch(line.text)
        if match and (not rows or int(match["number"]) == last + 1):
            last = int(match["number"])
            rows.append([line])
        elif rows:
            rows[-1].append(line)
    return rows


def _mixed_up(lines: Sequence[Line]) -> tuple[list[Task], list[Line], list[Problem]]:
    """Return the rows of lines that no longer part their cells: text alone, and the titles above them."""
    marks = _marks(lines)
    if not marks:
        return [], list(lines), []
    starts = [_start(lines, index, marks[at - 1][0] + 1 if at else index) for at, (index, _) in enumerate(marks)]
    rows: list[tuple[str, Sequence[Line]]] = []
    for at, (_, number) in enumerate(marks):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        part = lines[starts[at] : end]
        following = marks[at + 1][1] if at + 1 < len(marks) else number + 1
        if following == number + 2:
            cut = _second_row(lines, starts[at], marks[at][0], end) - starts[at]
            rows += [(f"{number}", part[:cut]), ("", part[cut:])]
        else:
            rows.append((f"{number}", part))
    tasks = [_whole(number, part) for number, part in rows]
    problems = [_told(part) for _, part in rows if part]
    return tasks, list(lines[: starts[0]]), problems


def _marks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where rows are numbered, and their numbers: counting on, one of them perhaps unreadable."""
    marks: list[tuple[int, int]] = []
    last = 0
    for index, line in enumerate(lines):
        match = ROW.match(line.text)
        if match and last < int(match["number"]) <= last + (2 if last else 1):
            last = int(match["number"])
            marks.append((index, last))
    return marks


def _start(lines: Sequence[Line], mark: int, first: int) -> int:
    """Return the first line of the row numbered at *mark*: numbers stand at half the height of a row."""
    for index in range(mark - 1, first - 1, -1):
        if lines[index].text[:1].isupper() and not STROKE.match(lines[index].text):
            return index
    return mark


def _second_row(lines: Sequence[Line], start: int, mark: int, end: int) -> int:
    """Return where a row begins whose number cannot be read: with a capital, behind an empty line.

    The number of the row above it stands at *mark*, at half its height, so it ends about as far below as it began
    above.
    """
    starts = [index for index in range(mark + 1, end) if lines[index].text[:1].isupper()]
    parted = [index for index in starts if _has_gap(lines[index - 1], lines[index])] or starts
    return min(parted, key=lambda index: (abs((index - 1 - mark) - (mark - start)), -index), default=end)


def _has_gap(above: Line, below: Line) -> bool:
    return bool(above.place and below.place) and below.place.line > above.place.line + 1  # type: ignore[union-attr]


def _whole(number: str, lines: Sequence[Line]) -> Task:
    """Return a task of which all is text; strokes and the number in front of a line are taken out."""
    contents: list[Content] = []
    for line in lines:
        words = line.text
        match = ROW.match(words)
        if match and match["number"] == number:
            words = words[match.end("number") :].lstrip(" .)|")
        contents.append((Run(one_line(words.replace("|", " "))),))
    place = lines[0].place if lines else None
    return Task(_together(contents), number=number, place=place)


def _together(contents: Sequence[Content]) -> Content:
    """Return contents as one, parted by spaces."""
    parts: list[Inline] = []
    for content in contents:
        if content and parts:
            parts.append(Run(" "))
        parts += content
    runs = [part for part in parts if isinstance(part, Run)]
    if len(runs) == len(parts) and not any(run.bold or run.italic or run.link for run in runs):
        words = one_line("".join(run.text for run in runs))
        return (Run(words),) if words else ()
    return tuple(parts)


def _told(lines: Sequence[Line]) -> Problem:
    words = one_line(" ".join(line.text for line in lines))
    facts = {"text": words if len(words) <= 80 else words[:77] + "…"}
    return Problem("mixed-row", MIXED, facts, lines[0].place, level="warning")


MIXED = N_("hàng này của bảng không còn tách được thành cột nên toàn bộ chữ nằm ở cột nhiệm vụ; hãy tách lại: «{text}»")
