"""Rules about capital letters (PL II): what must be found in whatever disguise, and what is right."""

import pytest
from checked_plans import checked, reported

from cchc_draft.checking import checker

HEAD = "I. MỤC ĐÍCH\n"

WRONG = [
    # Beginnings of lines and sentences.
    ("cap-sentence", "a) nâng cao chất lượng phục vụ.", "nâng cao chất lượng phục vụ."),
    ("cap-sentence", "1. rà soát quy trình giải quyết thủ tục.", "rà soát quy trình giải quyết"),
    ("cap-sentence", "rà soát quy trình giải quyết thủ tục.", "rà soát quy trình giải quyết"),
    ("cap-sentence", "+ đăng tải tin, bài.", "đăng tải tin, bài."),
    ("cap-sentence", "Rà soát quy trình. sau đó công khai.", "sau"),
    ("cap-sentence", "Hoàn thành trong năm 2026. báo cáo kết quả.", "báo"),
    ("cap-sentence", "Ai làm việc này? sở chủ trì hay phòng?", "sở"),
    # Đảng, Nhà nước, Nhân dân.
    ("cap-nhan-dan", "Phục vụ nhân dân trên địa bàn.", "nhân dân"),
    ("cap-nhan-dan", "Nhà nước của Nhân Dân.", "Nhân Dân"),
    ("cap-nha-nuoc", "Chính sách, pháp luật của nhà nước.", "nhà nước"),
    ("cap-nha-nuoc", "Chủ trương của Đảng và nhà nước.", "nhà nước"),
    ("cap-nha-nuoc", "Xây dựng nhà nước pháp quyền xã hội chủ nghĩa.", "nhà nước"),
    ("cap-nha-nuoc", "Các cơ quan Nhà nước công khai kết quả.", "Nhà nước"),
    ("cap-dang", "Chủ trương của đảng.", "đảng"),
    ("cap-dang", "Chủ trương của Đảng cộng sản Việt Nam.", "Đảng cộng sản Việt Nam"),
    ("cap-dang", "Dưới sự lãnh đạo của các cấp, đảng ta luôn quan tâm.", "đảng"),
    # Persons and positions.
    ("cap-person", "Giao đồng chí Trần Thị hoa phụ trách.", "Trần Thị hoa"),
    ("cap-person", "Giao ông Lê quang Vinh, Chánh Văn phòng, chủ trì.", "Lê quang Vinh"),
    ("cap-person", "Đồng chí Lê thị hạnh chỉ đạo chung.", "Lê thị hạnh"),
    ("cap-position", "Báo cáo Chủ Tịch UBND tỉnh.", "Chủ Tịch"),
    ("cap-position", "Học tập chủ tịch Hồ Chí Minh.", "chủ tịch"),
    ("cap-position", "Giao các Trưởng phòng, thủ trưởng đơn vị.", "Trưởng phòng"),
    ("cap-position", "Các Giám đốc Sở thực hiện.", "Giám đốc"),
    # Documents and their parts.
    ("cap-doc-type", "Thực hiện nghị quyết số 57-NQ/TW.", "nghị quyết"),
    ("cap-doc-type", "Thực hiện quyết định 600/QĐ-UBND.", "quyết định"),
    ("cap-doc-type", "Triển khai Kế Hoạch của tỉnh.", "Kế Hoạch"),
    ("cap-doc-type", "Thi hành luật Đất đai.", "luật Đất đai"),
    ("cap-doc-type", "Thi hành Luật tổ chức chính quyền địa phương.", "Luật tổ chức chính"),
    ("cap-doc-type", "Căn cứ kế hoạch này, các phòng thực hiện.", "kế hoạch này"),
    ("cap-cite-structure", "Theo điều 5 Nghị định số 30/2020/NĐ-CP.", "điều 5"),
    ("cap-cite-structure", "Theo Khoản 3 Điều 5.", "Khoản 3"),
    ("cap-cite-structure", "Theo Điểm a khoản 3 Điều 5.", "Điểm a"),
    ("cap-cite-structure", "Theo chương II của Luật.", "chương II"),
    ("cap-cite-structure", "Nêu tại mục 2 Phần II Kế hoạch này.", "mục 2"),
    ("cap-weekday-month", "Giao ban vào chiều thứ sáu hằng tuần.", "thứ sáu"),
    ("cap-weekday-month", "Phát tin vào thứ sáu mỗi tuần.", "thứ sáu"),
    ("cap-weekday-month", "Trực cả thứ Bảy và chủ nhật.", "chủ nhật"),
    ("cap-weekday-month", "Kỷ niệm Cách mạng tháng tám.", "tháng tám"),
    ("cap-weekday-month", "Trang trí dịp tết, dịp lễ.", "tết"),
    # Names of places.
    ("cap-admin-unit", "Trên địa bàn Thành phố Hà Nội.", "Thành phố Hà Nội"),
    ("cap-admin-unit", "Của UBND Tỉnh Lâm Đồng.", "Tỉnh Lâm Đồng"),
    ("cap-admin-unit", "Tại Xã Xuân Đông và các xã khác.", "Xã Xuân Đông"),
    ("cap-admin-unit", "Tại Đặc khu Vân Đồn.", "Đặc khu Vân Đồn"),
    ("cap-admin-unit", "Tại phường Ngọc hà.", "phường Ngọc hà"),
    ("cap-admin-unit", "Tại tỉnh lâm đồng.", "tỉnh lâm đồng"),
    ("cap-admin-unit-number", "Tại phường Điện Biên Phủ.", "phường Điện Biên Phủ"),
    ("cap-admin-unit-number", "Tại phường 5, thành phố Vĩnh Long.", "phường 5"),
    ("cap-special-place", "Tại Thành Phố Hồ Chí Minh.", "Thành Phố Hồ Chí Minh"),
    ("cap-special-place", "Phát triển Thủ Đô Hà Nội.", "Thủ Đô Hà Nội"),
    ("cap-terrain", "Tại phường cửa Lò.", "cửa Lò"),
    ("cap-terrain", "Bảo vệ Sông Hồng.", "Sông Hồng"),
    ("cap-region", "Các tỉnh miền núi vùng đông bắc.", "đông bắc"),
    ("cap-region", "Khu vực Tây nguyên.", "Tây nguyên"),
    # Names of bodies and other names.
    ("cap-agency", "Ủy Ban nhân dân tỉnh giao nhiệm vụ.", "Ủy Ban nhân dân"),
    ("cap-agency", "Giao ủy ban nhân dân tỉnh Lâm Đồng.", "ủy ban nhân dân"),
    ("cap-agency", "Giao Văn phòng ủy ban nhân dân tỉnh.", "ủy ban nhân dân"),
    ("cap-agency", "Uỷ Ban Nhân Dân tỉnh giao nhiệm vụ.", "Uỷ Ban Nhân Dân"),
    ("cap-agency", "Phối hợp với Sở nội vụ.", "Sở nội vụ"),
    ("cap-agency", "Phối hợp với Sở Văn Hóa Và Thể Thao.", "Sở Văn Hóa Và Thể Thao"),
    ("cap-agency", "Giao Hội Đồng nhân dân giám sát.", "Hội Đồng nhân dân"),
    ("cap-agency", "Phòng Kinh Tế chủ trì.", "Kinh Tế"),
    ("cap-agency", "Đề nghị Ủy ban Mặt trận tổ quốc Việt Nam giám sát.", "Ủy ban Mặt trận tổ quốc Việt Nam"),
    ("cap-honours", "Tặng Huân chương lao động.", "Huân chương lao động"),
    ("cap-honours", "Tôn vinh Nhà giáo nhân dân.", "Nhà giáo nhân dân"),
    ("cap-holiday", "Chào mừng ngày quốc tế lao động 1-5.", "quốc tế lao động"),
    ("cap-holiday", "Chào mừng ngày Quốc Khánh 2-9.", "Quốc Khánh"),
    ("cap-event", "Kỷ niệm Chiến thắng điện Biên Phủ.", "Chiến thắng điện Biên Phủ"),
    ("cap-work", "Đăng trên báo nhân dân cuối tuần, tạp chí cộng sản.", "tạp chí cộng sản"),
    ("cap-foreign", "Theo tổ chức Y tế thế giới.", "tổ chức Y tế thế giới"),
]


