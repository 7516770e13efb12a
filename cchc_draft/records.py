"""Records read from YAML: each field names its Vietnamese key, and every fault is said with its place.

The border between Vietnamese keys and English names is crossed in the field declarations of :class:`Record`
subclasses, nowhere else.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from cchc_draft.errors import InputError, Place, Problem, nearest
from cchc_draft.formats import PartialDate, parse_date
from cchc_draft.language import N_, translate
from cchc_draft.yaml_text import Node, Path


class Record(BaseModel):
    """Base of records: unknown keys are faults, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


RecordT = TypeVar("RecordT", bound=Record)


def bind(record: type[RecordT], node: Node, name: str) -> RecordT:
    """Return *node* as a *record*; *name* is what the record is called in messages.

    Raises InputError naming every fault with its place, and the nearest known key for an unknown one.
    """
    if node.value is None:
        node = Node({}, node.place)
    try:
        return record.model_validate(node.plain())
    except ValidationError as error:
        raise InputError([_problem(record, node, name, detail) for detail in error.errors()]) from None


def _problem(record: type[Record], node: Node, name: str, detail: ErrorDetails) -> Problem:
    path: Path = detail["loc"]
    kind = detail["type"]
    found = node.find(path)
    if kind == "missing":
        return Problem("missing-key", MISSING, {"key": path[-1], "record": _within(name, path[:-1])}, found.place)
    if kind == "extra_forbidden":
        hint = nearest(str(path[-1]), _known_keys(record, path[:-1]))
        facts = {"key": path[-1], "record": _within(name, path[:-1])}
        return Problem("unknown-key", UNKNOWN, facts, found.key_place or found.place, hint)
    context = dict(detail.get("ctx") or {})
    code, message = EXPECTED.get(kind, (kind, detail["type"]))
    if kind not in EXPECTED:
        code, message = kind.replace("_", "-"), context.pop("message", detail["msg"])
    hint = ""
    if kind == "literal_error":
        known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        context["expected"] = ", ".join(known)
        hint = nearest(str(detail["input"]), known)
    return Problem(code, message, {"key": _dotted(path), "found": _shown(found), **context}, found.place, hint)


def _shown(node: Node) -> str:
    if isinstance(node.value, dict):
        return translate(N_("một bảng khóa"))
    if isinstance(node.value, list):
        return translate(N_("một danh sách"))
    return f"«{node.value}»" if node.value is not None else translate(N_("chỗ trống"))


