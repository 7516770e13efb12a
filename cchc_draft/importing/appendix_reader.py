"""Pages behind the signature: appendices with a task table, and other pages that are kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_draft.errors import Place, Problem
from cchc_draft.formats import short_date
from cchc_draft.importing import lines_table, outline_reader
from cchc_draft.importing.flat_text import flat, is_drawn_line, one_line
from cchc_draft.importing.outline_tree import COLUMN_TITLES
from cchc_draft.importing.printed_lines import REFERENCE, DataTable, Item, Line, broken
from cchc_draft.importing.recognised import Appendix, Attachment, Letterhead
from cchc_draft.importing.table_grid import Grid, grid
from cchc_draft.importing.task_header import Header, find_header
from cchc_draft.importing.task_numbers import numbering_of, renumbered
from cchc_draft.importing.task_table_reader import TableReader
from cchc_draft.language import N_

LABEL = re.compile(
    r"[\s*(\[]{0,3}(?P<label>phu luc(?:\s{1,3}(?:so\s{1,3})?(?:\d{1,2}[a-z]?|[ivx]{1,6})(?![\w]))?"
    r"|phu bieu(?:\s{1,3}\S{1,4})?"
    r"|bieu(?: mau)?(?: so)?\s{1,3}\d{1,2}\w?|mau(?: so)?\s{1,3}\d{1,2}\w?)\s{0,3}[.:\-–)\]*]{0,3}\s{0,3}"
)
TITLE_LINES = 8
LONGEST_TITLE = 300
SHORT_REST = 3
"""Lines behind the signature, without a table, that are no pages of their own."""


@dataclass(slots=True)
class Pages:
    """What the pages behind the signature hold."""

    appendices: list[Appendix] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    printed_anew: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Chunk(NamedTuple):
    """One appendix: its head, and what stands below."""

    label: str
    title: str
    items: Sequence[Item]
    place: Place | None
    is_landscape: bool


def read(items: Sequence[Item], letterhead: Letterhead, has_form: bool) -> Pages:
    """Return appendices and attachments."""
    pages = Pages()
    for part in _parts(items):
        if _is_leftover(part):
            for item in part:
                assert isinstance(item, Line)
                _leave_out(item, pages)
        else:
            _read(_headed(part, letterhead, pages), pages, has_form)
    return pages


NOISE = re.compile(r"file (?:duoc )?dinh kem|van ban (?:goc|nay)|tai (?:ve|file)|ky boi\b|thoi gian ky\b|nguoi ky\b")
"""What web sites and signing programs add."""


def _leave_out(line: Line, pages: Pages) -> None:
    """Tell of a line that is no part of the plan."""
    words = one_line(line.whole)
    if is_drawn_line(words):
        pages.printed_anew.append(words)
    else:
        pages.problems.append(Problem("after-signature", LEFT_OVER, {"text": words}, line.place, level="warning"))


# Where an appendix begins.


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each appendix."""
    part: list[Item] = []
    for index, item in enumerate(items):
        if part and isinstance(item, Line) and _begins(item, items, index, part):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _begins(line: Line, items: Sequence[Item], index: int, part: Sequence[Item]) -> bool:
    """Tell whether a line is the head of another appendix."""
    if _is_label(line):
        return True
    if not (line.paragraph.breaks_page or line.starts_section):
        return False
    if len(part) <= TITLE_LINES and not any(isinstance(item, DataTable) for item in part):
        return False
    ahead = items[index : index + TITLE_LINES]
    return line.is_capital or any(isinstance(item, Line) and REFERENCE.match(item.flat) for item in ahead)


def _is_label(line: Line) -> bool:
    """Tell whether a line is "Phụ lục I", alone or with the title behind it."""
    match = LABEL.match(line.flat)
    if not match or line.label or line.cell:
        return bool(match) and not line.label and len(line.text) <= len("Phụ lục XXVIII")
    rest = line.text[match.end() :]
    return not rest or line.is_capital or rest.isupper() or (len(line.text) < LONGEST_TITLE and _is_marked(line))


def _is_marked(line: Line) -> bool:
    """Tell whether a line stands out by its form."""
    return line.paragraph.align == "center" or line.is_bold or line.paragraph.level > 0


def _is_leftover(part: Sequence[Item]) -> bool:
    """Tell whether items are no page of their own but a remark: "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN"."""
    if len(part) > SHORT_REST or not all(isinstance(item, Line) for item in part):
        return False
    return not any(isinstance(item, Line) and (_is_label(item) or REFERENCE.match(item.flat)) for item in part)


# Label, title, reference.


