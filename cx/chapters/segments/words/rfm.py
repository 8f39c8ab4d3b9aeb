"""What recency, frequency and monetary value say."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.segments.rfm import Rfm
from cx.scores.against_rest import differs
from cx.text import numbers
from cx.text.finding import Finding, Tone

NAMES = {"recency": "Recency", "frequency": "Frequency", "monetary": "Monetary"}
_BEST = {"recency": "most recent", "frequency": "most frequent", "monetary": "highest spend"}
_WORST = {"recency": "least recent", "frequency": "least frequent", "monetary": "lowest spend"}


def dimensions(found: Rfm) -> Finding:
    """Say on which of the three the groups differ most in their score."""
    spreads = []
    for name in found.dimensions:
        frame = found.fifths.frame
        known = frame[(frame["dimension"] == name) & frame["points"].notna()]
        # One test per group on each of the dimensions; the p values are adjusted within one.
        if len(known) > 1 and differs(known["p_adjusted"].min() * len(found.dimensions)):
            spreads.append((abs(_spread(known)), name, known))
    n = numbers.count(found.n_customers)
    if not spreads:
        listed = numbers.listed([NAMES[name].lower() for name in found.dimensions])
        return Finding(
            f"No difference in {found.net_name} found by {listed}",
            f"Differences between the groups are within what chance alone gives (n {n} customers).",
        )
    apart = [each for each in spreads if _ends_differ(each[2])]
    if not apart:
        inner = numbers.listed([NAMES[name] for _, name, _ in spreads])
        return Finding(
            f"{inner}: fifths differ in {found.net_name}, but not the first from the last",
            f"The fifths that differ from the others are filled in the picture (n {n} customers).",
        )
    _, name, known = max(apart, key=lambda each: each[0])
    best, worst = known.iloc[0], known.iloc[-1]
    side = "above" if _spread(known) > 0 else "below"
    return Finding(
        f"The {_BEST[name]} fifth scores {numbers.in_points(abs(_spread(known)))} {side} the "
        f"{_WORST[name]}",
        f"{_scored(best)} against {_scored(worst)} customers; no other measure sets scores "
        f"further apart. {_revenue(best, f'The {_BEST[name]} fifth')}".strip(),
    )


def together(found: Rfm) -> Finding:
    """Say which combination of the three stands out."""
    known = found.together.frame.dropna(subset=["points"])
    differing = known[differs(known["p_adjusted"])]
    if differing.empty:
        return Finding(
            "No combination of recency, frequency and spend stands out",
            f"{numbers.counted(len(known), 'combination')} compared with all other customers, "
            f"adjusted for their number (n {numbers.count(known['n'].sum())} customers).",
            Tone.PLAIN if len(known) else Tone.CAUTION,
        )
    worst = differing.sort_values("difference_points").iloc[0]
    best = differing.sort_values("difference_points").iloc[-1]
    picked = worst if worst["difference_points"] < 0 else best
    side = "below" if picked["difference_points"] < 0 else "above"
    return Finding(
        f'"{picked["group"]}": {numbers.in_points(abs(picked["difference_points"]))} {side} all '
        "other customers",
        f"{_scored(picked)} customers, {numbers.percent(picked['share'])} of all."
        f" {_revenue(picked, 'They')} {len(differing)} of {len(known)} combinations differ beyond "
        "chance.",
        Tone.ATTENTION if side == "below" else Tone.GOOD,
    )


def reading_dimensions() -> str:
    """Say how to read the fifths."""
    return (
        f"Score and {numbers.RANGE} of each fifth of the customers, 5 the best; filled where it "
        "differs from the other fifths beyond chance. Customers with equal values stay together, "
        "so a fifth may be larger, or empty. A customer's score is the latest answer."
    )


def reading_together() -> str:
    """Say how to read the combinations."""
    return (
        f"Score and {numbers.RANGE} of each combination; recent, frequent and high spend are the "
        "upper two fifths of each. Filled where it differs from all other customers beyond chance."
    )


def what_is_missing(found: Rfm) -> str:
    """Say what cannot be told, and which column would tell it; empty when all is known."""
    said = []
    if not found.named:
        said.append(
            "No column says which customer answered: each response counts as a customer, and "
            "frequency is unknown. Give the column of the customer's id the meaning respondent."
        )
    elif not found.repeated:
        said.append("No customer has more than one response, so frequency is unknown.")
    if not found.has_dates:
        said.append("No column says when, so recency is unknown.")
    if not found.has_spend:
        said.append("No column says what customers spent, so monetary is unknown.")
    if found.n_unnamed:
        said.append(f"{numbers.counted(found.n_unnamed, 'response')} name no customer.")
    if found.n_refunds:
        said.append(f"{numbers.counted(found.n_refunds, 'amount')} below 0 lower the totals.")
    if found.n_responses + found.n_unnamed < found.n_available:
        said.append(
            f"From {numbers.count(found.n_customers)} customers, drawn at random with all of their "
            f"{numbers.count(found.n_responses)} responses."
        )
    return " ".join(said)


def alt(finding: Finding) -> str:
    """Describe a picture for those who cannot see it."""
    return f"{finding.headline}. {finding.detail}"


def fifth_name(row: pd.Series) -> str:
    """Name a fifth: "Recency 5"."""
    return f"{NAMES[str(row['dimension'])]} {row['fifth']:.0f}"


def _spread(known: pd.DataFrame) -> float:
    return float(known["points"].iloc[0] - known["points"].iloc[-1])


def _ends_differ(known: pd.DataFrame) -> bool:
    """Say whether the range of first less last leaves out 0 (MOVER, Zou & Donner 2008)."""
    low, high = sorted((known.iloc[0], known.iloc[-1]), key=lambda row: float(row["points"]))
    reach = math.hypot(high["points"] - high["low"], low["high"] - low["points"])
    return bool(high["points"] - low["points"] > reach)


def _scored(row: pd.Series) -> str:
    return (
        f"{numbers.points(row['points'])} "
        f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
    )


def _revenue(row: pd.Series, who: str) -> str:
    if pd.isna(row["revenue_share"]):
        return ""
    bring = "bring" if who == "They" else "brings"
    return f"{who} {bring} {numbers.percent(row['revenue_share'])} of the revenue."
