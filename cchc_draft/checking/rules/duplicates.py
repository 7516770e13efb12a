"""Paragraphs that stand twice, word for word or nearly so."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.language import N_

FIELD = re.compile(
    r"(?:Đơn vị|Cơ quan|Bộ phận|Thời gian|Thời hạn|Sản phẩm|Kết quả|Kinh phí|Chủ trì|Phối hợp|Địa điểm|Đối "
    r"tượng|Thành phần|Hình thức)"
    r"[^:.;]{0,60}:"
)
"""What starts a line of a form, which may well be the same under several tasks."""
FEWEST = 6
FEWEST_NEXT = 3
FEWEST_NEAR = 12
MOST_CHANGED = 6
"""A paragraph may differ in one word of so many."""
SHINGLE = 3
TOO_COMMON = 20
ALIKE = 0.4
"""Share of runs of three words that two paragraphs must have in common to be compared."""


class _Text(NamedTuple):
    line: Line
    words: tuple[str, ...]


def _texts(document: Document, *roles: str) -> list[_Text]:
    lines = [line for line in document.lines if line.role in roles]
    return [_Text(line, tuple(re.findall(r"\w+", line.words.casefold()))) for line in lines]


def _paragraphs(document: Document) -> list[_Text]:
    texts = _texts(document, "heading", "item", "text", "closing", "appendix_text")
    return [one for one in texts if one.line.role != "heading" or one.line.level == 1]


@rule("duplicate-paragraph", "", "warning", at="body")
def duplicate_paragraph(document: Document) -> Iterator[Finding]:
    """Không có đoạn, ý nào ghi hai lần nguyên văn (không kể số thứ tự).

    Sai: I. MỤC ĐÍCH
        a) Rút ngắn thời gian giải quyết hồ sơ của người dân;
        b) Công khai kết quả;
        c) Rút ngắn thời gian giải quyết hồ sơ của người dân.
    Đúng: I. MỤC ĐÍCH
        a) Rút ngắn thời gian giải quyết hồ sơ của người dân;
        b) Công khai kết quả.
    """
    first: dict[tuple[bool, tuple[str, ...]], int] = {}
    paragraphs = _paragraphs(document)
    for index, one in enumerate(paragraphs):
        key = (one.line.appendix >= 0, one.words)
        earlier = first.setdefault(key, index)
        if earlier == index or len(one.words) < FEWEST_NEXT:
            continue
        is_next = one.line.index == paragraphs[earlier].line.index + 1
        if is_next or (len(one.words) >= FEWEST and not FIELD.match(one.line.words)):
            yield at(one.line, TWICE, one.line.quote, other=_place(paragraphs[earlier].line))


@rule("near-duplicate-paragraph", "", "info", at="body")
def near_duplicate_paragraph(document: Document) -> Iterator[Finding]:
    """Không có hai đoạn, hai ý dài chỉ khác nhau vài từ.

    Sai: I. MỤC ĐÍCH
        a) Tổ chức tập huấn kỹ năng tiếp nhận hồ sơ trực tuyến cho công chức của các phòng chuyên môn trong quý II;
        b) Tổ chức tập huấn kỹ năng tiếp nhận hồ sơ trực tuyến cho viên chức của các phòng chuyên môn trong quý II.
    Đúng: I. MỤC ĐÍCH
        a) Tổ chức tập huấn kỹ năng tiếp nhận hồ sơ trực tuyến cho công chức của các phòng chuyên môn trong quý II;
        b) Kiểm tra việc công khai thủ tục hành chính tại nơi tiếp nhận và trả kết quả của các đơn vị thuộc Sở.
    """
    texts = [
        one for one in _texts(document, "item", "text", "closing", "appendix_text") if len(one.words) >= FEWEST_NEAR
    ]
    for earlier, later in _alike(texts):
        changed = _changed(earlier.words, later.words)
        if 0 < changed <= max(2, len(later.words) // MOST_CHANGED) and not FIELD.match(later.line.words):
            yield at(
                later.line,
                NEARLY,
                later.line.quote,
                count=changed,
                other=_place(earlier.line),
                quoted=earlier.line.quote,
            )


def _place(line: Line) -> str:
    return str(line.place) if line.place else line.quote


def _alike(texts: Sequence[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Yield pairs of texts, the earlier first, that have many runs of words in common."""
    known: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, one in enumerate(texts):
        runs = {one.words[start : start + SHINGLE] for start in range(len(one.words) - SHINGLE + 1)}
        shared = Counter(other for run in runs if len(known[run]) < TOO_COMMON for other in known[run])
        best = next(iter(shared.most_common(1)), None)
        if best and best[1] >= ALIKE * len(runs):
            yield texts[best[0]], one
        for run in runs:
            known[run].append(index)


def _changed(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many words differ between two texts."""
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return sum(max(a2 - a1, b2 - b1) for tag, a1, a2, b1, b2 in matcher.get_opcodes() if tag != "equal")


TWICE = N_("đoạn «{found}» đã có nguyên văn ở {other}")
NEARLY = N_("đoạn «{found}» chỉ khác {count} từ so với đoạn «{quoted}» ở {other}")
