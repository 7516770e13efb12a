"""The command `adapt`: names, bodies and tasks of the agency above become one's own; nothing of it passes unseen."""

import json
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import some
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_once import draft_of

from cchc_draft import api, open_points
from cchc_draft.adapting import adapt as adapting
from cchc_draft.adapting import dropping
from cchc_draft.adapting.names import Names
from cchc_draft.adapting.sections import joined
from cchc_draft.adapting.steps import step
from cchc_draft.adapting.units import Units
from cchc_draft.communes import find_commune, profile_text
from cchc_draft.model import Heading, plain
from cchc_draft.profile_store import ProfileStore

ROOT = Path(__file__).parent.parent
PROFILES = ROOT / "profiles"
EXAMPLES = ROOT / "examples"
CITY = EXAMPLES / "ha-noi-ubnd-2026"
WARD = "ha-noi/phuong-ngoc-ha"
TRIO = (
    ("Phường Ba Đình", "Hà Nội"),
    ("Xã Phù Đổng", "Hà Nội"),
    ("Xã Phong Thổ", "Lai Châu"),
    ("Phường Tân Phong", "Lai Châu"),
)
CENTRE = """\
ke_thua: so
cap_tren: ha-noi/so-vhtt
dia_ban: thành phố Hà Nội
dia_phuong: Thành phố
ten: Trung tâm Thông tin - Triển lãm Hà Nội
ten_ngan: Trung tâm Thông tin - Triển lãm Hà Nội
tu_goi: Trung tâm
tieu_de: Trung tâm Thông tin - Triển lãm
ky_hieu: KH-TTTTTL
ky: {ho_ten: Nguyễn Văn A}
don_vi:
  van_phong: null
  hanh_chinh:
    ten: Phòng Hành chính - Tổng hợp
    viet_tat: HCTH
    vai_tro: [thuong_truc_cchc, tuyen_truyen, to_chuc_can_bo, chuyen_doi_so]
  moi_don_vi:
    ten: Các phòng thuộc Trung tâm
    vai_tro: [moi_don_vi]
luu: VT, HCTH
"""


@pytest.fixture(scope="module")
def made_profiles(tmp_path_factory):
    """Return a folder of profiles: communes as `profiles new` makes them, and a centre of a department."""
    folder = tmp_path_factory.mktemp("profiles")
    shutil.copytree(PROFILES, folder, dirs_exist_ok=True)
    for name, province in TRIO:
        made = api.new_profile(commune=name, province=province, profiles=folder)
        (folder / f"{made.id}.yaml").write_text(made.text, encoding="utf-8")
    (folder / "ha-noi" / "tt-trien-lam.yaml").write_text(CENTRE, encoding="utf-8")
    return folder


@pytest.fixture
def run(run_command):
    """Return a function that runs a command in a folder of its own."""
    return run_command


def adapted(city, lower, profiles=PROFILES, **more):
    """Return what is made of a plan; of an example it is made once."""
    make = made_of_example if city.parent == EXAMPLES else made_of_example.__wrapped__
    return make(city, lower, profiles, **more)


@cache
def made_of_example(city, lower, profiles, **more):
    store = ProfileStore.beside(city, profiles)
    return adapting.adapt(adapting.read(city, store), lower, **more)


def city_plan(plan_folder, body="# Mục đích\n\nNâng cao hiểu biết.", front="", tasks=None):
    """Return a small plan of UBND thành phố Hà Nội."""
    head = "ho_so: ha-noi/ubnd\nnam: 2026\nso: 75\nngay: 2026-02-27\ntrich_yeu: Cải cách hành chính năm 2026\n"
    if tasks is not None:
        head += "phu_luc: [{trich_yeu: Danh mục, nhiem_vu: nhiem-vu.yaml}]\n"
    return plan_folder(head + front, f"UBND Thành phố ban hành Kế hoạch như sau:\n\n{body}\n", tasks)


def body_of(made):
    return made.files["ke-hoach.md"].split("\n---\n", 1)[1]


def named(upper, lower, profiles=None):
    taken = step(ProfileStore.open(profiles or PROFILES), upper, lower)
    return Names(taken, Units(taken))


def swapped(names, words):
    """Return a text with its names swapped, and what of them is kept or open."""
    changes = names.changes(words, lambda start, end: words[start:end])
    text = words
    for change in reversed(changes):
        if change.new is not None:
            text = text[: change.start] + change.new + text[change.end :]
    return text, [(words[one.start : one.end], one.state) for one in changes if one.new is None]


