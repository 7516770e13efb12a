"""Which column of a sheet holds what: the header row found by its titles, however these are written.

Titles are compared without accents, case, punctuation and spaces, and without remarks in brackets, so that "Cơ quan,
đơn vị chủ trì (thực hiện)" and "CO QUAN DON VI CHU TRI" are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from cchc_draft.errors import Problem, nearest
from cchc_draft.excel_file import Range
from cchc_draft.language import N_
from cchc_draft.spreadsheet import Row, Sheet
from cchc_draft.tasks import COLUMN_TITLES

HEADER_ROWS = 30
"""Rows that hold something, among which the header is looked for."""

UNITS = (
    "",
    "Cơ quan",
    "Đơn vị",
    "Cơ quan, đơn vị",
    "Các cơ quan, đơn vị",
    "Phòng, đơn vị",
    "Phòng, ban",
    "Phòng, ban, đơn vị",
    "Các phòng, ban, đơn vị",
    "Sở, ban, ngành",
    "Sở, ngành",
    "Bộ phận",
    "Đầu mối",
    "Người",
    "Cá nhân, đơn vị",
)
LEADS = ("chủ trì", "chủ trì thực hiện", "chủ trì tham mưu", "chủ trì tham mưu thực hiện", "phụ trách")
SUPPORTS = ("phối hợp", "phối hợp thực hiện", "tham gia phối hợp", "tham gia")
TITLES: dict[str, tuple[str, ...]] = {
    "stt": ("STT", "TT", "Số TT", "S.TT", "Số thứ tự", "Thứ tự"),
    "nhiem_vu": (
        "Nhiệm vụ",
        "Tên nhiệm vụ",
        "Các nhiệm vụ",
        "Nhiệm vụ cụ thể",
        "Nhiệm vụ trọng tâm",
        "Nhiệm vụ, giải pháp",
        "Nhiệm vụ và giải pháp",
        "Nhiệm vụ, công việc",
        "Nhiệm vụ, nội dung",
        "Nhiệm vụ, nội dung công việc",
        "Nhiệm vụ, hoạt động",
        "Mục tiêu, nhiệm vụ",
        "Nội dung",
        "Nội dung nhiệm vụ",
        "Nội dung các nhiệm vụ",
        "Nội dung công việc",
        "Nội dung, công việc",
        "Nội dung, nhiệm vụ, công việc",
        "Nội dung cụ thể",
        "Nội dung thực hiện",
        "Nội dung triển khai",
        "Nội dung hoạt động",
        "Nội dung, giải pháp",
        "Nội dung và giải pháp",
        "Công việc",
        "Tên công việc",
        "Công việc cụ thể",
        "Công việc thực hiện",
        "Việc cần làm",
        "Đầu việc",
        "Hoạt động",
        "Tên hoạt động",
        "Nhiệm vụ được giao",
    ),
    "san_pham": (
        "Sản phẩm",
        "Sản phẩm đầu ra",
        "Sản phẩm, kết quả",
        "Sản phẩm, kết quả đầu ra",
        "Sản phẩm hoàn thành",
        "Sản phẩm dự kiến",
        "Sản phẩm chủ yếu",
        "Sản phẩm cụ thể",
        "Dự kiến sản phẩm",
        "Tên sản phẩm",
        "Kết quả",
        "Kết quả đầu ra",
        "Kết quả, sản phẩm",
        "Kết quả, sản phẩm đầu ra",
        "Kết quả, sản phẩm dự kiến",
        "Kết quả dự kiến",
        "Kết quả cần đạt",
        "Kết quả đạt được",
        "Dự kiến kết quả",
        "Đầu ra",
        "Yêu cầu sản phẩm",
    ),
    "chu_tri": (
        *(f"{unit} {word}" for unit in UNITS for word in LEADS),
        *(f"{unit} thực hiện" for unit in UNITS if unit),
        "Phân công thực hiện",
        "Phân công chủ trì",
        "Trách nhiệm thực hiện",
        "Chủ trì giải quyết",
    ),
    "phoi_hop": (*(f"{unit} {word}" for unit in UNITS for word in SUPPORTS), "Phân công phối hợp"),
    "thoi_han": (
        "Thời hạn",
        "Thời hạn hoàn thành",
        "Thời hạn thực hiện",
        "Thời gian",
        "Thời gian hoàn thành",
        "Thời gian thực hiện",
        "Thời gian thực hiện, hoàn thành",
        "Thời gian, tiến độ",
        "Thời gian, tiến độ hoàn thành",
        "Thời gian, tiến độ thực hiện",
        "Thời gian dự kiến",
        "Thời gian dự kiến hoàn thành",
        "Thời điểm hoàn thành",
        "Thời gian kết thúc",
        "Mốc thời gian",
        "Ngày hoàn thành",
        "Hạn hoàn thành",
        "Hạn chót",
        "Tiến độ",
        "Tiến độ thực hiện",
        "Tiến độ hoàn thành",
        "Tiến độ, thời gian",
        "Tiến độ, thời gian hoàn thành",
    ),
    "kinh_phi": (
        "Kinh phí",
        "Kinh phí dự kiến",
        "Kinh phí thực hiện",
        "Dự kiến kinh phí",
        "Dự toán",
        "Dự toán kinh phí",
        "Nguồn kinh phí",
        "Nguồn kinh phí thực hiện",
    ),
    "ghi_chu": ("Ghi chú", "Chú thích", "Ghi chú khác"),
    "ma": ("Mã", "Mã số", "Mã nhiệm vụ", "Mã số nhiệm vụ", "Mã NV"),
    "nhom": ("Nhóm", "Nhóm nhiệm vụ", "Nhóm nội dung", "Nhóm chính", "Tên nhóm"),
    "nhom_con": ("Nhóm con", "Phân nhóm", "Nhóm nhỏ", "Tiểu nhóm", "Nhóm cấp 2"),
}
"""Titles that plans use, by the key of the field; the key itself is understood too."""
UNPRINTED = ("ma", "nhom", "nhom_con")
"""Fields that a table does not print as columns."""


class Header(NamedTuple):
    """The header of a sheet, and the rows below it."""

    rows: tuple[Row, ...]
    """One row, or two where titles stand below a title that spans them."""
    above: tuple[Row, ...]
    below: tuple[Row, ...]
    fields: Mapping[str, int]
    """Key to column."""
    titles: Mapping[int, str]
    """Column to the title that stands there, recognised or not."""
    recognised: frozenset[int]
    """Columns with a title that is understood, those that repeat another one included."""


@lru_cache(4096)
def folded(title: str) -> str:
    """Return what counts of a title.

    >>> folded("Cơ quan, ĐƠN VỊ chủ trì"), folded("nhiem_vu")
    ('coquandonvichutri', 'nhiemvu')
    """
    return NOT_PLAIN.sub("", unicodedata.normalize("NFD", title.casefold().replace("đ", "d")))


NOT_PLAIN = re.compile("[^a-z0-9]+")


class Titles:
    """The titles that are understood, those of the plan's own columns before the usual ones."""

    def __init__(self, own_titles: Mapping[str, str]) -> None:
        """Know *own_titles* (key to title) beside the usual ones."""
        own = {folded(title): key for key, name in own_titles.items() for title in (name, key)}
        own_bare = {folded(_bare(name)): key for key, name in own_titles.items()}
        self.known = {**own_bare, **_usual(), **own}
        self.names = {key: titles[0] for key, titles in TITLES.items()} | COLUMN_TITLES | dict(own_titles)
        self.seen: dict[str, str] = {}

    def field(self, title: str) -> str:
        """Return the key that a title stands for, or "" for none."""
        if title not in self.seen:
            whole = unicodedata.normalize("NFC", title)
            names = [folded(text) for text in (whole, _bare(whole))] if len(whole) <= LONGEST_TITLE else []
            self.seen[title] = next((self.known[name] for name in names if name and name in self.known), "")
        return self.seen[title]

    def rank(self, cells: Sequence[str]) -> int:
        """Return how many fields a row of titles names; 0 without the tasks themselves."""
        fields = {self.field(cell) for cell in cells} - {""}
        return len(fields) if "nhiem_vu" in fields else 0


