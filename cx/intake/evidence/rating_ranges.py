"""Between which numbers do the answers of a rating lie?"""

from cx.intake import scales
from cx.intake.evidence.header_scale import header_scale
from cx.intake.header_words import COUNTS, spoken
from cx.intake.missing_words import MISSING_CODES
from cx.intake.profiles import ColumnProfile
from cx.intake.scale_words import read_worded
from cx.vocabulary import Kind

_FEW_ZEROS = 0.1  # of the answers
_HIGHEST = 10  # of a scale beside which 99 is no answer
_MOST_CODES = 0.5  # of the answers


def driver_scale(profile: ColumnProfile) -> tuple[float, float] | None:
    """Return the range of a column of ratings, or None when it holds none.

    A driver needs no cut-offs, so 1-10 may be taken as it is.
    """
    if not profile.complete or profile.personal is not None:
        return None
    if profile.kind is Kind.RATING and not profile.no_answer_words:
        worded = read_worded(profile.texts(Kind.RATING))
        if worded is not None:
            return (worded.scale.minimum, worded.scale.maximum) if worded.rates else None
    elif profile.kind is not Kind.NUMBER or COUNTS.search(spoken(profile.header)):
        return None
    return rating_range(profile)


def rating_range(
    profile: ColumnProfile, *, zero_is_an_answer: bool = True
) -> tuple[float, float] | None:
    """Return the range that the header names, or that holds 97 % of the answers: 1-5 to 0-10.

    A few 0 below 1-5 or 1-7 are no answers, since nobody asks from 0 to 5; below 1-10 they are
    answers from 0 to 10, unless `zero_is_an_answer` says otherwise.
    """
    counts = _without_codes(profile.scores())
    total = sum(counts.values())
    named = header_scale(profile.header, profile.label).bounds
    if named is not None and counts and named[0] <= min(counts) and max(counts) <= named[1]:
        return named
    whole = sum(n for value, n in counts.items() if value.is_integer())
    if not total or whole < 0.95 * total or len(counts) > 15:
        return None
    zeros = counts.get(0.0, 0)
    for low, high in ((1.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0)):
        inside = [n for value, n in counts.items() if low <= value <= high]
        few = high < 10 and zeros <= _FEW_ZEROS * total
        answers = total - zeros if low == 1 and (few or not zero_is_an_answer) else total
        if sum(inside) < 0.97 * answers or len(inside) < 3 or scales.reaches_beyond(counts, high):
            continue
        if (low, high) == (1.0, 10.0) and zeros and zero_is_an_answer:
            continue
        return low, high
    return None


def _without_codes(counts: dict[float, int]) -> dict[float, int]:
    """Leave out numbers far from all others that stand for no answer, such as 99 or -1."""
    codes = [
        code for code in MISSING_CODES if code and not 0 <= code <= _HIGHEST and code in counts
    ]
    n_codes = sum(counts[code] for code in codes)
    if n_codes > _MOST_CODES * sum(counts.values()):
        return counts
    return {number: n for number, n in counts.items() if number not in codes}
