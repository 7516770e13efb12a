"""Automatic numbers are those that Word prints."""

import pytest
from word_making import docx, level, numbered, numbering, p, style, table

from cchc_draft.importing import word_reader
from cchc_draft.importing.written import Table, text


def labels(body, **inner):
    """Return the labels of the paragraphs of a document."""
    written = word_reader.read(docx(body, **inner), "kh.docx")
    assert not written.problems
    return [one.label for one in written.blocks if not isinstance(one, Table)]


def items(*levels, num=1):
    """Return one paragraph for each level."""
    return "".join(numbered("x", depth, num) for depth in levels)


OUTLINE = numbering(level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%2.%3."), level(3, "%4)", "lowerLetter"))
COUNTED = {
    "levels restart": ((0, 1, 1, 2, 2, 1, 2, 0, 1), ["I.", "1.", "2.", "2.1.", "2.2.", "3.", "3.1.", "II.", "1."]),
    "a level left out": ((0, 2, 2, 1, 2), ["I.", "1.1.", "1.2.", "2.", "2.1."]),
    "a low level first": ((1, 1, 0, 1), ["1.", "2.", "II.", "1."]),
    "letters as Word has them": ((3,) * 8, ["a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)"]),
    "a level that is not there": ((0, 7, 0), ["I.", "", "II."]),
}


@pytest.mark.parametrize(("depths", "expected"), COUNTED.values(), ids=COUNTED)
def test_levels_count_and_restart(depths, expected):
    assert labels(items(*depths), numbering=OUTLINE) == expected


FORMATS = {
    "decimal": (1, ["1", "2"]),
    "decimalZero": (9, ["09", "10"]),
    "lowerLetter": (26, ["z", "aa"]),
    "upperLetter": (53, ["AAA", "BBB"]),
    "lowerRoman": (4, ["iv", "v"]),
    "upperRoman": (8, ["VIII", "IX"]),
    "ordinal": (11, ["11th", "12th"]),
    "numberInDash": (1, ["- 1 -", "- 2 -"]),
    "none": (1, ["", ""]),
    "hex": (15, ["F", "10"]),
}


@pytest.mark.parametrize(("kind", "start", "expected"), [(kind, *rest) for kind, rest in FORMATS.items()], ids=FORMATS)
def test_kinds_of_numbers(kind, start, expected):
    assert labels(items(0, 0), numbering=numbering(level(0, "%1", kind, start))) == expected


@pytest.mark.parametrize(
    ("start", "kind", "expected"),
    [(1, "ordinal", "1st"), (2, "ordinal", "2nd"), (23, "ordinal", "23rd"), (112, "ordinal", "112th"), (0, "lowerRoman", "0"),
     (32_000, "upperRoman", "32000"), (781, "lowerLetter", "781"), (0, "lowerLetter", "0"), (-5, "decimal", "0")],
)  # fmt: skip
def test_numbers_at_the_ends(start, kind, expected):
    assert labels(items(0), numbering=numbering(level(0, "%1", kind, start))) == [expected]


def test_a_kind_that_is_not_known_is_written_in_digits_and_told():
    written = word_reader.read(docx(items(0, 0), numbering=numbering(level(0, "%1.", "vietnameseCounting"))), "kh.docx")

    assert [one.label for one in written.blocks] == ["1.", "2."]
    assert [str(one) for one in written.problems] == [
        "kh.docx:đoạn 1: cảnh báo: không biết kiểu đánh số «vietnameseCounting», đã viết bằng chữ số [unknown-number-format]"
    ]


def test_numbers_with_leading_zeros_of_newer_word():
    three = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )

    assert labels(items(0, 0), numbering=numbering(level(0, "%1").replace('<w:numFmt w:val="decimal"/>', three))) == [
        "001",
        "002",
    ]


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("-", "-"),
        ("–", "-"),
        ("\uf0b7", "-"),
        ("o", "-"),
        ("\uf0a7", "-"),
        ("+", "+"),
        ("\uf02b", "+"),
        ("", ""),
        (" ", ""),
    ],
)
def test_bullets(bullet, expected):
    assert labels(items(0), numbering=numbering(level(0, bullet, "bullet"))) == [expected]


