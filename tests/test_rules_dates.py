"""Rules about dates, deadlines and years left over, and the calendar behind them."""

import datetime

import pytest
from checked_plans import checked, reported
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.checking import calendar, wording
from cchc_draft.checking.dates_in_text import moments
from cchc_draft.checking.plan_year import own_year
from cchc_draft.formats import short_date

BODY = "I. NHIỆM VỤ\n{}\nCác nhiệm vụ nêu tại Phụ lục."
HEAD = "STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian hoàn thành\n1 | Rà soát thủ tục | Văn phòng Sở | "


def in_body(code, text):
    """Return the severities and found words of one rule in a body of one paragraph."""
    return [(severity, message) for severity, message, _ in reported(code, body=BODY.format(text))]


def in_table(code, deadline):
    """Return the severities of one rule for a deadline in a table."""
    return [severity for severity, _, _ in reported(code, table=HEAD + deadline)]


def severities(found):
    return [one[0] for one in found]


def test_messages_word_for_word():
    found = [
        *in_body("date-invalid", "Gửi báo cáo trước ngày 31/9/2026."),
        *in_body("weekday-mismatch", "Họp vào thứ Hai, ngày 15/7/2026."),
        *in_body("date-text-form", "Gửi báo cáo trước ngày 5/06/2026."),
        *in_body("stale-year", "Hoàn thành trong quý III/2025."),
        *in_body("deadline-day-off", "Gửi báo cáo trước ngày 30/8/2026."),
        *in_body("deadline-before-plan", "Gửi báo cáo trước ngày 15/02/2026."),
        *in_body("deadline-outside-year", "Gửi báo cáo trước ngày 30/6/2027."),
    ]

    assert found == [
        ("error", "không có ngày, tháng, quý này: «ngày 31/9/2026»"),
        ("error", "«thứ Hai, ngày 15/7/2026»: ngày 15/7/2026 là thứ Tư, không phải thứ Hai"),
        ("info", "ngày tháng ghi «ngày 5/06/2026»; nên ghi «ngày 05/6/2026»"),
        ("error", "«Hoàn thành trong quý III/2025»: còn sót năm 2025; kế hoạch này là của năm 2026"),
        ("warning", "thời hạn «trước ngày 30/8/2026» rơi vào ngày nghỉ: 30/8/2026 là Chủ nhật"),
        ("error", "thời hạn «trước ngày 15/02/2026» trước ngày ban hành kế hoạch (09/3/2026)"),
        ("warning", "thời hạn «trước ngày 30/6/2027» sau năm 2026 của kế hoạch"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo trước ngày 31/9.",
        "Hoàn thành trong ngày 30 tháng 02 năm 2026.",
        "Hoàn thành chậm nhất ngày 29/02/2026.",
        "Hoàn thành trước 31/11/2026.",
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 31/4/2025 của UBND tỉnh.",
        "Báo cáo vào các ngày 30/3, 31/6 và 30/9/2026.",
        "Hoàn thành trong tháng 13/2026.",
        "Tổ chức trong Quý V/2026.",
        "Hoàn thành trước ngày 15/15/2026.",
    ],
)
def test_a_date_that_does_not_exist_is_a_fault(text):
    assert severities(in_body("date-invalid", text)) == ["error"]


