"""The letters: font, encoding, colour, and sizes that belong together (PL I.I.4, bảng V)."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cchc_draft.checking.document import BODY, Document, Line
from cchc_draft.checking.letters_view import Letters, Printed, printed
from cchc_draft.checking.line_form import points
from cchc_draft.checking.look import shortened
from cchc_draft.checking.rule import Finding, Severity, at, quoting, rule
from cchc_draft.decree_measures import LETTERHEAD_SIZES
from cchc_draft.formats import join
from cchc_draft.language import N_, translate

FONT = "Times New Roman"
LEGACY = (".vn", "vni-", "vni ", "tcvn", "abc-", "vntime", "bk hc")
"""How the names of fonts with an encoding of their own begin."""
MANY = 8
"""Paragraphs with the same fault, from which on it is told once."""
"""Half-points of Quốc hiệu, Tiêu ngữ and date line that go together (bảng V, note 1)."""
DARK = 0x38
"""Parts of a colour up to this look black."""


@dataclass
class _Fault:
    """The same fault at one or more places."""

    message: str
    many: str
    expected: str
    severity: Severity | None = None
    places: list[tuple[Printed, str]] = field(default_factory=list)


def _findings(found: dict[str, _Fault]) -> Iterator[Finding]:
    """Yield each fault at each of its places; once, with their number, where there are many."""
    for name, fault in found.items():
        first, count = fault.places[0][0], len(fault.places)
        if count > MANY:
            facts = {"count": count}
            yield Finding(fault.many, first.place, first.quote, name, fault.expected, facts, fault.severity)
            continue
        for one, words in fault.places:
            facts_of = {"words": shortened(words)}
            yield Finding(fault.message, one.place, one.quote, name, fault.expected, facts_of, fault.severity)


Told = tuple[str, str, str, str, Severity | None]
"""What is wrong with letters: found, message, message for many places, expected, severity."""


def _collected(document: Document, read: Callable[[Letters, str], Told | None]) -> dict[str, _Fault]:
    """Return what is wrong with the letters of a plan, by what was found."""
    faults: dict[str, _Fault] = {}
    for one in printed(document):
        words: dict[str, list[str]] = {}
        told: dict[str, Told] = {}
        for letters, text in one.runs:
            wrong = read(letters, text)
            if wrong:
                told[wrong[0]] = wrong
                words.setdefault(wrong[0], []).append(text)
        for name, (_, message, many, expected, severity) in told.items():
            fault = faults.setdefault(name, _Fault(message, many, expected, severity))
            fault.places.append((one, " ".join("".join(words[name]).split())))
    return faults


def _is_times(font: str) -> bool:
    return font.casefold().replace(" ", "").startswith("timesnewroman")


def _is_legacy(font: str) -> bool:
    return font.casefold().startswith(LEGACY)


@rule("font-name", "PL I.I.4", at="look:text")
def font_name(document: Document) -> Iterator[Finding]:
    """Toàn bộ văn bản dùng phông chữ tiếng Việt Times New Roman.

    Sai: phông Arial
    Sai: phông Calibri
    Sai: một phần phông Cambria
    Đúng: phông Times New Roman
    """

    def read(letters: Letters, text: str) -> Told | None:
        for font in letters.fonts:
            if not _is_times(font) and not _is_legacy(font):
                if any(map(str.isalnum, text)) and font.casefold() not in SIGNS:
                    return font, WRONG_FONT, MANY_FONTS, FONT, None
                return font, SIGN_FONT, MANY_FONTS, FONT, "info"
        return None

    yield from _findings(_collected(document, read))


@rule("unicode", "PL I.I.4", at="look:text")
def in_unicode(document: Document) -> Iterator[Finding]:
    """Chữ viết theo bảng mã Unicode (TCVN 6909:2001), không dùng phông của bảng mã cũ; nên gõ chữ dựng sẵn.

    Sai: phông .VnTime
    Sai: phông VNI-Times
    Đúng: phông Times New Roman
    """

    def read(letters: Letters, _: str) -> Told | None:
        font = next(filter(_is_legacy, letters.fonts), None)
        return (font, LEGACY_FONT, MANY_LEGACY, FONT, None) if font else None

    yield from _findings(_collected(document, read))
    yield from _decomposed(document)


def _decomposed(document: Document) -> Iterator[Finding]:
    found = [
        one for one in printed(document) if not all(unicodedata.is_normalized("NFC", text) for _, text in one.runs)
    ]
    if len(found) > MANY:
        facts = {"count": len(found)}
        yield Finding(MANY_DECOMPOSED, found[0].place, found[0].quote, facts=facts, severity="warning")
        return
    for one in found:
        text = "".join(text for _, text in one.runs)
        words = [word for word in text.split() if not unicodedata.is_normalized("NFC", word)]
        shown = unicodedata.normalize("NFC", " ".join(words[:3]))
        yield Finding(DECOMPOSED, one.place, one.quote, shown, severity="warning")
    for problem in document.written.problems if not document.word else ():
        if problem.code == "odd-text-decomposed":
            yield Finding(TEXT_DECOMPOSED, document.start, facts=dict(problem.facts), severity="warning")


@rule("font-color", "PL I.I.4", at="look:text")
def font_color(document: Document) -> Iterator[Finding]:
    """Chữ màu đen, không tô nền, kể cả đường liên kết; riêng dấu chỉ độ khẩn màu đỏ.

    Sai: màu đỏ
    Sai: một phần màu xanh
    Sai: tô nền vàng
    Sai: nền vàng
    Đúng: màu đen
    Đúng: màu tự động
    """
    marks = {line.place for line in document.of("mark")}

    def color(letters: Letters, _: str) -> Told | None:
        if letters.color in BLACK:
            return None
        is_dark = all(part <= DARK for part in _parts(letters.color))
        name = f"{_color_name(letters.color)} ({letters.color.upper()})"
        return name, WRONG_COLOR, MANY_COLORS, N_("đen"), "warning" if is_dark else None

    def ground(letters: Letters, text: str) -> Told | None:
        is_gap = text.strip()[:1] in ("[", "{", "…", "_", ".") or not text.strip()
        if not letters.ground or is_gap:
            return None
        return letters.ground, WRONG_GROUND, MANY_GROUNDS, N_("không tô nền"), None

    for read in (color, ground):
        found = _collected(document, read)
        for fault in found.values():
            fault.places = [(one, words) for one, words in fault.places if one.place not in marks]
        yield from _findings({name: fault for name, fault in found.items() if fault.places})


BLACK = ("auto", "000000", "windowtext", "black")


def _parts(color: str) -> list[int]:
    """Return red, green and blue of six hexadecimal digits; white for what is none."""
    try:
        return [int(color[start : start + 2], 16) for start in (0, 2, 4)]
    except ValueError:
        return [255] * 3


def _color_name(color: str) -> str:
    """Return about what a colour is called."""
    red, green, blue = _parts(color)
    if max(red, green, blue) - min(red, green, blue) < 24:
        name = GREYS[min(2, max(red, green, blue) // 96)]
    elif blue >= max(red, green):
        name = N_("xanh lam")
    elif green > red:
        name = N_("xanh lục")
    else:
        name = N_("vàng") if green > 150 else N_("đỏ")
    return translate(name)


@rule("size-consistent", "bảng V, chú thích 1", "warning", at="look:motto")
def size_consistent(document: Document) -> Iterator[Finding]:
    """Cỡ chữ trong một văn bản tăng hoặc giảm cùng nhau: Quốc hiệu 13, Tiêu ngữ và ngày 14, hoặc 12, 13 và 13.

    Sai: cỡ chữ 13
    Đúng: cỡ chữ 14
    Đúng: cỡ chữ 15
    """
    yield from _letterhead_sizes(document)
    yield from _body_sizes(document)


def _letterhead_sizes(document: Document) -> Iterator[Finding]:
    lines = [line for line in (document.first("nation"), document.first("motto"), document.first("date")) if line]
    forms = [form for form in map(document.form, lines) if form and len(form.sizes) == 1]
    sizes = tuple(form.sizes[0] for form in forms)
    if len(sizes) < 3 or not 24 <= sizes[0] <= 26 or not all(26 <= size <= 28 for size in sizes[1:]):
        return
    if sizes not in LETTERHEAD_SIZES:
        found, *right = (", ".join(map(points, one)) for one in (sizes, *LETTERHEAD_SIZES))
        either = translate(EITHER).format(first=right[0], second=right[1])
        yield quoting(at(lines[_odd_one(sizes)], WRONG_SET, found, either), lines)


def _odd_one(sizes: tuple[float, ...]) -> int:
    """Return which of the three differs from the set that the other two are nearest to."""
    nearest = min(LETTERHEAD_SIZES, key=lambda one: sum(map(operator.ne, sizes, one)))
    return next(index for index, pair in enumerate(zip(sizes, nearest, strict=True)) if pair[0] != pair[1])


def _body_sizes(document: Document) -> Iterator[Finding]:
    """Yield the first body line of another size than most, where both sizes are allowed."""
    first: dict[float, Line] = {}
    letters: dict[float, int] = {}
    for line, form in document.formed(*BODY):
        for run, text in form.pieces:
            if any(map(str.isalnum, text)):
                size = float(run.size.value)
                first.setdefault(size, line)
                letters[size] = letters.get(size, 0) + len(text)
    allowed = {size: count for size, count in letters.items() if 26 <= size <= 28}
    if len(allowed) > 1:
        usual = max(allowed, key=lambda size: allowed[size])
        other = next(size for size in allowed if size != usual)
        yield at(first[other], MIXED_SIZES, join(_sorted(allowed)), points(usual))


def _sorted(sizes: Iterable[float]) -> list[str]:
    return [points(size) for size in sorted(sizes)]


SIGNS = (
    "symbol",
    "wingdings",
    "wingdings 2",
    "wingdings 3",
    "webdings",
    "segoe ui symbol",
    "segoe ui emoji",
    "marlett",
)
"""Fonts whose letters are signs."""
GREYS = (N_("xám đậm"), N_("xám"), N_("xám nhạt hoặc trắng"))
EITHER = N_("{first} hoặc {second}")
WRONG_FONT = N_("phông chữ của {words} là {found}; phải là {expected}")
MANY_FONTS = N_("phông chữ ở {count} đoạn là {found}, đầu tiên là «{quote}»; phải là {expected}")
SIGN_FONT = N_("ký hiệu {words} dùng phông {found}, không phải {expected}")
LEGACY_FONT = N_("chữ {words} dùng phông bảng mã cũ {found}; phải gõ bằng Unicode, phông {expected}")
MANY_LEGACY = N_(
    "{count} đoạn dùng phông bảng mã cũ {found}, đầu tiên là «{quote}»; phải gõ bằng Unicode, phông {expected}"
)
DECOMPOSED = N_("chữ tổ hợp (dấu rời) ở «{found}»; nên gõ chữ dựng sẵn")
MANY_DECOMPOSED = N_("chữ tổ hợp (dấu rời) ở {count} đoạn, đầu tiên là «{quote}»; nên gõ chữ dựng sẵn")
TEXT_DECOMPOSED = N_("tệp có {count} chữ tổ hợp (dấu rời); nên gõ chữ dựng sẵn")
WRONG_COLOR = N_("chữ {words} màu {found}; phải màu {expected}")
MANY_COLORS = N_("chữ ở {count} đoạn màu {found}, đầu tiên là «{quote}»; phải màu {expected}")
WRONG_GROUND = N_("chữ {words} tô nền ({found}); phải {expected}")
MANY_GROUNDS = N_("chữ ở {count} đoạn tô nền ({found}), đầu tiên là «{quote}»; phải {expected}")
WRONG_SET = N_("cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh và thời gian là {found}; phải là {expected}")
MIXED_SIZES = N_("phần nội dung có cỡ chữ {found}; phải thống nhất một cỡ, như đa số: {expected}")
