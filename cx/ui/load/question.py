"""The outcome and its scale: which column, read how, and what each choice makes of the headline."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from cx.intake import (
    ColumnProfile,
    OutcomeChoice,
    Recipe,
    headline,
    stated_scale,
    weigh,
)
from cx.intake.coding import coding_of
from cx.problems import Problem
from cx.text import enumerated, paragraph, say
from cx.text.wording import band_name
from cx.ui import show
from cx.ui.load import words
from cx.vocabulary import Band, Role, Scale, ScaleKind

_SCALES = (
    "0-10", "0-10 recommend", "1-10", "1-5", "1-5 reversed", "1-7", "1-7 effort", "0-5", "1-4",
    "1-3", "1-6", "1-6 reversed", "0-4", "-2-2", "0-100", "0-1",
)  # fmt: skip
Keep = Callable[[Recipe], None]


def outcome_of(recipe: Recipe, profiles: Sequence[ColumnProfile]) -> ColumnProfile | None:
    """Return the column that is the outcome."""
    chosen = {column.header for column in recipe.with_role(Role.OUTCOME)}
    return next((found for found in profiles if found.header in chosen), None)


def offer_scales(problem: Problem, found: ColumnProfile, recipe: Recipe, keep: Keep) -> None:
    """Ask how the outcome is to be read: its likely scales side by side, each with its headline."""
    if not problem.choices:
        show.problems([problem])
        return
    asked = paragraph(problem.what, say("Which of these is right?"))
    st.error(show.escape(asked), icon=":material/help:")
    with st.container(horizontal=True, key="choices"):
        for option in (choice.option for choice in problem.choices):
            scale = stated_scale(option, found)
            made = headline(found, recipe, scale)
            st.button(
                show.escape(words.reading_of(_written(option), made)),
                key=f"choice_{option}",
                on_click=keep,
                args=(recipe.with_scale(scale),),
            )


def ask_outcome(
    recipe: Recipe,
    profiles: Sequence[ColumnProfile],
    choices: Sequence[OutcomeChoice],
) -> Recipe:
    """Ask which column is the outcome and on which scale it lies; say what the headline becomes."""
    found = outcome_of(recipe, profiles)
    with st.container(horizontal=True, vertical_alignment="bottom", key="scale"):
        recipe = _ask_column(recipe, found, choices)
        if found is None or outcome_of(recipe, profiles) is not found:
            return recipe
        recipe = _ask_scale(recipe, found)
    weighed = weigh(found)
    if weighed.scale is not None and recipe.scale == weighed.scale and weighed.why:
        st.caption(show.escape(say("Why this scale: {reasons}.", reasons=enumerated(weighed.why))))
    return recipe


def _ask_column(
    recipe: Recipe, found: ColumnProfile | None, choices: Sequence[OutcomeChoice]
) -> Recipe:
    made = {choice.header: choice.headline for choice in choices}
    if found is not None:
        made.setdefault(found.header, None)
    headers = list(made)
    picked = st.selectbox(
        say("Outcome"),
        headers,
        index=headers.index(found.header) if found is not None else None,
        format_func=lambda header: words.reading_of(_name(recipe, header), made[header]),
        placeholder=say("Choose the column"),
        width=320,
        help=say(
            "The answer that everything is measured by. Beside each column stands the headline "
            "that it would make."
        ),
    )
    if picked is None or (found is not None and picked == found.header):
        return recipe
    return recipe.assign(picked, Role.OUTCOME).with_scale(None)


def _name(recipe: Recipe, header: str) -> str:
    return recipe.column(header).display_name or header


def _ask_scale(recipe: Recipe, found: ColumnProfile) -> Recipe:
    """Ask for the scale of the outcome, its cut-offs, and numbers that stand for no answer."""
    weighed = weigh(found)
    scale = recipe.scale or weighed.scale
    asked = [choice.option for choice in weighed.choices]
    named = list(dict.fromkeys([*_names(scale), *recipe.scale_asked, *asked, *_SCALES]))

    def read(name: str) -> Scale:
        return scale if scale and name in _names(scale) else stated_scale(name, found)

    picked = st.selectbox(
        say("Scale of the outcome"),
        named,
        index=0 if scale else None,
        format_func=lambda name: words.reading_of(
            _written(name), headline(found, recipe, read(name))
        ),
        placeholder=say("Choose the scale"),
        width=225,
        help=say("The lowest and the highest answer that could be given, not that were given."),
    )
    if picked is None:
        return recipe
    chosen = read(picked)
    if chosen.kind is not ScaleKind.TWO_VALUED:
        chosen = _ask_cuts(chosen, picked)
    codes = _ask_codes(found, recipe, chosen)
    return recipe.with_scale(chosen).with_missing_codes(*codes)


def _names(scale: Scale | None) -> list[str]:
    if scale is None:
        return []
    if scale.band_labels:
        good, bad = band_name(scale, Band.FAVOURABLE), band_name(scale, Band.UNFAVOURABLE)
        return [say("{favourable} or {unfavourable}", favourable=good, unfavourable=bad)]
    return [scale.option]


def _written(name: str) -> str:
    """Write the name of a scale: "1-7 effort" in the language in force, all others as they are."""
    bounds, kind, _ = name.partition(f" {ScaleKind.EFFORT}")
    return say("{bounds} effort", bounds=bounds) if kind else name


def _ask_cuts(scale: Scale, picked: str) -> Scale:
    favourable, unfavourable = (
        st.number_input(
            label,
            scale.minimum,
            scale.maximum,
            cut,
            step=1.0,
            format="%g",
            key=f"{band}_{picked}",
            width=112,
        )
        for band, label, cut in (
            ("favourable", say("Favourable from"), scale.favourable_from),
            ("unfavourable", say("Unfavourable to"), scale.unfavourable_to),
        )
    )
    if unfavourable >= favourable:
        st.warning(say("Favourable has to begin above unfavourable. The usual cut-offs are used."))
        return scale
    return replace(scale, favourable_from=favourable, unfavourable_to=unfavourable)


def _ask_codes(found: ColumnProfile, recipe: Recipe, scale: Scale) -> list[float]:
    """Offer the numbers outside the scale, which may stand for "no answer"."""
    coding = coding_of(scale, found.scores())
    outside = sorted(value for value in found.scores() if not scale.contains(coding.answer(value)))
    options = list(dict.fromkeys([*recipe.missing_codes, *outside]))
    if not options:
        return []
    return st.multiselect(
        say("Numbers that stand for no answer"),
        options,
        default=list(recipe.missing_codes),
        format_func=lambda value: f"{value:g}",
        width=280,
        help=say("Answers with these numbers are counted as missing."),
    )
