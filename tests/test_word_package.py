"""Files from strangers: what is no .docx, and what could do harm, gets one clear error; nothing outside is touched."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from word_making import NAMES, SPACES, docx, numbered, numbering, p, packed, parts, relations, root, run

from cchc_draft.errors import InputError
from cchc_draft.importing import word_package, word_reader
from cchc_draft.importing.written import text

DAMAGED = "tệp Word bị hỏng hoặc chép chưa đủ; hãy chép lại từ bản gốc, hoặc mở bằng Word rồi lưu lại [damaged-word]"
DOCTYPE = "tệp có khai báo DOCTYPE, thứ không bao giờ có trong tài liệu Word; không mở vì lý do an toàn [word-doctype]"
GOOD = docx(p("Kế hoạch"))
XML = b'<?xml version="1.0"?>'
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def error(data):
    """Return what is said of a file that cannot be read."""
    with pytest.raises(InputError) as raised:
        word_reader.read(data, "kh.docx")
    return str(raised.value)


def read(data):
    """Return the texts of a document, and what is said of it."""
    written = word_reader.read(data, "kh.docx")
    return [text(block.content) for block in written.blocks], [str(problem) for problem in written.problems]


def changed(**new):
    """Return a package with parts replaced; "document" is word/document.xml."""
    made = parts(p("Kế hoạch"))
    return packed(made | {name if "." in name else f"word/{name}.xml": data for name, data in new.items()})


def zipped(*entries):
    """Return a package of entries, repeated names too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries:
            package.writestr(name, data)
    return buffer.getvalue()


