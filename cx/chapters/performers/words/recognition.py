"""Who deserves recognition, in words."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.recognition import Recognition
from cx.chapters.performers.words.naming import quarter
from cx.text import Said, just_past, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit

_MOST_NAMES = 3


def improved(found: Recognition) -> Finding:
    """Say who improved most from quarter to quarter, or that luck explains it all."""
    frame = found.rows.frame
    surely = frame[frame["named"].astype(bool)]
    if not found.distinguishable:
        return Finding(
            say("No one's improvement stands out from luck"),
            say_n(
                "{n} performer compared, {before} with {after}: changes scatter as chance "
                "scatters them ({p}, n {responses}).",
                "{n} performers compared, {before} with {after}: changes scatter as chance "
                "scatters them ({p}, n {responses}).",
                len(frame),
                **_tested(found),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if surely.empty:
        return _unnamed(found) if (frame["low"] > 0).any() else _nobody(found)
    headline = say("Most improved: {performer}", performer=surely["performer"].iloc[0])
    return _changed(found, headline, surely, Tone.GOOD)


def _unnamed(found: Recognition) -> Finding:
    """Say that some improved, and that more of the change of each is luck than its own."""
    return Finding(
        say("Some surely improved, but by too few responses to name anyone"),
        say_n(
            "{before} to {after}: the range of {n} performer lies above 0, but less than half of "
            "the change is more than luck ({p}, n {responses}).",
            "{before} to {after}: the ranges of {n} performers lie above 0, but less than half of "
            "each change is more than luck ({p}, n {responses}).",
            int((found.rows.frame["low"] > 0).sum()),
            **_tested(found),
        ),
        verdict=Verdict.SHOWN,
    )


def _nobody(found: Recognition) -> Finding:
    """Say of changes that differ, though none is surely for the better, who fell."""
    frame = found.rows.frame
    fell = frame[frame["high"] < 0].sort_values("shrunk_change_points", kind="stable")
    if fell.empty:
        return Finding(
            say("No one surely improved"),
            say_n(
                "{before} to {after}: changes of {n} performer differ beyond luck ({p}), but "
                "every range holds 0 (n {responses}).",
                "{before} to {after}: changes of {n} performers differ beyond luck ({p}), but "
                "every range holds 0 (n {responses}).",
                len(frame),
                **_tested(found),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    headline = say(
        "No one surely improved; {fell} of {all} surely fell", fell=len(fell), all=len(frame)
    )
    return _changed(found, headline, fell, Tone.ATTENTION)


def _quarters(found: Recognition) -> dict[str, Said]:
    return {"before": quarter(found.quarter_before), "after": quarter(found.quarter_after)}


def _tested(found: Recognition) -> dict[str, Any]:
    p = numbers.p_value(found.p_value)
    return {**_quarters(found), "p": p, "responses": found.n_responses}


def _changed(found: Recognition, headline: Said, changed: pd.DataFrame, tone: Tone) -> Finding:
    """Say by how much the first of those who surely changed did."""
    return Finding(
        headline,
        say(
            "{before} to {after}, luck taken out: {changes} (n {n}).",
            changes=_changes(changed),
            n=found.n_responses,
            **_quarters(found),
        ),
        tone,
        Verdict.SHOWN,
        _change(changed.iloc[0].to_dict()),
    )


def _changes(frame: pd.DataFrame) -> str:
    return numbers.listed(
        [
            say(
                "{performer} {change} points (95 % range {range})",
                performer=row["performer"],
                change=numbers.change(row["shrunk_change_points"]),
                range=numbers.interval(row["low"], row["high"]),
            )
            for row in frame.head(_MOST_NAMES).to_dict("records")
        ]
    )


def _change(row: Mapping[Hashable, Any]) -> Effect:
    n = int(row["n_before"] + row["n_after"])
    return Effect(row["shrunk_change_points"], Unit.POINTS, n, row["low"], row["high"])


def steady(found: Consistency) -> Finding:
    """Say who is most consistent for the own level, or that nobody is known to be."""
    frame, n = found.rows.frame, found.n_responses
    typical = numbers.decimal(found.typical_sd, 1)
    best = frame[(frame["steadiness"] == 1) & frame["named"].astype(bool)]
    if not math.isfinite(found.p_value):
        return Finding(
            say("Whether anyone is steadier than the others cannot be told"),
            paragraph(
                say(
                    "Answers agree too closely to tell their spread from what the level implies "
                    "(n {n}).",
                    n=n,
                ),
                _only_level(found),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if best.empty:
        return Finding(
            say("No evidence that anyone is steadier than the own level makes anybody"),
            paragraph(
                say(
                    "Answers spread by {typical} around the mean of a performer ({p}, n {n}).",
                    typical=typical,
                    p=numbers.p_value(found.p_value),
                    n=n,
                ),
                _only_level(found),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    named = [
        say(
            "{performer} (spread {spread}, where the level implies {implied}; 95 % range {low} to "
            "{high}, mean {mean})",
            performer=row["performer"],
            spread=numbers.decimal(row["shrunk_sd"], 1),
            implied=numbers.decimal(row["implied_sd"], 1),
            low=numbers.decimal(row["sd_low"], 1),
            high=numbers.decimal(row["sd_high"], 1),
            mean=numbers.decimal(row["mean_rating"], 1),
        )
        for row in best.head(_MOST_NAMES).to_dict("records")
    ]
    first = best.iloc[0]
    return Finding(
        say("Most consistent for their level: {performer}", performer=first["performer"]),
        paragraph(
            say(
                "{names}; typical is {typical} (n {n}).",
                names=numbers.listed(named),
                typical=typical,
                n=n,
            ),
            _only_level(found),
        ),
        Tone.GOOD,
        Verdict.SHOWN,
        Effect(first["shrunk_sd"], Unit.RATING, int(first["n"]), first["sd_low"], first["sd_high"]),
    )


def _only_level(found: Consistency) -> str:
    """Say of how many nothing but the level is known; empty where there is nobody."""
    if not found.n_untold:
        return ""
    return say_n(
        "Of {n} the answers nearly all agree, so only the level is known.",
        "Of {n} the answers nearly all agree, so only their level is known.",
        found.n_untold,
    )


def compounding(found: Recognition) -> Finding:
    """Say whether the company's gap closes quarter on quarter, or that it is unknown."""
    frame, n = found.quarters.frame, found.n_responses
    if frame.empty:
        return Finding(
            say("Too few performers for a gap in any quarter"),
            say(
                "The best and the worst fifth need ten performers with {least} responses each in "
                "a quarter (n {n} in the last two).",
                least=found.minimum_n,
                n=n,
            ),
            Tone.CAUTION,
        )
    if len(frame) == 1:
        return Finding(
            say("One quarter has a gap, so whether it closes cannot be told"),
            say("It takes two quarters with performers enough (n {n} in the last two).", n=n),
            Tone.CAUTION,
        )
    if not math.isfinite(found.compounded_share):
        return Finding(
            say("Quarter by quarter the gap is too unsure to say whether it closes"),
            say(
                "In the first or the last quarter it cannot be told from nothing (n {n} in the "
                "last two).",
                n=n,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    first, last = frame.iloc[0], frame.iloc[-1]
    moved = say(
        "{before} points in {first}, {after} in {last}; per quarter {rate} % compounded (95 % "
        "range {low} to {high} %, n {n} in the last two).",
        before=numbers.points(first["gap_points"]),
        first=quarter(first["quarter"]),
        after=numbers.points(last["gap_points"]),
        last=quarter(last["quarter"]),
        rate=numbers.change(100 * found.compounded_share),
        low=numbers.change(100 * found.compounded_low),
        high=numbers.change(100 * found.compounded_high),
        n=n,
    )
    effect = Effect(
        found.compounded_share, Unit.SHARE, n, found.compounded_low, found.compounded_high
    )
    if found.compounded_low <= 0 <= found.compounded_high:
        return Finding(
            say("The gap between performers neither closes nor widens surely"),
            moved,
            verdict=Verdict.CANNOT_TELL,
            effect=effect,
        )
    if found.compounded_share < 0:
        headline, tone = say("The gap between performers closes quarter on quarter"), Tone.GOOD
    else:
        headline = say("The gap between performers widens quarter on quarter")
        tone = Tone.ATTENTION
    past = just_past.by_range(found.compounded_low, found.compounded_high)
    return Finding(headline, paragraph(moved, past), tone, Verdict.SHOWN, effect)


def steadiness(tier: int) -> Said:
    """Name how steady a performer is."""
    return {
        1: say("steadier than most"),
        2: say("not told apart"),
        3: say("less steady"),
    }[tier]


def reading_spread(found: Consistency) -> Said:
    """Say how to read the picture of the spreads."""
    return say(
        "Right: a better level. Lower: steadier, luck taken out. Performers with fewer than "
        "{least} responses are not shown (n {n}).",
        least=found.minimum_n,
        n=found.n_responses,
    )


def reading_quarters(found: Recognition) -> str:
    """Say how to read the picture of the quarters; empty when there is none."""
    n_performers = found.quarters.frame["n_performers"]
    if n_performers.empty:
        return ""
    return say(
        "Shrunken gap between best and worst fifth with its 95 % range; {fewest} to {most} "
        "performers a quarter. A low end under zero: no gap is established that quarter.",
        fewest=int(n_performers.min()),
        most=int(n_performers.max()),
    )
