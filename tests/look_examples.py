"""Examples of rules about the look: short phrases, put into a drafted .docx in the ways that Word's users have.

A rule whose docstring says ``Sai: cỡ chữ 15; nghiêng`` and that stands at ``look:motto`` is run on a draft in which the
paragraphs of that role have this look. A rule that sees text and look stands at its role (``at="motto"``) and gives its
examples of the look as ``Sai khi: …`` and ``Đúng khi: …``. ``PHRASES`` at the end lists what may be said; phrases are
parted by semicolons. Beside the roles of :data:`cchc_draft.checking.document.Role` there are the places ``heading1`` to
``heading3``, ``khoan``, ``diem``, ``dash``, ``page`` (pages of the plan), ``appendix_page`` and ``page_number``.
"""

import io
import re
import tempfile
import zipfile
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from checked_plans import rules
from docx_reading import W, repacked
from lxml import etree
from word_making import NAMES

from cchc_draft import api
from cchc_draft.checking import checker
from cchc_draft.profile_store import ProfileStore

ROOT = Path(__file__).parents[1]
DOCUMENT, STYLES, HEADER, FIRST_HEADER = (f"word/{name}.xml" for name in ("document", "styles", "header1", "header2"))
PLAN = """\
---
ho_so: bac-ninh/so-vhttdl
nam: 2026
so: 45
ngay: 2026-03-09
trich_yeu: Cải cách hành chính năm 2026 của Sở Văn hóa, Thể thao và Du lịch
van_ban:
  nq76: {loai: Nghị quyết, ky_hieu: 76/NQ-CP, ngay: 2021-07-15, co_quan: Chính phủ, ve: ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030}
  kh36: {loai: Kế hoạch, ky_hieu: 36/KH-UBND, ngay: 2026-01-15, co_quan: UBND tỉnh Bắc Ninh, ve: cải cách hành chính năm 2026}
can_cu: [nq76, kh36]
phu_luc:
  - {trich_yeu: Nhiệm vụ cải cách hành chính năm 2026, nhiem_vu: nhiem-vu.yaml}
---
Sở Văn hóa, Thể thao và Du lịch ban hành Kế hoạch cải cách hành chính năm 2026 như sau:

# Mục đích, yêu cầu

## Mục đích

1) Nâng cao chất lượng phục vụ người dân;
2) Rút ngắn thời gian giải quyết hồ sơ.

## Yêu cầu

Việc thực hiện phải đúng tiến độ, rõ trách nhiệm của từng phòng, đơn vị thuộc Sở.

# Nhiệm vụ

1. Các nhiệm vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.
2. Các phòng, đơn vị thuộc Sở chủ động thực hiện:

    - Rà soát thủ tục hành chính;
    - Khảo sát mức độ hài lòng.

# Tổ chức thực hiện

## Văn phòng Sở

### Theo dõi

Theo dõi, đôn đốc việc thực hiện và báo cáo Giám đốc Sở.

### Tổng hợp

Tổng hợp kết quả của các phòng, đơn vị thuộc Sở, báo cáo Giám đốc Sở và gửi Sở Nội vụ theo chế độ báo cáo định kỳ.

## Các phòng, đơn vị thuộc Sở

Căn cứ nhiệm vụ được giao tại Phụ lục, chủ động thực hiện đúng tiến độ và gửi kết quả về Văn phòng Sở để tổng hợp.

***

Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Văn hóa, Thể thao và Du lịch.
"""
TASKS = """\
- {nhiem_vu: Rà soát thủ tục hành chính, chu_tri: Văn phòng Sở, phoi_hop: Các phòng thuộc Sở, thoi_han: Quý II/2026}
- {nhiem_vu: Khảo sát mức độ hài lòng, chu_tri: Văn phòng Sở, phoi_hop: Các phòng thuộc Sở, thoi_han: Thường xuyên}
"""
WAYS = ("runs", "style", "defaults")
"""Where a look is said: on the runs or the paragraph itself, in its style, or in the defaults of the document."""
MILLIMETRE, CENTIMETRE, POINT = 1440 / 25.4, 1440 / 2.54, 20
USUAL = {"jc": "left", "color": "auto", "highlight": "none", "u": "none", "shd": "clear"}
"""What a property is where nothing is said of it; 0 for all others."""
SWITCHES = ("b", "i", "caps", "smallCaps", "vanish", "strike")


