"""The names that a plan's text can use: agency, documents, units, tasks, short forms.

Documents and short forms remember, within one draft, whether they were mentioned: the first mention is full, later
ones are short (`cite-first`, `cite-later`, `abbrev-intro`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cchc_draft.citations import Citation
from cchc_draft.errors import Problem, nearest
from cchc_draft.model import Appendix
from cchc_draft.profile import ParentRecord, Profile, UnitRecord
from cchc_draft.task_names import Organisation, TaskNames, TaskSelection
from cchc_draft.templating import NOT_PRINTABLE, UNKNOWN_SHORT_FORM, Names, Record, TemplateFault


class Mention(Record):
    """A document in the text: prints full at its first mention and short afterwards."""

    __slots__ = ("_citation", "_is_mentioned", "_shown")

    def __init__(self, citation: Citation, shown: Callable[[str], str] = str) -> None:
        """Start unmentioned; what is printed goes through *shown* first."""
        self._citation, self._is_mentioned, self._shown = citation, False, shown
        parts = {
            "loai": citation.kind,
            "ky_hieu": citation.symbol or None,
            "ngay": citation.date,
            "co_quan": citation.issuer or None,
            "ve": citation.subject or None,
        }
        super().__init__("", parts)

    def __str__(self) -> str:
        return self.short() if self._is_mentioned else self.full()

    def full(self) -> str:
        """Return the full citation."""
        self._is_mentioned = True
        return self._shown(self._citation.full)

    def short(self) -> str:
        """Return type, number and symbol."""
        self._is_mentioned = True
        return self._shown(self._citation.short)

    def legal_basis(self) -> str:
        """Return the Căn cứ line, which counts as the first mention."""
        self._is_mentioned = True
        return self._shown(self._citation.legal_basis)


class ShortForms:
    """The function viet_tat: "cải cách hành chính (CCHC)" first, "CCHC" afterwards."""

    def __init__(self, full_forms: Mapping[str, str]) -> None:
        """Know *full_forms* by short form."""
        self._full_forms = full_forms
        self._used: set[str] = set()

    def __call__(self, name: str) -> str:
        """Return what to print. Raises TemplateFault for a short form without a full one."""
        if name not in self._full_forms:
            hint = nearest(str(name), self._full_forms)
            raise TemplateFault(Problem("unknown-short-form", UNKNOWN_SHORT_FORM, {"name": name}, None, hint))
        if name in self._used:
            return name
        self._used.add(name)
        return f"{self._full_forms[name]} ({name})"

    def __str__(self) -> str:
        raise TemplateFault(Problem("not-printable", NOT_PRINTABLE))

    def known(self) -> list[str]:
        """Return the short forms that have a full form."""
        return list(self._full_forms)


def plan_context(
    year: int,
    profile: Profile,
    parent: ParentRecord,
    documents: Mapping[str, Mention],
    appendices: Sequence[Appendix],
    short_forms: ShortForms,
    wording: Mapping[str, str],
) -> dict[str, object]:
    """Return everything that a plan's templates can name."""
    named = [TaskNames(task, number) for number, appendix in enumerate(appendices, 1) for task in appendix.tasks]
    others = {name: name for names in named for name in (*names.task.lead, *names.task.support)}
    known = {name: profile.units[unit].name for name in profile.unit_names if (unit := profile.unit_id(name))}
    selection = TaskSelection(named, others | known, len(appendices))
    units = {unit: unit_names(record) for unit, record in profile.units.items()}
    roles = {role: units[unit] for role, unit in profile.units_by_role.items()}
    return {
        "nam": year,
        "co_quan": agency_names(profile),
        "cap_tren": Record(
            parent.self_name,
            {
                "ten": parent.name,
                "ten_ngan": parent.short_name,
                "tu_goi": parent.self_name,
                "dia_phuong": parent.locality_word,
                "dia_ban": parent.locality,
            },
        ),
        "van_ban": Names(documents),
        "don_vi": Names({**roles, **units}, units.values()),
        "nhiem_vu": selection,
        "to_chuc_thuc_hien": Organisation(profile, selection),
        "tu_ngu": Names(wording),
        "viet_tat": short_forms,
    }


def agency_names(profile: Profile) -> Record:
    """Return the issuing agency; it prints as it calls itself."""
    return Record(
        profile.self_name,
        {
            "ten": profile.name,
            "ten_ngan": profile.short_name,
            "tu_goi": profile.self_name,
            "dia_ban": profile.locality,
            "dia_phuong": profile.locality_word,
            "dia_danh": profile.place,
            "ky_hieu": profile.symbol,
            "cap": profile.level,
            "nguoi_dung_dau": profile.signature.head,
        },
    )


def unit_names(record: UnitRecord) -> Record:
    """Return a unit; it prints its name."""
    return Record(
        record.name,
        {"ten": record.name, "ten_ngan": record.short_name or record.name, "viet_tat": record.abbreviation},
    )
