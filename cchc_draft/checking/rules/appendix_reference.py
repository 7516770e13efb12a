"""The line "(Kèm theo Kế hoạch số …)" under the name of an appendix: its form, and whether it is the letterhead's."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_draft.checking.appendices import AppendixHead, heads, is_attached
from cchc_draft.checking.document import Document
from cchc_draft.checking.look import Look, looked
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.formats import PartialDate
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_

KINDS = (
    "ke hoach|quyet dinh|cong van|nghi quyet|chuong trinh|de an|quy che|thong bao|van ban|to trinh|bao cao|huong dan"
)
START = re.compile(r"\(?\s*(?P<issued>ban hanh\s+)?(?:k[e]m theo|dinh kem)\s+(?:ban\s+)?(?P<kind>" + KINDS + r")?\b\s*")
NUMBER = re.compile(
    r"(?P<sign>so\s*:?\s*)?(?P<number>\d{1,6})?(?P<blank>[\s.…_]*)[/-]\s*(?P<symbol>[a-z][\w&]*(?:\s?[-/–]\s?[a-z0-9][\w&]*)+)"
)
BLANKS = r"[\d\s.…_]*?"
LONG_DATE = re.compile(rf"ngay(?P<day>{BLANKS})thang(?P<month>{BLANKS})nam\s*(?P<year>\d{{4}}|[.…_\s]*)")
SHORT_DATE = re.compile(r"ngay(?P<day>[\d\s.…_]*)[/-](?P<month>[\d\s.…_]*)[/-]\s*(?P<year>\d{4})")
AGENCY = re.compile(r"\bcua\s+(?P<agency>[^()]+?)\s*\)?[\s./;]*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a reference line, in its own words; empty for what it does not say."""

    words: str
    kind: str
    is_issued: bool
    """It says "Ban hành kèm theo"."""
    sign: str
    """"số" in front of the number."""
    number: str | None
    """None where it has no number and no room for one; empty for a blank."""
    symbol: str
    date: tuple[str, str, str] | None
    """Day, month and year; empty for a blank, None without a date."""
    is_short: bool
    agency: str


