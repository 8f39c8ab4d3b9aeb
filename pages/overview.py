"""How are we doing, is it real, and what matters most?"""

from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.drivers.words import ranking as drivers
from cx.chapters.overview.charts.level import distribution_bars, trend_line
from cx.chapters.overview.level import describe_overview
from cx.chapters.overview.words import level as overview
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.words import gaps as performers
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.words import comparison as segments
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import overview as inputs
from cx.vocabulary import Role

responses = shell.open_page("overview")
target = settings.target(responses)
top = show.place()
cards = 1 + responses.has(Role.DRIVER) + responses.has(Role.PERFORMER)
matters = show.Waiting("What matters most", cards)
options = inputs.overview_options(responses)
result = ask(describe_overview, responses, options)
with top:
    show.metrics(overview.metrics(result))

answers = show.place()
if result.period is None:
    show.findings([overview.trend(result), *overview.against_target(result, target)])
else:
    line, answers = show.columns(1, 1)
    with line:
        show.chart(
            trend_line(result, target),
            finding=overview.trend(result),
            reading=overview.reading_trend(result),
            alt=overview.alt_trend(result),
            table=result.trend,
            name="overview-trend",
        )
        show.findings(overview.against_target(result, target))
with answers:
    show.chart(
        distribution_bars(result),
        finding=overview.distribution(result),
        reading=overview.reading_distribution(result),
        alt=overview.alt_distribution(result),
        table=result.distribution,
        name="overview-distribution",
    )
show.method("overview")

matters.fill("segments", lambda: segments.largest(ask(compare_segments, responses)))
if responses.has(Role.DRIVER):
    matters.fill("drivers", lambda: drivers.top(ask(rank_drivers, responses)))
if responses.has(Role.PERFORMER):
    matters.fill(
        "performers",
        lambda: performers.headline(ask(compare_performers, responses)),
    )
