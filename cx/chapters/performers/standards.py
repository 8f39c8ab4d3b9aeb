"""How far apart are performers on another standard: spend, a driver, resolution, time?

Means are shrunken by the normal-normal model with a within-performer variance pooled over all
(Efron & Morris, 1975; Morris, 1983); yes and no by the beta-binomial model. Times are long in the
tail: their logarithm is compared, and given back as typical hours (geometric mean). Matters that
are still open have no time yet and are left out, and counted: who leaves the hard ones open looks
quick. Whether performers differ is tested by F, its degrees of freedom set right for the heavy
tails of spend (Box & Andersen 1955), and for yes and no by chi-square, likewise. All standards
that a page shows are one family (see `adjust_standards`).
Out of scope: the outcome itself (see performers).
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd
from scipy import special

from cx.chapters.performers.fields import PERFORMER
from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    require_two,
    share_p_value,
    wildness,
)
from cx.measures import beta_binomial
from cx.measures.arrays import Floats
from cx.measures.gaps import group_size, integrated_gap, minimum_units, plug_in_gap, raw_gap
from cx.measures.multiplicity import adjust_p_values
from cx.measures.shrinkage import Method, shrink
from cx.plain import Flat
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.against_rest import differs
from cx.scores.counts import require_enough
from cx.store.responses import SAMPLE_LIMIT, Responses
from cx.text import say
from cx.vocabulary import Column, Estimate, Field, Kind, Role, Table, Unit

TIME = "time_to_resolution"  # not a column: closed less opened
_SHORTEST = 1 / 60  # hours; a matter settled at once has no logarithm otherwise
_SHUFFLES = 500


@dataclass(frozen=True, slots=True)
class StandardOptions:
    """What can be chosen about a further standard."""

    standard: str  # name of a column, or TIME
    fraction: float = 0.2
    method: Method = "dl"
    seed: int = 20_260_101


STANDARD_FIELDS = (
    PERFORMER,
    Field("n_known", Unit.COUNT, "Answers", "How many responses hold the standard."),
    Field("raw_value", Unit.COEFFICIENT, "As observed", "In the unit of the standard."),
    Field("shrunk_value", Unit.COEFFICIENT, "Shrunken", "Best guess, in the unit of the standard."),
    Field("reliability", Unit.SHARE, "Kept", "How much of the distance from the mean is kept."),
)


@dataclass(frozen=True, slots=True, eq=False)
class StandardGap:
    """The answer for one standard; values are in its unit, times in hours."""

    options: Annotated[StandardOptions, Flat(standard="standard")]
    label: str  # header of the standard
    unit: Unit  # MONEY, RATING, SHARE or, for times, COEFFICIENT (hours)
    currency: str | None
    lower_is_better: bool  # as of times
    best: float  # mean of the best performers, shrunken
    worst: float  # likewise, of the worst
    # best less worst, in its unit; for times how many times as long the worst take
    shrunk_gap: Estimate
    raw_gap: float  # likewise
    luck_gap: float  # the mean raw gap if all were alike
    p_value: float
    distinguishable: bool
    n_in_each: int
    n_left_out: int  # matters still open, or answers that lack the standard
    rows: Annotated[Table, STANDARD_FIELDS]  # by name
    n_open: int  # of those left out, matters that are opened and not closed; 0 but for times
    p_adjusted: float  # over all standards that are shown together; p_value where it is one


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What is read of the responses, for several standards at once."""

    n: int  # responses
    tally: pd.DataFrame  # by performer, with sums and squares of each standard
    drawn: pd.DataFrame  # single answers: performer, standards, and times where asked for


def adjust_standards(gaps: Sequence[StandardGap]) -> tuple[StandardGap, ...]:
    """Read the standards that a page shows as one family: performers differ on fewer of them.

    A standard still takes p below .01 by itself, and p adjusted for all (Benjamini & Hochberg 1995)
    below .05. Among ten standards on which nobody differs one was claimed in 9.3 % of companies.
    """
    adjusted = adjust_p_values([gap.p_value for gap in gaps])
    return tuple(
        replace(
            gap,
            p_adjusted=float(p_value),
            distinguishable=gap.p_value < DISTINGUISHABLE_BELOW and differs(float(p_value)),
        )
        for gap, p_value in zip(gaps, adjusted, strict=True)
    )