class Property(NamedTuple):
    """One property of runs (rPr) or paragraphs (pPr); attributes of None are taken away."""

    kind: str
    name: str
    attributes: dict


# The draft.


@cache
def drafted():
    """Return the parts of a small draft that has every role but a few."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ke-hoach.md").write_text(PLAN, encoding="utf-8")
        Path(folder, "nhiem-vu.yaml").write_text(TASKS, encoding="utf-8")
        data = api.draft(Path(folder)).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def read_draft():
    """Return the untouched draft as rules see it."""
    return document(drafted())


@cache
def store():
    """Return the shipped profiles, each of which is read once."""
    return ProfileStore([ROOT / "profiles"])


def document(parts):
    """Return the parts of a .docx as rules see them; what has the same parts is read once."""
    return _read(tuple(parts.items()))


@lru_cache(64)
def _read(parts):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ke-hoach.docx")
        path.write_bytes(repacked(dict(parts)))
        return checker.of_file(path, store())


KINDS = {"khoan": "arabic", "diem": "letter", "dash": "dash"}


def is_at(line, place):
    """Tell whether a line stands at a place: a role, a level of headings, or a kind of labelled paragraphs."""
    if place.startswith("heading") and place != "heading":
        return line.role == "heading" and line.level == int(place[-1])
    if place in KINDS:
        kind = "dash" if line.label and line.label.is_sign else line.label.kind if line.label else ""
        return line.role == "item" and kind == KINDS[place]
    return line.role in PLACES.get(place, (place,))


PLACES = {"signature": ("authority", "position")}
"""Places that are more than one role."""


@cache
def numbers(place):
    """Return the numbers of the paragraphs at a place."""
    found = [line.place.line for line in read_draft().lines if line.place and is_at(line, place)]
    assert found or place in ("page", "appendix_page", "page_number"), f"the draft has no {place}"
    return list(dict.fromkeys(found))


class Look:
    """A draft whose look at one place is to be changed."""

    def __init__(self, place, way="runs", parts=None):
        self.place, self.way = place, way
        self.parts = dict(parts or drafted())
        self.roots = {}
        body = self.root(DOCUMENT)
        self.all = list(body.iter(W + "p"))
        self.paragraphs = [self.all[number - 1] for number in numbers(place)]
        sections = list(body.iter(W + "sectPr"))
        self.section = sections[-1] if place == "appendix_page" else sections[0]
        if place == "page_number":
            self.paragraphs = list(self.root(HEADER).iter(W + "p"))
        self.made = {}

    def root(self, name):
        """Return the root of a part, to be changed."""
        if name not in self.roots:
            self.roots[name] = etree.fromstring(self.parts[name])
        return self.roots[name]

    def apply(self, phrases):
        """Give the place a look, said in phrases."""
        for phrase in phrases.split(";"):
            self._say(" ".join(phrase.split()))
        return self

    def _say(self, phrase):
        for pattern, change in PHRASES.items():
            match = re.fullmatch(pattern, phrase)
            if match:
                for found in change(self, *match.groups()) or ():
                    for paragraph in self.paragraphs:
                        self.put(paragraph, found)
                return
        raise AssertionError(f"no such phrase: {phrase!r}")

    def put(self, paragraph, found):
        """Give a paragraph one property in the way that is tried."""
        if self.way == "runs":
            for holder in [paragraph] if found.kind == "pPr" else paragraph.iter(W + "r"):
                set_property(holder, found)
            return
        self._bare(paragraph, found)
        style = self._style(paragraph)
        is_switch = found.name in SWITCHES and found.attributes.get("val") != "0"
        if self.way == "style" or is_switch:
            set_property(style, found)
        else:
            drop_property(style, found)
            if style.get(W + "styleId") != "Normal":
                self._keep_normal(found)
            set_property(self._default(found.kind), found)

    def _bare(self, paragraph, found):
        """Take away what the paragraph or its runs say themselves."""
        for holder in [paragraph] if found.kind == "pPr" else paragraph.iter(W + "r"):
            drop_property(holder, found)

    def _style(self, paragraph):
        """Return a style of the paragraph's own, made of the one that it has."""
        root = self.root(STYLES)
        if self.way == "defaults" and "Normal" not in self.made:
            self._pin(root)
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        own = named.get(W + "val") if named is not None else "Normal"
        if own in self.made.values():
            return style_of(root, own)
        if own not in self.made:
            self.made[own] = f"Rieng{len(self.made)}"
            style = etree.SubElement(root, W + "style")
            style.set(W + "type", "paragraph")
            style.set(W + "styleId", self.made[own])
            etree.SubElement(style, W + "name").set(W + "val", f"Kiểu riêng {len(self.made)}")
            if self.way == "style":
                etree.SubElement(style, W + "basedOn").set(W + "val", own)
            else:
                flatten(root, own, style)
        set_property(paragraph, Property("pPr", "pStyle", {"val": self.made[own]}))
        return style_of(root, self.made[own])

    def _pin(self, root):
        """Let all other paragraphs keep what the defaults say, by saying it in the style that all have."""
        self.made["Normal"] = "Normal"
        normal = style_of(root, "Normal")
        for kind in ("pPr", "rPr"):
            merge(normal, kind, self._default(kind).find(W + kind))

    def _keep_normal(self, found):
        """Let all other paragraphs say the usual value of a property that nothing under them says."""
        normal = style_of(self.root(STYLES), "Normal")
        said = normal.find(f"{W}{found.kind}/{W}{found.name}")
        said = {} if said is None else said.attrib
        usual = {name: USUAL.get(found.name, "0") for name in found.attributes if W + name not in said}
        set_property(normal, found._replace(attributes=usual))

    def _default(self, kind):
        return self.root(STYLES).find(f"{W}docDefaults/{W}{kind}Default")

    @property
    def document(self):
        """The draft as rules see it."""
        changed = {name: etree.tostring(root) for name, root in self.roots.items()}
        return document({**self.parts, **changed})


