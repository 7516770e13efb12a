"""Rules about agreement: body and appendix, names, references, documents cited, task tables."""

import pytest
from checked_plans import checked, reported

from cchc_draft.checking import checker
from cchc_draft.checking.task_rows import folded, is_same_unit
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import shipped

HEAD = "STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn\n"
BODY = "I. NHIỆM VỤ\n{}\nCác nhiệm vụ nêu tại Phụ lục."
UNITS = "I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n{}\n2. Phòng Nghiệp vụ 1\n{}"


def rows(*cells):
    return HEAD + "\n".join(cells)


def found(code, **parts):
    return [(severity, message) for severity, message, _ in reported(code, **parts)]


def count(code, **parts):
    return len(found(code, **parts))


# Task tables.


def test_messages_of_tables_word_for_word():
    table = rows(
        "1 | Rà soát thủ tục | Văn phòng Sở | Văn phòng Sở | Quý II/2026",
        "3 | Rà soát thủ tục | Văn phòng Sở |  | Quý II/2026",
        "4 | Đào tạo công chức |  |  | Quý II/2026",
        "5 | Kiểm tra công vụ | Phòng Quản lý đô thị |  | ",
    )

    assert found("stt-sequence", table=table) == [("error", "số thứ tự «3» ở hàng «Rà soát thủ tục»; theo thứ tự là 2")]
    assert found("lead-missing", table=table) == [("error", "nhiệm vụ «Đào tạo công chức» không có đơn vị chủ trì")]
    assert found("deadline-missing", table=table) == [("error", "nhiệm vụ «Kiểm tra công vụ» không có thời hạn")]
    assert found("lead-in-support", table=table) == [
        ("warning", "«Văn phòng Sở» vừa chủ trì vừa phối hợp nhiệm vụ «Rà soát thủ tục»")
    ]
    assert found("lead-unknown", table=table) == [
        (
            "warning",
            "đơn vị chủ trì «Phòng Quản lý đô thị» không có ở phần Tổ chức thực hiện và trong hồ sơ cơ quan "
            "(nhiệm vụ «Kiểm tra công vụ»)",
        )
    ]
    assert found("row-duplicate", table=table) == [
        ("warning", "nhiệm vụ «Rà soát thủ tục» ghi hai lần trong bảng (lần trước ở số 1)")
    ]


def numbered(*numbers):
    return rows(*(f"{number} | Việc thứ {at} | Văn phòng Sở |  | Quý II/2026" for at, number in enumerate(numbers)))


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        (("1", "2", "3"), 0),
        (("1.", "2.", "3."), 0),
        (("01", "02", "03"), 0),
        (("1", "3", "4"), 1),
        (("1", "2", "2", "3"), 1),
        (("1", "2", "5", "4"), 1),
        (("2", "3"), 1),
        (("1", "", "3"), 1),
        (("1", "2", "4", "5"), 1),
        (("I", "1", "2", "II", "1", "2"), 0),
        (("I", "1", "2", "II", "3", "4"), 0),
        (("I", "1", "3", "II", "1", "2"), 1),
        (("I", "1", "III", "2"), 1),
        (("1", "1.1", "1.2", "2", "2.1"), 0),
        (("1", "1.1", "1.3", "2"), 1),
        (("1", "a", "b", "2"), 0),
        (("1", "-", "-", "2"), 0),
        (("A", "I", "1", "2", "B", "I", "1"), 0),
    ],
)
def test_numbers_of_rows(numbers, faults):
    assert count("stt-sequence", table=numbered(*numbers)) == faults


def test_numbers_of_a_table_that_is_no_task_table():
    assert count("stt-sequence", table="STT | Chỉ tiêu | Mức\n1 | Hồ sơ đúng hạn | 95%\n3 | Hài lòng | 90%") == 1


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ("2 | Đào tạo công chức |  | Phòng Nghiệp vụ 1 | Quý III/2026", 1),
        ("2 | Đào tạo công chức |  |  | ", 1),
        ("I | Cải cách thể chế |  |  | ", 0),
        ("2 | Đào tạo công chức | Văn phòng Sở |  | Quý III/2026", 0),
    ],
)
def test_tasks_without_a_lead(row, faults):
    table = rows(
        "1 | Rà soát thủ tục | Văn phòng Sở |  | Quý II/2026", row, "3 | Kiểm tra | Văn phòng Sở |  | Quý II/2026"
    )

    assert count("lead-missing", table=table) == faults


