"""Rules about the letterhead: wording, look, drawn lines, and what real files do instead of the usual table."""

from dataclasses import replace

import pytest
from checked_plans import checked, reported
from docx_reading import W
from look_examples import DOCUMENT, ROOT, WAYS, Look, document, drafted, read_draft
from look_examples import reported as look_reported
from lxml import etree
from word_making import NAMES, cell, docx, p, root, run, table

from cchc_draft.checking import checker
from cchc_draft.profile_store import ProfileStore

CODES = (
    "quoc-hieu", "quoc-hieu-one-line", "tieu-ngu", "tieu-ngu-line", "qh-tn-spacing", "agency-parent", "agency-name",
    "agency-line", "agency-spacing", "so-ky-hieu", "so-leading-zero", "so-padding", "symbol-type", "symbol-agency",
    "symbol-no-year", "number-date-row", "dia-danh", "date-line", "date-line-style", "date-leading-zero",
    "date-no-extra-zero",
)  # fmt: skip


def told(found, *codes):
    """Return what the rules of this file say of a document: (rule, severity, message)."""
    settings = checker.Settings(only=codes or CODES)
    return [(one.rule, one.severity, one.message) for one in checker.check(found, settings)]


# Wording.


@pytest.mark.parametrize(
    ("code", "place", "text", "message"),
    [
        ("quoc-hieu", "nation", "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM",
         "Quốc hiệu ghi «CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM»; phải ghi «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM»"),
        ("tieu-ngu", "motto", "Độc lập – Tự do – Hạnh phúc",
         "Tiêu ngữ ghi «Độc lập – Tự do – Hạnh phúc»; phải ghi «Độc lập - Tự do - Hạnh phúc»"),
        ("agency-name", "agency", "SỞ GD&ĐT", "tên cơ quan ban hành viết tắt «GD&ĐT»; phải ghi đầy đủ tên chính thức"),
        ("agency-parent", "parent", "UBND tỉnh Lâm Đồng", "tên cơ quan «UBND tỉnh Lâm Đồng» phải in hoa: «UBND TỈNH LÂM ĐỒNG»"),
        ("agency-parent", "parent", "UBND TỈNH", "«UBND TỈNH» thiếu tên của đơn vị hành chính"),
        ("so-ky-hieu", "number", "Số: 45 /KH-STP", "số, ký hiệu ghi «Số: 45 /KH-STP»; phải ghi theo dạng «Số: 45/KH-STP»"),
        ("so-ky-hieu", "number", "Số 45-KH/STP", "số, ký hiệu ghi «Số 45-KH/STP»; phải ghi theo dạng «Số: 45/KH-STP»"),
        ("so-ky-hieu", "number", "Số: 45/KH/STP", "số, ký hiệu ghi «Số: 45/KH/STP»; phải ghi theo dạng «Số: 45/KH-STP»"),
        ("symbol-agency", "number", "Số: 45/KH-SNV",
         "chữ viết tắt «SNV» trong ký hiệu không khớp tên cơ quan ban hành; thường là «STP»"),
        ("so-leading-zero", "number", "Số: 5/KH-STP", "số «5» nhỏ hơn 10; phải ghi «05»"),
        ("so-padding", "number", "Số: 0045/KH-STP", "số «0045» thừa số 0 phía trước; nên ghi «45»"),
        ("symbol-type", "number", "Số: 45/BC-STP", "ký hiệu bắt đầu bằng «BC»; ký hiệu của kế hoạch phải bắt đầu bằng «KH»"),
        ("symbol-agency", "number", "Số: 45/KH-UBND",
         "chữ viết tắt «UBND» trong ký hiệu không khớp tên cơ quan ban hành; thường là «S…»"),
        ("symbol-no-year", "number", "Số: 45/2026/KH-STP", "ký hiệu có năm «/2026/»; kế hoạch không ghi năm trong ký hiệu"),
        ("dia-danh", "date", "Đà Nẵng, ngày 09 tháng 3 năm 2026", "địa danh ghi «Đà Nẵng»; đúng ra là «Lâm Đồng»"),
        ("date-line", "date", "Lâm Đồng, ngày 09/3/2026",
         "địa danh và thời gian ghi «Lâm Đồng, ngày 09/3/2026»; phải ghi theo dạng «<địa danh>, ngày … tháng … năm …»"),
        ("date-line-style", "date", "LÂM ĐỒNG, ngày 09 tháng 3 năm 2026",
         "địa danh «LÂM ĐỒNG» in hoa; phải là chữ in thường: «Lâm Đồng»"),
        ("date-leading-zero", "date", "Lâm Đồng, ngày 9 tháng 3 năm 2026", "thiếu số 0 ở «ngày 9»; phải ghi «ngày 09»"),
        ("date-no-extra-zero", "date", "Lâm Đồng, ngày 09 tháng 03 năm 2026", "thừa số 0 ở «tháng 03»; nên ghi «tháng 3»"),
    ],
)  # fmt: skip
def test_a_fault_of_wording_and_its_words(code, place, text, message):
    found = told(checked(**{place: text}))

    assert [(rule, words) for rule, _, words in found] == [(code, message)]
    assert [quote for _, _, quote in reported(code, **{place: text})] == [text]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("nation", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("number", "Số:       /KH-STP"),
        ("number", "Số: …/KH-STP"),
        ("number", "Số: 1205/KH-STP"),
        ("date", "Lâm Đồng, ngày       tháng       năm 2026"),
        ("date", "Lâm Đồng, ngày ….. tháng 3 năm 2026"),
        ("date", "Lâm Đồng, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_wording_that_is_right(place, text):
    assert told(checked(**{place: text})) == []


def test_agency_with_and_in_its_name_is_not_shortened():
    assert told(checked(agency="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", number="Số: 45/KH-SNNMT")) == []


def test_the_place_of_a_city_may_have_its_unit_word():
    parts = {"parent": [], "agency": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"], "number": "Số: 45/KH-UBND"}

    assert told(checked(**parts, date="Thành phố Hồ Chí Minh, ngày 09 tháng 3 năm 2026")) == []
    assert told(checked(**parts, date="TP. Hồ Chí Minh, ngày 09 tháng 3 năm 2026")) == []


def test_names_and_symbol_are_held_against_the_profile():
    profile = ProfileStore([ROOT / "profiles"]).load("bac-ninh/so-vhttdl")
    found = told(checked(profile=profile, date="Bắc Giang, ngày 09 tháng 3 năm 2026"))

    assert found == [
        ("agency-name", "error",
         "tên cơ quan ban hành ghi «SỞ TƯ PHÁP», hồ sơ của cơ quan ghi «SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH»"),
        ("symbol-agency", "warning", "chữ viết tắt cơ quan trong ký hiệu là «STP», hồ sơ của cơ quan ghi «SVHTTDL»"),
        ("dia-danh", "warning", "địa danh ghi «Bắc Giang»; đúng ra là «Bắc Ninh»"),
    ]  # fmt: skip


def test_a_published_copy_needs_no_letterhead():
    found = checked(parent=[], agency=[], number=[], nation=[], motto=[], date=[])

    assert told(found) == []


def test_a_party_plan_is_not_ruled_by_the_decree():
    found = checked(
        parent=[], agency="ĐẢNG ỦY XÃ YÊN BÀI", number="Số 36-KH/ĐU", nation="ĐẢNG CỘNG SẢN VIỆT NAM", motto=[],
        date="Yên Bài, ngày 05 tháng 3 năm 2026",
    )  # fmt: skip

    assert [one for one in told(found) if one[0] != "date-line"] == []


# Look.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("place", "phrases", "expected"),
    [
        ("nation", "cỡ chữ 14", ("quoc-hieu", "Quốc hiệu có cỡ chữ 14; phải là 12-13")),
        ("nation", "không đậm", ("quoc-hieu", "Quốc hiệu là chữ không đậm; phải là chữ đậm")),
        ("motto", "một phần không đậm", ("tieu-ngu", "Tiêu ngữ là chữ không đậm («Độc lập - Tự»); phải là chữ đậm")),
        ("parent", "đậm", ("agency-parent", "tên cơ quan chủ quản là chữ đậm; phải là chữ không đậm")),
        ("number", "cỡ chữ 14", ("so-ky-hieu", "số, ký hiệu có cỡ chữ 14; phải là 13")),
        ("date", "đứng", ("date-line-style", "dòng địa danh và thời gian là chữ đứng; phải là chữ nghiêng")),
        ("date", "căn trái", ("date-line-style", "dòng địa danh và thời gian căn trái; phải căn giữa")),
    ],
)  # fmt: skip
def test_a_fault_of_the_look_and_its_words(place, phrases, expected, way):
    code, message = expected

    assert [words for _, words, _ in look_reported(code, place, phrases, way)] == [message]


def test_missing_parts_of_a_word_letterhead():
    for place, code in (
        ("nation", "quoc-hieu"),
        ("motto", "tieu-ngu"),
        ("number", "so-ky-hieu"),
        ("date", "date-line"),
    ):
        look = Look(place)
        for paragraph in look.paragraphs:
            for one in list(paragraph.iter(W + "r")):
                one.getparent().remove(one)

        assert (code, "error") in [(rule, severity) for rule, severity, _ in told(look.document)], place


def test_a_so_without_the_agency_above():
    look = Look("parent")
    look.paragraphs[0].getparent().remove(look.paragraphs[0])

    assert told(look.document, "agency-parent") == [
        ("agency-parent", "error", "trên «SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH» thiếu tên cơ quan chủ quản trực tiếp (Ủy ban nhân dân tỉnh, thành phố)")
    ]  # fmt: skip


def test_number_and_date_in_different_rows():
    look = Look("date")
    row = next(look.paragraphs[0].iterancestors(W + "tr"))
    other = etree.fromstring(etree.tostring(row))
    for one, at in ((row, 1), (other, 0)):
        for paragraph in one.findall(W + "tc")[at].iter(W + "p"):
            for child in paragraph.findall(W + "r"):
                paragraph.remove(child)
    row.addnext(other)

    assert told(look.document, "number-date-row") == [
        ("number-date-row", "error", "«Bắc Ninh, ngày 09 tháng 3 năm 2026» không nằm cùng dòng với «Số: 45/KH-SVHTTDL»")
    ]


def test_the_whole_letterhead_in_smaller_letters_is_right():
    parts = drafted()
    for place, size in (("nation", 12), ("motto", 13), ("date", 13), ("parent", 12), ("agency", 12)):
        look = Look(place, parts=parts).apply(
            f"cỡ chữ {size}; không có đường kẻ" if place in ("motto", "agency") else f"cỡ chữ {size}"
        )
        if place in ("motto", "agency"):
            drawn = Look(place, parts=look.parts)
            drawn.apply(f"cỡ chữ {size}").apply(f"đường kẻ vẽ dài {55 if place == 'motto' else 20} mm")
            look = drawn
        parts = {**look.parts, **{name: etree.tostring(one) for name, one in look.roots.items()}}

    assert told(document(parts)) == []


# Drawn lines.

VML = '<w:pict><v:shape type="#_x0000_t32" style="position:absolute;width:{points}pt;height:0"/></w:pict>'
GROUPED = '<w:pict><v:group style="width:200pt;height:5pt"><v:line from="0,0" to="9000,0"/></v:group></w:pict>'


def with_line(inner, at="motto"):
    """Return the draft with a drawing at a place instead of the line of the layout."""
    look = Look(at).apply("không có đường kẻ")
    look.paragraphs[-1].append(etree.fromstring(root("r", inner)))
    return look.document


@pytest.mark.parametrize(
    "inner",
    [
        VML.format(points=166),
        '<w:pict><v:rect style="width:60mm;height:.5pt"/></w:pict>',
        '<w:pict><v:line from="10pt,2pt" to="176pt,2.5pt"/></w:pict>',
        GROUPED,
    ],
)
def test_old_drawings_are_lines(inner):
    assert told(with_line(inner), "tieu-ngu-line") == []


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (VML.format(points=80), "đường kẻ dưới Tiêu ngữ dài bằng 47% dòng chữ; phải dài bằng độ dài dòng chữ"),
        ('<w:pict><v:line from="0,0" to="166pt,0"><v:stroke dashstyle="dash"/></v:line></w:pict>',
         "đường kẻ dưới Tiêu ngữ là nét đứt; phải là nét liền"),
        ('<w:pict><v:rect style="width:60mm;height:30mm"/></w:pict>',
         "không có đường kẻ dưới Tiêu ngữ; phải kẻ nét liền, dài bằng độ dài dòng chữ"),
    ],
)  # fmt: skip
def test_drawings_that_are_no_right_line(inner, message):
    assert [words for _, _, words in told(with_line(inner), "tieu-ngu-line")] == [message]


