"""Makes small .docx files from XML strings. Knows nothing of cchc_draft."""

import io
import zipfile

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
    "theme": "a:theme",
    "chart": "c:chartSpace",
    "diagramData": "dgm:dataModel",
}
"""Kinds of parts, with the name of their root."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = f"""\
<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""


def root(name, inner):
    """Return a whole part."""
    name = name if ":" in name else f"w:{name}"
    return f"<{name} {SPACES}>{inner}</{name}>"


def relations(*found):
    """Return a part of relations: (id, kind, target), and True for a target outside."""
    made = [
        '<Relationship Id="{}" Type="{}/{}" Target="{}"{}/>'.format(
            identifier, NAMES["r"], kind, target, ' TargetMode="External"' if is_outside else ""
        )
        for identifier, kind, target, *is_outside in found
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(made)}</Relationships>'


def parts(body, links=(), **inner):
    """Return the parts of a document by name; *inner* is what stands in the root of further parts, by kind."""
    made = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("main", "officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*((kind, kind, f"{kind}.xml") for kind in inner), *links),
    }
    made |= {f"word/{kind}.xml": root(KINDS[kind], text) for kind, text in inner.items()}
    return {name: text.encode() for name, text in made.items()}


def packed(files):
    """Return a package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def docx(body, links=(), **inner):
    """Return a .docx."""
    return packed(parts(body, links, **inner))


def run(text="", properties="", inner=""):
    """Return a run."""
    letters = f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{letters}{inner}</w:r>"


def p(text="", properties="", inner=""):
    """Return a paragraph of a text in one run, and more in it."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def numbered(text, level=0, num=1):
    """Return a paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def style(identifier, inner="", kind="paragraph", based_on="", default=False, name=""):
    """Return a style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{mark}>'
        f'<w:name w:val="{name or identifier}"/>{base}{inner}</w:style>'
    )


def cell(text="", properties=""):
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows, properties=""):
    """Return a table: a row is a list of cells, or of texts."""
    made = "".join(f"<w:tr>{''.join(one if one[:1] == '<' else cell(one) for one in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{made}</w:tbl>"


def level(depth, text, kind="decimal", start=1, inner=""):
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'{inner}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels, overrides=("",)):
    """Return one definition of lists, and a list for each of *overrides*."""
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in enumerate(overrides, 1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'
