"""The head of page 1: agencies, number, place, date and marks; the title with the trích yếu."""

import pytest
from written_plans import FOOT, OPENING, TITLE, centred, document, paragraph, side_by_side

from cchc_draft.formats import PartialDate
from cchc_draft.importing.recognise import recognise

NATION = "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**"
SECTIONS = ("I. MỤC ĐÍCH", "Nâng cao.", "II. TỔ CHỨC", "Thực hiện./.")


def head(left, right=f"{NATION}\n*Huế, ngày 05 tháng 3 năm 2026*", **form):
    plan = recognise(document(side_by_side(left, right), *TITLE, OPENING, *SECTIONS, FOOT, **form))
    return plan.letterhead


@pytest.mark.parametrize(
    ("left", "parents", "agencies"),
    [
        ("**ỦY BAN NHÂN DÂN**\n**TỈNH LÂM ĐỒNG**", (), ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG")),
        ("UBND TỈNH LÂM ĐỒNG\n**SỞ NỘI VỤ**", ("UBND TỈNH LÂM ĐỒNG",), ("SỞ NỘI VỤ",)),
        ("UBND TỈNH LÂM ĐỒNG\nSỞ NỘI VỤ", ("UBND TỈNH LÂM ĐỒNG",), ("SỞ NỘI VỤ",)),
        ("**UBND TỈNH LÂM ĐỒNG**\n**SỞ NỘI VỤ**", ("UBND TỈNH LÂM ĐỒNG",), ("SỞ NỘI VỤ",)),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n**SỞ VĂN HÓA, THỂ THAO**\n**VÀ DU LỊCH**",
            ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"),
            ("SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"),
        ),
        ("UBND XÃ ĐÔNG ANH\n**TRƯỜNG**\n**TIỂU HỌC A**", ("UBND XÃ ĐÔNG ANH",), ("TRƯỜNG", "TIỂU HỌC A")),
        (
            "UBND THÀNH PHỐ HÀ NỘI\n**ỦY BAN NHÂN DÂN**\n**PHƯỜNG NGỌC HÀ**",
            ("UBND THÀNH PHỐ HÀ NỘI",),
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG NGỌC HÀ"),
        ),
        ("ĐẢNG BỘ TỈNH NGHỆ AN\n**ĐẢNG ỦY XÃ YÊN TRUNG**\n*", ("ĐẢNG BỘ TỈNH NGHỆ AN",), ("ĐẢNG ỦY XÃ YÊN TRUNG",)),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT\nĐOÀN KẾT", ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",), ("TRƯỜNG THPT", "ĐOÀN KẾT")),
        ("**BỘ NỘI VỤ**\n-------", (), ("BỘ NỘI VỤ",)),
        ("**SỞ NỘI VỤ -**\n**SỞ TÀI CHÍNH**", (), ("SỞ NỘI VỤ -", "SỞ TÀI CHÍNH")),
        ("**SỞ NỘI VỤ**\n**SỞ TÀI CHÍNH**", (), ("SỞ NỘI VỤ", "SỞ TÀI CHÍNH")),
        (
            "BAN QUẢN LÝ CÁC\nKHU CÔNG NGHIỆP\n**TRUNG TÂM DỊCH VỤ**",
            ("BAN QUẢN LÝ CÁC", "KHU CÔNG NGHIỆP"),
            ("TRUNG TÂM DỊCH VỤ",),
        ),
    ],
)
def test_the_agency_is_parted_from_the_one_above_it(left, parents, agencies):
    found = head(f"{left}\nSố: 1/KH-SNV")

    assert (found.parents, found.agencies) == (parents, agencies)


