"""Makes whole plans as .docx files the way they lie on an office's disk: typed by hand, in many forms, none of them neat.

A text has its marks in it: ``**bold**``, ``*italic*``, ``***both***``; "¦" parts a typed label from the text behind it
and is not printed. Knows nothing of cchc_draft.
"""

import io
import re
from dataclasses import dataclass, field

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

MARKED = re.compile(r"(\*{1,3})(.+?)\1", re.DOTALL)
ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
PIECE = 23
"""Letters after which Word, edited often, begins another run of the same form."""


def pieces(text):
    """Yield (words, bold, italic) of a marked text."""
    end = 0
    for match in MARKED.finditer(text):
        yield text[end : match.start()], False, False
        yield match[2], len(match[1]) > 1, len(match[1]) != 2
        end = match.end()
    yield text[end:], False, False


def plain(text):
    """Return a marked text as it reads: without marks, label and doubled spaces."""
    words = re.sub(r"\*+", "", text.partition("¦")[2] or text)
    return " ".join(words.split())


@dataclass
class OldPlan:
    """A document being written, and the paragraphs of its body as they read."""

    document: object = field(default_factory=Document)
    texts: list = field(default_factory=list)

    def __post_init__(self):
        self.document.styles["Normal"].font.name = "Times New Roman"
        self.document.styles["Normal"].font.size = Pt(14)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)

    @property
    def data(self):
        """The file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def line(self, text="", align="", holder=None, style=None, first=None):
        """Add a paragraph that is no text of the body: of letterhead, title, foot or appendix."""
        paragraph = (holder or self.document).add_paragraph(style=style)
        if align:
            paragraph.alignment = ALIGN[align]
        if first is not None:
            paragraph.paragraph_format.first_line_indent = Cm(first)
        write(paragraph, text)
        return paragraph

    def lines(self, *texts, align="center"):
        """Add several paragraphs in the middle of the line."""
        for text in texts:
            self.line(text, align)

    def body(self, *texts, align="both", style=None, first=1.27):
        """Add paragraphs of the body."""
        for text in texts:
            self.texts.append(plain(text))
            self.line(text, align, style=style, first=first)

    def table(self, *rows, style="Table Grid", merged=(), align=""):
        """Add a table; every line of a cell is a paragraph; *merged* are (row, column, row, column) corners."""
        made = self.document.add_table(len(rows), max(map(len, rows)), style=style)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                fill(made.cell(row, column), text, align)
        for top, left, bottom, right in merged:
            merge(made, top, left, bottom, right)
        self.line()
        return made

    def head(self, left, right):
        """Add a letterhead: a table without lines."""
        return widened(self.table([left, right], style="Normal Table", align="center"), 6, 10.5)

    def foot(self, left, right):
        """Add recipients and signature: a table without lines."""
        table = widened(self.table([left, right], style="Normal Table"), 8.5, 8)
        for paragraph in table.cell(0, 1).paragraphs:
            paragraph.alignment = ALIGN["center"]
        return table

    def page(self, landscape=False):
        """Begin a section of pages."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        if landscape != (section.orientation == WD_ORIENT.LANDSCAPE):
            section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = section.page_height, section.page_width

    def page_break(self):
        """End the page inside a paragraph of its own, as Ctrl+Enter does."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def write(paragraph, text):
    """Write a marked text into a paragraph, in many runs."""
    for words, bold, italic in pieces(text.replace("¦", "")):
        for start in range(0, len(words), PIECE):
            run = paragraph.add_run(words[start : start + PIECE])
            run.bold, run.italic = bold or None, italic or None


def fill(cell, text, align=""):
    """Write the paragraphs of a cell."""
    for index, words in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not index else cell.add_paragraph()
        if align:
            paragraph.alignment = ALIGN[align]
        write(paragraph, words.replace("↵", "\n"))


def widened(table, *widths):
    """Give columns their widths, in centimetres, and the letters a smaller size; return the table."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(13)
    return table


def merge(table, top, left, bottom, right):
    """Merge cells; only the words of the first one stay."""
    first = table.cell(top, left)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                for paragraph in table.cell(row, column).paragraphs[1:]:
                    paragraph._p.getparent().remove(paragraph._p)
                table.cell(row, column).paragraphs[0].clear()
    merged = first.merge(table.cell(bottom, right))
    for paragraph in merged.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def drawn_line(paragraph):
    """Draw a line below a paragraph: a border."""
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border))


NATION = "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**"


def province():
    """A tỉnh: sections A, B; I, II; 1, 2; 1.1; points; indents of spaces, empty paragraphs."""
    plan = OldPlan()
    plan.head(
        "**ỦY BAN NHÂN DÂN**\n**TỈNH QUẢNG TRỊ**\n_______\nSố:   215 /KH-UBND",
        f"{NATION}\n_______________________\n*Quảng Trị, ngày  09  tháng 01 năm 2026*",
    )
    plan.line()
    plan.lines("**KẾ HOẠCH**", "**Cải cách hành chính nhà nước tỉnh Quảng Trị**", "**năm 2026**", "____________")
    plan.line()
    plan.body(
        "     Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2026 như sau:",
        first=None,
    )
    plan.body("**A. ¦MỤC TIÊU, YÊU CẦU**", "**I. ¦MỤC TIÊU**")
    plan.body("**1. ¦Mục tiêu chung**")
    plan.body("Xây dựng nền hành chính phục vụ, lấy người dân, doanh nghiệp làm trung tâm.")
    plan.line()
    plan.body("**2. ¦Mục tiêu cụ thể**")
    plan.body(
        "2.1. ¦100% văn bản quy phạm pháp luật của tỉnh được rà soát đúng hạn.",
        "2.2. ¦Mức độ hài lòng của người dân đạt từ 92% trở lên, trong đó:",
    )
    plan.body("        a) ¦Lĩnh vực đất đai đạt từ 88%;", "        b) ¦Các lĩnh vực khác đạt từ 93%.", first=None)
    plan.body("**II. ¦YÊU CẦU**")
    plan.body("1. ¦Bám sát sự chỉ đạo của Chính phủ.", "2. ¦Phân công rõ người, rõ việc, rõ thời gian.")
    plan.body("**B. ¦NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN**", "**I. ¦NHIỆM VỤ**")
    plan.body("**1. ¦Cải cách thể chế**")
    plan.body("**1.1. ¦Xây dựng văn bản**")
    plan.body("- ¦Ban hành chương trình xây dựng nghị quyết của Hội đồng nhân dân tỉnh.")
    plan.body("**1.2. ¦Rà soát văn bản**")
    plan.body(
        "- ¦Rà soát theo chuyên đề;",
        "- ¦Hệ thống hóa, trong đó:",
        "+ ¦Văn bản còn hiệu lực;",
        "+ ¦Văn bản hết hiệu lực.",
    )
    plan.body("**2. ¦Cải cách thủ tục hành chính**")
    plan.body("**2.1. ¦Cắt giảm thủ tục**")
    plan.body("Cắt giảm tối thiểu 30% thời gian giải quyết.")
    plan.body("**II. ¦TỔ CHỨC THỰC HIỆN**")
    plan.body("**1. ¦Sở Nội vụ**")
    plan.body("Là cơ quan thường trực, theo dõi, đôn đốc việc thực hiện Kế hoạch.")
    plan.body("**2. ¦Ủy ban nhân dân các xã, phường, đặc khu**")
    plan.body("Ban hành kế hoạch của địa phương trước ngày 30/01/2026.")
    plan.body(
        "     Trên đây là Kế hoạch cải cách hành chính năm 2026, yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.",
        first=None,
    )
    plan.line()
    plan.foot(
        "***Nơi nhận:***\n- Bộ Nội vụ (để b/c);\n- TT Tỉnh ủy, TT HĐND tỉnh (để b/c);\n- Chủ tịch, các PCT UBND tỉnh;\n- Các sở, ban, ngành tỉnh;\n- UBND các xã, phường, đặc khu;\n- Lưu: VT, NC(L).",
        "**TM. ỦY BAN NHÂN DÂN**\n**KT. CHỦ TỊCH**\n**PHÓ CHỦ TỊCH**\n\n\n\n**Hoàng Thị Mai Lan**",
    )
    return plan


