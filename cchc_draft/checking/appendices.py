"""Appendices as rules see them: the words of their heads taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.importing.flat_text import flat, one_line

LABEL = re.compile(
    r"(?P<word>phụ lục)(?:\s+(?P<sign>số\s*)?(?P<number>[ivxlc]{1,7}|\d{1,3}|[a-zđ])(?![\w]))?"
    r"(?P<mark>\s*[.:–-]*)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class AppendixHead:
    """Label, name and reference line of one appendix."""

    line: Line
    """The line with "Phụ lục"."""
    word: str
    """"Phụ lục" as it is written."""
    number: str
    """What numbers it: "I", "01", "A"; empty for none."""
    has_sign: bool
    """"số" stands in front of the number."""
    mark: str
    """The mark behind the number."""
    rest: str
    """What else stands on the line."""
    names: Sequence[Line] = ()
    references: Sequence[Line] = ()

    @property
    def reference(self) -> str:
        """The reference line in one line."""
        return one_line(" ".join(line.text for line in self.references))


@kept
def heads(document: Document) -> list[AppendixHead]:
    """Return the heads of a plan's appendices in printed order; forms with other labels are none."""
    names, references = document.of("appendix_name"), document.of("reference")
    made = []
    for line in document.of("appendix"):
        match = LABEL.fullmatch(line.text.strip().lstrip("([*"))
        if match:
            own = [[one for one in all_ if one.appendix == line.appendix] for all_ in (names, references)]
            made.append(
                AppendixHead(
                    line, match["word"], match["number"] or "", bool(match["sign"]), match["mark"].strip(),
                    one_line(match["rest"]), *own,
                )
            )  # fmt: skip
    return made


def is_attached(document: Document) -> bool:
    """Tell whether the plan itself is issued with a decision: "(Kèm theo Quyết định số …)" under its trích yếu."""
    return any(line.appendix < 0 and QUYET_DINH.search(flat(line.text)) for line in document.of("reference"))


QUYET_DINH = re.compile(r"kem theo\s+quyet dinh")
