"""Who signs, and how: the authority and position lines above a signature (PL I.II.7b, Điều 13, section 2.9)."""

from __future__ import annotations

import re
from typing import NamedTuple

from cchc_draft.language import N_
from cchc_draft.model import Signature

TITLES = re.compile(r"(?:GS|PGS|TSKH|TS|ThS|BS|CN|KS|NGƯT|NGND|NSND|NSƯT|Ông|Bà)[.\s]")
TYPED_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.?\s", re.IGNORECASE)


class Authority(NamedTuple):
    """What decides the lines: the collective, the head's position, and in whose stead the signer signs."""

    head: str
    deputy: str = ""
    collective: str = ""
    """Named after TM.; empty where the head signs in own right (a Sở)."""
    is_for_head: bool = False
    """KT.: a deputy signs for the head, or for the one that for_whom names."""
    for_whom: str = ""
    is_acting: bool = False
    """Q."""
    by_order_of: str = ""
    """TL.: position of whoever gave the order; empty for none."""
    delegated_by: str = ""
    """TUQ.: position of whoever delegated; empty for none."""
    position: str = ""
    name: str = ""


class WrongAuthorityError(ValueError):
    """The parts of a signature do not go together; ``args[0]`` is the message."""


def compose(authority: Authority) -> Signature:
    """Return the lines in capitals and the signer's name.

    Raises WrongAuthorityError for combinations that Điều 13 does not know.
    """
    check(authority)
    lines = []
    sender = authority.by_order_of or authority.delegated_by
    if sender:
        lines.append(f"{'TL.' if authority.by_order_of else 'TUQ.'} {sender}")
    elif authority.collective:
        lines.append(f"TM. {authority.collective}")
    if authority.is_for_head:
        lines.append(f"KT. {authority.for_whom or authority.head}")
    if authority.is_acting:
        lines.append(f"Q. {authority.head}")
    else:
        usual = authority.deputy if authority.is_for_head else authority.head
        lines.append(authority.position or usual)
    return Signature(tuple(line.upper() for line in lines), authority.name)


def check(authority: Authority) -> None:
    """Raise WrongAuthorityError for the first part that does not fit."""
    sender = authority.by_order_of or authority.delegated_by
    position = authority.position.casefold()
    rules = (
        (authority.by_order_of and authority.delegated_by, BOTH_SENDERS),
        (sender and not position, NO_POSITION),
        (sender and authority.is_for_head and not authority.for_whom, NO_FOR_WHOM),
        (not (position or authority.head), NO_POSITION),
        (authority.is_for_head and authority.is_acting, ACTING_FOR_HEAD),
        (
            authority.is_for_head and position == (authority.for_whom or authority.head).casefold(),
            HEAD_FOR_HEAD,
        ),
        (authority.for_whom.casefold().startswith("phó"), FOR_DEPUTY),
        (authority.is_for_head and not (position or authority.deputy), NO_POSITION),
        (TYPED_AUTHORITY.match(authority.position), TYPED),
    )
    for is_wrong, message in rules:
        if is_wrong:
            raise WrongAuthorityError(message)


BOTH_SENDERS = N_("chỉ chọn một trong hai: thua_lenh (TL.) hoặc thua_uy_quyen (TUQ.)")
NO_POSITION = N_("thiếu «chuc_vu»: chức vụ của người ký")
NO_FOR_WHOM = N_("ký thừa lệnh hoặc thừa ủy quyền mà ký thay: «ky_thay» phải ghi ký thay ai, ví dụ «Chánh Văn phòng»")
ACTING_FOR_HEAD = N_("không dùng cùng lúc «quyen» (Q.) và «ky_thay» (KT.)")
HEAD_FOR_HEAD = N_("người đứng đầu không ký thay (KT.) chính mình; hãy bỏ «ky_thay» hoặc sửa «chuc_vu»")
FOR_DEPUTY = N_("KT. ghi chức vụ của người đứng đầu, không ghi cấp phó")
TYPED = N_("«chuc_vu» chỉ ghi chức vụ; TM., KT., TL., TUQ., Q. do chương trình ghi")
