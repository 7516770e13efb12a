"""The task list in a plan's text: which tasks a filter gives, how they print, and where they may stand."""

import re
from pathlib import Path

import pytest
from conftest import tries
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_draft.content import markdown, parse_inline
from cchc_draft.errors import CchcDraftError
from cchc_draft.model import Run, Table, Task, plain
from cchc_draft.outline import lines
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore
from cchc_draft.task_names import TaskNames, TaskSelection, task_line

FRONT = """\
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
phu_luc:
  - {trich_yeu: Nhiệm vụ, nhiem_vu: nhiem-vu.yaml}
"""
HEAD = "Ban hành (Phụ lục kèm theo):\n\n# Mục\n\n"
TASKS = """\
- nhom: Chỉ đạo
  nhiem_vu:
    - {ma: kh, nhiem_vu: Ban hành Kế hoạch., chu_tri: vhxh, phoi_hop: [van_phong], thoi_han: 2026-03-08}
    - {ma: hop, nhiem_vu: Họp *giao ban*;, chu_tri: van_phong, thoi_han: Định kỳ hàng tháng}
- nhom: Thể chế
  nhiem_vu:
    - nhom: Rà soát
      nhiem_vu:
        - {ma: rs, nhiem_vu: Rà soát văn bản, chu_tri: [vhxh, kinh_te], phoi_hop: Công an phường, thoi_han: Quý III/2026}
    - {ma: bc, nhiem_vu: Báo cáo, chu_tri: Công an phường, thoi_han: Tháng 8/2026}
"""
KH = "- Ban hành Kế hoạch (chậm nhất ngày 08/3/2026)."
HOP = "- Họp giao ban (định kỳ hàng tháng)."
RS = "- Rà soát văn bản (quý III/2026)."
BC = "- Báo cáo (tháng 8/2026)."


@pytest.fixture
def draft(plan_folder, monkeypatch):
    """Return a function that drafts a plan whose body ends with a text, in the plan's own folder."""

    def drafted(text, tasks=TASKS, *, front=FRONT, head=HEAD, profiles=None):
        monkeypatch.chdir(plan_folder(front, head + text, tasks))
        return PlanFolder.open(Path("ke-hoach.md")).plan(ProfileStore.open(profiles)).plan

    return drafted


@pytest.fixture
def printed(draft):
    """Return a function that gives the lines which a text prints, with their labels."""

    def text_lines(*arguments, **options):
        plan = draft(*arguments, **options)
        found = [line for line in lines(plan.body) if not isinstance(line, Table)]
        return [f"{line.label} {plain(line.content)}".strip() for line in found][2:]

    return text_lines


@pytest.fixture
def fault_of(draft):
    """Return a function that gives what is wrong with a text, line by line."""

    def faults(*arguments, **options):
        with pytest.raises(CchcDraftError) as caught:
            draft(*arguments, **options)
        return str(caught.value)

    return faults


