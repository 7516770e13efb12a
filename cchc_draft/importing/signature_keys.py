"""Printed signatures as the keys of ``ky``: only what the profile does not already say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cchc_draft.errors import Place, Problem
from cchc_draft.language import N_
from cchc_draft.model import Signature
from cchc_draft.profile import Profile, SignatureRecord, sign

AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*(.+)", re.IGNORECASE)
UNSET: dict[str, Any] = {"thay_mat": None, "ky_thay": None, "quyen": None, "thua_lenh": None, "thua_uy_quyen": None}


def keys(signatures: Sequence[Signature], profile: Profile) -> tuple[dict[str, Any], list[Problem]]:
    """Return the keys that make the program print the first signature, and what of the others they cannot say."""
    problems = [
        Problem("co-signer", CO_SIGNER, {"signer": " ".join((*one.lines, one.name)).strip()}, level="warning")
        for one in signatures[1:]
    ]
    if not signatures:
        return {}, problems
    wanted = Signature(tuple(" ".join(line.split()).upper() for line in signatures[0].lines), signatures[0].name)
    if not wanted.lines:
        return {}, problems
    printed, _ = sign(profile.signature, profile.level, Place(""))
    if printed == wanted:
        return {}, problems
    if printed.lines == wanted.lines:
        return {"ho_ten": wanted.name or None}, problems
    found = {**_authority(wanted.lines, profile.signature), "ho_ten": wanted.name or None}
    return {key: value for key, value in found.items() if _differs(key, value, profile.signature)}, problems


def _authority(lines: Sequence[str], record: SignatureRecord) -> dict[str, Any]:
    """Return every key of the authority that the printed lines show."""
    found: dict[str, Any] = dict(UNSET)
    position = ""
    for line in lines:
        match = AUTHORITY.fullmatch(line)
        if not match:
            position = f"{position} {_title(line)}".strip()
            continue
        name = _title(match[2])
        match match[1].upper():
            case "TM":
                known = record.on_behalf_of
                found["thay_mat"] = known if isinstance(known, str) and known.upper() == name.upper() else name
            case "KT":
                is_head = name.upper() == (record.head or "").upper()
                found["ky_thay"] = "true" if is_head else name
            case "Q":
                found["quyen"] = "true"
                position = ""
                found["nguoi_dung_dau"] = name
            case "TL":
                found["thua_lenh"] = name
            case "TUQ":
                found["thua_uy_quyen"] = name
    usual = record.deputy if found["ky_thay"] else record.head
    if position and position.upper() != (usual or "").upper():
        found["chuc_vu"] = position
    else:
        found["chuc_vu"] = None
    return found


def _title(text: str) -> str:
    """Return a title as text has it: the program prints it in capitals again."""
    return text[:1].upper() + text[1:].lower() if text.isupper() else text


FIELDS = {declared.name: field for field, declared in SignatureRecord.keys.items()}


def _differs(key: str, value: Any, record: SignatureRecord) -> bool:
    current = getattr(record, FIELDS[key])
    return (value == "true") is not current if isinstance(current, bool) else value != current


CO_SIGNER = N_("chữ ký thứ hai «{signer}» chưa đưa vào kế hoạch; hãy khai báo cơ quan cùng ban hành ở «dong_ban_hanh»")
