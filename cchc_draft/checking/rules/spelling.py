"""Words: spelling, words written twice, places of tone marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from cchc_draft.checking import prose, syllables
from cchc_draft.checking.document import Document
from cchc_draft.checking.prose import Passage, Word
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_

PLAIN = re.compile(r"[a-zA-Z]+")
Q_ALONE = re.compile(r"q[aeioy]\w{1,2}")
STOPPED = re.compile(r"(?:c|ch)$")
VIETNAMESE_START = re.compile(r"ngh?|nh|kh[ao]|tr[ou]ng")
LONGEST_REPEAT = 5
LONGEST_PHRASE = 4


@rule("spelling", "", "warning", at="body")
def spelling(document: Document) -> Iterator[Finding]:
    """Không có tiếng viết sai chính tả: tiếng mà vần tiếng Việt không có, dấu thanh đặt sai chỗ, lỗi gõ thường gặp.

    Cả hai cách đặt dấu (hòa, hoà) đều được coi là đúng. Văn bản quét nhận dạng kém, mất dấu thì không xét.

    Sai: I. MỤC ĐÍCH
        Các nghành phối hợp thực hiện.
    Sai: I. MỤC ĐÍCH
        Hồ sơ đươc giải quyết đúng hạn.
    Sai: I. MỤC ĐÍCH
        Hướng ứng Cuộc thi tìm hiểu về cải cách hành chính.
    Sai: I. MỤC ĐÍCH
        Nâng cao trách nhiêm của người đứng đầu.
    Đúng: I. MỤC ĐÍCH
        Các ngành phối hợp thực hiện, hưởng ứng Cuộc thi trên Fanpage của tỉnh Đắk Lắk.
    Đúng: I. MỤC ĐÍCH
        Soạn thảo văn bản hành chính; duy trì các hình thức hiện có; phân công công chức trực.
    """
    if not prose.of(document).is_readable:
        return
    lists = _Lists(document)
    for passage in prose.of(document).named:
        seen: set[int] = set()
        for start, end, right in (*lists.slips(passage), *lists.phrases(passage), *lists.wrong(passage)):
            if start not in seen:
                seen.update(range(start, end))
                found = passage.raw[start:end]
                message = MISSPELT if right else NO_SYLLABLE
                yield at(passage.line, message, found, right, around=passage.around(start, end))


_flat = lru_cache(4096)(flat)


class _Lists:
    """Looks for wrong words by the lists of words."""

    def __init__(self, document: Document) -> None:
        of = document.wording.of
        texts = frozenset(chain.from_iterable(passage.texts for passage in prose.of(document).named))
        self.names = set(of("tieng-rieng"))
        self.foreign = set(of("tu-nuoc-ngoai"))
        self.fixed = _by_letters(tuple((phrase, str(others or "")) for phrase, others in of("cum-tu").items()))
        several = (*of("cum-tu"), *of("tu-ghep"))
        self.compounds = {tuple(map(syllables.even, one.split())) for one in several if one.count(" ") == 1}
        slips = ((wrong.lower(), str(right)) for wrong, right in of("loi-go").items())
        self.slips_here = [(wrong, right) for wrong, right in slips if wrong in prose.of(document).small]
        self.odd = {text for text in texts if self._is_odd(text)}

    def slips(self, passage: Passage) -> Iterator[tuple[int, int, str]]:
        """Yield known slips: where, and what is right; of those at one place the longest first."""
        found = [
            (start, -end, right)
            for wrong, right in self.slips_here
            if wrong in passage.small
            for start, end in passage.found(wrong)
        ]
        for start, end, right in sorted(found):
            yield start, -end, _cased(right, passage.raw[start:-end])

    def phrases(self, passage: Passage) -> Iterator[tuple[int, int, str]]:
        """Yield fixed phrases with other signs than theirs."""
        even, plain = passage.even, list(map(_flat, passage.even))
        for index, pair in enumerate(itertools.pairwise(plain)):
            for right, allowed in self.fixed.get(pair, ()):
                if right == tuple(even[index : index + len(right)]):
                    break
                size = len(right)
                run = passage.words[index : index + size]
                if tuple(plain[index : index + size]) != tuple(map(_flat, right)) or not _is_joined(passage, run):
                    continue
                found = tuple(even[index : index + size])
                if " ".join(found) in allowed or _is_name(passage, run) or self._is_across(even, index, size):
                    continue
                if not any(one in COMMON for one, other in zip(found, right, strict=True) if one != other):
                    yield run[0].start, run[-1].end, _cased(" ".join(right), passage.raw[run[0].start : run[-1].end])

    def _is_across(self, even: Sequence[str], index: int, size: int) -> bool:
        """Tell whether the first or the last of some words belongs to the word beside them: "văn bản | hành chính"."""
        before, behind = tuple(even[max(index - 1, 0) : index + 1]), tuple(even[index + size - 1 : index + size + 1])
        return before in self.compounds or behind in self.compounds

    def wrong(self, passage: Passage) -> Iterator[tuple[int, int, str]]:
        """Yield what can be no syllable."""
        words: Sequence[Word] = () if self.odd.isdisjoint(passage.texts) else passage.words
        for index, word in enumerate(words):
            if word.text not in self.odd:
                continue
            if self._may_be(passage, words, index):
                continue
            yield word.start, word.end, _cased(syllables.parted_words(word.text.lower()), word.text)

    def _is_odd(self, text: str) -> bool:
        """Tell whether a word is no syllable, wherever it stands, and no name or foreign word of the lists."""
        small = text.lower()
        if (
            syllables.is_right(small)
            or text in self.names
            or text.capitalize() in self.names
            or small in self.foreign
            or len(text) < 2
        ):
            return False
        if PLAIN.fullmatch(text):
            return text.islower() and _is_stripped(text)
        return text.islower() or text.istitle() or (text.isupper() and bool(syllables.parted(text)[1]))

    def _may_be(self, passage: Passage, words: Sequence[Word], index: int) -> bool:
        """Tell whether a word that is no syllable may be part of a name or of an address where it stands."""
        word = words[index]
        whole = passage.raw
        around = whole[max(word.start - 1, 0) : word.start] + whole[word.end : word.end + 1]
        if any(sign.isdigit() or sign in "-'’_/&@#.\ue000" for sign in around.rstrip(". ")):
            return True
        return word.text.istitle() and not passage.starts_sentence(word.start) and _is_in_name(words, index)


def _is_stripped(word: str) -> bool:
    """Tell whether a word without signs is Vietnamese all the same: "duoc", "nghanh"."""
    is_marked = VIETNAMESE_START.match(word) or Q_ALONE.fullmatch(word)
    return bool(is_marked) or (bool(STOPPED.search(word)) and syllables.is_right(_sharp(word)))


def _sharp(word: str) -> str:
    """Return a word with a tone on the vowel that may bear it."""
    marked = (word[:i] + word[i] + "\u0301" + word[i + 1 :] for i in range(len(word)) if word[i] in "aeiouy")
    return next((one for one in marked if syllables.is_right(one)), word)


def _is_in_name(words: Sequence[Word], index: int) -> bool:
    beside = [*words[max(index - 1, 0) : index], *words[index + 1 : index + 2]]
    return any(word.text.istitle() for word in beside)


@lru_cache(8)
def _by_letters(phrases: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], list[tuple[tuple[str, ...], set[str]]]]:
    """Return phrases by their first two words without signs, each with what else may stand in its place."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], set[str]]]] = {}
    for phrase, others in phrases:
        words = tuple(syllables.even(word) for word in phrase.split())
        allowed = {" ".join(map(syllables.even, other.split())) for other in others.split(",")}
        found.setdefault((flat(words[0]), flat(words[1])), []).append((words, allowed))
    for several in found.values():
        several.sort(key=lambda one: -len(one[0]))
        for words, allowed in several:
            allowed.update(" ".join(other) for other, _ in several if len(other) == len(words))
    return found


