"""The header of a task table: which column holds what.

Titles are understood as in spreadsheets (:mod:`cchc_draft.sheet_header`), and by their main words where a title is
written in a way of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.importing import label_reader
from cchc_draft.importing.body_table import header_depth
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.table_grid import Grid, GridRow, covering
from cchc_draft.sheet_header import UNPRINTED, Titles, folded
from cchc_draft.tasks import TASK_KEYS

HEADER_ROWS = 4
"""Rows among which the header is looked for."""
FEWEST_FIELDS = 2

TASK_WORDS = re.compile(r"nhiemvu|congviec|hoatdong|noidung")
KEYWORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phoi_hop", re.compile(r"ph[oô]ihop|phoi h")),
    ("chu_tri", re.compile(r"ch[uủ]tri|phutrach|donvithuchien|coquanthuchien|phanconglam")),
    ("thoi_han", re.compile(r"thoigian|thoihan|thoidiem|tiendo|truocngay|^han")),
    ("san_pham", re.compile(r"sanpham|ketqua|daura")),
    ("thoi_han", re.compile(r"hoanthanh")),
    ("kinh_phi", re.compile(r"kinhphi|dutoan")),
    ("ghi_chu", re.compile(r"ghichu")),
    ("nhiem_vu", TASK_WORDS),
    ("chu_tri", re.compile(r"thuchien$|^coquandonvi")),
)
"""Main words of titles, in folded letters; tried in this order where a title as a whole is unknown."""


class Header(NamedTuple):
    """Which column holds what, and where the rows of tasks begin."""

    keys: Mapping[int, str]
    """Column of the grid to the key of its field or own column."""
    titles: Mapping[int, str]
    start: int = 0
    """Row of the uppermost titles."""
    first_row: int = 0
    """Row below the titles."""


@cache
def _titles() -> Titles:
    return Titles({})


def find_header(found: Grid) -> Header | None:
    """Return the header of a task table, None for another table."""
    best: Header | None = None
    most = FEWEST_FIELDS - 1
    for start in range(min(HEADER_ROWS, len(found.rows))):
        depth = _depth(found, start)
        titles = _joined_titles(found, start, depth)
        keys = _with_group_column(column_keys(titles), titles, found, start + depth)
        known = {key for key in keys.values() if key in (*TASK_KEYS, "stt")}
        if "nhiem_vu" in known and len(known) > most:
            best, most = Header(keys, titles, start, start + depth), len(known)
    return _with_untitled(best, found) if best and not _is_programme(best, found) else None


def _is_programme(header: Header, found: Grid) -> bool:
    """Tell whether a table is the programme of a meeting: its times are hours of the day, its rows no tasks."""
    column = next((at for at, key in header.keys.items() if key == "thoi_han"), None)
    rows = found.rows[header.first_row :] if column is not None else []
    times = [one_line(row.cells[column].text) for row in rows if column in row.cells]
    filled = [words for words in times if words]
    return len(filled) > 1 and 2 * sum(CLOCK.match(words) is not None for words in filled) > len(filled)


CLOCK = re.compile(r"(?:từ |lúc )?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2}|\b)", re.IGNORECASE)


def _with_untitled(header: Header, found: Grid) -> Header:
    """Return a header that also has the columns without a title in which something stands."""
    keys, titles = dict(header.keys), dict(header.titles)
    rows = found.rows[header.first_row :]
    for column in range(len(found.columns)):
        cells = [one_line(row.cells[column].text) for row in rows if column in row.cells]
        texts = [words for words in cells if words]
        if column in keys or not texts:
            continue
        is_count = "stt" not in keys.values() and all(kind_of_number(words) not in ("", "other") for words in texts)
        titles[column] = "STT" if is_count else PLAIN_BLANK
        keys[column] = "stt" if is_count else own_key("", keys.values())
    return header._replace(keys=dict(sorted(keys.items())), titles=titles)


def _depth(found: Grid, start: int) -> int:
    """Return how many rows the titles take that begin in row *start*."""
    rows = found.rows[start:]
    depth = header_depth(replace(found, rows=rows)) if rows else 1
    has_wide = any(1 < cell.columns < len(found.columns) for cell in rows[0].cells.values() if cell.is_first)
    if depth == 1 and has_wide and len(rows) > 1:
        lower = [cell.text for cell in rows[1].cells.values() if cell.is_first and cell.text]
        depth = 2 if lower and all(_titles().field(one_line(words)) or len(words) < 40 for words in lower) else 1
    return max(depth, 1)


def _joined_titles(found: Grid, start: int, depth: int) -> dict[int, str]:
    """Return the title of each column: the lowest one that is understood, or all that stand above each other."""
    titles: dict[int, str] = {}
    for column in range(len(found.columns)):
        parts = []
        for row in found.rows[start : start + depth]:
            cell = covering(row, column)
            if cell and cell.is_first and cell.text:
                parts.append(one_line(cell.text))
        if parts:
            titles[column] = parts[-1] if len(parts) > 1 and _titles().field(parts[-1]) else " ".join(parts)
    return titles


def column_keys(titles: Mapping[int, str]) -> dict[int, str]:
    """Return the key of each column with a title: fields first as wholes, then by their main words, then own ones."""
    keys: dict[int, str] = {}
    for column, title in titles.items():
        key = _titles().field(title)
        if key and key not in keys.values() and key not in UNPRINTED:
            keys[column] = key
    for key, pattern in KEYWORDS:
        for column, title in titles.items():
            if column not in keys and key not in keys.values() and pattern.search(folded(title)):
                keys[column] = key
    for column, title in titles.items():
        if column not in keys:
            keys[column] = own_key(title, keys.values())
    return dict(sorted(keys.items()))


GROUP = "nhom"
"""Key of a column whose cells name the group of the rows beside them."""


def _with_group_column(keys: dict[int, str], titles: Mapping[int, str], found: Grid, first_row: int) -> dict[int, str]:
    """Return the keys where two columns could hold the tasks: one whose cells reach over rows names groups."""
    column = next((at for at, key in keys.items() if key == "nhiem_vu"), None)
    if column is None:
        return keys
    rows = found.rows[first_row:]
    tall = sum(row.cells[column].source.rows > 1 for row in rows if column in row.cells and row.cells[column].is_first)
    others = [at for at in keys if at > column and TASK_WORDS.search(folded(titles[at])) and keys[at] not in TASK_KEYS]
    if not (tall and others):
        return keys
    return {**keys, column: GROUP, others[0]: "nhiem_vu"}


def own_key(title: str, taken: object) -> str:
    """Return a key for a column that is no field of a task: its title in small letters without marks."""
    words = re.findall(r"[a-z0-9]+", flat(title))
    base = "_".join(words)[:40].strip("_") or "cot"
    if not base[0].isalpha():
        base = f"cot_{base}"
    reserved = {*TASK_KEYS, *UNPRINTED, "stt", *taken}  # type: ignore[misc]
    key, number = base, 1
    while key in reserved:
        number += 1
        key = f"{base}_{number}"
    return key


def kind_of_number(number: str) -> str:
    """Return the kind of label that a cell of the STT column holds, "" for none."""
    words = number.strip()
    if not words:
        return ""
    if words in ("-", "+", "–"):
        return "-"
    found = label_reader.read(f"{words} Abc").label or label_reader.read(f"{words}. Abc").label
    if found is None:
        return "other"
    if found.kind == "bracket":
        return "arabic"
    return "upper" if found.kind == "roman" and found.number in (50, 100, 500) else found.kind


def is_count(row: GridRow) -> bool:
    """Tell whether a row only counts the columns: (1) (2) (3), or A B 1 2."""
    shown = [one_line(cell.text) for cell in row.cells.values() if cell.is_first and cell.text]
    numbers = [match for words in shown if (match := COUNT.fullmatch(words))]
    return len(shown) >= 3 and len(numbers) == len(shown) and not all(words == shown[0] for words in shown)


COUNT = re.compile(r"\(?(?:\d{1,2}|[A-E])\)?(?:\s?=.{1,20})?")
