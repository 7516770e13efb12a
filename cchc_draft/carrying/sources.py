"""What a merge needs to know next time, kept in the folder .cchc of a plan as plain files; and a second run.

``.cchc/mau`` holds what the content template gave, ``.cchc/cap-tren`` the plan of the agency above, ``.cchc/ban-dau``
the plan as it was made, ``.cchc/nguon.yaml`` where they came from. Nothing else in a folder is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cchc_draft import content_template, open_points
from cchc_draft.carrying import parent_plan, source_files
from cchc_draft.carrying.change_log import Entry
from cchc_draft.carrying.merged_plan import Side, merge_plans, relocated
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.open_points import Point
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.profile import ParentRecord, Profile
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import read_text
from cchc_draft.yaml_text import dump, load

FOLDER = ".cchc"
TEMPLATE, PARENT, FIRST = "mau", "cap-tren", "ban-dau"
INDEX = f"{FOLDER}/nguon.yaml"
COMMENT = "# Do chương trình ghi, để lần sau gộp được với nguồn mới. Không cần sửa.\n"


class Wanted(NamedTuple):
    """The sources of the new year that are to be merged in."""

    old_year: int
    new_year: int
    template: str = ""
    template_files: Callable[[int], Mapping[str, str]] | None = None
    """What the template gives for a year."""
    parent: str = ""
    """Name of the file or folder with the plan of the agency above."""
    parent_files: Mapping[str, str] | None = None
    judge: parent_plan.Judge = parent_plan.EVERYTHING
    """Tells which tasks of that plan are the office's."""


class Request(NamedTuple):
    """What the user names: a content template, its folder, the plan of the agency above."""

    template: str = ""
    templates: Path | None = None
    parent: Path | None = None
    judge: Callable[[source_files.LastPlan, str, ProfileStore], parent_plan.Judge] | None = None
    """Makes, of the plan of the agency above and the profile of the office, what tells which tasks are its own."""


NOTHING = Request()


def wanted(
    request: Request, store: ProfileStore, profile_id: str, old_year: int, new_year: int
) -> tuple[Wanted, list[Problem]]:
    """Return the sources that are named, and what is doubtful about them.

    Raises NotFoundError for an unknown template or profile, InputError for a plan that cannot be read.
    """
    made: Callable[[int], Mapping[str, str]] | None = None
    if request.template:
        profile, parent = store.load(profile_id), store.parent(profile_id)
        made = partial(_made, request, profile_id, profile, parent)
        made(new_year)
    if request.parent is None:
        return Wanted(old_year, new_year, request.template, made), []
    above = source_files.open_last(request.parent, ProfileStore.beside(request.parent))
    problems = list(above.problems)
    found = above.head()[0].find(("nam",)).value
    if found != str(new_year):
        facts = {"found": found, "year": new_year}
        problems.append(Problem("parent-year", OTHER_YEAR, facts, Place(str(request.parent)), level="warning"))
    judge = request.judge(above, profile_id, store) if request.judge else parent_plan.EVERYTHING
    problems += (replace(one, place=Place(str(request.parent))) for one in judge.doubts)
    return Wanted(old_year, new_year, request.template, made, request.parent.name, above.files, judge), problems


def _made(request: Request, profile_id: str, profile: Profile, parent: ParentRecord, year: int) -> Mapping[str, str]:
    return content_template.make(request.template, profile_id, profile, parent, year, request.templates)


class Combined(NamedTuple):
    """The files of the new plan with its sources merged in, all entries, and what is kept for next time."""

    files: dict[str, str]
    entries: list[Entry]
    stored: dict[str, str]