def test_a_date_line_that_does_not_exist_is_a_fault():
    assert severities(reported("date-invalid", date="Lâm Đồng, ngày 31 tháng 9 năm 2026")) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo trước ngày 30/9/2026.",
        "Phục vụ cả ngày 24/24 giờ, 7/7 ngày.",
        "Đạt tỷ lệ 45/50 tiêu chí, 31/31 thủ tục.",
        "Đã hoàn thành 25/25 nhiệm vụ; xong trước 31/9 chỉ tiêu.",
        "Theo Nghị quyết số 30/2026/NQ-HĐND và mục 31.13.",
        "Kỷ niệm ngày 30/4 và ngày 29/02/2024.",
        "Thực hiện 12 tháng, 13 tháng đều đặn; thưởng tháng 13.",
    ],
)
def test_what_is_no_wrong_date(text):
    assert in_body("date-invalid", text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Họp ngày 15/7/2026 (thứ Năm).", 1),
        ("Họp Chủ nhật, ngày 15/7/2026.", 1),
        ("Họp thứ 5 ngày 15 tháng 7 năm 2026.", 1),
        ("Họp ngày 15/7/2026 (thứ Tư).", 0),
        ("Họp thứ 4, ngày 15/7/2026.", 0),
        ("Tham gia Hội thi lần thứ ba ngày 15/7/2026.", 0),
        ("Họp thứ Tư hằng tuần, bắt đầu ngày 15/7/2026.", 0),
    ],
)
def test_days_of_the_week(text, count):
    assert len(in_body("weekday-mismatch", text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gửi trước ngày 05/6/2026; trình trước ngày 10/02/2026; báo cáo ngày 15/12/2026.", 0),
        ("Gửi trước ngày 05/06/2026.", 1),
        ("Gửi trước ngày 5 tháng 6 năm 2026.", 2),
        ("Gửi trước ngày 15/2/2026.", 1),
        ("Gửi trước ngày 15/6/2026, 20/7/2026; trình trước ngày 30 tháng 7 năm 2026.", 1),
        ("Từ tháng 3 đến ngày 15/6/2026.", 0),
        ("Gửi trước ngày 15.6.2026; trình trước ngày 20-7-2026.", 2),
    ],
)
def test_the_form_of_dates(text, count):
    assert severities(in_body("date-text-form", text)) == ["info"] * count


# Years.


@pytest.mark.parametrize(
    "parts",
    [
        {"subject": "Cải cách hành chính năm 2025 của Sở Tư pháp"},
        {"opening": "Sở Tư pháp ban hành Kế hoạch cải cách hành chính năm 2025 như sau:"},
        {"closing": "Trên đây là Kế hoạch cải cách hành chính năm 2025 của Sở Tư pháp./."},
        {"appendix_name": "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2025"},
        {"body": "I. NHIỆM VỤ TRỌNG TÂM NĂM 2025\nThực hiện theo Phụ lục."},
        {"body": "I. NHIỆM VỤ\n1. Nhiệm vụ năm 2024\nThực hiện theo Phụ lục."},
        {"body": BODY.format("Kinh phí bố trí trong dự toán ngân sách năm 2025 của Sở.")},
        {"body": "I. KINH PHÍ\nDo ngân sách năm 2025 bảo đảm.\nII. NHIỆM VỤ\nThực hiện theo Phụ lục."},
        {"body": BODY.format("Hoàn thành trong tháng 6/2025.")},
        {"body": BODY.format("Gửi báo cáo chậm nhất ngày 30/10/2025.")},
        {"table": HEAD + "Quý III/2025"},
        {"table": HEAD + "Tháng 9/2025"},
        {"table": HEAD + "Trước ngày 30/10/2025"},
        {"table": HEAD + "Trong năm 2025"},
    ],
)
def test_last_year_where_the_plans_own_belongs_is_a_fault(parts):
    assert "error" in severities(reported("stale-year", **parts))


