"""The city's plan for many communes: names, data, files, restarts, workers, and what is told of it all."""

import concurrent.futures
import datetime
import importlib.util
import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import THOROUGH, thorough_only, tries
from hypothesis import given, settings
from hypothesis import strategies as st
from made_once import draft_of

from cchc_draft import api
from cchc_draft.adapting import commune_data
from cchc_draft.adapting.batch_journal import FOLDER, NAME, Journal
from cchc_draft.adapting.commune_names import Lookup, file_names, profile_ids, safe_name
from cchc_draft.adapting.commune_work import Commune, Settings, Workshop
from cchc_draft.adapting.name_filling import COMMUNE, PROVINCE, Words, filler, is_plain, text_filler
from cchc_draft.adapting.summary import Outcome, Summary
from cchc_draft.cli import cli
from cchc_draft.communes import Locality, communes, find_commune, profile_id
from cchc_draft.errors import CchcDraftError
from cchc_draft.importing import old_plan

ROOT = Path(__file__).parent.parent
CITY = ROOT / "examples" / "ha-noi-ubnd-2026"
WARD = ROOT / "examples" / "ha-noi-phuong-ngoc-ha-2026"
NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
BA_DINH = Locality("phường Ba Đình", "thành phố Hà Nội")
BA_VI = Locality("xã Ba Vì", "thành phố Hà Nội")
DAT_MUI = Locality("xã Đất Mũi", "tỉnh Cà Mau")


@pytest.fixture(scope="module")
def shop():
    """Return a workshop that also makes folders."""
    return Workshop(Settings(CITY, ROOT / "profiles", has_folder=True, now=NOW))


@pytest.fixture
def listed(tmp_path):
    """Return a function that writes a list of communes."""

    def write(*names):
        path = tmp_path / "xa.txt"
        path.write_text("\n".join(names) + "\n", encoding="utf-8")
        return path

    return write


