"""Which of several can be the best, where draws say how sure each of them is?

The largest of many estimates leads in every file, also where all are alike. So it is named alone
only where it outranks each of the others with probability 1 - .05 / k, k being how many there are.
"""

import numpy as np
from scipy import special

from cx.measures.arrays import Flags, Floats

ERROR = 0.05  # of naming one where none leads, over all pairs with the first


def sharing_lead(values: Floats, spread: Floats) -> Flags:
    """Say which of k values cannot be told from the largest one; that one is always among them.

    Shape: values (k,), and spread (k,), the standard error of the largest less each.
    """
    ahead = values.max(initial=-np.inf) - values
    surely = special.ndtr(np.divide(ahead, spread, out=np.zeros(len(ahead)), where=spread > 0))
    surely = np.where((spread == 0) & (ahead > 0), 1.0, surely)
    return np.asarray(surely < 1 - ERROR / max(len(values), 1))


def sharing_lead_drawn(drawn: Floats) -> Flags:
    """Say the same of draws (k, d) that go together; the first of each is the value itself."""
    if not drawn.size:
        return np.ones(len(drawn), dtype=bool)
    ahead = drawn[drawn[:, 0].argmax()] - drawn
    return sharing_lead(drawn[:, 0], ahead[:, 1:].std(axis=1, ddof=1))


def is_above_nothing(drawn: Floats, n_tried: int) -> bool:
    """Whether the largest of `n_tried` values is above 0, given its draws (d,)."""
    spread = float(drawn[1:].std(ddof=1))
    surely = float(special.ndtr(drawn[0] / spread)) if spread else float(drawn[0] > 0)
    return surely >= 1 - ERROR / n_tried
