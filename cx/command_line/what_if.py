"""`python -m cx whatif`: what score goes with moved levers."""

import argparse
from pathlib import Path

from cx.asking import ask_anew
from cx.chapters.value.lifts import fit_with_gap
from cx.chapters.what_if.fitting import evaluate
from cx.command_line import records
from cx.command_line.loading import as_json, open_responses
from cx.command_line.moves import moves_of
from cx.command_line.options import add_file_options
from cx.exports.text import what_if_text
from cx.text import say


def add_what_if(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_file_options(command)
    add = command.add_argument
    add(
        "--lever", action="append", default=[], metavar="DRIVER=+0.3", help=say('or "DRIVER<=6->8"')
    )
    add("--mix", action="append", default=[], metavar="ROLE:LEVEL=SHARE", help=say("new share"))
    command.set_defaults(answer=what_if)


def what_if(asked: argparse.Namespace, folder: Path) -> str:
    """Load the file into `folder` and write what goes with the moves that were asked."""
    loaded, responses = open_responses(asked, folder)
    model = fit_with_gap(ask_anew, responses)
    result = evaluate(model, moves_of(model, asked.lever, asked.mix, responses.schema))
    if not asked.json:
        return what_if_text(model, result)
    passport = records.passport(loaded.passport)
    return as_json({"passport": passport, **records.what_if(model, result)})
