"""Signs around the words of a plan that are still to be confirmed, for writers to highlight.

The words are known by their place in the files. Those of the body carry the signs through Jinja and Markdown; those of
values (tasks, recipients, documents) get them where the value is printed. What the signs would change otherwise is
left without them: a plan with its signs taken away is always the plan itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from cchc_draft.blanks import BLANK, CLOSE, OPEN, has_shown, marked, unmarked
from cchc_draft.content import joined
from cchc_draft.errors import Place
from cchc_draft.formats import long_date, short_date
from cchc_draft.model import Block, Content, Heading, Inline, Item, ItemList, Paragraph, Plan, Run, Table, Task
from cchc_draft.open_points import FolderPoints, OpenPoint, Span, is_whole, item_key, line_end
from cchc_draft.records import parse_partial_date
from cchc_draft.yaml_text import Node
from cchc_draft.yaml_text import Path as NodePath

JINJA_YEAR = re.compile(r"\{\{\s*nam\s*\}\}")
CONDITION = re.compile(r"\{%-?\s*(?:if|elif|for)\b")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class OpenValue(NamedTuple):
    """Words to be confirmed that stand in a YAML value."""

    path: NodePath
    value: str
    """The whole value."""
    words: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be confirmed, by what prints it."""

    body: tuple[Span, ...] = ()
    """Where it stands in the text of the body."""
    head: tuple[OpenValue, ...] = ()
    tasks: Mapping[Place, tuple[OpenValue, ...]] = field(default_factory=dict)
    """By the place of the task; the paths start at its keys."""

    @property
    def documents(self) -> dict[str, tuple[str, ...]]:
        """Return the open words of the documents that are cited, by their ids; a blank text stands for all of it."""
        found: dict[str, tuple[str, ...]] = {}
        for path, value, words in self.head:
            if path[0] == "van_ban" and len(path) > 1:
                found[str(path[1])] = (*found.get(str(path[1]), ()), words)
            elif path[0] == "can_cu":
                found[value] = (*found.get(value, ()), "")
        return found

    def __bool__(self) -> bool:
        """Tell whether anything is to be shown as open."""
        return bool(self.body or self.head or self.tasks)


def find(found: FolderPoints, file: str, tree: Node, body: str, tasks: Sequence[Node]) -> Marks:
    """Return what is open in the files of a plan: its text *file* with head and body, and its task lists."""
    body_spans: list[Span] = []
    head: list[OpenValue] = []
    values = _Values()
    by_task: dict[Place, tuple[OpenValue, ...]] = {}
    for point in found.open:
        words = point.text[point.span.start : point.span.end]
        if not words or BLANK.fullmatch(words):
            continue
        if point.point.file == Path(file).name:
            start = len(point.text) - len(body)
            if item_key(point.point):
                head += _values_in(tree, point)
                continue
            if point.span.start >= start:
                body_spans.append(Span(point.span.start - start, point.span.end - start))
                continue
            root, value = tree, values.at(tree, point, words)
            if value and value.path[0] == "phu_luc" and value.path[2:3] == ("nhiem_vu",) and len(value.path) > 3:
                root, value = tree.find(value.path[:3]), value._replace(path=value.path[3:])
            elif value:
                head.append(value)
                continue
        else:
            root = next((node for node in tasks if Path(node.place.file).name == point.point.file), NOWHERE)
            value = values.at(root, point, words)
        if value:
            task, own = _in_task(root, value)
            by_task[task.place] = (*by_task.get(task.place, ()), own)
    return Marks(tuple(_around_tags(body, body_spans)), tuple(head), by_task)


def _values_in(tree: Node, point: OpenPoint) -> Iterator[OpenValue]:
    """Yield the values of a key of the head, for a point that asks about all of it."""
    last = point.place.line + point.text.count("\n", point.span.start, point.span.end)
    for path, leaf in tree.leaves():
        if path and isinstance(leaf.value, str) and point.place.line <= leaf.place.line <= last:
            yield OpenValue(path, leaf.value, leaf.value)


NOWHERE = Node(None, Place(""))


class _Values:
    """The values of trees by their places; each tree is walked once."""

    def __init__(self) -> None:
        self.known: dict[int, list[tuple[tuple[int, int], NodePath, Node]]] = {}

    def at(self, tree: Node, point: OpenPoint, words: str) -> OpenValue | None:
        """Return the value in which a point stands: the last one that begins before it."""
        listed = self.known.get(id(tree))
        if listed is None:
            found = [((leaf.place.line, leaf.place.column), path, leaf) for path, leaf in tree.leaves() if path]
            listed = self.known[id(tree)] = sorted(found, key=itemgetter(0))
        index = bisect_right(listed, (point.place.line, point.place.column), key=itemgetter(0)) - 1
        if index < 0:
            return None
        _, path, leaf = listed[bisect_left(listed, listed[index][0], key=itemgetter(0))]
        return OpenValue(path, leaf.value, words) if isinstance(leaf.value, str) else None


