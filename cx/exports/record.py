"""Results as plain records: the schema of `python -m cx analyse --json`, see docs/CLI.md.

Numbers are not rounded. Points run from -100 to 100, shares from 0 to 1; what is unknown is null.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from cx.analyses.boosting import BoostedCheck
from cx.analyses.bridge import Part, ScoreBridge
from cx.analyses.driver_interactions import DriverInteractions
from cx.analyses.drivers import DriverRanking
from cx.analyses.expectations import Expectations
from cx.analyses.overview import Overview
from cx.analyses.penalty_reward import PenaltiesAndRewards
from cx.analyses.performers import Gap, Performers
from cx.analyses.segments import Segments
from cx.intake import Passport
from cx.vocabulary import Estimate, Role, Scale

Record = dict[str, Any]


def scale_record(scale: Scale) -> Record:
    """Return the range and the cut-offs of a scale."""
    return {
        "minimum": scale.minimum,
        "maximum": scale.maximum,
        "favourable_from": scale.favourable_from,
        "unfavourable_to": scale.unfavourable_to,
    }


def passport_record(passport: Passport, scale: Scale) -> Record:
    """Return what became of the file."""
    singles = {role for role in Role if not role.many}
    return {
        "rows_read": passport.rows_read,
        "rows_used": passport.rows_used,
        "rows_left_out": passport.rows_left_out,
        "left_out": [
            {"code": reason.code, "sentence": reason.sentence, "count": reason.count}
            for reason in passport.left_out
        ],
        "repairs": [
            {
                "code": repair.code,
                "column": repair.column,
                "sentence": repair.sentence,
                "count": repair.count,
            }
            for repair in passport.repairs
        ],
        "duplicates": passport.duplicates,
        "repeated_ids": passport.repeated_ids,
        "missing": passport.missing,
        "first_date": passport.first_date,
        "last_date": passport.last_date,
        "straight_lining": passport.straight_lining,
        "personal": [{"column": p.header, "reason": p.reason} for p in passport.personal],
        "currency": passport.currency,
        "problems": [problem.as_dict() for problem in passport.problems],
        "mapping": {
            role: headers[0] if role in singles else list(headers)
            for role, headers in passport.mapping.items()
        },
        "scale": scale_record(scale),
    }


def overview_record(overview: Overview) -> Record:
    """Return level, distribution and trend."""
    headline, test = overview.headline, overview.trend_test
    return {
        "outcome": overview.outcome,
        "n": overview.n,
        "mean": _estimate(overview.mean),
        "headline": {
            "name": headline.name,
            "unit": str(headline.unit),
            **_estimate(headline.estimate),
        },
        "net": {
            "name": overview.scale.net_name,
            "points": overview.net.value,
            "low": _known(overview.net.low),
            "high": _known(overview.net.high),
            "favourable_share": overview.favourable_share,
            "neutral_share": overview.neutral_share,
            "unfavourable_share": overview.unfavourable_share,
        },
        "distribution": _rows(overview.distribution.frame[["value", "n"]]),
        "trend_period": str(overview.period) if overview.period else None,
        "trend": _rows(overview.trend.frame),
        "trend_test": {
            "name": test.name,
            "p_value": _known(test.p_value),
            "slope_points": _known(test.slope_points),
            "slope_low": _known(test.slope_low),
            "slope_high": _known(test.slope_high),
            "n_periods": test.n_periods,
        }
        if test
        else None,
    }


def segments_record(segments: Segments) -> Record:
    """Return every combination of two categories, and the margins."""
    return {
        "row_role": str(segments.row.role),
        "row_column": segments.row.label,
        "column_role": str(segments.column.role) if segments.column else None,
        "column_column": segments.column.label if segments.column else None,
        "n_missing": segments.n_missing,
        "n_suppressed": segments.n_cells_suppressed,
        "n_protecting": segments.n_cells_protecting,
        "merge": _merge_record(segments),
        "interaction": _interaction_record(segments),
        "target_points": segments.options.target_points,
        "rows": [{"column": None, **row} for row in _rows(segments.cells.frame)],
        "row_margin": _rows(segments.row_margin.frame),
        "column_margin": _rows(segments.column_margin.frame) if segments.column_margin else [],
    }


def bridge_record(bridge: ScoreBridge) -> Record:
    """Return the parts of a change between two periods."""
    return {
        "names": list(bridge.names),
        "columns": [column.label for column in bridge.columns],
        "before": {"points": bridge.before.value, "n": bridge.before.n},
        "after": {"points": bridge.after.value, "n": bridge.after.n},
        "change": _part(bridge.change),
        "mix": _part(bridge.mix),
        "score": _part(bridge.score),
        "n_left_out": bridge.n_left_out,
        "rows": _rows(bridge.cells.frame),
    }


def _part(part: Part) -> Record:
    return {"points": part.points, "low": _known(part.low), "high": _known(part.high)}


def expectations_record(found: Expectations) -> Record:
    """Return how often expectations are exceeded, met or missed."""
    return {
        "column": found.column.label,
        "overall": _rows(found.overall.frame),
        "slopes": _rows(found.slopes.frame),
        "loss_heavier": found.loss_heavier,
        "unread": list(found.unread),
        "n_missing": found.n_missing,
        "by": [
            {"column": column.label, "rows": _rows(table.frame)} for column, table in found.segments
        ],
    }


def _merge_record(segments: Segments) -> Record | None:
    if segments.merge is None:
        return None
    column, levels = segments.merge.column.label, list(segments.merge.levels)
    return {"column": column, "levels": levels, "done": segments.merged}


def _interaction_record(segments: Segments) -> Record | None:
    test = segments.interaction
    if test is None:
        return None
    return {
        "statistic": _known(test.statistic),
        "degrees_of_freedom": test.degrees_of_freedom,
        "p_value": _known(test.p_value),
        "smallest_expected": _known(test.smallest_expected),
    }


def drivers_record(
    ranking: DriverRanking,
    contrast: PenaltiesAndRewards,
    by_group: DriverInteractions,
    check: BoostedCheck | None = None,
) -> Record:
    """Return the ranking of drivers, what it rests on, and what else is known of the drivers."""
    return {
        "penalty_reward": _rows(contrast.drivers.frame),
        "interactions": {
            "n": by_group.n,
            "tests": _rows(by_group.tests.frame),
            "by_group": [
                {"category": category, "rows": _rows(table.frame)}
                for category, table in by_group.by_group
            ],
        },
        "boosting": {
            "r_squared_linear": check.r_squared_linear,
            "r_squared_boosted": check.r_squared_boosted,
            "gain": check.gain,
            "gain_error": check.gain_error,
            "better": check.better,
            "n": check.n,
            "rows": _rows(check.drivers.frame),
        }
        if check
        else None,
        "method": ranking.method,
        "r_squared": ranking.r_squared,
        "r_squared_low": _known(ranking.r_squared_low),
        "r_squared_high": _known(ranking.r_squared_high),
        "trusted": ranking.trusted,
        "n": ranking.n,
        # Responses that lack ratings are modelled, not dropped.
        "n_left_out": 0,
        "n_complete": ranking.n_complete,
        "r_squared_complete": _known(ranking.r_squared_complete),
        "rows": _rows(ranking.drivers.frame),
        "set_aside": [
            {"driver": aside.driver, "reason": aside.reason, "n_rated": aside.n_rated}
            for aside in ranking.set_aside
        ],
        "outcome_like": list(ranking.outcome_like),
        "verdict": str(ranking.verdict),
        "doubts": [str(doubt) for doubt in ranking.doubts],
        "agreeing_share": ranking.agreeing_share,
        "largest_inflation": _known(ranking.largest_inflation),
        "noise_importance": ranking.noise_importance,
        "top_three": {
            "drivers": list(ranking.leaders.members),
            "k": ranking.leaders.k,
            "probability": ranking.leaders.probability,
        },
    }


def performers_record(performers: Performers) -> Record:
    """Return scores, spread, gaps and tiers of performers."""
    gaps = [_gap(gap) for gap in performers.gaps]
    fifth = next((gap for gap in gaps if gap["fraction"] == 0.2), {})
    measured = [
        "raw_gap_points",
        "shrunk_gap_points",
        "shrunk_gap_low",
        "shrunk_gap_high",
        "luck_gap_points",
    ]
    return {
        "n_performers": performers.n_performers,
        "n_too_small": performers.n_too_small,
        "minimum_n": performers.options.minimum_n,
        "between_sd_points": performers.between_sd_points,
        "heterogeneity": _known(performers.heterogeneity),
        "p_value": _known(performers.p_value),
        "distinguishable": performers.distinguishable,
        "gaps": gaps,
        **{name: fifth.get(name) for name in measured},
        "rows": _rows(performers.performers.frame),
    }


def _gap(gap: Gap) -> Record:
    return {
        "fraction": gap.fraction,
        "n_in_each": gap.n_in_each,
        "raw_gap_points": gap.raw_points,
        "shrunk_gap_points": gap.shrunk.value,
        "shrunk_gap_low": gap.shrunk.low,
        "shrunk_gap_high": gap.shrunk.high,
        "luck_gap_points": gap.luck_points,
        "luck_p_value": gap.luck_p_value,
    }


def _estimate(estimate: Estimate) -> Record:
    return {
        "value": _known(estimate.value),
        "low": _known(estimate.low),
        "high": _known(estimate.high),
    }


def _rows(frame: pd.DataFrame) -> list[Record]:
    return [
        {str(name): _known(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _known(value: Any) -> Any:
    """Turn NaN and infinities, which JSON does not have, into null, and dates into text."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value
