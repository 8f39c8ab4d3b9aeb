"""What the passport says: why rows were left out, and what was changed in a column."""

from collections.abc import Sequence

from cx.intake.sentences.wording import personal, quoted
from cx.problems import Problem, left_out
from cx.text import Said, say, say_n

_MOST_WORDS = 3
_LOST = ("missing_word", "does_not_apply", "out_of_range", "missing_code", "unreadable")


def left_out_reason(code: str, n: int, header: str) -> Said:
    """Say why rows were left out."""
    return {
        "no_answer": say_n(
            '{n} row has no answer in "{column}".',
            '{n} rows have no answer in "{column}".',
            n,
            column=header,
        ),
        "out_of_range": say_n(
            '{n} row has an answer outside the scale in "{column}".',
            '{n} rows have an answer outside the scale in "{column}".',
            n,
            column=header,
        ),
        "unreadable": say_n(
            '{n} row has an answer that is not a score in "{column}".',
            '{n} rows have an answer that is not a score in "{column}".',
            n,
            column=header,
        ),
        "missing_code": say_n(
            '{n} row has a number that stands for no answer in "{column}".',
            '{n} rows have a number that stands for no answer in "{column}".',
            n,
            column=header,
        ),
        "duplicate": say_n(
            "{n} row is identical to another row.", "{n} rows are identical to another row.", n
        ),
        "blank_row": say_n("{n} row is blank.", "{n} rows are blank.", n),
        "total_row": say_n("{n} row holds totals.", "{n} rows hold totals.", n),
        "repeated_header": say_n("{n} row repeats the header.", "{n} rows repeat the header.", n),
        "second_header_row": say_n(
            "{n} row under the header says what the columns hold.",
            "{n} rows under the header say what the columns hold.",
            n,
        ),
        "test_answers": say_n(
            "{n} row is a preview, a test or spam.", "{n} rows are previews, tests or spam.", n
        ),
        "subtotals": say_n("{n} row holds a subtotal.", "{n} rows hold subtotals.", n),
        "unreadable_count": say_n(
            "{n} row has a count that cannot be read.",
            "{n} rows have counts that cannot be read.",
            n,
        ),
        "footer_row": say_n(
            "{n} line under the data is no answer.", "{n} lines under the data are no answers.", n
        ),
        "hidden_row": say_n(
            "{n} row is hidden in the workbook.", "{n} rows are hidden in the workbook.", n
        ),
        "too_many_fields": say_n(
            "{n} row has too many fields.", "{n} rows have too many fields.", n
        ),
        "too_few_fields": say_n("{n} row has too few fields.", "{n} rows have too few fields.", n),
        "line_too_long": say_n(
            "{n} row is too long to be read.", "{n} rows are too long to be read.", n
        ),
        "answered_twice": say_n(
            "{n} row answers a question again.", "{n} rows answer a question again.", n
        ),
        "no_respondent": say_n(
            "{n} row does not say whose answer it is.",
            "{n} rows do not say whose answers they are.",
            n,
        ),
        "no_question": say_n(
            "{n} row does not say which question it answers.",
            "{n} rows do not say which question they answer.",
            n,
        ),
        "no_object": say_n("{n} record is no JSON object.", "{n} records are no JSON objects.", n),
        "unreadable_line": say_n(
            "{n} row cannot be parted into fields.", "{n} rows cannot be parted into fields.", n
        ),
    }[code]


