"""How do the numbers of a file become answers on a scale: as they are, shifted, turned round?

Survey tools number the answers of a multiple choice from 1 on, so that 0-10 becomes 1-11;
spreadsheets keep 75 % as .75; and where 1 is the best answer, answers are turned round for scoring.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cx.vocabulary import Scale

_SHARE_SHIFTED = 0.01  # of the answers must be one above the scale for codes; fewer are slips
_LEAST_CODED, _LEAST_CODES = 20, 6  # answers and different ones; fewer show no codes
_FRACTIONS = 0.1  # of the answers must be no whole number for shares


@dataclass(frozen=True, slots=True)
class Coding:
    """An answer is `times` the number in the file, plus `plus`.

    >>> Coding(-1.0, 6.0).answer(1.0)
    5.0
    """

    times: float = 1.0
    plus: float = 0.0
    change: str | None = None  # what a passport says of it

    def answer(self, number: float) -> float:
        """Return the answer that a number stands for, without noise of binary fractions."""
        return round(self.times * number + self.plus, 9)


def coding_of(scale: Scale, counts: Mapping[float, int]) -> Coding:
    """Say how numbers with these counts are coded for a scale."""
    if shares(counts) and (scale.minimum, scale.maximum) == (0, 100):
        return Coding(100.0, 0.0, "percent_share")
    if (scale.minimum, scale.maximum) == (0, 10) and counted_from_one(counts, 11):
        return Coding(1.0, -1.0, "code_from_one")
    if scale == Scale.conventional(-100, 100) and is_counted(counts) and max(counts) <= 1:
        return Coding(100.0, 0.0, "counted_people")
    if scale.reversed:
        return Coding(-1.0, scale.minimum + scale.maximum, "turned_round")
    return Coding()


def shares(counts: Mapping[float, int]) -> bool:
    """Say whether numbers are shares of 1, as a spreadsheet keeps percentages."""
    total = sum(counts.values())
    broken = sum(n for number, n in counts.items() if not float(number).is_integer())
    shares_of_one = bool(counts) and min(counts) >= 0 and max(counts) <= 1
    return shares_of_one and broken >= _FRACTIONS * total


def is_counted(counts: Mapping[float, int]) -> bool:
    """Say whether numbers count people as promoters, passives and detractors: 100, 0 and -100.

    Some write 1, 0 and -1.
    """
    found = set(counts)
    return any(found <= {-unit, 0.0, unit} and -unit in found for unit in (1.0, 100.0))


def counted_from_one(counts: Mapping[float, int], codes: int) -> bool:
    """Say whether numbers are the codes 1 to `codes` of answers that begin with 0."""
    total = sum(counts.values())
    whole = all(float(number).is_integer() for number in counts)
    top = counts.get(float(codes), 0)
    if total < _LEAST_CODED or len(counts) < _LEAST_CODES:
        return False
    within = bool(counts) and min(counts) >= 1 and max(counts) == codes
    return whole and within and top >= max(2, _SHARE_SHIFTED * total)
