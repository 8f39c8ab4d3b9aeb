"""Every question obeys the thresholds of the responses: found by walking, not by a list."""

import importlib
import inspect
import math
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cx.chapters
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers.card import CardOptions, make_card
from cx.chapters.performers.standards import StandardOptions
from cx.chapters.performers.tiers_within import WithinOptions
from cx.problems import NotEnoughData
from cx.store.responses import Filters, Responses
from cx.vocabulary import Column, Role, Scale, Schema, Table, Unit
from tests.frames import responses_of

Question = Callable[..., Any]
ABOUT_PEOPLE = (Unit.POINTS, Unit.RATING, Unit.MONEY, Unit.SHARE, Unit.PROBABILITY)
N = 400
# Options that have no default; a question of a further kind fails until it has its row here.
NEEDED: dict[str, object] = {
    "make_card": CardOptions("P0"),
    "compare_standard": StandardOptions("spend"),
    "tier_within": WithinOptions("team"),
}
# Repeats what was promised, whatever the answers are; that it obeys stands in test_promises.
REPEATS = {"settle"}
ROLES = {
    "score": Role.OUTCOME,
    "id": Role.RESPONDENT,
    "day": Role.RESPONDED_AT,
    "agent": Role.PERFORMER,
    "team": Role.TEAM,
    "region": Role.REGION,
    "channel": Role.ACQUISITION_CHANNEL,
    "bought": Role.PURCHASE_BEHAVIOUR,
    "expected": Role.EXPECTATION,
    "spend": Role.SPEND,
    "meant": Role.INTENDED_SPEND,
    "before": Role.PREVIOUS_SPEND,
    "left": Role.CHURNED,
    "resolved": Role.RESOLVED,
    "opened": Role.OPENED_AT,
    "closed": Role.CLOSED_AT,
    "Waiting": Role.DRIVER,
    "Staff": Role.DRIVER,
    "said": Role.COMMENT,
}


def frame(n: int = N) -> pd.DataFrame:
    """Answers in which every question finds what it asks for."""
    random = np.random.default_rng(3)
    agent = np.arange(n) % 10
    waiting, staff = random.integers(1, 6, n), random.integers(1, 6, n)
    score = np.clip(waiting + staff + (agent < 5) + random.integers(-2, 2, n), 0, 10)
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 500, n), "D")
    spend = random.gamma(4, 20, n).round(2)
    customer = random.integers(0, n, n)
    return pd.DataFrame(
        {
            "score": score.astype(float),
            "id": [f"C{number}" for number in customer],
            "day": day,
            "agent": [f"P{number}" for number in agent],
            "team": np.where(agent % 2, "North", "South"),
            "region": random.choice(["East", "West"], n),
            "channel": random.choice(["Search", "Referral"], n),
            "bought": random.choice(["more", "less", "same"], n),
            "expected": random.choice(["exceeded", "met", "missed"], n),
            "spend": spend,
            "meant": (spend * random.choice([0.5, 1, 2], n)).round(2),
            "before": np.where(customer % 4 == 0, 0.0, 50.0 + customer),
            "left": customer % 5 == 0,
            "resolved": random.random(n) < 0.6,
            "opened": day,
            "closed": day + pd.to_timedelta(random.integers(1, 90, n), "h"),
            "Waiting": waiting.astype(float),
            "Staff": staff.astype(float),
            "said": [f"The visit was fine, number {number}" for number in range(n)],
        }
    )


def questions() -> Iterator[tuple[str, Question]]:
    """Find the public functions that ask something of responses and return a record of it."""
    for module in pkgutil.walk_packages(cx.chapters.__path__, "cx.chapters."):
        for name, found in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(found) and found.__module__ == module.name
            if own and not name.startswith("_") and name not in REPEATS and _is_question(found):
                yield name, found


def _is_question(function: Question) -> bool:
    hints = typing.get_type_hints(function)
    first = next(iter(inspect.signature(function).parameters), None)
    answer = hints.get("return")
    frozen = is_dataclass(answer) and answer.__dataclass_params__.frozen  # type: ignore[union-attr]
    return first is not None and hints.get(first) is Responses and bool(frozen)


