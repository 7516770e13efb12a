"""Content templates: complete drafts for every level and year, safe values, faults with their place."""

import datetime
import re
import shutil
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
from conftest import some
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft import api, content_template
from cchc_draft.blanks import BLANK
from cchc_draft.content_template import HOLIDAYS, working_day
from cchc_draft.errors import InputError, NotFoundError
from cchc_draft.model import plain
from cchc_draft.outline import lines
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

TEMPLATES = ("cchc-nam", "tuyen-truyen")
YEARS = (2026, 2027, 2031)
COMMUNES = {"xa-soc-son": ("Xã Sóc Sơn", "Hà Nội"), "dac-khu-phu-quoc": ("Đặc khu Phú Quốc", "")}
LEAST = "ke_thua: so\ndia_ban: tỉnh Lai Châu\nten: Sở Y tế\nten_ngan: Sở Y tế\ntieu_de: Sở Y tế\nky_hieu: KH-SYT\n"
ODD = """\
ke_thua: phuong
dia_ban: phường An Bình
tinh: tỉnh Lai Châu
don_vi:
  van_phong: null
  kinh_te: null
  tt_hcc: null
  tt_van_hoa: null
  mttq: null
  rd: {ten: 'R&D: "x" #1', nhiem_vu: ["Rà soát {{ 7*7 }}, <% x %>, *nhanh*;", "Báo cáo hằng tháng"]}
  "phòng 1": {ten: "Phòng '1' {{ nam }}", vai_tro: [tai_chinh]}
  doi: {ten: Các đội}
"""
NOBODY = LEAST + "don_vi: {van_phong: null, moi_don_vi: null}\n"
CITY = LEAST.replace("tỉnh Lai Châu", "thành phố Huế")
SHIPPED_IDS = (
    "ha-noi/ubnd", "lai-chau/ubnd", "ha-noi/so-vhtt", "ha-noi/so-vhtt-2025", "bac-ninh/so-vhttdl",
    "lai-chau/so-vhttdl", "ha-noi/phuong-ngoc-ha",
)  # fmt: skip
OWN = {"so-y-te": LEAST, "so-thanh-pho": CITY, "la": ODD, "khong-ai": NOBODY}
PROFILES = (*SHIPPED_IDS, *COMMUNES, *OWN)

needs_template = pytest.mark.parametrize("template", TEMPLATES)
needs_profile = pytest.mark.parametrize("profile_id", PROFILES)
needs_all = pytest.mark.parametrize(
    ("template", "profile_id", "year"), some(product(TEMPLATES, PROFILES, YEARS), 5, kind=lambda made: made[1])
)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory):
    """Return a folder with the profiles of communes, and of agencies that hold little or odd things."""
    folder = tmp_path_factory.mktemp("profiles")
    for name, (commune, province) in COMMUNES.items():
        (folder / f"{name}.yaml").write_text(api.new_profile(commune=commune, province=province).text, encoding="utf-8")
    for name, text in OWN.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(profiles):
    return ProfileStore((profiles, shipped("profiles")))


@pytest.fixture(scope="module")
def made(store, tmp_path_factory):
    """Return a function that gives the folder made from a template, and what the draft of it says."""

    @cache
    def make(template, profile_id, year):
        folder = tmp_path_factory.mktemp("ke-hoach")
        profile, parent = store.load(profile_id), store.parent(profile_id)
        for name, text in content_template.make(template, profile_id, profile, parent, year).items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder, PlanFolder.open(folder).plan(store)

    return make


@pytest.fixture
def own(tmp_path, store):
    """Return a function that writes a template of the office's own and makes its files."""

    def write(plan="x\n", profile_id="ha-noi/phuong-ngoc-ha", year=2027, **files):
        folder = tmp_path / "templates" / "rieng"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        texts = {"mau.yaml": "ten: Riêng\nmo_ta: Của cơ quan\n", "ke-hoach.md": plan, **files}
        for name, text in texts.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        profile, parent = store.load(profile_id), store.parent(profile_id)
        return content_template.make("rieng", profile_id, profile, parent, year, tmp_path / "templates")

    return write


