"""Jinja in plans: strict names, values as data, faults with their place, nothing that runs away."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft import content
from cchc_draft.citations import Citation
from cchc_draft.content import TYPED_LABEL
from cchc_draft.context import Mention, ShortForms
from cchc_draft.deadlines import Deadline
from cchc_draft.errors import InputError
from cchc_draft.model import Run
from cchc_draft.templating import LINE_MARK, PLAIN, Names, Record, Source, escape_markdown

KH75 = Citation("Kế hoạch", "75/KH-UBND", datetime.date(2026, 2, 27), "UBND Thành phố", "cải cách hành chính")
ROOM = Record("Phòng Văn hóa", {"ten": "Phòng Văn hóa", "viet_tat": None})
OFFICE = Record("Văn phòng", {"ten": "Văn phòng", "viet_tat": "VP"})


def context():
    """Return what a plan's text can name, freshly made."""
    return {
        "nam": 2026,
        "co_quan": Record("UBND phường", {"ten": "Ủy ban nhân dân phường Ngọc Hà", "tu_goi": "UBND phường"}),
        "don_vi": Names({"vhxh": ROOM, "vp": OFFICE}),
        "van_ban": Names({"kh75": Mention(KH75)}),
        "nhiem_vu": Names({"kh": Names({"thoi_han": Deadline("quarter", part=3, year=2026)})}),
        "tu_ngu": Names({"la": "R&D <x> {{ 7*7 }} {% x %}", "so": Decimal("97.5"), "ngay": datetime.date(2026, 3, 8)}),
        "viet_tat": ShortForms({"CCHC": "cải cách hành chính"}),
    }


def plain(text):
    """Return what a text gives without Markdown's escapes."""
    return Source.compile(text, "ke-hoach.md", 1, PLAIN).render(context())


def markdown(text, names=None):
    """Return what a text gives for Markdown, without the line marks."""
    rendered = Source.compile(text, "ke-hoach.md", 1).render(context() | (names or {}))
    return "\n".join(row.partition(LINE_MARK)[0] for row in rendered.split("\n"))


def compile_faults(text, first_line=1):
    with pytest.raises(InputError) as caught:
        Source.compile(text, "ke-hoach.md", first_line)
    return str(caught.value).splitlines()


def name_faults(text):
    names = context()
    source = Source.compile(text, "ke-hoach.md", 1)
    found = source.faults(names, {"viet_tat": names["viet_tat"].known()})
    return [str(problem) for problem in sorted(found, key=lambda problem: problem.place)]


def render_fault(text):
    source = Source.compile(text, "ke-hoach.md", 1)
    with pytest.raises(InputError) as caught:
        source.render(context())
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("không có biểu thức", "không có biểu thức"),
        ("năm {{ nam }}", "năm 2026"),
        ("{{ co_quan }}, {{ co_quan.ten }}", "UBND phường, Ủy ban nhân dân phường Ngọc Hà"),
        ("{{ don_vi.vhxh }} ({{ don_vi['vp'].viet_tat }})", "Phòng Văn hóa (VP)"),
        ("{{ nhiem_vu.kh.thoi_han }}", "Quý III/2026"),
        ("{{ nhiem_vu.kh.thoi_han | giua_cau }}", "quý III/2026"),
        ("{{ viet_tat('CCHC') | dau_cau }}", "Cải cách hành chính (CCHC)"),
        ("{{ tu_ngu.ngay | ngay }}", "08/3/2026"),
        ("{{ tu_ngu.ngay | ngay_chu }}", "ngày 08 tháng 3 năm 2026"),
        ("{{ 1234.5 | so }}", "1.234,5"),
        ("{{ 2 | so_dem }}", "02"),
        ("{{ tu_ngu.so | phan_tram }}", "97,5%"),
        ("{{ 1500000 | tien }}", "1.500.000 đồng"),
        ("{{ ['A', 'B', 'C'] | liet_ke }}", "A, B và C"),
        ("{{ don_vi | liet_ke }}", "Phòng Văn hóa và Văn phòng"),
        ("{{ don_vi | length }}", "2"),
        ("{% for x in don_vi %}{{ loop.index }}:{{ x }};{% endfor %}", "1:Phòng Văn hóa;2:Văn phòng;"),
        ("{% if nam > 2025 %}mới{% else %}cũ{% endif %}", "mới"),
        ("{% set sau = nam + 1 %}{{ sau }}", "2027"),
        ("{% if tu_ngu.khong_co is defined %}a{% else %}b{% endif %}", "b"),
        ("{{ tu_ngu.khong_co | default('mặc định') }}", "mặc định"),
        ("{# lời ghi #}{% raw %}{{ nam }}{% endraw %}", "{{ nam }}"),
        ("{{ tu_ngu.la }}", "R&D <x> {{ 7*7 }} {% x %}"),
        ("{{ 'x' * 3 }} {{ 2 ** 10 }} {{ 7 // 2 }}", "xxx 1024 3"),
    ],
)
def test_an_expression_prints_its_value(text, printed):
    assert plain(text) == printed


