"""Answers put together from results, as docs/CLI.md promises them.

A result becomes JSON by `to_plain`. Here is only what is made of several results, or of names that
are none of a result's own.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cx.chapters.case import exhibits as case_exhibits
from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.reading import write_plan
from cx.chapters.case.words.assessment import proofs_against
from cx.chapters.drivers.boosting import BoostedCheck
from cx.chapters.drivers.interactions import DriverInteractions
from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.chapters.drivers.ranking import DriverRanking
from cx.chapters.drivers.words.ranking import method_reason
from cx.chapters.overview.bridge import ScoreBridge
from cx.chapters.overview.level import Overview
from cx.chapters.performers.gaps import Performers
from cx.chapters.performers.standards import StandardGap
from cx.chapters.segments.comparison import Segments
from cx.chapters.segments.expectations import Expectations
from cx.chapters.what_if import exhibits as what_if_exhibits
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.intake import Passport
from cx.plain import Record, to_plain
from cx.problems import NotEnoughData
from cx.text import target
from cx.text.finding import Finding
from cx.vocabulary import Estimate, Role


def answered(parts: Mapping[str, Callable[[], Any]]) -> tuple[dict[str, Any], list[Record]]:
    """Ask for each part; what cannot be answered is None, and its problems say why."""
    found: dict[str, Any] = {}
    missing: list[Record] = []
    for name, ask in parts.items():
        try:
            found[name] = ask()
        except NotEnoughData as error:
            found[name] = None
            missing += [{"part": name, **to_plain(problem)} for problem in error.problems]
    return found, missing


def findings(said: Iterable[Finding]) -> list[Record]:
    """Return what was found, as data and in sentences."""
    return [
        {
            "question": finding.question,
            "verdict": finding.verdict,
            "headline": finding.headline,
            "detail": finding.detail,
            "effect": finding.effect and finding.effect.value,
            "unit": finding.effect and finding.effect.unit,
            "low": finding.effect and finding.effect.low,
            "high": finding.effect and finding.effect.high,
            "n": finding.effect and finding.effect.n,
            "page": finding.page,
        }
        for finding in said
    ]


def passport(kept: Passport) -> Record:
    """Return what became of the file."""
    single = {role for role in Role if not role.many}
    return {
        **to_plain(kept),
        "mapping": {
            role: headers[0] if role in single else headers
            for role, headers in kept.mapping.items()
        },
    }


def overview(found: Overview, target_points: float | None) -> Record:
    """Return level, distribution and trend."""
    net = found.net
    return {
        **to_plain(found),
        "net": {
            "name": found.scale.net_name,
            "points": net.value,
            "low": net.low,
            "high": net.high,
            "favourable_share": found.favourable_share,
            "neutral_share": found.neutral_share,
            "unfavourable_share": found.unfavourable_share,
        },
        "target_points": target_points,
        "against_target": target.side(net.low, net.high, target_points)
        if target_points is not None
        else None,
    }


def segments(compared: Segments, target_points: float | None) -> Record:
    """Return every combination of two categories, and the margins."""
    plain = to_plain(compared)
    return {
        **plain,
        "rows": [{"column": None, **row} for row in plain["rows"]],
        "column_margin": plain["column_margin"] or [],
        "merge": plain["merge"] and {**plain["merge"], "done": compared.merged},
        "target_points": target_points,
    }


def bridge(changed: ScoreBridge) -> Record:
    """Return the parts of a change between two periods."""

    def side(score: Estimate) -> Record:
        return {"points": score.value, "low": score.low, "high": score.high, "n": score.n}

    return {**to_plain(changed), "before": side(changed.before), "after": side(changed.after)}


def expectations(found: Expectations) -> Record:
    """Return how often expectations are exceeded, met or missed."""
    by = [{"column": column, "rows": table} for column, table in found.segments]
    return {**to_plain(found), "by": by}


def drivers(
    ranked: DriverRanking,
    contrast: PenaltiesAndRewards,
    by_group: DriverInteractions,
    check: BoostedCheck,
) -> Record:
    """Return the ranking of drivers, what it rests on, and what else is known of the drivers."""
    return {
        **to_plain(ranked),
        "method_reason": method_reason(ranked) or None,
        "n_left_out": 0,  # responses that lack ratings are modelled, not dropped
        "penalty_reward": contrast.drivers,
        "interactions": {
            **to_plain(by_group),
            "by_group": [{"category": name, "rows": table} for name, table in by_group.by_group],
        },
        "boosting": check,
    }


_OF_THE_FIFTH = (
    "raw_gap_points",
    "shrunk_gap_points",
    "shrunk_gap_low",
    "shrunk_gap_high",
    "luck_gap_points",
)


def performers(compared: Performers) -> Record:
    """Return scores, spread, gaps and tiers of performers; the gap of the fifth on top too."""
    plain = to_plain(compared)
    fifth: Record = next((gap for gap in plain["gaps"] if gap["fraction"] == 0.2), {})
    method = "beta-binomial" if compared.two_valued else compared.options.method
    return {**plain, "method": method, **{name: fifth.get(name) for name in _OF_THE_FIFTH}}


def standard(gap: StandardGap) -> Record:
    """Return the gap between performers on a further standard."""
    return {**to_plain(gap), "unit": "hours" if gap.lower_is_better else gap.unit}


def what_if(model: WhatIfModel, result: WhatIfResult) -> Record:
    """Return what goes with the moves, and what can be moved."""
    return {
        **to_plain(model),
        **to_plain(result),
        "findings": findings(what_if_exhibits.findings(model, result)),
        "levers": [
            {**to_plain(lever), "room": lever.room, "locked": lever.locked}
            for lever in model.levers
        ],
        "locked": [lever.label for lever in result.locked],
        "mixes": [
            {
                "column": mix.column,
                "levels": [
                    {"level": level, "share": share, "n": count}
                    for level, share, count in zip(
                        mix.column.categories, mix.shares, mix.counts, strict=True
                    )
                ],
            }
            for mix in model.mixes
        ],
    }


def case(assessed: BusinessCase) -> Record:
    """Return the case and the plan that it was computed from, as it can be read again."""
    return {
        **to_plain(assessed),
        "findings": findings(case_exhibits.findings(assessed)),
        "name": assessed.plan.name,
        "currency": assessed.plan.currency or None,
        "would_prove_it_wrong": proofs_against(assessed),
        "plan": write_plan(assessed.plan),
    }
