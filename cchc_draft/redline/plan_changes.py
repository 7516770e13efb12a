"""What differs between two plans, in words: one line for every section, clause, task, deadline that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from cchc_draft.formats import date_line, number_line
from cchc_draft.language import N_, Message, translate
from cchc_draft.model import Appendix, Content, Plan, Signature, Table, Task, plain
from cchc_draft.outline import Line, lines
from cchc_draft.printed_form import appendix_title, upper
from cchc_draft.redline.alignment import Item, changes, moved, pairs
from cchc_draft.redline.blocks import item, keeps_words
from cchc_draft.redline.word_tokens import WORDS
from cchc_draft.task_table import CELLS, cell

Kind = Literal["added", "removed", "moved", "changed"]
KINDS: Mapping[Kind, Message] = {
    "added": N_("thêm"),
    "removed": N_("bỏ"),
    "moved": N_("chuyển"),
    "changed": N_("sửa"),
}
LONG = 90
"""Letters of a text that are shown."""
SHOWN_CHANGES = 4
"""Changes inside one text that are shown one by one."""


class Change(NamedTuple):
    """One thing that changed."""

    kind: Kind
    part: Message
    """Part of the document, a heading of the report."""
    text: str

    def __str__(self) -> str:
        return f"{translate(KINDS[self.kind])} {self.text}"


def compare(old: Plan, new: Plan) -> list[Change]:
    """Return what differs, in the order of the document."""
    made = [
        *_values(old, new),
        *_texts(LEGAL_BASES, LEGAL_BASIS, old.legal_bases, new.legal_bases),
        *_body(old, new),
        *_texts(RECIPIENTS, RECIPIENT, old.recipients, new.recipients),
        *_foot(old, new),
        *_texts(NOTES, NOTE, [plain(one) for one in old.notes], [plain(one) for one in new.notes]),
        *_appendices(old, new),
    ]
    return made if made or old == new else [Change("changed", BODY, translate(FORM_ONLY))]


def report(found: Sequence[Change]) -> list[str]:
    """Return what differs as lines: parts with their changes, counts at the end."""
    if not found:
        return [translate(NOTHING)]
    made = []
    for part in dict.fromkeys(change.part for change in found):
        made.append(translate(part))
        made += [f"  {change}" for change in found if change.part == part]
    counts = Counter(change.kind for change in found)
    told = ", ".join(f"{counts[kind]} {translate(name)}" for kind, name in KINDS.items() if counts[kind])
    return [*made, translate(TOTAL).format(count=len(found), told=told)]


# Values.


def _values(old: Plan, new: Plan) -> Iterator[Change]:
    for name, before, after in zip(HEAD_NAMES, _head(old), _head(new), strict=True):
        yield from _value(HEAD, name, before, after)


def _head(plan: Plan) -> tuple[str, ...]:
    head = plan.letterhead
    return (
        " ".join(head.parents).upper(),
        " ".join(head.agencies).upper(),
        number_line(head.number, head.symbol),
        date_line(head.place, head.date),
        translate(PRINTED) if head.is_draft else "",
        head.urgency,
        head.circulation,
        " ".join(plan.subject),
    )


def _foot(old: Plan, new: Plan) -> Iterator[Change]:
    yield from _value(RECIPIENTS, ARCHIVE, old.archive, new.archive)
    signatures = [[_signature(one) for one in plan.signatures] for plan in (old, new)]
    yield from _texts(SIGNATURES, SIGNATURE, signatures[0], signatures[1], least=0.0)


def _signature(signature: Signature) -> str:
    return " / ".join(filter(None, (*signature.lines, signature.name)))


def _value(part: Message, name: Message, old: str, new: str) -> Iterator[Change]:
    """Yield a named value that is another one now; spaces left for writing do not count."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if old == new:
        return
    facts = {"name": translate(name), "old": _shown(old), "new": _shown(new)}
    if old and new:
        yield Change("changed", part, translate(VALUE_CHANGED).format(**facts))
    else:
        facts["text"] = _shown(old or new)
        yield Change("removed" if old else "added", part, translate(VALUE).format(**facts))


