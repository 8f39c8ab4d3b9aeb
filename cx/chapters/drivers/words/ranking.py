"""What the driver ranking says."""

import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from cx.chapters.drivers.methods import MOST_FOR_LMG, Doubt, Method, Trust
from cx.chapters.drivers.ranking import Direction, DriverRanking, Quadrant
from cx.chapters.drivers.rows import OUTCOME_LIKE
from cx.text import Said, enumerated, numbers, paragraph, say, say_n, translated
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def method_name(method: Method) -> Said:
    """Name a way of dividing R2 among drivers."""
    return {
        Method.LMG: say("LMG (Shapley)"),
        Method.JOHNSON: say("Johnson's weights"),
        Method.CORRELATION: say("Correlation"),
    }[method]


def verdict(ranking: DriverRanking) -> Finding:
    """Say how far the ranking can be trusted, and why."""
    headline, tone = {
        Trust.RELIABLE: (say("The ranking is reliable"), Tone.GOOD),
        Trust.LEANING: (
            say("The ranking is leaning: a lead to check, not a result"),
            Tone.PLAIN,
        ),
        Trust.EXPLORATORY: (say("The ranking is exploratory only"), Tone.CAUTION),
    }[ranking.verdict]
    facts = say(
        "n {n}, {drivers} drivers, R² {explained}",
        n=ranking.n,
        drivers=len(ranking.drivers),
        explained=numbers.ranged(
            ranking.r_squared, ranking.r_squared_low, ranking.r_squared_high, numbers.percent
        ),
    )
    if ranking.doubts:
        against = enumerated(_doubt(doubt, ranking) for doubt in ranking.doubts)
        detail = say("Against it: {against}. {facts}.", against=against, facts=facts)
    else:
        detail = say(
            "Enough responses, enough explained, the methods agree, and who leads does not hang on "
            "luck: {facts}.",
            facts=facts,
        )
    return Finding(headline, detail, tone, effect=_r_squared(ranking))


def _doubt(doubt: Doubt, ranking: DriverRanking) -> Said:
    if doubt is Doubt.FEW_RESPONSES:
        return say("{n} responses for each driver", n=round(ranking.n / len(ranking.drivers)))
    if doubt is Doubt.LITTLE_EXPLAINED:
        return say("the drivers explain {share}", share=numbers.percent(ranking.r_squared))
    if doubt is Doubt.METHODS_DISAGREE:
        return say(
            "the methods agree on the place of {share} of the drivers",
            share=numbers.percent(ranking.agreeing_share),
        )
    if doubt is Doubt.TIED:
        return say("which drivers matter most cannot be told")
    if not math.isfinite(ranking.largest_inflation):
        return say(
            "some drivers move together so closely that they stand in for one another (variance "
            "inflation without end)"
        )
    return say(
        "some drivers move together so closely that they stand in for one another (variance "
        "inflation {inflation})",
        inflation=numbers.decimal(ranking.largest_inflation, 0),
    )