# Which tasks.


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("nhiem_vu", [KH, HOP, RS, BC]),
        ("nhiem_vu | cua(don_vi.vhxh)", [KH, RS]),
        ("nhiem_vu | cua(don_vi.tuyen_truyen)", [KH, RS]),
        ("nhiem_vu | cua('Phòng Văn hóa - Xã hội')", [KH, RS]),
        ("nhiem_vu | cua('Công an phường')", [BC]),
        ("nhiem_vu | phoi_hop(don_vi.van_phong)", [KH]),
        ("nhiem_vu | phoi_hop('Công an phường')", [RS]),
        ("nhiem_vu | thuoc_nhom('Chỉ đạo')", [KH, HOP]),
        ("nhiem_vu | thuoc_nhom('Thể chế')", [RS, BC]),
        ("nhiem_vu | thuoc_nhom('Rà soát')", [RS]),
        ("nhiem_vu | trong_thang(3)", [KH]),
        ("nhiem_vu | trong_thang(8)", [BC]),
        ("nhiem_vu | trong_quy(1)", [KH]),
        ("nhiem_vu | trong_quy(3)", [RS, BC]),
        ("nhiem_vu | phu_luc(1)", [KH, HOP, RS, BC]),
        ("nhiem_vu | cua(don_vi.vhxh) | trong_quy(3)", [RS]),
        ("nhiem_vu | cua(don_vi.vhxh) | default('không')", [KH, RS]),
    ],
)
def test_a_filter_chooses_tasks_and_keeps_their_order(expression, expected, printed):
    assert printed(f"{{{{ {expression} }}}}\n") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("nhiem_vu | count", "4"),
        ("nhiem_vu | cua(don_vi.vhxh) | count | so_dem", "02"),
        ("nhiem_vu | cua(don_vi.van_phong) | trong_thang(5) | count", "0"),
        ("nhiem_vu | theo_nhom | count", "2"),
        ("nhiem_vu.kh", "Ban hành Kế hoạch."),
        ("nhiem_vu['kh'].thoi_han | giua_cau", "chậm nhất ngày 08/3/2026"),
        ("nhiem_vu.rs.chu_tri", "Phòng Văn hóa - Xã hội; Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("nhiem_vu.rs.nhom", "Thể chế"),
        ("nhiem_vu.rs.nhom_nho", "Rà soát"),
        ("nhiem_vu.bc.nhom_nho | default('không')", "không"),
        ("(nhiem_vu | cua(don_vi.vhxh)).rs.thoi_han", "Quý III/2026"),
        ("nhiem_vu | map(attribute='ma') | join(', ')", "kh, hop, rs, bc"),
        ("nhiem_vu | first", "Ban hành Kế hoạch."),
        ("nhiem_vu | last", "Báo cáo"),
    ],
)
def test_what_is_asked_of_tasks_stands_inside_a_sentence(expression, expected, printed):
    assert printed(f"Có {{{{ {expression} }}}} đó.\n") == [f"Có {expected} đó."]


@pytest.mark.parametrize(
    ("divided", "expected"),
    [
        (
            "theo_don_vi",
            ["1. Phòng Văn hóa - Xã hội", KH, RS, "2. Văn phòng HĐND và UBND phường", HOP,
             "3. Phòng Kinh tế, Hạ tầng và Đô thị", RS, "4. Công an phường", BC],
        ),
        ("theo_nhom", ["1. Chỉ đạo", KH, HOP, "2. Thể chế", RS, BC]),
        ("theo_thang", ["1. 3", KH, "2. 8", BC]),
    ],
)  # fmt: skip
def test_tasks_are_divided_in_a_loop(divided, expected, printed):
    loop = f"{{% for ten, viec in nhiem_vu | {divided} %}}\n## {{{{ ten }}}}\n\n{{{{ viec }}}}\n\n{{% endfor %}}\n"

    assert printed(loop) == expected


def test_a_loop_sees_every_task_once(printed):
    loop = "{% for t in nhiem_vu | cua(don_vi.vhxh) if t.phoi_hop is defined %}\n- {{ t.phoi_hop }}\n{% endfor %}\n"

    assert printed(loop) == ["- Văn phòng HĐND và UBND phường", "- Công an phường"]


def test_no_task_is_no_and_can_be_asked(printed):
    asked = (
        "{% if nhiem_vu | cua(don_vi.mttq) %}\n{{ nhiem_vu | cua(don_vi.mttq) }}\n{% else %}\nKhông có.\n{% endif %}\n"
    )

    assert printed(asked) == ["Không có."]


def test_tasks_of_the_second_appendix_are_told_apart(printed):
    front = f"{FRONT}  - {{trich_yeu: Hai, nhiem_vu: [{{nhiem_vu: Thêm, chu_tri: vhxh, thoi_han: Tháng 3}}]}}\n"

    assert printed("{{ nhiem_vu | phu_luc(2) }}\n", front=front) == ["- Thêm (tháng 3)."]
    assert printed("{{ nhiem_vu | trong_thang(3) }}\n", front=front) == [KH, "- Thêm (tháng 3)."]


