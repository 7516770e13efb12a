"""Coverage as one HTML page that loads nothing: the map of many agencies at a glance, or the tasks of one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cchc_draft.adapting import coverage_tables
from cchc_draft.adapting.coverage import Coverage
from cchc_draft.adapting.coverage_tables import Table
from cchc_draft.citations import Citation
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate
from cchc_draft.model import Plan, plain


def write(covered: Sequence[Coverage], upper: Plan) -> bytes:
    """Return the page of one plan below, or of many, against the plan above."""
    number = upper.letterhead.number
    plan = Citation(KIND, f"{number}/{upper.letterhead.symbol}" if number else "").short
    title = translate(TITLE).format(plan=plan, agency=upper.agency)
    parts = [f"<h1>{escape(title)}</h1>", _legend(), _summary(covered)]
    if len(covered) > 1:
        parts += [_map(covered), _table(coverage_tables.tasks(covered))]
    else:
        parts.append(_table(coverage_tables.assignment(covered)))
    found = coverage_tables.findings(covered)
    if found.rows:
        parts.append(_table(found))
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="vi"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'.encode()


def _legend() -> str:
    cells = [
        f'<span class="key"><b class="{state}">{escape(letter)}</b> {escape(meaning)}</span>'
        for state, letter, meaning in coverage_tables.legend()
    ]
    return f'<p class="legend">{" ".join(cells)}</p>'


def _summary(covered: Sequence[Coverage]) -> str:
    count = sum(len(one.answers) for one in covered)
    done = sum(one.count("answered", "guessed", "twice") for one in covered)
    told = translate(SUMMARY).format(agencies=len(covered), tasks=len(covered[0].answers), done=done, count=count)
    return f"<p>{escape(told)}</p>"


def _map(covered: Sequence[Coverage]) -> str:
    """Return agencies against tasks, each cell with its letter and colour."""
    found = coverage_tables.heat_map(covered)
    tasks = [one_line(plain(answer.task.text)) for answer in covered[0].answers]
    head = [f"<th>{escape(found.titles[0])}</th>"]
    head += [f'<th title="{escape(task, quote=True)}">{number}</th>' for number, task in enumerate(tasks, 1)]
    head.append(f"<th>{escape(found.titles[-1])}</th>")
    rows = []
    for one, row in zip(covered, found.rows, strict=False):
        cells = [f'<th class="name">{escape(one.agency)}</th>']
        for answer, task in zip(one.answers, tasks, strict=True):
            told = escape(f"{one.agency}: {task}", quote=True)
            cells.append(f'<td class="{answer.state}" title="{told}">{escape(answer.letter)}</td>')
        rows.append(f'<tr>{"".join(cells)}<td class="sum">{escape(row[-1])}</td></tr>')
    totals = [f'<th class="name">{escape(found.rows[-1][0])}</th>']
    totals += [f'<td class="sum">{escape(value)}</td>' for value in found.rows[-1][1:]]
    body, foot = "\n".join(rows), "".join(totals)
    return (
        f'<h2>{escape(found.name)}</h2>\n<table class="map"><thead><tr>{"".join(head)}</tr></thead>\n'
        f"<tbody>{body}</tbody>\n<tfoot><tr>{foot}</tr></tfoot></table>"
    )


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in table.titles)
    rows = []
    for values, state in zip(table.rows, table.states, strict=True):
        cells = [f"<td>{escape(value).replace(chr(10), '<br>')}</td>" for value in values]
        if state:
            cells[-1] = cells[-1].replace("<td>", f'<td class="{state}">', 1)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(rows)
    return f"<h2>{escape(table.name)}</h2>\n<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


STYLE = """
body{font:14px/1.35 "Times New Roman",serif;margin:16px;color:#111}
h1{font-size:20px;margin:0 0 8px}h2{font-size:16px;margin:18px 0 6px}
table{border-collapse:collapse}th,td{border:1px solid #888;padding:3px 6px;vertical-align:top;text-align:left}
th{background:#eee}thead{position:sticky;top:0}
.legend{margin:6px 0}.key{display:inline-block;margin-right:14px}.key b{display:inline-block;width:18px;
border:1px solid #888;text-align:center;font-weight:bold}
.map th,.map td{padding:0 2px;text-align:center;font-size:12px;line-height:16px;min-width:15px;vertical-align:middle}
.map .name{text-align:left;white-space:nowrap;font-weight:normal;background:#fff;position:sticky;left:0;padding:0 6px}
.map td.sum{background:#eee}tbody td.sum{min-width:34px}
.answered{background:#bfe0c2;color:#4a6b4d}.guessed{background:#e3f0d0}.twice{background:#cfd8f0}
.lead{background:#f5eba0}.late{background:#f9d9a0;font-weight:bold}
.missing{background:#b3261e;color:#fff;font-weight:bold}.unknown{background:#eee}
td.missing,td.late,td.lead,td.twice{outline:1px solid #555}
@media print{@page{size:A3 landscape;margin:10mm}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
thead{display:table-header-group}tr{break-inside:avoid}body{margin:0}
.map{width:100%}tfoot{display:table-row-group}.map th,.map td{font-size:9px;line-height:11px;min-width:0}}
"""
KIND = "Kế hoạch"
TITLE = N_("Phân công thực hiện {plan} của {agency}")
SUMMARY = N_("{agencies} cơ quan, {tasks} nhiệm vụ của cấp trên; đã có nhiệm vụ thực hiện: {done}/{count}.")