def combine(
    last: Mapping[str, str],
    last_folder: Path | None,
    files: Mapping[str, str],
    entries: Sequence[Entry],
    wanted: Wanted,
) -> Combined:
    """Return the carried *files* and *entries* with the sources of the new year merged in.

    *last* are the files of last year's plan as they were before they were carried over, *last_folder* the folder in
    which they lie, if any: it may hold what the sources said last year.
    """
    made, told = dict(files), list(entries)
    stored: dict[str, str] = {}
    index: dict[str, dict[str, str]] = {}
    if wanted.template_files is not None:
        new, new_then = (dict(wanted.template_files(year)) for year in (wanted.new_year, wanted.old_year))
        base = _kept(last_folder, TEMPLATE, wanted.template) or new_then
        merged = merge_plans(Side(base, base), Side(made, last), Side(new, new_then), FROM_TEMPLATE)
        made = merged.files
        told = [*relocated(told, made, FROM_TEMPLATE), *merged.entries]
        stored |= {f"{FOLDER}/{TEMPLATE}/{name}": text for name, text in new.items()}
        index[TEMPLATE] = {"ten": wanted.template, "nam": str(wanted.new_year)}
    if wanted.parent_files is not None:
        asked = _plan_files(wanted.parent_files)
        told += parent_plan.compare(made, _kept(last_folder, PARENT), asked, wanted.judge)
        stored |= {f"{FOLDER}/{PARENT}/{name}": text for name, text in asked.items()}
        index[PARENT] = {"ten": wanted.parent, "nam": str(wanted.new_year)}
    index[FIRST] = {"nam": str(wanted.new_year)}
    stored |= {f"{FOLDER}/{FIRST}/{name}": text for name, text in _plan_files(made).items()}
    stored[INDEX] = COMMENT + dump(index)
    return Combined(made, told, stored)


def _plan_files(files: Mapping[str, str]) -> dict[str, str]:
    """Return the plan and its task lists, without what travels along."""
    return {name: text for name, text in files.items() if "/" not in name and name != open_points.FILE}


def _kept(folder: Path | None, name: str, source: str = "") -> dict[str, str] | None:
    """Return what a plan folder kept of a source; None where it kept nothing, or another source of that name."""
    place = folder / FOLDER / name if folder else None
    if folder is None or place is None or not (place / PLAN_FILE).is_file():
        return None
    if source and _index(folder).get(name, {}).get("ten") != source:
        return None
    return {path.name: read_text(path) for path in sorted(place.iterdir()) if path.is_file()}


def _index(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / INDEX
    try:
        found = load(read_text(path), str(path)).plain() if path.is_file() else {}
    except InputError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, dict)}


# A second run.


def is_known(folder: Path) -> bool:
    """Tell whether a folder holds a plan that was made here, so that a second run is merged into it."""
    return (folder / FOLDER / FIRST / PLAN_FILE).is_file() and (folder / PLAN_FILE).is_file()


def updated(folder: Path, made: Combined) -> tuple[dict[str, str], list[Point], list[Entry]]:
    """Return a plan folder that was made before, and edited since, with what a new run would make otherwise.

    Its files, its points (answers kept, new ones at the end), and the entries of the log. Where the new run makes what
    the earlier one made, files and points are those of the folder, letter by letter.
    """
    base = _kept(folder, FIRST) or {}
    own = {name: read_text(folder / name) for name in _plan_files(made.files) if (folder / name).is_file()}
    new = _plan_files(made.files)
    merged = merge_plans(Side(base, base), Side(own, own), Side(new, new), FROM_RUN)
    known = open_points.load(folder)
    fresh = _points(made.entries)
    asked = {point.question for point in known}
    conflicts = _points([entry for entry in merged.entries if entry.state == "open"])
    later = [point for point in (*fresh, *conflicts) if point.question not in asked]
    later = [point for point in later if not point.words or _stands(merged.files, point)]
    points = [*known, *_renumbered(_once(later), known)]
    others = {name: text for name, text in made.files.items() if name not in new and not (folder / name).exists()}
    index = {**_index(folder), **load(made.stored[INDEX], INDEX).plain()}
    return {**merged.files, **others, INDEX: COMMENT + dump(index)}, points, made.entries


def _points(entries: Sequence[Entry]) -> list[Point]:
    from cchc_draft.carrying.open_points import points

    return points(entries)


def _once(points: Sequence[Point]) -> list[Point]:
    return list({point.question: point for point in points}.values())


def _renumbered(points: Sequence[Point], known: Sequence[Point]) -> list[Point]:
    """Return points with numbers behind those of *known*; what asks about the same keeps together."""
    last = max((int(point.group) for point in known if point.group.isdigit()), default=0)
    groups: dict[str | int, list[str]] = {}
    found = []
    for index, point in enumerate(points):
        ids = groups.setdefault(point.group or index, [])
        ids.append(f"{ids[0]}.{len(ids) + 1}" if ids else f"{last + len(groups):02}")
        found.append(replace(point, id=ids[-1]))
    return found


def _stands(files: Mapping[str, str], point: Point) -> bool:
    text = files.get(point.file, "")
    return bool(open_points.locate(text, [point])[0].span)


FROM_TEMPLATE = N_("mẫu mới")
FROM_RUN = N_("bản chuyển mới")
OTHER_YEAR = N_("kế hoạch cấp trên là của năm {found}, không phải năm {year}")
