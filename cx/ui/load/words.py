"""How the Load page describes a file, and what its passport says."""

from datetime import date

from cx.intake import ColumnProfile, Headline, Passport, Reading, Received, Staged
from cx.problems import Problem, stops
from cx.text import Said, numbers, paragraph, said, say, say_n
from cx.text.finding import Metric
from cx.text.wording import band_name
from cx.vocabulary import Band, Role, Scale


def describe_file(staged: Staged, made: Headline | None) -> Said:
    """Say what was found in a file, without its own words, and what it says as it is read."""
    return paragraph(
        say("{rows}, {columns}.", rows=rows(staged.n_rows), columns=columns(len(staged.headers))),
        headline(made)
        if made is not None
        else say("Check what each column means; the guesses are only a start."),
    )


def headline(made: Headline) -> Said:
    """Say what the headline is as a file is read."""
    answers = say_n("{n} answer", "{n} answers", made.n)
    if made.scale.is_nps:
        return say(
            "Read so, NPS is {points}, from {answers}.",
            points=numbers.points(made.net),
            answers=answers,
        )
    return say(
        "Read so, {share} are {favourable} and {less} {unfavourable}, of {answers}.",
        share=numbers.percent(made.favourable),
        favourable=band_name(made.scale, Band.FAVOURABLE),
        less=numbers.percent(made.unfavourable),
        unfavourable=band_name(made.scale, Band.UNFAVOURABLE),
        answers=answers,
    )


def reading_of(choice: str, made: Headline | None) -> str:
    """Write a choice with what it makes of the headline: "1-5: 70 % satisfied, n 120"."""
    if made is None:
        return choice
    n = numbers.count(made.n)
    if made.scale.is_nps:
        return say(
            "{choice}: NPS {points}, n {n}", choice=choice, points=numbers.points(made.net), n=n
        )
    return say(
        "{choice}: {share} {favourable}, n {n}",
        choice=choice,
        share=numbers.percent(made.favourable),
        favourable=band_name(made.scale, Band.FAVOURABLE),
        n=n,
    )


def rows(n: int) -> Said:
    """Count rows."""
    return say_n("{n} row", "{n} rows", n)


def columns(n: int) -> Said:
    """Count columns."""
    return say_n("{n} column", "{n} columns", n)


def file_gone(name: str) -> Problem:
    """The file that a workspace works from is no longer on disk."""
    return stops(
        "file_gone",
        name,
        say('"{file}" is no longer in the folder of this workspace.', file=name),
        say("Load it again."),
    )


def describe_reading(received: Received, reading: Reading) -> Said:
    """Say how the bytes were read, in one line."""
    formats = {
        "csv": say("Text"),
        "xlsx": say("Excel workbook"),
        "xlsb": say("Binary Excel workbook"),
        "xls": say("Old Excel workbook"),
        "ods": say("OpenDocument workbook"),
        "sav": say("SPSS file"),
        "json": say("JSON"),
        "jsonl": say("JSON Lines"),
        "parquet": say("Parquet"),
    }
    kind = formats.get(received.format, said(received.format))
    if received.sheets:
        return say_n(
            "{kind}, {read} of {n} sheet read",
            "{kind}, {read} of {n} sheets read",
            len(received.sheets),
            kind=kind,
            read=len(reading.sheets),
        )
    if received.encoding is None:
        return kind
    marks = {",": say("commas"), ";": say("semicolons"), "\t": say("tabs"), "|": say("bars")}
    named = {
        "kind": kind,
        "encoding": (reading.encoding or received.encoding).upper(),
        "mark": marks.get(reading.delimiter or ",", say("another mark")),
    }
    if reading.header_row == 0:
        return say("{kind} in {encoding}, columns parted by {mark}, no header", **named)
    return say(
        "{kind} in {encoding}, columns parted by {mark}, header in row {row}",
        row=reading.header_row or 1,
        **named,
    )


def describe_format(column: ColumnProfile) -> Said | None:
    """Say how the dates or numbers of a column are written, where that could be misread."""
    if column.dates is not None and column.dates.order:
        return say("day first") if column.dates.order == "dmy" else say("month first")
    return say("decimal comma") if column.number_format.decimal == "," else None


def metrics(passport: Passport) -> tuple[Metric, ...]:
    """Write the numbers on top of the passport."""
    left_out = numbers.percent(passport.rows_left_out / max(passport.rows_read, 1), 1)
    return (
        Metric(
            say("Rows read"),
            numbers.count(passport.rows_read),
            say("in the file, without the header"),
        ),
        Metric(
            say("Responses used"),
            numbers.count(passport.rows_used),
            say("with a score on the scale"),
        ),
        Metric(
            say("Left out"),
            numbers.count(passport.rows_left_out),
            say("{share} of all rows", share=left_out),
        ),
    )


def facts(passport: Passport) -> tuple[Said, ...]:
    """Say what else a person should know about the file."""
    told = []
    if passport.scale:
        told.append(_scale(passport.scale))
    if passport.first_date and passport.last_date:
        first, last = map(date.fromisoformat, (passport.first_date, passport.last_date))
        told.append(say("Answers from {first} to {last}.", first=first, last=last))
    if passport.currency:
        told.append(say("Money is in {currency}.", currency=passport.currency))
    if passport.repeated_ids:
        told.append(
            say_n(
                "{n} row repeats an id that came before; it is kept.",
                "{n} rows repeat an id that came before; they are kept.",
                passport.repeated_ids,
            )
        )
    if passport.straight_lining:
        told.append(
            say_n(
                "{n} response gave one and the same rating to every driver; it is kept.",
                "{n} responses gave one and the same rating to every driver; they are kept.",
                passport.straight_lining,
            )
        )
    return tuple(told)


def duplicates(passport: Passport) -> Said:
    """Say how many rows are identical to an earlier one."""
    return paragraph(
        say_n(
            "{n} row is identical to an earlier row in every column.",
            "{n} rows are identical to an earlier row in every column.",
            passport.duplicates,
        ),
        say("Two customers may have answered alike, or the rows were exported twice."),
    )


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


def _scale(scale: Scale) -> Said:
    """Say from where to where answers are favourable and unfavourable."""
    named = {
        "range": scale.range_label,
        "favourable": f"{scale.favourable_from:g}",
        "unfavourable": f"{scale.unfavourable_to:g}",
    }
    if scale.reversed:
        return say(
            "Scale {range}, turned round since {low} is the best answer: favourable from "
            "{favourable}, unfavourable to {unfavourable}.",
            low=f"{scale.minimum:g}",
            **named,
        )
    return say(
        "Scale {range}: favourable from {favourable}, unfavourable to {unfavourable}.", **named
    )