def sheet(path, *rows):
    """Write a workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def run(*arguments):
    result = CliRunner().invoke(cli, ["batch", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def document(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def refused(call, *arguments):
    with pytest.raises(CchcDraftError) as caught:
        call(*arguments)
    return str(caught.value)


# Names.


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("phường Ngọc Hà", "phuong-ngoc-ha"),
        ("Đặc khu Vân Đồn", "dac-khu-van-don"),
        ("phường B'Lao", "phuong-b-lao"),
        (unicodedata.normalize("NFD", "xã Ứng Hòa"), "xa-ung-hoa"),
        ("CON", "con-kh"),
        ("lpt1", "lpt1-kh"),
        ("???", "ke-hoach"),
    ],
)
def test_files_are_named_after_their_commune_in_letters_that_every_system_takes(name, file):
    assert safe_name(name) == file


@settings(max_examples=tries(10))
@given(st.text(max_size=300))
def test_any_name_gives_a_safe_file_name(name):
    made = safe_name(name)

    assert 0 < len(made) <= 103
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_communes_of_one_name_are_told_apart_by_province_or_number():
    whole = [find_commune("xã Ba Đình"), BA_DINH, *(one for one in communes() if one.name == "xã Tân Thành")]
    both = [
        one for one in communes() if one.province == "tỉnh Thái Nguyên" and one.name in ("xã Văn Lang", "xã Văn Lăng")
    ]

    assert file_names(whole)[:2] == ["xa-ba-dinh", "phuong-ba-dinh"]
    assert "xa-tan-thanh-lang-son" in file_names(whole)
    assert file_names(both) == ["xa-van-lang-thai-nguyen", "xa-van-lang-thai-nguyen-2"]


def test_no_two_communes_of_the_country_share_a_file():
    names = file_names(communes())

    assert len(set(names)) == len(names) == 3321
    assert max(map(len, names)) <= 100


def test_ids_of_many_are_those_of_one_by_one():
    some = [
        one for at, one in enumerate(communes()) if at % 40 == 0 or one.name in ("xã Văn Lăng", "xã Ba Tơ", "xã Sơn Hà")
    ]

    assert profile_ids(some) == [profile_id(one) for one in some]


@pytest.mark.parametrize(
    "name",
    [
        "phường Ngọc Hà",
        "P. Ngọc Hà",
        "P.Ngọc Hà",
        "p ngọc hà",
        "PHƯỜNG NGỌC HÀ",
        "Ngọc Hà",
        "phuong ngoc ha",
        "UBND phường Ngọc Hà",
        "Ủy ban nhân dân phường Ngọc Hà",
        "Phường Ngọc Hà, Hà Nội",
        "Ngọc Hà, TP. Hà Nội",
        "  phường   Ngọc  Hà ",
        unicodedata.normalize("NFD", "Phường Ngọc Hà"),
    ],
)
def test_a_commune_is_known_however_it_is_written(name):
    assert Lookup(communes()).find(name) == [Locality("phường Ngọc Hà", "thành phố Hà Nội")]


@pytest.mark.parametrize(
    ("name", "province", "count"),
    [("Ba Đình", "", 2), ("Ba Đình", "Thanh Hóa", 1), ("Ba Đình", "Huế", 0), ("Xyz", "", 0)],
)
def test_a_name_that_is_not_clear_gives_all_or_none(name, province, count):
    assert len(Lookup(communes()).find(name, province)) == count


# Data of communes.

POOL = [BA_DINH, BA_VI, Locality("phường Ngọc Hà", "thành phố Hà Nội")]


def test_a_row_says_who_signs_when_and_to_whom(tmp_path, shop):
    rows = sheet(
        tmp_path / "xa.xlsx",
        ["DANH SÁCH"],
        ["TT", "Xã, phường", "Người ký", "Chức vụ", "Số, ký hiệu", "Ngày ký", "Nơi nhận thêm", "Lưu", "van_phong"],
        [
            1,
            "P. Ba Đình",
            "Nguyễn  Văn An",
            "Phó Chủ tịch",
            "12/KH-UBND",
            datetime.date(2026, 3, 5),
            "- A;\n- B.",
            "Lưu: VT, VP.",
            "Văn phòng UBND",
        ],
        [2, "xã Ba Vì", None, "Chủ tịch", 7, "6/3/2026", None, None, "-"],
    )

    found, told = commune_data.read(rows, POOL, shop.units, 2026)

    first, second = found[BA_DINH], found[BA_VI]
    assert (first.signer, first.for_head, first.number, first.date) == (
        "Nguyễn Văn An",
        True,
        12,
        datetime.date(2026, 3, 5),
    )
    assert (first.more, first.archive, first.units) == (("A", "B"), "VT, VP", (("van_phong", "Văn phòng UBND"),))
    assert (second.signer, second.for_head, second.number, second.date) == ("", False, 7, datetime.date(2026, 3, 6))
    assert second.units == (("van_phong", ""),)
    assert [str(one) for one in told] == [
        f"{rows}:Sheet: cảnh báo: 1 xã, phường không có dòng nào trong tệp dữ liệu, lấy theo hồ sơ: phường Ngọc Hà "
        "[communes-without-row]"
    ]


HEAD = ["Xã, phường", "Người ký", "Chức vụ", "Số", "Ngày", "Lưu"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([HEAD, ["Ba Đìn"]], "A2: lỗi: không có xã, phường «Ba Đìn» trong số các xã được chọn; có phải ý là «phường Ba Đình»? [unknown-commune]"),
        ([HEAD, ["Ba Đình"], ["phuong ba dinh"]], "A3: lỗi: «phuong ba dinh» đã có ở {file}:Sheet!A2; mỗi xã một dòng [commune-twice]"),
        ([HEAD, [None, "Nguyễn Văn An"]], "A2: lỗi: dòng này chưa ghi tên xã, phường [commune-missing]"),
        ([HEAD, ["Ba Đình", "TS. An"]], "B2: lỗi: trước họ tên người ký «TS. An» không được ghi học hàm, học vị, danh hiệu [signer-no-title]"),
        ([HEAD, ["Ba Đình", "An", "Trưởng phòng"]], "C2: lỗi: chức vụ «Trưởng phòng» không rõ; ghi «Chủ tịch» hoặc «Phó Chủ tịch» (ký thay) [unknown-position]"),
        ([HEAD, ["Ba Đình", "An", None, "12/QĐ"]], "D2: lỗi: số «12/QĐ» không đúng; chỉ ghi số của kế hoạch, ví dụ 12 hoặc 12/KH-UBND [wrong-number]"),
        ([HEAD, ["Ba Đình", "An", None, None, "31/02/2026"]], "E2: lỗi: ngày «31/02/2026» không đúng; ghi dạng 05/3/2026 [wrong-date]"),
        ([HEAD, ["Ba Đình", "An", None, None, "05/3/2024"]], "E2: lỗi: ngày «05/3/2024» không thuộc năm của kế hoạch (2026) [wrong-year]"),
        ([HEAD, ["Ba Đình", None, None, None, None, "Văn thư"]], "F2: lỗi: dòng lưu «Văn thư» phải có dạng «VT, <đơn vị soạn thảo>», ví dụ «VT, VHXH» [luu-line]"),
        ([["Xã, phường", "Xã"], ["Ba Đình"]], "B1: lỗi: cột «Xã» nói cùng một điều với cột ở {file}:Sheet!A1 [repeated-column]"),
        ([["Xã, phường", None], ["Ba Đình", "x"]], "B2: lỗi: cột không có tiêu đề mà có chữ [untitled-column]"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_used_is_named(tmp_path, shop, rows, message):
    path = sheet(tmp_path / "xa.xlsx", *rows)

    told = refused(commune_data.read, path, POOL, shop.units, 2026)

    assert told == f"{path}:Sheet!{message.format(file=path)}"


def test_an_unknown_column_is_named_with_the_nearest_one(tmp_path, shop):
    path = sheet(tmp_path / "xa.xlsx", ["Xã, phường", "Người kí", "Điện thoại"], ["Ba Đình", "An", "1"])

    told = refused(commune_data.read, path, POOL, shop.units, 2026).split("\n")

    assert told[0].startswith(
        f"{path}:Sheet!B1: lỗi: không rõ cột «Người kí»; hiểu được: «Xã, phường», «Tỉnh», «Người ký»"
    )
    assert told[0].endswith("có phải ý là «Người ký»? [unknown-column]")
    assert told[1].startswith(f"{path}:Sheet!C1: lỗi: không rõ cột «Điện thoại»")


def test_two_communes_of_one_name_ask_for_the_province(tmp_path, shop):
    path = sheet(tmp_path / "xa.xlsx", ["Xã", "Người ký"], ["Ba Đình", "An"])

    assert refused(commune_data.read, path, communes(), shop.units, 2026) == (
        f"{path}:Sheet!A2: lỗi: có nhiều nơi tên «Ba Đình»: phường Ba Đình, thành phố Hà Nội; xã Ba Đình, tỉnh Thanh Hóa; "
        "hãy ghi đủ chữ xã, phường và thêm cột Tỉnh [ambiguous-commune]"
    )


def test_faults_of_the_data_are_told_all_at_once_and_nothing_is_written(tmp_path, listed):
    path = sheet(tmp_path / "xa.xlsx", HEAD, ["Ba Đìn"], ["Ba Vì", "An", "?", "x"])

    result = run(
        CITY, "--communes", listed("phường Ba Đình, Hà Nội", "xã Ba Vì, Hà Nội"), "--data", path, "-o", tmp_path / "ra"
    )

    assert result.exit_code == 2
    assert [line.split(": ")[0].rpartition("!")[2] for line in result.stderr.splitlines()] == ["A2", "C3", "D3"]
    assert not (tmp_path / "ra").exists()


# One plan for many.


@pytest.mark.parametrize(
    "locality", [BA_DINH, BA_VI, Locality("phường Văn Miếu - Quốc Tử Giám", "thành phố Hà Nội"), DAT_MUI], ids=str
)
def test_filling_in_a_name_gives_what_adapting_for_the_commune_alone_gives(shop, locality):
    filled = shop._of_kind(locality, profile_id(locality), ())
    alone = shop._alone(locality, profile_id(locality), ())

    assert filled.files == alone.files
    assert filled.plan == alone.plan
    assert filled.covered == alone.covered


@pytest.mark.parametrize(
    ("name", "fills"),
    [("Ngọc Hà", True), ("Văn Miếu - Quốc Tử Giám", True), ("B'Lao", True), ("1 Bảo Lộc", False), ("A_B", False)],
)
def test_only_names_of_letters_are_filled_in(name, fills):
    assert is_plain(name) == fills


def test_a_name_that_stands_in_the_plan_is_known():
    words = Words(["trên địa bàn Ngọc Hà; PHƯỜNG BA ĐÌNH; định công nghệ"])

    assert [words.holds(name) for name in ("Ngọc Hà", "Ba Đình", "Định Công", "Ngọc")] == [True, True, False, True]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.text(max_size=40))
def test_what_holds_no_name_is_shared_and_the_rest_is_filled(before, after):
    fill = filler((before, (before, COMMUNE + after, PROVINCE)))

    assert fill is not None
    names = {COMMUNE: "Ngọc Hà", PROVINCE: "Hà Nội"}
    assert fill(names)[1] == (text_filler(before, names), "Ngọc Hà" + text_filler(after, names), "Hà Nội")
    assert filler(("a", 1, None, ("b",))) is None


def test_a_plan_of_another_province_is_a_model_only(shop):
    made = shop.make(Commune(DAT_MUI, "ca-mau/xa-dat-mui", "xa-dat-mui"))

    texts = {name: data.decode() for name, data in made.files.items() if name.endswith((".md", "viec.yaml", "vu.yaml"))}
    asked = json.loads(made.files["xa-dat-mui/nhat-ky.json"])
    lines = {(one["file"], one["line"]) for one in asked if one["state"] == "open"}
    plan = texts["xa-dat-mui/ke-hoach.md"]
    body = plan.index("\n---\n", 4)
    assert "75/KH-UBND" not in plan
    assert "ky_hieu: '[…]/KH-UBND'\n    co_quan: UBND tỉnh Cà Mau" in plan
    assert 'ky_hieu: "[… thay 600/QĐ-UBND]"\n    ngay: 2026-02-09\n    co_quan: UBND thành phố Hà Nội' in plan
    for number, line in enumerate(plan.split("\n"), 1):
        if number > plan.count("\n", 0, body) + 1 and ("Hà Nội" in line or "Thủ đô" in line):
            assert ("ke-hoach.md", number) in lines, line
    assert made.reasons[0] == (
        "kế hoạch của UBND thành phố Hà Nội chỉ làm mẫu: điền số, ngày kế hoạch của UBND tỉnh Cà Mau, "
        "xem lại các văn bản viện dẫn"
    )


def test_rows_say_in_the_draft_what_they_say_in_the_folder(tmp_path, listed):
    data = sheet(
        tmp_path / "xa.xlsx",
        ["Xã", "Người ký", "Chức vụ", "Số", "Ngày", "Nơi nhận", "Nơi nhận thêm", "Lưu", "tt_van_hoa"],
        ["Ba Đình", "Nguyễn Văn An", "Phó Chủ tịch", 12, "05/3/2026", None, "Công an phường", "VT, VP", None],
        ["Ba Vì", "Trần Thị Bình", "Chủ tịch", None, None, "Sở Nội vụ; HĐND xã", None, None, "Ban Văn hóa xã"],
    )
    names = listed("phường Ba Đình, Hà Nội", "xã Ba Vì, Hà Nội")

    result = run(CITY, "--communes", names, "--data", data, "--folders", "-o", tmp_path / "ra", "--jobs", 1)

    assert result.exit_code == 0, result.output
    for name in ("phuong-ba-dinh", "xa-ba-vi"):
        made = document((tmp_path / "ra" / f"{name}.docx").read_bytes())
        assert made == document(api.draft(tmp_path / "ra" / name).data)
    first = api.draft(tmp_path / "ra" / "phuong-ba-dinh").plan
    second = api.draft(tmp_path / "ra" / "xa-ba-vi").plan
    assert (first.letterhead.number, str(first.letterhead.date.date)) == (12, "2026-03-05")
    assert (
        first.signatures[0].lines[-2:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        and first.signatures[0].name == "Nguyễn Văn An"
    )
    assert first.recipients[-1] == "Công an phường"
    assert second.recipients == ("Sở Nội vụ", "HĐND xã")
    assert "Ban Văn hóa xã" in document((tmp_path / "ra" / "xa-ba-vi.docx").read_bytes())
    points = api.points(tmp_path / "ra" / "phuong-ba-dinh")
    assert {one.context for one in points.all if one.context in ("so", "ngay") and one.is_open} == set()


def test_a_document_is_the_city_plan_too(tmp_path, listed):
    (tmp_path / "kh75.docx").write_bytes(draft_of(CITY.name))

    result = run(tmp_path / "kh75.docx", "--communes", listed("phường Ba Đình, Hà Nội"), "-o", tmp_path / "ra")

    assert result.stdout.startswith("đã soạn: 1\n"), result.output
    made = old_plan.plan_folder(tmp_path / "ra" / "phuong-ba-dinh.docx", api.ProfileStore.open(ROOT / "profiles"), None)
    assert "phường Ba Đình" in made.files["ke-hoach.md"]


# Runs.


SHORT_PLAN = """\
---
ho_so: ha-noi/ubnd
nam: 2026
so: 75
ngay: 2026-02-27
trich_yeu: Cải cách hành chính năm 2026
phu_luc:
  - trich_yeu: Nhiệm vụ cải cách hành chính năm 2026
    nhiem_vu: [{nhiem_vu: Rà soát thủ tục hành chính, chu_tri: "UBND các xã, phường", thoi_han: Quý II/2026}]
