"""Files that nobody would write: whatever goes in, a plan folder or a clear refusal comes out, and soon."""

import copy
import io
import os
import random
import tempfile
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from made_once import draft_of
from word_making import docx, level, numbered, p, run, style, table

from cchc_draft import api
from cchc_draft.errors import CchcDraftError, InputError
from cchc_draft.importing import legacy_fonts, text_reader, word_reader
from cchc_draft.importing.written import text
from cchc_draft.output import write_folder

ROOT = Path(__file__).parent.parent
SECONDS = 10
"""A changed file takes well under one second."""
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
ODD = (
    "", "0", "-1", "1", "9", "63", "99999999999999999999", "1" + "0" * 400, "-0", "1.5", "1e9", "٣", "²", "a", "none", "đ",
    "true", "auto", "continue", "restart", "begin", "end", "%1%9%", "{{ a }}", "{% x", "../../etc", "/", "a\u0300" * 50,
    "\u200b", "Heading1", ".VnTimeH", "VNI-Times", "Symbol", "decimal", "upperRoman", "page", "\ue000", "<b>", "|", "---",
)  # fmt: skip
"""Values for attributes, and words for texts."""


@cache
def drafts():
    """Return the drafts of some examples, and a file with a bit of everything."""
    names = ("ha-noi-phuong-ngoc-ha-2026", "lai-chau-ubnd-2027", "ha-noi-xa-soc-son-2027")
    made = [draft_of(name) for name in names]
    return [*made, variety()]


def variety():
    """Return a plan with lists, legacy fonts, fields, notes, boxes, tracked changes and a table."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{depth + 1}."/></w:lvl>'
        for depth, kind in enumerate(("upperRoman", "decimal", "lowerLetter"))
    )
    field = "".join(
        run(inner=f'<w:fldChar w:fldCharType="{kind}"/>{code}')
        for kind, code in (("begin", "<w:instrText>REF a</w:instrText>"), ("separate", "<w:t>số 1</w:t>"), ("end", ""))
    )
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('DỰ THẢO')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    body = [
        table(["SỞ NỘI VỤ TỈNH LAI CHÂU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1/KH-SNV", "Lai Châu, ngày 5"]),
        p("KẾ HOẠCH", '<w:jc w:val="center"/>', run(inner=box)),
        p("Cải cách hành chính năm 2026", '<w:jc w:val="center"/>'),
        p("Căn cứ Quyết định số 5/QĐ-UBND ngày 03/01/2026;", inner=field),
        numbered("MỤC ĐÍCH"),
        numbered("Yêu cầu", 1),
        p(inner=run("KÕ ho¹ch c¶i c¸ch", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')),
        p(inner=f"<w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>"),
        p("chú thích", inner=run(inner='<w:footnoteReference w:id="2"/>')),
        table(
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Rà soát", "Văn phòng", "Quý I"], ["2", "Sửa", "", "30/6"]
        ),
        p("Nơi nhận:"),
        p("- Lưu: VT."),
        "<w:sectPr/>",
    ]
    return docx(
        "".join(body),
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        styles=style("Normal", default=True) + style("Heading1", based_on="Normal", name="heading 1"),
        footnotes=f'<w:footnote w:id="2">{p("Ghi chú")}</w:footnote>',
    )


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


# Changes: each takes bytes or elements and a source of chance.


def changed_bytes(data, chance):
    """Return bytes with a few overwritten, left out, doubled or cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 1, 2, 8, 64, 1024))
        at = max(at, len(made) - 1500) if chance.randrange(2) else at  # the directory of a package stands last
        kind = chance.randrange(5)
        if kind == 0:
            made[at : at + length] = chance.randbytes(min(length, 8))
        elif kind == 1:
            del made[at : at + length]
        elif kind == 2:
            made[at:at] = made[at : at + length] * chance.choice((1, 3, 100))
        elif kind == 3 and chance.randrange(4) == 0:
            del made[at:]
        else:
            made[at : at + 1] = chance.choice((b"<", b">", b"&", b'"', b"\0", b"\xff", b"9", b"\xcc\x80"))
    return bytes(made)


def changed_part(data, chance):
    """Return a package with the bytes of one part changed."""
    files = unpacked(data)
    name = chance.choice([name for name in (*PARTS, *files) if name in files])
    return packed({**files, name: changed_bytes(files[name], chance)})


