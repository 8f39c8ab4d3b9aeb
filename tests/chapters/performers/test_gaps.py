import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.performers.gaps import PerformerOptions, Performers, compare_performers
from cx.problems import NotEnoughData
from cx.vocabulary import Role, Scale
from tests.agents20 import AGENTS
from tests.chapters.variants import doubled, fingerprint, rows_of, shuffled
from tests.frames import NPS, responses_of

ROLES = {"score": Role.OUTCOME, "group": Role.PERFORMER}
FAST = PerformerOptions(shuffles=200)
TWENTY = rows_of({name: (plus, n - plus - minus, minus) for name, n, plus, minus in AGENTS})


def compared(
    folder: Path,
    frame: pd.DataFrame,
    scale: Scale = NPS,
    options: PerformerOptions = FAST,
    minimum_n: int = 5,
) -> Performers:
    made = responses_of(folder, frame, ROLES, scale).with_thresholds(minimum_n, 8)
    return compare_performers(made, options)


def rows(performers: Performers) -> pd.DataFrame:
    return performers.rows.frame.set_index("performer")


def alike(n_performers: int, bands: tuple[int, int, int] = (5, 3, 2)) -> pd.DataFrame:
    return rows_of({f"P{place:02d}": bands for place in range(n_performers)})


@pytest.fixture
def twenty(tmp_path: Path) -> Performers:
    return compared(tmp_path, TWENTY)


def test_agents20_meet_their_oracles(twenty: Performers) -> None:
    assert twenty.n_performers == 20
    assert twenty.n_responses == len(TWENTY) == sum(agent[1] for agent in AGENTS)
    assert twenty.between_sd_points == pytest.approx(math.sqrt(526.905428))
    assert twenty.mean_points == pytest.approx(25.482349)
    assert twenty.heterogeneity == pytest.approx(118.616595)
    assert twenty.p_value < 1e-10
    assert twenty.distinguishable
    lucky = rows(twenty).loc["A01"]  # five promoters of five
    assert lucky["raw_points"] == 100
    assert lucky["reliability"] == pytest.approx(0.281115, abs=1e-6)
    assert lucky["shrunk_points"] == pytest.approx(46.430407)
    assert lucky["low"] < 46.430407 < lucky["high"] < 100
    assert lucky["high"] - lucky["low"] > 0.9 * 2 * 1.959964 * 19.942049


def test_agents20_gaps_shrink(twenty: Performers) -> None:
    tenth, fifth = twenty.gaps
    assert (tenth.fraction, tenth.n_in_each) == (0.1, 2)
    assert (fifth.fraction, fifth.n_in_each) == (0.2, 4)
    assert tenth.raw_gap_points == pytest.approx(117.5)
    assert fifth.raw_gap_points == pytest.approx(83.083333)
    assert fifth.shrunk.value == pytest.approx(45.415449, abs=1e-6)
    for gap in (tenth, fifth):
        assert gap.shrunk.low < gap.shrunk.value < gap.raw_gap_points
        assert gap.shrunk.value < gap.shrunk.high
        assert 0 < gap.luck_gap_points < gap.raw_gap_points
        assert gap.luck_p_value < 0.05
    # A17, A19, A01 and A11 on top, A02, A04, A16 and A18 at the bottom
    assert fifth.shrunk.n == 120 + 200 + 5 + 50 + 8 + 12 + 100 + 150


def test_table_of_gaps_says_the_same(twenty: Performers) -> None:
    table = twenty.gap_table
    assert table.frame["fraction"].tolist() == [0.1, 0.2]
    assert table.frame["raw_points"].tolist() == pytest.approx([117.5, 83.083333])
    assert table.frame["low"].tolist() == [gap.shrunk.low for gap in twenty.gaps]


def test_order_and_tiers_come_from_shrunken_scores(twenty: Performers) -> None:
    frame = twenty.rows.frame
    assert frame["shrunk_points"].is_monotonic_decreasing
    above, below = frame["low"] > twenty.mean_points, frame["high"] < twenty.mean_points
    assert frame["tier"].tolist() == np.select([above, below], [1, 3], 2).tolist()
    assert set(frame["tier"]) == {1, 2, 3}
    assert rows(twenty).loc["A01", "tier"] == 2  # the best raw score says nothing with five answers


def test_more_responses_more_reliability(twenty: Performers) -> None:
    assert twenty.rows.frame.sort_values("n")["reliability"].is_monotonic_increasing