def school():
    """A school: a year of two years, tables in the body, a letterhead typed with tabs."""
    plan = OldPlan()
    plan.head(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH ĐỒNG THÁP\n**TRƯỜNG THPT NGUYỄN TRÃI**\n\nSố: 88/KH-THPTNT",
        f"{NATION}\n\n*Đồng Tháp, ngày 25 tháng 9 năm 2025*",
    )
    plan.lines("**KẾ HOẠCH**", "**Công tác cải cách hành chính năm học 2025 - 2026**")
    plan.line("--------------", "center")
    plan.body(
        "Căn cứ Kế hoạch số 1420/KH-SGDĐT ngày 10/9/2025 của Sở Giáo dục và Đào tạo về công tác cải cách hành chính năm học 2025 - 2026;",
        "Trường THPT Nguyễn Trãi xây dựng kế hoạch như sau:",
    )
    plan.body("**I. ¦Mục đích, yêu cầu:**")
    plan.body(
        "- ¦Nâng cao chất lượng phục vụ học sinh, phụ huynh;",
        "- ¦Giảm giấy tờ, hồ sơ sổ sách cho giáo viên.",
        style="List Paragraph",
    )
    plan.body("**II. ¦Thực trạng nhân sự:**")
    plan.body("Tính đến ngày 15/9/2025, nhà trường có 76 cán bộ, giáo viên, nhân viên, cụ thể:")
    plan.table(
        ["**TT**", "**Bộ phận**", "**Số lượng**", "**Trình độ**"],
        ["1", "Ban Giám hiệu", "3", "Thạc sĩ"],
        ["2", "Giáo viên", "65", "Đại học, thạc sĩ"],
        ["3", "Nhân viên", "8", "Trung cấp trở lên"],
        align="center",
    )
    plan.line()
    plan.body("**III. ¦Nội dung thực hiện:**")
    plan.body("**1. ¦Cải cách thủ tục hành chính:** niêm yết công khai 12 thủ tục tại phòng Văn thư.")
    plan.body("**2. ¦Hiện đại hóa:** dùng học bạ số, sổ điểm điện tử cho 100% lớp.")
    plan.body("**IV. ¦Lịch thực hiện:**")
    plan.table(
        ["Thời gian", "Nội dung công việc", "Người phụ trách"],
        ["Tháng 9/2025", "Xây dựng và phổ biến kế hoạch", "Hiệu trưởng"],
        ["Tháng 10/2025 - 4/2026", "Thực hiện các nội dung của kế hoạch↵(báo cáo hằng tháng)", "Các tổ chuyên môn"],
        ["Tháng 5/2026", "Sơ kết, tổng kết", "Phó Hiệu trưởng"],
    )
    plan.line()
    plan.body(
        "Trên đây là kế hoạch cải cách hành chính năm học 2025 - 2026 của trường. Đề nghị các bộ phận thực hiện./."
    )
    plan.foot(
        "***Nơi nhận:***\n- Sở GDĐT (b/c);\n- Các tổ chuyên môn (t/h);\n- Website trường;\n- Lưu VT.",
        "**HIỆU TRƯỞNG**\n\n\n\n**Trần Quốc Bảo**",
    )
    return plan


def party():
    """A Đảng ủy in the form of the Party: star, number with a dash, T/M, recipients with a line below."""
    plan = OldPlan()
    plan.head(
        "ĐẢNG BỘ TỈNH ĐẮK LẮK\n**ĐẢNG ỦY XÃ EA KAR**\n*\nSố 31-KH/ĐU",
        "**ĐẢNG CỘNG SẢN VIỆT NAM**\n_____________________\n*Ea Kar, ngày 14 tháng 02 năm 2026*",
    )
    plan.line()
    plan.lines(
        "**KẾ HOẠCH**",
        "**lãnh đạo, chỉ đạo công tác cải cách hành chính,**",
        "**chuyển đổi số năm 2026**",
        "-----",
    )
    plan.body(
        "Thực hiện Chương trình số 22-CTr/TU ngày 05/01/2026 của Tỉnh ủy Đắk Lắk về cải cách hành chính, Ban Thường vụ Đảng ủy xã ban hành kế hoạch như sau:"
    )
    plan.body("**I- ¦MỤC ĐÍCH, YÊU CẦU**")
    plan.body(
        "1- ¦Tăng cường sự lãnh đạo của cấp ủy đối với công tác cải cách hành chính.",
        "2- ¦Gắn cải cách hành chính với phong trào thi đua của từng chi bộ.",
    )
    plan.body("**II- ¦NHIỆM VỤ, GIẢI PHÁP**")
    plan.body("**1- ¦Công tác tuyên truyền**")
    plan.body("- ¦Sinh hoạt chuyên đề ở các chi bộ thôn, buôn ít nhất 02 lần/năm.")
    plan.body("**2- ¦Công tác kiểm tra, giám sát**")
    plan.body("- ¦Đưa nội dung cải cách hành chính vào chương trình kiểm tra năm 2026.")
    plan.body("**III- ¦TỔ CHỨC THỰC HIỆN**")
    plan.body(
        "1- ¦Đảng ủy Ủy ban nhân dân xã cụ thể hóa thành kế hoạch của chính quyền trước ngày 28/02/2026.",
        "2- ¦Ban Xây dựng Đảng theo dõi, đôn đốc, định kỳ 6 tháng báo cáo Ban Thường vụ Đảng ủy.",
        "3- ¦Văn phòng Đảng ủy tham mưu sơ kết, tổng kết việc thực hiện Kế hoạch.",
    )
    plan.line()
    plan.foot(
        "**__Nơi nhận:__**\n- Thường trực Tỉnh ủy (báo cáo),\n- Các cơ quan tham mưu, giúp việc Đảng ủy,\n- Các chi bộ, đảng bộ trực thuộc,\n- Các đồng chí Đảng ủy viên,\n- Lưu Văn phòng Đảng ủy.",
        "**T/M BAN THƯỜNG VỤ**\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\n\n\n\n**Y Khoa Niê**",
    )
    return plan


