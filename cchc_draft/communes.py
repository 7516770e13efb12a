"""The 34 provinces and 3,321 communes of July 2025, and a first profile for any of them.

Data: the package vietnam-provinces. Names are found with or without their unit word, in any case, and without
diacritics where that is still clear.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cchc_draft.errors import InputError, Problem
from cchc_draft.inheritance import split_locality
from cchc_draft.language import N_, translate

LEVELS = {"phường": "phuong", "xã": "xa", "đặc khu": "dac_khu"}
ALWAYS_CAPITAL = {"thành phố Hồ Chí Minh": "Thành phố Hồ Chí Minh"}
"""`cap-special-place`."""


@dataclass(frozen=True, slots=True)
class Locality:
    """A province or commune, with its unit word as in running text: "phường Ngọc Hà"."""

    name: str
    province: str = ""
    """The province of a commune."""

    @property
    def word(self) -> str:
        """Unit word: "phường", "thành phố"."""
        return split_locality(self.name)[0]

    @property
    def proper_name(self) -> str:
        """Name without the unit word."""
        return split_locality(self.name)[1]


@cache
def provinces() -> tuple[Locality, ...]:
    """Return the provinces."""
    return tuple(province for province, _ in _divisions())


@cache
def communes() -> tuple[Locality, ...]:
    """Return the communes of all provinces."""
    return tuple(commune for _, inner in _divisions() for commune in inner)


@cache
def _divisions() -> tuple[tuple[Locality, tuple[Locality, ...]], ...]:
    from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

    found = []
    for entry in json.loads(NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8")):
        province = _in_text(entry["name"], "tỉnh")
        inner = tuple(Locality(_in_text(ward["name"], ward["division_type"]), province) for ward in entry["wards"])
        found.append((Locality(province), inner))
    return tuple(found)


def _in_text(name: str, usual_word: str) -> str:
    """Return a name with its unit word small: "Thành phố Hà Nội" gives "thành phố Hà Nội"."""
    name = unicodedata.normalize("NFC", name)
    try:
        word, proper = split_locality(name)
    except ValueError:
        word, proper = usual_word, name
    text = f"{word.lower()} {proper}"
    if re.match(r"\d", proper):
        text = text[:1].upper() + text[1:]
    return ALWAYS_CAPITAL.get(text, text)


def find_province(name: str) -> Locality:
    """Return the province called *name*. Raises InputError with the candidates when that is not clear."""
    return _the_one(name, provinces(), "province")


def find_commune(name: str, province: str = "") -> Locality:
    """Return the commune called *name*, of *province* where given.

    Raises InputError with the candidates when no commune, or more than one, is called so.
    """
    return _the_one(name, _of_province(find_province(province).name) if province else communes(), "commune")


def provinces_called(name: str) -> list[Locality]:
    """Return the provinces that are called *name*, none where no province is."""
    return _called(name, provinces())


def communes_called(name: str, province: str = "") -> list[Locality]:
    """Return the communes that are called *name*, of the one *province* of that name where given."""
    if not province:
        return _called(name, communes())
    whole = provinces_called(province)
    return _called(name, _of_province(whole[0].name)) if len(whole) == 1 else []


def _of_province(province: str) -> list[Locality]:
    return [commune for commune in communes() if commune.province == province]


def _called(name: str, pool: Sequence[Locality]) -> list[Locality]:
    """Return the localities of this name by the strictest reading that knows it."""
    for reading in READINGS:
        wanted = reading(name)
        found = [locality for locality in pool if wanted in (reading(locality.name), reading(locality.proper_name))]
        if found:
            return found
    return []


def _the_one(name: str, pool: Sequence[Locality], option: str) -> Locality:
    found = _called(name, pool)
    if len(found) == 1:
        return found[0]
    if found:
        facts = {"name": name, "option": option, "candidates": _listed(found)}
        raise InputError([Problem("ambiguous-locality", AMBIGUOUS, facts)])
    near = list(_near(name, pool))
    message = UNKNOWN if near else UNKNOWN_ALONE
    raise InputError(
        [Problem("unknown-locality", message, {"name": name, "option": option, "candidates": _listed(near)})]
    )


def _near(name: str, pool: Sequence[Locality]) -> Iterator[Locality]:
    wanted = unaccented(name)
    with contextlib.suppress(ValueError):
        proper = unaccented(split_locality(name)[1])
        yield from (locality for locality in pool if unaccented(locality.proper_name) == proper)
    by_key: dict[str, list[Locality]] = {}
    for locality in pool:
        by_key.setdefault(unaccented(locality.name), []).append(locality)
        by_key.setdefault(unaccented(locality.proper_name), []).append(locality)
    seen = set()
    for key in difflib.get_close_matches(wanted, by_key, n=5, cutoff=0.6):
        for locality in by_key[key]:
            if locality not in seen:
                seen.add(locality)
                yield locality


def _listed(localities: Sequence[Locality]) -> str:
    named = list(
        dict.fromkeys(
            f"{locality.name}, {locality.province}" if locality.province else locality.name for locality in localities
        )
    )
    more = len(named) - LISTED
    tail = [translate(N_("và {count} nơi khác")).format(count=more)] if more > 0 else []
    return "; ".join([*named[:LISTED], *tail])


LISTED = 12


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=20_000)
def unaccented(name: str) -> str:
    """Return *name* in small ASCII letters: "Đặc khu Vân Đồn" gives "dac khu van don"."""
    folded = _folded(name).replace("đ", "d")
    return "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))


READINGS = (_folded, unaccented)
"""How a name is compared, the strictest first."""


def slug(name: str) -> str:
    """Return the path part of a profile id: "phường Ngọc Hà" gives "phuong-ngoc-ha"."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(name)).strip("-")


