"""What is said about the scale of a column: what speaks for it, what it makes, what is asked."""

from collections.abc import Sequence

from cx.intake.sentences.wording import either, quoted
from cx.problems import Choice, Problem, left_out, note, stops
from cx.text import Said, enumerated, numbers, say, say_n


def two_words(good: str, bad: str) -> Said:
    """One of two words is the good one."""
    return say("{good} or {bad}", good=quoted(good), bad=quoted(bad))


def worded(scale: str) -> Said:
    """The answers are words of a scale."""
    return say("answers in words, read as {scale}", scale=scale)


def named_by_header(low: float, high: float) -> Said:
    """The header names the range."""
    return say("the header names {low}-{high}", low=f"{low:g}", high=f"{high:g}")


def named_by_cells(top: float) -> Said:
    """The cells name the highest answer."""
    return say("answers are given out of {top}", top=f"{top:g}")


def lowest_is_best(low: float) -> Said:
    """The lowest number is the best answer."""
    return say("{low} is the best answer", low=f"{low:g}")


def highest_is_best(high: float) -> Said:
    """The highest number is the best answer."""
    return say("{high} is the best answer", high=f"{high:g}")


def makes_nps(points: float) -> Said:
    """What a scale makes of the score."""
    return say("NPS is {points}", points=numbers.points(points))


def makes_share(share: float, favourable: str, left_out: int) -> Said:
    """What a scale makes of the share of good answers."""
    made = say("{share} are {favourable}", share=numbers.percent(share), favourable=favourable)
    if not left_out:
        return made
    return say_n(
        "{made}, and {n} answer does not count",
        "{made}, and {n} answers do not count",
        left_out,
        made=made,
    )


def scale_needed(
    header: str, low: float, high: float, choices: Sequence[Choice], *, direction: bool
) -> Problem:
    """The scale of the outcome cannot be known, or which of its ends is good."""
    named = {"column": header, "low": f"{low:g}", "high": f"{high:g}"}
    if direction:
        found = say(
            'The answers in "{column}" lie between {low} and {high}, and nothing says whether '
            "{low} is the best or the worst answer.",
            **named,
        )
    elif low < high:
        found = say(
            'The answers in "{column}" lie between {low} and {high}, and their scale cannot be '
            "known for certain.",
            **named,
        )
    else:
        found = say(
            'The answers in "{column}" are all {low}, and their scale cannot be known for certain.',
            **named,
        )
    fix = (
        say("Say which scale was asked: {choices}.", choices=_offered(choices))
        if choices
        else say("Say which scale was asked: such as 0-10 or 1-5.")
    )
    return stops("scale_needed", header, found, fix, choices)


def _offered(choices: Sequence[Choice]) -> str:
    """Write the choices, each with what it makes of the headline."""
    return either(
        [
            say("{option} ({effect})", option=choice.option, effect=choice.effect)
            if choice.effect
            else choice.option
            for choice in choices
        ]
    )


def mixed_scales(
    header: str, tops: Sequence[float], cells: Sequence[str], *, stop: bool
) -> Problem:
    """Some answers are given out of one number, some out of another."""
    what = say(
        'The answers in "{column}" are given on different scales (such as {cells}), so they cannot '
        "be read as one.",
        column=header,
        cells=enumerated([quoted(cell) for cell in cells]),
    )
    fix = say("Bring them to one scale in your file, each out of {top}.", top=f"{max(tops):g}")
    return (stops if stop else left_out)("mixed_scales", header, what, fix)


def turned_round(header: str, low: float, high: float) -> Problem:
    """The lowest number is the best answer, so answers are turned round."""
    named = {"column": header, "low": f"{low:g}", "high": f"{high:g}"}
    return note(
        "reversed",
        header,
        say(
            '{low} is the best answer in "{column}", so answers are turned round for scoring '
            "({low} counts as {high}).",
            **named,
        ),
        say("If {high} is the best answer, state the scale {low}-{high}.", **named),
    )


def driver_turned_round(header: str, low: float, high: float) -> Problem:
    """The lowest rating of a driver is the best, so its ratings are turned round."""
    return note(
        "reversed",
        header,
        say(
            '{low} is the best answer in "{column}", so answers are turned round for scoring '
            "({low} counts as {high}).",
            column=header,
            low=f"{low:g}",
            high=f"{high:g}",
        ),
        say("Correct the labels in your file if that is wrong."),
    )


def counted_from_one(header: str) -> Problem:
    """Answers from 0 on were numbered from 1 on."""
    return note(
        "codes_shifted",
        header,
        say(
            'The numbers in "{column}" run from 1 to 11: they number the answers 0 to 10, and are '
            "read one lower (11 as 10).",
            column=header,
        ),
        say("If they are answers themselves, state their scale, such as 1-11."),
    )


def shares_read(header: str) -> Problem:
    """Shares of 1 were read as percentages."""
    return note(
        "shares_read",
        header,
        say(
            'The numbers in "{column}" are shares of 1 and are read as percentages.', column=header
        ),
        say("State another scale if that is wrong."),
    )


def copy_left_out(copy: str, raw: str) -> Problem:
    """A filled-in copy of the outcome is not used."""
    return note(
        "copy_left_out",
        copy,
        say(
            '"{copy}" repeats "{raw}" and fills its empty cells, so the answers as they were given '
            'are taken from "{raw}".',
            copy=copy,
            raw=raw,
        ),
        say('Choose "{copy}" as the outcome if it is the right one.', copy=copy),
    )


def copy_used(copy: str, raw: str) -> Problem:
    """The outcome is a filled-in copy of another column."""
    return note(
        "copy_used",
        copy,
        say(
            '"{copy}" repeats "{raw}" and fills its empty cells: it may hold answers that nobody '
            "gave.",
            copy=copy,
            raw=raw,
        ),
        say('Choose "{raw}" as the outcome to count answers only.', raw=raw),
    )


def branches_joined(header: str) -> Problem:
    """One question stood in several columns, never two of them filled in one row."""
    return note(
        "branches_joined",
        header,
        say(
            '"{column}" stands in several columns, of which never two are filled in one row: they '
            "are taken together as one question.",
            column=header,
        ),
        say("Give them different names in your file if they are different questions."),
    )
