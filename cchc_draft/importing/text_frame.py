"""What frames the sections: the Căn cứ lines in front of them, the closing paragraphs behind, the mark "./."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.label_reader import RANKS
from cchc_draft.importing.outline_tree import is_section_title, labelled
from cchc_draft.importing.printed_lines import DataTable, Item, Line, up_to
from cchc_draft.importing.recognised import LegalBasis
from cchc_draft.importing.written import text
from cchc_draft.model import Block, Content, ItemList, NoteRef, Paragraph, Run, plain


def legal_bases(body: list[Item]) -> tuple[tuple[LegalBasis, ...], list[Item]]:
    """Part the Căn cứ lines that open the text from the rest, which begins with the announcing sentence."""
    bases: list[LegalBasis] = []
    for item in body:
        basis = _legal_basis(item)
        if basis is None:
            break
        bases.append(basis)
    rest = body[len(bases) :]
    opening = rest[0] if rest else None
    if not isinstance(opening, Line) or labelled(opening).label is not None:
        return (), body
    return tuple(bases), rest


def _legal_basis(item: Item) -> LegalBasis | None:
    """Return a Căn cứ line, a dash in front of it taken off; None for another paragraph."""
    if not isinstance(item, Line):
        return None
    entry = labelled(item)
    words = one_line(plain(entry.content))
    is_marked = entry.label is not None and not entry.label.is_sign
    has_note = any(isinstance(inline, NoteRef) for inline in entry.content)
    if is_marked or has_note or not flat(words).startswith("can cu ") or not words.endswith((";", ",", ".")):
        return None
    return LegalBasis(words.rstrip(" ;,."), "", item.place)


CLOSING = re.compile(r"tren day la\b")
CLOSING_WORDS = re.compile(
    r"(?:trong )?qua trinh (?:trien khai|to chuc|thuc hien)|(?:yeu cau|de nghi) (?:cac|thu truong|lanh dao|nguoi dung)"
    r"|ke hoach nay|nhan duoc ke hoach|can cu (?:vao )?(?:noi dung )?ke hoach|giao |tren co so|neu co"
)


def closing(body: list[Item]) -> tuple[list[Item], list[Line]]:
    """Part the closing paragraphs from the body: from "Trên đây là …", or the last ones without a label."""
    last: list[Line] = []
    for item in reversed(body):
        if not isinstance(item, Line) or labelled(item).label is not None:
            break
        last.append(item)
    last.reverse()
    title = next((at for at in range(len(last) - 1, -1, -1) if is_section_title(last[at])), -1)
    last = last[title + 1 :]
    start = next((index for index, line in enumerate(last) if CLOSING.match(line.flat)), None)
    if start is None:
        start = _closing_by_place(body[: len(body) - len(last)], last)
    if start is None:
        return body, []
    return body[: len(body) - len(last) + start], last[start:]


LONGEST_TITLE = 60


def _closing_by_place(sections: Sequence[Item], last: Sequence[Line]) -> int | None:
    """Return where a closing begins that does not say "Trên đây là": behind a list, or by its first words."""
    if not last or not sections:
        return None
    words = next((index for index, line in enumerate(last) if CLOSING_WORDS.match(line.flat)), None)
    before = sections[-1]
    if isinstance(before, DataTable):
        return words
    if is_section_title(before):
        return words or None
    return 0 if _ends_list(before, has_words=words == 0) else words or None


def _ends_list(line: Line, has_words: bool) -> bool:
    """Tell whether a line is the last entry of a list, so that what follows belongs to the whole."""
    label = labelled(line).label
    if label is None or not line.text.endswith((".", ";", ",")):
        return False
    if label.rank >= RANKS["letter"]:
        return True
    return label.rank >= RANKS["arabic"] and (has_words or len(line.text) > LONGEST_TITLE)


END_MARK = re.compile(r"\s{0,3}(?:\. ?/ ?\.|/\.|\./)\s{0,3}$")


def without_end_mark(body: tuple[Block, ...], ending: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return body and closing with a full stop in place of "./." at the end of the last paragraph."""
    return (body, _last_stopped(ending)) if ending else (_last_stopped(body), ending)


def _last_stopped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        return (*blocks[:-1], replace(last, content=_stopped(last.content)))
    if isinstance(last, ItemList):
        item = last.items[-1]
        inner = replace(item, blocks=_last_stopped(item.blocks))
        return (*blocks[:-1], replace(last, items=(*last.items[:-1], inner)))
    return blocks


def _stopped(content: Content) -> Content:
    """Return *content* with a full stop in place of the mark "./."."""
    marks = [inline for inline in content if isinstance(inline, NoteRef)]
    match = END_MARK.search(text(content))
    if not match:
        return content
    kept = up_to(content, match.start())
    notes = [mark for mark in marks if mark not in kept]
    last = kept[-1] if kept else None
    if not isinstance(last, Run):
        return (*kept, Run("."), *notes)
    return (*kept[:-1], replace(last, text=last.text.rstrip(" .") + "."), *notes)