@cache
def _usual() -> Mapping[str, str]:
    """Return the usual titles, folded, with their keys."""
    listed = {key: (key, COLUMN_TITLES.get(key, key), *titles) for key, titles in TITLES.items()}
    return {folded(title): key for key, titles in listed.items() for title in titles}


LONGEST_TITLE = 120
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\bnăm\s+\d{4}\s*$|\*", re.IGNORECASE)


def _bare(title: str) -> str:
    """Return a title without remarks."""
    return REMARK.sub(" ", title)


class _Candidate(NamedTuple):
    """A row, or a row with the one below, taken for the header."""

    position: int
    rows: tuple[Row, ...]
    titles: dict[int, str]
    fields: dict[str, list[int]]


def find_header(sheet: Sheet, known: Titles) -> tuple[Header | None, list[Problem]]:
    """Return the header of a sheet, None when there is none, and what is wrong with it."""
    candidates = [
        candidate
        for index, row in enumerate(sheet.rows[:HEADER_ROWS])
        for candidate in _candidates(sheet, index, row, known)
    ]
    usable = [candidate for candidate in candidates if "nhiem_vu" in candidate.fields]
    if not usable:
        return None, [_no_header(sheet, candidates, known)]
    best = max(usable, key=lambda candidate: (len(candidate.fields), -len(candidate.rows), -candidate.position))
    below = sheet.rows[best.position + len(best.rows) :]
    below = below[1:] if below and _is_count(below[0].cells) else below
    fields = {field: columns[0] for field, columns in best.fields.items()}
    recognised = frozenset(column for columns in best.fields.values() for column in columns)
    header = Header(best.rows, sheet.rows[: best.position], below, fields, best.titles, recognised)
    return header, [*_repeated(sheet, best, known), *_undivided(sheet, best, header, known)]


