"""What would a table be like with other margins: iterative proportional fitting.

Rows and columns are scaled in turn until both margins are as wanted; what holds between the two
stays as it was (Deming & Stephan 1940, Annals of Mathematical Statistics 11:427).
Out of scope: cells that are empty stay empty.
"""

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats

MOST_STEPS = 200
TOLERANCE = 1e-12


def raking_weights(
    shares: ArrayLike, rows: ArrayLike | None = None, columns: ArrayLike | None = None
) -> Floats:
    """Return by what each cell is multiplied so that the margins become `rows` and `columns`.

    Shape: shares (..., r, c), a batch of tables that each add to 1; rows (r,), columns (c,); a
    margin that is None is left alone. A row or column that is empty keeps the weight 1.

    >>> raking_weights([[0.1, 0.3], [0.4, 0.2]], rows=[0.5, 0.5]).round(3).tolist()
    [[1.25, 1.25], [0.833, 0.833]]
    """
    table = floats(shares)
    weights = np.ones(table.shape)
    wanted = [(-1, rows), (-2, columns)]
    for _ in range(MOST_STEPS):
        furthest = 0.0
        for summed, margin in wanted:
            if margin is None:
                continue
            is_now = (table * weights).sum(axis=summed)
            goal = np.broadcast_to(floats(margin), is_now.shape)
            step = np.divide(goal, is_now, out=np.ones(is_now.shape), where=is_now > 0)
            weights = weights * np.expand_dims(step, summed)
            furthest = max(furthest, float(np.abs(step - 1).max()))
        if furthest < TOLERANCE:
            break
    return weights
