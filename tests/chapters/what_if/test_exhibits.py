"""What is shown of the what-if: each picture with all that belongs to it, findings as data."""

import math
from dataclasses import replace

import pytest

from cx.chapters.what_if import exhibits
from cx.chapters.what_if.model import WhatIfResult
from cx.chapters.what_if.moves import Moves
from cx.chapters.what_if.promises import Settled, Standing
from cx.chapters.what_if.scenarios import GoalSeek, Tornado, compare_scenarios, keep_promise
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Finding, Verdict
from cx.vocabulary import Estimate
from tests.chapters.what_if.words.results import lever, model, result, tornado
from tests.chapters.what_if.words.test_scenarios import DOWN, MAYBE, PROMISE, UP, levers

UNDECIDED = result((0.3, -0.5, 1.0), (0.4, -0.6, 1.4))
CAME = keep_promise(PROMISE.promised, Estimate(30.0, 27.0, 33.0, 900))
SETTLED = (
    Settled(PROMISE, Standing.WAITING),
    Settled(PROMISE, Standing.SETTLED, CAME, n=900),
)
GOAL = GoalSeek(30.0, True, Moves(), result(), (), math.nan)


def pictures() -> list[Exhibit]:
    compared = compare_scenarios([("A", result()), ("B", UNDECIDED)])
    return [
        *exhibits.of_result(model(), result(), 40),
        exhibits.of_scenarios(compared, model()),
        exhibits.of_levers(tornado("Waiting", "Staff")),
        exhibits.ledger_of(SETTLED),
    ]


def everything(found: WhatIfResult) -> tuple[Finding, ...]:
    return exhibits.findings(model(), found, tornado("Waiting"), GOAL, SETTLED)


def test_every_picture_has_all_that_belongs_to_it() -> None:
    shown = pictures()
    assert len({one.name for one in shown}) == len(shown)
    for one in shown:
        assert one.alt
        assert one.finding.question.startswith("what_if.")
        assert one.finding.page == exhibits.PAGE
        if one.draw is not None:
            assert one.reading
            assert one.figure.data


def test_findings_know_who_found_them_and_what_they_rest_on() -> None:
    found = everything(result(locked=(lever(coefficient=-0.2),)))
    assert {one.question for one in found} == {
        "what_if.evaluation",
        "what_if.scenarios",
        "what_if.promises",
    }
    assert {one.page for one in found} == {exhibits.PAGE}
    for one in found:
        for effect in (one.effect, one.points):
            assert effect is None or effect.n > 0


def test_what_goes_with_the_moves_comes_first() -> None:
    first, *_ = everything(result())
    assert first.verdict is Verdict.SHOWN
    assert first.effect is not None
    assert (first.effect.value, first.effect.low, first.effect.n) == (5.8, 4.8, 600)
    assert first.points == first.effect


@pytest.mark.parametrize(
    ("found", "verdicts"),
    [
        (result(), (Verdict.SHOWN, Verdict.SHOWN)),
        (UNDECIDED, (Verdict.CANNOT_TELL, Verdict.CANNOT_TELL)),
        (result((-1.4, -2.2, -0.6), (3.3, 2.0, 4.0)), (Verdict.SHOWN, Verdict.CANNOT_TELL)),
        (result((0, 0, 0), None, moves=Moves()), (Verdict.NOT_ASKED,)),
    ],
)
def test_a_change_is_shown_only_by_a_whole_range(
    found: WhatIfResult, verdicts: tuple[Verdict, ...]
) -> None:
    score, *_ = exhibits.of_result(model(), found)
    said = (score.finding, *exhibits.beside_result(found))
    assert tuple(one.verdict for one in said) == verdicts


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ((UP, DOWN), Verdict.SHOWN),
        ((MAYBE, DOWN), Verdict.SHOWN),
        ((MAYBE,), Verdict.CANNOT_TELL),
        ((), Verdict.NOT_ASKED),
    ],
)
def test_a_lever_is_shown_only_by_a_whole_range(
    rows: tuple[tuple[str, float, float], ...], verdict: Verdict
) -> None:
    alone = Tornado("NPS", levers(*rows), False, 600)
    assert exhibits.of_levers(alone).finding.verdict is verdict


def test_scenarios_are_told_apart_only_by_ranges() -> None:
    apart = compare_scenarios([("A", result()), ("B", UNDECIDED)])
    assert exhibits.of_scenarios(apart, model()).finding.verdict is Verdict.SHOWN
    alike = compare_scenarios([("A", result()), ("B", result())])
    assert exhibits.of_scenarios(alike, model()).finding.verdict is Verdict.CANNOT_TELL


def test_promises_are_shown_to_differ_only_by_the_range_of_the_difference() -> None:
    same = keep_promise(PROMISE.promised, Estimate(41.0, 38.0, 44.0, 900))
    waiting, differs = exhibits.of_promises(SETTLED)
    (alike,) = exhibits.of_promises((replace(SETTLED[1], kept=same),))
    assert [one.verdict for one in (waiting, differs, alike)] == [
        Verdict.NOT_ASKED,
        Verdict.SHOWN,
        Verdict.CANNOT_TELL,
    ]
    assert exhibits.ledger_of(SETTLED).finding == differs
