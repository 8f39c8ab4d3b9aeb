"""What are payments over time worth: present value, rate of return, payback.

Flow t stands at the end of t periods, so the first flow (t = 0) is not discounted. Excel's NPV()
discounts the first flow as well: its figure is this one divided by 1 + rate.
Present values and rates come from numpy-financial, which returns one of several rates of return
without a word: signs are counted here first.

Shape: flows are (..., periods); leading axes are a batch, such as the draws of a simulation.
Source: Brealey, Myers & Allen, Principles of Corporate Finance.
Out of scope: what the flows are made of.
"""

import math

import numpy as np
import numpy_financial as npf
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats

QUARTERS = 4  # in a year


def quarterly_rate(annual: float) -> float:
    """Return the rate per quarter that compounds to the rate per year; not a fourth of it.

    >>> round(quarterly_rate(0.1), 10)
    0.0241136891
    """
    return float((1 + annual) ** (1 / QUARTERS) - 1)


def annual_rate(quarterly: float) -> float:
    """Return the rate per year to which a rate per quarter compounds."""
    return float((1 + quarterly) ** QUARTERS - 1)


def present_value(rate: float, flows: ArrayLike) -> float:
    """Return the present value of one row of flows."""
    return float(npf.npv(rate, floats(flows)))


def present_values(rate: float, flows: ArrayLike) -> Floats:
    """Return the present value of each row: (..., periods) to (...).

    numpy-financial takes one row at a time; a simulation has thousands.
    """
    return np.asarray(discounted(rate, flows).sum(axis=-1))


def sign_changes(flows: ArrayLike) -> int:
    """Count how often the flows turn from paid to received or back; zeros count for neither.

    >>> sign_changes([-1600, 10000, -10000]), sign_changes([-1, 0, 2])
    (2, 1)
    """
    signs = np.sign(floats(flows))
    signs = signs[signs != 0]
    return int((signs[1:] != signs[:-1]).sum())


def rate_of_return(flows: ArrayLike) -> float | None:
    """Return the internal rate of return per period; None when there is none, or more than one.

    With one change of sign there is exactly one rate (Descartes); with none or several there may
    be none or several, and a single figure would mislead.
    """
    if sign_changes(flows) != 1:
        return None
    found = float(npf.irr(floats(flows)))
    return found if math.isfinite(found) else None


def modified_rate_of_return(
    flows: ArrayLike, finance_rate: float, reinvestment_rate: float
) -> float | None:
    """Return the modified internal rate of return per period; None without gains or costs."""
    found = float(npf.mirr(floats(flows), finance_rate, reinvestment_rate))
    return found if math.isfinite(found) else None


def payback(flows: ArrayLike) -> float | None:
    """Return after how many periods the sum stays above nothing; None when it never does.

    The last crossing counts, since a plan that goes under once more has not paid back; between two
    flows the line is straight. Discount the flows for the discounted payback.

    >>> payback([-100, 60, 80])
    1.5
    """
    total = np.cumsum(floats(flows))
    under = np.flatnonzero(total < 0)
    if len(under) == 0:
        return 0.0
    last = int(under[-1])
    if last == len(total) - 1:
        return None
    return float(last + total[last] / (total[last] - total[last + 1]))


def discounted(rate: float, flows: ArrayLike) -> Floats:
    """Return what each flow is worth today: (..., periods)."""
    values = floats(flows)
    return np.asarray(values / (1 + rate) ** np.arange(values.shape[-1]))
