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
from cchc_draft.importing.letterhead import REFERENCE
from cchc_draft.importing.printed_lines import MOTTO, NATION, Item, Line, broken, cut, raw_columns
from cchc_draft.language import N_
from cchc_draft.model import Content, Signature, plain

APPENDIX = re.compile(
    r"[\s*(]{0,3}(?:phu luc|phu bieu|bieu mau|bieu so|bieu \d|mau so|mau \d|danh muc|de cuong bao cao|bang tong hop)\b"
)
"""How pages behind the signature begin."""
RECIPIENTS = re.compile(r"[\s\-*_]{0,4}noi n[hb]\wn\s{0,3}(?:[:_]{1,3}\s{0,3}|[.;_\s]{0,3}$)")
ARCHIVE = re.compile(r"(?:vt\s?,\s?)?luu(?!\s{1,3}(?:tru|hanh|y|thong)\b)\b\s{0,3}[:.;,]?\s{0,3}")
LONGEST_LINE = 200
LONGEST_NAME = 60
MOST_NAMES = 8
LONGEST_POSITION = 120

AUTHORITY = re.compile(r"(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]\s{0,3}\S|(?:t/m|k/t|t/l|tm|kt|tl|tuq)\s{1,3}[a-z]")
POSITIONS = [
    "chủ tịch",
    "giám đốc",
    "trưởng",
    "bí thư",
    "chánh",
    "phó",
    "chủ nhiệm",
    "ủy viên",
    "uỷ viên",
    "ủy ban",
    "uỷ ban",
    "nhân dân",
    "bộ trưởng",
    "hội đồng",
    "tư lệnh",
    "chính ủy",
    "chỉ huy",
    "người lập",
    "người ký",
    "duyệt",
    "xác nhận",
    "tổng",
    "đại diện",
    "lãnh đạo",
    "hội",
    "sở",
    "phòng",
    "trung tâm",
    "thường vụ",
    "thường trực",
    "ban",
    "đảng ủy",
    "đảng bộ",
    "chi bộ",
    "công đoàn",
    "thủ trưởng",
    "quyền",
    "kế toán",
    "thẩm phán",
    "cục",
    "chi cục",
    "văn phòng",
    "trường",
]
POSITION = re.compile(rf"\b(?:{'|'.join(sorted(POSITIONS, key=len, reverse=True))})\b")
FLAT_POSITION = re.compile(
    r"\b(?:chu tich|giam [db]oc|truong|bi thu|chanh|pho|chu nhiem|uy vien|uy ban|hoi dong|thu truong)\b"
)
STRICT = re.compile(
    r"(?:pho |quyen |q\. ?)?(?:tong )?(?:chu tich|giam doc|hieu truong|truong phong|truong ban|bi thu|chanh van phong"
    r"|chanh thanh tra|cuc truong|chi cuc truong|vu truong|vien truong|bo truong|thu truong|tram truong|truong tram"
    r"|chu nhiem|doi truong|to truong|truong khoa|vien truong|thu truong don vi|nguoi lap ke hoach|nguoi lap)\b.{0,60}"
)
MIXED_POSITION = re.compile(
    r"(?:Phó |Quyền )?(?:Chủ tịch|Giám đốc|Hiệu trưởng|Trưởng |Bí thư|Chánh |Cục trưởng|Chi cục trưởng|Vụ trưởng|"
    r"Viện trưởng|Bộ trưởng|Thứ trưởng|Chủ nhiệm|Ủy viên|Uỷ viên|Tổng )|Phó "
)
NAME_PART = re.compile(r"[\w.'’\-]{1,14}")
STAMP = re.compile(r"[(\[]?\s?(?:da ky|daky|ky ten|ky, ?ghi|ky va|chu ky|ky boi|ky, ?dong dau|ky so)\b.{0,80}")
SURNAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "dinh",
        "dao",
        "doan",
        "truong",
        "trinh",
        "mai",
        "to",
        "ta",
        "luong",
        "cao",
        "chau",
        "thai",
        "ha",
        "la",
        "quach",
        "phung",
        "lam",
        "tang",
        "luu",
        "kieu",
        "nghiem",
        "lo",
        "lu",
        "vi",
        "cam",
        "nong",
        "be",
        "hua",
        "ma",
        "giang",
        "dong",
        "ton",
        "khuat",
        "mac",
        "ninh",
        "khong",
        "bach",
        "tong",
        "vuong",
        "dam",
        "trieu",
        "chu",
        "quang",
        "ban",
        "ksor",
        "rmah",
        "y",
        "h",
        "siu",
        "nay",
        "tu",
        "lai",
        "thach",
        "kim",
        "son",
        "danh",
        "vang",
        "giang",
        "sung",
        "ly",
        "hu",
        "chang",
        "mua",
        "lau",
        "hau",
        "lanh",
        "hoa",
        "phu",
        "van",
        "thieu",
        "cu",
        "an",
        "au",
        "bo",
        "vien",
        "ung",
        "ong",
    ]
)


class Foot(NamedTuple):
    """What the foot of a plan says."""

    recipients: tuple[str, ...] = ()
    archive: str = ""
    signatures: tuple[Signature, ...] = ()
    printed_anew: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[Line, ...] = ()


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
        elif not (_is_name(before.text) or _is_position(before) or STAMP.match(before.flat)):
            break
        at -= 1
    return first


def is_strict_position(line: Line) -> bool:
    """Tell whether a line can only stand over a signature: "TM. ỦY BAN NHÂN DÂN", "GIÁM ĐỐC"."""
    words = line.flat.strip()
    if line.label or not line.is_capital or len(words) > LONGEST_POSITION or words.endswith((".", ":", ";")):
        return False
    return AUTHORITY.match(words) is not None or STRICT.fullmatch(words) is not None


