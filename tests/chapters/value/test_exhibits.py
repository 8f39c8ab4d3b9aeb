"""What is shown of value: every finding says who asked, and what was shown is said to be."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cx.asking import name_of
from cx.chapters.value import exhibits
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import measure_risk
from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.earned_growth import measure_earned_growth
from cx.chapters.value.gap_worth import WorthOptions as GapOptions
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.purchases import PURCHASE_FIELDS, PurchaseOptions, RepeatPurchases
from cx.chapters.value.retention import value_retention
from cx.chapters.value.two_truths import value_customers
from cx.chapters.value.worth import Lift, LiftKind, WorthOptions, rank_worth
from cx.drawing.exhibit import Exhibit
from cx.measures.purchase_model import PurchaseModel, SpendModel
from cx.store.responses import Responses
from cx.text import Said
from cx.text.finding import Finding, Verdict
from cx.vocabulary import Estimate, Unit
from tests.chapters.companions import worth
from tests.chapters.results import table
from tests.chapters.value.customers_made import customers, many

SURE = Lift("Waiting", LiftKind.DRIVER, 5.0, 3.0, 7.0, (0.03, -0.01, -0.02), step=0.3)
UNSURE = replace(SURE, low=-7.0, high=17.0)
AHEAD = RepeatPurchases(
    PurchaseOptions(),
    "EUR",
    table(
        PURCHASE_FIELDS, [dict.fromkeys((f.name for f in PURCHASE_FIELDS), 1.0) | {"band": "all"}]
    ),
    PurchaseModel(1, 1, 1, 1),
    SpendModel(1, 2, 1),
    80,
    60,
    0.1,
    True,
    104.0,
    200.0,
)


@pytest.fixture
def apart(tmp_path: Path) -> Responses:
    """Promoters spend most and stay; those who search spend half of what those referred do."""
    random = np.random.default_rng(7)
    score = np.tile([10, 10, 8, 3], 100)
    channel = np.where(np.arange(400) % 3 == 0, "Search", "Referral")
    base = random.gamma(9, 10, 400) * np.where(score == 10, 2.0, 1.0)
    spend = (base * np.where(channel == "Search", 0.5, 1.0)).round(2)
    left = random.random(400) < np.where(score == 3, 0.5, 0.05)
    before = np.where(np.arange(400) % 10 == 1, np.nan, spend)
    return many(
        tmp_path, score=score, spend=spend, channel=channel, left=left.tolist(), before=before
    )


@pytest.fixture
def alike(tmp_path: Path) -> Responses:
    """Neither spend nor leaving has to do with the score or the channel."""
    random = np.random.default_rng(8)
    return many(
        tmp_path,
        score=np.tile([10, 10, 8, 3], 100),
        spend=random.gamma(4, 25, 400).round(2),
        channel=random.permutation(np.tile(["Search", "Referral"], 200)),
        left=random.permutation(np.tile([True, False, False, False], 100)).tolist(),
        before=random.gamma(4, 25, 400).round(2),
    )


def shown(rows: Responses, lift: Lift = SURE) -> list[Exhibit]:
    return [
        *exhibits.of_truths(value_customers(rows)),
        exhibits.of_worth(rank_worth(rows, WorthOptions(lifts=(lift,)))),
        exhibits.of_lifetimes(value_lifetimes(rows)),
        exhibits.of_groups(value_by_group(rows)),
        exhibits.of_purchases(AHEAD),
        exhibits.of_retention(value_retention(rows)),
        exhibits.of_growth(measure_earned_growth(rows)),
    ]


def found(rows: Responses, lift: Lift = SURE) -> dict[str, list[Finding]]:
    said = exhibits.findings(
        value_customers(rows),
        [value_by_group(rows)],
        worth=rank_worth(rows, WorthOptions(lifts=(lift,))),
        at_risk=measure_risk(rows),
        lifetime=value_lifetimes(rows),
        purchases=AHEAD,
        retention=value_retention(rows),
        earned_growth=measure_earned_growth(rows),
    )
    by_question: dict[str, list[Finding]] = {}
    for finding in said:
        by_question.setdefault(finding.question, []).append(finding)
    return by_question


def test_every_exhibit_has_its_name_its_words_and_its_picture(apart: Responses) -> None:
    all_shown = shown(apart)
    assert len({one.name for one in all_shown}) == len(all_shown)
    for one in all_shown:
        assert one.alt
        assert (one.figure is None) == (one.reading == "")
        assert one.finding.page == "value"
        assert isinstance(one.finding.headline, Said)
        assert isinstance(one.finding.detail, Said)


def test_every_finding_says_who_asked_and_rests_on_somebody(apart: Responses) -> None:
    said = found(apart)
    assert list(said) == [
        f"value.{question}"
        for question in (
            *("two_truths", "worth", "at_risk", "lifetime"),
            *("by_group", "purchases", "retention", "earned_growth"),
        )
    ]
    for finding in (one for ones in said.values() for one in ones):
        for effect in (finding.effect, finding.points, finding.money):
            assert effect is None or effect.n > 0
            assert effect is None or (effect.unit is Unit.MONEY) == (effect.currency == "EUR")


TESTED = ("two_truths", "worth", "at_risk", "lifetime", "by_group")


@pytest.mark.parametrize("question", TESTED)
def test_what_differs_is_shown(question: str, apart: Responses) -> None:
    assert found(apart)[f"value.{question}"][0].verdict is Verdict.SHOWN


@pytest.mark.parametrize("question", TESTED)
def test_what_does_not_differ_cannot_be_told(question: str, alike: Responses) -> None:
    assert found(alike, UNSURE)[f"value.{question}"][0].verdict is Verdict.CANNOT_TELL


def test_money_of_a_year_is_data(apart: Responses) -> None:
    said = found(apart)
    for question in ("worth", "at_risk", "retention"):
        money = said[f"value.{question}"][0].money
        assert money is not None
        assert money.low < money.value < money.high
    for question in ("two_truths", "lifetime", "by_group", "purchases", "earned_growth"):
        assert said[f"value.{question}"][0].money is None


def test_a_lift_adds_the_part_of_its_points_that_comes_true(apart: Responses) -> None:
    half = WorthOptions(Assumptions(realisation=0.5), (SURE,))
    points = exhibits.of_worth(rank_worth(apart, half)).finding.points
    assert points is not None
    assert (points.value, points.low, points.high) == (2.5, 1.5, 3.5)


def test_a_list_of_nothing_has_no_picture(apart: Responses) -> None:
    empty = exhibits.of_worth(rank_worth(apart))
    assert (empty.table, empty.figure) == (None, None)


def test_a_scenario_was_not_asked_of_the_data(tmp_path: Path) -> None:
    paid = customers(tmp_path, score=[10] * 10 + [3] * 10, spend=[60.0] * 10 + [10.0] * 10)
    (said,) = exhibits.revenue_at_risk(measure_risk(paid))
    assert said.verdict is Verdict.NOT_ASKED
    assert said.money is not None
    assert said.money.value == pytest.approx(10.0)


def test_revenue_of_nobody_is_no_effect(tmp_path: Path) -> None:
    (said,) = exhibits.revenue_at_risk(
        measure_risk(customers(tmp_path, minimum_n=1, score=[10, 8], spend=[5.0, 6.0]))
    )
    assert (said.effect, said.money) == (None, None)


def test_the_gap_is_shown_in_points_and_in_money_or_cannot_be_told() -> None:
    points, money = exhibits.gap_is_worth(worth(Estimate(900.0, 300.0, 1_500.0, 1_400)))
    assert {points.question, money.question} == {"value.gap_worth"}
    assert {points.page, money.page} == {"performers"}
    assert (points.verdict, money.verdict) == (Verdict.SHOWN, Verdict.SHOWN)
    assert points.points == points.effect
    assert money.effect is not None
    assert (money.effect.value, money.effect.currency) == (900.0, "EUR")
    assert money.money is None  # it is the spend in the file, of no year
    _, unsure = exhibits.gap_is_worth(worth(Estimate(100.0, -1_500.0, 1_300.0, 1_400)))
    assert unsure.verdict is Verdict.CANNOT_TELL
    (nothing,) = exhibits.gap_is_worth(worth(Estimate(0, 0, 0, 1_400), distinguishable=False))
    assert nothing.verdict is Verdict.CANNOT_TELL
    none_true = replace(worth(), options=GapOptions(Assumptions(realisation=0.0)))
    assert exhibits.gap_is_worth(none_true)[0].verdict is Verdict.NOT_ASKED


def test_options_of_equal_lifts_have_one_name() -> None:
    again = Lift("Waiting", LiftKind.DRIVER, 5.0, 3.0, 7.0, (0.03, -0.01, -0.02), step=0.3)
    assert name_of(WorthOptions(lifts=(SURE,))) == name_of(WorthOptions(lifts=(again,)))
    assert "0x" not in repr(WorthOptions(lifts=(SURE,)))
