"""Options of the performers, and what a click on one does."""

from collections.abc import Callable

import streamlit as st

from cx.chapters.performers.gaps import PerformerOptions, Performers
from cx.chapters.performers.standards import StandardOptions, standards
from cx.chapters.performers.tiers_within import WithinOptions, columns_within
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.gap_worth import WorthOptions
from cx.measures.shrinkage import Method
from cx.store.responses import Responses
from cx.text import say
from cx.ui import show, state
from cx.ui.inputs import widgets
from cx.ui.inputs.filters import filter_to
from cx.ui.show import escape
from cx.vocabulary import Role

CARD = "performer_card"  # the performer whose card is open
REALISED = "realised"  # share of the distance that is closed


def with_enough_each(responses: Responses) -> Responses:
    """Ask how many responses a performer must have: a threshold above the one that is set."""
    fewest = responses.minimum_n
    more = [n for n in (5, 10, 20, 30, 50, 100) if n > fewest]
    least = widgets.step(
        say("Least responses per performer"),
        [fewest, *(more or [2 * fewest])],
        key="least",
        default=fewest,
        help=say("Performers with fewer are left out, and counted."),
    )
    return responses.with_thresholds(least, responses.minimum_comments)


def performer_options() -> PerformerOptions:
    """Ask how the true spread is estimated."""
    names: dict[Method, str] = {"dl": say("DerSimonian-Laird"), "reml": say("REML")}
    method = widgets.segmented(
        say("Spread of true scores by"),
        names,
        key="spread",
        default="dl",
        help=say(
            "Two ways to estimate how much performers truly differ. With two-valued outcomes the "
            "beta-binomial model is used instead."
        ),
    )
    return PerformerOptions(method=method)


def performer_view() -> str:
    """Ask which picture of all performers to show: "scores" or "funnel"."""
    names = {"scores": say("Shrunken scores"), "funnel": say("Funnel")}
    return widgets.segmented(say("View"), names, key="view", default="scores")


def choose_performer(chart: str) -> Callable[[], None]:
    """Return the callback that remembers the performer that was clicked on a chart."""

    def choose() -> None:
        picked = state.picked(chart)
        state.remember(CARD, picked[0] if picked else None)

    return choose


def chosen_performer(performers: Performers) -> None:
    """Offer what can be done with the performer that was clicked; nothing before a click."""
    name = state.remembered(CARD)
    if name not in set(performers.rows.frame["performer"]):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape(name)}**")
        if st.button(say("Open the card"), icon=":material/badge:", type="primary"):
            show.open_page("card")
        st.button(
            say("Filter every page to this performer"),
            icon=":material/filter_list:",
            on_click=filter_to,
            args=({performers.performer.name: name},),
        )


def worth_options(options: PerformerOptions) -> WorthOptions:
    """Ask how much of the distance is taken to be closed."""
    usual = realisation_percent()
    realised = widgets.step(
        say("Share of the distance that is closed"),
        realisation_steps(usual),
        key=REALISED,
        default=usual,
        format_func=lambda percent: f"{percent} %",
        help=say(
            "Nobody closes the whole distance; half of it is the usual assumption to start from."
        ),
    )
    return WorthOptions(Assumptions(realisation=realised / 100), method=options.method)


def realisation_percent() -> float:
    """Return the share of a distance that is set, in %; whole numbers as such."""
    percent = round(100 * state.settings().realisation, 4)
    return int(percent) if percent == int(percent) else percent


def realisation_steps(percent: float) -> list[float]:
    """Return the tens, and what is set among them: it may be any share."""
    return sorted({*range(0, 101, 10), percent})


def spend_options(responses: Responses, options: PerformerOptions) -> StandardOptions | None:
    """Return how to compare what customers spend; None without such a column."""
    if not responses.has(Role.SPEND):
        return None
    spend = responses.column(Role.SPEND).name
    return StandardOptions(spend, method=options.method)


def standard_options(responses: Responses, options: PerformerOptions) -> StandardOptions | None:
    """Ask for a further standard that performers are held to; None where there is none."""
    labels = dict(standards(responses))
    if not labels:
        return None
    standard = widgets.choice(say("Standard"), labels, key="standard", default=next(iter(labels)))
    return StandardOptions(standard, method=options.method)


def within_options(responses: Responses, options: PerformerOptions) -> WithinOptions | None:
    """Ask within which column performers are compared; None where there is no such column."""
    columns = {column.name: column.label for column in columns_within(responses)}
    if not columns:
        return None
    within = widgets.choice(
        say("Compare within"), columns, key="within", default=next(iter(columns))
    )
    return WithinOptions(within, options.method)
