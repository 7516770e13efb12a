"""Three plan folders as one: the files of the office with what a source has changed since last time.

Where both have changed the same thing, the office's words stay, followed by a blank mark that quotes the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cchc_draft.carrying import merged_tasks
from cchc_draft.carrying.change_log import Entry, FactKind, State
from cchc_draft.carrying.items import Item, as_compared, blocks, head_items
from cchc_draft.carrying.merge import CLASS_NAMES, Outcome, merge_blocks, merge_names, written
from cchc_draft.carrying.quotes import choice
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, Message, translate
from cchc_draft.open_points import Point, head_end, locate
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.source_text import place_of
from cchc_draft.yaml_text import load

OWN_KEYS = ("ho_so", "nam", "so", "ngay", "ky_hieu", "dia_danh", "van_ban")
"""Keys of a head that a source does not decide on; documents are merged one by one."""
USED_DOCUMENT = re.compile(r"\bvan_ban\.([a-z][a-z0-9_]*)")


class Side(NamedTuple):
    """The files of a plan folder, and the same in the words of the year in which the sides are compared."""

    files: Mapping[str, str]
    compared: Mapping[str, str]

    def pair(self, name: str) -> tuple[str, str]:
        """Return a file in both forms, empty texts for one that is not there."""
        text = self.files.get(name, "")
        return text, self.compared.get(name, text)


@dataclass(slots=True)
class Merged:
    """The files of a merged plan, and one entry for each item."""

    files: dict[str, str]
    entries: list[Entry] = field(default_factory=list)


def merge_plans(base: Side, own: Side, new: Side, source: Message) -> Merged:
    """Return the office's plan *own* with the changes from *base* to *new*; *source* is what new is called."""
    made = Merged(dict(own.files))
    _merge_text(base, own, new, source, made)
    names = [task_files(side.files) for side in (base, own, new)]
    for index, name in enumerate(names[1]):
        others = [listed[index] if index < len(listed) else "" for listed in (names[0], names[2])]
        if name in own.files and others[1]:
            text, entries = merged_tasks.merge(base.pair(others[0]), own.pair(name), new.pair(others[1]), name, source)
            made.files[name] = text
            made.entries += entries
    for name in names[2][len(names[1]) :]:
        if name in new.files and name not in made.files and name in made.files[PLAN_FILE]:
            made.files[name] = new.files[name]
    return made


def task_files(files: Mapping[str, str]) -> list[str]:
    """Return the names of the YAML files with tasks that a plan's appendices name, in order."""
    text = files[PLAN_FILE]
    node = load(text[text.find("\n") + 1 : head_end(text)], PLAN_FILE).child("phu_luc")
    appendices = node.value if node and isinstance(node.value, list) else []
    found = [appendix.find(("nhiem_vu",)).value for appendix in appendices]
    return [name for name in found if isinstance(name, str) and name in files and name.endswith((".yaml", ".yml"))]


# The text.


def _merge_text(base: Side, own: Side, new: Side, source: Message, made: Merged) -> None:
    texts = [side.pair(PLAN_FILE) for side in (base, own, new)]
    body, told = _merged_body([(_body(text), _body(compared)) for text, compared in texts], source)
    head, head_told = _merged_head(texts, body, source)
    made.files[PLAN_FILE] = head + body
    shift = head.count("\n")
    made.entries += head_told
    made.entries += [replace(entry, line=entry.line + shift) if entry.line else entry for entry in told]


def _body_start(text: str) -> int:
    end = head_end(text)
    return text.find("\n", end) + 1 if "\n" in text[end:] else len(text)


def _body(text: str) -> str:
    return text[_body_start(text) :]


def _merged_body(texts: Sequence[tuple[str, str]], source: Message) -> tuple[str, list[Entry]]:
    """Return the merged body, and the entries with lines counted from its first."""
    sides = [as_compared(blocks(text)[0], blocks(compared)[0]) for text, compared in texts]
    rest = blocks(texts[1][0])[1]
    outcomes = merge_blocks(*sides)
    parts: list[str] = []
    entries: list[Entry] = []
    size = lines = 0
    last = ""
    for outcome in outcomes:
        item = written(outcome, lambda one: _both_sides(one, source))
        if item is None:
            entries.append(_entry(outcome, "paragraph", 0, last, source))
            continue
        before = item.before
        if outcome.own is None or (size == 0 and not before):
            before = "\n\n" if size else ""
        elif size and "\n" not in before:
            before = "\n\n"
        lines += before.count("\n")
        entries.append(_entry(outcome, "paragraph", lines + 1, one_line(item.words), source))
        parts += [before, item.text]
        size += 1
        lines += item.text.count("\n")
        last = one_line(item.words)
    return "".join([*parts, rest]), entries


