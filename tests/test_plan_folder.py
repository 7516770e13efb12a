"""A plan folder to a plan: what it says, what is refused word for word, and what is only advised."""

import datetime
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

from cchc_draft.api import new_profile
from cchc_draft.errors import CchcDraftError, InputError
from cchc_draft.formats import PartialDate
from cchc_draft.front_matter import schema
from cchc_draft.model import Heading, ItemList, NoteRef, Paragraph, Run, Table, plain, walk
from cchc_draft.outline import lines
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").iterdir())
every_example = pytest.mark.parametrize("folder", EXAMPLES, ids=[folder.name for folder in EXAMPLES])

FRONT = """\
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
"""
BODY = """\
UBND phường ban hành Kế hoạch như sau:

# Mục đích

Nâng cao hiểu biết.
"""
KH75 = "  kh75: {loai: Kế hoạch, ky_hieu: 75/KH-UBND, ngay: 2026-02-27, co_quan: UBND Thành phố, ve: tuyên truyền}\n"
APPENDIX = "phu_luc:\n  - {trich_yeu: Nhiệm vụ, nhiem_vu: nhiem-vu.yaml}\n"
REFERRED = BODY + "\n(Chi tiết tại Phụ lục kèm theo).\n"
TASKS = "- {ma: kh, nhiem_vu: Ban hành Kế hoạch, chu_tri: vhxh, thoi_han: 2026-03-08}\n"
ODD = "R&D <x> {{ 7*7 }} {% x %} *a* `b` # c"


@pytest.fixture
def draft(plan_folder, monkeypatch):
    """Return a function that writes a plan folder, works in it, and gives the plan with its warnings."""

    def drafted(front=FRONT, body=BODY, tasks=None, profile=None, *, is_draft=False):
        monkeypatch.chdir(plan_folder(front, body, tasks))
        return PlanFolder.open(Path("ke-hoach.md")).plan(ProfileStore.open(), profile, is_draft=is_draft)

    return drafted


@pytest.fixture
def plan_of(draft):
    """Return a function that gives the plan of a folder without faults and warnings."""

    def plan(*arguments, **options):
        drafted = draft(*arguments, **options)
        assert [str(warning) for warning in drafted.warnings] == []
        return drafted.plan

    return plan


@pytest.fixture
def faults_of(draft):
    """Return a function that gives the faults of a folder, line by line."""

    def faults(*arguments, **options):
        with pytest.raises(CchcDraftError) as caught:
            draft(*arguments, **options)
        return str(caught.value).splitlines()

    return faults


def printed(plan):
    """Return the text of every line of body and closing."""
    return [plain(line.content) for line in (*lines(plan.body), *lines(plan.closing)) if not isinstance(line, Table)]


# The examples.


