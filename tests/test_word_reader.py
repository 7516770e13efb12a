"""Word files are read as written: every text once, in order, with its form; what is left out is told with its place."""

import time
from pathlib import Path

import pytest
from docx_reading import Docx, W
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from made_once import draft_of
from word_making import (
    cell,
    docx,
    level,
    numbered,
    numbering,
    p,
    packed,
    parts,
    run,
    style,
    table,
)

from cchc_draft.errors import CchcDraftError
from cchc_draft.importing import word_reader
from cchc_draft.importing.written import Section, Table, Written, text
from cchc_draft.model import LineBreak, NoteRef, Run

EXAMPLES = Path(__file__).parents[1] / "examples"
PLANS = (
    "bac-ninh-so-vhttdl-2026",
    "ha-noi-phuong-ngoc-ha-2026",
    "ha-noi-so-vhtt-2025",
    "ha-noi-so-vhtt-2026",
    "ha-noi-ubnd-2026",
    "lai-chau-so-vhttdl-2026",
)


def read(body, links=(), **inner):
    return word_reader.read(docx(body, links, **inner), "kh.docx")


def paragraphs(blocks):
    """Yield all paragraphs, those in tables too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for one in row:
                    yield from paragraphs(one.blocks)
        else:
            yield block


def lines(written):
    """Return the paragraphs as printed."""
    return [f"{one.label} {text(one.content)}".strip() for one in paragraphs(written.blocks)]


def said(written):
    """Return what is told of a document, without the name of the file."""
    return [
        str(problem).removeprefix("kh.docx:").removeprefix(" ").replace("cảnh báo: ", "")
        for problem in written.problems
    ]


def first(body, **inner):
    """Return the first paragraph of a document."""
    return next(paragraphs(read(body, **inner).blocks))


def field(code, result=None, data=""):
    """Return the runs of a field; without a result it has no second part."""
    characters = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    characters[0] = characters[0].replace("/></w:r>", f">{data}</w:fldChar></w:r>")
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    if result is None:
        return characters[0] + instruction + characters[2]
    return characters[0] + instruction + characters[1] + result + characters[2]


def box(inner):
    """Return a run with a text box as Word writes it: a new drawing, and an old one for old programs."""
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='Box'/>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
        f"</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(description=""):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{description}"/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'.format
SYMBOL = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'.format
ALTERNATIVE = "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>".format  # fmt: skip

TEXTS = {
    "runs": (p("Kế ", inner=run("hoạch")), ["Kế hoạch"]),
    "an empty paragraph": (p() + p("a"), ["", "a"]),
    "inserted text": (p("a", inner=f"<w:ins>{run('b')}</w:ins>" + run("c")), ["abc"]),
    "text moved here": (p("a", inner=f"<w:moveTo>{run('b')}</w:moveTo>"), ["ab"]),
    "a smart tag": (p("a", inner=f"<w:smartTag><w:smartTagPr/>{run('b')}</w:smartTag>"), ["ab"]),
    "custom XML": (f"<w:customXml>{p('a')}</w:customXml>", ["a"]),
    "writing direction": (p(inner=f"<w:bdo>{run('a')}</w:bdo><w:dir>{run('b')}</w:dir>"), ["ab"]),
    "a content control in a line": (p("a", inner=f"<w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"), ["ab"]),
    "a content control around paragraphs": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('a')}{p('b')}</w:sdtContent></w:sdt>", ["a", "b"]),
    "a content control around a table": (f"<w:sdt><w:sdtContent>{table(['a', 'b'])}</w:sdtContent></w:sdt>", ["a", "b"]),
    "a content control around a row": ("<w:tbl><w:sdt><w:sdtContent><w:tr>" + cell("a") + "</w:tr></w:sdtContent></w:sdt></w:tbl>", ["a"]),
    "a content control around a cell": ("<w:tbl><w:tr><w:sdt><w:sdtContent>" + cell("a") + "</w:sdtContent></w:sdt></w:tr></w:tbl>", ["a"]),
    "an unknown element": (p(inner=f"<w:new>{run('a')}</w:new>"), ["a"]),
    "a run in a run": (p(inner="<w:r><w:r><w:t>a</w:t></w:r><w:t>b</w:t></w:r>"), ["ab"]),
    "a paragraph in a paragraph": (f"<w:p>{p('a')}{run('b')}</w:p>", ["ab"]),
    "order of tables and paragraphs": (p("a") + table(["b"], ["c"]) + p("d"), ["a", "b", "c", "d"]),
    "a table in a cell": (table(["a", f"<w:tc>{table(['b'])}{p('c')}</w:tc>"]), ["a", "b", "c"]),
    "tab and hyphens": (p("a", inner="<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:ptab/></w:r>"), ["a\tb-cd"]),
    "line ends": (p("a", inner="<w:r><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:br w:type='textWrapping'/></w:r>"), ["a\nb\nc"]),
    "line ends of the XML": (p(inner="<w:r><w:t>Kế\n      hoạch</w:t></w:r>"), ["Kế hoạch"]),
    "spaces": (p(inner="<w:r><w:t>a </w:t></w:r><w:r><w:t> b</w:t></w:r>"), ["a  b"]),
    "capitals": (p(inner=run("kế hoạch", "<w:caps/>") + run(" đủ", "<w:smallCaps/>")), ["KẾ HOẠCH ĐỦ"]),
    "both branches with text": (p(inner=f"<w:r>{ALTERNATIVE('<w:t>a</w:t>', '<w:t>b</w:t>')}</w:r>"), ["a"]),
    "only the fallback with text": (p(inner=ALTERNATIVE("<w:r/>", run("b"))), ["b"]),
    "alternative paragraphs": (ALTERNATIVE(p("a"), p("b")), ["a"]),
    "alternative rows": (f"<w:tbl>{ALTERNATIVE(f'<w:tr>{cell(chr(97))}</w:tr>', '')}</w:tbl>", ["a"]),
    "a text box before all text": (p(inner=box(p("Hộp")) + run("a")), ["Hộp", "a"]),
    "a text box behind text": (p("a", inner=box(p("Hộp") + p("hai"))), ["a", "Hộp", "hai"]),
    "a table in a text box": (p("a", inner=box(table(["b", "c"]))), ["a", "b", "c"]),
    "a text box in a cell": (table([f"<w:tc>{p('a', inner=box(p('b')))}</w:tc>", "c"]), ["a", "b", "c"]),
    "a text box of old files": (p(inner=f"<w:r><w:pict><v:textbox><w:txbxContent>{p('a')}</w:txbxContent></v:textbox></w:pict></w:r>"), ["a", ""]),
    "drawn words": (p(inner='<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'), ["DỰ THẢO", ""]),
    "words in a canvas": (p(inner="<w:r><w:drawing><a:graphic><a:t>Sơ </a:t><a:t>đồ</a:t></a:graphic></w:drawing></w:r>"), ["Sơ đồ", ""]),
    "a line that is drawn": (p("a", inner="<w:r><w:pict><v:line/></w:pict></w:r>"), ["a"]),
    "a simple field": (p("a", inner=f'<w:fldSimple w:instr="DATE">{run("1/2")}</w:fldSimple>'), ["a1/2"]),
    "a field": (p("a", inner=field("DATE", run("1/2")) + run("b")), ["a1/2b"]),
    "a field over paragraphs": (
        p(inner=field("TOC", "MARK").split("MARK")[0] + run("I")) + p("II", inner=field("TOC", "MARK").split("MARK")[1]),
        ["I", "II"],
    ),
    "a field in a code": (p(inner=field(f"IF </w:instrText></w:r>{field('X', run('1'))}<w:r><w:instrText> = 1", run("a"))), ["a"]),
    "a field in a result": (p(inner=field("TOC", run("a") + field("PAGEREF", run("5")))), ["a5"]),
    "a field that is never closed": (p("a", inner=field("DATE").replace("end", "x") + run("b")) + p("c"), ["ab", "c"]),
    "an end without a field": (p("a", inner='<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("b")), ["ab"]),
    "a field closed in a text box": (p(inner=field("A").replace("end", "x") + box(p(inner=field("A").replace("begin", "x"))) + run("a")), ["", "a"]),
    "a field without result that shows nothing": (p("a", inner=field('XE "mục"')), ["a"]),
    "a box to tick": (p(inner=field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")), ["☒"]),
    "a box not ticked": (p(inner=field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:checked w:val='0'/></w:checkBox></w:ffData>")), ["☐"]),
    "a choice": (p(inner=field("FORMDROPDOWN", data="<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='a'/><w:listEntry w:val='b'/></w:ddList></w:ffData>")), ["b"]),
    "signs": (p(inner=SYMBOL("Wingdings", "F0FC") + SYMBOL("Symbol", "F0B3") + SYMBOL("Symbol", "70") + SYMBOL("Arial", "2013")), ["✓≥π–"]),
    "signs in text": (p(inner=run("\uf0b7 ", "<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/>") + run("\uf0d8", "<w:rFonts w:ascii='Wingdings'/>")), ["• ➢"]),
    "a deleted end": (p("a", "<w:rPr><w:del/></w:rPr>") + p("b"), ["ab"]),
    "a deleted end before a table": (p("a", "<w:rPr><w:del/></w:rPr>") + table(["b"]), ["a", "b"]),
    "a deleted end at the end": (p("a", "<w:rPr><w:del/></w:rPr>") + p("b", "<w:rPr><w:del/></w:rPr>"), ["ab"]),
    "a hidden end": (p("Mục.", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(" Nội dung"), ["Mục. Nội dung"]),
    "a large first letter": (p("T", '<w:framePr w:dropCap="drop"/>') + p("rong năm"), ["Trong năm"]),
    "no rows": ("<w:tbl><w:tblPr/></w:tbl>" + p("a"), ["a"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_every_text_is_read_once_and_in_order(body, expected):
    written = read(body)

    assert (lines(written), said(written)) == ([line.strip() for line in expected], [])


COMMENTS = '<w:comment w:id="1" w:author="Lan">{}</w:comment><w:comment w:id="2">{}</w:comment>'.format(
    p("Sửa"), p("Xem")
)

TOLD = {
    "deleted text": (
        p("a", inner=DELETED("cũ ") + DELETED("rồi") + run("b") + DELETED("nữa")),
        {},
        ["ab"],
        ["đoạn 1: không lấy chữ đã xóa (theo dõi sửa đổi): «cũ rồi» [deleted-text]",
         "đoạn 1: không lấy chữ đã xóa (theo dõi sửa đổi): «nữa» [deleted-text]"],
    ),
    "moved text": (
        p(inner=f"<w:moveFrom>{run('cũ')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>") + p("a"),
        {},
        ["a"],
        ["đoạn 1: không lấy ở đây chữ đã chuyển đi chỗ khác (theo dõi sửa đổi): «cũ» [moved-text]"],
    ),
    "a deleted space": (p("a", inner=DELETED(" ")), {}, ["a"], []),
    "a deleted row": (
        table(["a", "b"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + p("c"),
        {},
        ["c"],
        ["không lấy chữ đã xóa (theo dõi sửa đổi): «a b» [deleted-text]"],
    ),
    "a deleted cell": (
        table([cell("a", "<w:cellDel/>"), "b"]),
        {},
        ["b"],
        ["không lấy chữ đã xóa (theo dõi sửa đổi): «a» [deleted-text]"],
    ),
    "hidden text": (
        p("a", inner=run("b ", "<w:vanish/>") + run("c", "<w:vanish/><w:b/>") + run("d")),
        {},
        ["ad"],
        ["đoạn 1: không lấy chữ ẩn: «b c» [hidden-text]"],
    ),
    "a hidden paragraph": (
        p("a") + p(properties="<w:rPr><w:vanish/></w:rPr>", inner=run("b", "<w:vanish/>")) + p("c"),
        {},
        ["a", "c"],
        ["đoạn 2: không lấy chữ ẩn: «b» [hidden-text]"],
    ),
    "a hidden text box": (
        p("a", inner=box(p("b")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)) + p(inner=DELETED("c")),
        {},
        ["a", ""],
        ["đoạn 1: không lấy chữ ẩn: «b» [hidden-text]", "đoạn 3: không lấy chữ đã xóa (theo dõi sửa đổi): «c» [deleted-text]"],
    ),
    "struck text": (
        p("a ", inner=run("b", "<w:strike/>") + run("c", "<w:dstrike/>")),
        {},
        ["a bc"],
        ["đoạn 1: chữ gạch ngang vẫn được giữ: «bc» [struck-text]"],
    ),
    "comments": (
        p("x") + p(inner='<w:commentRangeStart w:id="1"/>' + run("a") + '<w:r><w:commentReference w:id="1"/></w:r>'),
        {"comments": COMMENTS},
        ["x", "a"],
        ["đoạn 2: không lấy nhận xét bên lề của Lan: «Sửa» [comment]", "không lấy nhận xét bên lề: «Xem» [comment]"],
    ),
    "pictures": (
        p("a", inner=picture() + picture("Con dấu")),
        {},
        ["a"],
        ["đoạn 1: không lấy hình ảnh [picture]", "đoạn 1: không lấy hình ảnh «Con dấu» [picture]"],
    ),
    "a picture of old files": (
        p(inner='<w:r><w:pict><v:shape alt="Logo"><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'),
        {},
        [""],
        ["đoạn 1: không lấy hình ảnh «Logo» [picture]"],
    ),
    "ink": (p(inner="<w:r><w:contentPart/></w:r>"), {}, [""], ["đoạn 1: không lấy nét vẽ tay [picture]"]),
    "an object": (
        p(inner='<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
        {},
        [""],
        ["đoạn 1: không lấy đối tượng nhúng Excel.Sheet.12 [embedded-object]"],
    ),
    "a chart": (
        p(inner='<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>' * 2),
        {"chart": "<a:t>Tỷ lệ</a:t><c:v>Quý I</c:v><c:v>90</c:v><c:v>90</c:v>"},
        [""],
        ["đoạn 1: không lấy biểu đồ; chữ trong biểu đồ: «Tỷ lệ; Quý I; 90» [chart]", "đoạn 1: không lấy biểu đồ [chart]"],
    ),
    "a chart without a part": (
        p(inner='<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>'), {}, [""], ["đoạn 1: không lấy biểu đồ [chart]"]
    ),
    "a diagram": (
        p(inner='<w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r>'),
        {"diagramData": "<a:t>Sở</a:t><a:t>Phường</a:t>"},
        [""],
        ["đoạn 1: không lấy sơ đồ SmartArt; chữ trong sơ đồ: «Sở; Phường» [diagram]"],
    ),
    "a formula": (
        p("a ", inner="<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>+1</m:t></m:r></m:oMath></m:oMathPara>"),
        {},
        ["a x+1"],
        ["đoạn 1: công thức chỉ giữ được chữ, mất cách trình bày: «x+1» [formula]"],
    ),
    "small letters above": (
        p(inner=f"<w:r><w:ruby><w:rt>{run('shì')}</w:rt><w:rubyBase>{run('市')}</w:rubyBase></w:ruby></w:r>"),
        {},
        ["市"],
        ["đoạn 1: không lấy chữ chú âm phía trên: «shì» [ruby-text]"],
    ),
    "an unknown sign": (
        p(inner=SYMBOL("Webdings", "F041") * 2 + SYMBOL("Wingdings", "xyz")),
        {},
        [""],
        ["đoạn 1: không đổi được ký hiệu U+F041 của phông Webdings sang Unicode [unknown-symbol]",
         "đoạn 1: không đổi được ký hiệu U+XYZ của phông Wingdings sang Unicode [unknown-symbol]"],
    ),
    "a field without result": (
        p("a", inner=field("AUTONUM")) + p(inner='<w:fldSimple w:instr="TITLE"/>'),
        {},
        ["a", ""],
        ["đoạn 1: trường «AUTONUM» chưa có kết quả nên để trống [empty-field]",
         "đoạn 2: trường «TITLE» chưa có kết quả nên để trống [empty-field]"],
    ),
    "a date that Word fills in": (
        p("a", inner="<w:r><w:yearLong/></w:r>"), {}, ["a"],
        ["đoạn 1: trường «yearLong» chưa có kết quả nên để trống [empty-field]"],
    ),
    "text in a code": (
        p("a", inner=field("DATE</w:instrText></w:r>" + run("lạc") + "<w:r><w:instrText>", run("1/2"))),
        {},
        ["a1/2"],
        ["đoạn 1: không lấy chữ nằm trong mã trường nên Word không hiện: «lạc» [field-code-text]"],
    ),
    "an embedded document": (
        p("a") + '<w:altChunk r:id="x"/>',
        {"links": [("x", "aFChunk", "a.html")]},
        ["a"],
        ["đoạn 1: không lấy văn bản nhúng «word/a.html»; hãy mở bằng Word, lưu lại rồi thử lại [embedded-document]"],
    ),
    "text in a place for none": (
        run("a") + p("b") + table().replace("</w:tbl>", p("c") + "</w:tbl>"),
        {},
        ["b"],
        ["không lấy chữ đặt sai chỗ trong tệp nên Word không hiện: «a» [misplaced-text]",
         "đoạn 1: không lấy chữ đặt sai chỗ trong tệp nên Word không hiện: «c» [misplaced-text]"],
    ),
    "legacy fonts": (
        p(inner=run("KÕ ho¹ch", "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>")
          + run(" ca", "<w:rFonts w:ascii='VNI-Times'/>") + run("ûi caùch", "<w:rFonts w:ascii='VNI-Times'/>"))
        + p(inner=run("n¨m", "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>")),
        {},
        ["Kế hoạch cải cách", "năm"],
        ["đoạn 1: chữ của phông .VnTime (bảng mã cũ) đã đổi sang Unicode; hãy soát lại [legacy-font]",
         "đoạn 1: chữ của phông VNI-Times (bảng mã cũ) đã đổi sang Unicode; hãy soát lại [legacy-font]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "inner", "expected", "told"), TOLD.values(), ids=TOLD)
def test_what_is_left_out_or_doubtful_is_told_with_its_words_and_place(body, inner, expected, told):
    written = read(body, **inner)

    assert (lines(written), said(written)) == (expected, told)


@pytest.mark.parametrize(("font", "printed"), [(".VnTime", "Tưng"), ("Times New Roman", "Tng")])
def test_a_soft_hyphen_is_a_letter_in_a_legacy_font_only(font, printed):
    inner = f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>T</w:t><w:softHyphen/><w:t>ng</w:t></w:r>'

    assert lines(read(p(inner=inner))) == [printed]


def test_a_legacy_font_may_come_from_the_defaults_or_the_theme():
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {}/></w:rPr></w:rPrDefault></w:docDefaults>".format
    theme = '<a:minorFont><a:latin typeface=".VnTime"/></a:minorFont>'

    assert lines(read(p("KÕ ho¹ch"), styles=defaults('w:ascii=".VnTime"'))) == ["Kế hoạch"]
    assert lines(read(p("KÕ ho¹ch"), styles=defaults('w:asciiTheme="minorAscii"'), theme=theme)) == ["Kế hoạch"]


def test_signs_piled_on_one_letter_cost_no_time():
    piled = "a" + "\u0301\u0323" * 99_000
    start = time.perf_counter()

    assert lines(read(p(inner=run(piled, "<w:rFonts w:ascii='.VnTime'/>")))) == [piled]
    assert time.perf_counter() - start < 1


def test_links_keep_their_address():
    links = [("x", "hyperlink", "https://a.vn/?b=1&amp;c=2", True)]
    body = p("a", inner=f'<w:hyperlink r:id="x">{run("b")}</w:hyperlink>')
    body += p(inner=f'<w:hyperlink w:anchor="muc">{run("c")}</w:hyperlink>')
    body += p(inner=field('HYPERLINK \\o "Mở" "https://b.vn"', run("d")) + field('HYPERLINK \\l "muc"', run("e")))

    written = read(body, links)

    assert [block.content for block in written.blocks] == [
        (Run("a"), Run("b", link="https://a.vn/?b=1&c=2")),
        (Run("c"),),
        (Run("d", link="https://b.vn"), Run("e")),
    ]
    assert said(written) == []


def test_runs_of_one_form_become_one():
    body = p(
        inner=run("a", "<w:b/>")
        + run("b", '<w:b/><w:sz w:val="28"/>')
        + run("", "<w:i/>")
        + run("c", "<w:b/><w:color/>")
        + "<w:r><w:br/></w:r>"
        + run("d", "<w:b/>")
        + run("e", '<w:b w:val="0"/><w:i/>')
    )

    assert first(body).content == (Run("abc", bold=True), LineBreak(), Run("d", bold=True), Run("e", italic=True))


# Form in effect.

DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{}</w:pPr></w:pPrDefault></w:docDefaults>".format  # fmt: skip
STYLES = (
    DEFAULTS('<w:sz w:val="26"/>', '<w:jc w:val="both"/>')
    + style("N", '<w:pPr><w:ind w:firstLine="720"/></w:pPr>', default=True, name="Normal")
    + style(
        "H", '<w:pPr><w:outlineLvl w:val="1"/><w:pageBreakBefore/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr>', based_on="N"
    )
    + style(
        "H2",
        '<w:pPr><w:jc w:val="center"/><w:ind w:left="100"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>',
        based_on="H",
    )
    + style("h7", name="heading 7")
    + style("S", "<w:rPr><w:b/><w:i/></w:rPr>", kind="character")
    + style("T", '<w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:b/></w:rPr>', kind="table")
)
BOLD_TWICE = p(properties='<w:pStyle w:val="H"/>', inner=run("a", '<w:rStyle w:val="S"/>'))
IN_TABLE = '<w:tblStyle w:val="T"/>'
FORMS = {
    "defaults": (p("a"), {"style": "normal", "align": "both", "size": 26, "indent": 720, "level": 0}),
    "its own": (
        p(properties='<w:jc w:val="start"/><w:ind w:left="500" w:hanging="200"/>', inner=run("a", '<w:sz w:val="24"/>')),
        {"align": "left", "size": 24, "indent": 300},
    ),
    "a style": (p("a", '<w:pStyle w:val="H"/>'), {"style": "h", "level": 2, "breaks_page": True, "content": (Run("A", bold=True),)}),
    "a style based on it": (p("a", '<w:pStyle w:val="H2"/>'), {"level": 2, "align": "center", "indent": 820, "size": 28}),
    "a style with its own off": (
        p(properties='<w:pStyle w:val="H"/><w:pageBreakBefore w:val="0"/><w:outlineLvl w:val="9"/>', inner=run("a", "<w:b w:val='false'/>")),
        {"level": 0, "breaks_page": False, "content": (Run("A"),)},
    ),
    "a heading of Word": (p("a", '<w:pStyle w:val="h7"/>'), {"level": 7, "style": "heading 7"}),
    "an unknown style": (p("a", '<w:pStyle w:val="?"/>'), {"style": "normal", "indent": 720}),
    "a character style": (p(inner=run("a", '<w:rStyle w:val="S"/>')), {"content": (Run("a", bold=True, italic=True),)}),
    "bold by two kinds of style": (BOLD_TWICE, {"content": (Run("A", italic=True),)}),
    "bold by three kinds of style": (
        table([f"<w:tc>{BOLD_TWICE}</w:tc>"], properties=IN_TABLE), {"content": (Run("A", bold=True, italic=True),)}
    ),
    "a table style": (table(["a"], properties=IN_TABLE), {"align": "right", "content": (Run("a", bold=True),)}),
    "the size of the first words": (p(inner=run(" ", '<w:sz w:val="40"/>') + run("a")), {"size": 26}),
    "no words": (p(), {"size": 0}),
    "measures in points": (p(properties='<w:ind w:start="12pt"/>', inner=run("a", '<w:sz w:val="13pt"/>')), {"indent": 960, "size": 26}),
    "measures that are none": (p(properties='<w:ind w:left="x" w:firstLine=""/>', inner=run("a", '<w:sz w:val="-"/>')), {"indent": 720, "size": 20}),
    "a frame": (p("a", "<w:framePr/>"), {"is_box": True}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), FORMS.values(), ids=FORMS)
def test_the_form_in_effect(body, expected):
    found = first(body, styles=STYLES)

    assert {name: getattr(found, name) for name in expected} == expected


BREAK = '<w:r><w:br w:type="page"/></w:r>'
BREAKS = {
    "at the end": (p("a", inner=BREAK) + p("b"), [("a", False), ("b", True)]),
    "at the start": (p("a") + p(inner=BREAK + run("b")), [("a", False), ("b", True)]),
    "alone": (p(inner=BREAK) + p("b") + p("c"), [("", False), ("b", True), ("c", False)]),
    "in the middle": (p("a", inner=BREAK + run("b")) + p("c"), [("a", False), ("b", True), ("c", False)]),
    "twice": (p("a", inner=BREAK + BREAK + run("b")), [("a", False), ("b", True)]),
    "before a table": (p("a", inner=BREAK) + table(["b", "c"]), [("a", False), ("b", True), ("c", False)]),
    "before a text box": (p("a", inner=BREAK) + p(inner=box(p("b")) + run("c")), [("a", False), ("b", False), ("c", True)]),
    "a column": (p("a", inner='<w:r><w:br w:type="column"/></w:r>' + run("b")), [("a\nb", False)]),
    "where Word broke last time": (p("a", inner="<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"), [("ab", False)]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BREAKS.values(), ids=BREAKS)
def test_a_page_break_belongs_to_the_paragraph_behind_it(body, expected):
    assert [(text(one.content), one.breaks_page) for one in paragraphs(read(body).blocks)] == expected


def test_only_the_first_part_of_a_broken_paragraph_has_its_number():
    body = numbered("a").replace("</w:p>", f"{BREAK}{run('b')}</w:p>") + numbered("c")

    assert lines(read(body, numbering=numbering(level(0, "%1.")))) == ["1. a", "b", "2. c"]


def test_text_boxes_are_marked_and_paragraphs_count_as_they_stand():
    found = read(p("a", inner=box(p("b"))) + table(["c"]) + p("d")).blocks

    assert [(text(one.content), one.is_box, one.place.line) for one in paragraphs(found)] == [
        ("a", False, 1),
        ("b", True, 2),
        ("c", False, 3),
        ("d", False, 4),
    ]
    assert (str(found[2].place), str(found[3].place)) == ("kh.docx:đoạn 3", "kh.docx:đoạn 4")


def test_places_are_right_behind_what_is_left_out():
    deleted = table(["a", "b"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")

    assert read(deleted + p("c")).blocks[0].place.line == 3


# Tables.

SPAN = '<w:gridSpan w:val="{}"/>'.format
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = {
    "plain": (table(["a", "b"], ["c", "d"]), [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1), ("d", 1, 1, 1)]], 2),
    "merged sideways": (
        table([cell("a", SPAN(2)), "b"], ["c", cell("d", SPAN(2))]),
        [[("a", 0, 2, 1), ("b", 2, 1, 1)], [("c", 0, 1, 1), ("d", 1, 2, 1)]],
        3,
    ),
    "merged downwards": (
        table([cell("a", DOWN), "b"], [cell("", ON), "c"], [cell("", '<w:vMerge w:val="continue"/>'), "d"], [cell("e", DOWN), "f"]),
        [[("a", 0, 1, 3), ("b", 1, 1, 1)], [("c", 1, 1, 1)], [("d", 1, 1, 1)], [("e", 0, 1, 1), ("f", 1, 1, 1)]],
        2,
    ),
    "merged both ways": (
        table([cell("a", SPAN(2) + DOWN), "b"], [cell("", SPAN(2) + ON), "c"]),
        [[("a", 0, 2, 2), ("b", 2, 1, 1)], [("c", 2, 1, 1)]],
        3,
    ),
    "a whole row covered": (table([cell("a", DOWN)], [cell("", ON)]), [[("a", 0, 1, 2)], []], 1),
    "merged with nothing above": (table(["a"], [cell("b", ON)]), [[("a", 0, 1, 1)], [("b", 0, 1, 1)]], 1),
    "merged with another width above": (
        table([cell("a", SPAN(2) + DOWN)], [cell("b", ON), "c"]), [[("a", 0, 2, 1)], [("b", 0, 1, 1), ("c", 1, 1, 1)]], 2
    ),
    "merged with a row between": (
        table([cell("a", DOWN)], ["b"], [cell("c", ON)]), [[("a", 0, 1, 1)], [("b", 0, 1, 1)], [("c", 0, 1, 1)]], 1
    ),
    "merged as in old files": (
        table([cell("a", '<w:hMerge w:val="restart"/>' + DOWN), cell("", "<w:hMerge/>"), "b"],
              [cell("", '<w:hMerge w:val="restart"/>' + ON), cell("", "<w:hMerge/>"), "c"]),
        [[("a", 0, 2, 2), ("b", 2, 1, 1)], [("c", 2, 1, 1)]],
        3,
    ),
    "columns left free": (
        table(["a", "b"], ["c"]).replace(f"<w:tr>{cell('c')}", f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("c")}'),
        [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 1, 1, 1)]],
        2,
    ),
    "rows of different widths": (
        table(["a"], ["b", "c", "d"], [cell("e", SPAN(2))]),
        [[("a", 0, 1, 1)], [("b", 0, 1, 1), ("c", 1, 1, 1), ("d", 2, 1, 1)], [("e", 0, 2, 1)]],
        3,
    ),
    "spans that are none": (
        table([cell("a", SPAN("x")), cell("b", SPAN("-4")), cell("c", SPAN("999999999"))]),
        [[("a", 0, 1, 1), ("b", 1, 1, 1), ("c", 2, 63, 1)]],
        65,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "rows", "width"), TABLES.values(), ids=TABLES)
def test_cells_of_tables(body, rows, width):
    found = read(body).blocks[0]

    cells = [
        [("".join(map(text_of, one.blocks)), one.column, one.columns, one.rows) for one in row] for row in found.rows
    ]
    assert (cells, found.width) == (rows, width)


def text_of(block):
    return text(block.content)


def test_text_in_a_covered_cell_is_told():
    written = read(table([cell("a", DOWN), "b"], [cell("c", ON), "d"]))

    assert lines(written) == ["a", "b", "d"]
    assert said(written) == ["đoạn 2: không lấy chữ trong ô bị ô đã gộp che mất: «c» [covered-text]"]
    assert [one.place.line for one in paragraphs(written.blocks)] == [1, 2, 4]


def borders(kind, *sides):
    return "".join(f'<w:{side} w:val="{kind}"/>' for side in sides)


def cell_borders(kind, *sides):
    return f"<w:tcBorders>{borders(kind, *sides)}</w:tcBorders>"


ALL = ("top", "left", "bottom", "right", "insideH", "insideV")
GRID = style("G", f"<w:tblPr><w:tblBorders>{borders('single', *ALL)}</w:tblBorders></w:tblPr>", kind="table")
DRAWN = {
    "none said": (table(["a", "b"]), False),
    "on the table": (table(["a"], properties=f"<w:tblBorders>{borders('single', *ALL)}</w:tblBorders>"), True),
    "by the style": (table(["a"], properties='<w:tblStyle w:val="G2"/>'), True),
    "by the style, none on the table": (
        table(["a"], properties=f'<w:tblStyle w:val="G"/><w:tblBorders>{borders("nil", *ALL)}</w:tblBorders>'), False
    ),
    "by the style, none on the cells": (
        table([cell("a", cell_borders("none", "top", "left", "bottom", "right"))], properties='<w:tblStyle w:val="G"/>'), False
    ),
    "on the cells": (table([cell("a", cell_borders("single", "top", "start")), cell("b", cell_borders("dotted", "top", "end"))]), True),
    "only a line below one cell": (table([cell("a", cell_borders("single", "bottom")), "b"]), False),
    "only a line below the table": (table(["a"], properties=f"<w:tblBorders>{borders('single', 'bottom')}</w:tblBorders>"), False),
    "only lines between rows": (table(["a"], properties=f"<w:tblBorders>{borders('single', 'insideH')}</w:tblBorders>"), True),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), DRAWN.values(), ids=DRAWN)
def test_borders_in_effect(body, expected):
    assert read(body, styles=GRID + style("G2", kind="table", based_on="G")).blocks[0].has_borders is expected


# Notes, headers, sections.

FOOTNOTES = (
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1">{p(inner="<w:r><w:footnoteRef/></w:r>" + run(" Một") + run(" hai", "<w:b/>"))}</w:footnote>'
    f'<w:footnote w:id="2">{p("Ba")}{p("Bốn")}</w:footnote>'
    f'<w:footnote w:id="3">{p("Thừa")}</w:footnote>'
)
NOTE = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format


def test_notes_are_numbered_in_the_order_of_their_marks():
    body = p("a", inner=NOTE("footnote", 2) + NOTE("endnote", 1)) + p(
        "b", inner=NOTE("footnote", 1) + NOTE("footnote", 2)
    )

    written = read(body, footnotes=FOOTNOTES, endnotes=f'<w:endnote w:id="1">{p("Cuối", inner=picture())}</w:endnote>')

    assert [one.content for one in written.blocks] == [
        (Run("a"), NoteRef(1), NoteRef(2)),
        (Run("b"), NoteRef(3), NoteRef(1)),
    ]
    assert written.notes == (
        (Run("Ba"), LineBreak(), Run("Bốn")),
        (Run("Cuối"),),
        (Run("Một"), Run(" hai", bold=True)),
    )
    assert said(written) == [
        "đoạn 1: không lấy hình ảnh [picture]",
        "không lấy chú thích không có dấu trong văn bản: «Thừa» [unused-note]",
    ]


def test_notes_that_refer_to_each_other_end():
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(str(n), inner=NOTE("footnote", n % 400 + 1))}</w:footnote>' for n in range(1, 401)
    )

    assert len(read(p(inner=NOTE("footnote", 1)), footnotes=notes).notes) == 400


def test_a_mark_without_a_note_is_told():
    written = read(p("a", inner=NOTE("footnote", 7)))

    assert (written.notes, said(written)) == (
        ((),),
        ["đoạn 1: dấu chú thích không có nội dung chú thích [missing-note]"],
    )


def page_number(code):
    return field(code, run("12"))


MARGINS = {
    "text": (p("Số: 1/KH") + p() + table(["a", "b"]), ("Số: 1/KH", "a", "b")),
    "a page number": (p(inner=page_number("PAGE")), ()),
    "a page number with words": (p("- Trang ", inner=page_number("PAGE") + run("/") + page_number("NUMPAGES \\* Arabic")), ()),
    "a simple page number": (p(inner=f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>' + run(" -")), ()),
    "a page number without result": (p("Mật ", inner=field("PAGE")), ("Mật",)),
    "a page number of old files": (p(inner="<w:r><w:pgNum/></w:r>"), ()),
    "a text box": (p(inner=box(p("MẬT"))), ("MẬT",)),
    "a watermark": (p(inner='<w:r><w:pict><v:shape><v:textpath string="BẢN NHÁP"/></v:shape></w:pict></w:r>'), ("BẢN NHÁP",)),
}  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), MARGINS.values(), ids=MARGINS)
def test_headers_and_footers_without_page_numbers(header, expected):
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="header"/></w:sectPr>'
    written = read(p("a") + section, header=header)

    assert (written.margins, said(written)) == (expected, [])


SIZE = '<w:sectPr><w:pgSz w:w="{}" w:h="{}"/></w:sectPr>'.format


def test_sections_start_where_the_one_before_ends():
    body = p("a") + p("b", SIZE(11906, 16838)) + table(["c"]) + p("d", SIZE(16838, 11906)) + p("e") + SIZE(11906, 16838)

    assert read(body).sections == (Section(0), Section(2, is_landscape=True), Section(4))


def test_a_document_without_sections_has_one():
    assert read(p("a")).sections == read("").sections == (Section(0),)
    assert read(p("a") + '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>').sections == (
        Section(0, is_landscape=True),
    )


def test_an_empty_document_has_no_blocks():
    assert read("") == Written(())


# Whole documents.


@pytest.mark.parametrize("name", PLANS)
def test_a_draft_is_read_as_word_shows_it(name):
    data = draft_of(name)
    shown = Docx(data)
    covered = {one for merged in shown.body.iter(W + "vMerge") if merged.get(W + "val") != "restart" for one in merged.iterancestors(W + "tc")}  # fmt: skip

    written = word_reader.read(data, "kh.docx")

    expected = [one for one in shown.paragraphs() if covered.isdisjoint(one.element.iterancestors(W + "tc"))]
    found = list(paragraphs(written.blocks))
    assert [text(one.content) for one in found] == [one.text for one in expected]
    assert [one.style for one in found] == [one.style_name.lower() for one in expected]
    assert [one.align for one in found] == [one.align for one in expected]
    assert [one.size for one in found] == [one.printed[0].size if one.printed else 0 for one in expected]
    assert [letters(one.content, "bold") for one in found] == [letters(one.runs, "bold") for one in expected]
    assert [letters(one.content, "italic") for one in found] == [letters(one.runs, "italic") for one in expected]
    assert [one.is_landscape for one in written.sections] == [one.is_landscape for one in shown.sections]
    assert written.problems == ()


def letters(runs, look):
    """Return the letters of one look."""
    return "".join(run.text for run in runs if getattr(run, look, False)).replace("\n", "")


def test_a_draft_saved_again_by_libreoffice_reads_the_same(resaved):
    name = "ha-noi-ubnd-2026"
    before, after = (
        word_reader.read(one, "kh.docx") for one in (draft_of(name), (resaved / f"{name}.docx").read_bytes())
    )

    assert looks(after) == looks(before)
    assert (after.sections, after.margins, said(after)) == (before.sections, before.margins, [])
    assert shapes(after) == shapes(before)


def looks(written):
    return [
        (text(one.content), letters(one.content, "bold"), one.label, one.level, one.align, one.size, one.indent)
        for one in paragraphs(written.blocks)
    ]


def shapes(written):
    tables = [block for block in written.blocks if isinstance(block, Table)]
    return [
        (one.width, one.has_borders, [[(cell.column, cell.columns, cell.rows) for cell in row] for row in one.rows])
        for one in tables
    ]


# Whatever comes in.

RICH = parts(
    p("Kế hoạch", '<w:pStyle w:val="H"/>')
    + numbered("Mục đích")
    + p("a", inner=DELETED("b") + box(p("Hộp")) + field("DATE", run("1/2")) + NOTE("footnote", 1) + picture("Ảnh"))
    + table([cell("a", DOWN), cell("b", SPAN(2))], [cell("", ON), "c", "d"])
    + "<w:sdt><w:sdtContent>"
    + p("e", inner=f'<w:hyperlink r:id="x">{run("f")}</w:hyperlink>')
    + "</w:sdtContent></w:sdt>"
    + p(inner=run("KÕ", '<w:rFonts w:ascii=".VnTime"/>') + SYMBOL("Wingdings", "F0FC"))
    + SIZE(1, 2).replace("<w:pgSz", '<w:headerReference r:id="header"/><w:pgSz'),
    styles=STYLES,
    numbering=numbering(level(0, "%1."), level(1, "%1.%2)", "lowerRoman")),
    footnotes=FOOTNOTES,
    comments=COMMENTS,
    header=p("Đầu trang"),
)
PACKED = packed(RICH)
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 10**6), st.sampled_from(["flip", "cut", "insert", "copy"]), st.binary(min_size=1, max_size=8)
    ),
    min_size=1,
    max_size=6,
)
SNIPPETS = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:del>", "<w:txbxContent>", "<w:sdt>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:pPr/>", '<w:br w:type="page"/>', "\"", "<", "&",
    '<w:ind w:left="-99999999999999"/>', '<w:gridSpan w:val="99999999999999999999"/>', '<w:footnoteReference w:id="1"/>', "0", "-1", "x",
]  # fmt: skip


def damaged(data, changes):
    """Return *data* with bytes turned, cut out, put in or repeated."""
    changed = bytearray(data)
    for at, kind, other in changes:
        at %= len(changed)
        if kind == "flip":
            changed[at : at + len(other)] = other
        elif kind == "cut":
            del changed[at : at + other[0]]
        elif kind == "insert":
            changed[at:at] = other
        else:
            changed[at:at] = changed[at : at + 20 * other[0]]
        if not changed:
            return b""
    return bytes(changed)


def check(data):
    """Read whatever *data* is: a document or a clear error, at once."""
    start = time.perf_counter()
    try:
        assert isinstance(word_reader.read(data, "kh.docx"), Written)
    except CchcDraftError as error:
        assert str(error)
    assert time.perf_counter() - start < 1


@given(CHANGES)
def test_a_damaged_file_is_read_or_refused(changes):
    check(damaged(PACKED, changes))


@given(st.sampled_from(sorted(RICH)), CHANGES)
def test_a_damaged_part_is_read_or_refused(name, changes):
    check(packed(RICH | {name: damaged(RICH[name], changes)}))


@given(
    st.sampled_from(sorted(name for name in RICH if name.endswith("l"))),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SNIPPETS), st.integers(0, 30)), min_size=1, max_size=8),
)
def test_a_part_with_odd_elements_is_read_or_refused(name, changes):
    data = RICH[name].decode()
    for at, snippet, cut in changes:
        at = data.find("<", at % len(data)) if snippet[:1] == "<" else at % len(data)
        data = data[:at] + snippet + data[at + cut :]

    check(packed(RICH | {name: data.encode()}))


MADE_UP = ["ins", "sdt", "sdtContent", "del", "moveFrom", "p", "r", "t", "rPr", "pPr", "tbl", "tr", "tc", "hyperlink", "fldSimple", "txbxContent", "new"]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.integers(0, 999),
            st.integers(0, 999),
            st.sampled_from(["move", "wrap", "drop"]),
            st.sampled_from(MADE_UP),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_stands_where_no_word_is_lost(changes):
    tree = etree.fromstring(RICH["word/document.xml"])
    for at, other, change, name in changes:
        disturb(list(tree.iterdescendants()), at, other, change, W + name)
    words = list(words_of(tree))
    for number, word in enumerate(words):
        word.text = f"từ{number}."

    written = word_reader.read(packed(RICH | {"word/document.xml": etree.tostring(tree)}), "kh.docx")

    found = f"{' '.join(lines(written))} {' '.join(said(written))}"
    assert [word.text for word in words if word.text not in found and word.text.upper() not in found] == []


def disturb(elements, at, other, change, name):
    """Change the place or the element around one element of a document."""
    element, target = elements[at % len(elements)], elements[other % len(elements)]
    around = element.getparent()
    if element.tag == W + "body":
        return
    if change == "wrap":
        wrapper = etree.Element(name)
        around.replace(element, wrapper)
        wrapper.append(element)
    elif change == "drop":
        around.remove(element)
    elif target is not element and element not in target.iterancestors():
        target.insert(other % (len(target) + 1), element)


def words_of(tree):
    """Yield the elements with text that Word may show, and those with deleted text."""
    for word in tree.iter(W + "t", W + "delText"):
        if not any(above.tag.endswith("Fallback") for above in word.iterancestors()):
            yield word


PIECES = st.recursive(
    st.sampled_from(["run", "deleted", "hidden", "tab"]),
    lambda inner: st.tuples(st.sampled_from(["ins", "sdt", "link", "field", "simple", "box", "choice", "moved"]), st.lists(inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip
BLOCKS = st.recursive(
    st.tuples(st.just("p"), st.lists(PIECES, max_size=3)),
    lambda inner: st.tuples(st.sampled_from(["table", "sdt"]), st.lists(inner, max_size=3)),
    max_leaves=6,
)


class Words:
    """Makes XML of a description, every word in it another one."""

    def __init__(self):
        self.count = 0

    def word(self):
        self.count += 1
        return f"từ{self.count} "

    def pieces(self, made):
        return "".join(map(self.piece, made))

    def piece(self, made):
        if isinstance(made, str):
            word = "" if made == "tab" else self.word()
            return {
                "run": run(word),
                "deleted": DELETED(word),
                "hidden": run(word, "<w:vanish/>"),
                "tab": "<w:r><w:tab/></w:r>",
            }[made]
        kind, inner = made[0], self.pieces(made[1])
        return {
            "ins": f"<w:ins>{inner}</w:ins>",
            "sdt": f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
            "link": f"<w:hyperlink w:anchor='x'>{inner}</w:hyperlink>",
            "field": field("DATE", inner),
            "simple": f"<w:fldSimple w:instr='DATE'>{inner}</w:fldSimple>",
            "box": box(p(inner=inner)),
            "choice": ALTERNATIVE(inner, "<w:r/>"),
            "moved": f"<w:moveFrom>{inner}</w:moveFrom>",
        }[kind]

    def block(self, made):
        kind, inner = made
        if kind == "p":
            return p(inner=self.pieces(inner))
        blocks = "".join(map(self.block, inner))
        return (
            f"<w:sdt><w:sdtContent>{blocks}</w:sdtContent></w:sdt>"
            if kind == "sdt"
            else table([f"<w:tc>{blocks}</w:tc>"])
        )


@given(st.lists(BLOCKS, max_size=4))
def test_every_word_is_read_or_told_once(made):
    words = Words()
    written = read("".join(map(words.block, made)))

    found = f"{' '.join(lines(written))} {' '.join(said(written))}"
    assert sorted(word for word in found.replace("«", " ").replace("»", " ").split() if word[2:].isdigit()) == sorted(
        f"từ{number}" for number in range(1, words.count + 1)
    )
