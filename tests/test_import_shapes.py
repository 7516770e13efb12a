"""Whole old plans as .docx files, in many shapes: what is recognised, what is told, what comes out again."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from docx_reading import Docx
from old_plans import MAKERS, OldPlan

from cchc_draft import api
from cchc_draft.deadlines import Deadline
from cchc_draft.formats import PartialDate
from cchc_draft.importing import old_plan
from cchc_draft.importing.accounting import unaccounted
from cchc_draft.importing.recognise import recognise
from cchc_draft.importing.recognised import Letterhead, Recognised
from cchc_draft.importing.written import Written
from cchc_draft.model import Table, plain
from cchc_draft.outline import lines


@dataclass
class Facts:
    """What a plan says, and what is told of it."""

    head: Letterhead
    subject: tuple
    outline: list
    recipients: tuple
    archive: str
    signatures: list
    bases: list = field(default_factory=list)
    closing: int = 1
    appendices: list = field(default_factory=list)
    """Title, columns, whether it is landscape, merged columns, numbering."""
    tasks: list = field(default_factory=list)
    """Number, leads, supports, deadline, groups of every task of every appendix."""
    attachments: list = field(default_factory=list)
    told: list = field(default_factory=list)


FACTS = {
    "province": Facts(
        head=Letterhead((), ("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ"), 215, "KH-UBND", False, "Quảng Trị", PartialDate(2026, 1, 9)),
        subject=("Cải cách hành chính nhà nước tỉnh Quảng Trị", "năm 2026"),
        outline=["I. MỤC TIÊU, YÊU CẦU", "1. MỤC TIÊU", "1.1. Mục tiêu chung", "1.2. Mục tiêu cụ thể", "1.2.1.", "1.2.2.", "a)", "b)", "2. YÊU CẦU", "2.1.", "2.2.", "II. NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN", "1. NHIỆM VỤ", "1.1. Cải cách thể chế", "1.1.1.", "-", "1.1.2.", "-", "-", "+", "+", "1.2. Cải cách thủ tục hành chính", "1.2.1.", "2. TỔ CHỨC THỰC HIỆN", "2.1. Sở Nội vụ", "2.2. Ủy ban nhân dân các xã, phường, đặc khu"],
        recipients=("Bộ Nội vụ (để b/c)", "TT Tỉnh ủy, TT HĐND tỉnh (để b/c)", "Chủ tịch, các PCT UBND tỉnh", "Các sở, ban, ngành tỉnh", "UBND các xã, phường, đặc khu"),
        archive="VT, NC(L)",
        signatures=[(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Hoàng Thị Mai Lan")],
        told=[("renumbered-level", "đoạn 17", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «A.» → «I.», «B.» → «II.»"), ("renumbered-level", "đoạn 18", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «I.» → «1.», «II.» → «2.», «I.» → «1.», «II.» → «2.»"), ("renumbered-level", "đoạn 19", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «1.» → «1.1.», «2.» → «1.2.», «1.» → «2.1.», «2.» → «2.2.», «1.» → «1.1.», «2.» → «1.2.», «1.» → «2.1.», «2.» → «2.2.»"), ("renumbered-level", "đoạn 23", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «2.1.» → «1.2.1.», «2.2.» → «1.2.2.», «1.1.» → «1.1.1.», «1.2.» → «1.1.2.», «2.1.» → «1.2.1.»")],
    ),
    "school": Facts(
        head=Letterhead(("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TỈNH ĐỒNG THÁP"), ("TRƯỜNG THPT NGUYỄN TRÃI",), 88, "KH-THPTNT", False, "Đồng Tháp", PartialDate(2025, 9, 25)),
        subject=("Công tác cải cách hành chính năm học 2025 - 2026",),
        bases=["kh1420"],
        outline=["I. Mục đích, yêu cầu", "-", "-", "II. Thực trạng nhân sự", "TABLE 4 x 3", "III. Nội dung thực hiện", "1.", "2.", "IV. Lịch thực hiện", "TABLE 3 x 3"],
        recipients=("Sở GDĐT (b/c)", "Các tổ chuyên môn (t/h)", "Website trường"),
        archive="VT",
        signatures=[(("HIỆU TRƯỞNG",), "Trần Quốc Bảo")],
    ),
    "party": Facts(
        head=Letterhead(("ĐẢNG BỘ TỈNH ĐẮK LẮK",), ("ĐẢNG ỦY XÃ EA KAR",), 31, "KH/ĐU", True, "Ea Kar", PartialDate(2026, 2, 14)),
        subject=("lãnh đạo, chỉ đạo công tác cải cách hành chính,", "chuyển đổi số năm 2026"),
        outline=["I. MỤC ĐÍCH, YÊU CẦU", "1.", "2.", "II. NHIỆM VỤ, GIẢI PHÁP", "1. Công tác tuyên truyền", "-", "2. Công tác kiểm tra, giám sát", "-", "III. TỔ CHỨC THỰC HIỆN", "1.", "2.", "3."],
        closing=0,
        recipients=("Thường trực Tỉnh ủy (báo cáo)", "Các cơ quan tham mưu, giúp việc Đảng ủy", "Các chi bộ, đảng bộ trực thuộc", "Các đồng chí Đảng ủy viên"),
        archive="Văn phòng Đảng ủy",
        signatures=[(("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"), "Y Khoa Niê")],
        told=[("label-form", "đoạn 15", "cách viết số thứ tự «I-» thành «I.» (3 chỗ)"), ("label-form", "đoạn 16", "cách viết số thứ tự «1-» thành «1.» (7 chỗ)"), ("party-form", "đoạn 4", "số và ký hiệu «31-KH/ĐU» theo thể thức văn bản của Đảng; chương trình in theo Nghị định 30/2020/NĐ-CP")],
    ),
    "joint": Facts(
        head=Letterhead((), ("SỞ NỘI VỤ -", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "TỈNH CÀ MAU"), 6, "KH-SNV-SKHCN", False, "Cà Mau", PartialDate(2026, 3, 20)),
        subject=("Giữa Sở Nội vụ và Sở Khoa học và Công nghệ trong thực hiện", "cải cách hành chính gắn với chuyển đổi số năm 2026"),
        bases=["qd11", "kh45"],
        outline=["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu", "II. NỘI DUNG PHỐI HỢP", "1.", "2.", "III. PHÂN CÔNG THỰC HIỆN", "1. Sở Nội vụ", "2. Sở Khoa học và Công nghệ"],
        recipients=("UBND tỉnh (b/c)", "Các phòng thuộc hai Sở", "UBND các xã, phường"),
        archive="VT (SNV, SKHCN)",
        signatures=[(("SỞ NỘI VỤ", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Minh Khởi"), (("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "GIÁM ĐỐC"), "Phan Hoàng Vũ")],
        told=[("other-kind", "đoạn 11", "tên loại «KẾ HOẠCH PHỐI HỢP»: chương trình in «KẾ HOẠCH»")],
    ),
    "ward": Facts(
        head=Letterhead((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG HẠC THÀNH"), 47, "KH-UBND", False, "Hạc Thành", PartialDate(2026, 1, 16)),
        subject=("Tuyên truyền cải cách hành chính năm 2026", "trên địa bàn phường Hạc Thành"),
        bases=["luat_to_chuc_chinh_quyen", "nq76", "kh2"],
        outline=["I. MỤC ĐÍCH, YÊU CẦU", "1.", "2.", "II. NỘI DUNG", "1.", "2.", "III. TỔ CHỨC THỰC HIỆN", "1.", "2.", "3."],
        recipients=("UBND tỉnh (b/c)", "Thường trực Đảng ủy (b/c)", "Các khu phố"),
        archive="VT, VHXH",
        signatures=[(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Đỗ Thị Hồng Nhung")],
    ),
    "city": Facts(
        head=Letterhead((), ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HUẾ"), 18, "KH-UBND", False, "Huế", PartialDate(2026, 1, 12)),
        subject=("Cải cách hành chính nhà nước thành phố Huế năm 2026",),
        outline=["I. MỤC TIÊU", "II. NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN"],
        closing=0,
        recipients=("Bộ Nội vụ", "Các sở, ban, ngành", "UBND các xã, phường"),
        archive="VT, CCHC",
        signatures=[(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Khắc Toàn")],
        appendices=[("CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH NĂM 2026", ["stt", "nhiem_vu", "chu_tri", "thoi_han"], False, (), "running"), ("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", ["stt", "nhiem_vu", "san_pham", "chu_tri", "phoi_hop", "thoi_han"], True, ("chu_tri", "phoi_hop"), "by_group"), ("NHIỆM VỤ CỦA UBND CÁC XÃ, PHƯỜNG", ["stt", "nhiem_vu", "chu_tri", "thoi_han", "ghi_chu"], False, (), "running")],
        tasks=[[("1", ("Văn phòng UBND thành phố",), (), "Trong năm 2026", ()), ("2", ("Sở Nội vụ",), (), "Quý IV/2026", ()), ("3", ("Các sở, ban, ngành",), (), "31/12/2026", ())], [("1", ("Sở Tư pháp",), ("Các sở, ban, ngành",), "Quý II/2026", ("CẢI CÁCH THỂ CHẾ",)), ("2", ("Sở Tư pháp",), ("UBND các xã, phường",), "Tháng 3/2026", ("CẢI CÁCH THỂ CHẾ",)), ("1", ("Văn phòng UBND thành phố",), ("Sở Khoa học và Công nghệ", "Sở Nội vụ"), "Thường xuyên", ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH",)), ("2", ("Văn phòng UBND thành phố",), ("Sở Khoa học và Công nghệ", "Sở Nội vụ"), "Trước ngày 30/6/2026", ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH",)), ("3", ("Sở Nội vụ",), (), "Hàng quý", ("CẢI CÁCH THỦ TỤC HÀNH CHÍNH",))], [("1", ("UBND các xã, phường",), (), "Tháng 01/2026", ()), ("2", ("UBND các xã, phường",), (), "Định kỳ hàng quý", ())]],
    ),
    "numbered": Facts(
        head=Letterhead(("ỦY BAN NHÂN DÂN TỈNH GIA LAI",), ("SỞ XÂY DỰNG",), 33, "KH-SXD", False, "Gia Lai", PartialDate(2026, 1, 19)),
        subject=("Cải cách hành chính năm 2026 của Sở Xây dựng",),
        outline=["I. Mục đích, yêu cầu", "1. Mục đích", "a)", "b)", "2. Yêu cầu", "a)", "b)", "II. Nhiệm vụ trọng tâm", "1. Cải cách thủ tục hành chính", "1.1. Cấp giấy phép xây dựng", "-", "-", "1.2. Thẩm định báo cáo nghiên cứu khả thi", "-", "2. Hiện đại hóa hành chính", "III. Tổ chức thực hiện", "1. Văn phòng Sở", "2. Các phòng chuyên môn"],
        recipients=("UBND tỉnh", "Sở Nội vụ", "Lãnh đạo Sở", "Các phòng thuộc Sở"),
        archive="VT, VP",
        signatures=[(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Ksor Nham")],
    ),
    "boxes": Facts(
        head=Letterhead((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG SA PA"), 52, "KH-UBND", False, "Sa Pa", PartialDate(2026, 1, 21)),
        subject=("Kiểm tra công tác cải cách hành chính năm 2026",),
        outline=["I. MỤC ĐÍCH", "II. NỘI DUNG KIỂM TRA", "1.", "2.", "III. TỔ CHỨC THỰC HIỆN"],
        recipients=("Thường trực Đảng ủy", "Các phòng, đơn vị"),
        archive="VT",
        signatures=[(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Giàng Thị Dung")],
    ),
    "three_rows": Facts(
        head=Letterhead(("UBND TỈNH VĨNH LONG",), ("SỞ CÔNG THƯƠNG",), 301, "KH-SCT", False, "Vĩnh Long", PartialDate(2026, 2, 6)),
        subject=("Rà soát, đơn giản hóa thủ tục hành chính năm 2026",),
        outline=["I. MỤC ĐÍCH", "II. NỘI DUNG", "-", "-", "III. PHÂN CÔNG"],
        closing=0,
        recipients=("Văn phòng UBND tỉnh", "BGĐ Sở", "Các phòng thuộc Sở"),
        archive="VT, VPS (Hà)",
        signatures=[(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Thạch Ngọc Sơn")],
    ),
    "decision": Facts(
        head=Letterhead((), ("ỦY BAN NHÂN DÂN", "XÃ TAM NÔNG"), None, "", False, "Tam Nông", PartialDate(2026, 1, 28)),
        subject=("Cải cách hành chính năm 2026 của xã Tam Nông",),
        outline=["I. MỤC TIÊU", "II. NHIỆM VỤ", "1.", "2.", "III. TỔ CHỨC THỰC HIỆN"],
        closing=0,
        recipients=("UBND tỉnh Phú Thọ (b/c)",),
        archive="VT",
        signatures=[(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Hà Văn Quyết")],
        told=[("cover-left-out", "đoạn 1", "phần quyết định đứng trước kế hoạch không đưa vào; nguyên văn: ỦY BAN NHÂN DÂN\nXÃ TAM NÔNG\n______\nSố: 120/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTam Nông, ngày 28 tháng 01 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch cải cách hành chính năm 2026\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TAM NÔNG\nCăn cứ Luật Tổ chức chính quyền địa phương năm 2025;\nTheo đề nghị của Trưởng phòng Văn hóa - Xã hội.\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026 của xã Tam Nông.\nĐiều 2. Quyết định có hiệu lực kể từ ngày ký.\nĐiều 3. Chánh Văn phòng HĐND và UBND xã, Trưởng các phòng chịu trách nhiệm thi hành Quyết định này./.\nNơi nhận:\n- Như Điều 3;\n- UBND tỉnh Phú Thọ (b/c);\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nHà Văn Quyết"), ("foot-of-cover", "đoạn 1", "kế hoạch không có nơi nhận và chữ ký riêng; lấy theo quyết định ban hành kèm, hãy xem lại"), ("head-of-cover", "đoạn 1", "đầu trang kế hoạch không ghi đủ tên cơ quan, địa danh, ngày; phần thiếu lấy theo văn bản ban hành kèm, số để trống"), ("number-missing", "None", "không thấy số và ký hiệu ở đầu văn bản")],
    ),
    "draft": Facts(
        head=Letterhead(("UBND TỈNH NINH BÌNH",), ("SỞ TÀI CHÍNH",), None, "KH-STC", False, "Ninh Bình", PartialDate(2026, 2), True),
        subject=("Cải cách tài chính công năm 2026",),
        outline=["I. MỤC TIÊU", "II. NHIỆM VỤ", "1.", "2.", "III. TỔ CHỨC THỰC HIỆN"],
        recipients=("UBND tỉnh (để báo cáo)", "Ban Giám đốc Sở"),
        archive="VT, QLNS",
        signatures=[(("GIÁM ĐỐC",), "")],
        told=[("deleted-text", "đoạn 15", "không lấy chữ đã xóa (theo dõi sửa đổi): «80%»"), ("comment", "đoạn 17", "không lấy nhận xét bên lề của Phòng Ngân sách: «Đề nghị nêu rõ thời hạn»"), ("draft-mark", "đoạn 1", "dấu «DỰ THẢO LẦN 2»: chương trình chỉ in «DỰ THẢO»"), ("signer-missing", "None", "phần ký không có họ tên người ký")],
    ),
    "committee": Facts(
        head=Letterhead(("UBND THÀNH PHỐ CẦN THƠ",), ("BAN CHỈ ĐẠO", "CẢI CÁCH HÀNH CHÍNH"), 7, "KH-BCĐ", False, "Cần Thơ", PartialDate(2026, 2, 3)),
        subject=("Hoạt động của Ban Chỉ đạo cải cách hành chính thành phố năm 2026",),
        outline=["I. MỤC ĐÍCH", "II. NHIỆM VỤ TRỌNG TÂM", "III. TỔ CHỨC THỰC HIỆN", "1. Thành viên Ban Chỉ đạo", "2. Sở Nội vụ"],
        recipients=("Thành viên BCĐ", "Các sở, ban, ngành"),
        archive="VT, SNV",
        signatures=[(("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND THÀNH PHỐ"), "Trương Cảnh Tuyên")],
        appendices=[("PHÂN CÔNG NHIỆM VỤ THÀNH VIÊN BAN CHỈ ĐẠO", ["stt", "nhiem_vu", "chu_tri", "thoi_han"], False, (), "running")],
        tasks=[[("1.", ("Sở Nội vụ",), (), "Hàng quý", ()), ("2.", ("Thanh tra thành phố",), (), "Quý II, III/2026", ()), ("3.", ("Sở Tài chính", "Sở Công Thương"), (), "Tháng 10/2026", ())]],
    ),
    "centre": Facts(
        head=Letterhead(("SỞ Y TẾ TỈNH LÂM ĐỒNG",), ("TRUNG TÂM", "KIỂM SOÁT BỆNH TẬT"), 415, "KH-KSBT", False, "Lâm Đồng", PartialDate(2026, 1, 22)),
        subject=("CẢI CÁCH HÀNH CHÍNH NĂM 2026",),
        outline=["I. MỤC TIÊU", "1.", "2.", "II. NHIỆM VỤ CỤ THỂ", "TABLE 5 x 4", "III. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN", "1.", "2."],
        closing=0,
        recipients=("Sở Y tế (báo cáo)", "Ban Giám đốc", "Các khoa, phòng"),
        archive="VT, HCTH",
        signatures=[(("GIÁM ĐỐC",), "BS.CKII. Nguyễn Văn Luyện")],
        told=[("merged-cells", "đoạn 18", "bảng «STT | Nội dung công việc | Phân công Chủ trì | Phối hợp | Thời gian thực hiện» có ô gộp; bảng trong bài không gộp ô: chữ của ô gộp dọc ghi lại ở từng hàng, chữ của ô gộp ngang nằm ở ô đầu tiên")],
    ),
    "bureau": Facts(
        head=Letterhead(("BỘ NỘI VỤ",), ("CỤC VĂN THƯ VÀ LƯU TRỮ", "NHÀ NƯỚC"), 1234, "KH-VTLTNN", False, "Hà Nội", PartialDate(2026, 1, 5)),
        subject=("Cải cách hành chính năm 2026", "của Cục Văn thư và Lưu trữ nhà nước"),
        outline=["I. TÌNH HÌNH NĂM 2025", "1. Kết quả", "2. Hạn chế", "II. NHIỆM VỤ NĂM 2026", "1. Mục tiêu", "1.1.", "1.2.", "2. Nhiệm vụ", "a)", "-", "b)", "-", "3. Tổ chức thực hiện", "3.1.", "3.2."],
        closing=0,
        recipients=("Bộ trưởng (để b/c)", "Thứ trưởng phụ trách (để b/c)", "Các đơn vị thuộc Cục"),
        archive="VT, VP (02b)",
        signatures=[(("CỤC TRƯỞNG",), "Đặng Thanh Tùng")],
        told=[("renumbered-level", "đoạn 16", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «PHẦN I» → «I.», «PHẦN II» → «II.»"), ("renumbered-level", "đoạn 23", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «I.» → «1.», «II.» → «2.», «III.» → «3.»"), ("renumbered-level", "đoạn 24", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «(1)» → «1.1.», «(2)» → «1.2.»"), ("renumbered-level", "đoạn 32", "văn bản đánh số mục theo cấp khác nên số thứ tự được đánh lại: «1.» → «3.1.», «2.» → «3.2.»"), ("signed-mark", "đoạn 41", "dòng «(đã ký)» ở chỗ ký không đưa vào kế hoạch")],
    ),
    "hospital": Facts(
        head=Letterhead(("SỞ Y TẾ TỈNH AN GIANG",), ("BỆNH VIỆN ĐA KHOA", "KHU VỰC TÂN CHÂU"), 77, "KH-BV", False, "Tân Châu", PartialDate(2026)),
        subject=("Cải cách hành chính, nâng cao chất lượng phục vụ người bệnh năm 2026",),
        outline=["I. MỤC TIÊU", "II. NỘI DUNG", "-", "-", "III. TỔ CHỨC THỰC HIỆN"],
        closing=0,
        recipients=("Ban Giám đốc", "Các khoa, phòng"),
        archive="VT, KHTH",
        signatures=[(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "BSCKII. Trần Văn Đởm"), (("NGƯỜI LẬP",), "Lê Thị Hoa")],
        appendices=[("BẢNG PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", ["stt", "nhiem_vu", "chu_tri", "phoi_hop", "thang_thuc_hien", "san_pham"], True, (), "by_group")],
        tasks=[[("1", ("Khoa Khám bệnh",), ("Tổ CNTT",), "", ("KHÁM BỆNH",)), ("2", ("Phòng KHTH",), (), "", ("KHÁM BỆNH",)), ("1", ("Tổ CNTT",), ("Các khoa",), "", ("ĐIỀU TRỊ",))]],
        told=[("renumbered", "đoạn 11", "mục «MỤC TIÊU» không có số thứ tự; chương trình đánh «I.»"), ("renumbered", "đoạn 13", "mục «NỘI DUNG» không có số thứ tự; chương trình đánh «II.»"), ("renumbered", "đoạn 17", "mục «TỔ CHỨC THỰC HIỆN» không có số thứ tự; chương trình đánh «III.»"), ("label-form", "đoạn 14", "cách viết số thứ tự «•» thành «-» (2 chỗ)"), ("renumbered-group", "đoạn 42", "số thứ tự «A» của nhóm «KHÁM BỆNH» thành «I.»"), ("renumbered-group", "đoạn 60", "số thứ tự «B» của nhóm «ĐIỀU TRỊ» thành «II.»")],
    ),
    "union": Facts(
        head=Letterhead(("TỈNH ĐOÀN TÂY NINH",), ("BAN THƯỜNG VỤ",), 15, "KH/TĐTN-VP", True, "Tây Ninh", PartialDate(2026, 1, 20)),
        subject=("Thực hiện công tác cải cách hành chính năm 2026",),
        outline=["I. MỤC ĐÍCH - YÊU CẦU", "-", "-", "II. NỘI DUNG", "1. Nội dung 1: Hỗ trợ dịch vụ công", "-", "-", "2. Nội dung 2: Tuyên truyền", "-", "III. TỔ CHỨC THỰC HIỆN", "1. Cấp tỉnh", "2. Cấp xã"],
        closing=0,
        recipients=("BTV Tỉnh ủy (b/c)", "Đoàn các xã, phường"),
        archive="VP",
        signatures=[(("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "PHÓ BÍ THƯ"), "Nguyễn Thị Kim Ngân")],
        told=[("letterhead-text", "đoạn 5", "dòng «ĐOÀN TNCS HỒ CHÍ MINH» ở vị trí quốc hiệu không đưa vào: chương trình in quốc hiệu, tiêu ngữ"), ("party-form", "đoạn 4", "số và ký hiệu «15-KH/TĐTN-VP» theo thể thức văn bản của Đảng; chương trình in theo Nghị định 30/2020/NĐ-CP")],
    ),
    "police": Facts(
        head=Letterhead(("CÔNG AN TỈNH SƠN LA",), ("PHÒNG CẢNH SÁT QLHC VỀ TTXH",), 99, "KH-PC06", False, "Sơn La", PartialDate(2026, 1, 8)),
        subject=("Triển khai công tác cải cách hành chính và chuyển đổi số năm 2026",),
        outline=["I. MỤC ĐÍCH, YÊU CẦU", "1.", "2.", "II. NỘI DUNG", "1.", "2.", "a)", "b)", "III. PHÂN CÔNG", "1.", "2."],
        recipients=("Đ/c Giám đốc CAT (để báo cáo)", "Các Đội (để thực hiện)"),
        archive="VT, PC06 (Đ1)",
        signatures=[(("TRƯỞNG PHÒNG",), "Thượng tá Cầm Văn Thủy")],
        told=[("label-form", "đoạn 11", "cách viết số thứ tự «I/» thành «I.» (3 chỗ)"), ("label-form", "đoạn 12", "cách viết số thứ tự «1/» thành «1.» (6 chỗ)"), ("label-form", "đoạn 17", "cách viết số thứ tự «a.» thành «a)» (2 chỗ)")],
    ),
    "board": Facts(
        head=Letterhead(("UBND TỈNH HƯNG YÊN",), ("BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"), None, "KH-BQL", False, "Hưng Yên", PartialDate(2026, 1)),
        subject=("Tự kiểm tra cải cách hành chính năm 2026",),
        bases=["kh5", ""],
        outline=["I. ĐỐI TƯỢNG, THỜI GIAN", "1.", "2.", "II. NỘI DUNG", "III. KINH PHÍ"],
        recipients=("Sở Nội vụ", "Lãnh đạo Ban"),
        archive="VT, VP",
        signatures=[(("TRƯỞNG BAN",), "Vũ Quang Thắng")],
        attachments=["ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA"],
        told=[("appendix-as-text", "đoạn 32", "«ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA» không phải là bảng nhiệm vụ; giữ nguyên thành một mục ở cuối nội dung kế hoạch")],
    ),
}  # fmt: skip


class Shape(NamedTuple):
    """A plan by its maker, what is expected of it, its file, what is read there and what is recognised in that."""

    old: OldPlan
    facts: Facts
    path: Path
    written: Written
    plan: Recognised


@pytest.fixture(params=MAKERS, scope="module")
def shape(request, tmp_path_factory):
    """Return every plan in turn."""
    old, path = MAKERS[request.param](), tmp_path_factory.mktemp("cu") / "cu.docx"
    path.write_bytes(old.data)
    written = old_plan.read(path)
    return Shape(old, FACTS[request.param], path, written, recognise(written))


def outline(plan):
    """Return headings with their titles, entries of lists by their labels alone, tables by their size."""
    found = []
    for line in lines(plan.body):
        if isinstance(line, Table):
            found.append(f"TABLE {len(line.header)} x {len(line.rows)}")
        elif line.kind.startswith("heading"):
            found.append(f"{line.label} {plain(line.content)}")
        elif line.label:
            found.append(line.label)
    return found


def place(problem):
    return str(problem.place).rpartition(":")[2]


def test_a_plan_is_recognised_exactly(shape):
    facts, plan = shape.facts, shape.plan

    assert plan.letterhead == facts.head
    assert plan.subject == facts.subject
    assert [basis.document for basis in plan.legal_bases] == facts.bases
    assert outline(plan) == facts.outline
    assert len(plan.closing) == facts.closing
    assert (plan.recipients, plan.archive) == (facts.recipients, facts.archive)
    assert [(one.lines, one.name) for one in plan.signatures] == facts.signatures
    assert [
        (one.title, [column.key for column in one.columns], one.is_landscape, one.merged, one.numbering)
        for one in plan.appendices
    ] == facts.appendices
    assert [
        [(task.number, task.lead, task.support, task.deadline, task.group) for task in one.tasks]
        for one in plan.appendices
    ] == facts.tasks
    assert [one.title for one in plan.attachments] == facts.attachments


def test_what_changes_or_stays_out_is_told_and_nothing_else(shape):
    assert [(problem.code, place(problem), problem.text) for problem in shape.plan.problems] == shape.facts.told


def test_no_word_is_lost(shape):
    assert unaccounted(shape.written, shape.plan) == []


LABEL = re.compile(r"(?:[IVX]+\.|(?:\d+\.)+|[a-zđ]\)|[-+])\s+")
DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def bare(words):
    """Return a paragraph without label and mark at its end; a date in words and one in figures are alike."""
    words = LABEL.sub("", " ".join(words.split()), count=1) if LABEL.match(words.lstrip()) else " ".join(words.split())
    return DATE.sub(r"ngày \1/\2/\3", words).casefold().rstrip(" ./:;,")


def test_every_paragraph_comes_out_again_in_order(shape, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    made = api.import_plan(shape.path)
    for name, text in made.files.items():
        (tmp_path / "moi" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "moi" / name).write_text(text, encoding="utf-8")
    drafted = [bare(paragraph.text) for paragraph in Docx(api.draft(tmp_path / "moi").data).paragraphs()]

    rest = iter(drafted)
    assert [words for words in map(bare, shape.old.texts) if words not in rest] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Trong năm 2026", Deadline("in_year", year=2026)),
        ("Quý IV/2026", Deadline("quarter", part=4, year=2026)),
        ("Tháng 3/2026", Deadline("month", part=3, year=2026)),
        ("Hàng quý", Deadline("quarterly")),
        ("Thường xuyên", Deadline("ongoing")),
        ("Quý II, III/2026", Deadline("free", free="Quý II, III/2026")),
    ],
)
def test_deadlines_of_the_tables_are_understood(written, meant):
    deadlines = [task[3] for facts in FACTS.values() for tasks in facts.tasks for task in tasks]

    assert written in deadlines
    assert Deadline.parse(written) == meant
