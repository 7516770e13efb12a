"""Task tables: numbers of rows, leads and deadlines of tasks, tasks that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cchc_draft.checking.document import DataTable, Document, Line
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.checking.task_rows import TaskRow, cells, folded, is_same_unit, is_unit, line_of, short, task_rows
from cchc_draft.importing import label_reader, unit_names
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.table_grid import GridRow, covering
from cchc_draft.importing.task_header import is_count
from cchc_draft.language import N_
from cchc_draft.numbering import SECTION, label


@rule("stt-sequence", at="table")
def stt_sequence(document: Document) -> Iterator[Finding]:
    """Số thứ tự trong cột STT phải liên tục từ 1, không bỏ sót, không lặp, không để trống.

    Hàng tên nhóm trải hết bảng không có số thứ tự. Số thứ tự có thể chạy tiếp hoặc đánh lại từ 1 trong mỗi nhóm.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        3 | Khảo sát mức độ hài lòng | Phòng Nghiệp vụ 1 | Quý III/2026
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Khảo sát mức độ hài lòng | Phòng Nghiệp vụ 1 | Quý III/2026
    """
    for index, table in enumerate(document.tables):
        column = _number_column(table)
        if column is not None:
            yield from _numbers(document, index, table, column)


def _number_column(table: DataTable) -> int | None:
    """Return the column of the running numbers."""
    for column, key in table.columns.items():
        if key == "stt":
            return column
    if table.columns or not table.grid.rows:
        return None
    for column, cell in table.grid.rows[0].cells.items():
        if flat(one_line(cell.text)).strip(" .") in ("stt", "tt", "so tt"):
            return column
    return None


def _numbers(document: Document, index: int, table: DataTable, column: int) -> Iterator[Finding]:
    counting = _Counting()
    tasks = {one.row for one in task_rows(document) if one.table == index}
    found = [(at_row, row) for at_row, row in enumerate(table.grid.rows) if at_row >= table.header_rows]
    shown = [(at_row, row) for at_row, row in found if not row.is_empty and not is_count(row)]
    numbers = [_number(row, column) for _, row in shown]
    for position, (at_row, row) in enumerate(shown):
        line = cells(document).get((index, at_row, column)) or line_of(document, index, at_row)
        words = numbers[position]
        if line is None or words is None:
            continue
        if not words:
            if _is_whole(row):
                counting.enter()
            elif at_row in tasks and counting.last:
                yield at(line_of(document, index, at_row) or line, NO_NUMBER, line.words, counting.expected)
                counting.skip()
            continue
        following = next((one for one in numbers[position + 1 :] if one), "")
        expected = counting.take(words, following)
        if expected:
            quoted = line_of(document, index, at_row) or line
            yield at(quoted, WRONG_NUMBER, words, expected, words=quoted.quote)


def _number(row: GridRow, column: int) -> str | None:
    """Return what the column of numbers says in a row; None where a cell reaches down from above, or over all."""
    cell = covering(row, column)
    if cell is None:
        return ""
    if not cell.is_first:
        return None
    return "" if cell.columns > 1 else one_line(cell.text)


def _is_whole(row: GridRow) -> bool:
    """Tell whether a row is a title over the width of the table."""
    shown = [cell for cell in row.cells.values() if cell.is_first and cell.content]
    return len(shown) == 1 and (shown[0].columns > 1 or len(row.cells) == 1)


class _Counting:
    """The numbers of a table as they go on: by kind, "1.2" below "1"."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[int, ...]] = {}
        self.latest = ""

    def enter(self) -> None:
        """Begin a group: numbers may begin anew."""
        self.last.pop("below", None)
        self.restarts = True

    restarts = False

    @property
    def expected(self) -> str:
        """The number that comes next."""
        last = self.last.get("arabic")
        return ".".join(map(str, (*last[:-1], last[-1] + 1))) if last else "1"

    def skip(self) -> None:
        """Take a row without a number as the one that was due."""
        if last := self.last.get("arabic"):
            self.last["arabic"] = (*last[:-1], last[-1] + 1)

    def take(self, words: str, following: str) -> str:
        """Return the number that was due where *words* is another one; empty where it is right."""
        kind, number = _read(words)
        if not number:
            self.restarts = self.restarts or kind in ("letter", "-")
            return ""
        if kind != "arabic":
            return self._group(kind, number, words)
        last = self.last.get("arabic")
        due = self._due(last, len(number))
        is_right = number in due
        restarts, self.restarts = self.restarts, False
        if is_right or (restarts and number[-1] == 1):
            self.last["arabic"] = number
            return ""
        first = due[0]
        _, after = _read(following)
        goes_on = after == (*first[:-1], first[-1] + 1)
        self.last["arabic"] = first if goes_on else number
        return ".".join(map(str, first))

    def _due(self, last: tuple[int, ...] | None, depth: int) -> list[tuple[int, ...]]:
        """Return the numbers that may come next, the likeliest first."""
        if last is None:
            return [(1,) * depth]
        due = [(*last[: at - 1], last[at - 1] + 1) for at in range(len(last), 0, -1)]
        due.sort(key=lambda one: abs(len(one) - depth))
        return [*due, (*last, 1)]

    def _group(self, kind: str, number: tuple[int, ...], words: str) -> str:
        """Take the number of a group: "I", "A"."""
        self.restarts = True
        last = self.last.get(kind)
        self.last[kind] = number
        if kind == "upper":
            self.last.pop("roman", None)
        if last is None or number[0] == last[0] + 1 or kind != "roman":
            return ""
        return "" if number[0] == 1 else _roman(last[0] + 1)


