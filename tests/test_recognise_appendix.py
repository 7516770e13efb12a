"""Appendices: titles, task tables in all their shapes, and pages that are kept as text."""

import pytest
from written_plans import cell, centred, paragraph, plan, table

from cchc_draft.importing.recognise import recognise
from cchc_draft.model import LineBreak, Run, Table, plain

BODY = ("I. NỘI DUNG", "Theo Phụ lục kèm theo.", "II. TỔ CHỨC", "Các phòng thực hiện./.")
HEADER = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
ROWS = (("1", "Rà soát", "Phòng A", "Phòng B", "Quý I"), ("2", "Kiểm tra", "Phòng C", "", "Quý II"))


def read(*rest, **facts):
    return recognise(plan(*BODY, rest=rest, **facts))


def appendix(*rows, header=HEADER):
    found = read(centred("**Phụ lục**", breaks_page=True), centred("**NHIỆM VỤ**"), table(header, *rows))
    return found.appendices[0], [problem.text for problem in found.problems]


def texts(tasks):
    return [plain(task.text) for task in tasks]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("**Phụ lục**", "**NHIỆM VỤ NĂM 2026**"), "NHIỆM VỤ NĂM 2026"),
        (("**PHỤ LỤC I**", "**NHIỆM VỤ**", "**NĂM 2026**", "*(Kèm theo Kế hoạch số 12/KH-SNV)*", "----"), "NHIỆM VỤ NĂM 2026"),
        (("**PHỤ LỤC 01: NHIỆM VỤ NĂM 2026**",), "NHIỆM VỤ NĂM 2026"),
        (("**Phụ lục\nNHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-SNV ngày 05/01/2026\ncủa Sở Nội vụ)**",), "NHIỆM VỤ"),
        (("**Phụ lục số 1**", "**Nhiệm vụ (Kèm theo Kế hoạch này)**"), "Nhiệm vụ"),
        (("**DANH MỤC NHIỆM VỤ**", "*(Ban hành kèm theo Kế hoạch số 12/KH-SNV)*"), "DANH MỤC NHIỆM VỤ"),
        (("**Phụ lục**",), ""),
    ],
)  # fmt: skip
def test_the_head_of_an_appendix_is_its_title(head, title):
    first, *others = head

    found = read(centred(first, breaks_page=True), *map(centred, others), table(HEADER, *ROWS))

    assert [one.title for one in found.appendices] == [title]
    assert found.attachments == ()
    assert len(found.appendices[0].tasks) == 2


def test_the_rows_are_tasks_with_units_parted():
    found, problems = appendix(
        ("1", "Rà soát", "Phòng A; Thanh tra Sở", "- Văn phòng\n- Phòng Văn hóa - Xã hội", "Quý I\nnăm 2026"),
        ("2", "Kiểm tra\n- Nội bộ", "Phòng Văn hóa\n- Xã hội", "Phòng C;\nPhòng D.", ""),
    )

    first, second = found.tasks
    assert (first.lead, first.support) == (("Phòng A", "Thanh tra Sở"), ("Văn phòng", "Phòng Văn hóa - Xã hội"))
    assert first.deadline == "Quý I năm 2026"
    assert second.text == (Run("Kiểm tra"), LineBreak(), Run("- Nội bộ"))
    assert (second.lead, second.support) == (("Phòng Văn hóa - Xã hội",), ("Phòng C", "Phòng D"))
    assert [column.key for column in found.columns] == ["stt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han"]
    assert problems == []


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (("TT", "Nội dung công việc", "Sản phẩm"), ("stt", "nhiem_vu", "san_pham")),
        (("STT", "Nội dung, nhiệm vụ trọng tâm năm 2026", "Đơn vị thực hiện"), ("stt", "nhiem_vu", "chu_tri")),
        (("STT", "Nhiệm vụ/Hoạt động", "Hoàn thành trước ngày"), ("stt", "nhiem_vu", "thoi_han")),
        (("Nhiệm vụ", "Địa điểm", "Địa điểm", "Ghi chú"), ("nhiem_vu", "dia_diem", "dia_diem_2", "ghi_chu")),
        (("STT", "Nhiệm vụ", "Mã", "2026"), ("stt", "nhiem_vu", "ma_2", "cot_2026")),
        (("TT", "Nhiém vu", "Co quan, don vi cha tri", "Theoti gian hoan thanh"), ("stt", "nhiem_vu", "chu_tri", "thoi_han")),
    ],
)  # fmt: skip
def test_columns_are_fields_or_the_plans_own(titles, keys):
    found, _ = appendix(tuple("1" if title in ("STT", "TT") else "x" for title in titles), header=titles)

    assert tuple(column.key for column in found.columns) == keys
    assert tuple(column.title for column in found.columns) == titles


