"""A .docx layout taken apart: docxtpl's prepared tags as one Jinja template, and a zip of all that stays as it is.

A layout has two sections: the plan, and after a section break one sample page of an appendix, which is repeated for
every appendix. Paragraphs whose text is measured get indents that are filled in at drafting.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from cchc_draft.errors import LayoutError, Place, Problem, nearest
from cchc_draft.language import N_
from cchc_draft.layout import (
    CORE,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    FITTED,
    FOOTNOTES,
    RELATIONS,
    RULES,
    Layout,
    Measure,
)
from cchc_draft.templating import WORD

Element = Any
"""An lxml element: its types are not worth stubs for one module."""
ENTRY_LIMIT = 2_000
UNPACKED_LIMIT = 100_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
MAIN_TAGS = (
    "co_quan_tren", "co_quan", "quoc_hieu", "tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu",
    "noi_dung", "noi_nhan", "chuc_vu", "ho_ten", "cac_cap_ky", "du_thao", "khan", "luu_hanh",
    "ke_co_quan", "ke_tieu_ngu", "ke_trich_yeu",
)  # fmt: skip
APPENDIX_TAGS = ("ten", "trich_yeu", "kem_theo", "bang")
"""Read as phu_luc.ten and so on, in the layout's second section; ke_phu_luc draws the line there."""
OWN_APPENDIX_NAMES = {"ngang", "ke", "le_trich_yeu", "le_kem_theo"}
KNOWN_TAGS = (*MAIN_TAGS, "phu_luc", "ke_phu_luc")
STYLES = (
    "heading 1", "heading 2", "heading 3", "Nội dung", "Khoản", "Điểm", "Gạch đầu dòng", "Dấu cộng", "Căn cứ",
    "Bảng", "Bảng: hàng đầu", "Bảng: nội dung", "Bảng: nhóm", "Ngắt phần", "footnote text", "footnote reference",
)  # fmt: skip
"""Styles that the body is written in, by the names that Word shows."""
LATER_STYLES = {"Bảng: nhóm nhỏ": "Bảng: nhóm"}
"""Styles that older layouts lack, and the style that stands for each there."""


def compile_layout(data: bytes, name: str) -> Layout:
    """Return the layout that the bytes of a .docx hold. Raises LayoutError with every fault."""
    from docxtpl import DocxTemplate

    parts = _unzipped(data, name)
    try:
        prepared = DocxTemplate(io.BytesIO(data))
        prepared.init_docx()
        root = prepared.docx.element
        styles = prepared.docx.styles.element
    except Exception as error:  # python-docx raises whatever its parts raise for a broken file
        raise _fault("unreadable-layout", NOT_WORD, name) from error
    try:
        return _Compiler(name, parts, root, styles, prepared.patch_xml).layout()
    except (AttributeError, TypeError, ValueError, IndexError) as error:  # a part of the file that every .docx has
        raise _fault("unreadable-layout", NOT_WORD, name) from error