def joint():
    """Two agencies with one letterhead and two signers beside each other, recipients below in the text."""
    plan = OldPlan()
    plan.head(
        "**SỞ NỘI VỤ -**\n**SỞ KHOA HỌC VÀ CÔNG NGHỆ**\n**TỈNH CÀ MAU**\n-------\nSố: 06/KH-SNV-SKHCN",
        f"{NATION}\n---------------\n*Cà Mau, ngày 20 tháng 3 năm 2026*",
    )
    plan.lines(
        "**KẾ HOẠCH PHỐI HỢP**",
        "**Giữa Sở Nội vụ và Sở Khoa học và Công nghệ trong thực hiện**",
        "**cải cách hành chính gắn với chuyển đổi số năm 2026**",
    )
    plan.body(
        "*Căn cứ Quyết định số 11/2025/QĐ-UBND ngày 02/7/2025 của UBND tỉnh Cà Mau quy định chức năng, nhiệm vụ của Sở Nội vụ;*",
        "*Căn cứ Kế hoạch số 45/KH-UBND ngày 15 tháng 01 năm 2026 của UBND tỉnh Cà Mau về cải cách hành chính năm 2026;*",
        "Sở Nội vụ và Sở Khoa học và Công nghệ thống nhất ban hành Kế hoạch phối hợp như sau:",
    )
    plan.body("**I. ¦MỤC ĐÍCH, YÊU CẦU**", "**1. ¦Mục đích**", "Thống nhất cách làm giữa hai Sở.")
    plan.body("**2. ¦Yêu cầu**", "Phối hợp thường xuyên, không chồng chéo.")
    plan.body("**II. ¦NỘI DUNG PHỐI HỢP**")
    plan.body(
        "1. ¦Rà soát, tái cấu trúc quy trình thủ tục hành chính.", "2. ¦Đào tạo kỹ năng số cho cán bộ, công chức."
    )
    plan.body("**III. ¦PHÂN CÔNG THỰC HIỆN**")
    plan.body("**1. ¦Sở Nội vụ**", "Chủ trì tổng hợp, báo cáo UBND tỉnh.")
    plan.body("**2. ¦Sở Khoa học và Công nghệ**", "Chủ trì nội dung về hạ tầng, dữ liệu.")
    plan.body("Trên đây là Kế hoạch phối hợp năm 2026 giữa hai Sở./.")
    plan.line()
    plan.table(
        [
            "**SỞ KHOA HỌC VÀ CÔNG NGHỆ**\n**GIÁM ĐỐC**\n\n\n\n**Phan Hoàng Vũ**",
            "**SỞ NỘI VỤ**\n**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n\n\n**Lê Minh Khởi**",
        ],
        style="Normal Table",
        align="center",
    )
    plan.line()
    for text in (
        "***Nơi nhận:***",
        "- UBND tỉnh (b/c);",
        "- Các phòng thuộc hai Sở;",
        "- UBND các xã, phường;",
        "- Lưu: VT (SNV, SKHCN).",
    ):
        plan.line(text)
    return plan


def ward():
    """A phường: a list of Căn cứ, no appendix, manual line ends, and a signature set with tabs."""
    plan = OldPlan()
    plan.line("**ỦY BAN NHÂN DÂN**\t**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**")
    plan.line("**PHƯỜNG HẠC THÀNH**\t\t**Độc lập - Tự do - Hạnh phúc**")
    plan.line("Số: 47/KH-UBND\t\t\t*Hạc Thành, ngày 16 tháng 01 năm 2026*")
    plan.line()
    plan.line("**KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\ntrên địa bàn phường Hạc Thành**", "center")
    plan.line()
    plan.body(
        "\t*Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;*",
        "\t*Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ về ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;*",
        "\t*Căn cứ Kế hoạch số 02/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh Thanh Hóa về cải cách hành chính năm 2026;*",
        "\tXét đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 09/TTr-VHXH ngày 12 tháng 01 năm 2026,",
        "\tỦy ban nhân dân phường Hạc Thành ban hành Kế hoạch như sau:",
        first=None,
    )
    plan.body("\t**I. ¦MỤC ĐÍCH, YÊU CẦU**", first=None)
    plan.body(
        "\t1. ¦Nâng cao nhận thức của cán bộ, công chức và Nhân dân.",
        "\t2. ¦Nội dung ngắn gọn, dễ hiểu, đúng đối tượng.",
        first=None,
    )
    plan.body("\t**II. ¦NỘI DUNG**", first=None)
    plan.body(
        "\t**1. ¦Tuyên truyền trên hệ thống truyền thanh**: mỗi tuần 02 lượt, mỗi lượt không quá 10 phút.",
        "\t**2. ¦Tuyên truyền trực quan**: treo 20 băng rôn, 30 pa-nô tại các khu phố.",
        first=None,
    )
    plan.body("\t**III. ¦TỔ CHỨC THỰC HIỆN**", first=None)
    plan.body(
        "\t1. ¦Phòng Văn hóa - Xã hội chủ trì, tổng hợp kết quả.",
        "\t2. ¦Trung tâm Phục vụ hành chính công niêm yết, hướng dẫn người dân.",
        "\t3. ¦Kinh phí: bố trí trong dự toán năm 2026.",
        first=None,
    )
    plan.body("\tTrên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026./.", first=None)
    plan.line()
    plan.line("***Nơi nhận:***\t\t\t\t**TM. ỦY BAN NHÂN DÂN**")
    plan.line("- UBND tỉnh (b/c);\t\t\t\t**KT. CHỦ TỊCH**")
    plan.line("- Thường trực Đảng ủy (b/c);\t\t\t**PHÓ CHỦ TỊCH**")
    plan.line("- Các khu phố;")
    plan.line("- Lưu: VT, VHXH.")
    plan.line()
    plan.line("\t\t\t\t\t\t\t**Đỗ Thị Hồng Nhung**")
    return plan


