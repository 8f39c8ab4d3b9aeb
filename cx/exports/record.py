"""Results as plain records: the schema of `python -m cx analyse --json`, see docs/CLI.md.

Numbers are not rounded. Points run from -100 to 100, shares from 0 to 1; what is unknown is null.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from cx.chapters.drivers.boosting import BoostedCheck
from cx.chapters.drivers.interactions import DriverInteractions
from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.chapters.drivers.ranking import DriverRanking
from cx.chapters.drivers.words.ranking import method_reason
from cx.chapters.overview.bridge import Part, ScoreBridge
from cx.chapters.overview.level import Overview
from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.gaps import Gap, Performers
from cx.chapters.performers.like_for_like import LikeForLike
from cx.chapters.performers.recognition import Recognition
from cx.chapters.performers.standards import StandardGap
from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.comparison import Segments
from cx.chapters.segments.expectations import Expectations
from cx.chapters.segments.found import FoundSegments
from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.tree import SegmentTree
from cx.chapters.value.gap_worth import GapWorth
from cx.intake import Passport
from cx.text import target
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
        "does_not_apply": passport.does_not_apply,
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


def overview_record(overview: Overview, target_points: float | None = None) -> Record:
    """Return level, distribution and trend."""
    headline, test = overview.headline, overview.trend_test
    return {
        "outcome": overview.outcome,
        "n": overview.n,
        "target_points": target_points,
        "against_target": str(target.side(overview.net.low, overview.net.high, target_points))
        if target_points is not None
        else None,
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
        "distribution": rows_of(overview.distribution.frame[["value", "n"]]),
        "trend_period": str(overview.period) if overview.period else None,
        "trend": rows_of(overview.trend.frame),
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


def segments_record(segments: Segments, target_points: float | None = None) -> Record:
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
        "target_points": target_points,
        "rows": [{"column": None, **row} for row in rows_of(segments.cells.frame)],
        "row_margin": rows_of(segments.row_margin.frame),
        "column_margin": rows_of(segments.column_margin.frame) if segments.column_margin else [],
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
        "rows": rows_of(bridge.cells.frame),
    }


def _part(part: Part) -> Record:
    return {"points": part.points, "low": _known(part.low), "high": _known(part.high)}


def expectations_record(found: Expectations) -> Record:
    """Return how often expectations are exceeded, met or missed."""
    return {
        "column": found.column.label,
        "overall": rows_of(found.overall.frame),
        "slopes": rows_of(found.slopes.frame),
        "loss_heavier": found.loss_heavier,
        "unread": list(found.unread),
        "n_missing": found.n_missing,
        "by": [
            {"column": column.label, "rows": rows_of(table.frame)}
            for column, table in found.segments
        ],
    }


def bought_record(found: BoughtAgainstIntended) -> Record:
    """Return how those score who bought less than, as and more than intended."""
    return {
        "tolerance_share": found.options.tolerance,
        "currency": found.currency,
        "n": found.n,
        "n_missing": found.n_missing,
        "n_refunds": found.n_refunds,
        "rows": rows_of(found.groups.frame),
    }


def rfm_record(found: Rfm) -> Record:
    """Return customers by recency, frequency and monetary value."""
    return {
        "dimensions": list(found.dimensions),
        "named": found.named,
        "n_customers": found.n_customers,
        "n_responses": found.n_responses,
        "n_unnamed": found.n_unnamed,
        "n_refunds": found.n_refunds,
        "rows": rows_of(found.fifths.frame),
        "together": rows_of(found.together.frame),
    }


def found_record(found: FoundSegments) -> Record:
    """Return groups of customers who buy alike, or that there are none."""
    return {
        "method": str(found.options.method),
        "seed": found.options.seed,
        "verdict": str(found.verdict),
        "k": found.k,
        "features": list(found.features),
        "shuffled_p_value": _known(found.shuffled_p_value),
        "stays_share": _known(found.stays_share),
        "n_customers": found.n_customers,
        "n_searched": found.n_searched,
        "rows": rows_of(found.groups.frame),
        "tried": rows_of(found.tried.frame),
    }


def tree_record(tree: SegmentTree) -> Record:
    """Return the leaves of the tree on the half that had no say, if they hold there."""
    return {
        "holds": tree.holds,
        "n_leaves": tree.n_leaves,
        "p_value": _known(tree.p_value),
        "seed": tree.options.seed,
        "inputs": list(tree.inputs),
        "left_out": list(tree.left_out),
        "n_grown": tree.n_grown,
        "n_reported": tree.n_reported,
        "rows": rows_of(tree.leaves.frame),
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
        "penalty_reward": rows_of(contrast.drivers.frame),
        "interactions": {
            "n": by_group.n,
            "tests": rows_of(by_group.tests.frame),
            "by_group": [
                {"category": category, "rows": rows_of(table.frame)}
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
            "rows": rows_of(check.drivers.frame),
        }
        if check
        else None,
        "method": ranking.method,
        "method_reason": method_reason(ranking) or None,
        "r_squared": ranking.r_squared,
        "r_squared_low": _known(ranking.r_squared_low),
        "r_squared_high": _known(ranking.r_squared_high),
        "trusted": ranking.trusted,
        "n": ranking.n,
        # Responses that lack ratings are modelled, not dropped.
        "n_left_out": 0,
        "n_complete": ranking.n_complete,
        "r_squared_complete": _known(ranking.r_squared_complete),
        "rows": rows_of(ranking.drivers.frame),
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
        "minimum_n": performers.minimum_n,
        "between_sd_points": performers.between_sd_points,
        "heterogeneity": _known(performers.heterogeneity),
        "p_value": _known(performers.p_value),
        "p_value_corrected": _known(performers.p_value_corrected),
        "distinguishable": performers.distinguishable,
        "gaps": gaps,
        **{name: fifth.get(name) for name in measured},
        "rows": rows_of(performers.performers.frame),
        "method": "beta-binomial" if performers.two_valued else performers.options.method,
        "overdispersion": performers.overdispersion,
        "funnel_limits": rows_of(performers.funnel.frame),
    }


def like_for_like_record(like: LikeForLike) -> Record:
    """Return the gap before and after adjusting for who was served."""
    return {
        "adjusted_for": [column.label for column in like.adjusted_for],
        "not_adjusted_for": [column.label for column in like.nested],
        "raw_gap_points": _known(like.raw_gap_points),
        "gap_before": _estimate(like.before) if like.before else None,
        "gap_after": _estimate(like.after) if like.after else None,
        "explained_share": _known(like.explained_share),
        "explained_low": _known(like.explained_low),
        "explained_high": _known(like.explained_high),
        "mix_matters": like.mix_matters,
        "p_value": _known(like.p_value),
        "distinguishable": like.distinguishable,
        "effects": rows_of(like.effects.frame),
        "rows": rows_of(like.performers.frame),
    }


def worth_record(worth: GapWorth) -> Record:
    """Return what lifting the worst fifth to the best is worth."""
    return {
        "realisation_share": worth.options.assumptions.realisation,
        "points": _estimate(worth.points),
        "full_points": worth.full_points,
        "raw_points": worth.raw_points,
        "target_points": worth.target_points,
        "n_lifted": worth.n_lifted,
        "money": _estimate(worth.money) if worth.money else None,
        "currency": worth.currency,
        "bands": rows_of(worth.bands.frame) if worth.bands else [],
    }


def within_record(within: TiersWithin) -> Record:
    """Return the tiers of performers within their groups."""
    return {
        "column": within.within.label,
        "n_alone": within.n_alone,
        "groups": rows_of(within.groups.frame),
        "rows": rows_of(within.members.frame),
    }


def standard_record(gap: StandardGap) -> Record:
    """Return the gap between performers on a further standard."""
    return {
        "standard": gap.options.standard,
        "label": gap.label,
        "unit": "hours" if gap.lower_is_better else str(gap.unit),
        "best": gap.best,
        "worst": gap.worst,
        "shrunk_gap": _estimate(gap.gap),
        "raw_gap": gap.raw_gap,
        "luck_gap": gap.luck_gap,
        "p_value": _known(gap.p_value),
        "distinguishable": gap.distinguishable,
        "n_left_out": gap.n_left_out,
        "rows": rows_of(gap.performers.frame),
    }


def consistency_record(consistency: Consistency) -> Record:
    """Return the spread of answers within performers."""
    return {
        "typical_sd": consistency.typical_sd,
        "p_value": _known(consistency.p_value),
        "distinguishable": consistency.distinguishable,
        "rows": rows_of(consistency.performers.frame),
    }


def recognition_record(recognition: Recognition) -> Record:
    """Return changes between the last two quarters, and the gap of every quarter."""
    return {
        "quarter_before": _known(recognition.before),
        "quarter_after": _known(recognition.after),
        "mean_change_points": recognition.mean_change_points,
        "p_value": _known(recognition.p_value),
        "distinguishable": recognition.distinguishable,
        "compounded_share": _known(recognition.compounded),
        "compounded_low": _known(recognition.compounded_low),
        "compounded_high": _known(recognition.compounded_high),
        "quarters": rows_of(recognition.quarters.frame),
        "rows": rows_of(recognition.changes.frame),
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


def rows_of(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame as records; what is unknown is null."""
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
