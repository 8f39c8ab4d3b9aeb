"""What the what-if says: the new score, both bounds, what is guesswork, and what it takes."""

import math
from collections.abc import Iterable

import pandas as pd

from cx.chapters.what_if.levers import Lever, LeverKind, Place
from cx.chapters.what_if.model import Guess, Guesswork, Step, WhatIfModel, WhatIfResult
from cx.chapters.what_if.scenarios import GAP, GoalSeek, Kept, Pull, Tornado
from cx.text import Said, enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Estimate, Table, Unit


def no_proof() -> Said:
    """Say what everything beside it is to be read with."""
    return say(
        "These are scores that go with such ratings today. They are no proof that raising the "
        "ratings would raise the score."
    )


def findings(result: WhatIfResult) -> list[Finding]:
    """Say what goes with the moves, then what weakens it."""
    if not result.moves:
        return [_today(result)]
    return [
        _change(result),
        *_together(result),
        *_bent(result),
        *_locked(result),
        *map(guess, result.guesswork),
    ]


def _today(result: WhatIfResult) -> Finding:
    return Finding(
        say(
            "Nothing is moved: {score} {points}, as it is today",
            score=result.net_name,
            points=numbers.points(result.baseline.value),
        ),
        _range(result.baseline),
        effect=Effect.of(result.baseline, Unit.POINTS),
    )


def _change(result: WhatIfResult) -> Finding:
    change, score = result.change, result.score
    steps = numbers.listed([_step(step) for step in result.steps])
    detail = paragraph(
        say(
            "From {before} to {after} (95 % range {low} to {high}, n {n}). "
            "95 % range of the change: {span}.",
            before=_tenths(result.baseline.value),
            after=_tenths(score.value),
            low=_tenths(score.low),
            high=_tenths(score.high),
            n=score.n,
            span=_span(change),
        ),
        say("In this order: {steps}.", steps=steps) if len(result.steps) > 1 else "",
    )
    effect = Effect.of(change, Unit.POINTS)
    told = change.low > 0 or change.high < 0
    return Finding(
        say(
            "With these moves goes a change of {points} of {score}",
            points=_in_points(change.value),
            score=result.net_name,
        )
        if told
        else say(
            "With these moves goes no change of {score} that can be told from nothing",
            score=result.net_name,
        ),
        detail,
        Tone.CAUTION if not told else Tone.GOOD if change.value > 0 else Tone.ATTENTION,
        Verdict.SHOWN if told else Verdict.CANNOT_TELL,
        effect,
        effect,
    )


def _step(step: Step) -> Said:
    change = numbers.change(step.change.value, 1)
    match step.name:
        case "mix":
            return say("mix of customers {change}", change=change)
        case "levers":
            return say("ratings and service {change}", change=change)
        case _:
            return say("performer gap {change}", change=change)


def _together(result: WhatIfResult) -> list[Finding]:
    together = result.together
    if together is None:
        return []
    detail = say(
        "Ratings seldom move alone. If the others move along as they go together today, the "
        "change is {points} (95 % range {span}, n {n}).",
        points=_in_points(together.value),
        span=_span(together),
        n=together.n,
    )
    effect = Effect.of(together, Unit.POINTS)
    low, high = sorted((result.change.value, together.value))
    told = not result.straddles and (together.low > 0 or together.high < 0)
    return [
        Finding(
            say("The two bounds lie on different sides of nothing")
            if result.straddles
            else say(
                "Alone or with the others along: {low} to {high} points",
                low=numbers.change(low, 1),
                high=numbers.change(high, 1),
            ),
            detail,
            Tone.CAUTION if result.straddles else Tone.PLAIN,
            Verdict.SHOWN if told else Verdict.CANNOT_TELL,
            effect,
            effect,
        )
    ]


def _bent(result: WhatIfResult) -> list[Finding]:
    """Say once of which levers that are moved straight lines do not fit."""
    if not result.bends:
        return []
    return [
        Finding(
            say("Straight lines do not fit {levers}", levers=_quoted(result.bends)),
            say(
                "What goes with moving {levers} is rough: broken lines do not fit either. The "
                "ranges are wider for it.",
                levers=_quoted(result.rough),
            )
            if result.rough
            else say(
                "A step goes with more at some ratings than at others, so the lines are broken "
                "there."
            ),
            Tone.CAUTION if result.rough else Tone.PLAIN,
            Verdict.SHOWN,
        )
    ]


def _quoted(levers: Iterable[str]) -> str:
    return numbers.listed([say('"{lever}"', lever=name) for name in levers])


