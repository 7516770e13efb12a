"""YAML read so that nothing is guessed and every value knows its place.

All scalars stay text ("no" is "no", 012 is "012"); records decide what is a number or a date. A repeated key, an
alias or an own tag is a problem, never a silent win.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.language import N_
from cchc_draft.source_text import CONTROL, FORBIDDEN, SEPARATORS

Path = tuple[str | int, ...]

NULLS = ("", "~", "null", "Null", "NULL")
DEPTH_LIMIT = 40
DEEP = re.compile(r"(?:[\[{]\s*){60}|(?:[-?]\s+){60}")
"""Nesting that would exhaust the parser itself."""


@dataclass(slots=True)
class Node:
    """A YAML value with its place; a mapping's entries also know where their keys stand."""

    value: str | list[Node] | dict[str, Node] | None
    place: Place
    key_place: Place | None = None

    def plain(self) -> Any:
        """Return the value without places: str, None, list and dict."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, path: Path) -> Node:
        """Return the node at *path*, or the nearest one above it."""
        node = self
        for step in path:
            inner = node.child(step)
            if inner is None:
                break
            node = inner
        return node

    def child(self, step: str | int) -> Node | None:
        """Return the entry under a key or an index, None where there is none."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def without(self, places: Collection[Place]) -> Node:
        """Return a copy without the entries that stand, or whose keys stand, at one of *places*."""

        def kept(node: Node) -> bool:
            return node.place not in places and node.key_place not in places

        if isinstance(self.value, dict):
            entries = {key: node.without(places) for key, node in self.value.items() if kept(node)}
            return Node(entries, self.place, self.key_place)
        if isinstance(self.value, list):
            return Node([node.without(places) for node in self.value if kept(node)], self.place, self.key_place)
        return self

    def leaves(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """Yield every scalar and empty collection with its path, in order."""
        if isinstance(self.value, dict) and self.value:
            for key, node in self.value.items():
                yield from node.leaves((*path, key))
        elif isinstance(self.value, list) and self.value:
            for index, node in enumerate(self.value):
                yield from node.leaves((*path, index))
        else:
            yield path, self


def load(text: str, file: str, first_line: int = 1) -> Node:
    """Return the tree of one YAML document; *first_line* is where it starts in *file*.

    An empty document is a Node of None. Raises InputError with every fault of the document.
    """
    text = SEPARATORS.sub(" ", text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    deep = DEEP.search(text)
    if deep:
        place = Place(file, text.count("\n", 0, deep.start()) + first_line)
        raise InputError([Problem("yaml-depth", TOO_DEEP, {}, place)])
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise InputError([_syntax_problem(error, text, file, first_line)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError([Problem("yaml-syntax", SYNTAX, {"detail": OTHER_SYNTAX}, Place(file))]) from error
    if root is None:
        return Node(None, Place(file, first_line, 1))
    converter = _Converter(text, file, first_line)
    if "&" in text or "!" in text:
        converter.check_events(yaml.parse(text, Loader=loader))
    node = converter.convert(root, 0)
    if converter.problems:
        raise InputError(converter.problems)
    return node


class _TextDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes text as :func:`load` reads it: plain wherever it stays text, so 2026 and no need no quotes."""

    def represent_text(self, text: str) -> Any:
        style = '"' if SEPARATORS.search(text) else "'" if text in NULLS else "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_nothing(self, _nothing: None) -> Any:
        return self.represent_scalar("tag:yaml.org,2002:str", "null")


_TextDumper.yaml_implicit_resolvers = {}
_TextDumper.add_representer(str, _TextDumper.represent_text)
_TextDumper.add_representer(type(None), _TextDumper.represent_nothing)


def dump(value: Any) -> str:
    """Return str, None, lists and dicts as YAML that :func:`load` reads as the same."""
    return str(yaml.dump(value, Dumper=_TextDumper, allow_unicode=True, sort_keys=False, width=110))


class _Converter:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.rows = [*text.split("\n"), ""]
        self.file, self.first_line = file, first_line
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        place = self.place(node)
        if id(node) in self.seen:
            if not any(problem.code == "yaml-alias" for problem in self.problems):
                self.report("yaml-alias", ALIAS, place)
            return Node(None, place)
        self.seen.add(id(node))
        if depth > DEPTH_LIMIT:
            self.report("yaml-depth", TOO_DEEP, place)
            return Node(None, place)
        if isinstance(node, yaml.MappingNode):
            return Node(self.mapping(node, depth), place)
        if isinstance(node, yaml.SequenceNode):
            return Node([self.convert(item, depth + 1) for item in node.value], place)
        is_plain = not getattr(node, "style", None)
        if is_plain and node.value in NULLS:
            return Node(None, place)
        self.check_scalar(node, place, is_plain=is_plain)
        return Node(unicodedata.normalize("NFC", node.value), place)

    def check_scalar(self, node: yaml.Node, place: Place, *, is_plain: bool) -> None:
        """Report characters that no Word file can hold, and text cut off by a # that looks meant."""
        match = FORBIDDEN.search(node.value)
        if match:
            self.report("control-character", CONTROL, place, character=f"U+{ord(match[0]):04X}")
        if is_plain and "#" in self.rows[node.end_mark.line]:
            rest = self.rows[node.end_mark.line][node.end_mark.column :]
            if re.match(r"\s+#\S", rest):
                self.report("yaml-comment", CUT_OFF, place, rest=rest.strip()[:40])

    def check_events(self, events: Iterable[yaml.Event]) -> None:
        """Report anchors and written tags: PyYAML takes them away from the text without a word."""
        for event in events:
            if not isinstance(event, yaml.NodeEvent) or isinstance(event, yaml.AliasEvent):
                continue
            place = self.place(event)
            tag = getattr(event, "tag", None)
            if event.anchor:
                self.report("yaml-alias", ALIAS, place)
            elif tag and tag != "!":
                self.report("yaml-tag", OWN_TAG, place, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key_place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.report("yaml-key", COMPLEX_KEY, key_place)
                continue
            key = key_node.value
            if key in entries:
                first = entries[key].key_place
                self.report("repeated-key", REPEATED, key_place, key=key, first=first.line if first else 0)
                continue
            entries[key] = self.convert(value_node, depth + 1)
            entries[key].key_place = key_place
        return entries

    def place(self, node: yaml.Node | yaml.Event) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + self.first_line, mark.column + 1) if mark else Place(self.file)

    def report(self, code: str, message: str, place: Place, **facts: object) -> None:
        self.problems.append(Problem(code, message, facts, place))


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    row = [*text.split("\n"), ""][mark.line] if mark else ""
    place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
    brace = re.search(r":\s+(\{\{)", row)
    if brace:
        place = Place(file, mark.line + first_line if mark else first_line, brace.start(1) + 1)
        return Problem("yaml-syntax", SYNTAX, {"detail": UNQUOTED_BRACES}, place)
    found = "\\t" if mark and row[mark.column : mark.column + 1] == "\t" else error.problem or ""
    detail = next((text for part, text in SYNTAX_DETAILS.items() if part in found), OTHER_SYNTAX)
    return Problem("yaml-syntax", SYNTAX, {"detail": detail}, place)


SYNTAX = N_("YAML sai cú pháp: {detail}")
OTHER_SYNTAX = N_("không hiểu chỗ này")
SYNTAX_DETAILS = {
    "mapping values are not allowed": N_("dấu «:» thừa; giá trị có «: » phải đặt trong dấu ngoặc kép"),
    "could not find expected ':'": N_("thiếu dấu «:» sau tên khóa"),
    "\\t": N_("thụt lề bằng phím Tab; hãy dùng dấu cách"),
    "expected <block end>": N_("dòng thụt lề không khớp với các dòng trên"),
    "did not find expected": N_("thụt lề, dấu ngoặc hoặc dấu phẩy không khớp"),
    "expected ',' or": N_("thiếu dấu phẩy hoặc dấu đóng ngoặc"),
    "unexpected end of stream": N_("dấu ngoặc kép mở mà chưa đóng"),
    "found unexpected end": N_("dấu ngoặc kép mở mà chưa đóng"),
    "found undefined alias": N_("dấu «*» đứng đầu giá trị; hãy đặt giá trị trong dấu ngoặc kép"),
    "cannot start any token": N_("ký tự này không đứng đầu giá trị được; hãy đặt giá trị trong dấu ngoặc kép"),
    "but found another document": N_("chỉ được một khối YAML trong một tệp"),
}
CUT_OFF = N_("phần «{rest}» bị coi là chú thích; nếu là nội dung, hãy đặt cả giá trị trong dấu ngoặc kép")
UNQUOTED_BRACES = N_("giá trị bắt đầu bằng {{ phải đặt trong dấu ngoặc kép")
REPEATED = N_("khóa «{key}» lặp lại (lần đầu ở dòng {first}); mỗi khóa chỉ viết một lần")
ALIAS = N_("không dùng được ký hiệu & và * của YAML; hãy viết giá trị ra")
TOO_DEEP = N_("các khối lồng nhau quá sâu")
OWN_TAG = N_("không dùng được thẻ YAML «{tag}»; hãy đặt giá trị trong dấu ngoặc kép")
COMPLEX_KEY = N_("tên khóa phải là một từ đơn giản")