def test_a_column_that_is_mostly_empty_is_told_once():
    table = rows(*(f"{at} | Việc thứ {at} |  |  | Quý II/2026" for at in range(1, 9)))

    assert found("lead-missing", table=table) == [("warning", "8 trong 8 nhiệm vụ của bảng không ghi đơn vị chủ trì")]


@pytest.mark.parametrize(
    ("lead", "support", "faults"),
    [
        ("Văn phòng Sở", "Phòng Nghiệp vụ 1; Văn phòng Sở", 1),
        ("Văn phòng Sở", "Phòng Nghiệp vụ 1, Văn phòng Sở", 1),
        ("Văn phòng", "Văn phòng Sở", 1),
        ("Văn phòng Sở", "Phòng Nghiệp vụ 1", 0),
        ("Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", 0),
        ("Văn phòng Sở", "Các phòng, đơn vị thuộc Sở", 0),
        ("Sở Tư pháp", "Các sở, ban, ngành", 0),
    ],
)
def test_a_lead_among_its_supporters(lead, support, faults):
    assert count("lead-in-support", table=rows(f"1 | Rà soát thủ tục | {lead} | {support} | Quý II/2026")) == faults


@pytest.mark.parametrize(
    ("lead", "faults"),
    [
        ("Phòng Tổ chức cán bộ", 1),
        ("Trung tâm Trợ giúp pháp lý", 1),
        ("Văn phòng", 0),
        ("Phòng Nghiệp vụ 1", 0),
        ("Các phòng, đơn vị thuộc Sở", 0),
        ("Sở Tư pháp", 0),
        ("Toàn thể công chức", 0),
    ],
)
def test_leads_that_nobody_knows(lead, faults):
    assert count("lead-unknown", table=rows(f"1 | Rà soát thủ tục | {lead} |  | Quý II/2026")) == faults


@pytest.mark.parametrize(
    ("second", "faults"),
    [
        ("2 | Rà soát thủ tục hành chính. | Văn phòng Sở |  | Quý II/2026", 1),
        ("2 | RÀ SOÁT thủ tục  hành chính | Văn phòng Sở |  | Quý II/2026", 1),
        ("2 | Rà soát thủ tục hành chính | Phòng Nghiệp vụ 1 |  | Quý IV/2026", 0),
        ("2 | Rà soát thủ tục nội bộ | Văn phòng Sở |  | Quý II/2026", 0),
    ],
)
def test_rows_that_stand_twice(second, faults):
    table = rows("1 | Rà soát thủ tục hành chính | Văn phòng Sở |  | Quý II/2026", second)

    assert count("row-duplicate", table=table) == faults


# Body and appendix.

TABLE = rows(
    "1 | Tổ chức hội nghị tập huấn kỹ năng số cho công chức | Văn phòng Sở |  | Trước ngày 30/9/2026",
    "2 | Khảo sát mức độ hài lòng của người dân | Phòng Nghiệp vụ 1 |  | Quý III/2026",
    "3 | Đăng tin, bài về cải cách hành chính trên Trang thông tin điện tử | Văn phòng Sở |  | Định kỳ hàng tháng",
)
TRAINING = "Tổ chức hội nghị tập huấn kỹ năng số cho công chức"