QUESTIONS = dict(questions())


def ask(name: str, responses: Responses) -> Any:
    """Ask a question with its defaults; what has none is taken from NEEDED or made small."""
    given = {"limit": 1_000, "seed": 0}
    asked: dict[str, Any] = {}
    for parameter in list(inspect.signature(QUESTIONS[name]).parameters.values())[1:]:
        if parameter.default is not inspect.Parameter.empty:
            continue
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            continue
        hint = typing.get_type_hints(QUESTIONS[name])[parameter.name]
        if parameter.name in given:
            asked[parameter.name] = given[parameter.name]
        elif name in NEEDED:
            asked[parameter.name] = NEEDED[name]
        else:
            asked[parameter.name] = hint()
    return QUESTIONS[name](responses, **asked)


def numbers(found: Any, at: str = "") -> Iterator[tuple[str, float]]:
    """Walk a result: every number in it about people, with the place where it stands."""
    if isinstance(found, Table):
        yield from _in_table(found, at)
    elif isinstance(found, float):
        yield from ([(at, found)] if math.isfinite(found) else [])
    elif isinstance(found, pd.DataFrame | np.ndarray):
        yield from ([(at, float(len(found)))] if len(found) else [])
    elif isinstance(found, tuple):
        for place, one in enumerate(found):
            yield from numbers(one, f"{at}[{place}]")
    elif is_dataclass(found) and not isinstance(found, Scale | Schema | Column):
        for field in fields(found):
            if field.name != "options":
                yield from numbers(getattr(found, field.name), f"{at}.{field.name}")


def _in_table(table: Table, at: str) -> Iterator[tuple[str, float]]:
    for field in table.fields:
        if field.unit in ABOUT_PEOPLE:
            for value in table.frame[field.name].dropna():
                yield f"{at}.{field.name}", float(value)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Responses:
    return responses_of(tmp_path_factory.mktemp("thresholds"), frame(), ROLES, currency="EUR")


def test_questions_were_found() -> None:
    usual = {"describe_overview", "compare_segments", "value_customers", "rank_worth"}
    usual |= {"value_by_group", "value_gap", "make_card", "fit_what_if", "rank_drivers"}
    assert usual <= QUESTIONS.keys()
    assert len(QUESTIONS) >= 28


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_number_stands_under_the_threshold(name: str, everything: Responses) -> None:
    try:
        found = ask(name, everything.with_thresholds(N + 1, N + 1))
    except NotEnoughData:
        return
    assert list(numbers(found)) == []


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_number_stands_for_what_a_filter_leaves(name: str, everything: Responses) -> None:
    days = everything.sample(["responded_at"], 1_000)["responded_at"]
    first: date = days.min().date()
    few = everything.where(Filters(end=first))
    assert 0 < few.count() < few.minimum_n
    with pytest.raises(NotEnoughData):
        ask(name, few)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_frame_has_an_answer_to_it(name: str, everything: Responses) -> None:
    # Else the two tests above would say nothing.
    assert list(numbers(ask(name, everything.with_thresholds(5, 8))))


def test_options_hold_no_thresholds() -> None:
    for name, question in QUESTIONS.items():
        for hint in typing.get_type_hints(question).values():
            if is_dataclass(hint) and hint is not Responses and hint.__name__.endswith("Options"):
                named = {field.name for field in fields(hint)}
                assert not named & {"minimum_n", "minimum_comments"}, name


def test_comments_obey_their_threshold(everything: Responses) -> None:
    card = make_card(everything, CardOptions("P0"))
    assert len(card.comments) == 3
    raised = make_card(everything.with_thresholds(5, N), CardOptions("P0"))
    assert (raised.comments, raised.minimum_comments) == ((), N)


def test_a_small_file_shows_no_more_than_a_filter(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="Only 4 responses are there") as caught:
        describe_overview(responses_of(tmp_path, frame(4), ROLES))
    assert caught.value.problems[0].fix == "Load more responses."
