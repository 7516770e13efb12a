"""TCVN3 and VNI to Unicode: complete tables, inverse of what typing programs write, plain text left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.importing.legacy_fonts import TCVN3, VNI, decode, encoding_of, looks_like, sound_share
from cchc_draft.importing.odd_text import MARKED, RIMES, is_syllable

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
VOWELS = "aăâeêioôơuưy"


def with_tone(rime, tone):
    """Return a rime with its tone on the vowel that bears it, near enough: the last with a sign, else the first."""
    vowels = [index for index, letter in enumerate(rime) if letter in VOWELS]
    signed = [index for index in vowels if rime[index] in "ăâêôơư"]
    place = (signed or vowels[-2:-1] or vowels)[-1]
    return unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


SYLLABLES = [
    onset + with_tone(rime, tone) for onset in ["", *ONSETS.split()] for rime in RIMES.split() for tone in TONES
]
FROM_TCVN3 = {letter: code for code, letter in TCVN3.items()}
FROM_VNI = {
    letter: code
    for code, letter in sorted(VNI.items(), key=lambda pair: (len(pair[0]), pair[0].swapcase()), reverse=True)
}


def tcvn3(text):
    return "".join(FROM_TCVN3.get(letter, letter) for letter in text)


def vni(text):
    return "".join(FROM_VNI.get(letter, letter) for letter in text)


def symbols(text):
    """Return text as Word stores it for a font with symbol encoding."""
    return "".join(chr(0xF000 + ord(letter)) if 0x20 <= ord(letter) <= 0xFF else letter for letter in text)


def test_the_tables_have_every_letter():
    assert {letter.lower() for letter in TCVN3.values()} == {letter.lower() for letter in MARKED}
    assert set(VNI.values()) == MARKED
    assert len(SYLLABLES) > 25_000


def test_every_syllable_in_small_letters_comes_back():
    text = " ".join(SYLLABLES)

    assert decode(tcvn3(text), ".VnTime") == text
    assert decode(vni(text), "VNI-Times") == text


def test_every_syllable_in_capitals_comes_back():
    text = " ".join(SYLLABLES)

    assert decode(tcvn3(text), ".VnTimeH") == text.upper()
    assert (
        decode(tcvn3(text.upper().translate({ord(letter): letter.lower() for letter in MARKED})), ".VnTimeH")
        == text.upper()
    )
    assert decode(vni(text.upper()), "VNI-Times") == text.upper()


def test_every_syllable_with_a_capital_first_letter_comes_back_from_vni():
    text = " ".join(syllable[0].upper() + syllable[1:] for syllable in SYLLABLES)

    assert decode(vni(text), "VNI-Times") == text


@given(
    st.lists(st.sampled_from([*SYLLABLES, "2026,", "36/KH-UBND", "(CCHC)", "“a”", "–", "…", "\n", "A4"])).map(" ".join)
)
def test_running_text_comes_back_through_symbol_fonts_too(text):
    assert decode(symbols(tcvn3(text)), ".VnArial") == text
    assert decode(symbols(vni(text)), "VNI-Helve") == text


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_text_stays(text):
    assert decode(text, ".VnTime") == text
    assert decode(text, "VNI-Times") == text
    assert decode(text, ".VnTimeH") == text.upper()


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
        ("Bé tr\u00adëng, ng\u00adêi", ".VnTime", "Bộ trưởng, người"),
        ("uû ban nh©n d©n tØnh", ".VnTimeH", "UỶ BAN NHÂN DÂN TỈNH"),
        ("KÕ HO¹CH", ".VnTime", "Kế HOẠCH"),
        ("§¡NG Ký", ".VnTime", "ĐĂNG Ký"),
        ("Aµ, EÐ", ".VnTime", "À, É"),
        ("“KÕ ho¹ch” – 2026…", ".VnTime", "“Kế hoạch” – 2026…"),
        ("UÛY BAN NHAÂN DAÂN", "VNI-Times", "ỦY BAN NHÂN DÂN"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("ñöôøng, tröôûng, kyõ, quyù, Lyù", "VNI-Helve", "đường, trưởng, kỹ, quý, Lý"),
        ("Aâm, Aùnh", "VNI-Times", "Âm, Ánh"),
        ("Kế hoạch cải cách", ".VnTime", "Kế hoạch cải cách"),
        ("Ke\u0302\u0301 hoạch", "VNI-Times", "Kế hoạch"),
        ("", ".VnTime", ""),
        ("Kế hoạch", "Times New Roman", None),
        ("Kế hoạch", "", None),
        ("x", "VNIcom", None),
        ("aù", "vni-times", "á"),
        ("KÕ", ".vntime", "Kế"),
    ],
)
def test_text_is_decoded_by_its_font(text, font, expected):
    assert decode(text, font) == expected


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3"),
        (" .VnArial NarrowH ", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VNI Aptima", "vni"),
        ("VNI", "vni"),
        ("Arial", None),
        ("VnTime", None),
        ("Vnikey", None),
    ],
)
def test_a_font_names_its_encoding(font, encoding):
    assert encoding_of(font) == encoding


PLAIN = (
    "Kế hoạch thông tin, tuyên truyền cải cách hành chính nhà nước năm 2026 của Ủy ban nhân dân phường Ngọc Hà nhằm nâng "
    "cao nhận thức, trách nhiệm của đội ngũ cán bộ, công chức, viên chức trong quá trình thực thi công vụ; HĐND, UBND."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAIN, ""),
        (tcvn3(PLAIN.replace("Ủy", "ủy")), "tcvn3"),
        (vni(PLAIN), "vni"),
        ("", ""),
        (tcvn3("Kế hoạch"), ""),
        (PLAIN + tcvn3(PLAIN.replace("Ủy", "ủy")) * 2, ""),
        ("Le café est très élégant, déjà préparé à la crème brûlée, garçon ! " * 9, ""),
        ("Ké hoach thong tin, tuyén truyén vé cai cach hanh chinh nha nwéc, nhiém vu " * 5, ""),
        ("Plan for 2026 without any sign. " * 20, ""),
    ],
)
def test_the_encoding_of_a_whole_text_is_told_only_when_it_is_certain(text, expected):
    assert looks_like(text) == expected


def test_right_text_sounds_right():
    assert sound_share(PLAIN) == 1
    assert sound_share(tcvn3(PLAIN)) < 0.5
    assert sound_share("Kế hoạch") == 0


def test_the_made_syllables_are_syllables():
    strange = [word for word in SYLLABLES if not is_syllable(word)]

    assert strange == []