@pytest.fixture
def faults(own, tmp_path, monkeypatch):
    """Return a function that gives the faults of an own template, with places below the working folder."""
    monkeypatch.chdir(tmp_path)

    def collect(*arguments, **files):
        with pytest.raises(InputError) as caught:
            own(*arguments, **files)
        return [line.replace("templates/rieng/", "") for line in str(caught.value).splitlines()]

    return collect


def paragraphs(plan):
    return [*lines(plan.body), *lines(plan.closing)]


def tasks_of(plan):
    return [task for appendix in plan.appendices for task in appendix.tasks]


# What the shipped templates make.


@needs_all
def test_a_made_folder_drafts_with_nothing_to_mend_but_its_blanks(template, profile_id, year, made):
    folder, drafted = made(template, profile_id, year)

    assert sorted(path.name for path in folder.iterdir()) == ["ke-hoach.md", "nhiem-vu.yaml"]
    assert {warning.code for warning in drafted.warnings} <= {"placeholder-left", "cite-first"}
    assert drafted.plan.year == year


@needs_all
def test_no_tag_of_the_template_is_left_and_every_bracket_is_a_blank(template, profile_id, year, made):
    folder, drafted = made(template, profile_id, year)
    files = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir()).replace("\\<% x %\\>", "")
    printed = [plain(line.content) for line in paragraphs(drafted.plan)]
    printed += [plain(cell) for task in tasks_of(drafted.plan) for cell in (task.text, task.product)]

    assert re.findall(r"<%|%>|<<|>>|<#|#>", files) == []
    assert [text for text in printed if re.search(r"[][]", BLANK.sub("", text))] == []


@needs_all
def test_deadlines_are_working_days_of_the_year_after_the_plan_is_issued(template, profile_id, year, made):
    deadlines = [task.deadline for task in tasks_of(made(template, profile_id, year)[1].plan)]
    dates = [deadline.date for deadline in deadlines if deadline.date]

    assert len(dates) >= 1
    assert [date for date in dates if date.weekday() > 4 or (date.month, date.day) in HOLIDAYS] == []
    assert [date for date in dates if not datetime.date(year, 3, 31) < date <= datetime.date(year, 12, 31)] == []
    assert {deadline.year for deadline in deadlines} <= {0, year}


@needs_profile
@needs_template
def test_every_unit_has_its_duty_or_stands_in_the_common_clause(template, profile_id, made, store):
    plan = made(template, profile_id, 2027)[1].plan
    text = "\n".join(plain(line.content) for line in paragraphs(plan)).casefold()

    named = [record.name.casefold() for record in store.load(profile_id).units.values()]
    assert [name for name in named if name not in text] == []


@needs_profile
@needs_template
def test_every_heading_has_content_and_every_lead_its_heading(template, profile_id, made):
    plan = made(template, profile_id, 2027)[1].plan
    printed = paragraphs(plan)
    headings = [plain(line.content) for line in printed if line.kind == "heading2"]
    empty = [
        plain(line.content)
        for line, after in pairwise(printed)
        if line.kind == "heading2" and after.kind.startswith("heading")
    ]

    assert empty == []
    leads = {unit for task in tasks_of(plan) for unit in task.lead} - {"[…]"}
    assert [unit for unit in leads if not any(unit in heading for heading in headings)] == []


@needs_profile
@needs_template
def test_tasks_are_complete_and_no_unit_supports_itself(template, profile_id, made):
    tasks = tasks_of(made(template, profile_id, 2027)[1].plan)
    texts = [plain(task.text) for task in tasks]

    assert len(set(texts)) == len(texts)
    assert [text for text in texts if text.endswith(".")] == []
    assert [task.id for task in tasks if not (task.lead and task.product and task.deadline)] == []
    assert [task.id for task in tasks if set(task.lead) & set(task.support)] == []


@pytest.mark.parametrize(
    ("template", "level", "least", "most"),
    [
        *[("tuyen-truyen", level, 10, 14) for level in ("ha-noi/ubnd", "so-y-te", "xa-soc-son")],
        ("cchc-nam", "ha-noi/ubnd", 25, 35),
        *[("cchc-nam", level, 20, 25) for level in ("so-y-te", "ha-noi/phuong-ngoc-ha", "xa-soc-son")],
    ],
)
def test_a_template_has_the_usual_number_of_tasks(template, level, least, most, made):
    plan = made(template, level, 2027)[1].plan

    assert least <= len(tasks_of(plan)) <= most
    assert f"gồm {len(tasks_of(plan)):02} nhiệm vụ" in "\n".join(plain(line.content) for line in paragraphs(plan))


