"""What recency, frequency and monetary value say."""

import math

import pandas as pd

from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.words import groups
from cx.scores.against_rest import differs
from cx.scores.families import surely_first
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Finding, Tone, Verdict


def dimensions(found: Rfm) -> Finding:
    """Say on which of the three the groups differ most in their score."""
    spreads = []
    for name in found.dimensions:
        frame = found.fifths.frame
        known = frame[(frame["dimension"] == name) & frame["points"].notna()]
        if len(known) > 1 and differs(known["p_adjusted"]).any():
            spreads.append((abs(_spread(known)), name, known))
    if not spreads:
        return groups.no_difference(
            say(
                "No difference in {net_name} found by {dimensions}",
                net_name=found.net_name,
                dimensions=numbers.listed([_in_sentence(name) for name in found.dimensions]),
            ),
            found.fifths.frame,
            say(
                "Differences between the groups are within what chance alone gives (n {n} "
                "customers).",
                n=found.n_customers,
            ),
        )
    ends = [each for each in spreads if _ends_differ(each[2])]
    if not ends:
        return Finding(
            say(
                "{dimensions}: fifths differ in {net_name}, but not the first from the last",
                dimensions=numbers.listed([_name(name) for _, name, _ in spreads]),
                net_name=found.net_name,
            ),
            say(
                "The fifths that differ from the others are filled in the picture (n {n} "
                "customers).",
                n=found.n_customers,
            ),
            verdict=Verdict.SHOWN,
        )
    _, name, known = max(ends, key=lambda each: each[0])
    best, worst = known.iloc[0], known.iloc[-1]
    apart = groups.apart(best, worst, *_reach(known))
    return Finding(
        _first_against_last(name, _spread(known)),
        paragraph(
            say(
                "{best} against {worst} customers, the difference {range}.",
                best=groups.scored(best),
                worst=groups.scored(worst),
                range=numbers.span(apart.low, apart.high, numbers.change),
            ),
            _whether_most(name, spreads),
            _revenue_of_first(name, best),
        ),
        verdict=Verdict.SHOWN,
        effect=apart,
    )


def _first_against_last(dimension: str, spread: float) -> Said:
    points = numbers.in_points(abs(spread))
    if spread > 0:
        return {
            "recency": say(
                "The most recent fifth scores {points} above the least recent", points=points
            ),
            "frequency": say(
                "The most frequent fifth scores {points} above the least frequent", points=points
            ),
            "monetary": say(
                "The highest spend fifth scores {points} above the lowest spend", points=points
            ),
        }[dimension]
    return {
        "recency": say(
            "The most recent fifth scores {points} below the least recent", points=points
        ),
        "frequency": say(
            "The most frequent fifth scores {points} below the least frequent", points=points
        ),
        "monetary": say(
            "The highest spend fifth scores {points} below the lowest spend", points=points
        ),
    }[dimension]


def _revenue_of_first(dimension: str, row: pd.Series) -> str:
    if pd.isna(row["revenue_share"]):
        return ""
    share = numbers.percent(row["revenue_share"])
    return {
        "recency": say("The most recent fifth brings {share} of the revenue.", share=share),
        "frequency": say("The most frequent fifth brings {share} of the revenue.", share=share),
        "monetary": say("The highest spend fifth brings {share} of the revenue.", share=share),
    }[dimension]


