"""The command line: the same analyses as the screen, in a temporary workspace that is then removed.

`python -m cx analyse FILE --json` is documented in docs/CLI.md. It needs no screen.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cx.analyses.boosting import check_with_boosting
from cx.analyses.bridge import BridgeOptions, bridge_scores
from cx.analyses.consistency import measure_consistency
from cx.analyses.driver_interactions import compare_drivers_by_group
from cx.analyses.drivers import rank_drivers
from cx.analyses.expectations import ExpectationOptions, compare_expectations
from cx.analyses.gap_worth import WorthOptions, value_gap
from cx.analyses.like_for_like import LikeForLikeOptions, compare_like_for_like
from cx.analyses.overview import OverviewOptions, Period, describe_overview
from cx.analyses.penalty_reward import contrast_penalties
from cx.analyses.performer_gaps import StandardOptions, compare_standard, standards
from cx.analyses.performers import PerformerOptions, compare_performers
from cx.analyses.recognition import RecognitionOptions, recognise
from cx.analyses.segments import SegmentOptions, compare_segments
from cx.analyses.tiers_within import WithinOptions, columns_within, tier_within
from cx.exports import record
from cx.exports.text import report
from cx.intake import (
    Loaded,
    Reading,
    Recipe,
    guess,
    guess_outcome_scale,
    profile,
    receive,
    stage,
    write,
)
from cx.problems import CxError, IntakeError, NotEnoughData, Problem, Severity
from cx.store.responses import Filters, Responses
from cx.value_command import add_value_options, value_answer
from cx.vocabulary import Column, Kind, Role, Scale

PROBLEM_EXIT = 2
ANALYSES = ("overview", "segments", "drivers", "performers")
_FLAGS = {"Yes": "true", "No": "false", "yes": "true", "no": "false"}
_NEEDS = {"drivers": Role.DRIVER, "performers": Role.PERFORMER}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, or 2 with the problems."""
    asked = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cx-workbench-") as folder:
            answer = asked.answer(asked, Path(folder))
    except CxError as error:
        problems = [problem.as_dict() for problem in error.problems]
        if asked.json:
            print(json.dumps({"problems": problems}, indent=2, ensure_ascii=False))
        else:
            print("\n".join(problem.sentence for problem in error.problems), file=sys.stderr)
        return PROBLEM_EXIT
    print(json.dumps(answer, indent=2, ensure_ascii=False) if asked.json else report(answer))
    return 0


def analyse(asked: argparse.Namespace, folder: Path) -> record.Record:
    """Load the file into `folder` and answer what was asked."""
    loaded, responses = _opened(asked, folder)
    answer: record.Record = {
        "passport": record.passport_record(loaded.passport, loaded.scale),
        "not_computed": [],
    }
    answers = _answers(responses, asked.min_n, asked.target)
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


def value(asked: argparse.Namespace, folder: Path) -> record.Record:
    """Load the file into `folder` and answer what its customers are worth."""
    loaded, responses = _opened(asked, folder)
    try:
        answer = value_answer(responses, asked)
    except NotEnoughData as error:
        # An amount in two currencies is no spend: the passport knows why there is none.
        told = [p for p in loaded.passport.problems if p.code == "several_currencies"]
        raise NotEnoughData([*told, *error.problems]) from None
    return {"passport": record.passport_record(loaded.passport, loaded.scale), **answer}


def _opened(asked: argparse.Namespace, folder: Path) -> tuple[Loaded, Responses]:
    """Load the file into `folder` and narrow its responses as asked."""
    loaded = load(asked, folder)
    everything = Responses(
        loaded.path,
        loaded.schema,
        loaded.scale,
        loaded.digest,
        loaded.n_rows,
        loaded.currency,
    )
    return loaded, everything.where(_filters(asked.where, everything))


