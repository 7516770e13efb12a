"""A secretary restyles the layout: LibreOffice itself makes the change that README shows, and drafts follow it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import thorough_only
from docx_reading import Docx, Table, has_fonts, printed_lines

from cchc_draft import api, layout_check

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "templates" / "ke-hoach.docx"
WARD = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="not installed: soffice")

SIZES = {
    "Nội dung": 13,
    "Quốc hiệu": 12,
    "Tiêu ngữ": 13,
    "Địa danh, ngày tháng": 13,
    "Cơ quan cấp trên": 12,
    "Cơ quan ban hành": 12,
}
"""Text one size smaller, and the letterhead with it (bảng V: sizes rise and fall together)."""
LEFT_SHARE = 0.44
"""Width of the agency's cell, of both cells; the shipped layout has 0.41."""

MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main(source, target)
  On Error GoTo Failed
  Dim shown(0) As New com.sun.star.beans.PropertyValue
  shown(0).Name = "Hidden"
  shown(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, shown())
  styles = document.StyleFamilies.getByName("ParagraphStyles")
{changes}
  letterhead = document.TextTables.getByIndex(0)
  columns = letterhead.TableColumnSeparators
  columns(0).Position = CInt(letterhead.TableColumnRelativeSum * {share})
  letterhead.TableColumnSeparators = columns
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, kind())
  document.close(True)
  Exit Sub
Failed:
  Open ConvertFromURL(target) &amp; ".txt" For Output As #1
  Print #1, "line " &amp; Erl &amp; ": " &amp; Error$
  Close #1
End Sub
</script:module>
"""


def office(folder, *arguments):
    """Run LibreOffice with a profile of its own below *folder*."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", *arguments],
        check=True,
        capture_output=True,
        timeout=120,
    )


def run_macro(folder, text, *arguments):
    """Run Main of a Basic module; the profile must be there before, because LibreOffice fills a new one itself."""
    office(folder, "--terminate_after_init")
    (folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(text, encoding="utf-8")
    office(folder, f"macro:///Standard.Module1.Main({','.join(arguments)})")


@pytest.fixture(scope="module")
def restyled(tmp_path_factory):
    """Return the shipped layout after the change, as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("restyle")
    changes = "\n".join(f'  styles.getByName("{name}").CharHeight = {size}' for name, size in SIZES.items())
    target = folder / "mau-rieng.docx"
    run_macro(
        folder,
        MACRO.format(changes=changes, share=LEFT_SHARE),
        SHIPPED.as_uri(),
        target.as_uri(),
    )
    failure = folder / "mau-rieng.docx.txt"
    assert target.is_file(), failure.read_text() if failure.is_file() else "the macro did not run"
    return target


@pytest.fixture(scope="module")
def drafts(restyled):
    """Return the bytes of the same plan in the shipped layout and in the changed one."""
    return api.draft(WARD).data, api.draft(WARD, layout_name=str(restyled)).data


def letterhead_row(document):
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    return next(row for row in table.rows if NATION in row[1].text)


def test_the_changed_layout_is_without_fault(restyled):
    assert layout_check.check_file(restyled) == []


def test_the_text_stays_the_same_paragraph_by_paragraph(drafts):
    usual, changed = (Docx(data) for data in drafts)

    assert [one.text for one in changed.paragraphs()] == [one.text for one in usual.paragraphs()]


def test_sizes_follow_the_styles_and_nothing_else_changes(drafts):
    usual, changed = (Docx(data) for data in drafts)

    def form(paragraph):
        run = paragraph.printed[0]
        return (
            run.bold,
            run.italic,
            paragraph.align,
            paragraph.indent("firstLine"),
            sorted(run.fonts),
        )

    styles = {}
    for before, after in zip(usual.paragraphs(), changed.paragraphs(), strict=True):
        if not before.text.strip():
            continue
        assert form(after) == form(before)
        styles.setdefault(before.style_name, set()).add((before.printed[0].size, after.printed[0].size))
    body = {
        "Nội dung",
        "heading 1",
        "heading 2",
        "heading 3",
        "Khoản",
        "Điểm",
        "Gạch đầu dòng",
        "Dấu cộng",
        "Căn cứ",
    }
    for name, pairs in styles.items():
        before, after = next(iter(pairs))
        expected = SIZES.get("Nội dung" if name in body else name)
        assert len(pairs) == 1
        assert after == (2 * expected if expected else before), name


@pytest.mark.skipif(not has_fonts(), reason="no font with the widths of Times New Roman is installed")
def test_the_letterhead_is_wider_and_its_lines_fit_the_smaller_text(drafts):
    rows = [letterhead_row(Docx(data)) for data in drafts]

    shares = [left.width / (left.width + right.width) for left, right in rows]
    assert shares == pytest.approx([0.412, LEFT_SHARE], abs=0.003)
    for left, right in rows:
        for cell, least, most in ((left, 1 / 3, 1 / 2), (right, 0.95, 1.05)):
            text = cell.printed[-1]
            line = cell.paragraphs[cell.paragraphs.index(text) + 1]
            assert line.indent("left") == line.indent("right")
            length = cell.room - 2 * line.indent("left")
            assert least <= length / printed_lines(text, cell.room)[-1] <= most


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="not installed: pdftotext")
@thorough_only
def test_the_pages_have_the_same_letterhead_and_tables_in_fewer_pages(drafts, tmp_path):
    files = [tmp_path / "usual.docx", tmp_path / "changed.docx"]
    for file, data in zip(files, drafts, strict=True):
        file.write_bytes(data)

    office(tmp_path, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files))

    usual, changed = (pages(file.with_suffix(".pdf")) for file in files)
    assert len(changed) < len(usual)
    for printed in (usual, changed):
        first, *others = [page[0] for page in printed]
        assert first == f"ỦY BAN NHÂN DÂN {NATION}"
        assert others[: others.index("Phụ lục")] == [str(number) for number in range(2, others.index("Phụ lục") + 2)]
        lines = [line for page in printed for line in page]
        assert [sum(line.startswith(start) for line in lines) for start in TABLES] == [1] * len(TABLES)


TABLES = ("ỦY BAN NHÂN DÂN CỘNG HÒA", "Số: 115/KH-UBND", "Nơi nhận:", "STT")
"""How the first lines of letterhead, its second row, signature and task table begin."""


def pages(path):
    """Return the printed lines of each page."""
    command = ["pdftotext", "-layout", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]
