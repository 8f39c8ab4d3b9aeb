"""Which two groups differ most surely in amounts that are rough: by ranks, not by means.

A few large amounts make a mean of one group: by ranks each counts once. All pairs of groups are
compared by their mean ranks and the surest is named; its p holds for all pairs (Tukey's studentised
range; Dunn 1964 for ranks). The variance is the larger of that of ranks which vary alike in all
groups (Kruskal & Wallis 1952) and that of each group's own, summed within customers.
Units: any; only the order counts. Missing: give none. Out of scope: by how much money.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from cx.measures.arrays import Floats, Integers, floats


@dataclass(frozen=True, slots=True)
class MostApart:
    """The two groups that differ most surely."""

    higher: int  # number of the group with the larger amounts; -1 with fewer than two groups
    lower: int
    larger_share: float  # of pairs, one amount of each, in which the higher's is larger; ties half
    p_value: float  # of no difference, adjusted for all pairs of groups; NaN where nothing varies


def most_apart(
    values: ArrayLike, groups: ArrayLike, clusters: ArrayLike | None = None
) -> MostApart:
    """Return the pair of groups whose ranks differ most surely.

    groups: numbers 0, 1, ... of (n,), each of which occurs; clusters: the customer of each amount.

    >>> found = most_apart([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 1, 1, 1, 1])
    >>> found.higher, found.lower, found.larger_share, round(found.p_value, 3)
    (1, 0, 1.0, 0.021)
    """
    value, group = floats(values), np.asarray(groups, dtype=np.int64)
    n = np.bincount(group).astype(np.float64)
    if len(n) < 2 or np.ptp(value) == 0:
        return MostApart(-1, -1, math.nan, math.nan)
    rank = stats.rankdata(value)
    mean = np.bincount(group, rank) / n
    covariance = _covariance(rank - mean[group], group, n, clusters)
    of_each = np.diag(covariance)
    alike = float(rank.var(ddof=1)) / n
    variance = np.maximum(of_each[:, None] + of_each - 2 * covariance, alike[:, None] + alike)
    z = (mean[:, None] - mean) / np.sqrt(variance)
    higher, lower = (int(place) for place in np.unravel_index(np.argmax(z), z.shape))
    p = float(stats.studentized_range.sf(math.sqrt(2) * z[higher, lower], len(n), np.inf))
    share = _larger_share(value[group == higher], value[group == lower])
    return MostApart(higher, lower, share, min(max(p, 0.0), 1.0))


def _covariance(rest: Floats, group: Integers, n: Floats, clusters: ArrayLike | None) -> Floats:
    """Return the covariance of mean ranks (groups, groups), from sums within customers."""
    if clusters is None:
        own = np.bincount(group, rest**2) / (n * np.maximum(n - 1, 1))
        return np.asarray(np.diag(own))
    customers, member = np.unique(np.asarray(clusters), return_inverse=True)
    pull = np.zeros((len(customers), len(n)))
    np.add.at(pull, (member, group), rest / n[group])
    return np.asarray(pull.T @ pull * len(customers) / max(len(customers) - 1, 1))


def _larger_share(higher: Floats, lower: Floats) -> float:
    """Return the share of pairs in which the first is larger, ties half (Mann & Whitney 1947)."""
    together = stats.rankdata(np.concatenate([higher, lower]))[: len(higher)]
    above = float(together.sum()) - len(higher) * (len(higher) + 1) / 2
    return above / (len(higher) * len(lower))
