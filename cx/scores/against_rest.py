"""Does a group score differently from all others together, and when is a difference claimed?

Every table of groups is tested here: all deals of the answers are counted where the group or its
others are few (see measures.rest_difference), and p values are adjusted over the groups of the
division (Benjamini & Hochberg 1995). Out of scope: which groups are hidden.
"""

from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats
from cx.measures.clusters import Effects, over_design_effect
from cx.measures.multiplicity import adjust_p_values
from cx.measures.net_score import mover_difference, net_score, tango_interval
from cx.measures.rest_difference import rest_test

DIFFERS_UP_TO = 0.05  # p, adjusted where several are read together


@dataclass(frozen=True, slots=True, eq=False)
class AgainstRest:
    """Each group of a division against all others together: (groups,); NaN where not compared."""

    difference_points: Floats  # net score of the group less that of all others
    difference_low: Floats  # 95 % range of the difference, of a single comparison (MOVER)
    difference_high: Floats
    p_value: Floats
    p_adjusted: Floats  # over the groups compared
    compared: Flags


def against_rest(
    favourable: Floats,
    unfavourable: Floats,
    n: Floats,
    shown: Flags,
    minimum_n: int,
    effects: Effects | None = None,
) -> AgainstRest:
    """Compare each group of a division with all the others: counts are (groups,).

    The difference tells what the rest scores, so both must have `minimum_n` answers or more.
    `effects` are what repeated answers of customers do; None where nobody repeats.

    >>> counts = [np.array(of) for of in ([3.0, 5], [1.0, 1], [6.0, 6])]
    >>> against_rest(*counts, np.array([True, True]), 5).p_adjusted.round(4).tolist()
    [0.697, 0.697]
    """
    others = n.sum() - n
    compared = shown & (n >= minimum_n) & (others >= minimum_n)
    mine = favourable, unfavourable, n
    theirs = favourable.sum() - favourable, unfavourable.sum() - unfavourable, others
    # Both sides at once: each interval is bisected, which takes as long for many as for one.
    plus, minus, count = (np.stack(sides) for sides in zip(mine, theirs, strict=True))
    (score, other), (lows, highs) = (
        net_score(plus, minus, count),
        tango_interval(plus, minus, count),
    )
    difference, low, high = mover_difference(score, (lows[0], highs[0]), other, (lows[1], highs[1]))
    tested = rest_test(favourable, unfavourable, n)
    if effects is not None:
        tested = over_design_effect(tested, effects.difference)
        wider = np.sqrt(effects.difference)
        low, high = (
            difference - wider * (difference - low),
            difference + wider * (high - difference),
        )
    p_value = np.where(compared, tested, np.nan)
    return AgainstRest(
        difference_points=np.where(compared, 100 * difference, np.nan),
        difference_low=np.where(compared, 100 * low, np.nan),
        difference_high=np.where(compared, 100 * high, np.nan),
        p_value=p_value,
        p_adjusted=adjust_p_values(p_value),
        compared=compared,
    )


@overload
def differs(p: float) -> bool: ...
@overload
def differs(p: pd.Series) -> pd.Series: ...
@overload
def differs(p: Floats) -> Flags: ...
def differs(p: float | pd.Series | Floats) -> bool | pd.Series | Flags:
    """Whether a difference is claimed, for a p or for many; one that is not known claims nothing.

    Up to the limit and not below it: a p of shuffles or deals is the limit itself now and then,
    and has exactly that chance of a false claim.

    >>> differs(0.05), differs(0.051), differs(float("nan"))
    (True, False, False)
    """
    claimed = p <= DIFFERS_UP_TO
    return claimed if isinstance(p, pd.Series | np.ndarray) else bool(claimed)
