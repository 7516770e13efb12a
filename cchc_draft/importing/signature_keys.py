"""Printed signatures as the keys of ``ky``: only what the profile does not already say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cchc_draft.errors import Place, Problem
from cchc_draft.importing.agency_names import sentence_case
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_
from cchc_draft.model import Signature
from cchc_draft.profile import Profile, SignatureRecord, sign

AUTHORITY = re.compile(r"(?:(?P<dotted>TM|KT|TL|TUQ|Q)\s?\.|(?P<barred>T/M|K/T|T/L)\.?)\s*(?P<whom>.+)", re.IGNORECASE)
UNSET: dict[str, Any] = {"thay_mat": None, "ky_thay": None, "quyen": None, "thua_lenh": None, "thua_uy_quyen": None}


def keys(signature: Signature | None, profile: Profile) -> tuple[dict[str, Any], list[Problem]]:
    """Return the keys that make the program print a signature; what it prints otherwise is told."""
    if signature is None:
        return {}, []
    own = without_issuer(signature.lines, (profile.name, profile.short_name, " ".join(profile.agency_lines)))
    found, told = _keys(replace(signature, lines=own), profile)
    if len(own) < len(signature.lines):
        facts = {"found": " ".join(map(one_line, signature.lines[: -len(own)]))}
        told = [Problem("signature-issuer", ISSUER, facts, level="warning"), *told]
    return found, told


def _keys(signature: Signature, profile: Profile) -> tuple[dict[str, Any], list[Problem]]:
    if not signature.lines:
        return ({} if signature.name == profile.signature.name else {"ho_ten": signature.name}), []
    wanted = Signature(tuple(_printed_form(line) for line in signature.lines), signature.name)
    printed, _ = sign(profile.signature, profile.level, Place(""))
    if printed.lines == wanted.lines:
        return ({} if printed.name == wanted.name else {"ho_ten": wanted.name or None}), []
    for found in _attempts(wanted, profile.signature):
        printed, faults = sign(_with(profile.signature, found), profile.level, Place(""))
        if not any(fault.level == "error" for fault in faults):
            break
    changed = {key: value for key, value in found.items() if _differs(key, value, profile.signature)}
    if printed.lines == wanted.lines:
        return changed, []
    is_one_line = " ".join(printed.lines) == " ".join(wanted.lines)
    facts = {"found": in_one_line(wanted), "printed": in_one_line(printed)}
    return changed, [Problem("signature-changed", ONE_LINE if is_one_line else CHANGED, facts, level="warning")]


def without_issuer(lines: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a signature without the issuer's own name over them: the letterhead has it already."""
    known = {flat(one_line(name)) for name in names}
    for count in range(len(lines) - 1, 0, -1):
        name = flat(one_line(" ".join(lines[:count])))
        if name in known or any(whole.startswith((f"{name} tinh ", f"{name} thanh pho ")) for whole in known):
            return tuple(lines[count:])
    return tuple(lines)


def in_one_line(signature: Signature) -> str:
    """Return a signature for a message: "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC, Trần Văn Bình"."""
    return ", ".join(filter(None, (*map(one_line, signature.lines), signature.name)))


def _printed_form(line: str) -> str:
    """Return a line in capitals, its authority with the decree's full stop: "T/M BAN …" is "TM. BAN …"."""
    line = one_line(line).upper()
    match = AUTHORITY.fullmatch(line)
    return f"{_authority_of(match)}. {match['whom']}" if match else line


def _authority_of(match: re.Match[str]) -> str:
    return (match["dotted"] or match["barred"]).upper().replace("/", "")


def _attempts(wanted: Signature, record: SignatureRecord) -> Iterator[dict[str, Any]]:
    """Yield keys for the printed lines; then, where no agency may sign so, less and less of them."""
    found = {**_authority(wanted.lines, record), "ho_ten": wanted.name or None}
    yield found
    if found["thay_mat"]:
        yield {**found, "thay_mat": None}
    yield {"ho_ten": found["ho_ten"]}


def _with(record: SignatureRecord, found: Mapping[str, Any]) -> SignatureRecord:
    """Return a record with keys laid on it, as reading them from a file does."""
    values = {FIELDS[key]: _value(key, value) for key, value in found.items()}
    return record.replaced(**values)


def _value(key: str, value: Any) -> Any:
    if value is None:
        return False if key in UNSET else None
    return True if value == "true" else value


def _authority(lines: Sequence[str], record: SignatureRecord) -> dict[str, Any]:
    """Return every key of the authority that the printed lines show."""
    found: dict[str, Any] = dict(UNSET)
    position = ""
    for line in lines:
        match = AUTHORITY.fullmatch(line)
        if not match:
            position = f"{position} {line}".strip()
            continue
        name = title(match["whom"])
        match _authority_of(match):
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
    found["chuc_vu"] = title(position) if position and position.upper() != (usual or "").upper() else None
    return found


def title(text: str) -> str:
    """Return a position or a body as text has it: the program prints it in capitals again."""
    name = sentence_case(text)
    return name.text if name.is_known else text[:1].upper() + text[1:].lower()


FIELDS = {declared.name: field for field, declared in SignatureRecord.keys.items()}


def _differs(key: str, value: Any, record: SignatureRecord) -> bool:
    return bool(_value(key, value) != getattr(record, FIELDS[key]))


ISSUER = N_(
    "dòng «{found}» phía trên chức vụ ở phần ký không đưa vào: tên cơ quan đã in ở đầu văn bản; kế hoạch của nhiều cơ "
    "quan thì hãy xem lại phần ký"
)
ONE_LINE = N_(
    "chức vụ của người ký trong văn bản có hai dòng («{found}»); kế hoạch chỉ có một dòng chức vụ nên chương trình in "
    "liền nhau: «{printed}», hãy xem lại"
)
CHANGED = N_("phần ký trong văn bản là «{found}»; chương trình in «{printed}»")
