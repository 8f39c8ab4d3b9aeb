"""Which drivers can be modelled, and on which rows? The ground on which driver analyses stand.

A missing rating is one of two things. Not answered: the cell stays empty and is modelled (see
measures.missing). Not applicable, because the question does not apply to everybody (as was said
when the file was loaded) or because it is empty for nearly everybody of a contact channel and
answered in another: the cell takes the mean of those who had it, and a "had it" column beside the
driver takes what having it goes with (Cohen & Cohen 1983, ch. 7). Both belong to the driver.

Drivers that cannot be used, and drivers that are the outcome in other words, are set aside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats, Integers, ratio
from cx.measures.correlation import correlations_with
from cx.problems import NotEnoughData, stops
from cx.store.responses import SAMPLE_LIMIT, Responses
from cx.text import enumerated, paragraph, say
from cx.vocabulary import Column, Role

LEAST_RATED_N = 50
LEAST_RATED_SHARE = 0.3  # of those to whom the question applies
EMPTY_FROM = 0.95  # of a contact channel: the question does not apply there
ANSWERED_FROM = 0.5  # of another contact channel, so that it applies there
LEAST_IN_CHANNEL = 20
SAME_AS_OUTCOME = 0.9  # correlation from which a driver is the outcome in other words
FAR_ABOVE = 2.5  # times the next squared correlation
STRONG = 0.75  # correlation below which nothing is far above the rest
NOT_IDLE = (
    0.05  # squared correlation that the next one has: beside idle drivers anything stands out
)
FEWEST_TO_COMPARE = 4  # drivers needed to say that one is far above the rest

OUTCOME_LIKE = "the outcome in other words"
TOO_FEW = "too few ratings"
CONSTANT = "always the same rating"
COPY = "a copy of another driver"

# Overall satisfaction, recommendation and repurchase, as headers say them.
_OUTCOME_WORDS = re.compile(
    r"overall.{0,12}(sat|experience|rating|score|impression)|(sat|satisfaction)[ _.-]*overall"
    r"|general satisfaction|total satisfaction|\bcsat\b|\bnps\b|\bltr\b|recommend|net promoter"
    r"|re-?purchas|(buy|purchase|shop|visit|stay|order) again|re-?buy|come back"
    r"|gesamtzufrieden|insgesamt|weiterempf|wiederkauf|wieder ?kaufen"
    r"|satisfaction (globale|générale)|recommand|rachat|racheter"
    r"|satisfacci[oó]n (general|global)|recomend|recompra|volver.{0,5} a comprar"
    r"|satisfa[cç][aã]o geral|soddisfazione (generale|complessiva)|raccomand|riacquist"
    r"|hài lòng chung|giới thiệu|mua lại|kepuasan keseluruhan|rekomenda|beli lagi"
    r"|โดยรวม|แนะนำ|ซื้อซ้ำ|ໂດຍລວມ|ແນະນຳ|ជារួម|ណែនាំ"
    r"|总体|整体满意|推荐|复购|總體|推薦|総合|推奨|おすすめ|再購入|전반적|추천|재구매",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowOptions:
    """Which drivers are modelled, and on how many responses."""

    include_outcome_like: bool = False  # model drivers that are the outcome in other words, too
    sample_limit: int = SAMPLE_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class SetAside:
    """A driver that takes no part, and why."""

    driver: str
    reason: str  # one of OUTCOME_LIKE, TOO_FEW, CONSTANT, COPY
    n_rated: int


@dataclass(frozen=True, slots=True, eq=False)
class DriverRows:
    """The drivers that can be modelled and the rows to model them on."""

    columns: tuple[Column, ...]  # p drivers
    ratings: Floats  # (n, p) as answered, NaN where empty
    design: Floats  # (n, k): the p drivers, then "had it" columns, the outcome last
    groups: tuple[tuple[int, ...], ...]  # of each driver, its columns in the design
    applies: Flags  # (n, p) False where the question does not apply
    set_aside: tuple[SetAside, ...]
    outcome_like: tuple[str, ...]  # recognised as the outcome in other words, used or not
    beside: pd.DataFrame  # (n) further columns that were asked for
    customers: Integers | None = None  # (n) who answered, side by side; None: nobody repeats

    @property
    def outcome(self) -> Floats:
        """The score of each response."""
        return np.asarray(self.design[:, -1])

    @property
    def applies_to_all(self) -> Flags:
        """Whether each driver's question applies to everybody."""
        return np.asarray(self.applies.all(axis=0))

    @property
    def answered(self) -> Floats:
        """The drivers and the outcome as answered: (n, p + 1)."""
        return np.column_stack([self.ratings, self.outcome])

    @property
    def complete(self) -> Floats:
        """The rows of `answered` in which every driver was rated."""
        return self.answered[np.isfinite(self.answered).all(axis=1)]