# Names.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("trên địa bàn thành phố Hà Nội", "trên địa bàn phường Ngọc Hà"),
        ("chính quyền của Thành phố", "chính quyền của phường"),
        ("Thành phố chủ động thực hiện", "Phường chủ động thực hiện"),
        ("Tốt. Thành phố chủ động", "Tốt. Phường chủ động"),
        ("UBND thành phố Hà Nội giao", "UBND phường Ngọc Hà giao"),
        ("Ủy ban nhân dân Thành phố giao", "Ủy ban nhân dân phường giao"),
        ("Chủ tịch, các Phó Chủ tịch UBND Thành phố", "Chủ tịch, các Phó Chủ tịch UBND phường"),
        ("chỉ đạo của Thành ủy, HĐND Thành phố", "chỉ đạo của Đảng ủy, HĐND phường"),
        ("chỉ đạo của Thành ủy", "chỉ đạo của Đảng ủy phường"),
        ("chỉ đạo của Trung ương, Thành ủy, HĐND Thành phố", "chỉ đạo của Trung ương, Đảng ủy, HĐND phường"),
        ("gửi Sở Nội vụ tổng hợp", "gửi Phòng Văn hóa - Xã hội tổng hợp"),
        ("Sở Nội vụ thành phố Hà Nội chủ trì", "Phòng Văn hóa - Xã hội chủ trì"),
        ("Sở Văn hóa và Thể thao Hà Nội chủ trì", "Phòng Văn hóa - Xã hội chủ trì"),
        ("Văn phòng UBND thành phố Hà Nội", "Văn phòng HĐND và UBND phường"),
        ("Sở Tài chính bố trí kinh phí", "Phòng Kinh tế, Hạ tầng và Đô thị bố trí kinh phí"),
        ("Sở Dân tộc và Tôn giáo", "Phòng Văn hóa - Xã hội"),
        ("Ủy ban MTTQ Việt Nam Thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("các sở, ban, ngành, UBND các xã, phường", "các phòng, ban, đơn vị"),
        ("Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường", "Thủ trưởng các phòng, ban, đơn vị"),
        ("của từng sở, ngành, xã, phường", "của từng phòng, ban, đơn vị"),
        ("Các sở, ban, ngành Thành phố và UBND các xã, phường", "Các phòng, ban, đơn vị thuộc phường"),
        ("các cơ quan, đơn vị, địa phương", "các cơ quan, đơn vị"),
        ("Công an Thành phố", "Công an phường"),
        ("UBND TP. Hà Nội, UBND TP", "UBND phường Ngọc Hà, UBND phường"),
        ("trên địa bàn TP.", "trên địa bàn phường."),
        ("Cơ quan, đơn vị, địa phương chủ động", "Cơ quan, đơn vị chủ động"),
        ("tại các đơn vị, địa phương", "tại các đơn vị"),
        ("Giám đốc Sở Nội vụ chịu trách nhiệm", "Trưởng Phòng Văn hóa - Xã hội chịu trách nhiệm"),
        ("Phó Giám đốc Sở Tư pháp", "Phó Chánh Văn phòng HĐND và UBND phường"),
        (
            "Giám đốc các Sở, Thủ trưởng các ban, ngành Thành phố; Chủ tịch UBND các xã, phường",
            "Thủ trưởng các phòng, ban, đơn vị",
        ),
        ("Văn phòng Ủy ban nhân dân Thành phố", "Văn phòng HĐND và UBND phường"),
        (
            "các Sở: Nội vụ, Tài chính và Khoa học và Công nghệ",
            "Phòng Văn hóa - Xã hội, Phòng Kinh tế, Hạ tầng và Đô thị",
        ),
        ("DANH MỤC CỦA THÀNH PHỐ HÀ NỘI NĂM 2026", "DANH MỤC CỦA PHƯỜNG NGỌC HÀ NĂM 2026"),
        ("TRÁCH NHIỆM CỦA SỞ NỘI VỤ", "TRÁCH NHIỆM CỦA PHÒNG VĂN HÓA - XÃ HỘI"),
    ],
)
def test_names_of_a_city_become_those_of_a_ward(before, after):
    assert swapped(named("ha-noi/ubnd", WARD), before) == (after, [])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Trung tâm Phục vụ hành chính công thành phố Hà Nội", "Trung tâm Phục vụ hành chính công thành phố Hà Nội"),
        ("đăng trên Báo Hà Nội mới", "Báo Hà Nội mới"),
        ("Trang thông tin CCHC của Thành phố", "Trang thông tin CCHC của Thành phố"),
        ("Nghị quyết Đại hội Đảng bộ Thành phố lần thứ XVIII", "Nghị quyết Đại hội Đảng bộ Thành phố lần thứ XVIII"),
        (
            "Cuộc thi Tìm kiếm ý tưởng CCHC thành phố Hà Nội lần thứ III",
            "Cuộc thi Tìm kiếm ý tưởng CCHC thành phố Hà Nội lần thứ III",
        ),
        ("“Thủ đô Hà Nội - Việt Nam”", "“Thủ đô Hà Nội - Việt Nam”"),
        ("phát triển Thủ đô", "Thủ đô"),
        ("văn bản chỉ đạo của Thành phố về CCHC", "văn bản chỉ đạo của Thành phố"),
        ("Hệ thống thông tin giải quyết TTHC thành phố Hà Nội", None),
        ("Đài Phát thanh - Truyền hình Thành phố", None),
        ("Quy hoạch Thành phố", None),
        ("Chương trình công tác của Thành ủy", None),
        ("Thành phố thông minh", None),
        ("Quyết định số 600/QĐ-UBND ngày 09/02/2026 của UBND Thành phố", None),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("các tỉnh, thành phố trong cả nước", "các tỉnh, thành phố"),
        ("ủy quyền cho cấp xã", "cấp xã"),
    ],
)
def test_what_belongs_to_the_city_or_has_a_name_of_its_own_stays(words, name):
    assert swapped(named("ha-noi/ubnd", WARD), words) == (words, [(name or words, "kept")])


@pytest.mark.parametrize("words", ["Cổng Dịch vụ công quốc gia", "trụ sở, cơ sở dữ liệu, sở hữu", "Phường, xã"])
def test_words_that_only_look_like_names_are_left_alone(words):
    assert swapped(named("ha-noi/ubnd", WARD), words) == (words, [])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("các quận, huyện, thị xã", "các quận, huyện, thị xã"),
        ("UBND quận Ba Đình", "UBND quận Ba Đình"),
        ("Thanh tra Thành phố", "Thanh tra Thành phố"),
        ("Ban Tổ chức Thành ủy", "Ban Tổ chức Thành ủy"),
        ("Thành đoàn phối hợp", "Thành đoàn"),
        ("Văn phòng Đoàn ĐBQH và HĐND Thành phố", "Văn phòng Đoàn ĐBQH và HĐND Thành phố"),
        ("Bệnh viện đa khoa Thành phố", "Bệnh viện đa khoa Thành phố"),
        ("theo phân cấp của UBND Thành phố", "theo phân cấp của UBND Thành phố"),
        ("các Sở: Nội vụ, Ngoại giao", "Sở"),
        ("hướng dẫn UBND các xã, phường", "UBND các xã, phường"),
        ("người Hà Nội thanh lịch", "Hà Nội"),
        ("các sở chuyên ngành", "sở"),
        ("Sở Mới lập", "Sở Mới"),
        ("các chỉ số CCHC của Thành phố", "chỉ số CCHC của Thành phố"),
        ("xếp hạng PAR INDEX năm 2026 của Thành phố", "PAR INDEX năm 2026 của Thành phố"),
        ("tại nơi trả kết quả và tại cấp xã", "cấp xã"),
        ("Chủ tịch UBND Thành phố Trần Văn B", "Thành phố Trần Văn"),
    ],
)
def test_what_cannot_be_decided_is_left_open(words, name):
    text, left = swapped(named("ha-noi/ubnd", WARD), words)

    assert text == words
    assert left[0][1] == "open"
    assert left[0][0].startswith(name)


