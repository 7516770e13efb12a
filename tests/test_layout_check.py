"""What the check of a layout says: nothing of a good one, and of each fault which rule, where in Word, what is right."""

import unicodedata
import zipfile
from pathlib import Path

import pytest
from conftest import some
from docx_reading import Docx, R, W, repacked
from lxml import etree

from cchc_draft import layout_check
from cchc_draft.layout_rules import PAGE_RULES, RULES_OF_FORM

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "templates" / "ke-hoach.docx"
DOCUMENT, STYLES, HEADER, FOOTNOTES = (f"word/{name}.xml" for name in ("document", "styles", "header1", "footnotes"))
NAME = "mau.docx"


class Mutable(Docx):
    """The shipped layout, to be changed as Word would change it."""

    def __init__(self):
        super().__init__(SHIPPED.read_bytes())

    @property
    def data(self):
        changed = {name: etree.tostring(root) for name, root in self.read_parts.items()}
        return repacked({**self.parts, **changed})

    def check(self):
        return layout_check.check(self.data, NAME)

    def paragraph_with(self, text, part=DOCUMENT):
        return next(one for one in self.xml(part).iter(W + "p") if "".join(one.itertext()).strip() == text)

    def tag(self, tag):
        return self.paragraph_with(f"{{{{ {tag} }}}}")

    def style(self, name):
        names = {one.find(W + "name").get(W + "val"): one for one in self.xml(STYLES).iter(W + "style")}
        return names[name]

    def base(self, kind):
        return self.xml(STYLES).find(f"{W}docDefaults/{W}{kind}Default")

    def section(self, index):
        return list(self.xml(DOCUMENT).iter(W + "sectPr"))[index]


def put(holder, kind, name, **attributes):
    """Give a paragraph, run or style a property; None takes an attribute away, ... the whole property."""
    properties = holder.find(W + kind)
    if properties is None:
        properties = etree.Element(W + kind)
        holder.insert(0 if holder.tag != W + "style" else len(holder), properties)
    found = properties.find(W + name)
    if found is None:
        found = etree.SubElement(properties, W + name)
    for attribute, value in attributes.items():
        if value is None:
            found.attrib.pop(W + attribute, None)
        else:
            found.set(W + attribute, str(value))


def letters(paragraph, name, **attributes):
    """Give the runs of a paragraph a property of their own."""
    for run in paragraph.iter(W + "r"):
        put(run, "rPr", name, **attributes)


def drop(element):
    element.getparent().remove(element)


def drop_from(holder, kind, name):
    drop(holder.find(f"{W}{kind}/{W}{name}"))


def set_text(paragraph, text):
    first, *others = paragraph.iter(W + "t")
    first.text = text
    for other in others:
        drop(other)


def empty_above(paragraph):
    paragraph.addprevious(etree.Element(W + "p"))


def in_page(section, name, **attributes):
    for attribute, value in attributes.items():
        section.find(W + name).set(W + attribute, str(value))


def said(problems):
    """Return the problems as printed, without the name of the file that stands before each."""
    assert all(str(problem).startswith(f"{NAME}: ") for problem in problems)
    return [str(problem).removeprefix(f"{NAME}: ") for problem in problems]


def test_the_shipped_layout_has_no_problem():
    assert layout_check.check_file(SHIPPED) == []


def test_the_shipped_layout_as_libreoffice_saves_it_has_no_problem(resaved):
    assert layout_check.check_file(resaved / SHIPPED.name) == []


def draw(paragraph, **sides):
    """Give a paragraph borders of its own in place of its style's."""
    put(paragraph, "pPr", "pBdr")
    borders = paragraph.find(f"{W}pPr/{W}pBdr")
    for side, kind in sides.items():
        etree.SubElement(borders, W + side).set(W + "val", kind)


def cell_of(paragraph):
    return next(paragraph.iterancestors(W + "tc"))


def swap_cells(paragraph):
    left, right = cell_of(paragraph).getparent().findall(W + "tc")
    right.addnext(left)


def in_cell(paragraph, width):
    cell_of(paragraph).find(f"{W}tcPr/{W}tcW").set(W + "w", str(width))


