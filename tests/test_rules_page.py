"""Rules about pages and letters: what must be told and what must not, in the ways that Word's files have."""

import pytest
from docx_reading import R, W
from look_examples import DOCUMENT, FIRST_HEADER, HEADER, STYLES, WAYS, Look, Property, document, drafted, set_property
from lxml import etree
from word_making import root

from cchc_draft.checking import checker

OURS = ("page-size", "page-orientation", "margin-top", "margin-bottom", "margin-left", "margin-right", "page-number",
        "page-number-first", "font-name", "unicode", "font-color", "size-consistent")  # fmt: skip


def told(checked, *codes):
    """Return what the rules of this file say, with their codes and severities."""
    found = checker.check(checked, checker.Settings(only=codes or OURS))
    return [(one.rule, one.severity, one.message) for one in found]


def second_section(**margins):
    """Change the pages of the appendix."""

    def change(look):
        section = list(look.root(DOCUMENT).iter(W + "sectPr"))[-1]
        page, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        page.set(W + "w", "16838")
        page.set(W + "h", "11906")
        for side, amount in margins.items():
            margin.set(W + side, str(amount))

    return change


@pytest.mark.parametrize(
    ("place", "phrases", "expected"),
    [
        ("page", "khổ giấy 216 x 279 mm", ("page-size", "error", "khổ giấy là 216 x 279 mm; phải là khổ A4 (210 x 297 mm)")),
        ("appendix_page", "khổ giấy 297 x 420 mm", ("page-size", "error", "khổ giấy là 297 x 420 mm; phải là khổ A4 (210 x 297 mm)")),
        ("page", "giấy ngang", ("page-orientation", "error", "trang đầu để giấy ngang; phải để giấy dọc")),
        ("page", "lề trên 19 mm", ("margin-top", "error", "lề trên là 19 mm; phải là 20-25 mm")),
        ("page", "lề dưới 25,4 mm", ("margin-bottom", "error", "lề dưới là 25,4 mm; phải là 20-25 mm")),
        ("page", "lề trái 25 mm", ("margin-left", "error", "lề trái là 25 mm; phải là 30-35 mm")),
        ("appendix_page", "lề phải 10 mm", ("margin-right", "error", "lề phải là 10 mm; phải là 15-20 mm")),
        ("page", "số trang ở chân trang", ("page-number", "error", "số trang đặt ở chân trang; phải đặt ở giữa, phía trên trang")),
        ("page", "không có số trang", ("page-number", "error", "không có số trang; phải có số trang ở giữa, phía trên trang")),
        ("page", "số trang đánh từ 2", ("page-number", "error", "số trang đánh từ 2; phải đánh từ 1")),
        ("page", "số trang La Mã", ("page-number", "error", "số trang ghi bằng chữ số La Mã; phải ghi bằng chữ số Ả Rập")),
        ("page", "trang đầu có số trang", ("page-number-first", "error", "trang đầu có in số trang; phải không in")),
    ],
)  # fmt: skip
def test_a_fault_of_the_pages_is_told_once(place, phrases, expected):
    assert told(Look(place).apply(phrases).document) == [expected]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ("cỡ chữ 12", "số trang có cỡ chữ 12; phải là 13-14"),
        ("cỡ chữ 11", "số trang có cỡ chữ 11; phải là 13-14"),
        ("nghiêng", "số trang là chữ nghiêng; phải là chữ đứng"),
        ("căn phải", "số trang căn phải; phải căn giữa"),
    ],
)
def test_the_look_of_the_page_number(phrases, message, way):
    assert told(Look("page_number", way).apply(phrases).document) == [("page-number", "error", message)]


def header_of(inner):
    """Return the draft with another header, as Word writes page numbers."""

    def change(look):
        header = look.root(HEADER)
        header[:] = list(etree.fromstring(root("header", inner)))

    return change


