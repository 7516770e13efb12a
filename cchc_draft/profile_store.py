"""Profiles by id: found in the folders searched, resolved with all they inherit, checked once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cchc_draft.errors import InputError, NotFoundError, Place, Problem, nearest
from cchc_draft.inheritance import filled, merge, placeholders
from cchc_draft.language import N_, translate
from cchc_draft.profile import ParentRecord, Profile, check
from cchc_draft.records import (
    bind,
)
from cchc_draft.shipped import folders
from cchc_draft.source_text import read_text
from cchc_draft.yaml_text import Node, load


class ProfileStore:
    """Profiles by id, from folders searched in order; what was resolved once is kept."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Search *folders*, the first one that has a profile wins."""
        self.folders = folders
        self._sources: dict[str, _Source] = {}
        self._trees: dict[str, Node] = {}
        self._profiles: dict[str, Profile] = {}

    @classmethod
    def open(cls, option: Path | None = None) -> ProfileStore:
        """Return a store over *option*, CCHC_DRAFT_PROFILES, ./profiles and the shipped profiles."""
        return cls(folders("profiles", option))

    @classmethod
    def beside(cls, plan: Path, option: Path | None = None) -> ProfileStore:
        """Return a store that also searches the folder ``profiles`` of a plan folder, after *option*.

        The folder ``profiles`` beside a plan folder comes before the shipped profiles, so that the plan can be worked
        on in its own folder too.
        """
        is_folder = plan.is_dir() or plan.suffix == ".md"
        folder = (plan if plan.is_dir() else plan.parent).absolute()
        own = _present(folder / "profiles")
        found = [one for one in folders("profiles", option) if one not in own]
        beside = [one for one in _present(folder.parent / "profiles") if is_folder and one not in found]
        first = 1 if option else 0
        return cls((*found[:first], *own, *found[first:-1], *beside, *found[-1:]))

    def with_text(self, identifier: str, text: str) -> ProfileStore:
        """Return a store that also has a profile of this text, which is in no file yet."""
        store = ProfileStore(self.folders)
        if identifier not in self._sources:  # then nothing that was resolved depends on it
            store._trees, store._profiles = dict(self._trees), dict(self._profiles)
        store._sources = {**self._sources, identifier: _Source(text, f"{identifier}.yaml")}
        return store

    def ids(self) -> list[str]:
        """Return all profile ids, sorted."""
        return sorted({identifier for folder in self.folders for identifier in _ids_in(folder)})

    def path(self, identifier: str, place: Place | None = None) -> Path:
        """Return the file of a profile. Raises NotFoundError naming near ids and the folders searched."""
        is_id = re.fullmatch(r"[^/\\.:][^/\\:]*(?:/[^/\\.:][^/\\:]*)*", identifier)
        for folder in self.folders if is_id else ():
            path = folder / f"{identifier}.yaml"
            if path.is_file():
                return path
        facts = {"id": identifier, "folders": ", ".join(map(str, self.folders))}
        hint = nearest(identifier, self.ids())
        raise NotFoundError([Problem("unknown-profile", UNKNOWN_PROFILE, facts, place, hint)])

    def tree(self, identifier: str, place: Place | None = None) -> Node:
        """Return the merged YAML of a profile and all it inherits, placeholders filled; not checked further."""
        if identifier not in self._trees:
            self._trees[identifier] = _merged(self._lineage(identifier, place))
        return self._trees[identifier]

    def load(self, identifier: str, place: Place | None = None) -> Profile:
        """Return the profile, resolved and checked.

        Raises NotFoundError for an unknown id, InputError with every fault of its files.
        """
        if identifier not in self._profiles:
            lineage = self._lineage(identifier, place)
            if _merged(lineage).child("dia_ban") is None:
                raise NotFoundError([Problem("level-profile", LEVEL_PROFILE, {"id": identifier}, place)])
            self._profiles[identifier] = _checked(identifier, lineage)
        return self._profiles[identifier]

    def parent(self, identifier: str) -> ParentRecord:
        """Return how the agency above is called; read from its profile where ``cap_tren`` is an id."""
        profile = self.load(identifier)
        if isinstance(profile.parent, ParentRecord):
            return profile.parent
        above = self.load(profile.parent, self.tree(identifier).find(("cap_tren",)).place)
        return ParentRecord(
            name=above.name,
            short_name=above.short_name,
            self_name=above.self_name,
            locality_word=above.locality_word,
            locality=above.locality,
        )

    def _lineage(self, identifier: str, place: Place | None) -> tuple[_Source, ...]:
        """Return the texts from the profile itself to its root. Raises InputError for a cycle."""
        sources: list[_Source] = []
        names: list[str] = []
        next_id = identifier
        while next_id or not names:
            if next_id in names:
                cycle = " → ".join([*names[names.index(next_id) :], next_id])
                raise InputError([Problem("profile-cycle", CYCLE, {"cycle": cycle}, place)])
            names.append(next_id)
            sources.append(self._source(next_id, place))
            inherited = _parsed(sources[-1]).child("ke_thua")
            place = inherited.place if inherited else place
            next_id = inherited.value if inherited and isinstance(inherited.value, str) else ""
        return tuple(sources)

    def _source(self, identifier: str, place: Place | None) -> _Source:
        if identifier not in self._sources:
            path = self.path(identifier, place)
            self._sources[identifier] = _Source(read_text(path), _shown(path))
        return self._sources[identifier]


class _Source(NamedTuple):
    """The text of a profile, and the file that problems name."""

    text: str
    file: str


# Whoever asks again for what the same texts say, also through another store, gets the same: none of it is ever changed.


@lru_cache(128)
def _parsed(source: _Source) -> Node:
    """Return the tree of one profile."""
    node = load(source.text, source.file)
    if node.value is None:
        return Node({}, node.place)
    if not isinstance(node.value, dict):
        raise InputError([Problem("mapping-wanted", NOT_A_PROFILE, {}, node.place)])
    return node


@lru_cache(64)
def _merged(lineage: tuple[_Source, ...]) -> Node:
    """Return the tree of a profile laid on all that it inherits, placeholders filled."""
    nodes = [_parsed(source) for source in lineage]
    merged = Node({}, Place(nodes[0].place.file))
    values = placeholders(nodes)
    for node in reversed(nodes):
        merged = merge(merged, filled(node, values))
    return merged


@lru_cache(64)
def _checked(identifier: str, lineage: tuple[_Source, ...]) -> Profile:
    """Return a profile. Raises InputError with every fault of its files."""
    tree = _merged(lineage)
    profile = bind(Profile, tree, translate(N_("hồ sơ {id}")).format(id=identifier))
    errors = [problem for problem in check(profile, tree) if problem.level == "error"]
    if errors:
        raise InputError(errors)
    return profile


def _shown(path: Path) -> str:
    """Return *path* relative to the working folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _present(folder: Path) -> list[Path]:
    return [folder] if folder.is_dir() else []


def _ids_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.yaml"):
        yield path.relative_to(folder).with_suffix("").as_posix()


UNKNOWN_PROFILE = N_("không có hồ sơ «{id}»; đã tìm trong: {folders}")
LEVEL_PROFILE = N_("«{id}» là hồ sơ cấp, chỉ để kế thừa; hãy chọn hồ sơ của một cơ quan (có «dia_ban»)")
CYCLE = N_("các hồ sơ kế thừa vòng tròn: {cycle}")
NOT_A_PROFILE = N_("tệp hồ sơ phải gồm các dòng «khóa: giá trị»")
