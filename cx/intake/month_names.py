"""Which word names a month, and which words may stand beside a date, in the languages of CLDR?

Babel holds the names of months and weekdays of some 330 languages. They are looked through in the
order of `_FIRST`, then by the script of the word, until one language knows every word of a column:
"listopad" is October to a Croat and November to a Pole, and the other words of the column tell.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

_FIRST = ("en", "th", "lo", "km", "de", "fr", "es", "pt", "it", "nl", "vi", "id", "ms", "pl", "cs",
          "sv", "da", "nb", "fi", "ru", "uk", "tr", "el", "hu", "ro", "ja", "zh", "ko", "ar", "fa",
          "he", "hi")  # fmt: skip
_QUICK = 14  # languages that are tried for a shape that few dates have, such as "Store 12"
_LONGEST = 100  # characters of a date in words
_MOST_WORDS = 60  # twelve months and seven days in two forms, and a few words beside them
_WORD = re.compile(r"[^\d\s,/()\-–—،]+")
_QUOTED = re.compile(r"'([^']+)'")
_FIELDS = re.compile(r"[A-Za-z']+")  # of a pattern; what is left stands in the date as it is
_GLUED = re.compile(r"EEEE([^\s,'a-zA-Z]+)")
_TWIN_SCRIPTS = {"Hans": "CJK", "Hant": "CJK", "Jpan": "CJK", "Kore": "HANGUL", "Laoo": "LAO",
                 "Khmr": "KHMER", "Mymr": "MYANMAR", "Latn": "LATIN", "Cyrl": "CYRILLIC",
                 "Arab": "ARABIC", "Deva": "DEVANAGARI", "Grek": "GREEK", "Hebr": "HEBREW",
                 "Armn": "ARMENIAN", "Geor": "GEORGIAN", "Beng": "BENGALI", "Taml": "TAMIL",
                 "Telu": "TELUGU", "Knda": "KANNADA", "Mlym": "MALAYALAM", "Gujr": "GUJARATI",
                 "Guru": "GURMUKHI", "Ethi": "ETHIOPIC", "Sinh": "SINHALA"}  # fmt: skip
# Spellings that people use and CLDR does not have.
_ALSO = {"sept": 9, "maerz": 3, "mrz": 3, "jänner": 1, "janner": 1, "jän": 1, "setiembre": 9,
         "set": 9, "okt": 10}  # fmt: skip
# Words that stand in a date and say nothing, and the halves of a day.
BESIDE = frozenset(
    ("st", "nd", "rd", "th", "er", "º", "ª", "of", "the", "at", "on", "um", "uhr", "am", "den",
     "der", "dem", "de", "del", "d", "do", "da", "le", "à", "a", "las", "la", "às", "as", "alle",
     "ore", "il", "om", "o", "op", "kl", "klo", "v", "в", "г", "год", "года", "р", "року", "godz",
     "ngày", "năm", "lúc", "วันที่", "พ.ศ", "พศ", "ค.ศ", "คศ", "เวลา", "ที่", "ปี", "ວັນທີ", "ປີ",
     "ເວລາ", "ថ្ងៃទី", "ថ្ងៃ", "ខែ", "ឆ្នាំ", "ម៉ោង", "pukul", "jam", "saat", "pm", "a.m", "p.m",
     "m", "ч", "ساعت", "الساعة", "上午", "下午", "午前", "午後", "오전", "오후", "|", "·",
     "•", "."))  # fmt: skip
MARKS = {"月": "m", "월": "m", "tháng": "m", "thg": "m", "年": "y", "년": "y", "日": "d", "일": "d",
         "号": "d", "號": "d"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What the words of some languages mean in a date."""

    months: Mapping[str, int]
    beside: frozenset[str]  # weekdays, and words without a meaning of their own

    def knows(self, word: str) -> bool:
        """Say whether a word may stand in a date."""
        return word in self.months or word in self.beside or word in MARKS


def words_of(text: str) -> list[str]:
    """Take the words out of a text, as they are looked up.

    >>> words_of("Montag, 1. Mai 2023")
    ['montag', 'mai']
    """
    found = (plain_word(word) for word in _WORD.findall(text[:_LONGEST]))
    return [word for word in found if word]


