"""A plan as rules see it: its printed lines, each with what it is, the plan they mean, and how they look in Word."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cchc_draft.checking.wording import Wording
from cchc_draft.errors import Place, Problem
from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.label_reader import Label
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.table_grid import Grid
from cchc_draft.importing.task_header import Header
from cchc_draft.importing.written import Written
from cchc_draft.language import N_
from cchc_draft.model import Content
from cchc_draft.profile import Profile

if TYPE_CHECKING:
    from cchc_draft.checking.word_form import Form, WordForm

Role = Literal[
    "parent",  # agency above (ô 2)
    "agency",  # issuing agency
    "number",  # Số: …/KH-… (ô 3)
    "nation",  # Quốc hiệu (ô 1)
    "motto",  # Tiêu ngữ
    "date",  # place and date (ô 4)
    "mark",  # DỰ THẢO, KHẨN, LƯU HÀNH NỘI BỘ …
    "drawn",  # a line of underscores or hyphens
    "kind",  # KẾ HOẠCH (ô 5a)
    "subject",  # trích yếu
    "basis",  # one Căn cứ line of a list
    "heading",  # a titled level of the body: level 1 (I.), 2 (titled khoản), 3
    "item",  # a paragraph of the body with a label: khoản, điểm, dash
    "text",  # a paragraph of the body without a label
    "closing",  # last paragraphs of the body: "Trên đây là …"
    "recipients_label",  # Nơi nhận:
    "recipient",
    "archive",  # - Lưu: VT, …
    "authority",  # TM., KT., TL., TUQ., Q. lines (ô 7a)
    "position",  # position without such letters
    "signer",  # name (ô 7b)
    "appendix",  # Phụ lục I
    "appendix_name",
    "reference",  # (Kèm theo Kế hoạch số …)
    "appendix_text",  # running text of an appendix
    "cell",  # a line in a table of data
    "note",  # a footnote
    "margin",  # a header or footer
    "cover",  # a decision or letter in front of the plan
    "other",  # what was not understood
]

BODY: tuple[Role, ...] = ("basis", "heading", "item", "text", "closing")
"""The body (ô 6), tables left out."""
SENTENCES: tuple[Role, ...] = ("subject", *BODY, "appendix_name", "appendix_text", "cell", "note")
"""All that is running text of the plan's own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: a paragraph, or in letterhead, title and foot a part of it between forced line ends."""

    role: Role
    text: str
    """As written, label included, white space at the ends too; automatic labels are put in front with one space."""
    words: str
    """The text without its label and without white space at the ends."""
    place: Place | None
    label: Label | None = None
    """Typed or automatic; None where the line has none."""
    is_automatic: bool = False
    """The label is Word's, not typed."""
    level: int = 0
    """Of headings: 1 for sections (I.), 2 for titled khoản (1.), 3 below; 0 for all else."""
    content: Content = ()
    """Its runs with bold and italic, label not included where it is automatic."""
    part: int = 0
    """Which part of its paragraph it is, counted from 0 by forced line ends."""
    is_whole: bool = True
    """It is the whole paragraph."""
    span: tuple[int, int] | None = None
    """Where it stands in that part, if tabs or wide gaps part it from others (letterheads without a table)."""
    index: int = 0
    """Its place in ``Document.lines``."""
    table: int = -1
    """Of cells: index in ``Document.tables``."""
    row: int = -1
    column: int = -1
    """Of cells: grid row and column in the table; in letterhead and foot the column of the table that arranges them."""
    appendix: int = -1
    """Which appendix it stands in, from 0; -1 in front of them all."""
    indent: int = 0
    """Where its first line starts, in twips, as the reader saw it."""

    @property
    def quote(self) -> str:
        """The first words, for a message."""
        words = " ".join(self.text.split())
        return words if len(words) <= QUOTED else words[:QUOTED].rstrip() + "…"