TEXTS = {
    "words": (numbering(level(0, "Điều %1.")), ["Điều 1."]),
    "no words": (numbering(level(0, "")), [""]),
    "all levels in Arabic digits": (
        numbering(level(0, "%1.", "upperRoman"), level(1, "%1.%2", inner="<w:isLgl/>")), ["I.", "1.1"]
    ),
    "a bullet above": (numbering(level(0, "-", "bullet"), level(1, "%1%2.")), ["-", "1."]),
    "capitals of its own": (numbering(level(0, "Điều %1.").replace("</w:lvl>", "<w:rPr><w:caps/></w:rPr></w:lvl>")), ["ĐIỀU 1."]),
    "a legacy font": (
        numbering(level(0, "§iÒu %1.").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:lvl>')), ["Điều 1."]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lists", "expected"), TEXTS.values(), ids=TEXTS)
def test_what_stands_around_numbers(lists, expected):
    written = word_reader.read(docx(items(*range(len(expected))), numbering=lists), "kh.docx")

    assert [one.label for one in written.blocks] == expected


OVERRIDE = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'.format
TWO = (level(0, "%1."), level(1, "%1.%2."))
LISTS = {
    "lists of one definition go on": (("", ""), ((1, 0), (2, 0), (1, 0)), ["1.", "2.", "3."]),
    "a start of its own counts once": (("", OVERRIDE(0, 1)), ((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)), ["1.", "2.", "1.", "2.", "3."]),
    "a start of its own in a lower level": (
        ("", OVERRIDE(1, 5)), ((1, 0), (1, 1), (2, 1), (2, 1), (2, 0), (2, 1)), ["1.", "1.1.", "1.5.", "1.6.", "2.", "2.5."]
    ),
    "a level of its own": (
        ("", f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'), ((1, 0), (2, 0)), ["1.", "b)"]
    ),
    "no list": (("",), ((0, 0), (9, 0), (1, 0)), ["", "", "1."]),
}  # fmt: skip


@pytest.mark.parametrize(("overrides", "uses", "expected"), LISTS.values(), ids=LISTS)
def test_lists_of_one_definition(overrides, uses, expected):
    body = "".join(items(depth, num=num) for num, depth in uses)

    assert labels(body, numbering=numbering(*TWO, overrides=overrides)) == expected


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("", ["1.", "1.", "1", "2.", "1", "2.", "1.", "1"]),
     ('<w:lvlRestart w:val="0"/>', ["1.", "1.", "1", "2.", "2", "2.", "1.", "3"]),
     ('<w:lvlRestart w:val="1"/>', ["1.", "1.", "1", "2.", "2", "2.", "1.", "1"])],
)  # fmt: skip
def test_which_levels_restart_a_level(restart, expected):
    lists = numbering(level(0, "%1."), level(1, "%2."), level(2, "%3", inner=restart))

    assert labels(items(0, 1, 2, 1, 2, 0, 1, 2), numbering=lists) == expected


IN_LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'.format
STYLES = (
    style("A", f"<w:pPr>{IN_LIST(0, 1)}</w:pPr>")
    + style("B", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="A")
    + style("C", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("D", based_on="A")
    + style("E", f"<w:pPr>{IN_LIST(0, 0)}</w:pPr>", based_on="A")
)
BY_STYLE = {
    "list and level": (p("x", '<w:pStyle w:val="A"/>') * 2, ["1.", "2."]),
    "level of its own, list of the base": (p("x", '<w:pStyle w:val="A"/>') + p("x", '<w:pStyle w:val="B"/>'), ["1.", "1.1."]),
    "level that names the style": (p("x", '<w:pStyle w:val="C"/>'), ["a)"]),
    "all of the base": (p("x", '<w:pStyle w:val="D"/>'), ["1."]),
    "taken away by the style": (p("x", '<w:pStyle w:val="E"/>'), [""]),
    "taken away by the paragraph": (p("x", '<w:pStyle w:val="A"/>' + IN_LIST(0, 0)), [""]),
    "another level by the paragraph": (
        p("x", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'), ["1.1."]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BY_STYLE.values(), ids=BY_STYLE)
def test_numbers_by_style(body, expected):
    lists = numbering(*TWO, level(2, "%3)", "lowerLetter", inner='<w:pStyle w:val="C"/>'))

    assert labels(body, styles=STYLES, numbering=lists) == expected


def test_a_list_by_the_name_of_its_style():
    lists = (
        f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{level(0, "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )

    assert labels(items(0) + items(0, num=2), numbering=lists) == ["1)", "2)"]


def test_numbers_run_through_tables_and_empty_paragraphs():
    body = numbered("a") + table([f"<w:tc>{numbered('b')}</w:tc>"]) + numbered("") + numbered("c")

    written = word_reader.read(docx(body, numbering=OUTLINE), "kh.docx")

    assert [one.label for one in written.blocks if not isinstance(one, Table)] == ["I.", "III.", "IV."]
    assert written.blocks[1].rows[0][0].blocks[0].label == "II."
    assert [text(one.content) for one in written.blocks if not isinstance(one, Table)] == ["a", "", "c"]


def test_deleted_and_hidden_paragraphs_are_not_counted():
    mark = "<w:rPr><{}/></w:rPr>".format
    gone = p(properties=IN_LIST(0, 1) + mark("w:del")) + p(properties=IN_LIST(0, 1) + mark("w:vanish"))

    assert labels(numbered("a") + gone + numbered("b"), numbering=OUTLINE) == ["I.", "II."]


INDENTS = {
    "of the level": (IN_LIST(0, 1), 500),
    "of the paragraph": (IN_LIST(0, 1) + '<w:ind w:left="900"/>', 700),
    "of the style, list of the paragraph": ('<w:pStyle w:val="I"/>' + IN_LIST(0, 1), 500),
    "of the style that names the list": ('<w:pStyle w:val="J"/>', 100),
    "without a list": ('<w:pStyle w:val="J"/>' + IN_LIST(0, 0), 300),
}


@pytest.mark.parametrize(("properties", "expected"), INDENTS.values(), ids=INDENTS)
def test_the_indent_of_a_list(properties, expected):
    indented = '<w:pPr><w:ind w:left="{}" {}/>{}</w:pPr>'.format
    styles = style("I", indented(50, "", "")) + style("J", indented(300, "", IN_LIST(0, 1)))
    lists = numbering(level(0, "%1.").replace("</w:lvl>", indented(700, 'w:hanging="200"', "") + "</w:lvl>"))
    body = p("a", properties)

    assert word_reader.read(docx(body, styles=styles, numbering=lists), "kh.docx").blocks[0].indent == expected
