"""Capital letters by the grammar of a sentence and by kinds of words (PL II): sentences, Đảng, Nhà nước, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.prose import CAPITAL, SMALL, Passage
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.language import N_, Message

SMALL_START = re.compile(rf"[{SMALL}][^\W_]*")
NEW_SENTENCE = re.compile(rf"(?<!\.)[.?!]\s+(?P<word>[{SMALL}]\w*)")
SHORT_FORM = re.compile(
    r"(?:(?<!\w)(?:\w|TP|Tp|tp|TX|tx|TT|Tr|tr|vv|v\.v|GS|PGS|TS|ThS|Th\.S|BS|CN|KS|TM|KT|TL|TUQ|St|No|đ/c"
    r"|Đ/c|ĐT|NXB|Nxb|VD|Vd|vd|GĐ|PGĐ|SĐT|Co|Ltd))$"
)
"""What may stand in front of a full stop that ends no sentence."""
LISTED = re.compile(r"(?:^|[:;(,]\s?)\d{1,2}$")
ENDED = re.compile(r"[.;:!?…”\")]\s*$")
FEWEST_CELL_WORDS = 4
UNSURE = ("cell", "subject", "note", "appendix_text")
"""Where a line in small letters may be meant so: parts of forms and tables."""


@rule("cap-sentence", "PL II.I", "error", at="body")
def cap_sentence(document: Document) -> Iterator[Finding]:
    """Viết hoa chữ cái đầu câu: sau dấu chấm, chấm hỏi, chấm than và khi xuống dòng (kể cả sau số thứ tự, gạch).

    Sai: I. MỤC ĐÍCH
        a) nâng cao chất lượng phục vụ người dân.
    Sai: I. MỤC ĐÍCH
        - rà soát quy trình.
    Sai: I. MỤC ĐÍCH
        Rà soát quy trình. công khai kết quả.
    Đúng: I. MỤC ĐÍCH
        a) Nâng cao chất lượng; TP. Huế, v.v. và các địa phương khác; iHanoi là ứng dụng chung.
    """
    lines = [passage for passage in prose.readable(document) if passage.line.role not in ("subject", "appendix_name")]
    subject = next((one for one in prose.readable(document) if one.line.role == "subject"), None)
    if document.plan.letterhead.is_party_form:
        subject = None
    before: Line | None = None
    for passage in ([subject] if subject else []) + lines:
        line = passage.line
        if not _goes_on(before, line):
            yield from _small_start(passage, "warning" if line.role in UNSURE else None)
        before = line
        for match in NEW_SENTENCE.finditer(passage.text):
            if not _is_abbreviated(passage.text[: match.start()]) and not _is_brand(match["word"]):
                found = passage.around(match.start("word"), match.end(), 10)
                yield at(line, SMALL_SENTENCE, found, match["word"].capitalize())


def _small_start(passage: Passage, severity: Severity | None) -> Iterator[Finding]:
    match = SMALL_START.match(passage.text)
    if not match or _is_brand(match[0]) or passage.raw[match.end() : match.end() + 1] in (")", "/"):
        return
    if passage.line.role == "cell" and len(passage.texts) < FEWEST_CELL_WORDS:
        return
    if passage.line.role == "cell" and not any(map(str.istitle, passage.texts)) and len(passage.texts) < 6:
        return
    found = passage.around(0, match.end(), 20)
    yield at(passage.line, SMALL_LINE, found, found[:1].upper() + found[1:], severity)


def _is_abbreviated(head: str) -> bool:
    """Tell whether the full stop behind *head* belongs to an abbreviation or to a number in a row."""
    return bool(SHORT_FORM.search(head) or LISTED.search(head))


def _is_brand(word: str) -> bool:
    """Tell whether a word has its capital inside: iHanoi, eOffice."""
    return any(letter.isupper() for letter in word)


def _goes_on(before: Line | None, line: Line) -> bool:
    """Tell whether a line only goes on with what the line before it began: a paragraph broken by hand."""
    if before is None or line.label or line.role not in ("text", "closing", "cell", "appendix_text", "note"):
        return False
    if line.role == "cell" and (before.table, before.row, before.column) != (line.table, line.row, line.column):
        return False
    return before.role not in ("heading", "subject") and not ENDED.search(before.words)


# Đảng, Nhà nước, Nhân dân.

BODIES = (
    r"ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|kiểm sát|công an|quân đội|an ninh|cảnh sát|hội "
    r"thẩm|nghệ sĩ|nghệ sỹ|nhà giáo"
    r"|thầy thuốc|nghệ nhân|tín dụng|vũ trang|quần chúng|dân chủ|chiến tranh|đại biểu|thanh tra|quốc phòng "
    r"toàn dân|báo"
    r"|chính quyền|bệnh viện|đoàn thể|nền hành chính"
)
SMALL_PEOPLE = re.compile(
    rf"(?<!\w)(?P<before>(?:(?:{BODIES}) )?)(?P<word>nhân dân|Nhân Dân|nhân Dân)(?!\w)(?! tệ)", re.IGNORECASE
)
OF_STATE = re.compile(
    r"(?:(?<=của )|(?<=do )|(?<=bởi )|(?<=Đảng, )|(?<=Đảng và )|(?<=[Đđ]ảng - )|(?<=với ))(?P<word>nhà "
    r"nước|Nhà Nước|nhà Nước)(?!\w)"
    r"|(?<!\w)(?P<legal>nhà nước|Nhà Nước) (?=pháp quyền|ta\b|Cộng hòa|CHXHCN)"
)
ADJECTIVE = re.compile(
    r"(?<!\w)(?P<before>[Cc]ơ quan|[Qq]uản lý|hành chính|[Nn]gân sách|[Dd]oanh nghiệp|[Bb]ộ máy|công chức"
    r"|đơn vị) Nhà nước(?!\w)"
    r"(?! (?:và|pháp quyền|Cộng hòa|ta\b|[A-ZĐ]))"
)
PARTY = re.compile(
    r"(?:(?<=của )|(?<=do )|(?<=theo )|(?<=với )|(?<=vào )|(?<=yêu )|(?<=mừng ))đảng(?!\w)(?! (?:viên|bộ"
    r"|ủy|uỷ|phái|đoàn|phí|vụ|cầm quyền|chính trị|cộng sản các))"
    r"|(?<!\w)đảng(?= (?:ta\b|và [Nn]hà nước|cộng sản [Vv]iệt|Cộng sản))|(?<!\w)đảng(?=, [Nn]hà nước)"
)
PARTY_NAME = re.compile(r"(?<!\w)(?:đảng cộng sản|Đảng cộng sản|Đảng Cộng Sản) [Vv]iệt [Nn]am")
UNCLE = re.compile(r"(?<!\w)bác Hồ(?!\w)")


@rule("cap-nhan-dan", "PL II.V.1", "warning", at="body")
def cap_nhan_dan(document: Document) -> Iterator[Finding]:
    """Viết hoa «Nhân dân»; trong tên cơ quan, danh hiệu (Ủy ban nhân dân, Công an nhân dân …) thì theo tên.

    Sai: I. MỤC ĐÍCH
        Nâng cao mức độ hài lòng của nhân dân.
    Đúng: I. MỤC ĐÍCH
        Ủy ban nhân dân các cấp, Công an nhân dân phục vụ Nhân dân; quần chúng nhân dân tham gia.
    """
    for passage in prose.holding(document, "nhân dân"):
        for match in SMALL_PEOPLE.finditer(passage.text):
            word = match["word"]
            if match["before"] or word in ("Nhân dân", "NHÂN DÂN"):
                continue
            if word == "Nhân Dân" and re.search(r"[Bb]áo (?:điện tử )?$", passage.text[: match.start("word")]):
                continue
            yield wrong_case(passage, match.start("word"), match.end("word"), "Nhân dân")


@rule("cap-nha-nuoc", "PL II.V.1", "warning", at="body")
def cap_nha_nuoc(document: Document) -> Iterator[Finding]:
    """Viết hoa «Nhà nước» khi là danh từ; chỉ tính chất (cơ quan nhà nước, quản lý nhà nước) thì Nghị định viết thường.

    Sai: I. MỤC ĐÍCH
        Phổ biến chủ trương của Đảng, pháp luật của nhà nước.
    Đúng: I. MỤC ĐÍCH
        Pháp luật của Nhà nước; cải cách hành chính nhà nước của các cơ quan nhà nước, Kho bạc Nhà nước.
    """
    for passage in prose.holding(document, "nhà nước"):
        for match in OF_STATE.finditer(passage.text):
            group = "word" if match["word"] else "legal"
            yield wrong_case(passage, match.start(group), match.end(group), "Nhà nước")
        for match in ADJECTIVE.finditer(passage.text):
            start = match.end("before") + 1
            yield wrong_case(passage, start, match.end(), "nhà nước", ADJECTIVE_STATE, "info")


@rule("cap-dang", "PL II.V.4", "warning", at="body")
def cap_dang(document: Document) -> Iterator[Finding]:
    """Viết hoa «Đảng» chỉ Đảng Cộng sản Việt Nam, «Bác» chỉ Chủ tịch Hồ Chí Minh; đảng viên, đảng bộ viết thường.

    Sai: I. MỤC ĐÍCH
        Phổ biến chủ trương của đảng, chính sách của Nhà nước.
    Đúng: I. MỤC ĐÍCH
        Chủ trương của Đảng; các cấp ủy đảng, đảng viên; tổ chức cơ sở đảng.
    """
    for passage in prose.holding(document, "đảng", "bác hồ"):
        for match in PARTY_NAME.finditer(passage.text):
            yield wrong_case(passage, match.start(), match.end(), "Đảng Cộng sản Việt Nam")
        for match in PARTY.finditer(passage.text):
            if not PARTY_NAME.match(passage.text, match.start()):
                yield wrong_case(passage, match.start(), match.end(), "Đảng")
        for match in UNCLE.finditer(passage.text):
            yield wrong_case(passage, match.start(), match.end(), "Bác Hồ")


def wrong_case(
    passage: Passage,
    start: int,
    end: int,
    right: str,
    message: Message | str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding about the case of some words."""
    found = passage.raw[start:end]
    return at(passage.line, message or WRONG_CASE, found, right, severity, around=passage.around(start, end))


