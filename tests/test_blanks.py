"""What only the office knows: marks […] are shown in yellow, counted, and let no final plan pass."""

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx_reading import W
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cchc_draft import api, docx_writer, layout
from cchc_draft.blanks import BLANK, has_blank
from cchc_draft.errors import CchcDraftError
from cchc_draft.highlights import highlighted
from cchc_draft.model import plain
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore

FRONT = """\
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
"""
BODY = """\
UBND phường ban hành Kế hoạch như sau:

# Mục đích

Nâng cao hiểu biết.
"""
APPENDIX = "phu_luc:\n  - {trich_yeu: Nhiệm vụ, nhiem_vu: nhiem-vu.yaml}\n"
REFERRED = BODY + "\n(Chi tiết tại Phụ lục kèm theo).\n"
LEFT = "chỗ «{}» chưa điền; bản chính thức không được còn chỗ trống [placeholder-left]"


@pytest.fixture
def draft(plan_folder, monkeypatch):
    """Return a function that writes a plan folder, works in it, and drafts it."""

    def drafted(front=FRONT, body=BODY, tasks=None, profiles=None, **state):
        monkeypatch.chdir(plan_folder(front, body, tasks))
        return PlanFolder.open(Path("ke-hoach.md")).plan(ProfileStore.open(profiles), **state)

    return drafted


@pytest.fixture
def left(draft):
    """Return a function that gives what keeps a plan from being final, line by line."""

    def faults(*arguments, **options):
        with pytest.raises(CchcDraftError) as caught:
            draft(*arguments, is_final=True, **options)
        return str(caught.value).splitlines()

    return faults


@pytest.fixture(scope="module")
def look():
    return layout.load(layout.find(layout.DEFAULT))


def runs(xml):
    """Return text and highlight of every run of a part."""
    for run in etree.fromstring(xml).iter(W + "r"):
        color = run.find(f"{W}rPr/{W}highlight")
        text = "".join(piece.text or "" for piece in run.iter(W + "t"))
        yield text, color.get(W + "val") if color is not None else ""


def parts(data):
    package = docx.Document(io.BytesIO(data)).part.package
    return {str(part.partname): part.blob for part in package.iter_parts() if str(part.partname).endswith(".xml")}


def marks(data, part="/word/document.xml"):
    """Return what is highlighted in a document, after a look that no mark is left without."""
    found = list(runs(parts(data)[part]))
    assert [text for text, color in found if has_blank(text) and color != "yellow"] == []
    return [text for text, color in found if color]


# What is a mark.


@pytest.mark.parametrize("text", ["[…]", "[...]", "[… số phiếu]", "số […]/KH-UBND", "a[…]b", "[[…]]", "[…][…]"])
def test_a_mark_is_seen(text):
    assert has_blank(text)


@pytest.mark.parametrize(
    "text", ["", "…", "[]", "[ … ]", "[1]", "[x …]", "[..]", "[…", "…]", "[… a\nb]", "[^1]", "(…)"]
)
def test_other_brackets_are_text(text):
    assert not has_blank(text)


# What is shown.


def test_marks_are_yellow_wherever_they_stand(draft, look):
    front = (
        FRONT.replace("năm 2026", "năm […]")
        + APPENDIX.replace("Nhiệm vụ", "'Việc [… tên]'")
        + (
            "dia_danh: '[… nơi]'\nnoi_nhan: ['Sở [...]']\nluu: VT, […]\nky: {ho_ten: '[… họ tên]'}\n"
            "van_ban:\n  k: {loai: Kế hoạch, ky_hieu: '[…]/KH-UBND', co_quan: '[… cơ quan]', ve: tuyên truyền}\ncan_cu: [k]\n"
        )
    )
    body = "Phụ lục […][^1]:\n\n# Mục [… mục]\n\n| A | B |\n|---|---|\n| […] | b |\n\n- **[… đậm]** c.\n\n[^1]: Chú [… thích].\n"
    tasks = "- {nhiem_vu: 'Họp [… ngày]', chu_tri: '[… đơn vị]', phoi_hop: ['[…]'], thoi_han: '[… hạn]'}\n"

    data = docx_writer.write(draft(front, body, tasks).plan, look)

    assert sorted(marks(data)) == sorted([
        "[…]", "[… nơi]", "[...]", "[…]", "[… họ tên]", "[…]", "[…]", "[… cơ quan]", "[…]", "[… MỤC]", "[…]", "[… đậm]",
        "[… TÊN]", "[… ngày]", "[… đơn vị]", "[…]", "[… hạn]",
    ])  # fmt: skip
    assert marks(data, "/word/footnotes.xml") == ["[… thích]"]


