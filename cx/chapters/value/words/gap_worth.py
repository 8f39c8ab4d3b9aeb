"""What lifting the worst performers is worth, in words."""

from __future__ import annotations

from cx.chapters.value.gap_worth import GapWorth
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Unit


def findings(worth: GapWorth) -> list[Finding]:
    """Say what the lift is worth in points, and in money or why not."""
    if not worth.distinguishable:
        return [_nothing(worth)]
    return [_points(worth), _money(worth)]


def _nothing(worth: GapWorth) -> Finding:
    return Finding(
        "Lifting the worst performers is worth nothing that these answers can prove",
        f"Performers cannot be told apart, so the worth is 0 points"
        f"{' and no money' if worth.money else ''} (n {numbers.count(worth.points.n)}).",
        Tone.CAUTION,
    )


def _points(worth: GapWorth) -> Finding:
    share, realised = numbers.percent(worth.options.fraction), worth.options.assumptions.realisation
    lift = f"Lifting the worst {share} to the best {share}"
    value = f"{numbers.decimal(worth.points.value, 1)} points of {worth.net_name}"
    sure = worth.points.low > 0 or realised == 0
    return Finding(
        f"{lift} is worth {value} for the whole company"
        if sure
        else f"{lift} cannot be told from nothing: {value} for the whole company",
        f"{numbers.RANGE} {_tenths(worth.points.low)} to {_tenths(worth.points.high)} "
        f"(n {numbers.count(worth.points.n)}), when {numbers.percent(realised)} "
        f"of the shrunken distance is closed; all of it: {_tenths(worth.full_points)} points. "
        f"{numbers.count(worth.n_lifted)} responses are with the "
        f"{numbers.count(worth.n_in_each)} performers to lift.",
        Tone.ATTENTION if sure else Tone.CAUTION,
    )


def _money(worth: GapWorth) -> Finding:
    if worth.money is None and worth.bands is not None:
        return Finding(
            "No figure in money",
            "Spend is empty or 0 throughout, or for a whole band of the score "
            f"(n {numbers.count(worth.points.n)}). Check the column that holds the spend.",
            Tone.CAUTION,
        )
    if worth.money is None:
        return Finding(
            "No figure in money",
            "No column holds what customers spend "
            f"(n {numbers.count(worth.points.n)}). Name one on the Load page.",
            Tone.CAUTION,
        )
    low, high = (
        numbers.number(end, Unit.MONEY, worth.currency)
        for end in (worth.money.low, worth.money.high)
    )
    if worth.options.assumptions.realisation == 0:
        return Finding(
            "In money the lift is worth nothing: none of it is taken to come true",
            f"Choose a larger share that comes true (n {numbers.count(worth.money.n)}).",
            Tone.CAUTION,
        )
    if worth.money.low <= 0 <= worth.money.high:
        unsure = (
            "spend differs too little between the bands of the score"
            if worth.points.low > 0
            else "it is not sure that performers are apart"
        )
        return Finding(
            "In money the lift cannot be told from nothing",
            f"{numbers.RANGE} {low} to {high}: {unsure} (n {numbers.count(worth.money.n)}).",
            Tone.CAUTION,
        )
    if worth.money.high < 0:
        return Finding(
            "In money the lift is worth nothing: better scores go with less spend",
            f"Moving the worst towards the best goes with {low} to {high} of spend ({numbers.RANGE}"
            f", n {numbers.count(worth.money.n)}): here the bands that score lower spend more.",
            Tone.CAUTION,
        )
    value = numbers.number(worth.money.value, Unit.MONEY, worth.currency)
    return Finding(
        f"That goes with {value} of spend",
        f"{numbers.RANGE} {low} to {high}, in the spend of these "
        f"{numbers.count(worth.money.n)} responses: bands of the worst are moved towards those of "
        "the best, each at its mean spend. It goes with the score; whether the score causes it, "
        "these answers cannot say.",
    )


def _tenths(value: float) -> str:
    return numbers.decimal(value, 1)
