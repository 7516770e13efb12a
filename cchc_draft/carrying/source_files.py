"""Last year's plan as the texts of its files: a plan folder as it stands, any other document by way of the importer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

from cchc_draft import open_points, task_files
from cchc_draft.carrying import change_log, register
from cchc_draft.carrying.passages import offset
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.front_matter import split
from cchc_draft.language import N_, translate
from cchc_draft.model import Column
from cchc_draft.plan_folder import PLAN_FILE, PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import existing, read_text
from cchc_draft.tasks import COLUMN_TITLES
from cchc_draft.yaml_text import Node, dump, load

OWN_FILES = (
    *(open_points.FILE, change_log.FILE, change_log.DATA_FILE, "bao-cao.md", "ban-soan.docx", register.NAME),
    *("phan-cong.xlsx", "phan-cong.html"),
)
"""Files that the program itself writes or reads beside a plan, or names to its user."""


@dataclass(frozen=True, slots=True)
class LastPlan:
    """The files of last year's plan, ready to be carried over."""

    files: dict[str, str]
    """Plan, task lists and profiles that travel with it, by name."""
    others: dict[str, str]
    """What goes along unchanged: the report of an import, the office's own register."""
    task_files: tuple[str, ...]
    profile_id: str
    register_files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_imported: bool = False
    base: Path | None = field(default=None)
    """The plan folder; None for an imported document."""

    def head(self) -> tuple[Node, int]:
        """Return the tree of the plan's head, and where the head ends in its file."""
        text = self.files[PLAN_FILE]
        head, body, _ = split(text, PLAN_FILE)
        return load(head, PLAN_FILE, 2), len(text) - len(body)


def open_last(last: Path, store: ProfileStore, profile_id: str | None = None) -> LastPlan:
    """Return last year's plan: a plan folder, its ke-hoach.md, or a document that can be imported.

    Raises InputError with every fault, NotFoundError for an unknown profile.
    """
    if last.is_dir() or last.name == PLAN_FILE:
        return _of_folder(last if last.is_dir() else last.parent, store)
    return _of_document(last, store, profile_id)


def _of_document(path: Path, store: ProfileStore, profile_id: str | None) -> LastPlan:
    from cchc_draft.importing import import_report, old_plan

    made = old_plan.plan_folder(path, store, profile_id)
    if not re.search(r"^nam:", made.files[PLAN_FILE], re.MULTILINE):
        raise InputError([Problem("plan-without-year", NO_YEAR, {}, Place(str(path)))])
    tasks = tuple(name for name in made.files if name.startswith("nhiem-vu"))
    carried = {name: text for name, text in made.files.items() if name != import_report.NAME}
    others = {name: text for name, text in made.files.items() if name == import_report.NAME}
    problems = tuple(replace(one, place=one.place or Place(str(path))) for one in made.problems)
    return LastPlan(carried, others, tasks, made.profile_id, (), problems, is_imported=True)


def _of_folder(folder: Path, store: ProfileStore) -> LastPlan:
    plan = PlanFolder.open(folder)
    store.load(plan.front.profile, plan.place("ho_so"))
    text = read_text(folder / PLAN_FILE)
    files = {PLAN_FILE: text}
    lists: list[str] = []
    problems: list[Problem] = []
    edits: list[tuple[int, int, str]] = []
    for index, listed in enumerate(plan.tasks):
        node = plan.tree.find(("phu_luc", index, "nhiem_vu"))
        if not isinstance(node.value, str):
            continue
        name, _ = task_files.split_name(node.value)
        problems += listed.warnings
        if Path(name).suffix.lower() in task_files.YAML_FILES:
            files[name] = read_text(existing(folder / name))
        else:
            columns = () if plan.front.appendices[index].columns else listed.columns
            new = _free_name([*files, *lists])
            files[new] = dump(listed.tasks.plain())
            edits.append(_named(text, node, new, columns))
            problems.append(Problem("tasks-converted", CONVERTED, {"name": name, "new": new}, level="warning"))
            name = new
        lists.append(name)
    for start, end, words in reversed(edits):
        files[PLAN_FILE] = files[PLAN_FILE][:start] + words + files[PLAN_FILE][end:]
    for path in sorted((folder / "profiles").rglob("*.yaml")):
        files[path.relative_to(folder).as_posix()] = read_text(path)
    own_register = folder / register.NAME
    registers = (own_register,) if own_register.is_file() else ()
    others = {path.name: read_text(path) for path in registers}
    problems += _left_behind(folder, plan)
    return LastPlan(
        files, others, tuple(dict.fromkeys(lists)), plan.front.profile, registers, tuple(problems), base=folder
    )


def _free_name(taken: list[str]) -> str:
    names = ["nhiem-vu.yaml", *(f"nhiem-vu-{number}.yaml" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _named(text: str, node: Node, name: str, columns: tuple[Column, ...]) -> tuple[int, int, str]:
    """Return the edit that names the new task file, and its columns where the sheet alone told them."""
    start = offset(text, node.place.line, node.place.column)
    quote = text[start] if text[start] in "\"'" else ""
    end = text.index(quote, start + 1) + 1 if quote else start + len(str(node.value))
    if not columns or node.key_place is None:
        return start, end, name
    titles = [
        column.key if COLUMN_TITLES.get(column.key) == column.title else {column.key: column.title}
        for column in columns
    ]
    key = offset(text, node.key_place.line, node.key_place.column)
    if text[:key].rstrip(" \n")[-1:] in ("{", ","):
        listed = ", ".join(
            one if isinstance(one, str) else "{" + dump(one).strip().replace("\n", " ") + "}" for one in titles
        )
        return start, end, f"{name}, cot: [{listed}]"
    room = " " * (node.key_place.column - 1)
    rows = [f"{room}  {row}" for row in dump(titles).splitlines()]
    return start, end, "\n".join([name, f"{room}cot:", *rows])


def _left_behind(folder: Path, plan: PlanFolder) -> Iterator[Problem]:
    """Yield one warning for the files of a folder that are no part of the plan."""
    used = {PLAN_FILE, *OWN_FILES, f"{normalize('NFC', folder.absolute().name)}.docx"}
    for index in range(len(plan.tasks)):
        node = plan.tree.find(("phu_luc", index, "nhiem_vu"))
        if isinstance(node.value, str):
            used.add(task_files.split_name(node.value)[0])
    names = sorted(
        path.name
        for path in folder.iterdir()
        if normalize("NFC", path.name) not in used
        and not path.name.startswith((".", "profiles"))
        and not (path / PLAN_FILE).is_file()  # a plan of its own, such as the one being made
    )
    if names:
        more = [translate(MORE_FILES).format(count=len(names) - MOST_NAMES)] if len(names) > MOST_NAMES else []
        facts = {"names": ", ".join([*names[:MOST_NAMES], *more])}
        yield Problem("files-left", LEFT_BEHIND, facts, Place(str(folder)), level="warning")


MOST_NAMES = 8
"""How many files are named that are not carried over."""
MORE_FILES = N_("và {count} tệp khác")
NO_YEAR = N_(
    "văn bản không nói kế hoạch của năm nào; hãy nhập trước bằng «cchc-draft import», ghi «nam» vào ke-hoach.md rồi "
    "chạy lại với thư mục đó"
)
CONVERTED = N_("danh sách nhiệm vụ {name} ghi thành {new} trong thư mục mới")
LEFT_BEHIND = N_("không mang sang các tệp không thuộc kế hoạch: {names}")