QUOTED = 60
LETTERHEAD = 20
"""Lines that the letterhead and the title of a form never go beyond."""
BLANK_FORM = re.compile(r"ten (?:cq|co quan|loai van ban)\b")
"""What the decree's forms have in place of an agency and a type (Mẫu 1.4)."""
GARBLED = ("no-diacritics", "ocr-text")
"""What a reader says of a text whose letters cannot be trusted."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data, in the body or in an appendix."""

    grid: Grid
    place: Place | None
    appendix: int = -1
    """Which appendix it stands in, from 0; -1 for a table in the body."""
    header_rows: int = 0
    columns: Mapping[int, str] = field(default_factory=dict)
    """Grid column to key (stt, nhiem_vu, chu_tri, phoi_hop, thoi_han, san_pham …) of a task table; empty for others."""
    header: Header | None = None
    """The header of a task table, as reading found it."""


T = TypeVar("T")


def kept(view: Callable[[Document], T]) -> Callable[[Document], T]:
    """Return a view of a document that is worked out at the first call and kept with the document."""

    @functools.wraps(view)
    def once(document: Document) -> T:
        if once not in document.views:
            document.views[once] = view(document)
        found: T = document.views[once]
        return found

    return once


class Document:
    """One plan to be checked."""

    def __init__(
        self,
        file: str,
        written: Written,
        plan: Recognised,
        lines: Sequence[Line],
        tables: Sequence[DataTable] = (),
        *,
        wording: Wording,
        word: WordForm | None = None,
        profile: Profile | None = None,
        is_source: bool = False,
    ) -> None:
        self.file = file
        self.written, self.plan = written, plan
        self.lines, self.tables = tuple(lines), tuple(tables)
        self.wording = wording
        """Lists of words that rules look for, the office's own among them."""
        self.word = word
        """How it looks in Word; None for text and for plan folders."""
        self.profile = profile
        """The agency's profile; None where none is known."""
        self.is_source = is_source
        """It is a plan folder: labels, marks and layout are the program's own."""
        self.views: dict[object, Any] = {}
        """What rules share, by the function that worked it out; see :func:`kept`."""

    @cached_property
    def by_role(self) -> Mapping[Role, Sequence[Line]]:
        """Lines by what they are."""
        found: dict[Role, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.role].append(line)
        return found

    def of(self, *roles: Role) -> Sequence[Line]:
        """Return the lines of these roles in printed order."""
        if len(roles) == 1:
            return self.by_role.get(roles[0], ())
        return [line for line in self.lines if line.role in roles]

    def first(self, role: Role) -> Line | None:
        """Return the first line of a role, None where there is none."""
        found = self.by_role.get(role, ())
        return found[0] if found else None

    @cached_property
    def body(self) -> Sequence[Line]:
        """The lines of the body, tables left out."""
        return self.of(*BODY)

    @cached_property
    def start(self) -> Place:
        """The beginning of the file: the place of what is missing altogether."""
        return next((line.place for line in self.lines if line.place), None) or Place(self.file)

    @cached_property
    def doubts(self) -> Sequence[Problem]:
        """Why what is found is not to be trusted: a scan read badly, text without diacritics, a form left blank."""
        form = next((line for line in self.lines[:LETTERHEAD] if BLANK_FORM.match(flat(line.words))), None)
        if form:
            return [Problem("blank-form", FORM, {"text": form.quote}, form.place, level="warning")]
        return [problem for problem in self.written.problems if problem.code in GARBLED]

    @property
    def year(self) -> int | None:
        """The year that the plan is for."""
        return self.plan.year

    def form(self, line: Line) -> Form | None:
        """Return how a line looks in Word; None in text and where it is not known."""
        return self.word.of(line) if self.word else None

    def formed(self, *roles: Role) -> Iterator[tuple[Line, Form]]:
        """Yield lines of these roles whose look is known."""
        for line in self.of(*roles):
            form = self.form(line)
            if form is not None:
                yield line, form


FORM = N_("văn bản là mẫu trình bày chưa điền («{text}»), nên kết quả kiểm tra chỉ để tham khảo")
