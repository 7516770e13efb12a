"""A plan to the bytes of a .docx: body and tables written directly, everything else filled into the layout.

Values reach the document once, escaped: those in the layout's tags by its template, body text here. Styles carry all
form, so a paragraph is its style and its text.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from cchc_draft.formats import date_line, document_number, long_date, number_line
from cchc_draft.layout import (
    CORE,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    FITTED,
    FOOTNOTES,
    RELATIONS,
    RULES,
    Layout,
    Measure,
)
from cchc_draft.letter_widths import MILLIMETRE, balanced_room, line_widths, text_width
from cchc_draft.model import (
    Alignment,
    Appendix,
    Content,
    Inline,
    LineBreak,
    NoteRef,
    Plan,
    Run,
    Signature,
    Table,
    plain,
)
from cchc_draft.numbering import APPENDIX, label
from cchc_draft.outline import Line, LineKind, ended, lines
from cchc_draft.task_table import GroupRow, table_rows

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "Kế hoạch"

LINE_STYLES: dict[LineKind, str] = {
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "paragraph": "Nội dung",
    "numbered": "Khoản",
    "point": "Điểm",
    "dash": "Gạch đầu dòng",
    "plus": "Dấu cộng",
}

RULE_SHARE = (1 / 3, 1 / 2)
"""A line under agency, trích yếu or appendix is this much of the text (PL I.II.2b, 5b)."""

FRAME_WIDTHS = {"KHẨN": 1134, "THƯỢNG KHẨN": 2268, "HỎA TỐC": 1701}
"""Frames of urgency marks in twips: 20, 40 and 30 mm (PL I.III.2b)."""
FRAME_PADDING = 340

FOOTNOTE_RELATIONS = "word/_rels/footnotes.xml.rels"
NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)

COMPRESSION = 4
"""zlib level: half the time of the usual 6, files 8 % larger."""


def escape(text: str) -> str:
    """Return *text* for XML, in content or between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def write(plan: Plan, layout: Layout, now: datetime.datetime | None = None) -> bytes:
    """Return the .docx of *plan* in *layout*; *now* is the time of making in its properties."""
    body = _Body(layout)
    context = _context(plan, layout, body)
    parts = {
        DOCUMENT: layout.template.render(context),
        **{name: template.render(context) for name, template in layout.part_templates.items()},
        CORE: _properties(plan, now or datetime.datetime.now(datetime.UTC)),
    }
    buffer = io.BytesIO()
    if plan.notes or body.links:
        parts[FOOTNOTES] = layout.footnotes + body.footnotes(plan.notes) + "</w:footnotes>"
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


def _context(plan: Plan, layout: Layout, body: _Body) -> dict[str, object]:
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
        if isinstance(value, tuple) and tag not in ("noi_nhan",):
            context[tag] = _broken(value)
    context["noi_dung"] = Markup(body.main(plan))
    context["cac_phu_luc"] = [_appendix_context(plan, index, layout, body) for index in range(len(plan.appendices))]
    return context


def sample_context() -> dict[str, object]:
    """Return values for every tag, to try a layout with."""
    signature = {"chuc_vu": "X", "ho_ten": "X"}
    appendix = {
        "ten": "X", "trich_yeu": "X", "kem_theo": "X", "bang": Markup("<w:p/>"), "ngang": True,
        "ke": 0, "le_trich_yeu": 0, "le_kem_theo": 0,
    }  # fmt: skip
    names = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "ho_ten", "khan", "luu_hanh")
    return {
        **dict.fromkeys([*names, "co_quan_tren", "co_quan", "trich_yeu", "chuc_vu"], "X"),
        **{"le_" + tag.replace(".", "_"): 0 for tag in FITTED},
        **dict.fromkeys(RULES, 0),
        "noi_nhan": ["X"],
        "noi_dung": Markup("<w:p/>"),
        "cac_cap_ky": [{"trai": signature, "phai": signature}, {"trai": None, "phai": signature}],
        "du_thao": True,
        "cac_phu_luc": [appendix, {**appendix, "ngang": False}],
    }


