"""What is set once for a workspace and holds on every page: thresholds, target, names hidden.

Kept as one plain document of the workspace. Reading is tolerant: what is missing or cannot be is
the default, so that a document of another version opens.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cx.store.responses import MINIMUM_COMMENTS, MINIMUM_N, Responses
from cx.vocabulary import Role

DOCUMENT = "settings"
FEWEST_RESPONSES = MINIMUM_N  # under five, a score can tell what single people answered
FEWEST_COMMENTS = 5
LARGEST_THRESHOLD = 1_000
REALISATION = 0.5  # usual share of a lift, or of a distance, that is taken to come true, 0..1


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace and their defaults."""

    minimum_n: int = MINIMUM_N  # responses from which a group's numbers are shown
    minimum_comments: int = MINIMUM_COMMENTS  # comments from which some are quoted
    targets: tuple[tuple[str, float], ...] = ()  # outcome (see `outcome_of`), points -100..100
    realisation: float = REALISATION  # in force wherever a lift or a distance is valued
    names_hidden: bool = False
    names_key: str = ""  # draws the labels of hidden names; never leaves the server

    @classmethod
    def from_plain(cls, kept: Any) -> Settings:
        """Read what `as_plain` wrote, perhaps by another version of the app."""
        values = kept if isinstance(kept, Mapping) else {}
        default = cls()
        targets = values.get("targets")
        return cls(
            minimum_n=_whole(values.get("minimum_n"), FEWEST_RESPONSES, default.minimum_n),
            minimum_comments=_whole(
                values.get("minimum_comments"), FEWEST_COMMENTS, default.minimum_comments
            ),
            targets=tuple(
                (str(outcome), float(points))
                for outcome, points in (targets.items() if isinstance(targets, Mapping) else ())
                if _within(points, -100, 100)
            ),
            realisation=float(values["realisation"])
            if _within(values.get("realisation"), 0, 1)
            else default.realisation,
            names_hidden=values.get("names_hidden") is True,
            names_key=str(values.get("names_key") or ""),
        )

    def as_plain(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return {
            "minimum_n": self.minimum_n,
            "minimum_comments": self.minimum_comments,
            "targets": dict(self.targets),
            "realisation": self.realisation,
            "names_hidden": self.names_hidden,
            "names_key": self.names_key,
        }

    def target(self, responses: Responses) -> float | None:
        """Return the target of the outcome of these responses, None when there is none."""
        return dict(self.targets).get(outcome_of(responses))

    def with_target(self, responses: Responses, points: float | None) -> Settings:
        """Return the settings with another target for this outcome; None takes it away."""
        targets = {**dict(self.targets), outcome_of(responses): points}
        kept = {outcome: kept for outcome, kept in targets.items() if kept is not None}
        return replace(self, targets=tuple(kept.items()))


def outcome_of(responses: Responses) -> str:
    """Name the outcome and how it is read: a target of one outcome says nothing about another."""
    scale, column = responses.scale, responses.column(Role.OUTCOME)
    return (
        f"{column.label} ({scale.range_label}, favourable from {scale.favourable_from:g}, "
        f"unfavourable to {scale.unfavourable_to:g})"
    )


def _whole(value: Any, least: int, default: int) -> int:
    if isinstance(value, bool) or not _within(value, -math.inf, math.inf):
        return default
    return min(max(int(value), least), LARGEST_THRESHOLD)


def _within(value: Any, low: float, high: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and low <= value <= high
