"""Are expectations exceeded, met or missed, and does a miss weigh more than a gain?

Asked directly ("better, as, worse than expected"), which is preferred to differences of ratings
(Churchill & Surprenant 1982; Peter, Churchill & Brown 1993, JCR 19:655). Exceeded less missed is a
net of three shares of one whole, with the interval of a net score. The slopes of exceeded and
missed against the outcome are estimated apart (Anderson & Sullivan 1993): that a miss weighs more
is tested, not assumed. The page asks three questions (how often, what goes with it, which groups
differ); p values are adjusted over all that each compares, and for the three. Out of scope: cause
and effect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Flags, Floats, Integers, floats, ratio, two_sided_z
from cx.measures.clusters import Effects
from cx.measures.net_score import mover_difference, net_score, standard_error
from cx.plain import INTERNAL
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.against_rest import differs
from cx.scores.counts import (
    CONFIDENCE,
    EFFECTIVE_N,
    HIGH,
    LOW,
    POINTS,
    N,
    by_group,
    effective_interval,
    require_enough,
)
from cx.scores.families import adjust_question, as_one_family
from cx.scores.groups import (
    DIFFERENCE_HIGH,
    DIFFERENCE_LOW,
    P_ADJUSTED,
    P_VALUE,
    PROTECTING,
    SUPPRESSED,
    scored_groups,
)
from cx.scores.repeats import effects_of
from cx.scores.suppression import hidden_beside_whole
from cx.store.customers import RepeatedAnswers
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Field, Role, Table, Unit

QUESTIONS = 3  # of the page: exceeded or missed more often, what goes with it, which groups


class Expectation(StrEnum):
    """What became of an expectation."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"


# Missed first: "not as expected" and "not better" hold the words of the others.
_WORDS: Mapping[Expectation, re.Pattern[str]] = {
    Expectation.MISSED: re.compile(r"\b(miss\w*|below|worse|less|under\w*|not|disappoint\w*)\b"),
    Expectation.EXCEEDED: re.compile(r"\b(exceed\w*|above|better|more|over\w*|surpass\w*)\b"),
    Expectation.MET: re.compile(r"\b(met|meets?|as|same|equal\w*|match\w*|just)\b"),
}


@dataclass(frozen=True, slots=True)
class ExpectationOptions:
    """What can be chosen about expectations."""


@dataclass(frozen=True, slots=True, eq=False)
class Expectations:
    """The answer: three shares and their net, and two slopes."""

    options: ExpectationOptions
    minimum_n: int  # responses from which a score is shown
    column: Column
    net_name: str
    overall: Annotated[Table, SHARE_FIELDS]  # one row
    # by every category, hidden as elsewhere
    segments: Annotated[tuple[tuple[Column, Table], ...], INTERNAL]
    slopes: Annotated[Table, SLOPE_FIELDS]  # one row each for exceeded, met, missed
    loss_heavier: bool | None  # None: cannot be told
    unread: tuple[str, ...]  # values that are none of the three
    n_missing: int  # responses without an answer that can be read

    @property
    def met_points(self) -> float:
        """The net score of those whose expectations were met; NaN where it is hidden."""
        slopes = self.slopes.frame
        return float(slopes["points"][slopes["expectation"] == str(Expectation.MET)].iloc[0])


SHARE_FIELDS = (
    Field("level", Unit.TEXT, "Group", "A value of the column, or all responses."),
    N,
    Field(
        "exceeded_share",
        Unit.SHARE,
        "Exceeded",
        "Share of responses whose expectations were exceeded.",
    ),
    Field("met_share", Unit.SHARE, "Met", "Share of responses whose expectations were met."),
    Field(
        "missed_share", Unit.SHARE, "Missed", "Share of responses whose expectations were missed."
    ),
    Field(
        "net_points",
        Unit.POINTS,
        "Net of expectations",
        "Share exceeded minus share missed, in points.",
    ),
    LOW,
    HIGH,
    Field(
        "difference_points",
        Unit.POINTS,
        "Against the rest",
        "Net of expectations of the row minus that of all other responses.",
    ),
    DIFFERENCE_LOW,
    DIFFERENCE_HIGH,
    P_VALUE,
    P_ADJUSTED,
    SUPPRESSED,
    PROTECTING,
)
SLOPE_FIELDS = (
    Field("expectation", Unit.WORD, "Expectation", "Exceeded, met or missed."),
    N,
    POINTS,
    Field(
        "difference_points",
        Unit.POINTS,
        "Against met",
        "Net score minus that of responses whose expectations were met.",
    ),
    Field("difference_low", Unit.POINTS, "From", "Lower end of the 95 % interval."),
    Field("difference_high", Unit.POINTS, "To", "Upper end of the 95 % interval."),
    P_ADJUSTED,
)


