"""Rules about appendices, and about marks and other parts of a plan."""

import re

import pytest
from checked_plans import RIGHT, checked, of, reported
from docx_reading import W
from look_examples import WAYS, Look, drafted
from look_examples import document as read
from look_examples import reported as looked
from written_plans import centred, document, paragraph, table

from cchc_draft.checking import checker
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

REFERENCE = RIGHT["reference"][0]
ROW = ["STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn", "1 | Rà soát thủ tục | Văn phòng Sở | Quý II/2026"]


def said(code, **parts):
    return [(severity, message) for severity, message, _ in reported(code, **parts)]


def several(*labels, body="Các nhiệm vụ nêu tại các Phụ lục kèm theo Kế hoạch này.", code):
    """Return what a rule says of a plan with appendices of these labels."""
    first, *others = labels
    rest = [line for label in others for line in (label, "BIỂU TỔNG HỢP", REFERENCE, *ROW)]
    blocks = checked(appendix=first, body=["I. NHIỆM VỤ", body], rest=[]).written.blocks
    more = []
    for line in rest:
        if " | " not in line:
            more.append(centred(f"**{line}**", breaks_page=line in labels))
        elif line == ROW[0]:
            more.append(table(*([part.strip() for part in row.split("|")] for row in ROW)))
    made = of(document(*blocks, *more))
    return [(one.severity, one.message) for one in checker.check(made, checker.Settings(only=(code,)))]


# Pointed to in the text.


@pytest.mark.parametrize(
    "text",
    [
        "Các nhiệm vụ cụ thể (chi tiết tại Phụ lục kèm theo).",
        "Các nhiệm vụ nêu tại phụ lục Kế hoạch này.",
        "Chi tiết theo Phụ lục số 01 đính kèm.",
        "Chi tiết theo Phụ lục I kèm theo.",
        "Theo Phụ lục kèm theo Kế hoạch số 45/KH-STP.",
        "Theo Phụ lục kèm theo, thực hiện Nghị quyết số 76/NQ-CP.",
        "Tại Phụ lục kèm theo Kế hoạch này và Nghị quyết số 76/NQ-CP.",
    ],
)
def test_a_text_that_points_to_its_appendix(text):
    assert said("appendix-referenced", body=["I. NHIỆM VỤ", text]) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Rà soát thủ tục hành chính.", "error"),
        ("Theo mẫu tại Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP.", "error"),
        ("Theo Phụ lục II Thông tư số 02/2021/TT-BNV.", "error"),
        ("Giao nhiệm vụ cho các đơn vị (có danh mục kèm theo).", "warning"),
    ],
)
def test_a_text_that_does_not_point_to_its_appendix(text, severity):
    assert said("appendix-referenced", body=["I. NHIỆM VỤ", text]) == [
        (severity, "nội dung kế hoạch không có chỗ nào chỉ dẫn đến «Phụ lục»")
    ]


def test_an_appendix_that_only_a_table_of_the_body_points_to():
    rows = ["STT | Nội dung | Ghi chú", "1 | Rà soát thủ tục | Phụ lục"]

    assert said("appendix-referenced", body=["I. NHIỆM VỤ", "Các nhiệm vụ:", *rows]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Các nhiệm vụ nêu tại các Phụ lục kèm theo.", []),
        ("Nêu tại Phụ lục I, II kèm theo.", []),
        ("Nêu tại Phụ lục I và Phụ lục II.", []),
        ("Nêu tại các Phụ lục từ Phụ lục I đến Phụ lục II.", []),
        ("Nêu tại Phụ lục I kèm theo.", [("error", "nội dung kế hoạch không có chỗ nào chỉ dẫn đến «Phụ lục II»")]),
        ("Nêu tại Phụ lục I, II, III kèm theo.", [("error", "nội dung nhắc đến «Phụ lục III» nhưng kế hoạch chỉ có: Phụ lục I, Phụ lục II")]),
        ("Nêu tại Phụ lục I, II. Biểu mẫu theo Phụ lục IV Quy chế phối hợp.", [("warning", "nội dung nhắc đến «Phụ lục IV» nhưng kế hoạch chỉ có: Phụ lục I, Phụ lục II")]),
    ],
)  # fmt: skip
def test_every_appendix_is_pointed_to_and_every_one_that_is_named_is_there(text, found):
    assert several("Phụ lục I", "Phụ lục II", body=text, code="appendix-referenced") == found