# How they print.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp", "Họp"),
        ("Họp.", "Họp"),
        ("Họp;;. ", "Họp"),
        ("Họp **a.**", "Họp a"),
        ("Họp *(lồng ghép.)*", "Họp (lồng ghép.)"),
        ("Họp [a.](https://a.vn)", "Họp a"),
        ("Họp **x** –", "Họp x –"),
        ("–", "–"),
        ("• Họp •", "• Họp •"),
        ("- Họp", "- Họp"),
        ("1. Họp", "1. Họp"),
        ("a) Họp", "a) Họp"),
        ("1/ Họp", "1/ Họp"),
        ("# Họp", "# Họp"),
        ("R&D &lt;x&gt; 5\\*6", "R&D <x> 5*6"),
        ("{{ 7*7 }} {% x %} {# y #}", "{{ 7*7 }} {% x %} {# y #}"),
        ("2025. Năm | cột", "2025. Năm | cột"),
        ("[ ] a_b_c ~ = ^ $ !", "[ ] a_b_c ~ = ^ $ !"),
        ("C:\\\\thư mục\\\\", "C:\\thư mục\\"),
        ("một [… số] hai", "một [… số] hai"),
    ],
)
def test_a_task_prints_as_one_dash_with_one_full_stop(text, expected, printed):
    quoted = text.replace("'", "''")
    tasks = f"- {{nhiem_vu: '{quoted}', chu_tri: vhxh}}\n- {{nhiem_vu: Hai, chu_tri: vhxh}}\n"

    assert printed("{{ nhiem_vu }}\n", tasks) == [f"- {expected}.", "- Hai."]


def test_the_lines_of_a_task_become_one(printed):
    tasks = "- nhiem_vu: |\n    một\n    - **hai**\n    # ba\n  chu_tri: vhxh\n"

    assert printed("{{ nhiem_vu }}\n", tasks) == ["- một - hai # ba."]


def test_emphasis_and_links_of_a_task_stay_in_the_text(draft):
    tasks = "- {nhiem_vu: 'Họp *(**lồng ghép** trong báo cáo)* [a b](https://a.vn/b_c?d=1&e=2)', chu_tri: vhxh}\n"

    (dash,) = draft("{{ nhiem_vu }}\n", tasks).body[-1].items

    assert dash.blocks[0].content == (
        Run("Họp "),
        Run("(", italic=True),
        Run("lồng ghép", bold=True, italic=True),
        Run(" trong báo cáo)", italic=True),
        Run(" "),
        Run("a b", link="https://a.vn/b_c?d=1&e=2"),
        Run("."),
    )


