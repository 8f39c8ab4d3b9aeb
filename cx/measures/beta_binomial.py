"""How do shares of yes differ between groups, beyond luck? For outcomes with two values.

Each group has its own true share, drawn from a beta distribution; its answers are binomial. The
beta is fitted to all groups by maximum likelihood, and each group is drawn to the mean by how few
answers it has (empirical Bayes; Gelman et al., Bayesian Data Analysis, 5.1-5.3). Unlike the
normal model of `shrinkage` it never leaves 0..1, and is right for five answers of a rare event.

Posteriors take the fitted beta as known; `Shrunken.posterior_sd` adds what is unsure of its mean.
Units: shares of 0..1 (`in_net_scores` turns them into net scores).
Missing: groups without answers get NaN and do not count. Out of scope: outcomes with a neutral
band (see shrinkage).
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from cx.measures.arrays import Floats, floats, ratio
from cx.measures.shrinkage import Shrunken

PRECISION_BOUNDS = (1e-4, 1e6)  # of alpha + beta; beyond, groups are all or nothing, or alike
LEAST_GAIN = 1e-7  # in log-likelihood over one share for all; below it no spread is seen


@dataclass(frozen=True, slots=True)
class BetaBinomial:
    """A beta distribution of the true shares of groups."""

    alpha: float  # prior successes; NaN (infinite) when nothing says that groups differ
    beta: float  # prior failures; NaN likewise
    log_likelihood: float  # of the counts
    n_successes: float  # in all groups
    n_answers: float  # in all groups

    @property
    def groups_differ(self) -> bool:
        """Whether there is any spread between groups."""
        return not math.isnan(self.alpha)

    @property
    def mean(self) -> float:
        """The mean of the true shares, 0..1; the share of all answers when groups are alike."""
        if self.groups_differ:
            return self.alpha / (self.alpha + self.beta)
        return float(ratio(self.n_successes, self.n_answers))

    @property
    def between_variance(self) -> float:
        """The variance of the true shares; 0 when groups are alike."""
        if not self.groups_differ:
            return 0.0
        return self.mean * (1 - self.mean) / (self.alpha + self.beta + 1)


def _heard(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Return the counts of groups with answers; raise ValueError where they cannot be counts."""
    hits, total = np.broadcast_arrays(floats(successes), floats(n))
    if np.any((hits < 0) | (hits > total)):
        raise ValueError("successes must be between 0 and n.")
    return hits[total > 0], total[total > 0]


def moments(successes: ArrayLike, n: ArrayLike) -> tuple[float, float]:
    """Return alpha and beta whose mean and variance are those of the raw shares.

    Rough: luck is counted as spread, so groups are drawn to the mean too little. It starts the
    fit. NaN when the shares do not differ. Source: Gelman et al., Bayesian Data Analysis, 5.1.
    """
    hits, total = _heard(successes, n)
    share = hits / total
    if len(share) < 2 or np.ptp(share) == 0:
        return math.nan, math.nan
    mean, spread = float(share.mean()), float(share.var(ddof=1))
    precision = mean * (1 - mean) / spread - 1
    if precision <= 0:
        return math.nan, math.nan
    return mean * precision, (1 - mean) * precision


def fit(successes: ArrayLike, n: ArrayLike) -> BetaBinomial:
    """Return the beta distribution that makes the counts most likely.

    Where no spread makes them more likely than one share for all, alpha and beta would be
    infinite: they are NaN, and `mean` is the share of all answers. Groups that are all yes or all
    no drive alpha and beta to almost 0. Errors: ValueError for counts that cannot be.
    """
    hits, total = _heard(successes, n)
    n_successes, n_answers = float(hits.sum()), float(total.sum())
    ways = -special.betaln(total - hits + 1, hits + 1) - np.log(total + 1)
    constant = float(ways.sum())
    alike = constant + float(
        special.xlogy(n_successes, ratio(n_successes, n_answers))
        + special.xlogy(n_answers - n_successes, ratio(n_answers - n_successes, n_answers))
        if n_answers > 0
        else 0.0
    )
    one_share = BetaBinomial(math.nan, math.nan, alike, n_successes, n_answers)
    if len(hits) < 2 or n_successes in (0, n_answers):
        return one_share
    start = moments(hits, total)
    precision = sum(start) if math.isfinite(start[0]) else 1.0
    found = optimize.minimize(
        _minus_log_likelihood,
        [special.logit(n_successes / n_answers), math.log(np.clip(precision, 0.01, 1e4))],
        args=(hits, total),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None), tuple(np.log(PRECISION_BOUNDS))],
        options={"ftol": 1e-15, "gtol": 1e-9},
    )
    likelihood = constant - float(found.fun)
    if likelihood <= alike + LEAST_GAIN:
        return one_share
    mean, precision = float(special.expit(found.x[0])), math.exp(float(found.x[1]))
    return BetaBinomial(
        mean * precision, (1 - mean) * precision, likelihood, n_successes, n_answers
    )


