"""Task tables of which plain text kept only lines: one cell a line, or rows that a scan mixed up.

What cannot be parted into cells stays together as the text of its task, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.printed_lines import Line
from cchc_draft.importing.recognised import Task
from cchc_draft.importing.table_grid import joined
from cchc_draft.importing.task_header import Header, column_keys
from cchc_draft.importing.task_numbers import Rows, numbering_of, renumbered
from cchc_draft.importing.task_table_reader import made
from cchc_draft.language import N_
from cchc_draft.model import Column, Content, Inline, Run, TaskNumbering

FEWEST_TITLES = 3
MOST_TITLES = 10
LONGEST_TITLE = 60
FEWEST_STROKES = 3

NUMBER = re.compile(r"(?P<number>\d{1,3})\s?[.)]?")
GROUP = re.compile(r"(?:[IVX]{1,5}|[A-EĐ])\s?[.)]?")
ROW = re.compile(r"(?P<number>\d{1,3})\s?[.|)]?\s{0,2}\S")
STROKE = re.compile(r"\||\[|\]")


class LinesTable(NamedTuple):
    """A table that was put together from lines."""

    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    printed_anew: tuple[str, ...]
    problems: tuple[Problem, ...]
    numbering: TaskNumbering = "running"


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
    printed = [line.text for line in heads]
    if titles is None:
        bare = (Column("stt", "STT"), Column("nhiem_vu", "Nhiệm vụ"))
        return LinesTable(bare, tuple(mixed), tuple(printed), tuple(problems)) if mixed else None
    header = titles.header
    rows = Rows(list(mixed))
    _one_cell_a_line(lines[titles.end :], header, rows)
    numbering = numbering_of(rows)
    columns = tuple(Column(key, header.titles[column]) for column, key in header.keys.items())
    printed += [*(line.text for line in lines[titles.start : titles.end]), *rows.printed_anew]
    told = (*problems, *rows.problems, *renumbered(rows, numbering, has_numbers=not mixed))
    return LinesTable(columns, tuple(rows.tasks), tuple(printed), told, numbering) if rows.tasks else None


def _find_titles(lines: Sequence[Line]) -> _Titles | None:
    """Return titles one below the other, a row number or a group below them: TT / Nhiệm vụ / Chủ trì / … / 1."""
    for start, line in enumerate(lines):
        if column_keys({0: one_line(line.text)}).get(0) != "stt":
            continue
        for end in range(start + FEWEST_TITLES, min(start + MOST_TITLES, len(lines))):
            if not (NUMBER.fullmatch(lines[end].text) or GROUP.fullmatch(lines[end].text)):
                continue
            texts = dict(enumerate(_unfolded([one_line(one.text) for one in lines[start:end]])))
            keys = column_keys(texts)
            if "nhiem_vu" in keys.values() and all(len(words) <= LONGEST_TITLE for words in texts.values()):
                return _Titles(start, end, Header(keys, texts))
            break
    return None


SHARED_TITLE = re.compile(r"phan cong|(?:don vi|co quan|to chuc)? ?thuc hien$|trach nhiem")


def _unfolded(titles: list[str]) -> list[str]:
    """Return the titles of a header of two rows in the order of their columns: the lower ones in place of their sum.

    >>> _unfolded(["TT", "Nhiệm vụ", "Phân công", "Thời hạn", "Chủ trì", "Phối hợp"])
    ['TT', 'Nhiệm vụ', 'Chủ trì', 'Phối hợp', 'Thời hạn']
    """
    upper, lower = titles[:-2], titles[-2:]
    shared = next((at for at, title in enumerate(upper) if SHARED_TITLE.search(flat(title))), None)
    if shared is None or sorted(column_keys(dict(enumerate(lower))).values()) != ["chu_tri", "phoi_hop"]:
        return titles
    return [*upper[:shared], *lower, *upper[shared + 1 :]]


def _one_cell_a_line(lines: Sequence[Line], header: Header, found: Rows) -> None:
    """Add the rows of lines that hold a cell each; surplus lines of a row belong to its text, and are told."""
    keys = list(header.keys.values())
    rest = len(keys) - 2
    for row in _rows(lines):
        if row.group is not None:
            found.groups.append((len(found.tasks), row.group, (one_line(row.lines[0].text),), row.lines[0].place))
            continue
        cells = _cells(row.lines, len(keys))
        if len(cells) < len(keys):
            cells = [cells[0], _together(cells[1:]), *[()] * rest]
            found.problems.append(_told(MIXED, row.lines))
        elif len(cells) > len(keys):
            cells = [cells[0], _together(cells[1 : len(cells) - rest]), *cells[len(cells) - rest :]]
            found.problems.append(_told(SURPLUS, row.lines))
        titles = found.groups[-1][2] if found.groups else ()
        found.tasks.append(made(dict(zip(_in_order(keys), cells, strict=True)), titles, row.lines[0].place))


def _in_order(keys: list[str]) -> list[str]:
    """Return the keys with number and text in front."""
    return ["stt", "nhiem_vu", *(key for key in keys if key not in ("stt", "nhiem_vu"))]


def _cells(lines: Sequence[Line], width: int) -> list[Content]:
    """Return the cells of a row; where there are too many, lines with dashes or ";" between them are one cell."""
    if len(lines) <= width:
        return [line.content for line in lines]
    cells: list[list[Content]] = []
    above = ""
    for line in lines:
        is_next = above.endswith(";") or (above.startswith("- ") and line.text.startswith("- "))
        if is_next:
            cells[-1].append(line.content)
        else:
            cells.append([line.content])
        above = line.text
    return [joined(cell) for cell in cells]


class _Row(NamedTuple):
    """Lines of one row; with the label of a group, the line of its title."""

    lines: list[Line]
    group: str | None = None


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Part lines at the numbers that count on, and at groups, in which they may begin anew."""
    rows: list[_Row] = []
    last = 0
    label = ""
    for line in lines:
        match = NUMBER.fullmatch(line.text)
        if label:
            rows.append(_Row([line], label))
            label = ""
        elif GROUP.fullmatch(line.text):
            label = line.text
        elif match and (not rows or int(match["number"]) in _next_numbers(last, rows[-1])):
            last = int(match["number"])
            rows.append(_Row([line]))
        elif rows and rows[-1].group is None:
            rows[-1].lines.append(line)
    return rows


def _next_numbers(last: int, above: _Row) -> tuple[int, ...]:
    """Return the numbers that the next row may have."""
    return (last + 1,) if above.group is None else (last + 1, 1)


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
    problems = [_told(MIXED, part) for _, part in rows if part]
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


def _told(message: str, lines: Sequence[Line]) -> Problem:
    words = one_line(" ".join(line.text for line in lines))
    facts = {"text": words if len(words) <= 80 else words[:77] + "…"}
    return Problem("mixed-row", message, facts, lines[0].place, level="warning")


MIXED = N_("hàng này của bảng không còn tách được thành cột nên toàn bộ chữ nằm ở cột nhiệm vụ; hãy tách lại: «{text}»")
SURPLUS = N_("hàng này của bảng có nhiều dòng hơn số cột; các dòng thừa nằm ở cột nhiệm vụ, hãy đối chiếu: «{text}»")
