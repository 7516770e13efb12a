"""The head of a plan carried into another year: its own keys, its documents, its signer."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from cchc_draft.blanks import PLAIN_BLANK, has_blank
from cchc_draft.carrying import document_decisions
from cchc_draft.carrying.carried_text import CarriedText
from cchc_draft.carrying.decisions import PERSON, Decision
from cchc_draft.carrying.document_facts import Cited, Documents
from cchc_draft.carrying.passages import Passage, offset
from cchc_draft.language import N_, Message, translate
from cchc_draft.records import parse_partial_date
from cchc_draft.yaml_text import Node

UNREAD = ("ma", "huong", "danh_so", "loai", "khan", "luu_hanh", "du_thao", "ky_hieu")
"""Keys whose values are no text of the plan."""
LEFT_OPEN: Mapping[str, Message] = {
    "so": N_("số của kế hoạch mới, ghi khi phát hành"),
    "ngay": N_("ngày ký kế hoạch mới, ghi khi phát hành"),
}


def learn(tree: Node, documents: Documents) -> None:
    """Keep what a head tells of documents."""
    for node in _records(tree).values():
        values = {name: str(child.value) for name, child in _entries(node).items() if isinstance(child.value, str)}
        documents.learn_one(
            values.get("loai", ""), values.get("ky_hieu", ""), _date(values.get("ngay", "")), values.get("ve", "")
        )


def _records(tree: Node) -> Mapping[str, Node]:
    return _entries(tree.find(("van_ban",))) if tree.child("van_ban") else {}


def _entries(node: Node) -> Mapping[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _date(text: str) -> datetime.date | None:
    try:
        return parse_partial_date(text).date if text else None
    except ValueError:
        return None


def carry(carried: CarriedText, tree: Node, passages: Sequence[Passage], profile_id: str | None) -> None:
    """Carry the head of a plan over; its texts are facts like those of the body."""
    texts: list[Passage] = []
    documents: dict[str, list[Passage]] = {}
    for passage in passages:
        path = passage.path
        if path[:1] == ("van_ban",) and len(path) > 2:
            documents.setdefault(str(path[1]), []).append(passage)
        elif not _is_own_key(carried, tree, passage, profile_id) and is_text(path):
            texts.append(passage)
    for name, own in documents.items():
        texts += _document(carried, tree, name, own)
    carried.carry(texts)


def is_text(path: tuple[str | int, ...]) -> bool:
    """Tell whether the value at a path is text that is printed, not an id or a setting."""
    if not path:
        return True
    names = [step for step in path if isinstance(step, str)]
    is_file = len(path) == 3 and path[0] == "phu_luc" and path[2] == "nhiem_vu"
    is_column = "cot" in names and isinstance(path[-1], int)
    return not (names[-1] in UNREAD or names[0] == "can_cu" or is_file or is_column or "gop" in names)


def _is_own_key(carried: CarriedText, tree: Node, passage: Passage, profile_id: str | None) -> bool:
    """Carry one of the plan's own keys over; False for what is not one."""
    path = passage.path
    if path == ("nam",):
        start, end = passage.span(0, len(passage.words))
        carried.put(start, end, str(carried.years.new), Decision("year", "changed", translate(NEW_YEAR)))
    elif path in (("so",), ("ngay",)):
        name = str(path[0])
        decision = Decision("number" if name == "so" else "date", "open", translate(LEFT_OPEN[name]))
        _leave_out(carried, tree.find(path), passage, name, decision)
    elif path == ("ho_so",):
        _profile(carried, passage, profile_id)
    elif path[-1:] == ("ho_ten",):
        start, end = passage.span(0, len(passage.words))
        carried.keep(start, end, Decision("person", "open", translate(PERSON)))
    elif path == ("luu",):
        for match in DRAFTER.finditer(passage.words):
            start, end = passage.span(*match.span("name"))
            carried.keep(start, end, Decision("person", "open", translate(PERSON)))
    else:
        return False
    return True


DRAFTER = re.compile(r"\((?P<name>[^()\d]{2,40})\)\s*$")
"""The sign of whoever wrote the plan, behind the drafting unit."""


def _leave_out(carried: CarriedText, node: Node, passage: Passage, key: str, decision: Decision) -> None:
    """Leave a key of the head out."""
    carried.put(*_without(carried.text, node, passage), decision, key=key)


