"""Labels in front of paragraphs, typed or automatic: which kind, which number, and what is left of the text.

>>> read("IV. TỔ CHỨC THỰC HIỆN").label.kind, read("4.1. Cải cách thể chế").label.kind
('roman', 'arabic2')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cchc_draft.importing.flat_text import flat, is_capital
from cchc_draft.numbering import VIETNAMESE_POINTS

RANKS = {
    "part": 0,
    "chapter": 1,
    "subpart": 2,
    "upper": 10,
    "roman": 10,
    "article": 15,
    "mixed2": 18,
    "arabic": 20,
    "arabic2": 30,
    "mixed3": 30,
    "arabic3": 40,
    "arabic4": 50,
    "arabic5": 55,
    "letter": 60,
    "letter2": 65,
    "bracket": 70,
    "brackets": 72,
    "letters": 74,
    "small-roman": 76,
}
"""Kinds of labels from large to small; signs such as "-" are smaller than all."""
SIGN_RANK = 90


class Label(NamedTuple):
    """A label: its kind, its number within its list, and how it is written."""

    kind: str
    number: int
    written: str
    others: tuple[tuple[str, int], ...] = ()
    """Other kinds and numbers that it may be: "C." is the third letter and one hundred."""

    @property
    def rank(self) -> int:
        """Its size among kinds of labels, small numbers for large parts."""
        return RANKS.get(self.kind, SIGN_RANK)

    @property
    def is_sign(self) -> bool:
        """It is a dash, plus or bullet."""
        return self.kind not in RANKS


class Labelled(NamedTuple):
    """What a paragraph's text starts with."""

    label: Label | None
    length: int
    """Letters that the label takes, the space behind it included."""


NO_LABEL = Labelled(None, 0)

SMALL_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
MISREAD_ROMAN = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I"})
MISREAD_LETTERS = str.maketrans({"¢": "c", "ç": "c", "©": "c"})
UPPER_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VIETNAMESE_UPPER = VIETNAMESE_POINTS.upper()

PART = re.compile(
    r"(?P<word>ph[aầ]n|ch[uư][oơ]ng|ti[eể]u m[uụ]c|m[uụ]c)\s{1,3}"
    r"(?P<number>th[uứ]\s{1,3}\w{2,5}|[ivxlc]{1,6}|\d{1,2}|[a-z])(?![\w/])\s{0,3}(?P<mark>[.:)\-–—]?)\s{0,3}",
    re.IGNORECASE,
)
PART_KINDS = {"phan": "part", "chuong": "chapter", "muc": "subpart", "tieu muc": "subpart"}
ORDINALS = ("", "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
ARTICLE = re.compile(r"[đĐ]i[eề]u\s{1,3}(?P<number>\d{1,3})\s{0,2}(?P<mark>[.:])\s{0,3}", re.IGNORECASE)
ROMAN = re.compile(r"(?P<number>[IVXLC]{1,8})\s{0,2}(?P<mark>\.-|[./):]|\s?[-–—](?=\s|[^\W\d_]))\s{0,3}")
MISREAD = re.compile(r"(?P<number>[Il1|!]{2,4})\s{0,2}(?P<mark>[./)])\s{0,3}")
MIXED = re.compile(r"(?P<number>[A-ZĐ]{1,5}(?:\s?\.\s?\d{1,2}){1,3})\s{0,2}(?P<mark>[.)/:]?)\s{1,3}")
UPPER = re.compile(r"(?P<number>[A-ZĐ])\s{0,2}(?P<mark>[./)]|\s?[-–—](?=\s))\s{1,3}")
ARABIC_MARK = r"\s{0,2}(?P<mark>\.-|[.)/:]|\s?[-–—](?=\s)|)\s{0,3}"
ARABIC = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,4})" + ARABIC_MARK)
SPACED_ARABIC = re.compile(r"(?P<number>\d{1,3}(?:\s?\.\s?\d{1,2}){0,4})" + ARABIC_MARK)
BRACKETED = re.compile(r"\((?P<number>\d{1,2}|[a-zđ]|[ivx]{2,5})\)\s{0,3}")
LETTER = re.compile(r"~?(?P<number>[a-zđ¢ç©])(?:\s{0,2}(?P<mark>[.)/])|[-–—](?=\s))(?P<space>\s{0,3})")
LETTER2 = re.compile(r"(?P<number>[a-zđ]\s?\.?\s?\d{1,2})\s{0,2}(?P<mark>[.)/])\s{0,3}")
ROMAN_POINT = re.compile(r"(?P<number>[ivx]{1,5})\s{0,2}(?P<mark>[.)/])\s{1,3}")
SIGN = re.compile(r"(?P<sign>[-–—−‐‑]|[+*•●▪■◦○·✓✔➢►→§])(?P<space>\s{0,3})")
DASHES = "-–—−‐‑"
BULLETS = "•●▪■◦○·✓✔➢►→§"