def test_messages_of_disagreement_word_for_word():
    assert found("deadline-mismatch", table=TABLE, body=BODY.format(f"- {TRAINING} trước ngày 15/9/2026.")) == [
        ("error", f"phần lời ghi «trước ngày 15/9/2026», phụ lục ghi «Trước ngày 30/9/2026»: nhiệm vụ «{TRAINING}»")
    ]
    assert found("lead-mismatch", table=TABLE, body=UNITS.format("- Thực hiện Phụ lục.", f"- {TRAINING}.")) == [
        ("warning", f"phần lời giao cho «Phòng Nghiệp vụ 1», phụ lục giao cho «Văn phòng Sở»: nhiệm vụ «{TRAINING}»")
    ]
    assert found("count-mismatch", table=TABLE, body=BODY.format("Kế hoạch có 05 nhiệm vụ tại Phụ lục.")) == [
        ("warning", "phần lời ghi «05 nhiệm vụ» nhưng phụ lục có 3 nhiệm vụ")
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- Tổ chức hội nghị tập huấn kỹ năng số cho công chức, hoàn thành trong quý II/2026.", 1),
        ("- Tổ chức hội nghị tập huấn kỹ năng số cho công chức; hoàn thành trong tháng 8/2026.", 1),
        ("- Khảo sát mức độ hài lòng của người dân trong quý IV/2026.", 1),
        ("- Khảo sát mức độ hài lòng của người dân trước ngày 30/6/2026.", 1),
        ("- Đăng tin, bài về cải cách hành chính trên Trang thông tin điện tử hằng quý.", 1),
        ("- Tổ chức hội nghị tập huấn kỹ năng số cho công chức, hoàn thành trước ngày 30/9/2026.", 0),
        ("- Tổ chức hội nghị tập huấn kỹ năng số cho công chức trong quý III/2026.", 0),
        ("- Khảo sát mức độ hài lòng của người dân trước ngày 31/8/2026.", 0),
        ("- Đăng tin, bài về cải cách hành chính trên Trang thông tin điện tử hằng tháng.", 0),
        ("- Tổ chức hội nghị sơ kết trước ngày 15/7/2026.", 0),
        ("- Báo cáo kết quả khảo sát trước ngày 15/12/2026.", 0),
    ],
)
def test_deadlines_in_body_and_appendix(text, faults):
    assert count("deadline-mismatch", table=TABLE, body=BODY.format(text)) == faults


@pytest.mark.parametrize(
    ("office", "room", "faults"),
    [
        ("- Khảo sát mức độ hài lòng của người dân.", f"- {TRAINING}.", 2),
        (f"- {TRAINING}.", "- Khảo sát mức độ hài lòng của người dân.", 0),
        ("- Phối hợp khảo sát mức độ hài lòng của người dân.", "- Thực hiện Phụ lục.", 0),
        ("- Theo dõi việc khảo sát mức độ hài lòng của người dân.", "- Thực hiện Phụ lục.", 0),
        ("- Phòng Nghiệp vụ 1 chủ trì khảo sát mức độ hài lòng của người dân.", "- Thực hiện Phụ lục.", 0),
    ],
)
def test_leads_in_body_and_appendix(office, room, faults):
    assert count("lead-mismatch", table=TABLE, body=UNITS.format(office, room)) == faults


LAND = rows(
    "1 | Kết nối cơ sở dữ liệu đất đai với Hệ thống thông tin của tỉnh | Sở Xây dựng | Sở Y tế | Trước ngày 30/6/2026",
    "2 | Khảo sát mức độ hài lòng của người dân | Sở Y tế |  | Quý III/2026",
)


@pytest.mark.parametrize(
    ("duty", "leads", "deadlines"),
    [
        ("Sở Xây dựng hoàn thành kết nối cơ sở dữ liệu đất đai trước ngày 30/6/2026.", 0, 0),
        ("Sở Xây dựng: kết nối cơ sở dữ liệu đất đai trước ngày 30/9/2026.", 0, 1),
        ("Sở Y tế chủ trì kết nối cơ sở dữ liệu đất đai trước ngày 30/6/2026.", 1, 0),
        ("Sở Y tế phối hợp kết nối cơ sở dữ liệu đất đai.", 0, 0),
        ("Sở Y tế hoàn thành kết nối cơ sở dữ liệu hộ tịch trước ngày 30/9/2026.", 0, 0),
    ],
)
def test_a_duty_told_in_fewer_words_than_its_task(duty, leads, deadlines):
    body = f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí theo Phụ lục.\n2. {duty}"

    assert count("lead-mismatch", table=LAND, body=body) == leads
    assert count("deadline-mismatch", table=LAND, body=body) == deadlines


def test_a_khoan_behind_a_titled_one_names_its_own_unit():
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\na) Thực hiện Phụ lục.\n2. Sở Y tế khảo sát mức độ hài lòng của người dân."

    assert count("lead-mismatch", table=LAND, body=body) == 0


def test_results_of_last_year_are_no_targets():
    table = "STT | Chỉ tiêu | Mức phấn đấu\n1 | Hồ sơ giải quyết đúng hạn và trước hạn | 98%"
    body = "I. KẾT QUẢ ĐẠT ĐƯỢC NĂM 2025\n- Hồ sơ giải quyết đúng hạn và trước hạn đạt 95%.\nII. NHIỆM VỤ\nNêu tại Phụ lục."

    assert count("value-mismatch", table=table, body=body) == 0


