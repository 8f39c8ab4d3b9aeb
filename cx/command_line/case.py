"""`python -m cx case`: what a business case returns, from a plan in TOML or JSON."""

import argparse
import json
from pathlib import Path

from cx.chapters.case.assessment import assess_case
from cx.chapters.case.plan import CasePlan
from cx.chapters.case.reading import CaseError, read_plan, read_toml
from cx.command_line import records
from cx.command_line.loading import as_json
from cx.exports.text import case_text
from cx.problems import stops
from cx.text import say


def add_case(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument(
        "file", metavar="CASE", help=say("a plan: case.toml, or case.json of the page")
    )
    command.add_argument("--json", action="store_true", help=say("write JSON instead of text"))
    command.set_defaults(answer=case)


def case(asked: argparse.Namespace, folder: Path) -> str:
    """Read the plan and write what it returns."""
    found = assess_case(_plan(Path(asked.file)))
    return as_json(records.case(found)) if asked.json else case_text(found)


def _plan(path: Path) -> CasePlan:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            stops(
                "no_case",
                str(path),
                say('"{path}" cannot be read as a text file.', path=str(path)),
                say("Check the path; sample_data/case.toml shows a case that works."),
            )
        ) from error
    if path.suffix.lower() != ".json":
        return read_toml(text)
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(
            stops(
                "case_not_json",
                str(path),
                say("The case could not be read as JSON: {error}.", error=str(error)),
                say("Download the plan again, or write it as TOML."),
            )
        ) from error
    return read_plan(given)
