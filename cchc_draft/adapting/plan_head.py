"""The head of a plan made the lower agency's own: its profile, its documents; what the upper agency alone had goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_draft.adapting.adapted_text import AdaptedText, Fate
from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.carrying.change_log import FactKind, State
from cchc_draft.carrying.passages import Passage, offset
from cchc_draft.carrying.plan_head import LEFT_OPEN
from cchc_draft.citations import Citation
from cchc_draft.formats import PartialDate
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate
from cchc_draft.plan_folder import OWN_KEYS
from cchc_draft.yaml_text import Node, dump

KINDS: Mapping[str, FactKind] = {"so": "number", "ngay": "date", "ky": "person", "dong_ban_hanh": "agency"}
UNREAD = ("ho_so", "nam", "van_ban", "can_cu", "du_thao", "khan", "luu_hanh")
"""Keys that hold nothing to be swapped: settings, and documents, whose names never change."""


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """The plan of the agency above as a document to be cited."""

    number: int | None
    symbol: str
    date: PartialDate | None
    issuer: str
    subject: str

    @property
    def citation(self) -> Citation:
        """The plan as it is cited; a blank stands for a number that it does not have yet."""
        symbol = f"{self.number or PLAIN_BLANK}/{self.symbol}"
        date = self.date.date if self.date and self.number else None
        return Citation("Kế hoạch", symbol, date, self.issuer, self.subject)

    @property
    def is_whole(self) -> bool:
        """Tell whether it has number and date."""
        return bool(self.citation.date)

    def identifier(self, taken: Sequence[str]) -> str:
        """Return a name for it that no other document has."""
        base = f"kh{self.number}" if self.number else "kh_cap_tren"
        names = [base, *(f"{base}_{count}" for count in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)


def adapt(adapted: AdaptedText, tree: Node, passages: Sequence[Passage], end: int, upper: UpperPlan, body: int) -> None:
    """Adapt a head that ends at *end* of its file; the body begins at *body*."""
    entries = tree.value if isinstance(tree.value, dict) else {}
    profile = next(passage for passage in passages if passage.path == ("ho_so",))
    step = adapted.names.step
    first, last = profile.span(0, len(profile.words))
    reason = translate(OF_LOWER).format(agency=step.lower.name)
    adapted.put(
        first, last, step.lower_id, Fate(first, last, "agency", "changed", reason, profile.words, step.lower_id)
    )
    left_out = [name for name in OWN_KEYS if name in entries]
    for name in left_out:
        _leave_out(adapted, entries, name, end)
    for passage in passages:
        name = str(passage.path[0]) if passage.path else ""
        if name not in UNREAD and name not in left_out and is_text(passage.path):
            adapted.adapt(passage)
    identifier = _cite(adapted, tree, upper, end)
    if not _first_basis(adapted, tree, identifier):
        _open_with(adapted, identifier, body)


def is_text(path: tuple[str | int, ...]) -> bool:
    """Tell whether the value at a path is text that is printed, outside of task lists."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return True
    return names[-1] == "trich_yeu" or names[0] in ("tu_ngu", "viet_tat") or (
        "cot" in names and len(names) > 2
    )  # fmt: skip


def _leave_out(adapted: AdaptedText, entries: Mapping[str, Node], name: str, end: int) -> None:
    """Take a key away with all that is in it."""
    start, last = _rows(adapted.text, entries, name, end)
    value = one_line(adapted.text[start:last].partition(":")[2].strip(" \n\"'"))
    is_open = name in LEFT_OPEN
    reason = translate(LEFT_OPEN.get(name, OF_UPPER))
    fate = Fate(
        start, last, KINDS.get(name, "agency"), "open" if is_open else "changed", reason, f"{value}", key=name
    )  # fmt: skip
    adapted.put(start, last, "", fate)


def _rows(text: str, entries: Mapping[str, Node], name: str, end: int) -> tuple[int, int]:
    """Return where the rows of a key start and end; comments above the next key stay."""
    starts = sorted(
        offset(text, node.key_place.line, node.key_place.column) for node in entries.values() if node.key_place
    )
    key_place = entries[name].key_place
    assert key_place is not None
    start = offset(text, key_place.line, key_place.column)
    last = next((one for one in starts if one > start), end)
    rows = text[start:last].splitlines(keepends=True)
    while len(rows) > 1 and (not rows[-1].strip() or rows[-1].lstrip().startswith("#")):
        last -= len(rows.pop())
    return start, last


