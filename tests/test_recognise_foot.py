"""The foot: recipients, Lưu line and signatures; the closing paragraphs above it."""

import pytest
from written_plans import HEAD, OPENING, TITLE, cell, document, paragraph, side_by_side, table

from cchc_draft.formats import PartialDate
from cchc_draft.importing.recognise import recognise
from cchc_draft.model import Signature, plain

SECTIONS = ("I. MỤC ĐÍCH", "Nâng cao.", "II. TỔ CHỨC", "Các phòng thực hiện.", "Trên đây là Kế hoạch./.")
DIRECTOR = Signature(("GIÁM ĐỐC",), "Lê Văn An")


def foot(*blocks, has_form=False):
    return recognise(document(HEAD, *TITLE, OPENING, *SECTIONS, *blocks, has_form=has_form))


@pytest.mark.parametrize(
    ("lines", "recipients", "archive"),
    [
        (["Nơi nhận:", "- UBND tỉnh (để b/c);", "- Các phòng;", "- Lưu: VT, VP."], ("UBND tỉnh (để b/c)", "Các phòng"), "VT, VP"),
        (["Nơi nhận: - UBND tỉnh; - Các phòng; - Lưu: VT."], ("UBND tỉnh", "Các phòng"), "VT"),
        (["Nơi nhận", "UBND tỉnh;", "Các phòng, đơn vị", "thuộc Sở;", "Lưu: VT."], ("UBND tỉnh", "Các phòng, đơn vị thuộc Sở"), "VT"),
        (["Nơi nhận:", "UBND tỉnh", "Các phòng", "Lưu VT"], ("UBND tỉnh", "Các phòng"), "VT"),
        (["Nơi nhận:", "- Các phòng, ban,", "đơn vị;", "- Lưu: VT,", "TTBC (Vy)."], ("Các phòng, ban, đơn vị",), "VT, TTBC (Vy)"),
        (["Nơi nhận:", "- UBND Thành phố; (đề b/c)", "- Lưu: VT (Huyện Vy)."], ("UBND Thành phố; (đề b/c)",), "VT (Huyện Vy)"),
        (["Nơi nhận:", "- Thường trực:", "+ Tỉnh ủy;", "- Lưu Văn phòng Đảng ủy."], ("Thường trực:", "Tỉnh ủy"), "Văn phòng Đảng ủy"),
        (["Nơi nhận:", "- Trung tâm Lưu trữ tỉnh;", "- Lưu trữ lịch sử;", "- Lưu: VT./."], ("Trung tâm Lưu trữ tỉnh", "Lưu trữ lịch sử"), "VT"),
    ],
)  # fmt: skip
def test_recipients_lose_their_marks_and_nothing_else(lines, recipients, archive):
    found = foot(*lines, "GIÁM ĐỐC", "Lê Văn An")

    assert (found.recipients, found.archive, found.signatures) == (recipients, archive, (DIRECTOR,))


@pytest.mark.parametrize(
    ("blocks", "signatures"),
    [
        (
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Hưng"],
            [Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn Hưng")],
        ),
        (["CHỦ TỊCH", "(Đã ký)", "NGUYỄN VĂN HÙNG"], [Signature(("CHỦ TỊCH",), "NGUYỄN VĂN HÙNG")]),
        (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Đỗ Ba"], [Signature(("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), "Đỗ Ba")]),
        (
            ["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Y Thanh Niê Kđăm"],
            [Signature(("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Y Thanh Niê Kđăm")],
        ),
        (["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ", "Ma Thị Lý"], [Signature(("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"), "Ma Thị Lý")]),
        (["Q. GIÁM ĐỐC", "PGS.TS. Lê Văn An"], [Signature(("Q. GIÁM ĐỐC",), "PGS.TS. Lê Văn An")]),
        (["CHỈ HUY TRƯỞNG", "Đại tá Lê Văn An"], [Signature(("CHỈ HUY TRƯỞNG",), "Đại tá Lê Văn An")]),
        (
            ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND TỈNH", "Lê Văn An"],
            [Signature(("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND TỈNH"), "Lê Văn An")],
        ),
        (
            ["SỞ NỘI VỤ", "GIÁM ĐỐC", "Lê Văn An", "SỞ Y TẾ", "GIÁM ĐỐC", "Vũ Bốn"],
            [Signature(("SỞ NỘI VỤ", "GIÁM ĐỐC"), "Lê Văn An")],
        ),
    ],
)  # fmt: skip
def test_positions_stand_above_the_name(blocks, signatures):
    found = foot("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", *blocks)

    assert list(found.signatures[:1]) == signatures[:1]
    assert found.recipients == ("UBND tỉnh",)


@pytest.mark.parametrize("name", ["NGUYỄN VĂN HÙNG", "VŨ TRƯỜNG GIANG", "HỒ THỊ BAN", "CHU VĂN AN", "TÔ LÂM"])
def test_a_name_may_stand_in_capitals(name):
    found = foot("Nơi nhận:", "- A;", "- Lưu: VT.", "CHỦ TỊCH", name)

    assert found.signatures == (Signature(("CHỦ TỊCH",), name),)


