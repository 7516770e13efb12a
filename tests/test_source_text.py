"""Text files: UTF-8 or a clear error, NFC, plain line ends, nothing that Word cannot hold."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft.errors import InputError, Place
from cchc_draft.source_text import FORBIDDEN, SIZE_LIMIT, decode, existing, place_of, read_text, typed


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\r\n\r\n", "\n\n"),
        (b"a\tb", "a\tb"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân phường Ngọc Hà").encode(), "Ủy ban nhân dân phường Ngọc Hà"),
        ("hoà, thuỷ".encode(), "hoà, thuỷ"),
        ("😀".encode(), "😀"),
    ],
)
def test_text_is_read_in_nfc_with_plain_line_ends_and_no_word_changed(data, text):
    assert decode(data, "tep.md") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t")).filter(
    lambda text: not text.startswith("\ufeff") and not FORBIDDEN.search(text)
))  # fmt: skip
def test_reading_loses_nothing_but_the_composed_form(text):
    assert decode(text.encode(), "tep.md") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("một\nhai".encode("utf-16"), 1),
        ("được".encode("cp1258", "replace"), 1),
        (b"a\nb\n\xff\n", 3),
        ("Ngọc Hà".encode()[:-1], 1),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_line(data, line):
    with pytest.raises(InputError) as caught:
        decode(data, "tep.md")

    assert str(caught.value) == (
        f"tep.md:{line}: lỗi: tệp không phải UTF-8; hãy mở tệp và lưu lại với bảng mã UTF-8 [not-utf-8]"
    )


def test_every_control_character_is_told_with_its_place():
    with pytest.raises(InputError) as caught:
        decode("một\x00\nĐây\x1f là \x7f\n".encode(), "tep.md")

    assert str(caught.value).splitlines() == [
        "tep.md:1:4: lỗi: có ký tự điều khiển U+0000 mà tệp Word không chứa được; "
        "hãy xóa ký tự này [control-character]",
        "tep.md:2:4: lỗi: có ký tự điều khiển U+001F mà tệp Word không chứa được; "
        "hãy xóa ký tự này [control-character]",
        "tep.md:2:9: lỗi: có ký tự điều khiển U+007F mà tệp Word không chứa được; "
        "hãy xóa ký tự này [control-character]",
    ]


@pytest.mark.parametrize("character", ["\x08", "\x0b", "\x0c", "\x0e", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_is_refused(character):
    with pytest.raises(InputError, match="control-character"):
        decode(f"a{character}b".encode(), "tep.md")


def test_a_file_is_named_by_its_path_or_as_the_caller_says(tmp_path):
    path = tmp_path / "ke-hoach.md"
    path.write_bytes(b"\xff")

    for file, shown in [("", str(path)), ("ke-hoach.md", "ke-hoach.md")]:
        with pytest.raises(InputError) as caught:
            read_text(path, file)
        assert caught.value.problems[0].place == Place(shown, 1)


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "ke-hoach.md"
    path.write_bytes(b"a\r\n" * 1000)

    assert read_text(path) == "a\n" * 1000


def test_a_file_of_the_largest_size_is_read(tmp_path):
    path = tmp_path / "lon.md"
    path.write_bytes(b" " * SIZE_LIMIT)

    assert len(read_text(path)) == SIZE_LIMIT


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("khong-co.md", "không đọc được tệp: không có tệp này [unreadable-file]"),
        ("thu-muc", "không đọc được tệp: đây là thư mục, không phải tệp [unreadable-file]"),
        ("tep.md/x.md", "không đọc được tệp: một phần của đường dẫn không phải là thư mục [unreadable-file]"),
        ("lon.md", "tệp lớn hơn 8 MB, không phải tệp kế hoạch [file-too-large]"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path, name, fault):
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "tep.md").touch()
    with (tmp_path / "lon.md").open("wb") as large:
        large.truncate(SIZE_LIMIT + 1)

    with pytest.raises(InputError) as caught:
        read_text(tmp_path / name, name)

    assert str(caught.value) == f"{name}: lỗi: {fault}"


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 1, 4), (4, 2, 1), (5, 3, 1), (6, 3, 2)]
)
def test_places_count_lines_and_columns_from_one(offset, line, column):
    assert place_of("Đây\n\nx\n", offset, "tep.md") == Place("tep.md", line, column)


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n", b"{\\rtf1 }"])
def test_a_document_in_place_of_a_text_is_named_with_the_way_to_import_it(data):
    with pytest.raises(InputError) as caught:
        decode(data, "kế hoạch.docx")

    assert str(caught.value) == (
        "kế hoạch.docx: lỗi: đây là tệp Word, Excel hoặc PDF, không phải tệp chữ; nếu là kế hoạch thì nhập trước bằng "
        'lệnh: cchc-draft import "kế hoạch.docx" -o <thư mục mới> [not-a-text]'
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [("kế-hoạch/đ_1.docx", "kế-hoạch/đ_1.docx"), ("ke hoach", '"ke hoach"'), ("a&b", '"a&b"'), (".", ".")],
)
def test_paths_in_commands_are_quoted_where_a_shell_would_part_them(path, expected):
    assert typed(Path(path)) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_either_way_of_writing_its_marks(tmp_path, form):
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    there = tmp_path / unicodedata.normalize(form, "Kế hoạch") / unicodedata.normalize(other, "đã duyệt.docx")
    there.parent.mkdir()
    there.touch()

    assert existing(Path(unicodedata.normalize(other, str(there)))).samefile(there)
    assert existing(there.with_name("mới.docx")) == there.with_name("mới.docx")
