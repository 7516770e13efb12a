"""Tasks as one HTML page that loads nothing and runs nothing: the picture of the year, tasks by unit, tasks by month.

On paper it is A4: the picture lies, the tables stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from cchc_draft.formats import day_digits
from cchc_draft.model import plain
from cchc_draft.overview import picture
from cchc_draft.overview.chart import TITLE as CHART_TITLE
from cchc_draft.overview.chart import charts
from cchc_draft.overview.grouping import Entry, Month, Unit, by_month, by_unit
from cchc_draft.overview.listing import ListedPlan

STYLE = Path(__file__).with_name("page.css")


def write(plans: Sequence[ListedPlan]) -> bytes:
    """Return the page of *plans*."""
    title = _title(plans)
    units, months = by_unit(plans), by_month(plans)
    several = len(plans) > 1
    style = STYLE.read_text(encoding="utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>\n<style>\n{style}\n{picture.scoped_style('.chart')}\n</style>\n</head>\n<body>",
        f"<header>\n<h1>{escape(title)}</h1>",
        *_plans(plans),
        f"{_contents(units, months, several=several)}</header>",
        f'<section id="bieu-do">\n<h2 class="aside">{CHART_TITLE}</h2>',
        *_pictures(plans),
        f'</section>\n<section id="don-vi">\n<h2>{BY_UNIT}</h2>',
        *_units(units, several=several),
        f'</section>\n<section id="thang">\n<h2>{BY_MONTH}</h2>',
        *_months(months, several=several),
        "</section>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _title(plans: Sequence[ListedPlan]) -> str:
    years = ", ".join(map(str, sorted({plan.year for plan in plans})))
    return f"{TITLE} {years}"


def _plans(plans: Sequence[ListedPlan]) -> Iterator[str]:
    """Yield the list of the plans; a long one is folded together."""
    opened = "" if len(plans) > SHOWN_PLANS else " open"
    yield f'<details{opened}><summary>{PLANS} ({len(plans)})</summary>\n<ol class="plans">'
    for plan in plans:
        number = f", số {escape(plan.number)}" if plan.number else ""
        yield f"<li>{escape(plan.agency)}: {escape(plan.title)}{number} ({len(plan.tasks)} nhiệm vụ)</li>"
    yield "</ol></details>"


def _contents(units: Sequence[Unit], months: Sequence[Month], *, several: bool) -> str:
    named = "".join(
        f'<li><a href="#u{at}">{escape(_unit_title(unit, several=several))}</a> {len(unit.entries)}</li>'
        for at, unit in enumerate(units)
    )
    dated = "".join(
        f'<li><a href="#m{at}">{escape(month.title)}</a> {len(month.entries)}</li>' for at, month in enumerate(months)
    )
    return (
        f'<nav><p><a href="#bieu-do">{CHART_TITLE}</a></p>\n'
        f'<details open><summary><a href="#don-vi">{BY_UNIT}</a></summary><ul>{named}</ul></details>\n'
        f'<details open><summary><a href="#thang">{BY_MONTH}</a></summary><ul>{dated}</ul></details></nav>\n'
    )


def _pictures(plans: Sequence[ListedPlan]) -> Iterator[str]:
    for inner in picture.pages(charts(plans), CHART_TITLE.upper()):
        yield f'<svg class="chart" viewBox="0 0 {picture.WIDTH} {picture.HEIGHT}" role="img">{inner}</svg>'


def _units(units: Sequence[Unit], *, several: bool) -> Iterator[str]:
    has_products = any(entry.task.task.product for unit in units for entry in unit.entries)
    head = (NUMBER, TASK, *((PRODUCT,) if has_products else ()), ROLE, DEADLINE)
    for at, unit in enumerate(units):
        yield f'<h3 id="u{at}">{escape(_unit_title(unit, several=several))}</h3>'
        rows = [
            (
                str(number),
                _task(entry, several=several),
                *((escape(plain(entry.task.task.product)),) if has_products else ()),
                LEADS if entry.is_lead else _supports(entry),
                escape(entry.task.deadline),
            )
            for number, entry in enumerate(unit.entries, 1)
        ]
        yield _table(head, rows, "unit")


def _unit_title(unit: Unit, *, several: bool) -> str:
    return f"{unit.agency}: {unit.name}" if several else unit.name


def _supports(entry: Entry) -> str:
    leads = escape("; ".join(entry.task.task.lead))
    return f"{SUPPORTS}<small>{leads}</small>" if leads else SUPPORTS


def _task(entry: Entry, *, several: bool) -> str:
    text = escape(entry.task.text)
    plan = entry.plan
    return f"{text}<small>{escape(plan.number or plan.title)}</small>" if several else text


def _months(months: Sequence[Month], *, several: bool) -> Iterator[str]:
    for at, month in enumerate(months):
        yield f'<h3 id="m{at}">{escape(month.title)}</h3>'
        head = (*((DAY,) if month.number else (NUMBER,)), TASK, UNIT, DEADLINE)
        rows = [
            (
                f"{day_digits(entry.day.day)}" if entry.day else str(number),
                escape(entry.task.text),
                _who(entry, several=several),
                escape(entry.task.deadline or NO_DEADLINE),
            )
            for number, entry in enumerate(month.entries, 1)
        ]
        yield _table(head, rows, "month")


def _who(entry: Entry, *, several: bool) -> str:
    leads = escape("; ".join(entry.task.task.lead) or NO_LEAD)
    return f"{leads}<small>{escape(entry.plan.agency)}</small>" if several else leads


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], kind: str) -> str:
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    written = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="{kind}">\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{written}\n</tbody></table>'


SHOWN_PLANS = 8

# The page is a Vietnamese document, whatever the language of messages.

TITLE = "Nhiệm vụ cải cách hành chính năm"
PLANS = "Các kế hoạch"
BY_UNIT, BY_MONTH = "Nhiệm vụ theo đơn vị", "Nhiệm vụ theo tháng"
NUMBER, TASK, PRODUCT, ROLE, DEADLINE, DAY = "STT", "Nhiệm vụ", "Sản phẩm", "Vai trò", "Thời hạn", "Ngày"
UNIT = "Đơn vị chủ trì"
LEADS, SUPPORTS = "Chủ trì", "Phối hợp"
NO_LEAD, NO_DEADLINE = "Chưa ghi", "Không ghi"
