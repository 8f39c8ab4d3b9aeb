"""Phrases that several sentences about value share."""

import math

from cx.text import Said, numbers, say, say_n


def customers(n: float) -> Said:
    """Count customers: 1 customer, 400 customers."""
    return say_n("{n} customer", "{n} customers", round(n))


def years(value: float) -> Said:
    """Write a number of years: 1 year, 2.5 years."""
    tenths = round(value, 1)
    if tenths == int(tenths):
        return say_n("{n} year", "{n} years", int(tenths))
    return say("{n} years", n=numbers.decimal(tenths, 1))


def capital(name: str) -> str:
    """Write the name of a band as a sentence begins with it: Promoters."""
    return name[:1].upper() + name[1:]


def carried(mean: float, low: float, n: float = math.inf) -> str:
    """Say why a mean that is known has no range; nothing where it has one."""
    if not mean > 0 or math.isfinite(low) or n < 2:
        return ""
    return say("No range is given: a few customers carry too much of the revenue.")
