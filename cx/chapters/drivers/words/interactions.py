"""What drivers by group say: nothing of differences before a test has found one."""

from cx.chapters.drivers.interactions import DriverInteractions
from cx.text import Said, enumerated, just_past, numbers, paragraph, say, say_n
from cx.text.finding import Finding, Tone, Verdict
from cx.vocabulary import Table


def alike(found: DriverInteractions) -> tuple[Finding, ...]:
    """Say that no difference was found; nothing when there is one, or nothing was tested."""
    tests = found.tests.frame
    if found.by_group or tests.empty:
        return ()
    first = tests.iloc[0]
    return (
        Finding(
            say("No evidence that drivers matter differently between groups"),
            say_n(
                "Tested by {names}; the smallest {p} after adjusting for {n} test (n {responses}).",
                "Tested by {names}; the smallest {p} after adjusting for {n} tests "
                "(n {responses}).",
                len(tests),
                names=numbers.listed([str(name) for name in tests["category"]]),
                p=numbers.p_value(float(first["p_adjusted"])),
                responses=found.n,
            ),
            verdict=Verdict.CANNOT_TELL,
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
        say("What matters differs by {category}", category=category),
        paragraph(
            say(
                "{driver} spreads most: {steep} for {most}, {flat} for {least}. Groups' own slopes "
                "explain {own} instead of {common} ({p} after adjusting, n {n}).",
                driver=widest,
                steep=numbers.decimal(slopes[most]),
                most=most,
                flat=numbers.decimal(slopes[least]),
                least=least,
                own=numbers.percent(test["r_squared_own"], 1),
                common=numbers.percent(test["r_squared_common"], 1),
                p=numbers.p_value(test["p_adjusted"]),
                n=test["n"],
            ),
            just_past.by_p(float(test["p_adjusted"])),
        ),
        Tone.ATTENTION,
        Verdict.SHOWN,
    )


def _reach(slopes: dict[str, float]) -> float:
    return max(slopes.values()) - min(slopes.values())


def reading(table: Table) -> Said:
    """Say how to read the dots."""
    return say(
        "Dot: change of the score, on its scale, that goes with one more rating point in the "
        "group, the other drivers held. Line: its 95 % range. The test speaks of all drivers "
        "together; overlapping lines do not tell two groups apart. n {n}.",
        n=int(table.frame.drop_duplicates("group")["n"].sum()),
    )


def alt(category: str, table: Table) -> Said:
    """Describe the dots for those who cannot see them."""
    rows = (
        f"{row['driver']}, {row['group']}: {numbers.decimal(row['coefficient'])}"
        for row in table.frame.to_dict("records")
    )
    return say(
        "Coefficients of each driver by {category}. {rows}.",
        category=category,
        rows=enumerated(rows),
    )
