"""Every question of every chapter, asked of responses as the pages ask it at first sight."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from cx.asking import Ask, remembering
from cx.chapters.drivers import exhibits as drivers
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import contrast_penalties
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview import exhibits as overview
from cx.chapters.overview.bridge import BridgeOptions, bridge_scores
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers import exhibits as performers
from cx.chapters.performers.card import CardOptions, Weight, make_card
from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.like_for_like import compare_like_for_like
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.standards import StandardOptions, compare_standard, standards
from cx.chapters.performers.tiers_within import WithinOptions, columns_within, tier_within
from cx.chapters.segments import exhibits as segments
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.segments.found import FoundOptions, FoundSegments, find_segments
from cx.chapters.segments.rfm import group_by_rfm
from cx.chapters.segments.tree import grow_segments
from cx.chapters.value import exhibits as value
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import RiskOptions, measure_risk
from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.earned_growth import measure_earned_growth
from cx.chapters.value.gap_worth import value_gap
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.lifts import fit_with_gap, provable_lifts
from cx.chapters.value.purchases import expect_purchases
from cx.chapters.value.retention import value_retention
from cx.chapters.value.two_truths import value_customers
from cx.chapters.value.worth import WorthOptions, rank_worth
from cx.chapters.what_if import exhibits as what_if
from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import WhatIfModel
from cx.chapters.what_if.moves import Moves, Shift
from cx.chapters.what_if.scenarios import tornado
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.text.finding import Finding
from cx.vocabulary import Role

MATTERS_MOST = "what matters most"  # of the overview: what three other pages say first
STEP = 0.3  # rating points of the one move that is tried
SEARCH = FoundOptions(n_searched=500, samples=20)  # half as long; the page takes 1,000 and 30
Answer = TypeVar("Answer")


def all_findings(responses: Responses, bridge: BridgeOptions) -> tuple[Finding, ...]:
    """Return all that is said on all pages; what cannot be answered says nothing."""
    ask = remembering()
    found: list[Finding] = []
    for part in _parts(ask, responses, bridge):
        with suppress(NotEnoughData):
            found += part()
    return tuple(found)


def _parts(
    ask: Ask, responses: Responses, bridge: BridgeOptions
) -> Iterator[Callable[[], Iterable[Finding]]]:
    """Yield what says the findings of each question."""
    yield lambda: overview.findings(ask(describe_overview, responses))
    yield lambda: _matters_most([segments.largest(ask(compare_segments, responses))])
    yield lambda: _matters_most([drivers.of_ranking(ask(rank_drivers, responses))[0].finding])
    yield lambda: _matters_most([performers.headline(ask(compare_performers, responses))])
    yield lambda: overview.of_change(ask(bridge_scores, responses, bridge))
    for question in (
        compare_segments,
        compare_expectations,
        compare_bought,
        group_by_rfm,
        _search,
        grow_segments,
    ):
        yield lambda question=question: segments.findings(question(responses))  # type: ignore[misc]
    yield lambda: drivers.findings(
        ask(rank_drivers, responses),
        contrast_penalties(responses),
        compare_drivers_by_group(responses),
    )
    yield lambda: _of_performers(ask, responses)
    yield lambda: value.gap_is_worth(ask(value_gap, responses))
    yield lambda: _of_card(ask, responses)
    yield lambda: _of_value(ask, responses)
    yield lambda: _of_what_if(fit_with_gap(ask, responses))


def _search(responses: Responses) -> FoundSegments:
    return find_segments(responses, SEARCH)


def _matters_most(said: Iterable[Finding]) -> list[Finding]:
    return [replace(finding, page=MATTERS_MOST) for finding in said]


def _of_performers(ask: Ask, responses: Responses) -> tuple[Finding, ...]:
    column = columns_within(responses)[0].name
    spend = responses.column(Role.SPEND).name
    further = [
        answered(lambda name=name: compare_standard(responses, StandardOptions(name)))  # type: ignore[misc]
        for name in (spend, standards(responses)[0][0])
    ]
    within = answered(lambda: tier_within(responses, WithinOptions(column)))
    return performers.findings(
        ask(compare_performers, responses),
        [gap for gap in further if gap],
        answered(lambda: compare_like_for_like(responses)),
        [within] if within else [],
        answered(lambda: measure_consistency(responses)),
        answered(lambda: recognise(responses)),
    )


def _of_card(ask: Ask, responses: Responses) -> list[Finding]:
    """Say what the card says that opens first."""
    ranked = ask(rank_drivers, responses).drivers.frame
    weights = [
        Weight(row["driver"], row["importance"], row["coefficient"], row["coefficient_error"])
        for row in ranked[ranked["direction"] == "positive"].to_dict("records")
    ]
    name = responses.column(Role.PERFORMER).categories[0]
    card = make_card(responses, CardOptions(name, tuple(weights)))
    return [exhibit.finding for exhibit in performers.of_card(card, name)]


def _of_value(ask: Ask, responses: Responses) -> tuple[Finding, ...]:
    assumed = Assumptions()
    return value.findings(
        value_customers(responses),
        [value_by_group(responses)],
        worth=answered(
            lambda: rank_worth(responses, WorthOptions(assumed, provable_lifts(ask, responses)))
        ),
        at_risk=answered(lambda: measure_risk(responses, RiskOptions(assumed))),
        lifetime=answered(lambda: value_lifetimes(responses)),
        purchases=answered(lambda: expect_purchases(responses)),
        retention=answered(lambda: value_retention(responses)),
        earned_growth=answered(lambda: measure_earned_growth(responses)),
    )


def _of_what_if(model: WhatIfModel) -> tuple[Finding, ...]:
    """Say what goes with the first driver that may be moved, and with each lever alone."""
    free = [lever for lever in model.levers if lever.kind is LeverKind.RATING and not lever.locked]
    moves = Moves((Shift(free[0].key, STEP),)) if free else Moves()
    return what_if.findings(model, evaluate(model, moves), tornado(model))


def answered(question: Callable[[], Answer]) -> Answer | None:
    """Return the answer; None where the data do not carry one."""
    try:
        return question()
    except NotEnoughData:
        return None
