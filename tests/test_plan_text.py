"""Blocks written as Markdown are read as the same blocks, whatever their text is."""

import pytest
from conftest import tries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_draft import content
from cchc_draft.content import joined
from cchc_draft.importing import plan_text
from cchc_draft.model import Heading, Item, ItemList, LineBreak, NoteRef, Paragraph, Run, Table

ODD = [
    "R&D <x>",
    "{{ a }}",
    "2025. Năm",
    "1) Một",
    "- gạch",
    "I. Mục",
    "a|b",
    "*sao*",
    "[x](y)",
    "[^1]",
    "# đề",
    "…",
    "[… số]",
]
words = st.text("abcđếHN 0123456789.,;:()[]{}*_#|<>&%~^`\\/-+=!?\"'–…", min_size=1, max_size=12) | st.sampled_from(ODD)
texts = words.map(lambda text: " ".join(text.split())).filter(bool)
runs = st.builds(Run, texts, st.booleans(), st.booleans())


def paragraphs(content):
    """Return a paragraph whose runs are separated by spaces, as a person writes."""
    spaced = []
    for run in content:
        spaced += [Run(" "), run] if spaced else [run]
    return Paragraph(joined(spaced))


contents = st.lists(runs, min_size=1, max_size=4).map(paragraphs)


def items(inner):
    return st.builds(lambda first, rest: Item((first, *rest)), contents, inner)


dashes = st.builds(ItemList, st.just("dash"), st.lists(items(st.just(())), min_size=1, max_size=3).map(tuple))
nested = st.just(()) | dashes.map(lambda block: (block,))
points = st.builds(ItemList, st.just("point"), st.lists(items(nested), min_size=1, max_size=3).map(tuple))
numbered = st.builds(
    ItemList,
    st.just("numbered"),
    st.lists(items(st.just(()) | points.map(lambda block: (block,))), min_size=1, max_size=12).map(tuple),
)
cells = contents.map(lambda paragraph: paragraph.content)
tables = st.builds(
    lambda header, rows: Table(header, rows, ("", "center")),
    st.tuples(cells, cells),
    st.lists(st.tuples(cells, cells), max_size=3).map(tuple),
)
sections = st.lists(contents | dashes | points | numbered | tables, min_size=1, max_size=5)


def plain_form(block):
    """Return a block without bold and italic."""
    match block:
        case Paragraph():
            return Paragraph(unformed(block.content))
        case ItemList():
            return ItemList(block.kind, tuple(Item(tuple(map(plain_form, item.blocks))) for item in block.items))
        case Table():
            rows = tuple(tuple(map(unformed, row)) for row in block.rows)
            return Table(tuple(map(unformed, block.header)), rows, block.alignments)
        case Heading():
            return Heading(block.level, unformed(block.content))


def unformed(found):
    return joined(Run(part.text) if isinstance(part, Run) else part for part in found)


def parsed(text):
    return content.parse(text, "ke-hoach.md", list(range(1, text.count("\n") + 3)))


def separated(blocks):
    """Return the blocks without two lists or two tables in a row, which Markdown would join."""
    kept = []
    for block in blocks:
        if isinstance(block, (ItemList, Table)) and kept and isinstance(kept[-1], type(block)):
            continue
        kept.append(block)
    return kept


@settings(max_examples=tries(15), suppress_health_check=list(HealthCheck))
@given(sections, st.lists(contents, max_size=2))
def test_written_blocks_are_read_as_the_same_text(blocks, closing):
    body = [Heading(1, (Run("Mục đích"),)), *separated(blocks)]

    found = parsed(plan_text.write(body, closing))

    assert [problem for problem in found.problems if problem.code not in ("heading-roman",)] == []
    assert [plain_form(block) for block in found.body] == [plain_form(block) for block in body]
    assert [plain_form(block) for block in found.closing] == [plain_form(block) for block in closing]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ((Run("Mục đích:", bold=True), Run(" Nâng cao.")), "**Mục đích:** Nâng cao."),
        ((Run("Mục đích: ", bold=True), Run("Nâng cao")), "**Mục đích:** Nâng cao"),
        ((Run("Cải cách", italic=True), Run("thể chế")), "*Cải cách*thể chế"),
        ((Run("Mục:", bold=True), Run("dính")), "Mục:dính"),
        ((Run("một"), Run("hai", bold=True)), "mộthai"),
        ((Run("a"), LineBreak(), Run("b")), "a\\\nb"),
        ((Run("a"), NoteRef(1), Run("b", bold=True)), "a[^1]b"),
        ((Run("trang", link="https://a.vn/x"),), "[trang](<https://a.vn/x>)"),
    ],
)
def test_form_that_markdown_cannot_hold_is_left_out_and_no_word(written, text):
    assert content.paragraph(written) == text