FIELD = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>2</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    "inner",
    [
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{FIELD}</w:p>',
        f'<w:sdt><w:sdtContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{FIELD}</w:p></w:sdtContent></w:sdt>',
        f'<w:p><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="center"/><w:jc w:val="left"/></w:pPr>{FIELD}</w:p>',
        f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:tab/></w:r>{FIELD}</w:p>',
        f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:ptab w:relativeTo="margin" w:alignment="center" w:leader="none"/></w:r>{FIELD}</w:p>',
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pgNum/></w:r></w:p>',
    ],
)  # fmt: skip
def test_a_page_number_in_the_middle_however_it_came_there(inner):
    look = Look("page")
    header_of(inner)(look)

    assert told(look.document) == []


def test_numbers_on_every_second_page_only():
    look = Look("page")
    settings = look.root("word/settings.xml")
    etree.SubElement(settings, W + "evenAndOddHeaders")

    assert told(look.document, "page-number") == [
        ("page-number", "error", "số trang chỉ ở trang chẵn hoặc trang lẻ; phải có ở mọi trang")
    ]


def test_a_first_page_that_prints_its_number_by_a_header_of_its_own():
    look = Look("page").apply("đầu trang riêng của trang đầu có số trang")

    assert look.root(FIRST_HEADER) is not None
    assert told(look.document, "page-number-first") == [
        ("page-number-first", "error", "trang đầu có in số trang; phải không in")
    ]


@pytest.mark.parametrize("margins", [{}, {"top": 1701, "bottom": 851, "left": 1134, "right": 1134}, {"left": 1134}])
def test_an_appendix_on_its_side_is_no_matter_of_these_rules(margins):
    look = Look("appendix_page")
    second_section(**margins)(look)

    assert told(look.document) == []


def test_a_gutter_counts_as_left_margin():
    look = Look("page")
    look.section.find(W + "pgMar").set(W + "gutter", "567")

    assert told(look.document) == [("margin-left", "error", "lề trái là 40 mm; phải là 30-35 mm")]


@pytest.mark.parametrize("amount", [1128, 1134, 1417, 1423])
def test_what_word_rounds_is_within_the_margins(amount):
    look = Look("page")
    look.section.find(W + "pgMar").set(W + "top", str(amount))

    assert told(look.document) == []


def test_a_short_plan_needs_no_page_number():
    look = Look("page").apply("không có số trang")
    body = look.root(DOCUMENT).find(W + "body")
    texts = [one for one in body.findall(W + "p") if len("".join(one.itertext())) > 25]
    for one in texts[3:]:
        body.remove(one)

    assert told(look.document, "page-number") == []


# Letters.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("place", "phrases", "expected"),
    [
        ("closing", "phông Arial", "phông chữ của «Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Văn hóa,…» là Arial; phải là Times New Roman"),
        ("signer", "phông Cambria", "phông chữ của «Dương Văn Kiên» là Cambria; phải là Times New Roman"),
        ("archive", "phông .VnTime", "chữ «- Lưu: VT, VP.» dùng phông bảng mã cũ .VnTime; phải gõ bằng Unicode, phông Times New Roman"),
        ("archive", "màu đỏ", "chữ «- Lưu: VT, VP.» màu đỏ (FF0000); phải màu đen"),
        ("archive", "màu xanh", "chữ «- Lưu: VT, VP.» màu xanh lam (0000FF); phải màu đen"),
        ("kind", "tô nền vàng", "chữ «KẾ HOẠCH» tô nền (yellow); phải không tô nền"),
    ],
)  # fmt: skip
def test_letters_that_look_wrong(place, phrases, expected, way):
    found = told(Look(place, way).apply(phrases).document, "font-name", "unicode", "font-color")

    assert [(severity, message.split("»")[-1]) for _, severity, message in found] == [
        ("error", expected.split("»")[-1])
    ]


