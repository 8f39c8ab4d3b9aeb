"""What a guess in three figures says: the PERT distribution of low, likely and high.

A beta distribution on low..high with its peak at the likely value and its mean at
(low + 4 likely + high) / 6. Source: Malcolm et al. 1959, Operations Research 7:646; Vose 2008,
Risk Analysis. Out of scope: where the three figures come from.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special
from scipy.stats import qmc

from cx.measures.arrays import Floats, floats

WEIGHT = 4.0  # of the likely value in the mean


@dataclass(frozen=True, slots=True)
class Pert:
    """Three figures in one unit; low <= likely <= high, all equal for what is known.

    Errors: ValueError when they are out of order.
    """

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"{self.low:g}, {self.likely:g}, {self.high:g} are out of order.")

    @property
    def mean(self) -> float:
        """The mean, which is not the likely value when the ends lie unevenly."""
        return (self.low + WEIGHT * self.likely + self.high) / (WEIGHT + 2)

    def quantiles(self, shares: ArrayLike) -> Floats:
        """Return the values below which these shares (0..1) lie, in the shape of `shares`."""
        share, width = floats(shares), self.high - self.low
        if width == 0:
            return np.full(share.shape, self.low)
        rising = 1 + WEIGHT * (self.likely - self.low) / width
        falling = 1 + WEIGHT * (self.high - self.likely) / width
        return np.asarray(self.low + width * special.betaincinv(rising, falling, share))


def correlated_shares(n: int, together: ArrayLike, seed: int) -> Floats:
    """Draw shares (n, k) in 0..1, evenly, of which columns move together.

    `together` (k,) holds what of each column's variance is common to all, 0..1: the normals behind
    two columns a and b correlate by sqrt(together_a * together_b) (a Gaussian copula with one
    common factor). A scrambled Sobol sequence covers the cube more evenly than chance, so a mean
    of some thousand draws is good to about one in a thousand. `n` is a power of 2.
    Errors: ValueError for a share outside 0..1.
    """
    common = floats(together)
    if not ((common >= 0) & (common <= 1)).all():
        raise ValueError(f"shares in common must be 0 to 1, not {common.tolist()}.")
    drawn = qmc.Sobol(len(common) + 1, rng=np.random.default_rng(seed)).random(n)
    normal = special.ndtri(drawn)
    mixed = np.sqrt(common) * normal[:, :1] + np.sqrt(1 - common) * normal[:, 1:]
    return np.asarray(special.ndtr(mixed))
