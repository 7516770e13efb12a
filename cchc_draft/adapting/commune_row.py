"""What a row of commune data says, put into the commune's plan: into the drawn plan, and into the files alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cchc_draft import open_points
from cchc_draft.adapting.commune_data import CommuneRow
from cchc_draft.carrying import open_points as carried_points
from cchc_draft.errors import InputError
from cchc_draft.formats import PartialDate
from cchc_draft.model import Plan
from cchc_draft.open_points import Point
from cchc_draft.plan_folder import PLAN_FILE
from cchc_draft.profile import Profile, sign
from cchc_draft.yaml_text import dump


def in_plan(plan: Plan, profile: Profile, row: CommuneRow) -> Plan:
    """Return a plan with what the row says. Raises InputError where nobody can sign so."""
    head = plan.letterhead
    if row.number is not None:
        head = replace(head, number=row.number)
    if row.date is not None:
        head = replace(head, date=PartialDate(row.date.year, row.date.month, row.date.day))
    signatures = plan.signatures
    if row.signer or row.for_head is not None:
        record = profile.signature.replaced(**_signing(row))
        signature, problems = sign(record, profile.level, row.place)
        if problems:
            raise InputError(problems)
        signatures = (signature, *signatures[1:])
    return replace(
        plan,
        letterhead=head,
        signatures=signatures,
        recipients=(*(row.recipients or plan.recipients), *row.more),
        archive=row.archive or plan.archive,
    )


def _signing(row: CommuneRow) -> dict[str, object]:
    """Return what changes in the signature: another authority without a name leaves the name open."""
    changes: dict[str, object] = {} if row.for_head is None else {"for_head": row.for_head}
    return changes | {"name": row.signer or None}


def keys(row: CommuneRow) -> dict[str, object]:
    """Return the keys of the plan's head that say the same; number and date apart."""
    found: dict[str, object] = {}
    if row.signer or row.for_head is not None:
        authority = {} if row.for_head is None else {"ky_thay": "true" if row.for_head else "false"}
        found["ky"] = authority | {"ho_ten": row.signer or None}
    if row.recipients:
        found["noi_nhan"] = [*row.recipients, *row.more]
    elif row.more:
        found["noi_nhan"] = {"them": list(row.more)}
    if row.archive:
        found["luu"] = row.archive
    return found


def numbers(row: CommuneRow) -> dict[str, str]:
    """Return number and date as the head has them."""
    found = {"so": str(row.number) if row.number is not None else "", "ngay": row.date.isoformat() if row.date else ""}
    return {name: value for name, value in found.items() if value}


def answers(row: CommuneRow, context: str) -> bool:
    """Tell whether the row answers an open point of the head."""
    return context in numbers(row)


def in_files(files: Mapping[str, str], row: CommuneRow) -> dict[str, str]:
    """Return the files of a plan folder with what the row says; points that it answers are answered."""
    told, given = keys(row), numbers(row)
    if not told and not given:
        return dict(files)
    text = files[PLAN_FILE]
    points = open_points.parse(files[open_points.FILE], open_points.FILE)
    for name, value in given.items():
        point = next((one for one in points if one.is_open and one.context == name and not one.words), None)
        if point is None:
            text, points = _inserted(text, points, dump({name: value}))
        else:
            text, points = carried_points.set_value(text, points, point.id, value)
    if told:
        text, points = _inserted(text, points, dump(told))
    return {**files, PLAN_FILE: text, open_points.FILE: open_points.dump(points)}


def _inserted(text: str, points: list[Point], lines: str) -> tuple[str, list[Point]]:
    """Return a plan with more lines at the end of its head, and its points where they are now."""
    end = open_points.head_end(text)
    last, more = text.count("\n", 0, end), lines.count("\n")
    moved = [
        replace(point, line=point.line + more) if point.file == PLAN_FILE and point.line > last else point
        for point in points
    ]
    return text[:end] + lines + text[end:], moved
