"""Rules about type and trích yếu: wording, look, and the line under them."""

import pytest
from checked_plans import checked, of, reported
from docx_reading import W
from look_examples import WAYS, Look
from look_examples import reported as look_reported
from lxml import etree
from written_plans import document

from cchc_draft.checking import checker

CODES = ("type-name", "trich-yeu", "trich-yeu-line", "trich-yeu-no-vv", "trich-yeu-no-period", "trich-yeu-no-abbrev")


def told(found, *codes):
    """Return what the rules of this file say of a document: (rule, severity, message)."""
    return [
        (one.rule, one.severity, one.message) for one in checker.check(found, checker.Settings(only=codes or CODES))
    ]


@pytest.mark.parametrize(
    ("code", "place", "text", "severity", "message"),
    [
        ("type-name", "kind", "Kế hoạch", "error", "tên loại ghi «Kế hoạch»; phải in hoa: «KẾ HOẠCH»"),
        ("type-name", "kind", "KẾ HOACH", "error", "tên loại ghi «KẾ HOACH»; phải ghi «KẾ HOẠCH»"),
        ("trich-yeu", "subject", "CẢI CÁCH HÀNH CHÍNH NĂM 2026", "error",
         "trích yếu «CẢI CÁCH HÀNH CHÍNH NĂM 2026» in hoa; phải là chữ in thường"),
        ("trich-yeu-no-vv", "subject", "V/v cải cách hành chính năm 2026", "error",
         "trích yếu bắt đầu bằng «V/v»; chỉ công văn mới ghi như vậy"),
        ("trich-yeu-no-period", "subject", "Cải cách hành chính năm 2026.", "warning",
         "cuối trích yếu có dấu «.»; không có dấu ở cuối"),
        ("trich-yeu-no-abbrev", "subject", "Cải cách hành chính (CCHC) năm 2026", "info",
         "trích yếu có chữ viết tắt «(CCHC)»; nên viết đầy đủ"),
    ],
)  # fmt: skip
def test_a_fault_of_wording_and_its_words(code, place, text, severity, message):
    assert told(checked(**{place: text})) == [(code, severity, message)]
    assert [quote for _, _, quote in reported(code, **{place: text})] == [text]


@pytest.mark.parametrize("text", ["Về cải cách hành chính năm 2026", "Cải cách hành chính giai đoạn II của UBND tỉnh"])
def test_wording_that_is_right(text):
    assert told(checked(subject=text)) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("place", "phrases", "expected"),
    [
        ("kind", "cỡ chữ 16", ("type-name", "tên loại có cỡ chữ 16; phải là 13-14")),
        ("kind", "căn trái", ("type-name", "tên loại căn trái; phải căn giữa")),
        ("subject", "không đậm", ("trich-yeu", "trích yếu là chữ không đậm; phải là chữ đậm")),
        ("subject", "nghiêng", ("trich-yeu", "trích yếu là chữ nghiêng; phải là chữ đứng")),
    ],
)
def test_a_fault_of_the_look_and_its_words(place, phrases, expected, way):
    code, message = expected

    assert [words for _, words, _ in look_reported(code, place, phrases, way)] == [message]


def test_title_and_subject_on_one_line():
    look = Look("kind").apply("chữ «KẾ HOẠCH Cải cách hành chính năm 2026»")
    below = look.paragraphs[0].getnext()
    below.getparent().remove(below)

    assert told(look.document, "type-name") == [
        ("type-name", "error",
         "tên loại nằm cùng dòng với trích yếu: «KẾ HOẠCH Cải cách hành chính năm 2026»; phải để «KẾ HOẠCH» trên một dòng riêng"),
    ]  # fmt: skip


def test_title_and_subject_in_one_paragraph_with_a_line_end_are_right():
    look = Look("kind").apply("chữ «KẾ HOẠCH|Cải cách hành chính năm 2026»")
    below = look.paragraphs[0].getnext()
    below.getparent().remove(below)

    assert told(look.document, "type-name", "trich-yeu") == []


def test_an_empty_paragraph_under_the_title():
    assert told(Look("subject").apply("đoạn trống phía trên").document) == [
        ("trich-yeu", "error", "có đoạn trống giữa tên loại và trích yếu; trích yếu phải đặt ngay dưới tên loại")
    ]


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ("không có đường kẻ", "không có đường kẻ dưới trích yếu; phải kẻ nét liền, dài từ 1/3 đến 1/2 độ dài dòng chữ"),
        ("đường kẻ dài 150 mm", "đường kẻ dưới trích yếu dài bằng 118% dòng chữ; phải dài từ 1/3 đến 1/2 độ dài dòng chữ"),
        ("đường kẻ bằng gạch nối 12", "đường kẻ dưới trích yếu gõ bằng «----------»; phải là nét liền"),
        ("không có đường kẻ; gạch chân", "trích yếu bị gạch chân; dưới chữ phải kẻ nét liền, không dùng lệnh gạch chân"),
    ],
)  # fmt: skip
def test_a_fault_of_the_line_and_its_words(phrases, message):
    found = told(Look("subject").apply(phrases).document)

    assert [words.split("bằng ")[-1].split("%")[-1] for _, _, words in found] == [
        message.split("bằng ")[-1].split("%")[-1]
    ]


def test_a_line_hanging_at_the_first_paragraph_of_the_text():
    look = Look("subject").apply("không có đường kẻ")
    below = look.paragraphs[-1].getnext()
    drawn = Look("subject").apply("đường kẻ vẽ dài 45 mm")
    below.append(drawn.paragraphs[-1].findall(W + "r")[-1])

    assert told(look.document) == []
    assert etree.tostring(below)


def test_the_pages_of_a_decision_in_front_of_the_plan_are_not_judged():
    decision = ("SỞ TƯ PHÁP", "Số: 8/QĐ-STP", "QUYẾT ĐỊNH", "BAN HÀNH KẾ HOẠCH CCHC", "Điều 1. Ban hành Kế hoạch./.")
    foot = ("Nơi nhận:", "- Như điều 1;", "- CT, các PCT;", "- Lưu: VT, VP.", "GIÁM ĐỐC", "Lê Thị Hạnh")
    own = (
        "KẾ HOẠCH",
        "Cải cách hành chính",
        "(Kèm theo Quyết định số 8/QĐ-STP ngày 05/3/2026)",
        "I. NỘI DUNG",
        "Rà soát./.",
    )

    found = of(document(*decision, *foot, *own, has_form=False))

    assert {line.role for line in found.lines[: len(decision) + len(foot)]} == {"cover"}
    assert [line.role for line in found.lines if line.role != "cover"] == [
        "kind",
        "subject",
        "reference",
        "heading",
        "text",
    ]


@pytest.mark.parametrize(("has_form", "severity"), [(True, "error"), (False, "warning")])
def test_a_trich_yeu_in_capitals_is_a_warning_in_a_copy_without_form(has_form, severity):
    found = of(
        document("Số: 5/KH-STP", "KẾ HOẠCH", "CẢI CÁCH HÀNH CHÍNH", "I. NỘI DUNG", "Rà soát./.", has_form=has_form)
    )

    assert [one.severity for one in checker.check(found, checker.Settings(only=("trich-yeu",)))] == [severity]