@pytest.mark.parametrize(
    "parts",
    [
        {"subject": "Khắc phục hạn chế trong cải cách hành chính năm 2025 của Sở Tư pháp"},
        {"body": "I. KẾT QUẢ NĂM 2025\nNăm 2025, Sở hoàn thành 100% nhiệm vụ.\nII. NHIỆM VỤ\nTheo Phụ lục."},
        {"body": BODY.format("Rà soát tiêu chí chấm điểm năm 2025 còn bị trừ điểm.")},
        {"body": BODY.format("Thực hiện Chương trình giai đoạn 2021-2025 và năm học 2025 - 2026.")},
        {"body": BODY.format("Phấn đấu tăng 5% so với năm 2025.")},
        {"body": BODY.format("Kế hoạch số 12/KH-UBND ngày 05/02/2025 của UBND tỉnh về cải cách hành chính năm 2025.")},
        {"body": BODY.format("Theo Luật Tổ chức chính quyền địa phương năm 2025.")},
        {"body": BODY.format("Báo cáo kết quả quý IV/2025 và năm 2025.")},
        {"table": HEAD + "Quý III/2026"},
        {"table": HEAD + "Quý I/2027"},
        {
            "date": "Lâm Đồng, ngày 25 tháng 11 năm 2025",
            "reference": "(Kèm theo Kế hoạch số 45/KH-STP ngày 25 tháng 11 năm 2025 của Sở Tư pháp)",
            "table": HEAD + "Tháng 12/2025",
        },
        {
            "subject": "Khắc phục hạn chế năm 2025 của Sở Tư pháp",
            "opening": "Sở Tư pháp ban hành Kế hoạch khắc phục hạn chế năm 2025 như sau:",
            "closing": "Trên đây là Kế hoạch khắc phục hạn chế năm 2025 của Sở Tư pháp./.",
            "appendix_name": "NHIỆM VỤ KHẮC PHỤC HẠN CHẾ NĂM 2025",
        },
        {"subject": "Cải cách hành chính giai đoạn 2026-2030 của Sở Tư pháp", "table": HEAD + "Năm 2025"},
    ],
)
def test_other_years_are_right(parts):
    assert reported("stale-year", **parts) == []


@pytest.mark.parametrize(("month", "found"), [("3", ["warning"]), ("12", [])])
def test_a_date_of_last_year_may_be_left_over(month, found):
    date = f"Lâm Đồng, ngày 15 tháng {month} năm 2025"

    assert severities(reported("stale-year", date=date)) == found


def test_a_year_in_running_text_is_only_mentioned():
    assert severities(in_body("stale-year", "Triển khai Kế hoạch cải cách hành chính năm 2025.")) == ["info"]


def test_the_year_of_a_plan_is_the_one_that_most_of_its_places_name():
    assert own_year(checked()) == 2026
    assert own_year(checked(subject="Cải cách hành chính năm 2025 của Sở Tư pháp")) == 2026
    assert own_year(checked(subject="Cải cách hành chính giai đoạn 2026-2030")) is None


# Deadlines.


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo trước ngày 04/7/2026.",
        "Gửi báo cáo chậm nhất là ngày 05/7/2026.",
        "Tổng hợp đến hết ngày 31/5/2026.",
        "Trình Giám đốc trước 17 giờ ngày 05/7/2026.",
        "Hoàn thành xong trước ngày 27/4/2026.",
        "Hoàn thành trước ngày 31/8/2026.",
        "Hoàn thành trước ngày 24/11/2026.",
        "Gửi báo cáo trước ngày 15/6 và 01/5/2026.",
        "Gửi báo cáo trước ngày 30 tháng 4 năm 2026.",
        "Thời gian hoàn thành: 05/7/2026.",
    ],
)
def test_a_deadline_on_a_day_off(text):
    assert severities(in_body("deadline-day-off", text)) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo trước ngày 15/6/2026.",
        "Hội nghị ngày 05/7/2026.",
        "Phát động từ ngày 05/7/2026 đến ngày 02/8/2026.",
        "Số liệu tính đến hết ngày 31/5/2026.",
        "Làm việc bù, hoàn thành trước ngày 22/8/2026.",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 08/02/2026 của UBND tỉnh.",
    ],
)
def test_no_deadline_on_a_day_off(text):
    assert in_body("deadline-day-off", text) == []


@pytest.mark.parametrize(
    ("deadline", "found"),
    [
        ("Trước ngày 05/7/2026", ["warning"]),
        ("05/7/2026", ["warning"]),
        ("Từ 01/6/2026 đến 05/7/2026", []),
        ("Trước ngày 06/7/2026", []),
        ("Quý III/2026", []),
    ],
)
def test_days_off_in_a_table(deadline, found):
    assert in_table("deadline-day-off", deadline) == found


