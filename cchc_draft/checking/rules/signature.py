"""Who signs and how: authority and position over a signature (PL I.II.7, Điều 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.checking.signatures import (
    Authority,
    Block,
    Kind,
    agency_lines,
    blocks,
    head_in,
    is_deputy,
    kind_of,
    kind_of_name,
)
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_

# Authority.


@rule("signature-authority", "PL I.II.7b", at="signature")
def signature_authority(document: Document) -> Iterator[Finding]:
    """Quyền hạn của người ký ghi đúng TM., KT., TL., TUQ., Q. theo chế độ làm việc của cơ quan.

    TM. đứng trước tên tập thể (Ủy ban nhân dân), không dùng cho sở, phòng làm việc theo chế độ thủ trưởng; KT. đứng
    trước chức vụ của người đứng đầu và do cấp phó ký. Sau chữ viết tắt là dấu chấm, không phải dấu gạch chéo.

    Sai: TM. SỞ TƯ PHÁP
        GIÁM ĐỐC
    Sai: K/T GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
    Sai: KT. PHÓ GIÁM ĐỐC
        TRƯỞNG PHÒNG
    Sai: PHÓ GIÁM ĐỐC
    Sai: KT. GIÁM ĐỐC
        GIÁM ĐỐC
    Đúng: GIÁM ĐỐC
    Đúng: KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
    Đúng: TL. GIÁM ĐỐC
        CHÁNH VĂN PHÒNG
    Đúng: Q. GIÁM ĐỐC
    """
    kind = kind_of(document)
    if kind == "party":
        return
    for block in blocks(document):
        for authority in block.authorities:
            yield from _letters(authority)
        found = next(_combination(document, block, kind), None)
        if found:
            yield found


def _letters(authority: Authority) -> Iterator[Finding]:
    """Yield what is wrong with the letters themselves."""
    if not authority.is_right:
        yield at(authority.line, LETTERS, authority.written, f"{authority.letters}.")
    elif not authority.has_space:
        right = f"{authority.letters}. {authority.whom}"
        yield at(authority.line, NO_SPACE, one_line(authority.line.words), right, "warning")


def _combination(document: Document, block: Block, kind: Kind) -> Iterator[Finding]:
    """Yield what does not go together, the surest first."""
    yield from _for_deputy(block)
    yield from _collective(block, kind)
    yield from _order(block)
    yield from _without_position(block)
    yield from _deputy(document, block)
    yield from _lone_deputy(block, kind)
    if kind == "collective":
        yield from _committee(block)


FOR_HEADS = ("KT", "TL", "TUQ")
"""Letters that stand in front of a head's position alone."""


def _for_deputy(block: Block) -> Iterator[Finding]:
    for authority in block.authorities:
        if authority.letters in FOR_HEADS and is_deputy(authority.whom):
            words = one_line(authority.line.words)
            yield at(authority.line, FOR_DEPUTY, words, letters=f"{authority.letters}.")


def _collective(block: Block, kind: Kind) -> Iterator[Finding]:
    """Yield TM. in front of a body that works under a head, or in front of a position."""
    authority = block.of("TM")
    if not authority:
        return
    whole, whom = one_line(authority.line.words), kind_of_name(authority.whom)
    if head_in(authority.whom) or is_deputy(authority.whom):
        yield at(authority.line, FOR_POSITION, whole)
    elif whom == "head" or LEADERS.match(flat(authority.whom)) or (kind == "head" and whom == "collective"):
        yield at(authority.line, HEAD_SYSTEM, whole)
    elif kind == "head" and whom != "board":
        yield at(authority.line, HEAD_SYSTEM, whole, severity="warning")


LEADERS = re.compile(r"(?:ban giam doc|lanh dao|ban giam hieu|ban lanh dao|tap the)\b")


def _order(block: Block) -> Iterator[Finding]:
    """Yield KT. or Q. in front of TM., TL. or TUQ."""
    letters = [one.letters for one in block.authorities]
    for first, second in zip(block.authorities, block.authorities[1:], strict=False):
        if first.letters in ("KT", "Q") and second.letters in ("TM", "TL", "TUQ"):
            yield at(second.line, ORDER, one_line(second.line.words), ", ".join(f"{one}." for one in letters))


def _without_position(block: Block) -> Iterator[Finding]:
    """Yield an authority with no position below it."""
    last = block.authorities[-1] if block.authorities else None
    if last and last.letters != "Q" and block.is_clear and not block.positions_below(last):
        yield at(last.line, NO_POSITION, one_line(last.line.words))


