"""What a point says of itself when it is pointed at."""

from cx.text import say


def in_points(name: str, points: str = "%{x:.0f}") -> str:
    """Name a point with its score, which plotly fills in."""
    return f"{say('{name}: {points} points', name=name, points=points)}<extra></extra>"