def load(asked: argparse.Namespace, folder: Path) -> Loaded:
    """Read the file as asked: guesses first, then what was stated on the command line."""
    path = Path(asked.file)
    if not path.is_file():
        raise CxError(
            Problem(
                "no_file",
                Severity.STOPS,
                asked.file,
                f'There is no file "{asked.file}".',
                "Check the path.",
            )
        )
    received = receive(path, path.name, folder)
    staged = stage(received, Reading(sheets=tuple(asked.sheet)), folder)
    profiles = profile(staged)
    recipe = _mapped(guess(profiles, staged.reading), asked.map)
    if asked.scale:
        recipe = recipe.with_scale(asked.scale)
    elif recipe.scale is None and recipe.with_role(Role.OUTCOME):
        outcome = recipe.with_role(Role.OUTCOME)[0].header
        found = next(found for found in profiles if found.header == outcome)
        recipe = recipe.with_scale(guess_outcome_scale(found)[0])
    try:
        return write(staged, profiles, recipe, folder)
    except IntakeError as error:
        raise IntakeError([_in_options(problem, recipe) for problem in error.problems]) from None


def _in_options(problem: Problem, recipe: Recipe) -> Problem:
    """Say what to do in the options of the command line, where the screen has a widget."""
    if problem.code != "scale_needed":
        return problem
    choices = " or ".join(f"--scale {scale}" for scale in recipe.scale_asked)
    return replace(problem, fix=f"Give {choices or '--scale'}.")


def _mapped(recipe: Recipe, stated: Iterable[tuple[Role | None, str]]) -> Recipe:
    """Give columns the stated roles; stated drivers replace the guessed ones."""
    stated = list(stated)
    known = [column.header for column in recipe.columns]
    unknown = [header for _, header in stated if header not in known]
    if unknown:
        raise CxError([_unknown_column(header, known) for header in unknown])
    if any(role is Role.DRIVER for role, _ in stated):
        for column in recipe.with_role(Role.DRIVER):
            recipe = recipe.assign(column.header, None)
    for role, header in stated:
        recipe = recipe.assign(header, role)
    return recipe


def _filters(stated: Iterable[tuple[str, str]], responses: Responses) -> Filters:
    """Turn ROLE=VALUE pairs into filters; values of one column are alternatives."""
    chosen: dict[str, list[str]] = {}
    problems = []
    filterable = responses.schema.of_kind([Kind.CATEGORY, Kind.FLAG])
    for name, value in stated:
        columns = [c for c in filterable if name in (c.name, c.role, c.label)]
        if not columns:
            problems.append(_unknown_filter(name, filterable))
            continue
        known = _FLAGS if columns[0].kind is Kind.FLAG else {v: v for v in columns[0].categories}
        if value not in known:
            problems.append(_unknown_value(columns[0].label, value, list(known)))
        else:
            chosen.setdefault(columns[0].name, []).append(known[value])
    if problems:
        raise CxError(problems)
    return Filters(values=tuple((name, tuple(values)) for name, values in chosen.items()))


def _answers(
    responses: Responses, minimum_n: int, target_points: float | None
) -> dict[str, Callable[[], record.Record]]:
    return {
        "overview": lambda: record.overview_record(
            describe_overview(responses, OverviewOptions(Period.AUTO, minimum_n))
        ),
        "segments": lambda: _segments(responses, minimum_n, target_points),
        "drivers": lambda: record.drivers_record(
            rank_drivers(responses),
            contrast_penalties(responses),
            compare_drivers_by_group(responses),
            check_with_boosting(responses),
        ),
        "performers": lambda: _performers(responses, minimum_n),
    }


def _performers(responses: Responses, minimum_n: int) -> record.Record:
    """Answer every question about performers; a part that cannot be answered is null."""
    answer = record.performers_record(
        compare_performers(responses, PerformerOptions(minimum_n=minimum_n))
    )
    within = columns_within(responses)
    parts: dict[str, Callable[[], record.Record]] = {
        "like_for_like": lambda: record.like_for_like_record(
            compare_like_for_like(responses, LikeForLikeOptions(minimum_n))
        ),
        "worth": lambda: record.worth_record(
            value_gap(responses, WorthOptions(minimum_n=minimum_n))
        ),
        "within": lambda: record.within_record(
            tier_within(responses, WithinOptions(within[0].name, minimum_n))
        ),
        "consistency": lambda: record.consistency_record(measure_consistency(responses)),
        "recognition": lambda: record.recognition_record(
            recognise(responses, RecognitionOptions(minimum_n))
        ),
    }
    further = [name for name, _ in standards(responses)]
    if responses.has(Role.SPEND):
        further.insert(0, responses.column(Role.SPEND).name)
    answer["standards"] = []
    for standard in further:
        # A standard that too few answers hold has no gap, and is not listed.
        with contextlib.suppress(NotEnoughData):
            gap = compare_standard(responses, StandardOptions(standard, minimum_n))
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


