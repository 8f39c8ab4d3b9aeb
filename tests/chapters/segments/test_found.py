from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.segments.behaviour import behaviour_features
from cx.chapters.segments.buyers import draw_customers
from cx.chapters.segments.charts.found import leaf_dots, search_bars, segment_dots
from cx.chapters.segments.found import FoundOptions, Method, SearchVerdict, find_segments
from cx.chapters.segments.tree import Rule, TreeOptions, grow_segments, rule_text
from cx.chapters.segments.words import found as words
from cx.chapters.segments.words import tree as tree_words
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Role
from tests.chapters.variants import fingerprint
from tests.chapters.worlds import ROLES, alike, three_kinds
from tests.frames import responses_of

QUICK = FoundOptions(samples=5, n_searched=300)


def without(*headers: str) -> dict[str, Role]:
    return {header: role for header, role in ROLES.items() if header not in headers}


def test_three_planted_kinds_are_found_and_named(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, three_kinds(), ROLES)
    before = fingerprint(responses)
    found = find_segments(responses, QUICK)
    assert fingerprint(responses) == before
    assert (found.verdict, found.k) == (SearchVerdict.FOUND, 3)
    frame = found.groups.frame
    assert frame["n"].tolist() == [200, 200, 200]
    assert frame["jaccard"].min() > 0.9
    assert found.stays_share > 0.95
    by_spend = frame.sort_values("mean_spend")
    assert by_spend["mean_spend"].tolist() == pytest.approx([10, 80, 300], rel=0.1)
    low, loyal, lapsed = by_spend["group"]
    assert "low spend" in low.casefold()
    assert "frequent" in loyal.casefold()
    assert "long ago" in lapsed.casefold()
    # The lapsed ones were made to score low; the score was compared after the fact.
    assert by_spend["points"].idxmin() == by_spend.index[2]
    assert by_spend["p_adjusted"].iloc[2] < 3 * 0.001  # the page asks three questions
    assert words.kinds(found).headline == "3 kinds of customers, found by how they buy"
    assert lapsed in words.scores(found).headline
    assert len(segment_dots(found).data[0].x) == 3


def test_customers_who_differ_by_degree_are_one_group(tmp_path: Path) -> None:
    for seed in (1, 2):
        found = find_segments(responses_of(tmp_path, alike(seed=seed), ROLES), QUICK)
        assert found.k == 1
        assert len(found.groups) == 0
        assert words.kinds(found).headline == (
            "No groups that come back when customers are drawn again"
        )
        assert len(search_bars(found).data[0].x) == 5


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(
    ("p_value", "verdict"), [(0.01, SearchVerdict.FOUND), (0.03, SearchVerdict.BY_DEGREE)]
)
def test_kinds_are_one_of_three_questions_of_a_page(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: Method,
    p_value: float,
    verdict: SearchVerdict,
) -> None:
    tested = "cx.measures.stability.one_cloud_p_value"
    monkeypatch.setattr(tested, lambda *_, **__: p_value)
    responses = responses_of(tmp_path, three_kinds(300), ROLES)
    found = find_segments(responses, replace(QUICK, method=method, samples=5))
    assert (found.verdict, found.one_cloud_p_value) == (verdict, p_value)


@pytest.mark.slow
def test_the_score_has_no_say(tmp_path: Path) -> None:
    frame = three_kinds(300)
    one = find_segments(responses_of(tmp_path, frame, ROLES), QUICK)
    turned = frame.assign(score=np.random.default_rng(9).integers(0, 11, len(frame)))
    other = find_segments(responses_of(tmp_path, turned, ROLES), QUICK)
    same = ["group", "n", "share", "days_since", "mean_spend", "jaccard", "stays_share"]
    pd.testing.assert_frame_equal(one.groups.frame[same], other.groups.frame[same])


@pytest.mark.slow
def test_a_mixture_finds_the_planted_kinds_too(tmp_path: Path) -> None:
    found = find_segments(
        responses_of(tmp_path, three_kinds(), ROLES), replace(QUICK, method=Method.MIXTURE)
    )
    assert found.k == 3
    assert found.groups.frame["n"].tolist() == [200, 200, 200]
    assert found.tried.frame["bic"].idxmin() == 2
    assert "BIC" in words.reading_tried(found)


@pytest.mark.slow
def test_same_seed_same_answer(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, three_kinds(300), ROLES)
    one, two = (find_segments(responses, QUICK) for _ in range(2))
    pd.testing.assert_frame_equal(one.groups.frame, two.groups.frame)
    pd.testing.assert_frame_equal(one.tried.frame, two.tried.frame)


def test_a_category_weighs_as_much_as_a_number(sample: Responses) -> None:
    column = sample.column(Role.PURCHASE_BEHAVIOUR)
    features = behaviour_features(draw_customers(sample, [column]), column)
    variance = features.rows.var(axis=0)
    assert features.names[:4] == ("days_since", "purchases", "mean_spend", "bought_ratio")
    assert variance[:4].tolist() == pytest.approx([1] * 4)
    assert variance[4:].sum() == pytest.approx(1)
    assert features.blocks == ((0,), (1,), (2,), (3,), (4, 5, 6, 7))


