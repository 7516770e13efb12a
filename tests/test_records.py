"""Records from YAML: keys, kinds of values, all faults at once, and a schema that follows."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.errors import InputError
from cchc_draft.formats import PartialDate
from cchc_draft.records import (
    BOOLEAN,
    DOCUMENT_DATE,
    LINES,
    NAMES,
    SWITCH,
    TEXT,
    TEXTS,
    WHOLE_DATE,
    WHOLE_NUMBER,
    Record,
    any_of,
    bind,
    choice,
    key,
    list_of,
    mapping_of,
    parse_partial_date,
    record_of,
    record_schema,
    text_or,
)
from cchc_draft.yaml_text import Node, load

KINDS = {
    "chu": TEXT,
    "so": WHOLE_NUMBER,
    "dung_sai": BOOLEAN,
    "cong_tac": SWITCH,
    "ngay": DOCUMENT_DATE,
    "ngay_du": WHOLE_DATE,
    "chon": choice("doc", "ngang"),
    "cac_chu": TEXTS,
    "dong": LINES,
    "ten": NAMES,
    "bang": mapping_of(TEXT),
    "danh_sach": list_of(WHOLE_NUMBER),
}


class Unit(Record):
    name: str = key("ten", TEXT)
    short_name: str | None = key("ten_ngan", TEXT, default=None)


class Agency(Record):
    name: str = key("ten", TEXT)
    units: Mapping[str, Unit] = key("don_vi", mapping_of(record_of(Unit)), default=MappingProxyType({}))
    above: str | Unit | None = key("cap_tren", text_or(record_of(Unit)), default=None)
    rest: Node | None = key("khac", any_of({"type": "string"}), default=None)
    number: int = key("so", WHOLE_NUMBER, default=7)


def read(record, text):
    return bind(record, load(text, "tep.yaml"), "hồ sơ")


def faults(record, text):
    with pytest.raises(InputError) as caught:
        read(record, text)
    return str(caught.value).splitlines()


def only(kind_name):
    """Return a record with one required key of a kind."""

    class Only(Record):
        value: object = key(kind_name, KINDS[kind_name])

    return Only


def test_keys_become_fields_and_what_is_absent_its_default():
    agency = read(Agency, "ten: Sở\ndon_vi: {vp: {ten: Văn phòng}}\n")

    assert (agency.name, agency.units["vp"].name) == ("Sở", "Văn phòng")
    assert (agency.units["vp"].short_name, agency.above, agency.rest, agency.number) == (None, None, None, 7)


def test_an_empty_optional_key_counts_as_absent():
    agency = read(Agency, "ten: Sở\nso:\ndon_vi:\ncap_tren: ~\n")

    assert (agency.number, dict(agency.units), agency.above) == (7, {}, None)


def test_a_changed_copy_leaves_the_record_as_it_was():
    unit = Unit(name="Văn phòng", short_name="VP")

    changed = unit.replaced(short_name="VPS")

    assert (changed.name, changed.short_name, unit.short_name) == ("Văn phòng", "VPS", "VP")


def test_what_a_later_reader_knows_better_is_kept_as_a_tree():
    agency = read(Agency, "ten: Sở\nkhac: {a: [b]}\n")

    assert agency.rest.plain() == {"a": ["b"]}


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("chu", "Sở Nội vụ", "Sở Nội vụ"),
        ("chu", "012", "012"),
        ("chu", '" có lề "', "có lề"),
        ("so", "1", 1),
        ("so", "99999999", 99_999_999),
        ("so", "007", 7),
        ("dung_sai", "true", True),
        ("dung_sai", "false", False),
        ("cong_tac", "true", True),
        ("cong_tac", "false", False),
        ("cong_tac", "Chánh Văn phòng", "Chánh Văn phòng"),
        ("ngay", "2026-03-04", PartialDate(2026, 3, 4)),
        ("ngay", "2026-06", PartialDate(2026, 6)),
        ("ngay", "04/3/2026", PartialDate(2026, 3, 4)),
        ("ngay_du", "2026-03-04", datetime.date(2026, 3, 4)),
        ("chon", "ngang", "ngang"),
        ("cac_chu", "[a, b]", ("a", "b")),
        ("cac_chu", "[]", ()),
        ("dong", "một dòng", ("một dòng",)),
        ("dong", "|\n  một\n  hai\n", ("một", "hai")),
        ("dong", "[một, hai]", ("một", "hai")),
        ("ten", "một", ("một",)),
        ("ten", "[một, hai]", ("một", "hai")),
        ("bang", "{a: b, c: d}", {"a": "b", "c": "d"}),
        ("danh_sach", "[1, 20]", (1, 20)),
    ],
)
def test_a_value_is_read_as_its_kind(kind, written, value):
    assert read(only(kind), f"{kind}: {written}\n").value == value


@pytest.mark.parametrize(
    ("kind", "written", "place", "fault"),
    [
        ("chu", "", 6, "«chu» đang để trống [empty-value]"),
        ("chu", '"  "', 6, "«chu» đang để trống [empty-value]"),
        ("chu", "[a]", 6, "«chu» phải là chữ, thấy một danh sách [text-wanted]"),
        ("chu", "{a: b}", 6, "«chu» phải là chữ, thấy một nhóm khóa [text-wanted]"),
        ("so", "0", 5, "«so» phải là số nguyên dương, thấy «0» [not-a-number]"),
        ("so", "-1", 5, "«so» phải là số nguyên dương, thấy «-1» [not-a-number]"),
        ("so", "1.5", 5, "«so» phải là số nguyên dương, thấy «1.5» [not-a-number]"),
        ("so", "mười", 5, "«so» phải là số nguyên dương, thấy «mười» [not-a-number]"),
        ("so", "١", 5, "«so» phải là số nguyên dương, thấy «١» [not-a-number]"),
        ("so", "100000000", 5, "«so» phải là số nguyên dương, thấy «100000000» [not-a-number]"),
        ("dung_sai", "no", 11, "«dung_sai» phải là true hoặc false, thấy «no» [not-a-boolean]"),
        ("dung_sai", "True", 11, "«dung_sai» phải là true hoặc false, thấy «True» [not-a-boolean]"),
        (
            "ngay",
            "2026-02-31",
            7,
            "«ngay»: «2026-02-31» không phải là một ngày đủ và có thật; viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "ngay",
            "31/02/2026",
            7,
            "«ngay»: «31/02/2026» không phải là một ngày đủ và có thật; viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "ngay_du",
            "2026-06",
            10,
            "«ngay_du»: «2026-06» không phải là một ngày đủ và có thật; viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "chon",
            "dọc",
            7,
            "«chon»: «dọc» không dùng được; chỉ dùng: doc, ngang; có phải ý là «doc»? [unknown-word]",
        ),
        ("chon", "xyz", 7, "«chon»: «xyz» không dùng được; chỉ dùng: doc, ngang [unknown-word]"),
        (
            "cac_chu",
            "một",
            10,
            "«cac_chu» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy «một» [list-wanted]",
        ),
        ("cac_chu", "[a, {b: c}]", 14, "«2» phải là chữ, thấy một nhóm khóa [text-wanted]"),
        ("ten", "{a: b}", 6, "«ten» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy một nhóm khóa [list-wanted]"),
        ("bang", "một", 7, "«bang» phải là nhóm «khóa: giá trị», thấy «một» [mapping-wanted]"),
        ("bang", "{a: [b]}", 11, "«a» phải là chữ, thấy một danh sách [text-wanted]"),
        (
            "danh_sach",
            "",
            12,
            "«danh_sach» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy chỗ trống [list-wanted]",
        ),
        ("danh_sach", "[1, hai]", 16, "«2» phải là số nguyên dương, thấy «hai» [not-a-number]"),
    ],
)
def test_a_value_of_another_kind_is_refused_where_it_stands(kind, written, place, fault):
    (line,) = faults(only(kind), f"{kind}: {written}\n")

    column = place if written else len(kind) + 2
    assert line == f"tep.yaml:1:{column}: lỗi: {fault}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so: 1\n", ["tep.yaml:1:1: lỗi: thiếu khóa «ten» (hồ sơ) [missing-key]"]),
        ("", ["tep.yaml:1:1: lỗi: thiếu khóa «ten» (hồ sơ) [missing-key]"]),
        ("Sở\n", ["tep.yaml:1:1: lỗi: «hồ sơ» phải là nhóm «khóa: giá trị», thấy «Sở» [mapping-wanted]"]),
        (
            "ten: Sở\ncap_tern: x\n",
            ["tep.yaml:2:1: lỗi: không có khóa «cap_tern» (hồ sơ); có phải ý là «cap_tren»? [unknown-key]"],
        ),
        ("ten: Sở\nxyzxyz: x\n", ["tep.yaml:2:1: lỗi: không có khóa «xyzxyz» (hồ sơ) [unknown-key]"]),
        (
            "ten: Sở\ndon_vi:\n  vp: {ten_ngan: VP}\n",
            ["tep.yaml:3:7: lỗi: thiếu khóa «ten» (hồ sơ: don_vi: vp) [missing-key]"],
        ),
        (
            "ten: Sở\ncap_tren: [a]\n",
            ["tep.yaml:2:11: lỗi: «cap_tren» phải là nhóm «khóa: giá trị», thấy một danh sách [mapping-wanted]"],
        ),
        (
            "tenn: Sở\ndon_vi:\n  vp: {ten: [a], tne: b}\nso: x\n",
            [
                "tep.yaml:1:1: lỗi: không có khóa «tenn» (hồ sơ); có phải ý là «ten»? [unknown-key]",
                "tep.yaml:3:13: lỗi: «ten» phải là chữ, thấy một danh sách [text-wanted]",
                "tep.yaml:3:18: lỗi: không có khóa «tne» (hồ sơ: don_vi: vp); có phải ý là «ten»? [unknown-key]",
                "tep.yaml:4:5: lỗi: «so» phải là số nguyên dương, thấy «x» [not-a-number]",
            ],
        ),
    ],
)
def test_all_faults_of_a_record_are_told_in_the_order_of_their_places(text, found):
    assert faults(Agency, text) == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-03-04", (2026, 3, 4)),
        ("2026-3-4", (2026, 3, 4)),
        (" 2026-06 ", (2026, 6)),
        ("04/3/2026", (2026, 3, 4)),
    ],
)
def test_a_document_date_is_read_in_iso_or_official_form(text, parts):
    assert parse_partial_date(text) == PartialDate(*parts)


@pytest.mark.parametrize(
    "text", ["", "2026", "26-03-04", "2026-00", "2026-03-00", "2026-13", "2026-03-04-05", "2026-xx"]
)
def test_a_document_date_in_no_form_is_refused(text):
    with pytest.raises(ValueError):
        parse_partial_date(text)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_an_iso_date_is_read_as_itself(date):
    assert parse_partial_date(date.isoformat()).date == date


def test_the_schema_names_keys_required_keys_and_nothing_else():
    assert record_schema(Unit) == {
        "type": "object",
        "properties": {"ten": {"type": "string"}, "ten_ngan": {"type": "string"}},
        "additionalProperties": False,
        "required": ["ten"],
    }


@pytest.mark.parametrize(
    ("data", "is_right"),
    [
        ({"ten": "Sở", "don_vi": {"vp": {"ten": "VP"}}, "cap_tren": "x", "so": 1}, True),
        ({"ten": "Sở", "cap_tren": {"ten": "x"}, "khac": "y"}, True),
        ({"so": 1}, False),
        ({"ten": "Sở", "don_vi": {"vp": {}}}, False),
        ({"ten": "Sở", "cap_tren": []}, False),
        ({"ten": "Sở", "so": 0}, False),
        ({"ten": "Sở", "tenn": "x"}, False),
    ],
)
def test_the_schema_accepts_what_the_reader_accepts(data, is_right):
    validator = jsonschema.Draft202012Validator(record_schema(Agency))

    assert validator.is_valid(data) == is_right


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_describes_itself_by_a_valid_schema(kind):
    jsonschema.Draft202012Validator.check_schema(record_schema(only(kind)))