def _texts(
    part: Message, name: Message, old: Sequence[str], new: Sequence[str], least: float = 0.5
) -> Iterator[Change]:
    """Yield what changed in a list of texts."""
    items = [[item(part, text, least) for text in texts] for texts in (old, new)]
    for step in _steps(items[0], items[1]):
        before = old[step.old] if step.old >= 0 else ""
        after = new[step.new] if step.new >= 0 else ""
        if step.is_moved:
            yield Change("moved", part, translate(VALUE).format(name=translate(name), text=_shown(after)))
        elif not (before and after):
            text = translate(VALUE).format(name=translate(name), text=_shown(before or after))
            yield Change("removed" if before else "added", part, text)
        if before and after and before != after:
            where = translate(VALUE).format(name=translate(name), text=_shown(after))
            yield Change("changed", part, f"{where}: {_difference(before, after)}")


class _Step(NamedTuple):
    old: int
    new: int
    is_moved: bool = False


def _steps(old: Sequence[Item], new: Sequence[Item], texts: Sequence[Sequence[str]] = ()) -> list[_Step]:
    """Return the entries of both sides in order, -1 for none; what moved stands where it is now.

    Of *texts* only those go together of which enough words are kept.
    """
    found = pairs(old, new)
    if texts:
        found = [(one, other) for one, other in found if keeps_words(texts[0][one], texts[1][other])]
    elsewhere = moved(old, new, found)
    sources, places = {at for at, _ in elsewhere}, {place: at for at, place in elsewhere}
    made = []
    for (at, place), (one, other) in pairwise([(-1, -1), *found, (len(old), len(new))]):
        made += [_Step(i, -1) for i in range(at + 1, one) if i not in sources]
        made += [_Step(places.get(i, -1), i, i in places) for i in range(place + 1, other)]
        if one < len(old):
            made.append(_Step(one, other))
    return made


# Body.


class _Entry(NamedTuple):
    """A printed paragraph or a row of a table of the body, and how an official would cite it."""

    kind: str
    where: str
    text: str
    content: object


def _body(old: Plan, new: Plan) -> Iterator[Change]:
    sides = [list(_entries(plan)) for plan in (old, new)]
    items = [[item(_family(one), one.text) for one in side] for side in sides]
    texts = [[one.text for one in side] for side in sides]
    for step in _steps(items[0], items[1], texts):
        before = sides[0][step.old] if step.old >= 0 else None
        after = sides[1][step.new] if step.new >= 0 else None
        yield from _entry(before, after, is_moved=step.is_moved)


def _family(entry: _Entry) -> str:
    return "row" if entry.kind == "row" else ""


def _entry(old: _Entry | None, new: _Entry | None, *, is_moved: bool) -> Iterator[Change]:
    if old is None or new is None:
        one = old or new
        if one:
            yield Change("removed" if old else "added", BODY, f"{one.where} «{_shown(one.text)}»")
        return
    if is_moved:
        facts = {"where": new.where, "before": old.where, "text": _shown(new.text)}
        yield Change("moved", BODY, translate(MOVED).format(**facts))
    if old.text != new.text:
        yield Change("changed", BODY, f"{new.where}: {_difference(old.text, new.text)}")
    elif old.content != new.content or old.kind != new.kind:
        yield Change("changed", BODY, translate(FORM).format(where=new.where, text=_shown(new.text)))


def _entries(plan: Plan) -> Iterator[_Entry]:
    """Yield what the body and the closing print, each with its place."""
    path: dict[str, str] = {}
    for line in lines(plan.body):
        if isinstance(line, Table):
            yield from _rows(line, _cited(path))
            continue
        name = _enter(path, line)
        where = name or _paragraph_of(path)
        content = _printed(line)
        yield _Entry(line.kind, where, plain(content), _form(content))
    for line in lines(plan.closing):
        if isinstance(line, Table):
            yield from _rows(line, translate(CLOSING))
        else:
            yield _Entry(line.kind, translate(CLOSING), plain(line.content), _form(line.content))


def _printed(line: Line) -> Content:
    """Return a line as it is printed: titles of sections in capitals, however they are written."""
    return upper(line.content) if line.kind == "heading1" else line.content


def _rows(table: Table, where: str) -> Iterator[_Entry]:
    place = translate(TABLE_ROW).format(where=where)
    for row in (table.header, *table.rows):
        yield _Entry("row", place, " | ".join(map(plain, row)), row)


def _form(content: Content) -> object:
    """Return the form of a text; footnotes count without their numbers, for their texts are compared apart."""
    return tuple(getattr(inline, "number", None) is None and inline for inline in content)


