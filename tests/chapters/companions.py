"""Results of the newer analyses put together by hand, for their sentences and pictures."""

import pandas as pd

from cx.chapters.drivers.boosting import BOOSTING_FIELDS, BoostedCheck, BoostingOptions
from cx.chapters.drivers.interactions import (
    GROUP_FIELDS,
    TEST_FIELDS,
    DriverInteractions,
    InteractionOptions,
)
from cx.chapters.drivers.penalty_reward import (
    PENALTY_REWARD_FIELDS,
    PenaltiesAndRewards,
    PenaltyRewardOptions,
)
from cx.chapters.performers.card import (
    CARD_DRIVER_FIELDS,
    CARD_PLACE_FIELDS,
    CARD_QUARTER_FIELDS,
    CardOptions,
    PerformerCard,
    Weight,
)
from cx.chapters.performers.consistency import CONSISTENCY_FIELDS, Consistency, ConsistencyOptions
from cx.chapters.performers.like_for_like import (
    EFFECT_FIELDS,
    LIKE_FIELDS,
    LikeForLike,
    LikeForLikeOptions,
)
from cx.chapters.performers.recognition import (
    CHANGE_FIELDS,
    QUARTER_FIELDS,
    Recognition,
    RecognitionOptions,
)
from cx.chapters.performers.standards import STANDARD_FIELDS, StandardGap, StandardOptions
from cx.chapters.performers.tiers_within import GROUP_FIELDS as WITHIN_FIELDS
from cx.chapters.performers.tiers_within import MEMBER_FIELDS, TiersWithin, WithinOptions
from cx.chapters.segments.expectations import (
    SHARE_FIELDS,
    SLOPE_FIELDS,
    ExpectationOptions,
    Expectations,
)
from cx.chapters.value.gap_worth import BAND_FIELDS, GapWorth, WorthOptions
from cx.vocabulary import Column, Estimate, Kind, Role, Unit
from tests.chapters.results import NAN, category, table

AGENT = Column("performer", Role.PERFORMER, "Agent", Kind.CATEGORY, ("Ann", "Bob"))
TEAM = category("Team", Role.TEAM, ("North", "South"))
CHANNEL = category("Channel", Role.ACQUISITION_CHANNEL, ("Search", "Referral"))
Q1, Q2 = pd.Timestamp(2026, 1, 1), pd.Timestamp(2026, 4, 1)


def contrasted(
    name: str, penalty: float, reward: float, kind: str, looks_like: str = ""
) -> dict[str, object]:
    return {
        "driver": name,
        "low_to": 6,
        "high_from": 9,
        "n_low": 300,
        "n_high": 200,
        "penalty": penalty,
        "penalty_low": penalty - 0.1,
        "penalty_high": penalty + 0.1,
        "reward": reward,
        "reward_low": reward - 0.1,
        "reward_high": reward + 0.1,
        "asymmetry": (reward + penalty) / (reward - penalty),
        "asymmetry_low": -0.7,
        "asymmetry_high": -0.4,
        "asymmetry_straight": -0.3,
        "bend": penalty + reward,
        "bend_p": 0.01,
        "bends": not looks_like,
        "looks_like": looks_like or kind,
        "kind": kind,
    }


def contrast(*rows: dict[str, object]) -> PenaltiesAndRewards:
    made = table(PENALTY_REWARD_FIELDS, rows)
    return PenaltiesAndRewards(PenaltyRewardOptions(), made, 7.1, 0.4, 1_200, ())


def check(name: str = "Waiting", gain: float = 0.05) -> BoostedCheck:
    rows = [
        dict(zip([field.name for field in BOOSTING_FIELDS], values, strict=True))
        for values in ((name, 0.2, 0.1, 0.3), ("Staff", 0.1, 0.05, 0.15))
    ]
    made = table(BOOSTING_FIELDS, rows)
    return BoostedCheck(
        BoostingOptions(), made, 0.4, 0.4 + gain, gain, 0.01, gain > 0.01, 1_200, 1_200
    )


