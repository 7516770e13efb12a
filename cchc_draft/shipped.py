"""Where profiles and layouts are found: own folder, environment, working folder, what came with the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Kind = Literal["profiles", "templates"]

VARIABLES: dict[Kind, str] = {
    "profiles": "CCHC_DRAFT_PROFILES",
    "templates": "CCHC_DRAFT_TEMPLATES",
}


def folders(kind: Kind, option: Path | None = None) -> tuple[Path, ...]:
    """Return the folders to search, first wins: *option*, environment, ./profiles or ./templates, shipped ones.

    Folders that do not exist are named too, since a miss tells all of them.
    """
    variable = os.environ.get(VARIABLES[kind], "")
    named = [option] if option else []
    named += [Path(part) for part in variable.split(os.pathsep) if part]
    found: dict[Path, None] = {}
    for folder in [*named, Path.cwd() / kind, shipped(kind)]:
        found.setdefault(folder.absolute())
    return tuple(found)


def shipped(kind: Kind) -> Path:
    """Return the folder that came with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent / kind
