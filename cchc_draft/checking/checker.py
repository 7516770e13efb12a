"""From a file to findings: reads a plan once, lets every rule look at it, and puts what they say in order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_draft import plan_folder
from cchc_draft.checking import printed_plan, roles, rules, wording
from cchc_draft.checking.document import Document
from cchc_draft.checking.rule import RULES, Finding, Reported, Rule, Severity
from cchc_draft.errors import Place
from cchc_draft.importing import agency_match, old_plan, plan_parts, recognise
from cchc_draft.importing.printed_lines import items
from cchc_draft.importing.written import Written
from cchc_draft.language import N_, Message, translate
from cchc_draft.model import Plan
from cchc_draft.profile import Profile
from cchc_draft.profile_store import ProfileStore

if TYPE_CHECKING:
    from cchc_draft.checking.word_form import WordForm

INTERNAL = "internal"
ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules run, and how severe they are."""

    only: Collection[str] = ()
    ignored: Collection[str] = ()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severity by code, None to leave a rule out; these come before the rule's own."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, room by room, whichever room was imported first."""
    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return {one.code: one for one in sorted(RULES.values(), key=lambda one: one.check.__module__)}


def of_file(path: Path, store: ProfileStore, profile_id: str | None = None) -> Document:
    """Return a plan folder or a document to be checked.

    Raises InputError for what cannot be read or is no plan, NotFoundError for an unknown profile.
    """
    if path.is_dir() or path.name == plan_folder.PLAN_FILE:
        drafted = plan_folder.PlanFolder.open(path).plan(store, profile_id)
        return of_plan(drafted.plan, drafted.folder.file, store, drafted.profile_id)
    if path.suffix.lower() in old_plan.WORD:
        from cchc_draft.checking.word_form import WordForm
        from cchc_draft.importing import word_reader
        from cchc_draft.importing.word_source import Source

        source = Source(old_plan.data_of(path), str(path))
        written = word_reader.read_source(source)
        return _document(written, str(path), store, profile_id, word=WordForm(source.package))
    return _document(old_plan.read(path), str(path), store, profile_id)


def of_plan(plan: Plan, file: str, store: ProfileStore, profile_id: str) -> Document:
    """Return a plan of the model to be checked: what it says, as its print would be read."""
    return _document(printed_plan.written(plan, file), file, store, profile_id, is_source=True)


def _document(
    written: Written,
    file: str,
    store: ProfileStore,
    profile_id: str | None,
    *,
    word: WordForm | None = None,
    is_source: bool = False,
) -> Document:
    found = items(written)
    parts = plan_parts.find(found, takes_form=True)
    plan = recognise.recognise(written, parts)
    matched = (profile_id, store.load(profile_id)) if profile_id else agency_match.find(plan, store)
    profile: Profile | None = matched[1] if matched else None
    lines, tables = roles.read(written, found, parts, plan)
    words = wording.shipped()
    if profile:
        words = words.extended(profile.checks.wording)
    return Document(
        file, written, plan, lines, tables, wording=words, word=word, profile=profile, is_source=is_source,
    )  # fmt: skip


def check(document: Document, settings: Settings | None = None) -> list[Reported]:
    """Return what all rules find, in the order of the document; a rule that fails inside is reported itself.

    Of a document whose letters cannot be trusted, and of a form that is not filled in, nothing is more than "info".
    """
    found = [one for run in _runs(document, settings or Settings()) for one in _checked(document, *run)]
    unplaced = Place("")
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda one: (one.place or unplaced, ORDER[one.severity], one.rule))


def _runs(document: Document, settings: Settings) -> Iterator[tuple[Rule, Severity | None]]:
    """Yield the rules that run, each with the severity that is set for it; None leaves it to the rule."""
    own = document.profile.checks.severities if document.profile else {}
    severities = {**own, **settings.severities}
    for code, rule in all_rules().items():
        is_off = code in settings.ignored or (settings.only and code not in settings.only)
        if not is_off and severities.get(code, rule.severity) is not None:
            yield rule, "info" if document.doubts else severities.get(code)


def _checked(document: Document, rule: Rule, severity: Severity | None) -> Iterator[Reported]:
    try:
        for finding in rule.check(document):
            yield _reported(rule, finding, severity)
    except Exception as error:
        facts = {"code": rule.code, "reason": f"{type(error).__name__}: {error}"}
        yield _reported(rule._replace(code=INTERNAL, clause=""), Finding(FAILED, document.start, facts=facts), None)


def _reported(rule: Rule, finding: Finding, severity: Severity | None) -> Reported:
    facts = {"quote": finding.quote, "found": finding.found, "expected": finding.expected, **finding.facts}
    shown = {name: translate(fact) if isinstance(fact, Message) else fact for name, fact in facts.items()}
    return Reported(
        rule.code,
        severity or finding.severity or rule.severity,
        translate(finding.message).format(**shown),
        finding.place,
        finding.quote,
        translate(finding.found) if isinstance(finding.found, Message) else finding.found,
        translate(finding.expected) if isinstance(finding.expected, Message) else finding.expected,
        rule.clause,
    )


FAILED = N_("quy tắc {code} gặp lỗi bên trong chương trình, các quy tắc khác vẫn chạy: {reason}")
