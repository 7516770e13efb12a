"""Vietnamese text of the time before Unicode: TCVN3 (ABC) and VNI, told by the font or by the text itself.

>>> decode("KÕ ho¹ch c¶i c¸ch", ".VnTime"), decode("Keá hoaïch caûi caùch", "VNI-Times")
('Kế hoạch cải cách', 'Kế hoạch cải cách')

TCVN 5712:1993 (VN3) has one code for each letter with its signs, small letters only but for ĂÂĐÊÔƠƯ: the fonts whose
name ends in H draw the capitals. VNI writes a letter and behind it one sign that holds all its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import product
from typing import Literal

from cchc_draft.errors import Place, Problem
from cchc_draft.importing.odd_text import MARKED, WORD, is_syllable
from cchc_draft.language import N_

Encoding = Literal["tcvn3", "vni"]

TCVN3_ROWS = {
    "µ¸¶·¹": "àáảãạ", "¨»¾¼½Æ": "ăằắẳẵặ", "©ÇÊÈÉË": "âầấẩẫậ", "®": "đ", "ÌÐÎÏÑ": "èéẻẽẹ", "ªÒÕÓÔÖ": "êềếểễệ",
    "×ÝØÜÞ": "ìíỉĩị", "ßãáâä": "òóỏõọ", "«åèæçé": "ôồốổỗộ", "¬êíëìî": "ơờớởỡợ", "ïóñòô": "ùúủũụ",
    "\u00adõøö÷ù": "ưừứửữự", "úýûüþ": "ỳýỷỹỵ", "¡¢§£¤¥¦": "ĂÂĐÊÔƠƯ",
}  # fmt: skip
TCVN3: Mapping[str, str] = {
    code: letter for codes, letters in TCVN3_ROWS.items() for code, letter in zip(codes, letters, strict=True)
}
"""The letter for each code of TCVN 5712:1993 VN3, codes as Windows shows them (cp1252)."""

VNI_SIGNS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""The marks that each sign of VNI holds."""
VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
"""Letters that VNI writes with one code."""


def _vni_table() -> dict[str, str]:
    """Return the letter for each code or pair of codes; a sign behind a capital may be small or capital."""
    small = dict(VNI_LETTERS)
    for letter, (sign, marks) in product("aeouyôö", VNI_SIGNS.items()):
        composed = unicodedata.normalize("NFC", VNI_LETTERS.get(letter, letter) + marks)
        if composed in MARKED:
            small[letter + sign] = composed
    table = dict(small)
    for code, letter in small.items():
        table[code.upper()] = table[code[0].upper() + code[1:]] = letter.upper()
    return table


VNI: Mapping[str, str] = _vni_table()
"""The letter for each code or pair of codes of VNI for Windows, codes as Windows shows them (cp1252)."""


def decode(text: str, font: str) -> str | None:
    """Return *text*, as Word stores it for *font*, in Unicode; None when the font is not a legacy font.

    Text in such a font that is already Unicode is returned as it is.
    """
    encoding = encoding_of(font)
    if not encoding:
        return None
    text = _from_symbols(text)
    if any(letter > "\u00ff" and (letter in MARKED or unicodedata.combining(letter)) for letter in text):
        return unicodedata.normalize("NFC", text)
    if encoding == "tcvn3" and font.strip().endswith("H"):
        return _letters(text).upper()
    return DECODERS[encoding](text)


def encoding_of(font: str) -> Encoding | None:
    """Return the encoding that text in *font* has, by the font's name."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") and not name[3:4].isalpha() else None


def _from_symbols(text: str) -> str:
    """Return *text* with the codes U+F020-F0FF of symbol fonts as the characters that Windows shows."""
    return SYMBOLS.sub(lambda match: bytes([ord(match[0]) & 0xFF]).decode("cp1252", "replace"), text)


SYMBOLS = re.compile("[\uf020-\uf0ff]")


def _letters(text: str) -> str:
    """Return the letter for each code of TCVN3."""
    return TCVN3_CODES.sub(lambda match: TCVN3[match[0]], text)


def _decode_tcvn3(text: str) -> str:
    text = DOUBLE_CAPITAL.sub(_one_capital, _letters(text))
    return CAPITAL_WORD.sub(lambda match: match[0].upper(), text)


def _one_capital(match: re.Match[str]) -> str:
    """Return "À" for "Aà", as some converters write capitals with a tone."""
    base = unicodedata.normalize("NFD", match[2])[0]
    return match[2].upper() if base == match[1].lower() else match[0]


TCVN3_CODES = re.compile(f"[{''.join(TCVN3)}]")
SMALL_MARKED = "".join(sorted(letter for letter in MARKED if letter.islower()))
DOUBLE_CAPITAL = re.compile(f"([AEIOUY])([{SMALL_MARKED}])")
CAPITAL_WORD = re.compile(rf"\b[{SMALL_MARKED}]*[A-Z][{SMALL_MARKED}]*[A-Z](?:[A-Z]|[{SMALL_MARKED}])*\b")
"""A word in capitals whose letters with signs the encoding has only small: "HOạCH"."""


def _decode_vni(text: str) -> str:
    return VNI_CODES.sub(lambda match: VNI[match[0]], text)


VNI_CODES = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

DECODERS: Mapping[Encoding, Callable[[str], str]] = {"tcvn3": _decode_tcvn3, "vni": _decode_vni}

FEWEST_WORDS = 20
"""Fewer words with signs are no ground to change a text."""
SURE = 0.95
"""Share of right syllables among the words with signs. Right text has 0.99 and more."""
DOUBTFUL = 0.5


def looks_like(text: str) -> Encoding | Literal[""]:
    """Return the encoding of a whole text whose characters are those that Windows shows, only when it is certain."""
    if sound_share(text) > DOUBTFUL:
        return ""
    shares = {encoding: sound_share(decoder(text)) for encoding, decoder in DECODERS.items()}
    best, other = sorted(shares, key=shares.__getitem__, reverse=True)
    return best if shares[best] >= SURE and shares[other] <= DOUBTFUL else ""


def sound_share(text: str) -> float:
    """Return the share of right syllables among the words with Vietnamese signs; 0 where there are too few words.

    Short forms such as HĐND are no syllables and do not count.
    """
    words = [word for word in WORD.findall(text) if not word.isascii() and not word[1:].isupper() and len(word) > 1]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= FEWEST_WORDS else 0.0


def from_legacy(text: str, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a whole text out of the legacy encoding that it is certain to be in, and a warning; else as it is."""
    encoding = looks_like(text)
    return (DECODERS[encoding](text), (converted(NAMES[encoding], file),)) if encoding else (text, ())


def converted(name: str, file: str) -> Problem:
    """Return the warning that a whole text was in the encoding *name*."""
    return Problem("legacy-encoding", CONVERTED, {"name": name}, Place(file), level="warning")


NAMES: Mapping[Encoding, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
CONVERTED = N_("chữ trong tệp theo bảng mã {name} đã được chuyển sang Unicode; hãy xem lại tên riêng và chữ hoa")
