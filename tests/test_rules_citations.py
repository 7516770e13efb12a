"""Rules about citations and legal bases, and the mentions of documents that they read."""

import datetime

import pytest
from checked_plans import checked, reported
from look_examples import WAYS
from look_examples import reported as look_reported

from cchc_draft.checking.citation_mentions import in_text, mentions
from cchc_draft.checking.document import Line

FULL = "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ"
DAY = datetime.date(2026, 2, 27)


def mentioned(text):
    """Return (kind, number, symbol, date, issuer, subject) of every document that a text mentions."""
    found = in_text(Line("text", text, text, None))
    return [(one.kind, one.number, one.symbol, one.date, one.issuer, one.subject) for one in found]


# Mentions.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FULL, ("Kế hoạch", "75", "75/KH-UBND", DAY, "UBND tỉnh Lâm Đồng", "về kiểm tra công vụ")),
        ("kế hoạch số 75/KH-UBND", ("Kế hoạch", "75", "75/KH-UBND", None, "", "")),
        ("Kế hoạch 75/KH-UBND", ("Kế hoạch", "75", "75/KH-UBND", None, "", "")),
        ("Kế hoạch số 75 /KH-UBND", ("Kế hoạch", "75", "75/KH-UBND", None, "", "")),
        ("Kế hoạch số: 75/KH–UBND", ("Kế hoạch", "75", "75/KH-UBND", None, "", "")),
        ("Kế hoạch số 75 ngày 27/02/2026", ("Kế hoạch", "75", "", DAY, "", "")),
        ("Kế hoạch ngày 27/02/2026 của UBND tỉnh", ("Kế hoạch", "", "", DAY, "UBND tỉnh", "")),
        ("số 75/KH-UBND", ("", "75", "75/KH-UBND", None, "", "")),
        ("Kế hoạch số    /KH-UBND ngày    tháng 02 năm 2026 của UBND tỉnh", ("Kế hoạch", "", "", None, "UBND tỉnh", "")),
        (
            "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị",
            ("Nghị quyết", "57", "57-NQ/TW", datetime.date(2024, 12, 22), "Bộ Chính trị", ""),
        ),
        (
            "Kế hoạch số 75/KH-UBND của UBND Thành phố ngày 27 tháng 02 năm 2026 về kiểm tra",
            ("Kế hoạch", "75", "75/KH-UBND", DAY, "UBND Thành phố", "về kiểm tra"),
        ),
        (
            "Kế hoạch số 75/KH-UBND ngày 27/02/2026 UBND Thành phố về Thông tin",
            ("Kế hoạch", "75", "75/KH-UBND", DAY, "UBND Thành phố", "về Thông tin"),
        ),
        (
            "Kế hoạch số 75 KH/TWĐTN ngày 27/02/2026 của Trung ương Đoàn về tình nguyện",
            ("Kế hoạch", "75", "75KH/TWĐTN", DAY, "Trung ương Đoàn", "về tình nguyện"),
        ),
        (
            "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân (UBND) tỉnh Lâm Đồng về kiểm tra",
            ("Kế hoạch", "75", "75/KH-UBND", DAY, "Ủy ban nhân dân tỉnh Lâm Đồng", "về kiểm tra"),
        ),
        (
            "Thông tư số 5/TT-VPCP ngày 27/02/2026 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn nghiệp vụ",
            (
                "Thông tư", "5", "5/TT-VPCP", DAY, "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "hướng dẫn nghiệp vụ",
            ),
        ),
        (
            "Nghị quyết số 18-NQ/TW ngày27/02/2026 của Ban Chấp hành Trung ương Đảng (khóa XIV) về sắp xếp bộ máy",
            (
                "Nghị quyết", "18", "18-NQ/TW", DAY, "Ban Chấp hành Trung ương Đảng", "về sắp xếp bộ máy",
            ),
        ),
        (
            "Chỉ thị số 13-CT/TW ngày 27/02/2026 (sau đây gọi tắt là Chỉ thị) của Ban Bí thư về dân vận",
            ("Chỉ thị", "13", "13-CT/TW", DAY, "Ban Bí thư", "về dân vận"),
        ),
        (
            "Quyết định số 342/QĐ-TTg ngày 27/02/2026 của Thủ tướng Chính phủ Ban hành Kế hoạch phòng chống",
            ("Quyết định", "342", "342/QĐ-TTg", DAY, "Thủ tướng Chính phủ", "Ban hành Kế hoạch phòng chống"),
        ),
        (
            "Công văn số 823/PV11(CS) ngày 27/02/2026 của Công an tỉnh về địa bàn",
            ("Công văn", "823", "823/PV11(CS)", DAY, "Công an tỉnh", "về địa bàn"),
        ),
        (
            "Quyết định số 685/QĐ-UBND ngày 27/02/2026 chọn ngày 26/3 là Ngày Chuyển đổi số",
            ("Quyết định", "685", "685/QĐ-UBND", DAY, "", "chọn ngày 26/3 là Ngày Chuyển đổi số"),
        ),
        ("Theo Quyết định số 685/QĐ-UBND ngày 27/02/2026 các phòng rà soát", ("Quyết định", "685", "685/QĐ-UBND", DAY, "", "")),
        (
            "Quyết định số 5/QĐ-UBND ngày 31/02/2026 của UBND tỉnh trong năm 2026",
            ("Quyết định", "5", "5/QĐ-UBND", None, "UBND tỉnh", ""),
        ),
        (
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
            (
                "Nghị định", "30", "30/2020/NĐ-CP", datetime.date(2020, 3, 5), "Chính phủ", "về công tác văn thư",
            ),
        ),
    ],
)  # fmt: skip
def test_a_mention_has_its_parts(text, expected):
    assert mentioned(f"Thực hiện {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    ["", "kế hoạch năm 2026", "Đề án 06", "tỷ lệ 95/100 hồ sơ", "quý I/2026", "phòng số 5", "24/7", "ngày 5/3/2026"],
)
def test_what_names_no_document_is_no_mention(text):
    assert mentioned(text) == []


