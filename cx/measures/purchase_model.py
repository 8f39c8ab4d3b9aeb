"""How often will customers without a contract buy again, and for how much?

BG/NBD (Fader, Hardie & Lee 2005, Mktg Science 24:275): while alive a customer buys at a rate of his
own (gamma), and after each purchase leaves for ever with a chance of his own (beta). Gamma-Gamma
(Fader & Hardie 2013): the mean spend of a customer varies about a level of his own, and does not go
with how often he buys.

Units: time in any one unit, weeks here; x counts repeat purchases, so the first does not; t_x is
the time of the last and T (age) the end of observation, both since the first purchase. Mean spend
is over repeat purchases only. Out of scope: seasons, trends, who was never a customer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from cx.measures.arrays import Floats, floats

_SETTLED = {"maxiter": 500, "ftol": 1e-13, "gtol": 1e-8}
_OUT_OF_STEPS = 1  # status of L-BFGS-B; 2 is a search at the precision of floats, as on a ridge


def _is_unsettled(found: optimize.OptimizeResult) -> bool:
    return found.status == _OUT_OF_STEPS or not np.isfinite(found.fun)


@dataclass(frozen=True, slots=True)
class PurchaseModel:
    """BG/NBD: r and alpha spread the rates of buying, a and b the chances to leave."""

    r: float  # rates of buying
    alpha: float  # likewise
    a: float  # chances to leave
    b: float  # likewise
    log_likelihood: float = np.nan  # of the fit

    def alive(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return the chance that each customer will buy again; always 1 where x is 0."""
        return np.asarray(1 / (1 + self._odds_gone(floats(x), floats(t_x), floats(age))))

    def expected_purchases(
        self, ahead: float, x: ArrayLike, t_x: ArrayLike, age: ArrayLike
    ) -> Floats:
        """Return the number of purchases to expect of each customer in the time ahead."""
        bought, total = floats(x), floats(age)
        a, b, rate = self.a, self.b, self.r + bought
        until = self.alpha + total
        unreached = (until / (until + ahead)) ** rate * special.hyp2f1(
            rate, b + bought, a + b + bought - 1, ahead / (until + ahead)
        )
        if_alive = (a + b + bought - 1) / (a - 1) * (1 - unreached)
        return np.asarray(if_alive / (1 + self._odds_gone(bought, floats(t_x), total)))

    def _odds_gone(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        silence = ((self.alpha + age) / (self.alpha + t_x)) ** (self.r + x)
        gone = self.a / (self.b + np.maximum(x, 1) - 1) * silence
        return np.where(x > 0, gone, 0.0)


def fit_purchase_model(x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> PurchaseModel:
    """Fit BG/NBD by maximum likelihood.

    Errors: ValueError when no customer bought again or the fit does not settle.
    """
    # Customers alike in all three count together: surveys have few distinct histories.
    alike, counts = np.unique(
        np.column_stack([floats(x), floats(t_x), floats(age)]), axis=0, return_counts=True
    )
    bought, last, total = alike.T
    if not bought.any():
        raise ValueError("No customer bought again.")

    def surprise(logs: Floats) -> float:
        r, alpha, a, b = np.exp(logs)
        rate = r + bought
        level = special.gammaln(rate) - special.gammaln(r) + r * np.log(alpha)
        level += special.betaln(a, b + bought) - special.betaln(a, b)
        still = -rate * np.log(alpha + total)
        # The chance of leaving right after the last purchase; nobody leaves before buying again.
        left = np.log(a) - np.log(b + np.maximum(bought, 1) - 1) - rate * np.log(alpha + last)
        either = np.where(bought > 0, np.logaddexp(still, left), still)
        return -float(counts @ (level + either) / counts.sum())

    # Rates are of the order of purchases for each unit of time.
    start = np.log([0.5, max(float(np.average(total, weights=counts)) / 4, 0.1), 1.0, 2.0])
    found = optimize.minimize(
        surprise, start, method="L-BFGS-B", bounds=[(-12.0, 12.0)] * 4, options=_SETTLED
    )
    r, alpha, a, b = (float(value) for value in np.exp(found.x))
    if _is_unsettled(found):
        raise ValueError("The purchase model does not settle on these customers.")
    return PurchaseModel(r, alpha, a, b, -float(found.fun) * float(counts.sum()))


@dataclass(frozen=True, slots=True)
class SpendModel:
    """Gamma-Gamma: p is how steady one customer's purchases are, q and v spread the levels."""

    p: float  # how steady one customer's purchases are
    q: float  # how far levels spread
    v: float  # likewise
    log_likelihood: float = np.nan  # of the fit

    @property
    def mean(self) -> float:
        """Mean spend for each purchase over all customers; infinite when q is 1 or less."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else np.inf

    def expected_spend(self, x: ArrayLike, mean_spend: ArrayLike) -> Floats:
        """Return the spend for each purchase to expect of each customer, drawn to the mean."""
        bought = floats(x)
        known = np.where(bought > 0, floats(mean_spend), 0.0)
        return np.asarray(self.p * (self.v + bought * known) / (self.p * bought + self.q - 1))


def fit_spend_model(x: ArrayLike, mean_spend: ArrayLike) -> SpendModel:
    """Fit Gamma-Gamma to the customers who bought again, by maximum likelihood.

    Errors: ValueError when fewer than two bought again for more than nothing, or the fit does not
    settle.
    """
    bought, spent = floats(x), floats(mean_spend)
    known = (bought > 0) & (spent > 0)
    bought, spent = bought[known], spent[known]
    if len(bought) < 2:
        raise ValueError("Fewer than two customers bought again.")
    unit = spent.mean()  # money in the millions would slow the search down
    spent = spent / unit

    def surprise(logs: Floats) -> float:
        p, q, v = np.exp(logs)
        shape = p * bought
        level = -special.betaln(shape, q) + q * np.log(v) + (shape - 1) * np.log(spent)
        level += shape * np.log(bought) - (shape + q) * np.log(v + bought * spent)
        return -float(level.mean())

    found = optimize.minimize(
        surprise,
        np.log([2.0, 3.0, 1.0]),
        method="L-BFGS-B",
        bounds=[(-12.0, 12.0)] * 3,
        options=_SETTLED,
    )
    if _is_unsettled(found):
        raise ValueError("The spend model does not settle on these customers.")
    p, q, v = (float(value) for value in np.exp(found.x))
    n = len(bought)
    return SpendModel(p, q, v * float(unit), -n * float(found.fun) - n * float(np.log(unit)))
