"""Body and tables of a plan as WordprocessingML, written directly: a paragraph is its style and its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from cchc_draft.column_widths import CELL_PADDING, CELL_SIZE, SAMPLE_ROWS, column_widths
from cchc_draft.highlights import highlighted
from cchc_draft.layout import RELATIONS, Layout
from cchc_draft.letter_widths import line_widths
from cchc_draft.model import Alignment, Appendix, Content, Inline, LineBreak, NoteRef, Plan, Run, Table, plain
from cchc_draft.outline import Line, LineKind, ended, lines
from cchc_draft.printed_form import legal_basis_lines, upper
from cchc_draft.task_table import GroupRow, TaskRow, table_rows

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


def escape(text: str) -> str:
    """Return *text* for XML, in content or between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


GROUP_STYLES = {1: "Bảng: nhóm", 2: "Bảng: nhóm nhỏ"}

ONE_LINE = 90
"""Letters that may fill but one line: then the paragraph before keeps with the signature too (`heading-keep`)."""


class Body:
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
        before = printed[-2] if len(printed) > 1 else None
        if isinstance(last, Line) and isinstance(before, Line) and len(plain(last.content)) < ONE_LINE:
            paragraphs[-1] = paragraphs[-1].replace("</w:pPr>", "<w:keepNext/></w:pPr>", 1)
        if isinstance(last, Line):
            style = self.layout.styles[LINE_STYLES[last.kind]]
            opened = f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/></w:pPr>'
            paragraphs.append(f"{opened}{self.labelled(last.label, ended(last.content))}</w:p>")
        else:
            paragraphs.append(self.line(last))
        return "".join([*bases, *paragraphs])

    def line(self, line: Line | Table) -> str:
        """Return a printed paragraph or a table."""
        if isinstance(line, Table):
            return self.body_table(line)
        content = upper(line.content) if line.kind == "heading1" else line.content
        return f"{self.opened[line.kind]}{self.labelled(line.label, content)}</w:p>"

    def labelled(self, text: str, content: Content) -> str:
        """Return runs with a label before them, in one run where form allows; what is open in them is highlighted."""
        label = f"{text} " if text else ""
        plain_runs = _plain_runs(label, content)
        if plain_runs is not None:
            return plain_runs
        whole = _with_label(label, content)
        return highlighted("".join([WRITERS[type(inline)](self, inline) for inline in whole]))

    def runs(self, content: Content) -> str:
        """Return the runs of one paragraph."""
        return self.labelled("", content)

    def run(self, run: Inline) -> str:
        """Return text, as a link where it has an address."""
        assert isinstance(run, Run)
        text = _run(run)
        if not run.link:
            return text
        identifier = self.links.setdefault(run.link, f"rIdLink{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{identifier}">{text}</w:hyperlink>'

    def line_break(self, inline: Inline) -> str:
        """Return a forced new line."""
        return LINE_BREAK

    def note(self, inline: Inline) -> str:
        """Return the mark of a footnote."""
        assert isinstance(inline, NoteRef)
        style = self.layout.styles["footnote reference"]
        number = self.layout.first_note + inline.number - 1
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def body_table(self, table: Table) -> str:
        """Return a table of the body, with a small gap above and a wider one below."""
        texts = [[plain(cell) for cell in row] for row in (table.header, *table.rows[:SAMPLE_ROWS])]
        widths = column_widths(texts, self.layout.body_width)
        writer = _TableWriter(self, widths, table.alignments)
        rows = [writer.header(table.header), *(writer.row(row) for row in table.rows)]
        gap = f'<w:p><w:pPr><w:pStyle w:val="{self.layout.styles["Ngắt phần"]}"/>'
        return f'{gap}</w:pPr></w:p>{writer.table(rows)}{gap}<w:spacing w:after="120"/></w:pPr></w:p>'

    def task_table(self, appendix: Appendix, room: int) -> str:
        """Return the table of an appendix, *room* twips wide."""
        rows = list(table_rows(appendix))
        titles = [column.title for column in appendix.columns]
        judged = [row for row in rows[:SAMPLE_ROWS] if isinstance(row, TaskRow)]
        cells = [
            [plain(cell) if span else "" for cell, span in zip(row.cells, row.spans or repeat(1), strict=False)]
            for row in judged
        ]
        widths = column_widths([titles, *cells], room)
        alignments: list[Alignment] = ["center" if column.key == "stt" else "" for column in appendix.columns]
        writer = _TableWriter(self, widths, alignments)
        written = [writer.header([(Run(title),) for title in titles])]
        written += [
            writer.group(row)
            if isinstance(row, GroupRow)
            else writer.merged_row(row.cells, row.spans)
            if row.spans
            else writer.row(row.cells)
            for row in rows
        ]
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


WRITERS: dict[type, Callable[[Body, Inline], str]] = {
    Run: Body.run,
    LineBreak: Body.line_break,
    NoteRef: Body.note,
}


@lru_cache(maxsize=1_024)
def _plain_runs(label: str, content: Content) -> str | None:
    """Return runs that depend on no layout and no other part; None where there are links or notes.

    Kept, since the plans of a batch are alike, and so are the cells of a table.
    """
    whole = _with_label(label, content)
    if not all(isinstance(inline, LineBreak) or (isinstance(inline, Run) and not inline.link) for inline in whole):
        return None
    return highlighted("".join([_run(inline) if isinstance(inline, Run) else LINE_BREAK for inline in whole]))


def _with_label(label: str, content: Content) -> Content:
    """Return content with a label before it, in its first run where that has no form of its own."""
    first = content[0] if content else None
    if isinstance(first, Run) and not (first.bold or first.italic or first.link):
        return (Run(label + first.text), *content[1:])
    return (Run(label), *content) if label else content


def _run(run: Run) -> str:
    properties = f"<w:rPr>{'<w:b/>' * run.bold}{'<w:i/>' * run.italic}</w:rPr>" if run.bold or run.italic else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


LINE_BREAK = "<w:r><w:br/></w:r>"


ALIGNMENT_XML: dict[Alignment, str] = {
    "": "",
    "left": '<w:jc w:val="left"/>',
    "center": '<w:jc w:val="center"/>',
    "right": '<w:jc w:val="right"/>',
}


class _TableWriter:
    """Writes the rows of one table; what is the same in every row is made once."""

    def __init__(self, body: Body, widths: Sequence[int], alignments: Sequence[Alignment]) -> None:
        self.body, self.widths = body, widths
        self.keeps = 0
        styles = body.layout.styles
        self.styles = styles
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        self.cell_style = f'<w:pStyle w:val="{styles["Bảng: nội dung"]}"/>'
        self.opened = [
            f"{cell}<w:p><w:pPr>{self.cell_style}{ALIGNMENT_XML[alignment]}</w:pPr>"
            for cell, alignment in zip(cells, alignments, strict=True)
        ]
        self.merging = [
            (
                cell.replace("</w:tcPr>", '<w:vMerge w:val="restart"/></w:tcPr>'),
                cell.replace("</w:tcPr>", "<w:vMerge/></w:tcPr>"),
            )
            for cell in self.opened
        ]
        self.header_opened = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{styles["Bảng: hàng đầu"]}"/></w:pPr>'
            for width in widths
        ]

    def row(self, row: Sequence[Content]) -> str:
        write = self.body.labelled
        cells = [f"{opened}{write('', cell)}</w:p></w:tc>" for opened, cell in zip(self.opened, row, strict=True)]
        return self.table_row("".join(cells), row)

    def table_row(self, written: str, row: Sequence[Content], *, is_kept: bool = False) -> str:
        """Return a row that does not break, unless it is so high that it might not fit on a page."""
        if len(written) > LONG_ROW and any(map(self.is_high, row, self.widths)):
            return f"<w:tr>{written}</w:tr>"
        if is_kept:
            written = written.replace(self.cell_style, f"{self.cell_style}<w:keepNext/>")
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"

    def is_high(self, cell: Content, width: int) -> bool:
        """Tell whether a cell fills more than HIGH_ROW lines."""
        return len(line_widths(plain(cell), width - CELL_PADDING, CELL_SIZE, "regular")) > HIGH_ROW

    def merged_row(self, row: Sequence[Content], spans: Sequence[int]) -> str:
        """Return a row some of whose cells cover those below (more than 1 row) or are covered (0).

        A small block stays on one page, so that no page begins with an empty cell whose text is on the one before.
        """
        write = self.body.labelled
        self.keeps = max([self.keeps - 1, *(span - 1 for span in spans if span <= KEPT_ROWS)])
        cells = [
            f"{opened}{write('', cell)}</w:p></w:tc>"
            if span == 1
            else f"{first}{write('', cell)}</w:p></w:tc>"
            if span
            else f"{covered}</w:p></w:tc>"
            for opened, (first, covered), cell, span in zip(self.opened, self.merging, row, spans, strict=True)
        ]
        return self.table_row("".join(cells), row, is_kept=self.keeps > 0)

    def header(self, row: Sequence[Content]) -> str:
        cells = [
            f"{opened}{self.body.runs(cell)}</w:p></w:tc>" for opened, cell in zip(self.header_opened, row, strict=True)
        ]
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def group(self, row: GroupRow) -> str:
        width = sum(self.widths)
        style = self.styles[GROUP_STYLES[row.level]]
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


KEPT_ROWS = 5
"""Up to how many rows a merged block keeps together."""
HIGH_ROW = 22
"""Lines that surely fit on a landscape page below the header; a higher row may break."""
LONG_ROW = 2_500
"""Letters of XML below which no row is that high."""
