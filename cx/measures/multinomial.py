"""How likely is each band of the outcome, given the drivers: the multinomial logit.

With an intercept the mean of the predicted shares equals the observed shares exactly, by the score
equations, so that a counterfactual starts from today's score (McFadden 1974; Agresti, Categorical
Data Analysis, ch. 8). Fitted by scikit-learn's Newton-Cholesky without a penalty; errors from the
inverse Hessian. Where data is scarce for the number of slopes (Peduzzi et al. 1996; Vittinghoff &
McCulloch 2007) or columns mix others, the slopes get a ridge, the intercepts never.

Shape: design (n, p), categories coded 0 .. K - 1, the first one is the base. Missing: not allowed.
Out of scope: which rows, and causes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, Integers, floats
from cx.measures.clusters import few_customers, told_customers
from cx.measures.correlation import correlation_of_covariance, smallest_eigenvalue

ROWS_PER_COLUMN = 20  # fewer rows for each column are penalised
EVENTS_PER_COLUMN = 5  # fewer rows of the rarest category for each column, too
COLLINEAR = 1e-8  # smallest eigenvalue of the correlations below which columns mix others
SAME_COLUMN = 1e-6  # eigenvalue of correlations below which a direction is not tested
MOST_LEVERAGE = 0.75  # of one customer, that is corrected for
RIDGE = 1.0  # precision of the slopes per standard deviation of their column
TOLERANCE = 1e-10  # of the gradient, where Newton stops
FOLDS = 10
LEAST_PROBABILITY = 1e-6  # a held-out answer is never called impossible


@dataclass(frozen=True, slots=True, eq=False)
class MultinomialLogit:
    """Coefficients against the base category, and how sure they are."""

    coefficients: Floats  # (K - 1, 1 + p), intercept first
    covariance: Floats  # ((K - 1)(1 + p)) squared, of the coefficients row by row
    log_likelihood: float
    penalty: float  # 0 when there is none
    n_rows: int

    @property
    def standard_errors(self) -> Floats:
        """The standard error of each coefficient: (K - 1, 1 + p)."""
        return np.sqrt(np.diagonal(self.covariance)).reshape(self.coefficients.shape)


def fit_multinomial(
    design: ArrayLike,
    category: ArrayLike,
    customers: Integers | None = None,
    start: Floats | None = None,
) -> MultinomialLogit:
    """Fit the shares of two or more categories to the columns of the design.

    `start` are coefficients (K - 1, 1 + p) from which Newton's steps go out, such as those of a
    model that differs a little: fewer steps lead to the same place.

    Where `customers` (n,) number who gave each row, the covariance is the sandwich of scores added
    up within customers (Liang & Zeger 1986, Biometrika 73:13).

    Errors: ValueError when a category never occurs, or a column does not vary.
    """
    codes = np.asarray(category, dtype=np.int64)
    standard, fitted, back, penalty = _fitted(floats(design), codes, start)
    n_categories = len(fitted) + 1
    shares = category_shares(fitted, standard)
    with_one = _with_one(standard)
    precision = _information(with_one, _weighted(with_one, shares)) + _ridge(
        n_categories, standard.shape[1], penalty
    )
    inside = np.asarray(np.linalg.pinv(precision, hermitian=True), dtype=np.float64)
    if customers is not None:
        middle = _summed_scores(standard, codes, shares, customers, inside)
        inside = inside @ middle @ inside
    all_back = np.kron(np.eye(n_categories - 1), back)
    return MultinomialLogit(
        coefficients=fitted @ back,
        covariance=all_back.T @ inside @ all_back,
        log_likelihood=float(np.log(shares[np.arange(len(codes)), codes]).sum()),
        penalty=penalty,
        n_rows=len(codes),
    )


def fit_coefficients(design: ArrayLike, category: ArrayLike, start: Floats | None = None) -> Floats:
    """Return the coefficients of `fit_multinomial` alone, (K - 1, 1 + p), at half of its cost."""
    _, fitted, back, _ = _fitted(floats(design), np.asarray(category, dtype=np.int64), start)
    return np.asarray(fitted @ back)


def _fitted(
    columns: Floats, codes: Integers, start: Floats | None = None
) -> tuple[Floats, Floats, Floats, float]:
    """Return columns in standard units, coefficients on them, the way back, and the penalty."""
    counts = np.bincount(codes)
    if len(counts) < 2 or (counts == 0).any():
        raise ValueError("two or more categories are needed, and each must occur.")
    centre, scale = columns.mean(axis=0), columns.std(axis=0)
    if (scale == 0).any():
        raise ValueError("every column must vary.")
    # Standard units keep the digits, and make one penalty fit all columns.
    standard = (columns - centre) / scale
    penalty = RIDGE if _is_scarce(standard, counts) else 0.0
    back = np.eye(1 + columns.shape[1])
    back[1:, 0] = -centre / scale
    back[1:, 1:] = np.diag(1 / scale)
    if start is not None:
        start = np.column_stack([start[:, 0] + start[:, 1:] @ centre, start[:, 1:] * scale])
    return standard, _solve(standard, codes, penalty, start), back, penalty


def added_tests(
    fit: MultinomialLogit,
    design: ArrayLike,
    category: ArrayLike,
    added: Sequence[Floats],
    customers: Integers | None = None,
) -> tuple[Floats, Floats]:
    """Test for each block of columns (n, a) whether the model misses something in them.

    Rao's score test: scores of the columns, less what the fitted coefficients take of them, against
    their information; with `customers` (n,) against their squares added up within customers (Boos
    1992, American Statistician 46:327), read by F. Returns p-values, and chi-squared over its
    degrees of freedom, which is 1 where the model fits. A block that the design holds already, or
    an empty one, gets NaN.
    """
    columns, codes = floats(design), np.asarray(category, dtype=np.int64)
    shares = category_shares(fit.coefficients, columns)
    with_one = _with_one(_standard(columns))
    missed = [(codes == k) - shares[:, k] for k in range(1, shares.shape[1])]
    weighted = _weighted(with_one, shares)
    inside = np.linalg.pinv(_information(with_one, weighted), hermitian=True)
    own = np.column_stack([with_one * one[:, None] for one in missed])
    if customers is None:
        who, n_told = None, float(len(codes))
    else:
        who, n_told = np.unique(customers, return_inverse=True)[1], told_customers(customers)
        own = _added_up(own, who)
    p_values, ratios = np.full((2, len(added)), np.nan)
    for place, block in enumerate(added):
        varying = block[:, np.ptp(block, axis=0) > 0]
        if not varying.shape[1]:
            continue
        extra = _standard(varying)
        beside = _information(extra, weighted)
        along = beside @ inside
        scores = np.column_stack([extra * one[:, None] for one in missed])
        if who is not None:
            scores = _added_up(scores, who)
        scores = scores - own @ along.T
        total = scores.sum(axis=0)
        if who is None:
            squares = _information(extra, _weighted(extra, shares)) - along @ beside.T
        else:
            squares = scores.T @ scores
        p_values[place], ratios[place] = _read_scores(total, squares, n_told)
    return p_values, ratios


def category_shares(coefficients: ArrayLike, design: ArrayLike) -> Floats:
    """Return the probability of each category for each row: (n, K); rows add to 1."""
    slopes, columns = floats(coefficients), floats(design)
    scores = columns @ slopes[:, 1:].T + slopes[:, 0]
    return shares_of_scores(np.column_stack([np.zeros(len(columns)), scores]))


def shares_of_scores(scores: Floats) -> Floats:
    """Turn linear scores (n, K) into probabilities (softmax), without overflow."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def held_out_losses(
    design: ArrayLike,
    category: ArrayLike,
    folds: int = FOLDS,
    seed: int = 0,
    customers: Integers | None = None,
) -> tuple[Floats, Floats]:
    """Return the log-loss of each row, predicted from the other folds: by model, by base rates.

    All rows of one of the `customers` (n,) are held out together.
    Units: nats; the mean of the first below that of the second is predictive skill.
    """
    columns, codes = floats(design), np.asarray(category, dtype=np.int64)
    n_categories = int(codes.max()) + 1
    by_model, by_rates = np.empty(len(codes)), np.empty(len(codes))
    last: Floats | None = None  # coefficients of the fold before, which are close to the next
    for seen, held_out in folds_of(len(columns), folds, seed, customers):
        counts = np.bincount(codes[seen], minlength=n_categories)
        predicted = np.tile(counts / counts.sum(), (len(held_out), 1))
        by_rates[held_out] = _loss(predicted, codes[held_out])
        occurring = np.flatnonzero(counts)
        varying = np.ptp(columns[seen], axis=0) > 0
        if len(occurring) > 1 and varying.any():
            recoded = np.searchsorted(occurring, codes[seen])
            shape = (len(occurring) - 1, 1 + int(varying.sum()))
            start = last if last is not None and last.shape == shape else None
            last = fit_coefficients(columns[seen][:, varying], recoded, start)
            predicted = np.zeros((len(held_out), n_categories))
            predicted[:, occurring] = category_shares(last, columns[held_out][:, varying])
        by_model[held_out] = _loss(predicted, codes[held_out])
    return by_model, by_rates


