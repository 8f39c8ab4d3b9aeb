"""What the check with gradient-boosted trees says."""

from __future__ import annotations

from cx.chapters.drivers.boosting import BoostedCheck
from cx.text import numbers
from cx.text.finding import Finding, Tone


def verdict(check: BoostedCheck) -> Finding:
    """Say whether trees see what straight lines do not; name drivers only if they do."""
    figures = (
        f"On responses not seen before, straight lines explain "
        f"{numbers.percent(check.r_squared_linear)} and trees "
        f"{numbers.percent(check.r_squared_boosted)} (difference "
        f"{numbers.percent(check.gain, 1)}, standard error "
        f"{numbers.percent(check.gain_error, 1)}, n {numbers.count(check.n)})."
    )
    if not check.better:
        return Finding(
            "No bends or combinations found: straight lines are enough",
            f"{figures} The ranking above can be read as it is.",
        )
    first = [str(name) for name in check.drivers.frame["driver"][:3]]
    return Finding(
        "Bends or combinations of drivers matter: the ranking does not see all",
        f"{figures} The trees lean most on {numbers.listed(first)}.",
        Tone.ATTENTION,
    )


def reading(check: BoostedCheck) -> str:
    """Say how to read the permutation bars."""
    return (
        "Bar: how much worse held-out responses are predicted when the driver's ratings are "
        f"shuffled. Line: two standard errors over folds. n {numbers.count(check.n)}."
    )


def alt(check: BoostedCheck) -> str:
    """Describe the permutation bars for those who cannot see them."""
    rows = "; ".join(
        f"{name} {numbers.percent(drop, 1)}"
        for name, drop in check.drivers.frame[["driver", "importance_permutation"]].to_numpy()
    )
    return f"Permutation importance of each driver, largest first: {rows}."
