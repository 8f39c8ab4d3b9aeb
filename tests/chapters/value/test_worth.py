"""Lifts of the score in money for each year, in one list."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.gap_worth import WorthOptions as GapOptions
from cx.chapters.value.gap_worth import value_gap
from cx.chapters.value.lifts import lift_of_gap, lift_of_move
from cx.chapters.value.worth import Lift, WorthOptions, rank_worth
from cx.vocabulary import Estimate, Field, Table, Unit
from tests.chapters.performers.test_gaps import TWENTY, alike
from tests.chapters.value.customers_made import customers
from tests.chapters.value.test_gap_worth import WITH_SPEND
from tests.frames import responses_of

PAID = {"score": [10] * 10 + [8] * 10 + [3] * 10, "spend": [110.0] * 10 + [60.0] * 10 + [10.0] * 10}
WAIT = Lift("Waiting", "driver", 5.0, 3.0, 7.0, (0.03, -0.01, -0.02))
STAFF = Lift("Staff", "driver", 2.0, -1.0, 5.0, (0.01, 0.0, -0.01))


def test_a_share_moved_is_worth_the_margin_of_its_band(tmp_path: Path) -> None:
    stated = Assumptions(margin=0.5, realisation=1.0, customers=1_000)
    made = customers(tmp_path, **PAID)  # type: ignore[arg-type]
    found = rank_worth(made, WorthOptions(stated, (STAFF, WAIT)))
    frame = found.lifts.frame
    assert frame["lift"].tolist() == ["Waiting", "Staff"]
    # (.03 x 110 - .01 x 60 - .02 x 10) x .5 x 1,000
    assert frame["worth"].tolist() == pytest.approx([1_250, 500])
    assert frame["sure"].tolist() == [True, False]
    # All spend alike within bands: the range is that of the points, 2 of 5 to each side.
    assert frame["worth_low"].iloc[0] == pytest.approx(750)
    assert frame["worth_high"].iloc[0] == pytest.approx(1_750)


def test_a_lift_that_goes_with_less_money_is_as_sure_as_one_with_more(tmp_path: Path) -> None:
    stated = Assumptions(realisation=1.0, customers=1_000)
    made = customers(tmp_path, score=PAID["score"], spend=PAID["spend"][::-1])
    frame = rank_worth(made, WorthOptions(stated, (STAFF, WAIT))).lifts.frame
    assert frame["lift"].tolist() == ["Staff", "Waiting"]
    # (.01 x 10 - .01 x 110) x 1,000 and (.03 x 10 - .01 x 60 - .02 x 110) x 1,000
    assert frame["worth"].tolist() == pytest.approx([-1_000, -2_500])
    assert frame["sure"].tolist() == [False, True]
    assert frame["worth_low"].iloc[1] == pytest.approx(-3_500)
    assert frame["worth_high"].iloc[1] == pytest.approx(-1_500)


def test_a_lift_that_may_be_nothing_may_cost_nothing(tmp_path: Path) -> None:
    stated = Assumptions(realisation=1.0, customers=1_000)
    made = customers(tmp_path, score=PAID["score"], spend=PAID["spend"][::-1])
    lift = Lift("Gap", "performer gap", 5.0, 0.0, 6.0, WAIT.share_changes)
    row = rank_worth(made, WorthOptions(stated, (lift,))).lifts.frame.iloc[0]
    # The low end of the lift, 5 points away, is the high end of its worth.
    assert (row["worth_low"], row["worth_high"]) == pytest.approx((-3_000, 0))
    assert not row["sure"]


def test_realisation_and_spend_are_linear(tmp_path: Path) -> None:
    made = customers(tmp_path, **PAID)  # type: ignore[arg-type]
    whole, half = (
        rank_worth(made, WorthOptions(Assumptions(realisation=share), (WAIT,))).lifts.frame
        for share in (1.0, 0.5)
    )
    for name in ("worth", "worth_low", "worth_high"):
        assert half[name].iloc[0] == pytest.approx(whole[name].iloc[0] / 2)


def test_no_lift_is_an_empty_list(tmp_path: Path) -> None:
    found = rank_worth(customers(tmp_path, **PAID))  # type: ignore[arg-type]
    assert len(found.lifts) == 0


def test_gap_is_handed_on_whole(tmp_path: Path) -> None:
    frame = TWENTY.assign(spend=TWENTY["score"].map({10: 110.0, 8: 60.0, 3: 10.0}))
    responses = responses_of(tmp_path, frame, WITH_SPEND, currency="EUR")
    lift = lift_of_gap(value_gap(responses, GapOptions(Assumptions(realisation=0.25))), "gap")
    assert lift is not None
    assert lift.change_points == pytest.approx(8.235411, abs=1e-6)
    assert lift.low < lift.change_points < lift.high
    favourable, _, unfavourable = lift.share_changes
    assert 100 * (favourable - unfavourable) == pytest.approx(lift.change_points)
    assert sum(lift.share_changes) == pytest.approx(0)


def test_no_gap_is_no_lift(tmp_path: Path) -> None:
    frame = alike(20).assign(spend=5.0)
    responses = responses_of(tmp_path, frame, WITH_SPEND, currency="EUR")
    assert lift_of_gap(value_gap(responses), "gap") is None


@dataclass
class _Moved:
    change: Estimate
    shares: Table


def test_a_move_becomes_a_lift() -> None:
    fields = (Field("before", Unit.SHARE, "a", "A."), Field("after", Unit.SHARE, "b", "B."))
    shares = Table(pd.DataFrame({"before": [0.5, 0.3, 0.2], "after": [0.6, 0.25, 0.15]}), fields)
    lift = lift_of_move(_Moved(Estimate(15, 10, 20, 99), shares), "Waiting")
    assert lift.share_changes == pytest.approx((0.1, -0.05, -0.05))
    assert (lift.change_points, lift.low, lift.high) == (15, 10, 20)