@pytest.mark.parametrize(
    ("line", "number", "symbol", "is_party_form"),
    [
        ("Số: 115/KH-UBND", 115, "KH-UBND", False),
        ("Số: 115 /KH-UBND", 115, "KH-UBND", False),
        ("Số:         /KH-SVHTTDL", None, "KH-SVHTTDL", False),
        ("Số: …../KH-UBND", None, "KH-UBND", False),
        ("Số:____/KH-THCS", None, "KH-THCS", False),
        ("Số: 07/KH - SNV", 7, "KH-SNV", False),
        ("Số: 15/KHLT-SNV-STC", 15, "KHLT-SNV-STC", False),
        ("Số 34-KH/ĐU", 34, "KH/ĐU", True),
        ("Số:      -KH/TU", None, "KH/TU", True),
    ],
)
def test_the_number_may_be_blank_and_have_the_partys_form(line, number, symbol, is_party_form):
    found = head(f"**SỞ NỘI VỤ**\n{line}")

    assert (found.number, found.symbol, found.is_party_form) == (number, symbol, is_party_form)


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Huế, ngày 04 tháng 03 năm 2026", "Huế", PartialDate(2026, 3, 4)),
        ("Lai Châu, ngày tháng 6 năm 2026", "Lai Châu", PartialDate(2026, 6)),
        ("TP. Hồ Chí Minh, ngày … tháng … năm 2026", "TP. Hồ Chí Minh", PartialDate(2026)),
        ("Thủ Đức, TP HCM, ngày 1 tháng 2 năm 2026", "Thủ Đức, TP HCM", PartialDate(2026, 2, 1)),
        ("Huế, ngày 12/3/2026", "Huế", PartialDate(2026, 3, 12)),
        ("Huế, ngày 31 tháng 02 năm 2026", "Huế", PartialDate(2026, 2)),
        ("Huế, ngày    tháng    năm 202…", "Huế", None),
    ],
)
def test_place_and_date_may_have_blanks(line, place, date):
    found = head("**SỞ NỘI VỤ**\nSố: 1/KH-SNV", f"{NATION}\n{line}")

    assert (found.place, found.date) == (place, date)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Huế, ngày 31 tháng 02 năm 2026",
            "ngày của văn bản «Huế, ngày 31 tháng 02 năm 2026» không đủ hoặc không có thật; phần không rõ để trống",
        ),
        ("Tài liệu họp", "dòng «Tài liệu họp» ở đầu văn bản không rõ là gì nên không đưa vào kế hoạch"),
        (
            "ĐOÀN TNCS HỒ CHÍ MINH",
            "dòng «ĐOÀN TNCS HỒ CHÍ MINH» ở vị trí quốc hiệu không đưa vào: chương trình in quốc hiệu, tiêu ngữ",
        ),
        ("MẬT", "dấu mật «MẬT» không đưa vào kế hoạch: chương trình không soạn văn bản mật"),
        ("DỰ THẢO LẦN 2", "dấu «DỰ THẢO LẦN 2»: chương trình chỉ in «DỰ THẢO»"),
        (
            "Số: 5/2026/KH-SNV",
            "năm «2026» trong số ký hiệu «Số: 5/2026/KH-SNV» không đưa vào: số của kế hoạch không ghi năm",
        ),
    ],
)
def test_what_the_head_cannot_hold_is_told(line, told):
    plan = recognise(document(side_by_side("**SỞ NỘI VỤ**", f"{NATION}\n{line}"), *TITLE, OPENING, *SECTIONS, FOOT))

    assert told in [problem.text for problem in plan.problems]


@pytest.mark.parametrize(
    ("mark", "field", "value"),
    [
        ("DỰ THẢO", "is_draft", True),
        ("(Dự thảo)", "is_draft", True),
        ("HỎA TỐC", "urgency", "HỎA TỐC"),
        ("Khẩn", "urgency", "KHẨN"),
        ("LƯU HÀNH NỘI BỘ", "circulation", "LƯU HÀNH NỘI BỘ"),
    ],
)
def test_marks_are_read_from_text_boxes_too(mark, field, value):
    for box in (paragraph(mark, is_box=True), paragraph(mark)):
        blocks = (side_by_side("**SỞ NỘI VỤ**\nSố: 1/KH-SNV", NATION), box, *TITLE, OPENING, *SECTIONS, FOOT)
        assert getattr(recognise(document(*blocks)).letterhead, field) == value