@pytest.mark.parametrize(
    ("deadline", "found"),
    [
        ("Trước ngày 08/3/2026", ["error"]),
        ("Tháng 02/2026", ["error"]),
        ("Ngày 09/3/2026", []),
        ("Tháng 3/2026", []),
        ("Quý I/2026", []),
        ("Quý I, II/2026", []),
        ("Đã ban hành ngày 15/01/2026", []),
    ],
)
def test_deadlines_before_the_plan(deadline, found):
    assert in_table("deadline-before-plan", deadline) == found


@pytest.mark.parametrize(
    "text",
    [
        "Rà soát văn bản ban hành trước ngày 01/7/2025.",
        "Xử lý hồ sơ phát sinh trước ngày 01/02/2026.",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 08/02/2026 của UBND tỉnh.",
        "Sở đã hoàn thành trước ngày 15/01/2026.",
    ],
)
def test_dates_of_the_past_are_no_deadlines(text):
    assert in_body("deadline-before-plan", text) == []


def test_a_draft_without_a_day_is_taken_as_of_the_first():
    date = "Lâm Đồng, ngày      tháng 3 năm 2026"
    table = HEAD + "Trước ngày 28/02/2026\n2 | Khảo sát | Văn phòng Sở | Trước ngày 05/3/2026"

    assert severities(reported("deadline-before-plan", date=date, table=table)) == ["error"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Rà soát | Văn phòng Sở | Trước ngày 15/3/2027", ["warning"]),
        ("Báo cáo năm 2026 | Văn phòng Sở | Trước ngày 15/01/2027", ["info"]),
        ("Báo cáo năm 2026 | Văn phòng Sở | Trước ngày 15/12/2027", ["warning"]),
        ("Rà soát | Văn phòng Sở | Quý II/2027", ["warning"]),
        ("Rà soát | Văn phòng Sở | Quý II/2026", []),
    ],
)
def test_deadlines_after_the_year(row, found):
    table = f"STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn\n1 | {row}"

    assert severities(reported("deadline-outside-year", table=table)) == found


# The calendar.


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2026-02-17", True),  # Tết
        ("2026-02-20", True),
        ("2026-04-27", True),  # in lieu of Giỗ Tổ
        ("2026-01-02", True),  # swapped
        ("2026-01-10", False),  # a Saturday of work
        ("2026-08-31", True),
        ("2026-08-22", False),
        ("2026-09-02", True),
        ("2026-11-24", True),
        ("2026-03-09", False),
        ("2027-05-03", True),
        ("2025-09-01", True),
    ],
)
def test_days_off(date, reason):
    known = wording.shipped().of("ngay-nghi")

    assert bool(calendar.day_off(datetime.date.fromisoformat(date), known)) == reason


def test_an_office_adds_days_off_of_its_own():
    own = {**wording.shipped().of("ngay-nghi"), "2026-03-09": "ngày truyền thống"}

    assert calendar.day_off(datetime.date(2026, 3, 9), own) == "ngày truyền thống"


@given(st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31)))
def test_no_holiday_lies_outside_the_spans_that_are_looked_at(date):
    import holidays

    inside = any(first <= (date.month, date.day) <= last for first, last in calendar.SPANS)
    assert inside or date not in holidays.country_holidays("VN", years=date.year)


@given(st.dates(datetime.date(2026, 3, 10), datetime.date(2026, 12, 31)))
def test_every_date_is_read_back(date):
    document = checked(body=BODY.format(f"Hoàn thành trước ngày {short_date(date)}."))
    one = next(one for one in moments(document) if one.line.text.startswith("Hoàn thành"))

    assert (one.last_day(), one.due, one.urgency) == (date, "Hoàn thành trước", "words")
