"""Tasks at a glance: calendar, workbook, page, picture, and the chart in the plan's own document."""

import datetime
import io
import re
from pathlib import Path

import docx
import icalendar
import openpyxl
import pytest
from click.testing import CliRunner
from conftest import some
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from made_once import draft_of

import cchc_draft
from cchc_draft import api
from cchc_draft.cli import cli
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError
from cchc_draft.importing import old_plan
from cchc_draft.letter_widths import text_width
from cchc_draft.model import Run, Task
from cchc_draft.overview import calendar_file, chart, listing, picture, workbook
from cchc_draft.overview.due_days import due, last_working_day
from cchc_draft.overview.listing import ListedPlan, ListedTask

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
OTHER = ROOT / "examples" / "lai-chau-ubnd-2027"
WITHOUT_TASKS = ROOT / "examples" / "ha-noi-so-vhtt-2026"
PROFILES = ROOT / "profiles"

HEAD = """---
ho_so: {profile}
nam: 2026
trich_yeu: {subject}
{more}phu_luc:
  - {{trich_yeu: Danh mục nhiệm vụ, nhiem_vu: nhiem-vu.yaml}}
---
Nội dung (Phụ lục kèm theo).
"""


def folder(path, tasks, subject="Cải cách hành chính năm 2026", more="", profile="ha-noi/phuong-ngoc-ha"):
    """Write a plan folder with tasks: text, lead, deadline."""
    path.mkdir()
    head = HEAD.format(subject=subject, more=more, profile=profile)
    (path / "ke-hoach.md").write_text(head, encoding="utf-8")
    lines = []
    for text, lead, deadline in tasks:
        lines.append(f"- nhiem_vu: {text!r}\n" + (f"  chu_tri: {lead}\n" if lead else ""))
        lines[-1] += f"  thoi_han: {deadline}\n" if deadline else ""
    (path / "nhiem-vu.yaml").write_text("".join(lines) or "[]\n", encoding="utf-8")
    return path


def one(deadline, text="Rà soát thủ tục hành chính", lead=("Văn phòng",), year=2026, identifier="t1", **more):
    """Return a plan with a single task."""
    parsed = Deadline.parse(deadline) if deadline else None
    task = Task(identifier, (Run(text),), tuple(lead), deadline=parsed, **more)
    return plan([task], year)


def plan(tasks, year=2026, start=None, subject="Cải cách hành chính", key="xa"):
    listed = tuple(ListedTask(at, task, due(task.deadline, year, start)) for at, task in enumerate(tasks, 1))
    return ListedPlan("kh", "UBND xã", year, subject, key, tasks=listed)


def events(*plans):
    found = icalendar.Calendar.from_ical(calendar_file.write(plans))
    assert not found.errors
    return [event for event in found.walk("VEVENT") if not event.errors]


def run(*arguments):
    result = CliRunner().invoke(cli, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def days(*texts):
    return [datetime.date.fromisoformat(text) for text in texts]


# Days.


@pytest.mark.parametrize(
    ("deadline", "shape", "wanted"),
    [
        ("Chậm nhất ngày 08/3/2026", "date", ["2026-03-08"]),
        ("Ngày 15/4/2026", "date", ["2026-04-15"]),
        ("Trước ngày 15/12/2026", "date", ["2026-12-14"]),
        ("Trước ngày 01/01/2026", "date", ["2025-12-31"]),
        ("Tháng 10/2026", "span", ["2026-10-30"]),
        ("Tháng 4", "span", ["2026-04-29"]),
        ("Quý I", "span", ["2026-03-31"]),
        ("Quý III/2027", "span", ["2027-09-30"]),
        ("Trong năm", "span", ["2026-12-31"]),
        ("Định kỳ hàng quý", "quarterly", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("Thường xuyên", "ongoing", []),
        ("Theo kế hoạch của Thành phố", "open", []),
        ("", "open", []),
    ],
)
def test_the_days_of_a_deadline(deadline, shape, wanted):
    found = due(Deadline.parse(deadline) if deadline else None, 2026)

    assert (found.shape, list(found.days)) == (shape, days(*wanted))


def test_what_recurs_begins_in_the_month_of_the_plan():
    found = due(Deadline.parse("Định kỳ hàng tháng"), 2026, datetime.date(2026, 3, 4))

    assert [day.month for day in found.days] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def test_a_plan_of_the_year_before_begins_in_january():
    found = due(Deadline.parse("Định kỳ hàng quý"), 2026, datetime.date(2025, 12, 20))

    assert [day.month for day in found.days] == [3, 6, 9, 12]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2026, 4, "2026-04-29"),  # 30/4 is a holiday
        (2026, 5, "2026-05-29"),  # 31/5 is a Sunday
        (2025, 1, "2025-01-24"),  # Tết
        (1900, 2, "1900-02-28"),
    ],
)
def test_the_last_working_day(year, month, day):
    assert last_working_day(year, month).isoformat() == day