def together(found: Rfm) -> Finding:
    """Say which combination of the three stands out."""
    known = found.together.frame.dropna(subset=["points"])
    picked = groups.told_most(known)
    if picked is None:
        return Finding(
            say("No combination of recency, frequency and spend stands out"),
            paragraph(
                say_n(
                    "{n} combination compared with all other customers, adjusted for their number "
                    "(n {customers} customers).",
                    "{n} combinations compared with all other customers, adjusted for their number "
                    "(n {customers} customers).",
                    len(known),
                    customers=int(known["n"].sum()),
                ),
                groups.not_ruled_out(known) if len(known) else "",
            ),
            Tone.PLAIN if len(known) else Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    said = {"group": picked["group"], "points": groups.distance(picked)}
    return groups.stands_out(
        picked,
        say('"{group}": {points} below all other customers', **said)
        if groups.is_below(picked)
        else say('"{group}": {points} above all other customers', **said),
        say(
            "{scored} customers, {share} of all; {against}.",
            scored=groups.scored(picked),
            against=groups.against_others(picked),
            share=numbers.percent(picked["share"]),
        ),
        say("They bring {share} of the revenue.", share=numbers.percent(picked["revenue_share"]))
        if pd.notna(picked["revenue_share"])
        else "",
        say(
            "{n} of {known} combinations differ beyond chance.",
            n=int(differs(known["p_adjusted"]).sum()),
            known=len(known),
        ),
        groups.just_past(picked),
        tone=groups.tone(picked),
    )


def reading_dimensions() -> Said:
    """Say how to read the fifths."""
    return say(
        "Score and 95 % range of each fifth of the customers, 5 the best; filled where it differs "
        "from the other fifths beyond chance. Customers with equal values stay together, so a "
        "fifth may be larger, or empty. A customer's score is the latest answer."
    )


def reading_together() -> Said:
    """Say how to read the combinations."""
    return say(
        "Score and 95 % range of each combination; recent, frequent and high spend are the upper "
        "two fifths of each. Filled where it differs from all other customers beyond chance."
    )


def what_is_missing(found: Rfm) -> Said:
    """Say what cannot be told, and which column would tell it; empty when all is known."""
    said = []
    if not found.named:
        said.append(
            say(
                "No column says which customer answered: each response counts as a customer, and "
                "frequency is unknown. Give the column of the customer's id the meaning respondent."
            )
        )
    elif not found.repeated:
        said.append(say("No customer has more than one response, so frequency is unknown."))
    if not found.has_dates:
        said.append(say("No column says when, so recency is unknown."))
    if not found.has_spend:
        said.append(say("No column says what customers spent, so monetary is unknown."))
    if found.n_unnamed:
        said.append(
            say_n(
                "{n} response names no customer.",
                "{n} responses name no customer.",
                found.n_unnamed,
            )
        )
    if found.n_refunds:
        said.append(
            say_n(
                "{n} amount below 0 lowers the totals.",
                "{n} amounts below 0 lower the totals.",
                found.n_refunds,
            )
        )
    if found.n_responses + found.n_unnamed < found.n_available:
        said.append(
            say(
                "From {customers} customers, drawn at random with all of their {responses} "
                "responses.",
                customers=found.n_customers,
                responses=found.n_responses,
            )
        )
    return paragraph(*said)


def fifth_name(row: pd.Series) -> Said:
    """Name a fifth: "Recency 5"."""
    return say(
        "{dimension} {fifth}", dimension=_name(str(row["dimension"])), fifth=int(row["fifth"])
    )


def _name(dimension: str) -> Said:
    return {
        "recency": say("Recency"),
        "frequency": say("Frequency"),
        "monetary": say("Monetary"),
    }[dimension]


def _in_sentence(dimension: str) -> Said:
    return {
        "recency": say("recency"),
        "frequency": say("frequency"),
        "monetary": say("monetary"),
    }[dimension]


def _spread(known: pd.DataFrame) -> float:
    return float(known["points"].iloc[0] - known["points"].iloc[-1])


def _reach(known: pd.DataFrame) -> tuple[float, float]:
    """Return how far the 95 % range of first less last goes down and up (MOVER)."""
    first, last = known.iloc[0], known.iloc[-1]
    down = math.hypot(first["points"] - first["low"], last["high"] - last["points"])
    up = math.hypot(first["high"] - first["points"], last["points"] - last["low"])
    return down, up


def _ends_differ(known: pd.DataFrame) -> bool:
    """Say whether the range of first less last leaves out 0 (MOVER, Zou & Donner 2008)."""
    down, up = _reach(known)
    return bool(abs(_spread(known)) > (down if _spread(known) > 0 else up))


def _whether_most(name: str, spreads: list[tuple[float, str, pd.DataFrame]]) -> str:
    """Say whether this measure surely sets scores furthest apart; empty where no other does."""
    if len(spreads) < 2:
        return ""
    distances, names, tables = zip(*spreads, strict=True)
    reaches = [_reach(known) for known in tables]
    ends = [
        (size - down, size + up) if _spread(known) > 0 else (size - up, size + down)
        for size, known, (down, up) in zip(distances, tables, reaches, strict=True)
    ]
    low, high = zip(*ends, strict=True)
    if surely_first(distances, low, high, names.index(name)):
        return say("No other measure sets scores as far apart.")
    return say("Which measure sets scores furthest apart cannot be told.")
