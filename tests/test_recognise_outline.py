"""Lines to sections, khoản, điểm and dashes, by label, form and wording."""

import pytest
from written_plans import cell, centred, document, paragraph, table

from cchc_draft.importing import outline_reader
from cchc_draft.importing.printed_lines import items
from cchc_draft.model import Heading, ItemList, Paragraph, Run, Table, plain
from cchc_draft.outline import lines


def read(*blocks, has_form=False):
    return outline_reader.read(items(document(*blocks)), has_form)


def printed(outline):
    """Return the printed lines, headings with as many # as their level."""
    found = []
    for line in lines(outline.blocks):
        if isinstance(line, Table):
            found.append("TABLE")
        else:
            marks = "#" * int(line.kind[-1]) + " " if line.kind.startswith("heading") else ""
            found.append(f"{marks}{line.label} {plain(line.content)}".strip())
    return found


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            ["I. MỤC ĐÍCH", "1. Mục đích", "a) Một.", "- Hai.", "+ Ba.", "b) Bốn.", "2. Yêu cầu", "Năm."],
            ["# I. MỤC ĐÍCH", "## 1. Mục đích", "a) Một.", "- Hai.", "+ Ba.", "b) Bốn.", "## 2. Yêu cầu", "Năm."],
        ),
        (
            ["I. NỘI DUNG", "1. Rà soát văn bản.", "2. Kiểm tra:", "2.1. Nội bộ;", "2.2. Bên ngoài."],
            ["# I. NỘI DUNG", "1. Rà soát văn bản.", "2. Kiểm tra:", "2.1. Nội bộ;", "2.2. Bên ngoài."],
        ),
        (
            ["I. NỘI DUNG", "1. Hình thức", "1.1. Báo chí", "Đăng tin.", "1.2. Mạng xã hội", "Đăng bài."],
            ["# I. NỘI DUNG", "## 1. Hình thức", "### 1.1. Báo chí", "Đăng tin.", "### 1.2. Mạng xã hội", "Đăng bài."],
        ),
        (
            ["A. MỤC TIÊU", "I. CHUNG", "Một.", "II. CỤ THỂ", "1. Hai.", "B. NHIỆM VỤ", "I. THỂ CHẾ", "Ba."],
            [
                "# I. MỤC TIÊU",
                "## 1. CHUNG",
                "Một.",
                "## 2. CỤ THỂ",
                "2.1. Hai.",
                "# II. NHIỆM VỤ",
                "## 1. THỂ CHẾ",
                "Ba.",
            ],
        ),
        (
            ["Phần I", "TÌNH HÌNH", "1. Kết quả", "Tốt.", "Phần II", "NHIỆM VỤ", "Làm."],
            ["# I. TÌNH HÌNH", "## 1. Kết quả", "Tốt.", "# II. NHIỆM VỤ", "Làm."],
        ),
        (
            ["1. MỤC ĐÍCH", "Một.", "2. NỘI DUNG", "2.1. Hai;", "2.2. Ba."],
            ["# I. MỤC ĐÍCH", "Một.", "# II. NỘI DUNG", "1. Hai;", "2. Ba."],
        ),
        (
            ["I- MỤC ĐÍCH", "1- Nâng cao nhận thức.", "2- Đổi mới."],
            ["# I. MỤC ĐÍCH", "1. Nâng cao nhận thức.", "2. Đổi mới."],
        ),
        (
            ["I. NỘI DUNG", "1. Một.", "2) Hai.", "3. Ba."],
            ["# I. NỘI DUNG", "1. Một.", "2. Hai.", "3. Ba."],
        ),
        (
            ["I. NỘI DUNG", "h) Tám;", "i) chín;"],
            ["# I. NỘI DUNG", "a) Tám;", "b) chín;"],
        ),
        (
            ["I. NỘI DUNG", "a) Một:", "i) nhỏ;", "ii) nhỏ nữa;", "b) Hai."],
            ["# I. NỘI DUNG", "a) Một:", "- nhỏ;", "- nhỏ nữa;", "b) Hai."],
        ),
        (
            ["A. MỘT", "x", "B. HAI", "y", "C. BA", "z", "D. BỐN"],
            ["# I. MỘT", "x", "# II. HAI", "y", "# III. BA", "z", "# IV. BỐN"],
        ),
        (
            ["I. NỘI DUNG", "* Về thể chế:", "- Rà soát.", "* Về thủ tục:", "- Công khai."],
            ["# I. NỘI DUNG", "- Về thể chế:", "+ Rà soát.", "- Về thủ tục:", "+ Công khai."],
        ),
        (
            ["MỤC ĐÍCH", "Một.", "NỘI DUNG", "- Hai."],
            ["# I. MỤC ĐÍCH", "Một.", "# II. NỘI DUNG", "- Hai."],
        ),
        (
            ["II. NỘI DUNG", "Một.", "KINH PHÍ", "Hai.", "IV. TỔ CHỨC", "Ba."],
            ["# I. NỘI DUNG", "Một.", "# II. KINH PHÍ", "Hai.", "# III. TỔ CHỨC", "Ba."],
        ),
        (
            ["I. NỘI DUNG VÀ", "GIẢI PHÁP", "Một."],
            ["# I. NỘI DUNG VÀ GIẢI PHÁP", "Một."],
        ),
        (
            ["I. MỤC ĐÍCH:", "Một.", "II. NỘI DUNG."],
            ["# I. MỤC ĐÍCH", "Một.", "# II. NỘI DUNG"],
        ),
        (["Đoạn thứ nhất.", "Đoạn thứ hai."], ["Đoạn thứ nhất.", "Đoạn thứ hai."]),
    ],
)
def test_labels_make_the_tree(written, wanted):
    assert printed(read(*written)) == wanted


