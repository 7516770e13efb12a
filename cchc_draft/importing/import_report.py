"""The report of an import, for someone who does not program: what was found, what to look at, what to do next.

Everything is told by kind, the heaviest first, so that many small changes do not hide the few that matter; every
single place is in a list at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from cchc_draft.errors import Place, Problem
from cchc_draft.formats import document_number, short_date
from cchc_draft.importing import unit_names
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.joint_issuers import Issuer
from cchc_draft.importing.recognised import Letterhead, Recognised
from cchc_draft.importing.report_kinds import Group, grouped
from cchc_draft.language import N_, translate
from cchc_draft.model import Signature, Table, plain, walk
from cchc_draft.outline import Line, lines
from cchc_draft.profile import Profile

NAME = "bao-cao.md"
INDENT = "\n  "
"""Between the lines of a remark, so that they stay in one item of a list."""
MOST_EXAMPLES = 3
"""Places that a kind of small change shows at once; all of them stand at the end."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is made of."""

    name: str
    """Name of the document."""
    plan: Recognised
    issuers: Sequence[Issuer]
    files: Sequence[str]
    """Names of the files in the plan folder."""
    problems: Sequence[Problem]


def write(told: Told) -> str:
    """Return the report as Markdown."""
    groups = grouped(told.problems)
    serious = [group for group in groups if group.kind.weight == "serious"]
    small = [group for group in groups if group.kind.weight != "serious"]
    chapters: list[tuple[str, Iterable[str]]] = [
        (translate(RECOGNISED), _recognised(told.plan, told.issuers)),
        (f"{translate(SERIOUS)} ({_count(serious)})", _full(serious) if serious else [translate(NOTHING)]),
        (f"{translate(SMALL)} ({_count(small)})", _small(small)),
        (translate(NEXT), _next(told, has_doubts=bool(serious))),
    ]
    long = [group for group in small if len(group.problems) > MOST_EXAMPLES]
    if long:
        chapters.append((translate(EVERY_PLACE), _full(long)))
    told_lines = [f"# {translate(TITLE).format(name=told.name)}", "", *_opening(serious, small)]
    for number, (title, found) in enumerate(chapters, 1):
        told_lines += ["", f"## {number}. {title}", "", *found]
    return "\n".join(told_lines) + "\n"


def summary(problems: Sequence[Problem]) -> list[str]:
    """Return what the terminal shows: what must be looked at in full, small things by kind, where all of it is."""
    groups = grouped(problems)
    shown = [str(problem) for group in groups if group.kind.weight == "serious" for problem in group.problems]
    small = [group for group in groups if group.kind.weight != "serious"]
    shown += [f"{translate(group.kind.title)}: {_places(group.places)}" for group in small]
    return [*shown, translate(SEE_REPORT).format(report=NAME)] if shown else []


def listed(problems: Iterable[Problem]) -> list[str]:
    """Return problems as a list, kind by kind."""
    groups = grouped(problems)
    return list(_full(groups)) or [translate(NOTHING)]


def _count(groups: Iterable[Group]) -> int:
    return sum(group.places for group in groups)


def _places(count: int) -> str:
    return translate(N_("{count} chỗ")).format(count=count)


def _opening(serious: Sequence[Group], small: Sequence[Group]) -> Iterator[str]:
    """Yield two sentences that say how the import went."""
    yield translate(OPENING_DOUBT if serious else OPENING_FINE).format(count=_count(serious))
    if small:
        yield translate(OPENING_SMALL).format(count=_count(small))


# What was recognised.


def _recognised(plan: Recognised, issuers: Sequence[Issuer]) -> Iterator[str]:
    head = plan.letterhead
    for one in issuers:
        yield _entry(N_("Cơ quan ban hành"), one.profile.name)
        yield _entry(N_("Hồ sơ"), one.id + (translate(NEW_PROFILE) if one.proposal else ""))
    if head.parents:
        yield _entry(N_("Cơ quan cấp trên ở đầu văn bản"), " ".join(head.parents))
    yield _entry(N_("Số, ký hiệu"), _number(head))
    yield _entry(N_("Địa danh, ngày"), ", ".join(filter(None, (head.place, _date(head)))))
    yield _entry(N_("Trích yếu"), one_line(" ".join(plan.subject)))
    yield _entry(N_("Năm của kế hoạch"), str(plan.year or ""))
    yield from _any(N_("Căn cứ"), [basis.text for basis in plan.legal_bases])
    yield from _several(N_("Các mục"), list(_sections(plan)))
    tables = sum(isinstance(block, Table) for block in walk(plan.body))
    if tables:
        yield _entry(N_("Số bảng trong bài"), str(tables))
    yield from _any(N_("Văn bản viện dẫn"), [one_line(one.written) for one in plan.documents])
    yield from _several(N_("Nơi nhận"), plan.recipients)
    yield _entry(N_("Lưu"), plan.archive)
    yield from _several(N_("Người ký"), [_signer(one) for one in plan.signatures])
    yield from _any(N_("Phụ lục"), list(_appendices(plan)))
    yield from _any(N_("Đơn vị được giao việc"), _units(plan, issuers[0].profile))


