"""Texts as an agency prints them: what Jinja fills in stands in the words, each letter knowing its tag in the file."""

from __future__ import annotations

import re
from dataclasses import replace

from cchc_draft.carrying.passages import FILLED, Passage
from cchc_draft.printed_words import Printer


def shown(passage: Passage, text: str, printer: Printer) -> Passage:
    """Return a passage with what its tags print; each letter of it has the place of the whole tag."""
    if FILLED not in passage.words:
        return passage
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for tag in re.finditer(FILLED, passage.words):
        at = tag.start()
        start, end = passage.starts[at], passage.ends[at]
        printed = printer(text[start:end]) if end - start > 1 else None
        if printed:
            words += [passage.words[done:at], printed]
            starts += [*passage.starts[done:at], *[start] * len(printed)]
            ends += [*passage.ends[done:at], *[end] * len(printed)]
            done = at + 1
    words.append(passage.words[done:])
    starts += passage.starts[done:]
    ends += passage.ends[done:]
    return replace(passage, words="".join(words), starts=tuple(starts), ends=tuple(ends))


UNIT_IN_TAG = re.compile(r"\bdon_vi\.(?P<unit>[a-z][a-z0-9_]*)")
"""A unit that a tag names."""
ABOVE_IN_TAG = re.compile(r"\bcap_tren(?:\.(?P<key>[a-z_]+))?\b")
