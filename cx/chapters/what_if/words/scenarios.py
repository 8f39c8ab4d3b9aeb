"""What is said of scenarios, the tornado's costs, and promises."""

import math
from dataclasses import replace

import pandas as pd

from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import WhatIfModel
from cx.chapters.what_if.promises import Settled, Standing
from cx.chapters.what_if.scenarios import GAP, GoalSeek, Pull, Tornado
from cx.chapters.what_if.words import evaluation as what_if
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Estimate, Table, Unit


def compared(table: Table, net_name: str, n: int) -> Finding:
    """Say which scenario goes with the best score, and whether it stands apart.

    `n` is the number of responses in the score.
    """
    frame = table.frame.sort_values("points", ascending=False, ignore_index=True)
    best = frame.iloc[0]
    name = best["scenario"]
    detail = paragraph(
        say(
            "{points} points (95 % range {low} to {high}), {change} to today.",
            points=numbers.decimal(best["points"], 1),
            low=numbers.decimal(best["low"], 1),
            high=numbers.decimal(best["high"], 1),
            change=numbers.change(best["change_points"], 1),
        ),
        say("It goes beyond what was observed: guesswork.") if best["guesswork"] else "",
    )
    change = _points(best, n, "change_points", "change_low", "change_high")
    if len(frame) == 1:
        return Finding(
            say(
                "{scenario}: {score} {points}",
                scenario=name,
                score=net_name,
                points=numbers.points(best["points"]),
            ),
            detail,
            effect=change,
            points=change,
        )
    verdict, tone = Verdict.CANNOT_TELL, Tone.CAUTION
    if frame["change_high"].lt(0).all():
        verdict, tone = Verdict.SHOWN, Tone.ATTENTION
        headline = say("Every scenario goes with a lower {score} than today's", score=net_name)
        detail = say("The least so {scenario}: {detail}", scenario=name, detail=detail)
    elif best["change_high"] < 0:
        headline = say("No scenario is shown to go with a better {score}", score=net_name)
    elif best["change_low"] <= 0:
        headline = say("{scenario} first, but it cannot be told from today", scenario=name)
    elif (sharing := int(frame["shares_lead"].sum())) > 1:
        headline = say("{n} scenarios share the lead", n=sharing)
        detail = say("The first of them {scenario}: {detail}", scenario=name, detail=detail)
    else:
        verdict, tone = Verdict.SHOWN, Tone.PLAIN
        headline = say("{scenario} goes with the best {score}", scenario=name, score=net_name)
    return Finding(headline, detail, tone, verdict, change, change)


def best_lever(answer: Tornado) -> Finding:
    """Say which lever moves the score most."""
    frame = answer.levers.frame
    if frame.empty:
        return Finding(
            say("No lever may be pulled"),
            say("Every lever is locked, or nothing sets it apart."),
            Tone.CAUTION,
        )
    gains = frame[frame["low"] > 0]
    if gains.empty:
        return _no_gain(frame)
    best = gains.iloc[0]
    if frame["shares_lead"].sum() > 1 or best.name != 0:
        return _shared_lead(answer)
    moved = _points(best, answer.n)
    return Finding(
        say("{lever} moves the score most for the money", lever=best["lever"])
        if answer.by_cost
        else say("{lever} moves the score most by one step", lever=best["lever"]),
        say("{change} points (95 % range {low} to {high}).", **_written(best)),
        verdict=Verdict.SHOWN,
        effect=moved,
        points=moved,
    )


def _shared_lead(answer: Tornado) -> Finding:
    """Say how many levers may be the one that moves the score most."""
    frame = answer.levers.frame
    sharing = frame[frame["shares_lead"]]
    named = [
        say(
            "{lever} {change} points (95 % range {low} to {high})",
            lever=row["lever"],
            **_written(row),
        )
        for _, row in sharing.iterrows()
    ]
    return Finding(
        say("{n} levers share the lead for the money", n=len(sharing))
        if answer.by_cost
        else say("{n} levers share the lead by one step", n=len(sharing)),
        say("They cannot be told apart: {levers}.", levers=numbers.listed(named)),
        verdict=Verdict.CANNOT_TELL,
    )