def _is_signed(items: Sequence[Item], index: int) -> bool:
    """Tell whether a name follows soon behind a position, and only such lines until then."""
    for item in items[index + 1 : index + 8]:
        if not isinstance(item, Line) or len(item.text) > LONGEST_POSITION:
            return False
        if _is_name(item.text) and not item.is_capital:
            return True
        if not (item.is_capital or STAMP.match(item.flat) or is_drawn_line(item.text)):
            return False
    return index + 1 == len(items)


def _is_name(words: str) -> bool:
    """Tell whether words can be a person's name: every one begins with a capital."""
    parts = words.split()
    if not 2 <= len(parts) <= MOST_NAMES or len(words) > LONGEST_NAME:
        return False
    return all(part[0].isupper() and NAME_PART.fullmatch(part) for part in parts)


def _is_position(line: Line) -> bool:
    """Tell whether a line names an authority or a position."""
    words = line.text
    if len(words) > LONGEST_POSITION:
        return False
    if AUTHORITY.match(line.flat.strip()) and (line.is_capital or words[:2].isupper()):
        return True
    if not line.is_capital:
        return MIXED_POSITION.match(words) is not None
    return POSITION.search(words.lower()) is not None or FLAT_POSITION.search(line.flat) is not None


# Reading.


def read(items: Sequence[Item], start: int) -> tuple[Foot, int]:
    """Return the foot that begins at *start*, and the index behind it."""
    reader = _Reader()
    index = start
    while index < len(items) and reader.takes(items, index):
        index += 1
    return reader.foot(), index


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
        self.table = -1
        self.parts = 1

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
        if APPENDIX.match(words) and (is_signed or line.paragraph.breaks_page or line.starts_section):
            return True
        if is_signed and (line.paragraph.breaks_page or line.starts_section):
            return True
        return self.is_finished() and not self.may_go_on(line)

    def is_finished(self) -> bool:
        """Tell whether somebody has signed by name, and the recipients are complete or have not begun."""
        last = self.columns.get((-1, 0)) or _Column()
        is_open = last.is_list and not last.has_archive
        signatures = [one for column in self.columns.values() for one in column.signatures]
        return bool(signatures) and bool(signatures[-1].name) and not is_open

    def may_go_on(self, line: Line) -> bool:
        """Tell whether a line behind a whole signature belongs to another one, or to the recipients."""
        if RECIPIENTS.match(line.flat) or STAMP.match(line.flat) or is_drawn_line(line.text):
            return True
        if is_strict_position(line) or (line.cell is not None and (_is_position(line) or _is_name(line.text))):
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
        elif STAMP.fullmatch(words):
            self.tell("signed-mark", SIGNED, line)
        elif (column.is_list and not _ends_list(column, line)) or (
            not column.is_list
            and _is_dash(line)
            and not column.has_archive
            and any(other.is_list for other in self.columns.values())
        ):
            self.recipient(column, line)
        else:
            self.signature(column, line)

    def open_list(self, column: _Column, line: Line, length: int) -> None:
        """Begin the recipients; what stands behind "Nơi nhận:" is the first one, or the column beside."""
        column.is_list = True
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
        if last is None or (last.name and _is_position(line)):
            is_name = not line.is_capital and not _is_position(line) and _is_name(words)
            column.signatures.append(Signature((), words) if is_name else Signature((words,)))
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
            tuple(self.lines),
        )

    def signatures(self) -> Iterator[Signature]:
        """Yield the signatures row by row, each row from the right."""
        for table in dict.fromkeys(table for table, _ in self.columns):
            sides = sorted((column for other, column in self.columns if other == table), reverse=True)
            stacks = [self.columns[table, side].signatures for side in sides]
            for row in zip_longest(*stacks):
                yield from (one for one in row if one is not None and (one.lines or one.name))


def is_signer(line: Line, words: str, above: Signature) -> bool:
    """Tell whether a line below positions is the signer's name."""
    if _is_position(line) and not (line.is_capital and _is_capital_name(words)):
        return False
    if not line.is_capital:
        return True
    return bool(above.lines) and _is_capital_name(words)


def _is_capital_name(words: str) -> bool:
    """Tell whether capitals are a person's name: a surname first, and no word of a position."""
    parts = flat(words).split()
    is_position = POSITION.search(words.lower()) is not None and not words.isascii()
    strong = FLAT_STRONG.search(words.lower()) is not None
    return 2 <= len(parts) <= 6 and parts[0] in SURNAMES and not (is_position and strong)


FLAT_STRONG = re.compile(r"chủ tịch|giám đốc|trưởng|bí thư|chánh|phó|ủy|uỷ|nhân dân|hội đồng|sở |phòng|cục")


def _is_dash(line: Line) -> bool:
    label = label_reader.automatic(line.label) or label_reader.read(line.text).label
    return label is not None and label.is_sign


def label_cut(line: Line) -> Content:
    """Return a line's content without the dash in front of it."""
    return line.content if line.label else cut(line.content, label_reader.read(line.text).length)


def _ends_list(column: _Column, line: Line) -> bool:
    """Tell whether a line no longer belongs to the recipients."""
    if _is_dash(line):
        return column.has_archive and _is_name(plain(label_cut(line))) and not line.text.endswith((";", "."))
    if is_strict_position(line) or (line.is_capital and _is_position(line) and column.is_closed):
        return True
    if column.has_archive and column.archive.rstrip().endswith(","):
        return False
    if column.has_archive:
        return not (line.text[:1].islower() or line.text[:1] == "(") or line.is_bold
    return not line.text[:1].islower() and column.has_marks and column.is_closed and _is_name(line.text)


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