def test_a_sentence_that_sets_communes_beside_the_city_is_asked_about():
    text, left = swapped(named("ha-noi/ubnd", WARD), "ở các cơ quan của Thành phố, nhất là cấp xã")

    assert (text, left) == ("ở các cơ quan của phường, nhất là cấp xã", [("cấp xã", "open")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Trên đây là Kế hoạch CCHC năm 2027 của tỉnh",
            "Trên đây là Kế hoạch CCHC năm 2027 của Sở Văn hóa, Thể thao và Du lịch",
        ),
        ("Là cơ quan thường trực CCHC của tỉnh", "Là cơ quan thường trực CCHC của Sở"),
        ("UBND tỉnh ban hành Kế hoạch", "Sở Văn hóa, Thể thao và Du lịch ban hành Kế hoạch"),
        ("báo cáo UBND tỉnh xem xét", "báo cáo Giám đốc Sở xem xét"),
        ("trước UBND tỉnh, Chủ tịch UBND tỉnh về kết quả", "trước Giám đốc Sở về kết quả"),
        ("văn bản chỉ đạo của UBND tỉnh", "văn bản chỉ đạo của UBND tỉnh"),
        ("văn bản của HĐND, UBND tỉnh", "văn bản của HĐND, UBND tỉnh"),
        ("trên địa bàn tỉnh", "trên địa bàn tỉnh"),
        ("các sở, ban, ngành, UBND cấp xã", "các phòng chuyên môn, đơn vị trực thuộc"),
        ("gửi Sở Nội vụ", "gửi Văn phòng Sở"),
        ("phối hợp với Sở Tư pháp", "phối hợp với Sở Tư pháp"),
        ("ý kiến chỉ đạo của Chủ tịch UBND tỉnh", "ý kiến chỉ đạo của Chủ tịch UBND tỉnh"),
        ("Đảng ủy UBND tỉnh", "Đảng ủy UBND tỉnh"),
        ("các cơ quan chuyên môn thuộc UBND tỉnh", "các phòng chuyên môn, đơn vị"),
        ("Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường", "Thủ trưởng các phòng chuyên môn, đơn vị"),
        ("Giám đốc Sở Nội vụ", "Chánh Văn phòng Sở"),
        ("giao Sở Văn hóa, Thể thao và Du lịch", "giao Sở"),
    ],
)
def test_names_of_a_province_become_those_of_its_department(before, after):
    text, left = swapped(named("lai-chau/ubnd", "lai-chau/so-vhttdl"), before)

    assert text == after or text == after.removesuffix(" trực thuộc")
    assert "open" not in [state for _, state in left]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sở Văn hóa và Thể thao Hà Nội ban hành Kế hoạch", "Trung tâm Thông tin - Triển lãm Hà Nội ban hành Kế hoạch"),
        ("tham mưu Ban Giám đốc Sở", "tham mưu Ban Giám đốc Trung tâm"),
        ("của Sở năm 2026", "của Trung tâm năm 2026"),
        ("gửi Văn phòng Sở", "gửi Phòng Hành chính - Tổng hợp"),
        ("Các phòng, đơn vị thuộc Sở", "Các phòng thuộc Trung tâm"),
        ("báo cáo Sở Nội vụ", "báo cáo Sở Nội vụ"),
        ("đăng trên Cổng Thông tin điện tử của Sở", "đăng trên Cổng Thông tin điện tử của Sở"),
        ("thuộc thẩm quyền giải quyết của Sở", "thuộc thẩm quyền giải quyết của Sở"),
        ("nhiệm vụ giao cho Sở", "nhiệm vụ giao cho Sở"),
    ],
)
def test_names_of_a_department_become_those_of_its_centre(before, after, made_profiles):
    assert swapped(named("ha-noi/so-vhtt", "ha-noi/tt-trien-lam", made_profiles), before)[0] == after


def test_the_words_of_every_body_of_every_profile_lead_to_a_unit_or_are_told(made_profiles):
    store = ProfileStore.open(made_profiles)
    for upper, lower in steps_of(store):
        names = named(upper, lower, made_profiles)
        for record in store.load(upper).units.values():
            text, left = swapped(names, f"giao {record.name} thực hiện")
            assert text != f"giao {record.name} thực hiện" or left, (upper, lower, record.name)


def steps_of(store):
    """Yield every step down that the profiles of a store allow."""
    ids = [summary for summary in store.ids() if "/" in summary]
    for upper in ids:
        for lower in ids:
            try:
                step(store, upper, lower)
            except Exception:
                continue
            yield upper, lower


# Nothing of the agency above passes unseen.

ABOVE = re.compile(
    r"Thành phố|thành phố Hà Nội|Hà Nội|Thành ủy|Tỉnh ủy|(?<!\w)(?:tỉnh|Tỉnh)(?!\w)|Lai Châu|Bắc Ninh|Sở (?=[A-ZĐ])"
    r"|(?<!\w)(?:sở|Sở), (?:ban|ngành)|(?<!\w)(?:quận|huyện)(?!\w)|UBND cấp xã|UBND các xã, phường"
)


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_every_name_of_the_agency_above_that_is_left_stands_in_the_log(example, made_profiles):
    city = EXAMPLES / example
    store = ProfileStore.beside(city, made_profiles)
    source = adapting.read(city, store)
    lowers = [lower for upper, lower in steps_of(store) if upper == source.plan.profile_id]
    for lower in lowers:
        made = adapting.adapt(source, lower)
        printer = made_printer(made, store)
        for name in ("ke-hoach.md", "nhiem-vu.yaml"):
            text = made.files.get(name, "")
            head = text.split("\n---\n")[0].count("\n") + 2 if name == "ke-hoach.md" else 0
            for number, line in enumerate(text.split("\n"), 1):
                shown = printer.text(line)
                if number <= head or re.match(r"\s*(?:chu_tri|phoi_hop|ma|thuc_hien):|\s*#", shown):
                    continue
                told = "; ".join(
                    shown_of(one, printer) for one in made.entries if (one.file, one.line) == (name, number)
                )
                for match in ABOVE.finditer(shown):
                    if made.step.kind != "commune" and not match[0].startswith(("Sở ", "UBND")):
                        continue  # the locality of a department is that of its province
                    assert match[0].strip() in told, (lower, name, number, shown)


