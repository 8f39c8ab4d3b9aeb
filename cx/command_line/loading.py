"""A file taken in as the screen takes it in: guesses first, then what was stated."""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from cx.command_line.options import NONE
from cx.command_line.reading import in_options, reading
from cx.intake import (
    Loaded,
    Recipe,
    guess,
    guess_outcome_scale,
    profile,
    receive,
    stage,
    stated_scale,
    write,
)
from cx.plain import Record, to_plain
from cx.problems import Choice, CxError, IntakeError, Problem, stops
from cx.store.responses import Filters, Responses
from cx.text import say
from cx.vocabulary import Column, Kind, Role

_FORMAT_OPTIONS = {  # what answers a question about a column: the option, and its answers
    "date_order_ambiguous": ("--dates", ("dmy", "mdy")),
    "date_orders_mixed": ("--dates", ("dmy", "mdy")),
    "dates_swapped": ("--dates", ("swapped", "dmy", "mdy")),
    "number_format_ambiguous": ("--decimal", (",", ".")),
}
_FLAGS = {"Yes": "true", "No": "false", "yes": "true", "no": "false"}


def as_json(answer: Record) -> str:
    """Write an answer as JSON that a person can read too."""
    return json.dumps(to_plain(answer), indent=2, ensure_ascii=False, allow_nan=False)


def open_responses(asked: argparse.Namespace, folder: Path) -> tuple[Loaded, Responses]:
    """Load the file into `folder`, and keep the responses that were asked for."""
    loaded = load(asked, folder)
    everything = Responses(
        loaded.path, loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )
    responses, passport = everything.where(_filters(asked.where, everything)), loaded.passport
    if asked.hide_names:
        responses = responses.with_names_hidden(everything.digest)
        passport = passport.with_sentences(responses.name_hider())
    responses = responses.with_thresholds(asked.min_n, responses.minimum_comments)
    return replace(loaded, passport=passport), responses


def load(asked: argparse.Namespace, folder: Path) -> Loaded:
    """Read the file as asked: guesses first, then what was stated on the command line."""
    path = Path(asked.file)
    if not path.is_file():
        raise CxError(
            stops(
                "no_file",
                asked.file,
                say('There is no file "{file}".', file=asked.file),
                say("Check the path."),
            )
        )
    received = receive(path, path.name, folder)
    staged = stage(received, reading(asked), folder)
    profiles = profile(staged)
    try:
        recipe = _mapped(guess(profiles, staged.reading), asked.map)
        kept_apart = [(header, "keep_spellings", True) for header in asked.keep_spellings]
        recipe = _changed(recipe, kept_apart)
    except CxError as error:  # what is said of the header may be the reason
        raise CxError([*error.problems, *map(in_options, staged.problems)]) from None
    recipe = _applying(recipe, asked.does_not_apply)
    forms = [(header, "date_format", order) for header, order in asked.dates]
    forms += [(header, "decimal", mark) for header, mark in asked.decimal]
    recipe = _changed(recipe, forms)
    recipe = _named(recipe, asked.label)
    outcome = next((column.header for column in recipe.with_role(Role.OUTCOME)), None)
    found = next((found for found in profiles if found.header == outcome), None)
    if found is not None and asked.scale:
        recipe = recipe.with_scale(stated_scale(asked.scale, found))
    elif found is not None and recipe.scale is None:
        recipe = recipe.with_scale(guess_outcome_scale(found)[0])
    try:
        loaded = write(staged, profiles, recipe, folder)
    except IntakeError as error:
        raise IntakeError([_in_options(problem) for problem in error.problems]) from None
    told = tuple(_in_options(problem) for problem in loaded.passport.problems)
    return replace(loaded, passport=replace(loaded.passport, problems=told))


def _in_options(problem: Problem) -> Problem:
    """Say what to do in the options of the command line, where the screen has a widget."""
    if problem.code in _FORMAT_OPTIONS:
        option, answers = _FORMAT_OPTIONS[problem.code]
        options = " or ".join(f'{option} "{problem.where}={answer}"' for answer in answers)
        return replace(problem, fix=say("Give {options}.", options=options))
    if problem.code == "scale_needed":
        choices = [_scale_option(choice) for choice in problem.choices]
        fix = say("Give {options}.", options=" or ".join(choices) or "--scale")
        return replace(problem, fix=fix)
    if problem.code == "outcome_missing" and problem.where != Role.OUTCOME.label:
        option = f'--map {Role.OUTCOME}="{problem.where}"'
        return replace(problem, fix=f"{problem.fix} {say('Here: {option}.', option=option)}")
    return in_options(problem)


