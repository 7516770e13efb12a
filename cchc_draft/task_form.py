"""The Excel form of a task list: the usual columns, the agency's units and usual deadlines to choose from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from cchc_draft.blanks import PLAIN_BLANK
from cchc_draft.deadlines import Deadline
from cchc_draft.profile import Profile
from cchc_draft.spreadsheet import FormColumn, write_form
from cchc_draft.tasks import COLUMN_TITLES


def write(profile: Profile | None, year: int | None = None, now: datetime.datetime | None = None) -> bytes:
    """Return an .xlsx to fill in, with the units of *profile* in its lists; *now* is the time of making in it.

    Its example row holds the blank mark, so that no final draft can print it.
    """
    units = [unit.name for unit in profile.units.values()] if profile else []
    columns = _columns(units, year or 0)
    return write_form(SHEET, columns, TITLE, now or datetime.datetime.now(datetime.UTC))


def _columns(units: list[str], year: int) -> list[FormColumn]:
    lead, support, *_ = [*units[:2], PLAIN_BLANK, PLAIN_BLANK]
    deadlines = tuple(str(deadline) for deadline in _deadlines(year))
    of_year = f" năm {year}" if year else ""
    example = EXAMPLE.format(blank=PLAIN_BLANK, of_year=of_year)
    several, doubt = HINT_SEVERAL, DOUBT if units else ""
    titles = COLUMN_TITLES
    return [
        FormColumn(titles["stt"], 6, "1", HINT_NUMBER),
        FormColumn(GROUP, 15, GROUP_EXAMPLE, HINT_GROUP),
        FormColumn(titles["nhiem_vu"], 36, example, HINT_TASK),
        FormColumn(titles["san_pham"], 14, PRODUCT_EXAMPLE, HINT_PRODUCT),
        FormColumn(titles["chu_tri"], 18, lead, several, units, doubt),
        FormColumn(titles["phoi_hop"], 18, support, several, units, doubt),
        FormColumn(titles["thoi_han"], 14, deadlines[0], HINT_DEADLINE, deadlines),
        FormColumn(titles["kinh_phi"], 12, "", HINT_COST),
        FormColumn(titles["ghi_chu"], 12, "", HINT_NOTE),
    ]


def _deadlines(year: int) -> Iterator[Deadline]:
    """Yield the deadlines that plans use most."""
    yield from (Deadline("quarter", part=quarter, year=year) for quarter in range(1, 5))
    yield from (Deadline("month", part=month, year=year) for month in range(1, 13))
    yield Deadline("in_year", year=year)
    yield Deadline("monthly")
    yield Deadline("quarterly")
    yield Deadline("ongoing")


# The form is a Vietnamese document, whatever the language of messages.

TITLE = "Danh mục nhiệm vụ cải cách hành chính"
SHEET = "Nhiệm vụ"
GROUP = "Nhóm"
GROUP_EXAMPLE = "Công tác chỉ đạo, điều hành"
EXAMPLE = "{blank} VÍ DỤ, hãy sửa hoặc xóa cả dòng này: Ban hành Kế hoạch tuyên truyền cải cách hành chính{of_year}"
PRODUCT_EXAMPLE = "Kế hoạch"
HINT_NUMBER = "Không bắt buộc; số thứ tự trong bảng do chương trình đánh."
HINT_GROUP = "Không bắt buộc. Các nhiệm vụ liền nhau có cùng tên nhóm đứng dưới một dòng nhóm."
HINT_TASK = "Bắt buộc. Chữ in đúng như ở đây; xuống dòng trong ô bằng Alt+Enter."
HINT_PRODUCT = "Văn bản, báo cáo, tin, bài … phải có khi hoàn thành."
HINT_SEVERAL = "Chọn trong danh sách hoặc gõ tên. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;)."
DOUBT = "Tên này không có trong danh sách đơn vị của hồ sơ. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;)."
HINT_DEADLINE = "Chọn trong danh sách hoặc gõ, ví dụ 08/3/2026, Quý III/2026, Thường xuyên."
HINT_COST = "Gõ cả đơn vị tính, ví dụ 15.000.000 đồng."
HINT_NOTE = "Không bắt buộc."