def compare_expectations(
    responses: Responses, options: ExpectationOptions = ExpectationOptions()
) -> Expectations:
    """Describe expectations by every category, and what exceeding and missing them goes with.

    Errors: NotEnoughData without the column, or when too few answers can be read.
    """
    if not responses.has(Role.EXPECTATION):
        raise NotEnoughData(_nothing(say("No column says whether expectations were met.")))
    column = responses.column(Role.EXPECTATION)
    meaning = {value: read_expectation(value) for value in column.categories}
    tally = responses.tally(column.name)
    require_enough(responses, int(tally["n"].sum()))
    counts = by_group(
        tally.assign(**{column.name: _read(tally[column.name], meaning)}), [column.name]
    )
    counts = counts.groupby(column.name)[["favourable", "neutral", "unfavourable", "n"]].sum()
    counts = counts.reindex(list(Expectation), fill_value=0)
    n = int(counts["n"].sum())
    if n < responses.minimum_n:
        raise NotEnoughData(
            _nothing(
                say(
                    '{n} answers in "{column}" say exceeded, met or missed.',
                    n=n,
                    column=column.label,
                )
            )
        )
    answers = responses.repeated_answers(
        column.name, *(c.name for c in _compared(responses, column))
    )
    meant = None if answers is None else _numbered(answers.rows[column.name], meaning)
    by_meaning = effects_of(answers, meant, counts["n"])
    slopes = _slopes(counts, responses.minimum_n, by_meaning)
    excess, excess_p = _excess_of_loss(counts, responses.minimum_n, by_meaning)
    of_slopes, (heavier_p,) = adjust_question(_single_p(slopes), [excess_p], questions=QUESTIONS)
    whole = pd.DataFrame([counts["n"].to_numpy(float)], columns=list(Expectation))
    return Expectations(
        options=options,
        minimum_n=responses.minimum_n,
        column=column,
        net_name=responses.scale.net_name,
        overall=_overall(whole, responses.minimum_n, _effects(answers, meant, None, n)),
        segments=_by_segment(responses, column, meaning, answers, meant),
        slopes=Table(slopes.assign(p_adjusted=of_slopes), SLOPE_FIELDS),
        loss_heavier=excess > 0 if differs(float(heavier_p)) else None,
        unread=tuple(value for value, read in meaning.items() if read is None),
        n_missing=int(tally["n"].sum()) - n,
    )


def read_expectation(value: str) -> Expectation | None:
    """Read a person's own word for an expectation; None when it says none of the three.

    >>> str(read_expectation("Worse than expected"))
    'missed'
    """
    words = value.casefold()
    return next((meant for meant, known in _WORDS.items() if known.search(words)), None)


def _read(values: pd.Series, meaning: Mapping[str, Expectation | None]) -> pd.Series:
    return values.map(lambda value: meaning.get(value)).astype(object)


def _compared(responses: Responses, column: Column) -> list[Column]:
    """Return the categories by which expectations are described."""
    categories = responses.schema.categories(most=40, but=[Role.PERFORMER])
    return [category for category in categories if category != column]


def _numbered(values: pd.Series, meaning: Mapping[str, Expectation | None]) -> Integers:
    """Number what became of each expectation: 0 exceeded, 1 met, 2 missed, -1 not read."""
    codes = pd.Categorical(_read(values, meaning), categories=list(Expectation)).codes
    return np.asarray(codes, dtype=np.int64)


def _effects(
    answers: RepeatedAnswers | None, meant: Integers | None, places: Integers | None, n: ArrayLike
) -> Effects | None:
    """Return what repeats do to the net of expectations in each place; None where nobody does."""
    if answers is None or meant is None:
        return None
    inside = np.where(meant < 0, -1, 0 if places is None else places)
    return effects_of(answers, inside, n, floats(1 - meant))


def _by_segment(
    responses: Responses,
    column: Column,
    meaning: Mapping[str, Expectation | None],
    answers: RepeatedAnswers | None,
    meant: Integers | None,
) -> tuple[tuple[Column, Table], ...]:
    """Count expectations by every category, small groups hidden in each column by itself."""
    columns: list[Column] = []
    tables: list[pd.DataFrame] = []
    for category in _compared(responses, column):
        tally = responses.tally(category.name, column.name)
        read = tally.assign(_meant=_read(tally[column.name], meaning))
        counts = read.pivot_table(index=category.name, columns="_meant", values="n", aggfunc="sum")
        counts = counts.reindex(index=list(category.categories), columns=list(Expectation))
        counts = counts.fillna(0.0)
        unplaced = read.loc[read[category.name].isna()].groupby("_meant")["n"].sum()
        cells = np.vstack([counts, unplaced.reindex(list(Expectation), fill_value=0)])
        levels = np.eye(len(counts), len(cells))
        hidden = hidden_beside_whole(levels, cells, responses.minimum_n)
        places: Integers | None = None
        if answers is not None:
            held = pd.Categorical(answers.rows[category.name], categories=category.categories)
            places = held.codes.astype(np.int64)
        effects = _effects(answers, meant, places, counts.sum(axis=1))
        columns.append(category)
        tables.append(
            _shares(counts, list(category.categories), hidden, responses.minimum_n, effects)
        )
    judged = as_one_family(tables, QUESTIONS) if tables else []
    return tuple(
        (column, _shares_table(frame)) for column, frame in zip(columns, judged, strict=True)
    )


