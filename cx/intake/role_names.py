"""Which roles does a header or a question name, by which of its words, and how surely?

Headers and the words of the table are compared without case, accents and blanks, so that
"customer_id", "CustomerID" and "customerid" are one. Of words that lie within longer ones only the
longer speak: "discount amount" is no amount. What else a header says makes it less sure.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from cx.intake.header_words import spoken
from cx.intake.role_words import COMPOUNDING, NEUTRAL, ROLE_WORDS, UNSPACED
from cx.vocabulary import Role

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "th", "lo", "km", "vi", "ja", "zh", "nl")
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LONGEST_PHRASE = 8  # words
_SHORT = 7  # words; with more a header is a question
_TELLS_BESIDE = 3  # letters of a word that speaks beside others
_PART = 0.85  # of what the last part of a long word says: Bestelldatum is a date of its own
_WEAK = 0.65  # words that many things are called; they speak only for what they head
_COMPOUND = 5  # letters of the last part of a long word
_BESIDE = (1.0, 0.85, 0.72, 0.6)  # by how many words beside the name say something else
_NO_HEAD = 0.8  # the name is not what the others describe: "agent score"
_RATES = frozenset(("per", "pro", "par", "por", "je", "mỗi"))  # what follows is a measure
_IN_QUESTION = 0.5  # a single word of a question
_TELLING = 0.97  # words so sure speak from within a question too
_TAILS = (
    "name", "id", "nr", "no", "code", "num", "number", "nummer", "flag", "s", "es", "en",
)  # fmt: skip
_HEAD_FIRST = frozenset(("fr", "es", "pt", "it", "vi"))


@dataclass(frozen=True, slots=True)
class Naming:
    """A role that words name; no role: they name what no role is for."""

    role: Role | None
    sure: float  # 0..1
    word: str


@dataclass(frozen=True, slots=True)
class _Entry:
    role: Role | None
    sure: float
    language: str
    n_words: int


@dataclass(frozen=True, slots=True)
class _Found:
    start: int  # in the text without blanks
    end: int
    entry: _Entry
    word: str


def folded(text: str) -> str:
    """Write a text without case and without the accents of Latin letters.

    >>> folded("Équipe"), folded("ＩＤ"), folded("Mã số")
    ('equipe', 'id', 'ma so')
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Part a header into words that can be compared.

    >>> words_of("Rev_EUR (total)"), words_of("AgentName")
    (['rev', 'eur', 'total'], ['agent', 'name'])
    """
    plain = folded(spoken(text))
    marks = (
        letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "
        for letter in plain
    )
    return "".join(marks).split()


@lru_cache(maxsize=4_096)
def named(text: str) -> tuple[Naming, ...]:
    """Name the roles for which the words of a text speak, each by its surest word."""
    words = words_of(text)
    if not words:
        return ()
    best: dict[Role | None, Naming] = {}
    for found in _outermost([*_phrases(words), *_parts(words), *_within(words)]):
        naming = Naming(found.entry.role, _sureness(found, words), found.word)
        before = best.get(naming.role)
        if naming.sure and (before is None or before.sure < naming.sure):
            best[naming.role] = naming
    return tuple(sorted(best.values(), key=lambda naming: -naming.sure))


def naming_of(role: Role, text: str) -> Naming:
    """Say how surely a text names one role, and by which word; sure 0 when it does not."""
    found = (naming for naming in named(text) if naming.role is role)
    return next(found, Naming(role, 0.0, ""))


@cache
def _entries() -> dict[str, list[_Entry]]:
    """The table by what is compared: every word and phrase without blanks."""
    entries: dict[str, list[_Entry]] = {}
    for role, sure, languages in ROLE_WORDS:
        for language, listed in languages.items():
            for phrase in listed.split(" | "):
                spelt = {phrase.strip(), phrase.strip().translate(_UMLAUTS)}
                for words in (words_of(spelling) for spelling in spelt):
                    entry = _Entry(role, sure, language, len(words))
                    known = entries.setdefault("".join(words), [])
                    if not any(other.role is role for other in known):
                        known.append(entry)
    return entries


@cache
def _of_languages(languages: frozenset[str]) -> tuple[tuple[str, _Entry], ...]:
    return tuple(
        (key, entry)
        for key, entries in _entries().items()
        for entry in entries
        if entry.language in languages
    )


def _phrases(words: list[str]) -> Iterator[_Found]:
    """Find whole words and runs of them."""
    starts = _starts(words)
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + _LONGEST_PHRASE) + 1):
            key = "".join(words[first:last])
            if key.isascii() and len(key) < _TELLS_BESIDE and len(words) > 1:
                continue  # letters that mean many things
            if first and words[first - 1] in _RATES:
                continue
            for entry in _entries().get(key, ()):
                start = starts[first]
                word = " ".join(words[first:last])
                yield _Found(start, start + len(key), entry, word)


def _parts(words: list[str]) -> Iterator[_Found]:
    """Find the last part of long words, and words with an ending: "agentname", "beraters"."""
    endings = {
        key: entry
        for key, entry in _of_languages(COMPOUNDING)
        if entry.n_words == 1 and len(key) >= _COMPOUND
    }
    for start, word in zip(_starts(words), words, strict=True):
        if word in _entries() or not word.isalpha():
            continue
        end = start + len(word)
        for tail in _TAILS:
            for entry in _entries().get(word.removesuffix(tail), ()):
                if word.endswith(tail) and len(word) - len(tail) > 3:
                    yield _Found(start, end, entry, word)
        for cut in range(2, len(word) - _COMPOUND + 1):
            if word[cut:] in endings:
                part = endings[word[cut:]]
                yield _Found(start, end, replace(part, sure=_PART * part.sure), word)
                break


def _within(words: list[str]) -> Iterator[_Found]:
    """Find words of scripts that put no blanks between words."""
    text = "".join(words)
    if text.isascii():
        return
    for key, entry in _of_languages(UNSPACED):
        start = -1 if key.isascii() else text.find(key)
        if start >= 0:
            yield _Found(start, start + len(key), entry, key)


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words[:-1]:
        starts.append(starts[-1] + len(word))
    return starts


def _outermost(found: list[_Found]) -> list[_Found]:
    """Leave out what lies within something longer."""
    return [
        one
        for one in found
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in found
        )
    ]


def _sureness(found: _Found, words: list[str]) -> float:
    """Take off for what else a header says, and for a name that only describes something else."""
    entry = found.entry
    telling = [
        (start, start + len(word))
        for start, word in zip(_starts(words), words, strict=True)
        if word not in NEUTRAL and not word.isdigit() and not is_currency(word)
    ]
    if entry.language in UNSPACED:
        length = sum(len(word) for word in words if not is_currency(word))
        if length < found.end - found.start:
            length = found.end - found.start
        return entry.sure * (0.6 + 0.4 * (found.end - found.start) / length)
    if len(words) > _SHORT:
        single = entry.n_words == 1
        if single and entry.sure < 0.9:
            return 0.0
        return entry.sure * (_IN_QUESTION if single and entry.sure < _TELLING else 0.9)
    beside = [place for place in telling if not (found.start <= place[0] < found.end)]
    if not beside:
        return entry.sure
    sure = entry.sure * _BESIDE[min(len(beside), len(_BESIDE) - 1)]
    if entry.sure >= _TELLING:
        return sure
    if entry.language in _HEAD_FIRST:
        is_head = all(start >= found.end for start, _ in beside)
    else:
        is_head = all(end <= found.start for _, end in beside)
    if not is_head and entry.sure < _WEAK:
        return 0.0
    return sure * (1.0 if is_head or len(found.word) > 12 else _NO_HEAD)


@cache
def _currency_codes() -> frozenset[str]:
    """Codes of currencies that are in use, and the words that name them in English (CLDR)."""
    english = Locale.parse("en").currencies
    found: set[str] = set()
    for currencies in get_global("territory_currencies").values():
        for code, _, ended, is_tender in currencies:
            if ended is None and is_tender and code in english:
                found |= {code.casefold(), *words_of(english[code])[-1:]}
    return frozenset(found | {f"{word}s" for word in found if len(word) > 3})


@cache
def _currency_names() -> frozenset[str]:
    """Signs and names of currencies in the languages that are not written in Latin (CLDR)."""
    found: set[str] = set()
    for language in (*sorted(UNSPACED), "vi"):
        locale = Locale.parse(language)
        for name in (*locale.currencies.values(), *locale.currency_symbols.values()):
            words = words_of(name)
            found |= {words[0]} if len(words) == 1 else set()
    return frozenset(word for word in found if not word.isascii())


def is_currency(word: str) -> bool:
    """Say whether a word, as it is compared, names a currency.

    >>> is_currency("eur"), is_currency("บาท"), is_currency("spend")
    (True, True, False)
    """
    return word in (_currency_codes() if word.isascii() else _currency_names())


@cache
def territory_names() -> frozenset[str]:
    """Names and codes of countries in the languages of headers (CLDR), as they are compared."""
    found: set[str] = set()
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code.isalpha():
                found |= {code.casefold(), "".join(words_of(name))}
    return frozenset(found)