def test_a_new_drawing_with_its_old_copy_is_one_line():
    new = (
        '<w:drawing><wp:anchor><wp:extent cx="2124000" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2124000" cy="0"/></a:xfrm></wps:spPr></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing>"
    )
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{VML.format(points=20)}</mc:Fallback></mc:AlternateContent>'

    assert told(with_line(both), "tieu-ngu-line") == []


def test_both_lines_may_hang_at_one_paragraph():
    look = Look("motto").apply("không có đường kẻ")
    other = Look("agency", parts={**look.parts, DOCUMENT: etree.tostring(look.root(DOCUMENT))}).apply(
        "không có đường kẻ"
    )
    for points in (62, 166):
        other.paragraphs[0].append(etree.fromstring(root("r", VML.format(points=points))))

    assert told(other.document, "tieu-ngu-line", "agency-line") == []


def test_a_border_of_the_text_itself_is_as_long_as_its_cell():
    look = Look("motto").apply("không có đường kẻ; viền dưới")

    assert [words for _, _, words in told(look.document, "tieu-ngu-line")] == [
        "đường kẻ dưới Tiêu ngữ dài bằng 160% dòng chữ; phải dài bằng độ dài dòng chữ"
    ]
    assert told(look.apply("thụt trái 18 mm; thụt phải 18 mm").document, "tieu-ngu-line") == []