def _deputy(document: Document, block: Block) -> Iterator[Finding]:
    """Yield KT. over somebody who is no deputy, or the deputy of another head."""
    authority = block.of("KT")
    if not authority or is_deputy(authority.whom):
        return
    below = block.positions_below(authority)
    deputy = next((line for line in below if is_deputy(line.words)), None)
    whole = one_line(authority.line.words)
    if deputy is None and below:
        is_sure = bool(head_in(below[0].words)) and not below[1:]
        words = one_line(below[0].words)
        yield at(below[0], NO_DEPUTY, words, severity=None if is_sure else "warning", authority=whole)
    elif deputy is not None:
        heads = head_in(authority.whom), head_in(deputy.words)
        if all(heads) and heads[0] != heads[1]:
            yield at(deputy, OTHER_HEAD, one_line(deputy.words), authority=whole)
    if block.signer and _is_head(document, one_line(block.signer.words), head_in(authority.whom)):
        yield at(block.signer, HEAD_FOR_HEAD, one_line(block.signer.words), authority=whole)


def _is_head(document: Document, name: str, head: str) -> bool:
    """Tell whether a person is known as the head: by the profile, or by the text of the plan."""
    profile = document.profile
    if profile and profile.signature.name == name:
        own = profile.signature
        return not (own.for_head or own.by_order or own.by_delegation or own.position)
    if not head:
        return False
    wanted = flat(name)
    for line in document.body:
        words = flat(line.text)
        start = words.find(wanted)
        if start >= 0 and re.search(rf"(?<!pho )(?<!pho)\b{head}\b[^.;,]{{0,40}}$", words[:start]):
            return "pho" not in words[max(0, start - NEAR) : start]
    return False


NEAR = 60


def _lone_deputy(block: Block, kind: Kind) -> Iterator[Finding]:
    """Yield a deputy who signs without KT."""
    first = block.positions[0] if block.positions else None
    if first is None or not is_deputy(first.words) or block.of("KT"):
        return
    is_sure = kind != "board" and not block.of("TL") and not block.of("TUQ")
    yield at(first, NO_KT, one_line(first.words), severity=None if is_sure else "warning")


def _committee(block: Block) -> Iterator[Finding]:
    """Yield how a plan of the UBND is signed in its chairman's own right, or with a name that is not usual."""
    authority = block.of("TM")
    if authority:
        words = flat(authority.whom).rstrip(" ,")
        if kind_of_name(authority.whom) != "collective":
            yield at(authority.line, OTHER_BODY, one_line(authority.line.words), COMMITTEE, "warning")
        elif words != "uy ban nhan dan":
            yield at(authority.line, LONG_NAME, one_line(authority.line.words), COMMITTEE, "info")
    elif block.of("KT") and not block.of("TL") and not block.of("TUQ"):
        yield at(block.lines[0], NO_TM, one_line(block.lines[0].words), COMMITTEE, "warning")
    elif block.positions and head_in(block.positions[0].words) == "chu tich" and not block.authorities:
        yield at(block.lines[0], NO_TM, one_line(block.lines[0].words), COMMITTEE, "info")


COMMITTEE = "TM. ỦY BAN NHÂN DÂN"

# Position.


@rule("position-official", "PL I.II.7c", "warning", at="signature")
def position_official(document: Document) -> Iterator[Finding]:
    """Chức vụ của người ký là chức vụ lãnh đạo chính thức trong cơ quan, không ghi chức vụ mà Nhà nước không quy định.

    Sai: KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC THƯỜNG TRỰC
    Sai: CHỦ TỊCH
    Đúng: KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
    """
    kind = kind_of(document)
    if kind in ("party", "board"):
        return
    wanted = _heads(document)
    for block in blocks(document):
        position = next((line for line in block.positions if head_in(line.words)), None)
        if position is None:
            continue
        words = one_line(position.words)
        match = UNOFFICIAL.search(words.lower())
        if match and is_deputy(words):
            yield at(position, UNOFFICIAL_POSITION, words, words[: match.start()].strip())
        elif wanted and head_in(words) not in wanted and not (block.of("TL") or block.of("TUQ")):
            yield at(position, OTHER_POSITION, words, " / ".join(wanted.values()))


UNOFFICIAL = re.compile(r"[\s,(-]+(?:thường trực|phụ trách|điều hành|chuyên trách|tạm quyền)\b")
OF_AGENCY = {"so": "Giám đốc", "truong": "Hiệu trưởng", "phong": "Trưởng phòng"}


def _heads(document: Document) -> dict[str, str]:
    """Return the head's position that the agency can have, without marks and as it is written; empty if unknown."""
    kind = kind_of(document)
    profile = document.profile
    names = [name for name in (profile.signature.head, profile.signature.position) if name] if profile else []
    if kind == "collective":
        names.append("Chủ tịch")
    elif kind == "head":
        first = flat(one_line(" ".join(agency_lines(document)) or (profile.name if profile else "")))
        own = OF_AGENCY.get(first.split(" ")[0]) if first else None
        names += [own] if own else []
    return {head: name for name in names if (head := head_in(name))}