def test_a_document_is_full_at_its_first_mention_and_short_afterwards():
    full = "Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND Thành phố về cải cách hành chính"

    assert plain("{{ van_ban.kh75 }}; {{ van_ban.kh75 }}") == f"{full}; Kế hoạch số 75/KH-UBND"
    assert plain("{{ van_ban.kh75 | ngan }}; {{ van_ban.kh75 }}") == "Kế hoạch số 75/KH-UBND; Kế hoạch số 75/KH-UBND"
    assert plain("{{ van_ban.kh75 }}; {{ van_ban.kh75 | day_du }}") == f"{full}; {full}"
    assert plain("{{ van_ban.kh75.ky_hieu }}; {{ van_ban.kh75 }}") == f"75/KH-UBND; {full}"


def test_a_short_form_is_introduced_once():
    assert plain("{{ viet_tat('CCHC') }}, {{ viet_tat('CCHC') }}") == "cải cách hành chính (CCHC), CCHC"


def test_a_source_is_rendered_for_many_agencies_without_remembering():
    source = Source.compile("{{ viet_tat('CCHC') }} {{ van_ban.kh75 | ngan }}", "ke-hoach.md", 1)

    assert source.render(context()) == source.render(context())


def test_values_are_escaped_for_markdown_and_the_authors_own_text_is_not():
    assert markdown("*{{ tu_ngu.la }}* {{ '2025. Năm' }}") == (
        r"*R\&D \<x\> \{\{ 7\*7 \}\} \{% x %\}* 2025\. Năm"
    )  # fmt: skip


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n*_#-1.)<&{}% |`\\"), min_size=1)
    .map(lambda text: text.strip())
    .filter(lambda text: text and text[0] not in "–—•·" and not TYPED_LABEL.match(f"{text} "))
)
def test_any_text_given_as_a_value_is_one_paragraph_of_plain_text(value):
    rendered = markdown("{{ gia_tri }}", {"gia_tri": value})

    parsed = content.parse(rendered, "ke-hoach.md", [1])

    (paragraph,) = parsed.body
    expected = " ".join(value.splitlines()) if "\n" in value else value
    assert (paragraph.content, list(parsed.problems)) == ((Run(expected),), [])


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("", ""),
        ("chữ thường, có dấu; «ngoặc» 5/6", "chữ thường, có dấu; «ngoặc» 5/6"),
        ("một\nhai\r\nba", "một hai ba"),
        ("2025. Năm", r"2025\. Năm"),
        ("a*b_c", r"a\*b\_c"),
        (r"C:\x", r"C\:\\x"),
        ("  lề", "&#32;&#32;lề"),
    ],
)
def test_escapes_stand_before_whatever_markdown_could_read(value, escaped):
    assert escape_markdown(value) == escaped


