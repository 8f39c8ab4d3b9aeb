"""What a ranking of drivers is made of: its options, its columns and its result.

The ranking itself is made in drivers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from cx.chapters.drivers.methods import Doubt, Method, Trust
from cx.chapters.drivers.rows import RowOptions, SetAside
from cx.plain import INTERNAL, Key
from cx.vocabulary import Field, Table, Unit, range_ends


class Quadrant(StrEnum):
    """Where a driver lies on the importance-performance map."""

    CONCENTRATE = "concentrate here"
    KEEP_UP = "keep up the good work"
    LOW_PRIORITY = "low priority"
    OVERKILL = "possible overkill"
    NO_AIM = "no place to start"  # rated low, but better ratings do not surely go upward
    UNDECIDED = "undecided"


class Direction(StrEnum):
    """Whether better ratings go with a better score."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class DriverOptions(RowOptions):
    """What can be chosen about drivers."""

    replicates: int = 500


MOST_NAMED = 2  # drivers that matter most together


@dataclass(frozen=True, slots=True)
class Leaders:
    """The smallest set of drivers that holds the most important ones with a probability."""

    k: int  # how many most important ones
    members: Annotated[tuple[str, ...], Key("drivers")]  # headers
    probability: float  # 0..1, that all k are among the members
    # each number of first drivers, all above noise, that surely outrank all after them (see
    # measures.top_set.lead)
    apart: tuple[int, ...] = ()
    sharing: int = 1  # the first and those that it does not surely outrank
    # headers of all but those that k others surely outrank
    possible: tuple[str, ...] = ()

    @property
    def named(self) -> int:
        """How many can be said to matter most: one, or two together; 0 when nobody can tell."""
        return next((k for k in self.apart if k <= MOST_NAMED), 0)


@dataclass(frozen=True, slots=True, eq=False)
class DriverRanking:
    """The answer: how much of the outcome's variance goes with each driver."""

    options: DriverOptions
    drivers: Annotated[Table, Key("rows"), DRIVER_FIELDS]  # in order of importance
    method: Method  # of the columns importance, share, quadrant, and of the order
    r_squared: float  # of all drivers together
    r_squared_low: float
    r_squared_high: float
    n: int  # responses in the model, those that lack ratings included
    n_complete: int  # of n, those that rated every driver
    r_squared_complete: float  # what the complete responses alone would have said
    n_sampled_from: int  # all responses; more than n when a sample was drawn
    mean_importance: float  # the hair of the map
    mean_performance_share: float  # the other hair
    noise_importance: float  # that as many noise drivers, rated as often, stay below in 95 %
    # the smallest set that holds the most important ones
    leaders: Annotated[Leaders, Key("top_three")]
    agreeing_share: float  # 0..1, of the drivers, whose place all methods agree on
    largest_inflation: float  # variance inflation of the most collinear driver
    verdict: Trust
    doubts: tuple[Doubt, ...]  # why the verdict is not better
    outcome_like: tuple[str, ...]  # drivers recognised as the outcome in other words
    set_aside: tuple[SetAside, ...]
    same_scale: bool  # whether all drivers are rated on one scale
    trusted: bool  # whether the model explains enough to act on
    alternatives: Annotated[tuple[DriverRanking, ...], INTERNAL]  # the same by the other methods

    def by(self, method: Method) -> DriverRanking:
        """Return the same ranking by a method; itself when there is none by it."""
        return next((other for other in self.alternatives if other.method is method), self)


DRIVER_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("n_rated", Unit.COUNT, "Ratings", "How many responses rated it."),
    Field(
        "importance",
        Unit.SHARE,
        "Importance",
        "Share of the outcome's variance that goes with this driver, by the method chosen; by LMG "
        "and Johnson's weights all shares add up to R2.",
    ),
    *range_ends("importance", Unit.SHARE, "Importance"),
    Field("share", Unit.SHARE, "Share of R2", "Importance as a share of what all drivers explain."),
    *range_ends("share_of_r2", Unit.SHARE, "Share of R2"),
    Field("importance_lmg", Unit.SHARE, "By LMG", "Importance by LMG (Shapley)."),
    Field("importance_johnson", Unit.SHARE, "By Johnson", "Importance by Johnson's weights."),
    Field(
        "importance_correlation",
        Unit.SHARE,
        "By correlation",
        "Squared correlation with the outcome, the other drivers left alone.",
    ),
    Field(
        "agreement",
        Unit.FLAG,
        "Methods agree",
        "Whether all methods put the driver into the same third of the ranking.",
    ),
    Field(
        "importance_complete",
        Unit.SHARE,
        "Complete only",
        "Importance on the responses that rated every driver, as listwise deletion has it.",
    ),
    Field(
        "importance_if_lower",
        Unit.SHARE,
        "If missing were lower",
        "Importance if the ratings that are missing were half a standard deviation lower than "
        "those of like responses; missing at random is an assumption.",
    ),
    Field(
        "noise_importance",
        Unit.SHARE,
        "Noise",
        "Importance that as many drivers of pure noise, with as many ratings, all stay below in "
        "95 % of draws.",
    ),
    Field("above_noise", Unit.FLAG, "Above noise", "Whether the importance is above noise."),
    Field(
        "p_outranks_next",
        Unit.PROBABILITY,
        "Outranks the next",
        "Probability that the driver is more important than the one below it.",
    ),
    Field(
        "p_top_three",
        Unit.PROBABILITY,
        "In the top three",
        "Probability that the driver is among the three most important ones.",
    ),
    Field(
        "correlation",
        Unit.COEFFICIENT,
        "Correlation",
        "With the outcome, the other drivers left alone.",
    ),
    Field(
        "coefficient",
        Unit.COEFFICIENT,
        "Coefficient",
        "Change of the outcome, on its scale, that goes with one more rating point, "
        "the other drivers held.",
    ),
    Field(
        "coefficient_error",
        Unit.COEFFICIENT,
        "Error of the coefficient",
        "Standard error of the coefficient, by least squares.",
    ),
    Field(
        "direction",
        Unit.WORD,
        "Direction",
        "Positive or negative; conflict when correlation and coefficient disagree.",
    ),
    Field(
        "inflation",
        Unit.COEFFICIENT,
        "Variance inflation",
        "How much less is known of the coefficient because other drivers move along; 1 is best.",
    ),
    Field(
        "applies_to_all",
        Unit.FLAG,
        "For everybody",
        "Whether the question applies to everybody; if not, it is modelled on those who had it.",
    ),
    Field("performance", Unit.RATING, "Performance", "Mean rating."),
    *range_ends("performance", Unit.RATING, "Performance"),
    Field(
        "performance_share",
        Unit.SHARE,
        "Performance, share of scale",
        "Mean rating as a share of the way from the lowest to the highest answer.",
    ),
    Field(
        "quadrant",
        Unit.WORD,
        "What to do",
        "Place on the importance-performance map; undecided where that cannot be told.",
    ),
)
