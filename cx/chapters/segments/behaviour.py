"""What is known of how customers buy, as numbers that can be compared? Standardised features.

Recency in days, frequency (log), spend per response (log, sign kept), spend over intended spend
(cut at three times), and the purchase behaviour as one column per value. All numbers have mean 0
and standard deviation 1. The columns of a category are scaled so that together they weigh as much
as one number does. The outcome is never a feature.

Missing: an unknown number takes the median of the customers who have it; it moves nobody. A
number that fewer than half of the customers have is no feature.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.chapters.segments.buyers import Customers
from cx.measures.arrays import Floats
from cx.vocabulary import Column

RATIO_CAP = 3.0  # times the intended spend; beyond it a small intention says little
LEAST_KNOWN_SHARE = 0.5  # of the customers, for a number to be a feature
LEAST_LEVEL_SHARE = 0.02  # of the customers, for a value of a category to have a column


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Standardised features of n customers."""

    names: tuple[str, ...]  # (p) days_since, purchases, mean_spend, bought_ratio, or a category
    levels: tuple[str | None, ...]  # (p) the value that a column of a category stands for
    rows: Floats  # (n, p)
    distances: Floats  # (n, p) with standard deviation 1 in every column

    @property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """Columns that belong together."""
        known = dict.fromkeys(self.names)
        return tuple(
            tuple(place for place, name in enumerate(self.names) if name == each) for each in known
        )


def behaviour_features(customers: Customers, category: Column | None) -> Features:
    """Return the features that differ between customers; there may be none."""
    frame = customers.frame
    spend = frame["mean_spend"].to_numpy(float)
    numbers = {
        "days_since": frame["days_since"].to_numpy(float),
        "purchases": np.log(frame["purchases"].to_numpy(float)),
        "mean_spend": np.sign(spend) * np.log1p(np.abs(spend)),
        "bought_ratio": np.minimum(frame["bought_ratio"].to_numpy(float), RATIO_CAP),
    }
    names: list[str] = []
    levels: list[str | None] = []
    distances: list[Floats] = []
    weights: list[float] = []
    for name, values in numbers.items():
        if np.isnan(values).mean() > 1 - LEAST_KNOWN_SHARE:
            continue
        filled = np.where(np.isnan(values), np.nanmedian(values), values)
        if np.ptp(filled) > 0:
            names.append(name)
            levels.append(None)
            distances.append((filled - filled.mean()) / filled.std())
            weights.append(1.0)
    for level, share, distance in _levels(frame[category.name]) if category else ():
        names.append("category")
        levels.append(level)
        distances.append(distance)
        # Variances of all columns add up to that of one number.
        weights.append(float(np.sqrt(share * (1 - share))))
    weight = np.array(weights)
    together = np.array([name == "category" for name in names], dtype=bool)
    weight[together] /= np.sqrt((weight[together] ** 2).sum()) if together.any() else 1.0
    stacked = np.column_stack(distances) if distances else np.empty((len(frame), 0))
    return Features(tuple(names), tuple(levels), stacked * weight, stacked)


def _levels(values: pd.Series) -> list[tuple[str, float, Floats]]:
    """Return each common value with its share and its standardised column."""
    found = []
    for level in sorted(values.dropna().unique()):
        is_level = (values == level).to_numpy(float)
        share = float(is_level.mean())
        if LEAST_LEVEL_SHARE <= share <= 1 - LEAST_LEVEL_SHARE:
            found.append((str(level), share, (is_level - share) / is_level.std()))
    return found