def test_titles_in_two_rows_are_one_header():
    header = (cell("STT", 0, 1, 2), cell("Nội dung", 1, 1, 2), cell("Đơn vị", 2, 2), cell("Thời gian", 4, 1, 2))
    lower = (cell("Chủ trì", 2), cell("Phối hợp", 3))
    count = ("(1)", "(2)", "(3)", "(4)", "(5)")

    found, problems = appendix(lower, count, *ROWS, header=header)

    assert [column.title for column in found.columns] == ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    assert texts(found.tasks) == ["Rà soát", "Kiểm tra"]
    assert problems == []


@pytest.mark.parametrize(
    ("rows", "groups", "numbering", "told"),
    [
        (
            [(cell("I", 0), cell("THỂ CHẾ", 1, 4)), ROWS[0], (cell("II", 0), cell("THỦ TỤC", 1, 4)), ROWS[1]],
            [("THỂ CHẾ",), ("THỦ TỤC",)],
            "running",
            [],
        ),
        (
            [(cell("I. THỂ CHẾ", 0, 5),), ROWS[0], (cell("II. THỦ TỤC", 0, 5),), ("1", *ROWS[1][1:])],
            [("THỂ CHẾ",), ("THỦ TỤC",)],
            "by_group",
            [],
        ),
        (
            [("I", "THỂ CHẾ", "", "", ""), ("1", "Rà soát", "", "", ""), ("1.1", *ROWS[0][1:]), ("1.2", *ROWS[1][1:])],
            [("THỂ CHẾ", "Rà soát"), ("THỂ CHẾ", "Rà soát")],
            "nested",
            [],
        ),
        (
            [("A", "MỘT", "", "", ""), ROWS[0], ("B", "HAI", "", "", ""), ROWS[1]],
            [("MỘT",), ("HAI",)],
            "running",
            ["số thứ tự «A» của nhóm «MỘT» thành «I.»", "số thứ tự «B» của nhóm «HAI» thành «II.»"],
        ),
        (
            [("I", "MỘT", "", "", ""), *ROWS, ("II", "HAI", "", "", "")],
            [("MỘT",), ("MỘT",)],
            "running",
            ["nhóm «II HAI» không có nhiệm vụ nào nên không đưa vào bảng"],
        ),
        (
            [("I", "A", "", "", ""), ("1", "B", "", "", ""), ("1.1", "C", "", "", ""), ("1.1.1", *ROWS[0][1:]), ("1.1.2", *ROWS[1][1:])],
            [("A", "B - C"), ("A", "B - C")],
            "running",
            [
                "nhóm «C» nằm trong hai cấp nhóm; bảng chỉ có hai cấp nên tên nhóm được ghép với «B»",
                "số thứ tự của nhiệm vụ trong bảng được đánh lại: «1.1.1» → «1», «1.1.2» → «2»",
                "số thứ tự «1 1.1» của nhóm «B - C» thành «1.»",
            ],
        ),
        (
            [("1", *ROWS[0][1:]), ("3", *ROWS[1][1:])],
            [(), ()],
            "running",
            ["số thứ tự của nhiệm vụ trong bảng được đánh lại: «3» → «2»"],
        ),
    ],
)  # fmt: skip
def test_group_rows_and_numbers(rows, groups, numbering, told):
    found, problems = appendix(*rows)

    assert [task.group for task in found.tasks] == groups
    assert found.numbering == numbering
    assert problems == told


