"""A draft as .md: drafted again it gives the same plan and the same text, and nothing is filled in twice."""

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from conftest import tries
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_draft import api, plan_source
from cchc_draft.errors import CchcDraftError
from cchc_draft.model import plain
from cchc_draft.plan_folder import PlanFolder
from cchc_draft.profile_store import ProfileStore

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").iterdir())

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
TASKS = "- {ma: kh, nhiem_vu: Ban hành *Kế hoạch*, chu_tri: vhxh, thoi_han: 2026-03-08}\n"
ODD = "R&D <x> {{ 7*7 }} {% x %} {# y #} *a* c"


def drafted(path, **options):
    return PlanFolder.open(path).plan(ProfileStore.open(), **options)


def assert_same_again(first, folder):
    """Assert that a draft's .md gives the same plan, the same .md and the same advice; return the text."""
    text = plan_source.write(first)
    file = folder / "lai.md"
    file.write_text(text, encoding="utf-8")

    second = drafted(file)

    assert second.plan == first.plan
    assert plan_source.write(second) == text
    assert [one.code for one in second.warnings] == [one.code for one in first.warnings if one.code != "other-agency"]
    return text


@pytest.fixture
def again(plan_folder, tmp_path):
    """Return a function that drafts a folder, then its .md, asserts that both are the same, and returns the .md."""

    def both(front=FRONT, body=BODY, tasks=None, **options):
        return assert_same_again(drafted(plan_folder(front, body, tasks), **options), tmp_path)

    return both


def head_of(text):
    return yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)


@pytest.mark.parametrize("folder", EXAMPLES, ids=[folder.name for folder in EXAMPLES])
def test_an_example_is_the_same_plan_again(folder, tmp_path):
    assert_same_again(drafted(folder), tmp_path)


def test_everything_is_filled_in_and_the_tasks_stand_in_the_head(again):
    front = FRONT.replace("2026\n", "{{ nam }}\n").replace("nam: {{ nam }}", "nam: 2026") + APPENDIX

    text = again(front, REFERRED.replace("UBND phường", "{{ co_quan.tu_goi }}") + "\n{{ nhiem_vu }}\n", TASKS)

    assert (
        text
        == f"""\
---
ho_so: ha-noi/phuong-ngoc-ha
nam: 2026
trich_yeu: Cải cách hành chính năm 2026
phu_luc:
- trich_yeu: Nhiệm vụ
  nhiem_vu:
  - ma: kh
    nhiem_vu: Ban hành *Kế hoạch*
    chu_tri: vhxh
    thoi_han: 2026-03-08
  cot:
  - stt: STT
  - nhiem_vu: Nhiệm vụ
  - chu_tri: Cơ quan, đơn vị chủ trì
  - phoi_hop: Cơ quan, đơn vị phối hợp
  - thoi_han: Thời gian hoàn thành
---
{REFERRED}
- Ban hành *Kế hoạch* (chậm nhất ngày 08/3/2026).
"""
    )


@pytest.mark.parametrize(
    "front",
    [
        FRONT + "so: 7\nngay: 2026-03-04\n",
        FRONT + "ngay: 2026-03\n",
        FRONT + "du_thao: true\n",
        FRONT + "khan: khẩn\nluu_hanh: lưu hành nội bộ\n",
        FRONT + "dong_ban_hanh: [{ho_so: ha-noi/so-vhtt}]\n",
        FRONT + "noi_nhan: [A, 'B: c', '{{ x }}', '# d']\nluu: 'VT, {% A'\nky: {ho_ten: '{{ a }}'}\ndia_danh: '{# x'\n",
        FRONT + "noi_nhan: {them: [A], bo: [Ủy ban MTTQ Việt Nam phường]}\n",
        FRONT + "viet_tat: {A: b, no: 'no', '012': '~'}\ntu_ngu: {k: '- v'}\n",
        FRONT + "phu_luc: []\n",
        FRONT + "phu_luc:\nvan_ban:\n",
        FRONT + "van_ban:\n  k: {loai: Kế hoạch, ky_hieu: '[…]/KH-UBND', co_quan: '{{ a }}', ve: '{% b'}\ncan_cu: [k]\n",
        FRONT + "van_ban:\n  l: {loai: Luật, ten: 'Cán bộ', ngay: 2008-11-13}\ncan_cu: [l]\n",
        FRONT.replace("trich_yeu: ", "trich_yeu: |\n  ").replace("năm 2026", "năm\n  {{ nam }} {{ '{{' }} {% raw %}{% x{% endraw %}"),
        FRONT.replace("Cải cách hành chính năm 2026", "'- # : Cải cách «a» \"b\"'"),
    ],
)  # fmt: skip
def test_the_head_stays_what_it_says(front, again):
    again(front)