def _no_gain(frame: pd.DataFrame) -> Finding:
    """Say of levers none of which surely raises the score which lower it."""
    lower = frame[frame["high"] < 0]
    named = [
        say(
            "{lever} {change} points (95 % range {low} to {high})",
            lever=row["lever"],
            **_written(row),
        )
        for _, row in (frame if lower.empty else lower).iterrows()
    ]
    detail = say("By one step of each: {levers}.", levers=numbers.listed(named))
    if lower.empty:
        return Finding(
            say("No lever can be told from nothing"), detail, Tone.CAUTION, Verdict.CANNOT_TELL
        )
    headline = (
        say("Every lever goes with a lower score")
        if len(lower) == len(frame)
        else say_n(
            "No lever surely goes with a better score, {n} with a lower one",
            "No lever surely goes with a better score, {n} with a lower one",
            len(lower),
        )
    )
    return Finding(headline, detail, Tone.ATTENTION, Verdict.SHOWN)


def _points(
    row: pd.Series, n: int, value: str = "points", low: str = "low", high: str = "high"
) -> Effect:
    return Effect(float(row[value]), Unit.POINTS, n, float(row[low]), float(row[high]))


def _written(row: pd.Series) -> dict[str, str]:
    return {
        "change": numbers.change(row["points"], 1),
        "low": numbers.change(row["low"], 1),
        "high": numbers.change(row["high"], 1),
    }


def pull_name(pull: Pull) -> str:
    """Name a lever, and the group that grows."""
    return pull.label if pull.level is None else f"{pull.label}: {pull.level}"


def step(pull: Pull, model: WhatIfModel) -> Said:
    """Write one step of a lever with its unit."""
    if pull.key == GAP:
        return say("{share} of the gap", share=numbers.percent(pull.step))
    if pull.level is not None:
        return say("{change} percentage points", change=numbers.change(100 * pull.step))
    match model.lever(pull.key).kind:
        case LeverKind.RESOLVED:
            return say("{change} percentage points", change=numbers.change(100 * pull.step, 1))
        case LeverKind.TIME:
            return say("{change} % of the time", change=numbers.change(100 * pull.step))
        case _:
            return say("{change} rating points", change=numbers.change(pull.step, 1))


def cost(answer: GoalSeek) -> str:
    """Say what all of it costs; nothing where that is not known."""
    if not answer.pulled or math.isnan(answer.cost):
        return ""
    return say("Cost by your figures: {cost}.", cost=numbers.count(answer.cost))


def promised(name: str, score: Estimate) -> Said:
    """Say what would be promised."""
    return say(
        "{name}: {points} points (95 % range {low} to {high})",
        name=name,
        points=numbers.decimal(score.value, 1),
        low=numbers.decimal(score.low, 1),
        high=numbers.decimal(score.high, 1),
    )


def settled(one: Settled) -> Finding:
    """Say where a promise stands."""
    promise = one.promise
    due = say("Promised on {made} for {due}.", made=promise.made, due=promise.due)
    if one.kept is not None:
        said = what_if.promise(one.kept, promise.name)
        days = (
            say("Answers of {first} to {last}.", first=one.first, last=one.last)
            if one.first and one.last
            else ""
        )
        return replace(said, detail=paragraph(due, said.detail, days))
    tone = Tone.CAUTION
    match one.standing:
        case Standing.TOO_FEW:
            headline = say("{name}: too few answers to tell", name=promise.name)
            why = say_n("{n} answer so far.", "{n} answers so far.", one.n)
        case Standing.OTHER_OUTCOME:
            headline = say("{name}: this file measures something else", name=promise.name)
            why = say("It was made for {outcome}.", outcome=promise.outcome)
        case _:
            tone = Tone.PLAIN
            headline = (
                say(
                    "{name}: waiting for answers after {day}",
                    name=promise.name,
                    day=promise.seen_until,
                )
                if promise.seen_until
                else say("{name}: waiting for answers", name=promise.name)
            )
            why = paragraph(
                numbers.sentence(promised(say("Promise"), promise.promised)),
                say(
                    "Load a later file with the same columns and keep the settings that it "
                    "offers: the promise comes along."
                ),
            )
    return Finding(headline, paragraph(due, why), tone)


def alt_ledger(table: Table) -> Said:
    """Describe the ledger."""
    return say(
        "Promised score and score that came, each with its range, for {names}.",
        names=numbers.listed(list(table.frame["promise"])),
    )
