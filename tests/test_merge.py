"""Three-way merges by item: what a source gave, what the office made of it, what the source gives now."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cchc_draft import open_answers, open_points
from cchc_draft.carrying import items, merge, merged_tasks, parent_plan, sources
from cchc_draft.carrying.change_log import Entry, numbered
from cchc_draft.carrying.merged_plan import Side, merge_plans
from cchc_draft.carrying.open_points import dump
from cchc_draft.carrying.quotes import quoted
from cchc_draft.cli import cli
from cchc_draft.language import N_

SOURCE = N_("mẫu mới")
HEAD = "---\nho_so: a\nnam: 2027\ntrich_yeu: Cải cách\n---\n"


def merged(base, own, new, head=HEAD):
    """Return the merged body, and class with words of every block that was not simply kept."""
    plans = [Side(*[{"ke-hoach.md": head + body}] * 2) for body in (base, own, new)]
    made = merge_plans(*plans, SOURCE)
    told = [
        (one.state, one.reason.partition(":")[0], one.new or one.old) for one in made.entries if one.state != "kept"
    ]
    text = made.files["ke-hoach.md"]
    assert text.startswith(head)
    return text[len(head) :], told


BASE = """\
Mở đầu.

# Mục đích

1) Nâng cao hiểu biết của cán bộ.

1) Phục vụ người dân tốt hơn.

# Nhiệm vụ

- Đăng tin, bài hằng tháng.
- Tổ chức hội nghị tập huấn.

***

