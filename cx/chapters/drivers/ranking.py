"""What drives the score?

Importance is LMG / Shapley: the share of the outcome's variance that a driver explains, averaged
over all orders of entry (Lindeman, Merenda & Gold, 1980; Groemping, 2007). Johnson's weights and
squared correlations stand beside it, from the same moments and the same bootstrap, so that the
method can be switched at no cost and a verdict can say how far to trust the order.

Missing answers are modelled by EM under "missing at random" (Little & Rubin, 2002), never filled
with zero; questions that apply to some only enter with a "had it" column (see driver_rows).
Intervals come from a bootstrap whose cost does not grow with the rows. A driver made of noise is
the zero line. Importance has no sign: the direction comes from the correlation and the
coefficient, and a disagreement is a conflict. Importance and performance together give the map of
Martilla & James (1977). Out of scope: cause and effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.chapters.drivers.methods import (
    MOST_FOR_LMG,
    MOST_FOR_NOISE_BY_LMG,
    TRUSTED_R_SQUARED,
    Method,
    adjusted_r_squared,
    chance_of_r_squared,
    judge,
    methods_for,
    same_third,
    side_by_side,
)
from cx.chapters.drivers.result import (
    DRIVER_FIELDS,
    Direction,
    DriverOptions,
    DriverRanking,
    Leaders,
    Quadrant,
)
from cx.chapters.drivers.rows import DriverRows, SetAside, driver_rows
from cx.measures.arrays import Floats, ratio
from cx.measures.bootstrap import (
    block_bootstrap_importance,
    importance_limits,
    probability_outranks,
)
from cx.measures.clusters import effective_n_of_columns
from cx.measures.correlation import correlation_of_covariance, correlations_with
from cx.measures.importance import (
    r_squared,
    standardised_coefficients,
    standardised_errors,
    variance_inflation,
)
from cx.measures.means import t_interval
from cx.measures.missing import completed, em_moments
from cx.measures.noise_driver import with_noise_driver
from cx.measures.top_set import lead, top_set
from cx.scores.against_rest import differs
from cx.scores.counts import require_enough
from cx.store.responses import Responses
from cx.vocabulary import Table

__all__ = [
    "DRIVER_FIELDS",
    "Direction",
    "DriverOptions",
    "DriverRanking",
    "Quadrant",
    "SetAside",
    "rank_drivers",
]

LMG_WORK = 2**24  # subsets over all replicates: 256 replicates of 16 drivers, about a second
FEWEST_REPLICATES = 100
NOISE_DRAWS = 2_000
NOISE_SHARE = 0.95  # of the draws in which as many noise drivers all stay below the line
LOWER_BY_SDS = 0.5  # of a driver's ratings: how much lower missing ones might be
LEADERS = 3
LEADERS_PROBABILITY = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """What all methods share: the rows, their moments and the importances side by side."""

    rows: DriverRows
    covariance: Floats  # of the design, outcome last
    importance: dict[Method, Floats]  # (p,)
    replicates: dict[Method, Floats]  # (replicates, p)
    noise: dict[Method, float]
    complete: dict[Method, Floats]  # (p,) on complete responses alone
    if_lower: dict[Method, Floats]  # (p,) if missing ratings were lower than modelled
    n_effective: int  # complete responses of different customers that would tell as much
    units: tuple[int, int]  # customers, or responses where nobody repeats; columns of the design

    @property
    def correlation(self) -> Floats:
        """The correlations of the design, outcome last."""
        return correlation_of_covariance(self.covariance)

    @property
    def headline(self) -> Method:
        return next(iter(self.importance))


def rank_drivers(responses: Responses, options: DriverOptions = DriverOptions()) -> DriverRanking:
    """Rank the drivers by the variance of the outcome that goes with them.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    n_available = responses.count()
    require_enough(responses, n_available)
    rows = driver_rows(responses, options, available=n_available)
    return rank_rows(rows, options, n_available)


def rank_rows(rows: DriverRows, options: DriverOptions, n_available: int) -> DriverRanking:
    """Rank the drivers of rows that were drawn from `n_available` responses."""
    model = _fit(rows, options)
    described = _described(model)
    others = tuple(
        _ranking(model, method, described, options, n_available)
        for method in model.importance
        if method is not model.headline
    )
    return _ranking(model, model.headline, described, options, n_available, others)


