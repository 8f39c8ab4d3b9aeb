from pathlib import Path

import pandas as pd
import pytest

from cx.chapters.segments.expectations import (
    Expectation,
    Expectations,
    compare_expectations,
    read_expectation,
)
from cx.chapters.segments.words import expectations as words
from cx.problems import NotEnoughData
from cx.vocabulary import Role
from tests.frames import responses_of

ROLES = {"score": Role.OUTCOME, "expected": Role.EXPECTATION, "region": Role.REGION}


def found(folder: Path, **groups: dict[str, tuple[int, int]]) -> Expectations:
    """Regions, each with promoters and detractors by expectation."""
    rows = [
        (score, expected, region)
        for region, counts in groups.items()
        for expected, both in counts.items()
        for score, n in zip((10, 0), both, strict=True)
        for _ in range(n)
    ]
    return compare_expectations(
        responses_of(folder, pd.DataFrame(rows, columns=list(ROLES)), ROLES)
    )


def test_net_of_expectations_with_tango_interval(tmp_path: Path) -> None:
    # 108 exceeded, 82 met, 60 missed: net .192, Tango .0913707614 to .2882834444.
    made = found(tmp_path, N={"Exceeded": (60, 48), "Met": (40, 42), "Below": (29, 31)})
    row = made.overall.frame.iloc[0]
    assert row["net_points"] == pytest.approx(19.2)
    assert (row["low"] / 100, row["high"] / 100) == pytest.approx(
        (0.0913707614, 0.2882834444), abs=1e-6
    )
    assert row["exceeded_share"] == pytest.approx(108 / 250)


def test_slopes_are_apart_and_a_heavier_miss_is_told(tmp_path: Path) -> None:
    made = found(tmp_path, N={"Exceeded": (65, 35), "Met": (60, 40), "Missed": (5, 95)})
    slopes = made.slopes.frame.set_index("expectation")["difference_points"]
    assert slopes["exceeded"] == pytest.approx(10)
    assert slopes["missed"] == pytest.approx(-110)
    assert made.loss_heavier is True
    assert words.slopes(made).headline == "A miss weighs more than a gain"


def test_equal_weights_are_not_told_apart(tmp_path: Path) -> None:
    made = found(tmp_path, N={"Exceeded": (70, 30), "Met": (50, 50), "Missed": (30, 70)})
    assert made.loss_heavier is None
    assert words.slopes(made).headline.startswith("No difference found")


def test_one_small_answer_hides_all_slopes(tmp_path: Path) -> None:
    made = found(tmp_path, N={"Exceeded": (20, 10), "Met": (20, 10), "Missed": (1, 2)})
    assert made.slopes.frame[["points", "difference_points"]].isna().all(axis=None)
    assert words.slopes(made).headline == "Too few responses to say what a miss goes with"


def test_small_regions_and_one_that_gives_them_away_are_hidden(tmp_path: Path) -> None:
    made = found(
        tmp_path,
        N={"Exceeded": (20, 10), "Met": (20, 10)},
        S={"Exceeded": (8, 3), "Missed": (5, 5)},
        tiny={"Missed": (1, 1)},
    )
    ((column, table),) = made.segments
    assert column.label == "region"
    frame = table.frame.set_index("level")
    assert frame["net_points"].isna().tolist() == [False, True, True]
    assert frame["protecting"].tolist() == [False, True, False]
    assert frame.loc["tiny", "n"] == 2


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Exceeded", Expectation.EXCEEDED),
        ("Better than expected", Expectation.EXCEEDED),
        ("As expected", Expectation.MET),
        ("met", Expectation.MET),
        ("Not met", Expectation.MISSED),
        ("Worse than expected", Expectation.MISSED),
        ("No idea", None),
    ],
)
def test_a_persons_own_words_are_read(value: str, meant: Expectation | None) -> None:
    assert read_expectation(value) is meant


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    made = found(tmp_path, N={"Exceeded": (5, 5), "Met": (5, 5), "Hm": (2, 1)})
    assert (made.unread, made.n_missing) == (("Hm",), 3)
    assert words.left_out(made) == (
        '3 responses do not say exceeded, met or missed ("Hm") and are not counted here.'
    )
    with pytest.raises(NotEnoughData, match="0 answers"):
        found(tmp_path, N={"Hm": (9, 9)})