def _upper(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.upper() for name in names)


def _broken(texts: Sequence[str]) -> Markup:
    """Return lines of one paragraph as what stands inside ``<w:t>``."""
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(texts)


def recipient_lines(plan: Plan) -> list[str]:
    """Return the lines of Nơi nhận with their marks (PL I.II.9d)."""
    return [*(f"- {name};" for name in plan.recipients), f"- Lưu: {plan.archive}."]


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
    return min(FRAME_WIDTHS.get(text, usual), measure.room)


def rule_indent(texts: Sequence[str], measure: Measure, room: int, share: float | None = None) -> int:
    """Return the indent on each side, in twips, that leaves a line of the right length under *texts*.

    Without *share* the line is between a third and a half of both the longest and the last printed line, or of the
    longest where no length suits both.
    """
    widths = [width for text in texts for width in line_widths(text, room, measure.size, measure.face)]
    longest, last = max(widths), widths[-1]
    if share is not None:
        length = longest * share
    else:
        least, most = longest * RULE_SHARE[0], last * RULE_SHARE[1]
        length = (least + most) / 2 if least <= most else longest * sum(RULE_SHARE) / 2
    return max(0, round((measure.room - length) / 2))


def _appendix_context(plan: Plan, index: int, layout: Layout, body: _Body) -> dict[str, object]:
    appendix = plan.appendices[index]
    page = layout.landscape_width if appendix.is_landscape else layout.text_width
    title, reference = appendix_title(plan, index), appendix_reference(plan)
    name = _measure(layout, "phu_luc.trich_yeu", page)
    line = _measure(layout, "phu_luc.kem_theo", page)
    capitals = appendix.title.upper()
    return {
        "ten": title,
        "trich_yeu": capitals,
        "kem_theo": reference,
        "ngang": appendix.is_landscape,
        "bang": Markup(body.task_table(appendix, page)),
        "ke": rule_indent([reference], line, _room([reference], line)),
        "le_trich_yeu": (name.room - _room([capitals], name)) // 2,
        "le_kem_theo": (line.room - _room([reference], line)) // 2,
    }


def appendix_title(plan: Plan, index: int) -> str:
    """Return "Phụ lục", with a Roman number where there are several (PL I.III.1a)."""
    return "Phụ lục" if len(plan.appendices) == 1 else f"Phụ lục {label(index + 1, APPENDIX)}"


def appendix_reference(plan: Plan) -> str:
    """Return "(Kèm theo Kế hoạch số … ngày … của …)" from the letterhead's data (PL I.III.1c)."""
    letterhead = plan.letterhead
    number = f"{document_number(letterhead.number)}/{letterhead.symbol}"
    return f"(Kèm theo {KIND} số {number} {long_date(letterhead.date)} của {plan.agency})"