@pytest.mark.parametrize(
    ("properties", "signs"),
    [("", 24), ('<w:position w:val="12"/>', 24), ('<w:vertAlign w:val="superscript"/>', 37)],
)
def test_underscores_behind_a_line_end_are_a_line(properties, signs):
    """The decree's own files raise them, which makes them smaller."""
    line = f"<w:rPr>{properties}</w:rPr><w:br/><w:t>{'_' * signs}</w:t>"
    look = Look("motto").apply("không có đường kẻ")
    look.paragraphs[0].append(etree.fromstring(root("r", line)))

    assert told(look.document, "tieu-ngu-line", "tieu-ngu") == []


def test_a_drawn_line_that_stands_elsewhere_says_nothing():
    """What hangs at another paragraph of the first page may be drawn under the text all the same."""
    look = Look("kind")
    moved = Look("motto", parts=look.parts).apply("không có đường kẻ")
    first = moved.root(DOCUMENT).find(W + "body")
    first.insert(0, etree.fromstring(root("p", run(inner=GROUPED))))

    assert told(moved.document, "tieu-ngu-line") == []


# Letterheads without the usual table.

CENTRE, BOLD, FOURTEEN = '<w:jc w:val="center"/>', "<w:b/>", '<w:sz w:val="28"/>'
A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
REST = "".join(
    p(text)
    for text in (
        "Sở Tư pháp ban hành Kế hoạch như sau:", "I. MỤC ĐÍCH", "Nâng cao chất lượng phục vụ người dân.",
        "Trên đây là Kế hoạch cải cách hành chính năm 2026./.", "Nơi nhận:", "- Lưu: VT, VP.",
    )
)  # fmt: skip