def if_lower(result: WhatIfResult) -> str:
    """Say what the change would be if ratings were not missing at random."""
    if result.if_lower is None:
        return ""
    lower = result.if_lower
    return say(
        "{share} lack a rating that is moved, taken as missing at random; were they {by} points "
        "lower than expected, the change would be {points}.",
        share=numbers.percent(lower.missing_share),
        by=numbers.decimal(lower.by, 1),
        points=_in_points(lower.change_points),
    )


def _locked(result: WhatIfResult) -> list[Finding]:
    return [
        Finding(
            say('"{lever}" should not be moved', lever=lever.label), locked(lever), Tone.CAUTION
        )
        for lever in result.locked
    ]


def locked(lever: Lever) -> Said:
    """Say why a lever is locked."""
    if lever.correlation > 0:
        return say(
            'Alone, higher values of "{lever}" go with a better score; beside the other levers '
            "they go the other way. The sign depends on the others, so no move of it can be read "
            "(n {n}).",
            lever=lever.label,
            n=lever.n_rated,
        )
    return say(
        'Alone, higher values of "{lever}" go with a worse score; beside the other levers they go '
        "the other way. The sign depends on the others, so no move of it can be read (n {n}).",
        lever=lever.label,
        n=lever.n_rated,
    )


def guess(beyond: Guess) -> Finding:
    """Say why a move is guesswork."""
    match beyond.reason:
        case Guesswork.BEYOND_RANGE if beyond.limit is not None and beyond.limit.sharing > 1:
            detail = say(
                "The move comes to {value}; the furthest {n} groups, which cannot be told apart, "
                "are at {furthest} or less far.",
                value=numbers.decimal(beyond.value),
                n=beyond.limit.sharing,
                furthest=numbers.decimal(beyond.limit.value),
            )
        case Guesswork.BEYOND_RANGE if beyond.limit is not None:
            detail = say(
                "The move comes to {value}; the furthest group, {group}, is at {furthest} (n {n}).",
                value=numbers.decimal(beyond.value),
                group=_named(beyond.limit),
                furthest=numbers.decimal(beyond.limit.value),
                n=beyond.limit.n,
            )
        case Guesswork.NOTHING_TO_COMPARE:
            detail = say(
                "No group of customers or performers stands out on it, so nobody shows that "
                "{value} can be reached.",
                value=numbers.decimal(beyond.value),
            )
        case Guesswork.FEW_RESPONSES:
            detail = say(
                "A group of fewer than 30 responses grows to {share} of the customers.",
                share=numbers.percent(beyond.value),
            )
        case _:
            detail = say(
                "So few customers are like that today that the answers count as {share} of their "
                "number.",
                share=numbers.percent(beyond.value),
            )
    return Finding(
        say('"{lever}" goes beyond what was observed: guesswork', lever=beyond.lever),
        detail,
        Tone.CAUTION,
    )


def limit(lever: Lever) -> Said:
    """Say where a lever stands, and the best group's level, at which its slider stops."""
    today = level(lever, lever.mean)
    if lever.best is None:
        return say(
            "Today {today} (n {n}); no group stands out, so every move is guesswork.",
            today=today,
            n=lever.n_rated,
        )
    if lever.best.sharing > 1:
        return say(
            "Today {today} (n {n}); best {best}, where {sharing} groups share the lead.",
            today=today,
            n=lever.n_rated,
            best=level(lever, lever.best.value),
            sharing=lever.best.sharing,
        )
    return say(
        "Today {today} (n {n}); best {best}, {group} (n {n_best}).",
        today=today,
        n=lever.n_rated,
        best=level(lever, lever.best.value),
        group=_named(lever.best),
        n_best=lever.best.n,
    )


def left_out(model: WhatIfModel) -> Said:
    """Say which drivers take no part, and why."""
    if not model.set_aside:
        return paragraph(*(problem.sentence for problem in model.problems))
    names = [
        say('"{driver}" ({reason}, n {n})', driver=one.driver, reason=one.reason, n=one.n_rated)
        for one in model.set_aside
    ]
    return say("Set aside: {names}.", names=numbers.listed(names))


def shares_finding(result: WhatIfResult) -> Finding:
    """Say how the shares of the bands move."""
    frame = result.shares.frame
    moved = ", ".join(_moved_shares(frame[(frame["before"] > 0) | (frame["after"] > 0)]))
    return Finding(
        say("Shares before and after"),
        say("{moved} (n {n}).", moved=f"{moved[:1].upper()}{moved[1:]}", n=result.score.n),
    )