def with_borders(paragraph):
    """Give a table the borders that Word's button draws."""
    table = next(paragraph.iterancestors(W + "tbl"))
    borders = etree.SubElement(table.find(W + "tblPr"), W + "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        etree.SubElement(borders, W + side).set(W + "val", "single")


def in_theme(layout, font):
    """Let the defaults take their font from the theme."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kinds = "".join(f'<a:{one}Font><a:latin typeface="{font}"/></a:{one}Font>' for one in ("major", "minor"))
    theme = f'<a:theme xmlns:a="{drawing}"><a:themeElements><a:fontScheme>{kinds}</a:fontScheme></a:themeElements></a:theme>'
    layout.parts["word/theme/theme1.xml"] = theme.encode()
    put(layout.base("rPr"), "rPr", "rFonts", asciiTheme="minorHAnsi", hAnsiTheme="minorHAnsi")


def in_character_style(layout, paragraph, font):
    style = etree.SubElement(layout.xml(STYLES), W + "style")
    style.set(W + "type", "character")
    style.set(W + "styleId", "Rieng")
    etree.SubElement(style, W + "name").set(W + "val", "Chữ riêng")
    put(style, "rPr", "rFonts", ascii=font, hAnsi=font)
    letters(paragraph, "rStyle", val="Rieng")


def in_list(layout, style):
    """Let a style number its paragraphs as a list of Word."""
    levels = '<w:lvl w:ilvl="0"><w:pPr><w:ind w:left="1080" w:hanging="360"/></w:pPr></w:lvl>'
    layout.parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    ).encode()
    put(layout.style(style), "pPr", "numPr")
    numbering = layout.style(style).find(f"{W}pPr/{W}numPr")
    etree.SubElement(numbering, W + "numId").set(W + "val", "2")


def to_foot(layout):
    """Turn the header with the page number into a footer."""
    for section in (layout.section(0), layout.section(1)):
        reference = section.find(W + "headerReference")
        reference.tag = W + "footerReference"


# The rules: one change each, and all that is said of it.

BREAKS = {
    "page-size": (
        lambda m: in_page(m.section(0), "pgSz", w=12240, h=15840),
        "lỗi: phần 1: khổ giấy của phần kế hoạch là 216 x 279 mm, Nghị định 30 quy định A4 (210 x 297 mm) (PL I.I.1) [page-size]",
    ),
    "page-size, second section": (
        lambda m: in_page(m.section(1), "pgSz", w=11906, h=16000),
        "lỗi: phần 2: khổ giấy của phần phụ lục là 210 x 282 mm, Nghị định 30 quy định A4 (210 x 297 mm) (PL I.I.1) [page-size]",
    ),
    "page-orientation": (
        lambda m: in_page(m.section(0), "pgSz", w=16838, h=11906),
        "lỗi: phần 1: hướng giấy của phần kế hoạch là ngang, Nghị định 30 quy định dọc (PL I.I.2) [page-orientation]",
    ),
    "margin-top": (
        lambda m: in_page(m.section(0), "pgMar", top=1127),
        "lỗi: phần 1: lề trên của phần kế hoạch là 19,9 mm, Nghị định 30 quy định 20-25 mm (PL I.I.3) [margin-top]",
    ),
    "margin-bottom": (
        lambda m: in_page(m.section(1), "pgMar", bottom=1440),
        "lỗi: phần 2: lề dưới của phần phụ lục là 25,4 mm, Nghị định 30 quy định 20-25 mm (PL I.I.3) [margin-bottom]",
    ),
    "margin-left": (
        lambda m: in_page(m.section(0), "pgMar", left=1440),
        "lỗi: phần 1: lề trái của phần kế hoạch là 25,4 mm, Nghị định 30 quy định 30-35 mm (PL I.I.3) [margin-left]",
    ),
    "margin-left, with gutter": (
        lambda m: in_page(m.section(0), "pgMar", gutter=567),
        "lỗi: phần 1: lề trái của phần kế hoạch là 40 mm, Nghị định 30 quy định 30-35 mm (PL I.I.3) [margin-left]",
    ),
    "margin-right": (
        lambda m: in_page(m.section(1), "pgMar", right=567),
        "lỗi: phần 2: lề phải của phần phụ lục là 10 mm, Nghị định 30 quy định 15-20 mm (PL I.I.3) [margin-right]",
    ),
    "appendix-landscape": (
        lambda m: (in_page(m.section(1), "pgSz", w=16838, h=11906), in_page(m.section(1), "pgMar", left=567)),
        "cảnh báo: phần 2: lề của phần phụ lục là 10 mm, mẫu của Nghị định 30 là như trang dọc, hoặc xoay theo trang (PL I.I.3) [appendix-landscape]",
    ),
    "font-name, of the file": (
        lambda m: put(m.base("rPr"), "rPr", "rFonts", ascii="Calibri", hAnsi="Calibri"),
        "lỗi: định dạng mặc định của tệp: phông chữ của văn bản là Calibri, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of the theme": (
        lambda m: in_theme(m, "Cambria"),
        "lỗi: định dạng mặc định của tệp: phông chữ của văn bản là Cambria, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of a style": (
        lambda m: put(m.style("Nội dung"), "rPr", "rFonts", ascii="Arial", hAnsi="Arial"),
        "lỗi: kiểu «Nội dung»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of letters": (
        lambda m: letters(m.tag("khan"), "rFonts", ascii="Arial", hAnsi="Arial"),
        "lỗi: đoạn 23 «{{ khan }}» (bảng 1, hàng 7, ô 1, kiểu «Dấu mức độ khẩn»): phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of one part of a word": (
        lambda m: letters(m.paragraph_with("DỰ THẢO"), "rFonts", hAnsi="Arial"),
        "lỗi: đoạn 20 «DỰ THẢO» (bảng 1, hàng 7, ô 1, kiểu «Dự thảo»): phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of page numbers": (
        lambda m: letters(m.paragraph_with("PAGE 2", HEADER), "rFonts", ascii="Arial"),
        "lỗi: đầu trang (header1.xml), đoạn 1 «2» (kiểu «header»): phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of notes": (
        lambda m: put(m.style("footnote text"), "rPr", "rFonts", ascii="Arial"),
        "lỗi: kiểu «footnote text»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of note marks": (
        lambda m: put(m.style("footnote reference"), "rPr", "rFonts", ascii="Arial"),
        "lỗi: kiểu «footnote reference»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of tables": (
        lambda m: put(m.style("Bảng: nội dung"), "rPr", "rFonts", ascii="Arial"),
        "lỗi: kiểu «Bảng: nội dung»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of a character style": (
        lambda m: in_character_style(m, m.tag("tieu_ngu"), "Arial"),
        "lỗi: kiểu «Chữ riêng»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "font-name, of a table style": (
        lambda m: put(m.style("Bảng"), "rPr", "rFonts", ascii="Arial"),
        "lỗi: kiểu «Bảng»: phông chữ của văn bản là Arial, Nghị định 30 quy định Times New Roman (PL I.I.4) [font-name]",
    ),
    "unicode, legacy font": (
        lambda m: put(m.style("Nội dung"), "rPr", "rFonts", ascii=".VnTime", hAnsi=".VnTime"),
        "lỗi: kiểu «Nội dung»: phông chữ của văn bản là .VnTime, Nghị định 30 quy định Times New Roman (PL I.I.4) [unicode]",
    ),
    "unicode, combining marks": (
        lambda m: set_text(m.paragraph_with("DỰ THẢO"), unicodedata.normalize("NFD", "DỰ THẢO")),
        "cảnh báo: đoạn 20 «DỰ THẢO» (bảng 1, hàng 7, ô 1, kiểu «Dự thảo»): mã chữ của văn bản là dấu rời, mẫu của Nghị định 30 là dựng sẵn (PL I.I.4) [unicode]",
    ),
    "font-color": (
        lambda m: letters(m.tag("quoc_hieu"), "color", val="FF0000"),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): màu chữ của văn bản là FF0000, Nghị định 30 quy định đen (PL I.I.4) [font-color]",
    ),
    "font-color, of a style": (
        lambda m: put(m.style("heading 1"), "rPr", "color", val="2F5496"),
        "lỗi: kiểu «heading 1»: màu chữ của văn bản là 2F5496, Nghị định 30 quy định đen (PL I.I.4) [font-color]",
    ),
    "font-color, highlight": (
        lambda m: letters(m.tag("trich_yeu"), "highlight", val="yellow"),
        "lỗi: đoạn 30 «{{ trich_yeu }}» (kiểu «Trích yếu»): màu nền chữ của văn bản là yellow, Nghị định 30 quy định không tô nền (PL I.I.4) [font-color]",
    ),
    "size-consistent": (
        lambda m: put(m.style("Tiêu ngữ"), "rPr", "sz", val=26),
        "cảnh báo: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh và thời gian là 13, 13, 14, mẫu của Nghị định 30 là 13, 14, 14 hoặc 12, 13, 13 (bảng V, chú thích 1) [size-consistent]",
    ),
    "size-consistent, section title": (
        lambda m: put(m.style("heading 1"), "rPr", "sz", val=26),
        "cảnh báo: kiểu «heading 1»: cỡ chữ của nội dung là 13, mẫu của Nghị định 30 là một cỡ, như kiểu «Nội dung»: 14 (bảng V, chú thích 1) [size-consistent]",
    ),
    "page-number, size": (
        lambda m: put(m.style("header"), "rPr", "sz", val=24),
        "lỗi: đầu trang (header1.xml), đoạn 1 «2» (kiểu «header»): cỡ chữ của số trang là 12, Nghị định 30 quy định 13-14 (PL I.I.7) [page-number]",
    ),
    "page-number, italic": (
        lambda m: letters(m.paragraph_with("PAGE 2", HEADER), "i"),
        "lỗi: đầu trang (header1.xml), đoạn 1 «2» (kiểu «header»): kiểu chữ của số trang là nghiêng, Nghị định 30 quy định đứng (PL I.I.7) [page-number]",
    ),
    "page-number, right": (
        lambda m: put(m.style("header"), "pPr", "jc", val="right"),
        "lỗi: đầu trang (header1.xml), đoạn 1 «2» (kiểu «header»): cách căn dòng của số trang là căn phải, Nghị định 30 quy định căn giữa (PL I.I.7) [page-number]",
    ),
    "page-number, Roman": (
        lambda m: in_page(m.section(0), "pgNumType", fmt="lowerRoman"),
        "lỗi: phần 1: dạng số trang của phần kế hoạch là lowerRoman, Nghị định 30 quy định chữ số Ả Rập (PL I.I.7) [page-number]",
    ),
    "page-number, start": (
        lambda m: in_page(m.section(0), "pgNumType", start=0),
        "lỗi: phần 1: số trang đầu của phần kế hoạch là 0, Nghị định 30 quy định 1 (PL I.I.7) [page-number]",
    ),
    "page-number, none": (
        lambda m: [drop(run) for run in list(m.paragraph_with("PAGE 2", HEADER).iter(W + "r"))],
        "lỗi: phần 1: số trang của phần kế hoạch là không có, Nghị định 30 quy định ở đầu trang (PL I.I.7) [page-number]",
        "lỗi: phần 2: số trang của phần phụ lục là không có, Nghị định 30 quy định ở đầu trang (PL I.III.1đ) [appendix-page-number]",
    ),
    "page-number, at the foot": (
        lambda m: to_foot(m),
        "lỗi: phần 1: số trang của phần kế hoạch là ở chân trang, Nghị định 30 quy định ở đầu trang (PL I.I.7) [page-number]",
        "lỗi: phần 2: số trang của phần phụ lục là ở chân trang, Nghị định 30 quy định ở đầu trang (PL I.III.1đ) [appendix-page-number]",
    ),
    "page-number, even pages": (
        lambda m: m.xml("word/settings.xml").append(etree.Element(W + "evenAndOddHeaders")),
        "lỗi: phần 1: số trang của phần kế hoạch là không có, Nghị định 30 quy định ở đầu trang (PL I.I.7) [page-number]",
        "lỗi: phần 2: số trang của phần phụ lục là không có, Nghị định 30 quy định ở đầu trang (PL I.III.1đ) [appendix-page-number]",
    ),
    "page-number-first": (
        lambda m: drop(m.section(0).find(W + "titlePg")),
        "lỗi: phần 1: số trang ở trang đầu của phần kế hoạch là có in, Nghị định 30 quy định không in (PL I.I.7) [page-number-first]",
    ),
    "page-number-first, printed there": (
        lambda m: m.section(0).findall(W + "headerReference")[1].set(R + "id", "rId3"),
        "lỗi: phần 1: số trang ở trang đầu của phần kế hoạch là có in, Nghị định 30 quy định không in (PL I.I.7) [page-number-first]",
    ),
    "appendix-page-number, start": (
        lambda m: in_page(m.section(1), "pgNumType", start=5),
        "lỗi: phần 2: số trang đầu của phần phụ lục là 5, Nghị định 30 quy định 1 (PL I.III.1đ) [appendix-page-number]",
    ),
    "appendix-page-number, runs on": (
        lambda m: drop(m.section(1).find(W + "pgNumType")),
        "lỗi: phần 2: số trang đầu của phần phụ lục là đánh tiếp theo phần trước, Nghị định 30 quy định 1 (PL I.III.1đ) [appendix-page-number]",
    ),
    "appendix-page-number, first page": (
        lambda m: drop(m.section(1).find(W + "titlePg")),
        "cảnh báo: phần 2: số trang ở trang đầu của phần phụ lục là có in, mẫu của Nghị định 30 là không in (PL I.I.7) [appendix-page-number]",
    ),
    "appendix-new-page": (
        lambda m: etree.SubElement(m.section(1), W + "type").set(W + "val", "continuous"),
        "cảnh báo: phần 2: chỗ bắt đầu của phần phụ lục là nối liền trang trước, mẫu của Nghị định 30 là sang trang mới (Mẫu 2.1) [appendix-new-page]",
    ),
    "quoc-hieu, size": (
        lambda m: letters(m.tag("quoc_hieu"), "sz", val=32),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): cỡ chữ của Quốc hiệu là 16, Nghị định 30 quy định 12-13 (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu, face": (
        lambda m: drop_from(m.style("Quốc hiệu"), "rPr", "b"),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): kiểu chữ của Quốc hiệu là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu, align": (
        lambda m: put(m.style("Quốc hiệu"), "pPr", "jc", val="right"),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): cách căn dòng của Quốc hiệu là căn phải, Nghị định 30 quy định căn giữa (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu, off centre": (
        lambda m: put(m.tag("quoc_hieu"), "pPr", "ind", left=567),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): cách căn dòng của Quốc hiệu là căn giữa nhưng thụt lệch, Nghị định 30 quy định căn giữa (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu, words": (
        lambda m: set_text(m.tag("quoc_hieu"), "{{ quoc_hieu }}."),
        "lỗi: đoạn 12 «{{ quoc_hieu }}.» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): chữ của Quốc hiệu là «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.», Nghị định 30 quy định «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu, cell": (
        lambda m: swap_cells(m.tag("quoc_hieu")),
        "lỗi: đoạn 7 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 1, kiểu «Quốc hiệu»): vị trí của Quốc hiệu là không ở ô bên phải của bảng, Nghị định 30 quy định ở ô bên phải của bảng (PL I.II.1a) [quoc-hieu]",
    ),
    "quoc-hieu-one-line": (
        lambda m: in_cell(m.tag("quoc_hieu"), 5000),
        "cảnh báo: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): số dòng của Quốc hiệu là hơn một, vì ô chỉ rộng 8,8 cm, mẫu của Nghị định 30 là một, ô rộng ít nhất 9,6 cm (Mẫu 1.1-1.10) [quoc-hieu-one-line]",
    ),
    "tieu-ngu, size": (
        lambda m: letters(m.tag("tieu_ngu"), "sz", val=30),
        "lỗi: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): cỡ chữ của Tiêu ngữ là 15, Nghị định 30 quy định 13-14 (PL I.II.1b) [tieu-ngu]",
    ),
    "tieu-ngu, face": (
        lambda m: letters(m.tag("tieu_ngu"), "i"),
        "lỗi: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): kiểu chữ của Tiêu ngữ là nghiêng, đậm, Nghị định 30 quy định đứng, đậm (PL I.II.1b) [tieu-ngu]",
    ),
    "tieu-ngu, capitals": (
        lambda m: letters(m.tag("tieu_ngu"), "caps"),
        "lỗi: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): dạng chữ của Tiêu ngữ là in hoa, Nghị định 30 quy định in thường (PL I.II.1b) [tieu-ngu]",
    ),
    "tieu-ngu, align": (
        lambda m: put(m.tag("tieu_ngu"), "pPr", "jc", val="both"),
        "lỗi: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): cách căn dòng của Tiêu ngữ là căn đều hai lề, Nghị định 30 quy định căn giữa (PL I.II.1b) [tieu-ngu]",
    ),
    "tieu-ngu-line, underlined": (
        lambda m: letters(m.tag("tieu_ngu"), "u", val="single"),
        "cảnh báo: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): kiểu chữ của Tiêu ngữ là gạch chân, mẫu của Nghị định 30 là không gạch chân (PL I.II.1b) [tieu-ngu-line]",
    ),
    "tieu-ngu-line, none": (
        lambda m: put(m.tag("ke_tieu_ngu"), "pPr", "pBdr"),
        "lỗi: đoạn 14 «{{ ke_tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Đường kẻ»): dạng của đường kẻ dưới Tiêu ngữ là không có nét, Nghị định 30 quy định một nét liền (PL I.II.1b) [tieu-ngu-line]",
    ),
    "tieu-ngu-line, dashed": (
        lambda m: draw(m.tag("ke_tieu_ngu"), top="dashed"),
        "lỗi: đoạn 14 «{{ ke_tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Đường kẻ»): dạng của đường kẻ dưới Tiêu ngữ là nét đứt hoặc nét kép, Nghị định 30 quy định một nét liền (PL I.II.1b) [tieu-ngu-line]",
    ),
    "tieu-ngu-line, frame": (
        lambda m: draw(m.tag("ke_tieu_ngu"), top="single", bottom="single"),
        "lỗi: đoạn 14 «{{ ke_tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Đường kẻ»): dạng của đường kẻ dưới Tiêu ngữ là khung hoặc nhiều nét, Nghị định 30 quy định một nét liền (PL I.II.1b) [tieu-ngu-line]",
    ),
    "tieu-ngu-line, below a gap": (
        lambda m: empty_above(m.tag("ke_tieu_ngu")),
        "lỗi: đoạn 15 «{{ ke_tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Đường kẻ»): vị trí của đường kẻ dưới Tiêu ngữ là dưới đoạn trống, Nghị định 30 quy định ngay dưới «{{ tieu_ngu }}» (PL I.II.1b) [tieu-ngu-line]",
    ),
    "qh-tn-spacing, lines": (
        lambda m: put(m.style("Quốc hiệu"), "pPr", "spacing", line=360),
        "lỗi: đoạn 12 «{{ quoc_hieu }}» (bảng 1, hàng 4, ô 2, kiểu «Quốc hiệu»): giãn dòng của Quốc hiệu là 1,5 dòng, cách đoạn 0 pt, Nghị định 30 quy định 1 dòng, cách đoạn 0 pt (PL I.II.1c) [qh-tn-spacing]",
    ),
    "qh-tn-spacing, before": (
        lambda m: put(m.tag("tieu_ngu"), "pPr", "spacing", before=60),
        "lỗi: đoạn 13 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): giãn dòng của Tiêu ngữ là 1 dòng, cách đoạn 3 pt, Nghị định 30 quy định 1 dòng, cách đoạn 0 pt (PL I.II.1c) [qh-tn-spacing]",
    ),
    "qh-tn-spacing, gap": (
        lambda m: empty_above(m.tag("tieu_ngu")),
        "lỗi: đoạn 14 «{{ tieu_ngu }}» (bảng 1, hàng 4, ô 2, kiểu «Tiêu ngữ»): vị trí của Tiêu ngữ là dưới đoạn trống, Nghị định 30 quy định ngay dưới «{{ quoc_hieu }}» (PL I.II.1c) [qh-tn-spacing]",
    ),
    "agency-parent, face": (
        lambda m: put(m.style("Cơ quan cấp trên"), "rPr", "b"),
        "lỗi: đoạn 8 «{{ co_quan_tren }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan cấp trên»): kiểu chữ của cơ quan chủ quản trực tiếp là đứng, đậm, Nghị định 30 quy định đứng, không đậm (PL I.II.2b) [agency-parent]",
    ),
    "agency-parent, size": (
        lambda m: put(m.style("Cơ quan cấp trên"), "rPr", "sz", val=28),
        "lỗi: đoạn 8 «{{ co_quan_tren }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan cấp trên»): cỡ chữ của cơ quan chủ quản trực tiếp là 14, Nghị định 30 quy định 12-13 (PL I.II.2b) [agency-parent]",
    ),
    "agency-parent, align": (
        lambda m: put(m.tag("co_quan_tren"), "pPr", "jc", val="left"),
        "lỗi: đoạn 8 «{{ co_quan_tren }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan cấp trên»): cách căn dòng của cơ quan chủ quản trực tiếp là căn trái, Nghị định 30 quy định căn giữa (PL I.II.2b) [agency-parent]",
    ),
    "agency-name, face": (
        lambda m: drop_from(m.style("Cơ quan ban hành"), "rPr", "b"),
        "lỗi: đoạn 10 «{{ co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan ban hành»): kiểu chữ của cơ quan ban hành là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.II.2b) [agency-name]",
    ),
    "agency-name, size": (
        lambda m: put(m.style("Cơ quan ban hành"), "rPr", "sz", val=22),
        "lỗi: đoạn 10 «{{ co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan ban hành»): cỡ chữ của cơ quan ban hành là 11, Nghị định 30 quy định 12-13 (PL I.II.2b) [agency-name]",
    ),
    "agency-name, align": (
        lambda m: put(m.tag("co_quan"), "pPr", "jc", val="left"),
        "lỗi: đoạn 10 «{{ co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan ban hành»): cách căn dòng của cơ quan ban hành là căn trái, Nghị định 30 quy định căn giữa (PL I.II.2b) [agency-name]",
    ),
    "agency-spacing": (
        lambda m: put(m.tag("co_quan"), "pPr", "spacing", after=120),
        "lỗi: đoạn 10 «{{ co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan ban hành»): giãn dòng của cơ quan ban hành là 1 dòng, cách đoạn 6 pt, Nghị định 30 quy định 1 dòng, cách đoạn 0 pt (PL I.II.2b) [agency-spacing]",
    ),
    "agency-spacing, parent": (
        lambda m: put(m.tag("co_quan_tren"), "pPr", "spacing", line=320, lineRule="exact"),
        "lỗi: đoạn 8 «{{ co_quan_tren }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan cấp trên»): giãn dòng của cơ quan chủ quản trực tiếp là 16 pt, cách đoạn 0 pt, Nghị định 30 quy định 1 dòng, cách đoạn 0 pt (PL I.II.2b) [agency-spacing]",
    ),
    "agency-spacing, gap": (
        lambda m: empty_above(m.tag("co_quan")),
        "lỗi: đoạn 11 «{{ co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Cơ quan ban hành»): vị trí của cơ quan ban hành là dưới đoạn trống, Nghị định 30 quy định ngay dưới «{{ co_quan_tren }}» (PL I.II.2b) [agency-spacing]",
    ),
    "agency-line": (
        lambda m: draw(m.tag("ke_co_quan"), bottom="double"),
        "lỗi: đoạn 11 «{{ ke_co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Đường kẻ»): dạng của đường kẻ dưới cơ quan ban hành là nét đứt hoặc nét kép, Nghị định 30 quy định một nét liền (PL I.II.2b) [agency-line]",
    ),
    "agency-line, below a gap": (
        lambda m: empty_above(m.tag("ke_co_quan")),
        "lỗi: đoạn 12 «{{ ke_co_quan }}» (bảng 1, hàng 4, ô 1, kiểu «Đường kẻ»): vị trí của đường kẻ dưới cơ quan ban hành là dưới đoạn trống, Nghị định 30 quy định ngay dưới «{{ co_quan }}» (PL I.II.2b) [agency-line]",
    ),
    "so-ky-hieu, size": (
        lambda m: put(m.style("Số, ký hiệu"), "rPr", "sz", val=28),
        "lỗi: đoạn 15 «{{ so_ky_hieu }}» (bảng 1, hàng 5, ô 1, kiểu «Số, ký hiệu»): cỡ chữ của số, ký hiệu là 14, Nghị định 30 quy định 13 (PL I.II.3) [so-ky-hieu]",
    ),
    "so-ky-hieu, face": (
        lambda m: letters(m.tag("so_ky_hieu"), "b"),
        "lỗi: đoạn 15 «{{ so_ky_hieu }}» (bảng 1, hàng 5, ô 1, kiểu «Số, ký hiệu»): kiểu chữ của số, ký hiệu là đứng, đậm, Nghị định 30 quy định đứng, không đậm (PL I.II.3) [so-ky-hieu]",
    ),
    "so-ky-hieu, align": (
        lambda m: put(m.tag("so_ky_hieu"), "pPr", "jc", val="left"),
        "lỗi: đoạn 15 «{{ so_ky_hieu }}» (bảng 1, hàng 5, ô 1, kiểu «Số, ký hiệu»): cách căn dòng của số, ký hiệu là căn trái, Nghị định 30 quy định căn giữa (PL I.II.3) [so-ky-hieu]",
    ),
    "so-ky-hieu, words": (
        lambda m: set_text(m.tag("so_ky_hieu"), "Số: {{ so_ky_hieu }}"),
        "lỗi: đoạn 15 «Số: {{ so_ky_hieu }}» (bảng 1, hàng 5, ô 1, kiểu «Số, ký hiệu»): chữ của số, ký hiệu là «Số: Số: …/KH-…», Nghị định 30 quy định «Số: …/KH-…» (PL I.II.3) [so-ky-hieu]",
    ),
    "number-date-row, other row": (
        lambda m: m.tag("ke_tieu_ngu").addnext(m.tag("dia_danh_ngay")),
        "lỗi: đoạn 15 «{{ dia_danh_ngay }}» (bảng 1, hàng 4, ô 2, kiểu «Địa danh, ngày tháng»): vị trí của địa danh và thời gian ban hành là ở hàng khác hoặc bên trái, Nghị định 30 quy định ngang hàng, bên phải «{{ so_ky_hieu }}» (PL I.II.4c) [number-date-row]",
    ),
    "number-date-row, lower": (
        lambda m: empty_above(m.tag("dia_danh_ngay")),
        "lỗi: đoạn 17 «{{ dia_danh_ngay }}» (bảng 1, hàng 5, ô 2, kiểu «Địa danh, ngày tháng»): vị trí của địa danh và thời gian ban hành là lệch dòng, Nghị định 30 quy định ngang hàng, bên phải «{{ so_ky_hieu }}» (PL I.II.4c) [number-date-row]",
    ),
    "date-line": (
        lambda m: set_text(m.tag("dia_danh_ngay"), "Hà Nội, {{ dia_danh_ngay }}"),
        "lỗi: đoạn 16 «Hà Nội, {{ dia_danh_ngay }}» (bảng 1, hàng 5, ô 2, kiểu «Địa danh, ngày tháng»): chữ của địa danh và thời gian ban hành là «Hà Nội, …, ngày … tháng … năm …», Nghị định 30 quy định «…, ngày … tháng … năm …» (PL I.II.4b-c) [date-line]",
    ),
    "date-line-style, face": (
        lambda m: drop_from(m.style("Địa danh, ngày tháng"), "rPr", "i"),
        "lỗi: đoạn 16 «{{ dia_danh_ngay }}» (bảng 1, hàng 5, ô 2, kiểu «Địa danh, ngày tháng»): kiểu chữ của địa danh và thời gian ban hành là đứng, không đậm, Nghị định 30 quy định nghiêng, không đậm (PL I.II.4c) [date-line-style]",
    ),
    "date-line-style, size": (
        lambda m: letters(m.tag("dia_danh_ngay"), "sz", val=24),
        "lỗi: đoạn 16 «{{ dia_danh_ngay }}» (bảng 1, hàng 5, ô 2, kiểu «Địa danh, ngày tháng»): cỡ chữ của địa danh và thời gian ban hành là 12, Nghị định 30 quy định 13-14 (PL I.II.4c) [date-line-style]",
    ),
    "date-line-style, align": (
        lambda m: put(m.tag("dia_danh_ngay"), "pPr", "jc", val="right"),
        "lỗi: đoạn 16 «{{ dia_danh_ngay }}» (bảng 1, hàng 5, ô 2, kiểu «Địa danh, ngày tháng»): cách căn dòng của địa danh và thời gian ban hành là căn phải, Nghị định 30 quy định căn giữa (PL I.II.4c) [date-line-style]",
    ),
    "type-name, size": (
        lambda m: put(m.style("Tên loại văn bản"), "rPr", "sz", val=32),
        "lỗi: đoạn 29 «{{ ten_loai }}» (kiểu «Tên loại văn bản»): cỡ chữ của tên loại là 16, Nghị định 30 quy định 13-14 (PL I.II.5b) [type-name]",
    ),
    "type-name, face": (
        lambda m: letters(m.tag("ten_loai"), "b", val=0),
        "lỗi: đoạn 29 «{{ ten_loai }}» (kiểu «Tên loại văn bản»): kiểu chữ của tên loại là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.II.5b) [type-name]",
    ),
    "type-name, align": (
        lambda m: put(m.style("Tên loại văn bản"), "pPr", "jc", val="left"),
        "lỗi: đoạn 29 «{{ ten_loai }}» (kiểu «Tên loại văn bản»): cách căn dòng của tên loại là căn trái, Nghị định 30 quy định căn giữa (PL I.II.5b) [type-name]",
    ),
    "type-name, words": (
        lambda m: set_text(m.tag("ten_loai"), "BẢN {{ ten_loai }}"),
        "lỗi: đoạn 29 «BẢN {{ ten_loai }}» (kiểu «Tên loại văn bản»): chữ của tên loại là «BẢN KẾ HOẠCH», Nghị định 30 quy định «KẾ HOẠCH» (PL I.II.5b) [type-name]",
    ),
    "trich-yeu, size": (
        lambda m: letters(m.tag("trich_yeu"), "sz", val=30),
        "lỗi: đoạn 30 «{{ trich_yeu }}» (kiểu «Trích yếu»): cỡ chữ của trích yếu là 15, Nghị định 30 quy định 13-14 (PL I.II.5b) [trich-yeu]",
    ),
    "trich-yeu, face": (
        lambda m: letters(m.tag("trich_yeu"), "i"),
        "lỗi: đoạn 30 «{{ trich_yeu }}» (kiểu «Trích yếu»): kiểu chữ của trích yếu là nghiêng, đậm, Nghị định 30 quy định đứng, đậm (PL I.II.5b) [trich-yeu]",
    ),
    "trich-yeu, capitals": (
        lambda m: put(m.style("Trích yếu"), "rPr", "caps"),
        "lỗi: đoạn 30 «{{ trich_yeu }}» (kiểu «Trích yếu»): dạng chữ của trích yếu là in hoa, Nghị định 30 quy định in thường (PL I.II.5b) [trich-yeu]",
    ),
    "trich-yeu, align": (
        lambda m: put(m.tag("trich_yeu"), "pPr", "jc", val="both"),
        "lỗi: đoạn 30 «{{ trich_yeu }}» (kiểu «Trích yếu»): cách căn dòng của trích yếu là căn đều hai lề, Nghị định 30 quy định căn giữa (PL I.II.5b) [trich-yeu]",
    ),
    "trich-yeu, gap": (
        lambda m: empty_above(m.tag("trich_yeu")),
        "lỗi: đoạn 31 «{{ trich_yeu }}» (kiểu «Trích yếu»): vị trí của trích yếu là dưới đoạn trống, Nghị định 30 quy định ngay dưới «{{ ten_loai }}» (PL I.II.5a) [trich-yeu]",
    ),
    "trich-yeu-line": (
        lambda m: draw(m.tag("ke_trich_yeu"), top="dotted"),
        "lỗi: đoạn 31 «{{ ke_trich_yeu }}» (kiểu «Đường kẻ»): dạng của đường kẻ dưới trích yếu là nét đứt hoặc nét kép, Nghị định 30 quy định một nét liền (PL I.II.5b) [trich-yeu-line]",
    ),
    "body-font-size": (
        lambda m: put(m.style("Điểm"), "rPr", "sz", val=24),
        "lỗi: kiểu «Điểm»: cỡ chữ của nội dung là 12, Nghị định 30 quy định 13-14 (PL I.II.6e) [body-font-size]",
    ),
    "body-font-size, two sizes": (
        lambda m: put(m.style("Khoản"), "rPr", "sz", val=26),
        "lỗi: kiểu «Khoản»: cỡ chữ của nội dung là 13, Nghị định 30 quy định một cỡ, như kiểu «Nội dung»: 14 (PL I.II.6e) [body-font-size]",
    ),
    "body-style, capitals": (
        lambda m: put(m.style("Điểm"), "rPr", "caps"),
        "lỗi: kiểu «Điểm»: dạng chữ của nội dung là in hoa, Nghị định 30 quy định in thường (PL I.II.6e) [body-style]",
    ),
    "body-style, italic": (
        lambda m: put(m.style("Dấu cộng"), "rPr", "i"),
        "cảnh báo: kiểu «Dấu cộng»: kiểu chữ của nội dung là nghiêng, mẫu của Nghị định 30 là đứng (PL I.II.6e) [body-style]",
    ),
    "body-justify": (
        lambda m: put(m.style("Nội dung"), "pPr", "jc", val="left"),
        "lỗi: kiểu «Nội dung»: cách căn dòng của nội dung là căn trái, Nghị định 30 quy định căn đều hai lề (PL I.II.6e) [body-justify]",
    ),
    "first-line-indent": (
        lambda m: put(m.style("Nội dung"), "pPr", "ind", firstLine=284),
        "lỗi: kiểu «Nội dung»: mức lùi đầu dòng của nội dung là 0,5 cm, Nghị định 30 quy định 1 cm hoặc 1,27 cm (PL I.II.6e) [first-line-indent]",
    ),
    "first-line-indent, none": (
        lambda m: drop_from(m.style("Nội dung"), "pPr", "ind"),
        "lỗi: kiểu «Nội dung»: mức lùi đầu dòng của nội dung là 0 cm, Nghị định 30 quy định 1 cm hoặc 1,27 cm (PL I.II.6e) [first-line-indent]",
    ),
    "first-line-indent, hanging": (
        lambda m: put(m.style("Gạch đầu dòng"), "pPr", "ind", left=720, hanging=360),
        "lỗi: kiểu «Gạch đầu dòng»: mức lùi đầu dòng của nội dung là -0,64 cm, Nghị định 30 quy định 1 cm hoặc 1,27 cm (PL I.II.6e) [first-line-indent]",
    ),
    "first-line-indent, of a list": (
        lambda m: in_list(m, "Gạch đầu dòng"),
        "lỗi: kiểu «Gạch đầu dòng»: mức lùi đầu dòng của nội dung là -0,64 cm, Nghị định 30 quy định 1 cm hoặc 1,27 cm (PL I.II.6e) [first-line-indent]",
    ),
    "para-spacing": (
        lambda m: put(m.style("Nội dung"), "pPr", "spacing", after=60),
        "lỗi: kiểu «Nội dung»: khoảng cách đoạn của nội dung là 3 pt, Nghị định 30 quy định ít nhất 6 pt (PL I.II.6e) [para-spacing]",
    ),
    "para-spacing, none": (
        lambda m: drop_from(m.style("Nội dung"), "pPr", "spacing"),
        "lỗi: kiểu «Nội dung»: khoảng cách đoạn của nội dung là 0 pt, Nghị định 30 quy định ít nhất 6 pt (PL I.II.6e) [para-spacing]",
    ),
    "para-spacing, of one style": (
        lambda m: put(m.style("Khoản"), "pPr", "spacing", after=0),
        "lỗi: kiểu «Khoản»: khoảng cách đoạn của nội dung là 0 pt, Nghị định 30 quy định ít nhất 6 pt (PL I.II.6e) [para-spacing]",
    ),
    "para-spacing, before": (
        lambda m: (
            put(m.style("Nội dung"), "pPr", "spacing", before=120, after=0),
            put(m.style("Điểm"), "pPr", "spacing", before=20),
        ),
        "lỗi: kiểu «Điểm»: khoảng cách đoạn của nội dung là 1 pt, Nghị định 30 quy định ít nhất 6 pt (PL I.II.6e) [para-spacing]",
    ),
    "para-spacing, contextual": (
        lambda m: put(m.style("Nội dung"), "pPr", "contextualSpacing"),
        "lỗi: kiểu «Nội dung»: khoảng cách đoạn của nội dung là 0 pt, Nghị định 30 quy định ít nhất 6 pt (PL I.II.6e) [para-spacing]",
    ),
    "line-spacing": (
        lambda m: put(m.style("Nội dung"), "pPr", "spacing", line=480),
        "lỗi: kiểu «Nội dung»: giãn dòng của nội dung là 2 dòng, Nghị định 30 quy định từ 1 dòng đến 1,5 dòng (PL I.II.6e) [line-spacing]",
    ),
    "line-spacing, in points": (
        lambda m: put(m.style("Khoản"), "pPr", "spacing", line=240, lineRule="exact"),
        "lỗi: kiểu «Khoản»: giãn dòng của nội dung là 12 pt, Nghị định 30 quy định từ 1 dòng đến 1,5 dòng (PL I.II.6e) [line-spacing]",
    ),
    "can-cu-style": (
        lambda m: drop_from(m.style("Căn cứ"), "rPr", "i"),
        "lỗi: kiểu «Căn cứ»: kiểu chữ của căn cứ là đứng, Nghị định 30 quy định nghiêng (PL I.II.6a) [can-cu-style]",
    ),
    "heading-roman, face": (
        lambda m: drop_from(m.style("heading 1"), "rPr", "b"),
        "lỗi: kiểu «heading 1»: kiểu chữ của đề mục I, II là đứng, không đậm, Nghị định 30 quy định đứng, đậm (bảng V.6b) [heading-roman]",
    ),
    "heading-roman, size": (
        lambda m: put(m.style("heading 1"), "rPr", "sz", val=32),
        "lỗi: kiểu «heading 1»: cỡ chữ của đề mục I, II là 16, Nghị định 30 quy định 13-14 (bảng V.6b) [heading-roman]",
    ),
    "heading-roman, centred": (
        lambda m: put(m.style("heading 1"), "pPr", "jc", val="center"),
        "cảnh báo: kiểu «heading 1»: cách căn dòng của đề mục I, II là căn giữa, mẫu của Nghị định 30 là không căn giữa (bảng V.6b) [heading-roman]",
    ),
    "khoan-title, face": (
        lambda m: put(m.style("heading 2"), "rPr", "i"),
        "lỗi: kiểu «heading 2»: kiểu chữ của tiêu đề khoản là nghiêng, đậm, Nghị định 30 quy định đứng, đậm (PL I.II.6đ) [khoan-title]",
    ),
    "khoan-title, capitals": (
        lambda m: put(m.style("heading 3"), "rPr", "caps"),
        "lỗi: kiểu «heading 3»: dạng chữ của tiêu đề khoản là in hoa, Nghị định 30 quy định in thường (PL I.II.6đ) [khoan-title]",
    ),
    "khoan-title, untitled": (
        lambda m: put(m.style("Khoản"), "rPr", "b"),
        "lỗi: kiểu «Khoản»: kiểu chữ của khoản không có tiêu đề là đậm, Nghị định 30 quy định không đậm (PL I.II.6đ) [khoan-title]",
    ),
    "clause-letter": (
        lambda m: put(m.style("Điểm"), "rPr", "b"),
        "cảnh báo: kiểu «Điểm»: kiểu chữ của điểm, gạch đầu dòng là đậm, mẫu của Nghị định 30 là không đậm (PL I.II.6đ) [clause-letter]",
    ),
    "signature-style, face": (
        lambda m: letters(m.tag("chuc_vu"), "b", val="false"),
        "lỗi: đoạn 58 «{{ chuc_vu }}» (bảng 2, hàng 5, ô 2, kiểu «Quyền hạn, chức vụ»): kiểu chữ của quyền hạn, chức vụ là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.II.7đ) [signature-style]",
    ),
    "signature-style, size": (
        lambda m: letters(m.tag("cap.trai.chuc_vu"), "sz", val=24),
        "lỗi: đoạn 39 «{{ cap.trai.chuc_vu }}» (bảng 2, hàng 2, ô 1, kiểu «Quyền hạn, chức vụ»): cỡ chữ của quyền hạn, chức vụ là 12, Nghị định 30 quy định 13-14 (PL I.II.7đ) [signature-style]",
    ),
    "signature-style, align": (
        lambda m: put(m.tag("cap.phai.chuc_vu"), "pPr", "jc", val="left"),
        "lỗi: đoạn 45 «{{ cap.phai.chuc_vu }}» (bảng 2, hàng 2, ô 2, kiểu «Quyền hạn, chức vụ»): cách căn dòng của quyền hạn, chức vụ là căn trái, Nghị định 30 quy định căn giữa (PL I.II.7đ) [signature-style]",
    ),
    "signature-right, left": (
        lambda m: swap_cells(m.tag("chuc_vu")),
        "lỗi: đoạn 54 «{{ chuc_vu }}» (bảng 2, hàng 5, ô 1, kiểu «Quyền hạn, chức vụ»): vị trí của quyền hạn, chức vụ là ở hàng khác hoặc bên trái, Nghị định 30 quy định ngang hàng, bên phải «Nơi nhận:» (PL I.II.9d) [signature-right]",
    ),
    "signature-right, lower": (
        lambda m: put(m.paragraph_with("Nơi nhận:"), "pPr", "spacing", before=240),
        "lỗi: đoạn 58 «{{ chuc_vu }}» (bảng 2, hàng 5, ô 2, kiểu «Quyền hạn, chức vụ»): vị trí của quyền hạn, chức vụ là lệch dòng, Nghị định 30 quy định ngang hàng, bên phải «Nơi nhận:» (PL I.II.9d) [signature-right]",
    ),
    "signature-right, borders": (
        lambda m: with_borders(m.tag("chuc_vu")),
        "lỗi: đoạn 58 «{{ chuc_vu }}» (bảng 2, hàng 5, ô 2, kiểu «Quyền hạn, chức vụ»): bảng của quyền hạn, chức vụ là có đường viền, Nghị định 30 quy định không đường viền (PL I.II.9d) [signature-right]",
    ),
    "signer-name, face": (
        lambda m: letters(m.tag("ho_ten"), "i"),
        "lỗi: đoạn 59 «{{ ho_ten }}» (bảng 2, hàng 5, ô 2, kiểu «Họ tên người ký»): kiểu chữ của họ tên người ký là nghiêng, đậm, Nghị định 30 quy định đứng, đậm (PL I.II.7đ) [signer-name]",
    ),
    "signer-name, size": (
        lambda m: letters(m.tag("ho_ten"), "sz", val=30),
        "lỗi: đoạn 59 «{{ ho_ten }}» (bảng 2, hàng 5, ô 2, kiểu «Họ tên người ký»): cỡ chữ của họ tên người ký là 15, Nghị định 30 quy định 13-14 (PL I.II.7đ) [signer-name]",
    ),
    "signer-name, capitals": (
        lambda m: letters(m.tag("cap.phai.ho_ten"), "caps"),
        "lỗi: đoạn 50 «{{ cap.phai.ho_ten }}» (bảng 2, hàng 3, ô 2, kiểu «Họ tên người ký»): dạng chữ của họ tên người ký là in hoa, Nghị định 30 quy định in thường (PL I.II.7đ) [signer-name]",
    ),
    "signer-name, align": (
        lambda m: put(m.tag("ho_ten"), "pPr", "jc", val="right"),
        "lỗi: đoạn 59 «{{ ho_ten }}» (bảng 2, hàng 5, ô 2, kiểu «Họ tên người ký»): cách căn dòng của họ tên người ký là căn phải, Nghị định 30 quy định căn giữa (PL I.II.7đ) [signer-name]",
    ),
    "noi-nhan, words": (
        lambda m: set_text(m.paragraph_with("Nơi nhận:"), "Nơi gửi:"),
        "lỗi: đoạn 53 «Nơi gửi:» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận»): chữ của «Nơi nhận» là «Nơi gửi:», Nghị định 30 quy định «Nơi nhận:» (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan, missing": (
        lambda m: drop(m.paragraph_with("Nơi nhận:")),
        "lỗi: đoạn 54 «{{ dong }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): chữ của «Nơi nhận» là không có, Nghị định 30 quy định «Nơi nhận:» (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan, size": (
        lambda m: put(m.style("Nơi nhận"), "rPr", "sz", val=26),
        "lỗi: đoạn 53 «Nơi nhận:» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận»): cỡ chữ của «Nơi nhận» là 13, Nghị định 30 quy định 12 (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan, face": (
        lambda m: drop_from(m.style("Nơi nhận"), "rPr", "b"),
        "lỗi: đoạn 53 «Nơi nhận:» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận»): kiểu chữ của «Nơi nhận» là nghiêng, không đậm, không gạch chân, Nghị định 30 quy định nghiêng, đậm, không gạch chân (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan, underlined": (
        lambda m: letters(m.paragraph_with("Nơi nhận:"), "u", val="single"),
        "lỗi: đoạn 53 «Nơi nhận:» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận»): kiểu chữ của «Nơi nhận» là nghiêng, đậm, gạch chân, Nghị định 30 quy định nghiêng, đậm, không gạch chân (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan, indent": (
        lambda m: put(m.style("Nơi nhận"), "pPr", "ind", firstLine=360),
        "lỗi: đoạn 53 «Nơi nhận:» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận»): cách căn dòng của «Nơi nhận» là thụt vào, Nghị định 30 quy định căn trái (PL I.II.9d) [noi-nhan]",
    ),
    "noi-nhan-items, size": (
        lambda m: put(m.style("Nơi nhận: mục"), "rPr", "sz", val=24),
        "lỗi: đoạn 55 «{{ dong }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): cỡ chữ của danh sách nơi nhận là 12, Nghị định 30 quy định 11 (PL I.II.9d) [noi-nhan-items]",
    ),
    "noi-nhan-items, face": (
        lambda m: letters(m.tag("dong"), "i"),
        "lỗi: đoạn 55 «{{ dong }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): kiểu chữ của danh sách nơi nhận là nghiêng, không đậm, Nghị định 30 quy định đứng, không đậm (PL I.II.9d) [noi-nhan-items]",
    ),
    "noi-nhan-items, words": (
        lambda m: set_text(m.tag("dong"), "- {{ dong }}"),
        "lỗi: đoạn 55 «- {{ dong }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): chữ của danh sách nơi nhận là «- - …;», Nghị định 30 quy định «- …;» (PL I.II.9d) [noi-nhan-items]",
    ),
    "noi-nhan-items, align": (
        lambda m: put(m.tag("dong"), "pPr", "jc", val="center"),
        "lỗi: đoạn 55 «{{ dong }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): cách căn dòng của danh sách nơi nhận là căn giữa, Nghị định 30 quy định căn trái (PL I.II.9d) [noi-nhan-items]",
    ),
    "appendix-title, size": (
        lambda m: put(m.style("Phụ lục"), "rPr", "sz", val=26),
        "lỗi: đoạn 63 «{{ phu_luc.ten }}» (kiểu «Phụ lục»): cỡ chữ của chữ Phụ lục là 13, Nghị định 30 quy định 14 (PL I.III.1b) [appendix-title]",
    ),
    "appendix-title, face": (
        lambda m: drop_from(m.style("Phụ lục"), "rPr", "b"),
        "lỗi: đoạn 63 «{{ phu_luc.ten }}» (kiểu «Phụ lục»): kiểu chữ của chữ Phụ lục là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.III.1b) [appendix-title]",
    ),
    "appendix-title, capitals": (
        lambda m: put(m.style("Phụ lục"), "rPr", "caps"),
        "lỗi: đoạn 63 «{{ phu_luc.ten }}» (kiểu «Phụ lục»): dạng chữ của chữ Phụ lục là in hoa, Nghị định 30 quy định in thường (PL I.III.1b) [appendix-title]",
    ),
    "appendix-title, words": (
        lambda m: set_text(m.tag("phu_luc.ten"), "{{ phu_luc.ten }}:"),
        "lỗi: đoạn 63 «{{ phu_luc.ten }}:» (kiểu «Phụ lục»): chữ của chữ Phụ lục là «Phụ lục …:», Nghị định 30 quy định «Phụ lục …» (PL I.III.1b) [appendix-title]",
    ),
    "appendix-name, size": (
        lambda m: letters(m.tag("phu_luc.trich_yeu"), "sz", val=24),
        "lỗi: đoạn 64 «{{ phu_luc.trich_yeu }}» (kiểu «Tên phụ lục»): cỡ chữ của tên phụ lục là 12, Nghị định 30 quy định 13-14 (PL I.III.1b) [appendix-name]",
    ),
    "appendix-name, face": (
        lambda m: letters(m.tag("phu_luc.trich_yeu"), "i"),
        "lỗi: đoạn 64 «{{ phu_luc.trich_yeu }}» (kiểu «Tên phụ lục»): kiểu chữ của tên phụ lục là nghiêng, đậm, Nghị định 30 quy định đứng, đậm (PL I.III.1b) [appendix-name]",
    ),
    "appendix-name, align": (
        lambda m: put(m.tag("phu_luc.trich_yeu"), "pPr", "jc", val="left"),
        "lỗi: đoạn 64 «{{ phu_luc.trich_yeu }}» (kiểu «Tên phụ lục»): cách căn dòng của tên phụ lục là căn trái, Nghị định 30 quy định căn giữa (PL I.III.1b) [appendix-name]",
    ),
    "appendix-ref-line, face": (
        lambda m: drop_from(m.style("Kèm theo"), "rPr", "i"),
        "lỗi: đoạn 65 «{{ phu_luc.kem_theo }}» (kiểu «Kèm theo»): kiểu chữ của dòng kèm theo là đứng, Nghị định 30 quy định nghiêng (PL I.III.1c) [appendix-ref-line]",
    ),
    "appendix-ref-line, size": (
        lambda m: put(m.style("Kèm theo"), "rPr", "sz", val=24),
        "lỗi: đoạn 65 «{{ phu_luc.kem_theo }}» (kiểu «Kèm theo»): cỡ chữ của dòng kèm theo là 12, Nghị định 30 quy định 13-14 (PL I.III.1c) [appendix-ref-line]",
    ),
    "appendix-ref-line, capitals": (
        lambda m: put(m.style("Kèm theo"), "rPr", "smallCaps"),
        "lỗi: đoạn 65 «{{ phu_luc.kem_theo }}» (kiểu «Kèm theo»): dạng chữ của dòng kèm theo là in hoa, Nghị định 30 quy định in thường (PL I.III.1c) [appendix-ref-line]",
    ),
    "appendix-line": (
        lambda m: draw(m.tag("ke_phu_luc"), left="single"),
        "cảnh báo: đoạn 66 «{{ ke_phu_luc }}» (kiểu «Đường kẻ»): dạng của đường kẻ của phụ lục là khung hoặc nhiều nét, mẫu của Nghị định 30 là một nét liền (Mẫu 2.1) [appendix-line]",
    ),
}
"""Rule and manner of a change that Word allows, the change, and what is said of it."""


@pytest.mark.parametrize("case", some(BREAKS, 6, kind=lambda case: case.partition(",")[0]))
def test_a_change_against_the_decree_is_told_with_place_and_clause(case):
    change, *texts = BREAKS[case]
    layout = Mutable()

    change(layout)

    assert said(layout.check()) == texts


def test_every_rule_has_a_change_that_breaks_it():
    of_several = {"size-consistent", "para-spacing", "font-name", "font-color", "unicode"}
    known = {rule.code for rule in (*RULES_OF_FORM, *PAGE_RULES)} | of_several

    assert {case.partition(",")[0] for case in BREAKS} == known


def small_letterhead(layout):
    """Make the letterhead one size smaller, as bảng V lets it fall with the text."""
    for style, size in (("Quốc hiệu", 24), ("Tiêu ngữ", 26), ("Địa danh, ngày tháng", 26), ("Cơ quan ban hành", 24)):
        put(layout.style(style), "rPr", "sz", val=size)


ALLOWED = {
    "margins, largest": lambda m: [
        in_page(m.section(index), "pgMar", top=1417, bottom=1417, left=1985, right=1134) for index in (0, 1)
    ],
    "margins, rounded by Word": lambda m: in_page(m.section(0), "pgMar", top=1128, left=1695, right=845),
    "paper, rounded": lambda m: in_page(m.section(0), "pgSz", w=11900, h=16840),
    "appendix turned, margins as displayed": lambda m: in_page(m.section(1), "pgSz", w=16838, h=11906),
    "appendix turned, margins turned": lambda m: (
        in_page(m.section(1), "pgSz", w=16838, h=11906),
        in_page(m.section(1), "pgMar", top=1701, right=1134, bottom=851, left=1134),
    ),
    "text of 13": lambda m: put(m.style("Nội dung"), "rPr", "sz", val=26),
    "text of 13, small letterhead": lambda m: (put(m.style("Nội dung"), "rPr", "sz", val=26), small_letterhead(m)),
    "indent of 1 cm": lambda m: put(m.style("Nội dung"), "pPr", "ind", firstLine=567),
    "indent of 1.25 cm": lambda m: put(m.style("Nội dung"), "pPr", "ind", firstLine=709),
    "single lines": lambda m: put(m.style("Nội dung"), "pPr", "spacing", line=240),
    "one and a half lines": lambda m: put(m.style("Nội dung"), "pPr", "spacing", line=360),
    "exactly 18 pt": lambda m: put(m.style("Nội dung"), "pPr", "spacing", line=360, lineRule="exact"),
    "gap before": lambda m: put(m.style("Nội dung"), "pPr", "spacing", before=120, after=0),
    "automatic gap": lambda m: put(m.style("Nội dung"), "pPr", "spacing", after=0, afterAutospacing=1),
    "black by number": lambda m: put(m.style("Nội dung"), "rPr", "color", val="000000"),
    "red urgency mark": lambda m: letters(m.tag("khan"), "color", val="C00000"),
    "line under instead of over": lambda m: draw(m.tag("ke_trich_yeu"), bottom="single"),
    "thick line": lambda m: draw(m.tag("ke_co_quan"), top="thick"),
    "other words for drafts": lambda m: set_text(m.paragraph_with("DỰ THẢO"), "DỰ THẢO LẦN 1"),
    "a line of the agency's own": lambda m: set_text(added_below(m.tag("ke_co_quan")), "Điện thoại: 024 3832 5555"),
    "titles flush left": lambda m: put(m.style("heading 1"), "pPr", "ind", firstLine=0),
    "recipients justified": lambda m: put(m.style("Nơi nhận: mục"), "pPr", "jc", val="both"),
    "recipients with hanging lines": lambda m: put(m.tag("dong"), "pPr", "ind", left=142, hanging=142),
    "letters of tables": lambda m: put(m.style("Bảng: nội dung"), "rPr", "sz", val=22),
    "an unused style": lambda m: put(added_style(m), "rPr", "rFonts", ascii="Arial"),
    "a font for scripts that are not ours": lambda m: put(
        m.base("rPr"), "rPr", "rFonts", cs="Arial", eastAsia="SimSun"
    ),
    "a page number in a frame": lambda m: (
        put(m.style("header"), "pPr", "jc", val="left"),
        put(m.paragraph_with("PAGE 2", HEADER), "pPr", "framePr", xAlign="center"),
    ),
    "a page number as a simple field": lambda m: simple_field(m.paragraph_with("PAGE 2", HEADER)),
    "a loop with a name of its own": lambda m: (
        set_text(m.paragraph_with("{%p for dong in noi_nhan %}"), "{%p for muc in noi_nhan %}"),
        set_text(m.tag("dong"), "{{ muc }}"),
    ),
    "a tag in a content control": lambda m: in_control(m.tag("tieu_ngu")),
    "a bold tag half": lambda m: half_bold(m.tag("so_ky_hieu")),
    "bold in style and turned off in letters' style": lambda m: twice_bold(m, m.tag("quoc_hieu")),
}


def added_below(paragraph):
    """Return a new line in the form of the agency's parent."""
    made = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="CoQuanCapTren"/></w:pPr><w:r><w:t> </w:t></w:r></w:p>'
    )
    paragraph.addnext(made)
    return made