def _segments(responses: Responses, minimum_n: int, target_points: float | None) -> record.Record:
    """Answer all that is about segments; what the file cannot answer is null."""
    options = SegmentOptions(minimum_n=minimum_n, target_points=target_points)
    answer = record.segments_record(compare_segments(responses, options))
    answer["bridge"] = answer["expectations"] = None
    with contextlib.suppress(NotEnoughData):
        changed = bridge_scores(responses, BridgeOptions(minimum_n=minimum_n))
        answer["bridge"] = record.bridge_record(changed)
    with contextlib.suppress(NotEnoughData):
        expected = compare_expectations(responses, ExpectationOptions(minimum_n))
        answer["expectations"] = record.expectations_record(expected)
    return answer


def _lacking(name: str, role: Role) -> Problem:
    return Problem(
        "column_missing",
        Severity.STOPS,
        name,
        f"No column has the role {role.label.lower()}, which {name} needs.",
        f"Name one: --map {role}=COLUMN.",
    )


def _unknown_column(header: str, known: Sequence[str]) -> Problem:
    return Problem(
        "column_unknown",
        Severity.STOPS,
        header,
        f'The file has no column "{header}".',
        f"Its columns are: {', '.join(known)}.",
    )


def _unknown_filter(name: str, filterable: Sequence[Column]) -> Problem:
    known = [column.name for column in filterable]
    return Problem(
        "filter_unknown",
        Severity.STOPS,
        name,
        f'No column that can be filtered by has the role "{name}".',
        f"Filter by one of: {', '.join(known)}.",
    )


def _unknown_value(label: str, value: str, known: Sequence[str]) -> Problem:
    shown = ", ".join(f'"{name}"' for name in known[:10])
    return Problem(
        "value_unknown",
        Severity.STOPS,
        label,
        f'"{label}" never holds "{value}".',
        f"It holds {shown}{' and others' if len(known) > 10 else ''}.",
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m cx", description="Feedback in, answers out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    analyse_file = commands.add_parser("analyse", help="analyse a file of feedback")
    analyse_file.set_defaults(answer=analyse)
    _add_file_options(analyse_file)
    add = analyse_file.add_argument
    add("--target", type=_target, metavar="40", help="net score to reach, in points")
    add("--only", type=_names, metavar="NAME,...", help=", ".join(ANALYSES))
    value_file = commands.add_parser("value", help="say what the customers of a file are worth")
    value_file.set_defaults(answer=value)
    _add_file_options(value_file)
    add_value_options(value_file)
    return parser


def _add_file_options(command: argparse.ArgumentParser) -> None:
    """Add what every command that reads a file understands."""
    add = command.add_argument
    add("file", metavar="FILE", help="CSV, TSV, TXT, XLSX or Parquet")
    add("--sheet", action="append", default=[], metavar="S", help="sheet; several are stacked")
    add("--map", action="append", default=[], type=_role_and_column, metavar="ROLE=COLUMN")
    add("--scale", type=_scale, metavar="0-10", help='"0-10", "1-5", "1-7 effort" ...')
    add("--where", action="append", default=[], type=_pair, metavar="ROLE=VALUE")
    add("--min-n", type=_positive, default=5, metavar="5", help="smallest group shown")
    add("--json", action="store_true", help="write JSON instead of text")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f'"{text}" is not NAME=VALUE')
    return name, value


def _role_and_column(text: str) -> tuple[Role | None, str]:
    name, header = _pair(text)
    if name == "none":
        return None, header
    try:
        return Role(name), header
    except ValueError:
        known = ", ".join(["none", *Role])
        raise argparse.ArgumentTypeError(f'"{name}" is no role; one of: {known}') from None


def _scale(text: str) -> Scale:
    try:
        return Scale.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _target(text: str) -> float:
    try:
        target = float(text)
    except ValueError:
        target = math.nan
    if not -100 <= target <= 100:
        raise argparse.ArgumentTypeError(f'"{text}" is not a net score of -100 to 100')
    return target


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number of 1 or more')
    return int(text)


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown: list[Any] = [name for name in names if name not in ANALYSES]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f'"{text}": choose from {", ".join(ANALYSES)}')
    return names


if __name__ == "__main__":
    sys.exit(main())
