"""Lines above a signature, by Điều 13 and section 2.9 of the decree note."""

import pytest

from cchc_draft.model import Signature
from cchc_draft.signature import TITLES, Authority, WrongAuthorityError, compose

UBND = Authority("Chủ tịch", "Phó Chủ tịch", "Ủy ban nhân dân")
SO = Authority("Giám đốc", "Phó Giám đốc")
BAN = Authority("Trưởng ban", "Phó Trưởng ban", "Ban Chỉ đạo")


def changed(authority, **parts):
    return Authority(**{**{name: getattr(authority, name) for name in ("head", "deputy", "collective")}, **parts})


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (UBND, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (changed(UBND, is_for_head=True), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (
            changed(UBND, is_for_head=True, position="Phó Chủ tịch Thường trực"),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"],
        ),
        (changed(UBND, is_acting=True), ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
        (
            changed(UBND, by_order_of="Chủ tịch", position="Chánh Văn phòng"),
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
        ),
        (changed(UBND, collective=""), ["CHỦ TỊCH"]),
        (changed(UBND, collective="", is_for_head=True), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (SO, ["GIÁM ĐỐC"]),
        (changed(SO, is_for_head=True), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (changed(SO, is_acting=True), ["Q. GIÁM ĐỐC"]),
        (changed(SO, by_order_of="Giám đốc", position="Chánh Văn phòng"), ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        (
            changed(
                SO,
                by_order_of="Giám đốc",
                is_for_head=True,
                for_whom="Chánh Văn phòng",
                position="Phó Chánh Văn phòng",
            ),
            ["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
        (changed(SO, delegated_by="Giám đốc", position="Trưởng phòng"), ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (BAN, ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"]),
        (changed(BAN, is_for_head=True), ["TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
    ],
)
def test_the_lines_say_in_capitals_by_what_authority_somebody_signs(authority, lines):
    assert compose(authority) == Signature(tuple(lines))


def test_the_name_of_the_signer_stays_as_it_is_written():
    assert compose(changed(SO, name="Phạm Tuấn Long")).name == "Phạm Tuấn Long"


@pytest.mark.parametrize(
    ("authority", "message"),
    [
        (
            changed(SO, by_order_of="Giám đốc", delegated_by="Giám đốc", position="Chánh Văn phòng"),
            "chỉ chọn một trong hai: thua_lenh (TL.) hoặc thua_uy_quyen (TUQ.)",
        ),
        (changed(SO, by_order_of="Giám đốc"), "thiếu «chuc_vu»: chức vụ của người ký"),
        (changed(SO, delegated_by="Giám đốc"), "thiếu «chuc_vu»: chức vụ của người ký"),
        (changed(SO, deputy="", is_for_head=True), "thiếu «chuc_vu»: chức vụ của người ký"),
        (
            changed(SO, by_order_of="Giám đốc", is_for_head=True, position="Phó Chánh Văn phòng"),
            "ký thừa lệnh hoặc thừa ủy quyền mà ký thay: «ky_thay» phải ghi ký thay ai, ví dụ «Chánh Văn phòng»",
        ),
        (changed(SO, is_for_head=True, is_acting=True), "không dùng cùng lúc «quyen» (Q.) và «ky_thay» (KT.)"),
        (
            changed(SO, is_for_head=True, position="GIÁM ĐỐC"),
            "người đứng đầu không ký thay (KT.) chính mình; hãy bỏ «ky_thay» hoặc sửa «chuc_vu»",
        ),
        (
            changed(SO, is_for_head=True, for_whom="Phó Giám đốc"),
            "KT. ghi chức vụ của người đứng đầu, không ghi cấp phó",
        ),
        (
            changed(SO, is_for_head=True, position="KT. Giám đốc"),
            "«chuc_vu» chỉ ghi chức vụ; TM., KT., TL., TUQ., Q. do chương trình ghi",
        ),
        (
            changed(SO, position="Q. Giám đốc"),
            "«chuc_vu» chỉ ghi chức vụ; TM., KT., TL., TUQ., Q. do chương trình ghi",
        ),
    ],
)
def test_a_combination_that_the_decree_does_not_know_is_refused(authority, message):
    with pytest.raises(WrongAuthorityError) as caught:
        compose(authority)

    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["TS. Nguyễn Văn An", "PGS. TS. Nguyễn Văn An", "ThS Trần Thị Bình", "Ông An"])
def test_a_degree_before_a_name_is_seen(name):
    assert TITLES.match(name)


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Tsần Văn An", "Bàn Văn Kim", "Ông-Gia Bảo", "Lưu Hồng Phương", ""])
def test_a_name_without_a_degree_is_fine(name):
    assert not TITLES.match(name)