# Properties.


def properties_of(holder, kind):
    """Return the properties of a run, paragraph or style, made where there are none."""
    found = holder.find(W + kind)
    if found is None:
        found = etree.Element(W + kind)
        holder.insert(len(holder) if holder.tag == W + "style" else 0, found)
    return found


def set_property(holder, found):
    """Say a property, keeping its other attributes."""
    properties = properties_of(holder, found.kind)
    element = properties.find(W + found.name)
    if element is None:
        element = etree.SubElement(properties, W + found.name)
        if found.name == "pStyle":
            properties.insert(0, element)
    for name, value in found.attributes.items():
        if value is None:
            element.attrib.pop(W + name, None)
        else:
            element.set(W + name, str(value))


def drop_property(holder, found):
    """Take a property away, or those of its attributes that will be said elsewhere."""
    element = holder.find(f"{W}{found.kind}/{W}{found.name}")
    if element is None:
        return
    for name in found.attributes or dict(element.attrib):
        element.attrib.pop(W + name, None)
    if not element.attrib:
        element.getparent().remove(element)


def merge(holder, kind, source):
    """Say what *source* says and *holder* does not."""
    if source is None:
        return
    properties = properties_of(holder, kind)
    for one in source:
        element = properties.find(one.tag)
        if element is None:
            properties.append(deepcopy(one))
        else:
            for name, value in one.attrib.items():
                if name not in element.attrib:
                    element.set(name, value)


def style_of(root, identifier):
    """Return a style by its id."""
    return next(one for one in root.iter(W + "style") if one.get(W + "styleId") == identifier)


def flatten(root, identifier, target):
    """Say in *target* all that a style and those under it say."""
    while identifier:
        style = style_of(root, identifier)
        for kind in ("pPr", "rPr"):
            merge(target, kind, style.find(W + kind))
        base = style.find(W + "basedOn")
        identifier = base.get(W + "val") if base is not None else ""


# Phrases about letters and paragraphs: functions that return properties.


def amount(text):
    """Return a number as Vietnamese writes it."""
    return float(text.replace(",", "."))


def twips(number, unit):
    """Return a measure in twips."""
    return round(amount(number) * {"mm": MILLIMETRE, "cm": CENTIMETRE, "pt": POINT}[unit])