def _dotted(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _within(name: str, path: Path) -> str:
    return f"{name}: {_dotted(path)}" if path else name


def _known_keys(record: type[Record], path: Path) -> list[str]:
    """Return the keys that the record reached by *path* has."""
    current: Any = record
    for step in path:
        current = _step(current, step)
    return [field.alias or name for model in _models(current) for name, field in model.model_fields.items()]


def _step(annotation: Any, step: str | int) -> Any:
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            if step in (field.alias, name):
                return field.annotation
    arguments = [argument for argument in _arguments(annotation) if argument is not str]
    return arguments[-1] if arguments else None


def _models(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    elif typing.get_origin(annotation) in (Annotated, typing.Union, types.UnionType):
        for argument in _arguments(annotation):
            yield from _models(argument)


def _arguments(annotation: Any) -> list[Any]:
    return [a for a in typing.get_args(annotation) if a is not type(None) and a is not Ellipsis]


# Field types: each reads text as YAML gives it and says in Vietnamese what would be right.


def _fault(code: str, message: str, **facts: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{message}", {"message": message, **facts})


def _text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise _fault("empty_value", EMPTY)
    return value


def _lines(value: object) -> object:
    return value.strip().split("\n") if isinstance(value, str) else value


def _names(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _whole_number(value: object) -> object:
    if isinstance(value, str):
        digits = value.strip()
        if not (digits.isascii() and digits.isdigit() and int(digits[:9]) >= 1 and len(digits) < 9):
            raise _fault("not_a_number", NOT_A_NUMBER)
        return int(digits)
    return value


def _boolean(value: object) -> object:
    words = {"true": True, "false": False, "có": True, "không": False}
    if isinstance(value, str):
        if value not in words:
            raise _fault("not_a_boolean", NOT_A_BOOLEAN)
        return words[value]
    return value


def parse_partial_date(text: str) -> PartialDate:
    """Return the date of "2026-03-04", "2026-06", "04/3/2026". Raises ValueError for other text or no such day."""
    parts = text.strip().split("-")
    if len(parts) in (2, 3) and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
        if "0" in (part.lstrip("0") or "0" for part in parts):
            raise ValueError(text)
        return PartialDate(*(int(part) for part in parts))
    return parse_date(text)


def _partial_date(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_partial_date(value)
        except ValueError:
            raise _fault("wrong_date", WRONG_DATE) from None
    return value


def _whole_date(value: object) -> object:
    if isinstance(value, str):
        date = _partial_date(value)
        if not isinstance(date, PartialDate) or date.date is None:
            raise _fault("wrong_date", WRONG_DATE)
        return date.date
    return value


def _as(schema_type: str) -> WithJsonSchema:
    return WithJsonSchema({"type": schema_type})


Text = Annotated[str, BeforeValidator(_text)]
"""Text that is not empty."""
Lines = Annotated[
    list[str],
    BeforeValidator(_lines),
    WithJsonSchema({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Text over one or several lines, or a list of lines."""
Names = Annotated[
    list[str],
    BeforeValidator(_names),
    WithJsonSchema({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One name or a list of names."""
WholeNumber = Annotated[int, BeforeValidator(_whole_number), _as("integer")]
Boolean = Annotated[bool, BeforeValidator(_boolean), _as("boolean")]
DocumentDate = Annotated[PartialDate, BeforeValidator(_partial_date), _as("string")]
"""A date whose month and day may be open."""
WholeDate = Annotated[datetime.date, BeforeValidator(_whole_date), _as("string")]

MISSING = N_("thiếu khóa «{key}» ({record})")
UNKNOWN = N_("không có khóa «{key}» ({record})")
EMPTY = N_("«{key}» đang để trống; hãy điền, hoặc bỏ cả dòng")
NOT_A_NUMBER = N_("«{key}» phải là số nguyên dương, thấy {found}")
NOT_A_BOOLEAN = N_("«{key}» phải là true hoặc false, thấy {found}")
WRONG_DATE = N_("«{key}»: {found} không phải là một ngày có thật; viết theo mẫu 2026-03-04")

_TEXT_WANTED = N_("«{key}» phải là chữ, thấy {found}")
_LIST_WANTED = N_("«{key}» phải là danh sách (mỗi dòng bắt đầu bằng «- »), thấy {found}")
_MAPPING_WANTED = N_("«{key}» phải là bảng «khóa: giá trị», thấy {found}")
EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": ("text-wanted", _TEXT_WANTED),
    "int_type": ("not-a-number", NOT_A_NUMBER),
    "bool_type": ("not-a-boolean", NOT_A_BOOLEAN),
    "is_instance_of": ("wrong-date", WRONG_DATE),
    "date_type": ("wrong-date", WRONG_DATE),
    "list_type": ("list-wanted", _LIST_WANTED),
    "tuple_type": ("list-wanted", _LIST_WANTED),
    "dict_type": ("mapping-wanted", _MAPPING_WANTED),
    "model_type": ("mapping-wanted", _MAPPING_WANTED),
    "model_attributes_type": ("mapping-wanted", _MAPPING_WANTED),
    "literal_error": ("unknown-word", N_("«{key}»: {found} không dùng được; chỉ dùng: {expected}")),
}
"""pydantic's error types, as a stable code and a message of ours."""

__all__ = [
    "Boolean",
    "DocumentDate",
    "Lines",
    "Names",
    "Place",
    "Record",
    "Text",
    "WholeDate",
    "WholeNumber",
    "bind",
]
