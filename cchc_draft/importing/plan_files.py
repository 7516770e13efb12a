"""A recognised plan as the files of a plan folder: ke-hoach.md, one nhiem-vu.yaml for each appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from cchc_draft.citations import NAMED_ONLY, Citation, symbol_year
from cchc_draft.content import markdown
from cchc_draft.errors import Problem
from cchc_draft.formats import PartialDate
from cchc_draft.front_matter import NUMBERINGS
from cchc_draft.importing import plan_text, prose_case, signature_keys
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.joint_issuers import Issuer
from cchc_draft.importing.plan_values import TaskValues, running_text, sound_symbol, with_dates_of
from cchc_draft.importing.recognised import Appendix, Document, LegalBasis, Recognised, Task
from cchc_draft.language import N_
from cchc_draft.model import Block, Column, Content, LineBreak, Paragraph, Run
from cchc_draft.templating import BRACE_IN_VALUE, TAG_START
from cchc_draft.yaml_text import dump

NUMBERING_KEYS = {numbering: name for name, numbering in NUMBERINGS.items()}


def write(plan: Recognised, issuers: Sequence[Issuer]) -> tuple[dict[str, str], list[Problem]]:
    """Return the files by name, and what of the plan has no place in them; the first issuer leads."""
    profile = issuers[0].profile
    problems: list[Problem] = []
    values = TaskValues(profile)
    files = {}
    appendices = []
    for number, appendix in enumerate(plan.appendices, 1):
        name = "nhiem-vu.yaml" if len(plan.appendices) == 1 else f"nhiem-vu-{number}.yaml"
        files[name] = dump([_task(task, values) for task in appendix.tasks])
        appendices.append(_appendix(appendix, name, problems))
    plan, of_dates = with_dates_of(profile, plan)
    problems += of_dates
    bases, quoted = _legal_bases(plan.legal_bases, problems)
    head = {
        "ho_so": issuers[0].id,
        **_letterhead(plan, issuers, problems),
        "trich_yeu": TAG_START.sub(BRACE_IN_VALUE, "\n".join(_subject(plan, problems))),
        "van_ban": {
            document.id: _citation(document.citation) for document in plan.documents if _is_whole(document, problems)
        },
        "can_cu": bases,
        **_ending(plan, issuers, problems),
        "phu_luc": appendices,
    }
    body = plan_text.write([*quoted, *plan.whole_body], plan.closing, plan.notes)
    return {"ke-hoach.md": f"---\n{dump(_kept(head))}---\n{body}", **files}, [*problems, *values.problems]


def _subject(plan: Recognised, problems: list[Problem]) -> list[str]:
    """Return the lines of the trích yếu; one that is all in capitals in small letters, which is told."""
    if not all(line.isupper() for line in plan.subject):
        return list(plan.subject)
    tokens = iter(prose_case.in_small_letters(" ".join(plan.subject), running_text(plan)).split())
    lines = [" ".join(islice(tokens, len(line.split()))) for line in plan.subject]
    if lines:
        facts = {"found": one_line(" ".join(plan.subject)), "right": " ".join(lines)}
        problems.append(Problem("subject-case", SUBJECT_CASE, facts, level="warning"))
    return lines


def _letterhead(plan: Recognised, issuers: Sequence[Issuer], problems: list[Problem]) -> dict[str, Any]:
    head, profile = plan.letterhead, issuers[0].profile
    usual = "-".join(["KH", *(one.profile.symbol.removeprefix("KH-") for one in issuers)])
    symbol = sound_symbol(head.symbol)
    if head.symbol and not symbol:
        facts = {"found": head.symbol, "printed": usual}
        problems.append(Problem("symbol-left-out", SYMBOL_LEFT_OUT, facts, level="warning"))
    elif symbol != head.symbol and not head.is_party_form:
        facts = {"found": head.symbol, "right": symbol}
        problems.append(Problem("symbol-changed", SYMBOL_CHANGED, facts, level="warning"))
    return {
        "nam": str(plan.year or (head.date.year if head.date else "")),
        "so": str(head.number or ""),
        "ngay": _date(head.date),
        "ky_hieu": symbol if symbol != usual else "",
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


def _ending(plan: Recognised, issuers: Sequence[Issuer], problems: list[Problem]) -> dict[str, Any]:
    """Return recipients, archive and signers where they are not the profiles'."""
    first, *partners = issuers
    recipients = list(plan.recipients)
    return {
        "noi_nhan": recipients if recipients != list(first.profile.recipients) else [],
        "luu": plan.archive if plan.archive != first.profile.archive else "",
        "ky": _signer(first, problems),
        "dong_ban_hanh": [_kept({"ho_so": one.id, "ky": _signer(one, problems)}) for one in partners],
    }


