"""Which tasks of the agency above are those of a lower one."""

from pathlib import Path

import pytest

from cchc_draft.adapting import asked_tasks
from cchc_draft.carrying import source_files
from cchc_draft.profile_store import ProfileStore

ROOT = Path(__file__).parent.parent
STORE = ProfileStore.open(ROOT / "profiles")
CITY = source_files.open_last(ROOT / "examples" / "ha-noi-ubnd-2026", STORE)
OTHERS = "do Sở Tư pháp chủ trì; {} không được giao chủ trì hay phối hợp"
CASES = [
    ("ha-noi/phuong-ngoc-ha", "phap_che", "moi_don_vi", ""),
    ("ha-noi/phuong-ngoc-ha", "cap_xa", "", ""),
    ("ha-noi/phuong-ngoc-ha", "phap_che", ["UBND các xã, phường"], ""),
    ("ha-noi/phuong-ngoc-ha", "phap_che", "", OTHERS.format("UBND phường Ngọc Hà")),
    ("ha-noi/phuong-ngoc-ha", "", "", ""),
    ("ha-noi/so-vhtt", "tuyen_truyen", "", ""),
    ("ha-noi/so-vhtt", "phap_che", "Các sở, ban, ngành", ""),
    ("ha-noi/so-vhtt", "Sở Tư pháp", "cap_xa", OTHERS.format("Sở Văn hóa và Thể thao Hà Nội")),
]


@pytest.mark.parametrize(("profile", "lead", "support", "reason"), CASES)
def test_a_task_is_that_of_the_agencies_it_names(profile, lead, support, reason):
    judge = asked_tasks.judge(CITY, profile, STORE)

    assert judge.left_out({"nhiem_vu": "Thông tin về cải cách", "chu_tri": lead, "phoi_hop": support}) == reason


def test_work_that_only_the_agency_above_does_is_left_out():
    judge = asked_tasks.judge(CITY, "ha-noi/phuong-ngoc-ha", STORE)

    assert judge.left_out({"nhiem_vu": "Kiểm tra công tác CCHC tại các sở", "chu_tri": "moi_don_vi"})
    assert judge.named("phap_che") == "Sở Tư pháp"


def test_between_agencies_that_do_not_stand_one_below_the_other_nothing_is_left_out():
    judge = asked_tasks.judge(CITY, "bac-ninh/so-vhttdl", STORE)

    assert judge.left_out({"nhiem_vu": "Quản trị Trang thông tin của Thành phố", "chu_tri": "Sở Nội vụ"}) == ""
    assert [one.code for one in judge.doubts] == ["all-tasks-asked"]
