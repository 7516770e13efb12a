"""A sentence that is all in capitals, as running text has it: small letters, with the capitals of names.

Names are places, agencies and cited documents; the text around the sentence is asked first how it writes the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cchc_draft.importing.agency_names import PHRASES, SCHOOL, SHORT_FORMS, phrase_at, spelled
from cchc_draft.importing.flat_text import flat, one_line

MARKS = ',.;:()“”"'
ROMAN = re.compile(r"(?:IX|IV|V?I{1,3}|V|X)")
CITED = re.compile(
    r"\b(?:nghị quyết|nghị định|quyết định|chỉ thị|kế hoạch|thông tư|kết luận|chương trình|đề án)(?= số \d)"
)
OWN_NAMES = frozenset(
    ("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đảng ủy", "Đảng bộ", "Tỉnh ủy",
     "Thành ủy", "Ban Thường vụ", "Ban Chấp hành", "Bộ Chỉ huy Quân sự", "Kho bạc Nhà nước", "Ban Chỉ đạo",
     "Ban Quản lý", "Ban Tuyên giáo và Dân vận", "Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ", "Hội Nông dân",
     "Hội Cựu chiến binh", "Liên đoàn Lao động", "Trạm Y tế")
)  # fmt: skip
ALWAYS = {
    flat(name): name
    for name in ("Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Việt Nam", "Hội đồng nhân dân", "Trung ương Đảng")
}
AGENCY_STARTS = frozenset(
    ("so", "bo", "cuc", "chi cuc", "phong", "ban", "vien", "van phong", "thanh tra", "trung tam", "benh vien",
     "cong an", "truong", "truong cao dang", "truong dai hoc")
)  # fmt: skip
"""Words that begin an agency's name where a name stands behind them."""
NO_AGENCY = frozenset(
    ("co so", "tru so", "can bo", "toan bo", "noi bo", "dong bo", "tien bo", "de phong", "quoc phong", "du phong",
     "pho phong", "truong phong")
)  # fmt: skip
"""Words of other meaning whose second part looks like the beginning of an agency."""


def in_small_letters(text: str, words: str = "") -> str:
    """Return a sentence in capitals as running text has it: small letters, with the capitals of names.

    *words* are the text around it, whose spelling comes first. Names are agencies, places and cited documents.

    >>> in_small_letters("TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH CỦA SỞ NỘI VỤ NĂM 2026")
    'Tuyên truyền cải cách hành chính của Sở Nội vụ năm 2026'
    """
    text = one_line(text)
    cased = spelled(text, words) or CITED.sub(_capitalised, " ".join(_prose(text.split())))
    return cased[:1].upper() + cased[1:]


def _prose(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the tokens of a sentence, each in its capitals."""
    folded = [flat(token).strip(MARKS) for token in tokens]
    index = 0
    while index < len(tokens):
        name = _name_at(tokens, folded, index)
        yield from name or [_small(tokens[index])]
        index += len(name) or 1


def _name_at(tokens: Sequence[str], folded: Sequence[str], index: int) -> list[str]:
    """Return the tokens of the name that begins here, none where no name does."""
    for length in (3, 2):
        if known := ALWAYS.get(" ".join(folded[index : index + length])):
            return _like(tokens[index:], known.split())
    found = phrase_at(folded, index) or ()
    if not found or (index and f"{folded[index - 1]} {folded[index]}" in NO_AGENCY):
        return []
    name = _like(tokens[index:], found)
    if _is_own_name(found):
        return name
    if " ".join(found).startswith("Trường ") and SCHOOL.match(" ".join(folded[index:])):
        return [*name, *_school_name(tokens, folded, index + len(name))]
    behind = phrase_at(folded, index + len(found)) or ()
    if flat(" ".join(found)) in AGENCY_STARTS and behind[:1] and behind[0][0].isupper():
        name += _like(tokens[index + len(found) :], behind)
        return [*name, *_rest_of_name(tokens, folded, index + len(name))]
    return []


def _school_name(tokens: Sequence[str], folded: Sequence[str], index: int) -> Iterator[str]:
    """Yield the proper name behind the kind of a school: "Nguyễn Trãi"."""
    for token, word in zip(tokens[index : index + 5], folded[index:], strict=False):
        if word in ("nam", "ve", "va", "trong", "tren") or not word.isalpha():
            return
        yield token.capitalize()
        if token[-1] in MARKS:
            return


def _rest_of_name(tokens: Sequence[str], folded: Sequence[str], index: int) -> Iterator[str]:
    """Yield what goes on with an agency's name: "và Công nghệ", ", Thể thao và Du lịch"."""
    while index < len(tokens):
        joint = folded[index] == "va"
        if not joint and not tokens[index - 1].endswith(","):
            return
        field = phrase_at(folded, index + joint) or ()
        if not field or not field[0][0].isupper() or _is_own_name(field):
            return
        yield from (["và"] if joint else []) + _like(tokens[index + joint :], field)
        index += joint + len(field)


def _like(tokens: Sequence[str], model: Sequence[str]) -> list[str]:
    pairs = zip(tokens, model, strict=False)
    return [token.capitalize() if word[:1].isupper() else token.lower() for token, word in pairs]


def _is_own_name(phrase: Sequence[str]) -> bool:
    """Tell whether a phrase is a name wherever it stands: a place, or an agency that is called by these words."""
    return " ".join(phrase) in OWN_NAMES or (len(phrase) > 1 and phrase not in _phrases())


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in PHRASES)


def _small(token: str) -> str:
    """Return a token in small letters; short forms and symbols stay."""
    bare = token.casefold().strip(MARKS)
    is_symbol = "/" in token and any(map(str.isdigit, token))
    return token if is_symbol or SHORT_FORMS.fullmatch(bare) or ROMAN.fullmatch(token.strip(MARKS)) else token.lower()


def _capitalised(match: re.Match[str]) -> str:
    return match[0][:1].upper() + match[0][1:]
