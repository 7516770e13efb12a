"""Names of agencies as officials write them in running text, from names that a letterhead has in capitals.

Only capitals change, never a letter: a name follows the text that calls the agency by it, else the words that every
agency name is made of, the communes and the provinces. A name with a word that neither knows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cchc_draft import communes
from cchc_draft.importing.flat_text import flat, one_line


class Name(NamedTuple):
    """A name in sentence case; one that is not known stands as it was written."""

    text: str
    is_known: bool


PHRASES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đảng ủy", "Đảng bộ", "Tỉnh ủy",
    "Thành ủy", "Ban Thường vụ", "Ban Chấp hành", "Chi bộ", "Sở", "Bộ", "Cục", "Chi cục", "Phòng", "Ban", "Viện",
    "Văn phòng", "Thanh tra", "Trung tâm", "Bệnh viện", "Trạm Y tế", "Công an", "Bộ Chỉ huy Quân sự",
    "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Ban Chỉ đạo", "Ban Quản lý", "Ban Dân tộc", "Ban Tuyên giáo và Dân vận",
    "Ban Xây dựng Đảng", "Ban Tổ chức", "Trường", "Trường Mầm non", "Trường Tiểu học", "Trường Trung học cơ sở",
    "Trường Tiểu học và Trung học cơ sở", "Trường Trung học phổ thông", "Trường Cao đẳng", "Trường Đại học",
    "Trường Chính trị", "Trường Mẫu giáo", "Học viện", "Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ", "Hội Nông dân",
    "Hội Cựu chiến binh", "Liên đoàn Lao động", "Nội vụ", "Tư pháp", "Tài chính", "Xây dựng", "Công Thương",
    "Nông nghiệp", "Môi trường", "Khoa học", "Công nghệ", "Giáo dục", "Đào tạo", "Y tế", "Dân tộc", "Tôn giáo",
    "Ngoại vụ", "Văn hóa", "Thể thao", "Du lịch", "Thông tin", "Truyền thông", "Kế hoạch", "Đầu tư", "Lao động",
    "Thương binh", "Xã hội", "Giao thông vận tải", "Tài nguyên", "Quy hoạch", "Kiến trúc", "Kinh tế", "Hạ tầng",
    "Đô thị", "Phục vụ hành chính công", "Kiểm soát bệnh tật", "Khu kinh tế", "Các khu công nghiệp", "Đa khoa",
    "Cải cách hành chính", "Chuyển đổi số", "Khuyến nông", "Giáo dục nghề nghiệp", "Giáo dục thường xuyên", "Dịch vụ",
    "Dịch vụ sự nghiệp công", "Tổ chức", "Hành chính", "Kế toán", "Nhà nước", "Chủ tịch", "Giám đốc", "Hiệu trưởng",
    "Trưởng ban", "Trưởng phòng", "Trưởng trạm", "Chánh", "Bí thư", "Viện trưởng", "Cục trưởng", "Chi cục trưởng",
    "Bộ trưởng", "Phó", "Quyền", "Chủ nhiệm", "Tổ trưởng", "Trưởng khoa", "Thường trực", "Tổng Giám đốc", "Tổng",
    "tỉnh", "thành phố", "phường", "xã", "đặc khu", "và", "của", "về",
)  # fmt: skip
"""Words that names of agencies and positions are made of, with their capitals (PL II.IV of Decree 30/2020/NĐ-CP)."""
FORMER_PROVINCES = (
    "Hà Giang", "Yên Bái", "Bắc Kạn", "Vĩnh Phúc", "Hòa Bình", "Bắc Giang", "Thái Bình", "Hải Dương", "Hà Nam",
    "Nam Định", "Quảng Bình", "Quảng Nam", "Kon Tum", "Bình Định", "Ninh Thuận", "Đắk Nông", "Bình Thuận", "Phú Yên",
    "Bình Dương", "Bà Rịa - Vũng Tàu", "Bình Phước", "Long An", "Sóc Trăng", "Hậu Giang", "Bến Tre", "Trà Vinh",
    "Tiền Giang", "Bạc Liêu", "Kiên Giang", "Thừa Thiên Huế",
)  # fmt: skip
"""Provinces until 30/6/2025, which issued the plans of those years."""
SHORT_FORMS = re.compile(r"ubnd|hđnd|mttq|thpt|thcs|bhxh|cchc|bcđ|qlda|gdtx|gdnn|\d+|[b-df-hj-np-tv-xzđ&]{2,6}")
"""Short forms, which are all capitals."""
SCHOOL = re.compile(
    r"truong (?:mam non|mau giao|tieu hoc va (?:trung hoc co so|thcs)|tieu hoc|trung hoc co so|trung hoc pho thong"
    r"|thcs|thpt)\b"
)
"""Behind it stands the proper name of a school."""
LONGEST_PHRASE = 8


def sentence_case(name: str, words: str = "") -> Name:
    """Return *name* as *words* write it, else as names are written; unchanged where it is not all in capitals.

    >>> sentence_case("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
    Name(text='Sở Văn hóa, Thể thao và Du lịch', is_known=True)
    >>> sentence_case("TRUNG TÂM ABOU")
    Name(text='TRUNG TÂM ABOU', is_known=False)
    """
    name = one_line(name)
    if not name.isupper():
        return Name(name, is_known=True)
    if (known := spelled(name, words)) and not _is_whole_short_form(name):
        return Name(known, is_known=True)
    tokens = name.split()
    cased = list(_cased(tokens))
    if None in cased:
        return Name(name, is_known=False)
    text = " ".join(token for token in cased if token is not None)
    return Name(text[:1].upper() + text[1:], is_known=True)


def _is_whole_short_form(name: str) -> bool:
    return SHORT_FORMS.fullmatch(name.casefold()) is not None


def spelled(name: str, words: str) -> str:
    """Return the name in the capitals that running text gives it; empty where the text never names it so."""
    start = 0
    wanted, text = name.casefold(), words.casefold()
    if len(text) != len(words):
        return ""
    while (start := text.find(wanted, start)) >= 0:
        found = words[start : start + len(name)]
        if not found.isupper():
            return found[:1].upper() + found[1:]
        start += len(name)
    return ""


def _cased(tokens: Sequence[str]) -> Iterator[str | None]:
    """Yield every token in its capitals; None for one that is not known."""
    folded = [flat(token).strip(",.;:()") for token in tokens]
    school = SCHOOL.match(" ".join(folded))
    proper = len(school[0].split()) if school else len(tokens)
    index = 0
    while index < len(tokens):
        pattern = phrase_at(folded, index)
        if pattern is None and SHORT_FORMS.fullmatch(tokens[index].casefold().strip(",.;:()")):
            yield tokens[index]
            index += 1
        elif pattern is not None:
            for token, model in zip(tokens[index:], pattern, strict=False):
                yield token.capitalize() if model[:1].isupper() else token.lower()
            index += len(pattern)
        elif tokens[index] in "-–":
            yield tokens[index]
            index += 1
        else:
            yield tokens[index].capitalize() if index >= proper else None
            index += 1


def phrase_at(folded: Sequence[str], index: int) -> tuple[str, ...] | None:
    """Return the longest known phrase that begins at a token."""
    known = _known()
    for length in range(min(LONGEST_PHRASE, len(folded) - index), 0, -1):
        found = known.get(tuple(folded[index : index + length]))
        if found:
            return found
    return None


@cache
def _known() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the known phrases by their flat words: those above, provinces, and communes with their unit word."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for locality in communes.communes():
        _add(found, f"{locality.word} {locality.proper_name}")
    for locality in communes.provinces():
        _add(found, locality.proper_name)
        _add(found, f"{locality.word} {locality.proper_name}")
    for phrase in (*PHRASES, *(f"tỉnh {name}" for name in FORMER_PROVINCES)):
        _add(found, phrase)
    return found


def _add(known: dict[tuple[str, ...], tuple[str, ...]], phrase: str) -> None:
    known[tuple(flat(phrase).split())] = tuple(phrase.split())


# Kinds of agencies.


class Kind(NamedTuple):
    """What follows from the first words of an agency's name."""

    start: str
    """The words, flat."""
    self_name: str
    """How its plans call it."""
    head: str
    """Position of its head."""


KINDS = (
    Kind("so", "Sở", "Giám đốc"),
    Kind("truong", "Trường", "Hiệu trưởng"),
    Kind("trung tam", "Trung tâm", "Giám đốc"),
    Kind("benh vien", "Bệnh viện", "Giám đốc"),
    Kind("tram y te", "Trạm Y tế", "Trưởng trạm"),
    Kind("ban chi dao", "Ban Chỉ đạo", "Trưởng ban"),
    Kind("ban quan ly", "Ban Quản lý", "Trưởng ban"),
    Kind("ban", "Ban", "Trưởng ban"),
    Kind("van phong", "Văn phòng", "Chánh Văn phòng"),
    Kind("thanh tra", "Thanh tra", "Chánh Thanh tra"),
    Kind("chi cuc", "Chi cục", "Chi cục trưởng"),
    Kind("cuc", "Cục", "Cục trưởng"),
    Kind("vien", "Viện", "Viện trưởng"),
    Kind("phong", "Phòng", "Trưởng phòng"),
    Kind("tinh uy", "Tỉnh ủy", "Bí thư"),
    Kind("thanh uy", "Thành ủy", "Bí thư"),
    Kind("dang uy", "Đảng ủy", "Bí thư"),
    Kind("hoi dong nhan dan", "HĐND", "Chủ tịch"),
    Kind("uy ban mat tran to quoc", "Ủy ban MTTQ", "Chủ tịch"),
    Kind("uy ban nhan dan", "UBND", "Chủ tịch"),
    Kind("ubnd", "UBND", "Chủ tịch"),
    Kind("bo", "Bộ", "Bộ trưởng"),
)


def kind_of(name: str) -> Kind | None:
    """Return the kind of agency that a name begins with, None for another."""
    words = flat(one_line(name))
    found = [kind for kind in KINDS if re.match(rf"{kind.start}\b", words)]
    return max(found, key=lambda kind: len(kind.start), default=None)


# Places.

LOCALITY = re.compile(r"(?:tinh|thanh pho|phuong|xa|dac khu) \S.*")


def locality(line: str, province: str = "") -> communes.Locality | None:
    """Return the commune or province that a line ends with; None where it names none, or not clearly."""
    line = one_line(line)
    found = LOCALITY.search(flat(line))
    if not found:
        return None
    name = line[found.start() :]
    if re.match(r"tinh|thanh pho", found[0]):
        called = communes.provinces_called(name) or _former_called(name)
    else:
        called = communes.communes_called(name, province)
    return called[0] if len(called) == 1 else None


def _former_called(name: str) -> list[communes.Locality]:
    """Return the province of earlier years that a name means."""
    wanted = flat(one_line(name)).removeprefix("tinh ")
    return [communes.Locality(f"tỉnh {former}") for former in FORMER_PROVINCES if flat(former) == wanted]


def province_named(texts: Iterable[str]) -> str:
    """Return the province that *texts* name most, of them with its unit word; empty where they name none."""
    words = flat(one_line(" ".join(texts)))
    counts = {one.name: _mentions(one, words) for one in communes.provinces()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def _mentions(province: communes.Locality, words: str) -> int:
    return len(re.findall(rf"\b(?:tinh|thanh pho|tp\.?) {re.escape(flat(province.proper_name))}\b", words))
