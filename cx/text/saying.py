"""Every sentence of the product goes through `say`.

The English stands in the code, as a literal, so that it can be read there and found for
translation (`make messages`). What varies is named in braces and given by name: texts that
`numbers` wrote, names from the person's file, whole numbers and dates. A sentence is never glued
from pieces of grammar: it has a `say` for each of its forms.
"""

import re
from collections.abc import Iterable
from datetime import date

from cx.text import digits
from cx.text.language import translations
from cx.vocabulary import Word

_PERCENT = re.compile(r"(?<=\d) %")
_UNBROKEN = "\N{NO-BREAK SPACE}%"  # a number and its sign stay on one line


class Said(str):
    """A text that went through `say`: only such texts are shown."""

    __slots__ = ()


def say(english: str, /, **values: str | int | date) -> Said:
    """Say a sentence in the language in force.

    Errors: TypeError for a number with decimals, which has to be written by its unit first.

    >>> say("{driver} matters most.", driver="Waiting")
    'Waiting matters most.'
    >>> say("{n} responses", n=12_000)
    '12,000 responses'
    """
    return _filled(translations().gettext(english), values)


def say_n(one: str, many: str, n: int, /, **values: str | int | date) -> Said:
    """Say a sentence about n things, in the plural form that the language has for n.

    >>> say_n("{n} response is left.", "{n} responses are left.", 1)
    '1 response is left.'
    """
    return _filled(translations().ngettext(one, many, n), {"n": n, **values})


def translated(text: str) -> Said:
    """Say a text that stands in the code as data: a label or help of a field, a role, a page.

    Such texts stand in English until they are shown (`messages.LABELLED` and `messages.WORDS` find
    them). One that is no such text, as a name from the person's file, stays as it is.
    """
    return Said(translations().gettext(text) if text else "")  # gettext answers "" with its header


def said(text: str) -> Said:
    """Take a text over as it is: a name, or the person's own words."""
    return Said(text)


def paragraph(*sentences: str) -> Said:
    """Put whole sentences one after the other; empty ones are left out."""
    return Said(" ".join(sentence for sentence in sentences if sentence))


def enumerated(parts: Iterable[str]) -> Said:
    """Put parts that belong to one sentence one after the other: a; b; c."""
    return Said("; ".join(part for part in parts if part))


def _filled(text: str, values: dict[str, str | int | date]) -> Said:
    filled = text.format(**{name: _written(value) for name, value in values.items()})
    return Said(_PERCENT.sub(_UNBROKEN, filled))


def _written(value: str | int | date) -> str:
    if isinstance(value, str):
        return translated(value) if isinstance(value, Word) else value
    if isinstance(value, date):
        return digits.day(value)
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{value!r} has to be written by its unit before it is said.")
    return digits.count(value)