# Calendar.


def test_a_calendar_holds_an_all_day_entry_for_a_date():
    [event] = events(one("Chậm nhất ngày 06/3/2026", product=(Run("Báo cáo; bảng, biểu"),)))

    assert event.start == datetime.date(2026, 3, 6)
    assert event.end == datetime.date(2026, 3, 7)
    assert event["SUMMARY"] == "Rà soát thủ tục hành chính (Văn phòng)"
    assert event["DESCRIPTION"].split("\n") == [
        "Đơn vị chủ trì: Văn phòng",
        "Thời hạn: Chậm nhất ngày 06/3/2026",
        "Sản phẩm: Báo cáo; bảng, biểu",
        "Kế hoạch cải cách hành chính (UBND xã)",
    ]
    assert event["DTSTAMP"].dt == datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("deadline", "day", "note"),
    [
        ("Quý III/2026", "2026-09-30", "Lịch lấy ngày làm việc cuối cùng của thời hạn: 30/9/2026."),
        ("Tháng 5", "2026-05-29", "Lịch lấy ngày làm việc cuối cùng của thời hạn: 29/5/2026."),
        ("Trước ngày 15/12/2026", "2026-12-14", "Lịch lấy ngày liền trước, là ngày cuối cùng còn trong hạn."),
    ],
)
def test_an_entry_says_why_it_stands_on_its_day(deadline, day, note):
    [event] = events(one(deadline))

    assert event.start.isoformat() == day
    assert note in event["DESCRIPTION"].split("\n")


@pytest.mark.parametrize("deadline", ["Định kỳ hàng tháng", "Định kỳ hàng quý"])
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_what_recurs_falls_on_working_days_within_the_year(deadline, year):
    first, *moved = events(one(deadline, year=year))
    start = datetime.datetime.combine(first.start, datetime.time())
    rule = first["RRULE"].to_ical().decode()
    assert f"UNTIL={year}1231" in rule
    usual = [found.date() for found in rrulestr(rule, dtstart=start)]
    replaced = {event["RECURRENCE-ID"].dt: event.start for event in moved}

    assert replaced.keys() <= set(usual)
    assert {event["UID"] for event in moved} <= {first["UID"]}
    assert [replaced.get(day, day) for day in usual] == list(due(Deadline.parse(deadline), year).days)


def test_ids_stay_when_a_task_is_put_in_between():
    before = [Task(f"t{at}", (Run(text),), (), deadline=Deadline.parse("Quý II")) for at, text in enumerate("abc", 1)]
    after = [Task("t1", (Run("mới"),), (), deadline=Deadline.parse("Quý I")), *before]

    first, second = ([event["UID"] for event in events(plan(tasks))] for tasks in (before, after))

    assert second[1:] == first
    assert len({*second}) == 4


def test_a_task_with_an_id_of_its_own_may_change_its_words():
    first, second = (events(one("Quý II", text, identifier="ra_soat"))[0]["UID"] for text in ("cũ", "mới"))

    assert first == second


def test_no_two_entries_share_an_id():
    tasks = [Task("x", (Run("Báo cáo"),), (), deadline=Deadline.parse("Quý II"))] * 3

    found = [event["UID"] for event in events(plan(tasks), plan(tasks, key="sở"), plan(tasks, subject="khác"))]

    assert len({*found}) == len(found) == 9