NOT_WORD = {
    b"": "tệp rỗng [not-word]",
    b"\x89PNG\r\n": "không phải tài liệu Word (.docx) [not-word]",
    b"{\\rtf1\\ansi": "tệp RTF; hãy mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx [not-word]",
    b"%PDF-1.7": "tệp PDF, không phải tài liệu Word [not-word]",
    b"\xef\xbb\xbf<html>": "tệp HTML hoặc XML; hãy mở bằng Word rồi lưu lại thành .docx [not-word]",
    OLE: "tệp Word kiểu cũ (.doc); hãy mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx [old-word]",
    OLE + "EncryptedPackage".encode("utf-16-le"): (
        "tệp đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Word rồi lưu lại [word-password]"
    ),
    GOOD[:-30]: DAMAGED,
    GOOD[: len(GOOD) // 2]: DAMAGED,
    packed({"content.xml": b"<a/>", "mimetype": b"application/vnd.oasis.opendocument.text"}): (
        "tệp OpenDocument (.odt); hãy mở bằng LibreOffice hoặc Word rồi lưu lại thành .docx [not-word]"
    ),
    packed({"xl/workbook.xml": b"<a/>"}): "sổ tính Excel, không phải tài liệu Word [not-word]",
    packed({"ppt/presentation.xml": b"<a/>"}): "trang trình chiếu PowerPoint, không phải tài liệu Word [not-word]",
    packed({"a.txt": b""}): "không phải tài liệu Word: trong tệp không có phần văn bản [not-word]",
    changed(document=b"<a/>"): "không phải tài liệu Word: trong tệp không có phần văn bản [not-word]",
    changed(document=b"<w:document"): DAMAGED,
    changed(document=b""): DAMAGED,
}


@pytest.mark.parametrize(("data", "said"), NOT_WORD.items(), ids=range(len(NOT_WORD)))
def test_what_is_no_word_file_is_named(data, said):
    assert error(data) == f"kh.docx: lỗi: {said}"


def test_a_part_under_a_password_is_damage():
    data = bytearray(GOOD)
    for start in (b"PK\3\4", b"PK\1\2"):
        at = -1
        while (at := data.find(start, at + 1)) >= 0:
            data[at + (6 if start == b"PK\3\4" else 8)] |= 1

    assert error(bytes(data)) == f"kh.docx: lỗi: {DAMAGED}"


def test_a_wrong_checksum_is_damage():
    entry = zipfile.ZipFile(io.BytesIO(GOOD)).getinfo("word/document.xml")

    assert error(GOOD.replace(struct.pack("<I", entry.CRC), b"\1\2\3\4")) == f"kh.docx: lỗi: {DAMAGED}"


@pytest.mark.parametrize(
    "part", ["document", "styles", "settings", "comments", "[Content_Types].xml", "docProps/app.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused(part, encoding):
    data = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'.encode(encoding)

    assert error(changed(**{part: data})) == f"kh.docx: lỗi: {DOCTYPE}"


def test_a_document_type_is_refused_however_far_down_it_stands():
    bombs = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    data = f'<!--{"x" * 100_000}--><!DOCTYPE w [<!ENTITY a0 "x">{bombs}]><w>&a39;</w>'.encode()

    assert error(changed(document=data)) == f"kh.docx: lỗi: {DOCTYPE}"


def test_an_encoding_hides_no_document_type():
    data = '<?xml version="1.0" encoding="UTF-7"?>' + "<!DOCTYPE a><a/>".replace("<!", "+ADwAIQ-")

    assert "lỗi" in error(changed(document=data.encode()))


def test_an_unknown_entity_is_damage():
    assert error(changed(document=f"<w:document {SPACES}><w:body>&x;</w:body></w:document>".encode())).endswith(DAMAGED)


BOMB = "tệp bung ra lớn hơn 200 MB, không phải tài liệu Word thông thường [word-too-large]"


def test_a_small_file_that_unpacks_to_a_gigabyte_is_refused_at_once():
    size = len(parts("x")["word/document.xml"])
    data = docx("x").replace(struct.pack("<I", size), struct.pack("<I", 1_000_000_000))
    start = time.perf_counter()

    assert error(data) == f"kh.docx: lỗi: {BOMB}"
    assert time.perf_counter() - start < 1


def test_a_part_is_not_unpacked_beyond_the_size_that_the_directory_says():
    size = 50_000_000
    data = changed(document=XML + b" " * size).replace(struct.pack("<I", size + len(XML)), struct.pack("<I", 1_000))
    tracemalloc.start()

    assert error(data) == f"kh.docx: lỗi: {DAMAGED}"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data", [zipped(*((f"{number}.txt", b"") for number in range(2_001))), GOOD + b"PK\1\2" * 30_000], ids=range(2)
)
def test_thousands_of_entries_are_refused(data):
    said = "tệp có hơn 2000 phần bên trong, không phải tài liệu Word thông thường [word-too-large]"

    assert error(data) == f"kh.docx: lỗi: {said}"


def test_a_part_with_too_many_elements_is_refused():
    data = root("document", f"<w:body>{'<w:r/>' * 1_600_000}</w:body>").encode()
    said = "phần «word/document.xml» của tệp quá lớn để đọc; hãy chia văn bản thành nhiều tệp nhỏ hơn [word-too-large]"

    assert error(changed(document=data)) == f"kh.docx: lỗi: {said}"


def test_too_many_paragraphs_are_refused():
    data = root("document", f"<w:body>{'<w:p/>' * 100_001}</w:body>").encode()
    said = "văn bản có hơn 100.000 đoạn; hãy chia thành nhiều tệp nhỏ hơn [word-too-large]"

    assert error(changed(document=data)) == f"kh.docx: lỗi: {said}"


TOO_DEEP_FOR_XML = (
    "phần «word/document.xml» của tệp lồng nhau quá sâu hoặc có một giá trị quá dài; "
    "hãy mở bằng Word, chép nội dung sang tệp mới [word-too-deep]"
)
TOO_DEEP = "bảng hoặc khung lồng nhau quá 40 lớp, không đọc được [word-too-deep]"
DEEP = {
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 50): f"kh.docx: lỗi: {TOO_DEEP}",
    ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 50): f"kh.docx: lỗi: {TOO_DEEP}",
    ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 50): f"kh.docx:đoạn 21: lỗi: {TOO_DEEP}",
    ("<w:p>" + "<w:ins>" * 50, "</w:ins>" * 50 + "</w:p>", 1): f"kh.docx:đoạn 1: lỗi: {TOO_DEEP}",
    ("<w:p>" + "<w:r>" * 50, "</w:r>" * 50 + "</w:p>", 1): f"kh.docx:đoạn 1: lỗi: {TOO_DEEP}",
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 1_000): f"kh.docx: lỗi: {TOO_DEEP_FOR_XML}",
    (f'<w:p w:x="{"x" * 10_500_000}"/>', "", 1): f"kh.docx: lỗi: {TOO_DEEP_FOR_XML}",
    (p("x" * 10_500_000), "", 1): f"kh.docx: lỗi: {TOO_DEEP_FOR_XML}",
}  # fmt: skip


@pytest.mark.parametrize(("nested", "said"), DEEP.items(), ids=range(len(DEEP)))
def test_what_is_nested_too_deep_or_too_long_is_refused(nested, said):
    opening, closing, times = nested

    assert error(docx(opening * times + p("x") + closing * times)) == said


def test_ten_tables_in_each_other_are_read():
    written = word_reader.read(docx("<w:tbl><w:tr><w:tc>" * 10 + p("Trong") + "</w:tc></w:tr></w:tbl>" * 10), "kh.docx")

    block = written.blocks[0]
    for _ in range(9):
        block = block.rows[0][0].blocks[0]
    assert text(block.rows[0][0].blocks[0].content) == "Trong"


