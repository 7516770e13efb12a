"""Rules about the signature: authority, position, name, and where they stand."""

import pytest
from checked_plans import checked, of, reported, written
from docx_reading import W
from look_examples import WAYS, Look
from look_examples import reported as looked
from written_plans import document, side_by_side

from cchc_draft.checking import checker

UBND = {
    "parent": [],
    "agency": ["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"],
    "number": "Số: 45/KH-UBND",
    "subject": "Cải cách hành chính năm 2026 của tỉnh Lâm Đồng",
    "opening": "Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2026 như sau:",
    "closing": "Trên đây là Kế hoạch cải cách hành chính năm 2026 của tỉnh Lâm Đồng./.",
    "reference": "(Kèm theo Kế hoạch số 45/KH-UBND ngày 09 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Lâm Đồng)",
}
BOARD = {"parent": "UBND TỈNH LÂM ĐỒNG", "agency": "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", "number": "Số: 45/KH-BCĐ"}
SCHOOL = {"parent": "UBND PHƯỜNG XUÂN HƯƠNG", "agency": "TRƯỜNG TRUNG HỌC CƠ SỞ LAM SƠN", "number": "Số: 45/KH-THCS"}


def severities(code, **parts):
    return [severity for severity, _, _ in reported(code, **parts)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T/M SỞ TƯ PHÁP\nGIÁM ĐỐC", "«T/M SỞ TƯ PHÁP»: theo Nghị định 30 ghi «TM.», có dấu chấm sau chữ viết tắt, không ghi «T/M»"),
        ("K/T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«K/T GIÁM ĐỐC»: theo Nghị định 30 ghi «KT.», có dấu chấm sau chữ viết tắt, không ghi «K/T»"),
        ("K/T. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«K/T. GIÁM ĐỐC»: theo Nghị định 30 ghi «KT.», có dấu chấm sau chữ viết tắt, không ghi «K/T.»"),
        ("K.T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«K.T GIÁM ĐỐC»: theo Nghị định 30 ghi «KT.», có dấu chấm sau chữ viết tắt, không ghi «K.T»"),
        ("KT GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«KT GIÁM ĐỐC»: theo Nghị định 30 ghi «KT.», có dấu chấm sau chữ viết tắt, không ghi «KT»"),
        ("KT: GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«KT: GIÁM ĐỐC»: theo Nghị định 30 ghi «KT.», có dấu chấm sau chữ viết tắt, không ghi «KT:»"),
        ("TUQ GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "«TUQ GIÁM ĐỐC»: theo Nghị định 30 ghi «TUQ.», có dấu chấm sau chữ viết tắt, không ghi «TUQ»"),
        ("T/L GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "«T/L GIÁM ĐỐC»: theo Nghị định 30 ghi «TL.», có dấu chấm sau chữ viết tắt, không ghi «T/L»"),
        ("Q GIÁM ĐỐC", "«Q GIÁM ĐỐC»: theo Nghị định 30 ghi «Q.», có dấu chấm sau chữ viết tắt, không ghi «Q»"),
        ("QUYỀN GIÁM ĐỐC", "«QUYỀN GIÁM ĐỐC»: theo Nghị định 30 ghi «Q.», có dấu chấm sau chữ viết tắt, không ghi «QUYỀN»"),
        ("THỪA LỆNH GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "«THỪA LỆNH GIÁM ĐỐC»: theo Nghị định 30 ghi «TL.», có dấu chấm sau chữ viết tắt, không ghi «THỪA LỆNH»"),
    ],
)  # fmt: skip
def test_letters_of_authority_end_with_a_full_stop_and_have_no_slash(lines, message):
    found = reported("signature-authority", signature=lines)

    assert ("error", message) in [(severity, text) for severity, text, _ in found]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("TM. SỞ TƯ PHÁP\nGIÁM ĐỐC", "«TM. SỞ TƯ PHÁP»: cơ quan làm việc theo chế độ thủ trưởng không ký TM.; chỉ ghi chức vụ của người đứng đầu"),
        ("TM. ỦY BAN NHÂN DÂN\nGIÁM ĐỐC", "«TM. ỦY BAN NHÂN DÂN»: cơ quan làm việc theo chế độ thủ trưởng không ký TM.; chỉ ghi chức vụ của người đứng đầu"),
        ("TM. BAN GIÁM ĐỐC\nGIÁM ĐỐC", "«TM. BAN GIÁM ĐỐC»: cơ quan làm việc theo chế độ thủ trưởng không ký TM.; chỉ ghi chức vụ của người đứng đầu"),
        ("TM. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "«TM. GIÁM ĐỐC»: TM. ghi trước tên tập thể, không ghi trước chức vụ"),
        ("KT. PHÓ GIÁM ĐỐC\nTRƯỞNG PHÒNG", "«KT. PHÓ GIÁM ĐỐC»: KT. ghi trước chức vụ của người đứng đầu, không ghi trước chức vụ cấp phó"),
        ("KT. GIÁM ĐỐC", "dưới «KT. GIÁM ĐỐC» thiếu chức vụ của người ký"),
        ("TL. GIÁM ĐỐC", "dưới «TL. GIÁM ĐỐC» thiếu chức vụ của người ký"),
        ("KT. GIÁM ĐỐC\nGIÁM ĐỐC", "dưới «KT. GIÁM ĐỐC» phải là chức vụ của cấp phó, không phải «GIÁM ĐỐC»"),
        ("KT. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "dưới «KT. GIÁM ĐỐC» phải là chức vụ của cấp phó, không phải «CHÁNH VĂN PHÒNG»"),
        ("KT. GIÁM ĐỐC\nPHÓ CHỦ TỊCH", "«PHÓ CHỦ TỊCH» không phải cấp phó của người ghi ở «KT. GIÁM ĐỐC»"),
        ("PHÓ GIÁM ĐỐC", "cấp phó ký phải ghi KT. và chức vụ của người đứng đầu ở dòng trên «PHÓ GIÁM ĐỐC»"),
        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", "cấp phó ký phải ghi KT. và chức vụ của người đứng đầu ở dòng trên «PHÓ GIÁM ĐỐC PHỤ TRÁCH»"),
    ],
)  # fmt: skip
def test_an_authority_that_does_not_suit_a_so(lines, message):
    assert [(severity, text) for severity, text, _ in reported("signature-authority", signature=lines)] == [
        ("error", message)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "GIÁM ĐỐC",
        "Q. GIÁM ĐỐC",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC PHỤ TRÁCH",
        "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG",
        "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
        "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ",
        "KT. GIÁM ĐỐC SỞ TƯ PHÁP\nPHÓ GIÁM ĐỐC",
    ],
)
def test_an_authority_that_suits_a_so(lines):
    assert reported("signature-authority", signature=lines) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", []),
        ("TM. UỶ BAN NHÂN DÂN\nCHỦ TỊCH", []),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", []),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", []),
        ("TM. ỦY BAN NHÂN DÂN TỈNH\nCHỦ TỊCH", ["info"]),
        ("TM. UBND\nCHỦ TỊCH", ["info"]),
        ("CHỦ TỊCH", ["info"]),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["warning"]),
        ("TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH", ["warning"]),
        ("TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH", ["error"]),
        ("TM. ỦY BAN NHÂN DÂN\nKT. PHÓ CHỦ TỊCH\nCHÁNH VĂN PHÒNG", ["error"]),
        ("KT. CHỦ TỊCH\nTM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH", ["error"]),
        ("TM. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["error"]),
        ("TM. ỦY BAN NHÂN DÂN", ["error"]),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nCHỦ TỊCH", ["error"]),
    ],
)
def test_authorities_of_a_plan_of_the_ubnd(lines, found):
    assert severities("signature-authority", **UBND, signature=lines) == found


