"""Lists of words and documents as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from cchc_draft import yaml_text


@cache
def entries(name: str) -> Mapping[str, Any]:
    """Return a list that came with the program."""
    file = resources.files(__name__) / f"{name}.yaml"
    return yaml_text.load(file.read_text("utf-8"), f"{name}.yaml").plain() or {}
