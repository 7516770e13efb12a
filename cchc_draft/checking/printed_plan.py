"""A plan of the model as it would be read from its own print: the way of a plan folder into the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc_draft.errors import Place
from cchc_draft.formats import date_line, number_line
from cchc_draft.importing.written import Align, Cell, Paragraph, Table, Written
from cchc_draft.model import Appendix, Content, LineBreak, Plan, Run, Signature, plain
from cchc_draft.model import Table as BodyTable
from cchc_draft.outline import Line, ended, lines
from cchc_draft.printed_form import (
    KIND,
    MOTTO,
    NATION,
    appendix_reference,
    appendix_title,
    legal_basis_lines,
    recipient_lines,
    upper,
)
from cchc_draft.task_table import GroupRow, table_rows


def written(plan: Plan, file: str) -> Written:
    """Return a plan as its print would be read; places are those of the source, *file* where there is none."""
    maker = _Maker(plan, Place(file))
    return Written(tuple(maker.blocks()), tuple(plan.notes))


class _Maker:
    def __init__(self, plan: Plan, place: Place) -> None:
        self.plan, self.place = plan, place

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Yield all that is printed, in order."""
        plan, head = self.plan, self.plan.letterhead
        names = [
            *(_run(line.upper()) for line in head.parents),
            *(_run(line.upper(), bold=True) for line in head.agencies),
        ]
        left = _lines([*names, _run(number_line(head.number, head.symbol))])
        date = Run(date_line(head.place, head.date), italic=True)
        yield self.beside(left, _lines([_run(NATION, bold=True), _run(MOTTO, bold=True), date]), "center")
        for mark in (head.urgency, head.circulation, "DỰ THẢO" if head.is_draft else ""):
            if mark:
                yield replace(self.centred(mark), is_box=True)
        yield self.centred(KIND.upper())
        yield from (self.centred(line) for line in plan.subject)
        yield from (self.paragraph((Run(line, italic=True),)) for line in legal_basis_lines(plan))
        yield from self.body()
        signatures = [_signed(one) for one in plan.signatures]
        names_of = _lines([Run("Nơi nhận:", bold=True, italic=True), *map(Run, recipient_lines(plan))])
        yield self.beside(names_of, signatures[0] if signatures else (), "center")
        for signature in signatures[1:]:
            yield self.beside((), signature, "center")
        for index, appendix in enumerate(plan.appendices):
            yield from self.appendix(index, appendix)

    def body(self) -> Iterator[Paragraph | Table]:
        """Yield body and closing with "./." at the end."""
        printed = [*lines(self.plan.body), *lines(self.plan.closing)]
        for index, line in enumerate(printed):
            if isinstance(line, BodyTable):
                yield self.table([line.header, *line.rows], line.place)
            else:
                is_last = index == len(printed) - 1
                yield self.printed(line._replace(content=ended(line.content)) if is_last else line)

    def printed(self, line: Line) -> Paragraph:
        """Return one paragraph of the body."""
        level = int(line.kind[-1]) if line.kind.startswith("heading") else 0
        content = upper(line.content) if level == 1 else line.content
        label = (Run(f"{line.label} "),) if line.label else ()
        runs = tuple(_bold(one) if level and isinstance(one, Run) else one for one in (*label, *content))
        return Paragraph(runs, level=level, align="both", place=line.place or self.place)

    def appendix(self, index: int, appendix: Appendix) -> Iterator[Paragraph | Table]:
        """Yield an appendix."""
        yield replace(self.centred(appendix_title(self.plan, index)), breaks_page=True)
        yield self.centred(appendix.title.upper())
        yield self.paragraph((Run(appendix_reference(self.plan), italic=True),), "center")
        rows: list[tuple[Content, ...]] = [tuple((Run(one.title, bold=True),) for one in appendix.columns)]
        places: list[Place | None] = [None]
        tasks = iter(appendix.tasks)
        for row in table_rows(appendix):
            if isinstance(row, GroupRow):
                rows.append((_run_content(f"{row.label} {plain(row.content)}".strip()),))
                places.append(None)
            else:
                rows.append(tuple(row.cells))
                places.append(next(tasks).place)
        yield self.table(rows, self.place, len(appendix.columns), places)

    def table(
        self,
        rows: list[tuple[Content, ...]],
        place: Place | None,
        width: int = 0,
        places: list[Place | None] | None = None,
    ) -> Table:
        """Return a table of data; a row of one cell covers all columns."""
        width = width or max(map(len, rows))
        made = []
        for index, row in enumerate(rows):
            at = (places[index] if places else None) or place or self.place
            span = width if len(row) == 1 else 1
            made.append(tuple(Cell((Paragraph(one, place=at),), column, span) for column, one in enumerate(row)))
        return Table(tuple(made), width, place=place or self.place)

    def beside(self, left: Content, right: Content, align: Align) -> Table:
        """Return two texts side by side without lines."""
        cells = tuple(
            Cell((Paragraph(content, align=align, place=self.place),), column)
            for column, content in enumerate((left, right))
        )
        return Table((cells,), 2, has_borders=False, place=self.place)

    def centred(self, words: str) -> Paragraph:
        """Return a bold line in the middle."""
        return self.paragraph((Run(words, bold=True),), "center")

    def paragraph(self, content: Content, align: Align = "both") -> Paragraph:
        """Return a paragraph that has no place of its own."""
        return Paragraph(content, align=align, place=self.place)


def _run(words: str, *, bold: bool = False) -> Run:
    return Run(words, bold=bold)


def _run_content(words: str) -> Content:
    return (Run(words, bold=True),)


def _bold(run: Run) -> Run:
    return replace(run, bold=True)


def _lines(runs: list[Run]) -> Content:
    """Return runs, each on a line of its own."""
    content: list[Run | LineBreak] = []
    for run in runs:
        content += [LineBreak(), run] if content else [run]
    return tuple(content)


def _signed(signature: Signature) -> Content:
    return _lines([*(_run(line.upper(), bold=True) for line in signature.lines), Run(signature.name, bold=True)])
