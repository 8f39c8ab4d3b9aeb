import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cx.measures.arrays import two_sided_z
from cx.measures.net_score import net_score
from cx.measures.shrinkage import Shrunken, pooled_variance, shrink
from cx.measures.tiers import LEAST_RELIABILITY, Tier, tiers
from tests import agents20
from tests.measures.test_shrinkage import EIGHT_SCHOOLS, SCHOOL_ERRORS, agents

lists = st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 0.5)), min_size=1, max_size=30)


def _normal(scores, sd, mean: float, confidence: float = 0.95) -> np.ndarray:
    reach = two_sided_z(confidence) * np.asarray(sd)
    return tiers(np.asarray(scores) - reach, np.asarray(scores) + reach, mean)


def _tiers(shrunken: Shrunken) -> np.ndarray:
    return _normal(shrunken.scores, shrunken.posterior_sd, shrunken.mean)


def _world(random: np.random.Generator, n_units: int, n: int, spread: float):
    truth = random.normal(0.25, spread, n_units)
    shares = np.column_stack([0.35 + truth / 2, 0.35 - truth / 2, np.full(n_units, 0.3)])
    plus, minus, _ = random.multinomial(n, shares).T
    count = np.full(n_units, n)
    shrunken = shrink(net_score(plus, minus, count), pooled_variance(plus, minus, count) / count)
    return truth, _tiers(shrunken)


def test_agents20():
    tier = dict(zip(agents20.NAMES, _tiers(agents()), strict=True))
    below = {name for name in tier if tier[name] == Tier.BELOW}
    above = {name for name in tier if tier[name] == Tier.ABOVE}
    assert below == {"A16", "A18", "A20"}
    assert above == {"A11", "A13", "A15", "A17", "A19"}
    assert tier["A01"] == Tier.AVERAGE  # 5 of 5 promoters do not prove much


def test_nobody_is_named_when_all_share_the_mean():
    schools = shrink(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    assert _tiers(schools).tolist() == [Tier.AVERAGE] * 8
    given_mean = _normal(schools.scores, schools.posterior_sd_given_mean, schools.mean)
    assert given_mean.tolist() == [Tier.AVERAGE] * 8


def test_codes_and_unknown_scores():
    found = _normal([0.9, 0.0, -0.9, np.nan], [0.1, 0.1, 0.1, 0.1], 0.0)
    assert found.tolist() == [1, 2, 3, 0]
    undecided = tiers([0.8, np.nan], [1.0, np.nan], 0.0, distinguishable=False)
    assert undecided.tolist() == [2, 0]
    assert _normal([0.0, 0.3], [0.0, 0.0], 0.0).tolist() == [2, 1]


def test_nobody_is_named_whose_place_is_mostly_luck():
    kept = [LEAST_RELIABILITY - 0.01, LEAST_RELIABILITY]
    assert tiers([0.1, 0.1], [0.9, 0.9], 0.0, kept).tolist() == [Tier.AVERAGE, Tier.ABOVE]
    assert tiers([-0.9, -0.9], [-0.1, -0.1], 0.0, kept).tolist() == [Tier.AVERAGE, Tier.BELOW]


def test_few_are_named_where_nobody_differs():
    random = np.random.default_rng(6)
    named = [(_world(random, 24, 100, 0.0)[1] != Tier.AVERAGE).any() for _ in range(200)]
    assert np.mean(named) <= 0.05  # .02 expected


def test_the_share_of_wrong_names_keeps_its_bound():
    random = np.random.default_rng(9)
    n_named = n_wrong = 0
    for _ in range(60):
        truth, tier = _world(random, 60, 100, 0.1)
        above, below = tier == Tier.ABOVE, tier == Tier.BELOW
        n_named += (above | below).sum()
        n_wrong += (above & (truth < 0.25)).sum() + (below & (truth > 0.25)).sum()
    assert n_named > 60 * 5
    assert n_wrong / n_named <= 0.03


@given(lists, st.randoms())
def test_order_does_not_matter_and_sides_are_right(found, random):
    scores, errors = np.array(found).T
    tier = _normal(scores, errors, 0.1)
    assert (scores[tier == Tier.ABOVE] > 0.1).all()
    assert (scores[tier == Tier.BELOW] < 0.1).all()
    order = list(range(len(found)))
    random.shuffle(order)
    mixed = _normal(scores[order], errors[order], 0.1)
    assert (mixed == Tier.AVERAGE).sum() == (tier == Tier.AVERAGE).sum()


@given(lists)
def test_a_wider_interval_names_fewer(found):
    scores, errors = np.array(found).T
    strict, loose = (_normal(scores, errors, 0.1, sure) != Tier.AVERAGE for sure in (0.99, 0.8))
    assert (loose | ~strict).all()
