"""Which levers does a file have, how far has anybody got with each, and which may be pulled?

A lever is a driver rating, the share of matters resolved at first contact, or the time to
resolution. Its limits are the best and the worst segment's or performer's own level, drawn to the
mean (Efron & Morris 1975): nobody has yet been further. A lever is locked when its correlation
with the outcome and its coefficient beside the others disagree in sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from cx.chapters.what_if.leads import sharing_lead
from cx.measures.arrays import Floats, Integers
from cx.measures.shrinkage import shrink
from cx.scores.counts import GREY_N
from cx.vocabulary import Column, Role

TIME = "time_to_resolution"  # key of a lever that is no column: closed less opened
SHORTEST = 1 / 60  # hours; a matter settled at once has no logarithm otherwise


class LeverKind(StrEnum):
    """What a lever moves."""

    RATING = "rating"  # a driver, in rating points
    RESOLVED = "resolved"  # the share resolved at first contact, 0..1
    TIME = "time"  # typical hours to resolution (geometric mean)


@dataclass(frozen=True, slots=True)
class Place:
    """A segment or performer, and its level on a lever."""

    column: str  # header
    level: str
    value: float  # shrunken; rating, share or typical hours
    n: int
    sharing: int = 1  # groups that cannot be told from it, itself among them


@dataclass(frozen=True, slots=True)
class Lever:
    """What can be moved, and how far anybody has got with it."""

    key: str  # name of the column, or TIME
    label: str  # header
    kind: LeverKind
    minimum: float  # of its scale; of times, hours
    maximum: float  # likewise
    mean: float  # today: mean rating, share resolved, or typical hours
    lowest: Place | None  # the segment with the lowest level; None when none can be compared
    highest: Place | None  # the segment with the highest level
    correlation: float  # with the outcome; of times, of their logarithm
    coefficient: float  # on the outcome's scale, the other levers held
    n_rated: int

    @property
    def locked(self) -> bool:
        """Whether the sign depends on the other levers, so that no move of it can be read."""
        return bool(np.sign(self.correlation) != np.sign(self.coefficient))

    @property
    def best(self) -> Place | None:
        """The end of its range that goes with the better score."""
        return self.highest if self.correlation > 0 else self.lowest

    @property
    def room(self) -> float:
        """The shift that takes today's level to the best place's; 0 when there is none.

        Units: rating points, change of the share, or relative change of the time.
        """
        if self.best is None:
            return 0.0
        if self.kind is LeverKind.TIME:
            return self.best.value / self.mean - 1
        return self.best.value - self.mean


def extremes(
    values: Floats,
    groups: Sequence[tuple[Column, Integers]],
    minimum_n: int,
) -> tuple[Place | None, Place | None]:
    """Return the groups with the lowest and the highest shrunken mean of `values` (n,), NaN apart.

    `groups` are columns with the number of each answer's category (see `codes_of`).
    Segments take part from 30 answers on, performers from `minimum_n`; groups that cannot be told
    apart are all at the mean, and none of them is a place to go to.
    """
    known = ~np.isnan(values)
    places: list[Place] = []
    errors: list[float] = []
    for column, codes in groups:
        counted = known & (codes < len(column.categories))
        n = np.bincount(codes[counted], minlength=len(column.categories)).astype(float)
        least = minimum_n if column.role is Role.PERFORMER else max(GREY_N, minimum_n)
        kept = np.flatnonzero(n >= least)
        if len(kept) < 2:
            continue
        total, squares = (
            np.bincount(codes[counted], values[counted] ** power, minlength=len(n))[kept]
            for power in (1, 2)
        )
        mean = total / n[kept]
        spare = max(float(n[kept].sum()) - len(kept), 1.0)
        within = float(np.maximum(squares - total * mean, 0).sum()) / spare
        shrunk = shrink(mean, within / n[kept])
        if shrunk.between_variance > 0:
            places += [
                Place(column.label, column.categories[group], float(value), int(n[group]))
                for group, value in zip(kept, shrunk.scores, strict=True)
            ]
            errors += shrunk.posterior_sd.tolist()
    if not places:
        return None, None
    error = np.array(errors)
    lowest, highest = (_furthest(places, error, sign) for sign in (-1, 1))
    return lowest, highest


def _furthest(places: Sequence[Place], error: Floats, sign: int) -> Place:
    """Return the group that is furthest in a direction, and how many may as well be it."""
    values = sign * np.array([place.value for place in places])
    first = int(values.argmax())
    spread = np.hypot(error, error[first])
    spread[first] = 0.0
    return replace(places[first], sharing=int(sharing_lead(values, spread).sum()))


def codes_of(values: pd.Series, column: Column) -> Integers:
    """Number the categories in their order; all other values have the number after the last."""
    codes = pd.Index(column.categories).get_indexer(pd.Index(values))
    return np.asarray(np.where(codes < 0, len(column.categories), codes))