@needs_profile
@needs_template
def test_paragraphs_are_whole_sentences_and_none_stands_twice(template, profile_id, made):
    printed = paragraphs(made(template, profile_id, 2027)[1].plan)
    texts = [plain(line.content) for line in printed]
    sentences = [plain(line.content) for line in printed if not line.kind.startswith("heading")]

    assert [text for text in sentences if not text.endswith((".", ":"))] == []
    assert [text for text in texts if re.search(r"\s[,.;:]|  |[,;]{2}|\(\)", text)] == []
    assert [text for text in sentences if sentences.count(text) > 1] == []
    assert [text for text in texts if text.count("(") != text.count(")") or text.count("“") != text.count("”")] == []


def in_words(plan):
    rows = [f"{plain(task.text)} {task.deadline} {plain(task.product)}" for task in tasks_of(plan)]
    return "\n".join([*(plain(line.content) for line in paragraphs(plan)), *rows])


@needs_template
@pytest.mark.parametrize(
    ("profile_id", "foreign"),
    [
        *[(name, r"\b[tT]ỉnh\b") for name in ("ha-noi/ubnd", "ha-noi/so-vhtt", "ha-noi/phuong-ngoc-ha", "xa-soc-son")],
        *[(name, r"[tT]hành phố|Thành ủy") for name in ("lai-chau/ubnd", "so-y-te", "dac-khu-phu-quoc")],
        *[(name, r"địa bàn xã|\bthôn\b|tổ dân phố|Đảng ủy") for name in ("so-y-te", "ha-noi/so-vhtt")],
        ("ha-noi/phuong-ngoc-ha", r"\bthôn\b|Thành ủy|đặc khu"),
        ("xa-soc-son", r"tổ dân phố|\bphường\b(?! của)|đặc khu"),
        ("dac-khu-phu-quoc", r"\bcủa xã\b|UBND xã|UBND phường"),
    ],
)
def test_the_words_are_those_of_the_level(template, profile_id, foreign, made):
    text = in_words(made(template, profile_id, 2027)[1].plan).replace("hành chính công cấp tỉnh", "")

    assert re.findall(foreign, text) == []


@needs_profile
@needs_template
def test_no_abolished_level_or_body_is_named(template, profile_id, made):
    text = in_words(made(template, profile_id, 2027)[1].plan)

    assert re.findall(r"\bquận\b|huyện|thị trấn|Thông tin và Truyền thông|Kế hoạch và Đầu tư", text) == []


@pytest.mark.parametrize(
    ("year", "cited"),
    [
        (2024, {"76/NQ-CP", "23/CT-TTg"}),
        (2026, {"57-NQ/TW", "76/NQ-CP", "23/CT-TTg", "282/QĐ-TTg"}),
        (2030, {"57-NQ/TW", "76/NQ-CP", "23/CT-TTg", "282/QĐ-TTg"}),
        (2031, {"57-NQ/TW"}),
    ],
)
@needs_template
def test_a_document_is_cited_in_the_years_it_is_for(template, year, cited, made):
    plan = made(template, "lai-chau/ubnd", year)[1].plan

    found = set(re.findall(r"số (\d\S+?/[\w-]+)", "\n".join(plan.legal_bases)))
    assert found == cited
    assert ("giai đoạn [… giai đoạn]" in in_words(plan)) == (year > 2030)


def test_the_made_folder_gives_a_word_file(made, profiles):
    folder, _ = made("cchc-nam", "xa-soc-son", 2026)

    draft = api.draft(folder, profiles=profiles)

    assert draft.data[:2] == b"PK"
    assert {warning.code for warning in draft.warnings} <= {"placeholder-left", "cite-first"}


def test_what_was_made_for_one_agency_drafts_for_another_of_its_level(made, store):
    folder, _ = made("tuyen-truyen", "xa-soc-son", 2026)

    drafted = PlanFolder.open(folder).plan(store, "dac-khu-phu-quoc")

    assert "đặc khu Phú Quốc" in in_words(drafted.plan)


# Odd profiles.


