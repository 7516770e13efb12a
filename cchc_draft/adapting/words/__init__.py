"""What is swapped, what stays, what only the agency above does: lists as data."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from cchc_draft import yaml_text


@cache
def entries(name: str) -> list[dict[str, Any]]:
    """Return a list that came with the program; each entry is a mapping."""
    file = resources.files(__name__) / f"{name}.yaml"
    return list(yaml_text.load(file.read_text("utf-8"), f"{name}.yaml").plain() or [])