def test_an_appendix_that_is_not_in_the_file():
    assert said("appendix-referenced", appendix=[], appendix_name=[], reference=[], table=[]) == [
        ("warning", "nội dung nhắc đến phụ lục («vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.») nhưng trong tệp không có phụ lục nào")
    ]  # fmt: skip


# Numbers.


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("Phụ lục I", "Phụ lục II", "Phụ lục III"), []),
        (("PHỤ LỤC I", "PHỤ LỤC II"), []),
        (("Phụ lục 1", "Phụ lục 2"), ["«Phụ lục 1»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «Phụ lục I»", "«Phụ lục 2»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «Phụ lục II»"]),
        (("Phụ lục 01", "Phụ lục II"), ["«Phụ lục 01»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «Phụ lục I»"]),
        (("Phụ lục A", "Phụ lục B"), ["«Phụ lục A»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «Phụ lục I»", "«Phụ lục B»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «Phụ lục II»"]),
        (("Phụ lục", "Phụ lục"), ["«Phụ lục» thiếu số thứ tự: kế hoạch có nhiều phụ lục, ghi «Phụ lục I»", "«Phụ lục» thiếu số thứ tự: kế hoạch có nhiều phụ lục, ghi «Phụ lục II»"]),
        (("Phụ lục I", "Phụ lục III"), ["số thứ tự «Phụ lục III» không liền với phụ lục trước; phải là «Phụ lục II»"]),
        (("Phụ lục I", "Phụ lục I"), ["số thứ tự «Phụ lục I» không liền với phụ lục trước; phải là «Phụ lục II»"]),
        (("Phụ lục II", "Phụ lục III"), ["số thứ tự «Phụ lục II» không liền với phụ lục trước; phải là «Phụ lục I»"]),
    ],
)  # fmt: skip
def test_several_appendices_have_roman_numbers_without_gaps(labels, found):
    assert several(*labels, code="appendix-roman") == [("error", message) for message in found]


@pytest.mark.parametrize("number", ["I", "1", "01"])
def test_a_single_appendix_has_no_number(number):
    assert said("appendix-roman", appendix=f"Phụ lục {number}") == [
        ("warning", f"kế hoạch chỉ có một phụ lục nên ghi «Phụ lục», không đánh số «Phụ lục {number}»")
    ]


# Label and name.


@pytest.mark.parametrize(
    ("label", "code", "message"),
    [
        ("PHỤ LỤC", "appendix-title", "«PHỤ LỤC» phải viết chữ in thường: «Phụ lục»"),
        ("Phụ Lục", "appendix-title", "«Phụ Lục» phải viết chữ in thường: «Phụ lục»"),
        ("PHỤ LỤC I", "appendix-title", "«PHỤ LỤC I» phải viết chữ in thường: «Phụ lục I»"),
        ("Phụ lục ii", "appendix-title", "«Phụ lục ii» phải viết chữ in thường: «Phụ lục II»"),
        ("Phụ lục. NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH", "appendix-name", "«Phụ lục. NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH»: tên phụ lục «NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH» phải ở dòng riêng, dưới dòng «Phụ lục»"),
        ("Phụ lục I: Danh mục nhiệm vụ cải cách hành chính năm 2026", "appendix-name", "«Phụ lục I: Danh mục nhiệm vụ cải cách hành chính năm 2026»: tên phụ lục «Danh mục nhiệm vụ cải cách hành chính năm 2026» phải ở dòng riêng, dưới dòng «Phụ lục»"),
    ],
)  # fmt: skip
def test_label_and_name_have_lines_and_letters_of_their_own(label, code, message):
    assert said(code, appendix=label, appendix_name=[] if code == "appendix-name" else RIGHT["appendix_name"]) == [
        ("error", message)
    ]


@pytest.mark.parametrize("label", ["Phụ lục:", "Phụ lục I.", "Phụ lục số I"])
def test_marks_behind_the_label_are_doubtful(label):
    assert [severity for severity, _ in said("appendix-title", appendix=label)] == ["warning"]


def test_pages_behind_the_signature_that_are_not_called_an_appendix():
    assert said("appendix-title", appendix=[]) == [
        ("warning", "trang sau phần ký bắt đầu bằng «NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026» mà không có dòng «Phụ lục»")
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nhiệm vụ cải cách hành chính năm 2026", ["error"]),
        ("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH (đợt 1)", ["warning"]),
        ("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH\nNĂM 2026", []),
        ([], []),
    ],
)
def test_the_name_is_in_capitals(name, found):
    assert [severity for severity, _ in said("appendix-name", appendix_name=name)] == found


