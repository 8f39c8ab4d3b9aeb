"""The rows on which the what-if stands: levers as columns, complete, with what is known of each.

Drivers come as the other driver analyses have them (see driver_rows). A rating that was not
answered is expected from the row's own other ratings (moments by EM, Little & Rubin 2002), never
from the outcome: a prediction made with the outcome would find itself again in the model. Such a
rating moves along with a shift, and is not lifted. Where a question does not apply nothing moves.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cx.chapters.drivers.rows import (
    LEAST_RATED_N,
    LEAST_RATED_SHARE,
    RowOptions,
    SetAside,
    driver_rows,
)
from cx.chapters.what_if.levers import SHORTEST, TIME, Lever, LeverKind, codes_of, extremes
from cx.measures.arrays import Flags, Floats, Integers, floats
from cx.measures.correlation import correlation_of_covariance
from cx.measures.importance import standardised_coefficients
from cx.measures.missing import completed, em_moments
from cx.problems import NotEnoughData, Problem
from cx.scores.counts import require_enough
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Kind, Role


@dataclass(frozen=True, slots=True, eq=False)
class LeverRows:
    """Levers and rows: L levers, k columns of the model, n rows in random order."""

    levers: tuple[Lever, ...]
    design: Floats  # (n, k) complete; the levers first, then "had it" columns; times as log hours
    given: Flags  # (n, L) answered by the person
    applies: Flags  # (n, L)
    covariance: Floats  # (L, L) of the levers, by EM
    outcome: Floats  # (n,)
    beside: pd.DataFrame  # (n) the categories
    set_aside: tuple[SetAside, ...]
    problems: tuple[Problem, ...]  # why the drivers take no part, where they do not
    customers: Integers | None = None  # (n,) who answered, side by side; None: nobody repeats


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Drivers as they were drawn, before service levers stand beside them."""

    columns: tuple[Column, ...]
    answered: Floats  # (n, p), NaN where empty
    filled: Floats  # (n, p), the mean where the question does not apply
    had_it: Floats  # (n, h)
    applies: Flags  # (n, p)
    outcome: Floats
    beside: pd.DataFrame
    set_aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    customers: Integers | None = None


def lever_rows(
    responses: Responses,
    limit: int,
    seed: int,
    *,
    include_outcome_like: bool = False,
) -> LeverRows:
    """Draw at most `limit` responses and lay their levers out; no lever is a valid answer.

    Groups under the threshold of the responses set no limit to a lever.

    Errors: NotEnoughData when responses are fewer than the threshold.
    """
    require_enough(responses, responses.count())
    drawn = _drawn(responses, limit, seed, include_outcome_like)
    service = _service(drawn.beside, responses)
    answered = np.column_stack([drawn.answered, *(values for _, _, values in service)])
    named = [(c.name, c.label, LeverKind.RATING) for c in drawn.columns]
    named += [(key, label, _kind(key)) for key, label, _ in service]
    given = ~np.isnan(answered)
    applies = np.column_stack([drawn.applies, np.ones((len(answered), len(service)), bool)])
    filled = np.column_stack([drawn.filled, *(values for _, _, values in service), drawn.had_it])
    n_levers = len(named)
    if not n_levers:
        return LeverRows(
            (),
            filled,
            given,
            applies,
            np.empty((0, 0)),
            drawn.outcome,
            drawn.beside,
            drawn.set_aside,
            drawn.problems,
            drawn.customers,
        )
    moments = em_moments(np.column_stack([filled, drawn.outcome]))
    return LeverRows(
        levers=_levers(named, answered, drawn, moments.covariance, responses),
        design=completed(filled, moments.mean[:-1], moments.covariance[:-1, :-1]),
        given=given,
        applies=applies,
        covariance=moments.covariance[:n_levers, :n_levers],
        outcome=drawn.outcome,
        beside=drawn.beside,
        set_aside=drawn.set_aside,
        problems=drawn.problems,
        customers=drawn.customers,
    )


def _levers(
    named: list[tuple[str, str, LeverKind]],
    answered: Floats,
    drawn: _Drawn,
    covariance: Floats,
    responses: Responses,
) -> tuple[Lever, ...]:
    """Describe each lever: scale, level, limits, and the two signs that must agree."""
    correlation = correlation_of_covariance(covariance)
    sd = np.sqrt(np.diagonal(covariance))
    coefficients = standardised_coefficients(correlation) * sd[-1] / sd[:-1]
    # Whose expectations were exceeded is not a place that customers can be taken to.
    compared = [
        (column, codes_of(drawn.beside[column.name], column))
        for column in responses.schema.of_kind([Kind.CATEGORY])
        if column.role is not Role.EXPECTATION
    ]
    scales = _scales(drawn.columns, answered)
    levers = []
    for place, (key, label, kind) in enumerate(named):
        values, alone = answered[:, place], correlation[place, -1]
        known = ~np.isnan(values)
        if place < len(drawn.columns) and not drawn.applies[:, place].all():
            alone = np.corrcoef(values[known], drawn.outcome[known])[0, 1]
        lowest, highest = extremes(values, compared, responses.minimum_n)
        lever = Lever(
            key=key,
            label=label,
            kind=kind,
            minimum=scales[place][0],
            maximum=scales[place][1],
            mean=float(values[known].mean()),
            lowest=lowest,
            highest=highest,
            correlation=float(alone),
            coefficient=float(coefficients[place]),
            n_rated=int(known.sum()),
        )
        levers.append(_in_hours(lever) if kind is LeverKind.TIME else lever)
    return tuple(levers)