def _unzipped(data: bytes, name: str) -> dict[str, bytes]:
    """Return all parts of a package. Raises LayoutError for what is no .docx or too large to be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise _fault("unreadable-layout", TOO_LARGE, name)
            parts = {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _fault("unreadable-layout", NOT_WORD, name) from error
    if DOCUMENT not in parts or "[Content_Types].xml" not in parts:
        raise _fault("unreadable-layout", NOT_WORD, name)
    if any(b"<!DOCTYPE" in part[:1000] for entry, part in parts.items() if entry.endswith((".xml", ".rels"))):
        raise _fault("unreadable-layout", NOT_WORD, name)
    return parts


class _Compiler:
    """Takes one opened layout apart; every method gives one part of the result."""

    def __init__(self, name: str, parts: dict[str, bytes], root: Any, styles: Any, patch: Any) -> None:
        self.name, self.parts, self.root, self.patch = name, parts, root, patch
        self.body = root.body
        self.styles = {element.get(W + "styleId"): element for element in styles.iter(W + "style")}
        self.defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.problems: list[Problem] = []

    def layout(self) -> Layout:
        style_ids = self.style_ids()
        main_section, appendix_section = self.sections()
        for tag in FITTED:
            if self.paragraph_of(tag) is None and self.stands_in_text(tag):
                self.report("tag-not-alone", NOT_ALONE, tag)
        measures = {tag: self.measure(tag) for tag in FITTED}
        for tag in FITTED:
            self.indent(tag, "le_" + tag.replace(".", "_"), keep_text=True)
        for tag in RULES:
            self.indent(tag, tag, keep_text=False)
        page = _appendix_page(appendix_section)
        document = self.source(main_section, page, style_ids)
        headers = dict(self.header_sources())
        self.check_tags(document, headers)
        if self.problems:
            raise LayoutError(self.problems)
        self.check_page_numbers(main_section)
        if self.problems:
            raise LayoutError(self.problems)
        relations, footnotes, content_types, root_relations = self.package_parts()
        changing = {DOCUMENT, DOCUMENT_RELATIONS, FOOTNOTES, CORE, *headers}
        replaced = {"[Content_Types].xml": content_types, "_rels/.rels": root_relations}
        unchanged = {**self.parts, **replaced}
        layout = Layout(
            name=self.name,
            document=document,
            table_page=_table_page(document, page, style_ids),
            parts=headers,
            unchanged=_zipped({entry: part for entry, part in unchanged.items() if entry not in changing}),
            relations=relations,
            footnotes=footnotes,
            first_note=max(map(int, re.findall(r'<w:footnote\b[^>]*w:id="(-?\d+)"', footnotes)), default=0) + 1,
            styles=style_ids,
            measures={tag: measure for tag, measure in measures.items() if measure},
            text_width=_text_width(appendix_section),
            landscape_width=_text_width(_turned(appendix_section)),
            body_width=_text_width(main_section),
        )
        self.try_out(layout)
        return layout

    def style_ids(self) -> dict[str, str]:
        names = {
            element.find(W + "name").get(W + "val"): identifier
            for identifier, element in self.styles.items()
            if element.find(W + "name") is not None
        }
        lowered = {name.casefold(): identifier for name, identifier in names.items()}
        for style in STYLES:
            if style.casefold() not in lowered:
                self.report("missing-style", MISSING_STYLE, style, nearest(style, set(names) - set(STYLES)))
        found = {style: lowered.get(style.casefold(), "") for style in STYLES}
        return found | {style: lowered.get(style.casefold()) or found[older] for style, older in LATER_STYLES.items()}

    def sections(self) -> tuple[Element, Element]:
        """Return the section properties of plan and appendix, taken out of the body; mark where they stood."""
        last = self.body.find(W + "sectPr")
        carriers = [child for child in self.body if child.find(f"{W}pPr/{W}sectPr") is not None]
        if last is None or len(carriers) != 1:
            found = len(carriers) + (last is not None)
            raise LayoutError([Problem("layout-sections", SECTIONS, {"found": found}, Place(self.name))])
        properties = carriers[0].find(W + "pPr")
        section = properties.find(W + "sectPr")
        properties.remove(section)
        self.body.remove(last)
        carriers[0].addnext(self.marker("phu-luc"))
        mark = self.marker("sectPr")
        properties.append(mark)
        return section, last

    def marker(self, name: str) -> Element:
        from lxml import etree

        return etree.Comment(f"cchc:{name}")

    def paragraph_of(self, tag: str) -> Element | None:
        """Return the paragraph that holds nothing but ``{{ tag }}``."""
        pattern = re.compile(r"\{\{\s*" + re.escape(tag) + r"\s*\}\}")
        for paragraph in self.body.iter(W + "p"):
            if pattern.fullmatch("".join(text.text or "" for text in paragraph.iter(W + "t")).strip()):
                return paragraph
        return None

    def stands_in_text(self, tag: str) -> bool:
        """Tell whether ``{{ tag }}`` stands in some paragraph among other words."""
        pattern = re.compile(r"\{\{\s*" + re.escape(tag) + r"\s*\}\}")
        texts = ("".join(text.text or "" for text in one.iter(W + "t")) for one in self.body.iter(W + "p"))
        return any(pattern.search(text) for text in texts)

    def measure(self, tag: str) -> Measure | None:
        paragraph = self.paragraph_of(tag)
        if paragraph is None:
            return None
        cell = next(paragraph.iterancestors(W + "tc"), None)
        room = self.cell_room(cell) if cell is not None else 0
        size = int(self.run_value(paragraph, "sz") or 24)
        bold, italic = self.is_on(paragraph, "b"), self.is_on(paragraph, "i")
        return Measure(room, size, "bold" if bold else "italic" if italic else "regular")

    def cell_room(self, cell: Element) -> int:
        table = next(cell.iterancestors(W + "tbl"))
        stated = cell.find(f"{W}tcPr/{W}tcW")
        if stated is not None and stated.get(W + "type", "dxa") == "dxa":
            width = int(stated.get(W + "w"))
        else:
            columns = table.findall(f"{W}tblGrid/{W}gridCol")
            width = int(columns[cell.getparent().findall(W + "tc").index(cell)].get(W + "w"))
        for side in ("left", "right"):
            width -= next((int(margin.get(W + "w")) for margin in self.cell_margins(cell, table, side)), 108)
        return width

    def cell_margins(self, cell: Element, table: Element, side: str) -> Iterator[Element]:
        """Yield what states a margin, the cell's own first; LibreOffice calls the sides start and end."""
        newer = {"left": "start", "right": "end"}[side]
        for path in (cell.find(f"{W}tcPr/{W}tcMar"), table.find(f"{W}tblPr/{W}tblCellMar")):
            if path is not None:
                yield from (margin for name in (side, newer) for margin in path.findall(W + name))

    def run_value(self, paragraph: Element, name: str) -> str | None:
        """Return a run property in effect: of the run, then its style and what that is based on, then defaults."""
        for properties in self.run_properties(paragraph):
            element = properties.find(W + name)
            if element is not None:
                return str(element.get(W + "val", "1"))
        return None

    def is_on(self, paragraph: Element, name: str) -> bool:
        return self.run_value(paragraph, name) not in (None, "0", "false", "off")

    def run_properties(self, paragraph: Element) -> Iterator[Element]:
        for run in paragraph.iter(W + "r"):
            properties = run.find(W + "rPr")
            if properties is not None:
                yield properties
            break
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = named.get(W + "val") if named is not None else None
        seen: set[str] = set()
        while identifier and identifier not in seen and identifier in self.styles:
            seen.add(identifier)
            style = self.styles[identifier]
            properties = style.find(W + "rPr")
            if properties is not None:
                yield properties
            base = style.find(W + "basedOn")
            identifier = base.get(W + "val") if base is not None else None
        if self.defaults is not None:
            yield self.defaults

    def indent(self, tag: str, variable: str, *, keep_text: bool) -> None:
        """Give the tag's paragraph even indents on both sides, filled in at drafting."""
        paragraph = self.paragraph_of(tag)
        if paragraph is None:
            if not keep_text:
                self.report("missing-tag", MISSING_TAG, tag)
            return
        indents = paragraph.get_or_add_pPr().get_or_add_ind()
        for name in list(indents.attrib):
            del indents.attrib[name]
        for side in ("left", "right"):
            indents.set(W + side, f"{{{{ {variable} }}}}")
        indents.set(W + "firstLine", "0")
        if not keep_text:
            for run in paragraph.findall(W + "r"):
                paragraph.remove(run)

    def source(self, main: Element, page: str, style_ids: dict[str, str]) -> str:
        """Return the Jinja source of the whole document: the plan, then the sample appendix in a loop.

        *page* is the section of an appendix.
        """
        from lxml import etree

        text = etree.tostring(self.root, encoding="unicode")
        head, _, rest = text.partition("<w:body>")
        body = rest.rpartition("</w:body>")[0]
        plan, _, sample = body.partition("<!--cchc:phu-luc-->")
        carrier = f'<w:p><w:pPr><w:pStyle w:val="{style_ids["Ngắt phần"]}"/>{page}</w:pPr></w:p>'
        plan = plan.replace("<!--cchc:sectPr-->", f"{{% if cac_phu_luc %}}{_section_xml(main)}{{% endif %}}")
        return "".join(
            (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
                head,
                "<w:body>",
                self.patch(plan),
                "{% for phu_luc in cac_phu_luc %}",
                "{% set ke_phu_luc = phu_luc.ke %}",
                "{% set le_phu_luc_trich_yeu = phu_luc.le_trich_yeu %}",
                "{% set le_phu_luc_kem_theo = phu_luc.le_kem_theo %}",
                self.patch(sample),
                f"{{% if loop.last %}}{page}{{% else %}}{carrier}{{% endif %}}",
                "{% else %}",
                _section_xml(main),
                "{% endfor %}",
                "</w:body></w:document>",
            )
        )

    def header_sources(self) -> Iterator[tuple[str, str]]:
        for name, part in self.parts.items():
            if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                text = part.decode("utf-8", "replace")
                if re.search(r"\{(?:<[^>]*>)*[{%]", text):
                    yield name, self.patch(text)

    def check_tags(self, document: str, headers: dict[str, str]) -> None:
        from jinja2 import meta

        used: set[str] = set()
        for name, source in {DOCUMENT: document, **headers}.items():
            try:
                used |= meta.find_undeclared_variables(WORD.parse(source))
            except jinja2.TemplateSyntaxError as error:
                detail = re.sub(r"<[^>]+>", "", error.message or "")
                facts = {"part": name, "detail": detail}
                self.problems.append(Problem("layout-syntax", BROKEN_TAG, facts, Place(self.name)))
                return
        for tag in MAIN_TAGS:
            if tag not in used and tag not in RULES:
                self.report("missing-tag", MISSING_TAG, tag)
        for tag in APPENDIX_TAGS:
            if not re.search(rf"\{{\{{-?\s*phu_luc\.{tag}\b", document):
                self.report("missing-tag", MISSING_TAG, f"phu_luc.{tag}")
        for tag in sorted(set(re.findall(r"\bphu_luc\.(\w+)", document)) - set(APPENDIX_TAGS) - OWN_APPENDIX_NAMES):
            self.report("unknown-tag", UNKNOWN_TAG, f"phu_luc.{tag}", nearest(tag, APPENDIX_TAGS))
        fitted = {"le_" + tag.replace(".", "_") for tag in FITTED}
        for tag in sorted(used - set(KNOWN_TAGS) - fitted - {"cac_phu_luc"}):
            self.report("unknown-tag", UNKNOWN_TAG, tag, nearest(tag, KNOWN_TAGS))

    def check_page_numbers(self, section: Element) -> None:
        """Report a plan without page numbers at the top (`page-number`): the default header needs a PAGE field."""
        relations = self.parts.get(DOCUMENT_RELATIONS, EMPTY_RELATIONS).decode("utf-8")
        for reference in section.findall(W + "headerReference"):
            if reference.get(W + "type") != "default":
                continue
            identifier = re.escape(reference.get(f"{{{RELATIONS}}}id"))
            target = re.search(rf'<Relationship\b(?=[^>]*\bId="{identifier}")[^>]*\bTarget="([^"]+)"', relations)
            if target and re.search(rb"\bPAGE\b", self.parts.get(f"word/{target[1].rpartition('/')[2]}", b"")):
                return
        self.problems.append(Problem("page-number", NO_PAGE_NUMBER, {}, Place(self.name)))

    def package_parts(self) -> tuple[str, str, bytes, bytes]:
        """Return relations and footnotes without closing tags, content types and root relations, all complete."""
        relations = self.parts.get(DOCUMENT_RELATIONS, EMPTY_RELATIONS).decode("utf-8")
        content_types = self.parts["[Content_Types].xml"].decode("utf-8")
        root = self.parts.get("_rels/.rels", EMPTY_RELATIONS).decode("utf-8")
        footnotes = self.parts.get(FOOTNOTES, b"").decode("utf-8")
        relations = _open_end(relations, "Relationships")
        if not footnotes:
            footnotes = EMPTY_FOOTNOTES
            relations += f'<Relationship Id="rIdFootnotes" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
            content_types = _with_type(content_types, FOOTNOTES, FOOTNOTES_TYPE)
        if CORE_TYPE not in root:
            root = _open_end(root, "Relationships")
            root += f'<Relationship Id="rIdCore" Type="{CORE_TYPE}" Target="{CORE}"/></Relationships>'
            content_types = _with_type(content_types, CORE, CORE_CONTENT_TYPE)
        return relations, _open_end(footnotes, "w:footnotes"), content_types.encode(), root.encode()

    def try_out(self, layout: Layout) -> None:
        """Fill the layout with everything and with nothing; both must be XML, and every value must be printed."""
        from lxml import etree

        values = sample_values()
        try:
            for context in (sample_context(values), sample_context(dict.fromkeys(values, ""))):
                rendered = [layout.template.render(context)]
                rendered += [template.render(context) for template in layout.part_templates.values()]
                trees = [etree.fromstring(text.encode()) for text in rendered]
                printed = "".join("".join(text.text or "" for text in tree.iter(W + "t")) for tree in trees)
                unprinted = [tag for tag, value in values.items() if context["du_thao"] and value not in printed]
                for tag in unprinted:
                    self.report("missing-tag", MISSING_TAG, tag)
        except (etree.XMLSyntaxError, jinja2.TemplateError, TypeError, ValueError) as error:
            raise _fault("layout-syntax", BROKEN_WHOLE, self.name) from error
        if self.problems:
            raise LayoutError(self.problems)

    def report(self, code: str, message: str, tag: str, suggestion: str = "") -> None:
        self.problems.append(Problem(code, message, {"name": tag}, Place(self.name), suggestion))