def _moved_shares(frame: pd.DataFrame) -> list[Said]:
    return [
        say(
            "{band} {before} to {after}",
            band=str(band),
            before=numbers.percent(before, 1),
            after=numbers.percent(after, 1),
        )
        for band, before, after in frame[["band", "before", "after"]].to_numpy()
    ]


def fan_finding(result: WhatIfResult) -> Finding:
    """Say where the score may come to lie."""
    quantiles = _quantiles(result)
    return Finding(
        say("Half of the draws lie between {q25} and {q75}", **quantiles),
        say("Nineteen of twenty between {q2} and {q97} (n {n}).", n=result.score.n, **quantiles),
        effect=Effect.of(result.score, Unit.POINTS),
    )


def _quantiles(result: WhatIfResult) -> dict[str, str]:
    points = result.fan.frame.set_index("probability")["points"]
    return {
        "q2": _tenths(points[0.025]),
        "q25": _tenths(points[0.25]),
        "q75": _tenths(points[0.75]),
        "q97": _tenths(points[0.975]),
    }


def score_reading() -> Said:
    """Say how to read the picture of the score before and after."""
    return say(
        "Full mark: the moves alone. Hollow mark: the other ratings move along. Line: 95 % range."
    )


def fan_reading() -> Said:
    """Say how to read the fan of outcomes."""
    return say(
        "Thick, middle, thin: half, four fifths and nineteen of twenty of the draws. They hold "
        "the doubt of the model and of who answered, not that the ratings may fail to cause the "
        "score."
    )


def level(lever: Lever, value: float) -> str:
    """Write a level of a lever with its unit."""
    match lever.kind:
        case LeverKind.RESOLVED:
            return numbers.percent(value, 1)
        case LeverKind.TIME:
            return say("{hours} hours", hours=numbers.decimal(value, 1))
        case _:
            return numbers.decimal(value)


def reading(model: WhatIfModel) -> Said:
    """Say what the answers rest on."""
    if model.people is None:
        return say("Counts by group, re-weighted. n {n}.", n=model.n)
    fitted = say_n(
        "Multinomial logit of the bands on {n} lever",
        "Multinomial logit of the bands on {n} levers",
        len(model.levers),
    )
    return paragraph(
        numbers.sentence(enumerated((fitted, _skill(model.skill)))),
        say("n {n}.", n=model.n_fitted)
        if model.n_fitted == model.n
        else say("n {n} of {total}.", n=model.n_fitted, total=model.n),
        say("Slopes are held back, since there are few responses.") if model.penalised else "",
    )


def _skill(skill: float) -> str:
    """Say how much better, or worse, answers are predicted that the model has not seen."""
    if not math.isfinite(skill):
        return ""
    written = numbers.percent(abs(skill))
    if written == numbers.percent(0.0):
        return say("answers it has not seen are predicted no better than by the shares alone")
    if skill > 0:
        return say(
            "answers it has not seen are predicted {share} better than by the shares alone",
            share=written,
        )
    return say(
        "answers it has not seen are predicted {share} worse than by the shares alone",
        share=written,
    )


def tornado_reading(answer: Tornado) -> Said:
    """Say how to read the tornado."""
    if answer.by_cost:
        return say(
            "Each lever alone, by one step of its own, ordered by points for the money. Line: "
            "95 % range. n {n}.",
            n=answer.n,
        )
    return say(
        "Each lever alone, by one step of its own, ordered by points. Line: 95 % range. n {n}.",
        n=answer.n,
    )


def goal(answer: GoalSeek) -> Finding:
    """Say what a target takes, or how far one gets."""
    score = answer.result.score
    named = {"score": answer.result.net_name, "target": numbers.points(answer.target)}
    ranged, effect = _range(score), Effect.of(score, Unit.POINTS)
    if not answer.pulled:
        if answer.reached:
            return Finding(
                say("{score} {target} is reached today", **named), ranged, Tone.GOOD, effect=effect
            )
        return Finding(
            say("{score} {target} cannot be reached: no lever may be pulled", **named),
            paragraph(say("No group is further on any lever that is not locked."), ranged),
            Tone.CAUTION,
            effect=effect,
        )
    steps = numbers.listed([_pulled(pull, size) for pull, size in answer.pulled])
    if answer.reached:
        return Finding(
            say("{score} {target} takes {steps}", steps=steps, **named),
            paragraph(say("Cheapest first."), ranged),
            effect=effect,
        )
    return Finding(
        say(
            "{score} {target} cannot be reached with what has been observed; one gets to {points}",
            points=_tenths(score.value),
            **named,
        ),
        paragraph(
            say("With every lever at the best group's own level: {steps}.", steps=steps), ranged
        ),
        Tone.CAUTION,
        effect=effect,
    )