def changed_tree(data, chance):
    """Return a package with elements of one or two parts moved about and their values made odd."""
    files = unpacked(data)
    for _ in range(chance.randint(1, 2)):
        name = chance.choice([name for name in (*PARTS, PARTS[0], *files) if name in files])
        try:
            root = etree.fromstring(files[name])
        except etree.XMLSyntaxError:
            continue
        for _ in range(chance.randint(1, 12)):
            elements = list(root.iter(etree.Element))
            chance.choice(TREE_CHANGES)(chance.choice(elements), chance.choice(elements), chance)
        files[name] = etree.tostring(root)
    return packed(files)


def drop(one, _other, _chance):
    if one.getparent() is not None:
        one.getparent().remove(one)


def double(one, _other, chance):
    if one.getparent() is not None:
        for _ in range(chance.choice((1, 1, 3, 30))):
            one.addnext(copy.deepcopy(one))


def move(one, other, chance):
    if one not in list(other.iterancestors()) and one is not other and one.getparent() is not None:
        other.insert(chance.randint(0, len(other)), one)


def nest(one, other, chance):
    """Put copies of an element's likeness around it, some deep."""
    if one.getparent() is None:
        return
    for _ in range(chance.choice((1, 2, 10, 60))):
        around = etree.Element(other.tag, dict(other.attrib))
        one.addprevious(around)
        around.append(one)


def odd_value(one, other, chance):
    source = one if one.attrib else other
    if source.attrib:
        one.set(chance.choice(list(source.attrib)), chance.choice(ODD))


def no_value(one, _other, chance):
    if one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]


def odd_text(one, _other, chance):
    if one.text:
        at = chance.randint(0, len(one.text))
        one.text = one.text[:at] + chance.choice(ODD).replace("\x00", "") * chance.choice((1, 1, 50)) + one.text[at:]


def other_name(one, other, chance):
    one.tag = chance.choice((other.tag, "{urn:khac}p", etree.QName(one).localname))


def swap(one, other, _chance):
    one.text, other.text = other.text, one.text


TREE_CHANGES = (drop, double, move, move, nest, odd_value, odd_value, no_value, odd_text, odd_text, other_name, swap)


def changed_package(data, chance):
    """Return a package whose parts are absent, doubled, under other names, or related otherwise."""
    files = unpacked(data)
    for _ in range(chance.randint(1, 3)):
        name, other = chance.choice(list(files)), chance.choice(list(files))
        kind = chance.randrange(4)
        if kind == 0 and len(files) > 1:
            del files[name]
        elif kind == 1:
            files[name] = files[other]
        elif kind == 2:
            files[chance.choice(("../x.xml", "/word/document.xml", "WORD\\styles.xml", name.upper()))] = files[name]
        else:
            target = chance.choice(
                (b"", b"../../../etc/passwd", b"file:///etc/passwd", other.encode(), b"document.xml")
            )
            files[name] = files[name].replace(b"styles.xml", target).replace(b"numbering.xml", target)
    return packed(files)


HEAD = "SỞ NỘI VỤ\n\nSố: 1/KH-SNV\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC ĐÍCH\n\n"
TEXT = (HEAD + "1. Yêu cầu\n\n" * 5 + "TT\tNhiệm vụ\tThời hạn\n1\tRà soát\tQuý I\n").encode()
CHANGES = {
    "zip": changed_bytes,
    "part": changed_part,
    "tree": changed_tree,
    "package": changed_package,
}


