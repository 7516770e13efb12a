"""Signatures as rules see them: the lines over each name taken apart, and what kind of body the agency is (2.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.checking.document import Document, Line, Role, kept
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.signature_words import STAMP

Kind = Literal["", "collective", "head", "board", "party"]
"""How a body works: as a collective (UBND), under a head (Sở), as an advisory board, by Party rules; "" unknown."""

COLLECTIVE = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
HEAD = re.compile(
    r"(?:so|phong|truong|trung tam|chi cuc|cuc|tong cuc|bo|ban quan ly|thanh tra|van phong|benh vien|vien|hoc vien"
    r"|cong an|dai hoc|kho bac|thue|hai quan|ban dan toc|quy|tram|bao hiem|thu vien|bao tang|nha hat|vuon)\b"
)
BOARD = re.compile(r"(?:ban chi dao|hoi dong(?! nhan dan)|to cong tac|to chi dao|to giup viec|ban to chuc)\b")
PARTY = re.compile(r"dang cong san viet nam")
OF_SYMBOL: Mapping[str, Kind] = {"UBND": "collective", "BCĐ": "board"}
SECTORS = re.compile(
    r"\b(?:truong|giao duc|dai hoc|cao dang|hoc vien|y te|benh vien|tram y te|khoa hoc|vien|cong an|quan su|bo doi"
    r"|quan doi|nghe thuat|nha hat|benh tat|duoc|suc khoe|phap y|dao tao|nghien cuu)\b"
)
"""Agencies whose sector may allow titles and ranks in front of a name (PL I.II.7c)."""


def agency_lines(document: Document) -> tuple[str, ...]:
    """Return the lines of the issuing agency's name in the letterhead."""
    return document.plan.letterhead.agencies


def kind_of(document: Document) -> Kind:
    """Return how the issuing agency works; "" where several agencies sign or nothing says it."""
    if document.plan.letterhead.is_party_form or any(PARTY.search(flat(one.words)) for one in document.of("nation")):
        return "party"
    if len(document.plan.signatures) > 1:
        return ""
    found = [kind for line in agency_lines(document) if (kind := kind_of_name(line))]
    if found:
        return next((kind for kind in found if kind != "collective"), "collective")
    if document.profile and not agency_lines(document):
        return "head" if document.profile.level == "so" else "collective"
    symbol = document.plan.letterhead.symbol.partition("-")[2]
    return OF_SYMBOL.get(symbol, "head" if re.match(r"S[A-ZĐ]", symbol) else "")


def kind_of_name(name: str) -> Kind:
    """Return how a body of this name works."""
    words = flat(one_line(name))
    if COLLECTIVE.match(words):
        return "collective"
    if BOARD.match(words):
        return "board"
    return "head" if HEAD.match(words) else ""


def is_of_sector(document: Document) -> bool:
    """Tell whether the agency belongs to the forces, education, health or science."""
    profile = document.profile
    names = [*agency_lines(document), profile.name if profile else ""]
    return any(SECTORS.search(flat(name)) for name in names)


Letters = Literal["TM", "KT", "TL", "TUQ", "Q"]
AUTHORITY = re.compile(
    r"(?P<letters>T\s?[./]?\s?U\s?[./]?\s?Q|T\s?[./]?\s?[ML]|K\s?[./]?\s?T|Q)(?![^\W_])(?P<mark>\s?[./:,–-]?)(?P<gap>\s*)"
    r"(?P<whom>\S.*)",
    re.IGNORECASE,
)
SPELLED: Mapping[str, Letters] = {
    "thay mat": "TM",
    "ky thay": "KT",
    "thua lenh": "TL",
    "thua uy quyen": "TUQ",
    "quyen": "Q",
}
SPELLED_OUT = re.compile(rf"(?:{'|'.join(SPELLED)})\b\s*")


@dataclass(frozen=True, slots=True)
class Authority:
    """One line such as "KT. GIÁM ĐỐC"."""

    line: Line
    letters: str
    """TM, KT, TL, TUQ or Q, without marks."""
    whom: str
    """What follows the letters, in one line."""
    written: str
    """The letters and their mark as they stand there."""
    has_space: bool = True

    @property
    def is_right(self) -> bool:
        """The letters have their full stop and no other mark; that they are capitals is another rule's matter."""
        return self.written.upper() == f"{self.letters}."