def _both_sides(outcome: Outcome[Item], source: Message) -> str:
    own, new = outcome.own, outcome.new
    assert own is not None
    mark = choice(source, new.words if new else None)
    is_block = "\n|" in own.text or own.text.startswith("|") or "{%" in own.text.split("\n", 1)[0]
    return f"{own.text}\n\n{mark}" if is_block else f"{own.text} {mark}"


def _entry(outcome: Outcome[Item], kind: FactKind, line: int, words: str, source: Message) -> Entry:
    """Return the entry of a block; *words* are those that stand there now, or those before a missing one."""
    old = one_line(outcome.base.words if outcome.base else outcome.own.words if outcome.own else "")
    reason = f"{translate(CLASS_NAMES[outcome.kind])}: {translate(_why(outcome)).format(source=translate(source))}"
    if outcome.kind == "conflict" and outcome.own is None:
        proposal = outcome.new.text if outcome.new else ""
        return Entry(kind, "open", PLAN_FILE, 0, words, old, "", reason, proposal=proposal)
    if outcome.kind == "dropped":
        return Entry(kind, "changed", PLAN_FILE, 0, "", old, "", reason)
    if outcome.kind in ("conflict", "new"):
        proposal = one_line(outcome.new.words) if outcome.kind == "conflict" and outcome.new else ""
        return Entry(kind, "open", PLAN_FILE, line, words, old, words, reason, proposal=proposal)
    state: State = "changed" if outcome.kind == "updated" else "kept"
    return Entry(kind, state, PLAN_FILE, line, words, old, words, reason)


def _why(outcome: Outcome[Item]) -> Message:
    """Return what decided on an item."""
    if outcome.kind == "conflict":
        return GONE_AND_CHANGED if outcome.own is None else CHANGED_AND_GONE if outcome.new is None else BOTH_CHANGED
    if outcome.kind == "dropped":
        return GONE_HERE if outcome.own is None else GONE_THERE
    if outcome.kind == "carried" and outcome.new is not None and outcome.base is None:
        return ADDED_BY_BOTH
    return {"carried": UNCHANGED_THERE, "updated": CHANGED_THERE, "new": NEW_THERE}[outcome.kind]


# The head.


def _merged_head(texts: Sequence[tuple[str, str]], body: str, source: Message) -> tuple[str, list[Entry]]:
    """Return the merged head, its closing line included, and the entries of what is not simply kept."""
    own_text = texts[1][0]
    keys: list[list[Item]] = []
    documents: list[list[Item]] = []
    for text, compared in texts:
        for found, side, other in zip((keys, documents), head_items(text), head_items(compared), strict=True):
            found.append(_compared_by_name(side, other))
    head = own_text[: _body_start(own_text)]
    entries: list[Entry] = []
    for outcome in merge_names(*([item for item in side if item.name not in OWN_KEYS] for side in keys)):
        head = _with_key(head, outcome, source, entries)
    wanted = set(USED_DOCUMENT.findall(body))
    for outcome in merge_names(*documents):
        name = (outcome.own or outcome.new or outcome.base or Item("")).name
        is_missing = outcome.own is None and outcome.new is not None and name in wanted
        if is_missing or outcome.kind == "new":
            assert outcome.new is not None
            head = _with_document(head, outcome.new)
            entries.append(_head_entry(outcome.new, "citation", "open", head, NEW_THERE, source))
        elif outcome.kind == "updated" and outcome.own and outcome.new:
            head = _replaced(head, outcome.own.text, _indented(outcome.new.text, outcome.own.text))
            entries.append(_head_entry(outcome.new, "citation", "changed", head, CHANGED_THERE, source, outcome.own))
        elif outcome.kind == "conflict" and outcome.own and outcome.new:
            head = _commented(head, outcome.own, outcome.new, source)
            entries.append(_choice_entry(outcome.own, outcome.new, "citation", head, source))
    return head, entries