def folds_of(
    n_rows: int, folds: int, seed: int, customers: Integers | None = None
) -> list[tuple[Integers, Integers]]:
    """Return the rows that are seen and held out in each fold, customers as a whole."""
    # Heavy, and needed by few questions.
    from sklearn.model_selection import GroupKFold, KFold

    rows = np.arange(n_rows)
    if customers is None:
        return list(KFold(folds, shuffle=True, random_state=seed).split(rows))
    grouped = GroupKFold(folds, shuffle=True, random_state=seed)
    return list(grouped.split(rows, groups=customers))


def _is_scarce(standard: Floats, counts: Integers) -> bool:
    """Whether there is too little data for as many columns, or columns mix others."""
    n, p = standard.shape
    if n < ROWS_PER_COLUMN * p or counts.min() < EVENTS_PER_COLUMN * p:
        return True
    correlation = correlation_of_covariance(standard.T @ standard / n)
    return bool(smallest_eigenvalue(correlation) < COLLINEAR)


def _solve(standard: Floats, codes: Integers, penalty: float, start: Floats | None) -> Floats:
    """Return the coefficients on standardised columns, against the base: (K - 1, 1 + p)."""
    # Heavy, and needed by few questions.
    from sklearn.linear_model import LogisticRegression

    strength = 1 / penalty if penalty else np.inf
    fitted = LogisticRegression(
        C=strength, solver="newton-cholesky", tol=TOLERANCE, warm_start=start is not None
    )
    if start is not None:
        every = start if len(start) == 1 else np.vstack([np.zeros(start.shape[1]), start])
        every = every - every.mean(axis=0) if len(start) > 1 else every
        fitted.intercept_, fitted.coef_ = every[:, 0].copy(), every[:, 1:].copy()
    fitted.fit(standard, codes)
    together = np.column_stack([fitted.intercept_, fitted.coef_])
    # Of two categories scikit-learn gives the second against the first, of more each by itself.
    return np.asarray(together if len(together) == 1 else together[1:] - together[0])