def _signer(issuer: Issuer, problems: list[Problem]) -> dict[str, Any]:
    found, told = signature_keys.keys(issuer.signature, issuer.profile)
    problems += told
    return found


def _kept(found: dict[str, Any]) -> dict[str, Any]:
    """Return the keys that say something."""
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _is_whole(document: Document, problems: list[Problem]) -> bool:
    """Tell whether a citation can stand among the documents of a head; another one stays in its text and is told."""
    if _fits(document.citation):
        return True
    facts = {"found": document.written}
    problems.append(Problem("document-as-text", DOCUMENT_AS_TEXT, facts, document.place, level="warning"))
    return False


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


def _legal_bases(bases: Sequence[LegalBasis], problems: list[Problem]) -> tuple[list[str], list[Block]]:
    """Return the ids of the legal bases; where one is no whole citation, all of them as lines of text."""
    if all(basis.document for basis in bases):
        return [basis.document for basis in bases], []
    told = {problem.facts.get("found") for problem in problems if problem.code == "basis-date"}
    for basis in bases:
        if not basis.document and basis.text not in told:
            problems.append(
                Problem("basis-as-text", BASIS_AS_TEXT, {"found": basis.text}, basis.place, level="warning")
            )
    marks = [";"] * (len(bases) - 1) + ["."]
    return [], [Paragraph((Run(basis.text + mark, italic=True),)) for basis, mark in zip(bases, marks, strict=True)]


def _appendix(appendix: Appendix, file: str, problems: list[Problem]) -> dict[str, Any]:
    if not appendix.title.strip():
        facts = {"file": file, "blank": NO_TITLE}
        problems.append(Problem("appendix-title-blank", TITLE_BLANK, facts, appendix.place, level="warning"))
    found: dict[str, Any] = {
        "trich_yeu": TAG_START.sub(BRACE_IN_VALUE, appendix.title.strip() or NO_TITLE),
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


def _task(task: Task, values: TaskValues) -> dict[str, Any]:
    found: dict[str, Any] = {
        "nhiem_vu": _cell(task.text),
        "san_pham": _cell(task.product),
        "chu_tri": _single(values.units(task.lead, task.place, is_lead=True)),
        "phoi_hop": _single(values.units(task.support, task.place, is_lead=False)),
        "thoi_han": values.deadline(task.deadline, task.place),
        "kinh_phi": _cell(task.cost),
        "ghi_chu": _cell(task.note),
        "nhom": _single(task.group),
        **{key: _cell(cell) for key, cell in task.own.items()},
    }
    return {key: value for key, value in found.items() if value}


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


NO_TITLE = "[… tên phụ lục]"

SUBJECT_CASE = N_(
    "trích yếu «{found}» viết hoa toàn bộ; ghi thành «{right}» cho đúng thể thức, hãy xem lại chữ hoa của tên riêng"
)
TITLE_BLANK = N_("phụ lục (tệp {file}) không có tên trong văn bản; chỗ này để trống («{blank}»), hãy điền")
SYMBOL_LEFT_OUT = N_("ký hiệu «{found}» không có dạng ký hiệu của kế hoạch; chương trình in «{printed}», hãy xem lại")
SYMBOL_CHANGED = N_("ký hiệu «{found}» ghi thành «{right}» cho đúng dạng ký hiệu của kế hoạch")
DOCUMENT_AS_TEXT = N_("văn bản viện dẫn «{found}» thiếu số, ngày, cơ quan hoặc nội dung; giữ nguyên trong câu")
BASIS_AS_TEXT = N_(
    "dòng «{found}» không phải một căn cứ đủ loại, số, ngày, cơ quan; các căn cứ giữ nguyên như đoạn văn"
)
