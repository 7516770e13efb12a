"""Widths of text: held against the font itself, and lines broken as Word breaks them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.letter_widths import balanced_room, line_widths, text_width

FONTS = {"regular": "Regular", "bold": "Bold", "italic": "Italic"}
every_face = pytest.mark.parametrize("face", FONTS)

UNITS = 1024
"""A type size in half-points at which five twips are one unit of the font."""

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
words = st.text("abcđêmộiwHNÀỨ.,-5", min_size=1, max_size=12)
texts = st.lists(words, min_size=1, max_size=25).map(" ".join)


def letters():
    """Return every letter of Vietnamese, ASCII, and the marks that officials type."""
    from unicodedata import normalize

    vowels = [normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    both_cases = {form for vowel in [*vowels, "đ"] for form in (vowel, vowel.upper())}
    return sorted(both_cases | {chr(code) for code in range(0x20, 0x7F)} | set("“”‘’–—…\u00a0°§×±"))


def advances(face):
    """Return the widths of the letters in Liberation Serif. Skips the test where it is not installed."""
    from fontTools.ttLib import TTFont

    for path in sorted(Path("/usr/share/fonts/truetype").glob(f"liberation*/LiberationSerif-{FONTS[face]}.ttf")):
        with TTFont(path) as font:
            glyphs, metrics = font.getBestCmap(), font["hmtx"]
            if ord("ộ") in glyphs and font["head"].unitsPerEm == 2048:
                return {letter: metrics[glyphs[ord(letter)]][0] for letter in letters()}
    return pytest.skip("Liberation Serif 2 (fonts-liberation2) is not installed, nothing to hold the widths against")


@every_face
def test_letters_are_as_wide_as_in_liberation_serif(face):
    expected = advances(face)

    assert {letter: text_width(letter, UNITS, face) / 5 for letter in letters()} == expected


@every_face
def test_a_letter_that_no_table_has_counts_as_a_usual_one(face):
    assert text_width("漢", UNITS, face) == text_width("o", UNITS, face)


@pytest.mark.parametrize(
    ("text", "half_points", "face", "twips"),
    [("", 28, "regular", 0), ("o", 28, "regular", 140), ("o", 56, "regular", 280), ("oo", 28, "regular", 280)],
)
def test_width_grows_with_letters_and_size(text, half_points, face, twips):
    assert text_width(text, half_points, face) == twips


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 1000, 1),
        ("oo", 1, 1),
        ("oo oo", 280, 2),
        ("oo oo", 629, 2),
        ("oo oo", 630, 1),
        ("oo      oo", 980, 1),
        ("o oooooooo o", 280, 3),
    ],
)
def test_lines_break_at_spaces_where_the_next_word_does_not_fit(text, room, lines):
    assert len(line_widths(text, room, 28)) == lines


@given(texts, st.integers(1, 8000), st.sampled_from(sorted(FONTS)))
def test_a_line_is_wider_than_its_room_only_if_one_word_is(text, room, face):
    longest = max(text_width(word, 28, face) for word in text.split())

    assert max(line_widths(text, room, 28, face)) <= max(room, longest)


@given(texts, st.integers(1, 8000))
def test_lines_hold_all_words_and_the_spaces_inside_them(text, room):
    found = line_widths(text, room, 28)
    words, space = [text_width(word, 28) for word in text.split()], text_width(" ", 28)

    assert sum(found) == sum(words) + space * (len(words) - len(found))


@given(texts, st.integers(500, 8000))
def test_a_balanced_room_takes_no_more_lines_and_is_no_wider(text, room):
    balanced = balanced_room(text, room, 28)

    assert balanced <= room
    assert len(line_widths(text, balanced, 28)) == len(line_widths(text, room, 28))


def test_a_balanced_room_makes_lines_even():
    text = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba"
    wide, even = line_widths(text, 7000, 28), line_widths(text, balanced_room(text, 7000, 28), 28)

    assert max(even) - min(even) < max(wide) - min(wide)


def test_text_of_one_line_keeps_its_room():
    assert balanced_room("Sở Nội vụ", 5000, 28) == 5000
