"""Who deserves recognition, in words."""

from __future__ import annotations

import math

from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.recognition import Recognition
from cx.text import numbers
from cx.text.finding import Finding, Tone

_MOST_NAMES = 3


def improved(found: Recognition) -> Finding:
    """Say who improved most from quarter to quarter, or that luck explains it all."""
    frame = found.changes.frame
    n = f"n {numbers.count(found.n_responses)}"
    surely = frame[frame["low"] > 0]
    if found.distinguishable and surely.empty:
        return _nobody(found)
    if not found.distinguishable:
        return Finding(
            "No one's improvement stands out from luck",
            f"{numbers.counted(len(frame), 'performer')} compared, {_quarter(found.before)} with "
            f"{_quarter(found.after)}: changes scatter as chance scatters them "
            f"({numbers.p_value(found.p_value)}, {n}).",
            Tone.CAUTION,
        )
    named = [
        f"{row['performer']} {numbers.change(row['shrunk_change_points'])} points "
        f"({numbers.RANGE} {numbers.interval(row['low'], row['high'])})"
        for row in surely.head(_MOST_NAMES).to_dict("records")
    ]
    return Finding(
        f"Most improved: {surely['performer'].iloc[0]}",
        f"{_quarter(found.before)} to {_quarter(found.after)}, luck taken out: "
        f"{numbers.listed(named)} ({n}).",
        Tone.GOOD,
    )


def _nobody(found: Recognition) -> Finding:
    """Say of changes that differ, though none is surely for the better, who fell."""
    frame, n = found.changes.frame, f"n {numbers.count(found.n_responses)}"
    quarters = f"{_quarter(found.before)} to {_quarter(found.after)}"
    fell = frame[frame["high"] < 0].sort_values("shrunk_change_points", kind="stable")
    if fell.empty:
        return Finding(
            "No one surely improved",
            f"{quarters}: changes of {numbers.counted(len(frame), 'performer')} differ beyond luck "
            f"({numbers.p_value(found.p_value)}), but every range holds 0 ({n}).",
            Tone.CAUTION,
        )
    named = numbers.listed(
        [
            f"{row['performer']} {numbers.change(row['shrunk_change_points'])} points "
            f"({numbers.RANGE} {numbers.interval(row['low'], row['high'])})"
            for row in fell.head(_MOST_NAMES).to_dict("records")
        ]
    )
    return Finding(
        f"No one surely improved; {len(fell)} of {len(frame)} surely fell",
        f"{quarters}, luck taken out: {named} ({n}).",
        Tone.ATTENTION,
    )


def steady(found: Consistency) -> Finding:
    """Say who is most consistent, or that nobody is more so than others."""
    frame = found.performers.frame
    n = f"n {numbers.count(found.n_responses)}"
    best = frame[frame["steadiness"] == 1]
    if best.empty:
        return Finding(
            "No one is steadier than the others",
            f"Answers spread by {numbers.decimal(found.typical_sd, 1)} around the mean of a "
            f"performer ({numbers.p_value(found.p_value)}, {n}).",
            Tone.CAUTION,
        )
    named = [
        f"{row['performer']} (spread {numbers.decimal(row['shrunk_sd'], 1)}, {numbers.RANGE} "
        f"{numbers.decimal(row['sd_low'], 1)} to {numbers.decimal(row['sd_high'], 1)}, mean "
        f"{numbers.decimal(row['mean_rating'], 1)})"
        for row in best.head(_MOST_NAMES).to_dict("records")
    ]
    return Finding(
        f"Most consistent: {best['performer'].iloc[0]}",
        f"{numbers.listed(named)}; typical is {numbers.decimal(found.typical_sd, 1)} ({n}). Near "
        "the end of the scale the spread is small by itself.",
        Tone.GOOD,
    )


def compounding(found: Recognition) -> Finding:
    """Say whether the company's gap closes quarter on quarter, or that it is unknown."""
    if found.quarters.frame.empty:
        return Finding(
            "Too few performers for a gap in any quarter",
            "The best and the worst fifth need ten performers with "
            f"{found.minimum_n} responses each in a quarter (n "
            f"{numbers.count(found.n_responses)} in the last two).",
            Tone.CAUTION,
        )
    if len(found.quarters.frame) == 1:
        return Finding(
            "One quarter has a gap, so whether it closes cannot be told",
            f"It takes two quarters with performers enough (n {numbers.count(found.n_responses)} "
            "in the last two).",
            Tone.CAUTION,
        )
    if not math.isfinite(found.compounded):
        return Finding(
            "Quarter by quarter the gap is too unsure to say whether it closes",
            "In the first or the last quarter it cannot be told from nothing (n "
            f"{numbers.count(found.n_responses)} in the last two).",
            Tone.CAUTION,
        )
    first, last = found.quarters.frame.iloc[0], found.quarters.frame.iloc[-1]
    moved = (
        f"{numbers.points(first['gap_points'])} points in {_quarter(first['quarter'])}, "
        f"{numbers.points(last['gap_points'])} in {_quarter(last['quarter'])}; per quarter "
        f"{numbers.change(100 * found.compounded)}{numbers.SPACE}% compounded ({numbers.RANGE} "
        f"{numbers.change(100 * found.compounded_low)} to "
        f"{numbers.change(100 * found.compounded_high)}{numbers.SPACE}%, n "
        f"{numbers.count(found.n_responses)} in the last two)."
    )
    if found.compounded_low <= 0 <= found.compounded_high:
        return Finding("The gap between performers neither closes nor widens surely", moved)
    closing = found.compounded < 0
    return Finding(
        f"The gap between performers {'closes' if closing else 'widens'} quarter on quarter",
        moved,
        Tone.GOOD if closing else Tone.ATTENTION,
    )


def alt_spread(found: Consistency) -> str:
    """Describe the picture of the spreads for those who cannot see it."""
    said = steady(found)
    return f"Spread of answers against the mean of performers. {said.headline}. {said.detail}"


def alt_quarters(found: Recognition) -> str:
    """Describe the picture of the quarters for those who cannot see it."""
    said = compounding(found)
    return f"Shrunken gap between best and worst by quarter. {said.headline}. {said.detail}"


def reading_spread(found: Consistency) -> str:
    """Say how to read the picture of the spreads."""
    return (
        "Right: a better level. Lower: steadier, luck taken out. Performers with fewer than "
        f"{found.minimum_n} responses are not shown (n {numbers.count(found.n_responses)})."
    )


def reading_quarters(found: Recognition) -> str:
    """Say how to read the picture of the quarters."""
    n_performers = found.quarters.frame["n_performers"].tolist()
    compared = f"{min(n_performers)} to {max(n_performers)}" if n_performers else "no"
    return (
        f"Shrunken gap between best and worst fifth with its {numbers.RANGE}; {compared} "
        f"performers a quarter. A low end under zero: no gap is established that quarter."
    )


def _quarter(day: object) -> str:
    period = day.to_period("Q")  # type: ignore[attr-defined]
    return f"Q{period.quarter} {period.year}"