def _in_task(root: Node, value: OpenValue) -> tuple[Node, OpenValue]:
    """Return the task that holds a value, and the value as the task has it."""
    node, task, start = root, root, 0
    for index, step in enumerate(value.path):
        if isinstance(node.value, dict):
            task, start = node, index
        node = node.child(step) or node
    return task, value._replace(path=value.path[start:])


def _around_tags(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans none of whose ends stands inside a tag.

    What stands inside an expression is shown by all that it prints; inside a condition, by what follows it.
    """
    tags = [Span(*match.span()) for match in TAG.finditer(text)]
    last = 0
    for span in sorted(spans):
        held = [tag for tag in tags if any(tag.start < edge < tag.end for edge in span)]
        start, end = min([span.start, *(tag.start for tag in held)]), max([span.end, *(tag.end for tag in held)])
        if held and not all(text.startswith("{{", tag.start) for tag in held):
            if not CONDITION.match(text, held[-1].start):
                continue
            start = held[-1].end
            end = min([tag.start for tag in tags if tag.start >= start] + [line_end(text, start)])
        if last <= start < end:
            yield Span(start, end)
            last = end


def marked_text(text: str, spans: Sequence[Span]) -> str:
    """Return *text* with signs around its spans."""
    signs = sorted([(span.end, CLOSE) for span in spans] + [(span.start, OPEN) for span in spans], reverse=True)
    for offset, sign in signs:
        text = text[:offset] + sign + text[offset:]
    return text


# Values.


def in_text(text: str, words: Iterable[str]) -> str:
    """Return *text* with signs around the first place of each of *words*; words that it does not hold are left out."""
    for one in words:
        for form in _forms(one):
            span = _first(text, form)
            if span:
                text = marked_text(text, [span])
                break
        if not one:
            return marked(unmarked(text))
    return text


def _forms(words: str) -> Iterator[str]:
    """Yield how words of YAML may be printed."""
    if words:
        yield words
    try:
        date = parse_partial_date(words).date
    except ValueError:
        return
    if date:
        yield from (short_date(date), long_date(date))


def _first(text: str, words: str) -> Span | None:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [Span(*match.span()) for match in pattern.finditer(text)] if words.split() else []
    return next((span for span in found if is_whole(text, span)), None)


def in_content(content: Content, words: str) -> Content:
    """Return *content* with signs around the first place of *words*, in each run of its own."""
    texts = [part.text if isinstance(part, Run) else "\n" for part in content]
    span = _first("".join(texts), words)
    if span is None:
        return content
    found, offset = [], 0
    for part, text in zip(content, texts, strict=True):
        start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
        if isinstance(part, Run) and start < end:
            part = replace(part, text=text[:start] + marked(text[start:end]) + text[end:])
        found.append(part)
        offset += len(text)
    return tuple(found)


def on_values(plan: Plan, marks: Marks) -> Plan:
    """Return a plan with signs around what is open outside its body."""
    for path, value, words in marks.head:
        change = HEAD_VALUES.get(str(path[0]))
        if change:
            plan = change(plan, path, value, JINJA_YEAR.sub(str(plan.year), words))
    appendices = tuple(
        replace(appendix, tasks=tuple(_task(task, marks) for task in appendix.tasks)) for appendix in plan.appendices
    )
    return replace(plan, appendices=appendices)


def _subject(plan: Plan, _path: NodePath, _value: str, words: str) -> Plan:
    return replace(plan, subject=tuple(in_text(line, [words]) if words else line for line in plan.subject))


def _place(plan: Plan, _path: NodePath, _value: str, words: str) -> Plan:
    return replace(plan, letterhead=replace(plan.letterhead, place=in_text(plan.letterhead.place, [words])))


def _recipient(plan: Plan, _path: NodePath, value: str, words: str) -> Plan:
    value = value.strip()
    return replace(plan, recipients=tuple(in_text(one, [words]) if one == value else one for one in plan.recipients))


def _archive(plan: Plan, _path: NodePath, _value: str, words: str) -> Plan:
    return replace(plan, archive=in_text(plan.archive, [words]))


def _signature(plan: Plan, path: NodePath, _value: str, words: str) -> Plan:
    index = path[1] + 1 if path[0] == "dong_ban_hanh" and len(path) > 1 and isinstance(path[1], int) else 0
    signatures = list(plan.signatures)
    if index < len(signatures):
        one = signatures[index]
        if path[-1] == "ho_ten":
            signatures[index] = replace(one, name=in_text(one.name, [words]))
        else:
            signatures[index] = replace(one, lines=tuple(in_text(line, [words.upper(), words]) for line in one.lines))
    return replace(plan, signatures=tuple(signatures))


def _title(plan: Plan, path: NodePath, _value: str, words: str) -> Plan:
    if path[2:] != ("trich_yeu",):
        return plan
    appendices = tuple(
        replace(appendix, title=in_text(appendix.title, [words])) if index == path[1] else appendix
        for index, appendix in enumerate(plan.appendices)
    )
    return replace(plan, appendices=appendices)


HEAD_VALUES: Mapping[str, Callable[[Plan, NodePath, str, str], Plan]] = {
    "trich_yeu": _subject,
    "dia_danh": _place,
    "noi_nhan": _recipient,
    "luu": _archive,
    "ky": _signature,
    "dong_ban_hanh": _signature,
    "phu_luc": _title,
}


def _task(task: Task, marks: Marks) -> Task:
    values = marks.tasks.get(task.place, ()) if task.place else ()
    for path, _, words in values:
        task = _with_sign(task, path, words)
    return task


TASK_TEXTS = {"nhiem_vu": "text", "san_pham": "product", "kinh_phi": "cost", "ghi_chu": "note"}
TASK_UNITS = {"chu_tri": "lead", "phoi_hop": "support"}


def _with_sign(task: Task, path: NodePath, words: str) -> Task:
    key = str(path[0])
    changes: dict[str, Any] = {}
    if key in TASK_TEXTS:
        changes[TASK_TEXTS[key]] = in_content(getattr(task, TASK_TEXTS[key]), words)
    elif key in TASK_UNITS:
        units = getattr(task, TASK_UNITS[key])
        index = path[1] if len(path) > 1 else 0
        changes[TASK_UNITS[key]] = tuple(
            (in_text(name, [words]) if words in name else marked(name)) if at == index else name
            for at, name in enumerate(units)
        )
    elif key == "thoi_han" and task.deadline:
        printed = in_text(str(task.deadline), [words])
        changes["deadline"] = replace(task.deadline, written=printed if has_shown(printed) else marked(printed))
    elif key in task.own:
        changes["own"] = {**task.own, key: in_content(task.own[key], words)}
    return replace(task, **changes)


# The body.


def with_body(plan: Plan, marks: Marks, draw: Callable[[Sequence[Span]], Plan | None]) -> Plan:
    """Return a plan with signs around what is open in its body.

    *draw* renders the plan with signs around some spans. Signs that would change the text are left out.
    """

    @cache
    def drawn(spans: tuple[Span, ...]) -> Plan | None:
        found = draw(spans)
        return found if found and _body(found, joined_clean) == _body(plan, joined_clean) else None

    def sound(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if not spans or drawn(spans):
            return spans
        middle = len(spans) // 2
        return (*sound(spans[:middle]), *sound(spans[middle:])) if middle else ()

    found = drawn(sound(marks.body))
    if found is None:
        return plan
    body, closing, notes, bases = _body(found, spread)
    return replace(plan, body=body, closing=closing, notes=notes, legal_bases=bases)


def _body(plan: Plan, change: Callable[[Content], Content]) -> tuple[Any, ...]:
    """Return body, closing, notes and legal bases with every text changed."""
    bases = plan.legal_bases if change is spread else tuple(map(unmarked, plan.legal_bases))
    return (
        tuple(_mapped(block, change) for block in plan.body),
        tuple(_mapped(block, change) for block in plan.closing),
        tuple(map(change, plan.notes)),
        bases,
    )


def _mapped(block: Block, change: Callable[[Content], Content]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, content=change(block.content))
        case ItemList():
            items = [Item(tuple(_mapped(inner, change) for inner in item.blocks), item.place) for item in block.items]
            return replace(block, items=tuple(items))
        case Table():
            rows = tuple(tuple(map(change, row)) for row in block.rows)
            return replace(block, header=tuple(map(change, block.header)), rows=rows)


def joined_clean(content: Content) -> Content:
    """Return content without signs."""
    return joined(replace(part, text=unmarked(part.text)) if isinstance(part, Run) else part for part in content)


def spread(content: Content) -> Content:
    """Return content in which the signs open and close in each run of its own."""
    found: list[Inline] = []
    is_open = False
    for part in content:
        if not isinstance(part, Run):
            found.append(part)
            continue
        text = ""
        for piece in re.split(f"([{OPEN}{CLOSE}])", part.text):
            if piece in (OPEN, CLOSE):
                is_open = piece == OPEN
            elif piece:
                text += marked(piece) if is_open else piece
        if text:
            found.append(replace(part, text=text))
    return tuple(found)
