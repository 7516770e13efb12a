"""Marks of what is still to be filled in or confirmed, made yellow in WordprocessingML."""

from __future__ import annotations

import re

from cchc_draft.blanks import SHOWN, has_shown, unmarked

RUN = re.compile(r"(<w:r(?: [^>]*)?>)(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:(?!</?w:r[ >]).)*)</w:r>", re.DOTALL)
TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)</w:t>")
OWN_HIGHLIGHT = re.compile(r"<w:highlight\b[^>]*>")
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
AFTER_HIGHLIGHT = re.compile(
    r"<w:(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>"
)
"""What stands behind the highlight in run properties (ECMA-376, 17.3.2.28)."""


def highlighted(xml: str) -> str:
    """Return a document with every blank mark, and what is to be confirmed, in a run of its own that is highlighted."""
    parts: list[str] = []
    done = 0
    for found in SHOWN.finditer(xml) if has_shown(xml) else ():
        start = max(xml.rfind("<w:r>", done, found.start()), xml.rfind("<w:r ", done, found.start()))
        end = xml.find("</w:r>", found.end()) + len("</w:r>")
        if start >= 0 and found.start() >= done:
            parts += [xml[done:start], RUN.sub(_highlighted_run, xml[start:end])]
            done = end
    return unmarked("".join([*parts, xml[done:]])) if parts else unmarked(xml)


def _highlighted_run(run: re.Match[str]) -> str:
    opened, properties, inner = run[1], run[2] or "", run[3]
    if not has_shown(inner):
        return run[0]
    plain = OWN_HIGHLIGHT.sub("", properties) or "<w:rPr></w:rPr>"
    marked = AFTER_HIGHLIGHT.sub(lambda after: HIGHLIGHT + after[0], plain, count=1)

    def divided(text: re.Match[str]) -> str:
        start, closed = '<w:t xml:space="preserve">', "</w:t>"
        return SHOWN.sub(
            lambda found: f"{closed}</w:r>{opened}{marked}{start}{found[0]}{closed}</w:r>{opened}{properties}{start}",
            f"{start}{text[2]}{closed}",
        )

    return f"{opened}{properties}{TEXT.sub(divided, inner)}</w:r>"
