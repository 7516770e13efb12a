"""What a batch came to, commune by commune: a workbook, a page, and counts for the screen."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Literal, NamedTuple

from cchc_draft.formats import decimal
from cchc_draft.language import N_, Message, translate
from cchc_draft.source_text import FORBIDDEN

State = Literal["made", "same", "kept", "failed", "left"]
STATES: Mapping[State, Message] = {
    "made": N_("đã soạn"),
    "same": N_("đã có, không đổi"),
    "kept": N_("giữ nguyên"),
    "failed": N_("không soạn được"),
    "left": N_("chưa làm"),
}
"""Made in this run; made before from the same; not touched; could not be made; not reached."""


class Outcome(NamedTuple):
    """What came of one commune."""

    state: State
    commune: str
    province: str
    file: str
    points: int = 0
    """How many are to be confirmed before it can be signed."""
    warnings: int = 0
    reason: str = ""


class Summary(NamedTuple):
    """What came of a batch."""

    title: str
    outcomes: tuple[Outcome, ...]

    def count(self, state: State) -> int:
        """Return how many communes came to a state."""
        return sum(one.state == state for one in self.outcomes)

    @property
    def counts(self) -> str:
        """The counts in words."""
        counts = Counter(one.state for one in self.outcomes)
        told = [f"{translate(name)}: {decimal(counts[state])}" for state, name in STATES.items() if counts[state]]
        return "; ".join(told)

    def workbook(self, now: datetime.datetime | None = None) -> bytes:
        """Return the summary as .xlsx: a row for each commune, those that need a look coloured."""
        return _workbook(self, now or datetime.datetime.now(datetime.UTC))

    def page(self) -> bytes:
        """Return the summary as one HTML page that loads nothing."""
        return b"".join(piece.encode() for piece in _page(self))

    @property
    def failures(self) -> Iterable[str]:
        """What could not be made, a line each."""
        for one in self.outcomes:
            if one.state == "failed":
                yield f"{one.commune}, {one.province}: {one.reason}"


WORST: Sequence[State] = ("failed", "left", "kept", "made", "same")
"""What is shown first."""


def _rows(summary: Summary) -> Iterable[tuple[State, tuple[str | int, ...]]]:
    ordered = sorted(enumerate(summary.outcomes), key=lambda one: (WORST.index(one[1].state), one[0]))
    for number, (_, one) in enumerate(ordered, 1):
        name = one.commune[:1].upper() + one.commune[1:]
        counts = (one.points, one.warnings) if one.state in ("made", "same") else ("", "")
        yield one.state, (number, name, one.province, translate(STATES[one.state]), one.file, *counts, one.reason)


def _workbook(summary: Summary, now: datetime.datetime) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = summary.title, "cchc-draft"
    book.properties.created = now.astimezone(datetime.UTC).replace(tzinfo=None)
    sheet = book.create_sheet(translate(SHEET))
    side = Side("thin", "FFB7B7B7")
    border, font, bold = Border(side, side, side, side), Font(FONT, 12), Font(FONT, 12, bold=True)
    wrapped = Alignment(vertical="top", wrap_text=True)
    fills = {state: PatternFill("solid", fgColor=colour) for state, colour in COLOURS.items()}

    def looking(look: Font, state: State | None = None) -> Any:
        made = WriteOnlyCell(sheet)
        made.font, made.border, made.alignment = look, border, wrapped
        if state in fills:
            made.fill = fills[state]
        return made._style  # setting the four anew for each cell would take most of the time

    looks = {state: looking(font, state) for state in WORST}

    def cell(value: str | int, look: Any) -> Any:
        made = WriteOnlyCell(sheet, FORBIDDEN.sub(" ", value) if isinstance(value, str) else value)
        if isinstance(value, str) and value:
            made.data_type = "s"  # never a formula
        made._style = look
        return made

    for number, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    title_look = looking(bold)
    sheet.append([cell(translate(title), title_look) for title, _ in COLUMNS])
    for state, values in _rows(summary):
        sheet.append([cell(value, looks[state]) for value in values])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(summary.outcomes) + 1}"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _page(summary: Summary) -> Iterator[str]:
    """Yield the page piece by piece: that of the whole country has thousands of rows."""
    head = "".join(f"<th>{escape(translate(title))}</th>" for title, _ in COLUMNS)
    style = STYLE + "".join(f".{state} td{{background:#{colour[2:]}}}" for state, colour in COLOURS.items())
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    hint = f"<p>{escape(translate(HIGHLIGHTED))}</p>\n" if any(one.points for one in summary.outcomes) else ""
    yield (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><meta name="viewport" content="width=device-width"><title>{escape(summary.title)}</title>'
        f"<style>{style}</style></head>\n<body><h1>{escape(summary.title)}</h1>\n<p>{escape(summary.counts)}.</p>\n"
        f"{hint}"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>"
    )
    for number, (state, values) in enumerate(_rows(summary)):
        cells = [escape(str(value)) for value in values]
        if values[4] and state not in ("failed", "left"):
            cells[4] = f'<a href="{escape(str(values[4]), quote=True)}">{cells[4]}</a>'
        yield "\n" * bool(number) + f'<tr class="{state}">' + "".join(f"<td>{one}</td>" for one in cells) + "</tr>"
    yield "</tbody></table></body></html>\n"


COLOURS: Mapping[State, str] = {"failed": "FFF4B6AE", "left": "FFF9D9A0", "kept": "FFF5EBA0"}
FONT = "Times New Roman"
STYLE = """
body{font:15px/1.35 "Times New Roman",serif;margin:16px;color:#111}h1{font-size:20px;margin:0 0 8px}
table{border-collapse:collapse}th,td{border:1px solid #999;padding:3px 7px;vertical-align:top;text-align:left}
th{background:#eee}thead{position:sticky;top:0}td:nth-child(6),td:nth-child(7),td:first-child{text-align:right}
@media print{@page{size:A4 landscape;margin:12mm}thead{display:table-header-group;position:static}tr{break-inside:avoid}
body{margin:0;font-size:11px}}
"""
SHEET = N_("Tổng hợp")
HIGHLIGHTED = N_(
    "Chỗ tô vàng trong mỗi tệp là chỗ phải xác nhận trước khi ký. Lý do của từng chỗ ghi ở nhat-ky.md trong thư mục "
    "của xã (chạy lại với --folders)."
)
COLUMNS = (
    (N_("STT"), 6),
    (N_("Xã, phường"), 30),
    (N_("Tỉnh, thành phố"), 26),
    (N_("Kết quả"), 18),
    (N_("Tệp"), 36),
    (N_("Cần xác nhận"), 11),
    (N_("Cảnh báo"), 10),
    (N_("Lý do, ghi chú"), 70),
)
