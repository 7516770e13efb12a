"""Plain text as written: paragraphs, joined lines, page numbers, tables, marks, encodings; nothing is lost."""

import codecs
import re
import textwrap
import unicodedata
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from conftest import some
from hypothesis import given
from hypothesis import strategies as st
from old_plans import MAKERS

from cchc_draft.errors import InputError, Place
from cchc_draft.importing.legacy_fonts import TCVN3, VNI
from cchc_draft.importing.odd_text import MARKED
from cchc_draft.importing.text_reader import LINE_LIMIT, decode_text, read
from cchc_draft.importing.written import Cell, Paragraph, Table, text
from cchc_draft.model import LineBreak, Run

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
LONG = "Công tác thông tin, tuyên truyền bám sát chỉ đạo của các cấp và thực hiện có trọng tâm, trọng điểm, phù hợp với từng"


@pytest.fixture
def sample():
    """Return a function that gives the text of a real plan."""

    def load(name):
        path = SAMPLES / f"{name}.txt"
        if not path.is_file():
            pytest.skip(f"the samples folder {SAMPLES} is not here")
        return path.read_text(encoding="utf-8")

    return load


def shown(block):
    """Return a paragraph as its text, a table as rows of texts."""
    if isinstance(block, Paragraph):
        return f"{block.label} {text(block.content)}".strip()
    return [["\n".join(map(shown, cell.blocks)) for cell in row] for row in block.rows]


def texts(source, file="cu.txt"):
    return [shown(block) for block in read(source, file).blocks]


def said(source, file="cu.txt"):
    return [str(problem) for problem in read(source, file).problems]


def lines_of(*lines):
    return "\n".join(lines)


