"""Rules about sections, khoản, điểm, dashes and the end of the text."""

import pytest
from checked_plans import checked, of, reported
from conftest import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from look_examples import WAYS
from look_examples import reported as look_reported
from written_plans import centred, paragraph, plan, side_by_side
from written_plans import document as written

from cchc_draft.checking import checker
from cchc_draft.checking.numbered_lines import numbered

APPENDIX = "Chi tiết tại Phụ lục."


def said(code, body):
    """Return the messages of one rule about a body."""
    return [message for _, message, _ in reported(code, body=body)]


def told(code, *blocks):
    """Return severity and message of one rule about a plan with these paragraphs as its body."""
    found = checker.check(of(plan(*blocks)), checker.Settings(only=(code,)))
    return [(one.severity, one.message) for one in found]


# The lists.


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("I. A\nII. B\nIII. C", []),
        ("I. A\n1. Một;\n2. Hai.\nII. B\n1. Ba;\n2. Bốn.", []),
        ("I. A\n1. Một;\n2. Hai.\nII. B\n3. Ba;\n4. Bốn.", []),
        ("I. A\n1. Một:\na) Một;\nb) Hai.\n2. Hai:\na) Ba;\nb) Bốn.", []),
        ("I. A\na) Một:\n1. Một;\n2. Hai.\nb) Hai:\n1. Ba;\n2. Bốn.", []),
        ("I. A\n1. Một:\n1.1. Ba;\n1.2. Bốn.\n2. Hai:\n2.1. Năm;\n2.2. Sáu.", []),
        ("I. A\n1. Một;\n2. Hai.\nNgoài ra:\n1. Ba;\n2. Bốn.", []),
        ("A. MỘT\nI. A\nII. B\nB. HAI\nI. C\nII. D", []),
        ("I. A\nIII. B", ["III."]),
        ("I. A\nII. B\nII. C\nIII. D", ["II."]),
        ("II. A\nIII. B", ["II."]),
        ("I. A\n1. Một;\n3. Ba.", ["3."]),
        ("I. A\n1. Một;\n2. Hai;\n2. Ba;\n3. Bốn.", ["2."]),
        ("I. A\n2. Một;\n3. Hai.", ["2."]),
        ("I. A\n1. Một:\na) Một;\nb) Hai;\nd) Ba;\nđ) Bốn.", ["d)"]),
        ("I. A\n1. Một:\na) Một;\na) Hai;\nb) Ba.", ["a)"]),
        ("I. A\n1. Một:\n1.1. Ba;\n1.3. Bốn.", ["1.3."]),
        ("I. A\n1. Một:\na) Một:\n- Hai;\n- Ba.\na) Bốn.", ["a)"]),
        ("I. A\n1. Một.\nHai.\n1. Ba.\n2. Bốn.", ["1."]),
        ("I. A\n1. Một;\n2. Hai:\n- Ba:\n1. Bốn;\n2. Năm.\n3. Sáu.", []),
        ("I. A\n1. Một;\n2. Hai;\n(3) Ba.", []),
        ("Chương I\nMỘT\nĐiều 1. A\nĐiều 2. B\nChương II\nHAI\nĐiều 3. C", []),
        ("Chương I\nMỘT\nĐiều 1. A\nĐiều 2. B\nChương II\nHAI\nĐiều 1. C\nĐiều 4. D", ["Điều 1."]),
        ("Chương I\nMỘT\nĐiều 1. A\nChương II\nHAI\nĐiều 3. C\nĐiều 4. D", ["Điều 3."]),
    ],
)
def test_a_list_knows_what_is_left_out_or_repeated(body, faults):
    document = checked(body=f"{body}\n{APPENDIX}")

    assert [one.written for one in numbered(document) if one.fault] == faults


def test_points_go_on_through_the_alphabet_of_the_decree():
    letters = [
        "a",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "x",
        "y",
    ]
    body = "I. A\n1. Một:\n" + "\n".join(f"{letter}) Nội dung;" for letter in letters)

    assert not any(one.fault for one in numbered(checked(body=body)))


# Faults that are told.

