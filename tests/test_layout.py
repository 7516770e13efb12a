"""Layouts: what a secretary may change in Word is followed, what lacks something is refused and named."""

import os
import re
import zipfile
from pathlib import Path

import pytest
from docx_reading import Docx, Paragraph, Table, has_fonts, printed_lines, repacked, text_width

from cchc_draft import api, compile_cache, layout
from cchc_draft.errors import LayoutError, NotFoundError

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "templates" / "ke-hoach.docx"
EXAMPLE = ROOT / "examples" / "ha-noi-ubnd-2026"
SO = ROOT / "examples" / "ha-noi-so-vhtt-2026"
AGENCY_CELL = '<w:tcW w:w="3855" w:type="dxa"/>'
NATION_CELL = '<w:tcW w:w="5499" w:type="dxa"/>'

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no font with the widths of Times New Roman is installed")


@pytest.fixture(scope="module")
def parts():
    return Docx(SHIPPED.read_bytes()).parts


@pytest.fixture
def changed(parts, tmp_path):
    """Return a function that writes the shipped layout with pieces of one part replaced, and returns its path."""

    def write(*changes, part="word/document.xml"):
        text = parts[part].decode()
        for old, new in changes:
            assert old in text, f"the shipped layout no longer holds {old}"
            text = text.replace(old, new)
        path = tmp_path / "mau.docx"
        path.write_bytes(repacked({**parts, part: text.encode()}))
        return path

    return write


def problems_of(path):
    """Return codes and texts of what is wrong with a layout."""
    with pytest.raises(LayoutError) as caught:
        layout.load(path)
    assert {problem.place.file for problem in caught.value.problems} == {str(path)}
    return [(problem.code, problem.text) for problem in caught.value.problems]


def draft_with(path, plan=SO):
    return Docx(api.draft(plan, layout_name=str(path)).data)


def letterhead_row(document):
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    return next(row for row in table.rows if "CỘNG HÒA" in row[1].text)


def line_share(cell):
    """Return how long the drawn line of a letterhead cell is, measured by its longest line of bold text."""
    text = cell.printed[-1]
    line = cell.paragraphs[cell.paragraphs.index(text) + 1]
    assert line.indent("left") == line.indent("right")
    return (cell.room - 2 * line.indent("left")) / max(printed_lines(text, cell.room))


# What is refused.


@pytest.mark.parametrize(
    "tag",
    [
        *("co_quan", "quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu", "ho_ten"),
        *("ke_co_quan", "ke_tieu_ngu", "ke_trich_yeu", "ke_phu_luc"),
        *("phu_luc.ten", "phu_luc.trich_yeu", "phu_luc.kem_theo"),
    ],
)
def test_a_layout_without_a_tag_is_refused_and_the_tag_named(tag, changed):
    path = changed((f"{{{{ {tag} }}}}", ""))

    assert problems_of(path) == [("missing-tag", f"mẫu trình bày thiếu thẻ «{{{{ {tag} }}}}»")]


@pytest.mark.parametrize("tag", ["noi_dung", "phu_luc.bang"])
def test_a_layout_without_a_place_for_body_or_table_is_refused(tag, changed):
    path = changed((f"{{{{p {tag} }}}}", ""))

    assert problems_of(path) == [("missing-tag", f"mẫu trình bày thiếu thẻ «{{{{ {tag} }}}}»")]


@pytest.mark.parametrize(
    "style",
    [
        *("heading 1", "heading 2", "heading 3", "Nội dung", "Khoản", "Điểm", "Gạch đầu dòng", "Dấu cộng", "Căn cứ"),
        *("Bảng", "Bảng: hàng đầu", "Bảng: nội dung", "Bảng: nhóm", "Ngắt phần", "footnote text"),
        "footnote reference",
    ],
)
def test_a_layout_without_a_style_is_refused_and_the_style_named(style, changed):
    path = changed((f'<w:name w:val="{style}"/>', '<w:name w:val="Kiểu khác hẳn"/>'), part="word/styles.xml")

    ((code, text),) = problems_of(path)
    assert code == "missing-style"
    assert text.partition(";")[0] == f"mẫu trình bày thiếu kiểu chữ (style) «{style}»"


def test_a_style_with_nearly_the_right_name_is_suggested(changed):
    path = changed(('<w:name w:val="Gạch đầu dòng"/>', '<w:name w:val="Gạch đầu giòng"/>'), part="word/styles.xml")

    ((_, text),) = problems_of(path)

    assert text.endswith("«Gạch đầu dòng»; có phải ý là «Gạch đầu giòng»?")