---
UBND Thành phố ban hành Kế hoạch như sau:

# Nhiệm vụ

UBND các xã, phường thực hiện các nhiệm vụ tại Phụ lục kèm theo Kế hoạch này.
"""


@pytest.fixture
def short_plan(tmp_path):
    """Return a plan of the city that says little: what a batch does with its files is the same."""
    (tmp_path / "ke-hoach-thanh-pho").mkdir()
    (tmp_path / "ke-hoach-thanh-pho" / "ke-hoach.md").write_text(SHORT_PLAN, encoding="utf-8")
    return tmp_path / "ke-hoach-thanh-pho"


@pytest.fixture
def small(short_plan, tmp_path, listed):
    """Return the arguments of a batch of three communes."""
    names = listed("# ba nơi", "phường Ba Đình, Hà Nội", "P. Ngọc Hà", "xã Ba Vì, thành phố Hà Nội")
    return (short_plan, "--communes", names, "-o", tmp_path / "ra", "--profiles", ROOT / "profiles")


def test_a_batch_writes_drafts_and_a_summary(small, tmp_path):
    result = run(*small)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"đã soạn: 3\n{tmp_path / 'ra' / 'tong-hop.html'}\n"
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == [
        ".cchc", "phuong-ba-dinh.docx", "phuong-ngoc-ha.docx", "tong-hop.html", "tong-hop.xlsx", "xa-ba-vi.docx",
    ]  # fmt: skip
    rows = list(openpyxl.load_workbook(tmp_path / "ra" / "tong-hop.xlsx").active.values)
    assert rows[0][:5] == ("STT", "Xã, phường", "Tỉnh, thành phố", "Kết quả", "Tệp")
    assert [row[1:5] for row in rows[1:]] == [
        ("Phường Ba Đình", "thành phố Hà Nội", "đã soạn", "phuong-ba-dinh.docx"),
        ("Phường Ngọc Hà", "thành phố Hà Nội", "đã soạn", "phuong-ngoc-ha.docx"),
        ("Xã Ba Vì", "thành phố Hà Nội", "đã soạn", "xa-ba-vi.docx"),
    ]
    page = (tmp_path / "ra" / "tong-hop.html").read_text(encoding="utf-8")
    assert "<p>đã soạn: 3.</p>" in page and "Chỗ tô vàng trong mỗi tệp là chỗ phải xác nhận" in page


def test_a_second_run_makes_only_what_is_missing_or_out_of_date(small, tmp_path):
    run(*small)
    (tmp_path / "ra" / "xa-ba-vi.docx").unlink()
    data = sheet(tmp_path / "xa.xlsx", ["Xã", "Số"], ["Ba Đình", 12])
    before = (tmp_path / "ra" / "phuong-ngoc-ha.docx").stat().st_mtime_ns

    assert run(*small).stdout.startswith("đã soạn: 1; đã có, không đổi: 2\n")
    assert run(*small, "--data", data).stdout.startswith("đã soạn: 1; đã có, không đổi: 2\n")
    assert run(*small, "--data", data).stdout.startswith("đã có, không đổi: 3\n")
    assert (tmp_path / "ra" / "phuong-ngoc-ha.docx").stat().st_mtime_ns == before


@thorough_only
def test_files_changed_by_hand_are_kept_but_with_force(small, tmp_path):
    run(*small)
    (tmp_path / "ra" / "xa-ba-vi.docx").write_bytes(b"sua tay")

    kept = run(*small)

    assert kept.stdout.startswith("đã có, không đổi: 2; giữ nguyên: 1\n")
    assert (
        "tệp đã được sửa tay sau khi soạn; thêm --force để soạn lại và ghi đè"
        in (tmp_path / "ra" / "tong-hop.html").read_text()
    )
    assert (tmp_path / "ra" / "xa-ba-vi.docx").read_bytes() == b"sua tay"
    assert run(*small, "--force").stdout.startswith("đã soạn: 3\n")


def test_a_file_of_somebody_else_is_kept(small, tmp_path):
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "xa-ba-vi.docx").write_bytes(b"cua nguoi khac")

    assert run(*small).stdout.startswith("đã soạn: 2; giữ nguyên: 1\n")
    assert (tmp_path / "ra" / "xa-ba-vi.docx").read_bytes() == b"cua nguoi khac"


def test_a_journal_cut_short_and_half_files_do_no_harm(small, tmp_path):
    run(*small)
    journal = tmp_path / "ra" / FOLDER / NAME
    journal.write_bytes(journal.read_bytes()[:-40])
    (tmp_path / "ra" / ".cchc-123-4.tmp").write_bytes(b"nua chung")

    result = run(*small)

    assert result.exit_code == 0
    assert not (tmp_path / "ra" / ".cchc-123-4.tmp").exists()
    assert {json.loads(line)["ma"] for line in journal.read_text(encoding="utf-8").splitlines()} >= {
        "ha-noi/phuong-ba-dinh",
        "ha-noi/phuong-ngoc-ha",
    }


def test_one_bad_commune_does_not_stop_the_rest(small, tmp_path):
    (tmp_path / "ho-so" / "ha-noi").mkdir(parents=True)
    (tmp_path / "ho-so" / "ha-noi" / "phuong-ba-dinh.yaml").write_text(
        "ke_thua: phuong\ndia_bann: x\n", encoding="utf-8"
    )

    result = run(*small[:-1], tmp_path / "ho-so")

    assert result.exit_code == 1
    assert result.stdout.startswith("đã soạn: 2; không soạn được: 1\n")
    assert result.stderr.startswith("phường Ba Đình, thành phố Hà Nội: ")
    assert list(openpyxl.load_workbook(tmp_path / "ra" / "tong-hop.xlsx").active.values)[1][3] == "không soạn được"


@thorough_only
def test_no_draft_gives_folders_alone(small, tmp_path):
    run(*small, "--no-draft")

    assert not list((tmp_path / "ra").glob("*.docx"))
    assert {path.name for path in (tmp_path / "ra" / "xa-ba-vi").iterdir()} >= {
        "ke-hoach.md",
        "can-xac-nhan.yaml",
        "phan-cong.html",
    }
    assert api.draft(tmp_path / "ra" / "xa-ba-vi").profile_id == "ha-noi/xa-ba-vi"


def test_two_runs_do_not_share_a_folder(small, tmp_path):
    with Journal.open(tmp_path / "ra"):
        result = run(*small)

    assert (result.exit_code, result.stderr) == (
        2,
        f"{tmp_path / 'ra'}: lỗi: một lần chạy khác đang ghi vào thư mục này; hãy đợi nó xong rồi chạy lại [folder-in-use]\n",
    )


def test_a_folder_that_cannot_be_is_told(small, tmp_path):
    (tmp_path / "ra").write_text("tệp", encoding="utf-8")

    result = run(*small)

    assert result.exit_code == 2
    assert "những tệp đã ghi đều đủ, lần chạy sau làm tiếp [output-failed]" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((CITY, "--communes", "ha-nooi"), "lỗi: «ha-nooi» không phải tỉnh, thành phố, không phải tệp; ghi ha-noi, ca-nuoc hoặc tên tệp danh sách; có phải ý là «ha-noi»? [unknown-communes]"),
        ((WARD,), f"{WARD}: lỗi: đây là kế hoạch của Ủy ban nhân dân phường Ngọc Hà; chỉ chuyển được kế hoạch của tỉnh, thành phố cho các xã, phường [not-of-province]"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_before_anything_is_written(tmp_path, arguments, message):
    result = run(*arguments, "-o", tmp_path / "ra")

    assert (result.exit_code, result.stderr) == (2, message + "\n")
    assert not (tmp_path / "ra").exists()


def test_names_of_a_list_that_are_not_clear_are_told(tmp_path, listed):
    path = listed("Ba Đình", "Xyz", "Ba Đình, Hà Nội", "phường Ba Đình, Hà Nội")

    result = run(CITY, "--communes", path, "-o", tmp_path / "ra")

    assert [line.partition(": ")[0].rpartition(":")[2] for line in result.stderr.splitlines()] == ["1", "2", "4"]
    assert "[ambiguous-commune]" in result.stderr and "[commune-twice]" in result.stderr


def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_goes_on(short_plan, tmp_path, listed):
    folder = tmp_path / "ra"
    names = listed(*(f"{one.name}, {one.province}" for one in communes()[:60]))
    command = [sys.executable, "-m", "cchc_draft", "batch", str(short_plan), "--communes", str(names)]
    arguments = [*command, "-o", str(folder), "--jobs", "2"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until and len(list(folder.glob("*.docx"))) < 10:
        time.sleep(0.01)
    process.kill()
    process.wait()
    made = list(folder.glob("*.docx"))
    assert all("KẾ HOẠCH" in document(path.read_bytes()) for path in made)
    stamps = {path: path.stat().st_mtime_ns for path in made}

    done = subprocess.run(arguments, capture_output=True, text=True, check=True)

    assert made
    assert sum(stamps[path] == path.stat().st_mtime_ns for path in made) >= len(made) - 1
    assert len(list(folder.glob("*.docx"))) == 60
    assert "đã có, không đổi" in done.stdout


@thorough_only
@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process")
def test_ctrl_c_ends_a_run_in_words(tmp_path):
    folder = tmp_path / "ra"
    arguments = [sys.executable, "-m", "cchc_draft", "batch", str(CITY), "-o", str(folder), "--jobs", "1"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until and len(list(folder.glob("*.docx"))) < 5:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "chưa làm" in out
    assert err == "Đã dừng giữa chừng; các tệp đã ghi đều đủ. Chạy lại lệnh này để làm tiếp.\n"


# Workers.


@pytest.fixture
def prepared(short_plan, tmp_path):
    """Return a function that prepares a batch of communes into a folder."""

    def prepare(names, name="ra"):
        return api.prepare_batch(short_plan, tmp_path / name, communes=str(names), profiles=ROOT / "profiles", now=NOW)

    return prepare


@thorough_only
def test_any_executor_makes_the_same_files(prepared, tmp_path, listed):
    names = listed("phường Ba Đình, Hà Nội", "xã Ba Vì, Hà Nội", "P. Ngọc Hà")
    api.batch(prepared(names), jobs=1)

    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        seen = []
        made = api.batch(prepared(names, "luong"), executor=threads, jobs=2, progress=lambda *done: seen.append(done))
    api.batch(prepared(names, "tien-trinh"), jobs=2)

    assert made.count("made") == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
    for path in (tmp_path / "ra").glob("*.docx"):
        assert path.read_bytes() == (tmp_path / "luong" / path.name).read_bytes()
        assert path.read_bytes() == (tmp_path / "tien-trinh" / path.name).read_bytes()


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="Dask is not installed")
@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_makes_the_same_files(prepared, tmp_path, listed):
    from distributed import LocalCluster

    names = listed("phường Ba Đình, Hà Nội", "xã Ba Vì, Hà Nội")
    api.batch(prepared(names), jobs=1)

    apart = {"n_workers": 2, "threads_per_worker": 1, "processes": THOROUGH, "protocol": "tcp://"}
    with LocalCluster(**apart, dashboard_address=None) as cluster:
        made = api.batch(prepared(names, "dask"), dask=cluster.scheduler_address)

    assert made.count("made") == 2
    for path in (tmp_path / "ra").glob("*.docx"):
        assert path.read_bytes() == (tmp_path / "dask" / path.name).read_bytes()


@pytest.mark.skipif(importlib.util.find_spec("distributed") is not None, reason="Dask is installed")
def test_without_dask_it_is_told_how_to_get_it(prepared, listed):
    names = listed("phường Ba Đình, Hà Nội")

    told = refused(lambda: api.batch(prepared(names), dask="tcp://127.0.0.1:1"))

    assert told == 'lỗi: chưa cài Dask; hãy chạy: pip install "cchc-draft[dask]" [dask-missing]'


def test_workers_that_die_are_told_and_the_next_run_goes_on(prepared, tmp_path, listed):
    names = listed("phường Ba Đình, Hà Nội", "xã Ba Vì, Hà Nội")
    pool = concurrent.futures.ProcessPoolExecutor(
        1, multiprocessing.get_context("spawn"), initializer=os._exit, initargs=(1,)
    )
    with pool:
        told = refused(lambda: api.batch(prepared(names), executor=pool))

    assert told == (
        "lỗi: một tiến trình làm việc bị dừng đột ngột, thường do hết bộ nhớ (BrokenProcessPool); chưa làm: 2; "
        "chạy lại lệnh này để làm tiếp, nếu vẫn bị thì thêm --jobs 1 [worker-died]"
    )
    assert api.batch(prepared(names), jobs=1).count("made") == 2


# The summary.


def test_a_summary_shows_failures_first_and_no_formulas():
    made = Summary(
        "Kế hoạch <2026>",
        (
            Outcome("made", "xã A", "tỉnh B", "xa-a.docx", 3, 1, "=1+1"),
            Outcome("failed", "xã C", "tỉnh B", "xa-c.docx", reason="<hỏng>"),
        ),
    )

    rows = list(openpyxl.load_workbook(io.BytesIO(made.workbook(NOW))).active.values)
    page = made.page().decode()

    assert [row[1] for row in rows[1:]] == ["Xã C", "Xã A"]
    assert rows[2][7] == "=1+1"
    assert "&lt;hỏng&gt;" in page and "<title>Kế hoạch &lt;2026&gt;</title>" in page
    assert '<a href="xa-a.docx">' in page and '<a href="xa-c.docx">' not in page
    assert made.counts == "đã soạn: 1; không soạn được: 1"
