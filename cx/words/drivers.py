"""What the driver ranking says."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from cx.analyses.drivers import Direction, DriverRanking, Quadrant
from cx.words import numbers
from cx.words.finding import Finding, Tone

NOT_CAUSE = "Importance says what goes with the score, not what causes it."


def cautions(ranking: DriverRanking) -> tuple[Finding, ...]:
    """Say what not to trust: signs that depend on the other drivers."""
    conflicts = _conflicts(ranking)
    if not conflicts:
        return ()
    return (
        Finding(
            f"{numbers.listed(conflicts)}: the direction depends on the other drivers",
            "Taken alone, better ratings go one way with the score; with the other drivers held "
            f"still, they go the other way (n {numbers.count(ranking.n)}). Read the importance, "
            "not the sign.",
            Tone.CAUTION,
        ),
    )


def start(ranking: DriverRanking) -> Finding:
    """Say where to start: important drivers that are rated low."""
    concentrate = _in_quadrant(ranking, Quadrant.CONCENTRATE)
    if not ranking.trusted:
        return Finding(
            "The map is for orientation only",
            "The drivers explain too little of the score to set priorities by.",
            Tone.CAUTION,
        )
    if not concentrate:
        return Finding(
            "No driver is clearly both important and rated low",
            "Either the important ones are rated well, or the ranges are too wide to tell.",
        )
    return Finding(
        f"Start with {numbers.listed(concentrate)}",
        "More important than the average driver and rated lower than the average driver, "
        "clear of the lines with its whole range."
        if len(concentrate) == 1
        else "More important than the average driver and rated lower than the average driver, "
        "clear of the lines with their whole ranges.",
        Tone.ATTENTION,
    )


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
    alone = first["importance_low"] > second["importance_high"]
    headline = (
        f"{first['driver']} matters most"
        if alone
        else f"{first['driver']} and {second['driver']} matter most"
    )
    shares = " and ".join(_explains(row, ranking.r_squared) for row in (first, second))
    return Finding(
        headline,
        f"{shares} of what the {n_drivers} drivers explain; together they go with {explained}.",
    )


def _explains(row: Mapping[Hashable, Any], r_squared: float) -> str:
    return (
        f"{row['driver']} {numbers.percent(row['importance'] / r_squared)} "
        f"({numbers.percent(row['importance_low'] / r_squared)} to "
        f"{numbers.percent(row['importance_high'] / r_squared)})"
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
    if ranking.n_sampled_from > ranking.n:
        said.append(
            f"Computed on {numbers.count(ranking.n)} responses drawn by chance from "
            f"{numbers.count(ranking.n_sampled_from)}."
        )
    said.extend(
        f"{aside.driver} takes no part: {aside.reason} (n {numbers.count(aside.n_rated)})."
        for aside in ranking.set_aside
    )
    return " ".join(said)


def reading_bars(ranking: DriverRanking) -> str:
    """Say how to read the importance bars."""
    return (
        f"Bar: share of the score's differences that goes with the driver. Line: its "
        f"{numbers.RANGE}; bars whose lines overlap are not clearly apart. {NOT_CAUSE}"
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


def _in_quadrant(ranking: DriverRanking, quadrant: Quadrant) -> list[str]:
    frame = ranking.drivers.frame
    return [str(name) for name in frame.loc[frame["quadrant"] == quadrant, "driver"]]


def _conflicts(ranking: DriverRanking) -> list[str]:
    frame = ranking.drivers.frame
    # The sign of a driver that hardly matters is nobody's concern.
    matters = frame["importance"] >= ranking.mean_importance / 2
    conflict = frame["direction"] == Direction.CONFLICT
    return [str(name) for name in frame.loc[matters & conflict, "driver"]]
