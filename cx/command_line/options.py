"""What is written on the command line, read and refused one option at a time."""

import argparse
import csv
import math

from cx.text import say
from cx.vocabulary import Role, Scale

_FEWEST_TO_PIVOT = 3  # columns: question, answer and who gave it
DATE_ORDERS = ("dmy", "mdy", "swapped")
NONE = "none"  # of the columns, or the role of a column that is taken out


def add_file_options(command: argparse.ArgumentParser) -> None:
    """Add what every command that reads a file understands: how to read it, and which rows."""
    add = command.add_argument
    add(
        "file",
        metavar="FILE",
        help=say("CSV, TSV, TXT, XLSX, XLSB, XLS, ODS, SAV, JSON, JSONL, Parquet; GZ, ZIP"),
    )
    add("--sheet", action="append", default=[], metavar="S", help=say("sheet; several are stacked"))
    add("--encoding", metavar="NAME", help=say('such as cp1252; "utf-8+cp1252" for lines in both'))
    add(
        "--delimiter",
        metavar="MARK",
        help=say('what parts the columns; "tab" or "fixed" in words'),
    )
    add("--header", type=header_row, metavar="ROW", help=say("row of the header, or none"))
    add("--counts", metavar="COLUMN", help=say("how many answers a row stands for, or none"))
    add(
        "--keep",
        action="append",
        default=[],
        metavar="REASON",
        help=say("rows that are not left out, such as total_row"),
    )
    add("--leave-hidden", action="store_true", help=say("leave rows out that a workbook hides"))
    add(
        "--keep-spellings",
        action="append",
        default=[],
        metavar="COLUMN",
        help=say("groups that look alike are kept apart"),
    )
    add(
        "--keep-codes",
        action="store_true",
        help=say("do not read codes with labels of other sheets"),
    )
    add(
        "--pivot",
        type=pivot,
        metavar="QUESTION,ANSWER,ID",
        help=say("columns by which rows of one answer each become responses; none: they are"),
    )
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
    add("--scale", type=scale, metavar="0-10", help=say('"0-10", "1-5 reversed", "1-7 effort" ...'))
    add("--dates", action="append", default=[], type=dates, metavar="COLUMN=dmy")
    add("--decimal", action="append", default=[], type=decimal, metavar="COLUMN=,")
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


def pivot(text: str) -> tuple[str, ...]:
    """Read the headers of question, answer and respondent; none: every row is a response."""
    if text == NONE:
        return ()
    mark = "'" if "'" in text else '"'
    names = next(csv.reader([text], quotechar=mark, skipinitialspace=True), [])
    headers = tuple(name.strip() for name in names)
    if len(headers) < _FEWEST_TO_PIVOT or not all(headers):
        raise argparse.ArgumentTypeError(say('"{text}" is not QUESTION,ANSWER,ID', text=text))
    return headers


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


def dates(text: str) -> tuple[str, str]:
    """Read COLUMN=dmy, COLUMN=mdy or COLUMN=swapped."""
    header, order = pair(text)
    if order not in DATE_ORDERS:
        known = ", ".join(DATE_ORDERS)
        raise argparse.ArgumentTypeError(
            say('"{name}" is no order of dates; one of: {known}', name=order, known=known)
        )
    return header, order


def decimal(text: str) -> tuple[str, str]:
    """Read COLUMN=, or COLUMN=. for the decimal mark of a column."""
    header, mark = pair(text)
    if mark not in (",", "."):
        raise argparse.ArgumentTypeError(say('"{mark}" is no decimal mark: , or .', mark=mark))
    return header, mark


def header_row(text: str) -> int:
    """Read the row of the header; 0 stands for none."""
    if text == NONE:
        return 0
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(say('"{text}" is no row and not none', text=text))
    return int(text)


def scale(text: str) -> str:
    """Check a scale such as 0-10 or 1-7 effort; what it means depends on the column too."""
    try:
        Scale.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            say(
                '"{text}" is not a scale. Write it as "0-10", "1-5", "1-7 effort" or '
                '"1-5 reversed".',
                text=text,
            )
        ) from None
    return text


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
