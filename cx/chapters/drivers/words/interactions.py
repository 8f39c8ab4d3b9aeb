"""What drivers by group say: nothing of differences before a test has found one."""

from __future__ import annotations

from cx.chapters.drivers.interactions import DriverInteractions
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Table


def alike(found: DriverInteractions) -> tuple[Finding, ...]:
    """Say that no difference was found; nothing when there is one, or nothing was tested."""
    tests = found.tests.frame
    if found.by_group or tests.empty:
        return ()
    first = tests.iloc[0]
    return (
        Finding(
            "No evidence that drivers matter differently between groups",
            f"Tested by {numbers.listed([str(name) for name in tests['category']])}; the smallest "
            f"{numbers.p_value(float(first['p_adjusted']))} after adjusting for "
            f"{numbers.counted(len(tests), 'test')} (n {numbers.count(found.n)}).",
        ),
    )


def differs(found: DriverInteractions, category: str) -> Finding:
    """Say in which category drivers matter differently, and which driver most of all."""
    tests = found.tests.frame
    (test,) = tests[tests["category"] == category].to_dict("records")
    rows = dict(found.by_group)[category].frame.to_dict("records")
    by_driver: dict[str, dict[str, float]] = {}
    for row in rows:
        by_driver.setdefault(str(row["driver"]), {})[str(row["group"])] = float(row["coefficient"])
    widest = max(by_driver, key=lambda name: _reach(by_driver[name]))
    slopes = by_driver[widest]
    most, least = max(slopes, key=lambda g: slopes[g]), min(slopes, key=lambda g: slopes[g])
    return Finding(
        f"What matters differs by {category}",
        f"{widest} spreads most: {numbers.decimal(slopes[most])} for {most}, "
        f"{numbers.decimal(slopes[least])} for {least}. Groups' own slopes explain "
        f"{numbers.percent(test['r_squared_own'], 1)} instead of "
        f"{numbers.percent(test['r_squared_common'], 1)} ({numbers.p_value(test['p_adjusted'])} "
        f"after adjusting, n {numbers.count(test['n'])}).",
        Tone.ATTENTION,
    )


def _reach(slopes: dict[str, float]) -> float:
    return max(slopes.values()) - min(slopes.values())


def reading(table: Table) -> str:
    """Say how to read the dots."""
    return (
        "Dot: change of the score, on its scale, that goes with one more rating point in the "
        f"group, the other drivers held. Line: its {numbers.RANGE}. The test speaks of all drivers "
        "together; overlapping lines do not tell two groups apart. n "
        f"{numbers.count(table.frame.drop_duplicates('group')['n'].sum())}."
    )


def alt(category: str, table: Table) -> str:
    """Describe the dots for those who cannot see them."""
    rows = "; ".join(
        f"{row['driver']}, {row['group']}: {numbers.decimal(row['coefficient'])}"
        for row in table.frame.to_dict("records")
    )
    return f"Coefficients of each driver by {category}. {rows}."
