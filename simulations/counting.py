"""How often does something come true over many worlds, and is that as often as was promised?

A question has several kinds of world. Each world is drawn from its own seed (the question's, its
place, its number), so the counts do not depend on how the work is split among processes.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from cx.measures.proportions import wilson_interval

SEED = 20_260_101
AT_ONCE = 50  # worlds that one process draws before it reports


class World(Protocol):
    """One kind of world; each module has its own."""

    @property
    def label(self) -> str:
        """What is true in it, in words."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that comes true in a world or does not."""

    label: str
    judged: bool = True  # whether the promise is made for it
    # Why it is known not to be as was promised; belongs to the world, not to the thing.
    outside: str = field(default="", compare=False)
    among: str = ""  # label of the thing in whose worlds alone it is counted
    # What is added up are hundredths of a point, whole so that the split does not change the sum.
    points: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """How often something should come true."""

    nominal: float  # what the method aims at
    least: float
    most: float

    def holds(self, share: float) -> bool:
        """Whether a measured share is as promised."""
        return self.least <= share <= self.most


@dataclass(frozen=True, slots=True)
class Question:
    """A promise of the app, and the worlds in which it is put to the test."""

    name: str
    title: str
    text: str
    promise: Promise
    worlds: Sequence[Any]  # of one kind of World
    count: Callable[[Any, Sequence[np.random.Generator]], Counter[Thing]]


@dataclass(frozen=True, slots=True)
class Measured:
    """How often one thing came true in one kind of world."""

    world: str
    thing: Thing
    hits: int  # worlds; of points, the sum
    n_worlds: int  # those that it is counted among

    @property
    def share(self) -> float:
        """The share of worlds, 0..1; where points are added up, their mean in hundredths."""
        return self.hits / self.n_worlds

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval of the share."""
        low, high = wilson_interval(self.hits, self.n_worlds)
        return float(low), float(high)


def measure(question: Question, n_worlds: int, executor: Executor | None = None) -> list[Measured]:
    """Draw `n_worlds` of each kind and count; with an executor, in several processes."""
    tasks = [
        (question, place, first, min(first + AT_ONCE, n_worlds))
        for place in range(len(question.worlds))
        for first in range(0, n_worlds, AT_ONCE)
    ]
    counted = executor.map(_counted, tasks) if executor else map(_counted, tasks)
    sums: list[Counter[Thing]] = [Counter() for _ in question.worlds]
    for (_, place, _, _), counts in zip(tasks, counted, strict=True):
        sums[place].update(counts)
    return list(_measured(question, sums, n_worlds))


def _measured(
    question: Question, sums: Sequence[Counter[Thing]], n_worlds: int
) -> Iterator[Measured]:
    for world, counts in zip(question.worlds, sums, strict=True):
        times = {thing.label: hits for thing, hits in counts.items()}
        for thing, hits in counts.items():
            among = times[thing.among] if thing.among else n_worlds
            if among:
                yield Measured(world.label, thing, hits, among)


def _counted(task: tuple[Question, int, int, int]) -> Counter[Thing]:
    question, place, first, last = task
    key = [ord(letter) for letter in question.name]
    randoms = [np.random.default_rng([SEED, *key, place, world]) for world in range(first, last)]
    # The processes share the cores already.
    with threadpool_limits(limits=1):
        return question.count(question.worlds[place], randoms)