def read(text: str) -> Labelled:
    """Return the label that *text* starts with."""
    for reader in READERS:
        found = reader(text)
        if found.label:
            return found
    return NO_LABEL


def automatic(label: str) -> Label | None:
    """Return what an automatic label of Word says, None for an empty one."""
    label = label.strip()
    if not label:
        return None
    if len(label) == 1 and label.isalpha():
        return Label("•", 1, label)
    found = read(f"{label} Abc").label or read(f"{label}. Abc").label
    if found:
        return found._replace(written=label)
    return Label("•" if len(label) == 1 else "other", 1, label)


def _starts_anew(rest: str) -> bool:
    """Tell whether *rest* can stand behind a label that has no space: "2.Yêu cầu", "a)Hai"."""
    return bool(rest) and (rest[0].isupper() or rest[0] in "“\"'(*[")


def _part(text: str) -> Labelled:
    match = PART.match(text)
    if not match:
        return NO_LABEL
    rest = text[match.end() :]
    if rest and not match["mark"] and not is_capital(rest):
        return NO_LABEL
    if match["mark"] and rest and not _starts_anew(rest):
        return NO_LABEL
    kind = PART_KINDS[" ".join(flat(match["word"]).split())]
    return Labelled(Label(kind, _part_number(match["number"]), match[0].strip()), match.end())


def _part_number(written: str) -> int:
    words = flat(written).split()
    if words[0] == "thu":
        return ORDINALS.index(words[1]) if words[1] in ORDINALS else 1
    if written.isdecimal():
        return int(written)
    return _roman_value(written.upper()) or UPPER_LETTERS.find(written.upper()) + 1


def _article(text: str) -> Labelled:
    match = ARTICLE.match(text)
    return Labelled(Label("article", int(match["number"]), match[0].strip()), match.end()) if match else NO_LABEL


def _roman_value(symbols: str) -> int:
    """Return the value of Roman digits, 0 for an order that no number has."""
    values = [ROMAN_VALUES.get(symbol, 0) for symbol in symbols]
    if not values or not all(values):
        return 0
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if total > 0 and not re.search(r"(.)\1{3}|[VLD]{2}", symbols) else 0


def _roman(text: str) -> Labelled:
    match = ROMAN.match(text)
    if not match or not _may_follow(text, match.end(), match["mark"]):
        return _misread_roman(text)
    symbols = match["number"]
    value = _roman_value(symbols)
    if not value:
        return NO_LABEL
    others = (("upper", UPPER_LETTERS.index(symbols) + 1),) if len(symbols) == 1 else ()
    return Labelled(Label("roman", value, match[0].strip(), others), match.end())


def _may_follow(text: str, end: int, mark: str) -> bool:
    """Tell whether a large label may end here: a space or a capital follows, or nothing."""
    rest = text[end:]
    return not rest or text[end - 1].isspace() or _starts_anew(rest) or mark == "-"


def _misread_roman(text: str) -> Labelled:
    """Read "I1. NỘI DUNG": Roman digits as a scan gives them, in front of capitals only."""
    match = MISREAD.match(text)
    if not match or match["number"].isdecimal() or not is_capital(text[match.end() :]):
        return NO_LABEL
    value = _roman_value(match["number"].translate(MISREAD_ROMAN))
    return Labelled(Label("roman", value, match[0].strip()), match.end()) if value else NO_LABEL


def _mixed(text: str) -> Labelled:
    """Read "I.1. …" and "A.2.1. …"."""
    match = MIXED.match(text)
    if not match:
        return NO_LABEL
    parts = [part.strip() for part in match["number"].split(".")]
    if not (len(parts[0]) == 1 or _roman_value(parts[0])) or not _starts_anew(text[match.end() :]):
        return NO_LABEL
    return Labelled(Label(f"mixed{min(len(parts), 3)}", int(parts[-1]), match[0].strip()), match.end())


