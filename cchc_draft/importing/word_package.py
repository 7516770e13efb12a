"""Word files from strangers: their parts as XML, and a clear error for what is no .docx that can be read.

Nothing is written and nothing outside the file is opened. Sizes are taken from the directory of the package, and no
part is unpacked beyond the size that stands there.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.formats import decimal
from cchc_draft.importing.word_xml import PARAGRAPH, Element, W
from cchc_draft.language import N_, Message
from cchc_draft.office_files import BROKEN, ENCRYPTED, OLE

ENTRY_LIMIT = 2_000
UNPACKED_LIMIT = 200_000_000
PART_LIMIT = 64_000_000
"""Bytes of the parts that are read, together."""
NODE_LIMIT = 1_250_000
"""Tags and attributes of the parts that are read, together: some 100 bytes of memory each."""
PARAGRAPH_LIMIT = 100_000
"""Paragraphs of the document; a table of 2,000 rows has some 20,000."""
HEAD = 2_000
"""Bytes of a part in which a document type is looked for before anything is read."""

DOCUMENT = "word/document.xml"
STRICT_HOME = b"http://purl.oclc.org/ooxml/"
STRICT = re.compile(rb"(xmlns(?::[\w.-]+)?\s*=\s*[\"'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
ROOT = re.compile(r"/|[A-Za-z]:")
"""Start of a name that points outside the package."""


class Relation(NamedTuple):
    """What a part refers to."""

    kind: str
    """Last word of the type: hyperlink, image, footnotes …"""
    target: str
    """Name of a part, or an address outside."""
    is_external: bool


class WordPackage:
    """The parts of a .docx; raises InputError for a file that is none, or that could do harm."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data, self.file = data, file
        self.problems: list[Problem] = []
        """Parts that could not be read, and what is not opened."""
        self._roots: dict[str, Element | None] = {}
        """The parts read so far; None for a damaged one."""
        self._size = self._nodes = 0
        """Their bytes, and their tags and attributes."""
        self.main = ""
        """Name of the main part."""
        self.is_strict = False
        """The main part is written in the strict form; trees have the usual names all the same."""
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            self._open(data)
            self.main = self._main()
            self.document = self._roots[self.main] = self._tree(self.main)
            if sum(1 for _ in self.document.iter(PARAGRAPH)) > PARAGRAPH_LIMIT:
                raise _RefusedError("word-too-large", TOO_MANY_PARAGRAPHS, limit=decimal(PARAGRAPH_LIMIT))
        except _RefusedError as refused:
            raise InputError([Problem(refused.code, refused.message, refused.facts, Place(file))]) from refused
        except (*BROKEN, OverflowError, etree.XMLSyntaxError) as error:
            raise InputError([Problem("damaged-word", DAMAGED, {}, Place(file))]) from error
        if self.document.tag != W + "document" or self.document.find(W + "body") is None:
            raise InputError([Problem("not-word", NO_DOCUMENT, {}, Place(file))])

    def root(self, part: str) -> Element | None:
        """Return the root of a part; None where it is absent or damaged, which is reported then."""
        if part not in self.parts:
            return None
        if part not in self._roots:
            self._roots[part] = self._whole(part)
        return self._roots[part]

    def _whole(self, part: str) -> Element | None:
        try:
            return self._tree(part)
        except _RefusedError as refused:
            raise InputError([Problem(refused.code, refused.message, refused.facts, Place(self.file))]) from refused
        except (*BROKEN, OverflowError, etree.XMLSyntaxError):
            self.report("damaged-part", DAMAGED_PART, part=self.parts[part].filename)
            return None

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part refers to, by id."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if root is None else {one.get("Id", ""): _relation(folder, one) for one in root}

    def report(self, code: str, message: Message, **facts: object) -> None:
        """Say something about the file as a whole."""
        self.problems.append(Problem(code, message, facts, Place(self.file), level="warning"))

    def _open(self, data: bytes) -> None:
        """Take in the directory of the package."""
        _check_start(data)
        if data.count(b"PK\1\2") > 10 * ENTRY_LIMIT:  # the directory itself would take long to read
            raise _RefusedError("word-too-large", TOO_MANY_PARTS, limit=ENTRY_LIMIT)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > ENTRY_LIMIT:
            raise _RefusedError("word-too-large", TOO_MANY_PARTS, limit=ENTRY_LIMIT)
        if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
            raise _RefusedError("word-too-large", UNPACKS_TOO_LARGE, limit=UNPACKED_LIMIT // 1_000_000)
        self.parts: dict[str, zipfile.ZipInfo] = {}
        """Entries by their names in small letters, as names of parts are compared."""
        for entry in entries:
            self._take(entry)
        for name, entry in self.parts.items():
            if name.endswith((".xml", ".rels")) and _has_doctype(self._read(entry, HEAD)):
                raise _RefusedError("word-doctype", DOCTYPE)

    def _take(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if ROOT.match(name) or ".." in name.split("/"):
            self.report("unsafe-part-name", UNSAFE_NAME, name=name[:100])
            return
        if name.lower() in self.parts:
            self.report("duplicate-part", DUPLICATE, name=name[:100])
        self.parts[name.lower()] = entry

    def _main(self) -> str:
        """Return the name of the main part."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.parts:
                return relation.target
        if DOCUMENT in self.parts:
            return DOCUMENT
        raise _RefusedError(
            "not-word", next((told for part, told in OTHERS.items() if part in self.parts), NO_DOCUMENT)
        )

    def _read(self, entry: zipfile.ZipInfo, most: int | None = None) -> bytes:
        """Return the bytes of a part, or the first *most* of them."""
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(entry.filename)
        with self._zip.open(entry) as stream:
            return stream.read(entry.file_size + 1 if most is None else most)

    def _tree(self, part: str) -> Element:
        self._size += self.parts[part].file_size
        if self._size > PART_LIMIT:
            raise _RefusedError("word-too-large", PART_TOO_LARGE, part=part)
        data = _utf8(self._read(self.parts[part]))
        if b"<!DOCTYPE" in data:
            raise _RefusedError("word-doctype", DOCTYPE)
        self._nodes += data.count(b"<") + data.count(b"=")
        if self._nodes > NODE_LIMIT:
            raise _RefusedError("word-too-large", PART_TOO_LARGE, part=part)
        if STRICT_HOME in data:
            self.is_strict |= part == self.main
            data = STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3", data)
        try:
            root = etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            if "XML_PARSE_HUGE" in str(error) or "Excessive depth" in str(error):
                raise _RefusedError("word-too-deep", TOO_DEEP, part=part) from error
            raise
        if root.getroottree().docinfo.internalDTD is not None:
            raise _RefusedError("word-doctype", DOCTYPE)
        return root


class _RefusedError(Exception):
    """The file cannot be used; becomes a problem with the file as its place."""

    def __init__(self, code: str, message: Message, **facts: object) -> None:
        super().__init__(code)
        self.code, self.message, self.facts = code, message, facts


def _check_start(data: bytes) -> None:
    """Refuse what is something else than a package, by its name."""
    if data.startswith(OLE):
        is_locked = ENCRYPTED in data
        raise _RefusedError("word-password" if is_locked else "old-word", LOCKED if is_locked else OLD_KIND)
    for start, message in STARTS.items():
        if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise _RefusedError("not-word", message)
    if not data.startswith(b"PK"):
        raise _RefusedError("not-word", NOT_WORD if data else EMPTY)


def _has_doctype(head: bytes) -> bool:
    """Tell whether a document type stands in the first bytes of a part, in any encoding that XML files have."""
    return any("<!DOCTYPE".encode(encoding) in head for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _utf8(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8; all else as it is."""
    encoding = next((encoding for start, encoding in UTF16 if data.startswith(start)), None)
    if not encoding:
        return data
    text = data.decode(encoding).lstrip("\ufeff")
    declaration = DECLARATION.match(text)
    return text[declaration.end() if declaration else 0 :].encode()


def _relation(folder: str, element: Element) -> Relation:
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/").lower()
    return Relation(element.get("Type", "").rpartition("/")[2], target, is_external)


def related(relations: Mapping[str, Relation], kind: str) -> Iterator[str]:
    """Yield the parts of one kind."""
    return (one.target for one in relations.values() if one.kind == kind and not one.is_external)


EMPTY = N_("tệp rỗng")
NOT_WORD = N_("không phải tài liệu Word (.docx)")
NO_DOCUMENT = N_("không phải tài liệu Word: trong tệp không có phần văn bản")
DAMAGED = N_("tệp Word bị hỏng hoặc chép chưa đủ; hãy chép lại từ bản gốc, hoặc mở bằng Word rồi lưu lại")
DAMAGED_PART = N_("phần «{part}» của tệp bị hỏng, nội dung trong đó không đọc được")
OLD_KIND = N_("tệp Word kiểu cũ (.doc); hãy mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx")
LOCKED = N_("tệp đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Word rồi lưu lại")
RTF = N_("tệp RTF; hãy mở bằng Word hoặc LibreOffice rồi lưu lại thành .docx")
WEB_OR_XML = N_("tệp HTML hoặc XML; hãy mở bằng Word rồi lưu lại thành .docx")
PDF = N_("tệp PDF, không phải tài liệu Word")
ODF = N_("tệp OpenDocument (.odt); hãy mở bằng LibreOffice hoặc Word rồi lưu lại thành .docx")
WORKBOOK = N_("sổ tính Excel, không phải tài liệu Word")
SLIDES = N_("trang trình chiếu PowerPoint, không phải tài liệu Word")
TOO_MANY_PARTS = N_("tệp có hơn {limit} phần bên trong, không phải tài liệu Word thông thường")
UNPACKS_TOO_LARGE = N_("tệp bung ra lớn hơn {limit} MB, không phải tài liệu Word thông thường")
TOO_MANY_PARAGRAPHS = N_("văn bản có hơn {limit} đoạn; hãy chia thành nhiều tệp nhỏ hơn")
PART_TOO_LARGE = N_("phần «{part}» của tệp quá lớn để đọc; hãy chia văn bản thành nhiều tệp nhỏ hơn")
TOO_DEEP = N_(
    "phần «{part}» của tệp lồng nhau quá sâu hoặc có một giá trị quá dài; hãy mở bằng Word, chép nội dung sang tệp mới"
)
DOCTYPE = N_("tệp có khai báo DOCTYPE, thứ không bao giờ có trong tài liệu Word; không mở vì lý do an toàn")
UNSAFE_NAME = N_("bỏ qua phần có tên trỏ ra ngoài tệp: «{name}»")
DUPLICATE = N_("tệp có hai phần cùng tên «{name}»; chỉ đọc phần sau")

STARTS = {b"{\\rtf": RTF, b"%PDF": PDF, b"<": WEB_OR_XML}
OTHERS = {"content.xml": ODF, "xl/workbook.xml": WORKBOOK, "ppt/presentation.xml": SLIDES}
