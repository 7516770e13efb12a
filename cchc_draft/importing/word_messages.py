"""What a reader of Word files says: texts that are not taken over as they stand, and why."""

from __future__ import annotations

from typing import NamedTuple

from cchc_draft.language import N_, Message


class Told(NamedTuple):
    """One kind of thing to say."""

    code: str
    message: Message


DELETED = Told("deleted-text", N_("không lấy chữ đã xóa (theo dõi sửa đổi): «{text}»"))
MOVED = Told("moved-text", N_("không lấy ở đây chữ đã chuyển đi chỗ khác (theo dõi sửa đổi): «{text}»"))
HIDDEN = Told("hidden-text", N_("không lấy chữ ẩn: «{text}»"))
STRUCK = Told("struck-text", N_("chữ gạch ngang vẫn được giữ: «{text}»"))
COMMENT = Told("comment", N_("không lấy nhận xét bên lề: «{text}»"))
COMMENT_BY = Told("comment", N_("không lấy nhận xét bên lề của {author}: «{text}»"))
COVERED = Told("covered-text", N_("không lấy chữ trong ô bị ô đã gộp che mất: «{text}»"))
MISPLACED = Told("misplaced-text", N_("không lấy chữ đặt sai chỗ trong tệp nên Word không hiện: «{text}»"))

PICTURE = Told("picture", N_("không lấy hình ảnh"))
PICTURE_OF = Told("picture", N_("không lấy hình ảnh «{text}»"))
INK = Told("picture", N_("không lấy nét vẽ tay"))
CHART = Told("chart", N_("không lấy biểu đồ"))
CHART_OF = Told("chart", N_("không lấy biểu đồ; chữ trong biểu đồ: «{text}»"))
DIAGRAM = Told("diagram", N_("không lấy sơ đồ SmartArt"))
DIAGRAM_OF = Told("diagram", N_("không lấy sơ đồ SmartArt; chữ trong sơ đồ: «{text}»"))
OBJECT = Told("embedded-object", N_("không lấy đối tượng nhúng"))
OBJECT_OF = Told("embedded-object", N_("không lấy đối tượng nhúng {text}"))
EMBEDDED = Told("embedded-document", N_("không lấy văn bản nhúng «{text}»; hãy mở bằng Word, lưu lại rồi thử lại"))

FORMULA = Told("formula", N_("công thức chỉ giữ được chữ, mất cách trình bày: «{text}»"))
RUBY = Told("ruby-text", N_("không lấy chữ chú âm phía trên: «{text}»"))
SIGN = Told("unknown-symbol", N_("không đổi được ký hiệu {sign} của phông {font} sang Unicode"))
LEGACY = Told("legacy-font", N_("chữ của phông {font} (bảng mã cũ) đã đổi sang Unicode; hãy soát lại"))
NUMBERS = Told("unknown-number-format", N_("không biết kiểu đánh số «{text}», đã viết bằng chữ số"))

EMPTY_FIELD = Told("empty-field", N_("trường «{text}» chưa có kết quả nên để trống"))
FIELD_CODE = Told("field-code-text", N_("không lấy chữ nằm trong mã trường nên Word không hiện: «{text}»"))
LOST_NOTE = Told("missing-note", N_("dấu chú thích không có nội dung chú thích"))
UNUSED_NOTE = Told("unused-note", N_("không lấy chú thích không có dấu trong văn bản: «{text}»"))

MACROS = Told("macros", N_("tệp có macro; macro bị bỏ qua"))
LINKS = Told("long-links", N_("địa chỉ của các liên kết quá dài; từ đây chỉ lấy chữ của liên kết"))
OUTSIDE = Told("external-file", N_("văn bản dẫn tới tệp bên ngoài «{text}»; tệp đó không được mở"))
TOO_DEEP = Told("word-too-deep", N_("bảng hoặc khung lồng nhau quá {limit} lớp, không đọc được"))
