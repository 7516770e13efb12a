"""The city's plan made the plan of many communes: all of a province, of the country, or of a list.

Workers adapt and draft; only this process writes, so that every file appears whole, one commune that fails harms no
other, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import contextlib
import errno
import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from cchc_draft.adapting import commune_data
from cchc_draft.adapting.batch_journal import Entry, Journal, digest, failed
from cchc_draft.adapting.commune_names import file_names, profile_ids
from cchc_draft.adapting.commune_work import Commune, Made, Settings, Workshop, work, workshop
from cchc_draft.adapting.summary import Outcome, State, Summary
from cchc_draft.communes import Locality, communes, provinces, provinces_called, slug
from cchc_draft.errors import CchcDraftError, InputError, NotFoundError, OutputError, Place, Problem, nearest
from cchc_draft.language import N_, translate
from cchc_draft.output import write_whole

EVERYWHERE = "ca-nuoc"
SUMMARY = "tong-hop"
CHUNK = 16
"""Communes that a worker takes at a time."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)

Progress = Callable[[int, int], None]
"""Is told how many communes are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a batch is asked for."""

    settings: Settings
    output: Path
    communes: str = ""
    """``ca-nuoc``, a province, a file with a list; the communes of the plan's own province where nothing is said."""
    data: Path | None = None
    is_forced: bool = False
    """Make all anew, over files that were changed by hand too."""


class StoppedError(Exception):
    """The run was stopped; what was made is whole."""

    def __init__(self, summary: Summary) -> None:
        super().__init__(summary.counts)
        self.summary = summary


