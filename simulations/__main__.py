"""Run the simulations: `python -m simulations [QUESTION ...] [--worlds N]`.

All questions together write docs/SIMULATIONS.md; some of them are only printed.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from simulations import (
    bends,
    consistency,
    families,
    idle_drivers,
    importances,
    money,
    net_scores,
    null_companies,
    performer_gaps,
    performer_ranges,
    performers_alike,
    repeats,
    report,
    segments_alike,
    standards_alike,
    ties,
    trends,
    what_if,
)
from simulations.counting import measure

QUESTIONS = {
    question.name: question
    for question in (
        net_scores.QUESTION,
        importances.QUESTION,
        performer_gaps.QUESTION,
        performer_ranges.QUESTION,
        performers_alike.QUESTION,
        consistency.QUESTION,
        standards_alike.QUESTION,
        segments_alike.QUESTION,
        families.CLAIMS,
        families.DISTANCES,
        idle_drivers.QUESTION,
        ties.QUESTION,
        ties.CLEAR,
        bends.QUESTION,
        repeats.RANGES,
        repeats.CLAIMS,
        trends.CLAIMS,
        trends.FOUND,
        null_companies.CLAIMS,
        null_companies.FOUND,
        money.RANGES,
        money.CLAIMS,
        money.FOUND,
        what_if.BENDS,
        what_if.ALIKE,
        what_if.CLEAR,
    )
}
REPORT = Path(__file__).parents[1] / "docs" / "SIMULATIONS.md"
PROCESSES = 2
# Of each kind, at most: a company is asked everything, which takes seconds.
MOST_WORLDS = {null_companies.CLAIMS.name: 150, null_companies.FOUND.name: 150}


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the worlds of what was asked, and write or print the report."""
    parser = argparse.ArgumentParser("python -m simulations", description=__doc__)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--worlds", type=int, default=2_000, help="data sets of each kind")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.questions if name not in QUESTIONS]
    if unknown:
        parser.error(f"no question {', '.join(unknown)}; there are {', '.join(QUESTIONS)}")
    found = {}
    with ProcessPoolExecutor(PROCESSES) as executor:
        for name in asked.questions or QUESTIONS:
            print(f"Simulating {name} ...", flush=True)
            n_worlds = min(asked.worlds, MOST_WORLDS.get(name, asked.worlds))
            found[QUESTIONS[name]] = measure(QUESTIONS[name], n_worlds, executor)
    written = report.write(found, asked.worlds)
    if asked.questions:
        print(written)
    else:
        REPORT.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