@given(st.text(max_size=300))
def test_any_text_comes_back_from_a_calendar(text):
    words = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", " ", text)
    task = Task("a", (Run("Việc"),), ("Phòng",), deadline=Deadline.parse("Quý II"), note=(Run(words),))
    data = calendar_file.write([plan([task])])

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    told = event["DESCRIPTION"]
    assert not words or f"Ghi chú: {words}".replace("\r\n", "\n") in told


def test_tasks_without_a_day_are_told(tmp_path):
    path = folder(
        tmp_path / "kh",
        [("Ban hành kế hoạch", "vhxh", "2026-03-06"), ("Trả lời kiến nghị", "vhxh", "Theo quy định"), ("Họp", "", "")],
    )

    result = run("tasks", path, "-o", tmp_path / "lich.ics")

    assert result.exit_code == 0
    said = result.stderr.replace(f"{path}/", "").splitlines()
    assert said == [
        "nhiem-vu.yaml:4:3: cảnh báo: không đưa vào lịch vì thời hạn «Theo quy định» không có ngày: "
        "Trả lời kiến nghị [no-day]",
        "nhiem-vu.yaml:7:3: cảnh báo: không đưa vào lịch vì không ghi thời hạn: Họp [no-day]",
        "3 nhiệm vụ của 1 kế hoạch",
    ]
    assert (tmp_path / "lich.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


def test_two_runs_give_the_same_calendar():
    made = [api.tasks_overview([EXAMPLE, OTHER], kind=".ics", profiles=PROFILES).data for _ in range(2)]

    assert made[0] == made[1]


# Workbook.


def opened(*plans):
    problems = []
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(plans, problems)))
    return book, problems


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_lists_all_tasks_with_real_dates():
    made = api.tasks_overview([EXAMPLE, OTHER], kind=".xlsx", profiles=PROFILES)
    book = openpyxl.load_workbook(io.BytesIO(made.data))

    assert book.sheetnames == ["Nhiệm vụ", "Theo đơn vị", "Theo tháng"]
    header, first, *others = rows(book["Nhiệm vụ"])
    assert header == [
        *("STT", "Cơ quan", "Kế hoạch", "Nhóm", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp"),
        *("Thời hạn", "Ngày đến hạn", "Kinh phí", "Ghi chú"),
    ]
    assert first[6:10] == [
        "Phòng Văn hóa - Xã hội",
        "Các phòng, ban, đơn vị thuộc phường",
        "Chậm nhất ngày 06/3/2026",
        datetime.datetime(2026, 3, 6),
    ]
    assert len(others) == made.tasks - 1 == 40
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_sheets_by_unit_and_by_month():
    tasks = [
        Task("a", (Run("Một"),), ("Văn phòng", "Phòng A"), ("Phòng B",), Deadline.parse("Quý II")),
        Task("b", (Run("Hai"),), ("Phòng A",), deadline=Deadline.parse("Thường xuyên")),
        Task("c", (Run("Ba"),), (), deadline=Deadline.parse("Ngày 02/3/2026")),
    ]
    book, _ = opened(plan(tasks))

    assert [row[1:5] for row in rows(book["Theo đơn vị"])[1:]] == [
        ["Văn phòng", "Chủ trì", "Một", "Quý II"],
        ["Phòng A", "Chủ trì", "Một", "Quý II"],
        ["Phòng A", "Chủ trì", "Hai", "Thường xuyên"],
        ["Chưa ghi đơn vị chủ trì", "Chủ trì", "Ba", "Ngày 02/3/2026"],
        ["Phòng B", "Phối hợp", "Một", "Quý II"],
    ]
    assert [row[:3] for row in rows(book["Theo tháng"])[1:]] == [
        [datetime.datetime(2026, 3, 1), datetime.datetime(2026, 3, 2), "Ba"],
        [datetime.datetime(2026, 6, 1), datetime.datetime(2026, 6, 30), "Một"],
        ["Thường xuyên", None, "Hai"],
    ]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a.vn")', "+84", "-1", "@a", "#N/A", "=1+1"])
def test_no_text_is_a_formula(text):
    book, _ = opened(one("Quý II", text, lead=[text]))

    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    cell = book["Nhiệm vụ"]["E2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@"))