def _candidates(sheet: Sheet, index: int, row: Row, known: Titles) -> Iterable[_Candidate]:
    titles = {column: _one_line(cell) for column, cell in enumerate(row.cells, 1) if cell}
    yield _Candidate(index, (row,), titles, _fields(titles, known))
    if index + 1 < len(sheet.rows):
        below = sheet.rows[index + 1]
        lower = {column: _one_line(cell) for column, cell in enumerate(below.cells, 1) if cell}
        divided = _divided(sheet, row, lower, known)
        if divided is not None:
            joined = {
                column: lower[column]
                if column in divided and column in lower
                else " ".join(part for part in (titles.get(column), lower.get(column)) if part)
                for column in sorted({*titles, *lower})
            }
            yield _Candidate(index, (row, below), joined, _fields(joined, known))


def _divided(sheet: Sheet, row: Row, lower: Mapping[int, str], known: Titles) -> set[int] | None:
    """Return the columns whose title is the lower one; None when the row below belongs to no header.

    In a workbook a title above is merged over those below; in a CSV file the cells right of it are empty.
    """
    recognised = {column for column, title in lower.items() if known.field(title)}
    spans = [set(range(wide.first_column, wide.last_column + 1)) for wide in wide_ranges(sheet, [row])]
    merged = {column for span in spans if span & recognised for column in span}
    if merged:
        return merged
    above = {column: known.field(cell) for column, cell in enumerate(row.cells, 1) if cell}
    is_header = recognised == set(lower) and len({*above.values()} - {""}) > 1
    if not is_header or not recognised or any(above.get(column) == "nhiem_vu" for column in lower):
        return None
    return set(lower)


def wide_ranges(sheet: Sheet, rows: Iterable[Row]) -> list[Range]:
    """Return the merged ranges over several columns that begin in *rows*."""
    numbers = {row.number for row in rows}
    return [cells for cells in sheet.merged if cells.first_row in numbers and cells.last_column > cells.first_column]