def test_a_cell_over_several_tasks_stands_in_each_and_its_column_is_merged():
    found, _ = appendix(
        ("1", "Một", cell("Phòng A", 2, 1, 2), "x", "Quý I"),
        (cell("2", 0), cell("Hai", 1), cell("y", 3), cell("Quý II", 4)),
    )

    assert [task.lead for task in found.tasks] == [("Phòng A",), ("Phòng A",)]
    assert found.merged == ("chu_tri",)


def test_rows_that_share_number_and_text_are_one_task():
    found, _ = appendix(
        (cell("1", 0, 1, 2), cell("Một", 1, 1, 2), cell("Phòng A", 2), cell("", 3), cell("Quý I", 4)),
        (cell("Phòng B", 2), cell("", 3), cell("Quý II", 4)),
        ("", "- thêm một ý", "", "", ""),
    )

    (task,) = found.tasks
    assert (task.lead, task.deadline) == (("Phòng A", "Phòng B"), "Quý I Quý II")
    assert plain(task.text) == "Một - thêm một ý"


def test_a_column_whose_cells_reach_over_rows_names_the_groups():
    found, _ = appendix(
        (cell("1", 0, 1, 2), cell("Thể chế", 1, 1, 2), cell("Rà soát", 2), cell("Phòng A", 3)),
        (cell("Kiểm tra", 2), cell("Phòng B", 3)),
        ("2", "Thủ tục", "Công khai", "Phòng C"),
        header=("TT", "Nhiệm vụ", "Nội dung công việc", "Đơn vị chủ trì"),
    )

    assert [(task.group, plain(task.text)) for task in found.tasks] == [
        (("Thể chế",), "Rà soát"),
        (("Thể chế",), "Kiểm tra"),
        (("Thủ tục",), "Công khai"),
    ]
    assert [column.title for column in found.columns] == ["TT", "Nội dung công việc", "Đơn vị chủ trì"]


def test_columns_without_a_title_are_kept():
    found, _ = appendix(("1", "Rà soát", "x", ""), ("2", "Kiểm tra", "", ""), header=("", "Nhiệm vụ", "", "Chủ trì"))

    assert [(column.key, column.title) for column in found.columns] == [
        ("stt", "STT"),
        ("nhiem_vu", "Nhiệm vụ"),
        ("cot", "[…]"),
        ("chu_tri", "Chủ trì"),
    ]


def test_a_row_above_the_titles_names_the_table_or_is_told():
    rows = (HEADER, *ROWS)

    named = read(centred("**Phụ lục**", breaks_page=True), table((cell("NHIỆM VỤ NĂM 2026", 0, 5),), *rows))
    told = read(centred("**Phụ lục**", breaks_page=True), centred("**A**"), table((cell("NHIỆM VỤ", 0, 5),), *rows))

    assert [(one.title, len(one.tasks)) for one in named.appendices] == [("NHIỆM VỤ NĂM 2026", 2)]
    assert [problem.text for problem in told.problems] == [
        "dòng «NHIỆM VỤ» phía trên tiêu đề các cột không đưa vào bảng"
    ]


def test_a_group_may_stand_in_the_first_column():
    found, problems = appendix(("CẢI CÁCH THỂ CHẾ", "", "", "", ""), *ROWS)

    assert [task.group for task in found.tasks] == [("CẢI CÁCH THỂ CHẾ",)] * 2
    assert problems == ["nhóm «CẢI CÁCH THỂ CHẾ» không có số thứ tự; chương trình đánh «I.»"]


