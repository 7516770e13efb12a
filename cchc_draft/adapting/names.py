"""What becomes of each name of the agency above in a text: swapped, kept because it is its own, or left to be asked.

The finder goes from the surest to the vaguest; what is taken once is not looked at again, so that every mention has
one answer and none is without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cchc_draft.adapting import patterns
from cchc_draft.adapting.patterns import Patterns, whole
from cchc_draft.adapting.shown import UNIT_IN_TAG
from cchc_draft.adapting.steps import KEYS, Step
from cchc_draft.adapting.units import Counterpart, Units
from cchc_draft.adapting.words import entries
from cchc_draft.carrying.change_log import FactKind, State
from cchc_draft.formats import sentence_start
from cchc_draft.importing.citation_reader import citations
from cchc_draft.language import N_, translate


@dataclass(frozen=True, slots=True)
class Change:
    """A name in a text and what becomes of it."""

    start: int
    end: int
    new: str | None
    """What comes in its place; None where it stays."""
    kind: FactKind
    state: State
    reason: str
    proposal: str = ""
    is_firm: bool = False
    """The words stay even where Jinja would print others for the lower agency."""
    key: str = ""
    """Of units: what ``don_vi`` calls it."""


class Found(NamedTuple):
    """A name in its text."""

    words: str
    match: re.Match[str]
    raw: str
    """How it stands in the file."""
    is_heading: bool

    @property
    def begins_sentence(self) -> bool:
        """Tell whether a sentence starts with it."""
        return BEGINNING.search(self.words[: self.match.start()]) is not None


BEGINNING = re.compile(r"(?:^|[.!?]\s+|^\s*(?:#+|[-+*•]|\d{1,3}[.)]|[a-zđ]\))\s+)(?:\*+)?$")
Answer = Change | None
Handler = Callable[[Found], Answer]


class Names:
    """Finds the names of the agency above for one step down."""

    def __init__(self, step: Step, units: Units) -> None:
        """Prepare the patterns once."""
        self.step, self.units, self.patterns = step, units, Patterns(step)

    def changes(self, words: str, raw: Callable[[int, int], str], *, is_heading: bool = False) -> list[Change]:
        """Return what becomes of the names in a text, in order; *raw* gives a stretch of it as its file has it."""
        if not self.may_hold.search(words):
            return []
        found: list[Change] = []
        taken: list[tuple[int, int]] = []
        for start, end in self._kept_spans(words):
            taken.append((start, end))
            if self.any_name.search(words, start, end):
                found.append(Change(start, end, None, "citation", "kept", translate(IN_NAME), is_firm=True))
        for pattern, handler in self.rules:
            for match in pattern.finditer(words):
                if match.end() == match.start() or any(match.start() < b and a < match.end() for a, b in taken):
                    continue
                change = handler(Found(words, match, raw(*match.span()), is_heading))
                if change:
                    found.append(change)
                    taken.append((change.start, change.end))
        return sorted(found, key=lambda one: one.start)

    def _kept_spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where documents are cited, and what stands in quotation marks."""
        for start, end, _ in citations(words):
            yield start, end
        for match in QUOTED.finditer(words):
            yield match.span()

    # Patterns, surest first.

    @cached_property
    def rules(self) -> list[tuple[re.Pattern[str], Handler]]:
        """Patterns with what answers them."""
        named = self.patterns
        kind = self.step.kind
        found: list[tuple[str, Handler]] = [*self._kept_phrases(), *self._unit_rules()]
        found.append(
            (whole(rf"(?:{patterns.UPPER_ONLY})(?:\s+[^\s,;.:()]+){{0,6}}?\s+{named.place}"), self._upper_only)
        )
        if kind == "commune":
            found += [
                (self._groups, self._all_units),
                (whole(rf"{patterns.COMMITTEE}\s+{named.place}"), self._committee),
                (whole(rf"{patterns.COUNCIL}\s+{named.place}"), self._committee),
                (whole(named.party), self._party),
                (whole(rf"(?:Chủ tịch\s+)?{patterns.COMMUNES}"), self._communes),
                (
                    whole(r"(?:các )?cơ quan, (?:đơn vị, )?địa phương"),
                    self._offices,
                ),
            ]
        else:
            found += [
                (whole(rf"(?:Chủ tịch|(?P<heads>Ban Giám đốc|Lãnh đạo|Giám đốc))\s+(?:{named.own_name})"), self._head),
                (self._groups, self._all_units),
                (named.own_name, self._own_name),
                (whole(rf"(?:Chủ tịch\s+)?UBND (?:các )?{patterns.COMMUNE_GROUPS}|UBND cấp xã"), self._communes),
            ]
        found.append(
            (
                whole(
                    rf"(?:[Cc]ác\s+)?(?:UBND\s+)?{patterns.DISTRICTS}(?:,\s+{patterns.DISTRICTS})*(?:\s+{patterns.NAME_WORD}){{0,3}}"
                ),
                self._district,
            )
        )
        found.append((whole(named.other_place), self._other_place))
        if kind == "commune":
            found += [
                (whole(rf"(?:các|những|nhiều|mỗi)\s+{named.unit_word}"), self._any_place),
                (whole(named.place), self._place),
                (whole(rf"(?:{re.escape(named.proper)})"), self._proper_name),
                (whole("Thủ đô"), self._capital),
                (
                    rf"(?<![\w])(?<!trụ )(?<!cơ )(?<!xứ )[Ss]ở(?!\w)(?! hữu| thích| trường)(?:\s+{patterns.NAME_WORD})?",
                    self._department,
                ),
                (whole(r"cấp tỉnh|cấp thành phố"), self._level),
            ]
        return [(re.compile(pattern), handler) for pattern, handler in found]

    @cached_property
    def may_hold(self) -> re.Pattern[str]:
        """What a text must hold to name the agency above."""
        names = [re.escape(name) for name in self.units.names]
        words = [self.patterns.unit_word, re.escape(self.patterns.proper), self.patterns.party, *MAY_HOLD]
        return re.compile("|".join([*words, *names, self.patterns.own_name, re.escape(self.step.upper.locality_word)]))

    @cached_property
    def any_name(self) -> re.Pattern[str]:
        """A name of the agency above or of its locality, wherever it stands."""
        listed = [self.patterns.place, self.patterns.party, re.escape(self.patterns.proper), self.patterns.own_name]
        return re.compile("|".join(map(whole, listed)))

    @cached_property
    def _groups(self) -> str:
        place, communes = self.patterns.place, rf"(?:Chủ tịch\s+)?{patterns.COMMUNES}"
        tail = rf"(?:(?:,|;|\s+và)(?:\s+của)?\s+(?:{communes}|(?:các\s+)?(?:địa phương|đơn vị|cơ quan, đơn vị)))*"
        return whole(
            rf"(?P<each>[Cc]ác\s+|từng\s+|mỗi\s+|)(?:(?:cơ quan|đơn vị),\s+)?{patterns.GROUPS}(?:\s+{place})?{tail}"
        )

    def _kept_phrases(self) -> Iterator[tuple[str, Handler]]:
        for entry in entries("giu-nguyen"):
            if self.step.kind != "commune" or KEYS[self.step.kind] not in entry.get("cap", KEYS.values()):
                continue
            pattern = rf"(?<!\w)(?:{self.patterns.filled(entry['mau'])})(?!\w)"
            yield pattern, self._kept_phrase(entry["ly_do"], is_open="mo" in entry)

    def _kept_phrase(self, reason: str, *, is_open: bool) -> Handler:
        def kept(found: Found) -> Answer:
            start, end = found.match.span()
            if not is_open:
                return Change(start, end, None, "place", "kept", reason, is_firm=True)
            swapped = re.sub(self.patterns.place + r"$", self._locality(found.match[0]), found.match[0])
            return Change(start, end, None, "place", "open", reason, swapped, is_firm=True)

        return kept

    def _unit_rules(self) -> Iterator[tuple[str, Handler]]:
        for name, unit in self.units.names.items():
            yield whole(self.patterns.unit_name(name)), self._unit(name, unit)

    # Answers.

    def _unit(self, name: str, unit: str) -> Handler:
        step = self.step

        def answer(found: Found) -> Answer:
            start, end = found.match.span()
            if unit and unit in step.addressees:
                return self._addressee(found, unit)
            tag = UNIT_IN_TAG.search(found.raw)
            other = self.units.by_name(tag["unit"] if tag else name)
            if other is None:
                reason = translate(NO_COUNTERPART).format(agency=step.lower.short_name, name=name)
                proposal = "" if found.is_heading else self.units.leading.name
                return Change(start, end, None, "unit", "open", reason, proposal, is_firm=True)
            return self._swapped(found, other)

        return answer

    def _swapped(self, found: Found, other: Counterpart) -> Change:
        start, end = found.match.span()
        name = other.name[:1].lower() + other.name[1:] if found.match[0][:1].islower() else other.name
        return Change(start, end, name, "unit", "changed", other.reason, key=other.key)

    def _addressee(self, found: Found, unit: str) -> Answer:
        """Answer where the agency above means the lower one, alone or among others."""
        everyone, start, end = self.units.everyone, *found.match.span()
        if unit == self.step.own_unit:
            by_role = self.units.by_name(unit)
            if found.is_heading:
                return self._swapped(found, by_role or self.units.leading)
            return Change(start, end, self.step.lower.self_name, "agency", "changed", translate(ITSELF))
        is_communes = "cap_xa" in self.step.upper.units[unit].roles
        if everyone is None or (is_communes and not (found.is_heading or UNIT_IN_TAG.search(found.raw))):
            return None
        reason = translate(TO_COMMUNES if is_communes else BY_EVERYONE)
        return self._swapped(found, everyone._replace(reason=reason))

    def _all_units(self, found: Found) -> Answer:
        start, end = found.match.span()
        each = found.match["each"]
        return Change(start, end, each + self.units.all_units, "unit", "changed", translate(BY_EVERYONE))

    def _offices(self, found: Found) -> Answer:
        start, end = found.match.span()
        new = "các cơ quan, đơn vị" if found.match[0].startswith("các") else "cơ quan, đơn vị"
        return Change(start, end, new, "unit", "changed", translate(NO_LOCALITIES))

    def _committee(self, found: Found) -> Answer:
        """Answer a committee or council of the people above: "UBND Thành phố"."""
        start, end = found.match.span()
        place = re.search(self.patterns.place + r"$", found.match[0])
        head = found.match[0][: place.start()] if place else found.match[0] + " "
        return Change(start, end, head + self._locality(found.match[0]), "agency", "changed", translate(OWN_BODY))

    def _locality(self, words: str) -> str:
        """Return the lower locality, whole where *words* name the upper one whole."""
        return self.step.lower.locality if self.patterns.proper in words else self.step.lower.locality_word

    def _party(self, found: Found) -> Answer:
        start, end = found.match.span()
        is_listed = re.match(rf"(?:,|\s+và)\s+(?:Thường trực\s+)?{patterns.COUNCIL}", found.words[end:]) is not None
        new = "Đảng ủy" if is_listed else f"Đảng ủy {self._locality(found.match[0])}"
        return Change(start, end, new, "agency", "changed", translate(OWN_BODY))

    def _head(self, found: Found) -> Answer:
        """Answer the head of the agency above: "Chủ tịch UBND tỉnh", "Giám đốc Sở"."""
        start, end = found.match.span()
        if not found.match["heads"] and self.step.upper.level != "tinh":
            return Change(start, end, None, "agency", "kept", translate(ABOVE_BOTH), is_firm=True)
        return Change(start, end, self._director(found.match["heads"]), "agency", "changed", translate(OWN_HEAD))

    def _director(self, word: str | None = None) -> str:
        lower = self.step.lower
        head = lower.signature.head or ""
        named = {"Ban Giám đốc": f"Ban {head}", "Lãnh đạo": "Lãnh đạo"}.get(word or "", head)
        return f"{named} {lower.self_name}".strip()

    def _own_name(self, found: Found) -> Answer:
        """Answer the agency above itself, for a department or a unit: it issues, or it is reported to, or it has ordered."""
        start, end = found.match.span()
        before = found.words[:start]
        if self.step.kind == "department" and ORDERED.search(before):
            return Change(start, end, None, "agency", "kept", translate(ABOVE), is_firm=True)
        if self.step.kind == "department" and REPORTED.search(before):
            return Change(start, end, self._director(), "agency", "changed", translate(OWN_HEAD))
        lower = self.step.lower
        is_whole = len(found.match[0]) > len(self.step.upper.self_name) or (
            found.begins_sentence and ISSUES.match(found.words[end:])
        )
        return Change(
            start, end, lower.short_name if is_whole else lower.self_name, "agency", "changed", translate(ITSELF)
        )

    def _upper_only(self, found: Found) -> Answer:
        start, end = found.match.span()
        if self.step.kind != "commune":
            return Change(start, end, None, "agency", "kept", translate(ABOVE_BOTH), is_firm=True)
        reason = translate(NO_COUNTERPART).format(agency=self.step.lower.short_name, name=found.match[0])
        return Change(start, end, None, "agency", "open", reason, is_firm=True)

    def _communes(self, found: Found) -> Answer:
        start, end = found.match.span()
        if self.step.kind == "commune" and found.match[0] == "cấp xã":
            return Change(start, end, None, "agency", "kept", translate(OWN_LEVEL), is_firm=True)
        return Change(start, end, None, "agency", "open", translate(ADDRESSED), is_firm=True)

    def _district(self, found: Found) -> Answer:
        start, end = found.match.span()
        return Change(start, end, None, "place", "open", translate(NO_DISTRICTS), is_firm=True)

    def _other_place(self, found: Found) -> Answer:
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(ELSEWHERE), is_firm=True)

    def _any_place(self, found: Found) -> Answer:
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(ANY_PLACE), is_firm=True)

    def _place(self, found: Found) -> Answer:
        start, end = found.match.span()
        new = self._locality(found.match[0])
        new = sentence_start(new) if found.begins_sentence else new
        return Change(start, end, new, "place", "changed", translate(OWN_PLACE))

    def _proper_name(self, found: Found) -> Answer:
        start, end = found.match.span()
        if re.search(rf"{patterns.NAME_WORD}\s+$", found.words[:start]) or re.match(
            rf"\s+{patterns.NAME_WORD}", found.words[end:]
        ):
            return Change(start, end, None, "place", "open", translate(MAYBE_NAME), is_firm=True)
        return Change(start, end, None, "place", "open", translate(NAME_ALONE), self.step.lower.locality)

    def _capital(self, found: Found) -> Answer:
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(CAPITAL), is_firm=True)

    def _level(self, found: Found) -> Answer:
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(UPPER_LEVEL), is_firm=True)

    def _department(self, found: Found) -> Answer:
        start, end = found.match.span()
        name = found.match[0]
        reason = translate(NO_COUNTERPART).format(agency=self.step.lower.short_name, name=name)
        return Change(start, end, None, "agency", "open", reason, is_firm=True)


