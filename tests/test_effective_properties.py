"""Properties in effect: the program reads every draft as the tests' own reader of .docx does."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import some
from docx_reading import Docx, Table
from made_once import draft_of

from cchc_draft.effective_properties import WordFile
from cchc_draft.style_sheet import twips

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir() if (folder / "ke-hoach.md").is_file())


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def hold_against_each_other(data):
    """Assert that both readers see the same in every paragraph and section."""
    ours, theirs = WordFile(parts_of(data)), Docx(data)
    pairs = list(zip(ours.paragraphs(), theirs.paragraphs(), strict=True))
    assert pairs
    for one, other in pairs:
        assert one.style_name == other.style_name
        assert one.align.value == other.align
        for side in ("left", "right"):
            assert one.indent(side) == other.indent(side)
        assert one.indent("firstLine") == other.indent("firstLine")
        assert [one.space(side) for side in ("before", "after")] == [other.space(side) for side in ("before", "after")]
        assert one.line == other.line
        assert one.is_on("keepNext") == other.is_on("keepNext")
        assert set(one.borders()) == {
            side for side in ("top", "left", "bottom", "right") if other.border(side) is not None
        }
        assert one.room == (other.cell.room if other.cell else 0)
        for run, read in zip(one.runs, other.runs, strict=True):
            assert float(run.size.value) == read.size
            assert (run.is_on("b"), run.is_on("i")) == (read.bold, read.italic)
            assert run.color.value.upper() == read.color
            assert {font.value for font in run.fonts} <= read.fonts
    for section, read in zip(ours.sections, theirs.sections, strict=True):
        assert (section.twips("pgSz", "w"), section.twips("pgSz", "h")) == read.page
        assert section.is_on("titlePg") == read.has_title_page
        header = [one.text for one in ours.paragraphs(section.part("header", "default"))]
        assert header == [one.text for one in read.header()]


@pytest.mark.parametrize("example", some(EXAMPLES, 3))
def test_a_draft_is_read_as_the_tests_read_it(example):
    hold_against_each_other(draft_of(example))


def test_what_libreoffice_saved_is_read_as_the_tests_read_it(resaved):
    hold_against_each_other((resaved / "ha-noi-phuong-ngoc-ha-2026.docx").read_bytes())


def test_a_paragraph_knows_its_table_row_and_cell():
    data = draft_of(EXAMPLES[0])
    theirs = Docx(data)
    tables = [block for section in theirs.sections for block in section.blocks if isinstance(block, Table)]

    for one, other in zip(WordFile(parts_of(data)).paragraphs(), theirs.paragraphs(), strict=True):
        if other.cell is None:
            assert one.position is None
        else:
            table, row, cell = one.position
            assert tables[table - 1].rows[row - 1][cell - 1].element is other.cell.element


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", 120),
        ("-120", -120),
        ("6pt", 120),
        ("1in", 1440),
        ("2.54cm", 1440),
        ("25.4mm", 1440),
        ("119.6", 120),
        ("", 0),
        ("nhiều", 0),
        ("3 dặm", 0),
        (None, 0),
    ],
)
def test_measures_are_twips(text, expected):
    assert twips(text) == expected