def parts_of_word(word: str, names: Names) -> list[str]:
    """Part a mark from the word that is written on to it: 日星期一."""
    if word and word[0] in MARKS and len(word) > 1 and not names.knows(word):
        return [word[0], word[1:]]
    return [word]


def plain_word(word: str) -> str:
    """Write a word as it is looked up: small, composed, without the points around it."""
    return unicodedata.normalize("NFC", word).casefold().replace("\u200b", "").strip(".'’\u200f")


@lru_cache(maxsize=8)
def names_in(languages: tuple[str, ...]) -> Names:
    """Return the names of several languages; the first that knows a word says what it means."""
    months: dict[str, int] = dict(_ALSO)
    beside = set(BESIDE)
    for language in reversed(languages):
        names = _names(language)
        months |= names.months
        beside |= names.beside
    return Names(months, frozenset(beside - set(months)))


@lru_cache(maxsize=512)
def _names(language: str) -> Names:
    months: dict[str, int] = {}
    beside: set[str] = set()
    days: set[str] = set()
    try:
        locale = Locale(language)
        forms = [(context, width) for context in ("stand-alone", "format")
                 for width in ("abbreviated", "wide")]  # fmt: skip
        for context, width in forms:
            for number, name in locale.months[context][width].items():
                *before, last = words_of(name) or [""]
                beside.update(before)
                for form in _forms(last):
                    if form and form not in MARKS:
                        months[form] = int(number)
            for name in locale.days[context][width].values():
                for word in words_of(name):
                    days.update(_forms(word))
        beside.update(days)
        for width in ("full", "long", "medium"):
            pattern = locale.date_formats[width].pattern
            for literal in (*_QUOTED.findall(pattern), _FIELDS.sub(" ", pattern)):
                beside.update(words_of(literal))
            glued = _GLUED.findall(pattern)  # วันจันทร์ที่
            beside.update(day + ending for day in days for ending in glued)
    except (UnknownLocaleError, KeyError, ValueError):
        return Names({}, frozenset())
    return Names(months, frozenset(beside))


def _forms(word: str) -> Iterator[str]:
    """Write a name also without its points and, in Latin letters, without its accents."""
    yield word
    yield word.replace(".", "")
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if bare.isascii():
        yield bare


def languages_of(words: Mapping[str, int], *, quick: bool = False) -> tuple[str, ...]:
    """Name the languages that know the words of a column; empty when some word is no date's.

    `words` holds how often each is used. The language that knows the most comes first.

    >>> languages_of({"mayo": 3, "agosto": 1})
    ('es',)
    """
    unknown = {word: n for word, n in words.items() if word not in BESIDE and word not in MARKS}
    if not unknown:
        return ("en",)
    if len(unknown) > _MOST_WORDS:
        return ()
    known: dict[str, int] = {}
    for language in _ordered(next(iter(unknown)), quick=quick):
        names = _names(language)
        n = sum(n for word, n in unknown.items() if word in names.months or word in names.beside)
        if n == sum(unknown.values()):
            return (language,)
        if n:
            known[language] = n
    chosen: list[str] = []
    for language in sorted(known, key=lambda one: -known[one]):
        names = _names(language)
        met = {word for word in unknown if word in names.months or word in names.beside}
        if met:
            chosen.append(language)
            unknown = {word: n for word, n in unknown.items() if word not in met}
    return tuple(chosen)


def _ordered(word: str, *, quick: bool) -> Iterator[str]:
    """Go through the languages: those that many people write first, then those of the script."""
    yield from _FIRST[: _QUICK if quick else None]
    if quick:
        return
    script = unicodedata.name(word[0], "").split(" ")[0]
    likely = get_global("likely_subtags")
    for language in locale_identifiers():
        if "_" in language or language in _FIRST:
            continue
        written = str(likely.get(language, "")).split("_")
        if any(_TWIN_SCRIPTS.get(part, part.upper()) == script for part in written):
            yield language
