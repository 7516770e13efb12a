"""Communes and provinces of July 2025: found by name, and a profile for any of them."""

import unicodedata
from collections import Counter

import pytest
from conftest import some

from cchc_draft.communes import (
    LEVELS,
    Locality,
    communes,
    find_commune,
    find_province,
    profile_id,
    profile_text,
    provinces,
    slug,
    unaccented,
)
from cchc_draft.errors import InputError
from cchc_draft.inheritance import split_locality
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

HA_NOI = "thành phố Hà Nội"
NGOC_HA = Locality("phường Ngọc Hà", HA_NOI)


@pytest.fixture
def store_of(tmp_path):
    """Return a function that writes a profile for each locality, named by position, and opens a store over them."""

    def write(localities):
        for number, locality in enumerate(localities):
            (tmp_path / f"n{number}.yaml").write_text(profile_text(locality), encoding="utf-8")
        return ProfileStore((tmp_path, shipped("profiles")))

    return write


def fault(call, *arguments):
    with pytest.raises(InputError) as caught:
        call(*arguments)
    return str(caught.value)


def test_there_are_34_provinces_and_3321_communes_in_them():
    assert (len(provinces()), len(communes())) == (34, 3321)
    assert {commune.province for commune in communes()} == {province.name for province in provinces()}


def test_names_are_composed_and_start_with_their_unit_word():
    for locality in (*provinces(), *communes()):
        assert unicodedata.is_normalized("NFC", locality.name)
        assert split_locality(locality.name) == (locality.word, locality.proper_name)
        assert not locality.proper_name[0].islower()

    assert Counter(province.word.lower() for province in provinces()) == {"tỉnh": 28, "thành phố": 6}
    assert set(Counter(commune.word for commune in communes())) == {"phường", "xã", "đặc khu"}


def test_no_two_communes_of_a_province_have_the_same_name():
    assert Counter((commune.name, commune.province) for commune in communes()).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (lambda: find_province("Hà Nội").name, "thành phố Hà Nội"),
        (lambda: find_province("Hồ Chí Minh").name, "Thành phố Hồ Chí Minh"),
        (lambda: find_province("Lai Châu").name, "tỉnh Lai Châu"),
        (lambda: find_commune("Ngọc Hà").name, "phường Ngọc Hà"),
        (lambda: find_commune("Vân Đồn").name, "đặc khu Vân Đồn"),
        (lambda: find_commune("Phường Hà Giang 1").name, "phường Hà Giang 1"),
        (lambda: find_commune("1 Bảo Lộc").name, "Phường 1 Bảo Lộc"),
    ],
)
def test_unit_words_are_small_but_with_numbers_and_in_ho_chi_minh_city(found, name):
    assert found() == name


def sort_of(locality):
    """Return what a locality has in common with others: its word, a number for a name, a name after somebody."""
    is_named_after = locality.proper_name in ("Hồ Chí Minh", "Điện Biên Phủ")
    return locality.word, any(letter.isdigit() for letter in locality.name), is_named_after, locality.province is None


def test_every_commune_and_province_makes_a_profile_that_loads_and_checks(store_of):
    localities = some([*communes(), *provinces()], 25, kind=sort_of)
    store = store_of(localities)

    for number, locality in enumerate(localities):
        profile = store.load(f"n{number}")
        parent = store.parent(f"n{number}")
        has_number = any(letter.isdigit() for letter in locality.name)
        is_named_after = locality.proper_name in ("Hồ Chí Minh", "Điện Biên Phủ")
        whole = locality.name[0].upper() + locality.name[1:]
        assert profile.name == f"Ủy ban nhân dân {locality.name}"
        assert profile.place == (whole if has_number or is_named_after else locality.proper_name)
        assert profile.locality_word == locality.word
        assert profile.level == (LEVELS[locality.word] if locality.province else "tinh")
        assert parent.name == (f"Ủy ban nhân dân {locality.province}" if locality.province else "Chính phủ")


@pytest.mark.parametrize(
    "name",
    [
        "Ngọc Hà",
        "phường Ngọc Hà",
        "Phường Ngọc Hà",
        "PHƯỜNG NGỌC HÀ",
        "  phường   ngọc hà ",
        "ngoc ha",
        "phuong ngoc ha",
        "Phuong Ngoc Ha",
        unicodedata.normalize("NFD", "Phường Ngọc Hà"),
    ],
)
def test_a_commune_is_found_however_its_name_is_typed(name):
    assert find_commune(name) == NGOC_HA


@pytest.mark.parametrize("province", ["Hà Nội", "ha noi", "Thành phố Hà Nội", "HÀ NỘI", "thanh pho ha noi"])
def test_the_province_decides_between_communes_of_one_name(province):
    assert find_commune("Ba Đình", province) == Locality("phường Ba Đình", HA_NOI)


def test_the_unit_word_decides_between_communes_of_one_name():
    assert find_commune("xã Ba Đình") == Locality("xã Ba Đình", "tỉnh Thanh Hóa")


@pytest.mark.parametrize(("name", "whole"), [("Văn Lang", "xã Văn Lang"), ("Văn Lăng", "xã Văn Lăng")])
def test_a_name_typed_with_its_marks_is_not_mixed_up_with_another(name, whole):
    assert find_commune(name, "Thái Nguyên").name == whole
    assert find_commune(unicodedata.normalize("NFD", name), "Thái Nguyên").name == whole