@pytest.mark.parametrize(
    "body",
    [
        "\n\n\n" + BODY + "\n\n\n",
        BODY.rstrip("\n"),
        BODY + "\n{%- if nam %}\n\nA\n{%- endif %}\n",
        BODY + "\nA[^{{ nam }}] b[^c].\n\n[^c]: hai\n    dòng\n\n[^2026]: chú {{ nam }} thích\n\n***\n\nHết.\n",
        BODY + "\n1) Một\n\n   - hai\n   - {{ '1. ba' }}\n\n1) bốn  \n   năm\n",
        BODY + "\n| {{ 'a|b' }} | b |\n|:--|--:|\n| {{ '*c*' }} | **d** |\n\nHết.\n",
        BODY + "\n{{ viet_tat('CCHC') }} {{ viet_tat('CCHC') }} {{ cap_tren }} {{ '2025. Năm' }} {{ '– a' }}\n",
        BODY + "\n[a](https://x.vn/{{ nam }}?b=1&c=2) <https://x.vn/a_b> *[d](mailto:a@b.vn)*\n",
        BODY + "\n{{ '---' }}\n\n\\---\n\n{{ '# a' }}\n\n{{ ' a' }}\n\n{{ '\u00a0a' }}\n",
        BODY.replace("Nâng", unicodedata.normalize("NFD", "Nâng")),
        BODY + "\nMột [… số] hai [&#8230;] […].\n",
        BODY + "\n{{ to_chuc_thuc_hien }}\n",
    ],
)  # fmt: skip
def test_the_text_stays_what_it_says(body, again):
    again(body=body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ '{{ nam }}' }}", "{{ nam }}"),
        ("{{ '{% if %}' }}", "{% if %}"),
        ("{{ '{# a #}' }}", "{# a #}"),
        ("{{ '{' }}{{ '{' }} {{ '{' }}% {{ '{' }}#", "{{ {% {#"),
        ("{% raw %}{{ a }} {% b %} {# c #}{% endraw %}", "{{ a }} {% b %} {# c #}"),
        ("{% raw %}{{{ a }}} {{%{% endraw %}", "{{{ a }}} {{%"),
        ("{% raw %}\\{{ a \\{% b{% endraw %}", "{{ a {% b"),
        ("{% raw %}\\\\{{ a{% endraw %}", "\\{{ a"),
        ("a {\\{ b \\{\\{ c {&#123; d &#123;% e", "a {{ b {{ c {{ d {% e"),
        ("\\{{ '{' }} b {{ '\\\\' }}{{ '{' }}%", "\\{ b \\{%"),
        ("{% raw %}[{{ a ](https://x.vn/?b={{c}}){% endraw %}", "{{ a "),
        ("{% raw %}*{{* **{%**{% endraw %}", "{{ {%"),
        ("{% raw %}a{{% endraw %}{{ '{' }} b", "a{{ b"),
    ],
)
def test_what_looks_like_an_expression_is_not_filled_in_when_drafted_again(text, expected, plan_folder, tmp_path):
    first = drafted(plan_folder(body=f"{BODY}\n{text}\n"))

    assert plain(first.plan.body[-1].content) == expected
    assert_same_again(first, tmp_path)