# Persons and positions.

SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Lương|Mai|Trịnh"
    "|Đào|Tạ|Cao|Hà|Hoàng|Lưu|Khổng"
)
MIDDLE = "văn|thị|đình|đức|hữu|minh|quang|ngọc|thanh|xuân|đăng|quốc|tuấn|hồng|thu|mạnh|công|duy|bá|thế|tiến|trọng|kim"
PERSON = re.compile(
    rf"(?<!\w)(?:(?:{SURNAMES}) (?:{MIDDLE}) [{CAPITAL}][{SMALL}]+|(?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ"
    rf"|Đặng|Bùi|Đỗ|Ngô) (?:Văn|Thị) [{SMALL}]+"
    rf"|(?:nguyễn|trần|lê|phạm|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|ngô) (?:[Vv]ăn|[Tt]hị) [{CAPITAL}{SMALL}]+)(?!\w)"
)
NAME_AFTER = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|(?<!\w)[Ôô]ng|(?<!\w)[Bb]à):?\s+(?P<name>(?:{SURNAMES})(?: "
    rf"[{CAPITAL}{SMALL}]+){{2,3}})(?=\s*(?:[,;.)(-]|$))"
)


@rule("cap-person", "PL II.II.1", "warning", at="body")
def cap_person(document: Document) -> Iterator[Finding]:
    """Viết hoa chữ cái đầu tất cả các âm tiết của họ và tên người Việt Nam.

    Sai: I. MỤC ĐÍCH
        Giao đồng chí Nguyễn văn Hưng phụ trách.
    Sai: I. MỤC ĐÍCH
        Giao đồng chí lê thị hạnh, Phó Giám đốc, chỉ đạo.
    Đúng: I. MỤC ĐÍCH
        Giao đồng chí Nguyễn Văn Hưng phụ trách; hồ sơ, lê thê không phải là tên người.
    """
    known = _people(document)
    for passage in prose.of(document).named:
        if passage.is_capital:
            continue
        spans = [(match.start(), match.end()) for match in PERSON.finditer(passage.text)]
        spans += [
            match.span("name") for match in NAME_AFTER.finditer(passage.text) if match["name"].split()[-1].istitle()
        ]
        spans += [
            match.span()
            for name in known
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage.text, re.IGNORECASE)
        ]
        for start, end in dict(sorted(spans)).items():
            found = passage.raw[start:end]
            right = " ".join(word[:1].upper() + word[1:] for word in found.split())
            if found != right and not found.isupper():
                yield at(passage.line, WRONG_PERSON, found, right)
    for line in document.of("signer"):
        name = RANK.sub("", line.words)
        if (
            name != name.title()
            and not name.isupper()
            and 2 <= len(name.split()) <= 5
            and all(map(str.isalpha, name.split()))
        ):
            yield at(line, WRONG_PERSON, name, " ".join(word[:1].upper() + word[1:] for word in name.split()))


