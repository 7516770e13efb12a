"""One adapted plan for many communes that differ in nothing but their names: made once, then filled in for each.

The plan is adapted for a commune with a made-up name that no text has. Whatever holds that name is found once, so
filling it in costs next to nothing: what does not hold it is shared by all communes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from cchc_draft.communes import Locality, slug
from cchc_draft.formats import sentence_start

COMMUNE, PROVINCE = "Xưởđơxơ", "Xướđơxớ"
"""Made-up names: words by their letters, and in no text."""
COMMUNE_SLUG, PROVINCE_SLUG = slug(COMMUNE), slug(PROVINCE)
PLAIN = re.compile(r"[^\W\d_]+(?:(?: - | |['’-])[^\W\d_]+)*")
"""Names that need no quotes and no signs before them in any file."""

Value = Any
Filler = Callable[[Mapping[str, str]], Value]


class Names(NamedTuple):
    """What stands for the made-up names."""

    commune: str
    province: str = ""

    @property
    def words(self) -> dict[str, str]:
        """Made-up name to real one."""
        return {COMMUNE: self.commune, PROVINCE: self.province} if self.province else {COMMUNE: self.commune}

    @property
    def ids(self) -> dict[str, str]:
        """Made-up name to real one, those in ids of profiles too."""
        return self.words | {COMMUNE_SLUG: slug(self.commune), PROVINCE_SLUG: slug(self.province)}


def is_plain(name: str) -> bool:
    """Tell whether a name can be filled in: letters alone."""
    return PLAIN.fullmatch(name) is not None


def renamed(locality: Locality, commune: str, province: str) -> Locality:
    """Return a locality with other proper names."""
    whole = locality.province
    if province:
        word, _, _ = whole.partition(Locality(whole).proper_name)
        whole = word + province
    return Locality(locality.name.removesuffix(locality.proper_name) + commune, whole)


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


def is_left(text: str) -> bool:
    """Tell whether a made-up name is still in a text, in any case."""
    folded = text.casefold()
    return any(name.casefold() in folded for name in (COMMUNE, PROVINCE, COMMUNE_SLUG, PROVINCE_SLUG))


def known_words(texts: Sequence[str]) -> frozenset[str]:
    """Return the words of texts, by which :func:`is_in` knows names."""
    return frozenset(word for text in texts for word in re.findall(r"\w+", text.casefold()))


def is_in(name: str, texts: Sequence[str], words: frozenset[str]) -> bool:
    """Tell whether a name stands in one of the texts, whole and in any case."""
    folded = name.casefold()
    if not all(word in words for word in re.findall(r"\w+", folded)):
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(sentence_start(name))}(?!\w)", re.IGNORECASE)
    return any(pattern.search(text) for text in texts)
