"""Eight plans without a fault, as .docx, set the ways in which people set them in Word.

The texts are in ``clean_texts``; how each is set is in ``LOOKS``. ``Word`` is a package that can be changed; its roles
say what each paragraph of the document is, in the order of the file.
"""

import io
import re
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree
from word_making import NAMES, PACKAGE, SPACES

from cchc_draft import letter_widths

TEXTS = Path(__file__).parent / "clean_texts"
W = f"{{{NAMES['w']}}}"
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
FONT = "Times New Roman"
TEXT_WIDTH = 9071 / 20
"""Points between the margins of a portrait page."""


class Word:
    """A .docx as parts by name; parts are parsed when asked for, and written back by ``data``."""

    def __init__(self, parts, roles, facts):
        self.parts = dict(parts)
        self.roles = roles
        self.facts = facts
        self._trees = {}

    def tree(self, name):
        """Return the root of a part."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    @property
    def document(self):
        return self.tree("word/document.xml")

    @property
    def body(self):
        return self.document[0]

    def copy(self):
        """Return a package of its own with the same parts."""
        return Word(self.parts, self.roles, self.facts)

    def data(self):
        """Return the bytes of the file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, data in self.parts.items():
                tree = self._trees.get(name)
                package.writestr(
                    name, data if tree is None else etree.tostring(tree, encoding="UTF-8", standalone=True)
                )
        return out.getvalue()


@dataclass(frozen=True)
class Look:
    """How a plan is set: each field names one of the ways of Word."""

    way: str = "direct"
    """Where looks are said: "direct" on every run, "styles" in a style for each role, "defaults" in docDefaults."""
    size: int = 28
    nation: tuple = (26, 28, 28)
    """Sizes of Quốc hiệu, Tiêu ngữ and date line."""
    agency_size: int = 26
    lines: str = "drawn"
    letterhead: str = "rows"
    page: str = "simple"
    numbering: str = "typed"
    indent: int = 720
    before: int = 120
    after: int = 0
    line: tuple = (240, "auto")
    is_theme: bool = False
    foot: str = "paragraphs"
    margins: tuple = (1134, 1134, 1134, 1701)
    """Top, right, bottom, left."""
    is_landscape: bool = True


LOOKS = {
    "tinh": Look("styles", 28, lines="drawn", page="simple", before=120, line=(264, "auto")),
    "so": Look("direct", 28, lines="vml", letterhead="breaks", page="complex", indent=567, before=0, after=120),
    "phuong": Look("defaults", 28, lines="border", page="gallery", indent=709, line=(340, "exact"), before=120),
    "xa": Look("defaults", 26, (24, 26, 26), 24, "underscores", page="complex", is_theme=True, is_landscape=False),
    "dac-khu": Look("styles", 28, lines="drawn", letterhead="breaks", numbering="automatic", page="simple", after=120),
    "truong": Look(
        "direct", 26, (24, 26, 26), 24, "underscores", "one-row", "complex", margins=(1134, 851, 1134, 1701)
    ),
    "ban-chi-dao": Look("styles", 28, lines="both", page="gallery", foot="spacing", line=(276, "auto"), is_theme=True),
    "trung-tam": Look(
        "defaults",
        26,
        lines="drawn",
        page="simple",
        numbering="automatic",
        indent=567,
        margins=(1417, 1134, 1417, 1701),
    ),
}
"""How each plan is set, by the name of its text."""


@dataclass(frozen=True)
class Form:
    """How paragraphs of one role look."""

    size: int
    bold: bool = False
    italic: bool = False
    jc: str = "left"
    first: int = 0
    before: int = 0
    after: int = 0
    line: tuple = (240, "auto")
    is_kept: bool = False
    outline: int = -1


