"""The work for one commune, done in any process: the city's plan adapted and drafted for it.

What all communes share is made once in a process and kept: the city's plan, the layout, and the adapted plan of each
kind of commune, into which names are filled.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from cchc_draft import __version__, docx_writer, layout
from cchc_draft.adapting import adapt, commune_model, commune_row, coverage, coverage_book, coverage_page, name_filling
from cchc_draft.adapting.adapt import Adapted, UpperSource
from cchc_draft.adapting.commune_data import CommuneRow
from cchc_draft.adapting.coverage import Coverage
from cchc_draft.adapting.name_filling import COMMUNE, PROVINCE, Filler, text_filler
from cchc_draft.carrying.change_log import Entry
from cchc_draft.communes import Locality, profile_id, profile_text
from cchc_draft.errors import CchcDraftError, Place
from cchc_draft.language import use_language
from cchc_draft.model import Plan
from cchc_draft.plan_folder import Drafted, PlanFolder
from cchc_draft.profile import Profile, UnitRecord
from cchc_draft.profile_store import ProfileStore
from cchc_draft.shipped import folders
from cchc_draft.yaml_text import dump, load

Units = tuple[tuple[str, str], ...]
"""What a commune calls its units, by id."""


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all communes."""

    city: Path
    profiles: Path | None = None
    templates: Path | None = None
    template: str = ""
    layout_name: str = layout.DEFAULT
    has_draft: bool = True
    has_folder: bool = False
    now: datetime.datetime | None = None
    language: str = "vi"


class Commune(NamedTuple):
    """A commune that is to get a plan."""

    locality: Locality
    id: str
    name: str
    """What its files are called."""
    row: CommuneRow | None = None


class Made(NamedTuple):
    """What was made for a commune; nothing where *fault* says why."""

    id: str
    files: Mapping[str, bytes] = {}
    """By name in the folder of the batch."""
    points: int = 0
    """How many are to be confirmed."""
    warnings: int = 0
    reasons: tuple[str, ...] = ()
    """What to look at."""
    fault: str = ""


class _Whole(NamedTuple):
    """An adapted plan."""

    id: str
    files: Mapping[str, str]
    """Of its folder, where folders are made."""
    plan: Plan
    """As it is drawn, with signs around what is to be confirmed."""
    profile: Profile
    entries: Sequence[Entry]
    warnings: int
    reasons: tuple[str, ...]
    covered: Coverage | None


class _Kind(NamedTuple):
    """The adapted plan of communes that differ in nothing but their names, and what fills these in."""

    whole: _Whole
    plan: Filler | None
    covered: Filler | None


KEPT = 4
"""Kinds of communes whose adapted plans are kept in memory."""


