"""Rules about words, marks, numbers, short forms, old names and repeated text: what must be found, and what is right."""

from pathlib import Path

import pytest
from checked_plans import checked, reported
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft import communes
from cchc_draft.checking import checker, syllables
from cchc_draft.profile_store import ProfileStore

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
HEAD = "I. MỤC ĐÍCH\n"
ROOMS = (
    "spelling",
    "capitals",
    "capital_names",
    "capital_citations",
    "brackets",
    "short_forms",
    "numbers",
    "old_names",
    "punctuation",
    "duplicates",
)
CODES = {code for code, rule in checker.all_rules().items() if rule.check.__module__.rpartition(".")[2] in ROOMS}

# Syllables.


@pytest.mark.parametrize(
    "word",
    [
        "nghiệp",
        "quyền",
        "giếng",
        "gì",
        "gìn",
        "giặc",
        "khuỷu",
        "quốc",
        "quý",
        "huỳnh",
        "thuở",
        "uyển",
        "xoong",
        "loẹt",
        "ngoằn",
        "nghĩa",
        "đường",
        "ướt",
        "yếu",
        "ý",
        "quạnh",
        "quét",
        "rượu",
        "cừu",
        "hoà",
        "hòa",
        "thuỷ",
        "thủy",
        "khoẻ",
        "khỏe",
        "lý",
        "lí",
        "ngoéo",
        "chuyện",
        "khuya",
        "rủa",
        "giữa",
        "giục",
        "kỹ",
        "ghế",
        "nghé",
        "cô",
        "ngô",
        "quê",
        "pin",
        "đĩa",
        "oanh",
        "boong",
    ],
)
def test_a_vietnamese_syllable_is_right(word):
    assert syllables.is_right(word)


@pytest.mark.parametrize(
    "word",
    [
        "nghành",
        "đươc",
        "gía",
        "qúy",
        "qủa",
        "caó",
        "ngịch",
        "kành",
        "cế",
        "tcá",
        "ghà",
        "gêm",
        "hànhh",
        "báoo",
        "kinhg",
        "cach",
        "thuc",
        "hiêụ",
        "thựơc",
        "trìên",
        "trưc",
        "khoah",
        "nghưa",
    ],
)
def test_what_can_be_no_syllable_is_wrong(word):
    assert not syllables.is_right(word)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạếệốộớợứự", max_size=9))
def test_any_letters_are_judged(word):
    assert syllables.is_right(word) in (True, False)
    assert syllables.even(syllables.even(word)) == syllables.even(word)


