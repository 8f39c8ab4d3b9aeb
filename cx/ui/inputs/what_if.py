"""The sliders of the what-if, bound to the address; and what sets them all at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from cx.chapters.drivers.rows import OUTCOME_LIKE
from cx.chapters.value.lifts import fit_with_gap
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import MixLever, WhatIfModel, WhatIfOptions
from cx.chapters.what_if.moves import Lift, Moves
from cx.chapters.what_if.slides import (
    BEYOND,
    GAP,
    LIFT_TO,
    LIFT_UP_TO,
    LIFTED,
    Slide,
    adjusted,
    goes_beyond,
    moves_of,
    slide_of,
    slides_of_mix,
    values_of,
)
from cx.chapters.what_if.words import evaluation as what_if
from cx.chapters.what_if.words import sliders as words
from cx.store.responses import Responses
from cx.text import paragraph, say
from cx.ui import state
from cx.ui.asking import ask
from cx.ui.inputs import widgets
from cx.ui.inputs.drivers import wants_alike
from cx.ui.show import escape

_HEIGHT = 830  # of the panel of many sliders: sliders and answer are on screen together
_FEW = 4  # levers that need no panel to scroll in


def what_if_options(responses: Responses) -> WhatIfOptions:
    """Ask whether drivers that are the outcome in other words take part, where there are any."""
    model = fit_with_gap(ask, responses)
    alike = [one.driver for one in model.set_aside if one.reason == OUTCOME_LIKE]
    if not alike:
        return WhatIfOptions()
    return WhatIfOptions(include_outcome_like=wants_alike(alike))


def moves(model: WhatIfModel) -> Moves:
    """Ask what is moved."""
    with st.container(horizontal=True, vertical_alignment="center"):
        beyond = widgets.switch(
            say("Beyond what was observed"),
            key=BEYOND,
            help=say(
                "Sliders stop at the level of the best and the worst group. Beyond it nobody has "
                "been, so what is said there is guesswork, and is marked as such."
            ),
        )
        st.button(
            say("Reset"),
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=set_sliders,
            args=(model, Moves()),
            help=say("Everything as it is today."),
        )
    many = len(model.levers) > _FEW or len(model.mixes) > 1
    with st.container(height=_HEIGHT if many else "content", border=True):
        ratings = [lever for lever in model.levers if lever.kind is LeverKind.RATING]
        lifts = _lifts(ratings)
        lifted = {lift.lever for lift in lifts}
        values: dict[str, float] = {}
        for title, levers in (
            (say("Ratings: everybody's rating moves by"), ratings),
            (say("Service"), [lever for lever in model.levers if lever not in ratings]),
        ):
            if levers:
                st.markdown(f"**{title}**")
            for lever in levers:
                values |= _pulled(lever, beyond=beyond, lifted=lever.key in lifted)
        for mix in model.mixes:
            values |= _mixed(mix)
        if model.gap is not None and model.gap.full.value > 0:
            st.markdown(f"**{say('Performers')}**")
            closed = Slide(GAP, 0.0, 100.0, 5.0, 0.01, "%.0f %%")
            values[GAP] = widgets.slide(
                say("Part of the performer gap that is closed"),
                closed,
                help=say(
                    "The worst fifth move towards the best fifth; luck is taken out of the gap."
                ),
            )
            st.caption(words.whole_gap(model))
    return moves_of(model, values, lifts)


def set_sliders(model: WhatIfModel, wanted: Moves) -> None:
    """Put every slider where these moves have it; call it from callbacks."""
    if goes_beyond(model, wanted):
        state.set_to(BEYOND, True)
    for key, value in values_of(model, wanted).items():
        state.set_to(key, value)
    labels = {lever.key: lever.label for lever in model.levers}
    state.set_to(LIFTED, [labels[lift.lever] for lift in wanted.lifts])
    for lift in wanted.lifts[:1]:
        state.set_to(LIFT_UP_TO, round(lift.highest))
        state.set_to(LIFT_TO, round(lift.to))


def parameters(model: WhatIfModel, wanted: Moves) -> Mapping[str, Any]:
    """Return what the address of these moves says beside the workspace."""
    still = values_of(model, Moves())
    moved = {
        key: f"{value:g}" for key, value in values_of(model, wanted).items() if value != still[key]
    }
    labels = {lever.key: lever.label for lever in model.levers}
    lifts: dict[str, Any] = {}
    for lift in wanted.lifts:
        lifts.setdefault(LIFTED, []).append(labels[lift.lever])
        lifts |= {LIFT_UP_TO: f"{lift.highest:g}", LIFT_TO: f"{lift.to:g}"}
    return {**({BEYOND: "true"} if goes_beyond(model, wanted) else {}), **moved, **lifts}


def _pulled(lever: Lever, *, beyond: bool, lifted: bool) -> dict[str, float]:
    """Ask by how much one lever is shifted; a lever that cannot be moved says why."""
    slide = slide_of(lever, beyond=beyond)
    label = escape(lever.label)
    if lever.locked or lifted or slide.fixed:
        st.slider(label, -1.0, 1.0, 0.0, format=" ", key=f"still_{lever.key}", disabled=True)
        why = (
            what_if.locked(lever)
            if lever.locked
            else say("Its low ratings are lifted, so it is not shifted as well.")
            if lifted
            else words.at_best(lever)
        )
        st.caption(f":material/lock: {escape(why)}")
        return {}
    value = widgets.slide(label, slide, help=words.shift_help(lever.kind))
    seen = slide_of(lever, beyond=False)
    guess = value and (lever.lowest is None or not seen.low <= value <= seen.high)
    marked = f"**{say('Beyond what was observed: guesswork.')}**" if guess else ""
    st.caption(paragraph(escape(what_if.limit(lever)), marked))
    return {slide.key: value}


def _lifts(ratings: Sequence[Lever]) -> tuple[Lift, ...]:
    """Ask of which drivers every low rating is lifted, and how far."""
    free = [lever for lever in ratings if not lever.locked]
    alike = [lever for lever in free if _scale(lever) == _scale(free[0])]
    if not alike:
        return ()
    keys = {lever.label: lever.key for lever in alike}
    low, high = (round(end) for end in _scale(alike[0]))
    with st.expander(say("Lift low ratings only"), icon=":material/vertical_align_top:"):
        chosen = widgets.several(say("Ratings of"), list(keys), key=LIFTED)
        with st.container(horizontal=True):
            up_to = widgets.whole(
                say("Every rating up to"),
                low,
                high - 1,
                key=LIFT_UP_TO,
                default=_part(low, high, 0.6),
            )
            to = widgets.whole(
                say("becomes"), low + 1, high, key=LIFT_TO, default=_part(low, high, 0.8)
            )
    return tuple(Lift(keys[label], float(up_to), float(to)) for label in chosen)


def _mixed(mix: MixLever) -> dict[str, float]:
    """Ask for the share of each group; the others make room for the one that is moved."""
    slides = slides_of_mix(mix)
    values = {}
    with st.expander(escape(words.mix_part(mix)), icon=":material/donut_small:"):
        st.caption(say("Shares add to 100 %: the other groups make room in proportion."))
        groups = zip(mix.column.categories, mix.shares, mix.counts, strict=True)
        for place, (slide, (level, share, n)) in enumerate(zip(slides, groups, strict=True)):
            label = f"{escape(level)} :small[:gray[{escape(words.of_today(share, n))}]]"
            values[slide.key] = widgets.slide(label, slide, on_change=_make_room, args=(mix, place))
    return values


def _make_room(mix: MixLever, place: int) -> None:
    slides = slides_of_mix(mix)
    before = {
        slide.key: kept for slide in slides if (kept := state.remembered(slide.key)) is not None
    }
    wanted = float(state.chosen(slides[place].key))
    for slide, share in zip(slides, adjusted(mix, before, place, wanted), strict=True):
        state.set_to(slide.key, share)


def _scale(lever: Lever) -> tuple[float, float]:
    return lever.minimum, lever.maximum


def _part(low: int, high: int, share: float) -> int:
    return round(low + share * (high - low))