def profile_id(locality: Locality) -> str:
    """Return the usual id: ha-noi/phuong-ngoc-ha, or ha-noi/ubnd for a province.

    Communes of a province whose names differ in diacritics only get -2 and so on, in the order of the list.
    """
    if locality.province:
        alike = [
            commune.name
            for commune in communes()
            if commune.province == locality.province and slug(commune.name) == slug(locality.name)
        ]
        rank = alike.index(locality.name) + 1 if locality.name in alike else 1
        suffix = f"-{rank}" if rank > 1 else ""
        return f"{slug(split_locality(locality.province)[1])}/{slug(locality.name)}{suffix}"
    return f"{slug(locality.proper_name)}/ubnd"


def profile_text(locality: Locality, parent_id: str = "") -> str:
    """Return a first profile as YAML; *parent_id* is the profile of the province, where there is one."""
    place = f'dia_danh: "{locality.name[:1].upper()}{locality.name[1:]}"\n' if _takes_unit_word(locality) else ""
    if not locality.province:
        return f"{HEAD}ke_thua: tinh\ndia_ban: {locality.name}\n{place}{_special_zones(locality)}{FOOT}"
    parent = f"cap_tren: {parent_id}\n" if parent_id else ""
    return (
        f"{HEAD}ke_thua: phuong\ncap: {LEVELS[locality.word]}\n{parent}"
        f"dia_ban: {locality.name}\ntinh: {locality.province}\n{place}{ECONOMY if locality.word == 'xã' else ''}{FOOT}"
    )


def _takes_unit_word(locality: Locality) -> bool:
    """Tell whether the date line's place takes the unit word: a number, a person, an event (PL I.II.4a)."""
    return any(letter.isdigit() for letter in locality.name) or locality.proper_name in NAMED_AFTER


NAMED_AFTER = ("Hồ Chí Minh", "Điện Biên Phủ")
"""Names of persons and events; others the office adds itself."""


def _special_zones(province: Locality) -> str:
    """Return wording that names the đặc khu too, for a province that has some."""
    if not any(commune.province == province.name and commune.word == "đặc khu" for commune in communes()):
        return ""
    return (
        'don_vi:\n  cap_xa: {ten: "UBND các xã, phường, đặc khu"}\n'
        '  moi_don_vi: {ten: "Các sở, ban, ngành và UBND các xã, phường, đặc khu"}\n'
        'noi_nhan: {bo: ["UBND các xã, phường"], them: ["UBND các xã, phường, đặc khu"]}\n'
    )


HEAD = "# Hồ sơ do lệnh «cchc-draft profiles new» tạo. Hãy đối chiếu và sửa cho đúng với cơ quan mình.\n"
ECONOMY = "don_vi: {kinh_te: {ten: Phòng Kinh tế, viet_tat: KT}}\n"
FOOT = """
# Những chỗ thường phải sửa (bỏ dấu # ở đầu dòng rồi điền):
# ky:
#   ky_thay: true            # cấp phó ký thay (KT.)
#   ho_ten: Họ và tên người ký
# dia_danh: …                # tên gọi theo tên người, con số, sự kiện: ghi cả chữ Phường, Xã
# luu: VT, <đơn vị soạn thảo>
"""

UNKNOWN = N_("không có «{name}»; gần giống: {candidates}. Bạn muốn chọn nơi nào? Hãy ghi lại --{option}")
UNKNOWN_ALONE = N_("không có «{name}» trong danh mục đơn vị hành chính từ 01/7/2025; hãy ghi lại --{option}")
AMBIGUOUS = N_("có nhiều nơi tên «{name}»: {candidates}. Bạn muốn chọn nơi nào? Hãy ghi rõ --{option} (và --province)")