def sample_values() -> dict[str, str]:
    """Return a recognisable value for every tag that prints text."""
    tags = [tag for tag in MAIN_TAGS if tag not in RULES and tag not in NOT_TEXT]
    tags += ["dong", "cap.trai.chuc_vu", "cap.trai.ho_ten", "cap.phai.chuc_vu", "cap.phai.ho_ten"]
    tags += [f"phu_luc.{tag}" for tag in APPENDIX_TAGS]
    return {tag: f"[{tag}]" for tag in tags}


NOT_TEXT = ("noi_nhan", "cac_cap_ky", "du_thao")


def sample_context(values: Mapping[str, str]) -> dict[str, object]:
    """Return a context that prints *values*: two recipients, two pairs of signers, an appendix upright and turned."""
    is_full = bool(values["ho_ten"])

    def block(tag: str) -> Markup:
        return Markup(f"<w:p><w:r><w:t>{values[tag]}</w:t></w:r></w:p>")

    pair = {
        side: {"chuc_vu": values[f"cap.{side}.chuc_vu"], "ho_ten": values[f"cap.{side}.ho_ten"]}
        for side in ("trai", "phai")
    }
    appendix = {
        **{tag: values[f"phu_luc.{tag}"] for tag in APPENDIX_TAGS},
        "bang": block("phu_luc.bang"),
        **dict.fromkeys(OWN_APPENDIX_NAMES, 0),
    }
    return {
        **{tag: values[tag] for tag in MAIN_TAGS if tag in values},
        **{"le_" + tag.replace(".", "_"): 0 for tag in FITTED},
        **dict.fromkeys(RULES, 0),
        "noi_nhan": [values["dong"]] * 2 if is_full else [],
        "noi_dung": block("noi_dung"),
        "cac_cap_ky": [pair, {**pair, "trai": None}] if is_full else [],
        "du_thao": is_full,
        "cac_phu_luc": [appendix, {**appendix, "ngang": True}] if is_full else [],
    }


