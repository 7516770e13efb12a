"""The plan of one province as a model for communes of another: nothing of it may pass for their own province's.

The commune's own province stands where the issuing one stood, its plan without number and date; documents of the
issuing province become blanks that name what is to be replaced.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_draft import open_points
from cchc_draft.adapting.adapt import LOG, LOG_DATA, Adapted, UpperSource
from cchc_draft.carrying import change_log
from cchc_draft.carrying import open_points as carried_points
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.passages import offset
from cchc_draft.errors import Problem
from cchc_draft.front_matter import split
from cchc_draft.language import N_, translate
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
    """Return an adapted plan in which the commune's own province is cited, and documents of the other are blanks."""
    text = made.files[PLAN_FILE]
    head, _, _ = split(text, PLAN_FILE)
    documents = load(head, PLAN_FILE, 2).find(("van_ban",))
    entries = [
        replace(entry, new=entry.new.replace(upper.short_name, parent.short_name))
        if entry.kind == "legal_basis"
        else entry
        for entry in made.entries
    ]
    records = list(documents.value.values()) if isinstance(documents.value, dict) else []
    for index, record in enumerate(records):
        issuer, symbol = record.child("co_quan"), record.child("ky_hieu")
        if issuer is None or not _is_of(str(issuer.value), upper):
            continue
        text = _with_value(text, issuer, parent.short_name)
        if index and symbol is not None:
            blank = f"[… thay {symbol.value}]"
            text = _with_value(text, symbol, f'"{blank}"')
            at = offset(text, symbol.place.line, symbol.place.column) + 1
            context = open_points.context_of(text, open_points.Span(at, at + len(blank)))
            reason = translate(OF_OTHER).format(upper=upper.short_name)
            entries.append(
                Entry("citation", "open", PLAN_FILE, symbol.place.line, context, str(symbol.value), blank, reason)
            )
    entries = change_log.numbered([replace(entry, id="") for entry in entries])
    title = made.files[LOG].split("\n", 1)[0].removeprefix("# ")
    files = {
        **made.files,
        PLAN_FILE: text,
        open_points.FILE: carried_points.dump(entries),
        LOG: change_log.markdown(title, entries),
        LOG_DATA: change_log.as_json(entries),
    }
    facts = {"upper": upper.short_name, "parent": parent.short_name}
    told = Problem("plan-as-model", AS_MODEL, facts, level="warning")
    return replace(made, files=files, entries=tuple(entries), problems=(told, *made.problems))


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
AS_MODEL = N_("kế hoạch của {upper} chỉ làm mẫu: điền số, ngày kế hoạch của {parent}, xem lại các văn bản viện dẫn")
