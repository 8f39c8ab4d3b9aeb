"""What a rise of retention is worth, in words."""

import math
from collections.abc import Mapping
from typing import Any

from cx.chapters.value.retention import RetentionWorth
from cx.chapters.value.words.assumptions import money_noun, money_title
from cx.chapters.value.words.phrases import carried, customers
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone
from cx.vocabulary import Estimate, Unit


def headline(worth: RetentionWorth) -> Finding:
    """Say what the rise adds in the first year, the fifth and in the end, or what it costs."""
    years = worth.years.frame.to_dict("records")
    first, fifth = years[0], years[-1]
    currency, n = worth.currency, worth.yearly.n
    gain = Effect(first["gain"], Unit.MONEY, n, first["gain_low"], first["gain_high"], currency)
    rise, written = _rise(worth)
    noun = money_noun(worth.options.assumptions)
    if not worth.yearly.value > 0:
        return Finding(
            say_n(
                "{n} point of retention loses {loss} of {money} in the first year",
                "{n} points of retention lose {loss} of {money} in the first year",
                rise,
                n=written,
                loss=numbers.money(-first["gain"], currency),
                money=noun,
            )
            if worth.yearly.value < 0
            else say_n(
                "{n} point of retention adds nothing: customers bring no {money}",
                "{n} points of retention add nothing: customers bring no {money}",
                rise,
                n=written,
                money=noun,
            ),
            say_n(
                "{n} customer brings {yearly} a year: to keep more of them does not pay "
                "(n {base}).",
                "{n} customers bring {yearly} a year each: to keep more of them does not pay "
                "(n {base}).",
                round(worth.customers),
                yearly=numbers.money(worth.yearly.value, currency),
                base=n,
            ),
            Tone.CAUTION,
            effect=gain,
            money=gain,
        )
    return Finding(
        say_n(
            "{n} point of retention adds {first} of {money} in the first year and {fifth} in the "
            "fifth",
            "{n} points of retention add {first} of {money} in the first year and {fifth} in the "
            "fifth",
            rise,
            n=written,
            first=numbers.money(first["gain"], currency),
            money=noun,
            fifth=numbers.money(fifth["gain"], currency),
        ),
        paragraph(
            say(
                "{first} and {fifth} more (95 % range {range_of_first} and {range_of_fifth}).",
                first=numbers.percent(first["gain_share"], 1),
                fifth=numbers.percent(fifth["gain_share"], 1),
                range_of_first=_range(first),
                range_of_fifth=_range(fifth),
            ),
            say(
                "In the end {steady} a year ({range}), {share} more.",
                steady=numbers.money(worth.steady.value, currency),
                range=_limits(worth.steady),
                share=numbers.percent(worth.steady_share, 1),
            ),
            _doubt_in_the_end(worth),
            carried(worth.yearly.value, worth.yearly.low, n),
            say(
                "For {customers} of {yearly} a year each, retention {retention} ({source}), those "
                "who leave replaced (n {n}).",
                customers=customers(worth.customers),
                yearly=numbers.money(worth.yearly.value, currency),
                retention=numbers.percent(worth.retention.value, 1),
                source=_source(worth),
                n=n,
            ),
        ),
        effect=gain,
        money=gain,
    )


def often_quoted(worth: RetentionWorth) -> Finding:
    """Say what would have to be true for 25 to 95 %."""
    (low, plain_low, low_at), (high, plain_high, high_at) = worth.needed
    quoted = {"low": numbers.percent(low), "high": numbers.percent(high)}
    gain = numbers.percent(worth.lifetime_gain_share, 1)
    discounted = numbers.percent(worth.options.assumptions.discount_rate, 1)
    rise, written = _rise(worth)
    return Finding(
        say(
            "For a customer's lifetime value it is {gain}, not {low} to {high}", gain=gain, **quoted
        ),
        paragraph(
            say_n(
                "{n} point raises it by {gain} at a discount rate of {rate} (form B, no horizon), "
                "by {undiscounted} undiscounted.",
                "{n} points raise it by {gain} at a discount rate of {rate} (form B, no horizon), "
                "by {undiscounted} undiscounted.",
                rise,
                n=written,
                gain=gain,
                rate=discounted,
                undiscounted=numbers.percent(worth.undiscounted_gain_share, 1),
            ),
            say(
                "The often quoted {low} to {high} need a retention of {plain_low} to {plain_high} "
                "today undiscounted, and {low_at} to {high_at} at {rate}.",
                plain_low=numbers.percent(plain_low, 1),
                plain_high=numbers.percent(plain_high, 1),
                low_at=_possible(low_at),
                high_at=_possible(high_at),
                rate=discounted,
                **quoted,
            ),
            _doubt_of_lifetime(worth),
            say(
                "It is about percentage points and lifetime value, not about this year's profit "
                "(n {n}).",
                n=worth.yearly.n,
            ),
        ),
        effect=Effect(worth.lifetime_gain_share, Unit.SHARE, worth.yearly.n),
    )


def reading(worth: RetentionWorth) -> Said:
    """Say how to read the years."""
    return say(
        "{title} of each year with the rise less without; the 95 % range is of the {money} of a "
        "customer, and of the retention where it is measured (n {n}). What raising it costs is not "
        "in it.",
        title=money_title(worth.options.assumptions),
        money=money_noun(worth.options.assumptions),
        n=worth.yearly.n,
    )


def _doubt_in_the_end(worth: RetentionWorth) -> str:
    """Say between what shares the gain in the end lies, as far as retention is known."""
    low, high = worth.steady_share_limits
    if math.isnan(low):
        return ""
    if math.isinf(high):
        return say(
            "By the range of retention it is {low} more or above: the rise may pass 100 %, so "
            "there is no upper end.",
            low=numbers.percent(low, 1),
        )
    return say(
        "By the range of retention it is {low} to {high} more.",
        low=numbers.percent(low, 1),
        high=numbers.percent(high, 1),
    )


def _doubt_of_lifetime(worth: RetentionWorth) -> str:
    low, high = worth.lifetime_gain_limits
    if math.isnan(low):
        return ""
    if math.isinf(high):
        return say("By the range of retention it is {low} or above.", low=numbers.percent(low, 1))
    return say(
        "By the range of retention it is {low} to {high}.",
        low=numbers.percent(low, 1),
        high=numbers.percent(high, 1),
    )


def _rise(worth: RetentionWorth) -> tuple[int, str]:
    """Return the rise in points as it is counted and as it is written: 1, "1" or 3, "2.5"."""
    points = round(100 * worth.options.rise, 6)
    return math.ceil(points), f"{points:g}"


def _source(worth: RetentionWorth) -> Said:
    if not worth.measured:
        return say("assumed")
    return say(
        "measured, 95 % range {low} to {high}",
        low=numbers.percent(worth.retention.low, 1),
        high=numbers.percent(worth.retention.high, 1),
    )


def _range(row: Mapping[Any, Any]) -> str:
    return numbers.money_range(row["gain_low"], row["gain_high"], None)


def _limits(estimate: Estimate) -> str:
    if math.isinf(estimate.high):
        return say("{low} or more", low=numbers.money(estimate.low, None))
    return numbers.money_range(estimate.low, estimate.high, None)


def _possible(rate: float) -> str:
    written = numbers.percent(rate, 1)
    return say("{rate} (which cannot be)", rate=written) if rate >= 1 else written
