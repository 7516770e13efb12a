"""Texts as an agency prints them: what Jinja fills in stands in the words, each letter knowing its tag in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from cchc_draft.carrying.passages import FILLED, Passage
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


def shown(passage: Passage, text: str, printer: Printer) -> Passage:
    """Return a passage with what its tags print; each letter of it has the place of the whole tag."""
    if FILLED not in passage.words:
        return passage
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for tag in re.finditer(FILLED, passage.words):
        at = tag.start()
        start, end = passage.starts[at], passage.ends[at]
        printed = printer(text[start:end]) if end - start > 1 else None
        if printed:
            words += [passage.words[done:at], printed]
            starts += [*passage.starts[done:at], *[start] * len(printed)]
            ends += [*passage.ends[done:at], *[end] * len(printed)]
            done = at + 1
    words.append(passage.words[done:])
    starts += passage.starts[done:]
    ends += passage.ends[done:]
    return replace(passage, words="".join(words), starts=tuple(starts), ends=tuple(ends))


UNIT_IN_TAG = re.compile(r"\bdon_vi\.(?P<unit>[a-z][a-z0-9_]*)")
"""A unit that a tag names."""
ABOVE_IN_TAG = re.compile(r"\bcap_tren(?:\.(?P<key>[a-z_]+))?\b")
