"""The name under a signature (PL I.II.7c)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document
from cchc_draft.checking.look import Look, looked
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.checking.signatures import blocks, in_cells, is_of_sector, kind_of, out_of_cells
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_


@rule("signer-name", "PL I.II.7c", at="signer")
def signer_name(document: Document) -> Iterator[Finding]:
    """Họ và tên người ký: chữ in thường, cỡ 13 đến 14, kiểu chữ đứng, đậm, đặt giữa dưới chức vụ.

    Sai: LÊ THỊ HẠNH
    Sai: Lê thị Hạnh
    Đúng: Lê Thị Hạnh
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: cỡ chữ 12
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    if kind_of(document) == "party":
        return
    for line in document.of("signer"):
        words = one_line(line.words)
        name = re.sub(r"\([^()]*\)", "", words)[title.end() if (title := RANK.match(words)) else 0 :].split()
        if words.isupper():
            yield at(line, NAME_CAPITAL, words, words.title())
        elif any(part[0].islower() for part in name if part[0].isalpha()) and len(name) > 1:
            yield at(line, NAME_CASE, words, " ".join(name).title())
    yield from looked(document, in_cells(document, "signer"), NAME)
    yield from looked(document, out_of_cells(document, "signer"), NAME._replace(is_centred=False))
    yield from _unnamed(document)


RANK = re.compile(r"(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý|sĩ|sỹ)\s+|\w+ (?:sĩ|sỹ|sư)\s+", re.IGNORECASE)


def _unnamed(document: Document) -> Iterator[Finding]:
    """Yield a signature without a name in a plan that has its number and date."""
    head = document.plan.letterhead
    if head.number is None or head.date is None or not head.date.day or not document.written.has_form:
        return
    for block in blocks(document):
        if block.signer is None and block.is_clear and block.lines and (block.positions or block.of("Q")):
            last = block.lines[-1]
            yield at(last, NO_NAME, one_line(last.words), severity="info")


@rule("signer-no-title", "PL I.II.7c", at="signer")
def signer_no_title(document: Document) -> Iterator[Finding]:
    """Trước họ tên người ký không ghi học hàm, học vị, danh hiệu hay «Ông», «Bà», «Đồng chí».

    Sai: ThS. Lê Thị Hạnh
    Sai: PGS.TS Lê Thị Hạnh
    Sai: Bà Lê Thị Hạnh
    Đúng: Lê Thị Hạnh
    """
    is_allowed = is_of_sector(document)
    for line in document.of("signer"):
        words = one_line(line.words)
        match = TITLE.match(words)
        if match and words[match.end() :].strip():
            is_form = match[0].strip(" .:").casefold() in FORMS_OF_ADDRESS
            severity: Severity | None = None if is_form or not is_allowed else "info"
            yield at(line, NAME_TITLE, match[0].strip(), words[match.end() :].strip(), severity)


DEGREE = (
    r"GS|PGS|TSKH|TS|Tiến [sS][ĩỹ]|ThS|Th\.S|Thạc [sS][ĩỹ]|BS\.?\s?CK\w*|BS|Bác [sS][ĩỹ]|DS|Dược [sS][ĩỹ]|CN|CK\w{1,3}"
    r"|Cử nhân|KS|KTS|Kỹ sư|Kiến trúc sư|LS|Luật sư|NGƯT|NGND|NSND|NSƯT|TTND|TTƯT|NNƯT|NNND|AHLĐ|Nhà giáo Ưu tú"
    r"|Nghệ sĩ Nhân dân|Nghệ sĩ Ưu tú|Thầy thuốc Ưu tú|Giáo sư|Phó Giáo sư"
)
TITLE = re.compile(rf"(?:(?:{DEGREE})(?:[.,:\s-]\s?)+)+|(?:Ông|Bà|Đ/c|Đồng chí)(?:[.:\s]\s?)+", re.IGNORECASE)
FORMS_OF_ADDRESS = ("ông", "bà", "đ/c", "đồng chí")

NAME_CAPITAL = N_("họ tên người ký «{found}» không viết in hoa; ghi «{expected}»")
NAME_CASE = N_("họ tên người ký «{found}» phải viết hoa chữ cái đầu mỗi âm tiết: «{expected}»")
NAME_TITLE = N_("trước họ tên người ký không ghi «{found}»; chỉ ghi «{expected}»")
NO_NAME = N_("kế hoạch đã có số và ngày nhưng dưới «{found}» chưa có họ tên người ký")
NAME = Look(N_("họ tên người ký"), (26, 28), bold=True, italic=False, is_centred=True)
