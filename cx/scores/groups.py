"""From groups of customers to scores: the columns that every table of such groups shares.

Each group has its net score with Tango's interval and is tested against everybody else in the
same division (see against_rest).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats, Integers, ratio
from cx.measures.clusters import Effects
from cx.scores.against_rest import against_rest
from cx.scores.counts import GREY_N, HIGH, LOW, POINTS, with_scores
from cx.vocabulary import Field, Unit

CUSTOMERS = Field("n", Unit.COUNT, "Customers", "How many customers the row rests on.")
SHARE_OF_CUSTOMERS = Field(
    "share", Unit.SHARE, "Share of customers", "The group's share of all customers grouped here."
)
DIFFERENCE = Field(
    "difference_points",
    Unit.POINTS,
    "Against the rest",
    "Net score of the row minus the net score of all other responses.",
)
DIFFERENCE_LOW = Field(
    "difference_low",
    Unit.POINTS,
    "Against the rest, from",
    "Lower end of the range of the difference; 95 % hold of those marked as different.",
)
DIFFERENCE_HIGH = Field(
    "difference_high",
    Unit.POINTS,
    "Against the rest, to",
    "Upper end of the range of the difference; 95 % hold of those marked as different.",
)
P_VALUE = Field("p_value", Unit.PROBABILITY, "p", "Chance of such a difference if there were none.")
P_ADJUSTED = Field(
    "p_adjusted",
    Unit.PROBABILITY,
    "p, adjusted",
    "The same, adjusted for all groups compared on the page (Benjamini-Hochberg).",
)
REVENUE = Field("revenue_share", Unit.SHARE, "Share of revenue", "Share of the spend in the file.")
SUPPRESSED = Field(
    "suppressed", Unit.FLAG, "Hidden", "Too few responses to show a score without exposing people."
)
PROTECTING = Field(
    "protecting",
    Unit.FLAG,
    "Hidden for others",
    "Large enough itself, but its score would give away that of a hidden group.",
)
GREY = Field("grey", Unit.FLAG, "Uncertain", "Few responses: the interval is wide.")
ESTIMATE_FIELDS = (POINTS, LOW, HIGH, DIFFERENCE, DIFFERENCE_LOW, DIFFERENCE_HIGH)
SCORE_FIELDS = (*ESTIMATE_FIELDS, P_VALUE, P_ADJUSTED, REVENUE)
FLAG_FIELDS = (SUPPRESSED, PROTECTING, GREY)


def band_counts(
    groups: Integers, n_groups: int, favourable: Floats, unfavourable: Floats
) -> Floats:
    """Count favourable, neutral and unfavourable scores in each group: (n_groups, 3).

    `groups` numbers each customer's group from 0; -1 is none.
    """
    inside = groups >= 0
    everybody = np.ones(len(groups))
    n, plus, minus = (
        np.bincount(groups[inside], weights[inside], n_groups)
        for weights in (everybody, favourable, unfavourable)
    )
    return np.column_stack([plus, n - plus - minus, minus])


def totals(groups: Integers, n_groups: int, values: Floats) -> Floats:
    """Add up the values of each group, unknown ones as 0: (n_groups,)."""
    inside = groups >= 0
    summed = np.bincount(groups[inside], np.nan_to_num(values[inside]), n_groups)
    return summed.astype(np.float64)


def scored_groups(
    bands: Floats,
    hidden: Flags,
    minimum_n: int,
    spend: Floats | None = None,
    effects: Effects | None = None,
    grey_n: int = GREY_N,
) -> pd.DataFrame:
    """Score the groups of one division, from their counts (groups, 3).

    `spend` is the spend of each group, and of everybody else who has a share of the revenue
    last; None without spend. `effects` are what repeated answers do, where the counts are of
    answers. Groups below `grey_n` are marked as uncertain. Returns n, the score columns and the
    flags, and with effects effective_n. P values are not adjusted yet: see families.
    """
    counts = pd.DataFrame(bands, columns=["favourable", "neutral", "unfavourable"])
    counts["n"] = bands.sum(axis=1).astype(int)
    scored = with_scores(counts, minimum_n, effects)
    plus, minus, n = (scored[c].to_numpy(float) for c in ("favourable", "unfavourable", "n"))
    silent = hidden & (n > 0)
    shown = (n >= minimum_n) & ~silent
    against = against_rest(plus, minus, n, shown, minimum_n, effects)
    share = np.full(len(n), np.nan)
    if spend is not None and spend.sum() > 0:
        share = np.where(silent, np.nan, ratio(spend[: len(n)], spend.sum()))
    small = scored["suppressed"].to_numpy()
    estimated = [name for name in ("points", "low", "high", "effective_n") if name in scored]
    return scored.assign(
        **{name: scored[name].where(shown) for name in estimated},
        difference_points=against.difference_points,
        difference_low=against.difference_low,
        difference_high=against.difference_high,
        p_value=against.p_value,
        revenue_share=share,
        suppressed=small,
        protecting=silent & ~small,
        grey=shown & (n < grey_n),
    ).drop(columns=["favourable", "neutral", "unfavourable"])


def named_fields(fields: Sequence[Field], net_name: str) -> tuple[Field, ...]:
    """Call the net score by its name on this scale."""
    return tuple(Field(f.name, f.unit, net_name, f.help) if f is POINTS else f for f in fields)