def test_columns_of_the_plans_own_have_a_place():
    listed = ListedTask(1, Task("a", (Run("Một"),), ()), due(None, 2026), (("Nguồn lực", "Hai người"),))
    book, _ = opened(ListedPlan("kh", "UBND xã", 2026, "", "xa", tasks=(listed,)))

    header, row = rows(book["Nhiệm vụ"])
    assert (header[-1], row[-1]) == ("Nguồn lực", "Hai người")
    assert row[2] == "Kế hoạch"


def test_a_text_that_no_cell_holds_is_told():
    book, problems = opened(one("Quý II", "a" * 40_000))

    assert len(book["Nhiệm vụ"]["E2"].value) == 32_767
    assert str(problems[0]) == (
        f"cảnh báo: ô chỉ chứa được 32.767 ký tự nên phần cuối của «{'a' * 60}…» không ghi được [text-too-long]"
    )


def test_a_date_before_excel_knows_any_is_a_text():
    book, _ = opened(one("Ngày 01/02/1812"))

    assert book["Nhiệm vụ"]["J2"].value == "1812-02-01"


# Picture.


SVG = "{http://www.w3.org/2000/svg}"


def drawn(*plans, title="Biểu đồ"):
    data = picture.write(chart.charts(plans), title)
    return etree.fromstring(data), data


def words(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("deadline", "kind", "count"),
    [
        ("Ngày 15/4/2026", "d", 1),
        ("Định kỳ hàng tháng", "r", 12),
        ("Định kỳ hàng quý", "r", 4),
        ("Quý III/2026", "a", 1),
        ("Thường xuyên", "o", 1),
        ("Theo quy định", "d", 0),
    ],
)
def test_marks_of_the_picture(deadline, kind, count):
    root, _ = drawn(one(deadline))

    legend = 0 if kind == "x" else 1
    assert len([mark for mark in root.iter() if mark.get("class") == kind]) == count + legend


def test_what_has_no_bar_is_said_in_words():
    for deadline in ("Theo quy định", "Ngày 15/4/2025", "Quý I/2027"):
        assert deadline in words(drawn(one(deadline))[0])
    assert "Không ghi thời hạn" in words(drawn(one(""))[0])


def test_long_names_keep_to_their_column():
    name = "Nghiêng ngả trường tồn Ủy ban nhân dân " * 12 + "x" * 200
    root, _ = drawn(one("Quý II", name))

    limit = (picture.NAME_ROOM - 2) * picture.TWIPS
    lines = [line for line in words(root) if line and line in name]
    assert len(lines) > 5
    assert all(text_width(line, picture.SIZE) <= limit for line in lines)
    assert "".join("".join(lines).split()).endswith("x" * 200)


def test_a_name_of_very_many_lines_is_whole_in_the_tooltip():
    name = "công việc " * 400
    root, _ = drawn(one("Quý II", name))

    assert name.strip() in ["".join(title.itertext()) for title in root.iter(f"{SVG}title")]


def test_two_thousand_tasks_are_paged():
    tasks = [
        Task(f"v{at}", (Run(f"Nhiệm vụ số {at} về kiểm soát thủ tục hành chính tại bộ phận một cửa"),), (f"P{at % 9}",))
        for at in range(2000)
    ]
    root, data = drawn(plan(tasks))

    pages = [page for page in root.findall(f"{SVG}g") if page.get("transform")]
    assert len(pages) > 50
    assert len(data) < 2_500_000
    assert f"Trang {len(pages)}/{len(pages)}" in words(root)
    for page in pages:
        assert "T12" in words(page)
        assert all(float(text.get("y")) < picture.HEIGHT for text in page.iter(f"{SVG}text"))
    assert sum("(tiếp theo)" in text for text in words(root)) > 40
    assert {str(number) for number in range(1, 2001)} <= {*words(root)}


