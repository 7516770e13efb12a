"""The letterhead: Quốc hiệu, Tiêu ngữ, agencies, number and symbol, place and date (PL I.II.1-4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.formats import day_digits, month_digits
from cchc_draft.language import N_

DAY, MONTH = re.compile(r"\bngày\s+(\d)\b"), re.compile(r"\btháng\s+([12])\b")


@rule("date-leading-zero", "PL I.II.4b", at="date")
def date_leading_zero(document: Document) -> Iterator[Finding]:
    """Ở dòng địa danh và thời gian ban hành, ngày nhỏ hơn 10 và tháng 1, tháng 2 phải có số 0 phía trước.

    Sai: Huế, ngày 5 tháng 3 năm 2026
    Sai: Huế, ngày 15 tháng 2 năm 2026
    Đúng: Huế, ngày 05 tháng 02 năm 2026
    """
    for line in document.of("date"):
        for pattern, digits in ((DAY, day_digits), (MONTH, month_digits)):
            match = pattern.search(line.text)
            if match:
                yield at(line, NO_ZERO, match[0], match[0].replace(match[1], digits(int(match[1]))))


NO_ZERO = N_("thiếu số 0 ở «{found}»; phải ghi «{expected}»")
