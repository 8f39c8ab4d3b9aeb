"""What the comparison of bought and intended says."""

from __future__ import annotations

import pandas as pd

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.scores.against_rest import differs
from cx.text import numbers
from cx.text.finding import Finding, Tone


def against_intention(found: BoughtAgainstIntended) -> Finding:
    """Say whether those who bought less or more than intended score differently."""
    frame = found.groups.frame.dropna(subset=["points"])
    if len(frame) < 2:
        return Finding(
            "Fewer than two groups are large enough to compare",
            "Widen or narrow what counts as intended, or remove a filter.",
            Tone.CAUTION,
        )
    said = "; ".join(_scored(row) for _, row in frame.iterrows()).capitalize()
    if not differs(frame["p_adjusted"]).any():
        return Finding(
            f"No difference found in {found.net_name} between buying less, as and more than "
            "intended",
            f"{said}; ranges with 95{numbers.SPACE}% confidence.",
        )
    ordered = frame.sort_values("points")
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    return Finding(
        f"Who bought {best['bought']} scores "
        f"{numbers.in_points(best['points'] - worst['points'])} above who bought {worst['bought']}",
        f"{said}; ranges with 95{numbers.SPACE}% confidence. {_money(found, frame)}".strip(),
    )


def reading(found: BoughtAgainstIntended) -> str:
    """Say how to read the picture, and what counts as intended."""
    return (
        f"Score and {numbers.RANGE} of each group; filled where it differs from the others beyond "
        f"chance. As intended: spend within {numbers.percent(found.options.tolerance)} of the "
        f"intended spend (n {numbers.count(found.n)} responses)."
    )


def left_out(found: BoughtAgainstIntended) -> str:
    """Say which responses take no part; empty when all do."""
    said = []
    if found.n_missing:
        said.append(f"{numbers.counted(found.n_missing, 'response')} without spend or intention")
    if found.n_refunds:
        said.append(f"{numbers.counted(found.n_refunds, 'response')} with an amount below 0")
    sentence = f"Left out: {numbers.listed(said)}." if said else ""
    drawn = found.n + found.n_missing + found.n_refunds
    if drawn < found.n_available:
        sentence += (
            f" From {numbers.count(drawn)} of {numbers.count(found.n_available)} responses, drawn "
            "at random."
        )
    return sentence.strip()


def alt(finding: Finding) -> str:
    """Describe a picture for those who cannot see it."""
    return f"{finding.headline}. {finding.detail}"


def _scored(row: pd.Series) -> str:
    return (
        f"{row['bought']} {numbers.points(row['points'])} "
        f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
    )


def _money(found: BoughtAgainstIntended, frame: pd.DataFrame) -> str:
    more = frame[(frame["bought"] == "more") & frame["gap"].notna()]
    if more.empty:
        return ""
    row = more.iloc[0]
    said = f"Who bought more spent {numbers.money(row['gap'], found.currency)} beyond the intention"
    if pd.notna(row["gap_low"]):
        said += f" on average ({numbers.money(row['gap_low'], found.currency)} to "
        said += f"{numbers.money(row['gap_high'], found.currency)})"
    return f"{said} and brings {numbers.percent(row['revenue_share'])} of the revenue."