def made_printer(made, store):
    taken = made.step
    from cchc_draft.printed_words import Printer

    return Printer(taken.lower, taken.parent, 2026, {})


def shown_of(entry, printer):
    return "; ".join((entry.old, entry.new, printer.text(entry.new)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Thành phố", "thành phố Hà Nội", "của", "và", ",", "UBND", "Thành ủy", "HĐND Thành phố", "Sở Nội vụ", "các sở, ban, ngành",
             "Trang thông tin CCHC", "Hà Nội", "cấp", "báo chí", "Trung ương", "“Hà Nội”", "quận", "Thủ đô", "Phòng"]
        ),
        max_size=9,
    )
)  # fmt: skip
def test_every_mention_has_one_answer(parts):
    words = " ".join(parts)
    names = named("ha-noi/ubnd", WARD)

    changes = names.changes(words, lambda start, end: words[start:end])

    assert all(one.end <= other.start for one, other in pairwise(changes))
    rest = words
    for change in reversed(changes):
        rest = rest[: change.start] + "·" * (change.end - change.start) + rest[change.end :]
    assert not re.search(r"Thành phố|Hà Nội|Thành ủy|Sở Nội vụ|quận|Thủ đô", rest)


# The head.


def test_the_plan_of_the_city_is_the_first_document_and_the_first_legal_basis():
    made = adapted(CITY, WARD)

    head = made.files["ke-hoach.md"]
    assert head.startswith("---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\ntrich_yeu:")
    assert "\ncan_cu: [kh75, nq57, nq76, qd282, ct23, qd600, kh38]\n" in head
    assert made.lower.legal_bases[0] == (
        "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND thành phố Hà Nội về thông tin, tuyên truyền về cải cách "
        "hành chính nhà nước của thành phố Hà Nội năm 2026"
    )
    assert made.lower.letterhead.number is None
    assert made.lower.subject == (
        "Thông tin, tuyên truyền về cải cách hành chính nhà nước của phường Ngọc Hà năm 2026",
    )
    assert made.lower.signatures[0].name == "Nguyễn Văn Hưng"


def test_a_note_above_the_first_document_stays_with_it(tmp_path):
    head = "---\nho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: Việc\nvan_ban:\n"
    note = "  # Chưa có số.\n  # Ghi khi có.\n  kh1: {loai: Kế hoạch, ky_hieu: '[…]/KH-UBND', ve: Việc}\n---\n"
    (tmp_path / "ke-hoach.md").write_text(f"{head}{note}Mở đầu.\n", encoding="utf-8")

    made = adapted(tmp_path, WARD)

    assert "van_ban:\n  kh_cap_tren:\n    loai: Kế hoạch\n    ky_hieu: '[…]/KH-UBND'\n" in made.files["ke-hoach.md"]
    assert note in made.files["ke-hoach.md"]


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        ("UBND Thành phố ban hành:", "Thực hiện {{ van_ban.kh75 }}, UBND phường ban hành:"),
        (
            "Thực hiện nhiệm vụ, UBND Thành phố ban hành:",
            "Thực hiện {{ van_ban.kh75 }}; nhiệm vụ, UBND phường ban hành:",
        ),
        ("Nhằm đẩy mạnh, Thành phố ban hành:", "Thực hiện {{ van_ban.kh75 }}, nhằm đẩy mạnh, phường ban hành:"),
        ("*Căn cứ Luật Thủ đô;*", "*Căn cứ {{ van_ban.kh75 }};*\n\n*Căn cứ Luật Thủ đô;*"),
    ],
)
def test_without_legal_bases_the_opening_names_the_plan_of_the_city(opening, wanted, plan_folder):
    front = "ho_so: ha-noi/ubnd\nnam: 2026\nso: 75\nngay: 2026-02-27\ntrich_yeu: Cải cách hành chính\n"

    made = adapted(plan_folder(front, f"{opening}\n\n# Mục đích\n\nNâng cao.\n"), WARD)

    assert body_of(made).startswith(wanted)


def test_a_plan_without_number_is_cited_with_blanks_and_asked_about(plan_folder):
    city = plan_folder("ho_so: ha-noi/ubnd\nnam: 2026\ntrich_yeu: Cải cách hành chính\n", "UBND Thành phố ban hành.\n")

    made = adapted(city, WARD)

    assert "ky_hieu: '[…]/KH-UBND'" in made.files["ke-hoach.md"]
    assert [(one.kind, one.new) for one in made.entries if one.state == "open"] == [("legal_basis", "[…]/KH-UBND")]


def test_what_the_city_has_for_itself_is_left_out_and_told(plan_folder):
    front = "noi_nhan:\n  - Bộ Nội vụ\nluu: VT, NC\n# Ghi chú\nky:\n  ho_ten: Trần B\n"

    made = adapted(city_plan(plan_folder, front=front), WARD)

    head = made.files["ke-hoach.md"].split("\n---\n")[0]
    assert "noi_nhan" not in head and "luu" not in head and "ky:" not in head and "# Ghi chú" in head
    left = {
        entry.context: entry.state for entry in made.entries if entry.context in ("so", "ngay", "noi_nhan", "luu", "ky")
    }
    assert left == {"so": "open", "ngay": "open", "noi_nhan": "changed", "luu": "changed", "ky": "changed"}


