"""Brackets and quotation marks: what is opened is closed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.language import N_

PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
OPENING = frozenset(PAIRS.values())
SIGNS = re.compile(r"[()\[\]{}“”«»\"]")
POINT = re.compile(r"(?:^|[\s(:;,“])(?:[a-zđA-ZĐ]|\d{1,2}|[ivx]{1,4})$")
LONGEST_QUOTE = 10


@rule("unbalanced-brackets", "", "warning", at="body")
def unbalanced_brackets(document: Document) -> Iterator[Finding]:
    """Dấu ngoặc, dấu nháy đã mở thì phải đóng, đã đóng thì phải có mở, trong cùng một đoạn.

    Sai: I. MỤC ĐÍCH
        Bố trí kinh phí (nếu có để thực hiện.
    Sai: I. MỤC ĐÍCH
        Thực hiện nguyên tắc “rõ người, rõ việc.
    Đúng: I. MỤC ĐÍCH
        Bố trí kinh phí (nếu có); gồm: a) chi thường xuyên; b) chi đầu tư theo nguyên tắc “rõ người, rõ việc”.
    """
    if not prose.of(document).is_readable:
        return
    open_quote: tuple[int, Finding] | None = None
    for index, (line, words) in enumerate(_paragraphs(document)):
        fault = _unbalanced(words)
        if fault is None:
            continue
        place, sign = fault
        found = _piece(words, place)
        finding = at(line, NOT_CLOSED if sign in OPENING or sign == '"' else NOT_OPENED, found, mark=sign)
        if open_quote and sign in '”»"' and index - open_quote[0] <= LONGEST_QUOTE:
            open_quote = None
            continue
        if open_quote:
            yield open_quote[1]
            open_quote = None
        if sign in '“«"':
            open_quote = (index, finding)
        else:
            yield finding
    if open_quote:
        yield open_quote[1]


def _paragraphs(document: Document) -> Iterator[tuple[Line, str]]:
    """Yield running text by paragraph; the lines of a cell, of the trích yếu and of a name are one."""
    named = [passage.line for passage in prose.of(document).named if passage.line.role != "reference"]
    for key, lines in itertools.groupby(named, key=_together):
        several = list(lines)
        if key[0] == "alone":
            yield from ((line, line.words) for line in several)
        else:
            yield several[0], "\n".join(line.words for line in several)


def _together(line: Line) -> tuple[object, ...]:
    if line.role == "cell":
        return ("cell", line.table, line.row, line.column)
    return (line.role,) if line.role in ("subject", "appendix_name") else ("alone",)


def _unbalanced(words: str) -> tuple[int, str] | None:
    """Return where the first sign without its partner stands, None where all have one."""
    if not SIGNS.search(words):
        return None
    open_: list[tuple[int, str]] = []
    straight: list[int] = []
    for place, sign in enumerate(words):
        if sign in OPENING:
            open_.append((place, sign))
        elif sign == '"':
            straight.append(place)
        elif sign in PAIRS:
            if open_ and open_[-1][1] == PAIRS[sign]:
                open_.pop()
            elif any(one[1] == PAIRS[sign] for one in open_):
                return open_[-1]
            elif sign == "”" and straight:
                straight.pop()
            elif not (sign == ")" and POINT.search(words[:place])):
                return place, sign
    while straight and open_ and open_[-1][1] == "“":
        straight.pop()
        open_.pop()
    if open_:
        return open_[-1]
    return (straight[-1], '"') if len(straight) % 2 and not _is_inch(words, straight[-1]) else None


def _is_inch(words: str, place: int) -> bool:
    return place > 0 and words[place - 1].isdigit()


def _piece(words: str, place: int) -> str:
    start = max(words.rfind(" ", 0, max(place - 25, 0)), 0)
    end = words.find(" ", place + 30)
    return " ".join(words[start : end if end >= 0 else len(words)].split())


NOT_CLOSED = N_("dấu «{mark}» mở ra mà không đóng lại ở «{found}»")
NOT_OPENED = N_("dấu «{mark}» đóng lại mà không có dấu mở ở «{found}»")