SAID = {
    "structure": [
        (
            "I. MỤC ĐÍCH\na) Một;\nb) Hai.\nII. NHIỆM VỤ\n1. Ba;\n2. Bốn.",
            "điểm «a)» đứng ngay dưới mục «I.», không qua khoản (1., 2. …)",
        ),
        (
            "1. Mục đích\nNâng cao chất lượng.\nI. NHIỆM VỤ\nRà soát.\nII. TỔ CHỨC\nThực hiện.",
            "cấp lớn «I.» đứng sau cấp nhỏ hơn; bố cục phải đi từ lớn đến nhỏ",
        ),
    ],
    "heading-required-title": [
        ("I. MỤC ĐÍCH\nMột.\nII.\n1. Hai;\n2. Ba.", "«II.» không có tiêu đề"),
        ("I. MỤC ĐÍCH\nMột.\nII.\nCác đơn vị thực hiện:\n- Hai;\n- Ba.", "«II.» không có tiêu đề"),
    ],
    "heading-phan": [
        ("**PHẦN I**\n**MỤC TIÊU**\nMột.", "phải ghi «Phần I», không ghi «PHẦN I»"),
        ("**Phần thứ nhất**\n**MỤC TIÊU**\nMột.", "phải ghi «Phần I», không ghi «Phần thứ nhất»"),
        ("**Phần I**\n**Mục tiêu**\nMột.", "tiêu đề «Mục tiêu» phải in hoa: «MỤC TIÊU»"),
        ("**Phần I. MỤC TIÊU**\nMột.", "«Phần I. MỤC TIÊU»: «Phần I» ghi một dòng riêng, tiêu đề ghi ở dòng dưới"),
        ("Phần I\n**MỤC TIÊU**\nMột.", "phải in đậm"),
    ],
    "heading-chuong": [("**Chương 1**\n**MỤC TIÊU**\nMột.", "phải ghi «Chương I», không ghi «Chương 1»")],
    "heading-muc": [
        ("**Chương I**\n**CHUNG**\n**Mục I**\n**PHẠM VI**\nMột.", "phải ghi «Mục 1», không ghi «Mục I»"),
    ],
    "heading-tieu-muc": [
        ("**Chương I**\n**CHUNG**\n**Tiểu mục I**\n**PHẠM VI**\nMột.", "phải ghi «Tiểu mục 1», không ghi «Tiểu mục I»"),
    ],
    "heading-roman": [
        ("I. Mục đích, yêu cầu\nMột.", "tiêu đề «Mục đích, yêu cầu» phải in hoa: «MỤC ĐÍCH, YÊU CẦU»"),
        ("I. MỤC ĐÍCH.\nMột.", "cuối tiêu đề có dấu «.»; tiêu đề không có dấu ở cuối"),
        ("**I/ MỤC ĐÍCH**\nMột.", "số mục ghi «I/»; phải ghi «I.»"),
        ("**I) MỤC ĐÍCH**\nMột.", "số mục ghi «I)»; phải ghi «I.»"),
        ("**I - MỤC ĐÍCH**\nMột.", "số mục ghi «I -»; phải ghi «I.»"),
        ("**I.MỤC ĐÍCH**\nMột.", "thiếu dấu cách sau số mục: «I.MỤC»; phải ghi «I. MỤC»"),
        ("**I.**\n**MỤC ĐÍCH**\nMột.", "«I.» và tiêu đề phải cùng một dòng: «I. MỤC ĐÍCH»"),
        ("I. MỤC ĐÍCH\nMột.\n**II NHIỆM VỤ**\nHai.", "số mục ghi «II»; phải ghi «II.»"),
    ],
    "heading-numbering-unique": [
        ("I. A\nMột.\nII. B\nHai.\nIII. C\nBa.\nV. D\nBốn.", "từ «III.» nhảy sang «V.»; phải là «IV»"),
        ("I. A\nMột.\nI. B\nHai.", "số «I.» bị trùng hoặc lùi lại (trước đó là «I.»); phải là «II»"),
        ("II. A\nMột.\nIII. B\nHai.", "đánh số bắt đầu từ «II.»; phải bắt đầu từ «I»"),
        ("I. A\n1. Mục đích\nMột.\n3. Yêu cầu\nHai.", "từ «1.» nhảy sang «3.»; phải là «2»"),
        ("I. A\n1. Mục đích\nMột.\n1. Yêu cầu\nHai.", "số «1.» bị trùng hoặc lùi lại (trước đó là «1.»); phải là «2»"),
        ("I. A\n1. Một:\n1.1. Hai;\n1.2. Ba.\n2. Bốn:\n1.1. Năm;\n1.2. Sáu.", "số «1.1.» không thuộc khoản 2"),
    ],
    "dieu-heading": [
        ("**Điều 1: Phạm vi**\nMột.", "phải ghi «Điều 1.», không ghi «Điều 1:»"),
        ("**Điều 1. Phạm vi**\nMột.\n**Điều 2 Đối tượng**\nHai.", "phải ghi «Điều 2.», không ghi «Điều 2»"),
        ("**Điều 1.**\n**Phạm vi**\nMột.", "«Điều 1.» và tiêu đề phải cùng một dòng: «Điều 1. Phạm vi»"),
        ("Điều 1. Phạm vi\nMột.", "phải in đậm"),
    ],
    "no-decimal-levels": [
        ("I. A\n1. Một:\n1.1. Hai;\n1.2. Ba.", "đánh số «1.1.» (2 chỗ): nghị định không có cấp này, dưới khoản là điểm a), b) …"),
    ],
    "khoan-number": [
        ("I. A\n1) Một;", "số của khoản ghi «1)»; phải ghi «1.»"),
        ("I. A\n1/ Một;", "số của khoản ghi «1/»; phải ghi «1.»"),
        ("I. A\n1. Một;\n2 . Yêu cầu", "số của khoản ghi «2 .»; phải ghi «2.»"),
        ("I. A\n1. Một;\n2 Hai ba bốn.", "số của khoản ghi «2»; phải ghi «2.»"),
        ("I. A\n1.Một hai;", "thiếu dấu cách: «1.Một»; phải ghi «1. Một»"),
    ],
    "khoan-title": [
        ("I. A\n**1. MỤC ĐÍCH**\nMột.", "tiêu đề của khoản là chữ in thường, không viết hoa toàn bộ"),
        ("I. A\n***1. Mục đích***\nMột.", "tiêu đề của khoản phải là chữ đứng, không nghiêng"),
        ("I. A\n**1. Mục đích:**\nMột.", "cuối tiêu đề của khoản có dấu «:»; tiêu đề không có dấu ở cuối"),
        ("I. A\n**1. Thể chế:** rà soát văn bản.", "tiêu đề của khoản «1. Thể chế:» phải ghi một dòng riêng, không viết tiếp nội dung"),
        ("I. A\n**1. Rà soát văn bản của ngành, báo cáo kết quả theo quý và theo năm.**", "khoản không có tiêu đề thì không in đậm"),
    ],
    "clause-letter": [
        ("I. A\n1. Một:\na. Hai;", "điểm ghi «a.»; phải ghi «a)»"),
        ("I. A\n1. Một:\na/ Hai;", "điểm ghi «a/»; phải ghi «a)»"),
        ("I. A\n1. Một:\n(a) Hai;", "điểm ghi «(a)»; phải ghi «a)»"),
        ("I. A\n1. Một:\nA) Hai;", "điểm ghi «A)»; phải ghi «a)»"),
        ("I. A\n1. Một:\na)Hai ba;", "thiếu dấu cách: «a)Hai»; phải ghi «a) Hai»"),
        ("I. A\n1. Một:\n**a) Hai ba;**", "điểm không in đậm"),
        ("I. A\n1. Một:\n*a) Hai ba;*", "điểm phải là chữ đứng, không nghiêng"),
    ],
    "clause-letter-order": [
        ("I. A\n1. Một:\na) A;\nb) B;\nc) C;\nd) D;\ne) E.", "sau điểm «d)» phải là «đ)», không phải «e)»"),
        ("I. A\n1. Một:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\nf) F;\ng) G.", "không dùng chữ cái «f)» để đánh điểm; phải là «g)»"),
        ("I. A\n1. Một:\na) A;\nc) C.", "sau điểm «a)» phải là «b)», không phải «c)»"),
        ("I. A\n1. Một:\nb) B;\nc) C.", "điểm bắt đầu từ «b)»; phải bắt đầu từ «a)»"),
    ],
    "dash-level": [
        ("I. A\n1. Một:\n• Hai;\n• Ba.", "đầu dòng có ký hiệu «•»; dùng dấu «-»"),
        ("I. A\n1. Một:\n- Hai;\n– Ba;\n- Bốn.", "dấu «–» ở đầu dòng khác các dòng khác; dùng thống nhất «-»"),
        ("I. A\n1. Một:\n+ Hai;\n+ Ba.", "dấu «+» không ở dưới dấu «-» nào; dùng «-»"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "body", "message"), [(code, *one) for code, cases in SAID.items() for one in cases])
def test_a_fault_of_numbering_is_told(code, body, message):
    assert said(code, f"{body}\n{APPENDIX}") == [message]


RIGHT = (
    "I. MỤC ĐÍCH, YÊU CẦU (2026 - 2030)\n**1. Mục đích**\n- Một:\n+ Hai;\n+ Ba.\n**2. Yêu cầu**\nBốn.\n"
    "II. NHIỆM VỤ\n1. Rà soát thủ tục:\na) Một;\nb) Hai.\n2. Khảo sát mức độ hài lòng.",
    "**1. Mục đích**\nMột.\n**2. Yêu cầu**\n- Hai;\n- Ba.",
    "**Phần I**\n**MỤC TIÊU**\nI. MỤC TIÊU CHUNG\nMột.\n**Phần II**\n**NHIỆM VỤ**\nI. NHIỆM VỤ CHUNG\nHai.",
    "I. MỤC ĐÍCH\n– Một;\n– Hai.\nII. NHIỆM VỤ\n1. Năm 2025 và các năm sau:\n– Ba.",
    "I. A\n1. Cải cách thể chế: Rà soát văn bản.\n2. Văn phòng Sở:\na) Một;\nb) Hai.",
)  # fmt: skip


@pytest.mark.parametrize("code", [*SAID, "heading-keep"])
@pytest.mark.parametrize("body", RIGHT)
def test_right_numbering_is_not_told(code, body):
    assert said(code, f"{body}\n{APPENDIX}") == []


def test_automatic_labels_are_read_like_typed_ones():
    blocks = [
        paragraph("**Một**", "I."), paragraph("Hai:", "1)"), paragraph("Ba;", "a)"), paragraph("Bốn;", "c."),
        paragraph("Năm;", "•"), "Thực hiện./.",
    ]  # fmt: skip

    assert told("heading-roman", *blocks)[0][1] == "tiêu đề «Một» phải in hoa: «MỘT»"
    assert told("khoan-number", *blocks)[0][1] == "số của khoản ghi «1)»; phải ghi «1.»"
    assert told("clause-letter", *blocks)[0][1] == "điểm ghi «c.»; phải ghi «c)»"
    assert told("clause-letter-order", *blocks)[0][1] == "sau điểm «a)» phải là «b)», không phải «c.»"
    assert told("dash-level", *blocks)[0][0] == "warning"


def test_capitals_with_a_few_small_letters_are_a_warning():
    assert [one[0] for one in reported("heading-roman", body=f"I. NHIỆM VỤ NĂM 2026 (nếu có)\nMột.\n{APPENDIX}")] == [
        "warning"
    ]


@pytest.mark.parametrize(
    ("closing", "message"),
    [
        ("Trên đây là Kế hoạch năm 2026.", "cuối nội dung phải có dấu «./.»: «Trên đây là Kế hoạch năm 2026.»"),
        ("Trên đây là Kế hoạch năm 2026", "cuối nội dung phải có dấu «./.»: «Trên đây là Kế hoạch năm 2026»"),
        ("Trên đây là Kế hoạch././.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch././.»"),
        ("Trên đây là Kế hoạch../.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch../.»"),
        ("Trên đây là Kế hoạch/.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch/.»"),
        ("Trên đây là Kế hoạch./", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch./»"),
        ("Trên đây là Kế hoạch. /.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch. /.»"),
        ("Trên đây là Kế hoạch ./.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch ./.»"),
        ("Trên đây là Kế hoạch;./.", "dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «Trên đây là Kế hoạch;./.»"),
        ("Trên đây là Kế hoạch./.\nCác đơn vị thực hiện./.", "dấu «./.» chỉ ở cuối nội dung: «Trên đây là Kế hoạch./.»"),
    ],
)  # fmt: skip
def test_a_wrong_end_of_the_text_is_told(closing, message):
    assert [one[1] for one in reported("end-mark", closing=closing)] == [message]


@pytest.mark.parametrize("closing", ["Thực hiện./.", "Thực hiện các nhiệm vụ v.v../.", "Thực hiện các nhiệm vụ…./."])
def test_a_right_end_of_the_text_is_not_told(closing):
    assert reported("end-mark", closing=closing) == []


def test_a_text_that_ends_with_a_table_needs_no_mark():
    body = "I. NHIỆM VỤ\nTheo Phụ lục và bảng sau:\nSTT | Nhiệm vụ\n1 | Rà soát\n2 | Khảo sát"

    assert reported("end-mark", body=body, closing=[]) == []


def test_a_title_that_is_not_bold_is_told_among_those_that_are():
    blocks = ["**I. A**", "**1. Mục đích**", "Một.", "2. Yêu cầu", "Hai.", "3. **Phạm vi**", "- Ba./."]

    assert told("khoan-title", *blocks) == [
        ("error", "tiêu đề của khoản phải in đậm, cả số và chữ"),
        ("error", "tiêu đề của khoản phải in đậm, cả số và chữ"),
    ]


def test_a_plan_of_the_party_follows_its_own_rules():
    head = side_by_side(
        "TỈNH ỦY HUẾ\n**ĐẢNG ỦY**\nSố 12-KH/ĐU", "**ĐẢNG CỘNG SẢN VIỆT NAM**\n*Huế, ngày 05 tháng 01 năm 2026*"
    )
    body = ["**I- MỤC ĐÍCH**", "1- Một.", "2- Hai."]
    foot = side_by_side("Nơi nhận:\n- Lưu.", "**T/M BAN THƯỜNG VỤ**\n\n**Lê Văn An**", align="")
    document = of(written(head, centred("**KẾ HOẠCH**"), centred("**về x**"), "Thực hiện như sau:", *body, foot))

    assert checker.check(document, checker.Settings(only=("heading-roman", "khoan-number", "end-mark"))) == []


# The look.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "place", "phrases", "severity"),
    [
        ("heading-roman", "heading1", "không đậm", "error"),
        ("heading-roman", "heading1", "một phần không đậm", "error"),
        ("heading-roman", "heading1", "nghiêng", "error"),
        ("heading-roman", "heading1", "cỡ chữ 16", "error"),
        ("heading-roman", "heading1", "căn giữa", "warning"),
        ("khoan-title", "heading2", "không đậm", "error"),
        ("khoan-title", "heading2", "nghiêng", "error"),
        ("khoan-title", "heading2", "in hoa", "error"),
        ("khoan-title", "khoan", "đậm", "error"),
        ("clause-letter", "diem", "đậm", "warning"),
        ("clause-letter", "diem", "nghiêng", "warning"),
    ],
)
def test_a_fault_of_the_look_is_told(code, place, phrases, severity, way):
    assert look_reported(code, place, phrases, way)[0][0] == severity


def test_large_parts_stand_in_the_middle():
    blocks = [centred("**Phần I**"), centred("**MỤC TIÊU**"), "Một./."]

    assert told("heading-phan", *blocks) == []


LABELS = st.sampled_from(
    [
        "I. ",
        "II.",
        "V) ",
        "A. ",
        "Phần I",
        "Điều 1. ",
        "1. ",
        "2.",
        "1.1. ",
        "2) ",
        "3/",
        "a) ",
        "đ) ",
        "f. ",
        "(b) ",
        "i) ",
        "- ",
        "+ ",
        "• ",
        "",
    ]
)
TEXTS = st.sampled_from(
    ["", "Một;", "MỤC ĐÍCH", "**Một**", "*Hai.*", "Kế hoạch số 5/KH-UBND", "Căn cứ Luật Lưu trữ;", "./."]
)


@settings(max_examples=tries(20), deadline=None)
@given(st.lists(st.tuples(LABELS, TEXTS), min_size=1, max_size=12))
def test_no_order_of_labels_breaks_a_rule(lines):
    body = [f"{label}{text}" for label, text in lines if (label + text).strip()] or ["Một."]

    assert not [one for one in checker.check(checked(body=body)) if one.rule == checker.INTERNAL]
