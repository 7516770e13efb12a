"""Spreadsheets as rows of text: what a cell shows, what is wrong with a file or a cell, and how much is read."""

import csv
import datetime
import io
import re
import struct
import unicodedata
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from cchc_draft.cell_text import UnclearFormatError, shown_month, shown_number
from cchc_draft.errors import InputError, Place
from cchc_draft.spreadsheet import FAILED, read_sheet

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
BROKEN = (
    "tệp hỏng hoặc không phải sổ tính Excel; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng "
    "«Excel Workbook (*.xlsx)» [unreadable-workbook]"
)
LARGE = (
    "sổ tính quá lớn, không phải danh sách nhiệm vụ; hãy chép riêng bảng nhiệm vụ sang một tệp mới [workbook-too-large]"
)


def workbook(sheets):
    """Return the bytes of a workbook; *sheets* are rows by name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(data, changes):
    """Return a package in which some parts are others; None takes a part away."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = {name: package.read(name) for name in package.namelist()} | changes
        for name, part in parts.items():
            if part is not None:
                copy.writestr(name, part)
    return buffer.getvalue()


def of_xml(rows, start=f'<worksheet xmlns="{MAIN}">', close="</worksheet>"):
    """Return a workbook whose sheet has these rows in its XML."""
    xml = f"{start}<sheetData>{rows}</sheetData>{close}"
    return changed(workbook({"T": [["x"]]}), {SHEET: xml.encode()})


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and reads it."""

    def write_and_read(data, file="nhiem-vu.xlsx", name="", **options):
        path = tmp_path / file
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_sheet(path, file, name, **options)

    return write_and_read


@pytest.fixture
def fault(read):
    """Return a function that gives what is said of a file that cannot be read."""

    def said(data, file="nhiem-vu.xlsx", name=""):
        with pytest.raises(InputError) as caught:
            read(data, file, name)
        return str(caught.value)

    return said


def cells(sheet):
    return [row.cells for row in sheet.rows]


def faults(sheet):
    return [str(problem) for problem in sheet.faults.values()]


# Which sheet, which rows.


def test_rows_keep_their_numbers_and_have_one_width(read):
    sheet = read(workbook({"Phụ lục": [["a"], [], [None, "b", "c"], [None, " "]]}))

    assert sheet.name == "Phụ lục"
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "", "")), (3, ("", "b", "c"))]


def test_the_first_visible_sheet_is_read(read):
    book = openpyxl.Workbook()
    book.active["A1"] = "ẩn"
    book.active.sheet_state = "hidden"
    book.create_sheet("Hai")["A1"] = "hiện"
    book.create_sheet("Ba")["A1"] = "ẩn kỹ"
    book["Ba"].sheet_state = "veryHidden"
    book.create_sheet("Bốn")["B7"] = "cũng hiện"
    book.create_sheet("Năm")
    book.create_chartsheet("Biểu đồ", 0)

    sheet = read(saved(book))

    assert (sheet.name, cells(sheet), sheet.others) == ("Hai", [("hiện",)], ("Bốn",))


@pytest.mark.parametrize("name", ["Phụ lục II", "phụ lục ii ", "PHỤ LỤC II"])
def test_a_sheet_is_chosen_by_its_name_and_then_no_other_counts(read, name):
    sheet = read(workbook({"Phụ lục I": [["một"]], "Phụ lục II": [["hai"]]}), name=name)

    assert (sheet.name, cells(sheet), sheet.others) == ("Phụ lục II", [("hai",)], ())


def test_a_sheet_that_is_not_read_may_be_broken(read):
    data = changed(workbook({"Một": [["x"]], "Hai": [["y"]]}), {"xl/worksheets/sheet2.xml": b"<worksheet"})

    sheet = read(data)

    assert (cells(sheet), sheet.others) == ([("x",)], ("Hai",))


def test_names_of_sheets_are_composed(read):
    data = workbook({unicodedata.normalize("NFD", "Nhiệm vụ"): [["x"]]})

    assert read(data, name=unicodedata.normalize("NFD", "nhiệm vụ")).name == "Nhiệm vụ"


def test_a_hidden_sheet_may_be_chosen(read):
    book = openpyxl.Workbook()
    book.create_sheet("Kho")["A1"] = "x"
    book["Kho"].sheet_state = "hidden"

    assert cells(read(saved(book), name="Kho")) == [("x",)]


def test_merged_cells_are_told(read):
    book = openpyxl.Workbook()
    book.active["B2"] = "gộp"
    book.active.merge_cells("B2:AB3")

    (merged,) = read(saved(book)).merged

    assert merged == (2, 2, 3, 28, "B2:AB3")


def test_places_are_those_of_cells(read):
    sheet = read(workbook({"T": [["a"]]}))

    assert [str(place) for place in (sheet.place(), sheet.place(3), sheet.place(3, 28))] == [
        "nhiem-vu.xlsx:T",
        "nhiem-vu.xlsx:T!3",
        "nhiem-vu.xlsx:T!AB3",
    ]


def test_macros_are_left_alone(read):
    data = workbook({"T": [["a"]]})
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    macro = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")

    assert cells(read(changed(data, {"[Content_Types].xml": macro, "xl/vbaProject.bin": OLE}), "a.xlsm")) == [("a",)]


def test_a_workbook_may_have_no_styles(read):
    assert cells(read(changed(workbook({"T": [["a", 5]]}), {"xl/styles.xml": None}))) == [("a", "5")]


def test_what_other_parts_hold_does_not_matter(read):
    data = workbook({"T": [["a"]]})
    odd = {"xl/theme/theme1.xml": b"<a>", "docProps/custom.xml": b"<", "xl/drawings/drawing1.xml": b"?"}

    assert cells(read(changed(data, odd))) == [("a",)]


# What a cell shows.


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("  Họp\r\ntổ \n", "General", "Họp\ntổ"),
        (unicodedata.normalize("NFD", "Nhiệm vụ"), "General", "Nhiệm vụ"),
        ("a_x000D_\nb", "General", "a\nb"),
        ("_x005F_x000D_", "General", "_x000D_"),
        ("=", "General", "="),
        (CellRichText("Họp ", TextBlock(InlineFont(b=True), "gấp")), "General", "Họp gấp"),
        (5, "General", "5"),
        (5.0, "General", "5"),
        (-5, "General", "-5"),
        (1.5, "General", "1,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1e-7, "General", "0,0000001"),
        (1500000, "General", "1500000"),
        (1500000, "@", "1500000"),
        (0.95, "0%", "95%"),
        (0.29, "0%", "29%"),
        (0.945, "0%", "95%"),
        (0.955, "0.0%", "95,5%"),
        (1, "0%", "100%"),
        (1500000, "#,##0", "1.500.000"),
        (1234.5, "#,##0.00", "1.234,50"),
        (1234.5, "#,##0.##", "1.234,5"),
        (-1234, "#,##0", "-1.234"),
        (-0.3, "0", "0"),
        (-1234, "#,##0_);(#,##0)", "(1.234)"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (0, "0;-0;;@", ""),
        (1500000, '#,##0 "đồng"', "1.500.000 đồng"),
        (1500000, "_-* #,##0\\ [$₫-42A]_-;-* #,##0\\ [$₫-42A]_-", "1.500.000 ₫"),
        (15, '0 "triệu đồng"', "15 triệu đồng"),
        (1500000, '#,##0,,"M"', "2M"),
        (3, '"Quý "0', "Quý 3"),
        (7, "00", "07"),
        (3, '[Red]General" tin"', "3 tin"),
        (datetime.date(2026, 3, 8), "dd/mm/yyyy", "2026-03-08"),
        (datetime.datetime(2026, 3, 8, 14, 30), "dd/mm/yyyy hh:mm", "2026-03-08"),
        (datetime.date(2026, 3, 8), "d-mmm", "2026-03-08"),
        (datetime.date(2026, 3, 1), "mm/yyyy", "Tháng 3/2026"),
        (datetime.date(2026, 3, 1), "mmm-yy", "Tháng 3/2026"),
        (datetime.date(2026, 3, 1), '"Tháng "m', "Tháng 3/2026"),
        (datetime.date(2026, 1, 1), "yyyy", "2026"),
        (datetime.time(8, 30), "h:mm", "08:30"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(read, value, number_format, text):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "x", value
    book.active["B1"].number_format = number_format

    ((row,),) = [read(saved(book)).rows]

    assert "".join(row.cells[1:]) == text


def test_cells_with_dates_are_known(read):
    book = openpyxl.Workbook()
    book.active.append([datetime.date(2026, 3, 8), "2026-03-08", datetime.date(2026, 3, 1)])
    book.active["C1"].number_format = "mm/yyyy"

    assert read(saved(book)).dates == {(1, 1): datetime.date(2026, 3, 8)}


def test_dates_that_count_from_1904_are_read(read):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime.date(2026, 3, 8)

    assert cells(read(saved(book))) == [("2026-03-08",)]


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (0.5, "# ?/?"),
        (5, "0.00E+00"),
        (5, "[>=100]0;0.0"),
        (5, ";;;"),
        (5, "00-00"),
        (5, "0.0.0"),
        (1e300, "0"),
        (float("inf"), "0"),
    ],
)
def test_a_format_that_is_not_understood_is_refused(value, number_format):
    with pytest.raises(UnclearFormatError):
        shown_number(value, number_format)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["General", "0", "#,##0", '#,##0 "đồng"', "#,##0.00"]))
def test_a_whole_number_keeps_its_digits_in_every_form(number, number_format):
    text = shown_number(number, number_format)

    assert int(re.sub(r",00$|[^\d,-]", "", text)) == number


def test_a_day_that_is_shown_is_no_month():
    assert shown_month(datetime.date(2026, 3, 8), '"ngày" dd "tháng" mm "năm" yyyy') == ""


def test_texts_are_read_however_the_file_holds_them(read):
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>kết quả</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>hai </t></r><r><rPr><b/></rPr><t>phần</t></r></is></c>'
        '<c r="E1" t="d"><v>2026-03-08</v></c></row>'
    )
    strings = (
        f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> chung </t></si>'
        "<si><r><rPr><i/></rPr><t>đậm</t></r><r><t> nhạt</t></r><rPh sb='0' eb='1'><t>đọc</t></rPh></si></sst>"
    )

    sheet = read(changed(of_xml(rows), {"xl/sharedStrings.xml": strings.encode()}))

    assert cells(sheet) == [("chung", "đậm nhạt", "kết quả", "hai phần", "2026-03-08")]


def test_tags_may_have_a_prefix_and_cells_no_reference(read):
    rows = "<x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>3</x:v></x:c></x:row>"
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'

    sheet = read(changed(workbook({"T": [["x"]]}), {SHEET: xml.encode()}))

    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("1", "", "2")), (3, ("3", "", ""))]


def test_a_formula_shows_its_result(read):
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row>'
    )

    sheet = read(of_xml(rows))

    assert (cells(sheet), sheet.faults) == ([("2", "a")], {})


# What is wrong with a cell.


def test_every_faulty_cell_is_told(read):
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" t="e"><f>C9</f><v>#REF!</v></c></row>'
        '<row r="3"><c r="A3"><f>SUM(B1:B2)</f></c><c r="B3" t="b"><v>1</v></c></row>'
        '<row r="4"><c r="C4"><f>A1</f><v></v></c><c r="AB4" t="inlineStr"><is><t>a_x0001_b</t></is></c></row>'
        '<row r="5"><c r="A5" t="str"><v>#N/A</v></c><c r="B5"><f ca="1"/><v/></c></row>'
    )

    sheet = read(of_xml(rows))

    formula = "lỗi: công thức báo lỗi {}; hãy sửa công thức trong bảng tính [formula-error]"
    open_formula = (
        "lỗi: công thức chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại [formula-uncalculated]"
    )
    assert cells(sheet) == [("x",)]
    assert faults(sheet) == [
        "nhiem-vu.xlsx:T!B1: " + formula.format("#REF!"),
        "nhiem-vu.xlsx:T!A3: " + open_formula,
        "nhiem-vu.xlsx:T!B3: lỗi: ô chứa giá trị TRUE, không phải chữ; hãy gõ chữ cần in [cell-kind]",
        "nhiem-vu.xlsx:T!C4: " + open_formula,
        "nhiem-vu.xlsx:T!AB4: lỗi: có ký tự điều khiển U+0001 mà tệp Word không chứa được; hãy xóa ký tự này "
        "[control-character]",
        "nhiem-vu.xlsx:T!A5: " + formula.format("#N/A"),
        "nhiem-vu.xlsx:T!B5: " + open_formula,
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (0.5, "# ?/?", "không rõ số 0.5 hiện ra thế nào theo định dạng «# ?/?»; hãy gõ chữ cần in [cell-kind]"),
        (
            1e9,
            "d/m/yy",
            "không rõ số 1000000000 hiện ra thế nào theo định dạng «d/m/yy»; hãy gõ chữ cần in [cell-kind]",
        ),
    ],
)
def test_a_number_that_shows_in_an_unknown_way_is_told(read, value, number_format, said):
    book = openpyxl.Workbook()
    book.active["B2"] = value
    book.active["B2"].number_format = number_format

    assert faults(read(saved(book))) == [f"nhiem-vu.xlsx:Sheet!B2: lỗi: {said}"]


@pytest.mark.parametrize("value", ["một", "1E999"])
def test_what_is_no_number_is_told(read, value):
    (said,) = faults(read(of_xml(f'<row r="1"><c r="A1"><v>{value}</v></c></row>')))

    assert said.startswith(f"nhiem-vu.xlsx:T!A1: lỗi: không rõ số {value} hiện ra thế nào")


def test_formulas_of_a_program_that_does_not_calculate_are_told(read):
    sheet = read(workbook({"T": [["Việc", "=A1"]]}))

    assert faults(sheet) == [
        "nhiem-vu.xlsx:T!B1: lỗi: công thức chưa có kết quả; hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại "
        "[formula-uncalculated]"
    ]


# What is wrong with a file.


def ole(*names):
    """Return a compound file whose directory holds these names."""
    header = OLE + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + bytes(480)
    return header + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


def with_part(name, part):
    return changed(workbook({"T": [["x"]]}), {name: part})


def doctype(data):
    return b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            ole("Root Entry", "EncryptedPackage"),
            "tệp đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Excel rồi lưu lại [workbook-password]",
        ),
        (
            ole("Root Entry", "Workbook"),
            "tệp Excel kiểu cũ (.xls); hãy mở bằng Excel rồi lưu lại dạng «Excel Workbook (*.xlsx)» [old-workbook]",
        ),
        (b"", BROKEN),
        (b"STT;Nhi\xe1\xbb\x87m v\xe1\xbb\xa5\n", BROKEN),
        (b"PK\x03\x04", BROKEN),
        (workbook({"T": [["x"]]})[:-400], BROKEN),
        (with_part("xl/workbook.xml", None), BROKEN),
        (with_part("_rels/.rels", None), BROKEN),
        (with_part("xl/workbook.xml", b"<document/>"), BROKEN),
        (with_part("xl/workbook.xml", b"\0\1binary"), BROKEN),
        (with_part(SHEET, None), BROKEN),
        (with_part(SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'.encode()), BROKEN),
        (of_xml('<row r="1"><c r="A1"><v>1</v></row>'), BROKEN),
        (of_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), BROKEN),
        (of_xml('<row r="1"><c r="A1" t="?"><v>1</v></c></row>'), BROKEN),
        (of_xml('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>'), BROKEN),
        (of_xml('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), BROKEN),
        (of_xml('<row r="1"><c r="A1"><v>&a;</v></c></row>', doctype(b"").decode() + f'<worksheet xmlns="{MAIN}">'), BROKEN),
        (with_part("xl/styles.xml", doctype(b"<styleSheet/>")), BROKEN),
        (with_part("xl/sharedStrings.xml", doctype(b"<sst/>")), BROKEN),
        (
            with_part("xl/workbook.xml", b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'),
            "tệp lưu ở dạng Strict Open XML; hãy mở bằng Excel rồi lưu lại dạng «Excel Workbook (*.xlsx)» "
            "[unreadable-workbook]",
        ),
        (
            with_part("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>'.encode()),
            "sổ tính không có trang tính nào đang hiện [unreadable-workbook]",
        ),
        (with_part("xl/sharedStrings.xml", b" " * 50_000_000), LARGE),
        (changed(workbook({"T": [["x"]]}), {f"xl/{number}.xml": b"" for number in range(2_001)}), LARGE),
        (with_part(SHEET, b"<" + b" " * 9_000_000), LARGE),
        (of_xml("", close=" " * 9_000_000 + "</worksheet>"), LARGE),
        (of_xml("", close='<mergeCell ref="A1:B1"/>' * 50_001 + "</worksheet>"), LARGE),
        (of_xml('<row r="1">' + " " * 10_000_000 + '<c r="A1"><v>1</v></c></row>'), LARGE),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told(fault, data, said):
    assert fault(data) == f"nhiem-vu.xlsx: lỗi: {said}"


@pytest.mark.parametrize("piece", ["<mergeCell ", "<c ", "<c><f", "<v ", "<row "])
def test_broken_tags_take_no_more_time_than_others(fault, piece):
    rows = f'<row r="1"><c r="A1"><f>1</f><v>1</v></c>{piece * 300_000}</row>'

    assert fault(of_xml(rows)).endswith(f"lỗi: {BROKEN}")
    assert fault(of_xml("", close=f"<mergeCells>{piece * 300_000}</mergeCells></worksheet>")).endswith("[empty-sheet]")


def test_a_zip_bomb_is_not_unpacked(fault):
    data = changed(workbook({"T": [["x"]]}), {"xl/media/a.bin": bytes(1_234_567)})
    size, told = (struct.pack("<L", number) for number in (1_234_567, 600_000_000))

    assert fault(data.replace(size, told)) == f"nhiem-vu.xlsx: lỗi: {LARGE}"


def test_an_empty_sheet_is_told_with_those_that_are_not(fault):
    assert fault(workbook({"Bìa": [], "Một": [["x"]], "Hai": [["y"]]})) == (
        "nhiem-vu.xlsx:Bìa: lỗi: trang này không có chữ nào; các trang có chữ: «Một», «Hai»; hãy ghi tên trang sau tên "
        "tệp và dấu # [empty-sheet]"
    )


def test_an_unknown_sheet_is_told_with_those_there_are(fault):
    assert fault(workbook({"Nhiệm vụ": [["a"]], "Khác": []}), name="Nhiêm vụ") == (
        "nhiem-vu.xlsx: lỗi: không có trang «Nhiêm vụ»; các trang: Nhiệm vụ, Khác; có phải ý là «Nhiệm vụ»? "
        "[unknown-sheet]"
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[], [None, " "]], "nhiem-vu.xlsx:T: lỗi: không có chữ nào [empty-sheet]"),
        (
            [["x"], [None] * 200 + ["y"]],
            "nhiem-vu.xlsx:T!GS2: lỗi: có chữ ở ngoài 200 cột đầu; hãy xóa, hoặc chép riêng bảng nhiệm vụ sang một tệp "
            "mới [too-many-columns]",
        ),
    ],
)
def test_a_sheet_that_cannot_be_used_is_told(fault, rows, said):
    assert fault(workbook({"T": rows})) == said


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("nhiem-vu.xlsx", of_xml("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 50_001)))),
        ("nhiem-vu.csv", "x\n" * 20_001),
    ],
)
def test_more_rows_than_any_list_has_are_refused(fault, file, data):
    assert fault(data, file) == f"{file}: lỗi: bảng có hơn 20.000 dòng, không phải danh sách nhiệm vụ [too-many-rows]"


def test_rows_that_are_only_formatted_do_not_count(read):
    empty = "".join(
        f'<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="B{n}" t="str"><f>""</f><v></v></c></row>'
        for n in range(2, 60_001)
    )
    last = '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'

    sheet = read(of_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + empty + last))

    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("1",)), (1_048_576, ("2",))]


def test_cells_that_are_only_formatted_do_not_count(read):
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'

    assert cells(read(of_xml(row))) == [("1",)]


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "thu-muc.xlsx").mkdir()
    for name, reason in (("khong-co.xlsx", "không có tệp này"), ("thu-muc.xlsx", "đây là thư mục, không phải tệp")):
        with pytest.raises(InputError) as caught:
            read_sheet(tmp_path / name, name)
        assert str(caught.value) == f"{name}: lỗi: không đọc được tệp: {reason} [unreadable-file]"


@pytest.mark.parametrize(("file", "size", "limit"), [("a.xlsx", 32_000_001, 32), ("a.csv", 8_000_001, 8)])
def test_a_file_that_is_far_too_large_is_not_read(fault, file, size, limit):
    assert fault(bytes(size), file) == f"{file}: lỗi: tệp lớn hơn {limit} MB, không phải tệp kế hoạch [file-too-large]"


# CSV.


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ("a;b\n1;2\n", [("a", "b"), ("1", "2")]),
        ("a\tb\r\n1\t2\r\n", [("a", "b"), ("1", "2")]),
        ("a;b\r1;2\r", [("a", "b"), ("1", "2")]),
        ("Cơ quan, đơn vị;Thời gian, tiến độ;x\n1,5;2,5;3\n", [("Cơ quan, đơn vị", "Thời gian, tiến độ", "x"), ("1,5", "2,5", "3")]),
        ('a,b\n"một, hai","ba ""bốn"""\n', [("a", "b"), ("một, hai", 'ba "bốn"')]),
        ('a,b\n"dòng 1\r\ndòng 2",x\n', [("a", "b"), ("dòng 1\ndòng 2", "x")]),
        ('a,b\nx"y,5" ống\n', [("a", "b"), ('x"y', '5" ống')]),
        ("sep=;\na;b,c,d\n", [("a", "b,c,d")]),
        ("=1+1,x\n", [("=1+1", "x")]),
        ("chỉ một cột\nhai\n", [("chỉ một cột",), ("hai",)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read(read, text, rows, encoding):
    assert cells(read(text.encode(encoding), "a.csv")) == rows


def test_empty_lines_of_a_csv_file_count_as_rows(read):
    sheet = read("a,b\n\n,,\n 1 ,\n", "a.csv")

    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "b")), (4, ("1", ""))]
    assert sheet.place(4, 2) == Place("a.csv", 4, 2, is_cell=True)
    assert [str(place) for place in (sheet.place(), sheet.place(4, 2))] == ["a.csv", "a.csv:B4"]


