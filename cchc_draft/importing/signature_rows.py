"""Signatures that the end of a page or a gap parted, as one again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.signature_words import AUTHORITY
from cchc_draft.model import Signature


class Signed(NamedTuple):
    """A signature, and the table that it stands in, -1 for lines."""

    table: int
    signature: Signature


def together(signatures: Iterable[Signed]) -> list[Signature]:
    """Return signatures in order, the lower part of one put to the upper part."""
    found: list[Signed] = []
    for signed in signatures:
        if found and _goes_on(found[-1], signed):
            above = found.pop().signature
            whole = Signature((*above.lines, *signed.signature.lines), signed.signature.name)
            signed = signed._replace(signature=whole)
        found.append(signed)
    return [signed.signature for signed in found]


def _goes_on(above: Signed, below: Signed) -> bool:
    """Tell whether a page end or a gap parted one signature: the upper part has no name, the lower no authority."""
    lines, one, table = above.signature.lines, below.signature, below.table
    is_elsewhere = above.table != table or table == -1
    if above.signature.name:
        return False
    if not one.lines:
        return is_elsewhere
    last, first = flat(lines[-1]), flat(one.lines[0])
    if FOR_HEAD.match(last) and first.startswith("pho "):
        return True
    return above.table != table and not ON_BEHALF.match(first) and AUTHORITY.match(flat(lines[0])) is not None


FOR_HEAD = re.compile(r"k\s?/?\s?t\b")
"""A deputy's position follows."""
ON_BEHALF = re.compile(r"t\s?/?\s?m\b")
"""A signature begins."""
