"""All that pages, exports and the command line show of the score, and of what changed."""

from functools import partial

from cx.chapters.overview.bridge import ScoreBridge
from cx.chapters.overview.charts.bridge import waterfall
from cx.chapters.overview.charts.level import distribution_bars, trend_line
from cx.chapters.overview.level import Overview
from cx.chapters.overview.words import bridge, level
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Finding, Metric, asked_by

PAGE, BRIDGE_PAGE = "overview", "bridge"
LEVEL, BRIDGE = "overview.level", "overview.bridge"


def on_top(overview: Overview) -> tuple[Metric, ...]:
    """Return the numbers on top of the page."""
    return level.metrics(overview)


def of_level(overview: Overview) -> tuple[Finding, ...]:
    """Say how customers score."""
    return asked_by(LEVEL, PAGE, [level.level(overview)])


def of_trend(overview: Overview, target_points: float | None = None) -> Exhibit:
    """Show how the score moves; no picture without dates."""
    dated = overview.period is not None
    return Exhibit(
        "overview-trend",
        level.trend(overview),
        overview.trend if dated else None,
        level.alt_trend(overview),
        partial(trend_line, overview, target_points) if dated else None,
        level.reading_trend(overview),
    ).asked_by(LEVEL, PAGE)


def of_distribution(overview: Overview) -> Exhibit:
    """Show how often each answer was given."""
    return Exhibit(
        "overview-distribution",
        level.distribution(overview),
        overview.distribution,
        level.alt_distribution(overview),
        partial(distribution_bars, overview),
        level.reading_distribution(overview),
    ).asked_by(LEVEL, PAGE)


def against_target(overview: Overview, target_points: float | None) -> tuple[Finding, ...]:
    """Set the score against the target; nothing without a target."""
    return asked_by(LEVEL, PAGE, level.against_target(overview, target_points))


def of_bridge(found: ScoreBridge, target_points: float | None = None) -> Exhibit:
    """Show what a change is made of."""
    return Exhibit(
        "bridge-parts",
        bridge.change(found),
        found.cells,
        bridge.alt(found),
        partial(waterfall, found, target_points),
        bridge.reading(found),
        bridge.left_out(found),
    ).asked_by(BRIDGE, BRIDGE_PAGE)


def beside_bridge(found: ScoreBridge, target_points: float | None = None) -> tuple[Finding, ...]:
    """Say which combination moved the score most, and where the score stands to the target."""
    most = bridge.cell(found)
    said = [*([most] if most else []), *bridge.against_target(found, target_points)]
    return asked_by(BRIDGE, BRIDGE_PAGE, said)


def of_change(changed: ScoreBridge, target_points: float | None = None) -> tuple[Finding, ...]:
    """Return all that is said of a change, what it comes from first."""
    return (of_bridge(changed).finding, *beside_bridge(changed, target_points))


def findings(overview: Overview, *, target_points: float | None = None) -> tuple[Finding, ...]:
    """Return all that is said of the score, the answer to the page's question first."""
    return (
        *of_level(overview),
        *against_target(overview, target_points),
        of_trend(overview).finding,
        of_distribution(overview).finding,
    )
