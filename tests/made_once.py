"""What many tests look at and none changes: made once in a run."""

import datetime
from functools import cache
from pathlib import Path

from cchc_draft import api

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NOW = datetime.datetime(2026, 3, 4, 8, 30, tzinfo=datetime.UTC)


@cache
def drafted(name):
    """Return an example as it is drafted."""
    return api.draft(EXAMPLES / name, profiles=ROOT / "profiles", templates=ROOT / "templates", now=NOW)


def draft_of(name):
    """Return the bytes of an example's draft."""
    return drafted(name).data
