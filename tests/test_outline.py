"""Blocks as printed lines: labels by structure, each once in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.errors import InputError, Place
from cchc_draft.model import Heading, Item, ItemList, LineBreak, Paragraph, Run, Table, plain
from cchc_draft.outline import ended, lines


def text(words):
    return (Run(words),)


def paragraph(words="Lời."):
    return Paragraph(text(words))


def heading(level, words="Tên mục"):
    return Heading(level, text(words))


def entries(kind, *items):
    """Return a list whose entries are texts, or tuples of blocks."""
    blocks = [(paragraph(item),) if isinstance(item, str) else item for item in items]
    return ItemList(kind, tuple(Item(block) for block in blocks))


def shown(*blocks):
    """Return each line as kind, label and text."""
    return [(line.kind, line.label, plain(line.content)) for line in lines(blocks)]


def labels(*blocks):
    return [line.label for line in lines(blocks)]


def test_a_plan_without_blocks_has_no_lines():
    assert list(lines(())) == []


def test_every_kind_of_block_becomes_a_line_of_its_kind():
    found = shown(
        heading(1, "Mục đích"),
        heading(2, "Yêu cầu"),
        heading(3, "Chung"),
        paragraph("Lời dẫn."),
        entries("numbered", "khoản"),
        entries("point", "điểm"),
        entries("dash", ((paragraph("gạch"), entries("dash", "cộng")))),
    )

    assert found == [
        ("heading1", "I.", "Mục đích"),
        ("heading2", "1.", "Yêu cầu"),
        ("heading3", "1.1.", "Chung"),
        ("paragraph", "", "Lời dẫn."),
        ("numbered", "1.1.1.", "khoản"),
        ("point", "a)", "điểm"),
        ("dash", "-", "gạch"),
        ("plus", "+", "cộng"),
    ]


def test_numbered_paragraphs_right_below_a_section_are_its_khoan():
    assert labels(heading(1), entries("numbered", "x", "y"), heading(1), entries("numbered", "z")) == [
        "I.", "1.", "2.", "II.", "1.",
    ]  # fmt: skip


def test_numbered_paragraphs_nest_three_levels_deep():
    deepest = entries("numbered", "c", "d")
    middle = entries("numbered", (paragraph(), deepest), "e")

    assert labels(heading(1), entries("numbered", (paragraph(), middle), "f")) == [
        "I.", "1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "2.",
    ]  # fmt: skip


def test_numbers_run_on_where_a_paragraph_stands_between_two_lists():
    blocks = (heading(2), entries("numbered", "x"), paragraph(), entries("numbered", "y"), heading(3))

    assert labels(*blocks) == ["1.", "1.1.", "", "1.2.", "1.3."]


def test_points_run_on_where_a_paragraph_stands_between_two_lists():
    assert labels(heading(1), entries("point", "x", "y"), paragraph(), entries("point", "z")) == [
        "I.", "a)", "b)", "", "c)",
    ]  # fmt: skip


@pytest.mark.parametrize("level", [1, 2, 3])
def test_points_start_anew_below_every_heading(level):
    blocks = [heading(1), heading(2), entries("point", "x", "y"), heading(level), entries("point", "z")]

    assert labels(*blocks)[-1] == "a)"


def test_points_start_anew_in_every_numbered_paragraph():
    inner = (paragraph(), entries("point", "x", "y"))

    assert labels(entries("numbered", inner, inner)) == ["1.", "a)", "b)", "2.", "a)", "b)"]


def test_dashes_below_points_and_numbers_are_dashes_and_only_below_dashes_plus_signs():
    below_point = entries("point", (paragraph(), entries("dash", (paragraph(), entries("dash", "x")))))
    below_number = entries("numbered", (paragraph(), entries("dash", "y")))

    assert labels(below_point, below_number) == ["a)", "-", "+", "1.", "-"]


def test_further_paragraphs_of_an_entry_have_no_label():
    assert shown(entries("point", (paragraph("một"), paragraph("hai")))) == [
        ("point", "a)", "một"),
        ("paragraph", "", "hai"),
    ]


def test_an_entry_that_starts_with_a_list_still_prints_its_label():
    assert labels(entries("numbered", (entries("dash", "x"),))) == ["1.", "-"]


def test_tables_pass_through_where_they_stand():
    table = Table((text("STT"),), ((text("1"),),), ("",))

    found = list(lines((paragraph(), table, entries("dash", (paragraph(), table)))))

    assert [found[1], found[3]] == [table, table]


def test_a_line_keeps_the_place_of_its_paragraph():
    place = Place("ke-hoach.md", 7, 4)

    (line,) = lines((ItemList("dash", (Item((Paragraph(text("x"), place),)),)),))

    assert line.place == place


def test_twenty_three_points_fit_into_one_khoan():
    assert labels(entries("point", *["x"] * 23))[-1] == "y)"


def test_the_twenty_fourth_point_is_refused_at_its_place():
    place = Place("ke-hoach.md", 30, 1)
    items = [Item((paragraph(),))] * 23 + [Item((paragraph(),), place)]

    with pytest.raises(InputError) as caught:
        list(lines((ItemList("point", tuple(items)),)))

    assert str(caught.value) == (
        "ke-hoach.md:30:1: lỗi: quá 23 điểm trong một khoản: hết chữ cái để đánh thứ tự (a đến y); "
        "hãy tách thành hai khoản [too-many-points]"
    )


@st.composite
def valid_blocks(draw):
    """Headings without skipped levels, and lists that nest by the decree's order."""
    numbered = st.recursive(
        st.just((paragraph(),)),
        lambda inner: st.lists(inner, min_size=1, max_size=3).map(
            lambda items: (paragraph(), entries("numbered", *items))
        ),
        max_leaves=5,
    )
    blocks, level = [], 0
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["heading", "numbered", "point", "paragraph"]))
        if kind == "heading":
            level = draw(st.integers(1, min(level + 1, 3)))
            blocks.append(heading(level))
        elif kind == "numbered":
            blocks.append(entries("numbered", draw(numbered)))
        elif kind == "point":
            blocks.append(entries("point", "x"))
        else:
            blocks.append(paragraph())
    return tuple(blocks)


@given(valid_blocks())
def test_in_every_section_numbers_run_from_one_without_gap_or_repeat(blocks):
    counts = {}
    for line in lines(blocks):
        if line.kind == "heading1":
            counts = {}
        elif line.kind in ("heading2", "heading3", "numbered"):
            *above, last = map(int, line.label.rstrip(".").split("."))
            assert last == counts.get(tuple(above), 0) + 1
            counts[tuple(above)] = last


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((Run("Thực hiện."),), (Run("Thực hiện./."),)),
        ((Run("Thực hiện"),), (Run("Thực hiện./."),)),
        ((Run("Thực hiện. "),), (Run("Thực hiện./."),)),
        ((Run("Thực hiện./."),), (Run("Thực hiện./."),)),
        ((Run("một "), Run("hai.", bold=True)), (Run("một "), Run("hai./.", bold=True))),
        ((Run("ba", italic=True), Run(".")), (Run("ba", italic=True), Run("./."))),
        ((Run("a.vn", link="http://a.vn"), Run(".")), (Run("a.vn", link="http://a.vn"), Run("./."))),
        ((Run("bốn"), LineBreak()), (Run("bốn"), LineBreak(), Run("./."))),
    ],
)
def test_the_plan_ends_with_the_end_mark_once_in_place_of_its_full_stop(content, expected):
    assert ended(content) == expected
