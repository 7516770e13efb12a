"""Properties that the decree rules, each with the words for what a paragraph has and what it should have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cchc_draft.effective_properties import Paragraph
from cchc_draft.language import N_, Message, translate
from cchc_draft.layout import FITTED, RULES
from cchc_draft.layout_forms import BODY, Form
from cchc_draft.letter_widths import text_width
from cchc_draft.style_sheet import DEFAULTS, OFF, Found, W

CENTIMETRE, POINT = 1440 / 2.54, 20
INDENT_ROUNDING = 15
"""Twips that Word may round by."""
LARGEST_NATION = 26
"""Half-points that Quốc hiệu may have."""
SINGLE_LINE, LONGEST_LINE = 1.14, 1.72
"""Single and one and a half lines as shares of the type size, where line spacing is given in points."""
BODY_KEYS = {name.casefold() for name in BODY}


class Fault(NamedTuple):
    """What a property has, what it should have, and the style it comes from ("": the paragraph)."""

    found: str
    right: str
    source: str = ""


Reader = Callable[[Form, Any], Iterator[Fault]]
"""Yields what a form has, where that is not as wanted."""


def mended(form: Form, source: str) -> str:
    """Return the style to mend, where the form stands for one: *source* if it is of the body, else the body's own."""
    inside = [name for name in form.paragraph.style_names if name.casefold() in BODY_KEYS]
    return "" if form.paragraph.number else source if source in inside else inside[-1] if inside else source


def style_to_mend(form: Form, found: Found | None) -> str:
    """Return the style to mend for a value found, where the form stands for a style."""
    return mended(form, found.source if found else DEFAULTS)


