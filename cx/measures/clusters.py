"""What do several answers of one customer take from how sure a score is?

Answers of one customer resemble each other, so n of them tell less than n customers would. The mean
of a group is a ratio of two sums over customers. Its variance is linearised: the residuals are
added up within each customer, and the squares of these sums over the customers, times J / (J - 1)
for J customers (Kish & Frankel 1974, JRSS B 36:1; Wolter 2007, Introduction to Variance Estimation,
ch. 6). Divided by the variance that as many independent answers would have, it is the design
effect (Kish 1965): exactly 1 where nobody repeats, and not taken below 1.

- Intervals take effective counts: n over the design effect, times the square of Student's t with
  n - 1 over t with J - 1 degrees of freedom (Korn & Graubard 1998, Survey Methodology 24:193).
- The test of a group against the rest divides chi-squared by the design effect of that difference
  (Rao & Scott 1981, JASA 76:221, first order), in which customers on both sides count as such.
- Tests of several degrees of freedom divide by the mean design effect (the same, first order).
- A group of few customers cannot tell its own variance: it takes the correlation within customers
  from everybody, 1 + (n~ - 1) rho, n~ being the answers beside the mean answer (Kish 1965).

Moments of customers are enough for all of it. Missing: NaN for a group without answers.
Out of scope: weights, strata, which column holds the customer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, ratio, two_sided_z

FEWEST_CUSTOMERS = 30  # in a group, from which it tells its own variance


@dataclass(frozen=True, slots=True, eq=False)
class CustomerMoments:
    """Sums over customers, by group (g,): n answers and sum y in the group, m and t in all."""

    n: Floats  # answers
    customers: Floats
    all_customers: float  # each once, also who is in several groups
    total: Floats  # of the values
    squares: Floats  # of the values, one by one
    products: Floats  # (g, 4, 4) sums over customers of (n, y, m, t) times itself

    @property
    def repeats(self) -> bool:
        """Whether any customer has more than one answer, in one group or in several."""
        return bool(self.products[:, 2, 2].max(initial=0.0) > self.n.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What repeated answers do to groups: (g,)."""

    effective_n: Floats  # independent answers that would tell as much; at most n
    difference: Floats  # design effect of the group against all others together; 1 or more
    own: Floats  # design effect of the group's mean; 1 or more


def customer_moments(
    customer: ArrayLike, group: ArrayLike, value: ArrayLike, n_groups: int
) -> CustomerMoments:
    """Add up answers by customer and group: three of (answers,); a group below 0 is left out.

    >>> customer_moments([1, 1, 2], [0, 0, 0], [1.0, 1.0, -1.0], 1).customers.tolist()
    [2.0]
    """
    place, y = np.asarray(group, dtype=np.int64), floats(value)
    inside = (place >= 0) & np.isfinite(y)
    place, y = place[inside], y[inside]
    _, who = np.unique(np.asarray(customer)[inside], return_inverse=True)
    # One number for each customer within a group, dense in the order of customers.
    cells, cell = np.unique(who * n_groups + place, return_inverse=True)
    cell_customer, cell_group = cells // n_groups, cells % n_groups
    n, t = np.bincount(cell).astype(float), np.bincount(cell, y, len(cells))
    all_n, all_t = np.bincount(who).astype(float), np.bincount(who, y)
    four = np.stack([n, t, all_n[cell_customer], all_t[cell_customer]])
    products = np.empty((n_groups, 4, 4))
    for one in range(4):
        for other in range(one, 4):
            added = np.bincount(cell_group, four[one] * four[other], n_groups)
            products[:, one, other] = products[:, other, one] = added
    # The rest holds customers who are not in the group at all.
    everybody = np.stack([all_n, all_t]) @ np.stack([all_n, all_t]).T
    products[:, 2:, 2:] = everybody
    return CustomerMoments(
        n=np.bincount(place, minlength=n_groups).astype(float),
        customers=np.bincount(cell_group, minlength=n_groups).astype(float),
        all_customers=float(len(all_n)),
        total=floats(np.bincount(place, y, n_groups)),
        squares=floats(np.bincount(place, y**2, n_groups)),
        products=products,
    )


def linearised_variance(moments: CustomerMoments) -> Floats:
    """Return the variance of each group's mean, summed within customers: (g,)."""
    mean = np.nan_to_num(ratio(moments.total, moments.n))
    along = np.stack([-mean, np.ones_like(mean), 0 * mean, 0 * mean], axis=1)
    spread = _quadratic(moments.products, along)
    return ratio(spread * _correction(moments.customers), moments.n**2)