@every_example
def test_every_example_drafts_without_a_warning(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    drafted = PlanFolder.open(folder).plan(ProfileStore.open())

    assert [str(warning) for warning in drafted.warnings if warning.code != "placeholder-left"] == []
    assert drafted.plan.signatures[0].lines
    assert drafted.plan.recipients
    assert drafted.plan.closing


class _EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: dates are text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [entry for entry in resolvers if entry[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@every_example
def test_the_schema_accepts_the_head_of_every_example(folder):
    head = (folder / "ke-hoach.md").read_text(encoding="utf-8").split("---\n")[1]

    jsonschema.Draft202012Validator(schema()).validate(yaml.load(head, _EditorLoader))


def test_the_schema_is_valid_and_refuses_what_the_reader_refuses():
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    right = {"ho_so": "x", "nam": 2026, "trich_yeu": "y"}

    assert validator.is_valid(right)
    for wrong in (
        {"trich_yue": "y"},
        {"nam": "hai nghìn"},
        {"nam": None},
        {"so": 0},
        {"phu_luc": [{"trich_yeu": "x"}]},
        {"phu_luc": [{"trich_yeu": "x", "nhiem_vu": [{"chu_tri": "y"}]}]},
        {"van_ban": {"kh": {"ky_hieu": "x"}}},
        {"noi_nhan": {"themm": []}},
    ):
        assert not validator.is_valid(right | wrong)


@every_example
def test_an_example_is_one_plan_wherever_it_is_opened_from(folder, monkeypatch):
    from_outside = PlanFolder.open(folder / "ke-hoach.md").plan(ProfileStore.open()).plan
    monkeypatch.chdir(folder)

    assert PlanFolder.open(Path()).plan(ProfileStore.open()).plan == from_outside


# What a plan says.


def test_the_smallest_plan_takes_everything_else_from_its_profile(plan_of):
    plan = plan_of()

    assert (plan.year, plan.agency) == (2026, "Ủy ban nhân dân phường Ngọc Hà")
    assert plan.subject == ("Cải cách hành chính năm 2026",)
    head = plan.letterhead
    assert (head.parents, head.agencies) == ((), ("Ủy ban nhân dân", "phường Ngọc Hà"))
    assert (head.number, head.symbol, head.place, head.date) == (None, "KH-UBND", "Ngọc Hà", PartialDate(2026))
    assert (plan.archive, plan.recipients[0]) == ("VT, VHXH", "Sở Nội vụ thành phố Hà Nội")
    assert plan.signatures[0].lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert plan.body == (
        Paragraph((Run("UBND phường ban hành Kế hoạch như sau:"),)),
        Heading(1, (Run("Mục đích"),)),
        Paragraph((Run("Nâng cao hiểu biết."),)),
    )
    assert (plan.closing, plan.legal_bases, plan.notes, plan.appendices) == ((), (), (), ())


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-04", PartialDate(2026, 3, 4)),
        ("04/3/2026", PartialDate(2026, 3, 4)),
        ("2026-06", PartialDate(2026, 6)),
    ],
)
def test_the_date_may_leave_its_day_open(plan_of, written, date):
    assert plan_of(FRONT + f"ngay: {written}\n").letterhead.date == date


def test_the_plan_may_say_number_symbol_place_and_marks_itself(plan_of):
    text = "so: 5\nky_hieu: KH-UBND-VP\ndia_danh: Ba Đình\nkhan: hỏa tốc\nluu_hanh: lưu hành nội bộ\nluu: VT, VP\n"

    plan = plan_of(FRONT + text)

    head = plan.letterhead
    assert (head.number, head.symbol, head.place) == (5, "KH-UBND-VP", "Ba Đình")
    assert (head.urgency, head.circulation, plan.archive) == ("HỎA TỐC", "LƯU HÀNH NỘI BỘ", "VT, VP")


@pytest.mark.parametrize(
    ("text", "asked", "is_draft"), [("", False, False), ("du_thao: true\n", False, True), ("", True, True)]
)
def test_a_draft_is_marked_by_the_plan_or_on_request(plan_of, text, asked, is_draft):
    assert plan_of(FRONT + text, is_draft=asked).letterhead.is_draft == is_draft


def test_the_subject_is_filled_in_and_breaks_where_its_author_broke_it(plan_of):
    front = FRONT.replace(
        "Cải cách hành chính năm 2026", "|\n  Cải cách hành chính\n  của {{ co_quan.dia_ban }} năm {{ nam }}"
    )

    assert plan_of(front).subject == ("Cải cách hành chính", "của phường Ngọc Hà năm 2026")


def test_the_text_can_name_agency_parent_documents_units_tasks_and_wording(plan_of):
    body = REFERRED + (
        "\n{{ co_quan.tu_goi }}, {{ co_quan }}, {{ cap_tren.tu_goi }}, {{ cap_tren.dia_ban }}, {{ don_vi.tuyen_truyen "
        "}}, "
        "{{ don_vi.van_phong.viet_tat }}, {{ nhiem_vu.kh }}, {{ nhiem_vu.kh.chu_tri }}, "
        "{{ nhiem_vu.kh.thoi_han | giua_cau }}, {{ tu_ngu.trang }}, {{ viet_tat('SKSS') }}.\n"
    )
    front = FRONT + APPENDIX + "tu_ngu: {trang: Trang tin}\nviet_tat: {SKSS: sức khỏe sinh sản}\n"

    assert printed(plan_of(front, body, TASKS))[-1] == (
        "UBND phường, UBND phường, UBND Thành phố, thành phố Hà Nội, Phòng Văn hóa - Xã hội, VP, Ban hành Kế hoạch, "
        "Phòng Văn hóa - Xã hội, chậm nhất ngày 08/3/2026, Trang tin, sức khỏe sinh sản (SKSS)."
    )


def test_documents_are_cited_in_full_first_and_short_later(plan_of):
    body = BODY + "\nThực hiện {{ van_ban.kh75 }}; {{ van_ban.kh75 }}.\n"

    assert printed(plan_of(FRONT + "van_ban:\n" + KH75, body))[-1] == (
        "Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về tuyên truyền; Kế hoạch số 75/KH-UBND."
    )


def test_a_legal_basis_is_the_first_mention_of_its_document(plan_of):
    law = "  luat: {loai: Luật, ten: Tổ chức chính quyền địa phương, ngay: 2025-06-16}\n"
    body = BODY + "\nThực hiện {{ van_ban.kh75 }}, {{ van_ban.luat }}.\n"

    plan = plan_of(f"{FRONT}van_ban:\n{law}{KH75}can_cu: [luat, kh75]\n", body)

    assert plan.legal_bases == (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về tuyên truyền",
    )
    assert printed(plan)[-1] == "Thực hiện Kế hoạch số 75/KH-UBND, Luật Tổ chức chính quyền địa phương."


def test_dates_in_citations_are_written_as_the_profile_wants(plan_of, tmp_path, monkeypatch):
    (tmp_path / "chu.yaml").write_text("ke_thua: ha-noi/phuong-ngoc-ha\ndang_ngay: chu\n", encoding="utf-8")
    monkeypatch.setenv("CCHC_DRAFT_PROFILES", str(tmp_path))
    body = BODY + "\nThực hiện {{ van_ban.kh75 }}.\n"

    plan = plan_of(FRONT.replace("ha-noi/phuong-ngoc-ha", "chu") + "van_ban:\n" + KH75, body)

    assert "ngày 27 tháng 02 năm 2026" in printed(plan)[-1]


@pytest.mark.parametrize(
    ("keys", "lines", "name"),
    [
        ("ho_ten: Lê Thị Bình", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Thị Bình"),
        ("ky_thay: false, ho_ten: Lê Thị Bình", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Thị Bình"),
        ("ky_thay: null, ho_ten: Lê Thị Bình", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Thị Bình"),
        (
            "thay_mat: null, ky_thay: false, thua_lenh: true, chuc_vu: Chánh Văn phòng, ho_ten: Lê Thị Bình",
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            "Lê Thị Bình",
        ),
    ],
)
def test_the_plan_overrides_single_keys_of_the_signer(plan_of, keys, lines, name):
    (signature,) = plan_of(f"{FRONT}ky: {{{keys}}}\n").signatures

    assert (signature.lines, signature.name) == (lines, name)


@pytest.mark.parametrize(
    ("change", "recipients"),
    [
        ("[Sở Tư pháp, Công an phường]", ["Sở Tư pháp", "Công an phường"]),
        ("{them_truoc: [Sở Tư pháp]}", ["Sở Tư pháp", "Sở Nội vụ thành phố Hà Nội"]),
        ("{bo: [Sở Nội vụ thành phố Hà Nội]}", ["Thường trực Đảng ủy, HĐND phường"]),
    ],
)
def test_recipients_are_replaced_or_extended(plan_of, change, recipients):
    found = plan_of(f"{FRONT}noi_nhan: {change}\n").recipients

    assert list(found[: len(recipients)]) == recipients


def test_appendices_hold_tasks_of_files_or_of_the_plan_itself(plan_of):
    front = FRONT + (
        "phu_luc:\n"
        "  - {trich_yeu: 'Nhiệm vụ năm {{ nam }}', nhiem_vu: nhiem-vu.yaml, cot: [stt, {nhiem_vu: Nội dung}, chu_tri, "
        "thoi_han]}\n"
        "  - trich_yeu: Việc thường xuyên\n"
        "    huong: ngang\n"
        "    nhiem_vu:\n"
        "      - {nhiem_vu: Trực, chu_tri: mot_cua, thoi_han: Thường xuyên}\n"
    )

    first, second = plan_of(front, REFERRED, TASKS).appendices

    assert (first.title, first.is_landscape) == ("Nhiệm vụ năm 2026", False)
    assert [column.title for column in first.columns] == [
        "STT", "Nội dung", "Cơ quan, đơn vị chủ trì", "Thời gian hoàn thành",
    ]  # fmt: skip
    assert [(task.id, str(task.deadline)) for task in first.tasks] == [("kh", "Chậm nhất ngày 08/3/2026")]
    assert (second.title, second.is_landscape, second.tasks[0].id) == ("Việc thường xuyên", True, "t2")
    assert second.tasks[0].lead == ("Văn phòng HĐND và UBND phường",)


def test_closing_footnotes_and_tables_are_kept_apart(plan_of):
    plan = plan_of(
        body=BODY
        + "\n| a | b |\n|---|---|\n| 1 | 2 |\n\nMột[^x].\n\n***\n\nTrên đây là Kế hoạch.\n\n[^x]: Chú thích.\n"
    )

    assert isinstance(plan.body[3], Table)
    assert plan.body[4] == Paragraph((Run("Một"), NoteRef(1), Run(".")))
    assert plan.closing == (Paragraph((Run("Trên đây là Kế hoạch."),)),)
    assert plan.notes == ((Run("Chú thích."),),)


def test_two_agencies_issue_one_plan(plan_of):
    plan = plan_of(
        FRONT.replace("phuong-ngoc-ha", "so-vhtt") + "dong_ban_hanh: [{ho_so: ha-noi/ubnd, ky: {ho_ten: An}}]\n"
    )

    assert plan.agency == "Sở Văn hóa và Thể thao thành phố Hà Nội và Ủy ban nhân dân thành phố Hà Nội"
    assert plan.letterhead.agencies == ("Sở Văn hóa và Thể thao -", "Ủy ban nhân dân", "thành phố Hà Nội")
    assert (plan.letterhead.parents, plan.letterhead.symbol) == ((), "KH-SVHTT-UBND")
    assert [signature.name for signature in plan.signatures] == ["Phạm Tuấn Long", "An"]


def test_one_text_is_drafted_for_another_agency(plan_of):
    body = BODY + "\n{{ co_quan.tu_goi }} giao {{ don_vi.tuyen_truyen }}.\n"

    plan = plan_of(body=body, profile="lai-chau/so-vhttdl")

    assert plan.agency == "Sở Văn hóa, Thể thao và Du lịch tỉnh Lai Châu"
    assert printed(plan)[-1] == "Sở giao Phòng Thông tin, Báo chí và Xuất bản."


def test_what_belongs_to_the_first_agency_is_not_taken_over_by_another(draft):
    front = FRONT + "so: 115\nngay: 2026-03-04\nky: {ho_ten: Nguyễn Văn Hưng}\nluu: VT, VHXH\nnoi_nhan: [Sở Tư pháp]\n"

    plan, warnings, *_ = draft(front, profile="lai-chau/ubnd")

    assert (plan.letterhead.number, plan.letterhead.date, plan.signatures[0].name) == (None, PartialDate(2026), "")
    assert (plan.archive, "Sở Tư pháp" in plan.recipients) == ("VT, NC", False)
    assert [str(warning) for warning in warnings] == [
        "ke-hoach.md:2:8: cảnh báo: soạn cho cơ quan khác: bỏ qua so, ngay, noi_nhan, luu, ky "
        "của ha-noi/phuong-ngoc-ha; hãy điền cho cơ quan mới [other-agency]"
    ]


@pytest.mark.parametrize("name", ["Ba Đình", "Long Xuyên", "Vân Đồn", "Phường Hà Giang 1", "Sài Gòn"])
def test_the_plan_of_one_ward_is_drafted_for_another_from_its_first_profile(name, tmp_path):
    made = new_profile(commune=name, province="Hà Nội" if name == "Ba Đình" else "")
    (tmp_path / "a.yaml").write_text(made.text, encoding="utf-8")
    source = PlanFolder.open(next(folder for folder in EXAMPLES if "phuong" in folder.name))

    plan, warnings, *_ = source.plan(ProfileStore.open(tmp_path), "a")

    assert plan.agency.endswith(name.removeprefix("Phường "))
    assert [warning.code for warning in warnings] == ["other-agency"]
    assert "Ngọc Hà" not in " ".join((*plan.subject, *plan.letterhead.agencies, *plan.recipients))


def test_a_plan_folder_is_read_once_for_many_agencies(plan_folder):
    source = PlanFolder.open(plan_folder(FRONT, BODY + "\n{{ viet_tat('CCHC') }} của {{ co_quan.dia_ban }}.\n"))
    store = ProfileStore.open()

    texts = [printed(source.plan(store, identifier).plan)[-1] for identifier in ("ha-noi/ubnd", "lai-chau/ubnd")]

    assert texts == [
        "cải cách hành chính (CCHC) của thành phố Hà Nội.", "cải cách hành chính (CCHC) của tỉnh Lai Châu.",
    ]  # fmt: skip


# Data stays data.


def test_what_looks_like_markup_or_jinja_in_data_stays_as_it_is(plan_of):
    front = FRONT + (
        f"tu_ngu: {{la: '{ODD}'}}\n"
        f"van_ban:\n  kh: {{loai: Kế hoạch, ky_hieu: 75/KH-R&D, ngay: 2026-02-27, co_quan: '{ODD}', ve: 'về {ODD}'}}\n"
        f"noi_nhan: ['{ODD}']\nky: {{ho_ten: '{ODD}'}}\nviet_tat: {{LA: '{ODD}'}}\n"
        "phu_luc:\n  - {trich_yeu: '{{ tu_ngu.la }}', nhiem_vu: nhiem-vu.yaml}\n"
    )  # fmt: skip
    body = REFERRED + (
        "\n## {{ tu_ngu.la }}\n\n{{ tu_ngu.la }}\n\n- {{ van_ban.kh }}\n\n{{ viet_tat('LA') }}\n\n{{ nhiem_vu.t1 }}\n"
    )
    tasks = f"- {{nhiem_vu: 'R&D <x> {{{{ 7*7 }}}} {{% x %}}', phoi_hop: '{ODD}', chu_tri: vhxh, thoi_han: '{ODD}'}}\n"

    plan = plan_of(front, body, tasks)

    task_text = "R&D <x> {{ 7*7 }} {% x %}"
    citation = f"Kế hoạch số 75/KH-R&D ngày 27/02/2026 của {ODD} về {ODD}"
    assert printed(plan)[-5:] == [ODD, ODD, citation, f"{ODD} (LA)", task_text]
    assert (plan.recipients, plan.signatures[0].name) == ((ODD,), ODD)
    (appendix,) = plan.appendices
    assert (appendix.title, plain(appendix.tasks[0].text)) == (ODD, task_text)
    assert (appendix.tasks[0].support, str(appendix.tasks[0].deadline)) == ((ODD,), ODD)


@pytest.mark.parametrize(
    "value", ["2025. Năm bản lề", "- gạch", "# mục", "1) điểm", "a) điểm", "> trích", "| ô |", "***", "I. Mục"]
)
def test_a_value_never_becomes_a_list_a_heading_or_anything_else(plan_of, value):
    plan = plan_of(FRONT + f"tu_ngu: {{la: '{value}'}}\n", BODY + "\n{{ tu_ngu.la }}\n")

    assert plan.body[-1] == Paragraph((Run(value),))


def test_decomposed_text_is_read_composed_and_units_are_still_known(plan_of):
    tasks = TASKS.replace("vhxh", "Phòng Văn hóa - Xã hội")
    texts = [unicodedata.normalize("NFD", text) for text in (FRONT + APPENDIX, REFERRED, tasks)]

    plan = plan_of(*texts)

    assert plan == plan_of(FRONT + APPENDIX, REFERRED, tasks)
    assert all(unicodedata.is_normalized("NFC", text) for text in (*printed(plan), *plan.subject))
    assert plan.appendices[0].tasks[0].lead == ("Phòng Văn hóa - Xã hội",)


def test_windows_files_with_a_byte_order_mark_are_read(plan_folder):
    folder = plan_folder(FRONT, BODY)
    file = folder / "ke-hoach.md"
    expected = PlanFolder.open(folder).plan(ProfileStore.open()).plan

    file.write_bytes(b"\xef\xbb\xbf" + file.read_text(encoding="utf-8").replace("\n", "\r\n").encode())

    assert PlanFolder.open(folder).plan(ProfileStore.open()).plan == expected


@pytest.mark.parametrize(
    "key", ["so", "ngay", "ky_hieu", "dia_danh", "van_ban", "can_cu", "luu", "phu_luc", "viet_tat", "tu_ngu", "du_thao",
            "khan", "luu_hanh", "dong_ban_hanh"],
)  # fmt: skip
@pytest.mark.parametrize("empty", ["", " ~", " # để sau"])
def test_a_key_left_open_counts_as_absent(plan_of, key, empty):
    assert plan_of(f"{FRONT}{key}:{empty}\n") == plan_of()


@pytest.mark.parametrize("key", ["san_pham", "phoi_hop", "kinh_phi", "ghi_chu", "nhom", "ma"])
def test_a_field_of_a_task_left_open_counts_as_absent(plan_of, key):
    tasks = "- nhiem_vu: Họp\n  chu_tri: vhxh\n  thoi_han: Thường xuyên\n"

    assert plan_of(FRONT + APPENDIX, REFERRED, f"{tasks}  {key}:\n") == plan_of(FRONT + APPENDIX, REFERRED, tasks)


# What is refused.


@pytest.mark.parametrize(
    ("front", "faults"),
    [
        (
            "",
            [
                "2:1: lỗi: thiếu khóa «ho_so» (phần đầu kế hoạch) [missing-key]",
                "2:1: lỗi: thiếu khóa «nam» (phần đầu kế hoạch) [missing-key]",
                "2:1: lỗi: thiếu khóa «trich_yeu» (phần đầu kế hoạch) [missing-key]",
            ],
        ),
        (
            FRONT.replace("trich_yeu", "trich_yue"),
            [
                "4:1: lỗi: không có khóa «trich_yue» (phần đầu kế hoạch); có phải ý là «trich_yeu»? [unknown-key]",
            ],
        ),
        (
            FRONT + "xyzxyz: 1\n",
            ["5:1: lỗi: không có khóa «xyzxyz» (phần đầu kế hoạch) [unknown-key]"],
        ),
        (
            FRONT + "so: 1\nso: 2\n",
            ["6:1: lỗi: khóa «so» lặp lại (lần đầu ở dòng 5); mỗi khóa chỉ viết một lần [repeated-key]"],
        ),
        (
            FRONT.replace("2026\ntrich", "hai\ntrich"),
            ["3:6: lỗi: «nam» phải là năm có bốn chữ số, thấy «hai» [not-a-year]"],
        ),
        (
            FRONT.replace("2026\ntrich", "20266\ntrich"),
            ["3:6: lỗi: «nam» phải là năm có bốn chữ số, thấy «20266» [not-a-year]"],
        ),
        (
            FRONT.replace("2026\ntrich", "26\ntrich"),
            ["3:6: lỗi: «nam» phải là năm có bốn chữ số, thấy «26» [not-a-year]"],
        ),
        (FRONT.replace("2026\ntrich", "\ntrich"), ["3:5: lỗi: «nam» đang để trống [empty-value]"]),
        (FRONT + "so: 0\n", ["5:5: lỗi: «so» phải là số nguyên dương, thấy «0» [not-a-number]"]),
        (
            FRONT + "ngay: 31/02/2026\n",
            [
                "5:7: lỗi: «ngay»: «31/02/2026» không phải là một ngày đủ và có thật; "
                "viết theo mẫu 2026-03-04 [wrong-date]"
            ],
        ),
        (
            FRONT + "van_ban:\n  kh: {loai: Kế hoạch, ky_hieu: 1/KH-UBND, ngay: 2026-02-31}\n",
            [
                "6:50: lỗi: «ngay»: «2026-02-31» không phải là một ngày đủ và có thật; "
                "viết theo mẫu 2026-03-04 [wrong-date]"
            ],
        ),
        (FRONT + "du_thao: có\n", ["5:10: lỗi: «du_thao» phải là true hoặc false, thấy «có» [not-a-boolean]"]),
        (
            FRONT + "khan: hoả tốc\n",
            [
                "5:7: lỗi: «khan»: «hoả tốc» không dùng được; chỉ dùng: khẩn, thượng khẩn, hỏa tốc; "
                "có phải ý là «hỏa tốc»? [unknown-word]"
            ],
        ),
        (
            FRONT + "noi_nhan: Sở Nội vụ\n",
            ["5:11: lỗi: «noi_nhan» phải là danh sách, hoặc nhóm khóa them_truoc, them, bo [list-wanted]"],
        ),
        (
            FRONT + "noi_nhan: {bo: [Sở Nội vụ thành phố Hà nội]}\n",
            [
                "5:17: lỗi: không bỏ được «Sở Nội vụ thành phố Hà nội»: hồ sơ được kế thừa không có mục này; "
                "có phải ý là «Sở Nội vụ thành phố Hà Nội»? [unknown-entry]"
            ],
        ),
        (
            FRONT + "noi_nhan: [Như trên, A;]\n",
            [
                "5:12: lỗi: nơi nhận của kế hoạch ghi tên cụ thể, không ghi «Như trên» [noi-nhan-no-nhu-tren]",
                "5:22: lỗi: nơi nhận «A;»: chỉ ghi tên; dấu «-», «;» và «.» do chương trình ghi, "
                "phần trong ngoặc đứng trước dấu «;» [noi-nhan-punct]",
            ],
        ),
        (
            FRONT + "luu: VHXH\n",
            ["5:6: lỗi: dòng lưu «VHXH» phải có dạng «VT, <đơn vị soạn thảo>», ví dụ «VT, VHXH» [luu-line]"],
        ),
        (
            FRONT + "ky_hieu: 2026/KH-UBND\n",
            [
                "5:10: lỗi: ký hiệu «2026/KH-UBND» không đúng: kế hoạch ghi KH, gạch nối, chữ viết tắt cơ quan, "
                "ví dụ KH-UBND [symbol-type]"
            ],
        ),
        (
            FRONT + "ky: {chuc_vu: Chủ tịch}\n",
            [
                "5:5: lỗi: người đứng đầu không ký thay (KT.) chính mình; hãy bỏ «ky_thay» "
                "hoặc sửa «chuc_vu» [signature-authority]"
            ],
        ),
        (
            FRONT.replace("Cải cách", "V/v cải cách"),
            ["4:12: lỗi: trích yếu của kế hoạch không được ghi «V/v» [trich-yeu-no-vv]"],
        ),
        (
            FRONT.replace("Cải cách hành chính năm", "CẢI CÁCH HÀNH CHÍNH NĂM"),
            ["4:12: lỗi: trích yếu viết chữ thường, không viết hoa toàn bộ [trich-yeu]"],
        ),
        (
            FRONT + "co_quan: Sở: Nội vụ\n",
            ["5:12: lỗi: YAML sai cú pháp: dấu «:» thừa; giá trị có «: » phải đặt trong dấu ngoặc kép [yaml-syntax]"],
        ),
        (
            FRONT + "ky:\n\tho_ten: An\n",
            ["6:1: lỗi: YAML sai cú pháp: thụt lề bằng phím Tab; hãy dùng dấu cách [yaml-syntax]"],
        ),
    ],
)
def test_a_fault_in_the_head_is_told_with_its_place(faults_of, front, faults):
    assert faults_of(front) == [f"ke-hoach.md:{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{ky_hieu: 1/KH-UBND}", "6:7: lỗi: thiếu khóa «loai» (phần đầu kế hoạch: van_ban: kh) [missing-key]"),
        (
            "{loai: Kế hoạch, ky_hiu: 1/KH-UBND}",
            "6:24: lỗi: không có khóa «ky_hiu» (phần đầu kế hoạch: van_ban: kh); có phải ý là «ky_hieu»? [unknown-key]",
        ),
        ("{loai: Kế hoạch}", "6:7: lỗi: văn bản «kh» thiếu số và ký hiệu (khóa «ky_hieu») [missing-key]"),
        (
            "{loai: Kế hoạch, ky_hieu: KH75}",
            "6:33: lỗi: số và ký hiệu «KH75» không đúng mẫu; ví dụ 75/KH-UBND, 30/2020/NĐ-CP, 57-NQ/TW [cite-symbol]",
        ),
        (
            "{loai: Nghị định, ky_hieu: 30/2020/NĐ-CP, ngay: 2021-03-05}",
            "6:55: lỗi: năm trong ký hiệu 30/2020/NĐ-CP không khớp ngày 05/3/2021 [cite-year]",
        ),
        ("{loai: Luật}", "6:7: lỗi: Luật phải có tên (khóa «ten») [missing-key]"),
        (
            "{loai: Luật, ten: Thủ đô, ky_hieu: 39/2024/QH15}",
            "6:42: lỗi: Luật chỉ ghi tên (và ngày), không ghi «ky_hieu» [cite-law]",
        ),
        (
            "{loai: Kế hoạch, ky_hieu: 1/KH-UBND, ten: tuyên truyền}",
            "6:49: lỗi: «ten» chỉ dùng cho luật, pháp lệnh; văn bản khác ghi nội dung ở «ve» [unknown-key]",
        ),
        (
            "{loai: kế hoạch, ky_hieu: 1/KH-UBND}",
            "6:14: lỗi: loại văn bản «kế hoạch» phải viết hoa chữ đầu; có phải ý là «Kế hoạch»? [cap-doc-type]",
        ),
        (
            "{loai: Kế hoạch, ky_hieu: 1/KH-UBND, co_quan: của UBND tỉnh}",
            "6:53: lỗi: «của UBND tỉnh»: chỉ ghi tên cơ quan, chữ «của» do chương trình ghi [cite-words]",
        ),
        (
            "{loai: Kế hoạch, ky_hieu: 1/KH-UBND, ve: tuyên truyền.}",
            "6:48: lỗi: «ve»: «tuyên truyền.» không được kết thúc bằng dấu câu [cite-words]",
        ),
    ],
)
def test_a_fault_in_a_document_is_told_with_its_place(faults_of, entry, fault):
    assert faults_of(f"{FRONT}van_ban:\n  kh: {entry}\n") == [f"ke-hoach.md:{fault}"]


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        (
            f"{FRONT}van_ban:\n{KH75}can_cu: [kh57]\n",
            "7:10: lỗi: căn cứ «kh57» không có trong van_ban; có phải ý là «kh75»? [unknown-citation]",
        ),
        (
            f"{FRONT}van_ban:\n{KH75}can_cu: [kh75, kh75]\n",
            "7:16: lỗi: căn cứ «kh75» ghi hai lần [repeated-citation]",
        ),
        (
            f"{FRONT}van_ban:\n{KH75.replace('kh75', 'KH-75')}",
            "6:3: lỗi: mã «KH-75» chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ [wrong-id]",
        ),
    ],
)
def test_a_document_is_named_by_an_id_that_exists_and_once(faults_of, front, fault):
    assert faults_of(front) == [f"ke-hoach.md:{fault}"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{{ nm }}", "12:4: lỗi: không có tên «nm»; có phải ý là «nam»? [undefined-name]"),
        ("{{ co_quan.tu_go }}", "12:12: lỗi: không có tên «co_quan.tu_go»; có phải ý là «tu_goi»? [undefined-name]"),
        ("{{ don_vi.vhxx }}", "12:11: lỗi: không có tên «don_vi.vhxx»; có phải ý là «vhxh»? [undefined-name]"),
        (
            "{{ don_vi.tuyen_truyn }}",
            "12:11: lỗi: không có tên «don_vi.tuyen_truyn»; có phải ý là «tuyen_truyen»? [undefined-name]",
        ),
        ("{{ van_ban.kh57 }}", "12:12: lỗi: không có tên «van_ban.kh57» [undefined-name]"),
        ("{{ nhiem_vu.kh.thoi_han }}", "12:13: lỗi: không có tên «nhiem_vu.kh» [undefined-name]"),
        (
            "{{ viet_tat('CCHH') }}",
            "12:14: lỗi: chưa có dạng đầy đủ của chữ viết tắt «CCHH»; hãy khai báo ở khóa viet_tat; "
            "có phải ý là «CCHC»? [unknown-short-form]",
        ),
        (
            "{{ nam }",
            "12:1: lỗi: biểu thức Jinja sai cú pháp: thừa hoặc thiếu dấu «}»; biểu thức viết {{ tên }} [jinja-syntax]",
        ),
        (
            "{{ nam | giua_cua }}",
            "12:10: lỗi: không có bộ lọc «giua_cua»; của kế hoạch có: giua_cau, dau_cau, ngay, ngay_chu, so, so_dem, "
            "phan_tram, tien, liet_ke, day_du, ngan, cua, phoi_hop, thuoc_nhom, trong_thang, trong_quy, phu_luc, theo_don_vi, theo_nhom, theo_thang; có phải ý là «giua_cau»? [unknown-filter]",
        ),
        ("{% include 'x' %}", "12:1: lỗi: kế hoạch không dùng được thẻ {% include %} [jinja-unsupported]"),
        (
            "{{ don_vi.mttq.viet_tat }}",
            "12:16: lỗi: «viet_tat» không có, hoặc chưa có giá trị trong hồ sơ hay nhiệm vụ [undefined-name]",
        ),
        ("| a | b |\n|---|---|\n| 1 |\n\nhết", "14:1: lỗi: hàng này của bảng có 1 ô, hàng đầu có 2 ô [table-uneven]"),
        (
            "#### Sâu",
            "12:1: lỗi: đề mục «####» quá sâu: chỉ có # (I.), ## (1.), ### (1.1.); "
            "ý nhỏ hơn dùng 1) hoặc - [heading-too-deep]",
        ),
        ("- một;", "12:1: lỗi: đoạn cuối của kế hoạch kết thúc bằng «;»; hãy kết thúc bằng dấu chấm [end-mark]"),
        ("<br>", "12:1: lỗi: không dùng được trong kế hoạch: thẻ HTML [markdown-unsupported]"),
        ("`mã`", "12:1: lỗi: không dùng được trong kế hoạch: chữ trong dấu ` ` [markdown-unsupported]"),
        (
            "\n\n".join(["1) x"] * 24),
            "58:1: lỗi: quá 23 điểm trong một khoản: hết chữ cái để đánh thứ tự (a đến y); "
            "hãy tách thành hai khoản [too-many-points]",
        ),
        (
            "| a |\n|---|\n| 1 |",
            "12:1: lỗi: kế hoạch kết thúc bằng bảng; hãy thêm dòng *** và một đoạn kết để có dấu ./. [end-mark]",
        ),
    ],
)
def test_a_fault_in_the_text_is_told_with_its_place(faults_of, body, fault):
    assert faults_of(body=f"{BODY}\n{body}\n") == [f"ke-hoach.md:{fault}"]


