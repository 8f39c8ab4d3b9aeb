"""What the overview says."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cx.chapters.overview.level import Overview, Period
from cx.scores.against_rest import differs
from cx.text import numbers, target
from cx.text.finding import Finding, Tone
from cx.vocabulary import Band, Unit

_PERIOD_NAMES = {Period.WEEK: "week", Period.MONTH: "month", Period.QUARTER: "quarter"}


def level(overview: Overview) -> Finding:
    """Say how customers score."""
    scale, net = overview.scale, overview.net
    favourable, unfavourable = (
        scale.band_name(band) for band in (Band.FAVOURABLE, Band.UNFAVOURABLE)
    )
    headline = f"{scale.net_name} is {numbers.points(net.value)}"
    detail = (
        f"{numbers.percent(overview.favourable_share)} {favourable} less "
        f"{numbers.percent(overview.unfavourable_share)} {unfavourable}; the true score lies "
        f"between {numbers.points(net.low)} and {numbers.points(net.high)} "
        f"(95{numbers.SPACE}% confidence, n {numbers.count(net.n)})."
    )
    return Finding(headline, detail)


def trend(overview: Overview) -> Finding:
    """Say whether the score moves."""
    test, period = overview.trend_test, overview.period
    name = overview.scale.net_name
    if period is None:
        return Finding(
            "No dates, so no trend",
            "Say on the Load page which column holds the date of the answer.",
            Tone.CAUTION,
        )
    if test is None or math.isnan(test.p_value):
        return Finding(
            f"Too few periods to tell whether {name} moves",
            "A trend needs three periods. Choose a shorter one, or remove a filter.",
            Tone.CAUTION,
        )
    if test.slope_low == test.slope_high == 0:
        return Finding(
            f"{name} has not moved",
            f"Every answer lies in the same band of the score "
            f"(n {numbers.count(overview.n - overview.n_undated)}).",
        )
    span, unit = test.span, _PERIOD_NAMES[period]
    total, low, high = (
        span * slope for slope in (test.slope_points, test.slope_low, test.slope_high)
    )
    evidence = (
        f"{numbers.change(total)} points from the first to the last {unit} along a straight line "
        f"({numbers.RANGE} {numbers.change(low)} to {numbers.change(high)}, "
        f"{numbers.p_value(test.p_value)}, n {numbers.count(overview.n - overview.n_undated)})."
    )
    if not differs(test.p_value):
        return Finding(f"{name} shows no steady rise or fall", evidence)
    rising = test.slope_points > 0
    return Finding(
        f"{name} is {'rising' if rising else 'falling'}",
        evidence,
        Tone.GOOD if rising else Tone.ATTENTION,
    )


def against_target(overview: Overview, target_points: float | None) -> list[Finding]:
    """Set the score against the target; nothing without a target."""
    return target.score(overview.scale.net_name, overview.net, target_points)


def reading_trend(overview: Overview) -> str:
    """Say how to read the trend chart."""
    if overview.period is None:
        return ""
    unit = _PERIOD_NAMES[overview.period]
    return (
        f"One point per {unit}; the band is its {numbers.RANGE}. Single {unit}s jump by chance: "
        "trust the line only where the title says so."
    )


def alt_trend(overview: Overview) -> str:
    """Describe the trend chart for those who cannot see it."""
    finding = trend(overview)
    return (
        f"{overview.scale.net_name} over {numbers.counted(len(overview.trend), 'period')}. "
        f"{finding.headline}. {finding.detail}"
    )


def distribution(overview: Overview) -> Finding:
    """Say which band is the largest."""
    shares = {
        Band.FAVOURABLE: overview.favourable_share,
        Band.NEUTRAL: overview.neutral_share,
        Band.UNFAVOURABLE: overview.unfavourable_share,
    }
    largest = max(shares, key=lambda band: shares[band])
    return Finding(
        f"{numbers.percent(shares[largest])} are {overview.scale.band_name(largest)}",
        f"{_shares(overview)} (n {numbers.count(overview.n)}).",
    )


def reading_distribution(overview: Overview) -> str:
    """Say how to read the distribution."""
    return f'Height: share of responses that gave this answer to "{overview.outcome}".'


def alt_distribution(overview: Overview) -> str:
    """Describe the distribution for those who cannot see it."""
    said = distribution(overview)
    return f"Distribution of answers. {said.headline}. {said.detail}"


@dataclass(frozen=True, slots=True)
class Metric:
    """One number on top of the page: its name, the number, and what carries it."""

    label: str
    value: str
    detail: str


def metrics(overview: Overview) -> tuple[Metric, ...]:
    """Write the numbers on top of the page: headline, net score, mean, n."""
    headline, net, mean = overview.headline, overview.net, overview.mean
    unit = headline.unit
    written = [
        Metric(
            headline.name,
            numbers.number(headline.estimate.value, unit),
            f"{numbers.RANGE} "
            f"{numbers.interval(headline.estimate.low, headline.estimate.high, unit)}",
        ),
        Metric(
            f"Mean of {overview.scale.range_label}",
            numbers.decimal(mean.value),
            f"{numbers.RANGE} {numbers.interval(mean.low, mean.high, Unit.RATING)}"
            if mean.low < mean.high
            else "no range: " + ("one answer" if overview.n == 1 else "all answers are the same"),
        ),
    ]
    if headline.estimate != net:
        net_range = f"{numbers.RANGE} {numbers.interval(net.low, net.high)} points"
        written.insert(1, Metric(overview.scale.net_name, numbers.points(net.value), net_range))
    written.append(Metric("Responses", numbers.count(overview.n), _shares(overview)))
    return tuple(written)


def _shares(overview: Overview) -> str:
    shares = (
        overview.favourable_share,
        overview.neutral_share,
        overview.unfavourable_share,
    )
    return ", ".join(
        f"{numbers.percent(share)} {overview.scale.band_name(band)}"
        for band, share in zip(Band, shares, strict=True)
        if share > 0
    )