@pytest.mark.parametrize(
    "text",
    ["{% raw %}- {{ a{% endraw %}", "{% raw %}   {{ a{% endraw %}", "{% raw %}\n{{ a\n{% b\n{% endraw %}",
     "{% raw %}| {{ | {% |\n|---|---|\n| {# | \\{{ |\n\nHết.{% endraw %}", "{% raw %}1) {{\n\n   - {%{% endraw %}"],
)  # fmt: skip
def test_braces_at_the_start_of_lines_keep_their_lines(text, again):
    again(body=f"{BODY}\n{text}\n")


@pytest.mark.parametrize(
    ("columns", "tasks"),
    [
        (
            "",
            f"- {{nhiem_vu: '{ODD}', chu_tri: vhxh, phoi_hop: [tuyen_truyen, '{ODD}'], thoi_han: '{{{{', ghi_chu: '{ODD}'}}\n",
        ),
        ("", "- nhiem_vu: |\n    một\n    **hai** {{ x }}\n  chu_tri: vhxh\n  thoi_han: ~\n  phoi_hop: []\n"),
        (
            "",
            "- nhiem_vu: >\n    một\n    hai\n  chu_tri: ' vhxh '\n  thoi_han: 'Tháng  3'\n  san_pham: \"a\\tb\"\n  ghi_chu: \"  c  \\n\\n d \"\n",
        ),
        (
            "",
            "- {nhiem_vu: 'no', chu_tri: vhxh, thoi_han: 2026-03-08, kinh_phi: 012, san_pham: '~', ghi_chu: 'null'}\n",
        ),
        (
            ", cot: [stt, nhiem_vu: Việc, kq: 'Kết {{ x }}: #'], huong: ngang, gop: [kq], danh_so: nhieu_cap",
            "- nhom: A {{ b\n  nhiem_vu:\n  - nhom: '# B'\n    nhiem_vu:\n    - {nhiem_vu: x, kq: '{{ k }}'}\n    - {nhiem_vu: y, kq: }\n"
            "- {nhiem_vu: z, nhom: [C, D], kq: '~'}\n",
        ),
        (", cot: [nhiem_vu, chu_tri, thoi_han]", TASKS),
        ("", "[]\n"),
    ],
)
def test_tasks_stay_what_they_are(columns, tasks, again):
    again(FRONT + f"phu_luc:\n  - {{trich_yeu: Việc, nhiem_vu: nhiem-vu.yaml{columns}}}\n", REFERRED, tasks)


def test_tasks_in_the_text_are_printed_as_their_own_text(again):
    text = again(
        FRONT + APPENDIX,
        REFERRED + "\n{{ nhiem_vu }}\n",
        f"- {{nhiem_vu: '{ODD}', chu_tri: vhxh, thoi_han: Tháng 3}}\n",
    )

    assert "nhiem-vu.yaml" not in text


def test_tasks_of_several_appendices_keep_their_ids(again):
    front = FRONT + APPENDIX + "  - {trich_yeu: Hai, nhiem_vu: [{nhiem_vu: Họp, chu_tri: vhxh, thoi_han: Tháng 4}]}\n"

    assert [len(appendix["nhiem_vu"]) for appendix in head_of(again(front, REFERRED, TASKS))["phu_luc"]] == [1, 1]


def test_tasks_of_a_sheet_keep_the_columns_of_the_sheet(plan_folder, tmp_path):
    folder = plan_folder(FRONT + APPENDIX.replace(".yaml", ".csv"), REFERRED)
    sheet = f'STT,Nhiệm vụ,Sản phẩm đầu ra,Chủ trì,Thời hạn\nI,Nhóm A,,,\n1,"{ODD}\n- hai",b,vhxh,08/3/2026\n2,"# x",,vhxh,Quý I\n'
    (folder / "nhiem-vu.csv").write_text(sheet, encoding="utf-8")

    text = assert_same_again(drafted(folder), tmp_path)

    titles = [title for column in head_of(text)["phu_luc"][0]["cot"] for title in column.values()]
    assert titles == ["STT", "Nhiệm vụ", "Sản phẩm đầu ra", "Chủ trì", "Thời hạn"]