def test_a_plan_without_marks_has_nothing_yellow(draft, look):
    assert marks(docx_writer.write(draft().plan, look)) == []


def test_marks_of_a_table_alone_are_yellow(tmp_path):
    tasks = tmp_path / "nhiem-vu.yaml"
    tasks.write_text("- {nhiem_vu: 'Họp [… ngày]', chu_tri: '[…]'}\n", encoding="utf-8")

    assert marks(api.appendix(tasks).data) == ["[… ngày]", "[…]"]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", ["highlight"]),
        ("<w:rPr/>", ["highlight"]),
        ("<w:rPr><w:b/></w:rPr>", ["b", "highlight"]),
        (
            '<w:rPr><w:rStyle w:val="x"/><w:sz w:val="28"/><w:u w:val="single"/><w:lang w:val="vi-VN"/></w:rPr>',
            ["rStyle", "sz", "highlight", "u", "lang"],
        ),
        ('<w:rPr><w:emboss/><w:em w:val="dot"/></w:rPr>', ["emboss", "highlight", "em"]),
        ('<w:rPr><w:szCs w:val="28"/><w:shd w:val="clear"/></w:rPr>', ["szCs", "highlight", "shd"]),
        ('<w:rPr><w:highlight w:val="green"/><w:u w:val="single"/></w:rPr>', ["highlight", "u"]),
    ],
)
def test_a_yellow_run_keeps_its_form_in_the_order_of_the_schema(properties, expected):
    xml = f'<w:p xmlns:w="{W[1:-1]}"><w:r>{properties}<w:t>a […] b</w:t></w:r></w:p>'

    found = etree.fromstring(highlighted(xml))

    middle = found.findall(W + "r")[1]
    (held,) = middle.findall(W + "rPr")
    assert [etree.QName(child).localname for child in held] == expected
    assert held.find(W + "highlight").get(W + "val") == "yellow"
    assert [text for text, _ in runs(etree.tostring(found))] == ["a ", "[…]", " b"]


pieces = st.sampled_from(["a", " ", "[…]", "[...]", "[… b c]", "[…&amp;&lt;]", "[", "]", "…", "&amp;", "đ", "[x]"])
texts = st.lists(pieces, max_size=6).map("".join)
opened = st.sampled_from(["<w:t>", '<w:t xml:space="preserve">'])
inner = st.one_of(
    st.builds("{}{}</w:t>".format, opened, texts),
    st.sampled_from(
        ["<w:br/>", "<w:tab/>", "<w:instrText>[…]</w:instrText>", '<w:footnoteReference w:id="1"/>', "<w:t/>"]
    ),
)
forms = st.sampled_from(["", "<w:rPr/>", "<w:rPr><w:b/><w:sz w:val='28'/><w:lang w:val='vi-VN'/></w:rPr>"])
written_runs = st.builds(
    "<w:r{}>{}{}</w:r>".format,
    st.sampled_from(["", ' w:rsidR="00A1"']),
    forms,
    st.lists(inner, max_size=4).map("".join),
)
documents = st.lists(
    written_runs
    | written_runs.map("<w:hyperlink>{}</w:hyperlink>".format)
    | st.just('<w:bookmarkStart w:name="[…]"/>'),
    max_size=4,
).map(lambda pieces: f'<w:p xmlns:w="{W[1:-1]}">{"".join(pieces)}</w:p>')


def content(xml):
    """Return what a part holds in order, texts that follow each other joined."""
    found = []
    for element in etree.fromstring(xml).iter():
        name = etree.QName(element).localname
        if name in ("r", "rPr", "highlight", "b", "sz", "lang") or (name == "t" and not element.text):
            continue
        if name == "t" and found and isinstance(found[-1], str):
            found[-1] += element.text
        else:
            found.append(element.text if name == "t" else (name, element.text, dict(element.attrib)))
    return found


