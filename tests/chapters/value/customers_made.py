"""Customers made on purpose, with what they paid, when they left and how they came."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cx.store.responses import MINIMUM_COMMENTS, MINIMUM_N, Responses
from cx.vocabulary import Role
from tests.frames import responses_of

ROLES = {
    "score": Role.OUTCOME,
    "customer": Role.RESPONDENT,
    "spend": Role.SPEND,
    "before": Role.PREVIOUS_SPEND,
    "left": Role.CHURNED,
    "renewed": Role.RENEWED,
    "channel": Role.ACQUISITION_CHANNEL,
    "bought": Role.PURCHASE_BEHAVIOUR,
    "day": Role.RESPONDED_AT,
    "Currency": Role.CATEGORY,
}


def customers(
    folder: Path, currency: str | None = "EUR", minimum_n: int = MINIMUM_N, **columns: Any
) -> Responses:
    """Write responses whose columns are named as in ROLES; a few by hand need a low threshold."""
    frame = pd.DataFrame(columns)
    made = responses_of(folder, frame, {name: ROLES[name] for name in columns}, currency=currency)
    return made.with_thresholds(minimum_n, MINIMUM_COMMENTS)


def many(folder: Path, n: int = 400, **columns: Any) -> Responses:
    """Write `n` customers of one answer each; promoters pay most, detractors least."""
    random = np.random.default_rng(5)
    score = random.choice([10, 8, 3], n, p=[0.5, 0.3, 0.2])
    spend = np.round(random.gamma(4, 25, n) * np.where(score == 10, 1.3, 1.0), 2)
    made = {"score": score, "customer": [f"C{i:04d}" for i in range(n)], "spend": spend}
    return customers(folder, **{**made, **columns})
