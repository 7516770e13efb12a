"""Excel files from strangers: one sheet's cells as they stand in the file, and nothing else opened.

The XML is read directly. openpyxl, reading row by row, says nothing of merged cells and of formulas that were never
calculated, goes through every formatted row down to the last, and fails on styles and drawings that some programs
write; and it alone takes most of the time that reading a task list may take. Here only rows that hold something are
parsed, a hundred at a time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Literal, NamedTuple
from unicodedata import normalize
from xml.etree import ElementTree

from cchc_draft.cell_text import PLAIN
from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import decimal
from cchc_draft.language import N_, Message
from cchc_draft.office_files import BROKEN, ENCRYPTED, OLE

ROW_LIMIT = 20_000
"""Rows that hold something."""
ENTRY_LIMIT = 2_000
PART_LIMIT = 48_000_000
"""Unpacked bytes of any part but a sheet, and of the rows of a sheet that hold something."""
UNPACKED_LIMIT = 500_000_000
"""Unpacked bytes of all parts: a sheet whose formatting reaches row 1,048,576 has 250 MB."""
REST_LIMIT = 8_000_000
"""Bytes of a sheet that are looked at as one: a row, or what stands around the rows."""
MERGE_LIMIT = 50_000
CHUNK = 1_000_000

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cell = tuple[int, int]
"""Row and column, from 1."""


class Range(NamedTuple):
    """Cells that are merged into one; the first holds the text."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    name: str
    """As spreadsheets write it: "C5:E5"."""


Kind = Literal["text", "number", "boolean", "error", "date", "open"]
"""What stands in a cell; "open" is a formula that was never calculated."""
RawCell = tuple[int, Kind, str, str]
"""Column, kind, what the file says, and number format."""


class SheetSource(NamedTuple):
    """One sheet as its file has it."""

    name: str
    rows: list[tuple[int, list[RawCell]]]
    """Rows that hold something, with their numbers; cells that hold nothing are left out."""
    merged: tuple[Range, ...]
    others: tuple[str, ...]
    """Other visible sheets that hold something."""
    has_1904: bool
    """Dates count from 1904, as on old Macs."""


