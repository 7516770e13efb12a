"""Answers that name a document: put in the head's record and in running text, with its date, once for all places."""

import pytest

from cchc_draft import open_answers
from cchc_draft.errors import InputError
from cchc_draft.open_points import Point, Span, context_of

HINT = "[… thay Kế hoạch số 36/KH-UBND ngày 03/02/2026]"
SHORT = "[… thay Kế hoạch số 36/KH-UBND]"


def asked(text, words, number="01", nth=0):
    """Return a point at the nth place of words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    context = context_of(text, Span(start, start + len(words)))
    return Point(number, "căn cứ", "ke-hoach.md", text.count("\n", 0, start) + 1, context, words)


def answered(text, points, value):
    """Return the text with the first of points answered."""
    found = open_answers.set_all({"ke-hoach.md": text}, points, open_answers.of_group(points, "01"), value)
    assert all(point.state == "changed" for point in found.points)
    return found.texts["ke-hoach.md"]


def plan(record, body="A.\n"):
    return f"---\nnam: 2027\nvan_ban:\n  kh36:{record}\ncan_cu: [kh36]\n---\n{body}"


BLOCK = f'\n    loai: Kế hoạch\n    ky_hieu: "{HINT}/KH-UBND"\n    ngay: "[…]"\n    co_quan: UBND Thành phố'
FLOW = f' {{loai: Kế hoạch, ky_hieu: "{HINT}/KH-UBND", ngay: null, co_quan: "Sở: A"}}'
RECORDS = [
    (BLOCK, "115/KH-UBND ngày 04/3/2027", ["Kế hoạch", "115/KH-UBND", "2027-03-04", "UBND Thành phố"]),
    (BLOCK, "115 ngày 4/03/2027", ["Kế hoạch", "115/KH-UBND", "2027-03-04", "UBND Thành phố"]),
    (BLOCK, "số 115/KH-UBND, ngày 04 tháng 3 năm 2027", ["Kế hoạch", "115/KH-UBND", "2027-03-04", "UBND Thành phố"]),
    (BLOCK, "Kế hoạch số 9-KH/TU ngày 04/3/2027", ["Kế hoạch", "9-KH/TU", "2027-03-04", "UBND Thành phố"]),
    (BLOCK, "Quyết định 7/QĐ-UBND 04/3/2027 của Sở A", ["Quyết định", "7/QĐ-UBND", "2027-03-04", "Sở A"]),
    (BLOCK, "115/KH-UBND ngày […]", ["Kế hoạch", "115/KH-UBND", '"[…]"', "UBND Thành phố"]),
    (
        BLOCK.replace('\n    ngay: "[…]"', "").replace("\n    loai", "   # ghi chú\n    loai"),
        "115/KH-UBND ngày 04/3/2027",
        ["Kế hoạch", "115/KH-UBND", "2027-03-04", "UBND Thành phố"],
    ),
]


@pytest.mark.parametrize(("record", "value", "expected"), RECORDS)
def test_number_and_date_of_a_document_go_into_its_record(record, value, expected):
    kind, symbol, date, issuer = expected
    text = plan(record)

    new = answered(text, [asked(text, HINT)], value)

    note = "   # ghi chú" if "# ghi chú" in record else ""
    rows = f"\n    loai: {kind}\n    ky_hieu: {symbol}\n    ngay: {date}\n    co_quan: {issuer}"
    assert new == plan(note + rows)


def test_a_record_in_braces_is_filled_too():
    text = plan(FLOW)

    new = answered(text, [asked(text, HINT)], "Chương trình hành động số 115/CTr-UBND ngày 04/3/2027")

    assert new == plan(' {loai: "Chương trình hành động", ky_hieu: 115/CTr-UBND, ngay: 2027-03-04, co_quan: "Sở: A"}')


def test_a_document_that_was_replaced_is_changed_in_its_record():
    record = "\n    loai: Nghị định\n    ky_hieu: 61/2018/NĐ-CP\n    ngay: 2018-04-23\n    co_quan: Chính phủ"
    text = plan(record)

    new = answered(text, [asked(text, "61/2018/NĐ-CP")], "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ")

    assert new == plan(record.replace("61/2018", "118/2025").replace("2018-04-23", "2025-06-09"))


TEXTS = [
    (f"Theo Kế hoạch số {HINT} của UBND.", "115/KH-UBND ngày 04/3/2027", "Theo Kế hoạch số 115/KH-UBND ngày 04/3/2027 của UBND."),
    (f"Theo Kế hoạch số {HINT} của UBND.", "Kế hoạch số 115 ngày 4/3/2027", "Theo Kế hoạch số 115/KH-UBND ngày 04/3/2027 của UBND."),
    (f"Theo Kế hoạch số {SHORT}.", "115/KH-UBND", "Theo Kế hoạch số 115/KH-UBND."),
    (f"Theo Kế hoạch số {SHORT}.", "115/KH-UBND ngày 04/3/2027", "Theo Kế hoạch số 115/KH-UBND."),
    (f"Theo *Kế hoạch {SHORT}*.", "Quyết định số 115/QĐ-UBND", "Theo *Quyết định số 115/QĐ-UBND*."),
    (f"Theo {SHORT}.", "115/KH-UBND", "Theo Kế hoạch số 115/KH-UBND."),
    (f"Theo KH số {SHORT}.", "115/KH-UBND", "Theo KH số 115/KH-UBND."),
    (f"Theo Kế hoạch số {SHORT}.", "Kế hoạch của Thành phố", "Theo Kế hoạch của Thành phố."),
    (f"Theo KH số {SHORT}.", "của Thành phố", "Theo KH của Thành phố."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "expected"), TEXTS)
def test_a_document_goes_into_running_text_behind_its_type(text, value, expected):
    words = HINT if HINT in text else SHORT

    assert answered(text, [asked(text, words)], value) == expected


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (
            "115",
            'lỗi: điểm 01: văn bản cần cả ngày ký, ví dụ: --set 01="115/KH-UBND ngày 04/3/2027"; chưa biết ngày thì ghi '
            "«ngày […]» [document-date-wanted]",
        ),
        (
            "115/KH-UBND ngày 31/02/2027",
            "lỗi: điểm 01: «115/KH-UBND ngày 31/02/2027» không phải số, ký hiệu và ngày của một văn bản; ví dụ: "
            "115/KH-UBND ngày 04/3/2027 [document-wanted]",
        ),
    ],
)
@pytest.mark.parametrize("text", [plan(BLOCK), f"Theo Kế hoạch số {HINT}."])
def test_a_document_without_its_date_is_refused_and_nothing_is_written(text, value, fault):
    with pytest.raises(InputError) as caught:
        answered(text, [asked(text, HINT)], value)

    assert str(caught.value) == fault


def test_one_answer_fills_all_places_that_cite_the_document():
    body = f"Theo Kế hoạch số {HINT} của UBND.\n\nGiao tại Kế hoạch số {SHORT}; 95%.\n\nNhư Kế hoạch số {SHORT}.\n"
    text = plan(BLOCK, body)
    points = [
        asked(text, HINT), asked(text, HINT, "01.2", 1), asked(text, SHORT, "01.3"), asked(text, "95%", "02"),
        asked(text, SHORT, "01.4", 1),
    ]  # fmt: skip

    found = open_answers.set_all(
        {"ke-hoach.md": text}, points, open_answers.of_group(points, "1"), "Quyết định số 115/QĐ-UBND ngày 04/3/2027"
    )

    assert found.texts["ke-hoach.md"].endswith(
        "---\nTheo Quyết định số 115/QĐ-UBND ngày 04/3/2027 của UBND.\n\nGiao tại Quyết định số 115/QĐ-UBND; 95%.\n\n"
        "Như Quyết định số 115/QĐ-UBND.\n"
    )
    assert [point.state for point in found.points] == ["changed", "changed", "changed", "open", "changed"]
    assert (
        found.points[3].line == found.texts["ke-hoach.md"].count("\n", 0, found.texts["ke-hoach.md"].index("95%")) + 1
    )


def test_a_place_that_is_not_the_first_is_answered_alone():
    text = f"Theo Kế hoạch số {SHORT}.\n\nNhư Kế hoạch số {SHORT}.\n"
    points = [asked(text, SHORT), asked(text, SHORT, "01.2", 1)]

    assert [point.id for point in open_answers.of_group(points, "01.2")] == ["01.2"]
    assert [point.id for point in open_answers.of_group(open_answers.settled(points, points[:1]), "01.2")] == ["01.2"]
    assert [point.id for point in open_answers.of_group(points, "1")] == ["01", "01.2"]
