"""Which drivers punish when they are bad, and which please when they are good?

Penalty-reward contrast (Brandt 1987; Mikulic & Prebezac 2008): the outcome on two dummies per
driver, with fixed cut-offs (the bands of the driver's own scale: 6 and 9 on 0-10, 2 and 4 on 1-5),
because the cut-offs change the answer (Albayrak & Caber 2013). Classes need the whole bootstrap
interval of the impact asymmetry on one side; else the driver is not determinable.
Low ratings often lie further from the middle than high ones, and the outcome has ends: either
makes even a straight driver look like a must-be. So each driver is held against straight lines on
a latent scale, and said to bend only where it surely differs from them. A driver that does not
bend may look like a must-be or a delighter, and is named neither.
Out of scope: cause and effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.drivers.methods import QUESTIONS_OF_DRIVERS
from cx.chapters.drivers.rows import RowOptions, SetAside, driver_rows
from cx.measures.arrays import Floats
from cx.measures.penalty_reward import FEWEST_ANSWERS, KanoClass, penalty_reward
from cx.plain import Key
from cx.scores.against_rest import differs
from cx.scores.counts import require_enough
from cx.store.responses import Responses
from cx.vocabulary import Column, Field, Scale, Table, Unit, range_ends


@dataclass(frozen=True, slots=True)
class PenaltyRewardOptions(RowOptions):
    """What can be chosen about penalties and rewards."""

    replicates: int = 500


@dataclass(frozen=True, slots=True, eq=False)
class PenaltiesAndRewards:
    """The answer: what low and high ratings of each driver go with."""

    options: PenaltyRewardOptions
    # by the larger of the two effects
    drivers: Annotated[Table, Key("rows"), PENALTY_REWARD_FIELDS]
    middle_rating: float  # outcome when every rating lies between the cut-offs
    r_squared: float  # 0..1, of all dummies together
    n: int
    set_aside: tuple[SetAside, ...]

    def without_kinds(self) -> PenaltiesAndRewards:
        """Return the same with no kind named."""
        frame = self.drivers.frame.assign(kind=str(KanoClass.UNDETERMINED))
        return replace(self, drivers=Table(frame, self.drivers.fields))


PENALTY_REWARD_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("low_to", Unit.RATING, "Low up to", "Highest rating that counts as low."),
    Field("high_from", Unit.RATING, "High from", "Lowest rating that counts as high."),
    Field("n_low", Unit.COUNT, "Low ratings", "How many responses rated it low."),
    Field("n_high", Unit.COUNT, "High ratings", "How many responses rated it high."),
    Field(
        "penalty",
        Unit.COEFFICIENT,
        "Penalty",
        "What a low rating goes with, on the scale of the outcome, against one in between.",
    ),
    *range_ends("penalty", Unit.COEFFICIENT, "Penalty"),
    Field(
        "reward",
        Unit.COEFFICIENT,
        "Reward",
        "What a high rating goes with, on the scale of the outcome, against one in between.",
    ),
    *range_ends("reward", Unit.COEFFICIENT, "Reward"),
    Field(
        "asymmetry",
        Unit.COEFFICIENT,
        "Impact asymmetry",
        "From -1, when only the penalty counts, to 1, when only the reward counts.",
    ),
    *range_ends("asymmetry", Unit.COEFFICIENT, "Asymmetry"),
    Field(
        "asymmetry_straight",
        Unit.COEFFICIENT,
        "Asymmetry if straight",
        "What it would be if each rating point counted alike: low ratings may lie further out, "
        "and the outcome has ends.",
    ),
    Field(
        "bend",
        Unit.COEFFICIENT,
        "Bend",
        "Reward and penalty together, beyond what they would be if each rating point counted "
        "alike; below 0 low ratings cost more.",
    ),
    Field(
        "bend_p",
        Unit.PROBABILITY,
        "p of the bend, adjusted",
        "Chance of such a bend if each rating point counted alike, adjusted for all drivers and "
        "the questions of the page.",
    ),
    Field("bends", Unit.FLAG, "Bends", "Whether it surely differs from a straight driver."),
    Field(
        "looks_like",
        Unit.WORD,
        "Looks like",
        "Must-be, performance, delighter, or not determinable, by the asymmetry alone.",
    ),
    Field(
        "kind",
        Unit.WORD,
        "Kind",
        "The same, told apart from a straight driver: must-be and delighter need a bend.",
    ),
)


def contrast_penalties(
    responses: Responses, options: PenaltyRewardOptions = PenaltyRewardOptions()
) -> PenaltiesAndRewards:
    """Contrast what low and high ratings of each driver go with.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    require_enough(responses, responses.count())
    rows = driver_rows(responses, options)
    low_to, high_from = cut_offs(rows.columns, rows.ratings)
    found = penalty_reward(
        rows.answered,
        low_to,
        high_from,
        replicates=options.replicates,
        seed=options.seed,
        fewest=max(FEWEST_ANSWERS, responses.minimum_n),
        customers=rows.customers,
    )
    bend_p = np.minimum(QUESTIONS_OF_DRIVERS * found.bend_p, 1.0)
    frame = pd.DataFrame(
        {
            "driver": [column.label for column in rows.columns],
            "low_to": low_to,
            "high_from": high_from,
            **{field.name: getattr(found, field.name) for field in PENALTY_REWARD_FIELDS[3:-4]},
            "bend_p": bend_p,
            "bends": differs(bend_p),
            "looks_like": [str(kind) for kind in found.kinds],
        }
    )
    frame["kind"] = np.where(_is_shown(frame), frame["looks_like"], str(KanoClass.UNDETERMINED))
    reach = frame[["penalty", "reward"]].abs().max(axis=1)
    frame = frame.iloc[np.argsort(-reach.fillna(-1), kind="stable")].reset_index(drop=True)
    return PenaltiesAndRewards(
        options=options,
        drivers=Table(frame, PENALTY_REWARD_FIELDS),
        middle_rating=found.intercept,
        r_squared=found.r_squared,
        n=found.n_rows,
        set_aside=rows.set_aside,
    )


def _is_shown(frame: pd.DataFrame) -> pd.Series:
    """Whether what each driver looks like is more than a straight driver would show."""
    looks, bends, bend = frame["looks_like"], frame["bends"], frame["bend"]
    return (
        looks.eq(KanoClass.PERFORMANCE)
        | looks.eq(KanoClass.MUST_BE) & bends & bend.lt(0)
        | looks.eq(KanoClass.DELIGHTER) & bends & bend.gt(0)
    )


def cut_offs(columns: Sequence[Column], ratings: Floats) -> tuple[Floats, Floats]:
    """Return the highest low and the lowest high rating of each driver: the bands of its scale.

    A scale that the file does not state is taken from the lowest to the highest rating seen.
    """
    scales = [
        Scale.conventional(
            np.nanmin(seen) if column.minimum is None else column.minimum,
            np.nanmax(seen) if column.maximum is None else column.maximum,
        )
        for column, seen in zip(columns, ratings.T, strict=True)
    ]
    low_to = np.array([scale.unfavourable_to for scale in scales])
    return low_to, np.array([scale.favourable_from for scale in scales])