WRONG = [
    ("spelling", "Các nghành, lĩnh vực.", "nghành"),
    ("spelling", "CÁC NGHÀNH: nội dung chính.", "NGHÀNH"),
    ("spelling", "Hồ sơ đươc giải quyết.", "đươc"),
    ("spelling", "Thưc hiện cải cách.", "Thưc"),
    ("spelling", "Hình thành thói qen sử dụng.", "qen"),
    ("spelling", "Tạo đồng thuân trong xã hội.", "đồng thuân"),
    ("spelling", "Ho tro người dan, duoc hai lòng.", "duoc"),
    ("spelling", "Nâng cao hiệu qủa.", "qủa"),
    ("spelling", "Công tcá tuyên truyền.", "tcá"),
    ("spelling", "Cải cáhc hành chính.", "cáhc"),
    ("spelling", "Triễn khai thực hiện.", "Triễn khai"),
    ("spelling", "Nâng cao trách nhiêm.", "trách nhiêm"),
    ("spelling", "Cải cách hành chinh.", "hành chinh"),
    ("spelling", "Thủ tụt hành chính.", "Thủ tụt"),
    ("spelling", "Sử lý hồ sơ.", "Sử lý"),
    ("spelling", "Phát triểnkinh tế.", "triểnkinh"),
    ("spelling", "Bổ xung quy trình.", "Bổ xung"),
    ("spelling", "Hướng ứng Cuộc thi.", "Hướng ứng"),
    ("spelling", "Hổ trợ người dân.", "Hổ trợ"),
    ("spelling", "Vận hành Công dịch vụ công.", "Công dịch vụ công"),
    ("doubled-word", "Thực hiện thực hiện nghiêm quy định.", "Thực hiện thực hiện"),
    ("doubled-word", "Quy trình của của các phòng.", "của của"),
    ("doubled-word", "Về cải cải cách hành chính.", "cải cải"),
    ("doubled-word", "Thủ tục hành chính thủ tục hành chính của Sở.", "Thủ tục hành chính thủ tục hành chính"),
    ("space-punctuation", "Rà soát , cập nhật.", "soát , cập"),
    ("space-punctuation", "Rà soát ;cập nhật.", "soát ;cập"),
    ("space-punctuation", "Rà soát,cập nhật.", "soát,cập"),
    ("space-punctuation", "Rà soát;cập nhật.", "soát;cập"),
    ("space-punctuation", "Phát thanh:03 lượt mỗi tuần.", "thanh:03"),
    ("space-punctuation", "Gồm:rà soát, cập nhật.", "Gồm:rà"),
    ("space-punctuation", "Rà soát quy trình.Cập nhật ngay.", "trình.Cập"),
    ("space-punctuation", "Trong năm 2026.Các phòng thực hiện.", "2026.Các"),
    ("space-punctuation", "Bố trí kinh phí ( nếu có).", "( nếu"),
    ("space-punctuation", "Bố trí kinh phí (nếu có ).", "có )"),
    ("space-punctuation", "Bố trí kinh phí(nếu có).", "phí(nếu"),
    ("space-punctuation", "Nguyên tắc “ rõ người”.", "“ rõ"),
    ("space-punctuation", "Rà soát  quy trình.", "soát  quy"),
    ("space-punctuation", "Rà soát quy trình .", "trình ."),
    ("space-punctuation", "Theo Nghị quyết số 57- NQ/TW.", "57- NQ/TW"),
    ("doubled-word", "Theo Nghị quyết số 37-NQ/TW NQ/TW.", "NQ/TW NQ/TW"),
    ("range-format", "Nhiệm kỳ 2021- 2026.", "2021- 2026"),
    ("unbalanced-brackets", "Bố trí kinh phí (nếu có để thực hiện.", "(nếu có"),
    ("unbalanced-brackets", "Bố trí kinh phí nếu có) để thực hiện.", "nếu có)"),
    ("unbalanced-brackets", 'Nguyên tắc "rõ người, rõ việc.', '"rõ người'),
    ("unbalanced-brackets", "Nguyên tắc “rõ người, rõ việc.", "“rõ người"),
    ("unbalanced-brackets", "Nguyên tắc rõ người, rõ việc”.", "việc”"),
    ("number-format", "Đạt 99.5% hồ sơ.", "99.5"),
    ("number-format", "Đạt 95 % hồ sơ.", "95 %"),
    ("number-format", "Kinh phí 1,500,000 đồng.", "1,500,000"),
    ("number-format", "Tiếp nhận 2,500 hồ sơ.", "2,500"),
    ("range-format", "Giai đoạn 2021–2025.", "2021–2025"),
    ("range-format", "Giai đoạn 2021-2025, 2026-2030 và 2031 - 2035.", "2031 - 2035"),
    ("tone-style", "Văn hóa, số hóa và hoà giải.", "hoà"),
    ("two-tier-names", "Đề nghị UBND huyện Đức Trọng phối hợp.", "UBND huyện"),
    ("two-tier-names", "Các huyện, thành phố trong tỉnh.", "Các huyện"),
    ("two-tier-names", "Bộ phận Một cửa cấp huyện.", "cấp huyện"),
    ("two-tier-names", "Sở Kế hoạch và Đầu tư chủ trì.", "Sở Kế hoạch và Đầu tư"),
    ("two-tier-names", "Bộ Thông tin và Truyền thông hướng dẫn.", "Bộ Thông tin và Truyền thông"),
    ("two-tier-names", "Học tập tỉnh Bình Thuận.", "tỉnh Bình Thuận"),
    ("two-tier-names", "Sở Kế hoạch và Đầu tư báo cáo trước ngày 30/6/2026.", "Sở Kế hoạch và Đầu tư"),
    ("abbrev-intro", "Tập huấn cho công chức, viên chức (CCVC) của Sở.", "CCVC"),
    ("abbrev-intro", "Công khai TTHC.", "TTHC"),
    ("abbrev-intro", "Phát triển KT-XH.", "KT-XH"),
    ("abbrev-intro", "Nâng cao PAR INDEX.", "PAR INDEX"),
    ("abbrev-intro", "Rà soát TTHC; công khai thủ tục hành chính (TTHC).", "TTHC"),
    ("abbrev-intro", "Công khai thủ tục hành chính (sau đây viết tắt là TTHC).", "TTHC"),
]