@dataclass(slots=True)
class Block:
    """All that stands over one name, and the name."""

    lines: list[Line] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    positions: list[Line] = field(default_factory=list)
    signer: Line | None = None
    is_clear: bool = True
    """Every line over the name was understood."""

    def of(self, letters: Letters) -> Authority | None:
        """Return the line with these letters, None where there is none."""
        return next((one for one in self.authorities if one.letters == letters), None)

    def positions_below(self, authority: Authority) -> list[Line]:
        """Return the positions that stand below an authority."""
        return [line for line in self.positions if line.index > authority.line.index]


def authority_of(line: Line) -> Authority | None:
    """Return a line of authority taken apart; None for a line that has no such letters."""
    words = one_line(line.words)
    match = AUTHORITY.fullmatch(words)
    if match and not (match["letters"].upper() == "Q" and not match["mark"].strip() and not words.isupper()):
        letters = "".join(re.findall(r"[A-Z]", match["letters"].upper()))
        written = (match["letters"] + match["mark"]).strip()
        return Authority(line, letters, match["whom"], written, bool(match["gap"]))
    spelled = SPELLED_OUT.match(flat(words))
    if spelled and words[spelled.end() :].strip():
        found = words[: spelled.end()].strip()
        return Authority(line, SPELLED[flat(found)], words[spelled.end() :].strip(), found)
    return None


@kept
def blocks(document: Document) -> list[Block]:
    """Return the signatures of a plan in printed order."""
    return list(_blocks(document))


def _blocks(document: Document) -> Iterator[Block]:
    open_blocks: dict[int, Block] = {}
    is_foot = False
    for line in document.lines:
        is_foot |= line.role in ("recipients_label", "authority", "position", "signer")
        if line.role in ("authority", "position", "signer"):
            block = open_blocks.setdefault(line.column, Block())
            _take(block, line)
            if line.role == "signer":
                yield open_blocks.pop(line.column)
        elif is_foot and line.role == "other" and line.column in open_blocks:
            open_blocks[line.column].is_clear &= STAMP.match(flat(line.words)) is not None
    yield from (block for block in open_blocks.values() if block.lines)


def _take(block: Block, line: Line) -> None:
    if line.role == "signer":
        block.signer = line
        return
    block.lines.append(line)
    authority = authority_of(line)
    if authority:
        block.authorities.append(authority)
    else:
        block.positions.append(line)


HEADS = (
    "tong giam doc", "tong bien tap", "tong thanh tra", "chu tich", "giam doc", "hieu truong", "truong phong",
    "truong ban", "chanh van phong", "chanh thanh tra", "chi cuc truong", "cuc truong", "vu truong", "vien truong",
    "bo truong", "chu nhiem", "tram truong", "thu truong", "to truong",
)  # fmt: skip
"""Positions of heads, without marks."""


def head_in(words: str) -> str:
    """Return the head's position that words begin with, or whose deputy they name; "" for none."""
    flats = flat(one_line(words)).removeprefix("quyen ").removeprefix("q. ").removeprefix("pho ").strip()
    found = next((head for head in HEADS if flats.startswith(head)), "")
    return "bo truong" if found == "thu truong" else found


def is_deputy(words: str) -> bool:
    """Tell whether a position is a deputy's."""
    return re.match(r"(?:pho|thu truong)\b", flat(one_line(words))) is not None


def in_cells(document: Document, *roles: Role) -> list[Line]:
    """Return lines of the foot that stand in a cell, so that it can be seen whether they are in its middle."""
    return [line for line, form in document.formed(*roles) if form.cell is not None and line.span is None]


def out_of_cells(document: Document, *roles: Role) -> list[Line]:
    """Return the other lines of the foot: tabs and indents put them to the right."""
    return [line for line, form in document.formed(*roles) if form.cell is None or line.span is not None]
