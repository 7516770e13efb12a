"""Numbers of Decree 30/2020/NĐ-CP for pages and letterhead, in units of Word: for layouts and for checks of plans."""

from __future__ import annotations

MILLIMETRE = 1440 / 25.4
"""In twips."""
ROUNDING, PAPER_ROUNDING = 6, 20
"""Twips that Word may round margins and paper by."""
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Least and most millimetres (PL I.I.3)."""
TURNED_MARGINS = {"top": (30, 35), "bottom": (15, 20), "left": (20, 25), "right": (20, 25)}
"""The same where margins turn with a landscape page."""
LETTERHEAD_SIZES = ((26, 28, 28), (24, 26, 26))
"""Half-points of Quốc hiệu, Tiêu ngữ and date line that go together (bảng V, note 1)."""