def letters(name, **attributes):
    """Return the change that gives letters a property."""
    return lambda _: [Property("rPr", name, attributes)]


def size(look, points):
    half = f"{amount(points) * 2:g}"
    return [Property("rPr", "sz", {"val": half}), Property("rPr", "szCs", {"val": half})]


def font(look, name):
    themed = {f"{kind}Theme": None for kind in ("ascii", "hAnsi", "eastAsia")}
    return [Property("rPr", "rFonts", {**themed, "ascii": name, "hAnsi": name, "cs": name})]


COLOURS = {"đỏ": "FF0000", "xanh": "0000FF", "xám": "808080", "đen": "000000", "tự động": "auto"}


def colour(look, name):
    return [Property("rPr", "color", {"val": COLOURS[name]})]


def align(look, side):
    sides = {"trái": "left", "giữa": "center", "phải": "right", "đều": "both", "đều hai lề": "both"}
    return [Property("pPr", "jc", {"val": sides[side]})]


def first_line(look, number, unit):
    return [Property("pPr", "ind", {"firstLine": twips(number, unit), "hanging": None})]


def hanging(look, number, unit):
    amount_of = twips(number, unit)
    return [Property("pPr", "ind", {"hanging": amount_of, "left": amount_of, "firstLine": None})]


def indent(look, side, number, unit):
    return [Property("pPr", "ind", {{"trái": "left", "phải": "right"}[side]: twips(number, unit)})]


def space(look, side, number):
    return [Property("pPr", "spacing", {{"trước": "before", "sau": "after"}[side]: twips(number, "pt")})]


def lines(look, number):
    return [Property("pPr", "spacing", {"line": round(240 * amount(number)), "lineRule": "auto"})]


def fixed_line(look, is_least, number):
    rule = "atLeast" if is_least else "exact"
    return [Property("pPr", "spacing", {"line": twips(number, "pt"), "lineRule": rule})]


def paragraphs(name, **attributes):
    """Return the change that gives paragraphs a property."""
    return lambda _: [Property("pPr", name, attributes)]


def border(look, side):
    """Draw a line along one side of the paragraphs themselves, in any way."""
    sides = {"dưới": "bottom", "trên": "top"}
    for paragraph in look.paragraphs:
        draw(paragraph, sides[side])


def draw(paragraph, *sides):
    properties = properties_of(paragraph, "pPr")
    for old in properties.findall(W + "pBdr"):
        properties.remove(old)
    borders = etree.SubElement(properties, W + "pBdr")
    for side in sides:
        line = etree.SubElement(borders, W + side)
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(W + name, value)


def first_run(change):
    """Return the change that gives a part of the letters only, the first run, what another change says."""

    def part(look, *groups):
        for paragraph in look.paragraphs:
            run = next(run for run in paragraph.iter(W + "r") if run.find(W + "t") is not None)
            text = run.find(W + "t")
            words = text.text.split(" ")
            half = len(words) // 2
            rest = deepcopy(run)
            text.text, rest.find(W + "t").text = " ".join(words[:half]) + " ", " ".join(words[half:])
            for one in (run, rest):
                one.find(W + "t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(rest)
            for found in change(look, *groups):
                set_property(run, found)

    return part


def words(look, text):
    """Replace the text of the first paragraph; "|" is a forced line end."""
    run, *others = list(look.paragraphs[0].iter(W + "r"))
    for other in others:
        other.getparent().remove(other)
    for child in [child for child in run if child.tag != W + "rPr"]:
        run.remove(child)
    for index, part in enumerate(text.split("|")):
        if index:
            etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = part


def empty_paragraph(look, side):
    for paragraph in look.paragraphs[:1] if side == "trên" else look.paragraphs[-1:]:
        (paragraph.addprevious if side == "trên" else paragraph.addnext)(etree.Element(W + "p"))


def page_break(look):
    for paragraph in look.paragraphs[:1]:
        set_property(paragraph, Property("pPr", "pageBreakBefore", {}))


# Phrases about drawn lines: the paragraph below the place.


def line_below(look):
    """Return the paragraph that draws the line of the shipped layout."""
    found = look.paragraphs[-1].getnext()
    assert not "".join(found.itertext()), "no line below"
    return found


def no_line(look):
    found = line_below(look)
    found.getparent().remove(found)


def room(look):
    """Return the width for text at the place."""
    cell = next(look.paragraphs[-1].iterancestors(W + "tc"), None)
    return int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) if cell is not None else 11906 - 1701 - 851


