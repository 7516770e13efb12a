"""Which conditional parts of a table style (first row, bands …) hold for a cell, from its place in the table.

Later parts come before earlier ones: corners, columns, rows, bands (ISO 29500-1, 17.7.6).
"""

from __future__ import annotations

from typing import Any

Element = Any
"""An lxml element."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}
"""Switches of a table by their names and by their bits in older files."""
ON = ("1", "true", "on")
Rows = dict[Element, tuple[int, int]]


def look_of(table: Element) -> frozenset[str]:
    """Return the switches of a table that are on."""
    said = table.find(f"{W}tblPr/{W}tblLook")
    if said is None:
        return frozenset()
    try:
        bits = int(said.get(W + "val", "0"), 16)
    except ValueError:
        bits = 0
    named = {name: said.get(W + name) for name in BITS}
    return frozenset(
        name for name, bit in BITS.items() if (named[name] in ON if named[name] is not None else bits & bit)
    )


def rows_of(table: Element) -> Rows:
    """Return each row with its index and the number of rows."""
    rows = [one for one in table.iter(W + "tr") if next(one.iterancestors(W + "tbl")) is table]
    return {row: (index, len(rows)) for index, row in enumerate(rows)}


def parts_of(cell: Element, look: frozenset[str], rows: Rows) -> tuple[str, ...]:
    """Return the parts of the style that hold for a cell, the nearest first."""
    row = next(cell.iterancestors(W + "tr"), None)
    if row is None or row not in rows:
        return ()
    index, count = rows[row]
    cells = [one for one in row.iter(W + "tc") if next(one.iterancestors(W + "tr")) is row]
    column = cells.index(cell) if cell in cells else 0
    top, bottom = index == 0 and "firstRow" in look, index == count - 1 and "lastRow" in look
    left = column == 0 and "firstColumn" in look
    right = column == len(cells) - 1 and "lastColumn" in look
    found = [
        ("seCell", bottom and right),
        ("swCell", bottom and left),
        ("neCell", top and right),
        ("nwCell", top and left),
        ("lastCol", right),
        ("firstCol", left),
        ("lastRow", bottom),
        ("firstRow", top),
    ]
    is_banded = not (top or bottom or left or right)
    band_row, band_column = index - ("firstRow" in look), column - ("firstColumn" in look)
    found += [
        (f"band{1 + band_row % 2}Horz", is_banded and "noHBand" not in look),
        (f"band{1 + band_column % 2}Vert", is_banded and "noVBand" not in look),
        ("wholeTable", True),
    ]
    return tuple(name for name, holds in found if holds)