def _is_joined(passage: Passage, run: Sequence[Word]) -> bool:
    """Tell whether words follow each other with nothing but spaces between them."""
    text = passage.text
    return all(text[one.end : other.start].isspace() for one, other in itertools.pairwise(run))


def _is_name(passage: Passage, run: Sequence[Word]) -> bool:
    """Tell whether a run may be a proper name: capitals inside a sentence, or no sign at all in an address."""
    if passage.is_capital or not any(word.text.istitle() for word in run[1:]):
        return False
    return not passage.starts_sentence(run[0].start) or not run[0].text.istitle()


def _cased(right: str, found: str) -> str:
    if found.isupper() and len(found) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right


@rule("doubled-word", "", "warning", at="body")
def doubled_word(document: Document) -> Iterator[Finding]:
    """Không có từ, cụm từ ghi lặp hai lần liền nhau do sơ suất.

    Từ láy và hai từ tình cờ giáp nhau (trực tiếp tiếp nhận, hằng ngày ngày càng) không phải là lỗi.

    Sai: I. MỤC ĐÍCH
        Thực hiện Thực hiện nghiêm quy định về tiếp công dân.
    Sai: I. MỤC ĐÍCH
        Rà soát quy trình của của các phòng.
    Sai: I. MỤC ĐÍCH
        Nâng cao chất lượng cải cách hành chính cải cách hành chính của Sở.
    Đúng: I. MỤC ĐÍCH
        Cán bộ trực tiếp tiếp nhận hồ sơ; chất lượng hằng ngày ngày càng tốt, từ từ cải thiện.
    """
    fixed = {tuple(syllables.even(part) for part in phrase.split()) for phrase in document.wording.of("cum-tu")}
    allowed = {syllables.even(word) for word in document.wording.of("tu-lay")}
    for passage in prose.of(document).passages:
        for match in DOUBLED_SYMBOL.finditer(passage.raw):
            yield at(passage.line, TWICE, match[0], match[1], around=passage.around(*match.span()))
        small = passage.even
        if len(set(small)) == len(small):
            continue
        index = 0
        while index < len(small) - 1:
            is_near = small[index] in small[index + 1 : index + 1 + LONGEST_REPEAT]
            size = _repeated(passage, passage.words, small, index, allowed, fixed) if is_near else 0
            if size:
                words = passage.words
                start, end = words[index].start, words[index + 2 * size - 1].end
                once = passage.raw[start : words[index + size - 1].end]
                yield at(passage.line, TWICE, passage.raw[start:end], once, around=passage.around(start, end))
            index += 2 * size or 1


