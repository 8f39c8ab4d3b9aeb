"""What the overview says."""

import math

from cx.chapters.overview.level import Overview, Period, TrendTest
from cx.scores.against_rest import differs
from cx.text import Said, just_past, numbers, paragraph, say, say_n, target, translated
from cx.text.finding import Effect, Finding, Metric, Tone, Verdict, described
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Unit


def level(overview: Overview) -> Finding:
    """Say how customers score."""
    scale, net = overview.scale, overview.net
    return Finding(
        say("{net_name} is {points}", net_name=scale.net_name, points=numbers.points(net.value)),
        paragraph(
            say(
                "{favourable} less {unfavourable}; the true score lies between {low} and {high} "
                "(95 % confidence, {counted}).",
                favourable=_share(overview, Band.FAVOURABLE),
                unfavourable=_share(overview, Band.UNFAVOURABLE),
                low=numbers.points(net.low),
                high=numbers.points(net.high),
                counted=_counted(net),
            ),
            _customers(overview),
            say("Ranges are about who answered; who did not may score otherwise."),
        ),
        effect=Effect.of(net, Unit.POINTS),
    )


def _counted(net: Estimate) -> Said:
    """Write n, and how many answers of different customers would tell as much where some repeat."""
    if net.effective_n is None or round(net.effective_n) >= net.n:
        return say("n {n}", n=net.n)
    return say(
        "n {n}, as many as {effective_n} independent answers",
        n=net.n,
        effective_n=round(net.effective_n),
    )


def _customers(overview: Overview) -> str:
    """Say the score with one voice for each customer; empty where nobody answered twice."""
    once = overview.of_customers
    if once is None:
        return ""
    return say(
        "Each customer counted once: {value} ({range}, n {n} customers).",
        value=numbers.points(once.value),
        range=numbers.interval(once.low, once.high),
        n=once.n,
    )


