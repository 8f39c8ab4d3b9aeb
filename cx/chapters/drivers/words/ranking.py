"""What the driver ranking says."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

from cx.chapters.drivers.methods import MOST_FOR_LMG, Doubt, Method, Verdict
from cx.chapters.drivers.ranking import Direction, DriverRanking, Quadrant
from cx.chapters.drivers.rows import OUTCOME_LIKE
from cx.text import numbers
from cx.text.finding import Finding, Tone

METHOD_NAMES = {
    Method.LMG: "LMG (Shapley)",
    Method.JOHNSON: "Johnson's weights",
    Method.CORRELATION: "Correlation",
}
_VERDICTS = {
    Verdict.RELIABLE: ("The ranking is reliable", Tone.GOOD),
    Verdict.LEANING: ("The ranking is leaning: a lead to check, not a result", Tone.PLAIN),
    Verdict.EXPLORATORY: ("The ranking is exploratory only", Tone.CAUTION),
}
NOT_CAUSE = "Importance says what goes with the score, not what causes it."


def verdict(ranking: DriverRanking) -> Finding:
    """Say how far the ranking can be trusted, and why."""
    n_drivers = len(ranking.drivers)
    headline, tone = _VERDICTS[ranking.verdict]
    reasons = {
        Doubt.FEW_RESPONSES: f"{numbers.count(ranking.n / n_drivers)} responses for each driver",
        Doubt.LITTLE_EXPLAINED: f"the drivers explain {numbers.percent(ranking.r_squared)}",
        Doubt.METHODS_DISAGREE: (
            f"the methods agree on the place of {numbers.percent(ranking.agreeing_share)} of the "
            "drivers"
        ),
        Doubt.COLLINEAR: "some drivers move together so closely that they stand in for one "
        "another (variance inflation "
        + (
            numbers.decimal(ranking.largest_inflation, 0)
            if math.isfinite(ranking.largest_inflation)
            else "without end"
        )
        + ")",
    }
    against = [reasons[doubt] for doubt in ranking.doubts]
    facts = (
        f"n {numbers.count(ranking.n)}, {n_drivers} drivers, R² "
        f"{numbers.percent(ranking.r_squared)} ({numbers.percent(ranking.r_squared_low)} to "
        f"{numbers.percent(ranking.r_squared_high)})"
    )
    detail = (
        f"Against it: {'; '.join(against)}. {facts}."
        if against
        else f"Enough responses, enough explained, and the methods agree: {facts}."
    )
    return Finding(headline, detail, tone)


def leaders(ranking: DriverRanking) -> tuple[Finding, ...]:
    """Say which drivers hold the top three; nothing when the ranking cannot be trusted.

    Where fewer than three are above noise, luck decides who completes the three.
    """
    found, n_drivers = ranking.leaders, len(ranking.drivers)
    n_above = int(ranking.drivers.frame["above_noise"].sum())
    if not ranking.trusted or found.k >= n_drivers or n_above < found.k:
        return ()
    wanted = f"The top {found.k}"
    sure = f"{numbers.percent(found.probability)} of resamples (n {numbers.count(ranking.n)})"
    if len(found.members) == found.k:
        return _one(
            f"{wanted}: {numbers.listed(list(found.members))}",
            f"These {found.k} lead together in {sure}.",
        )
    if len(found.members) > max(found.k + 2, n_drivers // 2):
        return _one(
            f"{wanted} cannot be told apart from the rest",
            f"It takes {len(found.members)} of the {n_drivers} drivers to hold them in {sure}.",
            Tone.CAUTION,
        )
    return _one(
        f"{wanted} are among {numbers.listed(list(found.members))}",
        f"These {len(found.members)} hold the {found.k} most important drivers in {sure}; which "
        "of them lead cannot be told.",
    )


def cautions(ranking: DriverRanking) -> tuple[Finding, ...]:
    """Say what not to trust: drivers like noise, and signs that depend on the other drivers."""
    found = []
    frame = ranking.drivers.frame
    idle = [str(name) for name in frame.loc[~frame["above_noise"].astype(bool), "driver"]]
    if idle:
        named = numbers.listed(idle) if len(idle) < 6 else f"{len(idle)} drivers"
        found.append(
            Finding(
                f"{named}: indistinguishable from noise",
                "Drivers made of random numbers would look as important: the largest of "
                f"{len(frame)} stays below {numbers.percent(ranking.noise_importance, 2)} in "
                f"95{numbers.SPACE}% of draws (n {numbers.count(ranking.n)}).",
                Tone.CAUTION,
            )
        )
    conflicts = _conflicts(ranking)
    if conflicts:
        found.append(
            Finding(
                f"{numbers.listed(conflicts)}: the direction depends on the other drivers",
                "Taken alone, better ratings go one way with the score; with the other drivers "
                f"held still, they go the other way (n {numbers.count(ranking.n)}). Read the "
                "importance, not the sign.",
                Tone.CAUTION,
            )
        )
    return tuple(found)


def start(ranking: DriverRanking) -> Finding:
    """Say where to start: important drivers that are rated low."""
    noise = ranking.drivers.frame.loc[~ranking.drivers.frame["above_noise"].astype(bool), "driver"]
    concentrate = [
        name for name in _in_quadrant(ranking, Quadrant.CONCENTRATE) if name not in set(noise)
    ]
    if not ranking.trusted:
        return Finding(
            "The map is for orientation only",
            "The drivers explain too little of the score to set priorities by.",
            Tone.CAUTION,
        )
    frame = ranking.drivers.frame
    upward = set(frame.loc[frame["direction"] == Direction.POSITIVE, "driver"])
    unclear = [name for name in concentrate if name not in upward]
    concentrate = [name for name in concentrate if name in upward]
    if unclear and not concentrate:
        return Finding(
            f"{numbers.listed(unclear)}: important and rated low, yet no place to start",
            f"{_other_ways(ranking, unclear)} n {numbers.count(ranking.n)}.",
            Tone.CAUTION,
        )
    if not concentrate:
        return Finding(
            "No driver is clearly both important and rated low",
            "Either the important ones are rated well, or the ranges are too wide to tell.",
        )
    clear = "its whole range" if len(concentrate) == 1 else "their whole ranges"
    others = f" {_other_ways(ranking, unclear)}" if unclear else ""
    return Finding(
        f"Start with {numbers.listed(concentrate)}",
        "More important than the average driver and rated lower than the average driver, clear of "
        f"the lines with {clear}.{others}",
        Tone.ATTENTION,
    )


def _other_ways(ranking: DriverRanking, names: list[str]) -> str:
    """Say of drivers why a better rating of them is no aim: it goes with less, or who knows."""
    directions = ranking.drivers.frame.set_index("driver")["direction"]
    down = [name for name in names if directions[name] == Direction.NEGATIVE]
    mixed = [name for name in names if name not in down]
    said = []
    if down:
        said.append(f"Better ratings of {numbers.listed(down)} go with a lower score.")
    if mixed:
        said.append(
            f"Which way ratings of {numbers.listed(mixed)} go depends on the other drivers."
        )
    return " ".join(said)


def top(ranking: DriverRanking) -> Finding:
    """Say which drivers matter most and how much all explain together."""
    explained = (
        f"{numbers.percent(ranking.r_squared)} of the differences in the score "
        f"({numbers.percent(ranking.r_squared_low)} to {numbers.percent(ranking.r_squared_high)}, "
        f"n {numbers.count(ranking.n)})"
    )
    n_drivers = len(ranking.drivers)
    if not ranking.trusted:
        return Finding(
            "The drivers explain too little to act on",
            f"All {n_drivers} together go with {explained}. Ask about other parts of the "
            "experience before acting on this ranking.",
            Tone.CAUTION,
        )
    rows = ranking.drivers.frame.to_dict("records")
    first, second = rows[0], rows[1]
    if not first["above_noise"]:
        return Finding(
            "No single driver stands out from noise",
            f"All {n_drivers} together go with {explained}; which of them cannot be told.",
            Tone.CAUTION,
        )
    alone = first["importance_low"] > second["importance_high"] or not second["above_noise"]
    headline = (
        f"{first['driver']} matters most"
        if alone
        else f"{first['driver']} and {second['driver']} matter most"
    )
    if ranking.method is Method.CORRELATION:
        alone_shares = " and ".join(_goes_with(row) for row in (first, second))
        return Finding(
            headline,
            f"{alone_shares} of the differences in the score, each taken alone, so that shares "
            f"overlap; all {n_drivers} together go with {explained}.",
        )
    shares = " and ".join(_explains(row) for row in (first, second))
    return Finding(
        headline,
        f"{shares} of what the {n_drivers} drivers explain; together they go with {explained}.",
    )


def _explains(row: Mapping[Hashable, Any]) -> str:
    return (
        f"{row['driver']} {numbers.percent(row['share'])} "
        f"({numbers.percent(row['share_of_r2_low'])} to "
        f"{numbers.percent(row['share_of_r2_high'])})"
    )


def _goes_with(row: Mapping[Hashable, Any]) -> str:
    return (
        f"{row['driver']} {numbers.percent(row['importance'])} "
        f"({numbers.percent(row['importance_low'])} to {numbers.percent(row['importance_high'])})"
    )


def method_reason(ranking: DriverRanking) -> str:
    """Say why importance is not by LMG; empty when it can be."""
    n_drivers = len(ranking.drivers)
    if n_drivers <= MOST_FOR_LMG:
        return ""
    return (
        f"{n_drivers} drivers are more than the {MOST_FOR_LMG} that LMG can put into every order "
        "in time, so importance is by Johnson's relative weights, a fast approximation of LMG."
    )


def left_out(ranking: DriverRanking) -> str:
    """Say what happened to missing answers, and to responses and drivers left out."""
    said = []
    if ranking.n_complete < ranking.n:
        said.append(
            f"{numbers.count(ranking.n - ranking.n_complete)} of "
            f"{numbers.count(ranking.n)} responses lack a rating and are used with the ratings "
            "they have; none is left out for missing answers. The "
            f"{numbers.count(ranking.n_complete)} complete ones alone would explain "
            f"{numbers.percent(ranking.r_squared_complete)}, all together explain "
            f"{numbers.percent(ranking.r_squared)}."
        )
    frame = ranking.drivers.frame
    said.extend(
        f"{row['driver']} does not apply to everybody: it is judged on those who had it "
        f"(n {numbers.count(row['n_rated'])}), together with having had it."
        for row in frame.to_dict("records")
        if not row["applies_to_all"]
    )
    if len(ranking.drivers) > MOST_FOR_LMG:
        said.append(f"{method_reason(ranking)} Map fewer drivers to have LMG.")
    if ranking.n_sampled_from > ranking.n:
        said.append(
            f"Computed on {numbers.count(ranking.n)} responses drawn by chance from "
            f"{numbers.count(ranking.n_sampled_from)}."
        )
    said.extend(
        f"{aside.driver} takes no part: {aside.reason} (n {numbers.count(aside.n_rated)})."
        for aside in ranking.set_aside
    )
    if ranking.outcome_like and not any(a.reason == OUTCOME_LIKE for a in ranking.set_aside):
        said.append(
            f"{numbers.listed(list(ranking.outcome_like))}: the outcome in other words, included "
            "as you asked; it takes importance from the others."
        )
    return " ".join(said)


def reading_bars(ranking: DriverRanking) -> str:
    """Say how to read the importance bars."""
    unclear = ranking.drivers.frame["direction"].eq(Direction.CONFLICT).any()
    grey = "Grey: the direction depends on the other drivers. " if unclear else ""
    return (
        f"Bar: share of the score's differences that goes with the driver. Line: its "
        f"{numbers.RANGE}; bars whose lines overlap are not clearly apart. Dots: what as many "
        f"drivers of pure noise all stay below. {grey}{NOT_CAUSE}"
    )


def alt_bars(ranking: DriverRanking) -> str:
    """Describe the importance bars for those who cannot see them."""
    rows = "; ".join(
        f"{driver} {numbers.percent(importance, 1)}"
        for driver, importance in ranking.drivers.frame[["driver", "importance"]].to_numpy()
    )
    return f"Importance of each driver, largest first: {rows}."


def reading_map(ranking: DriverRanking) -> str:
    """Say how to read the importance-performance map."""
    undecided = _in_quadrant(ranking, Quadrant.UNDECIDED)
    named = numbers.listed(undecided) if len(undecided) < 5 else f"{len(undecided)} drivers"
    said = "Up: more important. Right: rated higher. The lines are the means of all drivers. "
    if undecided:
        said += f"Hollow: undecided, a range crosses a line ({named}). "
    return f"{said}n {numbers.count(ranking.n)}."


def alt_map(ranking: DriverRanking) -> str:
    """Describe the importance-performance map for those who cannot see it."""
    rows = "; ".join(f"{row.driver}: {row.quadrant}" for row in ranking.drivers.frame.itertuples())
    return f"Importance-performance map. {rows}."


def _one(headline: str, detail: str, tone: Tone = Tone.PLAIN) -> tuple[Finding, ...]:
    return (Finding(headline, detail, tone),)


def _in_quadrant(ranking: DriverRanking, quadrant: Quadrant) -> list[str]:
    frame = ranking.drivers.frame
    return [str(name) for name in frame.loc[frame["quadrant"] == quadrant, "driver"]]


def _conflicts(ranking: DriverRanking) -> list[str]:
    frame = ranking.drivers.frame
    # The sign of a driver that hardly matters is nobody's concern.
    matters = frame["importance"] >= ranking.mean_importance / 2
    conflict = frame["direction"] == Direction.CONFLICT
    return [str(name) for name in frame.loc[matters & conflict, "driver"]]
