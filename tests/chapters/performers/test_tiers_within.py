from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.performers.scoring import excess_kurtosis, pooled_p_value
from cx.chapters.performers.tiers_within import WithinOptions, columns_within, tier_within
from cx.measures.shrinkage import pooled_variance, shrink
from cx.problems import NotEnoughData
from cx.vocabulary import Role
from tests.chapters.variants import rows_of
from tests.frames import responses_of

ROLES = {"score": Role.OUTCOME, "group": Role.PERFORMER, "team": Role.TEAM}
# The worst of the good team scores above the best of the weak team.
FRAME = rows_of(
    {
        "good A": (190, 5, 5),
        "good B": (190, 5, 5),
        "good C": (120, 40, 40),
        "weak A": (20, 80, 100),
        "weak B": (20, 80, 100),
    }
).assign(team=lambda frame: frame["group"].str[:4])
OPTIONS = WithinOptions("team")


def test_performers_are_set_against_their_own_team(tmp_path: Path) -> None:
    within = tier_within(responses_of(tmp_path, FRAME, ROLES), OPTIONS)
    tiers = within.rows.frame.set_index("performer")["tier_within"].to_dict()
    assert tiers == {"good A": 1, "good B": 1, "good C": 3, "weak A": 2, "weak B": 2}
    assert within.groups.frame["distinguishable"].tolist() == [True, False]


def test_who_is_alone_is_counted_and_not_compared(tmp_path: Path) -> None:
    frame = pd.concat([FRAME, rows_of({"solo": (9, 1, 0)}).assign(team="solo")])
    within = tier_within(responses_of(tmp_path, frame, ROLES), OPTIONS)
    assert within.n_alone == 1
    assert "solo" not in set(within.rows.frame["performer"])


def test_a_performer_of_two_teams_belongs_to_the_main_one(tmp_path: Path) -> None:
    frame = pd.concat([FRAME, rows_of({"good A": (3, 0, 0)}).assign(team="weak")])
    members = tier_within(responses_of(tmp_path, frame, ROLES), OPTIONS).rows.frame
    assert members["performer"].is_unique
    assert members.set_index("performer").loc["good A", ["group", "n"]].tolist() == ["good", 203]


def test_nobody_with_a_colleague(tmp_path: Path) -> None:
    frame = FRAME.assign(team=FRAME["group"])
    with pytest.raises(NotEnoughData) as caught:
        tier_within(responses_of(tmp_path, frame, ROLES), OPTIONS)
    assert caught.value.problems[0].code == "alone_in_groups"


def test_columns_to_choose_from(tmp_path: Path) -> None:
    columns = columns_within(responses_of(tmp_path, FRAME, ROLES))
    assert [column.name for column in columns] == ["team"]


def test_members_are_judged_by_the_tails_of_one_answer(tmp_path: Path) -> None:
    counts = {"x A": (4, 0, 1), "x B": (300, 0, 6), "x C": (28, 0, 3), "y A": (95, 0, 0)}
    frame = rows_of({**counts, "y B": (50, 0, 2)})
    frame = frame.assign(team=frame["group"].str[:1])
    found = tier_within(responses_of(tmp_path, frame, ROLES), OPTIONS).groups.frame
    plus, minus = np.array([4.0, 300, 28, 95, 50]), np.array([1.0, 6, 3, 0, 2])
    n = plus + minus
    luck, heavy = pooled_variance(plus, minus, n), excess_kurtosis(plus, minus, n)
    team = slice(0, 3)
    shrunk = shrink((plus - minus)[team] / n[team], luck / n[team])
    expected = pooled_p_value(shrunk, (n[team],), heavy)
    assert found["p_value"][0] == pytest.approx(expected)
    assert expected > pooled_p_value(shrunk, (n[team],), 0.0)
