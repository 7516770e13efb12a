"""Every rule: its docstring says what it wants, and its examples do what they say."""

import pytest
from checked_plans import checked, examples, reported, rules

from cchc_draft.checking import checker


def test_a_right_plan_has_no_findings():
    assert checker.check(checked()) == []


@pytest.mark.parametrize("code", rules())
def test_a_rule_says_what_it_wants_with_examples(code):
    rule = rules()[code]

    assert rule.summary.endswith(".")
    assert "Sai:" in rule.text
    assert "Đúng:" in rule.text


@pytest.mark.parametrize(("code", "is_right", "text"), list(examples()))
def test_an_example_of_a_rule_about_text(code, is_right, text):
    found = reported(code, **{rules()[code].at: text})

    assert (not found) == is_right, found
