"""Nơi nhận: label, recipients, the Lưu line (PL I.II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.look import Look, flush_left, looked
from cchc_draft.checking.recipient_list import Entry, entries, is_readable
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.checking.signatures import blocks
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_

# The label.


@rule("noi-nhan", "PL I.II.9d", at="recipients_label")
def noi_nhan(document: Document) -> Iterator[Finding]:
    """«Nơi nhận:» trên một dòng riêng, sát lề trái, có dấu hai chấm, chữ in thường, cỡ 12, nghiêng, đậm.

    Sai: Nơi nhận
    Sai: NƠI NHẬN:
    Đúng: Nơi nhận:
    Sai khi: cỡ chữ 14
    Sai khi: không nghiêng
    Sai khi: không đậm
    Sai khi: gạch chân
    Sai khi: căn giữa
    Đúng khi: cỡ chữ 12
    """
    if not is_readable(document):
        return
    lines = document.of("recipients_label")
    if not lines:
        yield from _no_label(document)
    for line in lines:
        words = one_line(line.text)
        if words != LABEL:
            message = BESIDE_LABEL if words.startswith(LABEL) else WRONG_LABEL
            yield at(line, message, words, LABEL)
    yield from looked(document, lines, LABEL_LOOK)
    yield from flush_left(document, lines, LABEL_LOOK)
    for line, form in document.formed("recipients_label"):
        if form.is_underlined:
            yield at(line, UNDERLINED, line.quote)


def _no_label(document: Document) -> Iterator[Finding]:
    """Yield the want of a label where somebody signs the plan."""
    first = next(iter(entries(document)), None)
    block = next(iter(blocks(document)), None)
    if first is not None:
        yield at(first.line, NO_LABEL, first.line.quote, LABEL)
    elif block is not None and (block.lines or block.signer):
        line = block.lines[0] if block.lines else block.signer
        assert line is not None
        yield at(line, NO_LIST, line.quote, LABEL)


LABEL = "Nơi nhận:"

# The entries.


@rule("noi-nhan-items", "PL I.II.9d", at="recipient")
def noi_nhan_items(document: Document) -> Iterator[Finding]:
    """Mỗi nơi nhận trên một dòng riêng, đầu dòng có gạch nối sát lề trái, chữ in thường, cỡ 11, kiểu chữ đứng.

    Sai: + UBND tỉnh (để b/c);
    Sai: UBND tỉnh (để b/c);
    Sai: - UBND tỉnh (để b/c); - Các phòng thuộc Sở;
    Đúng: - UBND tỉnh (để b/c);
    Sai khi: cỡ chữ 12
    Sai khi: nghiêng
    Sai khi: đậm
    Sai khi: lùi đầu dòng 1 cm
    Đúng khi: cỡ chữ 11
    """
    if not is_readable(document):
        return
    found = entries(document)
    for entry in found:
        yield from _mark(entry)
    lines = [line for line in document.of("recipient", "archive") if line.words]
    yield from looked(document, lines, ITEM_LOOK)
    yield from flush_left(document, [entry.line for entry in found], ITEM_LOOK)


def _mark(entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong in front of an entry, or more than one entry on a line."""
    right = f"- {entry.words}"
    if not entry.mark:
        yield at(entry.line, NO_HYPHEN, entry.words, right)
    elif entry.mark in DASHES:
        yield at(entry.line, DASH, entry.whole, right, "warning")
    elif entry.mark not in HYPHENS:
        yield at(entry.line, OTHER_MARK, entry.whole, right, mark=entry.mark)
    elif not entry.gap:
        yield at(entry.line, NO_SPACE, entry.whole, right, "warning")
    if SEVERAL.search(entry.words):
        yield at(entry.line, SEVERAL_ON_LINE, entry.whole)
    elif entry.words.isupper() and len(entry.words) > SHORTEST and FULL_WORD.search(entry.words):
        yield at(entry.line, CAPITALS, entry.whole)


HYPHENS, DASHES = ("-", "‐", "‑", "−"), ("–", "—")
SEVERAL = re.compile(r"[;.]\s*[-–+•]\s?(?=\S)")
SHORTEST = 12
FULL_WORD = re.compile(r"[^\W\d_]*[^\W\d_A-ZĐ][^\W\d_]*|[A-ZĐ]{6,}")
"""A word in capitals that is no short form: it has a sign of tone or vowel; "VP: CVP, PVP/TH" has none."""


