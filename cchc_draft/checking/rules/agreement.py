"""Body against appendix: leads, deadlines and figures of the same task, and how many tasks there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cchc_draft.checking.dates_in_text import Moment, column_key, moments
from cchc_draft.checking.document import Document
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.checking.task_matches import Duty, Match, matches, moments_in
from cchc_draft.checking.task_rows import TaskRow, folded, is_same_unit, short, task_rows
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.written import text
from cchc_draft.language import N_
from cchc_draft.model import Content


@rule("lead-mismatch", "", "warning", at="body")
def lead_mismatch(document: Document) -> Iterator[Finding]:
    """Một nhiệm vụ ở phần lời và ở phụ lục phải giao cho cùng một đơn vị chủ trì.

    Sai: I. TỔ CHỨC THỰC HIỆN
        1. Văn phòng Sở
        - Khảo sát mức độ hài lòng của người dân, báo cáo Giám đốc Sở.
        2. Phòng Nghiệp vụ 1
        - Thực hiện nhiệm vụ tại Phụ lục.
    Đúng: I. TỔ CHỨC THỰC HIỆN
        1. Văn phòng Sở
        - Theo dõi việc thực hiện các nhiệm vụ tại Phụ lục.
        2. Phòng Nghiệp vụ 1
        - Khảo sát mức độ hài lòng của người dân, báo cáo Giám đốc Sở.
    """
    by_row: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for one in matches(document):
        if one.duty.unit and one.row.task.lead and not HELPS.search(_opening(one.duty)):
            by_row[one.row.table, one.row.row].append(one)
    for found in by_row.values():
        if not any(_is_lead(one.duty.unit, one.row) for one in found):
            best = max(found, key=lambda one: one.score)
            leads = ", ".join(best.row.task.lead)
            yield at(best.duty.line, OTHER_LEAD, best.duty.unit, leads, task=short(best.row.words))


def _opening(duty: Duty) -> str:
    return one_line(duty.words).lstrip("-+• ")[:40]


def _is_lead(unit: str, row: TaskRow) -> bool:
    """Tell whether a unit is among the leads of a task, or one of a group that leads it."""
    if folded(unit).split()[0] == "cac":
        return True
    return any(
        is_same_unit(unit, lead) or folded(lead).startswith("cac ") or folded(unit) in folded(lead)
        for lead in row.task.lead
    )


HELPS = re.compile(
    r"^(?:\w\)\s*)?(?:phối hợp|cùng|tham gia|hỗ trợ|theo dõi|đôn đốc|kiểm tra|giám sát|cung cấp|cử|đề nghị"
    r"|hướng dẫn các|tạo điều kiện)\b",
    re.IGNORECASE,
)
"""How a sentence begins that does not give a task to its unit."""


@rule("deadline-mismatch", at="body")
def deadline_mismatch(document: Document) -> Iterator[Finding]:
    """Một nhiệm vụ ở phần lời và ở phụ lục phải có cùng thời hạn.

    Sai: I. NHIỆM VỤ
        - Khảo sát mức độ hài lòng của người dân, hoàn thành trước ngày 15/9/2026 (Chi tiết tại Phụ lục).
    Đúng: I. NHIỆM VỤ
        - Khảo sát mức độ hài lòng của người dân, hoàn thành trước ngày 30/10/2026 (Chi tiết tại Phụ lục).
    """
    due = _due_by_row(document)
    for one in matches(document):
        rows = due.get((one.row.table, one.row.row), [])
        said = [moment for moment in moments_in(document, one.duty) if _is_deadline(moment)]
        task = short(one.row.words)
        if len(said) == 1 and len(rows) == 1 and _differ(said[0], rows[0]):
            severity: Severity | None = None if one.is_sure else "warning"
            yield at(one.duty.line, OTHER_DEADLINE, said[0].text, rows[0].text, severity, task=task)
        elif not said and not rows and one.is_sure:
            yield from _rhythm(one, task)


def _is_deadline(one: Moment) -> bool:
    return not one.is_cited and not one.is_start and (bool(one.urgency) or one.kind != "date")


def _due_by_row(document: Document) -> Mapping[tuple[int, int], Sequence[Moment]]:
    """Return the dates, months and quarters in the columns of deadlines, by table and row."""
    found: dict[tuple[int, int], list[Moment]] = defaultdict(list)
    for one in moments(document):
        if one.line.table >= 0 and not one.is_start and column_key(document, one.line) == "thoi_han":
            found[one.line.table, one.line.row].append(one)
    return found


def _differ(one: Moment, other: Moment) -> bool:
    """Tell whether two deadlines cannot mean the same."""
    if one.year and other.year and one.year != other.year:
        return True
    if one.quarter or other.quarter:
        return one.in_quarter != other.in_quarter
    if one.kind == other.kind == "date":
        return (one.day, one.month) != (other.day, other.month)
    return one.month != other.month


def _rhythm(one: Match, task: str) -> Iterator[Finding]:
    """Yield a fault where body and appendix name different periods: "hằng tháng", "hằng quý"."""
    said, due = (set(RHYTHM.findall(words.casefold())) for words in (one.duty.words, one.row.task.deadline))
    if len(said) == len(due) == 1 and said != due:
        found = f"hằng {said.pop()}"
        yield at(one.duty.line, OTHER_DEADLINE, found, one.row.task.deadline, "warning", task=task)


RHYTHM = re.compile(r"\b(?:hằng|hàng|mỗi|từng)\s+(tuần|tháng|quý|năm)\b")


@rule("value-mismatch", "", "warning", at="body")
def value_mismatch(document: Document) -> Iterator[Finding]:
    """Một chỉ tiêu ở phần lời và ở phụ lục phải có cùng con số.

    Sai: I. NHIỆM VỤ
        - Mở 03 lớp tập huấn kỹ năng số cho công chức.
        STT | Nhiệm vụ | Đơn vị chủ trì
        1 | Mở 02 lớp tập huấn kỹ năng số cho công chức | Văn phòng Sở
    Đúng: I. NHIỆM VỤ
        - Mở 02 lớp tập huấn kỹ năng số cho công chức.
        STT | Nhiệm vụ | Đơn vị chủ trì
        1 | Mở 02 lớp tập huấn kỹ năng số cho công chức | Văn phòng Sở
    """
    for one in matches(document):
        said, listed = quantities(document, one.duty), _quantities_of(one.row)
        for unit in said:
            if len(said[unit]) == len(listed.get(unit, ())) == 1 and said[unit] != listed[unit]:
                (found, shown), (right, wanted) = *said[unit].items(), *listed[unit].items()
                if found != right:
                    yield at(one.duty.line, OTHER_VALUE, shown, wanted, task=short(one.row.words))


def quantities(document: Document, duty: Duty) -> Mapping[str, Mapping[str, str]]:
    """Return the figures of a sentence by what they count; dates are left out."""
    words = duty.line.text
    for one in moments_in(document, duty):
        words = words[: one.start] + "~" * (one.end - one.start) + words[one.end :]
    return _figures(words[duty.start : duty.end])


def _quantities_of(row: TaskRow) -> Mapping[str, Mapping[str, str]]:
    """Return the figures of a row by what they count, deadlines and numbers of rows left out."""
    task = row.task
    parts: list[Content] = [task.text, task.product, task.note, *task.own.values()]
    words = "; ".join(text(part) for part in parts)
    if not row.columns and (match := BARE.search(words)) and "%" in re.split(r"[;\s]+", words):
        words = f"{words}; {match[1]}%"
    return _figures(words)


BARE = re.compile(r"(?:^|;)\s*(\d{1,3}(?:,\d+)?)\s*;")


def _figures(words: str) -> dict[str, dict[str, str]]:
    """Return figures by the word behind them: value to the words shown."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for match in FIGURE.finditer(words):
        unit = "%" if match["unit"] == "%" else flat(match["unit"])
        if unit not in NO_UNIT:
            found[unit].setdefault(_value(match["value"]), one_line(match[0]))
    return found


