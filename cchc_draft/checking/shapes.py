"""Horizontal lines among the drawings that hang at a paragraph: DrawingML as Word 2010 and later writes it, and VML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cchc_draft.style_sheet import DRAWING, FALLBACK, Element, W

SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PLACING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML = "{urn:schemas-microsoft-com:vml}"
EMU_IN_TWIP = 635
FLATTEST = 12
"""A shape is a line if it is at least so many times as wide as high."""
MEASURE = re.compile(r"(-?\d{0,7}(?:\.\d{1,7})?)\s?(pt|in|cm|mm|px|pc)?")
TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "px": 15.0, "pc": 240.0, None: 15.0}
SOLID = (None, "", "solid", "sysSolid")


class Shape(NamedTuple):
    """One horizontal line."""

    length: int | None
    """Twips; None where the file does not say it in plain numbers."""
    is_solid: bool


def shapes(paragraph: Element) -> Iterator[Shape]:
    """Yield the horizontal lines that hang at a paragraph; each once, though Word writes it in two languages."""
    for holder in paragraph.iter(W + "drawing", W + "pict", W + "object"):
        if next(holder.iterancestors(W + "p"), None) is not paragraph:
            continue
        if next(holder.iterancestors(FALLBACK), None) is not None:
            continue
        yield from _drawn(holder) if holder.tag == W + "drawing" else _old(holder)


def _drawn(drawing: Element) -> Iterator[Shape]:
    parts = list(drawing.iter(SHAPE + "wsp", PICTURE + "pic"))
    extents = [_extent(one) for one in parts]
    if not any(extents):
        whole = drawing.find(f".//{PLACING}extent")
        parts, extents = [drawing], [_size(whole)]
    for part, extent in zip(parts, extents, strict=True):
        if extent and extent[0] > FLATTEST * extent[1] and not _has_text(part):
            dash = part.find(f".//{DRAWING}prstDash")
            kind = dash.get("val") if dash is not None else None
            yield Shape(round(extent[0] / EMU_IN_TWIP), kind in SOLID)


def _extent(part: Element) -> tuple[int, int] | None:
    """Return width and height of one shape as it says itself."""
    return _size(part.find(f".//{DRAWING}xfrm/{DRAWING}ext"))


def _size(extent: Element | None) -> tuple[int, int] | None:
    if extent is None:
        return None
    try:
        return int(extent.get("cx", "")), int(extent.get("cy", ""))
    except ValueError:
        return None


def _has_text(part: Element) -> bool:
    return any((one.text or "").strip() for one in part.iter(W + "t"))


def _old(picture: Element) -> Iterator[Shape]:
    for one in picture.iter(VML + "line", VML + "shape", VML + "rect", VML + "roundrect", VML + "polyline"):
        if _has_text(one):
            continue
        is_grouped = next(one.iterancestors(VML + "group"), None) is not None
        across, down = _ends(one) if one.tag == VML + "line" else _box(one)
        if across is None or down is None:
            if one.tag == VML + "line":
                yield Shape(None, _is_solid(one))
        elif across > FLATTEST * down:
            yield Shape(None if is_grouped else round(across), _is_solid(one))


def _is_solid(shape: Element) -> bool:
    stroke = shape.find(VML + "stroke")
    return stroke is None or stroke.get("dashstyle") in SOLID


def _ends(line: Element) -> tuple[float | None, float | None]:
    """Return how far a line goes across and down."""
    points = [(line.get(name) or "").split(",") for name in ("from", "to")]
    if any(len(point) != 2 for point in points):
        return None, None
    numbers = [[_twips(part) for part in point] for point in points]
    (left, top), (right, bottom) = numbers
    if left is None or right is None or top is None or bottom is None:
        return None, None
    return abs(right - left), abs(bottom - top)


def _box(shape: Element) -> tuple[float | None, float | None]:
    """Return width and height that a shape's style gives it."""
    said = (part.partition(":") for part in (shape.get("style") or "").split(";"))
    style = {name.strip(): value.strip() for name, _, value in said}
    if "width" not in style:
        return None, None
    return _twips(style["width"]), _twips(style.get("height", "0"))


def _twips(text: str) -> float | None:
    matched = MEASURE.fullmatch(text.strip())
    if not matched or matched[1] in ("", "-"):
        return 0.0 if not text.strip() else None
    return float(matched[1]) * TWIPS[matched[2]]