def parsed(words: str) -> Reference:
    """Return a reference line taken apart."""
    flats = flat(words)
    start, number = START.match(flats), NUMBER.search(flats)
    date = LONG_DATE.search(flats) or SHORT_DATE.search(flats)
    agency = AGENCY.search(flats, date.end() if date else number.end() if number else 0)

    def own(match: re.Match[str] | None, name: str) -> str:
        return one_line(words[slice(*match.span(name))]) if match and match[name] else ""

    return Reference(
        words,
        own(start, "kind"),
        bool(start and start["issued"]),
        own(number, "sign"),
        (number["number"] or "") if number else None,
        re.sub(r"\s", "", own(number, "symbol")).replace("–", "-"),
        (_digits(date["day"]), _digits(date["month"]), _digits(date["year"])) if date else None,
        date is not None and date.re is SHORT_DATE,
        own(agency, "agency"),
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# Form.


@rule("appendix-ref-line", "PL I.III.1c", at="reference")
def appendix_ref_line(document: Document) -> Iterator[Finding]:
    """Dưới tên phụ lục là dòng trong ngoặc đơn, chữ nghiêng, ghi số, ký hiệu, thời gian, tên cơ quan ban hành kế hoạch.

    Sai: Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng
    Sai: (Ban hành kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai: (Kèm theo Kế hoạch số 45/KH-STP ngày 09/3/2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai: (Kèm theo Kế hoạch của Sở Tư pháp tỉnh Lâm Đồng)
    Đúng: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai khi: cỡ chữ 12
    Sai khi: không nghiêng
    Sai khi: đậm
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    for head in heads(document):
        if head.references:
            for message, found, expected, severity in _form(document, parsed(head.reference)):
                is_sure = document.written.has_form or severity == "warning"
                yield at(head.references[0], message, found, expected, severity if is_sure else "warning")
            yield from _above_name(document, head)
        elif document.written.has_form:
            yield at(head.line, MISSING, one_line(head.line.words), RIGHT)
    yield from looked(document, [one for head in heads(document) for one in head.references], REFERENCE_LOOK)


RIGHT = "(Kèm theo Kế hoạch số … ngày … tháng … năm … của …)"


def _form(document: Document, found: Reference) -> Iterator[tuple[str, str, str, Severity | None]]:
    """Yield message, what is there, what is right, and the severity."""
    words = found.words
    if not (words.startswith("(") and words.rstrip(" .;/").endswith(")")):
        yield NO_BRACKETS, words, f"({words.strip('() ')})", None
    if found.is_issued:
        yield ISSUED, words, RIGHT, "warning"
    if not found.kind:
        yield NO_KIND, words, RIGHT, None
    elif found.kind[0].islower():
        yield SMALL_KIND, found.kind, found.kind[0].upper() + found.kind[1:], "warning"
    yield from _parts(document, found)


def _parts(document: Document, found: Reference) -> Iterator[tuple[str, str, str, Severity | None]]:
    if found.number is None:
        yield NO_NUMBER, found.words, RIGHT, None
    elif found.sign != "số":
        yield NO_SIGN, found.sign or found.words, "số", "warning"
    if found.date is None:
        yield NO_DATE, found.words, RIGHT, None
    elif found.is_short:
        yield SHORT, "/".join(found.date), "ngày … tháng … năm …", "warning"
    if not found.agency:
        yield NO_AGENCY, found.words, RIGHT, None
    else:
        full = _full_name(document, found.agency)
        if full:
            yield SHORT_AGENCY, found.agency, full, "warning"


UNNAMED = re.compile(r"(?:ubnd|uy ban nhan dan)(?:\s+(?:tinh|thanh pho|tp|xa|phuong|dac khu))?")
LOCAL = re.compile(r"\b(?:tinh|thanh pho|tp)\b")


def _full_name(document: Document, agency: str) -> str:
    """Return how an agency is named with its province; "" for one that is, or of which it is not known."""
    words = flat(one_line(agency))
    profile, head = document.profile, document.plan.letterhead
    place = flat(head.place)
    if UNNAMED.fullmatch(words):
        return profile.name if profile else f"{agency} {head.place}".strip()
    if not words.startswith("so ") or LOCAL.search(words) or (place and place in words):
        return ""
    if profile and flat(profile.name).startswith(words) and flat(profile.name) != words:
        return profile.name
    unit = next((name for line in head.parents for name in ("tỉnh", "thành phố") if name in line.lower()), "")
    return f"{agency} {unit} {head.place}" if unit and head.place else f"{agency} …"


def _above_name(document: Document, head: AppendixHead) -> Iterator[Finding]:
    """Yield a reference line that stands above the name."""
    first = head.references[0]
    below = next((line for line in document.lines[head.references[-1].index + 1 :] if line.role != "drawn"), None)
    if (
        below is None
        or below.role != "appendix_text"
        or head.names
        or head.rest
        or below.appendix != head.line.appendix
    ):
        return
    if below.words.isupper() and len(below.words) > SHORTEST:
        yield at(first, ABOVE_NAME, first.quote, below.quote, "warning")


SHORTEST = 12

# Against the letterhead.


@rule("appendix-ref-match", "PL I.III.1c", at="reference")
def appendix_ref_match(document: Document) -> Iterator[Finding]:
    """Số, ký hiệu, ngày, tháng, năm và cơ quan ghi ở phụ lục phải đúng như ở đầu văn bản.

    Sai: (Kèm theo Kế hoạch số 54/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2025 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 03 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Sai: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Nội vụ tỉnh Lâm Đồng)
    Đúng: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    """
    if document.is_source or is_attached(document):
        return
    for head in heads(document):
        if not head.references:
            continue
        found = parsed(head.reference)
        for message, there, expected, severity in _differences(document, found):
            is_sure = document.written.has_form or severity is not None
            yield at(head.references[0], message, there, expected, severity if is_sure else "warning")


def _differences(document: Document, found: Reference) -> Iterator[tuple[str, str, str, Severity | None]]:
    head = document.plan.letterhead
    if found.kind and flat(found.kind) == "quyet dinh":
        yield OTHER_KIND, found.kind, "Kế hoạch", None
        return
    if found.number:
        yield from _number(document, found.number)
    if found.symbol and head.symbol and found.symbol.upper() != head.symbol.upper():
        yield OTHER_SYMBOL, found.symbol, head.symbol, None
    if found.date and head.date:
        yield from _date(document, found.date, head.date)
    if found.agency:
        yield from _agency(document, found.agency)


def _number(document: Document, number: str) -> Iterator[tuple[str, str, str, Severity | None]]:
    line = document.first("number")
    own = document.plan.letterhead.number
    if own is None:
        if line is not None and int(number):
            yield OPEN_NUMBER, number, one_line(line.words), None
    elif int(number) != own:
        yield OTHER_NUMBER, number, str(own), None
    elif line is not None and (written := re.search(r"\d+", line.words)) and written[0] != number:
        yield OTHER_NUMBER, number, written[0], "warning"


def _date(
    document: Document, found: tuple[str, str, str], own: PartialDate
) -> Iterator[tuple[str, str, str, Severity | None]]:
    values = tuple(int(one) if one else 0 for one in found)
    known = own.day, own.month, own.year
    shown, wanted = ("/".join(one or "…" for one in digits) for digits in (found, map(_shown, known)))
    if any(there and here and there != here for there, here in zip(values, known, strict=True)):
        yield OTHER_DATE, shown, wanted, None
    elif any(there and not here for there, here in zip(values, known, strict=True)):
        yield OPEN_DATE, shown, wanted, None
    else:
        line = document.first("date")
        match = LONG_DATE.search(flat(line.words)) if line else None
        written = tuple(_digits(match[part]) for part in ("day", "month", "year")) if match else found
        if any(there and here and there != here for there, here in zip(found, written, strict=True)):
            yield OTHER_FORM, shown, "/".join(written), "warning"


def _shown(number: int) -> str:
    return str(number) if number else ""


SHORT_FORMS = (("uỷ", "ủy"), ("hoà", "hòa"), ("ủy ban nhân dân", "ubnd"), ("thành phố", "tp"), ("tp.", "tp"))


def _name(words: str) -> str:
    """Return an agency's name in small letters, with the usual short forms and without marks."""
    name = one_line(words).casefold()
    for long, short in SHORT_FORMS:
        name = name.replace(long, short)
    return one_line(re.sub(r"[,.–-]", " ", name))


def _agency(document: Document, agency: str) -> Iterator[tuple[str, str, str, Severity | None]]:
    """Yield the name of another agency than the letterhead's."""
    lines = document.plan.letterhead.agencies
    profile = document.profile
    own = one_line(" ".join(lines)) or (profile.name if profile else "")
    known = [_name(one) for one in (own, profile.name if profile else "", profile.short_name if profile else "") if one]
    there = _name(agency)
    if not known or any(there in one or one in there for one in known) or UNNAMED.fullmatch(flat(agency)):
        return
    if re.search(r"\b(?!UBND\b|HĐND\b)[A-ZĐ]{3,}\b", agency) or any(_is_near(there, one) for one in known):
        yield OTHER_AGENCY, agency, own, "info" if not document.written.has_form else "warning"
    else:
        yield OTHER_AGENCY, agency, own, None


NEAR = 0.9


def _is_near(there: str, own: str) -> bool:
    """Tell whether names differ by marks or a letter only, as in a scan."""
    one, other = flat(there), flat(own)
    return other in one or difflib.SequenceMatcher(None, one[: len(other) + 2], other).ratio() > NEAR


@rule("appendix-ref-electronic", "PL I.III.1c", "info", at="reference")
def appendix_ref_electronic(document: Document) -> Iterator[Finding]:
    """Trên bản giấy, dòng (Kèm theo …) phải điền đủ số và ngày; chỉ văn bản điện tử mới được để trống.

    Sai: (Kèm theo Kế hoạch số       /KH-STP ngày      tháng      năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    Đúng: (Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)
    """
    own = document.plan.letterhead
    if document.is_source or is_attached(document):
        return
    for head in heads(document):
        if not head.references:
            continue
        found = parsed(head.reference)
        has_date = own.date is not None and own.date.day
        is_open = bool(found.date and not (found.date[0] and found.date[1]) and has_date)
        if (found.number == "" and own.number is not None) or is_open:
            yield at(head.references[0], BLANK, found.words)


REFERENCE_LOOK = Look(N_("dòng (Kèm theo …)"), (26, 28), bold=False, italic=True, is_centred=True)
MISSING = N_("dưới «{found}» và tên phụ lục thiếu dòng «{expected}»")
NO_BRACKETS = N_("dòng «{found}» phải đặt trong ngoặc đơn: «{expected}»")
ISSUED = N_("«{found}»: mẫu của Nghị định 30 ghi «{expected}», không có chữ «Ban hành»")
NO_KIND = N_("dòng «{found}» không ghi loại văn bản; ghi «{expected}»")
SMALL_KIND = N_("ở dòng (Kèm theo …), «{found}» phải viết hoa chữ cái đầu: «{expected}»")
NO_NUMBER = N_("dòng «{found}» thiếu số, ký hiệu của kế hoạch; ghi «{expected}»")
NO_SIGN = N_("ở dòng (Kèm theo …), trước số của kế hoạch ghi chữ «{expected}», không có dấu: «{found}»")
NO_DATE = N_("dòng «{found}» thiếu ngày, tháng, năm; ghi «{expected}»")
SHORT = N_("ở dòng (Kèm theo …), thời gian «{found}» phải ghi đủ chữ «{expected}»")
NO_AGENCY = N_("dòng «{found}» thiếu tên cơ quan ban hành; ghi «{expected}»")
SHORT_AGENCY = N_("ở dòng (Kèm theo …), tên cơ quan «{found}» phải ghi đủ: «{expected}»")
ABOVE_NAME = N_("dòng «{found}» phải ở dưới tên phụ lục «{expected}»")
OTHER_KIND = N_("phụ lục ghi kèm theo «{found}», văn bản là «{expected}»")
OTHER_NUMBER = N_("phụ lục ghi số «{found}», đầu văn bản ghi số «{expected}»")
OPEN_NUMBER = N_("phụ lục ghi số «{found}» nhưng đầu văn bản chưa có số: «{expected}»")
OTHER_SYMBOL = N_("phụ lục ghi ký hiệu «{found}», đầu văn bản ghi «{expected}»")
OTHER_DATE = N_("phụ lục ghi ngày {found}, đầu văn bản ghi ngày {expected}")
OPEN_DATE = N_("phụ lục ghi ngày {found} nhưng đầu văn bản còn để trống: {expected}")
OTHER_FORM = N_("phụ lục viết ngày {found}, đầu văn bản viết {expected}: phải viết như nhau")
OTHER_AGENCY = N_("phụ lục ghi cơ quan «{found}», đầu văn bản ghi «{expected}»")
BLANK = N_("«{found}»: số và ngày chỉ được để trống ở văn bản điện tử")