class _Body:
    """Writes paragraphs and tables; remembers the links and notes that other parts must hold."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.links: dict[str, str] = {}
        self.note_links: dict[str, str] = {}
        styles = layout.styles
        self.opened = {
            kind: f'<w:p><w:pPr><w:pStyle w:val="{styles[name]}"/></w:pPr>' for kind, name in LINE_STYLES.items()
        }

    def main(self, plan: Plan) -> str:
        """Return căn cứ lines, body and closing; the last paragraph keeps with the signature and ends ./."""
        style = self.layout.styles["Căn cứ"]
        bases = [
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{self.runs((Run(text),))}</w:p>'
            for text in legal_basis_lines(plan)
        ]
        printed = [*lines(plan.body), *lines(plan.closing)]
        paragraphs = [self.line(line) for line in printed[:-1]]
        last = printed[-1]
        if isinstance(last, Line):
            style = self.layout.styles[LINE_STYLES[last.kind]]
            opened = f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/></w:pPr>'
            paragraphs.append(f"{opened}{self.labelled(last.label, ended(last.content))}</w:p>")
        else:
            paragraphs.append(self.line(last))
        return "".join([*bases, *paragraphs])

    def line(self, line: Line | Table) -> str:
        if isinstance(line, Table):
            return self.body_table(line)
        content = upper(line.content) if line.kind == "heading1" else line.content
        return f"{self.opened[line.kind]}{self.labelled(line.label, content)}</w:p>"

    def labelled(self, text: str, content: Content) -> str:
        label = f"{text} " if text else ""
        first = content[0] if content else None
        if isinstance(first, Run) and not (first.bold or first.italic or first.link):
            written = f'<w:r><w:t xml:space="preserve">{label}{escape(first.text)}</w:t></w:r>'
            return written + self.runs(content[1:]) if len(content) > 1 else written
        return self.runs((Run(label), *content) if label else content)

    def runs(self, content: Content) -> str:
        return "".join([WRITERS[type(inline)](self, inline) for inline in content])

    def run(self, run: Inline) -> str:
        assert isinstance(run, Run)
        properties = f"<w:rPr>{'<w:b/>' * run.bold}{'<w:i/>' * run.italic}</w:rPr>" if run.bold or run.italic else ""
        text = f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        if not run.link:
            return text
        identifier = self.links.setdefault(run.link, f"rIdLink{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{identifier}">{text}</w:hyperlink>'

    def line_break(self, inline: Inline) -> str:
        return "<w:r><w:br/></w:r>"

    def note(self, inline: Inline) -> str:
        assert isinstance(inline, NoteRef)
        style = self.layout.styles["footnote reference"]
        number = self.layout.first_note + inline.number - 1
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def body_table(self, table: Table) -> str:
        texts = [[plain(cell) for cell in row] for row in (table.header, *table.rows[:SAMPLE_ROWS])]
        widths = column_widths(texts, self.layout.body_width)
        writer = _TableWriter(self, widths, table.alignments)
        rows = [writer.header(table.header), *(writer.row(row) for row in table.rows)]
        gap = f'<w:p><w:pPr><w:pStyle w:val="{self.layout.styles["Ngắt phần"]}"/>'
        return f'{gap}</w:pPr></w:p>{writer.table(rows)}{gap}<w:spacing w:after="120"/></w:pPr></w:p>'

    def task_table(self, appendix: Appendix, room: int) -> str:
        rows = list(table_rows(appendix))
        titles = [column.title for column in appendix.columns]
        judged = [row for row in rows[:SAMPLE_ROWS] if not isinstance(row, GroupRow)]
        cells = [[plain(cell) for cell in row] for row in judged]
        widths = column_widths([titles, *cells], room)
        alignments: list[Alignment] = ["center" if column.key == "stt" else "" for column in appendix.columns]
        writer = _TableWriter(self, widths, alignments)
        written = [writer.header([(Run(title),) for title in titles])]
        written += [writer.group(row) if isinstance(row, GroupRow) else writer.row(row) for row in rows]
        return writer.table(written)

    def footnotes(self, notes: Iterable[Content]) -> str:
        """Return the notes; their links belong to a part of their own."""
        style, mark = self.layout.styles["footnote text"], self.layout.styles["footnote reference"]
        body_links, self.links = self.links, {}
        written = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f"{self.runs((Run(' '), *note))}</w:p></w:footnote>"
            for number, note in enumerate(notes, self.layout.first_note)
        )
        self.note_links, self.links = self.links, body_links
        return written


def relations(links: Mapping[str, str]) -> str:
    """Return the relations of links, address to id."""
    return "".join(
        f'<Relationship Id="{identifier}" Type="{RELATIONS}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for url, identifier in links.items()
    )


WRITERS: dict[type, Callable[[_Body, Inline], str]] = {
    Run: _Body.run,
    LineBreak: _Body.line_break,
    NoteRef: _Body.note,
}


def upper(content: Content) -> Content:
    """Return the content in capitals, form and links kept."""
    return tuple(
        Run(inline.text.upper(), inline.bold, inline.italic, inline.link) if isinstance(inline, Run) else inline
        for inline in content
    )


def legal_basis_lines(plan: Plan) -> list[str]:
    """Return the Căn cứ lines, each with ";" and the last with "." (PL I.II.6a)."""
    return [text + (";" if index < len(plan.legal_bases) else ".") for index, text in enumerate(plan.legal_bases, 1)]


ALIGNMENT_XML: dict[Alignment, str] = {
    "": "",
    "left": '<w:jc w:val="left"/>',
    "center": '<w:jc w:val="center"/>',
    "right": '<w:jc w:val="right"/>',
}


class _TableWriter:
    """Writes the rows of one table; what is the same in every row is made once."""

    def __init__(self, body: _Body, widths: Sequence[int], alignments: Sequence[Alignment]) -> None:
        self.body, self.widths = body, widths
        styles = body.layout.styles
        self.styles = styles
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        inner = styles["Bảng: nội dung"]
        self.opened = [
            f'{cell}<w:p><w:pPr><w:pStyle w:val="{inner}"/>{ALIGNMENT_XML[alignment]}</w:pPr>'
            for cell, alignment in zip(cells, alignments, strict=True)
        ]
        self.header_opened = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{styles["Bảng: hàng đầu"]}"/></w:pPr>'
            for width in widths
        ]

    def row(self, row: Sequence[Content]) -> str:
        write = self.body.labelled
        cells = [f"{opened}{write('', cell)}</w:p></w:tc>" for opened, cell in zip(self.opened, row, strict=True)]
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def header(self, row: Sequence[Content]) -> str:
        cells = [
            f"{opened}{self.body.runs(cell)}</w:p></w:tc>" for opened, cell in zip(self.header_opened, row, strict=True)
        ]
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def group(self, row: GroupRow) -> str:
        width, style = sum(self.widths), self.styles["Bảng: nhóm"]
        span = f'<w:gridSpan w:val="{len(self.widths)}"/>'
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{self.body.labelled(row.label, row.content)}'
            "</w:p></w:tc></w:tr>"
        )

    def table(self, rows: Iterable[str]) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles["Bảng"]}"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )


CELL_PADDING = 190
CELL_SIZE = 26
NARROW = 2.5
"""Weight up to which a column (running numbers) gets no more than it needs."""
SAMPLE_ROWS = 200
"""How many rows of a long table decide its widths."""


def column_widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return widths in twips that add up to *room*: every word fits, longer columns get more.

    The first row is the header, which gets room for at most three lines. A column's share grows with its usual text
    length, but less than in proportion.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        max(_longest_word(column), text_width(column[0], CELL_SIZE, "bold") * 2 // 5) + CELL_PADDING
        for column in columns
    ]
    weights = [(sum(map(len, column[1:])) / max(1, len(column) - 1)) ** 0.9 for column in columns]
    weights = [weight if weight > NARROW else 0.0 for weight in weights]
    least = _capped(least, room)
    spare = room - sum(least)
    if not any(weights):
        scaled = [round(width * room / sum(least)) for width in least]
    else:
        total = sum(weights)
        scaled = [round(width + spare * weight / total) for width, weight in zip(least, weights, strict=True)]
    scaled[-1] += room - sum(scaled)
    return scaled


def _capped(least: list[int], room: int) -> list[int]:
    """Return the least widths with the largest ones cut until all fit: one long address breaks, not every column."""
    cap = max(least)
    while sum(min(width, cap) for width in least) > room:
        cap -= MILLIMETRE
    return [min(width, cap) for width in least]


def _longest_word(column: Sequence[str]) -> int:
    words = {word for text in set(column) for word in text.split()}
    longest = sorted(words, key=len)[-5:]
    return max((text_width(word, CELL_SIZE, "bold") for word in longest), default=0)


def _properties(plan: Plan, now: datetime.datetime) -> str:
    """Return docProps/core.xml: title is the trích yếu, author the agency."""
    time = now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(' '.join(plan.subject))}</dc:title><dc:creator>{escape(plan.agency)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(plan.agency)}</cp:lastModifiedBy>{stamps}"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