@pytest.mark.parametrize(
    ("text", "name", "symbol", "date", "year"),
    [
        ("Luật Lưu trữ", "Lưu trữ", "", None, 0),
        ("Luật Lưu trữ năm 2024", "Lưu trữ", "", None, 2024),
        ("Luật Lưu trữ số 33/2024/QH15", "Lưu trữ", "33/2024/QH15", None, 0),
        ("Luật số 33/2024/QH15", "", "33/2024/QH15", None, 0),
        ("Luật Cán bộ, công chức ngày 24/6/2025 của Quốc hội", "Cán bộ, công chức", "", datetime.date(2025, 6, 24), 0),
        ("Pháp lệnh Thủ đô ngày 28 tháng 12 năm 2000", "Thủ đô", "", datetime.date(2000, 12, 28), 0),
    ],
)
def test_a_law_is_known_by_its_name(text, name, symbol, date, year):
    (found,) = in_text(Line("text", f"theo {text};", "", None))

    assert (found.is_law, found.name, found.symbol, found.date, found.law_year) == (True, name, symbol, date, year)


def test_documents_of_one_sentence_are_all_found():
    text = (
        "Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng Chính phủ về đẩy mạnh cải cách, Quyết định số 282/QĐ-TTg "
        "ngày 12/02/2026 của Thủ tướng Chính phủ ban hành Kế hoạch và Kế hoạch số 36/KH-UBND; Luật Lưu trữ"
    )

    assert [one[2] or one[0] for one in mentioned(text)] == ["23/CT-TTg", "282/QĐ-TTg", "36/KH-UBND", "Luật"]


def test_a_document_inside_the_name_of_another_is_told_apart():
    text = f"{FULL} thực hiện Nghị quyết số 57-NQ/TW và Kế hoạch số 3/KH-BCĐ, Sở Tư pháp ban hành Kế hoạch này theo Quyết định số 9/QĐ-STP"
    found = in_text(Line("text", text, text, None))

    assert [(one.symbol, one.is_inside) for one in found] == [
        ("75/KH-UBND", False), ("57-NQ/TW", True), ("3/KH-BCĐ", True), ("9/QĐ-STP", False),
    ]  # fmt: skip


def test_mentions_are_found_in_text_tables_and_appendix_and_the_own_number_is_known():
    rows = "STT | Nhiệm vụ | Đơn vị chủ trì\n1 | Thực hiện Kế hoạch số 8/KH-UBND | Văn phòng Sở\n2 | Báo cáo | Văn phòng Sở"
    found = mentions(checked(table=rows))

    assert [(one.symbol, one.line.role, one.is_own) for one in found] == [
        ("36/KH-UBND", "text", False), ("45/KH-STP", "reference", True), ("8/KH-UBND", "cell", False),
    ]  # fmt: skip


# Citations.

