"""What is worth money, in one list."""

from dataclasses import replace

import pandas as pd

from cx.chapters.value.words.assumptions import money_noun, money_title, stated
from cx.chapters.value.words.phrases import customers
from cx.chapters.value.worth import Lift, LiftKind, Worths
from cx.text import Said, enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Table, Unit


def lift_name(lift: Lift) -> str:
    """Name a lift: of performers, or of a driver to the best group's level or by a step."""
    if lift.source == LiftKind.GAP:
        return say("{what}: worst to best fifth", what=lift.what)
    if lift.to_level is not None:
        return say(
            "{what}: to the best group's {level}",
            what=lift.what,
            level=numbers.decimal(lift.to_level),
        )
    if lift.step is not None:
        return say(
            "{what}: {step} for everybody", what=lift.what, step=numbers.change(lift.step, 1)
        )
    return lift.what


def named(found: Worths) -> Worths:
    """Return the list with each lift named in full."""
    lifts = found.lifts
    names = [lift_name(lift) for lift in found.ranked]
    return replace(found, lifts=Table(lifts.frame.assign(lift=names), lifts.fields))


def headline(found: Worths) -> Finding:
    """Say which lift is worth most, or that none is worth anything, or can be told from nothing."""
    frame, assumed = found.lifts.frame, found.options.assumptions
    if frame.empty:
        return Finding(
            say("Nothing to rank yet"),
            say(
                "A lift needs performers who can be told apart, or drivers that can be moved "
                "(n {customers}). Name such columns on the Load page.",
                customers=customers(found.n_customers),
            ),
            Tone.CAUTION,
        )
    gains = frame[frame["sure"].astype(bool) & (frame["worth"] > 0)]
    if gains.empty:
        return _no_gain(found)
    best = gains.iloc[0]
    return Finding(
        say(
            "{lift} is worth most: {worth} of {money} a year",
            lift=best["lift"],
            worth=numbers.money(best["worth"], found.currency),
            money=money_noun(assumed),
        ),
        paragraph(
            say(
                "95 % range {range}, for {customers} when {share} of its {points} points come "
                "true (n {n}).",
                range=numbers.money_range(best["worth_low"], best["worth_high"], found.currency),
                customers=customers(found.customers),
                share=numbers.percent(assumed.realisation),
                points=numbers.decimal(best["lift_points"], 1),
                n=found.n_customers,
            ),
            say(
                "It goes with the score; nothing says that the score causes it. Lifts overlap, so "
                "their worths do not add up."
            ),
        ),
        Tone.ATTENTION,
        Verdict.SHOWN,
        *_effects(found, best),
    )


def _effects(found: Worths, row: pd.Series) -> tuple[Effect, Effect, Effect]:
    """Return what the realised lift is worth, what it adds to the score, and its worth again."""
    n, share = found.n_customers, found.options.assumptions.realisation
    money = Effect(
        float(row["worth"]),
        Unit.MONEY,
        n,
        float(row["worth_low"]),
        float(row["worth_high"]),
        found.currency,
    )
    value, low, high = (
        share * float(row[name]) for name in ("lift_points", "lift_low", "lift_high")
    )
    return money, Effect(value, Unit.POINTS, n, low, high), money


def _no_gain(found: Worths) -> Finding:
    """Say of lifts none of which surely goes with more money which go with less."""
    frame = found.lifts.frame
    sure, unknown = frame["sure"].astype(bool), frame["worth_low"].isna()
    less, n = frame[sure & (frame["worth"] < 0)], customers(found.n_customers)
    n_unsure = int((~sure & ~unknown).sum())
    others = [
        say_n(
            "{n} lift cannot be told from nothing",
            "{n} lifts cannot be told from nothing",
            n_unsure,
        )
        if n_unsure
        else "",
        say_n("{n} lift has no range", "{n} lifts have no range", int(unknown.sum()))
        if unknown.any()
        else "",
    ]
    rest = numbers.listed([other for other in others if other])
    if less.empty:
        return Finding(
            say("No lift can be told from nothing in money"),
            say_n(
                "{n} lift compared (n {customers}); {rest}.",
                "{n} lifts compared (n {customers}); {rest}.",
                len(frame),
                customers=n,
                rest=rest if unknown.any() else _none_beyond_luck(frame),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if len(frame) == 1:
        title = say("{lift} goes with less money", lift=less["lift"].iloc[0])
    elif len(less) == len(frame):
        title = say("Every lift goes with less money")
    else:
        title = say(
            "No lift is shown to go with more money, {less} of {all} with less",
            less=len(less),
            all=len(frame),
        )
    lifts = {
        "title": money_title(found.options.assumptions),
        "lifts": enumerated(_with_range(found, row) for _, row in less.iterrows()),
        "customers": n,
    }
    # Of several lifts none speaks for the others.
    effect, points, money = _effects(found, less.iloc[0]) if len(less) == 1 else (None, None, None)
    return Finding(
        title,
        paragraph(
            say(
                "{title} in a year (95 % range): {lifts} (n {customers}); {rest}.",
                rest=rest,
                **lifts,
            )
            if rest
            else say("{title} in a year (95 % range): {lifts} (n {customers}).", **lifts),
            say("The bands that customers move into bring less than those that they leave."),
        ),
        Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
        points,
        money,
    )


def _none_beyond_luck(frame: pd.DataFrame) -> Said:
    """Say that ranges hold 0, or that those which do not may be luck."""
    outside = int(((frame["worth_low"] > 0) | (frame["worth_high"] < 0)).sum())
    if not outside:
        return say("every range holds 0")
    return say_n(
        "{n} range leaves out 0, as one may by luck among all that this page asks",
        "{n} ranges leave out 0, as some may by luck among all that this page asks",
        outside,
    )


def _with_range(found: Worths, row: pd.Series) -> Said:
    return say(
        "{lift} {worth} ({range})",
        lift=row["lift"],
        worth=numbers.money(row["worth"], found.currency),
        range=numbers.money_range(row["worth_low"], row["worth_high"], None),
    )


def reading(found: Worths) -> Said:
    """Say how to read the list."""
    return paragraph(
        say(
            "Worth of each lift in a year with its 95 % range; hollow marks cannot be told from "
            "nothing (n {n}).",
            n=found.n_customers,
        ),
        stated(found.options.assumptions),
    )
