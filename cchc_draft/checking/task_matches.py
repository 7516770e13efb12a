"""Which words of the body speak of which task of an appendix: by likeness of words, and only where it is sure."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from cchc_draft.checking.dates_in_text import Moment, moments
from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.checking.numbered_lines import LARGE
from cchc_draft.checking.task_rows import TaskRow, is_same_unit, is_unit, line_of, task_rows
from cchc_draft.importing import unit_names
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.recognised import Task
from cchc_draft.model import Run


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence of the body that may give somebody something to do."""

    line: Line
    start: int
    end: int
    unit: str
    """The unit under whose title it stands in the section on organisation, or that it names itself; may be empty."""

    @property
    def words(self) -> str:
        """The sentence."""
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the body and the task that it speaks of."""

    duty: Duty
    row: TaskRow
    score: float
    """Share of the task's words, weighed by how rare they are, that the sentence has."""

    @property
    def is_sure(self) -> bool:
        """Nearly all words are there."""
        return self.score >= SURE


@kept
def matches(document: Document) -> Sequence[Match]:
    """Return the sentences of the body that speak of a task of a table, each with the task that it is likest to."""
    rows = [*task_rows(document), *target_rows(document)]
    return tuple(_matched(duties(document), rows, _Shorts(document))) if rows else ()


def target_rows(document: Document) -> list[TaskRow]:
    """Return the rows of appendix tables that are no task tables: the longest cell, and all others as its product."""
    found: list[TaskRow] = []
    for index, table in enumerate(document.tables):
        if table.columns or table.appendix < 0:
            continue
        for at, row in enumerate(table.grid.rows[table.header_rows :], table.header_rows):
            shown = [cell for cell in row.cells.values() if cell.is_first and cell.content]
            shown = shown[1:] if shown and ROW_NUMBER.fullmatch(one_line(shown[0].text)) else shown
            line = line_of(document, index, at)
            if len(shown) > 1 and line is not None:
                longest = max(shown, key=lambda cell: len(cell.text))
                others = tuple(Run(f"{one_line(cell.text)}; ") for cell in shown if cell is not longest)
                found.append(TaskRow(Task(longest.content, product=others), line, index, at, frozenset()))
    return found


ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}\.?")

# The body.


def duties(document: Document) -> list[Duty]:
    """Return the sentences of the body below its first heading, each with the unit that they are about."""
    found: list[Duty] = []
    unit, titled, is_organising, is_read = "", "", False, False
    known = _known(document)
    for line in document.body:
        if line.role == "heading":
            if line.level <= 1 or (line.label is not None and line.label.kind in LARGE):
                unit, is_organising = "", unit_names.DUTY.search(flat(line.text)) is not None
                is_read = RESULTS.search(flat(line.text)) is None
            elif is_organising:
                unit, titled = _title(line.words), line.label.kind if line.label else ""
        elif is_read and line.role in ("item", "text"):
            is_alone = line.words.rstrip().endswith(":") or TOLD.search(line.words) is None
            is_title = is_organising and line.label is not None and is_alone and len(line.words) < LONGEST_UNIT
            if is_title and line.label and (named := _title(line.words)):
                unit, titled = named, line.label.kind
                continue
            if is_organising and line.label and line.label.kind in (titled, "arabic"):
                unit, titled = _opening_unit(line.words, known), line.label.kind
            found += [
                Duty(line, start, end, _named(line.text[start:end]) or unit) for start, end in _sentences(line.text)
            ]
    return found


LONGEST_UNIT = 90
RESULTS = re.compile(
    r"ket qua (?:dat duoc|thuc hien|cong tac|noi bat|chu yeu)|danh gia (?:ket qua|tinh hinh|chung|cong tac)"
    r"|\bhan che\b|\btinh hinh\b|bai hoc kinh nghiem"
)
"""Headings of sections that tell of the year before."""


def _known(document: Document) -> Sequence[str]:
    """Return the units that task tables name, the longest names first."""
    names = {one_line(name) for row in task_rows(document) for name in (*row.task.lead, *row.task.support)}
    return sorted(filter(is_unit, names), key=len, reverse=True)


def _opening_unit(words: str, known: Sequence[str]) -> str:
    """Return the one unit whose duty a khoản tells, named as its first words: "2. Sở Y tế rà soát …"."""
    opening = one_line(words).casefold()
    named = next((name for name in known if opening.startswith((name.casefold() + " ", name.casefold() + ":"))), "")
    if not named and is_unit(head := one_line(words).partition(":")[0]):
        named = head
    if not named and (match := DOES.match(one_line(words))) and is_unit(match["unit"]):
        named = match["unit"]
    return named if named and not SHARED.match(opening[len(named) :]) else ""


