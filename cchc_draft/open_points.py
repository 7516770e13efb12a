"""Open points: what a plan took over and its office has still to confirm, kept in can-xac-nhan.yaml beside the plan.

A point is found again in its file by the words around it, so that a file may be edited and grow. Where its own words
are gone, somebody has edited them: the point counts as answered by hand.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from cchc_draft.blanks import BLANK
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_, translate
from cchc_draft.records import BLOCK, LIST_WANTED, TEXT, Record, bind, choice, key
from cchc_draft.source_text import place_of, read_text, typed
from cchc_draft.yaml_text import Node
from cchc_draft.yaml_text import dump as dump_yaml
from cchc_draft.yaml_text import load as load_yaml

FILE = "can-xac-nhan.yaml"
HEAD_MARK = "---"

State = Literal["open", "confirmed", "changed", "dropped"]
STATES: Mapping[State, str] = {"open": "mo", "confirmed": "da_xac_nhan", "changed": "da_sua", "dropped": "da_bo"}
"""To be answered; stands as it is; was replaced; was left out with what it stands in."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to confirm."""

    id: str
    kind: str
    """What it is, in Vietnamese: "tỷ lệ"."""
    file: str
    """Name of the file in the plan folder."""
    line: int
    """Its line when the list was written: a hint where the words around it stand more than once."""
    context: str
    """The words around it, itself among them; the name of a key of the head for one that was left out."""
    words: str
    """What stands in the file; empty for what does not stand there yet."""
    proposal: str = ""
    reason: str = ""
    state: State = "open"
    asked: str = ""
    """As what it was first asked, where its words have changed since."""
    place: Place | None = field(default=None, compare=False)
    """Where its entry stands in the list."""

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has answered it."""
        return self.state == "open"

    @property
    def group(self) -> str:
        """The number of the first point that asks about the same: "02" of "02.3"."""
        return self.id.partition(".")[0]

    @property
    def question(self) -> tuple[str, str, str]:
        """What makes it the same question when it is asked again."""
        about = self.context if self.words or HEAD_KEY.fullmatch(self.context) else f"{self.context} {self.proposal}"
        asked = f"{_one_line(about)} | {_one_line(self.words)}"
        return self.kind, self.file, self.asked or asked.strip()

    def moved(self, context: str, words: str, line: int) -> Point:
        """Return the point at other words, with the question kept."""
        asked = self.asked if (context, words) == (self.context, self.words) else self.question[2]
        return replace(self, context=context, words=words, line=line, asked=asked)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _PointRecord(Record):
    """A point as the list has it."""

    id: str = key("ma", TEXT)
    kind: str | None = key("loai", TEXT, default=None)
    file: str = key("tep", TEXT)
    line: str | None = key("dong", TEXT, default=None)
    context: str | None = key("cau", BLOCK, default=None)
    words: str | None = key("gia_tri", BLOCK, default=None)
    proposal: str | None = key("de_nghi", BLOCK, default=None)
    reason: str | None = key("ly_do", TEXT, default=None)
    state: str = key("trang_thai", choice(*STATES.values()))
    asked: str | None = key("hoi", TEXT, default=None)


def load(folder: Path) -> list[Point]:
    """Return the points of a plan folder, none where it has no list. Raises InputError with every fault of the list."""
    path = folder / FILE
    return parse(read_text(path), str(path)) if path.is_file() else []


def check_no_points(folder: Path) -> None:
    """Raise InputError for a folder with open points: another plan that is put there would have its questions."""
    if (folder / FILE).exists():
        raise InputError([Problem("other-points", OTHER_POINTS, {"name": FILE}, Place(str(folder)))])


def parse(text: str, file: str) -> list[Point]:
    """Return the points of a list. Raises InputError with every fault, each with its place."""
    tree = load_yaml(text, file)
    if tree.value is None:
        return []
    if not isinstance(tree.value, list):
        raise InputError([Problem("list-wanted", LIST_WANTED, {"key": FILE, "found": _shown(tree)}, tree.place)])
    points: list[Point] = []
    problems: list[Problem] = []
    for number, node in enumerate(tree.value, 1):
        try:
            points.append(_point(node, translate(NAME).format(number=number)))
        except InputError as error:
            problems += error.problems
    first = {point.id: point.place for point in reversed(points)}
    for point in points:
        place = first[point.id]
        if place != point.place:
            facts = {"id": point.id, "first": place.line if place else 0}
            problems.append(Problem("repeated-point", REPEATED, facts, point.place))
    if problems:
        raise InputError(problems)
    return points


def _shown(node: Node) -> str:
    return f"«{node.value}»" if isinstance(node.value, str) else translate(N_("một nhóm khóa"))


def _point(node: Node, name: str) -> Point:
    record = bind(_PointRecord, node, name)
    problems = []
    line = record.line or "0"
    if not (line.isascii() and line.isdigit() and len(line) < 8):
        problems.append(Problem("not-a-number", NOT_A_LINE, {"found": line}, node.find(("dong",)).place))
    if Path(record.file).is_absolute() or ".." in Path(record.file).parts:
        problems.append(Problem("file-outside", OUTSIDE, {"name": record.file}, node.find(("tep",)).place))
    context, words = record.context or "", record.words or ""
    if words and not span_of(words, context):
        problems.append(Problem("point-words", NOT_IN_CONTEXT, {"words": words}, node.find(("gia_tri",)).place))
    if problems:
        raise InputError(problems)
    states = {word: state for state, word in STATES.items()}
    return Point(
        record.id, record.kind or "", record.file, int(line), context, words, record.proposal or "",
        record.reason or "", states[record.state], record.asked or "", node.place,
    )  # fmt: skip


def dump(points: Iterable[Point]) -> str:
    """Return the list that :func:`parse` reads as *points*."""
    listed = [_entry(point) for point in points]
    return "".join([*(f"# {line}\n" for line in HINTS), "\n", dump_yaml(listed) if listed else "[]\n"])


def _entry(point: Point) -> dict[str, object]:
    found: dict[str, object] = {
        "ma": point.id,
        "loai": point.kind,
        "tep": point.file,
        "dong": str(point.line) if point.line else "",
        "cau": point.context.strip(),
        "gia_tri": point.words.strip(),
        "de_nghi": point.proposal.strip(),
        "ly_do": _one_line(point.reason),
        "trang_thai": STATES[point.state],
        "hoi": point.asked,
    }
    return {name: value for name, value in found.items() if value}


# Finding the words of points again.


class Span(NamedTuple):
    """Where words stand in a text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether both have a character in common."""
        return self.start < other.end and other.start < self.end


class Located(NamedTuple):
    """A point and where it stands now."""

    point: Point
    span: Span | None
    """Its words; where something is to be put in, an empty span there; None where they are gone."""
    around: Span | None = None
    """The words around it, where they stand as they did."""


def locate(text: str, points: Sequence[Point]) -> list[Located]:
    """Return where the points of one file stand in its text."""
    found: dict[int, Located] = {}
    taken = _Taken()
    for search in (_exactly, _nearly):
        for index, point in enumerate(points):
            if point.words and index not in found:
                located = search(text, point, taken)
                if located and located.span:
                    found[index] = located
                    taken.add(located.span)
    return [
        found.get(index) or (Located(point, None) if point.words else _missing(text, point))
        for index, point in enumerate(points)
    ]


class _Taken:
    """Spans that points have already; none overlaps another."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def add(self, span: Span) -> None:
        """Take one more, which is free."""
        insort(self.spans, span)

    def holds(self, span: Span) -> bool:
        """Tell whether a span has a character in common with one of them."""
        index = bisect_left(self.spans, span)
        return any(span.overlaps(other) for other in self.spans[max(0, index - 1) : index + 1])


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern of words that may stand on other lines than they did."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _spans(words: str, text: str) -> list[Span]:
    """Return where *words* stand in *text*, as whole words if they do so anywhere."""
    if any(sign in text for sign in ("\n", "\t", "  ")):
        found = [Span(*match.span()) for match in _pattern(words).finditer(text)]
    else:  # the same, without the cost of a pattern
        found = list(_literally(" ".join(words.split()), text, 0, len(text)))
    whole = [span for span in found if is_whole(text, span)]
    return whole or found