def test_performers_with_few_responses_are_left_out_and_counted(tmp_path: Path) -> None:
    frame = pd.concat([TWENTY, rows_of({"new": (4, 0, 0), "newer": (0, 0, 1)})], ignore_index=True)
    performers = compared(tmp_path, frame)
    assert performers.n_performers == 20
    assert (performers.n_too_small, performers.n_responses_left_out) == (2, 5)
    assert not {"new", "newer"} & set(performers.rows.frame["performer"])
    assert performers.mean_points == pytest.approx(25.482349)


def test_smallest_number_of_responses_can_be_chosen(tmp_path: Path) -> None:
    performers = compared(tmp_path, TWENTY, minimum_n=30)
    assert performers.rows.frame["n"].min() == 30
    assert performers.n_too_small == 7
    assert [gap.fraction for gap in performers.gaps] == [0.2]  # 13 are too few for a tenth


@pytest.mark.parametrize(
    ("n", "fractions"), [(2, []), (9, []), (10, [0.2]), (19, [0.2]), (20, [0.1, 0.2])]
)
def test_a_gap_needs_two_performers_in_each_group(
    tmp_path: Path, n: int, fractions: list[float]
) -> None:
    assert [gap.fraction for gap in compared(tmp_path, alike(n)).gaps] == fractions


@pytest.mark.parametrize(
    "counts", [{"only": (5, 3, 2)}, {"one": (5, 0, 0), "two": (4, 0, 0)}, {"single": (5, 0, 0)}]
)
def test_one_performer_cannot_be_compared(
    tmp_path: Path, counts: dict[str, tuple[int, int, int]]
) -> None:
    with pytest.raises(NotEnoughData) as caught:
        compared(tmp_path, rows_of(counts))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("too_few_performers", "group")
    assert "a comparison needs two." in problem.what


def test_performers_who_score_the_same_are_told_apart_by_nothing(tmp_path: Path) -> None:
    performers = compared(tmp_path, alike(20))
    assert not performers.distinguishable
    assert performers.p_value == pytest.approx(1)
    assert performers.between_sd_points == 0
    assert performers.rows.frame["tier"].tolist() == [2] * 20
    assert performers.rows.frame["shrunk_points"].tolist() == pytest.approx([30] * 20)
    assert [gap.shrunk.value for gap in performers.gaps] == pytest.approx([0, 0])


def test_all_promoters(tmp_path: Path) -> None:
    performers = compared(tmp_path, alike(20, (6, 0, 0)))
    assert not performers.distinguishable
    assert performers.rows.frame["shrunk_points"].tolist() == pytest.approx([100] * 20)
    assert [(gap.raw_gap_points, gap.luck_gap_points) for gap in performers.gaps] == [
        (0, 0),
        (0, 0),
    ]


