"""Markdown to blocks: what each mark becomes, and what is said of marks that plans do not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft import content
from cchc_draft.model import Heading, Item, ItemList, LineBreak, NoteRef, Paragraph, Run, Table
from cchc_draft.templating import escape_markdown


def parse(text):
    return content.parse(text, "ke-hoach.md", list(range(1, text.count("\n") + 2)))


def body(text):
    """Return the blocks of a text without faults."""
    parsed = parse(text)
    assert [str(problem) for problem in parsed.problems] == []
    return list(parsed.body)


def faults(text):
    return [str(problem) for problem in parse(text).problems]


def runs(*texts):
    return tuple(Run(text) if isinstance(text, str) else text for text in texts)


def paragraph(*texts):
    return Paragraph(runs(*texts))


def entries(kind, *items):
    """Return a list; an entry is a text or a tuple of blocks."""
    return ItemList(kind, tuple(Item((paragraph(item),) if isinstance(item, str) else item) for item in items))


@pytest.mark.parametrize("text", ["", "\n\n", "   \n"])
def test_an_empty_text_has_no_blocks(text):
    assert body(text) == []


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("một\nhai", [paragraph("một hai")]),
        ("một\n\nhai", [paragraph("một"), paragraph("hai")]),
        ("    một\n\thai", [paragraph("một hai")]),
        ("một  \nhai", [paragraph("một", LineBreak(), "hai")]),
        ("một\\\nhai", [paragraph("một", LineBreak(), "hai")]),
        (
            "# Một\n## Hai\n### Ba\n# Bốn",
            [Heading(level, runs(text)) for level, text in [(1, "Một"), (2, "Hai"), (3, "Ba"), (1, "Bốn")]],
        ),
        ("lời\n# Mục", [paragraph("lời"), Heading(1, runs("Mục"))]),
        ("# Một #", [Heading(1, runs("Một"))]),
        ("- một\n- hai", [entries("dash", "một", "hai")]),
        ("* một", [entries("dash", "một")]),
        ("1) một\n\n1) hai", [entries("point", "một", "hai")]),
        ("1. một\n2. hai", [entries("numbered", "một", "hai")]),
        ("7. một", [entries("numbered", "một")]),
        ("1) một\n\n   thêm", [entries("point", (paragraph("một"), paragraph("thêm")))]),
        ("lời:\n- một\n\nlời", [paragraph("lời:"), entries("dash", "một"), paragraph("lời")]),
    ],
)
def test_marks_at_the_start_of_a_line_become_blocks(text, blocks):
    assert body(text) == blocks


def test_lists_nest_from_large_to_small():
    text = "1. một\n   1. hai\n      1. ba\n         1) bốn\n            - năm\n              - sáu"

    nested = entries("dash", "sáu")
    for kind, words in [
        ("dash", "năm"), ("point", "bốn"), ("numbered", "ba"), ("numbered", "hai"), ("numbered", "một")
    ]:  # fmt: skip
        nested = entries(kind, (paragraph(words), nested))
    assert body(text) == [nested]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("**đậm**", (Run("đậm", bold=True),)),
        ("*nghiêng*", (Run("nghiêng", italic=True),)),
        ("***cả hai***", (Run("cả hai", bold=True, italic=True),)),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("[chữ](https://a.vn)", (Run("chữ", link="https://a.vn"),)),
        ("<https://a.vn>", (Run("https://a.vn", link="https://a.vn"),)),
        ("https://a.vn", (Run("https://a.vn"),)),
        ("R&D, a < b, 5 * 3, a_b_c", (Run("R&D, a < b, 5 * 3, a_b_c"),)),
        ("R&amp;D &lt;x&gt;", (Run("R&D <x>"),)),
        (r"\*không nghiêng\*", (Run("*không nghiêng*"),)),
        (r"2025\. Năm", (Run("2025. Năm"),)),
        (r"a\) không phải điểm", (Run("a) không phải điểm"),)),
        ("{{ 7*7 }} {% x %}", (Run("{{ 7*7 }} {% x %}"),)),
    ],
)
def test_marks_inside_a_line_become_runs(text, content):
    assert body(text) == [Paragraph(content)]


def test_what_follows_the_three_asterisks_is_the_closing():
    parsed = parse("một\n\n***\n\nhai\n\nba")

    assert parsed.body == (paragraph("một"),)
    assert parsed.closing == (paragraph("hai"), paragraph("ba"))
    assert not parsed.problems


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (
            "| a | b |\n|---|---|\n| 1 | **2** |",
            Table((runs("a"), runs("b")), ((runs("1"), (Run("2", bold=True),)),), ("", "")),
        ),
        ("a | b\n--- | ---\n1 | 2", Table((runs("a"), runs("b")), ((runs("1"), runs("2")),), ("", ""))),
        ("| a | b |\n|---|---|\n| 1 | |", Table((runs("a"), runs("b")), ((runs("1"), ()),), ("", ""))),
        (
            "| a | b | c |\n|:--|:-:|--:|",
            Table((runs("a"), runs("b"), runs("c")), (), ("left", "center", "right")),
        ),
        ("| a |\n|---|\n| x\\|y |", Table((runs("a"),), ((runs("x|y"),),), ("",))),
    ],
)
def test_a_table_has_one_header_row_and_an_alignment_for_each_column(text, table):
    assert body(text) == [table]


def test_a_table_may_stand_in_a_list_entry_below_its_text():
    assert body("- lời\n\n  | a |\n  |---|\n  | 1 |") == [
        entries("dash", (paragraph("lời"), Table((runs("a"),), ((runs("1"),),), ("",))))
    ]


def test_footnotes_are_numbered_by_their_marks_and_keep_their_text():
    parsed = parse("a[^x] b[^1] c^[ngay *đây*]\n\n[^1]: một\n\n    thêm\n\n[^x]: hai")

    assert parsed.body == (paragraph("a", NoteRef(1), " b", NoteRef(2), " c", NoteRef(3)),)
    assert parsed.notes == (
        runs("hai"),
        runs("một", LineBreak(), "thêm"),
        (Run("ngay "), Run("đây", italic=True)),
    )
    assert not parsed.problems


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "một\n\n> trích",
            "3:1: lỗi: không dùng được trong kế hoạch: đoạn trích (dòng bắt đầu bằng >) [markdown-unsupported]",
        ),
        (
            "một\n> trích",
            "2:1: lỗi: không dùng được trong kế hoạch: đoạn trích (dòng bắt đầu bằng >) [markdown-unsupported]",
        ),
        ("```\nmã\n```", "1:1: lỗi: không dùng được trong kế hoạch: khối mã ``` [markdown-unsupported]"),
        ("a `mã` b", "1:1: lỗi: không dùng được trong kế hoạch: chữ trong dấu ` ` [markdown-unsupported]"),
        ("![ảnh](a.png)", "1:1: lỗi: không dùng được trong kế hoạch: hình ảnh [markdown-unsupported]"),
        (
            '[chữ](https://a.vn "chú giải")',
            "1:1: lỗi: không dùng được trong kế hoạch: chú giải của liên kết [markdown-unsupported]",
        ),
        (
            "I. Mục đích",
            "1:1: lỗi: số thứ tự «I.» gõ tay: thứ tự do chương trình đánh; viết #, ##, 1), 1. hoặc - ở đầu dòng "
            "(hoặc \\ trước dấu nếu đúng là nội dung) [typed-label]",
        ),
        (
            "# II. Mục đích",
            "1:1: lỗi: số thứ tự «II.» gõ tay: thứ tự do chương trình đánh; viết #, ##, 1), 1. hoặc - ở đầu dòng "
            "(hoặc \\ trước dấu nếu đúng là nội dung) [typed-label]",
        ),
        (
            "2025. Năm bản lề",
            "1:1: lỗi: «2025.» đầu dòng bị hiểu là danh sách; nếu là nội dung, hãy viết dấu \\ trước dấu đó "
            "[typed-label]",
        ),
        (
            "một\na) hai",
            "2:1: lỗi: dòng bắt đầu bằng «a)» bị dính vào đoạn trên; hãy chừa một dòng trống phía trước [typed-label]",
        ),
        (
            "một\n2. hai",
            "2:1: lỗi: dòng bắt đầu bằng «2.» bị dính vào đoạn trên; hãy chừa một dòng trống phía trước [typed-label]",
        ),
        (
            "#### Một",
            "1:1: lỗi: đề mục «####» quá sâu: chỉ có # (I.), ## (1.), ### (1.1.); ý nhỏ hơn dùng 1) hoặc - "
            "[heading-too-deep]",
        ),
        ("## Một", "1:1: lỗi: đề mục «##» nhảy cấp; ở đây chỉ dùng được «#» trở lên [structure]"),
        ("# Một\n### Hai", "2:1: lỗi: đề mục «###» nhảy cấp; ở đây chỉ dùng được «##» trở lên [structure]"),
        ("#\n", "1:1: lỗi: đề mục không có tên [heading-required-title]"),
        (
            "# Một.",
            "1:1: lỗi: tên mục «Một.» không được kết thúc bằng dấu chấm hay dấu hai chấm [heading-roman]",
        ),
        ("- một\n-\n- ba", "2:1: lỗi: ý này không có nội dung [empty-item]"),
        (
            "1) một\n   1. hai",
            "2:4: lỗi: khoản «1.» không được đặt trong điểm «1)»; thứ tự từ lớn đến nhỏ là 1. rồi 1) rồi - [structure]",
        ),
        (
            "- một\n  1) hai",
            "2:3: lỗi: điểm «1)» không được đặt trong gạch đầu dòng «-»; thứ tự từ lớn đến nhỏ là 1. rồi 1) rồi - "
            "[structure]",
        ),
        ("- một\n  - hai\n    - ba", "3:5: lỗi: gạch đầu dòng «-» lồng nhau quá 2 cấp [structure]"),
        (
            "| a | b |\n|---|---|\n| 1 |",
            "3:1: lỗi: hàng này của bảng có 1 ô, hàng đầu có 2 ô [table-uneven]",
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
            "3:1: lỗi: hàng này của bảng có 3 ô, hàng đầu có 2 ô [table-uneven]",
        ),
        (
            "| a | b |\n|---|\n| 1 | 2 |",
            "2:1: lỗi: bảng không đọc được: hàng đầu và hàng gạch «|---|» phải có cùng số ô [table-uneven]",
        ),
        ("một\n\n***\n\nhai\n\n***\n\nba", "7:1: lỗi: chỉ được có một dòng *** để ngăn phần kết [closing-twice]"),
        ("một\n\n***\n\n- hai", "5:1: lỗi: sau dòng *** chỉ có đoạn văn kết thúc kế hoạch [closing-not-text]"),
        ("một\n\n***\n\n# Hai", "5:1: lỗi: sau dòng *** chỉ có đoạn văn kết thúc kế hoạch [closing-not-text]"),
        (
            "- một\n  ***",
            "2:3: lỗi: dòng *** ngăn phần kết phải đứng sát lề, ngoài danh sách [closing-in-list]",
        ),
        (
            "một[^1]",
            "1:1: lỗi: chú thích cuối trang «[^1]» không có nội dung; hãy viết «[^1]: …» thành một đoạn riêng "
            "[footnote-missing]",
        ),
        ("một\n\n[^1]: hai", "3:1: lỗi: chú thích cuối trang «[^1]» không được dùng ở đâu trong bài [footnote-unused]"),
        (
            "một[^1] hai[^1]\n\n[^1]: ba",
            "3:1: lỗi: chú thích cuối trang «[^1]» được dùng nhiều lần; mỗi chú thích dùng một lần [footnote-twice]",
        ),
        (
            "một[^1]\n\n[^1]: hai\n\n    - ba",
            "5:5: lỗi: không dùng được trong kế hoạch: danh sách, bảng hoặc tiêu đề trong chú thích "
            "[markdown-unsupported]",
        ),
    ],
)
def test_what_plans_do_not_have_is_told_with_its_place(text, fault):
    assert faults(text) == [f"ke-hoach.md:{fault}"]


@pytest.mark.parametrize("label", ["I.", "IV)", "1/", "1.1.", "2.1", "a)", "A.", "đ/", "(a)", "(1)", "–", "—", "•"])
def test_a_label_typed_by_hand_is_told_whatever_its_form(label):
    marked = f"{label} Lời" if label != "2.1" else "2.1. Lời"

    assert [problem.code for problem in parse(marked).problems] == ["typed-label"]


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("một <b>hai</b>", "thẻ HTML"),
        ("một<br>hai", "thẻ HTML"),
        ("<!-- lời ghi -->", "thẻ HTML"),
        ("một **hai", "dấu ** không thành chữ đậm (thừa, thiếu, hoặc dính dấu câu)"),
        ("**Mục tiêu:**văn bản", "dấu ** không thành chữ đậm (thừa, thiếu, hoặc dính dấu câu)"),
        ("[chữ][b]", "liên kết này (viết [chữ](https://địa-chỉ))"),
        ("[chữ](https://a.vn b)", "liên kết này (viết [chữ](https://địa-chỉ))"),
        ("~~một~~", "chữ gạch ngang ~~ ~~"),
        ("[ ] một", "ô đánh dấu [ ]"),
        ("#Mục", "dòng # thiếu dấu cách trước tên đề mục"),
        ("một\n===", "dòng === (đề mục viết bằng #)"),
        ("5*6*7", "dấu * dính liền chữ phía trước (viết \\* nếu đúng là nội dung)"),
    ],
)
def test_marks_that_would_be_printed_as_they_stand_are_told(text, construct):
    assert faults(text) == [f"ke-hoach.md:1:1: lỗi: không dùng được trong kế hoạch: {construct} [markdown-unsupported]"]


@pytest.mark.parametrize(
    "text",
    [r"một \<br\>", r"\*\*hai\*\*", r"\~\~ba\~\~", r"\#Bốn", r"5\*6\*7", "5 < 6 > 4", "<Tên cơ quan>", "5 * 6"],
)
def test_marks_with_a_backslash_and_signs_of_arithmetic_are_text(text):
    assert body(text) == [paragraph(text.replace("\\", ""))]


@pytest.mark.parametrize("text", ["-Bốn", "a)Hai", "1)Ba", "1.Ba", "I.Mục"])
def test_a_label_without_its_space_is_told(text):
    label = text[: -len(text.lstrip("-a1I.)"))]

    assert faults(text) == [
        f"ke-hoach.md:1:1: lỗi: sau «{label}» thiếu dấu cách; nếu đúng là nội dung, hãy viết \\ trước dấu [typed-label]"
    ]


@pytest.mark.parametrize(
    "text", ["Ia Rsai là xã", "1.500 người", "15/3/2026 họp", "a-b", "UBND phường", "5 lần", "V/v", "I.2 nêu"]
)
def test_words_that_only_look_like_a_label_are_text(text):
    assert body(text) == [paragraph(text)]


def test_all_faults_of_a_text_are_told_at_once_with_their_lines():
    found = faults("## Một\n\n`mã`\n\n- hai\n-\n\n| a | b |\n|---|---|\n| 1 |")

    assert [line.split(": ")[0] for line in found] == [
        "ke-hoach.md:1:1", "ke-hoach.md:3:1", "ke-hoach.md:6:1", "ke-hoach.md:10:1",
    ]  # fmt: skip


def test_lines_are_those_of_the_source_not_of_the_rendered_text():
    parsed = content.parse("một\n\n#### Hai", "ke-hoach.md", [40, 41, 57])

    assert parsed.problems[0].place.line == 57


def test_blocks_know_where_they_stand():
    heading, items = body("# Mục\n\n- một\n- hai")

    assert (heading.place.line, items.items[1].blocks[0].place.line) == (1, 4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a *b*", ((Run("a "), Run("b", italic=True)), ())),
        (" a\nb ", ((Run("a b"),), ())),
        ("- a", ((Run("- a"),), ())),
        ("a `b`", ((Run("a b"),), ("chữ trong dấu ` `",))),
        ("", ((), ())),
    ],
)
def test_the_text_of_a_cell_is_one_paragraph_with_its_form(text, found):
    assert content.parse_inline(text) == found


values = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\`*_{}[]()<>#+-.!|~&^=:$/\"'0123456789 aIđ%@"),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip() and text[0] not in "–—•·" and not content.TYPED_LABEL.match(f"{text} "))
FRAMES = {
    "paragraph": ("{}", lambda blocks: blocks[0].content),
    "heading": ("# Mục {} này", lambda blocks: blocks[0].content),
    "dash": ("- {}", lambda blocks: blocks[0].items[0].blocks[0].content),
    "point": ("1) {}", lambda blocks: blocks[0].items[0].blocks[0].content),
    "second line": ("một\n{}", lambda blocks: blocks[0].content),
    "cell": ("| a | b |\n|---|---|\n| {} | x |", lambda blocks: blocks[0].rows[0][0]),
    "link": ("[{}](https://a.vn)", lambda blocks: blocks[0].content),
    "bold": ("**{}**", lambda blocks: blocks[0].content),
}


@pytest.mark.parametrize("frame", FRAMES)
@given(value=values)
def test_an_escaped_value_prints_as_it_is_wherever_it_stands(frame, value):
    before, find = FRAMES[frame]

    blocks = body(before.replace("{}", escape_markdown(value)))

    (run,) = find(blocks)
    expected = {"heading": f"Mục {value} này", "second line": f"một {value}"}.get(frame, value)
    assert (len(blocks), run.text, run.italic) == (1, expected, False)


@given(st.text("ab *_#->`[]()!|\n1.)\t&<x^:", max_size=60))
def test_no_text_is_so_strange_that_reading_fails(text):
    parsed = parse(text)

    assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in parsed.problems)
