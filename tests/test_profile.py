"""Profiles: inheritance, placeholders, roles, what is refused, and where files are searched."""

import os
from pathlib import Path

import jsonschema
import pytest
import yaml

from cchc_draft.api import list_profiles, new_profile, show_profile
from cchc_draft.errors import InputError, NotFoundError, Place
from cchc_draft.inheritance import merge, split_locality
from cchc_draft.model import Signature
from cchc_draft.profile import schema, sign
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import folders, shipped
from cchc_draft.yaml_text import load

SHIPPED = shipped("profiles")
IDS = sorted(path.relative_to(SHIPPED).with_suffix("").as_posix() for path in SHIPPED.rglob("*.yaml"))
LEVELS = ("chung", "tinh", "so", "phuong")
AGENCIES = [identifier for identifier in IDS if identifier not in LEVELS]

WARD = "ke_thua: phuong\ndia_ban: phường An Bình\ntinh: tỉnh Lai Châu\n"
DEPARTMENT = "ke_thua: so\ndia_ban: tỉnh Lai Châu\nten: Sở Y tế\nten_ngan: Sở Y tế\ntieu_de: Sở Y tế\nky_hieu: KH-SYT\n"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Return a function that writes profiles by id and opens a store over them and the shipped ones."""
    monkeypatch.chdir(tmp_path)

    def write(**files):
        for identifier, text in files.items():
            (tmp_path / f"{identifier}.yaml").write_text(text, encoding="utf-8")
        return ProfileStore((tmp_path, SHIPPED))

    return write


def faults(call, *arguments):
    with pytest.raises((InputError, NotFoundError)) as caught:
        call(*arguments)
    return str(caught.value).splitlines()


def signed(profile):
    return sign(profile.signature, profile.level, Place("x"))[0].lines


# Inheritance.


def test_a_ward_needs_nothing_but_its_name_and_its_province(store):
    ward = store(a=WARD).load("a")

    assert (ward.level, ward.name, ward.short_name) == (
        "phuong", "Ủy ban nhân dân phường An Bình", "UBND phường An Bình",
    )  # fmt: skip
    assert (ward.self_name, ward.locality_word, ward.place, ward.symbol) == (
        "UBND phường", "phường", "An Bình", "KH-UBND",
    )  # fmt: skip
    assert (ward.agency_lines, ward.parent_lines) == (("Ủy ban nhân dân", "phường An Bình"), ())
    assert ward.recipients[0] == "Sở Nội vụ tỉnh Lai Châu"
    assert signed(ward) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_text_stands_for_a_profile_and_those_below_it_follow(store):
    files = store(b="ke_thua: a\ndia_ban: phường Bình Minh\n", a=WARD)
    assert files.load("b").province == "tỉnh Lai Châu"

    both = files.with_text("c", WARD).with_text("a", WARD.replace("Lai Châu", "Cà Mau"))

    assert both.load("b").province == "tỉnh Cà Mau"
    assert both.load("c").locality == "phường An Bình"
    assert files.load("b").province == "tỉnh Lai Châu"


def test_inheritance_goes_to_any_depth_and_the_nearest_value_wins(store):
    names = [f"p{depth}" for depth in range(30)]
    files = {name: f"ke_thua: {above}\n" for name, above in zip(names[1:], names, strict=False)}
    files["p0"] = WARD + "luu: VT, P0\ntu_ngu: {a: p0, b: p0}\n"
    files["p10"] += "luu: VT, P10\ntu_ngu: {b: p10}\n"

    profile = store(**files).load("p29")

    assert (profile.archive, profile.wording) == ("VT, P10", {"a": "p0", "b": "p10"})


def test_null_removes_what_is_inherited(store):
    text = DEPARTMENT + "co_quan_tren: null\ndon_vi: {van_phong: null}\nviet_tat: {AI: null}\nky: {cap_pho: ~}\n"

    profile = store(a=text).load("a")

    assert profile.parent_lines == ()
    assert list(profile.units) == ["moi_don_vi"]
    assert "AI" not in profile.short_forms
    assert "CCHC" in profile.short_forms
    assert (profile.signature.head, profile.signature.deputy) == ("Giám đốc", None)


def test_a_unit_that_is_named_again_keeps_its_other_keys(store):
    profile = store(a=WARD + "don_vi: {vhxh: {ten: Phòng Văn hóa}}\n").load("a")

    unit = profile.units["vhxh"]
    assert (unit.name, unit.abbreviation) == ("Phòng Văn hóa", "VHXH")
    assert "tuyen_truyen" in unit.roles


def test_a_list_replaces_the_inherited_one(store):
    assert store(a=WARD + "noi_nhan: [Sở Tư pháp]\n").load("a").recipients == ("Sở Tư pháp",)


@pytest.mark.parametrize(
    ("change", "recipients"),
    [
        ("{them: [C]}", ["A", "B", "C"]),
        ("{them_truoc: [C, D]}", ["C", "D", "A", "B"]),
        ("{bo: [A]}", ["B"]),
        ("{them_truoc: [C], them: [D], bo: [A]}", ["C", "B", "D"]),
        ("{them: C, bo: B}", ["A", "C"]),
        ("{them: , bo: [B]}", ["A"]),
        ("{bo: [A, B]}", []),
    ],
)
def test_a_list_can_be_extended_in_front_and_behind_and_lose_entries(store, change, recipients):
    profiles = store(a=WARD + "noi_nhan: [A, B]\n", b=f"ke_thua: a\nnoi_nhan: {change}\n")

    assert list(profiles.load("b").recipients) == recipients


def test_lists_are_extended_again_further_down(store):
    profiles = store(
        a=WARD + "noi_nhan: [A]\n",
        b="ke_thua: a\nnoi_nhan: {them: [B]}\n",
        c="ke_thua: b\nnoi_nhan: {them: [C], bo: [A]}\n",
    )

    assert profiles.load("c").recipients == ("B", "C")


def test_an_entry_that_is_not_inherited_cannot_be_dropped(store):
    profiles = store(a=WARD + "noi_nhan: [Sở Tư pháp]\n", b="ke_thua: a\nnoi_nhan: {bo: [Sở Tư Pháp]}\n")

    assert faults(profiles.load, "b") == [
        "b.yaml:2:17: lỗi: không bỏ được «Sở Tư Pháp»: hồ sơ được kế thừa không có mục này; "
        "có phải ý là «Sở Tư pháp»? [unknown-entry]"
    ]


@pytest.mark.parametrize(
    ("base", "over", "merged"),
    [
        ("a: 1", "b: 2", {"a": "1", "b": "2"}),
        ("a: 1", "a: 2", {"a": "2"}),
        ("a: {x: 1, y: 2}", "a: {y: 3}", {"a": {"x": "1", "y": "3"}}),
        ("a: {x: 1}", "a: chữ", {"a": "chữ"}),
        ("a: chữ", "a: {x: 1}", {"a": {"x": "1"}}),
        ("a: [1, 2]", "a: [3]", {"a": ["3"]}),
        ("a: [1, 2]", "a: []", {"a": []}),
        ("a: {x: 1}", "a: {}", {"a": {"x": "1"}}),
        ("a: 1", "a: ", {}),
        ("a: 1", "b: ", {"a": "1"}),
        ("b: 1", "a: {them: [3]}", {"b": "1", "a": ["3"]}),
        ("b: 1", "a: {x: {them: [3]}}", {"b": "1", "a": {"x": ["3"]}}),
    ],
)
def test_values_are_laid_on_each_other_by_their_shape(base, over, merged):
    assert merge(load(base, "x"), load(over, "y")).plain() == merged


@pytest.mark.parametrize(
    ("files", "start", "fault"),
    [
        ({"a": "ke_thua: a\n"}, "a", "a.yaml:1:10: lỗi: các hồ sơ kế thừa vòng tròn: a → a [profile-cycle]"),
        (
            {"a": "ke_thua: b\n", "b": "# hai\nke_thua: c\n", "c": "ke_thua: b\n"},
            "a",
            "c.yaml:1:10: lỗi: các hồ sơ kế thừa vòng tròn: b → c → b [profile-cycle]",
        ),
    ],
)
def test_profiles_that_inherit_in_a_circle_are_refused(store, files, start, fault):
    assert faults(store(**files).load, start) == [fault]


# Placeholders.


def test_placeholders_are_filled_from_the_locality(store):
    text = WARD + (
        'tu_ngu:\n  x: "{dia_ban}, {loai}, {ten_dia_ban}; {tinh}, {loai_tinh}, {ten_tinh}"\n'
        '  y: "{{ dia_ban }} {} {7} {{tinh}}"\n'
    )

    wording = store(a=text).load("a").wording

    assert wording["x"] == "phường An Bình, phường, An Bình; tỉnh Lai Châu, tỉnh, Lai Châu"
    assert wording["y"] == "{{ dia_ban }} {} {7} {{tinh}}"


def test_an_agency_of_the_province_is_its_own_province(store):
    profile = store(a=DEPARTMENT + 'tu_ngu: {x: "{tinh}|{loai_tinh}|{ten_tinh}"}\n').load("a")

    assert profile.wording["x"] == "tỉnh Lai Châu|tỉnh|Lai Châu"


def test_what_a_placeholder_brings_is_not_filled_again(store):
    profile = store(a=WARD.replace("An Bình", "{tinh}")).load("a")

    assert profile.place == "{tinh}"


def test_a_misspelt_placeholder_is_refused(store):
    assert faults(store(a=WARD + 'tu_ngu: {x: "{loaii}"}\n').load, "a") == [
        "a.yaml:4:13: lỗi: không có phần thay thế {loaii}; dùng được: dia_ban, loai, ten_dia_ban, tinh, loai_tinh, "
        "ten_tinh, "
        "cap_uy; "
        "có phải ý là «loai»? [unknown-placeholder]"
    ]


@pytest.mark.parametrize(
    ("locality", "parts"),
    [
        ("phường Ngọc Hà", ("phường", "Ngọc Hà")),
        ("Phường Hà Giang 1", ("phường", "Hà Giang 1")),
        ("thành phố Hà Nội", ("thành phố", "Hà Nội")),
        ("Thành phố Hồ Chí Minh", ("Thành phố", "Hồ Chí Minh")),
        ("đặc khu Vân Đồn", ("đặc khu", "Vân Đồn")),
        ("tỉnh  Lai Châu ", ("tỉnh", "Lai Châu")),
    ],
)
def test_a_locality_is_its_unit_word_and_its_name(locality, parts):
    assert split_locality(locality) == parts


@pytest.mark.parametrize("locality", ["", "Ngọc Hà", "phường", "quận Ba Đình", "phườngNgọc Hà"])
def test_a_locality_without_a_unit_word_of_today_is_refused(locality):
    with pytest.raises(ValueError):
        split_locality(locality)


# Units and roles.


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("vhxh", "vhxh"),
        ("tuyen_truyen", "vhxh"),
        ("Phòng Văn hóa - Xã hội", "vhxh"),
        ("Ủy ban MTTQ Việt Nam phường", "mttq"),
        ("moi_don_vi", "moi_don_vi"),
        ("Phòng Nội vụ", None),
        ("", None),
    ],
)
def test_a_unit_is_known_by_its_id_its_role_and_its_names(store, name, unit):
    assert store(a=WARD).load("a").unit_id(name) == unit


def test_roles_may_be_added_in_a_profile(store):
    text = WARD + "vai_tro: {du_lich: Du lịch}\ndon_vi: {dl: {ten: Phòng Du lịch, vai_tro: du_lich}}\n"

    assert store(a=text).load("a").unit_id("du_lich") == "dl"


@pytest.mark.parametrize(
    ("units", "fault"),
    [
        (
            "{x: {ten: X, vai_tro: [tuyen_truyenn]}}",
            "a.yaml:4:32: lỗi: không có vai trò «tuyen_truyenn» trong bảng vai_tro của hồ sơ; "
            "có phải ý là «tuyen_truyen»? [unknown-role]",
        ),
        (
            "{x: {ten: X, vai_tro: tuyen_truyen}}",
            "a.yaml:4:31: lỗi: vai trò «tuyen_truyen» giao cho cả hai đơn vị «vhxh» và «x»; "
            "chỉ một đơn vị được giữ [role-twice]",
        ),
        (
            "{bao_chi: {ten: X}}",
            "a.yaml:4:10: lỗi: mã đơn vị «bao_chi» trùng tên một vai trò mà đơn vị không giữ; "
            "hãy đổi mã hoặc thêm vai trò [unit-named-as-role]",
        ),
        (
            "{x: {ten_ngan: X}}",
            "a.yaml:4:13: lỗi: thiếu khóa «ten» (hồ sơ a: don_vi: x) [missing-key]",
        ),
        ("{x: X}", "a.yaml:4:13: lỗi: «x» phải là nhóm «khóa: giá trị», thấy «X» [mapping-wanted]"),
    ],
)
def test_a_wrong_unit_is_refused_where_it_stands(store, units, fault):
    assert faults(store(a=f"{WARD}don_vi: {units}\n").load, "a") == [fault]


# What a profile may not say.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("abc\n", "a.yaml:1:1: lỗi: tệp hồ sơ phải gồm các dòng «khóa: giá trị» [mapping-wanted]"),
        (
            "ke_thua: phuong\n",
            "lỗi: «a» là hồ sơ cấp, chỉ để kế thừa; hãy chọn hồ sơ của một cơ quan (có «dia_ban») [level-profile]",
        ),
        (
            WARD.replace("tinh: tỉnh Lai Châu\n", ""),
            "a.yaml:2:10: lỗi: thiếu khóa «tinh» (Ủy ban nhân dân phường An Bình) [missing-key]",
        ),
        (
            "ke_thua: phuong\ndia_ban: quận Ba Đình\n",
            "a.yaml:2:10: lỗi: «dia_ban» phải bắt đầu bằng tỉnh, thành phố, phường, xã hoặc đặc khu, "
            "thấy «quận Ba Đình» [unknown-locality]",
        ),
        (
            WARD + "noi_nhn: []\n",
            "a.yaml:4:1: lỗi: không có khóa «noi_nhn» (hồ sơ a); có phải ý là «noi_nhan»? [unknown-key]",
        ),
        (
            WARD + "cap: huyen\n",
            "a.yaml:4:6: lỗi: «cap»: «huyen» không dùng được; chỉ dùng: tinh, so, phuong, xa, dac_khu [unknown-word]",
        ),
        (
            WARD + "ky_hieu: QĐ-UBND\n",
            "a.yaml:4:10: lỗi: ký hiệu «QĐ-UBND» không đúng: kế hoạch ghi KH, gạch nối, chữ viết tắt cơ quan, "
            "ví dụ KH-UBND [symbol-type]",
        ),
        (
            WARD + "luu: VHXH\n",
            "a.yaml:4:6: lỗi: dòng lưu «VHXH» phải có dạng «VT, <đơn vị soạn thảo>», ví dụ «VT, VHXH» [luu-line]",
        ),
        (
            WARD + "noi_nhan: [Sở Nội vụ;]\n",
            "a.yaml:4:12: lỗi: nơi nhận «Sở Nội vụ;»: chỉ ghi tên; dấu «-», «;» và «.» do chương trình ghi, "
            "phần trong ngoặc đứng trước dấu «;» [noi-nhan-punct]",
        ),
        (
            WARD + "noi_nhan: [UBND tỉnh; (để b/c)]\n",
            "a.yaml:4:12: lỗi: nơi nhận «UBND tỉnh; (để b/c)»: chỉ ghi tên; dấu «-», «;» và «.» do chương trình ghi, "
            "phần trong ngoặc đứng trước dấu «;» [noi-nhan-punct]",
        ),
        (
            WARD + "noi_nhan:\n  - Như trên\n",
            "a.yaml:5:5: lỗi: nơi nhận của kế hoạch ghi tên cụ thể, không ghi «Như trên» [noi-nhan-no-nhu-tren]",
        ),
        (
            WARD + 'noi_nhan: ["Lưu: VT"]\n',
            "a.yaml:4:12: lỗi: dòng «Lưu: VT»: phần lưu ghi ở khóa «luu», ví dụ luu: VT, VHXH [luu-line]",
        ),
        (
            WARD + "ky: {nguoi_dung_dau: null}\n",
            "a.yaml:4:5: lỗi: thiếu khóa «nguoi_dung_dau» (ky) [missing-key]",
        ),
        (
            WARD + "ky: {thay_mat: true}\n",
            "a.yaml:4:5: lỗi: «thay_mat» ghi tên tập thể, ví dụ «Ủy ban nhân dân» [signature-authority]",
        ),
        (
            DEPARTMENT + "ky: {thay_mat: Sở Y tế}\n",
            "a.yaml:7:5: lỗi: sở làm việc theo chế độ thủ trưởng, không ký TM.; "
            "hãy bỏ «thay_mat» [signature-authority]",
        ),
        (
            WARD + "ky: {ky_thay: true, quyen: true}\n",
            "a.yaml:4:5: lỗi: không dùng cùng lúc «quyen» (Q.) và «ky_thay» (KT.) [signature-authority]",
        ),
        ("a: [1\n", "a.yaml:2:1: lỗi: YAML sai cú pháp: thụt lề, dấu ngoặc hoặc dấu phẩy không khớp [yaml-syntax]"),
    ],
)
def test_a_faulty_profile_is_refused_with_its_place(store, text, fault):
    assert faults(store(a=text).load, "a") == [fault]


def test_all_faults_of_a_profile_are_told_at_once(store):
    text = WARD + "ky_hieu: UBND\nluu: VT\nnoi_nhan: [A;]\ndon_vi: {x: {ten: X, vai_tro: [y]}}\nky: {thay_mat: true}\n"

    found = faults(store(a=text).load, "a")

    assert [line.split(":")[1] for line in found] == ["4", "5", "6", "7", "8"]


def test_a_fault_is_told_in_the_file_where_the_value_stands(store):
    profiles = store(cap_tren_no=WARD + "luu: VT\n", b="ke_thua: cap_tren_no\n")

    assert faults(profiles.load, "b")[0].startswith("cap_tren_no.yaml:4:6: lỗi: dòng lưu «VT»")


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ("ky_thay: true, ho_ten: Nguyễn Văn An", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("ky_thay: false", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("thua_lenh: true, chuc_vu: Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("thua_uy_quyen: Phó Chủ tịch, chuc_vu: Trưởng phòng", ("TUQ. PHÓ CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    ],
)
def test_the_signature_follows_from_the_keys_of_the_signer(store, keys, lines):
    profile = store(a=f"{WARD}ky: {{{keys}}}\n").load("a")

    signature, problems = sign(profile.signature, profile.level, Place("x"))

    assert (signature, problems) == (Signature(lines, profile.signature.name or ""), [])


def test_a_degree_before_the_name_of_the_signer_is_only_advised_against(store):
    profile = store(a=WARD + "ky: {ho_ten: TS. Nguyễn Văn An}\n").load("a")

    _, (problem,) = sign(profile.signature, profile.level, Place("a.yaml", 4, 5))

    assert str(problem) == (
        "a.yaml:4:5: cảnh báo: trước họ tên người ký «TS. Nguyễn Văn An» không được ghi học hàm, học vị, danh hiệu "
        "[signer-no-title]"
    )


# The agency above.


def test_the_agency_above_is_read_from_its_own_profile(store):
    parent = store(a=WARD + "cap_tren: ha-noi/ubnd\n").parent("a")

    assert (parent.name, parent.self_name, parent.locality_word, parent.locality) == (
        "Ủy ban nhân dân thành phố Hà Nội", "UBND Thành phố", "Thành phố", "thành phố Hà Nội",
    )  # fmt: skip


def test_the_agency_above_may_be_described_in_place(store):
    parent = store(a=WARD).parent("a")

    assert (parent.name, parent.short_name, parent.self_name) == (
        "Ủy ban nhân dân tỉnh Lai Châu", "UBND tỉnh Lai Châu", "UBND tỉnh",
    )  # fmt: skip


def test_an_unknown_agency_above_is_told_where_it_is_named(store, tmp_path):
    assert faults(store(a=WARD + "cap_tren: ha-noi/ubn\n").parent, "a") == [
        f"a.yaml:4:11: lỗi: không có hồ sơ «ha-noi/ubn»; đã tìm trong: {tmp_path}, {SHIPPED}; "
        "có phải ý là «ha-noi/ubnd»? [unknown-profile]"
    ]


# Where profiles are searched.


def test_folders_are_searched_in_order_and_the_first_profile_wins(tmp_path, monkeypatch):
    places = {name: tmp_path / name for name in ("option", "variable", "second", "work/profiles")}
    for name, folder in places.items():
        folder.mkdir(parents=True)
        for identifier in ("a", name.split("/", maxsplit=1)[0]):
            (folder / f"{identifier}.yaml").write_text(WARD + f"luu: VT, {name.upper()}\n", encoding="utf-8")
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", os.pathsep.join(str(places[name]) for name in ("variable", "second")))
    monkeypatch.chdir(tmp_path / "work")

    store = ProfileStore.open(places["option"])

    assert store.folders == (*list(places.values()), SHIPPED)
    assert store.load("a").archive == "VT, OPTION"
    assert [store.load(name).archive for name in ("variable", "second", "work")] == [
        "VT, VARIABLE", "VT, SECOND", "VT, WORK/PROFILES",
    ]  # fmt: skip
    assert store.load("ha-noi/ubnd").name == "Ủy ban nhân dân thành phố Hà Nội"


def test_a_folder_is_searched_once_and_the_layouts_lie_in_folders_of_their_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DRAFT_TEMPLATES", str(tmp_path / "templates"))

    assert folders("templates", tmp_path / "templates") == (tmp_path / "templates", shipped("templates"))
    assert (shipped("templates") / "ke-hoach.docx").is_file()


def test_a_profile_of_one_folder_may_inherit_from_another(tmp_path, monkeypatch):
    (tmp_path / "moi").mkdir()
    (tmp_path / "moi" / "a.yaml").write_text("ke_thua: ha-noi/phuong-ngoc-ha\nluu: VT, MOI\n", encoding="utf-8")

    profile = ProfileStore.open(tmp_path / "moi").load("a")

    assert (profile.place, profile.archive) == ("Ngọc Hà", "VT, MOI")


@pytest.mark.parametrize(
    ("identifier", "hint"),
    [
        ("ha-noi/phuong-ngoc-haa", "; có phải ý là «ha-noi/phuong-ngoc-ha»?"),
        ("ha-noi//ubnd", "; có phải ý là «ha-noi/ubnd»?"),
        ("../a", ""),
        ("/etc/passwd", ""),
        ("", ""),
    ],
)
def test_an_unknown_profile_is_told_with_the_folders_and_the_nearest_name(store, tmp_path, identifier, hint):
    assert faults(store(a=WARD).load, identifier) == [
        f"lỗi: không có hồ sơ «{identifier}»; đã tìm trong: {tmp_path}, {SHIPPED}{hint} [unknown-profile]"
    ]


# The shipped profiles.


def test_level_profiles_and_the_agencies_of_the_samples_are_shipped():
    assert set(LEVELS) <= set(IDS)
    assert {"ha-noi/ubnd", "ha-noi/so-vhtt", "ha-noi/phuong-ngoc-ha", "bac-ninh/so-vhttdl"} <= set(AGENCIES)


@pytest.mark.parametrize("identifier", AGENCIES)
def test_every_shipped_agency_loads_and_has_an_agency_above(identifier):
    store = ProfileStore((SHIPPED,))

    profile = store.load(identifier)

    assert profile.name.endswith(profile.locality) or "Sở" in profile.name
    assert store.parent(identifier).name != profile.name
    assert set(profile.roles) >= set(profile.units_by_role)
    assert not [leaf.value for _, leaf in store.tree(identifier).leaves() if "{" in str(leaf.value)]


@pytest.mark.parametrize("identifier", IDS)
def test_the_schema_accepts_every_shipped_profile(identifier):
    data = yaml.load((SHIPPED / f"{identifier}.yaml").read_text(encoding="utf-8"), yaml.SafeLoader)

    jsonschema.Draft202012Validator(schema()).validate(data)


def test_the_schema_is_valid_and_refuses_what_the_reader_refuses():
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())

    for wrong in (
        {"noi_nhn": []},
        {"cap": "huyen"},
        {"noi_nhan": "Sở Nội vụ"},
        {"noi_nhan": {"themm": ["x"]}},
        {"don_vi": {"x": {"ten": "X", "vai_tro": 1}}},
        {"ky": {"ky_thay": 3}},
    ):
        assert not validator.is_valid(wrong)
    for right in (
        {},
        {"ke_thua": "phuong", "noi_nhan": {"them": ["x"], "bo": ["y"]}, "don_vi": {"x": None}},
        {"tieu_de": "Sở", "cap_tren": "ha-noi/ubnd", "ky": {"ky_thay": True, "thay_mat": "Ủy ban nhân dân"}},
    ):
        assert validator.is_valid(right)


# What a secretary sees of profiles.


def test_the_list_of_profiles_names_agencies_and_leaves_level_profiles_unnamed(tmp_path):
    (tmp_path / "a.yaml").write_text(WARD, encoding="utf-8")
    (tmp_path / "khac.yaml").write_text("x: 1\n", encoding="utf-8")
    (tmp_path / "hong.yaml").write_text("x: [\n", encoding="utf-8")

    names = {summary.id: summary.name for summary in list_profiles(tmp_path)}

    assert names["a"] == "Ủy ban nhân dân phường An Bình"
    assert (names["phuong"], names["hong"]) == ("", "")
    assert "khac" not in names
    assert list(names) == sorted(names)


def test_a_resolved_profile_shows_where_every_value_comes_from(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(WARD + "luu: VT, VHXH-1\n", encoding="utf-8")

    lines = show_profile("a", tmp_path).splitlines()

    level = SHIPPED / "phuong.yaml"
    assert "dia_ban: phường An Bình  # a.yaml:2" in lines
    assert "luu: VT, VHXH-1  # a.yaml:4" in lines
    assert f"ky_hieu: KH-UBND  # {level}:{_line_of(level, 'ky_hieu')}" in lines
    assert f"  - phường An Bình  # {level}:{_line_of(level, 'tieu_de') + 2}" in lines


def _line_of(path: Path, key):
    rows = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, row in enumerate(rows, 1) if row.startswith(f"{key}:"))


@pytest.mark.parametrize("identifier", IDS)
def test_a_shown_profile_is_yaml_that_reads_back_the_same(identifier):
    shown = show_profile(identifier)

    assert load(shown, "x").plain() == ProfileStore((SHIPPED,)).tree(identifier).plain()


def test_odd_texts_of_a_profile_are_shown_so_that_they_read_back(store, tmp_path):
    odd = ["no", "12", "a: b", "# x", " lề ", "x #y", "- x", "'", '"', "{x", "true", "Đường: 1", "a\\nb", "", "null"]
    text = yaml.safe_dump({"tu_ngu": {f"k{number}": value for number, value in enumerate(odd)}}, allow_unicode=True)
    profiles = store(a="ke_thua: phuong\n" + text)

    shown = show_profile("a", tmp_path)

    assert load(shown, "x").plain() == profiles.tree("a").plain()


def test_a_new_profile_names_the_profile_of_its_province_where_there_is_one():
    with_parent = new_profile(commune="Ba Đình", province="Hà Nội")
    without = new_profile(commune="Long Xuyên")

    assert (with_parent.id, "cap_tren: ha-noi/ubnd\n" in with_parent.text) == ("ha-noi/phuong-ba-dinh", True)
    assert (without.id, "cap_tren:" in without.text) == ("an-giang/phuong-long-xuyen", False)
    assert new_profile(province="Huế").id == "hue/ubnd"
