"""Which drivers can be the most important ones?

From bootstrap replicates of importance: how often each driver is among the top k, and the set of
drivers that holds the whole top k with a stated probability. It grows with doubt: three drivers
that lead in every replicate are a set of three; five that take turns are a set of five. This is
the bootstrap inference for ranks of Hall & Miller 2009 (Annals of Statistics 37:3929), read as a
set.

Which of them may be named first is a matter of pairs (`lead`), since the largest of many alike
leads by luck.

Missing: not allowed. Out of scope: the replicates (see bootstrap).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Flags, Floats, Integers, floats


@dataclass(frozen=True, slots=True, eq=False)
class TopSet:
    """The drivers that hold the top k with the probability asked for."""

    members: Integers  # positions of the drivers, the most surely leading first
    probability: float  # 0..1, that the whole top k is among the members
    in_top: Floats  # (p,) probability of each driver to be among the top k


def top_set(replicates: ArrayLike, k: int = 3, probability: float = 0.9) -> TopSet:
    """Return the drivers that contain the k most important ones with a probability.

    Drivers join by their own probability to be in the top k, until all of the top k is inside
    often enough: the smallest such set in that order. Of drivers tied in a replicate the earlier
    one leads. Shape: (replicates, p). Errors: ValueError for a k outside 1..p.
    """
    shares = floats(replicates)
    n_drivers = shares.shape[1]
    if not 1 <= k <= n_drivers:
        raise ValueError(f"k must be between 1 and {n_drivers}, not {k}.")
    leading = _leading(shares, k)
    in_top = leading.mean(axis=0)
    order = np.argsort(-in_top, kind="stable")
    # A replicate is contained once the last of its top k has joined.
    last_joined = np.where(leading[:, order], np.arange(n_drivers), -1).max(axis=1)
    contained = np.cumsum(np.bincount(last_joined, minlength=n_drivers)) / len(shares)
    size = int(np.argmax(contained >= min(probability, 1.0) - 1e-12)) + 1
    return TopSet(order[:size], float(contained[size - 1]), in_top)


@dataclass(frozen=True, slots=True)
class Lead:
    """What can be said of the first places."""

    apart: tuple[int, ...]  # each k of which the first k surely outrank all drivers after them
    sharing: int  # the first and those that it does not surely outrank: any of them may lead
    # positions of those that may be among the first `most`: fewer others surely outrank them
    possible: tuple[int, ...]


def lead(importance: ArrayLike, outranks: ArrayLike, most: int, alpha: float = 0.05) -> Lead:
    """Say how many of the first may be named, up to `most`, and how many share the lead.

    The largest of many alike leads by luck, so a driver outranks another only with a bootstrap
    probability of 1 - alpha / p (Bonferroni over the p drivers); and only one that `most` others
    so outrank is ruled out from the first. `outranks` (p, p) is that of
    row over column (see `probability_outranks`).

    >>> lead([0.3, 0.1, 0.1], [[0.5, 1, 1], [0, 0.5, 0.6], [0, 0.4, 0.5]], most=2)
    Lead(apart=(1,), sharing=1, possible=(0, 1, 2))
    """
    order = np.argsort(-floats(importance), kind="stable")
    n_drivers = len(order)
    surely = floats(outranks)[order][:, order] >= 1 - alpha / n_drivers
    apart = tuple(k for k in range(1, min(most, n_drivers - 1) + 1) if surely[:k, k:].all())
    possible = np.sort(order[surely.sum(axis=0) < most])
    return Lead(apart, 1 + int(np.count_nonzero(~surely[0, 1:])), tuple(possible.tolist()))


def _leading(shares: Floats, k: int) -> Flags:
    """Return which drivers are among the k highest of each replicate: (replicates, p)."""
    order = np.argsort(-shares, axis=1, kind="stable")
    leading = np.zeros(shares.shape, dtype=bool)
    np.put_along_axis(leading, order[:, :k], True, axis=1)
    return leading