@pytest.mark.parametrize(
    ("frame", "dropped", "said"),
    [
        (alike(1), (), "Only "),
        (alike(6), (), "100 customers or more; there are 6"),
        (alike(200).assign(spend=np.nan), ("id", "meant"), "there is no spend"),
        (alike(200).assign(spend=5.0), ("id", "when", "meant"), "0 of the things"),
        (alike(200).assign(spend=5.0), ("id", "meant"), "1 of the things"),
    ],
    ids=["one customer", "six customers", "spend missing", "spend constant", "recency only"],
)
def test_too_little_behaviour_is_said(
    tmp_path: Path, frame: pd.DataFrame, dropped: tuple[str, ...], said: str
) -> None:
    with pytest.raises(NotEnoughData, match=said):
        find_segments(responses_of(tmp_path, frame, without(*dropped)), QUICK)


def test_refunds_are_carried_through(tmp_path: Path) -> None:
    frame = alike(150).assign(spend=lambda rows: -rows["spend"])
    found = find_segments(responses_of(tmp_path, frame, ROLES), QUICK)
    assert found.k == 1
    assert "bought_ratio" not in found.features


# The tree


def by_region(n: int = 1_200, seed: int = 4) -> pd.DataFrame:
    """Customers who never repeat; those of the North score high, the rest low."""
    random = np.random.default_rng(seed)
    frame = alike(n, seed).drop_duplicates("id").reset_index(drop=True)
    north = (frame["region"] == "North").to_numpy()
    happy = random.uniform(size=len(frame)) < np.where(north, 0.8, 0.3)
    return frame.assign(score=np.where(happy, 10, 3))


def test_a_planted_split_holds_on_the_other_half(tmp_path: Path) -> None:
    tree = grow_segments(responses_of(tmp_path, by_region(), ROLES))
    assert tree.holds
    assert tree.p_value == 0.003  # 0.001, and the page asks three questions
    first, last = tree.rules[0], tree.rules[-1]
    assert first[0] == Rule("region", values=("North",))
    assert last[0] == Rule("region", excluded=("North",))
    frame = tree.leaves.frame
    assert frame["points"].iloc[0] > 40 > -20 > frame["points"].iloc[-1]
    assert frame["n"].sum() == tree.n_reported == 600
    assert tree.n_grown == 600
    assert tree_words.splits(tree).headline.startswith("Groups found by splitting differ: one")
    assert len(leaf_dots(tree).data[0].x) == len(frame)


@pytest.mark.slow
def test_luck_is_rarely_called_a_split(tmp_path: Path) -> None:
    trees = []
    for seed in range(12):
        responses = responses_of(tmp_path, alike(400, seed), ROLES)
        trees.append(grow_segments(responses, TreeOptions(seed=seed)))
    assert sum(tree.holds for tree in trees) <= 2  # fewer than 1 is expected
    silent = next(tree for tree in trees if not tree.holds)
    assert len(silent.leaves) == 0
    assert tree_words.splits(silent).headline in (
        "No split found",
        "No split holds on the other half",
    )


def test_performers_and_copies_of_the_score_take_no_part(tmp_path: Path) -> None:
    frame = by_region(800)
    frame["agent"] = np.where(frame["score"] > 5, "Ann", "Bob")
    frame["label"] = np.where(frame["score"] > 5, "happy", "unhappy")
    roles = {**ROLES, "agent": Role.PERFORMER, "label": Role.CATEGORY}
    tree = grow_segments(responses_of(tmp_path, frame, roles))
    assert tree.left_out == ("label",)
    assert not {"agent", "label"} & set(tree.inputs)
    assert "the outcome in other words: label" in tree_words.inputs(tree)


def test_rules_in_words() -> None:
    assert rule_text([Rule("days_since", above=30.5, up_to=90.5)]) == (
        "Days since the last response above 30 and up to 90"
    )
    assert rule_text([Rule("Region", excluded=("A", "B")), Rule("bought_ratio", up_to=1.054)]) == (
        "Region is not A or B; spend in % of the intended up to 105"
    )
    assert rule_text([]) == "All customers"


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (alike(6), "A tree needs 200 customers, half to grow it; there are 6"),
        (alike(300).assign(score=10), "fall into the same band"),
    ],
)
def test_too_little_for_a_tree_is_said(tmp_path: Path, frame: pd.DataFrame, said: str) -> None:
    with pytest.raises(NotEnoughData, match=said):
        grow_segments(responses_of(tmp_path, frame, ROLES))


def test_nothing_to_split_by_is_said(tmp_path: Path) -> None:
    frame = pd.DataFrame({"score": np.arange(300) % 11})
    with pytest.raises(NotEnoughData, match="No column says how customers differ"):
        grow_segments(responses_of(tmp_path, frame, {"score": Role.OUTCOME}))


def test_a_tree_of_the_sample_finds_what_was_planted(sample: Responses) -> None:
    tree = grow_segments(sample)
    assert tree.holds
    best = tree.rules[0]
    assert any("Bought more than intended" in rule.values for rule in best)
    assert tree.leaves.frame["n"].sum() == tree.n_reported
