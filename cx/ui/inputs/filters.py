"""The filter bar of every page, and narrowing from a click."""

from datetime import date

import streamlit as st

from cx.store.responses import DAY, Filters, Responses
from cx.text import Said, enumerated, numbers, say, say_n
from cx.ui import state
from cx.ui.asking import ask
from cx.ui.show import escape
from cx.vocabulary import Column, Kind, Role

PERIOD = "period"
_FIRST = (
    Role.ACQUISITION_CHANNEL,
    Role.PURCHASE_BEHAVIOUR,
    Role.REGION,
    Role.TEAM,
    Role.PERFORMER,
    Role.CONTACT_CHANNEL,
    Role.EXPECTATION,
)
_CHIP_NAMES = 2  # values that a chip spells out before it counts them


def filter_bar(responses: Responses) -> Filters:
    """Draw the filters of every page and return what they keep.

    Drawn by app.py: a bar drawn inside a page would be reset by every change of page.
    """
    columns = filter_columns(responses)
    span = ask(dates, responses) if responses.has(Role.RESPONDED_AT) else None
    keys = [*(column.name for column in columns), *([PERIOD] if span else [])]
    state.hold({key: () if key == PERIOD else [] for key in keys})
    with st.container(horizontal=True, vertical_alignment="center", key="filter_bar"):
        with st.popover(say("Filters"), icon=":material/filter_list:", width="content"):
            period = _period(span) if span else ()
            values = {column.name: _values(column) for column in columns}
        chosen = {name: kept for name, kept in values.items() if kept}
        _chips(columns, chosen, period)
        if chosen or period:
            st.button(
                say("Reset"),
                icon=":material/restart_alt:",
                type="tertiary",
                on_click=state.reset,
                args=(keys,),
                help=say("Remove every filter."),
            )
    start, end = period if len(period) == 2 else (None, None)
    return Filters(start, end, tuple((name, tuple(kept)) for name, kept in chosen.items()))


def count(responses: Responses) -> int:
    """Return how many responses pass the filters."""
    return responses.count()


def dates(responses: Responses) -> tuple[date, date] | None:
    """Return the first and the last day with a response, None when none is dated."""
    days = responses.tally(DAY)[DAY].dropna()
    return (days.min().date(), days.max().date()) if len(days) else None


def describe_filters(responses: Responses, filters: Filters) -> Said:
    """Write the filters in words, for exports."""
    labels = {column.name: column.label for column in responses.schema.columns}
    parts = [_kept(labels[name], numbers.listed(kept)) for name, kept in filters.values]
    if filters.start and filters.end:
        parts.insert(0, _between(filters.start, filters.end))
    if not parts:
        return say("All responses, no filter.")
    return say("Filters: {filters}.", filters=enumerated(parts))


def filter_columns(responses: Responses) -> tuple[Column, ...]:
    """Return the columns that can be filtered by, the usual ones first."""
    order = {role: place for place, role in enumerate(_FIRST)}
    categories = responses.schema.of_kind([Kind.CATEGORY])
    return tuple(sorted(categories, key=lambda column: order.get(column.role, len(order))))


def filter_to(values: dict[str, str]) -> None:
    """Narrow every page to one value in each of the named columns; call it from callbacks."""
    for name, value in values.items():
        state.choose(name, [value])


def _period(span: tuple[date, date]) -> tuple[date, date] | tuple[()]:
    first, last = span
    picked = st.date_input(
        say("Period"),
        value=[],
        min_value=first,
        max_value=last,
        key=PERIOD,
        bind="query-params",
        format="YYYY-MM-DD",
        help=say("Answers from {first} to {last}.", first=first, last=last),
    )
    return picked if len(picked) == 2 else ()


def _values(column: Column) -> list[str]:
    return st.multiselect(
        escape(column.label),
        column.categories,
        key=column.name,
        bind="query-params",
        placeholder=say("All"),
    )


def _chips(
    columns: tuple[Column, ...], chosen: dict[str, list[str]], period: tuple[date, date] | tuple[()]
) -> None:
    if period:
        _chip(PERIOD, _between(*period))
    for column in columns:
        kept = chosen.get(column.name)
        if kept:
            few = len(kept) <= _CHIP_NAMES
            named = numbers.listed(kept) if few else say_n("{n} chosen", "{n} chosen", len(kept))
            _chip(column.name, _kept(column.label, named))
    if not (chosen or period):
        st.caption(say("All responses"))


def _kept(column: str, values: str) -> Said:
    return say("{column}: {values}", column=column, values=values)


def _between(start: date, end: date) -> Said:
    return say("{start} to {end}", start=start, end=end)


def _chip(key: str, text: str) -> None:
    st.button(
        escape(text),
        key=f"chip_{key}",
        icon=":material/close:",
        icon_position="right",
        on_click=state.reset,
        args=([key],),
        help=say("Remove this filter."),
    )