def _value(written: str) -> str:
    """Return a number without needless zeros and dots."""
    whole, _, part = written.replace(".", "").partition(",")
    return f"{int(whole)},{part.rstrip('0')}".rstrip(",")


FIGURE = re.compile(
    r"(?<![\w/.,\-])(?P<value>\d{1,3}(?:\.\d{3}){1,3}|\d{1,6}(?:,\d{1,3})?)\s?"
    r"(?P<unit>%|(?<=\s)[^\W\d_]{2,12})(?!\w)"
)
NO_UNIT = frozenset(
    ["thang", "nam", "quy", "ngay", "va", "den", "gio", "phut", "cap", "la", "trong", "tren", "cua", "khoa"]
)
"""Words that count nothing that a plan sets as its target, or count time."""


@rule("count-mismatch", "", "warning", at="body")
def count_mismatch(document: Document) -> Iterator[Finding]:
    """Số nhiệm vụ nêu ở phần lời phải bằng số nhiệm vụ trong phụ lục.

    Sai: I. NHIỆM VỤ
        Thực hiện 05 nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.
    Đúng: I. NHIỆM VỤ
        Thực hiện 02 nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.
    """
    counts: dict[int, int] = defaultdict(int)
    groups: dict[int, set[str]] = defaultdict(set)
    for row in task_rows(document):
        appendix = document.tables[row.table].appendix
        counts[appendix] += 1
        groups[appendix] |= set(row.task.group[:1])
    listed = {appendix: count for appendix, count in counts.items() if appendix >= 0}
    if not listed:
        return
    for line in document.of("item", "text", "closing"):
        if "phụ lục" not in line.text.casefold() and "danh mục" not in line.text.casefold():
            continue
        for match in COUNT.finditer(line.text):
            sentence = _sentence(line.text, match.start(), match.end())
            right = _counts_meant(sentence, listed)
            said = int(match["count"].replace(".", ""))
            if right and said not in (*right, sum(listed.values()), *(len(groups[one]) for one in listed)):
                yield at(line, OTHER_COUNT, one_line(match[0]), str(right[0]), count=right[0])


