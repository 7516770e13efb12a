"""The Căn cứ lines of a plan, whatever is wrong with them: their marks, their dashes, their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.importing.flat_text import flat, one_line


@kept
def bases(document: Document) -> Sequence[Line]:
    """Return the lines of the list of Căn cứ in front of the first section; an opening paragraph is none of them."""
    found: list[Line] = []
    for line in document.body:
        words = flat(one_line(line.words))
        if line.role == "heading" or (line.label and line.label.rank <= SECTION):
            break
        if words.startswith("can cu ") and not is_opening(words):
            found.append(line)
        elif not (found and MEMBER.match(words) and words.endswith((";", ",", ".")) and not is_opening(words)):
            break
        else:
            found.append(line)
    return found


@kept
def bases_of_section(document: Document) -> Sequence[Line]:
    """Return the lines of a section that lists what the plan stands on: "I. CĂN CỨ"."""
    found: list[Line] = []
    is_inside = False
    for line in document.body:
        if line.role == "heading":
            is_inside = flat(one_line(line.words)).startswith("can cu")
        elif is_inside:
            found.append(line)
    return found


def is_opening(words: str) -> bool:
    """Tell whether flat words announce the plan: "…, UBND tỉnh ban hành Kế hoạch như sau:"."""
    return ANNOUNCED.search(words) is not None


SECTION = 10
MEMBER = re.compile(r"(?:theo|xet|thuc hien|trien khai|tren co so|tiep tuc) ")
ANNOUNCED = re.compile(
    r"(?:nhu sau|sau day|noi dung sau|cu the)\s?[:.]?$|:$"
    r"|,\s(?:ubnd|uy ban|so|phong|truong|ban|bo|cuc|chi cuc|trung tam|van phong)\b[^,;]{0,120}"
    r"\b(?:ban hanh|xay dung|trien khai)\b.{0,30}\bke hoach\b"
)