def test_word_may_write_style_names_with_capitals(changed):
    path = changed(('<w:name w:val="heading 1"/>', '<w:name w:val="Heading 1"/>'), part="word/styles.xml")

    headings = [one.text for one in draft_with(path).paragraphs() if one.style_name == "Heading 1"]

    assert headings[0].startswith("I. ")


def test_all_faults_of_a_layout_are_told_at_once(changed, parts):
    path = changed(("{{ co_quan }}", ""), ("{{ trich_yeu }}", ""), ("{{ phu_luc.ten }}", "{{ la }}"))
    broken = Docx(path.read_bytes()).parts
    styles = broken["word/styles.xml"].decode().replace('<w:name w:val="Khoản"/>', '<w:name w:val="Mục"/>')
    path.write_bytes(repacked({**broken, "word/styles.xml": styles.encode()}))

    found = {re.search("«(.*?)»", text)[1] for _, text in problems_of(path)}

    assert found == {"Khoản", "{{ co_quan }}", "{{ trich_yeu }}", "{{ phu_luc.ten }}", "la"}


def test_an_unknown_tag_is_refused_with_the_nearest_one(changed):
    path = changed(("{{ trich_yeu }}", "{{ trich_yue }}"))

    assert problems_of(path)[1] == ("unknown-tag", "mẫu trình bày có thẻ lạ «trich_yue»; có phải ý là «trich_yeu»?")


def test_an_unknown_tag_in_a_page_header_is_refused_too(changed):
    path = changed(("</w:hdr>", "<w:p><w:r><w:t>{{ so_ki_hieu }}</w:t></w:r></w:p></w:hdr>"), part="word/header1.xml")

    assert problems_of(path) == [("unknown-tag", "mẫu trình bày có thẻ lạ «so_ki_hieu»; có phải ý là «so_ky_hieu»?")]


@pytest.mark.parametrize(
    "change",
    [
        ("{%p endfor %}", ""),
        ("{%tr if luu_hanh %}", ""),
        ("{{ trich_yeu }}", "{{ trich_yeu "),
        ("{{ trich_yeu }}", "{{ trich_yeu | khong_co }}"),
        ("{{ trich_yeu }}", "{% include 'x' %}{{ trich_yeu }}"),
        ("{{ trich_yeu }}", "{{ trich_yeu.__class__.__mro__ }}"),
    ],
)
def test_a_layout_with_wrong_tag_syntax_is_refused(change, changed):
    path = changed(change)

    assert {code for code, _ in problems_of(path)} <= {"layout-syntax", "missing-tag", "tag-not-alone"}


def test_a_layout_needs_a_section_for_the_appendix(changed, parts):
    found = re.search(r"<w:p><w:pPr><w:pStyle [^>]*/><w:sectPr>.*?</w:sectPr></w:pPr></w:p>", parts_text(parts))
    path = changed((found[0], ""))

    assert problems_of(path) == [
        (
            "layout-sections",
            "mẫu trình bày phải có đúng hai phần (kế hoạch, rồi trang phụ lục mẫu) cách nhau một dấu ngắt phần; thấy 1",
        )
    ]


def test_a_layout_with_a_third_section_is_refused(changed, parts):
    section = re.search(r"<w:p><w:pPr><w:pStyle [^>]*/><w:sectPr>.*?</w:sectPr></w:pPr></w:p>", parts_text(parts))[0]
    path = changed((section, section + section))

    assert problems_of(path)[0][1].endswith("thấy 3")


def parts_text(parts):
    return parts["word/document.xml"].decode()


