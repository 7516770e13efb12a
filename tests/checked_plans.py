"""Plans to be checked: a right one whose parts can be replaced, and the examples that rules give in their docstrings."""

import re
from functools import cache

from written_plans import centred, document, paragraph, side_by_side, table

from cchc_draft.checking import checker, roles, wording
from cchc_draft.checking.document import Document
from cchc_draft.importing import plan_parts, recognise
from cchc_draft.importing.printed_lines import items

RIGHT = {
    "parent": ["UBND TỈNH LÂM ĐỒNG"],
    "agency": ["SỞ TƯ PHÁP"],
    "number": ["Số: 45/KH-STP"],
    "nation": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    "motto": ["Độc lập - Tự do - Hạnh phúc"],
    "date": ["Lâm Đồng, ngày 09 tháng 3 năm 2026"],
    "mark": [],
    "kind": ["KẾ HOẠCH"],
    "subject": ["Cải cách hành chính năm 2026 của Sở Tư pháp"],
    "basis": [],
    "opening": [
        "Thực hiện Kế hoạch số 36/KH-UBND ngày 15/01/2026 của UBND tỉnh Lâm Đồng về cải cách hành chính năm 2026, "
        "Sở Tư pháp ban hành Kế hoạch như sau:"
    ],
    "body": [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "a) Nâng cao chất lượng phục vụ người dân;",
        "b) Rút ngắn thời gian giải quyết hồ sơ.",
        "2. Yêu cầu",
        "Việc thực hiện phải đúng tiến độ, rõ trách nhiệm.",
        "II. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Văn phòng Sở",
        "Theo dõi, đôn đốc việc thực hiện và báo cáo Giám đốc Sở.",
        "2. Phòng Nghiệp vụ 1",
        "Chủ trì các nhiệm vụ được giao tại Phụ lục.",
    ],
    "closing": ["Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp./."],
    "recipients_label": ["Nơi nhận:"],
    "recipient": ["- UBND tỉnh (để b/c);", "- Giám đốc, các Phó Giám đốc Sở;", "- Các phòng, đơn vị thuộc Sở;"],
    "archive": ["- Lưu: VT, VP."],
    "signature": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    "signer": ["Lê Thị Hạnh"],
    "appendix": ["Phụ lục"],
    "appendix_name": ["NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"],
    "reference": ["(Kèm theo Kế hoạch số 45/KH-STP ngày 09 tháng 3 năm 2026 của Sở Tư pháp tỉnh Lâm Đồng)"],
    "table": [
        "STT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn",
        "1 | Rà soát thủ tục hành chính | Văn phòng Sở | Phòng Nghiệp vụ 1 | Quý II/2026",
        "2 | Khảo sát mức độ hài lòng của người dân | Phòng Nghiệp vụ 1 | Văn phòng Sở | Trước ngày 30/10/2026",
    ],
    "rest": [],
}
"""The parts of a plan in which no rule finds anything; every part is a list of printed lines."""


def written(**parts):
    """Return a right plan as written, with these parts in place of its own; a part may be a text or lines."""
    own = RIGHT | {name: one.split("\n") if isinstance(one, str) else list(one) for name, one in parts.items()}
    names = [*own["parent"], *(f"**{line}**" for line in own["agency"]), *own["number"]]
    right = [*(f"**{line}**" for line in (*own["nation"], *own["motto"])), *(f"*{line}*" for line in own["date"])]
    blocks = [side_by_side("\n".join(names), "\n".join(right))]
    blocks += [paragraph(line, is_box=True) for line in own["mark"]]
    blocks += [centred(f"**{line}**") for line in (*own["kind"], *own["subject"])]
    blocks += [paragraph(f"*{line}*", align="both") for line in own["basis"]]
    blocks += [made for line in (*own["opening"], *_grouped(own["body"]), *own["closing"]) for made in _made(line)]
    left = [*(f"***{line}***" for line in own["recipients_label"]), *own["recipient"], *own["archive"]]
    blocks.append(
        side_by_side(
            "\n".join(left), "\n".join(f"**{line}**" for line in (*own["signature"], *own["signer"])), align=""
        )
    )
    if own["table"] or own["appendix"]:
        blocks += [centred(f"**{line}**", breaks_page=not index) for index, line in enumerate(own["appendix"])]
        blocks += [centred(f"**{line}**") for line in own["appendix_name"]]
        blocks += [centred(f"*{line}*") for line in own["reference"]]
        blocks += [made for line in _grouped(own["table"]) for made in _made(line)]
    blocks += [made for line in _grouped(own["rest"]) for made in _made(line)]
    return document(*blocks)


def _grouped(lines):
    """Return lines with the rows of each table ("a | b | c") together."""
    grouped = []
    for line in lines:
        if " | " in line and grouped and isinstance(grouped[-1], list):
            grouped[-1].append(line)
        else:
            grouped.append([line] if " | " in line else line)
    return grouped


def _made(line):
    if isinstance(line, list):
        yield table(*([part.strip() for part in row.split("|")] for row in line))
    elif re.match(r"[IVX]+\. ", line):
        yield paragraph(f"**{line}**", align="both", level=1)
    elif re.match(r"\d+\. ", line) and not line.endswith((".", ";", ":")):
        yield paragraph(f"**{line}**", align="both", level=2)
    else:
        yield paragraph(line, align="both")


def checked(profile=None, is_source=False, **parts):
    """Return a right plan with replaced parts as rules see it."""
    return of(written(**parts), profile, is_source)


def of(source, profile=None, is_source=False):
    """Return a document as written as rules see it."""
    found = items(source)
    parts = plan_parts.find(found)
    plan = recognise.recognise(source, parts)
    lines, tables = roles.read(source, found, parts, plan)
    return Document(
        "kh.docx", source, plan, lines, tables, wording=wording.shipped(), profile=profile, is_source=is_source
    )


def reported(code, **parts):
    """Return what one rule says of a right plan with replaced parts: (severity, message, quote) each."""
    found = checker.check(checked(**parts), checker.Settings(only=(code,)))
    return [(one.severity, one.message, one.quote) for one in found]


EXAMPLE = re.compile(r"^(Sai|Đúng): ?(.*(?:\n {4,}.*)*)", re.MULTILINE)


@cache
def rules():
    """Return all rules by code."""
    return checker.all_rules()


def examples(look=False):
    """Yield (code, is_right, text) for every example of rules about text, or of those about the look."""
    for rule in rules().values():
        if rule.at.startswith("look:") == look:
            for kind, text in EXAMPLE.findall(rule.text):
                yield rule.code, kind == "Đúng", re.sub(r"\n {4,}", "\n", text.strip())
