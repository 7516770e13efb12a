"""Records read from YAML: each field names its Vietnamese key, and every fault is said with its place.

The border between Vietnamese keys and English names is crossed in the field declarations (:func:`key`) of records,
nowhere else. A :class:`Kind` says how a value is read and what a JSON Schema says of it, so that the schema for
editors always follows the code. Reading works on the places-aware tree itself and finds all faults in one pass; a
general validation library was tried here and took longer to import than all else in a draft.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from cchc_draft.blanks import BLANK
from cchc_draft.errors import InputError, Problem, nearest
from cchc_draft.formats import PartialDate, parse_date
from cchc_draft.language import N_, Message, translate
from cchc_draft.yaml_text import Node

T = TypeVar("T")
RecordT = TypeVar("RecordT", bound="Record")
Schema = dict[str, Any]


class UnreadableError(ValueError):
    """A value is not what its key needs; carries code, message and facts, the place is the value's own."""

    def __init__(self, code: str, message: str, suggestion: str = "", **facts: object) -> None:
        """Keep the parts of the problem to come."""
        super().__init__(code)
        self.code, self.message, self.suggestion, self.facts = code, message, suggestion, facts


class Kind(NamedTuple, Generic[T]):
    """How a value is read; *read* raises UnreadableError, and adds faults further inside to the list it is given."""

    read: Callable[[Node, list[Problem], str], T]
    schema: Callable[[], Schema]


class Key(NamedTuple):
    """A field of a record: its key in YAML, its kind, and what it is where the key is absent."""

    name: str
    kind: Kind[Any]
    default: Any

    @property
    def is_required(self) -> bool:
        """Tell whether the key must be there."""
        return self.default is REQUIRED


REQUIRED = object()


def key(name: str, kind: Kind[Any], default: Any = REQUIRED) -> Any:
    """Declare a record's field: its key in YAML and its kind; without a default it is required."""
    return Key(name, kind, default)


class Record:
    """Base of records: fields are declared with :func:`key`, and set once when the record is made."""

    keys: ClassVar[dict[str, Key]] = {}
    """Field name to its declaration, in order."""

    def __init_subclass__(cls) -> None:
        """Collect the declarations."""
        cls.keys = {field: value for field, value in vars(cls).items() if isinstance(value, Key)}

    def __init__(self, **values: Any) -> None:
        """Set the fields by name; absent ones get their default."""
        for field, declared in self.keys.items():
            setattr(self, field, values.get(field, declared.default))

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return type(self)(**{**{field: getattr(self, field) for field in self.keys}, **changes})

    @classmethod
    def by_key(cls) -> dict[str, tuple[str, Key]]:
        """Return the declarations by YAML key, each with its field name."""
        return {declared.name: (field, declared) for field, declared in cls.keys.items()}


def bind(record: type[RecordT], node: Node, name: str) -> RecordT:
    """Return *node* as a *record*; *name* is what the record is called in messages.

    Raises InputError naming every fault with its place, and the nearest known key for an unknown one.
    """
    problems: list[Problem] = []
    try:
        bound = _read_record(record, node, problems, name)
    except UnreadableError as fault:
        problems.append(_problem(fault, node, name))
    if problems:
        raise InputError(problems)
    return bound


def _read_record(record: type[RecordT], node: Node, problems: list[Problem], name: str) -> RecordT:
    entries = {} if node.value is None else node.value
    if not isinstance(entries, dict):
        raise UnreadableError("mapping-wanted", MAPPING_WANTED)
    known = record.by_key()
    meant = set()
    for found, unknown in entries.items():
        if found not in known:
            facts = {"key": found, "record": name}
            place = unknown.key_place or unknown.place
            hint = nearest(found, known)
            meant.add(hint)
            problems.append(Problem("unknown-key", UNKNOWN, facts, place, hint))
    values = {}
    for alias, (field, declared) in known.items():
        entry = entries.get(alias)
        if entry is not None and (entry.value is not None or declared.is_required):
            values[field] = _read(declared.kind, entry, problems, alias, name)
        elif declared.is_required and alias not in meant:
            problems.append(Problem("missing-key", MISSING, {"key": alias, "record": name}, node.place))
    return record(**values)


def _read(kind: Kind[Any], node: Node, problems: list[Problem], name: str, outer: str) -> Any:
    try:
        return kind.read(node, problems, f"{outer}: {name}")
    except UnreadableError as fault:
        problems.append(_problem(fault, node, name))
        return None