words = st.sampled_from(
    [
        "a",
        "Họp",
        " ",
        ", ",
        "(",
        ")",
        "“",
        "”.",
        "–",
        "\\*",
        "\\_",
        "&amp;",
        "1.",
        "- ",
        "#",
        "{{",
        "{%",
        "[…]",
        "[ ]",
        "~",
        ";",
    ]
)
spans = st.recursive(
    st.lists(words, min_size=1, max_size=3).map("".join),
    lambda inner: st.one_of(
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        inner.map("[{}](https://x.vn/a_b)".format),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=5,
)


@settings(max_examples=tries(60))
@given(spans)
def test_markdown_writes_what_inline_text_is_read_as(text):
    assume(text.count("](") < 2)
    content, unsupported = parse_inline(text)
    assume(not unsupported and plain(content) == plain(content).strip())

    assert parse_inline(markdown(content)) == (content, ())


@pytest.mark.parametrize(
    "text",
    [
        "*(**lồng ghép** trong báo cáo)*",
        "**“Một cửa” *liên thông***",
        "*a **b***",
        "**a** *b* **c**",
        "[**a** b](https://x.vn)",
        "[a **b** c](https://x.vn)",
        "[a](https://x.vn/b(c)d)",
        "[a](<https://x.vn/b c>)",
        "<https://x.vn/a_b*c>",
        "*[a](mailto:a@b.vn)*",
        "*xem [a](https://x.vn).*",
        "\\*\\*a\\*\\*",
        "**a** – **b**",
    ],
)
def test_markdown_keeps_emphasis_and_links(text):
    content, unsupported = parse_inline(text)

    assert unsupported == ()
    assert parse_inline(markdown(content)) == (content, ())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_any_text_of_a_task_is_printed_as_it_is(text):
    assume(any(letter.isalnum() for letter in text))
    names = TaskNames(Task("t1", (Run(text),), ("Văn phòng",)), 1)

    content, unsupported = parse_inline(task_line(names).removeprefix("- "))

    assert unsupported == ()
    assert plain(content) == re.sub(r"[.;\s]+$", "", text).strip() + "."


def test_a_selection_without_tasks_prints_nothing_in_silence(fault_of):
    assert len(TaskSelection([])) == 0
    assert fault_of("{{ nhiem_vu | cua(don_vi.mttq) }}\n") == (
        "ke-hoach.md:12:1: lỗi: không có nhiệm vụ nào để in ở đây; hãy đặt trong {% if … %} nếu có thể không có [no-tasks]"
    )


# Where they may stand.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ nhiem_vu | cua(don_vi.vhxh) }}", [KH, RS]),
        ("Gồm:\n{{ nhiem_vu | cua(don_vi.vhxh) }}\n", ["Gồm:", KH, RS]),
        ("{% if nhiem_vu %}{{ nhiem_vu | cua(don_vi.vhxh) }}{% endif %}\n", [KH, RS]),
        ("{{ nhiem_vu | cua(don_vi.vhxh) }} {# ghi chú #}\n", [KH, RS]),
        ("{% set viec = nhiem_vu | cua(don_vi.vhxh) %}\n{{ viec }}\n", [KH, RS]),
        ("{{ nhiem_vu\n   | cua(don_vi.vhxh) }}\n", [KH, RS]),
        ("{{ nhiem_vu | cua(don_vi.vhxh) }}\n- Khác.\n", [KH, RS, "- Khác."]),
        ("1) Gồm:\n\n   {{ nhiem_vu | cua(don_vi.vhxh) }}\n\n1) Hai.\n", ["a) Gồm:", KH, RS, "b) Hai."]),
        ("1. Gồm:\n   {{ nhiem_vu | cua(don_vi.vhxh) }}\n", ["1. Gồm:", KH, RS]),
        ("- Gồm:\n  {{ nhiem_vu | cua(don_vi.vhxh) }}\n", ["- Gồm:", KH.replace("-", "+", 1), RS.replace("-", "+", 1)]),
        ("{{ nhiem_vu | cua(don_vi.vhxh) }}\n\n{{ nhiem_vu | phu_luc(1) | trong_thang(8) }}\n", [KH, RS, BC]),
    ],
)
def test_a_list_of_tasks_stands_on_lines_of_its_own(text, expected, printed):
    assert printed(text) == expected


def test_text_below_a_list_of_tasks_never_joins_the_last_task(draft):
    try:
        plan = draft("{{ nhiem_vu | cua(don_vi.vhxh) }}\nHết.\n")
    except CchcDraftError as error:
        assert "ke-hoach.md:1" in str(error)
    else:
        assert [plain(line.content) for line in lines(plan.body)][-2:] == [RS.removeprefix("- "), "Hết."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Có {{ nhiem_vu }} đó.\n", 12),
        ("Gồm: {{ nhiem_vu }}\n", 12),
        ("{{ nhiem_vu }}.\n", 12),
        ("{{ nhiem_vu }} {{ nhiem_vu }}\n", 12),
        ("- {{ nhiem_vu }}\n", 12),
        ("1) {{ nhiem_vu }}\n", 12),
        ("> {{ nhiem_vu }}\n", 12),
        ("# {{ to_chuc_thuc_hien }}\n", 12),
        ("| a | b |\n|---|---|\n| {{ nhiem_vu }} | c |\n\nHết.\n", 14),
        ("{{ nhiem_vu }}\n\nĐoạn {{ nhiem_vu }}.\n", 14),
        ("Một\nhai {{ nhiem_vu }}", 13),
    ],
)
def test_a_list_of_tasks_among_other_words_is_refused(text, line, fault_of):
    assert fault_of(text) == (
        f"ke-hoach.md:{line}:1: lỗi: danh sách nhiệm vụ phải đứng riêng một dòng, không đặt giữa câu [blocks-in-text]"
    )


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_fault_in_printed_lines_has_the_place_of_their_expression(end, fault_of):
    head = "Ban hành (Phụ lục kèm theo):\n\n"

    assert fault_of(f"{{{{ to_chuc_thuc_hien }}}}{end}", head=head) == (
        "ke-hoach.md:10:1: lỗi: đề mục «##» nhảy cấp; ở đây chỉ dùng được «#» trở lên [structure]"
    )


