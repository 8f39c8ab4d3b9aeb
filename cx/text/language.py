"""The language in force: of sentences, numbers and dates.

English stands in the code, where it is read; catalogues of other languages may stand in
`catalogues/<language>/LC_MESSAGES/messages.mo` (gettext). Until one does, every language reads
English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations

ENGLISH = "en"
CATALOGUES = Path(__file__).with_name("catalogues")
_LANGUAGE: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Return the language in force, as "en" or "th"."""
    return _LANGUAGE.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Say everything inside in this language."""
    token = _LANGUAGE.set(wanted)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def locale() -> Locale:
    """Return how the language in force writes numbers and dates."""
    return _locale(language())


def translations() -> NullTranslations:
    """Return the catalogue of the language in force; an empty one where there is none."""
    return _translations(language())


@cache
def _locale(of: str) -> Locale:
    return Locale.parse(of)


@cache
def _translations(of: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [of])