DOES = re.compile(
    r"(?P<unit>(?:Sở|Phòng|Văn phòng|Trung tâm|Thanh tra|Chi cục)\s(?:(?!phối hợp)[^;.:(]){2,60}?)\s"
    r"(?=(?:chủ trì|tham mưu|hoàn thành|rà soát|xây dựng|tổ chức|triển khai|thực hiện|bố trí|bảo đảm|cân đối)\b)"
)
SHARED = re.compile(r"\s*(?:[,;(]|(?:và|phối hợp|cùng|tham gia|hỗ trợ|theo dõi|đôn đốc|hướng dẫn|giám sát|cung cấp)\b)")
"""What follows the name of a unit that is not alone in what is said, or only helps."""


def _title(words: str) -> str:
    """Return the unit that a title names, empty for another title."""
    name = re.sub(r"^(?:giao|đề nghị)\s+", "", one_line(words).rstrip(" :.;,"), flags=re.IGNORECASE)
    name = TOLD.split(name, maxsplit=1)[0].rstrip(" ,")
    return name if is_unit(name) else ""


TOLD = re.compile(r"\s(?:là|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì)\s")
"""What a line says about a unit, behind its name: "Sở Nội vụ là cơ quan thường trực, có trách nhiệm:"."""


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in STOP.finditer(text):
        yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


STOP = re.compile(r"[.;](?:\s+|$)(?!(?:hoàn thành|thời gian|thời hạn|xong|chậm nhất|trước ngày)\b)|\n")
LEADS = re.compile(
    r"(?:^|[\s,:(])(?P<unit>(?:Văn phòng|Phòng|Trung tâm|Thanh tra|Chi cục|Sở|Ban|Tổ|Đài|Công an|Trạm|Trường|Khoa)"
    r"\s[^;.:()]{2,80}?),?\s+(?:chịu trách nhiệm\s+|có trách nhiệm\s+|là đơn vị\s+|làm đầu mối,?\s+)?"
    r"(?:chủ trì|chịu trách nhiệm chính)\b"
)


def _named(words: str) -> str:
    """Return the unit that a sentence says has the lead; "Phòng A chủ trì …"."""
    match = LEADS.search(words)
    name = one_line(match["unit"]) if match else ""
    return name if name and is_unit(name) and not WITH.search(name) else ""


WITH = re.compile(r"\b(?:phối hợp|cùng|giúp|do|theo|của|để)\b", re.IGNORECASE)

# Likeness.


class _Shorts:
    """The short forms of a plan: those that everybody knows, and those that it introduces."""

    def __init__(self, document: Document) -> None:
        self.full = dict(SHORT_FORMS)
        for line in document.body:
            for match in INTRODUCED.finditer(line.text):
                words = re.findall(r"[^\W\d_]+", line.text[: match.start()])[-len(match["short"]) :]
                if "".join(word[0] for word in words).upper() == match["short"]:
                    self.full.setdefault(match["short"], " ".join(words))
        self.pattern = re.compile(rf"\b(?:{'|'.join(sorted(self.full, key=len, reverse=True))})\b")

    def written_out(self, words: str) -> str:
        """Return a text with its short forms written out."""
        if not any(short in words for short in self.full):
            return words
        return self.pattern.sub(lambda match: self.full[match[0]], words)


INTRODUCED = re.compile(r"\((?P<short>[A-ZĐ]{3,8})\)")


def syllables(words: str) -> list[str]:
    """Return the syllables of a text without figures and without words that have no meaning of their own."""
    if any(short in words for short in SHORT_FORMS):
        words = SHORT.sub(lambda match: SHORT_FORMS[match[0]], words)
    return [one for one in re.findall(r"[^\W\d_]+", words.casefold()) if one not in EMPTY]


def grams(words: str) -> Mapping[str, int]:
    """Return pairs of neighbouring syllables, each once, in their order."""
    return dict.fromkeys(map(" ".join, pairwise(syllables(words))), 1)


SHORT_FORMS = {"CCHC": "cải cách hành chính", "TTHC": "thủ tục hành chính", "CNTT": "công nghệ thông tin"}
SHORT = re.compile(rf"\b(?:{'|'.join(SHORT_FORMS)})\b")
_EMPTY = """và các của về trên tại cho để theo trong với được có là việc những từng mỗi này đó khi qua từ đến bằng do
công tác cùng thực hiện tổ chức triển khai"""
EMPTY = frozenset(_EMPTY.split())
ENOUGH, LIKELY, SURE, AHEAD = 3, 0.5, 0.72, 0.15
"""Pairs that a task must have, the scores of likely and sure matches, and the lead over the next best."""


