"""Which score does one answer mean, and which of two answers is the good one?

Labelled scores ("10 - Extremely likely") give their number, stars their count. On which scale the
answers of a column lie is weighed in `evidence.scale`.
"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re
from collections.abc import Iterable, Mapping

from cx.intake.numbers import LONGEST, NumberFormat, normalised, read_number
from cx.intake.scale_words import LONGEST_WORDS, folded, valence
from cx.vocabulary import Scale, ScaleKind

_N = r"[+-]?\d{1,3}(?:[.,]\d{1,2})?"
_LEADING = re.compile(rf"\(?({_N})\)?\s*(?:[-–—:=.)]\s*|\s)(?=[^\W\d_(]|\().*", re.DOTALL)
_TRAILING = re.compile(rf"(?=\D*[^\W\d])\D*(?:\(\s*({_N})\s*\)|[-–—:=]\s*({_N}))")
_OUT_OF = re.compile(
    rf"({_N})\s*(?:/|of|out of|von|sur|de|su|van|จาก|ຈາກ|trên)\s*(\d{{1,3}})(?:\s*[^\W\d_]+)?",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(rf"({_N})\s*\+|[>≥]=?\s*({_N})")  # "10+" for the best answer
_STARS = re.compile(r"([★⭐🌟*]+)([½]?)([☆✩]*)")
_MOST_STARS = 10
_STAR_SIGNS = "★⭐🌟"

_NEGATIVE = re.compile(
    r"\b(?:not|no|non|never|neutral|negative|neg|bad|poor|false|failed|fail|lost|churned|nein|"
    r"detractor|unhappy|thumbs down)\b|\b(?:dis|un|in)(?:satis|happy|likely|zufrieden)",
    re.IGNORECASE,
)
_GOOD_SIGNS = frozenset(
    map(folded, ("👍", "🙂", "😀", "😃", "😄", "😊", "☺", "😍", "✅", "✔", "✓", "❤", "💚", "up", "thumbs up", "like", "liked", "daumen hoch"))
)  # fmt: skip
_BAD_SIGNS = frozenset(
    map(folded, ("👎", "🙁", "☹", "😞", "😢", "😡", "😠", "❌", "✗", "✘", "💔", "down", "thumbs down", "dislike", "disliked", "daumen runter"))
)  # fmt: skip
YES = frozenset(("yes", "y", "true", "1", "t", "ja", "oui", "sí", "si", "ใช่", "resolved", "solved"))
NO = frozenset(
    (
        "no",
        "n",
        "false",
        "0",
        "f",
        "nein",
        "non",
        "ไม่",
        "ไม่ใช่",
        "unresolved",
        "not resolved",
        "open",
    )
)
_SLIPS = 0.005  # of all answers may lie just above a scale by mistake


def read_score(text: str, form: NumberFormat) -> tuple[float | None, tuple[str, ...]]:
    """Read one answer as a number; also say how it was read.

    >>> read_score("10 - Extremely likely", NumberFormat())
    (10.0, ('label_number',))
    >>> read_score("2023-01-02", NumberFormat())
    (None, ())
    """
    if len(text) > LONGEST:
        return None, ()
    number = read_number(text, form)
    if number.value is not None:
        return float(number.value), number.changes
    clean = normalised(text)
    digits = () if clean == text.strip() else ("digits",)
    stars = _stars(text)
    if stars is not None:
        return stars[0], ("label_number",)
    for pattern in (_OUT_OF, _AT_LEAST, _LEADING, _TRAILING):
        found = pattern.fullmatch(clean)
        if found:
            written = next(group for group in found.groups() if group)
            return float(written.replace(",", ".")), ("label_number", *digits)
    return None, ()


def out_of(text: str) -> float | None:
    """Return the highest answer that a cell names beside its own: 10 in "8/10", 5 in "★★★★☆".

    >>> out_of("8/10"), out_of("9 out of 10"), out_of("9")
    (10.0, 10.0, None)
    """
    if len(text) > LONGEST:
        return None
    stars = _stars(text)
    if stars is not None:
        return stars[1] if "☆" in text or "✩" in text else None
    clean = normalised(text)
    found = _OUT_OF.fullmatch(clean)
    if found:
        return float(found[2])
    return 100.0 if clean.endswith(("%", "٪")) else None


def label_of(text: str) -> str:
    """Return the words beside the number of a labelled score, or nothing.

    >>> label_of("1 - Very satisfied"), label_of("Likely (9)"), label_of("7")
    ('Very satisfied', 'Likely', '')
    """
    clean = normalised(text) if len(text) <= LONGEST else ""
    if not (_LEADING.fullmatch(clean) or _TRAILING.fullmatch(clean)):
        return ""
    return re.sub(rf"[\s\-–—:=().]*{_N}[\s\-–—:=().]*", " ", clean, count=1).strip(" -–—:=().")


def _stars(text: str) -> tuple[float, float] | None:
    """Count the full stars of a cell, and all of them."""
    bare = "".join(text.replace("\ufe0f", "").split())
    found = _STARS.fullmatch(bare)
    written = any(sign in bare for sign in _STAR_SIGNS) or bare == "*" * len(
        found[1] if found else ""
    )
    if found is None or not written or len(bare) > _MOST_STARS:
        return None
    full = len(found[1]) + (0.5 if found[2] else 0.0)
    return full, float(len(found[1]) + bool(found[2]) + len(found[3]))


def two_values(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return which of exactly two texts is favourable and which is not.

    >>> two_values(["satisfied", "neutral or dissatisfied"])
    ('satisfied', 'neutral or dissatisfied')
    """
    found = sorted(set(texts))
    if len(found) != 2:
        return None
    low = [text.strip().lower() for text in found]
    for place in (0, 1):
        if low[place] in YES and low[1 - place] in NO:
            return found[place], found[1 - place]
    signs = [_sign(text) for text in found]
    if signs[0] == signs[1]:
        return None
    return (found[1], found[0]) if signs[0] < signs[1] else (found[0], found[1])


def _sign(text: str) -> int:
    """Say of one of two answers whether it is the good one (1), the bad one (-1) or neither."""
    if len(text) > LONGEST_WORDS:
        return -1 if _NEGATIVE.search(text) else 0
    word = folded(text)
    for signs, side in ((_GOOD_SIGNS, 1), (_BAD_SIGNS, -1)):
        if word in signs or any(sign in word for sign in signs if not sign.isascii()):
            return side
    worth = valence(text)
    if worth:
        return 1 if worth > 0 else -1
    return -1 if _NEGATIVE.search(text) else 0


def two_valued_scale(favourable: str, unfavourable: str) -> Scale:
    """Build the scale of an outcome that is one of two texts."""
    return Scale(
        0.0, 1.0, 1.0, 0.0, ScaleKind.TWO_VALUED, True, (favourable, "neither", unfavourable)
    )


def reaches_beyond(counts: Mapping[float, int], high: float) -> bool:
    """Say whether whole values above `high`, up to 10, are too many to be slips.

    Without this a 1-7 scale whose upper end is rare would be read as 1-5.
    """
    total = sum(counts.values())
    above = {v: n for v, n in counts.items() if high < v <= 10 and float(v).is_integer()}
    return len(above) >= 2 or sum(above.values()) >= max(2, _SLIPS * total)
