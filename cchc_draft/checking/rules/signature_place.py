"""How the signature stands on the page: letters, place beside Nơi nhận, space for signing (PL I.II.7, 8)."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.look import Look, looked
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.checking.signatures import blocks, in_cells, kind_of, out_of_cells
from cchc_draft.checking.word_form import Form, WordForm, between
from cchc_draft.effective_properties import Paragraph
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.printed_lines import GAP
from cchc_draft.language import N_
from cchc_draft.style_sheet import DRAWING, RELATION_ID, Element, W, twips, value_of


@rule("signature-style", "PL I.II.7đ", at="signature")
def signature_style(document: Document) -> Iterator[Finding]:
    """Quyền hạn, chức vụ của người ký: chữ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm, đặt giữa ở nửa bên phải.

    Sai: KT. Giám đốc
        Phó Giám đốc
    Đúng: KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: cỡ chữ 12
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    if kind_of(document) == "party":
        return
    lines = document.of("authority", "position")
    for line in lines:
        words = one_line(line.words)
        if not words.isupper():
            yield at(line, NOT_CAPITAL, words, words.upper())
    yield from looked(document, in_cells(document, "authority", "position"), LINES)
    yield from looked(document, out_of_cells(document, "authority", "position"), LINES._replace(is_centred=False))


@rule("signature-right", "PL I.II.9d", at="look:recipients_label")
def signature_right(document: Document) -> Iterator[Finding]:
    """Phần ký ở bên phải, «Nơi nhận» ở bên trái; hai phần bắt đầu trên cùng một dòng, không kẻ khung.

    Sai: bảng có viền
    Sai: đoạn trống phía trên
    Đúng: cỡ chữ 12
    """
    label, first = document.first("recipients_label"), next(iter(document.of("authority", "position")), None)
    if not (document.word and label and first) or len(blocks(document)) > 1 or GAP.search(label.text.strip()):
        return
    left, right = document.form(label), document.form(first)
    if left is None or right is None or label.place == first.place:
        return
    if left.row is None or right.row is None or _table(left.row) is not _table(right.row):
        if not any(map(_is_floating, (left, right))) and not _has_columns(document.word, left.paragraph):
            yield at(first, APART, one_line(first.words))
    elif left.row is not right.row:
        yield at(first, APART, one_line(first.words))
    elif _cells(left.row).index(left.cell) > _cells(left.row).index(right.cell):
        yield at(label, TURNED, one_line(label.words))
    else:
        yield from _uneven(label, left, first, right)


def _table(row: Element) -> Element:
    return next(row.iterancestors(W + "tbl"))


def _cells(row: Element) -> list[Element]:
    return list(row.iter(W + "tc"))


def _is_floating(form: Form) -> bool:
    """Tell whether a line stands in a frame or a text box."""
    element = form.paragraph.element
    return form.paragraph.value("framePr", "w") is not None or any(
        one.tag == W + "txbxContent" for one in element.iterancestors()
    )


def _has_columns(word: WordForm, paragraph: Paragraph) -> bool:
    """Tell whether the page around is set in several columns."""
    section = word.section(paragraph.number)
    return section is not None and twips(section.value("cols", "num")) > 1


def _uneven(label: Line, left: Form, first: Line, right: Form) -> Iterator[Finding]:
    """Yield halves that begin at different heights, and lines drawn around them."""
    if _empty_above(left) != _empty_above(right) or _stands(left) != _stands(right):
        yield at(first, UNEVEN, one_line(first.words), severity="warning")
    if _is_framed(left) or _is_framed(right):
        yield at(label, FRAMED, one_line(label.words))


def _empty_above(form: Form) -> int:
    """Return how many paragraphs stand above a line in its cell."""
    return list(form.cell.iterchildren(W + "p")).index(form.paragraph.element) if form.cell is not None else 0


def _stands(form: Form) -> str:
    properties = form.cell.find(W + "tcPr") if form.cell is not None else None
    return value_of(properties, "vAlign") or "top" if properties is not None else "top"


SIDES = {"left": "start", "right": "end", "top": "top", "bottom": "bottom"}
NO_LINE = ("nil", "none")
WHITE = ("FFFFFF", "ffffff")


