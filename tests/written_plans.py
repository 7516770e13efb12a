"""Makes documents as written, the way readers of Word files and of text give them, in a few words each.

``paragraph("**1. Mục đích**: rà soát")`` has a bold run; ``document(...)`` numbers the places of paragraphs.
"""

import re
from dataclasses import replace

from cchc_draft.errors import Place
from cchc_draft.importing.written import Cell, Paragraph, Section, Table, Written
from cchc_draft.model import LineBreak, NoteRef, Run

FILE = "kh.docx"
MARKED = re.compile(r"(\*{1,3})(.+?)\1|\[\^(\d+)\]|(\n)", re.DOTALL)


def content(text):
    """Return *text* as content: **bold**, *italic*, ***both***, [^1] for the mark of a note."""
    parts, end = [], 0
    for match in MARKED.finditer(text):
        if match.start() > end:
            parts.append(Run(text[end : match.start()]))
        if match[4]:
            parts.append(LineBreak())
        elif match[3]:
            parts.append(NoteRef(int(match[3])))
        else:
            parts.append(Run(match[2], bold=len(match[1]) > 1, italic=len(match[1]) != 2))
        end = match.end()
    if text[end:]:
        parts.append(Run(text[end:]))
    return tuple(parts)


def paragraph(text, label="", **form):
    """Return a paragraph; *form* are fields of the record, such as ``align="center"``."""
    return Paragraph(content(text), label, **form)


def centred(text, **form):
    """Return a paragraph in the middle of the line."""
    return paragraph(text, align="center", **form)


def cell(text, column, columns=1, rows=1, **form):
    """Return a cell; every line of *text* is a paragraph."""
    return Cell(tuple(paragraph(line, **form) for line in text.split("\n")), column, columns, rows)


def table(*rows, has_borders=True):
    """Return a table of texts; a cell may also be made by :func:`cell`."""
    made = tuple(
        tuple(one if isinstance(one, Cell) else cell(one, column) for column, one in enumerate(row)) for row in rows
    )
    width = max((one.column + one.columns for row in made for one in row), default=0)
    return Table(made, width, has_borders)


def side_by_side(*columns, align="center"):
    """Return a table without lines of one row: what stands beside each other in letterhead and signature."""
    return Table((tuple(cell(text, at, align=align) for at, text in enumerate(columns)),), len(columns), False)


def document(*blocks, has_form=True, notes=(), margins=(), landscape=(), problems=()):
    """Return a document; *landscape* are the indexes of blocks that begin a landscape section."""
    counter = iter(range(1, 1_000_000))
    placed = tuple(_placed(block, counter) for block in blocks)
    sections = (Section(0), *(Section(at, is_landscape=True) for at in landscape))
    return Written(placed, tuple(map(content, notes)), sections, tuple(margins), has_form, tuple(problems))


def _placed(block, counter):
    if isinstance(block, str):
        block = paragraph(block)
    if isinstance(block, Paragraph):
        return replace(block, place=Place(FILE, next(counter), is_paragraph=True))
    rows = tuple(
        tuple(replace(one, blocks=tuple(_placed(inner, counter) for inner in one.blocks)) for one in row)
        for row in block.rows
    )
    return replace(block, rows=rows)


HEAD = side_by_side(
    "UBND TỈNH BẮC NINH\n**SỞ NỘI VỤ**\nSố: 12/KH-SNV",
    "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n*Bắc Ninh, ngày 05 tháng 01 năm 2026*",
)
TITLE = (centred("**KẾ HOẠCH**"), centred("**Cải cách hành chính năm 2026 của Sở Nội vụ**"))
OPENING = "Thực hiện Kế hoạch số 3/KH-UBND ngày 02/01/2026 của UBND tỉnh, Sở Nội vụ ban hành Kế hoạch như sau:"
FOOT = side_by_side(
    "***Nơi nhận:***\n- UBND tỉnh (để b/c);\n- Các phòng, đơn vị;\n- Lưu: VT, CCHC.",
    "**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n\n**Nguyễn Văn An**",
    align="",
)


def plan(*body, rest=(), **facts):
    """Return a plan of Sở Nội vụ with this body, and *rest* behind the signature."""
    return document(HEAD, *TITLE, OPENING, *body, FOOT, *rest, **facts)
