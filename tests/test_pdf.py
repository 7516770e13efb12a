"""Drafts as they come out of the printer: LibreOffice makes pages of them, and the pages are measured."""

import itertools
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from docx_reading import has_fonts
from lxml import etree

from cchc_draft import api

ROOT = Path(__file__).parents[1]
WARD, CITY, OFFICE = "ha-noi-phuong-ngoc-ha-2026", "ha-noi-ubnd-2026", "ha-noi-so-vhtt-2025"
EXAMPLES = (WARD, CITY, OFFICE)
TOOLS = ("soffice", "pdftotext", "pdftoppm", "pdffonts")
missing = [tool for tool in TOOLS if not shutil.which(tool)]
pytestmark = [
    pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}"),
    pytest.mark.skipif(not has_fonts(), reason="no font with the widths of Times New Roman is installed"),
]

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
POINTS_PER_MILLIMETRE = 72 / 25.4
DPI = 100
POINTS_PER_PIXEL = 72 / DPI
DARK = 150
SHORTEST_LINE = 25
"""Pixels; letters make shorter dark runs."""
DARK_RUN = re.compile(b"[\x00-\\x%02x]{%d,}" % (DARK - 1, SHORTEST_LINE))
LINE_COUNTS = range(6, 20)
"""How many paragraphs the plans have whose signature comes near the end of a page."""

MARKS = {
    "khan": "khan: khẩn\n",
    "thuong-khan": "khan: thượng khẩn\n",
    "hoa-toc": "khan: hỏa tốc\nluu_hanh: lưu hành nội bộ\ndu_thao: true\n",
}


def plan_text(front: str = "", paragraphs: int = 3) -> str:
    """Return a plan of short paragraphs; its closing takes three lines."""
    body = "".join(f"Nhiệm vụ thứ {number} của phường.\n\n" for number in range(1, paragraphs + 1))
    closing = "Trên đây là Kế hoạch của UBND phường; các phòng, ban, đơn vị nghiêm túc thực hiện. " * 2
    return (
        f"---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\ntrich_yeu: Cải cách hành chính năm 2026\n{front}---\n"
        f"UBND phường ban hành Kế hoạch như sau:\n\n# Nhiệm vụ\n\n{body}***\n\n{closing}\n"
    )


@pytest.fixture(scope="module")
def pages_of(tmp_path_factory):
    """Return a function from the name of a draft to its pages; all are converted at once."""
    folder = tmp_path_factory.mktemp("pdf")
    plans = {name: ROOT / "examples" / name for name in EXAMPLES}
    texts = {name: plan_text(front) for name, front in MARKS.items()}
    texts |= {f"lines-{count}": plan_text(paragraphs=count) for count in LINE_COUNTS}
    for name, text in texts.items():
        plans[name] = folder / name
        plans[name].mkdir()
        (plans[name] / "ke-hoach.md").write_text(text)
    files = []
    for name, plan in plans.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(api.draft(plan).data)
    profile = f"-env:UserInstallation={(folder / 'user').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = {}

    def pages(name):
        if name not in made:
            made[name] = read_pages(folder / f"{name}.pdf")
        return made[name]

    return pages


@dataclass(frozen=True)
class Word:
    """A printed word and the box around it, in points from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Box:
    """Words that stand on one line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


@dataclass(frozen=True)
class DrawnLine:
    """A dark run of pixels, in points."""

    top: float
    left: float
    right: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, eq=False)
