"""The title of a plan: the line KẾ HOẠCH, or what stands for it, and the trích yếu below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_draft.importing.flat_text import flat, is_capital, is_drawn_line, one_line
from cchc_draft.importing.printed_lines import REFERENCE, Line
from cchc_draft.language import N_

FARTHEST_TITLE = 400
"""Lines in front of which a title may stand, behind a decision of several pages."""

TITLE = re.compile(r"(?:\(?du thao\)?\s{1,3})?k\s?e\s{0,2}h\s?o\s?a\s?c\s?h(?![a-z])")
OTHER_NAME = re.compile(r"\s?(?:va dau tu|va tai chinh|- ?tai chinh|tai chinh|- ?dau tu|dau tu|nghiep vu)")
"""What follows where the word is part of an agency's name, broken over two lines."""
KINDS = {
    "quyet dinh": N_("quyết định"),
    "nghi quyet": N_("nghị quyết"),
    "bao cao": N_("báo cáo"),
    "to trinh": N_("tờ trình"),
    "thong bao": N_("thông báo"),
    "cong van": N_("công văn"),
    "cong dien": N_("công điện"),
    "chi thi": N_("chỉ thị"),
    "huong dan": N_("hướng dẫn"),
    "chuong trinh": N_("chương trình"),
    "de an": N_("đề án"),
    "phuong an": N_("phương án"),
    "bien ban": N_("biên bản"),
    "giay moi": N_("giấy mời"),
    "ket luan": N_("kết luận"),
    "quy dinh": N_("quy định"),
    "quy che": N_("quy chế"),
    "nghi dinh": N_("nghị định"),
    "thong tu": N_("thông tư"),
    "luat": N_("luật"),
    "hop dong": N_("hợp đồng"),
    "thong cao": N_("thông cáo"),
    "giay gioi thieu": N_("giấy giới thiệu"),
    "phieu trinh": N_("phiếu trình"),
    "ten loai van ban": N_("mẫu trình bày chưa điền"),
}
"""Types of documents as they stand over their text, without marks, and their names."""


def kind_of(line: Line) -> str:
    """Return the type that a line is the title of ("quyet dinh"), "" for none."""
    words = one_line(flat(line.text)).strip(" .:*0123456789")
    if not line.is_capital:
        return ""
    return next(
        (
            kind
            for kind in KINDS
            if words == kind or (words.startswith(f"{kind} ") and line.paragraph.align == "center")
        ),
        "",
    )


@dataclass(frozen=True, slots=True)
class Title:
    """The line KẾ HOẠCH."""

    index: int
    length: int
    """Letters of the word itself, what stands in front of it included."""


FORM = re.compile(r"ten loai van ban")
"""The title of the decree's own form that plans follow, Mẫu 1.4."""


def find_form_title(lines: Sequence[Line | None]) -> Title | None:
    """Return where the title of a form that nobody has filled in stands."""
    found = ((index, FORM.match(line.flat)) for index, line in enumerate(lines[:FARTHEST_TITLE]) if line is not None)
    return next((Title(index, match.end()) for index, match in found if match), None)


def find_title(lines: Sequence[Line | None]) -> Title | None:
    """Return where the plan's title stands; None for no such line. Entries that are no lines are None."""
    for index, line in enumerate(lines[:FARTHEST_TITLE]):
        if line is None or line.label:
            continue
        match = TITLE.match(line.flat)
        if match and is_capital(line.text[: match.end()]) and not OTHER_NAME.match(line.flat[match.end() :]):
            return Title(index, match.end())
    return None


SECTION_LABEL = re.compile(
    r"(?!v\s?/\s?v\b)(?:[ivx]{1,5}|[1-9]|a)\s?[.)/\-]"
    r"|(?:phan|chuong)\s{1,3}(?:[ivx]{1,5}|\d{1,2}|thu\s{1,3}(?:nhat|hai|ba|tu))(?:\s?[.:\-–]|$)"
)


def find_plain_title(lines: Sequence[Line | None]) -> Title | None:
    """Return a title in small letters: "Kế hoạch cải cách hành chính năm 2026", in front of all sections."""
    for index, line in enumerate(lines[:40]):
        if line is None:
            continue
        if line.label or SECTION_LABEL.match(line.flat):
            return None
        match = TITLE.match(line.flat)
        is_heading = line.paragraph.align == "center" or line.is_bold or line.paragraph.level > 0 or index == 0
        if match and is_heading and len(line.text) < 250 and not line.text.endswith((".", ";", ":", ",")):
            return Title(index, match.end())
    return None


# Trích yếu.

FURTHER = re.compile(
    r"(?:tinh|thanh pho|tp|xa|phuong|dac khu|huyen|quan|giai doan|nam 20\d\d|tren dia ban|cua|tai|thuoc|va|ve|trong|cho"
    r"|dot|lan|quy|den nam|nhiem ky|nam hoc|dinh huong|tam nhin)\b"
)
YEAR_END = re.compile(r"(?<![/.-])\b20\d\d\s{0,2}\W{0,2}$")
LONGEST_SUBJECT = 400
LONGEST_LINE = 160
MOST_LINES = 8


def subject_end(lines: Sequence[Line | None], start: int) -> int:
    """Return the index behind the last line of the trích yếu that begins at *start*."""
    first: Line | None = None
    index = start
    while index < len(lines) and index < start + MOST_LINES:
        line = lines[index]
        if line is None:
            break
        if is_drawn_line(line.whole):
            if first is not None:
                break
        elif REFERENCE.match(line.flat) or (
            first is not None and not (_goes_on(line, lines[index - 1], first) or _is_rest(lines, index))
        ):
            break
        elif first is None:
            if not _can_start(line):
                break
            first = line
        index += 1
    return index


def _is_rest(lines: Sequence[Line | None], index: int) -> bool:
    """Tell whether a line of plain text without a mark at its end stands between the trích yếu and the opening."""
    above, line = lines[index - 1], lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if above is None or line is None or below is None or line.label or line.paragraph.align or line.is_bold:
        return False
    is_plain = line.text[-1:].isalnum() and len(line.text) <= LONGEST_LINE and not line.is_capital
    is_title = above.text[-1:].isalnum() and not above.is_capital and SECTION_LABEL.match(line.flat) is None
    return is_plain and is_title and not OPENING.match(line.flat) and OPENING.match(below.flat) is not None


OPENING = re.compile(r"(?:can cu|thuc hien|trien khai|nham|de|theo|tiep tuc|nam 20\d\d,)\b")


def _can_start(line: Line) -> bool:
    """Tell whether a line can be the trích yếu at all."""
    if SECTION_LABEL.match(line.flat) or line.label or len(line.text) > LONGEST_SUBJECT:
        return False
    return line.paragraph.align == "center" or not line.text.endswith((";", ":"))


def _goes_on(line: Line, above: Line | None, first: Line) -> bool:
    """Tell whether a line belongs to the trích yếu that the lines above it began."""
    words = line.text
    if line.label or SECTION_LABEL.match(line.flat) or len(words) > LONGEST_LINE or words.endswith((";", ":")):
        return False
    if first.paragraph.align == "center":
        return line.paragraph.align == "center" and (line.is_bold or not first.is_bold)
    if first.is_bold:
        return line.is_bold and line.paragraph.align == first.paragraph.align
    if words.endswith("."):
        return False
    if first.is_capital or line.is_capital:
        return first.is_capital and line.is_capital
    is_open = above is None or not YEAR_END.search(above.text)
    return words[:1].islower() or words.startswith("(") or (is_open and FURTHER.match(line.flat) is not None)