def test_what_a_department_s_plan_is_about_is_its_own(plan_folder):
    front = "phu_luc: [{trich_yeu: Danh mục nhiệm vụ của Thành phố, nhiem_vu: nhiem-vu.yaml}]\n"
    city = city_plan(plan_folder, front=front).joinpath("ke-hoach.md")
    city.write_text(city.read_text("utf-8").replace("năm 2026\n", "của {{ co_quan.dia_ban }} năm 2026\n", 1), "utf-8")
    city.with_name("nhiem-vu.yaml").write_text("- {nhiem_vu: Rà soát, chu_tri: so_noi_vu}\n", "utf-8")

    head = adapted(city.parent, "ha-noi/so-vhtt").files["ke-hoach.md"]

    assert "trich_yeu: Cải cách hành chính của {{ co_quan.ten_ngan }} năm 2026\n" in head
    assert "trich_yeu: Danh mục nhiệm vụ của Sở Văn hóa và Thể thao" in head


# Jinja.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("của {{ co_quan.dia_phuong }}", "của {{ co_quan.dia_phuong }}"),
        ("{{ don_vi.so_noi_vu }} chủ trì", "{{ don_vi.thuong_truc_cchc }} chủ trì"),
        ("gửi {{ don_vi.so_xay_dung }}", "gửi {{ don_vi.kinh_te_ha_tang }}"),
        ("gửi {{ don_vi.tt_hcc }}", "gửi {{ don_vi.mot_cua }}"),
        ("chỉ đạo của {{ cap_tren.tu_goi }}", "chỉ đạo của Chính phủ"),
        ("{% if cap_tren.tu_goi %}tốt{% endif %}", "{% if 'Chính phủ' %}tốt{% endif %}"),
        ("Trang thông tin CCHC của {{ co_quan.dia_phuong }}", "Trang thông tin CCHC của {{ cap_tren.dia_phuong }}"),
        ("Đại hội Đảng bộ {{ co_quan.dia_phuong }}", "Đại hội Đảng bộ {{ cap_tren.dia_phuong }}"),
        ("UBND {{ co_quan.dia_phuong }} giao", "UBND {{ co_quan.dia_phuong }} giao"),
    ],
)
def test_expressions_mean_the_ward_afterwards(before, after, plan_folder):
    made = adapted(city_plan(plan_folder, f"# Một\n\nViệc {before}.\n"), WARD)

    assert f"Việc {after}." in body_of(made)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Sở Nội** vụ làm", "**Phòng Văn hóa - Xã hội** làm"),
        ("Sở *Nội vụ* làm", "*Phòng Văn hóa - Xã hội* làm"),
        ("**Sở Nội vụ** làm", "**Phòng Văn hóa - Xã hội** làm"),
        ("*tốt* Sở **Nội vụ** làm", "*tốt* **Phòng Văn hóa - Xã hội** làm"),
    ],
)
def test_emphasis_stays_closed(before, after, plan_folder):
    made = adapted(city_plan(plan_folder, f"# Một\n\nViệc {before}.\n"), WARD)

    assert f"Việc {after}." in body_of(made)


def test_a_plan_written_in_any_way_of_yaml_and_markdown_is_adapted(tmp_path):
    (tmp_path / "ke-hoach.md").write_bytes(ODD.replace("\n", "\r\n").encode())

    made = adapted(tmp_path, WARD)

    assert made.files["ke-hoach.md"] == ODD_ADAPTED


ODD = """\
---
# đầu
ho_so: "ha-noi/ubnd"
nam: 2026
so: 5 # số
ngay: 2026-02-27
ky: {ho_ten: Trần B}
trich_yeu: |
  Cải cách hành chính
  của Thành phố
noi_nhan: {them: [Báo Hà Nội mới]}
van_ban: {}
can_cu: []
phu_luc:
  - trich_yeu: "Danh mục của {{ co_quan.dia_ban }}"
    cot: [stt, nhiem_vu, {rieng: "Ý kiến của Sở Nội vụ"}]
    nhiem_vu:
      - nhom: Việc của Thành phố
        nhiem_vu:
          - nhiem_vu: >-
              Rà soát việc của
              Thành phố: gấp
            chu_tri: [so_noi_vu, so_tai_chinh, "Sở Lạ, Mới"]  # lạ
            phoi_hop: []
            rieng: theo Thành phố
          - nhiem_vu: "*Hướng dẫn* UBND các xã, phường"
            chu_tri:
              - cap_xa
              - "Sở Nội vụ"
            phoi_hop:
              - tai_chinh   # tiền
              - mat_tran
luu: VT, NC
---
UBND Thành phố ban hành Kế hoạch của **Thành
phố** như sau[^1]:

# Một

{% for d in don_vi %}
- {{ d }} làm.
{% endfor %}

| Việc | Ai |
|---|---|
| Làm | Sở Nội vụ |

{{ nhiem_vu | cua(don_vi.so_noi_vu) }}

***

Hết.

[^1]: Của Thành phố.
"""
ODD_ADAPTED = """\
---
# đầu
ho_so: "ha-noi/phuong-ngoc-ha"
nam: 2026
trich_yeu: |
  Cải cách hành chính
  của phường
van_ban:
  kh5:
    loai: Kế hoạch
    ky_hieu: 5/KH-UBND
    ngay: 2026-02-27
    co_quan: UBND thành phố Hà Nội
    ve: cải cách hành chính của Thành phố
can_cu: []
phu_luc:
  - trich_yeu: "Danh mục của {{ co_quan.dia_ban }}"
    cot: [stt, nhiem_vu, {rieng: "Ý kiến của Phòng Văn hóa - Xã hội"}]
    nhiem_vu:
      - nhom: Việc của phường
        nhiem_vu:
          - thuc_hien: t1
            nhiem_vu: >-
              Rà soát việc của
              phường: gấp
            chu_tri: [thuong_truc_cchc, tai_chinh, "Sở Lạ, Mới"]  # lạ
            rieng: theo phường
          - thuc_hien: t2
            nhiem_vu: "*Hướng dẫn* UBND các xã, phường"
            chu_tri: [moi_don_vi, thuong_truc_cchc]
            phoi_hop:
              - tai_chinh   # tiền
              - mat_tran
---
Thực hiện {{ van_ban.kh5 }}, UBND phường ban hành Kế hoạch của **phường** như sau[^1]:

# Một

{% for d in don_vi %}
- {{ d }} làm.
{% endfor %}

| Việc | Ai |
|---|---|
| Làm | Phòng Văn hóa - Xã hội |

{{ nhiem_vu | cua(don_vi.thuong_truc_cchc) }}

***

Hết.

[^1]: Của phường.
"""


