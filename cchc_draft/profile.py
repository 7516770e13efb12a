"""Profiles: who issues the plan. Level profiles hold what is the same for a level; agency profiles inherit.

A profile is resolved on the YAML trees, so that every value still knows the file and line it came from, and is then
checked whole and trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from cchc_draft.errors import Place, Problem, nearest
from cchc_draft.inheritance import EXTENSION_KEYS
from cchc_draft.language import N_, translate
from cchc_draft.model import Signature
from cchc_draft.records import (
    BOOLEAN,
    LINES,
    MISSING,
    NAMES,
    SWITCH,
    TEXT,
    TEXTS,
    Record,
    choice,
    extension_schema,
    key,
    mapping_of,
    one_of,
    record_of,
    record_schema,
    text_or,
)
from cchc_draft.signature import TITLES, Authority, WrongAuthorityError, compose
from cchc_draft.yaml_text import Node

SYMBOL = re.compile(r"KH-[A-ZĐ][A-ZĐ0-9&]*(-[A-ZĐ0-9]+)*")
"""`so-ky-hieu`, `symbol-type`, `symbol-no-year`: KH, then the agency's abbreviation."""


class UnitRecord(Record):
    """A room of the agency."""

    name: str = key("ten", TEXT)
    short_name: str | None = key("ten_ngan", TEXT, default=None)
    abbreviation: str | None = key("viet_tat", TEXT, default=None)
    roles: tuple[str, ...] = key("vai_tro", NAMES, default=())
    duties: tuple[str, ...] = key("nhiem_vu", NAMES, default=())


class ParentRecord(Record):
    """How the text calls the agency above."""

    name: str = key("ten", TEXT)
    short_name: str = key("ten_ngan", TEXT)
    self_name: str = key("tu_goi", TEXT)
    locality_word: str = key("dia_phuong", TEXT)
    locality: str | None = key("dia_ban", TEXT, default=None)


class SignatureRecord(Record):
    """Who signs; a plan may override single keys."""

    on_behalf_of: bool | str = key("thay_mat", SWITCH, default=False)
    head: str | None = key("nguoi_dung_dau", TEXT, default=None)
    deputy: str | None = key("cap_pho", TEXT, default=None)
    for_head: bool | str = key("ky_thay", SWITCH, default=False)
    acting: bool = key("quyen", BOOLEAN, default=False)
    by_order: bool | str = key("thua_lenh", SWITCH, default=False)
    by_delegation: bool | str = key("thua_uy_quyen", SWITCH, default=False)
    position: str | None = key("chuc_vu", TEXT, default=None)
    name: str | None = key("ho_ten", TEXT, default=None)

    @property
    def authority(self) -> Authority:
        """The record as the rules of signing see it."""
        head = self.head or ""

        def whose(switch: bool | str) -> str:
            return switch if isinstance(switch, str) else head if switch else ""

        return Authority(
            head=head,
            deputy=self.deputy or "",
            collective=self.on_behalf_of if isinstance(self.on_behalf_of, str) else "",
            is_for_head=bool(self.for_head),
            for_whom=self.for_head if isinstance(self.for_head, str) else "",
            is_acting=self.acting,
            by_order_of=whose(self.by_order),
            delegated_by=whose(self.by_delegation),
            position=self.position or "",
            name=self.name or "",
        )


SEVERITIES: Mapping[str, Literal["error", "warning", "info"] | None] = {
    "loi": "error",
    "canh_bao": "warning",
    "luu_y": "info",
    "bo_qua": None,
}
"""How severe an office finds what a rule reports; None: the rule is left out."""


class ChecksRecord(Record):
    """What an office sets for checks."""

    levels: Mapping[str, str] = key("muc_do", mapping_of(choice(*SEVERITIES)), default=MappingProxyType({}))
    wording: Mapping[str, Mapping[str, str]] = key(
        "danh_sach", mapping_of(mapping_of(TEXT)), default=MappingProxyType({})
    )

    @property
    def severities(self) -> dict[str, Literal["error", "warning", "info"] | None]:
        """Severity by rule code."""
        return {code: SEVERITIES[word] for code, word in self.levels.items()}