def forms(look):
    """Return how each role looks."""
    head = Form(look.agency_size, jc="center")
    quoc_hieu, tieu_ngu, date = look.nation
    title = Form(28 if look.size == 28 else 26, bold=True, jc="center", is_kept=True)
    spacing = {"before": look.before, "after": look.after, "line": look.line}
    body = Form(look.size, jc="both", first=look.indent, **spacing)
    heading = replace(body, bold=True, is_kept=True, outline=0)
    cell = Form(24, before=40, after=40)
    return {
        "parent": head,
        "agency": replace(head, bold=True),
        "number": Form(26, jc="center"),
        "quoc-hieu": Form(quoc_hieu, bold=True, jc="center"),
        "tieu-ngu": Form(tieu_ngu, bold=True, jc="center"),
        "date": Form(date, italic=True, jc="center"),
        "line": Form(16, jc="center"),
        "type": replace(title, before=240),
        "trich-yeu": title,
        "can-cu": replace(body, italic=True),
        "opening": body,
        "heading": heading,
        "khoan-title": replace(heading, outline=1),
        "khoan": body,
        "diem": body,
        "dash": body,
        "body": body,
        "closing": body,
        "recipients-label": Form(24, bold=True, italic=True),
        "recipient": Form(22),
        "authority": Form(28, bold=True, jc="center"),
        "position": Form(28, bold=True, jc="center"),
        "signer": Form(28, bold=True, jc="center"),
        "blank": Form(28, jc="center"),
        "appendix-title": Form(28, bold=True, jc="center", is_kept=True),
        "appendix-name": Form(28 if look.size == 28 else 26, bold=True, jc="center", is_kept=True),
        "appendix-ref": Form(28 if look.size == 28 else 26, italic=True, jc="center"),
        "table-head": replace(cell, bold=True, jc="center"),
        "group": replace(cell, bold=True),
        "stt": replace(cell, jc="center"),
        "cell": replace(cell, jc="both"),
        "short-cell": replace(cell, jc="center"),
    }


def element(name, *children, **attributes):
    """Return the text of one element of Word; attributes without a value are left out."""
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items() if value is not None)
    inner = "".join(children)
    return f"<w:{name}{said}>{inner}</w:{name}>" if inner else f"<w:{name}{said}/>"


def fonts(is_theme):
    """Return the type: by name, or from the theme."""
    if is_theme:
        return element("rFonts", asciiTheme="minorHAnsi", hAnsiTheme="minorHAnsi", cstheme="minorBidi")
    return element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def run_properties(form, base=None, name=""):
    """Return what a form says about letters, without what *base* says already."""
    made = name
    for tag in ("bold", "italic"):
        if getattr(form, tag) != (base.__getattribute__(tag) if base else False):
            made += element(tag[0]) + element(f"{tag[0]}Cs")
    if base is None or form.size != base.size:
        made += element("sz", val=form.size) + element("szCs", val=form.size)
    return made


def paragraph_properties(form, base=None):
    """Return what a form says about paragraphs, without what *base* says already."""
    made = element("keepNext") if form.is_kept else ""
    spacing = (form.before, form.after, form.line)
    if base is None or spacing != (base.before, base.after, base.line):
        made += element("spacing", before=form.before, after=form.after, line=form.line[0], lineRule=form.line[1])
    if base is None or form.first != base.first:
        made += element("ind", firstLine=form.first)
    if form.jc != (base.jc if base else "left"):
        made += element("jc", val=form.jc)
    return made + (element("outlineLvl", val=form.outline) if form.outline >= 0 else "")