def _appendix_page(section: Element) -> str:
    """Return the Jinja source of an appendix's section properties, upright or turned."""
    upright, turned = _section_xml(section), _section_xml(_turned(section))
    return f"{{% if phu_luc.ngang %}}{turned}{{% else %}}{upright}{{% endif %}}"


def _table_page(document: str, page: str, style_ids: dict[str, str]) -> str:
    """Return the Jinja source of a document that holds a task table alone; Word wants a paragraph behind a table."""
    head = document.partition("<w:body>")[0]
    closing = f'<w:p><w:pPr><w:pStyle w:val="{style_ids["Ngắt phần"]}"/></w:pPr></w:p>'
    return f"{head}<w:body>{{{{ phu_luc.bang }}}}{closing}{page}</w:body></w:document>"


def _section_xml(section: Element) -> str:
    from lxml import etree

    section.tail = None
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(section, encoding="unicode"))


def _turned(section: Element) -> Element:
    """Return the page turned to landscape; margins stay as they are displayed."""
    from copy import deepcopy

    turned = deepcopy(section)
    size = turned.find(W + "pgSz")
    width, height = sorted((int(size.get(W + "w")), int(size.get(W + "h"))))
    size.set(W + "w", str(height))
    size.set(W + "h", str(width))
    size.set(W + "orient", "landscape")
    return turned


