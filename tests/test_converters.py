"""Old Word, OpenDocument, RTF and PDF files: turned into what the readers read, or refused in words."""

import http.server
import io
import shutil
import sys
import threading
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.errors import InputError
from cchc_draft.importing import text_reader
from cchc_draft.importing.converters import ENTRY_LIMIT, SIZE_LIMIT, kind_of, pdf_text, to_docx
from cchc_draft.importing.written import text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = rb"{\rtf1\ansi Ke hoach\par}"
posix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for a program with a shell script")
needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="not installed: pdftotext")


def archive(**members):
    """Return a zip file; the names are given with __ for / and _ for the point."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


def odt(content="", manifest=""):
    return archive(
        mimetype="application/vnd.oasis.opendocument.text", content_xml=content, **{"META-INF__manifest_xml": manifest}
    )


def doc(flags=0):
    """Return the beginning of a .doc with these flags in its header."""
    return (
        OLE + bytes(504) + b"\xec\xa5\xc1\x00\x4d\x20\x09\x04\x00\x00" + bytes([flags >> 8, flags & 0xFF]) + bytes(500)
    )


DOCX = archive(word__document_xml="<w:document/>")


def pdf(*pages, trailer=""):
    """Return a PDF with these texts on its pages; an empty one is a page without text."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, page in enumerate(pages):
        shown = "".join(
            f"BT /F1 12 Tf 72 {720 - 20 * row} Td ({line}) Tj ET " for row, line in enumerate(page.split("\n")) if line
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    data = "%PDF-1.4\n"
    places = []
    for number, entry in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{entry}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return f"{data}{end}startxref\n{len(data)}\n%%EOF\n".encode()


LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >> /ID [<{'43' * 16}> <{'43' * 16}>]"


def fault(call, data, file, **options):
    with pytest.raises(InputError) as caught:
        call(data, file, **options)
    return str(caught.value)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return a function that puts a shell script in the place of a program."""

    def write(variable, *commands):
        path = tmp_path / "chuong-trinh"
        path.write_text("\n".join(["#!/bin/sh", *commands]) + "\n")
        path.chmod(0o755)
        monkeypatch.setenv(variable, str(path))

    return write


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Let temporary files go to a folder that can be looked at, and return it."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


# What a file is.


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ""),
        (b"Ke hoach", ""),
        (doc(), "doc"),
        (RTF, "rtf"),
        (odt(), "odt"),
        (archive(content_xml="x"), "odt"),
        (DOCX, "docx"),
        (archive(xl__workbook_xml="x"), "zip"),
        (b"PK\x03\x04", "zip"),
        (pdf("a"), "pdf"),
        (b"\n\n" + pdf("a"), "pdf"),
        (b"<html><body>", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "html"),
        (b"MIME-Version: 1.0\n", "html"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "file", "problem"),
    [
        (b"", "cu.doc", "tệp trống [empty-file]"),
        (b"Ke hoach", "cu.doc", "đây không phải là tệp .doc, hoặc tệp đã hỏng phần đầu [wrong-file-kind]"),
        (
            pdf("a"),
            "cu.doc",
            "tệp có đuôi .doc nhưng thật ra là tệp PDF (.pdf); hãy đổi đuôi tệp cho đúng [wrong-file-kind]",
        ),
        (
            b"<html><body>",
            "cu.DOC",
            "tệp có đuôi .doc nhưng thật ra là trang web (HTML); hãy mở bằng Word và lưu lại thành .docx [wrong-file-kind]",
        ),
        (
            doc(),
            "cu.odt",
            "tệp có đuôi .odt nhưng thật ra là tệp Word 97-2003 (.doc) hoặc tệp Office có mật khẩu; hãy đổi đuôi tệp cho "
            "đúng [wrong-file-kind]",
        ),
        (
            archive(a="x"),
            "cu.odt",
            "tệp có đuôi .odt nhưng thật ra là tệp nén (.zip); hãy mở bằng Word và lưu lại thành .docx [wrong-file-kind]",
        ),
        (
            doc(0x0001),
            "cu.doc",
            "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại [encrypted]",
        ),
        (
            OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
            "cu.doc",
            "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại [encrypted]",
        ),
        (
            odt(manifest="<manifest:encryption-data/>"),
            "cu.odt",
            "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại [encrypted]",
        ),
        (odt()[:-30], "cu.odt", "tệp bị hỏng hoặc bị cắt cụt, không đọc được [damaged]"),
        (
            archive(mimetype="application/vnd.oasis.opendocument.text", **{f"a{n}": "" for n in range(ENTRY_LIMIT)}),
            "cu.odt",
            "tệp giải nén ra hơn 300 MB hoặc quá nhiều phần, không phải tệp kế hoạch [file-too-large]",
        ),
        (bytes(SIZE_LIMIT + 1), "cu.rtf", "tệp lớn hơn 64 MB, không phải tệp kế hoạch [file-too-large]"),
    ],
)
def test_a_file_that_libreoffice_is_not_to_see_is_refused(data, file, problem, monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_SOFFICE", "/none")

    assert fault(to_docx, data, file) == f"{file}: lỗi: {problem}"


@pytest.mark.parametrize("file", ["cu.doc", "cu.odt", "cu.rtf"])
def test_a_docx_under_another_name_is_taken_as_it_is(file):
    assert to_docx(DOCX, file) == DOCX


@given(st.binary(max_size=200), st.sampled_from([b"", OLE, b"{\\rt", b"PK\x03\x04", b"%PDF-", DOCX[:60], odt()[:90]]))
def test_any_first_bytes_are_known_or_not(data, head):
    assert kind_of(head + data) in ("", "doc", "rtf", "docx", "odt", "zip", "pdf", "html")


# LibreOffice.


def test_a_machine_without_libreoffice_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_SOFFICE", "/none")

    assert fault(to_docx, RTF, "cu.rtf") == (
        "cu.rtf: lỗi: cần LibreOffice để đọc tệp này mà máy chưa có; hãy cài LibreOffice (hoặc đặt biến "
        "CCHC_DRAFT_SOFFICE), hoặc mở tệp bằng Word và lưu lại thành .docx [no-libreoffice]"
    )


@posix
@pytest.mark.parametrize("data", [RTF, doc(), odt(manifest="<a/>")], ids=["rtf", "doc", "odt"])
def test_libreoffice_that_fails_is_told(data, program, scratch):
    program("CCHC_DRAFT_SOFFICE", "exit 1")
    file = f"cu.{kind_of(data)}"

    assert fault(to_docx, data, file) == (
        f"{file}: lỗi: LibreOffice không đọc được tệp này; hãy mở bằng Word và lưu lại thành .docx [conversion-failed]"
    )
    assert list(scratch.iterdir()) == []


@posix
def test_libreoffice_that_hangs_is_stopped(program, scratch):
    program("CCHC_DRAFT_SOFFICE", "sleep 60")

    start = time.monotonic()
    said = fault(to_docx, RTF, "cu.rtf", time_limit=0.5)

    assert said == (
        "cu.rtf: lỗi: LibreOffice chưa đọc xong tệp sau 0 giây nên đã dừng lại; hãy mở bằng Word và lưu lại thành .docx "
        "[conversion-timeout]"
    )
    assert time.monotonic() - start < 10
    assert list(scratch.iterdir()) == []


@posix
def test_a_doc_that_is_rtf_is_given_to_libreoffice_as_rtf(program, tmp_path):
    program(
        "CCHC_DRAFT_SOFFICE",
        f'for last; do :; done; cp "$last" {tmp_path}/$(basename "$last"); echo "$@" > {tmp_path}/args',
    )

    fault(to_docx, RTF, "cu.doc")

    assert (tmp_path / "ke-hoach.rtf").read_bytes() == RTF
    assert "--convert-to docx" in (tmp_path / "args").read_text()


@pytest.fixture
def server():
    """Return the address of a server on this machine, and the paths that were asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names that the library calls

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}", asked
        made.shutdown()
        thread.join()


NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


@pytest.mark.skipif(not shutil.which("soffice"), reason="not installed: soffice")
def test_an_odt_becomes_a_docx_and_nothing_that_it_links_to_is_fetched(server, monkeypatch, scratch):
    monkeypatch.delenv("CCHC_DRAFT_SOFFICE", raising=False)
    address, asked = server
    declared = " ".join(f'xmlns:{name}="{space}"' for name, space in NAMES.items())
    content = (
        f'<office:document-content {declared} office:version="1.2"><office:body><office:text>'
        f'<text:p>Kế hoạch<draw:frame svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/anh.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"</draw:frame></text:p></office:text></office:body></office:document-content>"
    )
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        + entry.format("/", "application/vnd.oasis.opendocument.text")
        + entry.format("content.xml", "text/xml")
        + "</manifest:manifest>"
    )

    docx = to_docx(odt(content, manifest), "cu.odt")

    with zipfile.ZipFile(io.BytesIO(docx)) as made:
        assert "Kế hoạch" in made.read("word/document.xml").decode()
    assert asked == []
    assert list(scratch.iterdir()) == []


# PDF.


@needs_pdftotext
def test_the_text_of_a_pdf_is_read_page_by_page():
    read = pdf_text(pdf("KE HOACH\nTuyen truyen", "2\nNoi dung."), "cu.pdf")

    assert read.problems == ()
    assert [line.split() for line in read.text.split("\f")] == [
        ["KE", "HOACH", "Tuyen", "truyen"],
        ["2", "Noi", "dung."],
        [],
    ]
    written = text_reader.read(read.text, "cu.pdf")
    assert [text(block.content) for block in written.blocks] == ["KE HOACH", "Tuyen truyen", "Noi dung."]