def added_style(layout):
    style = etree.SubElement(layout.xml(STYLES), W + "style")
    style.set(W + "type", "paragraph")
    style.set(W + "styleId", "Rieng")
    etree.SubElement(style, W + "name").set(W + "val", "Kiểu không dùng")
    return style


def simple_field(paragraph):
    for run in list(paragraph.iter(W + "r")):
        drop(run)
    etree.SubElement(paragraph, W + "fldSimple").set(W + "instr", r" PAGE \* MERGEFORMAT ")


def in_control(paragraph):
    """Put a content control around a paragraph."""
    control = etree.Element(W + "sdt")
    paragraph.addprevious(control)
    etree.SubElement(control, W + "sdtContent").append(paragraph)


def half_bold(paragraph):
    """Split a tag over two runs; its value is printed in the form of the first."""
    (run,) = paragraph.iter(W + "r")
    text = run.find(W + "t")
    rest = etree.fromstring(etree.tostring(run))
    run.addnext(rest)
    text.text, rest.find(W + "t").text = text.text[:6], text.text[6:]
    put(rest, "rPr", "b")


def twice_bold(layout, paragraph):
    """Make letters bold by their own word where styles turn each other off."""
    style = added_style(layout)
    style.set(W + "type", "character")
    put(style, "rPr", "b")
    letters(paragraph, "rStyle", val="Rieng")
    letters(paragraph, "b")