def _fields(titles: Mapping[int, str], known: Titles) -> dict[str, list[int]]:
    fields: dict[str, list[int]] = {}
    for column, title in titles.items():
        if field := known.field(title):
            fields.setdefault(field, []).append(column)
    return fields


def _one_line(text: str) -> str:
    return " ".join(text.split())


COUNT = re.compile(r"\(?(\d{1,2})\)?")


def _is_count(cells: Sequence[str]) -> bool:
    """Tell whether a row only counts the columns: (1) (2) (3)."""
    found = [COUNT.fullmatch(cell) for cell in cells if cell]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) >= 3 and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _no_header(sheet: Sheet, candidates: Collection[_Candidate], known: Titles) -> Problem:
    """Return the fault of a sheet in which no row has a title for the tasks."""
    best = max(candidates, key=lambda candidate: len(candidate.fields), default=None)
    facts = {"rows": HEADER_ROWS, "known": ", ".join(f"«{title}»" for title in SHOWN_TITLES)}
    if best is None or len(best.fields) < 2:
        return Problem("no-header", NO_HEADER, facts, sheet.place())
    place = sheet.place(best.rows[0].number)
    unknown = [title for title in best.titles.values() if not known.field(title)]
    return Problem("no-header", NO_TASK_TITLE, facts, place, near_title(known, "nhiem_vu", unknown))


def near_title(known: Titles, field: str, titles: Iterable[str]) -> str:
    """Return the title that looks most like one of a field's, or ""."""
    by_name = {folded(title): title for title in titles}
    for name in (name for name, key in known.known.items() if key == field):
        if found := nearest(name, by_name):
            return by_name[found]
    return ""


def _repeated(sheet: Sheet, header: _Candidate, known: Titles) -> Iterable[Problem]:
    for field, columns in header.fields.items():
        for column in columns[1:]:
            facts = {
                "field": known.names[field],
                "first": cell_name(sheet, header.rows[0].number, columns[0]),
                "title": header.titles[columns[0]],
                "second": header.titles[column],
            }
            yield Problem("repeated-column", REPEATED, facts, sheet.place(header.rows[0].number, column))


def _undivided(sheet: Sheet, found: _Candidate, header: Header, known: Titles) -> Iterable[Problem]:
    """Yield the titles over several columns that do not say what stands in each."""
    for cells in wide_ranges(sheet, found.rows[:1]):
        inner = range(cells.first_column, cells.last_column + 1)
        lower = [
            found.rows[1].cells[column - 1]
            for column in inner
            if len(found.rows) > 1 and column <= len(found.rows[1].cells)
        ]
        if any(known.field(text) for text in lower):
            continue
        if any(lower) or any(any(row.cells[cells.first_column : cells.last_column]) for row in header.below):
            facts = {"cells": cells.name, "title": _one_line(found.rows[0].cells[cells.first_column - 1])}
            place = sheet.place(cells.first_row, cells.first_column)
            yield Problem("merged-header", UNDIVIDED, facts, place)


def cell_name(sheet: Sheet, row: int, column: int) -> str:
    """Return a cell's name without its file: "Phụ lục!C5"."""
    return str(sheet.place(row, column)).removeprefix(f"{sheet.file}:")


SHOWN_TITLES = (
    "Nhiệm vụ",
    "Nội dung công việc",
    "Sản phẩm",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời gian hoàn thành",
    "Kinh phí",
    "Ghi chú",
    "Nhóm",
    "Mã",
)
NO_HEADER = N_(
    "không thấy dòng tiêu đề có cột nhiệm vụ trong {rows} dòng đầu; tiêu đề hiểu được: {known} và cách viết tương tự"
)
NO_TASK_TITLE = N_("dòng tiêu đề không có cột nhiệm vụ; tiêu đề hiểu được: {known} và cách viết tương tự")
REPEATED = N_("tiêu đề «{second}» và «{title}» ({first}) đều được hiểu là cột «{field}»; hãy đổi tiêu đề một cột")
UNDIVIDED = N_(
    "tiêu đề «{title}» gộp các ô {cells} nhưng dòng dưới không có tiêu đề hiểu được cho từng cột; hãy tách ô"
)