# Tasks.

TASKS = """\
- ma: kh
  nhiem_vu: Ban hành Kế hoạch của Thành phố
  chu_tri: so_noi_vu
  phoi_hop: [tai_chinh, so_xay_dung, cap_xa]
  thoi_han: 2026-03-10
- nhiem_vu: Phát tin, bài trên hệ thống truyền thanh cơ sở
  chu_tri: cap_xa
  phoi_hop: tuyen_truyen
- {nhiem_vu: Rà soát quy định, chu_tri: "Sở Tư pháp"}
- nhiem_vu: Tuyên truyền trên báo
  thuc_hien: bo1
  chu_tri:
    - Sở Mới lập
    - Sở Nội vụ
"""


def test_each_task_names_the_one_that_it_carries_out_and_keeps_its_deadline(plan_folder):
    made = adapted(city_plan(plan_folder, tasks=TASKS), WARD)

    tasks = made.lower.appendices[0].tasks
    assert [task.answers for task in tasks] == [("kh",), ("t2",), ("t3",), ("t4",)]
    assert [str(task.deadline) for task in tasks[:1]] == ["Chậm nhất ngày 10/3/2026"]


def test_leads_and_supporters_go_by_role_field_and_work(plan_folder):
    made = adapted(city_plan(plan_folder, tasks=TASKS), WARD)

    assert made.files["nhiem-vu.yaml"] == (
        "- ma: kh\n"
        "  thuc_hien: kh\n"
        "  nhiem_vu: Ban hành Kế hoạch của phường\n"
        "  chu_tri: thuong_truc_cchc\n"
        "  phoi_hop: [tai_chinh, moi_don_vi]\n"
        "  thoi_han: 2026-03-10\n"
        "- thuc_hien: t2\n"
        "  nhiem_vu: Phát tin, bài trên hệ thống truyền thanh cơ sở\n"
        "  chu_tri: truyen_thanh\n"
        "  phoi_hop: tuyen_truyen\n"
        '- {thuc_hien: t3, nhiem_vu: Rà soát quy định, chu_tri: phap_che}\n'
        "- nhiem_vu: Tuyên truyền trên báo\n"
        "  thuc_hien: t4\n"
        "  chu_tri: [Sở Mới lập, thuong_truc_cchc]\n"
    )  # fmt: skip
    (open_lead,) = [one for one in made.entries if one.state == "open" and one.kind == "unit"]
    assert (open_lead.new, open_lead.proposal) == ("Sở Mới lập", "Phòng Văn hóa - Xã hội")


@pytest.mark.parametrize(
    "words",
    [
        "Hướng dẫn UBND các xã, phường tuyên truyền",
        "Công bố kết quả xếp hạng CCHC của các sở, ban, ngành",
        "Quản trị Trang thông tin CCHC của Thành phố",
        "Duy trì chuyên mục trên báo in, truyền hình của Thành phố",
        "Chấm, công bố kết quả và trao giải Cuộc thi",
        "Định hướng nội dung cho báo chí",
        "Đăng tin, bài trên Cổng Thông tin điện tử Thành phố",
        "Tổ chức, hưởng ứng Cuộc thi ý tưởng CCHC thành phố Hà Nội",
        "Theo dõi, đánh giá hoạt động của chính quyền cấp xã",
        "Bảo đảm kinh phí cho cấp xã",
        "Công bố kết quả đánh giá, xếp hạng CCHC năm 2025",
        "Các cơ quan, địa phương ban hành kế hoạch trong tháng 3",
    ],
)
def test_work_of_the_city_is_proposed_for_dropping_and_stays(words, plan_folder):
    made = adapted(city_plan(plan_folder, tasks=f"- nhiem_vu: {words}\n  chu_tri: so_noi_vu\n"), WARD)

    assert len(made.lower.appendices[0].tasks) == 1
    (asked,) = [one for one in made.entries if one.state == "open" and one.kind == "task"]
    assert asked.reason.startswith("đề nghị bỏ nhiệm vụ «t1» (xóa cả mục) hoặc sửa: ")


@pytest.mark.parametrize(
    "words",
    [
        "Tập huấn cho cán bộ, công chức",
        "Ban hành Kế hoạch của phường",
        "Niêm yết TTHC",
        "Ban hành Kế hoạch kiểm tra CCHC năm 2026",
        "Gửi tin, bài cho Trang thông tin CCHC của Thành phố",
        "Hưởng ứng Cuộc thi ý tưởng CCHC thành phố Hà Nội",
    ],
)
def test_work_that_a_commune_does_is_not_proposed_for_dropping(words):
    assert dropping.find(words, "commune") is None


def test_a_department_keeps_its_own_tasks_and_is_asked_about_those_of_others(plan_folder):
    tasks = (
        "- {nhiem_vu: Cổ động trực quan, chu_tri: so_vhtt}\n"
        "- {nhiem_vu: Thẩm định ngân sách, chu_tri: tai_chinh}\n"
        "- {nhiem_vu: Báo cáo kết quả, chu_tri: moi_don_vi}\n"
    )

    made = adapted(city_plan(plan_folder, tasks=tasks), "ha-noi/so-vhtt")

    assert [one.new for one in made.entries if one.state == "open" and one.kind == "task"] == ["Thẩm định ngân sách"]
    units = made.step.lower.units
    assert [task.lead for task in made.lower.appendices[0].tasks] == [
        (units["thong_tin_bao_chi"].name,),
        (units["van_phong"].name,),
        (units["van_phong"].name,),
    ]


