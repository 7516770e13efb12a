"""Words of a plan's files as its agency prints them: "CCHC" for "{{ viet_tat('CCHC') }}"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from cchc_draft.context import ShortForms, plan_context
from cchc_draft.errors import InputError
from cchc_draft.open_marks import TAG
from cchc_draft.profile import ParentRecord, Profile
from cchc_draft.templating import PLAIN, Source

EXPRESSION = "{{"


class Printer:
    """Prints the tags of a plan that depend on nothing but its agency and year."""

    def __init__(self, profile: Profile, parent: ParentRecord, year: int, wording: Mapping[str, str]) -> None:
        """Print for an agency, the agency above it and a year."""
        short_forms = ShortForms(profile.short_forms)
        named = {**profile.wording, **wording}
        context = plan_context(year, profile, parent, {}, (), short_forms, named)
        self.context = {name: context[name] for name in ("nam", "co_quan", "cap_tren", "don_vi", "tu_ngu")}
        self.context["viet_tat"] = str
        self.known: dict[str, str | None] = {}

    def __call__(self, tag: str) -> str | None:
        """Return what an expression prints; None for one that needs more, or prints nothing here."""
        if tag not in self.known:
            self.known[tag] = self._printed(tag) if tag.startswith(EXPRESSION) else None
        return self.known[tag]

    def _printed(self, tag: str) -> str | None:
        try:
            return _compiled(tag).render(self.context)
        except InputError:
            return None

    def text(self, source: str) -> str:
        """Return a stretch of a file with its tags printed; those that cannot be stay as they are."""
        return TAG.sub(lambda match: self(match[0]) or match[0], source)


@lru_cache(maxsize=512)
def _compiled(tag: str) -> Source:
    """Return a tag ready to print; kept, since all communes of a batch have the same. Raises InputError."""
    return Source.compile(tag, "", 1, PLAIN)