@pytest.mark.parametrize("case", some(ALLOWED, 3))
def test_a_change_that_the_decree_allows_is_no_fault(case):
    layout = Mutable()

    ALLOWED[case](layout)

    assert said(layout.check()) == []


def test_two_bold_styles_turn_each_other_off_as_in_word():
    layout = Mutable()
    twice_bold(layout, layout.tag("quoc_hieu"))
    for run in layout.tag("quoc_hieu").iter(W + "r"):
        drop_from(run, "rPr", "b")

    (problem,) = layout.check()

    assert problem.text.endswith(
        "kiểu chữ của Quốc hiệu là đứng, không đậm, Nghị định 30 quy định đứng, đậm (PL I.II.1a)"
    )


# Tags, styles, sections: what the program needs.

TAGS = {
    "misspelt": (
        lambda m: set_text(m.tag("trich_yeu"), "{{ trich_yue }}"),
        "lỗi: đoạn 30 «{{ trich_yue }}» (kiểu «Trích yếu»): thẻ lạ «trich_yue»; có phải ý là «trich_yeu»? [unknown-tag]",
    ),
    "misspelt in a condition": (
        lambda m: set_text(m.paragraph_with("{%tr if luu_hanh %}"), "{%tr if luu_han %}"),
        "lỗi: đoạn 1 «{%tr if luu_han %}» (bảng 1, hàng 1, ô 1, kiểu «Normal»): thẻ lạ «luu_han»; có phải ý là «luu_hanh»? [unknown-tag]",
    ),
    "misspelt inside a loop": (
        lambda m: set_text(m.tag("cap.phai.ho_ten"), "{{ cap.phai.hoten }}"),
        "lỗi: đoạn 50 «{{ cap.phai.hoten }}» (bảng 2, hàng 3, ô 2, kiểu «Họ tên người ký»): thẻ lạ «cap.phai.hoten»; có phải ý là «cap.phai.ho_ten»? [unknown-tag]",
    ),
    "misspelt in the appendix": (
        lambda m: set_text(m.tag("phu_luc.ten"), "{{ phu_luc.tenn }}"),
        "lỗi: đoạn 63 «{{ phu_luc.tenn }}» (kiểu «Phụ lục»): thẻ lạ «phu_luc.tenn»; có phải ý là «phu_luc.ten»? [unknown-tag]",
    ),
    "unknown in a header": (
        lambda m: set_text(m.paragraph_with("PAGE 2", HEADER), "{{ ky_hieu }}"),
        "lỗi: đầu trang (header1.xml), đoạn 1 «{{ ky_hieu }}» (kiểu «header»): thẻ lạ «ky_hieu»; có phải ý là «so_ky_hieu»? [unknown-tag]",
    ),
    "unknown in a loop of the layout's own": (
        lambda m: set_text(m.tag("dong"), "{{ muc }}"),
        "lỗi: đoạn 55 «{{ muc }}» (bảng 2, hàng 5, ô 1, kiểu «Nơi nhận: mục»): thẻ lạ «muc» [unknown-tag]",
    ),
    "what may not be asked": (
        lambda m: set_text(m.tag("ho_ten"), "{{ ho_ten.__class__ }}"),
        "lỗi: đoạn 59 «{{ ho_ten.__class__ }}» (bảng 2, hàng 5, ô 2, kiểu «Họ tên người ký»): thẻ lạ «ho_ten.__class__»; có phải ý là «ho_ten»? [unknown-tag]",
    ),
    "not closed": (
        lambda m: set_text(m.tag("trich_yeu"), "{{ trich_yeu }"),
        "lỗi: đoạn 30 «{{ trich_yeu }» (kiểu «Trích yếu»): thẻ «{{ trich_yeu }» viết sai [layout-syntax]",
    ),
    "not opened": (
        lambda m: set_text(m.tag("ten_loai"), "{ ten_loai }}"),
        "lỗi: đoạn 29 «{ ten_loai }}» (kiểu «Tên loại văn bản»): thẻ «{ ten_loai }}» viết sai [layout-syntax]",
    ),
    "closed by another sign": (
        lambda m: set_text(m.tag("ten_loai"), "{{ ten_loai %}"),
        "lỗi: đoạn 29 «{{ ten_loai %}» (kiểu «Tên loại văn bản»): thẻ «{{ ten_loai %}» viết sai [layout-syntax]",
    ),
    "opened twice": (
        lambda m: set_text(m.tag("ten_loai"), "{{ ten_loai {{ ten_loai }}"),
        "lỗi: đoạn 29 «{{ ten_loai {{ ten_loai }}» (kiểu «Tên loại văn bản»): thẻ «{{ ten_loai » viết sai [layout-syntax]",
    ),
    "an unknown filter": (
        lambda m: set_text(m.tag("ten_loai"), "{{ ten_loai | chu_hoa }}"),
        "lỗi: đoạn 29 «{{ ten_loai | chu_hoa }}» (kiểu «Tên loại văn bản»): thẻ «{{ ten_loai | chu_hoa }}» viết sai [layout-syntax]",
    ),
    "an unknown statement": (
        lambda m: set_text(m.paragraph_with("{%p if khan %}"), "{%p iff khan %}"),
        "lỗi: đoạn 22 «{%p iff khan %}» (bảng 1, hàng 7, ô 1, kiểu «Normal»): thẻ «{%p iff khan %}» viết sai [layout-syntax]",
    ),
    "an end missing": (
        lambda m: drop(m.paragraph_with("{%p endfor %}")),
        "lỗi: đoạn 54 «{%p for dong in noi_nhan %}» (bảng 2, hàng 5, ô 1, kiểu «Normal»): thẻ «{%p for dong in noi_nhan %}» thiếu thẻ đi cùng (if … endif, for … endfor) hoặc khác dấu với thẻ đó (p, tr) [layout-syntax]",
    ),
    "a beginning missing": (
        lambda m: set_text(m.paragraph_with("{%tr if luu_hanh %}"), ""),
        "lỗi: đoạn 5 «{%tr endif %}» (bảng 1, hàng 3, ô 1, kiểu «Normal»): thẻ «{%tr endif %}» thiếu thẻ đi cùng (if … endif, for … endfor) hoặc khác dấu với thẻ đó (p, tr) [layout-syntax]",
    ),
    "another sign": (
        lambda m: set_text(m.paragraph_with("{%p if khan %}"), "{%tr if khan %}"),
        "lỗi: đoạn 24 «{%p endif %}» (bảng 1, hàng 7, ô 1, kiểu «Normal»): thẻ «{%p endif %}» thiếu thẻ đi cùng (if … endif, for … endfor) hoặc khác dấu với thẻ đó (p, tr) [layout-syntax]",
    ),
    "among other words": (
        lambda m: set_text(m.tag("trich_yeu"), "V/v {{ trich_yeu }}"),
        "lỗi: đoạn 30 «V/v {{ trich_yeu }}» (kiểu «Trích yếu»): thẻ «{{ trich_yeu }}» phải đứng một mình trong đoạn; chữ khác đặt ở đoạn riêng [tag-not-alone]",
    ),
    "missing": (
        lambda m: set_text(m.tag("trich_yeu"), ""),
        "lỗi: mẫu trình bày thiếu thẻ «{{ trich_yeu }}» [missing-tag]",
    ),
    "a style missing": (
        lambda m: m.style("Khoản").find(W + "name").set(W + "val", "Khoan"),
        "lỗi: mẫu trình bày thiếu kiểu chữ (style) «Khoản»; có phải ý là «Khoan»? [missing-style]",
    ),
}