@pytest.mark.parametrize(("code", "body", "found"), WRONG)
def test_a_wrong_capital_is_found(code, body, found):
    [one] = checker.check(checked(body=HEAD + body), checker.Settings(only=(code,)))

    assert one.found == found or code == "cap-sentence"
    assert found in f"{one.message} {one.quote}"


RIGHT = """\
Trong năm 2026, UBND Thành phố, UBND Tỉnh, Thành ủy, Tỉnh ủy, Tỉnh Đoàn và HĐND Thành phố chỉ đạo thực hiện.
Sở Tư pháp phối hợp với Sở Nội vụ, các sở, ban, ngành, UBND các xã, phường; giám đốc các sở chịu trách nhiệm.
Ủy ban nhân dân các cấp, Uỷ ban nhân dân xã, Công an nhân dân, Quân đội nhân dân, Tòa án nhân dân tỉnh phục vụ Nhân dân.
Cải cách hành chính nhà nước, cơ quan nhà nước, quản lý nhà nước, ngân sách nhà nước, doanh nghiệp nhà nước.
Kho bạc Nhà nước, Ngân hàng Nhà nước, Kiểm toán nhà nước, Chủ tịch nước; Nhà nước pháp quyền của Nhân dân.
Các cấp ủy đảng, đảng viên, đảng bộ, chi bộ, tổ chức đảng, công tác đảng, đảng ủy phường; chủ trương của Đảng.
Các kế hoạch, nghị quyết, quyết định của cấp trên; Kế hoạch số 36/KH-UBND; Kế hoạch này; 12 kế hoạch; báo cáo số liệu.
Theo điểm a khoản 2 Điều 15; danh mục 12 thủ tục hành chính; một số điều của Luật Đất đai; chuyên mục 5 phút mỗi tuần.
Mục II Phụ lục I; điểm 9,5; đạt 5 điểm; phần mềm; phần trăm; mỗi tháng hai lần, lần thứ hai, thứ ba là hỗ trợ; các chương trình.
Ngày 30 tháng năm 2026 và ngày tháng năm 2026; hằng tháng, ba tháng một lần; từ tháng 3 đến tháng 5; trong tháng 8.
Thủ đô Hà Nội, Luật Thủ đô, thành phố Hà Nội, Thành phố Hồ Chí Minh, TP. Hồ Chí Minh, TP Huế, phường Ngọc Hà, xã hội số.
Kinh tế - xã hội; an ninh xã hội An toàn; các xã Đông Anh, Sóc Sơn; Fanpage “Phường Ngọc Hà - thành phố Hà Nội”.
Vùng Tây Bắc, miền núi phía tây bắc, Đông Nam Bộ; tập trung bộ phận; Cầu Giấy, sông Hồng, vịnh Hạ Long, Tây Hồ.
iHanoi là ứng dụng chung; eOffice cũng vậy. iHanoi được dùng nhiều, v.v. và các ứng dụng khác; ThS. Nguyễn Văn An; tr. 5.
Thời gian thực hiện: thường xuyên. Lồng ghép nội dung (nếu có): theo quy định. Bao gồm: 1. tiếp nhận; 2. trả kết quả...
Giám đốc Sở, các Phó Giám đốc Sở, Chủ tịch UBND tỉnh, Chánh Văn phòng, Trưởng phòng; thủ trưởng các đơn vị.
Đồng chí Nguyễn Văn Hưng, bà Lê Thị Hạnh, ông K'Brih, đồng chí Y Thanh Hà Niê Kđăm; hồ sơ, lê thê; Hồ sơ TTHC; Mai sau.
Cơ sở tư pháp, cán bộ nội vụ, bộ tài chính hóa, công sở văn hóa, nội bộ y tế; Trung tâm Phục vụ hành chính công xã.
Cuộc thi Tìm kiếm ý tưởng; Hệ thống thông tin giải quyết thủ tục hành chính; Cổng Dịch vụ công quốc gia; Đề án 06.
Chiến thắng Điện Biên Phủ, Cách mạng tháng Tám, ngày Quốc khánh 2-9, Ngày Chuyển đổi số quốc gia, Tết Nguyên đán.
Bộ phận Một cửa, Ban Chỉ đạo, Hội đồng Phối hợp phổ biến, giáo dục pháp luật; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh.
Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng; Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức.\
"""


