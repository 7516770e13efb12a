"""Generated plans are drafted, imported and drafted again: the second plan is the first one."""

from dataclasses import replace
from pathlib import Path

from conftest import tries
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_draft import api
from cchc_draft.importing import plan_text
from cchc_draft.model import Heading, Item, ItemList, NoteRef, Paragraph, Run, Table
from cchc_draft.yaml_text import dump

ROOT = Path(__file__).parent.parent

SENTENCES = [
    "Nâng cao nhận thức của cán bộ, công chức.",
    "Rà soát văn bản; công khai kết quả.",
    "Mở 02 lớp tập huấn trong quý III/2026.",
    "Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố.",
    "Báo cáo đúng hạn (gửi bản điện tử).",
    "Đạt 100% chỉ tiêu, R&D *quan trọng* a|b [1] <x> {{ y }} #2.",
    "Kinh phí: 1.500.000 đồng/năm; số … còn lại theo thực tế.",
]
sentences = st.sampled_from(SENTENCES)
leads = st.sampled_from(["Về thể chế", "Cải cách tài chính công", "Đối với cấp xã"])


@st.composite
def contents(draw, mark=""):
    """Make the text of a paragraph: plain, with a run-in title, or with emphasis inside."""
    text = draw(sentences)
    form = draw(st.sampled_from(["plain", "plain", "bold", "italic", "inside"]))
    if form in ("bold", "italic"):
        return (Run(f"{draw(leads)}:", form == "bold", form == "italic"), Run(f" {text}"))
    if form == "inside":
        first, _, rest = text.partition(" ")
        return (Run(f"{first} "), Run(rest[:-1], italic=True), Run("."))
    return (Run(text),)


paragraphs = contents().map(Paragraph)


def lists(kind, inner=None):
    below = st.lists(inner, max_size=1) if inner is not None else st.just([])
    items = st.tuples(paragraphs, below).map(lambda one: Item((one[0], *one[1])))
    return st.lists(items, min_size=1, max_size=3).map(lambda found: ItemList(kind, tuple(found)))


dashes = lists("dash", lists("dash"))
points = lists("point", dashes)
numbered = lists("numbered", st.one_of(points, dashes))
titles = st.sampled_from(["Mục đích", "Yêu cầu", "Phòng Văn hóa - Xã hội", "Hình thức tuyên truyền"])
cells = st.sampled_from(["Tập huấn", "02 lớp", "Đạt 100%", "x"]).map(lambda text: (Run(text),))
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=3).map(
    lambda rows: Table(((Run("Nội dung"),), (Run("Số lượng"),), (Run("Kết quả"),)), tuple(rows), ("left",) * 3)
)
below_heading = st.one_of(
    st.lists(paragraphs, min_size=1, max_size=2),
    st.tuples(paragraphs, st.one_of(points, dashes)).map(list),
    st.one_of(points, dashes).map(lambda one: [one]),
    st.tuples(paragraphs, tables, paragraphs).map(list),
)


def headed(level, content):
    made = st.tuples(titles, content).map(lambda one: [Heading(level, (Run(one[0]),)), *one[1]])
    return st.lists(made, min_size=1, max_size=2).map(lambda found: [block for part in found for block in part])


sections = headed(
    1,
    st.one_of(
        below_heading, numbered.map(lambda one: [one]), headed(2, st.one_of(below_heading, headed(3, below_heading)))
    ),
)

units = st.lists(st.sampled_from(["vhxh", "van_phong", "mttq", "Công an phường", "Sở Nội vụ"]), max_size=2, unique=True)
DEADLINES = [
    "Quý II/2026",
    "Thường xuyên",
    "Trước ngày 15/12/2026",
    "Hằng tháng",
    "Cả năm",
    "Tháng 5-6/2026",
    "Theo Kế hoạch",
]


