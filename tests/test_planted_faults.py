"""Plans without a fault give none; each planted fault is found under its rule, with the words at its place."""

import json
import unicodedata

import clean_plans
import planted_faults
import pytest
from conftest import THOROUGH, some

from cchc_draft import api

FAULTS = planted_faults.FAULTS
SHORT = ("phuong", "trung-tam", "dac-khu", "ban-chi-dao")
"""Plans that are soon read: tried before the others but in a thorough run."""


def found_in(path, word, only=()):
    """Return what ``check --format json`` says about a plan."""
    path.write_bytes(word.data())
    checked = api.check(path, settings=api.check_settings(only=only))
    return json.loads(api.findings([checked], "json"))


def even(words):
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


@pytest.mark.parametrize("name", clean_plans.names())
def test_a_plan_without_a_fault_gives_no_error_and_no_warning(name, tmp_path):
    found = found_in(tmp_path / "ke-hoach.docx", clean_plans.clean(name))

    assert [one for one in found if one["severity"] != "info"] == []


def home(one):
    """Return a plan that has the place of a fault: not the same one for all, but always the same for this one."""
    start = sum(map(ord, one.id)) % len(one.plans)
    names = [*one.plans[start:], *one.plans[:start]]
    for name in names if THOROUGH else sorted(names, key=lambda name: name not in SHORT):
        planted = planted_faults.plant(one, name)
        if planted is not None:
            return planted
    raise AssertionError("no plan has such a place")


@pytest.mark.parametrize("one", some(FAULTS, 20, kind=lambda one: one.rule), ids=lambda one: one.id)
def test_a_planted_fault_is_found_with_its_words(one, tmp_path):
    word, said = home(one)

    found = found_in(tmp_path / "ke-hoach.docx", word, (one.rule, *one.also))

    assert [rule for rule in found if rule["rule"] in (one.rule, *one.also)], found
    quoted = even(" ".join(f"{rule['where']} {rule['message']}" for rule in found))
    assert even(said) in quoted


def test_there_is_a_fault_for_every_rule_but_those_that_a_document_cannot_break_alone():
    assert sorted(set(api.rules()) - {one.rule for one in FAULTS}) == sorted(NOT_PLANTED)


NOT_PLANTED = [
    "advisory-body",  # needs a profile, as do position-official, unit-unknown, unit-without-duty
    "agency-address",  # a foot of the page, shown by offices that want it
    "appendix-end-mark",  # running text of an appendix
    "appendix-ref-electronic",  # says nothing of its own
    "can-cu-content",  # an order that is habit
    "circulation-mark",
    "drafter-code",
    "e-signature",
    "heading-tieu-muc",  # chapters, planted for heading-muc
    "position-official",
    "secret-mark",
    "unit-unknown",
    "unit-without-duty",
    "urgency-mark",
]
