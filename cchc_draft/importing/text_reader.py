"""Plain text (.txt, .md, the text of a PDF) as it is written: paragraphs and tables with their lines.

Published copies come with lines broken in the middle of a sentence, with page numbers between them, with columns
parted by tabs or strokes, and with marks of Markdown. All that is put right here, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import lengths, line_joins, marked_text, odd_text, torn_head
from cchc_draft.importing.flat_text import is_drawn_line
from cchc_draft.importing.line_joins import Habits, Joined, Line
from cchc_draft.importing.page_numbers import without_page_numbers
from cchc_draft.importing.text_encoding import decode_text as decode_text
from cchc_draft.importing.text_tables import Region, Row, TextLine, broken_lines, find_tables
from cchc_draft.importing.written import Block, Cell, Paragraph, Table, Written
from cchc_draft.language import N_

MARKDOWN_SUFFIXES = (".md", ".markdown")
HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
BULLET = re.compile(r"\*[ \t]+(?=\S)")
QUOTE = re.compile(r"^\s*>\s?")
FENCE = re.compile(r"\s*(?:```|~~~)\S*\s*")
HARD_END = re.compile(r"(?:\S {2,}|\\)$")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n){0,400}?---[ \t]*(?:\n|\Z)")
PLAN_KEY = re.compile(r"^(?:ho_so|nam|trich_yeu|phu_luc|can_cu):", re.MULTILINE)
TWIPS_PER_COLUMN = 120
LINE_LIMIT = 100_000
"""Lines; a plan with 2,000 tasks has some ten thousand."""
MOST_SHOWN = 5
"""Examples that one message shows."""


def read(text: str, file: str) -> Written:
    """Return the paragraphs and tables of a text file, and what was put right in it.

    Raises InputError for a file without words, and for one that is the source of a plan already.
    """
    text, counts = odd_text.clean(text.removeprefix("\ufeff"), keep="\t\f")
    front = FRONT_MATTER.match(text)
    if front and len(set(PLAN_KEY.findall(front[0]))) >= 2:
        raise InputError([Problem("already-a-plan", ALREADY_A_PLAN, {"file": file}, Place(file))])
    if not any(map(str.isalnum, text)):
        raise InputError([Problem("empty-file", EMPTY, {}, Place(file))])
    if text.count("\n") + text.count("\f") > LINE_LIMIT:
        raise InputError([Problem("file-too-large", TOO_MANY_LINES, {"limit": LINE_LIMIT}, Place(file))])
    for number, line in enumerate(text.split("\n"), 1):
        lengths.check_paragraph(len(line), Place(file, number))
    reader = _Reader(file, is_markdown=_is_markdown(text, file))
    reader.problems += odd_text.problems(counts, Place(file))
    reader.problems += _state(text, file)
    blocks = reader.read(_lines(text))
    is_formed = PurePath(file).suffix.casefold() in MARKDOWN_SUFFIXES and reader.has_marks
    return Written(blocks, has_form=is_formed, problems=tuple(reader.problems))


def _is_markdown(text: str, file: str) -> bool:
    """Tell whether *text* is Markdown: by the name of the file, or by its headings."""
    is_named = PurePath(file).suffix.casefold() in MARKDOWN_SUFFIXES
    return is_named or any(HEADING.match(line) for line in text.split("\n"))


def _state(text: str, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the letters of the whole text."""
    place = Place(file)
    if not odd_text.has_diacritics(text):
        share = round(odd_text.marked_share(text) * 100)
        yield Problem("no-diacritics", NO_DIACRITICS, {"share": share}, place, level="warning")
    if odd_text.is_ocr_like(text):
        yield Problem("ocr-text", OCR, {}, place, level="warning")
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        facts = {"count": text.count("\ufffd")}
        yield Problem("lost-letters", LOST_LETTERS, facts, Place(file, line), level="warning")


def _lines(text: str) -> list[TextLine]:
    """Return the lines of a text with their pages; a form feed starts a page."""
    lines: list[TextLine] = []
    page = 0
    for number, line in enumerate(text.split("\n"), 1):
        *before, last = line.split("\f")
        for part in before:
            lines += [TextLine(number, part.rstrip(" "), page)] if part.strip() else []
            page += 1
        lines.append(TextLine(number, last, page))
    return lines