def test_a_fault_below_loops_and_comments_is_told_with_its_own_line(faults_of):
    body = "{# lời\nghi #}\n{% for x in [1, 2] %}\n- {{ x }}\n{% endfor %}\n\n`mã`\n"

    assert faults_of(body=f"{BODY}\n{body}")[0].startswith("ke-hoach.md:18:1: ")


@pytest.mark.parametrize("body", ["", "\n\n", "{# chưa viết #}\n"])
def test_a_plan_without_text_is_refused(faults_of, body):
    assert faults_of(body=body) == ["ke-hoach.md:6:1: lỗi: kế hoạch chưa có nội dung [empty-body]"]


@pytest.mark.parametrize(
    ("appendix", "tasks", "fault"),
    [
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml}",
            "- nhiem_vu: Họp\n  chu_tri: vhx\n",
            "nhiem-vu.yaml:2:12: lỗi: UBND phường Ngọc Hà không có đơn vị hay vai trò «vhx»; các đơn vị: "
            "vhxh, van_phong, kinh_te, tt_van_hoa, mttq, moi_don_vi; có phải ý là «vhxh»? [unknown-unit]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml}",
            "- nhiem_vu: Họp\n  chu_tri: vhxh\n  thoi_han: 31/02/2026\n",
            "nhiem-vu.yaml:3:13: lỗi: «thoi_han»: «31/02/2026» không phải là một ngày đủ và có thật; "
            "viết theo mẫu 2026-03-04 [wrong-date]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml}",
            "- nhiem_vu: Họp\n chu_tri: vhxh\n",
            "nhiem-vu.yaml:2:2: lỗi: YAML sai cú pháp: thụt lề, dấu ngoặc hoặc dấu phẩy không khớp [yaml-syntax]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem_vu.yaml}",
            TASKS,
            "ke-hoach.md:6:30: lỗi: không có tệp «nhiem_vu.yaml» trong thư mục kế hoạch; "
            "có phải ý là «nhiem-vu.yaml»? [missing-file]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: ../nhiem-vu.yaml}",
            TASKS,
            "ke-hoach.md:6:30: lỗi: tệp «../nhiem-vu.yaml» phải nằm trong thư mục kế hoạch [file-outside]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: /etc/passwd}",
            TASKS,
            "ke-hoach.md:6:30: lỗi: tệp «/etc/passwd» phải nằm trong thư mục kế hoạch [file-outside]",
        ),
        (
            "{trich_yeu: a}",
            TASKS,
            "ke-hoach.md:6:5: lỗi: thiếu khóa «nhiem_vu» (phần đầu kế hoạch: phu_luc: 1) [missing-key]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml, cot: [stt, nhiemvu]}",
            TASKS,
            "ke-hoach.md:6:56: lỗi: không có cột «nhiemvu»; dùng được: stt, nhiem_vu, san_pham, chu_tri, phoi_hop, "
            "thoi_han, kinh_phi, ghi_chu, hoặc cột riêng kèm tiêu đề {ten_cot: Tiêu đề}; có phải ý là «nhiem_vu»? [unknown-column]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml, cot: []}",
            TASKS,
            "ke-hoach.md:6:50: lỗi: «cot» đang để trống [empty-value]",
        ),
        (
            "{trich_yeu: a, nhiem_vu: nhiem-vu.yaml, huong: dọc}",
            TASKS,
            "ke-hoach.md:6:52: lỗi: «huong»: «dọc» không dùng được; chỉ dùng: doc, ngang; "
            "có phải ý là «doc»? [unknown-word]",
        ),
    ],
)
def test_a_fault_in_an_appendix_is_told_with_its_place(faults_of, appendix, tasks, fault):
    assert faults_of(f"{FRONT}phu_luc:\n  - {appendix}\n", REFERRED, tasks) == [fault]


