"""`python -m cx analyse`: what the pages of results say."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cx.chapters.drivers.boosting import check_with_boosting
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import contrast_penalties
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview.bridge import bridge_scores
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.like_for_like import compare_like_for_like
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.standards import StandardOptions, compare_standard, standards
from cx.chapters.performers.tiers_within import WithinOptions, columns_within, tier_within
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.segments.found import find_segments
from cx.chapters.segments.rfm import group_by_rfm
from cx.chapters.segments.tree import grow_segments
from cx.chapters.value.gap_worth import value_gap
from cx.command_line import options
from cx.command_line.loading import as_json, open_responses
from cx.exports import record
from cx.exports.text import report
from cx.intake import Loaded
from cx.problems import NotEnoughData, Problem, Severity
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Role

ANALYSES = ("overview", "segments", "drivers", "performers")
_NEEDS = {"drivers": Role.DRIVER, "performers": Role.PERFORMER}


def add_analyse(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    options.add_file_options(command)
    add = command.add_argument
    add("--target", type=options.target, metavar="40", help="net score to reach, in points")
    add("--only", type=_names, metavar="NAME,...", help=", ".join(ANALYSES))
    command.set_defaults(answer=analyse)


def analyse(asked: argparse.Namespace, folder: Path) -> str:
    """Load the file into `folder` and write the answers to what was asked."""
    loaded, responses = open_responses(asked, folder)
    answer = _answered(asked, loaded, responses)
    return as_json(answer) if asked.json else report(answer)


def _answered(asked: argparse.Namespace, loaded: Loaded, responses: Responses) -> record.Record:
    """Answer every analysis that was asked for."""
    answer: record.Record = {
        "passport": record.passport_record(loaded.passport, loaded.scale),
        "not_computed": [],
    }
    answers = _answers(responses, asked.target)
    for name in asked.only or ANALYSES:
        role = _NEEDS.get(name)
        if role and not responses.has(role):
            if asked.only:
                raise NotEnoughData(_lacking(name, role))
            answer[name] = None
            answer["not_computed"].append({"analysis": name, **_lacking(name, role).as_dict()})
            continue
        try:
            answer[name] = answers[name]()
        except NotEnoughData as error:
            if asked.only or name == "overview":
                raise
            answer[name] = None
            answer["not_computed"] += [
                {"analysis": name, **problem.as_dict()} for problem in error.problems
            ]
    return answer


def _answers(
    responses: Responses, target_points: float | None
) -> dict[str, Callable[[], record.Record]]:
    return {
        "overview": lambda: record.overview_record(describe_overview(responses), target_points),
        "segments": lambda: _segments(responses, target_points),
        "drivers": lambda: record.drivers_record(
            rank_drivers(responses),
            contrast_penalties(responses),
            compare_drivers_by_group(responses),
            check_with_boosting(responses),
        ),
        "performers": lambda: _performers(responses),
    }


def _performers(responses: Responses) -> record.Record:
    """Answer every question about performers; a part that cannot be answered is null."""
    answer = record.performers_record(compare_performers(responses))
    within = columns_within(responses)
    parts: dict[str, Callable[[], record.Record]] = {
        "like_for_like": lambda: record.like_for_like_record(compare_like_for_like(responses)),
        "worth": lambda: record.worth_record(value_gap(responses)),
        "within": lambda: record.within_record(
            tier_within(responses, WithinOptions(within[0].name))
        ),
        "consistency": lambda: record.consistency_record(measure_consistency(responses)),
        "recognition": lambda: record.recognition_record(recognise(responses)),
    }
    further = [name for name, _ in standards(responses)]
    if responses.has(Role.SPEND):
        further.insert(0, responses.column(Role.SPEND).name)
    answer["standards"] = []
    for standard in further:
        # A standard that too few answers hold has no gap, and is not listed.
        with contextlib.suppress(NotEnoughData):
            gap = compare_standard(responses, StandardOptions(standard))
            answer["standards"].append(record.standard_record(gap))
    if not within:
        del parts["within"]
        answer["within"] = None
    answer["not_computed"] = []
    for name, ask in parts.items():
        try:
            answer[name] = ask()
        except NotEnoughData as error:
            answer[name] = None
            answer["not_computed"] += [
                {"part": name, **problem.as_dict()} for problem in error.problems
            ]
    return answer


def _segments(responses: Responses, target_points: float | None) -> record.Record:
    """Answer all that is about segments; what the file cannot answer is null."""
    answer = record.segments_record(compare_segments(responses), target_points)
    answer["bridge"] = answer["expectations"] = None
    with contextlib.suppress(NotEnoughData):
        changed = bridge_scores(responses)
        answer["bridge"] = record.bridge_record(changed)
    with contextlib.suppress(NotEnoughData):
        expected = compare_expectations(responses)
        answer["expectations"] = record.expectations_record(expected)
    by_purchase: dict[str, Callable[[], record.Record]] = {
        "rfm": lambda: record.rfm_record(group_by_rfm(responses)),
        "bought_against_intended": lambda: record.bought_record(compare_bought(responses)),
        "found": lambda: record.found_record(find_segments(responses)),
        "tree": lambda: record.tree_record(grow_segments(responses)),
    }
    for name, ask in by_purchase.items():
        try:
            answer[name] = ask()
        except NotEnoughData as error:
            answer[name] = {"problem": error.problems[0].as_dict()}
    return answer


def _lacking(name: str, role: Role) -> Problem:
    return Problem(
        "column_missing",
        Severity.STOPS,
        name,
        say(
            "No column has the role {role}, which {name} needs.", role=role.label.lower(), name=name
        ),
        say("Name one: --map {role}=COLUMN.", role=role),
    )


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown: list[Any] = [name for name in names if name not in ANALYSES]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            say('"{text}": choose from {names}', text=text, names=", ".join(ANALYSES))
        )
    return names