def _sentence(words: str, start: int, end: int) -> str:
    """Return the sentence around a place, and one in brackets behind it."""
    first = max(words.rfind(mark, 0, start) for mark in (". ", "; ", "\n"))
    ends = [at for mark in (". ", "; ", "\n") if (at := words.find(mark, end)) >= 0]
    return words[first + 1 : min(ends, default=len(words))]


def _counts_meant(sentence: str, listed: Mapping[int, int]) -> list[int]:
    """Return how many tasks the appendices have that a sentence speaks of."""
    if not LISTS.search(sentence):
        return []
    numbers = [flat(one).upper() for one in NUMBERED.findall(sentence)]
    if not numbers:
        return list(listed.values())
    meant = [VALUES[one] - 1 for one in numbers if one in VALUES]
    return [listed[one] for one in meant if one in listed]


COUNT = re.compile(
    r"(?<![\w/.,\-])(?P<count>\d{1,4})\s+(?:\(\w+(?:\s\w+){0,3}\)\s+)?"
    r"(?:nhiệm vụ|đầu việc|công việc|hoạt động)\b(?!\s*/)",
    re.IGNORECASE,
)
LISTS = re.compile(r"\bphụ lục|\bdanh mục\b", re.IGNORECASE)
NUMBERED = re.compile(r"\bphụ lục\s+(?:số\s+)?([IVX]{1,4}|\d{1,2})\b", re.IGNORECASE)
VALUES = {
    roman: number for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
} | {str(number): number for number in range(1, 11)}


OTHER_LEAD = N_("phần lời giao cho «{found}», phụ lục giao cho «{expected}»: nhiệm vụ «{task}»")
OTHER_DEADLINE = N_("phần lời ghi «{found}», phụ lục ghi «{expected}»: nhiệm vụ «{task}»")
OTHER_VALUE = N_("phần lời ghi «{found}», phụ lục ghi «{expected}»: nhiệm vụ «{task}»")
OTHER_COUNT = N_("phần lời ghi «{found}» nhưng phụ lục có {count} nhiệm vụ")
