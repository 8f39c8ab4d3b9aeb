"""What is written on the command line, read and refused one option at a time."""

import argparse
import math

from cx.text import say
from cx.vocabulary import Role, Scale

NONE = "none"  # of the columns, or the role of a column that is taken out


def add_file_options(command: argparse.ArgumentParser) -> None:
    """Add what every command that reads a file understands: how to read it, and which rows."""
    add = command.add_argument
    add("file", metavar="FILE", help=say("CSV, TSV, TXT, XLSX or Parquet"))
    add("--sheet", action="append", default=[], metavar="S", help=say("sheet; several are stacked"))
    add("--map", action="append", default=[], type=role_and_column, metavar="ROLE=COLUMN")
    add(
        "--does-not-apply",
        action="append",
        default=[],
        metavar="COLUMN",
        help=say("driver whose empty answers mean that the question does not apply"),
    )
    add(
        "--label",
        action="append",
        default=[],
        type=named,
        metavar="COLUMN=NAME",
        help=say("what a column is called in the answers"),
    )
    add("--scale", type=scale, metavar="0-10", help=say('"0-10", "1-5", "1-7 effort" ...'))
    add("--where", action="append", default=[], type=pair, metavar="ROLE=VALUE")
    add("--min-n", type=positive, default=5, metavar="5", help=say("smallest group shown"))
    add("--hide-names", action="store_true", help=say("initials or numbers for performers"))
    add("--json", action="store_true", help=say("write JSON instead of text"))


def pair(text: str) -> tuple[str, str]:
    """Read NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(say('"{text}" is not NAME=VALUE', text=text))
    return name, value


def named(text: str) -> str:
    """Check COLUMN=NAME; where the column ends is seen by the file, as headers may hold a sign."""
    pair(text)
    return text


def role_and_column(text: str) -> tuple[Role | None, str]:
    """Read ROLE=COLUMN; the role none takes a column out."""
    name, header = pair(text)
    if name == NONE:
        return None, header
    try:
        return Role(name), header
    except ValueError:
        known = ", ".join([NONE, *Role])
        raise argparse.ArgumentTypeError(
            say('"{name}" is no role; one of: {known}', name=name, known=known)
        ) from None


def scale(text: str) -> Scale:
    """Read a scale such as 0-10 or 1-7 effort."""
    try:
        return Scale.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            say(
                '"{text}" is not a scale. Write it as "0-10", "1-5" or "1-7 effort".',
                text=text,
            )
        ) from None


def target(text: str) -> float:
    """Read a net score."""
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not -100 <= points <= 100:
        raise argparse.ArgumentTypeError(
            say('"{text}" is not a net score of -100 to 100', text=text)
        )
    return points


def positive(text: str) -> int:
    """Read a whole number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            say('"{text}" is not a whole number of 1 or more', text=text)
        )
    return int(text)


def share(text: str) -> float:
    """Read 0.4, 40% and 40 % as the same share."""
    written = text.strip()
    try:
        if written.endswith("%"):
            return float(written[:-1]) / 100
        return float(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            say('"{text}" is no share: write 0.4 or 40%', text=text)
        ) from None