def test_the_programme_of_a_meeting_is_no_list_of_tasks():
    rows = (("8h00 - 8h10", "Đón tiếp đại biểu", "Văn phòng"), ("8h10", "Khai mạc", "Giám đốc"), ("9h", "Giải lao", ""))

    found = read(centred("**Phụ lục**", breaks_page=True), table(("Thời gian", "Nội dung", "Thực hiện"), *rows))

    assert found.appendices == ()
    assert len(found.attachments) == 1


def test_a_sum_is_no_task():
    found, problems = appendix(*ROWS, ("", "Tổng cộng: 2", "", "", "5"))

    assert len(found.tasks) == 2
    assert problems == ["dòng cộng của bảng không phải là nhiệm vụ nên không đưa vào: «Tổng cộng: 2 | 5»"]


def test_a_table_goes_on_behind_a_page_break():
    first, second = table(HEADER, ROWS[0]), table(HEADER, ROWS[1])
    third = table(("3", "Báo cáo", "Phòng A", "", "Quý IV"))

    found = read(centred("**Phụ lục**", breaks_page=True), centred("**NHIỆM VỤ**"), first, second, third)

    assert [len(one.tasks) for one in found.appendices] == [3]


def test_landscape_pages_are_known():
    written = plan(*BODY, rest=(centred("**Phụ lục**"), centred("**NHIỆM VỤ**"), table(HEADER, *ROWS)), landscape=(9,))

    assert [one.is_landscape for one in recognise(written).appendices] == [True]


def test_a_reference_that_names_another_number_or_date_is_told():
    line = "*(Kèm theo Kế hoạch số 13/KH-SNV ngày 06 tháng 01 năm 2026 của Sở Nội vụ)*"

    found = read(centred("**Phụ lục**"), centred("**NHIỆM VỤ**"), centred(line), table(HEADER, *ROWS))

    assert [problem.text for problem in found.problems] == [
        "phụ lục ghi «(Kèm theo Kế hoạch số 13/KH-SNV ngày 06 tháng 01 năm 2026 của Sở Nội vụ)», khác với đầu văn bản "
        "(12/KH-SNV, ngày 05/01/2026); chương trình in theo đầu văn bản"
    ]


def test_pages_without_tasks_are_kept_as_text_and_told():
    form = ("Kính gửi: Sở Nội vụ", "1. Kết quả", "Nêu rõ.", "2. Kiến nghị", "Nêu rõ.")

    found = read(
        centred("**Phụ lục I**", breaks_page=True), centred("**NHIỆM VỤ**"), table(HEADER, *ROWS),
        centred("**Phụ lục II**", breaks_page=True), centred("**CHỈ TIÊU**"), table(("STT", "Chỉ tiêu", "Số"), ("1", "Hồ sơ", "80")),
        centred("**Phụ lục III**", breaks_page=True), centred("**MẪU BÁO CÁO**"), *form,
    )  # fmt: skip

    assert [one.title for one in found.appendices] == ["NHIỆM VỤ"]
    assert [one.title for one in found.attachments] == ["CHỈ TIÊU", "MẪU BÁO CÁO"]
    assert isinstance(found.attachments[0].blocks[0], Table)
    assert plain(found.whole_body[len(found.body)].content) == "CHỈ TIÊU"
    assert [problem.text for problem in found.problems if problem.code == "appendix-as-text"] == [
        "«CHỈ TIÊU» không phải là bảng nhiệm vụ; giữ nguyên thành một mục ở cuối nội dung kế hoạch",
        "«MẪU BÁO CÁO» không phải là bảng nhiệm vụ; giữ nguyên thành một mục ở cuối nội dung kế hoạch",
    ]


