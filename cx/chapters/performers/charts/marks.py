"""How performers are marked by their third, and what a point says of itself."""

from cx.drawing import style
from cx.text import Said, numbers, say

TIERS = (
    (1, style.FAVOURABLE, "triangle-up"),
    (2, style.NEUTRAL, "circle"),
    (3, style.UNFAVOURABLE, "triangle-down"),
)


def in_points(name: str, points: float) -> Said:
    """Name a point with its score."""
    return say("{name}: {points} points", name=name, points=numbers.points(points))