def of(body, tmp_path):
    path = tmp_path / "kh.docx"
    path.write_bytes(docx(body + REST + A4, styles=STYLES))
    return checker.of_file(path, ProfileStore([]))


def bold(text):
    return run(text, BOLD)


def test_a_letterhead_set_with_tabs(tmp_path):
    tab = run(inner="<w:tab/>")
    body = (
        p(inner=f"{run('UBND TỈNH LÂM ĐỒNG')}{tab}{bold('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}")
        + p(inner=bold("SỞ TƯ PHÁP") + tab + run("Độc lập - Tự do - Hạnh phúc", BOLD + FOURTEEN))
        + p(inner=f"{run('_____')}{tab}{run('_' * 24)}")
        + p(inner=run("Số: 45/KH-STP") + tab + run("Lâm Đồng, ngày 09 tháng 3 năm 2026", "<w:i/>" + FOURTEEN))
        + p(inner=bold("KẾ HOẠCH"), properties=CENTRE)
        + p(inner=bold("Cải cách hành chính năm 2026"), properties=CENTRE)
    )
    found = of(body, tmp_path)

    assert [line.role for line in found.lines[:7]] == [
        "parent", "nation", "agency", "motto", "drawn", "number", "date",
    ]  # fmt: skip
    assert told(found) == []