@pytest.mark.parametrize("case", TAGS)
def test_a_broken_tag_is_told_with_its_place_and_the_nearest_one(case):
    change, *texts = TAGS[case]
    layout = Mutable()

    change(layout)

    assert said(layout.check()) == texts


def test_all_faults_are_told_in_one_run_in_the_order_of_the_file():
    layout = Mutable()
    drop(layout.section(0))
    set_text(layout.tag("co_quan"), "")
    set_text(layout.tag("ten_loai"), "{{ ten_loai")
    set_text(layout.tag("dong"), "{{ dongg }}")
    layout.style("Khoản").find(W + "name").set(W + "val", "Mục")
    letters(layout.tag("quoc_hieu"), "sz", val=32)
    in_page(layout.section(0), "pgMar", top=567)

    found = layout.check()

    assert [problem.code for problem in found] == [
        *("layout-sections", "missing-tag", "missing-style", "margin-top"),
        *("quoc-hieu", "layout-syntax", "unknown-tag"),
    ]


# Files that are no layouts.

WHOLE = SHIPPED.read_bytes()
NOT_WORD = "lỗi: không phải tệp Word .docx đọc được (tệp hỏng, có mật khẩu hoặc ở định dạng khác) [unreadable-layout]"


def with_part(name, data):
    with zipfile.ZipFile(SHIPPED) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    return repacked({**parts, name: data})