@dataclass
class _Reader:
    """Makes blocks of lines, and keeps what is to be told."""

    file: str
    is_markdown: bool
    problems: list[Problem] = field(default_factory=list)
    has_marks: bool = False
    glued: list[tuple[int, str]] = field(default_factory=list)
    joins: list[tuple[str, Line, Line]] = field(default_factory=list)
    """Why two lines were joined, and the lines."""

    def read(self, lines: list[TextLine]) -> tuple[Block, ...]:
        lines, numbers = without_page_numbers(lines)
        lines, drawn = _without_drawn_lines(lines, is_markdown=self.is_markdown)
        lines, torn = torn_head.mended(lines)
        self.joins += [
            ("wrapped", Line(above.number, above.text), Line(below.number, below.text)) for above, below in torn
        ]
        tables = find_tables(lines)
        alone = self.broken_tables(lines, tables)
        parts = list(_parts(lines, tables, alone, is_markdown=self.is_markdown))
        look = line_joins.habits([line for part in parts if not isinstance(part, Region) for line in part])
        blocks: list[Block] = []
        for part in parts:
            blocks += [self.table(part)] if isinstance(part, Region) else self.paragraphs(part, look)
        self.report("page-numbers", PAGE_NUMBERS, [(line.number, line.text.strip()) for line in numbers])
        self.report("drawn-lines", DRAWN, [(line.number, line.text.strip()[:10]) for line in drawn])
        self.report("glued-text", GLUED, self.glued)
        self.report_joins()
        return tuple(blocks)

    def broken_tables(self, lines: Sequence[TextLine], tables: Sequence[Region]) -> set[TextLine]:
        """Return the lines that are left of tables, and tell them."""
        in_table = {index for region in tables for index in range(region.start, region.end)}
        outside = [line if index not in in_table else line._replace(text="") for index, line in enumerate(lines)]
        alone: set[TextLine] = set()
        for run in broken_lines(outside):
            first, last = lines[run[0]].number, lines[run[-1]].number
            facts = {"first": first, "last": last}
            self.problems.append(Problem("broken-table", BROKEN_TABLE, facts, Place(self.file, first), level="warning"))
            alone.update(lines[index] for index in run)
        return alone

    def paragraphs(self, lines: Sequence[Line], look: Habits) -> list[Block]:
        """Return lines as paragraphs; those without an empty line between share their marks."""
        joined = line_joins.paragraphs(lines, look)
        for paragraph in joined:
            pairs = zip(paragraph.reasons, paragraph.lines, paragraph.lines[1:], strict=False)
            self.joins += [(reason, above, below) for reason, above, below in pairs]
        blocks: list[Block] = []
        for group in _groups(joined):
            blocks += self.marked(group)
        return blocks

    def marked(self, group: Sequence[Joined]) -> Iterator[Paragraph]:
        heads = [_head(paragraph, self.is_markdown) for paragraph in group]
        marked = marked_text.read("\n".join(text for _, _, text in heads), is_markdown=self.is_markdown)
        self.has_marks |= marked.has_marks or any(level for level, _, _ in heads)
        self.glued += [(group[0].lines[0].number, place) for place in marked.glued]
        for paragraph, (level, label, _), contents in zip(group, heads, marked.lines, strict=True):
            first = paragraph.lines[0]
            lengths.check_paragraph(sum(len(line.text) for line in paragraph.lines), Place(self.file, first.number))
            for index, content in enumerate(map(marked_text.trimmed, contents)):
                if content or label:
                    yield Paragraph(
                        content,
                        label="" if index else label,
                        level=level,
                        indent=first.indent * TWIPS_PER_COLUMN if label else 0,
                        breaks_page=first.starts_page and not index,
                        place=Place(self.file, first.number),
                    )

    def table(self, region: Region) -> Table:
        width = max(len(row.cells) for row in region.rows)
        rows = tuple(self.row(row, width) for row in region.rows)
        uneven = [(row.number, str(len(row.cells))) for row in region.rows if 1 < len(row.cells) < width]
        self.report("uneven-rows", UNEVEN, uneven, width=width)
        return Table(rows, width, region.has_borders, Place(self.file, region.rows[0].number))

    def row(self, row: Row, width: int) -> tuple[Cell, ...]:
        if len(row.cells) == 1 < width:
            return (Cell(self.cell(row.cells[0]), 0, columns=width),)
        cells = row.cells + [[]] * (width - len(row.cells))
        return tuple(Cell(self.cell(lines), column) for column, lines in enumerate(cells))

    def cell(self, lines: Sequence[TextLine]) -> tuple[Block, ...]:
        written = [Line(line.number, line.text.strip()) for line in lines]
        return tuple(self.paragraphs(written, Habits()))

    def report(self, code: str, message: str, places: Sequence[tuple[int, str]], **facts: object) -> None:
        """Tell something that was found at several lines once."""
        if places:
            shown = "; ".join(f"{number}: «{text}»" for number, text in places[:MOST_SHOWN])
            more = "; …" if len(places) > MOST_SHOWN else ""
            facts = {"count": len(places), "places": shown + more, **facts}
            self.problems.append(Problem(code, message, facts, Place(self.file, places[0][0]), level="warning"))

    def report_joins(self) -> None:
        """Tell the lines that were joined: those across empty lines first, the doubtful ones one by one."""
        sure = sorted((join for join in self.joins if join[0] != "doubtful"), key=lambda join: join[0] != "torn")
        self.report("joined-lines", JOINED, [(below.number, _seam(above, below)) for _, above, below in sure])
        for reason, above, below in self.joins:
            if reason == "doubtful":
                place = Place(self.file, below.number)
                facts = {"seam": _seam(above, below)}
                self.problems.append(Problem("doubtful-join", DOUBTFUL, facts, place, level="warning"))


SEAM = 25
"""Letters on each side of a join that a message shows."""


def _seam(above: Line, below: Line) -> str:
    return f"{_end_of(above.text)} | {_start_of(below.text)}"