def outcome(data, suffix=".docx"):
    """Import a file and draft what it became; return "refused", "faulty" or "drafted". Everything else is a failure."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        document = folder / f"cu{suffix}"
        document.write_bytes(data)
        start = time.process_time()
        try:
            made = api.import_plan(document, profiles=ROOT / "profiles")
        except InputError as error:
            assert str(error)
            assert all(problem.message and problem.text for problem in error.problems)
            return "refused"
        finally:
            assert time.process_time() - start < SECONDS
            assert [path.name for path in folder.iterdir()] == [document.name]
        write_folder(folder / "moi", {name: text.encode() for name, text in made.files.items()})
        assert {path.name for path in folder.iterdir()} == {document.name, "moi"}
        try:
            api.draft(folder / "moi", profiles=None if made.is_new_profile else ROOT / "profiles")
        except CchcDraftError as error:
            assert str(error)
            return "faulty"
        return "drafted"


@given(kind=st.sampled_from(["text", *CHANGES]), seed=st.integers(0, 2**32))
def test_a_changed_file_is_imported_or_refused(kind, seed):
    chance = random.Random(seed)

    if kind == "text":
        outcome(changed_bytes(TEXT, chance), ".txt")
    else:
        outcome(CHANGES[kind](chance.choice(drafts()), chance))


# Texts.

BITS = st.sampled_from(
    ["\n", "\n\n", " ", "\t", "|", "1. ", "a) ", "- ", "+ ", "I. ", "I1. ", "1.1. ", "PHỤ LỤC", "TT\tNhiệm vụ\tThời hạn\n",
     "Nơi nhận:", "Căn cứ Quyết định số 5/QĐ-UBND ngày 03/01/2026;", "Điều 1.", "TM. ỦY BAN NHÂN DÂN", "./.", "***", "```",
     "|---|---|", "{{", "{% a %}", "[^1]", "---", "\u00ad", "\u200b", "\ufeff", "\x00", "\x0c", "\u0301", "\u0323", "ế", "e\u0302",
     "Quý I", "30/6/2026", "9" * 400, "²", "٣", "\u2028", "\r", "<b>", "](", "\\"]
)  # fmt: skip


@given(st.lists(BITS | st.text(max_size=5), max_size=60).map("".join), st.sampled_from([".txt", ".md"]), st.booleans())
def test_any_text_is_imported_or_refused(words, suffix, is_plan):
    outcome(((HEAD if is_plan else "") + words).encode("utf-8", "surrogatepass"), suffix)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "cu.txt")

    with pytest.raises(InputError, match="unreadable-file"):
        api.import_plan(tmp_path / "cu.txt")


# Files that would take very long, or very much memory, if anything were done twice.

MANY = 5_000
NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:t>g</w:t><w:footnoteReference w:id="{}"/></w:r></w:p></w:footnote>'
WIDE = {
    "fields far inside": lambda: docx(
        "<w:p>"
        + "<w:sdt><w:sdtContent>" * 15
        + '<w:fldChar w:fldCharType="x"/>' * MANY
        + "</w:sdtContent></w:sdt>" * 15
        + "</w:p>"
    ),
    "lists of one definition": lambda: docx(
        "".join(numbered("a", 0, number) for number in range(MANY // 2)),
        numbering=f'<w:abstractNum w:abstractNumId="0">{level(0, "%1") * MANY}</w:abstractNum>'
        + "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="0"/></w:num>' for one in range(MANY // 2)),
    ),
    "labels with long properties": lambda: docx(
        numbered("a") * (MANY // 2),
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/><w:rPr>'
        + "<w:b/>" * MANY
        + '</w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ),
    "styles on one with long properties": lambda: docx(
        "".join(p("a", f'<w:pStyle w:val="S{number}"/>') for number in range(MANY // 4)),
        styles=style("B", "<w:rPr>" + "<w:b/>" * MANY + "</w:rPr>")
        + "".join(style(f"S{number}", based_on="B") for number in range(MANY // 4)),
    ),
    "tables with lines of many kinds": lambda: docx(
        "<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr></w:tbl>" * (MANY // 2),
        styles=style(
            "T",
            "<w:tblPr><w:tblBorders>" + "".join(f"<w:a{one}/>" for one in range(MANY)) + "</w:tblBorders></w:tblPr>",
            kind="table",
        ),
    ),
    "one chart at many places": lambda: docx(
        p("a", inner=run(inner='<w:drawing><c:chart r:id="c"/></w:drawing>' * MANY)),
        links=(("c", "chart", "chart.xml"),),
        chart="<c:v>" + "biểu đồ " * 100_000 + "</c:v>",
    ),
    "one long link at many places": lambda: docx(
        p(inner=f'<w:hyperlink r:id="h">{run("a")}</w:hyperlink>') * (MANY // 2),
        links=(("h", "hyperlink", "http://a.vn/" + "x" * 1_000_000, True),),
    ),
    "one document inside at many places": lambda: docx(
        '<w:altChunk r:id="h"/>' * MANY, links=(("h", "aFChunk", "x" * 1_000_000),)
    ),
    "notes with marks of notes": lambda: docx(
        p("a", inner=run(inner='<w:footnoteReference w:id="0"/>')),
        footnotes="".join(NOTE.format(one, one + 1) for one in range(MANY)),
    ),
    "paragraphs without ends": lambda: docx(p("a", "<w:rPr><w:del/></w:rPr>") * MANY),
    "a long field around a header": lambda: docx(
        "<w:sectPr><w:headerReference r:id='header'/></w:sectPr>",
        header="<w:p>"
        + run(inner='<w:fldChar w:fldCharType="begin"/><w:instrText>' + "X " + "a" * 5_000_000 + "</w:instrText>")
        + run(inner='<w:fldChar w:fldCharType="separate"/>')
        + run("a") * MANY
        + run(inner='<w:fldChar w:fldCharType="end"/>')
        + "</w:p>",
    ),
}


@pytest.mark.parametrize("make", WIDE.values(), ids=WIDE)
def test_reading_takes_linear_time_and_tells_long_things_once(make):
    data = make()
    start = time.process_time()

    written = word_reader.read(data, "kh.docx")

    assert time.process_time() - start < 2.5
    told = sum(len(problem.text) for problem in written.problems)
    links = sum(
        len(run.link) for block in written.blocks for run in getattr(block, "content", ()) if hasattr(run, "link")
    )
    assert told + links < 10_000_000


@pytest.mark.parametrize(
    ("read", "place"),
    [
        (lambda words: word_reader.read(docx(p("a") + p(words)), "kh.docx"), "kh.docx:đoạn 2"),
        (lambda words: text_reader.read(f"a\n\n{words}", "kh.txt"), "kh.txt:3"),
    ],
    ids=["word", "text"],
)
def test_a_paragraph_without_end_is_refused_with_its_place(read, place):
    with pytest.raises(InputError) as caught:
        read("rà soát " * 25_001)

    assert str(caught.value) == (
        f"{place}: lỗi: đoạn này dài hơn 200.000 ký tự, không phải một đoạn của kế hoạch; "
        "hãy ngắt thành nhiều đoạn [paragraph-too-long]"
    )


def test_a_text_that_is_too_long_as_a_whole_is_refused():
    with pytest.raises(InputError, match=r"văn bản dài hơn 8\.000\.000 ký tự; hãy chia thành nhiều tệp nhỏ hơn"):
        word_reader.read(docx(p("rà soát " * 24_000) * 42), "kh.docx")


# Whole documents in the fonts of before Unicode.

ENCODED = {
    ".VnTime": {letter: code for code, letter in legacy_fonts.TCVN3.items()},
    ".VnTimeH": {letter: code for code, letter in legacy_fonts.TCVN3.items()},
    "VNI-Times": {letter: code for code, letter in legacy_fonts.VNI.items()},
}
PLAIN = "Kế hoạch cải cách hành chính năm hai nghìn không trăm hai mươi sáu, rà soát thủ tục, đề xuất phương án"
FONTS = "<w:rFonts w:ascii='{0}' w:hAnsi='{0}'/>"
WAYS = {
    "run": lambda words, font: docx(p(inner=run(words, FONTS.format(font)))),
    "style": lambda words, font: docx(
        p(words, '<w:pStyle w:val="A"/>'),
        styles=style("B", f"<w:rPr>{FONTS.format(font)}</w:rPr>") + style("A", based_on="B"),
    ),
    "default style": lambda words, font: docx(
        p(words), styles=style("N", f"<w:rPr>{FONTS.format(font)}</w:rPr>", default=True)
    ),
    "theme": lambda words, font: docx(
        p(words),
        styles="<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/>"
        "</w:rPr></w:rPrDefault></w:docDefaults>",
        theme=f"<a:minorFont><a:latin typeface='{font}'/></a:minorFont>",
    ),
    "table": lambda words, font: docx(table([f"<w:tc>{p(inner=run(words, FONTS.format(font)))}</w:tc>"])),
}


@pytest.mark.parametrize("font", ENCODED)
@pytest.mark.parametrize("where", WAYS)
def test_a_document_in_an_old_font_comes_in_as_unicode(where, font):
    words = "".join(ENCODED[font].get(letter, letter) for letter in PLAIN)

    written = word_reader.read(WAYS[where](words, font), "kh.docx")

    block = written.blocks[0]
    paragraph = block.rows[0][0].blocks[0] if where == "table" else block
    assert text(paragraph.content) == (PLAIN.upper() if font.endswith("H") else PLAIN)
    assert [problem.code for problem in written.problems] == ["legacy-font"]