def _fit(rows: DriverRows, options: DriverOptions) -> _Model:
    """Find the importances by all methods from one set of moments and one bootstrap."""
    n_drivers = len(rows.columns)
    methods = methods_for(n_drivers)
    weigh = side_by_side(rows.groups, methods)
    bootstrap = block_bootstrap_importance(
        rows.design,
        _affordable(options.replicates, n_drivers),
        options.seed,
        method=weigh,
        customers=rows.customers,
    )
    correlation = bootstrap.correlation
    # Some are left beyond the columns, however much is missing: else nothing could be tested.
    n_effective = max(int(bootstrap.n_effective), rows.design.shape[1] + 2)
    return _Model(
        rows=rows,
        covariance=bootstrap.covariance,
        importance=_parted(weigh(correlation), methods),
        replicates=_parted(bootstrap.replicates, methods),
        noise=_noise(correlation, n_effective, rows.groups, methods, options.seed),
        complete=_parted(_complete_importance(rows.complete, methods), methods),
        if_lower=_parted(
            weigh(correlation_of_covariance(_if_lower(rows, bootstrap.covariance))), methods
        ),
        n_effective=n_effective,
        units=(_n_customers(rows), rows.design.shape[1]),
    )


def _n_customers(rows: DriverRows) -> int:
    return len(rows.design) if rows.customers is None else len(np.unique(rows.customers))


def _parted(side: Floats, methods: Sequence[Method]) -> dict[Method, Floats]:
    """Give each method its importances: (..., methods x p) to (..., p) by method."""
    return dict(zip(methods, np.split(side, len(methods), axis=-1), strict=True))


def _noise(
    correlation: Floats,
    n: int,
    groups: Sequence[Sequence[int]],
    methods: Sequence[Method],
    seed: int,
) -> dict[Method, float]:
    """Return the importance that as many noise drivers all stay below in most draws, by method.

    One is drawn beside the real ones. As many of them, independent, all stay below a line when
    each does with the root of that probability (Sidak 1967, JASA 62:626).
    """
    drawn = with_noise_driver(correlation, n, NOISE_DRAWS, seed)
    each_below = NOISE_SHARE ** (1 / len(groups))
    idle = correlation.shape[0] - 1
    quick = {m: m for m in methods}
    if len(groups) > MOST_FOR_NOISE_BY_LMG and Method.LMG in quick:
        quick[Method.LMG] = Method.JOHNSON
    used = tuple(dict.fromkeys(quick.values()))
    found = _parted(side_by_side([*groups, (idle,)], used)(drawn), used)
    return {
        # Unlike the usual quantile, this one is exceeded as often as it says even far out.
        method: float(np.quantile(found[stand_in][:, -1], each_below, method="weibull"))
        for method, stand_in in quick.items()
    }


def _complete_importance(complete: Floats, methods: Sequence[Method]) -> Floats:
    """Return what the complete responses alone would say, NaN when they are too few to say."""
    n_drivers = complete.shape[1] - 1
    if len(complete) <= complete.shape[1] or (np.ptp(complete, axis=0) == 0).any():
        return np.full(len(methods) * n_drivers, np.nan)
    alone = [(place,) for place in range(n_drivers)]
    correlation: Floats = np.asarray(np.corrcoef(complete, rowvar=False))
    return side_by_side(alone, methods)(correlation)


def _if_lower(rows: DriverRows, covariance: Floats) -> Floats:
    """Return the covariance if missing ratings were lower than those of like responses.

    Pattern mixture (Little 1994, Biometrika 81:471): each missing rating is moved down from what
    the model lets expect; what the model leaves unsure of it stays.
    """
    missing = np.isnan(rows.design)
    if not missing.any():
        return covariance
    known = rows.design[~missing.all(axis=1)]
    absent = np.isnan(known)
    fit = em_moments(known)
    filled = completed(known, fit.mean, fit.covariance)
    lower = LOWER_BY_SDS * np.sqrt(np.diagonal(covariance)) * absent
    filled, lower = filled - filled.mean(axis=0), lower - lower.mean(axis=0)
    across = filled.T @ lower / len(known)
    return np.asarray(covariance - across - across.T + lower.T @ lower / len(known))


