"""Word files (.docx) as they are written: every text that Word shows, in order, with its form; all else is reported.

The XML is read, one part after the other: tracked insertions are in and deletions out, content controls, simple fields
and text boxes are read like any other text, and automatic numbers are worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_draft.importing import word_messages as told
from cchc_draft.importing.word_source import Source
from cchc_draft.importing.word_story import Story, sections
from cchc_draft.importing.word_xml import RELATION_ID, Element, W, one_line
from cchc_draft.importing.written import Block, Paragraph, Section, Table, Written, text
from cchc_draft.model import Content, Inline, LineBreak, Run

NOTE_KINDS = ("footnote", "endnote")
MARGINS = (W + "headerReference", W + "footerReference")
PAGE_WORDS = frozenset(("", "trang", "page", "trang số", "số trang"))
"""What is left of a line that only counts pages."""
PUNCTUATION = "-–—/|.,:;()[]«»<>~* "


def read(data: bytes, file: str) -> Written:
    """Return the document that the bytes of a .docx hold; *file* is its name in messages.

    Raises InputError for what is no .docx, is damaged or protected, or could do harm.
    """
    return read_source(Source(data, file))


def read_source(source: Source) -> Written:
    """Return the document of a file that is open."""
    document = source.package.document
    _tell_package(source)
    story = Story(source, source.package.main, document, is_counted=True)
    blocks = story.read(document.find(W + "body"))
    source.leave()
    source.tell_rest(document)
    notes = tuple(_notes(source))
    margins = tuple(dict.fromkeys(_margins(source, document)))
    source.other_comments()
    return Written(
        blocks,
        notes,
        tuple(sections(story.ends, len(blocks))) or (Section(0),),
        margins,
        problems=(*source.package.problems, *source.problems),
    )


def _tell_package(source: Source) -> None:
    if any(name.endswith("vbaproject.bin") for name in source.package.parts):
        source.tell(told.MACROS)
    for relation in source.relations(source.package.main).values():
        if relation.is_external and relation.kind != "hyperlink":
            source.tell_once(told.OUTSIDE, text=relation.target)


def _notes(source: Source) -> Iterator[Content]:
    """Yield the notes in the order of their marks; notes may hold marks of further notes."""
    known: dict[tuple[str, str], tuple[Story, Element]] = {}
    roots: list[Element] = []
    for kind in NOTE_KINDS:
        for part, root in source.parts(f"{kind}s"):
            story = Story(source, part, root)
            roots.append(root)
            known |= {(kind, one.get(W + "id", "")): (story, one) for one in root if one.tag == W + kind}
    for key, place in source.marks:  # grows while notes are read
        source.place = place
        if key in known:
            story, element = known[key]
            yield _as_note(story.read(element))
        else:
            source.tell(told.LOST_NOTE)
            yield ()
    source.leave()
    for key, (_, element) in known.items():
        if key not in source.notes and element.get(W + "type", "normal") == "normal":
            source.tell_text(told.UNUSED_NOTE, element)
    for root in roots:
        source.tell_rest(root)


def _as_note(blocks: Iterable[Block]) -> Content:
    """Return the paragraphs of a note as one, each on a line of its own."""
    inlines: list[Inline] = []
    for paragraph in _paragraphs(blocks):
        inlines += [LineBreak()] if inlines else []
        inlines += [Run(f"{paragraph.label} ")] if paragraph.label else []
        inlines += paragraph.content
    first = inlines[0] if inlines else None
    if isinstance(first, Run):  # the space behind the mark
        inlines[0] = Run(first.text.lstrip(), first.bold, first.italic, first.link)
    return tuple(inlines)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those in tables too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)
        else:
            yield block


def _margins(source: Source, document: Element) -> Iterator[str]:
    """Yield the lines of headers and footers that say something."""
    relations = source.relations(source.package.main)
    named = (relations.get(reference.get(RELATION_ID, "")) for reference in document.iter(*MARGINS))
    for part in dict.fromkeys(relation.target for relation in named if relation and not relation.is_external):
        root = source.package.root(part)
        if root is not None:
            story = Story(source, part, root, is_margin=True)
            for paragraph in _paragraphs(story.read(root)):
                line = one_line(f"{paragraph.label} {text(paragraph.content)}")
                if line.strip(PUNCTUATION).casefold() not in PAGE_WORDS:
                    yield line
            source.tell_rest(root)