def _problem(fault: UnreadableError, node: Node, name: str) -> Problem:
    facts = {"key": name, "found": shown(node), **fault.facts}
    return Problem(fault.code, fault.message, facts, node.place, fault.suggestion)


def shown(node: Node) -> str:
    """Return what was found, for a message."""
    if isinstance(node.value, dict):
        return translate(N_("một nhóm khóa"))
    if isinstance(node.value, list):
        return translate(N_("một danh sách"))
    return f"«{node.value}»" if node.value is not None else translate(N_("chỗ trống"))


def record_schema(record: type[Record]) -> Schema:
    """Return the JSON Schema of a record."""
    known = [declared for _, declared in record.by_key().values()]
    required = [declared.name for declared in known if declared.is_required]
    described: Schema = {
        "type": "object",
        "properties": {declared.name: declared.kind.schema() for declared in known},
        "additionalProperties": False,
    }
    return {**described, "required": required} if required else described


# Kinds of scalars.


def _scalar(code: str, message: Message, read: Callable[[str], T], **schema: Any) -> Kind[T]:
    """Return a kind of one line of text; *read* raises ValueError for text that does not fit."""

    def read_node(node: Node, _problems: list[Problem], _name: str) -> T:
        if isinstance(node.value, (dict, list)):
            raise UnreadableError(code or "text-wanted", message)
        if node.value is None or not node.value.strip():
            raise UnreadableError("empty-value", EMPTY)
        try:
            return read(node.value.strip())
        except UnreadableError:
            raise
        except ValueError:
            raise UnreadableError(code, message) from None

    return Kind(read_node, lambda: dict(schema))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0):
        raise ValueError(text)
    return int(text)


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text] if text in ("true", "false") else _refuse(text)


def _refuse(text: str) -> bool:
    raise ValueError(text)


def _switch(text: str) -> bool | str:
    if text.casefold() in LOOSE_BOOLEANS and text not in ("true", "false"):
        raise UnreadableError("not-a-boolean", NOT_A_BOOLEAN)
    return {"true": True, "false": False}.get(text, text)


LOOSE_BOOLEANS = ("true", "false", "yes", "no", "on", "off", "có", "không", "y", "n")


def parse_partial_date(text: str) -> PartialDate:
    """Return the date of "2026-03-04", "2026-06", "04/3/2026". Raises ValueError for other text or no such day."""
    parts = text.strip().split("-")
    if not text.isascii():
        raise ValueError(text)
    if len(parts) in (2, 3) and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
        if not all(int(part) for part in parts):
            raise ValueError(text)
        return PartialDate(*(int(part) for part in parts))
    return parse_date(text)


def _year(text: str) -> int:
    if not (text.isascii() and re.fullmatch(r"(?:19|20|21)\d\d", text)):
        raise ValueError(text)
    return int(text)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


def _whole_date(text: str) -> datetime.date:
    date = parse_partial_date(text).date
    if date is None:
        raise ValueError(text)
    return date


def _date_or_blank(text: str) -> datetime.date | str:
    text = _one_line(text)
    return text if BLANK.fullmatch(text) else _whole_date(text)


def choice(*words: str) -> Kind[str]:
    """Return a kind that is one of *words*, in small or capital letters."""

    def read(text: str) -> str:
        small = text.casefold()
        if small not in words:
            raise UnreadableError("unknown-word", UNKNOWN_WORD, nearest(small, words), expected=", ".join(words))
        return small

    return _scalar("text-wanted", TEXT_WANTED, read, enum=list(words))


# Kinds of collections.


def _texts(node: Node, problems: list[Problem], name: str) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        raise UnreadableError("list-wanted", LIST_WANTED)
    read = [_read(TEXT, item, problems, f"{index}", name) for index, item in enumerate(node.value, 1)]
    return tuple(text for text in read if text is not None)


def _lines(node: Node, problems: list[Problem], name: str) -> tuple[str, ...]:
    if isinstance(node.value, str):
        return tuple(line.strip() for line in BLOCK.read(node, problems, name).split("\n"))
    if not node.value:
        raise UnreadableError("empty-value", EMPTY)
    return _texts(node, problems, name)


def _names(node: Node, problems: list[Problem], name: str) -> tuple[str, ...]:
    if isinstance(node.value, str):
        return (TEXT.read(node, problems, name),)
    return _texts(node, problems, name)


def mapping_of(kind: Kind[T]) -> Kind[Mapping[str, T]]:
    """Return a kind of mappings with free keys."""

    def read(node: Node, problems: list[Problem], name: str) -> Mapping[str, T]:
        if not isinstance(node.value, dict):
            raise UnreadableError("mapping-wanted", MAPPING_WANTED)
        return {inner: _read(kind, entry, problems, inner, name) for inner, entry in node.value.items()}

    return Kind(read, lambda: {"type": "object", "additionalProperties": kind.schema()})