def _described(model: _Model) -> pd.DataFrame:
    """Describe each driver by what does not depend on the method."""
    rows, n_drivers = model.rows, len(model.rows.columns)
    by_method = {method: np.full(n_drivers, np.nan) for method in Method} | model.importance
    frame = _rated(rows).assign(
        importance_lmg=by_method[Method.LMG],
        importance_johnson=by_method[Method.JOHNSON],
        importance_correlation=by_method[Method.CORRELATION],
        agreement=same_third(np.stack(list(model.importance.values()))),
        correlation=_correlations(model),
        coefficient=_on_the_scales(standardised_coefficients(model.correlation), model.covariance)[
            :n_drivers
        ],
        coefficient_error=_coefficient_errors(model)[:n_drivers],
        inflation=variance_inflation(model.correlation)[:n_drivers],
        applies_to_all=rows.applies_to_all,
    )
    frame["direction"] = np.where(
        np.sign(frame["correlation"]) != np.sign(frame["coefficient"]),
        Direction.CONFLICT,
        np.where(frame["correlation"] > 0, Direction.POSITIVE, Direction.NEGATIVE),
    )
    return frame


def _ranking(
    model: _Model,
    method: Method,
    described: pd.DataFrame,
    options: DriverOptions,
    n_sampled_from: int,
    alternatives: tuple[DriverRanking, ...] = (),
) -> DriverRanking:
    """Put the ranking by one method together."""
    rows, n = model.rows, len(model.rows.design)
    n_drivers = len(rows.columns)
    importance, replicates = model.importance[method], model.replicates[method]
    low, high = importance_limits(importance, replicates, model.units)
    totals = model.replicates[model.headline].sum(axis=1)
    r_squared_all = float(model.importance[model.headline].sum())
    n_columns = rows.design.shape[1] - 1
    adjusted = adjusted_r_squared(r_squared_all, model.n_effective, n_columns)
    trusted = adjusted >= TRUSTED_R_SQUARED and differs(
        chance_of_r_squared(r_squared_all, model.n_effective, n_columns)
    )
    total = float(importance.sum())
    # A share is computed in every resample: what a driver takes there, the others do not have.
    shares = ratio(replicates, replicates.sum(axis=1, keepdims=True))
    share_low, share_high = np.percentile(shares, [2.5, 97.5], axis=0)
    k = min(LEADERS, n_drivers)
    leading = top_set(replicates, k, LEADERS_PROBABILITY)
    frame = described.assign(
        importance=importance,
        importance_low=low,
        importance_high=high,
        share=importance / total if total else np.nan,
        share_of_r2_low=share_low,
        share_of_r2_high=share_high,
        importance_complete=model.complete[method],
        importance_if_lower=model.if_lower[method],
        noise_importance=model.noise[method] * _usual_n(rows) / described["n_rated"],
        p_top_three=leading.in_top,
    )
    frame["above_noise"] = frame["importance"] > frame["noise_importance"]
    hairs = float(importance.mean()), float(frame["performance_share"].mean())
    frame["quadrant"] = _quadrants(frame, *hairs) if trusted else str(Quadrant.UNDECIDED)
    order = np.argsort(-importance, kind="stable")
    pairs = probability_outranks(replicates)
    first = lead(importance, pairs, k)
    outranks = pairs[order[:-1], order[1:]]
    frame = frame.iloc[order].reset_index(drop=True)
    frame["p_outranks_next"] = [*outranks, np.nan]
    agreeing, inflation = float(frame["agreement"].mean()), float(frame["inflation"].max())
    leaders = Leaders(
        k,
        tuple(rows.columns[place].label for place in order if place in leading.members),
        leading.probability,
        tuple(places for places in first.apart if frame["above_noise"][:places].all()),
        first.sharing,
        tuple(rows.columns[place].label for place in order if place in first.possible),
    )
    verdict, doubts = judge(n, n_drivers, adjusted, agreeing, inflation, tied=not leaders.named)
    complete = rows.complete
    total_low, total_high = importance_limits(r_squared_all, totals, model.units)
    return DriverRanking(
        options=options,
        drivers=Table.of(frame, DRIVER_FIELDS),
        method=method,
        r_squared=r_squared_all,
        r_squared_low=float(total_low),
        r_squared_high=float(total_high),
        n=n,
        n_complete=len(complete),
        r_squared_complete=_complete_r_squared(complete),
        n_sampled_from=n_sampled_from,
        mean_importance=hairs[0],
        mean_performance_share=hairs[1],
        noise_importance=model.noise[method],
        leaders=leaders,
        agreeing_share=agreeing,
        largest_inflation=inflation,
        verdict=verdict,
        doubts=doubts,
        outcome_like=rows.outcome_like,
        set_aside=rows.set_aside,
        same_scale=len({(c.minimum, c.maximum) for c in rows.columns}) == 1,
        trusted=trusted,
        alternatives=alternatives,
    )


