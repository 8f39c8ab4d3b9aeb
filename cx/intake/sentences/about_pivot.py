"""What is said of files with one row for each question: recognised, arranged, or not to be."""

from collections.abc import Sequence

from cx.intake.sentences.wording import listed, quoted
from cx.problems import Problem, left_out, note, stops
from cx.text import Said, say, say_n

_MOST = 3  # names that are shown


def long_format(
    question: str, answer: str, respondent: Sequence[str], questions: Sequence[str], option: str
) -> Problem:
    """Every row seems to hold the answer to one of several questions."""
    return stops(
        "long_format",
        question,
        say(
            'Each row seems to hold one answer ("{answer}") to one of {n} questions '
            '("{question}": {examples}), so that rows are no responses.',
            answer=answer,
            n=len(questions),
            question=question,
            examples=_some(questions),
        ),
        say(
            "Arrange it as one row for each {respondent} ({option}), or say that every row is a "
            "response ({none}).",
            respondent=_joined(respondent),
            option=option,
            none="--pivot none",
        )
        if respondent
        else say(
            "No column says whose answers belong together: add one to the file and name it "
            "({option}), or say that every row is a response ({none}).",
            option=option,
            none="--pivot none",
        ),
    )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(quoted(name) for name in names[:_MOST])
    if len(names) <= _MOST:
        return shown
    return say("{names} and {n} more", names=shown, n=len(names) - _MOST)


def _joined(headers: Sequence[str]) -> Said | str:
    if len(headers) == 1:
        return quoted(headers[0])
    first = ", ".join(quoted(header) for header in headers[:-1])
    return say("{first} and {last}", first=first, last=quoted(headers[-1]))


def pivoted(
    n_rows: int, n_responses: int, questions: Sequence[str], respondent: Sequence[str]
) -> Problem:
    """Rows of one answer each were arranged as responses."""
    return note(
        "pivoted",
        _joined(respondent),
        say(
            "{n_rows} rows of one answer each were arranged as {n} responses, one for each "
            "{respondent}, with {n_questions} questions ({questions}).",
            n_rows=n_rows,
            n=n_responses,
            respondent=_joined(respondent),
            n_questions=len(questions),
            questions=_some(questions),
        ),
        say("If every row is a response, say so above the table of columns, or with {none}.",
            none="--pivot none"),
    )  # fmt: skip


def answered_twice(question: str, rows: Sequence[int], total: int) -> Problem:
    """A respondent answers the same question more than once."""
    return left_out(
        "answered_twice",
        question,
        say_n(
            "{n} of {total} rows answers a question that the same respondent has answered before "
            "({rows}); the first answer counts.",
            "{n} of {total} rows answer a question that the same respondent has answered before "
            "({rows}); the first answer counts.",
            len(rows),
            total=total,
            rows=listed(rows),
        ),
        say("If they are answers of another time, name the column of the time as well."),
    )


def no_respondent(respondent: Sequence[str], rows: Sequence[int], total: int) -> Problem:
    """Rows that do not say whose answer they are."""
    return left_out(
        "no_respondent",
        _joined(respondent),
        say_n(
            "{n} of {total} rows does not say whose answer it is, as {respondent} is empty "
            "({rows}); it is left out.",
            "{n} of {total} rows do not say whose answers they are, as {respondent} is empty "
            "({rows}); they are left out.",
            len(rows),
            total=total,
            respondent=_joined(respondent),
            rows=listed(rows),
        ),
        say("Fill them in your file, or go on without them."),
    )


def no_question(question: str, rows: Sequence[int], total: int) -> Problem:
    """Rows that do not say which question they answer."""
    return left_out(
        "no_question",
        question,
        say_n(
            "{n} of {total} rows does not say which question it answers ({rows}); it is left out.",
            "{n} of {total} rows do not say which question they answer ({rows}); they are left "
            "out.",
            len(rows),
            total=total,
            rows=listed(rows),
        ),
        say("Fill them in your file, or go on without them."),
    )


def differs_within(column: str, n: int, n_responses: int) -> Problem:
    """A further column is not the same in all rows of a respondent."""
    return note(
        "differs_within",
        column,
        say_n(
            '"{column}" differs between the rows of {n} of {total} respondents; the first value '
            "counts.",
            '"{column}" differs between the rows of {n} of {total} respondents; the first values '
            "count.",
            n,
            column=column,
            total=n_responses,
        ),
        say("If it tells answers of different times apart, name it as part of the respondent."),
    )


def not_placed(n: int, total: int, respondent: Sequence[str]) -> Problem:
    """Too many rows do not find a place of their own."""
    return stops(
        "not_placed",
        _joined(respondent),
        say(
            "{n} of {total} rows find no place of their own when they are arranged as one row for "
            "each {respondent}: the question or the respondent is empty, or the same question "
            "comes again.",
            n=n,
            total=total,
            respondent=_joined(respondent),
        ),
        say("Choose other columns for question and respondent, or add the one of the time."),
    )


def no_such_column(header: str, known: Sequence[str]) -> Problem:
    """A column by which rows are to be arranged does not exist."""
    return stops(
        "column_unknown",
        header,
        say('The file has no column "{column}".', column=header),
        say("Its columns are: {names}.", names=", ".join(known)),
    )