def test_a_fault_below_printed_lines_has_its_own_place(fault_of):
    text = "{{ nhiem_vu }}\n\nĐoạn.\n\n#### Sâu\n\n{{ nhiem_vu }}\n\n##### Sâu nữa\n"

    assert re.findall(r"^ke-hoach\.md:(\d+):", fault_of(text), re.MULTILINE) == ["16", "20"]


# What is refused.


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("nhiem_vu | thuoc_nhom('Chi dao')", "không có nhóm nhiệm vụ «Chi dao» [unknown-group]"),
        ("nhiem_vu | trong_thang(13)", "«13» không phải là số từ 1 đến 12 [wrong-part]"),
        ("nhiem_vu | trong_thang(0)", "«0» không phải là số từ 1 đến 12 [wrong-part]"),
        ("nhiem_vu | trong_thang('3')", "«3» không phải là số từ 1 đến 12 [wrong-part]"),
        ("nhiem_vu | trong_thang(true)", "«True» không phải là số từ 1 đến 12 [wrong-part]"),
        ("nhiem_vu | trong_quy(5)", "«5» không phải là số từ 1 đến 4 [wrong-part]"),
        ("nhiem_vu | phu_luc(2)", "«2» không phải là số từ 1 đến 1 [wrong-part]"),
        ("nhiem_vu | phu_luc('1') | count", "«1» không phải là số từ 1 đến 1 [wrong-part]"),
        ("'abc' | cua(don_vi.vhxh)", "không tính được biểu thức này [expression-failed]"),
        ("nhiem_vu | cua", "không tính được biểu thức này [expression-failed]"),
        ("don_vi | theo_nhom", "không tính được biểu thức này [expression-failed]"),
    ],
)
def test_what_a_filter_cannot_do_is_told(expression, fault, fault_of):
    assert fault_of(f"{{{{ {expression} }}}}\n") == f"ke-hoach.md:12:1: lỗi: {fault}"


@pytest.mark.parametrize("filter_name", ["cua", "phoi_hop"])
@pytest.mark.parametrize("name", ["Phòng Văn hoá", "Sở Nội vu"])
def test_a_unit_that_nobody_knows_is_not_counted_as_one_without_tasks(filter_name, name, fault_of):
    said = fault_of(f"Có {{{{ nhiem_vu | {filter_name}('{name}') | count }}}} việc.\n")

    assert said.startswith("ke-hoach.md:12:")
    assert f"«{name}»" in said


def test_a_unit_is_known_by_its_id_or_refused_but_never_without_tasks(printed):
    try:
        found = printed("Có {{ nhiem_vu | cua('vhxh') | count }} việc.\n")
    except CchcDraftError as error:
        assert "«vhxh»" in str(error)
    else:
        assert found == ["Có 2 việc."]


@pytest.mark.parametrize(
    "expression",
    [
        "nhiem_vu | string",
        "nhiem_vu | upper",
        "nhiem_vu | giua_cau",
        "nhiem_vu | trim",
        "nhiem_vu ~ 'x'",
        "[nhiem_vu] | join",
        "[nhiem_vu] | string",
        "nhiem_vu | theo_don_vi",
        "nhiem_vu | theo_don_vi | string",
        "to_chuc_thuc_hien | lower",
        "don_vi | upper",
        "van_ban ~ ''",
        "viet_tat | string",
        "loop_khong_co | default(nhiem_vu) | replace('a', 'b')",
    ],
)
def test_what_is_no_text_never_prints_as_python_shows_it(expression, fault_of):
    assert fault_of(f"{{{{ {expression} }}}}\n").endswith("[not-printable]")


def test_tasks_are_not_asked_by_number(fault_of):
    said = fault_of("Có {{ (nhiem_vu | cua(don_vi.vhxh))[0] }} đó.\n")

    assert said.startswith("ke-hoach.md:12:")
    assert "«?»" not in said


@pytest.mark.parametrize("key", ["trich_yeu: Cải cách {{ nhiem_vu }}", "trich_yeu: '{{ to_chuc_thuc_hien }}'"])
def test_a_list_of_tasks_has_no_place_in_the_head(key, fault_of):
    front = FRONT.replace("trich_yeu: Cải cách hành chính năm 2026", key)

    assert "[not-printable]" in fault_of("Hết.\n", front=front)