def test_a_lead_that_another_agency_does_not_have_is_told_for_that_agency(faults_of):
    tasks = "- {nhiem_vu: Họp, chu_tri: kinh_te}\n- {nhiem_vu: Họp, chu_tri: tuyen_truyen}\n"

    (fault,) = faults_of(FRONT + APPENDIX, REFERRED, tasks, profile="lai-chau/so-vhttdl")

    assert fault.startswith(
        "nhiem-vu.yaml:1:28: lỗi: Sở Văn hóa, Thể thao và Du lịch không có đơn vị hay vai trò «kinh_te»; các đơn vị: "
    )


def test_faults_of_head_text_and_tasks_are_told_together(faults_of):
    front = (
        FRONT + "can_cu: [a]\nvan_ban: {B: {loai: Luật}}\nphu_luc:\n  - {trich_yeu: '{{ x', nhiem_vu: nhiem-vu.yaml}\n"
    )

    found = faults_of(front, "{% include 'a' %}\n{{ nam | x1 }}\n", "- a\n b\n- c: d: e\n")

    assert [line.split(": ")[0] for line in found] == [
        "ke-hoach.md:5:10", "ke-hoach.md:6:11", "ke-hoach.md:6:14", "ke-hoach.md:8:18", "ke-hoach.md:10:1",
        "ke-hoach.md:11:10", "nhiem-vu.yaml:3:7",
    ]  # fmt: skip


