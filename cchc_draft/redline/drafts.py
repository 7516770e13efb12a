"""The plans that are compared: of plan folders, and of documents of any kind that can be imported."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import old_plan
from cchc_draft.language import N_, translate
from cchc_draft.plan_folder import PLAN_FILE, Drafted, PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import typed


class Source(NamedTuple):
    """A plan as it is drafted, and what the import of its document reports, a few lines for all."""

    drafted: Drafted
    summary: tuple[str, ...] = ()


def read(path: Path, profiles: Path | None = None) -> Source:
    """Return the plan of a folder or document.

    Raises InputError for what cannot be read or is no plan, NotFoundError for an unknown profile.
    """
    store = ProfileStore.beside(path, profiles)
    if path.is_dir() or path.name == PLAN_FILE or not path.suffix:
        return Source(PlanFolder.open(path).plan(store))
    made = old_plan.plan_folder(path, store)
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        for name, text in made.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        own = ProfileStore((folder / "profiles", *store.folders))
        try:
            drafted = PlanFolder.open(folder).plan(own)
        except InputError as error:
            raise InputError([_told(problem, path) for problem in error.problems]) from error
    told = [f"{path}: {line}" for line in made.summary[:-1]]  # the last line names a report that is not kept here
    return Source(drafted, (*told, translate(SEE).format(file=typed(path))) if told else ())


def _told(problem: Problem, path: Path) -> Problem:
    """Return a fault of the imported text as one of the document that it comes from."""
    if problem.level != "error":
        return replace(problem, place=Place(str(path)))
    return Problem("import-not-drafted", NOT_DRAFTED, {"fault": problem.text}, Place(str(path)))


SEE = N_("xem đủ từng chỗ bằng lệnh: cchc-draft import {file} -o <thư mục mới>")
NOT_DRAFTED = N_(
    "văn bản nhập vào chưa soạn lại được: {fault}; hãy nhập bằng «cchc-draft import», sửa rồi so sánh thư mục"
)