def test_the_head_may_count_tasks(draft):
    front = FRONT.replace("năm 2026", "với {{ nhiem_vu | count }} nhiệm vụ")

    assert draft("Hết.\n", front=front).subject == ("Cải cách hành chính với 4 nhiệm vụ",)


# Who does what.

UNITS = """\
ke_thua: phuong
dia_ban: phường Thử
tinh: thành phố Hà Nội
don_vi:
  vhxh: {ten: Phòng Văn hóa - Xã hội, vai_tro: [tuyen_truyen]}
  van_phong: {ten: Văn phòng, vai_tro: [mot_cua], nhiem_vu: ["Tiếp *dân*.", "1. Trực;"]}
  kinh_te: null
  tt_hcc: null
  tt_van_hoa: {ten: Trung tâm Văn hóa, vai_tro: []}
  mttq: {ten: Ủy ban MTTQ, vai_tro: [mat_tran]}
  moi_don_vi: null
"""


@pytest.fixture
def own_units(tmp_path):
    """Return a function that writes a folder of profiles with one agency, phường Thử."""

    def write(text=UNITS):
        (tmp_path / "ho-so").mkdir()
        (tmp_path / "ho-so" / "thu.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "ho-so"

    return write


THU = FRONT.replace("ha-noi/phuong-ngoc-ha", "thu")


def test_each_unit_gets_its_duties_and_its_tasks_and_other_leads_follow(own_units, printed):
    tasks = (
        TASKS.replace("[vhxh, kinh_te]", "vhxh").replace("hop,", "mt,").replace("chu_tri: van_phong", "chu_tri: mttq")
    )

    assert printed("{{ to_chuc_thuc_hien }}\n", tasks, front=THU, profiles=own_units()) == [
        "1. Phòng Văn hóa - Xã hội",
        "- Chủ trì công tác thông tin, tuyên truyền về cải cách hành chính.",
        KH,
        RS,
        "2. Văn phòng",
        "- Tiếp *dân*.",
        "- 1. Trực.",
        "3. Đề nghị Ủy ban MTTQ",
        "- Giám sát việc thực hiện Kế hoạch; vận động Nhân dân tham gia cải cách hành chính.",
        HOP,
        "4. Công an phường",
        BC,
    ]


def test_the_clauses_can_be_asked_for(printed):
    asked = "{% if to_chuc_thuc_hien %}\n{{ to_chuc_thuc_hien }}\n{% endif %}\n\n## Hết\n\nHết.\n"

    assert printed(asked)[0] == "1. Phòng Văn hóa - Xã hội"


def test_an_agency_without_units_and_tasks_has_no_clauses(own_units, fault_of, printed):
    text = UNITS.partition("don_vi:")[0] + "".join(
        f"{'don_vi:' if not index else ''}\n  {unit}: null" if not index else f"\n  {unit}: null"
        for index, unit in enumerate(["vhxh", "van_phong", "kinh_te", "tt_hcc", "tt_van_hoa", "mttq", "moi_don_vi"])
    )
    front = THU.partition("phu_luc")[0]
    options = {"front": front, "tasks": None, "profiles": own_units(text + "\n")}

    assert fault_of("{{ to_chuc_thuc_hien }}\n", **options).endswith("[no-tasks]")
    assert printed("{% if to_chuc_thuc_hien %}\n{{ to_chuc_thuc_hien }}\n{% endif %}\nHết.\n", **options) == ["Hết."]


def test_units_of_the_same_name_lose_no_duty(own_units, printed):
    profiles = own_units(UNITS.replace("ten: Trung tâm Văn hóa", "ten: Văn phòng, nhiem_vu: [Tưới cây]"))

    found = printed("{{ to_chuc_thuc_hien }}\n", "[]\n", front=THU, profiles=profiles)

    assert {"- Tiếp *dân*.", "- 1. Trực.", "- Tưới cây."} <= set(found)


def test_body_and_appendix_print_the_same_tasks(draft):
    plan = draft("{{ nhiem_vu }}\n")

    texts = [plain(task.text).rstrip(".;") for task in plan.appendices[0].tasks]
    dashes = [plain(item.blocks[0].content) for item in plan.body[-1].items]
    assert [dash.partition(" (")[0] for dash in dashes] == texts
