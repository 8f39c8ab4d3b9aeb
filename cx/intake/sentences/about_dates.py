"""What is said about dates: in which order they are meant, and which are hardly possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, left_out, note
from cx.text import Said, paragraph, say, say_n

if TYPE_CHECKING:
    from cx.intake.date_evidence import Span
    from cx.intake.profiles import ColumnProfile

_MOST_SHOWN = 3


def ambiguous_dates(profile: ColumnProfile) -> Problem:
    """Day and month cannot be told apart."""
    shown = quoted(profile.tokens[0].text) if profile.tokens else '""'
    return left_out(
        "date_order_ambiguous",
        profile.header,
        paragraph(
            say(
                'Day and month cannot be told apart in "{column}": every day is 12 or '
                "less (such as {shown}), so these dates are not used.",
                column=profile.header,
                shown=shown,
            ),
            *_both_readings(profile),
        ),
        say("Say whether the day or the month comes first."),
    )


def mixed_date_orders(profile: ColumnProfile) -> Problem:
    """Both orders of day and month stand in one column."""
    return left_out(
        "date_orders_mixed",
        profile.header,
        paragraph(
            say(
                'Some dates in "{column}" have the day first and some the month first, '
                "so these dates are not used.",
                column=profile.header,
            ),
            *_both_readings(profile),
        ),
        say(
            "Write them in one order in your file, or say which order is meant: the "
            "others will be left out."
        ),
    )


def swapped_dates(profile: ColumnProfile) -> Problem:
    """A spreadsheet took some dates for its own, with day and month exchanged."""
    shown = [token.text for token in profile.tokens]
    real = next((text for text in shown if text[:4].isdigit()), "")
    written = next((text for text in shown if not text[:4].isdigit()), "")
    return left_out(
        "dates_swapped",
        profile.header,
        say(
            'In "{column}" dates with a day of 12 or less are real dates (such as {real}) and all '
            "others are texts (such as {written}): a spreadsheet seems to have exchanged day and "
            "month of the real ones, so these dates are not used.",
            column=profile.header,
            real=quoted(real),
            written=quoted(written),
        ),
        say(
            "Say whether day and month of the real dates are exchanged or as they should be, or "
            "export the file again."
        ),
    )


def _both_readings(profile: ColumnProfile) -> list[Said]:
    """Set the two readings side by side."""
    spans = {span.order: span for span in profile.dates.spans} if profile.dates else {}
    if set(spans) != {"dmy", "mdy"}:
        return []
    return [
        say(
            "With the day first they run {day_first}; with the month first {month_first}.",
            day_first=_span(spans["dmy"]),
            month_first=_span(spans["mdy"]),
        )
    ]


def _span(span: Span) -> Said:
    return say_n(
        "from {first} to {last} (in {n} month)",
        "from {first} to {last} (in {n} months)",
        span.n_months,
        first=span.first.isoformat(),
        last=span.last.isoformat(),
    )


def unlikely_dates(
    code: str, header: str, n: int, days: Sequence[str], first_cell: str, row: str
) -> Problem:
    """Dates that lie ahead of today, or apart from all others; they are kept."""
    named = {
        "column": header,
        "days": ", ".join(days[:_MOST_SHOWN]),
        "cell": quoted(first_cell),
        "row": row,
    }
    what = {
        "ahead": say_n(
            '{n} date in "{column}" lies in the future ({days}; first: {cell} in row {row}).',
            '{n} dates in "{column}" lie in the future ({days}; first: {cell} in row {row}).',
            n,
            **named,
        ),
        "apart": say_n(
            '{n} date in "{column}" lies far from all others ({days}; first: {cell} in row {row}).',
            '{n} dates in "{column}" lie far from all others ({days}; first: {cell} in row {row}).',
            n,
            **named,
        ),
    }[code]
    return note(
        {"ahead": "dates_ahead", "apart": "dates_apart"}[code],
        header,
        what,
        say("They are used as they stand. Correct them in your file if they are wrong."),
    )


def perhaps_dates(header: str, cell: str, first: str, last: str) -> Problem:
    """Numbers that would be plausible as dates, in a column that is not used."""
    return note(
        "numbers_like_dates",
        header,
        say(
            'The numbers in "{column}" (such as {cell}) could be dates from {first} to {last}.',
            column=header,
            cell=quoted(cell),
            first=first,
            last=last,
        ),
        say("If they are dates, give the column the meaning of a date."),
    )
