from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.scoring import excess_kurtosis, pooled_p_value, share_p_value
from cx.chapters.performers.standards import (
    TIME,
    StandardOptions,
    adjust_standards,
    alike_by_f,
    compare_standard,
    standards,
)
from cx.chapters.performers.words import recognition
from cx.chapters.performers.words import standards as performer_gaps
from cx.measures.beta_binomial import homogeneity_test
from cx.measures.shrinkage import pooled_variance, shrink
from cx.problems import NotEnoughData
from cx.vocabulary import Role, Scale, ScaleKind
from tests.chapters.companions import standard
from tests.chapters.variants import rows_of
from tests.frames import NPS, responses_of

ROLES = {"score": Role.OUTCOME, "group": Role.PERFORMER}
DATED = {**ROLES, "day": Role.RESPONDED_AT}
NO_MIDDLE = Scale.conventional(3, 10, ScaleKind.TWO_VALUED)


def quarters(
    before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]
) -> pd.DataFrame:
    first = rows_of(before).assign(day=pd.Timestamp(2026, 1, 15))
    second = rows_of(after).assign(day=pd.Timestamp(2026, 4, 15))
    second.loc[second.index[-1], "day"] = pd.Timestamp(2026, 6, 28)
    return pd.concat([first, second], ignore_index=True)


def test_who_truly_improved_is_named(tmp_path: Path) -> None:
    same = {f"P{place}": (50, 30, 20) for place in range(10)}
    found = recognise(responses_of(tmp_path, quarters(same, {**same, "P3": (90, 8, 2)}), DATED))
    assert found.distinguishable
    assert found.rows.frame["performer"].iloc[0] == "P3"
    row = found.rows.frame.iloc[0]
    assert 0 < row["low"] < row["shrunk_change_points"] < row["raw_change_points"] < 58.01
    assert recognition.improved(found).headline == "Most improved: P3"


def test_lucky_quarters_are_not_rewarded(tmp_path: Path) -> None:
    same = {f"P{place}": (5, 3, 2) for place in range(10)}
    found = recognise(responses_of(tmp_path, quarters(same, {**same, "P3": (7, 2, 1)}), DATED))
    assert not found.distinguishable
    assert "stands out from luck" in recognition.improved(found).headline
    assert np.isnan(found.compounded_share)


@pytest.mark.parametrize("scale", [NPS, NO_MIDDLE], ids=["three bands", "two"])
def test_changes_are_judged_by_the_tails_of_one_answer(tmp_path: Path, scale: Scale) -> None:
    first = {"a": (5, 0, 0), "b": (90, 0, 6), "c": (28, 0, 2), "d": (400, 0, 12)}
    second = {"a": (3, 0, 2), "b": (99, 0, 1), "c": (25, 0, 4), "d": (70, 0, 3)}
    found = recognise(responses_of(tmp_path, quarters(first, second), DATED, scale))
    before, after = (np.array(list(when.values()), float) for when in (first, second))
    n = before.sum(axis=1), after.sum(axis=1)
    together = np.concatenate([before, after])
    counts = together[:, 0], together[:, 2], together.sum(axis=1)
    variances = pooled_variance(*counts) * (1 / n[0] + 1 / n[1])
    change = (after[:, 0] - after[:, 2]) / n[1] - (before[:, 0] - before[:, 2]) / n[0]
    expected = pooled_p_value(shrink(change, variances), n, excess_kurtosis(*counts))
    assert found.p_value == pytest.approx(expected)
    assert expected > pooled_p_value(shrink(change, variances), n, 0.0)


@pytest.mark.parametrize("roles", [ROLES, DATED])
def test_change_needs_two_quarters(tmp_path: Path, roles: dict[str, Role]) -> None:
    frame = rows_of({"a": (9, 1, 0), "b": (9, 0, 1)}).assign(day=pd.Timestamp(2026, 3, 30))
    with pytest.raises(NotEnoughData) as caught:
        recognise(responses_of(tmp_path, frame[list(roles)], roles))
    assert caught.value.problems[0].code == "too_few_quarters"


def test_the_steady_one_is_named(tmp_path: Path) -> None:
    counts = {f"P{place}": (40, 20, 40) for place in range(8)}
    found = measure_consistency(responses_of(tmp_path, rows_of({**counts, "S": (5, 90, 5)}), ROLES))
    first = found.rows.frame.iloc[0]
    assert (first["performer"], first["steadiness"]) == ("S", 1)
    assert first["raw_sd"] < first["shrunk_sd"] < found.typical_sd
    assert recognition.steady(found).headline == "Most consistent for their level: S"


def test_all_promoters_have_no_spread(tmp_path: Path) -> None:
    frame = rows_of({"a": (12, 0, 0), "b": (12, 0, 0)})
    with pytest.raises(NotEnoughData) as caught:
        measure_consistency(responses_of(tmp_path, frame, ROLES))
    assert caught.value.problems[0].code == "no_spread"