def _upper(text: str) -> Labelled:
    match = UPPER.match(text)
    if not match:
        return NO_LABEL
    letter = match["number"]
    number = UPPER_LETTERS.find(letter) + 1 or VIETNAMESE_UPPER.find(letter) + 1
    return Labelled(Label("upper", number, match[0].strip()), match.end())


def _arabic(text: str) -> Labelled:
    """Read "1. …", "1.1. …", "1 . 1 …"; where a number follows, as in "2. 100% hồ sơ", it is text."""
    found = _numbered(text, SPACED_ARABIC.match(text))
    return found if found.label else _numbered(text, ARABIC.match(text))


def _numbered(text: str, match: re.Match[str] | None) -> Labelled:
    if not match:
        return NO_LABEL
    parts = [int(part) for part in match["number"].split(".")]
    rest, mark = text[match.end() :], match["mark"].strip()
    has_space = match[0].endswith(" ")
    if not mark:
        fits = len(parts) > 1 and has_space and _starts_anew(rest)
    elif mark in DASHES:
        fits = len(parts) == 1 and _starts_anew(rest)
    else:
        fits = not rest or (has_space and not _is_quantity(mark, rest)) or (not has_space and _starts_anew(rest))
    if not fits or not 0 < parts[0] < 200:
        return NO_LABEL
    kind = "bracket" if mark == ")" and len(parts) == 1 else "arabic" if len(parts) == 1 else f"arabic{len(parts)}"
    return Labelled(Label(kind, parts[-1], match[0].strip()), match.end())


def _is_quantity(mark: str, rest: str) -> bool:
    """Tell whether digits belong to the text: "1.500. 000", "12: 30"."""
    return rest[0].isdecimal() and (mark == ":" or THOUSANDS.match(rest) is not None)


THOUSANDS = re.compile(r"000\b|\d{3}[.,]\s?\d{3}\b")


def _bracketed(text: str) -> Labelled:
    match = BRACKETED.match(text)
    if not match:
        return NO_LABEL
    written = match["number"]
    kind = "brackets" if written.isdecimal() else "letters" if len(written) == 1 else "small-roman"
    others = (("small-roman", SMALL_ROMAN.index(written)),) if kind == "letters" and written in SMALL_ROMAN else ()
    return Labelled(Label(kind, _point_number(written), match[0].strip(), others), match.end())


def _point_number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if len(written) > 1:
        return SMALL_ROMAN.index(written) if written in SMALL_ROMAN else 1
    return VIETNAMESE_POINTS.find(written.translate(MISREAD_LETTERS)) + 1


def _letter(text: str) -> Labelled:
    match = LETTER.match(text)
    if not match:
        return _second_letter(text)
    rest = text[match.end() :]
    if match["mark"] == ")" or (rest and match["space"]) or _starts_anew(rest):
        written = match["number"]
        others = (("small-roman", SMALL_ROMAN.index(written)),) if written in SMALL_ROMAN else ()
        return Labelled(Label("letter", _point_number(written), match[0].strip(), others), match.end())
    return NO_LABEL


def _second_letter(text: str) -> Labelled:
    match = LETTER2.match(text)
    if match and _may_follow(text, match.end(), ""):
        digits = int(re.sub(r"\D", "", match["number"]))
        return Labelled(Label("letter2", digits, match[0].strip()), match.end())
    match = ROMAN_POINT.match(text)
    if match and match["number"] in SMALL_ROMAN:
        number = SMALL_ROMAN.index(match["number"])
        return Labelled(Label("small-roman", number, match[0].strip()), match.end())
    return NO_LABEL


def _sign(text: str) -> Labelled:
    match = SIGN.match(text)
    if not match:
        return NO_LABEL
    rest, sign = text[match.end() :], match["sign"]
    glued = not match["space"]
    if rest and glued and (rest[0].isdecimal() or rest[0] in DASHES + BULLETS + "+*/.,;)"):
        return NO_LABEL
    if sign == "*" and glued and rest:
        return NO_LABEL
    kind = "-" if sign in DASHES else "•" if sign in BULLETS else sign
    return Labelled(Label(kind, 1, sign), match.end())


READERS: tuple[Callable[[str], Labelled], ...] = (
    _sign,
    _part,
    _article,
    _mixed,
    _roman,
    _upper,
    _arabic,
    _bracketed,
    _letter,
)
"""What is tried, in this order."""


def candidates(label: Label) -> Iterator[tuple[str, int]]:
    """Yield every kind and number that a label may be, the likeliest first."""
    yield label.kind, label.number
    yield from label.others