DOUBLED_SYMBOL = re.compile(r"(?<![^\W\d_])([A-ZĐ]{2,8}(?:[-/][A-ZĐ]{2,8}){1,4}) \1(?![\w-])")


def _repeated(
    passage: Passage,
    words: Sequence[Word],
    small: Sequence[str],
    index: int,
    allowed: set[str],
    fixed: set[tuple[str, ...]],
) -> int:
    """Return how many words from *index* on are repeated at once by mistake, 0 where none are."""
    for size in range(1, LONGEST_REPEAT + 1):
        if small[index] != (small[index + size] if index + size < len(small) else ""):
            continue
        run = small[index : index + size]
        if run != small[index + size : index + 2 * size] or not _is_joined(passage, words[index : index + 2 * size]):
            continue
        if size > 1:
            first, second = words[index].text, words[index + size].text
            turns = first[:1].isupper() and second.islower() and not passage.starts_sentence(words[index].start)
            return 0 if " ".join(run) in allowed or len(set(run)) == 1 or turns else size
        if run[0] in allowed or len(run[0]) < 2:
            return 0
        before = small[max(index - 2, 0) : index]
        after = small[index + 2] if index + 2 < len(small) else ""
        return int(_is_slip(run[0], before, after, fixed))
    return 0


def _is_slip(word: str, before: Sequence[str], after: str, fixed: set[tuple[str, ...]]) -> bool:
    """Tell whether one word stands twice by mistake, and does not end one word and begin the next."""
    *_, earlier, before = ("", "", *before)
    if (before, word) in fixed:
        return False
    if word in FUNCTION_WORDS:
        return before not in FUNCTION_WORDS[word]
    begins = not before or before in FUNCTION_WORDS or before in COMMON or (earlier, before) in fixed
    return begins and (word, after) in fixed