QUOTED = re.compile(r"“[^”]{1,300}”")
MAY_HOLD = ("Thủ đô", r"[Ss]ở", r"[Qq]uận", r"[Hh]uyện", "thị xã", "xã", "phường", "địa phương", "tỉnh", "UBND")
ORDERED = re.compile(
    r"(?:chỉ đạo|giao|quyết định|kế hoạch|văn bản|nghị quyết|phê duyệt|yêu cầu|ủy quyền)(?:\s[^.;:]{0,30})?\s(?:của|bởi|theo)\s+$",
    re.IGNORECASE,
)
REPORTED = re.compile(r"(?:tham mưu|trình|báo cáo|giúp|trước|đề xuất|đề nghị)(?:\s+với)?\s+$", re.IGNORECASE)
ISSUES = re.compile(r"\s+(?:ban hành|xây dựng|yêu cầu|đề nghị|giao)\b")
IN_NAME = N_("nằm trong tên văn bản, tên riêng")
ITSELF = N_("cơ quan ban hành")
OWN_BODY = N_("cơ quan cùng loại của cấp mình")
OWN_HEAD = N_("người đứng đầu cơ quan mình")
OWN_PLACE = N_("địa bàn của cơ quan mình")
BY_EVERYONE = N_("các cơ quan nhận việc của cấp trên thành các đơn vị của cơ quan mình")
TO_COMMUNES = N_("việc cấp trên giao cho cấp xã: các đơn vị của cơ quan mình làm")
NO_LOCALITIES = N_("«địa phương» là nơi nhận việc của kế hoạch cấp trên")
NO_COUNTERPART = N_("{agency} không có đơn vị tương ứng với {name}")
ADDRESSED = N_("nơi nhận việc của kế hoạch cấp trên; hãy bỏ hoặc thay")
OWN_LEVEL = N_("nói chung về cấp xã")
NO_DISTRICTS = N_("không còn cấp huyện từ 01/7/2025")
ELSEWHERE = N_("tên nơi khác, tên riêng")
ANY_PLACE = N_("nói chung, không phải cấp trên")
NAME_ALONE = N_("tên địa bàn cấp trên")
MAYBE_NAME = N_("tên địa bàn cấp trên, có thể nằm trong tên riêng")
CAPITAL = N_("tên gọi riêng của Hà Nội")
UPPER_LEVEL = N_("tên của cấp trên")
ABOVE = N_("văn bản, ý kiến của cấp trên")
ABOVE_BOTH = N_("cơ quan cấp trên của cả hai")