def test_a_unit_is_named_by_its_id_whatever_its_name_holds(made):
    folder, drafted = made("tuyen-truyen", "la", 2026)
    source = (folder / "ke-hoach.md").read_text(encoding="utf-8")
    headings = [plain(line.content) for line in paragraphs(drafted.plan) if line.kind == "heading2"]

    assert "## {{ don_vi.rd }}\n" in source
    assert "## {{ don_vi['phòng 1'] }}\n" in source
    assert {'R&D: "x" #1', "Phòng '1' {{ nam }}"} <= set(headings)


def test_duties_of_a_unit_in_its_profile_are_its_points_word_for_word(made):
    text = in_words(made("cchc-nam", "la", 2026)[1].plan)

    assert "Rà soát {{ 7*7 }}, <% x %>, *nhanh*.\nBáo cáo hằng tháng." in text


def test_units_without_a_duty_stand_in_the_common_clause_with_a_small_letter(made):
    text = in_words(made("tuyen-truyen", "la", 2026)[1].plan)

    assert "Các đơn vị chưa được giao nhiệm vụ riêng ở trên (các đội) lồng ghép" in text


@needs_template
def test_where_nobody_has_a_role_the_unit_is_a_blank(template, made):
    folder, drafted = made(template, "khong-ai", 2026)
    meaning = "tham mưu, theo dõi, đôn đốc, tổng hợp kết quả công tác cải cách hành chính"
    headings = [plain(line.content) for line in paragraphs(drafted.plan) if line.kind == "heading2"]

    assert f"[… đơn vị {meaning}]" in headings
    assert 'chu_tri: "[…]"\n' in (folder / "nhiem-vu.yaml").read_text(encoding="utf-8")
    assert {task.lead for task in tasks_of(drafted.plan)} == {("[…]",)}


# What templates can ask.


@pytest.mark.parametrize(
    ("profile_id", "answers"),
    [
        ("lai-chau/ubnd", "tinh True False False Tỉnh ủy"),
        ("ha-noi/ubnd", "tinh True False False Thành ủy"),
        ("ha-noi/so-vhtt", "so False True False Thành ủy"),
        ("ha-noi/phuong-ngoc-ha", "phuong False False True Đảng ủy"),
        ("xa-soc-son", "xa False False True Đảng ủy"),
        ("dac-khu-phu-quoc", "dac_khu False False True Đảng ủy"),
    ],
)
def test_a_template_knows_the_level(profile_id, answers, own):
    booleans = " ".join(f"<< 'True' if {name} else 'False' >>" for name in ("la_tinh", "la_so", "la_xa"))

    made = own(f"<< cap >> {booleans} << cap_uy >>\n", profile_id)

    assert made == {"ke-hoach.md": f"{answers}\n"}


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("<< nam >>, << nam - 1 >>, << ho_so >>", "2027, 2026, ha-noi/phuong-ngoc-ha"),
        ("<< co_quan.tu_goi >>, << cap_tren.tu_goi >>", "UBND phường, UBND Thành phố"),
        ("<< 'có' if co('mot_cua') else 'không' >>", "có"),
        ("<< 'có' if co('bao_chi', 'tt_hcc') else 'không' >>", "không"),
        ("<< giao('tuyen_truyen') >>", "tuyen_truyen"),
        ("<< giao('bao_chi', 'vhxh') >>", "vhxh"),
        ("<< giao('bao_chi') >>", '"[…]"'),
        ("<< cung('mot_cua', 'kiem_soat_tthc', 'tai_chinh') >>", "[mot_cua, tai_chinh]"),
        ("<< giao('vhxh') >> << cung('tuyen_truyen', 'tai_chinh') >>", "vhxh tai_chinh"),
        ("<< giao('vhxh') >> << cung('tuyen_truyen') >>", "vhxh moi_don_vi"),
        ("<< giao('moi_don_vi') >> << cung('bao_chi') >>", "moi_don_vi []"),
        ("<< ten_don_vi('tuyen_truyen') >>", "{{ don_vi.vhxh }}"),
        ("<< ten_don_vi('moi_don_vi') >>", "{{ don_vi.moi_don_vi | giua_cau }}"),
        ("<< ten_don_vi('bao_chi') >>", "[… đơn vị tuyên truyền trên báo chí, phát thanh và truyền hình]"),
        ("<< ngay_han(8, 15) >>", "2027-08-13"),
        ("<< ngoac_kep('R&D: \"x\" #1') >>", '"R&D: \\"x\\" #1"'),
        ("<% for d in don_vi %><< d.ma >> <% endfor %>.", "vhxh van_phong kinh_te tt_van_hoa mttq moi_don_vi ."),
        ("<% for d in don_vi if d.giu('tai_chinh', 'mat_tran') %><< d.in_ra >><% endfor %>.", "{{ don_vi.kinh_te }}{{ don_vi.mttq }}."),
        ("<% for d in don_vi if d.nhan('bao_chi', 'mot_cua') %><< d.ma >><% endfor %>.", "van_phong."),
        ("<% for d in phan_cong('tai_chinh') %><< d.ma >><% endfor %>.", "kinh_te."),
        ("<% for d in con_lai('tai_chinh', 'mot_cua') %><< d.ma >> <% endfor %>.", "vhxh tt_van_hoa mttq moi_don_vi ."),
        ("<< don_vi.vhxh.ten >>, << don_vi.vhxh.vai_tro | first >>", "Phòng Văn hóa - Xã hội, thuong_truc_cchc"),
    ],
)  # fmt: skip
def test_what_is_asked_is_answered_for_the_agency(asked, printed, own):
    assert own(f"{asked}\n") == {"ke-hoach.md": f"{printed}\n"}