GROUPS = [
    [],
    ["Cải cách thể chế", "Cải cách thủ tục hành chính"],
    [["Nhiệm vụ chung", "Chỉ đạo"], ["Nhiệm vụ chung", "Kiểm tra"], ["Nhiệm vụ riêng", "Tập huấn"]],
]
COLUMNS = [
    ["stt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "ghi_chu"],
    [
        "stt",
        {"nhiem_vu": "Nội dung"},
        "san_pham",
        {"chu_tri": "Chủ trì"},
        {"phoi_hop": "Phối hợp"},
        "thoi_han",
        "ghi_chu",
    ],
]


@st.composite
def task_lists(draw):
    """Make tasks, in groups or not, as they stand in nhiem-vu.yaml."""
    groups = draw(st.sampled_from(GROUPS))
    found = []
    for group in groups or [""]:
        for _ in range(draw(st.integers(1, 3))):
            task = {"nhiem_vu": draw(sentences), "chu_tri": draw(units) or "vhxh", "phoi_hop": draw(units)}
            task["thoi_han"] = draw(st.sampled_from(DEADLINES))
            task["san_pham"] = draw(st.sampled_from(["", "Kế hoạch", "**Báo cáo**", "Văn bản\nBảng *kê*"]))
            task["ghi_chu"] = draw(st.sampled_from(["", "Theo KH 75", "x"]))
            found.append({**task, "nhom": group} if group else task)
    return [{key: value for key, value in task.items() if value} for task in found]


recipients = st.lists(
    st.sampled_from(["Sở Nội vụ (để b/c)", "Đảng ủy, HĐND phường", "Các phòng, đơn vị thuộc phường", "Cổng Thông tin điện tử"]),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip
signers = st.sampled_from(
    [
        {"ho_ten": "Lê Thị Lan"},
        {"ky_thay": "false", "ho_ten": "Trần Văn Bình"},
        {"quyen": "true", "ky_thay": "false", "ho_ten": "Đỗ Minh Hải"},
        {"thua_lenh": "Chủ tịch", "ky_thay": "false", "chuc_vu": "Chánh Văn phòng", "ho_ten": "Vũ Thu Hà"},
    ]
)


@st.composite
def folders(draw):
    """Make the files of a plan folder of phường Ngọc Hà."""
    lists = draw(st.lists(task_lists(), max_size=2))
    head = {
        "ho_so": "ha-noi/phuong-ngoc-ha",
        "nam": "2026",
        "so": str(draw(st.integers(1, 400)) or ""),
        "ngay": draw(st.sampled_from(["2026-03-04", "2026-03", None])),
        "trich_yeu": draw(st.sampled_from(["Cải cách hành chính năm 2026", "Cải cách hành chính\nphường Ngọc Hà năm 2026"])),
        "du_thao": draw(st.sampled_from(["", "true"])),
        "khan": draw(st.sampled_from(["", "hỏa tốc"])),
        "van_ban": {
            "qd600": {"loai": "Quyết định", "ky_hieu": "600/QĐ-UBND", "ngay": "2026-02-09", "co_quan": "UBND Thành phố", "ve": "ban hành Kế hoạch cải cách hành chính"}
        },
        "can_cu": draw(st.sampled_from([[], ["qd600"]])),
        "noi_nhan": draw(recipients),
        "luu": "VT, VHXH",
        "ky": draw(signers),
        "phu_luc": [
            {
                "trich_yeu": "Danh mục nhiệm vụ",
                "nhiem_vu": f"nhiem-vu-{number}.yaml",
                "huong": draw(st.sampled_from(["doc", "ngang"])),
                "danh_so": draw(st.sampled_from(["lien_tuc", "theo_nhom"])),
                "cot": draw(st.sampled_from(COLUMNS)),
            }
            for number in range(1, len(lists) + 1)
        ],
    }  # fmt: skip
    has_note = draw(st.booleans())
    opening = (Run("UBND phường Ngọc Hà ban hành Kế hoạch như sau:"), *([NoteRef(1)] if has_note else []))
    notes = [(Run("Theo báo cáo năm 2025."),)] if has_note else []
    body = [Paragraph(opening), *draw(sections)]
    closing = [Paragraph((Run("Trên đây là Kế hoạch của Ủy ban nhân dân phường."),))]
    files = {f"nhiem-vu-{number}.yaml": dump(tasks) for number, tasks in enumerate(lists, 1)}
    return {
        "ke-hoach.md": f"---\n{dump({key: value for key, value in head.items() if value})}---\n{plan_text.write(body, closing, notes)}",
        **files,
    }


def comparable(plan):
    """Return a plan with the capitals that its page has: of sections, appendices and the letterhead."""
    body = tuple(
        replace(block, content=tuple(replace(run, text=run.text.upper()) for run in block.content))
        if isinstance(block, Heading) and block.level == 1
        else block
        for block in plan.body
    )
    appendices = tuple(
        replace(
            one,
            title=one.title.upper(),
            tasks=tuple(replace(task, id="") for task in one.tasks),
            numbering=one.numbering if any(task.group for task in one.tasks) else "running",
        )
        for one in plan.appendices
    )
    return replace(plan, body=body, appendices=appendices)


def written(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@settings(
    max_examples=tries(10),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(folders())
def test_a_generated_plan_comes_back_as_it_was(tmp_path_factory, files):
    place = tmp_path_factory.mktemp("ke-hoach")
    drafted = api.draft(written(place / "cu", files), profiles=ROOT / "profiles")
    (place / "cu.docx").write_bytes(drafted.data)

    made = api.import_plan(place / "cu.docx", profiles=ROOT / "profiles")
    again = api.draft(written(place / "moi", made.files), profiles=ROOT / "profiles")

    assert comparable(again.plan) == comparable(drafted.plan)