Trên đây là Kế hoạch.
"""


@pytest.mark.parametrize(
    ("own", "new", "expected", "told"),
    [
        (BASE, BASE, BASE, []),
        (
            BASE,
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace("hằng tháng", "hằng tuần"),
            [("changed", "cập nhật theo nguồn mới", "Đăng tin, bài hằng tuần.")],
        ),
        (BASE.replace("hằng tháng", "mỗi quý"), BASE, BASE.replace("hằng tháng", "mỗi quý"), []),
        (
            BASE.replace("Mở đầu.", "Mở đầu của phường."),
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace("Mở đầu.", "Mở đầu của phường.").replace("hằng tháng", "hằng tuần"),
            [("changed", "cập nhật theo nguồn mới", "Đăng tin, bài hằng tuần.")],
        ),
        (
            BASE.replace("hằng tháng", "mỗi quý"),
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace(
                "hằng tháng.", "mỗi quý. [… mẫu mới ghi: “Đăng tin, bài hằng tuần.”; hãy chọn một]"
            ),
            [
                (
                    "open", "hai bên ghi khác nhau",
                    "Đăng tin, bài mỗi quý. [… mẫu mới ghi: “Đăng tin, bài hằng tuần.”; hãy chọn một]",
                )
            ],
        ),
        (
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace("hằng tháng", "hằng tuần"),
            [],
        ),
        (
            BASE,
            BASE.replace("- Tổ chức", "- Khảo sát mức độ hài lòng.\n- Tổ chức"),
            BASE.replace("- Tổ chức", "\n- Khảo sát mức độ hài lòng.\n- Tổ chức"),
            [("open", "mới", "Khảo sát mức độ hài lòng.")],
        ),
        (
            BASE,
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            [("changed", "bỏ", "Tổ chức hội nghị tập huấn.")],
        ),
        (
            BASE.replace("tập huấn", "tập huấn cho tổ dân phố"),
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            BASE.replace("tập huấn.", "tập huấn cho tổ dân phố. [… mẫu mới không còn; hãy giữ hoặc bỏ]"),
            [
                (
                    "open", "hai bên ghi khác nhau",
                    "Tổ chức hội nghị tập huấn cho tổ dân phố. [… mẫu mới không còn; hãy giữ hoặc bỏ]",
                )
            ],
        ),
        (
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            BASE,
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            [("changed", "bỏ", "Tổ chức hội nghị tập huấn.")],
        ),
        (
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            BASE.replace("tập huấn.", "tập huấn trực tuyến."),
            BASE.replace("- Tổ chức hội nghị tập huấn.\n", ""),
            [("open", "hai bên ghi khác nhau", "Tổ chức hội nghị tập huấn.")],
        ),
        (
            BASE.replace("# Nhiệm vụ", "# Nhiệm vụ cụ thể"),
            BASE.replace("hằng tháng", "hằng tuần"),
            BASE.replace("# Nhiệm vụ", "# Nhiệm vụ cụ thể").replace("hằng tháng", "hằng tuần"),
            [("changed", "cập nhật theo nguồn mới", "Đăng tin, bài hằng tuần.")],
        ),
        (
            BASE.replace("# Nhiệm vụ", "# Riêng của phường\n\nViệc riêng.\n\n# Nhiệm vụ"),
            BASE.replace("# Nhiệm vụ", "# Yêu cầu\n\nBảo đảm tiến độ.\n\n# Nhiệm vụ"),
            BASE.replace(
                "# Nhiệm vụ", "# Yêu cầu\n\nBảo đảm tiến độ.\n\n# Riêng của phường\n\nViệc riêng.\n\n# Nhiệm vụ"
            ),
            [("open", "mới", "Yêu cầu"), ("open", "mới", "Bảo đảm tiến độ.")],
        ),
    ],
)  # fmt: skip
def test_what_one_side_left_alone_follows_the_other(own, new, expected, told):
    assert merged(BASE, own, new) == (expected, told)


def test_what_the_office_dropped_and_the_source_changed_is_proposed():
    own = BASE.replace("- Tổ chức hội nghị tập huấn.\n", "")
    new = BASE.replace("tập huấn.", "tập huấn trực tuyến.")
    made = merge_plans(*[Side(*[{"ke-hoach.md": HEAD + body}] * 2) for body in (BASE, own, new)], SOURCE)

    (asked,) = open_points.parse(dump(numbered(made.entries)), "x")
    text, _ = open_answers.set_value(made.files["ke-hoach.md"], [asked], asked.id, asked.proposal)

    assert asked.proposal == "- Tổ chức hội nghị tập huấn trực tuyến."
    assert "- Đăng tin, bài hằng tháng.\n\n- Tổ chức hội nghị tập huấn trực tuyến.\n" in text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("own", "Đăng tin, bài mỗi quý."), ("new", "Đăng tin, bài hằng tuần.")],
)
def test_a_conflict_is_answered_by_choosing_a_side(answer, expected):
    own, new = BASE.replace("hằng tháng", "mỗi quý"), BASE.replace("hằng tháng", "hằng tuần")
    made = merge_plans(*[Side(*[{"ke-hoach.md": HEAD + body}] * 2) for body in (BASE, own, new)], SOURCE)
    (asked,) = open_points.parse(dump(numbered(made.entries)), "x")

    value = open_answers.without_choice(asked) if answer == "own" else asked.proposal
    text, _ = open_answers.set_value(made.files["ke-hoach.md"], [asked], asked.id, value)

    assert text == HEAD + BASE.replace("Đăng tin, bài hằng tháng.", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** [c]", "a b (c)"),
        ("{{ viet_tat('CCHC') }} năm {{ nam }}", "CCHC năm {{ nam }}"),
        ("{{ van_ban.kh75 | day_du }}; {{ don_vi.vhxh }}", "kh75; {{ don_vi.vhxh }}"),
        ("a\n  b {% if x %}c{% endif %} {# d #}", "a b c"),
    ],
)
def test_a_quotation_stays_inside_its_mark(text, expected):
    assert quoted(text) == expected


def test_loops_tables_and_comments_are_blocks_of_their_own():
    body = (
        "A\nb.\n\n{# một\n\nhai #}\n\n{% for x in nhiem_vu %}\n- {{ x }}\n\n- y\n{% endfor %}\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n# T\nSau.\n1) x\n   tiếp\n   - y\n[^1]: z\n"
    )

    found, rest = items.blocks(body)

    assert [one.text for one in found] == [
        "A\nb.", "{# một\n\nhai #}", "{% for x in nhiem_vu %}\n- {{ x }}\n\n- y\n{% endfor %}",
        "| a | b |\n|---|---|\n| c | d |", "# T", "Sau.", "1) x\n   tiếp", "   - y", "[^1]: z",
    ]  # fmt: skip
    assert "".join(one.before + one.text for one in found) + rest == body


# Properties.

WORDS = ["báo cáo", "tập huấn", "kiểm tra", "niêm yết", "khảo sát", "đối thoại", "công khai", "số hóa", "phân công"]
sentence = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(
    lambda words: " ".join(words).capitalize() + "."
)
block = st.one_of(sentence, sentence.map("- {}".format), sentence.map("1) {}".format), sentence.map(lambda s: f"# {s[:-1]}"))  # fmt: skip
bodies = st.lists(block, max_size=7).map(lambda found: "\n\n".join(found) + "\n")


def texts(body):
    return [one.text for one in items.blocks(body)[0]]


@given(bodies, bodies)
def test_a_source_without_changes_leaves_the_office_its_plan(base, own):
    assert merged(base, own, base)[0] == own


@given(bodies, bodies)
def test_a_plan_that_nobody_edited_follows_the_source(base, new):
    assert texts(merged(base, base, new)[0]) == texts(new) or sorted(texts(merged(base, base, new)[0])) == sorted(
        texts(new)
    )


@given(bodies, bodies, bodies)
def test_a_second_run_changes_nothing(base, own, new):
    once = merged(base, own, new)[0]

    assert merged(new, once, new)[0] == once


@given(bodies, bodies, bodies)
def test_nothing_of_either_side_is_lost(base, own, new):
    made = merge_plans(*[Side(*[{"ke-hoach.md": HEAD + body}] * 2) for body in (base, own, new)], SOURCE)
    result = made.files["ke-hoach.md"]
    told = " ".join(f"{one.old} {one.new} {one.proposal}" for one in made.entries)

    for body in (own, new):
        for item in items.blocks(body)[0]:
            assert item.words in result or item.words in told


@given(bodies, bodies, bodies)
def test_every_entry_names_the_line_of_its_words(base, own, new):
    made = merge_plans(*[Side(*[{"ke-hoach.md": HEAD + body}] * 2) for body in (base, own, new)], SOURCE)
    rows = made.files["ke-hoach.md"].split("\n")

    for one in made.entries:
        assert one.line == 0 or one.new in rows[one.line - 1]


@given(bodies)
def test_blocks_put_together_are_the_text(body):
    found, rest = items.blocks(body)

    assert "".join(one.before + one.text for one in found) + rest == body


@given(st.text(st.sampled_from("#-1) a\n{%for endif}#[^]:*|"), max_size=60))
def test_any_text_is_blocks(body):
    found, rest = items.blocks(body)

    assert "".join(one.before + one.text for one in found) + rest == body


@pytest.mark.parametrize("base", [None, 1, 2])
@pytest.mark.parametrize("own", [None, 1, 2, 3])
@pytest.mark.parametrize("new", [None, 1, 2, 4])
def test_a_class_follows_from_who_changed_what(base, own, new):
    kind = merge.judge(base, own, new, lambda one, other: one == other)

    changed = own != base and new != base and own != new
    assert (kind == "conflict") == changed
    if not changed:
        right = new if own == base else own
        wanted = {"carried": own, "updated": new, "new": new, "dropped": None}[kind]
        assert wanted == right


# Heads.


@pytest.mark.parametrize(
    ("own", "new", "expected"),
    [
        ("luu: VT\n", "luu: VT, VHXH\n", "luu: VT, VHXH\n"),
        ("luu: VT, KT\n", "luu: VT\n", "luu: VT, KT\n"),
        ("luu: VT, KT\n", "luu: VT, VHXH\n", "# mẫu mới ghi:\n# luu: VT, VHXH\nluu: VT, KT\n"),
        ("luu: VT\n", "luu: VT\nkhan: khẩn\n", "luu: VT\nkhan: khẩn\n"),
        ("luu: VT\nkhan: khẩn # của phường\n", "luu: VT\n", "luu: VT\nkhan: khẩn # của phường\n"),
    ],
)
def test_keys_of_a_head_are_merged(own, new, expected):
    base = HEAD[:-4] + "luu: VT\n---\n"
    plans = [Side(*[{"ke-hoach.md": f"{HEAD[:-4]}{keys}---\nA.\n"}] * 2) for keys in ("luu: VT\n", own, new)]

    assert base
    assert merge_plans(*plans, SOURCE).files["ke-hoach.md"] == f"{HEAD[:-4]}{expected}---\nA.\n"


def test_documents_are_merged_one_by_one_and_those_in_use_are_there():
    document = "  {}: {{loai: Luật, ten: {}}}\n"
    a, b, c = (document.format(name, f"Luật {name}") for name in "abc")

    def plan(documents, body):
        return Side(*[{"ke-hoach.md": f"{HEAD[:-4]}van_ban:\n{documents}---\n{body}"}] * 2)

    body = "Theo {{ van_ban.a }}.\n"
    made = merge_plans(plan(a + b, body), plan(a, body), plan(a + b + c, body + "\nTheo {{ van_ban.b }}.\n"), SOURCE)

    assert made.files["ke-hoach.md"] == f"{HEAD[:-4]}van_ban:\n{a}{b}{c}---\n{body}\nTheo {{{{ van_ban.b }}}}.\n"


def conflicts():
    """Return a plan in which both sides changed keys of the head, with its points."""
    keys = "noi_nhan:\n  - A;\n  - B.\nluu: VT\nvan_ban:\n  k: {loai: Kế hoạch, ky_hieu: 1/KH-UBND, ngay: 2026-01-02}\n"
    own = keys.replace("B.", "B;\n  - C.").replace("VT", "VT, KT").replace("01-02", "01-03")
    new = keys.replace("A;", "A và D;").replace("VT", "VT, VP").replace("01-02", "01-04")
    made = merge_plans(
        *(Side(*[{"ke-hoach.md": f"{HEAD[:-4]}{one}---\nA.\n"}] * 2) for one in (keys, own, new)), SOURCE
    )
    entries = numbered([one for one in made.entries if one.state == "open"])
    return (keys, own, new), made.files["ke-hoach.md"], entries


def test_keys_that_both_sides_changed_are_told_and_asked_until_one_is_chosen():
    _, text, entries = conflicts()

    listed = open_points.parse(dump(entries), "x")

    assert [(one.reason, one.line) for one in entries] == [
        ("hai bên ghi khác nhau: cơ quan đã sửa, mẫu mới cũng đổi; hãy chọn một: «noi_nhan: - A và D; - B.»", 9),
        ("hai bên ghi khác nhau: cơ quan đã sửa, mẫu mới cũng đổi; hãy chọn một: «luu: VT, VP»", 15),
        (
            "hai bên ghi khác nhau: cơ quan đã sửa, mẫu mới cũng đổi; hãy chọn một: "
            "«k: {loai: Kế hoạch, ky_hieu: 1/KH-UBND, ngay: 2026-01-04}»",
            19,
        ),
    ]
    assert [open_points.item_key(one) for one in listed] == ["noi_nhan", "luu", "k"]
    assert all(one.span and "#" not in text[one.span.start : one.span.end] for one in open_points.locate(text, listed))


@pytest.mark.parametrize("side", ["own", "new"])
def test_an_answer_leaves_one_side_of_a_key_and_no_comment(side):
    (_, own, new), text, entries = conflicts()
    points = open_points.parse(dump(entries), "x")

    for one in list(points):
        value = one.proposal if side == "new" else open_answers.without_choice(one)
        text, points = open_answers.set_value(text, points, one.id, value)

    assert text == f"{HEAD[:-4]}{new if side == 'new' else own}---\nA.\n"
    assert all(one.state == "changed" for one in points)


# Tasks.

TASKS = """\
# Việc của phường
- ma: a
  nhiem_vu: Họp
  chu_tri: vhxh
  thoi_han: 2027-03-08  # thứ hai