def _shares(
    counts: pd.DataFrame,
    levels: list[str],
    hidden: Flags,
    minimum_n: int,
    effects: Effects | None = None,
) -> pd.DataFrame:
    bands = counts[list(Expectation)].to_numpy(float)
    # The net of each is the mean of +1, 0 and -1, as a net score is.
    scored = scored_groups(bands, hidden, minimum_n, effects=effects)
    known = scored["n"].where(scored["points"].notna())
    shares = {f"{meant}_share": bands[:, at] / known for at, meant in enumerate(Expectation)}
    return scored.rename(columns={"points": "net_points"}).assign(level=levels, **shares)


def _shares_table(frame: pd.DataFrame) -> Table:
    repeated = "effective_n" in frame
    fields = (*SHARE_FIELDS, EFFECTIVE_N) if repeated else SHARE_FIELDS
    return Table.of(frame, fields)


def _overall(counts: pd.DataFrame, minimum_n: int, effects: Effects | None) -> Table:
    """Count all responses; the test is whether as many exceed as miss, as Tango's range has it."""
    frame = _shares(counts, ["All responses"], np.zeros(1, dtype=bool), minimum_n, effects)
    exceeded, _, missed = (counts[meant].to_numpy(float) for meant in Expectation)
    telling = 1.0 if effects is None else effects.effective_n / frame["n"].to_numpy(float)
    z = ratio(exceeded - missed, np.sqrt((exceeded + missed) / telling))
    p_value = _two_sided_p(z)
    (adjusted,) = adjust_question(p_value, questions=QUESTIONS)
    return _shares_table(frame.assign(p_value=p_value, p_adjusted=adjusted))


def _slopes(counts: pd.DataFrame, minimum_n: int, effects: Effects | None) -> pd.DataFrame:
    """Score each group of expectations and set it against "met"; all or none are shown.

    One hidden group of three is the overall score less the other two.
    """
    plus, minus, n = _columns(counts)
    shown = not ((n > 0) & (n < minimum_n)).any()
    tells = n if effects is None else effects.effective_n
    points, (low, high) = net_score(plus, minus, n), effective_interval(plus, minus, n, tells)
    difference, from_, to = mover_difference(points, (low, high), points[1], (low[1], high[1]))
    compared = shown & (n > 0) & (n[1] > 0) & (np.arange(3) != 1)
    return pd.DataFrame(
        {
            "expectation": [str(meant) for meant in Expectation],
            "n": n.astype(int),
            "points": np.where(shown, 100 * points, np.nan),
            **{
                name: np.where(compared, 100 * values, np.nan)
                for name, values in (
                    ("difference_points", difference),
                    ("difference_low", from_),
                    ("difference_high", to),
                )
            },
        }
    )


def _single_p(slopes: pd.DataFrame) -> Floats:
    """Return the p at which the 95 % range of each slope would just reach 0, unadjusted."""
    difference = floats(slopes["difference_points"])
    low, high = floats(slopes["difference_low"]), floats(slopes["difference_high"])
    to_zero = np.where(difference > 0, difference - low, high - difference)
    return _two_sided_p(two_sided_z(CONFIDENCE) * ratio(difference, to_zero))


def _two_sided_p(z: ArrayLike) -> Floats:
    return np.asarray(2 * special.ndtr(-np.abs(z)))


def _excess_of_loss(
    counts: pd.DataFrame, minimum_n: int, effects: Effects | None
) -> tuple[float, float]:
    """Return by how much more missing costs than exceeding gains, -2..2, and its p; NaN if few."""
    plus, minus, n = _columns(counts)
    if (n < minimum_n).any():
        return np.nan, np.nan
    score, error = net_score(plus, minus, n), standard_error(plus, minus, n)
    if effects is not None:
        error = error * np.sqrt(n / effects.effective_n)
    # (met - missed) - (exceeded - met)
    excess = float(2 * score[1] - score[2] - score[0])
    z = ratio(excess, np.sqrt(4 * error[1] ** 2 + error[2] ** 2 + error[0] ** 2))
    return excess, float(_two_sided_p(z))


def _columns(counts: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    plus, minus, n = (counts[name].to_numpy(float) for name in ("favourable", "unfavourable", "n"))
    return plus, minus, n


def _nothing(what: str) -> Problem:
    return stops(
        "no_expectations",
        "expectation",
        what,
        say("Give a column with the values exceeded, met and missed the meaning expectation."),
    )