def by_group(name: str = "Waiting", differs: bool = True) -> DriverInteractions:
    slopes = table(
        GROUP_FIELDS,
        [
            dict(zip([field.name for field in GROUP_FIELDS], values, strict=True))
            for values in (
                (name, "East", 600, 0.8, 0.7, 0.9),
                (name, "West", 500, 0.2, 0.1, 0.3),
                ("Staff", "East", 600, 0.5, 0.4, 0.6),
                ("Staff", "West", 500, 0.4, 0.3, 0.5),
            )
        ],
    )
    p_value = 0.0004 if differs else 0.4
    tests = {
        "category": "Region",
        "n_groups": 2,
        "n": 1_100,
        "f": 9.0,
        "p_value": p_value,
        "p_adjusted": p_value,
        "r_squared_common": 0.4,
        "r_squared_own": 0.43,
        "differs": differs,
    }
    found = (("Region", slopes),) if differs else ()
    return DriverInteractions(
        InteractionOptions(), table(TEST_FIELDS, [tests]), found, 1_100, 1_200
    )


def worth(
    money: Estimate | None = None, distinguishable: bool = True, spend: bool = True
) -> GapWorth:
    bands = table(BAND_FIELDS, [{"band": "promoters", "n": 300, "mean_spend": 80.0}])
    return GapWorth(
        options=WorthOptions(),
        net_name="NPS",
        currency="EUR",
        points=Estimate(4.1, 2.0, 6.2, 1_400),
        full_points=8.2,
        raw_points=10.0,
        target_points=46.0,
        moved_shares=(0.06, -0.01, -0.05),
        money=money,
        bands=bands if spend else None,
        distinguishable=distinguishable,
        n_in_each=4,
        n_lifted=350,
        cannot_tell=not distinguishable,
    )


def like(name: str = "Ann", **others: object) -> LikeForLike:
    values: dict[str, object] = {
        "options": LikeForLikeOptions(),
        "performer": AGENT,
        "net_name": "NPS",
        "adjusted_for": (CHANNEL,),
        "not_adjusted_for": (),
        "rows": table(LIKE_FIELDS, [{"performer": name, "n": 90, "like_points": 20.0}]),
        "effects": table(EFFECT_FIELDS, []),
        "gap_before": Estimate(30.0, 20.0, 40.0, 900),
        "gap_after": Estimate(18.0, 9.0, 27.0, 900),
        "raw_gap_points": 45.0,
        "explained_share": 0.3,
        "explained_low": 0.18,
        "explained_high": 0.42,
        "mix_matters": True,
        "distinguishable": True,
        "p_value": 0.001,
        "n_in_each": 4,
        "n_responses": 900,
    }
    return LikeForLike(**{**values, **others})  # type: ignore[arg-type]


def card(*rows: dict[str, object], **others: object) -> PerformerCard:
    values: dict[str, object] = {
        "options": CardOptions("Ann", (Weight("Waiting", 0.3, 0.5),)),
        "minimum_n": 5,
        "minimum_comments": 8,
        "net_name": "NPS",
        "score": Estimate(12.4, -3.0, 27.6, 80),
        "mean_points": 31.0,
        "n_performers": 20,
        "expected_rank": 17.2,
        "tier": 3,
        "in_top_fifth": 0.004,
        "in_bottom_fifth": 0.6,
        "places": table(CARD_PLACE_FIELDS, []),
        "change": None,
        "distinguishable": True,
        "drivers": table(CARD_DRIVER_FIELDS, rows),
        "trend": table(
            CARD_QUARTER_FIELDS,
            [{"quarter": Q1, "n": 40, "points": 10.0, "low": -9.0, "high": 28.0}],
        ),
        "comments": (),
        "n_comments": 3,
        "reliability": 0.8,
        "named": True,
    }
    return PerformerCard(**{**values, **others})  # type: ignore[arg-type]


def card_driver(name: str, gap: float, low: float) -> dict[str, object]:
    return {
        "driver": name,
        "own_rating": 6.0,
        "top_rating": 6.0 + gap,
        "driver_gap": gap,
        "driver_gap_low": low,
        "driver_gap_high": 2 * gap - low,
        "matters": gap,
        "worth_points": 5.3,
        "worth_low": 1.2,
        "worth_high": 9.8,
    }


def recognition(name: str = "Ann", low: float = 4.0, quarters: int = 2) -> Recognition:
    change = {
        "performer": name,
        "n_before": 40,
        "n_after": 45,
        "raw_change_points": 30.0,
        "shrunk_change_points": 18.0,
        "low": low,
        "high": 32.0,
        "named": low > 0,
    }
    gaps = [
        {"quarter": day, "n_performers": 20, "gap_points": gap, "low": gap - 9, "high": gap + 9}
        for day, gap in ((Q1, 40.0), (Q2, 30.0))
    ]
    return Recognition(
        options=RecognitionOptions(),
        minimum_n=5,
        performer=AGENT,
        net_name="NPS",
        quarter_before=Q1,
        quarter_after=Q2,
        rows=table(CHANGE_FIELDS, [change]),
        mean_change_points=1.0,
        p_value=0.002,
        distinguishable=True,
        quarters=table(QUARTER_FIELDS, gaps[:quarters]),
        compounded_share=-0.25 if quarters else NAN,
        compounded_low=-0.4 if quarters else NAN,
        compounded_high=-0.1 if quarters else NAN,
        n_responses=1_000,
    )


