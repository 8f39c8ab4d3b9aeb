"""Which groups does a small tree find, and do they hold on rows that it has not seen?

A regression tree (Breiman et al. 1984) is grown on one half of the rows and pruned to the size
that predicts best in cross-validation within that half. Its leaves are then judged on the other
half (Athey & Imbens 2016: honest trees): leaves chosen for their mean would flatter themselves.
scikit-learn's trees have no significance test, so a permutation test is the gate.

Missing: not allowed. Out of scope: words for the rules.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from sklearn.model_selection import KFold, cross_val_score
from sklearn.tree import DecisionTreeRegressor

from cx.measures.arrays import Floats, Integers, floats

FOLDS = 5
MOST_SIZES = 10  # prunings that are tried


@dataclass(frozen=True, slots=True)
class Condition:
    """One side of a split."""

    feature: int
    threshold: float
    above: bool  # whether values above the threshold are meant


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """A tree, and in which leaf each of the given rows falls."""

    model: DecisionTreeRegressor
    rules: tuple[tuple[Condition, ...], ...]  # of each leaf, from the root down

    def leaves(self, rows: ArrayLike) -> Integers:
        """Return the leaf of each row (n, p), numbered as the rules are."""
        nodes = self.model.apply(floats(rows))
        known = np.flatnonzero(self.model.tree_.children_left == -1)
        return np.asarray(np.searchsorted(known, nodes))


@dataclass(frozen=True, slots=True, eq=False)
class LeafTest:
    """Whether leaves differ, by permutation."""

    p_value: float  # of the variance between leaves; NaN for one leaf
    adjusted: Floats  # (leaves,) of each against all rows, by the largest of a permutation


def grow(rows: ArrayLike, values: ArrayLike, depth: int, least: int, seed: int = 0) -> Grown:
    """Grow a tree on rows (n, p), at most `depth` deep, at least `least` rows to a leaf."""
    given, wanted = floats(rows), floats(values)
    model = DecisionTreeRegressor(max_depth=depth, min_samples_leaf=least, random_state=seed)
    costs = np.unique(model.cost_complexity_pruning_path(given, wanted).ccp_alphas)
    if len(costs) > 1:
        # Between two prunings every cost gives the same tree; the last one leaves no split.
        between = np.append(np.sqrt(np.maximum(costs[:-1], 0) * costs[1:]), costs[-1] * 1.01)
        tried = between[np.linspace(0, len(between) - 1, MOST_SIZES).round().astype(int)]
        folds = KFold(FOLDS, shuffle=True, random_state=seed)
        wrong = [
            -cross_val_score(
                model.set_params(ccp_alpha=cost),
                given,
                wanted,
                cv=folds,
                scoring="neg_mean_squared_error",
            ).mean()
            for cost in tried
        ]
        model.set_params(ccp_alpha=tried[int(np.argmin(wrong))])
    model.fit(given, wanted)
    return Grown(model, tuple(_rules(model)))


def _rules(model: DecisionTreeRegressor) -> list[tuple[Condition, ...]]:
    """Follow the tree down to each leaf, in the order of its nodes."""
    tree = model.tree_
    leading: dict[int, tuple[Condition, ...]] = {0: ()}
    rules = []
    for node in range(tree.node_count):  # a parent comes before its children
        lower, upper = int(tree.children_left[node]), int(tree.children_right[node])
        if lower == -1:
            rules.append(leading[node])
            continue
        for child, above in ((lower, False), (upper, True)):
            split = Condition(int(tree.feature[node]), float(tree.threshold[node]), above)
            leading[child] = (*leading[node], split)
    return rules


def leaf_test(
    leaves: Integers, n_leaves: int, values: ArrayLike, seed: int = 0, shuffles: int = 999
) -> LeafTest:
    """Test whether the leaves of rows that the tree has not seen differ in their mean.

    Values are shuffled over the rows. The variance between leaves gives the p value of the tree;
    the largest standardised distance of a shuffle that of each leaf, adjusted for their number
    (Westfall & Young 1993). Leaves without rows, and one leaf alone, have none.
    """
    wanted = floats(values)
    n = np.bincount(leaves, minlength=n_leaves)
    if (n > 0).sum() < 2 or np.ptp(wanted) == 0:
        return LeafTest(np.nan, np.full(n_leaves, np.nan))
    random = np.random.default_rng([seed, n_leaves])
    centred = wanted - wanted.mean()
    filled = n > 0
    # Standard error of a leaf's mean when rows are dealt out without replacement.
    error = np.sqrt(centred.var() * (1 / n[filled] - 1 / len(wanted)))

    def judged(dealt: Floats) -> tuple[float, Floats]:
        mean = np.bincount(leaves, dealt, n_leaves)[filled] / n[filled]
        return float(n[filled] @ mean**2), np.abs(mean) / error

    between, distance = judged(centred)
    as_large, as_far = 1, np.ones(len(distance))
    for _ in range(shuffles):
        by_luck, far_by_luck = judged(random.permutation(centred))
        as_large += by_luck >= between * (1 - 1e-12)
        as_far += far_by_luck.max() >= distance * (1 - 1e-12)
    adjusted = np.full(n_leaves, np.nan)
    adjusted[filled] = as_far / (shuffles + 1)
    return LeafTest(as_large / (shuffles + 1), adjusted)
