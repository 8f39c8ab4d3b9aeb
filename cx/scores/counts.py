"""From a tally to scores: one row per group with its bands side by side.

Every analysis starts here, so a net score is computed in one place only.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats, ratio
from cx.measures.clusters import Effects
from cx.measures.net_score import net_score, tango_interval
from cx.problems import NotEnoughData, stops
from cx.store.responses import MINIMUM_N, Responses
from cx.text import Said, say, say_n
from cx.vocabulary import Band, Estimate, Field, Unit

GREY_N = 30  # below this a segment's score is shown, and marked as uncertain
CONFIDENCE = 0.95

EFFECTIVE_N = Field(
    "effective_n",
    Unit.COUNT,
    "Effective n",
    "How many responses of different customers would tell as much: some answered more than once.",
)
N = Field("n", Unit.COUNT, "Responses", "How many responses the row rests on.")
POINTS = Field(
    "points", Unit.POINTS, "Net score", "Share favourable minus share unfavourable, in points."
)
LOW = Field("low", Unit.POINTS, "From", "Lower end of the 95 % interval.")
HIGH = Field("high", Unit.POINTS, "To", "Upper end of the 95 % interval.")


def require_enough(responses: Responses, n: int, what: str = "response") -> None:
    """Raise NotEnoughData when `n`, counted of these responses, is under their threshold.

    `what` is counted, such as "customer": every question asks before it gives any number.
    """
    if n >= responses.minimum_n:
        return
    filtered = bool(responses.filters)
    raise NotEnoughData(
        stops(
            f"{'too_few' if n else 'no'}_{what.split()[-1]}s",
            "filters" if filtered else "responses",
            _too_few(what, n, responses.minimum_n, filtered) if n else _none(what, filtered),
            _fix(responses),
        )
    )


def _too_few(what: str, n: int, least: int, filtered: bool) -> Said:
    counted = {
        "response": say_n("{n} response", "{n} responses", n),
        "customer": say_n("{n} customer", "{n} customers", n),
        "former customer": say_n("{n} former customer", "{n} former customers", n),
        "paying customer": say_n("{n} paying customer", "{n} paying customers", n),
    }[what]
    if filtered:
        return say_n(
            "Only {counted} is left; numbers are shown from {least} on, so that nobody's answer "
            "can be told from them.",
            "Only {counted} are left; numbers are shown from {least} on, so that nobody's answer "
            "can be told from them.",
            n,
            counted=counted,
            least=least,
        )
    return say_n(
        "Only {counted} is there; numbers are shown from {least} on, so that nobody's answer can "
        "be told from them.",
        "Only {counted} are there; numbers are shown from {least} on, so that nobody's answer can "
        "be told from them.",
        n,
        counted=counted,
        least=least,
    )


def _none(what: str, filtered: bool) -> Said:
    if filtered:
        return {
            "response": say("No response is left with these filters."),
            "customer": say("No customer is left with these filters."),
            "former customer": say("No former customer is left with these filters."),
            "paying customer": say("No paying customer is left with these filters."),
        }[what]
    return {
        "response": say("There is no response."),
        "customer": say("There is no customer."),
        "former customer": say("There is no former customer."),
        "paying customer": say("There is no paying customer."),
    }[what]


def _fix(responses: Responses) -> Said:
    if responses.filters:
        return say("Remove a filter, or choose Reset.")
    if responses.minimum_n > MINIMUM_N:
        return say("Lower the number from which numbers are shown, or load more responses.")
    return say("Load more responses.")


def by_group(tally: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Put the bands of a tally side by side.

    Returns one row per group with the columns `by`, favourable, neutral, unfavourable, n, and every
    sum of the tally added over the bands. Groups of missing values are left out.
    """
    known = tally.dropna(subset=list(by))
    sums = [name for name in tally.columns if name.startswith(("sum_", "squares_", "n_"))]
    if not by:
        known = known.assign(_all=0)
    keys = list(by) or ["_all"]
    bands = known.pivot_table(
        index=keys, columns="band", values="n", aggfunc="sum", fill_value=0, observed=False
    )
    wide = pd.DataFrame({str(band): bands.get(band, 0) for band in Band}, index=bands.index)
    # A pivot over a category of bands makes groups that never occurred; they hold no response.
    wide["n"] = wide.sum(axis=1)
    wide = wide[wide["n"] > 0]
    if sums:
        wide = wide.join(known.groupby(keys, observed=True)[sums].sum())
    wide = wide.reset_index()
    return wide.drop(columns="_all") if not by else wide


def with_scores(
    counts: pd.DataFrame, minimum_n: int, effects: Effects | None = None
) -> pd.DataFrame:
    """Add points, low, high and suppressed to counts; a group under `minimum_n` gets no score.

    `effects` are what repeated answers of customers do: intervals are those of effective counts,
    and effective_n is added. None where nobody repeats.
    """
    favourable, unfavourable, n = (
        counts[name].to_numpy(float) for name in ("favourable", "unfavourable", "n")
    )
    if effects is None:
        low, high = tango_interval(favourable, unfavourable, n, CONFIDENCE)
    else:
        counts = counts.assign(effective_n=np.where(n < minimum_n, np.nan, effects.effective_n))
        low, high = effective_interval(favourable, unfavourable, n, effects.effective_n)
    suppressed = (n > 0) & (n < minimum_n)
    hidden = n < minimum_n
    return counts.assign(
        points=np.where(hidden, np.nan, 100 * net_score(favourable, unfavourable, n)),
        low=np.where(hidden, np.nan, 100 * low),
        high=np.where(hidden, np.nan, 100 * high),
        suppressed=suppressed,
    )


def net_estimate(
    favourable: float, unfavourable: float, n: float, effects: Effects | None = None
) -> Estimate:
    """Return the net score in points with its Tango interval, at effective counts where given."""
    effective = None if effects is None else float(effects.effective_n[0])
    tells = n if effective is None else effective
    low, high = effective_interval(favourable, unfavourable, n, tells)
    value = net_score(favourable, unfavourable, n)
    return Estimate(100 * float(value), 100 * float(low), 100 * float(high), int(n), effective)


def effective_interval(
    favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike, effective_n: ArrayLike
) -> tuple[Floats, Floats]:
    """Return Tango's limits (-1..1) of counts that tell as much as `effective_n` answers."""
    weight = np.nan_to_num(ratio(effective_n, n), nan=1.0)
    plus, minus, total = (floats(count) * weight for count in (favourable, unfavourable, n))
    return tango_interval(plus, minus, total, CONFIDENCE)