class Profile(Record):
    """One agency, resolved: every inherited value filled in."""

    level: str = key("cap", choice("tinh", "so", "phuong", "xa", "dac_khu"))
    parent: str | ParentRecord = key("cap_tren", text_or(record_of(ParentRecord)))
    locality: str = key("dia_ban", TEXT)
    name: str = key("ten", TEXT)
    short_name: str = key("ten_ngan", TEXT)
    self_name: str = key("tu_goi", TEXT)
    locality_word: str = key("dia_phuong", TEXT)
    agency_lines: tuple[str, ...] = key("tieu_de", LINES)
    symbol: str = key("ky_hieu", TEXT)
    place: str = key("dia_danh", TEXT)
    archive: str = key("luu", TEXT)
    signature: SignatureRecord = key("ky", record_of(SignatureRecord))
    inherits: str | None = key("ke_thua", TEXT, default=None)
    province: str | None = key("tinh", TEXT, default=None)
    parent_lines: tuple[str, ...] = key("co_quan_tren", LINES, default=())
    units: Mapping[str, UnitRecord] = key("don_vi", mapping_of(record_of(UnitRecord)), default=MappingProxyType({}))
    roles: Mapping[str, str] = key("vai_tro", mapping_of(TEXT), default=MappingProxyType({}))
    recipients: tuple[str, ...] = key("noi_nhan", TEXTS, default=())
    short_forms: Mapping[str, str] = key("viet_tat", mapping_of(TEXT), default=MappingProxyType({}))
    wording: Mapping[str, str] = key("tu_ngu", mapping_of(TEXT), default=MappingProxyType({}))
    own_checks: ChecksRecord | None = key("kiem_tra", record_of(ChecksRecord), default=None)
    date_form: str = key("dang_ngay", choice("so", "chu"), default="so")

    @property
    def checks(self) -> ChecksRecord:
        """What the office sets for checks."""
        return self.own_checks or ChecksRecord()

    @cached_property
    def units_by_role(self) -> dict[str, str]:
        """Role to the id of the unit that has it."""
        return {role: unit for unit, record in self.units.items() for role in record.roles}

    @cached_property
    def units_by_name(self) -> dict[str, str]:
        """Printed name, long or short, to unit id."""
        names = {record.short_name: unit for unit, record in self.units.items() if record.short_name}
        return names | {record.name: unit for unit, record in self.units.items()}

    def unit_id(self, name: str) -> str | None:
        """Return the id of the unit with this id, role or printed name; None if there is none."""
        if name in self.units:
            return name
        return self.units_by_role.get(name) or self.units_by_name.get(name)

    @property
    def unit_names(self) -> list[str]:
        """All that :meth:`unit_id` understands, for suggestions."""
        return [*self.units, *self.units_by_role, *self.units_by_name]


def check(profile: Profile, tree: Node) -> Iterator[Problem]:
    """Yield what a resolved profile has wrong; *tree* gives the places."""
    if not SYMBOL.fullmatch(profile.symbol):
        yield Problem("symbol-type", WRONG_SYMBOL, {"found": profile.symbol}, tree.find(("ky_hieu",)).place)
    if profile.level in ("phuong", "xa", "dac_khu") and not profile.province:
        yield Problem("missing-key", MISSING, {"key": "tinh", "record": profile.name}, tree.find(("dia_ban",)).place)
    yield from _check_roles(profile, tree)
    yield from check_recipients(
        profile.recipients, [tree.find(("noi_nhan", i)).place for i in range(len(profile.recipients))]
    )
    yield from check_archive(profile.archive, tree.find(("luu",)).place)
    if not profile.signature.head:
        yield Problem(
            "missing-key",
            MISSING,
            {"key": "nguoi_dung_dau", "record": "ky"},
            tree.find(("ky",)).place,
        )
    else:
        _, problems = sign(profile.signature, profile.level, tree.find(("ky",)).place)
        yield from problems


def _check_roles(profile: Profile, tree: Node) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for unit, record in profile.units.items():
        for index, role in enumerate(record.roles):
            place = tree.find(("don_vi", unit, "vai_tro", index)).place
            if role not in profile.roles:
                hint = nearest(role, profile.roles)
                yield Problem("unknown-role", UNKNOWN_ROLE, {"role": role}, place, hint)
            elif role in owners:
                yield Problem("role-twice", ROLE_TWICE, {"role": role, "first": owners[role], "second": unit}, place)
            owners.setdefault(role, unit)
        if unit in profile.roles and unit not in record.roles:
            named = tree.find(("don_vi", unit)).key_place
            yield Problem("unit-named-as-role", UNIT_NAMED_AS_ROLE, {"unit": unit}, named)