def consistency(name: str = "Ann", steadiness: int = 1) -> Consistency:
    row = {
        "performer": name,
        "n": 60,
        "mean_rating": 8.2,
        "raw_sd": 0.9,
        "shrunk_sd": 1.1,
        "sd_low": 0.9,
        "sd_high": 1.4,
        "steadiness": steadiness,
        "implied_sd": 1.5,
        "relative_spread": 0.73,
        "named": steadiness != 2,
    }
    return Consistency(
        options=ConsistencyOptions(),
        minimum_n=10,
        performer=AGENT,
        outcome="Likelihood to recommend",
        rows=table(CONSISTENCY_FIELDS, [row]),
        typical_sd=1.9,
        p_value=0.004,
        distinguishable=True,
        n_responses=1_000,
        n_untold=0,
    )


def within(name: str = "Ann", distinguishable: bool = True) -> TiersWithin:
    member = {
        "group": "North",
        "performer": name,
        "n": 60,
        "raw_points": 50.0,
        "shrunk_within_points": 44.0,
        "low": 35.0,
        "high": 53.0,
        "tier_within": 1 if distinguishable else 2,
    }
    groups = [
        {"group": group, "n_performers": 5, "n": 300, "mean_points": 30.0, "p_value": p_value}
        | {"distinguishable": distinguishable and group == "North"}
        for group, p_value in (("North", 0.001), ("South", 0.6))
    ]
    return TiersWithin(
        options=WithinOptions("team"),
        column=TEAM,
        performer=AGENT,
        net_name="NPS",
        rows=table(MEMBER_FIELDS, [member]),
        groups=table(WITHIN_FIELDS, groups),
        n_alone=1,
        n_responses=600,
    )


def standard(**others: object) -> StandardGap:
    values: dict[str, object] = {
        "options": StandardOptions("spend"),
        "label": "Spend",
        "unit": Unit.MONEY,
        "currency": "EUR",
        "lower_is_better": False,
        "best": 80.0,
        "worst": 60.0,
        "shrunk_gap": Estimate(20.0, 10.0, 30.0, 400),
        "raw_gap": 35.0,
        "luck_gap": 18.0,
        "p_value": 0.002,
        "distinguishable": True,
        "n_in_each": 4,
        "n_left_out": 0,
        "rows": table(STANDARD_FIELDS, []),
        "n_open": 0,
        "p_adjusted": 0.002,
    }
    return StandardGap(**{**values, **others})  # type: ignore[arg-type]


def shares(
    level: str, net: float, p_adjusted: float = NAN, difference: float = 0.0
) -> dict[str, object]:
    return {
        "level": level,
        "n": 200,
        "exceeded_share": 0.4,
        "met_share": 0.3,
        "missed_share": 0.3,
        "net_points": net,
        "low": net - 8,
        "high": net + 8,
        "difference_points": difference,
        "difference_low": difference - 12,
        "difference_high": difference + 12,
        "p_value": p_adjusted / 2,
        "p_adjusted": p_adjusted,
    }


def expectations(*levels: dict[str, object], overall: float = 10.0) -> Expectations:
    slopes = [
        {
            "expectation": name,
            "n": 130,
            "points": 30.0 + difference,
            "difference_points": difference,
            "difference_low": difference - 10,
            "difference_high": difference + 10,
            "p_adjusted": NAN if name == "met" else 0.001,
        }
        for name, difference in (("exceeded", 12.0), ("met", 0.0), ("missed", -40.0))
    ]
    return Expectations(
        options=ExpectationOptions(),
        minimum_n=5,
        column=category("Expectation", Role.EXPECTATION, ("Exceeded",)),
        net_name="NPS",
        overall=table(SHARE_FIELDS, [shares("All", overall, 0.001 if abs(overall) > 8 else 0.5)]),
        segments=((CHANNEL, table(SHARE_FIELDS, levels)),) if levels else (),
        slopes=table(SLOPE_FIELDS, slopes),
        loss_heavier=True,
        unread=("Perhaps",),
        n_missing=2,
    )