@pytest.mark.parametrize(
    "line", ["CHỦ NHIỆM", "BAN THƯỜNG VỤ", "PHỤ TRÁCH KẾ TOÁN", "TỔ TRƯỞNG", "VỤ TRƯỞNG", "ĐẠI DIỆN"]
)
def test_a_position_in_capitals_is_no_name(line):
    found = foot("Nơi nhận:", "- A;", "- Lưu: VT.", "TM. CÔNG ĐOÀN", line, "Lê Văn An")

    assert found.signatures == (Signature(("TM. CÔNG ĐOÀN", line), "Lê Văn An"),)


def test_place_and_date_may_stand_over_the_signature():
    blocks = (
        "KẾ HOẠCH",
        "Năm 2026",
        *SECTIONS,
        "Nơi nhận:",
        "- A;",
        "- Lưu: VT.",
        "Huế, ngày 05 tháng 9 năm 2025",
        "HIỆU TRƯỞNG",
        "Lê Văn An",
    )

    found = recognise(document(*blocks, has_form=False))

    assert (found.letterhead.place, found.letterhead.date) == ("Huế", PartialDate(2025, 9, 5))
    assert found.signatures == (Signature(("HIỆU TRƯỞNG",), "Lê Văn An"),)


LEFT = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT."


@pytest.mark.parametrize(
    ("blocks", "signers"),
    [
        ([side_by_side(LEFT, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nLê Văn An")], ["Lê Văn An"]),
        (
            [
                table(
                    (cell(LEFT, 0, 1, 3), cell("TM. UBND XÃ", 1)),
                    (cell("Q. CHỦ TỊCH", 1),),
                    (cell("Lê Văn An", 1),),
                    has_borders=False,
                )
            ],
            ["Lê Văn An"],
        ),
        ([side_by_side(LEFT, "NGƯỜI LẬP\n\nTrần Thị Bê", "HIỆU TRƯỞNG\n\nLê Văn An")], ["Lê Văn An", "Trần Thị Bê"]),
        (
            [
                table(
                    ("SỞ TÀI CHÍNH\nGIÁM ĐỐC", "SỞ NỘI VỤ\nGIÁM ĐỐC"),
                    ("Trần Hai", "Lê Một"),
                    ("SỞ Y TẾ\nGIÁM ĐỐC", "SỞ TƯ PHÁP\nGIÁM ĐỐC"),
                    ("Vũ Bốn", "Đỗ Ba"),
                    has_borders=False,
                ),
                *LEFT.split("\n"),
            ],
            ["Lê Một", "Trần Hai", "Đỗ Ba", "Vũ Bốn"],
        ),
        (["GIÁM ĐỐC", "Lê Văn An", *LEFT.split("\n")], ["Lê Văn An"]),
        (["Nơi nhận:\t\tGIÁM ĐỐC", "- UBND tỉnh;", "- Lưu: VT.\t\tLê Văn An"], ["Lê Văn An"]),
        ([side_by_side(LEFT, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")], [""]),
    ],
)
def test_signatures_stand_in_columns_beginning_at_the_right(blocks, signers):
    found = foot(*blocks)

    assert [signature.name for signature in found.signatures] == signers
    assert (found.recipients, found.archive) == (("UBND tỉnh",), "VT")


WHOLE = Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Văn An")


@pytest.mark.parametrize(
    "blocks",
    [
        [side_by_side(LEFT, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"), paragraph("PHÓ CHỦ TỊCH", breaks_page=True), "Lê Văn An"],
        [side_by_side(LEFT, "TM. ỦY BAN NHÂN DÂN"), paragraph("KT. CHỦ TỊCH", breaks_page=True), "PHÓ CHỦ TỊCH", "Lê Văn An"],
        [side_by_side(LEFT, "\n".join(WHOLE.lines)), paragraph("Lê Văn An", breaks_page=True)],
        [side_by_side(LEFT, "PHÓ CHỦ TỊCH\n\nLê Văn An", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH")],
        [*LEFT.split("\n")[:2], "- Lưu: VT.\t\tTM. ỦY BAN NHÂN DÂN", "\t\tKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An"],
    ],
)  # fmt: skip
def test_a_signature_that_a_page_end_or_a_gap_parts_is_one(blocks):
    found = foot(*blocks)

    assert found.signatures == (WHOLE,)
    assert (found.recipients, found.archive, found.attachments) == (("UBND tỉnh",), "VT", ())


def test_an_authority_that_runs_on_below_the_word_of_the_recipients_is_whole():
    found = foot("Nơi nhận:\t\tTM. BAN THƯỜNG VỤ TỈNH", "ĐOÀN", "- UBND tỉnh;\t\tPHÓ BÍ THƯ", "- Lưu: VP.\t\tLê Văn An")

    assert found.signatures == (Signature(("TM. BAN THƯỜNG VỤ TỈNH", "ĐOÀN", "PHÓ BÍ THƯ"), "Lê Văn An"),)
    assert found.recipients == ("UBND tỉnh",)


def test_what_follows_a_whole_foot_without_a_new_page_is_no_part_of_it():
    found = foot(
        *LEFT.split("\n"), "NGƯỜI LẬP", "Lê Thị Hoa", "GIÁM ĐỐC", "Lê Văn An", "BẢNG CHỈ TIÊU", *("- Một.",) * 3
    )

    assert [one.name for one in found.signatures] == ["Lê Thị Hoa", "Lê Văn An"]
    assert [one.title for one in found.attachments] == ["BẢNG CHỈ TIÊU"]


def test_a_new_page_behind_a_blank_signature_is_an_appendix():
    found = foot(
        side_by_side(LEFT, "GIÁM ĐỐC"), paragraph("NỘI DUNG CHI", breaks_page=True), "- Một.", "- Hai.", "- Ba."
    )

    assert found.signatures == (Signature(("GIÁM ĐỐC",)),)
    assert [one.title for one in found.attachments] == ["NỘI DUNG CHI"]


def test_two_agencies_may_sign_below_each_other_in_front_of_the_recipients():
    found = foot(
        "SỞ Y TẾ", "GIÁM ĐỐC", "Vũ Bốn", "SỞ NỘI VỤ", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Một", *LEFT.split("\n")
    )

    assert found.signatures == (
        Signature(("SỞ Y TẾ", "GIÁM ĐỐC"), "Vũ Bốn"),
        Signature(("SỞ NỘI VỤ", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Một"),
    )
    assert (found.recipients, found.archive, found.attachments) == (("UBND tỉnh",), "VT", ())


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (["GIÁM ĐỐC", "Lê Văn An"], ["không thấy phần «Nơi nhận»"]),
        ([*LEFT.split("\n")], ["không thấy phần ký"]),
        (["Nơi nhận:", "- UBND tỉnh;", "GIÁM ĐỐC", "Lê Văn An"], ["phần «Nơi nhận» không có dòng «Lưu»"]),
        ([side_by_side(LEFT, "GIÁM ĐỐC")], ["phần ký không có họ tên người ký"]),
        (
            [side_by_side("SỞ Y TẾ\nGIÁM ĐỐC", "SỞ NỘI VỤ\nGIÁM ĐỐC\n\nLê Văn An"), *LEFT.split("\n")],
            ["phần ký không có họ tên người ký"],
        ),
        ([side_by_side(LEFT, "GIÁM ĐỐC\n(Đã ký)\nLê Văn An")], ["dòng «(Đã ký)» ở chỗ ký không đưa vào kế hoạch"]),
        (
            [side_by_side(LEFT, "GIÁM ĐỐC\n\nLê Văn An\nĐT: 0912")],
            ["dòng «ĐT: 0912» cạnh chữ ký không rõ là gì nên không đưa vào kế hoạch"],
        ),
        (
            [side_by_side(LEFT, "GIÁM ĐỐC\n\nLê Văn An"), "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN"],
            ["dòng «FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN» sau chữ ký không phải là phụ lục nên không đưa vào kế hoạch"],
        ),
    ],
)
def test_what_is_missing_or_too_much_is_told(blocks, told):
    assert [problem.text for problem in foot(*blocks).problems] == told


@pytest.mark.parametrize(
    ("last", "closing"),
    [
        (("Trên đây là Kế hoạch năm 2026./.",), ("Trên đây là Kế hoạch năm 2026.",)),
        (("- Báo cáo.", "Yêu cầu các phòng thực hiện./."), ("Yêu cầu các phòng thực hiện.",)),
        (("1. Văn phòng: Chủ trì.", "Đề nghị các phòng phối hợp ./."), ("Đề nghị các phòng phối hợp.",)),
        (
            ("a) Một.", "Trong quá trình thực hiện có vướng mắc thì báo cáo.", "Các phòng thực hiện./."),
            ("Trong quá trình thực hiện có vướng mắc thì báo cáo.", "Các phòng thực hiện."),
        ),
        (("Ngân sách bảo đảm./.",), ()),
        (("1. Văn phòng", "Chủ trì thực hiện./."), ()),
        (("- Báo cáo./.",), ()),
    ],
)
def test_the_closing_is_what_follows_the_last_section(last, closing):
    plan = recognise(
        document(
            HEAD, *TITLE, OPENING, "I. MỤC ĐÍCH", "X.", "II. TỔ CHỨC", *last, side_by_side(LEFT, "GIÁM ĐỐC\nLê An")
        )
    )

    assert tuple(plain(block.content) for block in plan.closing) == closing
    assert "/." not in str(plan.body)


@pytest.mark.parametrize("mark", ["./.", ". /.", "/.", "./", " ./."])
def test_the_end_mark_becomes_a_full_stop(mark):
    plan = recognise(
        document(
            HEAD, *TITLE, OPENING, "I. MỤC ĐÍCH", f"Ngân sách bảo đảm{mark}", side_by_side(LEFT, "GIÁM ĐỐC\nLê An")
        )
    )

    assert plain(plan.body[-1].content) == "Ngân sách bảo đảm."
