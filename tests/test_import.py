"""Old documents become plan folders: drafts come back as they were, the samples come in whole."""

import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx_reading import Docx
from made_once import draft_of, drafted

import cchc_draft
from cchc_draft import api
from cchc_draft.cli import cli
from cchc_draft.errors import InputError
from cchc_draft.model import Heading, plain

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir())
SAMPLES = ROOT.parent / "shared" / "samples"
READABLE = {
    "bac-ninh-so-vhttdl-2026": "bac-ninh/so-vhttdl",
    "ha-noi-phuong-ngoc-ha-2026": "ha-noi/phuong-ngoc-ha",
    "ha-noi-so-vhtt-2026": "ha-noi/so-vhtt",
    "lai-chau-so-vhttdl-2026": "lai-chau/so-vhttdl",
}


@pytest.fixture
def again(tmp_path, monkeypatch):
    """Return a function that imports a document and drafts what it became."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", str(ROOT / "profiles"))

    def draft(document):
        made = api.import_plan(document)
        for name, text in made.files.items():
            (tmp_path / "moi" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "moi" / name).write_text(text, encoding="utf-8")
        return made, api.draft(tmp_path / "moi")

    return draft


def paragraphs(data):
    return [paragraph.text for paragraph in Docx(data).paragraphs()]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_comes_back_paragraph_by_paragraph(name, again, tmp_path):
    draft = drafted(name)
    document = tmp_path / f"{name}.docx"
    document.write_bytes(draft.data)

    made, back = again(document)

    assert not made.is_new_profile
    assert paragraphs(back.data) == paragraphs(draft.data)
    assert back.plan.signatures == draft.plan.signatures
    assert [len(one.tasks) for one in back.plan.appendices] == [len(one.tasks) for one in draft.plan.appendices]


def sample(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the samples folder {SAMPLES} is not here")
    return path


def words(text):
    """Return the words of a text; a month written 03 is printed 3."""
    return [word.lstrip("0") for word in re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())]


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_finds_its_agency_and_drafts(name, again):
    made, back = again(sample(f"{name}.txt"))

    assert made.profile_id == READABLE[name]
    assert back.plan.subject
    assert [block for block in back.plan.body if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("name", READABLE)
def test_no_word_of_a_sample_is_lost(name, again):
    made, back = again(sample(f"{name}.txt"))

    told = words(" ".join([*made.plan.printed_anew, *(problem.text for problem in made.problems)]))
    known = {*words(" ".join(paragraphs(back.data))), *told}
    assert [word for word in words(sample(f"{name}.txt").read_text(encoding="utf-8")) if word not in known] == []


def test_destroyed_diacritics_are_told_loudly_and_the_sections_still_found():
    made = api.import_plan(sample("ha-noi-so-vhtt-2025.ocr.txt"), profiles=ROOT / "profiles")

    assert "no-diacritics" in {problem.code for problem in made.problems}
    assert [len(appendix.tasks) for appendix in made.plan.appendices] == [13]
    assert len([block for block in made.plan.body if isinstance(block, Heading) and block.level == 1]) >= 4


def test_an_agency_without_a_profile_gets_one_beside_the_plan(again, tmp_path):
    folder = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
    text = cchc_draft.draft(folder, kind=".md", profiles=ROOT / "profiles").data.decode()
    profile = "ke_thua: ha-noi/phuong-ngoc-ha\ndia_ban: phường Ba Đình\nvai_tro: {tuyen_truyen: a}\n"
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "ho-so" / "moi.yaml").write_text(profile, encoding="utf-8")
    (tmp_path / "ke-hoach.md").write_text(text.replace("ha-noi/phuong-ngoc-ha", "moi"), encoding="utf-8")
    document = tmp_path / "cu.docx"
    document.write_bytes(api.draft(tmp_path / "ke-hoach.md", profiles=tmp_path / "ho-so").data)

    made, back = again(document)

    assert made.is_new_profile
    assert f"profiles/{made.profile_id}.yaml" in made.files
    assert back.plan.letterhead.agencies[-1].casefold() == "phường ba đình"
    assert paragraphs(back.data)[1:] == paragraphs(document.read_bytes())[1:]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xyz", b"x", "không nhập được loại tệp «.xyz»"),
        ("a.docx", b"x", "a.docx"),
        ("a.txt", b"", "a.txt"),
        ("a.txt", "Kính gửi: Sở Nội vụ\n\nĐề nghị quý Sở xem xét.\n".encode(), "a.txt"),
        ("khong-co.docx", None, "không đọc được tệp"),
    ],
)
def test_what_is_no_plan_is_refused_and_nothing_made(name, data, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if data is not None:
        Path(name).write_bytes(data)

    result = CliRunner().invoke(cli, ["import", name, "-o", "moi"])

    assert result.exit_code == 2
    assert said in result.output
    assert not Path("moi").exists()


def test_the_words_of_what_is_no_plan_are_kept_when_asked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("thu.txt").write_text("Kính gửi: Sở Nội vụ\n\nĐề nghị quý Sở xem xét.\n", encoding="utf-8")

    result = CliRunner().invoke(cli, ["import", "thu.txt", "-o", "moi", "--keep"])

    assert result.exit_code == 2
    assert Path("moi/noi-dung.txt").read_text(encoding="utf-8") == "Kính gửi: Sở Nội vụ\nĐề nghị quý Sở xem xét.\n"


def test_the_report_names_what_was_recognised(again, tmp_path):
    document = tmp_path / "cu.docx"
    document.write_bytes(draft_of("ha-noi-phuong-ngoc-ha-2026"))

    made, _ = again(document)

    report = made.files["bao-cao.md"]
    assert report.startswith("# Báo cáo nhập kế hoạch từ cu.docx\n")
    assert "  - Nguyễn Văn Hưng (TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH)\n" in report
    assert plain(made.plan.body[1].content) in report


def test_a_broken_plan_folder_is_no_document(tmp_path):
    with pytest.raises(InputError):
        api.import_plan(tmp_path)
