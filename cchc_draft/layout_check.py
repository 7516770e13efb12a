"""A layout that a secretary has changed in Word: what is broken in it, and what is against the decree, and where.

Faults of tags, styles and sections are the compiler's, with their places added; those of form are the rules'.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2

from cchc_draft.errors import LayoutError, Place, Problem, nearest
from cchc_draft.language import N_
from cchc_draft.layout import UNREADABLE
from cchc_draft.layout_compiler import (
    APPENDIX_TAGS,
    MAIN_TAGS,
    MISSING_STYLE,
    MISSING_TAG,
    NOT_WORD,
    STYLES,
    compile_layout,
)
from cchc_draft.layout_forms import Form, LayoutFile
from cchc_draft.layout_rules import findings
from cchc_draft.source_text import reason
from cchc_draft.templating import WORD

Order = tuple[int, int]
WHOLE: Order = (0, 0)
"""Where faults of the whole file stand among the others."""

APPENDIX_NAMES = {f"phu_luc.{tag}" for tag in APPENDIX_TAGS}
LOOP_NAMES = {"dong", *(f"cap.{side}.{field}" for side in ("trai", "phai") for field in ("chuc_vu", "ho_ten"))}
PRINTED = {*MAIN_TAGS, *APPENDIX_NAMES, *LOOP_NAMES, "ke_phu_luc"}
"""What tags may print; beside these, what a layout's own loops and settings name."""
MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
TAG = re.compile(r"\{[{%].*?[%}]\}")
STATEMENT = re.compile(r"\{%(?:(p|tr|tc|r)\s)?-?\s*(\w*)\s*(.*?)\s*-?%\}")
STATEMENTS = {
    **dict.fromkeys(("if", "elif"), "{{% if {rest} %}}{{% endif %}}"),
    "for": "{{% for {rest} %}}{{% endfor %}}",
    "set": "{{% set {rest} %}}",
}
NO_STATEMENT = "{{%"
ENDS = {"endif": "if", "endfor": "for"}
WHOLE_STATEMENTS = ("else", *ENDS)
ASSIGNED = re.compile(r"\{%(?:(?:p|tr|tc|r)\s)?-?\s*(?:for|set)\s+(\w+)")
SNIPPET = 40


class Placed(NamedTuple):
    """A problem with its place among the others."""

    order: Order
    problem: Problem


