"""The command line: the same analyses as the screen, in a temporary workspace that is then removed.

`python -m cx COMMAND --help` lists the options; docs/CLI.md documents them. It needs no screen.
"""

import argparse
import errno
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cx.command_line.analyse import add_analyse
from cx.command_line.case import add_case
from cx.command_line.loading import as_json
from cx.command_line.value import add_value
from cx.command_line.what_if import add_what_if
from cx.problems import CxError, stops
from cx.text import say

PROBLEM_EXIT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, or 2 with the problems."""
    asked = _parser().parse_args(arguments)
    try:
        with _scratch() as folder:
            written = asked.answer(asked, folder)
    except CxError as error:
        if asked.json:
            print(as_json({"problems": error.problems}))
        else:
            print("\n".join(problem.sentence for problem in error.problems), file=sys.stderr)
        return PROBLEM_EXIT
    print(written)
    return 0


@contextmanager
def _scratch() -> Iterator[Path]:
    """Give a folder for the work, which is removed afterwards.

    Errors: CxError when none can be made, or the disk is full.
    """
    nowhere = CxError(
        stops(
            "no_room",
            "TMPDIR",
            say("There is no folder for temporary files with room in it."),
            say("Set TMPDIR to a folder that can be written, or make room on the disk."),
        )
    )
    try:
        made = tempfile.TemporaryDirectory(prefix="cx-workbench-")
    except OSError as error:
        raise nowhere from error
    with made as folder:
        try:
            yield Path(folder)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise nowhere from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m cx", description=say("Feedback in, answers out."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, help_text, add in (
        ("analyse", say("analyse a file of feedback"), add_analyse),
        ("whatif", say("say what score goes with moved levers"), add_what_if),
        ("value", say("say what the customers of a file are worth"), add_value),
        ("case", say("say what a plan returns, how surely, and when money is needed"), add_case),
    ):
        add(commands.add_parser(name, help=help_text))
    return parser


if __name__ == "__main__":
    sys.exit(main())
