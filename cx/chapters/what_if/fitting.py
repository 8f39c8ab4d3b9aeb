"""What would the score be if ratings, service, the mix of customers or performers were better?

A multinomial logit of the bands on all levers is fitted once (see measures.multinomial) and then
evaluated for every move (see what_if_moved): its zero is exactly today's score. A mix is exact
counts by acquisition channel and purchase behaviour, re-weighted; the performer gap is handed in.

It says what goes with a move, never what a move causes. A model that does not predict responses it
has not seen better than the shares of the bands do is refused.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from cx.asking import name_of
from cx.chapters.what_if.bends import Bent, fit_bent, with_bends
from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.levers import LeverKind, codes_of
from cx.chapters.what_if.model import (
    LOWER_BY,
    Lowered,
    MixLever,
    People,
    PerformerGap,
    Tallied,
    WhatIfModel,
    WhatIfOptions,
    WhatIfResult,
)
from cx.chapters.what_if.moves import Lift, Mix, Moves, Shift
from cx.chapters.what_if.rows import LeverRows, lever_rows
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.clusters import Effects, effective_n_of_columns
from cx.measures.counterfactual import draw_population, drawn_shares, shifted
from cx.measures.multinomial import (
    MultinomialLogit,
    category_shares,
    fit_coefficients,
    held_out_losses,
    shares_of_scores,
)
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import net_estimate, require_enough
from cx.scores.repeats import effects_of
from cx.store.responses import Responses
from cx.text import numbers, say
from cx.text.wording import band_name
from cx.vocabulary import Band, Column, Role

__all__ = [
    "Lift",
    "Mix",
    "Moves",
    "PerformerGap",
    "Shift",
    "WhatIfModel",
    "WhatIfOptions",
    "WhatIfResult",
    "evaluate",
    "fit_what_if",
]

MIXED = (Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR)
MOST_GROUPS = 12  # more sliders than this are no lever
JUDGED_ROWS = 5_000  # rows on which the predictive skill is measured
SETTLED = 1e-12
MOST_STEPS = 100


def fit_what_if(
    responses: Responses,
    options: WhatIfOptions = WhatIfOptions(),
    gap: PerformerGap | None = None,
) -> WhatIfModel:
    """Fit what every move is evaluated with.

    Errors: NotEnoughData when nothing can be moved, all answers lie in one band, or the model does
    not predict.
    """
    tally = responses.tally(
        *(c.name for role in MIXED for c in responses.schema.with_role(role)[:1])
    )
    mixed = [_mixable(responses, role, tally) for role in MIXED]
    counts = _counts(tally, mixed)
    n = int(counts.sum())
    require_enough(responses, n)
    shares = counts.sum(axis=(0, 1)) / n
    rows = lever_rows(
        responses,
        options.sample_limit,
        options.seed,
        include_outcome_like=options.include_outcome_like,
    )
    if not (rows.levers or any(mixed) or gap):
        raise NotEnoughData(rows.problems or _no_lever())
    if (shares == 1).any():
        raise NotEnoughData(_one_band(responses, shares, n))
    people, bent, skill, error = None, None, np.nan, np.nan
    if rows.levers:
        codes, bands = _coded(responses, rows.outcome)
        skill, error = _skill(rows.design, codes, options.seed, rows.customers)
        if not skill > 0:
            raise NotEnoughData(_no_skill(skill, len(codes), len(rows.levers)))
        bent = fit_bent(rows.design, codes, rows.levers, rows.customers)
        design = with_bends(rows.design, bent.bends)
        fit = replace(
            bent.fit,
            coefficients=_calibrated(bent.fit.coefficients, design, shares[list(bands)]),
        )
        people = replace(
            _people(fit, bands, rows, design, mixed, options),
            bends=bent.bends,
            lowered=_lowered(rows, codes, bent, shares[list(bands)], options),
        )
    favourable, _, unfavourable = counts.sum(axis=(0, 1))
    repeated = effects_of(responses.repeated_answers(), None, n)
    return WhatIfModel(
        digest=name_of(responses.digest, options, gap),
        options=options,
        scale=responses.scale,
        baseline=net_estimate(favourable, unfavourable, n, repeated),
        levers=rows.levers,
        mixes=tuple(
            _mix_lever(column, counts.sum(axis=(1 - axis, 2)))
            for axis, column in enumerate(mixed)
            if column
        ),
        gap=gap,
        skill=skill,
        skill_error=error,
        n=n,
        n_fitted=len(rows.outcome),
        penalised=bent is not None and bent.fit.penalty > 0,
        set_aside=rows.set_aside,
        problems=rows.problems,
        people=people,
        tallied=_tallied(counts, mixed, options, repeated),
        bends=_labels(rows, bent.not_straight) if bent else (),
        rough=_labels(rows, bent.rough) if bent else (),
    )


def _labels(rows: LeverRows, kept: Flags) -> tuple[str, ...]:
    return tuple(lever.label for lever, one in zip(rows.levers, kept, strict=True) if one)


def _mixable(responses: Responses, role: Role, tally: pd.DataFrame) -> Column | None:
    """Return the column of a role with the groups that can be mixed, if they are a handful.

    A group that is too small to be scored is no lever: the change that goes with its share would
    tell its score. Its responses stay as frequent as they are.
    """
    columns = responses.schema.with_role(role)
    if not columns:
        return None
    column = columns[0]
    n = tally.groupby(column.name)["n"].sum()
    kept = tuple(level for level in column.categories if n.get(level, 0) >= responses.minimum_n)
    return replace(column, categories=kept) if 2 <= len(kept) <= MOST_GROUPS else None


def _counts(tally: pd.DataFrame, mixed: list[Column | None]) -> Floats:
    """Count responses by the groups of both columns and band: (r, c, 3).

    The last row and column hold responses that name no group, or one that is too small; a column
    that is not there has one group only.
    """
    if not len(tally):
        return np.zeros((1, 1, len(Band)))
    sizes = [len(column.categories) + 1 if column else 1 for column in mixed]
    places = [
        codes_of(tally[column.name], column) if column else np.zeros(len(tally), np.int64)
        for column in mixed
    ]
    counts = np.zeros((*sizes, len(Band)))
    bands = pd.Categorical(tally["band"], categories=list(Band)).codes
    np.add.at(counts, (*places, bands), tally["n"].to_numpy(float))
    return counts


def _coded(responses: Responses, outcome: Floats) -> tuple[Integers, tuple[int, ...]]:
    """Code the bands that occur, the unfavourable ones first; and say which bands they are."""
    scale = responses.scale
    place = np.where(
        outcome >= scale.favourable_from, 0, np.where(outcome <= scale.unfavourable_to, 2, 1)
    )
    bands = tuple(band for band in (2, 1, 0) if (place == band).any())
    return np.array(bands).argsort()[np.searchsorted(sorted(bands), place)], bands


def _skill(
    design: Floats, codes: Integers, seed: int, customers: Integers | None
) -> tuple[float, float]:
    """Return how much better held-out answers are predicted than by base rates, and its error."""
    few = slice(JUDGED_ROWS)
    if len(np.unique(codes[few])) < 2:
        return 0.0, 0.0
    who = None if customers is None else customers[few]
    by_model, by_rates = held_out_losses(design[few], codes[few], seed=seed, customers=who)
    better = by_rates - by_model
    tells = len(better) if who is None else effective_n_of_columns(who, better[:, None])[0]
    error = better.std(ddof=1) / np.sqrt(tells)
    return float(better.mean() / by_rates.mean()), float(error / by_rates.mean())


def _calibrated(fitted: Floats, design: Floats, shares: Floats) -> Floats:
    """Shift the intercepts until the mean predictions are the shares of all responses.

    A model of all responses has that already; one of a sample misses by the luck of the draw.
    """
    coefficients = fitted.copy()
    by_slopes = design @ coefficients[:, 1:].T
    for _ in range(MOST_STEPS):
        scores = np.column_stack([np.zeros(len(design)), by_slopes + coefficients[:, 0]])
        now = shares_of_scores(scores).mean(axis=0)
        step = np.log(shares / now)
        coefficients[:, 0] += step[1:] - step[0]
        if np.abs(step).max() < SETTLED:
            break
    return coefficients


def _people(
    fit: MultinomialLogit,
    bands: tuple[int, ...],
    rows: LeverRows,
    columns: Floats,
    mixed: list[Column | None],
    options: WhatIfOptions,
) -> People:
    """Keep the rows that predictions are made on, and draw their doubt."""
    few = slice(options.point_rows)
    design = columns[few]
    cells = [
        codes_of(rows.beside[column.name][few], column)
        if column
        else np.zeros(len(design), np.int64)
        for column in mixed
    ]
    population = draw_population(
        fit,
        design[: options.drawn_rows],
        len(design),
        options.draws,
        options.seed,
        None if rows.customers is None else rows.customers[: options.drawn_rows],
    )
    return People(
        coefficients=fit.coefficients,
        bands=bands,
        design=design,
        given=rows.given[few],
        applies=rows.applies[few],
        covariance=rows.covariance,
        cells=np.column_stack(cells),
        population=population,
        predicted=category_shares(fit.coefficients, design),
        drawn_shares=drawn_shares(population),
    )


def _lowered(
    rows: LeverRows,
    codes: Integers,
    bent: Bent,
    shares: Floats,
    options: WhatIfOptions,
) -> Lowered | None:
    """Fit once more with expected ratings lowered, as if the unsatisfied did not rate.

    Delta adjustment (Little 1993, JASA 88:125; Carpenter & Kenward 2013, ch. 10).
    """
    design = rows.design.copy()
    for place, lever in enumerate(rows.levers):
        if lever.kind is LeverKind.RATING:
            missing = rows.applies[:, place] & ~rows.given[:, place]
            lower = shifted(design[:, place], -LOWER_BY, lever.minimum, lever.maximum)
            design[:, place] = np.where(missing, lower, design[:, place])
    if (design == rows.design).all():
        return None
    columns = with_bends(design, bent.bends)
    fitted = fit_coefficients(columns, codes, bent.fit.coefficients)
    coefficients = _calibrated(fitted, columns, shares)
    few = columns[: options.point_rows]
    return Lowered(coefficients, few, category_shares(coefficients, few))


def _tallied(
    counts: Floats,
    mixed: list[Column | None],
    options: WhatIfOptions,
    repeated: Effects | None,
) -> Tallied:
    """Draw the table of counts again and again by the Bayesian bootstrap (Rubin 1981).

    Where customers repeat, from as many answers as tell as much.
    """
    told = counts if repeated is None else counts * repeated.effective_n[0] / counts.sum()
    random = np.random.default_rng([options.seed, 1])
    drawn = random.standard_gamma(told, size=(options.draws, *counts.shape))
    tables = np.concatenate([counts[None], drawn])
    names = [column.name if column else None for column in mixed]
    return Tallied(tables / tables.sum(axis=(1, 2, 3), keepdims=True), (names[0], names[1]))


def _mix_lever(column: Column, counts: Floats) -> MixLever:
    named = counts[:-1]
    return MixLever(
        column=column,
        shares=tuple(float(share) for share in named / named.sum()),
        counts=tuple(int(count) for count in named),
        known=float(named.sum() / counts.sum()),
    )


def _no_lever() -> Problem:
    return stops(
        "no_lever",
        "columns",
        say(
            "Nothing in these responses can be moved: they hold no driver rating, no "
            "acquisition channel or purchase behaviour, and no resolution."
        ),
        say("On the Load page, give a column one of these meanings."),
    )


def _one_band(responses: Responses, shares: Floats, n: int) -> Problem:
    band = band_name(responses.scale, tuple(Band)[int(shares.argmax())])
    return stops(
        "one_band",
        "outcome",
        say("All {n} responses are {band}, so nothing can go with a change.", n=n, band=band),
        say("Remove a filter, or check the column that holds the score."),
    )


def _no_skill(skill: float, n: int, n_levers: int) -> Problem:
    return stops(
        "no_skill",
        "model",
        say(
            "From the {n_levers} levers the model predicts answers it has not seen "
            "no better than the shares of the bands alone (skill {skill}, n {n}). A "
            "what-if from it would be invented.",
            n_levers=n_levers,
            skill=numbers.percent(skill, 1),
            n=n,
        ),
        say("Load more responses, or ratings of other parts of the experience."),
    )
