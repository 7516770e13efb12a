"""One adapted plan for many communes that differ in nothing but their names: made once, then filled in for each.

The plan is adapted for a commune with a made-up name that no text has. Whatever holds that name is found once, so
filling it in costs next to nothing: what does not hold it is shared by all communes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cchc_draft.communes import Locality

COMMUNE, PROVINCE = "Xưởđơxơ", "Xướđơxớ"
"""Made-up names: words by their letters, and in no text."""
PLAIN = re.compile(r"[^\W\d_]+(?:(?: - | |['’-])[^\W\d_]+)*")
"""Names that need no quotes and no signs before them in any file."""

Value = Any
Filler = Callable[[Mapping[str, str]], Value]


def is_plain(name: str) -> bool:
    """Tell whether a name can be filled in: letters alone."""
    return PLAIN.fullmatch(name) is not None


def renamed(locality: Locality, *, has_province: bool) -> Locality:
    """Return a commune with a made-up name, in a province with one where *has_province*."""
    whole = locality.province
    if has_province:
        whole = whole.removesuffix(Locality(whole).proper_name) + PROVINCE
    return Locality(locality.name.removesuffix(locality.proper_name) + COMMUNE, whole)


def text_filler(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the real names."""
    for made_up, real in names.items():
        text = text.replace(made_up, real)
    return text


def filler(value: Value) -> Filler | None:
    """Return what fills the real names into a value of records, tuples and texts; None where it holds none."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return _sequence(value)
    if isinstance(value, Mapping):
        return _mapping(value)
    return _record(value) if dataclasses.is_dataclass(value) else None


def _text(text: str) -> Filler | None:
    if COMMUNE not in text and PROVINCE not in text:
        return None
    return lambda names: text_filler(text, names)


def _sequence(values: tuple[Value, ...]) -> Filler | None:
    found = _fillers(enumerate(values))
    if not found:
        return None
    kind = type(values) if hasattr(values, "_fields") else None

    def fill(names: Mapping[str, str]) -> Value:
        filled = list(values)
        for index, one in found:
            filled[index] = one(names)
        return kind(*filled) if kind else tuple(filled)

    return fill


def _mapping(values: Mapping[Any, Value]) -> Filler | None:
    found = _fillers(values.items())
    return (lambda names: {**values, **{key: one(names) for key, one in found}}) if found else None


def _record(record: Value) -> Filler | None:
    found = _fillers((field.name, getattr(record, field.name)) for field in dataclasses.fields(record) if field.compare)
    if not found:
        return None
    return lambda names: dataclasses.replace(record, **{name: one(names) for name, one in found})


def _fillers(values: Any) -> Sequence[tuple[Any, Filler]]:
    listed = [(key, filler(value)) for key, value in values]
    return [(key, one) for key, one in listed if one is not None]


class Words:
    """The words of texts, to know the names that stand in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Know some texts."""
        self.text = "\n".join(texts)
        self.words = frozenset(re.findall(r"\w+", self.text))

    def holds(self, name: str) -> bool:
        """Tell whether a name stands in one of the texts, whole, as it is or in capitals."""
        return any(self._holds(one) for one in (name, name.upper()))

    def _holds(self, name: str) -> bool:
        is_near = self.words.issuperset(re.findall(r"\w+", name))
        return is_near and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text) is not None