def difference_variance(moments: CustomerMoments) -> Floats:
    """Return the variance of each group's mean less that of all others, by customers: (g,)."""
    return _difference(moments, *_means(moments))


def effects(moments: CustomerMoments, n: ArrayLike | None = None) -> Effects:
    """Return what repeated answers do to groups.

    `n` (g,) are the answers of each group where the moments are of a sample of whole customers.
    """
    counted = moments.n if n is None else floats(n)
    every = float(moments.n.sum())
    if not moments.repeats:
        ones = np.ones(len(moments.n))
        return Effects(counted.copy(), ones, ones)
    rho = within_customers(moments)
    few = moments.customers < FEWEST_CUSTOMERS
    by_correlation = 1 + rho * (ratio(moments.products[:, 0, 0], moments.n) - 1)
    measured = ratio(linearised_variance(moments), _independent_variance(moments))
    own = _at_least_one(np.where(few, by_correlation, measured))
    # Under "no difference" the group and its others have the mean and variance of all answers.
    together = np.full(len(moments.n), float(moments.total.sum()) / every)
    independent = ratio(1, moments.n) + ratio(1, every - moments.n)
    measured = ratio(_difference(moments, together, together), _one_variance(moments) * independent)
    by_correlation = 1 + rho * (ratio(_shared(moments), independent) - 1)
    difference = _at_least_one(np.where(few, by_correlation, measured))
    customers = ratio(moments.customers * counted, moments.n)
    wider = _wider(counted, np.nan_to_num(customers, nan=1.0))
    return Effects(counted / (own * wider), difference * wider, own)


def effective_n_of_columns(customers: ArrayLike, values: ArrayLike) -> Floats:
    """Return how many independent answers tell as much of the mean of each column: (p,).

    Shape: (n,) and (n, p), NaN where nothing was answered.
    """
    answered = floats(values)
    _, who = np.unique(np.asarray(customers), return_inverse=True)
    found = np.empty(answered.shape[1])
    for place, column in enumerate(answered.T):
        known = np.isfinite(column)
        n = float(known.sum())
        apart = np.where(known, column - np.nanmean(column), 0.0)
        together = np.bincount(who, apart)
        customers_of = float(np.count_nonzero(np.bincount(who, known)))
        alone = float(apart @ apart) * _correction(floats(n))
        summed = float(together @ together) * _correction(floats(customers_of))
        effect = _at_least_one(ratio(summed, alone))
        found[place] = n / float(effect * _wider(floats(n), floats(customers_of)))
    return found


def few_customers(customers: ArrayLike, n_slopes: int = 0) -> float:
    """Return what a variance summed within customers is too small by, with its t for the normal z.

    Customers who answer often count for more, so that all together they are (sum n)^2 / sum n^2.

    >>> round(few_customers([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]), 2)
    2.51
    """
    alike = max(told_customers(customers), 2.0)
    t = float(special.stdtrit(alike - 1, 0.975))
    return alike / max(alike - 1 - n_slopes, 1.0) * (t / two_sided_z(0.95)) ** 2


def told_customers(customers: ArrayLike) -> float:
    """Return as how many customers they count, if who answers often counts for more (Kish 1965).

    >>> told_customers([1, 1, 2, 2, 3, 3])
    3.0
    """
    many = np.unique(np.asarray(customers), return_counts=True)[1].astype(float)
    return float(many.sum()) ** 2 / float(many @ many)


def slope_effects(customers: ArrayLike, columns: ArrayLike, residuals: ArrayLike) -> Floats:
    """Return the design effect of each least squares slope: (p,), 1 or more.

    The sandwich with residuals added up within customers (Liang & Zeger 1986, Biometrika 73:13)
    against that with each row by itself. Shape: (n,), (n, p) centred, and (n,).
    """
    x = floats(columns)
    pulls = x * floats(residuals)[:, None] @ np.linalg.pinv(x.T @ x, hermitian=True)
    _, who = np.unique(np.asarray(customers), return_inverse=True)
    together = np.stack([np.bincount(who, pull) for pull in pulls.T])
    return _at_least_one(ratio((together**2).sum(axis=1), (pulls**2).sum(axis=0)))