SAID = {
    "cite-first": [
        (
            "Thực hiện Kế hoạch số 75/KH-UBND của UBND tỉnh.",
            "viện dẫn lần đầu «Kế hoạch số 75/KH-UBND của UBND tỉnh» thiếu ngày ban hành, trích yếu",
        ),
        (
            "Thực hiện Nghị quyết số 57-NQ/TW.",
            "viện dẫn lần đầu «Nghị quyết số 57-NQ/TW» thiếu ngày ban hành, cơ quan ban hành, trích yếu",
        ),
        (
            "Thực hiện Kế hoạch số 75 ngày 27/02/2026 của UBND tỉnh về kiểm tra công vụ.",
            "viện dẫn lần đầu «Kế hoạch số 75 ngày 27/02/2026 của UBND tỉnh về kiểm tra công vụ» thiếu số, ký hiệu",
        ),
        (
            "Thực hiện Quyết định số 600/QĐ-UBND ngày 09/02/2026 về việc ban hành Kế hoạch cải cách hành chính.",
            "viện dẫn lần đầu «Quyết định số 600/QĐ-UBND ngày 09/02/2026 về việc ban hành Kế hoạch cải cách hành chính» "
            "thiếu cơ quan ban hành",
        ),
    ],
    "cite-law": [
        (
            "Thực hiện Luật Lưu trữ số 33/2024/QH15.",
            "viện dẫn luật «Luật Lưu trữ số 33/2024/QH15» chỉ ghi tên loại và tên: «Luật Lưu trữ»",
        ),
    ],
    "cite-later": [
        (
            "Theo Kế hoạch số 36/KH-UBND ngày 15/01/2026.",
            "văn bản đã viện dẫn ở trên, nay lại ghi đầy đủ «Kế hoạch số 36/KH-UBND ngày 15/01/2026»; "
            "chỉ cần «Kế hoạch số 36/KH-UBND»",
        ),
    ],
    "cite-so": [
        (
            "Theo Kế hoạch 36/KH-UBND.",
            "viện dẫn «Kế hoạch 36/KH-UBND» thiếu chữ «số»; phải ghi «Kế hoạch số 36/KH-UBND»",
        ),
    ],
    "cite-consistent": [
        (
            "Theo Kế hoạch số 36/KH-UBND ngày 16/01/2026.",
            "«Kế hoạch số 36/KH-UBND ngày 16/01/2026» khác ngày với chỗ khác: nơi ghi 16/01/2026, nơi ghi 15/01/2026",
        ),
        (
            "Theo Kế hoạch số 36/KH-UBND của Bộ Nội vụ.",
            "«Kế hoạch số 36/KH-UBND … của Bộ Nội vụ» khác cơ quan ban hành với chỗ khác: nơi ghi «Bộ Nội vụ», "
            "nơi ghi «UBND tỉnh Lâm Đồng»",
        ),
        ("Theo Chỉ thị số 36/KH-UBND.", "«Chỉ thị số 36/KH-UBND» khác tên loại với chỗ khác: «Kế hoạch số 36/KH-UBND»"),
        ("Theo Kế hoạch số 36/KH-Ubnd.", "ký hiệu «36/KH-Ubnd» viết khác chỗ khác: «36/KH-UBND»"),
    ],
}  # fmt: skip


def in_body(text):
    return f"I. NỘI DUNG\n1. {text}\n2. Chi tiết tại Phụ lục."


