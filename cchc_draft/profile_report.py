"""A resolved profile as YAML, each value with the file and line it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from cchc_draft.yaml_text import Node

PLAIN = re.compile(r"[^\W\d_][^:#\[\]{}&*!|>'\"%@`\n]*[^\s:#\[\]{}&*!|>'\"%@`\n,]", re.UNICODE)
WORDS = {"true", "false", "null", "yes", "no", "on", "off"}


def lines(tree: Node, indent: str = "") -> Iterator[str]:
    """Yield the lines of *tree* as YAML with a comment of origin behind every value."""
    entries = tree.value.items() if isinstance(tree.value, dict) else ()
    for key, node in entries:
        yield from _entry(f"{indent}{scalar(key)}:", node, indent)


def _entry(head: str, node: Node, indent: str) -> Iterator[str]:
    origin = f"  # {node.place.file}:{node.place.line}"
    if isinstance(node.value, dict) and node.value:
        yield head
        yield from lines(node, indent + "  ")
    elif isinstance(node.value, list) and node.value:
        yield head
        for item in node.value:
            yield from _entry(f"{indent}  -", item, indent + "  ")
    elif isinstance(node.value, str):
        yield f"{head} {scalar(node.value)}{origin}"
    else:
        empty = "{}" if isinstance(node.value, dict) else "[]" if isinstance(node.value, list) else "null"
        yield f"{head} {empty}{origin}"


def scalar(text: str) -> str:
    """Return *text* as YAML that reads back the same, quoted only where it must be."""
    is_plain = PLAIN.fullmatch(text) and text.casefold() not in WORDS and " #" not in text and ": " not in text
    return text if is_plain else json.dumps(text, ensure_ascii=False)
