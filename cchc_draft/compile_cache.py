"""Compiled templates and layouts from one run to the next, like Python's own ``__pycache__``.

Entries are named after the hash of what they were made from, so they never go stale; a cache that cannot be read or
written only costs time. Nothing but what this user compiled is kept there: CCHC_DRAFT_CACHE, else the user's cache
folder.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

from cchc_draft import __version__

ENTRY_LIMIT = 200
"""When more entries than this lie in the cache, the oldest half goes."""


def folder() -> Path:
    """Return where entries are kept."""
    own = os.environ.get("CCHC_DRAFT_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "cchc_draft"


def key(compiler: str, *parts: bytes) -> str:
    """Return the name of the entry made from *parts* by this Python and the module file *compiler* as it is now."""
    stamp = Path(compiler).stat().st_mtime_ns
    digest = hashlib.sha256(MAGIC_NUMBER + f"{__version__} {stamp}".encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load(name: str) -> Any:
    """Return the value kept under *name*, or None."""
    try:
        return marshal.loads((folder() / name).read_bytes())
    except (OSError, ValueError, EOFError, TypeError, RuntimeError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep a value of plain data and code objects; the file appears whole or not at all."""
    try:
        target = folder() / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch = target.with_name(f"{name}.{os.getpid()}")
        scratch.write_bytes(marshal.dumps(value))
        scratch.replace(target)
        _prune(target.parent)
    except (OSError, RuntimeError):
        return


def _prune(kept: Path) -> None:
    entries = list(kept.iterdir())
    if len(entries) > ENTRY_LIMIT:
        entries.sort(key=lambda entry: entry.stat().st_mtime)
        for entry in entries[: len(entries) // 2]:
            entry.unlink(missing_ok=True)
