"""When are two texts the same to a person who reads them?

Texts are compared by what is seen: composed or decomposed letters, upper and lower case, the
several kinds of blanks, dashes and apostrophes, marks that nobody sees, and the orders in which
the same Thai or Lao syllable can be typed. What is shown stays as the person wrote it.
Source: Unicode Standard Annex 15 (NFKC) and section 3.13 (case folding); the orders of Thai and
Lao marks follow section 16.1 and 16.2.
"""

import re
import unicodedata
from collections.abc import Mapping

# Marks that browsers and offices put into cells. The joiners (U+200C, U+200D) change how letters
# look, so they stay where a text is shown.
_MARKS = "\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Thai, Lao, Burmese and Khmer part words by U+200B, so between their letters it says something.
_NO_BLANKS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
INVISIBLE = re.compile(f"[{_MARKS}]|(?<!{_NO_BLANKS})\u200b|\u200b(?!{_NO_BLANKS})")
# In UTF-8 they begin with E2 80, E2 81 or EF BB BF: one search passes by every other byte.
_IN_UTF8 = re.compile(rb"\xe2(?:\x80[\x8b\x8e\x8f\xaa-\xae]|\x81[\xa0-\xa9])")
_UNSEEN = re.compile(f"[{_MARKS}\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\ufe00-\ufe0f]")
# Above and below a Thai or Lao consonant: vowels, then tones and signs, in any order as typed.
_STACKED = re.compile(
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}|[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]{2,}"
)
_LONGEST = 1_000  # characters of a text that may look like another one
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘", "-"),
        **dict.fromkeys("‘’‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
    }
)
_TWICE = (("\u0e40\u0e40", "\u0e41"), ("\u0ec0\u0ec0", "\u0ec1"))  # two letters that look like one


def has_invisible(piece: bytes) -> bool:
    """Say whether bytes of UTF-8 hold a mark that nobody sees."""
    if b"\xef" in piece and b"\xef\xbb\xbf" in piece:
        return True
    return b"\xe2" in piece and _IN_UTF8.search(piece) is not None


def visible(text: str) -> str:
    r"""Take the marks away that nobody sees.

    >>> visible("\u200e10\u200b")
    '10'
    """
    return text if text.isascii() else INVISIBLE.sub("", text)


def tidy(text: str) -> str:
    r"""Write a text in one line with single blanks and without invisible marks.

    >>> tidy("  North\u00a0 West\u200b")
    'North West'
    """
    return " ".join(visible(text).split())


def fold(text: str) -> str:
    r"""Fold a text for comparing; two texts that look alike have the same fold.

    >>> fold("São  Paulo") == fold("sa\u0303o\u00a0PAULO")
    True
    >>> fold("น้ำ") == fold("น\u0e4d\u0e49า")
    True
    """
    if text.isascii() or len(text) > _LONGEST:  # composing grows with the square of the marks
        return " ".join(text.translate(_ALIKE).casefold().split())
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text.translate(_ALIKE)))
    plain = unicodedata.normalize("NFKC", plain.casefold())
    for pair, one in _TWICE:
        plain = plain.replace(pair, one)
    plain = _STACKED.sub(lambda found: "".join(sorted(set(found.group()))), plain)
    return " ".join(plain.split())


def spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Give every spelling the one that stands for all that look like it: the most frequent.

    Among equally frequent ones a composed spelling comes first, then the one that stands first.

    >>> spellings({"North": 3, "north": 1, "South": 2})
    {'North': 'North', 'north': 'North', 'South': 'South'}
    """
    chosen: dict[str, str] = {}
    for text, n in counts.items():
        key = fold(text)
        rival = chosen.get(key)
        if rival is None or _weight(text, n) > _weight(rival, counts[rival]):
            chosen[key] = text
    return {text: chosen[fold(text)] for text in counts}


def _weight(text: str, n: int) -> tuple[int, bool]:
    return n, unicodedata.is_normalized("NFC", text)
