"""The report: what was asked, in which worlds, and how often it came true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulations.counting import SEED, Measured, Promise, Question

OPENING = """# Simulations

How often do the app's numbers keep what they promise? Here the truth is known, because the worlds \
are made up: many data sets are drawn from each, the app's own functions look at them, and the \
times are counted when they were right. `make simulate` writes this page; {n_worlds:,} data sets \
were drawn for each row, fewer where its section says so, from seed {seed}, the name of the \
question, the place of the world and the number of the data set. The same seed gives the same page.

Ranges are promised to hold the truth in 93 to 97.5 % of data sets, false claims to be made in at \
most 5 % for each family; where the app's own line is stricter (1 %), that line is the promise.

**Measured** is the share of data sets in which it came true, **range** the 95 % Wilson interval \
of that share: it says how far the simulation itself can be trusted. **Kept** is "yes" when the \
measured share is what was promised; "within error" when it is not, but the range reaches it; \
"outside" when it is not, and the cause is known: it stands below the table; "no" otherwise. A row \
with such a cause whose whole range is as promised is "inside after all", and its cause has to go. \
Rows that are shown for orientation only are "not judged", and the text says why.
"""

SUMMARY = (
    "question",
    "promised",
    "measured, lowest to highest",
    "rows judged",
    "kept",
    "within error",
    "outside, and why is said",
    "not kept",
)
YES, WITHIN, OUTSIDE, NO = "yes", "within error", "outside", "no"
INSIDE = "inside after all"


@dataclass(frozen=True, slots=True)
class Before:
    """What was measured before the methods were mended, lowest to highest, in such worlds."""

    what: str
    figures: str
    question: str  # name
    thing: str  # part of the labels of the things that are like it
    worlds: tuple[str, ...] = ("",)  # parts of the labels of the worlds that are like it


# Measured of the app as it was, in worlds like these but not the same.
BEFORE = (
    Before(
        "customers who repeat: the range of a net score holds",
        "57 to 92 %",
        "repeats_ranges",
        "range of the score",
    ),
    Before(
        "customers who repeat: the range of a what-if holds",
        "81 to 91 %",
        "repeats_ranges",
        "range of a what-if",
    ),
    Before(
        "customers who repeat: something is said to matter where nothing does",
        "72 %",
        "null_companies",
        "Overview, what matters most",
        ("nothing has to do",),
    ),
    Before("equal drivers: some are named as mattering most", "100 %", "ties", "is named"),
    Before("equal drivers: the ranking is called reliable", "68 %", "ties", "reliable"),
    Before(
        "the range of one performer holds", "84 to 93 %", "performer_ranges", "range of a performer"
    ),
    Before(
        "the range of one among the lowest shown holds",
        "76 to 87 %",
        "performer_ranges",
        "in the lowest quarter shown",
    ),
    Before("the worth of a gap holds", "1 to 52 %", "performer_gap", "worth of it"),
    Before(
        "one group 12 points lower: the distance that is said",
        "20 to 34 points",
        "said_distances",
        "distance that is said",
    ),
    Before(
        "periods differ by themselves: the score is said to rise or fall",
        "19 %",
        "trends",
        "said to rise or fall",
        ("each by itself",),
    ),
    Before(
        "neighbouring periods are alike: the score is said to rise or fall",
        "10 to 19 %",
        "trends",
        "said to rise or fall",
        ("like the one before",),
    ),
    Before(
        "expectations: something is claimed", "12.7 %", "families", "claimed", ("expectations",)
    ),
    Before("purchases: something is claimed", "12.3 %", "families", "claimed", ("purchases",)),
    Before(
        "97 / 2 / 1 % and 10,000 answers: a segment is claimed",
        "7.4 %",
        "segments_alike",
        "claimed",
        ("n 10,000; 97 / 2 / 1 %",),
    ),
    Before(
        "performers are said to differ on spend or on yes and no",
        "2 to 7 %",
        "standards_alike",
        "said to differ",
        ("spend", "yes"),
    ),
    Before("straight drivers: one is said to bend", "30 to 68 %", "bends", "bend"),
    Before("groups at other levels: drivers are said to differ", "32 to 100 %", "bends", "groups"),
    Before(
        "a driver bends: the range of “up to 6 becomes 8” holds",
        "49 to 80 %",
        "what_if_bends",
        "becomes 8",
        ("stops mattering", "matters from"),
    ),
    Before(
        "alike spread: somebody is called steadier",
        "18 to 100 %",
        "consistency",
        "called different",
        ("levels 0.4", "levels 0.8"),
    ),
    Before(
        "churn goes with spend: the range of revenue at risk holds",
        "2 to 37 %",
        "money_ranges",
        "excess churn",
        ("leave",),
    ),
    Before(
        "the range of what retention gains holds",
        "23 to 47 %",
        "money_ranges",
        "gain of retention",
    ),
    Before(
        "rough spend: the range of the score by revenue holds",
        "86 to 90 %",
        "money_ranges",
        "score by revenue",
        ("log-normal", "a tenth"),
    ),
    Before(
        "rough spend: the range of the mean revenue of a band holds",
        "74 to 82 %",
        "money_ranges",
        "mean revenue",
        ("log-normal", "a tenth"),
    ),
    Before(
        "the score by revenue is said to differ where it does not",
        "13 %",
        "money_claims",
        "two scores differ",
    ),
    Before(
        "a group is said to spend more where none does",
        "19 to 43 %",
        "money_claims",
        "spends more",
    ),
)
BEFORE_TEXT = (
    "Some worlds were looked at before the methods were mended. Like is put beside like; the "
    "worlds of then were not quite those of now."
)


def write(found: Mapping[Question, Sequence[Measured]], n_worlds: int) -> str:
    """Return the report as markdown."""
    parts = [OPENING.format(n_worlds=n_worlds, seed=SEED), _summary(found), _before(found)]
    parts += [_section(question, rows, n_worlds) for question, rows in found.items()]
    return "\n".join(parts)


def verdict(promise: Promise, row: Measured) -> str:
    """Say whether the promise was kept in one row."""
    if not row.thing.judged:
        return "not judged"
    low, high = row.interval
    if promise.holds(row.share):
        surely = promise.holds(low) and promise.holds(high)
        return INSIDE if row.thing.outside and surely else YES
    if row.thing.outside:
        return OUTSIDE
    return WITHIN if low <= promise.most and high >= promise.least else NO


def _summary(found: Mapping[Question, Sequence[Measured]]) -> str:
    lines = ["## In short", "", _row(SUMMARY), _row(["---"] * len(SUMMARY))]
    for question, rows in found.items():
        judged = [row for row in rows if row.thing.judged]
        shares = [row.share for row in judged]
        said = [verdict(question.promise, row) for row in judged]
        numbers = [said.count(YES) + said.count(INSIDE)]
        numbers += [said.count(word) for word in (WITHIN, OUTSIDE, NO)]
        cells = [
            question.title,
            _promised(question.promise),
            _spread(shares),
            str(len(judged)),
            *(str(number) for number in numbers),
        ]
        lines.append(_row(cells))
    return "\n".join([*lines, ""])


def _section(question: Question, rows: Sequence[Measured], n_worlds: int) -> str:
    fewer = max(row.n_worlds for row in rows)
    drawn = f" {fewer:,} data sets were drawn for each row." if fewer < n_worlds else ""
    lines = [
        f"## {question.title}",
        "",
        f"{question.text}{drawn}",
        "",
        f"Nominal: {_percent(question.promise.nominal)}. Promised: {_promised(question.promise)}.",
        "",
        "| world | what | measured | range | kept |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in _in_order(rows):
        cells = [
            row.world,
            row.thing.label,
            f"{row.share / 100:.1f} points" if row.thing.points else _percent(row.share),
            "" if row.thing.points else _spread(row.interval),
            verdict(question.promise, row),
        ]
        lines.append(_row(cells))
    return "\n".join([*lines, "", *_reasons(question, rows)])


def _reasons(question: Question, rows: Sequence[Measured]) -> list[str]:
    """Say why rows are outside of what is promised, each reason once."""
    of_reason: dict[str, list[Measured]] = {}
    for row in rows:
        if row.thing.outside:
            of_reason.setdefault(row.thing.outside, []).append(row)
    if not of_reason:
        return []
    lines = ["Outside, and why:", ""]
    for reason, members in of_reason.items():
        outside = [row.share for row in members if verdict(question.promise, row) == OUTSIDE]
        spread = f": {_spread(outside)}" if outside else ""
        lines.append(f"- {reason} ({len(outside)} of {len(members)} rows{spread})")
    return [*lines, ""]


def _before(found: Mapping[Question, Sequence[Measured]]) -> str:
    """Put what was measured before the methods were mended beside what is measured now."""
    lines = []
    for before in BEFORE:
        rows = [
            row
            for question, measured in found.items()
            for row in measured
            if question.name == before.question
            and (row.thing.judged or row.thing.points)
            and before.thing in row.thing.label
            and any(part in row.world for part in before.worlds)
        ]
        if rows:
            lines.append(_row([before.what, before.figures, _spread_of(rows)]))
    if not lines:
        return ""
    heads = [_row(["what", "before", "now, lowest to highest"]), _row(["---"] * 3)]
    return "\n".join(["## Before and after", "", BEFORE_TEXT, "", *heads, *lines, ""])


def _in_order(rows: Sequence[Measured]) -> list[Measured]:
    """Put what is judged first in each world, then the rest, the most frequent first."""
    worlds = list(dict.fromkeys(row.world for row in rows))

    def place(row: Measured) -> tuple[int, float]:
        return worlds.index(row.world), -2.0 if row.thing.judged else -row.share

    return sorted(rows, key=place)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _promised(promise: Promise) -> str:
    if promise.least > 0:
        return f"{_percent(promise.least)} to {_percent(promise.most)}"
    return f"at most {_percent(promise.most)}"


def _spread_of(rows: Sequence[Measured]) -> str:
    if not rows[0].thing.points:
        return _spread([row.share for row in rows])
    points = [row.share / 100 for row in rows]
    return f"{min(points):.1f} to {max(points):.1f} points"


def _spread(shares: Sequence[float]) -> str:
    return f"{_percent(min(shares))} to {_percent(max(shares))}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
