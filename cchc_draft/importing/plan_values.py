"""Words of a document as values that a plan folder takes: recipients, Lưu, deadlines, units, each change told.

What has no such value stays as text where text may stand, and a blank mark takes the place of what may not; the
words are then in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cchc_draft.blanks import PLAIN_BLANK, has_blank
from cchc_draft.citations import NAMED_ONLY, Citation
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import Place, Problem
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.unit_names import Units
from cchc_draft.language import N_
from cchc_draft.model import Heading, Paragraph, plain, walk
from cchc_draft.profile import SYMBOL, Profile, check_archive, check_recipients
from cchc_draft.tasks import TaskReader
from cchc_draft.yaml_text import Node

NOWHERE = Place("")


def running_text(plan: Recognised) -> str:
    """Return the words of a plan in which agencies, places and units are named as officials write them."""
    blocks = walk((*plan.body, *plan.closing))
    texts = [plain(block.content) for block in blocks if isinstance(block, (Heading, Paragraph))]
    return one_line(" ".join([*texts, *plan.recipients, *plan.subject]))


def with_sound_foot(plan: Recognised) -> tuple[Recognised, list[Problem]]:
    """Return a plan whose recipients and Lưu line a plan folder takes."""
    problems: list[Problem] = []
    archive = _archive(plan.archive, problems) if plan.archive else ""
    return replace(plan, recipients=tuple(_recipients(plan.recipients, problems)), archive=archive), problems


def _recipients(names: Iterable[str], problems: list[Problem]) -> Iterator[str]:
    """Yield recipients without the marks that the program prints; what is no recipient, or one twice, is left out."""
    seen = set()
    for name in names:
        cleaned = re.sub(r"\s*;\s*\(", " (", one_line(name)).strip(" ;.,-")
        if cleaned != name:
            problems.append(_told("noi-nhan-punct", RECIPIENT_CLEANED, found=name, right=cleaned))
        if any(check_recipients([cleaned], [NOWHERE])) or not cleaned:
            problems.append(_told("recipient-left-out", RECIPIENT_LEFT_OUT, found=name))
        elif cleaned in seen:
            problems.append(_told("recipient-twice", RECIPIENT_TWICE, found=name))
        else:
            seen.add(cleaned)
            yield cleaned


def _archive(archive: str, problems: list[Problem]) -> str:
    """Return the Lưu line as the decree has it: VT, then who drafted; a blank where the document names nobody."""
    if not any(check_archive(archive, NOWHERE)):
        return archive
    found = re.sub(r"\s*[;/]\s*", ", ", one_line(archive))
    parts = [re.sub(r"^(?:VT|văn thư)\b[\s.\-–]*", "", part, flags=re.IGNORECASE) for part in re.split(r",\s*", found)]
    named = ", ".join(part.rstrip(" .;,") for part in parts if part.strip(" .;,"))
    right = f"VT, {named or PLAIN_BLANK}"
    code, message = ("archive-changed", ARCHIVE_CHANGED) if named else ("archive-blank", ARCHIVE_BLANK)
    problems.append(_told(code, message, found=archive, right=right))
    return right


def sound_symbol(written: str) -> str:
    """Return the symbol of a plan as the decree has it, empty where it cannot be made so.

    >>> sound_symbol("KH/ĐU"), sound_symbol("KH-UBND"), sound_symbol("BC-UBND")
    ('KH-ĐU', 'KH-UBND', '')
    """
    tried = (written, re.sub(r"[\s/.\-–]+", "-", written.strip(" -/.")).upper())
    return next((symbol for symbol in tried if SYMBOL.fullmatch(symbol)), "")


def is_dated_in_words(plan: Recognised) -> bool:
    """Tell whether a plan writes the dates of what it cites in words: in its căn cứ lines, else in most places."""
    dated = {one.id: one.citation.in_words for one in plan.documents if _is_printed_with_date(one.citation)}
    forms = [dated[basis.document] for basis in plan.legal_bases if basis.document in dated] or list(dated.values())
    return sum(forms) * 2 > len(forms)


def _is_printed_with_date(citation: Citation) -> bool:
    """Tell whether the profile decides how a citation's date is printed; a law's is always in words."""
    return citation.date is not None and citation.kind not in NAMED_ONLY


def with_dates_of(profile: Profile, plan: Recognised) -> tuple[Recognised, list[Problem]]:
    """Return a plan whose căn cứ lines with dates of another form than the profile's are text, and tell them."""
    in_words = profile.date_form == "chu"
    other = {
        one.id for one in plan.documents if _is_printed_with_date(one.citation) and one.citation.in_words != in_words
    }
    message = BASIS_IN_FIGURES if in_words else BASIS_IN_WORDS
    problems, bases = [], []
    for basis in plan.legal_bases:
        if basis.document in other:
            problems.append(_told("basis-date", message, basis.place, found=basis.text))
        bases.append(replace(basis, document="") if basis.document in other else basis)
    return replace(plan, legal_bases=tuple(bases)), problems