def _literally(words: str, text: str, start: int, end: int) -> Iterator[Span]:
    """Yield where *words* stand in a stretch of a text, letter by letter."""
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + len(words), end)


def is_whole(text: str, span: Span) -> bool:
    """Tell whether no letter or digit goes on before or behind a span."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    starts, ends = text[span.start : span.start + 1], text[span.end - 1 : span.end]
    return not ((before.isalnum() and starts.isalnum()) or (ends.isalnum() and after.isalnum()))


def span_of(words: str, context: str) -> Span | None:
    """Return where *words* stand in their context: nearest to its middle, where that leaves a choice."""
    return min(_spans(words, context), key=lambda span: _from_middle(span, context), default=None)


def _from_middle(span: Span, context: str) -> int:
    return abs(span.start + span.end - len(context))


def _exactly(text: str, point: Point, taken: _Taken) -> Located | None:
    """Return where the words stand among those around them, nearest to the line of the point."""
    if not point.context:
        return None
    return _inside(text, point, taken, _on_its_line(text, point)) or _inside(text, point, taken, _anywhere(text, point))


def _on_its_line(text: str, point: Point) -> Iterator[Span]:
    """Yield where the words around a point stand on the line on which they stood."""
    starts = _row_starts(text)
    if 0 < point.line <= len(starts):
        end = starts[point.line] if point.line < len(starts) else len(text)
        yield from _literally(point.context, text, starts[point.line - 1], end)


@lru_cache(maxsize=8)
def _row_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _anywhere(text: str, point: Point) -> Iterator[Span]:
    """Yield where the words around a point stand in the text, the nearest to its line first."""
    found = [Span(*match.span()) for match in _pattern(point.context).finditer(text)]
    starts = _row_starts(text)
    yield from sorted(found, key=lambda span: abs(bisect_right(starts, span.start) - point.line))


def _inside(text: str, point: Point, taken: _Taken, around: Iterable[Span]) -> Located | None:
    """Return where the words of a point stand free in the first stretch that has them."""
    for outer in around:
        inner = text[outer.start : outer.end]
        spans = sorted(_spans(point.words, inner), key=lambda span: _from_middle(span, inner))
        for span in spans:
            moved = Span(outer.start + span.start, outer.start + span.end)
            if item_key(point) and text[text.rfind("\n", 0, moved.start) + 1 : moved.start].strip():
                continue  # the comment that quotes the other side
            if not taken.holds(moved):
                return Located(point, moved, outer)
    return None


LIKE_ENOUGH = 0.55
"""Share of the words around a value that must still be there."""


def _nearly(text: str, point: Point, taken: _Taken) -> Located | None:
    """Return where the words stand among others much like those that stood around them."""
    inner = span_of(point.words, point.context)
    if inner is None:
        return None
    before, after = point.context[: inner.start].split(), point.context[inner.end :].split()
    best, likeness = None, LIKE_ENOUGH
    for span in _spans(point.words, text):
        if taken.holds(span):
            continue
        left = PARAGRAPH.split(text[max(0, span.start - 2 * inner.start - 20) : span.start])[-1].split()
        right = PARAGRAPH.split(text[span.end : span.end + 2 * (len(point.context) - inner.end) + 20])[0].split()
        found = _common(before[::-1], left[::-1]) + _common(after, right)
        share = found / (len(before) + len(after)) if before or after else 0.0
        if share > likeness:
            best, likeness = span, share
    return Located(point, best) if best else None


PARAGRAPH = re.compile(r"\n[ \t]*\n")


def _common(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Return how many of *wanted* stand in *found* in the same order."""
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _missing(text: str, point: Point) -> Located:
    """Return where something belongs that does not stand in the file: a key of the head, or what is proposed."""
    if HEAD_KEY.fullmatch(point.context):
        return Located(point, _room_of_key(text, point.context.rstrip(":")))
    if point.proposal and has_been_put_in(text, point.proposal):
        return Located(point, None)
    end = _end_of_block(text, point.context)
    return Located(point, Span(end, end))


