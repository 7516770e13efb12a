"""How the body looks: size, case, alignment, indents, gaps and lines (PL I.II.6e)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from cchc_draft.checking.document import Document, Line, Role, kept
from cchc_draft.checking.line_form import Measures, is_bold, is_italic, measures, points
from cchc_draft.checking.numbered_lines import numbered
from cchc_draft.checking.preamble import bases
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.checking.rules.headings import SECTIONS, title_below
from cchc_draft.checking.word_form import Form, WordForm, between
from cchc_draft.effective_properties import Paragraph
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_
from cchc_draft.style_sheet import W

TEXT: tuple[Role, ...] = ("basis", "item", "text", "closing")
CENTIMETRE, INCH_HALF, ROUNDING = 567, 720, 15
"""Twips of 1 cm and 1.27 cm, and what Word may round by."""
LEAST_GAP = 118
MANY = 3
"""Lines with one fault from which on it is told once, where most lines have it."""


@kept
def body(document: Document) -> Sequence[tuple[Line, Form]]:
    """Return the lines of the body with their look, but for large titles and what stands in tables."""
    return tuple(_body(document))


def _body(document: Document) -> Iterator[tuple[Line, Form]]:
    apart = _apart(document)
    for line in document.body:
        form = document.form(line)
        if form is not None and form.runs and form.cell is None and line.index not in apart:
            yield line, form


@kept
def _apart(document: Document) -> set[int]:
    """Return the lines of Phần, Chương, Mục with their titles, and those right above a table: they are centred."""
    found: set[int] = set()
    for one in numbered(document):
        if one.kind in SECTIONS[:3]:
            below = title_below(document, one)
            found |= {one.line.index, below.index} if below else {one.line.index}
    cells = [line.index for line in document.of("cell") if line.appendix < 0]
    first = {index for index in cells if index and document.lines[index - 1].role != "cell"}
    return found | {index - 1 for index in first if len(document.lines[index - 1].words) <= LONGEST_CAPTION}


LONGEST_CAPTION = 120


def told(wrong: Sequence[tuple[Line, Finding]], count: int, found_of: str = "") -> Iterator[Finding]:
    """Yield faults; one that most of *count* lines have, once at its first line, with how many have it."""
    groups: dict[tuple[str, object], list[Finding]] = {}
    for _, finding in wrong:
        groups.setdefault((finding.message, finding.facts.get(found_of, finding.found)), []).append(finding)
    for same in groups.values():
        if len(same) > MANY and 2 * len(same) > count:
            yield replace(same[0], facts={**same[0].facts, "others": len(same) - 1}, message=WIDE[same[0].message])
        else:
            yield from same


# Letters.


@rule("body-font-size", "PL I.II.6e", at="look:text")
def body_font_size(document: Document) -> Iterator[Finding]:
    """Nội dung dùng cỡ chữ 13 đến 14, một cỡ trong toàn văn bản.

    Sai: cỡ chữ 12
    Sai: cỡ chữ 15
    Sai: một phần cỡ chữ 12
    Sai: cỡ chữ 13
    Đúng: cỡ chữ 14
    """
    lines = [(line, form) for line, form in body(document) if not (line.role == "heading" and line.level == 1)]
    sizes = {line.index: _sizes(form) for line, form in lines}
    letters: Counter[float] = Counter()
    for found in sizes.values():
        letters.update(found)
    main = letters.most_common(1)[0][0] if letters else 28
    in_bases = {line.index for line in bases(document)}
    wrong = []
    for line, _ in lines:
        for size in sizes[line.index]:
            is_out = not 26 <= size <= 28
            if is_out and line.index not in in_bases:
                wrong.append((line, at(line, SIZE, points(size), "13-14")))
            elif size != main and not is_out and 26 <= main <= 28:
                wrong.append((line, at(line, OTHER_SIZE, points(size), points(main))))
    yield from told(wrong, len(lines))


def _sizes(form: Form) -> Mapping[float, int]:
    """Return sizes of a line with how many letters have them."""
    found: Counter[float] = Counter()
    for run in form.runs:
        letters = sum(map(str.isalnum, run.text))
        if letters:
            found[float(run.size.value)] += letters
    return found


@rule("body-style", "PL I.II.6e", at="look:text")
def body_style(document: Document) -> Iterator[Finding]:
    """Nội dung trình bày bằng chữ in thường, kiểu chữ đứng.

    Sai: in hoa
    Sai: nghiêng
    Đúng: một phần nghiêng
    """
    apart = _apart(document)
    in_bases = {line.index for line in bases(document)}
    for line in document.of("item", "text", "closing"):
        if line.index in apart or line.index in in_bases:
            continue
        words = one_line(line.words)
        if _is_capitals(words) and not _is_title(document, line):
            yield at(line, CAPITALS, words[:80])
        if is_italic(document, line) == "all" and not _may_slant(line, words):
            yield at(line, ITALIC, words[:80], severity="warning")


def _is_capitals(words: str) -> bool:
    return words.isupper() and sum(map(str.isalpha, words)) >= FEWEST_CAPITALS and len(words.split()) >= FEWEST_WORDS


FEWEST_CAPITALS, FEWEST_WORDS = 15, 4


def _is_title(document: Document, line: Line) -> bool:
    """Tell whether a line in capitals is a title: of a section without a number, or of a khoản (with its own rule)."""
    form = document.form(line)
    is_centred = form is not None and form.align == "center"
    label = line.label.kind if line.label else ""
    is_short = not line.words.rstrip().endswith((".", ";"))
    is_level = label in ("roman", "upper") or (label == "arabic" and is_short)
    return is_centred or is_level or (is_short and is_bold(document, line) == "all")


def _may_slant(line: Line, words: str) -> bool:
    """Tell whether a line may be italic: a remark in brackets, a Căn cứ, a điểm (which has its own rule)."""
    is_point = line.label is not None and line.label.kind in ("letter", "letters")
    is_level = line.label is not None and line.label.kind in ("arabic", "arabic2", "arabic3")
    return (
        is_point or (is_level and _reads_as_title(words)) or words.startswith("(") or flat(words).startswith("can cu")
    )


def _reads_as_title(words: str) -> bool:
    return len(words) < SHORT_TITLE and not words.endswith((".", ";"))


SHORT_TITLE = 150


# Paragraphs.


@rule("body-justify", "PL I.II.6e", at="look:text")
def body_justify(document: Document) -> Iterator[Finding]:
    """Nội dung dàn đều cả hai lề.

    Sai: căn trái
    Sai: căn giữa
    Sai: căn phải
    Đúng: căn đều
    """
    lines = [(line, form) for line, form in body(document) if line.role in TEXT]
    wrong = [
        (line, at(line, NOT_JUSTIFIED, SIDES.get(measures(form).align, form.align), SIDES["both"]))
        for line, form in lines
        if measures(form).align not in ("both", "distribute", "thaiDistribute")
        and not _is_own_title(document, line, form)
    ]
    yield from told(wrong, len(lines))


def _is_own_title(document: Document, line: Line, form: Form) -> bool:
    """Tell whether a line without a number is a title in the middle, or a remark in brackets above a list."""
    words = line.words.rstrip()
    is_title = form.align == "center" and is_bold(document, line) == "all" and not words.endswith((".", ";"))
    return line.label is None and (is_title or (words.startswith("(") and words.endswith(")")))


@rule("first-line-indent", "PL I.II.6e", at="look:text")
def first_line_indent(document: Document) -> Iterator[Finding]:
    """Chữ đầu đoạn lùi vào 1 cm hoặc 1,27 cm, thống nhất trong toàn văn bản; không lùi bằng dấu cách hay phím tab.

    Sai: lùi đầu dòng 0 cm
    Sai: lùi đầu dòng 2 cm
    Sai: treo đầu dòng 0,63 cm
    Sai: lùi đầu dòng 1 cm
    Đúng: lùi đầu dòng 1,27 cm
    Đúng: lùi đầu dòng 1,25 cm
    """
    every = [(line, measures(form)) for line, form in body(document)]
    lines = [(line, one) for line, one in every if one.align not in ("center", "right") and not one.is_by_letters]
    starts = Counter(_wanted(one.first) for _, one in lines)
    starts.pop(0, None)
    usual = starts.most_common(1)[0][0] if starts else INCH_HALF
    wrong = [(line, fault) for line, one in lines for fault in _indent_faults(line, one, usual)]
    yield from told(wrong, len(lines))


def _wanted(twips: int) -> int:
    """Return 567 or 720 for an indent that is one of them but for rounding, 0 for any other."""
    return next((one for one in (CENTIMETRE, INCH_HALF) if abs(twips - one) <= ROUNDING), 0)


def _indent_faults(line: Line, found: Measures, usual: int) -> Iterator[Finding]:
    first, left = found.first, found.left
    blank = line.text[: len(line.text) - len(line.text.lstrip())]
    if "\t" in blank or len(blank) > 1:
        yield at(line, BY_TAB if "\t" in blank else BY_SPACES, "tab" if "\t" in blank else N_("dấu cách"), _cm(usual))
    elif first < 0:
        yield at(line, HANGING, _cm(-first), _cm(usual))
    elif not _wanted(first):
        yield at(line, INDENT, _cm(first), "1 cm, 1,27 cm")
    elif _wanted(first) != usual:
        yield at(line, OTHER_INDENT, _cm(first), _cm(usual))
    elif abs(left) > ROUNDING:
        yield at(line, MOVED, _cm(left), "0 cm", "warning")


def _cm(twips: int) -> str:
    return f"{round(twips / 1440 * 2.54, 2):g} cm".replace(".", ",")


@rule("para-spacing", "PL I.II.6e", at="look:text")
def para_spacing(document: Document) -> Iterator[Finding]:
    """Khoảng cách giữa các đoạn tối thiểu 6 pt; không chèn đoạn trống thay cho khoảng cách.

    Sai: cách trước 0 pt; cách sau 0 pt
    Sai: cách trước 3 pt; cách sau 0 pt
    Sai: đoạn trống phía dưới
    Đúng: cách trước 6 pt; cách sau 6 pt
    """
    lines = list(body(document))
    wrong = []
    for (_, above), (line, below) in pairwise(lines):
        upper, lower = measures(above), measures(below)
        parted = None if upper.is_by_lines or lower.is_by_lines else _parted(document.word, above, below)
        if parted is None:
            continue
        if parted:
            wrong.append((line, at(line, EMPTY, line.quote, severity="warning")))
            continue
        gap, most = _gap(upper, lower)
        if gap < LEAST_GAP:
            severity: Severity | None = "warning" if most >= LEAST_GAP else None
            found = f"{points(gap / 10)} pt"
            wrong.append((line, at(line, CLOSE, found, "6 pt", severity, gap=gap)))
    yield from told(wrong, len(lines) - 1, "gap")


def _parted(word: WordForm | None, above: Form, below: Form) -> int | None:
    """Return how many empty paragraphs part two paragraphs; None where something else does, or it cannot be said."""
    if word is None:
        return None
    parts = list(between(word, above.paragraph.number, below.paragraph.number))
    is_plain = all(one.cell is None and not one.text.strip() and not _holds_something(one) for one in parts)
    is_end = any(one.element.find(f"{W}pPr/{W}sectPr") is not None for one in (above.paragraph, *parts))
    return None if is_end or not is_plain or _follows_table(below) else len(parts)


def _holds_something(paragraph: Paragraph) -> bool:
    return any(next(paragraph.element.iter(W + name), None) is not None for name in ("br", "drawing", "pict", "object"))


def _follows_table(form: Form) -> bool:
    before = form.paragraph.element.getprevious()
    return before is not None and before.tag == W + "tbl"


def _gap(above: Measures, below: Measures) -> tuple[int, int]:
    """Return the gap between two paragraphs, and the most that it may be: Word takes the larger or adds both up."""
    is_alike = above.style == below.style
    after = 0 if is_alike and above.is_contextual else above.after
    before = 0 if is_alike and below.is_contextual else below.before
    return max(after, before), after + before


@rule("line-spacing", "PL I.II.6e", at="look:text")
def line_spacing(document: Document) -> Iterator[Finding]:
    """Khoảng cách giữa các dòng từ dòng đơn đến 1,5 dòng.

    Sai: giãn dòng 2
    Sai: giãn dòng 0,9
    Sai: giãn dòng 12 pt
    Sai: giãn dòng 30 pt
    Đúng: giãn dòng 1,5
    Đúng: giãn dòng 18 pt
    """
    lines = list(body(document))
    wrong = []
    for line, form in lines:
        amount, kind = measures(form).line, measures(form).rule
        least, most = _limits(form, kind)
        if not least <= amount <= most:
            is_lines = kind == "auto"
            found = f"{round(amount / 240, 2):g}".replace(".", ",") if is_lines else points(amount / 10)
            wrong.append((line, at(line, LINES if is_lines else POINTS, found, "1-1,5")))
    yield from told(wrong, len(lines))


def _limits(form: Form, kind: str) -> tuple[float, float]:
    """Return the least and the most that the spacing may be: in 240ths of a line, or in twips by the size of type."""
    if kind == "auto":
        return 238, 362
    single = 1.15 * max(form.sizes) / 2 * 20
    return (0 if kind == "atLeast" else single - 5), 1.5 * single + 5


@rule("heading-keep", "", "info", at="look:heading1")
def heading_keep(document: Document) -> Iterator[Finding]:
    """Tiêu đề của mục, khoản đi liền đoạn sau, không nằm một mình ở cuối trang.

    Sai: không đi liền đoạn sau
    Đúng: đi liền đoạn sau
    """
    lines = [(line, form) for line, form in body(document) if line.role == "heading"]
    loose = [(line, at(line, LOOSE, line.quote)) for line, form in lines if not measures(form).keeps_next]
    if len(loose) == len(lines) and len(loose) > 1:
        yield replace(loose[0][1], message=WIDE[LOOSE], facts={"others": len(loose) - 1})
    else:
        yield from (finding for _, finding in loose)


SIDES = {
    "left": N_("canh trái"), "center": N_("canh giữa"), "right": N_("canh phải"), "both": N_("dàn đều hai lề"),
}  # fmt: skip
SIZE = N_("cỡ chữ {found}; nội dung phải là cỡ {expected}")
SIZE_ALL = N_("cỡ chữ {found} (đoạn này và {others} đoạn khác); nội dung phải là cỡ {expected}")
OTHER_SIZE = N_("cỡ chữ {found}, khác nội dung còn lại (cỡ {expected})")
CAPITALS = N_("nội dung là chữ in thường, không viết hoa toàn bộ")
ITALIC = N_("nội dung phải là chữ đứng, không nghiêng")
NOT_JUSTIFIED = N_("đoạn {found}; nội dung phải {expected}")
NOT_JUSTIFIED_ALL = N_("đoạn này và {others} đoạn khác {found}; nội dung phải {expected}")
BY_TAB = N_("lùi đầu dòng bằng phím tab; phải đặt lùi đầu dòng {expected}")
BY_TAB_ALL = N_("lùi đầu dòng bằng phím tab (đoạn này và {others} đoạn khác); phải đặt lùi đầu dòng {expected}")
BY_SPACES = N_("lùi đầu dòng bằng dấu cách; phải đặt lùi đầu dòng {expected}")
BY_SPACES_ALL = N_("lùi đầu dòng bằng dấu cách (đoạn này và {others} đoạn khác); phải đặt lùi đầu dòng {expected}")
HANGING = N_("đoạn treo đầu dòng {found}; dòng đầu phải lùi vào {expected}")
HANGING_ALL = N_("đoạn này và {others} đoạn khác treo đầu dòng {found}; dòng đầu phải lùi vào {expected}")
INDENT = N_("lùi đầu dòng {found}; phải là một trong hai mức: {expected}")
INDENT_ALL = N_("lùi đầu dòng {found} (đoạn này và {others} đoạn khác); phải là một trong hai mức: {expected}")
OTHER_INDENT = N_("lùi đầu dòng {found}, khác các đoạn còn lại ({expected})")
MOVED = N_("thụt cả đoạn {found} so với lề trái; chỉ lùi dòng đầu")
MOVED_ALL = N_("đoạn này và {others} đoạn khác thụt cả đoạn {found} so với lề trái; chỉ lùi dòng đầu")
EMPTY = N_("có đoạn trống phía trên; đặt khoảng cách đoạn, không chèn đoạn trống")
EMPTY_ALL = N_("có đoạn trống phía trên (ở đây và {others} chỗ khác); đặt khoảng cách đoạn, không chèn đoạn trống")
CLOSE = N_("khoảng cách với đoạn trên là {found}; tối thiểu {expected}")
CLOSE_ALL = N_("khoảng cách với đoạn trên là {found} (ở đây và {others} chỗ khác); tối thiểu {expected}")
LINES = N_("giãn dòng {found} dòng; phải từ 1 đến 1,5 dòng")
LINES_ALL = N_("giãn dòng {found} dòng (đoạn này và {others} đoạn khác); phải từ 1 đến 1,5 dòng")
POINTS = N_("giãn dòng {found} pt; phải từ dòng đơn đến 1,5 dòng")
POINTS_ALL = N_("giãn dòng {found} pt (đoạn này và {others} đoạn khác); phải từ dòng đơn đến 1,5 dòng")
LOOSE = N_("tiêu đề chưa đặt đi liền đoạn sau (Keep with next), có thể nằm một mình ở cuối trang")
LOOSE_ALL = N_("tiêu đề này và {others} tiêu đề khác chưa đặt đi liền đoạn sau (Keep with next)")
WIDE: Mapping[str, str] = {
    SIZE: SIZE_ALL, OTHER_SIZE: OTHER_SIZE, NOT_JUSTIFIED: NOT_JUSTIFIED_ALL, BY_TAB: BY_TAB_ALL,
    BY_SPACES: BY_SPACES_ALL, HANGING: HANGING_ALL, INDENT: INDENT_ALL, OTHER_INDENT: OTHER_INDENT, MOVED: MOVED_ALL,
    EMPTY: EMPTY_ALL, CLOSE: CLOSE_ALL, LINES: LINES_ALL, POINTS: POINTS_ALL, LOOSE: LOOSE_ALL,
}  # fmt: skip
"""What is said of one line, and of most lines of the body."""