def test_faults_against_the_profile_are_told_together(faults_of):
    front = (
        FRONT.replace("Cải", "V/v cải")
        + "luu: VT\nnoi_nhan: [Như trên]\nky: {chuc_vu: Chủ tịch}\nky_hieu: UBND\n"
        + APPENDIX
    )
    tasks = "- {nhiem_vu: a, chu_tri: x}\n- {nhiem_vu: b, thoi_han: 31/02/2026}\n- {nhiem_vi: c}\n"

    found = faults_of(front, REFERRED + "\n`a`\n\n#### b\n", tasks)

    assert [line.rpartition(" ")[2] for line in found] == [
        "[trich-yeu-no-vv]", "[luu-line]", "[noi-nhan-no-nhu-tren]", "[signature-authority]", "[symbol-type]",
        "[markdown-unsupported]", "[heading-too-deep]",
        "[unknown-unit]", "[wrong-date]", "[unknown-key]",
    ]  # fmt: skip


def test_a_second_issuer_is_another_agency(faults_of):
    assert faults_of(FRONT + "dong_ban_hanh: [{ho_so: ha-noi/phuong-ngoc-ha}]\n") == [
        "ke-hoach.md:5:17: lỗi: cơ quan «Ủy ban nhân dân phường Ngọc Hà» được ghi hai lần "
        "trong số cơ quan ban hành [issuer-twice]"
    ]


