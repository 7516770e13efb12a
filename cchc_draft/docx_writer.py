"""A plan to the bytes of a .docx: body and tables written directly, everything else filled into the layout.

Values reach the document once, escaped: those in the layout's tags by its template, body text here. Styles carry all
form, so a paragraph is its style and its text.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence

from markupsafe import Markup

from cchc_draft.blanks import unmarked
from cchc_draft.docx_body import Body, escape, relations
from cchc_draft.formats import date_line, number_line
from cchc_draft.highlights import highlighted
from cchc_draft.layout import (
    CORE,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    FITTED,
    FOOTNOTES,
    RULES,
    Layout,
    Measure,
)
from cchc_draft.letter_widths import balanced_room, text_width
from cchc_draft.model import (
    Appendix,
    Content,
    Plan,
    Signature,
)
from cchc_draft.printed_form import (
    FRAME_PADDING,
    FRAME_WIDTHS,
    KIND,
    MOTTO,
    NATION,
    LastPage,
    appendix_reference,
    appendix_title,
    recipient_lines,
    rule_indent,
)

FRAME_BORDER = 100
"""What a frame's own border and padding add on both sides."""

FOOTNOTE_RELATIONS = "word/_rels/footnotes.xml.rels"
NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)

COMPRESSION = 4
"""zlib level: half the time of the usual 6, files 8 % larger."""


def write(plan: Plan, layout: Layout, now: datetime.datetime | None = None, pages: Sequence[LastPage] = ()) -> bytes:
    """Return the .docx of *plan* in *layout*; *now* is the time of making in its properties.

    *pages* follow the appendices.
    """
    body, written = Body(layout), _Written()
    context = _context(plan, layout, written.put(body.main(plan)))
    reference = appendix_reference(plan)
    context["cac_phu_luc"] = [
        *(_appendix_context(plan, index, layout, body, written) for index in range(len(plan.appendices))),
        *(
            _sheet(page.title, page.name, written.put(highlighted(page.table)), reference, layout, is_landscape=True)
            for page in pages
        ),
    ]
    parts = {
        DOCUMENT: written.into(layout.template.render(context)),
        **{name: template.render(context) for name, template in layout.part_templates.items()},
        CORE: _properties(unmarked(" ".join(plan.subject)), plan.agency, now),
    }
    return _packed(parts, layout, body, plan.notes)


def write_table(appendix: Appendix, agency: str, layout: Layout, now: datetime.datetime | None = None) -> bytes:
    """Return a .docx that holds the task table alone, to be put into a document made elsewhere."""
    body, written = Body(layout), _Written()
    page = layout.landscape_width if appendix.is_landscape else layout.text_width
    table = written.put(body.task_table(appendix, page))
    context = {"phu_luc": {"ngang": appendix.is_landscape, "bang": table}}
    parts = {
        DOCUMENT: written.into(layout.table_template.render(context)),
        **layout.empty_parts,
        CORE: _properties(appendix.title, agency, now),
    }
    return _packed(parts, layout, body, ())


def _packed(parts: dict[str, str], layout: Layout, body: Body, notes: Sequence[Content]) -> bytes:
    """Return the package: the parts that were filled in, notes and links, and all that the layout keeps."""
    buffer = io.BytesIO()
    if notes or body.links:
        parts[FOOTNOTES] = layout.footnotes + body.footnotes(notes) + "</w:footnotes>"
        parts[DOCUMENT_RELATIONS] = layout.relations + relations(body.links) + "</Relationships>"
        if body.note_links:
            parts[FOOTNOTE_RELATIONS] = f"{NO_RELATIONS}{relations(body.note_links)}</Relationships>"
        buffer.write(layout.unchanged)
    else:
        buffer.write(layout.unchanged_without_notes)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED, COMPRESSION)
    return buffer.getvalue()


HOLE = "\x1a{}\x1a"
"""Stands in the frame of a document where paragraphs or a table will: no file can hold it."""
HOLES = re.compile(HOLE.format(r"\d+"))


class _Written:
    """Paragraphs and tables, finished, on their way into the frame: nothing looks through them again."""

    def __init__(self) -> None:
        self.by_hole: dict[str, str] = {}

    def put(self, xml: str) -> Markup:
        """Return what stands in the frame for some finished text."""
        hole = HOLE.format(len(self.by_hole))
        self.by_hole[hole] = xml
        return Markup(hole)

    def into(self, frame: str) -> str:
        """Return a frame with its own marks highlighted and everything in its place."""
        return HOLES.sub(lambda hole: self.by_hole.get(hole[0], ""), highlighted(frame))