def _headed(part: Sequence[Item], letterhead: Letterhead, pages: Pages) -> _Chunk:
    """Take label, title and reference line from the front of an appendix."""
    lines = _front(part)
    label, used, place = "", 0, part[0].place
    titles: list[str] = []
    reference: list[str] = []
    pieces = [(index, piece) for index, line in enumerate(lines) for piece in broken(line)]
    cut_off: list[Item] = []
    ends_at = _reference_at(pieces)
    for at, (index, piece) in enumerate(pieces):
        words = one_line(piece.whole)
        match = LABEL.match(flat(words)) if not (label or titles) else None
        if is_drawn_line(words):
            pages.printed_anew.append(words)
        elif (
            (reference and not _is_whole(reference))
            or (reference and re.fullmatch(r"nam 20\d\d\W{0,3}", flat(words)))
            or REFERENCE.match(flat(words))
        ):
            reference.append(words)
        elif match:
            label = words[: match.end()].strip(" .:-–*([])")
            pages.printed_anew.append(words[: match.end()])
            rest = words[match.end() :].strip()
            titles += _without_reference(rest, reference) if rest else []
        elif reference or not _is_title(piece, titles, at < ends_at):
            cut_off = [other for further, other in pieces[at:] if further == index < used]
            break
        else:
            titles += _without_reference(words, reference)
        used = index + 1
    _check_reference(reference, letterhead, place, pages)
    pages.printed_anew += reference
    first = part[0]
    landscape = any(item.is_landscape for item in part[: used + 1]) or first.is_landscape
    return _Chunk(label, one_line(" ".join(titles)), [*cut_off, *part[used:]], place, landscape)


def _front(part: Sequence[Item]) -> list[Line]:
    """Return the lines in front of the first table."""
    lines = []
    for item in part[: 2 * TITLE_LINES]:
        if not isinstance(item, Line):
            break
        lines.append(item)
    return lines


def _reference_at(pieces: Sequence[tuple[int, Line]]) -> int:
    """Return where the reference line stands among the first lines, 0 for none."""
    near = pieces[: TITLE_LINES + 2]
    return next((at for at, (_, piece) in enumerate(near) if REFERENCE.match(piece.flat)), 0)


REFERENCE_INSIDE = re.compile(r"\(\s?(?:ban hanh )?kem theo\b")


def _without_reference(words: str, reference: list[str]) -> list[str]:
    """Return the title in front of a reference on the same line, and keep the reference."""
    match = REFERENCE_INSIDE.search(flat(words))
    if not match:
        return [words]
    reference.append(words[match.start() :])
    return [words[: match.start()].strip()] if words[: match.start()].strip() else []


def _is_whole(reference: Sequence[str]) -> bool:
    """Tell whether the bracket of a reference is closed."""
    words = " ".join(reference)
    return words.count(")") >= words.count("(") or len(words) > LONGEST_TITLE


def _is_title(line: Line, titles: Sequence[str], is_before_reference: bool) -> bool:
    """Tell whether a line in front of the table is a line of the title."""
    if len(line.text) > LONGEST_TITLE or line.label or line.flat.strip(" .") in COLUMN_TITLES:
        return False
    if is_before_reference:
        return True
    if line.text.endswith((".", ";", ":")) or len(titles) >= TITLE_LINES // 2:
        return False
    if line.is_capital:
        return all(title.isupper() for title in titles) or _is_marked(line)
    return not titles or (_is_marked(line) and line.paragraph.align == "center")


NUMBER = re.compile(
    r"\bso\s?:?\s?(?P<number>\d{1,6})\s?(?P<mark>[/-])\s?(?P<symbol>[\w&]{1,20}(?:\s?[-/]\s?[\w&]{1,20}){0,4})"
)
DATE = re.compile(
    r"ngay\s{0,3}(?P<day>\d{1,2})\s{0,3}(?:thang|/)\s{0,3}(?P<month>\d{1,2})\s{0,3}(?:nam|/)\s{0,3}(?P<year>\d{4})"
)


def _check_reference(reference: Sequence[str], letterhead: Letterhead, place: Place | None, pages: Pages) -> None:
    """Tell where "(Kèm theo …)" names another number or date than the letterhead."""
    words = one_line(" ".join(reference))
    number, date = NUMBER.search(flat(words)), DATE.search(flat(words))
    wrong = []
    known = letterhead.number
    if number and known is not None and int(number["number"]) != known:
        wrong.append(f"{known}/{letterhead.symbol}")
    whole = letterhead.date.date if letterhead.date else None
    if (
        date
        and whole
        and tuple(int(date[part]) for part in ("year", "month", "day"))
        != (
            whole.year,
            whole.month,
            whole.day,
        )
    ):
        wrong.append(f"ngày {short_date(whole)}")
    if wrong:
        facts = {"text": words, "head": ", ".join(wrong)}
        pages.problems.append(Problem("appendix-reference", OTHER_REFERENCE, facts, place, level="warning"))


# Content.