- {ma: b, nhiem_vu: Kiểm tra, thoi_han: Quý II/2027}

- nhom: Nhóm
  nhiem_vu:
    - ma: c
      nhiem_vu: Báo cáo kết quả
      phoi_hop: [x, y]
"""


def merged_list(own, new):
    text, entries = merged_tasks.merge((TASKS, TASKS), (own, own), (new, new), "nhiem-vu.yaml", SOURCE)
    open_points.parse(dump(numbered(entries)), "x")
    return text, [(one.state, one.reason, one.new, one.line) for one in entries if one.state != "kept"]


@pytest.mark.parametrize(
    ("own", "new", "expected"),
    [
        (("Họp", "Họp"), ("Họp", "Họp"), TASKS),
        (("Họp", "Họp giao ban"), ("Họp", "Họp"), TASKS.replace("Họp", "Họp giao ban")),
        (("Họp", "Họp"), ("2027-03-08", "2027-03-10"), TASKS.replace("2027-03-08  # thứ hai", "2027-03-10")),
        (
            ("Họp", "Họp giao ban"), ("2027-03-08", "2027-03-10"),
            TASKS.replace("Họp", "Họp giao ban").replace("2027-03-08  # thứ hai", "2027-03-10"),
        ),
        (
            ("2027-03-08", "2027-03-09"), ("2027-03-08", "2027-03-10"),
            TASKS.replace(
                "2027-03-08  # thứ hai",
                "'Chậm nhất ngày 09/3/2027 [… mẫu mới ghi: “Chậm nhất ngày 10/3/2027”; hãy chọn một]'",
            ),
        ),
        (("vhxh", "kt"), ("vhxh", "vp"), TASKS.replace("vhxh", "'kt [… mẫu mới ghi: “vp”; hãy chọn một]'")),
        (
            ("[x, y]", "[x]"), ("[x, y]", "[x, y, z]"),
            TASKS.replace("phoi_hop: [x, y]", "phoi_hop:\n      - 'x [… mẫu mới ghi: “x, y, z”; hãy chọn một]'"),
        ),
        (
            ("Họp", "Họp"), ("Quý II/2027", "Quý III/2027"),
            TASKS.replace(
                "- {ma: b, nhiem_vu: Kiểm tra, thoi_han: Quý II/2027}",
                "- ma: b\n  nhiem_vu: Kiểm tra\n  thoi_han: Quý III/2027",
            ),
        ),
        (("Họp", "Họp"), ("\n- {ma: b, nhiem_vu: Kiểm tra, thoi_han: Quý II/2027}\n", ""), TASKS.replace("\n- {ma: b, nhiem_vu: Kiểm tra, thoi_han: Quý II/2027}\n", "")),
        (
            ("Họp", "Họp"), ("\n- nhom", "\n- {ma: d, nhiem_vu: Tổng kết}\n\n- nhom"),
            TASKS.replace("\n- nhom", "\n- ma: d\n  nhiem_vu: Tổng kết\n\n- nhom"),
        ),
        (
            ("Họp", "Họp"), ("[x, y]\n", "[x, y]\n    - {nhiem_vu: Sơ kết}\n"),
            TASKS + "\n    - nhiem_vu: Sơ kết\n",
        ),
        (
            ("Họp", "Họp"), ("[x, y]\n", "[x, y]\n- nhom: Khác\n  nhiem_vu:\n    - nhiem_vu: Sơ kết\n"),
            TASKS + "\n- nhom: Khác\n  nhiem_vu:\n  - nhiem_vu: Sơ kết\n",
        ),
        (
            ("Họp", "Họp"), (TASKS[TASKS.index("- nhom") :], ""),
            TASKS.replace("Báo cáo kết quả", "Báo cáo kết quả [… mẫu mới không còn; hãy giữ hoặc bỏ]"),
        ),
    ],
)  # fmt: skip
def test_tasks_are_merged_value_by_value(own, new, expected):
    assert merged_list(TASKS.replace(*own), TASKS.replace(*new))[0] == expected


def test_a_conflict_of_a_task_asks_for_its_value():
    _, told = merged_list(TASKS.replace("2027-03-08", "2027-03-09"), TASKS.replace("2027-03-08", "2027-03-10"))

    assert told == [
        (
            "open", "hai bên ghi khác nhau (mẫu mới): a",
            "Chậm nhất ngày 09/3/2027 [… mẫu mới ghi: “Chậm nhất ngày 10/3/2027”; hãy chọn một]", 3,
        )
    ]  # fmt: skip


def test_tasks_without_ids_are_paired_by_likeness():
    one = items.tasks("- nhiem_vu: Báo cáo kết quả năm 2026\n- nhiem_vu: Họp\n")
    other = items.tasks("- nhiem_vu: Kiểm tra\n- nhiem_vu: Báo cáo kết quả năm 2027\n")

    assert merged_tasks.matched(one, other) == {0: 1}


values = st.fixed_dictionaries(
    {"nhiem_vu": st.sampled_from(WORDS)}, optional={"chu_tri": st.sampled_from("xyz"), "thoi_han": st.sampled_from(["Trong năm", "2027-03-08"])}
)  # fmt: skip
lists = st.dictionaries(st.sampled_from("abcd"), values, min_size=1).map(
    lambda found: "\n".join(
        f"- ma: {name}\n" + "".join(f"  {key}: {value}\n" for key, value in task.items())
        for name, task in found.items()
    )
)


def plain(text):
    return sorted(
        str(sorted((key, value) for key, value in task.values.items() if key != "ma")) for task in items.tasks(text)
    )


@given(lists, lists)
def test_a_list_that_one_side_left_alone_is_the_other_side(base, other):
    kept, _ = merged_tasks.merge((base, base), (other, other), (base, base), "x.yaml", SOURCE)
    taken, _ = merged_tasks.merge((base, base), (base, base), (other, other), "x.yaml", SOURCE)

    assert kept == other
    assert plain(taken) == plain(other)


@given(lists, lists, lists)
def test_a_merged_list_can_be_read_and_is_merged_once(base, own, new):
    once, entries = merged_tasks.merge((base, base), (own, own), (new, new), "x.yaml", SOURCE)

    assert merged_tasks.merge((new, new), (once, once), (new, new), "x.yaml", SOURCE)[0] == once
    told = " ".join(f"{one.old} {one.new} {one.proposal}" for one in entries)
    for task in (*items.tasks(own), *items.tasks(new)):
        assert task.text in once or task.text in told


# The plan of the agency above.

OURS = "- {ma: a, nhiem_vu: Đăng tin bài về cải cách, thoi_han: Quý I/2027, thuc_hien: tin}\n- {ma: b, nhiem_vu: Tập huấn công chức}\n"  # fmt: skip
ABOVE = """\
- {ma: tin, nhiem_vu: Đăng tin về cải cách, thoi_han: Quý I/2027, chu_tri: moi_don_vi}
- {ma: th, nhiem_vu: Tổ chức tập huấn công chức}
- {ma: ks, nhiem_vu: Khảo sát mức độ hài lòng của người dân, san_pham: Báo cáo, thoi_han: 2027-09-15}
"""
APPENDIX = "phu_luc:\n  - {trich_yeu: A, nhiem_vu: nhiem-vu.yaml}\n"


def plan(tasks=None, body="A.\n"):
    head = HEAD[:-4] + (APPENDIX if tasks else "") + "---\n"
    return {"ke-hoach.md": head + body, **({"nhiem-vu.yaml": tasks} if tasks else {})}


def test_tasks_of_the_plan_above_that_nobody_answers_are_proposed():
    told = parent_plan.compare(plan(OURS), None, plan(ABOVE))

    assert [(one.state, one.reason) for one in told] == [
        ("kept", "theo nhiệm vụ tin của kế hoạch cấp trên, không đổi"),
        ("kept", "nhiệm vụ th của kế hoạch cấp trên: kế hoạch của cơ quan đã có việc tương ứng"),
        ("open", "nhiệm vụ mới ks của kế hoạch cấp trên (chủ trì: …), kế hoạch của cơ quan chưa có việc tương ứng"),
    ]  # fmt: skip
    assert told[-1].proposal == (
        "- ma: ks\n  nhiem_vu: Khảo sát mức độ hài lòng của người dân\n  san_pham: Báo cáo\n"
        "  chu_tri: '[… đơn vị chủ trì]'\n  thoi_han: 2027-09-15\n  thuc_hien: ks"
    )


@pytest.mark.parametrize(
    ("change", "base", "reason"),
    [
        (("Quý I/", "Quý II/"), None, "nhiệm vụ tin của kế hoạch cấp trên nay ghi «Quý II/2027»"),
        (("Quý I/", "Quý II/"), ABOVE, "nhiệm vụ tin của kế hoạch cấp trên nay ghi «Quý II/2027»"),
        (("Đăng tin về", "Đăng tin và video về"), ABOVE, "nhiệm vụ tin của kế hoạch cấp trên nay ghi «Đăng tin và video về cải cách»"),
        (("ma: tin", "ma: tin_moi"), None, "nhiệm vụ tin không còn trong kế hoạch mới của cấp trên"),
    ],
)  # fmt: skip
def test_a_task_that_follows_one_above_is_asked_about_where_that_changed(change, base, reason):
    told = parent_plan.compare(plan(OURS), plan(base) if base else None, plan(ABOVE.replace(*change, 1)))

    assert [one.reason for one in told if one.state == "open" and one.new] == [reason]


class OnlySurveys(parent_plan.Judge):
    def left_out(self, task):
        return "" if "Khảo sát" in task["nhiem_vu"] else "việc của sở"

    def named(self, body):
        return f"Sở {body}"


def test_tasks_that_are_not_those_of_the_office_are_told_and_not_proposed():
    above = (
        ABOVE
        + "- {ma: m, nhiem_vu: Chấm điểm các xã, chu_tri: nv}\n- {ma: n, nhiem_vu: Khảo sát trực tuyến, chu_tri: nv}\n"
    )

    told = parent_plan.compare(plan(OURS), None, plan(above), OnlySurveys())

    assert [(one.state, one.reason) for one in told][3:] == [
        ("kept", "nhiệm vụ m của kế hoạch cấp trên: không đề nghị đưa vào, vì việc của sở"),
        ("open", "nhiệm vụ mới n của kế hoạch cấp trên (chủ trì: Sở nv), kế hoạch của cơ quan chưa có việc tương ứng"),
    ]


def test_what_the_plan_above_asked_last_year_too_is_not_proposed_again():
    told = parent_plan.compare(plan(OURS), plan(ABOVE.replace("2027", "2026")), plan(ABOVE))

    assert [one.state for one in told] == ["kept", "kept", "kept"]


def test_clauses_of_a_plan_without_a_list_are_proposed_as_paragraphs():
    above = plan(body="# Nhiệm vụ\n\n1) Khảo sát mức độ hài lòng của người dân đối với dịch vụ công.\n\n# Tổ chức thực hiện nhiệm vụ\n\nCác đơn vị báo cáo kết quả định kỳ hằng quý và năm.\n")  # fmt: skip
    own = plan(body="# Nhiệm vụ\n\nĐăng tin, bài.\n\n# Tổ chức\n\nThực hiện.\n")

    (told,) = parent_plan.compare(own, None, above)
    (asked,) = open_points.parse(dump(numbered([told])), "x")
    text, _ = open_answers.set_value(own["ke-hoach.md"], [asked], "1", asked.proposal)

    assert "Đăng tin, bài.\n\nKhảo sát mức độ hài lòng của người dân đối với dịch vụ công.\n\n# Tổ chức\n" in text


# The folder .cchc and a second run.


def wanted(new, old=None, parent=None):
    return sources.Wanted(
        2026, 2027, "tt", lambda year: {"ke-hoach.md": HEAD + (new if year == 2027 else old or new)}, "tp", parent
    )


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes what a run made into a folder."""

    def write(made, points=()):
        listed = points or dump(numbered(made.entries))
        for name, text in {**made.files, **made.stored, open_points.FILE: listed}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