def driver_rows(
    responses: Responses,
    options: RowOptions,
    *,
    beside: Sequence[str] = (),
    available: int | None = None,
) -> DriverRows:
    """Draw responses and sort out which drivers can be modelled.

    `beside` names further columns to hand over as they are; `available` is the count of the
    responses, where it is known.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    least = max(LEAST_RATED_N, responses.minimum_n)
    asked = responses.schema.with_role(Role.DRIVER)
    channels = responses.schema.with_role(Role.CONTACT_CHANNEL)
    wanted = dict.fromkeys([*(column.name for column in (*asked, *channels)), *beside])
    drawn, customers = responses.sample_together(
        [*wanted, "outcome"], options.sample_limit, options.seed, available
    )
    # Numbered once for all drivers; -1 where no channel is named.
    channel = pd.factorize(drawn[channels[0].name])[0] if channels else None
    applies = {
        column.name: _applies(drawn[column.name].notna().to_numpy(), column, channel)
        for column in asked
    }
    usable, set_aside = _usable(drawn, asked, applies, least)
    alike = _outcome_like(drawn, usable)
    if not options.include_outcome_like:
        set_aside += [
            SetAside(column.label, OUTCOME_LIKE, int(drawn[column.name].notna().sum()))
            for column in alike
        ]
        usable = [column for column in usable if column not in alike]
    outcome = drawn["outcome"].to_numpy(float)
    _require_variation(outcome, usable, asked, set_aside, least)
    ratings = drawn[[column.name for column in usable]].to_numpy(float)
    applying = np.column_stack([applies[column.name] for column in usable])
    design, groups = _design(ratings, applying, outcome)
    return DriverRows(
        columns=tuple(usable),
        ratings=ratings,
        design=design,
        groups=groups,
        applies=applying,
        set_aside=tuple(set_aside),
        outcome_like=tuple(column.label for column in alike),
        beside=drawn[list(beside)],
        customers=customers,
    )


def is_outcome_worded(header: str) -> bool:
    """Whether a header asks for the outcome in other words.

    >>> is_outcome_worded("Overall satisfaction"), is_outcome_worded("Cleanliness overall")
    (True, False)
    """
    return _OUTCOME_WORDS.search(header.replace("_", " ")) is not None


def _applies(rated: Flags, column: Column, channel: Integers | None) -> Flags:
    """Say to which responses the question applies."""
    if not column.applies_to_all:
        return rated
    everybody = np.ones(len(rated), dtype=bool)
    if channel is None or rated.all():
        return everybody
    named = channel >= 0
    size = np.bincount(channel[named], minlength=1)
    answered = ratio(np.bincount(channel[named], rated[named], len(size)), size)
    known = size >= LEAST_IN_CHANNEL
    if not (known & (answered >= ANSWERED_FROM)).any():
        return everybody
    empty = known & (answered <= 1 - EMPTY_FROM)
    # Who answered all the same had it.
    return np.asarray(~(named & empty[channel]) | rated)


def _usable(
    drawn: pd.DataFrame, columns: Sequence[Column], applies: dict[str, Flags], least: int
) -> tuple[list[Column], list[SetAside]]:
    """Part the drivers that can be modelled from those that cannot, with the reason."""
    usable: list[Column] = []
    set_aside: list[SetAside] = []
    for column in columns:
        ratings = drawn[column.name]
        n_rated = int(ratings.notna().sum())
        # Of a question that the file says is not for all, nobody knows who was asked.
        n_asked = int(applies[column.name].sum())
        if n_rated < max(least, LEAST_RATED_SHARE * n_asked):
            reason = TOO_FEW
        elif ratings.nunique() < 2:
            reason = CONSTANT
        elif any(ratings.equals(drawn[other.name]) for other in usable):
            reason = COPY
        else:
            usable.append(column)
            continue
        set_aside.append(SetAside(column.label, reason, n_rated))
    return usable, set_aside


def _outcome_like(drawn: pd.DataFrame, usable: Sequence[Column]) -> list[Column]:
    """Find drivers that are the outcome in other words: by header, or by correlation.

    Two drivers must remain; with fewer nothing could be ranked.
    """
    if drawn["outcome"].nunique() < 2:
        return []
    ratings = drawn[[column.name for column in usable]].to_numpy(float)
    correlation = np.abs(correlations_with(drawn["outcome"].to_numpy(float), ratings))
    squared = np.sort(correlation**2)[::-1]
    alone = (
        len(usable) >= FEWEST_TO_COMPARE
        and squared[0] >= STRONG**2
        and squared[0] >= FAR_ABOVE * squared[1]
        and squared[1] >= NOT_IDLE
    )
    found = [
        column
        for column, strength in zip(usable, correlation, strict=True)
        if is_outcome_worded(column.label)
        or strength >= SAME_AS_OUTCOME
        or (alone and strength**2 == squared[0])
    ]
    return found if len(usable) - len(found) >= 2 else []


def _design(
    ratings: Floats, applies: Flags, outcome: Floats
) -> tuple[Floats, tuple[tuple[int, ...], ...]]:
    """Return the columns of the model and which of them belong to each driver.

    Drivers that apply to the same responses share one "had it" column.
    """
    mean = np.nanmean(ratings, axis=0)
    filled = np.where(applies, ratings, mean)
    groups: list[tuple[int, ...]] = []
    had_it: list[Floats] = []
    for place, applying in enumerate(applies.T):
        if applying.all():
            groups.append((place,))
            continue
        # Who had the one did not have the other: the same column, turned round.
        seen = [
            i
            for i, known in enumerate(had_it)
            if np.array_equal(known, applying) or np.array_equal(known, ~applying)
        ]
        if not seen:
            seen = [len(had_it)]
            had_it.append(applying.astype(float))
        groups.append((place, ratings.shape[1] + seen[0]))
    return np.column_stack([filled, *had_it, outcome]), tuple(groups)


def _require_variation(
    outcome: Floats,
    usable: Sequence[Column],
    asked: Sequence[Column],
    set_aside: Sequence[SetAside],
    least: int,
) -> None:
    needed = max(least, 5 * len(usable))
    problems = []
    if len(usable) < 2:
        why = enumerated(
            say('"{driver}": {reason} ({n} ratings)', driver=a.driver, reason=a.reason, n=a.n_rated)
            for a in set_aside
        )
        problems.append(
            stops(
                "too_few_drivers",
                "drivers",
                paragraph(
                    say(
                        "{n} of {total} driver ratings can be used; a ranking needs two that vary "
                        "and have {least} answers or more.",
                        n=len(usable),
                        total=len(asked),
                        least=least,
                    ),
                    say("Set aside: {names}.", names=why) if why else "",
                ),
                say(
                    "Give more columns the role driver rating on the Load page, or remove a filter."
                ),
            )
        )
    elif len(outcome) < needed:
        problems.append(
            stops(
                "too_few_responses",
                "filters",
                say(
                    "{n} responses rate a driver; {drivers} drivers need {needed} or more.",
                    n=len(outcome),
                    drivers=len(usable),
                    needed=needed,
                ),
                say("Remove a filter, or map fewer drivers."),
            )
        )
    elif np.ptp(outcome) == 0:
        problems.append(
            stops(
                "outcome_constant",
                "outcome",
                say(
                    "All {n} responses give the same score, so nothing can drive it.",
                    n=len(outcome),
                ),
                say("Remove a filter, or check the column that holds the score."),
            )
        )
    if problems:
        raise NotEnoughData(problems)