def test_a_plan_for_another_agency_is_that_agencys(again):
    text = again(FRONT + "so: 7\nky: {ho_ten: A}\n", profile_id="ha-noi/ubnd")

    assert list(head_of(text)) == ["ho_so", "nam", "trich_yeu"]
    assert head_of(text)["ho_so"] == "ha-noi/ubnd"


def test_a_draft_for_comment_stays_one(again):
    assert head_of(again(is_draft=True))["du_thao"] == "true"


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\x85", "\\L", "\\P"])
def test_the_line_ends_of_other_systems_are_refused_or_kept(line_end, plan_folder, tmp_path):
    tasks = (
        f'- nhiem_vu: "Một{line_end}hai"\n  chu_tri: vhxh\n  thoi_han: Tháng 3\n  ghi_chu: "a{line_end}{line_end}"\n'
    )
    body = REFERRED + f"\nBa{line_end}bốn {{{{ '{line_end}năm' }}}}.\n\n{{{{ nhiem_vu }}}}\n"
    folder = plan_folder(FRONT + APPENDIX, body.replace("\\", ""), tasks)
    try:
        first = drafted(folder)
    except CchcDraftError as error:
        assert {problem.place.file for problem in error.problems} <= {str(path) for path in folder.iterdir()}
    else:
        assert_same_again(first, tmp_path)


def test_the_command_line_writes_the_same_text(plan_folder):
    folder = plan_folder(FRONT + APPENDIX, REFERRED, TASKS)

    assert api.draft(folder, kind=".md").data.decode() == plan_source.write(drafted(folder))


pieces = st.sampled_from([
    "Một", "hai", "*ba*", "**bốn**", "{{ nam }}", "{{ '{{' }}", "{{ '{% x' }}", "{% raw %}{{ a }}{% endraw %}",
    "{% raw %}{%{% endraw %}", "{% raw %}{# b{% endraw %}", "\\{", "{", "&#123;", "%", "#", "\\\\", "R\\&D", "{# c #}",
    "[a](https://x.vn/b)", "Ca\u0309i", "{{ '*' }}", "{{ '1. a' }}", "{{ don_vi.vhxh }}",
])  # fmt: skip
sentence = st.lists(pieces, min_size=1, max_size=5).flatmap(
    lambda chosen: st.sampled_from([" ", ""]).map(lambda gap: gap.join(chosen))
)
block = st.one_of(
    sentence.map("Đoạn {}".format),
    sentence,
    sentence.map("- {}".format),
    sentence.map("1) {}".format),
    sentence.map("# Mục {}".format),
    sentence.map("Đoạn{}[^1]\n\n[^1]: Chú".format),
    sentence.map("| a | {} |\n|---|---|\n| {{{{ '{{{{' }}}} | b |".format),
)
letters = st.text(st.sampled_from("aá {}%#*_\\-:'\"[]|>&!\n0~\u0301"), min_size=1, max_size=10).map(
    lambda text: f"V{text}."
)
task = st.fixed_dictionaries(
    {"nhiem_vu": letters, "chu_tri": st.just("vhxh")}, optional={"kq": letters, "nhom": letters, "thoi_han": letters}
)


@settings(max_examples=tries(10))
@given(st.lists(block, min_size=1, max_size=3), st.lists(task, max_size=2), letters)
def test_any_plan_is_the_same_plan_again(blocks, tasks, subject):
    columns = ["stt", "nhiem_vu", {"kq": "Kết quả {{ x"}]
    head = {
        "ho_so": "ha-noi/phuong-ngoc-ha",
        "nam": 2026,
        "trich_yeu": subject.replace("{", "{{ '{' }}"),
        "phu_luc": [{"trich_yeu": "Việc", "nhiem_vu": tasks, "cot": columns}],
    }
    body = "\n\n".join(["Phụ lục:", *blocks, "{% if nhiem_vu %}\n{{ nhiem_vu }}\n{% endif %}", "Hết."])
    with TemporaryDirectory() as folder:
        file = Path(folder, "ke-hoach.md")
        file.write_text(f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n{body}\n", encoding="utf-8")
        try:
            first = drafted(file)
        except CchcDraftError:
            assume(False)

        assert_same_again(first, Path(folder))
