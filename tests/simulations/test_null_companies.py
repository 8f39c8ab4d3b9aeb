"""A few companies without anything to claim through the whole app, and how claims are judged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from cx.text.finding import Effect, Finding, Verdict
from cx.vocabulary import Role, Unit
from simulations import null_companies, whole_app
from simulations.companies import NAMES, Company, Drivers, Truth, draw_company
from simulations.counting import Thing

FEW = {Drivers.IDLE: 3, Drivers.EQUAL: 2}  # companies; each takes seconds
Said = tuple[Company, tuple[Finding, ...]]


def company(tmp_path: Path, truth: Truth, seed: int = 1) -> Company:
    return draw_company(truth, np.random.default_rng(seed), tmp_path)


def shown(question: str, headline: str, effect: float = 1.0) -> Finding:
    sized = Effect(effect, Unit.POINTS, 100)
    return Finding(headline, "", verdict=Verdict.SHOWN, effect=sized, question=question)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[Drivers, list[Said]]:
    """All that is said of a few companies of each kind."""
    found: dict[Drivers, list[Said]] = {}
    quick = replace(whole_app.SEARCH, n_searched=200, samples=5)
    with pytest.MonkeyPatch.context() as patched, threadpool_limits(limits=1):
        patched.setattr(whole_app, "SEARCH", quick)
        for drivers, few in FEW.items():
            drawn = [
                company(tmp_path_factory.mktemp(drivers), Truth(drivers), seed)
                for seed in range(few)
            ]
            found[drivers] = [
                (one, whole_app.all_findings(one.responses, null_companies.sides(one)))
                for one in drawn
            ]
    return found


def pages_with_false_claims(said: list[Said]) -> list[set[str]]:
    return [
        {finding.page for finding in null_companies.false_claims(findings, of)}
        for of, findings in said
    ]


def test_little_is_claimed_where_nothing_has_to_do_with_the_score(
    said: dict[Drivers, list[Said]],
) -> None:
    pages = pages_with_false_claims(said[Drivers.IDLE])
    # At 5 % two of 36 are expected; one page in all three companies comes once in 700 runs.
    assert sum(map(len, pages)) <= 8
    assert not set.intersection(*pages)


def test_little_is_claimed_where_drivers_weigh_the_same(said: dict[Drivers, list[Said]]) -> None:
    pages = pages_with_false_claims(said[Drivers.EQUAL])
    assert sum(map(len, pages)) <= 6
    assert not set.intersection(*pages)


def test_every_page_says_something(said: dict[Drivers, list[Said]]) -> None:
    for _, findings in said[Drivers.EQUAL]:
        assert {finding.page for finding in findings} == set(null_companies.FAMILIES)


def test_a_company_has_the_columns_and_the_truth_that_were_asked(tmp_path: Path) -> None:
    drawn = company(tmp_path, Truth(Drivers.ONE, group_lower=15, fall_a_month=1.5))
    responses = drawn.responses
    assert 800 <= responses.n <= 3_000
    assert all(len(column.categories) >= 2 for column in responses.schema.with_role(Role.REGION))
    assert drawn.drivers == NAMES[: len(drawn.drivers)]
    assert drawn.lower_group in responses.column(Role.ACQUISITION_CHANNEL).categories
    again = company(tmp_path, Truth(Drivers.ONE, group_lower=15, fall_a_month=1.5))
    assert again.responses.digest == responses.digest


@pytest.mark.parametrize("world", null_companies.FOUND.worlds, ids=lambda world: world.label)
def test_a_clear_effect_is_found(world: null_companies.PlantedWorld) -> None:
    randoms = [np.random.default_rng([9, seed]) for seed in range(2)]
    counted = null_companies.count_found(world, randoms)
    assert counted[Thing("found")] >= 1


def test_what_is_false_hangs_on_whether_drivers_matter(tmp_path: Path) -> None:
    idle, equal = (company(tmp_path, Truth(kind)) for kind in (Drivers.IDLE, Drivers.EQUAL))
    first, second = NAMES[:2]
    all_of_them = ", ".join(equal.drivers)
    for finding, false in (
        (shown("drivers.ranking", f"{first} and {second} matter most"), True),
        (shown("drivers.ranking", f"{all_of_them} lead together"), False),
        (shown("drivers.ranking", null_companies.RELIABLE), True),
        (shown("drivers.penalty_reward", f"{first}: the better the better"), False),
        (shown("drivers.penalty_reward", f"Get {first} right first"), True),
        (shown("drivers.interactions", "What matters differs by Region"), True),
        (shown("what_if.evaluation", "With these moves goes a change of +2 points", 2), False),
        (shown("what_if.evaluation", "With these moves goes a change of -2 points", -2), True),
        (shown("what_if.scenarios", f"{first} moves the score most by one step"), True),
        (shown("segments.comparison", "Region 1 scores 5 points above Region 2"), True),
    ):
        assert null_companies.is_false(finding, equal) is false
        assert null_companies.is_false(finding, idle)


def test_a_pattern_has_no_names_and_no_numbers(tmp_path: Path) -> None:
    drawn = company(tmp_path, Truth(Drivers.IDLE))
    for headline, expected in (
        ("Waiting matters most", "X matters most"),
        ("Waiting, Staff and Price matter most", "X … matter most"),
        ("Region 1 scores 5 points above Region 12", "Region # scores # points above Region #"),
        ("a change of +2.5 points", "a change of # points"),
    ):
        assert null_companies.pattern(headline, drawn) == expected