def promise(kept: Kept, name: str) -> Finding:
    """Set what was promised beside what came."""
    figures = say(
        "Promised {promised} ({promised_low} to {promised_high}), came {came} ({came_low} to "
        "{came_high}, n {n}). Difference {difference}, 95 % range {span}.",
        promised=_tenths(kept.promised.value),
        promised_low=_tenths(kept.promised.low),
        promised_high=_tenths(kept.promised.high),
        came=_tenths(kept.came.value),
        came_low=_tenths(kept.came.low),
        came_high=_tenths(kept.came.high),
        n=kept.came.n,
        difference=numbers.change(kept.difference.value, 1),
        span=_span(kept.difference),
    )
    effect = Effect.of(kept.difference, Unit.POINTS)
    if not kept.differs:
        return Finding(
            say("{name} cannot be told from what was promised", name=name),
            figures,
            Tone.PLAIN,
            Verdict.CANNOT_TELL,
            effect,
            effect,
        )
    if kept.difference.value > 0:
        headline, tone = say("{name} came out higher than promised", name=name), Tone.GOOD
    else:
        headline, tone = say("{name} came out lower than promised", name=name), Tone.ATTENTION
    return Finding(headline, figures, tone, Verdict.SHOWN, effect, effect)


def alt_score(result: WhatIfResult) -> Said:
    """Describe the picture of the score before and after."""
    figures = {
        "score": result.net_name,
        "before": _tenths(result.baseline.value),
        "after": _tenths(result.score.value),
        "low": _tenths(result.score.low),
        "high": _tenths(result.score.high),
    }
    if result.together_score is None:
        return say(
            "{score} today {before}, after the moves {after}, 95 % range {low} to {high}.",
            **figures,
        )
    return say(
        "{score} today {before}, after the moves {after}, 95 % range {low} to {high}; others "
        "moving along {along}.",
        along=_tenths(result.together_score.value),
        **figures,
    )


def alt_shares(result: WhatIfResult) -> Said:
    """Describe the picture of the shares before and after."""
    return say(
        "Shares before and after: {rows}.", rows=enumerated(_moved_shares(result.shares.frame))
    )


def alt_fan(result: WhatIfResult) -> Said:
    """Describe the fan of outcomes."""
    return say(
        "Scores after the moves: half of the draws lie between {q25} and {q75}, nineteen of "
        "twenty between {q2} and {q97}.",
        **_quantiles(result),
    )


def alt_tornado(answer: Tornado) -> Said:
    """Describe the tornado."""
    rows = (
        f"{lever} {numbers.change(points, 1)}"
        for lever, points in answer.levers.frame[["lever", "points"]].to_numpy()
    )
    return say(
        "Change of the score by one step of each lever, in points: {rows}.", rows=enumerated(rows)
    )


def alt_scenarios(compared: Table) -> Said:
    """Describe scenarios side by side."""
    rows = (
        say(
            "{scenario} {points} ({low} to {high})",
            scenario=row["scenario"],
            points=_tenths(row["points"]),
            low=_tenths(row["low"]),
            high=_tenths(row["high"]),
        )
        for row in compared.frame.to_dict("records")
    )
    return say("Score after the moves of each scenario: {rows}.", rows=enumerated(rows))


def _pulled(pull: Pull, size: float) -> Said:
    if pull.key == GAP:
        return say("{share} of the performer gap closed", share=numbers.percent(size))
    if pull.level is not None:
        return say("{share} {group}", share=numbers.percent(pull.today + size), group=pull.level)
    return say("{lever} {change}", lever=pull.label, change=numbers.change(size, 2))


def _named(place: Place) -> Said:
    return say('"{group}" of "{column}"', group=place.level, column=place.column)


def _range(estimate: Estimate) -> Said:
    return say(
        "95 % range {range} (n {n}).",
        range=numbers.interval(estimate.low, estimate.high),
        n=estimate.n,
    )


def _span(estimate: Estimate) -> Said:
    return say(
        "{low} to {high}",
        low=numbers.change(estimate.low, 1),
        high=numbers.change(estimate.high, 1),
    )


def _in_points(value: float) -> Said:
    return say("{n} points", n=numbers.change(value, 1))


def _tenths(value: float) -> str:
    return numbers.decimal(value, 1)
