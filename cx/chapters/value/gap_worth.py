"""What would it be worth if the worst fifth of the performers did what the best fifth does?

Points: the responses of the worst performers times their distance to the volume-weighted shrunken
score of the best, over all responses, times the share of it that is taken to be realised. Only
the shrunken distance counts, never the raw one; the range integrates over the unknown spread. When
performers cannot be told apart the estimate does so too: that nothing is proved is not that there
is nothing, and the range says how much there may be.

Money: the bands of the worst are moved towards those of the best, just as far as the shrunken
score moves; each share moved is worth the mean spend of its band. Where spend does not go with the
bands, neither does the money. It is the money of the responses in the file, and it goes with the
score; nothing here says that the score causes it. Out of scope: what the lift would cost.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.scoring import REACH, Scored, score_performers
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.fields import BAND
from cx.measures.arrays import Floats, Integers, ratio
from cx.measures.gaps import extreme_groups, integrated_contrast, minimum_units
from cx.measures.shrinkage import Method
from cx.plain import Flat
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import N
from cx.store.responses import Responses
from cx.text import say
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Field, Role, Table, Unit


@dataclass(frozen=True, slots=True)
class WorthOptions:
    """What can be chosen about the worth of the gap."""

    assumptions: Assumptions = Assumptions()  # of them, the share of the distance that is closed
    fraction: float = 0.2
    method: Method = "dl"


BAND_FIELDS = (
    BAND,
    N,
    Field("mean_spend", Unit.MONEY, "Mean spend", "Mean spend of the responses of the band."),
    Field("bottom_share", Unit.SHARE, "Share, worst", "Share of the worst performers' responses."),
    Field("top_share", Unit.SHARE, "Share, best", "Share of the best performers' responses."),
    Field(
        "moved_share",
        Unit.SHARE,
        "Share moved",
        "Change of the worst performers' share when the whole shrunken distance is closed.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class GapWorth:
    """The answer: a lift in points for the whole company, and in money where there is spend."""

    options: Annotated[WorthOptions, Flat(**{"assumptions.realisation": "realisation_share"})]
    net_name: str
    currency: str | None
    points: Estimate  # realised; n is all responses
    full_points: float  # if the whole distance were closed
    raw_points: float  # what the raw scores would have promised for the whole distance
    target_points: float  # volume-weighted shrunken score of the best
    money: Estimate | None  # realised, over the responses of the file; None without any spend
    bands: Annotated[Table | None, BAND_FIELDS]  # what the money is computed from
    distinguishable: bool
    n_in_each: int
    n_lifted: int  # responses of the worst performers
    moved_shares: tuple[float, float, float]  # of all, by band, if the whole distance were closed
    cannot_tell: bool  # whether it may as well be nothing: alike, or a range that starts at 0


def value_gap(responses: Responses, options: WorthOptions = WorthOptions()) -> GapWorth:
    """Value lifting the worst performers to the best.

    Errors: NotEnoughData when there are fewer than two performers in each of the groups.
    """
    scored = score_performers(responses, options.method)
    if len(scored.n) < minimum_units(options.fraction):
        raise NotEnoughData(_too_few(scored, options.fraction, responses.minimum_n))
    bands = [str(band) for band in Band]
    n_all = int(responses.tally()["n"].sum())
    differ = scored.distinguishable
    # Without an estimated spread all shrunken scores are one; the integrated ones still differ.
    placed = scored.shrunk.scores if differ else scored.ranges().mean
    top, bottom = extreme_groups(placed, scored.n, options.fraction)
    weights = _lift_weights(scored.n, top, bottom, n_all)
    ranged = integrated_contrast(scored.scores, scored.unbiased_variances, weights)
    full = float(weights @ placed) if differ else max(ranged.value, 0.0)
    raw_top, raw_bottom = extreme_groups(scored.scores, scored.n, options.fraction)
    raw = float(_lift_weights(scored.n, raw_top, raw_bottom, n_all) @ scored.scores)
    share = options.assumptions.realisation * 100
    # To do what the best do cannot cost points: the range starts at nothing.
    low, high = max(ranged.low, 0.0), max(ranged.high, 0.0)
    money, table = None, None
    shares = np.array(
        [
            scored.kept.loc[group, bands].sum().to_numpy(float) / scored.n[group].sum()
            for group in (bottom, top)
        ]
    )
    lifted = float(scored.n[bottom].sum())
    moved = _moved(shares, full * n_all / lifted)
    company = moved * lifted / n_all
    if responses.has(Role.SPEND):
        table, mean, error = _spend(responses, shares, moved)
        if _is_spent(moved, mean, error):
            money = _money(moved * lifted, mean, error, full, high - low, options, n_all)
    target = float(scored.n[top] @ placed[top] / scored.n[top].sum())
    return GapWorth(
        options=options,
        net_name=responses.scale.net_name,
        currency=responses.currency,
        points=Estimate(share * full, share * low, share * high, n_all),
        full_points=100 * full,
        raw_points=100 * raw,
        target_points=100 * target,
        money=money,
        bands=table,
        distinguishable=differ,
        n_in_each=len(top),
        n_lifted=int(scored.n[bottom].sum()),
        moved_shares=(float(company[0]), float(company[1]), float(company[2])),
        cannot_tell=not differ or low <= 0,
    )


def _lift_weights(n: Floats, top: Integers, bottom: Integers, n_all: int) -> Floats:
    """Return what each true score weighs in the lift of the company's score."""
    weights = np.zeros(len(n))
    weights[top] = n[top] / n[top].sum() * n[bottom].sum() / n_all
    weights[bottom] -= n[bottom] / n_all
    return weights