class Page:
    """One printed page."""

    path: Path
    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    @cached_property
    def lines(self) -> list[Box]:
        """Lines from top to bottom; columns side by side are separate."""
        found: list[list[Word]] = []
        for word in self.words:
            last = found[-1][-1] if found else None
            is_next = last and abs(word.bottom - last.bottom) < 2 and -1 < word.left - last.right < 12
            if is_next:
                found[-1].append(word)
            else:
                found.append([word])
        return sorted((Box(tuple(words)) for words in found), key=lambda line: (round(line.top), line.left))

    @property
    def margins(self) -> tuple[float, float]:
        """Left and right edge of the text area: 30 and 15 mm."""
        return 30 * POINTS_PER_MILLIMETRE, self.width - 15 * POINTS_PER_MILLIMETRE

    def line(self, text: str) -> Box:
        return next(line for line in self.lines if line.text.startswith(text))

    def starts_with(self, text: str) -> bool:
        return any(line.text.startswith(text) for line in self.lines)

    @cached_property
    def number_line(self) -> Box | None:
        """The line in the top margin, if there is one."""
        return next((line for line in self.lines if line.bottom < 20 * POINTS_PER_MILLIMETRE), None)

    @cached_property
    def drawn(self) -> list[DrawnLine]:
        """Horizontal lines, from the picture of the page."""
        command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(self.number), "-l", str(self.number), self.path]
        width, height, pixels = read_graymap(subprocess.run(command, check=True, capture_output=True).stdout)
        found: list[DrawnLine] = []
        for row in range(height):
            line = pixels[row * width : (row + 1) * width]
            for start, end in dark_runs(line):
                place = DrawnLine(row * POINTS_PER_PIXEL, start * POINTS_PER_PIXEL, end * POINTS_PER_PIXEL)
                if not any(place.top - one.top < 3 and abs(place.left - one.left) < 3 for one in found):
                    found.append(place)
        return found

    def below(self, line: Box) -> DrawnLine:
        """Return the drawn line close under a line of text."""
        near = [one for one in self.drawn if -3 < one.top - line.bottom < 9 and line.left < one.centre < line.right]
        assert len(near) == 1, (line.text, near)
        return near[0]


def read_graymap(data: bytes) -> tuple[int, int, bytes]:
    """Return width, height and pixels of a binary PGM file."""
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(head[1]), int(head[2])
    return width, height, data[head.end() : head.end() + width * height]


def dark_runs(line: bytes):
    """Yield start and end of the long dark runs in a row of pixels."""
    return (found.span() for found in DARK_RUN.finditer(line))