def check_recipients(recipients: Sequence[str], places: Sequence[Place]) -> Iterator[Problem]:
    """Yield what Nơi nhận of a plan may not hold (PL I.II.9: `noi-nhan-punct`, `noi-nhan-no-nhu-tren`)."""
    for text, place in zip(recipients, places, strict=True):
        if text.rstrip().endswith((";", ".", ",")) or "; (" in text or text.lstrip().startswith("-"):
            yield Problem("noi-nhan-punct", RECIPIENT_MARKS, {"found": text}, place)
        if text.casefold().startswith(("như trên", "kính gửi", "như điều")):
            yield Problem("noi-nhan-no-nhu-tren", AS_ABOVE, {"found": text}, place)
        if place != places[recipients.index(text)]:
            yield Problem("recipient-duplicate", RECIPIENT_TWICE, {"found": text}, place, level="warning")
        if re.match(r"Lưu\b", text, re.IGNORECASE):
            yield Problem("luu-line", ARCHIVE_AMONG_RECIPIENTS, {"found": text}, place)


def check_archive(archive: str, place: Place) -> Iterator[Problem]:
    """Yield what the Lưu line may not be (PL I.II.9d, `luu-line`): VT, comma, the drafting unit."""
    if not re.fullmatch(r"VT, [^;]*[^;.,\s]", archive):
        yield Problem("luu-line", WRONG_ARCHIVE, {"found": archive}, place)


def sign(record: SignatureRecord, level: str, place: Place) -> tuple[Signature, list[Problem]]:
    """Return the signature and what is wrong with it (`signature-authority`, `signer-no-title`)."""
    problems: list[Problem] = []
    authority = record.authority
    if level == "so" and authority.collective:
        problems.append(Problem("signature-authority", COLLECTIVE_SO, {}, place))
    if record.on_behalf_of is True:
        problems.append(Problem("signature-authority", COLLECTIVE_UNNAMED, {}, place))
    if TITLES.match(authority.name):
        problems.append(Problem("signer-no-title", SIGNER_TITLE, {"found": authority.name}, place, level="warning"))
    try:
        return compose(authority), problems
    except WrongAuthorityError as error:
        problems.append(Problem("signature-authority", str(error), {}, place))
        return Signature(()), problems


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a profile file: any key may be left to the inherited profile."""
    described = _optional(record_schema(Profile))
    keys = described["properties"]
    keys["noi_nhan"] = one_of(keys["noi_nhan"], extension_schema(EXTENSION_KEYS))
    keys["don_vi"]["additionalProperties"] = one_of(keys["don_vi"]["additionalProperties"], {"type": "null"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": translate(N_("Hồ sơ cơ quan")),
        **described,
    }


def _optional(described: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without required keys, at any depth."""
    return {
        name: _optional(inner) if isinstance(inner, dict) else inner
        for name, inner in described.items()
        if name != "required"
    }


WRONG_SYMBOL = N_("ký hiệu «{found}» không đúng: kế hoạch ghi KH, gạch nối, chữ viết tắt cơ quan, ví dụ KH-UBND")
UNKNOWN_ROLE = N_("không có vai trò «{role}» trong bảng vai_tro của hồ sơ")
ROLE_TWICE = N_("vai trò «{role}» giao cho cả hai đơn vị «{first}» và «{second}»; chỉ một đơn vị được giữ")
UNIT_NAMED_AS_ROLE = N_("mã đơn vị «{unit}» trùng tên một vai trò mà đơn vị không giữ; hãy đổi mã hoặc thêm vai trò")
RECIPIENT_MARKS = N_(
    "nơi nhận «{found}»: chỉ ghi tên; dấu «-», «;» và «.» do chương trình ghi, phần trong ngoặc đứng trước dấu «;»"
)
RECIPIENT_TWICE = N_("nơi nhận «{found}» ghi hai lần")
AS_ABOVE = N_("nơi nhận của kế hoạch ghi tên cụ thể, không ghi «{found}»")
ARCHIVE_AMONG_RECIPIENTS = N_("dòng «{found}»: phần lưu ghi ở khóa «luu», ví dụ luu: VT, VHXH")
WRONG_ARCHIVE = N_("dòng lưu «{found}» phải có dạng «VT, <đơn vị soạn thảo>», ví dụ «VT, VHXH»")
COLLECTIVE_SO = N_("sở làm việc theo chế độ thủ trưởng, không ký TM.; hãy bỏ «thay_mat»")
COLLECTIVE_UNNAMED = N_("«thay_mat» ghi tên tập thể, ví dụ «Ủy ban nhân dân»")
SIGNER_TITLE = N_("trước họ tên người ký «{found}» không được ghi học hàm, học vị, danh hiệu")