def _end_of(text: str) -> str:
    return text if len(text) <= SEAM else f"…{text[-SEAM:].partition(' ')[2] or text[-SEAM:]}"


def _start_of(text: str) -> str:
    return text if len(text) <= SEAM else f"{text[:SEAM].rpartition(' ')[0] or text[:SEAM]}…"


def _without_drawn_lines(lines: Sequence[TextLine], *, is_markdown: bool) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines that hold words, and those that are only drawn: "-----", "***"."""
    drawn = [line for line in lines if _is_drawn(line.text) or (is_markdown and FENCE.fullmatch(line.text))]
    dropped = set(drawn)
    return [line._replace(text="") if line in dropped else line for line in lines], drawn


def _is_drawn(text: str) -> bool:
    """Tell whether a line is only drawn: three signs, since a dash alone may be an entry without words, or a stroke."""
    return text.strip() == "|" or (len(text.strip()) > 2 and is_drawn_line(text))


def _parts(
    lines: Sequence[TextLine], tables: Iterable[Region], alone: set[TextLine], *, is_markdown: bool
) -> Iterator[Region | list[Line]]:
    """Yield tables and the lines between them in order."""
    start = 0
    for region in tables:
        yield list(_filled(lines, range(start, region.start), alone, is_markdown=is_markdown))
        yield region
        start = region.end
    yield list(_filled(lines, range(start, len(lines)), alone, is_markdown=is_markdown))


def _filled(lines: Sequence[TextLine], part: range, alone: set[TextLine], *, is_markdown: bool) -> Iterator[Line]:
    """Yield the lines of a part that are not empty, with what stands above them."""
    gap, page = 0, lines[max(0, part.start - 1)].page
    for line in (lines[index] for index in part):
        text = QUOTE.sub("", line.text, count=1) if is_markdown else line.text
        words = " ".join(text.split("\t")).strip()
        if not words:
            gap += 1
            continue
        ends_hard = is_markdown and HARD_END.search(text) is not None
        if ends_hard:
            words = words.removesuffix("\\").rstrip()
        indent = len(text) - len(text.lstrip())
        is_alone = line in alone or (is_markdown and HEADING.match(words) is not None)
        yield Line(line.number, words, indent, gap, line.page > page, is_alone, ends_hard)
        gap, page = 0, line.page


def _groups(joined: Iterable[Joined]) -> Iterator[list[Joined]]:
    """Yield paragraphs that no empty line parts."""
    group: list[Joined] = []
    for paragraph in joined:
        if group and (paragraph.lines[0].gap or paragraph.lines[0].starts_page):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _head(paragraph: Joined, is_markdown: bool) -> tuple[int, str, str]:
    """Return level, label and text of a paragraph: Markdown writes headings with # and bullets with *."""
    text = paragraph.text
    heading = HEADING.fullmatch(text) if is_markdown else None
    if heading:
        return len(heading[1]), "", heading[2].rstrip("# ") or heading[2]
    if is_markdown and BULLET.match(text):
        return 0, "-", BULLET.sub("", text, count=1)
    return 0, "", text


ALREADY_A_PLAN = N_(
    "tệp này đã là nguồn của một kế hoạch (có phần khai báo giữa hai dòng ---), không cần nhập lại; "
    "hãy dùng thư mục chứa nó với lệnh cchc-draft draft"
)
EMPTY = N_("tệp trống, không có chữ nào")
TOO_MANY_LINES = N_("tệp có hơn {limit} dòng, không phải tệp kế hoạch")
NO_DIACRITICS = N_(
    "chữ trong tệp đã mất dấu (chỉ {share}% chữ cái có dấu, văn bản tiếng Việt bình thường có khoảng 27%): "
    "chương trình giữ nguyên chữ và không tự thêm dấu; phải đối chiếu từng câu, từng tên với bản gốc"
)
OCR = N_("chữ trong tệp do máy nhận dạng từ ảnh (OCR) và có nhiều chỗ đọc sai; phải đối chiếu với bản gốc")
LOST_LETTERS = N_("{count} chữ đã mất khi tệp được chuyển bảng mã (hiện thành «\ufffd»); hãy tìm bản gốc")
PAGE_NUMBERS = N_("đã bỏ {count} số trang đứng riêng một dòng (dòng {places})")
DRAWN = N_("đã bỏ {count} dòng kẻ (dòng {places})")
GLUED = N_("{count} chỗ có dấu in đậm, in nghiêng dính vào chữ được tách thành dòng hoặc từ riêng (dòng {places})")
JOINED = N_("đã nối {count} dòng bị ngắt giữa câu vào dòng trên (dòng {places})")
DOUBTFUL = N_("đã nối dòng này vào đoạn trên vì đoạn trên chưa hết câu: «{seam}»; hãy xem lại")
BROKEN_TABLE = N_(
    "dòng {first} đến {last} trông như bảng nhưng các cột không còn tách được; từng dòng được giữ nguyên như đoạn văn"
)
UNEVEN = N_("{count} hàng của bảng có ít hơn {width} ô, phần thiếu để trống (dòng {places} ô)")