def _roman(number: int) -> str:
    return label(number, SECTION).rstrip(".")


def _read(words: str) -> tuple[str, tuple[int, ...]]:
    """Return the kind of a number and its parts; no parts for what is none."""
    words = words.strip()
    if match := NUMBER.fullmatch(words):
        return "arabic", tuple(int(part) for part in match[1].split("."))
    found = label_reader.read(f"{words.rstrip('.')}. Abc").label if words else None
    if found is None:
        return "other", ()
    if found.kind == "roman":
        return "roman", (found.number,)
    return found.kind, ((found.number,) if found.kind == "upper" else ())


NUMBER = re.compile(r"\(?(\d{1,4}(?:\.\d{1,3}){0,3})\s?[.)/]?")


@rule("lead-missing", at="table")
def lead_missing(document: Document) -> Iterator[Finding]:
    """Mỗi nhiệm vụ trong bảng phải có đơn vị chủ trì.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Khảo sát mức độ hài lòng |  | Quý III/2026
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
    """
    yield from _missing(document, "chu_tri", NO_LEAD, MANY_WITHOUT_LEAD)


@rule("deadline-missing", at="table")
def deadline_missing(document: Document) -> Iterator[Finding]:
    """Mỗi nhiệm vụ trong bảng phải có thời hạn.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Khảo sát mức độ hài lòng | Phòng Nghiệp vụ 1 |
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
    """
    yield from _missing(document, "thoi_han", NO_DEADLINE, MANY_WITHOUT_DEADLINE)


def _missing(document: Document, key: str, message: str, many: str) -> Iterator[Finding]:
    """Yield the tasks in whose rows a column is empty; one warning where it is empty in many."""
    by_table: dict[int, list[TaskRow]] = defaultdict(list)
    for one in task_rows(document):
        if key in one.columns and one.words:
            by_table[one.table].append(one)
    for rows in by_table.values():
        empty = [one for one in rows if not (one.task.lead if key == "chu_tri" else one.task.deadline)]
        if empty and len(empty) > max(FEW, len(rows) * SHARE):
            yield at(empty[0].line, many, str(len(empty)), "", "warning", count=len(empty), all=len(rows))
        else:
            yield from (at(one.line, message, short(one.words)) for one in empty)


FEW, SHARE = 2, 0.3
"""Empty cells that are faults one by one; with more the column is one that the table fills in its own way."""


@rule("lead-in-support", "", "warning", at="table")
def lead_in_support(document: Document) -> Iterator[Finding]:
    """Đơn vị chủ trì một nhiệm vụ không ghi lại ở cột đơn vị phối hợp.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Phòng Nghiệp vụ 1; Văn phòng Sở | Quý II/2026
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Phòng Nghiệp vụ 1 | Quý II/2026
    """
    for one in task_rows(document):
        for lead in one.task.lead:
            if any(is_same_unit(lead, part) for name in one.task.support for part in _parts(name, lead)):
                yield at(one.line, LEAD_SUPPORTS, lead, "", task=short(one.words))


def _parts(name: str, lead: str) -> Iterator[str]:
    """Yield a name, and the names that it lists, as far as a list holds the whole of *lead*."""
    yield name
    if len(folded(name)) > len(folded(lead)):
        yield from (part.strip() for part in re.split(r"[,;]\s*|\s+và\s+(?=[A-ZĐ])", name))
        if lead in name:
            before, _, after = name.partition(lead)
            if before.rstrip()[-1:] in ("", ",", ";") and after.lstrip()[:1] in ("", ",", ";"):
                yield lead


@rule("lead-unknown", "", "warning", at="table")
def lead_unknown(document: Document) -> Iterator[Finding]:
    """Đơn vị chủ trì trong bảng phải có ở phần Tổ chức thực hiện hoặc trong hồ sơ cơ quan.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Khảo sát mức độ hài lòng | Phòng Quản lý đô thị | Quý III/2026
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
    """
    text = f" {' '.join(folded(line.text) for line in _organising(document))} "
    known = _named_units(document)
    leads = {folded(lead) for one in task_rows(document) for lead in one.task.lead}
    if len(known) < FEWEST_UNITS and sum(f" {lead} " in text for lead in leads if lead) < FEWEST_UNITS:
        return
    everybody = f"{text}{' '.join(folded(line.text) for line in document.of('recipient'))} "
    seen: set[str] = set()
    for one in task_rows(document):
        for lead in one.task.lead:
            key = folded(lead)
            if key in seen or not _is_single(lead, document):
                continue
            seen.add(key)
            if any(is_same_unit(lead, name) for name in known) or f" {key} " in text:
                continue
            yield at(one.line, UNKNOWN_LEAD, lead, "", _severity(lead, document, everybody), task=short(one.words))