def _text_width(section: Element) -> int:
    margins = section.find(W + "pgMar")
    sides = sum(int(margins.get(W + side, "0")) for side in ("left", "right", "gutter"))
    return int(section.find(W + "pgSz").get(W + "w")) - sides


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            package.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _open_end(xml: str, tag: str) -> str:
    """Return *xml* without the closing tag of its root element."""
    opened = re.sub(rf"<{tag}(\s[^>]*)?/>\s*$", lambda match: f"<{tag}{match[1] or ''}></{tag}>", xml)
    return opened.rpartition(f"</{tag}>")[0]


def _with_type(content_types: str, part: str, content_type: str) -> str:
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    return content_types if f'"/{part}"' in content_types else content_types.replace("</Types>", f"{override}</Types>")


def _fault(code: str, message: str, name: str) -> LayoutError:
    return LayoutError([Problem(code, message, {}, Place(name))])


EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
CORE_CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
EMPTY_FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{RELATIONS}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)

NOT_WORD = N_("không phải tệp Word .docx đọc được (tệp hỏng, có mật khẩu hoặc ở định dạng khác)")
TOO_LARGE = N_("tệp giải nén ra quá lớn, không phải mẫu trình bày")
SECTIONS = N_(
    "mẫu trình bày phải có đúng hai phần (kế hoạch, rồi trang phụ lục mẫu) cách nhau một dấu ngắt phần; thấy {found}"
)
MISSING_STYLE = N_("mẫu trình bày thiếu kiểu chữ (style) «{name}»")
MISSING_TAG = N_("mẫu trình bày thiếu thẻ «{{{{ {name} }}}}»")
NOT_ALONE = N_("thẻ «{{{{ {name} }}}}» phải đứng một mình trong đoạn của nó")
UNKNOWN_TAG = N_("mẫu trình bày có thẻ lạ «{name}»")
NO_PAGE_NUMBER = N_("mẫu trình bày không có số trang (trường PAGE) ở đầu trang của phần kế hoạch")
BROKEN_TAG = N_("thẻ trong mẫu trình bày viết sai ({part}): {detail}")
BROKEN_WHOLE = N_(
    "thẻ trong mẫu trình bày đặt sai chỗ: điền vào thì tệp Word hỏng; kiểm tra các cặp {{%p if %}} … {{%p endif %}}"
)