def _cite(adapted: AdaptedText, tree: Node, upper: UpperPlan, end: int) -> str:
    """Put the plan of the agency above first among the documents; return its id."""
    documents = tree.child("van_ban")
    known = documents.value if documents and isinstance(documents.value, dict) else {}
    identifier = upper.identifier(list(known))
    citation, text = upper.citation, adapted.text
    record = {
        "loai": citation.kind,
        "ky_hieu": citation.symbol,
        "ngay": citation.date.isoformat() if citation.date else "",
        "co_quan": citation.issuer,
        "ve": citation.subject,
    }
    values = {key: value for key, value in record.items() if value}
    first = next(iter(known.values()), None)
    if first is not None and first.key_place is not None:
        start = offset(text, first.key_place.line, first.key_place.column)
        if documents and text[offset(text, documents.place.line, documents.place.column)] == "{":
            new = f"{identifier}: {_flow(values)}, "
        else:
            room = " " * (first.key_place.column - 1)
            start = _above_comments(text, start)
            new = "".join(room + row for row in dump({identifier: values}).splitlines(keepends=True))
    else:
        start = end
        new = dump({"van_ban": {identifier: values}})
        if documents is not None and documents.key_place is not None:
            start, last = _rows(text, tree.value if isinstance(tree.value, dict) else {}, "van_ban", end)
            adapted.edited.replace(start, last, "")
    state: State = "changed" if upper.is_whole else "open"
    reason = FIRST_DOCUMENT if upper.is_whole else UNNUMBERED
    adapted.edited.replace(start, start, new)
    symbol = new.find(citation.symbol)
    fate = Fate(
        start,
        start,
        "legal_basis",
        state,
        translate(reason),
        NOTHING,
        citation.full,
        inserted=(symbol, symbol + len(citation.symbol)),
    )
    adapted.fates.append(fate)
    return identifier


def _above_comments(text: str, place: int) -> int:
    """Return where the row of a key starts, or the first of the comments right above it."""
    start = text.rfind("\n", 0, place) + 1
    while start and text[:start].rsplit("\n", 2)[-2].lstrip().startswith("#"):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in values.items()) + "}"


def _first_basis(adapted: AdaptedText, tree: Node, identifier: str) -> bool:
    """Put the plan of the agency above first among the legal bases; False where the head names none."""
    bases = tree.child("can_cu")
    if bases is None or not bases.value:
        return False
    text = adapted.text
    start = offset(text, bases.place.line, bases.place.column)
    if isinstance(bases.value, str):
        adapted.edited.replace(start, start, f"[{identifier}, ")
        adapted.edited.replace(start + len(bases.value), start + len(bases.value), "]")
    elif text[start] == "[":
        adapted.edited.replace(start + 1, start + 1, f"{identifier}, ")
    else:
        adapted.edited.replace(start, start, f"- {identifier}\n" + " " * (bases.place.column - 1))
    return True


def _open_with(adapted: AdaptedText, identifier: str, body: int) -> None:
    """Let the opening sentence name the plan of the agency above first."""
    text = adapted.text
    match = re.compile(r"\s*(?P<star>\*?)").match(text, body)
    start = match.end() if match else body
    rest = text[start:]
    tag = f"{{{{ van_ban.{identifier} }}}}"
    if rest.startswith("Căn cứ "):
        star = match["star"] if match else ""
        adapted.edited.replace(start, start, f"Căn cứ {tag};{star}\n\n{star}")
    elif rest.startswith("Thực hiện "):
        place = start + len("Thực hiện ")
        adapted.edited.replace(place, place, f"{tag}; ")
    elif rest.startswith("#"):
        adapted.edited.replace(start, start, OPENING.format(tag=tag) + "\n\n")
    else:
        place = start - len(match["star"]) if match else start
        adapted.edited.replace(place, place, f"Thực hiện {tag}, ")
        small = SMALL.match(rest)
        if small:
            adapted.edited.replace(start, start + 1, rest[:1].lower())


NOTHING = "-"
"""What the log has for what was not there before."""
OPENING = "Thực hiện {tag}, {{{{ co_quan.ten_ngan }}}} ban hành Kế hoạch như sau:"
SMALL = re.compile(r"(?:Để|Nhằm|Trong|Năm|Trên|Với|Theo|Tiếp tục)\s")


OF_LOWER = N_("kế hoạch của {agency}")
OF_UPPER = N_("riêng của cơ quan cấp trên; lấy theo hồ sơ của cơ quan mình")
FIRST_DOCUMENT = N_("kế hoạch cấp trên là căn cứ đầu tiên")
UNNUMBERED = N_("kế hoạch cấp trên chưa có số hoặc ngày: điền khi có")