class Workshop:
    """What a process needs to make the plans of communes."""

    def __init__(self, settings: Settings) -> None:
        """Read the city's plan and the layout. Raises CchcDraftError with every fault."""
        self.settings = settings
        self.source = adapt.read(settings.city, ProfileStore.beside(settings.city, settings.profiles))
        self.look = layout.load(layout.find(settings.layout_name, settings.templates))
        self.kinds: OrderedDict[tuple[Locality, Units], _Kind | str] = OrderedDict()
        self.lock = threading.Lock()

    def forget(self) -> None:
        """Give back the room of the adapted plans that are kept."""
        self.kinds.clear()

    @cached_property
    def upper(self) -> Profile:
        """The agency above."""
        return self.source.store.load(self.source.plan.profile_id)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the profiles that are there."""
        own = [name.removeprefix("profiles/").removesuffix(".yaml") for name in self._own_profiles]
        return frozenset([*self.source.store.ids(), *own])

    @cached_property
    def _own_profiles(self) -> dict[str, str]:
        """The profiles that travel with the city's plan."""
        return {name: text for name, text in self.source.plan.files.items() if name.startswith("profiles/")}

    @cached_property
    def units(self) -> Mapping[str, UnitRecord]:
        """The units that a commune usually has."""
        usual = Locality("xã X", "tỉnh X")
        return self.source.store.with_text(profile_id(usual), profile_text(usual)).load(profile_id(usual)).units

    def make(self, commune: Commune) -> Made:
        """Return the files of one commune, or why there are none."""
        with self.lock:
            try:
                return self._made(commune)
            except CchcDraftError as error:
                return Made(commune.id, fault=_told(error))
            except Exception as error:  # a fault of the program stops this commune, not the other three thousand
                return Made(commune.id, fault=f"{type(error).__name__}: {error}")

    def _made(self, commune: Commune) -> Made:
        row = commune.row or NO_ROW
        whole = self._of_kind(commune.locality, commune.id, row.units)
        if isinstance(whole, str):
            return Made(commune.id, fault=whole)
        whole = whole or self._alone(commune.locality, commune.id, row.units)
        files: dict[str, bytes] = {}
        if self.settings.has_draft:
            plan = commune_row.in_plan(whole.plan, whole.profile, row)
            files[f"{commune.name}.docx"] = docx_writer.write(plan, self.look, self.settings.now)
        if self.settings.has_folder:
            texts = commune_row.in_files(whole.files, row)
            encoded = {name: text.encode() for name, text in texts.items()} | self._coverage(whole.covered)
            files |= {f"{commune.name}/{name}": data for name, data in encoded.items()}
        points = sum(entry.state == "open" and not commune_row.answers(row, entry.context) for entry in whole.entries)
        return Made(commune.id, files, points, whole.warnings, whole.reasons)

    def _coverage(self, covered: Coverage | None) -> dict[str, bytes]:
        if covered is None:
            return {}
        return {
            "phan-cong.xlsx": coverage_book.write([covered], self.settings.now),
            "phan-cong.html": coverage_page.write([covered], self.source.drafted),
        }

    # Communes that differ in nothing but their names.

    def _of_kind(self, locality: Locality, identifier: str, units: Units) -> _Whole | str | None:
        """Return the adapted plan of a commune by filling in its name, or why there is none.

        None where more than the name is its own.
        """
        above = self._province_profile(locality)
        province = "" if above else Locality(locality.province).proper_name
        names = {COMMUNE: locality.proper_name} | ({PROVINCE: province} if province else {})
        if identifier in self.ids or not all(map(self._is_fillable, names.values())):
            return None
        made_up = name_filling.renamed(locality, has_province=bool(province))
        if text_filler(profile_text(made_up, above), names) != profile_text(locality, above):
            return None
        kind = self._kind(made_up, units)
        return text_filler(kind, names) if isinstance(kind, str) else self._filled(kind, names, identifier)

    def _is_fillable(self, name: str) -> bool:
        return name_filling.is_plain(name) and not self._plan_words.holds(name)

    @cached_property
    def _plan_words(self) -> name_filling.Words:
        return name_filling.Words(list(self.source.plan.files.values()))

    def _kind(self, made_up: Locality, units: Units) -> _Kind | str:
        key = made_up, units
        if key not in self.kinds:
            try:
                whole = self._alone(made_up, profile_id(made_up), units)
                filler = name_filling.filler
                self.kinds[key] = _Kind(whole, filler(whole.plan), filler(whole.covered))
            except CchcDraftError as error:
                self.kinds[key] = _told(error)
            while len(self.kinds) > KEPT:
                self.kinds.popitem(last=False)
        self.kinds.move_to_end(key)
        return self.kinds[key]

    def _filled(self, kind: _Kind, names: Mapping[str, str], identifier: str) -> _Whole:
        whole = kind.whole
        words = {whole.id: identifier, **names}
        files, covered = whole.files, whole.covered
        if self.settings.has_folder:
            files = {text_filler(name, words): text_filler(text, words) for name, text in files.items()}
            covered = kind.covered(words) if kind.covered else covered
        return whole._replace(
            files=files,
            covered=covered,
            plan=kind.plan(words) if kind.plan else whole.plan,
            reasons=tuple([text_filler(one, words) for one in whole.reasons]),
        )

    # A commune by itself.

    def _province_profile(self, locality: Locality) -> str:
        """Return the id of the profile of a commune's province; empty where it has none."""
        identifier = profile_id(Locality(locality.province))
        return identifier if identifier in self.ids else ""

    def _alone(self, locality: Locality, identifier: str, units: Units) -> _Whole:
        """Return the adapted plan of one commune."""
        text = self._profile(locality, identifier, units)
        store = self.source.store.with_text(identifier, text) if text else self.source.store
        source = dataclasses.replace(self.source, store=store)
        is_below = locality.province.casefold() == self.upper.locality.casefold()
        made = self._adapted(source, identifier) if is_below else self._as_model(source, identifier)
        drafted = _drafted(made.files, store)
        profile = store.load(identifier)
        told = [*made.problems, *(one for one in drafted.warnings if one.code != OWN_COLUMN)]
        reasons = tuple(dict.fromkeys(problem.text for problem in told))
        covered = None
        if self.settings.has_folder and coverage.tasks_of(made.upper):
            covered = coverage.compare(made.upper, drafted.plan, profile)
        files: dict[str, str] = {}
        if self.settings.has_folder:
            own = {f"profiles/{identifier}.yaml": text} if text else {}
            files = {**adapt.with_log(made).files, **own}
        return _Whole(identifier, files, drafted.shown, profile, made.entries, len(reasons), reasons, covered)

    def _adapted(self, source: UpperSource, identifier: str) -> Adapted:
        settings = self.settings
        return adapt.undrafted(source, identifier, template=settings.template, templates=settings.templates)

    def _as_model(self, source: UpperSource, identifier: str) -> Adapted:
        """Adapt the plan for a commune of another province, as if its own province had issued it."""
        own, upper_id = source.store, source.plan.profile_id
        tree = own.tree(identifier).plain()
        tree.pop("ke_thua", None)
        store = self.source.store.with_text(identifier, dump({**tree, "cap_tren": upper_id}))
        model = commune_model.source_of(dataclasses.replace(source, store=store), own.parent(identifier))
        return commune_model.finished(self._adapted(model, identifier), self.upper, own.parent(identifier))

    def _profile(self, locality: Locality, identifier: str, units: Units) -> str:
        """Return the text of a commune's profile; empty where its file is used as it is."""
        text = "" if identifier in self.ids else profile_text(locality, self._province_profile(locality))
        if not units:
            return text
        tree = load(text, "").plain() if text else self.source.store.tree(identifier).plain()
        if not text:
            tree.pop("ke_thua", None)
        named = tree.setdefault("don_vi", {})
        for unit, name in units:
            named[unit] = {**(named.get(unit) or {}), "ten": name} if name else None
        return dump(tree)

    # What a commune is made from.

    def digest(self, commune: Commune) -> str:
        """Return the digest of all that a commune's files are made from. Raises CchcDraftError for a faulty profile."""
        text = self._profile(commune.locality, commune.id, ())
        own = text or json.dumps(self.source.store.tree(commune.id).plain(), ensure_ascii=False)
        row = dataclasses.replace(commune.row, place=NO_ROW.place) if commune.row else None
        parts = [self._shared, own, repr(row), commune.name]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]

    @cached_property
    def _shared(self) -> str:
        """Digest of what all communes are made from: program, plan, profiles above, layout, content template."""
        settings, plan = self.settings, self.source.plan
        parts = [__version__, settings.template, settings.language]
        for name, text in sorted({**plan.files, **plan.others}.items()):
            parts += [name, text]
        for identifier in ("phuong", plan.profile_id):
            parts.append(json.dumps(self.source.store.tree(identifier).plain(), ensure_ascii=False))
        digest = hashlib.sha256("\0".join(parts).encode())
        digest.update(layout.read(layout.find(settings.layout_name, settings.templates)))
        for folder in folders("templates", settings.templates) if settings.template else ():
            for path in sorted((folder / settings.template).glob("*.*")):
                digest.update(path.read_bytes())
        return digest.hexdigest()


def _drafted(files: Mapping[str, str], store: ProfileStore) -> Drafted:
    """Return the plan of files that are in no folder. Raises InputError with every fault."""
    with tempfile.TemporaryDirectory(prefix="cchc-draft-", ignore_cleanup_errors=True) as scratch:
        for name, text in files.items():
            path = Path(scratch, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return PlanFolder.open(Path(scratch)).plan(store)


def _told(error: CchcDraftError) -> str:
    return "; ".join(dict.fromkeys(problem.text for problem in error.problems))


OWN_COLUMN = "open-point"
"""The warning of how many points are to be confirmed: the summary counts them in a column of their own."""
NO_ROW = CommuneRow(Place(""))


@lru_cache(maxsize=2)
def workshop(settings: Settings) -> Workshop:
    """Return the workshop of this process. Raises CchcDraftError with every fault of the city's plan."""
    use_language(settings.language)
    return Workshop(settings)


def work(settings: Settings, communes: Sequence[Commune]) -> list[Made]:
    """Return what was made for communes; for any executor."""
    here = workshop(settings)
    return [here.make(commune) for commune in communes]
