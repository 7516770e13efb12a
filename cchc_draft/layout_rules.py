"""The rules of Decree 30/2020/NĐ-CP that a layout decides: one declaration each, ids as in checks of a draft.

Levels: an error is against the text of the decree, a warning against its samples. What the decree leaves open (DỰ THẢO,
space for the signature, the letters of tables) is no fault, urgency marks are red.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from cchc_draft.decree_measures import (
    LETTERHEAD_SIZES,
    MARGINS,
    MILLIMETRE,
    PAPER_ROUNDING,
    ROUNDING,
    TURNED_MARGINS,
)
from cchc_draft.effective_properties import Section
from cchc_draft.errors import Level
from cchc_draft.language import N_, Message, translate
from cchc_draft.layout_compiler import STYLES
from cchc_draft.layout_forms import (
    BODY,
    PAGE_NUMBER,
    RECIPIENTS_LABEL,
    SECTION_TITLE,
    TABLE_STYLE,
    TEXT,
    TITLES,
    Form,
    LayoutFile,
    is_page_number,
    style_place,
)
from cchc_draft.layout_properties import POINT, PROPERTIES, decimal, points, style_to_mend
from cchc_draft.printed_form import KIND, NATION
from cchc_draft.style_sheet import OFF, Found, W, is_on

FONT = "Times New Roman"
LEGACY_FONTS = (".vn", "vni", "tcvn")
"""How the names of fonts with an encoding of their own begin."""
A4 = (11906, 16838)
"""In twips."""
LEAST_GAP = 120
SIGNED = ("chuc_vu", "cap.trai.chuc_vu", "cap.phai.chuc_vu")
NAMES = ("ho_ten", "cap.trai.ho_ten", "cap.phai.ho_ten")


SIZES_TOGETHER: tuple[str, Level, str] = ("size-consistent", "warning", "bảng V, chú thích 1")


class Finding(NamedTuple):
    """One fault: of which rule, where, what was found and what would be right."""

    code: str
    level: Level
    clause: str
    order: tuple[int, int]
    where: str
    what: str
    name: str
    found: str
    right: str

    @property
    def facts(self) -> dict[str, str]:
        """What fills the gaps of the message."""
        named = ("where", "what", "name", "found", "right", "clause")
        return {name: getattr(self, name) for name in named}


class Rule(NamedTuple):
    """Wanted properties of the paragraphs of some tags, or of styles that the body is written in."""

    code: str
    clause: str
    name: Message
    subjects: tuple[str, ...]
    wanted: Mapping[str, Any]
    level: Level = "error"


def rule(code: str, clause: str, name: Message, *subjects: str, level: Level = "error", **wanted: Any) -> Rule:
    """Return one declaration."""
    return Rule(code, clause, name, subjects, wanted, level)


QUOC_HIEU, TIEU_NGU = N_("Quốc hiệu"), N_("Tiêu ngữ")
PARENT, AGENCY = N_("cơ quan chủ quản trực tiếp"), N_("cơ quan ban hành")
NUMBER, DATE = N_("số, ký hiệu"), N_("địa danh và thời gian ban hành")
SUBJECT, CONTENT, POINTS = N_("trích yếu"), N_("nội dung"), N_("điểm, gạch đầu dòng")
POSITION, SIGNER = N_("quyền hạn, chức vụ"), N_("họ tên người ký")
APPENDIX, APPENDIX_NAME, REFERENCE = N_("chữ Phụ lục"), N_("tên phụ lục"), N_("dòng kèm theo")
APPENDIX_RULE, APPENDIX_LAST = N_("đường kẻ của phụ lục"), "phu_luc.kem_theo"
BOLD, PLAIN, ITALIC = "-ib", "-i-b", "i-b"
RULES_OF_FORM = (
    rule("page-number", "PL I.I.7", N_("số trang"), PAGE_NUMBER, size=(26, 28), face="-i", align="center"),
    rule("quoc-hieu", "PL I.II.1a", QUOC_HIEU, "quoc_hieu", size=(24, 26), face=BOLD, align="center", text=NATION),
    rule("quoc-hieu", "PL I.II.1a", QUOC_HIEU, "quoc_hieu", right_cell=True),
    rule("quoc-hieu-one-line", "Mẫu 1.1-1.10", QUOC_HIEU, "quoc_hieu", level="warning", one_line=NATION),
    rule("tieu-ngu", "PL I.II.1b", TIEU_NGU, "tieu_ngu", size=(26, 28), face=BOLD, lower=True, align="center"),
    rule("tieu-ngu-line", "PL I.II.1b", TIEU_NGU, "tieu_ngu", level="warning", face="-u"),
    rule("qh-tn-spacing", "PL I.II.1c", QUOC_HIEU, "quoc_hieu", single=True),
    rule("qh-tn-spacing", "PL I.II.1c", TIEU_NGU, "tieu_ngu", single=True, below="quoc_hieu"),
    rule("agency-parent", "PL I.II.2b", PARENT, "co_quan_tren", size=(24, 26), face=PLAIN, align="center"),
    rule("agency-name", "PL I.II.2b", AGENCY, "co_quan", size=(24, 26), face=BOLD, align="center"),
    rule("agency-spacing", "PL I.II.2b", PARENT, "co_quan_tren", single=True),
    rule("agency-spacing", "PL I.II.2b", AGENCY, "co_quan", single=True, below="co_quan_tren"),
    rule("so-ky-hieu", "PL I.II.3", NUMBER, "so_ky_hieu", size=(26, 26), face=PLAIN, align="center"),
    rule("so-ky-hieu", "PL I.II.3", NUMBER, "so_ky_hieu", text="Số: …/KH-…"),
    rule("number-date-row", "PL I.II.4c", DATE, "dia_danh_ngay", beside="so_ky_hieu"),
    rule("date-line", "PL I.II.4b-c", DATE, "dia_danh_ngay", text="…, ngày … tháng … năm …"),
    rule("date-line-style", "PL I.II.4c", DATE, "dia_danh_ngay", size=(26, 28), face=ITALIC, align="center"),
    rule("type-name", "PL I.II.5b", N_("tên loại"), "ten_loai", size=(26, 28), face=BOLD, align="center"),
    rule("type-name", "PL I.II.5b", N_("tên loại"), "ten_loai", text=KIND.upper()),
    rule("trich-yeu", "PL I.II.5b", SUBJECT, "trich_yeu", size=(26, 28), face=BOLD, lower=True, align="center"),
    rule("trich-yeu", "PL I.II.5a", SUBJECT, "trich_yeu", below="ten_loai"),
    rule("body-font-size", "PL I.II.6e", CONTENT, *TEXT, *TITLES, size=(26, 28)),
    rule("body-style", "PL I.II.6e", CONTENT, *TEXT, lower=True),
    rule("body-style", "PL I.II.6e", CONTENT, *TEXT[:-1], level="warning", face="-i"),
    rule("body-justify", "PL I.II.6e", CONTENT, *TEXT, align="both"),
    rule("first-line-indent", "PL I.II.6e", CONTENT, *TEXT, *TITLES, indent=(567, 720)),
    rule("line-spacing", "PL I.II.6e", CONTENT, *BODY, line=True),
    rule("can-cu-style", "PL I.II.6a", N_("căn cứ"), "Căn cứ", face="i"),
    rule("heading-roman", "bảng V.6b", N_("đề mục I, II"), SECTION_TITLE, size=(26, 28), face=BOLD),
    rule("heading-roman", "bảng V.6b", N_("đề mục I, II"), SECTION_TITLE, level="warning", align="not center"),
    rule("khoan-title", "PL I.II.6đ", N_("tiêu đề khoản"), *TITLES, face=BOLD, lower=True),
    rule("khoan-title", "PL I.II.6đ", N_("khoản không có tiêu đề"), "Khoản", face="-b"),
    rule("clause-letter", "PL I.II.6đ", POINTS, "Điểm", level="warning", face="-b"),
    rule("signature-style", "PL I.II.7đ", POSITION, *SIGNED, size=(26, 28), face=BOLD, align="center"),
    rule("signature-right", "PL I.II.9d", POSITION, "chuc_vu", beside=RECIPIENTS_LABEL, borderless=True),
    rule("signer-name", "PL I.II.7đ", SIGNER, *NAMES, size=(26, 28), face=BOLD, lower=True, align="center"),
    rule("noi-nhan", "PL I.II.9d", N_("«Nơi nhận»"), RECIPIENTS_LABEL, size=(24, 24), face="ib-u", align="left"),
    rule("noi-nhan", "PL I.II.9d", N_("«Nơi nhận»"), RECIPIENTS_LABEL, text="Nơi nhận:"),
    rule("noi-nhan-items", "PL I.II.9d", N_("danh sách nơi nhận"), "dong", size=(22, 22), face=PLAIN, align="left"),
    rule("noi-nhan-items", "PL I.II.9d", N_("danh sách nơi nhận"), "dong", lower=True, text="- …;"),
    rule("appendix-title", "PL I.III.1b", APPENDIX, "phu_luc.ten", size=(28, 28), face=BOLD, align="center"),
    rule("appendix-title", "PL I.III.1b", APPENDIX, "phu_luc.ten", lower=True, text="Phụ lục …"),
    rule("appendix-name", "PL I.III.1b", APPENDIX_NAME, "phu_luc.trich_yeu", size=(26, 28), face=BOLD, align="center"),
    rule("appendix-ref-line", "PL I.III.1c", REFERENCE, "phu_luc.kem_theo", size=(26, 28), face="i", align="center"),
    rule("appendix-ref-line", "PL I.III.1c", REFERENCE, "phu_luc.kem_theo", lower=True),
    rule("tieu-ngu-line", "PL I.II.1b", N_("đường kẻ dưới Tiêu ngữ"), "ke_tieu_ngu", drawn=True, below="tieu_ngu"),
    rule("agency-line", "PL I.II.2b", N_("đường kẻ dưới cơ quan ban hành"), "ke_co_quan", drawn=True, below="co_quan"),
    rule("trich-yeu-line", "PL I.II.5b", N_("đường kẻ dưới trích yếu"), "ke_trich_yeu", drawn=True, below="trich_yeu"),
    rule("appendix-line", "Mẫu 2.1", APPENDIX_RULE, "ke_phu_luc", level="warning", drawn=True, below=APPENDIX_LAST),
)  # fmt: skip


def of_form(file: LayoutFile) -> Iterator[Finding]:
    """Yield what is against RULES_OF_FORM."""
    for code, clause, name, subjects, wanted, level in RULES_OF_FORM:
        forms = [form for tag in subjects for form in file.by_tag.get(tag, ())]
        for form in forms or file.styled(subjects):
            for key, value in wanted.items():
                what, reader = PROPERTIES[key]
                for found, right, source in reader(form, value):
                    where, order = (style_place(source), (3, 0)) if source else (form.where, form.order)
                    yield Finding(code, level, clause, order, where, what, name, found, right)


# Pages.


class PageRule(NamedTuple):
    """What the pages of a section must be: *read* returns what is wrong, "" for nothing."""

    code: str
    clause: str
    which: str
    """plan, appendix, upright or turned pages, or all."""
    what: Message
    right: str
    read: Callable[[Section], str]
    level: Level = "error"


def _page_size(section: Section) -> tuple[int, int]:
    return section.twips("pgSz", "w"), section.twips("pgSz", "h")


def _is_turned(section: Section) -> bool:
    width, height = _page_size(section)
    return width > height


def _paper(section: Section) -> str:
    sides = sorted(_page_size(section))
    if all(abs(side - wanted) <= PAPER_ROUNDING for side, wanted in zip(sides, A4, strict=True)):
        return ""
    return "{} x {} mm".format(*(decimal(round(side / MILLIMETRE)) for side in sides))


def _margin(side: str, least: int, most: int, section: Section) -> str:
    amount = section.twips("pgMar", side) + (section.twips("pgMar", "gutter") if side == "left" else 0)
    is_right = least * MILLIMETRE - ROUNDING <= amount <= most * MILLIMETRE + ROUNDING
    return "" if is_right else f"{decimal(round(amount / MILLIMETRE, 1))} mm"


MARGIN_NAMES = {"top": N_("lề trên"), "bottom": N_("lề dưới"), "left": N_("lề trái"), "right": N_("lề phải")}


def _turned_margins(section: Section) -> str:
    choices = [[_margin(side, *limits, section) for side, limits in one.items()] for one in (MARGINS, TURNED_MARGINS)]
    return "" if any(not any(one) for one in choices) else next(found for one in choices for found in one if found)


def _has_page_number(section: Section, kind: str, which: str) -> bool:
    part = section.part(kind, which)
    return bool(part) and any(map(is_page_number, section.file.paragraphs(part)))


def _numbered(section: Section) -> str:
    two_sided = section.file.root("word/settings.xml").find(W + "evenAndOddHeaders")
    sides = ("default", "even") if two_sided is not None and is_on(two_sided) else ("default",)
    if any(_has_page_number(section, "footer", which) for which in ("default", "first", "even")):
        return N_("ở chân trang")
    return "" if all(_has_page_number(section, "header", which) for which in sides) else N_("không có")


def _figures(section: Section) -> str:
    shown = section.value("pgNumType", "fmt") or "decimal"
    return "" if shown == "decimal" else shown


def _start(section: Section) -> str:
    start = section.value("pgNumType", "start")
    is_plan = section.previous is None
    return "" if start == "1" or (is_plan and start is None) else start or N_("đánh tiếp theo phần trước")


def _hidden_on_first(section: Section) -> str:
    return "" if section.is_on("titlePg") and not _has_page_number(section, "header", "first") else N_("có in")


def _new_page(section: Section) -> str:
    return "" if (section.value("type") or "nextPage").endswith("Page") else N_("nối liền trang trước")


NUMBERS, ON_TOP, FIRST = N_("số trang"), N_("ở đầu trang"), N_("số trang ở trang đầu")
AS_UPRIGHT = N_("như trang dọc, hoặc xoay theo trang")
PAGE_RULES = (
    PageRule("page-size", "PL I.I.1", "all", N_("khổ giấy"), "A4 (210 x 297 mm)", _paper),
    PageRule(
        "page-orientation", "PL I.I.2", "plan", N_("hướng giấy"), N_("dọc"),
        lambda section: N_("ngang") if _is_turned(section) else "",
    ),
    *(
        PageRule(f"margin-{side}", "PL I.I.3", "upright", MARGIN_NAMES[side], "{}-{} mm".format(*limits),
                 partial(_margin, side, *limits))
        for side, limits in MARGINS.items()
    ),
    PageRule("appendix-landscape", "PL I.I.3", "turned", N_("lề"), AS_UPRIGHT, _turned_margins, "warning"),
    PageRule("page-number", "PL I.I.7", "plan", NUMBERS, ON_TOP, _numbered),
    PageRule("page-number", "PL I.I.7", "all", N_("dạng số trang"), N_("chữ số Ả Rập"), _figures),
    PageRule("page-number", "PL I.I.7", "plan", N_("số trang đầu"), "1", _start),
    PageRule("page-number-first", "PL I.I.7", "plan", FIRST, N_("không in"), _hidden_on_first),
    PageRule("appendix-page-number", "PL I.III.1đ", "appendix", NUMBERS, ON_TOP, _numbered),
    PageRule("appendix-page-number", "PL I.III.1đ", "appendix", N_("số trang đầu"), "1", _start),
    PageRule("appendix-page-number", "PL I.I.7", "appendix", FIRST, N_("không in"), _hidden_on_first, "warning"),
    PageRule("appendix-new-page", "Mẫu 2.1", "appendix", N_("chỗ bắt đầu"), N_("sang trang mới"), _new_page, "warning"),
)  # fmt: skip


def of_pages(file: LayoutFile) -> Iterator[Finding]:
    """Yield what is against PAGE_RULES."""
    for index, section in enumerate(file.sections):
        name = N_("phần phụ lục") if index else N_("phần kế hoạch")
        kinds = {"all", "appendix" if index else "plan", "turned" if index and _is_turned(section) else "upright"}
        where = translate(N_("phần {number}")).format(number=index + 1)
        for code, clause, which, what, right, read, level in PAGE_RULES:
            found = read(section) if which in kinds else ""
            if found:
                yield Finding(code, level, clause, (0, index + 1), where, what, name, found, right)


# Rules about several paragraphs at once.


def of_letterhead(file: LayoutFile) -> Iterator[Finding]:
    """Yield sizes of Quốc hiệu, Tiêu ngữ and date line that do not go together."""
    forms = [file.first(tag) for tag in ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")]
    sizes = tuple(float(form.runs[0].size.value) for form in forms if form)
    is_allowed = len(sizes) == 3 and 24 <= sizes[0] <= 26 and all(26 <= size <= 28 for size in sizes[1:])
    if is_allowed and sizes not in LETTERHEAD_SIZES and forms[0]:
        shown, *right = (", ".join(map(points, one)) for one in (sizes, *LETTERHEAD_SIZES))
        either = translate(N_("{first} hoặc {second}")).format(first=right[0], second=right[1])
        name, where = N_("Quốc hiệu, Tiêu ngữ, địa danh và thời gian"), forms[0].where
        yield Finding(*SIZES_TOGETHER, forms[0].order, where, N_("cỡ chữ"), name, shown, either)


def of_body_sizes(file: LayoutFile) -> Iterator[Finding]:
    """Yield styles of the body whose size is not that of Nội dung."""
    usual = next((form.runs[0].size.value for form in file.styled(TEXT[:1])), "")
    for form in file.styled(BODY):
        size, style = form.runs[0].size, form.paragraph.style_name
        if usual and size.value != usual and all(26 <= float(one) <= 28 for one in (size.value, usual)):
            right = translate(N_("một cỡ, như kiểu «Nội dung»: {size}")).format(size=points(usual))
            is_title = style.casefold() == SECTION_TITLE
            rule_of: tuple[str, Level, str] = ("body-font-size", "error", "PL I.II.6e")
            where = style_place(style_to_mend(form, size))
            found = points(size.value)
            yield Finding(
                *(SIZES_TOGETHER if is_title else rule_of), (3, 0), where, N_("cỡ chữ"), CONTENT, found, right
            )


def of_gaps(file: LayoutFile) -> Iterator[Finding]:
    """Yield styles of the body after or before which there may be less than 6 pt."""
    forms = list(file.styled(BODY))
    short = {side: [form for form in forms if form.paragraph.space(side) < LEAST_GAP] for side in ("after", "before")}
    side = min(short, key=lambda one: len(short[one]))
    close = [(form, "spacing", side) for form in short[side] if all(short.values())]
    close += [(form, "contextualSpacing", "val") for form in forms if form.paragraph.is_on("contextualSpacing")]
    for form, name, attribute in close:
        gap = form.paragraph.space(side) if name == "spacing" else 0
        where = style_place(style_to_mend(form, form.paragraph.value(name, attribute)))
        found, right = f"{decimal(gap / POINT)} pt", N_("ít nhất 6 pt")
        yield Finding(
            "para-spacing", "error", "PL I.II.6e", (3, 0), where, N_("khoảng cách đoạn"), CONTENT, found, right
        )


def of_recipients(file: LayoutFile) -> Iterator[Finding]:
    """Yield recipients without the words over them."""
    first = file.first("dong")
    if first and not file.first(RECIPIENTS_LABEL):
        label, right = N_("«Nơi nhận»"), "«Nơi nhận:»"
        yield Finding(
            "noi-nhan", "error", "PL I.II.9d", first.order, first.where, N_("chữ"), label, N_("không có"), right
        )


def of_letters(file: LayoutFile) -> Iterator[Finding]:
    """Yield fonts, colours and encodings of all that is printed."""
    styles = [style for style in STYLES if style not in (TABLE_STYLE, "Ngắt phần")]
    for form in [form for form in file.every if form.prints] + list(file.styled(styles)):
        for code, level, what, found, right in _letter_faults(form):
            where = style_place(found.source) if found.source else form.where
            order = (3, 0) if found.source else form.order
            yield Finding(code, level, "PL I.I.4", order, where, what, N_("văn bản"), found.value, right)


def _letter_faults(form: Form) -> Iterator[tuple[str, Level, str, Found, str]]:
    if not unicodedata.is_normalized("NFC", form.text):
        yield "unicode", "warning", N_("mã chữ"), Found(N_("dấu rời"), ""), N_("dựng sẵn")
    for run in form.runs:
        for font in run.fonts:
            if font.value.casefold() != FONT.casefold():
                is_legacy = font.value.casefold().startswith(LEGACY_FONTS)
                yield "unicode" if is_legacy else "font-name", "error", N_("phông chữ"), font, FONT
        highlight = run.value("highlight")
        if highlight and highlight.value not in OFF:
            yield "font-color", "error", N_("màu nền chữ"), highlight, N_("không tô nền")
        if run.color.value.lower() not in ("auto", "000000") and "khan" not in form.tags:
            yield "font-color", "error", N_("màu chữ"), run.color, N_("đen")


CHECKS = (of_pages, of_form, of_letterhead, of_recipients, of_body_sizes, of_gaps, of_letters)


def findings(file: LayoutFile) -> list[Finding]:
    """Return all that is against the decree, each once, in the order of the file."""
    found = {one: None for check in CHECKS for one in check(file)}
    return sorted(found, key=lambda one: one.order)
