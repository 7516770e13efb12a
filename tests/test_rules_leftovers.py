"""Rules about what is left from drafting: gaps, comments, tracked changes, hidden text, broken fields, empty sections."""

import pytest
from checked_plans import checked, reported
from look_examples import Look

from cchc_draft.checking import checker

BODY = "I. NHIỆM VỤ\n{}\nCác nhiệm vụ nêu tại Phụ lục."


def in_body(code, text):
    return [(severity, message) for severity, message, _ in reported(code, body=BODY.format(text))]


def of_look(code, *phrases, place="text"):
    """Return what one rule says of the drafted example with a look: (severity, message) each."""
    document = Look(place).apply("; ".join(phrases)).document
    return [(one.severity, one.message) for one in checker.check(document, checker.Settings(only=(code,)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gửi báo cáo trước ngày …/…/2026.", "trước ngày …/…/2026"),
        ("Gửi báo cáo trước ngày ..../..../2026.", "..../..../2026"),
        ("Phòng ……… chủ trì thực hiện.", "………"),
        ("Phòng ........ chủ trì thực hiện.", "........"),
        ("Tổ chức ... lớp tập huấn.", "..."),
        ("Kiểm tra trong nhóm .... đơn vị dẫn đầu.", "...."),
        ("Kiểm tra các sở, ngành và ... xã trong tỉnh.", "..."),
        ("Tỷ lệ hồ sơ đạt …% trở lên.", "…"),
        ("Tỷ lệ hồ sơ đạt ... trở lên.", "đạt ..."),
        ("Thực hiện Kế hoạch số xx/KH-UBND.", "xx"),
        ("Thực hiện Kế hoạch số XX/KH-UBND ngày XX/XX/2026.", "XX"),
        ("Thực hiện Kế hoạch số .../KH-UBND của UBND tỉnh.", "số .../KH-UBND"),
        ("Thực hiện Kế hoạch số      /KH-UBND của UBND tỉnh.", "/KH-UBND"),
        ("Tỷ lệ hồ sơ đạt [ ]% trở lên.", "[ ]"),
        ("Giao [tên đơn vị] chủ trì.", "[tên đơn vị]"),
        ("Giao {{ don_vi }} chủ trì.", "{{ don_vi }}"),
        ("Giao {{don_vi.vhxh}} chủ trì.", "{{don_vi.vhxh}}"),
        ("Giao «ten_don_vi» chủ trì.", "«ten_don_vi»"),
        ("Giao <tên đơn vị> chủ trì.", "<tên đơn vị>"),
        ("Phòng Nghiệp vụ 1 (ghi rõ tên đơn vị phối hợp) thực hiện.", "(ghi rõ tên đơn vị phối hợp)"),
        ("Kinh phí ____ triệu đồng.", "____"),
        ("Kinh phí ??? triệu đồng.", "???"),
        ("Giao …", "…"),
        ("- ...................", "..................."),
        ("Click or tap here to enter text.", "Click or tap here to enter"),
        ("TODO bổ sung nhiệm vụ.", "TODO"),
    ],
)
def test_a_gap_is_a_fault(text, found):
    reports = in_body("placeholder-left", text)

    assert {severity for severity, _ in reports} == {"error"}
    assert found in reports[0][1]


def test_a_gap_word_for_word():
    assert in_body("placeholder-left", "Giao [tên đơn vị] chủ trì.") == [
        ("error", "còn chỗ trống chưa điền: «Giao [tên đơn vị] chủ trì.»")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền trên Zalo, Facebook...",
        "Tuyên truyền trên Zalo, Facebook, ...",
        "Tuyên truyền trên các nền tảng số (Facebook, Zalo, TikTok...); theo dõi kết quả.",
        "Tin, bài, phóng sự, infographic… đăng tải trên các nền tảng.",
        "Liên hoan, văn hóa, văn nghệ,...",
        "Công tác chỉ đạo, điều hành cải cách hành chính....",
        "OA Zalo “Cổng thông tin phường”...",
        "Sách, báo, v.v…",
        "Thế kỷ XX, Đại hội lần thứ XX, khóa XXI.",
        "Xem <http://caicachhanhchinh.hanoi.gov.vn> và <https://a.vn/>.",
        "Chú thích [1] và [2, 3].",
        "Báo cáo kết quả (nếu có).",
        "Tỷ lệ 100%, đạt 95,5% (tăng 2%).",
    ],
)
def test_what_is_no_gap(text):
    assert in_body("placeholder-left", text) == []


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        ({"number": "Số:      /KH-STP", "date": "Lâm Đồng, ngày      tháng      năm 2026"}, 0),
        ({"number": "Số: …/KH-STP", "date": "Lâm Đồng, ngày … tháng … năm 2026"}, 0),
        ({"number": "Số: xx/KH-STP"}, 1),
        ({"reference": "(Kèm theo Kế hoạch số      /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp)"}, 0),
        ({"mark": ["_______"]}, 0),
        ({"signer": "[Họ và tên]"}, 1),
        ({"recipient": "- ………;"}, 1),
        ({"table": "STT | Nhiệm vụ | Đơn vị chủ trì\n1 | Rà soát | …\n2 | Khảo sát | Văn phòng"}, 1),
        ({"table": "STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn\n1 | Rà soát | Văn phòng | Ngày …/…/2026"}, 1),
        ({"appendix_name": "MẪU BÁO CÁO KẾT QUẢ", "table": "STT | Nội dung | Kết quả\n1 | Tỷ lệ … | …"}, 0),
    ],
)
def test_gaps_in_other_parts(parts, count):
    assert len(reported("placeholder-left", **parts)) == count