FUNCTION_WORDS = {
    word: frozenset[str]()
    for word in [
        "của",
        "các",
        "và",
        "cho",
        "được",
        "bởi",
        "những",
        "nhằm",
        "với",
        "bị",
        "sẽ",
        "đã",
        "đang",
        "nếu",
        "còn",
    ]
} | {
    "tại": frozenset({"tồn", "hiện", "thực"}),
    "theo": frozenset({"kèm", "tiếp"}),
    "trong": frozenset({"bên", "phía"}),
    "thuộc": frozenset({"trực", "phụ", "quy"}),
    "trên": frozenset({"bên", "phía", "cấp"}),
    "để": frozenset({"đồ"}),
    "do": frozenset({"tự", "lý"}),
    "khi": frozenset({"đôi"}),
    "này": frozenset(),
    "phải": frozenset({"bên"}),
    "vào": frozenset({"đầu"}),
    "đến": frozenset(),
    "về": frozenset({"trở", "quay"}),
}
"""Small words, each with what it may follow as the end of another word."""
COMMON_TEXT = """
để có của và các cho từ về đã là tại trong trên theo cần được do bởi vì nên thì mà ở ra vào lên đến này đó khi nếu
với như còn cũng sẽ đang vẫn phải qua sau trước mỗi từng một hai ba cả cùng chỉ sự phần chưa không bị rất hơn nhất
số đủ đúng dùng bộ sở đội cổng cao
"""
COMMON = frozenset(COMMON_TEXT.split())
"""Words that stand beside any other: two of them that look like a fixed phrase without its signs are none."""


@rule("tone-style", "", "info", at="body")
def tone_style(document: Document) -> Iterator[Finding]:
    """Cả văn bản dùng một cách đặt dấu thanh ở các vần oa, oe, uy: hoặc «hòa, thủy», hoặc «hoà, thuỷ».

    Sai: I. MỤC ĐÍCH
        Xây dựng nếp sống văn hóa, đẩy mạnh số hoá hồ sơ.
    Đúng: I. MỤC ĐÍCH
        Xây dựng nếp sống văn hóa, đẩy mạnh số hóa hồ sơ, nâng cao chất lượng.
    """
    found: dict[bool, list[tuple[Passage, str]]] = {False: [], True: []}
    for passage in prose.readable(document):
        for text in passage.texts:
            style = _style(text)
            if style is not None:
                found[style].append((passage, text))
    old, new = found[False], found[True]
    if old and new:
        rarer, other = (new, old) if len(new) <= len(old) else (old, new)
        passage, word = rarer[0]
        right = syllables.even(word) if rarer is new else ""
        example = other[0][1]
        yield at(passage.line, MIXED_TONES, word, right, count=len(rarer), others=len(other), example=example)


@lru_cache(4096)
def _style(word: str) -> bool | None:
    """Return True for hoà, False for hòa, None for words in which both ways are the same."""
    match = SHIFTED.search(word)
    return None if not match else bool(match["new"])


SHIFTED = re.compile(
    r"(?:(?P<old>[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)|(?P<new>o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]))(?!\w)", re.IGNORECASE
)

MISSPELT = N_("sai chính tả ở «{found}» (…{around}…); đúng là «{expected}»")
NO_SYLLABLE = N_("«{found}» (…{around}…) không phải là tiếng viết đúng chính tả tiếng Việt")
TWICE = N_("ghi lặp «{found}» (…{around}…)")
MIXED_TONES = N_("đặt dấu thanh hai cách: {count} chỗ như «{found}», {others} chỗ như «{example}»; chỉ dùng một cách")
