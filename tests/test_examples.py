"""The examples stand for the five real plans: same documents, units, tasks and recipients, other sentences."""

import re
import unicodedata
from pathlib import Path

import pytest
from made_once import drafted

from cchc_draft import api
from cchc_draft.model import plain
from cchc_draft.outline import Line, lines

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir())
SAMPLES = ROOT.parent / "shared" / "samples"
READABLE = (
    "bac-ninh-so-vhttdl-2026",
    "ha-noi-phuong-ngoc-ha-2026",
    "ha-noi-so-vhtt-2026",
    "lai-chau-so-vhttdl-2026",
)
SYMBOL = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]+[A-Za-zĐ]*(?:-[A-ZĐ][A-Za-zĐ]*)+|\d+-[A-ZĐ]+/[A-ZĐ]+")
LONGEST_COMMON_RUN = 45
"""Words in a row: two citations with their titles are about that long, a copied paragraph is longer."""


def text_of(plan):
    printed = [line for line in (*lines(plan.body), *lines(plan.closing)) if isinstance(line, Line)]
    tasks = [plain(task.text) for appendix in plan.appendices for task in appendix.tasks]
    return "\n".join([*(plain(line.content) for line in printed), *tasks])


def sample(name):
    path = SAMPLES / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"the samples folder {SAMPLES} is not here")
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


MADE = {
    "bac-ninh-so-vhttdl-2027": ("cchc-nam", "bac-ninh/so-vhttdl"),
    "ha-noi-xa-soc-son-2027": ("tuyen-truyen", "ha-noi/xa-soc-son"),
    "lai-chau-ubnd-2027": ("cchc-nam", "lai-chau/ubnd"),
}
"""Examples that `new` alone made, each with its template and profile."""


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - set(MADE)))
def test_an_example_drafts_without_a_warning(name):
    assert drafted(name).warnings == ()


@pytest.mark.parametrize("name", MADE)
def test_a_made_example_is_what_new_makes_and_lacks_only_its_blanks(name):
    template, profile = MADE[name]
    folder = ROOT / "examples" / name

    files = api.new_plan(
        template, profile_id=profile, year=2027, profiles=ROOT / "profiles", templates=ROOT / "templates"
    )

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == files
    assert {problem.code for problem in drafted(name).warnings} == {"placeholder-left"}


@pytest.mark.parametrize("name", READABLE)
def test_every_document_of_the_sample_is_cited(name):
    cited = set(SYMBOL.findall(sample(name)))

    own = drafted(name).plan.letterhead
    assert cited
    assert cited - set(SYMBOL.findall(text_of(drafted(name).plan))) <= {f"{own.number}/{own.symbol}"}


@pytest.mark.parametrize("name", READABLE)
def test_the_units_of_the_sample_are_in_the_example(name):
    section = sample(name).rpartition("TỔ CHỨC THỰC HIỆN")[2]
    units = re.findall(r"^#* ?\**\d\. (?:Đề nghị )?([^*\n]+?)\**$", section, re.MULTILINE)
    headings = [plain(line.content) for line in lines(drafted(name).plan.body) if isinstance(line, Line)]

    found = {unit.replace("–", "-").strip() for unit in units}
    assert found
    assert {unit for unit in found if not any(unit in heading for heading in headings)} == set()


@pytest.mark.parametrize("name", READABLE)
def test_no_paragraph_of_the_sample_is_copied(name):
    theirs, ours = re.findall(r"\w+", sample(name)), re.findall(r"\w+", text_of(drafted(name).plan))

    runs = {tuple(theirs[start : start + LONGEST_COMMON_RUN]) for start in range(len(theirs) - LONGEST_COMMON_RUN)}
    copied = [
        " ".join(ours[start : start + LONGEST_COMMON_RUN])
        for start in range(len(ours) - LONGEST_COMMON_RUN)
        if tuple(ours[start : start + LONGEST_COMMON_RUN]) in runs
    ]
    assert copied == []


@pytest.mark.parametrize(("name", "count"), [("ha-noi-phuong-ngoc-ha-2026", 9), ("ha-noi-so-vhtt-2025", 13)])
def test_the_appendix_has_the_tasks_of_the_sample(name, count):
    assert [len(appendix.tasks) for appendix in drafted(name).plan.appendices] == [count]