class Setter:
    """Sets paragraphs one after another, noting the role of each."""

    def __init__(self, look):
        self.look = look
        self.forms = forms(look)
        self.base = self._base()
        self.roles = []
        self.used = {}

    def _base(self):
        """Return what docDefaults and Normal say."""
        if self.look.way == "defaults":
            return replace(self.forms["body"])
        return Form(24 if self.look.way == "direct" else self.look.size)

    def paragraph(self, role, *lines, numbered="", run=None, extra="", inner=None):
        """Return a paragraph; several lines stand below each other by line breaks."""
        self.roles.append(role)
        form = self.forms[role]
        if self.look.way == "styles":
            style = self.used.setdefault(role, "Kh" + "".join(word.title() for word in role.split("-")))
            about, letters = element("pStyle", val=style), ""
        elif self.look.way == "direct":
            about, letters = paragraph_properties(form), run_properties(form, name=fonts(self.look.is_theme))
        else:
            about, letters = paragraph_properties(form, self.base), run_properties(form, self.base)
        about = self._with_numbering(about, numbered)
        letters = element("rPr", letters) if letters else ""
        content = inner or element("br").join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines if line is not None
        )
        runs = f"<w:r>{letters}{content}</w:r>" if content and content != '<w:t xml:space="preserve"></w:t>' else ""
        mark = letters if self.look.way == "direct" else ""
        return f"<w:p><w:pPr>{about}{mark}</w:pPr>{runs}{extra}</w:p>"

    @staticmethod
    def _with_numbering(about, numbered):
        """Return properties with a list level at its place: after the style and what keeps paragraphs together."""
        found = re.match(r"(<w:pStyle[^>]*/>)?(<w:keepNext/>)?", about).end()
        return about[:found] + numbered + about[found:]


def width(text, form):
    """Return how wide a text is set, in points."""
    face = "bold" if form.bold else "italic" if form.italic else "regular"
    return letter_widths.text_width(text, form.size, face) / 20


def short_line(setter, kind, length, box, identifier):
    """Return a line of a length, centred below a text, as a paragraph; *box* is how wide the column is."""
    if kind == "drawn":
        inner = f'<mc:AlternateContent><mc:Choice Requires="wps">{shape(length, identifier)}</mc:Choice></mc:AlternateContent>'
    elif kind == "vml":
        inner = vml(length, identifier)
    elif kind == "both":
        inner = (
            f'<mc:AlternateContent><mc:Choice Requires="wps">{shape(length, identifier)}</mc:Choice>'
            f"<mc:Fallback>{vml(length, identifier)}</mc:Fallback></mc:AlternateContent>"
        )
    elif kind == "border":
        inner = ""
    else:
        return setter.paragraph("line", "_" * round(length / (setter.forms["line"].size / 4)))
    made = setter.paragraph("line", inner=inner)
    if kind == "border":
        side = round((box - length) * 10)
        border = element("pBdr", element("top", val="single", sz=6, space=1, color="auto"))
        made = re.sub(r"<w:ind [^>]*/>", "", made)
        made = made.replace("<w:spacing", border + "<w:spacing", 1)
        spot = re.search(r"<w:spacing[^>]*/>", made).end()
        made = made[:spot] + element("ind", left=side, right=side, firstLine=0) + made[spot:]
    return made


def shape(length, identifier):
    """Return a line as Word draws it."""
    wide = round(length * 12700)
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{identifier}" name="Straight Connector {identifier}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        "</a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def vml(length, identifier):
    """Return a line as older Words draw it."""
    return (
        f'<w:pict><v:line id="_x0000_s{1025 + identifier}" style="position:absolute;left:0;text-align:left;z-index:251660288;'
        'mso-position-horizontal:center;mso-position-horizontal-relative:text;mso-position-vertical-relative:text" '
        f'from="0,2pt" to="{length:.1f}pt,2pt" strokecolor="black"/></w:pict>'
    )


def read(name):
    """Return what a text says: head, lines of the body, appendices as (name, columns, rows)."""
    head_text, _, rest = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").partition("=== NỘI DUNG\n")
    head = {key: value.strip() for key, _, value in (line.partition(":") for line in head_text.splitlines())}
    body, *appendices = rest.split("=== PHỤ LỤC: ")
    made = []
    for appendix in appendices:
        title, columns, *rows = appendix.splitlines()
        made.append((title, split(columns), rows))
    return head, body.splitlines(), made


def split(text):
    return [part.strip() for part in text.split("|")]


def issued(head):
    """Return the date line's "ngày … tháng … năm …", with gaps where it is not known."""
    day, month, year = head["ngày"].split("/")
    month = f"{int(month):02}" if month and int(month) < 3 else str(int(month)) if month else "   "
    return f"ngày {day or '   '} tháng {month} năm {year}"