RANK = re.compile(r"^(?:\w+ (?:tá|tướng|úy|uý|sĩ|sỹ|sư)|(?:GS|PGS|TS|ThS|BS|CN|KS)\.?) ", re.IGNORECASE)


def _people(document: Document) -> set[str]:
    """Return the full names that the plan or its profile has for certain."""
    names = {one.name for one in document.plan.signatures}
    if document.profile and document.profile.signature.name:
        names.add(document.profile.signature.name)
    return {name for name in names if len(name.split()) > 2}


TITLES = (
    "Giám đốc|Chủ tịch|Trưởng phòng|Bộ trưởng|Thứ trưởng|Chánh Văn phòng|Thủ trưởng|Hiệu trưởng|Cục "
    "trưởng|Vụ trưởng|Trưởng ban"
)
TWO_CAPITALS = re.compile(
    r"(?<!\w)(?:Giám Đốc|Chủ Tịch|Trưởng Phòng|Bộ Trưởng|Thứ Trưởng|Thủ Trưởng|Hiệu Trưởng|Cục Trưởng|Vụ "
    r"Trưởng|Thủ Tướng)(?!\w)"
)
SEVERAL = re.compile(
    r"(?<!\w)(?:[Cc]ác|[Nn]hững) (?P<word>Giám đốc(?= [Ss]ở)|(?:Giám đốc|Trưởng phòng|Thủ trưởng|Hiệu trưởng)"
    r"(?=[,;]| (?:các|sở|phòng|cơ quan|đơn vị|trường|ban|và)\b))"
)
NAMED = re.compile(
    r"(?<!\w)(?P<word>chủ tịch|giám đốc|thủ tướng|bộ trưởng|tổng bí thư) (?=Hồ Chí Minh|(?:Nguyễn|Trần|Lê"
    r"|Phạm|Phan|Vũ|Võ) [A-ZĐ])"
)