def _usual_n(rows: DriverRows) -> float:
    """Return how many responses a driver has on average, those counted in whom it does not apply.

    What is missing on average is in the effective n already.
    """
    return float(np.isfinite(rows.design[:, : len(rows.columns)]).sum(axis=0).mean())


def _affordable(replicates: int, n_drivers: int) -> int:
    """Bound the work of the bootstrap: each driver doubles the cost of one LMG replicate."""
    if n_drivers > MOST_FOR_LMG:
        return replicates
    return min(replicates, max(FEWEST_REPLICATES, LMG_WORK >> n_drivers))


def _correlations(model: _Model) -> Floats:
    """Return the correlation of each driver with the outcome, of those to whom it applies."""
    rows, found = model.rows, model.correlation[: len(model.rows.columns), -1].copy()
    some = ~rows.applies_to_all
    found[some] = correlations_with(rows.outcome, rows.ratings[:, some])
    return np.asarray(found)


def _coefficient_errors(model: _Model) -> Floats:
    """Return the standard error of each coefficient; repeats are in the effective n."""
    rows = model.rows
    if rows.customers is not None:
        errors = standardised_errors(model.correlation, model.n_effective)
        return _on_the_scales(errors, model.covariance)
    errors = _on_the_scales(
        standardised_errors(model.correlation, len(rows.design)), model.covariance
    )
    n_drivers = rows.ratings.shape[1]
    rated = np.isfinite(rows.ratings).sum(axis=0)
    errors[:n_drivers] *= np.sqrt(len(rows.design) / rated)
    return errors


def _rated(rows: DriverRows) -> pd.DataFrame:
    """Describe the ratings of each driver, as answered: n, mean, interval, place on its scale."""
    ratings, usable = rows.ratings, rows.columns
    rated = np.isfinite(ratings)
    known = np.where(rated, ratings, 0.0)
    n_rated = rated.sum(axis=0)
    repeats = rows.customers
    tells = None if repeats is None else effective_n_of_columns(repeats, ratings)
    mean, low, high = t_interval(
        n_rated, known.sum(axis=0), (known**2).sum(axis=0), effective_n=tells
    )
    stated = np.array([(column.minimum, column.maximum) for column in usable], dtype=float)
    minima = np.where(np.isnan(stated[:, 0]), np.nanmin(ratings, axis=0), stated[:, 0])
    maxima = np.where(np.isnan(stated[:, 1]), np.nanmax(ratings, axis=0), stated[:, 1])
    return pd.DataFrame(
        {
            "driver": [column.label for column in usable],
            "n_rated": n_rated,
            "performance": mean,
            "performance_low": low,
            "performance_high": high,
            "performance_share": (mean - minima) / (maxima - minima),
            "share_low": (low - minima) / (maxima - minima),
            "share_high": (high - minima) / (maxima - minima),
        }
    )


def _on_the_scales(standardised: Floats, covariance: Floats) -> Floats:
    """Turn what is per standard deviation into outcome per rating point."""
    sd = np.sqrt(np.diagonal(covariance))
    return np.asarray(standardised * sd[-1] / sd[:-1])


def _quadrants(frame: pd.DataFrame, mean_importance: float, mean_performance: float) -> list[str]:
    """Place each driver on the map.

    Undecided: an interval crosses a hair, or the driver is important and yet within noise, or
    rated well though better ratings do not surely go with a better score. Rated low, such a
    driver is no place to start.
    """
    important = frame["importance"] > mean_importance
    performs = frame["performance_share"] > mean_performance
    upward = frame["direction"].eq(Direction.POSITIVE)
    undecided = (
        frame["importance_low"].le(mean_importance) & frame["importance_high"].ge(mean_importance)
        | frame["share_low"].le(mean_performance) & frame["share_high"].ge(mean_performance)
        | important & ~frame["above_noise"]
        | important & performs & ~upward
    )
    return [
        str(quadrant)
        for quadrant in np.select(
            [undecided, important & performs, important & upward, important, performs],
            [
                Quadrant.UNDECIDED,
                Quadrant.KEEP_UP,
                Quadrant.CONCENTRATE,
                Quadrant.NO_AIM,
                Quadrant.OVERKILL,
            ],
            Quadrant.LOW_PRIORITY,
        )
    ]


def _complete_r_squared(complete: Floats) -> float:
    """Return R2 of the complete responses alone, NaN when they are too few to say."""
    if len(complete) <= complete.shape[1]:
        return float("nan")
    return float(r_squared(np.corrcoef(complete, rowvar=False)))