def line_length(look, number):
    side = round((room(look) - twips(number, "mm")) / 2)
    set_property(line_below(look), Property("pPr", "ind", {"left": side, "right": side, "firstLine": 0}))


def written_line(look, kind, count):
    """Write the line with signs: underscores, hyphens or dashes."""
    sign = {"gạch dưới": "_", "gạch nối": "-", "gạch ngang": "–"}[kind]
    found = line_below(look)
    for child in list(found):
        found.remove(child)
    set_property(found, Property("pPr", "jc", {"val": "center"}))
    run = etree.SubElement(found, W + "r")
    set_property(run, Property("rPr", "sz", {"val": 26}))
    etree.SubElement(run, W + "t").text = sign * int(count)


EMU = 36_000
"""Units of drawings in a millimetre."""
DRAWN = """<w:r {spaces}><w:drawing><wp:anchor><wp:extent cx="{length}" cy="0"/><a:graphic><a:graphicData>
<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>
<a:prstGeom prst="{kind}"/><a:ln w="9525"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
OLD = """<w:r {spaces}><w:pict><v:line style="position:absolute;z-index:1" from="10pt,2pt" to="{end}pt,2pt"/></w:pict></w:r>"""
BOTH = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>
<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"""
NAMESPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


def drawn_line(look, old, number):
    """Draw the line as a shape anchored at the place, as Word's menu does."""
    no_line(look)
    length = amount(number)
    made = OLD if old else DRAWN
    facts = {"length": round(length * EMU), "end": round(10 + length / 25.4 * 72, 2), "kind": "line"}
    look.paragraphs[-1].append(etree.fromstring(made.format(spaces=NAMESPACES, **facts)))


# Phrases about pages.


def margin(look, side, number):
    names = {"trên": "top", "dưới": "bottom", "trái": "left", "phải": "right"}
    look.section.find(W + "pgMar").set(W + names[side], str(twips(number, "mm")))


def paper(look, width, height):
    page = look.section.find(W + "pgSz")
    page.set(W + "w", str(twips(width, "mm")))
    page.set(W + "h", str(twips(height, "mm")))


def turned(look):
    page = look.section.find(W + "pgSz")
    width, height = page.get(W + "w"), page.get(W + "h")
    page.set(W + "w", height)
    page.set(W + "h", width)
    page.set(W + "orient", "landscape")


def number_in_foot(look):
    for one in look.root(DOCUMENT).iter(W + "headerReference"):
        if one.get(W + "type") == "default":
            one.tag = W + "footerReference"


def no_number(look):
    for one in list(look.section.findall(W + "headerReference")):
        look.section.remove(one)


def number_on_first(look, kind):
    if kind == "titlePg":
        look.section.remove(look.section.find(W + "titlePg"))
    else:
        first = look.root(FIRST_HEADER)
        first[:] = [deepcopy(one) for one in look.root(HEADER)]


def number_from(look, start):
    look.section.find(W + "pgNumType").set(W + "start", start)


def number_goes_on(look):
    look.section.find(W + "pgNumType").attrib.pop(W + "start")


def number_format(look):
    look.section.find(W + "pgNumType").set(W + "fmt", "upperRoman")


