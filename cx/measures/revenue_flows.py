"""Where does this year's revenue come from, and how much of it was earned?

Earned growth (Reichheld, Darnell & Burns 2021, HBR; Winning on Purpose, 2021): growth from
customers who stay and buy more, and from those whom they brought.
Units: money of two years in one currency; rates as shares of last year's revenue.
Out of scope: what would have happened otherwise.
"""

from dataclasses import dataclass

from cx.measures.arrays import ratio


@dataclass(frozen=True, slots=True)
class EarnedGrowth:
    """The parts of a year's growth, as shares of last year's revenue."""

    net_retention: float  # revenue this year of last year's customers
    earned_new: float  # revenue of new customers won by referral
    earned_growth: float  # net_retention + earned_new - 1
    total_growth: float
    earned_share: float  # earned growth over total growth; NaN unless revenue grew


def earned_growth(
    before: float, of_old_customers: float, of_referred: float, of_other_new: float
) -> EarnedGrowth:
    """Part the growth of revenue from `before` to this year's three sums.

    >>> found = earned_growth(100, 85, 25, 20)
    >>> round(found.earned_growth, 6), round(found.earned_share, 6)
    (0.1, 0.333333)
    """
    kept, earned, bought = (
        float(ratio(part, before)) for part in (of_old_customers, of_referred, of_other_new)
    )
    growth, total = kept + earned - 1, kept + earned + bought - 1
    share = growth / total if total > 0 else float("nan")
    return EarnedGrowth(kept, earned, growth, total, share)


def revenue_at_risk(revenue: float, churn: float, usual_churn: float) -> float:
    """Return the revenue of unhappy customers that their *excess* churn puts at risk in a year."""
    return revenue * (churn - usual_churn)
