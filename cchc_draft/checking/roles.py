"""What each printed line of a plan is: from a document as written to the lines and tables that rules see."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from cchc_draft.checking.document import DataTable, Line, Role
from cchc_draft.importing import appendix_reader, closing_reader, label_reader, letterhead, outline_tree, text_frame
from cchc_draft.importing.flat_text import flat, is_drawn_line, one_line
from cchc_draft.importing.plan_parts import Parts
from cchc_draft.importing.printed_lines import GAP, MOTTO, NATION, REFERENCE, Item, is_number, paragraphs
from cchc_draft.importing.printed_lines import DataTable as TableItem
from cchc_draft.importing.printed_lines import Line as TextItem
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.signature_words import MIXED_POSITION, is_name
from cchc_draft.importing.table_grid import grid
from cchc_draft.importing.task_header import find_header
from cchc_draft.importing.written import Paragraph, Written, text
from cchc_draft.model import Content, Heading, LineBreak, Run
from cchc_draft.printed_form import MOTTO as RIGHT_MOTTO
from cchc_draft.printed_form import NATION as RIGHT_NATION


class Roles:
    """Gives every line of one document its role."""

    def __init__(self, written: Written, found: Sequence[Item], parts: Parts, plan: Recognised) -> None:
        self.written, self.found, self.parts, self.plan = written, found, parts, plan
        self.lines: list[Line] = []
        self.tables: list[DataTable] = []
        self.appendix = -1

    def read(self) -> tuple[list[Line], list[DataTable]]:
        """Return all lines in printed order and all tables of data."""
        head = {_id(item) for item in self.parts.head}
        body = [_id(item) for item in self.parts.body]
        rest = {_id(item) for item in self.parts.rest}
        in_body = set(body)
        bodies = [item for item in self.found if _id(item) in in_body]
        self._prepare(bodies)
        title = self._title_behind_cover(in_body) if not head else None
        state = "cover" if head or title is not None else "title"
        foot: list[TextItem] = []
        for item in self.found:
            key = _id(item)
            if key in rest:
                state = "rest"
            elif key in in_body:
                state = "body"
            elif key in head and state in ("cover", "head"):
                state = "head"
            elif key == title or state == "head":
                state = "title"
            elif state == "body":
                state = "foot"
            if foot and state != "foot":
                self._foot(foot)
                foot = []
            self._take(item, state, foot)
        if foot:
            self._foot(foot)
        self._notes()
        return self.lines, self.tables

    def _title_behind_cover(self, in_body: set[int]) -> int | None:
        """Return the title of a plan without a letterhead of its own, behind the pages of the decision; else None."""
        if self.parts.cover_head is None:
            return None
        front = list(takewhile(lambda item: _id(item) not in in_body, self.found))
        titles = [item for item in front if isinstance(item, TextItem) and KIND.match(item.flat.strip())]
        return _id(titles[-1]) if titles else None

    def _take(self, item: Item, state: str, foot: list[TextItem]) -> None:
        if isinstance(item, TableItem):
            self._table(item)
        elif state == "foot":
            foot.append(item)
        else:
            TAKERS[state](self, item)

    def _add(self, line: Line, **facts: Any) -> None:
        """Add a line with what is known of it now."""
        self.lines.append(replace(line, appendix=self.appendix, index=len(self.lines), **facts))

    # Letterhead and title.

    def _cover(self, item: TextItem) -> None:
        for line in _pieces(item):
            self._add(line, role="cover")

    def _head(self, item: TextItem) -> None:
        for line in (column for piece in _pieces(item) for column in _columns(piece)):
            self._add(line, role=self._head_role(line))

    def _head_role(self, line: Line) -> Role:
        words = one_line(line.words)
        flats = flat(words)
        if is_drawn_line(words):
            return "drawn"
        if NATION.search(flats) or _is_like(words, RIGHT_NATION):
            return "nation"
        if MOTTO.search(flats) or _is_like(words, RIGHT_MOTTO):
            return "motto"
        if DATE.search(flats) or letterhead.SHORT.fullmatch(flats):
            return "date"
        if is_number(words) or NUMBER.match(flats):
            return "number"
        if MARK.match(flats):
            return "mark"
        known = self.plan.letterhead
        if words in map(one_line, known.agencies):
            return "agency"
        return "parent" if words in map(one_line, known.parents) else "other"

    def _title(self, item: TextItem) -> None:
        for line in _pieces(item):
            words = one_line(line.words)
            role: Role = "subject"
            if is_drawn_line(words):
                role = "drawn"
            elif not any(one.role == "kind" for one in self.lines):
                self._kind(line)
                continue
            elif REFERENCE.match(flat(words)) or self._goes_on():
                role = "reference"
            self._add(line, role=role)

    def _goes_on(self) -> bool:
        """Tell whether the line above is the beginning of a reference in brackets."""
        above = self.lines[-1]
        return above.role == "reference" and not above.text.rstrip().endswith(")")

    def _kind(self, line: Line) -> None:
        """Add the title, and apart from it a trích yếu that stands on the same line."""
        match = KIND.search(flat(line.text))
        rest = line.text[match.end() :] if match else ""
        if not match or not rest.strip():
            self._add(line, role="kind" if match else "mark")
            return
        title = line.text[: match.end()]
        self._add(line, role="kind", text=title, words=title.strip(), is_whole=False)
        self._add(line, role="subject", text=rest, words=rest.strip(), is_whole=False)

    # The body.

    def _prepare(self, body: Sequence[Item]) -> None:
        bases, rest = text_frame.legal_bases(list(body))
        _, last = text_frame.closing(rest)
        self.bases = {basis.place for basis in bases}
        self.closing = {_id(line) for line in last}
        self.levels = {block.place: block.level for block in self.plan.body if isinstance(block, Heading)}

    def _body(self, item: TextItem) -> None:
        if is_drawn_line(item.text):
            self._add(_line("drawn", item))
            return
        entry = outline_tree.labelled(item)
        level = self.levels.get(item.place, 0)
        role: Role = "item" if entry.label else "text"
        if item.place in self.bases and flat(item.text).lstrip("-–— ").startswith("can cu"):
            role = "basis"
        elif level:
            role = "heading"
        elif _id(item) in self.closing:
            role = "closing"
        line = _line(role, item)
        words = text(entry.content).strip()
        self._add(line, label=entry.label, words=words, level=level, is_automatic=bool(item.label))

    def _table(self, item: TableItem) -> None:
        found = grid(item.table)
        header = find_header(found)
        index = len(self.tables)
        rows = header.first_row if header else 1
        columns = dict(header.keys) if header else {}
        self.tables.append(DataTable(found, item.place, self.appendix, rows, columns, header))
        for number, row in enumerate(found.rows):
            for column, cell in sorted(row.cells.items()):
                if cell.is_first:
                    for paragraph in paragraphs(cell.source.blocks):
                        if text(paragraph.content).strip() or paragraph.label:
                            self._add(_cell(paragraph), table=index, row=number, column=column)

    # The foot.

    def _foot(self, items: Sequence[TextItem]) -> None:
        is_list: dict[int, bool] = {}
        """By column: recipients are being read; False behind their end."""
        for item in items:
            for line in (column for piece in _pieces(item) for column in _foot_columns(piece)):
                column = line.column
                role = self._list_role(line, is_list) or self._foot_role(line, is_list.get(column, False))
                if role in ("recipients_label", "recipient", "archive"):
                    is_list[column] = role != "archive"
                elif role in ("authority", "position"):
                    is_list[column] = False
                self._add(line, role=role)

    def _list_role(self, line: Line, is_list: dict[int, bool]) -> Role | None:
        """Return the role of a line that goes on with a list of recipients that seemed to be at its end."""
        words = one_line(line.words)
        before = self.lines[-1] if self.lines else line
        if before.role == "archive" and before.column == line.column and before.text.rstrip().endswith((",", "+")):
            return "archive"
        if closing_reader.ARCHIVE.match(flat(words).lstrip("-–—+*•·●▪ ")):
            return None
        if DASHED.match(words) and (line.column in is_list or words.endswith(";")):
            return "recipient"
        is_behind = is_list.get(line.column) is False and line.column >= 0
        return "other" if is_behind and before.role == "archive" and DRAFTER.fullmatch(words) else None

    def _foot_role(self, line: Line, is_list: bool) -> Role:
        words = one_line(line.words)
        flats = flat(words)
        if closing_reader.RECIPIENTS.match(flats):
            return "recipients_label"
        if is_drawn_line(words):
            return "drawn"
        names = {one_line(one.name) for one in self.plan.signatures}
        if closing_reader.ARCHIVE.match(flats.lstrip("-–—+*•·●▪ ")) and words not in names:
            return "archive"
        if letterhead.DATE.fullmatch(flats):
            return "date"
        if AUTHORITY.match(words) and (line.words.isupper() or (not is_list and MARKED_AUTHORITY.match(words))):
            return "authority"
        if is_list and not (words.isupper() and POSITION.search(flats) and not line.words.startswith("-")):
            return "recipient"
        known = {one_line(part) for one in self.plan.signatures for part in one.lines}
        is_mixed = words in known and MIXED_POSITION.match(words) is not None
        if words in names or (is_name(words) and not words.isupper() and not is_mixed):
            return "signer"
        return "position" if words in known or words.isupper() else "other"

    # Behind the signature.

    def _rest(self, item: TextItem) -> None:
        for line in _pieces(item):
            self._add(line, role=self._rest_role(line, item))

    def _rest_role(self, line: Line, item: TextItem) -> Role:
        words = one_line(line.words)
        flats = flat(words)
        if is_drawn_line(words):
            return "drawn"
        before = next((one for one in reversed(self.lines) if one.role != "drawn"), line)
        match = appendix_reader.LABEL.match(flats)
        if match and not item.label and _is_appendix(words, match.end(), item):
            self.appendix += 1
            return "appendix"
        if REFERENCE.match(flats):
            return "reference"
        if before.role == "reference" and not before.text.rstrip().endswith(")"):
            return "reference"
        if before.role in ("appendix", "appendix_name") and self._is_appendix_name(words, item, before.role):
            return "appendix_name"
        return "appendix_text"

    def _is_appendix_name(self, words: str, item: TextItem, before: Role) -> bool:
        """Tell whether a line below "Phụ lục" is its name, and not yet its text."""
        if item.label or len(words) > appendix_reader.LONGEST_TITLE:
            return False
        if words.isupper() or item.paragraph.align == "center":
            return True
        return before == "appendix" and (item.is_bold or not words.endswith((".", ";", ":")))

    def _notes(self) -> None:
        for number, note in enumerate(self.written.notes, 1):
            self._add(Line("note", text(note), text(note).strip(), None, content=note, part=number))
        for margin in dict.fromkeys(self.written.margins):
            self._add(Line("margin", margin, margin.strip(), None))


TAKERS = {"cover": Roles._cover, "head": Roles._head, "title": Roles._title, "body": Roles._body, "rest": Roles._rest}
LONGEST_LABEL = 30
DATE = re.compile(r"\bngay\b.{0,20}\bthang\b.{0,20}\bnam\b|,\s?ngay\b")
NUMBER = re.compile(r"s[o6]\b\s?[:.]?.{0,30}(?:kh|qd)\b|s[o6]\s?:\s{0,20}\d{0,6}\s?/\s?[a-z]")
MARK = re.compile(
    r"[(\[]?(?:du thao|hoa toc|thuong khan|khan|luu hanh noi bo|xem xong tra lai|mat|toi mat|tuyet mat)\b"
)
KIND = re.compile(r"k\s?e\s{0,2}h\s?o\s?a\s?c\s?h(?: lien tich)?")
AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b\s?\.?")
MARKED_AUTHORITY = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L)")
FAR = re.compile(r"[^\S\n]{0,3}\t|\s{12}")
DASHED = re.compile(r"[-–—+•*·●▪]\s?\S")
DRAFTER = re.compile(r"[\w.]{1,12}[\s./–-]{0,3}\(?\d{0,4}\w{0,2}\)?[.;]?")
POSITION = re.compile(r"\b(?:chu tich|giam doc|truong|bi thu|chanh|hieu truong)\b")
LIKENESS = 0.8


def _is_appendix(words: str, end: int, item: TextItem) -> bool:
    """Tell whether a line that begins with "Phụ lục" is the head of one, maybe with its name behind it."""
    rest = words[end:]
    if not rest or len(words) < LONGEST_LABEL or rest.isupper() or words.isupper():
        return True
    is_marked = item.paragraph.align == "center" or item.is_bold
    return is_marked and len(words) < appendix_reader.LONGEST_TITLE


def _is_like(words: str, right: str) -> bool:
    return abs(len(words) - len(right)) < len(right) // 3 and (
        difflib.SequenceMatcher(None, words.casefold(), right.casefold()).ratio() > LIKENESS
    )


def _id(item: Item) -> int:
    return id(item.paragraph if isinstance(item, TextItem) else item.table)


def _line(role: Role, item: TextItem) -> Line:
    """Return the whole paragraph of an item as one line."""
    paragraph = item.paragraph
    raw = text(paragraph.content)
    whole = f"{item.label} {raw}" if item.label else raw
    return Line(role, whole, raw.strip(), item.place, content=paragraph.content, indent=paragraph.indent)


def _cell(paragraph: Paragraph) -> Line:
    raw = text(paragraph.content)
    label = " ".join(paragraph.label.split())
    found = label_reader.automatic(label)
    return Line("cell", f"{label} {raw}" if label else raw, raw.strip(), paragraph.place, found, bool(label),
                content=paragraph.content)  # fmt: skip


def _pieces(item: TextItem) -> Iterator[Line]:
    """Yield the lines that forced line ends part inside a paragraph."""
    paragraph = item.paragraph
    parts = list(_broken(paragraph.content))
    shown = [(index, part) for index, part in enumerate(parts) if text(part).strip()]
    column = item.cell.column if item.cell else -1
    for number, (index, content) in enumerate(shown or [(0, ())]):
        raw = text(content)
        label = item.label if not number else ""
        whole = f"{label} {raw}" if label else raw
        yield Line(
            "other", whole, whole.strip(), item.place, content=content, part=index, is_whole=len(parts) == 1,
            column=column, indent=paragraph.indent, is_automatic=bool(label),
        )  # fmt: skip


def _columns(line: Line) -> list[Line]:
    """Return what tabs or wide gaps part in a line of the letterhead."""
    starts = [
        match
        for match in GAP.finditer(line.text)
        if match.start() and line.text[match.end() : match.end() + 1].isupper()
    ]
    starts = [match for match in starts if line.text[: match.start()].strip()]
    if not starts or line.is_automatic:
        return [line]
    ends = [*(match.start() for match in starts), len(line.text)]
    spans = list(zip([0, *(match.end() for match in starts)], ends, strict=True))
    return [_column(line, index, span) for index, span in enumerate(spans)]


def _foot_columns(line: Line) -> list[Line]:
    """Return recipients and signature apart where tabs put them beside each other, by column."""
    if line.column >= 0:
        return [line]
    found = _columns(line)
    if len(found) > 1 and any(map(str.isalpha, found[0].words)):
        return found
    return [replace(line, column=1 if FAR.match(line.text) else 0)]


def _column(line: Line, index: int, span: tuple[int, int]) -> Line:
    words = line.text[slice(*span)]
    content = _between(line.content, *span)
    return replace(
        line, text=words, words=words.strip(), content=content, is_whole=False, span=span, column=index
    )  # fmt: skip


def _between(content: Content, start: int, end: int) -> Content:
    """Return what stands between two letters of a line."""
    kept: list[Run] = []
    for inline in content:
        if isinstance(inline, Run):
            words = inline.text[max(start, 0) : max(end, 0)]
            start, end = start - len(inline.text), end - len(inline.text)
            if words:
                kept.append(replace(inline, text=words))
    return tuple(kept)


def _broken(content: Content) -> Iterator[Content]:
    kept: list[object] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(kept)  # type: ignore[arg-type]
            kept = []
        else:
            kept.append(inline)
    yield tuple(kept)  # type: ignore[arg-type]


def read(written: Written, found: Sequence[Item], parts: Parts, plan: Recognised) -> tuple[list[Line], list[DataTable]]:
    """Return the lines and tables of a document whose parts were found."""
    return Roles(written, found, parts, plan).read()
