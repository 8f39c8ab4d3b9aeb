"""What do twenty times the answers cost the bootstrap of the drivers?

500 replicates of 12 drivers at 200,000 rows and at 10,000, once with every answer given and once
with 8 % of the ratings missing. Blocks of rows are resampled, so it should be next to nothing. And
what do whole customers cost more than blocks of rows, where half as many customers gave them?
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.measuring import Result, at_most, taking_turns
from cx.measures.arrays import Floats, Integers, floats
from cx.measures.bootstrap import block_bootstrap_importance
from cx.measures.penalty_reward import penalty_reward

N_DRIVERS = 12
REPLICATES = 500
MANY, FEW = 200_000, 10_000
MISSING = 0.08
RUNS = 7
MOST = 3.0
MOST_BY_CUSTOMERS = 1.25
_SEED = 20_260_101


def measure() -> list[Result]:
    """Resample many and few rows by turns, complete ones first."""
    return [
        _measured("every answer given", 0.0),
        _measured(f"{MISSING:.0%} of the ratings missing", MISSING),
        _by_customers("importance", _importance),
        _by_customers("penalties", _penalties),
    ]


def rated_rows(n: int, n_drivers: int, missing: float = 0.0) -> Floats:
    """Return ratings from 0 to 10 that go together, the outcome last: (n, n_drivers + 1)."""
    rng = np.random.default_rng(_SEED)
    content = rng.normal(size=(n, 1))
    ratings = np.rint(7 + 1.5 * content + 1.5 * rng.normal(size=(n, n_drivers)))
    outcome = ratings @ np.linspace(0.05, 0.25, n_drivers) + rng.normal(size=n)
    rows = floats(np.column_stack([ratings, np.rint(outcome - outcome.mean() + 7)]).clip(0, 10))
    rows[:, :-1][rng.random((n, n_drivers)) < missing] = np.nan
    return rows


def _by_customers(what: str, draw: Callable[[Floats, Integers | None], object]) -> Result:
    rows = rated_rows(FEW, N_DRIVERS)
    customers = np.sort(np.random.default_rng(_SEED).integers(FEW // 2, size=FEW))
    seconds = taking_turns(partial(draw, rows, customers), partial(draw, rows, None), RUNS)
    question = f"bootstrap: {what}, whole customers against blocks of rows"
    return at_most(MOST_BY_CUSTOMERS, question, 1e3 * seconds[0], 1e3 * seconds[1], "ms")


def _importance(rows: Floats, customers: Integers | None) -> object:
    return block_bootstrap_importance(rows, REPLICATES, customers=customers)


def _penalties(rows: Floats, customers: Integers | None) -> object:
    return penalty_reward(rows, 5, 8, REPLICATES, customers=customers)


def _measured(how: str, missing: float) -> Result:
    many, few = (
        partial(block_bootstrap_importance, rated_rows(n, N_DRIVERS, missing), REPLICATES)
        for n in (MANY, FEW)
    )
    seconds = taking_turns(many, few, RUNS)
    question = f"bootstrap: {N_DRIVERS} drivers, {MANY:,} rows against {FEW:,}, {how}"
    return at_most(MOST, question, 1e3 * seconds[0], 1e3 * seconds[1], "ms")
