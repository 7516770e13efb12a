"""The language of messages: Vietnamese in the source, English from a gettext catalogue."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")

_catalogues: list[gettext.NullTranslations] = [gettext.NullTranslations()]


class Message(str):
    """Text of ours, as the catalogues know it; as a fact inside another message it is translated too."""

    __slots__ = ()


def N_(text: str) -> Message:  # noqa: N802 - the name that gettext tools look for
    """Return *text* as a message, untranslated; marks it for the catalogues."""
    return Message(text)


def translate(message: str) -> str:
    """Return *message* in the language in use; the Vietnamese text itself where nothing is translated."""
    return _catalogues[0].gettext(message) if message else ""


def use_language(code: str) -> None:
    """Make *code* ("vi" or "en") the language of messages, click's own among them.

    click translates its words through the global gettext domain "messages", so that domain is bound to our
    catalogues and the LANGUAGE variable of this process is set. Unknown codes fall back to Vietnamese.
    """
    code = code if code in LANGUAGES else "vi"
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("messages", LOCALE)
    _catalogues[0] = gettext.translation("cchc_draft", LOCALE, [code], fallback=True)
