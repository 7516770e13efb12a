"""What a drawing holds: text boxes and drawn words, which are read, and pictures and the like, which are only told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cchc_draft.importing import word_messages as told
from cchc_draft.importing.word_messages import Told
from cchc_draft.importing.word_source import Source
from cchc_draft.importing.word_xml import BOX, DRAWN_TEXT, RELATION_ID, Element, one_line, visible

SHAPE = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
DATA = f"{{{OFFICE}}}OLEObject"
RELATIONS = RELATION_ID.removesuffix("id")


class Drawn(NamedTuple):
    """What a drawing holds that has words."""

    boxes: tuple[Element, ...]
    words: tuple[str, ...]
    """Words that are drawn without a text box."""


def read(source: Source, element: Element, part: str) -> Drawn:
    """Return boxes and words of a drawing, and report its pictures, charts and objects."""
    nodes = list(visible(element, into_boxes=False))
    has_object = any(node.tag == DATA for node in nodes)
    title = next(_titles(nodes), "")
    for node in nodes:
        name = node.tag.rpartition("}")[2]
        if name in TOLD and not (has_object and name == "imagedata"):
            _tell(source, name, node, title, part)
    words = [node.get("string", "") for node in nodes if node.tag == f"{{{SHAPE}}}textpath"]
    words.append("".join(node.text or "" for node in nodes if node.tag == DRAWN_TEXT))
    return Drawn(tuple(node for node in nodes if node.tag == BOX), tuple(filter(str.strip, words)))


def _titles(nodes: list[Element]) -> Iterator[str]:
    """Yield what the author wrote about a picture."""
    for node in nodes:
        for attribute in ("descr", "title", "alt"):
            if text := one_line(node.get(attribute, "")):
                yield text


class _Kind(NamedTuple):
    plain: Told
    with_text: Told


TOLD: Mapping[str, _Kind] = {
    "blip": _Kind(told.PICTURE, told.PICTURE_OF),
    "imagedata": _Kind(told.PICTURE, told.PICTURE_OF),
    "contentPart": _Kind(told.INK, told.INK),
    "chart": _Kind(told.CHART, told.CHART_OF),
    "relIds": _Kind(told.DIAGRAM, told.DIAGRAM_OF),
    "OLEObject": _Kind(told.OBJECT, told.OBJECT_OF),
    "control": _Kind(told.OBJECT, told.OBJECT_OF),
}
"""What is reported, by the element that shows it."""
CHART_VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
REFERENCES = {"chart": RELATION_ID, "relIds": RELATIONS + "dm"}
"""Where the words of a chart or diagram stand."""
NAMES = {"OLEObject": "ProgID"}


def _tell(source: Source, name: str, node: Element, title: str, part: str) -> None:
    text = title
    if name in REFERENCES:
        relation = source.relations(part).get(node.get(REFERENCES[name], ""))
        is_inside = relation is not None and not relation.is_external
        text = source.drawn_words(relation.target, DRAWN_TEXT, CHART_VALUE) if relation and is_inside else ""
    elif name in NAMES:
        text = " ".join(filter(None, (node.get(NAMES[name]), title and f"«{title}»")))
    kind = TOLD[name]
    if text and kind.with_text is not kind.plain:
        source.tell(kind.with_text, text=text)
    else:
        source.tell(kind.plain)