def test_several_task_tables_make_several_appendices():
    second = table(("TT", "Công việc", "Người thực hiện", "Kinh phí"), ("1", "In tài liệu", "Văn thư", "2 triệu"))

    found = read(
        centred("**Phụ lục I**", breaks_page=True), centred("**NHIỆM VỤ**"), table(HEADER, *ROWS),
        centred("**Phụ lục II**", breaks_page=True), centred("**KINH PHÍ**"), second,
    )  # fmt: skip

    assert [(one.title, len(one.tasks)) for one in found.appendices] == [("NHIỆM VỤ", 2), ("KINH PHÍ", 1)]
    assert plain(found.appendices[1].tasks[0].cost) == "2 triệu"


def test_a_table_of_single_lines_is_put_together():
    lines = (
        "TT",
        "Nhiệm vụ",
        "Chủ trì",
        "Thời hạn",
        "1.",
        "Rà soát",
        "văn bản",
        "Phòng A",
        "Quý I",
        "2.",
        "Kiểm tra",
        "Phòng B",
        "Quý II",
    )

    found = read(paragraph("Phụ lục", breaks_page=True), "NHIỆM VỤ", *lines, has_form=False)

    assert [(plain(task.text), task.lead, task.deadline) for task in found.appendices[0].tasks] == [
        ("Rà soát văn bản", ("Phòng A",), "Quý I"),
        ("Kiểm tra", ("Phòng B",), "Quý II"),
    ]


def test_single_lines_may_have_a_header_of_two_rows_and_groups():
    lines = (
        *("STT", "Nhiệm vụ", "Phân công thực hiện", "Thời hạn", "Cơ quan chủ trì", "Cơ quan phối hợp"),
        *("I", "THỂ CHẾ"),
        *("1", "Rà soát", "Sở Tư pháp", "- Sở Y tế", "- Sở Nội vụ", "Quý I"),
        *("2", "Báo cáo", "Sở Nội vụ;", "Sở Tài chính", "UBND xã", "Quý II"),
        *("II", "THỦ TỤC"),
        *("1", "Công bố", "thủ tục", "Văn phòng", "Các sở", "Quý III"),
    )

    found = read(paragraph("Phụ lục", breaks_page=True), "NHIỆM VỤ", *lines, has_form=False)

    appendix = found.appendices[0]
    assert [(plain(task.text), task.lead, task.support, task.deadline, task.group) for task in appendix.tasks] == [
        ("Rà soát", ("Sở Tư pháp",), ("Sở Y tế", "Sở Nội vụ"), "Quý I", ("THỂ CHẾ",)),
        ("Báo cáo", ("Sở Nội vụ", "Sở Tài chính"), ("UBND xã",), "Quý II", ("THỂ CHẾ",)),
        ("Công bố thủ tục", ("Văn phòng",), ("Các sở",), "Quý III", ("THỦ TỤC",)),
    ]
    assert appendix.numbering == "by_group"
    assert [problem.text for problem in found.problems] == [
        "hàng này của bảng có nhiều dòng hơn số cột; các dòng thừa nằm ở cột nhiệm vụ, hãy đối chiếu: "
        "«1 Công bố thủ tục Văn phòng Các sở Quý III»"
    ]


def test_rows_that_a_scan_mixed_up_keep_their_words_and_are_told():
    lines = (
        "TT | Nhiệm vụ | Chủ trì",
        "1. |Rà soát Phòng A",
        "văn bản",
        "Kiểm tra",
        "2. |nội bộ Phòng B",
        "Báo cáo | x",
        "3. |năm Phòng C",
    )

    found = read(paragraph("Phụ lục", breaks_page=True), "NHIỆM VỤ", *lines, has_form=False)

    assert texts(found.appendices[0].tasks) == [
        "Rà soát Phòng A văn bản",
        "Kiểm tra nội bộ Phòng B",
        "Báo cáo x năm Phòng C",
    ]
    assert found.problems[0].text == (
        "hàng này của bảng không còn tách được thành cột nên toàn bộ chữ nằm ở cột nhiệm vụ; "
        "hãy tách lại: «1. |Rà soát Phòng A văn bản»"
    )