def test_the_tags_of_plans_pass_untouched(own):
    text = "{{ co_quan.tu_goi }} {% if x %}\n{# chú thích #} {{ viet_tat('CCHC') }} {{ n }}\n"

    assert own(text + "<# của mẫu #>\n<% if la_xa %>\nxã\n<% endif %>\n")["ke-hoach.md"] == text + "xã\n"


def test_a_text_that_is_read_as_a_plan_and_as_a_template_is_compiled_for_each(own):
    from cchc_draft.templating import Source

    text = "Năm {{ nam }}\n"

    assert own(text)["ke-hoach.md"] == text
    assert Source.compile(text, "ke-hoach.md", 1).render({"nam": 2027}).startswith("Năm 2027")
    assert own(text)["ke-hoach.md"] == text


def test_blank_lines_that_tags_leave_are_closed_up(own):
    assert own("a\n\n<% if la_so %>\nb\n\n<% endif %>\n\nc\n\n\n")["ke-hoach.md"] == "a\n\nc\n"


def test_all_text_files_are_rendered_and_hidden_ones_passed_over(own):
    made = own("x\n", **{"nhiem-vu.yaml": "- << nam >>\n", "them.md": "<< cap >>\n", ".DS_Store": "\0"})

    assert made == {"ke-hoach.md": "x\n", "nhiem-vu.yaml": "- 2027\n", "them.md": "phuong\n"}


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2060, 12, 31)))
def test_a_deadline_moves_back_to_a_working_day_of_its_year(wanted):
    found = working_day(wanted.year, wanted.month, wanted.day)

    assert found.year == wanted.year
    assert found.weekday() < 5
    assert (found.month, found.day) not in HOLIDAYS
    assert found <= wanted or wanted.month == 1
    assert abs(wanted - found) <= datetime.timedelta(days=6)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((2026, 8, 15), (2026, 8, 14)),
        ((2026, 4, 30), (2026, 4, 29)),
        ((2026, 5, 2), (2026, 4, 29)),
        ((2026, 9, 2), (2026, 8, 31)),
        ((2027, 1, 1), (2027, 1, 4)),
        ((2028, 1, 2), (2028, 1, 3)),
        ((2026, 6, 30), (2026, 6, 30)),
    ],
)
def test_weekends_and_holidays_are_no_deadline(wanted, found):
    assert working_day(*wanted) == datetime.date(*found)


# Where templates are found.


def test_the_shipped_templates_are_listed():
    assert [tuple(summary) for summary in content_template.names()] == [
        (
            "cchc-nam",
            "Kế hoạch cải cách hành chính năm",
            "Kế hoạch hằng năm của tỉnh, sở, xã, phường, đặc khu theo sáu lĩnh vực; phụ lục nhiệm vụ xếp theo lĩnh vực",
        ),
        (
            "tuyen-truyen",
            "Kế hoạch thông tin, tuyên truyền về cải cách hành chính",
            "Kế hoạch hằng năm của tỉnh, sở, xã, phường, đặc khu; "
            "phụ lục nhiệm vụ có sản phẩm, đơn vị chủ trì, thời hạn",
        ),
    ]  # fmt: skip