def read_pages(path: Path) -> list[Page]:
    listing = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True).stdout
    root = etree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", listing))
    return [
        Page(
            path,
            number,
            float(page.get("width")),
            float(page.get("height")),
            tuple(
                Word(word.text, *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter("{*}word")
            ),
        )
        for number, page in enumerate(root.iter("{*}page"), 1)
    ]


def parts_of(pages: list[Page]) -> list[list[Page]]:
    """Return the pages of the plan, then those of each appendix."""
    found: list[list[Page]] = [[]]
    for page in pages:
        if page.lines[0].text.startswith("Phụ lục"):
            found.append([])
        found[-1].append(page)
    return found


# Page numbers.


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_first_page_of_the_plan_and_of_an_appendix_shows_no_number(name, pages_of):
    for part in parts_of(pages_of(name)):
        assert part[0].number_line is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_other_pages_are_numbered_from_two_in_every_part(name, pages_of):
    for part in parts_of(pages_of(name)):
        assert [page.number_line.text for page in part[1:]] == [str(number) for number in range(2, len(part) + 1)]


def test_the_examples_have_an_appendix_of_several_pages(pages_of):
    plan, appendix = parts_of(pages_of(CITY))

    assert len(plan) > 2
    assert len(appendix) > 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_number_stands_in_the_middle_of_the_top_margin(name, pages_of):
    for page in pages_of(name)[1:]:
        if page.number_line:
            assert page.number_line.centre == pytest.approx(sum(page.margins) / 2, abs=1)
            assert page.number_line.top > 5 * POINTS_PER_MILLIMETRE


# The first page.


@pytest.mark.parametrize("name", EXAMPLES)
def test_quoc_hieu_and_tieu_ngu_take_one_line_each(name, pages_of):
    page = pages_of(name)[0]

    assert page.line("CỘNG HÒA").text == NATION
    assert page.line("Độc lập").text == MOTTO
    assert page.line("Độc lập").centre == pytest.approx(page.line("CỘNG HÒA").centre, abs=1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_agency_and_quoc_hieu_begin_on_the_same_line(name, pages_of):
    first = pages_of(name)[0].lines

    assert {line.text for line in first[:2]} >= {NATION}
    assert first[0].top == pytest.approx(first[1].top, abs=1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_number_and_date_stand_on_one_line(name, pages_of):
    page = pages_of(name)[0]
    number, date = page.line("Số:"), next(line for line in page.lines if ", ngày" in line.text)

    assert abs(number.bottom - date.bottom) < 2
    assert number.right < date.left
    assert date.centre == pytest.approx(page.line(MOTTO).centre, abs=1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_line_under_tieu_ngu_is_as_long_as_the_text(name, pages_of):
    page = pages_of(name)[0]
    text = page.line(MOTTO)

    line = page.below(text)

    assert 0.9 <= line.length / text.width <= 1.1
    assert line.centre == pytest.approx(text.centre, abs=2)


@pytest.mark.parametrize(
    ("name", "last_line"),
    [(WARD, "PHƯỜNG NGỌC HÀ"), (CITY, "THÀNH PHỐ HÀ NỘI"), (OFFICE, "SỞ VĂN HÓA VÀ THỂ THAO")],
)
def test_the_line_under_the_agency_is_a_third_to_a_half_of_its_name(name, last_line, pages_of):
    page = pages_of(name)[0]
    text = page.line(last_line)

    line = page.below(text)

    assert 0.30 <= line.length / text.width <= 0.55
    assert line.centre == pytest.approx(text.centre, abs=2)
    assert line.centre == pytest.approx(page.line("Số:").centre, abs=2)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_line_under_trich_yeu_is_a_third_to_a_half_of_its_text(name, pages_of):
    page = pages_of(name)[0]
    start = page.lines.index(page.line("KẾ HOẠCH"))
    subject = [page.lines[start + 1]]
    for line in page.lines[start + 2 :]:
        if line.top - subject[-1].bottom > 3:
            break
        subject.append(line)

    line = page.below(subject[-1])

    ratios = [line.length / text.width for text in (subject[-1], max(subject, key=lambda text: text.width))]
    assert any(0.30 <= ratio <= 0.55 for ratio in ratios), ratios
    assert line.centre == pytest.approx(sum(page.margins) / 2, abs=2)
    for text in subject:
        assert text.centre == pytest.approx(sum(page.margins) / 2, abs=1)


def test_a_long_trich_yeu_breaks_into_even_lines(pages_of):
    page = pages_of(WARD)[0]
    start = page.lines.index(page.line("KẾ HOẠCH"))
    first, second = page.lines[start + 1 : start + 3]

    assert second.width / first.width > 0.7


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_line_under_the_reference_of_an_appendix_is_a_third_to_a_half_of_its_text(name, pages_of):
    for part in parts_of(pages_of(name))[1:]:
        page = part[0]
        start = page.lines.index(page.line("(Kèm theo"))
        end = next(index for index in range(start, len(page.lines)) if page.lines[index].text.endswith(")"))
        texts = page.lines[start : end + 1]

        line = page.below(texts[-1])

        assert any(0.30 <= line.length / text.width <= 0.55 for text in texts)
        assert line.centre == pytest.approx(sum(page.margins) / 2, abs=2)


@pytest.mark.parametrize(("name", "text"), [("khan", "KHẨN"), ("thuong-khan", "THƯỢNG KHẨN"), ("hoa-toc", "HỎA TỐC")])
def test_the_frame_of_an_urgency_mark_is_eight_millimetres_high(name, text, pages_of):
    page = pages_of(name)[0]
    mark = page.line(text)

    top, bottom = (line for line in page.drawn if abs(line.centre - mark.centre) < 2 and abs(line.top - mark.top) < 20)

    assert (bottom.top - top.top) / POINTS_PER_MILLIMETRE == pytest.approx(8, abs=1)
    assert top.top < mark.top < mark.bottom < bottom.top + 3
    assert top.left < mark.left < mark.right < top.right
    assert (top.left, top.right) == (bottom.left, bottom.right)


def test_marks_do_not_push_quoc_hieu_or_number_out_of_their_lines(pages_of):
    page = pages_of("hoa-toc")[0]
    lines = [line.text for line in page.lines]

    assert lines[0] == "LƯU HÀNH NỘI BỘ"
    assert NATION in lines[1:3]
    assert lines.index("DỰ THẢO") < lines.index("HỎA TỐC") < lines.index("KẾ HOẠCH")


# All pages.


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_stands_between_the_margins(name, pages_of):
    for page in pages_of(name):
        left, right = page.margins
        for word in page.words:
            assert left - 1 <= word.left
            assert word.right <= right + 1
            assert word.bottom <= page.height - 20 * POINTS_PER_MILLIMETRE + 1
            assert word.top >= 20 * POINTS_PER_MILLIMETRE - 1 or word in page.number_line.words
        for line in page.drawn:
            assert left - 6 <= line.left
            assert line.right <= right + 6


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_falls_back_to_another_font(name, pages_of):
    listing = subprocess.run(["pdffonts", pages_of(name)[0].path], check=True, capture_output=True, text=True).stdout
    fonts = [line.split()[0].partition("+")[2] for line in listing.splitlines()[2:]]

    assert fonts
    assert all(re.match(r"LiberationSerif|TimesNewRoman|Tinos", font) for font in fonts), fonts


def test_a_landscape_appendix_lies_and_an_upright_one_stands(pages_of):
    for name, is_landscape in ((CITY, True), (WARD, False)):
        plan, *appendices = parts_of(pages_of(name))
        assert all(page.height > page.width for page in plan)
        assert appendices
        for page in itertools.chain(*appendices):
            assert (page.width > page.height) == is_landscape


def test_the_header_row_stands_on_every_page_of_a_table(pages_of):
    _, appendix = parts_of(pages_of(CITY))
    tops = [page.line("STT").top for page in appendix]

    assert len(appendix) > 2
    assert all(page.starts_with("Nhiệm vụ") for page in appendix)
    assert len({round(top) for top in tops[1:]}) == 1


def test_no_task_is_split_over_two_pages(pages_of):
    _, appendix = parts_of(pages_of(CITY))
    numbers = []
    for page in appendix:
        head = page.line("STT")
        rows = [line for line in page.lines if line.top > head.bottom and line.left < head.right]
        assert re.match(r"\d+$|(?:[IVX]+|\d+)\. ", rows[0].text), rows[0].text
        numbers += [int(line.text) for line in rows if line.text.isdigit()]

    assert numbers == list(range(1, len(numbers) + 1))


# The signature.


@pytest.mark.parametrize("count", LINE_COUNTS)
def test_the_signature_stays_whole_and_below_at_least_two_lines_of_text(count, pages_of):
    *_, page = pages_of(f"lines-{count}")

    label, authority = page.line("Nơi nhận:"), page.line("TM. ỦY BAN NHÂN DÂN")
    assert abs(label.top - authority.top) < 4
    assert label.right < authority.left
    assert page.starts_with("PHÓ CHỦ TỊCH")
    assert page.starts_with("Nguyễn Văn Hưng")
    assert page.starts_with("- Lưu: VT, VHXH.")
    above = [line for line in page.lines if line.bottom <= label.top + 1 and line is not page.number_line]
    assert len(above) >= 2


def test_the_plans_of_that_test_end_before_and_after_the_end_of_a_page(pages_of):
    lengths = [len(pages_of(f"lines-{count}")) for count in LINE_COUNTS]

    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]
    turn = lengths.index(lengths[-1])
    words_on_last = [len(pages_of(f"lines-{count}")[-1].words) for count in LINE_COUNTS]
    assert words_on_last[turn] < words_on_last[turn - 1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_name_and_position_of_the_signer_are_centred_on_each_other(name, pages_of):
    plan = parts_of(pages_of(name))[0]
    page = next(page for page in reversed(plan) if page.starts_with("Nơi nhận:"))
    middle = sum(page.margins) / 2
    right = [line for line in page.lines if line.top > page.line("Nơi nhận:").top - 4 and line.left > middle]

    assert len(right) >= 2
    for line in right:
        assert line.centre == pytest.approx(right[0].centre, abs=1)
    labels = [line for line in page.lines if line.text.startswith("- ") and line.top > page.line("Nơi nhận:").top]
    assert {round(line.left) for line in labels} == {round(page.margins[0])}