@given(documents)
def test_making_marks_yellow_loses_nothing(xml):
    made = highlighted(xml)

    assert content(made) == content(xml)
    for run in etree.fromstring(made).iter(W + "r"):
        kept = [piece.text or "" for piece in run.iter(W + "t")]
        is_yellow = run.find(f"{W}rPr/{W}highlight") is not None
        assert is_yellow == (len(kept) == 1 and BLANK.fullmatch(kept[0]) is not None)
        assert len(run.findall(W + "rPr")) <= 1


# What is counted in a draft.


def test_a_draft_counts_its_marks_in_one_warning(draft):
    drafted = draft(
        FRONT + APPENDIX + "noi_nhan: ['Sở […]', '[…] và […]']\n",
        REFERRED + "\nMột […], hai [… số].\n",
        "- {nhiem_vu: '[…]', chu_tri: vhxh, thoi_han: '[…]'}\n",
    )

    assert [str(warning) for warning in drafted.warnings] == [
        "ke-hoach.md:7:12: cảnh báo: còn 7 chỗ chưa điền, đầu tiên là «[…]»; "
        "các chỗ này được tô vàng trong bản soạn [placeholder-left]"
    ]


@pytest.mark.parametrize("text", ["{# […] #}", "{# một\n[…]\nhai #}", "{% if not nam %}{# […] #}{% endif %}"])
def test_a_mark_in_a_comment_is_none(text, draft):
    drafted = draft(FRONT + "# […]\n", BODY + f"\nĐoạn {text} sau.\n", is_final=True)

    assert drafted.warnings == ()


def test_the_place_of_a_mark_below_a_comment_is_right(left):
    assert left(body=BODY + "\n{# một\n\nhai […] #}\nba […]\n") == [f"ke-hoach.md:15:4: lỗi: {LEFT.format('[…]')}"]


def test_a_lead_still_to_be_named_is_no_unknown_unit(draft):
    drafted = draft(FRONT + APPENDIX, REFERRED, "- {nhiem_vu: Họp, chu_tri: '[… đơn vị]', thoi_han: Tháng 3}\n")

    assert [warning.code for warning in drafted.warnings] == ["placeholder-left"]


# What is refused in a final plan.


def test_every_mark_of_a_final_plan_is_told_with_its_place(left):
    front = FRONT.replace("năm 2026", "năm […]") + APPENDIX + "luu: VT, [… đơn vị]\n"
    body = REFERRED + "\n{{ '[… a]' }} […] […]\n"
    tasks = "- nhom: Nhóm […]\n  nhiem_vu:\n    - nhiem_vu: |\n        Họp\n        [… giờ]\n      chu_tri: vhxh\n      thoi_han: Tháng 3\n"

    assert left(front, body, tasks) == [
        f"ke-hoach.md:4:12: lỗi: {LEFT.format('[…]')}",
        f"ke-hoach.md:7:6: lỗi: {LEFT.format('[… đơn vị]')}",
        f"ke-hoach.md:17:5: lỗi: {LEFT.format('[… a]')}",
        f"ke-hoach.md:17:15: lỗi: {LEFT.format('[…]')}",
        f"ke-hoach.md:17:19: lỗi: {LEFT.format('[…]')}",
        f"nhiem-vu.yaml:1:9: lỗi: {LEFT.format('[…]')}",
        f"nhiem-vu.yaml:3:17: lỗi: {LEFT.format('[… giờ]')}",
    ]


def test_a_final_plan_without_marks_is_the_same_plan(draft):
    final, usual = draft(is_final=True), draft()

    assert (final.plan, final.warnings, final.text) == (usual.plan, (), usual.text)


def test_a_final_plan_is_no_draft_for_comment(left):
    said = "lỗi: bản chính thức không in chữ DỰ THẢO; hãy bỏ «du_thao» [draft-mark]"

    assert left(FRONT + "du_thao: true\n", BODY + "\n[…]\n") == [
        f"ke-hoach.md:5:10: {said}",
        f"ke-hoach.md:13:1: lỗi: {LEFT.format('[…]')}",
    ]
    assert [fault.partition(": ")[2] for fault in left(is_draft=True)] == [said]


