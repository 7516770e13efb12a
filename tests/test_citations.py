"""Documents as they are cited: in full first, short later, and read back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.citations import Citation, is_party_symbol, parse, subject_phrase, symbol_year

KH75 = Citation(
    "Kế hoạch", "75/KH-UBND", datetime.date(2026, 2, 27), "UBND Thành phố", "thông tin, tuyên truyền năm 2026"
)
LAW = Citation("Luật", date=datetime.date(2025, 6, 16), subject="Tổ chức chính quyền địa phương")


def changed(citation, **parts):
    known = {name: getattr(citation, name) for name in ("kind", "symbol", "date", "issuer", "subject", "in_words")}
    return Citation(**known | parts)


@pytest.mark.parametrize(
    ("citation", "full"),
    [
        (
            KH75,
            "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về thông tin, tuyên truyền năm 2026",
        ),
        (
            changed(KH75, in_words=True),
            "Kế hoạch số 75/KH-UBND ngày 27 tháng 02 năm 2026 của UBND Thành phố về thông tin, tuyên truyền năm 2026",
        ),
        (
            Citation(
                "Nghị quyết", "57-NQ/TW", datetime.date(2024, 12, 22), "Bộ Chính trị", "về đột phá phát triển khoa học"
            ),
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học",
        ),
        (
            changed(KH75, subject="ban hành Chương trình"),
            "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố ban hành Chương trình",
        ),
        (changed(KH75, subject=""), "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố"),
        (
            changed(KH75, issuer=""),
            "Kế hoạch số 75/KH-UBND ngày 27/02/2026 về thông tin, tuyên truyền năm 2026",
        ),
        (changed(KH75, date=None, issuer="", subject=""), "Kế hoạch số 75/KH-UBND"),
        (LAW, "Luật Tổ chức chính quyền địa phương"),
        (changed(LAW, symbol="72/2025/QH15", issuer="Quốc hội"), "Luật Tổ chức chính quyền địa phương"),
        (Citation("Kết luận", subject="của Bí thư Tỉnh ủy"), "Kết luận của Bí thư Tỉnh ủy"),
    ],
)
def test_the_first_mention_names_all_that_is_known_and_a_law_only_its_name(citation, full):
    assert citation.full == full


@pytest.mark.parametrize(
    ("citation", "short"),
    [(KH75, "Kế hoạch số 75/KH-UBND"), (LAW, "Luật Tổ chức chính quyền địa phương")],
)
def test_a_later_mention_is_type_number_and_symbol(citation, short):
    assert citation.short == short


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (changed(KH75, issuer="", subject=""), "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026"),
        (LAW, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
        (changed(LAW, date=None), "Căn cứ Luật Tổ chức chính quyền địa phương"),
    ],
)
def test_a_legal_basis_names_the_date_of_a_law_too(citation, line):
    assert citation.legal_basis == line


@pytest.mark.parametrize(
    ("subject", "phrase"),
    [
        ("cải cách hành chính", "về cải cách hành chính"),
        ("việc ban hành Quy chế", "về việc ban hành Quy chế"),
        ("về cải cách hành chính", "về cải cách hành chính"),
        ("ban hành Chương trình", "ban hành Chương trình"),
        ("quy định cơ chế tự chủ", "quy định cơ chế tự chủ"),
        ("phê duyệt Đề án", "phê duyệt Đề án"),
        ("sửa đổi, bổ sung", "sửa đổi, bổ sung"),
        ("công bố thủ tục", "công bố thủ tục"),
        ("triển khai Nghị quyết", "triển khai Nghị quyết"),
        ("thực hiện Nghị quyết", "thực hiện Nghị quyết"),
        ("Ban hành Quy chế", "Ban hành Quy chế"),
        ("thực hành tiết kiệm", "về thực hành tiết kiệm"),
    ],
)
def test_about_is_put_before_a_subject_that_is_not_a_verb_of_issuing(subject, phrase):
    assert subject_phrase(subject) == phrase


@pytest.mark.parametrize(
    ("symbol", "year", "is_party"),
    [
        ("75/KH-UBND", None, False),
        ("2026/QĐ-TTg", None, False),
        ("30/2020/NĐ-CP", 2020, False),
        ("72/2025/QH15", 2025, False),
        ("5a/2020/TT-BNV", 2020, False),
        ("02/2017/TTLT-BNV-BTC", 2017, False),
        ("1826/BNV-CVT&LTNN", None, False),
        ("57-NQ/TW", None, True),
        ("34-KH/ĐU", None, True),
        ("05-CTr/TU", None, True),
        ("399-QĐ/TW", None, True),
    ],
)
def test_state_and_party_symbols_are_told_apart(symbol, year, is_party):
    assert (symbol_year(symbol), is_party_symbol(symbol)) == (year, is_party)


@pytest.mark.parametrize(
    "symbol",
    [
        "",
        "75",
        "KH75",
        "/KH-UBND",
        "75/",
        "75 /KH-UBND",
        "75/kh-ubnd",
        "75/KH–UBND",
        "75/KH-UBND-",
        "số 75/KH-UBND",
        "75/1820/QĐ-UBND",
        "57-NQ",
        "57-NQ/",
    ],
)
def test_text_that_is_no_symbol_is_refused(symbol):
    with pytest.raises(ValueError, match="not a number and symbol"):
        symbol_year(symbol)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 75/KH-UBND", Citation("Kế hoạch", "75/KH-UBND")),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            Citation("Nghị quyết", "57-NQ/TW", datetime.date(2024, 12, 22), "Bộ Chính trị"),
        ),
        (
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
            Citation(
                "Nghị định",
                "30/2020/NĐ-CP",
                datetime.date(2020, 3, 5),
                "Chính phủ",
                "công tác văn thư",
                in_words=True,
            ),
        ),
    ],
)
def test_a_citation_in_text_is_taken_apart(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "Kế hoạch 75/KH-UBND", "kế hoạch số 75/KH-UBND", "Kế hoạch số 75", "Quyết định số 1/QĐ-TTg ngày 31/02/2026"],
)
def test_text_that_is_no_citation_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@st.composite
def numbered_citations(draw):
    date = draw(st.none() | st.dates(datetime.date(1000, 1, 1)))
    return Citation(
        kind=draw(st.sampled_from(["Kế hoạch", "Nghị quyết", "Quyết định", "Thông tư liên tịch", "Chỉ thị"])),
        symbol=draw(st.sampled_from(["75/KH-UBND", "30/2020/NĐ-CP", "57-NQ/TW", "5a/2020/TT-BNV", "34-KH/ĐU"])),
        date=date,
        issuer=draw(st.sampled_from(["", "UBND Thành phố", "Chính phủ", "Ban Chấp hành Trung ương"])),
        subject=draw(
            st.sampled_from(
                [
                    "",
                    "công tác văn thư",
                    "việc ban hành Kế hoạch",
                    "ban hành Kế hoạch về chuyển đổi số",
                    "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
                ]
            )
        ),
        in_words=draw(st.booleans()) if date else False,
    )


@given(numbered_citations())
def test_a_full_citation_reads_back(citation):
    assert parse(citation.full) == citation


@given(numbered_citations())
def test_a_short_citation_reads_back(citation):
    assert parse(citation.short) == Citation(citation.kind, citation.symbol)