def _entry(label: str, text: str) -> str:
    return f"- {translate(label)}: {text or translate(NOT_THERE)}"


def _several(label: str, found: Sequence[str]) -> Iterator[str]:
    """Yield a line with the count, and one for each thing."""
    if not found:
        yield _entry(label, "")
        return
    yield f"- {translate(label)} ({len(found)}):"
    yield from (f"  - {one_line(text)}" for text in found)


def _any(label: str, found: Sequence[str]) -> Iterator[str]:
    """Yield the same for something that many plans do without; nothing where there is none."""
    return _several(label, found) if found else iter(())


def _signer(signature: Signature) -> str:
    """Return who signs, the name first: "Lê Thị Lan (TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH)"."""
    lines = ", ".join(map(one_line, signature.lines))
    if not signature.name:
        return translate(N_("{lines} (không có họ tên)")).format(lines=lines)
    return f"{signature.name} ({lines})" if lines else signature.name


def _units(plan: Recognised, profile: Profile) -> list[str]:
    """Return the units by the names that the profile has for them."""
    names = unit_names.units_named(plan)
    known = unit_names.Units(profile)
    units = {name: known.find(name) for name in names}
    return list(dict.fromkeys(profile.units[unit].name if unit else name for name, unit in units.items()))


def _number(head: Letterhead) -> str:
    if not (head.number or head.symbol):
        return ""
    number = document_number(head.number) if head.number is not None else "…"
    return f"{number}{'-' if head.is_party_form else '/'}{head.symbol}"


def _date(head: Letterhead) -> str:
    """Return the date as far as it is known: "…/2/2026"."""
    if head.date is None:
        return ""
    if head.date.date:
        return short_date(head.date.date)
    return "/".join(str(part) if part else "…" for part in (head.date.day, head.date.month, head.date.year))


def _sections(plan: Recognised) -> Iterator[str]:
    """Yield the sections with the count of paragraphs in each."""
    title, count = "", 0
    for line in lines(plan.body):
        if isinstance(line, Line) and line.kind == "heading1":
            if title:
                yield f"{title}: {_paragraphs(count)}"
            title, count = f"{line.label} {one_line(plain(line.content))}", 0
        else:
            count += 1
    if title:
        yield f"{title}: {_paragraphs(count)}"


def _paragraphs(count: int) -> str:
    return translate(N_("{count} đoạn")).format(count=count)


def _appendices(plan: Recognised) -> Iterator[str]:
    for appendix in plan.appendices:
        groups = len({task.group for task in appendix.tasks if task.group})
        message = TABLE_IN_GROUPS if groups else TABLE
        facts = {"tasks": len(appendix.tasks), "columns": len(appendix.columns), "groups": groups}
        yield f"{one_line(appendix.title)}: {translate(message).format(**facts)}"
    for attachment in plan.attachments:
        yield f"{one_line(attachment.title)}: {translate(AS_SECTION)}"


# What was told.


def _full(groups: Iterable[Group]) -> Iterator[str]:
    """Yield every remark under the heading of its kind."""
    for index, group in enumerate(groups):
        yield from [""] if index else []
        yield f"{translate(group.kind.title)}:"
        yield ""
        yield from map(_item, group.problems)


def _small(groups: Sequence[Group]) -> Iterator[str]:
    """Yield each kind with its count and its first places."""
    if not groups:
        yield translate(NOTHING)
    for group in groups:
        yield f"- {translate(group.kind.title)}: {_places(group.places)}"
        if len(group.problems) <= MOST_EXAMPLES:
            yield from (indent(_item(problem), "  ") for problem in group.problems)
        else:
            yield indent(_item(group.problems[0]), "  ")
            yield f"  - {translate(MORE).format(count=len(group.problems) - 1)}"


def _item(problem: Problem) -> str:
    """Return one remark as a sentence that begins with its place."""
    place = _place(problem.place)
    if place and problem.text.casefold().startswith(f"{place.casefold()} "):
        place = ""
    text = problem.text if place else problem.text[:1].upper() + problem.text[1:]
    end = "" if text.endswith((".", "?", "!", "…")) else "."
    return INDENT.join((f"- {place}: {text}{end}" if place else f"- {text}{end}").split("\n"))