@rule("noi-nhan-punct", "PL I.II.9d", at="recipient")
def noi_nhan_punct(document: Document) -> Iterator[Finding]:
    """Cuối mỗi dòng nơi nhận là dấu chấm phẩy, cuối dòng cuối cùng là dấu chấm; phần trong ngoặc đứng trước dấu ấy.

    Sai: - UBND tỉnh; (để b/c)
    Sai: - UBND tỉnh (để b/c)
    Sai: - UBND tỉnh (để b/c),
    Sai: - UBND tỉnh (để b/c).
    Đúng: - UBND tỉnh (để b/c);
    """
    found = entries(document)
    last = found[-1] if found else None
    for entry in found:
        if not entry.is_archive and is_readable(document):
            yield from _punctuation(entry, is_last=entry is last)


def _punctuation(entry: Entry, *, is_last: bool) -> Iterator[Finding]:
    words = entry.words
    bracket = BRACKET_BEHIND.search(words)
    bare = words.rstrip(" ;.,:/")
    if bracket:
        right = f"- {words[: bracket.start()].rstrip()} {bracket['bracket']};"
        yield at(entry.last, BRACKET, entry.whole, right)
    elif words == f"{bare};" or (is_last and words == f"{bare}."):
        return
    elif re.fullmatch(r"\s+[;]", words[len(bare) :]):
        yield at(entry.last, SPACE_BEFORE, entry.whole, f"- {bare};", "warning")
    else:
        mark = "." if is_last else ";"
        yield at(entry.last, WRONG_END, entry.whole, f"- {bare}{mark}", mark=mark)


BRACKET_BEHIND = re.compile(r"\s?[;,.]\s*(?P<bracket>\([^()]{1,60}\))\s*[;,.]?$")

# The Lưu line.


@rule("luu-line", "PL I.II.9d", at="archive")
def luu_line(document: Document) -> Iterator[Finding]:
    """Dòng cuối của «Nơi nhận» là «- Lưu: VT, <chữ viết tắt đơn vị soạn thảo>.», kết thúc bằng dấu chấm.

    Sai: - Lưu VT, VP.
    Sai: - Lưu: VT.
    Sai: - Lưu: VT, VP
    Sai: - Lưu: VP.
    Đúng: - Lưu: VT, VP.
    Đúng: - Lưu: VT, NV (V-10b).
    """
    found = entries(document)
    archives = [entry for entry in found if entry.is_archive]
    if not is_readable(document) or not found:
        return
    if not archives:
        yield at(found[-1].line, NO_ARCHIVE, found[-1].whole, RIGHT_ARCHIVE)
    elif found[-1] is not archives[-1]:
        yield at(archives[-1].line, NOT_LAST, archives[-1].whole, found[-1].whole)
    for entry in archives[:1]:
        yield from _archive(entry)
    for entry in archives[1:]:
        yield at(entry.line, TWICE, entry.whole, severity="warning")


def _archive(entry: Entry) -> Iterator[Finding]:
    """Yield the first thing that is wrong with a Lưu line, and what is wrong with its end."""
    words = entry.words
    match = ARCHIVE.match(words)
    rest = words[match.end() :] if match else words
    bare = rest.rstrip(" .;,:/")
    if not match:
        yield at(entry.line, WRONG_ARCHIVE, entry.whole, RIGHT_ARCHIVE)
    elif ":" not in match["colon"]:
        yield at(entry.line, NO_COLON, entry.whole, f"- Lưu: {rest}")
    elif match["word"] != "Lưu" or match["colon"] != ": ":
        yield at(entry.line, ARCHIVE_FORM, entry.whole, f"- Lưu: {rest}", "warning")
    if match:
        yield from _kept_by(entry, bare)
    if not words.endswith(".") or words[:-1].endswith((".", "/", ",", ";", ":")):
        yield at(entry.last, ARCHIVE_END, entry.whole, f"- Lưu: {bare}.")


ARCHIVE = re.compile(r"(?P<word>l[ưu]u)(?P<colon>\s*[:;.,]?\s*)", re.IGNORECASE)
RIGHT_ARCHIVE = "- Lưu: VT, VP."