def repair(
    code: str, header: str, n: int, examples: Sequence[tuple[str, str]], form: str | None = None
) -> Said:
    """Say what was changed in a column.

    `examples` are cells and their readings, the most frequent first; `form` names how all dates
    of the column are written.
    """
    before, after = examples[0]
    named = {
        "column": f'"{header}"',
        "before": quoted(before),
        "words": ", ".join(quoted(cell) for cell, _ in examples[:_MOST_WORDS]),
        "shown": quoted(after),
        "after": quoted(after) if code == "spacing" else after,
        "form": _form(form),
    }
    return {
        "digits": say_n(
            "{n} cell of {column} is written in digits of another script ({before} read "
            "as {after}).",
            "{n} cells of {column} are written in digits of another script ({before} read "
            "as {after}).",
            n,
            **named,
        ),
        "decimal_comma": say_n(
            "{n} number in {column} was read with a decimal comma ({before} as {after}).",
            "{n} numbers in {column} were read with a decimal comma ({before} as {after}).",
            n,
            **named,
        ),
        "thousands": say_n(
            "{n} number in {column} was read without thousands separators ({before} as {after}).",
            "{n} numbers in {column} were read without thousands separators ({before} as {after}).",
            n,
            **named,
        ),
        "currency": say_n(
            "{n} amount in {column} was read without its currency sign ({before} as {after}).",
            "{n} amounts in {column} were read without their currency signs ({before} as {after}).",
            n,
            **named,
        ),
        "percent": say_n(
            "{n} number in {column} was read without its percent sign ({before} as {after}).",
            "{n} numbers in {column} were read without their percent signs ({before} as {after}).",
            n,
            **named,
        ),
        "parentheses": say_n(
            "{n} number in brackets in {column} was read as negative ({before} as {after}).",
            "{n} numbers in brackets in {column} were read as negative ({before} as {after}).",
            n,
            **named,
        ),
        "trailing_minus": say_n(
            "{n} number in {column} with a minus behind it was read as negative ({before} as "
            "{after}).",
            "{n} numbers in {column} with a minus behind them were read as negative ({before} as "
            "{after}).",
            n,
            **named,
        ),
        "scientific": say_n(
            "{n} number in {column} was shortened by a spreadsheet ({before} read as {after}); its "
            "last digits are lost in the file.",
            "{n} numbers in {column} were shortened by a spreadsheet ({before} read as {after}); "
            "their last digits are lost in the file.",
            n,
            **named,
        ),
        "label_number": say_n(
            "{n} labelled score in {column} was read by its number ({before} as {after}).",
            "{n} labelled scores in {column} were read by their numbers ({before} as {after}).",
            n,
            **named,
        ),
        "worded": say_n(
            "{n} answer in words in {column} was read as a place on a scale ({before} as {after}).",
            "{n} answers in words in {column} were read as places on a scale ({before} as "
            "{after}).",
            n,
            **named,
        ),
        "turned_round": say_n(
            "{n} answer in {column} was turned round, since its lowest number is the best answer "
            "({before} counts as {after}).",
            "{n} answers in {column} were turned round, since their lowest number is the best "
            "answer ({before} counts as {after}).",
            n,
            **named,
        ),
        "code_from_one": say_n(
            "{n} answer in {column} was numbered from 1 on and read one lower ({before} as "
            "{after}).",
            "{n} answers in {column} were numbered from 1 on and read one lower ({before} as "
            "{after}).",
            n,
            **named,
        ),
        "counted_people": say_n(
            "{n} answer in {column} was read as a promoter, passive or detractor ({before} as "
            "{after}).",
            "{n} answers in {column} were read as promoters, passives and detractors ({before} as "
            "{after}).",
            n,
            **named,
        ),
        "percent_share": say_n(
            "{n} answer in {column} is a share and was read as a percentage ({before} as {after}).",
            "{n} answers in {column} are shares and were read as percentages ({before} as "
            "{after}).",
            n,
            **named,
        ),
        "two_valued": say_n(
            "{n} answer in words in {column} was read as 1 or 0 ({before} as {after}).",
            "{n} answers in words in {column} were read as 1 or 0 ({before} as {after}).",
            n,
            **named,
        ),
        "buddhist_year": say_n(
            "{n} date of the Thai calendar in {column} was read as 543 years earlier "
            "({before} as {after}).",
            "{n} dates of the Thai calendar in {column} were read as 543 years earlier "
            "({before} as {after}).",
            n,
            **named,
        ),
        "excel_serial": say_n(
            "{n} day number of Excel in {column} was read as a date ({before} as {after}).",
            "{n} day numbers of Excel in {column} were read as dates ({before} as {after}).",
            n,
            **named,
        ),
        "epoch": say_n(
            "{n} number of {column} counts time from 1970 on and was read as a date ({before} "
            "as {after}).",
            "{n} numbers of {column} count time from 1970 on and were read as dates ({before} "
            "as {after}).",
            n,
            **named,
        ),
        "swapped": say_n(
            "Day and month of {n} date in {column} were exchanged ({before} as {after}).",
            "Day and month of {n} dates in {column} were exchanged ({before} as {after}).",
            n,
            **named,
        ),
        "date_form": say_n(
            "{n} date in {column} was read as {form}.",
            "{n} dates in {column} were read as {form}.",
            n,
            **named,
        ),
        "zone": say_n(
            "{n} time in {column} names a time zone ({words}); it is kept as written.",
            "{n} times in {column} name a time zone ({words}); they are kept as written.",
            n,
            **named,
        ),
        "spacing": say_n(
            "{n} cell of {column} was read without superfluous blanks (as {after}).",
            "{n} cells of {column} were read without superfluous blanks (such as {after}).",
            n,
            **named,
        ),
        "similar_groups": say_n(
            "{n} cell of {column} is counted with the group that looks alike ({before} as "
            "{shown}).",
            "{n} cells of {column} are counted with the groups that look alike (such as {before} "
            "as {shown}).",
            n,
            **named,
        ),
        "missing_word": say_n(
            '{n} cell of {column} holds a word for "no answer" ({words}) and counts as missing.',
            '{n} cells of {column} hold a word for "no answer" ({words}) and count as missing.',
            n,
            **named,
        ),
        "does_not_apply": say_n(
            "{n} cell of {column} says that the question does not apply ({words}).",
            "{n} cells of {column} say that the question does not apply ({words}).",
            n,
            **named,
        ),
        "out_of_range": say_n(
            "{n} answer in {column} is outside the scale ({before}) and counts as missing.",
            "{n} answers in {column} are outside the scale (such as {before}) and count "
            "as missing.",
            n,
            **named,
        ),
        "missing_code": say_n(
            '{n} cell of {column} holds a number for "no answer" ({words}) and counts as missing.',
            '{n} cells of {column} hold a number for "no answer" ({words}) and count as missing.',
            n,
            **named,
        ),
        "unreadable": say_n(
            "{n} cell of {column} cannot be read ({before}) and counts as missing.",
            "{n} cells of {column} cannot be read (such as {before}) and count as missing.",
            n,
            **named,
        ),
    }[code]