def test_a_deputy_of_the_ubnd_without_tm_is_told_what_is_usual():
    assert reported("signature-authority", **UBND, signature="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH") == [
        ("warning", "kế hoạch của Ủy ban nhân dân thường ghi «TM. ỦY BAN NHÂN DÂN» ở dòng trên «KT. CHỦ TỊCH»", "KT. CHỦ TỊCH")
    ]  # fmt: skip


def test_a_letterhead_whose_parent_is_bold_is_still_that_of_a_so():
    lines = {"parent": [], "agency": ["UBND TỈNH LÂM ĐỒNG", "SỞ TƯ PHÁP"], "signature": "TM. ỦY BAN NHÂN DÂN\nGIÁM ĐỐC"}

    assert severities("signature-authority", **lines) == ["error"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({**SCHOOL, "signature": "HIỆU TRƯỞNG"}, []),
        ({**SCHOOL, "signature": "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG"}, []),
        ({**SCHOOL, "signature": "TM. TRƯỜNG\nHIỆU TRƯỞNG"}, ["error"]),
        ({**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN"}, []),
        ({**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"}, []),
        ({**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND TỈNH"}, []),
        ({**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nPHÓ TRƯỞNG BAN"}, ["warning"]),
    ],
)
def test_authorities_of_other_bodies(parts, found):
    assert severities("signature-authority", **parts) == found


def test_letters_without_a_space_behind_them_are_doubtful():
    assert reported("signature-authority", signature="KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC") == [
        ("warning", "thiếu dấu cách sau chữ viết tắt: «KT.GIÁM ĐỐC», ghi «KT. GIÁM ĐỐC»", "KT.GIÁM ĐỐC")
    ]


def test_the_head_does_not_sign_for_the_head():
    body = "I. NHIỆM VỤ\nNhiệm vụ nêu tại Phụ lục, do đồng chí Giám đốc Sở Lê Thị Hạnh trực tiếp chỉ đạo."

    assert reported("signature-authority", body=body) == [
        ("error", "«Lê Thị Hạnh» là người đứng đầu cơ quan nên không ký «KT. GIÁM ĐỐC»", "Lê Thị Hạnh")
    ]
    assert reported("signature-authority", body=body.replace("Giám đốc Sở", "Phó Giám đốc Sở")) == []


def joint(*signatures):
    """Return a plan that two agencies sign."""
    head, *rest = written(table=[], appendix=[]).blocks
    foot = [side_by_side(*signatures, align=""), "***Nơi nhận:***", "- UBND tỉnh;", "- Lưu: VT (STP, SNV)."]
    return of(document(head, *rest[:-1], *foot))


def test_a_joint_plan_is_not_held_to_the_rules_of_one_agency():
    plan = joint(
        "**SỞ NỘI VỤ**\n**GIÁM ĐỐC**\n**Lê Văn An**",
        "**SỞ TƯ PHÁP**\n**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n**Trần Thị Bình**",
    )
    found = checker.check(plan, checker.Settings(only=("signature-authority", "position-official", "signature-right")))

    assert found == []


def test_a_party_paper_has_rules_of_its_own():
    parts = {"nation": "ĐẢNG CỘNG SẢN VIỆT NAM", "motto": [], "signature": "T/M BAN THƯỜNG VỤ\nBÍ THƯ"}

    assert reported("signature-authority", **parts) == []


# Position and advisory bodies.


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"signature": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC THƯỜNG TRỰC"}, "«PHÓ GIÁM ĐỐC THƯỜNG TRỰC» không phải chức vụ lãnh đạo chính thức; ghi «PHÓ GIÁM ĐỐC»"),
        ({**UBND, "signature": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC"}, "«PHÓ CHỦ TỊCH THƯỜNG TRỰC» không phải chức vụ lãnh đạo chính thức; ghi «PHÓ CHỦ TỊCH»"),
        ({"signature": "CHỦ TỊCH"}, "chức vụ «CHỦ TỊCH» không hợp với cơ quan ban hành; người đứng đầu là Giám đốc"),
        ({**UBND, "signature": "TM. ỦY BAN NHÂN DÂN\nGIÁM ĐỐC"}, "chức vụ «GIÁM ĐỐC» không hợp với cơ quan ban hành; người đứng đầu là Chủ tịch"),
    ],
)  # fmt: skip
def test_a_position_that_is_no_official_one_of_the_agency(parts, message):
    assert [(severity, text) for severity, text, _ in reported("position-official", **parts)] == [("warning", message)]


@pytest.mark.parametrize(
    "parts",
    [
        {"signature": "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG"},
        {**UBND, "signature": "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"},
        {**SCHOOL, "signature": "HIỆU TRƯỞNG"},
        {**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC"},
        {"parent": "UBND TỈNH LÂM ĐỒNG", "agency": "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", "signature": "CHÁNH VĂN PHÒNG"},
    ],
)
def test_a_position_that_is_official(parts):
    assert reported("position-official", **parts) == []


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"signature": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN"}, "ký «TM. BAN CHỈ ĐẠO» nhưng đầu văn bản ghi cơ quan ban hành là «SỞ TƯ PHÁP»"),
        ({**BOARD, "signature": "CHỦ TỊCH"}, "văn bản của «BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH» mà ký «CHỦ TỊCH»: phải ghi chức danh trong tổ chức tư vấn (TM. …, TRƯỞNG BAN)"),
        ({**BOARD, "signature": "TM. BAN CHỈ ĐẠO\nCHỦ TỊCH UBND TỈNH\nTRƯỞNG BAN"}, "chức danh «TRƯỞNG BAN» ghi trước, chức vụ trong cơ quan «CHỦ TỊCH UBND TỈNH» ghi sau, ngay trên họ tên"),
    ],
)  # fmt: skip
def test_an_advisory_body_signs_with_its_own_titles(parts, message):
    assert [(severity, text) for severity, text, _ in reported("advisory-body", **parts)] == [("warning", message)]


@pytest.mark.parametrize(
    "lines",
    [
        "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
        "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nCHỦ TỊCH UBND TỈNH",
        "TRƯỞNG BAN\nCHỦ TỊCH UBND TỈNH",
    ],
)
def test_an_advisory_body_with_its_titles(lines):
    assert reported("advisory-body", **BOARD, signature=lines) == []


# Name.


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("LÊ THỊ HẠNH", "họ tên người ký «LÊ THỊ HẠNH» không viết in hoa; ghi «Lê Thị Hạnh»"),
        ("Lê thị Hạnh", "họ tên người ký «Lê thị Hạnh» phải viết hoa chữ cái đầu mỗi âm tiết: «Lê Thị Hạnh»"),
    ],
)
def test_a_name_in_capitals_or_in_small_letters(name, message):
    assert [(severity, text) for severity, text, _ in reported("signer-name", signer=name)] == [("error", message)]


@pytest.mark.parametrize(
    "name", ["Lê Thị Hạnh", "Y Thanh Hà Niê Kđăm", "Nguyễn Văn An (đã ký)", "Thượng tá Cầm Văn Thủy"]
)
def test_names_of_persons(name):
    assert reported("signer-name", signer=name) == []


def test_a_plan_with_number_and_date_has_a_name_under_it():
    assert reported("signer-name", signer=[]) == [
        ("info", "kế hoạch đã có số và ngày nhưng dưới «PHÓ GIÁM ĐỐC» chưa có họ tên người ký", "PHÓ GIÁM ĐỐC")
    ]
    assert reported("signer-name", signer=[], number="Số:       /KH-STP") == []


@pytest.mark.parametrize(
    ("name", "title", "bare"),
    [
        ("PGS.TS. Lê Thị Hạnh", "PGS.TS.", "Lê Thị Hạnh"),
        ("PGS. TS. Lê Thị Hạnh", "PGS. TS.", "Lê Thị Hạnh"),
        ("ThS. Lê Thị Hạnh", "ThS.", "Lê Thị Hạnh"),
        ("Th.S Lê Thị Hạnh", "Th.S", "Lê Thị Hạnh"),
        ("TS Lê Thị Hạnh", "TS", "Lê Thị Hạnh"),
        ("BS. Lê Thị Hạnh", "BS.", "Lê Thị Hạnh"),
        ("BS.CKII. Lê Thị Hạnh", "BS.CKII.", "Lê Thị Hạnh"),
        ("Tiến sĩ Lê Thị Hạnh", "Tiến sĩ", "Lê Thị Hạnh"),
        ("Bà Lê Thị Hạnh", "Bà", "Lê Thị Hạnh"),
        ("Ông: Lê Văn Hạnh", "Ông:", "Lê Văn Hạnh"),
        ("Đồng chí Lê Văn Hạnh", "Đồng chí", "Lê Văn Hạnh"),
    ],
)
def test_a_title_in_front_of_the_name(name, title, bare):
    message = f"trước họ tên người ký không ghi «{title}»; chỉ ghi «{bare}»"

    assert reported("signer-no-title", signer=name) == [("error", message, name)]


@pytest.mark.parametrize("name", ["Tsan Văn An", "Bá Thị Bình", "Ong Thị Hà", "Đoàn Lê Sĩ"])
def test_a_name_that_only_looks_like_a_title(name):
    assert reported("signer-no-title", signer=name) == []


def test_schools_and_hospitals_may_have_titles():
    assert [
        one[0] for one in reported("signer-no-title", **SCHOOL, signature="HIỆU TRƯỞNG", signer="TS. Lê Thị Hạnh")
    ] == ["info"]
    assert [
        one[0] for one in reported("signer-no-title", **SCHOOL, signature="HIỆU TRƯỞNG", signer="Bà Lê Thị Hạnh")
    ] == ["error"]


# Look.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "place", "phrases", "message"),
    [
        (
            "signature-style",
            "authority",
            "không đậm",
            "quyền hạn, chức vụ của người ký là chữ không đậm; phải là chữ đậm",
        ),
        ("signature-style", "position", "nghiêng", "quyền hạn, chức vụ của người ký là chữ nghiêng; phải là chữ đứng"),
        ("signature-style", "authority", "cỡ chữ 12", "quyền hạn, chức vụ của người ký có cỡ chữ 12; phải là 13-14"),
        ("signer-name", "signer", "cỡ chữ 15", "họ tên người ký có cỡ chữ 15; phải là 13-14"),
        ("signer-name", "signer", "căn phải", "họ tên người ký căn phải; phải căn giữa"),
    ],
)
def test_letters_of_the_signature(code, place, phrases, message, way):
    assert ("error", message) in [(severity, text) for severity, text, _ in looked(code, place, phrases, way)]


def test_a_name_in_capital_letters_by_its_form():
    assert [one[1] for one in looked("signer-name", "signer", "in hoa", "style")] == [
        "họ tên người ký «KHỔNG ĐỨC THANH» không viết in hoa; ghi «Khổng Đức Thanh»"
    ]


def signed(change):
    """Return what is said of a draft whose foot was changed."""
    look = Look("recipients_label")
    change(look)
    return [
        (one.severity, one.message) for one in checker.check(look.document, checker.Settings(only=("signature-right",)))
    ]


def foot(look):
    """Return the row with Nơi nhận and the signature."""
    return next(look.paragraphs[0].iterancestors(W + "tr"))


def turned(look):
    row = foot(look)
    cells = row.findall(W + "tc")
    row.remove(cells[0])
    row.append(cells[0])


def stacked(look):
    table = foot(look).getparent()
    for one in list(table.iter(W + "p")):
        table.addprevious(one)
    table.getparent().remove(table)


def in_two_rows(look):
    row = foot(look)
    cells = row.findall(W + "tc")
    below = row.makeelement(W + "tr")
    row.addnext(below)
    for one in cells:
        below.append(one.makeelement(W + "tc"))
    below[0].append(row.makeelement(W + "p"))
    row.replace(cells[1], below[1])
    below.append(cells[1])
    row[-1].append(row.makeelement(W + "p"))


def lower(look):
    cell = foot(look).findall(W + "tc")[1]
    cell.insert(1, cell.makeelement(W + "p"))


def at_the_bottom(look):
    properties = foot(look).findall(W + "tc")[1].find(W + "tcPr")
    properties.append(properties.makeelement(W + "vAlign", {W + "val": "bottom"}))


def in_a_frame(look):
    properties = foot(look).findall(W + "tc")[0].find(W + "tcPr")
    borders = properties.makeelement(W + "tcBorders")
    properties.append(borders)
    borders.append(borders.makeelement(W + "top", {W + "val": "single"}))


def in_white(look):
    in_a_frame(look)
    next(foot(look).iter(W + "tcBorders"))[0].set(W + "color", "FFFFFF")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (turned, [("error", "«Nơi nhận:» phải ở bên trái, phần ký ở bên phải")]),
        (stacked, [("error", "«KT. GIÁM ĐỐC» phải ở bên phải, bắt đầu cùng một dòng với «Nơi nhận» ở bên trái")]),
        (in_two_rows, [("error", "«KT. GIÁM ĐỐC» phải ở bên phải, bắt đầu cùng một dòng với «Nơi nhận» ở bên trái")]),
        (lower, [("warning", "«KT. GIÁM ĐỐC» và «Nơi nhận» không bắt đầu trên cùng một dòng")]),
        (at_the_bottom, [("warning", "«KT. GIÁM ĐỐC» và «Nơi nhận» không bắt đầu trên cùng một dòng")]),
        (in_a_frame, [("error", "phần «Nơi nhận:» và phần ký không kẻ khung")]),
        (in_white, []),
        (lambda _: None, []),
    ],
)
def test_the_signature_stands_at_the_right_of_the_recipients(change, found):
    assert signed(change) == found


def test_a_plan_read_from_text_is_not_asked_where_its_signature_stands():
    assert checker.check(checked(), checker.Settings(only=("signature-right", "signature-space"))) == []
