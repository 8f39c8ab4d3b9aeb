"""Six hundred made-up answers from an integer recipe, the same on every machine.

The stream is a linear congruential generator modulo 2^31 (multiplier 1103515245, increment 12345,
seed 20260101); a normal deviate is the sum of twelve of its shares less six, summed as integers so
that no rounding depends on the Python version.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

MODULUS = 2**31
N_ROWS = 600
CHANNEL_LIFT = (-0.6, 0.0, 0.4)
MISSING_SHARES = (0.05, 0.0, 0.25, 0.10, 0.0)


@dataclass(frozen=True)
class Synth600:
    """The columns of the fixture."""

    agent: NDArray[np.int64]  # 0..23
    channel: NDArray[np.int64]  # 0..2
    revenue: NDArray[np.int64]
    drivers: NDArray[np.float64]  # (600, 5), 1..10
    ltr: NDArray[np.float64]  # 0..10
    missing: NDArray[np.bool_]  # (600, 5): where the masked version has no answer

    @property
    def rows(self) -> NDArray[np.float64]:
        """Drivers and outcome together: (600, 6)."""
        return np.column_stack([self.drivers, self.ltr])

    @property
    def rows_with_missing(self) -> NDArray[np.float64]:
        """The same with the masked answers left out as NaN."""
        return np.column_stack([np.where(self.missing, np.nan, self.drivers), self.ltr])

    @property
    def net(self) -> NDArray[np.float64]:
        """Each answer as +1 promoter, 0 passive, -1 detractor."""
        return np.where(self.ltr >= 9, 1.0, np.where(self.ltr <= 6, -1.0, 0.0))

    def agent_counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Promoters, detractors and answers of each of the 24 agents."""
        return (
            np.bincount(self.agent[self.net > 0], minlength=24),
            np.bincount(self.agent[self.net < 0], minlength=24),
            np.bincount(self.agent, minlength=24),
        )


def _stream() -> Iterator[int]:
    state = 20260101
    while True:
        state = (1103515245 * state + 12345) % MODULUS
        yield state


def _rounded(value: float, lowest: int) -> int:
    return min(10, max(lowest, math.floor(value + 0.5)))


@cache
def make() -> Synth600:
    """Make the fixture anew."""
    stream = _stream()

    def share() -> float:
        return next(stream) / MODULUS

    def normal() -> float:
        return sum(next(stream) for _ in range(12)) / MODULUS - 6

    people, drivers, ltr, missing = [], [], [], []
    for _ in range(N_ROWS):
        mood = normal()
        ratings = [_rounded(7.4 + 1.1 * mood + 1.3 * normal(), 1) for _ in range(5)]
        agent, channel = int(share() * 24), int(share() * 3)
        revenue = int(20 + 180 * share() ** 2)
        # The order of the terms is part of the recipe: sums of floats depend on it.
        liking = 0.55 * ratings[0] + 0.30 * ratings[1] + 0.20 * ratings[2]
        liking = liking + 0.05 * ratings[3] - 0.10 * ratings[4] + CHANNEL_LIFT[channel]
        liking = liking + 0.35 * ((agent * 7) % 24 - 11.5) / 7 + 1.2 * normal()
        people.append((agent, channel, revenue))
        drivers.append(ratings)
        ltr.append(_rounded(liking + 0.9, 0))
        missing.append([share() < rate for rate in MISSING_SHARES])
    agents, channels, revenues = np.array(people).T
    return Synth600(
        agents,
        channels,
        revenues,
        np.array(drivers, float),
        np.array(ltr, float),
        np.array(missing),
    )
