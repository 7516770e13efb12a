"""Labels in front of paragraphs: kind, number, and what is left of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.importing import label_reader
from cchc_draft.numbering import CLAUSE, POINT, SECTION, label


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("I. MỤC ĐÍCH", "roman", 1, "MỤC ĐÍCH"),
        ("II/ NỘI DUNG", "roman", 2, "NỘI DUNG"),
        ("III- KINH PHÍ", "roman", 3, "KINH PHÍ"),
        ("IV – TỔ CHỨC", "roman", 4, "TỔ CHỨC"),
        ("V.KINH PHÍ", "roman", 5, "KINH PHÍ"),
        ("I1. NỘI DUNG", "roman", 2, "NỘI DUNG"),
        ("Il. KINH PHÍ THỰC HIỆN", "roman", 2, "KINH PHÍ THỰC HIỆN"),
        ("A. MỤC TIÊU", "upper", 1, "MỤC TIÊU"),
        ("Phần I", "part", 1, ""),
        ("PHẦN THỨ HAI", "part", 2, ""),
        ("Phần I. TÌNH HÌNH", "part", 1, "TÌNH HÌNH"),
        ("Chương II", "chapter", 2, ""),
        ("Mục 1. QUY ĐỊNH", "subpart", 1, "QUY ĐỊNH"),
        ("Điều 3. Kinh phí", "article", 3, "Kinh phí"),
        ("1. Mục đích", "arabic", 1, "Mục đích"),
        ("2 . Yêu cầu", "arabic", 2, "Yêu cầu"),
        ("3/ Đối tượng", "arabic", 3, "Đối tượng"),
        ("4- Phạm vi", "arabic", 4, "Phạm vi"),
        ("5.Yêu cầu", "arabic", 5, "Yêu cầu"),
        ("01. Nội dung", "arabic", 1, "Nội dung"),
        ("2) một", "bracket", 2, "một"),
        ("(2) một", "brackets", 2, "một"),
        ("1.1. rà soát", "arabic2", 1, "rà soát"),
        ("1.2 Rà soát", "arabic2", 2, "Rà soát"),
        ("1.2.3 Rà soát", "arabic3", 3, "Rà soát"),
        ("2. 100% hồ sơ", "arabic", 2, "100% hồ sơ"),
        ("2. 10 cuộc thi", "arabic", 2, "10 cuộc thi"),
        ("2.1. 100% văn bản", "arabic2", 1, "100% văn bản"),
        ("1 . 1. Rà soát", "arabic2", 1, "Rà soát"),
        ("I.2. Mục tiêu", "mixed2", 2, "Mục tiêu"),
        ("a) điểm", "letter", 1, "điểm"),
        ("đ. điểm", "letter", 5, "điểm"),
        ("e/ Điểm", "letter", 6, "Điểm"),
        ("(a) điểm", "letters", 1, "điểm"),
        ("a)Hai", "letter", 1, "Hai"),
        ("¢) Tang cuong", "letter", 3, "Tang cuong"),
        ("~¢) Cong tac", "letter", 3, "Cong tac"),
        ("a1) ý", "letter2", 1, "ý"),
        ("ii) ý", "small-roman", 2, "ý"),
        ("- ý", "-", 1, "ý"),
        ("– ý", "-", 1, "ý"),
        ("-Ý", "-", 1, "Ý"),
        ("• ý", "•", 1, "ý"),
        ("+ ý", "+", 1, "ý"),
        ("* Ý", "*", 1, "Ý"),
    ],
)
def test_a_label_says_what_kind_it_is(text, kind, number, rest):
    found = label_reader.read(text)

    assert (found.label.kind, found.label.number, text[found.length :]) == (kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Năm 2026",
        "2026. Năm",
        "1.500.000 đồng",
        "1. 500. 000 đồng",
        "15. 000 đồng",
        "3.5 điểm",
        "12/3/2026 là hạn",
        "24/7 hỗ trợ",
        "10-15 người",
        "20 người",
        "1.1 nội dung",
        "-5%",
        "b/c CVP Sở",
        "đ/c Giám đốc",
        "V.v là",
        "Mục 1 Phần II của Kế hoạch",
        "Phần lớn đơn vị",
        "Điều này cho thấy",
        "TT. Huế",
        "*nghiêng*",
        "Il. kinh phí",
    ],
)
def test_text_that_only_looks_like_a_label_is_text(text):
    assert label_reader.read(text).label is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [("I.", "roman"), ("1.", "arabic"), ("1.1", "arabic2"), ("a)", "letter"), ("-", "-"), ("o", "•"), ("Ø", "•")],
)
def test_an_automatic_label_is_known_without_its_text(label, kind):
    assert label_reader.automatic(label).kind == kind


def test_no_automatic_label_is_none():
    assert label_reader.automatic(" ") is None


@given(st.sampled_from([SECTION, CLAUSE, POINT]), st.integers(1, 23), st.sampled_from(["Nội dung", "NỘI DUNG"]))
def test_labels_that_the_program_prints_are_read_back(scheme, number, title):
    written = label(number, scheme)

    found = label_reader.read(f"{written} {title}").label

    meant = {found.kind: found.number, **dict(found.others)}
    kinds = {"roman": "roman", "arabic": "arabic", "letters": "letter"}
    assert (meant[kinds[scheme.system]], found.written) == (number, written)


@given(st.text(max_size=60))
def test_any_text_has_a_label_in_front_or_none(text):
    found = label_reader.read(text)

    assert 0 <= found.length <= len(text)
    assert (found.label is None) == (found.length == 0)
