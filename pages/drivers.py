"""What drives the score, and where to start?"""

from cx.charts.drivers import importance_bars, importance_performance_map
from cx.ui import cache, inputs, shell, show
from cx.words import drivers

responses = shell.open_page("drivers")
with show.working("Ranking the drivers and testing the ranking on resampled responses"):
    options = inputs.driver_options(responses)
    by_headline = cache.rank_drivers(responses, options)
ranking = by_headline.by(inputs.driver_method(by_headline))

show.findings([drivers.verdict(ranking)])
left, right = show.columns(1, 1)
with left:
    show.chart(
        importance_bars(ranking),
        finding=drivers.top(ranking),
        reading=drivers.reading_bars(ranking),
        alt=drivers.alt_bars(ranking),
        table=ranking.drivers,
        name="drivers-importance",
    )
with right:
    show.chart(
        importance_performance_map(ranking),
        finding=drivers.start(ranking),
        reading=drivers.reading_map(ranking),
        alt=drivers.alt_map(ranking),
        table=ranking.drivers,
        name="drivers-map",
    )
show.findings([*drivers.leaders(ranking), *drivers.cautions(ranking)])
show.note(drivers.left_out(ranking))
show.method("drivers")
