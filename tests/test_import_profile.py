"""An agency without a profile gets one in the words of officials; units, deadlines and signers become values."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from old_plans import MAKERS

from cchc_draft import api
from cchc_draft.errors import Place
from cchc_draft.importing import agency_names, joint_issuers, plan_files, prose_case, signature_keys, trial, unit_names
from cchc_draft.importing.plan_values import TaskValues, sound_symbol, with_sound_foot
from cchc_draft.importing.recognised import Letterhead, Recognised
from cchc_draft.model import Signature
from cchc_draft.profile_store import ProfileStore
from cchc_draft.yaml_text import load

WARD = "ha-noi/phuong-ngoc-ha"


def profile(identifier=WARD):
    return ProfileStore.open().load(identifier)


@pytest.mark.parametrize(
    ("written", "said", "name"),
    [
        ("UBND PHƯỜNG HÀ ĐÔNG", "", "UBND phường Hà Đông"),
        ("UỶ BAN NHÂN DÂN", "", "Uỷ ban nhân dân"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "", "Sở Văn hóa, Thể thao và Du lịch"),
        ("TRƯỜNG TIỂU HỌC NGUYỄN TRÃI", "", "Trường Tiểu học Nguyễn Trãi"),
        ("TRƯỜNG THCS VÀ THPT KIM LIÊN", "", "Trường THCS và THPT Kim Liên"),
        ("BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", "của Ban Chỉ đạo cải cách hành chính", "Ban Chỉ đạo cải cách hành chính"),
        ("BỆNH VIỆN ĐA KHOA ĐỨC GIANG", "", "BỆNH VIỆN ĐA KHOA ĐỨC GIANG"),
        ("BỆNH VIỆN ĐA KHOA ĐỨC GIANG", "Bệnh viện Đa khoa Đức Giang", "Bệnh viện Đa khoa Đức Giang"),
        ("THÀNH PHỐ HỒ CHÍ MINH", "", "Thành phố Hồ Chí Minh"),
        ("Sở Nội vụ", "", "Sở Nội vụ"),
        ("ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "", "Ủy ban nhân dân tỉnh Hà Giang"),
    ],
)
def test_a_name_in_capitals_is_written_as_officials_write_it(written, said, name):
    found = agency_names.sentence_case(written, said)

    assert found.text == name
    assert found.is_known == (not name.isupper())


@pytest.mark.parametrize(
    ("written", "said", "right"),
    [
        ("CẢI CÁCH HÀNH CHÍNH NĂM 2026", "", "Cải cách hành chính năm 2026"),
        ("TUYÊN TRUYỀN CCHC CỦA SỞ NỘI VỤ", "", "Tuyên truyền CCHC của Sở Nội vụ"),
        ("KIỂM TRA CÁN BỘ, CƠ SỞ HẠ TẦNG VÀ BỘ MÁY", "", "Kiểm tra cán bộ, cơ sở hạ tầng và bộ máy"),
        ("PHÒNG, CHỐNG THAM NHŨNG", "", "Phòng, chống tham nhũng"),
        ("CỦA SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "", "Của Sở Văn hóa, Thể thao và Du lịch"),
        (
            "CCHC TRÊN ĐỊA BÀN PHƯỜNG HẠC THÀNH, TỈNH THANH HÓA",
            "",
            "CCHC trên địa bàn phường Hạc Thành, tỉnh Thanh Hóa",
        ),
        ("CHUYỂN ĐỔI SỐ TỈNH HẢI DƯƠNG; GIỮ GÌN HÒA BÌNH", "", "Chuyển đổi số tỉnh Hải Dương; giữ gìn hòa bình"),
        ("THỰC HIỆN NGHỊ QUYẾT SỐ 76/NQ-CP CỦA CHÍNH PHỦ", "", "Thực hiện Nghị quyết số 76/NQ-CP của Chính phủ"),
        ("CCHC TRƯỜNG TIỂU HỌC NGUYỄN TRÃI NĂM HỌC 2026", "", "CCHC Trường Tiểu học Nguyễn Trãi năm học 2026"),
        ("NGÀY HỘI ABOU", "vui Ngày hội ABou nhé", "Ngày hội ABou"),
    ],
)
def test_a_sentence_in_capitals_gets_small_letters_and_keeps_its_names(written, said, right):
    assert prose_case.in_small_letters(written, said) == right


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Phòng Văn hóa - Xã hội", "vhxh"),
        ("Phòng Văn hoá – Xã hội", "vhxh"),
        ("Phòng VH-XH", "vhxh"),
        ("Phòng VHXH", "vhxh"),
        ("Văn phòng", "van_phong"),
        ("Văn phòng UBND", "van_phong"),
        ("Phòng Kinh tế", None),
        ("UBND phường", None),
        ("Văn phòng Đảng ủy", None),
        ("Phòng VHXH và Trung tâm PVHCC", None),
        ("Công an phường", None),
    ],
)
def test_a_name_means_a_unit_only_where_that_is_sure(name, unit):
    assert unit_names.unit_of(name, profile()) == unit


def test_a_short_form_may_leave_out_the_agency():
    city = profile("ha-noi/ubnd")

    assert unit_names.unit_of("Trung tâm PVHCC", city) == "tt_hcc"
    assert unit_names.unit_of("TT Phục vụ hành chính công", city) == "tt_hcc"


@pytest.mark.parametrize(
    ("written", "value", "codes"),
    [
        ("Trước ngày 15/12/2026", "Trước ngày 15/12/2026", []),
        ("Quý  III/2026", "Quý III/2026", []),
        ("Hằng tháng", "Hằng tháng", []),
        ("Cả năm", "Cả năm", []),
        ("Định kỳ hằng quý", "Định kỳ hằng quý", []),
        ("Tháng 5-6/2026", "Tháng 5-6/2026", ["deadline-as-text"]),
        ("Theo Kế hoạch", "Theo Kế hoạch", ["deadline-as-text"]),
        ("Trước ngày 30/02/2026", "[…]", ["deadline-blank"]),
        ("Tháng 13/2026", "[…]", ["deadline-blank"]),
        ("", "", []),
    ],
)
def test_a_deadline_keeps_its_words(written, value, codes):
    values = TaskValues(profile())

    assert values.deadline(written, None) == value
    assert [problem.code for problem in values.problems] == codes


def test_units_are_told_once_where_their_words_change_or_stay_text():
    values = TaskValues(profile())

    found = values.units(["Phòng VH-XH", "Công an phường", "sv"], Place("a.docx", 3), is_lead=True)
    values.units(["Phòng VH-XH", "Công an phường"], Place("a.docx", 9), is_lead=True)

    assert found == ["vhxh", "Công an phường", "[…]"]
    assert [problem.text for problem in values.problems] == [
        "đơn vị «Phòng VH-XH» ghi theo tên trong hồ sơ: «Phòng Văn hóa - Xã hội»",
        "đơn vị chủ trì «Công an phường» không có trong hồ sơ cơ quan; giữ nguyên chữ",
        "đơn vị «sv» không rõ là gì; chỗ này để trống («[…]»), hãy điền",
    ]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("KH-UBND", "KH-UBND"),
        ("KH/ĐU", "KH-ĐU"),
        ("KH - SNV", "KH-SNV"),
        ("KH-TrTH", "KH-TRTH"),
        ("BC-UBND", ""),
        ("", ""),
    ],
)
def test_a_symbol_is_made_sound_or_left_out(written, right):
    assert sound_symbol(written) == right


def recognised(**changes):
    known = {
        "letterhead": Letterhead(), "kind": "Kế hoạch", "subject": ("CCHC",), "year": 2026, "legal_bases": (), "body": (),
        "closing": (), "recipients": (), "archive": "", "signatures": (),
    }  # fmt: skip
    return Recognised(**{**known, **changes})


@pytest.mark.parametrize(
    ("written", "right", "code"),
    [
        ("VT, VHXH", "VT, VHXH", None),
        ("VT", "VT, […]", "archive-blank"),
        ("VT; VP", "VT, VP", "archive-changed"),
        ("VT.VP", "VT, VP", "archive-changed"),
        ("Văn phòng Đảng ủy", "VT, Văn phòng Đảng ủy", "archive-changed"),
        ("", "", None),
    ],
)
def test_the_archive_line_is_made_sound_and_told(written, right, code):
    plan, problems = with_sound_foot(recognised(archive=written))

    assert plan.archive == right
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_what_is_no_recipient_is_left_out_and_told():
    plan, problems = with_sound_foot(recognised(recipients=("UBND tỉnh; (b/c)", "Như trên", "Sở Nội vụ", "Sở Nội vụ")))

    assert plan.recipients == ("UBND tỉnh (b/c)", "Sở Nội vụ")
    assert [problem.text for problem in problems] == [
        "nơi nhận «UBND tỉnh; (b/c)» ghi thành «UBND tỉnh (b/c)»: dấu do chương trình in",
        "nơi nhận «Như trên» không đưa vào: nơi nhận của kế hoạch phải ghi tên cụ thể",
        "nơi nhận «Sở Nội vụ» có hai lần trong văn bản; chỉ ghi một lần",
    ]


@pytest.mark.parametrize(
    ("lines", "keys", "codes"),
    [
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), {"ho_ten": "Lê An"}, []),
        (("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), {"ky_thay": None, "ho_ten": "Lê An"}, []),
        (
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            {"thay_mat": None, "ky_thay": None, "thua_lenh": "Chủ tịch", "chuc_vu": "Chánh Văn phòng", "ho_ten": "Lê An"},
            [],
        ),
        (
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "KIÊM TRƯỞNG BAN"),
            {"ky_thay": None, "chuc_vu": "Chủ tịch kiêm trưởng ban", "ho_ten": "Lê An"},
            ["signature-changed"],
        ),
        ((), {"ho_ten": "Lê An"}, []),
    ],
)  # fmt: skip
def test_a_printed_signature_becomes_keys_and_what_prints_otherwise_is_told(lines, keys, codes):
    found, problems = signature_keys.keys(Signature(lines, "Lê An"), profile())

    assert found == keys
    assert [problem.code for problem in problems] == codes


def test_a_department_does_not_sign_for_a_collective():
    found, problems = signature_keys.keys(
        Signature(("TM. BAN GIÁM ĐỐC", "GIÁM ĐỐC"), "Lê An"), profile("ha-noi/so-vhtt")
    )

    assert found == {"ho_ten": "Lê An"}
    assert [problem.text for problem in problems] == [
        "phần ký trong văn bản là «TM. BAN GIÁM ĐỐC, GIÁM ĐỐC, Lê An»; chương trình in «GIÁM ĐỐC, Lê An»"
    ]


OWN_NAME = (
    "dòng «SỞ VĂN HÓA VÀ THỂ THAO» phía trên chức vụ ở phần ký không đưa vào: tên cơ quan đã in ở đầu văn bản; kế hoạch "
    "của nhiều cơ quan thì hãy xem lại phần ký"
)


@pytest.mark.parametrize(
    ("lines", "keys", "texts"),
    [
        (
            ("SỞ VĂN HÓA VÀ THỂ THAO", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            {"ky_thay": "true", "ho_ten": "Lê An"},
            [OWN_NAME],
        ),
        (("SỞ VĂN HÓA", "VÀ THỂ THAO", "GIÁM ĐỐC"), {"ho_ten": "Lê An"}, [OWN_NAME]),
        (
            ("GIÁM ĐỐC SỞ", "TRƯỞNG BAN CHỈ ĐẠO"),
            {"chuc_vu": "Giám đốc sở trưởng ban chỉ đạo", "ho_ten": "Lê An"},
            [
                "chức vụ của người ký trong văn bản có hai dòng («GIÁM ĐỐC SỞ, TRƯỞNG BAN CHỈ ĐẠO, Lê An»); kế hoạch chỉ "
                "có một dòng chức vụ nên chương trình in liền nhau: «GIÁM ĐỐC SỞ TRƯỞNG BAN CHỈ ĐẠO, Lê An», hãy xem lại"
            ],
        ),
    ],
)  # fmt: skip
def test_the_issuers_own_name_is_no_part_of_a_position_and_two_positions_are_told(lines, keys, texts):
    found, problems = signature_keys.keys(Signature(lines, "Lê An"), profile("ha-noi/so-vhtt"))

    assert found == keys
    assert [problem.text for problem in problems] == texts


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        (("SỞ NỘI VỤ - SỞ TƯ PHÁP",), [("SỞ NỘI VỤ",), ("SỞ TƯ PHÁP",)]),
        (("SỞ NỘI VỤ -", "SỞ TƯ PHÁP"), [("SỞ NỘI VỤ",), ("SỞ TƯ PHÁP",)]),
        (("PHÒNG VĂN HÓA - XÃ HỘI",), [("PHÒNG VĂN HÓA - XÃ HỘI",)]),
        (("ỦY BAN NHÂN DÂN", "PHƯỜNG NGỌC HÀ"), [("ỦY BAN NHÂN DÂN", "PHƯỜNG NGỌC HÀ")]),
    ],
)
def test_the_agencies_of_a_joint_plan_are_parted(lines, agencies):
    assert joint_issuers.parted(lines) == agencies


# Whole plans: drafted for an agency whose profile is then gone.

PLAN = """\
---
ho_so: moi
nam: 2026
so: 12
ngay: 2026-01-15
trich_yeu: Cải cách hành chính năm 2026
phu_luc:
  - {trich_yeu: Danh mục nhiệm vụ, nhiem_vu: nhiem-vu.yaml}
