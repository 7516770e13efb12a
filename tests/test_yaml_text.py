"""YAML without guessing: scalars stay text, every value knows its place, nothing wins in silence."""

from unicodedata import normalize

import pytest
import yaml
from conftest import tries
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_draft.errors import InputError, Place
from cchc_draft.yaml_text import dump, load

composed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(lambda text: normalize("NFC", text))
texts = composed | st.sampled_from([
    "no", "012", "null", "~", "", "1:30", "2026-03-04", "- x", "a: b", "#", "{}", "!x", "*x", "&x", "Đường"
])  # fmt: skip
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(texts, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def faults(text, first_line=1):
    with pytest.raises(InputError) as caught:
        load(text, "tep.yaml", first_line)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "yes",
        "on",
        "true",
        "012",
        "12",
        "1.50",
        "1:30",
        "0x1F",
        "2026-03-04",
        "nULL",
        "75/KH-UBND",
        ".inf",
        "1_000",
    ],
)
def test_scalars_stay_the_text_that_was_written(scalar):
    assert load(f"a: {scalar}", "tep.yaml").plain() == {"a": scalar}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("# lời ghi", None),
        ('""', ""),
        ("'~'", "~"),
        ('"null"', "null"),
        ("|\n  một\n  hai\n", "một\nhai\n"),
        (">\n  một\n  hai\n", "một hai\n"),
        ("[]", []),
        ("{}", {}),
    ],
)
def test_only_what_is_left_open_is_nothing(written, value):
    assert load(f"a: {written}", "tep.yaml").plain() == {"a": value}


def test_escaped_letters_are_composed():
    assert load('a: "e\\u0302"', "tep.yaml").plain() == {"a": "ê"}


@pytest.mark.parametrize("text", ["", "\n", "# chỉ có lời ghi\n"])
def test_an_empty_document_is_nothing_at_its_first_line(text):
    node = load(text, "tep.yaml", 5)

    assert (node.value, node.place.line) == (None, 5)


@given(trees)
def test_whatever_yaml_holds_is_read_as_text(tree):
    assert load(yaml.safe_dump(tree, allow_unicode=True), "tep.yaml").plain() == tree


def test_keys_and_values_know_line_and_column():
    node = load("Đường dây: nóng\nb:\n  - một\n  - {x: hai}\n", "tep.yaml", 10)

    assert node.find(("Đường dây",)).key_place == Place("tep.yaml", 10, 1)
    assert node.find(("Đường dây",)).place == Place("tep.yaml", 10, 12)
    assert node.find(("b", 0)).place == Place("tep.yaml", 12, 5)
    assert node.find(("b", 1, "x")).key_place == Place("tep.yaml", 13, 6)
    assert node.find(("b", 1, "x")).place == Place("tep.yaml", 13, 9)


def test_a_path_that_leads_nowhere_finds_the_nearest_node_above():
    node = load("a:\n  - x\n", "tep.yaml")

    assert node.find(("a", 7, "y")) is node.child("a")
    assert node.find(("b",)) is node
    assert node.child("a").child("x") is None
    assert node.child(0) is None


def test_leaves_are_scalars_and_empty_collections_in_order():
    node = load("a: [x, {}]\nb: {c: y, d: }\ne: []\n", "tep.yaml")

    assert [(path, leaf.value) for path, leaf in node.leaves()] == [
        (("a", 0), "x"),
        (("a", 1), {}),
        (("b", "c"), "y"),
        (("b", "d"), None),
        (("e",), []),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "a: 1\na: 2\n",
            "tep.yaml:2:1: lỗi: khóa «a» lặp lại (lần đầu ở dòng 1); mỗi khóa chỉ viết một lần [repeated-key]",
        ),
        (
            "x:\n  b: 1\n  c: 2\n  b: 3\n",
            "tep.yaml:4:3: lỗi: khóa «b» lặp lại (lần đầu ở dòng 2); mỗi khóa chỉ viết một lần [repeated-key]",
        ),
        (
            "a: &x 1\nb: *x\n",
            "tep.yaml:1:4: lỗi: không dùng được ký hiệu & và * của YAML; hãy viết giá trị ra [yaml-alias]",
        ),
        (
            "a: !x 1\n",
            "tep.yaml:1:4: lỗi: không dùng được thẻ YAML «!x»; hãy đặt giá trị trong dấu ngoặc kép [yaml-tag]",
        ),
        ("? [a]\n: b\n", "tep.yaml:1:3: lỗi: tên khóa phải là một từ đơn giản [yaml-key]"),
        ("[" * 42 + "]" * 42, "tep.yaml:1:42: lỗi: các khối lồng nhau quá sâu [yaml-depth]"),
        (
            "co_quan: Sở: Nội vụ\n",
            "tep.yaml:1:12: lỗi: YAML sai cú pháp: dấu «:» thừa; giá trị có «: » phải đặt trong dấu ngoặc kép "
            "[yaml-syntax]",
        ),
        (
            "a: 1\nb\n",
            "tep.yaml:3:1: lỗi: YAML sai cú pháp: thiếu dấu «:» sau tên khóa [yaml-syntax]",
        ),
        (
            'a: "một\n',
            "tep.yaml:2:1: lỗi: YAML sai cú pháp: dấu ngoặc kép mở mà chưa đóng [yaml-syntax]",
        ),
        (
            "a: [1, 2\n",
            "tep.yaml:2:1: lỗi: YAML sai cú pháp: thụt lề, dấu ngoặc hoặc dấu phẩy không khớp [yaml-syntax]",
        ),
        (
            "a:\n  - b\n c: 1\n",
            "tep.yaml:3:2: lỗi: YAML sai cú pháp: thụt lề, dấu ngoặc hoặc dấu phẩy không khớp [yaml-syntax]",
        ),
        (
            "a: *x\n",
            "tep.yaml:1:4: lỗi: YAML sai cú pháp: dấu «*» đứng đầu giá trị; hãy đặt giá trị trong dấu ngoặc kép "
            "[yaml-syntax]",
        ),
        (
            "a: @x\n",
            "tep.yaml:1:4: lỗi: YAML sai cú pháp: ký tự này không đứng đầu giá trị được; "
            "hãy đặt giá trị trong dấu ngoặc kép [yaml-syntax]",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "tep.yaml:2:1: lỗi: YAML sai cú pháp: chỉ được một khối YAML trong một tệp [yaml-syntax]",
        ),
        ('a: "\\q"\n', "tep.yaml:1:5: lỗi: YAML sai cú pháp: không hiểu chỗ này [yaml-syntax]"),
        ("a:\n\t- b\n", "tep.yaml:2:1: lỗi: YAML sai cú pháp: thụt lề bằng phím Tab; hãy dùng dấu cách [yaml-syntax]"),
        (
            "a: Phòng #1\n",
            "tep.yaml:1:4: lỗi: phần «#1» bị coi là chú thích; nếu là nội dung, hãy đặt cả giá trị trong dấu ngoặc "
            "kép [yaml-comment]",
        ),
        (
            'a: "x\\u0001"\n',
            "tep.yaml:1:4: lỗi: có ký tự điều khiển U+0001 mà tệp Word không chứa được; hãy xóa ký tự này "
            "[control-character]",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text, fault):
    assert faults(text) == [fault]


