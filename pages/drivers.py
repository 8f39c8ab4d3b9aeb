"""What drives the score, and where to start?"""

from cx.chapters.drivers.charts.boosting import permutation_bars
from cx.chapters.drivers.charts.interactions import group_dots
from cx.chapters.drivers.charts.penalty_reward import penalty_reward_bars
from cx.chapters.drivers.charts.ranking import importance_bars, importance_performance_map
from cx.chapters.drivers.words import boosting, penalty_reward
from cx.chapters.drivers.words import interactions as driver_interactions
from cx.chapters.drivers.words import ranking as drivers
from cx.ui import cache, shell, show
from cx.ui.inputs import drivers as inputs

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

contrast = cache.contrast_penalties(responses, inputs.penalty_options(options))
show.chart(
    penalty_reward_bars(contrast),
    finding=penalty_reward.kinds(contrast, trusted=ranking.trusted),
    reading=penalty_reward.reading(contrast),
    alt=penalty_reward.alt(contrast),
    table=contrast.drivers,
    name="drivers-penalty-reward",
)

by_group = cache.compare_drivers_by_group(responses, inputs.interaction_options(options))
show.findings(driver_interactions.alike(by_group))
for place, (category, table) in enumerate(by_group.by_group):
    show.chart(
        group_dots(table),
        finding=driver_interactions.differs(by_group, category),
        reading=driver_interactions.reading(table),
        alt=driver_interactions.alt(category, table),
        table=table,
        name=f"drivers-by-group-{place}",
    )

if inputs.wants_boosting():
    with show.working("Predicting responses that the models have not seen"):
        check = cache.check_with_boosting(responses, inputs.boosting_options(options))
    if check.better:
        show.chart(
            permutation_bars(check),
            finding=boosting.verdict(check),
            reading=boosting.reading(check),
            alt=boosting.alt(check),
            table=check.drivers,
            name="drivers-trees",
        )
    else:
        show.findings([boosting.verdict(check)])
show.method("drivers")
