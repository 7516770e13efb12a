"""Two documents side by side as one page of HTML: old on the left, new on the right; readable and printable in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from cchc_draft.language import N_, translate
from cchc_draft.redline.blocks import Block, Paragraph, Row, Step, Table, blocks, row_steps, steps
from cchc_draft.redline.merged_blocks import is_same, word_changes
from cchc_draft.redline.package import Sides
from cchc_draft.redline.word_tokens import SPACE, TEXT, Token, tokens
from cchc_draft.style_sheet import OFF, Element, W

STATES = {
    "same": "",
    "changed": N_("sửa"),
    "cut": N_("bỏ"),
    "new": N_("thêm"),
    "from": N_("chuyển đi"),
    "to": N_("chuyển đến"),
}
STYLE = """
body { font: 13px/1.4 "Times New Roman", "Liberation Serif", serif; margin: 1em auto; max-width: 80em; padding: 0 1em }
h1 { font-size: 1.3em; text-align: center }
table.pages { border-collapse: collapse; table-layout: fixed; width: 100% }
table.pages > * > tr > * { border: 1px solid #aaa; overflow-wrap: anywhere; padding: .2em .5em; vertical-align: top }
.mark { font-style: italic; text-align: center; width: 5em }
tr.same > td { color: #555 }
tr.cut > td:nth-child(2), tr.from > td:nth-child(2), tr.new > td:nth-child(3), tr.to > td:nth-child(3) {
  border-width: 2px; border-color: #333 }
del { background: #fbe3e1; text-decoration: line-through }
u { text-decoration: underline dotted }
ins { background: #ddf0dc; font-weight: bold; text-decoration: underline }
table.row { border-collapse: collapse; table-layout: fixed; width: 100% }
table.row td { border: 1px dotted #999; padding: 0 .3em; vertical-align: top }
p { margin: 0; min-height: 1em } .bold { font-weight: bold } .italic { font-style: italic }
.center { text-align: center }
@media print {
  body { font-size: 10px; margin: 0; max-width: none } tr { break-inside: avoid } thead { display: table-header-group }
}
"""


def write(old: bytes, new: bytes, names: tuple[str, str], summary: Sequence[str]) -> bytes:
    """Return two drafts as a page; *names* say which is which, *summary* stands above."""
    page = _Page(Sides(old, new))
    rows = "\n".join(page.rows())
    title = escape(translate(TITLE))
    heads = "".join(
        f"<th>{escape(translate(name))}<br>{escape(file)}</th>" for name, file in zip((OLD, NEW), names, strict=True)
    )
    lines = "".join(f"<li>{escape(line.strip())}</li>\n" for line in summary)
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>\n'
        f"<h1>{title}</h1>\n<p>{escape(translate(KEY))}</p>\n<ul>\n{lines}</ul>\n"
        f'<table class="pages"><colgroup><col class="mark"><col><col></colgroup>'
        f'<thead><tr><th class="mark"></th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</body></html>\n'
    ).encode()


class _Page:
    """Writes the rows of one page; collects the footnotes that it refers to."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.classes = _classes(sides)
        self.notes: list[tuple[str, str]] = []
        self.numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})

    def rows(self) -> Iterator[str]:
        yield from self.holder(self.sides.old.body, self.sides.new.body)
        for old, new in list(self.notes):
            before = self.sides.old_notes.get(old)
            after = self.sides.new_notes.get(new)
            yield from self.holder(before, after)

    def holder(self, old: Element | None, new: Element | None) -> Iterator[str]:
        """Yield the rows of a body or a note."""
        found = [blocks(one) if one is not None else [] for one in (old, new)]
        for step in steps(found[0], found[1], is_body=old is not None and old.tag == W + "body"):
            yield from self.step(step)

    def step(self, step: Step) -> Iterator[str]:
        old, new = step.old, step.new
        if isinstance(old, Table) and isinstance(new, Table):
            yield from (self.table_row(*rows) for rows in row_steps(old, new))
        elif isinstance(old, Table) or isinstance(new, Table):
            for row in old.rows if isinstance(old, Table) else []:
                yield self.table_row(row, None)
            for row in new.rows if isinstance(new, Table) else []:
                yield self.table_row(None, row)
        elif step.move:
            before, after = (old, None) if step.is_source else (None, new)
            left, right = self.block(before, after)
            yield _row("from" if step.is_source else "to", left, right)
        else:
            left, right = self.block(old, new)
            if "<p" in left + right and not _is_empty(old, new):
                yield _row(_state(left, right, old is None, new is None), left, right)

    def table_row(self, old: Row | None, new: Row | None) -> str:
        """Return a row of both tables, or of one."""
        if old and new:
            cells = [self.blocks(one.blocks, other.blocks) for one, other in zip(old.cells, new.cells, strict=True)]
        elif old:
            cells = [self.blocks(one.blocks, []) for one in old.cells]
        else:
            cells = [self.blocks([], one.blocks) for one in new.cells] if new else []
        left = _inner(old, [one for one, _ in cells]) if old else ""
        right = _inner(new, [one for _, one in cells]) if new else ""
        return _row(_state(left, right, old is None, new is None), left, right)

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> tuple[str, str]:
        """Return what a cell says on both sides."""
        if len(old) == len(new) == 1:
            return self.block(old[0], new[0])
        found = [self.block(step.old, step.new) for step in steps(old, new)]
        return "".join(one for one, _ in found), "".join(one for _, one in found)

    def block(self, old: Block | None, new: Block | None) -> tuple[str, str]:
        """Return a paragraph on both sides, its words compared."""
        sides = [one if isinstance(one, Paragraph) else None for one in (old, new)]
        keys = (self.sides.old_keys, self.sides.new_keys)
        if old is not None and new is not None and is_same(old.element, new.element):
            found = self.said(sides[1], self.words(tokens(new.element, keys[1]), 1, ""))
            return found, found
        olds, news = [tokens(one.element, key) if one else [] for one, key in zip(sides, keys, strict=True)]
        left: list[str] = []
        right: list[str] = []
        for change in word_changes(olds, news):
            before, after = olds[change.old : change.old_end], news[change.new : change.new_end]
            self.note(before, after, is_kept=change.is_equal)
            if change.is_equal:
                for is_form, both in groupby(zip(before, after, strict=True), lambda one: one[0].form != one[1].form):
                    same = list(both)
                    left.append(self.words([one for one, _ in same], 0, ""))
                    right.append(self.words([one for _, one in same], 1, "u" if is_form else ""))
            else:
                left.append(self.words(before, 0, "del"))
                right.append(self.words(after, 1, "ins"))
        said = [self.said(one, "".join(words)) for one, words in zip(sides, (left, right), strict=True)]
        return said[0], said[1]

    def note(self, old: Sequence[Token], new: Sequence[Token], *, is_kept: bool) -> None:
        """Take down the footnotes that tokens refer to."""
        found = [[token.note for token in side if token.note] for side in (old, new)]
        if is_kept:
            self.notes += zip(found[0], found[1], strict=True)
        else:
            self.notes += [(one, "") for one in found[0]] + [("", one) for one in found[1]]
        for numbers, side in zip(self.numbers, found, strict=True):
            for one in side:
                numbers.setdefault(one, len(numbers) + 1)

    def said(self, paragraph: Paragraph | None, words: str) -> str:
        if paragraph is None:
            return ""
        classes = self.classes.get(paragraph.style, "")
        return f'<p class="{classes}">{words}</p>' if classes else f"<p>{words}</p>"

    def words(self, found: Sequence[Token], side: int, tag: str) -> str:
        said = "".join(self.word(token, side) for token in found)
        return f"<{tag}>{said}</{tag}>" if tag and said else said

    def word(self, token: Token, side: int) -> str:
        if token.kind in (TEXT, SPACE):
            said = escape(token.text)
            for name, tag in (("b", "b"), ("i", "i"), ('highlight w:val="yellow"', "mark")):
                said = f"<{tag}>{said}</{tag}>" if f"<w:{name}/>" in token.form else said
            return said
        if token.element is not None and token.element.tag == W + "br":
            return "<br>"
        if token.element is not None and token.element.tag == W + "footnoteRef":
            return f"{escape(translate(NOTE_WORD))}:"
        number = self.numbers[side].get(token.note)
        return f"<sup>{number}</sup>" if number else ""


def _is_empty(old: Block | None, new: Block | None) -> bool:
    return all(not one.text.strip() for one in (old, new) if isinstance(one, Paragraph))


def _state(left: str, right: str, is_new: bool, is_cut: bool) -> str:
    if is_new or is_cut:
        return "new" if is_new else "cut"
    is_same = "<del>" not in left and "<ins>" not in right and "<u>" not in right
    return "same" if is_same else "changed"


def _row(state: str, left: str, right: str) -> str:
    name = escape(translate(STATES[state]))
    return f'<tr class="{state}"><td class="mark">{name}</td><td>{left}</td><td>{right}</td></tr>'


def _inner(row: Row, cells: Sequence[str]) -> str:
    """Return a row of a table in a table of its own, its cells as wide as in the document."""
    widths = []
    for cell in row.cells:
        stated = cell.element.find(f"{W}tcPr/{W}tcW")
        widths.append(int(stated.get(W + "w", "0")) if stated is not None and stated.get(W + "w", "").isdigit() else 0)
    room = sum(widths) or 1
    written = "".join(
        f'<td style="width: {width / room:.1%}">{cell}</td>' for width, cell in zip(widths, cells, strict=True)
    )
    return f'<table class="row"><tr>{written}</tr></table>'


def _classes(sides: Sides) -> dict[str, str]:
    """Return which styles are bold, italic or centred."""
    found: dict[str, str] = {}
    for style in sides.new.root("word/styles.xml").iter(W + "style"):
        names = []
        for name, path in (("bold", "rPr/b"), ("italic", "rPr/i")):
            switch = style.find("/".join(W + part for part in path.split("/")))
            names += [name] if switch is not None and switch.get(W + "val") not in OFF else []
        align = style.find(f"{W}pPr/{W}jc")
        names += ["center"] if align is not None and align.get(W + "val") == "center" else []
        found[style.get(W + "styleId", "")] = " ".join(names)
    return found


TITLE = N_("So sánh hai kế hoạch")
OLD, NEW = N_("Bản cũ"), N_("Bản mới")
NOTE_WORD = N_("Chú thích")
KEY = N_(
    "Chữ gạch ngang bên trái đã bỏ; chữ đậm gạch chân bên phải mới thêm; chữ gạch chân chấm chỉ đổi dạng; "
    "cột đầu nói điều gì xảy ra với cả đoạn."
)
