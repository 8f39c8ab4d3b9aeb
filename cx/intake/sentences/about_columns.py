"""What is said about columns: whether they can be used for what they are said to mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cx.intake import scales
from cx.intake.sentences.wording import either, personal, quoted
from cx.problems import Problem, left_out, note, stops
from cx.text import enumerated, numbers, paragraph, say, say_n
from cx.vocabulary import Kind, Role

if TYPE_CHECKING:
    from cx.intake.emptiness import EmptyWhere
    from cx.intake.profiles import ColumnProfile

_MOST_SIGNS = 3  # that are named
_MOST_CELLS = 3


def no_outcome(near: ColumnProfile | None, *, readable: bool) -> Problem:
    """No column is the outcome; `near` looks most like it, and may or may not hold scores."""
    choose = say("Choose the column that holds the answer everything is measured by.")
    if near is None:
        return stops(
            "outcome_missing",
            Role.OUTCOME.label,
            say("No column is chosen as the outcome score, and none holds answers on a scale."),
            choose,
        )
    named = {"column": near.header, "cells": _cells(near.examples)}
    if readable:
        what = say(
            'No column is chosen as the outcome score. "{column}" looks most like it: it holds '
            "{cells}.",
            **named,
        )
        return stops("outcome_missing", near.header, what, say("Choose it, or another column."))
    if not near.examples:
        what = say(
            '"{column}" looks most like the outcome score, but its cells are empty.', **named
        )
        return stops("outcome_missing", near.header, what, choose)
    if near.n_distinct < 2:
        what = say(
            '"{column}" looks most like the outcome score, but all its answers are {cells}.',
            **named,
        )
        return stops("outcome_missing", near.header, what, choose)
    return stops(
        "outcome_missing",
        near.header,
        say(
            '"{column}" looks most like the outcome score, but {cells} cannot be read as answers '
            "on a scale.",
            column=near.header,
            cells=_cells(unread_cells(near)),
        ),
        say(
            "Write its answers as numbers or as words of one scale in your file, or choose another "
            "column of scores."
        ),
    )


def unread_cells(profile: ColumnProfile) -> Sequence[str]:
    """Name the cells of a column that are no scores, the most frequent first."""
    unread = [
        value.text
        for value in profile.values
        if not profile.is_no_answer(value.text)
        and scales.read_score(value.text, profile.number_format)[0] is None
    ]
    return unread or profile.examples


def _listed_cells(texts: Sequence[str]) -> str:
    """Write up to three cells as examples."""
    return ", ".join(quoted(text) for text in texts[:_MOST_CELLS])


def _cells(texts: Sequence[str]) -> str:
    """Write up to three cells: "a", "b" and others."""
    shown = _listed_cells(texts)
    return say("{cells} and others", cells=shown) if len(texts) > _MOST_CELLS else shown


def no_such_column(header: str) -> Problem:
    """The recipe names a column that the file does not have."""
    return stops(
        "no_such_column",
        header,
        say('There is no column "{column}" in this file.', column=header),
        say("Choose another column for its role."),
    )


def not_a_rating(profile: ColumnProfile, role: Role) -> Problem:
    """A column without scores is mapped as a rating."""
    severity = stops if role is Role.OUTCOME else left_out
    choose = (
        say("Choose a column of scores as the outcome.")
        if role is Role.OUTCOME
        else say("Choose another column, or go on without it.")
    )
    if profile.kind is Kind.NUMBER:
        held = say(
            'The cells of "{column}" hold {n} different numbers (such as {cells}), not ratings.',
            column=profile.header,
            n=profile.n_distinct,
            cells=_listed_cells(profile.examples),
        )
    elif profile.examples and profile.examples[0]:
        held = say(
            'The cells of "{column}" hold texts such as {cells}, not ratings.',
            column=profile.header,
            cells=_listed_cells(unread_cells(profile)),
        )
        if role is Role.OUTCOME:
            choose = say(
                "Write them as numbers or as words of one scale in your file, or choose another "
                "column of scores as the outcome."
            )
    else:
        held = say('The cells of "{column}" are empty.', column=profile.header)
    return severity("not_a_rating", profile.header, held, choose)


def not_a_number(profile: ColumnProfile, role: Role) -> Problem:
    """A column without numbers is mapped as an amount."""
    return _unsuited("not_a_number", profile, role, say("amounts"))


def not_a_date(profile: ColumnProfile, role: Role) -> Problem:
    """A column without dates is mapped as a date."""
    return _unsuited("not_a_date", profile, role, say("dates"))


def not_a_flag(profile: ColumnProfile, role: Role) -> Problem:
    """A column that is not yes and no is mapped as one."""
    return _unsuited("not_a_flag", profile, role, say("yes and no"))


def _unsuited(code: str, profile: ColumnProfile, role: Role, wanted: str) -> Problem:
    named = {"column": profile.header, "wanted": wanted, "role": role.label}
    return left_out(
        code,
        profile.header,
        say(
            'The cells of "{column}" are not {wanted} (first: {cell}), so it is not used as '
            "{role}.",
            cell=quoted(profile.examples[0]),
            **named,
        )
        if profile.examples
        else say('The cells of "{column}" are not {wanted}, so it is not used as {role}.', **named),
        say("Choose another column, or go on without it."),
    )


def several_currencies(profile: ColumnProfile) -> Problem:
    """Amounts in more than one currency cannot be added."""
    return left_out(
        "several_currencies",
        profile.header,
        say(
            'The amounts in "{column}" are in more than one currency, so they are not used.',
            column=profile.header,
        ),
        say("Convert them to one currency in your file."),
    )


def too_many_levels(profile: ColumnProfile, role: Role, better: str | None = None) -> Problem:
    """An id is mapped as a group."""
    return stops(
        "too_many_levels",
        profile.header,
        say(
            '"{column}" has {n_distinct} different values in {n} rows: it looks like an id, not '
            "like a {role}.",
            column=profile.header,
            n_distinct=profile.n_distinct,
            n=profile.n,
            role=role.label.lower(),
        ),
        say('"{column}" would fit better.', column=better)
        if better
        else say("Choose a column with fewer different values."),
    )


def out_of_range(
    header: str,
    n: int,
    total: int,
    scale: str,
    value: str,
    row: str,
    suspects: Sequence[float],
    *,
    may_not_apply: bool = False,
) -> Problem:
    """Answers outside the scale; of a driver, a 0 may mean that the question does not apply."""
    code = next(iter(suspects), None)
    if code is None:
        fix = say('Correct them, or choose "leave these rows out".')
    elif may_not_apply and code == 0:
        fix = say(
            "If 0 means that the question does not apply, say that empty means does not apply; "
            "otherwise correct them, or go on without these answers."
        )
    else:
        fix = say(
            "If {code} means that there is no answer, say so; otherwise correct them, or choose "
            '"leave these rows out".',
            code=f"{code:g}",
        )
    found = {"column": header, "total": numbers.count(total), "scale": scale, "row": row}
    what = (
        say(
            '{n} of {total} answer in "{column}" is outside {scale} (first: {value} in row {row}).',
            n=n,
            value=value,
            **found,
        )
        if total == 1
        else say_n(
            '{n} of {total} answers in "{column}" is outside {scale} (first: {value} in row '
            "{row}).",
            '{n} of {total} answers in "{column}" are outside {scale} (first: {value} in row '
            "{row}).",
            n,
            value=value,
            **found,
        )
    )
    return left_out("out_of_range", header, what, fix)


def does_not_apply(
    header: str, n: int, total: int, signs: Sequence[tuple[str, int]], where: EmptyWhere | None
) -> Problem:
    """A question that does not apply to everybody; `signs` are cells that say so."""
    why = [
        say_n("{n} holds {cell}", "{n} hold {cell}", count, cell=quoted(text))
        for text, count in signs[:_MOST_SIGNS]
    ]
    if where is not None:
        groups = [quoted(group) for group in where.groups[:_MOST_SIGNS]]
        more = len(where.groups) - _MOST_SIGNS
        if more > 0:
            groups.append(say_n("{n} other group", "{n} other groups", more))
        why.append(
            say_n(
                'it is empty in {n_empty} of {n} row where "{column}" is {groups}, and hardly '
                "ever elsewhere",
                'it is empty in {n_empty} of {n} rows where "{column}" is {groups}, and hardly '
                "ever elsewhere",
                where.n,
                n_empty=where.n_empty,
                column=where.header,
                groups=either(groups),
            )
        )
    counted = (
        say(
            '{n} of {total} cell in "{column}" counts as "does not apply"',
            n=n,
            total=total,
            column=header,
        )
        if total == 1
        else say_n(
            '{n} of {total} cells in "{column}" counts as "does not apply"',
            '{n} of {total} cells in "{column}" count as "does not apply"',
            n,
            total=total,
            column=header,
        )
    )
    return note(
        "does_not_apply",
        header,
        paragraph(
            say("{counted}: {why}.", counted=counted, why=enumerated(why))
            if why
            else say("{counted}.", counted=counted),
            say("The driver is judged on those who had it."),
        ),
        say("If they were asked and did not answer, say that empty means not answered."),
    )


def _first(header: str, total: int, value: str, row: str) -> dict[str, str | int]:
    return {"column": header, "total": total, "value": quoted(value), "row": row}


def unreadable_scores(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Answers that are no score."""
    return left_out(
        "unreadable",
        header,
        say_n(
            '{n} of {total} answers in "{column}" is not a score (first: {value} in row {row}).',
            '{n} of {total} answers in "{column}" are not scores (first: {value} in row {row}).',
            n,
            **_first(header, total, value, row),
        ),
        say('Correct them, or choose "leave these rows out".'),
    )