def _context(plan: Plan, layout: Layout, body: Markup) -> dict[str, object]:
    """Return what the layout's tags print."""
    letterhead = plan.letterhead
    is_joint = len(plan.signatures) > 1
    signature = Signature(()) if is_joint else plan.signatures[0]
    context: dict[str, object] = {
        "co_quan_tren": _upper(letterhead.parents),
        "co_quan": _upper(letterhead.agencies),
        "quoc_hieu": NATION,
        "tieu_ngu": MOTTO,
        "so_ky_hieu": number_line(letterhead.number, letterhead.symbol),
        "dia_danh_ngay": date_line(letterhead.place, letterhead.date),
        "ten_loai": KIND.upper(),
        "trich_yeu": plan.subject,
        "noi_nhan": recipient_lines(plan),
        "chuc_vu": signature.lines,
        "ho_ten": signature.name,
        "cac_cap_ky": _signature_pairs(plan.signatures) if is_joint else [],
        "du_thao": letterhead.is_draft,
        "khan": letterhead.urgency,
        "luu_hanh": letterhead.circulation,
    }
    _fit(context, layout)
    for tag, value in context.items():
        if isinstance(value, tuple):
            context[tag] = _broken(value)
    context["noi_dung"] = body
    return context


def _upper(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.upper() for name in names)


def _broken(texts: Sequence[str]) -> Markup:
    """Return lines of one paragraph as what stands inside ``<w:t>``."""
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(texts)


def _signature_pairs(signatures: Sequence[Signature]) -> list[dict[str, object]]:
    """Return co-signers two by two; the leading agency signs at the top right."""
    cells = [{"chuc_vu": _broken(one.lines), "ho_ten": one.name} for one in signatures]
    return [
        {"phai": right, "trai": left[0] if left else None}
        for right, *left in (cells[start : start + 2] for start in range(0, len(cells), 2))
    ]


def _fit(context: dict[str, object], layout: Layout) -> None:
    """Add the indents (``le_…``) and the indents of drawn lines (``ke_…``) of the first page."""
    for tag in FITTED:
        if tag.startswith("phu_luc."):
            continue
        value = context[tag]
        texts = value if isinstance(value, tuple) else (str(value),)
        measure = _measure(layout, tag, layout.body_width)
        room = _frame(texts[0], measure) if tag in ("khan", "luu_hanh") else _room(texts, measure)
        context["le_" + tag] = (measure.room - room) // 2
        for rule, above in RULES.items():
            if above == tag:
                share = 1.0 if tag == "tieu_ngu" else None
                context[rule] = rule_indent(texts, measure, room, share)


def _measure(layout: Layout, tag: str, page_room: int) -> Measure:
    measure = layout.measures.get(tag) or Measure(0, 28, "bold")
    return measure if measure.room else Measure(page_room, measure.size, measure.face)


def _room(texts: Sequence[str], measure: Measure) -> int:
    rooms = [balanced_room(text, measure.room, measure.size, measure.face) for text in texts]
    return max(rooms, default=measure.room)


def _frame(text: str, measure: Measure) -> int:
    usual = text_width(text, measure.size, measure.face) + FRAME_PADDING
    return min(FRAME_WIDTHS.get(text, usual) - FRAME_BORDER, measure.room)


def _appendix_context(plan: Plan, index: int, layout: Layout, body: Body, written: _Written) -> dict[str, object]:
    appendix = plan.appendices[index]
    page = layout.landscape_width if appendix.is_landscape else layout.text_width
    return _sheet(
        appendix_title(plan, index),
        appendix.title,
        written.put(body.task_table(appendix, page)),
        appendix_reference(plan),
        layout,
        is_landscape=appendix.is_landscape,
    )


def _sheet(
    title: str, subject: str, table: Markup, reference: str, layout: Layout, *, is_landscape: bool
) -> dict[str, object]:
    """Return what a page after the signature prints."""
    page = layout.landscape_width if is_landscape else layout.text_width
    name = _measure(layout, "phu_luc.trich_yeu", page)
    line = _measure(layout, "phu_luc.kem_theo", page)
    capitals = subject.upper()
    return {
        "ten": title,
        "trich_yeu": capitals,
        "kem_theo": reference,
        "ngang": is_landscape,
        "bang": table,
        "ke": rule_indent([reference], line, _room([reference], line)),
        "le_trich_yeu": (name.room - _room([capitals], name)) // 2,
        "le_kem_theo": (line.room - _room([reference], line)) // 2,
    }


def _properties(title: str, agency: str, now: datetime.datetime | None) -> str:
    """Return docProps/core.xml with the agency as author; *now* is the time of making."""
    time = (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(agency)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(agency)}</cp:lastModifiedBy>{stamps}"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
