"""Every draft keeps the layout rules of Decree 30/2020/NĐ-CP, each named by its id in the-thuc-nd30.md, 1.2-1.8.

A rule is a function of a draft as Word shows it; one table says which drafts it is held against, one how each rule
can be broken, so that none of them is there for show.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
import yaml
from docx_reading import Docx, Paragraph, Table, W, has_fonts, printed_lines, repacked, text_width
from lxml import etree

from cchc_draft import api

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir() if (folder / "ke-hoach.md").is_file())

ALPHABET = list("abcdđeghiklmnopqrstuvxy")
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
URGENCY = {"KHẨN": 20, "THƯỢNG KHẨN": 40, "HỎA TỐC": 30}
"""Marks and the widths of their frames in millimetres."""
CIRCULATION = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
MILLIMETRE = 56.69
RATIO = (0.30, 0.55)
"""A short line under a text: a third to a half, with the tolerance of the note."""


# The drafts.

DOCUMENTS = {
    "qd600": {
        "loai": "Quyết định",
        "ky_hieu": "600/QĐ-UBND",
        "ngay": datetime.date(2026, 2, 9),
        "co_quan": "UBND Thành phố",
        "ve": "ban hành Kế hoạch cải cách hành chính nhà nước năm 2026",
    },
    "kh75": {
        "loai": "Kế hoạch",
        "ky_hieu": "75/KH-UBND",
        "ngay": datetime.date(2026, 2, 27),
        "co_quan": "UBND Thành phố",
        "ve": "thông tin, tuyên truyền về cải cách hành chính nhà nước năm 2026",
    },
    "luat": {"loai": "Luật", "ten": "Tổ chức chính quyền địa phương", "ngay": datetime.date(2025, 6, 16)},
}
POINTS = [f"Nội dung thứ {number} của mục đích tuyên truyền, nêu đủ ý để người đọc hiểu." for number in range(1, 24)]
BODY = (
    "Thực hiện {{ van_ban.kh75 }}, {{ co_quan.ten_ngan }} ban hành Kế hoạch thông tin, tuyên truyền như sau:\n\n"
    "# Mục đích, yêu cầu\n\n## Mục đích\n\n"
    + "".join(f"1) {text}\n\n" for text in POINTS)
    + """## Yêu cầu

- Bám sát {{ van_ban.kh75 }} và *đúng* trọng tâm[^1]; đăng tại [Cổng thông tin](https://ngocha.hanoi.gov.vn/cchc).

  - Ý nhỏ thứ nhất.

  - Ý nhỏ thứ hai.

- Bảo đảm **đủ** nội dung.

# Nhiệm vụ

1. Nhiệm vụ thứ nhất của phường.

   1. Việc thứ nhất, theo {{ van_ban.kh75 }}.

      1) Điểm trong việc thứ nhất.

      2) Điểm kế tiếp.

   2. Việc thứ hai.

2. Nhiệm vụ thứ hai của phường.

# Tổ chức thực hiện

## Phân công

### Văn phòng

Văn phòng theo dõi, đôn đốc việc thực hiện.

### Phòng Kinh tế

Phòng Kinh tế bố trí kinh phí theo bảng sau:

| Nội dung | Kinh phí |
|---|---:|
| Pa nô | 12.000.000 đồng |
| Tờ rơi | 8.000.000 đồng |

## Chế độ báo cáo

Báo cáo trước ngày 15 hằng tháng (chi tiết tại Phụ lục kèm theo).

***

Trên đây là Kế hoạch của {{ co_quan.tu_goi }}. Các đơn vị nghiêm túc thực hiện.

[^1]: Theo hướng dẫn của cơ quan thường trực.
"""
)
LABELS = [
    *("I.", "1.", *(f"{letter})" for letter in ALPHABET), "2.", "-", "+", "+", "-"),
    *("II.", "1.", "1.1.", "a)", "b)", "1.2.", "2."),
    *("III.", "1.", "1.1.", "1.2.", "2."),
]
"""Labels that BODY gets, in order."""
TITLED = ("1. Mục đích", "2. Yêu cầu", "1. Phân công", "1.1. Văn phòng", "1.2. Phòng Kinh tế", "2. Chế độ báo cáo")
UNTITLED = ("1. Nhiệm vụ thứ nhất", "1.1. Việc thứ nhất", "1.2. Việc thứ hai", "2. Nhiệm vụ thứ hai")

LONG_SUBJECT = (
    "Triển khai thực hiện Chiến dịch thông tin, tuyên truyền về cải cách hành chính nhà nước gắn với chuyển đổi số, "
    "xây dựng chính quyền địa phương 02 cấp và nâng cao sự hài lòng của người dân, doanh nghiệp trên địa bàn năm 2026"
)


@dataclass(frozen=True)
class Head:
    """What an agency's letterhead and signature say."""

    parents: tuple[str, ...]
    names: tuple[str, ...]
    symbol: str
    place: str