@dataclass(slots=True)
class Prepared:
    """A batch that is ready to run: all input was read, nothing is written."""

    request: Request
    workshop: Workshop
    communes: list[Commune]
    problems: list[Problem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the summary is called."""
        drafted = self.workshop.source.drafted
        return translate(TITLE).format(agency=drafted.agency, year=drafted.year)


def prepare(request: Request) -> Prepared:
    """Read the city's plan, the list of communes and their data.

    Raises CchcDraftError with every fault, before anything is written.
    """
    workshop.cache_clear()  # the files may have changed since
    here = workshop(request.settings)
    if here.upper.level != "tinh":
        facts = {"agency": here.upper.name}
        raise InputError([Problem("not-of-province", NOT_OF_PROVINCE, facts, Place(str(request.settings.city)))])
    chosen = _chosen(request.communes, here.upper.locality)
    rows: dict[Locality, commune_data.CommuneRow] = {}
    problems = [replace(problem, level="warning") for problem in here.source.plan.problems]
    if request.data:
        rows, told = commune_data.read(request.data, chosen, here.units, here.source.drafted.year)
        problems += told
    named = zip(chosen, profile_ids(chosen), file_names(chosen), strict=True)
    listed = [Commune(one, identifier, name, rows.get(one)) for one, identifier, name in named]
    return Prepared(request, here, listed, problems)


def _chosen(wanted: str, own: str) -> list[Locality]:
    """Return the communes that are asked for."""
    if not wanted:
        return _of_province(own)
    if wanted == EVERYWHERE:
        return list(communes())
    if Path(wanted).is_file():
        return commune_data.names_in(Path(wanted), communes())
    called = provinces_called(wanted) or [one for one in provinces() if slug(one.proper_name) == wanted]
    if len(called) == 1:
        return _of_province(called[0].name)
    known = [EVERYWHERE, *(slug(one.proper_name) for one in provinces())]
    problem = Problem("unknown-communes", UNKNOWN, {"found": wanted}, None, nearest(slug(wanted), known))
    raise NotFoundError([problem])


def _of_province(name: str) -> list[Locality]:
    return [one for one in communes() if one.province.casefold() == name.casefold()]


def run(
    prepared: Prepared, executor: Executor | None = None, *, workers: int = 1, progress: Progress | None = None
) -> Summary:
    """Make what is missing or out of date; without an executor, in this process.

    Raises OutputError where the folder cannot be written, StoppedError on Ctrl-C.
    """
    with Journal.open(prepared.request.output) as journal:
        return _Run(prepared, journal, progress or (lambda _done, _count: None)).run(executor, workers)


class _Run:
    """One run."""

    def __init__(self, prepared: Prepared, journal: Journal, progress: Progress) -> None:
        self.prepared, self.journal, self.progress = prepared, journal, progress
        self.settings, self.folder = prepared.request.settings, prepared.request.output
        self.outcomes: dict[str, Outcome] = {}
        self.sources: dict[str, str] = {}
        self.by_id = {commune.id: commune for commune in prepared.communes}

    def run(self, executor: Executor | None, workers: int) -> Summary:
        """Make the files, and the summary of them."""
        due = [commune for commune in self.prepared.communes if self._is_due(commune)]
        chunks = list(_chunks(due, workers))
        try:
            with contextlib.closing(self._results(chunks, executor, workers)) as results:
                for made in results:
                    self._keep(made)
                    self.progress(len(self.outcomes), len(self.by_id))
        except KeyboardInterrupt:
            raise StoppedError(self._summary()) from None
        return self._finished()

    # What is to be made.

    def _is_due(self, commune: Commune) -> bool:
        """Tell whether a commune is to be made; note what came of it where it is not."""
        names = self._names(commune)
        try:
            source = self.prepared.workshop.digest(commune)
        except CchcDraftError as error:
            self._note(commune, "failed", reason="; ".join(problem.text for problem in error.problems))
            return False
        self.sources[commune.id] = source
        if self.prepared.request.is_forced:
            return True
        known = self.journal.entries.get(commune.id)
        listed = [name for name in known.tep if "/" in name] if known and self.settings.has_folder else []
        state = self.journal.state(commune.id, source, [*names, *listed])
        if state == "made" and known:
            self._note(commune, "same", known.can_xac_nhan, known.canh_bao, "; ".join(known.ly_do))
        elif state in ("changed", "foreign"):
            self._note(commune, "kept", reason=translate(CHANGED if state == "changed" else FOREIGN))
        return state == "due"

    def _names(self, commune: Commune) -> list[str]:
        """Return the files by which a commune's work is known."""
        draft = [f"{commune.name}.docx"] if self.settings.has_draft else []
        return [*draft, f"{commune.name}/ke-hoach.md"] if self.settings.has_folder else draft

    def _results(self, chunks: Sequence[Sequence[Commune]], executor: Executor | None, workers: int) -> Generator[Made]:
        """Yield what was made, in any order; no more than a few chunks are ever on their way."""
        if executor is None:
            with _collecting():
                for chunk in chunks:
                    yield from work(self.settings, chunk)
            return
        pending: set[Future[list[Made]]] = set()
        left = iter(chunks)
        try:
            while True:
                for chunk in islice(left, max(0, 2 * workers - len(pending))):
                    pending.add(executor.submit(work, self.settings, chunk))
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from self._result(future)
        finally:
            for future in pending:
                future.cancel()

    def _result(self, future: Future[list[Made]]) -> list[Made]:
        """Return what a worker made. Raises CchcDraftError where it cannot work, or has died."""
        try:
            return future.result()
        except CchcDraftError:
            raise
        except Exception as error:  # a pool or a cluster that is gone, each in its own words
            facts = {"counts": self._summary().counts, "reason": type(error).__name__}
            raise CchcDraftError([Problem("worker-died", WORKER_DIED, facts)]) from error

    # What was made.

    def _keep(self, made: Made) -> None:
        """Write the files of a commune. Raises OutputError where nothing more can be written."""
        commune = self.by_id[made.id]
        if made.fault:
            self._note(commune, "failed", reason=made.fault)
            return
        digests = {name: digest(data) for name, data in made.files.items()}
        source = self.sources[commune.id]
        try:
            self.journal.add(Entry(commune.id, source, digests, made.points, made.warnings, made.reasons))
            for name, data in made.files.items():
                if "/" in name:
                    (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(self.folder / name, data, force=True)
        except OSError as error:
            raise failed(self.folder, error) from error
        except OutputError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and cause.errno in FULL:
                raise failed(self.folder, cause) from error
            self._note(commune, "failed", reason="; ".join(problem.text for problem in error.problems))
            return
        self._note(commune, "made", made.points, made.warnings, "; ".join(made.reasons))

    def _note(self, commune: Commune, state: State, points: int = 0, warnings: int = 0, reason: str = "") -> None:
        place = commune.locality
        file = f"{commune.name}.docx" if self.settings.has_draft else f"{commune.name}/"
        self.outcomes[commune.id] = Outcome(state, place.name, place.province, file, points, warnings, reason)

    def _summary(self) -> Summary:
        for commune in self.prepared.communes:
            if commune.id not in self.outcomes:
                self._note(commune, "left")
        return Summary(self.prepared.title, tuple(self.outcomes[one.id] for one in self.prepared.communes))

    def _finished(self) -> Summary:
        self.prepared.workshop.forget()
        summary = self._summary()
        self.journal.finish()
        write_whole(self.folder / f"{SUMMARY}.html", summary.page(), force=True)
        write_whole(self.folder / f"{SUMMARY}.xlsx", summary.workbook(self.settings.now), force=True)
        return summary


@contextlib.contextmanager
def _collecting() -> Iterator[None]:
    """Let memory be given back during a long run, where a command that lives for a moment keeps it all."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_enabled:
            gc.disable()


def _chunks(due: Iterable[Commune], workers: int) -> Iterator[list[Commune]]:
    """Yield communes in parts, those of a kind together: their adapted plan is then made once."""
    ordered = sorted(due, key=lambda one: (one.locality.province.split()[0], one.locality.word))
    size = max(1, min(CHUNK, -(-len(ordered) // (4 * workers))))
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


TITLE = N_("Kế hoạch năm {year} của các xã, phường theo kế hoạch của {agency}")
CHANGED = N_("tệp đã được sửa tay sau khi soạn; thêm --force để soạn lại và ghi đè")
FOREIGN = N_("tệp cùng tên đã có và không do lần chạy nào ghi; thêm --force để ghi đè")
NOT_OF_PROVINCE = N_("đây là kế hoạch của {agency}; chỉ chuyển được kế hoạch của tỉnh, thành phố cho các xã, phường")
UNKNOWN = N_("«{found}» không phải tỉnh, thành phố, không phải tệp; ghi ha-noi, ca-nuoc hoặc tên tệp danh sách")
WORKER_DIED = N_(
    "một tiến trình làm việc bị dừng đột ngột, thường do hết bộ nhớ ({reason}); {counts}; chạy lại lệnh này để làm "
    "tiếp, nếu vẫn bị thì thêm --jobs 1"
)
