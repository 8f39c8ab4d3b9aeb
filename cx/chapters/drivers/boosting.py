"""Would a model that bends and combines drivers predict better than straight lines?

Gradient-boosted trees (scikit-learn's histogram version, which takes missing ratings as they are)
against least squares, both judged on held-out folds by the same squared errors. Only when the
trees win by more than the standard error of the difference is there something that the ranking
cannot see; then the permutation importance on the held-out folds (Breiman 2001; Fisher, Rudin &
Dominici 2019) says which drivers carry it. Impurity importance is never used: it favours drivers
with many values. Rows are bounded, so that the answer comes within seconds.
Out of scope: cause and effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.drivers.rows import RowOptions, driver_rows
from cx.measures.arrays import Floats
from cx.measures.clusters import effective_n_of_columns
from cx.measures.multinomial import folds_of
from cx.plain import Key
from cx.scores.counts import require_enough
from cx.store.responses import Responses
from cx.vocabulary import Field, Table, Unit

FOLDS = 5
SHUFFLES = 3


@dataclass(frozen=True, slots=True)
class BoostingOptions(RowOptions):
    """What can be chosen about the check with trees."""

    sample_limit: int = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class BoostedCheck:
    """The answer: how both models predict responses they have not seen."""

    options: BoostingOptions
    drivers: Annotated[Table, Key("rows"), BOOSTING_FIELDS]  # by permutation importance
    r_squared_linear: float  # on held-out folds; below 0 when worse than the mean
    r_squared_boosted: float  # likewise, of the trees
    gain: float  # r_squared_boosted less r_squared_linear
    gain_error: float  # its standard error
    better: bool  # whether the gain is above its standard error
    n: int
    n_sampled_from: int


BOOSTING_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field(
        "importance_permutation",
        Unit.SHARE,
        "By trees",
        "Drop of the R2 on held-out responses when the driver's ratings are shuffled.",
    ),
    Field("permutation_low", Unit.SHARE, "By trees from", "Two standard errors over folds below."),
    Field("permutation_high", Unit.SHARE, "By trees to", "Two standard errors over folds above."),
)


def check_with_boosting(
    responses: Responses, options: BoostingOptions = BoostingOptions()
) -> BoostedCheck:
    """Predict held-out responses with trees and with straight lines, and compare.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    # Heavy, and needed by this question alone.
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.impute import SimpleImputer
    from sklearn.inspection import permutation_importance
    from sklearn.linear_model import LinearRegression
    from sklearn.pipeline import make_pipeline
    from threadpoolctl import threadpool_limits

    n_available = responses.count()
    require_enough(responses, n_available)
    rows = driver_rows(responses, options)
    drivers, outcome = rows.ratings, rows.outcome
    linear = make_pipeline(SimpleImputer(add_indicator=True), LinearRegression())
    boosted = HistGradientBoostingRegressor(
        max_iter=80, max_leaf_nodes=8, min_samples_leaf=20, random_state=options.seed
    )
    wrong_linear, wrong_boosted = np.empty(len(outcome)), np.empty(len(outcome))
    drops = []
    for seen, held_out in folds_of(len(outcome), FOLDS, options.seed, rows.customers):
        # One thread: on so few rows several wait for each other longer than they work.
        with threadpool_limits(1):
            for model, wrong in ((linear, wrong_linear), (boosted, wrong_boosted)):
                model.fit(drivers[seen], outcome[seen])
                wrong[held_out] = (outcome[held_out] - model.predict(drivers[held_out])) ** 2
            shuffled = permutation_importance(
                boosted,
                drivers[held_out],
                outcome[held_out],
                scoring="r2",
                n_repeats=SHUFFLES,
                random_state=options.seed,
            )
        drops.append(shuffled.importances_mean)
    spread = float(np.var(outcome))
    better_by = (wrong_linear - wrong_boosted) / spread
    gain, error = float(better_by.mean()), float(better_by.std(ddof=1) / np.sqrt(len(outcome)))
    if rows.customers is not None:
        tells = effective_n_of_columns(rows.customers, better_by[:, None])[0]
        error *= float(np.sqrt(len(outcome) / tells))
    return BoostedCheck(
        options=options,
        drivers=_table([column.label for column in rows.columns], np.array(drops)),
        r_squared_linear=1 - float(wrong_linear.mean()) / spread,
        r_squared_boosted=1 - float(wrong_boosted.mean()) / spread,
        gain=gain,
        gain_error=error,
        better=gain > error,
        n=len(outcome),
        n_sampled_from=n_available,
    )


def _table(names: list[str], drops: Floats) -> Table:
    """Return the mean drop of each driver over the folds (folds, p), with its range."""
    mean, error = drops.mean(axis=0), drops.std(axis=0, ddof=1) / np.sqrt(len(drops))
    frame = pd.DataFrame(
        {
            "driver": names,
            "importance_permutation": mean,
            "permutation_low": mean - 2 * error,
            "permutation_high": mean + 2 * error,
        }
    )
    frame = frame.sort_values("importance_permutation", ascending=False, ignore_index=True)
    return Table(frame, BOOSTING_FIELDS)
