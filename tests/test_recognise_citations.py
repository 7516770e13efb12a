"""Documents that a plan cites: at first mention, with an id each."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_plans import plan

from cchc_draft.citations import Citation
from cchc_draft.importing import citation_reader
from cchc_draft.importing.citation_reader import Text
from cchc_draft.importing.recognise import recognise

DAY = datetime.date(2026, 2, 27)


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (
            "Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về thông tin năm 2026; Sở ban hành",
            Citation("Kế hoạch", "75/KH-UBND", DAY, "UBND Thành phố", "thông tin năm 2026"),
        ),
        (
            "Kế hoạch số 75/KH-UBND ngày 27 tháng 02 năm 2026 của UBND tỉnh ban hành kế hoạch x",
            Citation("Kế hoạch", "75/KH-UBND", DAY, "UBND tỉnh", "ban hành kế hoạch x", in_words=True),
        ),
        ("Quyết định 5/QĐ-UBND và", Citation("Quyết định", "5/QĐ-UBND")),
        (
            "Nghị quyết số 57-NQ/TW, ngày 27/02/2026 của Bộ Chính trị.",
            Citation("Nghị quyết", "57-NQ/TW", DAY, "Bộ Chính trị"),
        ),
        (
            "Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư, Sở Nội vụ xây dựng kế hoạch",
            Citation("Nghị định", "30/2020/NĐ-CP", None, "Chính phủ", "công tác văn thư"),
        ),
        (
            "Công văn số 9/SVHTTDL-VP của Sở Văn hóa, Thể thao và Du lịch về việc báo cáo",
            Citation("Công văn", "9/SVHTTDL-VP", None, "Sở Văn hóa, Thể thao và Du lịch", "việc báo cáo"),
        ),
        (
            "Quyết định số 1/QĐ-TTg của Thủ tướng Chính phủ, Chỉ thị số 2/CT-TTg của Thủ tướng Chính phủ về x",
            Citation("Quyết định", "1/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ),
        (
            "Căn cứ Luật Cán bộ, công chức ngày 27 tháng 02 năm 2026;",
            Citation("Luật", "", DAY, "", "Cán bộ, công chức", in_words=True),
        ),
        (
            "theo Luật Lưu trữ số 33/2024/QH15 thì",
            Citation("Luật", "33/2024/QH15", None, "", "Lưu trữ"),
        ),
    ],
)
def test_a_citation_is_read_out_of_its_sentence(text, citation):
    assert citation_reader.citations(text)[0][2] == citation


@pytest.mark.parametrize(
    "text", ["", "Kế hoạch số …/KH-UBND", "kế hoạch năm 2026", "theo Luật Đất đai và Luật Nhà ở mà làm"]
)
def test_what_names_no_document_is_none(text):
    assert citation_reader.citations(text) == []


def test_a_date_that_does_not_exist_is_left_out():
    assert citation_reader.citations("Kế hoạch số 1/KH-UBND ngày 31/02/2026 của UBND")[0][2].date is None


def test_ids_are_type_and_number_and_never_the_same():
    text = (
        "Kế hoạch số 75/KH-UBND; Quyết định số 6/QĐ-UBND ngày 01/02/2025; Quyết định số 6/QĐ-TTg ngày 01/02/2026; "
        "Kế hoạch số 75/KH-SNV; Chương trình số 3-CTr/TU; Kế hoạch số 75/KH-UBND; Luật Đất đai ngày 18/01/2024;"
    )

    assert [document.id for document in citation_reader.read([Text(text, None)])] == [
        "kh75", "qd6", "qd6_2026", "kh75_2", "ctr3", "luat_dat_dai",
    ]  # fmt: skip


def test_a_plan_does_not_cite_itself_and_knows_its_legal_bases():
    basis = "Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh về cải cách hành chính"
    written = plan("I. NỘI DUNG", "Kế hoạch số 12/KH-SNV và Quyết định số 8/QĐ-UBND của UBND tỉnh.")
    blocks = (*written.blocks[:3], type(written.blocks[3])(written.blocks[3].content), *written.blocks[4:])
    from written_plans import document

    found = recognise(document(*blocks[:3], f"{basis};", "Căn cứ tình hình thực tế,", *blocks[3:]))

    assert [document.id for document in found.documents] == ["kh75", "kh3", "qd8"]
    assert [(one.text, one.document) for one in found.legal_bases] == [
        (basis, "kh75"),
        ("Căn cứ tình hình thực tế", ""),
    ]


names = st.sampled_from(["UBND tỉnh Huế", "Chính phủ", "Bộ Chính trị", "Sở Nội vụ"])
subjects = st.sampled_from(
    ["cải cách hành chính năm 2026", "ban hành Kế hoạch x", "chuyển đổi số giai đoạn 2026-2030", "về ban hành x"]
)


@given(
    st.builds(
        Citation,
        st.sampled_from(["Kế hoạch", "Quyết định", "Chỉ thị"]),
        st.integers(1, 9999).map(lambda number: f"{number}/KH-UBND"),
        st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 1, 1)),
        names,
        subjects,
        st.booleans(),
    ),
    st.sampled_from(["Thực hiện {};", "{}", "Căn cứ {}; Căn cứ luật", "Tại {}. Tiếp"]),
)
def test_what_the_program_cites_is_read_back(citation, sentence):
    found = citation_reader.citations(sentence.format(citation.full))[0][2]

    assert found.full == citation.full
