"""What the comparison of expectations says."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.segments.expectations import Expectations
from cx.scores.against_rest import differs
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Column, Table


def overall(found: Expectations) -> Finding:
    """Say how often expectations are exceeded and missed."""
    row = found.overall.frame.iloc[0]
    shares = (
        f"{numbers.percent(row['exceeded_share'])} exceeded, {numbers.percent(row['met_share'])} "
        f"met, {numbers.percent(row['missed_share'])} missed"
    )
    detail = (
        f"{shares}: net {numbers.change(row['net_points'])} points ({numbers.RANGE} "
        f"{numbers.change(row['low'])} to {numbers.change(row['high'])}, "
        f"n {numbers.count(row['n'])})."
    )
    if row["met_share"] == 1:
        return Finding("Every answer says that expectations are met", detail)
    if row["low"] > 0:
        return Finding("Expectations are exceeded more often than missed", detail, Tone.GOOD)
    if row["high"] < 0:
        return Finding("Expectations are missed more often than exceeded", detail, Tone.ATTENTION)
    return Finding("Whether expectations are exceeded or missed more often cannot be told", detail)


def slopes(found: Expectations) -> Finding:
    """Say what exceeding and missing go with, and whether a miss weighs more."""
    frame = found.slopes.frame
    exceeded, _, missed = (row for _, row in frame.iterrows())
    if frame["difference_points"].isna().all():
        return Finding(
            "Too few responses to say what a miss goes with",
            f"Each of exceeded, met and missed needs {found.minimum_n} responses; there "
            f"are {numbers.listed([numbers.count(n) for n in frame['n']])}.",
            Tone.CAUTION,
        )
    detail = (
        f"Against expectations that are met, {found.net_name} is "
        f"{_difference(exceeded)} points where they are exceeded (n "
        f"{numbers.count(exceeded['n'])}) and {_difference(missed)} where they are missed (n "
        f"{numbers.count(missed['n'])})."
    )
    # To weigh a miss against a gain takes a miss that lowers the score and a gain that does not.
    wrong = []
    if exceeded["difference_high"] < 0:
        wrong.append("lower where expectations are exceeded")
    if missed["difference_low"] > 0:
        wrong.append(
            "higher where they are missed" if wrong else "higher where expectations are missed"
        )
    if wrong:
        return Finding(
            f"{found.net_name} is {numbers.listed(wrong)} than where they are met",
            detail,
            Tone.CAUTION,
        )
    if not (math.isfinite(exceeded["difference_points"] * missed["difference_points"])):
        return Finding("A miss and a gain cannot be weighed: nobody had one of them", detail)
    if found.loss_heavier is None:
        return Finding("No difference found between the weight of a miss and of a gain", detail)
    if found.loss_heavier:
        return Finding("A miss weighs more than a gain", detail, Tone.ATTENTION)
    return Finding("A gain weighs more than a miss", detail)


def segment(column: Column, shares: Table) -> Finding:
    """Say between which groups of a column the net differs for certain."""
    known = shares.frame.dropna(subset=["net_points"]).sort_values("net_points")
    n = numbers.count(known["n"].sum())
    if len(known) < 2:
        return Finding(
            f"{column.label} has fewer than two groups large enough to compare",
            "Remove a filter.",
            Tone.CAUTION,
        )
    worst, best = known.iloc[0], known.iloc[-1]
    if not differs(known["p_adjusted"]).any() or best["low"] <= worst["high"]:
        low, high = (numbers.change(row["net_points"]) for row in (worst, best))
        return Finding(
            f"No clear difference by {column.label}",
            f"The net is {low} in all {len(known)} groups (n {n})."
            if low == high
            else f"The net runs from {low} to {high}, within what chance alone gives for "
            f"{len(known)} groups (n {n}).",
        )
    return Finding(
        f"{best['level']} does better by expectations than {worst['level']}",
        f"Exceeded less missed: net {_net(best)} against {_net(worst)}.",
    )


def reading() -> str:
    """Say how to read the shares."""
    return f"Share exceeded, met and missed in each group; the net has its {numbers.RANGE}."


def reading_slopes(found: Expectations, target_points: float | None = None) -> str:
    """Say how to read the slopes."""
    said = f"Difference from those whose expectations were met, with its {numbers.RANGE}."
    met = found.met_points
    if target_points is None or not math.isfinite(met):
        return said
    distance = target_points - met
    side = "above" if distance > 0 else "below"
    return (
        f"{said} Those score {numbers.points(met)}; the target of {numbers.change(target_points)} "
        f"{f'lies {numbers.in_points(abs(distance))} {side}' if distance else 'is the same'}."
    )


def alt(finding: Finding) -> str:
    """Describe a picture for those who cannot see it."""
    return f"{finding.headline}. {finding.detail}"


def left_out(found: Expectations) -> str:
    """Say which answers take no part; empty when all do."""
    if not found.n_missing:
        return ""
    others = numbers.listed([f'"{value}"' for value in found.unread])
    unread = f" ({others})" if others else ""
    lacking = numbers.counted(found.n_missing, "response")
    return f"{lacking} do not say exceeded, met or missed{unread} and are not counted here."


def _difference(row: pd.Series) -> str:
    return (
        f"{numbers.change(row['difference_points'])} "
        f"({numbers.change(row['difference_low'])} to {numbers.change(row['difference_high'])})"
    )


def _net(row: pd.Series) -> str:
    return (
        f"{numbers.change(row['net_points'])} ({numbers.change(row['low'])} to "
        f"{numbers.change(row['high'])}, n {numbers.count(row['n'])})"
    )
