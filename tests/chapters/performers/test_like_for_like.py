from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.performers.like_for_like import LikeForLike, compare_like_for_like
from cx.chapters.performers.scoring import excess_kurtosis, pooled_p_value
from cx.chapters.performers.words import like_for_like as words
from cx.measures.shrinkage import pooled_variance, shrink
from cx.problems import NotEnoughData
from cx.vocabulary import Role
from tests.frames import responses_of

ROLES = {
    "score": Role.OUTCOME,
    "group": Role.PERFORMER,
    "channel": Role.ACQUISITION_CHANNEL,
}


def served(easy: list[int], n: int = 200) -> pd.DataFrame:
    """Performers who are alike; `easy` of each one's `n` customers score 80, the others -20."""
    rows = []
    for place, count in enumerate(easy):
        for channel, size, share in (("easy", count, 0.9), ("hard", n - count, 0.4)):
            promoters = round(size * share)
            scores = [10] * promoters + [3] * (size - promoters)
            rows += [(f"P{place:02d}", channel, score) for score in scores]
    return pd.DataFrame(rows, columns=["group", "channel", "score"])


def compared(folder: Path, frame: pd.DataFrame) -> LikeForLike:
    return compare_like_for_like(responses_of(folder, frame, ROLES))


def test_a_gap_that_is_all_mix_goes_away(tmp_path: Path) -> None:
    like = compared(tmp_path, served([20, 30, 40, 60, 80, 100, 120, 140, 170, 180]))
    assert like.gap_before is not None
    assert like.gap_after is not None
    assert like.gap_before.value > 30
    assert abs(like.gap_after.value) < 2
    assert like.explained_share == pytest.approx(1, abs=0.05)
    assert 0.8 < like.explained_low < like.explained_share < like.explained_high < 1.2
    assert "% of the raw gap" in words.headline(like).detail
    assert "range 9" in words.headline(like).detail.split("explains")[1]
    assert like.mix_matters
    assert not like.distinguishable


def test_equal_mix_changes_nothing(tmp_path: Path) -> None:
    frame = served([100] * 10)
    frame.loc[(frame["group"] < "P03") & (frame["score"] == 3), "score"] = 10
    like = compared(tmp_path, frame)
    assert like.explained_share == pytest.approx(0, abs=1e-9)
    assert like.explained_low == pytest.approx(0, abs=1e-9)
    table = like.rows.frame
    assert table["like_points"].tolist() == pytest.approx(table["raw_points"].tolist())
    assert like.distinguishable


def test_what_each_performer_serves_alone_cannot_be_adjusted_for(tmp_path: Path) -> None:
    frame = served([100] * 10)
    frame["channel"] = np.where(frame["group"] < "P05", "north", "south")
    with pytest.raises(NotEnoughData) as caught:
        compared(tmp_path, frame)
    assert caught.value.problems[0].code == "mix_nested"


def test_needs_a_column_that_says_who_was_served(tmp_path: Path) -> None:
    roles = {"score": Role.OUTCOME, "group": Role.PERFORMER}
    frame = served([100] * 3)[["group", "score"]]
    with pytest.raises(NotEnoughData) as caught:
        compare_like_for_like(responses_of(tmp_path, frame, roles))
    assert caught.value.problems[0].code == "no_mix"


def test_few_performers_are_adjusted_without_a_gap(tmp_path: Path) -> None:
    like = compared(tmp_path, served([20, 100, 180]))
    assert like.gap_before is None
    assert np.isnan(like.explained_low)
    assert len(like.rows) == 3


def test_performers_of_the_pleased_are_judged_by_the_tails_of_one_answer(tmp_path: Path) -> None:
    answers = {"a": (4, 1), "b": (300, 6), "c": (28, 3), "d": (95, 0)}
    frame = pd.DataFrame(
        [
            (name, "easy" if place % 2 else "hard", score)
            for name, (plus, minus) in answers.items()
            for place, score in enumerate([10] * plus + [3] * minus)
        ],
        columns=["group", "channel", "score"],
    )
    like = compared(tmp_path, frame)
    plus, minus = np.array(list(answers.values()), float).T
    n = plus + minus
    heavy = excess_kurtosis(plus, minus, n)
    assert heavy > 20
    assert not like.mix_matters  # scores like for like are then the raw ones
    shrunk = shrink((plus - minus) / n, pooled_variance(plus, minus, n) / n)
    assert like.p_value == pytest.approx(pooled_p_value(shrunk, (n,), heavy))
    assert like.p_value > pooled_p_value(shrunk, (n,), 0.0)