@pytest.mark.parametrize("line", RIGHT.split("\n"))
def test_right_capitals_give_no_finding(line):
    codes = {code for code in checker.all_rules() if code.startswith("cap-")}

    assert checker.check(checked(body=HEAD + line), checker.Settings(only=codes)) == []


MESSAGES = [
    ("cap-sentence", "a) nâng cao chất lượng.", "error", "đầu dòng phải viết hoa: «nâng cao chất lượng.»"),
    (
        "cap-nhan-dan",
        "Phục vụ nhân dân.",
        "warning",
        "viết hoa chưa đúng ở «nhân dân» (…Phục vụ nhân dân.…); đúng là «Nhân dân»",
    ),
    (
        "cap-agency",
        "Giao Sở nội vụ chủ trì.",
        "error",
        "viết hoa chưa đúng tên riêng ở «Sở nội vụ» (…Giao Sở nội vụ chủ trì.…); đúng là «Sở Nội vụ»",
    ),
    (
        "cap-person",
        "Giao đồng chí Nguyễn văn Hưng.",
        "warning",
        "họ và tên «Nguyễn văn Hưng» phải viết hoa mọi âm tiết: «Nguyễn Văn Hưng»",
    ),
    (
        "cap-nha-nuoc",
        "Các cơ quan Nhà nước thực hiện.",
        "info",
        "«Nhà nước» (…Các cơ quan Nhà nước thực hiện.…) ở đây chỉ tính chất; Nghị định viết thường «nhà nước»",
    ),
]