@pytest.fixture
def standard_frame() -> pd.DataFrame:
    random = np.random.default_rng(5)
    frame = rows_of({f"P{place:02d}": (20, 20, 20) for place in range(20)})
    place = frame["group"].str[1:].astype(int)
    frame["spend"] = 100 + 5.0 * place + random.normal(0, 20, len(frame))
    frame["fixed"] = random.random(len(frame)) < 0.7
    frame["opened"] = pd.Timestamp(2026, 1, 1)
    hours = np.where(place < 10, 2.0, 6.0) * random.lognormal(0, 0.3, len(frame))
    frame["closed"] = frame["opened"] + pd.to_timedelta(hours, unit="h")
    frame.loc[:4, "closed"] = pd.NaT
    return frame


STANDARD_ROLES = {
    **ROLES,
    "spend": Role.SPEND,
    "fixed": Role.RESOLVED,
    "opened": Role.OPENED_AT,
    "closed": Role.CLOSED_AT,
}


def test_gaps_of_other_standards(tmp_path: Path, standard_frame: pd.DataFrame) -> None:
    responses = responses_of(tmp_path, standard_frame, STANDARD_ROLES, currency="EUR")
    assert [name for name, _ in standards(responses)] == ["resolved", TIME]
    spend = compare_standard(responses, StandardOptions("spend"))
    assert spend.distinguishable
    assert (
        spend.shrunk_gap.low < 80 < spend.shrunk_gap.high
    )  # four on either side are 16 steps of 5 apart
    assert "EUR" in performer_gaps.headline(spend).headline
    resolved = compare_standard(responses, StandardOptions("resolved"))
    assert not resolved.distinguishable
    assert resolved.raw_gap == pytest.approx(resolved.luck_gap, rel=0.6)


def test_times_are_ratios_and_open_matters_are_counted(
    tmp_path: Path, standard_frame: pd.DataFrame
) -> None:
    time = compare_standard(
        responses_of(tmp_path, standard_frame, STANDARD_ROLES), StandardOptions(TIME)
    )
    assert time.lower_is_better
    assert time.shrunk_gap.value == pytest.approx(3, rel=0.15)
    assert time.best < time.worst
    assert time.n_left_out == 5


def test_too_few_performers_for_a_gap(tmp_path: Path, standard_frame: pd.DataFrame) -> None:
    few = standard_frame[standard_frame["group"] < "P09"]
    with pytest.raises(NotEnoughData) as caught:
        compare_standard(responses_of(tmp_path, few, STANDARD_ROLES), StandardOptions("spend"))
    assert caught.value.problems[0].code == "too_few_for_gap"


def test_open_matters_are_said(tmp_path: Path, standard_frame: pd.DataFrame) -> None:
    time = compare_standard(
        responses_of(tmp_path, standard_frame, STANDARD_ROLES), StandardOptions(TIME)
    )
    assert (time.n_open, time.n_left_out) == (5, 5)


def test_standards_of_a_page_are_one_family() -> None:
    found = [standard(p_value=p) for p in (0.004, 0.009, *[0.5] * 8)]
    adjusted = adjust_standards(found)
    assert [gap.distinguishable for gap in adjusted[:3]] == [True, True, False]
    assert adjusted[0].p_adjusted == pytest.approx(0.04)
    alone = adjust_standards([standard(p_value=0.009), *[standard(p_value=0.5)] * 9])
    assert not alone[0].distinguishable  # .09 among ten
    single = adjust_standards([standard(p_value=0.02)])[0]
    assert (single.p_adjusted, single.distinguishable) == (0.02, False)


@pytest.mark.parametrize("kind", ["spend", "yes"])
def test_alike_performers_are_seldom_said_to_differ_on_a_standard(kind: str) -> None:
    random, called = np.random.default_rng(8), 0
    for _ in range(400):
        n = np.exp(random.uniform(np.log(5), np.log(500), 40)).round()
        who = np.repeat(np.arange(40), n.astype(int))
        if kind == "yes":
            hits = random.binomial(n.astype(int), 0.97).astype(float)
            share = float(hits.sum() / n.sum())
            excess = 1 / (share * (1 - share)) - 6
            called += share_p_value(homogeneity_test(hits, n)[0], n, excess) < 0.01
        else:
            spend = random.lognormal(4, 1, len(who))
            total, squares = np.bincount(who, spend), np.bincount(who, spend**2)
            within = (squares - total**2 / n).sum() / (n.sum() - 40)
            deviance = float((n * (total / n - spend.mean()) ** 2).sum() / within)
            called += alike_by_f(deviance, n, float(stats.kurtosis(spend))) < 0.01
    assert called <= 11  # 4-6 expected; without the tails 13-16


def test_who_has_too_few_answers_takes_no_part_in_consistency(tmp_path: Path) -> None:
    counts = {"a": (40, 20, 40), "b": (5, 90, 5), "few": (1, 0, 1)}
    (tmp_path / "all").mkdir()
    found = measure_consistency(responses_of(tmp_path / "all", rows_of(counts), ROLES))
    without = {name: given for name, given in counts.items() if name != "few"}
    alone = measure_consistency(responses_of(tmp_path, rows_of(without), ROLES))
    assert found.p_value == pytest.approx(alone.p_value)
    assert len(found.rows.frame) == 2
