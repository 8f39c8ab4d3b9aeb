"""What is said about tables whose rows count answers."""

from collections.abc import Sequence

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note, stops
from cx.text import enumerated, say, say_n


def counts_asked(header: str, n_rows: int, n_answers: int, examples: Sequence[str]) -> Problem:
    """A row seems to stand for several answers."""
    return stops(
        "counts",
        header,
        say(
            'Are the numbers in "{column}" ({examples}) counts of answers? As counts there are '
            "{n_answers} answers; with one answer in each row there are {n_rows}.",
            column=header,
            examples=enumerated(list(examples)),
            n_answers=n_answers,
            n_rows=n_rows,
        ),
        say('Say that "{column}" counts answers, or that each row is one answer.', column=header),
    )


def counts_expanded(header: str, n_rows: int, n_answers: int) -> Problem:
    """Every row was read as many times as it counts."""
    return note(
        "counts_expanded",
        header,
        say_n(
            '{n} row was read as {answers} answers, as counted in "{column}"; rows are numbered by '
            "answers.",
            '{n} rows were read as {answers} answers, as counted in "{column}"; rows are numbered '
            "by answers.",
            n_rows,
            answers=f"{n_answers:,}",
            column=header,
        ),
        say("If each row is one answer, say so."),
    )


def no_such_column(header: str, known: Sequence[str]) -> Problem:
    """The column of counts does not exist."""
    return stops(
        "counts",
        header,
        say('There is no column "{column}" of counts in this file.', column=header),
        say("Its columns are: {names}.", names=", ".join(map(quoted, known))),
    )


def too_many(header: str, n: int, limit: int) -> Problem:
    """The counts add up to too many answers."""
    return stops(
        "counts",
        header,
        say(
            'The counts in "{column}" add up to {n} answers; at most {limit} can be read.',
            column=header,
            n=n,
            limit=limit,
        ),
        say("Say that each row is one answer, or load the answers themselves."),
    )
