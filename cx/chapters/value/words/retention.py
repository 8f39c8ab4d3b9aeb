"""What a rise of retention is worth, in words."""

from __future__ import annotations

from cx.chapters.value.retention import RetentionWorth
from cx.chapters.value.words.assumptions import money_noun
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate


def headline(worth: RetentionWorth) -> Finding:
    """Say what the rise adds in the first year, the fifth and in the end, or what it costs."""
    frame, money = worth.years.frame, worth.currency
    first, fifth = frame.iloc[0], frame.iloc[-1]
    noun = money_noun(worth.options.assumptions)
    yearly = worth.yearly.value
    if not yearly > 0:
        rise = _rise(worth)
        each = (
            f"{numbers.counted(worth.customers, 'customer')} bring "
            f"{numbers.money(yearly, money)} a year each"
        )
        return Finding(
            f"{rise} of retention {_verb(worth, 'lose')} {numbers.money(-first['gain'], money)} of "
            f"{noun} in the first year"
            if yearly < 0
            else f"{rise} of retention {_verb(worth, 'add')} nothing: customers bring no {noun}",
            f"{each}: to keep more of them does not pay (n {numbers.count(worth.yearly.n)}).",
            Tone.CAUTION,
        )
    return Finding(
        f"{_rise(worth)} of retention {_verb(worth, 'add')} {numbers.money(first['gain'], money)} "
        f"of {noun} in the first year and {numbers.money(fifth['gain'], money)} in the fifth",
        f"{numbers.percent(first['gain_share'], 1)} and "
        f"{numbers.percent(fifth['gain_share'], 1)} more ({numbers.RANGE} "
        f"{_range(first)} and {_range(fifth)}). In the end "
        f"{numbers.money(worth.steady.value, money)} a year ({_limits(worth.steady)}), "
        f"{numbers.percent(worth.steady_share, 1)} more. For "
        f"{numbers.counted(worth.customers, 'customer')} of "
        f"{numbers.money(worth.yearly.value, money)} a year each, retention "
        f"{numbers.percent(worth.retention.value, 1)} ({_source(worth)}), those who leave "
        f"replaced (n {numbers.count(worth.yearly.n)}).",
    )


def often_quoted(worth: RetentionWorth) -> Finding:
    """Say what would have to be true for 25 to 95 %."""
    (low, plain_low, low_at), (high, plain_high, high_at) = worth.needed
    rate = numbers.percent(worth.options.assumptions.discount_rate, 1)
    return Finding(
        f"For a customer's lifetime value it is {numbers.percent(worth.lifetime_gain_share, 1)}, "
        f"not {numbers.percent(low)} to {numbers.percent(high)}",
        f"{_rise(worth)} {_verb(worth, 'raise')} it by "
        f"{numbers.percent(worth.lifetime_gain_share, 1)} at a discount rate of {rate} (form B, no "
        "horizon), by "
        f"{numbers.percent(worth.undiscounted_gain_share, 1)} undiscounted. The often quoted "
        f"{numbers.percent(low)} to {numbers.percent(high)} need a retention of "
        f"{numbers.percent(plain_low, 1)} to {numbers.percent(plain_high, 1)} today undiscounted, "
        f"and {_possible(low_at)} to {_possible(high_at)} at {rate}. It is about percentage points "
        f"and lifetime value, not about this year's profit (n {numbers.count(worth.yearly.n)}).",
    )


def reading(worth: RetentionWorth) -> str:
    """Say how to read the years."""
    noun = money_noun(worth.options.assumptions)
    return (
        f"{noun[:1].upper()}{noun[1:]} of each year with the rise less without, with the range of "
        f"the {noun} of a customer (n {numbers.count(worth.yearly.n)}); a retention that is "
        "assumed has no range. What raising it costs is not in it."
    )


def alt(worth: RetentionWorth) -> str:
    """Describe the years for those who cannot see them."""
    said = headline(worth)
    return f"Gain of each year. {said.headline}. {said.detail}"


def _rise(worth: RetentionWorth) -> str:
    points = f"{100 * worth.options.rise:g}"
    return f"{points} {'point' if points == '1' else 'points'}"


def _verb(worth: RetentionWorth, verb: str) -> str:
    """Write the verb that follows the rise: 1 point adds, 5 points add."""
    return f"{verb}s" if _rise(worth) == "1 point" else verb


def _source(worth: RetentionWorth) -> str:
    if not worth.measured:
        return "assumed"
    low, high = (numbers.percent(end, 1) for end in (worth.retention.low, worth.retention.high))
    return f"measured, {numbers.RANGE} {low} to {high}"


def _range(row: object) -> str:
    return numbers.money_range(row["gain_low"], row["gain_high"], None)  # type: ignore[index]


def _limits(estimate: Estimate) -> str:
    return numbers.money_range(estimate.low, estimate.high, None)


def _possible(rate: float) -> str:
    return f"{numbers.percent(rate, 1)}{' (which cannot be)' if rate >= 1 else ''}"