FEWEST_UNITS = 2


def _named_units(document: Document) -> list[str]:
    """Return the units that the section on organisation names, those of the profile, and their short forms."""
    names = [name for name in unit_names.organised(document.plan.whole_body) if name]
    if document.profile:
        for record in document.profile.units.values():
            names += [name for name in (record.name, record.short_name, record.abbreviation) if name]
    return [part for name in names for part in (name, *re.split(r"[,;]\s*(?=[A-ZĐ])|\s+và\s+(?=[A-ZĐ])", name))]


def _organising(document: Document) -> Sequence[Line]:
    """Return the paragraphs of the section on organisation; of the whole body where there is none."""
    found: list[Line] = []
    inside = False
    for line in document.body:
        if line.role == "heading" and line.level == 1:
            inside = unit_names.DUTY.search(flat(line.text)) is not None
        elif inside:
            found.append(line)
    return found or document.body


def _is_single(lead: str, document: Document) -> bool:
    """Tell whether a lead is one unit by its name, not all of a kind, a person, or the agency itself."""
    key = folded(lead)
    if GENERAL.match(key) or not is_unit(lead):
        return False
    own = [folded(" ".join(document.plan.letterhead.agencies))]
    if document.profile:
        own += [
            folded(name) for name in (document.profile.name, document.profile.short_name, document.profile.self_name)
        ]
    return not any(key == one or (one and one.startswith(key)) for one in own)


def _severity(lead: str, document: Document, text: str) -> Severity | None:
    """Return "info" where the plan speaks of all units of the lead's kind."""
    head = folded(lead).split()[0]
    plural = CLASSES.get(head)
    return "info" if plural and re.search(plural, text) and not document.profile else None


_AGENCIES = r" cac (?:so|ban nganh|co quan)\b"
CLASSES = {
    **dict.fromkeys(("so", "ban", "thanh", "cuc", "cong", "dai", "bao", "kho", "truong"), _AGENCIES),
    **dict.fromkeys(("ubnd", "uy"), r" (?:ubnd|uy ban nhan dan) cac "),
    **dict.fromkeys(("hoi", "doan"), r" cac (?:hoi|doan the|to chuc)\b| doan the "),
}
"""First syllable of a lead's name to what a plan calls all units of its kind."""
GENERAL = re.compile(
    r"(?:cac|toan the|tat ca|moi|nhung|can bo|cong chuc|lanh dao|thu truong|giam doc|chu tich|thanh vien|don vi"
    r"|co quan)\b"
)


@rule("row-duplicate", "", "warning", at="table")
def row_duplicate(document: Document) -> Iterator[Finding]:
    """Một nhiệm vụ chỉ ghi một lần trong bảng.

    Sai: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
    Đúng: STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
        1 | Rà soát thủ tục hành chính | Văn phòng Sở | Quý II/2026
        2 | Rà soát văn bản | Văn phòng Sở | Quý II/2026
    """
    first: dict[tuple[int, str], list[TaskRow]] = defaultdict(list)
    for one in task_rows(document):
        words = " ".join(re.findall(r"\w+", one.words.casefold()))
        if not words:
            continue
        for other in first[one.table, words][-SAME:]:
            differs = (one.task.lead != other.task.lead) + (
                one.task.deadline.casefold() != other.task.deadline.casefold()
            )
            is_long = len(words.split()) > MANY_WORDS
            if is_long or (
                differs < BOTH
                and (not differs or (one.task.group == other.task.group and len(words.split()) > FEW_WORDS))
            ):
                yield at(one.line, TWICE, short(one.words), "", number=other.task.number or "?")
                break
        first[one.table, words].append(one)


BOTH, FEW_WORDS, MANY_WORDS, SAME = 2, 5, 14, 20
"""A text of many words is the same task whoever does it; a shorter one may be each unit's own."""


NO_NUMBER = N_("hàng «{quote}» trong bảng không có số thứ tự; theo thứ tự là {expected}")
WRONG_NUMBER = N_("số thứ tự «{found}» ở hàng «{words}»; theo thứ tự là {expected}")
NO_LEAD = N_("nhiệm vụ «{found}» không có đơn vị chủ trì")
MANY_WITHOUT_LEAD = N_("{count} trong {all} nhiệm vụ của bảng không ghi đơn vị chủ trì")
NO_DEADLINE = N_("nhiệm vụ «{found}» không có thời hạn")
MANY_WITHOUT_DEADLINE = N_("{count} trong {all} nhiệm vụ của bảng không ghi thời hạn")
LEAD_SUPPORTS = N_("«{found}» vừa chủ trì vừa phối hợp nhiệm vụ «{task}»")
UNKNOWN_LEAD = N_(
    "đơn vị chủ trì «{found}» không có ở phần Tổ chức thực hiện và trong hồ sơ cơ quan (nhiệm vụ «{task}»)"
)
TWICE = N_("nhiệm vụ «{found}» ghi hai lần trong bảng (lần trước ở số {number})")