def _moved(shares: Floats, net_change: float) -> Floats:
    """Return the change of each band's share that moves the net score by `net_change`.

    The direction is that from the worst to the best performers as observed; its length is the
    shrunken one. Shape: shares (2, bands: favourable, neutral, unfavourable).
    """
    direction = shares[1] - shares[0]
    observed = direction[0] - direction[2]
    if abs(observed) < 1e-12:
        return np.zeros(3)
    return np.asarray(direction * net_change / observed)


def _spend(responses: Responses, shares: Floats, moved: Floats) -> tuple[Table, Floats, Floats]:
    """Return the table of bands, and mean spend with its standard error by band."""
    spend = responses.column(Role.SPEND).name
    tally = responses.tally(squares=[spend]).set_index("band").reindex(list(Band))
    n = tally[f"n_{spend}"].fillna(0).to_numpy(float)
    total, squares = (
        tally[f"{kind}_{spend}"].fillna(0).to_numpy(float) for kind in ("sum", "squares")
    )
    mean = ratio(total, n)
    spread = np.sqrt(np.maximum(squares - total * np.nan_to_num(mean), 0))
    error = ratio(spread, np.sqrt(n * np.maximum(n - 1, 0)))
    if ((n > 0) & (n < responses.minimum_n)).any():
        mean, error = np.full(len(n), np.nan), np.full(len(n), np.nan)  # as all money by band
    frame = pd.DataFrame(
        {
            "band": [band_name(responses.scale, band) for band in Band],
            "n": n.astype(int),
            "mean_spend": mean,
            "bottom_share": shares[0],
            "top_share": shares[1],
            "moved_share": moved,
        }
    )
    return Table(frame, BAND_FIELDS), mean, error


def _is_spent(moved: Floats, mean: Floats, error: Floats) -> bool:
    """Whether the bands that move have a known spend, and anybody spends anything."""
    needed = moved != 0
    known = np.isfinite(mean[needed]) & np.isfinite(error[needed])
    return bool(known.all() and np.nansum(np.abs(mean)) > 0)


def _money(
    moved: Floats,
    mean: Floats,
    error: Floats,
    full: float,
    width: float,
    options: WorthOptions,
    n_all: int,
) -> Estimate:
    """Value the moved responses; the range holds both the distance and the spend unsure."""
    # A band that nobody is moved in or out of needs no spend.
    needed = moved != 0
    value = float(moved[needed] @ mean[needed])
    of_spend = float(moved[needed] ** 2 @ error[needed] ** 2)
    relative = width / (2 * REACH) / full if full > 0 else 0.0
    sd = math.sqrt(of_spend + (value * relative) ** 2 + of_spend * relative**2)
    share = options.assumptions.realisation
    return Estimate(
        share * value, share * (value - REACH * sd), share * (value + REACH * sd), n_all
    )


def _too_few(scored: Scored, fraction: float, minimum_n: int) -> Problem:
    needed = minimum_units(fraction)
    enough = len(scored.everyone) >= needed
    return stops(
        "too_few_for_worth",
        scored.column.label,
        say(
            '{n} in "{column}" have {minimum_n} responses or more; the worst and '
            "the best fifth need {needed}.",
            n=len(scored.n),
            column=scored.column.label,
            minimum_n=minimum_n,
            needed=needed,
        ),
        say("Remove a filter, or lower the number of responses that a performer must have.")
        if enough
        else say("Remove a filter, or choose a column with more performers."),
    )
