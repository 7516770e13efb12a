"""What an import can tell, in kinds that a secretary knows: which must be looked at first, and how each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from cchc_draft.errors import Problem
from cchc_draft.language import N_

Weight = Literal["serious", "left-out", "kept", "changed"]


class Kind(NamedTuple):
    """One kind of remark: how much it matters, and its heading."""

    weight: Weight
    title: str


class Group(NamedTuple):
    """Remarks of one kind."""

    kind: Kind
    problems: tuple[Problem, ...]

    @property
    def places(self) -> int:
        """How many places they are about."""
        return sum(_count(problem) for problem in self.problems)


def _count(problem: Problem) -> int:
    """Return how many places one remark is about."""
    count = problem.facts.get("count", 1)
    return count if isinstance(count, int) else 1


def grouped(problems: Iterable[Problem]) -> list[Group]:
    """Return the remarks by kind, the heaviest first, each kind in the order of the document."""
    found: dict[Kind, list[Problem]] = {}
    for problem in problems:
        found.setdefault(KINDS.get(problem.code, OTHER), []).append(problem)
    order = {kind: index for index, kind in enumerate((*dict.fromkeys(KINDS.values()), OTHER))}
    return [Group(kind, tuple(found[kind])) for kind in sorted(found, key=lambda kind: order[kind])]


def _kinds(table: Mapping[Weight, Mapping[str, str]]) -> Iterator[tuple[str, Kind]]:
    for weight, titles in table.items():
        for title, codes in titles.items():
            yield from ((code, Kind(weight, title)) for code in codes.split())


OTHER = Kind("serious", N_("Những chỗ khác"))
KINDS: dict[str, Kind] = dict(
    _kinds(
        {
            "serious": {
                N_("Chữ trong tệp hỏng hoặc đọc không chắc"): "no-diacritics ocr-text lost-letters damaged-text "
                "damaged-part photo-pages word-too-deep unknown-symbol missing-note",
                N_("Cơ quan ban hành"): "agency-missing agency-guessed name-in-capitals locality-unknown head-of-cover",
                N_("Số, ký hiệu, ngày, trích yếu"): "number-missing symbol-proposed symbol-left-out date-missing "
                "document-date subject-missing subject-case other-kind party-form secret-mark",
                N_("Nơi nhận và người ký"): "recipients-missing archive-missing archive-blank archive-twice "
                "signature-missing signer-missing co-signer foot-of-cover",
                N_("Bảng nhiệm vụ"): "mixed-row broken-table uneven-rows pdf-tables deadline-blank unit-blank",
                N_("Chỗ trống phải điền, chỗ không rõ là gì"): "letterhead-text signature-text after-signature "
                "appendix-title-blank empty-entry draft-refuses",
            },
            "left-out": {
                N_(
                    "Phần đứng trước kế hoạch (quyết định, công văn) không đưa vào"
                ): "cover-left-out reference-left-out",
                N_("Nơi nhận không đưa vào"): "recipient-left-out recipient-twice",
                N_("Chữ ở đầu trang, chân trang không đưa vào"): "margin-left-out",
                N_("Chú thích cuối trang không giữ được"): "note-left-out note-moved unused-note",
                N_("Chữ đã xóa, chữ ẩn trong tệp Word không lấy"): "deleted-text moved-text hidden-text covered-text "
                "misplaced-text field-code-text",
                N_("Nhận xét bên lề không lấy"): "comment",
                N_("Hình ảnh, biểu đồ, đối tượng trong tệp Word không lấy"): "picture chart diagram embedded-object "
                "embedded-document",
                N_("Dấu, chữ của chương trình ký số, chữ «đã ký» không đưa vào"): "signed-mark",
                N_("Dòng trong bảng không phải là nhiệm vụ, không đưa vào"): "total-row table-heading group-unused",
                N_("Phần kỹ thuật của tệp không dùng đến"): "macros external-file unsafe-part-name duplicate-part "
                "empty-field ruby-text long-links",
            },
            "kept": {
                N_("Phụ lục không phải bảng nhiệm vụ, giữ nguyên trong bài"): "appendix-as-text",
                N_("Căn cứ giữ nguyên như đoạn văn"): "basis-as-text basis-date",
                N_("Văn bản viện dẫn giữ nguyên trong câu"): "document-as-text",
                N_("Đơn vị chủ trì chưa có trong hồ sơ, giữ nguyên chữ"): "unit-as-text",
                N_("Thời hạn không phải ngày, tháng, quý, giữ nguyên chữ"): "deadline-as-text",
                N_("Ý nằm quá sâu, giữ nguyên dấu như trong văn bản"): "label-kept",
                N_("Chữ gạch ngang, công thức vẫn giữ phần chữ"): "struck-text formula",
            },
            "changed": {
                N_("Đánh lại số thứ tự"): "renumbered renumbered-level renumbered-tasks "
                "renumbered-group label-form too-many-points",
                N_("Nối lại dòng bị ngắt giữa câu"): "joined-lines doubtful-join",
                N_("Tên đơn vị ghi theo hồ sơ"): "unit-spelling",
                N_("Ký hiệu, phần ký, nơi nhận ghi lại cho đúng thể thức"): "symbol-changed number-year draft-mark "
                "archive-changed signature-changed signature-issuer noi-nhan-punct appendix-reference",
                N_("Bảng được xếp lại"): "merged-cells group-depth",
                N_("Chữ của bảng mã, phông chữ cũ đổi sang Unicode"): "legacy-encoding legacy-font",
                N_("Ký tự lạ, số trang, dòng kẻ được dọn"): "page-numbers drawn-lines glued-text "
                "unknown-number-format line-end bullet zero-width soft-hyphen direction-mark control private-use "
                "stacked-signs no-break-space hyphen fullwidth double-d decomposed",
            },
        }
    )
)
"""Kind by code; codes of later versions, which stand nowhere here, are serious until someone says otherwise."""
