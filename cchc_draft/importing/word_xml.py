"""Names of Word's XML, and values taken from it without trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any
"""An lxml element."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
VAL = W + "val"

ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
BRANCHES = (CHOICE, FALLBACK)
PARAGRAPH, RUN, TABLE, ROW, CELL = W + "p", W + "r", W + "tbl", W + "tr", W + "tc"
TEXT, DELETED_TEXT, MATH_TEXT, DRAWN_TEXT = W + "t", W + "delText", M + "t", A + "t"
BOX = W + "txbxContent"
DELETIONS = {W + "del": "del", W + "moveFrom": "moveFrom"}
WRAPPERS = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo", "fldSimple")
)
"""What only stands around text, or around paragraphs, rows and cells."""

OFF = frozenset(("0", "false", "off", "none"))
MEASURE = re.compile(r"(-?\d{1,7}(?:\.\d{1,7})?)(\w{0,2})")
UNITS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


def is_on(element: Element) -> bool:
    """Tell whether a switch that is there is on."""
    return element.get(VAL) not in OFF


def integer(text: str | None, least: int = 0, most: int = 32_767) -> int | None:
    """Return a whole number between *least* and *most*, the nearer end where it lies outside; None for no number.

    >>> integer("12"), integer("-3"), integer("1,5"), integer(None)
    (12, 0, None, None)
    """
    if text is None or len(text) > 12:
        return None
    try:
        return min(max(int(text), least), most)
    except ValueError:
        return None


def twips(text: str | None) -> int | None:
    """Return a measure in twips; None for what is none.

    >>> twips("120"), twips("6pt"), twips("auto")
    (120, 120, None)
    """
    matched = MEASURE.fullmatch(text or "")
    return round(float(matched[1]) * UNITS[matched[2]]) if matched and matched[2] in UNITS else None


def value_of(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child; None where either is absent."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def one_line(text: str) -> str:
    """Return *text* with single spaces."""
    return " ".join(text.split())


def chosen(alternate: Element) -> Element | None:
    """Return the branch of alternative content that is read: the first with text, else the first of all."""
    branches = [child for child in alternate if child.tag in BRANCHES]
    return next((branch for branch in branches if has_text(branch)), branches[0] if branches else None)


def has_text(element: Element) -> bool:
    """Tell whether any text stands inside."""
    return any(node.text and not node.text.isspace() for node in element.iter(TEXT, MATH_TEXT, DRAWN_TEXT))


def visible(element: Element, *, into_boxes: bool = True) -> Iterator[Element]:
    """Yield *element* and all below it in document order, of alternative content only the branch that is read.

    Unless *into_boxes*, a text box is yielded but not what stands in it.
    """
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag == ALTERNATE:
            branch = chosen(node)
            waiting += [] if branch is None else [branch]
            continue
        yield node
        if into_boxes or node.tag != BOX:
            waiting += reversed(node)


def children(element: Element, wanted: str) -> Iterator[tuple[Element, bool]]:
    """Yield the children with a tag, those in content controls and the like too, and True; others with False."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == wanted:
            yield child, True
        elif child.tag in WRAPPERS:
            waiting.append(iter(child))
        elif child.tag == ALTERNATE:
            waiting.append(iter(branch if (branch := chosen(child)) is not None else ()))
        else:
            yield child, False
