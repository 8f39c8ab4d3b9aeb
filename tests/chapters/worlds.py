"""Customers drawn on purpose: alike, of three kinds, or with a score that follows nothing."""

import numpy as np
import pandas as pd

from cx.vocabulary import Role

ROLES = {
    "score": Role.OUTCOME,
    "id": Role.RESPONDENT,
    "when": Role.RESPONDED_AT,
    "spend": Role.SPEND,
    "meant": Role.INTENDED_SPEND,
    "region": Role.REGION,
}


def _answers(
    random: np.random.Generator, purchases: np.ndarray, spend: np.ndarray, days: np.ndarray
) -> pd.DataFrame:
    """One row for each purchase of each customer, scores by luck."""
    who = np.repeat(np.arange(len(purchases)), purchases)
    paid = spend[who] * random.lognormal(0, 0.1, len(who))
    return pd.DataFrame(
        {
            "score": random.choice([10, 8, 3], len(who)),
            "id": who.astype(str),
            "when": pd.Timestamp("2026-01-31")
            - pd.to_timedelta(days[who] + random.integers(0, 20, len(who)), "D"),
            "spend": paid.round(2),
            "meant": (paid * random.lognormal(0, 0.2, len(who))).round(2),
            "region": random.choice(["North", "South", "West"], len(who)),
        }
    )


def alike(n: int = 600, seed: int = 1) -> pd.DataFrame:
    """Customers who differ by degree: no kinds, and scores that follow nothing."""
    random = np.random.default_rng(seed)
    return _answers(
        random,
        1 + random.poisson(1.0, n),
        random.lognormal(4, 0.6, n),
        random.integers(0, 600, n),
    )


def three_kinds(n: int = 600, seed: int = 2) -> pd.DataFrame:
    """Loyal, lapsed and one-off customers, in turn; the lapsed ones score low."""
    random = np.random.default_rng(seed)
    kind = np.arange(n) % 3
    frame = _answers(
        random,
        np.array([6, 1, 1])[kind] + random.integers(0, 2, n),
        np.array([80.0, 300, 10])[kind] * random.lognormal(0, 0.15, n),
        np.array([10, 500, 60])[kind] + random.integers(0, 40, n),
    )
    lapsed = frame["id"].astype(int) % 3 == 1
    frame.loc[lapsed, "score"] = random.choice([10, 3, 3], int(lapsed.sum()))
    return frame