def _read(chunk: _Chunk, pages: Pages, has_form: bool) -> None:
    """Add an appendix of its task tables, and an attachment of what else stands there."""
    rest: list[Item] = []
    made = 0
    open_table: _Open | None = None
    for item in chunk.items:
        if not isinstance(item, DataTable):
            if open_table and not is_drawn_line(item.whole):
                made += _close(open_table, chunk, rest, made, pages)
                open_table = None
            rest.append(item)
            continue
        found = grid(item.table)
        header = find_header(found)
        if open_table and open_table.goes_on(found, header):
            open_table.reader.read(found, header)
        elif header:
            if open_table:
                made += _close(open_table, chunk, rest, made, pages)
            open_table = _Open(TableReader(header), found, item)
            open_table.reader.read(found, header)
        else:
            if open_table:
                made += _close(open_table, chunk, rest, made, pages)
                open_table = None
            rest.append(item)
    if open_table:
        made += _close(open_table, chunk, rest, made, pages)
    if not made and _lines_table(chunk, rest, pages):
        return
    _attach(chunk, rest, made, pages, has_form)


@dataclass(slots=True)
class _Open:
    """A task table that the next table may go on with."""

    reader: TableReader
    found: Grid
    item: DataTable

    def goes_on(self, found: Grid, header: Header | None) -> bool:
        """Tell whether a table is the next part of this one: no titles, or the same, over as many columns."""
        if header is None:
            return len(found.columns) == len(self.found.columns)
        return list(header.titles.values()) == list(self.reader.header.titles.values())


def _close(table: _Open, chunk: _Chunk, rest: list[Item], made: int, pages: Pages) -> int:
    """Add the appendix of a task table; text in front of the table is its title where it has none."""
    reader = table.reader
    reader.finish()
    rows = reader.rows
    pages.printed_anew += rows.printed_anew
    pages.problems += rows.problems
    numbering = numbering_of(rows)
    columns = reader.columns
    pages.problems += renumbered(rows, numbering, any(column.key == "stt" for column in columns))
    title = chunk.title
    if made or not title:
        title = _title_above(rest) or title
    headings = [words for words in rows.headings if words != title]
    if not title and headings:
        title = headings.pop(0)
    for words in headings:
        facts = {"text": words}
        pages.problems.append(Problem("table-heading", TABLE_HEADING, facts, table.item.place, level="warning"))
    pages.appendices.append(
        Appendix(
            title,
            columns,
            tuple(rows.tasks),
            table.item.is_landscape or chunk.is_landscape,
            tuple(rows.merged),
            numbering,
            table.item.place or chunk.place,
        )
    )
    return 1


def _title_above(rest: list[Item]) -> str:
    """Take the last line in front of a table as its title, if it can be one."""
    last = rest[-1] if rest else None
    if not isinstance(last, Line) or len(last.text) > LONGEST_TITLE or last.text.endswith((".", ";")):
        return ""
    rest.pop()
    return last.whole


def _lines_table(chunk: _Chunk, rest: Sequence[Item], pages: Pages) -> bool:
    """Add an appendix of a table of which only lines are left; tell whether there was one."""
    lines = [item for item in rest if isinstance(item, Line)]
    found = lines_table.read(lines) if len(lines) == len(rest) else None
    if found is None:
        return False
    pages.printed_anew += found.printed_anew
    pages.problems += found.problems
    pages.appendices.append(
        Appendix(
            chunk.title, found.columns, found.tasks, chunk.is_landscape, numbering=found.numbering, place=chunk.place
        )
    )
    return True


def _attach(chunk: _Chunk, rest: Sequence[Item], made: int, pages: Pages, has_form: bool) -> None:
    """Keep what is no task table as text, and tell."""
    items = [item for item in rest if isinstance(item, DataTable) or not is_drawn_line(item.whole)]
    pages.printed_anew += [item.whole for item in rest if isinstance(item, Line) and is_drawn_line(item.whole)]
    noise = [item for item in items if isinstance(item, Line) and NOISE.match(item.flat)]
    for line in noise:
        _leave_out(line, pages)
    items = [item for item in items if item not in noise] if noise else items
    if not items and (made or not chunk.title):
        return
    title = chunk.title or chunk.label or "Phụ lục"
    outline = outline_reader.read(items, has_form)
    pages.problems += outline.problems
    place = chunk.place
    pages.problems.append(Problem("appendix-as-text", AS_TEXT, {"text": title}, place, level="warning"))
    pages.attachments.append(Attachment(title, outline.blocks, chunk.is_landscape, place))


LEFT_OVER = N_("dòng «{text}» sau chữ ký không phải là phụ lục nên không đưa vào kế hoạch")
OTHER_REFERENCE = N_("phụ lục ghi «{text}», khác với đầu văn bản ({head}); chương trình in theo đầu văn bản")
TABLE_HEADING = N_("dòng «{text}» phía trên tiêu đề các cột không đưa vào bảng")
AS_TEXT = N_("«{text}» không phải là bảng nhiệm vụ; giữ nguyên thành một mục ở cuối nội dung kế hoạch")