def test_faults_count_lines_from_where_the_yaml_starts_in_the_file():
    assert faults("a: 1\na: 2\n", first_line=20)[0].startswith(
        "tep.yaml:21:1: lỗi: khóa «a» lặp lại (lần đầu ở dòng 20)"
    )


def test_all_faults_of_a_document_are_told_at_once():
    found = faults("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 2}\n")

    assert [line.partition(": ")[0] for line in found] == ["tep.yaml:2:1", "tep.yaml:3:4", "tep.yaml:4:11"]


def test_forty_blocks_deep_is_still_read():
    assert load("[" * 41 + "]" * 41, "tep.yaml").place == Place("tep.yaml", 1, 1)


# Written.

letters = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(32), 127, 0xFFFE, 0xFFFF]))
)
signs = st.sampled_from(" \n\t#:-'\"|>&*!%@`{}[],?~=<\x85\u2028\u2029\ufeff\u00a0…à")
written = st.one_of(
    st.text(letters, max_size=10),
    st.text(signs, max_size=8),
    texts,
    st.sampled_from(
        ["---", "...", "\n---\n", "a\n...\nb", "x " * 80, "x" * 200, "no\n", "? a", "<<", " a\n  b\n", "\n\n a"]
    ),
).map(lambda text: normalize("NFC", text))
written_trees = st.recursive(
    written | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(written, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=tries(60))
@given(written_trees)
def test_what_is_written_is_read_as_the_same(tree):
    assert load(dump(tree), "tep.yaml").plain() == tree


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        ({"so": "012", "a": "no", "b": "2026-03-04"}, "so: 012\na: no\nb: 2026-03-04\n"),
        ({"a": None, "b": "null", "c": "~", "d": ""}, "a: null\nb: 'null'\nc: '~'\nd: ''\n"),
        ({"trich_yeu": "một\nhai\n"}, "trich_yeu: |\n  một\n  hai\n"),
        ({"ds": ["Phòng Văn hóa", {"a": "b"}], "t": [], "g": {}}, "ds:\n- Phòng Văn hóa\n- a: b\nt: []\ng: {}\n"),
        ({"a": "b: c", "d": "#e", "f": "{{ nam }}"}, "a: 'b: c'\nd: '#e'\nf: '{{ nam }}'\n"),
    ],
)
def test_text_is_written_as_a_person_would_write_it(tree, text):
    assert dump(tree) == text


def test_what_stands_twice_is_written_twice():
    both = {"a": "b"}

    assert dump([both, both]) == "- a: b\n- a: b\n"


@pytest.mark.parametrize("line_end", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "text",
    [
        "a: 'x{}{}'\nb: 1\n",
        "# {}{}{}\nb: 1\n",
        "trich_yeu: Cải cách{}hành chính{}\nnam: 2026\n",
        "a: {}{}{}[",
        "a: {}\n{}b: {{c: 1, c: 2}}\n{}",
        "{}{}{}: '0'\n",
    ],
)
def test_line_ends_of_other_systems_are_no_reason_to_stop(text, line_end):
    try:
        load(text.format(line_end, line_end, line_end), "tep.yaml")
    except InputError as error:
        assert str(error).startswith("tep.yaml")


@pytest.mark.parametrize("line_end", ["\x85", "\u2028", "\u2029"])
def test_places_count_the_lines_that_an_editor_shows(line_end):
    (fault,) = faults(f"a: 'x{line_end}{line_end}y'\nb: {{c: 1, c: 2}}\n")

    assert fault.startswith("tep.yaml:2:11: ")
