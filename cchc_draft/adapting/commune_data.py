"""What an Excel or CSV file says of each commune (signer, units, recipients, number, date), found by its name.

All that does not fit is told at once, with sheet and cell, before anything is made.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_draft.adapting.commune_names import Lookup
from cchc_draft.communes import Locality
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import parse_date
from cchc_draft.language import N_, Message
from cchc_draft.profile import SIGNER_TITLE, UnitRecord, check_archive, check_recipients
from cchc_draft.sheet_header import folded
from cchc_draft.signature import TITLES
from cchc_draft.spreadsheet import Row, Sheet, read_sheet

TITLES_OF: Mapping[str, tuple[str, ...]] = {
    "commune": ("Xã, phường", "Xã", "Phường", "Tên xã", "Tên phường", "Tên xã, phường", "Xã, phường, đặc khu",
                "Đơn vị", "Tên đơn vị", "Cơ quan", "Tên cơ quan", "Đơn vị hành chính", "Cấp xã"),
    "province": ("Tỉnh", "Tỉnh, thành phố", "Thành phố", "Tên tỉnh"),
    "signer": ("Người ký", "Họ tên người ký", "Họ và tên người ký", "Họ tên", "Họ và tên"),
    "position": ("Chức vụ", "Chức vụ người ký", "Chức vụ ký"),
    "number": ("Số", "Số kế hoạch", "Số văn bản", "Số, ký hiệu", "Số ký hiệu"),
    "date": ("Ngày", "Ngày ký", "Ngày ban hành", "Ngày kế hoạch", "Ngày, tháng, năm"),
    "recipients": ("Nơi nhận",),
    "more": ("Nơi nhận thêm", "Thêm nơi nhận"),
    "archive": ("Lưu", "Nơi lưu"),
    "skipped": ("STT", "TT", "Số TT", "Ghi chú"),
}  # fmt: skip
"""Titles by field; a column that names a unit or a role of the commune says how that unit is called there."""
HEADER_ROWS = 10
NO_UNIT = ("-", "–", "không có", "không")
"""What says that the commune has no such unit."""


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """What a row says of a commune; empty where its cell is."""

    place: Place
    signer: str = ""
    for_head: bool | None = None
    """The deputy signs for the head; None where the row does not say."""
    number: int | None = None
    date: datetime.date | None = None
    recipients: tuple[str, ...] = ()
    """In place of those of the profile."""
    more: tuple[str, ...] = ()
    """After them."""
    archive: str = ""
    units: tuple[tuple[str, str], ...] = ()
    """Unit id to its name there; an empty name: there is no such unit."""


@dataclass(slots=True)
class _Reading:
    """A file being read."""

    sheet: Sheet
    columns: dict[int, str]
    lookup: Lookup
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, message: Message, place: Place, **facts: object) -> None:
        self.problems.append(Problem(code, message, facts, place))


def read(
    path: Path, pool: Sequence[Locality], units: Mapping[str, UnitRecord], year: int
) -> tuple[dict[Locality, CommuneRow], list[Problem]]:
    """Return the rows of a file by commune, and what is to be told; *units* are those of a commune's usual profile.

    Raises InputError with every cell that cannot be used.
    """
    sheet = read_sheet(path, rank=_rank)
    header = next((row for row in sheet.rows[:HEADER_ROWS] if _rank(row.cells)), None)
    if header is None:
        wanted = {"titles": ", ".join(f"«{one}»" for one in TITLES_OF["commune"][:4])}
        raise InputError([Problem("no-header", NO_HEADER, wanted, sheet.place())])
    below = sheet.rows[sheet.rows.index(header) + 1 :]
    reading = _Reading(sheet, {}, Lookup(pool))
    _read_header(reading, header, below, units)
    _check_cells(reading, header, below)
    found: dict[Locality, CommuneRow] = {}
    for row in below:
        _read_row(reading, row, found, year)
    if reading.problems:
        raise InputError(reading.problems)
    if not found:
        raise InputError([Problem("no-rows", NO_ROWS, {}, sheet.place())])
    without = [one.name for one in pool if one not in found]
    facts: dict[str, object] = {
        "count": len(without),
        "names": ", ".join(without[:SHOWN]) + (" …" if len(without) > SHOWN else ""),
    }
    return found, [Problem("communes-without-row", NO_ROW, facts, sheet.place(), level="warning")] if without else []


def names_in(path: Path, pool: Sequence[Locality]) -> list[Locality]:
    """Return the communes that a file lists: the rows of an .xlsx or .csv, or the lines of a text.

    Raises InputError for every name that is unknown, not clear, or there twice.
    """
    from cchc_draft.source_text import read_text

    lookup, problems = Lookup(pool), list[Problem]()
    found: dict[Locality, Place] = {}
    if path.suffix.lower() in (".xlsx", ".xlsm", ".csv"):
        sheet = read_sheet(path, rank=_rank)
        header = next((row for row in sheet.rows[:HEADER_ROWS] if _rank(row.cells)), None)
        first = sheet.rows.index(header) + 1 if header else 0
        fields = {_field(cell): at for at, cell in enumerate(header.cells)} if header else {"commune": 0}
        province = fields.get("province")
        listed = [
            (
                row.cells[fields["commune"]],
                row.cells[province] if province is not None else "",
                sheet.place(row.number, fields["commune"] + 1),
            )
            for row in sheet.rows[first:]
        ]
    else:
        lines = enumerate(read_text(path).split("\n"), 1)
        listed = [(line.partition("#")[0].strip(), "", Place(str(path), number)) for number, line in lines]
    for name, province_name, place in listed:
        if name:
            _one(lookup, name, province_name, place, found, problems)
    if problems:
        raise InputError(problems)
    if not found:
        raise InputError([Problem("no-rows", NO_ROWS, {}, Place(str(path)))])
    return list(found)


def _one(
    lookup: Lookup, name: str, province: str, place: Place, found: dict[Locality, Place], problems: list[Problem]
) -> Locality | None:
    """Return the commune of a name and note where it stands; None for a name that is told as a problem."""
    called = lookup.find(name, province)
    if len(called) == 1 and called[0] not in found:
        found[called[0]] = place
        return called[0]
    facts: dict[str, object] = {"name": name, "province": province}
    if not called:
        message = UNKNOWN_THERE if province else UNKNOWN
        problems.append(Problem("unknown-commune", message, facts, place, lookup.near(name)))
    elif len(called) > 1:
        facts["candidates"] = "; ".join(f"{one.name}, {one.province}" for one in called[:SHOWN])
        problems.append(Problem("ambiguous-commune", AMBIGUOUS, facts, place))
    else:
        facts["first"] = str(found[called[0]])
        problems.append(Problem("commune-twice", TWICE, facts, place))
    return None


# The header.


def _field(title: str) -> str:
    return _FIELDS.get(folded(title), "") if title else ""


_FIELDS = {folded(title): name for name, titles in TITLES_OF.items() for title in titles}


def _rank(cells: Sequence[str]) -> int:
    """Return how much a row looks like the header."""
    fields = {_field(cell) for cell in cells} - {""}
    return len(fields) if "commune" in fields and len([cell for cell in cells if cell]) > 0 else 0


def _read_header(reading: _Reading, header: Row, below: Sequence[Row], units: Mapping[str, UnitRecord]) -> None:
    """Find what each column says; report those that say nothing known, and those that say it twice."""
    by_title = {folded(title): unit for unit, record in units.items() for title in _unit_titles(unit, record)}
    for column, title in enumerate(header.cells, 1):
        place = reading.sheet.place(header.number, column)
        if not title:
            cell = next((row.number for row in below if row.cells[column - 1]), 0)
            if cell:
                reading.report("untitled-column", UNTITLED, reading.sheet.place(cell, column))
            continue
        unit = by_title.get(folded(title))
        name = f"unit:{unit}" if unit else _field(title)
        if not name:
            known = [one for titles in TITLES_OF.values() for one in titles[:1]]
            names = [*known, *(record.name for record in units.values())]
            facts = {"title": title, "known": ", ".join(f"«{one}»" for one in known)}
            reading.problems.append(Problem("unknown-column", UNKNOWN_COLUMN, facts, place, nearest(title, names)))
        elif name in reading.columns.values() and name != "skipped":
            first = next(at for at, one in reading.columns.items() if one == name)
            other = str(reading.sheet.place(header.number, first))
            reading.report("repeated-column", REPEATED, place, title=title, first=other)
        else:
            reading.columns[column] = name


def _unit_titles(unit: str, record: UnitRecord) -> Iterator[str]:
    yield unit
    yield from record.roles
    for name in filter(None, (record.name, record.short_name)):
        yield name
        yield re.sub(r"\s+(?:\{\w+\}|phường|xã|đặc khu)$", "", name)


def _check_cells(reading: _Reading, header: Row, below: Sequence[Row]) -> None:
    """Report cells without a text that can be trusted, and cells that are merged."""
    reading.problems += [fault for cell, fault in reading.sheet.faults.items() if cell[0] >= header.number]
    numbers = {row.number for row in below}
    for merged in reading.sheet.merged:
        if merged.first_row in numbers and (merged.last_row, merged.last_column) != (
            merged.first_row,
            merged.first_column,
        ):
            place = reading.sheet.place(merged.first_row, merged.first_column)
            reading.report("merged-cells", MERGED, place, cells=merged.name)


# The rows.


def _read_row(reading: _Reading, row: Row, found: dict[Locality, CommuneRow], year: int) -> None:
    cells = {name: (row.cells[column - 1], column) for column, name in reading.columns.items()}
    name, column = cells["commune"]
    place = reading.sheet.place(row.number, column)
    if not name:
        filled = [at for at, kind in reading.columns.items() if row.cells[at - 1] and kind != "skipped"]
        if filled:
            reading.report("commune-missing", NO_NAME, place)
        return
    places = {one: record.place for one, record in found.items()}
    commune = _one(reading.lookup, name, cells.get("province", ("", 0))[0], place, places, reading.problems)
    cell = _Cells(reading, row)
    values = CommuneRow(
        place,
        cell.signer(),
        cell.for_head(),
        cell.number(),
        cell.date(year),
        cell.recipients("recipients"),
        cell.recipients("more"),
        cell.archive(),
        cell.units(),
    )
    if commune is not None:
        found[commune] = values


class _Cells:
    """The cells of one row, by what they say."""

    def __init__(self, reading: _Reading, row: Row) -> None:
        self.reading = reading
        self.texts = {name: row.cells[column - 1] for column, name in reading.columns.items()}
        self.places = {name: reading.sheet.place(row.number, column) for column, name in reading.columns.items()}

    def signer(self) -> str:
        name = " ".join(self.texts.get("signer", "").split())
        if TITLES.match(name):
            self.reading.report("signer-no-title", SIGNER_TITLE, self.places["signer"], found=name)
        return name

    def for_head(self) -> bool | None:
        text = re.sub(r"[\s./-]+", " ", self.texts.get("position", "").casefold()).strip()
        if not text:
            return None
        if text in HEADS:
            return False
        if text in DEPUTIES:
            return True
        self.reading.report("unknown-position", POSITION, self.places["position"], found=self.texts["position"])
        return None

    def number(self) -> int | None:
        text = self.texts.get("number", "").strip()
        match = re.fullmatch(r"(?:số:?\s*)?(\d{1,5})(?:\s*/\s*KH-UBND)?", text, re.IGNORECASE)
        if text and (match is None or int(match[1]) == 0):
            self.reading.report("wrong-number", NUMBER, self.places["number"], found=text)
            return None
        return int(match[1]) if match else None

    def date(self, year: int) -> datetime.date | None:
        text = self.texts.get("date", "").strip()
        if not text:
            return None
        found = _date(text)
        if found is None:
            self.reading.report("wrong-date", DATE, self.places["date"], found=text)
        elif found.year not in (year - 1, year):
            self.reading.report("wrong-year", YEAR, self.places["date"], found=text, year=year)
        return found

    def recipients(self, name: str) -> tuple[str, ...]:
        lines = [part.strip(" \t-–+•") for part in re.split(r"[;\n]", self.texts.get(name, ""))]
        texts = [" ".join(line.rstrip(".,").split()) for line in lines if line]
        if texts:
            found = check_recipients(texts, [self.places[name]] * len(texts))
            self.reading.problems += [one for one in found if one.level == "error"]
        return tuple(texts)

    def archive(self) -> str:
        text = re.sub(r"^(?:-\s*)?Lưu:\s*", "", self.texts.get("archive", "").strip(), flags=re.IGNORECASE).rstrip(".")
        if text:
            self.reading.problems += check_archive(text, self.places["archive"])
        return text

    def units(self) -> tuple[tuple[str, str], ...]:
        found = []
        for name, text in self.texts.items():
            if name.startswith("unit:") and text:
                words = " ".join(text.split())
                found.append((name.removeprefix("unit:"), "" if words.casefold() in NO_UNIT else words))
        return tuple(found)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_date(re.sub(r"(?<=\d)\s*[./-]\s*(?=\d)", "/", text)).date
    except ValueError:
        return None


HEADS = ("chủ tịch", "chủ tịch ubnd", "tm ubnd chủ tịch", "tm ủy ban nhân dân chủ tịch")
DEPUTIES = ("phó chủ tịch", "phó chủ tịch ubnd", "kt chủ tịch", "kt chủ tịch phó chủ tịch", "ký thay")
SHOWN = 5
"""Names that a message shows."""

NO_HEADER = N_("không thấy dòng tiêu đề có cột tên xã; tiêu đề hiểu được: {titles}")
NO_ROWS = N_("không có xã, phường nào trong danh sách")
NO_ROW = N_("{count} xã, phường không có dòng nào trong tệp dữ liệu, lấy theo hồ sơ: {names}")
UNKNOWN = N_("không có xã, phường «{name}» trong số các xã được chọn")
UNKNOWN_THERE = N_("không có xã, phường «{name}» ở «{province}» trong số các xã được chọn")
AMBIGUOUS = N_("có nhiều nơi tên «{name}»: {candidates}; hãy ghi đủ chữ xã, phường và thêm cột Tỉnh")
TWICE = N_("«{name}» đã có ở {first}; mỗi xã một dòng")
NO_NAME = N_("dòng này chưa ghi tên xã, phường")
UNKNOWN_COLUMN = N_("không rõ cột «{title}»; hiểu được: {known} và tên, mã hoặc vai trò của đơn vị")
UNTITLED = N_("cột không có tiêu đề mà có chữ")
REPEATED = N_("cột «{title}» nói cùng một điều với cột ở {first}")
MERGED = N_("ô gộp {cells}: hãy bỏ gộp và ghi đủ từng dòng")
POSITION = N_("chức vụ «{found}» không rõ; ghi «Chủ tịch» hoặc «Phó Chủ tịch» (ký thay)")
NUMBER = N_("số «{found}» không đúng; chỉ ghi số của kế hoạch, ví dụ 12 hoặc 12/KH-UBND")
DATE = N_("ngày «{found}» không đúng; ghi dạng 05/3/2026")
YEAR = N_("ngày «{found}» không thuộc năm của kế hoạch ({year})")