def _kept_by(entry: Entry, bare: str) -> Iterator[Finding]:
    """Yield what is wrong with the offices that keep the plan: VT, then the unit that drafted it."""
    if re.fullmatch(r"VT", bare):
        yield at(entry.line, NO_UNIT, entry.whole, RIGHT_ARCHIVE, "warning")
    elif not bare.startswith("VT") or bare[2:3].isalnum():
        yield at(entry.line, NO_VT, entry.whole, RIGHT_ARCHIVE)
    elif not re.match(r"VT\s*,", bare):
        is_bracket = re.match(r"VT\s*\(", bare)
        yield at(
            entry.line,
            NO_UNIT if is_bracket else NO_COMMA,
            entry.whole,
            RIGHT_ARCHIVE,
            "warning" if is_bracket else None,
        )
    elif re.fullmatch(r"VT\s*,\s*\(.*\)", bare):
        yield at(entry.line, NO_UNIT, entry.whole, RIGHT_ARCHIVE, "warning")
    elif ";" in bare:
        yield at(entry.line, NO_COMMA, entry.whole, RIGHT_ARCHIVE)
    elif not re.match(r"VT, \S", bare) or re.search(r"\s,|,\S", bare):
        right = re.sub(r"\s*,\s*", ", ", bare)
        yield at(entry.line, ARCHIVE_FORM, entry.whole, f"- Lưu: {right}.", "warning")


# What a plan's list does not have, and must have.


@rule("noi-nhan-no-nhu-tren", "PL I.II.9b-c", at="recipient")
def noi_nhan_no_nhu_tren(document: Document) -> Iterator[Finding]:
    """Kế hoạch không có «Kính gửi» nên «Nơi nhận» ghi tên cụ thể, không ghi «Như trên»; «Như Điều …» chỉ khi có Điều.

    Sai: - Như trên;
    Sai: - Như Điều 3 (để t/h);
    Đúng: - Các phòng, đơn vị thuộc Sở;
    """
    has_articles = any(
        ARTICLE.match(flat(line.words or line.text)) or ARTICLE.match(flat(line.text)) for line in document.body
    )
    for entry in entries(document):
        words = flat(entry.words)
        if AS_ABOVE.match(words) or ADDRESSED.match(words):
            yield at(entry.line, NOT_NAMED, entry.whole)
        elif AS_ARTICLE.match(words) and not has_articles:
            yield at(entry.line, NO_ARTICLE, entry.whole)
    for line in document.of("subject", "text", "item", "heading", "other", "mark"):
        if ADDRESSED.match(flat(line.words)) and line.appendix < 0:
            yield at(line, LETTER, line.quote)


ARTICLE = re.compile(r"dieu\s+\d+")
AS_ABOVE = re.compile(r"nhu\s+(?:tren|kinh gui|phan tren|thanh phan)\b")
AS_ARTICLE = re.compile(r"nhu\s+(?:dieu|khoan|muc)\s+\w")
ADDRESSED = re.compile(r"kinh gui\b")


@rule("noi-nhan-groups", "PL I.II.9a", "warning", at="recipient")
def noi_nhan_groups(document: Document) -> Iterator[Finding]:
    """«Nơi nhận» ghi cơ quan, đơn vị thực hiện hoặc để báo cáo, để biết, ngoài dòng «Lưu».

    Sai:
    Đúng: - Các phòng, đơn vị thuộc Sở;
    """
    label = document.first("recipients_label")
    if label and not any(not entry.is_archive and entry.words for entry in entries(document)):
        yield at(label, ONLY_ARCHIVE, one_line(label.words))


@rule("recipient-duplicate", "", "warning", at="recipient")
def recipient_duplicate(document: Document) -> Iterator[Finding]:
    """Một nơi nhận chỉ ghi một lần.

    Sai: - Sở Nội vụ;
        - Sở Nội vụ (để t/h);
    Đúng: - Sở Nội vụ;
        - Sở Tài chính;
    """
    seen: dict[str, Entry] = {}
    for entry in entries(document):
        name = _bare_name(entry.words)
        if entry.is_archive or not name:
            continue
        if name in seen:
            yield at(entry.line, REPEATED, entry.whole, seen[name].whole)
        seen.setdefault(name, entry)


SHORT_FORMS = (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("mặt trận tổ quốc", "mttq"), ("uỷ", "ủy"))


def _bare_name(words: str) -> str:
    """Return a recipient without purpose and marks, in small letters and with the usual short forms."""
    name = re.sub(r"\([^()]*\)", " ", words).casefold()
    for long, short in reversed(SHORT_FORMS):
        name = name.replace(long, short)
    return one_line(name).strip(" ;.,:/")


@rule("drafter-code", "PL I.III.3", "info", at="archive")
def drafter_code(document: Document) -> Iterator[Finding]:
    """Ký hiệu người soạn thảo và số lượng bản phát hành (nếu có) ghi dưới dòng «Lưu», ví dụ PL.(300), cỡ 11, chữ đứng.

    Sai: - Lưu: VT, VP.
        PL - 300
    Đúng: - Lưu: VT, VP.
        PL.(300)
    """
    codes = list(_codes(document))
    for line in codes:
        words = one_line(line.words)
        if not CODE.fullmatch(words):
            yield at(line, WRONG_CODE, words)
    yield from looked(document, codes, CODE_LOOK)