def words_of(blocks):
    """Yield the words of blocks in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from re.findall(r"\w+", f"{block.label} {text(block.content)}")
        else:
            for row in block.rows:
                for cell in row:
                    yield from words_of(cell.blocks)


# The real plans.


@pytest.mark.parametrize(
    "name",
    [
        "bac-ninh-so-vhttdl-2026",
        "ha-noi-phuong-ngoc-ha-2026",
        "ha-noi-so-vhtt-2025.ocr",
        "ha-noi-so-vhtt-2026",
        "lai-chau-so-vhttdl-2026",
    ],
)
def test_every_word_of_a_real_plan_is_there_in_order(name, sample):
    source = sample(name)

    without_marks = re.sub(r"\*+|</?i>", " ", source)
    assert list(words_of(read(source, name).blocks)) == re.findall(r"\w+", without_marks)


@pytest.mark.parametrize(
    ("name", "count", "codes"),
    [
        ("bac-ninh-so-vhttdl-2026", 73, []),
        ("ha-noi-phuong-ngoc-ha-2026", 83, ["glued-text", "joined-lines", "doubtful-join"]),
        ("ha-noi-so-vhtt-2025.ocr", 153, ["no-diacritics", "ocr-text", "broken-table", "joined-lines"]),
        ("ha-noi-so-vhtt-2026", 69, ["joined-lines"]),
        ("lai-chau-so-vhttdl-2026", 56, ["joined-lines"]),
    ],
)
def test_a_real_plan_has_its_paragraphs_and_its_report(name, count, codes, sample):
    written = read(sample(name), f"{name}.txt")

    assert len(written.blocks) == count
    assert [problem.code for problem in written.problems] == codes
    assert not written.has_form
    assert all(problem.level == "warning" for problem in written.problems)


def test_sentences_torn_by_the_end_of_a_page_are_whole_again(sample):
    ward = texts(sample("ha-noi-phuong-ngoc-ha-2026"))
    office = texts(sample("ha-noi-so-vhtt-2026"))
    province = texts(sample("lai-chau-so-vhttdl-2026"))

    for paragraphs, seam in [
        (ward, "cải cách hành chính nhà nước của phường Ngọc Hà năm 2026"),
        (ward, "vận hành Công dịch vụ công, thanh toán trực tuyến"),
        (ward, "(đảm bảo tối thiểu 02 tin/bài CCHC trong tháng); phát triển hệ sinh thái"),
        (ward, "thực hiện cơ chế một cửa, một cửa liên thông"),
        (office, "của đội ngũ cán bộ, công chức, viên chức trong thực thi công vụ"),
        (province, "phát huy những nội dung, các mặt tích cực"),
    ]:
        assert sum(seam in paragraph for paragraph in paragraphs if isinstance(paragraph, str)) >= 1


def test_what_was_joined_is_told_with_the_lines(sample):
    assert said(sample("ha-noi-phuong-ngoc-ha-2026"), "cu.txt")[1:] == [
        "cu.txt:99: cảnh báo: đã nối 3 dòng bị ngắt giữa câu vào dòng trên (dòng 99: «…thiểu 02 tin/bài CCHC | "
        "trong tháng); phát triển…»; 127: «…thực hiện cơ chế một | cửa, một cửa liên thông;…»; "
        "9: «…về cải cách hành chính | nhà nước của phường Ngọc…») [joined-lines]",
        "cu.txt:53: cảnh báo: đã nối dòng này vào đoạn trên vì đoạn trên chưa hết câu: «…quyết TTHC, vận hành | "
        "Công dịch vụ công, thanh…»; hãy xem lại [doubtful-join]",
    ]


def test_recipients_signature_and_head_of_a_real_plan_are_lines_of_their_own(sample):
    ward = texts(sample("ha-noi-phuong-ngoc-ha-2026"))

    assert ward[:3] == ["Số: 115 /KH-UBND", "Ngọc Hà, ngày 04 tháng 03 năm 2026", "KẾ HOẠCH"]
    assert ward[-15:-1] == [
        "Nơi nhận:",
        "- Sở Nội vụ thành phố Hà Nội;",
        "- TT Đảng ủy - HĐND phường;",
        "- Đ/c Chủ tịch và các PCT UBND phường;",
        "- Ủy ban MTTQ Việt Nam phường;",
        "- Các phòng chuyên môn, đơn vị thuộc phường;",
        "- Lưu VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Hưng",
        "Phụ lục",
        "MỘT SỐ NHIỆM VỤ CỤ THỂ VỀ CÔNG TÁC TUYÊN TRUYỀN NĂM 2026",
        "(Kèm theo Kế hoạch số 115 /KH-UBND ngày 04 tháng 3 năm 2026 của UBND phường Ngọc Hà)",
    ]


def test_a_table_with_tabs_has_its_rows_and_columns(sample):
    table = read(sample("ha-noi-phuong-ngoc-ha-2026"), "cu.txt").blocks[-1]

    rows = shown(table)
    assert (table.width, table.has_borders, table.place) == (5, True, Place("cu.txt", 162))
    assert rows[0] == ["STT", "Nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian hoàn thành"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 10)]
    assert rows[5][1].endswith("định kỳ (lồng ghép vào báo cáo CCHC định kỳ của UBND phường) .")


def test_headings_and_bold_lines_of_a_published_copy_are_read(sample):
    written = read(sample("lai-chau-so-vhttdl-2026"), "lai-chau.txt")

    levels = [(block.level, text(block.content)) for block in written.blocks if block.level]
    assert levels[:4] == [
        (2, "KẾ HOẠCH Tuyên truyền công tác cải cách hành chính (CCHC) năm 2026"),
        (3, "I. MỤC ĐÍCH, YÊU CẦU"),
        (4, "1. Mục đích"),
        (4, "2. Yêu cầu"),
    ]
    assert [block.content for block in written.blocks[-3:]] == [
        (Run("KT. GIÁM ĐỐC", bold=True),),
        (Run("PHÓ GIÁM ĐỐC", bold=True),),
        (Run("Lưu Hồng Phương", bold=True),),
    ]


def test_cells_of_a_scanned_table_are_whole_and_its_broken_rows_stay_lines(sample):
    scan = texts(sample("ha-noi-so-vhtt-2025.ocr"))

    assert "1. |Ban_hanh Ké hoach tuyén Viin phong S Cac don vi su Chiga;hat" in scan
    assert "truyén CCHC nam 2025 nghiép thuoc Sé 20/02/2025" in scan
    start = scan.index("12.")
    assert scan[start : start + 5] == [
        "12.",
        "Xay dyng, phat trién noi dung Cam nang dién tr “CCHC, Chuyén d6i so va Pé an 06” Thanh phd nam 2025.",
        "Vian phong S¢",
        "Céc phong thuoc so",
        "Trong nam",
    ]
    assert [paragraph for paragraph in scan if re.fullmatch(r"1\d\.", paragraph)] == ["10.", "11.", "12.", "13."]


def test_a_scan_without_signs_is_warned_of_loudly(sample):
    assert said(sample("ha-noi-so-vhtt-2025.ocr"))[:3] == [
        "cu.txt: cảnh báo: chữ trong tệp đã mất dấu (chỉ 5% chữ cái có dấu, văn bản tiếng Việt bình thường có khoảng "
        "27%): chương trình giữ nguyên chữ và không tự thêm dấu; phải đối chiếu từng câu, từng tên với bản gốc "
        "[no-diacritics]",
        "cu.txt: cảnh báo: chữ trong tệp do máy nhận dạng từ ảnh (OCR) và có nhiều chỗ đọc sai; phải đối chiếu với bản "
        "gốc [ocr-text]",
        "cu.txt:285: cảnh báo: dòng 285 đến 341 trông như bảng nhưng các cột không còn tách được; từng dòng được giữ "
        "nguyên như đoạn văn [broken-table]",
    ]


# Lines.


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("Một dòng.", ["Một dòng."]),
        ("Hai dòng.\nKhông liền.", ["Hai dòng.", "Không liền."]),
        ("Tuyên truyền cải cách\nhành chính.", ["Tuyên truyền cải cách hành chính."]),
        ("Tuyên truyền cải cách\n\nhành chính.", ["Tuyên truyền cải cách", "hành chính."]),
        (f"{LONG}\n\nđối tượng tuyên truyền.", [f"{LONG} đối tượng tuyên truyền."]),
        (f"{LONG} đối tượng.\n\nvà các đơn vị.", [f"{LONG} đối tượng.", "và các đơn vị."]),
        (f"{LONG}\n\na) đối tượng;", [LONG, "a) đối tượng;"]),
        (f"{LONG}\n\n- Đối tượng;", [LONG, "- Đối tượng;"]),
        (f"{LONG}\n\nII. NỘI DUNG", [LONG, "II. NỘI DUNG"]),
        (f"{LONG},\n\nĐối tượng.", [f"{LONG}, Đối tượng."]),
        (f"({LONG}\n\nĐối tượng).", [f"({LONG} Đối tượng)."]),
        ("Phối hợp, gồm (Sở Nội vụ,\nSở Tài chính).", ["Phối hợp, gồm (Sở Nội vụ, Sở Tài chính)."]),
        ("KẾ HOẠCH\ntuyên truyền", ["KẾ HOẠCH", "tuyên truyền"]),
        ("MỘT SỐ NHIỆM VỤ\nCỤ THỂ NĂM 2026", ["MỘT SỐ NHIỆM VỤ", "CỤ THỂ NĂM 2026"]),
        ("1. Mục đích\n2. Yêu cầu", ["1. Mục đích", "2. Yêu cầu"]),
        ("I\nMục đích", ["I", "Mục đích"]),
        ("2\nBáo cáo định kỳ", ["2", "Báo cáo định kỳ"]),
        ("Số:      /KH-UBND\nvà", ["Số:      /KH-UBND", "và"]),
        ("Hà Nội, ngày 04 tháng 3 năm 2026\nvà", ["Hà Nội, ngày 04 tháng 3 năm 2026", "và"]),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
        ("Đăng tải tin/\nbài hằng tháng.", ["Đăng tải tin/bài hằng tháng."]),
        ("Phụ lục\n(Kèm theo Kế hoạch số 5/KH-UBND)", ["Phụ lục", "(Kèm theo Kế hoạch số 5/KH-UBND)"]),
        ("Nguyễn Văn Hưng\n(đã ký)", ["Nguyễn Văn Hưng", "(đã ký)"]),
        ("Xem tại\nhttps://hanoi.gov.vn", ["Xem tại", "https://hanoi.gov.vn"]),
        ("Theo Nghị định số\n27/2022/NĐ-CP của Chính phủ.", ["Theo Nghị định số 27/2022/NĐ-CP của Chính phủ."]),
        (f"{LONG[:90]} ngày 07 tháng\n01 năm 2026 của Sở.", [f"{LONG[:90]} ngày 07 tháng 01 năm 2026 của Sở."]),
        ("- Nghị quyết số 21-NQ/TW ngày\n25/10/2026 của Sở.", ["- Nghị quyết số 21-NQ/TW ngày 25/10/2026 của Sở."]),
        ("I. MỤC ĐÍCH,\nYÊU CẦU\n1. Mục đích", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]),
        ("Một\r\nHai\r\n", ["Một", "Hai"]),
        ("   Một   \n\t1.\tHai", ["Một", "1. Hai"]),
    ],
)
def test_lines_are_joined_only_where_a_sentence_goes_on(source, paragraphs):
    assert texts(source) == paragraphs


NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("ỦY\nBAN NHÂN DÂN\nTỈNH CÀ MAU", ["ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU"]),
        ("ỦY BAN NHÂN\nDÂN\nTHÀNH PHỐ HUẾ", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HUẾ"]),
        ("ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU", ["ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU"]),
        ("SỞ Y TẾ\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["SỞ Y TẾ", NATION]),
        ("CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do -\nHạnh phúc", [NATION, MOTTO]),
        (f"{NATION} {MOTTO}", [NATION, MOTTO]),
        ("Số:\n36/KH-UBND\nCà\nMau, ngày 21 tháng 02 năm 2026", ["Số: 36/KH-UBND", "Cà Mau, ngày 21 tháng 02 năm 2026"]),
        ("Huế, ngày\n21 tháng 02\nnăm 2026", ["Huế, ngày 21 tháng 02 năm 2026"]),
        ("SỞ Y TẾ\nHuế, ngày 21 tháng 02 năm 2026", ["SỞ Y TẾ", "Huế, ngày 21 tháng 02 năm 2026"]),
        (f"SỞ Y TẾ\n|\n{NATION}\n|", ["SỞ Y TẾ", NATION]),
        (f"SỞ Y TẾ | {NATION} |\nSố: 3/KH-SYT | Huế, ngày 02 tháng 3 năm 2026 |",
         ["SỞ Y TẾ", NATION, "Số: 3/KH-SYT", "Huế, ngày 02 tháng 3 năm 2026"]),
    ],
)  # fmt: skip
def test_the_letterhead_of_a_web_page_is_put_together_again(source, head):
    found = texts(f"{source}\nKẾ HOẠCH\nCải cách hành chính năm 2026")

    assert found == [*head, "KẾ HOẠCH", "Cải cách hành chính năm 2026"]


def wrapped(*paragraphs, width=60, indent=""):
    """Return paragraphs broken at a width, the first line of each indented."""
    lines = []
    for paragraph in paragraphs:
        line = indent
        for word in paragraph.split():
            if len(line) + 1 + len(word) > width:
                lines.append(line)
                line = ""
            line += word if not line.strip() else f" {word}"
        lines.append(line)
    return "\n".join(lines)


BODY = (
    "a) Tăng cường công tác thông tin, tuyên truyền nhằm nâng cao nhận thức, trách nhiệm, kỹ năng tổ chức thực hiện cải "
    "cách hành chính của đội ngũ cán bộ, công chức. Nâng cao sự đồng thuận của người dân, tổ chức theo Nghị quyết số "
    "76/NQ-CP ngày 15/7/2021 của Chính phủ, Nghị quyết Đại hội Đảng bộ Thành phố lần thứ XVIII. Kết quả rà soát.",
    "- Theo dõi, kiểm tra, đôn đốc các phòng, ban, đơn vị tổ chức thực hiện Kế hoạch này; phối hợp Phòng Văn hóa - Xã "
    "hội, Trung tâm Văn hóa, Thông tin và Thể thao xây dựng tin, bài, cung cấp thông tin để đăng tải công khai.",
    "Khuyến khích gửi đăng các bài chính luận, bài viết chuyên sâu, nghiên cứu, trao đổi, báo cáo, sơ kết, tổng kết.",
)


def test_lines_broken_at_the_width_of_the_page_are_paragraphs_again():
    source = wrapped(*BODY, *BODY, indent="      ")

    assert texts(source) == [*BODY, *BODY]


def test_a_dash_inside_a_name_that_was_broken_before_it_starts_no_entry():
    lines = ["Giao các đơn vị thuộc phường, trong đó có Phòng Kinh tế của"] * 9
    source = lines_of(*lines, "phường chủ trì việc phát triển công nghiệp và kinh tế", "- xã hội trên địa bàn.")

    assert texts(source)[-1].endswith("công nghiệp và kinh tế - xã hội trên địa bàn.")


@given(st.lists(st.sampled_from(BODY), min_size=4, max_size=9), st.integers(48, 110))
def test_paragraphs_of_any_width_with_empty_lines_between_come_back(paragraphs, width):
    source = "\n\n".join(wrapped(paragraph, width=width) for paragraph in paragraphs)

    joined = " ".join(texts(source))
    assert joined == " ".join(paragraphs)


def test_a_long_text_without_broken_lines_keeps_its_lines():
    lines = ["1. Văn phòng Sở", "Chủ trì thực hiện.", "2. Phòng Tài chính", "Bố trí kinh phí.", "3. Các phòng"] * 9

    assert texts("\n".join(lines)) == lines
    assert said("\n".join(lines)) == []


# Pages.


def test_page_numbers_are_left_out_and_told():
    pages = [wrapped(*BODY, indent="      "), f"      2\n\n{wrapped(*BODY, indent='      ')}", "3\n\n   Hết."]

    written = read("\n\f".join(pages), "cu.txt")

    assert [shown(block) for block in written.blocks] == [*BODY, *BODY, "Hết."]
    assert [block.breaks_page for block in written.blocks] == [False, False, False, True, False, False, True]
    assert "đã bỏ 2 số trang đứng riêng một dòng (dòng 13: «2»; 27: «3») [page-numbers]" in str(written.problems[0])


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("Một.\nTrang 2\nHai.", ["Một.", "Hai."]),
        ("Một.\n- 2 -\nHai.", ["Một.", "Hai."]),
        ("Một.\nTrang 2/5\nHai.", ["Một.", "Hai."]),
        (f"{LONG}\n\n2\n\nđối tượng.", [f"{LONG} đối tượng."]),
        ("Thường xuyên\n\n2\n\nBáo cáo", ["Thường xuyên", "2", "Báo cáo"]),
        ("Trong năm\n2\nbáo cáo", ["Trong năm", "2", "báo cáo"]),
        ("Một.\n\f2\nHai.", ["Một.", "Hai."]),
        ("Một.\n\f7\nHai.", ["Một.", "7", "Hai."]),
        ("STT\n1\nMột\n\f5\nNăm", ["STT", "1", "Một", "5", "Năm"]),
        ("1/5", ["1/5"]),
    ],
)
def test_only_a_number_that_must_be_a_page_number_is_left_out(source, paragraphs):
    assert texts(source) == paragraphs


def test_drawn_lines_are_left_out_and_told():
    assert texts("UBND PHƯỜNG\n--------\nKẾ HOẠCH\n_____") == ["UBND PHƯỜNG", "KẾ HOẠCH"]
    assert said("UBND PHƯỜNG\n--------\nKẾ HOẠCH") == [
        "cu.txt:2: cảnh báo: đã bỏ 1 dòng kẻ (dòng 2: «--------») [drawn-lines]"
    ]


# Tables.


@pytest.mark.parametrize(
    ("source", "rows", "has_borders"),
    [
        ("| STT | Nhiệm vụ |\n|---|:---:|\n| 1 | **Báo cáo** |", [["STT", "Nhiệm vụ"], ["1", "Báo cáo"]], True),
        ("STT | Nhiệm vụ\n--- | ---\n1 | a \\| b", [["STT", "Nhiệm vụ"], ["1", "a | b"]], True),
        ("| 1 | a |\n| 2 | b |", [["1", "a"], ["2", "b"]], True),
        ("STT\tNhiệm vụ\n1\tBáo cáo\n2\t", [["STT", "Nhiệm vụ"], ["1", "Báo cáo"], ["2", ""]], True),
        ("STT\tViệc\tHạn\n1\ta\tQuý I\nII. Nhóm\n2\tb\t", [["STT", "Việc", "Hạn"], ["1", "a", "Quý I"], ["II. Nhóm"], ["2", "b", ""]], True),
        ("STT\tViệc\tHạn\n1\tviệc dài\nbị ngắt\tQuý I", [["STT", "Việc", "Hạn"], ["1", "việc dài", ""], ["bị ngắt", "Quý I", ""]], True),
        ("STT\tViệc\tHạn\n1\ta\tmỗi\ntháng\n2\tb\tquý", [["STT", "Việc", "Hạn"], ["1", "a", "mỗi tháng"], ["2", "b", "quý"]], True),
        ("STT\tViệc\tHạn\n\n1\ta\tQuý I\n\n2\tb\tQuý II", [["STT", "Việc", "Hạn"], ["1", "a", "Quý I"], ["2", "b", "Quý II"]], True),
        ("UBND TỈNH\t\tCỘNG HÒA\nSỞ NỘI VỤ\t\tĐộc lập", [["UBND TỈNH", "CỘNG HÒA"], ["SỞ NỘI VỤ", "Độc lập"]], False),
    ],
)  # fmt: skip
def test_a_table_is_read(source, rows, has_borders):
    blocks = read(f"Mở đầu.\n\n{source}\n\nKết thúc.", "cu.txt").blocks

    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]
    assert shown(blocks[1]) == rows
    assert blocks[1].has_borders is has_borders
    assert blocks[1].place == Place("cu.txt", 3)


def test_a_row_of_one_cell_spans_the_table_and_missing_cells_are_empty():
    table = read("A\tB\tC\n1\tx\ty\nNhóm\n2\tz", "cu.txt").blocks[0]

    assert [[(cell.column, cell.columns) for cell in row] for row in table.rows] == [
        [(0, 1), (1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 3)],
        [(0, 1), (1, 1), (2, 1)],
    ]
    assert table.rows[3][2] == Cell((), 2)
    assert said("A\tB\tC\n1\tx\ty\nNhóm\n2\tz") == [
        "cu.txt:4: cảnh báo: 1 hàng của bảng có ít hơn 3 ô, phần thiếu để trống (dòng 4: «2» ô) [uneven-rows]"
    ]


@pytest.mark.parametrize(
    "source",
    ["I.\tMỤC ĐÍCH\n1.\tMục đích\n-\tNâng cao", "a | b", "Cổng | Trang\nTin | Bài\nMột | Hai", "\tMột\n\tHai", "a\tb"],
)
def test_what_only_looks_like_a_table_stays_lines(source):
    assert texts(source) == [" ".join(line.split()) for line in source.split("\n")]


PRINTED = """\
      ỦY BAN NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      PHƯỜNG NGỌC HÀ                       Độc lập - Tự do - Hạnh phúc
       Số:      /KH-UBND             Ngọc Hà, ngày      tháng      năm 2026

                                 KẾ HOẠCH
                Thông tin, tuyên truyền

      Trên đây là Kế hoạch./.