def _without(text: str, node: Node, passage: Passage) -> tuple[int, int, str]:
    """Return the edit that takes a key away with its line; where others stand on the line, its value."""
    quote = int(passage.quoting == "quoted")
    start, last = passage.starts[0] - quote, passage.ends[-1] + quote
    if node.key_place is None:
        return start, last, "null"
    first = offset(text, node.key_place.line, node.key_place.column)
    row, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    rest = text[last:end].strip()
    if text[row:first].strip() or (rest and not rest.startswith("#")):
        return start, last, "null"
    return (first, text.index("#", last), "") if rest else (row, end + 1, "")


def _profile(carried: CarriedText, passage: Passage, profile_id: str | None) -> None:
    start, end = passage.span(0, len(passage.words))
    if profile_id and profile_id != passage.words:
        carried.put(start, end, profile_id, Decision("agency", "changed", translate(BY_OPTION)))
    elif str(carried.years.old) in passage.words:
        carried.keep(start, end, Decision("agency", "open", translate(OLD_PROFILE)))


def _document(carried: CarriedText, tree: Node, name: str, own: Sequence[Passage]) -> Iterator[Passage]:
    """Carry one document of the head over; yield its texts where they are to be read like others."""
    values = {str(passage.path[2]): passage for passage in own}
    words = {key: passage.words for key, passage in values.items()}
    kind, symbol, law = words.get("loai", ""), words.get("ky_hieu", ""), words.get("ten", "")
    date, subject = _date(words.get("ngay", "")), law or words.get("ve", "")
    raw_symbol = str(tree.find(("van_ban", name, "ky_hieu")).value)
    if has_blank(raw_symbol):
        yield from (values[key] for key in ("ve", "co_quan", "ngay") if key in values)
        return
    verdict, status = carried.documents.verdict(kind, symbol, date, subject)
    bases = tree.find(("can_cu",)).plain() if tree.child("can_cu") else []
    is_basis = name in (bases if isinstance(bases, list) else [bases])
    cited = Cited(0, 0, 0, kind, symbol, date, subject, verdict, status, is_basis, bool(law))
    years = carried.years
    outcome = document_decisions.outcome(cited, years.old, years.new, is_in_head=True)
    same = document_decisions.asked_about(cited) if outcome.state == "open" else ""
    decision = Decision(outcome.kind, outcome.state, outcome.reason, proposal=outcome.proposal, same=same)
    if outcome.blank and "ky_hieu" in values:
        _blank_symbol(carried, values["ky_hieu"], cited, outcome.blank, decision)
        if "ngay" in values:
            passage = values["ngay"]
            start, end = passage.span(0, len(passage.words))
            quote = "" if passage.quoting == "quoted" else '"'
            carried.edited.replace(start, end, f"{quote}{PLAIN_BLANK}{quote}")
            carried.covered.append((start, end))
        yield from (values[key] for key in ("ve", "co_quan") if key in values)
        return
    named = values.get("ky_hieu") or values.get("ten") or values.get("ve") or own[0]
    start, end = named.span(0, len(named.words))
    carried.keep(start, end, decision, document_decisions.named(cited))
    carried.covered += [
        passage.span(0, len(passage.words)) for passage in own if passage.words and passage is not named
    ]


def _blank_symbol(carried: CarriedText, passage: Passage, cited: Cited, blank: str, decision: Decision) -> None:
    """Put a blank in place of the number, last year's document in it."""
    number = NUMBER.match(cited.symbol)
    start, end = passage.span(0, number.end() if number else len(passage.words))
    if passage.quoting in ("plain", "flow"):
        carried.edited.replace(passage.starts[0], passage.starts[0], '"')
        carried.edited.replace(passage.ends[-1], passage.ends[-1], '"')
    carried.put(start, end, blank, decision, old=document_decisions.named(cited))


NUMBER = re.compile(r"\d+[a-z]?(?:/20\d\d)?")
NEW_YEAR = N_("năm của kế hoạch")
BY_OPTION = N_("theo --profile")
OLD_PROFILE = N_("hồ sơ mang tên năm cũ; cơ quan có thể đã có hồ sơ mới")