def _codes(document: Document) -> Iterator[Line]:
    """Yield the line below Lưu that is no recipient, in the same cell."""
    archives = {line.index + 1: line for line in document.of("archive")}
    for line in document.of("other"):
        above = archives.get(line.index)
        if above is not None and above.column == line.column >= 0 and len(line.words) <= LONGEST_CODE:
            yield line


CODE = re.compile(r"[A-ZĐ][\w]{0,7}\.?\s?\(?\d{1,4}\w?\)?\.?")
LONGEST_CODE = 20

LABEL_LOOK = Look(N_("dòng «Nơi nhận:»"), (24, 24), bold=True, italic=True)
ITEM_LOOK = Look(N_("tên nơi nhận"), (22, 22), bold=False, italic=False)
CODE_LOOK = Look(N_("ký hiệu người soạn thảo"), (22, 22), italic=False)
WRONG_LABEL = N_("«{found}»: phải ghi «{expected}», chữ in thường, có dấu hai chấm")
BESIDE_LABEL = N_("«{expected}» phải ở một dòng riêng, không viết liền «{found}»")
UNDERLINED = N_("dòng «{found}» không gạch chân")
NO_LABEL = N_("thiếu dòng «{expected}» trên «{found}»")
NO_LIST = N_("kế hoạch không có «{expected}» bên trái phần ký «{found}»")
NO_HYPHEN = N_("nơi nhận «{found}» thiếu gạch nối đầu dòng: «{expected}»")
DASH = N_("nơi nhận «{found}» dùng dấu gạch ngang dài; ghi gạch nối: «{expected}»")
OTHER_MARK = N_("nơi nhận «{found}» có dấu «{mark}» đầu dòng; phải là gạch nối: «{expected}»")
NO_SPACE = N_("nơi nhận «{found}» thiếu dấu cách sau gạch nối: «{expected}»")
SEVERAL_ON_LINE = N_("mỗi nơi nhận ở một dòng riêng, không ghi chung một dòng: «{found}»")
CAPITALS = N_("nơi nhận «{found}» phải viết chữ in thường")
BRACKET = N_("nơi nhận «{found}»: phần trong ngoặc đứng trước dấu chấm phẩy: «{expected}»")
SPACE_BEFORE = N_("nơi nhận «{found}» thừa dấu cách trước dấu chấm phẩy: «{expected}»")
WRONG_END = N_("nơi nhận «{found}» phải kết thúc bằng dấu «{mark}»: «{expected}»")
NO_ARCHIVE = N_("«Nơi nhận» thiếu dòng lưu ở cuối, ví dụ «{expected}»; dòng cuối đang là «{found}»")
NOT_LAST = N_("dòng «{found}» phải là dòng cuối của «Nơi nhận», đứng sau «{expected}»")
TWICE = N_("«Nơi nhận» có thêm một dòng lưu: «{found}»")
WRONG_ARCHIVE = N_("dòng lưu «{found}» phải có dạng «{expected}»")
NO_COLON = N_("dòng «{found}» thiếu dấu hai chấm sau chữ «Lưu»: «{expected}»")
ARCHIVE_FORM = N_("dòng «{found}» viết chưa đúng dấu cách hoặc chữ hoa; ghi «{expected}»")
ARCHIVE_END = N_("dòng «{found}» phải kết thúc bằng dấu chấm: «{expected}»")
NO_UNIT = N_("dòng «{found}» thiếu chữ viết tắt tên đơn vị soạn thảo, ví dụ «{expected}»")
NO_VT = N_("dòng «{found}»: sau «Lưu:» là «VT», rồi đến đơn vị soạn thảo, ví dụ «{expected}»")
NO_COMMA = N_("dòng «{found}»: sau «VT» là dấu phẩy rồi đến đơn vị soạn thảo, ví dụ «{expected}»")
NOT_NAMED = N_("nơi nhận của kế hoạch ghi tên cụ thể, không ghi «{found}»")
NO_ARTICLE = N_("kế hoạch không có Điều nên nơi nhận không ghi «{found}»")
LETTER = N_("kế hoạch không có «Kính gửi»: «{found}»")
ONLY_ARCHIVE = N_("«{found}» chưa ghi cơ quan, đơn vị nào ngoài dòng lưu")
REPEATED = N_("nơi nhận «{found}» đã ghi ở «{expected}»")
WRONG_CODE = N_("ký hiệu người soạn thảo «{found}» ghi như mẫu PL.(300)")
