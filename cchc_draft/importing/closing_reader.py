"""The foot of a plan: Nơi nhận with its Lưu line, and one or more signatures beside or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.importing import label_reader
from cchc_draft.importing.flat_text import flat, is_drawn_line, one_line
from cchc_draft.importing.letterhead import is_date
from cchc_draft.importing.printed_lines import MOTTO, NATION, REFERENCE, Item, Line, broken, cut, raw_columns
from cchc_draft.importing.signature_rows import Signed, together
from cchc_draft.importing.signature_words import (
    LONGEST_NAME,
    LONGEST_POSITION,
    STAMP,
    is_name,
    is_position,
    is_signer,
    is_strict_position,
)
from cchc_draft.language import N_
from cchc_draft.model import Content, Signature, plain

APPENDIX = re.compile(
    r"[\s*(]{0,3}(?:phu luc|phu bieu|bieu mau|bieu so|bieu \d|mau so|mau \d|danh muc|de cuong bao cao|bang tong hop)\b"
)
"""How pages behind the signature begin."""
RECIPIENTS = re.compile(r"[\s\-*_]{0,4}noi n[hb]\wn\s{0,3}(?:[:_]{1,3}\s{0,3}|[.;_\s]{0,3}$)")
ARCHIVE = re.compile(r"(?:vt\s?,\s?)?luu(?!\s{1,3}(?:tru|hanh|y|thong)\b)\b\s{0,3}[:.;,]?\s{0,3}")
LONGEST_LINE = 200


class Foot(NamedTuple):
    """What the foot of a plan says."""

    recipients: tuple[str, ...] = ()
    archive: str = ""
    signatures: tuple[Signature, ...] = ()
    printed_anew: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    date_lines: tuple[Line, ...] = ()
    """Place and date, where they stand over the signature."""


def find(items: Sequence[Item], start: int) -> int | None:
    """Return where the foot begins, None for a text without one."""
    recipients = next((index for index in range(start, len(items)) if _is_recipients(items[index])), None)
    if recipients is not None:
        return _first_signature(items, _table_start(items, recipients, start), start)
    for index in range(start, len(items)):
        item = items[index]
        if isinstance(item, Line) and is_strict_position(item) and _is_signed(items, index):
            return _table_start(items, index, start)
    return None


def _is_recipients(item: Item) -> bool:
    return isinstance(item, Line) and RECIPIENTS.match(item.flat) is not None


def _table_start(items: Sequence[Item], index: int, start: int) -> int:
    """Return the index of the first line of the table that holds the line at *index*."""
    item = items[index]
    cell = item.cell if isinstance(item, Line) else None
    while cell and index > start:
        before = items[index - 1]
        if not isinstance(before, Line) or before.cell is None or before.cell.table != cell.table:
            break
        index -= 1
    return index


def _first_signature(items: Sequence[Item], index: int, start: int) -> int:
    """Return where signatures begin that stand in front of Nơi nhận."""
    first = at = index
    while at > start and at > index - 30:
        before = items[at - 1]
        if not isinstance(before, Line) or before.label or len(before.text) > LONGEST_POSITION:
            break
        if is_strict_position(before):
            first = _table_start(items, at - 1, start)
        elif not (is_name(before.text) or is_position(before) or STAMP.match(before.flat)):
            break
        at -= 1
    while first > at and first < index and _names_signer(items[first - 1]):
        first -= 1
    return first


def _names_signer(item: Item) -> bool:
    """Tell whether a line names the agency that signs below it: "SỞ NỘI VỤ"."""
    return isinstance(item, Line) and item.is_capital and is_position(item) and item.cell is None


def _is_signed(items: Sequence[Item], index: int) -> bool:
    """Tell whether a name follows soon behind a position, and only such lines until then."""
    for item in items[index + 1 : index + 8]:
        if not isinstance(item, Line) or len(item.text) > LONGEST_POSITION:
            return False
        if is_name(item.text) and not item.is_capital:
            return True
        if not (item.is_capital or STAMP.match(item.flat) or is_drawn_line(item.text)):
            return False
    return index + 1 == len(items)


# Reading.


def read(items: Sequence[Item], start: int) -> tuple[Foot, int]:
    """Return the foot that begins at *start*, and the index behind it."""
    reader = _Reader()
    reader.expects_list = _has_recipients(items, start)
    index = start
    while index < len(items) and reader.takes(items, index):
        index += 1
    return reader.foot(), index


FARTHEST_LIST = 30


def _has_recipients(items: Sequence[Item], start: int) -> bool:
    """Tell whether Nơi nhận follows on the same pages, behind signatures."""
    for index in range(start, min(start + FARTHEST_LIST, len(items))):
        item = items[index]
        if not isinstance(item, Line) or (index > start and (item.paragraph.breaks_page or item.starts_section)):
            return False
        if _is_recipients(item):
            return True
    return False


@dataclass(slots=True)
class _Column:
    """The lines of one column of the foot, sorted into recipients and signatures as they come."""

    recipients: list[str] = field(default_factory=list)
    archive: str = ""
    has_archive: bool = False
    signatures: list[Signature] = field(default_factory=list)
    is_list: bool = False
    """Recipients are being read."""
    has_marks: bool = False
    """Recipients have dashes."""
    is_closed: bool = True
    """The last recipient ends with its mark."""


def _same_table(items: Sequence[Item], index: int, table: int) -> Iterator[Line]:
    """Yield the lines of a table from *index* on."""
    for at in range(index, len(items)):
        item = items[at]
        if not isinstance(item, Line) or item.cell is None or item.cell.table != table:
            return
        yield item


class _Reader:
    """Takes line after line as long as they belong to the foot."""

    def __init__(self) -> None:
        self.columns: dict[tuple[int, int], _Column] = {}
        self.printed_anew: list[str] = []
        self.problems: list[Problem] = []
        self.lines: list[Line] = []
        self.date_lines: list[Line] = []
        self.table = -1
        self.parts = 1
        self.expects_list = False
        """Nơi nhận follows behind the signatures."""

    # Which lines belong.

    def takes(self, items: Sequence[Item], index: int) -> bool:
        """Take the item at *index* if it belongs to the foot."""
        item = items[index]
        if not isinstance(item, Line) or self.is_beyond(item) or self.is_other_head(items, index):
            return False
        self.lines.append(item)
        if item.cell:
            self.table = item.cell.table
            for piece in broken(item):
                self.add((item.cell.table, item.cell.column), piece)
            return True
        for piece in broken(item):
            parts = raw_columns(piece)
            self.parts = max(self.parts, len(parts))
            at = 1 if len(parts) == 1 and self.parts > 1 and _is_far_right(item) else 0
            for column, part in enumerate(parts):
                self.add((-1, column + at), part)
        return True

    def is_other_head(self, items: Sequence[Item], index: int) -> bool:
        """Tell whether the letterhead of another document begins with a line."""
        first = items[index]
        assert isinstance(first, Line)
        if not self.lines or (first.cell and first.cell.table == self.table):
            return False
        lines = [first]
        if first.cell:
            lines = list(_same_table(items, index, first.cell.table))
        flats = [line.flat for line in lines]
        return any(NATION.search(words) or MOTTO.search(words) for words in flats)

    def is_beyond(self, line: Line) -> bool:
        """Tell whether a line stands behind the foot."""
        if not self.lines:
            return False
        if line.cell and line.cell.table == self.table:
            return False
        words = line.flat
        if len(words) > LONGEST_LINE or REFERENCE.match(words):
            return True
        is_signed = any(column.signatures for column in self.columns.values())
        has_broken = line.paragraph.breaks_page or line.starts_section
        if APPENDIX.match(words) and (is_signed or has_broken):
            return True
        if is_signed and has_broken:
            return self.has_name() or not self.goes_over(line)
        return self.is_finished() and not self.may_go_on(line)

    def has_name(self) -> bool:
        """Tell whether somebody has signed by name."""
        return any(one.name for column in self.columns.values() for one in column.signatures)

    def goes_over(self, line: Line) -> bool:
        """Tell whether the foot goes on with a line on the next page."""
        columns = raw_columns(line)
        is_name_alone = not line.is_capital and is_name(line.text) and not is_position(line)
        return len(columns) > 1 or is_strict_position(line) or is_name_alone or RECIPIENTS.match(line.flat) is not None

    def is_finished(self) -> bool:
        """Tell whether somebody has signed by name, and the recipients are complete or have not begun."""
        last = self.columns.get((-1, 0)) or _Column()
        is_open = last.is_list and not last.has_archive
        signatures = [one for column in self.columns.values() for one in column.signatures]
        is_open |= self.expects_list
        return bool(signatures) and bool(signatures[-1].name) and not is_open

    def may_go_on(self, line: Line) -> bool:
        """Tell whether a line behind a whole signature belongs to another one, or to the recipients."""
        if RECIPIENTS.match(line.flat) or STAMP.match(line.flat) or is_drawn_line(line.text):
            return True
        if is_strict_position(line) or (line.cell is not None and (is_position(line) or is_name(line.text))):
            return True
        return len(raw_columns(line)) > 1

    # Where they go.

    def add(self, key: tuple[int, int], line: Line) -> None:
        """Add one line to its column."""
        column = self.columns.setdefault(key, _Column())
        if line.label:
            self.printed_anew.append(line.label)
        words = line.flat.strip()
        title = RECIPIENTS.match(words)
        if title:
            self.open_list(column, line, title.end())
        elif is_drawn_line(line.whole):
            self.printed_anew.append(line.whole)
        elif is_date(line):
            self.date_lines.append(line)
        elif STAMP.fullmatch(words):
            self.tell("signed-mark", SIGNED, line)
        elif beside := self.broken_beside(column, line):
            self.signature(beside, line)
        elif (column.is_list and not _ends_list(column, line)) or (
            not column.is_list
            and _is_dash(line)
            and not column.has_archive
            and any(other.is_list for other in self.columns.values())
        ):
            self.recipient(column, line)
        else:
            self.signature(column, line)

    def broken_beside(self, column: _Column, line: Line) -> _Column | None:
        """Return the column of a signature that goes on with a line: capitals between Nơi nhận and the first dash."""
        if not column.is_list or column.recipients or column.has_archive:
            return None
        if not line.is_capital or _is_dash(line) or is_position(line) or line.text.endswith((";", ",", ".", ":")):
            return None
        open_ones = (one for one in self.columns.values() if one.signatures and not one.signatures[-1].name)
        return next((one for one in open_ones if one is not column), None)

    def open_list(self, column: _Column, line: Line, length: int) -> None:
        """Begin the recipients; what stands behind "Nơi nhận:" is the first one, or the column beside."""
        column.is_list = True
        self.expects_list = False
        text = line.text.strip()
        self.printed_anew.append(text[:length])
        rest = text[length:].strip()
        if not rest:
            return
        part = replace(line, content=cut(line.content, len(text) - len(rest)), label="")
        if label_reader.read(rest).label or len(rest) > LONGEST_NAME or rest.endswith((";", ".")):
            self.recipient(column, part)
        else:
            column.signatures.append(Signature((rest,)))

    def recipient(self, column: _Column, line: Line) -> None:
        """Add a line of Nơi nhận: one recipient, several, the rest of one, or the Lưu line."""
        for words, has_mark in _entries(line):
            column.has_marks |= has_mark
            archive = ARCHIVE.match(flat(words))
            is_small = words[:1].islower() or words[:1] == "("
            goes_on = not has_mark and not column.is_closed and (column.has_marks or is_small)
            if archive and not column.has_archive:
                column.archive, column.has_archive = words[archive.end() :], True
                self.printed_anew.append(words[: archive.end()])
            elif column.has_archive and (goes_on or is_small):
                column.archive = f"{column.archive} {words}"
            elif goes_on and column.recipients:
                column.recipients[-1] = f"{column.recipients[-1]} {words}"
            else:
                column.recipients.append(words)
            column.is_closed = words.endswith((";", "."))

    def signature(self, column: _Column, line: Line) -> None:
        """Add a line above a name, or the name itself."""
        column.is_list = column.is_list and not column.has_archive
        last = column.signatures[-1] if column.signatures else None
        words = line.text.strip()
        if _is_dash(line):
            words = plain(label_cut(line))
        if last is None or (last.name and is_position(line)):
            is_bare = not line.is_capital and not is_position(line) and is_name(words)
            column.signatures.append(Signature((), words) if is_bare else Signature((words,)))
        elif last.name:
            self.tell("signature-text", BESIDE_NAME, line)
        elif is_signer(line, words, last):
            column.signatures[-1] = replace(last, name=words)
        else:
            column.signatures[-1] = replace(last, lines=(*last.lines, words))

    def tell(self, code: str, message: str, line: Line) -> None:
        self.problems.append(Problem(code, message, {"text": line.whole}, line.place, level="warning"))

    # The result.

    def foot(self) -> Foot:
        """Return what was read; signatures beside each other begin at the right, where the leading agency signs."""
        columns = list(self.columns.values())
        names = (_unmarked(name) for column in columns for name in column.recipients)
        recipients = tuple(name for name in names if name)
        archive, *others = [_unmarked(column.archive) for column in columns if column.has_archive] or [""]
        for other in others:
            self.problems.append(Problem("archive-twice", TWO_ARCHIVES, {"text": other}, level="warning"))
        return Foot(
            recipients,
            archive,
            tuple(self.signatures()),
            tuple(self.printed_anew),
            tuple(self.problems),
            tuple(self.date_lines),
        )

    def signatures(self) -> list[Signature]:
        """Return the signatures row by row, each row from the right; what was parted is put together."""
        found: list[Signed] = []
        for table in dict.fromkeys(table for table, _ in self.columns):
            sides = sorted((column for other, column in self.columns if other == table), reverse=True)
            for row in zip_longest(*(self.columns[table, side].signatures for side in sides)):
                found += [Signed(table, one) for one in row if one is not None and (one.lines or one.name)]
        return together(found)


def _is_dash(line: Line) -> bool:
    label = label_reader.automatic(line.label) or label_reader.read(line.text).label
    return label is not None and label.is_sign


def label_cut(line: Line) -> Content:
    """Return a line's content without the dash in front of it."""
    return line.content if line.label else cut(line.content, label_reader.read(line.text).length)