@cache
def clean(name):
    """Return one of the plans; whoever changes it takes a copy."""
    head, lines, appendices = read(name)
    look = LOOKS[name]
    setter = Setter(look)
    parts = [letterhead(setter, head), title(setter, head), *body(setter, lines), foot(setter, head)]
    sections = [section(look)]
    for index, appendix in enumerate(appendices):
        roman = f" {ROMANS[index]}" if len(appendices) > 1 else ""
        is_wide = look.is_landscape and len(appendix[1]) > 4
        parts.append(f"<w:p><w:pPr>{sections[-1]}</w:pPr></w:p>")
        setter.roles.append("section")
        parts.append(appendix_part(setter, head, appendix, roman, index, is_wide))
        sections.append(section(look, is_wide, restart=True))
    setter.roles.append("end")
    document = element("body", *parts, "<w:p/>", sections[-1])
    return Word(package(setter, document), setter.roles, {"head": head, "look": look, "appendices": len(appendices)})


def names():
    return list(LOOKS)


def letterhead(setter, head):
    """Return the table at the top of the first page."""
    look = setter.look
    parents = split(head["cấp trên"]) if head.get("cấp trên") else []
    agency = split(head["cơ quan"])
    number = f"Số: {head['số'] or '     '}/{head['ký hiệu']}"
    date = f"{head['địa danh']}, {issued(head)}"
    nation = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    left_width, right_width = 3686, 5954
    agency_form, motto_form = setter.forms["agency"], setter.forms["tieu-ngu"]
    agency_length = 0.42 * max(width(line, agency_form) for line in agency)
    if look.letterhead == "breaks" and not parents:
        left = [setter.paragraph("agency", *agency)]
    else:
        left = [setter.paragraph("parent", line) for line in parents]
        left += [setter.paragraph("agency", line) for line in agency]
    left.append(short_line(setter, look.lines, agency_length, (left_width - 216) / 20, 1))
    right = [setter.paragraph("quoc-hieu", nation[0]), setter.paragraph("tieu-ngu", nation[1])]
    right.append(short_line(setter, look.lines, width(nation[1], motto_form), (right_width - 216) / 20, 2))
    if look.letterhead == "one-row":
        numbers = setter.roles[: -len(right)], setter.roles[-len(right) :]
        setter.roles = numbers[0] + ["number"] + numbers[1]
        kept, setter.roles = setter.roles, []
        left.append(setter.paragraph("number", number))
        setter.roles = kept
        while len(right) < len(left) - 1:
            right.append(setter.paragraph("blank"))
        right.append(setter.paragraph("date", date))
        rows = [(left, right)]
    else:
        second = ([setter.paragraph("number", number)], [setter.paragraph("date", date)])
        rows = [(left, right), second]
    return table((left_width, right_width), rows, is_ruled=False)