def trend(overview: Overview) -> Finding:
    """Say whether the score moves."""
    test, period = overview.trend_test, overview.period
    name = overview.scale.net_name
    n = overview.n - overview.n_undated
    if period is None:
        return Finding(
            say("No dates, so no trend"),
            say("Say on the Load page which column holds the date of the answer."),
            Tone.CAUTION,
        )
    if test is None or math.isnan(test.p_value):
        return Finding(
            say("Too few periods to tell whether {net_name} moves", net_name=name),
            say("A trend needs three periods. Choose a shorter one, or remove a filter."),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    if test.slope_low == test.slope_high == 0:
        return Finding(
            say("{net_name} has not moved", net_name=name),
            say("Every answer lies in the same band of the score (n {n}).", n=n),
        )
    total, low, high = (
        test.span * slope for slope in (test.slope_points, test.slope_low, test.slope_high)
    )
    evidence = _evidence(period, Estimate(total, low, high, n), test)
    effect = Effect(total, Unit.POINTS, n, low, high)
    if not differs(test.p_value):
        return Finding(
            say("No steady rise or fall of {net_name} found", net_name=name),
            evidence,
            Tone.PLAIN,
            Verdict.CANNOT_TELL,
            effect,
        )
    rising = test.slope_points > 0
    return Finding(
        say("{net_name} is rising", net_name=name)
        if rising
        else say("{net_name} is falling", net_name=name),
        paragraph(evidence, just_past.by_p(test.p_value)),
        Tone.GOOD if rising else Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
        points=effect,
    )


def _evidence(period: Period, change: Estimate, test: TrendTest) -> Said:
    said: dict[str, str | int] = {
        "change": numbers.change(change.value),
        "range": numbers.span(change.low, change.high, numbers.change),
        "p": numbers.p_value(test.p_value),
        "periods": test.n_periods,
        "n": change.n,
    }
    if period is Period.WEEK:
        return say(
            "{change} points from the first to the last week along a straight line (95 % range "
            "{range}, {p} over {periods} periods, n {n}).",
            **said,
        )
    if period is Period.MONTH:
        return say(
            "{change} points from the first to the last month along a straight line (95 % range "
            "{range}, {p} over {periods} periods, n {n}).",
            **said,
        )
    return say(
        "{change} points from the first to the last quarter along a straight line (95 % range "
        "{range}, {p} over {periods} periods, n {n}).",
        **said,
    )


def against_target(overview: Overview, target_points: float | None) -> list[Finding]:
    """Set the score against the target; nothing without a target."""
    return target.score(overview.scale.net_name, overview.net, target_points)


def reading_trend(overview: Overview) -> str:
    """Say how to read the trend chart."""
    if overview.period is None:
        return ""
    if overview.period is Period.WEEK:
        return say(
            "One point per week; the band is its 95 % range. Single weeks jump by chance: trust "
            "the line only where the title says so."
        )
    if overview.period is Period.MONTH:
        return say(
            "One point per month; the band is its 95 % range. Single months jump by chance: trust "
            "the line only where the title says so."
        )
    return say(
        "One point per quarter; the band is its 95 % range. Single quarters jump by chance: trust "
        "the line only where the title says so."
    )


def alt_trend(overview: Overview) -> Said:
    """Describe the trend chart for those who cannot see it."""
    picture = say_n(
        "{net_name} over {n} period.",
        "{net_name} over {n} periods.",
        len(overview.trend),
        net_name=overview.scale.net_name,
    )
    return described(picture, trend(overview))


def distribution(overview: Overview) -> Finding:
    """Say which band is the largest."""
    shares = _shares(overview)
    largest = max(Band, key=lambda band: shares[band])
    return Finding(
        say(
            "{share} are {band}",
            share=numbers.percent(shares[largest]),
            band=band_name(overview.scale, largest),
        ),
        say("{shares} (n {n}).", shares=_all_shares(overview), n=overview.n),
        effect=Effect(shares[largest], Unit.SHARE, overview.n),
    )


def reading_distribution(overview: Overview) -> Said:
    """Say how to read the distribution."""
    return say(
        'Height: share of responses that gave this answer to "{outcome}".',
        outcome=overview.outcome,
    )


def alt_distribution(overview: Overview) -> Said:
    """Describe the distribution for those who cannot see it."""
    return described(say("Distribution of answers."), distribution(overview))


def metrics(overview: Overview) -> tuple[Metric, ...]:
    """Write the numbers on top of the page: headline, net score, mean, n."""
    headline, net, mean = overview.headline, overview.net, overview.mean
    score, low, high = headline.estimate.value, headline.estimate.low, headline.estimate.high
    written = [
        Metric(
            headline.name,
            numbers.number(score, headline.unit),
            say("95 % range {range}", range=numbers.interval(low, high, headline.unit)),
        ),
        Metric(
            say("Mean of {scale}", scale=overview.scale.range_label),
            numbers.decimal(mean.value),
            _range_of_mean(mean),
        ),
    ]
    if headline.estimate != net:
        net_range = numbers.interval(net.low, net.high)
        written.insert(
            1,
            Metric(
                translated(overview.scale.net_name),
                numbers.points(net.value),
                say("95 % range {range} points", range=net_range),
            ),
        )
    written.append(Metric(say("Responses"), numbers.count(overview.n), _all_shares(overview)))
    return tuple(written)


def _range_of_mean(mean: Estimate) -> Said:
    if mean.low < mean.high:
        return say("95 % range {range}", range=numbers.interval(mean.low, mean.high, Unit.RATING))
    if mean.n == 1:
        return say("no range: one answer")
    return say("no range: all answers are the same")


def _shares(overview: Overview) -> dict[Band, float]:
    return {
        Band.FAVOURABLE: overview.favourable_share,
        Band.NEUTRAL: overview.neutral_share,
        Band.UNFAVOURABLE: overview.unfavourable_share,
    }


def _share(overview: Overview, band: Band) -> Said:
    return say(
        "{share} {band}",
        share=numbers.percent(_shares(overview)[band]),
        band=band_name(overview.scale, band),
    )


def _all_shares(overview: Overview) -> str:
    """Write the share of every band that somebody chose."""
    return ", ".join(
        _share(overview, band) for band, share in _shares(overview).items() if share > 0
    )