def city():
    """A city with three appendices: a landscape one with two header rows, groups and merged cells among them."""
    plan = OldPlan()
    plan.head(
        "**ỦY BAN NHÂN DÂN**\n**THÀNH PHỐ HUẾ**\n\nSố: 18/KH-UBND",
        f"{NATION}\n\n*Huế, ngày 12 tháng 01 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Cải cách hành chính nhà nước thành phố Huế năm 2026**")
    plan.body("Ủy ban nhân dân thành phố ban hành Kế hoạch cải cách hành chính năm 2026 như sau:")
    plan.body("**I. ¦MỤC TIÊU**")
    plan.body("Các chỉ tiêu chủ yếu tại Phụ lục I kèm theo.")
    plan.body("**II. ¦NHIỆM VỤ**")
    plan.body("Nhiệm vụ cụ thể và nhiệm vụ của các xã, phường tại Phụ lục II, III kèm theo.")
    plan.body("**III. ¦TỔ CHỨC THỰC HIỆN**")
    plan.body("Giao Sở Nội vụ theo dõi, đôn đốc, tổng hợp báo cáo UBND thành phố./.")
    plan.foot(
        "***Nơi nhận:***\n- Bộ Nội vụ;\n- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT, CCHC.",
        "**TM. ỦY BAN NHÂN DÂN**\n**CHỦ TỊCH**\n\n\n\n**Nguyễn Khắc Toàn**",
    )
    plan.page()
    plan.lines(
        "**Phụ lục I**",
        "**CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH NĂM 2026**",
        "*(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026 của UBND thành phố Huế)*",
    )
    plan.table(
        ["STT", "Nội dung chỉ tiêu", "Đơn vị chủ trì", "Thời hạn hoàn thành"],
        ["1", "Tỷ lệ hồ sơ trực tuyến toàn trình đạt 85%", "Văn phòng UBND thành phố", "Trong năm 2026"],
        ["2", "Chỉ số hài lòng đạt 93%", "Sở Nội vụ", "Quý IV/2026"],
        ["3", "Số hóa 100% kết quả còn hiệu lực", "Các sở, ban, ngành", "31/12/2026"],
    )
    plan.page(landscape=True)
    plan.lines(
        "**Phụ lục II**",
        "**NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026**",
        "*(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026 của UBND thành phố Huế)*",
    )
    plan.table(
        ["**STT**", "**Nhiệm vụ**", "**Sản phẩm**", "**Phân công thực hiện**", "", "**Thời gian hoàn thành**"],
        ["", "", "", "**Cơ quan chủ trì**", "**Cơ quan phối hợp**", ""],
        ["**I**", "**CẢI CÁCH THỂ CHẾ**", "", "", "", ""],
        ["1", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Sở Tư pháp", "Các sở, ban, ngành", "Quý II/2026"],
        ["2", "Theo dõi thi hành pháp luật", "Kế hoạch", "", "UBND các xã, phường", "Tháng 3/2026"],
        ["**II**", "**CẢI CÁCH THỦ TỤC HÀNH CHÍNH**", "", "", "", ""],
        [
            "1",
            "Công bố, công khai thủ tục",
            "Quyết định",
            "Văn phòng UBND thành phố",
            "Sở Khoa học và Công nghệ;\nSở Nội vụ",
            "Thường xuyên",
        ],
        ["2", "Tái cấu trúc quy trình", "Quyết định", "", "", "Trước ngày 30/6/2026"],
        ["3", "Đánh giá sự hài lòng", "Báo cáo", "Sở Nội vụ", "", "Hàng quý"],
        merged=[
            (0, 3, 0, 4),
            (0, 0, 1, 0),
            (0, 1, 1, 1),
            (0, 2, 1, 2),
            (0, 5, 1, 5),
            (2, 1, 2, 5),
            (3, 3, 4, 3),
            (5, 1, 5, 5),
            (6, 3, 7, 3),
            (6, 4, 7, 4),
        ],
    )
    plan.page()
    plan.lines("**PHỤ LỤC III: NHIỆM VỤ CỦA UBND CÁC XÃ, PHƯỜNG**")
    plan.table(
        ["TT", "Tên nhiệm vụ", "Đơn vị thực hiện", "Thời gian", "Ghi chú"],
        ["1", "Ban hành kế hoạch của địa phương", "UBND các xã, phường", "Tháng 01/2026", ""],
        ["2", "Báo cáo kết quả", "UBND các xã, phường", "Định kỳ hàng quý", "Qua phần mềm"],
    )
    return plan


LEVELS = (
    ("upperRoman", "%1.", ""),
    ("decimal", "%2.", ""),
    ("decimal", "%2.%3.", ""),
    ("lowerLetter", "%4)", ""),
    ("bullet", "\uf02d", "Symbol"),
)


def numbered():
    """A Sở: all numbers are Word's own, of one list with five levels; sections and items in heading styles."""
    plan = OldPlan()
    _add_list(plan.document)

    def item(level, *texts, style=None):
        for text in texts:
            plan.texts.append(plain(text))
            paragraph = plan.line(text, style=style)
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))

    plan.head(
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI\n**SỞ XÂY DỰNG**\n\nSố: 33 /KH-SXD",
        f"{NATION}\n\n*Gia Lai, ngày 19 tháng 01 năm 2026*",
    )
    plan.line("KẾ HOẠCH", "center", style="Title")
    plan.line("**Cải cách hành chính năm 2026 của Sở Xây dựng**", "center")
    plan.body("Giám đốc Sở Xây dựng ban hành Kế hoạch cải cách hành chính năm 2026 như sau:")
    item(0, "Mục đích, yêu cầu", style="Heading 1")
    item(1, "Mục đích", style="Heading 2")
    item(3, "Nâng cao hiệu lực, hiệu quả quản lý nhà nước về xây dựng;", "Cải thiện môi trường đầu tư, kinh doanh.")
    item(1, "Yêu cầu", style="Heading 2")
    item(3, "Triển khai đồng bộ;", "Phân công cụ thể.")
    item(0, "Nhiệm vụ trọng tâm", style="Heading 1")
    item(1, "Cải cách thủ tục hành chính", style="Heading 2")
    item(2, "Cấp giấy phép xây dựng", style="Heading 3")
    item(4, "Giảm thời gian xuống còn 10 ngày;", "Nhận hồ sơ trực tuyến.")
    item(2, "Thẩm định báo cáo nghiên cứu khả thi", style="Heading 3")
    item(4, "Công khai tiến độ giải quyết.")
    item(1, "Hiện đại hóa hành chính", style="Heading 2")
    plan.body("Vận hành cơ sở dữ liệu quy hoạch, nhà ở.")
    item(0, "Tổ chức thực hiện", style="Heading 1")
    item(1, "Văn phòng Sở", style="Heading 2")
    plan.body("Tham mưu, tổng hợp, báo cáo.")
    item(1, "Các phòng chuyên môn", style="Heading 2")
    plan.body("Thực hiện nhiệm vụ được giao.")
    plan.body("Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Xây dựng./.")
    plan.foot(
        "***Nơi nhận:***\n- UBND tỉnh;\n- Sở Nội vụ;\n- Lãnh đạo Sở;\n- Các phòng thuộc Sở;\n- Lưu: VT, VP.",
        "**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n\n\n**Ksor Nham**",
    )
    return plan