def _drawn(responses: Responses, limit: int, seed: int, include_outcome_like: bool) -> _Drawn:
    """Draw rows with the drivers that can be modelled: of one driver itself, of none no columns."""
    schema = responses.schema
    drivers = schema.with_role(Role.DRIVER)
    service = [
        column
        for role in (Role.RESOLVED, Role.OPENED_AT, Role.CLOSED_AT)
        for column in schema.with_role(role)[:1]
    ]
    categories = schema.of_kind([Kind.CATEGORY])
    beside = list(dict.fromkeys(column.name for column in (*categories, *service)))
    problems: tuple[Problem, ...] = ()
    if len(drivers) > 1:
        try:
            options = RowOptions(include_outcome_like, limit, seed)
            rows = driver_rows(responses, options, beside=beside)
        except NotEnoughData as error:
            problems = error.problems
        else:
            n_drivers = len(rows.columns)
            return _Drawn(
                rows.columns,
                rows.ratings,
                rows.design[:, :n_drivers],
                rows.design[:, n_drivers:-1],
                rows.applies,
                rows.outcome,
                rows.beside,
                rows.set_aside,
                customers=rows.customers,
            )
    sole = [] if len(drivers) != 1 else [drivers[0]]
    wanted = [*(column.name for column in sole), *beside, "outcome"]
    sample, customers = responses.sample_together(wanted, limit, seed)
    least = responses.minimum_n
    sole = [c for c in sole if _is_usable(sample[c.name].to_numpy(float), least)]
    ratings = sample[[column.name for column in sole]].to_numpy(float)
    return _Drawn(
        tuple(sole),
        ratings,
        ratings,
        np.empty((len(sample), 0)),
        np.ones(ratings.shape, bool),
        sample["outcome"].to_numpy(float),
        sample[beside],
        problems=problems,
        customers=customers,
    )


def _service(beside: pd.DataFrame, responses: Responses) -> list[tuple[str, str, Floats]]:
    """Return key, label and values of the service levers that can be modelled."""
    found: list[tuple[str, str, Floats]] = []
    schema = responses.schema
    if schema.has(Role.RESOLVED):
        column = responses.column(Role.RESOLVED)
        flags = beside[column.name].astype("boolean").astype("Float64")
        values = floats(flags.to_numpy(float, na_value=np.nan))
        found.append((column.name, column.label, values))
    if schema.has(Role.OPENED_AT) and schema.has(Role.CLOSED_AT):
        opened, closed = (
            pd.to_datetime(beside[responses.column(role).name])
            for role in (Role.OPENED_AT, Role.CLOSED_AT)
        )
        hours = floats((closed - opened).dt.total_seconds()) / 3600
        known = np.where(hours >= 0, np.maximum(hours, SHORTEST), np.nan)
        found.append((TIME, say("Time to resolution"), np.log(known)))
    return [one for one in found if _is_usable(one[2], responses.minimum_n)]


def _is_usable(values: Floats, minimum_n: int) -> bool:
    known = values[~np.isnan(values)]
    enough = len(known) >= max(LEAST_RATED_N, minimum_n, LEAST_RATED_SHARE * len(values))
    return bool(enough and np.ptp(known) > 0)


def _kind(key: str) -> LeverKind:
    return LeverKind.TIME if key == TIME else LeverKind.RESOLVED


def _scales(columns: tuple[Column, ...], answered: Floats) -> list[tuple[float, float]]:
    """Return lowest and highest value of each lever: as stated, else as observed."""
    observed = list(zip(np.nanmin(answered, axis=0), np.nanmax(answered, axis=0), strict=True))
    for place, column in enumerate(columns):
        low, high = observed[place]
        observed[place] = (
            low if column.minimum is None else column.minimum,
            high if column.maximum is None else column.maximum,
        )
    return [(float(low), float(high)) for low, high in observed]


def _in_hours(lever: Lever) -> Lever:
    """Give a lever on logarithms back in hours."""

    def back(value: float) -> float:
        return float(np.exp(value))

    lowest, highest = (
        replace(end, value=back(end.value)) if end else None
        for end in (lever.lowest, lever.highest)
    )
    return replace(
        lever,
        minimum=back(lever.minimum),
        maximum=back(lever.maximum),
        mean=back(lever.mean),
        lowest=lowest,
        highest=highest,
    )
