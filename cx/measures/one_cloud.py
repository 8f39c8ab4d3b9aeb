"""What would rows look like if there were one kind of them, whose columns lean on each other?

Each column keeps its own values and each pair its rank correlation; what holds between columns
comes from one normal distribution (Gaussian copula with given margins; Cario & Nelson 1997,
Modeling and generating random vectors with arbitrary marginal distributions). Ranks are kept and
not the correlation of the values: two heaps far apart are correlated by that alone. Clusters are
kinds only where they are clearer than in such rows (Liu, Hayes, Nobel & Marron 2008, JASA
103:1281; Hennig & Lin 2015, Statistics and Computing 25:821): who comes often was here lately,
whatever kinds there are.

Columns that stand for the values of a category move as one; the values are put into the order
that goes best with the other columns. Missing: not allowed. Out of scope: columns that depend on
each other without a correlation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from cx.measures.arrays import Floats, Integers, floats

TERMS = 60  # of the Hermite series of a margin
LEANINGS = np.linspace(-0.995, 0.995, 399)  # correlations of normal columns that are tried


@dataclass(frozen=True, slots=True, eq=False)
class OneCloud:
    """A cloud with the margins and the correlations of given rows."""

    rows: Floats  # (n, p)
    blocks: Sequence[Sequence[int]]  # columns that move as one
    order: Integers  # (n, blocks) places of the rows from the lowest to the highest
    root: Floats  # (blocks, blocks) of the correlations of the normal columns

    def draw(self, random: np.random.Generator) -> Floats:
        """Draw rows of the cloud: (n, p), every column with the values of the given rows."""
        normal = random.standard_normal(self.order.shape) @ self.root.T
        drawn = np.empty_like(self.rows)
        for place, block in enumerate(self.blocks):
            columns = list(block)
            taken = self.order[np.argsort(np.argsort(normal[:, place])), place]
            drawn[:, columns] = self.rows[np.ix_(taken, columns)]
        return drawn


def one_cloud(rows: ArrayLike, blocks: Sequence[Sequence[int]]) -> OneCloud:
    """Return the cloud of rows (n, p) in which every column varies."""
    values = floats(rows)
    along = np.column_stack([_along(values, block) for block in blocks])
    order = np.argsort(along, axis=0, kind="stable")
    ranks = stats.rankdata(along, axis=0)  # equal values share theirs
    series = [_hermite(np.sort(column)) for column in ranks.T]
    seen = np.atleast_2d(np.corrcoef(ranks, rowvar=False))
    normal = np.eye(len(blocks))
    powers = LEANINGS[:, None] ** np.arange(1, TERMS + 1)
    for one in range(len(blocks)):
        for other in range(one):
            gives = np.maximum.accumulate(powers @ (series[one] * series[other]))
            leaning = np.interp(seen[one, other], gives, LEANINGS)
            normal[one, other] = normal[other, one] = leaning
    # Pairs that do not fit together are brought to the nearest correlations that do.
    sizes, axes = np.linalg.eigh(normal)
    root = axes * np.sqrt(np.maximum(sizes, 0.0))
    return OneCloud(values, blocks, order, root / np.linalg.norm(root, axis=1, keepdims=True))


def _along(values: Floats, block: Sequence[int]) -> Floats:
    """Return the order of a block: its column, or what of several goes best with the others."""
    own = values[:, list(block)] - values[:, list(block)].mean(axis=0)
    if len(block) == 1:
        return np.asarray(own[:, 0])
    others = np.delete(values, list(block), axis=1)
    others = others - others.mean(axis=0)
    # The first canonical variate (Hotelling 1936).
    told = others @ (np.linalg.pinv(others) @ own)
    sizes, axes = np.linalg.eig(np.linalg.pinv(own.T @ own, hermitian=True) @ own.T @ told)
    return np.asarray(own @ np.real(axes[:, np.argmax(np.real(sizes))]))


def _hermite(ordered: Floats) -> Floats:
    """Return the Hermite series of the step from a normal value to those given in order: (TERMS,).

    Two columns are correlated by the sum over m of the products of their terms and the m-th power
    of the correlation of the normal ones (Mehler 1866).
    """
    standard = (ordered - ordered.mean()) / ordered.std()
    steps = special.ndtri(np.arange(1, len(ordered)) / len(ordered))
    polynomials = np.empty((TERMS, len(steps)))
    polynomials[0], polynomials[1] = 1.0, steps
    for m in range(2, TERMS):
        below, twice = polynomials[m - 1], polynomials[m - 2]
        polynomials[m] = (steps * below - np.sqrt(m - 1) * twice) / np.sqrt(m)
    density = np.exp(-(steps**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(polynomials * density @ np.diff(standard) / np.sqrt(np.arange(1, TERMS + 1)))
