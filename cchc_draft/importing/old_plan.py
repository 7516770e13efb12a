"""An existing document, of any kind that can be read, as a plan folder with a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import import_report, joint_issuers, plan_files, plan_values, recognise, trial
from cchc_draft.importing.recognised import Recognised
from cchc_draft.importing.written import Block, Paragraph, Written, text
from cchc_draft.language import N_, translate
from cchc_draft.model import Run
from cchc_draft.profile_store import ProfileStore
from cchc_draft.source_text import NOT_REGULAR, UNREADABLE, reason

SIZE_LIMIT = 64_000_000
WORD = (".docx", ".docm", ".dotx", ".dotm")
OTHER_WORD = (".doc", ".odt", ".rtf")
TEXT = (".txt", ".md")
PDF = (".pdf",)


class Imported(NamedTuple):
    """A plan folder to be written, and what its owner should look at."""

    files: dict[str, str]
    plan: Recognised
    profile_id: str
    is_new_profile: bool
    problems: tuple[Problem, ...]

    @property
    def summary(self) -> list[str]:
        """What the terminal shows of the problems."""
        return import_report.summary(self.problems)


def read(path: Path) -> Written:
    """Return a document as it is written. Raises InputError when its kind is unknown or it cannot be read."""
    file, suffix = str(path), path.suffix.lower()
    known = (*WORD, *OTHER_WORD, *TEXT, *PDF)
    if suffix not in known and path.exists():
        facts = {"found": path.suffix or path.name, "known": ", ".join(known)}
        raise InputError([Problem("import-kind", UNKNOWN_KIND, facts, Place(file))])
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
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputError([Problem("unreadable-file", NOT_REGULAR, {}, Place(file))])
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
    recognised = recognise.recognise(read(path))
    plan, told = plan_values.with_sound_foot(recognised)
    issuers, left = joint_issuers.issuers(plan, store, profile_id)
    first = issuers[0]
    known = list(recognised.problems)
    if not (profile_id or plan.letterhead.agencies):
        facts = {"name": first.profile.name, "profile": first.id}
        known = [problem for problem in known if problem.code != "agency-missing"]
        told.append(Problem("agency-guessed", AGENCY_BY_SYMBOL, facts, Place(str(path)), level="warning"))
    files, lost = plan_files.write(plan, issuers)
    for proposal in (one.proposal for one in issuers if one.proposal):
        files[f"profiles/{proposal.id}.yaml"] = proposal.text
        told += proposal.problems
    known = list(_with_tasks(known, plan))
    refused = trial.refused(files, store)
    problems = tuple(sorted((*known, *told, *left, *lost, *refused), key=lambda one: one.place or Place("")))
    report = import_report.Told(path.name, recognised, issuers, tuple(files), problems)
    files[import_report.NAME] = import_report.write(report)
    return Imported(files, recognised, first.id, bool(first.proposal), problems)


def _with_tasks(problems: Iterable[Problem], plan: Recognised) -> Iterator[Problem]:
    """Yield remarks; of a table without columns, whose lines were read as tasks after all, say so."""
    lines = [task.place.line for appendix in plan.appendices for task in appendix.tasks if task.place]
    for problem in problems:
        count = 0
        if problem.code == "broken-table":
            table = range(int(str(problem.facts["first"])), int(str(problem.facts["last"])) + 1)
            count = sum(line in table for line in lines)
        facts = {**problem.facts, "tasks": count}
        yield replace(problem, message=TABLE_AS_TASKS, facts=facts) if count else problem


def plain_text(path: Path) -> dict[str, str]:
    """Return the files that keep the words of a document that is no plan. Raises InputError when it cannot be read."""
    written = read(path)
    lines = [text(paragraph.content) for paragraph in _paragraphs(written.blocks)]
    notes = [f"[{number}] {text(note)}" for number, note in enumerate(written.notes, 1)]
    title = f"# {translate(import_report.TITLE).format(name=path.name)}"
    return {
        "noi-dung.txt": "\n".join([*lines, *notes, *written.margins]) + "\n",
        import_report.NAME: "\n".join([title, "", *import_report.listed(written.problems), ""]),
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


UNKNOWN_KIND = N_("không nhập được loại tệp «{found}»; nhập được: {known}")
AGENCY_BY_SYMBOL = N_(
    "văn bản không có tên cơ quan ở đầu; lấy hồ sơ {profile} ({name}) theo ký hiệu và địa danh, hãy đối chiếu"
)
TABLE_AS_TASKS = N_(
    "dòng {first} đến {last} là bảng mà các cột không còn tách được; chương trình dựa vào số thứ tự để lập {tasks} "
    "nhiệm vụ, mỗi nhiệm vụ giữ đủ chữ của các dòng đó; hãy tách lại từng ô theo bản gốc"
)
TOO_LARGE = N_("tệp lớn hơn {limit} MB, không phải một kế hoạch")