def within_customers(moments: CustomerMoments) -> float:
    """Return the correlation of two answers of one customer, 0..1, over all groups together."""
    n, total = float(moments.n.sum()), float(moments.total.sum())
    mean = total / n
    (mm, mt), (_, tt) = moments.products[0, 2:, 2:]
    among = tt - 2 * mean * mt + mean**2 * mm
    alone = float(moments.squares.sum()) - n * mean**2
    pairs = (mm - n) * alone / n
    return float(np.clip((among - alone) / pairs, 0.0, 1.0)) if pairs > 0 else 0.0


def mean_design_effect(own: ArrayLike, n: ArrayLike) -> float:
    """Return what chi-squared of the differences among groups is divided by; 1 or more.

    The mean of the design effects of the k - 1 contrasts (Rao & Scott 1981, first order), taken as
    if groups had no customers in common, which is the larger.
    """
    count = floats(n)
    told = (count > 0) & np.isfinite(floats(own))
    if np.count_nonzero(told) < 2:
        return 1.0
    share = 1 - count[told] / count[told].sum()
    return max(1.0, float(share @ floats(own)[told]) / float(share.sum()))


def over_design_effect(p_value: ArrayLike, design_effect: ArrayLike) -> Floats:
    """Return the p of chi-squared with 1 degree of freedom once it is divided: NaN stays NaN.

    >>> over_design_effect(0.05, [1.0, 2.0]).round(3).tolist()
    [0.05, 0.166]
    """
    p, effect = np.broadcast_arrays(floats(p_value), floats(design_effect))
    with np.errstate(invalid="ignore"):
        wider = special.chdtrc(1, special.chdtri(1, np.clip(p, 1e-300, 1.0)) / effect)
    return np.asarray(np.where(effect == 1, p, np.where(np.isnan(p), np.nan, wider)))


def _means(moments: CustomerMoments) -> tuple[Floats, Floats]:
    mean = np.nan_to_num(ratio(moments.total, moments.n))
    rest = ratio(moments.total.sum() - moments.total, moments.n.sum() - moments.n)
    return mean, np.nan_to_num(rest)


def _difference(moments: CustomerMoments, mean: Floats, rest: Floats) -> Floats:
    """Return the variance of mean less rest, with residuals from the means given."""
    a = np.nan_to_num(ratio(1, moments.n))
    b = np.nan_to_num(ratio(1, moments.n.sum() - moments.n))
    along = np.stack([-(a * mean + b * rest), a + b, b * rest, -b], axis=1)
    customers = moments.all_customers
    return np.asarray(_quadratic(moments.products, along) * customers / max(customers - 1, 1.0))


def _shared(moments: CustomerMoments) -> Floats:
    """Return the sum over customers of the squared weight of their answers in the difference."""
    a = np.nan_to_num(ratio(1, moments.n))
    b = np.nan_to_num(ratio(1, moments.n.sum() - moments.n))
    zero = np.zeros_like(a)
    return _quadratic(moments.products, np.stack([a + b, zero, -b, zero], axis=1))


def _at_least_one(effect: Floats) -> Floats:
    return np.maximum(np.nan_to_num(effect, nan=1.0), 1.0)


def _quadratic(products: Floats, along: Floats) -> Floats:
    return np.asarray(np.maximum(np.einsum("gi,gij,gj->g", along, products, along), 0.0))


def _correction(customers: Floats) -> Floats:
    return np.where(customers > 1, np.nan_to_num(ratio(customers, customers - 1)), np.nan)


def _independent_variance(moments: CustomerMoments) -> Floats:
    """Return the variance of each mean if answers were independent, with n / (n - 1)."""
    n = moments.n
    spread = np.maximum(moments.squares - n * np.nan_to_num(ratio(moments.total, n)) ** 2, 0.0)
    return ratio(spread * _correction(n), n**2)


def _one_variance(moments: CustomerMoments) -> float:
    n = float(moments.n.sum())
    return float(moments.squares.sum()) / n - (float(moments.total.sum()) / n) ** 2


def _wider(n: Floats, customers: Floats) -> Floats:
    """Return the square of t by customers over t by answers; one customer has no t."""
    answers = special.stdtrit(np.maximum(n - 1, 1), 0.975)
    by_customer = special.stdtrit(np.maximum(np.minimum(customers, n) - 1, 1), 0.975)
    return np.asarray(np.maximum((by_customer / answers) ** 2, 1.0))