def decimal(number: float) -> str:
    """Return a number as Vietnamese writes it, with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def points(half_points: str | float) -> str:
    """Return a type size in points."""
    return decimal(float(half_points) / 2)


def _size(form: Form, wanted: tuple[int, int]) -> Iterator[Fault]:
    for found in dict.fromkeys(run.size for run in form.runs):
        if not wanted[0] <= float(found.value) <= wanted[1]:
            yield Fault(points(found.value), "-".join(dict.fromkeys(map(points, wanted))), style_to_mend(form, found))


FACES = {
    "b": (N_("đậm"), N_("không đậm")),
    "i": (N_("nghiêng"), N_("đứng")),
    "u": (N_("gạch chân"), N_("không gạch chân")),
}


def _face(form: Form, wanted: str) -> Iterator[Fault]:
    """Check switches, such as "b-i": bold and not italic."""
    switches = {name: not sign for sign, name in re.findall(r"(-?)(\w)", wanted)}
    for run in form.runs:
        line = run.value("u")
        is_lined = line is not None and line.value not in OFF
        shown = {name: is_lined if name == "u" else run.is_on(name) for name in switches}
        if shown != switches:
            words = [[FACES[name][not is_so] for name, is_so in faces.items()] for faces in (shown, switches)]
            changed = next(name for name in switches if shown[name] != switches[name])
            found, right = (", ".join(map(translate, one)) for one in words)
            source = form.paragraph.style_name if switches[changed] else run.origin(changed)
            yield Fault(found, right, mended(form, source))
            return


def _capitals(form: Form, _wanted: bool) -> Iterator[Fault]:
    for name in ("caps", "smallCaps"):
        for run in [run for run in form.runs if run.is_on(name)][:1]:
            yield Fault(N_("in hoa"), N_("in thường"), mended(form, run.origin(name)))


ALIGNMENTS = {
    "left": N_("căn trái"),
    "center": N_("căn giữa"),
    "right": N_("căn phải"),
    "both": N_("căn đều hai lề"),
    "off": N_("căn giữa nhưng thụt lệch"),
    "indented": N_("thụt vào"),
    "not center": N_("không căn giữa"),
}


def _align(form: Form, wanted: str) -> Iterator[Fault]:
    paragraph, found = form.paragraph, form.paragraph.align
    is_fitted = any(tag in (*FITTED, *RULES) for tag in form.tags)
    start, right, first = (0 if is_fitted else paragraph.indent(side) for side in ("left", "right", "firstLine"))
    frame = paragraph.value("framePr", "xAlign")
    shown = frame.value if frame else found.value
    if shown == "center" and abs(start + first - right) > INDENT_ROUNDING:
        shown = "off"
    if wanted == "left" and shown in ("left", "both"):
        shown = "indented" if abs(start + first) > INDENT_ROUNDING else "left"
    if wanted == "not center":
        shown = "center" if shown in ("center", "off") else wanted
    if shown != wanted:
        yield Fault(ALIGNMENTS.get(shown, Message(shown)), ALIGNMENTS[wanted], style_to_mend(form, found))


def _text(form: Form, wanted: str) -> Iterator[Fault]:
    tag = re.search(r"\{\{.*?\}\}", form.text)
    shown = " ".join((form.text.replace(tag[0], wanted) if tag else form.text).split())
    if unicodedata.normalize("NFC", shown) != wanted:
        yield Fault(f"«{shown}»", f"«{wanted}»")


def _spacing_words(paragraph: Paragraph) -> str:
    amount, rule = paragraph.line
    if rule != "auto":
        return f"{decimal(amount / POINT)} pt"
    return translate(N_("{lines} dòng")).format(lines=decimal(amount / 240))


def _single(form: Form, _wanted: bool) -> Iterator[Fault]:
    gap = max(form.paragraph.space("before"), form.paragraph.space("after"))
    if form.paragraph.line != (240, "auto") or gap:
        facts = {"line": _spacing_words(form.paragraph), "gap": decimal(gap / POINT)}
        yield Fault(translate(N_("{line}, cách đoạn {gap} pt")).format(**facts), N_("1 dòng, cách đoạn 0 pt"))


def _line(form: Form, _wanted: bool) -> Iterator[Fault]:
    amount, rule = form.paragraph.line
    size = float(form.runs[0].size.value) * POINT / 2
    least, most = (240.0, 360.0) if rule == "auto" else (size * SINGLE_LINE, size * LONGEST_LINE)
    if not least <= amount <= most:
        source = style_to_mend(form, form.paragraph.value("spacing", "line"))
        yield Fault(_spacing_words(form.paragraph), N_("từ 1 dòng đến 1,5 dòng"), source)


def _indent(form: Form, wanted: tuple[int, ...]) -> Iterator[Fault]:
    paragraph, found = form.paragraph, form.paragraph.indent("firstLine")
    if all(abs(found - one) > INDENT_ROUNDING for one in wanted):
        source = paragraph.value("ind", "hanging" if found < 0 else "firstLine")
        yield Fault(f"{decimal(found / CENTIMETRE)} cm", N_("1 cm hoặc 1,27 cm"), style_to_mend(form, source))


def _right_cell(form: Form, _wanted: bool) -> Iterator[Fault]:
    count = len(form.row.findall(W + "tc")) if form.row is not None else 0
    if count < 2 or form.column != count - 1:
        yield Fault(N_("không ở ô bên phải của bảng"), N_("ở ô bên phải của bảng"))


def _one_line(form: Form, wanted: str) -> Iterator[Fault]:
    """Check that the cell holds a text on one line, at the largest size that is allowed."""
    size = min(int(float(form.runs[0].size.value)), LARGEST_NATION)
    room, needed = (amount / CENTIMETRE for amount in (form.paragraph.room, text_width(wanted, size, "bold")))
    if 0 < room < needed:
        found = translate(N_("hơn một, vì ô chỉ rộng {room} cm")).format(room=decimal(round(room, 1)))
        yield Fault(found, translate(N_("một, ô rộng ít nhất {room} cm")).format(room=decimal(round(needed + 0.05, 1))))


def _below(form: Form, tag: str) -> Iterator[Fault]:
    """Check that nothing stands between a paragraph and that of *tag* above, not even an empty one."""
    if not (upper := form.file.first(tag)):
        return
    container = form.container
    above = container[container.index(form) - 1] if container.index(form) else None
    if above is not upper:
        found: str = N_("ở đầu ô hoặc đầu trang")
        if above:
            found = translate(N_("dưới «{words}»")).format(words=above.words) if above.words else N_("dưới đoạn trống")
        yield Fault(found, translate(N_("ngay dưới «{words}»")).format(words=upper.words))


def _beside(form: Form, tag: str) -> Iterator[Fault]:
    """Check that a paragraph starts on the line of that of *tag*, in a cell to the right of it."""
    if not (other := form.file.first(tag)):
        return
    right = translate(N_("ngang hàng, bên phải «{words}»")).format(words=other.words)
    if form.row is None or form.row is not other.row or form.column <= other.column:
        yield Fault(N_("ở hàng khác hoặc bên trái"), right)
    elif _offset(form) != _offset(other):
        yield Fault(N_("lệch dòng"), right)


def _offset(form: Form) -> tuple[int, int, str]:
    """Return what decides the height of a paragraph in its row."""
    anchor = form.paragraph.cell.find(f"{W}tcPr/{W}vAlign") if form.paragraph.cell is not None else None
    vertical = anchor.get(W + "val", "top") if anchor is not None else "top"
    return form.container.index(form), form.paragraph.space("before"), vertical


def _borderless(form: Form, _wanted: bool) -> Iterator[Fault]:
    if form.paragraph.has_table_borders:
        yield Fault(N_("có đường viền"), N_("không đường viền"))


def _drawn(form: Form, _wanted: bool) -> Iterator[Fault]:
    borders = form.paragraph.borders()
    sides = set(borders) - {"between", "bar"}
    right = N_("một nét liền")
    if not sides:
        yield Fault(N_("không có nét"), right)
    elif len(sides) > 1 or not sides <= {"top", "bottom"}:
        yield Fault(N_("khung hoặc nhiều nét"), right)
    elif not set(borders.values()) <= {"single", "thick"}:
        yield Fault(N_("nét đứt hoặc nét kép"), right)


PROPERTIES: dict[str, tuple[Message, Reader]] = {
    "size": (N_("cỡ chữ"), _size),
    "face": (N_("kiểu chữ"), _face),
    "lower": (N_("dạng chữ"), _capitals),
    "align": (N_("cách căn dòng"), _align),
    "text": (N_("chữ"), _text),
    "single": (N_("giãn dòng"), _single),
    "line": (N_("giãn dòng"), _line),
    "indent": (N_("mức lùi đầu dòng"), _indent),
    "one_line": (N_("số dòng"), _one_line),
    "right_cell": (N_("vị trí"), _right_cell),
    "below": (N_("vị trí"), _below),
    "beside": (N_("vị trí"), _beside),
    "borderless": (N_("bảng"), _borderless),
    "drawn": (N_("dạng"), _drawn),
}
