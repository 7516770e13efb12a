"""The chart as a picture (.svg): A4 pages, lying, one below the other; every page names its months and units anew.

Lengths are millimetres. Names are broken by the widths of their letters, so that they keep to their column in every
program; a name of very many lines is cut, and whole in the picture's tooltip.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from html import escape as html_escape
from typing import NamedTuple

from cchc_draft.letter_widths import Face, text_width
from cchc_draft.overview.chart import Chart, ChartGroup, ChartRow, day_and_month
from cchc_draft.overview.due_days import MONTHS
from cchc_draft.source_text import FORBIDDEN

WIDTH, HEIGHT = 297, 210
MARGIN = 12
TOP = 34
"""Where the rows begin, below title and months."""
BOTTOM = HEIGHT - 22
"""Where they end, above the legend."""
NAME_ROOM = 96
NUMBER_ROOM = 9
MONTHS_LEFT = MARGIN + NUMBER_ROOM + NAME_ROOM
MONTH = (WIDTH - MARGIN - MONTHS_LEFT) / MONTHS
LINE = 4.3
"""From one line of a name to the next."""
PADDING = 1.1
MOST_LINES = 14
TWIPS = 1440 / 25.4
"""In a millimetre."""
SIZE, SMALL = 21, 17
"""Type sizes in half-points."""


class Band(NamedTuple):
    """A row or the name of a unit, as high as its lines."""

    lines: tuple[str, ...]
    row: ChartRow | None = None
    whole: str = ""
    """The whole text where lines were left out."""

    @property
    def height(self) -> float:
        """Height on the page."""
        return max(1, len(self.lines)) * LINE + 2 * PADDING


def write(charts: Sequence[Chart], title: str) -> bytes:
    """Return all pages as one picture."""
    drawn = list(pages(charts, title))
    height = HEIGHT * len(drawn)
    inner = "\n".join(f'<g transform="translate(0 {index * HEIGHT})">{page}</g>' for index, page in enumerate(drawn))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{height}mm" viewBox="0 0 {WIDTH} {height}">'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n<title>{escape(title)}</title>\n<style>{STYLE}</style>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{inner}\n</svg>\n'
    ).encode()


def pages(charts: Sequence[Chart], title: str) -> Iterator[str]:
    """Yield the pages, each as what stands in a picture of WIDTH by HEIGHT; STYLE gives them their look."""
    divided = [(chart, list(_divided(chart))) for chart in charts]
    count = sum(len(sheets) for _, sheets in divided)
    number = 0
    for chart, sheets in divided:
        for bands in sheets:
            number += 1
            yield _page(chart, bands, title, f"{number}/{count}")


def _divided(chart: Chart) -> Iterator[list[Band]]:
    """Yield the bands of each page; a unit that goes on is named again."""
    page: list[Band] = []
    room = BOTTOM - TOP
    used = 0.0
    for group in chart.groups:
        name = _name(group)
        for index, row in enumerate(group.rows):
            band = _band(row)
            wanted = band.height + (0 if index else name.height)
            if page and used + wanted > room:
                yield page
                page, used = [], 0.0
            if not index or not page:
                heading = _name(group, goes_on=bool(index))
                page.append(heading)
                used += heading.height
            page.append(band)
            used += band.height
    if page:
        yield page


def _name(group: ChartGroup, *, goes_on: bool = False) -> Band:
    title = f"{group.title} {GOES_ON}" if goes_on else group.title
    lines = wrapped(title, WIDTH - 2 * MARGIN - 4, SIZE, "bold")
    return Band(tuple(lines[:MOST_LINES]))


def _band(row: ChartRow) -> Band:
    lines = wrapped(row.text, NAME_ROOM - 2, SIZE)
    if len(lines) <= MOST_LINES:
        return Band(tuple(lines), row)
    return Band((*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1].rstrip(' .,;:')} …"), row, row.text)


def wrapped(text: str, room: float, size: int, face: Face = "regular") -> list[str]:
    """Return the lines of a text in *room* millimetres, broken at spaces; a word that is too long is broken itself."""
    twips = int(room * TWIPS)
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, face) <= twips:
            lines[-1] = joined
        else:
            lines += _broken(word, twips, size, face)
    return lines


def _broken(word: str, room: int, size: int, face: Face) -> Iterator[str]:
    while text_width(word, size, face) > room and len(word) > 1:
        end = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or text_width(word[:at], size, face) <= room)
        yield word[:end]
        word = word[end:]
    yield word


def escape(text: str) -> str:
    """Return a text for XML, without what XML cannot hold."""
    return html_escape(FORBIDDEN.sub(" ", text), quote=False)


# One page.


def _page(chart: Chart, bands: Sequence[Band], title: str, number: str) -> str:
    top = float(TOP)
    rows = []
    for band in bands:
        rows.append(_row(band, band.row, top) if band.row else _heading(band, top))
        top += band.height
    return "".join([*_head(chart, title), *_grid(top), *rows, _frame(top), *_legend(number)])


def _head(chart: Chart, title: str) -> Iterator[str]:
    lines = wrapped(title, WIDTH - 2 * MARGIN, 24, "bold")[:2]
    for index, line in enumerate(lines):
        baseline = MARGIN + 5 + index * 5 - (len(lines) > 1) * 2
        yield _text(WIDTH / 2, baseline, line, "t m")
    yield f'<rect class="h" x="{MARGIN}" y="{TOP - 11}" width="{WIDTH - 2 * MARGIN}" height="11"/>'
    yield _text(MARGIN + NUMBER_ROOM / 2, TOP - 4.2, "STT", "b m")
    yield _text(MARGIN + NUMBER_ROOM + NAME_ROOM / 2, TOP - 4.2, TASK, "b m")
    yield _text(MONTHS_LEFT + MONTH * MONTHS / 2, TOP - 6.6, f"{YEAR} {chart.year}", "b m")
    for month in range(MONTHS):
        yield _text(MONTHS_LEFT + MONTH * (month + 0.5), TOP - 1.6, f"T{month + 1}", "b m")


def _grid(bottom: float) -> Iterator[str]:
    """Yield the shades of every other quarter and the lines between columns, below everything else."""
    for quarter in (1, 3):
        left = MONTHS_LEFT + 3 * MONTH * quarter
        yield f'<rect class="q" x="{left:.2f}" y="{TOP}" width="{3 * MONTH:.2f}" height="{bottom - TOP:.2f}"/>'
    lines = [f"M{MONTHS_LEFT + MONTH * month:.2f} {TOP - 5}V{bottom:.2f}" for month in range(1, MONTHS)]
    yield f'<path class="g" d="{"".join(lines)}"/>'
    inner = f"M{MARGIN + NUMBER_ROOM} {TOP - 11}V{bottom:.2f}M{MONTHS_LEFT} {TOP - 11}V{bottom:.2f}"
    yield f'<path class="f" d="{inner}M{MONTHS_LEFT} {TOP - 5}H{WIDTH - MARGIN}"/>'


def _frame(bottom: float) -> str:
    """Return the lines around everything, above all shades."""
    left, right = MARGIN, WIDTH - MARGIN
    return f'<path class="f" d="M{left} {TOP - 11}H{right}V{bottom:.2f}H{left}ZM{left} {TOP}H{right}"/>'


def _heading(band: Band, top: float) -> str:
    shade = f'<rect class="u" x="{MARGIN}" y="{top:.2f}" width="{WIDTH - 2 * MARGIN}" height="{band.height:.2f}"/>'
    return shade + _lines(band.lines, MARGIN + 2, top, "b n")


def _row(band: Band, row: ChartRow, top: float) -> str:
    middle = top + band.height / 2
    rule = f'<path class="l" d="M{MARGIN} {top + band.height:.2f}H{WIDTH - MARGIN}"/>'
    whole = f"<title>{escape(band.whole)}</title>" if band.whole else ""
    number = _text(MARGIN + NUMBER_ROOM / 2, top + PADDING + LINE * 0.75, str(row.number), "m")
    name = _lines(band.lines, MARGIN + NUMBER_ROOM + 1.2, top)
    return f"<g>{whole}{rule}{number}{name}{''.join(_marks(row, middle))}</g>"


def _lines(lines: Sequence[str], left: float, top: float, kind: str = "") -> str:
    """Return a text of several lines."""
    first = top + PADDING + LINE * 0.75
    return "".join(_text(left, first + index * LINE, line, kind) for index, line in enumerate(lines))


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.2f}" y="{y:.2f}">{escape(text)}</text>'


def _marks(row: ChartRow, middle: float) -> Iterator[str]:
    if row.shape == "open":
        yield _note(row.note, MONTHS_LEFT, MONTH * MONTHS, middle, "i m")
    elif row.first:
        yield from _bar(row, middle)
    elif row.shape == "date":
        yield from _dated(row.days[0], middle)
    else:
        yield from (_diamond(min(_left(day), WIDTH - MARGIN - 1.8), middle, 1.5, "r") for day in row.days)


def _bar(row: ChartRow, middle: float) -> Iterator[str]:
    left = MONTHS_LEFT + MONTH * (row.first - 1)
    width = MONTH * (row.last - row.first + 1)
    kind = "o" if row.shape == "ongoing" else "a"
    sides = f'x="{left + 0.6:.2f}" y="{middle - 2.2:.2f}" width="{width - 1.2:.2f}" height="4.4"'
    yield f'<rect class="{kind}" {sides} rx="1"/>'
    yield _note(row.note, left, width, middle, "s m" if row.shape == "ongoing" else "s w m")


def _note(text: str, left: float, width: float, middle: float, kind: str) -> str:
    """Return a text in the middle of a bar, as much of it as has room; the rest is in the tooltip."""
    lines = wrapped(text, width - 3, SMALL)
    shown = lines[0] if len(lines) == 1 else f"{lines[0]} …" if width > 2 * MONTH else ""
    whole = "" if shown == text else f"<title>{escape(text)}</title>"
    written = _text(left + width / 2, middle + 1.1, shown, kind) if shown else ""
    return f"<g>{whole}{written}</g>" if whole else written


def _dated(day: datetime.date, middle: float) -> Iterator[str]:
    """Yield a diamond with its date on the side that has more room."""
    at = _left(day)
    yield _diamond(at, middle, 2.1, "d")
    is_late = day.month == MONTHS
    yield _text(at - 2.8 if is_late else at + 2.8, middle + 1.2, day_and_month(day), "s e" if is_late else "s")


def _left(day: datetime.date) -> float:
    """Return where a day stands in its month."""
    length = calendar.monthrange(day.year, day.month)[1]
    return MONTHS_LEFT + MONTH * (day.month - 1 + (day.day - 0.5) / length)


def _diamond(at: float, middle: float, size: float, kind: str) -> str:
    return f'<path class="{kind}" d="M{at - size:.2f} {middle:.2f}l{size} {-size}l{size} {size}l{-size} {size}z"/>'


def _legend(number: str) -> Iterator[str]:
    """Yield what the marks mean, and the number of the page."""
    middle = HEIGHT - 14.5
    left = float(MARGIN) + 2
    samples = (
        (_diamond(left + 2, middle, 2.1, "d"), 4, DATED),
        (_diamond(left + 2, middle, 1.5, "r"), 4, RECURRING),
        (f'<rect class="a" x="{left}" y="{middle - 1.6:.2f}" width="8" height="3.2" rx="0.8"/>', 8, SPAN),
        (f'<rect class="o" x="{left}" y="{middle - 1.6:.2f}" width="8" height="3.2" rx="0.8"/>', 8, ONGOING),
    )
    at = 0.0
    for sample, width, text in samples:
        shown = _text(left + width + 2, middle + 1.1, text, "s")
        yield f'<g transform="translate({at:.2f} 0)">{sample}{shown}</g>'
        at += width + 9 + text_width(text, SMALL) / TWIPS
    yield _text(WIDTH - MARGIN, middle + 1.1, f"{PAGE} {number}", "s e")


def scoped_style(scope: str) -> str:
    """Return the look of the pages for pictures inside another document: below *scope* only."""
    rules = STYLE.rstrip("}").split("}")
    return "".join(f"{scope} {rule}}}" for rule in rules)


STYLE = (
    'text{font:3.7px "Times New Roman","Liberation Serif",Tinos,serif;fill:#1a1a1a}'
    ".b{font-weight:bold}.t{font-size:4.5px;font-weight:bold}.m{text-anchor:middle}.e{text-anchor:end}"
    ".s{font-size:3px}.i{font-size:3px;font-style:italic;fill:#444}.n{fill:#173a63}.w{fill:#fff}"
    ".h{fill:#dce6f1}.u{fill:#eaf0f7}.q{fill:#f6f7f9}"
    ".g{fill:none;stroke:#d3d8df;stroke-width:.15}.l{stroke:#c4cad2;stroke-width:.15}"
    ".f{fill:none;stroke:#55606e;stroke-width:.25}"
    ".a{fill:#3f74ad}.o{fill:#cfdff0;stroke:#8fb0d3;stroke-width:.2}"
    ".d{fill:#b3261e}.r{fill:#fff;stroke:#b3261e;stroke-width:.5}"
)

# The picture is a Vietnamese document, whatever the language of messages.

GOES_ON = "(tiếp theo)"
TASK = "Nhiệm vụ"
YEAR = "Năm"
PAGE = "Trang"
DATED = "Hạn vào một ngày"
RECURRING = "Định kỳ hàng tháng, hàng quý (ngày làm việc cuối cùng)"
SPAN = "Trong tháng, quý, năm"
ONGOING = "Thường xuyên"
