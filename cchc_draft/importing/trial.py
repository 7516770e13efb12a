"""Whether the files of a new plan folder can be drafted: what ``draft`` would refuse is told at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from cchc_draft.errors import InputError, Problem
from cchc_draft.language import N_
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore

LARGEST = 200_000
"""Letters in all files; a usual plan folder has 20,000 to 60,000."""


def refused(files: Mapping[str, str], store: ProfileStore) -> list[Problem]:
    """Return what has to be put right in the files of a plan folder before they can be drafted.

    A folder with thousands of tasks is not tried, for that takes as long as drafting it: ``draft`` says the same.
    """
    if sum(map(len, files.values())) > LARGEST:
        return []
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        try:
            has_own = any(name.startswith("profiles/") for name in files)
            own = ProfileStore((folder / "profiles", *store.folders)) if has_own else store
            PlanFolder.open(folder).plan(own)
        except InputError as error:
            return list(_faults(error, folder))
    return []


def _faults(error: InputError, folder: Path) -> Iterator[Problem]:
    for problem in error.problems:
        if problem.level == "error":
            file = Path(problem.place.file) if problem.place else Path()
            name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
            facts = {"file": name, "line": problem.place.line if problem.place else 0, "fault": problem.text}
            yield Problem("draft-refuses", REFUSED, facts, level="warning")


REFUSED = N_("tệp {file}, dòng {line} phải sửa rồi mới soạn được: {fault}")
