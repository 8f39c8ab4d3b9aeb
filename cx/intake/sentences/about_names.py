"""What is said about display names: what columns are called on screen."""

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, stops
from cx.text import say


def no_name(header: str) -> Problem:
    """A column has no display name."""
    return stops(
        "label_empty",
        header,
        say('The column "{column}" has no display name.', column=header),
        say(
            "Write one in the table of columns, or state it as {option}.",
            option=_option(header),
        ),
    )


def same_name(name: str, header: str, other: str) -> Problem:
    """Two columns have the same display name."""
    return stops(
        "label_taken",
        header,
        say(
            'The columns "{column}" and "{other}" have the same display name, {name}.',
            column=header,
            other=other,
            name=quoted(name),
        ),
        say(
            "Give one of them another in the table of columns, or state it as {option}.",
            option=_option(header),
        ),
    )


def _option(header: str) -> str:
    """Write the option of the command line that names a column."""
    return f'--label "{header}=' + say("NAME") + '"'
