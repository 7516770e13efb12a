"""The command `confirm`: open points on the command line and in a dialogue."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from cchc_draft import api, open_points
from cchc_draft.cli import cli
from cchc_draft.open_points import FILE, Point, dump

BODY = "Đạt 95% hồ sơ và 02 tin, bài.\n\nTheo [… thay Kế hoạch số 75/KH-UBND].\n"
HOW = "Enter: giữ nguyên; gõ giá trị mới: thay; d: lấy đề nghị; x: bỏ cả nhiệm vụ, đoạn hay vế câu; b: để sau; q: dừng. Mỗi câu trả lời được ghi ngay.\n"


def points():
    """Return four points: a share, a count with a proposal, a blank, the number of the plan."""
    why = "của năm trước"
    return [
        Point("01", "tỷ lệ", "ke-hoach.md", 6, "Đạt 95% hồ sơ", "95%", "", why),
        Point("02", "số lượng", "ke-hoach.md", 6, "và 02 tin, bài.", "02 tin, bài", "03 tin, bài", why),
        Point("03", "văn bản viện dẫn", "ke-hoach.md", 8, BODY.split("\n")[2], "[… thay Kế hoạch số 75/KH-UBND]", "", why),
        Point("04", "số, ký hiệu", "ke-hoach.md", 0, "so", "", "", "số của năm trước đã bỏ"),
    ]  # fmt: skip


@pytest.fixture
def folder(plan_folder, monkeypatch):
    """Return a plan folder with open points; it is the working folder's "."."""
    path = plan_folder(body=BODY)
    (path / FILE).write_text(dump(points()), encoding="utf-8")
    monkeypatch.chdir(path)
    return path


def run(*arguments, typed=None):
    return CliRunner().invoke(cli, ["confirm", ".", *arguments], input=typed)


def states(folder):
    return "".join({"open": ".", "confirmed": "o", "changed": "x"}[point.state] for point in open_points.load(folder))


def test_open_points_are_listed_with_their_places(folder):
    done = run("--list")

    assert (done.exit_code, done.stderr) == (0, "đã trả lời 0 điểm, còn 4 điểm\n")
    assert done.stdout.splitlines() == [
        "01  ke-hoach.md:6:5: tỷ lệ: «95%» (của năm trước)",
        "02  ke-hoach.md:6:18: số lượng: «02 tin, bài» (của năm trước)",
        "03  ke-hoach.md:8:6: văn bản viện dẫn: «[… thay Kế hoạch số 75/KH-UBND]» (của năm trước)",
        "04  ke-hoach.md:4:1: số, ký hiệu: «so» (số của năm trước đã bỏ)",
    ]


def test_answers_on_the_command_line_are_written(folder):
    done = run("--accept", "1", "--set", "02=03 tin, bài", "--set", "4=12", "--set", "03=Kế hoạch số 80/KH-UBND")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "mọi điểm đã được trả lời (4 điểm)\n")
    assert (folder / "ke-hoach.md").read_text(encoding="utf-8") == (
        "---\nho_so: ha-noi/phuong-ngoc-ha\nnam: 2026\nso: 12\ntrich_yeu: Cải cách hành chính năm 2026\n---\n"
        "Đạt 95% hồ sơ và 03 tin, bài.\n\nTheo Kế hoạch số 80/KH-UBND.\n"
    )
    assert states(folder) == "oxxx"


def test_ranges_are_accepted_and_proposals_taken(folder):
    done = run("--accept", "1-1", "--take", "02", "--take", "3")

    assert done.stderr.splitlines() == ["lỗi: điểm 03 không có đề nghị; hãy gõ giá trị mới [no-proposal]"]
    assert states(folder) == "ox.."
    done = run("--accept", "04-02")
    assert done.stderr.splitlines() == [
        "cảnh báo: giữ câu trả lời trước đây của điểm 02; muốn đổi thì ghi riêng mã điểm [answered-before]",
        "lỗi: điểm 03 còn để trống «[… thay Kế hoạch số 75/KH-UBND]»: phải điền, không giữ nguyên được [point-blank]",
    ]
    assert states(folder) == "ox.o"


