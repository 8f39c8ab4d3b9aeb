"""What the comparison of expectations says."""

import math

import pandas as pd

from cx.chapters.segments.expectations import Expectations
from cx.chapters.segments.words import groups
from cx.scores.against_rest import differs
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Column, Table, Unit


def overall(found: Expectations) -> Finding:
    """Say how often expectations are exceeded and missed."""
    row = found.overall.frame.iloc[0]
    detail = say(
        "{exceeded} exceeded, {met} met, {missed} missed: net {net} points (95 % range {range}, "
        "n {n}).",
        exceeded=numbers.percent(row["exceeded_share"]),
        met=numbers.percent(row["met_share"]),
        missed=numbers.percent(row["missed_share"]),
        net=numbers.change(row["net_points"]),
        range=numbers.span(row["low"], row["high"], numbers.change),
        n=int(row["n"]),
    )
    effect = Effect(row["net_points"], Unit.POINTS, int(row["n"]), row["low"], row["high"])
    if row["met_share"] == 1:
        return Finding(say("Every answer says that expectations are met"), detail, effect=effect)
    is_told = differs(row["p_adjusted"])
    if is_told and row["net_points"] > 0:
        return Finding(
            say("Expectations are exceeded more often than missed"),
            detail,
            Tone.GOOD,
            Verdict.SHOWN,
            effect,
        )
    if is_told:
        return Finding(
            say("Expectations are missed more often than exceeded"),
            detail,
            Tone.ATTENTION,
            Verdict.SHOWN,
            effect,
        )
    return Finding(
        say("Whether expectations are exceeded or missed more often cannot be told"),
        detail,
        Tone.PLAIN,
        Verdict.CANNOT_TELL,
        effect,
    )


def slopes(found: Expectations) -> Finding:
    """Say what exceeding and missing go with, and whether a miss weighs more."""
    frame = found.slopes.frame
    exceeded, _, missed = (row for _, row in frame.iterrows())
    if frame["difference_points"].isna().all():
        return groups.too_few(
            say("Too few responses to say what a miss goes with"),
            say(
                "Each of exceeded, met and missed needs {least} responses; there are {counts}.",
                least=found.minimum_n,
                counts=numbers.listed([numbers.count(n) for n in frame["n"]]),
            ),
        )
    detail = say(
        "Against expectations that are met, {net_name} is {gain} points where they are exceeded "
        "(n {n_exceeded}) and {loss} where they are missed (n {n_missed}).",
        net_name=found.net_name,
        gain=_difference(exceeded),
        n_exceeded=int(exceeded["n"]),
        loss=_difference(missed),
        n_missed=int(missed["n"]),
    )
    wrong = _wrong_way(found.net_name, exceeded, missed)
    if wrong:
        return Finding(wrong, detail, Tone.CAUTION, Verdict.SHOWN)
    if not (math.isfinite(exceeded["difference_points"] * missed["difference_points"])):
        return Finding(
            say("A miss and a gain cannot be weighed: nobody had one of them"),
            detail,
            verdict=Verdict.CANNOT_TELL,
        )
    if found.loss_heavier is None:
        return Finding(
            say("No difference found between the weight of a miss and of a gain"),
            detail,
            verdict=Verdict.CANNOT_TELL,
        )
    if found.loss_heavier:
        return Finding(
            say("A miss weighs more than a gain"),
            detail,
            Tone.ATTENTION,
            Verdict.SHOWN,
            groups.from_rest(missed),
        )
    return Finding(
        say("A gain weighs more than a miss"),
        detail,
        verdict=Verdict.SHOWN,
        effect=groups.from_rest(exceeded),
    )


def _wrong_way(net_name: str, exceeded: pd.Series, missed: pd.Series) -> str:
    """Say where the score goes against the expectations; empty where it does not.

    To weigh a miss against a gain takes a miss that lowers the score and a gain that does not.
    """
    lower = exceeded["difference_points"] < 0 and differs(exceeded["p_adjusted"])
    higher = missed["difference_points"] > 0 and differs(missed["p_adjusted"])
    if lower and higher:
        return say(
            "{net_name} is lower where expectations are exceeded and higher where they are missed "
            "than where they are met",
            net_name=net_name,
        )
    if lower:
        return say(
            "{net_name} is lower where expectations are exceeded than where they are met",
            net_name=net_name,
        )
    if higher:
        return say(
            "{net_name} is higher where expectations are missed than where they are met",
            net_name=net_name,
        )
    return ""


def segment(column: Column, shares: Table) -> Finding:
    """Say which group of a column differs from the rest in its net, and by how much."""
    known = shares.frame.dropna(subset=["net_points"]).sort_values("net_points")
    if len(known) < 2:
        return groups.too_few(
            say("{column} has fewer than two groups large enough to compare", column=column.label),
            say("Remove a filter."),
        )
    named = groups.told_most(known)
    if named is None:
        return groups.no_difference(
            say("No difference found by {column}", column=column.label), known, _alike(known)
        )
    return groups.stands_out(
        named,
        say("{level} does worse by expectations than the rest", level=named["level"])
        if groups.is_below(named)
        else say("{level} does better by expectations than the rest", level=named["level"]),
        say(
            "Exceeded less missed: net {net}, {against}.",
            net=numbers.ranged(
                named["net_points"], named["low"], named["high"], numbers.change, n=int(named["n"])
            ),
            against=groups.against_others(named),
        ),
        groups.rank(known, named, "net_points"),
        groups.just_past(named),
    )


def _alike(known: pd.DataFrame) -> Said:
    low, high = known["net_points"].iloc[0], known["net_points"].iloc[-1]
    said = {"groups": len(known), "n": int(known["n"].sum())}
    if numbers.change(low) == numbers.change(high):
        return say(
            "The net is {net} in all {groups} groups (n {n}).", net=numbers.change(low), **said
        )
    return say(
        "The net runs from {range}, within what chance alone gives for {groups} groups (n {n}).",
        range=numbers.span(low, high, numbers.change),
        **said,
    )


def reading() -> Said:
    """Say how to read the shares."""
    return say("Share exceeded, met and missed in each group; the net has its 95 % range.")


def reading_slopes(found: Expectations, target_points: float | None = None) -> Said:
    """Say how to read the slopes."""
    return paragraph(
        say("Difference from those whose expectations were met, with its 95 % range."),
        _target(found.met_points, target_points),
    )


def _target(met: float, target_points: float | None) -> str:
    if target_points is None or not math.isfinite(met):
        return ""
    said = {
        "met": numbers.points(met),
        "target": numbers.change(target_points),
        "points": numbers.in_points(abs(target_points - met)),
    }
    if target_points > met:
        return say("Those score {met}; the target of {target} lies {points} above.", **said)
    if target_points < met:
        return say("Those score {met}; the target of {target} lies {points} below.", **said)
    return say("Those score {met}; the target of {target} is the same.", **said)


def left_out(found: Expectations) -> str:
    """Say which answers take no part; empty when all do."""
    if not found.n_missing:
        return ""
    if not found.unread:
        return say_n(
            "{n} response does not say exceeded, met or missed and is not counted here.",
            "{n} responses do not say exceeded, met or missed and are not counted here.",
            found.n_missing,
        )
    return say_n(
        "{n} response does not say exceeded, met or missed ({others}) and is not counted here.",
        "{n} responses do not say exceeded, met or missed ({others}) and are not counted here.",
        found.n_missing,
        others=numbers.listed([f'"{value}"' for value in found.unread]),
    )


def _difference(row: pd.Series) -> str:
    return numbers.ranged(
        row["difference_points"], row["difference_low"], row["difference_high"], numbers.change
    )
