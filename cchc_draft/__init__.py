"""Drafts Vietnamese administrative-reform plans: profiles and plan folders in, correctly formed .docx out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["CchcDraftError", "Draft", "Plan", "Problem", "__version__", "draft", "list_profiles", "new_profile"]

if TYPE_CHECKING:
    from cchc_draft.api import Draft, draft, list_profiles, new_profile
    from cchc_draft.errors import CchcDraftError, Problem
    from cchc_draft.model import Plan

_HOMES = {"CchcDraftError": "errors", "Problem": "errors", "Plan": "model"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line starts without the rest."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'api')}"), name)
