"""What names of the agency above look like in a text, as patterns for one step down."""

from __future__ import annotations

import re
from functools import cached_property

from cchc_draft.adapting.steps import Step
from cchc_draft.carrying.named_facts import LOWER, UPPER
from cchc_draft.inheritance import split_locality

OTHER_BODY = r"\s+(?:[uủ][yỷ]|đoàn(?! kết| thể| viên| kiểm))(?!\w)"
"""What makes another name of the word for a locality: "Tỉnh ủy", "Tỉnh đoàn"."""
COMMITTEE = r"(?:UBND|[UỦ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|Ủy ban [Nn]hân dân)"
COUNCIL = r"(?:HĐND|Hội đồng [Nn]hân dân)"
NAME_WORD = rf"[{UPPER}][{LOWER}]+"
HEAD = r"(?:(?P<head>(?:Phó )?Giám đốc)\s+)?"
"""The head of a department, before its name."""
GROUPS = r"(?:[Ss]ở, (?:ban, )?ngành(?:, đoàn thể)?|[Bb]an, [Ss]ở, ngành|[Ss]ở, ban(?!,))"
COMMUNE_GROUPS = r"(?:xã, phường(?:, (?:thị trấn|đặc khu))?|phường, xã(?:, (?:thị trấn|đặc khu))?)"
COMMUNES = rf"(?:UBND (?:các )?{COMMUNE_GROUPS}|UBND cấp xã|(?:các |từng )?{COMMUNE_GROUPS}|cấp xã)"
DISTRICTS = r"(?:quận|huyện|thị xã)"
DISTRICT_NAMES = rf"(?:[Cc]ác\s+)?(?:UBND\s+)?{DISTRICTS}(?:,\s+{DISTRICTS})*(?:\s+{NAME_WORD}){{0,3}}"
DEPARTMENT = rf"(?<!\w)(?<![Tt]rụ )(?<![Cc]ơ )(?<!xứ )[Ss]ở(?!\w)(?! hữu| thích| trường)(?:\s+{NAME_WORD})?"
"""A department that no profile has, or departments in general."""
THIS_PLAN = r"(?:(?:[Bb]an hành|[Tt]rên đây là)\s+Kế hoạch\s(?!số\s)|[Ll]à (?:cơ quan|đơn vị) thường trực\s)"
"""Where a plan speaks of itself, or of the unit that stands behind it."""
CITY = rf"(?:[Tt]hành [Pp]hố|T[Pp](?:\.(?=\s?[{UPPER}]))?)"
UPPER_ONLY = (
    "Thanh tra|Trường Chính trị|Ban Tổ chức|Ban Tuyên giáo và Dân vận|Ban Tuyên giáo|Ủy ban Kiểm tra|Ban Nội chính"
    "|Bộ Chỉ huy Quân sự|Bộ Tư lệnh|Thuế|Kho bạc Nhà nước|Bảo hiểm xã hội|Liên đoàn Lao động|Ban Quản lý|Hội Nhà báo"
    "|Liên minh Hợp tác xã|Hiệp hội|Viện [Kk]iểm sát nhân dân|Tòa án nhân dân|Thi hành án dân sự|Ngân hàng|Bệnh viện"
    "|Trường (?:Đại học|Cao đẳng)|Quỹ|[Bb]ưu điện|Điện lực|(?:Văn phòng )?Đoàn (?:ĐBQH|đại biểu Quốc hội)"
)
"""Bodies that stand before a locality or the Party's committee and that no commune has."""


SPELLED_OUT = {"UBND": COMMITTEE, "HĐND": COUNCIL, "MTTQ": "(?:MTTQ|Mặt trận Tổ quốc)"}
"""What is in the names of units, spelled out or not."""


def whole(pattern: str) -> str:
    """Return a pattern that matches whole words only."""
    return rf"(?<!\w)(?:{pattern})(?!\w)"