@pytest.mark.parametrize(("code", "body", "severity", "message"), MESSAGES)
def test_messages_say_what_is_right(code, body, severity, message):
    assert [(one[0], one[1]) for one in reported(code, body=HEAD + body)] == [(severity, message)]


def test_a_name_of_the_signer_with_a_small_syllable_is_found():
    assert [one[1] for one in reported("cap-person", signer="Lê thị Hạnh")] == [
        "họ và tên «Lê thị Hạnh» phải viết hoa mọi âm tiết: «Lê Thị Hạnh»"
    ]


def test_a_paragraph_broken_by_hand_goes_on_in_small_letters():
    assert reported("cap-sentence", body=HEAD + "Rà soát quy trình của cán bộ,\ncông chức trong cơ quan.") == []


def test_another_capital_in_the_name_of_a_body_is_a_remark_only():
    body = HEAD + "Tại Trung tâm Phục vụ Hành chính công."

    assert [one[0] for one in reported("cap-agency", body=body)] == ["info"]


def test_units_in_recipients_are_looked_at():
    assert [one[2] for one in reported("cap-admin-unit", recipient="- UBND Tỉnh Lâm Đồng;")] == [
        "- UBND Tỉnh Lâm Đồng;"
    ]


def test_a_short_cell_may_start_small():
    table = "STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn\n1 | Rà soát thủ tục | Văn phòng Sở | thường xuyên"

    assert reported("cap-sentence", table=table) == []