def test_luck_alone_makes_a_gap_but_no_tiers(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    frame = pd.DataFrame(
        {
            "group": [f"P{place:02d}" for place in range(40) for _ in range(15)],
            "score": random.choice([10, 8, 3], 600, p=[0.5, 0.3, 0.2]),
        }
    )
    performers = compared(tmp_path, frame)
    assert not performers.distinguishable
    assert set(performers.rows.frame["tier"]) == {2}
    for gap in performers.gaps:
        assert gap.raw_gap_points == pytest.approx(gap.luck_gap_points, rel=0.35)
        assert gap.luck_p_value > 0.05


def test_answers_without_a_performer_take_no_part(tmp_path: Path) -> None:
    frame = pd.concat(
        [TWENTY, pd.DataFrame({"group": [None] * 50, "score": [0] * 50})], ignore_index=True
    )
    performers = compared(tmp_path, frame)
    assert performers.n_responses == len(TWENTY)
    assert performers.mean_points == pytest.approx(25.482349)


@pytest.mark.parametrize(
    ("scale", "answers"),
    [("0-1", (1, 0)), ("1-5", (5, 1)), ("1-7 effort", (7, 1)), ("1-10", (10, 2))],
)
def test_every_scale_can_be_compared(tmp_path: Path, scale: str, answers: tuple[int, int]) -> None:
    high, low = answers
    frame = pd.DataFrame(
        {"group": ["good"] * 40 + ["bad"] * 40, "score": [high] * 30 + [low] * 40 + [high] * 10}
    )
    performers = compared(tmp_path, frame, Scale.parse(scale))
    assert performers.net_name == "Net score"
    assert rows(performers)["raw_points"].to_dict() == pytest.approx({"good": 50, "bad": -50})
    assert performers.distinguishable


def test_five_thousand_performers(tmp_path: Path) -> None:
    random = np.random.default_rng(8)
    level = np.clip(0.5 + 0.15 * random.standard_normal(5_000), 0.05, 0.95)
    frame = pd.DataFrame({"group": np.repeat([f"P{place:04d}" for place in range(5_000)], 10)})
    frame["score"] = np.where(random.random(50_000) < np.repeat(level, 10), 10, 3)
    performers = compared(tmp_path, frame, options=PerformerOptions())
    assert performers.n_performers == 5_000
    assert [gap.n_in_each for gap in performers.gaps] == [500, 1_000]
    # Net scores are 2 p - 1: a spread of .15 (a little less, cut at the ends) is 30 points.
    assert performers.between_sd_points == pytest.approx(200 * level.std(), abs=2)


def test_same_seed_same_answer_and_another_seed_moves_luck_only(tmp_path: Path) -> None:
    first, again = compared(tmp_path, TWENTY), compared(tmp_path, TWENTY)
    assert first.gaps == again.gaps
    other = compared(tmp_path, TWENTY, options=PerformerOptions(shuffles=200, seed=1))
    drawn = ["in_top_fifth", "in_bottom_fifth"]
    pd.testing.assert_frame_equal(
        first.rows.frame.drop(columns=drawn), other.rows.frame.drop(columns=drawn)
    )
    for mine, theirs in zip(first.gaps, other.gaps, strict=True):
        assert mine.shrunk == theirs.shrunk
        assert mine.luck_gap_points != theirs.luck_gap_points


def test_rows_are_not_touched_and_neither_order_nor_doubling_moves_a_raw_score(
    tmp_path: Path,
) -> None:
    responses = responses_of(tmp_path, TWENTY, ROLES)
    before = fingerprint(responses)
    first = compare_performers(responses, FAST)
    assert fingerprint(responses) == before
    (tmp_path / "others").mkdir()
    turned = compared(tmp_path / "others", shuffled(TWENTY))
    pd.testing.assert_frame_equal(first.rows.frame, turned.rows.frame)
    assert first.gaps == turned.gaps
    twice = compared(tmp_path / "others", doubled(TWENTY))
    assert rows(twice)["raw_points"].to_dict() == pytest.approx(rows(first)["raw_points"].to_dict())
    assert (
        rows(twice)["reliability"] > rows(first)["reliability"].reindex(rows(twice).index)
    ).all()


def test_chances_to_be_extreme_add_up_to_the_places(twenty: Performers) -> None:
    frame = twenty.rows.frame
    assert frame["in_top_fifth"].sum() == pytest.approx(4)
    assert frame["in_bottom_fifth"].sum() == pytest.approx(4)
    assert frame["expected_rank"].sum() == pytest.approx(20 * 21 / 2)
    assert 0.2 < rows(twenty).loc["A01", "in_top_fifth"] < 0.8  # five answers are not sure


def test_reml_meets_its_oracle(tmp_path: Path) -> None:
    found = compared(tmp_path, TWENTY, options=PerformerOptions(shuffles=200, method="reml"))
    assert found.between_sd_points == pytest.approx(math.sqrt(543.455414))
    assert found.gaps[1].shrunk.value == pytest.approx(45.858858, abs=1e-6)


def test_funnel_narrows_and_names_who_is_outside(twenty: Performers) -> None:
    limits = twenty.funnel_limits.frame
    assert (limits["high_95"] - limits["low_95"]).is_monotonic_decreasing
    assert (limits["low_998"] <= limits["low_95"]).all()
    assert twenty.overdispersion > 1
    assert set(twenty.rows.frame["funnel"]) <= {"inside", "outside 95 %", "outside 99.8 %"}


def test_two_values_take_the_beta_binomial_model(tmp_path: Path) -> None:
    counts = {f"P{place}": (10 + 5 * place, 0, 60 - 5 * place) for place in range(10)}
    frame = rows_of(counts).assign(score=lambda f: (f["score"] == 10).astype(int))
    found = compared(tmp_path, frame, Scale.parse("0-1"))
    assert found.two_valued
    assert found.distinguishable
    assert found.rows.frame[["low", "high"]].abs().max().max() <= 100