def _minus_log_likelihood(place: Floats, hits: Floats, total: Floats) -> tuple[float, Floats]:
    """Return minus the log-likelihood at (logit of the mean, log of alpha + beta), and its slope.

    Without the number of ways in which the answers can be ordered, which does not depend on it.
    """
    mean, precision = special.expit(place[0]), np.exp(place[1])
    a, b = mean * precision, (1 - mean) * precision
    value = np.sum(special.betaln(a + hits, b + total - hits) - special.betaln(a, b))
    both = special.digamma(precision) - special.digamma(precision + total)
    by_a = np.sum(special.digamma(a + hits) - special.digamma(a) + both)
    by_b = np.sum(special.digamma(b + total - hits) - special.digamma(b) + both)
    slope = np.array([mean * b * (by_a - by_b), a * by_a + b * by_b])
    return -float(value), -slope


def posterior(
    fitted: BetaBinomial, successes: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return mean, lower and upper limit of each group's true share.

    When groups are alike all have the common share, and its limits (Jeffreys). Units: 0..1.
    """
    hits, total = np.broadcast_arrays(floats(successes), floats(n))
    known = np.where(total > 0, 1.0, np.nan)
    tails = (1 - confidence) / 2, (1 + confidence) / 2
    if fitted.groups_differ:
        a, b = fitted.alpha + hits, fitted.beta + total - hits
        mean = a / (a + b)
    else:
        a = floats(fitted.n_successes + 0.5)
        b = floats(fitted.n_answers - fitted.n_successes + 0.5)
        mean = floats(fitted.mean)
    low, high = (special.betaincinv(a, b, tail) for tail in tails)
    return mean * known, low * known, high * known


def homogeneity_test(successes: ArrayLike, n: ArrayLike) -> tuple[float, float]:
    """Return the chi-square of "all groups have one share" (Pearson), and its p.

    It has groups - 1 degrees of freedom. Doubtful when many groups expect fewer than 5 yes or no.
    Missing: p is NaN with fewer than two groups. All answers alike give 0 and 1.
    """
    hits, total = _heard(successes, n)
    if len(hits) < 2:
        return 0.0, math.nan
    share = float(hits.sum() / total.sum())
    if share in (0.0, 1.0):
        return 0.0, 1.0
    statistic = float(np.sum((hits - total * share) ** 2 / (total * share * (1 - share))))
    return statistic, float(special.chdtrc(len(hits) - 1, statistic))


def shrink(successes: ArrayLike, n: ArrayLike) -> Shrunken:
    """Return the shares of groups drawn to their mean, in the shape that `shrinkage.shrink` has.

    The reliability of a group is n / (n + alpha + beta); heterogeneity is that of
    `homogeneity_test`. Units: 0..1.
    """
    hits, total = np.broadcast_arrays(floats(successes), floats(n))
    fitted = fit(hits, total)
    statistic, p_value = homogeneity_test(hits, total)
    heard = np.where(total > 0, total, np.nan)
    mean, between = fitted.mean, fitted.between_variance
    precision = fitted.alpha + fitted.beta
    kept = heard / (heard + precision) if fitted.groups_differ else 0 * heard
    scores = mean + kept * (ratio(hits, total) - mean)
    given_mean = scores * (1 - scores) / (heard + precision + 1)
    if not fitted.groups_differ:
        given_mean = 0 * heard
    # The variance of a raw share about the mean: spread between groups and luck within.
    about_mean = between + (mean * (1 - mean) - between) / heard
    information = float(np.nansum(ratio(1.0, about_mean)))
    mean_variance = 1 / information if information > 0 else 0.0
    return Shrunken(
        mean=mean,
        mean_variance=mean_variance if fitted.n_answers > 0 else math.nan,
        between_variance=between if fitted.n_answers > 0 else math.nan,
        heterogeneity=statistic,
        heterogeneity_p=p_value,
        reliability=kept,
        scores=scores,
        posterior_sd=np.sqrt(given_mean + (1 - kept) ** 2 * mean_variance),
        posterior_sd_given_mean=np.sqrt(given_mean),
    )


def in_net_scores(shares: Shrunken) -> Shrunken:
    """Return shrunken shares of yes as net scores, yes less no: -1..1.

    >>> in_net_scores(shrink([30, 60], [100, 100])).scores.round(1).tolist()
    [-0.4, 0.2]
    """
    return replace(
        shares,
        mean=2 * shares.mean - 1,
        mean_variance=4 * shares.mean_variance,
        between_variance=4 * shares.between_variance,
        scores=2 * shares.scores - 1,
        posterior_sd=2 * shares.posterior_sd,
        posterior_sd_given_mean=2 * shares.posterior_sd_given_mean,
    )