def test_an_office_has_hints_of_its_own():
    document = checked(body=BODY.format("Giao Văn phòng (hỏi anh Tâm) thực hiện."))
    document.wording = document.wording.extended({"cho-trong": {"hỏi": "lời nhắc"}})

    assert len(checker.check(document, checker.Settings(only=("placeholder-left",)))) == 1


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ("theo dõi thêm chữ", "còn chữ thêm vào được theo dõi: «"),
        ("theo dõi xóa chữ", "còn chữ xóa được theo dõi: «"),
        ("theo dõi đổi định dạng", "còn thay đổi định dạng được theo dõi: «"),
    ],
)
def test_tracked_changes(phrases, message):
    ((severity, said),) = of_look("tracked-change-left", phrases)

    assert severity == "error"
    assert said.startswith(message)


def test_a_comment_word_for_word():
    assert of_look("comment-left", "nhận xét «Nêu rõ thời hạn»") == [
        ("error", "còn nhận xét của Phòng Ngân sách trong tệp Word: «Nêu rõ thời hạn»")
    ]


@pytest.mark.parametrize("way", ["runs", "style", "defaults"])
def test_hidden_text_however_it_is_hidden(way):
    document = Look("closing", way).apply("ẩn").document
    found = checker.check(document, checker.Settings(only=("hidden-text",)))

    assert [one.severity for one in found] == ["warning"]
    assert found[0].message.startswith("có chữ định dạng ẩn: «Trên đây là Kế hoạch")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theo Error! Reference source not found.", "Error! Reference source not found."),
        ("Theo Lỗi! Không tìm thấy nguồn tham chiếu.", "Lỗi! Không tìm thấy nguồn tham chiếu."),
        ("Theo Error! Bookmark not defined.", "Error! Bookmark not defined."),
        ("Đạt #REF! phần trăm.", "#REF!"),
    ],
)
def test_errors_of_fields(text, found):
    assert in_body("field-error", text) == [("error", f"còn thông báo lỗi của Word hoặc Excel: «{found}»")]


@pytest.mark.parametrize("text", ["Lỗi của công chức! Phải xin lỗi người dân.", "Phòng #1 xử lý lỗi hệ thống."])
def test_no_errors_of_fields(text):
    assert in_body("field-error", text) == []


SECTION = "I. MỤC ĐÍCH\nNâng cao chất lượng theo Phụ lục.\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (SECTION + "II. YÊU CẦU\nIII. NHIỆM VỤ\nThực hiện.", ["YÊU CẦU"]),
        (SECTION + "II. NHIỆM VỤ\n1. Cải cách thể chế\n2. Cải cách thủ tục\n- Rà soát.", ["Cải cách thể chế"]),
        (SECTION + "II. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát.\nIII. KINH PHÍ", ["KINH PHÍ"]),
        (SECTION + "II. NHIỆM VỤ\n1. Cải cách thể chế\n2. Cải cách thủ tục\nIII. KINH PHÍ\nTheo dự toán.", []),
        (SECTION + "II. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát.", []),
        (SECTION + "II. NHIỆM VỤ\na | b\nc | d", []),
        (SECTION + "II. TỔ CHỨC THỰC HIỆN", []),
        ("Chương I\nMỘT\n**Điều 1. A**\nChương II\nHAI\n**Điều 2. B**\nThực hiện Phụ lục.", ["A"]),
        ("Chương I\nMỘT\nMục 1\nHAI\n**Điều 1. B**\nThực hiện Phụ lục.", []),
    ],
)
def test_sections_without_content(body, found):
    assert [message for _, message, _ in reported("empty-section", body=body)] == [
        f"«{words}» không có nội dung" for words in found
    ]
