"""What was found, as text for people, and as JSON and SARIF for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cchc_draft import __version__
from cchc_draft.checking.rule import SEVERITIES, Reported, Rule, Severity
from cchc_draft.errors import Place
from cchc_draft.language import N_, translate

COLOURS: Mapping[Severity, str] = {"error": "31", "warning": "33", "info": "36"}
GROUPS: Mapping[Severity, str] = {"error": N_("Lỗi"), "warning": N_("Cảnh báo"), "info": N_("Lưu ý")}
SARIF_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Result(NamedTuple):
    """One file and what was found in it."""

    file: str
    found: Sequence[Reported]


def where(one: Reported) -> str:
    """Return the place and the words that stand there."""
    place = str(one.place) if one.place else ""
    return f"{place} «{one.quote}»" if one.quote else place


def text(results: Sequence[Result], *, is_coloured: bool = False) -> str:
    """Return one line for each problem, by file and severity, with counts at the end."""
    return "".join(f"{line}\n" for line in _lines(results, is_coloured))


def _lines(results: Sequence[Result], is_coloured: bool) -> Iterator[str]:
    for result in results:
        if not result.found:
            yield f"{result.file}: {translate(NOTHING)}"
            continue
        yield _marked(result.file, "1", is_coloured)
        for severity in SEVERITIES:
            found = [one for one in result.found if one.severity == severity]
            if found:
                title = f"  {translate(GROUPS[severity])} ({len(found)})"
                yield _marked(title, COLOURS[severity], is_coloured)
                yield from (f"    {_line(one, result.file)}" for one in found)
    if counts := Counter(one.severity for result in results for one in result.found):
        yield counted(counts)


def _line(one: Reported, file: str) -> str:
    place = where(one).removeprefix(file).lstrip(":/\\")
    source = ", ".join(filter(None, (one.rule, one.clause)))
    return f"{place}: {one.message} [{source}]" if place else f"{one.message} [{source}]"


def counted(counts: Mapping[Severity, int]) -> str:
    """Return the counts by severity as a sentence."""
    return translate(COUNTED).format(**{severity: counts.get(severity, 0) for severity in SEVERITIES})


def _marked(words: str, colour: str, is_coloured: bool) -> str:
    return f"\x1b[{colour}m{words}\x1b[0m" if is_coloured else words


def as_json(results: Sequence[Result]) -> str:
    """Return a list of objects; ``where`` has the place with the words that stand there."""
    rows = [
        {
            "rule": one.rule,
            "severity": one.severity,
            "message": one.message,
            "where": where(one) or result.file,
            "found": one.found,
            "expected": one.expected,
            "clause": one.clause,
        }
        for result in results
        for one in result.found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(results: Sequence[Result], rules: Mapping[str, Rule]) -> str:
    """Return a SARIF 2.1.0 log, for editors and CI."""
    found = [(result.file, one) for result in results for one in result.found]
    codes = list(dict.fromkeys(one.rule for _, one in found))
    driver = {
        "name": "cchc-draft",
        "version": __version__,
        "rules": [_sarif_rule(code, rules.get(code)) for code in codes],
    }
    logged = [_sarif_result(file, one, codes.index(one.rule)) for file, one in found]
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": logged}]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    help_text = f"{rule.text}\n\n{rule.clause}".strip()
    return {"id": code, "shortDescription": {"text": rule.summary}, "help": {"text": help_text}}


def _sarif_result(file: str, one: Reported, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(one.place, file)}}}
    place = one.place
    if place and place.line and not (place.is_paragraph or place.is_cell):
        region = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
        location["physicalLocation"]["region"] = region
    elif where(one):
        location["logicalLocations"] = [{"fullyQualifiedName": where(one)}]
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": SARIF_LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [location],
    }


def _uri(place: Place | None, file: str) -> str:
    from urllib.parse import quote

    return quote((place.file if place else file).replace("\\", "/"))


COUNTED = N_("{error} lỗi, {warning} cảnh báo, {info} lưu ý")
NOTHING = N_("không thấy gì sai")
