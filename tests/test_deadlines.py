"""Deadlines: what official words mean, and that the words stay."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.deadlines import Deadline

MARCH_8 = datetime.date(2026, 3, 8)

years = st.just(0) | st.integers(1000, 9999)
dates = st.dates(datetime.date(1000, 1, 1))
values = st.one_of(
    st.builds(Deadline, st.sampled_from(["by", "before", "day"]), date=dates),
    st.builds(Deadline, st.sampled_from(["monthly", "quarterly", "ongoing"])),
    st.builds(Deadline, st.just("month"), part=st.integers(1, 12), year=years),
    st.builds(Deadline, st.just("quarter"), part=st.integers(1, 4), year=years),
    st.builds(Deadline, st.just("in_year"), year=years),
    st.builds(Deadline, st.just("free"), free=st.sampled_from(["Theo kế hoạch của Thành phố", "Sau khi họp", "x"])),
)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline.on_or_before(MARCH_8), "Chậm nhất ngày 08/3/2026"),
        (Deadline("before", date=MARCH_8), "Trước ngày 08/3/2026"),
        (Deadline("day", date=MARCH_8), "Ngày 08/3/2026"),
        (Deadline("monthly"), "Định kỳ hàng tháng"),
        (Deadline("quarterly"), "Định kỳ hàng quý"),
        (Deadline("month", part=8, year=2026), "Tháng 8/2026"),
        (Deadline("month", part=12), "Tháng 12"),
        (Deadline("quarter", part=3, year=2026), "Quý III/2026"),
        (Deadline("quarter", part=4), "Quý IV"),
        (Deadline("in_year"), "Trong năm"),
        (Deadline("in_year", year=2026), "Trong năm 2026"),
        (Deadline("ongoing"), "Thường xuyên"),
        (Deadline("free", free="Theo kế hoạch của Thành phố"), "Theo kế hoạch của Thành phố"),
    ],
)
def test_a_deadline_is_printed_as_officials_write_it(deadline, expected):
    assert str(deadline) == expected


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Chậm nhất 8/3/2026", Deadline.on_or_before(MARCH_8)),
        ("chậm nhất là ngày 08/03/2026", Deadline.on_or_before(MARCH_8)),
        ("Xong trước hoặc trong ngày 08/3/2026", Deadline.on_or_before(MARCH_8)),
        ("Đến hết ngày 08/3/2026", Deadline.on_or_before(MARCH_8)),
        ("Trước 08/3/2026", Deadline("before", date=MARCH_8)),
        ("Hoàn thành trước ngày 08/3/2026", Deadline("before", date=MARCH_8)),
        ("08/3/2026", Deadline("day", date=MARCH_8)),
        ("Hàng tháng", Deadline("monthly")),
        ("Định kỳ hằng tháng", Deadline("monthly")),
        ("hằng quý", Deadline("quarterly")),
        ("Tháng 08/2026", Deadline("month", part=8, year=2026)),
        ("11/2026", Deadline("month", part=11, year=2026)),
        ("Trong tháng 8 năm 2026", Deadline("month", part=8, year=2026)),
        ("Quý 3 năm 2026", Deadline("quarter", part=3, year=2026)),
        ("trong quý iv", Deadline("quarter", part=4)),
        ("Quý IV / 2026", Deadline("quarter", part=4, year=2026)),
        ("Cả năm 2026", Deadline("in_year", year=2026)),
        ("THƯỜNG XUYÊN", Deadline("ongoing")),
        ("Tháng 13/2026", Deadline("free", free="Tháng 13/2026")),
        ("Quý V/2026", Deadline("free", free="Quý V/2026")),
        ("Quý I, II/2026", Deadline("free", free="Quý I, II/2026")),
        ("Tháng 0", Deadline("free", free="Tháng 0")),
    ],
)
def test_other_wordings_mean_the_same_and_stay_as_they_are(text, meaning):
    deadline = Deadline.parse(text)

    assert deadline == meaning
    assert str(deadline) == text


@pytest.mark.parametrize(
    "text", ["31/02/2026", "Trước ngày 31/9/2026", "Chậm nhất ngày 32/1/2026", "Đến hết ngày 1/13/2026"]
)
def test_a_date_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError):
        Deadline.parse(text)


def test_spaces_and_line_ends_in_a_deadline_do_not_count():
    assert str(Deadline.parse("  Quý\n III/2026 ")) == "Quý III/2026"


@given(values)
def test_a_deadline_reads_back(deadline):
    assert Deadline.parse(str(deadline)) == deadline


@given(st.text("Quýtháng năm0123456789/IVXcChậTrước. ", max_size=25) | st.text(max_size=25))
def test_no_word_of_a_text_is_lost(text):
    try:
        deadline = Deadline.parse(text)
    except ValueError:
        return

    assert str(deadline) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "month", "quarter"),
    [
        ("08/3/2026", 3, 1),
        ("Chậm nhất ngày 31/12/2026", 12, 4),
        ("Trước ngày 01/4/2026", 4, 2),
        ("Tháng 1", 1, 1),
        ("Trong tháng 9/2026", 9, 3),
        ("Quý I/2026", 0, 1),
        ("Quý IV", 0, 4),
        ("Định kỳ hàng tháng", 0, 0),
        ("Định kỳ hàng quý", 0, 0),
        ("Trong năm 2026", 0, 0),
        ("Thường xuyên", 0, 0),
        ("Quý I, II/2026", 0, 0),
        ("Báo cáo trước ngày 15/3/2026", 0, 0),
    ],
)
def test_a_deadline_falls_in_a_month_and_a_quarter_where_it_names_one(text, month, quarter):
    deadline = Deadline.parse(text)

    assert (deadline.month, deadline.quarter) == (month, quarter)


@given(values)
def test_a_month_lies_in_its_quarter(deadline):
    if deadline.month:
        assert deadline.quarter == (deadline.month - 1) // 3 + 1
