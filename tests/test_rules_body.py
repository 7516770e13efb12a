"""Rules about the look of the body."""

import pytest
from checked_plans import reported
from look_examples import WAYS, Look, Property, W, set_property
from look_examples import reported as look_reported
from lxml import etree

from cchc_draft.checking import checker


def told(look, code):
    """Return severity, message and quote of one rule about a changed draft."""
    found = checker.check(look.document, checker.Settings(only=(code,)))
    return [(one.severity, one.message, one.quote) for one in found]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "place", "phrases", "message"),
    [
        ("body-font-size", "item", "cỡ chữ 12", "cỡ chữ 12; nội dung phải là cỡ 13-14"),
        ("body-font-size", "heading2", "cỡ chữ 15", "cỡ chữ 15; nội dung phải là cỡ 13-14"),
        ("body-font-size", "closing", "cỡ chữ 13", "cỡ chữ 13, khác nội dung còn lại (cỡ 14)"),
        ("body-style", "closing", "nghiêng", "nội dung phải là chữ đứng, không nghiêng"),
        ("body-style", "closing", "in hoa", "nội dung là chữ in thường, không viết hoa toàn bộ"),
        ("body-justify", "closing", "căn trái", "đoạn canh trái; nội dung phải dàn đều hai lề"),
        ("body-justify", "diem", "căn trái", "đoạn canh trái; nội dung phải dàn đều hai lề"),
        ("body-justify", "basis", "căn trái", "đoạn canh trái; nội dung phải dàn đều hai lề"),
        ("first-line-indent", "closing", "lùi đầu dòng 0 cm", "lùi đầu dòng 0 cm; phải là một trong hai mức: 1 cm, 1,27 cm"),
        ("first-line-indent", "closing", "lùi đầu dòng 1 cm", "lùi đầu dòng 1 cm, khác các đoạn còn lại (1,27 cm)"),
        ("first-line-indent", "dash", "treo đầu dòng 0,63 cm", "đoạn treo đầu dòng 0,63 cm; dòng đầu phải lùi vào 1,27 cm"),
        ("first-line-indent", "closing", "thụt trái 1 cm", "thụt cả đoạn 1 cm so với lề trái; chỉ lùi dòng đầu"),
        ("line-spacing", "closing", "giãn dòng 2", "giãn dòng 2 dòng; phải từ 1 đến 1,5 dòng"),
        ("line-spacing", "closing", "giãn dòng 12 pt", "giãn dòng 12 pt; phải từ dòng đơn đến 1,5 dòng"),
        ("heading-keep", "heading2", "không đi liền đoạn sau", "tiêu đề chưa đặt đi liền đoạn sau (Keep with next), có thể nằm một mình ở cuối trang"),
    ],
)  # fmt: skip
def test_a_fault_of_the_look_is_told(code, place, phrases, message, way):
    assert look_reported(code, place, phrases, way)[0][1] == message


@pytest.mark.parametrize(
    ("code", "place", "phrases"),
    [
        ("body-style", "basis", "nghiêng"),
        ("body-style", "closing", "một phần nghiêng"),
        ("line-spacing", "closing", "giãn dòng ít nhất 16 pt"),
        ("line-spacing", "closing", "giãn dòng ít nhất 0 pt"),
        ("line-spacing", "closing", "giãn dòng 1,15"),
        ("first-line-indent", "closing", "lùi đầu dòng 1,25 cm"),
        ("body-font-size", "heading1", "cỡ chữ 13"),
        ("body-justify", "heading1", "căn trái"),
    ],
)
def test_a_right_look_is_not_told(code, place, phrases):
    assert look_reported(code, place, phrases) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("phrases", "severity", "gap"),
    [
        ("cách trước 0 pt; cách sau 0 pt", "error", "0 pt"),
        ("cách trước 3 pt; cách sau 0 pt", "error", "3 pt"),
        ("không cách đoạn cùng kiểu", "error", "0 pt"),
    ],
)
def test_paragraphs_that_stand_too_close_are_told(phrases, severity, gap, way):
    found = look_reported("para-spacing", "diem", phrases, way)

    assert found[0][0] == severity
    assert gap in found[0][1]


def test_a_fault_that_all_lines_have_is_told_once():
    look = Look("text")
    for place in ("text", "item", "closing", "basis"):
        part = Look(place)
        for number, paragraph in enumerate(look.all):
            if part.all[number] in part.paragraphs:
                set_property(paragraph, Property("pPr", "jc", {"val": "left"}))
    found = told(look, "body-justify")

    assert len(found) == 1
    assert "đoạn khác canh trái; nội dung phải dàn đều hai lề" in found[0][1]


@pytest.mark.parametrize(("blank", "found"), [("\t", "phím tab"), ("     ", "dấu cách"), ("\xa0\xa0", "dấu cách")])
def test_an_indent_of_signs_is_told(blank, found):
    look = Look("closing")
    text = next(look.paragraphs[0].iter(W + "t"))
    text.text = blank + text.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    set_property(look.paragraphs[0], Property("pPr", "ind", {"firstLine": 0}))
    told_of = told(look, "first-line-indent")

    assert [one[0] for one in told_of] == ["error"]
    assert f"lùi đầu dòng bằng {found}" in told_of[0][1]


def test_an_empty_paragraph_between_is_a_warning():
    assert [one[0] for one in look_reported("para-spacing", "diem", "đoạn trống phía dưới")] == ["warning"]


def test_a_page_break_between_is_no_gap():
    look = Look("closing")
    paragraph = etree.Element(W + "p")
    etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "br").set(W + "type", "page")
    look.paragraphs[0].addprevious(paragraph)

    assert told(look, "para-spacing") == []


def test_centimetres_of_characters_are_not_judged():
    look = Look("closing")
    set_property(look.paragraphs[0], Property("pPr", "ind", {"firstLineChars": 200, "firstLine": 480}))

    assert told(look, "first-line-indent") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CÁC PHÒNG, ĐƠN VỊ THUỘC SỞ NGHIÊM TÚC THỰC HIỆN KẾ HOẠCH NÀY.", ["error"]),
        ("*Các phòng, đơn vị thuộc Sở nghiêm túc thực hiện.*", ["warning"]),
        ("*(Chi tiết tại Phụ lục kèm theo)*", []),
        ("Thực hiện *cơ chế một cửa* theo quy định.", []),
        ("UBND, HĐND, MTTQ", []),
    ],
)
def test_capitals_and_italics_of_a_text(text, found):
    assert [one[0] for one in reported("body-style", body=f"I. NỘI DUNG\n{text}\nXem Phụ lục.")] == found
