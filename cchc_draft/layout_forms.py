"""The paragraphs of a layout as a draft prints them, and as a user finds them in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from cchc_draft.effective_properties import Paragraph, Run, WordFile
from cchc_draft.language import N_, translate
from cchc_draft.layout import RULES
from cchc_draft.style_sheet import DEFAULTS, DOCUMENT, W

TABLE_STYLE = "Bảng"
VALUE = re.compile(r"\{\{(?:[pr]\s)?-?\s*([\w.]+).*?\}\}")
CONTROL = re.compile(r"\{%.*?%\}|\{#.*?#\}")
WORDS_SHOWN = 30

TEXT = ("Nội dung", "Khoản", "Điểm", "Gạch đầu dòng", "Dấu cộng", "Căn cứ")
TITLES = ("heading 2", "heading 3")
SECTION_TITLE = "heading 1"
BODY = (*TEXT, *TITLES, SECTION_TITLE)
"""Styles that the body is written in."""

PAGE_NUMBER, RECIPIENTS_LABEL = "PAGE", "noi_nhan"
"""What is looked up like a tag though it is none: the page number, and the fixed text over the recipients."""


class Form:
    """A paragraph of the layout, with the runs that a draft prints in its form."""

    def __init__(self, paragraph: Paragraph, file: LayoutFile) -> None:
        self.paragraph, self.file, self.text = paragraph, file, paragraph.text
        self.tags = VALUE.findall(self.text)

    @cached_property
    def runs(self) -> list[Run]:
        """Return the runs outside tags, and of each tag the one it begins in: there its value goes."""
        owners = [run for run in self.paragraph.runs for _ in run.text]
        hidden = {at for found in CONTROL.finditer(self.text) for at in range(*found.span())}
        hidden |= {at for found in VALUE.finditer(self.text) for at in range(found.start() + 1, found.end())}
        shown = [run for at, run in enumerate(owners) if at not in hidden and not self.text[at].isspace()]
        return list(dict.fromkeys(shown)) or self.paragraph.runs

    @property
    def is_control(self) -> bool:
        """Tell whether this paragraph only steers: a draft does not have it."""
        return bool(CONTROL.search(self.text)) and not CONTROL.sub("", self.text).strip()

    @property
    def prints(self) -> bool:
        """Tell whether a draft prints letters in the form of this paragraph."""
        is_replaced = "{{p " in self.text or any(tag in RULES for tag in self.tags)
        return bool(self.text.strip()) and not self.is_control and not is_replaced

    @property
    def row(self) -> Any:
        """The table row around, or None."""
        cell = self.paragraph.cell
        return cell.getparent() if cell is not None else None

    @property
    def column(self) -> int:
        """Which cell of its row, from 0."""
        cells = self.row.findall(W + "tc") if self.row is not None else []
        return cells.index(self.paragraph.cell) if self.paragraph.cell in cells else 0

    @property
    def container(self) -> list[Form]:
        """What a draft may print in the same cell, or between the same tables, empty paragraphs too."""
        return [form for form in self.file.forms if not form.is_control and form.paragraph.cell is self.paragraph.cell]

    @property
    def order(self) -> tuple[int, int]:
        """Place in the file: body, then other parts, then styles."""
        number = self.paragraph.number
        return 1 if self.paragraph.part == DOCUMENT else 2 if number else 3, number

    @property
    def words(self) -> str:
        """How the paragraph begins."""
        words = " ".join(self.text.split())
        return words if len(words) <= WORDS_SHOWN else words[:WORDS_SHOWN].rstrip() + "…"

    @property
    def where(self) -> str:
        """The paragraph as a user finds it in Word."""
        paragraph = self.paragraph
        if not paragraph.number:
            return style_place(paragraph.style_name)
        message = IN_PART if paragraph.part != DOCUMENT else IN_TABLE if paragraph.position else IN_BODY
        facts = dict(zip(("table", "row", "cell"), paragraph.position or (), strict=False))
        name = paragraph.part.rpartition("/")[2]
        part = f"{translate(PARTS[name.rstrip('.xml0123456789')])} ({name})" if paragraph.part != DOCUMENT else ""
        number, style = paragraph.number, paragraph.style_name
        return translate(message).format(number=number, words=self.words, part=part, style=style, **facts)


def style_place(name: str) -> str:
    """Return where a style is mended, by its name or DEFAULTS."""
    return translate(IN_DEFAULTS) if name == DEFAULTS else translate(IN_STYLE).format(style=name)


class LayoutFile(WordFile):
    """A layout as forms: by order, by tag, by style. Raises SyntaxError for a part that is no XML."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        super().__init__(parts)
        self.forms = self._forms(DOCUMENT)
        self.around = {
            name: self._forms(name) for name in parts if re.fullmatch(r"word/(header|footer|footnotes)\d*\.xml", name)
        }
        self.by_tag: dict[str, list[Form]] = {}
        for form in self.forms:
            for tag in form.tags:
                self.by_tag.setdefault(tag, []).append(form)
        headers = [form for name, forms in self.around.items() if "header" in name for form in forms]
        self.by_tag[PAGE_NUMBER] = [form for form in headers if is_page_number(form.paragraph)]
        self.by_tag[RECIPIENTS_LABEL] = list(self._labels())[:1]

    def _labels(self) -> Iterator[Form]:
        """Yield what may be the words over the recipients, the likeliest first."""
        cells = [form.paragraph.cell for form in self.by_tag.get("dong", ())]
        fixed = [form for form in self.forms if form.prints and not form.tags]
        yield from (form for form in fixed if form.text.strip().casefold().startswith("nơi nhận"))
        yield from (form for form in fixed if form.paragraph.cell is not None and form.paragraph.cell in cells)

    def _forms(self, part: str) -> list[Form]:
        return [Form(paragraph, self) for paragraph in self.paragraphs(part)]

    @property
    def every(self) -> Iterator[Form]:
        """Yield the forms of the body, then those of headers, footers and notes."""
        yield from self.forms
        for forms in self.around.values():
            yield from forms

    def first(self, tag: str) -> Form | None:
        """Return the first form of a tag."""
        return next(iter(self.by_tag.get(tag, ())), None)

    def styled(self, styles: Iterable[str]) -> Iterator[Form]:
        """Yield a form for each style that is there, as the body is written in it."""
        for style in styles:
            made = self.sample(style, TABLE_STYLE if style.startswith(TABLE_STYLE) else "")
            if made is not None:
                yield Form(made, self)


def is_page_number(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph has a PAGE field."""
    return re.search(r"(?<![\w])PAGE(?![\w])", paragraph.fields) is not None


IN_BODY = N_("đoạn {number} «{words}» (kiểu «{style}»)")
IN_TABLE = N_("đoạn {number} «{words}» (bảng {table}, hàng {row}, ô {cell}, kiểu «{style}»)")
IN_PART = N_("{part}, đoạn {number} «{words}» (kiểu «{style}»)")
PARTS = {"header": N_("đầu trang"), "footer": N_("chân trang"), "footnotes": N_("chú thích cuối trang")}
IN_STYLE = N_("kiểu «{style}»")
IN_DEFAULTS = N_("định dạng mặc định của tệp")
