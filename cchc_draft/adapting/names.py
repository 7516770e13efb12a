"""What becomes of each name of the agency above in a text: swapped, kept because it is its own, or left to be asked.

The finder goes from the surest to the vaguest; what is taken once is not looked at again, so that every mention has
one answer and none is without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from cchc_draft.adapting import patterns
from cchc_draft.adapting.answers import Answers, Change, Found, Handler
from cchc_draft.adapting.patterns import Patterns, whole
from cchc_draft.adapting.steps import KEYS, Step
from cchc_draft.adapting.units import DEPARTMENT, Units
from cchc_draft.adapting.words import entries
from cchc_draft.communes import provinces
from cchc_draft.importing.citation_reader import citations
from cchc_draft.language import N_, translate


class Rule(NamedTuple):
    """A pattern of names and what answers them."""

    pattern: re.Pattern[str]
    handler: Handler
    core: str = ""
    """What a text must hold, letter by letter, for the pattern to be worth a try."""


class Names:
    """Finds the names of the agency above for one step down."""

    def __init__(self, step: Step, units: Units) -> None:
        """Prepare the patterns once."""
        self.step, self.units, self.patterns = step, units, Patterns(step)
        self.answers = Answers(step, units, self.patterns)

    def changes(
        self, words: str, raw: Callable[[int, int], str], *, is_heading: bool = False, is_subject: bool = False
    ) -> list[Change]:
        """Return what becomes of the names in a text, in order; *raw* gives a stretch of it as its file has it.

        A subject says what a plan or an appendix is about, so what it is "của" is whose plan it is.
        """
        if not (self.may_hold.search(words) or words.isupper()):
            return []
        found: list[Change] = []
        taken: list[tuple[int, int]] = []
        rules = self.rules_of_capitals if words.isupper() else self.rules
        if is_subject and self.step.kind == "department":
            rules = [self.rule_of_subjects, *rules]
        for start, end in self._kept_spans(words):
            taken.append((start, end))
            if self.any_name.search(words, start, end):
                found.append(Change(start, end, None, "citation", "kept", translate(IN_NAME), is_firm=True))
        for pattern, handler, core in rules:
            if core not in words or not pattern.search(words):
                continue
            for first, last in _gaps(taken, len(words)):
                for match in pattern.finditer(words, first, last):
                    change = handler(Found(words, match, raw(*match.span()), is_heading)) if match[0] else None
                    if change:
                        found.append(change)
                        taken.append((change.start, change.end))
        return sorted(found, key=lambda one: one.start)

    def _kept_spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where documents are cited, and what stands in quotation marks."""
        yield from _cited(words)
        for match in QUOTED.finditer(words):
            yield match.span()

    # Patterns, surest first.

    @cached_property
    def rules(self) -> list[Rule]:
        """Patterns with what answers them."""
        named = self.patterns
        kind = self.step.kind
        found: list[tuple[str, Handler]] = [
            (whole(named.upper_only), self.answers.upper_only),
            (self._heads_of_groups, self.answers.heads_of_units),
            (self._groups, self.answers.all_units),
            (whole(self._listed_offices), self.answers.offices),
            *(self._rules_of_communes() if kind == "commune" else self._rules_of_others()),
            (whole(patterns.DISTRICT_NAMES), self.answers.district),
            (whole(named.other_place), self.answers.other_place),
            *(self._rules_of_places() if kind == "commune" else ()),
        ]
        listed = [(whole(self._listed_departments), self.answers.departments)]
        return [*_rules(self._kept_phrases()), *_rules(listed), *self._unit_rules(), *_rules(found)]

    @cached_property
    def rule_of_subjects(self) -> Rule:
        """Pattern for whose plan it is in what a department's plan is about."""
        pattern = re.compile(rf"(?<!\w)của\s+(?P<place>{self.patterns.place})(?!\w)")
        return Rule(pattern, self.answers.whose_plan, "của")

    @cached_property
    def rules_of_capitals(self) -> list[Rule]:
        """Patterns for texts in capitals only, such as the headings of imported plans."""
        named, upper = self.patterns, self.step.upper
        found: list[tuple[str, Handler]] = []
        for name, unit in self.units.names.items():
            found.append((whole(re.escape(name.upper())), self.answers.in_capitals(self.answers.unit(name, unit))))
        groups = r"SỞ, (?:BAN, )?NGÀNH"
        communes = r"(?:(?:,| VÀ) (?:UBND )?(?:CÁC )?(?:XÃ, PHƯỜNG(?:, ĐẶC KHU)?|PHƯỜNG, XÃ))?"
        found.append(
            (whole(rf"(?P<each>CÁC |)(?:{groups}){communes}"), self.answers.in_capitals(self.answers.all_units))
        )
        if self.step.kind == "commune":
            places = "|".join(
                re.escape(one.proper_name.upper()) for one in provinces() if one.proper_name != named.proper
            )
            whole_name, word = re.escape(upper.locality.upper()), re.escape(named.word.upper())
            found.append((whole(rf"{word} (?:{places})"), self.answers.other_place))
            found.append((whole(rf"{whole_name}|{word}"), self.answers.place_in_capitals))
            found.append((whole(named.proper.upper()), self.answers.proper_name))
            found.append((whole("THỦ ĐÔ"), self.answers.capital))
        else:
            names = sorted({upper.name, upper.short_name, upper.self_name}, key=len, reverse=True)
            found.append(
                (
                    whole("|".join(re.escape(name.upper()) for name in names)),
                    self.answers.in_capitals(self.answers.own_name),
                )
            )
        return list(_rules(found))

    def _rules_of_communes(self) -> Iterator[tuple[str, Handler]]:
        named = self.patterns
        yield whole(rf"{patterns.COMMITTEE}\s+{named.place}"), self.answers.committee
        yield whole(rf"{patterns.COUNCIL}\s+{named.place}"), self.answers.committee
        yield whole(named.party), self.answers.party
        yield whole(rf"(?:Chủ tịch\s+)?{patterns.COMMUNES}"), self.answers.communes

    def _rules_of_others(self) -> Iterator[tuple[str, Handler]]:
        own, place = self.patterns.own_name, self.patterns.place
        if self.step.kind == "department":
            named = rf"{patterns.THIS_PLAN}[^.;:\n]{{0,120}}?\scủa\s+(?P<place>{place})"
            yield whole(named), self.answers.whose_plan
        yield whole(rf"{patterns.COUNCIL}(?:,|\s+và|,\s+và)\s+(?:{own})"), self.answers.above
        if self.step.kind == "department":
            yield whole(rf"Đảng (?:ủy|bộ)\s+(?:{own})"), self.answers.above
            offices = r"(?P<each>[Cc]ác\s+|)cơ quan(?:, đơn vị)?\s+(?:chuyên môn\s+|trực\s+)?thuộc"
            yield whole(rf"{offices}\s+(?:{own})"), self.answers.all_units
        yield whole(rf"(?:{own}),\s+Chủ tịch\s+(?:{own})"), self.answers.head
        yield whole(rf"(?:Chủ tịch|(?P<heads>Ban Giám đốc|Lãnh đạo|Giám đốc))\s+(?:{own})"), self.answers.head
        yield own, self.answers.own_name
        yield whole(rf"(?:Chủ tịch\s+)?UBND (?:các )?{patterns.COMMUNE_GROUPS}|UBND cấp xã"), self.answers.communes

    def _rules_of_places(self) -> Iterator[tuple[str, Handler]]:
        named = self.patterns
        yield whole(named.any_place), self.answers.any_place
        yield whole(named.place), self.answers.place
        yield whole(re.escape(named.proper)), self.answers.proper_name
        yield whole("Thủ đô"), self.answers.capital
        yield patterns.DEPARTMENT, self.answers.department
        yield whole("cấp tỉnh|cấp thành phố"), self.answers.level
        yield whole(named.unit_word), self.answers.word_alone

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

    @property
    def _listed_offices(self) -> str:
        """Offices that are listed with the localities or communes to which the plan above is addressed."""
        communes = rf"(?:Chủ tịch\s+)?{patterns.COMMUNES}"
        offices = rf"(?:[Cc]ác )?[Cc]ơ quan, đơn vị(?:, địa phương)?(?:,|\s+và)\s+{communes}"
        return rf"{offices}|(?:[Cc]ác )?[Cc]ơ quan, (?:đơn vị, )?địa phương|(?:[Cc]ác )?[Đđ]ơn vị, địa phương"

    @cached_property
    def _groups(self) -> str:
        each = r"(?P<each>[Cc]ác\s+|từng\s+|mỗi\s+|)(?:(?:cơ quan|đơn vị),\s+)?"
        return whole(rf"{each}{patterns.GROUPS}(?:\s+{self.patterns.place})?{self._tail}")

    @property
    def _tail(self) -> str:
        """What may follow a group of departments: the communes, and offices in general."""
        communes = rf"(?:Chủ tịch\s+)?{patterns.COMMUNES}"
        return rf"(?:(?:,|;|\s+và)(?:\s+của)?\s+(?:{communes}|(?:các\s+)?(?:địa phương|đơn vị|cơ quan, đơn vị)))*"

    @property
    def _heads_of_groups(self) -> str:
        """The heads of all departments: "Giám đốc các sở, Thủ trưởng các ban, ngành tỉnh"."""
        others = r"(?:,\s+[Tt]hủ trưởng\s+(?:các\s+)?(?:cơ quan,\s+)?ban,\s+ngành(?:, đoàn thể)?)?"
        return whole(
            rf"Giám đốc\s+các\s+[Ss]ở(?:,\s+(?:ban,\s+)?ngành)?{others}(?:\s+{self.patterns.place})?{self._tail}"
        )

    @property
    def _listed_departments(self) -> str:
        """Departments whose word stands once: "các Sở: Nội vụ, Tài chính"."""
        fields = [name.removeprefix(DEPARTMENT) for name in self.units.names if name.startswith(DEPARTMENT)]
        field = "|".join(map(re.escape, fields)) or r"(?!)"
        return rf"(?:[Cc]ác\s+)?[Ss]ở:?\s+(?P<fields>(?:{field})(?:(?:,|;|,?\s+và)\s+(?:{field}))+)"

    def _kept_phrases(self) -> Iterator[tuple[str, Handler]]:
        for entry in entries("giu-nguyen"):
            if KEYS[self.step.kind] not in entry.get("cap", [KEYS["commune"]]):
                continue
            pattern = rf"(?<!\w)(?:{self.patterns.filled(entry['mau'])})(?!\w)"
            yield pattern, self.answers.kept_phrase(entry["ly_do"], is_open="mo" in entry)

    def _unit_rules(self) -> Iterator[Rule]:
        named = self.patterns
        for name, unit in self.units.names.items():
            head = patterns.HEAD if name.startswith(DEPARTMENT) else ""
            pattern = re.compile(whole(head + named.unit_name(name)))
            yield Rule(pattern, self.answers.unit(name, unit), named.unit_core(name))


def _rules(found: Iterable[tuple[str, Handler]]) -> Iterator[Rule]:
    for pattern, handler in found:
        yield Rule(re.compile(pattern), handler)


@lru_cache(maxsize=1_024)
def _cited(words: str) -> tuple[tuple[int, int], ...]:
    """Return where a text cites documents; kept, since all communes of a batch start from the same texts."""
    return tuple([(start, end) for start, end, _ in citations(words)])


def _gaps(taken: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return what is left of a text between stretches that may overlap."""
    found: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(taken):
        if position < start:
            found.append((position, start))
        position = max(position, end)
    return [*found, (position, length)]


QUOTED = re.compile(r"“[^”]{1,300}”")
MAY_HOLD = (
    "Thủ đô",
    "đoàn",
    "Bộ Tư lệnh",
    r"[Ss]ở",
    r"[Qq]uận",
    r"[Hh]uyện",
    "thị xã",
    "xã",
    "phường",
    "địa phương",
    "tỉnh",
    "UBND",
)
IN_NAME = N_("nằm trong tên văn bản, tên riêng")