def _ends_list(column: _Column, line: Line) -> bool:
    """Tell whether a line no longer belongs to the recipients."""
    if _is_dash(line):
        return column.has_archive and is_name(plain(label_cut(line))) and not line.text.endswith((";", "."))
    if is_strict_position(line) or (line.is_capital and is_position(line) and column.is_closed):
        return True
    if column.has_archive and column.archive.rstrip().endswith(","):
        return False
    if column.has_archive:
        return not (line.text[:1].islower() or line.text[:1] == "(") or line.is_bold
    return not line.text[:1].islower() and column.has_marks and column.is_closed and is_name(line.text)


MARK_BETWEEN = re.compile(r"[;.]\s{0,3}[-–+•]\s{1,3}(?=\S)")
MARK = re.compile(r"[-–—+•*·]\s{0,3}")


def _entries(line: Line) -> Iterator[tuple[str, bool]]:
    """Yield the recipients of one line without their dashes, and whether they had one."""
    has_label = bool(line.label)
    for text in _split(line.text):
        mark = MARK.match(text)
        words = text[mark.end() :] if mark else text
        if words:
            yield words, bool(mark) or has_label
        has_label = False


def _split(text: str) -> Iterator[str]:
    """Yield the entries of a line that holds several: "- A; - B; - Lưu: VT."."""
    start = 0
    for match in MARK_BETWEEN.finditer(text):
        yield text[start : match.start() + 1].strip()
        start = match.start() + 1
    yield text[start:].strip()


def _unmarked(text: str) -> str:
    """Return a recipient without the mark at its end."""
    return one_line(text).rstrip(" ;.,/").rstrip()


FAR = re.compile(r"[^\S\n]{0,3}(?:\t|\s{12})")


def _is_far_right(line: Line) -> bool:
    raw = "".join(getattr(inline, "text", "\n") for inline in line.paragraph.content)
    return FAR.match(raw) is not None or line.paragraph.align == "right"


TWO_ARCHIVES = N_("«Nơi nhận» có hai dòng «Lưu»; dòng thứ hai không đưa vào: «{text}»")
SIGNED = N_("dòng «{text}» ở chỗ ký không đưa vào kế hoạch")
BESIDE_NAME = N_("dòng «{text}» cạnh chữ ký không rõ là gì nên không đưa vào kế hoạch")
