"""What is said about a column whose cells are not of one kind."""

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note
from cx.text import say, say_n


def mixed(header: str, kind: str, n: int, total: int, text: str, row: str) -> Problem:
    """Most cells are numbers or dates, but not enough of them to read the column as such."""
    held = say("numbers") if kind == "number" else say("dates")
    named: dict[str, str | int] = {
        "column": header,
        "total": total,
        "kind": held,
        "first": quoted(text),
        "row": row,
    }
    return note(
        "mixed_kinds",
        header,
        say_n(
            '{n} of {total} cells in "{column}" is not among the {kind} that the others are '
            "(first: {first} in row {row}), so the column is read as texts.",
            '{n} of {total} cells in "{column}" are not among the {kind} that the others are '
            "(first: {first} in row {row}), so the column is read as texts.",
            n,
            **named,
        ),
        say("Correct these cells if the column holds {kind}.", kind=held),
    )
