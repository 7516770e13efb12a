"""Faults planted in clean plans, one at a time: for each rule, ways in which people and Word break it.

``FAULTS`` lists them; each changes a copy of a plan and returns the words that stand at the place, or ``None`` where
the plan has nothing to break. "" means a fault of a page or a whole table: no words stand there.
``python tests/planted_faults.py FOLDER`` writes all of them.
"""

import copy
import itertools
import random
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import clean_plans
from clean_plans import NAMES, W
from lxml import etree

RUN_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
]
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
BODY = ("opening", "body", "khoan", "diem", "dash", "closing")
ALL = tuple(clean_plans.names())


@dataclass(frozen=True)
class Fault:
    """One way to break one rule."""

    rule: str
    name: str
    plant: Callable
    plans: tuple = ALL
    also: tuple = ()
    """Other rules under which the same fault may rightly be said."""

    @property
    def id(self):
        return f"{self.rule}-{self.name}"


FAULTS = []


def fault(rule, name, plant=None, plans=ALL, also=()):
    """Note a fault; without *plant* as a decorator."""
    if plant is None:
        return lambda function: fault(rule, name, function, plans, also) or function
    FAULTS.append(Fault(rule, name, plant, plans, also))
    return None


def plant(one, name):
    """Return a plan with one fault, and the words at the place; None where the plan has no such place."""
    word = clean_plans.clean(name).copy()
    word.by_role = {}
    for role, paragraph in zip(word.roles, word.document.iter(W + "p"), strict=True):
        word.by_role.setdefault(role, []).append(paragraph)
    said = one.plant(word, random.Random(f"{one.id} {name}"))
    return None if said is None else (word, unicodedata.normalize("NFC", said))


# --- What Word has -----------------------------------------------------------------------------------------------


def of(word, *roles):
    """Return the paragraphs of some roles, in the order of the file."""
    wanted = {id(one) for role in roles for one in word.by_role.get(role, [])}
    return [one for one in word.document.iter(W + "p") if id(one) in wanted]


def pick(word, rng, *roles, such=lambda _text: True):
    """Return one paragraph of some roles by chance, or None."""
    found = [one for one in of(word, *roles) if such(text(one))]
    return rng.choice(found) if found else None


def text(paragraph):
    """Return the words of a paragraph; a line break is a space."""
    nodes = paragraph.iter(W + "t", W + "br")
    return "".join(" " if node.tag == W + "br" else node.text or "" for node in nodes)


def first_words(paragraph, count=4):
    return " ".join(text(paragraph).split()[:count])


def put(paragraph, old, new, count=1):
    """Replace words across runs; return whether they were there."""
    for _ in range(count):
        nodes = list(paragraph.iter(W + "t"))
        start = "".join(node.text or "" for node in nodes).find(old)
        if start < 0:
            return False
        left, rest = start, len(old)
        is_first = True
        for node in nodes:
            said = node.text or ""
            if left >= len(said) and not (is_first and rest == 0):
                left -= len(said)
                continue
            taken = min(rest, len(said) - left)
            node.text = said[:left] + (new if is_first else "") + said[left + taken :]
            is_first, left, rest = False, 0, rest - taken
            if not rest:
                break
    return True


def retype(paragraph, words):
    """Give a paragraph other words, in the look of its first run."""
    nodes = list(paragraph.iter(W + "t"))
    nodes[0].text = words
    nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for node in nodes[1:]:
        node.getparent().remove(node)
    for line_break in list(paragraph.iter(W + "br")):
        line_break.getparent().remove(line_break)
    return words


def swap(word, rng, roles, old, new, said=None):
    """Replace words in one of the paragraphs that have them; return the new words, with one word on each side."""
    found = [one for one in of(word, *roles) if old in text(one)]
    if not found:
        return None
    paragraph = rng.choice(found)
    put(paragraph, old, new)
    return new if said is None else said


def runs(paragraph):
    return [run for run in paragraph.iter(W + "r") if run.find(W + "t") is not None]


def child(parent, name, order):
    """Return a child element, made at its place where it is not there."""
    found = parent.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        rank = order.index(name)
        at = 0
        for at, other in enumerate(parent):  # noqa: B007
            tag = etree.QName(other).localname
            if tag in order and order.index(tag) > rank:
                break
        else:
            at = len(parent)
        parent.insert(at, found)
    return found


def run_about(run):
    found = run.find(W + "rPr")
    if found is None:
        found = etree.Element(W + "rPr")
        run.insert(0, found)
    return found


def paragraph_about(paragraph):
    found = paragraph.find(W + "pPr")
    if found is None:
        found = etree.Element(W + "pPr")
        paragraph.insert(0, found)
    return found


def say(parent, order, name, values):
    """Say one property, with its attributes; None removes it."""
    if values is None:
        for found in parent.findall(W + name):
            parent.remove(found)
        return
    found = child(parent, name, order)
    for key, value in values.items():
        if value is None:
            found.attrib.pop(W + key, None)
        else:
            found.set(W + key, str(value))


def letters_of(sz=None, b=None, i=None, color=None, font=None, highlight=None, u=None, **more):
    """Return properties of runs as (name, attributes)."""
    made = list(more.items())
    if sz:
        made += [("sz", {"val": sz}), ("szCs", {"val": sz})]
    for name, value in (("b", b), ("i", i)):
        if value is not None:
            made.append((name, {"val": value}))
    made += [(name, {"val": value}) for name, value in (("color", color), ("highlight", highlight), ("u", u)) if value]
    if font:
        theme = dict.fromkeys(("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"))
        made.append(("rFonts", {"ascii": font, "hAnsi": font, "cs": font} | theme))
    return made


def style_of(word, paragraph):
    """Give a paragraph a style of its own, based on the one it had; return it."""
    styles = word.tree("word/styles.xml")
    about = paragraph_about(paragraph)
    old = about.find(W + "pStyle")
    name = f"KhMoi{len(styles)}"
    made = etree.SubElement(styles, W + "style", {W + "type": "paragraph", W + "customStyle": "1", W + "styleId": name})
    etree.SubElement(made, W + "name", {W + "val": f"Kế hoạch {len(styles)}"})
    etree.SubElement(made, W + "basedOn", {W + "val": old.get(W + "val") if old is not None else "Normal"})
    etree.SubElement(made, W + "pPr")
    etree.SubElement(made, W + "rPr")
    say(about, PARAGRAPH_ORDER, "pStyle", {"val": name})
    return made


def letter(word, paragraph, where="run", **look):
    """Set letters of a paragraph: on its "run"s, on a "part" of its words, or in a "style" of its own."""
    for name, values in letters_of(**look):
        if where == "style":
            made = paragraph_about(paragraph).find(W + "pStyle")
            style = next(
                (
                    one
                    for one in word.tree("word/styles.xml")
                    if made is not None and one.get(W + "styleId") == made.get(W + "val")
                ),
                None,
            )
            if style is None or not style.get(W + "styleId").startswith("KhMoi"):
                style = style_of(word, paragraph)
            say(style.find(W + "rPr"), RUN_ORDER, name, values)
            for run in paragraph.iter(W + "r"):
                say(run_about(run), RUN_ORDER, name, None)
        else:
            chosen = runs(paragraph)
            if where == "part":
                chosen = [cut(paragraph)]
            for run in chosen:
                say(run_about(run), RUN_ORDER, name, values)


