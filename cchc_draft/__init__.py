"""Drafts Vietnamese administrative-reform plans: profiles and plan folders in, correctly formed .docx out."""

from __future__ import annotations

__version__ = "0.1.0"
