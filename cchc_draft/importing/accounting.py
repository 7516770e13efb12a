"""Whether every word of a document is in the recognised plan, or in something that is told about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cchc_draft.errors import Problem
from cchc_draft.formats import document_number
from cchc_draft.importing.printed_lines import paragraphs
from cchc_draft.importing.recognised import Appendix, Recognised
from cchc_draft.importing.written import Written, text
from cchc_draft.model import Appendix as ModelAppendix
from cchc_draft.model import Block, Content, Table, Task, plain
from cchc_draft.outline import lines
from cchc_draft.task_table import GroupRow, table_rows

WORD = re.compile(r"\w+")


def unaccounted(written: Written, recognised: Recognised) -> list[str]:
    """Return the words of *written* that are neither in *recognised* nor quoted in a problem, one entry each.

    Leading zeros of numbers do not count, nor do capitals and bullets, of which some fonts make a letter.
    """
    wanted = Counter(_words(_written(written)))
    wanted.subtract(Counter(_words([*_plan(recognised), *_told((*recognised.problems, *written.problems))])))
    return sorted((+wanted).elements())


def _words(texts: Iterable[str]) -> Iterator[str]:
    for part in texts:
        for word in WORD.findall(part):
            for piece in filter(None, word.split("_")):
                yield piece.lstrip("0") or "0" if piece.isdecimal() else piece.casefold()


def _written(written: Written) -> Iterator[str]:
    for paragraph in paragraphs(written.blocks):
        if len(paragraph.label.strip()) > 1:
            yield paragraph.label
        yield text(paragraph.content)
    yield from map(text, written.notes)
    yield from dict.fromkeys(written.margins)


def _plan(plan: Recognised) -> Iterator[str]:
    head = plan.letterhead
    yield from (*head.parents, *head.agencies, head.symbol, head.place, head.urgency, head.circulation)
    if head.number is not None:
        yield document_number(head.number)
    if head.date:
        yield from (str(part) for part in (head.date.year, head.date.month, head.date.day) if part)
    yield from plan.subject
    yield from (basis.text for basis in plan.legal_bases)
    yield from _blocks(plan.body)
    yield from _blocks(plan.closing)
    yield from (*plan.recipients, plan.archive)
    for signature in plan.signatures:
        yield from (*signature.lines, signature.name)
    for appendix in plan.appendices:
        yield from _appendix(appendix)
    for attachment in plan.attachments:
        yield attachment.title
        yield from _blocks(attachment.blocks)
    yield from map(text, plan.notes)
    yield from plan.printed_anew


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for line in lines(blocks):
        if isinstance(line, Table):
            yield from map(text, line.header)
            yield from (text(cell) for row in line.rows for cell in row)
        else:
            yield line.label
            yield text(line.content)


def _appendix(appendix: Appendix) -> Iterator[str]:
    yield appendix.title
    tasks = tuple(Task("", (), (), group=task.group) for task in appendix.tasks)
    columns = tuple(column for column in appendix.columns if column.key == "stt")
    for row in table_rows(ModelAppendix("", columns, tasks, numbering=appendix.numbering)):
        if isinstance(row, GroupRow):
            yield f"{row.label} {plain(row.content)}"
        else:
            yield from map(text, row.cells)
    for task in appendix.tasks:
        contents: tuple[Content, ...] = (task.text, task.product, task.cost, task.note, *task.own.values())
        yield from map(text, contents)
        yield from (*task.lead, *task.support, task.deadline)


def _told(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield from map(str, problem.facts.values())