def unreadable_dates(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Dates that do not follow the format of their column."""
    return left_out(
        "unreadable_date",
        header,
        say_n(
            '{n} of {total} dates in "{column}" does not fit the format of the column (first: '
            "{value} in row {row}).",
            '{n} of {total} dates in "{column}" do not fit the format of the column (first: '
            "{value} in row {row}).",
            n,
            **_first(header, total, value, row),
        ),
        say("Correct them, or go on without these dates."),
    )


def unreadable_amounts(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Amounts that are no number."""
    return left_out(
        "unreadable_amount",
        header,
        say_n(
            '{n} of {total} amounts in "{column}" is not a number (first: {value} in row {row}).',
            '{n} of {total} amounts in "{column}" are not numbers (first: {value} in row {row}).',
            n,
            **_first(header, total, value, row),
        ),
        say("Correct them, or go on without these amounts."),
    )


def ambiguous_numbers(header: str, value: str, decimal: str) -> Problem:
    """A mark that could part decimals or thousands."""
    found = {"column": header, "cell": quoted(value)}
    match "." in value, decimal in value:
        case True, True:
            what = say(
                'The point in "{column}" (such as {cell}) is read as a decimal mark.', **found
            )
        case True, False:
            what = say(
                'The point in "{column}" (such as {cell}) is read as a thousands separator.',
                **found,
            )
        case False, True:
            what = say(
                'The comma in "{column}" (such as {cell}) is read as a decimal mark.', **found
            )
        case _:
            what = say(
                'The comma in "{column}" (such as {cell}) is read as a thousands separator.',
                **found,
            )
    return note(
        "number_format_ambiguous",
        header,
        what,
        say("Choose the other number format if that is wrong."),
    )


def personal_left_out(header: str, kind: str) -> Problem:
    """A column of personal data is not stored."""
    return left_out(
        "personal_data",
        header,
        say(
            '"{column}" holds {what} and is left out before anything is stored.',
            column=header,
            what=personal(kind),
        ),
        say("To keep it, give it a meaning."),
    )


def nothing_usable(header: str, n: int) -> Problem:
    """No row has an answer on the scale."""
    return stops(
        "no_answers",
        header,
        say(
            'None of the {n} rows has an answer in "{column}" that can be used.', n=n, column=header
        ),
        say("Choose another column or another scale."),
    )