def test_a_range_that_ends_at_no_point_answers_nothing(folder):
    done = run("--accept", "01-40")

    assert done.stderr == "lỗi: không có điểm «40»; các điểm còn mở: 01, 02, 03, 04 [unknown-point]\n"
    assert states(folder) == "...."


@pytest.mark.parametrize("typed", ["?", "c", "Y", "đ"])
def test_a_question_and_a_letter_without_meaning_are_no_values(typed, folder):
    done = run(typed=f"{typed}\n97%\nq\n")

    assert done.stdout.count(HOW.strip()) == 2
    assert states(folder) == "x..."


def test_a_dialogue_goes_through_all_points(folder):
    done = run(typed="97%\nd\n\nKế hoạch số 80/KH-UBND\nmười\n12\n")

    assert done.exit_code == 0
    assert done.stdout == (
        f"{HOW}\n"
        "[1/4] 01  ke-hoach.md:6:5: tỷ lệ: «95%» (của năm trước)\n"
        "   …Đạt »95%« hồ sơ và 02 tin, bài.…\n"
        "   Trả lời: 97%\n\n"
        "[2/4] 02  ke-hoach.md:6:18: số lượng: «02 tin, bài» (của năm trước)\n"
        "   …Đạt 97% hồ sơ và »02 tin, bài«.…\n"
        "   Đề nghị: 03 tin, bài\n"
        "   Trả lời: d\n\n"
        "[3/4] 03  ke-hoach.md:8:6: văn bản viện dẫn: «[… thay Kế hoạch số 75/KH-UBND]» (của năm trước)\n"
        "   …Theo »[… thay Kế hoạch số 75/KH-UBND]«.…\n"
        "   Trả lời: \n"
        "   Trả lời: Kế hoạch số 80/KH-UBND\n\n"
        "[4/4] 04  ke-hoach.md:4:1: số, ký hiệu: «so» (số của năm trước đã bỏ)\n"
        "   Chưa ghi trong phần đầu kế hoạch. Enter: để trống.\n"
        "   Trả lời: mười\n"
        "   Trả lời: 12\n"
    )
    assert done.stderr.splitlines() == [
        "lỗi: điểm 03 còn để trống «[… thay Kế hoạch số 75/KH-UBND]»: phải điền, không giữ nguyên được [point-blank]",
        "ke-hoach.md:4:5: lỗi: «so» phải là số nguyên dương, thấy «mười» [not-a-number]",
        "mọi điểm đã được trả lời (4 điểm)",
    ]
    assert states(folder) == "xxxx"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("q\n", "...."), ("", "...."), ("\nb\nq\n", "o..."), ("\n", "o..."), ("b\n\n", ".o.."), ("b\nB\nb\n\n", "...o")],
)
def test_each_answer_is_written_and_a_dialogue_may_stop_anywhere(typed, expected, folder):
    done = run(typed=typed)

    assert done.exit_code == 0
    assert states(folder) == expected
    assert done.stderr.endswith(f"đã trả lời {4 - expected.count('.')} điểm, còn {expected.count('.')} điểm\n")


def test_there_may_be_no_proposal_to_take(folder):
    done = run(typed="d\n\nq\n")

    assert done.stderr.splitlines()[0] == "lỗi: điểm 01 không có đề nghị; hãy gõ giá trị mới [no-proposal]"
    assert states(folder) == "o..."


def test_what_was_edited_by_hand_is_told_and_noted(folder):
    file = folder / "ke-hoach.md"
    file.write_text(file.read_text(encoding="utf-8").replace("95%", "98%"), encoding="utf-8")

    listed, asked = run("--list"), run(typed="q\n")

    told = "can-xac-nhan.yaml: cảnh báo: điểm 01: đã sửa trong tệp, coi như đã trả lời [point-edited]\n"
    assert listed.stderr == f"{told}đã trả lời 1 điểm, còn 3 điểm\n"
    assert asked.stderr == f"{told}đã trả lời 1 điểm, còn 3 điểm\n"
    assert states(folder) == "x..."


