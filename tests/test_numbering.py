"""Labels and numbers: inverse of each other, refused outside their range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.numbering import APPENDIX, CLAUSE, POINT, SECTION, Outline, label, number

SCHEMES = {"section": SECTION, "appendix": APPENDIX, "clause": CLAUSE, "point": POINT}
every_scheme = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)


@pytest.mark.parametrize(
    ("value", "scheme", "expected"),
    [
        (1, SECTION, "I."),
        (3, SECTION, "III."),
        (4, SECTION, "IV."),
        (9, SECTION, "IX."),
        (14, SECTION, "XIV."),
        (40, SECTION, "XL."),
        (90, SECTION, "XC."),
        (499, SECTION, "CDXCIX."),
        (1994, SECTION, "MCMXCIV."),
        (3999, SECTION, "MMMCMXCIX."),
        (1, APPENDIX, "I"),
        (4, APPENDIX, "IV"),
        (1, CLAUSE, "1."),
        (10, CLAUSE, "10."),
        (9999, CLAUSE, "9999."),
        (1, POINT, "a)"),
        (4, POINT, "d)"),
        (5, POINT, "đ)"),
        (6, POINT, "e)"),
        (7, POINT, "g)"),
        (23, POINT, "y)"),
    ],
)
def test_a_number_is_written_in_its_scheme(value, scheme, expected):
    assert label(value, scheme) == expected


def test_points_run_through_the_letters_that_the_decree_counts_with():
    letters = [label(value, POINT).removesuffix(")") for value in range(1, 24)]

    assert letters == [
        "a",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "x",
        "y",
    ]


@every_scheme
@pytest.mark.parametrize("offset", ["negative", "zero", "last + 1"])
def test_a_number_outside_the_range_is_refused(scheme, offset):
    value = {"negative": -1, "zero": 0, "last + 1": scheme.last + 1}[offset]

    with pytest.raises(ValueError, match="outside 1-"):
        label(value, scheme)


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("", SECTION),
        (".", SECTION),
        ("I", SECTION),
        ("i.", SECTION),
        ("I..", SECTION),
        ("IIII.", SECTION),
        ("VX.", SECTION),
        ("IC.", SECTION),
        ("MMMM.", SECTION),
        ("I .", SECTION),
        ("1.", SECTION),
        ("I.", APPENDIX),
        ("0.", CLAUSE),
        ("01.", CLAUSE),
        ("-1.", CLAUSE),
        ("1", CLAUSE),
        ("10000.", CLAUSE),
        ("²", CLAUSE),
        ("١.", CLAUSE),
        ("a", POINT),
        ("a.", POINT),
        ("A)", POINT),
        ("f)", POINT),
        ("ă)", POINT),
        ("z)", POINT),
        ("ab)", POINT),
        (")", POINT),
    ],
)
def test_text_that_labels_nothing_is_refused(text, scheme):
    with pytest.raises(ValueError):
        number(text, scheme)


@every_scheme
def test_label_and_number_are_inverse_over_the_whole_range(scheme):
    values = range(1, scheme.last + 1)

    assert [number(label(value, scheme), scheme) for value in values] == list(values)


@every_scheme
@given(text=st.text("IVXLCDMabcdđey0123456789.) ", max_size=6))
def test_whatever_is_read_as_a_label_is_written_the_same(scheme, text):
    try:
        value = number(text, scheme)
    except ValueError:
        return

    assert label(value, scheme) == text


@pytest.mark.parametrize(
    ("levels", "labels"),
    [
        ([], []),
        ([1, 1, 1], ["I.", "II.", "III."]),
        ([1, 2, 2, 1, 2], ["I.", "1.", "2.", "II.", "1."]),
        ([1, 2, 3, 3, 2, 3], ["I.", "1.", "1.1.", "1.2.", "2.", "2.1."]),
        ([1, 2, 3, 1, 2, 3], ["I.", "1.", "1.1.", "II.", "1.", "1.1."]),
        ([2, 2], ["1.", "2."]),
    ],
)
def test_headings_count_on_their_level_and_start_anew_below_the_next(levels, labels):
    outline = Outline()

    assert [outline.enter(level) for level in levels] == labels


def test_numbered_paragraphs_count_with_the_headings_of_their_level():
    outline = Outline()
    outline.enter(1)
    outline.enter(2)

    first, second = outline.next([1]), outline.next([1])

    assert [first, second, outline.enter(3), outline.enter(2)] == ["1.1.", "1.2.", "1.3.", "2."]