def test_a_short_form_without_a_full_one_is_told_once_for_every_place(faults_of):
    found = faults_of(body=BODY + "\n{{ viet_tat('XX') }}\n\n{{ viet_tat('XX') }}.\n")

    assert [line.split(": ")[0] for line in found] == ["ke-hoach.md:12:14", "ke-hoach.md:14:14"]


def test_every_undefined_name_is_told_at_once(faults_of):
    found = faults_of(FRONT.replace("năm 2026", "{{ nm }}"), BODY + "\n{{ a }} {{ b }}\n\n{{ don_vi.c }}\n")

    assert [line.split("«")[1].split("»")[0] for line in found] == ["nm", "a", "b", "don_vi.c"]


def test_an_open_head_is_told(plan_folder, monkeypatch):
    folder = plan_folder()
    (folder / "ke-hoach.md").write_text("---\nho_so: x\n", encoding="utf-8")
    monkeypatch.chdir(folder)

    with pytest.raises(InputError) as caught:
        PlanFolder.open(Path())

    assert str(caught.value) == ("ke-hoach.md:1:1: lỗi: phần đầu chưa đóng: thiếu dòng «---» thứ hai [no-front-matter]")


@pytest.mark.parametrize("text", ["", "# Mục đích\n", "ho_so: x\n---\n", "\n---\nho_so: x\n---\n"])
def test_a_plan_starts_with_its_head(plan_folder, monkeypatch, text):
    folder = plan_folder()
    (folder / "ke-hoach.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)

    with pytest.raises(InputError) as caught:
        PlanFolder.open(Path())

    assert str(caught.value) == (
        "ke-hoach.md:1:1: lỗi: tệp phải mở đầu bằng phần YAML giữa hai dòng «---» [no-front-matter]"
    )


@pytest.mark.parametrize("name", ["ke-hoach.md", "khong-co"])
def test_a_plan_that_is_nowhere_is_told(tmp_path, name):
    with pytest.raises(InputError) as caught:
        PlanFolder.open(tmp_path if name == "ke-hoach.md" else tmp_path / name)

    assert str(caught.value) == f"{tmp_path / name}: lỗi: không đọc được tệp: không có tệp này [unreadable-file]"


def test_an_unknown_profile_is_told_where_it_is_named(faults_of, tmp_path):
    (fault,) = faults_of(FRONT.replace("ngoc-ha", "ngoc-haa"))

    assert fault == (
        f"ke-hoach.md:2:8: lỗi: không có hồ sơ «ha-noi/phuong-ngoc-haa»; đã tìm trong: {tmp_path}/ke-hoach-1/profiles, "
        f"{shipped('profiles')}; có phải ý là «ha-noi/phuong-ngoc-ha»? [unknown-profile]"
    )


def test_a_level_profile_issues_no_plan(faults_of):
    assert faults_of(FRONT.replace("ha-noi/phuong-ngoc-ha", "phuong")) == [
        "ke-hoach.md:2:8: lỗi: «phuong» là hồ sơ cấp, chỉ để kế thừa; "
        "hãy chọn hồ sơ của một cơ quan (có «dia_ban») [level-profile]"
    ]


# What is only advised.


@pytest.mark.parametrize(
    ("front", "body", "tasks", "warning"),
    [
        (
            FRONT.replace("năm 2026", "năm 2026."),
            BODY,
            None,
            "ke-hoach.md:4:12: cảnh báo: trích yếu không được kết thúc bằng dấu câu [trich-yeu-no-period]",
        ),
        (
            FRONT.replace("Cải cách", "Kế hoạch cải cách"),
            BODY,
            None,
            "ke-hoach.md:4:12: cảnh báo: trích yếu lặp lại chữ «Kế hoạch» đã in ở dòng trên [trich-yeu]",
        ),
        (
            FRONT + "ky: {ky_thay: false}\n",
            BODY,
            None,
            "ke-hoach.md:5:5: cảnh báo: chức vụ ký đã đổi nên không in họ tên «Nguyễn Văn Hưng» của hồ sơ; "
            "hãy ghi «ho_ten» của người ký [signer-unnamed]",
        ),
        (
            FRONT + "ky: {ho_ten: TS. Lê Thị Bình}\n",
            BODY,
            None,
            "ke-hoach.md:5:5: cảnh báo: trước họ tên người ký «TS. Lê Thị Bình» không được ghi học hàm, học vị, "
            "danh hiệu [signer-no-title]",
        ),
        (
            FRONT + "van_ban:\n  kh: {loai: Kế hoạch, ky_hieu: 1/KH-UBND, ngay: 2026-02-27}\n",
            BODY,
            None,
            "ke-hoach.md:6:7: cảnh báo: văn bản «kh» thiếu co_quan, ve: khi viện dẫn lần đầu phải ghi đủ [cite-first]",
        ),
        (
            FRONT + APPENDIX,
            BODY,
            TASKS,
            "ke-hoach.md:6:3: cảnh báo: kế hoạch có phụ lục nhưng trong bài không nhắc đến; hãy thêm, ví dụ "
            "«(Chi tiết tại Phụ lục kèm theo)» [appendix-referenced]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, thoi_han: Thường xuyên}\n",
            "nhiem-vu.yaml:1:3: cảnh báo: nhiệm vụ «Họp» chưa có đơn vị chủ trì (chu_tri) [lead-missing]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, chu_tri: vhxh}\n",
            "nhiem-vu.yaml:1:3: cảnh báo: nhiệm vụ «Họp» chưa có thời hạn (thoi_han) [deadline-missing]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, chu_tri: vhxh, thoi_han: Thường xuyên}\n"
            "- {nhiem_vu: Trực, chu_tri: vhxh, thoi_han: Thường xuyên, ghi_chu: Gấp}\n",
            "nhiem-vu.yaml:2:3: cảnh báo: 1 nhiệm vụ có «ghi_chu» nhưng bảng không có cột này [column-unshown]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "[]\n",
            "ke-hoach.md:6:37: cảnh báo: danh sách nhiệm vụ của phụ lục này đang trống [no-tasks]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, chu_tri: vhxh, phoi_hop: [vhxh], thoi_han: Thường xuyên}\n",
            "nhiem-vu.yaml:1:3: cảnh báo: nhiệm vụ «Họp»: «Phòng Văn hóa - Xã hội» vừa chủ trì vừa phối hợp "
            "[lead-in-support]",
        ),
        (
            FRONT + "ngay: 2026-03-04\n" + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, chu_tri: vhxh, thoi_han: 2026-03-03}\n",
            "nhiem-vu.yaml:1:3: cảnh báo: nhiệm vụ «Họp»: thời hạn trước ngày ban hành kế hoạch [deadline-before-plan]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "".join(
                f"- {{nhiem_vu: {x}, chu_tri: vhxh, thoi_han: Thường xuyên, nhom: {x[0]}}}\n" for x in ("Aa", "B", "Ab")
            ),
            "nhiem-vu.yaml:3:3: cảnh báo: nhiệm vụ «Ab» không xếp liền nhóm của mình (đứng sau nhóm «B») [group-order]",
        ),
        (
            FRONT + APPENDIX,
            REFERRED,
            "- {nhiem_vu: Họp, chu_tri: vhxh, thoi_han: Quý III/2025}\n",
            "nhiem-vu.yaml:1:3: cảnh báo: nhiệm vụ «Họp»: thời hạn không thuộc năm 2026 [deadline-outside-year]",
        ),
        (
            FRONT + "noi_nhan: {them: [Sở Nội vụ thành phố Hà Nội]}\n",
            BODY,
            None,
            "ke-hoach.md:5:19: cảnh báo: nơi nhận «Sở Nội vụ thành phố Hà Nội» ghi hai lần [recipient-duplicate]",
        ),
    ],
)
def test_what_the_author_should_look_at_is_told_and_the_plan_is_made(draft, front, body, tasks, warning):
    plan, warnings, *_ = draft(front, body, tasks)

    assert [str(one) for one in warnings] == [warning]
    assert plan.body


def test_a_task_may_be_due_on_the_day_of_the_plan(plan_of):
    tasks = "- {nhiem_vu: Họp, chu_tri: vhxh, thoi_han: 2026-03-04}\n"

    (appendix,) = plan_of(FRONT + "ngay: 2026-03-04\n" + APPENDIX, REFERRED, tasks).appendices

    assert appendix.tasks[0].deadline.date == datetime.date(2026, 3, 4)


def test_no_word_of_the_text_is_lost(plan_of):
    body = (
        BODY + "\n## Hai\n\n1) ba\n\n   - bốn\n\n     - năm\n\n| sáu |\n|---|\n| bảy |\n\n***\n\nTám **chín** *mười*.\n"
    )

    plan = plan_of(body=body)

    found = []
    for block in walk((*plan.body, *plan.closing)):
        if isinstance(block, Table):
            found += [plain(cell) for row in (block.header, *block.rows) for cell in row]
        elif not isinstance(block, ItemList):
            found.append(plain(block.content))
    assert " ".join(found[3:]) == "Hai ba bốn năm sáu bảy Tám chín mười."
