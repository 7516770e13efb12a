"""The facts of a text that may be stale next year, and what becomes of each from 2026 to 2027."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.carrying.decisions import decide
from cchc_draft.carrying.document_facts import Documents
from cchc_draft.carrying.facts import YEAR, facts
from cchc_draft.carrying.moved_dates import Years, is_day_off, moved_date
from cchc_draft.carrying.passages import body, passage, yaml_passages
from cchc_draft.carrying.register import open_register
from cchc_draft.errors import InputError
from cchc_draft.yaml_text import load


def found(text, path=(), old=2026, new=2027, role="text"):
    """Return the facts of a text: kind, words, state, the words after, what is proposed."""
    read = passage("ke-hoach.md", role, path, text, 0, len(text))
    documents = Documents(old, new, open_register([]))
    documents.learn(read.words)
    told = []
    for fact in facts(read, documents):
        decision = decide(fact, Years(old, new))
        words = fact.words
        for edit in sorted(decision.edits, reverse=True):
            words = words[: edit.start - fact.start] + edit.new + words[edit.end - fact.start :]
        told.append((decision.kind, fact.words, decision.state, words, decision.proposal))
    return told


MOVED = [
    ("Kế hoạch CCHC năm 2026 của Sở", "year", "2026", "2027"),
    ("CCHC 2026", "year", "2026", "2027"),
    ("Khắc phục hạn chế của năm 2025", "year", "2025", "2026"),
    ("Kết quả Chỉ số PAR INDEX năm 2025", "year", "2025", "2026"),
    ("so với năm 2025", "year", "2025", "2026"),
    ("dự toán ngân sách năm 2027", "year", "2027", "2028"),
    ("xong đến hết năm 2026", "year", "2026", "2027"),
    ("6 tháng đầu năm 2026", "year", "2026", "2027"),
    ("Tổ chức Cuộc thi trong năm 2026", "year", "2026", "2027"),
    ("Quý III/2026", "quarter", "Quý III/2026", "Quý III/2027"),
    ("quý I, II/2026", "quarter", "quý I, II/2026", "quý I, II/2027"),
    ("tháng 12/2026", "quarter", "tháng 12/2026", "tháng 12/2027"),
    ("tháng 12 năm 2026", "quarter", "tháng 12 năm 2026", "tháng 12 năm 2027"),
    ("họp vào 8/2026", "quarter", "8/2026", "8/2027"),
    ("hoàn thành trước ngày 15/12/2026", "deadline", "ngày 15/12/2026", "ngày 15/12/2027"),
    ("chậm nhất ngày 06/3/2026", "deadline", "ngày 06/3/2026", "ngày 05/3/2027"),
    ("tổ chức vào ngày 27 tháng 3 năm 2026", "date", "ngày 27 tháng 3 năm 2026", "ngày 26 tháng 3 năm 2027"),
    ("thứ Sáu, ngày 06/3/2026", "date", "thứ Sáu, ngày 06/3/2026", "thứ Sáu, ngày 05/3/2027"),
    ("Ngày 30/4/2026", "date", "Ngày 30/4/2026", "Ngày 30/4/2027"),
    ("nộp ngày 08.4.2026", "date", "ngày 08.4.2026", "ngày 08.4.2027"),
    ("từ ngày 15/12/2025 đến hết quý", "date", "ngày 15/12/2025", "ngày 15/12/2026"),
    ("Nam 2026, Ké hoach", "year", "2026", "2027"),
    ("họp ngày 12/3/2026 (thứ Năm)", "date", "ngày 12/3/2026 (thứ Năm)", "ngày 12/3/2027 (thứ Sáu)"),
    ("họp ngày 12/3/2026, Thứ 5", "date", "ngày 12/3/2026, Thứ 5", "ngày 12/3/2027, Thứ 6"),
    ("vào ngày 12/3 (Thứ Năm)", "date", "ngày 12/3 (Thứ Năm)", "ngày 12/3 (Thứ Sáu)"),
    ("các ngày 23, 24 và 25/6/2026", "date", "ngày 23, 24 và 25/6/2026", "ngày 23, 24 và 25/6/2027"),
    ("từ ngày 14 đến ngày 20/9/2026", "date", "ngày 14 đến ngày 20/9/2026", "ngày 14 đến ngày 20/9/2027"),
    ("kỷ niệm (26/3/1931 - 27/3/2026)", "date", "27/3/2026", "27/3/2027"),
]


@pytest.mark.parametrize(("text", "kind", "words", "after"), MOVED, ids=[case[0] for case in MOVED])
def test_years_and_dates_move(text, kind, words, after):
    assert (kind, words, "changed", after, "") in found(text)


KEPT = [
    ("giai đoạn 2021-2030", "period", "giai đoạn 2021-2030"),
    ("giai đoạn 2026 - 2030", "period", "giai đoạn 2026 - 2030"),
    ("nhiệm kỳ 2026-2031", "period", "nhiệm kỳ 2026-2031"),
    ("Quốc hội khóa XVI", "period", "khóa XVI"),
    ("định hướng đến năm 2030", "year", "2030"),
    ("hoạt động từ năm 2021", "year", "2021"),
    ("hằng năm, trước ngày 15/12", "deadline", "ngày 15/12"),
    ("trước 31/12 hằng năm", "deadline", "31/12"),
    ("mừng Quốc khánh 02/9.", "date", "02/9"),
    ("xong trong tháng 3", "deadline", "tháng 3"),
    ("các tháng 3, 6, 9", "quarter", "tháng 3, 6, 9"),
    ("Trong quý II", "quarter", "quý II"),
    ("chậm nhất ngày 15 hằng tháng", "deadline", "ngày 15"),
    ("Cách mạng năm 1945", "year", "1945"),
    ("Đề án 06", "citation", "06"),
    ("Nghị quyết số 57, của Đảng", "citation", "57"),
    ("Nghị quyết Đại hội XIV của Đảng", "ordinal", "XIV"),
    ("Nghị quyết Đại hội Đảng bộ Thành phố lần thứ XVIII", "ordinal", "lần thứ XVIII"),
    ("theo Nghị định số 30/2020/NĐ-CP", "citation", "Nghị định số 30/2020/NĐ-CP"),
    ("theo 72/2025/QH15", "number", "72/2025/QH15"),
    ("Luật Đất đai năm 2024", "citation", "Luật Đất đai năm 2024"),
    ("Căn cứ Luật Thủ đô ngày 28 tháng 6 năm 2024;", "legal_basis", "Luật Thủ đô ngày 28 tháng 6 năm 2024"),
    (
        "thực hiện Quyết định số 282/QĐ-TTg ngày 12/02/2026 của Thủ tướng Chính phủ ban hành Kế hoạch giai đoạn 2026-2030",
        "citation",
        "Quyết định số 282/QĐ-TTg ngày 12/02/2026 của Thủ tướng Chính phủ ban hành Kế hoạch giai đoạn 2026-2030",
    ),
    (
        "Kế hoạch số 210/KH-UBND ngày 05/11/2020 của UBND Thành phố về phát triển nguồn nhân lực",
        "citation",
        "Kế hoạch số 210/KH-UBND ngày 05/11/2020 của UBND Thành phố về phát triển nguồn nhân lực",
    ),
]


@pytest.mark.parametrize(("text", "kind", "words"), KEPT, ids=[case[0] for case in KEPT])
def test_what_stands_whatever_the_year_is_kept(text, kind, words):
    assert found(text) == [(kind, words, "kept", words, "")]


ASKED = [
    ("giai đoạn 2021-2025", "period", "giai đoạn 2021-2025", "giai đoạn 2026-2030"),
    ("từ năm 2021 đến năm 2025", "period", "từ năm 2021 đến năm 2025", "từ năm 2026 đến năm 2030"),
    ("năm học 2025-2026", "period", "2025-2026", "2026-2027"),
    ("phấn đấu đến năm 2027 đạt", "year", "2027", "2028"),
    ("áp dụng từ năm 2026", "year", "2026", "2027"),
    ("được thành lập năm 2025", "year", "2025", ""),
    ("năm 2022", "year", "2022", ""),
    ("Quý IV năm 2025", "quarter", "Quý IV năm 2025", "Quý IV năm 2026"),
    ("có hiệu lực từ ngày 01/7/2025", "date", "ngày 01/7/2025", ""),
    ("tập huấn cho 76 cán bộ, công chức", "count", "76 cán bộ", ""),
    ("hoàn thành 25/25 nhiệm vụ", "count", "25/25 nhiệm vụ", ""),
    ("đạt 85,5% trở lên", "share", "85,5%", ""),
    ("đạt 85,25/100", "count", "85,25/100", ""),
    ("trong nhóm 30/63 tỉnh", "count", "30/63 tỉnh", ""),
    ("trong nhóm 20 tỉnh dẫn đầu", "count", "20 tỉnh", ""),
    ("ít nhất hai lớp tập huấn", "count", "hai lớp tập huấn", ""),
    ("phát 2000 tờ rơi", "count", "2000 tờ", ""),
    ("điện thoại: 0912.345.678", "person", "0912.345.678", ""),
    ("bế mạc vào thứ Sáu", "date", "thứ Sáu", ""),
    ("Kế hoạch 282 của Thành phố", "citation", "282", ""),
    ("số liệu tính từ 15/12/2025 đến hết tháng", "date", "15/12/2025", "15/12/2026"),
    ("hội thi lần thứ hai năm 2026", "ordinal", "lần thứ hai năm 2026", "lần thứ ba năm 2027"),
    ("chào mừng Đại hội XIV của Đảng", "ordinal", "XIV", ""),
    ("kỳ họp thứ 15", "ordinal", "kỳ họp thứ 15", ""),
    ("(1945 - 2026)", "period", "1945 - 2026", "1945 - 2027"),
    ("200 triệu đồng (Hai trăm triệu đồng)", "money", "200 triệu đồng (Hai trăm triệu đồng)", ""),
    ("Sở Thông tin và Truyền thông", "agency", "Sở Thông tin và Truyền thông", ""),
    ("ít nhất 02 tin/bài", "count", "02 tin/bài", ""),
    ("ít nhất 02 tin, bài mỗi tháng", "count", "02 tin, bài", ""),
    ("xếp thứ 5/34", "count", "5/34", ""),
    ("kinh phí 1.500.000.000 đồng", "money", "1.500.000.000 đồng", ""),
    ("khoảng 200 triệu đồng", "money", "200 triệu đồng", ""),
    ("đồng chí Nguyễn Văn A, Phó Giám đốc", "person", "Nguyễn Văn A", ""),
    ("Đồng chí Nguyễn Văn An (để b/c)", "person", "Nguyễn Văn An", ""),
    ("Ông Trần B, Trưởng phòng", "person", "Trần B", ""),
    ("Sở Tài nguyên và Môi trường", "agency", "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    ("UBND các quận, huyện, thị xã", "agency", "UBND các quận, huyện, thị xã", "UBND các xã, phường"),
    ("UBND xã, phường, thị trấn", "agency", "UBND xã, phường, thị trấn", "UBND xã, phường"),
    ("tỉnh Bắc Giang", "place", "tỉnh Bắc Giang", "tỉnh Bắc Ninh"),
    ("Cuộc thi lần thứ III - năm 2026", "ordinal", "lần thứ III - năm 2026", "lần thứ IV - năm 2027"),
    ("Hội thi lần thứ 9", "ordinal", "lần thứ 9", "lần thứ 10"),
    ("Đại hội Đảng bộ lần thứ XVIII", "ordinal", "lần thứ XVIII", ""),
    ("Cuộc thi tìm hiểu CCHC năm 2026", "event", "năm 2026", "năm 2027"),
    ("bầu cử đại biểu Quốc hội khóa XVI", "event", "khóa XVI", ""),
    ("kỷ niệm 80 năm Quốc khánh", "event", "80 năm", "81 năm"),
    (
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
        "citation",
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
        "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ",
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        "legal_basis",
        "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
        "Luật Tổ chức chính quyền địa phương ngày 16/6/2025",
    ),
    (
        "Kế hoạch số 12/KH-UBND ngày 10/02/2025 về CCHC năm 2025",
        "citation",
        "Kế hoạch số 12/KH-UBND ngày 10/02/2025 về CCHC năm 2025",
        "",
    ),
    (
        "Kế hoạch số 189/KH-UBND ngày 06/7/2022 về tự chủ giai đoạn 2022-2025",
        "citation",
        "Kế hoạch số 189/KH-UBND ngày 06/7/2022 về tự chủ giai đoạn 2022-2025",
        "",
    ),
    ("Kế hoạch số 210/KH-UBND", "citation", "Kế hoạch số 210/KH-UBND", ""),
]


@pytest.mark.parametrize(("text", "kind", "words", "proposal"), ASKED, ids=[case[0] for case in ASKED])
def test_what_only_the_office_knows_is_asked_and_stays_as_it_is(text, kind, words, proposal):
    assert found(text) == [(kind, words, "open", words, proposal)]


YEARLY = [
    "Kế hoạch số 75/KH-UBND ngày 27/02/2026",
    "Công văn số 123/SNV-CCHC ngày 05/01/2026",
    "Thông báo số 45/TB-UBND ngày 12/11/2025",
    "Kế hoạch số 34-KH/ĐU ngày 12/02/2026",
]


@pytest.mark.parametrize("named", YEARLY)
def test_a_document_of_the_year_becomes_a_blank_that_names_it(named):
    kind, symbol = named.split(" số ")
    blank = f"[… thay {named}]"

    assert found(f"thực hiện {named} của UBND Thành phố") == [("citation", symbol, "open", blank, "")]
    assert kind not in symbol


def test_a_decision_that_names_the_year_is_one_of_the_year():
    text = "Quyết định số 6830/QĐ-UBND ngày 31/12/2024 của UBND Thành phố về việc ban hành Kế hoạch CCHC năm 2025"

    assert found(text, old=2025, new=2026) == [
        (
            "citation",
            "6830/QĐ-UBND ngày 31/12/2024",
            "open",
            "[… thay Quyết định số 6830/QĐ-UBND ngày 31/12/2024]",
            "",
        ),
        ("year", "2025", "changed", "2026", ""),
    ]


def test_days_of_which_one_is_a_day_off_are_asked():
    assert found("các ngày 24, 25 và 26/6/2026") == [
        ("date", "ngày 24, 25 và 26/6/2026", "open", "ngày 24, 25 và 26/6/2027", ""),
    ]


@pytest.mark.parametrize("kind", ["QĐ số", "theo QĐ", "Quyet dinh s6"])
def test_a_document_whose_type_is_abbreviated_or_misread_is_known_by_its_symbol_and_subject(kind):
    text = f"{kind} 6830/QĐ-UBND ngày 31/12/2024 của UBND Thành phố về việc ban hành Kế hoạch CCHC năm 2025"

    assert [one[3] for one in found(text, old=2025, new=2026)] == [
        "[… thay Quyết định số 6830/QĐ-UBND ngày 31/12/2024]", "2026",
    ]  # fmt: skip


def test_a_number_without_its_symbol_is_that_of_the_document_cited_elsewhere():
    told = found("Kế hoạch số 36/KH-UBND ngày 03/02/2026 về CCHC năm 2026; giao tại Kế hoạch 36 của tỉnh.")

    assert told[-1][3] == "[… thay Kế hoạch số 36/KH-UBND]"


def test_a_period_in_the_name_of_a_document_is_not_asked_by_itself():
    name = "Quyết định số 2617/QĐ-UBND ngày 30/9/2021 của Ủy ban nhân dân tỉnh ban hành Kế hoạch giai đoạn 2021-2025"

    assert found(name) == [("citation", name, "open", name, "")]


def test_a_plan_of_a_school_year_is_one_of_the_year():
    text = "Kế hoạch số 1420/KH-SGDĐT ngày 10/9/2025 của Sở Giáo dục và Đào tạo về CCHC năm học 2025 - 2026"

    told = found(text, old=2025, new=2026)

    assert told[0][3] == "[… thay Kế hoạch số 1420/KH-SGDĐT ngày 10/9/2025]"


def test_a_period_with_spaces_stays_in_the_name_of_its_document():
    text = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình giai đoạn 2021 - 2030"

    assert found(text) == [("citation", text, "kept", text, "")]


def test_a_short_mention_is_known_by_the_full_one():
    told = found(
        "Kế hoạch số 36/KH-UBND ngày 03/02/2026 về tuyên truyền CCHC năm 2026; giao tại Kế hoạch số 36/KH-UBND."
    )

    assert told[-1][3] == "[… thay Kế hoạch số 36/KH-UBND]"


def test_a_year_behind_an_older_document_belongs_to_the_sentence():
    told = found("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá trên địa bàn năm 2026")

    assert [(words, state) for _, words, state, *_ in told] == [
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá trên địa bàn", "kept"),
        ("2026", "changed"),
    ]


NOTHING = [
    "hỗ trợ 24/7",
    "ít nhất một kênh",
    "Thứ nhất là con người, thứ hai là máy móc",
    "giao ban sáng thứ Hai hằng tuần",
    "Kế hoạch 5 năm",
    "Nội dung 1: Hỗ trợ",
    "chính quyền địa phương 02 cấp",
    "điểm 2 Mục II",
    "trong 03 ngày làm việc",
    "Ban Chỉ đạo 57 Thành ủy",
    "đồng chí Trưởng Ban Chỉ đạo",
    "5 rõ: rõ người, rõ việc",
    "năm {{ nam }}, Quý III/{{ nam }}",
]


@pytest.mark.parametrize("text", NOTHING)
def test_labels_durations_and_expressions_are_no_facts(text):
    assert found(text) == []


def test_a_comment_follows_the_year_and_keeps_its_dates():
    assert found("điền «ngay: 2026-…»; gửi ngày 03/02/2026", role="comment") == [
        ("year", "2026", "changed", "2027", ""),
        ("date", "ngày 03/02/2026", "kept", "ngày 03/02/2026", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-03-08", "2027-03-08"),
        ("2026-03-06", "2027-03-05"),  # a Saturday
        ("2026-05-02", "2027-04-29"),  # a Sunday behind two holidays and a Saturday in lieu
        ("2028-02-29", "2029-02-28"),
        ("2025-01-01", "2026-01-05"),  # stays in its year
    ],
)
def test_a_deadline_moves_to_the_working_day_before(old, new):
    date = datetime.date.fromisoformat(old)

    moved, _ = moved_date(date, Years(date.year, date.year + 1), to_working_day=True)

    assert moved.isoformat() == new


def test_both_steps_of_a_moved_deadline_are_told():
    _, told = moved_date(datetime.date(2026, 3, 6), Years(2026, 2027), to_working_day=True)

    assert told == "chuyển sang năm mới là ngày 06/3/2027, ngày nghỉ (thứ Bảy); lấy ngày làm việc 05/3/2027"


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2029, 12, 31)), st.integers(1, 3))
def test_a_moved_deadline_is_a_working_day_of_the_right_year(date, step):
    moved, _ = moved_date(date, Years(date.year, date.year + step), to_working_day=True)

    assert moved.year == date.year + step
    assert not is_day_off(moved)


WORDS = st.lists(
    st.sampled_from([
        "năm", "2026", "2025", "2031", "Kế hoạch số 75/KH-UBND", "ngày 27/02/2026", "của UBND Thành phố", "về", "CCHC",
        "giai đoạn", "2021-2025", "từ", "đến", "Quý III/2026", "lần thứ III - năm 2026", "Cuộc thi", ";", ".", "Luật Thủ đô",
        "{{ nam }}", "[… năm 2026]", "https://a.vn/2026/x", "*năm 2026*", "\n", "85%", "02 tin", "30/2020/NĐ-CP", "-", ",",
        "Quyết định số", "6830/QĐ-UBND", "ngày 31/12/2025", "2026-03-08", "tháng 12", "/2026", "Nghị quyết", "57-NQ/TW",
    ]),
    max_size=14,
)  # fmt: skip


@given(WORDS)
def test_facts_stand_in_order_and_do_not_overlap(words):
    text = " ".join(words)
    read = passage("ke-hoach.md", "text", (), text, 0, len(text))

    told = facts(read, Documents(2026, 2027, open_register([])))

    assert all(one.end <= other.start for one, other in itertools.pairwise(told))
    assert all(one.words.strip() for one in told)
    covered = {place for one in told for place in range(one.start, one.end)}
    assert all(match.start() in covered for match in YEAR.finditer(read.words))


@given(WORDS)
def test_every_letter_of_a_passage_knows_its_place(words):
    text = " ".join(words)

    for read in body("ke-hoach.md", text, 0):
        for letter, start, end in zip(read.words, read.starts, read.ends, strict=True):
            assert text[start:end] == letter or letter in "Đ… " or text[start:end].endswith(letter)


def test_values_and_comments_of_yaml_are_passages():
    text = (
        "# Năm 2026\n- nhiem_vu: 'Ban hành  # không phải ghi chú'\n  ghi_chu: >\n    Hai\n    dòng\n"
        '  nhom: ["a, b", c]  # hết\n'
    )

    read = list(yaml_passages("nhiem-vu.yaml", text, load(text, "nhiem-vu.yaml"), len(text)))

    assert [(one.role, one.words.strip(), one.quoting) for one in read] == [
        ("comment", "Năm 2026", ""),
        ("value", "Ban hành  # không phải ghi chú", "quoted"),
        ("value", "Hai dòng", "block"),
        ("value", "a, b", "quoted"),
        ("value", "c", "flow"),
        ("comment", "hết", ""),
    ]


# The register of documents.


def register(tmp_path, text):
    path = tmp_path / "van-ban.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_office_adds_documents_to_the_register(tmp_path):
    path = register(tmp_path, '"12/KH-UBND": {ngay: 2026-02-10, con_hieu_luc: có}\n')
    documents = Documents(2026, 2027, open_register([path]))

    assert documents.verdict("Kế hoạch", "12/KH-UBND", datetime.date(2026, 2, 10), "CCHC năm 2026")[0] == "stands"
    assert documents.verdict("Kế hoạch", "12/KH-UBND", datetime.date(2026, 3, 10), "CCHC năm 2026")[0] == "yearly"


def test_faults_of_a_register_are_told_with_their_places(tmp_path):
    path = register(tmp_path, '"12/KH-UBND": {ngay: 2026-02-10}\n"13/KH-UBND": {het_hieu_luc: mai}\n')

    with pytest.raises(InputError) as caught:
        open_register([path])

    assert str(caught.value).splitlines() == [
        f"{path}:1:1: lỗi: văn bản «12/KH-UBND» phải ghi đúng một trong các khóa con_hieu_luc, thay_the_boi, "
        "het_hieu_luc [register-entry]",
        f"{path}:2:30: lỗi: «het_hieu_luc»: «mai» không phải là một ngày đủ và có thật; viết theo mẫu 2026-03-04 "
        "[wrong-date]",
    ]