@pytest.mark.parametrize(
    "name", ["Hồ Chí Minh", "ho chi minh", "Thành phố Hồ Chí Minh", "thành phố hồ chí minh", "THÀNH PHỐ HỒ CHÍ MINH"]
)
def test_ho_chi_minh_city_keeps_its_capital(name):
    city = find_province(name)

    assert (city.name, city.word, city.proper_name) == ("Thành phố Hồ Chí Minh", "Thành phố", "Hồ Chí Minh")


def test_agencies_of_ho_chi_minh_city_write_it_with_a_capital(store_of):
    store = store_of([find_province("Hồ Chí Minh"), find_commune("Sài Gòn", "Hồ Chí Minh")])

    city, ward = store.load("n0"), store.load("n1")

    assert (city.name, city.place) == ("Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")
    assert ward.recipients[0] == "Sở Nội vụ Thành phố Hồ Chí Minh"


def test_an_ambiguous_name_is_refused_with_every_candidate():
    assert fault(find_commune, "Ba Đình") == (
        "lỗi: có nhiều nơi tên «Ba Đình»: phường Ba Đình, thành phố Hà Nội; xã Ba Đình, tỉnh Thanh Hóa. "
        "Bạn muốn chọn nơi nào? Hãy ghi rõ --commune (và --province) [ambiguous-locality]"
    )


def test_an_ambiguous_name_without_marks_is_refused_too():
    assert fault(find_commune, "van lang", "thai nguyen") == (
        "lỗi: có nhiều nơi tên «van lang»: xã Văn Lăng, tỉnh Thái Nguyên; xã Văn Lang, tỉnh Thái Nguyên. "
        "Bạn muốn chọn nơi nào? Hãy ghi rõ --commune (và --province) [ambiguous-locality]"
    )


@pytest.mark.parametrize(
    ("call", "arguments", "message"),
    [
        (
            find_province,
            ["Quảng"],
            "lỗi: không có «Quảng»; gần giống: tỉnh Quảng Trị; tỉnh Quảng Ninh; tỉnh Quảng Ngãi; tỉnh Tuyên Quang. "
            "Bạn muốn chọn nơi nào? Hãy ghi lại --province [unknown-locality]",
        ),
        (
            find_province,
            ["Atlantis"],
            "lỗi: không có «Atlantis» trong danh mục đơn vị hành chính từ 01/7/2025; "
            "hãy ghi lại --province [unknown-locality]",
        ),
        (
            find_commune,
            ["xyzzy", "Hà Nội"],
            "lỗi: không có «xyzzy» trong danh mục đơn vị hành chính từ 01/7/2025; "
            "hãy ghi lại --commune [unknown-locality]",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_ones(call, arguments, message):
    assert fault(call, *arguments) == message


@pytest.mark.parametrize("name", ["Ngọc Hàa", "phuong Ngoc Haa", "P. Ngọc Hà"])
def test_a_misspelt_commune_is_among_the_nearest_ones(name):
    assert "phường Ngọc Hà, thành phố Hà Nội" in fault(find_commune, name)


def test_a_commune_is_looked_for_in_its_province_only():
    assert "[unknown-locality]" in fault(find_commune, "Ngọc Hà", "Lai Châu")


def test_a_commune_of_an_unknown_province_asks_for_the_province():
    assert "«Hà Nộii»; gần giống: thành phố Hà Nội" in fault(find_commune, "Ngọc Hà", "Hà Nộii")


@pytest.mark.parametrize(
    ("name", "plain", "path"),
    [
        ("Đặc khu Vân Đồn", "dac khu van don", "dac-khu-van-don"),
        ("Phường 1 Bảo Lộc", "phuong 1 bao loc", "phuong-1-bao-loc"),
        ("phường B'Lao", "phuong b'lao", "phuong-b-lao"),
        ("phường Văn Miếu - Quốc Tử Giám", "phuong van mieu - quoc tu giam", "phuong-van-mieu-quoc-tu-giam"),
        (unicodedata.normalize("NFD", "xã Ứng Hòa"), "xa ung hoa", "xa-ung-hoa"),
    ],
)
def test_names_lose_their_marks_for_comparing_and_for_paths(name, plain, path):
    assert (unaccented(name), slug(name)) == (plain, path)


@pytest.mark.parametrize(
    ("locality", "identifier"),
    [
        (NGOC_HA, "ha-noi/phuong-ngoc-ha"),
        (Locality(HA_NOI), "ha-noi/ubnd"),
        (Locality("Thành phố Hồ Chí Minh"), "ho-chi-minh/ubnd"),
        (Locality("đặc khu Vân Đồn", "tỉnh Quảng Ninh"), "quang-ninh/dac-khu-van-don"),
    ],
)
def test_a_profile_lies_below_its_province(locality, identifier):
    assert profile_id(locality) == identifier


def test_ids_of_profiles_are_small_ascii_words():
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-/")

    assert all(set(profile_id(locality)) <= allowed for locality in some((*provinces(), *communes()), 10))