def list_of(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return a kind of lists."""

    def read(node: Node, problems: list[Problem], name: str) -> tuple[T, ...]:
        if not isinstance(node.value, list):
            raise UnreadableError("list-wanted", LIST_WANTED)
        return tuple(_read(kind, item, problems, f"{index}", name) for index, item in enumerate(node.value, 1))

    return Kind(read, lambda: {"type": "array", "items": kind.schema()})


def record_of(record: type[RecordT]) -> Kind[RecordT]:
    """Return a kind of nested records."""
    return Kind(lambda node, problems, name: _read_record(record, node, problems, name), lambda: record_schema(record))


def text_or(kind: Kind[T]) -> Kind[str | T]:
    """Return a kind that is either a text or something else."""

    def read(node: Node, problems: list[Problem], name: str) -> str | T:
        reader: Kind[Any] = TEXT if isinstance(node.value, str) else kind
        return reader.read(node, problems, name)  # type: ignore[no-any-return]

    return Kind(read, lambda: one_of(TEXT.schema(), kind.schema()))


def any_of(*schemas: Schema) -> Kind[Node]:
    """Return a kind that keeps the tree for whoever knows more; *schemas* say what may stand there."""
    return Kind(lambda node, _problems, _name: node, lambda: one_of(*schemas))


def one_of(*schemas: Schema) -> Schema:
    """Return the schema of a value that fits one of *schemas*."""
    return {"oneOf": list(schemas)}


def texts_schema() -> Schema:
    """Return the schema of a list of texts."""
    return {"type": "array", "items": {"type": "string"}}


def extension_schema(keys: Iterable[str]) -> Schema:
    """Return the schema of the keys that extend an inherited list."""
    return {
        "type": "object",
        "properties": {name: texts_schema() for name in keys},
        "additionalProperties": False,
    }


MISSING = N_("thiếu khóa «{key}» ({record})")
UNKNOWN = N_("không có khóa «{key}» ({record})")
EMPTY = N_("«{key}» đang để trống")
NOT_A_NUMBER = N_("«{key}» phải là số nguyên dương, thấy {found}")
NOT_A_BOOLEAN = N_("«{key}» phải là true hoặc false, thấy {found}")
NOT_A_YEAR = N_("«{key}» phải là năm có bốn chữ số, thấy {found}")
WRONG_DATE = N_("«{key}»: {found} không phải là một ngày đủ và có thật; viết theo mẫu 2026-03-04")
TEXT_WANTED = N_("«{key}» phải là chữ, thấy {found}")
LIST_WANTED = N_("«{key}» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy {found}")
MAPPING_WANTED = N_("«{key}» phải là nhóm «khóa: giá trị», thấy {found}")
UNKNOWN_WORD = N_("«{key}»: {found} không dùng được; chỉ dùng: {expected}")

TEXT = _scalar("text-wanted", TEXT_WANTED, _one_line, type="string")
"""Text that is not empty, on one line."""
BLOCK = _scalar("text-wanted", TEXT_WANTED, str, type="string")
"""Text that keeps its lines."""
YEAR = _scalar("not-a-year", NOT_A_YEAR, _year, type="integer", minimum=1900, maximum=2199)
WHOLE_NUMBER = _scalar("not-a-number", NOT_A_NUMBER, _number, type="integer", minimum=1)
BOOLEAN = _scalar("not-a-boolean", NOT_A_BOOLEAN, _boolean, type="boolean")
SWITCH = _scalar("text-wanted", TEXT_WANTED, _switch, oneOf=[{"type": "boolean"}, {"type": "string"}])
"""true, false, or a text that also says whose position is meant."""
DOCUMENT_DATE = _scalar("wrong-date", WRONG_DATE, parse_partial_date, type="string")
"""A date whose month and day may be open."""
WHOLE_DATE = _scalar("wrong-date", WRONG_DATE, _whole_date, type="string")
DATE_OR_BLANK = _scalar("wrong-date", WRONG_DATE, _date_or_blank, type="string")
"""A whole date, or the mark of one that is still to be filled in."""
TEXTS = Kind(_texts, texts_schema)
LINES = Kind(_lines, lambda: one_of({"type": "string"}, texts_schema()))
"""Text over one or several lines, or a list of lines."""
NAMES = Kind(_names, lambda: one_of({"type": "string"}, texts_schema()))
"""One name or a list of names."""
