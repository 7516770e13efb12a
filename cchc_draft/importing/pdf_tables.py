"""Tables on the pages of a PDF, which knows no rows and columns, only where words stand.

A table is taken for one when its head has an STT column: the titles tell how many columns there are, the blank that
runs down between them where two columns part, and the numbers of the STT column where a row begins. Where the numbers
do not stand on the first lines of their rows, nobody can tell which line belongs to which row: that is no table here.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.line_joins import joined_text
from cchc_draft.importing.pdf_words import Line, Scale, Word, is_number

ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}[.)]?|[IVXLC]{1,5}[.)]?|[A-Za-zđĐ][.)]")
GROUP = re.compile(rf"(?:{ROW_NUMBER.pattern})\s")
LONGEST_TITLE = 80
MOST_TITLE_LINES = 7
LONGEST_GROUP = 200
SPACE = 0.35
"""Share of the height of letters up to which a gap is a space between words."""


@dataclass(eq=False)
class Table:
    """A table that is being read: where its columns part, and the lines of each cell."""

    edges: list[float]
    head: list[list[str]]
    rows: list[list[list[str]]] = field(default_factory=list)
    """Cells of each row; a row of one cell goes across the table."""

    @property
    def titles(self) -> list[str]:
        """The titles of its columns."""
        return [joined_text(cell) if cell else "" for cell in self.head]

    def text(self) -> str:
        """Return the rows as lines with tabs, an empty line around them."""
        rows = [self.titles, *([joined_text(cell) if cell else "" for cell in row] for row in self.rows)]
        return "\n".join(["", *("\t".join(row) for row in rows), ""])

    def column(self, word: Word) -> int:
        """Return the index of the column that a word stands in."""
        return sum(edge < (word.left + word.right) / 2 for edge in self.edges)

    def cells(self, line: Line) -> list[list[str]] | None:
        """Return the words of a line by column; None where the line runs across an edge."""
        columns: list[Line] = [[] for _ in range(len(self.edges) + 1)]
        for word in line:
            column = self.column(word)
            if any(word.left < edge - 1 and word.right > edge + 1 for edge in self.edges):
                return None
            columns[column].append(word)
        filled = [column for column in columns if column]
        for before, behind in itertools.pairwise(filled):
            if behind[0].left - before[-1].right < SPACE * (behind[0].bottom - behind[0].top):
                return None
        return [[" ".join(word.text for word in column)] if column else [] for column in columns]

    def fits(self, lines: Sequence[Line]) -> bool:
        """Tell whether the lines of a page go on with the table."""
        cells = [self.cells(line) for line in lines]
        numbers = sum(row is not None and _starts_row(row) for row in cells)
        return bool(cells) and cells[0] is not None and numbers > 0

    def take(self, page: Sequence[Line], start: int, scale: Scale) -> int:
        """Add the rows that begin at a line, and return the index of the first line that is none.

        Nothing is added where the numbers do not stand on the first lines of their rows.
        """
        kept = len(self.rows)
        aligned = _Alignment()
        last_row = start
        index = start
        for index in range(start, len(page)):
            line = page[index]
            distance = line[0].bottom - page[index - 1][0].bottom if index > start else 0.0
            cells = self.cells(line)
            if index == len(page) - 1 and is_number(line) and distance > 1.5 * scale.pitch:
                break
            if cells and _starts_row(cells):
                aligned.row(distance, is_first=index == start)
                self.rows.append(cells)
                last_row = index + 1
            elif cells and self.rows and len(self.rows[-1]) > 1 and distance < 2 * scale.pitch:
                aligned.more(distance, self.rows[-1], cells)
                for cell, more in zip(self.rows[-1], cells, strict=True):
                    cell += more
                last_row = index + 1
            elif cells is None and distance < 2.5 * scale.pitch and self.is_group(line):
                self.rows.append([[" ".join(word.text for word in line)]])
            else:
                break
        else:
            index = len(page)
        if not aligned.is_right:
            del self.rows[kept:]
            return start
        while index > last_row and self.rows and len(self.rows[-1]) == 1:
            self.rows.pop()
            index -= 1
        return last_row if last_row > start else start

    def is_group(self, line: Line) -> bool:
        """Tell whether a line across the columns is the title of a group."""
        text = " ".join(word.text for word in line)
        return (
            line[0].left < self.edges[0] + 1
            and len(text) <= LONGEST_GROUP
            and (text[0].isupper() or GROUP.match(text) is not None)
        )


@dataclass
class _Alignment:
    """Whether the rows of a table begin with their numbers, as far as the places of their lines tell."""

    rows: list[float] = field(default_factory=list)
    """Distances above the lines with a number."""
    others: list[float] = field(default_factory=list)
    """Distances above the other lines of rows."""
    late: int = 0
    """Lines with the first words of a cell below the line with the number."""

    def row(self, distance: float, *, is_first: bool) -> None:
        """Note the first line of a row."""
        self.rows += [] if is_first else [distance]

    def more(self, distance: float, cells: list[list[str]], more: list[list[str]]) -> None:
        """Note another line of a row."""
        self.others.append(distance)
        self.late += any(words and not cell for cell, words in zip(cells, more, strict=True))

    @property
    def is_right(self) -> bool:
        """The widest distances are above the numbers, and cells begin beside them."""
        rows = len(self.rows) + 1
        is_above = not (self.rows and self.others) or max(self.others) <= statistics.median(self.rows) + 1
        return is_above and self.late <= max(1, rows // 3) * (rows > 1)


def _starts_row(cells: list[list[str]]) -> bool:
    return bool(cells[0]) and ROW_NUMBER.fullmatch(cells[0][0]) is not None


class Head(NamedTuple):
    """The head of a table: ``page[start:end]``."""

    start: int
    end: int
    table: Table


def find_head(page: Sequence[Line], start: int, scale: Scale) -> Head | None:
    """Return the first head of a table from *start* on."""
    for index in range(start, len(page)):
        first = flat(page[index][0].text).strip(".")
        if first in ("stt", "tt") or (first == "so" and flat(" ".join(w.text for w in page[index][:2])) == "so tt"):
            head = _head(page, index, start, scale)
            if head:
                return head
    return None


def _head(page: Sequence[Line], index: int, start: int, scale: Scale) -> Head | None:
    """Return the head around the line with STT: its lines stand close, and right of STT but for that word itself."""
    edge = page[index][1].right if flat(page[index][0].text) == "so" else page[index][0].right
    first, end = _reach(page, index, start, edge, scale)
    lines = page[first:end]
    words = [word for line in lines for word in line]
    columns = _columns(words)
    if len(columns) < 2 or len(lines) > MOST_TITLE_LINES:
        return None
    edges = _edges(columns, page[end:])
    table = Table(edges, [[] for _ in columns])
    for line in lines:
        for column, group in itertools.groupby(line, key=table.column):
            table.head[column].append(" ".join(word.text for word in group))
    if any(len(title) > LONGEST_TITLE for title in table.titles):
        return None
    return Head(first, end, table)


def _is_close(page: Sequence[Line], index: int, scale: Scale) -> bool:
    return page[index][0].bottom - page[index - 1][0].bottom < 1.15 * scale.pitch


def _reach(page: Sequence[Line], index: int, start: int, edge: float, scale: Scale) -> tuple[int, int]:
    """Return where a head starts and ends whose STT is on line *index*: as far above that line as below.

    A head below whose first line all others stand is taken only where a blank parts it from the first row.
    """
    first, end = index, index + 1
    while first > start and _is_close(page, first, scale) and _is_title(page[first - 1], edge):
        first -= 1
    while end < len(page) and _is_close(page, end, scale) and page[end][0].left > edge:
        end += 1
    middle = page[index][0].bottom
    if first == index:
        is_apart = end == len(page) or page[end][0].bottom - page[end - 1][0].bottom > 1.1 * scale.pitch
        return first, end if is_apart else index + 1
    reach = min(middle - page[first][0].bottom, page[end - 1][0].bottom - middle) + scale.pitch / 4
    near = [place for place in range(first, end) if abs(page[place][0].bottom - middle) <= reach]
    return near[0], near[-1] + 1


def _is_title(line: Line, edge: float) -> bool:
    return line[0].left > edge or flat(line[0].text) == "so"


def _columns(words: Sequence[Word]) -> list[tuple[float, float]]:
    """Return where the titles of a head stand: left and right end of each."""
    columns: list[tuple[float, float]] = []
    for word in sorted(words):
        if columns and word.left - columns[-1][1] < SPACE * 1.3 * (word.bottom - word.top):
            columns[-1] = (columns[-1][0], max(columns[-1][1], word.right))
        else:
            columns.append((word.left, word.right))
    return columns


def _edges(columns: Sequence[tuple[float, float]], lines: Sequence[Line]) -> list[float]:
    """Return where the columns part: in the middle of the widest strip between two titles that fewest words cover."""
    width = round(columns[-1][1]) + 2
    change = [0] * (width + 1)
    for word in itertools.chain.from_iterable(lines):
        change[min(width, max(0, round(word.left)))] += 1
        change[min(width, max(0, round(word.right)))] -= 1
    covered = list(itertools.accumulate(change))
    edges: list[float] = []
    for (_, left), (right, _) in itertools.pairwise(columns):
        start, end = round(left), round(right)
        widest = _emptiest(covered, range(start, max(end, start + 1)))
        edges.append((widest[0] + widest[-1] + 1) / 2)
    return edges


def _emptiest(covered: Sequence[int], strip: range) -> list[int]:
    """Return the longest run of places in a strip that fewest words cover."""
    least = min(covered[place] for place in strip)
    runs = itertools.groupby(strip, lambda place: covered[place] == least)
    return max((list(run) for is_least, run in runs if is_least), key=len)
