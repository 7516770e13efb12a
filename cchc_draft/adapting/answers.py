"""What becomes of a name of the agency above that was found in a text, for one step down."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc_draft.adapting import patterns
from cchc_draft.adapting.patterns import Patterns
from cchc_draft.adapting.shown import UNIT_IN_TAG
from cchc_draft.adapting.steps import COMMUNE_ROLE, Step
from cchc_draft.adapting.units import DEPARTMENT, Counterpart, Units
from cchc_draft.carrying.change_log import FactKind, State
from cchc_draft.communes import provinces
from cchc_draft.formats import sentence_start
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


class Answers:
    """Answers for the names that patterns find."""

    def __init__(self, step: Step, units: Units, named: Patterns) -> None:
        """Know the step, who stands for whom, and the patterns."""
        self.step, self.units, self.patterns = step, units, named

    def kept_phrase(self, reason: str, *, is_open: bool) -> Handler:
        """Return what answers a phrase of the lists that stays."""

        def kept(found: Found) -> Answer:
            start, end = found.match.span()
            kind: FactKind = "place" if self.step.kind == "commune" else "agency"
            if not is_open:
                return Change(start, end, None, kind, "kept", reason, is_firm=True)
            return Change(start, end, None, kind, "open", reason, self._of_own(found.match[0]), is_firm=True)

        return kept

    def _of_own(self, words: str) -> str:
        """Return a phrase with the lower agency, or its locality, at its end in place of the one above."""
        if self.step.kind == "commune":
            return re.sub(self.patterns.place + r"$", self._locality(words), words)
        return re.sub(rf"(?:{self.patterns.own_name})$", self.step.lower.self_name, words)

    def unit(self, name: str, unit: str) -> Handler:
        """Return what answers the printed name of a body of the upper agency."""
        step = self.step

        def answer(found: Found) -> Answer:
            start, end = found.match.span()
            if unit and unit in step.addressees:
                return self._addressee(found, unit)
            is_communes = unit and COMMUNE_ROLE in step.upper.units[unit].roles
            if is_communes and BEHIND_GROUP.search(found.words[:start]):
                return None
            tag = UNIT_IN_TAG.search(found.raw)
            other = self.units.by_name(tag["unit"] if tag else name)
            if other is None:
                reason = translate(NO_COUNTERPART).format(agency=step.lower.short_name, name=name)
                if step.kind != "commune":  # beside the lower agency; a clause of its own is asked about as a whole
                    return Change(start, end, None, "unit", "kept", translate(BESIDE), is_firm=True)
                proposal = "" if found.is_heading else self.units.leading.name
                return Change(start, end, None, "unit", "open", reason, proposal, is_firm=True)
            return self._swapped(found, other)

        return answer

    def _swapped(self, found: Found, other: Counterpart) -> Change:
        start, end = found.match.span()
        name = other.name[:1].lower() + other.name[1:] if found.match[0][:1].islower() else other.name
        head = found.match.groupdict().get("head")
        name = f"{_head_of(name, head)} {name}" if head else name
        return Change(start, end, name, "unit", "changed", other.reason, key=other.key)

    def _addressee(self, found: Found, unit: str) -> Answer:
        """Answer where the agency above means the lower one, alone or among others."""
        everyone, start, end = self.units.everyone, *found.match.span()
        if unit == self.step.own_unit:
            by_role = self.units.by_name(unit)
            if found.is_heading:
                return self._swapped(found, by_role or self.units.leading)
            return Change(start, end, self.step.lower.self_name, "agency", "changed", translate(ITSELF))
        is_communes = COMMUNE_ROLE in self.step.upper.units[unit].roles
        if everyone is None or (is_communes and not (found.is_heading or UNIT_IN_TAG.search(found.raw))):
            return None
        reason = translate(TO_COMMUNES if is_communes else BY_EVERYONE)
        return self._swapped(found, everyone._replace(reason=reason))

    def all_units(self, found: Found) -> Answer:
        """Answer "các sở, ban, ngành", with the communes behind it."""
        start, end = found.match.span()
        each = found.match["each"]
        return Change(start, end, each + self.units.all_units, "unit", "changed", translate(BY_EVERYONE))

    def heads_of_units(self, found: Found) -> Answer:
        """Answer "Giám đốc các sở, Thủ trưởng các ban, ngành", with the communes behind it."""
        start, end = found.match.span()
        return Change(start, end, f"Thủ trưởng các {self.units.all_units}", "unit", "changed", translate(BY_EVERYONE))

    def departments(self, found: Found) -> Answer:
        """Answer departments whose word stands once: "các Sở: Nội vụ, Tài chính"."""
        start, end = found.match.span()
        others: list[Counterpart | None] = []
        rest = found.match["fields"]
        while rest:
            name = next((one for one in self.units.names if f"{DEPARTMENT}{rest}".startswith(one)), "")
            others.append(self.units.by_name(name) if name else None)
            rest = re.sub(r"^[^\w]*(?:và\s+)?", "", f"{DEPARTMENT}{rest}"[len(name) :]) if name else ""
        known = list(dict.fromkeys(one.name for one in others if one))
        if self.step.kind != "commune" and not known:
            return Change(start, end, None, "unit", "kept", translate(BESIDE), is_firm=True)
        if len([one for one in others if one]) < len(others):
            reason = translate(NO_COUNTERPART).format(agency=self.step.lower.short_name, name=found.match[0])
            return Change(start, end, None, "unit", "open", reason, ", ".join(known), is_firm=True)
        reasons = "; ".join(dict.fromkeys(one.reason for one in others if one))
        return Change(start, end, ", ".join(known), "unit", "changed", reasons)

    def offices(self, found: Found) -> Answer:
        """Answer offices listed together with the localities that the plan above is addressed to."""
        start, end = found.match.span()
        named = re.match(r"(?:[Cc]ác )?(?:[Cc]ơ quan, (?:đơn vị)?|[Đđ]ơn vị)", found.match[0])
        assert named is not None
        new = named[0] if named[0].casefold().endswith("đơn vị") else f"{named[0]}đơn vị"
        return Change(start, end, new, "unit", "changed", translate(NO_LOCALITIES))

    def committee(self, found: Found) -> Answer:
        """Answer a committee or council of the people above: "UBND Thành phố"."""
        start, end = found.match.span()
        place = re.search(self.patterns.place + r"$", found.match[0])
        head = found.match[0][: place.start()] if place else found.match[0] + " "
        return Change(start, end, head + self._locality(found.match[0]), "agency", "changed", translate(OWN_BODY))

    def _locality(self, words: str) -> str:
        """Return the lower locality, whole where *words* name the upper one whole."""
        return self.step.lower.locality if self.patterns.proper in words else self.step.lower.locality_word

    def party(self, found: Found) -> Answer:
        """Answer the Party's committee above."""
        start, end = found.match.span()
        is_listed = re.match(rf"(?:,|\s+và)\s+(?:Thường trực\s+)?{patterns.COUNCIL}", found.words[end:]) is not None
        new = "Đảng ủy" if is_listed else f"Đảng ủy {self._locality(found.match[0])}"
        return Change(start, end, new, "agency", "changed", translate(OWN_BODY))

    def head(self, found: Found) -> Answer:
        """Answer the head of the agency above: "Chủ tịch UBND tỉnh", "Giám đốc Sở"."""
        start, end = found.match.span()
        heads = found.match.groupdict().get("heads")
        if not heads and (self.step.upper.level != "tinh" or ORDERED.search(found.words[:start])):
            reason = ABOVE_BOTH if self.step.upper.level != "tinh" else ABOVE
            return Change(start, end, None, "agency", "kept", translate(reason), is_firm=True)
        return Change(start, end, self._director(heads), "agency", "changed", translate(OWN_HEAD))

    def above(self, found: Found) -> Answer:
        """Answer what stays since it is above."""
        start, end = found.match.span()
        return Change(start, end, None, "agency", "kept", translate(ABOVE), is_firm=True)

    def _director(self, word: str | None = None) -> str:
        lower = self.step.lower
        head = lower.signature.head or ""
        named = {"Ban Giám đốc": f"Ban {head}", "Lãnh đạo": "Lãnh đạo"}.get(word or "", head)
        return f"{named} {lower.self_name}".strip()

    def own_name(self, found: Found) -> Answer:
        """Answer the agency above itself, for a department or a unit: it issues, is reported to, or has ordered."""
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

    def upper_only(self, found: Found) -> Answer:
        """Answer a body that only the upper level has."""
        start, end = found.match.span()
        if self.step.kind != "commune":
            return Change(start, end, None, "agency", "kept", translate(ABOVE_BOTH), is_firm=True)
        reason = translate(NO_COUNTERPART).format(agency=self.step.lower.short_name, name=found.match[0])
        return Change(start, end, None, "agency", "open", reason, is_firm=True)

    def communes(self, found: Found) -> Answer:
        """Answer the communes that the plan above is addressed to."""
        start, end = found.match.span()
        if self.step.kind == "commune" and found.match[0] == "cấp xã":
            if self._is_beside_above(found):
                return Change(start, end, None, "agency", "open", translate(BOTH_LEVELS), is_firm=True)
            return Change(start, end, None, "agency", "kept", translate(OWN_LEVEL), is_firm=True)
        return Change(start, end, None, "agency", "open", translate(ADDRESSED), is_firm=True)

    def _is_beside_above(self, found: Found) -> bool:
        """Tell whether the sentence sets the communes beside the level above, which is the commune's own by now."""
        start, end = found.match.span()
        before = SENTENCE_END.split(found.words[:start])[-1]
        sentence = before + SENTENCE_END.split(found.words[end:])[0]
        is_named = re.search(rf"(?<!\w)(?:của|ở|tại|thuộc)\s+{self.patterns.place}", sentence)
        return is_named is not None or ALSO_AT.search(before) is not None

    def whose_plan(self, found: Found) -> Answer:
        """Answer the locality above where a department's plan says whose it is, or whose standing body a unit is."""
        start, end = found.match.span("place")
        lower = self.step.lower
        name = lower.self_name if "thường trực" in found.match[0] else lower.short_name
        return Change(start, end, name, "agency", "changed", translate(ITSELF))

    def district(self, found: Found) -> Answer:
        """Answer what was abolished with the districts."""
        start, end = found.match.span()
        return Change(start, end, None, "place", "open", translate(NO_DISTRICTS), is_firm=True)

    def other_place(self, found: Found) -> Answer:
        """Answer a place of the same kind as the one above."""
        start, end = found.match.span()
        name = re.sub(rf"^{self.patterns.unit_word}\s+", "", found.match[0])
        if any(name.casefold().startswith(one.proper_name.casefold()) for one in provinces()):
            return Change(start, end, None, "place", "kept", translate(ELSEWHERE), is_firm=True)
        return Change(start, end, None, "place", "open", translate(MAYBE_ELSEWHERE), is_firm=True)

    def word_alone(self, found: Found) -> Answer:
        """Answer the word for the locality above where what follows may be another name."""
        start, end = found.match.span()
        return Change(start, end, None, "place", "open", translate(MAYBE_ELSEWHERE), is_firm=True)

    def any_place(self, found: Found) -> Answer:
        """Answer places in general."""
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(ANY_PLACE), is_firm=True)

    def place(self, found: Found) -> Answer:
        """Answer the locality above."""
        start, end = found.match.span()
        new = self._locality(found.match[0])
        new = sentence_start(new) if found.begins_sentence else new
        return Change(start, end, new, "place", "changed", translate(OWN_PLACE))

    def proper_name(self, found: Found) -> Answer:
        """Answer the name of the locality above without its word."""
        start, end = found.match.span()
        if re.search(rf"{patterns.NAME_WORD}\s+$", found.words[:start]) or re.match(
            rf"\s+{patterns.NAME_WORD}", found.words[end:]
        ):
            return Change(start, end, None, "place", "open", translate(MAYBE_NAME), is_firm=True)
        return Change(start, end, None, "place", "open", translate(NAME_ALONE), self.step.lower.locality)

    def capital(self, found: Found) -> Answer:
        """Answer the name of the capital."""
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(CAPITAL), is_firm=True)

    def level(self, found: Found) -> Answer:
        """Answer the name of a level."""
        start, end = found.match.span()
        return Change(start, end, None, "place", "kept", translate(UPPER_LEVEL), is_firm=True)

    def department(self, found: Found) -> Answer:
        """Answer a department that no profile has."""
        start, end = found.match.span()
        name = found.match[0]
        reason = translate(NO_COUNTERPART).format(agency=self.step.lower.short_name, name=name)
        return Change(start, end, None, "agency", "open", reason, is_firm=True)

    @staticmethod
    def in_capitals(handler: Handler) -> Handler:
        """Return the same answer in capitals."""

        def answer(found: Found) -> Answer:
            change = handler(found)
            return replace(change, new=change.new.upper(), key="") if change and change.new else change

        return answer

    def place_in_capitals(self, found: Found) -> Answer:
        """Answer the locality above in capitals."""
        start, end = found.match.span()
        is_whole = self.patterns.proper.upper() in found.match[0]
        new = self.step.lower.locality if is_whole else self.step.lower.locality_word
        return Change(start, end, new.upper(), "place", "changed", translate(OWN_PLACE))


