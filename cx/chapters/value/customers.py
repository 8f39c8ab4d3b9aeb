"""Who the customers are and what each spends in a year: where every figure in money starts.

One row for each customer: revenue is added up once, and several answers are averaged first. A
customer who answered twice, once favourably and once not, counts half in each band. Spend that is
the same beside every answer of a customer is taken to be the customer's, not the answer's.
Means are ratio estimators (Cochran 1977, ch. 6) with the customer as the unit; their intervals are
Student's on the logarithm, so that an interval of money never falls below zero. Spend is rough: see
`rough_amount` for how the intervals bear it, and when there is none.
"""

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.measures.arrays import Floats, floats, ratio, two_sided_z
from cx.measures.means import rough_amount
from cx.problems import CxError, NotEnoughData, Problem, Severity, stops
from cx.scores.against_rest import DIFFERS_UP_TO
from cx.scores.counts import require_enough
from cx.store.responses import DAY, Responses
from cx.text import say
from cx.vocabulary import Band, Estimate, Kind, Role

BANDS = [str(band) for band in Band]
# On one page: does the money score otherwise than the people, is a lift worth money, do the unhappy
# leave more often, do lifetime values differ, does a group spend more. The others (bands, purchases
# to come, retention, earned growth) are measured and claim nothing.
QUESTIONS_OF_VALUE = 5
CLAIMED_AT = 1 - DIFFERS_UP_TO / QUESTIONS_OF_VALUE  # confidence of the ranges that claims rest on
_ALIKE = 0.95  # of the customers with several amounts, whose amounts are all the same
_FEWEST_ALIKE = 5
_REACH = two_sided_z(0.95)
_CURRENCY = re.compile(r"^currency( code)?$|^(währung|devise|moneda)$", re.IGNORECASE)


class YearsFrom(StrEnum):
    """Where the number of years comes from that the spend is divided by."""

    STATED = "stated"
    DATES = "dates"
    ONE_YEAR = "one year"  # assumed: no dates, less than a year of them, or spend of the customer


@dataclass(frozen=True, slots=True, eq=False)
class CustomerBase:
    """The customers of these responses."""

    frame: pd.DataFrame  # as `Responses.customers`; bands as shares of answers; revenue for a year
    assumptions: Assumptions
    currency: str | None
    n_answers: int
    each_answer: bool  # nobody answered twice: each answer is a customer
    repeated_spend: bool  # the amount is the customer's, and stands beside each answer
    years: float  # that the spend covers
    years_from: YearsFrom
    n_refunds: int
    refunds: float  # money, not above 0, as in the file
    n_unpriced: int  # customers of whom no amount is known
    scale: float  # customers that one of these stands for
    minimum_n: int  # customers from which numbers about them are shown

    @property
    def n(self) -> int:
        """How many customers there are."""
        return len(self.frame)

    @property
    def revenue(self) -> Floats:
        """Revenue of each customer in a year, refunds taken off; unknown is 0."""
        return self.frame["revenue"].to_numpy(np.float64)

    @property
    def share_of_band(self) -> Floats:
        """Share of each customer's answers in each band: (n, 3), in the order of Band."""
        return self.frame[BANDS].to_numpy(np.float64)

    @property
    def score(self) -> Floats:
        """Mean answer of each customer, coded +1, 0, -1."""
        shares = self.share_of_band
        return np.asarray(shares[:, 0] - shares[:, 2])

    @property
    def margin(self) -> float:
        """Share of revenue that counts; 1 when no margin is stated."""
        return 1.0 if self.assumptions.margin is None else self.assumptions.margin

    @property
    def has_churn(self) -> bool:
        """Whether it is known of customers enough who left, and that some did and some not."""
        if "churned" not in self.frame:
            return False
        known = self.frame["churned"].dropna()
        return len(known) >= self.minimum_n and known.nunique() == 2

    def counted(self, weights: Floats) -> Floats:
        """Count the customers of groups (n, groups) whom an amount of the group could tell of.

        Those who spent nothing hide nobody: they count where nobody spent anything.
        """
        paying = weights[self.revenue != 0].sum(axis=0)
        return np.asarray(np.where(paying > 0, paying, weights.sum(axis=0)))

    @property
    def small_band(self) -> bool:
        """Whether a band holds too few customers for money by band.

        Then no band may show any: all revenue and the score by revenue stand beside them, and two
        sums and two bands give the third away.
        """
        n = self.counted(self.share_of_band)
        # One customer in two bands counts in part in each: a threshold of one hides nobody.
        return self.minimum_n > 1 and bool(((n > 0) & (n < self.minimum_n)).any())


def read_customers(responses: Responses, assumptions: Assumptions, *by: str) -> CustomerBase:
    """Read the customers, or the customers within each group.

    Errors: NotEnoughData without spend, with several currencies, when nobody paid anything, or when
    fewer customers than the threshold are left, or paid; CxError when an assumption cannot be used.
    """
    unusable = [p for p in assumptions.problems() if p.severity is Severity.STOPS]
    if unusable:
        raise CxError(unusable)
    if not responses.has(Role.SPEND):
        raise NotEnoughData(_no_spend())
    _require_one_currency(responses)
    frame = responses.customers(*by)
    require_enough(responses, responses.count_customers() if by else len(frame), "customer")
    repeated = _is_repeated(frame)
    spend = frame["most_spend"] if repeated else frame["spend"]
    years, source = _years(responses, assumptions, repeated)
    shares = frame[BANDS].div(frame["n"], axis=0)
    frame = frame.assign(**shares, revenue=spend.where(frame["n_spend"] > 0, 0.0).fillna(0) / years)
    if not (frame["revenue"] > 0).any():
        raise NotEnoughData(_nobody_paid(responses, len(frame)))
    require_enough(responses, int((frame["revenue"] > 0).sum()), "paying customer")
    return CustomerBase(
        frame=frame,
        assumptions=assumptions,
        currency=responses.currency or assumptions.currency,
        n_answers=int(frame["n"].sum()),
        each_answer=bool((frame["n"] == 1).all()),
        repeated_spend=repeated,
        years=years,
        years_from=source,
        n_refunds=int(frame["n_refunds"].sum()),
        refunds=float(frame["refunds"].sum()),
        n_unpriced=int((frame["n_spend"] == 0).sum()),
        scale=_scale(responses, assumptions, len(frame)),
        minimum_n=responses.minimum_n,
    )


