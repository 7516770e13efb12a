"""Files appear whole or not at all, and what exists is kept."""

import errno
import os
from pathlib import Path

import pytest

from cchc_draft.errors import OutputError
from cchc_draft.output import check_extension, check_target, default_target, write_whole


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder):
    return [path.name for path in folder.iterdir()]


def fault(call, *arguments, **options):
    with pytest.raises(OutputError) as caught:
        call(*arguments, **options)
    return str(caught.value)


def test_a_new_file_holds_what_was_written(folder):
    write_whole(Path("a.docx"), b"x" * 100_000)

    assert (folder / "a.docx").read_bytes() == b"x" * 100_000
    assert names(folder) == ["a.docx"]


def test_an_existing_file_is_kept(folder):
    (folder / "a.docx").write_bytes(b"old")

    said = fault(write_whole, Path("a.docx"), b"new")

    assert said == (
        "a.docx: lỗi: tệp đã có và được giữ nguyên; thêm --force để ghi đè, hoặc chọn tên khác bằng -o [output-exists]"
    )
    assert (folder / "a.docx").read_bytes() == b"old"
    assert names(folder) == ["a.docx"]


def test_an_existing_file_is_told_before_any_work_is_done(folder):
    (folder / "a.docx").write_bytes(b"old")

    assert "[output-exists]" in fault(check_target, Path("a.docx"))
    check_target(Path("a.docx"), force=True)
    check_target(Path("b.docx"))


def test_an_existing_file_is_replaced_when_that_is_asked_for(folder):
    (folder / "a.docx").write_bytes(b"old, and longer")

    write_whole(Path("a.docx"), b"new", force=True)

    assert (folder / "a.docx").read_bytes() == b"new"
    assert names(folder) == ["a.docx"]


def test_a_file_that_appears_meanwhile_is_kept(folder, monkeypatch):
    link = os.link

    def slow_link(scratch, path):
        Path(path).write_bytes(b"faster")
        link(scratch, path)

    monkeypatch.setattr(os, "link", slow_link)

    said = fault(write_whole, Path("a.docx"), b"new")

    assert "[output-exists]" in said
    assert (folder / "a.docx").read_bytes() == b"faster"
    assert names(folder) == ["a.docx"]


def test_a_file_system_without_hard_links_will_do(folder, monkeypatch):
    def no_link(scratch, path):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)

    write_whole(Path("a.docx"), b"new")

    assert (folder / "a.docx").read_bytes() == b"new"
    assert names(folder) == ["a.docx"]


@pytest.mark.parametrize("force", [True, False])
def test_a_disk_that_is_full_leaves_everything_as_it_was(folder, force):
    resource = pytest.importorskip("resource")
    target = folder / "a.docx"
    if force:
        target.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        said = fault(write_whole, Path("a.docx"), b"x" * 100_000, force=force)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert said.startswith("a.docx: lỗi: không ghi được tệp: ")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == ({"a.docx": b"old"} if force else {})


def test_a_folder_is_no_target_even_by_force(folder):
    (folder / "a.docx").mkdir()

    for force in (True, False):
        said = fault(write_whole, Path("a.docx"), b"x", force=force)
        assert said == "a.docx: lỗi: đây là thư mục; -o phải là tên tệp [output-is-folder]"


@pytest.mark.parametrize("missing", ["khong/co", "tep"])
def test_a_target_needs_its_folder(folder, missing):
    (folder / "tep").touch()

    said = fault(check_target, Path(missing) / "a.docx")

    assert said == f"{missing}/a.docx: lỗi: không có thư mục «{missing}» [output-folder-missing]"


@pytest.mark.parametrize("name", ["a.docx", "A.DOCX", "Kế hoạch 1.2.docx", "a.html", "a.md", "a.PDF"])
def test_a_docx_can_be_written(name):
    check_extension(Path(name))


@pytest.mark.parametrize(
    ("name", "found"), [("a.doc", ".doc"), ("a.odt", ".odt"), ("a", "a"), (".docx", ".docx"), ("a.docx.txt", ".txt")]
)
def test_other_kinds_of_output_are_refused(name, found):
    said = fault(check_extension, Path(name))

    assert said == f"{name}: lỗi: không ghi được loại tệp «{found}»; dùng được: .docx, .html, .md, .pdf [output-kind]"


@pytest.mark.parametrize(
    ("plan", "target"),
    [
        ("ke-hoach-2026", "ke-hoach-2026.docx"),
        ("ke-hoach-2026/", "ke-hoach-2026.docx"),
        ("ke-hoach-2026/ke-hoach.md", "ke-hoach-2026.docx"),
        ("ke-hoach-2026/../ke-hoach-2026", "ke-hoach-2026.docx"),
        ("khong-co", "khong-co.docx"),
        (".", "lam-viec.docx"),
        ("ke-hoach.md", "lam-viec.docx"),
    ],
)
def test_a_draft_is_named_after_the_plan_folder(tmp_path, monkeypatch, plan, target):
    work = tmp_path / "lam-viec"
    (work / "ke-hoach-2026").mkdir(parents=True)
    monkeypatch.chdir(work)

    assert default_target(Path(plan)) == Path(target)