HEAD_KEY = re.compile(r"[a-z][a-z_]*:?")


def _room_of_key(text: str, name: str) -> Span | None:
    """Return where the value of a head's key belongs, None where it has one."""
    end = head_end(text)
    line = re.compile(rf"^{name}:[ \t]*([^\n]*)$", re.MULTILINE).search(text, 0, end)
    if line is None:
        after = re.compile(r"^nam:[^\n]*\n", re.MULTILINE).search(text, 0, end)
        return Span(after.end(), after.end()) if after else Span(end, end)
    empty = re.fullmatch(r"(~|null|''|\"\"|)[ \t]*(?:#.*)?", line[1])
    return Span(line.start(1), line.start(1) + len(empty[1])) if empty else None


def head_end(text: str) -> int:
    """Return where the line stands that closes a head."""
    closing = re.compile(rf"^{HEAD_MARK}[ \t]*$", re.MULTILINE).search(text, len(HEAD_MARK))
    return closing.start() if text.startswith(HEAD_MARK) and closing else len(text)


def has_been_put_in(text: str, proposal: str) -> bool:
    """Tell whether what was proposed stands in the text by now."""
    return _pattern(proposal).search(text) is not None


def _end_of_block(text: str, context: str) -> int:
    """Return the end of the paragraph that holds *context*; without one, of the text before its closing."""
    around = _pattern(context).search(text) if context else None
    if around is None:
        closing = list(re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE).finditer(text))
        return closing[-1].start() if closing else len(text)
    blank = re.compile(r"\n[ \t]*(?:\n|$)").search(text, around.end())
    return blank.start() + 1 if blank else len(text)


