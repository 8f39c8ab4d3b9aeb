"""How are we doing, is it real, and what matters most?"""

from cx.charts.overview import distribution_bars, trend_line
from cx.ui import cache, inputs, shell, show
from cx.vocabulary import Role
from cx.words import drivers, overview, performers, segments

responses = shell.open_page("overview")
top = show.place()
matters = show.Waiting("What matters most", cards=3)
left, right = show.columns(3, 2)
with left:
    options = inputs.overview_options()

result = cache.describe_overview(responses, options)
with top:
    show.metrics(overview.metrics(result))
with left:
    show.chart(
        trend_line(result),
        finding=overview.trend(result),
        reading=overview.reading_trend(result),
        alt=overview.alt_trend(result),
        table=result.trend,
        name="overview-trend",
    )
with right:
    show.chart(
        distribution_bars(result),
        finding=overview.distribution(result),
        reading=overview.reading_distribution(result),
        alt=overview.alt_distribution(result),
        table=result.distribution,
        name="overview-distribution",
    )
show.method("overview")

matters.fill(lambda: segments.largest(cache.compare_segments(responses)))
if responses.has(Role.DRIVER):
    matters.fill(lambda: drivers.top(cache.rank_drivers(responses)))
if responses.has(Role.PERFORMER):
    matters.fill(lambda: performers.headline(cache.compare_performers(responses)))
matters.finish()