def test_tasks_of_a_sheet_become_yaml(plan_folder):
    city = city_plan(plan_folder, front="phu_luc: [{trich_yeu: Danh mục, nhiem_vu: viec.csv}]\n")
    (city / "viec.csv").write_text("Nhiệm vụ;Chủ trì\nRà soát TTHC của Thành phố;Sở Tư pháp\n", encoding="utf-8")

    made = adapted(city, WARD)

    assert [plain(task.text) for task in made.lower.appendices[0].tasks] == ["Rà soát TTHC của phường"]


# Clauses.


def test_clauses_of_the_same_unit_are_joined():
    made = adapted(CITY, WARD)

    titles = [plain(block.content) for block in made.lower.body if isinstance(block, Heading) and block.level == 2]
    assert titles[-6:] == [
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Văn phòng HĐND và UBND phường",
        "Trung tâm Văn hóa, Thông tin và Thể thao",
        "Các phòng, ban, đơn vị thuộc phường",
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường",
    ]


@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=7))
def test_joining_loses_no_clause(titles):
    body = "".join(f"## {title}\n\n- việc {index}.\n\n" for index, title in enumerate(titles))
    text = f"Mở đầu.\n\n# Tổ chức\n\n{body}***\n\nKết.\n"

    order = joined(text, 0, str, {"A", "B"})[0]

    assert sorted(re.findall(r"việc \d", order.text)) == sorted(re.findall(r"việc \d", text))
    assert all(order.text.count(f"## {title}\n") <= 1 for title in "AB")
    for match in re.finditer(r"việc \d", text):
        assert order.text[order.at(match.start()) :].startswith(match[0])


def test_what_the_city_asks_of_communes_is_to_be_given_to_a_unit():
    made = adapted(CITY, WARD)

    asked = [one for one in made.entries if one.reason.startswith("việc kế hoạch cấp trên giao cho cấp xã")]
    assert [one.state for one in asked] == ["open", "open"]


CLAUSES = """\
# Tổ chức thực hiện

## Sở Nội vụ

- Hướng dẫn thực hiện Kế hoạch này.

## Sở Văn hóa và Thể thao

- Treo băng rôn; phối hợp với Sở Nội vụ, Sở Tư pháp nhân rộng mô hình.

## Báo và Phát thanh, Truyền hình Hà Nội

- Duy trì chuyên trang, chuyên mục, phóng sự hằng tuần về CCHC.

"""


def test_a_unit_that_would_work_with_itself_and_what_the_press_does_are_asked_about(plan_folder):
    made = adapted(city_plan(plan_folder, CLAUSES), WARD)

    asked = [(one.old, one.reason) for one in made.entries if one.state == "open" and one.context not in ("so", "ngay")]
    assert asked == [
        (
            "phối hợp với Sở Nội vụ",
            "Phòng Văn hóa - Xã hội được nêu trong mục của chính mình; hãy bỏ hoặc thay",
        ),
        (
            "Duy trì chuyên trang, chuyên mục",
            "kế hoạch cấp trên giao việc này cho Báo và Phát thanh, Truyền hình Hà Nội; hãy bỏ, hoặc sửa thành việc của "
            "Trung tâm Văn hóa, Thông tin và Thể thao",
        ),
    ]


# The whole.


@pytest.mark.parametrize(
    ("city", "lower"),
    some(
        [
            ("ha-noi-ubnd-2026", WARD),
            ("ha-noi-ubnd-2026", "ha-noi/phuong-ba-dinh"),
            ("ha-noi-ubnd-2026", "ha-noi/xa-phu-dong"),
            ("ha-noi-ubnd-2026", "ha-noi/so-vhtt"),
            ("lai-chau-ubnd-2027", "lai-chau/xa-phong-tho"),
            ("lai-chau-ubnd-2027", "lai-chau/so-vhttdl"),
            ("ha-noi-so-vhtt-2026", "ha-noi/tt-trien-lam"),
        ],
        2,
    ),
)
def test_what_was_made_checks_clean_and_finds_its_points_again(city, lower, made_profiles, tmp_path):
    made = api.adapt(EXAMPLES / city, lower, profiles=made_profiles)
    for name, data in made.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)

    points = open_points.read_folder(tmp_path)
    found = api.check(tmp_path, profiles=made_profiles).found

    assert points.edited == []
    loose = re.compile(r"(?:^-|\s(?:của|về|cho|và|với|các|tại|năm))$")
    assert [one.new for one in made.adapted.entries if one.state == "open" and loose.search(one.new)] == []
    assert "{{" not in made.files["nhat-ky.md"].decode()
    assert len(points.open) == made.adapted.count("open")
    assert [one for one in found if one.severity in ("error", "warning")] == []


def test_a_document_can_be_the_plan_of_the_city(tmp_path):
    (tmp_path / "kh.docx").write_bytes(draft_of(CITY.name))

    made = api.adapt(tmp_path / "kh.docx", WARD)

    assert made.covered.count("answered") == 42
    assert "của phường Ngọc Hà năm 2026" in made.files["ke-hoach.md"].decode()


def test_a_template_adds_what_the_level_always_has():
    made = adapted(CITY, WARD, template="tuyen-truyen")

    added = [one for one in made.entries if one.reason == "thêm từ mẫu tuyen-truyen"]
    assert "Các tổ dân phố" in [one.new for one in added]
    assert any("tổ dân phố" in one.new for one in added if one.kind == "task")
    assert made.lower is not None


def test_two_runs_give_the_same_bytes():
    first, second = api.adapt(CITY, WARD), api.adapt(CITY, WARD)

    assert {name: data for name, data in first.files.items() if name != "phan-cong.xlsx"} == {
        name: data for name, data in second.files.items() if name != "phan-cong.xlsx"
    }


# The command.


