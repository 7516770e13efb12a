"""Agencies and units that a plan names, each once: they go over as they are, and the log says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from cchc_draft.carrying.carried_text import CarriedText, Spans
from cchc_draft.carrying.decisions import Decision
from cchc_draft.carrying.named_facts import LOWER, UPPER
from cchc_draft.carrying.passages import Passage
from cchc_draft.importing.agency_names import PHRASES
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_, translate

HEADS = (
    "Sở", "Bộ", "Cục", "Chi cục", "Phòng", "Ban", "Văn phòng", "Trung tâm", "Thanh tra", "Công an", "Viện", "Trường",
    "Bộ Chỉ huy Quân sự", "Ban Chỉ huy Quân sự", "Học viện", "Bệnh viện", "Trạm Y tế", "Báo", "Đài", "Hội", "Đoàn",
    "Liên đoàn", "Tổ Công nghệ", "Bộ phận Một cửa", "Bộ phận",
)  # fmt: skip
"""How names begin that need more words."""
WHOLE = (
    "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Tỉnh ủy", "Thành ủy", "Đảng ủy", "Kho bạc Nhà nước",
    "Bảo hiểm xã hội", "Mặt trận Tổ quốc", "Bộ Chính trị", "Ủy ban MTTQ",
)  # fmt: skip
PEOPLE = r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)"
PLACE = r"(?:[Tt]hành phố|[Tt]ỉnh|[Pp]hường|[Xx]ã|[Đđ]ặc khu|cấp xã|các xã, phường(?:, đặc khu)?)"
NAME_WORD = rf"[{UPPER}][{LOWER}]*"


class _Name:
    """A name, where it stands first, and how often it stands anywhere."""

    def __init__(self, text: CarriedText, start: int, end: int) -> None:
        self.text, self.start, self.end, self.count = text, start, end, 1


def keep(texts: Sequence[tuple[CarriedText, Iterable[Passage]]]) -> None:
    """Give every agency or unit of the texts an entry at its first place."""
    pattern = _pattern()
    names: dict[str, _Name] = {}
    for text, passages in texts:
        taken = Spans((fate.start, fate.end) for fate in text.fates)
        for passage in passages:
            if passage.role == "comment":
                continue
            for match in pattern.finditer(passage.words):
                start, end = passage.span(*match.span())
                if start in taken:
                    continue
                name = one_line(match[0]).casefold()
                if name in names:
                    names[name].count += 1
                else:
                    names[name] = _Name(text, start, end)
    for one in names.values():
        reason = translate(NAME).format(count=one.count)
        one.text.keep(one.start, one.end, Decision("agency", "kept", reason))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of what names of agencies look like."""
    phrases = "|".join(re.escape(one) for one in sorted(PHRASES, key=len, reverse=True) if one[0].isupper())
    segment = rf"(?:(?:{phrases})(?!\w)|{NAME_WORD}(?:\s(?!và\b|của\b|là\b|có\b)[{LOWER}]+(?=\s|[,;.:)]|$))?)"
    more = rf"(?:(?:\s|,\s|\s-\s|\svà\s|,\s?và\s)(?!{'|'.join(HEADS)}\b|UBND|HĐND){segment}){{0,5}}"
    heads = "|".join(re.escape(one) for one in sorted(HEADS, key=len, reverse=True))
    options = [
        rf"{PEOPLE}(?:\s{PLACE})?(?:\s{NAME_WORD}){{0,4}}",
        "|".join(map(re.escape, WHOLE)),
        rf"(?:{heads})\s{segment}{more}",
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)")


NAME = N_("tên cơ quan, đơn vị ({count} chỗ): không theo năm; xem lại nếu đã đổi tên")