@pytest.mark.parametrize(("code", "body", "found"), WRONG)
def test_a_fault_is_found(code, body, found):
    [one] = reported(code, body=HEAD + body)

    assert found.lower() in one[1].lower()


RIGHT = """\
Trực tiếp tiếp nhận hồ sơ; chất lượng hằng ngày ngày càng tốt; từ từ, dần dần; các hành vi vi phạm; tồn tại tại các đơn vị.
Quy định định kỳ báo cáo; thực hiện hiện đại hóa; cơ quan quan tâm; trực thuộc thuộc tính; kèm theo theo mẫu; tự do do luật định.
Đăng bài trên Fanpage, Zalo, video ngắn, infographic; tỉnh Đắk Lắk, Ê-đê, Pác Bó, Krông Pắc, xã K'Bang, ông Y Thanh Hà Niê Kđăm.
Để đăng tải công khai; có quan điểm; cần bổ sung; từ pháp luật; mỗi trường học; phần công việc; cũng cấp; công tác và cộng tác.
Danh giá, đánh giá; thông báo chi tiết; theo đối tượng; chỉ tiêu, chi tiêu; vì trí tuệ; trong tâm trí; qua trình tự thủ tục.
Nhận dần hồ sơ; bắt đầu từ ngày 01/3; định ký số; đã có số liệu; không có sở trường; hiểu qua thực tế.
Tỷ lệ 99,5% lúc 16:30 ngày 27.3.2026; địa chỉ https://dichvucong.gov.vn/p/home, thư cchc@lamdong.gov.vn, trang hanoi.gov.vn.
Gồm: a) nội dung; b) hình thức; 1) tin, bài; 2) phóng sự (nếu có); theo điểm a) nói trên, v.v...; TP.Đà Lạt, TP.HCM.
Thực hiện nguyên tắc “rõ người, rõ việc”, "rõ sản phẩm"; các mục 1,2 và 3; 1.500 hồ sơ; 2.500.000 đồng; Nghị định số 61/2018/NĐ-CP.
Phòng Tổ chức - Hành chính; kinh tế - xã hội; giai đoạn 2021-2025, 2026-2030; 02 tin, 03 bài; Quý II/2026; mức độ 3, mức độ 4.
UBND tỉnh, HĐND tỉnh, MTTQ các cấp, màn hình LED, mã QR, TP. Đà Lạt; Đại hội XIV; khóa XVI; thế kỷ XXI; mạng 5G, Đề án 06.
Tiếp nhận nhiệm vụ trước đây của cấp huyện; phường Bắc Giang, xã Hà Giang; không tổ chức cấp huyện; tỉnh Hà Giang (cũ).
Nghị quyết số 10/NQ-CP ngày 05/02/2024 của Chính phủ về phân cấp cho UBND cấp huyện; chuyển giao từ cấp huyện.
Các kế hoạch, chương trình, đề án… được triển khai; hạn chế...; đúng, trúng, kịp thời!
Chỉ số cải cách hành chính (gọi tắt là Chỉ số CCHC); công tác CCHC; Tờ trình số 164/TTr-SKHCN của Sở Khoa học và Công nghệ.
Công dân xây dựng gia đình văn hóa, quý trọng sự thật; thủy lợi, hòa giải, khỏe mạnh, quy hoạch, thuở xưa.\
"""


@pytest.mark.parametrize("line", RIGHT.split("\n"))
def test_right_words_give_no_finding(line):
    codes = CODES - {"abbrev-intro"} if "TP.HCM" in line else CODES

    assert checker.check(checked(body=HEAD + line), checker.Settings(only=codes)) == []


LISTS_WRONG = [
    ("a) Rà soát hồ sơ tồn;\nb) Công khai kết quả\nc) Báo cáo kết quả.", "Công khai kết quả"),
    ("- Rà soát hồ sơ tồn;\n- Công khai kết quả,\n- Báo cáo kết quả.", "Công khai kết quả,"),
    ("- Rà soát hồ sơ tồn;\n- Công khai kết quả.\n- Báo cáo kết quả;\n- Khen thưởng cá nhân.", "Công khai kết quả."),
    ("- Rà soát hồ sơ tồn;\n- Công khai kết quả;\n- Báo cáo kết quả", "Báo cáo kết quả"),
    ("- Rà soát hồ sơ tồn;\n- Công khai kết quả;\nII. NHIỆM VỤ\nCác phòng thực hiện.", "Công khai kết quả;"),
    ("- Rà soát hồ sơ tồn;\n- Công khai kết quả;", "Công khai kết quả;"),
    ("1. Nhiệm vụ gồm:\na) Rà soát hồ sơ;\nb) Công khai kết quả;\n2. Các phòng thực hiện.", "Công khai kết quả;"),
    ("Các phòng thực hiện nghiêm túc Kế hoạch", "… thực hiện nghiêm túc Kế hoạch"),
]


