"""What is said about columns: whether they can be used for what they are said to mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cx.intake.sentences.wording import counted, left_out, note, quoted, stops
from cx.problems import Problem
from cx.vocabulary import Kind, Role

if TYPE_CHECKING:
    from cx.intake.emptiness import EmptyWhere
    from cx.intake.profiles import ColumnProfile

_MOST_SIGNS = 3  # that are named


def no_outcome() -> Problem:
    """No column is the outcome."""
    return stops(
        "outcome_missing",
        Role.OUTCOME.label,
        "No column is chosen as the outcome score.",
        "Choose the column that holds the answer everything is measured by.",
    )


def no_such_column(header: str) -> Problem:
    """The recipe names a column that the file does not have."""
    return stops(
        "no_such_column",
        header,
        f'There is no column "{header}" in this file.',
        "Choose another column for its role.",
    )


def scale_needed(header: str, low: float, high: float, asked: Sequence[str]) -> Problem:
    """The scale of the outcome cannot be known."""
    choices = " or ".join(asked) if asked else "such as 0-10 or 1-5"
    found = f"lie between {low:g} and {high:g}" if low < high else f"are all {low:g}"
    return stops(
        "scale_needed",
        header,
        f'The answers in "{header}" {found}, and their scale cannot be known for certain.',
        f"Say which scale was asked: {choices}.",
    )


def not_a_rating(profile: ColumnProfile, role: Role) -> Problem:
    """A column without scores is mapped as a rating."""
    severity = stops if role is Role.OUTCOME else left_out
    shown = profile.examples[0] if profile.examples else ""
    held = f"hold texts such as {quoted(shown)}, not ratings" if shown else "are empty"
    if profile.kind is Kind.NUMBER:
        held = f"hold {profile.n_distinct:,} different numbers, not ratings"
    fix = (
        "Choose a column of scores as the outcome."
        if role is Role.OUTCOME
        else "Choose another column, or go on without it."
    )
    return severity("not_a_rating", profile.header, f'The cells of "{profile.header}" {held}.', fix)


def not_a_number(profile: ColumnProfile, role: Role) -> Problem:
    """A column without numbers is mapped as an amount."""
    return _unsuited("not_a_number", profile, role, "amounts")


def not_a_date(profile: ColumnProfile, role: Role) -> Problem:
    """A column without dates is mapped as a date."""
    return _unsuited("not_a_date", profile, role, "dates")


def not_a_flag(profile: ColumnProfile, role: Role) -> Problem:
    """A column that is not yes and no is mapped as one."""
    return _unsuited("not_a_flag", profile, role, "yes and no")


def _unsuited(code: str, profile: ColumnProfile, role: Role, wanted: str) -> Problem:
    shown = f" (first: {quoted(profile.examples[0])})" if profile.examples else ""
    return left_out(
        code,
        profile.header,
        f'The cells of "{profile.header}" are not {wanted}{shown}, so it is not used as '
        f"{role.label}.",
        "Choose another column, or go on without it.",
    )


def several_currencies(profile: ColumnProfile) -> Problem:
    """Amounts in more than one currency cannot be added."""
    return left_out(
        "several_currencies",
        profile.header,
        f'The amounts in "{profile.header}" are in more than one currency, so they are not used.',
        "Convert them to one currency in your file.",
    )


def ambiguous_dates(profile: ColumnProfile) -> Problem:
    """Day and month cannot be told apart."""
    shown = quoted(profile.tokens[0].text) if profile.tokens else '""'
    return left_out(
        "date_order_ambiguous",
        profile.header,
        f'Day and month cannot be told apart in "{profile.header}": every day is 12 or less '
        f"(such as {shown}), so these dates are not used.",
        "Say whether the day or the month comes first.",
    )


def mixed_date_orders(profile: ColumnProfile) -> Problem:
    """Both orders of day and month stand in one column."""
    return left_out(
        "date_orders_mixed",
        profile.header,
        f'Some dates in "{profile.header}" have the day first and some the month first, so these '
        "dates are not used.",
        "Write them in one order in your file, or say which order is meant: the others will be "
        "left out.",
    )


def too_many_levels(profile: ColumnProfile, role: Role, better: str | None = None) -> Problem:
    """An id is mapped as a group."""
    fix = (
        f'"{better}" would fit better.'
        if better
        else "Choose a column with fewer different values."
    )
    return stops(
        "too_many_levels",
        profile.header,
        f'"{profile.header}" has {profile.n_distinct:,} different values in {profile.n:,} rows: it '
        f"looks like an id, not like a {role.label.lower()}.",
        fix,
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
    noun = "answers" if total != 1 else "answer"
    verb = "is" if n == 1 else "are"
    code = next(iter(suspects), None)
    fix = 'Correct them, or choose "leave these rows out".'
    if code is not None:
        fix = (
            f"If {code:g} means that there is no answer, say so; otherwise correct them, or choose "
            '"leave these rows out".'
        )
    if may_not_apply and code == 0:
        fix = (
            "If 0 means that the question does not apply, say that empty means does not apply; "
            "otherwise correct them, or go on without these answers."
        )
    return left_out(
        "out_of_range",
        header,
        f'{n:,} of {total:,} {noun} in "{header}" {verb} outside {scale} '
        f"(first: {value} in row {row}).",
        fix,
    )


def does_not_apply(
    header: str, n: int, total: int, signs: Sequence[tuple[str, int]], where: EmptyWhere | None
) -> Problem:
    """A question that does not apply to everybody; `signs` are cells that say so."""
    why = [f"{count:,} hold {quoted(text)}" for text, count in signs[:_MOST_SIGNS]]
    if where is not None:
        groups = " or ".join(quoted(group) for group in where.groups[:_MOST_SIGNS])
        more = len(where.groups) - _MOST_SIGNS
        groups += f" or {counted(more, 'other group')}" if more > 0 else ""
        why.append(
            f"it is empty in {where.n_empty:,} of {counted(where.n, 'row')} where "
            f'"{where.header}" is {groups}, and hardly ever elsewhere'
        )
    reason = f": {'; '.join(why)}" if why else ""
    verb = "counts" if n == 1 else "count"
    return note(
        "does_not_apply",
        header,
        f'{n:,} of {counted(total, "cell")} in "{header}" {verb} as "does not apply"{reason}. The '
        "driver is judged on those who had it.",
        "If they were asked and did not answer, say that empty means not answered.",
    )


def unreadable_scores(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Answers that are no score."""
    verb = "is not a score" if n == 1 else "are not scores"
    return left_out(
        "unreadable",
        header,
        f'{n:,} of {total:,} answers in "{header}" {verb} (first: {quoted(value)} in row {row}).',
        'Correct them, or choose "leave these rows out".',
    )