def test_text_between_entries_stands_between_them_and_numbers_run_on():
    written = ["I. NỘI DUNG", "4. Bốn.", "4.1. Một:", "Rõ thêm.", "4.2. Hai:", "Rõ nữa.", "5. Năm.", "Sau cùng."]

    assert printed(read(*written)) == [
        "# I. NỘI DUNG",
        "1. Bốn.",
        "1.1. Một:",
        "Rõ thêm.",
        "1.2. Hai:",
        "Rõ nữa.",
        "2. Năm.",
        "Sau cùng.",
    ]


def test_a_list_inside_a_point_goes_on_behind_text():
    written = ["I. NỘI DUNG", "a) Một:", "- Hai.", "Thêm.", "- Ba.", "b) Bốn."]

    assert printed(read(*written)) == ["# I. NỘI DUNG", "a) Một:", "- Hai.", "Thêm.", "- Ba.", "b) Bốn."]


def test_automatic_labels_are_read_like_typed_ones():
    outline = read(
        paragraph("MỤC ĐÍCH", label="I."), paragraph("Mục đích", label="1."), paragraph("Ý.", label="-"), has_form=False
    )

    assert printed(outline) == ["# I. MỤC ĐÍCH", "## 1. Mục đích", "- Ý."]
    assert outline.problems == ()


def test_a_label_typed_behind_an_automatic_one_is_taken_off_and_told():
    outline = read(paragraph("I. MỤC ĐÍCH", label="I."))

    assert printed(outline) == ["# I. MỤC ĐÍCH"]
    assert [problem.text for problem in outline.problems] == [
        "số thứ tự «I. I.» thành «I.»: chương trình đánh số theo thứ tự"
    ]


def test_bold_makes_a_heading_where_form_is_known():
    written = ["**I. NỘI DUNG**", "**1. Mở lớp tập huấn cho công chức.**", "Một lớp.", "**2. Thi.**", "Một cuộc."]

    outline = read(*map(paragraph, written), has_form=True)

    assert printed(outline)[1::2] == ["## 1. Mở lớp tập huấn cho công chức.", "## 2. Thi."]
    assert outline.blocks[1] == Heading(2, (Run("Mở lớp tập huấn cho công chức."),))


