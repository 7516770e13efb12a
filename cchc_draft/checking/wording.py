"""Words that rules look for, as data: the lists of the program, and what an office adds in its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cchc_draft import yaml_text


@dataclass(frozen=True, slots=True)
class Wording:
    """Lists by name; each is a mapping of what is found to what is right, or of a word to a remark."""

    lists: Mapping[str, Mapping[str, Any]]

    def of(self, name: str) -> Mapping[str, Any]:
        """Return one list, empty where there is none."""
        return self.lists.get(name, {})

    def extended(self, own: Mapping[str, Mapping[str, Any]]) -> Wording:
        """Return these lists with an office's own entries; "-" takes an entry away."""
        merged = {name: dict(entries) for name, entries in self.lists.items()}
        for name, entries in own.items():
            merged.setdefault(name, {}).update(entries)
        return Wording({name: {key: one for key, one in all_.items() if one != "-"} for name, all_ in merged.items()})


@cache
def shipped() -> Wording:
    """Return the program's own lists, from ``checking/words/*.yaml``; all values are text."""
    folder = resources.files("cchc_draft.checking") / "words"
    files = {one.name.removesuffix(".yaml"): one for one in folder.iterdir() if one.name.endswith(".yaml")}
    return Wording({name: yaml_text.load(one.read_text("utf-8"), one.name).plain() for name, one in files.items()})
