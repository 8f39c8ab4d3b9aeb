"""The report: what was asked, in which worlds, and how often it came true."""

from collections.abc import Mapping, Sequence

from simulations.counting import SEED, Measured, Promise, Question

OPENING = """# Simulations

How often do the app's numbers keep what they promise? Here the truth is known, because the worlds \
are made up: many data sets are drawn from each, the app's own functions look at them, and the \
times are counted when they were right. `make simulate` writes this page; {n_worlds:,} data sets \
were drawn for each row, fewer where its section says so, from seed {seed}, the name of the \
question, the place of the world and the number of the data set. The same seed gives the same page.

**Measured** is the share of data sets in which it came true, **range** the 95 % Wilson interval \
of that share: it says how far the simulation itself can be trusted. **Kept** is "yes" when the \
measured share is what was promised; "within error" when it is not, but the range reaches it; "no" \
otherwise. Rows that are shown for orientation only are "not judged", and the text says why.
"""

SUMMARY = (
    "question",
    "promised",
    "measured, lowest to highest",
    "rows judged",
    "kept",
    "within error",
    "not kept",
)


def write(found: Mapping[Question, Sequence[Measured]], n_worlds: int) -> str:
    """Return the report as markdown."""
    parts = [OPENING.format(n_worlds=n_worlds, seed=SEED), _summary(found)]
    parts += [_section(question, rows, n_worlds) for question, rows in found.items()]
    return "\n".join(parts)


def verdict(promise: Promise, row: Measured) -> str:
    """Say whether the promise was kept in one row."""
    low, high = row.interval
    if not row.thing.judged:
        return "not judged"
    if promise.holds(row.share):
        return "yes"
    return "within error" if low <= promise.most and high >= promise.least else "no"


def _summary(found: Mapping[Question, Sequence[Measured]]) -> str:
    lines = ["## In short", "", _row(SUMMARY), _row(["---"] * len(SUMMARY))]
    for question, rows in found.items():
        judged = [row for row in rows if row.thing.judged]
        shares = [row.share for row in judged]
        said = [verdict(question.promise, row) for row in judged]
        numbers = [str(said.count(word)) for word in ("yes", "within error", "no")]
        cells = [
            question.title,
            _promised(question.promise),
            f"{_percent(min(shares))} to {_percent(max(shares))}",
            str(len(judged)),
            *numbers,
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
        low, high = row.interval
        cells = [
            row.world,
            row.thing.label,
            _percent(row.share),
            f"{_percent(low)} to {_percent(high)}",
            verdict(question.promise, row),
        ]
        lines.append(_row(cells))
    return "\n".join([*lines, ""])


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


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