PROFILE = """\
ke_thua: phuong
dia_ban: phường Thử
tinh: thành phố Hà Nội
"""
THU = FRONT.replace("ha-noi/phuong-ngoc-ha", "thu")


@pytest.fixture
def profiles(tmp_path):
    """Return a function that writes the profile of phường Thử and returns its folder."""

    def write(more):
        (tmp_path / "ho-so").mkdir()
        (tmp_path / "ho-so" / "thu.yaml").write_text(PROFILE + more, encoding="utf-8")
        return tmp_path / "ho-so"

    return write


@pytest.mark.parametrize(
    ("more", "front", "body", "mark"),
    [
        ("ky: {ho_ten: '[… họ tên]'}\n", "", "", "[… họ tên]"),
        ("ky: {ho_ten: '[… họ tên]'}\n", "ky:\n", "", "[… họ tên]"),
        ("ky: {ho_ten: '[… họ tên]', nguoi_dung_dau: '[… chức vụ]'}\n", "ky: {ho_ten: A}\n", "", "[… CHỨC VỤ]"),
        ("noi_nhan: ['Sở […]']\n", "", "", "[…]"),
        ("noi_nhan: ['Sở […]']\n", "noi_nhan:\n", "", "[…]"),
        ("noi_nhan: ['Sở […]']\n", "noi_nhan: {them: [Sở Nội vụ]}\n", "", "[…]"),
        ("luu: VT, […]\n", "", "", "[…]"),
        ("luu: VT, […]\n", "luu:\n", "", "[…]"),
        ("dia_danh: '[… nơi]'\n", "", "", "[… nơi]"),
        ("tu_ngu: {k: '[… từ]'}\n", "", "\nGọi là {{ tu_ngu.k }}.\n", "[… từ]"),
        ("viet_tat: {K: '[… từ]'}\n", "", "\nGọi là {{ viet_tat('K') }}.\n", "[… từ]"),
        ("don_vi: {vhxh: {ten: 'Phòng [… tên]'}}\n", "", "\nGiao {{ don_vi.vhxh }}.\n", "[… tên]"),
        ("don_vi: {vhxh: {ten: Phòng A, nhiem_vu: ['Làm [… việc]']}}\n", "", "\n{{ to_chuc_thuc_hien }}\n", "[… việc]"),
    ],
)
def test_a_mark_that_comes_from_the_profile_is_told_too(more, front, body, mark, profiles, left):
    (fault,) = left(THU + front, BODY + body, profiles=profiles(more))

    assert re.fullmatch(r"ke-hoach\.md:\d+:\d+: lỗi: " + re.escape(LEFT.format(mark)), fault)


def test_a_unit_of_the_profile_with_a_mark_keeps_its_task_from_being_final(profiles, left):
    folder = profiles("don_vi: {vhxh: {ten: 'Phòng [… tên]'}}\n")
    tasks = "- {nhiem_vu: Họp, chu_tri: vhxh, thoi_han: Tháng 3}\n"

    (fault,) = left(THU + APPENDIX, REFERRED, tasks, profiles=folder)

    assert fault.endswith(LEFT.format("[… tên]"))


@pytest.mark.parametrize(
    "more",
    ["ky: {ho_ten: '[…]'}\n", "noi_nhan: ['[…]']\n", "luu: VT, […]\n", "dia_danh: '[…]'\n", "tu_ngu: {k: '[…]'}\n"],
)
def test_a_mark_of_the_profile_that_nothing_prints_is_no_fault(more, profiles, draft):
    own = "ky: {ho_ten: A}\nnoi_nhan: [B]\nluu: VT, C\ndia_danh: D\n"

    assert draft(THU + own, profiles=profiles(more), is_final=True).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Có [… một\nhai] ba.",
        "Có \\[…\\] ba.",
        "Có [&#8230;] ba.",
        "Có [**…**] ba.",
        "Có {{ '[' }}{{ '…]' }} ba.",
        "{% raw %}{# một{% endraw %} […] hai {# ba #}",
    ],
)
def test_what_prints_as_a_mark_is_one_however_it_is_written(text, left):
    (fault,) = left(body=f"{BODY}\n{text}\n")

    assert fault.startswith("ke-hoach.md:")
    assert fault.endswith("[placeholder-left]")


