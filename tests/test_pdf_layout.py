"""Words of a PDF with their places: lines, text side by side, and tables whose rows and columns are found again."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.importing.pdf_layout import read

LETTER, SPACE, HEIGHT, PITCH = 6.0, 3.5, 15.5, 15.0


def listing(*pages):
    """Return what pdftotext -bbox lists; a line is its foot and the texts on it with their left ends."""
    made = []
    for page in pages:
        words = []
        for foot, texts in page:
            for left, text in texts.items():
                for word in text.split():
                    right = left + LETTER * len(word)
                    words.append(
                        f'<word xMin="{left:.6f}" yMin="{foot - HEIGHT:.6f}" xMax="{right:.6f}" yMax="{foot:.6f}">'
                        f"{html.escape(word)}</word>"
                    )
                    left = right + SPACE
        made.append(f'<page width="595.000000" height="842.000000">\n{chr(10).join(words)}\n</page>\n')
    return f"<doc>\n{''.join(made)}</doc>\n"


def lines(*texts, start=100.0, left=85.0, pitch=PITCH):
    """Return lines of text one below the other."""
    return [(start + pitch * index, {left: text}) for index, text in enumerate(texts)]


def cells(*columns, start, number=""):
    """Return a row: each column is its left end and its lines."""
    height = max(len(texts) for _, texts in columns)
    rows = []
    for index in range(height):
        row = {left: texts[index] for left, texts in columns if index < len(texts)}
        rows.append((start + PITCH * index, ({90.0: number} if number and index == 0 else {}) | row))
    return rows


HEAD = [
    (200.0, {300.0: "Cơ quan"}),
    (207.5, {88.0: "STT", 150.0: "Nhiệm vụ", 420.0: "Thời hạn"}),
    (215.0, {306.0: "chủ trì"}),
]
FIRST = cells(
    (120, ["Ban hành Kế hoạch", "tuyên truyền"]),
    (280, ["Phòng Văn hóa", "- Xã hội"]),
    (400, ["Quý I/2026"]),
    start=235,
    number="1",
)
SECOND = cells(
    (120, ["Báo cáo"]),
    (280, ["Văn phòng HĐND", "và UBND", "phường"]),
    (400, ["Định kỳ", "hàng tháng"]),
    start=270,
    number="2",
)
TITLES = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
ROWS = [
    ["1", "Ban hành Kế hoạch tuyên truyền", "Phòng Văn hóa - Xã hội", "Quý I/2026"],
    ["2", "Báo cáo", "Văn phòng HĐND và UBND phường", "Định kỳ hàng tháng"],
]  # fmt: skip


def rows_of(text):
    return [line.split("\t") for line in text.split("\n") if "\t" in line]


def test_lines_keep_their_order_and_indents():
    text = read(listing([*lines("Một hai", "ba", start=100), (130.0, {121.0: "bốn"}), (190.0, {85.0: "năm"})])).text

    assert text.rstrip("\f").split("\n") == ["", "Một hai", "ba", "      bốn", "", "", "", "năm", ""]


def test_a_form_feed_ends_each_page():
    found = read(listing(lines("Một"), [], lines("Ba"), [(100.0, {85.0: "2026"})]))

    assert [page.split() for page in found.text.split("\f")] == [["Một"], [], ["Ba"], ["2026"], []]
    assert (found.pages, found.empty, found.tables) == (4, (2, 4), 0)


@pytest.mark.parametrize("source", ["", "<doc></doc>", '<page height="1"></page>', "<word>x</word>"])
def test_a_listing_without_words_is_an_empty_text(source):
    assert read(source).text.strip() == ""


def test_signs_of_html_are_read():
    assert read(listing(lines("R&D <a> “b”"))).text.split() == ["R&D", "<a>", "“b”"]


def test_a_mark_above_the_line_stays_in_its_line():
    page = [(100.0, {85.0: "Kế hoạch"}), (97.0, {140.0: "1"}), (115.0, {85.0: "sau"})]

    assert read(listing(page)).text.split("\n")[1:3] == ["Kế hoạch 1", "sau"]


def test_letterhead_and_signature_stand_side_by_side():
    page = [
        (80.0, {110.0: "UBND PHƯỜNG", 250.0: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}),
        (95.0, {110.0: "NGỌC HÀ", 280.0: "Độc lập - Tự do - Hạnh phúc"}),
        (115.0, {120.0: "Số: 5/KH-UBND", 270.0: "Ngọc Hà, ngày 04 tháng 3 năm 2026"}),
        (145.0, {265.0: "KẾ HOẠCH"}),
        (400.0, {85.0: "Nơi nhận:", 330.0: "TM. ỦY BAN NHÂN DÂN"}),
        (412.0, {85.0: "- Thường trực Đảng ủy, HĐND phường;"}),
        (416.0, {350.0: "CHỦ TỊCH"}),
        (424.0, {85.0: "- Lưu: VT."}),
        (490.0, {345.0: "Nguyễn Văn Hưng"}),
    ]

    text = read(listing(page)).text.split("\n")

    parts = [[part.strip() for part in line.split("   ") if part.strip()] for line in text if "   " in line.strip()]
    assert parts == [
        ["UBND PHƯỜNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["NGỌC HÀ", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 5/KH-UBND", "Ngọc Hà, ngày 04 tháng 3 năm 2026"],
        ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"],
        ["- Thường trực Đảng ủy, HĐND phường;", "CHỦ TỊCH"],
        ["- Lưu: VT.", "Nguyễn Văn Hưng"],
    ]
    assert len({line.index(right) for line in text for _, right in parts if right in line}) == 2


# Tables.


def test_a_table_has_its_rows_and_columns():
    found = read(listing([*lines("Phụ lục"), *HEAD, *FIRST, *SECOND, *lines("Hết.", start=400)]))

    assert found.tables == 1
    assert rows_of(found.text) == [TITLES, *ROWS]
    assert [line for line in found.text.split("\n") if line.strip() and "\t" not in line] == ["Phụ lục", "Hết."]


def test_titles_of_groups_run_across_the_columns():
    page = [
        *HEAD,
        (235.0, {86.0: "I. Chỉ đạo, điều hành cải cách hành chính năm 2026"}),
        *[(foot + 20, texts) for foot, texts in FIRST],
        (295.0, {86.0: "II. Tuyên truyền trên báo chí và hệ thống thông tin cơ sở"}),
        *[(foot + 45, texts) for foot, texts in SECOND],
    ]

    text = read(listing(page)).text

    assert [line for line in text.split("\n") if line.strip()] == [
        "\t".join(TITLES),
        "I. Chỉ đạo, điều hành cải cách hành chính năm 2026",
        "\t".join(ROWS[0]),
        "II. Tuyên truyền trên báo chí và hệ thống thông tin cơ sở",
        "\t".join(ROWS[1]),
    ]


@pytest.mark.parametrize("has_head", [True, False], ids=["with its head again", "without"])
def test_a_table_goes_on_over_the_page(has_head):
    second = [(foot - 170 if not has_head else foot - 35, texts) for foot, texts in SECOND]
    number = (50.0, {300.0: "2"})

    found = read(listing([*HEAD, *FIRST], [number, *(HEAD if has_head else []), *second]))

    assert found.tables == 1
    assert rows_of(found.text) == [TITLES, *ROWS]
    assert found.text.split("\f")[1].split() == ["2"]


def test_a_row_that_the_end_of_a_page_broke_is_whole():
    rest = [
        (85.0, {120.0: "trên Trang thông tin", 280.0: "của phường"}),
        *[(foot - 160, texts) for foot, texts in SECOND],
    ]

    assert rows_of(read(listing([*HEAD, *FIRST], rest)).text) == [
        TITLES,
        ["1", "Ban hành Kế hoạch tuyên truyền trên Trang thông tin", "Phòng Văn hóa - Xã hội của phường", "Quý I/2026"],
        ROWS[1],
    ]


def test_another_table_on_the_next_page_is_another():
    other = [
        (foot, {place: text.replace("Nhiệm vụ", "Nội dung") for place, text in texts.items()}) for foot, texts in HEAD
    ]

    found = read(listing([*HEAD, *FIRST], [*other, *SECOND]))

    assert found.tables == 2
    assert rows_of(found.text) == [
        TITLES,
        ROWS[0],
        [title.replace("Nhiệm vụ", "Nội dung") for title in TITLES],
        ROWS[1],
    ]


def test_an_empty_cell_stays_empty():
    row = cells((120, ["Báo cáo"]), (400, ["Quý II"]), start=270, number="2")

    assert rows_of(read(listing([*HEAD, *FIRST, *row])).text)[2] == ["2", "Báo cáo", "", "Quý II"]


def centred(foot, number, left, middle):
    """Return a row whose number stands in the middle of its height."""
    half = (len(left) - 1) * PITCH / 2
    found = {foot + PITCH * index: {120.0: text, 280.0: middle} for index, text in enumerate(left)}
    found.setdefault(foot + half, {})
    found[foot + half] |= {90.0: number, 400.0: "Quý I"}
    return sorted(found.items())


@pytest.mark.parametrize("padding", [0, 4])
@pytest.mark.parametrize("height", [2, 3])
def test_a_table_whose_numbers_stand_in_the_middle_of_their_rows_stays_lines(height, padding):
    foot, rows = 235.0, []
    for number in ("1", "2", "3"):
        rows += centred(foot, number, ["Ban hành Kế hoạch"] * height, "Phòng Văn hóa")
        foot += PITCH * height + padding
    text = lines("Trên đây là Kế hoạch.", "Đề nghị các đơn vị thực hiện.", "Hết.", start=500)

    found = read(listing([*HEAD, *rows, *text]))

    assert (found.tables, "\t" in found.text) == (0, False)
    assert sorted(found.text.split()) == sorted(
        word for _, texts in (*HEAD, *rows, *text) for text in texts.values() for word in text.split()
    )


@pytest.mark.parametrize("distance", [15, 22])
def test_a_head_of_one_line_is_enough(distance):
    head = (200.0, {88.0: "TT", 150.0: "Nhiệm vụ", 300.0: "Chủ trì", 420.0: "Hạn"})
    first = [(foot - 35 + distance, texts) for foot, texts in FIRST]
    second = [(foot - 35 + distance, texts) for foot, texts in SECOND]

    assert rows_of(read(listing([head, *first, *second])).text) == [["TT", "Nhiệm vụ", "Chủ trì", "Hạn"], *ROWS]


def test_a_head_whose_titles_start_on_its_first_line_is_read_where_a_blank_follows():
    head = [
        (195.0, {88.0: "STT", 150.0: "Nhiệm vụ", 300.0: "Cơ quan", 420.0: "Thời hạn"}),
        (210.0, {306.0: "chủ trì"}),
    ]

    assert rows_of(read(listing([*head, *FIRST, *SECOND])).text) == [TITLES, *ROWS]


NAMES = "STT TT 1 2 3. I II. a) Số Nơi nhận: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ngày tháng năm Kế hoạch việc"


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.integers(40, 800),
                st.dictionaries(st.integers(0, 580), st.lists(st.sampled_from(NAMES.split()), min_size=1).map(" ".join), min_size=1, max_size=5),
            ),
            max_size=12,
        ),
        max_size=3,
    )
)  # fmt: skip
def test_no_word_is_lost_wherever_it_stands(pages):
    found = read(listing(*pages))
    given_words = [word for page in pages for _, texts in page for text in texts.values() for word in text.split()]

    repeated_head = {"STT", "TT", "Số"}
    missing = list(given_words)
    for word in found.text.split():
        missing.remove(word)
    assert not missing or repeated_head & set(missing)