def test_run_in_titles_stay_in_their_paragraph():
    written = ["**I. NỘI DUNG**", "**1. Thời gian:** Quý II.", "2. *Địa điểm*: Hội trường."]

    outline = read(*map(paragraph, written), has_form=True)

    items_ = outline.blocks[1]
    assert isinstance(items_, ItemList)
    assert items_.items[0].blocks[0].content == (Run("Thời gian:", bold=True), Run(" Quý II."))
    assert items_.items[1].blocks[0].content == (Run("Địa điểm", italic=True), Run(": Hội trường."))


def test_a_list_of_titles_and_sentences_is_a_list_with_its_bold():
    written = ["**I. TỔ CHỨC**", "**1. Văn phòng**", "Chủ trì.", "2. Các phòng phối hợp thực hiện."]

    outline = read(*map(paragraph, written), has_form=True)

    assert printed(outline) == ["# I. TỔ CHỨC", "1. Văn phòng", "Chủ trì.", "2. Các phòng phối hợp thực hiện."]
    assert outline.blocks[1].items[0].blocks[0] == Paragraph((Run("Văn phòng", bold=True),))


def test_entries_that_forced_line_ends_part_are_a_list():
    outline = read("I. NỘI DUNG", "Gồm:\n- Một;\n- Hai\ncòn tiếp.")

    assert printed(outline) == ["# I. NỘI DUNG", "Gồm:", "- Một;", "- Hai còn tiếp."]


def test_a_table_stands_where_it_stood():
    outline = read("I. NỘI DUNG", "1. Chỉ tiêu:", table(("STT", "Chỉ tiêu"), ("1", "Hồ sơ")), "2. Khác.")

    assert printed(outline) == ["# I. NỘI DUNG", "1. Chỉ tiêu:", "TABLE", "2. Khác."]


def test_a_frame_around_text_is_no_table():
    assert printed(read("I. NỘI DUNG", table(("Chú ý.",)))) == ["# I. NỘI DUNG", "Chú ý."]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            ["I. MỘT", "x", "III. BA"],
            ["kh.docx:đoạn 3: cảnh báo: số thứ tự «III.» thành «II.»: chương trình đánh số theo thứ tự [renumbered]"],
        ),
        (
            ["I/ MỘT", "x", "II/ HAI"],
            ["kh.docx:đoạn 1: cảnh báo: cách viết số thứ tự «I/» thành «I.» (2 chỗ) [label-form]"],
        ),
        (
            ["I. MỘT", "a. x", "b. y", "• z"],
            [
                "kh.docx:đoạn 2: cảnh báo: cách viết số thứ tự «a.» thành «a)» (2 chỗ) [label-form]",
                "kh.docx:đoạn 4: cảnh báo: cách viết số thứ tự «•» thành «-» (1 chỗ) [label-form]",
            ],
        ),
        (
            ["MỤC TIÊU", "x", "NỘI DUNG", "y"],
            [
                "kh.docx:đoạn 1: cảnh báo: mục «MỤC TIÊU» không có số thứ tự; chương trình đánh «I.» [renumbered]",
                "kh.docx:đoạn 3: cảnh báo: mục «NỘI DUNG» không có số thứ tự; chương trình đánh «II.» [renumbered]",
            ],
        ),
        (
            ["I. MỘT", "- x", "+ y", "* z"],
            [
                "kh.docx:đoạn 4: cảnh báo: ý «*» nằm quá sâu để đánh dấu; "
                "giữ thành đoạn văn có sẵn dấu: «z» [label-kept]"
            ],
        ),
        (
            ["A. MỘT", "I. MỘT", "1. x", "2. y", "B. HAI", "1. x"],
            [
                "kh.docx:đoạn 1: cảnh báo: văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: "
                "«A.» → «I.», «B.» → «II.» [renumbered-level]",
                "kh.docx:đoạn 2: cảnh báo: số thứ tự «I.» thành «1.»: chương trình đánh số theo thứ tự [renumbered]",
                "kh.docx:đoạn 3: cảnh báo: văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: "
                "«1.» → «1.1.», «2.» → «1.2.» [renumbered-level]",
            ],
        ),
        (
            ["I. MỘT", "STT", "Bộ phận", "Số lượng", "1", "Văn phòng"],
            [
                "kh.docx:đoạn 2: cảnh báo: bảng bắt đầu bằng «STT | Bộ phận | Số lượng | 1 | Văn phòng …» chỉ còn từng "
                "dòng chữ; giữ nguyên thành các đoạn văn, hãy lập lại bảng [broken-table]"
            ],
        ),
        (
            ["I. MỘT", "-"],
            ["kh.docx:đoạn 2: cảnh báo: dấu «-» đứng một mình, không có chữ, nên bỏ [empty-entry]"],
        ),
        (
            ["I. MỘT", "1. Có.", "2."],
            ["kh.docx:đoạn 3: cảnh báo: sau «2.» không có chữ; chỗ này để «[…]» chờ điền [empty-entry]"],
        ),
    ],
)
def test_what_changes_is_told(written, told):
    assert [str(problem) for problem in read(*written).problems] == told


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        ((("Tháng", "Việc"), ("1", "A"), ("2", "B")), True),
        ((("Thời gian", "Nội dung"), ("Sáng", "Họp"), ("Chiều", "Thi")), True),
        ((("Bên trái", "Bên phải"),), False),
    ],
)
def test_a_table_without_lines_is_one_when_it_has_rows_of_data(rows, is_table):
    assert ("TABLE" in printed(read("I. MỘT", table(*rows, has_borders=False)))) == is_table