def _matched(sentences: Sequence[Duty], rows: Sequence[TaskRow], shorts: _Shorts) -> Iterable[Match]:
    tasks = [(row, grams(shorts.written_out(row.words))) for row in rows]
    said = [grams(shorts.written_out(duty.words)) for duty in sentences]
    weight = _weights([found for _, found in tasks] + said)
    totals = [sum(map(weight.__getitem__, found)) for _, found in tasks]
    by_gram: dict[str, list[int]] = defaultdict(list)
    for index, (_, found) in enumerate(tasks):
        if len(found) >= ENOUGH:
            for gram in found:
                by_gram[gram].append(index)
    for duty, found in zip(sentences, said, strict=True):
        known = (by_gram[gram] for gram in found if gram in by_gram)
        likely = Counter(chain.from_iterable(indexes for indexes in known if len(indexes) <= COMMON))
        scores = sorted(
            (
                (sum(weight[gram] for gram in tasks[index][1] if gram in found) / totals[index], index)
                for index, _ in likely.most_common(CLOSEST)
            ),
            reverse=True,
        )
        if not scores:
            continue
        if scores[0][0] < LIKELY or (len(scores) > 1 and scores[0][0] - scores[1][0] < AHEAD):
            inside = _inside(shorts.written_out(core(duty)), [tasks[index] for _, index in scores], weight)
            if inside is not None:
                yield Match(duty, inside, LIKELY)
            continue
        row = tasks[scores[0][1]][0]
        is_lead = bool(duty.unit) and any(is_same_unit(duty.unit, lead) for lead in row.task.lead)
        if is_lead or _begins_with(shorts.written_out(duty.words), shorts.written_out(row.words)):
            yield Match(duty, row, scores[0][0])


def _inside(
    said: str, tasks: Sequence[tuple[TaskRow, Mapping[str, int]]], weight: Mapping[str, float]
) -> TaskRow | None:
    """Return the one task that holds nearly all that is said, from its verb on: a duty told in fewer words."""
    found = grams(said)
    if len(found) < ENOUGH_SAID:
        return None
    total = sum(weight.get(gram, 1) for gram in found)
    held = (sum(weight[gram] for gram in found if gram in task) / total for _, task in tasks)
    shares = sorted(((share, at) for at, share in enumerate(held)), reverse=True)
    if shares[0][0] < CONTAINED or (len(shares) > 1 and shares[1][0] > CONTAINED_ELSEWHERE):
        return None
    row = tasks[shares[0][1]][0]
    return row if _begins_with(said, row.words) else None


ENOUGH_SAID, CONTAINED, CONTAINED_ELSEWHERE = 7, 0.75, 0.5
"""Pairs that a short duty must have, the share of them that its task must hold, and that no other task may hold."""


def core(duty: Duty) -> str:
    """Return what a sentence wants done: without its unit, words that only say that it is done, and its deadline."""
    words = LABEL.sub("", duty.words.strip())
    words = words.removeprefix(duty.unit).strip() if duty.unit else words
    return DEADLINE.sub("", FILLING.sub("", words))


LABEL = re.compile(r"^(?:\d{1,2}\.|[a-zđ]\)|[-+])\s+")
FILLING = re.compile(
    r"^(?:[\s,]|(?:có trách nhiệm|chịu trách nhiệm|chủ trì|tham mưu|hoàn thành|tổ chức|thực hiện|triển khai"
    r"|nhiệm vụ)\b)+"
)
DEADLINE = re.compile(
    r"[\s,(]*(?:hoàn thành|xong|thời gian|thời hạn)?[\s:,]*"
    r"(?:trước|chậm nhất|đến hết|trong|vào)\s+(?:ngày|tháng|quý)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


COMMON, CLOSEST = 60, 6
"""Tasks that have a pair for it to say nothing; tasks that are looked at closely."""


def _begins_with(words: str, task: str) -> bool:
    """Tell whether a sentence has the verb that a task begins with."""
    return " ".join(syllables(task)[:VERB]) in " ".join(syllables(words))


VERB = 2
"""Syllables of a verb."""


def _weights(texts: Sequence[Mapping[str, int]]) -> Mapping[str, float]:
    """Return how much each pair counts: rare ones more."""
    counts = Counter(chain.from_iterable(texts))
    return {gram: math.log(1 + len(texts) / count) for gram, count in counts.items()}


def moments_in(document: Document, duty: Duty) -> list[Moment]:
    """Return the dates, months and quarters of a sentence."""
    found = _moments_by_line(document).get(duty.line.index, ())
    return [one for one in found if duty.start <= one.start < duty.end]


@kept
def _moments_by_line(document: Document) -> Mapping[int, Sequence[Moment]]:
    by_line: dict[int, list[Moment]] = defaultdict(list)
    for one in moments(document):
        by_line[one.line.index].append(one)
    return by_line