---
Cơ quan ban hành Kế hoạch năm 2026 như sau (Chi tiết tại Phụ lục kèm theo):

# Mục đích
Nâng cao chất lượng.

# Tổ chức thực hiện
## Tổ Hành chính
Tham mưu.

***
Trên đây là Kế hoạch năm 2026.
"""
TASKS = "- {nhiem_vu: Rà soát., chu_tri: Tổ HC, phoi_hop: Các tổ chuyên môn, thoi_han: Quý II/2026}\n"


@pytest.fixture
def proposed(tmp_path, monkeypatch):
    """Return a function that drafts a plan for a profile, forgets the profile, and imports the draft."""

    def make(text, plan=PLAN):
        old = tmp_path / "cu"
        old.joinpath("profiles").mkdir(parents=True)
        (old / "ke-hoach.md").write_text(plan, encoding="utf-8")
        (old / "nhiem-vu.yaml").write_text(TASKS, encoding="utf-8")
        for name, one in (text if isinstance(text, dict) else {"moi": text}).items():
            (old / "profiles" / f"{name}.yaml").write_text(one, encoding="utf-8")
        drafted = api.draft(old)
        (tmp_path / "cu.docx").write_bytes(drafted.data)
        made = api.import_plan(tmp_path / "cu.docx")
        for name, one in made.files.items():
            (tmp_path / "moi" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "moi" / name).write_text(one, encoding="utf-8")
        keys = {name: load(one, name).plain() for name, one in made.files.items() if name.startswith("profiles/")}
        return SimpleNamespace(made=made, keys=keys, before=drafted.plan, after=api.draft(tmp_path / "moi").plan)

    return make


SCHOOL = """\
ke_thua: so
dia_ban: phường Hà Đông
tinh: thành phố Hà Nội
ten: Trường Tiểu học Nguyễn Trãi
ten_ngan: Trường Tiểu học Nguyễn Trãi
tieu_de: [Trường Tiểu học, Nguyễn Trãi]
ky_hieu: KH-THNT
luu: VT, HC
noi_nhan: [UBND phường (để b/c), Các tổ chuyên môn]
ky: {nguoi_dung_dau: Hiệu trưởng, cap_pho: Phó Hiệu trưởng, ky_thay: true, ho_ten: Nguyễn Thị Hoa}
"""
PARTY = """\
ke_thua: phuong
cap: phuong
dia_ban: phường Cầu Giấy
tinh: thành phố Hà Nội
ten: Đảng ủy phường Cầu Giấy
tieu_de: Đảng ủy phường Cầu Giấy
co_quan_tren: Đảng bộ thành phố Hà Nội
ky_hieu: KH-ĐU
luu: VT, VPĐU
ky: {thay_mat: Ban Thường vụ, nguoi_dung_dau: Bí thư, cap_pho: Phó Bí thư, ho_ten: Lê Thị Lan}
"""
COMMUNE = """\
ke_thua: phuong
cap: xa
dia_ban: xã Mường Than
tinh: tỉnh Lai Châu
luu: VT, VHXH
ky: {ho_ten: Lò Văn Ơn}
"""


@pytest.mark.parametrize(
    ("text", "identifier", "keys"),
    [
        (
            SCHOOL,
            "ha-noi/truong-tieu-hoc-nguyen-trai",
            {
                "ten": "Trường Tiểu học Nguyễn Trãi",
                "tu_goi": "Trường",
                "tieu_de": ["Trường Tiểu học", "Nguyễn Trãi"],
                "dia_ban": "phường Hà Đông",
                "ky_hieu": "KH-THNT",
                "luu": "VT, HC",
                "noi_nhan": ["UBND phường (để b/c)", "Các tổ chuyên môn"],
            },
        ),
        (
            PARTY,
            "ha-noi/dang-uy-phuong-cau-giay",
            {
                "ten": "Đảng ủy phường Cầu Giấy",
                "ke_thua": "phuong",
                "co_quan_tren": ["Đảng bộ thành phố Hà Nội"],
                "ky_hieu": "KH-ĐU",
            },
        ),
        (COMMUNE, "lai-chau/xa-muong-than", {"ke_thua": "phuong", "cap": "xa", "dia_ban": "xã Mường Than"}),
    ],
    ids=["school", "party", "commune"],
)
def test_a_proposed_profile_prints_the_same_plan(proposed, text, identifier, keys):
    found = proposed(text)

    assert found.made.profile_id == identifier
    made = found.keys[f"profiles/{identifier}.yaml"]
    assert {key: made.get(key) for key in keys} == keys
    assert found.after.signatures == found.before.signatures
    assert (found.after.recipients, found.after.archive) == (found.before.recipients, found.before.archive)
    assert found.after.letterhead.symbol == found.before.letterhead.symbol
    assert [line.upper() for line in found.after.letterhead.agencies] == [
        line.upper() for line in found.before.letterhead.agencies
    ]


def test_units_come_from_the_duties_and_the_tasks(proposed):
    found = proposed(SCHOOL)

    units = found.keys["profiles/ha-noi/truong-tieu-hoc-nguyen-trai.yaml"]["don_vi"]
    assert {unit: record for unit, record in units.items() if record} == {"to_hanh_chinh": {"ten": "Tổ Hành chính"}}
    assert found.after.appendices[0].tasks[0].lead == ("Tổ Hành chính",)
    assert "đơn vị «Tổ HC» ghi theo tên trong hồ sơ: «Tổ Hành chính»" in [
        problem.text for problem in found.made.problems
    ]


DEPARTMENT = """\
ke_thua: so
dia_ban: tỉnh Lào Cai
ten: Sở {name}
ten_ngan: Sở {name}
tieu_de: Sở {name}
ky_hieu: {symbol}
luu: VT, VP
ky: {{ho_ten: {signer}}}
"""


def test_a_joint_plan_keeps_both_agencies_and_both_signers(proposed):
    plan = PLAN.replace("trich_yeu: Cải", "dong_ban_hanh: [{ho_so: hai}]\ntrich_yeu: Cải", 1)
    profiles = {
        "moi": DEPARTMENT.format(name="Nội vụ", symbol="KH-SNV", signer="Lý Thị Một"),
        "hai": DEPARTMENT.format(name="Tư pháp", symbol="KH-STP", signer="Vũ Văn Hai"),
    }

    found = proposed(profiles, plan)

    assert sorted(found.keys) == ["profiles/lao-cai/so-noi-vu.yaml", "profiles/lao-cai/so-tu-phap.yaml"]
    assert found.after.signatures == found.before.signatures
    assert found.after.letterhead.symbol == "KH-SNV-STP"
    assert found.after.agency == "Sở Nội vụ và Sở Tư pháp"


DATED = """\
---
ho_so: moi
nam: 2026
so: 12
ngay: 2026-01-15
trich_yeu: Cải cách hành chính năm 2026
van_ban:
  qd600: {loai: Quyết định, ky_hieu: 600/QĐ-UBND, ngay: 2026-02-09, co_quan: UBND tỉnh, ve: "ban hành Kế hoạch"}