# Advisory bodies.


@rule("advisory-body", "PL I.II.7c", "warning", at="signature")
def advisory_body(document: Document) -> Iterator[Finding]:
    """Ban Chỉ đạo, Hội đồng, Tổ công tác ký với chức danh trong tổ chức ấy khi đứng tên ban hành, và chỉ khi đó.

    Nếu dùng con dấu của cơ quan thì trên họ tên ghi thêm chức vụ của người ký trong cơ quan.

    Sai: TM. BAN CHỈ ĐẠO
        TRƯỞNG BAN
    Đúng: KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
    """
    kind = kind_of(document)
    for block in blocks(document):
        authority = block.of("TM")
        is_board = authority is not None and kind_of_name(authority.whom) == "board"
        if is_board and kind in ("head", "collective") and authority is not None:
            yield at(
                authority.line, BOARD_SIGNS, one_line(authority.line.words), one_line(" ".join(agency_lines(document)))
            )
        elif kind == "board" and not is_board and block.lines and not _names_board(block):
            yield at(
                block.lines[0], AGENCY_SIGNS, one_line(block.lines[0].words), one_line(" ".join(agency_lines(document)))
            )
        elif kind == "board" and _names_board(block):
            yield from _turned(block)


BOARD_TITLE = re.compile(r"(?:pho )?(?:truong ban|chu tich hoi dong|to truong)\b")


def _names_board(block: Block) -> bool:
    return any(BOARD_TITLE.match(flat(line.words)) for line in block.positions)


def _turned(block: Block) -> Iterator[Finding]:
    """Yield a position in the agency that stands above the title in the board."""
    for first, second in zip(block.positions, block.positions[1:], strict=False):
        if not BOARD_TITLE.match(flat(first.words)) and head_in(first.words) and BOARD_TITLE.match(flat(second.words)):
            yield at(first, TITLE_FIRST, one_line(first.words), one_line(second.words))


LETTERS = N_("«{quote}»: theo Nghị định 30 ghi «{expected}», có dấu chấm sau chữ viết tắt, không ghi «{found}»")
NO_SPACE = N_("thiếu dấu cách sau chữ viết tắt: «{found}», ghi «{expected}»")
FOR_DEPUTY = N_("«{found}»: {letters} ghi trước chức vụ của người đứng đầu, không ghi trước chức vụ cấp phó")
FOR_POSITION = N_("«{found}»: TM. ghi trước tên tập thể, không ghi trước chức vụ")
HEAD_SYSTEM = N_("«{found}»: cơ quan làm việc theo chế độ thủ trưởng không ký TM.; chỉ ghi chức vụ của người đứng đầu")
ORDER = N_("«{found}» phải đứng trên dòng KT. (hoặc Q.); thứ tự đang ghi: {expected}")
NO_POSITION = N_("dưới «{found}» thiếu chức vụ của người ký")
NO_DEPUTY = N_("dưới «{authority}» phải là chức vụ của cấp phó, không phải «{found}»")
OTHER_HEAD = N_("«{found}» không phải cấp phó của người ghi ở «{authority}»")
HEAD_FOR_HEAD = N_("«{found}» là người đứng đầu cơ quan nên không ký «{authority}»")
NO_KT = N_("cấp phó ký phải ghi KT. và chức vụ của người đứng đầu ở dòng trên «{found}»")
OTHER_BODY = N_("«{found}»: kế hoạch của Ủy ban nhân dân ghi «{expected}»")
LONG_NAME = N_("«{found}»: mẫu của Nghị định 30 chỉ ghi «{expected}»")
NO_TM = N_("kế hoạch của Ủy ban nhân dân thường ghi «{expected}» ở dòng trên «{found}»")
UNOFFICIAL_POSITION = N_("«{found}» không phải chức vụ lãnh đạo chính thức; ghi «{expected}»")
OTHER_POSITION = N_("chức vụ «{found}» không hợp với cơ quan ban hành; người đứng đầu là {expected}")
BOARD_SIGNS = N_("ký «{found}» nhưng đầu văn bản ghi cơ quan ban hành là «{expected}»")
AGENCY_SIGNS = N_(
    "văn bản của «{expected}» mà ký «{found}»: phải ghi chức danh trong tổ chức tư vấn (TM. …, TRƯỞNG BAN)"
)
TITLE_FIRST = N_("chức danh «{expected}» ghi trước, chức vụ trong cơ quan «{found}» ghi sau, ngay trên họ tên")