@given(
    st.lists(
        st.tuples(st.text(max_size=400), st.sampled_from(["Quý I", "Ngày 31/12/2026", "Hàng tháng", "khi cần", ""]))
    )
)
def test_any_tasks_give_a_sound_picture(found):
    clean = [(re.sub(r"[\ud800-\udfff\ufffe\uffff]", " ", text), deadline) for text, deadline in found]
    tasks = [
        Task("a", (Run(text),), ("Phòng",), deadline=Deadline.parse(deadline) if deadline else None)
        for text, deadline in clean
    ]
    root, _ = drawn(plan(tasks))

    assert len([text for text in words(root) if text.isascii() and text.isdigit()]) >= len(tasks)


# Page.


def test_a_page_runs_and_loads_nothing(tmp_path):
    path = folder(tmp_path / "kh", [("<script>alert(1)</script> & việc", "vhxh", "Quý II")])
    page = api.tasks_overview([path, EXAMPLE], kind=".html", profiles=PROFILES).data.decode()

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; việc" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page


def test_a_page_has_every_task_by_unit_and_by_month():
    listed = listing.read([EXAMPLE, OTHER], PROFILES)
    page = api.tasks_overview([EXAMPLE, OTHER], kind=".html", profiles=PROFILES).data.decode()
    by_unit, by_month = page.split('<section id="thang">')

    for one_plan in listed.plans:
        for task in one_plan.tasks:
            assert task.text in by_unit.split('<section id="don-vi">')[1]
            assert task.text in by_month
    assert "Tháng 12/2027</h3>" in page
    assert page.count('<svg class="chart"') == 4
    assert ">Sản phẩm</th>" in page
    assert ">Sản phẩm</th>" not in api.tasks_overview([EXAMPLE], kind=".html", profiles=PROFILES).data.decode()


# The command.


def test_the_command_writes_all_kinds(tmp_path):
    for kind in (".ics", ".xlsx", ".html", ".svg"):
        target = tmp_path / f"nhiem-vu{kind}"

        result = run("tasks", EXAMPLE, OTHER, "--profiles", PROFILES, "-o", target)

        assert result.exit_code == 0
        assert result.stdout == f"{target}\n"
        assert result.stderr.splitlines()[-1] == "41 nhiệm vụ của 2 kế hoạch"
        assert target.stat().st_size > 5_000


def test_a_document_has_the_tasks_of_its_plan(tmp_path):
    path = tmp_path / "kh.docx"
    path.write_bytes(draft_of(EXAMPLE.name))

    [made], [from_folder] = (listing.read([one_path], PROFILES).plans for one_path in (path, EXAMPLE))

    assert (made.agency, made.year, made.number) == ("Ủy ban nhân dân phường Ngọc Hà", 2026, "115/KH-UBND")
    assert [(task.text, task.task.lead, task.due) for task in made.tasks] == [
        (task.text, task.task.lead, task.due) for task in from_folder.tasks
    ]
    first, second = (re.sub(rb"UID:.*", b"", calendar_file.write([one_plan])) for one_plan in (made, from_folder))
    assert first == second


def test_one_plan_twice_counts_once(tmp_path):
    target = tmp_path / "a.svg"
    result = run("tasks", EXAMPLE, EXAMPLE / "ke-hoach.md", "--profiles", PROFILES, "-o", target)

    assert result.exit_code == 0
    first = EXAMPLE / "ke-hoach.md"
    assert result.stderr.splitlines() == [
        f"{first}: cảnh báo: kế hoạch này giống hệt {first} nên chỉ tính một lần [plan-twice]",
        "9 nhiệm vụ của 1 kế hoạch",
    ]


def test_an_unreadable_plan_does_not_stop_the_others(tmp_path):
    (tmp_path / "hong").mkdir()
    (tmp_path / "hong.docx").write_bytes(b"PK nothing")
    target = tmp_path / "a.xlsx"

    result = run("tasks", tmp_path / "hong", tmp_path / "hong.docx", EXAMPLE, "--profiles", PROFILES, "-o", target)

    assert result.exit_code == 2
    assert target.is_file()
    assert f"{tmp_path / 'hong' / 'ke-hoach.md'}: lỗi: " in result.stderr
    assert f"{tmp_path / 'hong.docx'}: lỗi: " in result.stderr
    assert "9 nhiệm vụ của 1 kế hoạch" in result.stderr