def _place(place: Place | None) -> str:
    """Return line or paragraph, without the file: there is only one."""
    if place is None or not place.line:
        return ""
    message = N_("Đoạn {number}") if place.is_paragraph else N_("Dòng {number}")
    return translate(message).format(number=place.line)


# What comes next.


def _next(told: Told, *, has_doubts: bool) -> Iterator[str]:
    """Yield the steps that lead to a draft."""
    steps = []
    year = told.plan.year + 1 if told.plan.year else translate(NEXT_YEAR)
    if has_doubts:
        steps.append(translate(STEP_DOUBTS))
    steps.append(translate(STEP_TEXT).format(document=told.name))
    tables = [name for name in told.files if name.startswith("nhiem-vu")]
    if tables:
        steps.append(translate(STEP_TASKS).format(files=", ".join(tables)))
    new = [f"profiles/{one.id}.yaml" for one in told.issuers if one.proposal]
    if new:
        steps.append(translate(STEP_PROFILE).format(files=", ".join(new)))
    steps += [translate(STEP_DRAFT), translate(STEP_CHECK), translate(STEP_YEAR).format(next=year)]
    yield from (f"{number}. {step}" for number, step in enumerate(steps, 1))


TITLE = N_("Báo cáo nhập kế hoạch từ {name}")
RECOGNISED = N_("Đã nhận ra")
SERIOUS = N_("Phải xem lại")
SMALL = N_("Đã sửa, giữ nguyên chữ hoặc không đưa vào")
NEXT = N_("Việc cần làm tiếp")
EVERY_PLACE = N_("Từng chỗ của các thay đổi ở mục 3")
OPENING_DOUBT = N_("Văn bản đã được nhập thành thư mục kế hoạch. Có {count} chỗ phải xem lại trước khi dùng (mục 2).")
OPENING_FINE = N_("Văn bản đã được nhập thành thư mục kế hoạch, không có chỗ nào phải xem lại.")
OPENING_SMALL = N_("Ngoài ra có {count} chỗ nhỏ đã sửa, giữ nguyên chữ hoặc không đưa vào (mục 3).")
NOTHING = N_("Không có gì.")
NOT_THERE = N_("không thấy trong văn bản")
NEW_PROFILE = N_(" (mới, đề xuất theo văn bản)")
TABLE = N_("{tasks} nhiệm vụ, bảng {columns} cột")
TABLE_IN_GROUPS = N_("{tasks} nhiệm vụ trong {groups} nhóm, bảng {columns} cột")
AS_SECTION = N_("không phải bảng nhiệm vụ, giữ thành một mục ở cuối bài")
MORE = N_("và {count} ý nữa, xem đủ ở mục 5")
SEE_REPORT = N_("Xem đủ từng chỗ và việc cần làm tiếp trong {report}")
STEP_DOUBTS = N_("Xem lại từng chỗ ở mục 2, đối chiếu với bản gốc.")
STEP_TEXT = N_(
    "Mở tệp ke-hoach.md bằng trình soạn thảo văn bản (Notepad cũng được), đọc lại cạnh {document}: tên mục, lời văn, "
    "nơi nhận, người ký."
)
STEP_TASKS = N_("Mở {files}, đối chiếu từng nhiệm vụ: đơn vị chủ trì, đơn vị phối hợp, thời hạn.")
STEP_PROFILE = N_(
    "Mở {files}, đối chiếu tên cơ quan, cơ quan cấp trên, đơn vị, người ký; sửa xong thì chép vào thư mục hồ sơ "
    "dùng chung để các kế hoạch sau dùng lại."
)
STEP_DRAFT = N_(
    "Trong thư mục này, chạy lệnh «cchc-draft draft ke-hoach.md -o ban-soan.docx» rồi mở ban-soan.docx bằng Word, "
    "so với bản gốc."
)
STEP_CHECK = N_(
    "Chạy lệnh «cchc-draft check ke-hoach.md» để xem các lỗi về thể thức, số thứ tự, viện dẫn, thời hạn và tên "
    "đơn vị còn lại."
)
STEP_YEAR = N_(
    "Khi bản soạn đã khớp, soạn kế hoạch năm sau bằng lệnh «cchc-draft next-year <thư mục này> --year {next} "
    "-o <thư mục mới>»; lệnh nêu đủ từng năm, ngày, số, căn cứ, tên người phải xác nhận lại."
)
NEXT_YEAR = N_("<năm sau>")
