"""The chart as a table, for a page of the plan's own document: shaded cells in Word and in the preview.

Shades differ in their grey too, and every shaded cell holds a mark or a word: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as html_escape

from cchc_draft.docx_body import escape
from cchc_draft.layout import Layout
from cchc_draft.model import Plan
from cchc_draft.overview.chart import TITLE, Chart, ChartCell, ChartGroup, ChartRow, cells, charts
from cchc_draft.overview.due_days import MONTHS, Shape
from cchc_draft.overview.listing import of_plan
from cchc_draft.printed_form import LastPage

NUMBER_ROOM = 720
MONTH_ROOM = 640
"""Twips: the widest date, "15/12", has room in it."""

SHADES: dict[Shape, str] = {
    "date": "F4B183",
    "monthly": "BDD7EE",
    "quarterly": "BDD7EE",
    "span": "9DC3E6",
    "ongoing": "DEEAF6",
}
"""Colour of the cells; a deadline in words has none."""


def pages(plan: Plan, layout: Layout | None = None) -> list[LastPage]:
    """Return the page of a plan's chart, for Word in a layout, else for the preview; none without tasks."""
    return [
        LastPage(TITLE.upper(), f"{YEAR} {chart.year}", word(chart, layout) if layout else html(chart))
        for chart in charts([of_plan(plan)])
        if chart.groups
    ]


def word(chart: Chart, layout: Layout) -> str:
    """Return what the marks of the table mean, and the table below it, as WordprocessingML for a lying page."""
    return _Word(layout).table(chart)


class _Word:
    """Writes one chart in the styles of a layout."""

    def __init__(self, layout: Layout) -> None:
        self.styles = layout.styles
        room = layout.landscape_width
        self.widths = [NUMBER_ROOM, room - NUMBER_ROOM - MONTHS * MONTH_ROOM, *[MONTH_ROOM] * MONTHS]

    def table(self, chart: Chart) -> str:
        rows = [*self.header(), *(row for group in chart.groups for row in self.group(group))]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f"{self.paragraph(LEGEND, 'Bảng: nội dung')}"
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles["Bảng"]}"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def header(self) -> Iterator[str]:
        """Yield two rows that every page repeats."""
        number, name, *months = self.widths
        style = "Bảng: hàng đầu"
        titles = [
            self.cell(number, NUMBER, style, '<w:vMerge w:val="restart"/>', is_middle=True),
            self.cell(name, TASK, style, '<w:vMerge w:val="restart"/>', is_middle=True),
            self.cell(sum(months), YEAR_MONTHS, style, f'<w:gridSpan w:val="{MONTHS}"/>', is_middle=True),
        ]
        below = [self.cell(width, "", style, "<w:vMerge/>") for width in (number, name)]
        below += [
            self.cell(width, str(month), style, is_narrow=True, is_middle=True) for month, width in enumerate(months, 1)
        ]
        yield self.row("".join(titles), "<w:tblHeader/>")
        yield self.row("".join(below), "<w:tblHeader/>")

    def group(self, group: ChartGroup) -> Iterator[str]:
        """Yield the row that names a unit, and its tasks."""
        span = f'<w:gridSpan w:val="{len(self.widths)}"/>'
        yield self.row(self.cell(sum(self.widths), group.title, "Bảng: nhóm", span))
        for row in group.rows:
            yield self.task(row)

    def task(self, row: ChartRow) -> str:
        number, name, *_ = self.widths
        style = "Bảng: nội dung"
        written = [self.cell(number, str(row.number), style, is_centred=True), self.cell(name, row.text, style)]
        written += [self.month(cell) for cell in cells(row)]
        return self.row("".join(written), "" if len(row.text) > LONG_NAME else None)

    def month(self, cell: ChartCell) -> str:
        span = f'<w:gridSpan w:val="{cell.months}"/>' if cell.months > 1 else ""
        shade = SHADES.get(cell.shape) if cell.shape else None
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        return self.cell(
            MONTH_ROOM * cell.months, cell.text, "Bảng: nội dung", span, fill,
            is_narrow=cell.months == 1, is_centred=True, is_middle=True, is_italic=cell.shape == "open",
        )  # fmt: skip

    def row(self, written: str, more: str | None = None) -> str:
        """Return a row that does not break; one of a very long name may."""
        properties = "" if more == "" else f"<w:trPr><w:cantSplit/>{more or ''}</w:trPr>"
        return f"<w:tr>{properties}{written}</w:tr>"

    def cell(
        self, width: int, text: str, style: str, span: str = "", fill: str = "",
        *, is_narrow: bool = False, is_centred: bool = False, is_middle: bool = False, is_italic: bool = False,
    ) -> str:  # fmt: skip
        """Return a cell; a narrow one has no room at its sides."""
        margins = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
        middle = '<w:vAlign w:val="center"/>'
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}{margins * is_narrow}{middle * is_middle}'
        inner = self.paragraph(text, style, is_centred=is_centred, is_italic=is_italic)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    def paragraph(self, text: str, style: str, *, is_centred: bool = False, is_italic: bool = False) -> str:
        """Return a paragraph of one run."""
        centred = '<w:jc w:val="center"/>' * is_centred
        italic = "<w:rPr><w:i/></w:rPr>" * is_italic
        run = f'<w:r>{italic}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{centred}</w:pPr>{run}</w:p>'


LONG_NAME = 900
"""Letters of a name that fills most of a page."""


def html(chart: Chart) -> str:
    """Return what the marks of the table mean, and the table below it, for the preview page."""
    columns = '<col style="width: 5%"><col>' + '<col style="width: 4.5%">' * MONTHS
    months = "".join(f'<th scope="col">{month}</th>' for month in range(1, MONTHS + 1))
    head = (
        f'<thead><tr><th scope="col" rowspan="2">{NUMBER}</th><th scope="col" rowspan="2">{TASK}</th>'
        f'<th colspan="{MONTHS}" scope="colgroup">{YEAR_MONTHS}</th></tr>\n<tr>{months}</tr></thead>'
    )
    rows = "\n".join(row for group in chart.groups for row in _html_group(group))
    table = f"<table><colgroup>{columns}</colgroup>\n{head}\n<tbody>\n{rows}\n</tbody></table>"
    return f'<p style="font-size: 13pt">{LEGEND}</p>\n{table}'


def _html_group(group: ChartGroup) -> Iterator[str]:
    title = html_escape(group.title)
    yield f'<tr class="group level-1"><th colspan="{MONTHS + 2}" scope="colgroup">{title}</th></tr>'
    for row in group.rows:
        months = "".join(_html_cell(cell) for cell in cells(row))
        yield f'<tr><td class="center">{row.number}</td><td>{html_escape(row.text)}</td>{months}</tr>'


def _html_cell(cell: ChartCell) -> str:
    span = f' colspan="{cell.months}"' if cell.months > 1 else ""
    shade = SHADES.get(cell.shape) if cell.shape else None
    look = "padding: 2pt 0; vertical-align: middle" + (f"; background: #{shade}" if shade else "")
    text = html_escape(cell.text)
    written = f"<em>{text}</em>" if cell.shape == "open" else text
    return f'<td class="center"{span} style="{look}; print-color-adjust: exact">{written}</td>'


# The chart is part of a Vietnamese document, whatever the language of messages.

NUMBER, TASK, YEAR_MONTHS, YEAR = "STT", "Việc được giao", "Tháng", "Năm"
LEGEND = (
    "Ghi chú: ô ghi ngày là hạn hoàn thành; ô đánh dấu là tháng phải thực hiện; "
    "ô tô màu kéo dài là cả thời gian thực hiện."
)
