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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cchc_draft import __version__, docx_writer, layout, open_points
from cchc_draft.adapting import adapt, commune_model, name_filling
from cchc_draft.adapting.adapt import UpperSource
from cchc_draft.adapting.commune_data import CommuneRow
from cchc_draft.adapting.name_filling import COMMUNE, PROVINCE, Filler, Names
from cchc_draft.communes import Locality, profile_id, profile_text
from cchc_draft.errors import CchcDraftError, Problem
from cchc_draft.formats import PartialDate
from cchc_draft.language import N_, translate, use_language
from cchc_draft.model import Plan
from cchc_draft.plan_folder import PLAN_FILE, PlanFolder
from cchc_draft.profile import Profile, sign
from cchc_draft.profile_store import ProfileStore
from cchc_draft.yaml_text import dump, load


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

    files: dict[str, str]
    plan: Plan
    """As it is drawn, with signs around what is to be confirmed."""
    points: int
    warnings: int
    reasons: tuple[str, ...]
    profile: Profile


class _Kind(NamedTuple):
    """The adapted plan of communes that differ in nothing but their names."""

    whole: _Whole
    plan: Filler | None
    profile: Filler | None


KEPT = 12
"""Kinds of communes whose adapted plans are kept in memory."""


class Workshop:
    """What a process needs to make the plans of communes."""

    def __init__(self, settings: Settings) -> None:
        """Read the city's plan and the layout. Raises CchcDraftError with every fault."""
        self.settings = settings
        self.source = adapt.read(settings.city, ProfileStore.beside(settings.city, settings.profiles))
        self.look = layout.load(layout.find(settings.layout_name, settings.templates))
        self.kinds: OrderedDict[tuple[object, ...], _Kind | None] = OrderedDict()
        self.lock = threading.Lock()

    @cached_property
    def upper(self) -> Profile:
        """The agency above."""
        return self.source.store.load(self.source.plan.profile_id)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the profiles that are there."""
        own = (name for name in self.source.plan.files if name.startswith("profiles/"))
        files = {name.removeprefix("profiles/").removesuffix(".yaml") for name in own}
        return frozenset(self.source.store.ids()) | files

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the city's plan."""
        return name_filling.known_words(list(self.source.plan.files.values()))

    def make(self, commune: Commune) -> Made:
        """Return the files of one commune, or why there are none."""
        with self.lock:
            try:
                return self._made(commune)
            except CchcDraftError as error:
                return Made(commune.id, fault="; ".join(problem.text for problem in error.problems))

    def _made(self, commune: Commune) -> Made:
        whole = self._of_kind(commune) or self._alone(commune.locality, commune.id, _units(commune))
        problems: list[str] = list(whole.reasons)
        files: dict[str, bytes] = {}
        if self.settings.has_draft:
            plan = with_row(whole.plan, whole.profile, commune.row)
            files[f"{commune.name}.docx"] = docx_writer.write(plan, self.look, self.settings.now)
        points = whole.points
        if self.settings.has_folder or commune.row:
            texts = with_row_keys(whole.files, commune.row)
            points = _open_points(texts) if commune.row else points
            if self.settings.has_folder:
                files |= {f"{commune.name}/{name}": text.encode() for name, text in texts.items()}
        return Made(commune.id, files, points, whole.warnings, tuple(problems))

    # Communes that differ in nothing but their names.

    def _of_kind(self, commune: Commune) -> _Whole | None:
        """Return the adapted plan of a commune by filling in its name; None where more than the name is its own."""
        locality = commune.locality
        if commune.id in self.ids or not self._is_fillable(locality.proper_name):
            return None
        province = Locality(locality.province).proper_name
        is_own = self._province_profile(locality) != ""
        if not is_own and not self._is_fillable(province):
            return None
        made_up = name_filling.renamed(locality, COMMUNE, "" if is_own else PROVINCE)
        if not _is_same_shape(locality, made_up):
            return None
        kind = self._kind((made_up, _units(commune)))
        if kind is None:
            return None
        names = Names(locality.proper_name, "" if is_own else province)
        return self._filled(kind, names, commune.id)

    def _is_fillable(self, name: str) -> bool:
        texts = list(self.source.plan.files.values())
        return name_filling.is_plain(name) and not name_filling.is_in(name, texts, self.words)

    def _kind(self, key: tuple[Locality, tuple[tuple[str, str], ...]]) -> _Kind | None:
        if key not in self.kinds:
            made_up, units = key
            whole = self._alone(made_up, profile_id(made_up), units)
            self.kinds[key] = _Kind(whole, name_filling.filler(whole.plan), name_filling.filler(whole.profile))
            while len(self.kinds) > KEPT:
                self.kinds.popitem(last=False)
        self.kinds.move_to_end(key)
        return self.kinds[key]

    def _filled(self, kind: _Kind, names: Names, identifier: str) -> _Whole:
        whole, words = kind.whole, names.words
        files = whole.files
        if self.settings.has_folder:
            made_up = profile_id(name_filling.renamed(Locality("xã x", "tỉnh x"), COMMUNE, PROVINCE))
            del made_up
            files = {
                name_filling.text_filler(name, {**names.ids}): name_filling.text_filler(text, names.ids)
                for name, text in files.items()
            }
            files = _with_id(files, identifier)
        plan = kind.plan(words) if kind.plan else whole.plan
        profile = kind.profile(words) if kind.profile else whole.profile
        reasons = tuple(name_filling.text_filler(one, names.ids) for one in whole.reasons)
        return whole._replace(files=files, plan=plan, profile=profile, reasons=reasons)

    # A commune by itself.

    def _province_profile(self, locality: Locality) -> str:
        """Return the id of the profile of a commune's province; empty where it has none."""
        identifier = profile_id(Locality(locality.province))
        return identifier if identifier in self.ids else ""

    def _alone(self, locality: Locality, identifier: str, units: tuple[tuple[str, str], ...]) -> _Whole:
        """Return the adapted plan of one commune."""
        text = self.profile_of(locality, identifier, units)
        is_model = locality.province.casefold() != self.upper.locality.casefold()
        with _scratch(self.source, identifier, text) as (folder, store):
            source = dataclasses.replace(self.source, store=store)
            if is_model:
                made = commune_model.adapted(source, identifier, self._adapted)
            else:
                made = self._adapted(source, identifier)
            files = dict(made.files)
            if text:
                files[f"profiles/{identifier}.yaml"] = text
            for name, content in made.files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(content, encoding="utf-8", newline="\n")
            drafted = PlanFolder.open(folder).plan(store)
            reasons = tuple(dict.fromkeys(problem.text for problem in made.problems))
            points = sum(entry.state == "open" for entry in made.entries)
            return _Whole(files, drafted.shown, points, len(drafted.warnings), reasons, store.load(identifier))

    def _adapted(self, source: UpperSource, identifier: str) -> adapt.Adapted:
        settings = self.settings
        return adapt.adapt(source, identifier, template=settings.template, templates=settings.templates)

    def profile_of(self, locality: Locality, identifier: str, units: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the text of a commune's profile; empty where its file is used as it is."""
        if identifier in self.ids:
            if not units:
                return ""
            tree = self.source.store.tree(identifier).plain()
            tree.pop("ke_thua", None)
        else:
            text = profile_text(locality, self._province_profile(locality))
            if not units:
                return text
            tree = load(text, "").plain()
        named = tree.setdefault("don_vi", {})
        for unit, name in units:
            named[unit] = {**(named.get(unit) or {}), "ten": name} if name else None
        return dump(tree)

    # What a commune is made from.

    def digest(self, commune: Commune) -> str:
        """Return the digest of all that a commune's files are made from."""
        text = self.profile_of(commune.locality, commune.id)
        own = text or json.dumps(self.source.store.tree(commune.id).plain(), ensure_ascii=False)
        parts = [self._shared, own, repr(commune.row and dataclasses.replace(commune.row, place=NOWHERE)), commune.name]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]

    @cached_property
    def _shared(self) -> str:
        """Digest of what all communes are made from: program, plan, level profiles, layout, settings."""
        digest = hashlib.sha256(f"{__version__} {self.settings.template} {self.settings.language}".encode())
        plan = self.source.plan
        for name, text in sorted({**plan.files, **plan.others}.items()):
            digest.update(f"{name}\0{text}\0".encode())
        for identifier in ("phuong", plan.profile_id):
            digest.update(json.dumps(self.source.store.tree(identifier).plain(), ensure_ascii=False).encode())
        digest.update(layout.read(layout.find(self.settings.layout_name, self.settings.templates)))
        if self.settings.template:
            from cchc_draft.shipped import folders

            for folder in folders("templates", self.settings.templates):
                for path in sorted((folder / self.settings.template).rglob("*.*")):
                    digest.update(path.read_bytes())
        return digest.hexdigest()


NOWHERE = open_points.NONE and None