def _add_list(document):
    """Define the list of :func:`numbered`."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        + (f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else "")
        + "</w:lvl>"
        for depth, (kind, text, font) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    spaces = nsdecls("w")
    abstract = (
        f'<w:abstractNum {spaces} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {spaces} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
SHAPE_NAME = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def box(holder, texts, x, y, width, height):
    """Hang a text box at a paragraph, once as a shape and once more as VML for old readers; *x* … are centimetres."""
    spaces = f"{nsdecls('w')} {SHAPES}"
    scratch = Document()
    for text in texts:
        paragraph = scratch.add_paragraph()
        paragraph.alignment = ALIGN["center"]
        write(paragraph, text)
    words = "".join(_source(paragraph._p) for paragraph in scratch.paragraphs)
    size = f'cx="{int(width * 360000)}" cy="{int(height * 360000)}"'
    offsets = "".join(
        f'<wp:position{side} relativeFrom="column"><wp:posOffset>{int(at * 360000)}</wp:posOffset></wp:position{side}>'
        for side, at in (("H", x), ("V", y))
    )
    shape = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
        f' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{offsets}<wp:extent {size}/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{abs(hash(texts)) % 9999 + 1}" name="Text Box"/><a:graphic><a:graphicData uri="{SHAPE_NAME}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    old = (
        f'<w:pict><v:rect style="position:absolute;margin-left:{x}cm;margin-top:{y}cm;width:{width}cm;height:{height}cm">'
        f"<v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:rect></w:pict>"
    )
    holder._p.append(
        parse_xml(
            f'<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def _source(element):
    """Return an element as XML without the names that stand around it anyway."""
    from lxml import etree

    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode"))


def boxes():
    """A phường whose letterhead and signature stand in text boxes."""
    plan = OldPlan()
    top = plan.line()
    box(top, ("**ỦY BAN NHÂN DÂN**", "**PHƯỜNG SA PA**", "_______", "Số: 52/KH-UBND"), 0, 0, 6, 4)
    box(top, (*NATION.split("\n"), "*Sa Pa, ngày 21 tháng 01 năm 2026*"), 6.2, 0, 10.3, 4)
    plan.line()
    plan.lines("**KẾ HOẠCH**", "**Kiểm tra công tác cải cách hành chính năm 2026**")
    plan.body("Ủy ban nhân dân phường Sa Pa ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2026 như sau:")
    plan.body("**I. ¦MỤC ĐÍCH**", "Kịp thời phát hiện, chấn chỉnh hạn chế.")
    plan.body("**II. ¦NỘI DUNG KIỂM TRA**")
    plan.body("1. ¦Việc tiếp nhận, trả kết quả.", "2. ¦Việc chấp hành kỷ luật, kỷ cương.")
    plan.body("**III. ¦TỔ CHỨC THỰC HIỆN**")
    plan.body("Tổ kiểm tra làm việc với các đơn vị trong Quý II, Quý III năm 2026.")
    plan.body("Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2026./.")
    last = plan.line()
    box(last, ("***Nơi nhận:***", "- Thường trực Đảng ủy;", "- Các phòng, đơn vị;", "- Lưu: VT."), 0, 0, 7, 5)
    box(last, ("**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", "**Giàng Thị Dung**"), 9, 0, 7, 5)
    return plan


def three_rows():
    """A Sở whose foot is a table of three rows: Nơi nhận and authority, list and blank, name alone."""
    plan = OldPlan()
    plan.head(
        "UBND TỈNH VĨNH LONG\n**SỞ CÔNG THƯƠNG**\nSố: 301/KH-SCT",
        f"{NATION}\n*Vĩnh Long, ngày 06 tháng 02 năm 2026*",
    )
    drawn_line(plan.line())
    plan.lines("**KẾ HOẠCH**", "**Rà soát, đơn giản hóa thủ tục hành chính năm 2026**")
    plan.body("Sở Công Thương ban hành Kế hoạch rà soát, đơn giản hóa thủ tục hành chính năm 2026 như sau:")
    plan.body("**I. ¦MỤC ĐÍCH**", "Cắt giảm chi phí tuân thủ của doanh nghiệp.")
    plan.body("**II. ¦NỘI DUNG**")
    plan.body("- ¦Rà soát 05 thủ tục lĩnh vực xuất nhập khẩu;", "- ¦Rà soát 03 thủ tục lĩnh vực hóa chất.")
    plan.body("**III. ¦PHÂN CÔNG**")
    plan.body("Phòng Quản lý thương mại chủ trì, gửi kết quả về Văn phòng Sở trước ngày 15/5/2026./.")
    foot = plan.table(
        ["***Nơi nhận:***", "**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**"],
        ["- Văn phòng UBND tỉnh;\n- BGĐ Sở;\n- Các phòng thuộc Sở;\n- Lưu: VT, VPS (Hà).", ""],
        ["", "**Thạch Ngọc Sơn**"],
        style="Normal Table",
    )
    widened(foot, 8.5, 8)
    return plan


def decision():
    """A plan that a decision of an xã issues: the decision with its own foot in front, a second letterhead."""
    plan = OldPlan()
    names = "**ỦY BAN NHÂN DÂN**\n**XÃ TAM NÔNG**\n______"
    plan.head(f"{names}\nSố: 120/QĐ-UBND", f"{NATION}\n*Tam Nông, ngày 28 tháng 01 năm 2026*")
    plan.lines(
        "**QUYẾT ĐỊNH**",
        "**Về việc ban hành Kế hoạch cải cách hành chính năm 2026**",
        "**CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TAM NÔNG**",
    )
    plan.line("*Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;*")
    plan.line("*Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.*")
    plan.lines("**QUYẾT ĐỊNH:**")
    plan.line("**Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026 của xã Tam Nông.")
    plan.line("**Điều 2.** Quyết định có hiệu lực kể từ ngày ký.")
    plan.line(
        "**Điều 3.** Chánh Văn phòng HĐND và UBND xã, Trưởng các phòng chịu trách nhiệm thi hành Quyết định này./."
    )
    plan.foot(
        "***Nơi nhận:***\n- Như Điều 3;\n- UBND tỉnh Phú Thọ (b/c);\n- Lưu: VT.",
        "**TM. ỦY BAN NHÂN DÂN**\n**CHỦ TỊCH**\n\n\n**Hà Văn Quyết**",
    )
    plan.page()
    plan.head(names, NATION)
    plan.lines(
        "**KẾ HOẠCH**",
        "**Cải cách hành chính năm 2026 của xã Tam Nông**",
        "*(Ban hành kèm theo Quyết định số 120/QĐ-UBND ngày 28 tháng 01 năm 2026*",
        "*của Chủ tịch Ủy ban nhân dân xã Tam Nông)*",
    )
    plan.body("**I. ¦MỤC TIÊU**", "Hoàn thành 100% nhiệm vụ được giao.")
    plan.body("**II. ¦NHIỆM VỤ**")
    plan.body("1. ¦Kiện toàn Ban Chỉ đạo.", "2. ¦Bồi dưỡng công chức bộ phận một cửa.")
    plan.body("**III. ¦TỔ CHỨC THỰC HIỆN**", "Phòng Văn hóa - Xã hội theo dõi, tổng hợp báo cáo./.")
    return plan


def draft():
    """A second draft of a Sở: blank number and day, tracked changes, comments, content controls."""
    plan = OldPlan()
    plan.line("**DỰ THẢO LẦN 2**")
    plan.head(
        "UBND TỈNH NINH BÌNH\n**SỞ TÀI CHÍNH**\n\nSố:        /KH-STC",
        f"{NATION}\n\n*Ninh Bình, ngày       tháng 02 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Cải cách tài chính công năm 2026**")
    plan.body("Sở Tài chính xây dựng Kế hoạch cải cách tài chính công năm 2026 như sau:")
    plan.body("**I. ¦MỤC TIÊU**")
    goal = plan.line("Giao quyền tự chủ cho ")
    _track(goal, "ins", "100%")
    _track(goal, "del", "80%")
    write(goal, " đơn vị sự nghiệp công lập.")
    plan.texts.append("Giao quyền tự chủ cho 100% đơn vị sự nghiệp công lập.")
    plan.body("**II. ¦NHIỆM VỤ**")
    task = plan.line("1. Rà soát định mức chi của các cơ quan.")
    plan.texts.append("Rà soát định mức chi của các cơ quan.")
    plan.document.add_comment(task.runs, text="Đề nghị nêu rõ thời hạn", author="Phòng Ngân sách", initials="PNS")
    plan.body("2. ¦Công khai ngân sách theo quy định.")
    plan.body("**III. ¦TỔ CHỨC THỰC HIỆN**")
    held = plan.line("Phòng Quản lý ngân sách chủ trì, tham mưu Giám đốc Sở.")
    plan.texts.append("Phòng Quản lý ngân sách chủ trì, tham mưu Giám đốc Sở.")
    _control(held)
    plan.body("Trên đây là Kế hoạch cải cách tài chính công năm 2026./.")
    plan.foot(
        "***Nơi nhận:***\n- UBND tỉnh (để báo cáo);\n- Ban Giám đốc Sở;\n- Lưu: VT, QLNS.",
        "**GIÁM ĐỐC**\n\n\n\n",
    )
    return plan


def _track(paragraph, kind, text):
    """Add a tracked insertion or deletion."""
    letters = "delText" if kind == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="9" w:author="Văn thư" w:date="2026-02-01T08:00:00Z">'
            f"<w:r><w:{letters}>{text}</w:{letters}></w:r></w:{kind}>"
        )
    )


def _control(paragraph):
    """Put a paragraph into a content control."""
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Đơn vị"/></w:sdtPr><w:sdtContent/></w:sdt>')
    paragraph._p.addprevious(control)
    control.find(qn("w:sdtContent")).append(paragraph._p)


def committee():
    """A Ban Chỉ đạo with a series of numbers of its own, its head signing for it; a task table as appendix."""
    plan = OldPlan()
    plan.head(
        "UBND THÀNH PHỐ CẦN THƠ\n**BAN CHỈ ĐẠO**\n**CẢI CÁCH HÀNH CHÍNH**\n-----\nSố: 07/KH-BCĐ",
        f"{NATION}\n-----\n*Cần Thơ, ngày 03 tháng 02 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Hoạt động của Ban Chỉ đạo cải cách hành chính thành phố năm 2026**")
    plan.body("Ban Chỉ đạo cải cách hành chính thành phố Cần Thơ ban hành Kế hoạch hoạt động năm 2026 như sau:")
    plan.body("**I. ¦MỤC ĐÍCH**")
    plan.body("Phát huy vai trò của từng thành viên Ban Chỉ đạo.")
    plan.body("**II. ¦NHIỆM VỤ TRỌNG TÂM**")
    plan.body("Theo Phụ lục kèm theo.")
    plan.body("**III. ¦TỔ CHỨC THỰC HIỆN**")
    plan.body("**1. ¦Thành viên Ban Chỉ đạo**", "Chủ động thực hiện nhiệm vụ được phân công.")
    plan.body("**2. ¦Sở Nội vụ**", "Là cơ quan thường trực của Ban Chỉ đạo.")
    plan.body("Trên đây là Kế hoạch hoạt động năm 2026 của Ban Chỉ đạo cải cách hành chính thành phố./.")
    plan.foot(
        "***Nơi nhận:***\n- Thành viên BCĐ;\n- Các sở, ban, ngành;\n- Lưu: VT, SNV.",
        "**TM. BAN CHỈ ĐẠO**\n**TRƯỞNG BAN**\n\n\n\n**CHỦ TỊCH UBND THÀNH PHỐ**\n**Trương Cảnh Tuyên**",
    )
    plan.page_break()
    plan.lines(
        "**PHỤ LỤC**",
        "**PHÂN CÔNG NHIỆM VỤ THÀNH VIÊN BAN CHỈ ĐẠO**",
        "*(Kèm theo Kế hoạch số 07/KH-BCĐ ngày 03/02/2026)*",
    )
    plan.table(
        ["TT", "Nội dung nhiệm vụ", "Người/đơn vị phụ trách", "Thời hạn"],
        ["1.", "Họp Ban Chỉ đạo", "Sở Nội vụ", "Hàng quý"],
        ["2.", "Kiểm tra công vụ", "Thanh tra thành phố", "Quý II, III/2026"],
        ["3.", "Đối thoại với doanh nghiệp", "- Sở Tài chính\n- Sở Công Thương", "Tháng 10/2026"],
    )
    return plan


def centre():
    """A centre whose tasks stand in a table of the body: header of two rows, leads in cells over several rows."""
    plan = OldPlan()
    plan.head(
        "SỞ Y TẾ TỈNH LÂM ĐỒNG\n**TRUNG TÂM**\n**KIỂM SOÁT BỆNH TẬT**\n\nSố: 415/KH-KSBT",
        f"{NATION}\n\n*Lâm Đồng, ngày 22 tháng 01 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**CẢI CÁCH HÀNH CHÍNH NĂM 2026**")
    plan.body("Trung tâm Kiểm soát bệnh tật tỉnh Lâm Đồng xây dựng Kế hoạch cải cách hành chính năm 2026 như sau:")
    plan.body(
        "**I. ¦MỤC TIÊU**", "1. ¦Giảm 20% thời gian cấp giấy khám sức khỏe.", "2. ¦100% viên chức dùng chữ ký số."
    )
    plan.body("**II. ¦NHIỆM VỤ CỤ THỂ**")
    plan.table(
        ["**STT**", "**Nội dung công việc**", "**Phân công**", "", "**Thời gian thực hiện**"],
        ["", "", "**Chủ trì**", "**Phối hợp**", ""],
        ["1", "Niêm yết quy trình khám sức khỏe", "Phòng HC-TH", "Phòng khám đa khoa", "Quý I/2026"],
        ["2", "Ứng dụng hồ sơ sức khỏe điện tử", "", "Các khoa", "Thường xuyên"],
        ["3", "Rà soát vị trí việc làm", "Phòng TC-CB", "Các khoa, phòng", "Trước 30/6/2026"],
        ["4", "Báo cáo kết quả", "Phòng HC-TH", "", "Ngày 15 tháng cuối quý"],
        merged=[(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1), (0, 4, 1, 4), (2, 2, 3, 2)],
    )
    plan.line()
    plan.body("**III. ¦KINH PHÍ**", "Nguồn thu sự nghiệp và ngân sách nhà nước cấp.")
    plan.body("**IV. ¦TỔ CHỨC THỰC HIỆN**")
    plan.body("1. ¦Trưởng các khoa, phòng tổ chức thực hiện.", "2. ¦Phòng HC-TH theo dõi, báo cáo Giám đốc./.")
    plan.foot(
        "***Nơi nhận:***\n- Sở Y tế (báo cáo);\n- Ban Giám đốc;\n- Các khoa, phòng;\n- Lưu: VT, HCTH.",
        "**GIÁM ĐỐC**\n\n\n\n**BS.CKII. Nguyễn Văn Luyện**",
    )
    return plan


def bureau():
    """A cục of a ministry: Phần, Mục and (1), a stamp over the name."""
    plan = OldPlan()
    plan.head(
        "BỘ NỘI VỤ\n**CỤC VĂN THƯ VÀ LƯU TRỮ**\n**NHÀ NƯỚC**\n-------\nSố: 1234 /KH-VTLTNN",
        f"{NATION}\n----------\n*Hà Nội, ngày 5 tháng 1 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Cải cách hành chính năm 2026**", "**của Cục Văn thư và Lưu trữ nhà nước**")
    plan.body(
        "*Căn cứ Quyết định số 2218/QĐ-BNV ngày 31/12/2025 của Bộ trưởng Bộ Nội vụ ban hành Kế hoạch cải cách hành chính năm 2026*, Cục Văn thư và Lưu trữ nhà nước ban hành Kế hoạch như sau:"
    )
    plan.line("**PHẦN I**", "center")
    plan.line("**TÌNH HÌNH NĂM 2025**", "center")
    plan.body("**1. ¦Kết quả**", "Đã hoàn thành 25/25 nhiệm vụ.", "**2. ¦Hạn chế**", "Còn chậm.")
    plan.line("**PHẦN II**", "center")
    plan.line("**NHIỆM VỤ NĂM 2026**", "center")
    plan.body("**I. ¦Mục tiêu**", "(1) ¦Rút ngắn thời gian;", "(2) ¦Giảm giấy tờ.")
    plan.body("**II. ¦Nhiệm vụ**", "a) ¦Thể chế", "- ¦Xây dựng thông tư.", "b) ¦Thủ tục", "- ¦Rà soát.")
    plan.body("**III. ¦Tổ chức thực hiện**", "1. ¦Văn phòng Cục: theo dõi.", "2. ¦Các đơn vị: thực hiện./.")
    plan.foot(
        "***Nơi nhận:***\n- Bộ trưởng (để b/c);\n- Thứ trưởng phụ trách (để b/c);\n- Các đơn vị thuộc Cục;\n- Lưu: VT, VP (02b).",
        "**CỤC TRƯỞNG**\n\n(đã ký)\n\n**Đặng Thanh Tùng**",
    )
    return plan


def hospital():
    """A hospital: sections without numbers, bullets, two signers beside Nơi nhận, a task table without a label."""
    plan = OldPlan()
    plan.head(
        "SỞ Y TẾ TỈNH AN GIANG\n**BỆNH VIỆN ĐA KHOA**\n**KHU VỰC TÂN CHÂU**\nSố: 77/KH-BV",
        f"{NATION}\n*Tân Châu, ngày …… tháng …… năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Cải cách hành chính, nâng cao chất lượng phục vụ người bệnh năm 2026**")
    plan.body("**MỤC TIÊU**", "Giảm thời gian chờ khám.", "**NỘI DUNG**")
    plan.body("• ¦Bố trí quầy hướng dẫn;", "• ¦Lắp ki-ốt đăng ký.")
    plan.body("***Lưu ý:*** thực hiện đúng quy trình.")
    plan.body("**TỔ CHỨC THỰC HIỆN**", "Phòng Kế hoạch tổng hợp theo dõi, báo cáo.")
    plan.table(
        [
            "***Nơi nhận:***\n- Ban Giám đốc;\n- Các khoa, phòng;\n- Lưu: VT, KHTH.",
            "**NGƯỜI LẬP**\n\n\n**Lê Thị Hoa**",
            "**KT. GIÁM ĐỐC**\n**PHÓ GIÁM ĐỐC**\n\n\n**BSCKII. Trần Văn Đởm**",
        ],
        style="Normal Table",
    )
    plan.page(landscape=True)
    plan.lines(
        "**BẢNG PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026**",
        "*(Ban hành kèm theo Kế hoạch số    /KH-BV ngày    tháng    năm 2026)*",
    )
    plan.table(
        ["STT", "Nội dung", "Khoa/phòng chủ trì", "Phối hợp", "Tháng thực hiện", "Kết quả"],
        ["A", "KHÁM BỆNH", "", "", "", ""],
        ["1", "Lắp ki-ốt", "Khoa Khám bệnh", "Tổ CNTT", "3", "Biên bản"],
        ["2", "Tập huấn", "Phòng KHTH", "", "4 - 5", "Danh sách"],
        ["B", "ĐIỀU TRỊ", "", "", "", ""],
        ["1", "Bệnh án điện tử", "Tổ CNTT", "Các khoa", "Cả năm", "Báo cáo"],
    )
    return plan


def union():
    """A Tỉnh đoàn: its own line in place of quốc hiệu, numbers in the form of the Party."""
    plan = OldPlan()
    plan.head(
        "TỈNH ĐOÀN TÂY NINH\n**BAN THƯỜNG VỤ**\n***\nSố: 15-KH/TĐTN-VP",
        "**ĐOÀN TNCS HỒ CHÍ MINH**\n*Tây Ninh, ngày 20 tháng 01 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Thực hiện công tác cải cách hành chính năm 2026**", "**------------------**")
    plan.body("Ban Thường vụ Tỉnh đoàn xây dựng Kế hoạch như sau:")
    plan.body("**I. ¦MỤC ĐÍCH - YÊU CẦU**", "- ¦Phát huy vai trò xung kích;", "- ¦Bảo đảm thiết thực.")
    plan.body(
        "**II. ¦NỘI DUNG**",
        "**1. ¦Nội dung 1: Hỗ trợ dịch vụ công**",
        "- ¦Thời gian: tháng 3.",
        "- ¦Chủ trì: Ban Phong trào.",
        "**2. ¦Nội dung 2: Tuyên truyền**",
        "- ¦Cả năm.",
    )
    plan.body(
        "**III. ¦TỔ CHỨC THỰC HIỆN**", "**1. ¦Cấp tỉnh**", "Văn phòng tham mưu.", "**2. ¦Cấp xã**", "Triển khai./."
    )
    plan.foot(
        "**Nơi nhận:**\n- BTV Tỉnh ủy (b/c);\n- Đoàn các xã, phường;\n- Lưu: VP.",
        "**TM. BAN THƯỜNG VỤ TỈNH ĐOÀN**\n**PHÓ BÍ THƯ**\n\n\n**Nguyễn Thị Kim Ngân**",
    )
    return plan


def police():
    """A police office: strokes behind numbers, a letterhead of three rows, a rank in front of the name."""
    plan = OldPlan()
    plan.table(
        ["CÔNG AN TỈNH SƠN LA", "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**"],
        ["**PHÒNG CẢNH SÁT QLHC VỀ TTXH**", "**Độc lập - Tự do - Hạnh phúc**"],
        ["Số: 99/KH-PC06", "*Sơn La, ngày 08 tháng 01 năm 2026*"],
        style="Normal Table",
        align="center",
    )
    plan.lines("**KẾ HOẠCH**", "**Triển khai công tác cải cách hành chính và chuyển đổi số năm 2026**")
    plan.body(
        "Thực hiện Kế hoạch số 12/KH-CAT-PV01 ngày 02/01/2026 của Giám đốc Công an tỉnh, Phòng xây dựng Kế hoạch như sau:"
    )
    plan.body("**I/ ¦MỤC ĐÍCH, YÊU CẦU**", "1/ ¦Quán triệt đầy đủ.", "2/ ¦Không hình thức.")
    plan.body(
        "**II/ ¦NỘI DUNG**",
        "1/ ¦Cấp căn cước: 3 ngày.",
        "2/ ¦Đăng ký cư trú:",
        "a. ¦Thường trú: 5 ngày.",
        "b. ¦Tạm trú: 2 ngày.",
    )
    plan.body("**III/ ¦PHÂN CÔNG**", "1/ ¦Đội 1: tham mưu.", "2/ ¦Đội 2: thực hiện.")
    plan.body("Nhận được Kế hoạch này, yêu cầu các Đội nghiêm túc thực hiện./.")
    plan.foot(
        "***Nơi nhận:***\n- Đ/c Giám đốc CAT (để báo cáo);\n- Các Đội (để thực hiện);\n- Lưu: VT, PC06 (Đ1).",
        "**TRƯỞNG PHÒNG**\n\n\n**Thượng tá Cầm Văn Thủy**",
    )
    return plan


def board():
    """A Ban Quản lý: number and day blank, an outline of a report behind the signature."""
    plan = OldPlan()
    plan.head(
        "UBND TỈNH HƯNG YÊN\n**BAN QUẢN LÝ**\n**CÁC KHU CÔNG NGHIỆP**\nSố:      /KH-BQL",
        f"{NATION}\n*Hưng Yên, ngày    tháng 01 năm 2026*",
    )
    plan.lines("**KẾ HOẠCH**", "**Tự kiểm tra cải cách hành chính năm 2026**")
    plan.body(
        "Căn cứ Kế hoạch số 05/KH-UBND ngày 06/01/2026 của UBND tỉnh;",
        "Căn cứ tình hình thực tế của đơn vị;",
        "Ban Quản lý các khu công nghiệp xây dựng Kế hoạch tự kiểm tra như sau:",
    )
    plan.body(
        "**I. ¦ĐỐI TƯỢNG, THỜI GIAN**", "**1. ¦Đối tượng:** các phòng thuộc Ban.", "**2. ¦Thời gian:** Quý III/2026."
    )
    plan.body("**II. ¦NỘI DUNG**", "Theo đề cương kèm theo.")
    plan.body("**III. ¦KINH PHÍ**", "Không.")
    plan.body("Kế hoạch này thay cho Kế hoạch số 9/KH-BQL ngày 10/01/2025./.")
    plan.foot(
        "***Nơi nhận:***\n- Sở Nội vụ;\n- Lãnh đạo Ban;\n- Lưu: VT, VP.", "**TRƯỞNG BAN**\n\n\n**Vũ Quang Thắng**"
    )
    plan.page_break()
    plan.lines("**ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA**", "*(Kèm theo Kế hoạch số     /KH-BQL ngày     /01/2026)*")
    plan.line("**I. Công tác chỉ đạo**")
    plan.line("1. Ban hành văn bản")
    plan.line("2. Tuyên truyền")
    plan.line("**II. Kết quả**")
    plan.line("- Thủ tục hành chính")
    plan.line("- Tổ chức bộ máy")
    return plan


MAKERS = {
    maker.__name__: maker
    for maker in (
        province,
        school,
        party,
        joint,
        ward,
        city,
        numbered,
        boxes,
        three_rows,
        decision,
        draft,
        committee,
        centre,
        bureau,
        hospital,
        union,
        police,
        board,
    )
}
"""Every plan by name."""