@pytest.mark.parametrize(
    ("text", "row", "faults"),
    [
        ("Khảo sát mức độ hài lòng của 300 người dân.", "Khảo sát mức độ hài lòng của 250 người dân", 1),
        (
            "Khảo sát mức độ hài lòng của người dân đạt từ 90% trở lên.",
            "Khảo sát mức độ hài lòng của người dân đạt 95%",
            1,
        ),
        ("Mở 02 lớp tập huấn kỹ năng số cho công chức.", "Mở 2 lớp tập huấn kỹ năng số cho công chức", 0),
        ("Mở 02 lớp tập huấn kỹ năng số cho 50 công chức.", "Mở 02 lớp tập huấn kỹ năng số cho công chức", 0),
        ("Mở lớp tập huấn kỹ năng số ngày 05/6/2026.", "Mở lớp tập huấn kỹ năng số trong 02 ngày", 0),
    ],
)
def test_figures_in_body_and_appendix(text, row, faults):
    table = rows(f"1 | {row} | Văn phòng Sở |  | Quý III/2026")

    assert count("value-mismatch", table=table, body=BODY.format(f"- {text}")) == faults


def test_figures_of_a_table_of_targets():
    table = "STT | Chỉ tiêu | Mức phấn đấu\n1 | Hồ sơ giải quyết đúng hạn và trước hạn | 98%"
    text = "- Hồ sơ giải quyết đúng hạn và trước hạn đạt từ 95% trở lên."

    assert count("value-mismatch", table=table, body=BODY.format(text)) == 1


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Phụ lục gồm 4 nhiệm vụ.", 1),
        ("Danh mục gồm 12 nhiệm vụ (Chi tiết tại Phụ lục kèm theo).", 1),
        ("Phụ lục gồm 03 nhiệm vụ.", 0),
        ("Thực hiện 05 nhiệm vụ trọng tâm của tỉnh.", 0),
        ("Hoàn thành 100% nhiệm vụ tại Phụ lục.", 0),
    ],
)
def test_how_many_tasks_there_are(text, faults):
    assert count("count-mismatch", table=TABLE, body=BODY.format(text)) == faults


# Names.


def test_messages_of_names_word_for_word():
    body = UNITS.format(
        "Cùng Phòng Giáo dục và Y tế thực hiện Phụ lục.", "- Thực hiện.\n3. Phòng Giáo dục - Y tế\n- Thực hiện."
    )

    assert found("name-variant", body=body) == [
        ("warning", "tên đơn vị ghi «Phòng Giáo dục và Y tế», chỗ khác ghi «Phòng Giáo dục - Y tế»")
    ]
    assert found("other-agency", closing="Trên đây là Kế hoạch năm 2026 của Sở Nội vụ./.") == [
        ("warning", "ghi «Sở Nội vụ» ở chỗ cơ quan ban hành («SỞ TƯ PHÁP») tự xưng tên")
    ]


