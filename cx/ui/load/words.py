"""What the Load page says: invitations, help, and the passport of a file."""

from __future__ import annotations

from datetime import date

from cx.intake import ColumnProfile, Passport, Received, Staged
from cx.problems import Problem, Severity
from cx.text import numbers
from cx.text.finding import Metric
from cx.vocabulary import Role

INVITATION = (
    "Drop a survey export. You will see what each column was taken for, and confirm it, "
    "before anything is computed."
)
FORMATS = "CSV, TSV, TXT, XLSX or Parquet, up to 2 GB."
PRIVACY = (
    "The file stays on the computer that runs this app; nothing is sent anywhere else. Columns "
    "with e-mail addresses, phone, card or national id numbers are left out before storing."
)
LINK = "Opens this workspace and may change it. Keep it to come back:"
VIEW_LINK = "Opens it for looking only. Share this one:"
VIEW_LINK_NAMES_HIDDEN = (
    "Opens it for looking only, and never shows performers' names, whatever is set later. Share "
    "this one:"
)
ROWS_HIDDEN = (
    "The rows concerned can be downloaded while performers' names are shown: they may hold names."
)
VIEW_ONLY = "This link is for looking: data, meanings and settings stay as they are."
DELETION = "Removes the file, the responses and every result. This cannot be undone."
READ_ONCE = (
    "The file itself was removed once it was loaded. To read it in another way, with another "
    "encoding or sheet, load it again."
)
NOT_SHOWN = (
    "This step could not be shown: what is kept of the file may be damaged. Cancel, or delete this "
    "workspace, and load the file again."
)
EARLIER_RECIPE = "An earlier file had the same columns: its settings are filled in."
ENCODING_HELP = "Change it when letters look wrong in the table below."
HEADER_HELP = "The row of the file that names the columns; 0 when there is none."
EMPTY_HELP = (
    "For a driver rating: whether a customer who gave none was asked and did not answer, or the "
    "question is not for that customer, such as delivery after a visit to the store. Not answered "
    "is estimated from the other answers; does not apply is judged on those who had it."
)
SHEETS_HELP = "Sheets with the same columns are stacked; a column says which sheet a row is from."
SCALE_HELP = "The lowest and the highest answer that could be given, not that were given."
CODES_HELP = "Answers with these numbers are counted as missing."
CUTS_CROSS = "Favourable has to begin above unfavourable. The usual cut-offs are used."

_FORMAT_NAMES = {"csv": "Text", "xlsx": "Excel workbook", "parquet": "Parquet"}
_MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def describe_file(received: Received, staged: Staged) -> str:
    """Say what was found in a file, without its own words."""
    return (
        f"{numbers.counted(staged.n_rows, 'row')}, "
        f"{numbers.counted(len(staged.headers), 'column')}. "
        "Check what each column means; the guesses are only a start."
    )


def file_gone(name: str) -> Problem:
    """The file that a workspace works from is no longer on disk."""
    return Problem(
        "file_gone",
        Severity.STOPS,
        name,
        f'"{name}" is no longer in the folder of this workspace.',
        "Load it again.",
    )


def describe_reading(received: Received, staged: Staged) -> str:
    """Say how the bytes were read, in one line."""
    reading = staged.reading
    kind = _FORMAT_NAMES.get(received.format, received.format)
    if received.sheets:
        n = len(reading.sheets)
        return f"{kind}, {n} of {numbers.counted(len(received.sheets), 'sheet')} read"
    if received.encoding is None:
        return kind
    mark = _MARKS.get(reading.delimiter or ",", "another mark")
    return (
        f"{kind} in {(reading.encoding or received.encoding).upper()}, columns parted by {mark}, "
        f"header in row {reading.header_row or 1}"
    )


def describe_format(column: ColumnProfile) -> str:
    """Say how the dates or numbers of a column are written, where that could be misread."""
    if column.dates is not None and column.dates.order:
        return "day first" if column.dates.order == "dmy" else "month first"
    if column.number_format.decimal == ",":
        return "decimal comma"
    return ""


def metrics(passport: Passport) -> tuple[Metric, ...]:
    """Write the numbers on top of the passport."""
    left_out = passport.rows_left_out / max(passport.rows_read, 1)
    return (
        Metric("Rows read", numbers.count(passport.rows_read), "in the file, without the header"),
        Metric("Responses used", numbers.count(passport.rows_used), "with a score on the scale"),
        Metric(
            "Left out",
            numbers.count(passport.rows_left_out),
            f"{numbers.percent(left_out, 1)} of all rows",
        ),
    )


def facts(passport: Passport) -> tuple[str, ...]:
    """Say what else a person should know about the file."""
    said = []
    if passport.scale:
        scale = passport.scale
        said.append(
            f"Scale {scale.range_label}: favourable from {scale.favourable_from:g}, unfavourable "
            f"to {scale.unfavourable_to:g}."
        )
    if passport.first_date and passport.last_date:
        first, last = map(date.fromisoformat, (passport.first_date, passport.last_date))
        said.append(f"Answers from {numbers.day(first)} to {numbers.day(last)}.")
    if passport.currency:
        said.append(f"Money is in {passport.currency}.")
    if passport.repeated_ids:
        repeats, kept = _agreeing(passport.repeated_ids, "repeats", "repeat")
        said.append(
            f"{numbers.counted(passport.repeated_ids, 'row')} {repeats} an id that came before; "
            f"{kept}."
        )
    if passport.straight_lining:
        _, kept = _agreeing(passport.straight_lining)
        said.append(
            f"{numbers.counted(passport.straight_lining, 'response')} gave one and the same "
            f"rating to every driver; {kept}."
        )
    return tuple(said)


def left_out(passport: Passport) -> tuple[tuple[str, str], ...]:
    """Say why rows were left out, by code; where a problem says more, in its words."""
    told = {problem.code: problem.what for problem in _of_rows(passport)}
    return tuple((r.code, told.get(r.code, r.sentence)) for r in passport.left_out)


def changed(passport: Passport) -> tuple[tuple[str, str], ...]:
    """Say what was changed, by code, but for answers whose rows were left out."""
    gone = {(reason.code, _outcome(passport)) for reason in passport.left_out}
    return tuple((r.code, r.sentence) for r in passport.repairs if (r.code, r.column) not in gone)


def problems(passport: Passport) -> tuple[Problem, ...]:
    """Return the problems that are not told as a reason why rows were left out."""
    told = _of_rows(passport)
    return tuple(problem for problem in passport.problems if problem not in told)


def _of_rows(passport: Passport) -> list[Problem]:
    """Find the problems whose rows were left out: of the outcome, or of whole rows."""
    reasons = {reason.code for reason in passport.left_out}
    drivers = {header for headers in passport.mapping.values() for header in headers}
    others = drivers - {_outcome(passport)}
    return [p for p in passport.problems if p.code in reasons and p.where not in others]


def _outcome(passport: Passport) -> str:
    return next(iter(passport.mapping.get(Role.OUTCOME, ())), "")


def _agreeing(n: int, one: str = "", many: str = "") -> tuple[str, str]:
    """Return the verb that agrees with a count, and whether it or they are kept."""
    return (one, "it is kept") if n == 1 else (many, "they are kept")


def duplicates(passport: Passport) -> str:
    """Say how many rows are identical to an earlier one."""
    return (
        f"{numbers.counted(passport.duplicates, 'row')} "
        f"{'is' if passport.duplicates == 1 else 'are'} identical to an earlier row in every "
        "column. Two customers may have answered alike, or the rows were exported twice."
    )