def test_the_delimiter_is_the_one_that_gives_the_best_header(read):
    text = "Kế hoạch, chương trình, đề án, dự án, báo cáo\nTT;Việc\n1;a, b, c, d, e, f, g\n"

    sheet = read(text, "a.csv", rank=lambda row: int("Việc" in row))

    assert cells(sheet)[1:] == [("TT", "Việc"), ("1", "a, b, c, d, e, f, g")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\nx,"mở\ny,z\n', "a.csv:B2: lỗi: ô mở dấu ngoặc kép mà không đóng [csv-quote]"),
        ('a,b\n"1\n2",x\ny,z,"mở ""đóng""\n' + "x\n" * 90_000, "a.csv:C3: lỗi: ô mở dấu ngoặc kép mà không đóng [csv-quote]"),
        (
            'a,b\nx,"Kế hoạch" năm 2026\n',
            'a.csv:B2: lỗi: sau dấu ngoặc kép đóng còn chữ; dấu ngoặc kép trong ô phải viết hai lần ("") [csv-quote]',
        ),
        ("a,b\nx," + "y" * 200_000 + "\n", "a.csv:2: lỗi: dòng này có ô quá dài [csv-quote]"),
        ("\n \n", "a.csv: lỗi: không có chữ nào [empty-sheet]"),
        ("", "a.csv: lỗi: không có chữ nào [empty-sheet]"),
        (
            "Nhiệm vụ".encode("cp1258", "replace") + b"\xff",
            "a.csv: lỗi: tệp không phải UTF-8; trong Excel hãy lưu lại dạng «CSV UTF-8 (Comma delimited)» [not-utf-8]",
        ),
        (
            b"\xff\xfea",
            "a.csv: lỗi: tệp không phải UTF-8; trong Excel hãy lưu lại dạng «CSV UTF-8 (Comma delimited)» [not-utf-8]",
        ),
        (
            "x" + "," * 200 + "y\n",
            "a.csv:GS1: lỗi: có chữ ở ngoài 200 cột đầu; hãy xóa, hoặc chép riêng bảng nhiệm vụ sang một tệp mới "
            "[too-many-columns]",
        ),
    ],
)  # fmt: skip
def test_a_faulty_csv_file_is_told(fault, text, said):
    assert fault(text, "a.csv") == said


