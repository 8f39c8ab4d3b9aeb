"""What is said of value, word for word, on results of worlds made on purpose."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import RevenueAtRisk, measure_risk
from cx.chapters.value.by_group import GroupValues
from cx.chapters.value.by_group import value_by_group as value_by_group_of
from cx.chapters.value.earned_growth import EarnedGrowth, measure_earned_growth
from cx.chapters.value.lifetime import LifetimeOptions, Lifetimes, value_lifetimes
from cx.chapters.value.purchases import PURCHASE_FIELDS, PurchaseOptions, RepeatPurchases
from cx.chapters.value.retention import RetentionOptions, RetentionWorth, value_retention
from cx.chapters.value.two_truths import Value, value_customers
from cx.chapters.value.words import assumptions, earned_growth, lifetime, retention, worth
from cx.chapters.value.words import at_risk as revenue_at_risk
from cx.chapters.value.words import by_group as value_by_group
from cx.chapters.value.words import purchases as repeat_purchases
from cx.chapters.value.words import two_truths as value
from cx.chapters.value.worth import Lift, WorthOptions, rank_worth
from cx.measures.purchase_model import PurchaseModel, SpendModel
from cx.text.finding import Tone, Verdict
from cx.vocabulary import Estimate
from tests.chapters.results import table, typeset
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.value.customers_made import customers, many

NAN = float("nan")
PAID = {"score": [10] * 10 + [8] * 10 + [3] * 10, "spend": [110.0] * 10 + [60.0] * 10 + [10.0] * 10}


def beyond(gap: Estimate) -> bool:
    return gap.low > 0 or gap.high < 0


@pytest.fixture
def valued(tmp_path: Path) -> Value:
    return value_customers(many(tmp_path))


def test_two_truths_that_differ(valued: Value) -> None:
    apart = replace(
        valued,
        people=Estimate(30, 25, 35, 400),
        revenue=Estimate(42, 36, 48, 400),
        difference=Estimate(12, 8.04, 16, 400),
    )
    said = value.truths(apart)
    assert said.headline == (
        "NPS by revenue lies 12 points above NPS by people: who spends more is happier"
    )
    assert typeset(said.detail) == (
        "By revenue 42 (36 to 48), by people 30 (25 to 35); difference +12.0 points (95~% range "
        "+8.0 to +16.0, n 400 customers)."
    )
    assert said.tone is Tone.GOOD
    below = replace(apart, difference=Estimate(-12, -16, -8, 400))
    assert "12 points below" in value.truths(below).headline
    assert value.truths(below).tone is Tone.ATTENTION


def test_two_truths_that_cannot_be_told_apart(valued: Value) -> None:
    same = replace(valued, difference=Estimate(2, -1, 5, 400), sure=False)
    assert value.truths(same).headline == "NPS by revenue cannot be told from NPS by people"
    unknown = replace(valued, difference=Estimate(2, NAN, NAN, 1), sure=False)
    assert value.truths(unknown).headline == "NPS by revenue cannot be told from NPS by people"


def test_one_customer_with_two_fifths(tmp_path: Path) -> None:
    ids = [f"C{place:02}" for place in range(61)]
    score, spend = [3] * 7 + [10] * 54, [40.0] + [1.0] * 60
    made = customers(tmp_path, customer=ids, score=score, spend=spend)
    said = value.carriers(value_customers(made))
    assert typeset(said.headline) == (
        "One customer has 40~% of the revenue, so the score by revenue hangs on one"
    )
    assert said.tone is Tone.CAUTION
    assert said.detail.endswith(" Without the 30 largest together it is 100.")


def test_what_would_tell_of_few_is_said_to_be_hidden(tmp_path: Path) -> None:
    one = value_customers(customers(tmp_path, score=[3] + [10] * 30, spend=[90.0] + [1.0] * 30))
    said = value.truths(one)
    assert said.headline == "NPS by revenue is not shown: it would tell of too few customers"
    assert "The largest has 75" in said.detail
    assert "hollow" not in value.reading_truths(one)
    assert value.carriers(one).detail.endswith(" of 31.")
    brought = value.bands(one)
    assert typeset(brought.headline) == (
        "Promoters are 97~% of the customers; what they bring is not shown"
    )
    assert "Fewer than 5 customers are in one band" in brought.detail


def test_refunds_and_what_is_covered_are_said(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        minimum_n=1,
        customer=list("AABC"),
        score=[10, 10, 3, 10],
        spend=[50.0, -20.0, -70.0, 20.0],
    )
    said = typeset(value.base(value_customers(made)))
    assert "4 answers of 3 customers" in said
    assert (
        "2 amounts below 0 (together EUR −90.00) are taken off as refunds; 1 customer with" in said
    )
    assert "The spend is taken to be that of one year." in said
    assert "state its revenue under Assumptions" in said


def test_risk_without_churn_is_a_scenario(tmp_path: Path) -> None:
    said = revenue_at_risk.headline(measure_risk(customers(tmp_path, **PAID)))  # type: ignore[arg-type]
    assert said.headline == (
        "If detractors leave 10.0 percentage points more often than all others, EUR 10.00 of "
        "revenue a year is at risk"
    )
    assert "are assumed" in said.detail
    assert said.tone is Tone.CAUTION


def test_risk_that_is_measured(tmp_path: Path) -> None:
    left = [False] * 20 + [True] * 8 + [False] * 2
    made = customers(tmp_path, **PAID, left=left)  # type: ignore[arg-type]
    said = revenue_at_risk.headline(measure_risk(made))
    assert said.headline == (
        "EUR 80.00 of revenue a year is at risk because detractors leave more often"
    )
    assert said.tone is Tone.ATTENTION
    none = customers(tmp_path, **PAID, left=[True, False] * 15)  # type: ignore[arg-type]
    assert revenue_at_risk.headline(measure_risk(none)).headline == (
        "Revenue of detractors is not shown to leave more often, so none is shown to be at risk"
    )


def test_lifetime_names_its_form_and_its_haircut(tmp_path: Path) -> None:
    stated = Assumptions(margin=0.5, horizon_years=3)
    said = lifetime.headline(value_lifetimes(many(tmp_path), LifetimeOptions(stated, "B")))
    assert said.headline.startswith("A customer among promoters is worth EUR ")
    assert "over 3 years" in said.headline
    assert "margin; form B: a margin today counts as well; retention of 80.0" in said.detail
    assert typeset(said.detail).count("count on 50~% of it") == 1


def test_nobody_is_told_to_make_customers_unhappy(tmp_path: Path) -> None:
    made = customers(tmp_path, score=PAID["score"], spend=PAID["spend"][::-1])
    said = lifetime.headline(value_lifetimes(made))
    assert "less over 5 years than one among detractors" in said.headline
    assert "count on" not in said.detail


def test_lifetime_that_cannot_be_told_apart(tmp_path: Path) -> None:
    made = many(tmp_path, spend=np.random.default_rng(1).gamma(1, 50, 400).round(2))
    said = lifetime.headline(value_lifetimes(made))
    assert said.headline == "Lifetime values of promoters and detractors cannot be told apart"


def test_lifetime_of_an_empty_band(tmp_path: Path) -> None:
    made = customers(tmp_path, minimum_n=1, score=[10, 8], spend=[5.0, 6.0])
    assert "a band is empty" in lifetime.headline(value_lifetimes(made)).headline


def test_five_points(tmp_path: Path) -> None:
    stated = Assumptions(margin=0.5, retention=0.8, customers=10_000)
    made = customers(tmp_path, minimum_n=1, score=[10, 3], spend=[200.0, 200.0])
    found = value_retention(made, RetentionOptions(stated))
    said = retention.headline(found)
    assert said.headline == (
        "5 points of retention add EUR 50,000 of margin in the first year and EUR 185,432 in the "
        "fifth"
    )
    assert typeset(said.detail).count("33.3~% more") == 1
    quoted = retention.often_quoted(found)
    assert typeset(quoted.headline) == (
        "For a customer's lifetime value it is 20.0~%, not 25~% to 95~%"
    )
    assert typeset(quoted.detail).count("75.0~% to 89.7~% today undiscounted") == 1


def test_what_cannot_be_is_said_to_be_so(tmp_path: Path) -> None:
    found = value_retention(many(tmp_path), RetentionOptions(Assumptions(discount_rate=0.2)))
    assert "(which cannot be)" in retention.often_quoted(found).detail


def test_earned_growth_with_and_without_referrals(tmp_path: Path) -> None:
    columns = {"score": [10, 8, 10, 3], "spend": [60.0, 25, 25, 20], "before": [60.0, 40, None, 0]}
    channel = ["Search", "Referral", "Referral", "Search"]
    told = earned_growth.headline(
        measure_earned_growth(customers(tmp_path, minimum_n=1, **columns, channel=channel))  # type: ignore[arg-type]
    )
    assert typeset(told.headline) == "Earned growth is 10.0~%, 33~% of all growth"
    assert "flatters" in told.detail
    less = earned_growth.headline(
        measure_earned_growth(customers(tmp_path, minimum_n=1, **columns))
    )  # type: ignore[arg-type]
    assert typeset(less.headline) == "Last year's customers bring 85.0~% of last year's revenue"
    assert less.tone is Tone.CAUTION


def test_segments_that_differ_and_that_do_not(tmp_path: Path) -> None:
    spend = np.random.default_rng(2).gamma(4, 10, 400).round(2)
    alike = many(tmp_path, spend=spend, channel=["Search", "Referral"] * 200)
    said = value_by_group.headline(value_by_group_of(alike))
    assert said.headline == "By channel, no group is shown to spend more than another"
    twice = spend * np.tile([1.0, 2.0], 200)
    apart = many(tmp_path, spend=twice, channel=["Search", "Referral"] * 200)
    assert value_by_group.headline(value_by_group_of(apart)).headline == (
        "Customers of Referral usually spend more than those of Search"
    )


def test_p_of_groups_counts_all_columns_and_questions(tmp_path: Path) -> None:
    spend = np.random.default_rng(2).gamma(4, 10, 400).round(2) * np.tile([1.0, 1.2], 200)
    channel = ["Search", "Referral"] * 200
    one = value_by_group_of(many(tmp_path, spend=spend, channel=channel))
    habit = ["As intended", "Less", "More", "More"] * 100
    of_two = value_by_group_of(many(tmp_path, spend=spend, channel=channel, bought=habit))
    assert 0 < one.p_value < 0.1
    assert of_two.p_value == pytest.approx(2 * one.p_value)


def test_the_list_of_what_is_worth_money(tmp_path: Path) -> None:
    made = customers(tmp_path, **PAID)  # type: ignore[arg-type]
    wait = Lift("Waiting", "driver", 5.0, 3.0, 7.0, (0.03, -0.01, -0.02))
    found = rank_worth(made, WorthOptions(Assumptions(margin=0.5, customers=1_000), (wait,)))
    said = worth.headline(found)
    assert said.headline == "Waiting is worth most: EUR 625 of margin a year"
    assert typeset(said.detail).startswith(
        "95~% range EUR 375 to 875, for 1,000 customers when 50~%"
    )
    doubtful = replace(wait, low=-1.0)
    unsure = rank_worth(made, WorthOptions(lifts=(doubtful,)))
    assert worth.headline(unsure).headline == "No lift can be told from nothing in money"
    alone = rank_worth(made, WorthOptions(lifts=(replace(wait, low=0.2, high=9.8),)))
    said = worth.headline(alone)
    assert said.headline == "No lift can be told from nothing in money"
    assert said.detail.endswith(
        "; 1 range leaves out 0, as one may by luck among all that this page asks."
    )
    assert not alone.lifts.frame["sure"].any()
    among = tuple(replace(wait, what=f"Part {n}", low=1.4, high=8.6) for n in range(8))
    assert rank_worth(made, WorthOptions(lifts=among[:1])).lifts.frame["sure"].all()
    assert not rank_worth(made, WorthOptions(lifts=among)).lifts.frame["sure"].any()
    assert worth.headline(rank_worth(made)).headline == "Nothing to rank yet"


def test_purchases_to_come() -> None:
    row = {
        "band": "promoters", "n_customers": 80.0, "repeat_share": 0.5, "alive_share": 0.9,
        "purchases_ahead": 2.5, "spend_ahead": 40.0, "lifetime_ahead": 300.0,
    }  # fmt: skip
    found = RepeatPurchases(
        PurchaseOptions(), "EUR", table(PURCHASE_FIELDS, [row]), PurchaseModel(1, 1, 1, 1),
        SpendModel(1, 2, 1), 80, 60, 0.1, True, 104.0, 200.0,
    )  # fmt: skip
    said = repeat_purchases.headline(found)
    assert said.headline == (
        "200 purchases are to be expected of these 80 customers in the year to come"
    )
    assert "promoters 2.50 purchases, EUR 300 in 5 years (discounted revenue)" in said.detail
    rough = repeat_purchases.headline(replace(found, correlation=0.6, independent=False))
    assert "amounts are rough" in rough.detail
    assert rough.tone is Tone.CAUTION


def test_assumptions_in_one_line() -> None:
    assert typeset(assumptions.stated(Assumptions(margin=0.4, horizon_years=1, customers=1))) == (
        "Assumed: margin 40~% of revenue; discount rate 10.0~% a year; horizon 1 year; 50~% of a "
        "lift comes true; retention 80.0~% a year where it is not measured; the file stands for 1 "
        "customer."
    )


def test_frames_are_not_changed_by_words(valued: Value) -> None:
    before = valued.bands.frame.copy()
    value.bands(valued)
    pd.testing.assert_frame_equal(valued.bands.frame, before)


APART = [False] * 20 + [True] * 8 + [False] * 2


@pytest.fixture
def at_risk(tmp_path: Path) -> RevenueAtRisk:
    return measure_risk(customers(tmp_path, **PAID, left=APART))  # type: ignore[arg-type]


@pytest.fixture
def retained(tmp_path: Path) -> RetentionWorth:
    return value_retention(customers(tmp_path, minimum_n=1, score=[10, 3], spend=[200.0, 200.0]))


@pytest.fixture
def earned(tmp_path: Path) -> EarnedGrowth:
    columns = {"score": [10, 8, 10, 3], "spend": [60.0, 25, 25, 20], "before": [60.0, 40, None, 0]}
    channel = ["Search", "Referral", "Referral", "Search"]
    return measure_earned_growth(customers(tmp_path, minimum_n=1, **columns, channel=channel))  # type: ignore[arg-type]


@pytest.fixture
def lifetimes(tmp_path: Path) -> Lifetimes:
    return value_lifetimes(many(tmp_path))


@pytest.fixture
def grouped(tmp_path: Path) -> GroupValues:
    return value_by_group_of(many(tmp_path, channel=["Search", "Referral"] * 200))


def paid_by(group: GroupValues, best: float, worst: float, p_value: float) -> GroupValues:
    frame = group.groups.frame.assign(
        mean_revenue=[best, worst],
        mean_revenue_low=[best - 5, worst - 5],
        mean_revenue_high=[best + 5, worst + 5],
        lifetime=[4 * best, 4 * worst],
    )
    return replace(
        group,
        groups=replace(group.groups, frame=frame.assign(level=["Search", "Referral"])),
        p_value=p_value,
        higher="Search",
        lower="Referral",
        larger_share=0.7,
    )


def with_gain(worth: RetentionWorth, yearly: float) -> RetentionWorth:
    frame = worth.years.frame.assign(gain=[yearly / 20, 0.0, 0.0, 0.0, yearly / 10])
    years = replace(worth.years, frame=frame)
    return replace(worth, years=years, yearly=Estimate(yearly, NAN, NAN, 2))


@each_case(
    "difference",
    case(
        "positive",
        Estimate(12, 8, 16, 400),
        "NPS by revenue lies 12 points above NPS by people: who spends more is happier",
        "By revenue 42 (20 to 50), by people 30 (25 to 35); difference +12.0 points (95~% range "
        "+8.0 to +16.0, n 400 customers).",
        Tone.GOOD,
    ),
    case(
        "negative",
        Estimate(-12, -16, -8, 400),
        "NPS by revenue lies 12 points below NPS by people: who spends more is less happy",
        "By revenue 18 (20 to 50), by people 30 (25 to 35); difference −12.0 points (95~% range "
        "−16.0 to −8.0, n 400 customers).",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        Estimate(2, -1, 5, 400),
        "NPS by revenue cannot be told from NPS by people",
        "By revenue 32 (20 to 50), by people 30 (25 to 35); difference +2.0 points (95~% range "
        "−1.0 to +5.0, n 400 customers).",
    ),
    case(
        "nothing",
        Estimate(0, 0, 0, 400),
        "NPS by revenue is the same as NPS by people",
        "By revenue 30 (20 to 50), by people 30 (25 to 35); difference 0.0 points (95~% range 0.0 "
        "to 0.0, n 400 customers).",
    ),
    case(
        "unknown",
        Estimate(2, NAN, NAN, 1),
        "NPS by revenue cannot be told from NPS by people",
        "By revenue 32 (20 to 50), by people 30 (25 to 35); difference +2.0 points (95~% range – "
        "to –, n 1 customer).",
    ),
    case(
        "less_than_a_point",
        Estimate(0.3, 0.2, 0.4, 400),
        "NPS by revenue lies 0.3 points above NPS by people: who spends more is happier",
        "By revenue 30 (20 to 50), by people 30 (25 to 35); difference +0.3 points (95~% range "
        "+0.2 to +0.4, n 400 customers).",
        Tone.GOOD,
    ),
)
def test_the_score_by_revenue_lies_above_below_or_neither(
    valued: Value, difference: Estimate, said: Sentences
) -> None:
    assert (
        written(
            value.truths(
                replace(
                    valued,
                    people=Estimate(30, 25, 35, 400),
                    revenue=Estimate(30 + difference.value, 20, 50, 400),
                    difference=difference,
                    sure=beyond(difference),
                )
            )
        )
        == said
    )


@each_case(
    "changes",
    case(
        "positive",
        {},
        "EUR 80.00 of revenue a year is at risk because detractors leave more often",
        "95~% range EUR 45.08 to 94.33: detractors left 80.0 percentage points more often than "
        "all others (95~% range 45.1 percentage points to 94.3 percentage points, n 30 "
        "customers); their revenue is EUR 100 a year. Churn is read as that of one year. It goes "
        "with the answer; nothing says that the answer causes it.",
        Tone.ATTENTION,
    ),
    case(
        "negative",
        {"excess": Estimate(-0.3, -0.5, -0.1, 30), "money": Estimate(0, 0, 0, 30)},
        "Detractors leave less often than all others, so none of their revenue is at risk for "
        "leaving more",
        "Detractors left 30.0 percentage points less often (95~% range 10.0 percentage points to "
        "50.0 percentage points, n 30 customers). Their revenue is EUR 100 a year.",
    ),
    case(
        "undecided",
        {"excess": Estimate(-0.05, -0.2, 0.1, 30), "money": Estimate(0, 0, 10, 30)},
        "Detractors are not shown to leave more often, so no revenue is shown to be at risk",
        "Share of detractors who left less that of all others: −5.0 percentage points (95~% range "
        "−20.0 percentage points to 10.0 percentage points, n 30 customers). Their revenue is EUR "
        "100 a year.",
    ),
    case(
        "nothing",
        {"excess": Estimate(0, 0, 0, 30), "money": Estimate(0, 0, 0, 30)},
        "Detractors are not shown to leave more often, so no revenue is shown to be at risk",
        "Share of detractors who left less that of all others: 0.0 percentage points (95~% range "
        "0.0 percentage points to 0.0 percentage points, n 30 customers). Their revenue is EUR "
        "100 a year.",
    ),
    case(
        "unknown",
        {"excess": Estimate(NAN, NAN, NAN, 30), "money": Estimate(NAN, NAN, NAN, 30)},
        "Whether detractors leave more often cannot be told",
        "It is not known of enough of them, or of all others, who left (n 30 customers). Their "
        "revenue is EUR 100 a year.",
        Tone.CAUTION,
    ),
    case(
        "refunds",
        {"revenue": -20.0, "money": Estimate(-16, -18, -14, 30)},
        "Detractors leave more often, but bring no revenue that could be at risk",
        "Detractors left 80.0 percentage points more often than all others (95~% range 45.1 "
        "percentage points to 94.3 percentage points, n 30 customers). Their revenue is EUR "
        "−20.00 a year.",
    ),
)
def test_revenue_is_at_risk_only_where_they_leave_more_often(
    at_risk: RevenueAtRisk, changes: dict[str, Any], said: Sentences
) -> None:
    found = replace(at_risk, **changes)
    assert written(revenue_at_risk.headline(replace(found, sure=beyond(found.excess)))) == said


@each_case(
    "yearly",
    case(
        "negative",
        -200.0,
        "5 points of retention lose EUR 10.00 of revenue in the first year",
        "2 customers bring EUR −200 a year each: to keep more of them does not pay (n 2).",
        Tone.CAUTION,
    ),
    case(
        "nothing",
        0.0,
        "5 points of retention add nothing: customers bring no revenue",
        "2 customers bring EUR 0.00 a year each: to keep more of them does not pay (n 2).",
        Tone.CAUTION,
    ),
)
def test_a_rise_of_retention_adds_or_loses(
    retained: RetentionWorth, yearly: float, said: Sentences
) -> None:
    assert written(retention.headline(with_gain(retained, yearly))) == said


@each_case(
    "changes",
    case(
        "positive",
        {},
        "Earned growth is 10.0~%, 33~% of all growth",
        "Last year's customers bring 85.0~% of last year's revenue (95~% range 5.8~% to "
        "1,253.1~%, n 2 customers); new ones by referral (Referral) add 25.0~%. Revenue grew by "
        "30.0~%. Who left does not answer surveys, so a file of answers flatters; a file of all "
        "customers would not.",
    ),
    case(
        "earned_negative",
        {"earned_growth": -0.1, "earned_share": -0.5, "total_growth": 0.2},
        "Earned growth is −10.0~%: last year's customers and referrals bring less than a year ago",
        "Last year's customers bring 85.0~% of last year's revenue (95~% range 5.8~% to "
        "1,253.1~%, n 2 customers); new ones by referral (Referral) add 25.0~%. Revenue grew by "
        "20.0~%. Who left does not answer surveys, so a file of answers flatters; a file of all "
        "customers would not.",
        Tone.ATTENTION,
    ),
    case(
        "negative",
        {"earned_growth": -0.3, "earned_share": None, "total_growth": -0.2},
        "Earned growth is −30.0~%: last year's customers and referrals bring less than a year ago",
        "Last year's customers bring 85.0~% of last year's revenue (95~% range 5.8~% to "
        "1,253.1~%, n 2 customers); new ones by referral (Referral) add 25.0~%. Revenue fell by "
        "20.0~%. Who left does not answer surveys, so a file of answers flatters; a file of all "
        "customers would not.",
        Tone.ATTENTION,
    ),
    case(
        "nothing",
        {"earned_growth": 0.0, "earned_share": None, "total_growth": 0.0},
        "Earned growth is 0.0~%",
        "Last year's customers bring 85.0~% of last year's revenue (95~% range 5.8~% to "
        "1,253.1~%, n 2 customers); new ones by referral (Referral) add 25.0~%. Revenue is that "
        "of last year. Who left does not answer surveys, so a file of answers flatters; a file of "
        "all customers would not.",
    ),
)
def test_growth_that_fell_is_not_said_to_grow(
    earned: EarnedGrowth, changes: dict[str, Any], said: Sentences
) -> None:
    assert written(earned_growth.headline(replace(earned, **changes))) == said


@each_case(
    "difference",
    case(
        "positive",
        Estimate(120, 40, 200, 400),
        "A customer among promoters is worth EUR 120 more over 5 years than one among detractors",
        "Promoters EUR 290, detractors EUR 228 in 5 years (revenue; form A: the first margin "
        "counts a year from now, if the customer stays; retention of 80.0~% assumed for all). "
        "Difference 95~% range EUR 40.00 to 200 (n 400 customers). Those who change band do not "
        "get the history of the others: count on 50~% of it, EUR 120 (40.00 to 200).",
    ),
    case(
        "negative",
        Estimate(-120, -200, -40, 400),
        "A customer among promoters is worth EUR 120 less over 5 years than one among detractors",
        "Promoters EUR 290, detractors EUR 228 in 5 years (revenue; form A: the first margin "
        "counts a year from now, if the customer stays; retention of 80.0~% assumed for all). "
        "Difference 95~% range EUR −200 to −40.00 (n 400 customers).",
    ),
    case(
        "undecided",
        Estimate(20, -40, 80, 400),
        "Lifetime values of promoters and detractors cannot be told apart",
        "Promoters EUR 290, detractors EUR 228 in 5 years (revenue; form A: the first margin "
        "counts a year from now, if the customer stays; retention of 80.0~% assumed for all). "
        "Difference 95~% range EUR −40.00 to 80.00 (n 400 customers).",
    ),
    case(
        "nothing",
        Estimate(0, 0, 0, 400),
        "Lifetime values of promoters and detractors cannot be told apart",
        "Promoters EUR 290, detractors EUR 228 in 5 years (revenue; form A: the first margin "
        "counts a year from now, if the customer stays; retention of 80.0~% assumed for all). "
        "Difference 95~% range EUR 0.00 to 0.00 (n 400 customers).",
    ),
    case(
        "unknown",
        Estimate(NAN, NAN, NAN, 400),
        "Lifetime value cannot be compared: a band is empty",
        "Assumed: no margin stated, so money is revenue; discount rate 10.0~% a year; horizon 5 "
        "years; 50~% of a lift comes true; retention 80.0~% a year where it is not measured.",
        Tone.CAUTION,
    ),
)
def test_lifetime_values_are_more_less_or_not_told_apart(
    lifetimes: Lifetimes, difference: Estimate, said: Sentences
) -> None:
    found = replace(lifetimes, difference=difference, realised=difference, sure=beyond(difference))
    assert written(lifetime.headline(found)) == said


SPENT = (
    "Search EUR 200 a year for each customer (195 to 205, n 200); Referral EUR 100 a year for each "
    "customer (95.00 to 105, n 200). "
)
LIVES = " Lifetime value EUR 800 and EUR 400."


@pytest.mark.parametrize(
    ("means", "p_value", "headline", "detail"),
    [
        pytest.param(
            (200.0, 100.0),
            0.001,
            "Customers of Search usually spend more than those of Referral",
            SPENT
            + "Of two customers, one of each, that of Search spends more in 70~% of pairs (by "
            "ranks, p = 0.001 for all pairs of groups and all that this page asks, n 400 "
            "customers)." + LIVES,
            id="apart",
        ),
        pytest.param(
            (100.0, 200.0),
            0.001,
            "Customers of Search usually spend more than those of Referral",
            "Search EUR 100 a year for each customer (95.00 to 105, n 200); Referral EUR 200 a "
            "year for each customer (195 to 205, n 200). Of two customers, one of each, that of "
            "Search spends more in 70~% of pairs (by ranks, p = 0.001 for all pairs of groups and "
            "all that this page asks, n 400 customers). The mean of Referral is higher all the "
            "same: a few large amounts carry it. Lifetime value EUR 400 and EUR 800.",
            id="carried_by_few",
        ),
        pytest.param(
            (200.0, 100.0),
            0.4,
            "By channel, no group is shown to spend more than another",
            SPENT
            + "Of two customers, one of each, that of Search spends more in 70~% of pairs (by "
            "ranks, p = 0.4 for all pairs of groups and all that this page asks, n 400 customers)."
            + LIVES,
            id="undecided",
        ),
        pytest.param(
            (200.0, 100.0),
            NAN,
            "By channel, no group is shown to spend more than another",
            SPENT
            + "Of two customers, one of each, that of Search spends more in 70~% of pairs (by "
            "ranks, – for all pairs of groups and all that this page asks, n 400 customers)."
            + LIVES,
            id="unknown",
        ),
    ],
)
def test_a_group_spends_more_only_where_two_groups_differ(
    grouped: GroupValues, means: tuple[float, float], p_value: float, headline: str, detail: str
) -> None:
    said = value_by_group.headline(paid_by(grouped, *means, p_value))
    assert (typeset(said.headline), typeset(said.detail)) == (headline, detail)
    assert said.verdict is (Verdict.SHOWN if p_value == 0.001 else Verdict.CANNOT_TELL)


def test_a_group_that_is_only_just_larger_is_said_to_be_so(grouped: GroupValues) -> None:
    said = "Just past the line, so likely larger here than it is."
    told = [
        said in value_by_group.headline(paid_by(grouped, 200.0, 100.0, p)).detail
        for p in (0.04, 0.005, 0.2)
    ]
    assert told == [True, False, False]


def test_amounts_are_compared_where_customers_change_group(grouped: GroupValues) -> None:
    found = paid_by(grouped, 200.0, 100.0, 0.001)
    frame = found.groups.frame
    frame = frame.assign(
        mean_purchase=[20.0, 10.0],
        mean_purchase_low=[18.0, NAN],
        mean_purchase_high=[22.0, NAN],
        lifetime=NAN,
    )
    found = replace(found, groups=replace(found.groups, frame=frame), by_answer=True)
    said = value_by_group.headline(found)
    assert said.headline == "Amounts of Search are usually larger than those of Referral"
    assert typeset(said.detail) == (
        "Search EUR 20.00 for each amount (18.00 to 22.00, n 200); Referral EUR 10.00 for each "
        "amount (too few carry it for a range, n 200). Of two amounts, one of each, that of Search "
        "is larger in 70~% of pairs (by ranks, p = 0.001 for all pairs of groups and all that this "
        "page asks, n 400 customers). "
        "Customers are often in more than one of these groups, so amounts are compared answer by "
        "answer: a larger group holds more answers of each customer."
    )
    assert typeset(value_by_group.reading(found)).startswith("Mean amount above 0 of a group")


@pytest.mark.parametrize(
    ("excess", "money", "headline", "middle"),
    [
        pytest.param(
            Estimate(0.3, 0.1, 0.5, 400), Estimate(30, 10, 50, 400),
            "EUR 30.00 of revenue a year is at risk because revenue of detractors leaves more "
            "often",
            "30.0 percentage points (95~% range 10.0 percentage points to 50.0 percentage points",
            id="positive",
        ),
        pytest.param(
            Estimate(-0.3, -0.5, -0.1, 400), Estimate(0, 0, 0, 400),
            "Revenue of detractors leaves less often than that of all others, so none of it is at "
            "risk for leaving more",
            "−30.0 percentage points (95~% range −50.0 percentage points to −10.0 percentage "
            "points",
            id="negative",
        ),
        pytest.param(
            Estimate(0.1, -0.1, 0.3, 400), Estimate(10, 0, 30, 400),
            "Revenue of detractors is not shown to leave more often, so none is shown to be at "
            "risk",
            "10.0 percentage points (95~% range −10.0 percentage points to 30.0 percentage points",
            id="undecided",
        ),
    ],
)  # fmt: skip
def test_churn_by_revenue_is_said_beside_that_of_heads(
    at_risk: RevenueAtRisk, excess: Estimate, money: Estimate, headline: str, middle: str
) -> None:
    found = replace(
        at_risk,
        excess=excess,
        money=money,
        weighted=True,
        by_heads=Estimate(0.2, 0.1, 0.3, 400),
        sure=beyond(excess),
    )
    said = revenue_at_risk.headline(found)
    assert typeset(said.headline) == headline
    assert (
        f"Share of the revenue of detractors that left less that of all others: {middle}, n 400 "
        "customers). With each customer counted once it is 20.0 percentage points. Their revenue "
        "is EUR 100 a year."
    ) in typeset(said.detail)


def test_what_is_just_shown_is_likely_too_large(valued: Value, at_risk: RevenueAtRisk) -> None:
    said = "Just past the line, so likely larger here than it is."
    just, clear = Estimate(5, 0.2, 9.8, 400), Estimate(5, 2, 8, 400)
    below, undecided = Estimate(-5, -9.8, -0.2, 400), Estimate(5, -0.2, 10.2, 400)
    found = [
        value.truths(replace(valued, difference=gap, sure=beyond(gap))).detail.endswith(said)
        for gap in (just, below, clear, undecided)
    ]
    assert found == [True, True, False, False]
    risk = replace(at_risk, excess=Estimate(0.1, 0.01, 0.19, 400))
    assert revenue_at_risk.headline(risk).detail.endswith(said)


def test_what_would_be_shown_alone_is_not_shown_beside_four_other_questions(
    valued: Value, at_risk: RevenueAtRisk, lifetimes: Lifetimes
) -> None:
    gap = Estimate(5, 0.2, 9.8, 400)
    excess = Estimate(0.1, 0.01, 0.19, 400)
    for said in (
        value.truths(replace(valued, difference=gap, sure=False)),
        revenue_at_risk.headline(replace(at_risk, excess=excess, sure=False)),
        revenue_at_risk.headline(replace(at_risk, excess=excess, sure=False, weighted=True)),
        lifetime.headline(replace(lifetimes, difference=gap, realised=gap, sure=False)),
    ):
        assert said.verdict is Verdict.CANNOT_TELL
        assert said.detail.endswith(
            "Alone it would be shown; of 5 questions on a page one is past the line too often by "
            "luck."
        )


def test_who_carries_the_revenue_of_a_band_is_said(tmp_path: Path) -> None:
    spend = [1.0] * 59 + [500.0] + [10.0] * 60
    made = customers(tmp_path, score=[10] * 60 + [3] * 60, spend=spend)
    said = typeset(value.bands(value_customers(made)).detail)
    assert "promoters EUR 9.32 (no range)" in said
    assert said.endswith(
        "The 10 largest bring 91~% of that of promoters and 17~% of that of detractors. Promoters: "
        "no range, since a few of all customers carry too much of the revenue. Detractors: no "
        "range, since a few of all customers carry too much of the revenue."
    )
    told = lifetime.headline(value_lifetimes(made))
    assert told.headline == "Lifetime values of promoters and detractors cannot be told apart"
    assert told.detail.endswith("No range is given: a few customers carry too much of the revenue.")


def test_the_doubt_of_a_measured_retention_is_said(retained: RetentionWorth) -> None:
    measured = replace(retained, steady_share_limits=(0.2, 0.6), lifetime_gain_limits=(0.15, 0.35))
    assert "By the range of retention it is 20.0~% to 60.0~% more." in typeset(
        retention.headline(measured).detail
    )
    assert "By the range of retention it is 15.0~% to 35.0~%." in typeset(
        retention.often_quoted(measured).detail
    )
    endless = replace(
        measured,
        steady_share_limits=(0.2, float("inf")),
        steady=Estimate(10, 5, float("inf"), 400),
        lifetime_gain_limits=(0.15, float("inf")),
    )
    said = typeset(retention.headline(endless).detail)
    assert "a year (5.00 or more)" in said
    assert (
        "By the range of retention it is 20.0~% more or above: the rise may pass 100~%, so there "
        "is no upper end." in said
    )
    assert "it is 15.0~% or above." in typeset(retention.often_quoted(endless).detail)
    assert "range of retention" not in retention.headline(retained).detail