def cut(paragraph):
    """Cut the third to fifth words of a paragraph into a run of their own; return it."""
    if "cut" in paragraph.attrib:
        return runs(paragraph)[1]
    run = max(runs(paragraph), key=lambda one: len("".join(one.itertext(W + "t"))))
    node = run.find(W + "t")
    spots = [match.end() for match in re.finditer(r"\s+", node.text)]
    if len(spots) < 6:
        return run
    before, after = copy.deepcopy(run), copy.deepcopy(run)
    said = node.text
    for one, part in ((before, said[: spots[1]]), (run, said[spots[1] : spots[4]]), (after, said[spots[4] :])):
        one.find(W + "t").text = part
        one.find(W + "t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addprevious(before)
    run.addnext(after)
    return run


def lay(word, paragraph, name, where="run", **values):
    """Set a property of a paragraph on itself or in a "style" of its own."""
    if where == "style":
        style = style_of(word, paragraph)
        say(paragraph_about(paragraph), PARAGRAPH_ORDER, name, None)
        say(style.find(W + "pPr"), PARAGRAPH_ORDER, name, values)
    else:
        say(paragraph_about(paragraph), PARAGRAPH_ORDER, name, values)


def looks(rule, role, name, where="run", at=0, plans=ALL, count=4, also=(), **look):
    """Note a fault of letters in the paragraphs of a role."""

    def act(word, rng):
        found = of(word, *role) if isinstance(role, tuple) else of(word, role)
        if not found:
            return None
        paragraph = rng.choice(found) if at is None else found[at]
        letter(word, paragraph, where, **look)
        return first_words(paragraph, count)

    fault(rule, name, act, plans, also)


def lays(rule, role, name, prop, where="run", at=0, plans=ALL, also=(), **values):
    """Note a fault of alignment, indents or spacing in a paragraph of a role."""

    def act(word, rng):
        found = of(word, *role) if isinstance(role, tuple) else of(word, role)
        if not found:
            return None
        paragraph = rng.choice(found) if at is None else found[at]
        lay(word, paragraph, prop, where, **values)
        return first_words(paragraph)

    fault(rule, name, act, plans, also)


def types(rule, role, name, change, plans=ALL, at=0, also=()):
    """Note a fault of wording: *change* makes the new text of a paragraph, or None where it cannot."""

    def act(word, rng):
        found = of(word, *role) if isinstance(role, tuple) else of(word, role)
        if at is None:
            rng.shuffle(found)
        for paragraph in found[at : at + 1 or None] if at is not None else found:
            new = change(text(paragraph))
            if new is not None and new != text(paragraph):
                return retype(paragraph, new) and first_words(paragraph, 5)
        return None

    fault(rule, name, act, plans, also)


def swaps(rule, name, old, new, roles=BODY, plans=ALL, said=None, also=()):
    """Note a fault of words in the body: *old* is written as *new*."""
    fault(rule, name, lambda word, rng: swap(word, rng, roles, old, new, said), plans, also)


def adds(rule, name, sentence, said, plans=ALL, also=(), roles=("body", "khoan", "diem")):
    """Note a fault in a sentence that is added at the end of a paragraph of the body."""

    def act(word, rng):
        paragraph = pick(word, rng, *roles, such=lambda words: words.endswith("."))
        if paragraph is None:
            return None
        last = list(paragraph.iter(W + "t"))[-1]
        last.text = f"{last.text} {sentence}"
        return said

    fault(rule, name, act, plans, also)


def sections(word):
    return list(word.document.iter(W + "sectPr"))


def pages(rule, name, at=0, prop="pgMar", plans=ALL, also=(), **values):
    """Note a fault of the page in one section; -1 is the last."""

    def act(word, _rng):
        found = sections(word)
        if at >= len(found):
            return None
        target = found[at].find(W + prop)
        if target is None:
            target = etree.SubElement(found[at], W + prop)
        for key, value in values.items():
            target.set(W + key, str(value))
        return ""

    fault(rule, name, act, plans, also)


def below(paragraph, *words):
    """Put copies of a paragraph below it, with other words."""
    made = []
    for one in reversed(words):
        twin = copy.deepcopy(paragraph)
        retype(twin, one)
        paragraph.addnext(twin)
        made.insert(0, twin)
    return made


def blank_after(paragraph):
    twin = copy.deepcopy(paragraph)
    for run in list(twin.iter(W + "r")):
        run.getparent().remove(run)
    paragraph.addnext(twin)


TYPED = tuple(name for name in ALL if clean_plans.LOOKS[name].numbering == "typed")
AUTOMATIC = tuple(name for name in ALL if name not in TYPED)
APPENDIX = ("tinh", "so", "xa", "ban-chi-dao")
CAN_CU = ("tinh", "phuong", "ban-chi-dao")
FILLED = ("tinh", "phuong", "xa", "truong", "ban-chi-dao", "trung-tam")
DATED = FILLED
PARENT = ("so", "truong", "ban-chi-dao", "trung-tam")
COMMITTEE = ("tinh", "phuong", "xa", "dac-khu")
DEFAULTS = ("phuong", "xa", "trung-tam")
STYLES = ("tinh", "dac-khu", "ban-chi-dao")
THEME = ("xa", "ban-chi-dao")

# --- Page and type -----------------------------------------------------------------------------------------------

pages("page-size", "letter", prop="pgSz", w=12240, h=15840)
pages("page-size", "a5", prop="pgSz", w=8391, h=11906)
pages("page-size", "legal-appendix", at=1, prop="pgSz", plans=("ban-chi-dao", "xa"), w=12240, h=20160)
pages("page-orientation", "first", prop="pgSz", w=16838, h=11906, orient="landscape")
for side, low, high in (("top", 850, 1700), ("bottom", 567, 1985), ("left", 1134, 2268), ("right", 567, 1701)):
    pages(f"margin-{side}", "narrow", **{side: low})
    pages(f"margin-{side}", "wide", **{side: high})
    pages(f"margin-{side}", "appendix", at=1, plans=("xa", "ban-chi-dao"), **{side: low}, also=("appendix-landscape",))
pages("margin-left", "gutter", gutter=567)
pages("margin-left", "word-default", left=1440)
pages("margin-right", "last-section", at=-1, plans=("xa",), right=1440)


@fault("page-orientation", "landscape-without-table")
def _landscape_text(word, rng):
    found = of(word, "heading")[1:3]
    end = sections(word)[0] if len(sections(word)) == 1 else sections(word)[-1]
    for index, heading in enumerate(found):
        made = copy.deepcopy(end)
        if index:
            size = made.find(W + "pgSz")
            size.set(W + "w", "16838")
            size.set(W + "h", "11906")
            size.set(W + "orient", "landscape")
        paragraph = etree.Element(W + "p")
        etree.SubElement(paragraph, W + "pPr").append(made)
        heading.addprevious(paragraph)
    return ""


looks("font-name", BODY, "arial", at=None, font="Arial")
looks("font-name", BODY, "calibri-style", "style", at=None, font="Calibri")
looks("font-name", BODY, "few-words", "part", at=None, font="Tahoma", count=0)
looks("font-name", "heading", "heading-cambria", at=None, font="Cambria")
looks("font-name", "cell", "cell", at=None, font="Arial", plans=APPENDIX)
looks("font-name", "recipient", "recipient", at=None, font="Calibri")
looks("font-name", "quoc-hieu", "quoc-hieu", font="Times")


@fault("font-name", "theme-changed", plans=THEME)
def _theme_changed(word, _rng):
    for node in word.tree("word/theme/theme1.xml").iter(f"{{{NAMES['a']}}}minorFont"):
        node[0].set("typeface", "Cambria")
    return ""


@fault("font-name", "defaults-changed", plans=("phuong", "trung-tam", "tinh", "dac-khu"))
def _defaults_changed(word, _rng):
    fonts = next(word.tree("word/styles.xml").iter(W + "rFonts"))
    for key in ("ascii", "hAnsi", "cs"):
        fonts.set(W + key, "Arial")
    return ""


@fault("font-name", "style-of-many", plans=STYLES)
def _style_of_many(word, _rng):
    for style in word.tree("word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") == "KhDiem":
            about = style.find(W + "rPr")
            if about is None:
                about = etree.SubElement(style, W + "rPr")
            say(about, RUN_ORDER, "rFonts", {"ascii": "Verdana", "hAnsi": "Verdana"})
    return first_words(of(word, "diem")[0])


@fault("font-name", "theme-heading", plans=("so", "truong", "phuong", "trung-tam"))
def _theme_heading(word, _rng):
    paragraph = of(word, "heading")[1]
    for run in runs(paragraph):
        say(run_about(run), RUN_ORDER, "rFonts", None)
        say(run_about(run), RUN_ORDER, "rFonts", {"asciiTheme": "majorHAnsi", "hAnsiTheme": "majorHAnsi"})
    return first_words(paragraph)


looks("unicode", BODY, "vntime", at=None, font=".VnTime", also=("font-name",))
looks("unicode", "khoan-title", "vni", at=None, font="VNI-Times", also=("font-name",))
looks("unicode", "heading", "vntimeh", at=None, font=".VnTimeH", also=("font-name",))
types("unicode", BODY, "nfd-paragraph", lambda words: unicodedata.normalize("NFD", words), at=None)


@fault("unicode", "nfd-word")
def _nfd_word(word, rng):
    paragraph = pick(word, rng, *BODY, such=lambda words: "thực hiện" in words)
    put(paragraph, "thực hiện", unicodedata.normalize("NFD", "thực hiện"))
    return "thực hiện"


looks("font-color", BODY, "red", at=None, color="FF0000")
looks("font-color", BODY, "red-words", "part", at=None, color="C00000", count=0)
looks("font-color", BODY, "highlight", "part", at=None, highlight="yellow", count=0)
looks("font-color", "heading", "heading-blue-style", "style", at=None, color="2F5496")
looks("font-color", "trich-yeu", "grey", color="404040")
looks("font-color", "cell", "cell", at=None, color="0070C0", plans=APPENDIX)
looks("font-color", "tieu-ngu", "blue", color="0000FF")
looks("font-color", "date", "date-red", color="FF0000")


@fault("font-color", "theme-colour")
def _theme_colour(word, rng):
    paragraph = pick(word, rng, *BODY)
    for run in runs(paragraph):
        say(run_about(run), RUN_ORDER, "color", {"val": "4472C4", "themeColor": "accent1"})
    return first_words(paragraph)


@fault("font-color", "shading")
def _shading(word, rng):
    paragraph = pick(word, rng, *BODY)
    say(run_about(cut(paragraph)), RUN_ORDER, "shd", {"val": "clear", "color": "auto", "fill": "FFFF00"})
    return ""


@fault("font-color", "link-style")
def _link_style(word, rng):
    paragraph = pick(word, rng, *BODY)
    say(run_about(cut(paragraph)), RUN_ORDER, "rStyle", {"val": "Hyperlink"})
    return ""


looks("size-consistent", "date", "date-13", sz=26, plans=("tinh", "so", "phuong", "dac-khu"))
looks("size-consistent", "tieu-ngu", "tieu-ngu-13", sz=26, plans=("tinh", "so", "ban-chi-dao"))
looks("size-consistent", "quoc-hieu", "quoc-hieu-12", sz=24, plans=("tinh", "phuong", "dac-khu"))
looks("size-consistent", "tieu-ngu", "tieu-ngu-14", sz=28, plans=("xa", "truong"))
looks("size-consistent", BODY, "body-13", at=None, sz=26, plans=("tinh", "so", "phuong"), also=("body-font-size",))
looks(
    "size-consistent", BODY, "body-13-style", "style", None, sz=26, plans=("tinh", "dac-khu"), also=("body-font-size",)
)


def header_tree(word):
    return word.tree("word/header1.xml")


@fault("page-number", "in-footer")
def _in_footer(word, _rng):
    word.parts["word/footer1.xml"] = word.parts["word/header1.xml"].replace(b"w:hdr", b"w:ftr")
    types_, relations = word.parts["[Content_Types].xml"], word.parts["word/_rels/document.xml.rels"]
    word.parts["[Content_Types].xml"] = types_.replace(b"header1.xml", b"footer1.xml").replace(
        b"header+xml", b"footer+xml"
    )
    word.parts["word/_rels/document.xml.rels"] = relations.replace(b"header1.xml", b"footer1.xml").replace(
        b"relationships/header", b"relationships/footer"
    )
    del word.parts["word/header1.xml"]
    for reference in list(word.document.iter(W + "headerReference")):
        reference.tag = W + "footerReference"
    return ""


@fault("page-number", "none")
def _no_page_number(word, _rng):
    for reference in list(word.document.iter(W + "headerReference")):
        reference.getparent().remove(reference)
    return ""


@fault("page-number", "typed")
def _typed_page_number(word, _rng):
    for field in list(header_tree(word).iter(W + "fldSimple", W + "fldChar", W + "instrText")):
        parent = field.getparent()
        if field.tag == W + "fldSimple":
            field.addnext(field[0])
        parent.remove(field)
    return ""


def header_change(name, act):
    def change(word, _rng):
        act(header_tree(word))
        return ""

    fault("page-number", name, change)


def _header_jc(value):
    def act(tree):
        for paragraph in tree.iter(W + "p"):
            say(paragraph_about(paragraph), PARAGRAPH_ORDER, "jc", {"val": value})

    return act


def _header_letters(**look):
    def act(tree):
        for run in tree.iter(W + "r"):
            for prop, values in letters_of(**look):
                say(run_about(run), RUN_ORDER, prop, values)

    return act


header_change("right", _header_jc("right"))
header_change("left", _header_jc("left"))
header_change("size-12", _header_letters(sz=24))
header_change("size-11", _header_letters(sz=22))
header_change("size-16", _header_letters(sz=32))
header_change("italic", _header_letters(i=1))
pages("page-number", "roman", prop="pgNumType", fmt="lowerRoman")
pages("page-number", "start-2", prop="pgNumType", start=2)
pages("page-number", "start-0", prop="pgNumType", start=0)


@fault("page-number-first", "shown")
def _no_title_page(word, _rng):
    section = sections(word)[0]
    section.remove(section.find(W + "titlePg"))
    return ""


@fault("page-number-first", "switched-off")
def _title_page_off(word, _rng):
    sections(word)[0].find(W + "titlePg").set(W + "val", "0")
    return ""


@fault("page-number-first", "first-header")
def _first_header(word, _rng):
    section = sections(word)[0]
    reference = copy.deepcopy(section[0])
    reference.set(W + "type", "first")
    section.insert(1, reference)
    return ""


# --- Letterhead --------------------------------------------------------------------------------------------------

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
for name, wrong in {
    "slip": "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM",
    "short": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
    "lower": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "slip-tone": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM",
}.items():
    types("quoc-hieu", "quoc-hieu", name, lambda _words, wrong=wrong: wrong)
looks("quoc-hieu", "quoc-hieu", "not-bold", b=0)
looks("quoc-hieu", "quoc-hieu", "not-bold-style", "style", b=0)
looks("quoc-hieu", "quoc-hieu", "partly-bold", "part", b=0)
looks("quoc-hieu", "quoc-hieu", "italic", i=1)
looks("quoc-hieu", "quoc-hieu", "size-14", sz=28)
looks("quoc-hieu", "quoc-hieu", "size-11", "style", sz=22)
lays("quoc-hieu", "quoc-hieu", "left", "jc", val="left")
lays("quoc-hieu", "quoc-hieu", "right-style", "jc", "style", val="right")


@fault("quoc-hieu-one-line", "narrow-column")
def _narrow(word, _rng):
    table = next(word.document.iter(W + "tbl"))
    for column, wide in zip(table.iter(W + "gridCol"), (5200, 3871), strict=True):
        column.set(W + "w", str(wide))
    for row in table.iter(W + "tr"):
        for cell, wide in zip(row.iter(W + "tcW"), (5200, 3871), strict=True):
            cell.set(W + "w", str(wide))
    return "CỘNG HÒA XÃ HỘI"


@fault("quoc-hieu-one-line", "line-break", also=("quoc-hieu",))
def _nation_broken(word, _rng):
    paragraph = of(word, "quoc-hieu")[0]
    node = next(paragraph.iter(W + "t"))
    node.text = "CỘNG HÒA XÃ HỘI"
    line_break = etree.Element(W + "br")
    node.addnext(line_break)
    rest = etree.Element(W + "t")
    rest.text = "CHỦ NGHĨA VIỆT NAM"
    line_break.addnext(rest)
    return "CỘNG HÒA XÃ HỘI"


for name, wrong in {
    "en-dash": "Độc lập – Tự do – Hạnh phúc",
    "em-dash": "Độc lập — Tự do — Hạnh phúc",
    "no-spaces": "Độc lập-Tự do-Hạnh phúc",
    "capitals": "Độc Lập - Tự Do - Hạnh Phúc",
    "all-capitals": "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
    "full-stop": "Độc lập - Tự do - Hạnh phúc.",
    "slip": "Độc lập - Tư do - Hạnh phúc",
    "one-dash": "Độc lập - Tự do – Hạnh phúc",
}.items():
    types("tieu-ngu", "tieu-ngu", name, lambda _words, wrong=wrong: wrong)
looks("tieu-ngu", "tieu-ngu", "not-bold", b=0)
looks("tieu-ngu", "tieu-ngu", "italic-style", "style", i=1)
looks("tieu-ngu", "tieu-ngu", "size-12", sz=24)
looks("tieu-ngu", "tieu-ngu", "size-15", sz=30)
lays("tieu-ngu", "tieu-ngu", "left", "jc", val="left")

LINES = {"agency-line": 0, "tieu-ngu-line": 1, "trich-yeu-line": 2, "appendix-line": 3}
ABOVE = {
    "agency-line": "agency",
    "tieu-ngu-line": "tieu-ngu",
    "trich-yeu-line": "trich-yeu",
    "appendix-line": "appendix-ref",
}


def lines_in(word):
    return of(word, "line")


def drop_line(rule):
    def act(word, _rng):
        found = lines_in(word)
        if len(found) <= LINES[rule]:
            return None
        gone = found[LINES[rule]]
        cell = gone.getparent()
        cell.remove(gone)
        return first_words(of(word, ABOVE[rule])[-1 if rule == "agency-line" else 0])

    return act


def scale_line(rule, factor):
    """Make a line longer or shorter, however it is drawn."""

    def act(word, _rng):
        found = lines_in(word)
        if len(found) <= LINES[rule]:
            return None
        line = found[LINES[rule]]
        for extent in [*line.iter(f"{{{NAMES['wp']}}}extent"), *line.iter(f"{{{NAMES['a']}}}ext")]:
            extent.set("cx", str(round(int(extent.get("cx")) * factor)))
        for drawn in line.iter(f"{{{NAMES['v']}}}line"):
            drawn.set("to", f"{float(drawn.get('to').partition('pt')[0]) * factor:.1f}pt,2pt")
        for node in line.iter(W + "t"):
            node.text = "_" * round(len(node.text) * factor)
        border = line.find(f"{W}pPr/{W}pBdr")
        if border is not None:
            indents = line.find(f"{W}pPr/{W}ind")
            box = {0: 3470, 1: 5738}.get(LINES[rule], 9071)
            side = int(indents.get(W + "left"))
            side = max(0, round((box - (box - 2 * side) * factor) / 2))
            indents.set(W + "left", str(side))
            indents.set(W + "right", str(side))
        return first_words(of(word, ABOVE[rule])[-1 if rule == "agency-line" else 0])

    return act


def dash_line(rule, sign):
    """Put typed signs where the line was."""

    def act(word, _rng):
        found = lines_in(word)
        if len(found) <= LINES[rule]:
            return None
        line = found[LINES[rule]]
        for run in list(line.iter(W + "r")):
            run.getparent().remove(run)
        border = line.find(f"{W}pPr/{W}pBdr")
        if border is not None:
            border.getparent().remove(border)
            say(line.find(W + "pPr"), PARAGRAPH_ORDER, "ind", {"left": 0, "right": 0})
        run = etree.SubElement(line, W + "r")
        for prop, values in letters_of(font="Times New Roman", sz=24):
            say(run_about(run), RUN_ORDER, prop, values)
        etree.SubElement(run, W + "t").text = sign
        return sign[:4]

    return act


def underline(rule):
    def act(word, rng):
        said = drop_line(rule)(word, rng)
        if said is None:
            return None
        letter(word, of(word, ABOVE[rule])[-1 if rule == "agency-line" else 0], u="single")
        return said

    return act


for rule in LINES:
    homes = APPENDIX if rule == "appendix-line" else ALL
    fault(rule, "missing", drop_line(rule), homes)
    fault(rule, "too-long", scale_line(rule, 1.9), homes)
    fault(rule, "too-short", scale_line(rule, 0.45 if rule in ("agency-line", "tieu-ngu-line") else 0.3), homes)
    fault(rule, "dashes", dash_line(rule, "-" * 24), homes)
    fault(rule, "underlined", underline(rule), homes)
fault("tieu-ngu-line", "en-dashes", dash_line("tieu-ngu-line", "–" * 20))
fault("trich-yeu-line", "em-dashes", dash_line("trich-yeu-line", "—" * 8))

lays("qh-tn-spacing", "tieu-ngu", "line-360", "spacing", line=360, lineRule="auto")
lays("qh-tn-spacing", "quoc-hieu", "line-276-style", "spacing", "style", line=276, lineRule="auto", before=0, after=0)
lays("qh-tn-spacing", "tieu-ngu", "before-120", "spacing", before=120)
lays("qh-tn-spacing", "quoc-hieu", "after-120", "spacing", after=120)
fault("qh-tn-spacing", "empty-paragraph", lambda word, _rng: blank_after(of(word, "quoc-hieu")[0]) or "")

looks("agency-parent", "parent", "bold", plans=PARENT, b=1)
looks("agency-parent", "parent", "bold-style", "style", plans=PARENT, b=1)
looks("agency-parent", "parent", "italic", plans=PARENT, i=1)
looks("agency-parent", "parent", "size-14", plans=PARENT, sz=28)
types("agency-parent", "parent", "lower", lambda words: words.capitalize().replace("Ubnd", "UBND"), PARENT)
types(
    "agency-parent",
    "parent",
    "no-name",
    lambda words: re.sub(r"(UBND (?:TỈNH|XÃ)) .*", r"\1", words),
    ("so", "truong", "ban-chi-dao"),
)
lays("agency-parent", "parent", "left", "jc", plans=PARENT, val="left")
looks("agency-name", "agency", "not-bold", b=0)
looks("agency-name", "agency", "not-bold-style", "style", at=-1, b=0)
looks("agency-name", "agency", "size-14", sz=28)
looks("agency-name", "agency", "italic", i=1)
types("agency-name", "agency", "lower", lambda _words: "Sở Nội vụ", ("so",))
types("agency-name", "agency", "short", lambda _words: "SỞ NV", ("so",))
types(
    "agency-name",
    "agency",
    "short-ubnd",
    lambda words: words.replace("ỦY BAN NHÂN DÂN", "UBND"),
    ("tinh", "phuong", "xa", "dac-khu"),
)
types(
    "agency-name",
    "agency",
    "short-school",
    lambda words: words.replace("TRƯỜNG TRUNG HỌC CƠ SỞ", "TRƯỜNG THCS"),
    ("truong",),
)
types("agency-name", "agency", "short-committee", lambda words: words.replace("BAN CHỈ ĐẠO", "BCĐ"), ("ban-chi-dao",))
lays("agency-name", "agency", "left", "jc", val="left")
lays("agency-spacing", "agency", "line-360", "spacing", line=360, lineRule="auto")
lays("agency-spacing", "agency", "before-120", "spacing", before=120)
lays("agency-spacing", "parent", "after-style", "spacing", "style", plans=PARENT, after=120, before=0)


def number(name, pattern, new, plans=FILLED, rule="so-ky-hieu", also=()):
    def act(word, _rng):
        paragraph = of(word, "number")[0]
        made = re.sub(pattern, new, text(paragraph))
        return None if made == text(paragraph) else retype(paragraph, made).strip()

    fault(rule, name, act, plans, also)


number("no-colon", "Số:", "Số")
number("space-before-slash", r"(\d)/KH", r"\1 /KH")
number("space-after-slash", r"/KH", "/ KH")
number("spaces-round-hyphen", r"KH-", "KH - ", ALL)
number("lower", r"KH-(\w+)", lambda found: found.group().lower(), ALL)
number("party-order", r"/KH-", "-KH/", FILLED)
number("capital", r"^Số:", "SỐ:")
number("en-dash", "KH-", "KH–", ALL)
number("space-before-colon", "Số:", "Số :")
looks("so-ky-hieu", "number", "bold", b=1)
looks("so-ky-hieu", "number", "italic-style", "style", i=1)
looks("so-ky-hieu", "number", "size-14", sz=28)
looks("so-ky-hieu", "number", "size-12", sz=24)
lays("so-ky-hieu", "number", "left", "jc", val="left")
number("one-digit", r"0(\d)/", r"\1/", ("phuong", "ban-chi-dao"), "so-leading-zero", ("appendix-ref-match",))
number("three-digits", r"(\d\d)/", r"0\1/", ("phuong", "truong"), "so-padding")
number("four-digits", r"(\d+)/", r"00\1/", ("phuong", "truong"), "so-padding")
number("decision", "/KH-", "/QĐ-", ALL, "symbol-type")
number("report", "/KH-", "/BC-", ALL, "symbol-type")
number("turned", r"/KH-(\w+)", r"/\1-KH", ALL, "symbol-type")
number("no-type", r"/KH-", "/", ALL, "symbol-type", ("so-ky-hieu",))
number("other-agency", r"KH-UBND", "KH-SVHTT", COMMITTEE, "symbol-agency")
number("ubnd-for-so", r"KH-SNV", "KH-UBND", ("so",), "symbol-agency")
number("year", r"/KH", "/2026/KH", FILLED, "symbol-no-year", ("so-ky-hieu",))
number("year-last", r"$", "/2026", FILLED, "symbol-no-year", ("so-ky-hieu",))


@fault("number-date-row", "date-lower", plans=tuple(one for one in ALL if one != "truong"))
def _date_lower(word, _rng):
    date = of(word, "date")[0]
    row = date.getparent().getparent()
    twin = copy.deepcopy(row)
    row.addnext(twin)
    for node in list(date.iter(W + "r")):
        node.getparent().remove(node)
    left = twin.find(W + "tc")
    for node in list(left.iter(W + "r")):
        node.getparent().remove(node)
    return text(date) or text(list(twin.iter(W + "p"))[-1])


@fault("number-date-row", "date-in-upper-row", plans=("tinh", "so", "phuong", "xa", "dac-khu", "trung-tam"))
def _date_upper(word, _rng):
    date, line = of(word, "date")[0], lines_in(word)[1]
    cell = date.getparent()
    twin = copy.deepcopy(date)
    line.addnext(twin)
    for node in list(date.iter(W + "r")):
        node.getparent().remove(node)
    assert cell is not None
    return text(twin)


@fault("number-date-row", "one-row-lower", plans=("truong",))
def _one_row_lower(word, _rng):
    date = of(word, "date")[0]
    blank_after(of(word, "blank")[0])
    return text(date)


def date(name, pattern, new, rule="date-line", plans=ALL, also=()):
    def act(word, _rng):
        paragraph = of(word, "date")[0]
        made = re.sub(pattern, new, text(paragraph))
        return None if made == text(paragraph) else " ".join(retype(paragraph, made).split()[:5])

    fault(rule, name, act, plans, also)


date("no-comma", ", ngày", " ngày")
date("numbers", r"ngày (\d+) tháng (\d+) năm (\d+)", r"ngày \1/\2/\3", plans=DATED)
date("capital", ", ngày", ", Ngày")
date("full-stop", ", ngày", ". Ngày")
date("no-year-word", " năm 2026", "/2026", plans=DATED)
date("ends-with-stop", "$", ".")
date("no-place", "^.*, ngày", "Ngày")
date("other-province", "^[^,]*,", "Cà Mau,", "dia-danh")
date("province-of-commune", "^[^,]*,", "Thanh Hóa,", "dia-danh", ("phuong",))
date("day", r"ngày 0", "ngày ", "date-leading-zero", ("phuong",))
date("month", r"tháng 0", "tháng ", "date-leading-zero", DATED, ("appendix-ref-match",))
date("march", r"tháng \d+", "tháng 03", "date-no-extra-zero", ("phuong",))
date("may", r"tháng \d+", "tháng 05", "date-no-extra-zero", ("phuong", "truong"))
looks("date-line-style", "date", "upright", i=0)
looks("date-line-style", "date", "upright-style", "style", i=0)
looks("date-line-style", "date", "bold", b=1)
looks("date-line-style", "date", "size-12", sz=24)
looks("date-line-style", "date", "size-15", sz=30)
lays("date-line-style", "date", "right", "jc", val="right")

looks("type-name", "type", "size-16", sz=32)
looks("type-name", "type", "size-15-style", "style", sz=30)
looks("type-name", "type", "not-bold", b=0)
looks("type-name", "type", "italic", i=1)
lays("type-name", "type", "left", "jc", val="left")
types("type-name", "type", "lower", lambda _words: "Kế hoạch")
types("trich-yeu", "trich-yeu", "capitals", lambda words: words.upper())
looks("trich-yeu", "trich-yeu", "italic", i=1)
looks("trich-yeu", "trich-yeu", "not-bold", b=0)
looks("trich-yeu", "trich-yeu", "not-bold-style", "style", b=0)
looks("trich-yeu", "trich-yeu", "size-15", sz=30)
looks("trich-yeu", "trich-yeu", "size-12", sz=24)
looks("trich-yeu", "trich-yeu", "caps-property", caps={"val": "1"})
lays("trich-yeu", "trich-yeu", "left", "jc", val="left")
fault("trich-yeu", "empty-above", lambda word, _rng: blank_after(of(word, "type")[0]) or "")
types("trich-yeu-no-vv", "trich-yeu", "vv", lambda words: "V/v " + words[0].lower() + words[1:])
types("trich-yeu-no-vv", "trich-yeu", "ve-viec", lambda words: "V/v: " + words)
types("trich-yeu-no-period", "trich-yeu", "full-stop", lambda words: words + ".")
types("trich-yeu-no-period", "trich-yeu", "semicolon", lambda words: words + ";")
types(
    "trich-yeu-no-abbrev",
    "trich-yeu",
    "bracket",
    lambda words: (
        re.sub("(c|C)ải cách hành chính", r"\1ải cách hành chính (CCHC)", words) if "hành chính" in words else None
    ),
)
types(
    "trich-yeu-no-abbrev",
    "trich-yeu",
    "short",
    lambda words: re.sub("(c|C)ải cách hành chính", "CCHC", words),
    also=("abbrev-intro",),
)

# --- Body --------------------------------------------------------------------------------------------------------

looks("body-font-size", BODY, "size-12", at=None, sz=24)
looks("body-font-size", BODY, "size-15", at=None, sz=30)
looks("body-font-size", "diem", "size-12-style", "style", None, sz=24)
looks("body-font-size", BODY, "few-words-16", "part", None, sz=32, count=0)


@fault("body-font-size", "defaults-12", plans=("phuong",))
def _defaults_12(word, _rng):
    about = next(word.tree("word/styles.xml").iter(W + "rPrDefault"))
    for node in about.iter(W + "sz", W + "szCs"):
        node.set(W + "val", "24")
    return ""


@fault("body-font-size", "style-of-many", plans=STYLES)
def _style_many_12(word, _rng):
    for style in word.tree("word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") in ("KhDiem", "KhKhoan", "KhBody"):
            about = style.find(W + "rPr")
            if about is None:
                about = etree.SubElement(style, W + "rPr")
            say(about, RUN_ORDER, "sz", {"val": 24})
    return ""


looks("body-style", ("body", "opening", "closing"), "italic", at=None, i=1)
looks("body-style", "closing", "italic-style", "style", i=1)
types("body-style", ("body", "closing"), "capitals", lambda words: words.upper(), at=0, plans=("so", "phuong", "xa"))
looks("body-style", "body", "caps-property", caps={"val": "1"}, plans=("so", "phuong", "xa"))
lays("body-justify", BODY, "left", "jc", at=None, val="left")
lays("body-justify", BODY, "left-style", "jc", "style", None, val="left")
lays("body-justify", BODY, "center", "jc", at=None, val="center")
lays("body-justify", ("diem", "dash"), "right", "jc", at=None, val="right")
lays("body-justify", "can-cu", "can-cu-left", "jc", at=None, plans=CAN_CU, val="left")


@fault("body-justify", "normal", plans=DEFAULTS)
def _normal_left(word, _rng):
    for style in word.tree("word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") == "Normal":
            say(style.find(W + "pPr"), PARAGRAPH_ORDER, "jc", {"val": "left"})
    return ""


PLAIN = ("opening", "body", "closing")
lays("first-line-indent", PLAIN, "none", "ind", at=None, firstLine=0)
lays("first-line-indent", PLAIN, "none-style", "ind", "style", None, firstLine=0)
lays("first-line-indent", PLAIN, "two-cm", "ind", at=None, firstLine=1134)
lays("first-line-indent", PLAIN, "hanging", "ind", at=None, firstLine=None, hanging=360, left=720)
lays("first-line-indent", ("khoan", "diem"), "left-indent", "ind", at=None, plans=TYPED, left=720, firstLine=0)
lays("first-line-indent", PLAIN, "other-value", "ind", at=None, plans=("so", "trung-tam"), firstLine=720)


def _leading(sign):
    def act(word, rng):
        paragraph = pick(word, rng, *PLAIN)
        said = first_words(paragraph)
        lay(word, paragraph, "ind", firstLine=0)
        node = next(paragraph.iter(W + "t"))
        if sign == "tab":
            node.addprevious(etree.Element(W + "tab"))
        else:
            node.text = sign + node.text
        return said

    return act


fault("first-line-indent", "spaces", _leading(" " * 10), also=("space-punctuation",))
fault("first-line-indent", "no-break-spaces", _leading("\u00a0" * 8))
fault("first-line-indent", "tab", _leading("tab"))


@fault("first-line-indent", "list-hanging", plans=AUTOMATIC)
def _list_hanging(word, _rng):
    for level in word.tree("word/numbering.xml").iter(W + "lvl"):
        if level.get(W + "ilvl") == "2":
            indents = next(level.iter(W + "ind"))
            indents.attrib.clear()
            indents.set(W + "left", "1080")
            indents.set(W + "hanging", "360")
    return first_words(of(word, "diem")[0])


def _tight(word, rng):
    found = [one for one in of(word, "diem", "khoan", "dash", "body") if one.getnext() is not None]
    paragraph = rng.choice(found[2:-2])
    for one in (paragraph.getprevious(), paragraph, paragraph.getnext()):
        lay(word, one, "spacing", before=0, after=0)
    return first_words(paragraph)


fault("para-spacing", "tight", _tight)


@fault("para-spacing", "three-points")
def _three_points(word, rng):
    found = of(word, "diem", "khoan", "body")[1:-1]
    for one in found:
        lay(word, one, "spacing", before=60, after=0)
    return ""


@fault("para-spacing", "contextual")
def _contextual(word, _rng):
    for one in of(word, "diem", "khoan", "dash", "body"):
        say(paragraph_about(one), PARAGRAPH_ORDER, "contextualSpacing", {})
    return ""


@fault("para-spacing", "style-of-many", plans=STYLES)
def _tight_style(word, _rng):
    for style in word.tree("word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") in ("KhDiem", "KhKhoan", "KhBody", "KhDash"):
            say(style.find(W + "pPr"), PARAGRAPH_ORDER, "spacing", {"before": 0, "after": 0})
    return ""


@fault("para-spacing", "empty-paragraphs")
def _empty_paragraphs(word, rng):
    for one in rng.sample(of(word, "diem", "khoan", "body")[1:-1], 3):
        blank_after(one)
    return ""


lays("line-spacing", BODY, "double", "spacing", at=None, line=480, lineRule="auto")
lays("line-spacing", BODY, "tight", "spacing", at=None, line=216, lineRule="auto")
lays("line-spacing", BODY, "exact-12", "spacing", at=None, line=240, lineRule="exact")
lays(
    "line-spacing", BODY, "exact-30-style", "spacing", "style", None, line=600, lineRule="exact", before=120, after=120
)
lays("line-spacing", BODY, "one-and-a-half-more", "spacing", at=None, line=420, lineRule="auto")

looks("can-cu-style", "can-cu", "upright", at=None, plans=CAN_CU, i=0)
looks("can-cu-style", "can-cu", "upright-style", "style", None, plans=CAN_CU, i=0)
looks("can-cu-style", "can-cu", "bold", at=None, plans=CAN_CU, b=1)
types("can-cu-style", "can-cu", "dash", lambda words: "- " + words, CAN_CU, None)
looks("can-cu-style", "can-cu", "size-12", at=None, plans=CAN_CU, sz=24, also=("body-font-size",))


@fault("can-cu-style", "all-upright", plans=CAN_CU)
def _all_upright(word, _rng):
    for one in of(word, "can-cu"):
        letter(word, one, i=0)
    return first_words(of(word, "can-cu")[0])


types("can-cu-punct", "can-cu", "last-semicolon", lambda words: words[:-1] + ";", CAN_CU, -1)
types("can-cu-punct", "can-cu", "last-comma", lambda words: words[:-1] + ",", CAN_CU, -1)
types("can-cu-punct", "can-cu", "middle-stop", lambda words: words[:-1] + ".", CAN_CU, 0)
types("can-cu-punct", "can-cu", "middle-comma", lambda words: words[:-1] + ",", CAN_CU, 0)
types("can-cu-punct", "can-cu", "middle-none", lambda words: words[:-1], CAN_CU, 0)
types("can-cu-punct", "can-cu", "last-none", lambda words: words[:-1], CAN_CU, -1)


def can_cu(name, pattern, new, rule="can-cu-full", also=("cite-first",)):
    def act(word, rng):
        found = of(word, "can-cu")
        rng.shuffle(found)
        for one in found:
            made = re.sub(pattern, new, text(one), count=1)
            if made != text(one):
                retype(one, made)
                kept = re.search(r"(?:Luật|số) ?[\w/-]*", made)
                return kept.group() if kept else first_words(one, 3)
        return None

    fault(rule, name, act, CAN_CU, also)


can_cu("no-date", r" ngày \d+ tháng \d+ năm \d+ của", " của")
can_cu("no-agency", r" của (Chính phủ|Ủy ban nhân dân tỉnh [A-ZĐ]\w+ [A-Z]\w+)", "")
can_cu("no-title", r"(của (?:Chính phủ|Ủy ban nhân dân tỉnh \w+ \w+)) (?:ban hành|về)[^;.]*", r"\1")
can_cu("no-number", r" số \S+ ngày", " ngày")
can_cu("law-number", r"(Luật Tổ chức chính quyền địa phương)", r"\1 số 72/2025/QH15", "can-cu-law", ("cite-law",))
can_cu(
    "law-year",
    r"(Luật Tổ chức chính quyền địa phương) ngày 16 tháng 6 năm 2025",
    r"\1 năm 2025",
    "can-cu-law",
    ("cite-law",),
)

# First mentions, in the opening.


def cite(name, pattern, new, rule="cite-first", also=(), roles=("opening",), said=r"số [\w/-]+", plans=ALL):
    def act(word, _rng):
        for one in of(word, *roles):
            made = re.sub(pattern, new, text(one), count=1)
            if made != text(one):
                retype(one, made)
                found = re.search(said, made)
                return found.group() if found else first_words(one)
        return None

    fault(rule, name, act, plans, also)


OPENED = ("so", "xa", "dac-khu", "truong", "trung-tam")
cite("no-date", r" ngày (?:\d+/\d+/\d+|\d+ tháng \d+ năm \d+) của", " của", plans=OPENED)
cite("no-agency", r" của (?:UBND|Ủy ban nhân dân) (?:tỉnh|xã) \w+ \w+ về", " về", plans=OPENED)
cite("no-title", r"((?:UBND|Ủy ban nhân dân) (?:tỉnh|xã) \w+ \w+) về [^;,]*", r"\1", plans=OPENED)
cite("number-only", r"(số [\w/]+-UBND) ngày [^;,]*", r"\1", plans=("so", "xa", "truong"))
cite("no-number", r" số \d+/KH-UBND ngày", " ngày", plans=OPENED, said="Kế hoạch ngày")
cite("no-so", r"Kế hoạch số", "Kế hoạch", "cite-so", said="Kế hoạch [0-9]+/KH-UBND", plans=OPENED)
adds(
    "cite-law",
    "law-number",
    "Việc này theo Luật Cán bộ, công chức số 80/2025/QH15.",
    "Luật Cán bộ, công chức",
    also=("cite-first",),
)
adds(
    "cite-first",
    "only-number-in-text",
    "Thực hiện chế độ báo cáo theo Thông tư số 01/2021/TT-BNV.",
    "Thông tư số 01/2021/TT-BNV",
)
adds(
    "cite-first",
    "no-agency-in-text",
    "Thực hiện chế độ báo cáo theo Quyết định số 468/QĐ-TTg ngày 27 tháng 3 năm 2021 về phê duyệt Đề án đổi mới.",
    "468/QĐ-TTg",
    ("tinh", "phuong", "dac-khu"),
)
LATER = {
    "tinh": ("Nghị quyết số 76/NQ-CP", " ngày 15 tháng 7 năm 2021 của Chính phủ"),
    "so": ("Kế hoạch số 12/KH-UBND", " ngày 09/01/2026 của UBND tỉnh Quảng Ngãi"),
    "phuong": ("Kế hoạch số 15/KH-UBND", " ngày 16 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Thanh Hóa"),
    "dac-khu": ("Kế hoạch số 24/KH-UBND", " ngày 20 tháng 01 năm 2026"),
    "ban-chi-dao": ("Kế hoạch số 27/KH-UBND", " ngày 22 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lâm Đồng"),
    "trung-tam": ("Kế hoạch số 512/KH-UBND", " ngày 04 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh"),
}


def later(rule, name, change, also=()):
    def act(word, rng):
        symbol, rest = LATER[word.facts["name"]] if "name" in word.facts else LATER[plan_name(word)]
        return swap(word, rng, ("body", "khoan", "diem", "dash"), symbol, change(symbol, rest), symbol.split()[-1])

    fault(rule, name, act, tuple(LATER), also)


def plan_name(word):
    look = word.facts["look"]
    return next(name for name, one in clean_plans.LOOKS.items() if one is look)


def other_day(said):
    return re.sub(r"ngày (\d+)", lambda found: f"ngày {int(found[1]) + 1 if int(found[1]) != 9 else 12:02}", said)


later("cite-later", "full", lambda symbol, rest: symbol + rest)
later("cite-later", "date", lambda symbol, rest: symbol + rest.partition(" của")[0])
later("cite-consistent", "other-date", lambda symbol, rest: symbol + other_day(rest), ("cite-later",))
later(
    "cite-consistent",
    "other-agency",
    lambda symbol, rest: symbol + rest.partition(" của")[0] + " của Bộ Nội vụ",
    ("cite-later",),
)

TYPED_KHOAN = tuple(name for name in TYPED if name != "ban-chi-dao")


@fault("structure", "skipped-khoan", plans=("so", "truong", "tinh", "xa"))
def _skipped_khoan(word, _rng):
    headings = of(word, "khoan-title")
    for one in headings:
        if text(one).startswith("1. ") and text(one.getnext()).startswith("a) "):
            said = first_words(one.getnext())
            gone = [one]
            follow = one.getnext()
            while follow is not None and not re.match(r"[IVX]+\. ", text(follow)):
                if re.match(r"\d+\. ", text(follow)):
                    gone.append(follow)
                follow = follow.getnext()
            if len(gone) == 2:
                for each in gone[1:]:
                    at = each.getnext()
                    while at is not None and re.match(r"[a-zđ]\) ", text(at)):
                        following = at.getnext()
                        at.getparent().remove(at)
                        at = following
                for each in gone:
                    each.getparent().remove(each)
                return said
    return None


types(
    "heading-required-title",
    "heading",
    "no-title",
    lambda words: words.partition(" ")[0],
    TYPED,
    2,
    also=("heading-roman",),
)
types("heading-roman", "heading", "lower", lambda words: words[:4] + words[4:].capitalize(), TYPED, 1)
types("heading-roman", "heading", "lower-automatic", lambda words: words.capitalize(), AUTOMATIC, 1)
looks("heading-roman", "heading", "not-bold", at=None, b=0)
looks("heading-roman", "heading", "not-bold-style", "style", None, b=0)
looks("heading-roman", "heading", "italic", at=None, i=1)
looks("heading-roman", "heading", "size-16", at=None, sz=32)
types("heading-roman", "heading", "full-stop", lambda words: words + ".", at=None)
types("heading-roman", "heading", "colon", lambda words: words + ":", at=None)
lays("heading-roman", "heading", "centred", "jc", at=None, val="center")
types("heading-numbering-unique", "heading", "repeated", lambda words: words.replace("III.", "II."), TYPED, 2)
types("heading-numbering-unique", "heading", "jump", lambda words: words.replace("III.", "IV."), TYPED, 2)
types(
    "heading-numbering-unique",
    "heading",
    "starts-at-two",
    lambda words: words.replace("I.", "II.", 1),
    ("tinh", "so"),
    0,
)
types(
    "heading-numbering-unique",
    "heading",
    "last-jumps",
    lambda words: re.sub(r"^V\.", "VI.", words),
    ("tinh", "so", "phuong"),
    4,
)


@fault("heading-numbering-unique", "automatic-start", plans=AUTOMATIC)
def _automatic_start(word, _rng):
    level = next(word.tree("word/numbering.xml").iter(W + "lvl"))
    level.find(W + "start").set(W + "val", "2")
    return first_words(of(word, "heading")[0])


@fault("heading-numbering-unique", "automatic-restart", plans=AUTOMATIC)
def _automatic_restart(word, _rng):
    numbering = word.tree("word/numbering.xml")
    made = etree.SubElement(numbering, W + "num", {W + "numId": "9"})
    etree.SubElement(made, W + "abstractNumId", {W + "val": "0"})
    override = etree.SubElement(made, W + "lvlOverride", {W + "ilvl": "0"})
    etree.SubElement(override, W + "startOverride", {W + "val": "1"})
    heading = of(word, "heading")[2]
    heading.find(f"{W}pPr/{W}numPr/{W}numId").set(W + "val", "9")
    return first_words(heading)


@fault("heading-phan", "capitals", plans=TYPED)
def _phan(word, _rng):
    heading = of(word, "heading")[0]
    for said in ("PHẦN I", "NHỮNG VẤN ĐỀ CHUNG"):
        twin = copy.deepcopy(heading)
        retype(twin, said)
        lay(word, twin, "jc", val="center")
        lay(word, twin, "ind", firstLine=0)
        heading.addprevious(twin)
    return "PHẦN I"


@fault("heading-phan", "arabic", plans=TYPED)
def _phan_arabic(word, _rng):
    heading = of(word, "heading")[0]
    for said in ("Phần 1", "NHỮNG VẤN ĐỀ CHUNG"):
        twin = copy.deepcopy(heading)
        retype(twin, said)
        lay(word, twin, "jc", val="center")
        lay(word, twin, "ind", firstLine=0)
        heading.addprevious(twin)
    return "Phần 1"


@fault("heading-phan", "one-line", plans=TYPED)
def _phan_one_line(word, _rng):
    heading = of(word, "heading")[0]
    twin = copy.deepcopy(heading)
    retype(twin, "Phần I. NHỮNG VẤN ĐỀ CHUNG")
    lay(word, twin, "jc", val="center")
    lay(word, twin, "ind", firstLine=0)
    heading.addprevious(twin)
    return "Phần I"


@fault("heading-chuong", "arabic", plans=TYPED)
def _chuong(word, _rng):
    heading = of(word, "heading")[0]
    for said in ("Chương 1", "NHỮNG VẤN ĐỀ CHUNG"):
        twin = copy.deepcopy(heading)
        retype(twin, said)
        lay(word, twin, "jc", val="center")
        lay(word, twin, "ind", firstLine=0)
        heading.addprevious(twin)
    return "Chương 1"


@fault("heading-muc", "roman", plans=("phuong",))
def _muc(word, _rng):
    heading = of(word, "heading")[0]
    for said in ("Chương I", "QUY ĐỊNH CHUNG", "MỤC I", "PHẠM VI"):
        twin = copy.deepcopy(heading)
        retype(twin, said)
        lay(word, twin, "jc", val="center")
        lay(word, twin, "ind", firstLine=0)
        heading.addprevious(twin)
    return "MỤC I"


@fault("dieu-heading", "not-bold", plans=TYPED)
def _dieu(word, _rng):
    paragraph = of(word, "heading")[1]
    made = below(of(word, "closing")[0].getprevious(), "Điều 1. Phạm vi áp dụng")
    assert paragraph is not None
    return text(made[0])


@fault("dieu-heading", "colon", plans=TYPED)
def _dieu_colon(word, _rng):
    closing = of(word, "closing")[0]
    twin = copy.deepcopy(of(word, "khoan-title", "heading")[-1])
    retype(twin, "Điều 1: Phạm vi áp dụng")
    closing.addprevious(twin)
    return "Điều 1"


def label(rule, name, role, pattern, new, plans=TYPED, also=()):
    """Note a fault in the number of a paragraph; the first of the group that has it."""

    def act(word, rng):
        found = [one for one in of(word, *role) if re.match(pattern, text(one))]
        if not found:
            return None
        one = rng.choice(found)
        put(
            one,
            re.match(pattern, text(one)).group(),
            re.sub(pattern, new, text(one), count=1)[: len(text(one))]
            if False
            else re.match(pattern, text(one)).expand(new),
        )
        return first_words(one)

    fault(rule, name, act, plans, also)


label("khoan-number", "bracket", ("khoan", "khoan-title"), r"(\d+)\. ", r"\1) ")
label("khoan-number", "slash", ("khoan", "khoan-title"), r"(\d+)\. ", r"\1/ ")
label("khoan-number", "dash", ("khoan",), r"(\d+)\. ", r"\1- ")
looks("khoan-title", "khoan-title", "not-bold", at=None, b=0)
looks("khoan-title", "khoan-title", "not-bold-style", "style", None, b=0)
looks("khoan-title", "khoan-title", "italic", at=None, i=1)
looks("khoan-title", "khoan", "untitled-bold", at=None, b=1)
label("clause-letter", "dot", ("diem",), r"([a-zđ])\) ", r"\1. ")
label("clause-letter", "slash", ("diem",), r"([a-zđ])\) ", r"\1/ ")
label("clause-letter", "brackets", ("diem",), r"([a-zđ])\) ", r"(\1) ")
label("clause-letter", "dash", ("diem",), r"([a-zđ])\) ", r"\1- ")
fault(
    "clause-letter",
    "capital",
    lambda word, rng: (
        (lambda one: one is not None and put(one, text(one)[0], text(one)[0].upper()) and first_words(one))(
            pick(word, rng, "diem")
        )
        or None
    ),
    TYPED,
)
looks("clause-letter", "diem", "bold", at=None, b=1)
looks("clause-letter", "diem", "italic", at=None, i=1, also=("body-style",))
label("clause-letter-order", "e-after-d", ("diem",), r"(đ)\) ", "e) ")
label("clause-letter-order", "jump", ("diem",), r"b\) ", "c) ")
label("clause-letter-order", "repeated", ("diem",), r"b\) ", "a) ")
label("clause-letter-order", "starts-with-b", ("diem",), r"a\) ", "b) ")


@fault("clause-letter-order", "f", plans=("so", "phuong"))
def _letter_f(word, _rng):
    last = next(one for one in of(word, "diem") if text(one).startswith("đ) "))
    below(
        last,
        "e) Phân công công chức trực tiếp nhận ý kiến của người dân.",
        "f) Tổng hợp, báo cáo kết quả theo quy định.",
    )
    return "f) Tổng hợp"


@fault("clause-letter-order", "automatic-e", plans=("dac-khu", "trung-tam"))
def _automatic_letters(word, rng):
    source = next(one for one in of(word, "diem") if one.find(f"{W}pPr/{W}numPr") is not None)
    end = source
    while (
        end.getnext().find(f"{W}pPr/{W}numPr/{W}ilvl") is not None
        and end.getnext().find(f"{W}pPr/{W}numPr/{W}ilvl").get(W + "val") == "2"
    ):
        end = end.getnext()
    words = ("Bố trí công chức hướng dẫn người dân.", "Cập nhật dữ liệu kịp thời.", "Báo cáo kết quả hằng tháng.")
    made = below(end, *words)
    assert made
    return ""


@fault("no-decimal-levels", "two-levels", plans=("so", "xa", "truong"))
def _decimal(word, rng):
    one = pick(word, rng, "diem", such=lambda words: words.startswith("a) "))
    put(one, "a) ", "1.1. ")
    return first_words(one)


label("dash-level", "bullet", ("dash",), r"- ", "• ")
label("dash-level", "en-dash", ("dash",), r"- ", "– ")
label("dash-level", "plus", ("dash",), r"- ", "+ ")
label("dash-level", "star", ("dash",), r"- ", "* ")


@fault("dash-level", "symbol-font", plans=("trung-tam",))
def _wingdings(word, _rng):
    level = list(word.tree("word/numbering.xml").iter(W + "lvl"))[-1]
    level.find(W + "lvlText").set(W + "val", "\uf0b7")
    about = etree.SubElement(level, W + "rPr")
    etree.SubElement(about, W + "rFonts", {W + "ascii": "Symbol", W + "hAnsi": "Symbol", W + "hint": "default"})
    return first_words(of(word, "dash")[0])


types("end-mark", "closing", "stop", lambda words: words.replace("./.", "."))
types("end-mark", "closing", "none", lambda words: words.replace("./.", ""))
types("end-mark", "closing", "doubled", lambda words: words.replace("./.", "././."))
types("end-mark", "closing", "half", lambda words: words.replace("./.", "/."))
types("end-mark", ("khoan", "body"), "in-the-middle", lambda words: words[:-1] + "./.", at=0)


@fault("heading-keep", "heading")
def _not_kept(word, rng):
    heading = pick(word, rng, "heading")
    lay(word, heading, "keepNext", val="0")
    return first_words(heading)


# --- Signature and recipients ------------------------------------------------------------------------------------


def authority(name, pattern, new, plans, also=(), rule="signature-authority"):
    def act(word, _rng):
        for one in of(word, "authority", "position"):
            made = re.sub(pattern, new, text(one), count=1)
            if made != text(one):
                return retype(one, made)
        return None

    fault(rule, name, act, plans, also)


authority("slash", r"TM\. ", "T/M ", ("tinh", "phuong", "xa", "dac-khu", "ban-chi-dao"))
authority("no-stop", r"TM\. ", "TM ", ("tinh", "phuong", "xa", "ban-chi-dao"))
authority("kt-slash", r"KT\. ", "K/T ", ("tinh", "so", "xa", "trung-tam"))
authority("kt-no-stop", r"KT\. ", "KT ", ("so", "trung-tam"))
authority("kt-deputy", r"KT\. (?!PHÓ)", "KT. PHÓ ", ("tinh", "so", "xa", "trung-tam"))
authority("tm-so", r"KT\. GIÁM ĐỐC", "TM. SỞ NỘI VỤ", ("so",))
authority("tm-school", "HIỆU TRƯỞNG", "TM. NHÀ TRƯỜNG", ("truong",))
authority("tl-head", r"KT\. GIÁM ĐỐC", "TL. PHÓ GIÁM ĐỐC", ("so", "trung-tam"))


@fault("signature-authority", "kt-over-head", plans=("tinh", "so", "xa", "trung-tam"))
def _kt_over_head(word, _rng):
    one = of(word, "position")[-1]
    return retype(one, text(one).replace("PHÓ ", ""))


@fault("signature-authority", "no-tm", plans=("tinh", "xa"))
def _no_tm(word, _rng):
    one = of(word, "authority")[0]
    one.getparent().remove(one)
    return "KT. CHỦ TỊCH"


@fault("signature-authority", "deputy-without-kt", plans=("so", "trung-tam"))
def _deputy_alone(word, _rng):
    one = of(word, "authority")[0]
    one.getparent().remove(one)
    return "PHÓ GIÁM ĐỐC"


looks("signature-style", "authority", "not-bold", b=0)
looks("signature-style", "position", "not-bold-style", "style", b=0)
looks("signature-style", "position", "size-12", sz=24)
looks("signature-style", "position", "italic", i=1)
types("signature-style", "position", "lower", lambda words: words.capitalize())
lays("signature-style", "position", "left", "jc", val="left")
looks("signer-name", "signer", "not-bold", b=0)
looks("signer-name", "signer", "not-bold-style", "style", b=0)
looks("signer-name", "signer", "italic", i=1)
looks("signer-name", "signer", "size-12", sz=24)
types("signer-name", "signer", "capitals", lambda words: words.upper())
types("signer-name", "signer", "lower-syllable", lambda words: " ".join([words.split()[0], *words.lower().split()[1:]]))
lays("signer-name", "signer", "left", "jc", val="left")
for name, titled in {
    "ts": "TS. ",
    "ths": "ThS. ",
    "pgs": "PGS. TS. ",
    "mr": "Ông ",
    "bsckii": "BS. ",
    "ngut": "NGƯT. ",
}.items():
    types("signer-no-title", "signer", name, lambda words, titled=titled: titled + words)


def foot_table(word):
    return of(word, "recipients-label")[0].getparent().getparent().getparent()


@fault("signature-right", "swapped")
def _swapped(word, _rng):
    left, right = foot_table(word).iter(W + "tc")
    left.addprevious(right)
    return ""


@fault("signature-right", "two-rows")
def _two_rows(word, _rng):
    table = foot_table(word)
    row = table.find(W + "tr")
    twin = copy.deepcopy(row)
    for cell, at in ((row.findall(W + "tc")[1], 0), (twin.findall(W + "tc")[0], 1)):
        assert at in (0, 1)
        for one in cell.findall(W + "p")[1:]:
            cell.remove(one)
        for run in list(cell.iter(W + "r")):
            run.getparent().remove(run)
    row.addnext(twin)
    return ""


@fault("signature-right", "lower", plans=("tinh", "so", "xa"))
def _lower_signature(word, _rng):
    first = of(word, "authority", "position")[0]
    for _ in range(3):
        twin = copy.deepcopy(first)
        for run in list(twin.iter(W + "r")):
            run.getparent().remove(run)
        first.addprevious(twin)
    return ""


@fault("signature-space", "none", plans=("tinh", "so", "phuong", "xa"))
def _no_space(word, _rng):
    for one in of(word, "blank"):
        if one.getparent() is of(word, "signer")[0].getparent():
            one.getparent().remove(one)
    return ""


types("noi-nhan", "recipients-label", "no-colon", lambda _words: "Nơi nhận")
types("noi-nhan", "recipients-label", "capitals", lambda _words: "NƠI NHẬN:")
looks("noi-nhan", "recipients-label", "not-bold", b=0)
looks("noi-nhan", "recipients-label", "upright", i=0)
looks("noi-nhan", "recipients-label", "upright-style", "style", i=0)
looks("noi-nhan", "recipients-label", "size-14", sz=28)
looks("noi-nhan", "recipients-label", "size-11", sz=22)
looks("noi-nhan", "recipients-label", "underlined", u="single")
lays("noi-nhan", "recipients-label", "centred", "jc", val="center")
looks("noi-nhan-items", "recipient", "size-12", at=None, sz=24)
looks("noi-nhan-items", "recipient", "size-10-style", "style", at=None, sz=20)
looks("noi-nhan-items", "recipient", "italic", at=None, i=1)
looks("noi-nhan-items", "recipient", "bold", at=None, b=1)
types("noi-nhan-items", "recipient", "no-hyphen", lambda words: words[2:], at=1)
types("noi-nhan-items", "recipient", "en-dash", lambda words: "–" + words[1:], at=1)
types("noi-nhan-items", "recipient", "plus", lambda words: "+" + words[1:], at=1)
lays("noi-nhan-items", "recipient", "indent", "ind", at=1, firstLine=284)
types("noi-nhan-items", "recipient", "no-space", lambda words: "-" + words[2:], at=1)
fault(
    "noi-nhan-items",
    "left-indent",
    lambda word, _rng: lay(word, of(word, "recipient")[1], "ind", left=360) or first_words(of(word, "recipient")[1]),
)


@fault("noi-nhan-items", "two-on-a-line")
def _two_recipients(word, _rng):
    first, second = of(word, "recipient")[1:3]
    retype(first, f"{text(first)} {text(second)}")
    second.getparent().remove(second)
    return first_words(first)


types("noi-nhan-punct", "recipient", "none", lambda words: words.rstrip(";"), at=1)
types("noi-nhan-punct", "recipient", "stop", lambda words: words.rstrip(";") + ".", at=1)
types("noi-nhan-punct", "recipient", "comma", lambda words: words.rstrip(";") + ",", at=2)
types("noi-nhan-punct", "recipient", "bracket", lambda words: re.sub(r"^(.*) (\([^)]*\));", r"\1; \2", words), at=0)
types("noi-nhan-punct", "recipient", "last-semicolon", lambda words: words.rstrip(".") + ";", at=-1, also=("luu-line",))
types("luu-line", "recipient", "no-colon", lambda words: words.replace("Lưu:", "Lưu"), at=-1)
types("luu-line", "recipient", "no-unit", lambda _words: "- Lưu: VT.", at=-1)
types("luu-line", "recipient", "no-vt", lambda words: words.replace("VT, ", ""), at=-1)
types("luu-line", "recipient", "no-stop", lambda words: words.rstrip("."), at=-1, also=("noi-nhan-punct",))
types("luu-line", "recipient", "no-comma", lambda words: words.replace("VT,", "VT"), at=-1)
types("luu-line", "recipient", "spelt-out", lambda words: words.replace("VT", "Văn thư"), at=-1)
types("luu-line", "recipient", "semicolon", lambda words: words.replace("VT,", "VT;"), at=-1)


@fault("luu-line", "missing")
def _no_luu(word, _rng):
    one = of(word, "recipient")[-1]
    one.getparent().remove(one)
    last = of(word, "recipient")[-1]
    retype(last, text(last).rstrip(";") + ".")
    return first_words(last, 2)


types("noi-nhan-no-nhu-tren", "recipient", "nhu-tren", lambda _words: "- Như trên;", at=0)
types("noi-nhan-no-nhu-tren", "recipient", "nhu-dieu", lambda _words: "- Như Điều 3;", at=0)


@fault("noi-nhan-no-nhu-tren", "kinh-gui")
def _kinh_gui(word, _rng):
    opening = of(word, "can-cu", "opening")[0]
    twin = copy.deepcopy(of(word, "opening")[0])
    retype(twin, "Kính gửi: Các phòng, đơn vị trực thuộc")
    lay(word, twin, "jc", val="center")
    opening.addprevious(twin)
    return "Kính gửi"


@fault("noi-nhan-groups", "only-luu")
def _only_luu(word, _rng):
    for one in of(word, "recipient")[:-1]:
        one.getparent().remove(one)
    return ""


# --- Appendices --------------------------------------------------------------------------------------------------


@fault("appendix-referenced", "never", plans=("so", "xa", "ban-chi-dao"))
def _never(word, _rng):
    for one in of(word, *BODY):
        retype(
            one,
            re.sub(
                r" ?(?:nêu tại|theo|tại) Phụ lục (?:kèm theo Kế hoạch(?: này)?|ban hành cùng Kế hoạch này)",
                "",
                text(one),
            ),
        )
    return "Phụ lục"


@fault("appendix-referenced", "one-of-three", plans=("tinh",))
def _one_of_three(word, rng):
    return swap(word, rng, BODY, ", lịch kiểm tra tại Phụ lục III", "", "Phụ lục III")


adds(
    "appendix-referenced",
    "no-such-appendix",
    "Nhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này.",
    "Phụ lục",
    ("phuong", "dac-khu"),
)
swaps("appendix-referenced", "fourth", "Phụ lục III", "Phụ lục IV", plans=("tinh",))
types("appendix-roman", "appendix-title", "arabic", lambda words: words.replace("III", "3"), ("tinh",), 2)
types("appendix-roman", "appendix-title", "arabic-two-digits", lambda _words: "Phụ lục 01", ("tinh",), 0)
types("appendix-roman", "appendix-title", "gap", lambda words: words.replace("III", "IV"), ("tinh",), 2)
types("appendix-roman", "appendix-title", "number-of-one", lambda _words: "Phụ lục I", ("so", "xa", "ban-chi-dao"))
types("appendix-title", "appendix-title", "capitals", lambda words: words.replace("Phụ lục", "PHỤ LỤC"), APPENDIX)
looks("appendix-title", "appendix-title", "size-13", plans=APPENDIX, sz=26)
looks("appendix-title", "appendix-title", "not-bold", plans=APPENDIX, b=0)
looks("appendix-title", "appendix-title", "italic-style", "style", plans=APPENDIX, i=1)
lays("appendix-title", "appendix-title", "left", "jc", plans=APPENDIX, val="left")
types("appendix-title", "appendix-title", "colon", lambda words: words + ":", APPENDIX)
types("appendix-name", "appendix-name", "lower", lambda words: words.capitalize(), APPENDIX)
looks("appendix-name", "appendix-name", "not-bold", plans=APPENDIX, b=0)
looks("appendix-name", "appendix-name", "italic", plans=APPENDIX, i=1)
looks("appendix-name", "appendix-name", "size-16", plans=APPENDIX, sz=32)
lays("appendix-name", "appendix-name", "left", "jc", plans=APPENDIX, val="left")


@fault("appendix-name", "same-line", plans=APPENDIX, also=("appendix-title",))
def _same_line(word, _rng):
    title, name = of(word, "appendix-title")[0], of(word, "appendix-name")[0]
    said = retype(title, f"{text(title)}. {text(name)}")
    name.getparent().remove(name)
    return said[:12]


looks("appendix-ref-line", "appendix-ref", "upright", plans=APPENDIX, i=0)
looks("appendix-ref-line", "appendix-ref", "bold", plans=APPENDIX, b=1)
looks("appendix-ref-line", "appendix-ref", "size-12", plans=APPENDIX, sz=24)
lays("appendix-ref-line", "appendix-ref", "left", "jc", plans=APPENDIX, val="left")


def reference(name, pattern, new, rule="appendix-ref-line", plans=APPENDIX, also=()):
    def act(word, _rng):
        one = of(word, "appendix-ref")[0]
        full = " ".join(
            "".join(node.text if node.tag == W + "t" else " " for node in one.iter(W + "t", W + "br")).split(" ")
        )
        made = re.sub(pattern, new, full, count=1)
        if made == full:
            return None
        retype(one, made)
        return first_words(one)

    fault(rule, name, act, plans, also)


reference("no-brackets", r"^\((.*)\)$", r"\1")
reference("no-so", "Kế hoạch số ", "Kế hoạch ")
reference("issued-with", r"^\(Kèm", "(Ban hành kèm")
reference("short-date", r"ngày (\d+) tháng (\d+) năm (\d+)", r"ngày \1/\2/\3", plans=("tinh", "xa", "ban-chi-dao"))
reference("no-agency", r" của .*\)", ")")
reference(
    "no-province",
    r"(Sở Nội vụ|Ủy ban nhân dân) (tỉnh|xã) [^)]*",
    r"\1",
    plans=("so", "tinh"),
    also=("appendix-ref-match",),
)
reference("colon", r"số ", "số: ", plans=APPENDIX)
reference("number", r"số (\d+)", lambda found: f"số {int(found[1]) + 7}", "appendix-ref-match", ("tinh", "xa"))
reference("day", r"ngày \d+", "ngày 19", "appendix-ref-match", ("tinh", "xa", "ban-chi-dao"))
reference(
    "month-zero",
    r"tháng 0(\d)",
    r"tháng \1",
    "appendix-ref-match",
    ("tinh", "ban-chi-dao"),
    ("date-leading-zero", "appendix-ref-line"),
)
reference(
    "agency",
    r"của .*\)",
    "của Ủy ban nhân dân tỉnh Cà Mau)",
    "appendix-ref-match",
    ("tinh", "xa", "so"),
    ("other-agency",),
)
reference("symbol", r"/KH-\w+", "/KH-SVHTT", "appendix-ref-match", ("tinh", "xa", "so"))


@fault("appendix-page-number", "runs-on", plans=APPENDIX)
def _runs_on(word, _rng):
    section = sections(word)[1]
    section.remove(section.find(W + "pgNumType"))
    return ""


@fault("appendix-page-number", "second-runs-on", plans=("tinh",))
def _second_runs_on(word, _rng):
    section = sections(word)[2]
    section.remove(section.find(W + "pgNumType"))
    return ""


@fault("appendix-page-number", "shown-on-first", plans=APPENDIX)
def _shown_on_first(word, _rng):
    section = sections(word)[1]
    section.remove(section.find(W + "titlePg"))
    return ""


@fault("appendix-page-number", "no-section", plans=("xa",))
def _no_section(word, _rng):
    gone = of(word, "section")[0]
    gone.remove(gone.find(W + "pPr"))
    run = etree.SubElement(gone, W + "r")
    etree.SubElement(run, W + "br", {W + "type": "page"})
    last = sections(word)[-1]
    last.remove(last.find(W + "pgNumType"))
    return ""


@fault("appendix-new-page", "continuous", plans=("xa", "ban-chi-dao"))
def _continuous(word, _rng):
    section = sections(word)[1]
    kind = etree.Element(W + "type", {W + "val": "continuous"})
    section.insert(1, kind)
    return ""


@fault("appendix-new-page", "no-break", plans=("xa",), also=("appendix-page-number",))
def _no_break(word, _rng):
    gone = of(word, "section")[0]
    gone.remove(gone.find(W + "pPr"))
    return ""


pages("appendix-landscape", "narrow", at=1, plans=("tinh", "so"), left=850, right=850, also=("margin-left",))

# --- Capitals and language ---------------------------------------------------------------------------------------

PLACES = {
    "tinh": ("tỉnh Nghệ An", "Tỉnh Nghệ An"),
    "so": ("tỉnh Quảng Ngãi", "Tỉnh Quảng Ngãi"),
    "phuong": ("phường Hạc Thành", "Phường Hạc Thành"),
    "xa": ("xã Mường Ảng", "Xã Mường Ảng"),
    "dac-khu": ("đặc khu Cô Tô", "Đặc khu Cô Tô"),
    "truong": ("xã Lấp Vò", "Xã Lấp Vò"),
    "ban-chi-dao": ("tỉnh Lâm Đồng", "Tỉnh Lâm Đồng"),
    "trung-tam": ("tỉnh Hà Tĩnh", "Tỉnh Hà Tĩnh"),
}


@fault("cap-admin-unit", "own")
def _own_unit(word, rng):
    return swap(word, rng, (*BODY, "can-cu"), *PLACES[plan_name(word)])


adds("cap-admin-unit", "other", "Học tập kinh nghiệm của Tỉnh Bắc Ninh và Thành phố Hải Phòng.", "Tỉnh Bắc Ninh")
adds("cap-admin-unit", "commune", "Mô hình được thực hiện thí điểm tại Xã Tân Lập và Phường Đông Sơn.", "Xã Tân Lập")
adds("cap-admin-unit", "capital-word", "Học tập kinh nghiệm của Thành Phố Hải Phòng.", "Thành Phố Hải Phòng")
adds("cap-admin-unit-number", "phuong-3", "Học tập mô hình của phường 3, Thành phố Hồ Chí Minh.", "phường 3")
adds("cap-admin-unit-number", "dien-bien-phu", "Học tập mô hình của phường Điện Biên Phủ.", "phường Điện Biên Phủ")
adds("cap-special-place", "thu-do", "Học tập mô hình của thủ đô Hà Nội.", "thủ đô Hà Nội")
adds("cap-special-place", "hcm", "Học tập mô hình của thành phố Hồ Chí Minh.", "thành phố Hồ Chí Minh")
adds("cap-special-place", "thu-do-2", "Học tập mô hình của Thủ Đô Hà Nội.", "Thủ Đô Hà Nội")
adds("cap-terrain", "song", "Tuyên truyền cho người dân ven Sông Hồng.", "Sông Hồng")
adds("cap-terrain", "vinh", "Tuyên truyền cho du khách tại Vịnh Hạ Long.", "Vịnh Hạ Long")
adds("cap-region", "tay-bac", "Học tập kinh nghiệm của các tỉnh vùng tây bắc.", "tây bắc")
adds("cap-region", "dong-nam-bo", "Học tập kinh nghiệm của các tỉnh vùng Đông Nam bộ.", "Đông Nam bộ")
adds("cap-agency", "so", "Phối hợp với Sở tài chính trong việc bố trí kinh phí.", "Sở tài chính")
adds("cap-agency", "bo", "Báo cáo kết quả về Bộ nội vụ theo quy định.", "Bộ nội vụ")
adds("cap-agency", "ubnd", "Báo cáo kết quả với Ủy Ban Nhân Dân cấp trên.", "Ủy Ban Nhân Dân")
adds("cap-agency", "hdnd", "Báo cáo kết quả với Hội đồng Nhân dân cùng cấp.", "Hội đồng Nhân dân")
adds(
    "cap-agency", "all", "Phối hợp với Sở Nông Nghiệp Và Môi Trường rà soát quy trình.", "Sở Nông Nghiệp Và Môi Trường"
)
adds("cap-agency", "small", "Phối hợp với sở Tư pháp rà soát quy trình.", "sở Tư pháp")
swaps("cap-agency", "own-word", "Sở Nội vụ", "Sở nội vụ", plans=("tinh", "so", "ban-chi-dao", "phuong"))
swaps(
    "cap-agency",
    "phong",
    "Phòng Văn hóa - Xã hội",
    "Phòng văn hóa - xã hội",
    ("khoan", "diem", "khoan-title"),
    ("phuong", "dac-khu"),
    also=("name-variant",),
)
swaps("cap-agency", "sentence", "Ủy ban nhân dân", "Ủy ban Nhân dân", ("opening",), ("tinh", "dac-khu", "trung-tam"))
swaps(
    "cap-nhan-dan", "noun", "Nhân dân", "nhân dân", plans=("tinh", "so", "xa", "dac-khu", "trung-tam"), said="nhân dân"
)
adds("cap-nhan-dan", "added", "Mọi việc làm đều vì lợi ích của nhân dân.", "nhân dân")
swaps(
    "cap-nha-nuoc",
    "noun",
    "pháp luật của Nhà nước",
    "pháp luật của nhà nước",
    plans=("tinh", "trung-tam"),
    said="nhà nước",
)
adds("cap-nha-nuoc", "added", "Thực hiện đúng chủ trương của Đảng, chính sách của nhà nước.", "nhà nước")
swaps("cap-dang", "noun", "chủ trương của Đảng", "chủ trương của đảng", plans=("tinh", "trung-tam"), said="đảng")
adds("cap-dang", "added", "Thực hiện đúng chủ trương của đảng, pháp luật của Nhà nước.", "của đảng")
adds("cap-position", "plural", "Đề nghị các Giám Đốc, Chủ Tịch chỉ đạo thực hiện.", "Giám Đốc")
swaps(
    "cap-doc-type",
    "ke-hoach-so",
    "Kế hoạch số",
    "kế hoạch số",
    plans=("so", "phuong", "xa", "truong", "ban-chi-dao", "trung-tam"),
)
swaps("cap-doc-type", "nghi-quyet", "Nghị quyết số", "Nghị Quyết số", plans=("tinh", "dac-khu"))
swaps("cap-doc-type", "nghi-dinh", "Nghị định số", "nghị định số", ("can-cu", *BODY), ("tinh", "phuong"))
swaps("cap-doc-type", "this-plan", "Kế hoạch này", "Kế Hoạch này", plans=("tinh", "so", "dac-khu", "xa"))
swaps("cap-doc-type", "this-plan-small", "Kế hoạch này", "kế hoạch này", plans=("tinh", "so", "dac-khu", "xa"))
swaps("cap-cite-structure", "dieu", "Điều 7", "điều 7", plans=("tinh",))
swaps("cap-cite-structure", "khoan", "khoản 2 Điều 7", "Khoản 2 Điều 7", plans=("tinh",))
swaps("cap-cite-structure", "diem", "điểm b khoản 2", "Điểm b khoản 2", plans=("tinh",))
swaps("cap-cite-structure", "muc", "Mục III", "mục III", plans=("tinh", "dac-khu"))
swaps("cap-cite-structure", "khoan-own", "khoản 2 Mục III", "Khoản 2 Mục III", plans=("dac-khu",))
adds("cap-honours", "huan-chuong", "Đề nghị tặng thưởng Huân chương lao động hạng Ba.", "Huân chương lao động")
adds("cap-honours", "anh-hung", "Tuyên truyền gương Anh hùng lao động tiêu biểu.", "Anh hùng lao động")
adds("cap-holiday", "quoc-khanh", "Tổ chức tuyên truyền nhân dịp ngày quốc khánh 2-9.", "quốc khánh")
adds("cap-holiday", "lao-dong", "Tổ chức tuyên truyền nhân ngày quốc tế lao động 1-5.", "quốc tế lao động")
swaps("cap-weekday-month", "thu-bay", "thứ Bảy", "thứ bảy", plans=("phuong",))
swaps("cap-weekday-month", "thu-sau", "thứ Sáu", "thứ sáu", plans=("dac-khu",))
adds("cap-weekday-month", "thu-hai", "Tổ chức giao ban vào thứ hai hằng tuần.", "thứ hai")
adds("cap-weekday-month", "tet", "Tổ chức trực tiếp nhận hồ sơ trước dịp tết Nguyên Đán.", "tết Nguyên Đán")
adds("cap-event", "cach-mang", "Tuyên truyền nhân kỷ niệm Cách mạng Tháng Tám.", "Cách mạng Tháng Tám")
adds("cap-work", "tap-chi", "Phối hợp với Tạp chí cộng sản tổ chức tuyên truyền.", "Tạp chí cộng sản")
adds("cap-foreign", "un", "Tham khảo bộ chỉ số của Liên Hợp Quốc về chính phủ điện tử.", "Liên Hợp Quốc")
adds(
    "cap-person", "name", "Giao đồng chí Nguyễn văn Hải, Phó Chánh Văn phòng, theo dõi nội dung này.", "Nguyễn văn Hải"
)
adds("cap-sentence", "after-stop", "việc này được thực hiện thường xuyên.", "việc này")
adds("cap-sentence", "after-stop-2", "hằng tháng, các đơn vị báo cáo kết quả theo quy định.", "hằng tháng")
label("cap-sentence", "khoan", ("khoan",), r"(\d+\. )P", r"\1p", ("phuong", "tinh", "dac-khu"))


@fault("cap-sentence", "paragraph")
def _small_paragraph(word, rng):
    one = pick(word, rng, "body", "closing")
    nodes = list(one.iter(W + "t"))
    nodes[0].text = nodes[0].text[0].lower() + nodes[0].text[1:]
    return first_words(one)


@fault("cap-sentence", "diem")
def _small_diem(word, rng):
    one = pick(word, rng, "diem", such=lambda words: words.removeprefix("a) ")[0].isalpha())
    node = next(one.iter(W + "t"))
    at = 3 if re.match(r"[a-zđ]\) ", node.text) else 0
    node.text = node.text[:at] + node.text[at].lower() + node.text[at + 1 :]
    return first_words(one)


@fault("cap-sentence", "dash", plans=("tinh", "so", "xa", "truong"))
def _small_dash(word, rng):
    one = pick(word, rng, "dash")
    node = next(one.iter(W + "t"))
    node.text = node.text[:2] + node.text[2].lower() + node.text[3:]
    return first_words(one)


adds("abbrev-intro", "never-introduced", "Ứng dụng CNTT trong mọi công đoạn xử lý hồ sơ.", "CNTT")
adds("abbrev-intro", "never-introduced-2", "Đội ngũ CBCCVC nêu cao tinh thần trách nhiệm.", "CBCCVC")
adds(
    "abbrev-intro",
    "twice",
    "Kết quả thực hiện cải cách hành chính (CCHC) là tiêu chí thi đua.",
    "CCHC",
    ("tinh", "so", "xa", "truong", "ban-chi-dao", "trung-tam"),
)
adds(
    "abbrev-intro",
    "never-used",
    "Thực hiện tốt công tác phòng, chống tham nhũng, lãng phí, tiêu cực (PCTNLPTC) trong cơ quan.",
    "PCTNLPTC",
)
swaps(
    "abbrev-intro",
    "too-early",
    "cải cách hành chính (CCHC)",
    "CCHC",
    ("opening",),
    ("tinh", "so", "xa", "truong", "trung-tam"),
    "CCHC",
)


@fault("abbrev-intro", "before", plans=("tinh", "phuong", "so", "xa", "trung-tam"))
def _before(word, _rng):
    one = of(word, "opening")[0]
    put(
        one,
        "ban hành Kế hoạch" if "ban hành Kế hoạch" in text(one) else "xây dựng Kế hoạch",
        "ban hành Kế hoạch thực hiện TTHC và",
    )
    put(one, "và nâng cao", "và nâng cao")
    return "TTHC"


adds("tone-style", "hoa", "Tổ chức tuyên truyền tại các nhà văn hoá thôn, bản.", "hoá")
adds("tone-style", "thuy", "Rà soát quy trình trong lĩnh vực thuỷ sản, thuỷ lợi.", "thuỷ")
swaps("number-format", "point", "98,5%", "98.5%", plans=("tinh",))
swaps("number-format", "point-2", "99,2%", "99.2%", plans=("phuong",))
swaps("number-format", "point-3", "97,5%", "97.5%", plans=("truong",))
swaps("number-format", "comma-thousands", "15.000 lượt", "15,000 lượt", plans=("trung-tam",))
swaps("number-format", "space-percent", "100%", "100 %", plans=("tinh", "xa", "dac-khu", "truong"))
swaps("number-format", "mixed-money", "185.500.000", "185,500,000", plans=("trung-tam",))
adds(
    "range-format",
    "mixed",
    "Kết quả được tổng hợp vào báo cáo giai đoạn 2026-2030.",
    "2026-2030",
    ("tinh", "ban-chi-dao"),
)
swaps(
    "range-format",
    "en-dash",
    "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa – Xã hội",
    plans=("phuong", "dac-khu", "xa"),
    also=("name-variant",),
    roles=("khoan", "diem"),
)
swaps("range-format", "en-dash-years", "2021 - 2030", "2021 – 2030", ("can-cu",), ("tinh",))
for name, said in {
    "huyen": "UBND huyện",
    "huyen-list": "UBND các huyện, thị xã",
    "so-ttt": "Sở Thông tin và Truyền thông",
    "so-khdt": "Sở Kế hoạch và Đầu tư",
    "so-tnmt": "Sở Tài nguyên và Môi trường",
    "so-ldtbxh": "Sở Lao động - Thương binh và Xã hội",
    "so-nnptnt": "Sở Nông nghiệp và Phát triển nông thôn",
    "so-gtvt": "Sở Giao thông vận tải",
    "bo-tttt": "Bộ Thông tin và Truyền thông",
    "binh-duong": "tỉnh Bình Dương",
    "thi-tran": "UBND thị trấn Vĩnh Lộc",
    "huyen-uy": "Huyện ủy",
    "phong-noi-vu-huyen": "Phòng Nội vụ huyện",
}.items():
    adds("two-tier-names", name, f"Phối hợp với {said} tổ chức thực hiện.", said)

# --- Beyond the decree -------------------------------------------------------------------------------------------

swaps("doubled-word", "thuc-hien", "thực hiện", "thực hiện thực hiện")
swaps("doubled-word", "one", " của ", " của của ", said="của của")
swaps(
    "doubled-word",
    "three",
    "giải quyết hồ sơ",
    "giải quyết hồ sơ giải quyết hồ sơ",
    plans=("tinh", "phuong", "xa", "trung-tam"),
    said="giải quyết hồ sơ",
)
swaps("doubled-word", "capital", "Tổ chức", "Tổ chức tổ chức", said="Tổ chức tổ chức")
swaps("doubled-word", "across-runs", "báo cáo", "báo cáo báo cáo", said="báo cáo báo cáo")
for name, (right, wrong) in {
    "duoc": ("được", "đươc"),
    "nguoi": ("người", "ngừơi"),
    "nhiem": ("nhiệm", "nhiêm"),
    "truong": ("trường", "truờng"),
    "quyet": ("quyết", "quyêt"),
    "nghiem": ("nghiêm", "ngiêm"),
    "ket": ("kết quả", "kêt quả"),
    "chuc": ("công chức", "công chưc"),
    "phuc": ("phục vụ", "phụv vụ"),
    "thuc": ("thực hiện", "thưc hiện"),
    "cong": ("công khai", "côgn khai"),
    "tuyen": ("tuyên truyền", "tuyên tryền"),
}.items():
    swaps("spelling", name, right, wrong)
adds("spelling", "nghanh", "Các nghành liên quan phối hợp thực hiện.", "nghành")
adds("spelling", "huong-ung", "Hướng ứng phong trào thi đua do cấp trên phát động.", "Hướng ứng")
adds("spelling", "xac-nhap", "Ổn định tổ chức của đơn vị sau xác nhập.", "xác nhập")
adds("spelling", "bo-xung", "Các đơn vị rà soát, bổ xung nhiệm vụ còn thiếu.", "bổ xung")
types(
    "spelling",
    "recipient",
    "de-bc",
    lambda words: words.replace("(để b/c)", "(đề b/c)"),
    ("tinh", "xa", "dac-khu", "trung-tam"),
    0,
)
swaps("space-punctuation", "before-comma", ", ", " , ", said=" ,")
swaps("space-punctuation", "after-comma", ", ", ",")
swaps("space-punctuation", "before-semicolon", "; ", " ;", said=";")
swaps("space-punctuation", "two-spaces", " và ", "  và ", said="và")
swaps("space-punctuation", "after-semicolon", "; ", ";")
swaps("space-punctuation", "in-brackets", "(CCHC)", "( CCHC )", plans=("tinh", "so", "xa", "truong"), said="CCHC")
swaps("space-punctuation", "before-bracket", " (TTHC)", "(TTHC)", plans=("tinh", "so", "phuong", "xa"), said="(TTHC)")
swaps("space-punctuation", "before-colon", ": ", " : ", plans=("so", "truong", "trung-tam"), said=" :")
swaps(
    "space-punctuation",
    "before-stop",
    ". ",
    " . ",
    ("body", "closing"),
    plans=("tinh", "so", "phuong", "dac-khu"),
    said=" .",
)
swaps("space-punctuation", "after-stop", ". ", ".", ("body",), ("tinh", "so", "phuong", "dac-khu"), said=".")
swaps("space-punctuation", "heading", ", ", "  , ", ("heading",), ("tinh", "so", "xa"), said=",")
types(
    "list-punctuation", "dash", "none", lambda words: words.rstrip(";."), ("tinh", "so", "xa", "truong", "trung-tam"), 0
)
types("list-punctuation", "diem", "none-diem", lambda words: words.rstrip(";."), at=1)
types(
    "list-punctuation",
    "khoan",
    "none-khoan",
    lambda words: words.rstrip(";."),
    ("tinh", "phuong", "dac-khu", "ban-chi-dao"),
    0,
)


@fault("list-punctuation", "last-semicolon")
def _last_semicolon(word, rng):
    lasts = []
    for one in of(word, "diem", "khoan", "dash"):
        following = one.getnext()
        if any(following is other for other in of(word, "heading")):
            lasts.append(one)
    if not lasts:
        return None
    one = rng.choice(lasts)
    nodes = list(one.iter(W + "t"))
    nodes[-1].text = nodes[-1].text.rstrip(".") + ";"
    return first_words(one)


types("list-punctuation", ("body",), "body-none", lambda words: words.rstrip("."), at=0)
swaps("unbalanced-brackets", "not-closed", "(CCHC)", "(CCHC", plans=("tinh", "so", "xa", "truong", "dac-khu"))
swaps("unbalanced-brackets", "not-opened", "(TTHC)", "TTHC)", plans=("tinh", "so", "phuong", "xa"))
swaps("unbalanced-brackets", "quote", 'không hẹn"', "không hẹn", plans=("ban-chi-dao",), said="Ngày không viết")
swaps("unbalanced-brackets", "quote-2", '"đi từng', "đi từng", plans=("dac-khu",), said="đi từng")
adds("unbalanced-brackets", "curly", "Nhân rộng mô hình “Công dân không viết trong toàn đơn vị.", "Công dân không viết")
swaps("date-text-form", "zero", "15/5/2026", "15/05/2026", plans=("xa",))
swaps("date-text-form", "zero-2", "31/7/2026", "31/07/2026", plans=("truong",))
swaps("date-text-form", "mixed", "16/3/2026", "16 tháng 3 năm 2026", plans=("truong",))
swaps("date-text-form", "zero-long", "30 tháng 6 năm 2026", "30 tháng 06 năm 2026", plans=("tinh", "phuong"))


@fault("duplicate-paragraph", "twice")
def _twice(word, rng):
    one = pick(word, rng, "diem", "khoan", "body")
    target = pick(word, rng, "diem", "khoan", "body", such=lambda words: words != text(one) and words.endswith("."))
    words_ = re.sub(r"^(?:[a-zđ]\)|\d+\.) ", "", text(one))
    mark = re.match(r"(?:[a-zđ]\)|\d+\.) ", text(target))
    retype(target, (mark.group() if mark else "") + words_)
    return " ".join(words_.split()[:4])


@fault("near-duplicate-paragraph", "few-words")
def _nearly(word, rng):
    one = max(of(word, "diem", "khoan", "body"), key=lambda each: len(text(each)))
    others = [each for each in of(word, "diem", "khoan", "body") if each is not one and text(each).endswith(".")]
    target = rng.choice(others)
    words_ = re.sub(r"^(?:[a-zđ]\)|\d+\.) ", "", text(one)).replace(" và ", ", ", 1).replace("kịp thời", "sớm", 1)
    words_ = words_[0] + words_[1:].replace("các", "những", 1)
    mark = re.match(r"(?:[a-zđ]\)|\d+\.) ", text(target))
    retype(target, (mark.group() if mark else "") + words_)
    return " ".join(words_.split()[:3])


def stale(word):
    return "2026" if plan_name(word) == "trung-tam" else "2025"


@fault("stale-year", "trich-yeu", plans=("tinh", "so", "phuong", "xa", "dac-khu", "truong", "ban-chi-dao", "trung-tam"))
def _stale_title(word, _rng):
    one = of(word, "trich-yeu")[0]
    own = str(int(stale(word)) + 1)
    put(one, f"năm {own}", f"năm {stale(word)}")
    return f"năm {stale(word)}"


@fault("stale-year", "opening", plans=("so", "phuong", "xa", "truong", "ban-chi-dao", "trung-tam"))
def _stale_opening(word, _rng):
    one = of(word, "opening")[0]
    own = str(int(stale(word)) + 1)
    said = text(one)
    at = said.rindex(f"năm {own}")
    retype(one, said[:at] + f"năm {stale(word)}" + said[at + 8 :])
    return f"năm {stale(word)}"


@fault("stale-year", "closing", plans=("tinh", "so", "xa", "truong", "ban-chi-dao", "trung-tam"))
def _stale_closing(word, _rng):
    one = of(word, "closing")[0]
    put(one, f"năm {int(stale(word)) + 1}", f"năm {stale(word)}")
    return f"năm {stale(word)}"


swaps(
    "stale-year",
    "budget",
    "ngân sách nhà nước năm 2026",
    "ngân sách nhà nước năm 2025",
    plans=("tinh",),
    said="năm 2025",
)
swaps(
    "stale-year",
    "budget-2",
    "ngân sách phường năm 2026",
    "ngân sách phường năm 2025",
    plans=("phuong",),
    said="năm 2025",
)
swaps("stale-year", "budget-3", "được giao năm 2026", "được giao năm 2025", plans=("xa",), said="năm 2025")
swaps("stale-year", "budget-4", "thường xuyên năm 2026", "thường xuyên năm 2025", plans=("so",), said="năm 2025")
swaps("stale-year", "budget-5", "dự toán năm 2027", "dự toán năm 2026", plans=("trung-tam",), said="năm 2026")
swaps("stale-year", "appendix-name", "NĂM 2026", "NĂM 2025", ("appendix-name",), APPENDIX)
swaps("stale-year", "quarter", "Quý IV/2026", "Quý IV/2025", ("short-cell",), ("tinh",))
swaps("stale-year", "quarter-2", "quý IV/2026", "quý IV/2025", ("short-cell",), ("xa",))
swaps("stale-year", "deadline", "/2026", "/2025", ("short-cell",), ("so", "xa"), also=("deadline-before-plan",))
swaps("stale-year", "text-deadline", "15/6/2026", "15/6/2025", plans=("truong",), also=("deadline-before-plan",))


@fault("stale-year", "heading", plans=("phuong", "xa", "dac-khu"))
def _stale_heading(word, _rng):
    one = of(word, "heading")[2]
    retype(one, f"{text(one)} NĂM 2025")
    return "NĂM 2025"


OTHERS = {
    "tinh": ("UBND tỉnh", "UBND tỉnh Hà Tĩnh"),
    "so": ("Sở Nội vụ", "Sở Tư pháp"),
    "phuong": ("UBND phường", "UBND phường Đông Quang"),
    "xa": ("UBND xã Mường Ảng", "UBND xã Búng Lao"),
    "dac-khu": ("UBND đặc khu Cô Tô", "UBND đặc khu Vân Đồn"),
}


@fault("other-agency", "closing", plans=tuple(OTHERS))
def _other_agency(word, rng):
    own, other = OTHERS[plan_name(word)]
    return swap(word, rng, ("closing",), own, other)


@fault("other-agency", "opening", plans=("phuong", "xa", "dac-khu"))
def _other_opening(word, _rng):
    own = {"phuong": "UBND phường Hạc Thành", "xa": "UBND xã Mường Ảng"}.get(
        plan_name(word), OTHERS[plan_name(word)][0]
    )
    one = of(word, "opening")[0]
    other = {"phuong": "UBND phường Đông Quang"}.get(plan_name(word), OTHERS[plan_name(word)][1])
    put(one, own, other)
    return other


swaps(
    "name-variant",
    "va",
    "Phòng Văn hóa - Xã hội",
    "Phòng Văn hóa và Xã hội",
    ("diem", "khoan-title", "short-cell"),
    ("xa",),
)
swaps("name-variant", "short", "Phòng Hành chính - Tổng hợp", "Phòng Hành chính Tổng hợp", plans=("trung-tam",))
swaps(
    "name-variant",
    "cell",
    "Văn phòng HĐND và UBND xã",
    "Văn phòng HĐND - UBND xã",
    ("short-cell",),
    ("xa",),
    also=("lead-unknown",),
)
for name, said in {
    "dots": "Phân công đồng chí ........ theo dõi, tổng hợp.",
    "ellipsis": "Phân công đồng chí …………… theo dõi, tổng hợp.",
    "brackets": "Phân công đồng chí [họ tên] theo dõi, tổng hợp.",
    "empty-brackets": "Phân công đồng chí [ ] theo dõi, tổng hợp.",
    "braces": "Phân công đồng chí {{ho_ten}} theo dõi, tổng hợp.",
    "note": "Phân công đồng chí theo dõi, tổng hợp (ghi rõ họ tên).",
    "xx": "Thực hiện phân công tại Kế hoạch số xx/KH-UBND.",
    "underscores": "Phân công đồng chí ________ theo dõi, tổng hợp.",
    "xxx": "Kinh phí dự kiến là xxx triệu đồng.",
}.items():
    gap = {"dots": "....", "ellipsis": "……", "brackets": "[họ tên]", "empty-brackets": "[ ]", "braces": "{{ho_ten}}"}
    gap |= {"note": "ghi rõ", "xx": "xx/KH-UBND", "underscores": "____", "xxx": "xxx"}
    adds("placeholder-left", name, said, gap[name])
swaps("placeholder-left", "cell", "Báo cáo", "…", ("short-cell",), ("tinh",), "…")
types("placeholder-left", "signer", "signer", lambda _words: "................")
types("placeholder-left", "recipient", "recipient", lambda _words: "- .........;", at=1)


@fault("comment-left", "comment")
def _comment(word, rng):
    one = pick(word, rng, *BODY)
    space = f'xmlns:w="{NAMES["w"]}"'
    word.parts["word/comments.xml"] = (
        f'<w:comments {space}><w:comment w:id="0" w:author="Văn thư" w:initials="VT" w:date="2026-01-10T08:00:00Z"><w:p><w:r>'
        "<w:t>Xem lại số liệu này</w:t></w:r></w:p></w:comment></w:comments>"
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types_ = word.parts["[Content_Types].xml"]
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
    word.parts["[Content_Types].xml"] = types_.replace(b"</Types>", override)
    relation = f'<Relationship Id="rId77" Type="{NAMES["r"]}/comments" Target="comments.xml"/></Relationships>'.encode()
    name = "word/_rels/document.xml.rels"
    word.parts[name] = word.parts[name].replace(b"</Relationships>", relation)
    run = runs(one)[0]
    run.addprevious(etree.Element(W + "commentRangeStart", {W + "id": "0"}))
    mark = etree.Element(W + "r")
    etree.SubElement(mark, W + "commentReference", {W + "id": "0"})
    run.addnext(mark)
    run.addnext(etree.Element(W + "commentRangeEnd", {W + "id": "0"}))
    return "Xem lại số liệu"


TRACKED = {W + "id": "901", W + "author": "Chuyên viên", W + "date": "2026-01-10T08:00:00Z"}


@fault("tracked-change-left", "insertion")
def _insertion(word, rng):
    one = pick(word, rng, *BODY)
    run = cut(one)
    said = "".join(run.itertext(W + "t")).strip()
    mark = etree.Element(W + "ins", TRACKED)
    run.addprevious(mark)
    mark.append(run)
    return said


@fault("tracked-change-left", "deletion")
def _deletion(word, rng):
    one = pick(word, rng, *BODY)
    run = runs(one)[-1]
    twin = copy.deepcopy(run)
    for node in list(twin.iter(W + "t")):
        node.tag = W + "delText"
        node.text = " theo quy định cũ"
    for node in list(twin.iter(W + "tab", W + "br")):
        node.getparent().remove(node)
    mark = etree.Element(W + "del", TRACKED)
    mark.append(twin)
    run.addnext(mark)
    return "theo quy định cũ"


@fault("tracked-change-left", "format")
def _format_change(word, rng):
    one = pick(word, rng, *BODY)
    change = etree.SubElement(run_about(runs(one)[0]), W + "rPrChange", TRACKED)
    etree.SubElement(change, W + "rPr")
    return ""


@fault("tracked-change-left", "paragraph-mark")
def _mark_change(word, rng):
    one = pick(word, rng, *BODY)
    about = child(paragraph_about(one), "rPr", PARAGRAPH_ORDER)
    about.insert(0, etree.Element(W + "ins", TRACKED))
    return ""


@fault("draft-mark", "above", plans=FILLED)
def _draft_mark(word, _rng):
    one = of(word, "type")[0]
    twin = copy.deepcopy(one)
    retype(twin, "DỰ THẢO")
    one.addprevious(twin)
    return "DỰ THẢO"


@fault("draft-mark", "first-line", plans=FILLED)
def _draft_first(word, _rng):
    twin = copy.deepcopy(of(word, "type")[0])
    retype(twin, "DỰ THẢO")
    lay(word, twin, "jc", val="right")
    word.body.insert(0, twin)
    return "DỰ THẢO"


@fault("draft-mark", "cell", plans=FILLED)
def _draft_cell(word, _rng):
    twin = copy.deepcopy(of(word, "number")[0])
    retype(twin, "(DỰ THẢO)")
    of(word, "number")[0].addnext(twin)
    return "DỰ THẢO"


looks("hidden-text", BODY, "words", "part", None, vanish={"val": "1"}, count=0)
looks("hidden-text", BODY, "paragraph-style", "style", None, vanish={"val": "1"})
adds("field-error", "english", "Chi tiết tại Error! Reference source not found.", "Error! Reference source not found.")
adds(
    "field-error",
    "vietnamese",
    "Chi tiết tại Lỗi! Không tìm thấy nguồn tham chiếu.",
    "Lỗi! Không tìm thấy nguồn tham chiếu.",
)
adds("field-error", "bookmark", "Chi tiết tại Error! Bookmark not defined.", "Error! Bookmark not defined.")


@fault("field-error", "in-field")
def _field_error(word, rng):
    one = pick(word, rng, *BODY)
    run = runs(one)[-1]
    field = etree.Element(W + "fldSimple", {W + "instr": " REF _Ref1 \\h "})
    twin = copy.deepcopy(run)
    nodes = list(twin.iter(W + "t"))
    nodes[0].text = " Error! Reference source not found."
    for node in nodes[1:]:
        twin.remove(node)
    field.append(twin)
    run.addnext(field)
    return "Error! Reference source not found."


@fault("empty-section", "section", plans=("tinh", "so", "phuong", "dac-khu", "trung-tam", "ban-chi-dao"))
def _empty_section(word, _rng):
    heads = of(word, "heading")
    for one, following in itertools.pairwise(heads):
        between = []
        at = one.getnext()
        while at is not following:
            between.append(at)
            at = at.getnext()
        if len(between) <= 2:
            for each in between:
                each.getparent().remove(each)
            return first_words(one)
    return None


@fault("empty-section", "khoan", plans=("tinh", "so", "phuong", "xa", "truong", "dac-khu"))
def _empty_khoan(word, _rng):
    titles = of(word, "khoan-title")
    for one, following in itertools.pairwise(titles):
        if one.getnext().getnext() is following:
            one.getparent().remove(one.getnext())
            return first_words(one)
    return None


def day(rule, name, old, new, plans, roles=("body", "khoan", "diem", "dash", "short-cell"), said=None, also=()):
    swaps(rule, name, old, new, roles, plans, said, also)


CELL = ("short-cell",)
TEXT = ("body", "khoan", "diem", "dash")
day("date-invalid", "september-31", "15/6/2026", "31/6/2026", ("truong", "so"), said="31/6/2026")
day("date-invalid", "february-30", "16/3/2026", "30/02/2026", ("truong",))
day("date-invalid", "long", "31 tháng 7 năm 2026", "31 tháng 9 năm 2026", ("dac-khu",))
day("date-invalid", "month-13", "30/10/2026", "30/13/2026", ("truong", "xa"), also=("deadline-mismatch",))
day("date-invalid", "cell", "15/7/2026", "31/9/2026", ("so",))
day("date-invalid", "citation", "09/01/2026", "29/02/2026", ("so",), ("opening",))
day("weekday-mismatch", "text", "trước ngày 31/7/2026", "trước thứ Hai, ngày 31/7/2026", ("truong",), said="31/7/2026")
day("weekday-mismatch", "brackets", "ngày 10/12/2026", "ngày 10/12/2026 (thứ Tư)", ("truong",), said="10/12/2026")
day(
    "weekday-mismatch",
    "capital",
    "ngày 30/11/2026",
    "Thứ Sáu ngày 30/11/2026",
    ("so",),
    said="30/11/2026",
    also=("cap-weekday-month",),
)
day(
    "weekday-mismatch",
    "long",
    "trước ngày 31 tháng 7 năm 2026",
    "trước thứ Bảy ngày 31 tháng 7 năm 2026",
    ("dac-khu",),
    said="31 tháng 7",
)
day(
    "weekday-mismatch",
    "sunday",
    "trước ngày 20 tháng 01 năm 2027",
    "trước Chủ nhật, ngày 20 tháng 01 năm 2027",
    ("trung-tam",),
    said="20 tháng 01",
)
day("deadline-day-off", "sunday", "31/7/2026", "02/8/2026", ("truong",), also=("date-text-form",))
day("deadline-day-off", "saturday", "30/11/2026", "28/11/2026", ("so",))
day("deadline-day-off", "saturday-cell", "31/7/2026", "25/7/2026", ("xa",), CELL)
day("deadline-day-off", "national-day", "30 tháng 9 năm 2026", "02 tháng 9 năm 2026", ("dac-khu",))
day("deadline-day-off", "victory-day", "16/3/2026", "30/4/2026", ("truong",))
day("deadline-day-off", "tet", "16/3/2026", "18/02/2026", ("truong",), also=("deadline-before-plan",))
day("deadline-day-off", "new-year", "30 tháng 6 năm 2026", "01 tháng 5 năm 2026", ("phuong",))
day("deadline-day-off", "hung-kings-in-lieu", "16/3/2026", "27/4/2026", ("truong",))
day("deadline-day-off", "saturday-cell-2", "15/6/2026", "13/6/2026", ("so",), CELL)
day("deadline-before-plan", "text", "16/3/2026", "16/02/2026", ("truong",), also=("deadline-day-off",))
day("deadline-before-plan", "cell", "31/7/2026", "15/01/2026", ("xa",), CELL)
day("deadline-before-plan", "long", "30 tháng 6 năm 2026", "30 tháng 01 năm 2026", ("phuong",))
day(
    "deadline-before-plan",
    "trung-tam",
    "20 tháng 01 năm 2027",
    "10 tháng 12 năm 2026",
    ("trung-tam",),
    also=("stale-year",),
)
day("deadline-outside-year", "text", "10/12/2026", "10/02/2027", ("truong",))
day("deadline-outside-year", "cell", "31/7/2026", "29/01/2027", ("xa",), CELL)
day("deadline-outside-year", "long", "30 tháng 9 năm 2026", "31 tháng 3 năm 2027", ("dac-khu",))
day("deadline-outside-year", "quarter", "Quý IV/2026", "Quý I/2027", ("tinh",), CELL)
day("cite-future", "opening", "30/01/2026", "30/3/2026", ("truong",), ("opening",))
day("cite-future", "opening-xa", "31/12/2025", "12/02/2026", ("xa",), ("opening",))
day("cite-future", "can-cu", "16 tháng 01 năm 2026", "16 tháng 02 năm 2026", ("phuong",), ("can-cu",))
day("cite-future", "can-cu-2", "22 tháng 01 năm 2026", "24 tháng 02 năm 2026", ("ban-chi-dao",), ("can-cu",))
day("cite-future", "trung-tam", "04 tháng 12 năm 2026", "24 tháng 12 năm 2026", ("trung-tam",), ("opening",))
day(
    "cite-year",
    "nghi-dinh",
    "61/2018/NĐ-CP ngày 23 tháng 4 năm 2018",
    "61/2018/NĐ-CP ngày 23 tháng 4 năm 2019",
    ("phuong",),
    ("can-cu",),
    "61/2018/NĐ-CP",
)
day(
    "cite-year",
    "nghi-dinh-2",
    "118/2025/NĐ-CP ngày 09 tháng 6 năm 2025",
    "118/2025/NĐ-CP ngày 09 tháng 6 năm 2024",
    ("tinh",),
    ("can-cu",),
    "118/2025/NĐ-CP",
)
day("cite-year", "symbol", "61/2018/NĐ-CP", "61/2017/NĐ-CP", ("phuong",), ("can-cu",))
adds(
    "cite-year",
    "added",
    "Việc ký số thực hiện theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về công tác văn thư.",
    "30/2020/NĐ-CP",
    ("tinh", "phuong", "dac-khu", "ban-chi-dao", "trung-tam"),
)
swaps("cross-reference", "section", "Mục III Kế hoạch", "Mục IX Kế hoạch", plans=("tinh", "dac-khu"), said="Mục IX")
swaps("cross-reference", "khoan", "khoản 2 Mục III", "khoản 8 Mục III", plans=("dac-khu",))
swaps("cross-reference", "diem", "điểm a khoản 3 Mục III", "điểm h khoản 3 Mục III", plans=("dac-khu",))
adds("cross-reference", "added", "Thực hiện nhiệm vụ nêu tại Mục VIII Kế hoạch này.", "Mục VIII")
adds("cross-reference", "added-diem", "Thực hiện nhiệm vụ nêu tại điểm y khoản 1 Mục I Kế hoạch này.", "điểm y khoản 1")


def rows(word):
    """Return the rows of the first task table that have a number, as cells."""
    found = []
    for one in of(word, "stt"):
        row = one.getparent().getparent()
        cells = row.findall(W + "tc")
        if len(cells) > 2 and text(one).isdigit():
            found.append(cells)
    return found


def cell(cells, at, words):
    retype(cells[at].find(W + "p"), words)


def of_cell(cells, at):
    return " ".join("".join(one.itertext(W + "t")) for one in cells[at].iter(W + "p"))


def empty(cells, at):
    for run in list(cells[at].iter(W + "r")):
        run.getparent().remove(run)


def row_fault(rule, name, plans=APPENDIX, also=()):
    def noted(act):
        def planted(word, rng):
            found = rows(word)
            return act(word, found, rng) if found else None

        fault(rule, name, planted, plans, also)
        return act

    return noted


@row_fault("stt-sequence", "left-out")
def _left_out(_word, found, _rng):
    cell(found[2], 0, "4")
    return ""


@row_fault("stt-sequence", "repeated")
def _repeated(_word, found, _rng):
    cell(found[2], 0, "2")
    return ""


@row_fault("stt-sequence", "empty")
def _empty_number(_word, found, _rng):
    empty(found[1], 0)
    return ""


@row_fault("stt-sequence", "starts-at-two")
def _starts_at_two(_word, found, _rng):
    for index, cells in enumerate(found[:4]):
        cell(cells, 0, str(index + 2))
    return ""


@row_fault("stt-sequence", "row-gone")
def _row_gone(_word, found, _rng):
    gone = found[1][0].getparent()
    gone.getparent().remove(gone)
    return ""


@row_fault("lead-missing", "empty")
def _lead_missing(_word, found, rng):
    one = rng.choice(found[:4])
    empty(one, 2)
    return of_cell(one, 1)[:20]


@row_fault("lead-missing", "dash")
def _lead_dash(_word, found, rng):
    one = rng.choice(found[:4])
    cell(one, 2, "-")
    return of_cell(one, 1)[:20]


@row_fault("deadline-missing", "empty")
def _deadline_missing(_word, found, _rng):
    one = found[-1] if len(found) < 8 else found[1]
    empty(one, 4)
    return of_cell(one, 1)[:20]


@row_fault("deadline-missing", "no-text")
def _deadline_blank(_word, found, _rng):
    one = found[1]
    cell(one, 4, " ")
    return of_cell(one, 1)[:20]


@row_fault("lead-unknown", "unit", also=("lead-mismatch",))
def _lead_unknown(_word, found, _rng):
    one = found[1]
    cell(one, 2, "Phòng Tổ chức - Biên chế")
    return "Phòng Tổ chức - Biên chế"


@row_fault("lead-unknown", "other", also=("lead-mismatch",))
def _lead_unknown_too(_word, found, _rng):
    one = found[-1] if len(found) < 8 else found[7]
    cell(one, 2, "Ban Quản lý các khu công nghiệp")
    return "Ban Quản lý các khu công nghiệp"


PAIRS = {"tinh": 0, "so": 0, "xa": 0, "ban-chi-dao": 0}


@row_fault("lead-mismatch", "turned")
def _lead_mismatch(word, found, _rng):
    one = found[PAIRS[plan_name(word)]]
    lead, support = of_cell(one, 2), of_cell(one, 3)
    other = {"tinh": "Sở Nội vụ", "so": "Thanh tra Sở", "xa": "Phòng Kinh tế", "ban-chi-dao": "Sở Tư pháp"}[
        plan_name(word)
    ]
    assert lead != other != support
    cell(one, 2, other)
    return other


@row_fault("lead-in-support", "both")
def _lead_in_support(_word, found, rng):
    one = rng.choice(found[:4])
    cell(one, 3, f"{of_cell(one, 3)}, {of_cell(one, 2)}")
    return of_cell(one, 2)


@row_fault("lead-in-support", "same")
def _lead_same(_word, found, _rng):
    cell(found[1], 3, of_cell(found[1], 2))
    return of_cell(found[1], 2)


@row_fault("deadline-mismatch", "date")
def _deadline_mismatch(word, found, _rng):
    new = {
        "tinh": "Trước ngày 15 tháng 5 năm 2026",
        "so": "Trước ngày 15/4/2026",
        "xa": "Trước ngày 29/5/2026",
        "ban-chi-dao": "Trước ngày 15 tháng 6 năm 2026",
    }[plan_name(word)]
    cell(found[0], 4, new)
    return new.removeprefix("Trước ngày ")


@row_fault("deadline-mismatch", "year")
def _deadline_month(word, found, _rng):
    new = {
        "tinh": "Quý III/2026",
        "so": "Quý II/2026",
        "xa": "Tháng 10 năm 2026",
        "ban-chi-dao": "Quý III năm 2026",
    }[plan_name(word)]
    cell(found[0], 4, new)
    return new


@fault("value-mismatch", "percent", plans=("tinh",))
def _value_mismatch(word, rng):
    return swap(word, rng, CELL, "98,5", "97,5")


@fault("value-mismatch", "body", plans=("tinh",))
def _value_body(word, rng):
    return swap(word, rng, ("dash",), "92,5%", "90%")


swaps("count-mismatch", "tasks", "05 nhiệm vụ", "07 nhiệm vụ", plans=("so",))


@fault("count-mismatch", "added", plans=APPENDIX)
def _count(word, rng):
    one = of(word, "closing")[0].getprevious()
    last = list(one.iter(W + "t"))[-1]
    which = "Phụ lục I" if plan_name(word) == "tinh" else "Phụ lục"
    last.text = f"{last.text} {which} gồm 12 nhiệm vụ."
    return "12 nhiệm vụ"


@row_fault("row-duplicate", "twice")
def _row_twice(_word, found, _rng):
    said = of_cell(found[0], 1)
    cell(found[-1] if len(found) < 8 else found[7], 1, said)
    return said[:20]


@fault("table-header-row", "not-repeated", plans=("tinh",))
def _not_repeated(word, _rng):
    tables = list(word.document.iter(W + "tbl"))
    table = tables[2]
    for node in list(table.iter(W + "tblHeader")):
        node.getparent().remove(node)
    body_row = table.findall(W + "tr")[2]
    for index in range(16):
        twin = copy.deepcopy(body_row)
        paragraphs = list(twin.iter(W + "p"))
        retype(
            paragraphs[1], f"Rà soát, công khai quy trình nội bộ nhóm lĩnh vực thứ {index + 1} thuộc phạm vi quản lý"
        )
        table.append(twin)
    numbers = [one for one in table.iter(W + "tr") if text(next(one.iter(W + "p"))).isdigit()]
    for index, row in enumerate(numbers):
        retype(next(row.iter(W + "p")), str(index + 1))
    return ""


@fault("recipient-duplicate", "twice")
def _recipient_twice(word, _rng):
    found = of(word, "recipient")
    twin = copy.deepcopy(found[1])
    found[-2].addnext(twin)
    return first_words(twin)[2:]


@fault("recipient-duplicate", "other-bracket")
def _recipient_again(word, _rng):
    found = of(word, "recipient")
    twin = copy.deepcopy(found[0])
    retype(twin, re.sub(r" \([^)]*\)", "", text(found[0])))
    found[-2].addnext(twin)
    return first_words(twin)[2:-1]


def write_all(folder):
    """Write every plan with its fault, for a look by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in FAULTS:
        for name in one.plans:
            made = plant(one, name)
            if made is not None:
                (folder / f"{one.id}.{name}.docx").write_bytes(made[0].data())
                break


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
