"""Odd characters are put right and counted, words stay; what kind of text it is."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.errors import Place
from cchc_draft.importing.odd_text import (
    KINDS,
    MARKED,
    MESSAGES,
    clean,
    has_diacritics,
    is_ocr_like,
    is_syllable,
    marked_share,
    problems,
)

READABLE = (
    "Thông tin, tuyên truyền đầy đủ, kịp thời về tình hình, kết quả thực hiện cải cách hành chính trên Trang thông tin "
    "điện tử của phường; bảo đảm ít nhất 02 tin, bài/tháng. Kế hoạch số 36/KH-UBND ngày 03/02/2026; phủ sóng 5G. "
)
WITHOUT_SIGNS = "".join(
    letter for letter in unicodedata.normalize("NFD", READABLE.replace("đ", "d")) if not unicodedata.combining(letter)
)
SCANNED = (
    "cong tac thdng tin, tuyén truyén CCHC nham nang cao nhan thic, ky nang t6 chtrc thuc hién cua ddi ngii can b9, "
    "cdng chirc; ché d6 bao cao 1ap tai S¢ Van hoa N§i dung, chinh s&ch cua Nha nudc va cua Thanh phd. "
)


@pytest.mark.parametrize(
    ("text", "cleaned", "counts"),
    [
        ("", "", {}),
        ("Kế hoạch số 115/KH-UBND\n- Lưu: VT.", "Kế hoạch số 115/KH-UBND\n- Lưu: VT.", {}),
        ("Kê\u0301 hoa\u0323ch", "Kế hoạch", {"decomposed": 2}),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân", {"decomposed": 3}),
        ("ấ" + unicodedata.normalize("NFD", "ấ"), "ấấ", {"decomposed": 1}),
        ("ca\u0301\u0302p ca\u0301\u0306t", "cấp cắt", {"decomposed": 2}),
        ("á\u0302 a\u0323\u0302 a\u0302\u0323", "ấ ậ ậ", {"decomposed": 3}),
        ("o\u0301\u031b u\u0309\u031b", "ớ ử", {"decomposed": 2}),
        ("2026\u00a0-\u202f2030\u2007a\u3000b", "2026 - 2030 a b", {"no-break-space": 4}),
        ("Thành\u200b phố\ufeff\u2060\u200d", "Thành phố", {"zero-width": 4}),
        ("tuyên\u00ad truyền", "tuyên truyền", {"soft-hyphen": 1}),
        ("\u200eSố\u202c: 5", "Số: 5", {"direction-mark": 2}),
        ("1.\tMục đích", "1. Mục đích", {"tab": 1}),
        ("TM. UBND\x0bKT. CHỦ TỊCH\u2028PHÓ\u0085a\x0cb", "TM. UBND\nKT. CHỦ TỊCH\nPHÓ\na\nb", {"line-end": 4}),
        ("a\r\nb\rc", "a\nb\nc", {}),
        ("a\x00b\x1f\x7f\x80", "ab", {"control": 4}),
        ("\uf0b7 Lưu\n\uf0d8 Như trên\uf02d", "• Lưu\n• Như trên-", {"bullet": 2, "hyphen": 1}),
        ("a\ue000b", "ab", {"private-use": 1}),
        ("34\u2011KH/ĐU", "34-KH/ĐU", {"hyphen": 1}),
        ("năm ２０２６：（a）", "năm 2026:(a)", {"fullwidth": 7}),
        ("ÐẢNG ỦY Ðộc lập", "ĐẢNG ỦY Độc lập", {"double-d": 2}),
        ("2026 – 2030 — “rõ” ‘a’ … hoà thuỷ", "2026 – 2030 — “rõ” ‘a’ … hoà thuỷ", {}),
        ("a" + "\u0301" * 30, "á" + "\u0301" * 7, {"stacked-signs": 22, "decomposed": 1}),
    ],
)
def test_odd_characters_are_put_right_and_counted(text, cleaned, counts):
    assert clean(text) == (cleaned, counts)


def test_characters_that_somebody_needs_are_kept():
    assert clean("STT\tNhiệm vụ\x0c\u00a0", keep="\t\x0c") == ("STT\tNhiệm vụ\x0c ", {"no-break-space": 1})


def test_signs_piled_up_by_the_hundred_thousand_are_put_right_at_once():
    text, counts = clean("a" + "\u0301\u0323" * 200_000)

    assert len(text) < 10
    assert counts["stacked-signs"] > 390_000


ODD = (
    "".join(chr(code) for code in range(0x80, 0xB0))
    + "\u200b\u00ad\ufeff\u0301\u0302\u0323\u031bĐÐ\uf0b7２\t\x0b\x0c\r\n"
)
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(ODD + "aăâeêoôơuưyấựÁ"))


@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    cleaned, _ = clean(text)

    assert clean(cleaned) == (cleaned, {})
    assert unicodedata.is_normalized("NFC", cleaned)


@given(texts)
def test_letters_and_digits_are_never_lost(text):
    def words(read):
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", read) if letter.isalnum())
        return re.sub("[ÐƉ]", "Đ", bare)

    assert words(clean(text)[0]) == words(text)


@given(texts)
def test_every_odd_character_is_counted(text):
    def kind_of(letter):
        return next((name for name, kind in KINDS.items() if kind.pattern.match(letter)), "")

    kinds = set(map(kind_of, text.replace("\r", "\n"))) - {""}

    assert kinds == set(clean(text)[1]) - {"decomposed", "stacked-signs"}


def test_each_kind_is_told_in_words():
    _, counts = clean("1.\tKê\u0301\u00a0hoạch\u200b\u200b")

    assert [str(problem) for problem in problems(counts, Place("cu.txt"))] == [
        "cu.txt: cảnh báo: đã bỏ 2 ký tự ẩn không có bề rộng [odd-text-zero-width]",
        "cu.txt: cảnh báo: 1 dấu cách đặc biệt (không ngắt dòng …) được đọc là dấu cách thường "
        "[odd-text-no-break-space]",
        "cu.txt: cảnh báo: 1 chữ tổ hợp (dấu rời) được ghép thành chữ dựng sẵn [odd-text-decomposed]",
    ]
    assert set(MESSAGES) == set(KINDS) - {"tab"} | {"decomposed", "stacked-signs"}


def test_there_are_134_letters_with_signs():
    assert len(MARKED) == 134
    assert all(letter.upper() in MARKED and letter.lower() in MARKED for letter in MARKED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (READABLE, True),
        (READABLE.upper(), True),
        ("", True),
        ("Ke hoach", True),
        (WITHOUT_SIGNS * 2, False),
        (SCANNED * 2, False),
        (READABLE + WITHOUT_SIGNS, True),
        (READABLE + WITHOUT_SIGNS * 9, False),
        ("1. 2. 3. " * 100, True),
    ],
)
def test_lost_signs_are_noticed(text, expected):
    assert has_diacritics(text) is expected


def test_the_share_of_letters_with_signs():
    assert marked_share("Kế hoạch 2026") == 2 / 7
    assert marked_share("2026") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (READABLE * 2, False),
        (WITHOUT_SIGNS * 2, False),
        (SCANNED * 2, True),
        ("Kế hoạch t6 S¢", False),
        (
            "Quyết định 36/KH-UBND, phủ sóng 5G, khổ A4, 2.1. Nội dung, 24h, R&D & iHanoi, https://a.vn/x1y2. " * 9,
            False,
        ),
    ],
)
def test_text_that_was_read_from_a_picture_is_noticed(text, expected):
    assert is_ocr_like(text) is expected


RIGHT = "nghiệp quyết khuỷu giặt gì giếng chuyên Đường hoà hòa thuỷ thủy Ủy y quốc quý quỳnh ươm xoong iêu"
WRONG = "tuyén nghÖp ho¹ch hoaïch HĐND abc áà cafộ chính-sách 12 a1"


def test_a_syllable_is_known():
    assert [word for word in RIGHT.split() if not is_syllable(word)] == []
    assert [word for word in ["", *WRONG.split()] if is_syllable(word)] == []
