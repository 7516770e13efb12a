"""The plan of one province as a model for communes of another: nothing of it may pass for their own province's.

The commune's own province stands where the issuing one stood, its plan without number and date; documents of the
issuing province become blanks that name what is to be replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_draft import open_points
from cchc_draft.adapting.adapt import Adapted, UpperSource
from cchc_draft.carrying import change_log
from cchc_draft.carrying import open_points as carried_points
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.passages import offset
from cchc_draft.errors import Problem
from cchc_draft.front_matter import split
from cchc_draft.inheritance import split_locality
from cchc_draft.language import N_, Message, translate
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.profile import ParentRecord, Profile
from cchc_draft.yaml_text import Node, load


def source_of(source: UpperSource, parent: ParentRecord) -> UpperSource:
    """Return the plan of the agency above without its number and date, and about the commune's own province."""
    drafted, place = source.drafted, source.store.load(source.plan.profile_id).locality
    head = replace(drafted.letterhead, number=None)
    subject = tuple(line.replace(place, parent.locality or place) for line in drafted.subject)
    return replace(source, drafted=replace(drafted, letterhead=head, subject=subject))


def finished(made: Adapted, upper: Profile, parent: ParentRecord) -> Adapted:
    """Return an adapted plan that cites the commune's own province; what is of the other one is blank, or asked."""
    entries = [_of_parent(entry, upper, parent) for entry in made.entries]
    text = _with_documents(made.files[PLAN_FILE], upper, parent, entries)
    texts = {**made.files, PLAN_FILE: text}
    for name in dict.fromkeys(entry.file for entry in made.entries):
        entries += _left(name, texts[name], upper, entries)
    entries = change_log.numbered([replace(entry, id="") for entry in entries])
    files = {**texts, open_points.FILE: carried_points.dump(entries)}
    facts = {"upper": upper.short_name, "parent": parent.short_name}
    told = Problem("plan-as-model", AS_MODEL, facts, level="warning")
    return replace(made, files=files, entries=tuple(entries), problems=(told, *made.problems))


def _of_parent(entry: Entry, upper: Profile, parent: ParentRecord) -> Entry:
    """Return the entry of the first legal basis with the commune's own province in it."""
    if entry.kind != "legal_basis":
        return entry
    return replace(entry, new=entry.new.replace(upper.short_name, parent.short_name))


def _with_documents(text: str, upper: Profile, parent: ParentRecord, entries: list[Entry]) -> str:
    """Return a plan whose first document is the own province's plan; documents of the other one lose their symbols.

    They keep the rest, so that nobody takes them for the own province's.
    """
    head, _, _ = split(text, PLAN_FILE)
    documents = load(head, PLAN_FILE, 2).find(("van_ban",)).value
    for index, record in enumerate(documents.values() if isinstance(documents, dict) else ()):
        issuer, symbol = record.child("co_quan"), record.child("ky_hieu")
        if issuer is None or symbol is None or not _is_of(str(issuer.value), upper):
            continue
        text = _with_value(text, issuer, upper.short_name if index else parent.short_name)
        if index:
            blank = f"[… thay {symbol.value}]"
            text = _with_value(text, symbol, f'"{blank}"')
            start = offset(text, symbol.place.line, symbol.place.column) + 1
            span = open_points.Span(start, start + len(blank))
            entries.append(_open("citation", PLAN_FILE, text, span, str(symbol.value), OF_OTHER, upper))
    return text


def _left(name: str, text: str, upper: Profile, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield an open entry for each line that still names the other province and is not asked about."""
    asked = {entry.line for entry in entries if entry.file == name and entry.state == "open"}
    first = open_points.head_end(text) if name == PLAN_FILE else 0
    proper = re.escape(split_locality(upper.locality)[1])
    for match in re.compile(rf"(?<!\w)(?:(?:[Tt]hành phố|[Tt]ỉnh)\s+)?{proper}(?!\w)|Thủ đô").finditer(text, first):
        line = text.count("\n", 0, match.start()) + 1
        if line not in asked:
            asked.add(line)
            yield _open("place", name, text, open_points.Span(*match.span()), match[0], LEFT, upper)


def _open(
    kind: change_log.FactKind, name: str, text: str, span: open_points.Span, old: str, reason: Message, upper: Profile
) -> Entry:
    words, line = text[span.start : span.end], text.count("\n", 0, span.start) + 1
    told = translate(reason).format(upper=upper.short_name)
    return Entry(kind, "open", name, line, open_points.context_of(text, span), old, words, told)


def _is_of(issuer: str, upper: Profile) -> bool:
    """Tell whether a document was issued by the other province or a body of it."""
    words = (upper.short_name, upper.self_name, upper.name, upper.locality, upper.locality_word)
    return any(word.casefold() in issuer.casefold() for word in words) or bool(
        re.match(r"(?:Thành ủy|Tỉnh ủy|HĐND|UBND)\b", issuer)
    )


def _with_value(text: str, node: Node, new: str) -> str:
    """Return a text with another value in a line of its head."""
    start = offset(text, node.place.line, node.place.column)
    match = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\n,}]+?(?=\s*(?:[,}]|#|$))", re.MULTILINE).match(text, start)
    return text[:start] + new + text[match.end() if match else start :]


OF_OTHER = N_("văn bản của {upper}: thay bằng văn bản của tỉnh, thành phố mình, hoặc bỏ")
LEFT = N_("kế hoạch của {upper} chỉ làm mẫu: thay hoặc bỏ chỗ nói riêng về nơi đó")
AS_MODEL = N_("kế hoạch của {upper} chỉ làm mẫu: điền số, ngày kế hoạch của {parent}, xem lại các văn bản viện dẫn")
