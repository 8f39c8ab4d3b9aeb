"""Results put together by hand, so that sentences and pictures can be held to the letter."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from cx.chapters.drivers.methods import Method, Trust
from cx.chapters.drivers.ranking import DRIVER_FIELDS, DriverOptions, DriverRanking, SetAside
from cx.chapters.drivers.result import Leaders
from cx.chapters.overview.level import (
    DISTRIBUTION_FIELDS,
    TREND_FIELDS,
    Headline,
    Overview,
    OverviewOptions,
    Period,
    TrendTest,
)
from cx.chapters.performers.gaps import (
    FUNNEL_FIELDS,
    PERFORMER_FIELDS,
    Gap,
    PerformerOptions,
    Performers,
)
from cx.chapters.segments.comparison import SegmentOptions, Segments
from cx.scores.counts import N
from cx.scores.groups import FLAG_FIELDS, SCORE_FIELDS, named_fields
from cx.vocabulary import Column, Estimate, Field, Kind, Role, Scale, Table, Unit

NPS = Scale.conventional(0, 10)
NAN = math.nan


def typeset(text: str) -> str:
    """Write a no-break space as a tilde, so that expected texts can be read."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


def table(fields: Sequence[Field], rows: Sequence[Mapping[str, object]]) -> Table:
    names = [field.name for field in fields]
    return Table(pd.DataFrame(list(rows), columns=names), tuple(fields))


# --- overview --------------------------------------------------------------------------------


def trend_test(
    p_value: float, slope: float = 0.5, low: float = 0.1, high: float = 0.9
) -> TrendTest:
    return TrendTest("slope over all responses", 13, slope, low, high, p_value, span=12)


def overview(
    scale: Scale = NPS,
    test: TrendTest | None = None,
    period: Period | None = Period.MONTH,
    outcome: str = "Likelihood to recommend",
) -> Overview:
    """Twelve hundred answers: half favourable, three tenths neutral, one fifth unfavourable."""
    net = Estimate(30.0, 25.4, 34.6, 1_200)
    share = Estimate(0.5, 0.4718, 0.5282, 1_200)
    values = [scale.minimum, (scale.unfavourable_to + scale.favourable_from) / 2, scale.maximum]
    distribution = [
        {"value": value, "n": n, "share": n / 1_200, "band": str(scale.band(value))}
        for value, n in zip(values, (240, 360, 600), strict=True)
    ]
    points = [28.0, NAN, 32.0]
    trend = [
        {
            "period": pd.Timestamp(2026, month, 1),
            "n": 3 if math.isnan(value) else 399,
            "points": value,
            "low": value - 8,
            "high": value + 8,
        }
        for month, value in enumerate(points, start=1)
    ]
    return Overview(
        options=OverviewOptions(),
        scale=scale,
        outcome=outcome,
        n=1_200,
        mean=Estimate(7.456, 7.312, 7.6, 1_200),
        headline=(
            Headline("NPS", Unit.POINTS, net)
            if scale.is_nps
            else Headline("Top-2-box", Unit.SHARE, share)
        ),
        net=net,
        favourable_share=0.5,
        neutral_share=0.3,
        unfavourable_share=0.2,
        distribution=table(DISTRIBUTION_FIELDS, distribution),
        trend=table(TREND_FIELDS, trend if period else []),
        trend_test=test,
        period=period,
        n_undated=0,
    )


# --- segments --------------------------------------------------------------------------------

_SCORES = (N, *named_fields(SCORE_FIELDS, "NPS"), *FLAG_FIELDS)


def scored(
    points: float, n: int = 200, difference: float = 0.0, p_adjusted: float = 0.5
) -> dict[str, object]:
    """One group of a comparison; NaN points with answers are a group too small to show."""
    return {
        "n": n,
        "points": points,
        "low": points - 9,
        "high": points + 9,
        "difference_points": difference,
        "difference_low": difference - 10,
        "difference_high": difference + 10,
        "p_value": p_adjusted / 2,
        "p_adjusted": p_adjusted,
        "revenue_share": NAN,
        "suppressed": bool(math.isnan(points) and 0 < n < 5),
        "protecting": bool(math.isnan(points) and n >= 5),
        "grey": bool(not math.isnan(points) and n < 30),
    }


def category(label: str, role: Role, levels: Sequence[str]) -> Column:
    return Column(str(role), role, label, Kind.CATEGORY, tuple(levels))


def margin(label: str, groups: Mapping[str, Mapping[str, object]]) -> Table:
    fields = (Field("level", Unit.TEXT, label, f'A value of "{label}".'), *_SCORES)
    return table(fields, [{"level": level, **scores} for level, scores in groups.items()])