class Patterns:
    """The names of the agency above and of its locality."""

    def __init__(self, step: Step) -> None:
        """Know the step."""
        self.step = step
        self.word, self.proper = split_locality(step.upper.locality)

    @cached_property
    def unit_word(self) -> str:
        """The word for the locality, small or capital or cut short: "Thành phố", "TP."."""
        first, rest = self.word[:1], self.word[1:]
        if self.word.casefold() == "thành phố":
            return CITY
        return f"[{first.upper()}{first.lower()}]{rest}"

    @cached_property
    def place(self) -> str:
        """The locality above as texts name it: "Thành phố", "thành phố Hà Nội"; not another place with that word."""
        return (
            rf"(?:{self.unit_word}(?:(?:\s+|(?<=\.)){re.escape(self.proper)}(?!\w)|(?!\s+{NAME_WORD}|{OTHER_BODY}|\w)))"
        )

    @cached_property
    def upper_only(self) -> str:
        """Bodies that a commune has none of: "Thanh tra Thành phố", "Ban Tổ chức Tỉnh ủy"."""
        owned = rf"(?:{UPPER_ONLY})(?:\s+[^\s,;.:()]+){{0,6}}?\s+(?:{self.place}|{self.party})"
        return rf"{owned}|Thành đoàn|Tỉnh đoàn|Bộ Tư lệnh Thủ đô(?:\s+{re.escape(self.proper)})?"

    @cached_property
    def any_place(self) -> str:
        """Places in general, not the one above: "các tỉnh, thành phố"."""
        listed = r"(?:các\s+)?tỉnh, thành phố|(?:[Tt]ỉnh|[Tt]hành phố)\s+(?:trực thuộc|thông minh|bạn|khác)"
        return rf"{listed}|(?:các|những|nhiều|mỗi)\s+{self.word.lower()}"

    @cached_property
    def other_place(self) -> str:
        """Another place of the same kind: "thành phố Hồ Chí Minh"."""
        return rf"{self.unit_word}\s+(?!{re.escape(self.proper)}(?!\w)){NAME_WORD}(?:\s+(?:-\s+)?{NAME_WORD}){{0,4}}"

    @cached_property
    def party(self) -> str:
        """The Party's committee above."""
        body = {"tỉnh": "Tỉnh", "thành phố": "Thành"}.get(self.word.lower(), "Đảng")
        return rf"{body} [uủ][yỷ](?:\s+{re.escape(self.proper)}(?!\w))?"

    @cached_property
    def own_name(self) -> str:
        """The agency above itself."""
        upper = self.step.upper
        names = sorted({upper.name, upper.short_name, upper.self_name}, key=len, reverse=True)
        listed = [whole(re.escape(name)) for name in names if name != "Sở"]
        if upper.level == "tinh":
            listed.insert(0, rf"{COMMITTEE}\s+{self.place}")
        elif upper.self_name == "Sở":
            listed.append(rf"(?<!\w)Sở(?!\w)(?!\s+{NAME_WORD})")
        return "|".join(listed)

    def unit_name(self, name: str) -> str:
        """Return a pattern for a unit's printed name, its locality written in any way, with one behind it."""
        pattern = re.escape(name)
        for short, written in SPELLED_OUT.items():
            pattern = re.sub(rf"(?<!\w){short}(?!\w)", written.replace("\\", r"\\"), pattern)
        for form in (self.step.upper.locality, self.step.upper.locality_word):
            escaped = re.escape(form)
            if pattern.endswith(escaped):
                pattern = pattern.removesuffix(escaped) + self.place
                return _any_case(name, pattern)
        return _any_case(name, pattern) + rf"(?:\s+(?:{self.place}|{re.escape(self.proper)}))?"

    def unit_core(self, name: str) -> str:
        """Return what a text must hold, letter by letter, to name a unit."""
        forms = (self.step.upper.locality, self.step.upper.locality_word)
        core = next((name.removesuffix(form)[1:] for form in forms if name.endswith(form)), name[1:])
        return max(re.split(rf"(?<!\w)(?:{'|'.join(SPELLED_OUT)})(?!\w)", core), key=len)

    def filled(self, pattern: str) -> str:
        """Return a pattern of the lists with the locality and the agency above in it."""
        own = rf"(?:{self.own_name})"
        return pattern.replace("{dp}", self.place).replace("{ten}", re.escape(self.proper)).replace("{cq}", own)


def _any_case(name: str, pattern: str) -> str:
    """Return a pattern whose first letter may be small where the name is that of a group."""
    is_group = name.startswith(("Các ", "Các\\"))
    return f"[Cc]{pattern[1:]}" if is_group else pattern