def test_number_and_date_may_hang_in_a_text_box_behind_the_title():
    blocks = (
        side_by_side("UBND TỈNH HUẾ\n**SỞ NỘI VỤ**", NATION),
        *TITLE,
        paragraph("Số: 9/KH-SNV", is_box=True),
        paragraph("Huế, ngày 5 tháng 1 năm 2026", is_box=True),
        OPENING,
        *SECTIONS,
        FOOT,
    )

    plan = recognise(document(*blocks))

    assert (plan.letterhead.number, plan.letterhead.place) == (9, "Huế")
    assert plan.subject == ("Cải cách hành chính năm 2026 của Sở Nội vụ",)


def test_a_head_without_a_table_has_its_columns_at_tabs():
    blocks = (
        "UBND TỈNH HUẾ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc",
        "Số:        /KH-SNV\tHuế, ngày      tháng 02 năm 2026",
    )

    found = recognise(document(*blocks, *TITLE, OPENING, *SECTIONS, FOOT)).letterhead

    assert (found.parents, found.agencies, found.symbol) == (("UBND TỈNH HUẾ",), ("SỞ NỘI VỤ",), "KH-SNV")
    assert (found.place, found.date) == ("Huế", PartialDate(2026, 2))


@pytest.mark.parametrize(
    "right",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHuế, ngày 05 tháng 3 năm 2026",
        "CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM\nĐộc lập - Tự do -\nHạnh phúc\nHuế, ngày 05 tháng 3 năm\n2026",
        f"{NATION}\nHuế, ngày 05 tháng 3\nnăm 2026",
        f"{NATION} ______\nHuế, ngày 05 tháng 3 năm 2026",
    ],
)
def test_lines_that_a_narrow_column_broke_are_whole_again(right):
    found = head("UBND THÀNH PHỐ HUẾ\nSỞ NỘI VỤ\nSố: 1/KH-SNV", right)

    assert (found.parents, found.agencies) == (("UBND THÀNH PHỐ HUẾ",), ("SỞ NỘI VỤ",))
    assert (found.place, found.date) == ("Huế", PartialDate(2026, 3, 5))


def test_who_drew_up_the_plan_does_not_issue_it():
    signatures = side_by_side("Nơi nhận:\n- Lưu: VT.", "NGƯỜI LẬP\n\nLê Thị Hoa", "GIÁM ĐỐC\n\nLê Văn An")
    left = "SỞ Y TẾ TỈNH AN GIANG\nBỆNH VIỆN TÂN CHÂU\nSố: 1/KH-BV"

    found = recognise(document(side_by_side(left, NATION), *TITLE, OPENING, *SECTIONS, signatures))

    assert found.letterhead.parents == ("SỞ Y TẾ TỈNH AN GIANG",)


def test_a_line_drawn_behind_a_name_is_no_part_of_it():
    assert head("ĐẢNG BỘ TỈNH HUẾ\n**ĐẢNG ỦY XÃ A LƯỚI** ______\nSố 1-KH/ĐU").agencies == ("ĐẢNG ỦY XÃ A LƯỚI",)


# Title and trích yếu.


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        (("**KẾ HOẠCH**", "**Cải cách hành chính năm 2026**"), ("Cải cách hành chính năm 2026",)),
        (("**KẾ HOẠCH\nCải cách hành chính**", "**năm 2026**"), ("Cải cách hành chính", "năm 2026")),
        (("**KẾ HOẠCH Cải cách hành chính năm 2026**",), ("Cải cách hành chính năm 2026",)),
        (("**K Ế  H O Ạ C H**", "**Năm 2026**"), ("Năm 2026",)),
        (("**KẾ HOẠCH**", "**Một**", "**Hai**", "-----", "*ba*"), ("Một", "Hai")),
        (("**KẾ HOẠCH LIÊN TỊCH**", "**Phối hợp năm 2026**"), ("Phối hợp năm 2026",)),
        (("**KẾ HOẠCH**", "**Một**", "*(Kèm theo Quyết định số 1/QĐ-UBND)*"), ("Một",)),
        (("**DỰ THẢO KẾ HOẠCH**", "**Một**"), ("Một",)),
    ],
)
def test_the_trich_yeu_ends_where_its_form_ends(title, subject):
    blocks = (side_by_side("**SỞ NỘI VỤ**\nSố: 1/KH-SNV", NATION), *map(centred, title), OPENING, *SECTIONS, FOOT)

    assert recognise(document(*blocks)).subject == subject