def of_kind(kind):
    content_types = Docx(WHOLE).parts["[Content_Types].xml"].decode()
    return with_part("[Content_Types].xml", content_types.replace("document.main+xml", f"{kind}.main+xml").encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "Kế hoạch".encode(),
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
        WHOLE[: len(WHOLE) // 2],
        of_kind("template"),
        with_part(DOCUMENT, b"<w:document"),
        with_part(STYLES, b""),
        with_part("word/settings.xml", b"<broken"),
        with_part("word/theme/theme1.xml", b"<broken"),
        with_part(FOOTNOTES, b"<broken"),
        with_part(HEADER, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ],
    ids=["empty", "text", "doc", "half", "dotx", "document", "styles", "settings", "theme", "notes", "doctype"],
)
def test_what_is_no_layout_is_told_and_nothing_else(data):
    assert said(layout_check.check(data, NAME)) == [NOT_WORD]


def test_a_file_that_unpacks_to_too_much_is_not_read():
    data = with_part("word/media/bomb.bin", bytes(101_000_000))

    assert said(layout_check.check(data, NAME)) == [
        "lỗi: tệp giải nén ra quá lớn, không phải mẫu trình bày [unreadable-layout]"
    ]


def test_a_file_that_is_not_there_is_told(tmp_path):
    (problem,) = layout_check.check_file(tmp_path / NAME)

    assert problem.code == "unreadable-layout"
    assert problem.text == "không đọc được mẫu trình bày: không có tệp này"


def test_any_part_of_the_document_may_be_missing_without_a_crash():
    """Take out every element in turn: there may be problems, but no traceback."""
    count = sum(1 for _ in Mutable().xml(DOCUMENT).iter())
    for index in range(1, count, 31):
        layout = Mutable()
        drop(list(layout.xml(DOCUMENT).iter())[index])
        assert all(str(problem) for problem in layout.check())


def test_measures_that_are_no_numbers_do_no_harm():
    layout = Mutable()
    for style in layout.xml(STYLES).iter(W + "style"):
        for element in style.iter(W + "spacing", W + "ind"):
            for name in element.attrib:
                element.set(name, "nhiều")
    put(layout.style("Khoản"), "rPr", "sz", val="to")

    assert {problem.code for problem in layout.check()} >= {"first-line-indent", "para-spacing", "body-font-size"}