# The reference line.


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (REFERENCE, []),
        ("(Kèm theo Kế hoạch số       /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)", []),
        ("(Kèm theo Kế hoạch số ……/KH-STP ngày ….. tháng ….. năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)", []),
        ("(Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp Lâm Đồng)", []),
        (REFERENCE.strip("()"), [("error", f"dòng «{REFERENCE.strip('()')}» phải đặt trong ngoặc đơn: «{REFERENCE}»")]),
        (REFERENCE.replace("Kèm", "Ban hành kèm"), [("warning", f"«{REFERENCE.replace('Kèm', 'Ban hành kèm')}»: mẫu của Nghị định 30 ghi «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)», không có chữ «Ban hành»")]),
        (REFERENCE.replace("Kế hoạch", "kế hoạch"), [("warning", "ở dòng (Kèm theo …), «kế hoạch» phải viết hoa chữ cái đầu: «Kế hoạch»")]),
        (REFERENCE.replace("số ", ""), [("warning", f"ở dòng (Kèm theo …), trước số của kế hoạch ghi chữ «số», không có dấu: «{REFERENCE.replace('số ', '')}»")]),
        (REFERENCE.replace("số ", "số: "), [("warning", "ở dòng (Kèm theo …), trước số của kế hoạch ghi chữ «số», không có dấu: «số:»")]),
        (REFERENCE.replace("ngày 09 tháng 3 năm 2026", "ngày 09/3/2026"), [("warning", "ở dòng (Kèm theo …), thời gian «09/3/2026» phải ghi đủ chữ «ngày … tháng … năm …»")]),
        ("(Kèm theo Kế hoạch số: /KH-STP ngày / /2026 của Sở Tư pháp tỉnh Lâm Đồng)", [("warning", "ở dòng (Kèm theo …), thời gian «//2026» phải ghi đủ chữ «ngày … tháng … năm …»"), ("warning", "ở dòng (Kèm theo …), trước số của kế hoạch ghi chữ «số», không có dấu: «số:»")]),
        (REFERENCE.replace(" tỉnh Lâm Đồng", ""), [("warning", "ở dòng (Kèm theo …), tên cơ quan «Sở Tư pháp» phải ghi đủ: «Sở Tư pháp tỉnh Lâm Đồng»")]),
        (REFERENCE.replace("Sở Tư pháp tỉnh Lâm Đồng", "UBND tỉnh"), [("warning", "ở dòng (Kèm theo …), tên cơ quan «UBND tỉnh» phải ghi đủ: «UBND tỉnh Lâm Đồng»")]),
        (REFERENCE.replace(" của Sở Tư pháp tỉnh Lâm Đồng", ""), [("error", "dòng «(Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026)» thiếu tên cơ quan ban hành; ghi «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)»")]),
        (REFERENCE.replace(" ngày 09 tháng 3 năm 2026", ""), [("error", "dòng «(Kèm theo Kế hoạch số 45/KH-STP của Sở Tư pháp tỉnh Lâm Đồng)» thiếu ngày, tháng, năm; ghi «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)»")]),
        (REFERENCE.replace(" số 45/KH-STP", ""), [("error", "dòng «(Kèm theo Kế hoạch ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)» thiếu số, ký hiệu của kế hoạch; ghi «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)»")]),
        ([], [("error", "dưới «Phụ lục» và tên phụ lục thiếu dòng «(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)»")]),
    ],
)  # fmt: skip
def test_the_form_of_the_reference_line(line, found):
    assert sorted(said("appendix-ref-line", reference=line)) == sorted(found)


def test_a_profile_without_the_province_in_its_name_does_not_hide_it():
    store = ProfileStore((shipped("profiles"),))
    short = store.with_text("a", "ke_thua: bac-ninh/so-vhttdl\nten: Sở Tư pháp\n").load("a")
    plan = checked(profile=short, reference=REFERENCE.replace(" tỉnh Lâm Đồng", ""))
    found = checker.check(plan, checker.Settings(only=("appendix-ref-line",)))

    assert [one.message.rpartition(": ")[2] for one in found] == ["«Sở Tư pháp tỉnh Lâm Đồng»"]


def test_a_reference_line_on_two_lines_is_one():
    first, last = REFERENCE.split(" của ")

    assert said("appendix-ref-line", reference=[first, f"của {last}"]) == []
    assert said("appendix-ref-match", reference=[first, f"của {last}"]) == []


