"""Rules of checking: each is one function with its code, clause and severity; its docstring explains it to users.

A rule yields findings and never raises for what a document says. Its docstring, in Vietnamese, has what the rule wants,
then examples that are run as tests: "Sai:" for what must be found, "Đúng:" for what must not.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from cchc_draft.checking.document import Document, Line
from cchc_draft.errors import Place
from cchc_draft.language import N_, Message

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAMES: Mapping[Severity, Message] = {"error": N_("lỗi"), "warning": N_("cảnh báo"), "info": N_("lưu ý")}
Check = Callable[[Document], "Iterator[Finding]"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place, as a rule found it."""

    message: str
    """Message catalogue key: Vietnamese text with ``{name}`` gaps."""
    place: Place | None
    quote: str = ""
    """The words that stand at the place."""
    found: str = ""
    expected: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What fills the gaps of the message, beside ``{quote}``, ``{found}`` and ``{expected}``."""
    severity: Severity | None = None
    """Where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One problem as users see it."""

    rule: str
    severity: Severity
    message: str
    place: Place | None
    quote: str
    found: str
    expected: str
    clause: str


class Rule(NamedTuple):
    """One rule."""

    code: str
    clause: str
    """Where the decree says so ("PL I.II.4b"); empty where it has no clause."""
    severity: Severity
    at: str
    """Which part of a plan its examples stand in, for the tests: a role, or "body" for several lines."""
    check: Check

    @property
    def severity_name(self) -> Message:
        """Its severity in words."""
        return SEVERITY_NAMES[self.severity]

    @property
    def text(self) -> str:
        """What it wants, with examples, for users."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """What it wants, in one line."""
        return " ".join(self.text.partition("\n\n")[0].split())


RULES: dict[str, Rule] = {}
"""All rules by code; filled by importing ``checking.rules``."""


def rule(code: str, clause: str = "", severity: Severity = "error", *, at: str = "") -> Callable[[Check], Check]:
    """Register a function as the rule *code*."""

    def registered(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} twice")
        RULES[code] = Rule(code, clause, severity, at, check)
        return check

    return registered


def at(
    line: Line,
    message: str,
    found: str = "",
    expected: str = "",
    severity: Severity | None = None,
    **facts: object,
) -> Finding:
    """Return a finding at a line, quoting its first words."""
    return Finding(message, line.place, line.quote, found, expected, facts, severity)


def quoting(finding: Finding, lines: Sequence[Line]) -> Finding:
    """Return a finding that quotes several lines: what it says is about all of them."""
    return replace(finding, quote=" / ".join(line.quote for line in lines))