@pytest.mark.parametrize(("body", "found"), LISTS_WRONG)
def test_an_item_that_ends_unlike_the_others_is_found(body, found):
    padded = f"{HEAD}Đoạn thứ nhất của văn bản.\nĐoạn thứ hai của văn bản.\nĐoạn thứ ba của văn bản.\nĐoạn thứ tư của văn bản.\n"
    [one] = reported("list-punctuation", body=padded + body)

    assert found in one[1]


LISTS_RIGHT = [
    "a) Rà soát hồ sơ tồn.\nb) Công khai kết quả.\nc) Báo cáo kết quả.",
    "a) Rà soát hồ sơ tồn, gồm:\n- Hồ sơ cũ;\n- Hồ sơ mới;\nb) Công khai kết quả.",
    "- Rà soát hồ sơ. Phân loại hồ sơ.\n- Công khai kết quả;\n- Báo cáo kết quả.",
    "- Phòng Nghiệp vụ\n- Văn phòng Sở\n- Thanh tra",
    "Đăng tải trên các nền tảng số (Facebook, Zalo…).\nĐăng tải các tin, bài, phóng sự...",
    "Các phòng thực hiện nghiêm túc Kế hoạch này.\n(Nhiệm vụ cụ thể nêu tại Phụ lục kèm theo)",
    "a) Mục tiêu 1: Về phát triển toàn diện trẻ em, chăm sóc sức khỏe, dinh dưỡng cho trẻ em\n- Đạt 65% vào năm 2026.",
    "1. Nội dung chính\na) Rà soát hồ sơ;\nb) Công khai kết quả.\n2. Hình thức\na) Trực tiếp;\nb) Trực tuyến.",
]


@pytest.mark.parametrize("body", LISTS_RIGHT)
def test_right_lists_give_no_finding(body):
    assert reported("list-punctuation", body=HEAD + body) == []


def test_a_quotation_over_several_paragraphs_is_right():
    body = "“Cán bộ phải gương mẫu.\nCông chức phải tận tụy.\nViên chức phải chuyên nghiệp.”"

    assert reported("unbalanced-brackets", body=HEAD + body) == []


def test_a_bracket_over_the_lines_of_a_cell_is_right():
    table = "STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn\n1 | Báo cáo (lồng ghép) | Văn phòng Sở | Quý II/2026"

    assert reported("unbalanced-brackets", table=table) == []
    assert len(reported("unbalanced-brackets", table=table.replace("ghép)", "ghép"))) == 1


def test_a_slip_in_recipients_is_found():
    assert "đề b/c" in reported("spelling", recipient="- UBND tỉnh (đề b/c);")[0][1]


def test_a_repeated_paragraph_is_found_with_its_first_place():
    body = HEAD + "a) Công khai kết quả giải quyết hồ sơ;\nb) Báo cáo;\nc) Công khai kết quả giải quyết hồ sơ."

    [one] = reported("duplicate-paragraph", body=body)

    assert one[1].startswith("đoạn «c) Công khai kết quả giải quyết hồ sơ.» đã có nguyên văn ở kh.docx")


@pytest.mark.parametrize(
    "body",
    [
        "1. Phòng A\nThời gian thực hiện: thường xuyên trong cả năm.\n2. Phòng B\nThời gian thực hiện: thường xuyên trong cả năm.",
        "1. Nội dung\nCông khai.\n2. Hình thức\nCông khai.",
    ],
)
def test_lines_of_a_form_may_be_the_same(body):
    assert reported("duplicate-paragraph", body=HEAD + body) == []


def test_before_the_reform_old_names_are_right():
    body = HEAD + "Sở Thông tin và Truyền thông, UBND huyện Lâm Hà phối hợp thực hiện."

    assert reported("two-tier-names", body=body, date="Lâm Đồng, ngày 06 tháng 02 năm 2025") == []


def test_a_short_form_of_the_trich_yeu_is_known_in_the_body():
    parts = {"subject": "Cải cách hành chính (CCHC) năm 2026", "body": HEAD + "Nâng cao kết quả CCHC."}

    assert reported("abbrev-intro", **parts) == []


