"""Catalogues are complete, agree with the code and are compiled."""

import gettext
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cchc_draft.errors import Place, Problem
from cchc_draft.language import LOCALE, translate, use_language

PACKAGE = LOCALE.parent
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "cchc_draft.po"
CLICK = LOCALE / "vi" / "LC_MESSAGES" / "messages.po"


def catalogue(path):
    with path.open("rb") as file:
        return read_po(file)


def messages_of_the_code():
    """Return every message marked N_ in the package."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"N_": None}, strip_comment_tags=True)
    return {message for _, _, message, _, _ in found}


def gaps(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_an_english_text_and_none_is_left_over():
    assert {message.id for message in catalogue(ENGLISH) if message.id} == messages_of_the_code()


def test_an_english_text_has_the_gaps_of_its_message():
    messages = [entry for entry in catalogue(ENGLISH) if entry.id]

    assert [entry.id for entry in messages if not entry.string or entry.fuzzy] == []
    assert [entry.id for entry in messages if gaps(entry.string) != gaps(entry.id)] == []


@pytest.mark.parametrize("path", [ENGLISH, CLICK], ids=lambda path: path.parent.parent.name)
def test_the_compiled_catalogue_is_current(path, tmp_path):
    compiled = tmp_path / "current.mo"
    with compiled.open("wb") as file:
        write_mo(file, catalogue(path))

    with compiled.open("rb") as current, path.with_suffix(".mo").open("rb") as shipped:
        expected = gettext.GNUTranslations(current)._catalog
        found = gettext.GNUTranslations(shipped)._catalog

    assert {key: text for key, text in found.items() if key} == {key: text for key, text in expected.items() if key}


def test_a_problem_speaks_the_language_in_use(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "vi")
    problem = Problem(
        "unknown-key", "không có khóa «{key}» ({record})", {"key": "so_x", "record": "x"}, Place("a", 1, 2), "so"
    )
    try:
        use_language("en")
        assert str(problem) == "a:1:2: error: unknown key «so_x» (x); did you mean «so»? [unknown-key]"
    finally:
        use_language("vi")
    assert translate("lỗi") == "lỗi"


def test_the_language_option_and_variable_choose_the_help_text():
    def helped(*arguments, **environment):
        command = [sys.executable, "-m", "cchc_draft", *arguments, "--help"]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout

    path = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(PACKAGE).parent)}
    assert "Các lệnh:" in helped(**path)
    assert "Commands:" in helped("--lang", "en", **path)
    assert "Commands:" in helped(**path, CCHC_DRAFT_LANG="en")