def with_borders(look):
    """Give the table around the borders that Word's button draws."""
    table = next(look.paragraphs[0].iterancestors(W + "tbl"))
    borders = etree.SubElement(table.find(W + "tblPr"), W + "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        etree.SubElement(borders, W + side).set(W + "val", "single")


PICTURE = """<w:r {spaces}><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><a:graphic><a:graphicData>
<pic:pic><pic:blipFill><a:blip r:embed="rIdAnh"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing></w:r>"""


def picture(look, kind):
    """Put the image of a signature in front of the first paragraph's text."""
    relations = look.root("word/_rels/document.xml.rels")
    facts = {"Id": "rIdAnh", "Type": f"{NAMES['r']}/image", "Target": f"media/chu-ky.{kind}"}
    etree.SubElement(relations, relations[0].tag, facts)
    look.parts[f"word/media/chu-ky.{kind}"] = b"x"
    look.paragraphs[0].append(etree.fromstring(PICTURE.format(spaces=NAMESPACES)))


ADDRESS = "Địa chỉ: số 1 đường Lý Thái Tổ, tỉnh Bắc Ninh"


def address(look, points):
    """Print the agency's address in the foot of the first page."""
    relations = look.root("word/_rels/document.xml.rels")
    facts = {"Id": "rIdChan", "Type": f"{NAMES['r']}/footer", "Target": "footer9.xml"}
    etree.SubElement(relations, relations[0].tag, facts)
    size_of = f'<w:rPr><w:sz w:val="{round(amount(points) * 2)}"/></w:rPr>'
    look.parts["word/footer9.xml"] = (
        f"<w:ftr {NAMESPACES}><w:p><w:r>{size_of}<w:t>{ADDRESS}</w:t></w:r></w:p></w:ftr>".encode()
    )
    named = {W + "type": "first", f"{{{NAMES['r']}}}id": "rIdChan"}
    look.section.insert(0, etree.Element(W + "footerReference", named))


def header_row(look):
    """Let the header row of the table around be an ordinary row, and the table a long one."""
    row = next(look.paragraphs[0].iterancestors(W + "tr"))
    for one in list(row.iter(W + "tblHeader")):
        one.getparent().remove(one)
    lengthen(look)


def lengthen(look):
    """Repeat the last row of the table around until it fills pages."""
    last = list(next(look.paragraphs[0].iterancestors(W + "tbl")).iterchildren(W + "tr"))[-1]
    for _ in range(80):
        last.addnext(deepcopy(last))


def binding_above(look):
    """Turn a landscape page's margins with it: the binding edge is above."""
    margins = look.section.find(W + "pgMar")
    for side, amount_of in (("top", 1701), ("bottom", 851), ("left", 1134), ("right", 1134)):
        margins.set(W + side, str(amount_of))


COMMENTS = """<w:comments {spaces}><w:comment w:id="7" w:author="Phòng Ngân sách"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"""


def comment(look, text):
    """Put a comment at the first paragraph."""
    relations = look.root("word/_rels/document.xml.rels")
    facts = {"Id": "rIdNhanXet", "Type": f"{NAMES['r']}/comments", "Target": "comments.xml"}
    etree.SubElement(relations, relations[0].tag, facts)
    look.parts["word/comments.xml"] = COMMENTS.format(spaces=NAMESPACES, text=text).encode()
    mark = etree.SubElement(etree.SubElement(look.paragraphs[0], W + "r"), W + "commentReference")
    mark.set(W + "id", "7")


def tracked(look, kind):
    """Change the first paragraph while Word keeps track."""
    name = {"thêm chữ": "ins", "xóa chữ": "del", "đổi định dạng": "rPrChange"}[kind]
    run = next(look.paragraphs[0].iter(W + "r"))
    if name == "rPrChange":
        etree.SubElement(properties_of(run, "rPr"), W + name).set(W + "author", "Văn thư")
        return
    added = deepcopy(run)
    for text in added.iter(W + "t"):
        text.tag = W + ("delText" if name == "del" else "t")
    change = etree.Element(W + name)
    change.set(W + "author", "Văn thư")
    run.addprevious(change)
    change.append(added)


def exchanged(look, old, new):
    """Put other words in the place of words, all over the document."""
    for paragraph in look.all:
        texts = list(paragraph.iter(W + "t"))
        whole = "".join(text.text or "" for text in texts)
        if old in whole:
            texts[0].text = whole.replace(old, new)
            for text in texts[1:]:
                text.text = ""


MEASURE = r"(\d+(?:,\d+)?) (mm|cm|pt)"
NUMBER = r"(\d+(?:,\d+)?)"
PHRASES = {
    f"cỡ chữ {NUMBER}": size,
    f"một phần cỡ chữ {NUMBER}": first_run(size),
    "đậm": letters("b", val=None),
    "không đậm": letters("b", val="0"),
    "một phần không đậm": first_run(letters("b", val="0")),
    "một phần đậm": first_run(letters("b", val=None)),
    "nghiêng": letters("i", val=None),
    "đứng|không nghiêng": letters("i", val="0"),
    "một phần đứng": first_run(letters("i", val="0")),
    "một phần nghiêng": first_run(letters("i", val=None)),
    "gạch chân": letters("u", val="single"),
    "không gạch chân": letters("u", val="none"),
    "in hoa": letters("caps", val=None),
    "hoa nhỏ": letters("smallCaps", val=None),
    "ẩn": letters("vanish", val=None),
    f"màu ({'|'.join(COLOURS)})": colour,
    f"một phần màu ({'|'.join(COLOURS)})": first_run(colour),
    "tô nền vàng": letters("highlight", val="yellow"),
    "nền vàng": letters("shd", val="clear", color="auto", fill="FFFF00"),
    "phông (.+)": font,
    "một phần phông (.+)": first_run(font),
    "căn (trái|giữa|phải|đều|đều hai lề)": align,
    f"lùi đầu dòng {MEASURE}": first_line,
    f"treo đầu dòng {MEASURE}": hanging,
    f"thụt (trái|phải) {MEASURE}": indent,
    f"cách (trước|sau) {NUMBER} pt": space,
    f"giãn dòng {NUMBER}": lines,
    f"giãn dòng (ít nhất )?{NUMBER} pt": fixed_line,
    "không cách đoạn cùng kiểu": paragraphs("contextualSpacing", val=None),
    "đi liền đoạn sau": paragraphs("keepNext", val=None),
    "không đi liền đoạn sau": paragraphs("keepNext", val="0"),
    "viền (dưới|trên)": border,
    "chữ «(.*)»": words,
    "đoạn trống phía (trên|dưới)": empty_paragraph,
    "sang trang mới": page_break,
    "bảng có viền": with_borders,
    "không có đường kẻ": no_line,
    f"đường kẻ dài {NUMBER} mm": line_length,
    r"đường kẻ bằng (gạch dưới|gạch nối|gạch ngang) (\d+)": written_line,
    f"đường kẻ vẽ (kiểu cũ )?dài {NUMBER} mm": drawn_line,
    f"lề (trên|dưới|trái|phải) {NUMBER} mm": margin,
    f"khổ giấy {NUMBER} x {NUMBER} mm": paper,
    "giấy ngang": turned,
    "số trang ở chân trang": number_in_foot,
    "không có số trang": no_number,
    "trang đầu có số trang": lambda look: number_on_first(look, "titlePg"),
    "đầu trang riêng của trang đầu có số trang": lambda look: number_on_first(look, "first"),
    r"số trang đánh từ (\d+)": number_from,
    "số trang đánh tiếp": number_goes_on,
    "số trang La Mã": number_format,
    "ảnh chữ ký (png|jpeg)": picture,
    "dòng đầu bảng không lặp lại": header_row,
    "bảng dài": lengthen,
    "lề đóng ghim ở trên": binding_above,
    f"địa chỉ cơ quan ở chân trang cỡ chữ {NUMBER}": address,
    "nhận xét «(.*)»": comment,
    "thay «(.+)» bằng «(.*)»": exchanged,
    "theo dõi (thêm chữ|xóa chữ|đổi định dạng)": tracked,
}
"""Phrase (as a pattern) to the change that it says; a change may return properties, which are said in every way."""


# Examples.

EXAMPLE = re.compile(r"^(Sai|Đúng)( khi)?: ?(.*(?:\n {4,}.*)*)", re.MULTILINE)


def examples():
    """Yield (code, place, is_right, phrases) for every example of the look."""
    for rule in rules().values():
        is_look, place = rule.at.startswith("look:"), rule.at.removeprefix("look:")
        for kind, is_when, text in EXAMPLE.findall(rule.text):
            if is_look or is_when:
                yield rule.code, place, kind == "Đúng", " ".join(text.split())


def reported(code, place, phrases, way="runs"):
    """Return what one rule says of a draft with this look: (severity, message, quote) each."""
    found = checker.check(Look(place, way).apply(phrases).document, checker.Settings(only=(code,)))
    return [(one.severity, one.message, one.quote) for one in found]
