"""A recognised plan as the files of a plan folder: ke-hoach.md, one nhiem-vu.yaml for each appendix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc_draft.citations import NAMED_ONLY, Citation, symbol_year
from cchc_draft.content import markdown
from cchc_draft.errors import Problem
from cchc_draft.formats import PartialDate
from cchc_draft.front_matter import NUMBERINGS
from cchc_draft.importing import plan_text, signature_keys
from cchc_draft.importing.recognised import Appendix, LegalBasis, Recognised, Task
from cchc_draft.language import N_
from cchc_draft.model import Block, Column, Content, LineBreak, Paragraph, Run
from cchc_draft.profile import SYMBOL, Profile
from cchc_draft.templating import BRACE_IN_VALUE, TAG_START
from cchc_draft.yaml_text import dump

NUMBERING_KEYS = {numbering: name for name, numbering in NUMBERINGS.items()}


def write(plan: Recognised, profile_id: str, profile: Profile) -> tuple[dict[str, str], list[Problem]]:
    """Return the files by name, and what of the plan has no place in them."""
    problems: list[Problem] = []
    files = {}
    appendices = []
    for number, appendix in enumerate(plan.appendices, 1):
        name = "nhiem-vu.yaml" if len(plan.appendices) == 1 else f"nhiem-vu-{number}.yaml"
        files[name] = dump([_task(task, profile) for task in appendix.tasks])
        appendices.append(_appendix(appendix, name))
    bases, quoted = _legal_bases(plan.legal_bases)
    head = {
        "ho_so": profile_id,
        **_letterhead(plan, profile, problems),
        "trich_yeu": TAG_START.sub(BRACE_IN_VALUE, "\n".join(plan.subject)),
        "van_ban": {
            document.id: _citation(document.citation) for document in plan.documents if _fits(document.citation)
        },
        "can_cu": bases,
        **_ending(plan, profile, problems),
        "phu_luc": appendices,
    }
    body = plan_text.write([*quoted, *plan.whole_body], plan.closing, plan.notes)
    kept = {key: value for key, value in head.items() if value not in (None, "", [], {})}
    return {"ke-hoach.md": f"---\n{dump(kept)}---\n{body}", **files}, problems


def _letterhead(plan: Recognised, profile: Profile, problems: list[Problem]) -> dict[str, Any]:
    head = plan.letterhead
    symbol = head.symbol if head.symbol != profile.symbol else ""
    if symbol and not SYMBOL.fullmatch(symbol):
        problems.append(Problem("symbol-type", SYMBOL_LEFT_OUT, {"found": symbol}, level="warning"))
        symbol = ""
    return {
        "nam": str(plan.year or (head.date.year if head.date else "")),
        "so": str(head.number or ""),
        "ngay": _date(head.date),
        "ky_hieu": symbol,
        "dia_danh": head.place if head.place != profile.place else "",
        "du_thao": "true" if head.is_draft else "",
        "khan": head.urgency.lower(),
        "luu_hanh": head.circulation.lower(),
    }


def _date(date: PartialDate | None) -> str:
    """Return the known parts of a date; a year alone is that of the plan and says nothing."""
    if date is None or not date.month:
        return ""
    return f"{date.year}-{date.month:02}" + (f"-{date.day:02}" if date.day else "")


def _ending(plan: Recognised, profile: Profile, problems: list[Problem]) -> dict[str, Any]:
    """Return recipients, archive and signer where they are not the profile's."""
    keys, lost = signature_keys.keys(plan.signatures, profile)
    problems += lost
    recipients = [_recipient(name, problems) for name in plan.recipients]
    return {
        "noi_nhan": recipients if recipients != list(profile.recipients) else [],
        "luu": plan.archive if plan.archive != profile.archive else "",
        "ky": keys,
    }


def _recipient(name: str, problems: list[Problem]) -> str:
    """Return a recipient without the marks that the program prints."""
    cleaned = re.sub(r"\s*;\s*\(", " (", name).strip(" ;.,-")
    if cleaned != name:
        facts = {"found": name, "right": cleaned}
        problems.append(Problem("noi-nhan-punct", RECIPIENT_CLEANED, facts, level="warning"))
    return cleaned


def _fits(citation: Citation) -> bool:
    """Tell whether a citation is whole, so that it can stand among the documents of a head."""
    if citation.kind in NAMED_ONLY:
        return bool(citation.subject)
    try:
        year = symbol_year(citation.symbol)
    except ValueError:
        return False
    agrees = not (year and citation.date) or year == citation.date.year
    return bool(citation.date and citation.issuer and citation.subject and agrees)


def _citation(citation: Citation) -> dict[str, str]:
    name = "ten" if citation.kind in NAMED_ONLY else "ve"
    found = {
        "loai": citation.kind,
        "ky_hieu": citation.symbol,
        "ngay": citation.date.isoformat() if citation.date else "",
        "co_quan": citation.issuer,
        name: citation.subject.rstrip(".;:, "),
    }
    return {key: value for key, value in found.items() if value}


def _legal_bases(bases: Sequence[LegalBasis]) -> tuple[list[str], list[Block]]:
    """Return the ids of the legal bases; where one is no whole citation, all of them as lines of text."""
    if all(basis.document for basis in bases):
        return [basis.document for basis in bases], []
    marks = [";"] * (len(bases) - 1) + ["."]
    return [], [Paragraph((Run(basis.text + mark, italic=True),)) for basis, mark in zip(bases, marks, strict=True)]


def _appendix(appendix: Appendix, file: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "trich_yeu": TAG_START.sub(BRACE_IN_VALUE, appendix.title),
        "nhiem_vu": file,
        "cot": [_column(column) for column in appendix.columns],
        "huong": "ngang" if appendix.is_landscape else "",
        "gop": list(appendix.merged),
        "danh_so": NUMBERING_KEYS[appendix.numbering] if appendix.numbering != "running" else "",
    }
    return {key: value for key, value in found.items() if value}


def _column(column: Column) -> str | dict[str, str]:
    from cchc_draft.tasks import COLUMN_TITLES

    return column.key if COLUMN_TITLES.get(column.key) == column.title else {column.key: column.title}


def _task(task: Task, profile: Profile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "nhiem_vu": _cell(task.text),
        "san_pham": _cell(task.product),
        "chu_tri": _units(task.lead, profile),
        "phoi_hop": _units(task.support, profile),
        "thoi_han": task.deadline,
        "kinh_phi": _cell(task.cost),
        "ghi_chu": _cell(task.note),
        "nhom": _single(task.group),
        **{key: _cell(cell) for key, cell in task.own.items()},
    }
    return {key: value for key, value in found.items() if value}


def _units(names: Iterable[str], profile: Profile) -> str | list[str]:
    """Return the ids of units that print as these names; other names as they stand."""
    known = {record.name: unit for unit, record in profile.units.items()}
    return _single([known.get(name, name) for name in names])


def _single(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _cell(content: Content) -> str:
    return "\n".join(markdown(line) for line in _cell_lines(content))


def _cell_lines(content: Content) -> Iterator[Content]:
    """Yield the content between forced line ends."""
    start = 0
    for index, part in enumerate(content):
        if isinstance(part, LineBreak):
            yield content[start:index]
            start = index + 1
    yield content[start:]


RECIPIENT_CLEANED = N_("nơi nhận «{found}» ghi thành «{right}»: dấu do chương trình in")
SYMBOL_LEFT_OUT = N_("ký hiệu «{found}» không có dạng của kế hoạch theo Nghị định 30 nên không ghi vào phần đầu")
