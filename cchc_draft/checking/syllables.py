"""Vietnamese syllables: whether a word can be one, by consonants in front, vowels, consonants behind, and tone.

>>> is_right("nghiệp"), is_right("nghành"), is_right("đươc"), is_right("hoà"), is_right("hòa")
(True, False, False, True, True)
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cchc_draft.importing.odd_text import RIMES

TONES = "\u0300\u0301\u0303\u0309\u0323"
STOP_TONES = "\u0301\u0323"
"""The tones that a syllable ending in c, ch, p or t can have: sắc and nặng."""
STOPS = ("c", "ch", "p", "t")
FRONT = "eêiy"
"""Vowels in front of which c, g, ng are written k, gh, ngh."""
ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
RARE_TEXT = """
ơi ơc ơng êng uym uyp uân ooc oong oap oep oen êc ưm ưp ưng uênh uêt uât uyn iêp uốp ec eng
"""
RARE = frozenset(RARE_TEXT.split())
KNOWN = frozenset(RIMES.split()) | RARE
AFTER_QU_TEXT = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eng eo et ê ên êch ênh êt êu i ich in
inh it ơ ơi ơn ô ôc ôi y yên yêt yêm yêu ynh yt ych ym ep ec oăn
"""
AFTER_QU = frozenset(AFTER_QU_TEXT.split())
SHIFTING = ("oa", "oe", "uy")
"""Open pairs of vowels whose tone stands on either: hòa, hoà."""


def parted(word: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a word in small letters without its tones, and each tone with the letter that it stands on."""
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in TONES:
            tones.append((len(letters) - 1, sign))
        elif unicodedata.combining(sign) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + sign)
        else:
            letters.append(sign)
    return "".join(letters), tones


@lru_cache(4096)
def is_right(word: str) -> bool:
    """Tell whether *word* can be a syllable; the tone of oa, oe, uy may stand on either vowel."""
    plain, tones = parted(word)
    if len(tones) > 1:
        return False
    return any(plain.startswith(onset) and _fits(onset, plain[len(onset) :], tones) for onset in _onsets(plain))


def parted_words(word: str) -> str:
    """Return two syllables that lack the space between them, "triểnkinh", as "triển kinh"; empty for another word."""
    found = [at for at in range(2, len(word) - 1) if is_right(word[:at]) and is_right(word[at:])]
    return f"{word[: found[0]]} {word[found[0] :]}" if len(found) == 1 else ""


def _onsets(plain: str) -> list[str]:
    longest = next(onset for onset in ONSETS if plain.startswith(onset))
    return [longest, "g"] if longest == "gi" else [longest]


def _fits(onset: str, rime: str, tones: list[tuple[int, str]]) -> bool:
    if rime not in (AFTER_QU if onset == "qu" else KNOWN) or not _is_spelt(onset, rime):
        return False
    vowels = rime.rstrip("bcghmnpt")
    is_stopped = rime[len(vowels) :] in STOPS
    if not tones:
        return not is_stopped
    place, tone = tones[0]
    if is_stopped and tone not in STOP_TONES:
        return False
    return place - len(onset) in _places(rime, vowels)


def _is_spelt(onset: str, rime: str) -> bool:
    """Tell whether c, k, g, gh, ng, ngh stand in front of the right vowels."""
    is_front = rime[0] in FRONT
    if rime.startswith("yê"):
        return onset in ("", "qu")
    if onset in ("c", "ng"):
        return not is_front
    if onset in ("k", "gh", "ngh"):
        return is_front
    if onset == "g":
        return not is_front or rime in ("i", "in", "iêng", "iêc")
    return not (onset == "gi" and rime[0] == "i")


def _places(rime: str, vowels: str) -> tuple[int, ...]:
    """Return which letters of a rime may bear the tone."""
    if "ươ" in vowels:
        return (vowels.index("ơ"),)
    for vowel in "ăâêôơư":
        if vowel in vowels:
            return (vowels.index(vowel),)
    if rime in SHIFTING or vowels == "oo":
        return (0, 1)
    return (1,) if vowels[:2] in SHIFTING else (0,)


@lru_cache(4096)
def even(word: str) -> str:
    """Return a word in small letters with the tone of oa, oe, uy on the first vowel: "hoá" and "Hóa" are one."""
    plain, tones = parted(word)
    if len(tones) == 1 and tones[0][0] == len(plain) - 1 and plain[-2:] in SHIFTING and plain[-3:] != "quy":
        place = tones[0][0] - 1
        return unicodedata.normalize("NFC", plain[: place + 1] + tones[0][1] + plain[place + 1 :])
    return unicodedata.normalize("NFC", word.lower())