def test_faults_of_answers_are_told_together_and_the_others_stand(folder):
    done = run("--set", "1=97%", "--accept", "7", "--accept", "3", "--set", "4=không")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "lỗi: không có điểm «7»; các điểm còn mở: 02, 03, 04 [unknown-point]",
        "lỗi: điểm 03 còn để trống «[… thay Kế hoạch số 75/KH-UBND]»: phải điền, không giữ nguyên được [point-blank]",
        "ke-hoach.md:4:5: lỗi: «so» phải là số nguyên dương, thấy «không» [not-a-number]",
    ]
    assert states(folder) == "x..."


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--set", "1"], "lỗi: «1» không đúng dạng MÃ=GIÁ TRỊ [wrong-answer]"),
        (["--set", "1="], "lỗi: điểm 01: giá trị mới đang để trống [empty-value]"),
    ],
)
def test_an_answer_without_a_value_is_refused(arguments, fault, folder):
    done = run(*arguments)

    assert (done.exit_code, done.stderr) == (2, f"{fault}\n")
    assert states(folder) == "...."


def test_a_folder_whose_points_are_all_answered_says_so(folder):
    run("--accept", "1", "--accept", "2", "--set", "3=Kế hoạch", "--accept", "4")

    done = run()

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "mọi điểm đã được trả lời (4 điểm)\n")


def test_a_folder_without_points_says_so(plan_folder, monkeypatch):
    monkeypatch.chdir(plan_folder())

    done = run()

    assert (done.exit_code, done.stderr) == (
        2, ".: lỗi: không có can-xac-nhan.yaml: thư mục này không có gì phải xác nhận [no-points]\n",
    )  # fmt: skip


def test_a_missing_file_counts_as_edited(folder):
    (folder / "ke-hoach.md").unlink()

    assert "điểm 01, 02, 03, 04: đã sửa trong tệp" in run("--list").stderr


def test_words_are_shown_as_they_are_printed(plan_folder, monkeypatch):
    words = "chỉ số {{ viet_tat('CCHC') }} của {{ co_quan.tu_goi }}"
    plan = plan_folder(body=f"# Mục đích\n\nNâng {words} năm {{{{ nam }}}}.\n")
    (plan / open_points.FILE).write_text(
        open_points.dump([Point("01", "địa danh", "ke-hoach.md", 0, words, words)]), encoding="utf-8"
    )
    monkeypatch.chdir(plan)

    listed, asked = run("--list"), run(typed="q\n")

    assert listed.stdout == "01  ke-hoach.md:8:6: địa danh: «chỉ số CCHC của UBND phường» ()\n"
    assert "   …Nâng »chỉ số CCHC của UBND phường« năm 2026.…\n" in asked.stdout


def test_answers_given_at_once_are_all_kept(plan_folder):
    words = [f"{number} tin" for number in range(10, 18)]
    plan = plan_folder(body="# Mục đích\n\n" + "\n\n".join(words) + "\n")
    points = [Point(f"{index:02}", "số lượng", "ke-hoach.md", 0, one, one) for index, one in enumerate(words, 1)]
    (plan / FILE).write_text(dump(points), encoding="utf-8")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: api.confirm(plan, one.id, f"{one.words}, bài"), points))

    assert states(plan) == "x" * 8
    text = (plan / "ke-hoach.md").read_text(encoding="utf-8")
    assert [f"{one}, bài" in text for one in words] == [True] * 8


def test_a_folder_with_questions_takes_no_other_plan(folder, tmp_path):
    document = tmp_path / "cu.txt"
    document.write_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n", encoding="utf-8")

    done = CliRunner().invoke(cli, ["import", str(document), "-o", ".", "--force", "--profile", "ha-noi/so-vhtt"])

    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        ".: lỗi: thư mục đang có một kế hoạch với các điểm cần xác nhận (can-xac-nhan.yaml); "
        "hãy chọn thư mục khác bằng -o [other-points]"
    )