def unreadable_dates(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Dates that do not follow the format of their column."""
    verb = "does" if n == 1 else "do"
    return left_out(
        "unreadable_date",
        header,
        f'{n:,} of {total:,} dates in "{header}" {verb} not fit the format of the column '
        f"(first: {quoted(value)} in row {row}).",
        "Correct them, or go on without these dates.",
    )


def unreadable_amounts(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Amounts that are no number."""
    verb = "is not a number" if n == 1 else "are not numbers"
    return left_out(
        "unreadable_amount",
        header,
        f'{n:,} of {total:,} amounts in "{header}" {verb} (first: {quoted(value)} in row {row}).',
        "Correct them, or go on without these amounts.",
    )


def ambiguous_numbers(header: str, value: str, decimal: str) -> Problem:
    """A mark that could part decimals or thousands."""
    mark = "point" if "." in value else "comma"
    read = "a decimal mark" if decimal in value else "a thousands separator"
    return note(
        "number_format_ambiguous",
        header,
        f'The {mark} in "{header}" (such as {quoted(value)}) is read as {read}.',
        "Choose the other number format if that is wrong.",
    )


def personal_left_out(header: str, what: str) -> Problem:
    """A column of personal data is not stored."""
    return left_out(
        "personal_data",
        header,
        f'"{header}" holds {what} and is left out before anything is stored.',
        "To keep it, give it a meaning.",
    )


def nothing_usable(header: str, n: int) -> Problem:
    """No row has an answer on the scale."""
    return stops(
        "no_answers",
        header,
        f'None of the {n:,} rows has an answer in "{header}" that can be used.',
        "Choose another column or another scale.",
    )


def long_format(question: str, answer: str) -> Problem:
    """Every row seems to hold the answer to one of several questions."""
    return note(
        "long_format",
        question,
        f'Each row seems to hold one answer ("{answer}") to one of several questions '
        f'("{question}"), and every row counts as a response.',
        "If one customer has several rows, arrange the file with one row for each customer and "
        "one column for each question.",
    )