def test_a_plan_without_tasks_is_told(tmp_path):
    target = tmp_path / "a.ics"

    result = run("tasks", WITHOUT_TASKS, EXAMPLE, "--profiles", PROFILES, "-o", target)

    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        f"{WITHOUT_TASKS / 'ke-hoach.md'}: cảnh báo: kế hoạch không có bảng nhiệm vụ nào trong phụ lục nên không có gì "
        "để tổng hợp [no-tasks]"
    )


def test_nothing_is_written_where_no_plan_has_a_task(tmp_path):
    target = tmp_path / "a.ics"

    result = run("tasks", WITHOUT_TASKS, "--profiles", PROFILES, "-o", target)

    assert result.exit_code == 2
    assert "lỗi: kế hoạch không có bảng nhiệm vụ nào trong phụ lục nên không có gì để tổng hợp" in result.stderr
    assert not target.exists()


def test_an_existing_file_is_kept(tmp_path):
    target = tmp_path / "a.svg"
    target.write_text("cũ")

    kept = run("tasks", EXAMPLE, "-o", target)
    replaced = run("tasks", EXAMPLE, "--force", "-o", target)

    assert kept.exit_code == 2
    assert "tệp đã có và được giữ nguyên; thêm --force để ghi đè" in kept.stderr
    assert replaced.exit_code == 0
    assert target.read_bytes().startswith(b"<?xml")


def test_another_kind_of_file_is_refused(tmp_path):
    result = run("tasks", EXAMPLE, "-o", tmp_path / "a.pdf")

    assert result.exit_code == 2
    assert "không ghi được loại tệp «.pdf»; dùng được: .ics, .xlsx, .html, .svg" in result.stderr


def document(path, year, deadline):
    """Write a plan as a text without a year but that of its table."""
    text = f"""ỦY BAN NHÂN DÂN
PHƯỜNG NGỌC HÀ
KẾ HOẠCH
Cải cách hành chính{year}
I. NHIỆM VỤ
Các nhiệm vụ tại Phụ lục kèm theo.
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT, VHXH.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
Phụ lục
DANH MỤC NHIỆM VỤ
| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |
| 1 | Rà soát thủ tục | Phòng VHXH | {deadline} |
| 2 | Báo cáo kết quả | Văn phòng HĐND và UBND phường | Quý IV |
"""
    path.write_text(text, encoding="utf-8")
    return path


def test_the_year_of_a_document_may_be_that_of_its_deadlines(tmp_path):
    [made] = listing.read([document(tmp_path / "kh.txt", "", "Quý II/2027")], PROFILES).plans

    assert made.year == 2027
    assert made.tasks[0].task.lead == ("Phòng Văn hóa - Xã hội",)
    assert list(made.tasks[1].due.days) == days("2027-12-31")


def test_a_document_without_a_year_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        listing.read([document(tmp_path / "kh.txt", "", "Quý II")], PROFILES)

    assert [problem.text for problem in caught.value.problems] == [
        "văn bản không cho biết kế hoạch của năm nào; hãy nhập thành thư mục kế hoạch rồi ghi «nam»"
    ]


def test_a_deadline_that_no_calendar_has_stays_text(tmp_path):
    found = listing.read([document(tmp_path / "kh.txt", " năm 2026", "Ngày 30/02/2026")], PROFILES)

    assert found.plans[0].tasks[0].due.shape == "open"
    assert "thời hạn «Ngày 30/02/2026» không có trong lịch; giữ nguyên chữ" in [one.text for one in found.warnings]


# The chart in the plan's own document.


def drafted(path, **options):
    return cchc_draft.draft(path, profiles=PROFILES, has_chart=True, **options)