openings = ["[…", "[...", "[&#8230;", "\\[…", "[\\…", "[*…*", "[**… a**", "{{ '[' }}…", "&#91;…", "[..&#46;", "["]
closings = ["]", " x]", "\n]", "\\]", "&#93;", "{{ ']' }}", " *x*]", ""]


@given(st.sampled_from(openings), st.sampled_from(closings))
def test_a_final_plan_prints_no_mark(opening, closing):
    with TemporaryDirectory() as folder:
        file = Path(folder, "ke-hoach.md")
        file.write_text(f"---\n{FRONT}---\nMột {opening}{closing} hai.\n", encoding="utf-8")
        try:
            drafted = PlanFolder.open(file).plan(ProfileStore.open(), is_final=True)
        except CchcDraftError:
            return

    assert not has_blank(plain(drafted.plan.body[0].content))


# Documents whose number is still open.


@pytest.mark.parametrize(
    ("symbol", "full"),
    [
        ("[…]/KH-UBND", "Kế hoạch số […]/KH-UBND ngày […] của UBND Thành phố về tuyên truyền"),
        ("[… số]/KH-UBND", "Kế hoạch số [… số]/KH-UBND ngày […] của UBND Thành phố về tuyên truyền"),
        ("[…]/2026/NĐ-CP", "Kế hoạch số […]/2026/NĐ-CP ngày […] của UBND Thành phố về tuyên truyền"),
        ("[…]-NQ/TW", "Kế hoạch số […]-NQ/TW ngày […] của UBND Thành phố về tuyên truyền"),
        ("[…]", "Kế hoạch số […] ngày […] của UBND Thành phố về tuyên truyền"),
        ("75/[…]", "Kế hoạch số 75/[…] ngày […] của UBND Thành phố về tuyên truyền"),
    ],
)
def test_a_document_is_cited_before_its_number_is_known(symbol, full, draft):
    document = f"van_ban:\n  k: {{loai: Kế hoạch, ky_hieu: '{symbol}', co_quan: UBND Thành phố, ve: tuyên truyền}}\n"

    drafted = draft(FRONT + document, "Theo {{ van_ban.k }}.\n\nTheo {{ van_ban.k }}.\n")

    first, second = (block.content[0].text for block in drafted.plan.body)
    assert (first, second) == (f"Theo {full}.", f"Theo Kế hoạch số {symbol}.")
    assert [warning.code for warning in drafted.warnings] == ["placeholder-left"]


def test_a_known_date_is_printed_beside_an_open_number(draft):
    document = "van_ban:\n  k: {loai: Kế hoạch, ky_hieu: '[…]/KH-UBND', ngay: 2026-02-27, co_quan: A, ve: b}\n"

    plan = draft(FRONT + document, "Theo {{ van_ban.k }}.\n").plan

    assert plan.body[0].content[0].text == "Theo Kế hoạch số […]/KH-UBND ngày 27/02/2026 của A về b."


@pytest.mark.parametrize("symbol", ["[…", "[…]]", "[…]/kh", "[1]/KH-UBND", "[…] KH"])
def test_a_symbol_that_is_none_with_its_mark_is_refused(symbol, draft):
    document = f"van_ban:\n  k: {{loai: Kế hoạch, ky_hieu: '{symbol}', co_quan: A, ve: b}}\n"

    with pytest.raises(CchcDraftError) as caught:
        draft(FRONT + document, "Theo {{ van_ban.k }}.\n")

    assert str(caught.value) == (
        f"ke-hoach.md:6:32: lỗi: số và ký hiệu «{symbol}» không đúng mẫu; "
        "ví dụ 75/KH-UBND, 30/2020/NĐ-CP, 57-NQ/TW [cite-symbol]"
    )


@pytest.mark.parametrize(
    ("key", "code"),
    [("so", "not-a-number"), ("ngay", "wrong-date"), ("ky_hieu", "symbol-type"), ("khan", "unknown-word")],
)
def test_a_key_that_may_be_left_out_takes_no_mark(key, code, draft):
    with pytest.raises(CchcDraftError) as caught:
        draft(FRONT + f"{key}: '[…]'\n")

    assert str(caught.value).endswith(f"[{code}]")