def test_characters_that_word_cannot_hold_are_told_with_their_cells(read):
    assert faults(read("a,b\nx\0,y\n#REF!,\x1f\n", "a.csv")) == [
        "a.csv:A2: lỗi: có ký tự điều khiển U+0000 mà tệp Word không chứa được; hãy xóa ký tự này [control-character]",
        "a.csv:A3: lỗi: công thức báo lỗi #REF!; hãy sửa công thức trong bảng tính [formula-error]",
        "a.csv:B3: lỗi: có ký tự điều khiển U+001F mà tệp Word không chứa được; hãy xóa ký tự này [control-character]",
    ]


def test_a_csv_file_has_no_sheets(fault):
    assert fault("a,b\n", "a.csv", "Một") == (
        "a.csv: lỗi: tệp CSV không có trang «Một»; hãy bỏ phần «#Một» [unknown-sheet]"
    )


def test_a_workbook_is_known_by_its_content(read):
    assert cells(read(workbook({"T": [["x"]]}), "a.csv")) == [("x",)]


# Nothing is lost.

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\"'<&>,;=_x"), max_size=8)
tables = st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5)


def shown(table):
    """Return the rows of a table that hold text, as any reader should give them."""
    rows = [[unicodedata.normalize("NFC", text.strip()) for text in row] for row in table]
    width = max((at + 1 for row in rows for at, text in enumerate(row) if text), default=0)
    return [(number, (*row, *[""] * width)[:width]) for number, row in enumerate(rows, 1) if any(row)]


