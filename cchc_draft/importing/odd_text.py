r"""Text that is not what it looks like: hidden and double characters put right, what was put right counted by kind.

>>> clean("Kế\u00a0hoa\u0323ch số\u200b 1\u00ad15")
('Kế hoạch số 115', {'zero-width': 1, 'soft-hyphen': 1, 'no-break-space': 1, 'decomposed': 1})

Words stay as they are: only characters that nobody sees, and second spellings of the same letter, are changed. Dashes
and quotation marks keep their form, since what they mean is for others to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cchc_draft.errors import Place, Problem
from cchc_draft.language import N_, Message

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ZERO_WIDTH = "\u180e\u200b-\u200d\u2060-\u2064\ufeff"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
SYMBOL_BULLETS = "\uf0a7\uf0a8\uf0b7\uf076\uf077\uf0d8\uf0e0\uf06e\uf06c\uf071\uf075\uf0fc\uf0a1\uf09f\uf0a6"
"""Bullets of the Symbol and Wingdings fonts, as Word stores them."""
SHAPES, TONES = "\u0302\u0306", "\u0300\u0301\u0303\u0309"


class _Kind(NamedTuple):
    """Characters of one kind, and what is written for them: a text, or a table from character to text."""

    pattern: re.Pattern[str]
    text: str = ""
    table: Mapping[int, int] | None = None


def _kind(characters: str, text: str = "") -> _Kind:
    return _Kind(re.compile(f"[{characters}]+"), text)


KINDS: dict[str, _Kind] = {
    "line-end": _kind("\x0b\x0c\x85\u2028\u2029", "\n"),
    "bullet": _kind(SYMBOL_BULLETS, "•"),
    "zero-width": _kind(ZERO_WIDTH),
    "soft-hyphen": _kind("\u00ad"),
    "direction-mark": _kind(BIDI),
    "control": _kind(CONTROLS),
    "hyphen": _kind("\u2010\u2011\uf02d", "-"),
    "private-use": _kind(PRIVATE),
    "tab": _kind("\t", " "),
    "no-break-space": _kind(SPACES, " "),
    "fullwidth": _Kind(re.compile("[\uff01-\uff5e]+"), table={code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}),
    "double-d": _kind("\u00d0\u0189", "Đ"),
}
"""What is replaced, in this order."""
SILENT = ("tab",)
"""Kinds that are not worth a word: nothing of what is seen changes."""

DECOMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
SIGNS = re.compile(f"[{TONES}{SHAPES}]{{2,}}")
STACK = re.compile(r"[^\w\s\x00-\x7f]{20,}")
"""Where signs may be piled up; to put hundreds of thousands of them in order would take hours."""
HIGHEST_STACK = 8


def clean(text: str, keep: str = "") -> tuple[str, Mapping[str, int]]:
    """Return *text* in NFC without hidden characters, and how many of each kind were changed.

    Characters in *keep* are left alone, such as tabs that part columns. Cleaning twice changes nothing more.
    """
    counts: Counter[str] = Counter()
    if text.isascii() and not ASCII_ODD.search(text):
        return text, {}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    letters = set(text)
    for name, kind in KINDS.items():
        if any(map(kind.pattern.match, letters)):
            text, counts[name] = _replaced(text, kind, keep)
    if any(map(unicodedata.combining, letters)):
        text, counts["stacked-signs"] = _unstacked(text)
        text, counts["decomposed"] = _composed(text)
    text = unicodedata.normalize("NFC", text)
    return text, {name: count for name, count in counts.items() if count}


ASCII_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def _replaced(text: str, kind: _Kind, keep: str) -> tuple[str, int]:
    """Return *text* without the characters of one kind, and how many there were."""
    count = 0

    def write(match: re.Match[str]) -> str:
        nonlocal count
        if match[0][0] in keep:
            return match[0]
        count += len(match[0])
        return match[0].translate(kind.table) if kind.table else kind.text * len(match[0])

    return kind.pattern.sub(write, text), count


def _unstacked(text: str) -> tuple[str, int]:
    """Return *text* with no more than some signs on one letter, and how many were left out."""
    count = 0

    def write(match: re.Match[str]) -> str:
        nonlocal count
        kept = []
        height = 0
        for character in match[0]:
            height = height + 1 if unicodedata.combining(character) else 0
            if height <= HIGHEST_STACK:
                kept.append(character)
        count += len(match[0]) - len(kept)
        return "".join(kept)

    return STACK.sub(write, text), count


def _composed(text: str) -> tuple[str, int]:
    """Return *text* with letters and their signs in one, the signs in the order of Vietnamese, and how many changed."""
    count = 0

    def write(match: re.Match[str]) -> str:
        nonlocal count
        letter = SIGNS.sub(_in_order, unicodedata.normalize("NFD", match[0]))
        letter = unicodedata.normalize("NFC", letter)
        count += letter != match[0]
        return letter

    return DECOMPOSED.sub(write, text), count


def _in_order(match: re.Match[str]) -> str:
    """Return signs with those that belong to the letter (^) before the tone (´)."""
    return "".join(sorted(match[0], key=TONES.__contains__))


def problems(counts: Mapping[str, int], place: Place) -> list[Problem]:
    """Return one warning for each kind of characters that :func:`clean` changed."""
    return [
        Problem(f"odd-text-{name}", MESSAGES[name], {"count": count}, place, level="warning")
        for name, count in counts.items()
        if name not in SILENT
    ]


# What kind of text this is.

MARKED = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
"""All Vietnamese letters that are no plain Latin letters, in NFC."""
FEWEST_LETTERS = 200
"""A shorter text says nothing about how it was made."""
ENOUGH = 500_000
"""Letters of a text that are looked at: more say nothing more."""
LEAST_MARKED = 0.12
"""Share of letters with signs. Plans have 0.26 to 0.28; one with destroyed signs had 0.05."""
MOST_BROKEN = 0.01
"""Share of broken words. Typed plans have none in a thousand; a badly read scan had 40."""

WORD = re.compile(r"[^\W\d_]+")
BROKEN_WORD = re.compile(r"[¢§€|~@\\]\w|\w[¢§€|~@\\]|[a-z]&[a-z]|[^\W\d_]\d|\d[^\W\d_]")
ADDRESS_OR_NUMBER = re.compile(r"[/.:\-]|^\W*\d+\w{1,2}\W*$|^\W*[A-Z]+\d+\W*$")
"""Words in which letters and digits stand together by right: 36/KH-UBND, 5G, A4."""


def marked_share(text: str) -> float:
    """Return the share of Vietnamese letters with signs among all letters, 0 to 1."""
    letters, marked = _letters(text)
    return marked / letters if letters else 0.0


def has_diacritics(text: str) -> bool:
    """Tell whether the signs of Vietnamese letters are there; a text too short to tell counts as whole."""
    letters, marked = _letters(text)
    return letters < FEWEST_LETTERS or marked >= LEAST_MARKED * letters


def _letters(text: str) -> tuple[int, int]:
    """Return how many letters a text has, and how many of them have signs."""
    counts = Counter(text[:ENOUGH])
    letters = sum(count for letter, count in counts.items() if letter.isalpha())
    return letters, sum(counts[letter] for letter in counts.keys() & MARKED)


def is_ocr_like(text: str) -> bool:
    """Tell whether *text* was read from a picture, by words such as "t6", "1ap" or "S¢"."""
    words = text[:ENOUGH].split()
    if len(words) * 4 < FEWEST_LETTERS:
        return False
    counts = Counter(words)
    broken = [word for word in counts if BROKEN_WORD.search(word) and not ADDRESS_OR_NUMBER.search(word)]
    return sum(counts[word] for word in broken) / len(words) > MOST_BROKEN


ONSET = "(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu
ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
"""What may follow the first consonants of a syllable, without its tone."""
SYLLABLE = re.compile(
    f"{ONSET}(?:{'|'.join(sorted(RIMES.split(), key=len, reverse=True))}|(?<=qu)(?:ă|â|ê|e|y|o)[a-zê]{{0,3}})"
)
TONE_MARKS = re.compile(f"[{TONES}\u0323]")


def is_syllable(word: str) -> bool:
    """Tell whether *word* can be a Vietnamese syllable: "nghiệp" can, "nghÖp" cannot."""
    plain, tones = TONE_MARKS.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


MESSAGES: dict[str, Message] = {
    "line-end": N_("{count} dấu xuống dòng kiểu khác (ngắt dòng, ngắt trang) được đọc là xuống dòng"),
    "bullet": N_("{count} dấu đầu dòng của phông Symbol, Wingdings được đọc là «•»"),
    "zero-width": N_("đã bỏ {count} ký tự ẩn không có bề rộng"),
    "soft-hyphen": N_("đã bỏ {count} dấu nối ẩn (soft hyphen)"),
    "direction-mark": N_("đã bỏ {count} dấu ẩn chỉ chiều viết"),
    "control": N_("đã bỏ {count} ký tự điều khiển"),
    "private-use": N_("đã bỏ {count} ký tự riêng của phông chữ, không có trong bảng mã Unicode"),
    "stacked-signs": N_("đã bỏ {count} dấu chồng quá nhiều lên một chữ"),
    "no-break-space": N_("{count} dấu cách đặc biệt (không ngắt dòng …) được đọc là dấu cách thường"),
    "hyphen": N_("{count} dấu nối đặc biệt được đọc là «-»"),
    "fullwidth": N_("{count} chữ số, dấu toàn khổ (kiểu Đông Á) được đọc là chữ số, dấu thường"),
    "double-d": N_("{count} chữ «Ð» của bảng mã khác được đọc là chữ «Đ»"),
    "decomposed": N_("{count} chữ tổ hợp (dấu rời) được ghép thành chữ dựng sẵn"),
}
