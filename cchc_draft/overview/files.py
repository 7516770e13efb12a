"""The kinds of files that show tasks at a glance, by extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cchc_draft.errors import Problem
from cchc_draft.overview import calendar_file, page, picture, workbook
from cchc_draft.overview.chart import TITLE, charts
from cchc_draft.overview.listing import ListedPlan

Made = tuple[bytes, list[Problem]]
"""The bytes of a file, and what could not be put into it."""


def _calendar(plans: Sequence[ListedPlan]) -> Made:
    return calendar_file.write(plans), list(calendar_file.left_out(plans))


def _workbook(plans: Sequence[ListedPlan]) -> Made:
    problems: list[Problem] = []
    return workbook.write(plans, problems), problems


WRITERS: Mapping[str, Callable[[Sequence[ListedPlan]], Made]] = {
    ".ics": _calendar,
    ".xlsx": _workbook,
    ".html": lambda plans: (page.write(plans), []),
    ".svg": lambda plans: (picture.write(charts(plans), TITLE.upper()), []),
}