def test_the_reference_line_stands_below_the_name():
    parts = {"appendix_name": [], "reference": [REFERENCE, "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"]}

    assert [severity for severity, _ in said("appendix-ref-line", **parts)] == ["warning"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, []),
        ({"reference": REFERENCE.replace("45/", "54/")}, [("error", "phụ lục ghi số «54», đầu văn bản ghi số «45»")]),
        ({"reference": REFERENCE.replace("KH-STP", "KH-SNV")}, [("error", "phụ lục ghi ký hiệu «KH-SNV», đầu văn bản ghi «KH-STP»")]),
        ({"reference": REFERENCE.replace("ngày 09", "ngày 08")}, [("error", "phụ lục ghi ngày 08/3/2026, đầu văn bản ghi ngày 9/3/2026")]),
        ({"reference": REFERENCE.replace("tháng 3", "tháng 4")}, [("error", "phụ lục ghi ngày 09/4/2026, đầu văn bản ghi ngày 9/3/2026")]),
        ({"reference": REFERENCE.replace("2026", "2025")}, [("error", "phụ lục ghi ngày 09/3/2025, đầu văn bản ghi ngày 9/3/2026")]),
        ({"reference": REFERENCE.replace("ngày 09 tháng 3 năm 2026", "ngày 10/3/2026")}, [("error", "phụ lục ghi ngày 10/3/2026, đầu văn bản ghi ngày 9/3/2026")]),
        ({"reference": REFERENCE.replace("tháng 3", "tháng 03")}, [("warning", "phụ lục viết ngày 09/03/2026, đầu văn bản viết 09/3/2026: phải viết như nhau")]),
        ({"reference": REFERENCE.replace("Sở Tư pháp", "Sở Nội vụ")}, [("error", "phụ lục ghi cơ quan «Sở Nội vụ tỉnh Lâm Đồng», đầu văn bản ghi «SỞ TƯ PHÁP»")]),
        ({"reference": REFERENCE.replace("Kế hoạch", "Quyết định")}, [("error", "phụ lục ghi kèm theo «Quyết định», văn bản là «Kế hoạch»")]),
        ({"number": "Số:       /KH-STP"}, [("error", "phụ lục ghi số «45» nhưng đầu văn bản chưa có số: «Số: /KH-STP»")]),
        ({"date": "Lâm Đồng, ngày      tháng      năm 2026"}, [("error", "phụ lục ghi ngày 09/3/2026 nhưng đầu văn bản còn để trống: …/…/2026")]),
        ({"number": "Số: 045/KH-STP"}, [("warning", "phụ lục ghi số «45», đầu văn bản ghi số «045»")]),
        ({"reference": "(Kèm theo Kế hoạch số       /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)"}, []),
        ({"number": "Số:       /KH-STP", "date": "Lâm Đồng, ngày      tháng      năm 2026", "reference": "(Kèm theo Kế hoạch số       /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)"}, []),
        ({"agency": ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"], "reference": REFERENCE.replace("Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch")}, []),
        ({"agency": ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"], "reference": REFERENCE.replace("Sở Tư pháp", "Sở Văn hóa và Thể thao")}, [("error", "phụ lục ghi cơ quan «Sở Văn hóa và Thể thao tỉnh Lâm Đồng», đầu văn bản ghi «SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH»")]),
        ({"agency": ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"], "reference": REFERENCE.replace("Sở Tư pháp", "Sở VHTTDL")}, [("warning", "phụ lục ghi cơ quan «Sở VHTTDL tỉnh Lâm Đồng», đầu văn bản ghi «SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH»")]),
        ({"parent": [], "agency": ["ỦY BAN NHÂN DÂN", "PHƯỜNG NGỌC HÀ"], "reference": REFERENCE.replace("Sở Tư pháp tỉnh Lâm Đồng", "UBND phường Ngọc Hà")}, []),
        ({"parent": [], "agency": ["ỦY BAN NHÂN DÂN", "PHƯỜNG NGỌC HÀ"], "reference": REFERENCE.replace("Sở Tư pháp tỉnh Lâm Đồng", "UBND phường Ba Đình")}, [("error", "phụ lục ghi cơ quan «UBND phường Ba Đình», đầu văn bản ghi «ỦY BAN NHÂN DÂN PHƯỜNG NGỌC HÀ»")]),
    ],
)  # fmt: skip
def test_the_reference_line_says_what_the_letterhead_says(parts, found):
    assert said("appendix-ref-match", **parts) == found


def test_an_open_number_is_right_in_electronic_documents_only():
    line = "(Kèm theo Kế hoạch số       /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)"

    assert said("appendix-ref-electronic", reference=line) == [
        ("info", f"«{' '.join(line.split())}»: số và ngày chỉ được để trống ở văn bản điện tử")
    ]
    assert said("appendix-ref-electronic") == []


# Where appendices stand.


def test_an_appendix_begins_a_page():
    blocks = [
        paragraph("**Phụ lục**", align="center") if getattr(one, "breaks_page", False) else one
        for one in checked().written.blocks
    ]
    found = checker.check(of(document(*blocks)), checker.Settings(only=("appendix-new-page",)))

    assert [(one.severity, one.message) for one in found] == [("warning", "«Phụ lục» phải bắt đầu ở trang mới")]
    assert said("appendix-new-page") == []


@pytest.mark.parametrize("line", ["Phụ lục", "PHỤ LỤC", "Phụ lục I", "PHỤ LỤC 01", "Phụ lục I. Đánh giá chỉ số"])
def test_an_appendix_in_front_of_the_signature(line):
    assert said("appendix-new-page", body=["I. NHIỆM VỤ", "Nêu tại Phụ lục.", line, "DANH MỤC NHIỆM VỤ"]) == [
        ("warning", f"«{line}» đứng trước phần ký; phụ lục đặt ở trang mới sau phần ký")
    ]


def test_running_text_of_an_appendix_ends_with_its_mark():
    text = "Các đơn vị thực hiện đúng tiến độ nêu trong bảng trên và báo cáo kết quả."

    assert said("appendix-end-mark", rest=text) == [
        ("info", "nội dung phụ lục kết thúc bằng «nêu trong bảng trên và báo cáo kết quả.», chưa có dấu «./.»")
    ]
    assert said("appendix-end-mark", rest=f"{text[:-1]}./.") == []
    assert said("appendix-end-mark") == []


def test_running_text_below_the_reference_line_is_no_name():
    parts = {
        "table": ["1. Các đơn vị rà soát thủ tục hành chính được giao.", "Báo cáo kết quả trước ngày 15/6/2026./."]
    }

    for code in ("appendix-name", "appendix-ref-line", "appendix-end-mark"):
        assert said(code, **parts) == []


# Look.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "place", "phrases", "message"),
    [
        ("appendix-title", "appendix", "cỡ chữ 13", "dòng «Phụ lục» có cỡ chữ 13; phải là 14"),
        ("appendix-title", "appendix", "in hoa", "«PHỤ LỤC» phải viết chữ in thường: «Phụ lục»"),
        ("appendix-title", "appendix", "căn trái", "dòng «Phụ lục» căn trái; phải căn giữa"),
        ("appendix-name", "appendix_name", "không đậm", "tên phụ lục là chữ không đậm; phải là chữ đậm"),
        ("appendix-ref-line", "reference", "không nghiêng", "dòng (Kèm theo …) là chữ đứng; phải là chữ nghiêng"),
        ("appendix-ref-line", "reference", "cỡ chữ 12", "dòng (Kèm theo …) có cỡ chữ 12; phải là 13-14"),
    ],
)
def test_letters_of_the_head_of_an_appendix(code, place, phrases, message, way):
    assert ("error", message) in [(severity, text) for severity, text, _ in looked(code, place, phrases, way)]


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ("số trang đánh tiếp", "số trang của «Phụ lục» đánh tiếp phần trước; phải đánh riêng từ 1"),
        ("số trang đánh từ 5", "số trang của phụ lục bắt đầu từ 5; phải từ 1"),
    ],
)
def test_pages_of_an_appendix_are_numbered_on_their_own(phrases, message):
    assert [one[:2] for one in looked("appendix-page-number", "appendix_page", phrases)] == [("error", message)]


def test_an_appendix_without_a_section_of_its_own():
    look = Look("appendix")
    body = look.root("word/document.xml")
    inner = next(one for one in body.iter(W + "sectPr") if one.getparent().tag == W + "pPr")
    inner.getparent().remove(inner)
    found = checker.check(look.document, checker.Settings(only=("appendix-page-number", "appendix-new-page")))

    assert sorted((one.severity, one.message) for one in found) == [
        ("error", "«Phụ lục» phải bắt đầu một phần trang riêng (section) để số trang đánh lại từ 1"),
        ("warning", "«Phụ lục» phải bắt đầu ở trang mới"),
    ]


def test_an_appendix_in_a_section_on_the_same_page():
    look = Look("appendix")
    last = list(look.root("word/document.xml").iter(W + "sectPr"))[-1]
    last.insert(0, last.makeelement(W + "type", {W + "val": "continuous"}))
    found = checker.check(look.document, checker.Settings(only=("appendix-new-page",)))

    assert [one.severity for one in found] == ["warning"]


def test_the_first_page_of_an_appendix_may_show_its_number():
    assert [one[0] for one in looked("appendix-page-number", "appendix_page", "trang đầu có số trang")] == ["info"]


def test_a_line_below_the_reference_line_is_usual():
    found = looked("appendix-line", "reference", "không có đường kẻ")

    assert [one[0] for one in found] == ["warning"]


# Other parts.


@pytest.mark.parametrize(
    ("code", "mark", "found"),
    [
        ("urgency-mark", "Hỏa tốc", [("info", "«Hỏa tốc» phải viết chữ in hoa: «HỎA TỐC»")]),
        ("urgency-mark", "HỎA TỐC", []),
        ("secret-mark", "Tối mật", [("info", "«Tối mật» phải viết chữ in hoa: «TỐI MẬT»")]),
        ("secret-mark", "TỐI MẬT", []),
        (
            "circulation-mark",
            "Xem xong trả lại",
            [("info", "«Xem xong trả lại» phải viết chữ in hoa: «XEM XONG TRẢ LẠI»")],
        ),
        ("circulation-mark", "XEM XONG TRẢ LẠI", []),
        ("draft-mark", "DỰ THẢO", [("warning", "kế hoạch đã có số và ngày nhưng còn chữ «DỰ THẢO»")]),
        ("draft-mark", "(Dự thảo lần 2)", [("warning", "kế hoạch đã có số và ngày nhưng còn chữ «(Dự thảo lần 2)»")]),
        ("draft-mark", "KHẨN", []),
    ],
)
def test_marks(code, mark, found):
    assert said(code, mark=mark) == found


@pytest.mark.parametrize(
    "parts", [{"number": "Số:       /KH-STP"}, {"date": "Lâm Đồng, ngày      tháng      năm 2026"}]
)
def test_a_draft_is_marked_as_one(parts):
    assert said("draft-mark", mark="DỰ THẢO", **parts) == []


def test_a_draft_mark_in_the_title_or_in_the_margin():
    assert [severity for severity, _ in said("draft-mark", kind="DỰ THẢO KẾ HOẠCH")] == ["warning"]
    plan = of(document(*checked().written.blocks, margins=["Dự thảo ngày 05/3/2026"]))

    assert [one.message for one in checker.check(plan, checker.Settings(only=("draft-mark",)))] == [
        "kế hoạch đã có số và ngày nhưng còn chữ «Dự thảo ngày 05/3/2026»"
    ]


def test_a_draft_mark_printed_across_the_page():
    parts = dict(drafted())
    mark = b'<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textpath string="D\xe1\xbb\xb0 TH\xe1\xba\xa2O"/></v:shape></w:pict></w:r></w:p>'
    parts["word/header1.xml"] = re.sub(rb"(</w:hdr>)", mark + rb"\1", parts["word/header1.xml"])
    found = checker.check(read(parts), checker.Settings(only=("draft-mark",)))

    assert [one.message for one in found] == ["kế hoạch đã có số và ngày nhưng còn chữ «DỰ THẢO»"]


def test_a_long_table_repeats_its_header_row():
    found = looked("table-header-row", "cell", "dòng đầu bảng không lặp lại")

    assert [(severity, message) for severity, message, _ in found] == [
        ("info", "bảng dài nhưng dòng tiêu đề «STT | Nhiệm vụ | Cơ quan, đơn vị chủ trì | Cơ quan, đơn vị p» không lặp lại ở các trang sau")
    ]  # fmt: skip


def test_a_header_row_that_is_switched_off_is_not_repeated():
    look = Look("cell").apply("bảng dài")
    for one in look.root("word/document.xml").iter(W + "tblHeader"):
        one.set(W + "val", "0")

    assert len(checker.check(look.document, checker.Settings(only=("table-header-row",)))) == 1


def test_the_address_in_the_foot_of_the_first_page():
    assert [one[:2] for one in looked("agency-address", "page", "địa chỉ cơ quan ở chân trang cỡ chữ 14")] == [
        ("info", "dòng địa chỉ «Địa chỉ: số 1 đường Lý Thái Tổ, tỉnh Bắc Ninh» phải là cỡ chữ 11 đến 12")
    ]
