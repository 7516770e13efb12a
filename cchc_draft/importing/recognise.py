"""From a document as written to a plan as meaning: its parts, each read by its reader, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cchc_draft.errors import Problem
from cchc_draft.importing import (
    appendix_reader,
    citation_reader,
    letterhead,
    note_marks,
    outline_reader,
    plan_parts,
    text_frame,
)
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.letterhead import Head
from cchc_draft.importing.plan_parts import Parts
from cchc_draft.importing.printed_lines import items
from cchc_draft.importing.recognised import Document, LegalBasis, Recognised
from cchc_draft.importing.written import Written, text
from cchc_draft.language import N_
from cchc_draft.model import Block, Content, Heading, ItemList, Paragraph, Signature, Table

KIND = "Kế hoạch"


def recognise(written: Written, parts: Parts | None = None) -> Recognised:
    """Return the plan that a document holds; *parts* are its parts where they were found already.

    Raises InputError for a document that is no plan, saying what it is taken for.
    """
    parts = parts or plan_parts.find(items(written))
    head = letterhead.read(parts.head, is_joint=sum(map(_issues, parts.foot.signatures)) > 1)
    bases, text_items = text_frame.legal_bases(parts.body)
    body_items, last = text_frame.closing(text_items)
    outline = outline_reader.read(body_items, written.has_form)
    ending = tuple(Paragraph(line.content, line.place) for line in last)
    body, closing = text_frame.without_end_mark(outline.blocks, ending)
    pages = appendix_reader.read(parts.rest, head.letterhead, written.has_form)
    from_cover = _with_cover(head, parts)
    margins = [one_line(margin) for margin in dict.fromkeys(written.margins)]
    plan = Recognised(
        letterhead=head.letterhead,
        kind=KIND,
        subject=parts.subject,
        year=year_of(head, parts.subject) or _year_in(parts.came_with),
        legal_bases=bases,
        body=body,
        closing=closing,
        recipients=parts.foot.recipients,
        archive=parts.foot.archive,
        signatures=parts.foot.signatures,
        appendices=tuple(pages.appendices),
        attachments=tuple(pages.attachments),
        notes=written.notes,
        printed_anew=(
            *head.printed_anew,
            *parts.printed_anew,
            *parts.foot.printed_anew,
            *pages.printed_anew,
            *(margin for margin in margins if not any(map(str.isalpha, margin))),
        ),
    )
    plan, about_notes = note_marks.counted_anew(plan)
    plan = _with_documents(plan)
    problems = (
        *written.problems,
        *head.problems,
        *parts.problems,
        *from_cover,
        *outline.problems,
        *parts.foot.problems,
        *pages.problems,
        *about_notes,
        *_margins(margins),
        *_missing(plan, head),
    )
    return replace(plan, problems=problems)


PREPARED = re.compile(r"(?:nguoi|can bo|to|ke toan|tham muu|xac nhan)\b")


def _issues(signature: Signature) -> bool:
    """Tell whether a signature is an agency's, not that of someone who only drew up the plan."""
    return bool(signature.lines) and PREPARED.match(flat(signature.lines[0])) is None


def _with_cover(head: Head, parts: Parts) -> list[Problem]:
    """Give the head what the plan's own page does not say, from the pages in front of it, and tell."""
    if parts.cover_head is None:
        return []
    own, known = head.letterhead, parts.cover_head.letterhead
    names = own if own.agencies else known
    head.letterhead = replace(
        own,
        parents=names.parents,
        agencies=names.agencies,
        place=own.place or known.place,
        date=own.date or known.date,
    )
    if head.letterhead == own:
        return []
    return [Problem("head-of-cover", HEAD_OF_COVER, {}, parts.cover_place, level="warning")]


YEAR = re.compile(r"\bnam (20\d\d)\b")


def year_of(head: Head, subject: Sequence[str]) -> int | None:
    """Return the plan's year: the one that the trích yếu names where it is the date's or the next, else the date's."""
    named = [int(year) for year in YEAR.findall(flat(" ".join(subject)))]
    date = head.letterhead.date
    if date is None:
        return named[-1] if named else None
    near = [year for year in named if year in (date.year, date.year + 1)]
    return near[-1] if near else date.year


def _year_in(words: str) -> int | None:
    """Return the year of the decision that a plan without a date of its own came with."""
    named = YEAR.search(flat(words))
    return int(named[1]) if named else None