def _head_of(unit: str, head: str) -> str:
    """Return what the head of a commune's or department's unit is called, for a director or a deputy: "Trưởng"."""
    titles = {"Phòng": "Trưởng", "Văn": "Chánh"}
    title = titles.get(unit.split()[0], "Giám đốc")
    deputy = "Phó Giám đốc" if title == "Giám đốc" else f"Phó {title}"
    return title if head == "Giám đốc" else deputy


ORDERED = re.compile(
    r"(?:chỉ đạo|tổ công tác|giao|quyết định|kế hoạch|văn bản|nghị quyết|phê duyệt|yêu cầu|ủy quyền)"
    r"(?:\s[^.;:]{0,30})?\s(?:của|bởi|theo)\s+$",
    re.IGNORECASE,
)
REPORTED = re.compile(r"(?:tham mưu|trình|báo cáo|giúp|trước|đề xuất|đề nghị)(?:\s+với)?\s+$", re.IGNORECASE)
BEHIND_GROUP = re.compile(r"[Ss]ở, [^.:]{0,40}ngành[^.:,;]{0,40}(?:,|;|\s+và)\s+(?:Chủ tịch\s+)?$")
"""Before communes that are listed with all departments: all together are those that the plan above speaks to."""
SENTENCE_END = re.compile(r"[.;:](?:\s|$)")
ALSO_AT = re.compile(r"(?:,|\svà)\s+(?:ở|tại)\s+$")
"""Before a level that is named after another one: "tại Trung tâm … và tại cấp xã"."""
ISSUES = re.compile(r"\s+(?:ban hành|xây dựng|yêu cầu|đề nghị|giao)\b")
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
BOTH_LEVELS = N_("câu nói về cả cấp trên lẫn cấp xã; hãy viết lại cho đúng cấp mình")
NO_DISTRICTS = N_("không còn cấp huyện từ 01/7/2025")
ELSEWHERE = N_("tên nơi khác")
MAYBE_ELSEWHERE = N_("tên cấp trên đứng trước tên riêng, hay tên nơi khác")
ANY_PLACE = N_("nói chung, không phải cấp trên")
NAME_ALONE = N_("tên địa bàn cấp trên")
MAYBE_NAME = N_("tên địa bàn cấp trên, có thể nằm trong tên riêng")
CAPITAL = N_("tên gọi riêng của Hà Nội")
UPPER_LEVEL = N_("tên của cấp trên")
BESIDE = N_("cơ quan khác, không phải đơn vị của cơ quan mình")
ABOVE = N_("văn bản, ý kiến của cấp trên")
ABOVE_BOTH = N_("cơ quan cấp trên của cả hai")