@rule("cap-position", "PL II.V.3", "info", at="body")
def cap_position(document: Document) -> Iterator[Finding]:
    """Chức danh chỉ viết hoa chữ đầu (Giám đốc, không phải Giám Đốc); nói chung về nhiều người thì viết thường.

    Sai: I. MỤC ĐÍCH
        Báo cáo Giám Đốc Sở.
    Sai: I. MỤC ĐÍCH
        Đề nghị các Giám đốc sở chỉ đạo.
    Đúng: I. MỤC ĐÍCH
        Báo cáo Giám đốc Sở, các Phó Giám đốc Sở, Chủ tịch UBND tỉnh; yêu cầu giám đốc các sở thực hiện.
    """
    for passage in prose.holding(document, "giám đốc", "chủ tịch", "trưởng", "thủ tướng", "tổng bí thư"):
        for match in TWO_CAPITALS.finditer(passage.text):
            yield wrong_case(passage, match.start(), match.end(), match[0].capitalize())
        for match in SEVERAL.finditer(passage.text):
            yield wrong_case(passage, match.start("word"), match.end("word"), match["word"].lower())
        for match in NAMED.finditer(passage.text):
            yield wrong_case(passage, match.start("word"), match.end("word"), match["word"].capitalize())


SMALL_LINE = N_("đầu dòng phải viết hoa: «{found}»")
SMALL_SENTENCE = N_("đầu câu phải viết hoa: «{found}»; đúng là «{expected}»")
WRONG_CASE = N_("viết hoa chưa đúng ở «{found}» (…{around}…); đúng là «{expected}»")
ADJECTIVE_STATE = N_("«{found}» (…{around}…) ở đây chỉ tính chất; Nghị định viết thường «{expected}»")
WRONG_PERSON = N_("họ và tên «{found}» phải viết hoa mọi âm tiết: «{expected}»")