DEPTHS = {"heading1": 0, "heading2": 1, "heading3": 1, "numbered": 1, "point": 2}
NAMES = (N_("mục {label}"), N_("khoản {label}"), N_("điểm {label}"))


def _enter(path: dict[str, str], line: Line) -> str:
    """Go on to a line, and return its name; "" for one without a name of its own."""
    if line.kind not in DEPTHS:
        return ""
    depth = DEPTHS[line.kind]
    for level in range(depth, len(NAMES)):
        path.pop(str(level), None)
    path[str(depth)] = translate(NAMES[depth]).format(label=line.label.rstrip(".)"))
    return _cited(path)


def _cited(path: Mapping[str, str]) -> str:
    """Return a place as officials cite it: điểm a khoản 1 mục II."""
    return " ".join(path[level] for level in sorted(path, reverse=True))


def _paragraph_of(path: Mapping[str, str]) -> str:
    return translate(PARAGRAPH_IN).format(where=_cited(path)) if path else translate(OPENING)


# Appendices.


def _appendices(old: Plan, new: Plan) -> Iterator[Change]:
    items = [[_appendix_item(one) for one in plan.appendices] for plan in (old, new)]
    for step in _steps(items[0], items[1]):
        before = old.appendices[step.old] if step.old >= 0 else None
        after = new.appendices[step.new] if step.new >= 0 else None
        if before is None or after is None:
            plan, index = (new, step.new) if after else (old, step.old)
            appendix = plan.appendices[index]
            facts = {"title": appendix_title(plan, index), "name": appendix.title.upper(), "count": len(appendix.tasks)}
            text = translate(APPENDIX).format(**facts)
            yield Change("added" if after else "removed", APPENDICES, text)
        else:
            yield from _appendix(appendix_title(new, step.new), before, after)


def _appendix_item(appendix: Appendix) -> Item:
    words = " ".join([appendix.title.upper(), *(plain(task.text) for task in appendix.tasks)])
    return item("appendix", words, least=0.0, other=appendix.title.upper())


def _appendix(title: str, old: Appendix, new: Appendix) -> Iterator[Change]:
    for name, before, after in zip(APPENDIX_NAMES, _looks(old), _looks(new), strict=True):
        for change in _value(APPENDICES, name, before, after):
            yield change._replace(text=f"{title}, {change.text}")
    items = [[item("task", plain(task.text)) for task in one.tasks] for one in (old, new)]
    names = {column.key: column.title for column in (*old.columns, *new.columns)}
    for step in _steps(items[0], items[1]):
        task = new.tasks[step.new] if step.new >= 0 else old.tasks[step.old]
        number = (step.new if step.new >= 0 else step.old) + 1
        where = translate(TASK).format(title=title, number=number, text=_shown(plain(task.text)))
        if step.old < 0 or step.new < 0:
            yield Change("added" if step.old < 0 else "removed", APPENDICES, where)
            continue
        if step.is_moved:
            before_number = translate(BEFORE_NUMBER).format(number=step.old + 1)
            yield Change("moved", APPENDICES, f"{where} {before_number}")
        told = "; ".join(_task(old.tasks[step.old], task, names))
        if told:
            yield Change("changed", APPENDICES, f"{where}: {told}")


def _looks(appendix: Appendix) -> tuple[str, ...]:
    titles = {column.key: column.title for column in appendix.columns}
    return (
        appendix.title.upper(),
        ", ".join(column.title for column in appendix.columns),
        translate(LANDSCAPE if appendix.is_landscape else UPRIGHT),
        ", ".join(titles.get(key, key) for key in appendix.merged),
        translate(NUMBERINGS[appendix.numbering]),
    )


def _task(old: Task, new: Task, names: Mapping[str, str]) -> Iterator[str]:
    """Yield which cells of a task changed."""
    keys = [key for key in dict.fromkeys((*CELLS, *old.own, *new.own)) if key != "stt"]
    for key in keys:
        before, after = cell(key)(old), cell(key)(new)
        if before != after:
            name = translate(FIELDS[key]) if key in FIELDS else names.get(key, key)
            if plain(before) == plain(after):
                yield translate(CELL_FORM).format(name=name)
            elif plain(before) and plain(after):
                yield f"{name} {_difference(plain(before), plain(after), is_short=key != 'nhiem_vu')}"
            else:
                yield f"{name} «{_shown(plain(before))}» → «{_shown(plain(after))}»"
    if old.group != new.group:
        yield f"{translate(GROUP)} «{_shown(' / '.join(old.group))}» → «{_shown(' / '.join(new.group))}»"


