"""What the passport says: why rows were left out, and what was changed in a column."""

from __future__ import annotations

from collections.abc import Sequence

from cx.intake.sentences.wording import counted, quoted

_REASONS = {
    "no_answer": ("has no answer", "have no answer"),
    "out_of_range": ("has an answer outside the scale", "have an answer outside the scale"),
    "unreadable": ("has an answer that is not a score", "have an answer that is not a score"),
    "missing_code": (
        "has a number that stands for no answer", "have a number that stands for no answer"
    ),
    "duplicate": ("is identical to another row", "are identical to another row"),
    "blank_row": ("is blank", "are blank"),
    "total_row": ("holds totals", "hold totals"),
    "too_many_fields": ("has too many fields", "have too many fields"),
    "too_few_fields": ("has too few fields", "have too few fields"),
    "line_too_long": ("is too long to be read", "are too long to be read"),
    "unreadable_line": ("cannot be parted into fields", "cannot be parted into fields"),
}  # fmt: skip
_OF_OUTCOME = ("no_answer", "out_of_range", "unreadable", "missing_code")

# What was done to the cells of a column, for one cell and for several. {before} is the most
# frequent cell concerned, {after} its reading, {words} the most frequent cells, {form} how the
# dates of the column are written.
_REPAIRS = {
    "digits": (
        "{n} cell of {column} is written in digits of another script ({before} read as {after}).",
        "{n} cells of {column} are written in digits of another script ({before} read as {after}).",
    ),
    "decimal_comma": (
        "{n} number in {column} was read with a decimal comma ({before} as {after}).",
        "{n} numbers in {column} were read with a decimal comma ({before} as {after}).",
    ),
    "thousands": (
        "{n} number in {column} was read without thousands separators ({before} as {after}).",
        "{n} numbers in {column} were read without thousands separators ({before} as {after}).",
    ),
    "currency": (
        "{n} amount in {column} was read without its currency sign ({before} as {after}).",
        "{n} amounts in {column} were read without their currency signs ({before} as {after}).",
    ),
    "percent": (
        "{n} number in {column} was read without its percent sign ({before} as {after}).",
        "{n} numbers in {column} were read without their percent signs ({before} as {after}).",
    ),
    "parentheses": (
        "{n} number in brackets in {column} was read as negative ({before} as {after}).",
        "{n} numbers in brackets in {column} were read as negative ({before} as {after}).",
    ),
    "label_number": (
        "{n} labelled score in {column} was read by its number ({before} as {after}).",
        "{n} labelled scores in {column} were read by their numbers ({before} as {after}).",
    ),
    "worded": (
        "{n} answer in words in {column} was read as a place on a scale ({before} as {after}).",
        "{n} answers in words in {column} were read as places on a scale ({before} as {after}).",
    ),
    "two_valued": (
        "{n} answer in words in {column} was read as 1 or 0 ({before} as {after}).",
        "{n} answers in words in {column} were read as 1 or 0 ({before} as {after}).",
    ),
    "buddhist_year": (
        "{n} date of the Thai calendar in {column} was read as 543 years earlier ({before} as "
        "{after}).",
        "{n} dates of the Thai calendar in {column} were read as 543 years earlier ({before} as "
        "{after}).",
    ),
    "excel_serial": (
        "{n} day number of Excel in {column} was read as a date ({before} as {after}).",
        "{n} day numbers of Excel in {column} were read as dates ({before} as {after}).",
    ),
    "date_form": (
        "{n} date in {column} was read as {form}.",
        "{n} dates in {column} were read as {form}.",
    ),
    "zone": (
        "{n} time in {column} names a time zone ({words}); it is kept as written.",
        "{n} times in {column} name a time zone ({words}); they are kept as written.",
    ),
    "spacing": (
        "{n} cell of {column} was read without superfluous blanks (as {after}).",
        "{n} cells of {column} were read without superfluous blanks (such as {after}).",
    ),
    "missing_word": (
        '{n} cell of {column} holds a word for "no answer" ({words}) and counts as missing.',
        '{n} cells of {column} hold a word for "no answer" ({words}) and count as missing.',
    ),
    "does_not_apply": (
        "{n} cell of {column} says that the question does not apply ({words}).",
        "{n} cells of {column} say that the question does not apply ({words}).",
    ),
    "out_of_range": (
        "{n} answer in {column} is outside the scale ({before}) and counts as missing.",
        "{n} answers in {column} are outside the scale (such as {before}) and count as missing.",
    ),
    "missing_code": (
        '{n} cell of {column} holds a number for "no answer" ({words}) and counts as missing.',
        '{n} cells of {column} hold a number for "no answer" ({words}) and count as missing.',
    ),
    "unreadable": (
        "{n} cell of {column} cannot be read ({before}) and counts as missing.",
        "{n} cells of {column} cannot be read (such as {before}) and count as missing.",
    ),
}
_MOST_WORDS = 3
_LOST = ("missing_word", "does_not_apply", "out_of_range", "missing_code", "unreadable")
_FORMS = {
    "dmy": "day/month/year",
    "mdy": "month/day/year",
    "ymd": "year, month, day",
    "named": "day, name of the month, year",
}


def left_out_reason(code: str, n: int, header: str) -> str:
    """Say why rows were left out."""
    one, many = _REASONS[code]
    inside = f' in "{header}"' if code in _OF_OUTCOME else ""
    return f"{counted(n, 'row')} {one if n == 1 else many}{inside}."


def repair(
    code: str, header: str, n: int, examples: Sequence[tuple[str, str]], form: str | None = None
) -> str:
    """Say what was changed in a column.

    `examples` are cells and their readings, the most frequent first; `form` names how all dates
    of the column are written.
    """
    before, after = examples[0]
    one, many = _REPAIRS[code]
    return (one if n == 1 else many).format(
        n=f"{n:,}",
        column=f'"{header}"',
        before=quoted(before),
        words=", ".join(quoted(cell) for cell, _ in examples[:_MOST_WORDS]),
        after=quoted(after) if code == "spacing" else after,
        form=_FORMS.get(form or "", "dates"),
    )


def personal_repair(code: str, header: str, n: int) -> str:
    """Say what was changed in a column of personal data, without any of its cells."""
    done = "counted as missing" if code in _LOST else "read in another form"
    return f'{counted(n, "cell")} of "{header}" {"was" if n == 1 else "were"} {done}.'