def _scale_option(choice: Choice) -> str:
    """Write a choice as an option; one that begins with a minus needs an equals sign."""
    quoted = f'"{choice.option}"' if " " in choice.option else choice.option
    written = f"--scale={quoted}" if choice.option.startswith("-") else f"--scale {quoted}"
    return f"{written} ({choice.effect})" if choice.effect else written


def _changed(recipe: Recipe, stated: Sequence[tuple[str, str, object]]) -> Recipe:
    """Change how columns are read: header, field of a ColumnRecipe, value."""
    _check_known(recipe, [header for header, *_ in stated])
    for header, name, value in stated:
        recipe = recipe.change(header, **{name: value})
    return recipe


def _check_known(recipe: Recipe, headers: Sequence[str]) -> None:
    """Refuse headers that the file does not have, all at once."""
    known = [column.header for column in recipe.columns]
    unknown = [header for header in headers if header not in known]
    if unknown:
        raise CxError([_unknown_column(header, known) for header in unknown])


def _mapped(recipe: Recipe, stated: Iterable[tuple[Role | None, str]]) -> Recipe:
    """Give columns the stated roles; stated drivers replace the guessed ones."""
    stated = list(stated)
    _check_known(recipe, [header for _, header in stated])
    if any(role is Role.DRIVER for role, _ in stated):
        for column in recipe.with_role(Role.DRIVER):
            recipe = recipe.assign(column.header, None)
    for role, header in stated:
        recipe = recipe.assign(header, role)
    return recipe


def _applying(recipe: Recipe, stated: Sequence[str]) -> Recipe:
    """Take an empty answer of the stated drivers for "does not apply"; they replace the guesses."""
    if not stated:
        return recipe
    drivers = [column.header for column in recipe.with_role(Role.DRIVER)]
    some = [header for header in stated if header != NONE or header in drivers]
    unknown = [header for header in some if header not in drivers]
    if unknown:
        raise CxError([_no_driver(header, drivers) for header in unknown])
    for header in drivers:
        recipe = recipe.change(header, applies_to_all=header not in some)
    return recipe


def _named(recipe: Recipe, stated: Iterable[str]) -> Recipe:
    """Give columns the stated display names: COLUMN=NAME, the longest header that fits."""
    known = sorted((column.header for column in recipe.columns), key=len, reverse=True)
    problems = []
    for text in stated:
        header = next((header for header in known if text.startswith(f"{header}=")), None)
        if header is None:
            column = text.partition("=")[0]
            problems.append(_unknown_column(column, [c.header for c in recipe.columns]))
        else:
            recipe = recipe.change(header, label=text[len(header) + 1 :])
    if problems:
        raise CxError(problems)
    return recipe


def _filters(stated: Iterable[tuple[str, str]], responses: Responses) -> Filters:
    """Turn ROLE=VALUE pairs into filters; values of one column are alternatives."""
    chosen: dict[str, list[str]] = {}
    problems = []
    filterable = responses.schema.of_kind([Kind.CATEGORY, Kind.FLAG])
    for name, value in stated:
        columns = [c for c in filterable if c.is_called(name)]
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


def _unknown_column(header: str, known: Sequence[str]) -> Problem:
    return stops(
        "column_unknown",
        header,
        say('The file has no column "{column}".', column=header),
        say("Its columns are: {names}.", names=", ".join(known)),
    )


def _no_driver(header: str, drivers: Sequence[str]) -> Problem:
    return stops(
        "no_driver",
        header,
        say('"{column}" is not a driver rating of this file.', column=header),
        say("Its driver ratings are: {names}.", names=", ".join(drivers))
        if drivers
        else say("Name one: --map {role}=COLUMN.", role=Role.DRIVER),
    )


def _unknown_filter(name: str, filterable: Sequence[Column]) -> Problem:
    known = [column.name for column in filterable]
    return stops(
        "filter_unknown",
        name,
        say('No column that can be filtered by has the role "{name}".', name=name),
        say("Filter by one of: {names}.", names=", ".join(known)),
    )


def _unknown_value(label: str, value: str, known: Sequence[str]) -> Problem:
    shown = ", ".join(f'"{name}"' for name in known[:10])
    return stops(
        "value_unknown",
        label,
        say('"{label}" never holds "{value}".', label=label, value=value),
        say("It holds {names} and others.", names=shown)
        if len(known) > 10
        else say("It holds {names}.", names=shown),
    )