def _form(form: str | None) -> Said:
    """Name how the dates of a column are written."""
    return {
        "dmy": say("day/month/year"),
        "mdy": say("month/day/year"),
        "ymd": say("year, month, day"),
        "named": say("day, name of the month, year"),
    }.get(form or "", say("dates"))


def personal_repair(code: str, header: str, n: int) -> Said:
    """Say what was changed in a column of personal data, without any of its cells."""
    if code in _LOST:
        return say_n(
            '{n} cell of "{column}" was counted as missing.',
            '{n} cells of "{column}" were counted as missing.',
            n,
            column=header,
        )
    return say_n(
        '{n} cell of "{column}" was read in another form.',
        '{n} cells of "{column}" were read in another form.',
        n,
        column=header,
    )


def unbalanced_column(header: str, n: int, total: int) -> Problem:
    """Cells of a column are neither used nor counted as left out."""
    return left_out(
        "unbalanced_column",
        header,
        say_n(
            '{n} of {total} cells in "{column}" cannot be accounted for: it is neither used nor '
            "counted as left out.",
            '{n} of {total} cells in "{column}" cannot be accounted for: they are neither used nor '
            "counted as left out.",
            abs(n),
            total=total,
            column=header,
        ),
        say("Do not rely on this column, and report the file."),
    )


def not_stored(kind: str) -> Said:
    """Say of a column of personal data why it is not there."""
    return say("{what}, left out before anything was stored", what=personal(kind))
