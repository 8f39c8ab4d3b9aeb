"""What lifting the worst performers is worth, in words."""

from cx.chapters.value.gap_worth import GapWorth
from cx.text import numbers, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Estimate, Unit


def findings(worth: GapWorth) -> tuple[Finding, ...]:
    """Say what the lift is worth in points, and in money or why not."""
    if not worth.distinguishable and worth.options.assumptions.realisation > 0:
        return (_untold(worth),)
    return (_points(worth), _money(worth))


def _untold(worth: GapWorth) -> Finding:
    """Say what the worth may be; that nothing is proven does not make it nothing."""
    n = worth.points.n
    points = _effect_in_points(worth)
    said: dict[str, str | int] = {
        "low": _tenths(worth.points.low),
        "high": _tenths(worth.points.high),
        "value": _tenths(worth.points.value),
        "n": n,
    }
    money = worth.money
    return Finding(
        say("What lifting the worst performers is worth cannot be told"),
        say(
            "Performers cannot be told apart: the worth may be anything from {low} to {high} "
            "points, best guess {value} (n {n}).",
            **said,
        )
        if money is None
        else say(
            "Performers cannot be told apart: the worth may be anything from {low} to {high} "
            "points, best guess {value}, and in spend anything from {least} to {most}, best guess "
            "{money} (n {n}).",
            least=numbers.number(money.low, Unit.MONEY, worth.currency),
            most=numbers.number(money.high, Unit.MONEY, worth.currency),
            money=numbers.number(money.value, Unit.MONEY, worth.currency),
            **said,
        ),
        Tone.CAUTION,
        Verdict.CANNOT_TELL,
        points,
        points,
    )


def _points(worth: GapWorth) -> Finding:
    realised = worth.options.assumptions.realisation
    said = {
        "share": numbers.percent(worth.options.fraction),
        "points": _tenths(worth.points.value),
        "net_name": worth.net_name,
    }
    shown = worth.points.low > 0
    sure = shown or realised == 0
    points = _effect_in_points(worth)
    return Finding(
        say(
            "Lifting the worst {share} to the best {share} is worth {points} points of {net_name} "
            "for the whole company",
            **said,
        )
        if sure
        else say(
            "Lifting the worst {share} to the best {share} cannot be told from nothing: {points} "
            "points of {net_name} for the whole company",
            **said,
        ),
        say(
            "95 % range {low} to {high} (n {n}), when {realised} of the shrunken distance is "
            "closed; all of it: {full} points. {lifted} responses are with the {performers} "
            "performers to lift.",
            low=_tenths(worth.points.low),
            high=_tenths(worth.points.high),
            n=worth.points.n,
            realised=numbers.percent(realised),
            full=_tenths(worth.full_points),
            lifted=worth.n_lifted,
            performers=worth.n_in_each,
        ),
        Tone.ATTENTION if sure else Tone.CAUTION,
        _verdict(worth, shown),
        points,
        points,
    )


def _money(worth: GapWorth) -> Finding:
    if worth.money is None:
        return _no_money(worth)
    money, n = worth.money, worth.money.n
    ends = {
        "low": numbers.number(money.low, Unit.MONEY, worth.currency),
        "high": numbers.number(money.high, Unit.MONEY, worth.currency),
    }
    if worth.options.assumptions.realisation == 0:
        headline = say("In money the lift is worth nothing: none of it is taken to come true")
        detail = say("Choose a larger share that comes true (n {n}).", n=n)
    elif money.low <= 0 <= money.high:
        headline = say("In money the lift cannot be told from nothing")
        detail = (
            say(
                "95 % range {low} to {high}: spend differs too little between the bands of the "
                "score (n {n}).",
                n=n,
                **ends,
            )
            if worth.points.low > 0
            else say(
                "95 % range {low} to {high}: it is not sure that performers are apart (n {n}).",
                n=n,
                **ends,
            )
        )
    elif money.high < 0:
        headline = say("In money the lift is worth nothing: better scores go with less spend")
        detail = say(
            "Moving the worst towards the best goes with {low} to {high} of spend (95 % range, "
            "n {n}): here the bands that score lower spend more.",
            n=n,
            **ends,
        )
    else:
        headline = say(
            "That goes with {money} of spend",
            money=numbers.number(money.value, Unit.MONEY, worth.currency),
        )
        detail = say(
            "95 % range {low} to {high}, in the spend of these {n} responses: bands of the worst "
            "are moved towards those of the best, each at its mean spend. It goes with the score; "
            "whether the score causes it, these answers cannot say.",
            n=n,
            **ends,
        )
    return Finding(
        headline,
        detail,
        Tone.PLAIN if money.low > 0 else Tone.CAUTION,
        _verdict(worth, _one_sided(money)),
        Effect.of(money, Unit.MONEY, worth.currency),
        _effect_in_points(worth),
    )


def _no_money(worth: GapWorth) -> Finding:
    n = worth.points.n
    return Finding(
        say("No figure in money"),
        say("No column holds what customers spend (n {n}). Name one on the Load page.", n=n)
        if worth.bands is None
        else say(
            "Spend is empty or 0 throughout, or for a whole band of the score (n {n}). Check the "
            "column that holds the spend.",
            n=n,
        ),
        Tone.CAUTION,
    )


def _verdict(worth: GapWorth, shown: bool) -> Verdict:
    if worth.options.assumptions.realisation == 0:
        return Verdict.NOT_ASKED  # nothing was to come true, whatever the answers say
    return Verdict.SHOWN if shown else Verdict.CANNOT_TELL


def _one_sided(estimate: Estimate) -> bool:
    return estimate.low > 0 or estimate.high < 0


def _effect_in_points(worth: GapWorth) -> Effect:
    return Effect.of(worth.points, Unit.POINTS)


def _tenths(value: float) -> str:
    return numbers.decimal(value, 1)