MESSAGES = [
    (
        "spelling",
        "Các nghành phối hợp.",
        "«nghành» (…Các nghành phối hợp.…) không phải là tiếng viết đúng chính tả tiếng Việt",
    ),
    ("spelling", "Hướng ứng Cuộc thi.", "sai chính tả ở «Hướng ứng» (…Hướng ứng Cuộc thi.…); đúng là «Hưởng ứng»"),
    ("doubled-word", "Quy trình của của phòng.", "ghi lặp «của của» (…Quy trình của của phòng.…)"),
    ("space-punctuation", "Rà soát , cập nhật.", "thừa khoảng trắng trước dấu «,» ở «Rà soát , cập nhật.»"),
    ("unbalanced-brackets", "Kinh phí (nếu có.", "dấu «(» mở ra mà không đóng lại ở «Kinh phí (nếu có.»"),
    ("number-format", "Đạt 99.5%.", "số thập phân «99.5» (…Đạt 99.5%.…) phải dùng dấu phẩy: «99,5»"),
    ("abbrev-intro", "Công khai TTHC.", "chữ viết tắt «TTHC» (…Công khai TTHC.…) chưa được ghi đầy đủ ở lần đầu"),
    (
        "two-tier-names",
        "Sở Giao thông vận tải chủ trì.",
        "«Sở Giao thông vận tải» (…Sở Giao thông vận tải chủ trì.…) đã được tổ chức lại từ năm 2025; nay là Sở Xây dựng",
    ),
    (
        "list-punctuation",
        "a) Rà soát hồ sơ;\nb) Công khai kết quả;",
        "ý cuối cùng kết thúc như còn ý tiếp theo: «Công khai kết quả;»; phải kết thúc bằng «.»",
    ),
    (
        "tone-style",
        "Văn hóa, số hóa, hoà giải.",
        "đặt dấu thanh hai cách: 1 chỗ như «hoà», 2 chỗ như «hóa»; chỉ dùng một cách",
    ),
]


@pytest.mark.parametrize(("code", "body", "message"), MESSAGES)
def test_messages_say_what_stands_there_and_what_is_right(code, body, message):
    assert [one[1] for one in reported(code, body=HEAD + body)] == [message]


PIECES = [
    "TTHC",
    "(",
    ")",
    "“",
    "”",
    '"',
    " ",
    "  ",
    ",",
    ";",
    ".",
    "...",
    "\u00a0",
    "Điều",
    "điều 5",
    "khoản 2",
    "nhân dân",
    "Luật",
    "36/KH-UBND",
]
PIECES += [
    "hoà",
    "hòa",
    "xã",
    "Hội An",
    "tỉnh",
    "huyện",
    "95 %",
    "2021-2030",
    "đồng chí",
    "Lê thị",
    "tháng năm",
    "\ue000",
    "ủy ban",
    "İ",
    "ǅ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_rule_fails_inside_whatever_a_text_says(text):
    found = checker.check(checked(body=f"{HEAD}- {text}\n{text}"), checker.Settings(only={*CODES, checker.INTERNAL}))

    assert [one.message for one in found if one.rule == checker.INTERNAL] == []


def test_a_text_without_signs_is_not_judged():
    body = HEAD + "\n".join(["Thuc hien cai cach hanh chinh tai cac phong, don vi cua So nam 2026"] * 20)
    parts = {
        "opening": body.split("\n")[1],
        "closing": [],
        "table": [],
        "appendix": [],
        "appendix_name": [],
        "reference": [],
    }

    assert reported("spelling", body=body, **parts) == []


def test_the_names_of_all_provinces_and_communes_are_spelt_right():
    names = [place.name for place in (*communes.provinces(), *communes.communes())]
    lines = [f"Thực hiện tại {', '.join(names[start : start + 40])}." for start in range(0, len(names), 40)]
    codes = {
        "spelling",
        "doubled-word",
        "space-punctuation",
        "unbalanced-brackets",
        "cap-agency",
        "cap-sentence",
        "cap-person",
    }

    assert checker.check(checked(body="\n".join([HEAD.strip(), *lines])), checker.Settings(only=codes)) == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_have_no_fault_of_language(folder):
    document = checker.of_file(folder, ProfileStore([ROOT / "profiles"]))

    found = checker.check(document, checker.Settings(only=CODES))

    assert [one for one in found if one.severity != "info"] == []