def table(widths, rows, *, is_ruled, is_head_repeated=False):
    """Return a table of rows of cells, each a list of paragraphs; a row of (span, paragraphs) is one cell over all."""
    borders = "single" if is_ruled else "nil"
    sides = "".join(
        element(side, val=borders, sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    look = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", sides),
        element("tblLayout", type="fixed"),
    )
    made = ""
    for index, row in enumerate(rows):
        repeated = element("tblHeader") if is_head_repeated and index == 0 else ""
        about = element("trPr", element("cantSplit"), repeated) if is_ruled else ""
        cells = ""
        at = 0
        for cell in row:
            span, paragraphs = cell if isinstance(cell, tuple) else (1, cell)
            wide = sum(widths[at : at + span])
            spanned = element("gridSpan", val=span) if span > 1 else ""
            cells += element("tc", element("tcPr", element("tcW", w=wide, type="dxa"), spanned), *paragraphs)
            at += span
        made += element("tr", about, cells)
    grid = element("tblGrid", *(element("gridCol", w=one) for one in widths))
    return element("tbl", look, grid, made)


def title(setter, head):
    """Return the type of the document, what it is about, and the line below."""
    form = setter.forms["trich-yeu"]
    about = head["trích yếu"]
    lines = broken(about, form, 0.75 * TEXT_WIDTH)
    made = [setter.paragraph("type", "KẾ HOẠCH"), setter.paragraph("trich-yeu", *lines)]
    length = 0.4 * max(width(line, form) for line in lines)
    made.append(short_line(setter, setter.look.lines, length, TEXT_WIDTH, 3))
    return "".join(made)


def broken(text, form, wide):
    """Return a text in lines of about the same length that fit a width."""
    count = int(width(text, form) // wide) + 1
    words = text.split()
    lines, line = [], ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer, form) > width(text, form) / count * 1.08 and len(lines) < count - 1:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


MARKS = {">": "can-cu", "!": "opening", "#": "heading", "##": "khoan-title", "-": "dash", ".": "closing"}


def body(setter, lines):
    """Return the paragraphs from the preamble to the closing."""
    counts = Counter()
    for line in lines:
        mark, _, text = line.partition(" ")
        role = MARKS.get(mark, "body")
        if role == "body":
            text = line
        if re.match(r"\d+\. ", line):
            role, text = "khoan", line.partition(" ")[2]
        elif re.match(r"[a-zđ]\) ", line):
            role, text = "diem", line.partition(" ")[2]
        yield numbered(setter, role, text, counts)


def numbered(setter, role, text, counts):
    """Return a paragraph of the body with its number, typed or automatic."""
    below = {"heading": ("khoan", "diem"), "khoan": ("diem",), "khoan-title": ("diem",)}
    key = "khoan" if role == "khoan-title" else role
    for lower in below.get(role, ()):
        counts[lower] = 0
    counts[key] += 1
    count = counts[key]
    label = {
        "heading": f"{ROMANS[min(count, 10) - 1]}.",
        "khoan": f"{count}.",
        "diem": f"{LETTERS[count - 1]})",
        "dash": "-",
    }
    if key not in label:
        return setter.paragraph(role, text)
    if setter.look.numbering == "automatic":
        levels = {"heading": (1, 0), "khoan": (1, 1), "diem": (1, 2), "dash": (2, 0)}
        number, level = levels[key]
        if key == "diem" and count > 4:
            return setter.paragraph(role, f"{label[key]} {text}")
        about = element("numPr", element("ilvl", val=level), element("numId", val=number))
        return setter.paragraph(role, text, numbered=about)
    return setter.paragraph(role, f"{label[key]} {text}")


def foot(setter, head):
    """Return the table of recipients and signature."""
    left = [setter.paragraph("recipients-label", "Nơi nhận:")]
    left += [setter.paragraph("recipient", line) for line in split(head["nơi nhận"])]
    lines = split(head["ký"])
    right = [setter.paragraph("authority" if "." in line else "position", line) for line in lines]
    if setter.look.foot == "spacing":
        made = setter.paragraph("signer", head["người ký"])
        made = made.replace("</w:pPr>", element("spacing", before=1400) + "</w:pPr>", 1)
        right.append(made)
    else:
        right += [setter.paragraph("blank") for _ in range(4)]
        right.append(setter.paragraph("signer", head["người ký"]))
    return table((4536, 4536), [(left, right)], is_ruled=False)


def appendix_part(setter, head, appendix, roman, index, is_wide):
    """Return an appendix with its heading and table."""
    name, columns, rows = appendix
    made = [setter.paragraph("appendix-title", f"Phụ lục{roman}"), setter.paragraph("appendix-name", name)]
    number = head["số"] or "     "
    about = f"(Kèm theo Kế hoạch số {number}/{head['ký hiệu']} {issued(head)} của {head['của']})"
    lines = broken(about, setter.forms["appendix-ref"], (13000 / 20 if is_wide else TEXT_WIDTH) * 0.95)
    made.append(setter.paragraph("appendix-ref", *lines))
    room = 14000 / 20 if is_wide else TEXT_WIDTH
    length = 0.4 * max(width(line, setter.forms["appendix-ref"]) for line in lines)
    made.append(short_line(setter, setter.look.lines, length, room, 4 + index))
    total = 13958 if is_wide else 9071
    rest = (total - 700) // (len(columns) - 1)
    widths = (700, *([rest] * (len(columns) - 1)))
    cells = [tuple([setter.paragraph("table-head", column)] for column in columns)]
    count = 0
    for row in rows:
        if row.startswith("+"):
            label, group = split(row[1:])
            cells.append(([setter.paragraph("stt", label)], (len(columns) - 1, [setter.paragraph("group", group)])))
        else:
            count += 1
            texts = split(row)
            roles = ["cell", *(["short-cell"] * (len(texts) - 1))]
            found = [[setter.paragraph("stt", str(count))]]
            found += [[setter.paragraph(role, text)] for role, text in zip(roles, texts, strict=True)]
            cells.append(tuple(found))
    made.append(table(widths, cells, is_ruled=True, is_head_repeated=True))
    return "".join(made)


def section(look, is_wide=False, restart=False):
    """Return the page set-up of a section."""
    top, right, bottom, left = look.margins
    wide, high = (16838, 11906) if is_wide else (11906, 16838)
    return element(
        "sectPr",
        '<w:headerReference w:type="default" r:id="rId10"/>',
        element("pgSz", w=wide, h=high, orient="landscape" if is_wide else None),
        element("pgMar", top=top, right=right, bottom=bottom, left=left, header=567, footer=567, gutter=0),
        element("pgNumType", start=1) if restart else "",
        element("titlePg"),
    )


def header(look, setter):
    """Return the header with the page number."""
    letters = element("rPr", fonts(look.is_theme), element("sz", val=28 if look.size == 28 else 26))
    if look.page == "simple":
        field_ = f'<w:fldSimple w:instr=" PAGE   \\* MERGEFORMAT "><w:r>{letters}<w:t>2</w:t></w:r></w:fldSimple>'
    else:
        kinds = ("begin", None, "separate", "2", "end")
        field_ = ""
        for kind in kinds:
            if kind is None:
                field_ += f'<w:r>{letters}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            elif kind == "2":
                field_ += f"<w:r>{letters}<w:t>2</w:t></w:r>"
            else:
                field_ += f'<w:r>{letters}<w:fldChar w:fldCharType="{kind}"/></w:r>'
    style = element("pStyle", val="Header")
    spacing = element("spacing", before=0, after=0, line=240, lineRule="auto")
    made = element(
        "p", element("pPr", style, spacing, element("ind", firstLine=0), element("jc", val="center")), field_
    )
    if look.page == "gallery":
        about = '<w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/></w:docPartObj>'
        made = element("sdt", element("sdtPr", about), element("sdtContent", made)) + element(
            "p", element("pPr", element("pStyle", val="Header"))
        )
    return part("hdr", made)


def styles(setter):
    """Return the styles: defaults, Normal, the few that Word always has, and one for each role where wanted."""
    look, base = setter.look, setter.base
    is_said = look.way == "defaults"
    letters = fonts(look.is_theme) if look.way != "direct" else element("rFonts", ascii="Calibri", hAnsi="Calibri")
    size = base.size
    defaults = element("rPrDefault", element("rPr", letters, element("sz", val=size), element("szCs", val=size)))
    spacing = element("spacing", before=base.before, after=base.after, line=base.line[0], lineRule=base.line[1])
    paragraphs = element("pPr", spacing) if is_said else ""
    normal = element("ind", firstLine=base.first) + element("jc", val=base.jc) if is_said else ""
    made = element("docDefaults", defaults, element("pPrDefault", paragraphs))
    made += style("paragraph", "Normal", "Normal", paragraphs=normal, is_default=True)
    made += style("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True)
    made += (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" '
        'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    made += style("paragraph", "Header", "header", "Normal", element("tabs", element("tab", val="center", pos=4680)))
    made += style("character", "Strong", "Strong", letters=element("b") + element("bCs"))
    made += style(
        "character", "Hyperlink", "Hyperlink", letters=element("color", val="0563C1") + element("u", val="single")
    )
    for role, name in setter.used.items():
        form = setter.forms[role]
        made += style(
            "paragraph", name, f"KH {role}", "Normal", paragraph_properties(form, base), run_properties(form, base)
        )
    return part("styles", made)


def style(kind, identifier, name, based="", paragraphs="", letters="", *, is_default=False):
    """Return one style."""
    made = element("name", val=name) + (element("basedOn", val=based) if based else "") + element("qFormat")
    made += element("pPr", paragraphs) if paragraphs else ""
    made += element("rPr", letters) if letters else ""
    return element("style", made, type=kind, styleId=identifier, default=1 if is_default else None)


def numbering(look):
    """Return the lists: sections with khoản and điểm, and dashes."""
    kinds = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]
    tab = element("suff", val="space") if look.way == "styles" else element("suff", val="tab")
    tabs = "" if look.way == "styles" else element("tabs", element("tab", val="left", pos=look.indent + 350))

    def level(index, kind, text):
        about = element("pPr", tabs, element("ind", left=0, firstLine=look.indent))
        said = (element("start", val=1), element("numFmt", val=kind), tab, element("lvlText", val=text))
        return element("lvl", *said, element("lvlJc", val="left"), about, ilvl=index)

    outline = "".join(level(index, *kind) for index, kind in enumerate(kinds))
    lists = element("abstractNum", element("multiLevelType", val="multilevel"), outline, abstractNumId=0)
    dashes = element(
        "abstractNum", element("multiLevelType", val="singleLevel"), level(0, "bullet", "-"), abstractNumId=1
    )
    numbers = "".join(element("num", element("abstractNumId", val=one - 1), numId=one) for one in (1, 2))
    return part("numbering", lists + dashes + numbers)


def part(name, inner):
    """Return a part with all names of Word."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} {SPACES}>{inner}</w:{name}>'.encode()


KINDS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "settings.xml": "settings",
    "header1.xml": "header",
    "theme/theme1.xml": "theme",
}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def package(setter, document):
    """Return the parts of the file by name."""
    look = setter.look
    kinds = {name: f"{MAIN}.{kind}+xml" for name, kind in KINDS.items()}
    kinds["theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    kinds["document.xml"] = f"{MAIN}.document.main+xml"
    types = "".join(f'<Override PartName="/word/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    relations = "".join(
        f'<Relationship Id="rId{10 if kind == "header" else index}" Type="{NAMES["r"]}/{kind}" Target="{name}"/>'
        for index, (name, kind) in enumerate(KINDS.items(), 1)
    )
    office = f'<Relationship Id="rId1" Type="{NAMES["r"]}/officeDocument" Target="word/document.xml"/>'
    space = f'xmlns="{PACKAGE}/relationships"'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": f"<Relationships {space}>{office}</Relationships>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>".encode(),
        "word/document.xml": part("document", document),
        "word/styles.xml": styles(setter),
        "word/numbering.xml": numbering(look),
        "word/settings.xml": part("settings", element("zoom", percent=100) + element("defaultTabStop", val=720)),
        "word/header1.xml": header(look, setter),
        "word/theme/theme1.xml": theme(FONT if look.is_theme else "Calibri"),
    }


def theme(font):
    """Return a theme: colours and two fonts."""
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "44546A",
        "lt2": "E7E6E6",
        "accent1": "4472C4",
        "accent2": "ED7D31",
    }
    colours |= {"accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1"}
    colours |= {"folHlink": "954F72"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    pair = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface="{font}"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="{NAMES["a"]}" name="Office">'
        f'<a:themeElements><a:clrScheme name="Office">{scheme}</a:clrScheme><a:fontScheme name="Office"><a:majorFont>{pair}'
        f"</a:majorFont><a:minorFont>{pair}</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    ).encode()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for plan in names():
        (folder / f"{plan}.docx").write_bytes(clean(plan).data())