def test_a_fault_in_the_defaults_is_told_once_with_its_number():
    look = Look("text")
    set_property(
        look.root(STYLES).find(f"{W}docDefaults/{W}rPrDefault"),
        Property("rPr", "rFonts", {"ascii": "Calibri", "hAnsi": "Calibri"}),
    )
    ((code, severity, message),) = told(look.document, "font-name")

    assert (code, severity) == ("font-name", "error")
    assert message.startswith("phông chữ ở ")
    assert message.endswith(" đoạn là Calibri, đầu tiên là «UBND TỈNH BẮC NINH»; phải là Times New Roman")


@pytest.mark.parametrize(
    ("place", "phrases"),
    [
        ("text", "phông times new roman"),
        ("text", "phông TimesNewRomanPSMT"),
        ("text", "màu đen"),
        ("text", "màu tự động"),
    ],
)
def test_letters_that_look_right(place, phrases):
    assert told(Look(place).apply(phrases).document) == []


def test_nearly_black_is_doubtful():
    look = Look("archive")
    look.put(look.paragraphs[0], Property("rPr", "color", {"val": "222222"}))

    assert [severity for _, severity, _ in told(look.document)] == ["warning"]


def test_a_sign_of_another_font_is_an_advice():
    look = Look("archive")
    look.paragraphs[0].append(
        etree.fromstring(root("r", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>→</w:t>'))
    )

    assert [(code, severity) for code, severity, _ in told(look.document)] == [("font-name", "info")]


def test_combining_marks_are_a_warning():
    look = Look("archive").apply("chữ «- Lưu: VT, Tô\u0309 công tác.»")

    assert told(look.document) == [
        ("unicode", "warning", "chữ tổ hợp (dấu rời) ở «Tổ»; nên gõ chữ dựng sẵn"),
    ]


def test_the_first_row_of_a_coloured_table_style():
    look = Look("cell")
    style = next(one for one in look.root(STYLES).iter(W + "style") if one.get(W + "styleId") == "Bang")
    part = etree.SubElement(style, W + "tblStylePr")
    part.set(W + "type", "firstRow")
    set_property(part, Property("rPr", "color", {"val": "FFFFFF"}))
    table = next(look.paragraphs[0].iterancestors(W + "tbl"))
    etree.SubElement(table.find(W + "tblPr"), W + "tblLook").set(W + "val", "04A0")

    found = told(look.document, "font-color")

    assert len(found) == 5
    assert found[0][2] == "chữ «STT» màu xám nhạt hoặc trắng (FFFFFF); phải màu đen"


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((26, 28, 28), []),
        ((24, 26, 26), []),
        ((24, 28, 28), ["cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh và thời gian là 12, 14, 14; phải là 13, 14, 14 hoặc 12, 13, 13"]),
        ((26, 28, 26), ["cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh và thời gian là 13, 14, 13; phải là 13, 14, 14 hoặc 12, 13, 13"]),
        ((30, 28, 28), []),
    ],
)  # fmt: skip
def test_sizes_of_the_letterhead_go_together(sizes, expected):
    parts = drafted()
    for place, size in zip(("nation", "motto", "date"), sizes, strict=True):
        look = Look(place, parts=parts).apply(f"cỡ chữ {size // 2}")
        parts = {**look.parts, **{name: etree.tostring(one) for name, one in look.roots.items()}}

    assert [message for _, _, message in told(document(parts), "size-consistent")] == expected


def test_a_body_of_two_sizes():
    found = told(Look("khoan").apply("cỡ chữ 13").document, "size-consistent")

    assert found == [
        ("size-consistent", "warning", "phần nội dung có cỡ chữ 13 và 14; phải thống nhất một cỡ, như đa số: 14")
    ]


def test_a_run_of_hidden_relations_does_no_harm():
    """A section that names a header which is not there is read as one without."""
    look = Look("page")
    for one in look.section.findall(W + "headerReference"):
        one.set(R + "id", "rId999")

    assert {code for code, _, _ in told(look.document)} <= {"page-number"}