def test_the_command_writes_the_folder_and_tells_what_is_open(run, tmp_path):
    result = run("adapt", CITY, "--profile", WARD, "-o", "moi")

    assert result.stdout == "moi\n"
    assert result.stderr == (
        "Đã đổi: 192; giữ nguyên: 29; cần xác nhận: 25. Xem từng chỗ trong nhat-ky.md\n"
        "UBND phường Ngọc Hà: thực hiện 42/42 nhiệm vụ của cấp trên\n"
        "Xác nhận từng điểm bằng lệnh: cchc-draft confirm moi\n"
    )
    assert sorted(path.name for path in (tmp_path / "moi").iterdir()) == [
        "can-xac-nhan.yaml", "ke-hoach.md", "nhat-ky.json", "nhat-ky.md", "nhiem-vu.yaml", "phan-cong.html",
        "phan-cong.xlsx",
    ]  # fmt: skip
    told = (tmp_path / "moi" / "nhat-ky.md").read_text("utf-8")
    assert "\n## Phân công\n" in told
    assert told.startswith(
        "# Nhật ký chuyển kế hoạch của Ủy ban nhân dân thành phố Hà Nội cho Ủy ban nhân dân phường Ngọc Hà\n"
    )
    log = json.loads((tmp_path / "moi" / "nhat-ky.json").read_text("utf-8"))
    assert {"kind", "state", "old", "new", "reason", "line"} <= set(log[0])


def test_a_second_run_keeps_the_answers(run, tmp_path):
    run("adapt", CITY, "--profile", WARD, "-o", "moi")
    run("confirm", "moi", "--set", "01=115", "--accept", "03")

    run("adapt", CITY, "--profile", WARD, "-o", "moi", "--force")

    states = {point.id: point.state for point in open_points.load(tmp_path / "moi")}
    assert (states["01"], states["03"], states["04"]) == ("changed", "confirmed", "open")
    assert "\nso: 115\n" in (tmp_path / "moi" / "ke-hoach.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("city", "lower", "message"),
    [
        (
            "ha-noi-so-vhtt-2026",
            WARD,
            "{city}: lỗi: Ủy ban nhân dân phường Ngọc Hà không thuộc Sở Văn hóa và Thể thao thành phố Hà Nội (cấp trên là "
            "Ủy ban nhân dân thành phố Hà Nội), nên không chuyển được kế hoạch này [not-below]",
        ),
        (
            "ha-noi-phuong-ngoc-ha-2026",
            "ha-noi/so-vhtt",
            "{city}: lỗi: Sở Văn hóa và Thể thao thành phố Hà Nội không thuộc Ủy ban nhân dân phường Ngọc Hà (cấp trên là "
            "Ủy ban nhân dân thành phố Hà Nội), nên không chuyển được kế hoạch này [not-below]",
        ),
        (
            "ha-noi-so-vhtt-2026",
            "ha-noi/ubnd",
            "{city}: lỗi: Ủy ban nhân dân thành phố Hà Nội là cấp trên của Sở Văn hóa và Thể thao thành phố Hà Nội: chỉ "
            "chuyển được kế hoạch của cấp trên cho cấp dưới [not-below]",
        ),
        (
            "ha-noi-ubnd-2026",
            "ha-noi/ubnd",
            "{city}: lỗi: kế hoạch này đã là của Ủy ban nhân dân thành phố Hà Nội; hãy chọn hồ sơ của cơ quan cấp dưới "
            "[same-agency]",
        ),
        (
            "lai-chau-ubnd-2027",
            WARD,
            "{city}: lỗi: Ủy ban nhân dân phường Ngọc Hà không thuộc Ủy ban nhân dân tỉnh Lai Châu (cấp trên là Ủy ban "
            "nhân dân thành phố Hà Nội), nên không chuyển được kế hoạch này [not-below]",
        ),
    ],
)
def test_a_plan_goes_down_only(city, lower, message, run, tmp_path):
    result = run("adapt", EXAMPLES / city, "--profile", lower, "-o", "moi", code=2)

    assert result.stderr == message.format(city=EXAMPLES / city) + "\n"
    assert not (tmp_path / "moi").exists()


def test_a_profile_without_the_leading_role_is_refused(run, tmp_path):
    (tmp_path / "profiles" / "ha-noi").mkdir(parents=True)
    text = profile_text(find_commune("Phường Ba Đình", "Hà Nội"), "ha-noi/ubnd")
    text += "don_vi:\n  vhxh: {vai_tro: [tuyen_truyen]}\n"
    (tmp_path / "profiles" / "ha-noi" / "ba-dinh.yaml").write_text(text, encoding="utf-8")

    result = run("adapt", CITY, "--profile", "ha-noi/ba-dinh", "-o", "moi", code=2)

    assert result.stderr == (
        "lỗi: hồ sơ ha-noi/ba-dinh chưa có đơn vị giữ vai trò thuong_truc_cchc; hãy ghi vai trò cho một trong các đơn vị: "
        "vhxh, van_phong, kinh_te, tt_hcc, tt_van_hoa, mttq, moi_don_vi [role-missing]\n"
    )


def test_what_is_no_plan_or_is_there_already_is_refused(run, tmp_path):
    (tmp_path / "thu.txt").write_text("Không phải kế hoạch.\n", encoding="utf-8")
    (tmp_path / "moi").mkdir()
    (tmp_path / "moi" / "x").write_text("x", encoding="utf-8")

    assert "[not-a-plan]" in run("adapt", "thu.txt", "--profile", WARD, "-o", "khac", code=2).stderr
    assert "[output-exists]" in run("adapt", CITY, "--profile", WARD, "-o", "moi", code=2).stderr
    assert "[unknown-profile]" in run("adapt", CITY, "--profile", "ha-noi/x", "-o", "khac", code=2).stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moi", "thu.txt"]


def test_faults_of_the_plan_above_are_told_with_their_places(run, tmp_path, plan_folder):
    city = city_plan(plan_folder, "# Một\n\n{{ khong_co }}\n")

    result = run("adapt", city, "--profile", WARD, "-o", "moi", code=2)

    assert f"{city / 'ke-hoach.md'}:12:" in result.stderr
    assert "[undefined-name]" in result.stderr