def test_every_line_end_knows_its_source_line():
    text = "một\n{# lời\nghi #}\n{% for x in [1, 2] %}\nlần {{ x }}\n\n{% endfor %}\nhết\n"

    rendered = Source.compile(text, "ke-hoach.md", 1).render({})

    marked = [row.split(LINE_MARK) for row in rendered.split("\n")[:-1]]
    assert marked == [["một", "1"], ["lần 1", "5"], ["", "6"], ["lần 2", "5"], ["", "6"], ["hết", "8"]]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a {{ nam }", "1:1: lỗi: biểu thức Jinja sai cú pháp: thừa hoặc thiếu dấu «}»; biểu thức viết {{ tên }}"),
        (
            "{{ nam\n\nhết",
            "3:1: lỗi: biểu thức Jinja sai cú pháp: biểu thức chưa đóng bằng «}}», "
            "hoặc thiếu dấu «|» giữa tên và bộ lọc",
        ),
        (
            "{{ nam giua_cau }}",
            "1:1: lỗi: biểu thức Jinja sai cú pháp: biểu thức chưa đóng bằng «}}», "
            "hoặc thiếu dấu «|» giữa tên và bộ lọc",
        ),
        (
            "{% if nam %}\nmột\n",
            "2:1: lỗi: biểu thức Jinja sai cú pháp: chưa đóng «}}» hoặc «%}», hoặc thiếu {% endif %} / {% endfor %}",
        ),
        ("\n  {% vm %}", "2:3: lỗi: biểu thức Jinja sai cú pháp: không có thẻ «vm»"),
        ("{{ nam ? 1 }}", "1:1: lỗi: biểu thức Jinja sai cú pháp: có ký tự «?» không dùng được trong biểu thức"),
        ("{{ }}", "1:1: lỗi: biểu thức Jinja sai cú pháp: trong {{ }} không có gì"),
        ("{# một", "1:1: lỗi: biểu thức Jinja sai cú pháp: chú thích hoặc khối chưa đóng"),
        (
            "{% for x in [1] %}" * 25 + "{% endfor %}" * 25,
            "1: lỗi: biểu thức Jinja sai cú pháp: các khối lồng nhau quá sâu",
        ),
        (f"{{{{ {'[' * 3000}{']' * 3000} }}}}", "1: lỗi: biểu thức Jinja sai cú pháp: các khối lồng nhau quá sâu"),
    ],
)
def test_a_broken_expression_is_told_with_its_place(text, fault):
    assert compile_faults(text) == [f"ke-hoach.md:{fault} [jinja-syntax]"]


def test_places_count_from_where_the_text_starts_in_its_file():
    assert compile_faults("một\n{{ }}", first_line=40)[0].startswith("ke-hoach.md:41:1: ")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{% include 'a' %}", "include"),
        ("{% import 'a' as b %}", "import"),
        ("{% from 'a' import b %}", "from … import"),
        ("{% extends 'a' %}", "extends"),
        ("{% block a %}{% endblock %}", "block"),
        ("{% macro a() %}{% endmacro %}", "macro"),
        ("{% call a() %}{% endcall %}", "call"),
        ("{% filter upper %}{% endfilter %}", "filter"),
        ("{% set a %}{% endset %}", "set … endset"),
    ],
)
def test_a_tag_that_plans_do_not_have_is_told(tag, name):
    assert compile_faults(f"một\n {tag}") == [
        f"ke-hoach.md:2:2: lỗi: kế hoạch không dùng được thẻ {{% {name} %}} [jinja-unsupported]"
    ]


