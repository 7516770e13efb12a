"""Files appear whole or not at all, and what exists is kept."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cchc_draft.errors import OutputError
from cchc_draft.output import check_extension, check_target, default_target, write_folder, write_whole


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


# Folders.

FILES = {"ke-hoach.md": b"ke hoach", "nhiem-vu.yaml": b"nhiem vu"}


def tree(folder):
    """Return every file below a folder with what it holds, and every empty folder."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path.read_bytes() if path.is_file() else None
        for name, path in found.items()
        if path.is_file() or not any(path.iterdir())
    }


@pytest.mark.parametrize("target", ["moi", "moi/", "cha/con/moi", "./moi", "khong/../moi"])
def test_a_new_folder_holds_all_files(folder, target):
    write_folder(Path(target), FILES)

    assert {name: (folder / target / name).read_bytes() for name in os.listdir(folder / target)} == FILES
    assert not [path for path in folder.rglob("*") if path.name.startswith(".")]


def test_a_new_folder_and_its_files_are_as_open_as_any(folder):
    (folder / "khac").mkdir()
    (folder / "khac" / "tep").touch()

    write_folder(Path("moi"), FILES)

    assert (folder / "moi").stat().st_mode == (folder / "khac").stat().st_mode
    assert (folder / "moi" / "ke-hoach.md").stat().st_mode == (folder / "khac" / "tep").stat().st_mode


@pytest.mark.parametrize("force", [True, False])
def test_an_empty_folder_is_filled(folder, force):
    (folder / "moi").mkdir()

    write_folder(Path("moi"), FILES, force=force)

    assert tree(folder / "moi") == FILES
    assert names(folder) == ["moi"]


@pytest.mark.parametrize("target", [".", "./", ""])
def test_the_empty_working_folder_is_filled(folder, monkeypatch, target):
    (folder / "moi").mkdir()
    monkeypatch.chdir(folder / "moi")

    write_folder(Path(target), FILES)

    assert {path.name: path.read_bytes() for path in Path().iterdir()} == FILES
    assert names(folder) == ["moi"]


def test_an_empty_folder_behind_a_link_is_filled(folder):
    (folder / "that").mkdir()
    (folder / "moi").symlink_to("that")

    write_folder(Path("moi"), FILES)

    assert tree(folder / "that") == FILES


@pytest.mark.parametrize("held", ["khac.txt", "ke-hoach.md", ".an"])
def test_a_folder_that_holds_something_is_kept(folder, held):
    (folder / "co").mkdir()
    (folder / "co" / held).write_bytes(b"old")

    said = fault(write_folder, Path("co"), FILES)

    assert said == (
        "co: lỗi: thư mục đã có tệp và được giữ nguyên; thêm --force để ghi đè, hoặc chọn tên khác bằng -o [output-exists]"
    )
    assert tree(folder) == {f"co/{held}": b"old"}


def test_force_replaces_the_files_of_the_same_name_only(folder):
    (folder / "co").mkdir()
    (folder / "co" / "ke-hoach.md").write_bytes(b"old")
    (folder / "co" / "khac.txt").write_bytes(b"mine")

    write_folder(Path("co"), FILES, force=True)

    assert tree(folder / "co") == {**FILES, "khac.txt": b"mine"}


@pytest.mark.parametrize("in_the_way", list(FILES))
def test_force_replaces_all_or_nothing(folder, in_the_way):
    (folder / "co" / in_the_way).mkdir(parents=True)
    (other,) = set(FILES) - {in_the_way}
    (folder / "co" / other).write_bytes(b"old")

    said = fault(write_folder, Path("co"), FILES, force=True)

    assert said.startswith(f"co/{in_the_way}: lỗi: ")
    assert tree(folder) == {f"co/{other}": b"old", f"co/{in_the_way}": None}


@pytest.mark.parametrize("force", [True, False])
def test_a_file_is_no_folder_even_by_force(folder, force):
    (folder / "tep").write_bytes(b"old")

    said = fault(write_folder, Path("tep"), FILES, force=force)

    assert said == "tep: lỗi: đây là tệp; -o phải là tên thư mục [output-is-file]"
    assert tree(folder) == {"tep": b"old"}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("tep/moi", "[output-failed]"),
        ("tep/cha/moi", "[output-failed]"),
        ("x" * 300, "không ghi được tệp: tên tệp quá dài [output-failed]"),
        ("cha/" + "x" * 300, "không ghi được tệp: tên tệp quá dài [output-failed]"),
        ("vong", "[output-failed]"),
        ("dut", "[output-failed]"),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(folder, target, said):
    (folder / "tep").write_bytes(b"old")
    (folder / "vong").symlink_to("vong")
    (folder / "dut").symlink_to("khong/co")

    assert fault(write_folder, Path(target), FILES).endswith(said)
    assert sorted(path.name for path in folder.iterdir() if path.name != "cha") == ["dut", "tep", "vong"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_parent_without_right_to_write_is_told(folder):
    (folder / "khoa").mkdir(mode=0o500)

    said = fault(write_folder, Path("khoa/moi"), FILES)

    assert said == "khoa/moi: lỗi: không ghi được tệp: không có quyền truy cập [output-failed]"
    assert names(folder / "khoa") == []


@pytest.mark.parametrize("at", range(1, 3))
def test_a_disk_that_is_full_leaves_no_part_of_a_folder(folder, at):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    files = {f"{number}.md": b"x" * (100_000 if number == at else 10) for number in (1, 2)}

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        said = fault(write_folder, Path("moi"), files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert said.startswith("moi: lỗi: không ghi được tệp: ")
    assert names(folder) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_of_two_runs_at_once_one_makes_the_whole_folder(folder, is_there):
    for turn in range(20):
        target = Path(f"moi-{turn}")
        if is_there:
            target.mkdir()
        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(write_folder, target, dict.fromkeys(FILES, text)) for text in (b"1", b"2")]
        told = [str(run.exception()) for run in runs if run.exception()]

        assert len(told) == 1
        assert told[0].endswith("[output-exists]")
        assert len(set(tree(target).values())) == 1
        assert set(tree(target)) == set(FILES)
    assert len(names(folder)) == 20