def test_a_type_of_its_own_is_no_trich_yeu_of_plain_text():
    blocks = ("Số: 1/KH-SNV", "KẾ HOẠCH PHỐI HỢP", "Giữa hai Sở năm 2026", "Thực hiện Kế hoạch, hai Sở:", *SECTIONS)

    found = recognise(document(*blocks, has_form=False))

    assert found.subject == ("Giữa hai Sở năm 2026",)
    assert "tên loại «KẾ HOẠCH PHỐI HỢP»: chương trình in «KẾ HOẠCH»" in [problem.text for problem in found.problems]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("Thông tin về cải cách hành chính", "nhà nước năm 2026", "Thực hiện Quyết định như sau:"), 2),
        (("CẢI CÁCH HÀNH CHÍNH", "TỈNH HUẾ NĂM 2026", "I. MỤC ĐÍCH"), 2),
        (("Triển khai cải cách hành chính", "Thành phố Huế năm 2026", "Căn cứ Luật này;"), 2),
        (("Triển khai cải cách hành chính năm 2026", "Thực hiện Kế hoạch, Sở ban hành"), 1),
        (
            (
                "Triển khai Nghị quyết số 13-NQ/TU ngày 06/9/2026",
                "Của Tỉnh ủy về chuyển đổi số",
                "Đến năm 2030",
                "Căn cứ",
            ),
            3,
        ),
        (("Tổ chức đại hội, tiến tới Đại hội đại biểu", "Đoàn Thanh niên lần thứ XIV", "Căn cứ Điều lệ, Sở"), 2),
        (("CHUYỂN ĐỔI SỐ NĂM 2026", "PHẦN I. KẾT QUẢ", "I. KẾT QUẢ ĐẠT ĐƯỢC"), 1),
    ],
)
def test_the_trich_yeu_of_plain_text_ends_where_its_wording_ends(lines, count):
    blocks = ("Số: 1/KH-SNV", "KẾ HOẠCH", *lines, *SECTIONS)

    assert recognise(document(*blocks, has_form=False)).subject == lines[:count]


def test_a_plan_that_came_with_a_decision_has_its_year_and_the_line_is_told():
    line = "(Kèm theo Quyết định số 5/QĐ-SNV ngày 03 tháng 3 năm 2026 của Sở Nội vụ)"

    found = recognise(
        document("**SỞ NỘI VỤ**", centred("KẾ HOẠCH"), centred("Cải cách hành chính"), centred(line), *SECTIONS)
    )

    assert found.year == 2026
    assert [one.text for one in found.problems if one.code == "reference-left-out"] == [
        f"dòng «{line}» dưới trích yếu không đưa vào: kế hoạch được in với số và ngày của chính nó"
    ]


@pytest.mark.parametrize(
    ("date", "subject", "year"),
    [
        ("ngày 05 tháng 01 năm 2026", "Cải cách hành chính năm 2026", 2026),
        ("ngày 28 tháng 12 năm 2025", "Cải cách hành chính năm 2026", 2026),
        ("ngày 05 tháng 01 năm 2026", "Thực hiện Nghị quyết năm 2020", 2026),
        ("ngày    tháng    năm", "Cải cách hành chính năm 2026", 2026),
        ("ngày    tháng    năm", "Cải cách hành chính", None),
    ],
)
def test_the_year_is_the_one_that_the_trich_yeu_names_beside_the_date(date, subject, year):
    blocks = (side_by_side("**SỞ NỘI VỤ**", f"{NATION}\nHuế, {date}"), centred("KẾ HOẠCH"), centred(subject), OPENING)

    assert recognise(document(*blocks, *SECTIONS, FOOT)).year == year