def test_all_misused_tags_filters_and_tests_are_told_at_once():
    found = compile_faults("{% include 'a' %}\n{{ nam | giua_cua }}\n{{ nam is evenn }}\n{{ nam | xyzxyz }}")

    known = "giua_cau, dau_cau, ngay, ngay_chu, so, so_dem, phan_tram, tien, liet_ke, day_du, ngan, cua, phoi_hop, thuoc_nhom, trong_thang, trong_quy, phu_luc, theo_don_vi, theo_nhom, theo_thang"
    assert found == [
        "ke-hoach.md:1:1: lỗi: kế hoạch không dùng được thẻ {% include %} [jinja-unsupported]",
        f"ke-hoach.md:2:10: lỗi: không có bộ lọc «giua_cua»; của kế hoạch có: {known}; "
        "có phải ý là «giua_cau»? [unknown-filter]",
        "ke-hoach.md:3:11: lỗi: không có phép so sánh «evenn»; có phải ý là «even»? [unknown-test]",
        f"ke-hoach.md:4:10: lỗi: không có bộ lọc «xyzxyz»; của kế hoạch có: {known} [unknown-filter]",
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{{ nam }} {{ don_vi.vhxh.ten }}", []),
        ("{{ nm }}", ["1:4: lỗi: không có tên «nm»; có phải ý là «nam»? [undefined-name]"]),
        ("x\n  {{ xyzxyz }}", ["2:6: lỗi: không có tên «xyzxyz» [undefined-name]"]),
        ("{{ don_vi.vhxx }}", ["1:11: lỗi: không có tên «don_vi.vhxx»; có phải ý là «vhxh»? [undefined-name]"]),
        ("{{ don_vi['vhxx'] }}", ["1:12: lỗi: không có tên «don_vi.vhxx»; có phải ý là «vhxh»? [undefined-name]"]),
        ("{{ don_vi.vhxh.tne }}", ["1:16: lỗi: không có tên «don_vi.vhxh.tne»; có phải ý là «ten»? [undefined-name]"]),
        (
            "{{ viet_tat('CCH') }}",
            [
                "1:14: lỗi: chưa có dạng đầy đủ của chữ viết tắt «CCH»; hãy khai báo ở khóa viet_tat; "
                "có phải ý là «CCHC»? [unknown-short-form]"
            ],
        ),
        ("{% for x in don_vi %}{{ x.ten }}{{ loop.index }}{% endfor %}", []),
        ("{% set x = nam %}{{ x }}", []),
        ("{{ tu_ngu.x | default('y') }}{% if tu_ngu.x is defined %}z{% endif %}", []),
        (
            "{{ a }} {{ nam }}\n{{ b }}{{ don_vi.c }}",
            [
                "1:4: lỗi: không có tên «a» [undefined-name]",
                "2:4: lỗi: không có tên «b» [undefined-name]",
                "2:18: lỗi: không có tên «don_vi.c» [undefined-name]",
            ],
        ),
    ],
)
def test_every_name_that_does_not_exist_is_told_before_anything_is_rendered(text, faults):
    assert name_faults(text) == [f"ke-hoach.md:{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "một\n\n{{ don_vi.vhxh.viet_tat }}",
            "3:16: lỗi: «viet_tat» không có, hoặc chưa có giá trị trong hồ sơ hay nhiệm vụ [undefined-name]",
        ),
        ("\n{{ none }}", "2:1: lỗi: giá trị này chưa có trong hồ sơ, không in ra được [empty-value]"),
        (
            "{% for x in don_vi %}\n  {{ x.tne }}\n{% endfor %}",
            "2:8: lỗi: «tne» không có, hoặc chưa có giá trị trong hồ sơ hay nhiệm vụ [undefined-name]",
        ),
        ("\n\n{{ 1 / 0 }}", "3:1: lỗi: không tính được biểu thức này [expression-failed]"),
        ("{{ nam | ngay }}", "1:1: lỗi: không tính được biểu thức này [expression-failed]"),
        ("{{ nam() }}", "1:1: lỗi: không tính được biểu thức này [expression-failed]"),
        ("{{ 'x' * 2000000 }}", "1:1: lỗi: biểu thức này không được phép trong kế hoạch [not-allowed]"),
        ("{{ [0] * 2000000 }}", "1:1: lỗi: biểu thức này không được phép trong kế hoạch [not-allowed]"),
        ("{{ 2000000 * 'x' }}", "1:1: lỗi: biểu thức này không được phép trong kế hoạch [not-allowed]"),
        ("{{ 10 ** 100000 }}", "1:1: lỗi: biểu thức này không được phép trong kế hoạch [not-allowed]"),
        ("{{ '%999999999d' % 1 }}", "1:1: lỗi: biểu thức này không được phép trong kế hoạch [not-allowed]"),
    ],
)
def test_what_fails_while_rendering_is_told_with_its_line(text, fault):
    assert render_fault(text) == f"ke-hoach.md:{fault}"


@pytest.mark.parametrize(
    "text", ["{{ don_vi }}", "{{ viet_tat }}", "{{ [1, 2] }}", "{{ {'a': 1} }}", "{{ true }}", "{{ nam.bit_length }}"]
)
def test_what_has_no_text_of_its_own_is_not_printed(text):
    assert render_fault(text).startswith("ke-hoach.md:1:")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ nam.__class__.__mro__ }}",
        "{{ co_quan._entries }}",
        "{{ don_vi.__init__.__globals__ }}",
        "{{ viet_tat.__call__ }}",
        "{{ (nam | string).format }}",
        "{% for x in range(99999999) %}x{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_behind_the_values(text):
    source = Source.compile(text, "ke-hoach.md", 1)

    with pytest.raises(InputError):
        source.render(context())


def test_a_loop_gone_wrong_stops():
    text = "{% for a in range(3000) %}{% for b in range(3000) %}{{ 'x' * 100 }}{% endfor %}{% endfor %}"

    assert "[text-too-large]" in render_fault(text)


def test_unknown_short_forms_are_told_while_rendering_where_they_are_computed():
    assert render_fault("một\n{{ viet_tat('CC' ~ 'H') }}") == (
        "ke-hoach.md:2:1: lỗi: chưa có dạng đầy đủ của chữ viết tắt «CCH»; hãy khai báo ở khóa viet_tat; "
        "có phải ý là «CCHC»? [unknown-short-form]"
    )


def test_a_runaway_loop_is_bounded_where_names_are_missing_too():
    loops = 8
    text = "{{ khong_co }}" + "{% for x in range(9) %}" * loops + "x" * 99 + "{% endfor %}" * loops

    assert Source.compile(text, "ke-hoach.md", 1).outline({}) is None
