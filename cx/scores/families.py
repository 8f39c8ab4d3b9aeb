"""What is read together is judged together: all tables, columns and marks of a page.

P values of all groups of a question are adjusted at once (Benjamini & Hochberg 1995, JRSS B
57:289). A page that asks several questions multiplies by their number (Bonferroni), so that what
is true of one does not let luck through in another. Ranges of differences hold for the groups
that are named because they differ: each covers at 1 - .05 R / m, for R of m named (Benjamini &
Yekutieli 2005, JASA 100:71). Out of scope: the tests.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, two_sided_z
from cx.measures.multiplicity import adjust_together
from cx.scores.against_rest import DIFFERS_UP_TO, differs
from cx.scores.counts import CONFIDENCE


def adjust_question(*p_values: ArrayLike, questions: int = 1) -> list[Floats]:
    """Adjust all p values of one of so many questions of a page; NaN stays NaN.

    >>> [part.tolist() for part in adjust_question([0.01], [0.04, 0.5], questions=2)]
    [[0.06], [0.12, 1.0]]
    """
    return [np.minimum(questions * part, 1.0) for part in adjust_together(*p_values)]


def as_one_family(frames: Sequence[pd.DataFrame], questions: int = 1) -> list[pd.DataFrame]:
    """Add p_adjusted to the tables of a question, and widen their ranges of differences.

    Columns: p_value, difference_points, difference_low and difference_high, the last two as the
    95 % range of a single comparison.
    """
    adjusted = adjust_question(*(frame["p_value"] for frame in frames), questions=questions)
    together = np.concatenate(adjusted)
    wider = _wider(together, questions)
    return [
        _widened(frame, wider).assign(p_adjusted=part)
        for frame, part in zip(frames, adjusted, strict=True)
    ]


def _wider(adjusted: Floats, questions: int) -> float:
    """Return how much wider the ranges of those that are named are than single ones."""
    compared = int(np.count_nonzero(~np.isnan(adjusted)))
    named = max(int(np.count_nonzero(differs(adjusted))), 1)
    if not compared:
        return 1.0
    outside = DIFFERS_UP_TO * min(named / (compared * questions), 1.0)
    return float(-special.ndtri(outside / 2)) / two_sided_z(CONFIDENCE)


def _widened(frame: pd.DataFrame, wider: float) -> pd.DataFrame:
    middle = floats(frame["difference_points"])
    low, high = floats(frame["difference_low"]), floats(frame["difference_high"])
    return frame.assign(
        difference_low=np.maximum(middle - wider * (middle - low), -200.0),
        difference_high=np.minimum(middle + wider * (high - middle), 200.0),
    )


def surely_first(points: ArrayLike, low: ArrayLike, high: ArrayLike, place: int) -> bool:
    """Whether a group outranks each of the others at 1 - .05 / k: three of (k,), from 95 % ranges.

    Give minus the scores to ask for the lowest. Groups of which nothing is known take no part.
    """
    score, below, above = floats(points), floats(low), floats(high)
    others = np.isfinite(score) & (np.arange(len(score)) != place)
    reach = np.hypot(score[place] - below[place], above[others] - score[others])
    k = int(np.count_nonzero(others)) + 1
    needed = float(-special.ndtri(DIFFERS_UP_TO / k)) / two_sided_z(CONFIDENCE)
    return bool(np.all(score[place] - score[others] >= needed * reach))
