"""A drafted plan as a ke-hoach.md of its own: every expression filled in, the tasks in its head.

Drafted again, it gives the same document: what the text prints is escaped, so nothing is filled in twice.
"""

from __future__ import annotations

from typing import Any

from cchc_draft.plan_folder import Drafted
from cchc_draft.source_text import SEPARATORS
from cchc_draft.templating import BRACE_IN_VALUE, TAG_START, untagged
from cchc_draft.yaml_text import dump


def write(drafted: Drafted) -> str:
    """Return the plan's head and body as one text."""
    text = SEPARATORS.sub(lambda found: f"&#{ord(found[0])};", untagged(drafted.text))
    return f"---\n{dump(_head(drafted))}---\n{text.rstrip()}\n"


def _head(drafted: Drafted) -> dict[str, Any]:
    """Return the head: what its templates print, and each appendix with its tasks and columns."""
    plan = drafted.plan
    head: dict[str, Any] = {**drafted.folder.tree.plain(), "ho_so": drafted.profile_id}
    head["trich_yeu"] = _value("\n".join(plan.subject))
    if plan.letterhead.is_draft:
        head["du_thao"] = "true"
    appendices = zip(head.get("phu_luc") or [], plan.appendices, drafted.folder.tasks, strict=True)
    head["phu_luc"] = [
        {
            **record,
            "trich_yeu": _value(appendix.title),
            "nhiem_vu": listed.tasks.plain(),
            "cot": [{column.key: column.title} for column in appendix.columns],
        }
        for record, appendix, listed in appendices
    ]
    return head if head["phu_luc"] else {key: value for key, value in head.items() if key != "phu_luc"}


def _value(text: str) -> str:
    """Return a rendered value so that rendering it again prints the same."""
    return TAG_START.sub(BRACE_IN_VALUE, text)
