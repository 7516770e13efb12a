"""A plan to one HTML page that looks like its printed sheets: for a look in the browser, and to print from there.

The page loads nothing and runs nothing: ``preview.html`` beside this module holds its form, and all that the plan says
is escaped. On the screen a sheet grows with its text; in print it breaks into pages as the .docx does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from cchc_draft.blanks import SHOWN, has_shown, unmarked
from cchc_draft.column_widths import SAMPLE_ROWS, column_widths
from cchc_draft.docx_body import KEPT_ROWS, ONE_LINE
from cchc_draft.formats import date_line, number_line
from cchc_draft.layout import Measure
from cchc_draft.letter_widths import balanced_room, text_width
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
from cchc_draft.outline import Line, LineKind, ended, lines
from cchc_draft.printed_form import (
    FRAME_PADDING,
    FRAME_WIDTHS,
    KIND,
    MOTTO,
    NATION,
    LastPage,
    appendix_reference,
    appendix_title,
    legal_basis_lines,
    recipient_lines,
    rule_indent,
    upper,
)
from cchc_draft.task_table import GroupRow, TaskRow, table_rows
from cchc_draft.templating import WORD, compiled

SOURCE = Path(__file__).with_name("preview.html")

LEFT_ROOM, RIGHT_ROOM, ROOM, LANDSCAPE_ROOM = 3855, 5499, 9354, 14286
"""Room in twips: both columns of the letterhead, and between the margins of a page upright and turned."""

TWIPS_PER_MILLIMETRE = 1440 / 25.4


def write(plan: Plan, pages: Sequence[LastPage] = ()) -> bytes:
    """Return the page of a plan: its sheet, and one for each appendix, *pages* after them.

    Raises InputError where no label is left.
    """
    reference = appendix_reference(plan)
    appendices = [
        _appendix(appendix, appendix_title(plan, index), reference) for index, appendix in enumerate(plan.appendices)
    ]
    appendices += [_sheet(page.title, page.name, reference, page.table, is_landscape=True) for page in pages]
    return _page(title=unmarked(" ".join(plan.subject)), plan=_plan(plan), appendices=appendices)


def table(appendix: Appendix) -> bytes:
    """Return a page that holds a task table alone, below its title."""
    return _page(title=appendix.title or UNTITLED, plan=None, appendices=[_appendix(appendix)])


def _page(**context: object) -> bytes:
    return _form()(context).encode()


@cache
def _form() -> Callable[[dict[str, object]], str]:
    return compiled(SOURCE.read_text(encoding="utf-8"), WORD, lambda _tree: ())[0].render


def _plan(plan: Plan) -> dict[str, object]:
    """Return what the first sheet prints."""
    head = plan.letterhead
    signers = [_signer(one) for one in plan.signatures]
    is_joint = len(signers) > 1
    text, ending = _paragraphs(plan)
    return {
        "circulation": _framed(head.circulation, RIGHT_ROOM),
        "parent": head.parents and _fitted(_upper(head.parents), Measure(LEFT_ROOM, 26, "regular")),
        "agency": _fitted(_upper(head.agencies), Measure(LEFT_ROOM, 26, "bold")),
        "nation": NATION,
        "motto": _fitted([MOTTO], Measure(RIGHT_ROOM, 28, "bold"), share=1.0),
        "number": _text(number_line(head.number, head.symbol)),
        "date": _text(date_line(head.place, head.date)),
        "is_draft": head.is_draft,
        "urgency": _framed(head.urgency, LEFT_ROOM),
        "kind": KIND.upper(),
        "subject": _fitted(plan.subject, Measure(ROOM, 28, "bold")),
        "text": Markup("\n".join(text)),
        "ending": Markup("\n".join(ending)),
        "pairs": list(zip_longest(signers[::2], signers[1::2], fillvalue=_signer(Signature(())))) if is_joint else [],
        "signer": None if is_joint else signers[0],
        "recipients": [_text(line) for line in recipient_lines(plan)],
        "notes": Markup("\n".join(_note(number, note) for number, note in enumerate(plan.notes, 1))),
    }


def _appendix(appendix: Appendix, title: str = "", reference: str = "") -> dict[str, object]:
    """Return what the sheet of an appendix prints; without *reference* its table stands alone."""
    room = LANDSCAPE_ROOM if appendix.is_landscape else ROOM
    return _sheet(title, appendix.title, reference, _task_table(appendix, room), is_landscape=appendix.is_landscape)


def _sheet(title: str, name: str, reference: str, table: str, *, is_landscape: bool) -> dict[str, object]:
    room = LANDSCAPE_ROOM if is_landscape else ROOM
    return {
        "is_landscape": is_landscape,
        "title": title,
        "name": _fitted([name.upper()], Measure(room, 28, "bold")),
        "reference": reference and _fitted([reference], Measure(room, 28, "italic")),
        "table": Markup(table),
    }


class Fitted(NamedTuple):
    """A text that breaks into even lines: how wide it may be, and how long the line drawn below it is."""

    text: Markup
    width: str
    rule: str = ""


def _fitted(texts: Sequence[str], measure: Measure, share: float | None = None) -> Fitted:
    room = max(balanced_room(text, *measure) for text in texts)
    rule = measure.room - 2 * rule_indent(texts, measure, room, share)
    return Fitted(_broken(texts), _millimetres(room), _millimetres(rule))


def _framed(text: str, room: int) -> Fitted | None:
    """Return a mark in its frame, None for no mark."""
    width = FRAME_WIDTHS.get(text) or text_width(text, 26, "bold") + FRAME_PADDING
    return Fitted(_text(text), _millimetres(min(width, room))) if text else None


def _millimetres(twips: int) -> str:
    return f"{twips / TWIPS_PER_MILLIMETRE:.1f}mm"


def _upper(names: Sequence[str]) -> list[str]:
    return [name.upper() for name in names]


def _signer(signature: Signature) -> dict[str, Markup]:
    return {"position": _broken(signature.lines), "name": _text(signature.name)}


# Text.


def _text(text: str) -> Markup:
    """Return *text* escaped, what is still to be filled in marked."""
    escaped = escape(text)
    return Markup(unmarked(SHOWN.sub(r"<mark>\g<0></mark>", escaped)) if has_shown(escaped) else escaped)


def _broken(texts: Iterable[str]) -> Markup:
    return Markup("<br>").join(map(_text, texts))


def _inlines(content: Content) -> str:
    return "".join([WRITERS[type(inline)](inline) for inline in content])


def _run(run: Inline) -> str:
    assert isinstance(run, Run)
    text: str = _text(run.text)
    if run.italic:
        text = f"<em>{text}</em>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{escape(run.link)}" rel="noopener">{text}</a>' if SAFE_LINK.match(run.link) else text


SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
"""Links that a browser may follow from the page; the text of any other is printed without its address."""


def _note_mark(mark: Inline) -> str:
    assert isinstance(mark, NoteRef)
    return f'<sup><a id="mark-{mark.number}" href="#note-{mark.number}">{mark.number}</a></sup>'


WRITERS: dict[type, Callable[[Inline], str]] = {Run: _run, LineBreak: lambda _break: "<br>", NoteRef: _note_mark}


def _note(number: int, note: Content) -> str:
    back = f'<sup><a href="#mark-{number}">{number}</a></sup>'
    return f'<p id="note-{number}">{back} {_inlines(note)}</p>'


HEADINGS: dict[LineKind, str] = {"heading1": "h2", "heading2": "h3", "heading3": "h4"}


def _paragraphs(plan: Plan) -> tuple[list[str], list[str]]:
    """Return căn cứ lines, body and closing, and apart what stays on the page of the signature (`heading-keep`)."""
    bases = [f'<p class="basis">{_text(line)}</p>' for line in legal_basis_lines(plan)]
    *printed, last = [*lines(plan.body), *lines(plan.closing)]
    kept = 0
    if isinstance(last, Line):
        is_one_line = len(plain(last.content)) < ONE_LINE
        kept = 2 if is_one_line and printed and isinstance(printed[-1], Line) else 1
        last = last._replace(content=ended(last.content))
    blocks = [_block(block) for block in (*printed, last)]
    end = len(blocks) - kept
    return [*bases, *blocks[:end]], blocks[end:]


def _block(line: Line | Table) -> str:
    if isinstance(line, Table):
        return _body_table(line)
    content = upper(line.content) if line.kind == "heading1" else line.content
    tag = HEADINGS.get(line.kind, "p")
    return f"<{tag}>{_labelled(line.label, content)}</{tag}>"


def _labelled(label: str, content: Content) -> str:
    return f"{label} {_inlines(content)}" if label else _inlines(content)


# Tables.


def _body_table(table: Table) -> str:
    rows = [TaskRow(row) for row in table.rows]
    return _table(table.header, rows, table.alignments, ROOM)


def _task_table(appendix: Appendix, room: int) -> str:
    header = [(Run(column.title),) for column in appendix.columns]
    alignments: list[Alignment] = ["center" if column.key == "stt" else "" for column in appendix.columns]
    return _table(header, list(table_rows(appendix)), alignments, room)


def _table(
    header: Sequence[Content], rows: Sequence[TaskRow | GroupRow], alignments: Sequence[Alignment], room: int
) -> str:
    """Return a table *room* twips wide."""
    judged = [row for row in rows[:SAMPLE_ROWS] if isinstance(row, TaskRow)]
    shown = [[cell if span else () for cell, span in zip(row.cells, _spans(row), strict=True)] for row in judged]
    widths = column_widths([[plain(cell) for cell in cells] for cells in (header, *shown)], room)
    columns = "".join(f'<col style="width: {width / room:.2%}">' for width in widths)
    titles = "".join(f'<th scope="col">{_inlines(cell)}</th>' for cell in header)
    opened = [f'<td class="{alignment}"' if alignment else "<td" for alignment in alignments]
    written = [_group_row(row, len(header)) if isinstance(row, GroupRow) else _row(row, opened) for row in rows]
    return (
        f"<table><colgroup>{columns}</colgroup>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n"
        + "\n".join(written)
        + "\n</tbody></table>"
    )


def _row(row: TaskRow, opened: Sequence[str]) -> str:
    cells = [
        f"{start}{_span(span)}>{_inlines(cell)}</td>"
        for start, cell, span in zip(opened, row.cells, _spans(row), strict=True)
        if span
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _spans(row: TaskRow) -> tuple[int, ...]:
    return row.spans or (1,) * len(row.cells)


def _span(rows: int) -> str:
    """Return how many rows a cell covers; what covers many may break over pages."""
    if rows == 1:
        return ""
    return f' rowspan="{rows}"' if rows <= KEPT_ROWS else f' rowspan="{rows}" style="break-inside: auto"'


def _group_row(row: GroupRow, width: int) -> str:
    text = _labelled(row.label, row.content)
    return f'<tr class="group level-{row.level}"><th colspan="{width}" scope="colgroup">{text}</th></tr>'


UNTITLED = "Phụ lục"