def test_a_long_attribute_is_repeated_nowhere():
    label = numbering(f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="{"x" * 9_000_000}"/></w:lvl>')
    written = word_reader.read(docx(numbered("a") * 100, numbering=label), "kh.docx")

    assert {len(block.label) for block in written.blocks} == {100}


def test_chained_styles_and_nested_fields_take_no_quadratic_time():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(500)
    )
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = "".join(p("a", f'<w:pStyle w:val="s{n}"/>') for n in range(500))
    body += p(inner=field("begin") * 3_000 + field("separate") + run("x") + field("end") * 3_000)
    start = time.perf_counter()

    word_reader.read(docx(body, styles=styles), "kh.docx")

    assert time.perf_counter() - start < 5


WARNED = {
    "duplicate": (
        zipped(*parts(p("Cũ")).items(), ("word/Document.xml", root("document", f"<w:body>{p('Mới')}</w:body>"))),
        ["Mới"],
        ["tệp có hai phần cùng tên «word/Document.xml»; chỉ đọc phần sau [duplicate-part]"],
    ),
    "names that point outside": (
        zipped(*parts(p("a")).items(), ("/etc/passwd", b""), ("../a", b""), ("C:\\a.xml", b"")),
        ["a"],
        [
            "bỏ qua phần có tên trỏ ra ngoài tệp: «/etc/passwd» [unsafe-part-name]",
            "bỏ qua phần có tên trỏ ra ngoài tệp: «../a» [unsafe-part-name]",
            "bỏ qua phần có tên trỏ ra ngoài tệp: «C:/a.xml» [unsafe-part-name]",
        ],
    ),
    "macros": (
        packed(parts(p("a")) | {"word/vbaProject.bin": b"x"}),
        ["a"],
        ["tệp có macro; macro bị bỏ qua [macros]"],
    ),
    "external parts": (
        docx(p("a"), links=[("i", "image", "http://10.0.0.1/a.png", True), ("h", "hyperlink", "http://a.vn", True)]),
        ["a"],
        ["văn bản dẫn tới tệp bên ngoài «http://10.0.0.1/a.png»; tệp đó không được mở [external-file]"],
    ),
    "damaged styles": (
        changed(styles=b"<w:styles", **{"word/_rels/document.xml.rels": relations(("s", "styles", "styles.xml")).encode()}),
        ["Kế hoạch"],
        ["phần «word/styles.xml» của tệp bị hỏng, nội dung trong đó không đọc được [damaged-part]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "texts", "said"), WARNED.values(), ids=WARNED)
def test_what_is_odd_in_a_package_is_told(data, texts, said):
    assert read(data) == (texts, [f"kh.docx: cảnh báo: {one}" for one in said])


READ = {
    "no styles, no numbering": docx(p("Kế hoạch")),
    "main part elsewhere": packed(
        {
            "_rels/.rels": relations(("m", "officeDocument", "/abc/chính%20văn.xml")).encode(),
            "abc/chính văn.xml": root("document", f"<w:body>{p('Kế hoạch')}</w:body>").encode(),
        }
    ),
    "no relations at all": packed({"word/document.xml": root("document", f"<w:body>{p('Kế hoạch')}</w:body>").encode()}),
    "names in other letters": packed({name.upper(): data for name, data in parts(p("Kế hoạch")).items()}),
    "backslashes": packed({name.replace("/", "\\"): data for name, data in parts(p("Kế hoạch")).items()}),
    "UTF-16": changed(document=root("document", f"<w:body>{p('Kế hoạch')}</w:body>").encode("utf-16")),
    "UTF-16 with a declaration": changed(
        document=('<?xml version="1.0" encoding="UTF-16"?>' + root("document", f"<w:body>{p('Kế hoạch')}</w:body>")).encode(
            "utf-16-be"
        )
    ),
    "comments and instructions": changed(
        document=XML + root("document", f"<w:body><!-- x -->{p('Kế h<!-- y -->oạ<?z?>ch')}</w:body>").encode()
    ),
    "strict": changed(
        document=root("document", f"<w:body>{p('Kế hoạch')}</w:body>")
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .encode()
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_word_files_of_every_make_are_read(data):
    assert read(data) == (["Kế hoạch"], [])


def test_strict_files_keep_their_form():
    strict = NAMES["w"].replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml").replace("/2006", "")
    body = p("a", '<w:jc w:val="end"/><w:ind w:start="12pt" w:firstLine="0.5in"/>')
    made = {name: data.replace(NAMES["w"].encode(), strict.encode()) for name, data in parts(body).items()}

    block = word_reader.read(packed(made), "kh.docx").blocks[0]

    assert (block.align, block.indent) == ("right", 240 + 720)


def test_limits_are_those_of_the_package():
    assert word_package.ENTRY_LIMIT == 2_000
    assert word_package.UNPACKED_LIMIT == 200_000_000