# Words.


def _difference(old: str, new: str, *, is_short: bool = False) -> str:
    """Return what changed in a text: the words before and after, or all of a short text."""
    if is_short and max(len(old), len(new)) <= LONG:
        return f"«{old}» → «{new}»"
    olds, news = WORDS.findall(old), WORDS.findall(new)
    spaces = frozenset(token for token in (*olds, *news) if token.isspace())
    told = []
    for change in changes(olds, news, spaces):
        if change.is_equal:
            continue
        before = "".join(olds[change.old : change.old_end]).strip()
        after = "".join(news[change.new : change.new_end]).strip()
        if before and after:
            told.append(f"«{_shown(before)}» → «{_shown(after)}»")
        elif before or after:
            name = KINDS["removed" if before else "added"]
            told.append(f"{translate(name)} «{_shown(before or after)}»")
    if not told:
        return translate(SPACES_ONLY)
    if len(told) > SHOWN_CHANGES:
        more = translate(MORE).format(count=len(told) - SHOWN_CHANGES)
        told = [*told[:SHOWN_CHANGES], more]
    return "; ".join(told)


def _shown(text: str) -> str:
    """Return a text short enough for a line."""
    text = " ".join(text.split())
    if len(text) <= LONG:
        return text
    return re.sub(r"\s+\S*$", "", text[: LONG - 1]) + " …"


HEAD, BODY, RECIPIENTS = N_("Phần đầu"), N_("Nội dung"), N_("Nơi nhận")
LEGAL_BASES, SIGNATURES, NOTES, APPENDICES = N_("Căn cứ"), N_("Chữ ký"), N_("Chú thích"), N_("Phụ lục")
HEAD_NAMES = (
    N_("cơ quan cấp trên"),
    N_("cơ quan ban hành"),
    N_("số, ký hiệu"),
    N_("địa danh, ngày"),
    N_("chữ DỰ THẢO"),
    N_("độ khẩn"),
    N_("chỉ dẫn lưu hành"),
    N_("trích yếu"),
)
APPENDIX_NAMES = (N_("tên"), N_("cột"), N_("khổ giấy"), N_("cột gộp ô"), N_("đánh số"))
NUMBERINGS = {"running": N_("liên tục"), "by_group": N_("theo nhóm"), "nested": N_("nhiều cấp")}
LANDSCAPE, UPRIGHT, PRINTED = N_("ngang"), N_("đứng"), N_("có in")
FIELDS = {
    "nhiem_vu": N_("nội dung"),
    "san_pham": N_("sản phẩm"),
    "chu_tri": N_("chủ trì"),
    "phoi_hop": N_("phối hợp"),
    "thoi_han": N_("thời hạn"),
    "kinh_phi": N_("kinh phí"),
    "ghi_chu": N_("ghi chú"),
}
GROUP = N_("nhóm")
LEGAL_BASIS, RECIPIENT, ARCHIVE = N_("căn cứ"), N_("nơi nhận"), N_("nơi lưu")
SIGNATURE, NOTE = N_("chữ ký"), N_("chú thích")
OPENING, CLOSING = N_("đoạn mở đầu"), N_("đoạn kết")
PARAGRAPH_IN = N_("đoạn trong {where}")
TABLE_ROW = N_("hàng của bảng trong {where}")
VALUE = N_("{name} «{text}»")
VALUE_CHANGED = N_("{name} «{old}» → «{new}»")
MOVED = N_("{where} (trước là {before}) «{text}»")
FORM = N_("{where} «{text}»: chỉ đổi kiểu đoạn hoặc dạng chữ")
CELL_FORM = N_("{name}: chỉ đổi dạng chữ")
APPENDIX = N_("{title} «{name}» ({count} nhiệm vụ)")
TASK = N_("{title}, nhiệm vụ {number} «{text}»")
BEFORE_NUMBER = N_("(trước là số {number})")
MORE = N_("và {count} chỗ khác")
SPACES_ONLY = N_("chỉ đổi khoảng trắng")
FORM_ONLY = N_("chỉ khác cách trình bày")
NOTHING = N_("hai kế hoạch không có gì khác nhau")
TOTAL = N_("tổng cộng {count} thay đổi: {told}")