# Documents.


def _with_documents(plan: Recognised) -> Recognised:
    """Return the plan with the documents that it cites, itself left out."""
    own = f"{plan.letterhead.number}{'-' if plan.letterhead.is_party_form else '/'}{plan.letterhead.symbol}"
    found = [one for one in citation_reader.read(_texts(plan)) if one.citation.symbol != own]
    by_line = {one.citation.legal_basis: one for one in found}
    bases = tuple(_linked(basis, by_line.get(basis.text)) for basis in plan.legal_bases)
    return replace(plan, documents=tuple(found), legal_bases=bases)


def _linked(basis: LegalBasis, document: Document | None) -> LegalBasis:
    """Return a Căn cứ line with the document whose citation it is, word for word."""
    return replace(basis, document=document.id) if document else basis


def _texts(plan: Recognised) -> Iterator[citation_reader.Text]:
    """Yield every paragraph of a plan in which documents are cited."""
    yield from (citation_reader.Text(basis.text, basis.place) for basis in plan.legal_bases)
    yield from _block_texts((*plan.body, *plan.closing))
    yield from (citation_reader.Text(text(note), None) for note in plan.notes)
    for appendix in plan.appendices:
        for task in appendix.tasks:
            contents: tuple[Content, ...] = (task.text, task.product, task.note, *task.own.values())
            yield from (citation_reader.Text(text(content), task.place) for content in contents if content)
    for attachment in plan.attachments:
        yield from _block_texts(attachment.blocks)


def _block_texts(blocks: Iterable[Block]) -> Iterator[citation_reader.Text]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield citation_reader.Text(text(block.content), block.place)
            case ItemList():
                for item in block.items:
                    yield from _block_texts(item.blocks)
            case Table():
                cells = (*block.header, *(cell for row in block.rows for cell in row))
                yield from (citation_reader.Text(text(cell), block.place) for cell in cells)


# What is told at the end.


def _missing(plan: Recognised, head: Head) -> Iterator[Problem]:
    """Yield what every plan has and this one does not."""
    known = plan.letterhead
    checks = (
        (known.agencies, "agency-missing", NO_AGENCY),
        (known.symbol, "number-missing", NO_NUMBER),
        (known.date, "date-missing", NO_DATE),
        (plan.subject, "subject-missing", NO_SUBJECT),
        (plan.recipients or plan.archive, "recipients-missing", NO_RECIPIENTS),
        (plan.archive or not plan.recipients, "archive-missing", NO_ARCHIVE),
        (plan.signatures, "signature-missing", NO_SIGNATURE),
        (all(one.name for one in plan.signatures), "signer-missing", NO_NAME),
    )
    for is_there, code, message in checks:
        if not is_there:
            yield Problem(code, message, level="warning")
    if known.is_party_form:
        facts = {"text": f"{known.number or ''}-{known.symbol}"}
        yield Problem("party-form", PARTY_FORM, facts, head.number_place, level="warning")


def _margins(margins: Iterable[str]) -> Iterator[Problem]:
    """Yield what stands in headers and footers; page numbers are the program's own."""
    for words in margins:
        if any(map(str.isalpha, words)):
            yield Problem("margin-left-out", MARGIN, {"text": words}, level="warning")


HEAD_OF_COVER = N_(
    "đầu trang kế hoạch không ghi đủ tên cơ quan, địa danh, ngày; phần thiếu lấy theo văn bản ban hành kèm, số để trống"
)
NO_AGENCY = N_("không thấy tên cơ quan ban hành ở đầu văn bản")
NO_NUMBER = N_("không thấy số và ký hiệu ở đầu văn bản")
NO_DATE = N_("không thấy ngày, tháng, năm ở đầu văn bản")
NO_SUBJECT = N_("không thấy trích yếu dưới tên loại văn bản")
NO_RECIPIENTS = N_("không thấy phần «Nơi nhận»")
NO_ARCHIVE = N_("phần «Nơi nhận» không có dòng «Lưu»")
NO_SIGNATURE = N_("không thấy phần ký")
NO_NAME = N_("phần ký không có họ tên người ký")
PARTY_FORM = N_("số và ký hiệu «{text}» theo thể thức văn bản của Đảng; chương trình in theo Nghị định 30/2020/NĐ-CP")
MARGIN = N_("chữ ở đầu trang hoặc chân trang không đưa vào kế hoạch: «{text}»")
