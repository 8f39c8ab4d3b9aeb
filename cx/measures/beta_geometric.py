"""How long do customers stay when some are more loyal than others?

The shifted beta-geometric model (Fader & Hardie 2007, J Interactive Marketing 21:76): each customer
leaves at the end of a year with a chance of his own, and the chances are spread by a beta
distribution. The retention rate of a cohort then rises with tenure, because those who are likely to
leave do so first; one rate for all understates what is left (Fader & Hardie 2010, Mktg Science
29:85).

Units: years (or whatever period the cohort is counted in). Out of scope: money.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from cx.measures.arrays import Floats, floats


@dataclass(frozen=True, slots=True)
class BetaGeometric:
    """A fitted model; the mean chance to leave in the first year is alpha / (alpha + beta)."""

    alpha: float
    beta: float
    log_likelihood: float

    def survival(self, years: ArrayLike) -> Floats:
        """Return the share of a cohort that is still there after `years` renewals."""
        return np.asarray(
            np.exp(
                special.betaln(self.alpha, self.beta + floats(years))
                - special.betaln(self.alpha, self.beta)
            )
        )

    def retention(self, year: ArrayLike) -> Floats:
        """Return the retention rate of the `year`-th renewal, from 1."""
        kept = self.beta + floats(year) - 1
        return np.asarray(kept / (self.alpha + kept))

    def discounted_tenure(self, discount: float, renewed: int | None = None) -> float:
        """Return the expected number of payments, each at its present value.

        For a new customer the payment of today counts (form B). For one who has renewed `renewed`
        times the payment just made does not (form A).
        """
        at = 1 / (1 + discount)
        if renewed is None:
            return float(special.hyp2f1(1, self.beta, self.alpha + self.beta, at))
        beta = self.beta + renewed
        following = special.hyp2f1(1, beta + 1, self.alpha + beta + 1, at)
        return float(beta / (self.alpha + beta) * following)


def fit_beta_geometric(survivors: ArrayLike) -> BetaGeometric:
    """Fit the model to a cohort by maximum likelihood.

    survivors: how many are there at the start and after each renewal, never growing.
    Errors: ValueError when nobody left or the numbers grow.
    """
    there = floats(survivors)
    lost = -np.diff(there)
    if np.any(lost < 0) or not lost.sum():
        raise ValueError("survivors must fall: at least one customer left, and none came back.")
    renewals = np.arange(len(lost))

    def surprise(logs: Floats) -> float:
        alpha, beta = np.exp(logs)
        level = special.betaln(alpha, beta)
        leaving = special.betaln(alpha + 1, beta + renewals) - level
        staying = special.betaln(alpha, beta + len(lost)) - level
        return -float(lost @ leaving + there[-1] * staying)

    found = optimize.minimize(
        surprise, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-11}
    )
    alpha, beta = np.exp(found.x)
    return BetaGeometric(float(alpha), float(beta), -float(found.fun))
