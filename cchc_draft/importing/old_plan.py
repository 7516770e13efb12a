"""An existing document, of any kind that can be read, as a plan folder with a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.importing import agency_match, plan_files, recognise
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.written import Block, Paragraph, Written, text
from cchc_draft.language import N_, translate
from cchc_draft.model import Heading, ItemList, Run, Table, plain, walk
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import reason

SIZE_LIMIT = 64_000_000
WORD = (".docx", ".docm", ".dotx", ".dotm")
OTHER_WORD = (".doc", ".odt", ".rtf")
TEXT = (".txt", ".md")
PDF = (".pdf",)
REPORT = "bao-cao.md"


class Imported(NamedTuple):
    """A plan folder to be written, and what its owner should look at."""

    files: dict[str, str]
    plan: Recognised
    profile_id: str
    is_new_profile: bool
    problems: tuple[Problem, ...]


def read(path: Path) -> Written:
    """Return a document as it is written. Raises InputError when its kind is unknown or it cannot be read."""
    file, suffix = str(path), path.suffix.lower()
    known = (*WORD, *OTHER_WORD, *TEXT, *PDF)
    if suffix not in known:
        facts = {"found": path.suffix or path.name, "known": ", ".join(known)}
        raise InputError([Problem("import-kind", UNKNOWN_KIND, facts, Place(file), nearest(suffix, known))])
    data = data_of(path)
    if suffix in WORD:
        from cchc_draft.importing import word_reader

        return word_reader.read(data, file)
    from cchc_draft.importing import converters, text_encoding, text_reader

    if suffix in OTHER_WORD:
        from cchc_draft.importing import word_reader

        return word_reader.read(converters.to_docx(data, file), file)
    words, problems = converters.pdf_text(data, file) if suffix in PDF else text_encoding.decode_text(data, file)
    written = text_reader.read(words, file)
    return replace(written, problems=(*problems, *written.problems))


def data_of(path: Path) -> bytes:
    """Return the bytes of a file of a size that a plan may have."""
    file = str(path)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise InputError([Problem("file-too-large", TOO_LARGE, {"limit": SIZE_LIMIT // 1_000_000}, Place(file))])
        return path.read_bytes()
    except OSError as error:
        raise InputError([Problem("unreadable-file", UNREADABLE, {"reason": reason(error)}, Place(file))]) from error


def plan_folder(path: Path, store: ProfileStore, profile_id: str | None = None) -> Imported:
    """Return the plan folder of a document: for *profile_id*, else for the profile that has its agency's names.

    An agency that no profile has gets a new one, below ``profiles/`` in the folder. Raises InputError for a document
    that is no plan or cannot be read, NotFoundError for an unknown profile.
    """
    written = read(path)
    recognised = recognise.recognise(written)
    proposal = None
    told: list[Problem] = []
    if profile_id:
        identifier, profile = profile_id, store.load(profile_id)
    elif found := agency_match.find(recognised, store):
        identifier, profile = found
        if not recognised.letterhead.agencies:
            facts = {"name": profile.name, "profile": identifier}
            told.append(Problem("agency-guessed", AGENCY_BY_SYMBOL, facts, Place(str(path)), level="warning"))
    else:
        proposal = agency_match.propose(recognised)
        identifier, profile = proposal.id, store.with_text(proposal.id, proposal.text).load(proposal.id)
    files, lost = plan_files.write(recognised, identifier, profile)
    if proposal:
        files[f"profiles/{identifier}.yaml"] = proposal.text
    problems = tuple(sorted((*recognised.problems, *lost, *told), key=lambda one: one.place or Place("")))
    files[REPORT] = report(path.name, recognised, identifier, bool(proposal), problems)
    return Imported(files, recognised, identifier, bool(proposal), problems)


def plain_text(path: Path) -> dict[str, str]:
    """Return the files that keep the words of a document that is no plan. Raises InputError when it cannot be read."""
    written = read(path)
    lines = [text(paragraph.content) for paragraph in _paragraphs(written.blocks)]
    notes = [f"[{number}] {text(note)}" for number, note in enumerate(written.notes, 1)]
    told = [translate(N_("Báo cáo nhập kế hoạch từ {name}")).format(name=path.name), "", *_listed(written.problems)]
    return {
        "noi-dung.txt": "\n".join([*lines, *notes, *written.margins]) + "\n",
        REPORT: "# " + "\n".join(told) + "\n",
    }


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            label = (Run(f"{block.label} "),) if block.label else ()
            yield replace(block, content=(*label, *block.content))
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)


def report(name: str, plan: Recognised, profile_id: str, is_new: bool, problems: Sequence[Problem]) -> str:
    """Return what was recognised and what should be looked at, for someone who does not program."""
    head = plan.letterhead
    parts = (head.date.day, head.date.month, head.date.year) if head.date else ()
    sections = [plain(block.content) for block in plan.body if isinstance(block, Heading) and block.level == 1]
    tables = sum(isinstance(block, Table) for block in walk(plan.body))
    items = sum(isinstance(block, ItemList) for block in walk(plan.body))
    facts = {
        N_("Cơ quan ban hành"): " ".join(head.agencies) or "-",
        N_("Hồ sơ"): profile_id + (translate(N_(" (mới, trong thư mục profiles; hãy đối chiếu)")) if is_new else ""),
        N_("Số, ký hiệu"): f"{head.number or '…'}/{head.symbol}",
        N_("Ngày"): "/".join(str(part) for part in parts if part) or "-",
        N_("Trích yếu"): " ".join(plan.subject),
        N_("Các mục"): "; ".join(sections) or "-",
        N_("Danh sách, bảng trong bài"): f"{items}, {tables}",
        N_("Văn bản viện dẫn"): str(len(plan.documents)),
        N_("Nơi nhận"): str(len(plan.recipients)),
        N_("Người ký"): "; ".join(" ".join((*one.lines, one.name)).strip() for one in plan.signatures) or "-",
        N_("Phụ lục"): "; ".join(f"{one.title} ({len(one.tasks)})" for one in plan.appendices) or "-",
    }
    rows = [f"| {translate(label)} | {text.replace('|', '/')} |" for label, text in facts.items()]
    title = translate(N_("Báo cáo nhập kế hoạch từ {name}")).format(name=name)
    looked = translate(N_("Cần xem lại")) + f" ({len(problems)})"
    return "\n".join([f"# {title}", "", "| | |", "|---|---|", *rows, "", f"## {looked}", "", *_listed(problems), ""])


def _listed(problems: Iterable[Problem]) -> list[str]:
    found = [f"- {problem.place or ''}: {problem.text}" for problem in problems]
    return found or [translate(N_("Không có gì."))]


UNKNOWN_KIND = N_("không nhập được loại tệp «{found}»; nhập được: {known}")
AGENCY_BY_SYMBOL = N_(
    "văn bản không có tên cơ quan ở đầu; lấy hồ sơ {profile} ({name}) theo ký hiệu và địa danh, hãy đối chiếu"
)
UNREADABLE = N_("không đọc được tệp: {reason}")
TOO_LARGE = N_("tệp lớn hơn {limit} MB, không phải một kế hoạch")
