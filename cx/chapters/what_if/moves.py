"""What a person moves in the what-if: ratings, service, the mix of customers, the performer gap.

A move is small and hashable: it keys the cache, is kept with a scenario, and is read back.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """Every response moves one lever by the same step, as far as its scale lets it."""

    lever: str  # key of the lever
    by: float  # rating points; change of the share resolved; relative change of the time (-.2)


@dataclass(frozen=True, slots=True)
class Lift:
    """Every rating from `lowest` to `highest` is raised to `to`."""

    lever: str
    highest: float
    to: float
    lowest: float | None = None  # None: from the lowest rating of the scale


@dataclass(frozen=True, slots=True)
class Mix:
    """The shares of the groups of one column; groups that are not named share the rest as today."""

    column: str
    shares: tuple[tuple[str, float], ...]  # level and its share, 0..1


@dataclass(frozen=True, slots=True)
class Moves:
    """All that is moved at once. Order: mix, then ratings and service, then the performer gap."""

    shifts: tuple[Shift, ...] = ()
    lifts: tuple[Lift, ...] = ()
    mixes: tuple[Mix, ...] = ()
    gap_closed: float = 0.0  # share of the shrunken performer gap that is closed, 0..1

    def __bool__(self) -> bool:
        return bool(
            any(shift.by for shift in self.shifts) or self.lifts or self.mixes or self.gap_closed
        )

    @property
    def levers(self) -> tuple[str, ...]:
        """The keys of the levers that are moved, each once."""
        named = [shift.lever for shift in self.shifts] + [lift.lever for lift in self.lifts]
        return tuple(dict.fromkeys(named))
