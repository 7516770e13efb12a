"""Quốc hiệu and Tiêu ngữ (PL I.II.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import drawn_lines
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.drawn_lines import AS_LONG, LONG_LINE, Wanted
from cchc_draft.checking.letterhead_view import has_letterhead, is_exempt, is_in_margin, spacing_faults, words_of
from cchc_draft.checking.look import Look, faults
from cchc_draft.checking.measures import printed_widths, room
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.decree_measures import MILLIMETRE
from cchc_draft.formats import decimal
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_, translate
from cchc_draft.printed_form import MOTTO, NATION
from cchc_draft.style_sheet import W

NATIONS = (NATION, NATION.replace("HÒA", "HOÀ"))
"""The decree prints both spellings."""
BLANKS = re.compile(r"[ \u00a0]{2}")
NATION_WORDS = re.compile(flat(NATION))
ROUNDING, LARGEST = 1.03, 26
"""Of a cell's width; and half-points: what is larger has a finding of its own."""
ANY_LINE = (0.6, 1.4)
"""Shares of a text of a wrong size that its line may have."""


def _nation_words(document: Document) -> tuple[Line, str, bool] | None:
    """Return the line with Quốc hiệu, all of its words, and whether they take more than one line."""
    line = document.first("nation")
    if line is None:
        return None
    words = words_of(line)
    match = None if document.word else NATION_WORDS.search(flat(words))
    if match:
        words = words[match.start() : match.end()]
    if words not in NATIONS:
        rest = [one for one in document.lines[line.index + 1 : line.index + 3] if one.role == "other"]
        joined = [f"{words} {words_of(one)}" for one in rest]
        whole = next((one for one in joined if one in NATIONS), None)
        if whole:
            return line, whole, True
    return line, words, False


@rule("quoc-hieu", "PL I.II.1a", at="nation")
def quoc_hieu(document: Document) -> Iterator[Finding]:
    """Quốc hiệu ghi «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM», chữ in hoa, cỡ chữ 12-13, đứng, đậm, ở phía trên bên phải.

    Sai: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM
    Sai: Cộng hòa xã hội chủ nghĩa Việt Nam
    Đúng: CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Sai khi: cỡ chữ 14
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 12
    """
    if is_exempt(document):
        return
    found = _nation_words(document)
    if found is None:
        if has_letterhead(document) and not is_in_margin(document, "cong hoa xa hoi"):
            yield Finding(NO_NATION, document.start, expected=NATION)
        return
    line, words, _ = found
    if words not in NATIONS:
        yield at(line, WRONG_NATION, words, NATION)
    elif document.word and BLANKS.search(line.text.strip()):
        yield at(line, WRONG_NATION, line.text.strip(), NATION)
    yield from faults(document, line, Look(QUOC_HIEU, (24, 26), bold=True, italic=False, is_centred=True))
    yield from _on_the_left(document, line)


def _on_the_left(document: Document, line: Line) -> Iterator[Finding]:
    """Yield a finding where a cell with text stands to the right of Quốc hiệu."""
    form = document.form(line)
    if form is None or form.row is None:
        return
    cells = form.row.findall(W + "tc")
    behind = cells[cells.index(form.cell) + 1 :] if form.cell in cells else []
    if any("".join(one.itertext()).strip() for one in behind):
        yield at(line, ON_LEFT, translate(LEFT), translate(RIGHT))


@rule("quoc-hieu-one-line", "Mẫu 1.1-1.10", "warning", at="look:nation")
def quoc_hieu_one_line(document: Document) -> Iterator[Finding]:
    """Quốc hiệu nên nằm trọn trên một dòng: ô chứa phải rộng khoảng 9 cm với cỡ chữ 12, 10 cm với cỡ chữ 13.

    Sai: chữ «CỘNG HÒA XÃ HỘI CHỦ NGHĨA|VIỆT NAM»
    Sai: thụt trái 20 mm
    Đúng: cỡ chữ 12
    """
    found = _nation_words(document)
    if found is None or is_exempt(document):
        return
    line, words, is_broken = found
    form = document.form(line)
    if is_broken:
        yield at(line, BROKEN, translate(TWO_LINES), translate(ONE_LINE))
    elif form and form.runs and document.word and words in NATIONS:
        available = room(document.word, form.paragraph)
        available -= sum(max(0, form.paragraph.indent(side)) for side in ("left", "right"))
        needed = round(printed_widths(line, form, 0)[0] * min(1, LARGEST / max(form.sizes)))
        if 0 < available * ROUNDING < needed:
            widths = [f"{decimal(round(one / MILLIMETRE / 10, 1))} cm" for one in (available, needed)]
            yield at(line, TOO_NARROW, widths[0], widths[1])