def test_a_letterhead_in_one_row_with_line_ends(tmp_path):
    lines = "<w:br/>".join
    left = p(
        inner=run(inner=lines(f"<w:t>{text}</w:t>" for text in ("UBND TỈNH LÂM ĐỒNG", "")))
        + run(inner="<w:t>SỞ TƯ PHÁP</w:t><w:br/><w:t>______</w:t>", properties=BOLD),
        properties=CENTRE,
    ) + p("Số: 45/KH-STP", CENTRE)
    right = (
        p(inner=bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), properties=CENTRE)
        + p(
            inner=run("Độc lập - Tự do - Hạnh phúc", BOLD + FOURTEEN) + run(inner=f"<w:br/><w:t>{'_' * 25}</w:t>"),
            properties=CENTRE,
        )
        + p(inner=run("Lâm Đồng, ngày 09 tháng 3 năm 2026", "<w:i/>" + FOURTEEN), properties=CENTRE)
    )
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
        for width, inner in ((3700, left), (5900, right))
    ]
    body = (
        table(cells)
        + p(inner=bold("KẾ HOẠCH"), properties=CENTRE)
        + p(inner=bold("Cải cách hành chính năm 2026"), properties=CENTRE)
    )
    found = of(body, tmp_path)

    assert told(found) == []
    assert cell


def test_condensed_letters_need_less_room():
    look = Look("nation").apply("thụt trái 8 mm")
    assert [code for code, _, _ in told(look.document, "quoc-hieu-one-line")] == ["quoc-hieu-one-line"]
    for one in look.paragraphs[0].iter(W + "r"):
        properties = etree.SubElement(one, W + "rPr")
        one.insert(0, properties)
        etree.SubElement(properties, W + "spacing").set(W + "val", "-20")

    assert told(look.document, "quoc-hieu-one-line") == []


def test_lines_know_their_look_in_part_of_a_paragraph():
    line = next(one for one in read_draft().lines if one.role == "number")
    form = read_draft().form(replace(line, part=0, is_whole=False, span=(0, 3)))

    assert [text for _, text in form.pieces] == ["Số:"]
    assert NAMES["w"] in W