def _is_framed(form: Form) -> bool:
    """Tell whether lines are drawn around the cell of a line."""
    table = _table(form.row)
    styled = [one.properties for one in form.paragraph.file.chain(form.paragraph.table_style_id, "tblPr")]
    own = form.cell.find(f"{W}tcPr/{W}tcBorders") if form.cell is not None else None
    levels = [own, *(one.find(W + "tblBorders") for one in (table.find(W + "tblPr"), *styled) if one is not None)]
    return any(_border(levels, name, other) for name, other in SIDES.items())


def _border(levels: list[Element | None], *names: str) -> bool:
    """Tell whether the nearest level that speaks of a side draws a line there."""
    for level in levels:
        for name in names:
            side = level.find(W + name) if level is not None else None
            if side is not None:
                return side.get(W + "val") not in NO_LINE and side.get(W + "color") not in WHITE
    return False


@rule("signature-space", "PL I.II.7đ", "info", at="look:signer")
def signature_space(document: Document) -> Iterator[Finding]:
    """Giữa chức vụ và họ tên chừa khoảng trống đủ để ký và đóng dấu, chừng 3 đến 6 dòng.

    Sai: cách trước 6 pt
    Đúng: cách trước 70 pt
    """
    word = document.word
    for block in blocks(document) if word else ():
        last = block.lines[-1] if block.lines else None
        if last is None or block.signer is None or last.place is None or block.signer.place is None:
            continue
        upper, lower = document.form(last), document.form(block.signer)
        if (
            word is None
            or upper is None
            or lower is None
            or upper.cell is not lower.cell
            or last.place == block.signer.place
        ):
            continue
        gap = _gap(word, upper.paragraph, lower.paragraph)
        if not LEAST <= gap <= MOST and not _pictures(upper):
            yield at(block.signer, SPACE, f"{gap / LINE:.1f}".replace(".", ","), quote_of=one_line(block.signer.words))


LINE = 320
"""Twips of one line of size 14."""
LEAST, MOST = 800, 3200


def _gap(word: WordForm, upper: Paragraph, lower: Paragraph) -> int:
    """Return the room between two paragraphs in twips."""
    total = max(upper.space("after"), lower.space("before"))
    for empty in between(word, upper.number, lower.number):
        amount, rule_of_line = empty.line
        line = amount if rule_of_line == "exact" else round(LINE * amount / 240) if rule_of_line == "auto" else LINE
        total += line + empty.space("before") + empty.space("after")
    return total


@rule("e-signature", "PL I.II.7d, 8a", "info", at="look:signer")
def e_signature(document: Document) -> Iterator[Finding]:
    """Hình ảnh chữ ký, con dấu của văn bản điện tử là tệp .png nền trong suốt.

    Sai: ảnh chữ ký jpeg
    Đúng: ảnh chữ ký png
    """
    seen: set[str] = set()
    for line, form in document.formed("authority", "position", "signer"):
        for name in _pictures(form):
            kind = name.rpartition(".")[2].lower()
            if name not in seen and kind != "png":
                seen.add(name)
                yield at(line, NO_PNG, kind, "png")


def _pictures(form: Form) -> list[str]:
    """Return the files of the pictures in the cell of a line, or in its paragraph."""
    holder = form.cell if form.cell is not None else form.paragraph.element
    embedded = [one.get(EMBED) for one in holder.iter(DRAWING + "blip")]
    embedded += [one.get(RELATION_ID) for one in holder.iter(OLD_PICTURE)]
    relations = form.paragraph.file.relations() if any(embedded) else {}
    return [name for one in embedded if one and (name := relations.get(one, ""))]


EMBED = RELATION_ID.replace("}id", "}embed")
OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"

LINES = Look(N_("quyền hạn, chức vụ của người ký"), (26, 28), bold=True, italic=False, is_centred=True)
NOT_CAPITAL = N_("quyền hạn, chức vụ «{found}» phải viết in hoa: «{expected}»")
APART = N_("«{found}» phải ở bên phải, bắt đầu cùng một dòng với «Nơi nhận» ở bên trái")
TURNED = N_("«{found}» phải ở bên trái, phần ký ở bên phải")
UNEVEN = N_("«{found}» và «Nơi nhận» không bắt đầu trên cùng một dòng")
FRAMED = N_("phần «{found}» và phần ký không kẻ khung")
SPACE = N_("khoảng trống để ký trên «{quote_of}» chừng {found} dòng; nên từ 3 đến 6 dòng")
NO_PNG = N_("hình ảnh ở phần ký là tệp .{found}; quy định là .{expected}, nền trong suốt")
