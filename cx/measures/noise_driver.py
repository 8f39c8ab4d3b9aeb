"""How important would a driver look that is nothing but noise? The zero line of importance.

A share of R-squared is never 0, so a driver is judged against one that is known to be idle
(Tonidandel, LeBreton & Johnson 2009, Psychological Methods 14:387). No rows are needed: the sample
correlations of an idle normal variable with k others, given theirs, are C^(1/2) u, where u is the
first k coordinates of a point that is uniform on the sphere in n - 1 dimensions.

Out of scope: the importance itself (see importance).
"""

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats


def with_noise_driver(correlation: ArrayLike, n: int, draws: int, seed: int) -> Floats:
    """Return correlation matrices to which an idle driver was added, before the outcome.

    Shape: (p + 1, p + 1) with the outcome last to (draws, p + 2, p + 2); the idle driver is the
    last but one. Errors: ValueError when n is not above p + 2.
    """
    matrix = floats(correlation)
    width = len(matrix)
    if n <= width + 1:
        raise ValueError(f"{n} responses are too few for noise beside {width} variables.")
    random = np.random.default_rng([seed, 2])
    inside = random.standard_normal((draws, width))
    beyond = random.chisquare(n - 1 - width, size=draws)
    on_sphere = inside / np.sqrt((inside**2).sum(axis=1) + beyond)[:, None]
    values, vectors = np.linalg.eigh(matrix)
    idle = on_sphere @ ((vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)
    among = np.broadcast_to(matrix, (draws, width, width))
    drawn = np.empty((draws, width + 1, width + 1))
    drawn[:, :width, :width] = among
    drawn[:, width, :width] = drawn[:, :width, width] = idle
    drawn[:, width, width] = 1.0
    order = [*range(width - 1), width, width - 1]
    return drawn[:, order][:, :, order]
