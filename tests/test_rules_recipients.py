"""Rules about Nơi nhận: label, recipients, the Lưu line."""

import pytest
from checked_plans import of, reported, written
from look_examples import WAYS, Look
from look_examples import reported as looked
from written_plans import document, paragraph

from cchc_draft.checking import checker


def said(code, **parts):
    return [(severity, message) for severity, message, _ in reported(code, **parts)]


# The label.


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("Nơi nhận", "«Nơi nhận»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("NƠI NHẬN:", "«NƠI NHẬN:»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("Nơi Nhận:", "«Nơi Nhận:»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("Nơi nhận :", "«Nơi nhận :»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("Nơi nhận.", "«Nơi nhận.»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("- Nơi nhận:", "«- Nơi nhận:»: phải ghi «Nơi nhận:», chữ in thường, có dấu hai chấm"),
        ("Nơi nhận: UBND tỉnh (để b/c);", "«Nơi nhận:» phải ở một dòng riêng, không viết liền «Nơi nhận: UBND tỉnh (để b/c);»"),
    ],
)  # fmt: skip
def test_a_label_that_is_not_the_decrees(label, message):
    assert said("noi-nhan", recipients_label=label) == [("error", message)]


def test_a_list_without_its_label():
    assert said("noi-nhan", recipients_label=[]) == [("error", "thiếu dòng «Nơi nhận:» trên «- UBND tỉnh (để b/c);»")]


def test_a_signed_plan_without_any_recipients():
    assert said("noi-nhan", recipients_label=[], recipient=[], archive=[]) == [
        ("error", "kế hoạch không có «Nơi nhận:» bên trái phần ký «KT. GIÁM ĐỐC»")
    ]


def test_a_plan_issued_with_a_decision_has_neither():
    parts = {"recipients_label": [], "recipient": [], "archive": [], "signature": [], "signer": [], "number": []}

    for code in ("noi-nhan", "luu-line", "noi-nhan-groups", "signer-name"):
        assert said(code, **parts) == []


# The entries.


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("UBND tỉnh;", [("error", "nơi nhận «UBND tỉnh;» thiếu gạch nối đầu dòng: «- UBND tỉnh;»")]),
        ("-UBND tỉnh;", [("warning", "nơi nhận «-UBND tỉnh;» thiếu dấu cách sau gạch nối: «- UBND tỉnh;»")]),
        ("– UBND tỉnh;", [("warning", "nơi nhận «– UBND tỉnh;» dùng dấu gạch ngang dài; ghi gạch nối: «- UBND tỉnh;»")]),
        ("+ UBND tỉnh;", [("error", "nơi nhận «+ UBND tỉnh;» có dấu «+» đầu dòng; phải là gạch nối: «- UBND tỉnh;»")]),
        ("• UBND tỉnh;", [("error", "nơi nhận «• UBND tỉnh;» có dấu «•» đầu dòng; phải là gạch nối: «- UBND tỉnh;»")]),
        ("1. UBND tỉnh;", [("error", "nơi nhận «1. UBND tỉnh;» có dấu «1.» đầu dòng; phải là gạch nối: «- UBND tỉnh;»")]),
        ("- UBND tỉnh; - Sở Nội vụ;", [("error", "mỗi nơi nhận ở một dòng riêng, không ghi chung một dòng: «- UBND tỉnh; - Sở Nội vụ;»")]),
        ("- UBND TỈNH LÂM ĐỒNG;", [("error", "nơi nhận «- UBND TỈNH LÂM ĐỒNG;» phải viết chữ in thường")]),
        ("- UBND tỉnh;\n- Các cơ quan, đơn vị, tổ chức\nchính trị - xã hội;", []),
        ("- Đảng ủy, HĐND, UBND, Ủy ban\nMTTQ Việt Nam các xã, phường;", []),
        ("- UBND tỉnh;\n- 34 UBND xã, phường;", []),
        ("- UBND;", []),
        ("- VP: CVP, PVP/TH;", []),
    ],
)  # fmt: skip
def test_each_recipient_has_a_line_with_a_hyphen(lines, found):
    assert said("noi-nhan-items", recipient=lines) == found


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("-", []),
        ("–", ["warning"]),
        ("•", ["error"]),
        ("+", ["error"]),
    ],
)
def test_automatic_hyphens_are_hyphens(label, found):
    front = written(table=[], appendix=[]).blocks[:-1]
    recipients = [paragraph("***Nơi nhận:***"), *(paragraph(one, label) for one in ("Sở Nội vụ;", "Lưu: VT, VP."))]
    made = of(document(*front, *recipients, paragraph("**GIÁM ĐỐC**"), paragraph("**Lê Thị Hạnh**")))

    reports = checker.check(made, checker.Settings(only=("noi-nhan-items", "noi-nhan-punct", "luu-line")))

    assert [one.severity for one in reports] == found * 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("- UBND tỉnh; (để b/c)", [("error", "nơi nhận «- UBND tỉnh; (để b/c)»: phần trong ngoặc đứng trước dấu chấm phẩy: «- UBND tỉnh (để b/c);»")]),
        ("- UBND tỉnh; (đề b/c);", [("error", "nơi nhận «- UBND tỉnh; (đề b/c);»: phần trong ngoặc đứng trước dấu chấm phẩy: «- UBND tỉnh (đề b/c);»")]),
        ("- UBND tỉnh", [("error", "nơi nhận «- UBND tỉnh» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh,", [("error", "nơi nhận «- UBND tỉnh,» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh.", [("error", "nơi nhận «- UBND tỉnh.» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh:", [("error", "nơi nhận «- UBND tỉnh:» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh;;", [("error", "nơi nhận «- UBND tỉnh;;» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh ;", [("warning", "nơi nhận «- UBND tỉnh ;» thừa dấu cách trước dấu chấm phẩy: «- UBND tỉnh;»")]),
        ("- UBND tỉnh\n- Sở Nội vụ;", [("error", "nơi nhận «- UBND tỉnh» phải kết thúc bằng dấu «;»: «- UBND tỉnh;»")]),
        ("- UBND tỉnh;\n- Sở Nội vụ", [("error", "nơi nhận «- Sở Nội vụ» phải kết thúc bằng dấu «;»: «- Sở Nội vụ;»")]),
        ("- UBND tỉnh (để b/c);\n- Giám đốc, các Phó Giám đốc Sở;", []),
        ("- Như trên;", []),
    ],
)  # fmt: skip
def test_each_recipient_ends_with_its_mark(lines, found):
    assert said("noi-nhan-punct", recipient=lines) == found


@pytest.mark.parametrize(("last", "count"), [("- Sở Nội vụ.", 0), ("- Sở Nội vụ;", 0), ("- Sở Nội vụ", 1)])
def test_the_last_recipient_of_a_list_without_archive(last, count):
    assert len(said("noi-nhan-punct", recipient=f"- UBND tỉnh;\n{last}", archive=[])) == count


# The Lưu line.


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("- Lưu: VT, VP.", []),
        ("- Lưu: VT, NV (V-10b).", []),
        ("- Lưu: VT, ĐTQH (Tùng).", []),
        ("- Lưu: VT, KSTTHC, 05b.", []),
        ("- Lưu: VT,\nVP.", []),
        ("- Lưu VT, VP.", [("error", "dòng «- Lưu VT, VP.» thiếu dấu hai chấm sau chữ «Lưu»: «- Lưu: VT, VP.»")]),
        ("- Lưu; VT, VP.", [("error", "dòng «- Lưu; VT, VP.» thiếu dấu hai chấm sau chữ «Lưu»: «- Lưu: VT, VP.»")]),
        ("- Lưu: VT.", [("warning", "dòng «- Lưu: VT.» thiếu chữ viết tắt tên đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: VT (Tùng).", [("warning", "dòng «- Lưu: VT (Tùng).» thiếu chữ viết tắt tên đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: VT, VP", [("error", "dòng «- Lưu: VT, VP» phải kết thúc bằng dấu chấm: «- Lưu: VT, VP.»")]),
        ("- Lưu: VT, VP;", [("error", "dòng «- Lưu: VT, VP;» phải kết thúc bằng dấu chấm: «- Lưu: VT, VP.»")]),
        ("- Lưu: VT, VP./.", [("error", "dòng «- Lưu: VT, VP./.» phải kết thúc bằng dấu chấm: «- Lưu: VT, VP.»")]),
        ("- Lưu:VT, VP.", [("warning", "dòng «- Lưu:VT, VP.» viết chưa đúng dấu cách hoặc chữ hoa; ghi «- Lưu: VT, VP.»")]),
        ("- lưu: VT, VP.", [("warning", "dòng «- lưu: VT, VP.» viết chưa đúng dấu cách hoặc chữ hoa; ghi «- Lưu: VT, VP.»")]),
        ("- Lưu: VT,VP.", [("warning", "dòng «- Lưu: VT,VP.» viết chưa đúng dấu cách hoặc chữ hoa; ghi «- Lưu: VT, VP.»")]),
        ("- Lưu: VP.", [("error", "dòng «- Lưu: VP.»: sau «Lưu:» là «VT», rồi đến đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: VP, VT.", [("error", "dòng «- Lưu: VP, VT.»: sau «Lưu:» là «VT», rồi đến đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: Văn thư, VP.", [("error", "dòng «- Lưu: Văn thư, VP.»: sau «Lưu:» là «VT», rồi đến đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: VT - VP.", [("error", "dòng «- Lưu: VT - VP.»: sau «VT» là dấu phẩy rồi đến đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- Lưu: VT; VP.", [("error", "dòng «- Lưu: VT; VP.»: sau «VT» là dấu phẩy rồi đến đơn vị soạn thảo, ví dụ «- Lưu: VT, VP.»")]),
        ("- VT, lưu.", [("error", "dòng lưu «- VT, lưu.» phải có dạng «- Lưu: VT, VP.»")]),
        ([], [("error", "«Nơi nhận» thiếu dòng lưu ở cuối, ví dụ «- Lưu: VT, VP.»; dòng cuối đang là «- Các phòng, đơn vị thuộc Sở;»")]),
        ("- Lưu: VT, VP.\n- Sở Nội vụ;", [("error", "dòng «- Lưu: VT, VP.» phải là dòng cuối của «Nơi nhận», đứng sau «- Sở Nội vụ;»")]),
        ("- Lưu: VT, VP.\n- Lưu: HC.", [("warning", "«Nơi nhận» có thêm một dòng lưu: «- Lưu: HC.»")]),
    ],
)  # fmt: skip
def test_the_archive_line(line, found):
    assert said("luu-line", archive=line) == found


def test_an_archive_line_without_end_and_without_colon_is_told_both():
    assert [severity for severity, _ in said("luu-line", archive="- Lưu VT, VP")] == ["error", "error"]


# What a plan's list does not have, and must have.


@pytest.mark.parametrize("line", ["- Như trên;", "- như trên;", "- Như kính gửi;", "- Kính gửi: Sở Nội vụ;"])
def test_recipients_are_named(line):
    assert said("noi-nhan-no-nhu-tren", recipient=line) == [
        ("error", f"nơi nhận của kế hoạch ghi tên cụ thể, không ghi «{line}»")
    ]


def test_an_article_is_named_only_where_there_are_articles():
    line = "- Như Điều 3 (để t/h);"
    body = "Điều 1. Nhiệm vụ\nRà soát thủ tục.\nĐiều 2. Tổ chức thực hiện\nCác phòng thực hiện.\nĐiều 3. Trách nhiệm\nVăn phòng Sở."

    assert said("noi-nhan-no-nhu-tren", recipient=line) == [
        ("error", "kế hoạch không có Điều nên nơi nhận không ghi «- Như Điều 3 (để t/h);»")
    ]
    assert said("noi-nhan-no-nhu-tren", recipient=line, body=body) == []


def test_a_plan_is_addressed_to_nobody():
    opening = ["Kính gửi: Các phòng, đơn vị thuộc Sở", "Sở Tư pháp ban hành Kế hoạch như sau:"]

    assert said("noi-nhan-no-nhu-tren", opening=opening) == [
        ("error", "kế hoạch không có «Kính gửi»: «Kính gửi: Các phòng, đơn vị thuộc Sở»")
    ]


def test_somebody_besides_the_archive_receives_the_plan():
    assert said("noi-nhan-groups", recipient=[]) == [
        ("warning", "«Nơi nhận:» chưa ghi cơ quan, đơn vị nào ngoài dòng lưu")
    ]
    assert said("noi-nhan-groups", recipient="- Các phòng;") == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("- Sở Nội vụ;\n- Sở Nội vụ;", [("warning", "nơi nhận «- Sở Nội vụ;» đã ghi ở «- Sở Nội vụ;»")]),
        ("- UBND tỉnh (để b/c);\n- Ủy ban nhân dân tỉnh;", [("warning", "nơi nhận «- Ủy ban nhân dân tỉnh;» đã ghi ở «- UBND tỉnh (để b/c);»")]),
        ("- Uỷ ban nhân dân tỉnh;\n- Ủy ban nhân dân Tỉnh;", [("warning", "nơi nhận «- Ủy ban nhân dân Tỉnh;» đã ghi ở «- Uỷ ban nhân dân tỉnh;»")]),
        ("- Sở Nội vụ;\n- Sở Tài chính;\n- Giám đốc Sở;\n- Các Phó Giám đốc Sở;", []),
    ],
)  # fmt: skip
def test_a_recipient_stands_once(lines, found):
    assert said("recipient-duplicate", recipient=lines) == found


@pytest.mark.parametrize(("code", "count"), [("PL.(300)", 0), ("HTH.10", 0), ("PL - 300", 1), ("VHXH", 1)])
def test_the_drafters_sign(code, count):
    found = said("drafter-code", archive=f"- Lưu: VT, VP.\n{code}")

    assert found == [("info", f"ký hiệu người soạn thảo «{code}» ghi như mẫu PL.(300)")] * count
    assert said("luu-line", archive=f"- Lưu: VT, VP.\n{code}") == []
    assert said("signature-authority", archive=f"- Lưu: VT, VP.\n{code}") == []


# Look.


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "place", "phrases", "message"),
    [
        ("noi-nhan", "recipients_label", "cỡ chữ 14", "dòng «Nơi nhận:» có cỡ chữ 14; phải là 12"),
        ("noi-nhan", "recipients_label", "không nghiêng", "dòng «Nơi nhận:» là chữ đứng; phải là chữ nghiêng"),
        ("noi-nhan", "recipients_label", "gạch chân", "dòng «Nơi nhận:» không gạch chân"),
        ("noi-nhan", "recipients_label", "thụt trái 1 cm", "dòng «Nơi nhận:» phải đặt sát lề trái: «Nơi nhận:»"),
        ("noi-nhan-items", "recipient", "cỡ chữ 12", "tên nơi nhận có cỡ chữ 12; phải là 11"),
        ("noi-nhan-items", "archive", "cỡ chữ 13", "tên nơi nhận có cỡ chữ 13; phải là 11"),
        ("noi-nhan-items", "recipient", "nghiêng", "tên nơi nhận là chữ nghiêng; phải là chữ đứng"),
        ("noi-nhan-items", "archive", "đậm", "tên nơi nhận là chữ đậm; phải là chữ không đậm"),
    ],
)
def test_letters_of_the_list(code, place, phrases, message, way):
    assert ("error", message) in [(severity, text) for severity, text, _ in looked(code, place, phrases, way)]


def test_a_look_of_all_recipients_is_told_once():
    assert len(looked("noi-nhan-items", "recipient", "cỡ chữ 12")) == 1


def test_a_look_of_one_recipient_is_told_at_that_one():
    look = Look("archive").apply("cỡ chữ 14")
    found = checker.check(look.document, checker.Settings(only=("noi-nhan-items",)))

    assert [one.quote for one in found] == ["- Lưu: VT, TTBCXB."]


def test_a_list_that_tabs_put_beside_the_signature():
    front = written(table=[], appendix=[]).blocks[:-1]
    lines = [
        "***Nơi nhận:***\t\t\t**KT. GIÁM ĐỐC**",
        "- UBND tỉnh;\t\t\t**PHÓ GIÁM ĐỐC**",
        "- Sở Nội vụ;",
        "- Lưu: VT, VP.",
        "\t\t\t\t\t**Lê Thị Hạnh**",
    ]
    made = of(document(*front, *map(paragraph, lines)))
    codes = (
        "noi-nhan",
        "noi-nhan-items",
        "noi-nhan-punct",
        "luu-line",
        "signature-authority",
        "signature-style",
        "signer-name",
    )

    assert checker.check(made, checker.Settings(only=codes)) == []
    assert [(line.role, line.words) for line in made.of("recipients_label", "recipient", "archive", "authority", "position", "signer")] == [
        ("recipients_label", "Nơi nhận:"),
        ("authority", "KT. GIÁM ĐỐC"),
        ("recipient", "- UBND tỉnh;"),
        ("position", "PHÓ GIÁM ĐỐC"),
        ("recipient", "- Sở Nội vụ;"),
        ("archive", "- Lưu: VT, VP."),
        ("signer", "Lê Thị Hạnh"),
    ]  # fmt: skip


def test_a_scan_that_was_misread_is_not_held_to_its_signs():
    text = document(
        *written(motto="Doc 1ap - Tu do - Hanh phuc", recipient="- UBND tinh; .", archive="- Luu: VT.").blocks,
        has_form=False,
    )

    assert checker.check(of(text), checker.Settings(only=("noi-nhan-punct", "luu-line"))) == []
