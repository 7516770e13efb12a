"""How profiles inherit: trees laid on each other, lists replaced or extended, placeholders filled from the locality."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cchc_draft.errors import InputError, Problem, nearest
from cchc_draft.language import N_
from cchc_draft.yaml_text import Node

UNIT_WORDS = ("thành phố", "tỉnh", "phường", "xã", "đặc khu")
PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
EXTENSION_KEYS = ("them_truoc", "them", "bo")


def _is_extension(entries: dict[str, Node], base: object) -> bool:
    """Tell whether a mapping extends a list: only them_truoc, them, bo, laid on a list, or each with a list."""
    are_lists = all(isinstance(entry.value, list) for entry in entries.values())
    is_for_list = isinstance(base, list) or (base is None and are_lists)
    return bool(entries) and set(entries) <= set(EXTENSION_KEYS) and is_for_list


def merge(base: Node | None, over: Node) -> Node:
    """Return *over* laid on *base*: mappings by key (null removes), lists replaced or extended, scalars replaced."""
    base_value = base.value if base else None
    if isinstance(over.value, dict) and _is_extension(over.value, base_value):
        inherited = base_value if isinstance(base_value, list) else []
        return Node(_extended(inherited, over.value), over.place, over.key_place)
    if not (isinstance(base_value, dict) and isinstance(over.value, dict)):
        if isinstance(over.value, dict):
            return merge(Node({}, over.place, over.key_place), over) if over.value else over
        return over
    merged = dict(base_value)
    for name, node in over.value.items():
        if node.value is None:
            if name not in merged and merged and over.key_place:
                facts = {"entry": name}
                place = node.key_place or node.place
                raise InputError([Problem("unknown-entry", NOT_INHERITED, facts, place, nearest(name, merged))])
            merged.pop(name, None)
        else:
            merged[name] = merge(base_value.get(name), node)
    return Node(merged, over.place, over.key_place)


def _extended(inherited: list[Node], change: dict[str, Node]) -> list[Node]:
    def entries(name: str) -> list[Node]:
        node = change.get(name)
        if node is None or node.value is None:
            return []
        return node.value if isinstance(node.value, list) else [node]

    known = [node.value for node in inherited]
    problems = [
        Problem(
            "unknown-entry",
            NOT_INHERITED,
            {"entry": node.value},
            node.place,
            nearest(str(node.value), [str(value) for value in known]),
        )
        for node in entries("bo")
        if node.value not in known
    ]
    if problems:
        raise InputError(problems)
    dropped = [node.value for node in entries("bo")]
    kept = [node for node in inherited if node.value not in dropped]
    return [*entries("them_truoc"), *kept, *entries("them")]


@lru_cache(8192)
def split_locality(locality: str) -> tuple[str, str]:
    """Return unit word and name of a locality: "phường Ngọc Hà" gives ("phường", "Ngọc Hà").

    Raises ValueError when it does not start with a unit word.
    """
    folded = locality.casefold()
    for word in UNIT_WORDS:
        if folded.startswith(f"{word} "):
            written = locality[: len(word)]
            kept = written if word == "thành phố" else written.lower()
            return kept, locality[len(word) + 1 :].strip()
    raise ValueError(locality)


def filled(tree: Node, values: Mapping[str, str]) -> Node:
    """Return the tree with {placeholders} replaced once. Raises InputError for a name that is none."""
    problems: list[Problem] = []

    def fill(node: Node) -> Node:
        if isinstance(node.value, dict):
            return Node({key: fill(inner) for key, inner in node.value.items()}, node.place, node.key_place)
        if isinstance(node.value, list):
            return Node([fill(inner) for inner in node.value], node.place, node.key_place)
        if node.value is None or "{" not in node.value:
            return node
        for name in PLACEHOLDER.findall(node.value):
            if name not in PLACEHOLDERS:
                facts = {"name": name, "known": ", ".join(PLACEHOLDERS)}
                hint = nearest(name, PLACEHOLDERS)
                problems.append(Problem("unknown-placeholder", UNKNOWN_PLACEHOLDER, facts, node.place, hint))
        text = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), node.value)
        return Node(text, node.place, node.key_place)

    result = fill(tree)
    if problems:
        raise InputError(problems)
    return result


PLACEHOLDERS = ("dia_ban", "loai", "ten_dia_ban", "tinh", "loai_tinh", "ten_tinh", "cap_uy")
PARTY_BODIES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}
"""What {cap_uy} prints; of a commune it is Đảng ủy."""


def placeholders(lineage: Sequence[Node]) -> dict[str, str]:
    """Return what the placeholders print, from ``dia_ban`` and ``tinh`` of the most specific profile that has them.

    Raises InputError when one of the two does not start with a unit word.
    """
    values: dict[str, str] = {}
    for name, (word_name, proper_name) in LOCALITY_KEYS.items():
        node = next((found for tree in lineage if (found := tree.child(name))), None)
        if node is None or not isinstance(node.value, str):
            continue
        try:
            word, proper = split_locality(node.value)
        except ValueError:
            facts = {"key": name, "found": node.value}
            raise InputError([Problem("unknown-locality", NO_UNIT_WORD, facts, node.place)]) from None
        values |= {name: node.value, word_name: word, proper_name: proper}
        if name == "dia_ban":
            values["cap_uy"] = PARTY_BODIES.get(word.lower(), "Đảng ủy")
    if "tinh" not in values and "dia_ban" in values:
        values |= {"tinh": values["dia_ban"], "loai_tinh": values["loai"], "ten_tinh": values["ten_dia_ban"]}
    return values


LOCALITY_KEYS = {"dia_ban": ("loai", "ten_dia_ban"), "tinh": ("loai_tinh", "ten_tinh")}


NOT_INHERITED = N_("không bỏ được «{entry}»: hồ sơ được kế thừa không có mục này")
UNKNOWN_PLACEHOLDER = N_("không có phần thay thế {{{name}}}; dùng được: {known}")
NO_UNIT_WORD = N_("«{key}» phải bắt đầu bằng tỉnh, thành phố, phường, xã hoặc đặc khu, thấy «{found}»")