def _weighted(right: Floats, shares: Floats) -> Floats:
    """Return columns (n, r) by how two categories vary together: (n, K - 1, K - 1, r)."""
    others = shares[:, 1:]
    among = -others[:, :, None] * others[:, None, :]
    each = np.arange(others.shape[1])
    among[:, each, each] += others
    return np.asarray(among[..., None] * right[:, None, None, :])


def _information(left: Floats, weighted: Floats) -> Floats:
    """Return minus the second derivative of the log-likelihood: blocks of category by category.

    Shape: (n, l) and what `_weighted` makes of (n, r), to ((K - 1) l, (K - 1) r).
    """
    n, others, _, width = weighted.shape
    products = (left.T @ weighted.reshape(n, -1)).reshape(-1, others, others, width)
    return np.asarray(np.swapaxes(products, 0, 1).reshape(others * left.shape[1], -1))


def _added_up(rows: Floats, who: Integers) -> Floats:
    """Add rows (n, a) up within customers, who are numbered from 0: (customers, a)."""
    return np.column_stack([np.bincount(who, column) for column in rows.T])


def _read_scores(total: Floats, squares: Floats, n_told: float) -> tuple[float, float]:
    """Return p-value and F of sums (a,) whose covariance is (a, a); NaN of nothing."""
    nothing = (float("nan"), float("nan"))
    sizes = np.sqrt(np.maximum(np.diagonal(squares), 0.0))
    if not sizes.all():
        return nothing
    values, vectors = np.linalg.eigh(squares / np.outer(sizes, sizes))
    kept = values > SAME_COLUMN
    rank = int(kept.sum())
    if not rank or n_told <= rank:
        return nothing
    statistic = float((((total / sizes) @ vectors[:, kept]) ** 2 / values[kept]).sum()) / rank
    return float(special.fdtrc(rank, n_told - rank, statistic)), statistic


