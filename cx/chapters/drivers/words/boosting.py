"""What the check with gradient-boosted trees says."""

from cx.chapters.drivers.boosting import BoostedCheck
from cx.text import Said, enumerated, numbers, paragraph, say
from cx.text.finding import Finding, Tone, Verdict


def verdict(check: BoostedCheck) -> Finding:
    """Say whether trees see what straight lines do not; name drivers only if they do."""
    figures = say(
        "On responses not seen before, straight lines explain {linear} and trees {boosted} "
        "(difference {gain}, standard error {error}, n {n}).",
        linear=numbers.percent(check.r_squared_linear),
        boosted=numbers.percent(check.r_squared_boosted),
        gain=numbers.percent(check.gain, 1),
        error=numbers.percent(check.gain_error, 1),
        n=check.n,
    )
    if not check.better:
        return Finding(
            say("No bends or combinations found"),
            paragraph(figures, say("Nothing found here speaks against the ranking above.")),
            verdict=Verdict.CANNOT_TELL,
        )
    first = [str(name) for name in check.drivers.frame["driver"][:3]]
    return Finding(
        say("Bends or combinations of drivers matter: the ranking does not see all"),
        paragraph(figures, say("The trees lean most on {names}.", names=numbers.listed(first))),
        Tone.ATTENTION,
        Verdict.SHOWN,
    )


def reading(check: BoostedCheck) -> Said:
    """Say how to read the permutation bars."""
    return say(
        "Bar: how much worse held-out responses are predicted when the driver's ratings are "
        "shuffled. Line: two standard errors over folds. n {n}.",
        n=check.n,
    )


def alt(check: BoostedCheck) -> Said:
    """Describe the permutation bars for those who cannot see them."""
    rows = (
        f"{name} {numbers.percent(drop, 1)}"
        for name, drop in check.drivers.frame[["driver", "importance_permutation"]].to_numpy()
    )
    return say(
        "Permutation importance of each driver, largest first: {rows}.", rows=enumerated(rows)
    )
