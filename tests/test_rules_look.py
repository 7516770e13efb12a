"""Rules about the look: their examples do what they say, wherever Word keeps the property."""

import pytest
from conftest import some
from look_examples import WAYS, Look, document, drafted, examples, reported

from cchc_draft.checking import checker


def test_the_untouched_draft_has_no_faults():
    assert [one for one in checker.check(document(drafted())) if one.severity != "info"] == []


def cases():
    """Yield wrong looks in all ways and right ones in one of them, in turn; the same looks side by side."""
    tried = some(sorted(examples(), key=lambda one: (one[1], one[3])), 2, kind=lambda one: one[:3])
    for index, example in enumerate(tried):
        is_right = example[2]
        yield from ((*example, way) for way in ((WAYS[index % len(WAYS)],) if is_right else WAYS))


@pytest.mark.parametrize(("code", "place", "is_right", "phrases", "way"), list(cases()))
def test_an_example_of_a_rule_about_the_look(code, place, is_right, phrases, way):
    found = reported(code, place, phrases, way)

    assert (not found) == is_right, found


@pytest.mark.parametrize("each", WAYS)
@pytest.mark.parametrize(
    ("place", "phrases", "seen"),
    [
        ("motto", "cỡ chữ 15; không đậm; căn trái", ([30.0], False, "left")),
        ("text", "cỡ chữ 15; đậm; căn trái", ([30.0], True, "left")),
        ("archive", "cỡ chữ 15; đậm; căn giữa", ([30.0], True, "center")),
        ("cell", "cỡ chữ 15; đậm; căn giữa", ([30.0], True, "center")),
    ],
)
def test_a_look_is_in_effect_in_whatever_way_it_is_said(place, phrases, seen, each):
    changed = Look(place, each).apply(phrases).document

    for _, form in changed.formed(place):
        assert (form.sizes, form.is_all("b"), form.align) == seen


@pytest.mark.parametrize("each", WAYS)
def test_a_look_changes_nothing_elsewhere(each):
    untouched = document(drafted())
    changed = Look("text", each).apply("cỡ chữ 15; nghiêng; căn trái; lùi đầu dòng 2 cm; phông Arial").document

    for line, other in zip(untouched.lines, changed.lines, strict=True):
        assert line.text == other.text
        if line.role != "text" and line.place:
            assert seen(untouched, line) == seen(changed, other)


def seen(checked, line):
    form = checked.form(line)
    fonts = [font.value for run in form.runs for font in run.fonts]
    return form.sizes, form.is_all("b"), form.is_any("i"), form.align, form.paragraph.indent("firstLine"), fonts


def test_an_unknown_phrase_is_no_example():
    with pytest.raises(AssertionError, match="no such phrase: 'cỡ chữ lớn'"):
        Look("text").apply("cỡ chữ lớn")