@pytest.mark.parametrize(("code", "text", "message"), [(code, *one) for code, cases in SAID.items() for one in cases])
def test_a_fault_of_citing_is_told(code, text, message):
    assert [one[1] for one in reported(code, body=in_body(text))] == [message]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cite-first", "Tiếp tục thực hiện Kế hoạch số 36/KH-UBND."),
        ("cite-first", "Chương trình tổng thể ban hành kèm theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."),
        ("cite-first", "UBND tỉnh đã ban hành Kế hoạch số 75/KH-UBND ngày 27/02/2026 về kiểm tra công vụ."),
        ("cite-first", f"Thực hiện {FULL} (sau đây gọi tắt là Kế hoạch số 75). Kế hoạch số 75 nêu rõ trách nhiệm."),
        ("cite-first", "Theo đề nghị của Giám đốc Sở tại Tờ trình số 12/TTr-STP ngày 05/3/2026."),
        ("cite-first", "Kế hoạch số 45/KH-STP và Kế hoạch này."),
        ("cite-first", "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ."),
        ("cite-first", "Công văn số 123/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ v/v báo cáo kết quả."),
        ("cite-first", f"Thực hiện {FULL.replace('kiểm tra', 'thực hiện Nghị quyết số 76/NQ-CP về')}."),
        ("cite-first", "Kế hoạch số 75/KH-UBND ngày … tháng 02 năm 2026 của UBND tỉnh về kiểm tra công vụ."),
        ("cite-first", "Theo quy định của Chính phủ tại Nghị định số 5/NĐ-CP ngày 05/3/2026 về hộ tịch; Nghị định số 6/NĐ-CP ngày 06/3/2026 về cư trú."),
        ("cite-first", "Nghị quyết số 37-NQ/TW NQ/TW ngày 24/12/2018 của Bộ Chính trị về sắp xếp đơn vị hành chính."),
        ("cite-first", "Thực hiện Kế hoạch công tác năm 2026 của UBND tỉnh và Đề án 06."),
        ("cite-law", "Thực hiện Luật Cán bộ, công chức và Luật Lưu trữ; tuyên truyền Luật Dữ liệu năm 2026."),
        ("cite-law", "kỷ luật, kỷ cương và pháp luật năm 2025"),
        ("cite-later", "Kế hoạch số 36/KH-UBND ngày 03/3/2026 của UBND phường Xuân Hương về chuyển đổi số."),
        ("cite-later", f"{FULL.replace('kiểm tra', 'thực hiện Kế hoạch số 36/KH-UBND ngày 15/01/2026 về')}."),
        ("cite-so", "Thực hiện Kế hoạch số 36/KH-UBND và Luật Lưu trữ 33/2024/QH15."),
        ("cite-consistent", "Kế hoạch số 36/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh."),
        ("cite-consistent", "Kế hoạch số 36/KH-UBND ngày 03/3/2026 của UBND phường Xuân Hương về chuyển đổi số."),
    ],
)  # fmt: skip
def test_a_right_citation_is_not_told(code, text):
    assert reported(code, body=in_body(text)) == []


def test_a_short_first_mention_is_told_once_and_the_full_one_behind_it_is_right():
    text = f"Theo Kế hoạch số 75/KH-UBND.\nThực hiện {FULL}."

    assert len(reported("cite-first", body=in_body(text))) == 1
    assert reported("cite-later", body=in_body(text)) == []


def test_documents_that_may_share_the_subject_of_the_last_are_warnings():
    shared = f"Thực hiện Công văn số 8/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ; {FULL}."

    assert [one[0] for one in reported("cite-first", body=in_body(shared))] == ["warning"]


def test_in_a_section_of_bases_laws_may_have_their_date():
    text = "I. CĂN CỨ\n- Luật Lưu trữ ngày 21/6/2024;\n- Luật Đất đai ngày 18/01/2024.\nII. NỘI DUNG\nTheo Luật Lưu trữ ngày 21/6/2024, Phụ lục."

    assert [one[2][:4] for one in reported("cite-law", body=text)] == ["Theo"]


def test_in_tables_a_short_first_mention_is_a_warning_and_a_full_later_one_a_remark():
    rows = (
        "STT | Nhiệm vụ | Đơn vị chủ trì\n1 | Theo Kế hoạch số 8/KH-UBND | Văn phòng Sở\n"
        "2 | Kế hoạch số 36/KH-UBND ngày 15/01/2026 của UBND tỉnh | Văn phòng Sở"
    )

    assert [one[0] for one in reported("cite-first", table=rows)] == ["warning"]
    assert [one[0] for one in reported("cite-later", table=rows)] == ["info"]


def test_the_head_of_an_agency_in_place_of_the_agency_is_a_warning():
    text = in_body("Theo Kế hoạch số 36/KH-UBND ngày 15/01/2026 của Chủ tịch UBND tỉnh Lâm Đồng.")

    assert [one[0] for one in reported("cite-consistent", body=text)] == ["warning"]


def test_the_date_that_most_mentions_have_is_taken_for_right():
    text = in_body(
        "Kế hoạch số 36/KH-UBND ngày 16/01/2026.\n2. Kế hoạch số 36/KH-UBND ngày 16/01/2026.\n3. Phụ lục kèm theo."
    )

    assert [one[2][:9] for one in reported("cite-consistent", body=text)] == ["Thực hiện"]


# Legal bases.

LAW, PLAN = "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", f"Căn cứ {FULL}."