WARD = {
    "parent": ["UBND TỈNH LÂM ĐỒNG"],
    "agency": ["ỦY BAN NHÂN DÂN", "PHƯỜNG LANG BIANG"],
    "number": "Số: 45/KH-UBND",
}


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ({"closing": "Trên đây là Kế hoạch năm 2026 của UBND phường Xuân Hương./."}, 1),
        ({"closing": "Trên đây là Kế hoạch năm 2026 của phường Xuân Hương./."}, 1),
        ({"opening": "UBND phường Xuân Hương ban hành Kế hoạch năm 2026 như sau:"}, 1),
        ({"body": BODY.format("Tuyên truyền trên địa bàn phường Xuân Hương.")}, 1),
        ({"closing": "Trên đây là Kế hoạch năm 2026 của UBND phường Lang Biang./."}, 0),
        ({"body": BODY.format("Triển khai trên địa bàn phường Cuộc thi Tìm kiếm ý tưởng.")}, 0),
        (
            {
                "body": BODY.format(
                    "Thực hiện Kế hoạch số 2/KH-UBND ngày 05/01/2026 của UBND phường Xuân Hương về thi đua."
                )
            },
            0,
        ),
        ({"body": BODY.format("Báo cáo UBND phường, UBND tỉnh Lâm Đồng.")}, 0),
    ],
)
def test_the_name_of_another_commune(parts, faults):
    assert (
        count(
            "other-agency",
            **{
                **WARD,
                "opening": "UBND phường ban hành Kế hoạch như sau:",
                "closing": "Trên đây là Kế hoạch./.",
                **parts,
            },
        )
        == faults
    )


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ({"opening": "Sở Nội vụ ban hành Kế hoạch cải cách hành chính năm 2026 như sau:"}, 1),
        ({"opening": "Theo đề nghị của Sở Nội vụ, Sở Tư pháp ban hành Kế hoạch như sau:"}, 0),
        ({"closing": "Trên đây là Kế hoạch năm 2026 của Sở Tư pháp; gửi kết quả về Sở Nội vụ./."}, 0),
        ({"closing": "Trên đây là Kế hoạch năm 2026 của Sở Tư pháp tỉnh Lâm Đồng./."}, 0),
        ({"closing": "Trên đây là Kế hoạch năm 2026 của Sở./."}, 0),
        ({"subject": "Cải cách hành chính năm 2026 của Sở Nội vụ"}, 1),
    ],
)
def test_the_name_of_another_department(parts, faults):
    assert count("other-agency", **parts) == faults


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("Phòng Giáo dục, Y tế", 1),
        ("Phòng Giáo dục – Y tế", 1),
        ("Phòng Giáo dục Y tế", 1),
        ("Phòng Giáo dục - Y tế", 0),
        ("PHÒNG GIÁO DỤC - Y TẾ", 0),
        ("Phòng Y tế", 0),
    ],
)
def test_a_unit_in_two_ways(written, faults):
    body = UNITS.format("- Thực hiện Phụ lục.", f"- Cùng {written} thực hiện.\n3. Phòng Giáo dục - Y tế\n- Thực hiện.")

    assert count("name-variant", body=body) == faults


def test_a_unit_that_only_sentences_name_in_two_ways():
    body = "I. NHIỆM VỤ\nPhòng Kinh tế, Hạ tầng và Đô thị chủ trì Phụ lục.\n{} và Đô thị bố trí kinh phí."

    assert count("name-variant", body=body.format("Phòng Kinh tế - Hạ tầng")) == 1
    assert count("name-variant", body=body.format("Phòng Kinh tế, Hạ tầng")) == 0


def test_numbers_part_units():
    assert count("name-variant", body=UNITS.format("- Thực hiện Phụ lục.", "- Cùng Phòng Nghiệp vụ 2 thực hiện.")) == 0


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        ("Văn phòng HĐND và UBND", "Văn phòng HĐND và UBND phường", True),
        ("Phòng Giáo dục - Y tế", "phòng Giáo dục và Y tế", True),
        ("Văn phòng", "Văn phòng Sở", True),
        ("Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", False),
        ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị", False),
    ],
)
def test_names_of_one_unit(name, other, is_same):
    assert is_same_unit(name, other) == is_same == is_same_unit(other, name)
    assert folded(name) == folded(name.upper())


def test_units_against_the_profile():
    profile = ProfileStore((shipped("profiles"),)).load("ha-noi/phuong-ngoc-ha")
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Văn hóa - Xã hội\n- Thực hiện.\n2. Phòng Quản lý đô thị\n- Thực hiện Phụ lục."
    )
    document = checked(profile=profile, body=body)
    reports = checker.check(document, checker.Settings(only=("unit-unknown", "unit-without-duty")))

    assert {one.severity for one in reports} == {"info"}
    assert "hồ sơ của UBND phường Ngọc Hà không có «Phòng Quản lý đô thị»" in [one.message for one in reports]
    assert "kế hoạch không giao việc cho «Trung tâm Văn hóa, Thông tin và Thể thao» có trong hồ sơ cơ quan" in [
        one.message for one in reports
    ]


# References.


