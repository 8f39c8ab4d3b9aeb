"""Which score does an answer mean, and on which scale do the answers of a column lie?

Labelled scores ("10 - Extremely likely") give their number, worded scales ("Very satisfied") their
place. A column that shows 1 to 10 and no 0 is never guessed to be 0-10: it is asked about.
"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cx.intake.missing_words import MISSING_CODES
from cx.intake.numbers import LONGEST, NumberFormat, normalised, read_number
from cx.vocabulary import Scale, ScaleKind

_N = r"[+-]?\d{1,3}(?:[.,]\d{1,2})?"
_LEADING = re.compile(rf"\(?({_N})\)?\s*(?:[-–—:=.)]\s*|\s)(?=[^\W\d_(]|\().*", re.DOTALL)
_TRAILING = re.compile(rf"(?=\D*[^\W\d])\D*(?:\(\s*({_N})\s*\)|[-–—:=]\s*({_N}))")
_OUT_OF = re.compile(rf"({_N})\s*(?:/|of|out of)\s*\d{{1,3}}")

_WORDED: tuple[tuple[ScaleKind, tuple[str, ...]], ...] = (
    (ScaleKind.SATISFACTION, (
        "very dissatisfied|extremely dissatisfied|completely dissatisfied|very unsatisfied|sehr unzufrieden|très insatisfait|muy insatisfecho|ไม่พอใจมาก",
        "dissatisfied|somewhat dissatisfied|unsatisfied|rather dissatisfied|unzufrieden|eher unzufrieden|insatisfait|insatisfecho|ไม่พอใจ",
        "neutral|neither|neither satisfied nor dissatisfied|neither nor|undecided|teils teils|weder noch|neutre|ni satisfait ni insatisfait|เฉยๆ|ปานกลาง",
        "satisfied|somewhat satisfied|rather satisfied|zufrieden|eher zufrieden|satisfait|satisfecho|พอใจ",
        "very satisfied|extremely satisfied|completely satisfied|sehr zufrieden|très satisfait|muy satisfecho|พอใจมาก",
    )),
    (ScaleKind.SATISFACTION, (
        "strongly disagree|completely disagree",
        "disagree|somewhat disagree",
        "neutral|neither agree nor disagree|neither|undecided",
        "agree|somewhat agree",
        "strongly agree|completely agree",
    )),
    (ScaleKind.SATISFACTION, (
        "very unlikely|extremely unlikely|not at all likely",
        "unlikely|somewhat unlikely",
        "neutral|neither likely nor unlikely|neither|undecided",
        "likely|somewhat likely",
        "very likely|extremely likely",
    )),
    (ScaleKind.EFFORT, (
        "very difficult|extremely difficult|very hard",
        "difficult|somewhat difficult|hard",
        "neutral|neither easy nor difficult|neither",
        "easy|somewhat easy",
        "very easy|extremely easy",
    )),
    (ScaleKind.SATISFACTION, ("poor", "fair", "good", "very good", "excellent")),
    (ScaleKind.SATISFACTION, (
        "very poor|very bad|terrible", "poor|bad", "average|ok|okay|acceptable|fair|neutral",
        "good", "very good|excellent|great",
    )),
    (ScaleKind.SATISFACTION, ("negative|neg", "neutral|neu", "positive|pos")),
)  # fmt: skip
_NEGATIVE = re.compile(
    r"\b(?:not|no|non|never|neutral|negative|neg|bad|poor|false|failed|fail|lost|churned|nein|"
    r"detractor|unhappy|thumbs down)\b|\b(?:dis|un|in)(?:satis|happy|likely|zufrieden)",
    re.IGNORECASE,
)
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
_NPS_HEADER = re.compile(
    r"\bnps\b|recommend|empfehl|weiterempf|\bltr\b|recomend|แนะนำ|promoter", re.IGNORECASE
)
_EFFORT_HEADER = re.compile(r"\beffort\b|\bces\b|how easy|aufwand", re.IGNORECASE)
_COVERED = 0.9  # of all answers a scale must hold to be guessed
_SLIPS = 0.005  # of all answers may lie just above a scale by mistake


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """The scale that answers show; None where it must be asked for."""

    scale: Scale | None
    asked: tuple[str, ...] = ()  # scales to choose among
    suspects: tuple[float, ...] = ()  # values that look like codes for a missing answer


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
    for pattern in (_OUT_OF, _LEADING, _TRAILING):
        found = pattern.fullmatch(clean)
        if found:
            written = next(group for group in found.groups() if group)
            return float(written.replace(",", ".")), ("label_number", *digits)
    return None, ()


def read_worded(texts: Iterable[str]) -> tuple[dict[str, float], ScaleKind, int] | None:
    """Give each text of a worded scale its place from 1 on; None when they are no such scale.

    >>> read_worded(["Very satisfied", "Neutral", "Dissatisfied"])[0]["Very satisfied"]
    5.0
    """
    given = {text: " ".join(text.lower().replace("’", "'").split()) for text in texts}
    if len(set(given.values())) < 2:
        return None
    for kind, levels in _WORDED:
        places = {word: place for place, words in enumerate(levels, 1) for word in words.split("|")}
        if not all(word in places for word in given.values()):
            continue
        used = {places[word] for word in given.values()}
        enough = len(used) == len(set(given.values())) and (len(used) > 2 or len(levels) in used)
        if enough and not used <= {2, 3, 4}:
            return {text: float(places[word]) for text, word in given.items()}, kind, len(levels)
    return None


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
    negative = [bool(_NEGATIVE.search(text)) for text in found]
    if negative[0] == negative[1]:
        return None
    return (found[1], found[0]) if negative[0] else (found[0], found[1])


def two_valued_scale(favourable: str, unfavourable: str) -> Scale:
    """Build the scale of an outcome that is one of two texts."""
    return Scale(
        0.0, 1.0, 1.0, 0.0, ScaleKind.TWO_VALUED, True, (favourable, "neither", unfavourable)
    )


def guess_scale(counts: Mapping[float, int], header: str) -> ScaleGuess:
    """Guess the scale of a column from its values and their counts.

    >>> guess_scale({0: 5, 7: 9, 10: 9}, "Score").scale.range_label
    '0-10'
    >>> guess_scale({1: 5, 7: 9, 10: 9}, "Score").scale is None
    True
    """
    total = sum(counts.values())
    if not total:
        return ScaleGuess(None)
    for low, high in ((0, 1), (1, 5), (1, 7), (0, 10), (0, 100)):
        inside = {value: n for value, n in counts.items() if low <= value <= high}
        whole = sum(n for value, n in inside.items() if float(value).is_integer())
        if sum(inside.values()) < _COVERED * total or len(inside) < 2:
            continue
        if reaches_beyond(counts, high):
            continue
        guess = _on_range(inside, header, total)
        if guess is None:
            continue
        scale = guess.scale
        if scale is not None and whole < 0.8 * sum(inside.values()):
            scale = Scale(
                scale.minimum, scale.maximum, scale.favourable_from, scale.unfavourable_to,
                scale.kind, False,
            )  # fmt: skip
        outside = [
            value for value in counts if scale and not scale.minimum <= value <= scale.maximum
        ]
        suspects = tuple(sorted(value for value in outside if value in MISSING_CODES))
        return ScaleGuess(scale, guess.asked, suspects)
    return ScaleGuess(None)


def reaches_beyond(counts: Mapping[float, int], high: float) -> bool:
    """Say whether whole values above `high`, up to 10, are too many to be slips.

    Without this a 1-7 scale whose upper end is rare would be read as 1-5.
    """
    total = sum(counts.values())
    above = {v: n for v, n in counts.items() if high < v <= 10 and float(v).is_integer()}
    return len(above) >= 2 or sum(above.values()) >= max(2, _SLIPS * total)


def _on_range(inside: Mapping[float, int], header: str, total: int) -> ScaleGuess | None:
    low, high = min(inside), max(inside)
    recommend, effort = bool(_NPS_HEADER.search(header)), bool(_EFFORT_HEADER.search(header))
    zeros = inside.get(0.0, 0)
    if recommend and high <= 10:
        if zeros:
            return ScaleGuess(Scale.conventional(0, 10))
        return ScaleGuess(None, ("0-10", "1-10") if high > 5 else ("0-10", "1-10", "1-5"))
    if high <= 1:
        return ScaleGuess(Scale.conventional(0, 1, ScaleKind.TWO_VALUED)) if zeros else None
    if low >= 1 and high <= 5:
        kind = ScaleKind.EFFORT if effort else None
        return ScaleGuess(Scale.conventional(1, 5, kind))
    if high == 5 and zeros < (1 - _COVERED) * total:
        return ScaleGuess(Scale.conventional(1, 5))
    if high <= 5:
        return (
            ScaleGuess(Scale.conventional(0, 5)) if high == 5 else ScaleGuess(None, ("0-5", "0-10"))
        )
    if low >= 1 and high == 7:
        return ScaleGuess(Scale.conventional(1, 7, ScaleKind.EFFORT if effort else None))
    if high <= 7 and low >= 1:
        return ScaleGuess(None, ("1-7", "1-10", "0-10"))
    if high <= 10:
        if zeros:
            return ScaleGuess(Scale.conventional(0, 10))
        return ScaleGuess(None, ("1-10", "0-10"))
    return ScaleGuess(None, ("0-100",))
