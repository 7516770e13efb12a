"""The log of a carry-over: one entry for every inherited fact, as a table for people and as data for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from cchc_draft.language import N_, Message, translate

State = Literal["kept", "changed", "open"]
"""Stands as it was; was changed by a rule; is to be confirmed by the office."""
STATE_NAMES: Mapping[State, Message] = {"kept": N_("giữ nguyên"), "changed": N_("đã đổi"), "open": N_("cần xác nhận")}

FactKind = Literal[
    "year", "date", "quarter", "period", "ordinal", "number", "citation", "legal_basis", "share", "count", "money",
    "person", "event", "agency", "unit", "place", "task", "deadline", "paragraph",
]  # fmt: skip
KIND_NAMES: Mapping[FactKind, Message] = {
    "year": N_("năm"),
    "date": N_("ngày"),
    "quarter": N_("tháng, quý"),
    "period": N_("giai đoạn"),
    "ordinal": N_("lần thứ"),
    "number": N_("số, ký hiệu"),
    "citation": N_("văn bản viện dẫn"),
    "legal_basis": N_("căn cứ"),
    "share": N_("tỷ lệ"),
    "count": N_("số lượng"),
    "money": N_("số tiền"),
    "person": N_("người"),
    "event": N_("sự kiện"),
    "agency": N_("cơ quan"),
    "unit": N_("đơn vị"),
    "place": N_("địa danh"),
    "task": N_("nhiệm vụ"),
    "deadline": N_("thời hạn"),
    "paragraph": N_("đoạn văn"),
}


FILE, DATA_FILE = "nhat-ky.md", "nhat-ky.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One inherited fact and what became of it."""

    kind: FactKind
    state: State
    file: str
    """Name of the file in the new folder."""
    line: int
    """Its line there, from 1; 0 for something that is no longer in a file."""
    context: str
    """The words around it as they stand in the new file, the fact itself among them; enough to find it again."""
    old: str
    new: str
    """What stands there now; empty where it was dropped."""
    reason: str
    """Which rule decided, or what is doubtful: a message with its gaps filled, in Vietnamese."""
    id: str = ""
    """Of open entries: the number under which it is asked."""
    proposal: str = ""
    """Of open entries: what would probably be right; empty where the program has no idea."""
    same: str = ""
    """Of open entries: what they ask about, where one answer holds for all that ask about the same."""


def numbered(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with numbers for the open ones, in order: "01", "02" and so on.

    Those that ask about the same as "02" are "02.2", "02.3": an answer to "02" is one to all of them.
    """
    found: list[Entry] = []
    asked: dict[object, list[str]] = {}
    for entry in entries:
        if entry.state != "open":
            found.append(entry)
            continue
        known = asked.setdefault((entry.kind in NAMED, entry.same) if entry.same else len(found), [])
        known.append(f"{known[0]}.{len(known) + 1}" if known else f"{len(asked):02}")
        found.append(replace(entry, id=known[-1]))
    return found


NAMED: tuple[FactKind, ...] = ("citation", "legal_basis", "number")
"""Kinds of one thing: a document."""


def markdown(title: str, entries: Sequence[Entry]) -> str:
    """Return the log as a Markdown table: place, old, new, rule, state."""
    counts = Counter(entry.state for entry in entries)
    told = ", ".join(f"{translate(name)}: {counts.get(state, 0)}" for state, name in STATE_NAMES.items())
    titles = [N_("Nơi"), N_("Loại"), N_("Cũ"), N_("Mới"), N_("Quy tắc, lý do"), N_("Trạng thái")]
    rows = [[translate(title) for title in titles], ["---"] * len(titles)]
    for entry in entries:
        place = f"{entry.file}:{entry.line}" if entry.line else entry.file
        state = " ".join(filter(None, (translate(STATE_NAMES[entry.state]), entry.id)))
        rows.append([place, translate(KIND_NAMES[entry.kind]), entry.old, entry.new, entry.reason, state])
    lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join([f"# {title}", "", told, "", *lines, ""])


def files(title: str, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the log as files of a plan folder, name to text."""
    return {FILE: markdown(title, entries), DATA_FILE: as_json(entries)}


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def as_json(entries: Sequence[Entry]) -> str:
    """Return the log as a list of objects."""
    names = [field.name for field in fields(Entry) if field.name != "same"]
    listed = [{name: getattr(entry, name) for name in names} for entry in entries]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