def leaders(ranking: DriverRanking) -> tuple[Finding, ...]:
    """Say which drivers hold the top three; nothing when the ranking cannot be trusted.

    Where fewer than three are above noise, luck decides who completes the three.
    """
    found, n_drivers = ranking.leaders, len(ranking.drivers)
    n_above = int(ranking.drivers.frame["above_noise"].sum())
    if not ranking.trusted or found.k >= n_drivers or n_above < found.k:
        return ()
    said: dict[str, str | int] = {
        "k": found.k,
        "share": numbers.percent(found.probability),
        "n": ranking.n,
        "members": len(found.members),
        "drivers": n_drivers,
        "names": numbers.listed(found.members),
    }
    if found.k in found.apart:
        return (
            Finding(
                say("The top {k}: {names}", k=found.k, names=numbers.listed(_first(ranking))),
                say("These {k} lead together in {share} of resamples (n {n}).", **said),
                verdict=Verdict.SHOWN,
            ),
        )
    # To name all rules nobody out, and to name most of them helps nobody.
    some = min(max(found.k + 2, n_drivers // 2), n_drivers - 1)
    if found.k < len(found.possible) <= some:
        return (
            Finding(
                say(
                    "The top {k} are among {names}", k=found.k, names=numbers.listed(found.possible)
                ),
                say(
                    "Each of the other drivers is surely outranked by {k} or more (n {n}); which "
                    "of these {possible} lead cannot be told.",
                    k=found.k,
                    n=ranking.n,
                    possible=len(found.possible),
                ),
                verdict=Verdict.SHOWN,
            ),
        )
    return (
        Finding(
            say("The top {k} cannot be told apart from the rest", **said),
            say(
                "It takes {members} of the {drivers} drivers to hold them in {share} of "
                "resamples (n {n}).",
                **said,
            )
            if len(found.members) > found.k
            else say(
                "{names} lead together in {share} of resamples (n {n}), too few to name them.",
                **said,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        ),
    )


def cautions(ranking: DriverRanking) -> tuple[Finding, ...]:
    """Say what not to trust: drivers like noise, and signs that depend on the other drivers."""
    found = []
    frame = ranking.drivers.frame
    idle = _names(frame.loc[~frame["above_noise"].astype(bool), "driver"])
    if idle:
        headline = (
            say("{names}: indistinguishable from noise", names=numbers.listed(idle))
            if len(idle) < 6
            else say("{n} drivers: indistinguishable from noise", n=len(idle))
        )
        found.append(
            Finding(
                headline,
                say(
                    "Drivers made of random numbers would look as important: the largest of "
                    "{drivers} stays below {noise} in 95 % of draws (n {n}).",
                    drivers=len(frame),
                    noise=numbers.percent(ranking.noise_importance, 2),
                    n=ranking.n,
                ),
                Tone.CAUTION,
                Verdict.CANNOT_TELL,
            )
        )
    conflicts = _conflicts(ranking)
    if conflicts:
        found.append(
            Finding(
                say(
                    "{names}: the direction depends on the other drivers",
                    names=numbers.listed(conflicts),
                ),
                say(
                    "Taken alone, better ratings go one way with the score; with the other "
                    "drivers held still, they go the other way (n {n}). Read the importance, not "
                    "the sign.",
                    n=ranking.n,
                ),
                Tone.CAUTION,
            )
        )
    return tuple(found)


def start(ranking: DriverRanking) -> Finding:
    """Say where to start: important drivers that are rated low."""
    if not ranking.trusted:
        return Finding(
            say("The map is for orientation only"),
            say("The drivers explain too little of the score to set priorities by."),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    concentrate = _in_quadrant(ranking, Quadrant.CONCENTRATE)
    unclear = _in_quadrant(ranking, Quadrant.NO_AIM)
    if unclear and not concentrate:
        return Finding(
            say(
                "{names}: important and rated low, yet no place to start",
                names=numbers.listed(unclear),
            ),
            paragraph(_other_ways(ranking, unclear), say("n {n}.", n=ranking.n)),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if not concentrate:
        return Finding(
            say("No driver is clearly both important and rated low"),
            say("Either the important ones are rated well, or the ranges are too wide to tell."),
            verdict=Verdict.CANNOT_TELL,
        )
    detail = say_n(
        "More important than the average driver and rated lower than the average driver, clear "
        "of the lines with its whole range.",
        "More important than the average driver and rated lower than the average driver, clear "
        "of the lines with their whole ranges.",
        len(concentrate),
    )
    return Finding(
        say("Start with {names}", names=numbers.listed(concentrate)),
        paragraph(detail, _other_ways(ranking, unclear)),
        Tone.ATTENTION,
        Verdict.SHOWN,
    )


def _other_ways(ranking: DriverRanking, names: list[str]) -> Said:
    """Say of drivers why a better rating of them is no aim: it goes with less, or who knows."""
    directions = ranking.drivers.frame.set_index("driver")["direction"]
    down = [name for name in names if directions[name] == Direction.NEGATIVE]
    mixed = [name for name in names if name not in down]
    return paragraph(
        say("Better ratings of {names} go with a lower score.", names=numbers.listed(down))
        if down
        else "",
        say(
            "Which way ratings of {names} go depends on the other drivers.",
            names=numbers.listed(mixed),
        )
        if mixed
        else "",
    )


def top(ranking: DriverRanking) -> Finding:
    """Say which drivers matter most and how much all explain together."""
    explained = say(
        "{share} of the differences in the score ({range}, n {n})",
        share=numbers.percent(ranking.r_squared),
        range=numbers.span(ranking.r_squared_low, ranking.r_squared_high, numbers.percent),
        n=ranking.n,
    )
    n_drivers = len(ranking.drivers)
    effect = _r_squared(ranking)
    if not ranking.trusted:
        return Finding(
            say("The drivers explain too little to act on"),
            say(
                "All {n} together go with {explained}. Ask about other parts of the experience "
                "before acting on this ranking.",
                n=n_drivers,
                explained=explained,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
            effect,
        )
    rows = ranking.drivers.frame.to_dict("records")
    first, second = rows[0], rows[1]
    if not first["above_noise"]:
        return Finding(
            say("No single driver stands out from noise"),
            say(
                "All {n} together go with {explained}; which of them cannot be told.",
                n=n_drivers,
                explained=explained,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
            effect,
        )
    named = ranking.leaders.named
    if not named:
        return _shared_lead(ranking, explained, effect)
    headline = (
        say("{first} matters most", first=first["driver"])
        if named == 1
        else say("{first} and {second} matter most", first=first["driver"], second=second["driver"])
    )
    if ranking.method is Method.CORRELATION:
        detail = say(
            "{shares} of the differences in the score, each taken alone, so that shares overlap; "
            "all {n} together go with {explained}.",
            shares=_shares((first, second), "importance", "importance"),
            n=n_drivers,
            explained=explained,
        )
    else:
        detail = say(
            "{shares} of what the {n} drivers explain; together they go with {explained}.",
            shares=_shares((first, second), "share", "share_of_r2"),
            n=n_drivers,
            explained=explained,
        )
    return Finding(headline, detail, verdict=Verdict.SHOWN, effect=effect)


def _shared_lead(ranking: DriverRanking, explained: Said, effect: Effect) -> Finding:
    """Say that several drivers may matter most, and how much each of them takes."""
    n_drivers, sharing = len(ranking.drivers), ranking.leaders.sharing
    column = "importance" if ranking.method is Method.CORRELATION else "share"
    takes = ranking.drivers.frame[column].iloc[:sharing]
    said: dict[str, str | int] = {
        "n": n_drivers,
        "sharing": sharing,
        "least": numbers.percent(float(takes.min())),
        "most": numbers.percent(float(takes.max())),
        "explained": explained,
    }
    return Finding(
        say("All {n} drivers share the lead; which matters most cannot be told", **said)
        if sharing == n_drivers
        else say("{sharing} drivers share the lead; which matters most cannot be told", **said),
        say(
            "They take {least} to {most} of the differences in the score, each taken alone, so "
            "that shares overlap; all {n} together go with {explained}.",
            **said,
        )
        if ranking.method is Method.CORRELATION
        else say(
            "They take {least} to {most} of what the {n} drivers explain; together they go with "
            "{explained}.",
            **said,
        ),
        verdict=Verdict.CANNOT_TELL,
        effect=effect,
    )


def _first(ranking: DriverRanking) -> list[str]:
    return _names(ranking.drivers.frame["driver"].iloc[: ranking.leaders.k])


def _r_squared(ranking: DriverRanking) -> Effect:
    return Effect(
        ranking.r_squared, Unit.SHARE, ranking.n, ranking.r_squared_low, ranking.r_squared_high
    )


def _shares(rows: Iterable[Mapping[Hashable, Any]], name: str, ends: str) -> str:
    """Write what each driver takes, with the range whose ends are called so."""
    return numbers.listed(
        [
            say(
                "{driver} {share}",
                driver=row["driver"],
                share=numbers.ranged(
                    row[name], row[f"{ends}_low"], row[f"{ends}_high"], numbers.percent
                ),
            )
            for row in rows
        ]
    )


def method_reason(ranking: DriverRanking) -> str:
    """Say why importance is not by LMG; empty when it can be."""
    n_drivers = len(ranking.drivers)
    if n_drivers <= MOST_FOR_LMG:
        return ""
    return say(
        "{n} drivers are more than the {most} that LMG can put into every order in time, so "
        "importance is by Johnson's relative weights, a fast approximation of LMG.",
        n=n_drivers,
        most=MOST_FOR_LMG,
    )


def left_out(ranking: DriverRanking) -> Said:
    """Say what happened to missing answers, and to responses and drivers left out."""
    said: list[str] = []
    if ranking.n_complete < ranking.n:
        said.append(
            say(
                "{lacking} of {n} responses lack a rating and are used with the ratings they "
                "have; none is left out for missing answers. The {complete} complete ones alone "
                "would explain {alone}, all together explain {together}.",
                lacking=ranking.n - ranking.n_complete,
                n=ranking.n,
                complete=ranking.n_complete,
                alone=numbers.percent(ranking.r_squared_complete),
                together=numbers.percent(ranking.r_squared),
            )
        )
        said.append(_if_lower(ranking))
    said.extend(
        say(
            "{driver} does not apply to everybody: it is judged on those who had it (n {n}), "
            "together with having had it.",
            driver=row["driver"],
            n=row["n_rated"],
        )
        for row in ranking.drivers.frame.to_dict("records")
        if not row["applies_to_all"]
    )
    if len(ranking.drivers) > MOST_FOR_LMG:
        said += [method_reason(ranking), say("Map fewer drivers to have LMG.")]
    if ranking.n_sampled_from > ranking.n:
        said.append(
            say(
                "Computed on {n} responses drawn by chance from {all}.",
                n=ranking.n,
                all=ranking.n_sampled_from,
            )
        )
    said.extend(
        say(
            "{driver} takes no part: {reason} (n {n}).",
            driver=aside.driver,
            reason=aside.reason,
            n=aside.n_rated,
        )
        for aside in ranking.set_aside
    )
    if ranking.outcome_like and not any(a.reason == OUTCOME_LIKE for a in ranking.set_aside):
        said.append(
            say(
                "{names}: the outcome in other words, included as you asked; it takes importance "
                "from the others.",
                names=numbers.listed(ranking.outcome_like),
            )
        )
    return paragraph(*said)


def _if_lower(ranking: DriverRanking) -> Said:
    """Say what would change most if ratings were not missing at random."""
    frame = ranking.drivers.frame
    most = frame.iloc[int((frame["importance_if_lower"] - frame["importance"]).abs().argmax())]
    return say(
        "Ratings are taken to be missing at random. Were the missing ones half a standard "
        "deviation lower than those of like responses, {driver} would go with {lower} of the "
        "differences in the score instead of {share}; no other would change more.",
        driver=most["driver"],
        lower=numbers.percent(most["importance_if_lower"], 1),
        share=numbers.percent(most["importance"], 1),
    )


def reading_bars(ranking: DriverRanking) -> Said:
    """Say how to read the importance bars."""
    unclear = ranking.drivers.frame["direction"].eq(Direction.CONFLICT).any()
    return paragraph(
        say(
            "Bar: share of the score's differences that goes with the driver. Line: its 95 % "
            "range; bars whose lines overlap are not clearly apart. Dots: what as many drivers of "
            "pure noise all stay below."
        ),
        say("Grey: the direction depends on the other drivers.") if unclear else "",
        say("Importance says what goes with the score, not what causes it."),
    )


def alt_bars(ranking: DriverRanking) -> Said:
    """Describe the importance bars for those who cannot see them."""
    return say(
        "Importance of each driver, largest first: {rows}.",
        rows=enumerated(
            f"{driver} {numbers.percent(importance, 1)}"
            for driver, importance in ranking.drivers.frame[["driver", "importance"]].to_numpy()
        ),
    )


def reading_map(ranking: DriverRanking) -> Said:
    """Say how to read the importance-performance map."""
    undecided = _in_quadrant(ranking, Quadrant.UNDECIDED)
    if not undecided:
        hollow = ""
    elif not ranking.trusted:
        hollow = say("Hollow: undecided, the drivers explain too little.")
    elif len(undecided) < 5:
        hollow = say(
            "Hollow: undecided, a range crosses a line or the direction is unclear ({names}).",
            names=numbers.listed(undecided),
        )
    else:
        hollow = say(
            "Hollow: undecided, a range crosses a line or the direction is unclear ({n} drivers).",
            n=len(undecided),
        )
    return paragraph(
        say("Up: more important. Right: rated higher. The lines are the means of all drivers."),
        hollow,
        say("n {n}.", n=ranking.n),
    )


def alt_map(ranking: DriverRanking) -> Said:
    """Describe the importance-performance map for those who cannot see it."""
    rows = (
        say("{driver}: {quadrant}", driver=row["driver"], quadrant=translated(row["quadrant"]))
        for row in ranking.drivers.frame.to_dict("records")
    )
    return say("Importance-performance map. {rows}.", rows=enumerated(rows))


def _in_quadrant(ranking: DriverRanking, quadrant: Quadrant) -> list[str]:
    frame = ranking.drivers.frame
    return _names(frame.loc[frame["quadrant"] == quadrant, "driver"])


def _conflicts(ranking: DriverRanking) -> list[str]:
    frame = ranking.drivers.frame
    # The sign of a driver that hardly matters is nobody's concern.
    matters = frame["importance"] >= ranking.mean_importance / 2
    conflict = frame["direction"] == Direction.CONFLICT
    return _names(frame.loc[matters & conflict, "driver"])


def _names(drivers: Iterable[object]) -> list[str]:
    return [str(name) for name in drivers]
