"""Words over and in a signature: authorities, positions, names of persons, stamps."""

from __future__ import annotations

import re

from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.printed_lines import Line
from cchc_draft.model import Signature

LONGEST_NAME = 60
MOST_NAMES = 8
LONGEST_POSITION = 120

AUTHORITY = re.compile(r"(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]\s{0,3}\S|(?:t/m|k/t|t/l|tm|kt|tl|tuq)\s{1,3}[a-z]")
POSITION = re.compile(
    r"\b(?:thường trực|thủ trưởng|chủ nhiệm|bộ trưởng|người lập|trung tâm|thường vụ|công đoàn|thẩm phán"
    r"|văn phòng|chủ tịch|giám đốc|nhân dân|hội đồng|chính ủy|người ký|xác nhận|đại diện|lãnh đạo|ủy viên"
    r"|uỷ viên|tư lệnh|chỉ huy|đảng ủy|đảng bộ|kế toán|chi cục|trưởng|bí thư|ủy ban|uỷ ban|chi bộ|trường"
    r"|chánh|duyệt|phòng|quyền|tổng|phó|hội|ban|cục|sở)\b"
)
FLAT_POSITION = re.compile(
    r"\b(?:chu tich|giam [db]oc|truong|bi thu|chanh|pho|chu nhiem|uy vien|uy ban|hoi dong|thu truong)\b"
)
STRICT = re.compile(
    r"(?:pho |quyen |q\. ?)?(?:tong )?(?:chu tich|giam doc|hieu truong|truong phong|truong ban|bi thu|chanh van phong"
    r"|chanh thanh tra|cuc truong|chi cuc truong|vu truong|vien truong|bo truong|thu truong|tram truong|truong tram"
    r"|chu nhiem|doi truong|to truong|truong khoa|vien truong|thu truong don vi|nguoi lap ke hoach|nguoi lap)\b.{0,60}"
)
MIXED_POSITION = re.compile(
    r"(?:Phó |Quyền )?(?:Chủ [tT]ịch|Giám [đĐ]ốc|Hiệu [tT]rưởng|Trưởng |Bí thư|Chánh |Cục trưởng|Chi cục trưởng"
    r"|Vụ trưởng|Viện trưởng|Bộ trưởng|Thứ trưởng|Chủ nhiệm|Ủy viên|Uỷ viên|Tổng )|Phó "
)
NAME_PART = re.compile(r"[\w.'’\-]{1,14}")
STAMP = re.compile(
    r"[(\[]?\s?(?:da ky|daky|ky ten|ky, ?ghi|ky va|chu ky|ky boi|ky, ?dong dau|ky so|nguoi ky|ngay ky|thoi gian ky"
    r"|co quan ky|email)\b.{0,80}"
)
"""What stands in place of a signature, or what signing programs add to it."""
SURNAME = re.compile(
    r"nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|dao|doan|truong|trinh"
    r"|mai|to|ta|luong|cao|chau|thai|ha|la|quach|phung|lam|tang|luu|kieu|nghiem|lo|lu|vi|cam|nong|be|hua"
    r"|ma|giang|dong|ton|khuat|mac|ninh|khong|bach|tong|vuong|dam|trieu|chu|quang|ban|ksor|rmah|y|h|siu"
    r"|nay|tu|lai|thach|kim|son|danh|vang|sung|hu|chang|mua|lau|hau|lanh|hoa|phu|van|thieu|cu|an|au|bo"
    r"|vien|ung|ong"
)


def is_strict_position(line: Line) -> bool:
    """Tell whether a line can only stand over a signature: "TM. ỦY BAN NHÂN DÂN", "GIÁM ĐỐC"."""
    words = line.flat.strip()
    if line.label or not line.is_capital or len(words) > LONGEST_POSITION or words.endswith((".", ":", ";")):
        return False
    return AUTHORITY.match(words) is not None or STRICT.fullmatch(words) is not None


def is_name(words: str) -> bool:
    """Tell whether words can be a person's name: every one begins with a capital."""
    parts = words.split()
    if not 2 <= len(parts) <= MOST_NAMES or len(words) > LONGEST_NAME:
        return False
    return all(part[0].isupper() and NAME_PART.fullmatch(part) for part in parts)


def is_position(line: Line) -> bool:
    """Tell whether a line names an authority or a position."""
    words = line.text
    if len(words) > LONGEST_POSITION:
        return False
    if AUTHORITY.match(line.flat.strip()) and (line.is_capital or words[:2].isupper()):
        return True
    if not line.is_capital:
        return MIXED_POSITION.match(words) is not None
    return POSITION.search(words.lower()) is not None or FLAT_POSITION.search(line.flat) is not None


def is_signer(line: Line, words: str, above: Signature) -> bool:
    """Tell whether a line below positions is the signer's name."""
    if is_position(line) and not (line.is_capital and _is_capital_name(words)):
        return False
    if not line.is_capital:
        return True
    return bool(above.lines) and _is_capital_name(words)


def _is_capital_name(words: str) -> bool:
    """Tell whether capitals are a person's name: a surname first, and no word that only positions have."""
    parts = flat(words).split()
    if not 2 <= len(parts) <= MOST_CAPITAL_NAMES or SURNAME.fullmatch(parts[0]) is None:
        return False
    return NO_NAME.search(words.lower()) is None


MOST_CAPITAL_NAMES = 6
NO_NAME = re.compile(
    r"chủ tịch|chủ nhiệm|giám đốc|trưởng|bí thư|chánh|phó |ủy|uỷ|nhân dân|hội đồng|ban |sở |phòng|cục|thường trực"
    r"|thường vụ|phụ trách|người|đại diện|lãnh đạo|quyền |kế toán|trung tâm|công đoàn|chỉ huy|tư lệnh|giam [db]oc"
)