def _told(code: str, message: str, place: Place | None = None, **facts: object) -> Problem:
    return Problem(code, message, facts, place, level="warning")


class TaskValues:
    """Turns the words of task tables into values for one agency, and collects what is told, each thing once."""

    def __init__(self, profile: Profile) -> None:
        """Resolve units by *profile*."""
        self.profile = profile
        self.told: dict[tuple[str, ...], Problem] = {}
        self.by_name = Units(profile)
        self.ids = {*profile.units, *profile.units_by_role}
        self.known: dict[str, str | None] = {}

    @property
    def problems(self) -> list[Problem]:
        """What was changed or kept as text."""
        return list(self.told.values())

    def tell(self, code: str, message: str, place: Place | None, **facts: str) -> None:
        """Add a warning that is not there yet."""
        self.told.setdefault((code, *facts.values()), _told(code, message, place, **facts))

    def units(self, names: Sequence[str], place: Place | None, *, is_lead: bool) -> list[str]:
        """Return the ids of units for the names that mean one for sure; other names as they stand."""
        return [self.unit(name, place, is_lead=is_lead) for name in names]

    def unit(self, name: str, place: Place | None, *, is_lead: bool) -> str:
        """Return the id of a unit, or the name."""
        if name not in self.known:
            self.known[name] = self.by_name.find(name)
        unit = self.known[name]
        if unit:
            printed = self.profile.units[unit].name
            if printed != name:
                self.tell("unit-spelling", UNIT_SPELLED, place, found=name, right=printed)
            return unit
        if self.is_refused(name):
            self.tell("unit-blank", UNIT_BLANK, place, found=name)
            return PLAIN_BLANK
        if is_lead:
            self.tell("unit-as-text", UNIT_AS_TEXT, place, found=name)
        return name

    def is_refused(self, name: str) -> bool:
        """Tell whether a task list may not hold a name: it looks like an id, or like a list of ids."""
        may_be_id = name.isascii() and " " not in name
        may_be_ids = any(part.strip() in self.ids for part in LISTED.split(name.casefold()))
        if not (may_be_id or may_be_ids) or has_blank(name):
            return False
        reader = TaskReader(self.profile)
        reader.check_unit(name, NOWHERE, is_lead=True)
        return any(problem.level == "error" for problem in reader.problems)

    def deadline(self, text: str, place: Place | None) -> str:
        """Return a deadline in its own words; a blank for one that no calendar has."""
        text = one_line(text)
        if not text:
            return ""
        reader = TaskReader(self.profile)
        found = reader.deadline(text, Node({}, NOWHERE))
        if found is None or str(found) != text:
            self.tell("deadline-blank", DEADLINE_BLANK, place, found=text)
            return PLAIN_BLANK
        if Deadline.parse(text).kind == "free":
            self.tell("deadline-as-text", DEADLINE_AS_TEXT, place, found=text)
        return text


LISTED = re.compile(r"[,;]")

RECIPIENT_CLEANED = N_("nơi nhận «{found}» ghi thành «{right}»: dấu do chương trình in")
RECIPIENT_LEFT_OUT = N_("nơi nhận «{found}» không đưa vào: nơi nhận của kế hoạch phải ghi tên cụ thể")
RECIPIENT_TWICE = N_("nơi nhận «{found}» có hai lần trong văn bản; chỉ ghi một lần")
ARCHIVE_CHANGED = N_("dòng «Lưu: {found}» ghi thành «Lưu: {right}» cho đúng dạng «VT, <đơn vị soạn thảo>»")
ARCHIVE_BLANK = N_("dòng «Lưu: {found}» không ghi đơn vị soạn thảo; chỗ này để trống («Lưu: {right}»), hãy điền")
BASIS_IN_WORDS = N_(
    "căn cứ «{found}» ghi ngày bằng chữ, hồ sơ ghi ngày bằng số (dang_ngay: so); các căn cứ giữ nguyên như đoạn văn"
)
BASIS_IN_FIGURES = N_(
    "căn cứ «{found}» ghi ngày bằng số, hồ sơ ghi ngày bằng chữ (dang_ngay: chu); các căn cứ giữ nguyên như đoạn văn"
)
UNIT_SPELLED = N_("đơn vị «{found}» ghi theo tên trong hồ sơ: «{right}»")
UNIT_AS_TEXT = N_("đơn vị chủ trì «{found}» không có trong hồ sơ cơ quan; giữ nguyên chữ")
UNIT_BLANK = N_("đơn vị «{found}» không rõ là gì; chỗ này để trống («[…]»), hãy điền")
DEADLINE_AS_TEXT = N_("thời hạn «{found}» không phải một ngày, tháng, quý hay kỳ nhất định; giữ nguyên chữ")
DEADLINE_BLANK = N_("thời hạn «{found}» không có trong lịch; chỗ này để trống («[…]»), hãy điền")
