"""What the revenue at risk says."""

import math

from cx.chapters.value.at_risk import RevenueAtRisk
from cx.chapters.value.customers import QUESTIONS_OF_VALUE
from cx.chapters.value.words.phrases import capital, customers
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.text.just_past import beside_others, by_range
from cx.vocabulary import Unit


def headline(risk: RevenueAtRisk) -> Finding:
    """Say what excess churn puts at risk in a year, measured or as a scenario."""
    if not risk.measured:
        return _scenario(risk)
    if not (math.isfinite(risk.excess.low) and math.isfinite(risk.excess.high)):
        return Finding(
            say("Whether {band} leave more often cannot be told", band=risk.band),
            paragraph(
                say(
                    "It is not known of enough of them, or of all others, who left ({n}).",
                    n=_n(risk),
                ),
                _revenue(risk),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if risk.weighted:
        return _by_revenue(risk)
    excess = Effect.of(risk.excess, Unit.SHARE)
    band, who = risk.band, capital(risk.band)
    if risk.sure and risk.excess.value < 0:
        return Finding(
            say(
                "{who} leave less often than all others, so none of their revenue is at risk for "
                "leaving more",
                who=who,
            ),
            paragraph(
                say(
                    "{who} left {points} less often (95 % range {low} to {high}, {n}).",
                    who=who,
                    points=_points(-risk.excess.value),
                    low=_points(-risk.excess.high),
                    high=_points(-risk.excess.low),
                    n=_n(risk),
                ),
                _revenue(risk),
            ),
            verdict=Verdict.SHOWN,
            effect=excess,
        )
    if not risk.sure:
        return Finding(
            say(
                "{who} are not shown to leave more often, so no revenue is shown to be at risk",
                who=who,
            ),
            paragraph(
                say(
                    "Share of {band} who left less that of all others: {points} (95 % range {low} "
                    "to {high}, {n}).",
                    band=band,
                    **_excess(risk),
                ),
                _revenue(risk),
                beside_others(risk.excess.low, risk.excess.high, QUESTIONS_OF_VALUE),
            ),
            verdict=Verdict.CANNOT_TELL,
            effect=excess,
        )
    if not risk.revenue > 0:
        return Finding(
            say("{who} leave more often, but bring no revenue that could be at risk", who=who),
            paragraph(say("{excess}.", excess=_more_often(risk, who)), _revenue(risk)),
            verdict=Verdict.SHOWN,
            effect=excess,
        )
    return _at_risk(
        risk,
        say(
            "{money} of revenue a year is at risk because {band} leave more often",
            money=numbers.money(risk.money.value, risk.currency),
            band=band,
        ),
        say(
            "95 % range {range}: {excess}; their revenue is {revenue} a year.",
            range=numbers.money_range(risk.money.low, risk.money.high, risk.currency),
            excess=_more_often(risk, band),
            revenue=numbers.money(risk.revenue, risk.currency),
        ),
    )


def _by_revenue(risk: RevenueAtRisk) -> Finding:
    """Say what is at risk where customers count by what they spend."""
    excess = Effect.of(risk.excess, Unit.SHARE)
    band, shown = risk.band, risk.sure
    share = say(
        "Share of the revenue of {band} that left less that of all others: {points} (95 % range "
        "{low} to {high}, {n}).",
        band=band,
        **_excess(risk),
    )
    heads = say(
        "With each customer counted once it is {points}.", points=_points(risk.by_heads.value)
    )
    if not shown or risk.excess.value < 0:
        return Finding(
            say(
                "Revenue of {band} leaves less often than that of all others, so none of it is at "
                "risk for leaving more",
                band=band,
            )
            if shown
            else say(
                "Revenue of {band} is not shown to leave more often, so none is shown to be at "
                "risk",
                band=band,
            ),
            paragraph(
                share,
                heads,
                _revenue(risk),
                by_range(risk.excess.low, risk.excess.high)
                if shown
                else beside_others(risk.excess.low, risk.excess.high, QUESTIONS_OF_VALUE),
            ),
            verdict=Verdict.SHOWN if shown else Verdict.CANNOT_TELL,
            effect=excess,
        )
    return _at_risk(
        risk,
        say(
            "{money} of revenue a year is at risk because revenue of {band} leaves more often",
            money=numbers.money(risk.money.value, risk.currency),
            band=band,
        ),
        say(
            "95 % range {range}.",
            range=numbers.money_range(risk.money.low, risk.money.high, risk.currency),
        ),
        share,
        heads,
        _revenue(risk),
    )


def _at_risk(risk: RevenueAtRisk, headline: Said, *carried: Said) -> Finding:
    return Finding(
        headline,
        paragraph(
            *carried,
            say(
                "Churn is read as that of one year. It goes with the answer; nothing says that "
                "the answer causes it."
            ),
            by_range(risk.excess.low, risk.excess.high),
        ),
        Tone.ATTENTION,
        Verdict.SHOWN,
        Effect.of(risk.excess, Unit.SHARE),
        money=Effect.of(risk.money, Unit.MONEY, risk.currency),
    )


def _scenario(risk: RevenueAtRisk) -> Finding:
    points = _points(risk.excess.value)
    known = risk.excess.n > 0
    return Finding(
        say(
            "If {band} leave {points} more often than all others, {money} of revenue a year is at "
            "risk",
            band=risk.band,
            points=points,
            money=numbers.money(risk.money.value, risk.currency),
        ),
        say_n(
            "A scenario, without a range: the file does not say who left, so the {points} are "
            "assumed. Their revenue is {revenue} a year (n {n} customer with such an answer). A "
            "column that says who churned or renewed would measure it.",
            "A scenario, without a range: the file does not say who left, so the {points} are "
            "assumed. Their revenue is {revenue} a year (n {n} customers with such an answer). A "
            "column that says who churned or renewed would measure it.",
            risk.excess.n,
            points=points,
            revenue=numbers.money(risk.revenue, risk.currency),
        ),
        Tone.CAUTION,
        effect=Effect.of(risk.excess, Unit.SHARE) if known else None,
        money=Effect.of(risk.money, Unit.MONEY, risk.currency) if known else None,
    )


def _more_often(risk: RevenueAtRisk, who: str) -> Said:
    return say(
        "{who} left {points} more often than all others (95 % range {low} to {high}, {n})",
        who=who,
        **_excess(risk),
    )


def _excess(risk: RevenueAtRisk) -> dict[str, Said]:
    """Write how much more of them left, with its range and n."""
    points, low, high = map(_points, (risk.excess.value, risk.excess.low, risk.excess.high))
    return {"points": points, "low": low, "high": high, "n": _n(risk)}


def _revenue(risk: RevenueAtRisk) -> Said:
    return say(
        "Their revenue is {revenue} a year.", revenue=numbers.money(risk.revenue, risk.currency)
    )


def _points(share: float) -> Said:
    return say("{n} percentage points", n=numbers.decimal(100 * share, 1))


def _n(risk: RevenueAtRisk) -> Said:
    known = customers(risk.excess.n)
    if not risk.n_unknown:
        return say("n {customers}", customers=known)
    return say("n {customers}; unknown of {unknown}", customers=known, unknown=risk.n_unknown)
