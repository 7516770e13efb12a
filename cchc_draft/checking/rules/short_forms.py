"""Short forms in running text: full form and short form in brackets first, then the short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document
from cchc_draft.checking.prose import Passage
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_

SHORT = r"(?:PAR INDEX|[A-ZĐ]{2,}(?:(?:&|-)[A-ZĐ]{1,})*\d?)"
USED = re.compile(rf"(?<![\w.@/&-]){SHORT}(?![\w@/&]|-[A-Za-zĐđ]|\.\w)")
INTRODUCED = re.compile(
    rf"[(\[](?:sau đây |dưới đây )?(?:(?:được )?(?:viết tắt|gọi tắt|gọi chung|gọi)(?: chung)?(?: là|:)?"
    rf"|viết tắt|tên viết tắt(?: là|:)?)?(?:(?<=là)\s(?:[^()\d]{{1,40}}\s)?)?"
    rf"\s?[“\"']?(?P<short>{SHORT})[”\"']?\s?[)\]]"
)
ROMAN = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
UNIT = re.compile(r"(?:Phòng|Tổ|Ban|Sở|Trung tâm|TT|Khoa|Chi cục|Đội|P\.) $")
"""What stands in front of the short name of a unit, in tables."""
LONGEST_FULL = 12
TORN_SYMBOL = re.compile(
    r"(?:\d|/[A-ZĐ][\w&]{0,8}|\ue000)(?:[-–/] {1,2}| {1,2}[-–/])$|(?:/[A-ZĐ][\w&]{0,8}|\ue000) [-–] $"
)
"""In front of the rest of a document's symbol that was written with a space: "164/TTr- SKHCN"."""


@dataclass
class _Form:
    """Where one short form is introduced and used."""

    introduced: list[tuple[Passage, int, int]] = field(default_factory=list)
    used: list[tuple[Passage, int, int]] = field(default_factory=list)
    first_use_is_early: bool = False


@rule("abbrev-intro", "", "warning", at="body")
def abbrev_intro(document: Document) -> Iterator[Finding]:
    """Chữ viết tắt được ghi đầy đủ, kèm dạng viết tắt trong ngoặc, một lần ở chỗ gặp đầu tiên; sau đó mới dùng.

    Những chữ viết tắt ai cũng hiểu (UBND, HĐND, MTTQ …) không phải giải thích.

    Sai: I. MỤC ĐÍCH
        Công khai TTHC của Sở.
    Sai: I. MỤC ĐÍCH
        Công khai thủ tục hành chính (TTHC); rà soát thủ tục hành chính (TTHC); cắt giảm TTHC.
    Sai: I. MỤC ĐÍCH
        Công khai thủ tục hành chính (TTHC) của Sở.
    Đúng: I. MỤC ĐÍCH
        Công khai thủ tục hành chính (TTHC) của Sở; rà soát TTHC; UBND tỉnh, HĐND tỉnh giám sát; quý II, quý III.
    """
    if not prose.of(document).is_readable:
        return
    forms = _forms(document)
    for short, form in forms.items():
        inside = [one for one in form.introduced if one[0].line.role != "subject"]
        for passage, start, end in inside[1:]:
            yield at(passage.line, AGAIN, short, short, around=passage.around(start, end))
        if not form.introduced:
            passage, start, end = form.used[0]
            is_unit = passage.line.role == "cell" and UNIT.search(passage.text[:start]) is not None
            yield at(passage.line, NEVER, short, "", "info" if is_unit else None, around=passage.around(start, end))
        elif form.first_use_is_early:
            passage, start, end = form.used[0]
            yield at(passage.line, EARLY, short, around=passage.around(start, end))
        elif inside and not form.used and _is_of_initials(*inside[0][:2], short):
            passage, start, end = inside[0]
            yield at(passage.line, UNUSED, short, around=passage.around(start, end))


def _forms(document: Document) -> dict[str, _Form]:
    """Return all short forms that have to be introduced, in the order in which they are met."""
    known = set(document.wording.of("viet-tat"))
    forms: dict[str, _Form] = {}
    for passage in prose.of(document).passages:
        spans: set[int] = set()
        found = [*_introductions(passage, spans), *_uses(passage, spans)]
        for start, end, short, introduces in sorted(found):
            if short in known or ROMAN.fullmatch(short):
                continue
            form = forms.setdefault(short, _Form())
            if introduces:
                form.first_use_is_early |= bool(form.used) and not form.introduced
                form.introduced.append((passage, start, end))
            elif passage.line.role != "subject":
                form.used.append((passage, start, end))
    return {short: form for short, form in forms.items() if form.used or form.introduced}


def _introductions(passage: Passage, spans: set[int]) -> Iterator[tuple[int, int, str, bool]]:
    for match in INTRODUCED.finditer(passage.text):
        is_glossed = len(passage.text[: match.start()].split()) > 0
        if is_glossed:
            spans.add(match.start("short"))
            yield match.start("short"), match.end("short"), match["short"], True


def _uses(passage: Passage, spans: set[int]) -> Iterator[tuple[int, int, str, bool]]:
    if passage.is_capital and (len(passage.texts) > 2 or passage.line.role == "heading"):
        return
    for match in USED.finditer(passage.text):
        if match.start() in spans or TORN_SYMBOL.search(passage.text, 0, match.start()):
            continue
        if not _in_capitals(passage.text, *match.span()):
            yield match.start(), match.end(), match[0], False


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside are in capitals with signs: no short form but a word of a title."""
    before, after = text[:start].rsplit(None, 1)[-1:], text[end:].split(None, 1)[:1]
    words = [word.strip('“”"(),.:;') for word in (*before, *after)]
    return any(
        len(word) > 1 and word.isupper() and not word.isascii() and flat(word) != word.lower() and "Đ" not in word
        for word in words
    )


def _is_of_initials(passage: Passage, start: int, short: str) -> bool:
    """Tell whether a short form is made of the first letters of the words in front of it."""
    bracket = max(passage.text.rfind(sign, 0, start) for sign in "([")
    words = [word.text for word in passage.words if word.end <= bracket][-LONGEST_FULL:]
    letters = [letter for letter in short if letter.isalpha()]
    return len(words) >= len(letters) and [word[0].upper() for word in words[-len(letters) :]] == letters


NEVER = N_("chữ viết tắt «{found}» (…{around}…) chưa được ghi đầy đủ ở lần đầu")
EARLY = N_("dùng chữ viết tắt «{found}» (…{around}…) trước khi ghi đầy đủ; phải ghi đầy đủ ở chỗ này")
AGAIN = N_("giải thích lại chữ viết tắt «{found}» (…{around}…) đã giải thích ở trên; chỉ ghi «{expected}»")
UNUSED = N_("chữ viết tắt «{found}» (…{around}…) được giải thích mà sau đó không dùng")