def test_a_template_of_the_office_takes_the_place_of_the_shipped_one(tmp_path, store):
    folder = tmp_path / "tuyen-truyen"
    folder.mkdir()
    (folder / "mau.yaml").write_text("ten: Của mình\nmo_ta: Thay mẫu chung\n", encoding="utf-8")
    (folder / "ke-hoach.md").write_text("riêng << nam >>\n", encoding="utf-8")
    profile, parent = store.load("xa-soc-son"), store.parent("xa-soc-son")

    listed = content_template.names(tmp_path)
    made = content_template.make("tuyen-truyen", "xa-soc-son", profile, parent, 2027, tmp_path)

    assert [(summary.id, summary.name) for summary in listed] == [
        ("cchc-nam", "Kế hoạch cải cách hành chính năm"),
        ("tuyen-truyen", "Của mình"),
    ]
    assert made == {"ke-hoach.md": "riêng 2027\n"}


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("tuyen-truyn", "; có phải ý là «tuyen-truyen»?"),
        ("xyz", ""),
        ("../templates/cchc-nam", ""),
        ("", ""),
    ],
)
def test_an_unknown_template_is_told_with_the_folders_searched(asked, hint, store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    profile, parent = store.load("xa-soc-son"), store.parent("xa-soc-son")

    with pytest.raises(NotFoundError) as caught:
        content_template.make(asked, "xa-soc-son", profile, parent, 2027, Path("rieng"))

    searched = ", ".join(str(path) for path in (tmp_path / "rieng", tmp_path / "templates", shipped("templates")))
    assert (
        str(caught.value) == f"lỗi: không có mẫu nội dung «{asked}»; đã tìm trong: {searched}{hint} [unknown-template]"
    )


# Faults.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "<< namm >>",
            "ke-hoach.md:1:4: lỗi: không có tên «namm»; có phải ý là «nam»? [undefined-name]",
        ),
        (
            "a\n<% for d in don_vi %>\n<< d.mma >>\n<% endfor %>",
            "ke-hoach.md:3:6: lỗi: «mma» không có, hoặc chưa có giá trị trong hồ sơ [undefined-name]",
        ),
        (
            "<% if la_xa %>\nx",
            "ke-hoach.md:2:1: lỗi: biểu thức Jinja sai cú pháp: chưa đóng «>>» hoặc «%>», hoặc thiếu <% endif %> / <% endfor %> [jinja-syntax]",
        ),
        (
            "<% endif %>",
            "ke-hoach.md:1:1: lỗi: biểu thức Jinja sai cú pháp: thừa thẻ «endif»: không có thẻ mở tương ứng [jinja-syntax]",
        ),
        (
            "a\nb << nam",
            "ke-hoach.md:2:1: lỗi: biểu thức Jinja sai cú pháp: chưa đóng «>>» hoặc «%>», hoặc thiếu <% endif %> / <% endfor %> [jinja-syntax]",
        ),
        (
            "a\nb nam >>",
            "ke-hoach.md:2: lỗi: còn sót «>>»: thẻ của mẫu nội dung viết <% … %>, << … >> hoặc <# … #> [jinja-syntax]",
        ),
        (
            "<% include 'x' %>",
            "ke-hoach.md:1:1: lỗi: mẫu nội dung không dùng được thẻ <% include %> [jinja-unsupported]",
        ),
        (
            "<< ''.__class__ >>",
            "ke-hoach.md:1:1: lỗi: biểu thức này không được phép trong mẫu nội dung [not-allowed]",
        ),
        (
            "<< don_vi >>",
            "ke-hoach.md:1:1: lỗi: chỗ này không phải là chữ, số hay ngày nên không in ra được; ghi rõ tên cần in, ví dụ {{ don_vi.vhxh }}, hoặc thêm bộ lọc, ví dụ {{ van_ban.kh75 | day_du }} [not-printable]",
        ),
        (
            "<< co('mot_cua') >>",
            "ke-hoach.md:1:1: lỗi: chỗ này không phải là chữ, số hay ngày nên không in ra được [not-printable]",
        ),
        (
            "\n<< ngay_han(2, 30) >>",
            "ke-hoach.md:2:1: lỗi: không tính được biểu thức này [expression-failed]",
        ),
        (
            "<< giao('tuyen_tryen') >>",
            "ke-hoach.md:1:1: lỗi: không có vai trò «tuyen_tryen» trong bảng vai_tro của hồ sơ; có phải ý là «tuyen_truyen»? [unknown-role]",
        ),
        (
            "<% if co('vhxh', 'thuong_truc_cch') %>x<% endif %>.",
            "ke-hoach.md:1:1: lỗi: không có vai trò «thuong_truc_cch» trong bảng vai_tro của hồ sơ; có phải ý là «thuong_truc_cchc»? [unknown-role]",
        ),
        (
            "a\n<< 'R&D: x' >>",
            "ke-hoach.md:2:1: lỗi: không in được «R&D: x» vào tệp YAML, Markdown: tên đơn vị để kế hoạch tự in bằng {{ don_vi.<< d.ma >> }}, chữ khác viết << ngoac_kep(…) >> [unsafe-value]",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_a_template_is_told_with_its_place(text, fault, faults):
    assert faults(f"{text}\n") == [fault]


def test_all_faults_of_all_files_are_told_in_one_run(faults):
    found = faults(
        "<< la >>\n<< nam\n",
        **{"mau.yaml": "ten: Riêng\nmota: x\n", "nhiem-vu.yaml": "- << cap_ >>\n- << co_quan.x >>\n", "anh.png": ""},
    )

    assert found == [
        "anh.png: lỗi: «anh.png» không thuộc mẫu nội dung: mẫu chỉ gồm mau.yaml và các tệp .md, .yaml [template-file]",
        "ke-hoach.md:2:1: lỗi: biểu thức Jinja sai cú pháp: chưa đóng «>>» hoặc «%>», hoặc thiếu <% endif %> / <% endfor %> [jinja-syntax]",
        "mau.yaml:2:1: lỗi: không có khóa «mota» (mẫu nội dung rieng); có phải ý là «mo_ta»? [unknown-key]",
        "nhiem-vu.yaml:1:6: lỗi: không có tên «cap_»; có phải ý là «cap»? [undefined-name]",
        "nhiem-vu.yaml:2:14: lỗi: không có tên «co_quan.x» [undefined-name]",
    ]


def test_a_template_without_its_plan_is_a_fault(faults):
    assert faults(**{"ke-hoach.md": None}) == [
        "templates/rieng: lỗi: mẫu nội dung thiếu tệp ke-hoach.md [missing-file]"
    ]


def test_what_is_missing_in_mau_yaml_is_told(faults):
    assert faults(**{"mau.yaml": "ten:\n"}) == [
        "mau.yaml:1:1: lỗi: thiếu khóa «mo_ta» (mẫu nội dung rieng) [missing-key]",
        "mau.yaml:1:5: lỗi: «ten» đang để trống [empty-value]",
    ]


def test_the_list_of_templates_tells_the_faults_of_all_of_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mau.yaml").write_text("ten: x\n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        content_template.names(tmp_path)

    assert str(caught.value).splitlines() == [
        "a/mau.yaml:1:1: lỗi: thiếu khóa «mo_ta» (mẫu nội dung a) [missing-key]",
        "b/mau.yaml:1:1: lỗi: thiếu khóa «mo_ta» (mẫu nội dung b) [missing-key]",
    ]


def test_a_unit_name_that_yaml_would_break_on_is_refused_where_it_is_printed(faults):
    text = "<% for d in don_vi if d.ma == 'rd' %>\n<< d.ten >>\n<% endfor %>\n"

    assert faults(text, "la")[0].startswith('ke-hoach.md:2:1: lỗi: không in được «R&D: "x" #1» vào tệp')


@pytest.mark.parametrize("year", [26, 20266, 0, -1])
def test_a_year_has_four_digits(year, own):
    with pytest.raises(InputError) as caught:
        own(year=year)

    assert str(caught.value) == f"lỗi: «nam» phải là năm có bốn chữ số, thấy «{year}» [not-a-year]"
