"""Run the measurements, all of them or those named: `python -m benchmarks [QUESTION ...]`."""

import argparse
import importlib
from collections.abc import Sequence

from benchmarks.measuring import Result

QUESTIONS = (
    "intake",
    "pages",
    "served",
    "first_visits",
    "repeats",
    "bootstrap",
    "lmg",
    "what_if",
)  # each a module of this package


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for, and print the table at the end."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    asked = parser.parse_args(arguments).questions or QUESTIONS
    unknown = [name for name in asked if name not in QUESTIONS]
    if unknown:
        parser.error(f"no question {', '.join(unknown)}; there are {', '.join(QUESTIONS)}")
    # All are imported first: a package that is not installed is told before minutes are spent.
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in asked}
    results: list[Result] = []
    for name, module in modules.items():
        print(f"Measuring {name} ...", flush=True)
        results += module.measure()
    print(table(results))


def table(results: Sequence[Result]) -> str:
    """Write results as aligned lines: question, what was measured, ratio, target, met."""
    lines = [("question", "measured", "ratio", "target", "met")]
    lines += [
        (
            result.question,
            result.detail,
            f"{result.ratio:.2f}x",
            result.target,
            "yes" if result.met else "NO",
        )
        for result in results
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


if __name__ == "__main__":
    main()
