"""`python -m cx analyse`: what the pages of results say."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cx.chapters.drivers import exhibits as drivers
from cx.chapters.drivers.boosting import check_with_boosting
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import contrast_penalties
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview import exhibits as overview
from cx.chapters.overview.bridge import bridge_scores
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers import exhibits as performers
from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.like_for_like import compare_like_for_like
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.standards import compare_standards
from cx.chapters.performers.tiers_within import (
    TiersWithin,
    WithinOptions,
    columns_within,
    tier_within,
)
from cx.chapters.segments import exhibits as segments
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.segments.found import find_segments
from cx.chapters.segments.rfm import group_by_rfm
from cx.chapters.segments.tree import grow_segments
from cx.chapters.value.exhibits import gap_is_worth
from cx.chapters.value.gap_worth import value_gap
from cx.command_line import options, records
from cx.command_line.loading import as_json, open_responses
from cx.exports.text import report
from cx.intake import Loaded
from cx.plain import Record, to_plain
from cx.problems import NotEnoughData, Problem, stops
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Role

_NEEDS = {"drivers": Role.DRIVER, "performers": Role.PERFORMER}


def add_analyse(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    options.add_file_options(command)
    add = command.add_argument
    add("--target", type=options.target, metavar="40", help=say("net score to reach, in points"))
    add("--only", type=_names, metavar="NAME,...", help=", ".join(ANALYSES))
    command.set_defaults(answer=analyse)


def analyse(asked: argparse.Namespace, folder: Path) -> str:
    """Load the file into `folder` and write the answers to what was asked."""
    loaded, responses = open_responses(asked, folder)
    answer = to_plain(_answered(asked, loaded, responses))
    return as_json(answer) if asked.json else report(answer)


def _answered(asked: argparse.Namespace, loaded: Loaded, responses: Responses) -> Record:
    """Answer every analysis that was asked for."""
    answer: Record = {"passport": records.passport(loaded.passport), "not_computed": []}
    for name in asked.only or ANALYSES:
        role = _NEEDS.get(name)
        try:
            if role and not responses.has(role):
                raise NotEnoughData(_lacking(name, role))
            answer[name] = _ANSWERS[name](responses, asked.target)
        except NotEnoughData as error:
            if asked.only or name == "overview":
                raise
            answer[name] = None
            answer["not_computed"] += [
                {"analysis": name, **to_plain(problem)} for problem in error.problems
            ]
    return answer


def _overview(responses: Responses, target_points: float | None) -> Record:
    found = describe_overview(responses)
    said = overview.findings(found, target_points=target_points)
    return {**records.overview(found, target_points), "findings": records.findings(said)}


def _segments(responses: Responses, target_points: float | None) -> Record:
    """Answer all that is about segments; what the file cannot answer is null."""
    compared = compare_segments(responses)
    found, missing = records.answered(
        {
            "bridge": lambda: bridge_scores(responses),
            "expectations": lambda: compare_expectations(responses),
            "rfm": lambda: group_by_rfm(responses),
            "bought_against_intended": lambda: compare_bought(responses),
            "found": lambda: find_segments(responses),
            "tree": lambda: grow_segments(responses),
        }
    )
    why = {problem.pop("part"): {"problem": problem} for problem in reversed(missing)}
    answers = [result for name, result in found.items() if result and name != "bridge"]
    bridge, expected = found.pop("bridge"), found.pop("expectations")
    said = [
        *segments.findings(compared, *answers, target_points=target_points),
        *(overview.of_change(bridge, target_points) if bridge else ()),
    ]
    return {
        **records.segments(compared, target_points),
        "findings": records.findings(said),
        "bridge": bridge and records.bridge(bridge),
        "expectations": expected and records.expectations(expected),
        **{name: result or why[name] for name, result in found.items()},
    }


def _drivers(responses: Responses, _: float | None) -> Record:
    """Answer every question about drivers."""
    ranked, contrast = rank_drivers(responses), contrast_penalties(responses)
    found = (
        ranked,
        contrast if ranked.trusted else contrast.without_kinds(),
        compare_drivers_by_group(responses),
        check_with_boosting(responses),
    )
    said = drivers.findings(*found)
    return {**records.drivers(*found), "findings": records.findings(said)}


def _performers(responses: Responses, _: float | None) -> Record:
    """Answer every question about performers; a part that cannot be answered is null."""
    compared = compare_performers(responses)
    found, missing = records.answered(
        {
            "like_for_like": lambda: compare_like_for_like(responses),
            "worth": lambda: value_gap(responses),
            "within": lambda: _within(responses),
            "consistency": lambda: measure_consistency(responses),
            "recognition": lambda: recognise(responses),
        }
    )
    further, within = compare_standards(responses), found["within"]
    said = performers.findings(
        compared,
        further,
        found["like_for_like"],
        [within] if within else [],
        found["consistency"],
        found["recognition"],
    )
    if found["worth"]:
        said += gap_is_worth(found["worth"])
    return {
        **records.performers(compared),
        **found,
        "standards": [records.standard(gap) for gap in further],
        "findings": records.findings(said),
        "not_computed": missing,
    }


def _within(responses: Responses) -> TiersWithin | None:
    """Compare performers within the first column that holds several of them, where there is one."""
    columns = columns_within(responses)
    return tier_within(responses, WithinOptions(columns[0].name)) if columns else None


_ANSWERS: dict[str, Callable[[Responses, float | None], Record]] = {
    "overview": _overview,
    "segments": _segments,
    "drivers": _drivers,
    "performers": _performers,
}
ANALYSES = tuple(_ANSWERS)


def _lacking(name: str, role: Role) -> Problem:
    return stops(
        "column_missing",
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