@pytest.mark.parametrize(
    ("code", "lines", "message"),
    [
        ("can-cu-style", [LAW, f"- {PLAN}"], "trước căn cứ không có dấu «-»"),
        ("can-cu-style", [f"{LAW} căn cứ Luật Đất đai."], "mỗi căn cứ ghi một dòng riêng; xuống dòng trước «; căn cứ Luật Đất đai.»"),
        ("can-cu-punct", [LAW, LAW], "cuối căn cứ cuối cùng ghi «2024;»; phải có dấu chấm: «2024.»"),
        ("can-cu-punct", [LAW.replace(";", ","), PLAN], "cuối căn cứ ghi «2024,»; phải có dấu chấm phẩy: «2024;»"),
        ("can-cu-punct", [LAW.replace(";", "."), PLAN], "cuối căn cứ ghi «2024.»; phải có dấu chấm phẩy: «2024;»"),
        ("can-cu-punct", [LAW.rstrip(";"), PLAN], "cuối căn cứ ghi «2024»; phải có dấu chấm phẩy: «2024;»"),
        ("can-cu-punct", [LAW, PLAN.rstrip(".")], "cuối căn cứ cuối cùng ghi «vụ»; phải có dấu chấm: «vụ.»"),
        ("can-cu-full", [LAW, "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026."], "căn cứ «Kế hoạch số 75/KH-UBND ngày 27/02/2026» thiếu cơ quan ban hành, trích yếu"),
        ("can-cu-full", [LAW, "Căn cứ Quyết định của UBND tỉnh về giao chỉ tiêu."], "căn cứ không có số, ký hiệu của Quyết định"),
        ("can-cu-law", ["Căn cứ Luật Lưu trữ số 33/2024/QH15;", PLAN], "căn cứ «Luật Lưu trữ số 33/2024/QH15»: luật, pháp lệnh không ghi «33/2024/QH15»"),
        ("can-cu-law", ["Căn cứ Luật Lưu trữ năm 2024;", PLAN], "căn cứ «Luật Lưu trữ năm 2024» chỉ có năm; ghi đủ ngày tháng năm ban hành"),
        ("can-cu-content", [PLAN.replace(".", ";"), LAW.replace(";", ".")], "căn cứ đứng sau văn bản cấp thấp hơn"),
    ],
)  # fmt: skip
def test_a_fault_of_the_legal_bases_is_told(code, lines, message):
    assert [one[1] for one in reported(code, basis=lines)] == [message]


@pytest.mark.parametrize(
    "code", ["can-cu-style", "can-cu-punct", "can-cu-full", "can-cu-law", "can-cu-content", "cite-first"]
)
@pytest.mark.parametrize(
    "lines",
    [
        [LAW, PLAN],
        [PLAN],
        [LAW, "Căn cứ chức năng, nhiệm vụ được giao;", PLAN],
        [LAW, PLAN.replace(".", ";"), "Xét đề nghị của Trưởng phòng Văn hóa tại Tờ trình số 9/TTr-VH ngày 12/01/2026."],
    ],
)  # fmt: skip
def test_right_legal_bases_are_not_told(code, lines):
    assert reported(code, basis=lines) == []


@pytest.mark.parametrize("code", ["can-cu-style", "can-cu-punct", "can-cu-full"])
def test_an_opening_that_begins_with_can_cu_is_no_list(code):
    opening = f"Căn cứ {FULL}, Sở Tư pháp ban hành Kế hoạch cải cách hành chính năm 2026 như sau:"

    assert reported(code, opening=opening) == []


def test_a_document_of_the_legal_bases_is_cited_in_short_later():
    assert reported("cite-first", basis=[PLAN], body=in_body("Theo Kế hoạch số 75/KH-UBND.")) == []
    assert len(reported("cite-later", basis=[PLAN], body=in_body(f"Theo {FULL}."))) == 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ("đứng", "căn cứ phải là chữ nghiêng"),
        ("cỡ chữ 12", "căn cứ có cỡ chữ 12; phải là cỡ 13-14"),
        ("đậm", "căn cứ không in đậm"),
    ],
)  # fmt: skip
def test_the_look_of_a_legal_basis_is_told(phrases, message, way):
    assert look_reported("can-cu-style", "basis", phrases, way)[0][1] == message


def test_a_plan_that_opens_with_a_document_without_a_number_is_warned_of():
    opening = "Thực hiện Kế hoạch của UBND tỉnh Lâm Đồng về cải cách hành chính năm 2026, Sở ban hành Kế hoạch như sau:"

    assert [one[:2] for one in reported("cite-first", opening=opening)] == [
        ("warning", "viện dẫn lần đầu «Thực hiện Kế hoạch của UBND» thiếu số, ký hiệu")
    ]