def test_more_points_than_letters_become_dashes():
    outline = read("I. MỘT", *(f"{letter}) x" for letter in "abcdđeghiklmnopqrstuvxy"), "z) x")

    assert printed(outline)[1:] == ["- x"] * 24
    assert outline.problems[0].text == (
        "có khoản quá 23 điểm: hết chữ cái để đánh thứ tự; các điểm a), b) … thành gạch đầu dòng"
    )


def test_a_table_with_merged_cells_is_parted_and_told():
    made = table(
        (cell("**Chỉ tiêu**", 0, 1, 2), cell("**Năm**", 1, 2)), (cell("2025", 1), cell("2026", 2)), ("A", "1", "2")
    )

    outline = read("I. MỘT", made)

    found = outline.blocks[1]
    assert [plain(one) for one in found.header] == ["Chỉ tiêu", "Năm 2025", "2026"]
    assert [[plain(one) for one in row] for row in found.rows] == [["A", "1", "2"]]
    assert [problem.text for problem in outline.problems] == [
        "bảng «Chỉ tiêu | Năm 2025 | 2026» có ô gộp; bảng trong bài không gộp ô: chữ của ô gộp dọc ghi lại ở từng hàng, "
        "chữ của ô gộp ngang nằm ở ô đầu tiên"
    ]


def test_what_a_cell_says_of_several_rows_stands_in_each_of_them():
    made = table(
        ("STT", "Việc", "Chủ trì"),
        (cell("1", 0, 1, 2), cell("Rà soát", 1), cell("Phòng HC-TH", 2, 1, 2)),
        (cell("Báo cáo", 1),),
        ("2", "Kiểm tra", "Phòng Y"),
    )

    found = read("I. MỘT", made).blocks[1]

    assert [[plain(one) for one in row] for row in found.rows] == [
        ["1", "Rà soát", "Phòng HC-TH"],
        ["", "Báo cáo", "Phòng HC-TH"],
        ["2", "Kiểm tra", "Phòng Y"],
    ]


def test_columns_keep_their_side():
    made = table(("Tên", "Số"), ("A", "1"))
    right = made.rows[1][1]
    aligned = type(made)(
        (made.rows[0], (made.rows[1][0], type(right)((centred("1"),), 1))), made.width, made.has_borders
    )

    assert read("I. MỘT", aligned).blocks[1].alignments == ("", "center")