@needs_pdftotext
def test_pages_without_text_among_others_are_told():
    read = pdf_text(pdf("KE HOACH", "", "Noi dung.", ""), "cu.pdf")

    assert [str(problem) for problem in read.problems] == [
        "cu.pdf: cảnh báo: 2 trong 4 trang không có chữ, chỉ có ảnh: trang 2, 4; nội dung các trang này chưa được đọc "
        "[photo-pages]"
    ]


@posix
def test_a_pdf_in_a_legacy_font_is_read_in_unicode(program, tmp_path):
    words = "KÕ ho¹ch c¶i c¸ch hµnh chÝnh nhµ n\u00adíc cña ph\u00adêng n¨m nay, nhiÖm vô träng t©m " * 3
    listed = "".join(
        f'<word xMin="{place}" yMin="1" xMax="{place}" yMax="9">{word}</word>'
        for place, word in enumerate(words.split())
    )
    (tmp_path / "listing").write_text(f'<page height="842">{listed}</page>', encoding="utf-8")
    program("CCHC_DRAFT_PDFTOTEXT", f'for last; do :; done; cp {tmp_path}/listing "$last"')

    read = pdf_text(pdf("a"), "cu.pdf")

    assert "cải cách hành chính nhà nước của phường" in " ".join(read.text.split())
    assert [problem.code for problem in read.problems] == ["legacy-encoding"]


@needs_pdftotext
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            pdf("", "", ""),
            "tệp PDF (3 trang) chỉ có ảnh chụp, ảnh quét, không có chữ; hãy dùng tệp Word gốc, hoặc nhận dạng chữ (OCR) rồi "
            "lưu thành .docx hay .txt [photo-pdf]",
        ),
        (
            pdf("a", trailer=LOCK),
            "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại [encrypted]",
        ),
        (b"%PDF-1.4\nhong", "tệp bị hỏng hoặc bị cắt cụt, không đọc được [damaged]"),
        (pdf("a")[:150], "tệp bị hỏng hoặc bị cắt cụt, không đọc được [damaged]"),
        (DOCX, "tệp có đuôi .pdf nhưng thật ra là tệp Word (.docx); hãy đổi đuôi tệp cho đúng [wrong-file-kind]"),
        (b"abc", "đây không phải là tệp .pdf, hoặc tệp đã hỏng phần đầu [wrong-file-kind]"),
        (b"", "tệp trống [empty-file]"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(data, problem):
    assert fault(pdf_text, data, "cu.pdf") == f"cu.pdf: lỗi: {problem}"


def test_a_machine_without_pdftotext_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("CCHC_DRAFT_PDFTOTEXT", "/none")

    assert fault(pdf_text, pdf("a"), "cu.pdf") == (
        "cu.pdf: lỗi: cần chương trình pdftotext để đọc tệp PDF mà máy chưa có; hãy cài poppler-utils (hoặc đặt biến "
        "CCHC_DRAFT_PDFTOTEXT), hoặc dùng tệp Word gốc [no-pdftotext]"
    )


@posix
@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        (
            ("sleep 60",),
            "pdftotext chưa đọc xong tệp PDF sau 1 giây nên đã dừng lại; hãy dùng tệp Word gốc [conversion-timeout]",
        ),
        (
            ('for last; do :; done; head -c 21000000 /dev/zero > "$last"; sleep 60',),
            "tệp PDF có quá nhiều chữ, không phải tệp kế hoạch; hãy dùng tệp Word gốc [file-too-large]",
        ),
        (
            ('for last; do :; done; head -c 21000000 /dev/zero > "$last"',),
            "tệp PDF có quá nhiều chữ, không phải tệp kế hoạch; hãy dùng tệp Word gốc [file-too-large]",
        ),
        (("exit 0",), "pdftotext không đọc được tệp PDF này; hãy dùng tệp Word gốc [conversion-failed]"),
        (("exit 3",), "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại [encrypted]"),
    ],
)
def test_a_program_that_does_not_give_the_text_is_told(commands, problem, program, scratch):
    program("CCHC_DRAFT_PDFTOTEXT", *commands)

    assert fault(pdf_text, pdf("a"), "cu.pdf", time_limit=1) == f"cu.pdf: lỗi: {problem}"
    assert list(scratch.iterdir()) == []


@posix
def test_letters_of_a_name_do_not_reach_the_program(program, tmp_path):
    word = '<page height=\\"842\\"><word xMin=\\"1\\" yMin=\\"1\\" xMax=\\"9\\" yMax=\\"9\\">Ke</word></page>'
    program("CCHC_DRAFT_PDFTOTEXT", f'echo "$@" > {tmp_path}/args; for last; do :; done; echo "{word}" > "$last"')

    assert pdf_text(pdf("a"), "$(touch hong) -opw; cu.pdf").text.split() == ["Ke"]
    assert "touch" not in (tmp_path / "args").read_text()