NOT_WORD = "không phải tệp Word .docx đọc được (tệp hỏng, có mật khẩu hoặc ở định dạng khác)"
WHOLE = SHIPPED.read_bytes()
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
"""How a .doc, and a .docx with a password, begin."""


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", "Kế hoạch".encode(), OLE, WHOLE[:100], WHOLE[: len(WHOLE) // 2], WHOLE[:-1], b"\0" * 5000],
    ids=["empty", "two-letters", "text", "ole", "head", "half", "all-but-one-byte", "zeros"],
)
def test_what_is_no_word_file_is_refused(data, tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(data)

    assert problems_of(path) == [("unreadable-layout", NOT_WORD)]


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/header1.xml"])
def test_a_package_that_lacks_a_part_is_refused(part, parts, tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked({name: data for name, data in parts.items() if name != part}))

    assert problems_of(path) == [("unreadable-layout", NOT_WORD)]


@pytest.mark.parametrize("broken", [b"", b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_package_with_a_broken_document_is_refused(broken, parts, tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked({**parts, "word/document.xml": broken}))

    assert problems_of(path) == [("unreadable-layout", NOT_WORD)]


def test_a_package_that_unpacks_to_too_much_is_refused_unread(parts, tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked(parts))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bomb.bin", bytes(101_000_000))

    assert problems_of(path) == [("unreadable-layout", "tệp giải nén ra quá lớn, không phải mẫu trình bày")]


def test_a_package_with_too_many_parts_is_refused(parts, tmp_path):
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked({**parts, **{f"word/x{number}.xml": b"<x/>" for number in range(2001)}}))

    assert problems_of(path)[0][0] == "unreadable-layout"


def test_a_layout_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "mau.docx").mkdir()

    assert problems_of(tmp_path / "mau.docx") == [
        ("unreadable-layout", "không đọc được mẫu trình bày: đây là thư mục, không phải tệp")
    ]


# What is followed.


def test_a_tag_that_word_scattered_over_runs_is_still_one_tag(changed):
    pieces = '{{ co</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>_qu</w:t></w:r><w:r><w:t xml:space="preserve">an }}'
    path = changed(("{{ co_quan }}", pieces))

    left, _ = letterhead_row(draft_with(path))

    assert [one.text for one in left.printed] == ["UBND THÀNH PHỐ HÀ NỘI", "SỞ VĂN HÓA VÀ THỂ THAO"]


def test_tags_in_a_page_header_are_filled(changed):
    tags = "<w:p><w:r><w:t>{{ so_ky_hieu }} - {{ co_quan }}</w:t></w:r></w:p></w:hdr>"
    path = changed(("</w:hdr>", tags), part="word/header1.xml")

    document = draft_with(path, EXAMPLE)

    assert document.sections[0].header()[1].text == "Số: 75/KH-UBND - ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI"


def test_words_of_the_layout_stay(changed):
    path = changed(("Nơi nhận:", "Nơi gửi R&amp;D:"))

    assert "Nơi gửi R&D:" in [one.text for one in draft_with(path).paragraphs()]


@needs_fonts
def test_the_line_follows_the_size_of_a_changed_style(changed, parts):
    style = re.search(r'<w:style [^>]*w:styleId="CoQuanBanHanh">.*?</w:style>', parts["word/styles.xml"].decode())[0]
    path = changed((style, style.replace('w:val="26"', 'w:val="24"')), part="word/styles.xml")

    (usual, _), (smaller, _) = letterhead_row(draft_with(SHIPPED)), letterhead_row(draft_with(path))

    assert [cell.printed[-1].printed[0].size for cell in (usual, smaller)] == [26, 24]
    assert smaller.paragraphs[-1].indent("left") > usual.paragraphs[-1].indent("left")
    assert line_share(smaller) == pytest.approx(line_share(usual), abs=0.01)


@needs_fonts
def test_the_line_follows_a_size_that_word_put_on_the_letters_themselves(changed):
    run = "<w:rPr><w:b/><w:i/><w:sz w:val='24'/></w:rPr>"
    path = changed(('<w:t xml:space="preserve">{{ co_quan }}', f'{run}<w:t xml:space="preserve">{{{{ co_quan }}}}'))

    left, _ = letterhead_row(draft_with(path))

    assert left.printed[-1].printed[0].size == 24
    assert 1 / 3 <= line_share(left) <= 1 / 2


@needs_fonts
@pytest.mark.parametrize("width", [3000, 3400, 4200, 5000])
def test_the_line_follows_a_widened_or_narrowed_agency_cell(width, changed):
    cells = (AGENCY_CELL, f'<w:tcW w:w="{width}" w:type="dxa"/>'), (NATION_CELL, f'<w:tcW w:w="{9354 - width}"/>')
    path = changed(*cells)

    left, right = letterhead_row(draft_with(path))

    assert left.width == width
    widths = printed_lines(left.printed[-1], left.room)
    assert max(widths) <= left.room
    assert 0.3 <= line_share(left) <= 0.5 or 0.3 <= line_share(left) * max(widths) / widths[-1] <= 0.55
    assert right.paragraphs[-1].indent("left") == pytest.approx(
        (9354 - width - text_width("Độc lập - Tự do - Hạnh phúc", 28, bold=True)) / 2, abs=60
    )


def test_tables_follow_changed_margins(changed):
    path = changed(('w:left="1701"', 'w:left="1985"'), ('w:right="851"', 'w:right="1134"'))

    document = draft_with(path, ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026")

    (table,) = [block for block in document.sections[1].blocks if isinstance(block, Table)]
    assert document.sections[1].room == 11906 - 1985 - 1134
    assert sum(table.grid) == document.sections[1].room


def test_a_landscape_appendix_turns_the_page_of_the_layout(changed):
    document = draft_with(SHIPPED, EXAMPLE)

    main, appendix = document.sections
    assert appendix.page == main.page[::-1]
    assert all(appendix.margin(side) == main.margin(side) for side in ("top", "bottom", "left", "right"))


def test_a_layout_without_footnotes_gets_them(parts, plan_folder, tmp_path):
    without = {name: data for name, data in parts.items() if name != "word/footnotes.xml"}
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        without[name] = re.sub(rb"<(?:Override|Relationship) [^>]*footnotes[^>]*/>", b"", without[name])
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked(without))
    plan = plan_folder(body="# Mục\n\nĐoạn[^1] và[^2].\n\n[^1]: Một.\n\n[^2]: Hai.\n")

    document = draft_with(path, plan)

    assert [[one.text for one in note] for _, note in sorted(document.notes.items())] == [[" Một."], [" Hai."]]
    assert "/word/footnotes.xml" in document.parts["[Content_Types].xml"].decode()
    assert ("footnotes", "footnotes.xml", "Internal") in document.relations().values()


def test_footnotes_that_the_layout_has_are_kept_and_counted(changed, plan_folder):
    own = '<w:footnote w:id="7"><w:p><w:r><w:t>Của mẫu</w:t></w:r></w:p></w:footnote></w:footnotes>'
    path = changed(("</w:footnotes>", own), part="word/footnotes.xml")
    plan = plan_folder(body="# Mục\n\nĐoạn[^1].\n\n[^1]: Của kế hoạch.\n")

    document = draft_with(path, plan)

    assert {number: note[0].text for number, note in document.notes.items()} == {7: "Của mẫu", 8: " Của kế hoạch."}


def test_parts_that_a_draft_does_not_change_are_kept(parts, tmp_path):
    logo = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    path = tmp_path / "mau.docx"
    path.write_bytes(repacked({**parts, "word/media/logo.png": logo}))

    document = draft_with(path)

    kept = set(parts) - {"word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml"}
    assert document.parts["word/media/logo.png"] == logo
    assert all(document.parts[name] == parts[name] for name in kept if name != "word/footnotes.xml")


@pytest.fixture(scope="module")
def saved_layout(resaved):
    """Return the shipped layout as LibreOffice saves it."""
    return resaved / SHIPPED.name


def test_a_layout_saved_by_libreoffice_drafts_the_same_text(saved_layout):
    saved, usual = draft_with(saved_layout, EXAMPLE), draft_with(SHIPPED, EXAMPLE)

    assert saved_layout.read_bytes() != SHIPPED.read_bytes()
    assert [one.text for one in saved.paragraphs()] == [one.text for one in usual.paragraphs()]


def test_a_layout_saved_by_libreoffice_keeps_the_form(saved_layout):
    def form(document: Docx) -> list[tuple[object, ...]]:
        def one(paragraph: Paragraph) -> tuple[object, ...]:
            run = paragraph.printed[0]
            return run.size, run.bold, run.italic, paragraph.align, paragraph.indent("firstLine"), sorted(run.fonts)

        return [one(paragraph) for paragraph in document.paragraphs() if paragraph.text.strip()]

    assert form(draft_with(saved_layout, EXAMPLE)) == form(draft_with(SHIPPED, EXAMPLE))


@needs_fonts
def test_a_layout_saved_by_libreoffice_keeps_the_lines(saved_layout):
    left, right = letterhead_row(draft_with(saved_layout, SO))

    assert 1 / 3 <= line_share(left) <= 1 / 2
    assert line_share(right) == pytest.approx(1, abs=0.05)


# Where layouts are found.


def test_a_layout_is_found_by_path_by_name_and_without_its_extension(tmp_path, monkeypatch):
    (tmp_path / "mau-rieng.docx").write_bytes(WHOLE)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    assert layout.find("../mau-rieng.docx") == Path("../mau-rieng.docx")
    assert layout.find("mau-rieng.docx", tmp_path) == tmp_path / "mau-rieng.docx"
    assert layout.find("mau-rieng", tmp_path) == tmp_path / "mau-rieng.docx"
    assert layout.find("ke-hoach.docx").read_bytes() == WHOLE


def test_an_own_layout_wins_over_the_shipped_one(tmp_path, monkeypatch):
    folders = [tmp_path / name for name in ("option", "variable", "work/templates")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "ke-hoach.docx").write_bytes(WHOLE)
    option, variable, working = folders
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("CCHC_DRAFT_TEMPLATES", str(variable))

    assert layout.find("ke-hoach.docx", option) == option / "ke-hoach.docx"
    assert layout.find("ke-hoach.docx") == variable / "ke-hoach.docx"
    monkeypatch.delenv("CCHC_DRAFT_TEMPLATES")
    assert layout.find("ke-hoach.docx") == working / "ke-hoach.docx"


def test_a_draft_in_the_working_folder_is_not_taken_for_the_layout(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("ke-hoach.docx", "ke-hoach"):
        (tmp_path / name).write_bytes(b"a draft")

    assert layout.find(layout.DEFAULT).read_bytes() == WHOLE
    assert layout.find("ke-hoach.docx") == Path("ke-hoach.docx")


def test_an_unknown_layout_names_the_folders_searched_and_the_nearest_one(tmp_path):
    with pytest.raises(NotFoundError) as caught:
        layout.find("ke-hoac.docx", tmp_path)

    text = str(caught.value)
    assert "không có mẫu trình bày «ke-hoac.docx»; đã tìm trong: " in text
    assert str(tmp_path) in text
    assert text.endswith("có phải ý là «ke-hoach.docx»? [unknown-layout]")


# What is kept from one run to the next.


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Return an own, empty cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CCHC_DRAFT_CACHE", str(folder))
    return folder


def draft_bytes(now):
    return api.draft(EXAMPLE, now=now).data


def test_a_draft_from_the_cache_is_the_same(cache, now):
    first = draft_bytes(now)
    kept = sorted(cache.iterdir())

    assert kept
    assert draft_bytes(now) == first
    assert sorted(cache.iterdir()) == kept


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\xff" * 100], ids=["empty", "text", "bytes"])
def test_a_damaged_cache_is_harmless(damage, cache, now):
    first = draft_bytes(now)
    for entry in cache.iterdir():
        entry.write_bytes(damage)

    assert draft_bytes(now) == first


@pytest.mark.parametrize("missing", [1, 10, 1000])
def test_a_cache_cut_short_is_harmless(missing, cache, now):
    first = draft_bytes(now)
    for entry in cache.iterdir():
        entry.write_bytes(entry.read_bytes()[:-missing])

    assert draft_bytes(now) == first


def test_a_cache_that_cannot_be_written_is_harmless(tmp_path, monkeypatch, now):
    first = draft_bytes(now)
    (tmp_path / "file").write_text("không phải thư mục")
    monkeypatch.setenv("CCHC_DRAFT_CACHE", str(tmp_path / "file" / "cache"))

    assert draft_bytes(now) == first


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_cache_without_right_to_write_is_harmless(cache, now):
    cache.mkdir(mode=0o500)

    assert draft_bytes(now)
    assert not list(cache.iterdir())


def test_a_changed_layout_is_not_taken_from_the_cache(cache, changed):
    path = changed(("Nơi nhận:", "Nơi nhận một:"))
    draft_with(path)
    changed(("Nơi nhận:", "Nơi nhận hai:"))

    assert "Nơi nhận hai:" in [one.text for one in draft_with(path).paragraphs()]


def test_a_refused_layout_is_not_kept(cache, changed):
    path = changed(("{{ co_quan }}", ""))
    problems_of(path)

    assert problems_of(path)[0][0] == "missing-tag"


def test_the_cache_is_for_this_user_alone_and_does_not_grow_for_ever(cache, now):
    draft_bytes(now)
    assert cache.stat().st_mode & 0o077 == 0 or os.name == "nt"
    for number in range(compile_cache.ENTRY_LIMIT + 50):
        compile_cache.keep(f"entry{number}", number)

    assert len(list(cache.iterdir())) <= compile_cache.ENTRY_LIMIT


@pytest.fixture(scope="module")
def now():
    import datetime

    return datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
