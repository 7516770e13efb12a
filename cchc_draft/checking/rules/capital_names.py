"""Capital letters in names: places, bodies, honours, holidays, events, works (PL II.III-V)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from cchc_draft import communes
from cchc_draft.checking import prose
from cchc_draft.checking.document import Document
from cchc_draft.checking.prose import Passage
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.language import N_

CAPITAL = f"[{prose.CAPITAL}]"
TITLED = f"{CAPITAL}[{prose.SMALL}]*"
UNIT_WORDS = "tỉnh|thành phố|phường|xã|đặc khu|quận|huyện|thị xã|thị trấn"
LARGE_UNIT = re.compile(
    r"(?P<unit>[TtPXĐđQH](?<!\w\w)(?:(?<=[TPXĐQH])(?:ỉnh|hành phố|hường|ã|ặc khu|uận|uyện|hị xã|hị trấn)"
    r"|hành Phố|ặc Khu|hị Xã|hị Trấn))"
    rf" (?P<name>{TITLED}(?: {TITLED}){{0,3}})(?!\w)"
)
SMALL_UNIT = re.compile(r"(?P<unit>[tpxđ](?<!\w\w)(?:ỉnh|hành phố|hường|ã|ặc khu)) (?P<name>\w+(?: \w+){0,3})")
BEGINNING = re.compile(r"(?:^|[.?!:“\"(\[…<]\s*|^[-+]\s*)$")
NO_NAMES = frozenset(
    ["Đoàn", "Ủy", "Uỷ", "Đội", "Đảng", "Bộ", "Xanh", "Thông", "Văn", "Nông", "Kỳ", "Hội", "Trưởng", "An", "Anh"]
)


@rule("cap-admin-unit", "PL II.III.1a", "warning", at="body")
def cap_admin_unit(document: Document) -> Iterator[Finding]:
    """Tên đơn vị hành chính: từ chung viết thường, tên riêng viết hoa (tỉnh Nam Định, phường Ngọc Hà).

    Sai: I. MỤC ĐÍCH
        Triển khai trên địa bàn Tỉnh Bắc Ninh.
    Sai: I. MỤC ĐÍCH
        Người dân ở Phường Ngọc Hà.
    Sai: I. MỤC ĐÍCH
        Người dân ở thành phố Hà nội.
    Đúng: I. MỤC ĐÍCH
        UBND Thành phố, Tỉnh ủy, UBND tỉnh Bắc Ninh, Thành phố Hồ Chí Minh; xã hội an toàn.
    """
    events, places = set(document.wording.of("ten-nguoi-su-kien")), _Places(document)
    for passage in _sentences(document):
        for match in LARGE_UNIT.finditer(passage.text):
            name, unit = match["name"], match["unit"].lower()
            if (
                BEGINNING.search(passage.text[: match.start()])
                or name.startswith("Hồ Chí Minh")
                or _is_event(name, events)
            ):
                continue
            known = places.start(name, unit)
            if known and known != "Huế":
                yield _wrong(passage, match.start(), match.start("name") + len(known), f"{unit} {known}")
            elif not known and name.split()[0] not in NO_NAMES and len(name.split()) > 1:
                yield _wrong(passage, match.start(), match.end(), f"{unit} {name}")
        for match in SMALL_UNIT.finditer(passage.text):
            right = places.right(match["name"], match["unit"])
            if right:
                yield _wrong(passage, match.start(), match.start("name") + len(right), f"{match['unit']} {right}")


def _is_event(name: str, events: Iterable[str]) -> bool:
    return any(name == event or name.startswith(f"{event} ") for event in events)


@cache
def _communes() -> dict[str, str]:
    """Return the proper names of all communes by their small letters."""
    return {one.proper_name.lower(): one.proper_name for one in communes.communes()}


class _Places:
    """The names of provinces and, read only when one is met, of communes."""

    def __init__(self, document: Document) -> None:
        self.provinces = {name.lower(): name for name in document.wording.of("tinh-thanh")}

    def known(self, unit: str) -> dict[str, str]:
        """Return the names that may follow a unit word."""
        return self.provinces if unit in PROVINCES else _communes()

    def start(self, name: str, unit: str) -> str:
        """Return the known name that *name* starts with, empty where there is none."""
        words = name.split()
        known = self.known(unit)
        parts = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        return next((part for part in parts if part.lower() in known), "")

    def right(self, found: str, unit: str) -> str:
        """Return the right form of a name behind a small unit word, empty where it is right or no name."""
        words = found.split()
        capitals = [word[0].isupper() for word in words[:2]]
        if all(capitals) or unit in DISTRICTS or not (any(capitals) or unit in PROVINCES):
            return ""
        if len(words) < 2 or (unit == "xã" and words[0].lower() in ("hội", "viên")) or not words[1][0].isalpha():
            return ""
        known = self.known(unit)
        parts = (" ".join(words[:size]) for size in range(min(4, len(words)), 1, -1))
        part = next((part for part in parts if part.lower() in known), "")
        return known[part.lower()] if part and known[part.lower()] != part else ""


PROVINCES = ("tỉnh", "thành phố")
DISTRICTS = ("quận", "huyện", "thị xã", "thị trấn")


def _sentences(document: Document) -> Iterator[Passage]:
    prose_of = prose.of(document)
    if prose_of.is_readable:
        yield from (one for one in prose_of.named if not one.is_capital)


def _wrong(passage: Passage, start: int, end: int, right: str) -> Finding:
    return at(passage.line, WRONG_CASE, passage.raw[start:end], right, around=passage.around(start, end))


SMALL_NUMBERED = re.compile(
    r"(?<!\w)(?<!, )(?<!các )(?P<unit>phường|quận) \d{1,2}(?=[,.;)]|$| thuộc| của|, (?:quận|thành phố|tỉnh))"
)


@rule("cap-admin-unit-number", "PL II.III.1b", "warning", at="body")
def cap_admin_unit_number(document: Document) -> Iterator[Finding]:
    """Đơn vị hành chính gọi theo số, tên người, sự kiện thì viết hoa cả từ chung: Phường 3, Phường Điện Biên Phủ.

    Sai: I. MỤC ĐÍCH
        Thí điểm tại phường Võ Thị Sáu.
    Sai: I. MỤC ĐÍCH
        Thí điểm tại phường 3, thành phố Sóc Trăng.
    Đúng: I. MỤC ĐÍCH
        Thí điểm tại Phường Võ Thị Sáu, Phường 3; các xã, phường 02 lần mỗi năm.
    """
    names = sorted(document.wording.of("ten-nguoi-su-kien"), key=len, reverse=True)
    pattern = re.compile(
        rf"(?<!\w)(?P<unit>phường|xã|quận|thị trấn) (?:{'|'.join(map(re.escape, names))})(?! {CAPITAL})(?!\w)"
    )
    for passage in prose.holding(document, "phường ", "quận ", "xã ", "thị trấn "):
        for match in (*SMALL_NUMBERED.finditer(passage.text), *pattern.finditer(passage.text)):
            yield _wrong(passage, match.start(), match.end(), match[0][0].upper() + match[0][1:])


CAPITAL_CITY = re.compile(
    r"(?<!\w)(?P<thu>thủ đô hà nội)(?!\w)|(?<!\w)(?P<hcm>thành phố hồ chí minh)(?!\w)", re.IGNORECASE
)


@rule("cap-special-place", "PL II.III.1c", "error", at="body")
def cap_special_place(document: Document) -> Iterator[Finding]:
    """Hai trường hợp riêng viết hoa cả từ chung: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.

    Sai: I. MỤC ĐÍCH
        Học tập kinh nghiệm của thành phố Hồ Chí Minh.
    Sai: I. MỤC ĐÍCH
        Xây dựng thủ đô Hà Nội văn minh.
    Đúng: I. MỤC ĐÍCH
        Thủ đô Hà Nội, Thành phố Hồ Chí Minh và thành phố Hải Phòng.
    """
    for passage in prose.holding(document, "thủ đô hà nội", "thành phố hồ chí minh"):
        for match in CAPITAL_CITY.finditer(passage.text):
            right = "Thủ đô Hà Nội" if match["thu"] else "Thành phố Hồ Chí Minh"
            if match[0] != right and not match[0].isupper():
                yield _wrong(passage, match.start(), match.end(), right)


def _cased(document: Document, name: str, *, is_first_free: bool = False, needs: str = "") -> Iterator[Finding]:
    """Yield names of a list that are written with other capitals.

    *is_first_free*: the first letter may be either. *needs*: what must stand in front of a name in small letters alone.
    """
    rights = {right.lower(): right for right in document.wording.of(name) if right.lower() in prose.of(document).small}
    before = re.compile(needs) if needs else None
    for passage in prose.holding(document, *rights):
        for small, right in rights.items():
            for start, end in passage.found(small):
                found, head = passage.raw[start:end], passage.text[:start]
                is_free = is_first_free or (found[0].isupper() and passage.starts_sentence(start))
                same = found[1:] == right[1:] if is_free else found == right
                if not same and not found.isupper() and not (before and found[0].islower() and not before.search(head)):
                    yield _wrong(passage, start, end, right)


@rule("cap-terrain", "PL II.III.1d", "warning", at="body")
def cap_terrain(document: Document) -> Iterator[Finding]:
    """Địa hình đi với tên một âm tiết thì viết hoa cả (Cửa Lò); còn lại chỉ viết hoa tên riêng (sông Vàm Cỏ).

    Sai: I. MỤC ĐÍCH
        Thí điểm tại cửa Lò.
    Sai: I. MỤC ĐÍCH
        Bảo vệ môi trường Vịnh Hạ Long.
    Đúng: I. MỤC ĐÍCH
        Thí điểm tại Cửa Lò, Cầu Giấy, vịnh Hạ Long, sông Vàm Cỏ; tỷ lệ bến trễ giờ.
    """
    for finding in _cased(document, "dia-hinh"):
        if not finding.found.islower():
            yield finding


@rule("cap-region", "PL II.III.1đ", "warning", at="body")
def cap_region(document: Document) -> Iterator[Finding]:
    """Tên vùng, miền viết hoa mọi âm tiết: Tây Bắc, Đông Bắc, Bắc Bộ; chỉ hướng thì viết thường (phía tây bắc).

    Sai: I. MỤC ĐÍCH
        Phát triển vùng tây bắc.
    Sai: I. MỤC ĐÍCH
        Liên kết các tỉnh Bắc bộ.
    Đúng: I. MỤC ĐÍCH
        Vùng Tây Bắc, Bắc Trung Bộ; phía tây bắc của tỉnh; tập trung bộ phận chuyên môn.
    """
    yield from _cased(document, "vung-mien", needs=r"(?:[Vv]ùng|[Kk]hu vực|[Mm]iền|các tỉnh|địa bàn|và) $")


@rule("cap-honours", "PL II.V.2", "warning", at="body")
def cap_honours(document: Document) -> Iterator[Finding]:
    """Tên huân chương, danh hiệu viết hoa từ chỉ loại và từ chỉ hạng: Huân chương Sao vàng, Nghệ sĩ Nhân dân.

    Sai: I. MỤC ĐÍCH
        Đề nghị tặng huân chương Lao động.
    Sai: I. MỤC ĐÍCH
        Tôn vinh Nghệ sĩ nhân dân, Anh hùng lao động.
    Đúng: I. MỤC ĐÍCH
        Đề nghị tặng Huân chương Lao động; tôn vinh Nghệ sĩ Nhân dân, Anh hùng Lao động.
    """
    yield from _cased(document, "danh-hieu")


@rule("cap-holiday", "PL II.V.5", "warning", at="body")
def cap_holiday(document: Document) -> Iterator[Finding]:
    """Tên ngày lễ, ngày kỷ niệm viết hoa chữ đầu của tên: ngày Quốc khánh 2-9, ngày Quốc tế Lao động 1-5.

    Sai: I. MỤC ĐÍCH
        Tuyên truyền nhân ngày quốc khánh.
    Sai: I. MỤC ĐÍCH
        Chào mừng ngày Quốc tế lao động 1-5.
    Đúng: I. MỤC ĐÍCH
        Tuyên truyền nhân ngày Quốc khánh 2-9, Ngày Chuyển đổi số quốc gia.
    """
    yield from _cased(document, "ngay-le", needs=r"(?:[Nn]gày|[Ll]ễ|mừng|niệm) $")


@rule("cap-agency", "PL II.IV.1a", "error", at="body")
def cap_agency(document: Document) -> Iterator[Finding]:
    """Tên cơ quan viết hoa chữ đầu của từ chỉ loại và của từ chỉ chức năng: Ủy ban nhân dân, Sở Văn hóa và Thể thao.

    Sai: I. MỤC ĐÍCH
        Ủy Ban Nhân Dân tỉnh giao các sở thực hiện.
    Sai: I. MỤC ĐÍCH
        Phối hợp với Sở văn hóa, Thể thao và Du lịch.
    Sai: I. MỤC ĐÍCH
        Phối hợp với Phòng Tổ Chức - Hành chính.
    Đúng: I. MỤC ĐÍCH
        Ủy ban nhân dân tỉnh, Uỷ ban nhân dân xã, Sở Văn hóa và Thể thao, Bộ Nội vụ; cơ sở tư pháp, cán bộ nội vụ.
    """
    wrong = _Agencies(document)
    for passage in _sentences(document):
        yield from wrong.in_passage(passage)


TAILS = "ở|ộ|hòng|an|rung tâm|ăn phòng|ục|hi cục|ụ|hanh tra|iện|ội|òa án"
HEADS = "Sở|Bộ|Phòng|Ban|Trung tâm|Văn phòng|Cục|Chi cục|Vụ|Thanh tra|Ủy ban|Uỷ ban|Hội đồng|Tòa án|Viện|Hội"
NAME = re.compile(rf"[SBPTVCUVH](?<!\w\w)(?:{TAILS})(?:(?:,| -| và| Và)? {TITLED}){{1,8}}")
SMALL_FIELD = "Văn hóa|Tư pháp|Nội vụ|Tài chính|Xây dựng|Khoa học|Giáo dục|Nông nghiệp|Dân tộc|Ngoại vụ|Du lịch|Y tế"
PLURAL = re.compile(r"(?:(?:các|những|cơ|trụ|công|cán|nội|toàn|đồng|tiến|[Cc]ơ|[Tt]rưởng|[Gg]iám đốc các) |\w)$")


class _Agencies:
    """Looks for names of bodies with wrong capitals."""

    def __init__(self, document: Document) -> None:
        names = [*document.wording.of("ten-co-quan"), *_own_names(document)]
        rights = {_even(name.lower()): name for name in sorted(names, key=len, reverse=True)}
        self.rights = {small: name for small, name in rights.items() if small in prose.of(document).small}
        compounds = [word for word in document.wording.of("chu-ghep") if " " in word]
        titled = (" ".join(part.capitalize() for part in word.split()) for word in compounds)
        self.compound = re.compile(rf"(?<!\w)(?:{'|'.join(titled)})(?!\w)")

    def in_passage(self, passage: Passage) -> Iterator[Finding]:
        """Yield the wrong names of a passage, each once."""
        done: list[tuple[int, int]] = []
        for small, right in self.rights.items():
            for start, end in passage.found(small) if small in passage.small else ():
                if not _is_in(start, done):
                    done.append((start, end))
                    if _is_wrong(passage, start, end, right):
                        yield replace(
                            _wrong(passage, start, end, right), severity=self._severity(passage.raw[start:end], right)
                        )
        for name in (*NAME.finditer(passage.text), *BODY.finditer(passage.text)):
            for match in self.compound.finditer(name[0]):
                start, end = name.start() + match.start(), name.start() + match.end()
                if not _is_in(start, done):
                    done.append((start, end))
                    yield _wrong(passage, start, end, match[0].capitalize())
        for match in SMALL.finditer(passage.text):
            is_verb = match["field"] == "xây dựng" and not AS_NAME.match(passage.text, match.end())
            if not is_verb and not _is_in(match.start(), done):
                yield _wrong(passage, *match.span(), f"{match['head']} {match['field'].capitalize()}")

    def _severity(self, found: str, right: str) -> Severity | None:
        """Return "info" for a name in which only another word begins with a capital: Phục vụ Hành chính công."""
        is_small = any(one.islower() and other.isupper() for one, other in zip(found, right, strict=False))
        return None if is_small or self.compound.search(found) else "info"


def _is_in(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _is_wrong(passage: Passage, start: int, end: int, right: str) -> bool:
    found = passage.raw[start:end]
    if _even(found) == _even(right) or found.isupper():
        return False
    if found.endswith("xây dựng") and not AS_NAME.match(passage.text, end):
        return False
    if not found[0].islower():
        return True
    if PLURAL.search(passage.text[:start]):
        return False
    behind = passage.text[end:]
    if right.endswith(" nhân dân") and re.match(rf" (?:{UNIT_WORDS})\b", behind):
        return True
    return not found.islower() or bool(re.match(rf" (?:{UNIT_WORDS}) {CAPITAL}", behind))


def _own_names(document: Document) -> list[str]:
    """Return the names of the office's own units that have a usual head."""
    units = document.profile.unit_names if document.profile else []
    return [name for name in units if re.match(rf"(?:{HEADS})\b", name) and len(name.split()) > 2]


