"""Widgets turned into frozen objects: filters and the options of each page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from cx.analyses.boosting import BoostingOptions
from cx.analyses.bridge import BridgeOptions, Sides, group_columns
from cx.analyses.driver_interactions import InteractionOptions
from cx.analyses.driver_methods import Method
from cx.analyses.drivers import DriverOptions, DriverRanking
from cx.analyses.gap_worth import WorthOptions
from cx.analyses.overview import OverviewOptions, Period
from cx.analyses.penalty_reward import PenaltyRewardOptions
from cx.analyses.performer_card import CardOptions, Weight
from cx.analyses.performer_gaps import StandardOptions, standards
from cx.analyses.performers import PerformerOptions, Performers
from cx.analyses.segments import SegmentOptions, Segments, axes, category_columns
from cx.analyses.tiers_within import WithinOptions, columns_within
from cx.measures.shrinkage import Method as SpreadMethod
from cx.problems import NotEnoughData
from cx.store.responses import Filters, Responses
from cx.ui import cache, show, state
from cx.ui.show import escape
from cx.vocabulary import Column, Kind, Role
from cx.words import numbers
from cx.words import segments as segment_words
from cx.words.drivers import METHOD_NAMES

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
    span = cache.dates(responses) if responses.has(Role.RESPONDED_AT) else None
    keys = [*(column.name for column in columns), *([PERIOD] if span else [])]
    state.hold({key: () if key == PERIOD else [] for key in keys})
    with st.container(horizontal=True, vertical_alignment="center", key="filter_bar"):
        with st.popover("Filters", icon=":material/filter_list:", width="content"):
            period = _period(span) if span else ()
            values = {column.name: _values(column) for column in columns}
        chosen = {name: kept for name, kept in values.items() if kept}
        _chips(columns, chosen, period)
        if chosen or period:
            st.button(
                "Reset",
                icon=":material/restart_alt:",
                type="tertiary",
                on_click=state.reset,
                args=(keys,),
                help="Remove every filter.",
            )
    start, end = period if len(period) == 2 else (None, None)
    return Filters(start, end, tuple((name, tuple(kept)) for name, kept in chosen.items()))


def describe_filters(responses: Responses, filters: Filters) -> str:
    """Write the filters in words, for exports."""
    labels = {column.name: column.label for column in responses.schema.columns}
    parts = [f"{labels[name]}: {numbers.listed(list(kept))}" for name, kept in filters.values]
    if filters.start and filters.end:
        parts.insert(0, f"{numbers.day(filters.start)} to {numbers.day(filters.end)}")
    return f"Filters: {'; '.join(parts)}." if parts else "All responses, no filter."


def filter_columns(responses: Responses) -> tuple[Column, ...]:
    """Return the columns that can be filtered by, the usual ones first."""
    order = {role: place for place, role in enumerate(_FIRST)}
    categories = responses.schema.of_kind([Kind.CATEGORY])
    return tuple(sorted(categories, key=lambda column: order.get(column.role, len(order))))


def filter_to(values: dict[str, str]) -> None:
    """Narrow every page to one value in each of the named columns; call it from callbacks."""
    for name, value in values.items():
        state.choose(name, [value])


def filter_to_cell(segments: Segments) -> Callable[[], None]:
    """Return the callback that filters every page to the cell that was clicked."""
    names = [segments.row.name] + ([segments.column.name] if segments.column else [])
    merged = {segments.merge.label: segments.merge.levels} if segments.merge else {}

    def narrow() -> None:
        picked = state.picked("segments-grid")
        for name, value in zip(names, picked or (), strict=False):
            state.choose(name, list(merged.get(value, (value,))))

    return narrow


CARD = "performer_card"  # the performer whose card is open


def choose_performer(chart: str) -> Callable[[], None]:
    """Return the callback that remembers the performer that was clicked on a chart."""

    def choose() -> None:
        picked = state.picked(chart)
        state.remember(CARD, picked[0] if picked else None)

    return choose


def chosen_performer(performers: Performers) -> None:
    """Offer what can be done with the performer that was clicked; nothing before a click."""
    name = state.remembered(CARD)
    if name not in set(performers.performers.frame["performer"]):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape(name)}**")
        if st.button("Open the card", icon=":material/badge:", type="primary"):
            show.open_page("card")
        st.button(
            "Filter every page to this performer",
            icon=":material/filter_list:",
            on_click=filter_to,
            args=({performers.performer.name: name},),
        )


def card_performer(responses: Responses) -> str:
    """Ask whose card is open; a click on a chart has asked already."""
    column = responses.column(Role.PERFORMER)
    names = list(column.categories)
    state.recall(CARD, names)
    name = st.selectbox(escape(column.label), names, key=CARD, bind="query-params", width=320)
    state.remember(CARD, name)
    return name


def card_options(responses: Responses, name: str) -> CardOptions:
    """Give a card what the drivers page knows; without a ranking it names no driver."""
    try:
        ranked = cache.rank_drivers(responses).drivers.frame if responses.has(Role.DRIVER) else None
    except NotEnoughData:
        ranked = None
    weights = () if ranked is None else ranked[ranked["direction"] == "positive"]
    return CardOptions(
        name,
        tuple(
            Weight(row["driver"], float(row["importance"]), float(row["coefficient"]))
            for row in (weights.to_dict("records") if len(weights) else ())
        ),
    )


def _period(span: tuple[date, date]) -> tuple[date, ...]:
    first, last = span
    picked = st.date_input(
        "Period",
        value=(),
        min_value=first,
        max_value=last,
        key=PERIOD,
        bind="query-params",
        format="YYYY-MM-DD",
        help=f"Answers from {numbers.day(first)} to {numbers.day(last)}.",
    )
    return tuple(picked) if len(picked) == 2 else ()


def _values(column: Column) -> list[str]:
    return st.multiselect(
        escape(column.label),
        column.categories,
        key=column.name,
        bind="query-params",
        placeholder="All",
    )


def _chips(
    columns: tuple[Column, ...], chosen: dict[str, list[str]], period: tuple[date, ...]
) -> None:
    if period:
        _chip(PERIOD, f"{numbers.day(period[0])} to {numbers.day(period[1])}")
    for column in columns:
        kept = chosen.get(column.name)
        if kept:
            named = numbers.listed(kept) if len(kept) <= _CHIP_NAMES else f"{len(kept)} chosen"
            _chip(column.name, f"{column.label}: {named}")
    if not (chosen or period):
        st.caption("All responses")


def _chip(key: str, text: str) -> None:
    st.button(
        escape(text),
        key=f"chip_{key}",
        icon=":material/close:",
        icon_position="right",
        on_click=state.reset,
        args=([key],),
        help="Remove this filter.",
    )


def overview_options(responses: Responses) -> OverviewOptions:
    """Ask for the length of a period, where there are dates."""
    if not responses.has(Role.RESPONDED_AT):
        return OverviewOptions()
    names = {
        Period.AUTO: "Auto",
        Period.WEEK: "Week",
        Period.MONTH: "Month",
        Period.QUARTER: "Quarter",
    }
    state.recall("by", names)
    period = st.segmented_control(
        "Trend by",
        list(names),
        format_func=names.get,
        default=Period.AUTO,
        required=True,
        key="by",
        bind="query-params",
    )
    state.remember("by", period)
    return OverviewOptions(period=Period(period))


def segment_options(responses: Responses) -> SegmentOptions:
    """Ask which two columns cross."""
    columns = {column.name: column.label for column in category_columns(responses.schema)}
    if len(columns) < 2:
        return SegmentOptions()
    first, second = axes(responses.schema, SegmentOptions())
    with st.container(horizontal=True):
        row = _choice("rows", "Rows", columns, first.name)
        others = {name: column for name, column in columns.items() if name != row}
        wanted = second.name if second and second.name in others else next(iter(others))
        across = _choice("across", "Columns", others, wanted)
    options = SegmentOptions(row=row, column=across)
    if (row, across) == (first.name, second.name if second else None):
        options = SegmentOptions()  # the same key in the cache as on the other pages
    offer = segment_words.merge(cache.compare_segments(responses, options))
    if not offer:
        return options
    state.recall("merge", [True, False])
    merge = st.toggle(
        escape(offer), key="merge", bind="query-params", help="Show these groups as one."
    )
    state.remember("merge", merge)
    return replace(options, merge=merge)


def bridge_options(responses: Responses) -> BridgeOptions:
    """Ask which two periods, or which two groups, are compared."""
    dated = responses.has(Role.RESPONDED_AT)
    names = {str(Sides.HALVES): "First half and second half", str(Sides.QUARTERS): "Last quarters"}
    columns = {column.name: column for column in group_columns(responses.schema)}
    choices = {**(names if dated else {}), **{name: c.label for name, c in columns.items()}}
    if not choices:
        return BridgeOptions()
    with st.container(horizontal=True):
        compared = _choice("sides", "Compare", choices, next(iter(choices)))
        if compared in names:
            return BridgeOptions(Sides(compared))
        levels = {level: level for level in columns[compared].categories}
        before = _choice("before", "From", levels, next(iter(levels)))
        rest = {level: level for level in levels if level != before}
        after = _choice("after", "To", rest, next(iter(rest)))
    return BridgeOptions(groups=(compared, before, after))


def _choice(key: str, label: str, choices: dict[str, str], default: str) -> str:
    state.recall(key, choices)
    names = list(choices)
    picked = st.selectbox(
        label,
        names,
        index=names.index(default),
        format_func=choices.get,
        key=key,
        bind="query-params",
        width=260,
    )
    state.remember(key, picked)
    return picked


def driver_options(responses: Responses) -> DriverOptions:
    """Ask whether drivers that are the outcome in other words take part, where there are any."""
    alike = cache.rank_drivers(responses, DriverOptions()).outcome_like
    if not alike:
        return DriverOptions()
    state.recall("alike", [True, False])
    include = st.toggle(
        escape(f"Include {numbers.listed(list(alike))}"),
        key="alike",
        bind="query-params",
        help="They ask for the outcome in other words and take importance from the others.",
    )
    state.remember("alike", include)
    return DriverOptions(include_outcome_like=include)


def penalty_options(chosen: DriverOptions) -> PenaltyRewardOptions:
    """Contrast the drivers that are ranked."""
    return PenaltyRewardOptions(include_outcome_like=chosen.include_outcome_like)


def interaction_options(chosen: DriverOptions) -> InteractionOptions:
    """Compare the drivers that are ranked."""
    return InteractionOptions(include_outcome_like=chosen.include_outcome_like)


def boosting_options(chosen: DriverOptions) -> BoostingOptions:
    """Check the drivers that are ranked."""
    return BoostingOptions(include_outcome_like=chosen.include_outcome_like)


def wants_boosting() -> bool:
    """Ask whether the slow check with trees is to run."""
    state.recall("trees", [True, False])
    wanted = st.toggle(
        "Check with gradient-boosted trees",
        key="trees",
        bind="query-params",
        help="A few seconds: would a model that bends and combines drivers predict better?",
    )
    state.remember("trees", wanted)
    return wanted


def driver_method(ranking: DriverRanking) -> Method:
    """Ask by which method importance is shown; all are there already."""
    keys = {method.name.lower(): method for method in (ranking.method, *_other_methods(ranking))}
    state.recall("method", keys)
    picked = st.segmented_control(
        "Importance by",
        list(keys),
        format_func=lambda key: METHOD_NAMES[keys[key]],
        default=ranking.method.name.lower(),
        required=True,
        key="method",
        bind="query-params",
    )
    state.remember("method", picked)
    return keys.get(picked, ranking.method)


def _other_methods(ranking: DriverRanking) -> tuple[Method, ...]:
    return tuple(other.method for other in ranking.alternatives)


def performer_options() -> PerformerOptions:
    """Ask how many responses a performer must have."""
    fewest = state.settings().minimum_n
    choices = [fewest, *(n for n in (5, 10, 20, 30, 50, 100) if n > fewest)]
    choices = [*choices, 2 * fewest] if len(choices) < 2 else choices
    state.recall("least", choices)
    least = st.select_slider(
        "Least responses per performer",
        choices,
        value=fewest,
        key="least",
        bind="query-params",
        width=320,
        help="Performers with fewer are left out, and counted.",
    )
    state.remember("least", least if least != fewest else None)
    return PerformerOptions(minimum_n=least, method=_method())


def _method() -> SpreadMethod:
    names = {"dl": "DerSimonian-Laird", "reml": "REML"}
    state.recall("spread", names)
    method = st.segmented_control(
        "Spread of true scores by",
        list(names),
        format_func=names.get,
        default="dl",
        required=True,
        key="spread",
        bind="query-params",
        help="Two ways to estimate how much performers truly differ. With two-valued outcomes "
        "the beta-binomial model is used instead.",
    )
    state.remember("spread", method)
    return method


def performer_view() -> str:
    """Ask which picture of all performers to show: "scores" or "funnel"."""
    names = {"scores": "Shrunken scores", "funnel": "Funnel"}
    state.recall("view", names)
    view = st.segmented_control(
        "View",
        list(names),
        format_func=names.get,
        default="scores",
        required=True,
        key="view",
        bind="query-params",
    )
    state.remember("view", view)
    return view


REALISED = "realised"  # share of the distance that is closed


def worth_options(options: PerformerOptions) -> WorthOptions:
    """Ask how much of the distance is taken to be closed."""
    choices = list(range(0, 101, 10))
    usual = round(10 * state.settings().realisation) * 10
    state.recall(REALISED, choices)
    realised = st.select_slider(
        "Share of the distance that is closed",
        choices,
        value=usual,
        format_func=lambda percent: f"{percent} %",
        key=REALISED,
        bind="query-params",
        width=320,
        help="Nobody closes the whole distance; half of it is the usual assumption to start from.",
    )
    # What was not changed here follows the settings.
    state.remember(REALISED, realised if realised != usual else None)
    return WorthOptions(
        realisation=realised / 100, minimum_n=options.minimum_n, method=options.method
    )


def spend_options(responses: Responses, options: PerformerOptions) -> StandardOptions | None:
    """Return how to compare what customers spend; None without such a column."""
    if not responses.has(Role.SPEND):
        return None
    spend = responses.column(Role.SPEND).name
    return StandardOptions(spend, options.minimum_n, method=options.method)


def standard_options(responses: Responses, options: PerformerOptions) -> StandardOptions | None:
    """Ask for a further standard that performers are held to; None where there is none."""
    labels = dict(standards(responses))
    if not labels:
        return None
    state.recall("standard", labels)
    standard = st.selectbox(
        "Standard",
        list(labels),
        format_func=labels.get,
        key="standard",
        bind="query-params",
        width=260,
    )
    state.remember("standard", standard)
    return StandardOptions(standard, options.minimum_n, method=options.method)


def within_options(responses: Responses, options: PerformerOptions) -> WithinOptions | None:
    """Ask within which column performers are compared; None where there is no such column."""
    columns = {column.name: column.label for column in columns_within(responses)}
    if not columns:
        return None
    within = _choice("within", "Compare within", columns, next(iter(columns)))
    return WithinOptions(within, options.minimum_n, options.method)
