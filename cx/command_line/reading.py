"""How the bytes of a file become rows, as stated on the command line, and how to state it."""

import argparse
from dataclasses import replace

from cx.command_line.options import NONE
from cx.intake import Reading
from cx.problems import Problem
from cx.text import paragraph, say

_MARKS = {"tab": "\t", "space": " ", "comma": ",", "semicolon": ";", "bar": "|"}
_OPTIONS = {  # by code: what would mend it
    "unreadable_characters": "--encoding NAME",
    "mixed_encodings": "--encoding NAME",
    "unknown_encoding": "--encoding NAME",
    "no_header": "--header 1",
    "header_unsure": "--header none",
    "title_lines": "--header ROW",
    "survey_headers": "--header ROW",
    "nothing_fits": "--delimiter MARK, --header ROW",
    "delimiter": "--delimiter MARK",
    "fixed_width": "--delimiter MARK",
    "similar_groups": "--keep-spellings COLUMN",
    "counts": "--counts COLUMN, --counts none",
    "counts_expanded": "--counts none",
    "sheet_chosen": "--sheet NAME",
    "hidden_rows": "--leave-hidden",
    **{
        code: f"--keep {code}"
        for code in (
            "total_row", "subtotals", "repeated_header", "test_answers", "footer_row",
            "second_header_row",
        )
    },
}  # fmt: skip


def reading(asked: argparse.Namespace) -> Reading:
    """Collect what was stated about encoding, delimiter, header, sheets and rows."""
    delimiter = asked.delimiter
    return Reading(
        encoding=asked.encoding,
        delimiter=_MARKS.get(delimiter.lower(), delimiter) if delimiter else None,
        header_row=asked.header,
        sheets=tuple(asked.sheet),
        counts="" if asked.counts == NONE else asked.counts,
        keep=tuple(asked.keep),
        leave_hidden=asked.leave_hidden,
        pivot=asked.pivot,
        keep_codes=asked.keep_codes,
    )


def in_options(problem: Problem) -> Problem:
    """Add to a problem the option of the command line that would mend it."""
    options = _OPTIONS.get(problem.code)
    if options is None:
        return problem
    stated = say("On the command line: {options}.", options=options)
    return replace(problem, fix=paragraph(problem.fix, stated))