def segments(
    cells: Mapping[tuple[str, str], Mapping[str, object]],
    rows: Mapping[str, Mapping[str, object]] | None = None,
    columns: Mapping[str, Mapping[str, object]] | None = None,
    row_label: str = "Acquisition channel",
    column_label: str = "Purchase behaviour",
) -> Segments:
    """A grid from its cells; margins that are not given are of one score everywhere."""
    row_levels = list(dict.fromkeys(row for row, _ in cells))
    column_levels = list(dict.fromkeys(column for _, column in cells))
    fields = (
        Field("row", Unit.TEXT, row_label, "A value."),
        Field("column", Unit.TEXT, column_label, "A value."),
        *_SCORES,
    )
    grid = [{"row": row, "column": column, **cell} for (row, column), cell in cells.items()]
    frame = table(fields, grid)
    return Segments(
        options=SegmentOptions(),
        minimum_n=5,
        scale=NPS,
        row=category(row_label, Role.ACQUISITION_CHANNEL, row_levels),
        column=category(column_label, Role.PURCHASE_BEHAVIOUR, column_levels),
        cells=frame,
        row_margin=margin(row_label, rows or {level: scored(30) for level in row_levels}),
        column_margin=margin(
            column_label, columns or {level: scored(30) for level in column_levels}
        ),
        net=Estimate(30.0, 27.0, 33.0, 1_200),
        n_missing=0,
        n_cells_suppressed=int(frame.frame["suppressed"].sum()),
        has_revenue=False,
    )


# --- drivers ---------------------------------------------------------------------------------


def driver(
    name: str,
    importance: float,
    quadrant: str = "undecided",
    direction: str = "positive",
    reach: float = 0.01,
) -> dict[str, object]:
    return {
        "driver": name,
        "n_rated": 1_000,
        "importance": importance,
        "importance_low": importance - reach,
        "importance_high": importance + reach,
        "share": importance / 0.5,
        "share_of_r2_low": (importance - reach) / 0.5,
        "share_of_r2_high": (importance + reach) / 0.5,
        "importance_lmg": importance,
        "importance_johnson": importance,
        "importance_correlation": 0.16,
        "agreement": True,
        "importance_complete": importance,
        "importance_if_lower": importance,
        "noise_importance": 0.004,
        "above_noise": importance > 0.004,
        "p_outranks_next": 0.9,
        "p_top_three": 0.8,
        "correlation": 0.4,
        "coefficient": -0.1 if direction == "conflict" else 0.2,
        "direction": direction,
        "inflation": 1.5,
        "applies_to_all": True,
        "performance": 7.0,
        "performance_low": 6.9,
        "performance_high": 7.1,
        "performance_share": 0.67,
        "quadrant": quadrant,
    }


def ranking(
    *drivers: dict[str, object], trusted: bool = True, set_aside: tuple[SetAside, ...] = ()
) -> DriverRanking:
    """A ranking that explains half of the variance of 1,200 responses."""
    return DriverRanking(
        options=DriverOptions(),
        drivers=table(DRIVER_FIELDS, drivers),
        method=Method.LMG,
        r_squared=0.5,
        r_squared_low=0.46,
        r_squared_high=0.54,
        n=1_200,
        n_complete=1_200,
        r_squared_complete=0.5,
        n_sampled_from=1_200,
        mean_importance=0.125,
        mean_performance_share=0.65,
        noise_importance=0.004,
        leaders=Leaders(3, ("Waiting", "Staff", "Website"), 0.94, (1, 2, 3), 1),
        agreeing_share=1.0,
        largest_inflation=1.5,
        verdict=Trust.RELIABLE,
        doubts=(),
        outcome_like=(),
        set_aside=set_aside,
        same_scale=True,
        trusted=trusted,
        alternatives=(),
    )


# --- performers ------------------------------------------------------------------------------


def performer(
    name: str, shrunk: float, tier: int = 2, raw: float | None = None, n: int = 50
) -> dict[str, object]:
    return {
        "performer": name,
        "n": n,
        "raw_points": shrunk if raw is None else raw,
        "shrunk_points": shrunk,
        "low": shrunk - 12,
        "high": shrunk + 12,
        "reliability": 0.4,
        "tier": tier,
        "in_top_fifth": 0.6 if tier == 1 else 0.1,
        "in_bottom_fifth": 0.6 if tier == 3 else 0.1,
        "expected_rank": 2.0,
        "funnel": "inside" if tier == 2 else "outside 95 %",
        "named": tier != 2,
    }


def gap(fraction: float = 0.2) -> Gap:
    return Gap(fraction, 4, 42.3, Estimate(16.4, 10.6, 22.1, 400), 32.2, 0.001)


def performers(
    *rows: dict[str, object], distinguishable: bool = True, gaps: tuple[Gap, ...] = ()
) -> Performers:
    """Performers around a mean of 32.7; nobody is left out."""
    made = Performers(
        options=PerformerOptions(),
        minimum_n=5,
        performer=Column("performer", Role.PERFORMER, "Agent", Kind.CATEGORY),
        net_name="NPS",
        rows=table(PERFORMER_FIELDS, rows),
        gaps=gaps,
        n_performers=len(rows),
        n_too_small=0,
        n_responses=1_234,
        n_responses_left_out=0,
        net=Estimate(32.7, 29.0, 36.0, 1_234),
        mean_points=32.7,
        between_sd_points=9.0,
        heterogeneity=40.0,
        p_value=0.0004,
        p_value_corrected=0.0004,
        distinguishable=distinguishable,
        two_valued=False,
        funnel_limits=table(
            FUNNEL_FIELDS,
            [
                {
                    "n": n,
                    "low_998": 32.7 - reach,
                    "low_95": 32.7 - reach / 2,
                    "high_95": 32.7 + reach / 2,
                    "high_998": 32.7 + reach,
                }
                for n, reach in ((5, 60.0), (50, 30.0), (400, 12.0))
            ],
        ),
        overdispersion=1.4,
    )
    return (
        made
        if distinguishable
        else replace(made, p_value=0.82, p_value_corrected=0.82, between_sd_points=0.0)
    )