def _standard(columns: Floats) -> Floats:
    return np.asarray((columns - columns.mean(axis=0)) / columns.std(axis=0))


def _with_one(columns: Floats) -> Floats:
    return np.column_stack([np.ones(len(columns)), columns])


def _summed_scores(
    standard: Floats, codes: Integers, shares: Floats, customers: Integers, inside: Floats
) -> Floats:
    """Return the middle of the sandwich: products of scores added up within customers.

    Who answers often draws the coefficients to the own answers, so that the own scores are too
    small: they are divided by one less the customer's leverage, as leaving the customer out would
    do (Mancl & DeRouen 2001, Biometrics 57:126), coefficient by coefficient (Fay & Graubard 2001,
    Biometrics 57:1198).
    """
    _, who = np.unique(customers, return_inverse=True)
    with_one = _with_one(standard)
    n = int(who.max()) + 1
    width, others = with_one.shape[1], shares[:, 1:]
    scores = []
    for k in range(others.shape[1]):
        own = slice(k * width, (k + 1) * width)
        along = sum(
            (with_one @ inside[j * width : (j + 1) * width, own])
            * (others[:, k] * ((k == j) - others[:, j]))[:, None]
            for j in range(others.shape[1])
        )
        missed = (codes == k + 1) - others[:, k]
        for column, leverage in zip(with_one.T, (with_one * along).T, strict=True):
            left = 1 - np.minimum(np.bincount(who, leverage, n), MOST_LEVERAGE)
            scores.append(np.bincount(who, column * missed, n) / left)
    summed = np.stack(scores)
    return np.asarray(summed @ summed.T * few_customers(customers))


def _ridge(n_categories: int, n_columns: int, penalty: float) -> Floats:
    """Return the precision that the penalty adds: none to the intercepts.

    Of three or more categories each has slopes of its own that add up to 0; against the base that
    is the identity less 1 / K.
    """
    between = np.eye(n_categories - 1)
    if n_categories > 2:
        between -= 1 / n_categories
    return np.asarray(penalty * np.kron(between, np.diag([0.0, *np.ones(n_columns)])))


def _loss(predicted: Floats, codes: Integers) -> Floats:
    own = predicted[np.arange(len(codes)), codes]
    return np.asarray(-np.log(np.maximum(own, LEAST_PROBABILITY)))
