"""How recently, how often and for how much does each customer buy? RFM scores of 1 to 5.

Customers are ranked on each of the three and cut into five equal groups (Hughes 1994, Strategic
Database Marketing); 5 is best. Equal values get equal scores, so the groups are as equal as ties
allow: when half of the customers bought once, all of those have the same frequency score.
Recency is reversed, few days since the last purchase being good.

Missing: a customer without a value has the score 0 in it. Out of scope: naming groups, the money
in them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from cx.measures.arrays import Integers, floats

N_GROUPS = 5  # quintiles


@dataclass(frozen=True, slots=True, eq=False)
class RFM:
    """Scores of 1 (worst) to 5 (best), 0 where unknown; one entry per customer, in given order."""

    recency: Integers  # 5 = bought most recently
    frequency: Integers  # 5 = bought most often
    monetary: Integers  # 5 = spent most


def rfm_scores(days_since: ArrayLike, purchases: ArrayLike, spend: ArrayLike) -> RFM:
    """Return the scores of customers, given one value of each per customer.

    `spend` may be the total or the mean per purchase: say which. Units: days, a count, money.
    """
    return RFM(
        quantile_scores(-floats(days_since)), quantile_scores(purchases), quantile_scores(spend)
    )


def quantile_scores(values: ArrayLike, n_groups: int = N_GROUPS) -> Integers:
    """Return in which of equal groups each value lies, 1 = lowest; ties stay together.

    Tied values share the middle of the ranks they take. Missing: NaN is 0.

    >>> quantile_scores([10, 20, 20, 20, 50, 60, 70, 80, 90, 100]).tolist()
    [1, 2, 2, 2, 3, 3, 4, 4, 5, 5]
    """
    value = floats(values)
    known = ~np.isnan(value)
    rank = stats.rankdata(value[known], method="average")
    score = np.zeros(value.shape, dtype=np.int64)
    score[known] = np.floor((rank - 0.5) * n_groups / max(len(rank), 1)).astype(np.int64) + 1
    return score