def check_file(path: Path) -> list[Problem]:
    """Return what is wrong with the layout at *path*."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [Problem("unreadable-layout", UNREADABLE, {"reason": reason(error)}, Place(str(path)))]
    return check(data, str(path))


def check(data: bytes, name: str) -> list[Problem]:
    """Return what is wrong with a layout, in the order of the file; each problem says where in Word it is."""
    compiled = _compiled(data, name)
    if any(problem.code == "unreadable-layout" for problem in compiled):
        return compiled
    place = Place(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            file = LayoutFile({entry: package.read(entry) for entry in package.namelist()})
        placed = [*_wrong_tags(file, place), *_unknown_tags(file, compiled, place), *_against_decree(file, place)]
        placed += _others(file, compiled, [problem for _, problem in placed], place)
    except SyntaxError:  # lxml's, for a part that drafting never reads
        return [Problem("unreadable-layout", NOT_WORD, {}, place)]
    return [problem for _, problem in sorted(placed, key=lambda one: one.order)]


def _compiled(data: bytes, name: str) -> list[Problem]:
    try:
        compile_layout(data, name)
    except LayoutError as error:
        return list(error.problems)
    return []


def _against_decree(file: LayoutFile, place: Place) -> Iterator[Placed]:
    for one in findings(file):
        message = AGAINST_DECREE if one.level == "error" else AGAINST_SAMPLE
        yield Placed(one.order, Problem(one.code, message, one.facts, place, level=one.level))


# Tags.


def _wrong_tags(file: LayoutFile, place: Place) -> Iterator[Placed]:
    """Yield tags that are not closed, not understood, or without their other half."""
    wrong = [(form, tag, MISSPELT) for form in file.every for tag in _misspelt(form.text)]
    for forms in (file.forms, *file.around.values()):
        wrong += [(form, tag, UNPAIRED) for form, tag in _unpaired(forms)]
    for form, tag, message in wrong:
        short = tag if len(tag) <= SNIPPET else tag[:SNIPPET] + "…"
        yield Placed(form.order, Problem("layout-syntax", message, {"where": form.where, "tag": short}, place))


def _misspelt(text: str) -> Iterator[str]:
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(text):
        start = opened.start() if opened else max(0, mark.start() - SNIPPET // 2)
        if mark[0] in CLOSING:
            if opened:
                yield text[start : mark.start()]
            opened = mark
            continue
        if not opened or CLOSING[opened[0]] != mark[0] or not _is_understood(text[start : mark.end()]):
            yield text[start : mark.end()]
        opened = None
    if opened:
        yield text[opened.start() :]


@lru_cache(1024)
def _is_understood(tag: str) -> bool:
    source = re.sub(r"^(\{\{)[pr]\s", r"\1", tag)
    statement = STATEMENT.fullmatch(tag)
    if statement:
        _, word, rest = statement.groups()
        if word in WHOLE_STATEMENTS:
            return not rest
        source = STATEMENTS.get(word, NO_STATEMENT).format(rest=rest)
    try:
        WORD.compile(source)
    except jinja2.TemplateSyntaxError:
        return False
    return True


def _unpaired(forms: Iterable[Form]) -> Iterator[tuple[Form, str]]:
    """Yield statements whose other half is missing, or begins with another sign (p, tr)."""
    opened: list[tuple[str, str, Form, str]] = []
    for form in forms:
        for found in STATEMENT.finditer(form.text):
            kind, word, _ = found.groups()
            if word not in STATEMENTS and word not in WHOLE_STATEMENTS:
                word = nearest(word, [*ENDS, *ENDS.values()])  # reported elsewhere; its other half is there
            if word in ENDS.values():
                opened.append((word, kind, form, found[0]))
            elif word in ENDS:
                is_pair = bool(opened) and opened[-1][0] == ENDS[word]
                if not is_pair or opened[-1][1] != kind:
                    yield form, found[0]
                if is_pair:
                    opened.pop()
    yield from ((form, tag) for _, _, form, tag in opened)


def _unknown_tags(file: LayoutFile, compiled: Iterable[Problem], place: Place) -> Iterator[Placed]:
    """Yield names that no draft knows, wherever they stand; *compiled* knows those in conditions."""
    own = {name for form in file.every for name in ASSIGNED.findall(form.text)} - {"dong", "cap"} | {"loop"}
    reported = {str(problem.facts["name"]) for problem in compiled if problem.code == "unknown-tag"}
    for form in file.every:
        named = {tag for tag in form.tags if tag not in PRINTED and tag.partition(".")[0] not in own}
        inside = "".join(found[0] for found in TAG.finditer(form.text))
        named |= {name for name in reported if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", inside)}
        for name in sorted(named):
            facts = {"where": form.where, "name": name}
            known = sorted(PRINTED)
            suggestion = nearest(name, known) or nearest(name.partition(".")[0], known)
            yield Placed(form.order, Problem("unknown-tag", UNKNOWN, facts, place, suggestion))


def _others(file: LayoutFile, compiled: list[Problem], told: list[Problem], place: Place) -> Iterator[Placed]:
    """Yield the compiler's other problems, and what is missing where it stopped before looking for that."""
    excused = " ".join([*(problem.suggestion for problem in told), *(str(one.facts.get("tag", "")) for one in told)])
    known = {(problem.code, problem.facts.get("name")) for problem in compiled}
    codes = {problem.code for problem in (*compiled, *told)}
    missing = _missing(file, place) if codes & {"layout-sections", "layout-syntax"} else ()
    tag_codes = {problem.code for problem in told} & {"layout-syntax", "unknown-tag"}
    said = {(problem.code, problem.facts["name"]) for problem in told if problem.code == "unknown-tag"}
    said |= {("page-number", None) for problem in told if problem.code == "page-number"}
    for problem in (*compiled, *(one for one in missing if (one.code, one.facts["name"]) not in known)):
        code, name = problem.code, str(problem.facts.get("name", ""))
        is_cause_told = code == "layout-syntax" and tag_codes
        is_excused = code == "missing-tag" and _is_named(name, excused)
        if code == "tag-not-alone" and (form := file.first(name)):
            facts = {"where": form.where, "name": name}
            yield Placed(form.order, Problem("tag-not-alone", NOT_ALONE_AT, facts, place))
        elif not (is_cause_told or is_excused or (code, problem.facts.get("name")) in said):
            yield Placed(WHOLE, problem)


def _missing(file: LayoutFile, place: Place) -> Iterator[Problem]:
    tags = " ".join(found[0] for form in file.every for found in TAG.finditer(form.text))
    for tag in (*MAIN_TAGS, *APPENDIX_NAMES, "ke_phu_luc"):
        if not _is_named(tag, tags):
            yield Problem("missing-tag", MISSING_TAG, {"name": tag}, place)
    names = [file.style_name(style) for style in file.styles.values()]
    for style in STYLES:
        if style.casefold() not in file.style_ids:
            suggestion = nearest(style, set(names) - set(STYLES))
            yield Problem("missing-style", MISSING_STYLE, {"name": style}, place, suggestion)


def _is_named(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text) is not None


AGAINST_DECREE = N_("{where}: {what} của {name} là {found}, Nghị định 30 quy định {right} ({clause})")
AGAINST_SAMPLE = N_("{where}: {what} của {name} là {found}, mẫu của Nghị định 30 là {right} ({clause})")
MISSPELT = N_("{where}: thẻ «{tag}» viết sai")
UNPAIRED = N_("{where}: thẻ «{tag}» thiếu thẻ đi cùng (if … endif, for … endfor) hoặc khác dấu với thẻ đó (p, tr)")
UNKNOWN = N_("{where}: thẻ lạ «{name}»")
NOT_ALONE_AT = N_("{where}: thẻ «{{{{ {name} }}}}» phải đứng một mình trong đoạn; chữ khác đặt ở đoạn riêng")