def is_plain(table):
    """Tell whether a table holds something, and nothing that means more than it shows."""
    listed = [text for row in table for text in row]
    odd = re.compile(r"[\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
    return any(map(str.strip, listed)) and not any(odd.search(text) or text.strip() in FAILED for text in listed)


@given(tables.filter(is_plain))
def test_any_table_of_a_workbook_is_read_as_it_was_written(tmp_path_factory, table):
    book = openpyxl.Workbook()
    for number, row in enumerate(table, 1):
        for column, text in enumerate(row, 1):
            book.active.cell(number, column).value = text
            book.active.cell(number, column).data_type = "s"
    path = tmp_path_factory.mktemp("bang") / "a.xlsx"
    path.write_bytes(saved(book))

    assert [(row.number, row.cells) for row in read_sheet(path).rows] == shown(table)


@given(tables.filter(is_plain), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_any_table_of_a_csv_file_is_read_as_it_was_written(tmp_path_factory, table, delimiter, end):
    buffer = io.StringIO()
    buffer.write(f"sep={delimiter}{end}")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(table)
    path = tmp_path_factory.mktemp("bang") / "a.csv"
    path.write_bytes(buffer.getvalue().encode())

    assert [(row.number, row.cells) for row in read_sheet(path).rows] == shown(table)