OWN = {"ke-hoach.md": HEAD + BASE.replace("hằng tháng", "mỗi quý")}


def test_a_folder_keeps_what_the_next_merge_needs(folder):
    made = sources.combine(OWN, None, OWN, [], wanted(BASE, parent=plan(ABOVE)))

    path = folder(made)

    assert sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()) == [
        ".cchc/ban-dau/ke-hoach.md", ".cchc/cap-tren/ke-hoach.md", ".cchc/cap-tren/nhiem-vu.yaml",
        ".cchc/mau/ke-hoach.md", ".cchc/nguon.yaml", "can-xac-nhan.yaml", "ke-hoach.md",
    ]  # fmt: skip
    assert (path / ".cchc/nguon.yaml").read_text(encoding="utf-8") == (
        "# Do chương trình ghi, để lần sau gộp được với nguồn mới. Không cần sửa.\n"
        "mau:\n  ten: tt\n  nam: 2027\ncap-tren:\n  ten: tp\n  nam: 2027\nban-dau:\n  nam: 2027\n"
    )


def test_what_was_kept_is_the_base_of_the_next_merge(folder):
    last = folder(sources.combine(OWN, None, OWN, [], wanted(BASE)))
    newer = BASE.replace("tốt hơn", "tốt nhất")

    made = sources.combine(OWN, last, OWN, [], wanted(newer))
    other = sources.combine(OWN, None, OWN, [], wanted(newer))

    assert made.files["ke-hoach.md"] == OWN["ke-hoach.md"].replace("tốt hơn", "tốt nhất")
    assert other.files["ke-hoach.md"] == OWN["ke-hoach.md"]