@rule("tieu-ngu", "PL I.II.1b", at="motto")
def tieu_ngu(document: Document) -> Iterator[Finding]:
    """Tiêu ngữ ghi «Độc lập - Tự do - Hạnh phúc», gạch nối có cách chữ ở hai bên, cỡ chữ 13-14, đứng, đậm, canh giữa.

    Sai: Độc lập – Tự do – Hạnh phúc
    Sai: Độc lập-Tự do-Hạnh phúc
    Sai: Độc Lập - Tự Do - Hạnh Phúc
    Sai: ĐỘC LẬP - TỰ DO - HẠNH PHÚC
    Đúng: Độc lập - Tự do - Hạnh phúc
    Sai khi: cỡ chữ 12
    Sai khi: cỡ chữ 15
    Sai khi: một phần không đậm
    Sai khi: nghiêng
    Sai khi: căn phải
    Đúng khi: cỡ chữ 13
    """
    if is_exempt(document):
        return
    line = document.first("motto")
    if line is None:
        if document.of("nation") and has_letterhead(document) and not is_in_margin(document, "doc lap"):
            yield Finding(NO_MOTTO, document.start, expected=MOTTO)
        return
    words = words_of(line)
    if words != MOTTO:
        yield at(line, WRONG_MOTTO, words, MOTTO)
    yield from faults(document, line, Look(TIEU_NGU, (26, 28), bold=True, italic=False, is_centred=True))


@rule("tieu-ngu-line", "PL I.II.1b", at="look:motto")
def tieu_ngu_line(document: Document) -> Iterator[Finding]:
    """Phía dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ; không dùng lệnh gạch chân.

    Sai: không có đường kẻ
    Sai: đường kẻ dài 30 mm
    Sai: đường kẻ dài 90 mm
    Sai: đường kẻ bằng gạch nối 30
    Sai: không có đường kẻ; gạch chân
    Sai: đường kẻ vẽ dài 30 mm
    Sai: đường kẻ vẽ kiểu cũ dài 95 mm
    Đúng: đường kẻ vẽ dài 59 mm
    Đúng: đường kẻ vẽ kiểu cũ dài 59 mm
    Đúng: đường kẻ bằng gạch dưới 26
    """
    if not is_exempt(document):
        lines = document.of("motto")[:1]
        is_sized = all(26 <= size <= 28 for _, form in document.formed("motto") for size in form.sizes)
        wanted = Wanted(TIEU_NGU, *(LONG_LINE if is_sized else ANY_LINE), AS_LONG)
        yield from drawn_lines.faults(document, lines, wanted)


@rule("qh-tn-spacing", "PL I.II.1c", at="look:motto")
def qh_tn_spacing(document: Document) -> Iterator[Finding]:
    """Quốc hiệu và Tiêu ngữ trình bày cách nhau dòng đơn, không cách đoạn, không có đoạn trống ở giữa.

    Sai: giãn dòng 1,5
    Sai: cách trước 6 pt
    Sai: đoạn trống phía trên
    Sai: giãn dòng 24 pt
    Đúng: giãn dòng 1
    """
    lines = [*document.of("nation")[:1], *document.of("motto")[:1]]
    if not is_exempt(document) and len(lines) > 1:
        yield from spacing_faults(document, lines, BOTH, is_tight=True)


QUOC_HIEU, TIEU_NGU, BOTH = N_("Quốc hiệu"), N_("Tiêu ngữ"), N_("Quốc hiệu và Tiêu ngữ")
LEFT, RIGHT = N_("bên trái"), N_("bên phải")
TWO_LINES, ONE_LINE = N_("hai dòng"), N_("một dòng")
WRONG_NATION = N_("Quốc hiệu ghi «{found}»; phải ghi «{expected}»")
NO_NATION = N_("không có Quốc hiệu; phải có dòng «{expected}»")
ON_LEFT = N_("Quốc hiệu ở {found} trang; phải ở {expected}")
BROKEN = N_("Quốc hiệu nằm trên {found}; nên nằm trên {expected}")
TOO_NARROW = N_("ô chứa Quốc hiệu chỉ rộng {found} nên chữ xuống dòng; cần rộng ít nhất {expected}")
WRONG_MOTTO = N_("Tiêu ngữ ghi «{found}»; phải ghi «{expected}»")
NO_MOTTO = N_("không có Tiêu ngữ; phải có dòng «{expected}»")