def _even(name: str) -> str:
    """Return a name with one of the two places of tone marks: Uỷ and Ủy, hoà and hòa."""
    return prose.SHIFTED.sub(lambda match: prose.SHIFTS[match[0]], name.replace("Uỷ", "Ủy"))


BODY = re.compile(r"[ỦU](?<!\w\w)[yỷ] Ban(?:(?: Nhân Dân)|(?: nhân dân))?|H(?<!\w\w)ội Đồng(?: Nhân Dân)?(?! [Nn]ai)")
AS_NAME = re.compile(
    r"\s*(?:[,;.)(]|$)| (?:tỉnh|thành phố|chủ trì|phối hợp|có trách nhiệm|và các|hướng dẫn|tham mưu|thẩm định)\b"
)
"""What shows that "Sở xây dựng" is a name and no beginning of "Sở xây dựng kế hoạch"."""
SMALL = re.compile(rf"(?P<head>[SBP](?<!\w\w)(?:ở|ộ|hòng)) (?P<field>{SMALL_FIELD.lower()})(?!\w)")


@rule("cap-event", "PL II.V.9", "info", at="body")
def cap_event(document: Document) -> Iterator[Finding]:
    """Tên sự kiện lịch sử viết hoa chữ đầu của từ chỉ sự kiện và tên riêng: Cách mạng tháng Tám.

    Sai: I. MỤC ĐÍCH
        Kỷ niệm ngày Cách mạng tháng tám.
    Đúng: I. MỤC ĐÍCH
        Kỷ niệm Cách mạng tháng Tám và chiến thắng Điện Biên Phủ.
    """
    yield from _cased(document, "su-kien", is_first_free=True)