def test_messages_of_references_word_for_word():
    cited = "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2027 của Chính phủ về công tác văn thư."

    assert found("cite-future", body=BODY.format(cited)) == [
        ("error", "viện dẫn «Nghị định số 30/2020/NĐ-CP ngày 05/3/2027» ban hành sau ngày của kế hoạch (09/3/2026)")
    ]
    assert found("cite-year", body=BODY.format(cited)) == [
        ("error", "«30/2020/NĐ-CP ngày 05/3/2027»: ký hiệu 30/2020/NĐ-CP có năm 2020 nhưng ngày ban hành ghi năm 2027")
    ]
    assert found("cross-reference", body=f"{PARTS}\nThực hiện theo Mục VII Kế hoạch này và Phụ lục.") == [
        ("error", "kế hoạch không có «Mục VII»")
    ]


@pytest.mark.parametrize(
    ("date", "cited", "faults"),
    [
        ("ngày 09 tháng 3 năm 2026", "ngày 10/3/2026", 1),
        ("ngày 09 tháng 3 năm 2026", "ngày 09/3/2026", 0),
        ("ngày      tháng 3 năm 2026", "ngày 31/3/2026", 0),
        ("ngày      tháng 3 năm 2026", "ngày 01/4/2026", 1),
        ("ngày      tháng      năm 2026", "ngày 01/4/2026", 0),
        ("ngày      tháng      năm 2026", "ngày 05/01/2027", 1),
    ],
)
def test_documents_of_the_future(date, cited, faults):
    text = f"Thực hiện Kế hoạch số 50/KH-UBND {cited} của UBND tỉnh về chuyển đổi số."

    assert count("cite-future", date=f"Lâm Đồng, {date}", body=BODY.format(text)) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 ngày 19/02/2024", 1),
        ("Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ", 0),
        ("Quyết định số 600/QĐ-UBND ngày 09/02/2026 của UBND tỉnh", 0),
    ],
)
def test_years_of_symbols(text, faults):
    assert count("cite-year", body=BODY.format(f"Thực hiện {text}.")) == faults


PARTS = """I. MỤC ĐÍCH
a) Nâng cao chất lượng;
b) Rút ngắn thời gian.
II. NHIỆM VỤ
1. Cải cách thể chế
a) Rà soát văn bản;
b) Tự kiểm tra văn bản.
2. Cải cách thủ tục
Rà soát thủ tục.
III. TỔ CHỨC THỰC HIỆN
Thực hiện đúng Phụ lục."""


@pytest.mark.parametrize(
    ("reference", "faults"),
    [
        ("Mục IV", 1),
        ("Mục VI Kế hoạch này", 1),
        ("khoản 3 Mục II", 1),
        ("điểm c khoản 1 Mục II", 1),
        ("điểm a khoản 1 Mục IV", 1),
        ("khoản 5 Kế hoạch này", 1),
        ("Phần V nêu trên", 1),
        ("Mục II.4", 1),
        ("Mục II", 0),
        ("khoản 2 Mục II", 0),
        ("điểm b khoản 1 Mục II", 0),
        ("điểm b Mục I", 0),
        ("Mục V Kế hoạch số 36/KH-UBND", 0),
        ("Mục V Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", 0),
        ("Mục V của Đề án", 0),
        ("khoản 5 Điều 9 Luật Cán bộ, công chức", 0),
        ("Mục V Phụ lục kèm theo", 0),
        ("danh mục IV", 0),
        ("điểm c khoản 1 Mục II và Phụ lục kèm theo Kế hoạch này", 1),
        ("điểm b khoản 1 Mục II và Phụ lục kèm theo Kế hoạch này", 0),
    ],
)
def test_parts_of_the_plan(reference, faults):
    assert count("cross-reference", body=f"{PARTS}\nCăn cứ nội dung tại {reference} để thực hiện.") == faults


ARTICLES = """Chương I
MỘT
Điều 1. Mục tiêu
1. Rà soát thủ tục theo Phụ lục.
2. Công khai thủ tục theo {}.
Chương II
HAI
Điều 2. Nhiệm vụ
Thực hiện {}."""


@pytest.mark.parametrize(
    ("clause", "article", "faults"),
    [
        ("khoản 1 Điều này", "Điều 1 Kế hoạch này", 0),
        ("khoản 3 Điều này", "Điều 1 Kế hoạch này", 1),
        ("khoản 1 Điều này", "Điều 1, Điều 5 Kế hoạch này", 1),
        ("khoản 1 Điều này", "Điều 5 Luật Lưu trữ", 0),
    ],
)
def test_articles_of_the_plan(clause, article, faults):
    assert count("cross-reference", body=ARTICLES.format(clause, article)) == faults