def test_a_chart_follows_the_appendices():
    result = drafted(EXAMPLE)
    made = docx.Document(io.BytesIO(result.data))
    plain = docx.Document(io.BytesIO(draft_of(EXAMPLE.name)))

    assert len(made.tables) == len(plain.tables) + 1
    assert len(made.sections) == len(plain.sections) + 1
    last = made.sections[-1]
    assert last.page_width > last.page_height
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert "BIỂU ĐỒ TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ" in texts
    assert texts.count(next(text for text in texts if text.startswith("(Kèm theo"))) == 2
    table = made.tables[-1]
    assert [cell.text for cell in table.rows[1].cells][2:] == [str(month) for month in range(1, 13)]
    first = next(row for row in table.rows if row.cells[0].text == "1")
    assert first.cells[1].text == "Ban hành Kế hoạch tuyên truyền CCHC năm 2026 của phường"
    assert first.cells[4].text == "06/3"
    assert [row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows[:3]] == [True, True, False]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_every_row_of_the_chart_fills_the_grid():
    made = docx.Document(io.BytesIO(drafted(OTHER).data))
    table = made.tables[-1]

    for row in table._tbl.tr_lst:
        spans = [cell.tcPr.find(f"{W}gridSpan") for cell in row.tc_lst]
        assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == 14


@pytest.mark.parametrize("name", some(["ha-noi-phuong-ngoc-ha-2026", "ha-noi-ubnd-2026", "lai-chau-ubnd-2027"], 3))
def test_a_chart_changes_nothing_of_what_is_checked(name, tmp_path):
    found = []
    for at, has_chart in enumerate((False, True)):
        path = tmp_path / f"{at}.docx"
        path.write_bytes(cchc_draft.draft(ROOT / "examples" / name, profiles=PROFILES, has_chart=has_chart).data)
        found.append([(one.rule, one.message) for one in api.check(path, profiles=PROFILES).found])

    assert found[0] == found[1]


def test_a_chart_is_not_read_back_as_tasks(tmp_path):
    path = tmp_path / "kh.docx"
    path.write_bytes(drafted(EXAMPLE).data)

    plan = api.import_plan(path, profiles=PROFILES).plan

    assert [len(appendix.tasks) for appendix in plan.appendices] == [9]
    assert old_plan.read(path).blocks


def test_the_head_of_a_plan_may_ask_for_the_chart(tmp_path):
    path = folder(tmp_path / "kh", [("Rà soát", "vhxh", "Quý II")], more="bieu_do: true\n")

    made = cchc_draft.draft(path, profiles=PROFILES)
    kept = api.draft(path, profiles=PROFILES, kind=".md")

    assert "BIỂU ĐỒ TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ" in [
        paragraph.text for paragraph in docx.Document(io.BytesIO(made.data)).paragraphs
    ]
    assert "bieu_do:" in kept.data.decode()
    assert "no-chart" not in [problem.code for problem in kept.warnings]


def test_the_preview_shows_the_chart():
    page = drafted(EXAMPLE, kind=".html").data.decode()

    assert "BIỂU ĐỒ TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ" in page
    assert '<td class="center" colspan="3"' in page


@pytest.mark.parametrize(
    ("path", "kind", "message"),
    [
        (WITHOUT_TASKS, ".docx", "không vẽ được biểu đồ vì phụ lục không có nhiệm vụ nào"),
        (EXAMPLE, ".md", "bản .md không có biểu đồ; hãy ghi «bieu_do: true» ở phần đầu ke-hoach.md"),
    ],
)
def test_a_chart_that_is_not_drawn_is_told(path, kind, message):
    assert message in [problem.text for problem in drafted(path, kind=kind).warnings]


def test_the_option_gantt(tmp_path):
    target = tmp_path / "kh.docx"

    result = run("draft", EXAMPLE, "--gantt", "--profiles", PROFILES, "-o", target)

    assert result.exit_code == 0
    assert len(docx.Document(target).sections) == 3


def test_a_blank_in_a_task_is_marked_in_the_chart(tmp_path):
    path = folder(tmp_path / "kh", [("Rà soát […] thủ tục", "vhxh", "Quý II")])

    made = docx.Document(io.BytesIO(drafted(path).data))
    cell = next(row for row in made.tables[-1].rows if row.cells[0].text == "1").cells[1]

    assert [run.text for run in cell.paragraphs[0].runs if run.font.highlight_color] == ["[…]"]