def test_a_second_run_with_nothing_new_changes_no_byte(folder):
    made = sources.combine(OWN, None, OWN, [asking()], wanted(BASE, parent=plan(ABOVE)))
    path = folder(made)
    file = path / "ke-hoach.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Mở đầu.", "Mở đầu do phường sửa."), encoding="utf-8")
    before = (path / open_points.FILE).read_text(encoding="utf-8")

    files, points, _ = sources.updated(path, made)

    assert files["ke-hoach.md"] == file.read_text(encoding="utf-8")
    assert files[sources.INDEX] == (path / sources.INDEX).read_text(encoding="utf-8")
    assert open_points.dump(points) == before
    assert sources.is_known(path)


def asking(words="mỗi quý"):
    return Entry("count", "open", "ke-hoach.md", 14, f"Đăng tin, bài {words}.", words, words, "năm trước")


def test_a_second_run_brings_what_is_new_and_keeps_answers(folder):
    first = sources.combine(OWN, None, OWN, [asking()], wanted(BASE))
    path = folder(first)
    text, answered = open_answers.set_value(first.files["ke-hoach.md"], open_points.load(path), "1", "mỗi tuần")
    (path / "ke-hoach.md").write_text(text, encoding="utf-8")
    (path / open_points.FILE).write_text(open_points.dump(answered), encoding="utf-8")
    newer = {"ke-hoach.md": OWN["ke-hoach.md"].replace("tốt hơn", "tốt nhất")}

    again = sources.combine(newer, None, newer, [asking()], wanted(BASE, parent=plan(ABOVE)))
    files, points, _ = sources.updated(path, again)

    assert files["ke-hoach.md"] == text.replace("tốt hơn", "tốt nhất")
    assert [(one.id, one.state, bool(one.proposal)) for one in points] == [
        ("01", "changed", False), ("02", "open", True), ("03", "open", True),
    ]  # fmt: skip