can_cu: [qd600]
---
Trường ban hành Kế hoạch như sau:

# Mục đích
Nâng cao chất lượng.

***
Trên đây là Kế hoạch năm 2026.
"""


@pytest.mark.parametrize(("form", "found"), [("chu", "chu"), ("so", None)])
def test_a_new_profile_writes_dates_as_the_legal_bases_do(proposed, form, found):
    result = proposed(f"{SCHOOL}dang_ngay: {form}\n", DATED)

    assert result.keys[f"profiles/{result.made.profile_id}.yaml"].get("dang_ngay") == found
    assert "can_cu:\n- qd600\n" in result.made.files["ke-hoach.md"].replace("  - ", "- ")
    assert result.after.legal_bases == result.before.legal_bases


def test_a_legal_basis_keeps_its_form_of_date_under_a_profile_of_the_other_form(proposed, tmp_path):
    proposed(f"{SCHOOL}dang_ngay: chu\n", DATED)

    made = api.import_plan(tmp_path / "cu.docx", profile_id=WARD)

    assert "Căn cứ Quyết định số 600/QĐ-UBND ngày 09 tháng 02 năm 2026" in made.files["ke-hoach.md"]
    assert [problem.text for problem in made.problems if problem.code.startswith("basis")] == [
        "căn cứ «Căn cứ Quyết định số 600/QĐ-UBND ngày 09 tháng 02 năm 2026 của UBND tỉnh ban hành Kế hoạch» ghi ngày "
        "bằng chữ, hồ sơ ghi ngày bằng số (dang_ngay: so); các căn cứ giữ nguyên như đoạn văn"
    ]


@pytest.mark.parametrize(
    ("maker", "identifiers"),
    [
        ("joint", ["ca-mau/so-noi-vu", "ca-mau/so-khoa-hoc-va-cong-nghe"]),
        ("union", ["tay-ninh/ban-thuong-vu"]),
        ("numbered", ["gia-lai/so-xay-dung"]),
    ],
)
def test_a_new_profile_lies_below_its_province(maker, identifiers, tmp_path):
    (tmp_path / "cu.docx").write_bytes(MAKERS[maker]().data)

    made = api.import_plan(tmp_path / "cu.docx")

    assert [name for name in made.files if name.startswith("profiles/")] == [
        f"profiles/{one}.yaml" for one in identifiers
    ]


def test_an_appendix_without_a_title_gets_a_blank_and_drafts(proposed, tmp_path):
    found = proposed(SCHOOL)
    plan = replace(found.made.plan, appendices=(replace(found.made.plan.appendices[0], title=""),))

    issuers, _ = joint_issuers.issuers(plan, ProfileStore.open(), WARD)
    files, problems = plan_files.write(plan, issuers)

    assert (
        "trich_yeu: '[… tên phụ lục]'" in files["ke-hoach.md"] or 'trich_yeu: "[… tên phụ lục]"' in files["ke-hoach.md"]
    )
    assert "phụ lục (tệp nhiem-vu.yaml) không có tên trong văn bản; chỗ này để trống («[… tên phụ lục]»), hãy điền" in [
        problem.text for problem in problems
    ]
    assert trial.refused(files, ProfileStore.open()) == []