def line_end(text: str, start: int) -> int:
    """Return where the line ends in which *start* stands."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def context_of(text: str, span: Span, room: int = 60) -> str:
    """Return the words around a span of one line, itself in the middle, enough to find it again."""
    first, last = text.rfind("\n", 0, span.start) + 1, line_end(text, span.end)
    start, end = max(first, span.start - room), min(last, span.end + room)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return text[start:end].strip()


# The points of a folder.


class OpenPoint(NamedTuple):
    """A point that nobody has answered, where it stands in its file."""

    point: Point
    span: Span
    place: Place
    text: str
    """The whole text of the file."""


class FolderPoints(NamedTuple):
    """The points of a plan folder."""

    all: list[Point]
    open: list[OpenPoint]
    edited: list[Point]
    """Open in the list, but the words are no longer in the file: answered by hand."""

    @property
    def questions(self) -> list[Question]:
        """The open points, those that ask about the same as one."""
        found: dict[str, list[OpenPoint]] = {}
        for one in self.open:
            found.setdefault(one.point.group, []).append(one)
        return [Question(first, others) for first, *others in found.values()]


class Question(NamedTuple):
    """An open point, and others that an answer to it answers too."""

    first: OpenPoint
    others: list[OpenPoint]


NONE = FolderPoints([], [], [])


def read_folder(folder: Path) -> FolderPoints:
    """Return the points of a folder and where they stand. Raises InputError for a faulty list or unreadable file."""
    points = load(folder)
    still_open: list[OpenPoint] = []
    edited: list[Point] = []
    for name in dict.fromkeys(point.file for point in points):
        path = folder / name
        text = read_text(path) if path.is_file() else None
        own = [point for point in points if point.file == name]
        for one in locate(text or "", own):
            if not one.point.is_open:
                continue
            if text is None or one.span is None:
                edited.append(one.point)
            else:
                place = place_of(text, one.span.start, str(path))
                still_open.append(OpenPoint(one.point, one.span, place, text))
    order = {point.id: index for index, point in enumerate(points)}
    still_open.sort(key=lambda one: order[one.point.id])
    return FolderPoints(points, still_open, edited)


def left(found: FolderPoints, folder: Path, *, is_final: bool, shown: Callable[[str], str] = str) -> Iterator[Problem]:
    """Yield each open point as an error in a final draft, else one warning that counts them; and those edited.

    *shown* gives the words of a file as they are printed.
    """
    if found.edited:
        facts: dict[str, object] = {"ids": ", ".join(point.id for point in found.edited)}
        yield Problem("point-edited", EDITED, facts, Place(str(folder / FILE)), level="warning")
    for point, _, place, _ in found.open if is_final else ():
        facts = {"id": point.id, "what": shown(words_of(point)), "reason": point.reason or point.kind}
        yield Problem("open-point", OPEN_LEFT, facts, place)
    if found.open and not is_final:
        first = found.open[0]
        facts = {
            "count": len(found.questions),
            "id": first.point.id,
            "what": shown(words_of(first.point)),
            "folder": typed(folder),
        }
        yield Problem("open-point", OPEN_COUNTED, facts, first.place, level="warning")


HEAD_ITEM = re.compile(r"([a-z][a-z0-9_]*):(?=\s|$)")


def item_key(point: Point) -> str:
    """Return the key of the head that a point asks to choose for, one form or the other; empty for any other point."""
    own, other = HEAD_ITEM.match(point.words), HEAD_ITEM.match(point.proposal)
    return own[1] if own and other and own[1] == other[1] else ""


def words_of(point: Point) -> str:
    """Return what a point is about, for a message."""
    if point.words:
        return _one_line(point.words)
    if HEAD_KEY.fullmatch(point.context) or not point.proposal:
        return point.context.rstrip(":") or point.kind
    text = re.sub(r"^- (?:.*?\bnhiem_vu: )?", "", _one_line(point.proposal))
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


SHOWN = 80
"""Letters of a proposal that a message shows."""


def is_told_by(mark: str, place: Place, found: FolderPoints) -> bool:
    """Tell whether a blank mark is told already, as an open point."""
    return any(
        mark in one.point.words
        and (one.place.file, one.place.line) == (place.file, place.line)
        and BLANK.search(one.point.words)
        for one in found.open
    )


OTHER_POINTS = N_("thư mục đang có một kế hoạch với các điểm cần xác nhận ({name}); hãy chọn thư mục khác bằng -o")
NAME = N_("điểm thứ {number}")
HINTS = (
    "Những chỗ của kế hoạch phải xác nhận trước khi ra bản chính thức. Trả lời bằng lệnh: cchc-draft confirm",
    "(hoặc sửa ngay trong tệp; hoặc ghi trang_thai: da_xac_nhan cho điểm giữ nguyên).",
)
REPEATED = N_("mã «{id}» dùng hai lần (lần đầu ở dòng {first})")
NOT_A_LINE = N_("«dong» phải là số dòng, thấy «{found}»")
OUTSIDE = N_("tệp «{name}» phải nằm trong thư mục kế hoạch")
NOT_IN_CONTEXT = N_("«gia_tri» («{words}») không có trong «cau»")
EDITED = N_("điểm {ids}: đã sửa trong tệp, coi như đã trả lời")
OPEN_LEFT = N_("điểm {id} chưa xác nhận: «{what}» ({reason}); bản chính thức không được còn điểm chưa xác nhận")
OPEN_COUNTED = N_(
    "còn {count} điểm cần xác nhận, đầu tiên là điểm {id} «{what}»; trả lời bằng lệnh: cchc-draft confirm {folder}"
)