def standards(responses: Responses) -> tuple[tuple[str, str], ...]:
    """Return name and label of every further standard that these responses hold."""
    columns = [
        column
        for role in (Role.RESOLVED, Role.DRIVER)
        for column in responses.schema.with_role(role)
    ]
    timed = responses.has(Role.OPENED_AT, Role.CLOSED_AT)
    return (
        *((column.name, column.label) for column in columns),
        *([(TIME, say("Time to resolution"))] if timed else []),
    )


def compare_standards(responses: Responses, method: Method = "dl") -> tuple[StandardGap, ...]:
    """Compare performers on spend and on every further standard, read as one family.

    What can be chosen is one of them, so the family is the same whichever is. A standard that too
    few answers hold has no gap.
    """
    names = [name for name, _ in standards(responses)]
    if responses.has(Role.SPEND):
        names.insert(0, responses.column(Role.SPEND).name)
    asked = [StandardOptions(name, method=method) for name in names]
    if not asked:
        return ()
    read = _read(responses, names, asked[0].seed)
    found = []
    for options in asked:
        with contextlib.suppress(NotEnoughData):
            found.append(_compared(responses, options, read))
    return adjust_standards(found) if found else ()


def compare_standard(responses: Responses, options: StandardOptions) -> StandardGap:
    """Compare performers on a standard.

    Errors: NotEnoughData when there are fewer than two performers for each of the groups.
    """
    return _compared(responses, options, _read(responses, [options.standard], options.seed))


def _compared(responses: Responses, options: StandardOptions, read: _Read) -> StandardGap:
    performer = responses.column(Role.PERFORMER)
    timed = options.standard == TIME
    column = None if timed else responses.schema.find(options.standard)
    yes_or_no = column is not None and column.kind is Kind.FLAG
    sums, n_all, n_open, excess = (
        _times(read, performer) if timed else _sums(responses, read, performer, options.standard)
    )
    kept = sums[sums["n"] >= responses.minimum_n].reset_index(drop=True)
    require_two(performer, len(sums), len(kept), responses.minimum_n)
    if len(kept) < minimum_units(options.fraction):
        raise NotEnoughData(_too_few(performer, len(kept), options.fraction, responses.minimum_n))
    n, total, squares = (kept[name].to_numpy(float) for name in ("n", "total", "squares"))
    raw = total / n
    spare = max(float(n.sum()) - len(n), 1.0)
    within = float(np.maximum(squares - total * raw, 0).sum()) / spare
    variances = within / n
    shrunk = beta_binomial.shrink(total, n) if yes_or_no else shrink(raw, variances, options.method)
    p_value = (
        share_p_value(shrunk.heterogeneity, n, excess)
        if yes_or_no
        else alike_by_f(shrunk.heterogeneity, n, excess)
    )
    sign = -1.0 if timed else 1.0
    gap = plug_in_gap(sign * shrunk.scores, shrunk.posterior_sd, n, options.fraction)
    ranged = integrated_gap(sign * raw, variances, n, options.fraction)
    best, worst = (float(shrunk.scores[group].mean()) for group in (gap.top, gap.bottom))
    back = np.exp if timed else np.asarray
    low, value, high = (float(back(end)) for end in (ranged.low, gap.value, ranged.high))
    frame = pd.DataFrame(
        {
            "performer": kept[performer.name],
            "n_known": n.astype(int),
            "raw_value": back(raw),
            "shrunk_value": back(shrunk.scores),
            "reliability": shrunk.reliability,
        }
    )
    return StandardGap(
        options=options,
        label=column.label if column else say("Time to resolution"),
        unit=_unit(column),
        currency=responses.currency,
        lower_is_better=timed,
        best=float(back(best)),
        worst=float(back(worst)),
        shrunk_gap=Estimate(value, low, high, int(n[gap.top].sum() + n[gap.bottom].sum())),
        raw_gap=float(back(raw_gap(sign * raw, n, options.fraction))),
        luck_gap=float(back(_luck(variances, n, options))),
        p_value=p_value,
        distinguishable=p_value < DISTINGUISHABLE_BELOW,
        n_in_each=group_size(options.fraction, len(n)),
        n_left_out=n_all - int(sums["n"].sum()),
        rows=Table(frame, STANDARD_FIELDS),
        n_open=n_open,
        p_adjusted=p_value,
    )