UBND = "ỦY BAN NHÂN DÂN"
HEADS = {
    "ha-noi/phuong-ngoc-ha": Head((), (UBND, "PHƯỜNG NGỌC HÀ"), "KH-UBND", "Ngọc Hà"),
    "ha-noi/ubnd": Head((), (UBND, "THÀNH PHỐ HÀ NỘI"), "KH-UBND", "Hà Nội"),
    "ha-noi/so-vhtt": Head(("UBND THÀNH PHỐ HÀ NỘI",), ("SỞ VĂN HÓA VÀ THỂ THAO",), "KH-SVHTT", "Hà Nội"),
    "ha-noi/so-vhtt-2025": Head(("UBND THÀNH PHỐ HÀ NỘI",), ("SỞ VĂN HÓA VÀ THỂ THAO",), "KH-SVHTT", "Hà Nội"),
    "bac-ninh/so-vhttdl": Head(("UBND TỈNH BẮC NINH",), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",), "KH-SVHTTDL", "Bắc Ninh"),
    "lai-chau/so-vhttdl": Head(("UBND TỈNH LAI CHÂU",), ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",), "KH-SVHTTDL", "Lai Châu"),
    "quang-ninh/phuong-mong-cai-2": Head((), (UBND, "PHƯỜNG MÓNG CÁI 2"), "KH-UBND", "Phường Móng Cái 2"),
    "ha-noi/xa-ba-vi": Head((), (UBND, "XÃ BA VÌ"), "KH-UBND", "Ba Vì"),
    "quang-ninh/dac-khu-van-don": Head((), (UBND, "ĐẶC KHU VÂN ĐỒN"), "KH-UBND", "Vân Đồn"),
    "ca-mau/ubnd": Head((), (UBND, "TỈNH CÀ MAU"), "KH-UBND", "Cà Mau"),
    "ho-chi-minh/ubnd": Head((), (UBND, "THÀNH PHỐ HỒ CHÍ MINH"), "KH-UBND", "Thành phố Hồ Chí Minh"),
    "dien-bien/phuong-dien-bien-phu": Head((), (UBND, "PHƯỜNG ĐIỆN BIÊN PHỦ"), "KH-UBND", "Phường Điện Biên Phủ"),
    "thu/so-noi-vu": Head(("UBND THÀNH PHỐ HÀ NỘI",), ("SỞ NỘI VỤ",), "KH-SNV", "Hà Nội"),
    "thu/so-tai-chinh": Head(("UBND THÀNH PHỐ HÀ NỘI",), ("SỞ TÀI CHÍNH",), "KH-STC", "Hà Nội"),
    "thu/ban-quan-ly": Head(
        ("UBND TỈNH BẮC NINH",),
        ("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG VÀ HẠ TẦNG ĐÔ THỊ",),
        "KH-BQLDA",
        "Bắc Ninh",
    ),
}
MADE = {
    "quang-ninh/phuong-mong-cai-2": {"commune": "Phường Móng Cái 2"},
    "ha-noi/xa-ba-vi": {"commune": "xã Ba Vì", "province": "Hà Nội"},
    "quang-ninh/dac-khu-van-don": {"commune": "Vân Đồn", "province": "Quảng Ninh"},
    "ca-mau/ubnd": {"province": "Cà Mau"},
    "ho-chi-minh/ubnd": {"province": "Hồ Chí Minh"},
    "dien-bien/phuong-dien-bien-phu": {"commune": "Phường Điện Biên Phủ"},
}
"""Profiles made by ``profiles new``."""
WRITTEN = {
    "thu/so-noi-vu": {"ten": "Sở Nội vụ thành phố Hà Nội", "tieu_de": "Sở Nội vụ", "ky_hieu": "KH-SNV"},
    "thu/so-tai-chinh": {"ten": "Sở Tài chính thành phố Hà Nội", "tieu_de": "Sở Tài chính", "ky_hieu": "KH-STC"},
    "thu/ban-quan-ly": {
        "ten": "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và hạ tầng đô thị tỉnh Bắc Ninh",
        "tieu_de": "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và hạ tầng đô thị",
        "ky_hieu": "KH-BQLDA",
        "dia_ban": "tỉnh Bắc Ninh",
    },
}
"""Profiles written for these tests."""


@dataclass(frozen=True)
class Case:
    """One draft: an example, or the text of this module with its own head."""

    profile: str = "ha-noi/phuong-ngoc-ha"
    front: Mapping[str, object] = field(default_factory=dict)
    example: str = ""
    appendices: tuple[str, ...] = ()
    """Orientation of each."""
    can_cu: tuple[str, ...] = ()
    co_issuers: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    """Lines and name of the signature, where the case is about them."""
    judged: frozenset[str] = frozenset({"page", "head", "title", "body", "signature", "recipients"})
    """Groups of rules that the case is there for, besides those of its appendices."""

    @cached_property
    def features(self) -> set[str]:
        """What the draft has, for rules that ask for it."""
        front = self.front
        if self.example:
            head = (ROOT / "examples" / self.example / "ke-hoach.md").read_text().split("---\n")[1]
            front = yaml.safe_load(head)
        appendices = len(front.get("phu_luc", self.appendices))
        known = {
            "own-text": not self.example,
            "known": self.profile in HEADS,
            "one-issuer": not self.co_issuers,
            "appendix": appendices > 0,
            "can-cu": bool(front.get("can_cu") or self.can_cu),
            "number": "so" in front,
            "whole-date": isinstance(front.get("ngay"), datetime.date),
            "urgency": "khan" in front,
            "circulation": "luu_hanh" in front,
            "signed": bool(self.signed),
            "name": self.signed[-1:] != ("",),
        }
        return {name for name, is_so in known.items() if is_so} | self.judged


def example_profile(name: str) -> str:
    head = (ROOT / "examples" / name / "ke-hoach.md").read_text().split("---\n")[1]
    return yaml.safe_load(head)["ho_so"]


NUMBERED = {"so": 115, "ngay": datetime.date(2026, 3, 4)}
HEAD = frozenset({"page", "head"})
TITLE = frozenset({"page", "title"})
SIGNATURE = frozenset({"signature"})
AGENCY = HEAD | SIGNATURE | {"recipients"}
CASES = {
    **{name: Case(example_profile(name), example=name) for name in EXAMPLES},
    "open-number-and-date": Case(),
    "small-number-and-date": Case(front={"so": 5, "ngay": datetime.date(2026, 2, 1)}, judged=HEAD),
    "large-number-and-date": Case(front={"so": 1205, "ngay": datetime.date(2026, 12, 31)}, judged=HEAD),
    "open-day": Case(front={"ngay": "2026-06"}, judged=HEAD),
    "can-cu": Case(can_cu=("luat", "qd600", "kh75"), front=NUMBERED),
    "one-appendix": Case(appendices=("doc",), front=NUMBERED),
    "one-appendix-open-number": Case(appendices=("doc",), judged=HEAD),
    "landscape-appendix": Case(appendices=("ngang",), front=NUMBERED, judged=HEAD),
    "three-appendices": Case(appendices=("doc", "ngang", "doc"), front=NUMBERED, can_cu=("qd600", "kh75")),
    "new-phuong": Case("quang-ninh/phuong-mong-cai-2", front=NUMBERED, appendices=("doc",), judged=AGENCY),
    "new-xa": Case("ha-noi/xa-ba-vi", front=NUMBERED, appendices=("doc",), judged=AGENCY),
    "new-dac-khu": Case("quang-ninh/dac-khu-van-don", front=NUMBERED, appendices=("doc",), judged=AGENCY),
    "new-tinh": Case("ca-mau/ubnd", front=NUMBERED, appendices=("ngang",), judged=AGENCY),
    "new-city-of-a-person": Case("ho-chi-minh/ubnd", judged=AGENCY),
    "new-phuong-of-an-event": Case("dien-bien/phuong-dien-bien-phu", front=NUMBERED, judged=AGENCY),
    "two-issuers": Case("thu/so-noi-vu", NUMBERED, appendices=("doc",), co_issuers=("thu/so-tai-chinh",)),
    "three-issuers": Case("thu/so-noi-vu", co_issuers=("thu/so-tai-chinh", "bac-ninh/so-vhttdl"), judged=AGENCY),
    "long-agency": Case("thu/ban-quan-ly", front=NUMBERED, appendices=("doc",), judged=AGENCY),
    "long-subject": Case(front={"trich_yeu": LONG_SUBJECT}, appendices=("doc", "doc"), judged=TITLE),
    "broken-subject": Case(front={"trich_yeu": "Thông tin, tuyên truyền\ngiai đoạn 2026-2030"}, judged=TITLE),
    "one-word-subject": Case(front={"trich_yeu": "Tuyên truyền"}, judged=TITLE),
    "draft-mark": Case(front={"du_thao": True}, judged=HEAD),
    "urgent": Case(front={"khan": "khẩn"}, judged=HEAD),
    "very-urgent": Case(front={"khan": "thượng khẩn"}, judged=HEAD),
    "express": Case(front={"khan": "hỏa tốc", **NUMBERED}, judged=HEAD),
    "internal": Case(front={"luu_hanh": "lưu hành nội bộ"}, judged=HEAD),
    "return-after-reading": Case(front={"luu_hanh": "xem xong trả lại"}, judged=HEAD),
    "all-marks": Case(
        "ha-noi/so-vhtt",
        front={"du_thao": True, "khan": "thượng khẩn", "luu_hanh": "xem xong trả lại", **NUMBERED},
        appendices=("ngang", "doc"),
    ),
    "head-signs": Case(
        front={"ky": {"ky_thay": False, "ho_ten": "Trần Thị Bình"}},
        signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Bình"),
        judged=SIGNATURE,
    ),
    "deputy-signs": Case(
        front={"ky": {"ky_thay": True, "ho_ten": "Đỗ Văn Ước"}},
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đỗ Văn Ước"),
        judged=SIGNATURE,
    ),
    "director-signs": Case(
        "ha-noi/so-vhtt",
        front={"ky": {"ho_ten": "Lê Thị Ánh"}},
        signed=("GIÁM ĐỐC", "Lê Thị Ánh"),
        judged=SIGNATURE,
    ),
    "deputy-director-signs": Case(
        "ha-noi/so-vhtt",
        front={"ky": {"ky_thay": True, "ho_ten": "Lê Thị Ánh"}},
        signed=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Ánh"),
        judged=SIGNATURE,
    ),
    "acting-director-signs": Case(
        "ha-noi/so-vhtt",
        front={"ky": {"quyen": True, "ho_ten": "Lê Thị Ánh"}},
        signed=("Q. GIÁM ĐỐC", "Lê Thị Ánh"),
        judged=SIGNATURE,
    ),
    "signed-by-order": Case(
        "ha-noi/so-vhtt",
        front={"ky": {"thua_lenh": True, "chuc_vu": "Chánh Văn phòng", "ho_ten": "Lê Thị Ánh"}},
        signed=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Lê Thị Ánh"),
        judged=SIGNATURE,
    ),
    "signed-by-delegation": Case(
        "ha-noi/so-vhtt",
        front={"ky": {"thua_uy_quyen": True, "chuc_vu": "Trưởng phòng Tổ chức - Pháp chế", "ho_ten": "Lê Thị Ánh"}},
        signed=("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC - PHÁP CHẾ", "Lê Thị Ánh"),
        judged=SIGNATURE,
    ),
    "name-left-open": Case(
        "ha-noi/ubnd",
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", ""),
        judged=SIGNATURE,
    ),
}

TASKS = [
    {"nhiem_vu": "Ban hành Kế hoạch", "chu_tri": "moi_don_vi", "thoi_han": "2026-03-08", "nhom": "Chỉ đạo"},
    {"nhiem_vu": "Viết tin, bài R&D <x>", "chu_tri": "moi_don_vi", "thoi_han": "Định kỳ hàng tháng", "nhom": "Tin"},
]


def written_profiles(folder: Path) -> Path:
    """Write the profiles of MADE and WRITTEN; return their folder."""
    texts = {name: api.new_profile(**wanted).text for name, wanted in MADE.items()}
    for name, values in WRITTEN.items():
        inherited = {"ke_thua": "so", "dia_ban": "thành phố Hà Nội", "ten_ngan": values["tieu_de"], **values}
        texts[name] = yaml.safe_dump(inherited, allow_unicode=True)
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def written_plan(case: Case, folder: Path) -> Path:
    """Write the plan folder of a case with own text; return it."""
    front = {
        "ho_so": case.profile,
        "nam": 2026,
        "trich_yeu": "Thông tin, tuyên truyền về cải cách hành chính nhà nước năm {{ nam }}",
        "van_ban": DOCUMENTS,
        "can_cu": list(case.can_cu),
        "phu_luc": [
            {"trich_yeu": f"Nhiệm vụ cụ thể phần {number} năm {{{{ nam }}}}", "nhiem_vu": TASKS, "huong": orientation}
            for number, orientation in enumerate(case.appendices, 1)
        ],
        "dong_ban_hanh": [{"ho_so": profile} for profile in case.co_issuers],
        **case.front,
    }

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data):
            return True

    folder.mkdir()
    head = yaml.dump(front, Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "ke-hoach.md").write_text(f"---\n{head}---\n{BODY}")
    return folder


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    """Return a function that gives the draft of a case by name, made once."""
    folder = tmp_path_factory.mktemp("decree")
    profiles = written_profiles(folder / "profiles")
    made = {}

    def view(name):
        if name not in made:
            case = CASES[name]
            plan = ROOT / "examples" / case.example if case.example else written_plan(case, folder / name)
            made[name] = View(api.draft(plan, profiles=profiles).data, case)
        return made[name]

    return view


class View:
    """A draft taken apart by what stands where, as a reader of the page would."""

    def __init__(self, data: bytes, case: Case) -> None:
        self.case, self.document = case, Docx(data)
        self.main, *self.appendix_sections = self.document.sections
        tables = [block for block in self.main.blocks if isinstance(block, Table)]
        self.letterhead, self.signature = tables[0], tables[-1]
        blocks = self.main.blocks
        between = blocks[blocks.index(self.letterhead) + 1 : blocks.index(self.signature)]
        self.type_name, self.subject, self.subject_line, *self.body_blocks = between

    @property
    def head(self) -> Head:
        return HEADS[self.case.profile]

    def row_with(self, text: str):
        return next(row for row in self.letterhead.rows if any(text in cell.text for cell in row))

    @property
    def nation(self) -> Paragraph:
        return self.row_with(NATION)[1].printed[0]

    @property
    def motto(self) -> Paragraph:
        return self.row_with(NATION)[1].printed[1]

    @property
    def agency_paragraphs(self) -> list[Paragraph]:
        return self.row_with(NATION)[0].printed

    @property
    def agency(self) -> Paragraph:
        return self.agency_paragraphs[-1]

    @property
    def number_row(self):
        return self.row_with("Số:")

    @property
    def number_line(self) -> Paragraph:
        return self.number_row[0].printed[0]

    @property
    def date_line(self) -> Paragraph:
        return self.number_row[1].printed[0]

    @property
    def body(self) -> list[Paragraph]:
        """Printed paragraphs between trích yếu and signature, those of tables left out."""
        return [block for block in self.body_blocks if isinstance(block, Paragraph) and block.text.strip()]

    @property
    def legal_bases(self) -> list[Paragraph]:
        """Leading lines that start with Căn cứ."""
        found = []
        for paragraph in self.body:
            if not paragraph.text.startswith("Căn cứ"):
                break
            found.append(paragraph)
        return found

    @property
    def sections(self) -> list[Paragraph]:
        return [paragraph for paragraph in self.body if re.match(r"[IVXLC]+\. ", paragraph.text)]

    @property
    def points(self) -> list[Paragraph]:
        return [paragraph for paragraph in self.body if re.match(r"\w\) ", paragraph.text)]

    @property
    def recipients_cell(self):
        return self.signature.rows[-1][0]

    @property
    def signers(self) -> list[tuple[Paragraph, Paragraph]]:
        """Return for each signer the lines of authority and position, and the name, which may be empty.

        One signer stands beside Nơi nhận; several stand above it two by two, a row of lines over a row of names.
        """
        if not self.case.co_issuers:
            cell = self.signature.rows[-1][1]
            lines = cell.printed[0]
            return [(lines, cell.paragraphs[cell.paragraphs.index(lines) + 1])]
        *rows, _ = self.signature.rows
        return [
            (upper[side].printed[0], lower[side].paragraphs[0])
            for upper, lower in zip(rows[::2], rows[1::2], strict=True)
            for side in (1, 0)
            if upper[side].printed
        ]

    @property
    def appendices(self) -> list["AppendixView"]:
        return [AppendixView(*section.blocks[:5], section) for section in self.appendix_sections]

    @property
    def shown(self) -> list[Paragraph]:
        """All printed paragraphs: pages, page numbers and footnotes."""
        inside = [paragraph for section in self.document.sections for paragraph in section.paragraphs]
        margins = [paragraph for section in self.document.sections for paragraph in section.header()]
        notes = [paragraph for note in self.document.notes.values() for paragraph in note]
        return [paragraph for paragraph in (*inside, *margins, *notes) if paragraph.text.strip()]


@dataclass
class AppendixView:
    """The head and the table of one appendix."""

    title: Paragraph
    name: Paragraph
    reference: Paragraph
    line: Paragraph
    table: Table
    section: object


# The rules.


@dataclass(frozen=True)
class Rule:
    check: Callable[[View], None]
    needs: frozenset[str]


RULES: dict[str, Rule] = {}


def rule(identifier: str, *needs: str):
    """Declare a rule for the drafts that have all of *needs*."""

    def declare(check):
        assert identifier not in RULES
        RULES[identifier] = Rule(check, frozenset(needs))
        return check

    return declare


def is_plain(paragraph: Paragraph) -> bool:
    return not any(run.bold or run.italic for run in paragraph.printed)


def is_bold(paragraph: Paragraph) -> bool:
    return all(run.bold and not run.italic for run in paragraph.printed)


def is_italic(paragraph: Paragraph) -> bool:
    return all(run.italic and not run.bold for run in paragraph.printed)


def sizes(paragraph: Paragraph) -> set[int]:
    return {run.size for run in paragraph.printed}


def is_single_spaced(paragraph: Paragraph) -> bool:
    return paragraph.line == (240, "auto") and paragraph.space("before") == paragraph.space("after") == 0


def is_millimetres(twips: int, least: float, most: float) -> bool:
    return least * MILLIMETRE - 6 <= twips <= most * MILLIMETRE + 6


def line_below(paragraph: Paragraph, neighbours: list) -> Paragraph:
    """Return the drawn line right under *paragraph*: solid, black, on an empty paragraph."""
    line = neighbours[neighbours.index(paragraph) + 1]
    border = line.border("top")
    assert not line.text
    assert border is not None, "no drawn line"
    assert border.get(W + "val") == "single"
    assert border.get(W + "color") in ("auto", "000000")
    assert not any(line.border(side) is not None for side in ("left", "right", "bottom"))
    return line


def check_short_line(text: Paragraph, line: Paragraph, room: int) -> None:
    """Assert that a line is centred, a third to a half of the text's last or longest line."""
    assert line.indent("left") == line.indent("right") > 0
    widths = printed_lines(text, room)
    length = room - 2 * line.indent("left")
    ratios = [length / width for width in (widths[-1], max(widths))]
    assert any(RATIO[0] <= ratio <= RATIO[1] for ratio in ratios), ratios


@rule("page-size", "page")
def page_size(view):
    for section in view.document.sections:
        assert sorted(section.page) == pytest.approx([11906, 16838], abs=20)


@rule("page-orientation", "page")
def page_orientation(view):
    assert not view.main.is_landscape
    for section in view.document.sections:
        assert section.text_value("pgSz", "orient") == ("landscape" if section.is_landscape else None)


def upright_sections(view):
    return [section for section in view.document.sections if not section.is_landscape]


@rule("margin-top", "page")
def margin_top(view):
    assert all(is_millimetres(section.margin("top"), 20, 25) for section in upright_sections(view))


@rule("margin-bottom", "page")
def margin_bottom(view):
    assert all(is_millimetres(section.margin("bottom"), 20, 25) for section in upright_sections(view))


@rule("margin-left", "page")
def margin_left(view):
    for section in upright_sections(view):
        assert is_millimetres(section.margin("left") + section.margin("gutter"), 30, 35)


@rule("margin-right", "page")
def margin_right(view):
    assert all(is_millimetres(section.margin("right"), 15, 20) for section in upright_sections(view))


@rule("font-name", "page")
def font_name(view):
    for paragraph in view.shown:
        for run in paragraph.printed:
            assert run.fonts == {"Times New Roman"}, paragraph


@rule("unicode", "page")
def unicode_text(view):
    import unicodedata

    for paragraph in view.shown:
        assert unicodedata.is_normalized("NFC", paragraph.text), paragraph


@rule("font-color", "page")
def font_color(view):
    for paragraph in view.shown:
        if paragraph.text in URGENCY:
            continue
        for run in paragraph.printed:
            assert run.color in ("AUTO", "000000"), paragraph
            is_blank = run.text.startswith("[…") and run.text.endswith("]")
            assert is_blank or run.value("highlight") in (None, "none"), paragraph


@rule("size-consistent", "head")
def size_consistent(view):
    (nation,), (motto,), (date,) = sizes(view.nation), sizes(view.motto), sizes(view.date_line)
    assert (nation, motto, date) in ((26, 28, 28), (24, 26, 26))


@rule("page-number", "page")
def page_number(view):
    for section in view.document.sections:
        numbers = [paragraph for paragraph in section.header() if "PAGE" in paragraph.fields.split()]
        assert len(numbers) == 1
        assert numbers[0].align == "center"
        assert sizes(numbers[0]) <= {26, 28}
        assert is_plain(numbers[0])
        assert section.text_value("pgNumType", "fmt") in (None, "decimal")
        for which in ("default", "first", "even"):
            assert not any(paragraph.fields for paragraph in section.footer(which))
    assert view.main.value("pgNumType", "start", 1) == 1


@rule("page-number-first", "page")
def page_number_first(view):
    for section in view.document.sections:
        assert section.has_title_page
        assert not any(paragraph.fields or paragraph.text for paragraph in section.header("first"))


@rule("quoc-hieu", "head")
def quoc_hieu(view):
    assert view.nation.text == NATION
    assert is_bold(view.nation)
    assert sizes(view.nation) <= {24, 26}
    assert view.nation.align == "center"
    assert view.nation.cell.element is view.row_with(NATION)[-1].element


@rule("quoc-hieu-one-line", "head")
def quoc_hieu_one_line(view):
    assert len(printed_lines(view.nation, view.nation.cell.room)) == 1


@rule("tieu-ngu", "head")
def tieu_ngu(view):
    assert view.motto.text == MOTTO
    assert is_bold(view.motto)
    assert sizes(view.motto) <= {26, 28}
    assert view.motto.align == "center"


@rule("tieu-ngu-line", "head")
def tieu_ngu_line(view):
    line = line_below(view.motto, view.motto.cell.paragraphs)
    room = view.motto.cell.room
    (size,) = sizes(view.motto)

    assert line.indent("left") == line.indent("right")
    length = room - 2 * line.indent("left")
    assert 0.9 <= length / text_width(MOTTO, size, bold=True) <= 1.1
    assert not any(run.value("u") for run in view.motto.runs)


@rule("qh-tn-spacing", "head")
def qh_tn_spacing(view):
    paragraphs = view.nation.cell.paragraphs
    assert paragraphs.index(view.motto) == paragraphs.index(view.nation) + 1
    assert is_single_spaced(view.nation)
    assert is_single_spaced(view.motto)


@rule("agency-parent", "head", "known", "one-issuer")
def agency_parent(view):
    parents = view.agency_paragraphs[:-1]
    assert tuple(line for paragraph in parents for line in paragraph.lines) == view.head.parents
    for paragraph in parents:
        assert is_plain(paragraph)
        assert sizes(paragraph) <= {24, 26}
        assert paragraph.align == "center"


@rule("agency-name", "head", "known")
def agency_name(view):
    names = [" ".join(HEADS[profile].names) for profile in (view.case.profile, *view.case.co_issuers)]
    assert " ".join(view.agency.lines) == " - ".join(names)
    assert is_bold(view.agency)
    assert sizes(view.agency) <= {24, 26}
    assert view.agency.align == "center"


@rule("agency-line", "head")
def agency_line(view):
    check_short_line(view.agency, line_below(view.agency, view.agency.cell.paragraphs), view.agency.cell.room)


@rule("agency-spacing", "head")
def agency_spacing(view):
    assert all(is_single_spaced(paragraph) for paragraph in view.agency_paragraphs)


@rule("so-ky-hieu", "head")
def so_ky_hieu(view):
    assert re.fullmatch(r"Số:( \d+|\s+)/KH-[A-ZĐ][A-ZĐ0-9&]*(-[A-ZĐ0-9]+)*", view.number_line.text)
    assert is_plain(view.number_line)
    assert sizes(view.number_line) == {26}
    assert view.number_line.align == "center"


def number_digits(view) -> str:
    return re.search(r"Số:\s*(\d*)", view.number_line.text)[1]


@rule("so-leading-zero", "head", "number")
def so_leading_zero(view):
    assert len(number_digits(view)) >= 2


@rule("so-padding", "head", "number")
def so_padding(view):
    assert len(number_digits(view)) == 2 or not number_digits(view).startswith("0")


@rule("symbol-type", "head")
def symbol_type(view):
    assert view.number_line.text.partition("/")[2].startswith("KH-")


@rule("symbol-agency", "head", "known")
def symbol_agency(view):
    others = [HEADS[profile].symbol.removeprefix("KH") for profile in view.case.co_issuers]
    assert view.number_line.text.partition("/")[2] == view.head.symbol + "".join(others)


@rule("symbol-no-year", "head")
def symbol_no_year(view):
    assert not re.search(r"20\d\d", view.number_line.text.partition("/")[2])


@rule("number-date-row", "head")
def number_date_row(view):
    number, date = view.number_row
    assert [len(cell.printed) for cell in (number, date)] == [1, 1]
    assert number.paragraphs[0] is view.number_line
    assert date.paragraphs[0] is view.date_line
    assert number.align == date.align
    assert view.number_line.space("before") == view.date_line.space("before")


@rule("dia-danh", "head", "known")
def dia_danh(view):
    assert view.date_line.text.partition(",")[0] == view.head.place


@rule("date-line", "head")
def date_line(view):
    assert re.fullmatch(r"\S.*, ngày(?: \d\d |\s+)tháng(?: \d{1,2} |\s+)năm \d{4}", view.date_line.text)


@rule("date-line-style", "head")
def date_line_style(view):
    assert is_italic(view.date_line)
    assert sizes(view.date_line) <= {26, 28}
    assert view.date_line.align == "center"
    assert view.date_line.cell.element is view.number_row[-1].element


@rule("date-leading-zero", "head", "whole-date")
def date_leading_zero(view):
    assert not re.search(r"ngày \d tháng|tháng [12] năm", view.date_line.text)


@rule("date-no-extra-zero", "head", "whole-date")
def date_no_extra_zero(view):
    assert re.search(r"tháng \d", view.date_line.text)
    assert not re.search(r"tháng 0[3-9]", view.date_line.text)


@rule("type-name", "title")
def type_name(view):
    assert view.type_name.text == "KẾ HOẠCH"
    assert is_bold(view.type_name)
    assert sizes(view.type_name) <= {26, 28}
    assert view.type_name.align == "center"
    assert view.type_name.indent("left") == view.type_name.indent("right") == view.type_name.indent("firstLine") == 0


@rule("trich-yeu", "title")
def trich_yeu(view):
    assert view.subject.text.strip()
    assert not view.subject.text.isupper()
    assert view.subject.text[0].isupper()
    assert is_bold(view.subject)
    assert sizes(view.subject) <= {26, 28}
    assert view.subject.align == "center"
    assert view.subject.indent("left") == view.subject.indent("right")


@rule("trich-yeu-line", "title")
def trich_yeu_line(view):
    line = line_below(view.subject, view.main.blocks)
    check_short_line(view.subject, line, view.main.room)


@rule("trich-yeu-no-vv", "title")
def trich_yeu_no_vv(view):
    assert not re.match(r"v/v", view.subject.text, re.IGNORECASE)


@rule("trich-yeu-no-period", "title")
def trich_yeu_no_period(view):
    assert view.subject.text.rstrip()[-1] not in ".;:,"


@rule("trich-yeu-no-abbrev", "title")
def trich_yeu_no_abbrev(view):
    assert not re.search(r"\([A-ZĐ]{2,}\)", view.subject.text)


@rule("body-font-size", "body")
def body_font_size(view):
    found = set().union(*map(sizes, view.body))
    assert len(found) == 1
    assert found <= {26, 28}


@rule("body-style", "body")
def body_style(view):
    for paragraph in view.body[len(view.legal_bases) :]:
        assert not is_italic(paragraph), paragraph
        assert not paragraph.text.isupper() or paragraph in view.sections, paragraph
        assert not any(run.value("u") or run.is_on("caps") for run in paragraph.printed), paragraph


@rule("body-justify", "body")
def body_justify(view):
    assert {paragraph.align for paragraph in view.body} == {"both"}


@rule("first-line-indent", "body")
def first_line_indent(view):
    indent, *others = {paragraph.indent("firstLine") for paragraph in view.body}
    assert not others
    assert min(abs(indent - right) for right in (567, 720)) <= 15
    for paragraph in view.body:
        assert paragraph.indent("left") == paragraph.indent("right") == paragraph.indent("hanging") == 0, paragraph
        assert not paragraph.text.startswith((" ", "\t", "\u00a0")), paragraph


@rule("para-spacing", "body")
def para_spacing(view):
    for upper, lower in zip(view.body_blocks, view.body_blocks[1:], strict=False):
        if not (isinstance(upper, Paragraph) and isinstance(lower, Paragraph) and upper.text and lower.text):
            continue
        assert max(upper.space("after"), lower.space("before")) >= 120, lower
        assert not (upper.is_on("contextualSpacing") or lower.is_on("contextualSpacing"))
    for index, block in enumerate(view.body_blocks):
        if isinstance(block, Paragraph) and not block.text.strip():
            beside = view.body_blocks[max(0, index - 1) : index + 2]
            assert any(isinstance(neighbour, Table) for neighbour in beside), "an empty paragraph makes room"


@rule("line-spacing", "body")
def line_spacing(view):
    for paragraph in view.body:
        amount, unit = paragraph.line
        assert unit == "auto", paragraph
        assert 240 <= amount <= 360, paragraph


@rule("can-cu-style", "body", "can-cu")
def can_cu_style(view):
    assert view.legal_bases
    for paragraph in view.legal_bases:
        assert is_italic(paragraph)
        assert sizes(paragraph) <= {26, 28}


@rule("can-cu-punct", "body", "can-cu")
def can_cu_punct(view):
    marks = [paragraph.text[-1] for paragraph in view.legal_bases]
    assert marks == [";"] * (len(marks) - 1) + ["."]


FULL = r"số [\w/&.-]+ ngày \d{2}/\d{1,2}/\d{4} của \w.* (?:về|ban hành|thực hiện) \w"


@rule("can-cu-full", "body", "can-cu")
def can_cu_full(view):
    for paragraph in view.legal_bases:
        if not re.match(r"Căn cứ (?:Luật|Pháp lệnh)", paragraph.text):
            assert re.search(FULL, paragraph.text), paragraph


@rule("can-cu-law", "body", "can-cu", "own-text")
def can_cu_law(view):
    if "luat" in view.case.can_cu:
        assert view.legal_bases[0].text == "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"
    assert not any(re.search(r"Căn cứ Luật.*số \d", paragraph.text) for paragraph in view.legal_bases)


def mentions(view) -> list[str]:
    """Return what follows each "số 75/KH-UBND" of the text."""
    return [part for paragraph in view.body for part in re.split(r"số 75/KH-UBND", paragraph.text)[1:]]


@rule("cite-first", "body", "own-text")
def cite_first(view):
    first = mentions(view)[0]
    assert first.startswith(" ngày 27/02/2026 của UBND Thành phố về thông tin, tuyên truyền về cải cách hành chính")


@rule("cite-later", "body", "own-text")
def cite_later(view):
    later = mentions(view)[1:]
    assert len(later) >= 2
    assert not any(re.match(r" ngày| của", rest) for rest in later)


@rule("cite-so", "body")
def cite_so(view):
    kinds = r"(?:Kế hoạch|Quyết định|Nghị quyết|Nghị định|Chỉ thị|Thông tư|Công văn|Chương trình)"
    for paragraph in view.body:
        assert not re.search(kinds + r" \d+(?:/|-[A-ZĐ])", paragraph.text), paragraph


def label_of(paragraph: Paragraph) -> str:
    found = re.match(r"(?:[IVXLC]+\.|\d+(?:\.\d+)*\.|\w\)|[-+])(?= |$)", paragraph.text)
    return found[0] if found else ""


@rule("structure", "body", "own-text")
def structure(view):
    assert [label for paragraph in view.body if (label := label_of(paragraph))] == LABELS


@rule("heading-required-title", "body")
def heading_required_title(view):
    for paragraph in view.body:
        assert paragraph.text.strip() != label_of(paragraph), paragraph


@rule("heading-roman", "body")
def heading_roman(view):
    assert view.sections
    for paragraph in view.sections:
        assert re.fullmatch(r"[IVXLC]+\. \S.*[^.:\s]", paragraph.text)
        assert paragraph.text == paragraph.text.upper()
        assert is_bold(paragraph)
        assert paragraph.align != "center"


@rule("heading-numbering-unique", "body")
def heading_numbering_unique(view):
    labels = [label_of(paragraph) for paragraph in view.sections]
    assert labels == [f"{number}." for number in ROMAN[: len(labels)]]


@rule("khoan-number", "body")
def khoan_number(view):
    for paragraph in view.body:
        assert not re.match(r"\(?\d+(?:\.\d+)*(?:[)/]|\.\S*[^\d\s.])", paragraph.text), paragraph
        assert "numPr" not in etree.tostring(paragraph.element).decode()


@rule("khoan-title", "body", "own-text")
def khoan_title(view):
    titled = [paragraph for paragraph in view.body if paragraph.text.startswith(TITLED)]
    untitled = [paragraph for paragraph in view.body if paragraph.text.startswith(UNTITLED)]
    assert [paragraph.text for paragraph in titled] == list(TITLED)
    assert len(untitled) == len(UNTITLED)
    assert all(is_bold(paragraph) for paragraph in titled)
    assert not any(run.bold for paragraph in untitled for run in paragraph.printed)


@rule("clause-letter", "body")
def clause_letter(view):
    for paragraph in view.body:
        assert not re.match(r"[A-Za-zđĐ][./]\s|\(\w\)|[A-ZĐ]\)", paragraph.text) or paragraph in view.sections, (
            paragraph
        )
    for paragraph in view.points:
        assert paragraph.text[0] in ALPHABET
        assert not (paragraph.printed[0].bold or paragraph.printed[0].italic)


@rule("clause-letter-order", "body")
def clause_letter_order(view):
    expected = 0
    for paragraph in view.body:
        if paragraph not in view.points:
            if label_of(paragraph) not in ("", "-", "+"):
                expected = 0
            continue
        assert paragraph.text[0] == ALPHABET[expected], paragraph
        expected += 1


@rule("dash-level", "body")
def dash_level(view):
    for paragraph in view.body:
        assert not re.match(r"[–—•·*\uf000-\uf0ff]", paragraph.text), paragraph
        assert not re.match(r"[-+]\S", paragraph.text), paragraph


@rule("end-mark", "body")
def end_mark(view):
    ends = [paragraph for paragraph in view.body if "./." in paragraph.text]
    assert ends == [view.body[-1]]
    assert re.search(r"[^.;:,\s]\./\.$", view.body[-1].text)


@rule("heading-keep", "body")
def heading_keep(view):
    titled = [paragraph for paragraph in view.body if paragraph in view.sections or paragraph.text in TITLED]
    assert all(paragraph.is_on("keepNext") for paragraph in titled)
    assert view.body[-1].is_on("keepNext")
    assert all(view.signature.row_is(index, "cantSplit") for index in range(len(view.signature.rows)))


@rule("signature-authority", "signature")
def signature_authority(view):
    assert len(view.signers) == 1 + len(view.case.co_issuers)
    for position, _ in view.signers:
        for line in position.lines:
            assert not re.match(r"(?:TM|KT|TL|TUQ|Q)(?!\. )\b", line), line
            assert not line.startswith("KT. PHÓ"), line
        assert not re.match(r"(?:TM|KT|TL|TUQ)\.", position.lines[-1]), "no position under the authority"


@rule("position-official", "signature", "signed")
def position_official(view):
    ((position, _),) = view.signers
    assert tuple(position.lines) == view.case.signed[:-1]


@rule("signature-style", "signature")
def signature_style(view):
    for position, _ in view.signers:
        assert position.text == position.text.upper()
        assert is_bold(position)
        assert sizes(position) <= {26, 28}
        assert position.align == "center"


@rule("signer-name", "signature", "signed", "name")
def signer_name(view):
    ((_, name),) = view.signers
    assert name.text == view.case.signed[-1]
    assert is_bold(name)
    assert sizes(name) <= {26, 28}
    assert name.align == "center"


@rule("signer-no-title", "signature")
def signer_no_title(view):
    for _, name in view.signers:
        assert not re.match(r"(?:GS|PGS|TS|ThS|BS|CN|KS|NGƯT|NSND|Ông|Bà)\.? ", name.text)


@rule("signature-right", "signature")
def signature_right(view):
    left, right = view.signature.rows[-1]
    assert left.printed[0].text == "Nơi nhận:"
    assert not view.signature.has_borders
    assert left.align == right.align == "top"
    if not view.case.co_issuers:
        assert left.paragraphs[0] is left.printed[0]
        assert right.paragraphs[0] is view.signers[0][0]
        assert left.printed[0].space("before") == right.printed[0].space("before")


@rule("signature-space", "signature")
def signature_space(view):
    for position, name in view.signers:
        (size,) = sizes(position)
        line = size * 10 * 1.15
        assert 3 * line <= position.space("after") + name.space("before") <= 6 * line


@rule("noi-nhan", "recipients")
def noi_nhan(view):
    label = view.recipients_cell.printed[0]
    assert label.text == "Nơi nhận:"
    assert sizes(label) == {24}
    assert all(run.bold and run.italic and not run.value("u") for run in label.printed)
    assert label.align == "left"
    assert label.indent("left") == label.indent("firstLine") == 0


@rule("noi-nhan-items", "recipients")
def noi_nhan_items(view):
    items = view.recipients_cell.printed[1:]
    assert items
    for item in items:
        assert re.match(r"- \S", item.text)
        assert "\n" not in item.text
        assert sizes(item) == {22}
        assert is_plain(item)
        assert item.align == "left"
        assert item.indent("left") == item.indent("firstLine") == 0


@rule("noi-nhan-punct", "recipients")
def noi_nhan_punct(view):
    *items, last = [item.text for item in view.recipients_cell.printed[1:]]
    assert all(re.search(r"[^;.,\s];$", item) for item in items)
    assert not any("; (" in item for item in items)
    assert re.search(r"[^;.,\s]\.$", last)


@rule("luu-line", "recipients")
def luu_line(view):
    assert re.fullmatch(r"- Lưu: VT, [^;]+\.", view.recipients_cell.printed[-1].text)


@rule("noi-nhan-no-nhu-tren", "recipients")
def noi_nhan_no_nhu_tren(view):
    assert not re.search(r"như trên|kính gửi|như điều", view.recipients_cell.text, re.IGNORECASE)


@rule("noi-nhan-groups", "recipients")
def noi_nhan_groups(view):
    assert len(view.recipients_cell.printed) >= 3


@rule("appendix-referenced", "appendix")
def appendix_referenced(view):
    assert any("phụ lục" in paragraph.text.casefold() for paragraph in view.body)


@rule("appendix-roman", "appendix")
def appendix_roman(view):
    titles = [appendix.title.text for appendix in view.appendices]
    several = [f"Phụ lục {number}" for number in ROMAN[: len(titles)]]
    assert titles == (several if len(titles) > 1 else ["Phụ lục"])


@rule("appendix-title", "appendix")
def appendix_title(view):
    for appendix in view.appendices:
        assert appendix.title.text.startswith("Phụ lục")
        assert is_bold(appendix.title)
        assert sizes(appendix.title) == {28}
        assert appendix.title.align == "center"


@rule("appendix-name", "appendix")
def appendix_name(view):
    for appendix in view.appendices:
        assert appendix.name.text == appendix.name.text.upper() != ""
        assert is_bold(appendix.name)
        assert sizes(appendix.name) <= {26, 28}
        assert appendix.name.align == "center"


@rule("appendix-ref-line", "appendix")
def appendix_ref_line(view):
    for appendix in view.appendices:
        pattern = r"\(Kèm theo Kế hoạch số (?:\d+|\s+)/KH-\S+ ngày.*tháng.*năm \d{4} của \S.*\)"
        assert re.fullmatch(pattern, appendix.reference.text)
        assert is_italic(appendix.reference)
        assert sizes(appendix.reference) <= {26, 28}
        assert appendix.reference.align == "center"


@rule("appendix-ref-match", "appendix")
def appendix_ref_match(view):
    number = view.number_line.text.removeprefix("Số: ")
    date = view.date_line.text.partition(", ")[2]
    for appendix in view.appendices:
        assert appendix.reference.text.startswith(f"(Kèm theo Kế hoạch số {number} {date} của ")


@rule("appendix-line", "appendix")
def appendix_line(view):
    for appendix in view.appendices:
        line = line_below(appendix.reference, appendix.section.blocks)
        check_short_line(appendix.reference, line, appendix.section.room)


@rule("appendix-page-number", "appendix")
def appendix_page_number(view):
    assert all(section.value("pgNumType", "start", -1) == 1 for section in view.appendix_sections)


@rule("appendix-new-page", "appendix")
def appendix_new_page(view):
    for section in view.appendix_sections:
        assert section.text_value("type", "val") in (None, "nextPage")


@rule("appendix-landscape", "appendix")
def appendix_landscape(view):
    displayed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    turned = {"top": (30, 35), "bottom": (15, 20), "left": (20, 25), "right": (20, 25)}
    for section in view.appendix_sections:
        assert any(
            all(is_millimetres(section.margin(side), *limits) for side, limits in choice.items())
            for choice in ((displayed, turned) if section.is_landscape else (displayed,))
        )
    if view.case.appendices:
        assert [section.is_landscape for section in view.appendix_sections] == [
            orientation == "ngang" for orientation in view.case.appendices
        ]


def framed(view, texts) -> Paragraph:
    """Return the one paragraph of the letterhead with one of *texts*, in a frame."""
    cells = [cell for row in view.letterhead.rows for cell in row]
    (mark,) = [paragraph for cell in cells for paragraph in cell.printed if paragraph.text in texts]
    assert is_bold(mark)
    assert sizes(mark) <= {26, 28}
    assert mark.align == "center"
    for side in ("top", "left", "bottom", "right"):
        assert mark.border(side) is not None
        assert mark.border(side).get(W + "val") == "single"
    return mark


@rule("urgency-mark", "head", "urgency")
def urgency_mark(view):
    mark = framed(view, URGENCY)
    assert {run.color for run in mark.printed} == {"FF0000"}
    assert mark.text == str(view.case.front["khan"]).upper()
    rows = view.letterhead.rows
    assert rows[-1][0].element is mark.cell.element
    assert rows.index(view.number_row) < len(rows) - 1


@rule("circulation-mark", "head", "circulation")
def circulation_mark(view):
    mark = framed(view, CIRCULATION)
    rows = [row for row in view.letterhead.rows if mark.cell.element in [cell.element for cell in row]]
    assert mark.text == str(view.case.front["luu_hanh"]).upper()
    assert mark.cell.element is rows[0][1].element
    assert view.letterhead.rows.index(rows[0]) < view.letterhead.rows.index(view.row_with(NATION))


MEASURED = {"quoc-hieu-one-line", "tieu-ngu-line", "agency-line", "trich-yeu-line", "appendix-line"}
"""Rules that need a font with the widths of Times New Roman."""

PAIRS = [
    (identifier, name)
    for identifier, declared in RULES.items()
    for name, case in CASES.items()
    if declared.needs <= case.features
]


@pytest.mark.parametrize("identifier", RULES)
def test_every_draft_keeps_the_rule(identifier, views):
    skip_without_fonts(identifier)
    broken = {}
    for name in (name for one, name in PAIRS if one == identifier):
        try:
            RULES[identifier].check(views(name))
        except AssertionError as fault:
            broken[name] = str(fault)

    assert broken == {}


def skip_without_fonts(identifier):
    if identifier in MEASURED and not has_fonts():
        pytest.skip("no font with the widths of Times New Roman is installed")


# How each rule is broken: what Word would let a user do to a draft.


def form(paragraph: Paragraph, **values: str) -> None:
    """Give all runs of a paragraph own properties."""
    for run in paragraph.element.iter(W + "r"):
        own = run.find(W + "rPr")
        if own is None:
            own = etree.Element(W + "rPr")
            run.insert(0, own)
        for name, value in values.items():
            for old in own.findall(W + name):
                own.remove(old)
            attribute = {"rFonts": "ascii"}.get(name, "val")
            etree.SubElement(own, W + name).set(W + attribute, value)


def shape(paragraph: Paragraph, name: str, **attributes: object) -> None:
    """Give a paragraph a property of its own."""
    own = paragraph.element.find(W + "pPr")
    found = own.find(W + name)
    if found is None:
        found = etree.SubElement(own, W + name)
    for attribute, value in attributes.items():
        found.set(W + attribute, str(value))


def say(paragraph: Paragraph, *change: str) -> None:
    """Replace text in a paragraph: all of it, or an old piece by a new one."""
    first, *others = paragraph.element.iter(W + "t")
    if len(change) == 1:
        first.text = change[0]
        for other in others:
            other.text = ""
        return
    old, new = change
    holder = next(text for text in (first, *others) if old in text.text)
    holder.text = holder.text.replace(old, new, 1)


def set_up(section, name: str, **attributes: object) -> None:
    """Change a property of a section."""
    for attribute, value in attributes.items():
        section.element.find(W + name).set(W + attribute, str(value))


def drop(element) -> None:
    element.getparent().remove(element)


def copy_in_front(paragraph: Paragraph, text: str) -> None:
    """Put a paragraph of the same form before another."""
    from copy import deepcopy

    made = deepcopy(paragraph.element)
    paragraph.element.addprevious(made)
    say(Paragraph(paragraph.document, made), text)


def thicken(paragraph: Paragraph, share: float, room: int) -> None:
    """Make a drawn line this share of its room long."""
    side = round(room * (1 - share) / 2)
    shape(paragraph, "ind", left=side, right=side)


def body_with(view: View, start: str) -> Paragraph:
    return next(paragraph for paragraph in view.body if paragraph.text.startswith(start))


def numbers(view: View) -> Paragraph:
    return view.main.header()[0]


BREAKS: dict[str, tuple[str, Callable[[View], object]]] = {
    "page-size": ("one-appendix", lambda v: set_up(v.main, "pgSz", w=12240, h=15840)),
    "page-orientation": ("one-appendix", lambda v: set_up(v.main, "pgSz", w=16838, h=11906)),
    "margin-top": ("one-appendix", lambda v: set_up(v.main, "pgMar", top=1440)),
    "margin-bottom": ("one-appendix", lambda v: set_up(v.main, "pgMar", bottom=851)),
    "margin-left": ("one-appendix", lambda v: set_up(v.appendix_sections[0], "pgMar", left=1440)),
    "margin-right": ("one-appendix", lambda v: set_up(v.main, "pgMar", right=567)),
    "font-name": ("one-appendix", lambda v: form(v.recipients_cell.printed[2], rFonts="Calibri")),
    "unicode": ("one-appendix", lambda v: say(v.body[0], "Thực", "Thu\u031b\u0323c")),
    "font-color": ("one-appendix", lambda v: form(v.sections[0], color="0563C1")),
    "page-number": ("one-appendix", lambda v: form(numbers(v), sz="24")),
    "page-number-first": ("one-appendix", lambda v: drop(v.main.element.find(W + "titlePg"))),
    "size-consistent": ("one-appendix", lambda v: form(v.motto, sz="26")),
    "quoc-hieu": ("one-appendix", lambda v: form(v.nation, sz="28")),
    "quoc-hieu-one-line": ("one-appendix", lambda v: form(v.nation, sz="32")),
    "tieu-ngu": ("one-appendix", lambda v: form(v.motto, b="0")),
    "tieu-ngu-line": ("one-appendix", lambda v: thicken(v.motto.cell.paragraphs[2], 0.35, v.motto.cell.room)),
    "qh-tn-spacing": ("one-appendix", lambda v: shape(v.motto, "spacing", before=60)),
    "agency-parent": ("all-marks", lambda v: form(v.agency_paragraphs[0], b="1")),
    "agency-name": ("one-appendix", lambda v: say(v.agency, "NGỌC HÀ", "NGỌC HỒI")),
    "agency-line": ("one-appendix", lambda v: thicken(v.agency.cell.paragraphs[-1], 0.9, v.agency.cell.room)),
    "agency-spacing": ("one-appendix", lambda v: shape(v.agency, "spacing", line=360)),
    "so-ky-hieu": ("one-appendix", lambda v: say(v.number_line, "115/", "115 /")),
    "so-leading-zero": ("small-number-and-date", lambda v: say(v.number_line, "05/", "5/")),
    "so-padding": ("one-appendix", lambda v: say(v.number_line, "115/", "0115/")),
    "symbol-type": ("one-appendix", lambda v: say(v.number_line, "KH-", "QĐ-")),
    "symbol-agency": ("one-appendix", lambda v: say(v.number_line, "UBND", "UB")),
    "symbol-no-year": ("one-appendix", lambda v: say(v.number_line, "115/", "115/2026/")),
    "number-date-row": ("one-appendix", lambda v: copy_in_front(v.date_line, "")),
    "dia-danh": ("new-phuong", lambda v: say(v.date_line, "Phường ", "")),
    "date-line": ("one-appendix", lambda v: say(v.date_line, ", ngày", " ngày")),
    "date-line-style": ("one-appendix", lambda v: form(v.date_line, i="0")),
    "date-leading-zero": ("small-number-and-date", lambda v: say(v.date_line, "ngày 01", "ngày 1")),
    "date-no-extra-zero": ("one-appendix", lambda v: say(v.date_line, "tháng 3", "tháng 03")),
    "urgency-mark": ("urgent", lambda v: form(framed(v, URGENCY), color="000000")),
    "circulation-mark": ("internal", lambda v: shape(framed(v, CIRCULATION), "pBdr")),
    "type-name": ("one-appendix", lambda v: form(v.type_name, sz="32")),
    "trich-yeu": ("one-appendix", lambda v: say(v.subject, "THÔNG TIN, TUYÊN TRUYỀN")),
    "trich-yeu-line": ("long-subject", lambda v: thicken(v.subject_line, 0.9, v.main.room)),
    "trich-yeu-no-vv": ("one-appendix", lambda v: say(v.subject, "V/v thông tin, tuyên truyền")),
    "trich-yeu-no-period": ("one-appendix", lambda v: say(v.subject, "năm 2026", "năm 2026.")),
    "trich-yeu-no-abbrev": ("one-appendix", lambda v: say(v.subject, "hành chính", "hành chính (CCHC)")),
    "body-font-size": ("one-appendix", lambda v: form(v.body[3], sz="26")),
    "body-style": ("one-appendix", lambda v: form(v.body[-1], i="1")),
    "body-justify": ("one-appendix", lambda v: shape(v.points[0], "jc", val="left")),
    "first-line-indent": ("one-appendix", lambda v: shape(v.points[0], "ind", firstLine=360)),
    "para-spacing": ("one-appendix", lambda v: shape(v.points[0], "spacing", before=0, after=60)),
    "line-spacing": ("one-appendix", lambda v: shape(v.body[1], "spacing", line=400)),
    "can-cu-style": ("can-cu", lambda v: form(v.legal_bases[1], i="0")),
    "can-cu-punct": ("can-cu", lambda v: say(v.legal_bases[-1], "năm 2026.", "năm 2026;")),
    "can-cu-full": ("can-cu", lambda v: say(v.legal_bases[-1], " ngày 27/02/2026", "")),
    "can-cu-law": ("can-cu", lambda v: say(v.legal_bases[0], "Luật Tổ chức", "Luật số 72/2025/QH15 Tổ chức")),
    "cite-first": ("one-appendix", lambda v: say(v.body[0], " ngày 27/02/2026", "")),
    "cite-later": ("one-appendix", lambda v: say(body_with(v, "1.1. Việc"), "KH-UBND", "KH-UBND ngày 27/02/2026")),
    "cite-so": ("one-appendix", lambda v: say(body_with(v, "1.1. Việc"), "Kế hoạch số", "Kế hoạch")),
    "structure": ("one-appendix", lambda v: drop(v.points[4].element)),
    "heading-required-title": ("one-appendix", lambda v: say(v.sections[1], "II.")),
    "heading-roman": ("one-appendix", lambda v: say(v.sections[1], "II. Nhiệm vụ")),
    "heading-numbering-unique": ("one-appendix", lambda v: say(v.sections[2], "III.", "IV.")),
    "khoan-number": ("one-appendix", lambda v: say(body_with(v, "1. Nhiệm vụ"), "1. ", "1) ")),
    "khoan-title": ("one-appendix", lambda v: form(body_with(v, "1.1. Văn phòng"), b="0")),
    "clause-letter": ("one-appendix", lambda v: say(v.points[0], "a) ", "a. ")),
    "clause-letter-order": ("one-appendix", lambda v: say(v.points[5], "e) ", "f) ")),
    "dash-level": ("one-appendix", lambda v: say(body_with(v, "- Bảo đảm"), "- ", "• ")),
    "end-mark": ("one-appendix", lambda v: say(v.body[-1], "./.", ".")),
    "heading-keep": ("one-appendix", lambda v: shape(v.sections[0], "keepNext", val="0")),
    "signature-authority": ("deputy-signs", lambda v: say(v.signers[0][0], "KT. ", "KT/")),
    "position-official": ("deputy-signs", lambda v: say(v.signers[0][0], "PHÓ ", "")),
    "signature-style": ("deputy-signs", lambda v: form(v.signers[0][0], b="0")),
    "signer-name": ("deputy-signs", lambda v: say(v.signers[0][1], "ĐỖ VĂN ƯỚC")),
    "signer-no-title": ("deputy-signs", lambda v: say(v.signers[0][1], "TS. Đỗ Văn Ước")),
    "signature-right": ("deputy-signs", lambda v: shape(v.recipients_cell.printed[0], "spacing", before=240)),
    "signature-space": ("deputy-signs", lambda v: shape(v.signers[0][1], "spacing", before=240)),
    "noi-nhan": ("one-appendix", lambda v: form(v.recipients_cell.printed[0], u="single")),
    "noi-nhan-items": ("one-appendix", lambda v: form(v.recipients_cell.printed[1], sz="24")),
    "noi-nhan-punct": ("one-appendix", lambda v: say(v.recipients_cell.printed[1], ";", "; (để b/c)")),
    "luu-line": ("one-appendix", lambda v: say(v.recipients_cell.printed[-1], "Lưu:", "Lưu")),
    "noi-nhan-no-nhu-tren": ("one-appendix", lambda v: say(v.recipients_cell.printed[1], "- Như trên;")),
    "noi-nhan-groups": ("one-appendix", lambda v: [drop(one.element) for one in v.recipients_cell.printed[1:-1]]),
    "appendix-referenced": ("one-appendix", lambda v: say(body_with(v, "Báo cáo"), "Phụ lục", "bảng")),
    "appendix-roman": ("three-appendices", lambda v: say(v.appendices[1].title, "Phụ lục 2")),
    "appendix-title": ("one-appendix", lambda v: say(v.appendices[0].title, "PHỤ LỤC")),
    "appendix-name": ("one-appendix", lambda v: say(v.appendices[0].name, "Nhiệm vụ cụ thể")),
    "appendix-ref-line": ("one-appendix", lambda v: say(v.appendices[0].reference, "Kế hoạch số", "Kế hoạch")),
    "appendix-ref-match": ("one-appendix", lambda v: say(v.appendices[0].reference, "ngày 04", "ngày 05")),
    "appendix-line": (
        "landscape-appendix",
        lambda v: thicken(v.appendices[0].line, 0.95, v.appendices[0].section.room),
    ),
    "appendix-page-number": ("one-appendix", lambda v: set_up(v.appendix_sections[0], "pgNumType", start=7)),
    "appendix-new-page": (
        "one-appendix",
        lambda v: etree.SubElement(v.appendix_sections[0].element, W + "type").set(W + "val", "continuous"),
    ),
    "appendix-landscape": ("landscape-appendix", lambda v: set_up(v.appendix_sections[0], "pgMar", left=567)),
}
"""Rule to the draft that is broken, and how."""


def test_every_rule_is_held_against_a_draft_and_has_a_way_to_break_it():
    assert {identifier for identifier, _ in PAIRS} == set(RULES) == set(BREAKS)


@pytest.mark.parametrize("identifier", BREAKS)
def test_the_rule_notices_a_draft_that_breaks_it(identifier, views):
    skip_without_fonts(identifier)
    name, break_it = BREAKS[identifier]
    whole = views(name).document
    draft = View(repacked(whole.parts), CASES[name])

    break_it(draft)
    changed = {part: etree.tostring(root) for part, root in draft.document.read_parts.items()}
    broken = View(repacked({**whole.parts, **changed}), CASES[name])

    with pytest.raises(AssertionError):
        RULES[identifier].check(broken)
