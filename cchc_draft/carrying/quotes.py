"""The other side of a conflict, quoted in a blank mark behind the office's own words."""

from __future__ import annotations

import re
from typing import Any

from cchc_draft.formats import short_date
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import Message
from cchc_draft.records import parse_partial_date
from cchc_draft.tasks import ISO_DATE

TAG = re.compile(r"\{\{[-\s]*(?P<name>[\w.]+)(?:\(\s*['\"](?P<form>[^'\"]*)['\"]\s*\))?[^{}]*\}\}")
OTHER_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
KEPT = ("nam", "co_quan", "cap_tren", "don_vi")
"""Names whose expressions print in a quotation as they do in the text."""


def quoted(text: str) -> str:
    """Return text for a quotation inside a blank mark: one line, without emphasis, brackets and other tags."""

    def plain(tag: re.Match[str]) -> str:
        name: str = tag["name"]
        return tag[0] if name.split(".")[0] in KEPT else tag["form"] or name.rpartition(".")[2]

    return one_line(TAG.sub(plain, OTHER_TAG.sub(" ", text)).translate(BRACKETS).replace("*", "").replace("\\", ""))


BRACKETS = str.maketrans("[]", "()")


def choice(source: Message, theirs: str | None) -> str:
    """Return the mark that follows the office's words: what the source says, or that it has dropped them.

    A plan is Vietnamese whatever the language of messages.
    """
    return (
        f"[… {source} ghi: “{quoted(theirs)}”; hãy chọn một]" if theirs else f"[… {source} không còn; hãy giữ hoặc bỏ]"
    )


def printed(value: Any) -> str:
    """Return a value as it is printed, or as near to it as the file tells."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = one_line(str(value))
    if ISO_DATE.fullmatch(text):
        try:
            date = parse_partial_date(text).date
        except ValueError:
            date = None
        return f"Chậm nhất ngày {short_date(date)}" if date else text
    return text
