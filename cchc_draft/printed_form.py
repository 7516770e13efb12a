"""What a plan prints in every kind of file: fixed texts, titles, lines of Nơi nhận, lengths of drawn lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cchc_draft.formats import document_number, long_date
from cchc_draft.layout import Measure
from cchc_draft.letter_widths import line_widths
from cchc_draft.model import Content, Plan, Run
from cchc_draft.numbering import APPENDIX, label

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "Kế hoạch"
RULE_SHARE = (1 / 3, 1 / 2)
"""A line under agency, trích yếu or appendix is this much of the text (PL I.II.2b, 5b)."""
FRAME_WIDTHS = {"KHẨN": 1134, "THƯỢNG KHẨN": 2268, "HỎA TỐC": 1701}
"""Frames of urgency marks in twips: 20, 40 and 30 mm (PL I.III.2b)."""
FRAME_PADDING = 340


class LastPage(NamedTuple):
    """A lying page after the appendices, with a table that is already written in the document's own language."""

    title: str
    name: str
    """Second line of the title."""
    table: str


def legal_basis_lines(plan: Plan) -> list[str]:
    """Return the Căn cứ lines, each with ";" and the last with "." (PL I.II.6a)."""
    return [text + (";" if index < len(plan.legal_bases) else ".") for index, text in enumerate(plan.legal_bases, 1)]


def recipient_lines(plan: Plan) -> list[str]:
    """Return the lines of Nơi nhận with their marks (PL I.II.9d)."""
    return [*(f"- {name};" for name in plan.recipients), f"- Lưu: {plan.archive}."]


def appendix_title(plan: Plan, index: int) -> str:
    """Return "Phụ lục", with a Roman number where there are several (PL I.III.1a)."""
    return "Phụ lục" if len(plan.appendices) == 1 else f"Phụ lục {label(index + 1, APPENDIX)}"


def appendix_reference(plan: Plan) -> str:
    """Return "(Kèm theo Kế hoạch số … ngày … của …)" from the letterhead's data (PL I.III.1c)."""
    letterhead = plan.letterhead
    number = f"{document_number(letterhead.number)}/{letterhead.symbol}"
    return f"(Kèm theo {KIND} số {number} {long_date(letterhead.date)} của {plan.agency})"


def upper(content: Content) -> Content:
    """Return the content in capitals, form and links kept."""
    return tuple(
        Run(inline.text.upper(), inline.bold, inline.italic, inline.link) if isinstance(inline, Run) else inline
        for inline in content
    )


def rule_indent(texts: Sequence[str], measure: Measure, room: int, share: float | None = None) -> int:
    """Return the indent on each side, in twips, that leaves a line of the right length under *texts*.

    Without *share* the line is between a third and a half of both the longest and the last printed line, or of the
    longest where no length suits both.
    """
    widths = [width for text in texts for width in line_widths(text, room, measure.size, measure.face)]
    longest, last = max(widths), widths[-1]
    if share is not None:
        length = longest * share
    else:
        least, most = longest * RULE_SHARE[0], last * RULE_SHARE[1]
        length = (least + most) / 2 if least <= most else longest * sum(RULE_SHARE) / 2
    return max(0, round((measure.room - length) / 2))
