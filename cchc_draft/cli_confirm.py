"""The command `confirm`: goes through what a plan took over and its office has still to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_draft.cli_base import FOLDER, cli, option, report
from cchc_draft.errors import CchcDraftError, Problem
from cchc_draft.language import N_, translate

if TYPE_CHECKING:
    from cchc_draft.open_points import FolderPoints, OpenPoint, Point, Question

KEEP, TAKE, DROP, SKIP, STOP = "", "d", "x", "b", "q"


@cli.command(name="confirm", help=N_("Xác nhận những chỗ còn mở (can-xac-nhan.yaml) của thư mục kế hoạch DIR."))
@click.argument("folder", type=FOLDER, metavar="DIR")
@option("--list", "is_list", is_flag=True, help=N_("Liệt kê các điểm còn mở rồi thoát."))
@option("--set", "values", multiple=True, metavar="ID=VALUE", help=N_("Thay chữ của điểm ID bằng VALUE."))
@option("--accept", "accepted", multiple=True, metavar="ID", help=N_("Giữ nguyên chữ của điểm ID, hay từ 05-12."))
@option("--take", "taken", multiple=True, metavar="ID", help=N_("Lấy đề nghị của điểm ID, hay từ 05-12."))
@option("--drop", "dropped", multiple=True, metavar="ID", help=N_("Bỏ nhiệm vụ, đoạn hay vế câu của điểm ID."))
def confirm(
    folder: Path,
    is_list: bool,
    values: Sequence[str],
    accepted: Sequence[str],
    taken: Sequence[str],
    dropped: Sequence[str],
) -> None:
    """Go through the open points of a plan folder."""
    from cchc_draft import api, open_points

    found = api.points(folder)
    is_answered = bool(values or accepted or taken or dropped)
    if is_answered:
        found = _answer(folder, values, accepted, taken, dropped)
    report(open_points.left(found._replace(open=[]), folder, is_final=False))
    if not is_list:
        api.settle(folder)
    if is_list:
        shown = _shown(folder, found)
        for question in found.questions:
            click.echo(_line(question.first, shown) + _also(question))
    elif not is_answered:
        _ask(folder, found)
        found = api.points(folder)
    _tell(found)


def _answer(
    folder: Path, values: Sequence[str], accepted: Sequence[str], taken: Sequence[str], dropped: Sequence[str]
) -> FolderPoints:
    """Take answers from the command line; those that cannot be taken are told together, the others stand."""
    from cchc_draft import api, open_answers

    problems: list[Problem] = []
    known = api.points(folder)
    shown = _shown(folder, known)
    answers: list[tuple[str, str | None]] = [*map(_divided, values)]
    for sign, named in ((KEEP, accepted), (TAKE, taken), (DROP, dropped)):
        answers += [(one, sign) for identifier in named for one in _spread(known, identifier)]
    for index, (identifier, value) in enumerate(answers):
        try:
            if index < len(values):
                api.confirm(folder, identifier, value)
            else:
                _do(folder, open_answers.point_of(api.points(folder).all, identifier), value or KEEP)
        except CchcDraftError as error:
            problems += _readable(error, shown)
    if problems:
        raise CchcDraftError(problems)
    return api.points(folder)


def _divided(answer: str) -> tuple[str, str | None]:
    """Return point and value of "03=97%". Raises CchcDraftError for another form."""
    identifier, sign, value = answer.partition("=")
    if not sign:
        raise CchcDraftError([Problem("wrong-answer", WRONG_ANSWER, {"found": answer})])
    return identifier.strip(), value


def _spread(found: FolderPoints, identifier: str) -> Sequence[str]:
    """Return the open points of a range such as "05-12", anything else as it is.

    What was answered before keeps its answer, and is told. Raises CchcDraftError for an end that is no point.
    """
    from cchc_draft import open_answers

    first, sign, last = identifier.partition("-")
    if not (sign and first.strip().isdecimal() and last.strip().isdecimal()):
        return [identifier]
    known = dict.fromkeys(int(one.group) for one in found.all if one.group.isdecimal())
    for end in (first, last):
        if int(end) not in known:
            open_answers.point_of(found.all, end)
    questions = [one.first.point for one in found.questions if one.first.point.group.isdecimal()]
    groups = {int(one.group): one.id for one in questions}
    low, high = sorted((int(first), int(last)))
    inside = [number for number in known if low <= number <= high]
    answered = [f"{number:02}" for number in inside if number not in groups]
    if answered:
        report([Problem("answered-before", ANSWERED, {"ids": ", ".join(answered)}, level="warning")])
    return [groups[number] for number in inside if number in groups]


def _ask(folder: Path, found: FolderPoints) -> None:
    """Ask for each open point; every answer is written before the next question."""
    from cchc_draft import api

    questions, shown = found.questions, _shown(folder, found)
    if questions:
        click.echo(translate(HOW))
    for number, asked in enumerate(questions, 1):
        current = next(
            (one for one in api.points(folder).questions if one.first.point.id == asked.first.point.id), None
        )
        if current is None:  # gone with an answer to another point
            continue
        click.echo(f"\n[{number}/{len(questions)}] {_question(current, shown)}")
        if not _take(folder, current.first, shown):
            return


def _readable(error: CchcDraftError, shown: Callable[[str], str]) -> list[Problem]:
    """Return the problems of an answer with the words of the plan as they are printed."""
    return [
        replace(problem, facts={**problem.facts, "words": shown(str(problem.facts["words"]))})
        if "words" in problem.facts
        else problem
        for problem in error.problems
    ]


def _take(folder: Path, current: OpenPoint, shown: Callable[[str], str]) -> bool:
    """Take the answer to one point; ask again where it cannot be taken. Return whether to go on."""
    while True:
        try:
            answer = click.prompt(translate(ANSWER), default=KEEP, show_default=False).strip()
        except click.Abort:  # the end of the input, or Ctrl-C
            click.echo()
            return False
        if answer.casefold() == STOP:
            return False
        if answer.casefold() == SKIP:
            return True
        if NO_ANSWER.fullmatch(answer):
            click.echo(translate(HOW))
            continue
        try:
            _do(folder, current.point, answer)
        except CchcDraftError as error:
            report(_readable(error, shown))
        else:
            return True


def _do(folder: Path, point: Point, answer: str) -> None:
    """Write one answer: a sign, or a new value. Raises CchcDraftError where it cannot be taken."""
    from cchc_draft import api

    if answer.casefold() == DROP:
        click.echo(translate(DROPPED).format(words=api.printer(folder)(api.drop(folder, point.id))))
    elif answer.casefold() != TAKE:
        api.confirm(folder, point.id, answer or None)
    elif point.proposal:
        api.confirm(folder, point.id, point.proposal)
    else:
        raise CchcDraftError([Problem("no-proposal", NO_PROPOSAL, {"id": point.id})])


def _shown(folder: Path, found: FolderPoints) -> Callable[[str], str]:
    """Return what prints words as the agency does: "CCHC" for "{{ viet_tat('CCHC') }}"."""
    from cchc_draft import api

    return api.printer(folder) if any("{{" in one.point.context for one in found.open) else str


def _question(asked: Question, shown: Callable[[str], str]) -> str:
    """Return a point as it is asked: where it stands, the words around it, the reason, the proposal."""
    from cchc_draft import cited_answers, open_points

    point, span, _, text = asked.first
    lines = [_line(asked.first, shown) + _also(asked)]
    if point.words:
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        before = shown(text[start : span.start])[-ROOM:]
        after = shown(text[span.end : end if end >= 0 else len(text)])[:ROOM]
        lines.append(f"   …{before}{click.style(f'»{shown(text[span.start : span.end])}«', bold=True)}{after}…")
    else:
        is_key = open_points.HEAD_KEY.fullmatch(point.context)
        lines.append(f"   {translate(NO_KEY if is_key else NOT_THERE)}")
    if point.proposal:
        lines.append(f"   {translate(PROPOSAL).format(proposal=point.proposal)}")
    elif cited_answers.asks_document(point, text, span) and cited_answers.wants_date(point, text, span):
        lines.append(f"   {translate(DOCUMENT).format(example=cited_answers.example(point))}")
    return "\n".join(lines)


def _also(question: Question) -> str:
    """Return at how many other places the same is asked."""
    return translate(ALSO).format(count=len(question.others)) if question.others else ""


def _line(one: OpenPoint, shown: Callable[[str], str]) -> str:
    from cchc_draft import open_points

    point = one.point
    return f"{point.id}  {one.place}: {point.kind}: «{shown(open_points.words_of(point))}» ({point.reason})"


def _tell(found: FolderPoints) -> None:
    """Say how many points are answered and left."""
    left = {one.first.point.group for one in found.questions}
    answered = len({point.group for point in found.all} - left)
    told = LEFT if left else NOTHING_LEFT
    click.echo(translate(told).format(answered=answered, count=len(left)), err=True)


ROOM = 80
"""Letters shown on each side of open words."""
HOW = N_(
    "Enter: giữ nguyên; gõ giá trị mới: thay; d: lấy đề nghị; x: bỏ cả nhiệm vụ, đoạn hay vế câu; b: để sau; q: dừng. "
    "Mỗi câu trả lời được ghi ngay."
)
NO_ANSWER = re.compile(r"\?+|(?![divx])[a-zđ]", re.IGNORECASE)
"""What is no answer and no new value: a question, a letter that means nothing here ("c", "y"); "V" is a number."""
ANSWERED = N_("giữ câu trả lời trước đây của điểm {ids}; muốn đổi thì ghi riêng mã điểm")
ANSWER = N_("   Trả lời")
NOT_THERE = N_("Chưa có trong kế hoạch. Enter: không đưa vào; d: đưa vào như đề nghị.")
NO_KEY = N_("Chưa ghi trong phần đầu kế hoạch. Enter: để trống.")
NO_PROPOSAL = N_("điểm {id} không có đề nghị; hãy gõ giá trị mới")
PROPOSAL = N_("Đề nghị: {proposal}")
DOCUMENT = N_("Ghi số, ký hiệu và ngày ký, ví dụ: {example}")
DROPPED = N_("   Đã bỏ: {words}")
ALSO = N_(" và {count} chỗ khác như vậy")
WRONG_ANSWER = N_("«{found}» không đúng dạng MÃ=GIÁ TRỊ")
LEFT = N_("đã trả lời {answered} điểm, còn {count} điểm")
NOTHING_LEFT = N_("mọi điểm đã được trả lời ({answered} điểm)")
