"""What is said of scenarios, the tornado's costs, and promises."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import WhatIfModel
from cx.chapters.what_if.promises import Settled, Standing
from cx.chapters.what_if.scenarios import GAP, GoalSeek, Pull
from cx.chapters.what_if.words import evaluation as what_if
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate, Table

SAVE = "Keep as a scenario"
NAME = "Name of the scenario"
NAME_HELP = "A scenario of the same name is replaced."
NOTHING_MOVED = "Nothing is moved yet: a scenario needs a move."
NONE_YET = "Move sliders and keep them under a name; up to four scenarios stand side by side."
VIEW_ONLY = "This link is for looking: scenarios can be opened, not changed."
LINK = "This address opens the page with these moves:"
COSTS = "What one step of a lever costs"
COSTS_HELP = "Empty where it is not known. With costs, levers are ordered by points for the money."
TARGET = "Score to reach"
TARGET_HELP = "Starts at the target of the Settings page, where one is set."
ON_SAMPLE = "On the sample, scenarios are kept as long as this tab is open."
PROMISE = (
    "Notes the score of this scenario with its range, today's date and a day by which it is "
    "promised. Answers that come later, in this file or in the next one with the same columns, are "
    "set beside it."
)
NO_FILTERS = "A promise is made for all responses: remove the filters first."
NO_PROMISES = "No promise yet: choose a scenario and promise it."


def compared(table: Table, net_name: str) -> Finding:
    """Say which scenario goes with the best score, and whether it stands apart."""
    frame = table.frame.sort_values("points", ascending=False, ignore_index=True)
    best = frame.iloc[0]
    detail = (
        f"{numbers.decimal(best['points'], 1)} points ({numbers.RANGE} "
        f"{numbers.decimal(best['low'], 1)} to {numbers.decimal(best['high'], 1)}), "
        f"{numbers.change(best['change_points'], 1)} to today."
    )
    if best["guesswork"]:
        detail += " It goes beyond what was observed: guesswork."
    if len(frame) == 1:
        return Finding(f"{best['scenario']}: {net_name} {numbers.points(best['points'])}", detail)
    if frame["change_high"].lt(0).all():
        return Finding(
            f"Every scenario goes with a lower {net_name} than today's",
            f"The least so {best['scenario']}: {detail}",
            Tone.ATTENTION,
        )
    if best["change_low"] <= 0:
        return Finding(
            f"{best['scenario']} first, but it cannot be told from today"
            if best["change_high"] >= 0
            else f"No scenario is shown to go with a better {net_name}",
            detail,
            Tone.CAUTION,
        )
    second = frame.iloc[1]
    if best["change_low"] <= second["change_high"]:
        return Finding(
            f"{best['scenario']} first, but its range overlaps with {second['scenario']}",
            detail,
            Tone.CAUTION,
        )
    return Finding(f"{best['scenario']} goes with the best {net_name}", detail)


def best_lever(table: Table, by_cost: bool) -> Finding:
    """Say which lever moves the score most."""
    frame = table.frame
    if frame.empty:
        return Finding(
            "No lever may be pulled",
            "Every lever is locked, or nothing sets it apart.",
            Tone.CAUTION,
        )
    gains = frame[frame["low"] > 0]
    if gains.empty:
        return _no_gain(frame)
    best = gains.iloc[0]
    ahead = [str(name) for name in frame.loc[: best.name, "lever"][:-1]]
    unsure = (
        f" Listed before it, with a range that holds 0: {numbers.listed(ahead)}." if ahead else ""
    )
    per = "for the money" if by_cost else "by one step"
    return Finding(
        f"{best['lever']} moves the score most {per}",
        f"{numbers.change(best['points'], 1)} points ({numbers.RANGE} "
        f"{numbers.change(best['low'], 1)} to {numbers.change(best['high'], 1)}).{unsure}",
    )


def _no_gain(frame: pd.DataFrame) -> Finding:
    """Say of levers none of which surely raises the score which lower it."""
    lower = frame[frame["high"] < 0]
    named = [
        f"{row['lever']} {numbers.change(row['points'], 1)} points ({numbers.RANGE} "
        f"{numbers.change(row['low'], 1)} to {numbers.change(row['high'], 1)})"
        for row in (frame if lower.empty else lower).to_dict("records")
    ]
    if lower.empty:
        headline, tone = "No lever can be told from nothing", Tone.CAUTION
    elif len(lower) == len(frame):
        headline, tone = "Every lever goes with a lower score", Tone.ATTENTION
    else:
        headline = f"No lever surely goes with a better score, {len(lower)} with a lower one"
        tone = Tone.ATTENTION
    return Finding(headline, f"By one step of each: {numbers.listed(named)}.", tone)


def pull_name(pull: Pull) -> str:
    """Name a lever, and the group that grows."""
    return pull.label if pull.level is None else f"{pull.label}: {pull.level}"


def step(pull: Pull, model: WhatIfModel) -> str:
    """Write one step of a lever with its unit."""
    if pull.key == GAP:
        return f"{numbers.percent(pull.step)} of the gap"
    if pull.level is not None:
        return f"{numbers.change(100 * pull.step)} percentage points"
    match model.lever(pull.key).kind:
        case LeverKind.RESOLVED:
            return f"{numbers.change(100 * pull.step, 1)} percentage points"
        case LeverKind.TIME:
            return f"{numbers.change(100 * pull.step)} % of the time"
        case _:
            return f"{numbers.change(pull.step, 1)} rating points"


def cost(answer: GoalSeek) -> str:
    """Say what all of it costs; nothing where that is not known."""
    if not answer.pulled or math.isnan(answer.cost):
        return ""
    return f"Cost by your figures: {numbers.count(answer.cost)}."


def promised(name: str, score: Estimate) -> str:
    """Say what would be promised."""
    return (
        f"{name}: {numbers.decimal(score.value, 1)} points ({numbers.RANGE} "
        f"{numbers.decimal(score.low, 1)} to {numbers.decimal(score.high, 1)})"
    )


def settled(one: Settled) -> Finding:
    """Say where a promise stands."""
    promise = one.promise
    due = f"Promised on {numbers.day(promise.made)} for {numbers.day(promise.due)}."
    if one.kept is not None:
        said = what_if.promise(one.kept, promise.name)
        days = ""
        if one.first and one.last:
            days = f" Answers of {numbers.day(one.first)} to {numbers.day(one.last)}."
        return Finding(said.headline, f"{due} {said.detail}{days}", said.tone)
    match one.standing:
        case Standing.TOO_FEW:
            return Finding(
                f"{promise.name}: too few answers to tell",
                f"{due} {numbers.counted(one.n, 'answer')} so far.",
                Tone.CAUTION,
            )
        case Standing.OTHER_OUTCOME:
            return Finding(
                f"{promise.name}: this file measures something else",
                f"{due} It was made for {promise.outcome}.",
                Tone.CAUTION,
            )
        case _:
            after = f" after {numbers.day(promise.seen_until)}" if promise.seen_until else ""
            return Finding(
                f"{promise.name}: waiting for answers{after}",
                f"{due} {promised('Promise', promise.promised)}. Load a later file with the same "
                "columns and keep the settings that it offers: the promise comes along.",
            )


def alt_ledger(table: Table) -> str:
    """Describe the ledger."""
    names = numbers.listed(list(table.frame["promise"]))
    return f"Promised score and score that came, each with its range, for {names}."
