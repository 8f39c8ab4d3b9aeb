"""What does a code with a label say: its number, or its label?

"5" of a scale, labelled "Very satisfied", becomes "5 = Very satisfied", so that its number counts
and its label stays in sight. "3" of a region, labelled "South", becomes "South". Labels are those
of a scale where their words are one, where values without a label stand beside them (only the ends
are named), or where the question asks for a rating.
"""

from collections.abc import Iterable, Mapping

from cx.intake import scale_words
from cx.intake.missing_words import is_missing
from cx.intake.numbers import NumberFormat, read_number
from cx.intake.role_names import naming_of
from cx.vocabulary import Kind, Role

_FEWEST = 3  # places of a scale that is labelled throughout
_MOST_NAMED = 3  # places of a scale that is labelled at its ends, and perhaps in the middle


def labelled(
    labels: Mapping[str, str], used: Iterable[str], question: str, *, nominal: bool = False
) -> dict[str, str]:
    """Return what each labelled code becomes; codes that are their own label are left out.

    `used` are the codes that answers hold, `question` the header and what is asked.
    """
    given = {code: label.strip() for code, label in labels.items() if label.strip()}
    is_scale = not nominal and _is_scale(given, set(used), question)
    becomes = {}
    for code, label in given.items():
        if label == code or (number(label) is not None and number(label) == number(code)):
            continue
        # A label that stands for no answer says so best alone: "Refused", not "99 = Refused".
        with_code = is_scale and not is_missing(label, Kind.RATING)
        becomes[code] = f"{code} = {label}" if with_code else label
    return becomes


def _is_scale(labels: Mapping[str, str], used: set[str], question: str) -> bool:
    said = {code: label for code, label in labels.items() if not is_missing(label, Kind.RATING)}
    places = [place for place in map(number, said) if place is not None]
    if len(places) < 2 or len(places) < len(said):
        return False
    bare = [place for place in map(number, used - set(labels)) if place is not None]
    between = [place for place in bare if min(places) < place < max(places)]
    if between and len(said) <= _MOST_NAMED:
        return True
    if len(said) < _FEWEST:
        return False
    return scale_words.read_worded(said.values()) is not None or _asks_for_rating(question)


def _asks_for_rating(question: str) -> bool:
    return naming_of(Role.OUTCOME, question).sure > 0


def number(text: str) -> float | None:
    """Read a code as a number."""
    value = read_number(text, NumberFormat()).value
    return None if value is None else float(value)