def require_large_bands(responses: Responses, base: CustomerBase) -> None:
    """Raise NotEnoughData when a band holds too few customers for an answer in money by band."""
    if base.small_band:
        raise NotEnoughData(
            stops(
                "small_band",
                "filters" if responses.filters else "responses",
                say(
                    "Fewer than {minimum_n} customers are in one band, so that no money is "
                    "shown by band: all of it less the others would tell what they spend.",
                    minimum_n=base.minimum_n,
                ),
                say("Remove a filter, or load more responses."),
            )
        )


def weighted_mean(values: Floats, weights: Floats, spread: float = 0.0) -> Estimate:
    """Return the weighted mean of amounts with its interval on logarithms; n counts the weights.

    Customers whose weight is 0 take no part. `spread` is that of all groups (`rough_spread`), the
    least that is taken for this one. Limits are NaN where so few carry the mean that no interval
    could be trusted, and where it is not above 0.
    """
    found = rough_amount(values, weights, spread)
    return Estimate(found.value, *found.limits, found.n)


def relative_error(mean: Estimate) -> float:
    """Return the standard deviation of a normal logarithm that has the interval of this mean.

    NaN without an interval; 0 where nobody has any amount.
    """
    if mean.low > 0:
        return math.log(mean.high / mean.low) / (2 * _REACH)
    return 0.0 if mean.value == 0 else math.nan


def times(estimate: Estimate, factor: float) -> Estimate:
    """Return an estimate and its limits in another unit; the factor is known and not below 0."""
    return Estimate(
        factor * estimate.value, factor * estimate.low, factor * estimate.high, estimate.n
    )


def purchase_mean(frame: pd.DataFrame) -> Estimate:
    """Return the mean amount of a purchase; refunds are left out, the customer is the unit."""
    bought = frame["n_purchases"].to_numpy(np.float64)
    paid = (frame["spend"] - frame["refunds"].fillna(0)).to_numpy(np.float64)
    return weighted_mean(np.nan_to_num(ratio(paid, bought)), floats(bought))


def _is_repeated(frame: pd.DataFrame) -> bool:
    """Say whether the spend is an attribute of the customer, the same beside every answer."""
    several = frame[frame["n_spend"] > 1]
    if len(several) < _FEWEST_ALIKE:
        return False
    alike = (several["least_spend"] == several["most_spend"]) & (several["most_spend"] != 0)
    return bool(alike.mean() >= _ALIKE)


def _years(
    responses: Responses, assumptions: Assumptions, repeated: bool
) -> tuple[float, YearsFrom]:
    if assumptions.spend_years is not None:
        return assumptions.spend_years, YearsFrom.STATED
    if repeated or not responses.has(Role.RESPONDED_AT):
        return 1.0, YearsFrom.ONE_YEAR
    # The period of the whole file: a filter takes customers away, not years.
    days = replace(responses, filters=()).tally(DAY)[DAY].dropna()
    covered = ((days.max() - days.min()).days + 1) / 365.25 if len(days) else 0.0
    # Less than a year is not stretched to one: nobody knows who would have come back.
    return (covered, YearsFrom.DATES) if covered > 1 else (1.0, YearsFrom.ONE_YEAR)


def _scale(responses: Responses, assumptions: Assumptions, n: int) -> float:
    if assumptions.customers is None:
        return 1.0
    everybody = replace(responses, filters=()).count_customers() if responses.filters else n
    return assumptions.customers / everybody


def _require_one_currency(responses: Responses) -> None:
    for column in responses.schema.of_kind([Kind.CATEGORY]):
        if not _CURRENCY.match((column.header or column.label).strip()):
            continue
        found = sorted(responses.tally(column.name)[column.name].dropna().unique())
        if len(found) > 1:
            raise NotEnoughData(_several_currencies(column.label, found))


def _no_spend() -> Problem:
    return stops(
        "no_spend",
        "spend",
        say("No column says what customers spend, so nothing can be said in money."),
        say(
            "On the Load page, give a column of amounts the meaning spend. Amounts "
            "in more than one currency have to be converted to one first."
        ),
    )


def _several_currencies(label: str, found: list[str]) -> Problem:
    return stops(
        "several_currencies",
        label,
        say(
            'The amounts are in {n} currencies ("{label}" holds '
            "{currencies}), and cannot be added.",
            n=len(found),
            label=label,
            currencies=", ".join(found[:5]),
        ),
        say("Convert them to one currency in your file, or filter to one of them."),
    )


def _nobody_paid(responses: Responses, n: int) -> Problem:
    label = responses.column(Role.SPEND).label
    return stops(
        "nothing_spent",
        label,
        say('None of the {n} customers has an amount above 0 in "{label}".', n=n, label=label),
        say("Choose another column as spend, or remove a filter."),
    )
