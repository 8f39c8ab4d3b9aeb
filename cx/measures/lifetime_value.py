"""What is a customer worth over the years that he stays, with one constant retention rate?

The contractual formula of Gupta & Lehmann (2003, J Interactive Marketing 17:9; 2005) in its two
forms. Form A counts the first margin one year ahead, and only if the customer is retained:
m r / (1 + d - r). Form B counts a first margin today as well, and is larger by exactly m.

Units: margin in money for each year (not revenue), retention and discount rate for the same year.
Out of scope: retention that grows with tenure; customers without a contract (see purchase_model).
"""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats

Form: TypeAlias = Literal["A", "B"]


def contractual_value(
    margin: ArrayLike,
    retention: ArrayLike,
    discount: float,
    form: Form = "A",
    growth: float = 0.0,
    years: float | None = None,
) -> Floats:
    """Return the present value of a customer's margins.

    `growth` is that of the margin for each year; `years` ends the count, None goes on for ever,
    which is infinite unless retention and growth stay below the discount.
    Form A counts the margins of years 1 to `years`, form B that of today as well.

    >>> float(contractual_value(1, 0.8, 0.12)), float(contractual_value(1, 0.8, 0.12, "B"))
    (2.5, 3.5)
    """
    first, kept = np.broadcast_arrays(floats(margin), floats(retention))
    factor = kept * (1 + growth) / (1 + discount)
    steady = np.isclose(factor, 1)  # every year is worth as much as the last
    with np.errstate(divide="ignore"):
        lasting = factor / np.where(steady, np.nan, 1 - factor)
    if years is None:
        total = np.where(factor < 1, lasting, np.inf)
        total = np.where(steady, np.inf, total)
    else:
        total = np.where(steady, years, lasting * (1 - factor**years))
    return np.asarray(first * (total + (1 if form == "B" else 0)))
