"""What would each unit score, had it served the same mix of customers as everybody?

Indirect standardisation: the observed score less the score to expect of the strata that the unit
served, plus the overall score. Which strata are hard is learnt from the cells (unit x stratum) by
an additive model, score of a cell = unit + stratum (+ stratum of a second column, ...) + luck:

- Strata are compared within units only. A stratum is not called easy because the best units
  happen to serve it, and a unit that is alone in a stratum is judged by what it shares.
- Units are free; strata effects are drawn to zero by how little is known of them (normal, with
  one variance for all, estimated from the cells: the mixed model of Henderson 1975, Biometrics
  31:423). A small stratum can therefore explain nobody, and units that share no stratum with
  others are compared as they are.
- Columns enter by their main effects, so combinations that nobody has need no care.

Units: net scores of -1..1. Missing: a unit without answers is NaN; give answers with an unknown
stratum a stratum of their own. Out of scope: shrinking the standardised scores (see shrinkage).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, sparse

from cx.measures.arrays import Floats, Integers, floats, ratio, two_sided_z
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance

NOTHING = 1e-9  # relative; contrasts of strata with less information than this are not seen


@dataclass(frozen=True, slots=True, eq=False)
class Standardised:
    """Units as if all had served the same mix; arrays have one entry per unit."""

    observed: Floats  # -1..1, the raw net score
    expected: Floats  # the score to expect of the strata served; overall + effects by mix
    adjusted: Floats  # observed - expected + overall; its mean over answers is the overall score
    variance: Floats  # sampling variance of the adjusted score, the effects being estimated
    overall: float  # -1..1, the net score of all answers
    effects: tuple[Floats, ...]  # per column: each stratum against the mean of all answers
    between_variance: float  # of the true effects of strata; 0 = no evidence that mix matters
    away: Floats  # (units, strata of all columns), share of each stratum less that of all answers
    uncertainty: Floats  # (strata, strata), covariance of the estimated effects


def standardise_cells(
    units: ArrayLike,
    strata: ArrayLike,
    favourable: ArrayLike,
    unfavourable: ArrayLike,
    n: ArrayLike,
) -> Standardised:
    """Return the standardised score of each unit from cells that differ in several columns.

    Shape: `units` (cells,) and `strata` (cells, columns) are whole numbers from 0 that name the
    unit, and the stratum of each column; counts are (cells,). Several cells may name the same
    unit and strata. Errors: ValueError for negative names.
    """
    unit, stratum = np.asarray(units, dtype=np.int64), np.asarray(strata, dtype=np.int64)
    if np.any(unit < 0) or np.any(stratum < 0):
        raise ValueError("units and strata must be whole numbers from 0.")
    plus, minus, count = floats(favourable), floats(unfavourable), floats(n)
    n_strata = stratum.max(axis=0) + 1
    design = _one_hot(stratum, n_strata)  # (cells, all strata)
    member = _one_hot(unit[:, None], np.array([unit.max() + 1]))  # (cells, units)

    unit_plus, unit_minus, unit_n = (member.T @ counted for counted in (plus, minus, count))
    served = (member.T @ (design * count[:, None])).toarray()  # (units, all strata)
    mix, company_mix = ratio(served, unit_n[:, None]), served.sum(axis=0) / count.sum()
    observed = net_score(unit_plus, unit_minus, unit_n)
    overall = float(net_score(plus.sum(), minus.sum(), count.sum()))
    one_variance = pooled_variance(unit_plus, unit_minus, unit_n)

    # Least squares once every unit is compared with itself only: information and its right side.
    within = np.nan_to_num(mix)
    information = (design.T @ (design * count[:, None])).toarray() - served.T @ within
    excess = design.T @ (plus - minus) - within.T @ (unit_plus - unit_minus)
    effect, uncertainty, between = _random_effects(information, excess, one_variance)

    away = mix - company_mix
    expected = overall + away @ effect
    variance = ratio(one_variance, unit_n) + np.einsum("us,st,ut->u", away, uncertainty, away)
    columns = np.split(np.arange(len(effect)), np.cumsum(n_strata)[:-1])
    return Standardised(
        observed=observed,
        expected=expected,
        adjusted=observed - expected + overall,
        variance=variance,
        overall=overall,
        effects=tuple(effect[at] - company_mix[at] @ effect[at] for at in columns),
        between_variance=between,
        away=away,
        uncertainty=uncertainty,
    )


def _one_hot(codes: Integers, sizes: Integers) -> sparse.csr_array:
    """Return one row per cell with a 1 for its code in each column: (cells, sum of sizes)."""
    n_cells, n_columns = codes.shape
    place = codes + np.concatenate([[0], np.cumsum(sizes)[:-1]])
    row = np.repeat(np.arange(n_cells), n_columns)
    return sparse.csr_array(
        (np.ones(place.size), (row, place.ravel())), shape=(n_cells, int(sizes.sum()))
    )


def _random_effects(
    information: Floats, excess: Floats, one_variance: float
) -> tuple[Floats, Floats, float]:
    """Return the effects (s,), their covariance (s, s), and the variance they are drawn from.

    Along the axes of the information each contrast of strata is an estimate of its own, with
    variance `one_variance` / information; the variance of the true contrasts is that of Paule &
    Mandel 1982 about zero.
    """
    known, axes = np.linalg.eigh(information)
    known = np.maximum(known, 0.0)
    along = axes.T @ excess
    seen = known > NOTHING * max(float(known[-1]), 1.0)
    between = 0.0
    if one_variance > 0:
        between = _contrast_variance(along[seen] / known[seen], one_variance / known[seen])
    if between == 0:
        return np.zeros(len(excess)), np.zeros(information.shape), 0.0
    remaining = 1 / (known + one_variance / between)
    effect = axes @ (remaining * along)
    return effect, one_variance * (axes * remaining) @ axes.T, between


def _contrast_variance(contrast: Floats, own: Floats) -> float:
    """Return the variance of true contrasts around zero, given the variance of each estimate."""

    def excess(between: float) -> float:
        return float(np.sum(contrast**2 / (own + between))) - len(contrast)

    if len(contrast) == 0 or excess(0.0) <= 0:
        return 0.0
    return float(optimize.brentq(excess, 0.0, float(contrast @ contrast), xtol=1e-15))


def share_explained_by_mix(
    observed: ArrayLike, expected: ArrayLike, top: ArrayLike, bottom: ArrayLike
) -> float:
    """Return which part of the raw gap between two groups of units their mix would let expect.

    `top` and `bottom` are positions of units (see `extreme_groups`, on the observed scores); a
    group's score is the mean of its units. Below 0 when the top had the harder customers, above
    1 when the bottom does better than its mix. NaN without a gap.
    """
    above, below = (np.asarray(group, dtype=np.int64) for group in (top, bottom))
    raw, due = floats(observed), floats(expected)
    gap = float(raw[above].mean() - raw[below].mean())
    return float(due[above].mean() - due[below].mean()) / gap if gap != 0 else math.nan


def explained_share_range(
    found: Standardised, top: ArrayLike, bottom: ArrayLike, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the interval of `share_explained_by_mix`.

    The raw gap and whom everybody served are taken as they were observed; what is not known is
    how much harder the strata are. The part that mix explains is a weighted sum of their effects,
    normal with the variance that the mixed model gives it. NaN without a gap, or without any
    evidence that strata differ.
    """
    above, below = (np.asarray(group, dtype=np.int64) for group in (top, bottom))
    gap = float(found.observed[above].mean() - found.observed[below].mean())
    if gap == 0 or found.between_variance == 0:
        return math.nan, math.nan
    weights = found.away[above].mean(axis=0) - found.away[below].mean(axis=0)
    share = share_explained_by_mix(found.observed, found.expected, above, below)
    error = math.sqrt(max(float(weights @ found.uncertainty @ weights), 0.0))
    reach = two_sided_z(confidence) * error / abs(gap)
    return share - reach, share + reach