@rule("cap-work", "PL II.V.10", "info", at="body")
def cap_work(document: Document) -> Iterator[Finding]:
    """Tên tác phẩm, báo, tạp chí viết hoa chữ đầu của tên: tạp chí Cộng sản.

    Sai: I. MỤC ĐÍCH
        Đăng bài trên tạp chí cộng sản.
    Đúng: I. MỤC ĐÍCH
        Đăng bài trên tạp chí Cộng sản, Báo Nhân Dân.
    """
    for finding in _cased(document, "tac-pham", is_first_free=True):
        if finding.found.lower() != "báo nhân dân" and not finding.found.istitle():
            yield finding


@rule("cap-foreign", "PL II.IV.2", "info", at="body")
def cap_foreign(document: Document) -> Iterator[Finding]:
    """Tên tổ chức nước ngoài dịch nghĩa viết hoa như tên cơ quan Việt Nam: Liên hợp quốc, Tổ chức Y tế thế giới.

    Sai: I. MỤC ĐÍCH
        Theo bộ chỉ số của Liên Hợp Quốc.
    Đúng: I. MỤC ĐÍCH
        Theo bộ chỉ số của Liên hợp quốc.
    """
    yield from _cased(document, "ten-nuoc-ngoai")


WRONG_CASE = N_("viết hoa chưa đúng tên riêng ở «{found}» (…{around}…); đúng là «{expected}»")