def test_facts_in_what_the_source_replaced_are_asked_no_more(folder):
    base = {"ke-hoach.md": HEAD + BASE}
    newer = BASE.replace("bài hằng tháng", "bài 02 lần mỗi tuần")
    entry = Entry("count", "open", "ke-hoach.md", 14, "Đăng tin, bài hằng tháng.", "hằng tháng", "hằng tháng", "x")

    last = folder(sources.combine(base, None, base, [], wanted(BASE)))
    made = sources.combine(base, last, base, [entry], wanted(newer))

    assert re.search("02 lần mỗi tuần", made.files["ke-hoach.md"])
    assert (made.entries[0].state, made.entries[0].reason) == ("changed", "đoạn có chỗ này đã lấy theo mẫu mới")


def test_a_run_without_the_template_forgets_nothing(folder):
    first = sources.combine(OWN, None, OWN, [], wanted(BASE))
    path = folder(first)

    again = sources.combine(OWN, None, OWN, [], sources.Wanted(2026, 2027))
    files, _, _ = sources.updated(path, again)

    assert files[sources.INDEX] == (path / sources.INDEX).read_text(encoding="utf-8")
    assert "ten: tt" in files[sources.INDEX]


# The command.

EXAMPLES = Path(__file__).parent.parent / "examples"