Nơi nhận:                                          TM. ỦY BAN NHÂN DÂN
- Như trên;                                            KT. CHỦ TỊCH
- Lưu: VT.                                             PHÓ CHỦ TỊCH


                                                     Nguyễn Văn Hưng
"""


def test_letterhead_and_signature_of_a_printed_page_are_two_columns():
    assert texts(PRINTED) == [
        [
            [
                "ỦY BAN NHÂN DÂN\nPHƯỜNG NGỌC HÀ\nSố:      /KH-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
                "Ngọc Hà, ngày      tháng      năm 2026",
            ]
        ],
        "KẾ HOẠCH",
        "Thông tin, tuyên truyền",
        "Trên đây là Kế hoạch./.",
        [
            [
                "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
                "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Hưng",
            ]
        ],
    ]
    assert [block.has_borders for block in read(PRINTED, "cu.txt").blocks if isinstance(block, Table)] == [False] * 2


def test_columns_of_blanks_stay_lines_and_are_told():
    lines = ["STT   Nhiệm vụ       Chủ trì      Hạn"] + [f"{n}     việc {n}      Sở Nội vụ    Quý I" for n in (1, 2, 3)]
    source = lines_of("Mở đầu.", "", *lines, "", "Kết thúc.")

    assert texts(source) == ["Mở đầu.", *lines, "Kết thúc."]
    assert said(source) == [
        "cu.txt:3: cảnh báo: dòng 3 đến 6 trông như bảng nhưng các cột không còn tách được; từng dòng được giữ nguyên "
        "như đoạn văn [broken-table]"
    ]


# Marks.


@pytest.mark.parametrize(
    ("source", "contents"),
    [
        ("4.1. *Cải cách*: rà", [(Run("4.1. "), Run("Cải cách", italic=True), Run(": rà"))]),
        ("**TM. UBND**", [(Run("TM. UBND", bold=True),)]),
        ("***Nơi nhận:***", [(Run("Nơi nhận:", bold=True, italic=True),)]),
        ("**KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**", [(Run("KT. GIÁM ĐỐC", bold=True),), (Run("PHÓ GIÁM ĐỐC", bold=True),)]),
        (
            "a <b>b</b> <em>c</em><u>d</u>",
            [(Run("a "), Run("b", bold=True), Run(" "), Run("c", italic=True), Run("d"))],
        ),
        ("a<br>b<br/>c", [(Run("a"), LineBreak(), Run("b"), LineBreak(), Run("c"))]),
        ("xem (<https://a.vn>)", [(Run("xem (https://a.vn)"),)]),
        ("R&amp;D &lt;x&gt;", [(Run("R&D <x>"),)]),
        ("**K**ế hoạch", [(Run("K", bold=True), Run("ế hoạch"))]),
        ("Phụ lục**MỘT SỐ**", [(Run("Phụ lục"),), (Run("MỘT SỐ", bold=True),)]),
        ("*năm 2026**của phường*", [(Run("năm 2026 của phường", italic=True),)]),
        ("5*3*2 = 30 (*) sao", [(Run("5*3*2 = 30 (*) sao"),)]),
        ("** và **", [(Run("** và **"),)]),
        ("*Ghi chú: chưa đóng", [(Run("*Ghi chú: chưa đóng"),)]),
        ("a **b\n\nc** d", [(Run("a **b"),), (Run("c** d"),)]),
        ("a * b * c", [(Run("a * b * c"),)]),
        ("a_b_c <x> \\*", [(Run("a_b_c <x> \\*"),)]),
    ],
)
def test_marks_become_form_and_signs_without_a_partner_stay(source, contents):
    assert [block.content for block in read(f"Đầu.\n\n{source}", "cu.txt").blocks[1:]] == contents


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Mục đích ##", [Paragraph((Run("Mục đích"),), level=1)]),
        ("### **1. Nội dung**", [Paragraph((Run("1. Nội dung", bold=True),), level=3)]),
        ("* Một\n* Hai", [Paragraph((Run("Một"),), "-"), Paragraph((Run("Hai"),), "-")]),
        ("- Một\n1\\. Hai", [Paragraph((Run("- Một"),)), Paragraph((Run("1. Hai"),))]),
        ("_a_ __b__ a_b_c", [Paragraph((Run("a", italic=True), Run(" "), Run("b", bold=True), Run(" a_b_c")))]),
        ("[Trang](https://a.vn) tin", [Paragraph((Run("Trang", link="https://a.vn"), Run(" tin")))]),
        ("> trích", [Paragraph((Run("trích"),))]),
        ("một  \nhai", [Paragraph((Run("một"),)), Paragraph((Run("hai"),))]),
        ("một\\\nhai", [Paragraph((Run("một"),)), Paragraph((Run("hai"),))]),
        ("```\nmã\n```", [Paragraph((Run("mã"),))]),
        ("* một\n* hai", [Paragraph((Run("một"),), "-"), Paragraph((Run("hai"),), "-")]),
        ("## Nội dung\nvà hình thức", [Paragraph((Run("Nội dung"),), level=2), Paragraph((Run("và hình thức"),))]),
        ("#hashtag", [Paragraph((Run("#hashtag"),))]),
    ],
)
def test_markdown_is_read(source, blocks):
    assert list(read(source, "cu.md").blocks) == blocks


@pytest.mark.parametrize(
    ("source", "file", "has_form"),
    [
        ("# Mục đích", "cu.md", True),
        ("**a** b", "cu.MD", True),
        ("Mục đích", "cu.md", False),
        ("# Mục đích", "cu.txt", False),
    ],
)
def test_form_is_known_only_in_markdown_that_marks_it(source, file, has_form):
    assert read(source, file).has_form is has_form


def test_places_are_lines():
    written = read("Một\n\nHai hai hai\nba ba\n\n\nBốn", "cu.txt")

    assert [block.place for block in written.blocks] == [Place("cu.txt", line) for line in (1, 3, 7)]


# What is told of the whole text.


def test_odd_characters_are_told_once_a_kind():
    assert texts("Kê\u0301\u00a0hoạch\u200b\nÐảng") == ["Kế hoạch", "Đảng"]
    assert [problem.code for problem in read("Kê\u0301\u00a0hoạch\u200b\nÐảng", "cu.txt").problems] == [
        "odd-text-zero-width",
        "odd-text-no-break-space",
        "odd-text-double-d",
        "odd-text-decomposed",
    ]


def test_letters_that_a_conversion_lost_are_told():
    assert said("Một\nK\ufffd ho\ufffdch") == [
        "cu.txt:2: cảnh báo: 2 chữ đã mất khi tệp được chuyển bảng mã (hiện thành «\ufffd»); hãy tìm bản gốc "
        "[lost-letters]"
    ]


# What is refused.


def fault(call, *arguments):
    with pytest.raises(InputError) as caught:
        call(*arguments)
    return str(caught.value)


@pytest.mark.parametrize("source", ["", "\n\n", "  \t", "\ufeff", "-----\n*****", "\u200b"])
def test_a_file_without_words_is_refused(source):
    assert fault(read, source, "cu.txt") == "cu.txt: lỗi: tệp trống, không có chữ nào [empty-file]"


def test_the_source_of_a_plan_is_refused():
    source = "---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\n---\n# Mục đích\n"

    assert fault(read, source, "ke-hoach.md") == (
        "ke-hoach.md: lỗi: tệp này đã là nguồn của một kế hoạch (có phần khai báo giữa hai dòng ---), không cần nhập "
        "lại; hãy dùng thư mục chứa nó với lệnh cchc-draft draft [already-a-plan]"
    )
    assert texts("---\ntitle: x\n---\nMục đích", "cu.md") == ["title: x", "Mục đích"]


def test_a_file_with_far_too_many_lines_is_refused():
    assert fault(read, "a\n" * (LINE_LIMIT + 1), "cu.txt") == (
        "cu.txt: lỗi: tệp có hơn 100000 dòng, không phải tệp kế hoạch [file-too-large]"
    )


# Nothing is lost, whatever it is.

PIECES = [
    *("Kế hoạch", "KẾ HOẠCH", "cải cách", "I. MỤC ĐÍCH", "1. Mục", "a) điểm", "- gạch", "STT", "12", "2026.", "(", ")", "“", "”"),
    *("\t", "|", "|---|", "**", "*", "***", "_", "#", "# ", "<i>", "</i>", "<br>", "\\", "> ", "   ", "  ", "---", "./.", ";", ":", ","),
    *("\n", "\n\n", "\x0c", "Nơi nhận:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "/KH-UBND", "ngày", "tháng", "Trang 2"),
]  # fmt: skip
documents = st.lists(st.sampled_from(PIECES)).map(lambda pieces: " ".join(pieces)) | st.lists(
    st.sampled_from(PIECES), max_size=60
).map("".join)


@given(documents, st.sampled_from(["cu.txt", "cu.md"]))
def test_every_word_is_in_the_result_or_told(source, file):
    try:
        written = read(source, file)
    except InputError:
        return
    told = re.findall(r"\w+", " ".join(str(p.facts) for p in written.problems if p.code == "page-numbers"))
    expected = Counter(re.findall(r"[^\W_]+", re.sub(r"<br>|</?i>", " ", unicodedata.normalize("NFC", source))))
    found = Counter(word for piece in words_of(written.blocks) for word in re.findall(r"[^\W_]+", piece))

    missing = "".join((expected - found).elements())
    assert not set(missing) - set("".join([*told, *found])), (missing, written)
    letters = Counter("".join(expected.elements())) - Counter("".join(found.elements()))
    assert set(letters) <= set("Trang0123456789"), letters


# Bytes.

PLAIN = (
    "Kế hoạch thông tin, tuyên truyền cải cách hành chính nhà nước năm 2026 của ủy ban nhân dân phường Ngọc Hà nhằm nâng "
    "cao nhận thức, trách nhiệm của đội ngũ cán bộ, công chức, viên chức trong quá trình thực thi công vụ."
)
FROM_TCVN3 = {letter: code for code, letter in TCVN3.items()}
FROM_VNI = {letter: code for code, letter in sorted(VNI.items(), reverse=True)}


def encoded(table, source=PLAIN):
    return "".join(table.get(letter, letter) for letter in source)


def windows_1258(source):
    """Return text as Windows stores it: letters with their sign in one, tones behind them."""
    pieces = []
    for letter in source:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if unicodedata.combining(base[-1]) == 220:  # ậ, ặ: the dot comes before the sign
                base, tone = base[:-1] + tone, base[-1]
            pieces += [unicodedata.normalize("NFC", base).encode("cp1258"), tone.encode("cp1258")]
    return b"".join(pieces)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (PLAIN.encode(), []),
        (codecs.BOM_UTF8 + PLAIN.encode(), []),
        (PLAIN.encode("utf-16"), []),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), []),
        (("2026 " * 9 + PLAIN).encode("utf-16-le"), []),
        (PLAIN.encode("utf-32"), []),
        (windows_1258(PLAIN), ["Windows-1258"]),
        (encoded(FROM_TCVN3).encode("latin-1"), ["TCVN3 (ABC)"]),
        (encoded(FROM_VNI).encode("latin-1"), ["VNI"]),
        (encoded(FROM_TCVN3).encode(), ["TCVN3 (ABC)"]),
        (encoded(FROM_VNI, f"“{PLAIN}”").encode("cp1252"), ["VNI"]),
    ],
)
def test_bytes_are_read_in_their_encoding(data, names):
    source, problems = decode_text(data, "cu.txt")

    assert source.removeprefix("\ufeff").removeprefix("2026 " * 9).strip("“”") == PLAIN
    assert [str(problem) for problem in problems] == [
        f"cu.txt: cảnh báo: chữ trong tệp theo bảng mã {name} đã được chuyển sang Unicode; hãy xem lại tên riêng và chữ "
        "hoa [legacy-encoding]"
        for name in names
    ]


def test_a_few_damaged_bytes_are_told_and_the_rest_is_read():
    data = f"Một\n{PLAIN * 3}".encode() + b" \xe1\xbb."

    source, problems = decode_text(data, "cu.txt")

    assert source.endswith("\ufffd.")
    assert [str(problem) for problem in problems] == [
        "cu.txt:2: cảnh báo: 1 chỗ trong tệp bị hỏng, chữ ở đó đã mất (hiện thành «\ufffd»); hãy đối chiếu với bản gốc "
        "[damaged-text]"
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"K\xea ho\xf2ch",
            "cu.txt:1: lỗi: không rõ bảng mã của tệp (có thể là TCVN3 (ABC), VNI, Windows-1258); hãy mở bằng Word và lưu "
            "lại với bảng mã UTF-8 [unknown-encoding]",
        ),
        (
            b"a\nb\n" + "café".encode("latin-1") * 30,
            "cu.txt:3: lỗi: không rõ bảng mã của tệp (có thể là TCVN3 (ABC), VNI, Windows-1258); hãy mở bằng Word và lưu "
            "lại với bảng mã UTF-8 [unknown-encoding]",
        ),
        (b"a\0b\0\0\0", "cu.txt: lỗi: đây không phải là tệp chữ [not-a-text-file]"),
        (
            PLAIN.encode("utf-16")[:-1],
            "cu.txt: lỗi: tệp UTF-16 bị hỏng hoặc bị cắt cụt ở byte 434 [damaged-text]",
        ),
        (
            b"%PDF-1.7 ...",
            "cu.txt: lỗi: đây không phải là tệp chữ mà là tệp PDF (.pdf); hãy đổi đuôi tệp cho đúng [not-a-text-file]",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "cu.txt: lỗi: đây không phải là tệp chữ mà là tệp Word 97-2003 (.doc) hoặc tệp Office có mật khẩu; hãy đổi "
            "đuôi tệp cho đúng [not-a-text-file]",
        ),
        (b" " * 8_000_001, "cu.txt: lỗi: tệp lớn hơn 8 MB, không phải tệp kế hoạch [file-too-large]"),
    ],
)
def test_bytes_that_are_no_certain_text_are_refused(data, problem):
    assert fault(decode_text, data, "cu.txt") == problem


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data):
    try:
        source, _ = decode_text(data, "cu.txt")
        read(source, "cu.txt")
    except InputError as error:
        assert str(error).startswith("cu.txt")


def test_capitals_of_a_tcvn3_file_are_capitals():
    small = {letter: FROM_TCVN3[letter.lower()] for letter in MARKED if letter.lower() in FROM_TCVN3}
    data = encoded(small | FROM_TCVN3, f"{PLAIN} BAN HÀNH KẾ HOẠCH").encode("latin-1")

    assert decode_text(data, "cu.txt")[0] == f"{PLAIN} BAN HÀNH Kế HOẠCH"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ủy ban nhân dân phường Hạc Thành ban hành Kế hoạch cải cách hành chính năm", "2026 như sau:"),
        ("Giao Phòng Văn hóa - Xã hội phường phối hợp chặt chẽ với Sở Giáo dục và", "Đào tạo trong năm học này."),
        ("Xét đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 09/TTr ngày", "12 tháng 01 năm 2026,"),
        ("Các phòng chuyên môn gửi kết quả thực hiện về Văn phòng Sở trước ngày", "15/5/2026./."),
        ("Căn cứ kết quả thực hiện Nghị quyết số 02/NQ-HĐND và Quyết định số", "57/QĐ-UBND của tỉnh;"),
        ("Tiếp tục cập nhật, công khai đầy đủ, kịp thời, rà soát và đơn giản hóa", "TTHC; xử lý phản ánh, kiến nghị."),
        ("Phòng Tổ chức cán bộ có trách nhiệm tham mưu trình lãnh đạo cơ quan ban hành", "Chương trình công tác năm."),
    ],
)
def test_a_sentence_goes_on_with_a_number_or_a_name(above, below):
    assert texts(f"{above}\n{below}\n") == [f"{above} {below}"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1. Tuyên truyền qua phương tiện thông tin đại chúng và nền tảng số",
            "Sử dụng đồng bộ báo chí, hệ thống cơ sở.",
        ),
        ("Tổng kết công tác cải cách hành chính, đề nghị khen thưởng cuối năm", "2. Yêu cầu"),
        (
            "Xét đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 09/TTr-VHXH,",
            "Ủy ban nhân dân phường ban hành:",
        ),
        ("Thực hiện cơ chế tự chủ ở các đơn vị sự nghiệp công lập trực thuộc", "Phương án tự chủ, báo cáo"),
        ("Kết quả của", "Phòng Nội vụ"),
    ],
)
def test_a_line_that_may_end_stays_a_paragraph(lines):
    assert texts("\n".join(lines)) == list(lines)


@pytest.mark.parametrize("maker", some(MAKERS, 2))
def test_a_plan_with_a_line_for_each_paragraph_is_not_joined(maker):
    lines = [" ".join(line.split()) for words in MAKERS[maker]().texts for line in words.split("\n") if line.strip()]

    assert [problem.code for problem in read("\n".join(lines), "cu.txt").problems if "join" in problem.code] == []


@pytest.mark.parametrize(("maker", "width"), some(product(MAKERS, [80, 95]), 3))
def test_a_plan_broken_at_a_width_is_whole_again(maker, width):
    """Blocks of a sentence that begins a paragraph of its own may stay apart; nothing foreign is joined to them."""
    lines = [" ".join(line.split()) for words in MAKERS[maker]().texts for line in words.split("\n") if line.strip()]
    source = "\n\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in lines)

    found = {" ".join(line.split()) for block in texts(source) if isinstance(block, str) for line in [block]}
    assert len([line for line in lines if line not in found]) <= 2
