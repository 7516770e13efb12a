"""Whole documents: the samples, the project's own drafts, plans in other shapes, and what is no plan."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_plans import (
    FOOT,
    HEAD,
    OPENING,
    TITLE,
    cell,
    centred,
    document,
    paragraph,
    plan,
    side_by_side,
    table,
)

from cchc_draft import api
from cchc_draft.checking import printed_plan
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError
from cchc_draft.formats import PartialDate
from cchc_draft.importing import text_reader, word_reader
from cchc_draft.importing.accounting import unaccounted
from cchc_draft.importing.recognise import recognise
from cchc_draft.importing.written import Cell, Table
from cchc_draft.model import (
    Appendix,
    Column,
    Heading,
    Item,
    ItemList,
    Letterhead,
    Paragraph,
    Plan,
    Run,
    Signature,
    Task,
    plain,
)
from cchc_draft.model import Table as BodyTable
from cchc_draft.outline import lines
from cchc_draft.printed_form import upper

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
SAMPLES = ROOT.parent / "shared" / "samples"


def titles(found, level=1):
    return [plain(block.content) for block in found.body if isinstance(block, Heading) and block.level == level]


# The samples.


@pytest.fixture
def sample():
    """Return a function that reads a sample; where these are not at hand the test is skipped."""

    def read(name):
        path = SAMPLES / name
        if not path.is_file():
            pytest.skip(f"the samples folder {SAMPLES} is not here")
        written = text_reader.read(path.read_text(encoding="utf-8"), name)
        return written, recognise(written)

    return read


SAMPLE_FACTS = {
    "bac-ninh-so-vhttdl-2026.txt": {
        "sections": ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG TUYÊN TRUYỀN", "HÌNH THỨC TUYÊN TRUYỀN", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"],
        "units": ["Các phòng, đơn vị thuộc Sở", "Phòng Thông tin, Báo chí, Xuất bản", "Văn phòng Sở", "Phòng Tài chính - Kế hoạch"],
        "head": (None, "KH-SVHTTDL", "Bắc Ninh", PartialDate(2026)),
        "recipients": ("Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở"),
        "archive": "VT, TTBCXB",
        "signature": Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Khổng Đức Thanh"),
        "tasks": [],
        "documents": ["kh36", "kh167"],
    },
    "ha-noi-phuong-ngoc-ha-2026.txt": {
        "sections": ["MỤC ĐÍCH, YÊU CẦU, ĐỐI TƯỢNG", "NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"],
        "units": [
            "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND phường", "Phòng Kinh tế, Hạ tầng và Đô thị",
            "Trung tâm Văn hóa, Thông tin và Thể thao", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường",
        ],
        "head": (115, "KH-UBND", "Ngọc Hà", PartialDate(2026, 3, 4)),
        "recipients": (
            "Sở Nội vụ thành phố Hà Nội", "TT Đảng ủy - HĐND phường", "Đ/c Chủ tịch và các PCT UBND phường",
            "Ủy ban MTTQ Việt Nam phường", "Các phòng chuyên môn, đơn vị thuộc phường",
        ),
        "archive": "VT, VHXH",
        "signature": Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn Hưng"),
        "tasks": [("MỘT SỐ NHIỆM VỤ CỤ THỂ VỀ CÔNG TÁC TUYÊN TRUYỀN NĂM 2026", 9, 5)],
        "documents": ["qd600", "kh75", "kh89", "nq76", "ct23", "qd282", "nq80", "kh34", "nq57"],
    },
    "ha-noi-so-vhtt-2026.txt": {
        "sections": ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG, HÌNH THỨC VÀ THỜI GIAN THỰC HIỆN", "TỔ CHỨC THỰC HIỆN", "KINH PHÍ THỰC HIỆN"],
        "units": [
            "Văn phòng Sở", "Phòng Thông tin – Báo chí – Xuất bản", "Phòng Truyền thông số", "Phòng Tổ chức – Pháp chế",
            "Các phòng, đơn vị thuộc Sở", "Trung tâm Thông tin - Triển lãm Hà Nội",
        ],
        "head": (None, "KH-SVHTT", "Hà Nội", PartialDate(2026)),
        "recipients": ("UBND Thành phố; (đề b/c)", "Ban Giám đốc Sở", "Các phòng, ban, đơn vị thuộc Sở"),
        "archive": "VT, TTBCXB (Huyện Vy)",
        "signature": Signature(("GIÁM ĐỐC",), "Phạm Tuấn Long"),
        "tasks": [],
        "documents": ["qd600", "kh75", "nq76", "ct23", "qd282", "nq80", "kh38", "kh20", "nq57"],
    },
    "lai-chau-so-vhttdl-2026.txt": {
        "sections": ["MỤC ĐÍCH, YÊU CẦU", "ĐỐI TƯỢNG", "NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN", "TỔ CHỨC THỰC HIỆN"],
        "units": ["Văn phòng Sở", "Phòng Thông tin, Báo chí và Xuất bản", "Các phòng chuyên môn, đơn vị trực thuộc Sở"],
        "head": (None, "KH-SVHTTDL", "Lai Châu", PartialDate(2026, 6)),
        "recipients": ("UBND tỉnh (B/c)", "Sở Nội vụ", "Đ/c: Giám đốc Sở (B/c)", "Các phòng, đơn vị thuộc Sở", "Trang Thông tin điện tử của Sở"),
        "archive": "VT, VP",
        "signature": Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lưu Hồng Phương"),
        "tasks": [],
        "documents": ["kh3192"],
    },
    "ha-noi-so-vhtt-2025.ocr.txt": {
        "sections": ["MUC PICH, YEU CAU", "NOI DUNG VA HINH THUC TUYEN TRUYEN", "KINH PHiTHUC HIEN", "TO CHUC THUC HIEN"],
        "units": [
            "Van phong S&", "Phong Xay dung Nép song vin héa va gia dinh", "Phong Ké hoach - Tai chinh",
            "Phong To chirc - Phap ché", "Trung tam Thong tin Trién 1am", "Trung tim Vin héa Thanh pho",
            "Cac don vi khoi Nha hat thudc S¢", "Thua trwéng cac phong, ban, don vi thugc Sé",
        ],
        "head": (67, "KH-SVHTT", "Ha Noi", PartialDate(2025, 2, 6)),
        "recipients": (
            "Van phong UBNDTP", "So Noi vu", "S& Thang tin va Truyén thong", "Ban giam déc S¢",
            "Céac phong, ban, don vi thudc So", "b/c CVP S¢",
        ),
        "archive": "VT, (tuidn)",
        "signature": Signature(("v GIAM bOC",), "P6 Pinh Hong"),
        "tasks": [("MOT SO NHIEM VU CU THE VE CONG TAC TUYEN TRUYEN NAM 2025", 13, 5)],
        "documents": [],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLE_FACTS)
def test_a_sample_is_recognised_exactly(name, sample):
    _, found = sample(name)

    facts = SAMPLE_FACTS[name]
    head = found.letterhead
    units = [title for title in titles(found, 2) if title in facts["units"]]
    assert titles(found) == facts["sections"]
    assert units == facts["units"]
    assert (head.number, head.symbol, head.place, head.date) == facts["head"]
    assert (found.recipients, found.archive) == (facts["recipients"], facts["archive"])
    assert found.signatures == (facts["signature"],)
    assert [(one.title, len(one.tasks), len(one.columns)) for one in found.appendices] == facts["tasks"]
    assert [document_.id for document_ in found.documents] == facts["documents"]
    assert found.attachments == ()
    assert len(found.closing) == 1


@pytest.mark.parametrize("name", SAMPLE_FACTS)
def test_no_word_of_a_sample_is_lost(name, sample):
    written, found = sample(name)

    assert unaccounted(written, found) == []


def test_the_sample_that_jumps_from_three_to_five_is_told(sample):
    _, found = sample("ha-noi-so-vhtt-2026.txt")

    assert [problem.text for problem in found.problems if problem.code == "renumbered"] == [
        "số thứ tự «V.» thành «IV.»: chương trình đánh số theo thứ tự"
    ]


def test_the_sample_without_diacritics_is_told_loudly_and_no_word_is_mended(sample):
    _, found = sample("ha-noi-so-vhtt-2025.ocr.txt")

    assert [problem.code for problem in found.problems].count("no-diacritics") == 1
    assert found.letterhead.agencies == ("SO VAN HOA VA THE THAO",)
    assert [task.lead for task in found.appendices[0].tasks[9:]] == [
        ("Van phong So",),
        ("Van phong S¢",),
        ("Vian phong S¢",),
        ("Vian phong S¢",),
    ]


# The project's own drafts.


def printed(blocks):
    return [
        (line.header, line.rows)
        if isinstance(line, BodyTable)
        else (line.kind, line.label, upper(line.content) if line.kind == "heading1" else line.content)
        for line in lines(blocks)
    ]


def assert_same(found, wanted):
    """Hold a recognised plan against the plan that was written."""
    head, known = wanted.letterhead, found.letterhead
    assert (known.parents, known.agencies) == tuple(tuple(map(str.upper, one)) for one in (head.parents, head.agencies))
    for field in ("number", "symbol", "place", "date", "is_draft", "urgency", "circulation"):
        assert getattr(known, field) == getattr(head, field), field
    assert (found.subject, found.year) == (wanted.subject, wanted.year)
    assert tuple(one.text for one in found.legal_bases) == wanted.legal_bases
    assert printed(found.body) == printed(wanted.body)
    assert printed(found.closing) == printed(wanted.closing)
    assert (found.recipients, found.archive) == (wanted.recipients, wanted.archive)
    assert found.signatures == wanted.signatures
    assert len(found.appendices) == len(wanted.appendices)
    for one, other in zip(found.appendices, wanted.appendices, strict=True):
        assert_same_table(one, other)


def assert_same_table(found, wanted):
    assert (found.title, found.columns) == (wanted.title.upper(), wanted.columns)
    assert [task.group for task in found.tasks] == [task.group for task in wanted.tasks]
    for task, other in zip(found.tasks, wanted.tasks, strict=True):
        assert (task.text, task.product, task.cost, task.note) == (other.text, other.product, other.cost, other.note)
        assert (task.lead, task.support) == (other.lead, other.support)
        assert task.deadline == str(other.deadline or "")
        assert dict(task.own) == dict(other.own)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_a_draft_comes_back_as_it_was(folder):
    drafted = api.draft(folder, profiles=ROOT / "profiles")
    written = word_reader.read(drafted.data, "kh.docx")

    found = recognise(written)

    assert_same(found, drafted.plan)
    assert [one.is_landscape for one in found.appendices] == [one.is_landscape for one in drafted.plan.appendices]
    assert [one.numbering for one in found.appendices] == [one.numbering for one in drafted.plan.appendices]
    assert {problem.code for problem in found.problems} <= {"signer-missing"}
    assert unaccounted(written, found) == []


sentences = st.sampled_from(
    [
        "Nâng cao nhận thức.",
        "Rà soát văn bản; công khai kết quả.",
        "Mở 02 lớp tập huấn trong quý III/2026.",
        "Báo cáo đúng hạn.",
    ]
)
names = st.sampled_from(
    ["Mục đích", "Yêu cầu", "Phòng Văn hóa - Xã hội", "Hình thức tuyên truyền", "Các phòng, đơn vị"]
)
runs = st.one_of(
    sentences.map(lambda text: (Run(text),)),
    sentences.map(lambda text: (Run("Về thể chế", italic=True), Run(f": {text}"))),
)
paragraphs = runs.map(Paragraph)


def lists(kind, inner=None):
    items = st.tuples(paragraphs, st.lists(inner, max_size=1) if inner is not None else st.just([]))
    return st.lists(items.map(lambda one: Item((one[0], *one[1]))), min_size=1, max_size=3).map(
        lambda found: ItemList(kind, tuple(found))
    )


dashes = lists("dash", lists("dash"))
points = lists("point", dashes)
numbered = lists("numbered", st.one_of(lists("numbered"), points, dashes))
contents = st.one_of(
    st.lists(paragraphs, min_size=1, max_size=2), points.map(lambda one: [one]), dashes.map(lambda one: [one])
)


def headed(level, content):
    made = st.tuples(names, content).map(lambda one: [Heading(level, (Run(one[0]),)), *one[1]])
    return st.lists(made, min_size=1, max_size=3).map(lambda found: [block for part in found for block in part])


sections = headed(
    1, st.one_of(contents, numbered.map(lambda one: [one]), headed(2, st.one_of(contents, headed(3, contents))))
)
units = st.lists(st.sampled_from(["Văn phòng", "Phòng Văn hóa - Xã hội", "Sở Nội vụ"]), max_size=2, unique=True).map(
    tuple
)
COLUMNS = (
    ("stt", "STT"),
    ("nhiem_vu", "Nhiệm vụ"),
    ("chu_tri", "Chủ trì"),
    ("phoi_hop", "Phối hợp"),
    ("thoi_han", "Thời hạn"),
)
tasks = st.lists(
    st.builds(
        Task, st.just(""), sentences.map(lambda text: (Run(text),)), units, units,
        st.sampled_from(["Quý II/2026", "Thường xuyên", "Trước 30/6"]).map(Deadline.parse),
    ),
    min_size=1, max_size=6,
)  # fmt: skip
appendices = tasks.map(
    lambda found: Appendix("Danh mục nhiệm vụ", tuple(Column(*one) for one in COLUMNS), tuple(found))
)


@st.composite
def plans(draw):
    """Make plans of one agency with any text."""
    head = Letterhead(
        draw(st.sampled_from([(), ("UBND TỈNH HUẾ",)])), ("SỞ NỘI VỤ",), draw(st.none() | st.integers(1, 999)), "KH-SNV",
        "Huế", draw(st.sampled_from([PartialDate(2026), PartialDate(2026, 3), PartialDate(2026, 3, 4)])),
    )  # fmt: skip
    return Plan(
        year=2026,
        agency="Sở Nội vụ tỉnh Huế",
        letterhead=head,
        subject=("Cải cách hành chính năm 2026",),
        body=(Paragraph((Run("Sở Nội vụ ban hành Kế hoạch như sau:"),)), *draw(sections)),
        closing=draw(st.sampled_from([(), (Paragraph((Run("Trên đây là Kế hoạch năm 2026."),)),)])),
        recipients=("UBND tỉnh (để b/c)", "Các phòng"),
        archive="VT, VP",
        signatures=(Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn An"),),
        legal_bases=draw(
            st.sampled_from([(), ("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024", "Căn cứ Kế hoạch số 5/KH-UBND")])
        ),
        appendices=tuple(draw(st.lists(appendices, max_size=2))),
    )


@given(plans())
def test_any_plan_comes_back_as_it_was(wanted):
    written = printed_plan.written(wanted, "kh.docx")

    found = recognise(written)

    if wanted.closing:
        assert_same(found, wanted)
    else:  # the last paragraphs may be taken for a closing
        assert printed((*found.body, *found.closing)) == printed(wanted.body)
    assert unaccounted(written, found) == []


# Plans in other shapes.

NATION = "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**"


def test_a_province_in_three_levels():
    found = recognise(
        document(
            side_by_side("**ỦY BAN NHÂN DÂN**\n**TỈNH LÂM ĐỒNG**\nSố:      /KH-UBND", f"{NATION}\n*Lâm Đồng, ngày    tháng    năm 2026*"),
            paragraph("DỰ THẢO LẦN 2", is_box=True),
            *map(centred, ("**KẾ HOẠCH**", "**Cải cách hành chính nhà nước**", "**tỉnh Lâm Đồng năm 2026**", "-----")),
            paragraph("*Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách hành chính;*"),
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
            *map(paragraph, ("**A. MỤC TIÊU**", "**I. CHUNG**", "Một.", "**II. CỤ THỂ**", "**1. Thể chế**", "a) Hai:", "- Ba;", "+ Bốn;")),
            *map(paragraph, ("**B. NHIỆM VỤ**", "**I. THỂ CHẾ**", "1. Năm.", "2. Sáu.", "**C. TỔ CHỨC THỰC HIỆN**", "1. Sở Nội vụ: chủ trì.")),
            "Trên đây là Kế hoạch./.",
            FOOT,
        )
    )  # fmt: skip

    assert found.letterhead.agencies == ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG")
    assert found.letterhead.is_draft
    assert found.subject == ("Cải cách hành chính nhà nước", "tỉnh Lâm Đồng năm 2026")
    assert [(one.text, one.document) for one in found.legal_bases] == [
        ("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách hành chính", "nq76")
    ]
    assert [line.label for line in lines(found.body)] == [
        "", "I.", "1.", "", "2.", "2.1.", "a)", "-", "+", "II.", "1.", "1.1.", "1.2.", "III.", "1.",
    ]  # fmt: skip


def test_a_school_with_a_table_in_its_text():
    found = recognise(
        document(
            side_by_side("UBND PHƯỜNG KINH BẮC\n**TRƯỜNG TIỂU HỌC KINH BẮC 1**\nSố: 25/KH-THKB1", f"{NATION}\n*Kinh Bắc, ngày 10 tháng 9 năm 2025*"),
            centred("**KẾ HOẠCH\nCải cách hành chính năm học 2025 - 2026**"),
            "Trường xây dựng Kế hoạch như sau:",
            *map(paragraph, ("**I. MỤC ĐÍCH, YÊU CẦU**", "**1. Mục đích:**", "- Nâng cao.", "**2. Yêu cầu:**", "- Đúng tiến độ.", "**II. NỘI DUNG**")),
            table(("**Tháng**", "**Công việc**", "**Người làm**"), ("9/2025", "Xây dựng", "Hiệu trưởng"), ("10/2025", "Tập huấn", "Văn thư")),
            *map(paragraph, ("**III. TỔ CHỨC**", "a. Hiệu trưởng: chỉ đạo.", "b. Tổ trưởng: triển khai.", "Trên đây là Kế hoạch./.")),
            side_by_side("**Nơi nhận:**\n- UBND phường (b/c);\n- Lưu VT.", "**NGƯỜI LẬP**\n\n**Lê Thị Bình**", "**HIỆU TRƯỞNG**\n\n**Trần Thị Hòa**"),
        )
    )  # fmt: skip

    (made,) = [block for block in found.body if isinstance(block, BodyTable)]
    assert found.letterhead.parents == ("UBND PHƯỜNG KINH BẮC",)
    assert (len(made.header), len(made.rows)) == (3, 2)
    assert titles(found, 2) == ["Mục đích:", "Yêu cầu:"]
    assert [one.name for one in found.signatures] == ["Trần Thị Hòa", "Lê Thị Bình"]


def test_a_plan_of_the_party():
    written = document(
        side_by_side("ĐẢNG BỘ TỈNH HUẾ\n**ĐẢNG ỦY XÃ PHÚ LỘC**\n*\nSố 34-KH/ĐU", "**ĐẢNG CỘNG SẢN VIỆT NAM**\n*Phú Lộc, ngày 12 tháng 02 năm 2026*"),
        *map(centred, ("**KẾ HOẠCH**", "**cải cách hành chính năm 2026**", "-----")),
        "- Căn cứ Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư;",
        "Đảng ủy ban hành Kế hoạch như sau:",
        *map(paragraph, ("**I- MỤC ĐÍCH**", "Nâng cao.", "**II- TỔ CHỨC THỰC HIỆN**", "1- Văn phòng chủ trì.", "2- Các chi bộ thực hiện.")),
        side_by_side("Nơi nhận:\n- Tỉnh ủy (để b/c);\n- Lưu Văn phòng Đảng ủy.", "**T/M ĐẢNG ỦY**\nPHÓ BÍ THƯ\n\n**Lê Văn Minh**"),
    )  # fmt: skip

    found = recognise(written)

    assert (found.letterhead.number, found.letterhead.symbol, found.letterhead.is_party_form) == (34, "KH/ĐU", True)
    assert found.letterhead.agencies == ("ĐẢNG ỦY XÃ PHÚ LỘC",)
    assert titles(found) == ["MỤC ĐÍCH", "TỔ CHỨC THỰC HIỆN"]
    assert found.archive == "Văn phòng Đảng ủy"
    assert found.signatures == (Signature(("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ"), "Lê Văn Minh"),)
    assert unaccounted(written, found) == []


def test_a_plan_inside_a_decision():
    written = document(
        side_by_side("**ỦY BAN NHÂN DÂN**\n**XÃ SÓC SƠN**\nSố: 145/QĐ-UBND", f"{NATION}\n*Sóc Sơn, ngày 20 tháng 01 năm 2026*"),
        *map(centred, ("**QUYẾT ĐỊNH**", "**Về việc ban hành Kế hoạch cải cách hành chính**", "**ỦY BAN NHÂN DÂN XÃ SÓC SƠN**")),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        centred("**QUYẾT ĐỊNH:**"),
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.",
        "Điều 2. Các phòng chịu trách nhiệm thi hành Quyết định này./.",
        side_by_side("**Nơi nhận:**\n- Như Điều 2;\n- Lưu: VT.", "**TM. ỦY BAN NHÂN DÂN**\n**CHỦ TỊCH**\n\n**Hoàng Văn Dũng**"),
        side_by_side("**ỦY BAN NHÂN DÂN**\n**XÃ SÓC SƠN**", NATION),
        centred("**KẾ HOẠCH**", breaks_page=True),
        centred("**Cải cách hành chính năm 2026 của xã Sóc Sơn**"),
        centred("*(Kèm theo Quyết định số 145/QĐ-UBND ngày 20 tháng 01 năm 2026)*"),
        *map(paragraph, ("**I. MỤC TIÊU**", "Nâng cao.", "**II. NHIỆM VỤ**", "1. Một.", "2. Hai./.")),
    )  # fmt: skip

    found = recognise(written)

    assert titles(found) == ["MỤC TIÊU", "NHIỆM VỤ"]
    assert found.subject == ("Cải cách hành chính năm 2026 của xã Sóc Sơn",)
    assert (found.letterhead.number, found.letterhead.place, found.letterhead.date) == (
        None,
        "Sóc Sơn",
        PartialDate(2026, 1, 20),
    )
    assert (found.recipients, found.archive) == ((), "VT")
    assert [one.name for one in found.signatures] == ["Hoàng Văn Dũng"]
    told = {problem.code: problem.text for problem in found.problems}
    assert told["cover-left-out"].startswith(
        "phần quyết định đứng trước kế hoạch không đưa vào; nguyên văn: ỦY BAN NHÂN DÂN\nXÃ SÓC SƠN\nSố: 145/QĐ-UBND"
    )
    assert told["foot-of-cover"] == (
        "kế hoạch không có nơi nhận và chữ ký riêng; lấy theo quyết định ban hành kèm, hãy xem lại"
    )
    assert "head-of-cover" in told
    assert unaccounted(written, found) == []


def test_a_joint_plan():
    found = recognise(
        document(
            side_by_side("UBND TỈNH HUẾ\n**SỞ NỘI VỤ -**\n**SỞ TÀI CHÍNH**\nSố: 15/KHLT-SNV-STC", f"{NATION}\n*Huế, ngày 01 tháng 3 năm 2026*"),
            *map(centred, ("**KẾ HOẠCH LIÊN TỊCH**", "**Phối hợp cải cách tài chính công năm 2026**")),
            "Hai Sở ban hành Kế hoạch như sau:",
            *map(paragraph, ("**I. NỘI DUNG**", "Phối hợp.", "**II. TỔ CHỨC**", "Thực hiện./.")),
            side_by_side("**SỞ TÀI CHÍNH**\n**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n**Phạm Thị Bình**", "**SỞ NỘI VỤ**\n**GIÁM ĐỐC**\n\n\n**Nguyễn Văn An**"),
            "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT SNV, STC.",
        )
    )  # fmt: skip

    assert (found.letterhead.parents, found.letterhead.agencies) == (
        ("UBND TỈNH HUẾ",),
        ("SỞ NỘI VỤ -", "SỞ TÀI CHÍNH"),
    )
    assert [(one.lines[0], one.name) for one in found.signatures] == [
        ("SỞ NỘI VỤ", "Nguyễn Văn An"),
        ("SỞ TÀI CHÍNH", "Phạm Thị Bình"),
    ]
    assert [problem.text for problem in found.problems] == ["tên loại «KẾ HOẠCH LIÊN TỊCH»: chương trình in «KẾ HOẠCH»"]


def test_a_plan_whose_title_was_lost_is_known_by_its_number():
    found = recognise(
        document(
            "Số: 5/KH-UBND",
            "Huế, ngày 05 tháng 01 năm 2026",
            "UBND ban hành kế hoạch như sau:",
            "I. MỤC ĐÍCH",
            "Một.",
            has_form=False,
        )
    )

    assert (found.letterhead.symbol, titles(found)) == ("KH-UBND", ["MỤC ĐÍCH"])
    assert "không thấy trích yếu dưới tên loại văn bản" in [problem.text for problem in found.problems]


def test_a_title_in_small_letters_is_known_by_its_form():
    found = recognise(document(paragraph("**Kế hoạch cải cách hành chính năm 2026**"), "I. MỤC ĐÍCH", "Một."))

    assert found.subject == ("cải cách hành chính năm 2026",)


def test_notes_keep_the_order_of_their_marks_and_lost_ones_are_told():
    written = plan(
        "I. NỘI DUNG", "Hai[^2] rồi một[^1] rồi lại hai[^2].",
        rest=(centred("**Phụ lục**"), centred("**NHIỆM VỤ**"), table(("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Làm[^3]", "A"))),
        notes=("Chú thích một.", "Chú thích hai.", "Chú thích ba."),
    )  # fmt: skip

    found = recognise(written)

    assert [plain(note) for note in found.notes] == ["Chú thích hai.", "Chú thích một."]
    assert [problem.text for problem in found.problems] == [
        "chú thích cuối trang không có chỗ đặt dấu trong kế hoạch nên không đưa vào: «Chú thích ba.»"
    ]
    assert unaccounted(written, found) == []


def test_headers_and_footers_are_told():
    found = recognise(plan("I. NỘI DUNG", "Một.", margins=("2", "Kế hoạch CCHC", "Kế hoạch CCHC")))

    assert [problem.text for problem in found.problems] == [
        "chữ ở đầu trang hoặc chân trang không đưa vào kế hoạch: «Kế hoạch CCHC»"
    ]


# What is no plan.


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((), "tệp không có chữ nào"),
        ((" ", table(("", ""))), "tệp không có chữ nào"),
        (
            (HEAD, "Kính gửi: Sở Nội vụ", "Đề nghị quý Sở xem xét kế hoạch."),
            "đây là công văn, không phải kế hoạch: không thấy dòng «KẾ HOẠCH» ở đầu văn bản",
        ),
        (
            (HEAD, centred("**BÁO CÁO**"), "Kết quả cải cách hành chính."),
            "đây là báo cáo, không phải kế hoạch: không thấy dòng «KẾ HOẠCH» ở đầu văn bản",
        ),
        (
            (side_by_side("**SỞ NỘI VỤ**", NATION), centred("**QUYẾT ĐỊNH**"), "Điều 1. Ban hành Kế hoạch này."),
            "đây là quyết định mà không có kế hoạch kèm theo trong tệp: không thấy dòng «KẾ HOẠCH» sau phần quyết định",
        ),
        (
            ("Danh sách đi chợ", "- Rau;"),
            "không phải kế hoạch: không thấy dòng «KẾ HOẠCH» hay số ký hiệu «…/KH-…» ở đầu văn bản "
            "(bắt đầu bằng «Danh sách đi chợ»)",
        ),
    ],
)
def test_what_is_no_plan_is_refused_by_its_name(blocks, said):
    with pytest.raises(InputError) as refused:
        recognise(document(*blocks))

    assert [problem.text for problem in refused.value.problems] == [said]


# Nothing is lost.

PIECES = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "Nơi nhận:", "- Lưu: VT, HC.", "- Sở Nội vụ;", "TM. ỦY BAN NHÂN DÂN", "PHÓ GIÁM ĐỐC",
    "Nguyễn Văn An", "Phụ lục", "PHỤ LỤC II", "(Kèm theo Kế hoạch số 3/KH-UBND", "của UBND xã)", "Số: 12/KH-UBND",
    "Số 3-KH/ĐU", "Hà Nội, ngày 5 tháng 3 năm 2026", "ngày   tháng   năm 2026", "Độc lập - Tự do - Hạnh phúc", "-----",
    "SỞ NỘI VỤ", "UBND TỈNH X", "DỰ THẢO lần 2", "KHẨN", "MẬT", "Căn cứ Luật Đất đai ngày 1/1/2024;", "Điều 1. Ban hành",
    "Trên đây là Kế hoạch./.", "abc def.", "Kính gửi: Sở Y", "I. MỤC ĐÍCH", "V. KINH PHÍ", "A. PHẦN", "Phần I", "1. Mục đích",
    "2. Yêu cầu.", "3) Ba", "1.1. Nhỏ", "a) Điểm", "(c) điểm", "ii) hai", "- gạch", "+ cộng", "• chấm", "STT", "1.", "|",
    "Nhiệm vụ", "Tổng cộng", "(1)", "x[^1]", "y[^2]", "năm 2026", "A\tB", "CỘT    B", "12. 000", "5%", "\n", "Ký bởi: x",
)  # fmt: skip
LABELS = ("", "I.", "1.", "a)", "-", "1.1.", "•", "o", "(i)", "Điều 1:")
texts = st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join) | st.text(max_size=10).map(
    lambda text: text.replace("*", "")
)
forms = st.fixed_dictionaries(
    {},
    optional={
        "align": st.sampled_from(["center", "left"]),
        "level": st.integers(0, 4),
        "is_box": st.booleans(),
        "breaks_page": st.booleans(),
        "label": st.sampled_from(LABELS),
    },
)
any_paragraph = st.tuples(texts, forms).map(lambda one: paragraph(one[0], **one[1])) | st.sampled_from(PIECES).map(
    paragraph
)


@st.composite
def any_table(draw):
    """Make a table whose cells cover each other's places at random."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken, rows = set(), []
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) in taken:
                continue
            columns, down = (
                draw(st.sampled_from([1, 1, 1, width - column])),
                draw(st.sampled_from([1, 1, 1, height - row])),
            )
            columns = next((at for at in range(1, columns) if (row, column + at) in taken), columns)
            taken |= {(row + y, column + x) for y in range(down) for x in range(columns)}
            cells.append(Cell(cell(draw(texts), 0).blocks, column, columns, down))
        rows.append(tuple(cells))
    return Table(tuple(rows), width, draw(st.booleans()))


@given(
    st.lists(any_paragraph | any_table(), max_size=12),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(["chú thích một", "hai"]), max_size=2),
)
def test_every_word_of_any_document_is_recognised_or_told(blocks, is_plan, has_form, notes):
    front = (HEAD, *TITLE, OPENING) if is_plan else ()
    written = document(*front, *blocks, has_form=has_form, notes=notes)

    try:
        found = recognise(written)
    except InputError as refused:
        assert not is_plan
        assert refused.problems[0].code == "not-a-plan"
    else:
        assert unaccounted(written, found) == []
        assert all(str(problem) for problem in found.problems)
