"""Words that rules look for, as data: the lists of the program, and what an office adds in its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cchc_draft import compile_cache, yaml_text


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
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    texts = {one.name: one.read_text("utf-8") for one in files}
    entry = compile_cache.key(__file__, *(part.encode() for named in texts.items() for part in named))
    lists = compile_cache.load(entry)
    if not isinstance(lists, dict):
        lists = {name.removesuffix(".yaml"): yaml_text.load(text, name).plain() for name, text in texts.items()}
        compile_cache.keep(entry, lists)
    return Wording(lists)