def next_year(*arguments):
    return CliRunner().invoke(cli, ["next-year", str(EXAMPLES / "ha-noi-phuong-ngoc-ha-2026"), *arguments])


def all_files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_next_year_with_a_template_and_the_plan_above_may_be_run_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = [
        "--year",
        "2027",
        "-o",
        "moi",
        "--template",
        "tuyen-truyen",
        "--city",
        str(EXAMPLES / "ha-noi-ubnd-2026"),
    ]
    first = next_year(*options)
    made = all_files(tmp_path / "moi")
    CliRunner().invoke(cli, ["confirm", "moi", "--set", "1=12", "--accept", "51"])
    answered = all_files(tmp_path / "moi")

    again = next_year(*options)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "cảnh báo: kế hoạch cấp trên là của năm 2026, không phải năm 2027 [parent-year]\n" in first.stderr
    assert made != answered
    assert all_files(tmp_path / "moi") == answered
    assert CliRunner().invoke(cli, ["draft", "moi", "-o", "moi.docx"]).exit_code == 0


def test_the_plan_of_an_agency_that_is_not_above_is_told(tmp_path):
    city = EXAMPLES / "lai-chau-ubnd-2027"

    done = next_year("--year", "2027", "-o", str(tmp_path / "moi"), "--city", str(city))

    assert done.exit_code == 0
    assert (
        f"{city}: cảnh báo: kế hoạch này không phải của cơ quan cấp trên của mình, "
        "nên mọi nhiệm vụ trong đó đều được đề nghị [all-tasks-asked]\n"
    ) in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "fault"),
    [
        ("--template", "khong-co", "[unknown-template]"),
        ("--city", "khong-co.docx", "khong-co.docx: lỗi: không đọc được tệp: không có tệp này [unreadable-file]"),
    ],
)
def test_a_source_that_is_not_there_stops_all(option, value, fault, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    done = next_year("--year", "2027", "-o", "moi", option, value)

    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1].endswith(fault)
    assert not (tmp_path / "moi").exists()