def alike_by_f(heterogeneity: float, n: Floats, excess: float) -> float:
    """Return the p of "all means are alike"; the variance within is estimated from the answers.

    So Q over its degrees of freedom is an F. Where n differ and one answer has heavy tails
    (`excess` kurtosis), Q varies more than normal answers let it, and they are set right for that.
    """
    degrees, spare = len(n) - 1, max(float(n.sum()) - len(n), 1.0)
    wilder = wildness((n,), excess)
    return float(special.fdtrc(degrees / wilder, spare / wilder, heterogeneity / degrees))


def _excess(values: pd.Series) -> float:
    """Return the kurtosis of values beyond the normal one; 0 where they do not vary."""
    away = values.dropna().to_numpy(float)
    if len(away) == 0:
        return 0.0
    away = away - away.mean()
    square = float(np.mean(away**2))
    return float(np.mean(away**4)) / square**2 - 3 if square > 0 else 0.0


def _read(responses: Responses, names: Sequence[str], seed: int) -> _Read:
    """Read all that these standards take, in one pass each for sums and for single answers."""
    performer = responses.column(Role.PERFORMER).name
    summed = [name for name in names if name != TIME]
    tally = responses.tally(performer, squares=summed)
    n = int(tally["n"].sum())
    timed = [str(Role.OPENED_AT), str(Role.CLOSED_AT)] if TIME in names else []
    wanted = [performer, *timed, *summed]
    return _Read(n, tally, responses.sample(wanted, SAMPLE_LIMIT, seed, available=n))


def _sums(
    responses: Responses, read: _Read, performer: Column, name: str
) -> tuple[pd.DataFrame, int, int, float]:
    """Return n, total and squares of a column by performer, exactly; how many, open, and tails.

    The tails are those of a sample.
    """
    require_enough(responses, read.n)
    names = {f"n_{name}": "n", f"sum_{name}": "total", f"squares_{name}": "squares"}
    known = read.tally.dropna(subset=[performer.name])
    summed = known.groupby(performer.name, observed=True)[list(names)].sum().astype(float)
    summed = summed.rename(columns=names).reset_index()
    excess = _excess(read.drawn[name].astype(float))
    return summed[summed["n"] > 0], int(known["n"].sum()), 0, excess


def _times(read: _Read, performer: Column) -> tuple[pd.DataFrame, int, int, float]:
    """Return the same of the logarithm of hours by performer, from a sample."""
    drawn = read.drawn.dropna(subset=[performer.name])
    hours = (drawn["closed_at"] - drawn["opened_at"]).dt.total_seconds() / 3600
    log = pd.Series(np.log(np.maximum(hours, _SHORTEST)), index=drawn.index).where(hours >= 0)
    frame = pd.DataFrame({performer.name: drawn[performer.name], "log": log}).dropna()
    frame["square"] = frame["log"] ** 2
    summed = frame.groupby(performer.name, observed=True).agg(
        n=("log", "size"), total=("log", "sum"), squares=("square", "sum")
    )
    n_open = int((drawn["opened_at"].notna() & drawn["closed_at"].isna()).sum())
    return summed.reset_index(), len(drawn), n_open, _excess(frame["log"])


def _luck(variances: Floats, n: Floats, options: StandardOptions) -> float:
    """Return the mean raw gap if all were alike: drawn from normal luck."""
    random = np.random.default_rng(options.seed)
    size = group_size(options.fraction, len(n))
    shuffles = _SHUFFLES if len(n) < 1_000 else 50
    drawn = np.sort(random.standard_normal((shuffles, len(n))) * np.sqrt(variances), axis=1)
    return float(np.mean(drawn[:, -size:].mean(axis=1) - drawn[:, :size].mean(axis=1)))


def _unit(column: Column | None) -> Unit:
    if column is None:
        return Unit.COEFFICIENT
    units = {Kind.MONEY: Unit.MONEY, Kind.FLAG: Unit.SHARE}
    return units.get(column.kind, Unit.RATING)


def _too_few(performer: Column, n_kept: int, fraction: float, minimum_n: int) -> Problem:
    needed = minimum_units(fraction)
    return stops(
        "too_few_for_gap",
        performer.label,
        say(
            '{n} in "{column}" have {minimum_n} answers or more; the worst and '
            "the best fifth need {needed}.",
            n=n_kept,
            column=performer.label,
            minimum_n=minimum_n,
            needed=needed,
        ),
        say("Remove a filter, or lower the number of responses that a performer must have."),
    )
