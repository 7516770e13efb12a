"""Two plans in, their differences out: read, compared in words and, drafted in one layout, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.language import N_
from cchc_draft.plan_folder import Drafted
from cchc_draft.redline import drafts, plan_changes
from cchc_draft.redline.marks import Marks


class Comparison(NamedTuple):
    """What differs in lines, the file that shows it, what imports report, and what to look at."""

    report: tuple[str, ...]
    data: bytes
    """A .docx or .html; empty where none was asked for."""
    imports: tuple[str, ...]
    warnings: tuple[Problem, ...]


def compare(
    old: Path, new: Path, profiles: Path | None, kind: str, draw: Callable[[Drafted], bytes], marks: Marks
) -> Comparison:
    """Return what differs between two plans; *kind* is .docx, .html or empty for words alone.

    *draw* gives the .docx of a plan. Both plans are read before anything else is done.
    """
    before, after = drafts.read(old, profiles), drafts.read(new, profiles)
    report = tuple(plan_changes.report(plan_changes.compare(before.drafted.plan, after.drafted.plan)))
    imports = (*before.summary, *after.summary)
    if not kind:
        return Comparison(report, b"", imports, ())
    sides = draw(before.drafted), draw(after.drafted)
    if kind == ".html":
        from cchc_draft.redline import side_by_side

        return Comparison(report, side_by_side.write(*sides, (str(old), str(new)), report), imports, ())
    from cchc_draft.redline import package

    made = package.compare(*sides, marks)
    warnings = (Problem("sections-untracked", UNTRACKED, level="warning"),) if made.has_untracked_sections else ()
    return Comparison(report, made.data, imports, warnings)


UNTRACKED = N_("đầu trang, chân trang của phần cuối đã đổi mà Word không theo dõi được; bản so sánh in theo bản mới")