def _compared_by_name(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    texts = {item.name: item.compared for item in others}
    return [replace(item, compared=texts.get(item.name, item.compared)) for item in items]


def _with_key(head: str, outcome: Outcome[Item], source: Message, entries: list[Entry]) -> str:
    """Return the head with what became of one of its keys."""
    own, new = outcome.own, outcome.new
    if outcome.kind == "new" and new:
        end = head_end(head)
        head = f"{head[:end]}{new.text}\n{head[end:]}"
        entries.append(_head_entry(new, "paragraph", "open", head, NEW_THERE, source))
    elif outcome.kind == "updated" and own and new:
        head = _replaced(head, own.text, new.text)
        entries.append(_head_entry(new, "paragraph", "changed", head, CHANGED_THERE, source, own))
    elif outcome.kind == "dropped" and own:
        head = _replaced(head, own.text + "\n", "")
        entries.append(_head_entry(own, "paragraph", "changed", head, GONE_THERE, source))
    elif outcome.kind == "conflict" and own:
        if new:
            head = _commented(head, own, new, source)
            entries.append(_choice_entry(own, new, "paragraph", head, source))
        else:
            entries.append(_head_entry(own, "paragraph", "open", head, CHANGED_AND_GONE, source))
    return head


def _replaced(head: str, old: str, new: str) -> str:
    at = head.find(f"\n{old}")
    return head if at < 0 else head[: at + 1] + new + head[at + 1 + len(old) :]


def _commented(head: str, own: Item, new: Item, source: Message) -> str:
    """Return the head with the other side's form in comments above the office's own."""
    at = head.find(f"\n{own.text}") + 1
    room = re.match(r"[ ]*", own.text)
    told = THEIRS.format(source=source)
    lines = [f"{room[0] if room else ''}# {line}" for line in (told, *new.text.split("\n"))]
    return head[:at] + "\n".join(lines) + "\n" + head[at:]


def _with_document(head: str, document: Item) -> str:
    """Return the head with one more document."""
    keys, documents = head_items(head)
    if documents:
        last = documents[-1].text
        return _replaced(head, last, f"{last}\n{_indented(document.text, last)}")
    if any(item.name == "van_ban" for item in keys):
        return head
    end = head_end(head)
    return f"{head[:end]}van_ban:\n{document.text}\n{head[end:]}"


def _indented(text: str, like: str) -> str:
    """Return lines as far to the right as others."""
    have, want = (len(one) - len(one.lstrip(" ")) for one in (text, like))
    return "\n".join(" " * max(0, want - have) + line[max(0, have - want) :] for line in text.split("\n"))


def _head_entry(
    item: Item,
    kind: FactKind,
    state: State,
    head: str,
    why: Message,
    source: Message,
    other: Item | None = None,
) -> Entry:
    first = item.text.strip().split("\n")[0]
    at = head.find(first)
    line = head.count("\n", 0, at) + 1 if at >= 0 else 0
    reason = translate(why).format(source=translate(source))
    first = first if line else ""
    old = one_line(other.text) if other else ""
    return Entry(kind, state, PLAN_FILE, line, first, old, first, reason)


def _choice_entry(own: Item, new: Item, kind: FactKind, head: str, source: Message) -> Entry:
    """Return the entry of a key that both sides changed: its whole text, and that of the other side as proposal."""
    line = head.count("\n", 0, head.find(f"\n{own.text}") + 1) + 1
    words, theirs = own.text.strip(), _indented(new.text, own.text).strip()
    told = translate(BOTH_CHANGED).format(source=translate(source))
    reason = f"{translate(CLASS_NAMES['conflict'])}: {told}: «{one_line(theirs)}»"
    return Entry(kind, "open", PLAN_FILE, line, words, "", words, reason, proposal=theirs)


# Entries that were made before the merge.


def relocated(entries: Sequence[Entry], files: Mapping[str, str], source: Message) -> Iterator[Entry]:
    """Yield entries of the office's files as they stand in merged ones; what the source replaced asks nothing more."""
    for entry in entries:
        text = files.get(entry.file)
        if text is None or not entry.context or not entry.new:
            yield entry
            continue
        point = Point("", "", entry.file, entry.line, entry.context, entry.new)
        span = locate(text, [point])[0].span if entry.new in entry.context else None
        if span:
            yield replace(entry, line=place_of(text, span.start, "").line)
        elif entry.state == "open":
            yield replace(entry, state="changed", line=0, reason=translate(REPLACED).format(source=translate(source)))
        else:
            yield entry


UNCHANGED_THERE = N_("{source} không đổi chỗ này")
CHANGED_THERE = N_("{source} đã đổi, cơ quan chưa sửa")
NEW_THERE = N_("{source} có thêm; hãy giữ lại, sửa hoặc xóa trong tệp")
ADDED_BY_BOTH = N_("cơ quan và {source} ghi như nhau")
GONE_THERE = N_("{source} không còn, cơ quan chưa sửa")
GONE_HERE = N_("cơ quan đã bỏ")
BOTH_CHANGED = N_("cơ quan đã sửa, {source} cũng đổi; hãy chọn một")
GONE_AND_CHANGED = N_("cơ quan đã bỏ, nhưng {source} đã đổi; hãy chọn đưa vào hay không")
CHANGED_AND_GONE = N_("cơ quan đã sửa, nhưng {source} không còn; hãy giữ hoặc bỏ")
THEIRS = "{source} ghi:"
REPLACED = N_("đoạn có chỗ này đã lấy theo {source}")
