"""Dates and numbers as officials write them, and read back."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.formats import (
    PartialDate,
    count,
    date_line,
    decimal,
    document_number,
    inside_sentence,
    join,
    long_date,
    money,
    number_line,
    parse_date,
    parse_decimal,
    parse_number_line,
    percent,
    sentence_start,
    short_date,
)

dates = st.dates(datetime.date(1000, 1, 1))


@st.composite
def partial_dates(draw):
    date = draw(dates)
    return draw(
        st.sampled_from(
            [
                PartialDate(date.year),
                PartialDate(date.year, date.month),
                PartialDate(date.year, date.month, date.day),
            ]
        )
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2026,), "ngày      tháng      năm 2026"),
        ((2026, 6), "ngày      tháng 6 năm 2026"),
        ((2026, 2), "ngày      tháng 02 năm 2026"),
        ((2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        ((2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        ((2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        ((2026, 3, 4), "ngày 04 tháng 3 năm 2026"),
        ((2026, 9, 9), "ngày 09 tháng 9 năm 2026"),
        ((2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        ((2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_a_date_in_words_has_zeros_for_days_under_ten_and_the_first_two_months(parts, expected):
    assert long_date(PartialDate(*parts)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime.date(2026, 1, 1), "01/01/2026"),
        (datetime.date(2026, 2, 9), "09/02/2026"),
        (datetime.date(2026, 3, 8), "08/3/2026"),
        (datetime.date(2026, 9, 10), "10/9/2026"),
        (datetime.date(2026, 12, 31), "31/12/2026"),
    ],
)
def test_a_date_in_digits_has_the_same_zeros(date, expected):
    assert short_date(date) == expected


@pytest.mark.parametrize("parts", [(0,), (10_000,), (2026, 0, 5), (2026, 13), (2026, -1), (2026, 2, 29), (2026, 4, 31)])
def test_a_date_that_does_not_exist_is_refused(parts):
    with pytest.raises(ValueError):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2026), None),
        (PartialDate(2026, 3), None),
        (PartialDate(2026, 3, 4), datetime.date(2026, 3, 4)),
    ],
)
def test_only_a_whole_date_is_a_day_of_the_calendar(date, expected):
    assert date.date == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("04/3/2026", (2026, 3, 4)),
        ("4/3/2026", (2026, 3, 4)),
        ("04/03/2026", (2026, 3, 4)),
        (" 31/12/2026 ", (2026, 12, 31)),
        ("ngày 04 tháng 3 năm 2026", (2026, 3, 4)),
        ("ngày 4 tháng 03 năm 2026", (2026, 3, 4)),
        ("ngày      tháng 6 năm 2026", (2026, 6)),
        ("ngày      tháng      năm 2026", (2026,)),
    ],
)
def test_a_date_is_read_with_too_many_or_too_few_zeros(text, expected):
    assert parse_date(text) == PartialDate(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "3/2026",
        "31/02/2026",
        "32/1/2026",
        "1/13/2026",
        "04-3-2026",
        "04/3/26",
        "ngày 31 tháng 4 năm 2026",
        "ngày 5 tháng      năm 2026",
        "mai",
    ],
)
def test_text_that_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


@given(dates)
def test_a_date_in_digits_reads_back(date):
    assert parse_date(short_date(date)).date == date


@given(partial_dates())
def test_a_date_in_words_reads_back_with_its_open_parts(date):
    assert parse_date(long_date(date)) == date


def test_the_date_line_names_the_place_before_the_date():
    assert date_line("Ngọc Hà", PartialDate(2026, 3, 4)) == "Ngọc Hà, ngày 04 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("number", "expected"), [(None, "      "), (1, "01"), (9, "09"), (10, "10"), (115, "115"), (1000, "1000")]
)
def test_only_document_numbers_under_ten_take_a_zero(number, expected):
    assert document_number(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(115, "Số: 115/KH-UBND"), (5, "Số: 05/KH-UBND"), (None, "Số:       /KH-UBND")],
)
def test_the_number_line_has_no_space_before_the_slash_unless_the_number_is_open(number, expected):
    assert number_line(number, "KH-UBND") == expected


@given(st.none() | st.integers(1, 99_999), st.sampled_from(["KH-UBND", "KH-SVHTT", "KH-ĐTQH-TTĐT", "KH-R&D"]))
def test_a_number_line_reads_back(number, symbol):
    assert parse_number_line(number_line(number, symbol)) == (number, symbol)


@pytest.mark.parametrize("text", ["", "Số 115/KH-UBND", "Số: 115", "Số: 115/", "Số: 115/KH UBND", "Số: x/KH-UBND"])
def test_text_that_is_no_number_line_is_refused(text):
    with pytest.raises(ValueError, match="not a number line"):
        parse_number_line(text)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "00"), (1, "01"), (9, "09"), (10, "10"), (999, "999"), (1500, "1.500"), (-3, "-3")]
)
def test_a_count_has_two_digits_at_least(number, expected):
    assert count(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (-1, "-1"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (1234567.5, "1.234.567,5"),
        (0.1, "0,1"),
        (Decimal("0.10"), "0,1"),
        (Decimal("0.001"), "0,001"),
        (-0.5, "-0,5"),
    ],
)
def test_numbers_have_a_decimal_comma_and_dots_between_thousands(number, expected):
    assert decimal(number) == expected


def test_numbers_do_not_depend_on_the_locale_of_the_machine(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.setenv(name, "en_US.UTF-8")

    assert (decimal(1234.5), join(["A", "B"])) == ("1.234,5", "A và B")


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_number_reads_back(number):
    assert parse_decimal(decimal(number)) == number


@given(st.integers(0, 10**9))
def test_a_count_reads_back(number):
    assert parse_decimal(count(number)) == number


@pytest.mark.parametrize("text", ["", "mười", "1.5", "1.23", "12.34,5", "1,2,3"])
def test_text_that_is_no_number_of_ours_is_refused(text):
    with pytest.raises(ValueError):
        parse_decimal(text)


@pytest.mark.parametrize(("share", "expected"), [(0, "0%"), (95, "95%"), (97.5, "97,5%"), (100, "100%")])
def test_a_share_has_its_sign_without_a_space(share, expected):
    assert percent(share) == expected


@pytest.mark.parametrize(("dong", "expected"), [(0, "0 đồng"), (500, "500 đồng"), (1_500_000, "1.500.000 đồng")])
def test_money_is_written_out_in_dong(dong, expected):
    assert money(dong) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ""), (["A"], "A"), (("A", "B"), "A và B"), (["A", "B", "C"], "A, B và C")],
)
def test_names_are_listed_with_a_final_and(names, expected):
    assert join(names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), ("đang", "Đang"), ("ủy ban", "Ủy ban"), ("UBND phường", "UBND phường"), ("1 lần", "1 lần")],
)
def test_a_sentence_starts_with_a_capital(text, expected):
    assert sentence_start(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Quý III/2026", "quý III/2026"),
        ("Định kỳ hàng tháng", "định kỳ hàng tháng"),
        ("Ở phường", "ở phường"),
        ("UBND phường", "UBND phường"),
        ("CCHC", "CCHC"),
        ("08/3/2026", "08/3/2026"),
    ],
)
def test_inside_a_sentence_the_first_letter_is_small_but_short_forms_stay(text, expected):
    assert inside_sentence(text) == expected
