"""What becomes of the documents that a plan names: a blank for the new one, the same document, or a question."""

from __future__ import annotations

from typing import NamedTuple

from cchc_draft.carrying.change_log import FactKind, State
from cchc_draft.carrying.document_facts import Cited, kind_of
from cchc_draft.formats import short_date
from cchc_draft.language import N_, Message, translate


class Outcome(NamedTuple):
    """What becomes of one document."""

    kind: FactKind
    state: State
    reason: str
    blank: str = ""
    """What stands in place of its number, symbol and date."""
    proposal: str = ""


def outcome(cited: Cited, old_year: int, new_year: int, *, is_in_head: bool = False) -> Outcome:
    """Return what becomes of a document when a plan goes from one year to another.

    One in the head of a plan has keys of its own for number and date.
    """
    kind: FactKind = "legal_basis" if cited.is_basis else "citation" if cited.kind else "number"
    status = cited.status
    facts = {
        "year": old_year,
        "new": new_year,
        "by": status.replaced_by if status else "",
        "last": short_date(status.ends_on) if status and status.ends_on else "",
    }
    if cited.verdict == "stands":
        message = IN_FORCE if status and status.in_force else UNTIL if facts["last"] else _standing(cited)
        return Outcome(kind, "kept", translate(message).format(**facts))
    if cited.verdict == "yearly":
        return Outcome(kind, "open", translate(IN_HEAD if is_in_head else OF_THE_YEAR).format(**facts), hint(cited))
    message, proposal = {
        "older": (OF_THE_YEAR_BEFORE, ""),
        "ended": (ENDED if facts["last"] else PERIOD_ENDED, ""),
        "replaced": (REPLACED, str(facts["by"])),
        "doubtful": (DOUBTFUL, ""),
    }[cited.verdict]
    return Outcome(kind, "open", translate(message).format(**facts), proposal=proposal)


def _standing(cited: Cited) -> Message:
    return LAW if cited.is_law else NOT_YEARLY


def hint(cited: Cited) -> str:
    """Return the blank for a document, with last year's one as a hint."""
    return f"[… thay {named(cited)}]"


def asked_about(cited: Cited) -> str:
    """Return what a document is known by, wherever it is named."""
    return cited.symbol if any(letter.isalpha() for letter in cited.symbol) else named(cited)


def named(cited: Cited) -> str:
    """Return what names a document: type, number and symbol, date; of a law its name."""
    kind = cited.kind or kind_of(cited.symbol)
    words = cited.name if cited.is_law or not cited.symbol else f"số {cited.symbol}"
    date = f"ngày {short_date(cited.date)}" if cited.date else ""
    return " ".join(filter(None, (kind, words, date)))


IN_FORCE = N_("còn hiệu lực theo danh mục văn bản")
UNTIL = N_("còn hiệu lực đến ngày {last} theo danh mục văn bản")
LAW = N_("luật, pháp lệnh không theo năm của kế hoạch")
NOT_YEARLY = N_("văn bản không ban hành theo từng năm")
OF_THE_YEAR = N_("văn bản của năm {year}: điền số, ký hiệu, ngày của văn bản năm {new}")
IN_HEAD = N_("văn bản của năm {year}: điền số, ký hiệu và ngày ký của văn bản năm {new}")
OF_THE_YEAR_BEFORE = N_("văn bản của năm trước năm {year}: có thể phải thay bằng văn bản của năm sau đó")
ENDED = N_("hết hiệu lực ngày {last} theo danh mục văn bản")
PERIOD_ENDED = N_("văn bản cho một giai đoạn đã hết trước năm {new}")
REPLACED = N_("đã được thay thế bởi {by}")
DOUBTFUL = N_("chưa rõ văn bản này có theo từng năm không")