def read_source(data: bytes, file: str, builtin: Mapping[int, str], wanted: str = "") -> SheetSource:
    """Return the sheet *wanted*, or the first visible one, of an Excel file.

    *builtin* are the number formats that files name by number alone. Raises InputError for what is no .xlsx or .xlsm
    that can be read, and for what is too large for a task list.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(_checked(data))) as package:
            return _Package(package, file).sheet(wanted, builtin)
    except _Refused as refused:
        raise InputError([Problem(refused.code, refused.message, refused.facts, Place(file))]) from refused
    except (*BROKEN, ElementTree.ParseError) as error:
        raise InputError([Problem("unreadable-workbook", NOT_WORKBOOK, {}, Place(file))]) from error


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """The workbook cannot be used; becomes a problem with the file as its place."""

    def __init__(self, code: str, message: Message, **facts: object) -> None:
        super().__init__(code)
        self.code, self.message, self.facts = code, message, facts


def _checked(data: bytes) -> bytes:
    if data.startswith(OLE):
        is_locked = ENCRYPTED in data
        raise _Refused("workbook-password" if is_locked else "old-workbook", LOCKED if is_locked else OLD_KIND)
    return data


class _Package:
    """The parts of an open Excel file."""

    def __init__(self, package: zipfile.ZipFile, file: str) -> None:
        self.package, self.file = package, file
        self.names = set(package.namelist())
        entries = package.infolist()
        if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
            raise _Refused("workbook-too-large", TOO_LARGE)

    def sheet(self, wanted: str, builtin: Mapping[int, str]) -> SheetSource:
        """Return the sheet *wanted*, or the first visible one."""
        workbook = self.target("", "/officeDocument")
        root = self.tree(workbook)
        if root.tag != f"{{{MAIN}}}workbook":
            is_strict = root.tag == f"{{{STRICT}}}workbook"
            raise _Refused("unreadable-workbook", STRICT_KIND if is_strict else NOT_WORKBOOK)
        parts, visible = self.sheets(root, self.relations(workbook))
        name = self.chosen(wanted, list(parts), visible)
        with self.package.open(parts[name]) as stream:
            xml = _SheetXml(stream)
            kept = _kept(xml)
        formats = _style_formats(self.part(self.target(workbook, "/styles") or "xl/styles.xml"), builtin)
        texts = _shared_texts(self.part(self.target(workbook, "/sharedStrings") or "xl/sharedStrings.xml"))
        rows = list(_Cells(xml, texts, formats).rows(kept))
        settings = root.find(f"{{{MAIN}}}workbookPr")
        return SheetSource(
            name,
            rows,
            tuple(_merged(xml.tail)),
            tuple(other for other in visible if not wanted and other != name and self.holds(parts[other])),
            has_1904=settings is not None and settings.get("date1904") in ("1", "true"),
        )

    def sheets(
        self, root: ElementTree.Element, relations: Mapping[str, tuple[str, str]]
    ) -> tuple[dict[str, str], list[str]]:
        """Return the parts of the sheets that are tables, by name, and the names of those that are not hidden."""
        parts, visible = {}, []
        for element in root.iter(f"{{{MAIN}}}sheet"):
            kind, part = relations.get(element.get(RELATION, ""), ("", ""))
            name = normalize("NFC", element.get("name", ""))
            if kind.endswith("/worksheet"):
                parts[name] = part
                visible += [name] if element.get("state", "visible") == "visible" else []
        return parts, visible

    def chosen(self, wanted: str, known: list[str], visible: list[str]) -> str:
        """Return the name of the sheet to read."""
        if not wanted:
            if not visible:
                raise _Refused("unreadable-workbook", NO_SHEETS)
            return visible[0]
        for name in known:
            if name.strip().casefold() == normalize("NFC", wanted).strip().casefold():
                return name
        facts = {"name": wanted, "known": ", ".join(visible)}
        raise InputError([Problem("unknown-sheet", NO_SUCH_SHEET, facts, Place(self.file), nearest(wanted, known))])

    def holds(self, part: str) -> bool:
        """Tell whether a sheet holds anything; one that cannot be looked at may."""
        try:
            with self.package.open(part) as stream:
                xml = _SheetXml(stream)
                value = xml.pattern(VALUE)
                return any(value.search(row) for row in xml.rows())
        except (_Refused, *BROKEN, ElementTree.ParseError):
            return True

    def part(self, name: str) -> bytes:
        """Return a part, empty where there is none."""
        if name not in self.names:
            return b""
        if self.package.getinfo(name).file_size > PART_LIMIT:
            raise _Refused("workbook-too-large", TOO_LARGE)
        data = self.package.read(name)
        if b"<!DOCTYPE" in data or b"\0" in data[:200]:
            raise _Refused("unreadable-workbook", NOT_WORKBOOK)
        return data

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.part(name))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to, by id: the kind and the name of the other part."""
        folder, _, name = part.rpartition("/")
        data = self.part(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = ElementTree.fromstring(data) if data else ()
        return {
            element.get("Id", ""): (element.get("Type", ""), _joined(folder, element.get("Target", "")))
            for element in found
        }

    def target(self, part: str, kind: str) -> str:
        """Return the first part of a *kind* that *part* refers to, or an empty name."""
        return next((target for found, target in self.relations(part).values() if found.endswith(kind)), "")


def _joined(folder: str, target: str) -> str:
    """Return the name of a part that a part in *folder* calls *target*."""
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


class _SheetXml:
    """The XML of a sheet, handed out row by row; patterns know the prefix that its writer gave the tags."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        head = self.more(b"")
        while not (data := DATA.search(head)):
            head = self.more(head)
        root = ROOT.search(head)
        if not root or MAIN.encode() not in root[0] or b"<!DOCTYPE" in head[: root.start()]:
            is_strict = root is not None and STRICT.encode() in root[0]
            raise _Refused("unreadable-workbook", STRICT_KIND if is_strict else NOT_WORKBOOK)
        self.head, self.prefix = head[: root.end()], root[1]
        self.has_rows, self.rest = not data[1], head[data.end() :]
        self.tail = b""

    def more(self, begun: bytes) -> bytes:
        """Return *begun* with what follows it in the sheet."""
        chunk = self.stream.read(CHUNK)
        if not chunk:
            raise _Refused("unreadable-workbook", NOT_WORKBOOK)
        if len(begun) > REST_LIMIT:
            raise _Refused("workbook-too-large", TOO_LARGE)
        return begun + chunk

    def rows(self) -> Iterator[bytes]:
        """Yield what follows "<row" of each row; :attr:`tail` is then what stands below the last one."""
        row, end = b"<" + self.prefix + b"row", b"</" + self.prefix + b"sheetData>"
        rest = self.rest if self.has_rows else end + self.rest
        while (stop := rest.find(end)) < 0:
            cut = max(rest.rfind(row), 0)
            yield from rest[:cut].split(row)[1:]
            rest = self.more(rest[cut:])
        yield from rest[:stop].split(row)[1:]
        self.tail = rest[stop:] + self.stream.read(REST_LIMIT)
        if self.stream.read(1):
            raise _Refused("workbook-too-large", TOO_LARGE)

    def pattern(self, text: bytes) -> re.Pattern[bytes]:
        """Return a pattern in which ~ stands for the prefix of a tag."""
        return re.compile(text.replace(b"~", self.prefix))

    def tree(self, rows: list[bytes]) -> ElementTree.Element:
        """Return the sheet with these rows alone."""
        start, close = b"<" + self.prefix, b"</" + self.prefix
        listed = [part for row in rows for part in (start, b"row", row)]
        data = [start, b"sheetData>", *listed, close, b"sheetData>"]
        return ElementTree.fromstring(b"".join([self.head, *data, close, b"worksheet>"]))


ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b[^<>]*>")
DATA = re.compile(rb"<(?:\w+:)?sheetData(?:\s[^<>]*?)?(/?)>")
NUMBERED = re.compile(rb"[^<>]*?\sr=[\"'](\d+)")
VALUE = rb"<~[vt](?:\s[^<>]*)?(?<!/)>(?!</)"
"""A value or text that is not empty."""
OPEN_FORMULA = (
    rb"<~c\b(?![^<>]*\st=[\"']str)[^<>]*>\s*"
    rb"(?:<~f\b[^<>]*/>|<~f\b[^<>]*>[^<]*</~f>)\s*(?:</~c>|<~v\s*/>|<~v(?:\s[^<>]*)?></)"
)
"""A formula without a result; an empty text is a result."""


def _kept(xml: _SheetXml) -> list[bytes]:
    """Return the rows that hold something, and those that do not say which row they are."""
    value, open_formula = xml.pattern(VALUE), xml.pattern(OPEN_FORMULA)
    formula = b"<" + xml.prefix + b"f"
    kept = []
    count = size = 0
    for row in xml.rows():
        holds = value.search(row) or (formula in row and open_formula.search(row))
        if holds or not NUMBERED.match(row):
            kept.append(row)
            size += len(row)
            count += bool(holds)
        if count > ROW_LIMIT:
            raise _Refused("too-many-rows", TOO_MANY_ROWS, limit=decimal(ROW_LIMIT))
        if size > PART_LIMIT:
            raise _Refused("workbook-too-large", TOO_LARGE)
    return kept


class _Cells:
    """Reads the cells of a sheet."""

    def __init__(self, xml: _SheetXml, texts: list[str], formats: list[str]) -> None:
        self.xml, self.texts = xml, texts
        self.formats = {str(at): text for at, text in enumerate(formats)}
        self.columns: dict[str, int] = {}
        """Letters of a column to its number, as far as they were met."""

    def rows(self, kept: list[bytes]) -> Iterator[tuple[int, list[RawCell]]]:
        """Yield the rows with their numbers and the cells that hold something."""
        number = 0
        for start in range(0, len(kept), BATCH):
            for row in self.xml.tree(kept[start : start + BATCH]).iter(f"{{{MAIN}}}row"):
                before, number = number, int(row.get("r") or number + 1)
                if number <= before:
                    raise _Refused("unreadable-workbook", NOT_WORKBOOK)
                yield number, self.cells(row)

    def cells(self, row: ElementTree.Element) -> list[RawCell]:
        """Return the cells of a row that hold something."""
        found: list[RawCell] = []
        column = 0
        for cell in row:
            letters = cell.get("r", "").rstrip(DIGITS)
            before, column = column, self.columns.get(letters) or self.column(letters, column)
            if column <= before:
                raise _Refused("unreadable-workbook", NOT_WORKBOOK)
            kind = cell.get("t", "n")
            value = cell.findtext(VALUE_TAG)
            if kind == "s" and value:
                found.append((column, "text", self.texts[int(value)], ""))
            elif kind == "inlineStr":
                found.append((column, "text", _text(cell.find(INLINE_TAG)), ""))
            elif kind == "str" and value:
                found.append((column, "text", _unescaped(value), ""))
            elif value:
                found.append((column, KINDS[kind], value, self.formats.get(cell.get("s", ""), "")))
            elif kind != "str" and cell.find(FORMULA_TAG) is not None:
                found.append((column, "open", "", ""))
        return found

    def column(self, letters: str, before: int) -> int:
        """Return the number of a column; a cell that names none stands right of the one before."""
        if not letters:
            return before + 1
        return self.columns.setdefault(letters, column_number(letters))


BATCH = 100
DIGITS = "0123456789"
KINDS: dict[str, Kind] = {"n": "number", "b": "boolean", "e": "error", "d": "date"}
VALUE_TAG, FORMULA_TAG, INLINE_TAG = f"{{{MAIN}}}v", f"{{{MAIN}}}f", f"{{{MAIN}}}is"
TEXT_TAG, RUN_TEXT_TAGS = f"{{{MAIN}}}t", f"{{{MAIN}}}r/{{{MAIN}}}t"


def _text(item: ElementTree.Element | None) -> str:
    """Return a text without its form, and without the readings that Japanese texts have beside it."""
    if item is None:
        return ""
    return _unescaped(item.findtext(TEXT_TAG) or "".join([run.text or "" for run in item.findall(RUN_TEXT_TAGS)]))


def _unescaped(text: str) -> str:
    """Return a text with the characters that workbooks write as _x000D_."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _shared_texts(strings: bytes) -> list[str]:
    """Return the texts that cells share."""
    return [_text(item) for item in ElementTree.fromstring(strings)] if strings else []


def column_number(letters: str) -> int:
    """Return which column a spreadsheet calls by *letters*: 1 for A, 28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\sref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")


def _merged(tail: bytes) -> Iterator[Range]:
    for count, found in enumerate(MERGED.findall(tail)):
        if count == MERGE_LIMIT:
            raise _Refused("workbook-too-large", TOO_LARGE)
        left, top, right, bottom = (part.decode() for part in found)
        yield Range(int(top), column_number(left), int(bottom), column_number(right), f"{left}{top}:{right}{bottom}")


def _style_formats(styles: bytes, builtin: Mapping[int, str]) -> list[str]:
    """Return the number format of each cell style, "" for the usual one."""
    if not styles:
        return []
    root = ElementTree.fromstring(styles)
    own = {element.get("numFmtId"): element.get("formatCode", "") for element in root.iter(f"{{{MAIN}}}numFmt")}
    listed = root.find(f"{{{MAIN}}}cellXfs")
    identifiers = [element.get("numFmtId", "0") for element in listed] if listed is not None else []
    found = [own.get(number) or builtin.get(int(number), "") for number in identifiers]
    return ["" if text in PLAIN else text for text in found]


NOT_WORKBOOK = N_(
    "tệp hỏng hoặc không phải sổ tính Excel; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng "
    "«Excel Workbook (*.xlsx)»"
)
STRICT_KIND = N_("tệp lưu ở dạng Strict Open XML; hãy mở bằng Excel rồi lưu lại dạng «Excel Workbook (*.xlsx)»")
OLD_KIND = N_("tệp Excel kiểu cũ (.xls); hãy mở bằng Excel rồi lưu lại dạng «Excel Workbook (*.xlsx)»")
LOCKED = N_("tệp đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Excel rồi lưu lại")
TOO_LARGE = N_("sổ tính quá lớn, không phải danh sách nhiệm vụ; hãy chép riêng bảng nhiệm vụ sang một tệp mới")
TOO_MANY_ROWS = N_("bảng có hơn {limit} dòng, không phải danh sách nhiệm vụ")
NO_SHEETS = N_("sổ tính không có trang tính nào đang hiện")
NO_SUCH_SHEET = N_("không có trang «{name}»; các trang: {known}")
